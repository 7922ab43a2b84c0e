"""Repairs of a text: stretches of the raw text and what they were meant to be, so that every place leads back to the raw text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from unicodedata import is_normalized, normalize

ENTITY = "HTML entities"
GARBLED = "garbled characters"
IN_PARTS = "letters whose marks stood apart, joined"
FILLER = (
    "\x00"  # stands for what a stretch had more than what it became; left out with the control characters
)
# What would end a line becomes a space: lines count as in the file.  What is left out of every text is left out here too.
_ENDS_LINE = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]")
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffd\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Replacement:
    """A stretch of a text (offsets in code points, end exclusive) and the text it becomes, which is never longer."""

    start: int
    end: int
    became: str
    kind: str = GARBLED


def in_line(meant: str) -> str:
    """Return what a stretch was meant to be as it can stand within a line."""
    return _UNSHOWN.sub("", _ENDS_LINE.sub(" ", meant))


# Letters with marks behind them, and Korean syllables in letters: what macOS and some tools write instead of one character (Unicode NFD).
_PARTS = re.compile("[^\\W\\d_][\u0300-\u036f\u3099\u309a]+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")


def joined_letters(text: str) -> list[Replacement]:
    """Return repairs that make one character of each letter that is written in parts (Unicode NFC)."""
    if text.isascii() or is_normalized("NFC", text):
        return []
    found = ((match, normalize("NFC", match[0])) for match in _PARTS.finditer(text))
    return [
        Replacement(match.start(), match.end(), became, IN_PARTS)
        for match, became in found
        if len(became) < len(match[0])
    ]


def repaired(text: str, repairs: Sequence[Replacement], filler: str = "") -> str:
    """Return the text with its repairs made; a filler behind each keeps all that follows in its place."""
    parts, at = [], 0
    for one in repairs:
        parts += [text[at : one.start], one.became, filler * (one.end - one.start - len(one.became))]
        at = one.end
    return "".join(parts) + text[at:] if parts else text


def composed(text: str, first: Sequence[Replacement], second: Sequence[Replacement]) -> list[Replacement]:
    """Return one list of repairs for two that follow each other; the places of the second are those of the repaired text.

    A repair of the second list that would split one of the first is left out.
    """
    if not first or not second:
        return list(first or second)
    starts, ends = _places(text, first)
    made = list(first)
    for one in reversed(second):
        later = replace(one, start=starts[one.start], end=ends[one.end - 1])
        left = bisect_right(made, later.start, key=lambda other: other.end)
        right = bisect_left(made, later.end, key=lambda other: other.start)
        if all(later.start <= other.start and other.end <= later.end for other in made[left:right]):
            made[left:right] = [later]
    return made


def _places(text: str, repairs: Sequence[Replacement]) -> tuple[list[int], list[int]]:
    """Return where each character of the repaired text begins and ends in the raw one."""
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for one in (*repairs, Replacement(len(text), len(text), "")):
        starts += range(at, one.start)
        ends += range(at + 1, one.start + 1)
        starts += [one.start] * len(one.became)
        ends += [one.end] * len(one.became)
        at = one.end
    return starts, ends
