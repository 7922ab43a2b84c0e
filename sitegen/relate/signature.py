"""The words of a seed and the fingerprints chosen from them.

Fingerprints are hashes of runs of `RUN` words, chosen by winnowing (Schleimer, Wilkerson, Aiken 2003, section 3): the
smallest hash of every window of `WINDOW` runs is kept.  Two seeds that share `RUN + WINDOW - 1` words in a row have at
least one fingerprint in common.
"""

from collections import deque
from zlib import crc32

from sitegen.model import Article, Seed, Signature
from sitegen.text import normal_words

RUN = 5
WINDOW = 8
GUARANTEE = RUN + WINDOW - 1  # words in a row that cannot be missed
_BASE = 1_000_003
_MASK = (1 << 61) - 1


def signature(seed: Seed, article: Article) -> Signature:
    """Give the words of a seed: all of them, but only those outside furniture may tie it to another seed."""
    furniture = {line for cut in article.cuts for line in cut.lines}
    words: list[str] = []
    places: list[tuple[int, int, int]] = []
    evidence: list[bool] = []
    for number, line in enumerate(seed.lines):
        for word, start, end in normal_words(line):
            words.append(word)
            places.append((number, start, end))
            evidence.append(number not in furniture)
    return Signature(seed.id, tuple(words), tuple(places), tuple(fingerprints(tuple(words))), tuple(evidence))


def run_hashes(words: tuple[str, ...]) -> list[int]:
    """Give the hash of every run of RUN words, the same in every process."""
    coded = [crc32(word.encode()) for word in words]
    hashes = []
    top = pow(_BASE, RUN, _MASK)
    value = 0
    for at, code in enumerate(coded):
        value = (value * _BASE + code) % _MASK
        if at >= RUN:
            value = (value - coded[at - RUN] * top) % _MASK
        if at >= RUN - 1:
            hashes.append((value * 0x9E3779B97F4A7C15) & _MASK)  # so that the smallest is no particular word
    return hashes


def fingerprints(words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Give the winnowed hashes with the index of their first word, in order."""
    hashes = run_hashes(words)
    if len(hashes) <= WINDOW:
        return [(value, at) for value, at in sorted((value, at) for at, value in enumerate(hashes))[:1]]
    chosen: list[tuple[int, int]] = []
    window: deque[int] = deque()
    for at, value in enumerate(hashes):
        while window and hashes[window[-1]] >= value:
            window.pop()
        window.append(at)
        if window[0] <= at - WINDOW:
            window.popleft()
        if at >= WINDOW - 1 and (not chosen or chosen[-1][1] != window[0]):
            chosen.append((hashes[window[0]], window[0]))
    return chosen
