"""What two seeds have in common, word by word.

Tiles are runs of words that stand in both, each word used once (greedy string tiling, Wise 1993).  Chains
join words that stand once in either seed, in the same order in both (patience diff, Cohen 2003; longest
increasing subsequence, Schensted 1961); the gaps of a chain tell whether a text was edited word by word or
only draws on the same source.  Thresholds are by judgement.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from sitegen.model import AlignedSpan, Match
from sitegen.relations.corpus import RUN, Hashes, Ints, run_hashes

MAX_REPEATS = 32  # places of one run in the other seed that are tried; more is a refrain
# Share of the words of the shorter text; with fewer that both have once, neither was edited from the other.
MIN_COMMON_SHARE = 0.06
MAX_TILED_SHARE = 0.95  # of those words; with more in tiles, no chain is needed to tell
MAX_CHAINS = 12  # chains that are looked for; texts in more pieces than that are rare
MIN_LINKS = 4  # words that a chain has at least
MAX_EDIT_WORDS = 20  # words of a gap that may be an edit: as many here as there, more or less
MIN_EDITS = 5  # such gaps that make a text edited word by word ...
MIN_EDITS_TO_BREAKS = 1.7  # ... where they are so many times the other gaps
BYTES_OF_WORD = 4  # bytes of a word's number
# Words of a gap that an edited text owes to the other: inside, at its beginning or end, and as wide in both.
MAX_GAP = 60
MAX_END_GAP = 40
MAX_EVEN_GAP = 80
# How much wider such a gap may be on one side than on the other: words, and shares of the wider side.
EDIT_SLACK_WORDS = 2
EDIT_SLACK_SHARE = 0.15
EVEN_GAP_SLACK_SHARE = 0.3
MAX_MOVED_GAP = 30  # words of a gap inside a part that was moved
MAX_JOINED_GAP = 4  # words between two tiles that make one passage


Words = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False, kw_only=True)
class PreparedText:
    """One seed of n words as it is compared: r = n - RUN + 1 runs of words, u words that stand in it once."""

    words: Words  # (n)
    bytes: bytes  # the same, quick to compare
    runs: Hashes  # (r) the hash of each run
    sorted_runs: Hashes  # (r)
    order: Ints  # (r) where those stand in `runs`
    once: Words  # (u) sorted
    once_at: Ints  # (u) where those stand in `words`


def prepare(words: Words, hashes: Hashes) -> PreparedText:
    """Return a seed as it is compared; `words` (int32) and `hashes` (uint64) have one entry for each word."""
    runs = run_hashes(hashes, RUN)
    different_words, first_at, count = np.unique(words, return_index=True, return_counts=True)
    order = np.argsort(runs, kind="stable")
    return PreparedText(
        words=words,
        bytes=words.tobytes(),
        runs=runs,
        sorted_runs=runs[order],
        order=order,
        once=different_words[count == 1],
        once_at=first_at[count == 1],
    )


Point = tuple[int, int]
Chain = list[Point]


def match(a: PreparedText, b: PreparedText) -> Match:
    """Return what two seeds have in common."""
    shared_tiles = tuple(tiles(a, b))
    shorter = min(len(a.words), len(b.words))
    points = _once_in_both(a, b)
    if (
        len(points) < MIN_COMMON_SHARE * shorter
        or sum(run.a_end - run.a_start for run in shared_tiles) > MAX_TILED_SHARE * shorter
    ):
        return Match(shared_tiles, (), edited=False)
    rising_chains = chains(points, 1)
    edited = bool(rising_chains) and is_edited(rising_chains[0], a.bytes, b.bytes)
    if edited:
        rising_chains = chains(points, MAX_CHAINS)
    return Match(shared_tiles, tuple(map(tuple, rising_chains)), edited)


# Tiles ------------------------------------------------------------------------------------------------------


def tiles(a: PreparedText, b: PreparedText) -> list[AlignedSpan]:
    """Return runs of RUN words or more that stand in both, the longest chosen first, in the order of `a`."""
    used_a, used_b = bytearray(len(a.words)), bytearray(len(b.words))
    chosen: list[AlignedSpan] = []
    for length, in_a, in_b in sorted(_common_runs(a, b), key=lambda run: (-run[0], run[1], run[2])):
        start = 0
        while start < length:
            while start < length and (used_a[in_a + start] or used_b[in_b + start]):
                start += 1
            end = start
            while end < length and not used_a[in_a + end] and not used_b[in_b + end]:
                end += 1
            if end - start >= RUN:
                used_a[in_a + start : in_a + end] = used_b[in_b + start : in_b + end] = b"\x01" * (
                    end - start
                )
                chosen.append(AlignedSpan(in_a + start, in_a + end, in_b + start, in_b + end))
            start = max(end, start + 1)
    return sorted(chosen)


def _common_runs(a: PreparedText, b: PreparedText) -> list[tuple[int, int, int]]:
    """Return length, place in `a` and place in `b` of every longest run that stands in both."""
    if not len(b.runs):
        return []
    left = b.sorted_runs.searchsorted(a.runs)
    shared = (b.sorted_runs[np.minimum(left, len(b.runs) - 1)] == a.runs).nonzero()[0]
    if not len(shared):
        return []
    left = left[shared]
    repeats = np.minimum(b.sorted_runs.searchsorted(a.runs[shared], "right") - left, MAX_REPEATS)
    in_a = np.repeat(shared, repeats)
    repeat = np.arange(len(in_a)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    in_b = b.order[np.repeat(left, repeats) + repeat]
    shift = in_b - in_a
    order = np.lexsort((in_a, shift))
    in_a, in_b, shift = in_a[order], in_b[order], shift[order]
    begins = np.ones(len(in_a), dtype=bool)
    begins[1:] = (shift[1:] != shift[:-1]) | (in_a[1:] != in_a[:-1] + 1)
    starts = begins.nonzero()[0]
    lengths = np.diff(np.append(starts, len(in_a))) + RUN - 1
    return list(zip(lengths.tolist(), in_a[starts].tolist(), in_b[starts].tolist(), strict=True))


def joined(spans: Iterable[AlignedSpan], gap: int = MAX_JOINED_GAP) -> list[AlignedSpan]:
    """Return runs, those joined that follow each other on both sides with at most `gap` words between."""
    joined_spans: list[AlignedSpan] = []
    for span in spans:
        last = joined_spans[-1] if joined_spans else None
        if last and 0 <= span.a_start - last.a_end <= gap and 0 <= span.b_start - last.b_end <= gap:
            joined_spans[-1] = AlignedSpan(last.a_start, span.a_end, last.b_start, span.b_end)
        else:
            joined_spans.append(span)
    return joined_spans


# Chains -----------------------------------------------------------------------------------------------------


def _once_in_both(a: PreparedText, b: PreparedText) -> list[Point]:
    """Return where the words stand that each side has once, in the order of `a`."""
    if not len(a.once) or not len(b.once):
        return []
    nearest = np.minimum(b.once.searchsorted(a.once), len(b.once) - 1)
    common = (b.once[nearest] == a.once).nonzero()[0]
    in_a, in_b = a.once_at[common], b.once_at[nearest[common]]
    order = in_a.argsort()
    return list(zip(in_a[order].tolist(), in_b[order].tolist(), strict=True))


def chains(points: list[Point], most: int) -> list[Chain]:
    """Return the longest row of points that rises on both sides, then that of the rest, at most so many."""
    rising_chains: list[Chain] = []
    while len(points) >= MIN_LINKS and len(rising_chains) < most:
        chain = _longest_rising(points)
        if len(chain) < MIN_LINKS:
            break
        rising_chains.append(chain)
        taken = set(chain)
        points = [point for point in points if point not in taken]
    return rising_chains


def _longest_rising(points: list[Point]) -> Chain:
    """Return the longest row of points, sorted by their first number, whose second number rises too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, second) in enumerate(points):
        place = bisect_left(ends, second)
        if place == len(ends):
            ends.append(second)
            last.append(number)
        else:
            ends[place], last[place] = second, number
        before.append(last[place - 1] if place else -1)
    chain: Chain = []
    number = last[-1] if last else -1
    while number >= 0:
        chain.append(points[number])
        number = before[number]
    return chain[::-1]


