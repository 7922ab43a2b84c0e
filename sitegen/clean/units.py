"""Lines to units, which the later steps of cleaning look at: one line, or a hard-wrapped paragraph."""

import re
from collections import Counter
from collections.abc import Sequence
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
CLAUSE_MARK = re.compile("[.,;:!?，。、؟،।]")
EDGE = " .,:;!?\"'()[]“”‘’…–—-"  # what may stand around a word
BULLET = re.compile(r"(?:[•·▪▸►●○*]|[-–—](?=\s)(?![^()]{2,60}\(@\w)|\d{1,2}[.)](?=\s))\s*(?=\S)")


# By judgement.
MIN_WRAPPED_LINES = 6  # long lines that a hard-wrapped text has at least
MIN_WRAPPED_BLOCK_LINES = 4  # and lines without a blank one between them
LONG_LINE = 45  # characters; a shorter line tells nothing of a width
MAX_WIDTH = 100  # characters of a hard-wrapped line
MEDIAN_SHARE = 0.8  # of the width, that long lines have at least in the middle
FULL_SHARE = 0.75  # of the width, from which on a line is full
MAX_ENDED_SHARE = 0.4  # of the full lines, that end as a sentence does
CONTINUED_SHARE = 0.9  # of the width, beyond which the next word did not fit
MIN_PARAGRAPH_WORDS = 8  # that each of two paragraphs has which ran together
PROSE_WORDS = 10  # of a line that ends as a sentence does
UNENDED_PROSE_WORDS = 30  # of one that does not, with punctuation in it


@dataclass(frozen=True, slots=True, kw_only=True)
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
        """Return its first line (0-based)."""
        return self.pieces[0].line

    @property
    def lines(self) -> tuple[int, ...]:
        """Return the lines it is made of (0-based)."""
        if len(self.pieces) == 1:
            return (self.pieces[0].line,)
        return tuple(dict.fromkeys([piece.line for piece in self.pieces]))


def units_of(lines: tuple[str, ...], apart: frozenset[int] = frozenset()) -> tuple[list[TextUnit], list[int]]:
    """Return the units of a seed and its blank lines (0-based); lines `apart` are never joined to others."""
    pieces_of_lines = _pieces_of_lines(lines)
    widths = _wrap_widths(lines)
    groups: list[list[tuple[Piece, ...]]] = []
    blank = []
    for number, pieces in enumerate(pieces_of_lines):
        if not pieces:
            blank.append(number)
        elif groups and _continues(lines, number, widths[number]) and apart.isdisjoint((number - 1, number)):
            groups[-1].append(pieces)
        else:
            groups.append([pieces])
    words = Counter(WORD.findall(" ".join(lines).lower())) if any(widths) else Counter()
    return [_unit(_joined(group, lines, words), lines) for group in groups], blank


def _pieces_of_lines(lines: tuple[str, ...]) -> list[tuple[Piece, ...]]:
    """Return the pieces of each line; none of a blank one."""
    pieces_of_lines = [pieces_of(line, number) for number, line in enumerate(lines)]
    if is_markdown(lines):
        return [_without_marks(pieces, line) for pieces, line in zip(pieces_of_lines, lines, strict=True)]
    return pieces_of_lines


# -- The pieces of one line


def pieces_of(line: str, number: int) -> tuple[Piece, ...]:
    """Return the pieces of one line without outer space, invisible characters and runs of spaces."""
    if _is_plain(line):
        start, end = len(line) - len(line.lstrip()), len(line.rstrip())
        return (Piece(number, start, end),) if end > start else ()
    pieces: list[Piece] = []
    start, glue = 0, ""
    for gap in GAP.finditer(line):
        stray = _is_stray(line, gap)
        if gap[0] == " " and start < gap.start() and gap.end() < len(line) and not stray:
            continue
        if gap.start() > start:
            pieces.append(Piece(number, start, gap.start(), glue))
            glue = ""
        if pieces and not stray and any(map(str.isspace, gap[0])):
            glue = " "
        start = gap.end()
    if start < len(line):
        pieces.append(Piece(number, start, len(line), glue))
    return tuple(pieces)


