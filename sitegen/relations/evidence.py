"""What may tie two seeds: not the lines that a site repeats, unless the seeds speak of the same things.

Thresholds are by judgement.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sitegen.model import AlignedSpan
from sitegen.relations.candidates import WINDOW, Fingerprints
from sitegen.relations.corpus import RUN, Corpus, Flags, distinct_owner_count

REPEATED = 4  # families in which a line must stand to be taken for furniture of a site
OFTEN = 12  # families in which words must stand together to be that without filling a line
EVERYWHERE = 16  # seeds in which a line stands that makes no pairs of all of them
COMMON = 0.05  # share of the seeds; a word that stands in more of them says nothing of what a text is about


@dataclass(frozen=True, eq=False)
class Evidence:
    """Which words may tie a seed to another."""

    corpus: Corpus
    kept: Flags  # bool, one for each word of the corpus

    def count(self, seed: int, start: int, end: int) -> int:
        """Return how many words of a seed, from `start` to `end`, are evidence."""
        base = int(self.corpus.bounds[seed])
        return int(np.count_nonzero(self.kept[base + start : base + end]))

    def of(self, first: int, second: int, span: AlignedSpan) -> int:
        """Return how many words of a span are evidence on both sides."""
        return min(self.count(first, span.a_start, span.a_end), self.count(second, span.b_start, span.b_end))


def everything(corpus: Corpus) -> Evidence:
    """Return all words as evidence."""
    return Evidence(corpus, np.ones(len(corpus.words), dtype=bool))


def without_furniture(corpus: Corpus, prints: Fingerprints, family: Sequence[int]) -> Evidence:
    """Return all words but the lines of REPEATED families or more, and the runs of words of OFTEN or more.

    `family` has one number for each seed.
    """
    kept = rare_line_mask(corpus, family, REPEATED)
    often = prints.only(
        distinct_owner_count(prints.values, np.array(family, dtype=np.int64)[prints.seeds]) >= OFTEN
    )
    for word in range(RUN):
        kept[often.places + word] = False
    for left, right, same in zip(
        often.places, often.places[1:], often.seeds[1:] == often.seeds[:-1], strict=False
    ):
        if same and right - left <= RUN + WINDOW:
            kept[left:right] = False
    return Evidence(corpus, kept)


def rare_line_mask(corpus: Corpus, owner: Sequence[int], many: int) -> Flags:
    """Return a flag for each word of the corpus: its line stands with fewer owners than `many`.

    `owner` has one number for each seed.
    """
    holders = np.array(owner, dtype=np.int64)[
        np.repeat(np.arange(len(corpus.names)), np.diff(corpus.first_lines))
    ]
    return np.repeat(distinct_owner_count(corpus.line_hashes, holders) < many, np.diff(corpus.lines))


def likeness(corpus: Corpus, first: int, second: int, spans: Sequence[AlignedSpan]) -> float:
    """Return how much two seeds speak of the same things besides what they share word by word (0..1).

    The words of the one that the other has too, weighed by how rare they are (squared inverse document
    frequency, Spärck Jones 1972), as a share of all its words.
    """
    mine = np.ones(corpus.size(first), dtype=bool)
    theirs = np.ones(corpus.size(second), dtype=bool)
    for span in spans:
        mine[span.a_start : span.a_end] = False
        theirs[span.b_start : span.b_end] = False
    a, b = np.unique(corpus.row(first)[mine]), np.unique(corpus.row(second)[theirs])
    least = min(_weights(corpus, a).sum(), _weights(corpus, b).sum())
    both = _weights(corpus, np.intersect1d(a, b, assume_unique=True)).sum()
    return float(both / least) if least else 0.0


def _weights(corpus: Corpus, words: npt.NDArray[np.int32]) -> npt.NDArray[np.float64]:
    """Return the weight of each of some words (float64): 0 for common ones."""
    rarity = np.log((len(corpus.names) + 1) * COMMON / corpus.frequency[words])
    return np.maximum(rarity, 0.0) ** 2


def rare_shares(corpus: Corpus, first: int, second: int) -> tuple[float, float]:
    """Return how much of the rare words of each seed stands in the other, weighed by rarity (0..1)."""
    most = max(2, len(corpus.names) // 100)
    a, b = (
        words[corpus.frequency[words] <= most]
        for words in (np.unique(corpus.row(one)) for one in (first, second))
    )
    both, mine, theirs = (
        _rarity(corpus, words) for words in (np.intersect1d(a, b, assume_unique=True), a, b)
    )
    return (both / mine, both / theirs) if mine and theirs else (0.0, 0.0)


def _rarity(corpus: Corpus, words: npt.NDArray[np.int32]) -> float:
    return float(np.log(len(corpus.names) / corpus.frequency[words]).sum())
