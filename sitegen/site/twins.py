"""Which words of an article stand in which others.

Stretches to be marked, each with all that share the whole of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sitegen.site.shared_passages import SharedPassage, Stretch

# Words by which ends of stretches may differ and still be one end; set by looking at marked pages: without
# it, articles that share a passage with a word more or less would cut its mark into slivers.  What is more is
# left unmarked.
MAX_END_DIFFERENCE = 3


@dataclass(frozen=True, slots=True)
class SharedSpan:
    """Words of an article that another one has too.

    From `start` to `end`, as part of the passage of that number.
    """

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
    """Return for each seed what it shares with others."""
    by_seed: dict[str, list[SharedSpan]] = {}
    for number, passage in enumerate(passages):
        for first, second in passage.pairs:
            for (seed, start, end), other in ((first, second), (second, first)):
                by_seed.setdefault(seed, []).append(SharedSpan(start, end, number, other))
    return by_seed


def marked_stretches(twins: Sequence[SharedSpan]) -> list[MarkedStretch]:
    """Return what is to be marked of one article, in order and apart from each other.

    No twin is left unmarked.
    """
    snapped = _with_agreeing_ends(twins)
    stretches: list[MarkedStretch] = []
    for start, end in pairwise(_edges(snapped)):
        ordered = _twins_around(snapped, start, end)
        if stretches and stretches[-1].end == start and stretches[-1].twins == ordered:
            stretches[-1] = replace(stretches[-1], end=end)
        elif ordered:
            stretches.append(MarkedStretch(start, end, ordered))
    return stretches


def _edges(twins: Iterable[SharedSpan]) -> list[int]:
    return sorted({edge for twin in twins for edge in (twin.start, twin.end)})


def _twins_around(twins: Sequence[SharedSpan], start: int, end: int) -> tuple[SharedSpan, ...]:
    """Return the first twin of each other article that has all words from `start` to `end`, by article."""
    by_seed: dict[str, SharedSpan] = {}
    for twin in twins:
        if twin.start <= start and end <= twin.end:
            by_seed.setdefault(twin.other[0], twin)
    return tuple(by_seed[seed] for seed in sorted(by_seed))


def _with_agreeing_ends(twins: Sequence[SharedSpan]) -> list[SharedSpan]:
    """Return twins whose ends agree where they nearly did.

    A start moves to the last of them, an end to the first, so nothing is claimed that is not so.
    """
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    cluster: list[int] = []
    for edge in _edges(twins):
        if cluster and edge - cluster[-1] > MAX_END_DIFFERENCE:
            cluster = []
        cluster.append(edge)
        first[edge] = cluster[0]
        last.update(dict.fromkeys(cluster, edge))
    return [_cropped(twin, last[twin.start], first[twin.end]) for twin in twins]


def _cropped(twin: SharedSpan, start: int, end: int) -> SharedSpan:
    """Return the part of a twin from `start` to `end`, with what stands beside it in the other article.

    All of the twin where nothing is left.
    """
    seed, other_start, other_end = twin.other
    other = (seed, other_start + start - twin.start, other_end - (twin.end - end))
    is_left = start < end and other[1] < other[2]
    return SharedSpan(start, end, twin.number, other) if is_left else twin
