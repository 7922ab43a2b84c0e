"""Passages that several articles carry: what pairs of articles share, put together over the archive."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from sitegen.groups import groups
from sitegen.model import Relation

SAME = 0.5  # of the shorter of two stretches of one article that makes them one passage

Stretch = tuple[str, int, int]  # seed, first word, end


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """One passage: where it stands in each article that has it, and what each two of them share of it."""

    places: tuple[Stretch, ...]  # one for each seed, the longest
    pairs: tuple[tuple[Stretch, Stretch], ...]


def shared_passages(relations: Iterable[Relation]) -> tuple[SharedPassage, ...]:
    """Give the passages of relations, each with all articles that have it."""
    nodes: list[Stretch] = []
    for relation in relations:
        for span in relation.spans:
            nodes += [(relation.first, span.a_start, span.a_end), (relation.second, span.b_start, span.b_end)]
    by_seed: dict[str, list[int]] = defaultdict(list)
    for number, (seed, _, _) in enumerate(nodes):
        by_seed[seed].append(number)
    shared = ((number, number + 1) for number in range(0, len(nodes), 2))
    overlapping = (tie for numbers in by_seed.values() for tie in _overlapping(numbers, nodes))
    places: dict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
    pairs: dict[int, list[tuple[Stretch, Stretch]]] = defaultdict(list)
    for number, first in groups(range(len(nodes)), chain(shared, overlapping)).items():
        seed, start, end = nodes[number]
        best = places[first].get(seed, (start, start))
        if end - start > best[1] - best[0]:
            places[first][seed] = (start, end)
        if number % 2 == 0:
            pairs[first].append((nodes[number], nodes[number + 1]))
    return tuple(
        SharedPassage(tuple((seed, *place) for seed, place in found.items()), tuple(pairs[first]))
        for first, found in places.items()
    )


def _overlapping(numbers: list[int], nodes: list[Stretch]) -> Iterable[tuple[int, int]]:
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
