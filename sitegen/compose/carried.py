"""Passages that several articles carry: what pairs of articles share, put together over the archive."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.model import Relation

SAME = 0.5  # of the shorter of two stretches of one article that makes them one passage


@dataclass(frozen=True, slots=True)
class Carried:
    """One passage: where it stands in each article that has it, as words of its seed."""

    places: tuple[tuple[str, int, int], ...]  # seed, first word, end; one for each seed


def carried(relations: Iterable[Relation]) -> tuple[Carried, ...]:
    """Give the passages of relations, each with all articles that have it."""
    nodes: list[tuple[str, int, int]] = []
    leader: list[int] = []

    def root(one: int) -> int:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for relation in relations:
        for span in relation.spans:
            nodes += [(relation.first, span.a_start, span.a_end), (relation.second, span.b_start, span.b_end)]
            leader += [len(leader)] * 2
    by_seed: dict[str, list[int]] = defaultdict(list)
    for number, (seed, _, _) in enumerate(nodes):
        by_seed[seed].append(number)
    for numbers in by_seed.values():
        for a, b in _overlapping(numbers, nodes):
            first, second = sorted((root(a), root(b)))
            leader[second] = first
    groups: dict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
    for number, (seed, start, end) in enumerate(nodes):
        found = groups[root(number)]
        best = found.get(seed, (start, start))
        if end - start > best[1] - best[0]:
            found[seed] = (start, end)
    return tuple(Carried(tuple((seed, *place) for seed, place in found.items())) for found in groups.values())


def _overlapping(numbers: list[int], nodes: list[tuple[str, int, int]]) -> Iterable[tuple[int, int]]:
    """Give pairs of stretches of one seed that are one passage."""
    open_ones: list[int] = []
    for number in sorted(numbers, key=lambda one: nodes[one][1:]):
        _, start, end = nodes[number]
        open_ones = [one for one in open_ones if nodes[one][2] > start]
        for one in open_ones:
            shorter = min(end - start, nodes[one][2] - nodes[one][1])
            if min(end, nodes[one][2]) - start >= SAME * shorter:
                yield one, number
        if not any(nodes[one][1:] == (start, end) for one in open_ones):
            open_ones.append(number)