def _is_plain(line: str) -> bool:
    """Whether a line has only single spaces between its words, and none before a comma or full stop."""
    return line.isprintable() and "  " not in line and " ," not in line and " ." not in line


def _is_stray(line: str, gap: re.Match[str]) -> bool:
    """Whether a gap is a space between a word and its comma or full stop."""
    start, after = gap.start(), line[gap.end() : gap.end() + 3]
    if start == 0 or not line[start - 1].isalnum() or after == ". .":
        return False
    return after[:1] in (",", ".") and (len(after) == 1 or after[1].isspace())


def _without_marks(pieces: tuple[Piece, ...], line: str) -> tuple[Piece, ...]:
    """Return the pieces of a line without its marks of Markdown."""
    indent = len(line) - len(line.lstrip())
    gaps = [(start + indent, end + indent) for start, end in marks(line.strip())]
    if not gaps:
        return pieces
    kept: list[Piece] = []
    for piece in pieces:
        kept += _outside(piece, gaps)
    if kept:
        kept[0] = replace(kept[0], glue="")
    return _trimmed(kept, line)


def _outside(piece: Piece, gaps: Sequence[tuple[int, int]]) -> list[Piece]:
    """Return what is left of a piece outside of some spans of its line, which are in order."""
    parts: list[Piece] = []
    start, glue = piece.start, piece.glue
    for gap_start, gap_end in gaps:
        if gap_start >= piece.end or gap_end <= start:
            continue
        if gap_start > start:
            parts.append(Piece(piece.line, start, gap_start, glue))
            glue = ""
        start = max(start, gap_end)
    if start < piece.end:
        parts.append(Piece(piece.line, start, piece.end, glue))
    return parts


def _trimmed(pieces: list[Piece], line: str) -> tuple[Piece, ...]:
    """Return pieces without spaces at the ends of the whole, and one space where marks stood between two."""
    trimmed: list[Piece] = []
    for piece in pieces:
        start = piece.start
        if not trimmed or piece.glue or line[trimmed[-1].end - 1].isspace():
            start = _end_of_space(line, start, piece.end)
        if start < piece.end:
            trimmed.append(replace(piece, start=start))
    while trimmed and line[trimmed[-1].end - 1].isspace():
        last = trimmed.pop()
        if last.end - 1 > last.start:
            trimmed.append(replace(last, end=last.end - 1))
    return tuple(trimmed)


def _end_of_space(line: str, start: int, end: int) -> int:
    """Return the first place from `start` on that is no space, or `end`."""
    while start < end and line[start].isspace():
        start += 1
    return start


def part(pieces: tuple[Piece, ...], start: int, end: int) -> tuple[Piece, ...]:
    """Return the pieces that spell text[start:end] of the text that some pieces spell."""
    parts: list[Piece] = []
    offset = 0  # of the piece in the text
    for piece in pieces:
        offset += len(piece.glue)
        length = piece.end - piece.start
        part_start, part_end = max(start, offset), min(end, offset + length)
        if part_start < part_end:
            shift = piece.start - offset
            glue = piece.glue if parts else ""
            parts.append(Piece(piece.line, part_start + shift, part_end + shift, glue))
        offset += length
    return tuple(parts)


def parted(pieces: tuple[Piece, ...], text: str) -> list[tuple[Piece, ...]]:
    """Separate paragraphs that ran together in the text of pieces: a sentence follows without a space."""
    if "://" in text:
        return [pieces]
    paragraphs: list[tuple[Piece, ...]] = []
    start = 0
    for match in RAN_TOGETHER.finditer(text):
        words = min(len(text[start : match.end()].split()), len(text[match.end() :].split()))
        if words >= MIN_PARAGRAPH_WORDS:
            paragraphs.append(part(pieces, start, match.end()))
            start = match.end()
    if not paragraphs:
        return [pieces]
    return [*paragraphs, part(pieces, start, len(text))]


# -- Units


