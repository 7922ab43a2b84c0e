"""Which words of an article stand in which others: stretches to be marked, each with all that share the whole of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sitegen.site.shared_passages import SharedPassage, Stretch

# Words by which ends of stretches may differ and still be one end; set by looking at marked pages: without it, articles that share a
# passage with a word more or less would cut its mark into slivers.  What is more is left unmarked.
SAME_END = 3


@dataclass(frozen=True, slots=True)
class SharedSpan:
    """Words of an article that another one has too: from `start` to `end`, as part of the passage of that number."""

    start: int
    end: int
    number: int  # among the passages of the archive
    other: Stretch


@dataclass(frozen=True, slots=True)
class MarkedStretch:
    """Words of an article that are marked together; every twin has all of them."""

    start: int
    end: int
    twins: tuple[SharedSpan, ...]  # one for each article


def shared_spans_by_seed(passages: Iterable[SharedPassage]) -> dict[str, list[SharedSpan]]:
    """Give for each seed what it shares with others."""
    found: dict[str, list[SharedSpan]] = {}
    for number, passage in enumerate(passages):
        for here, there in passage.pairs:
            found.setdefault(here[0], []).append(SharedSpan(here[1], here[2], number, there))
            found.setdefault(there[0], []).append(SharedSpan(there[1], there[2], number, here))
    return found


def marked_stretches(twins: Sequence[SharedSpan]) -> list[MarkedStretch]:
    """Give what is to be marked of one article, in order and apart from each other; no twin is left without a mark."""
    snapped = _snapped(twins)
    edges = sorted({edge for twin in snapped for edge in (twin.start, twin.end)})
    made: list[MarkedStretch] = []
    for start, end in pairwise(edges):
        here = {twin.other[0]: twin for twin in reversed(snapped) if twin.start <= start and end <= twin.end}
        ordered = tuple(here[seed] for seed in sorted(here))
        if made and made[-1].end == start and made[-1].twins == ordered:
            made[-1] = replace(made[-1], end=end)
        elif ordered:
            made.append(MarkedStretch(start, end, ordered))
    return made


def _snapped(twins: Sequence[SharedSpan]) -> list[SharedSpan]:
    """Let ends that nearly agree agree: a start moves to the last of them, an end to the first, so nothing is claimed that is not so."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    cluster: list[int] = []
    for edge in sorted({edge for twin in twins for edge in (twin.start, twin.end)}):
        cluster = [*cluster, edge] if cluster and edge - cluster[-1] <= SAME_END else [edge]
        first[edge] = cluster[0]
        last.update(dict.fromkeys(cluster, edge))
    return [_cropped(twin, last[twin.start], first[twin.end]) for twin in twins]


def _cropped(twin: SharedSpan, start: int, end: int) -> SharedSpan:
    """Give the part of a twin from `start` to `end`, and what stands beside it in the other article; all of it where nothing is left."""
    seed, first, last = twin.other
    there = (seed, first + start - twin.start, last - (twin.end - end))
    return SharedSpan(start, end, twin.number, there) if start < end and there[1] < there[2] else twin