def is_edited(chain: Sequence[Point], a: bytes, b: bytes) -> bool:
    """Whether one text was made from the other word by word: nearly all gaps are as wide in both."""
    edits, breaks = _gaps(chain, a, b)
    return edits >= MIN_EDITS and edits >= MIN_EDITS_TO_BREAKS * (breaks + 1)


def _gaps(chain: Sequence[Point], a: bytes, b: bytes) -> tuple[int, int]:
    """Return how many gaps of a chain differ in words: about as wide in both, and the others."""
    edits = breaks = 0
    for (x, y), (next_x, next_y) in pairwise(chain):
        of_a, of_b = next_x - x - 1, next_y - y - 1
        if (
            of_a == of_b
            and a[x * BYTES_OF_WORD : next_x * BYTES_OF_WORD] == b[y * BYTES_OF_WORD : next_y * BYTES_OF_WORD]
        ):
            continue
        wider = max(of_a, of_b)
        if wider <= MAX_EDIT_WORDS and abs(of_a - of_b) <= EDIT_SLACK_WORDS + EDIT_SLACK_SHARE * wider:
            edits += 1
        else:
            breaks += 1
    return edits, breaks


# How much of each seed comes from the other -----------------------------------------------------------------


def cover(found: Match, a: Words, b: Words, is_evident: Sequence[bool]) -> tuple[int, int]:
    """Return how many words of each seed come from the other; `is_evident` has a flag for each tile.

    Words that took the place of others in an edited text count as coming from it.
    """
    if not found.edited:
        words = sum(
            tile.a_end - tile.a_start
            for tile, evident in zip(found.tiles, is_evident, strict=True)
            if evident
        )
        return words, words
    from_b, from_a = bytearray(len(a)), bytearray(len(b))
    for tile, evident in zip(found.tiles, is_evident, strict=True):
        if evident:
            from_b[tile.a_start : tile.a_end] = from_a[tile.b_start : tile.b_end] = b"\x01" * (
                tile.a_end - tile.a_start
            )
    for (x, y), size in _edited_gaps(found, a.tobytes(), b.tobytes()):
        from_b[x : x + size] = from_a[y : y + size] = b"\x01" * size
    return sum(from_b), sum(from_a)


