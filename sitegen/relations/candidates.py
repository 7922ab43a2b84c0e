"""Which pairs of seeds are worth comparing: those that share fingerprints, and those that share rare words.

Fingerprints are hashes of runs of RUN words, chosen by winnowing: the smallest of every WINDOW runs in a
row is kept (Schleimer, Wilkerson, Aiken 2003, section 3), so a shared run of 20 words has at least two of
them in common. A fingerprint that many seeds have says little by itself; there the LONG words that begin
or end with it are looked at instead, and one of the two always lies inside a shared passage. Thresholds
are by judgement.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from sitegen.relations.corpus import (
    CHUNK,
    RUN,
    Corpus,
    Flags,
    Hashes,
    Ints,
    chained,
    chunks,
    distinct_owner_count,
    run_hashes,
)

WINDOW = 8  # runs of which one is kept
LONG = 12  # words around a fingerprint that many seeds have
FEW = 16  # seeds that may share a fingerprint before its surroundings are asked
CROWD = 40  # seeds that may share LONG words before not all of their pairs are compared
SURE = 6  # fingerprints in common that need no look around them
COMPARED_CONTEXT_WORDS = 20  # words before and after a fingerprint that are compared
SHIFT = 4  # words that may have come in or gone out there
AGREE = 11  # of those words that must be the same besides the fingerprint
MAX_RARE_SEEDS = 12  # seeds in which a rare word stands at most
RARE_SHARED = 4  # rare words that a pair must share

_LEFT = np.uint64(0x2545F4914F6CDD1D)


@dataclass(frozen=True, eq=False)
class Fingerprints:
    """The fingerprints of all seeds, in the order of the corpus; three arrays of one length."""

    values: Hashes  # uint64: the hash of each
    seeds: Ints  # int64: the seed that has it
    places: Ints  # int64: its first word in the corpus

    def only(self, flags: Flags) -> "Fingerprints":
        """Return those that have a flag (bool, one for each)."""
        return Fingerprints(self.values[flags], self.seeds[flags], self.places[flags])


def by_fingerprints(corpus: Corpus, prints: Fingerprints, in_rare_line: Flags) -> Ints:
    """Return pairs of seeds that share a passage or more, sorted; each coded in one number (see `split`).

    `in_rare_line` (bool, one for each word of the corpus) has the words whose line stands in few seeds.
    Other lines make no pairs, lest those that a site repeats tie all its pages; but where most of a seed
    consists of them, it may be one of many copies, and is paired with the next that has them.
    """
    few, crowded = _few_and_crowded(prints)
    lone = in_rare_line[prints.places] & in_rare_line[prints.places + RUN - 1]
    near, first, second = _pairs(prints.only(few & lone), FEW)
    neighbours, _, _ = _pairs(
        prints.only((few | crowded) & ~lone & _mostly(corpus, ~in_rare_line)[prints.seeds]), 1
    )
    wide = [_pairs(some, CROWD)[0] for some in _surroundings(corpus, prints.only(crowded & lone))]
    codes, which, counts = np.unique(near, return_inverse=True, return_counts=True)
    weak = (counts < SURE)[which]
    agreeing = np.zeros(len(codes), dtype=bool)
    agreeing[which[weak][_agree(corpus, first[weak], second[weak])]] = True
    return np.unique(np.concatenate([codes[(counts >= SURE) | agreeing], neighbours, *wide]))


def _mostly(corpus: Corpus, flags: Flags) -> Flags:
    """Return a flag for each seed (bool): half of its words or more have one in `flags`."""
    counts = [int(np.count_nonzero(flags[start:end])) for start, end in pairwise(corpus.bounds.tolist())]
    return 2 * np.array(counts, dtype=np.int64) >= np.diff(corpus.bounds)


def _agree(corpus: Corpus, first: Ints, second: Ints) -> Flags:
    """Return a flag for each common fingerprint: enough words around it agree, a few in or out between.

    `first` and `second` (int64, of one length) have its first word in either seed.
    """
    agreed = np.zeros(len(first), dtype=bool)
    for begin in range(0, len(first), CHUNK >> 3):
        some = slice(begin, begin + (CHUNK >> 3))
        agreed[some] = _agreeing(corpus, first[some], second[some]) >= AGREE
    return agreed


def _agreeing(corpus: Corpus, first: Ints, second: Ints) -> Ints:
    """Return how many words around each common fingerprint agree (int64), at the best shift."""
    agreed = np.zeros(len(first), dtype=np.int64)
    for near, far in ((RUN, RUN + COMPARED_CONTEXT_WORDS), (-COMPARED_CONTEXT_WORDS, 0)):
        mine = _words_at(corpus, first, np.arange(near, far), -1)
        theirs = _words_at(corpus, second, np.arange(near - SHIFT, far + SHIFT), -2)
        best = np.zeros(len(first), dtype=np.int64)
        for shift in range(2 * SHIFT + 1):
            best = np.maximum(best, (mine == theirs[:, shift : shift + COMPARED_CONTEXT_WORDS]).sum(axis=1))
        agreed += best
    return agreed


def _words_at(corpus: Corpus, places: Ints, window: Ints, nothing: int) -> npt.NDArray[np.int32]:
    """Return the words of a window around each place (int32, places by window).

    `window` has offsets from the place; beyond the ends of the seed stands `nothing`.
    """
    seeds = np.searchsorted(corpus.bounds, places, side="right") - 1
    at = places[:, None] + window
    inside = (at >= corpus.bounds[seeds][:, None]) & (at < corpus.bounds[seeds + 1][:, None])
    return np.where(inside, corpus.words[np.where(inside, at, 0)], np.int32(nothing))


def by_rare_words(corpus: Corpus) -> Ints:
    """Return pairs of seeds that share several words which few seeds have, sorted and coded (see `split`)."""
    rare = (corpus.frequency >= 2) & (corpus.frequency <= MAX_RARE_SEEDS)
    places = np.nonzero(rare[corpus.words])[0]
    seeds = np.searchsorted(corpus.bounds, places, side="right") - 1
    codes, _, _ = _pairs(Fingerprints(corpus.words[places].astype(np.uint64), seeds, places), MAX_RARE_SEEDS)
    found, counts = np.unique(codes, return_counts=True)
    return found[counts >= RARE_SHARED]


def split(code: int) -> tuple[int, int]:
    """Return the two seeds of a coded pair, the earlier one first."""
    return code >> 32, code & 0xFFFFFFFF


def fingerprints(corpus: Corpus) -> Fingerprints:
    """Return the hashes that winnowing keeps, without those that stand but once in the corpus."""
    found = [_winnowed(corpus, first, last) for first, last in chunks(corpus.bounds)]
    values = np.concatenate([np.zeros(0, dtype=np.uint64), *(value for _, value in found)])
    places = np.concatenate([np.zeros(0, dtype=np.int64), *(at for at, _ in found)])
    several = _stands_again(values)
    values, places = values[several], places[several]
    return Fingerprints(values, np.searchsorted(corpus.bounds, places, side="right") - 1, places)


def _stands_again(values: Hashes) -> Flags:
    """Return a flag for each value: another one is the same."""
    order = np.argsort(values)
    ordered = values[order]
    same = ordered[1:] == ordered[:-1]
    again = np.zeros(len(values), dtype=bool)
    again[order[1:][same]] = True
    again[order[:-1][same]] = True
    return again


def _winnowed(corpus: Corpus, first: int, last: int) -> tuple[Ints, Hashes]:
    """Return the fingerprints of seeds `first` to `last`: first words (int64) and hashes (uint64)."""
    base, end = int(corpus.bounds[first]), int(corpus.bounds[last])
    hashes = run_hashes(corpus.hashes[corpus.words[base:end]], RUN)
    if not len(hashes):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.uint64)
    seed = np.repeat(np.arange(first, last), np.diff(corpus.bounds[first : last + 1]))
    whole = seed[: len(hashes)] == seed[RUN - 1 :]
    hashes[~whole] = np.uint64(0xFFFFFFFFFFFFFFFF)
    padded = np.concatenate([hashes, np.full(WINDOW - 1, 0xFFFFFFFFFFFFFFFF, dtype=np.uint64)])
    smallest = sliding_window_view(padded, WINDOW).argmin(axis=1) + np.arange(len(hashes))
    kept = np.zeros(len(padded), dtype=bool)
    kept[smallest] = True
    at = np.nonzero(kept[: len(hashes)] & whole)[0]
    return at + base, hashes[at]


def _few_and_crowded(prints: Fingerprints) -> tuple[Flags, Flags]:
    """Return two flags for each fingerprint: some other seeds have it, but few; many have it."""
    count = distinct_owner_count(prints.values, prints.seeds)
    return (count > 1) & (count <= FEW), count > FEW


def _surroundings(corpus: Corpus, prints: Fingerprints) -> Iterator[Fingerprints]:
    """Yield the LONG words that begin with each fingerprint, then those that end with it."""
    starts, ends = corpus.bounds[prints.seeds], corpus.bounds[prints.seeds + 1]
    for begin, salt in ((prints.places, np.uint64(0)), (prints.places + RUN - LONG, _LEFT)):
        inside = (begin >= starts) & (begin + LONG <= ends)
        words = (corpus.hashes[corpus.words[begin[inside] + at]] for at in range(LONG))
        yield Fingerprints(
            chained(np.full(int(inside.sum()), salt, dtype=np.uint64), words),
            prints.seeds[inside],
            begin[inside],
        )


def _pairs(prints: Fingerprints, most: int) -> tuple[Ints, Ints, Ints]:
    """Return the pairs of seeds that share a value, once for each value: code, and first word in either seed.

    Three int64 arrays of one length. Of a value that more than `most` seeds have, each seed makes a
    pair with the next one and with the first.
    """
    order = np.lexsort((prints.seeds, prints.values))
    values, seeds, places = prints.values[order], prints.seeds[order], prints.places[order]
    fresh = np.ones(len(values), dtype=bool)
    fresh[1:] = (values[1:] != values[:-1]) | (seeds[1:] != seeds[:-1])
    values, seeds, places = values[fresh], seeds[fresh], places[fresh]
    starts = (
        np.nonzero(np.concatenate([[True], values[1:] != values[:-1]]))[0]
        if len(values)
        else np.zeros(0, dtype=np.int64)
    )
    sizes = np.diff(np.append(starts, len(values)))
    left, right = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for size in range(2, most + 1):
        of_size = starts[sizes == size]
        lower, upper = np.triu_indices(size, 1)
        left.append((of_size[:, None] + lower).ravel())
        right.append((of_size[:, None] + upper).ravel())
    for start, size in zip(starts[sizes > most].tolist(), sizes[sizes > most].tolist(), strict=True):
        left += [np.arange(start, start + size - 1), np.full(size - 2, start)]
        right += [np.arange(start + 1, start + size), np.arange(start + 2, start + size)]
    a, b = np.concatenate(left), np.concatenate(right)
    return (seeds[a] << 32) | seeds[b], places[a], places[b]