def _unit(pieces: tuple[Piece, ...], lines: tuple[str, ...]) -> TextUnit:
    text = spell(pieces, lines)
    key = text.lower() if text.isascii() else fold(text)  # single spaces already
    tokens = [word if word.isalpha() else word.strip(EDGE) for word in key.split()]
    words = _count_words(text, tokens)
    ended = ends_sentence(text)
    prose = _is_prose(text, words, ended=ended)
    bullet = BULLET.match(text) is not None
    return TextUnit(
        text=text,
        pieces=pieces,
        words=words,
        ended=ended,
        prose=prose,
        bullet=bullet,
        key=key,
        tokens=frozenset(tokens),
    )


def _count_words(text: str, tokens: list[str]) -> int:
    """Count the tokens of a text that hold a letter, or what a script without spaces has instead."""
    if not text.isascii() and UNSPACED_SCRIPT.search(text):
        return word_count(text)
    odd = [token for token in tokens if not token.isalnum()]
    return len(tokens) - len([token for token in odd if not LETTER.search(token)])


def _is_prose(text: str, words: int, *, ended: bool) -> bool:
    """Whether a text of so many words reads like a paragraph rather than a label or a headline."""
    if ended and words >= PROSE_WORDS:
        return True
    return words >= UNENDED_PROSE_WORDS and CLAUSE_MARK.search(text) is not None


# -- Hard-wrapped lines


def _joined(group: list[tuple[Piece, ...]], lines: tuple[str, ...], words: Counter[str]) -> tuple[Piece, ...]:
    """Join the lines of a paragraph; a hyphen that only separates a word at the end of a line goes.

    words: how often each word stands in the seed.
    """
    joined = list(group[0])
    for pieces in group[1:]:
        last, first = joined[-1], pieces[0]
        before = HYPHENATED.search(lines[last.line][: last.end])
        after = SMALL_WORD.match(lines[first.line], first.start)
        glue = " "
        if before and after:
            glue = ""
            if _is_one_word(before["word"].lower(), after[0], words):
                joined[-1] = replace(last, end=last.end - 1)
        joined += [replace(first, glue=glue), *pieces[1:]]
    return tuple(joined)


def _is_one_word(before: str, after: str, words: Counter[str]) -> bool:
    """Whether the parts around a hyphen at the end of a line are one word, by the other words of the seed."""
    if before + after.lower() in words:
        return True
    if f"{before}-{after.lower()}" in words:
        return False
    return min(words[before], words[after]) <= 1


def _wrap_widths(lines: tuple[str, ...]) -> list[int]:
    """Return the width at which each line was hard-wrapped: of the text, or of the lines around it; or 0."""
    whole = _wrap_width(lines, MIN_WRAPPED_LINES)
    if whole:
        return [whole] * len(lines)
    widths = [0] * len(lines)
    start = 0
    for end in [*_blank_lines(lines), len(lines)]:
        if end - start >= MIN_WRAPPED_BLOCK_LINES:
            widths[start:end] = [_wrap_width(lines[start:end], MIN_WRAPPED_BLOCK_LINES)] * (end - start)
        start = end + 1
    return widths


def _blank_lines(lines: tuple[str, ...]) -> list[int]:
    return [number for number, line in enumerate(lines) if not line.strip()]


def _wrap_width(lines: tuple[str, ...], least: int) -> int:
    """Return the width at which lines were hard-wrapped, or 0: they have mostly one length and end anywhere.

    least: long lines that are needed to tell.
    """
    long_lines = [len(line) for line in lines if len(line) > LONG_LINE]
    if len(long_lines) < least:
        return 0
    width = max(long_lines)
    if width > MAX_WIDTH or median(long_lines) < MEDIAN_SHARE * width:
        return 0
    full = [line for line in lines if len(line) >= FULL_SHARE * width]
    if sum(map(ends_sentence, full)) > MAX_ENDED_SHARE * len(full):
        return 0
    return width


def _continues(lines: tuple[str, ...], number: int, width: int) -> bool:
    """Whether a line goes on with the one above: that one is full, so the first word here did not fit."""
    if width == 0 or number == 0:
        return False
    above, line = lines[number - 1].rstrip(), lines[number]
    if not above or BULLET.match(line.strip()):
        return False
    return len(above) + 1 + len(line.split()[0]) > CONTINUED_SHARE * width
