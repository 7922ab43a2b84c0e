"""Lines to units: what the later steps of cleaning look at.  A unit is one line, or a paragraph that was hard-wrapped."""

import re
from dataclasses import dataclass
from statistics import median

from sitegen.model import Piece
from sitegen.text import ends_sentence, fold, word_count

GAP = re.compile("[\\s\u00ad\u200b\u2060]+")  # space, and characters that nobody sees
ODD = re.compile("\\s\\s|[^\\S ]|[\u00ad\u200b\u2060]")  # anything but single spaces between words
BULLET = re.compile(r"(?:[•·▪▸►●○*]|[-–—](?=\s)|\d{1,2}[.)](?=\s))\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Unit:
    """One line of text, or several that make one paragraph."""

    text: str  # single spaces, no invisible characters
    pieces: tuple[Piece, ...]
    words: int
    ended: bool  # as a sentence ends
    bullet: bool
    key: str  # the form in which two units are compared

    @property
    def first(self) -> int:
        """Give its first line."""
        return self.pieces[0].line

    @property
    def lines(self) -> tuple[int, ...]:
        """Give the lines it is made of."""
        return tuple(dict.fromkeys(piece.line for piece in self.pieces))

    @property
    def prose(self) -> bool:
        """Say whether it reads like a paragraph rather than a label or a headline."""
        return self.words >= 30 or (self.ended and self.words >= 10)


def pieces_of(line: str, number: int) -> tuple[Piece, ...]:
    """Give the pieces of one line without outer space, invisible characters and runs of spaces."""
    if not ODD.search(line):
        start, end = len(line) - len(line.lstrip()), len(line.rstrip())
        return (Piece(number, start, end),) if end > start else ()
    pieces: list[Piece] = []
    at, glue = 0, ""
    for gap in (*GAP.finditer(line), None):
        left, right = (gap.start(), gap.end()) if gap else (len(line), len(line))
        if gap and gap[0] == " " and pieces and left > at and right < len(line):
            continue
        if left > at:
            pieces.append(Piece(number, at, left, glue))
        spaced = gap is not None and any(character.isspace() for character in gap[0])
        glue = " " if pieces and (spaced or (left == at and glue)) else ""
        at = right
    return tuple(pieces)


def units_of(lines: tuple[str, ...], apart: frozenset[int] = frozenset()) -> tuple[list[Unit], list[int]]:
    """Give the units of a seed and its blank lines; lines `apart` are never joined to others."""
    parts = [pieces_of(line, number) for number, line in enumerate(lines)]
    blank = [number for number, pieces in enumerate(parts) if not pieces]
    wrapped = _wrap_width(lines)
    groups: list[list[tuple[Piece, ...]]] = []
    for number, pieces in enumerate(parts):
        if not pieces:
            continue
        if groups and wrapped and not {number, number - 1} & apart and _continues(lines, number, wrapped):
            groups[-1].append(pieces)
        else:
            groups.append([pieces])
    return [_unit(group, lines) for group in groups], blank


def _unit(group: list[tuple[Piece, ...]], lines: tuple[str, ...]) -> Unit:
    joined = list(group[0])
    for pieces in group[1:]:
        first = pieces[0]
        joined += [Piece(first.line, first.start, first.end, " "), *pieces[1:]]
    text = "".join(piece.glue + lines[piece.line][piece.start : piece.end] for piece in joined)
    return Unit(text, tuple(joined), word_count(text), ends_sentence(text), bool(BULLET.match(text)), fold(text))


def _wrap_width(lines: tuple[str, ...]) -> int:
    """Give the width at which a text was hard-wrapped, or 0: most full lines are of one length and end anywhere."""
    long = [len(line) for line in lines if len(line) > 45]
    if len(long) < 6:
        return 0
    width = max(long)
    if width > 100 or median(long) < 0.8 * width:
        return 0
    full = [line for line in lines if len(line) >= 0.75 * width]
    return 0 if sum(ends_sentence(line) for line in full) > 0.4 * len(full) else width


def _continues(lines: tuple[str, ...], number: int, width: int) -> bool:
    """Say whether a line goes on with the one above: that one is full, so the first word here did not fit."""
    above, here = lines[number - 1] if number else "", lines[number]
    if not above.strip() or BULLET.match(here.strip()):
        return False
    first = here.split()[0]
    return len(above.rstrip()) + 1 + len(first) > 0.9 * width
