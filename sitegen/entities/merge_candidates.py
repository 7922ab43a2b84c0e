"""Which entities may be one: pairs that a person should look at, never joined by themselves."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from sitegen.entities.abbreviations import is_acronym
from sitegen.entities.people import person_key
from sitegen.model import Entity
from sitegen.text import edits, fold

CROWD = 30  # entities of one family name or first word; a larger crowd tells nothing
TYPOS = 2  # letters that may differ in names of LONG letters or more
LONG = 7


def merge_candidates(entities: Iterable[Entity]) -> dict[str, tuple[str, ...]]:
    """Give for each entity the ids of others that may be the same, where there are any."""
    groups: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for entity in entities:
        for key in dict.fromkeys(_keys(entity)):
            groups[entity.kind, key].append(entity)
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for group in groups.values():
        for a, b in combinations(group, 2) if len(group) <= CROWD else ():
            if _may_be_one(a, b):
                found[a.id][b.id] = None
                found[b.id][a.id] = None
    return {one: tuple(others) for one, others in found.items()}


def _keys(entity: Entity) -> Iterator[str]:
    """Give what entities that may be one have in common."""
    words = tuple(entity.name.split())
    if entity.kind == "person":
        yield person_key(words)[0]
    else:
        yield fold(words[0])
        yield (
            fold("".join(word[0] for word in words if word[0].isupper()))
            if len(words) > 1
            else fold(entity.name)
        )
    yield "".join(letter for letter in fold(entity.name) if letter.isalnum())[:5] + "…"


def _may_be_one(a: Entity, b: Entity) -> bool:
    short, long = sorted((a.name, b.name), key=len)
    few, many = short.split(), long.split()
    if len(few) == 1 and is_acronym(short, many):
        return True
    if min(len(short), len(long)) >= LONG and edits(fold(short), fold(long)) <= TYPOS:
        return True
    if a.kind != "person":
        return [fold(word) for word in many[: len(few)]] == [fold(word) for word in few]
    first, other = person_key(tuple(few))[1], person_key(tuple(many))[1]
    same_family = person_key(tuple(few))[0] == person_key(tuple(many))[0]
    return same_family and (len(few) == 1 or first.rstrip(".") == other[: len(first.rstrip("."))])
