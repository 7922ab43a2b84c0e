"""A person's word on pairs of seeds wins over what was found."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from sitegen.model import Family, Problem, Relation, Seed, Severity, Verdict
from sitegen.relations.detect import Text, relate_pair
from sitegen.relations.types import BY_NAME, LEADS, NO_RELATION, VERDICT_ALIASES

VERDICTS_PATH = "content/relations.toml"
_REMOVE = "fix it or remove this [[pair]]"

Find = Callable[[str], str]  # the id that a name of a seed means; empty where there is none


def apply_verdicts(
    relations: tuple[Relation, ...],
    verdicts: tuple[Verdict, ...],
    seeds: tuple[Seed, ...],
    find: Find,
    lines: Callable[[Seed], tuple[str, ...]] = lambda seed: seed.lines,
    advise: Callable[[str], str] = lambda _: "",
) -> tuple[tuple[Relation, ...], tuple[Problem, ...]]:
    """Return the relations with those of a person in place of the found ones.

    `lines` returns those of a seed that are compared, `advise` what to do with a name of no seed.
    """
    by_id = {seed.id: seed for seed in seeds}
    order = {seed.id: place for place, seed in enumerate(seeds)}
    kept = {(relation.first, relation.second): relation for relation in relations}
    problems: list[Problem] = []
    verdict_of: dict[frozenset[str], Verdict] = {}
    for verdict in _on_relations(verdicts):
        first, second = find(verdict.first), find(verdict.second)
        if not first or not second or first == second:
            problems.append(_no_pair(verdict, first, second, advise))
            continue
        earlier = verdict_of.setdefault(frozenset((first, second)), verdict)
        if earlier is not verdict:
            problems.append(_repeated(verdict, earlier))
        name = VERDICT_ALIASES.get(verdict.relation, verdict.relation)
        if order[first] > order[second]:
            first, second = second, first
            name = BY_NAME[name].inverse if name in BY_NAME else name
        kept.pop((first, second), None)
        if name != NO_RELATION:
            kept[first, second] = _given((first, lines(by_id[first])), (second, lines(by_id[second])), name)
    ordered = sorted(kept.values(), key=lambda relation: (order[relation.first], order[relation.second]))
    return tuple(ordered), tuple(problems)


def _on_relations(verdicts: Sequence[Verdict]) -> Iterator[Verdict]:
    return (verdict for verdict in verdicts if verdict.relation != LEADS)


def _no_pair(verdict: Verdict, first: str, second: str, advise: Callable[[str], str]) -> Problem:
    """Return the problem of a verdict that names no two seeds; `first` and `second` are the ids found."""
    message, advice = "both seeds are the same", ""
    if not first or not second:
        unknown = verdict.second if first else verdict.first
        message, advice = f'no seed is called "{unknown}"', advise(unknown)
    return _error(verdict, "SG221", f"{message}; {advice or _REMOVE}")


def _repeated(verdict: Verdict, earlier: Verdict) -> Problem:
    message = f"line {earlier.line + 1} speaks of the same two seeds; remove one of the two"
    return _error(verdict, "SG222", message)


def _error(verdict: Verdict, code: str, message: str) -> Problem:
    return Problem(VERDICTS_PATH, verdict.line, code, message, severity=Severity.ERROR)


def lead(
    families: tuple[Family, ...], verdicts: tuple[Verdict, ...], find: Find
) -> tuple[tuple[Family, ...], tuple[Problem, ...]]:
    """Return the families with the leaders that a person named, and what is wrong with those rows."""
    verdict_of: dict[str, Verdict] = {}  # by the family's key
    problems: list[Problem] = []
    for verdict in verdicts:
        if verdict.relation != LEADS:
            continue
        first, second = find(verdict.first), find(verdict.second)
        family = _family_of_both(families, first, second)
        if family is None:
            message = f"the two seeds are no copies of each other, so neither leads; {_REMOVE}"
            problems.append(_error(verdict, "SG223", message))
            continue
        earlier = verdict_of.setdefault(family.key, verdict)
        if find(earlier.first) != first:
            message = f"line {earlier.line + 1} lets another seed lead the same family; remove one of the two"
            problems.append(_error(verdict, "SG222", message))
        else:
            verdict_of[family.key] = verdict
    leaders = {key: find(verdict.first) for key, verdict in verdict_of.items()}
    led = (_led(family, leaders[family.key]) if family.key in leaders else family for family in families)
    return tuple(led), tuple(problems)


def _family_of_both(families: Sequence[Family], first: str, second: str) -> Family | None:
    """Return the family that two different seeds belong to, None where there is none."""
    if first == second:
        return None
    return next((family for family in families if {first, second} <= set(family.members)), None)


def _led(family: Family, leader: str) -> Family:
    others = [member for member in family.members if member != leader]
    why = f"a person says so, in {VERDICTS_PATH}"
    return replace(family, leader=leader, why=why, members=(leader, *others))


def _given(first: Text, second: Text, name: str) -> Relation:
    """Return the relation that a person gives two seeds, with what they share."""
    shared = relate_pair(first, second)
    if shared is None:
        return Relation(
            first=first[0],
            second=second[0],
            name=name,
            containment_first=0.0,
            containment_second=0.0,
            spans=(),
            given=True,
        )
    return replace(shared, name=name, given=True)