def _edited_gaps(found: Match, a: bytes, b: bytes) -> Iterator[tuple[Point, int]]:
    """Yield first words and width of what an edited text owes the other between the links of its chains."""
    ends = ((-1, -1), *found.chains[0], (len(a) // BYTES_OF_WORD, len(b) // BYTES_OF_WORD))
    for number, (left, right) in enumerate(pairwise(ends)):
        of_a, of_b = right[0] - left[0] - 1, right[1] - left[1] - 1
        wider = max(of_a, of_b)
        is_outer = number in {0, len(ends) - 2}
        is_even = not is_outer and wider <= MAX_EVEN_GAP and abs(of_a - of_b) <= EVEN_GAP_SLACK_SHARE * wider
        is_owed = is_even or wider <= (MAX_END_GAP if is_outer else MAX_GAP)
        yield _after(left, min(of_a, of_b) if is_owed else 0)
    for chain in found.chains[1:]:
        for part in _parts(chain):
            edits, breaks = _gaps(part, a, b)
            if len(part) >= MIN_LINKS and edits >= breaks:
                yield from (
                    _after(left, min(right[0] - left[0], right[1] - left[1]) - 1)
                    for left, right in pairwise(part)
                )


def _after(link: Point, width: int) -> tuple[Point, int]:
    """Return a link of a chain with the gap behind it; before the first link there is only a gap."""
    return (link, width + 1) if link[0] >= 0 else ((0, 0), width)


def _parts(chain: Sequence[Point]) -> Iterator[Chain]:
    """Yield the parts of a chain between its wide gaps: what was moved was moved in pieces."""
    part = [chain[0]]
    for point in chain[1:]:
        if max(point[0] - part[-1][0], point[1] - part[-1][1]) <= MAX_MOVED_GAP:
            part.append(point)
        else:
            yield part
            part = [point]
    yield part


def passages(found: Match) -> list[tuple[AlignedSpan, int]]:
    """Return stretches of tiles and single words that are joined, with how many of their words agree."""
    points = {(t.a_start + n, t.b_start + n) for t in found.tiles for n in range(t.a_end - t.a_start)}
    used_a, used_b = {a for a, _ in points}, {b for _, b in points}
    for a, b in found.chains[0] if found.chains else ():
        if a not in used_a and b not in used_b:
            points.add((a, b))
    stretches: list[tuple[AlignedSpan, int]] = []
    for a, b in sorted(points):
        if stretches:
            last, agreeing = stretches[-1]
            if 0 <= a - last.a_end <= MAX_JOINED_GAP and 0 <= b - last.b_end <= MAX_JOINED_GAP:
                stretches[-1] = AlignedSpan(last.a_start, a + 1, last.b_start, b + 1), agreeing + 1
                continue
        stretches.append((AlignedSpan(a, a + 1, b, b + 1), 1))
    return stretches
