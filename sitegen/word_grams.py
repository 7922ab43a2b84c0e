"""Runs of words as numbers, for finding sentences of many texts in many files at once.

A word is a run of letters and digits without case and accents; a character of a script that is written
without spaces is one too. Runs of n words are told apart by a 64-bit hash over those of their words (Karp and
Rabin 1987, "Efficient randomized pattern-matching algorithms"), which is another one in each process.
"""

import re
import unicodedata
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from sitegen.text import UNSPACED

Grams = npt.NDArray[np.uint64]

_ASCII_LETTERS = {code: chr(code) if chr(code).isalnum() else " " for code in range(128)}
_WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
_UNSEEN = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_BASE = np.uint64(0xC2B2AE3D27D4EB4F)  # odd, of no meaning


def words_of(text: str) -> list[str]:
    """Return the words of a text; what stands beside letters and digits does not matter."""
    if text.isascii():
        return text.lower().translate(_ASCII_LETTERS).split()
    folded = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall(_UNSEEN.sub("", folded))


def hashes_of(words: list[str]) -> Grams:
    """Return a number for each word, shape (words,)."""
    return np.fromiter(map(hash, words), dtype=np.int64, count=len(words)).astype(np.uint64)


def grams(hashes: Grams, size: int) -> Grams:
    """Return the hash of each run of `size` words, shape (words - size + 1,) or (0,)."""
    count = len(hashes) - size + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    total = np.zeros(count, dtype=np.uint64)
    for offset in range(size):
        total = total * _BASE + hashes[offset : offset + count]
    return total


def different_grams(texts: Iterable[Grams], size: int) -> Grams:
    """Return the different runs of `size` words of texts, given by the numbers of their words; sorted.

    None spans two texts.
    """
    found = [grams(hashes, size) for hashes in texts]
    return np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.uint64)
