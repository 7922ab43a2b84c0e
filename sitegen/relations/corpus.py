"""The words of all seeds as numbers, and what can be counted over them at once."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from sitegen.text import plain_words

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]

_WRITTEN = (
    "three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_ORDINAL = "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
# Numbers in English words; those below three are said of other things too.
NUMBERS = {
    word: str(number) for words in (_WRITTEN, _ORDINAL) for number, word in enumerate(words.split(), 3)
} | {
    word: str(10 * number)
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
RUN = 5  # words that are hashed together
CHUNK = 1 << 20  # words that are worked on at once, so that memory stays bounded
_BASE = 0x100000001B3  # odd, so that no power of it vanishes
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, eq=False, kw_only=True)
class Corpus:
    """All seeds, one after the other; a word is a number, the same for the same word in every seed.

    Shapes: W words in all, D different words, L lines that have words, S seeds.
    """

    names: tuple[str, ...]  # (S)
    words: npt.NDArray[np.int32]  # (W)
    bounds: Ints  # (S + 1) where each seed begins in `words`, and the end
    lines: Ints  # (L + 1) where each line begins in `words`, and the end
    numbers: Ints  # (L) the 0-based number of each line in its seed
    first_lines: Ints  # (S + 1) where the lines of each seed begin in `lines`, and the end
    letters: tuple[
        bytes, ...
    ]  # a digest of the letters of each seed, without spaces; empty where there are none
    digests: tuple[bytes, ...]  # of the words of each seed
    hashes: Hashes  # (D) of each different word
    line_hashes: Hashes  # (L) of the words of each line
    frequency: Ints  # (D) in how many seeds each different word stands
    figures: Mapping[int, str]  # of different words those that are figures, or numbers in words, as figures

    def size(self, seed: int) -> int:
        """Return how many words a seed has."""
        return int(self.bounds[seed + 1] - self.bounds[seed])

    def row(self, seed: int) -> npt.NDArray[np.int32]:
        """Return the words of a seed (int32)."""
        return self.words[self.bounds[seed] : self.bounds[seed + 1]]

    def line_spans(self, seed: int) -> list[tuple[int, int, int]]:
        """Return number, first word and end of each line of a seed that has words, counted in the seed."""
        first, last = self.first_lines[seed], self.first_lines[seed + 1]
        base = int(self.bounds[seed])
        starts = [int(at) - base for at in self.lines[first:last]] + [self.size(seed)]
        return list(zip(map(int, self.numbers[first:last]), starts, starts[1:], strict=False))

    def run_hashes(self, seed: int) -> Hashes:
        """Return the hash of every run of RUN words of a seed, by its first word."""
        return run_hashes(self.hashes[self.row(seed)], RUN)


def corpus(texts: Iterable[tuple[str, tuple[str, ...]]]) -> Corpus:
    """Return the words of seeds, each given by its name and its lines."""
    ids: defaultdict[str, int] = defaultdict()
    ids.default_factory = ids.__len__
    names: list[str] = []
    numbered = array("i")
    bounds, lines, numbers, first_lines = [0], array("q"), array("q"), [0]
    letters: list[bytes] = []
    digests: list[bytes] = []
    for name, text in texts:
        found: list[str] = []
        for number, line in enumerate(text):
            words = plain_words(line)
            if words:
                lines.append(bounds[-1] + len(found))
                numbers.append(number)
                found += words
        names.append(name)
        numbered.extend(map(ids.__getitem__, found))
        letters.append(_digest("".join(found)) if found else b"")
        digests.append(_digest(" ".join(found)))
        bounds.append(len(numbered))
        first_lines.append(len(lines))
    lines.append(bounds[-1])
    flat = np.frombuffer(numbered, dtype=np.int32) if numbered else np.zeros(0, dtype=np.int32)
    hashes = mixed(np.arange(1, len(ids) + 1, dtype=np.uint64) * _GOLDEN)
    starts = np.frombuffer(lines, dtype=np.int64)
    return Corpus(
        names=tuple(names),
        words=flat,
        bounds=np.array(bounds),
        lines=starts,
        numbers=np.frombuffer(numbers, dtype=np.int64) if numbers else np.zeros(0, dtype=np.int64),
        first_lines=np.array(first_lines),
        letters=tuple(letters),
        digests=tuple(digests),
        hashes=hashes,
        line_hashes=_line_hashes(hashes, flat, starts),
        frequency=_frequency(flat, bounds, len(ids)),
        figures={
            number: figure
            for word, number in ids.items()
            if (figure := word if word[0].isdecimal() else NUMBERS.get(word, ""))
        },
    )


def _line_hashes(hashes: Hashes, words: npt.NDArray[np.int32], lines: Ints) -> Hashes:
    """Return a hash of the words of every line (uint64, one for each); `lines` as in `Corpus`."""
    made = np.zeros(max(0, len(lines) - 1), dtype=np.uint64)
    for first, last in chunks(lines):
        bounds = lines[first : last + 1]
        sizes = np.diff(bounds)
        powers = np.full(int(sizes.max()), _BASE, dtype=np.uint64)
        powers[0] = 1
        powers = np.multiply.accumulate(powers)
        place = np.arange(bounds[0], bounds[-1]) - np.repeat(bounds[:-1], sizes)
        made[first:last] = np.add.reduceat(
            hashes[words[bounds[0] : bounds[-1]]] * powers[place], bounds[:-1] - bounds[0]
        )
    return made


def _frequency(words: npt.NDArray[np.int32], bounds: list[int], different: int) -> Ints:
    """Return in how many seeds each of the different words stands (int64)."""
    counts = np.zeros(different, dtype=np.int64)
    last = np.zeros(different, dtype=np.int32)  # where each word stands last in the seed that is looked at
    longest = max((end - start for start, end in pairwise(bounds)), default=0)
    places = np.arange(longest, dtype=np.int32)
    for start, end in pairwise(bounds):
        row = words[start:end]
        here = places[: end - start]
        last[row] = here
        counts[row[last[row] == here]] += 1
    return counts


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def chunks(bounds: Ints) -> Iterator[tuple[int, int]]:
    """Yield first and end of rows of parts of about CHUNK words; `bounds` has where each part begins."""
    first = 0
    while first < len(bounds) - 1:
        last = max(first + 1, int(np.searchsorted(bounds, bounds[first] + CHUNK, side="right")) - 1)
        yield first, last
        first = last


def mixed(values: Hashes) -> Hashes:
    """Return well spread hashes of numbers (SplitMix64's finaliser: Steele, Lea, Flood 2014, section 4)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def run_hashes(words: Hashes, size: int) -> Hashes:
    """Return the hash of every run of `size` words, by its first word (Broder 1997, section 2: shingles).

    `words` has n hashes (uint64); what is returned has n - size + 1, none where that is not positive.
    """
    count = len(words) - size + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    return mixed(chained(np.zeros(count, dtype=np.uint64), (words[at : at + count] for at in range(size))))


def chained(made: Hashes, following: Iterable[Hashes]) -> Hashes:
    """Return hashes (uint64) that have taken in one word after the other; all arrays of one length."""
    for words in following:
        made = made * _GOLDEN + words
    return made


def distinct_owner_count(values: Hashes, holders: Ints) -> Ints:
    """Return for each value how many different holders have it (int64); `holders` has one for each value."""
    order = np.lexsort((holders, values))
    ordered, theirs = values[order], holders[order]
    new = np.ones(len(order), dtype=bool)
    new[1:] = ordered[1:] != ordered[:-1]
    fresh = new.copy()
    fresh[1:] |= theirs[1:] != theirs[:-1]
    group = np.cumsum(new) - 1
    count = np.zeros(len(order), dtype=np.int64)
    if len(order):
        count[order] = np.bincount(group[fresh])[group]
    return count
