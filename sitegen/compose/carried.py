"""Passages that several articles carry: what pairs of articles share, put together over the archive."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from sitegen.groups import groups
from sitegen.model import Relation

SAME = 0.5  # of the shorter of two stretches of one article that makes them one passage


@dataclass(frozen=True, slots=True)
class Carried:
    """One passage: where it stands in each article that has it, as words of its seed."""

    places: tuple[tuple[str, int, int], ...]  # seed, first word, end; one for each seed


def carried(relations: Iterable[Relation]) -> tuple[Carried, ...]:
    """Give the passages of relations, each with all articles that have it."""
    nodes: list[tuple[str, int, int]] = []
    for relation in relations:
        for span in relation.spans:
            nodes += [(relation.first, span.a_start, span.a_end), (relation.second, span.b_start, span.b_end)]
    by_seed: dict[str, list[int]] = defaultdict(list)
    for number, (seed, _, _) in enumerate(nodes):
        by_seed[seed].append(number)
    shared = ((number, number + 1) for number in range(0, len(nodes), 2))
    overlapping = (tie for numbers in by_seed.values() for tie in _overlapping(numbers, nodes))
    made: dict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
    for number, first in groups(range(len(nodes)), chain(shared, overlapping)).items():
        seed, start, end = nodes[number]
        best = made[first].get(seed, (start, start))
        if end - start > best[1] - best[0]:
            made[first][seed] = (start, end)
    return tuple(Carried(tuple((seed, *place) for seed, place in found.items())) for found in made.values())


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
