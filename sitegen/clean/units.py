"""Lines to units: what the later steps of cleaning look at.  A unit is one line, or a paragraph that was hard-wrapped."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from statistics import median

from sitegen.clean.markdown_marks import is_markdown, marks
from sitegen.model import Piece, spell
from sitegen.text import UNSPACED, WORD, ends_sentence, fold, word_count

GAP = re.compile("[\\s\u00ad\u200b\u2060]+")  # space, and characters that nobody sees
HYPHENATED = re.compile(r"(?P<word>[^\W\d_]{2,})[-\u2010]\Z")
SMALL_WORD = re.compile(r"[^\W\d_A-Z]+")
RAN_TOGETHER = re.compile(r"[.!?](?<=[a-z]{2}.)[”\"’)]?(?=[“\"]?[A-Z][a-z]+[ ,])")
LETTER = re.compile(r"[^\W_]")
UNSPACED_SCRIPT = re.compile(f"[{UNSPACED}]")
WRAPPED, WRAPPED_BLOCK = (
    6,
    4,
)  # long lines that a text, or lines without a blank one between them, have at least
RUN = 8  # words that each of two paragraphs has which ran together
PUNCTUATION = re.compile("[.,;:!?，。、؟،।]")
EDGE = " .,:;!?\"'()[]“”‘’…–—-"  # what may stand around a word
BULLET = re.compile(r"(?:[•·▪▸►●○*]|[-–—](?=\s)(?![^()]{2,60}\(@\w)|\d{1,2}[.)](?=\s))\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class TextUnit:
    """One line of text, or several that make one paragraph."""

    text: str  # single spaces, no invisible characters
    pieces: tuple[Piece, ...]
    words: int
    ended: bool  # as a sentence ends
    prose: bool  # it reads like a paragraph rather than a label or a headline
    bullet: bool
    key: str  # the form in which two units are compared
    tokens: frozenset[str]  # its words in that form

    @property
    def first(self) -> int:
        """Give its first line."""
        return self.pieces[0].line

    @property
    def lines(self) -> tuple[int, ...]:
        """Give the lines it is made of."""
        if len(self.pieces) == 1:
            return (self.pieces[0].line,)
        return tuple(dict.fromkeys([piece.line for piece in self.pieces]))


def pieces_of(line: str, number: int) -> tuple[Piece, ...]:
    """Give the pieces of one line without outer space, invisible characters and runs of spaces."""
    if _is_plain(line):
        start, end = len(line) - len(line.lstrip()), len(line.rstrip())
        return (Piece(number, start, end),) if end > start else ()
    pieces: list[Piece] = []
    at, glue = 0, ""
    for gap in (*GAP.finditer(line), None):
        left, right = (gap.start(), gap.end()) if gap else (len(line), len(line))
        stray = gap is not None and _is_stray(line, left, right)
        if gap and gap[0] == " " and left > at and right < len(line) and not stray:
            continue
        if left > at:
            pieces.append(Piece(number, at, left, glue))
        spaced = gap is not None and not stray and any(character.isspace() for character in gap[0])
        glue = " " if pieces and (spaced or (left == at and glue)) else ""
        at = right
    return tuple(pieces)


def _without_marks(pieces: tuple[Piece, ...], line: str) -> tuple[Piece, ...]:
    """Give the pieces of a line without its marks of Markdown."""
    made: list[Piece] = []
    gaps = marks(line.strip())
    if not gaps:
        return pieces
    offset = len(line) - len(line.lstrip())
    for piece in pieces:
        start, glue = piece.start, piece.glue
        for left, right in ((a + offset, b + offset) for a, b in gaps):
            if left < piece.end and right > start:
                if left > start:
                    made.append(Piece(piece.line, start, left, glue if made else ""))
                    glue = ""
                start = max(start, right)
        if start < piece.end:
            made.append(Piece(piece.line, start, piece.end, glue if made else ""))
    return _trimmed(made, line)


def _trimmed(pieces: list[Piece], line: str) -> tuple[Piece, ...]:
    """Give pieces without spaces at the ends of the whole, and one space where marks stood between two."""
    made: list[Piece] = []
    for piece in pieces:
        start = piece.start
        spaced = bool(made) and (line[made[-1].end - 1].isspace() or bool(piece.glue))
        while start < piece.end and line[start].isspace() and (not made or spaced):
            start += 1
        if start < piece.end:
            made.append(Piece(piece.line, start, piece.end, piece.glue))
    while made and line[made[-1].end - 1].isspace():
        last = made.pop()
        if last.end - 1 > last.start:
            made.append(Piece(last.line, last.start, last.end - 1, last.glue))
    return tuple(made)


def _is_plain(line: str) -> bool:
    """Say whether a line has nothing but single spaces between its words, and none before a comma or full stop."""
    return line.isprintable() and "  " not in line and " ," not in line and " ." not in line


def _is_stray(line: str, left: int, right: int) -> bool:
    """Say whether a gap is a space between a word and its comma or full stop."""
    after = line[right : right + 3]
    return (
        left > 0
        and line[left - 1].isalnum()
        and after[:1] in (",", ".")
        and (len(after) == 1 or after[1].isspace())
        and after != ". ."
    )


def units_of(lines: tuple[str, ...], apart: frozenset[int] = frozenset()) -> tuple[list[TextUnit], list[int]]:
    """Give the units of a seed and its blank lines; lines `apart` are never joined to others."""
    parts = [pieces_of(line, number) for number, line in enumerate(lines)]
    if is_markdown(lines):
        parts = [_without_marks(pieces, lines[pieces[0].line]) if pieces else pieces for pieces in parts]
    blank = [number for number, pieces in enumerate(parts) if not pieces]
    widths = _wrap_widths(lines)
    groups: list[list[tuple[Piece, ...]]] = []
    for number, pieces in enumerate(parts):
        if not pieces:
            continue
        if (
            groups
            and widths[number]
            and not {number, number - 1} & apart
            and _continues(lines, number, widths[number])
        ):
            groups[-1].append(pieces)
        else:
            groups.append([pieces])
    words = Counter(WORD.findall(" ".join(lines).lower())) if any(widths) else Counter()
    return [_unit(_joined(group, lines, words), lines) for group in groups], blank


def _joined(group: list[tuple[Piece, ...]], lines: tuple[str, ...], words: Counter[str]) -> tuple[Piece, ...]:
    """Join the lines of a paragraph; a hyphen that only parts a word at the end of a line goes."""
    joined = list(group[0])
    for pieces in group[1:]:
        last, first = joined[-1], pieces[0]
        left, right = (
            HYPHENATED.search(lines[last.line][: last.end]),
            SMALL_WORD.match(lines[first.line], first.start),
        )
        if left is None or right is None:
            glue = " "
        else:
            glue = ""
            whole = (left["word"] + right[0]).lower()
            compound = (
                f"{left['word']}-{right[0]}".lower() in words
                or min(words[left["word"].lower()], words[right[0]]) > 1
            )
            if whole in words or not compound:
                joined[-1] = replace(last, end=last.end - 1)
        joined += [replace(first, glue=glue), *pieces[1:]]
    return tuple(joined)


def parted(pieces: tuple[Piece, ...], text: str) -> list[tuple[Piece, ...]]:
    """Part paragraphs that ran together in the text that some pieces spell: a new sentence follows without a space."""
    made: list[tuple[Piece, ...]] = []
    start = 0
    for match in RAN_TOGETHER.finditer(text):
        if (
            len(text[start : match.end()].split()) >= RUN
            and len(text[match.end() :].split()) >= RUN
            and "://" not in text
        ):
            made.append(part(pieces, start, match.end()))
            start = match.end()
    return [*made, part(pieces, start, len(text))] if made else [pieces]


def part(pieces: tuple[Piece, ...], start: int, end: int) -> tuple[Piece, ...]:
    """Give the pieces that spell text[start:end]."""
    made: list[Piece] = []
    at = 0
    for piece in pieces:
        at += len(piece.glue)
        left, right = max(start, at), min(end, at + piece.end - piece.start)
        if left < right:
            offset = piece.start - at
            made.append(Piece(piece.line, left + offset, right + offset, piece.glue if made else ""))
        at += piece.end - piece.start
    return tuple(made)


def _unit(pieces: tuple[Piece, ...], lines: tuple[str, ...]) -> TextUnit:
    text = spell(pieces, lines)
    key = text.lower() if text.isascii() else fold(text)  # single spaces already
    tokens = [part if part.isalpha() else part.strip(EDGE) for part in key.split()]
    if not text.isascii() and UNSPACED_SCRIPT.search(text):
        words = word_count(text)
    else:
        odd = [token for token in tokens if not token.isalnum()]
        words = len(tokens) - len([token for token in odd if not LETTER.search(token)])
    ended = ends_sentence(text)
    prose = (ended and words >= 10) or (words >= 30 and PUNCTUATION.search(text) is not None)
    return TextUnit(text, pieces, words, ended, prose, BULLET.match(text) is not None, key, frozenset(tokens))


def _wrap_widths(lines: tuple[str, ...]) -> list[int]:
    """Give for each line the width at which it was hard-wrapped, or 0: in the whole text, or in the lines around it."""
    whole = _wrap_width(lines, WRAPPED)
    if whole:
        return [whole] * len(lines)
    made = [0] * len(lines)
    start = 0
    for end in range(len(lines) + 1):
        if end == len(lines) or not lines[end].strip():
            if end - start >= WRAPPED_BLOCK:
                made[start:end] = [_wrap_width(lines[start:end], WRAPPED_BLOCK)] * (end - start)
            start = end + 1
    return made


def _wrap_width(lines: tuple[str, ...], least: int) -> int:
    """Give the width at which lines were hard-wrapped, or 0: most full lines are of one length and end anywhere."""
    long = [len(line) for line in lines if len(line) > 45]
    if len(long) < least:
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
