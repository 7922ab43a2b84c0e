"""Which words of two seeds are the same: runs that both have, each word used once (greedy string tiling, Wise 1993)."""

from collections import defaultdict
from difflib import SequenceMatcher
from itertools import pairwise

from sitegen.model import Aligned, Signature
from sitegen.relate.signature import RUN, run_hashes

EFFORT = 32  # words compared for each word of the two seeds; only refrains need more, and they are cut short
REPEATS = 32  # places of one run in the other seed that are tried; more is a refrain
GAP = 60  # words between two shared runs that are compared word by word
TEXT_RUN = 3  # shorter runs inside such a gap are chance


def tiles(a: Signature, b: Signature) -> list[Aligned]:
    """Give the maximal runs of at least RUN words that two seeds share, longest first chosen, in the order of `a`."""
    places: dict[int, list[int]] = defaultdict(list)
    for at, value in enumerate(run_hashes(b.words)):
        if len(places[value]) < REPEATS:
            places[value].append(at)
    found: list[tuple[int, int, int]] = []
    open_runs: set[tuple[int, int]] = set()
    budget = EFFORT * (len(a.words) + len(b.words))
    for at, value in enumerate(run_hashes(a.words)):
        going: set[tuple[int, int]] = set()
        for other in places.get(value, ()):
            if (at, other) not in open_runs and budget > 0:
                length = _extend(a.words, b.words, at, other)
                budget -= length
                if length >= RUN:
                    found.append((length, at, other))
            going.add((at + 1, other + 1))
        open_runs = going
    return _choose(found, len(a.words), len(b.words))


def _extend(a: tuple[str, ...], b: tuple[str, ...], at: int, other: int) -> int:
    length = 0
    while at + length < len(a) and other + length < len(b) and a[at + length] == b[other + length]:
        length += 1
    return length


def _choose(found: list[tuple[int, int, int]], size_a: int, size_b: int) -> list[Aligned]:
    used_a, used_b = bytearray(size_a), bytearray(size_b)
    chosen: list[Aligned] = []
    for length, at, other in sorted(found, key=lambda run: (-run[0], run[1], run[2])):
        start = 0
        while start < length:
            while start < length and (used_a[at + start] or used_b[other + start]):
                start += 1
            end = start
            while end < length and not used_a[at + end] and not used_b[other + end]:
                end += 1
            if end - start >= RUN:
                used_a[at + start : at + end] = used_b[other + start : other + end] = b"\x01" * (end - start)
                chosen.append(Aligned(at + start, at + end, other + start, other + end))
            start = max(end, start + 1)
    return sorted(chosen)


def align(a: Signature, b: Signature) -> tuple[Aligned, ...]:
    """Give the runs that two seeds share, with shorter ones inside the gaps between runs that follow each other.

    The same runs come out whichever seed is named first.
    """
    if (len(b.words), b.id) < (len(a.words), a.id):
        return tuple(sorted(Aligned(s.b_start, s.b_end, s.a_start, s.a_end) for s in align(b, a)))
    runs = tiles(a, b)
    free_b = bytearray(b"\x01" * len(b.words))
    for run in runs:
        free_b[run.b_start : run.b_end] = bytes(run.b_end - run.b_start)
    made = list(runs)
    for left, right in pairwise(runs):
        for inner in _inside(a, b, left, right):
            if all(free_b[inner.b_start : inner.b_end]):
                free_b[inner.b_start : inner.b_end] = bytes(inner.b_end - inner.b_start)
                made.append(inner)
    return tuple(sorted(made))


def _inside(a: Signature, b: Signature, left: Aligned, right: Aligned) -> list[Aligned]:
    wide_a, wide_b = right.a_start - left.a_end, right.b_start - left.b_end
    if not (0 < wide_a <= GAP and 0 < wide_b <= GAP):
        return []
    matcher = SequenceMatcher(None, a.words[left.a_end : right.a_start], b.words[left.b_end : right.b_start], autojunk=False)
    small = wide_a <= 12 and wide_b <= 12
    return [
        Aligned(left.a_end + i, left.a_end + i + n, left.b_end + j, left.b_end + j + n)
        for i, j, n in matcher.get_matching_blocks()
        if n >= (1 if small else TEXT_RUN)
    ]
