"""Repairs of a text: spans of the raw text and what they were meant to be.

Every place of the repaired text leads back to the raw text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal
from unicodedata import is_normalized, normalize

# Kinds of repairs, as pages and data files call them.
ReplacementKind = Literal["HTML entities", "garbled characters", "letters whose marks stood apart, joined"]
ENTITY: Final = "HTML entities"
GARBLED: Final = "garbled characters"
IN_PARTS: Final = "letters whose marks stood apart, joined"
# Stands for each character that a span had more than what it became; left out with the control characters.
FILLER = "\x00"
# What would end a line becomes a space: lines count as in the file.  What no text shows is left out.
_LINE_END = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]")
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffd\ud800-\udfff]")
# Letters with marks behind them, and Korean syllables in letters: what macOS and some tools write instead of
# one character (Unicode NFD).
_DECOMPOSED = re.compile(
    "[^\\W\\d_][\u0300-\u036f\u3099\u309a]+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
)


@dataclass(frozen=True, slots=True)
class Replacement:
    """A span of a text (offsets in code points, end exclusive) and what it becomes, which is never longer."""

    start: int
    end: int
    became: str
    kind: ReplacementKind = GARBLED


def in_line(meant: str) -> str:
    """Return what a span was meant to be as it can stand within a line."""
    return _UNSHOWN.sub("", _LINE_END.sub(" ", meant))


def joined_letters(text: str) -> list[Replacement]:
    """Return repairs that make one character of each letter that is written in parts (Unicode NFC)."""
    if text.isascii() or is_normalized("NFC", text):
        return []
    replacements = []
    for match in _DECOMPOSED.finditer(text):
        became = normalize("NFC", match[0])
        if len(became) < len(match[0]):
            replacements.append(Replacement(match.start(), match.end(), became, IN_PARTS))
    return replacements


def repaired(text: str, repairs: Sequence[Replacement], filler: str = "") -> str:
    """Return the text with its repairs made; a filler behind each keeps all that follows in its place."""
    if not repairs:
        return text
    parts: list[str] = []
    end = 0
    for repair in repairs:
        lost = repair.end - repair.start - len(repair.became)
        parts += [text[end : repair.start], repair.became, filler * lost]
        end = repair.end
    return "".join(parts) + text[end:]


def composed(text: str, first: Sequence[Replacement], second: Sequence[Replacement]) -> list[Replacement]:
    """Return one list of repairs for two that follow each other.

    The offsets of the second list are those of the text that the first repaired.  A repair of the second
    list that would split one of the first is left out.
    """
    if not first or not second:
        return list(first or second)
    starts, ends = _raw_offsets(text, first)
    repairs = list(first)
    for later in reversed(second):
        raw = replace(later, start=starts[later.start], end=ends[later.end - 1])
        left = bisect_right(repairs, raw.start, key=lambda repair: repair.end)
        right = bisect_left(repairs, raw.end, key=lambda repair: repair.start)
        if all(raw.start <= repair.start and repair.end <= raw.end for repair in repairs[left:right]):
            repairs[left:right] = [raw]
    return repairs


def _raw_offsets(text: str, repairs: Sequence[Replacement]) -> tuple[list[int], list[int]]:
    """Return where each character of the repaired text begins and ends in the raw one."""
    starts: list[int] = []
    ends: list[int] = []
    unchanged_from = 0
    for repair in (*repairs, Replacement(len(text), len(text), "")):
        starts += range(unchanged_from, repair.start)
        ends += range(unchanged_from + 1, repair.start + 1)
        starts += [repair.start] * len(repair.became)
        ends += [repair.end] * len(repair.became)
        unchanged_from = repair.end
    return starts, ends
