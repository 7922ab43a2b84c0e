"""Passages that several articles carry: what pairs of articles share, put together over the archive."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from sitegen.groups import groups
from sitegen.model import Relation

# Share of the shorter of two stretches of one article that makes them one passage; by judgement.
MIN_OVERLAP = 0.5

Stretch = tuple[str, int, int]  # seed, first word, end


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """One passage: where it stands in each article that has it, and what each two of them share of it."""

    places: tuple[Stretch, ...]  # one for each seed, the longest
    pairs: tuple[tuple[Stretch, Stretch], ...]


def shared_passages(relations: Iterable[Relation]) -> tuple[SharedPassage, ...]:
    """Return the passages of relations, each with all articles that have it."""
    pairs = [pair for relation in relations for pair in _pairs(relation)]
    stretches = list(chain.from_iterable(pairs))  # those of a pair stand beside each other
    shared = ((number, number + 1) for number in range(0, len(stretches), 2))
    group_of = groups(range(len(stretches)), chain(shared, _overlapping(stretches)))
    members: dict[int, list[int]] = defaultdict(list)
    for number, group in group_of.items():
        members[group].append(number)
    return tuple(
        _passage([stretches[number] for number in numbers], pairs, numbers) for numbers in members.values()
    )


def _pairs(relation: Relation) -> Iterator[tuple[Stretch, Stretch]]:
    for span in relation.spans:
        yield (
            (relation.first, span.a_start, span.a_end),
            (relation.second, span.b_start, span.b_end),
        )


def _passage(
    stretches: Iterable[Stretch], pairs: Sequence[tuple[Stretch, Stretch]], numbers: Iterable[int]
) -> SharedPassage:
    """Return the passage of a group of stretches, by their numbers; those of a pair have 2n and 2n + 1."""
    longest: dict[str, tuple[int, int]] = {}
    for seed, start, end in stretches:
        best_start, best_end = longest.get(seed, (start, start))
        if end - start > best_end - best_start:
            longest[seed] = (start, end)
    places = tuple((seed, start, end) for seed, (start, end) in longest.items())
    return SharedPassage(places, tuple(pairs[number // 2] for number in numbers if number % 2 == 0))


def _overlapping(stretches: Sequence[Stretch]) -> Iterator[tuple[int, int]]:
    """Yield pairs of stretches of one seed that are one passage, by their numbers."""
    by_seed: dict[str, list[int]] = defaultdict(list)
    for number, (seed, _, _) in enumerate(stretches):
        by_seed[seed].append(number)
    for numbers in by_seed.values():
        yield from _overlapping_of_seed(stretches, numbers)


def _overlapping_of_seed(stretches: Sequence[Stretch], numbers: list[int]) -> Iterator[tuple[int, int]]:
    open_numbers: list[int] = []  # of stretches that are not over yet, no two of them the same
    for number in sorted(numbers, key=lambda number: stretches[number][1:]):
        _, start, end = stretches[number]
        open_numbers = [other for other in open_numbers if stretches[other][2] > start]
        is_new = True
        for other in open_numbers:
            _, other_start, other_end = stretches[other]
            shorter = min(end - start, other_end - other_start)
            if min(end, other_end) - start >= MIN_OVERLAP * shorter:
                yield other, number
            if (other_start, other_end) == (start, end):
                is_new = False
        if is_new:
            open_numbers.append(number)
