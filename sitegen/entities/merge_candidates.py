"""Which entities may be one: pairs that a person should look at, never joined by themselves."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from sitegen.entities.abbreviations import is_acronym
from sitegen.entities.people import Words, person_key
from sitegen.model import PERSON, Entity
from sitegen.text import edits, fold

MAX_GROUP = 30  # entities with a key in common; a larger crowd tells nothing; by judgement
MAX_TYPOS = 2  # letters in which two names may differ
MIN_LETTERS_FOR_TYPOS = 7  # of both names; by judgement
PREFIX_LETTERS = 5  # of names that are compared


def merge_candidates(entities: Iterable[Entity]) -> dict[str, tuple[str, ...]]:
    """Return for each entity the ids of others that may be the same, where there are any."""
    groups: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for entity in entities:
        for key in dict.fromkeys(_grouping_keys(entity)):
            groups[entity.kind, key].append(entity)
    candidates: dict[str, dict[str, None]] = defaultdict(dict)
    for group in groups.values():
        if len(group) > MAX_GROUP:
            continue
        for first, second in combinations(group, 2):
            if _may_be_one(first, second):
                candidates[first.id][second.id] = None
                candidates[second.id][first.id] = None
    return {entity_id: tuple(others) for entity_id, others in candidates.items()}


def _grouping_keys(entity: Entity) -> Iterator[str]:
    """Yield what entities that may be one have in common: one of these at least."""
    words = tuple(entity.name.split())
    if entity.kind == PERSON:
        yield person_key(words)[0]
    else:
        yield fold(words[0])
        yield fold(entity.name if len(words) == 1 else _initials(words))
    yield "".join(filter(str.isalnum, fold(entity.name)))[:PREFIX_LETTERS] + "…"  # no other key ends so


def _initials(words: Words) -> str:
    return "".join(word[0] for word in words if word[0].isupper())


def _may_be_one(first: Entity, second: Entity) -> bool:
    """Whether two entities of one kind may be the same, by their names."""
    short, long = sorted((first.name, second.name), key=len)
    short_words, long_words = tuple(short.split()), tuple(long.split())
    if len(short_words) == 1 and is_acronym(short, long_words):
        return True
    if len(short) >= MIN_LETTERS_FOR_TYPOS and edits(fold(short), fold(long)) <= MAX_TYPOS:
        return True
    if first.kind == PERSON:
        return _may_be_one_person(short_words, long_words)
    return [fold(word) for word in long_words[: len(short_words)]] == [fold(word) for word in short_words]


def _may_be_one_person(short: Words, long: Words) -> bool:
    """Whether a name is that of a person without the first name, or with a part of it ("V. Example")."""
    family, first = person_key(short)
    long_family, long_first = person_key(long)
    return family == long_family and (len(short) == 1 or long_first.startswith(first.rstrip(".")))
