"""A person's word on pairs of seeds wins over what was found."""

from collections.abc import Callable
from dataclasses import replace

from sitegen.model import Family, Problem, Relation, Seed, Severity, Verdict
from sitegen.relations.detect import Text, relate_pair

PATH = "content/relations.toml"
LEADS = "leads"  # the first of the two leads their family


def apply_verdicts(
    relations: tuple[Relation, ...],
    verdicts: tuple[Verdict, ...],
    seeds: tuple[Seed, ...],
    find: Callable[[str], str],
    lines: Callable[[Seed], tuple[str, ...]] = lambda seed: seed.lines,
    advise: Callable[[str], str] = lambda _: "",
) -> tuple[tuple[Relation, ...], tuple[Problem, ...]]:
    """Give the relations with those of a person in place of the found ones.

    `find` gives the id that a name means, `lines` those of a seed that are compared, `advise` what to do with a name of none.
    """
    by_id = {one.id: one for one in seeds}
    order = {one.id: place for place, one in enumerate(seeds)}
    kept = {(relation.first, relation.second): relation for relation in relations}
    problems = []
    said: dict[frozenset[str], Verdict] = {}
    for verdict in (one for one in verdicts if one.relation != LEADS):
        first, second = find(verdict.first), find(verdict.second)
        unknown = [name for name, seed in ((verdict.first, first), (verdict.second, second)) if not seed]
        if unknown or first == second:
            message = f'no seed is called "{unknown[0]}"' if unknown else "both seeds are the same"
            advice = (advise(unknown[0]) if unknown else "") or "mend it or remove this [[pair]]"
            problems.append(Problem(PATH, verdict.line, "SG221", f"{message}; {advice}", Severity.ERROR))
            continue
        earlier = said.setdefault(frozenset((first, second)), verdict)
        if earlier is not verdict:
            message = f"line {earlier.line + 1} speaks of the same two seeds; remove one of the two"
            problems.append(Problem(PATH, verdict.line, "SG222", message, Severity.ERROR))
        name = {"same": "near"}.get(verdict.relation, verdict.relation)
        if order[first] > order[second]:
            first, second = second, first
            name = {"contains": "part-of", "part-of": "contains"}.get(name, name)
        kept.pop((first, second), None)
        if name != "none":
            kept[first, second] = _given((first, lines(by_id[first])), (second, lines(by_id[second])), name)
    return tuple(sorted(kept.values(), key=lambda one: (order[one.first], order[one.second]))), tuple(
        problems
    )


def lead(
    found: tuple[Family, ...], verdicts: tuple[Verdict, ...], find: Callable[[str], str]
) -> tuple[tuple[Family, ...], tuple[Problem, ...]]:
    """Give the families with the leaders that a person named, and what is wrong with those rows."""
    leaders: dict[str, Verdict] = {}  # by the family's key
    problems = []
    for verdict in (one for one in verdicts if one.relation == LEADS):
        first, second = find(verdict.first), find(verdict.second)
        family = next((one for one in found if {first, second} <= set(one.members)), None)
        earlier = leaders.get(family.key) if family else None
        if family is None or first == second:
            message = (
                "the two seeds are no copies of each other, so neither leads; mend it or remove this [[pair]]"
            )
            problems.append(Problem(PATH, verdict.line, "SG223", message, Severity.ERROR))
        elif earlier and find(earlier.first) != first:
            message = f"line {earlier.line + 1} lets another seed lead the same family; remove one of the two"
            problems.append(Problem(PATH, verdict.line, "SG222", message, Severity.ERROR))
        else:
            leaders[family.key] = verdict
    made = tuple(_led(one, find(leaders[one.key].first)) if one.key in leaders else one for one in found)
    return made, tuple(problems)


def _led(family: Family, leader: str) -> Family:
    return replace(
        family,
        leader=leader,
        why=f"a person says so, in {PATH}",
        members=(leader, *(m for m in family.members if m != leader)),
    )


def _given(a: Text, b: Text, name: str) -> Relation:
    found = relate_pair(a, b)
    if found:
        return Relation(
            a[0], b[0], name, found.containment_first, found.containment_second, found.spans, given=True
        )
    return Relation(a[0], b[0], name, 0.0, 0.0, (), given=True)
