"""Where a passage quotes speech: stretches between quotation marks, and passages that a mark leaves open."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

# Opening marks with what may close them; straight marks open and close by what stands around them.
# A curly one may be closed by a straight one, a straight one by a curly one or by two single ones.
_CLOSERS = {
    "“": ("”", '"', "''"),
    "„": ("“", "”"),
    "«": ("»",),
    "「": ("」",),
    "『": ("』",),
    "”": ("”",),
    '"': ('"', "”", "''"),
    "``": ("''", '"', "”"),
    "''": ("''",),
}
_DOUBLE_MARK = re.compile("[\"“”„«»「」『』]|''|``")
_STRAIGHT_MARKS = frozenset({'"', "''", "``"})
_SINGLE_OPENS = re.compile(r"(?<![\w.,!?])[‘'](?=[\w\[(…])")
_SINGLE_CLOSES = re.compile(r"(?<=[\w.,!?…\])])[’'](?![\w])")
_BEFORE_OPENING_MARK = "([—–-/"  # characters besides white space
MIN_SPEECHES = 2  # quotations with a stop at their end that show which marks a text uses; by judgement
MAX_TITLE_WORDS = 4  # of a ship, a book or a nickname in marks; by judgement
_SENTENCE_MARKS = frozenset(".,!?…")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """The words between two quotation marks of a passage; offsets in code points of the passage."""

    start: int
    end: int
    outer_start: int  # with the marks
    outer_end: int
    is_unclosed: bool = False  # no mark closes it in this passage


def in_single_marks(texts: Sequence[str]) -> bool:
    """Whether texts have single marks around speech, as British ones do.

    Double marks then stand inside speech, or around titles and nicknames.
    """
    double = [_in_double_marks(text) for text in texts]
    if not any(double):
        return True
    speech_count = 0
    for text, in_double in zip(texts, double, strict=True):
        speeches = [quote for quote in _in_single_marks(text) if _ends_as_speech(text, quote)]
        speech_count += len(speeches)
        for quote in in_double:
            if not _is_inside(quote, speeches) and not _is_title(text[quote.start : quote.end]):
                return False
    return speech_count >= MIN_SPEECHES


def _ends_as_speech(text: str, quote: Quoted) -> bool:
    return text[quote.end - 1] in _SENTENCE_MARKS


def _is_inside(quote: Quoted, outer: Sequence[Quoted]) -> bool:
    """Whether a quotation with its marks stands inside one of the others."""
    return any(other.start <= quote.outer_start and quote.outer_end <= other.end for other in outer)


def _is_title(words: str) -> bool:
    """Whether words in marks may be a title or a nickname: few of them, and no stop at the end."""
    return len(words.split()) <= MAX_TITLE_WORDS and words[-1:] not in _SENTENCE_MARKS


def quoted(text: str, *, single: bool = False) -> tuple[Quoted, ...]:
    """Return what a passage quotes, in order; with `single`, what stands between single marks."""
    quotes = _in_single_marks(text) if single else _in_double_marks(text)
    return tuple(quote for quote in quotes if text[quote.start : quote.end].strip())


def _in_double_marks(text: str) -> list[Quoted]:
    quotes: list[Quoted] = []
    opening: re.Match[str] | None = None
    for match in _DOUBLE_MARK.finditer(text):
        if opening is None:
            if _may_open(text, match):
                opening = match
        elif match[0] in _CLOSERS[opening[0]]:
            if match[0] in _STRAIGHT_MARKS and _opens(text, match) and not _closes(text, match):
                if match[0] != opening[0]:
                    continue  # a title in marks of another form
                quotes.append(_unclosed(opening, match.start()))  # the next paragraph of one speech
                opening = match
            else:
                quotes.append(
                    Quoted(
                        start=opening.end(),
                        end=match.start(),
                        outer_start=opening.start(),
                        outer_end=match.end(),
                    )
                )
                opening = None
    if opening is not None and _opens(text, opening):
        quotes.append(_unclosed(opening, len(text)))
    return quotes


def _unclosed(opening: re.Match[str], end: int) -> Quoted:
    return Quoted(start=opening.end(), end=end, outer_start=opening.start(), outer_end=end, is_unclosed=True)


def _may_open(text: str, mark: re.Match[str]) -> bool:
    """Whether a double mark may open a quotation where none is open."""
    if mark[0] == "”":  # Swedish and Finnish open with the mark that closes
        return "“" not in text and "„" not in text and _opens(text, mark)
    if mark[0] in _STRAIGHT_MARKS:
        return _opens(text, mark)
    return mark[0] in _CLOSERS


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark stands as one that opens: nothing, space or a bracket before it, and no space after."""
    before = text[mark.start() - 1] if mark.start() else ""
    if before and not before.isspace() and before not in _BEFORE_OPENING_MARK:
        return False
    after = text[mark.end() : mark.end() + 1]
    return bool(after) and not after.isspace()


def _closes(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark stands as one that closes: behind a character that is no space."""
    return mark.start() > 0 and not text[mark.start() - 1].isspace()


def _in_single_marks(text: str) -> list[Quoted]:
    openings = [match.start() for match in _SINGLE_OPENS.finditer(text)]
    quotes: list[Quoted] = []
    for start, next_opening in pairwise([*openings, len(text)]):
        if quotes and start < quotes[-1].outer_end:
            continue
        end = _single_end(text, start, next_opening)
        if end >= 0:
            quotes.append(Quoted(start=start + 1, end=end, outer_start=start, outer_end=end + 1))
    return quotes


def _single_end(text: str, start: int, limit: int) -> int:
    """Return where the single mark stands that closes the one at `start`, before `limit`; -1 where none does.

    The first one behind a stop; else the first that is no plural possessive ("the workers’"); else the first.
    """
    marks = [match.start() for match in _SINGLE_CLOSES.finditer(text, start + 1, limit)]
    for mark in marks:
        if text[mark - 1] in _SENTENCE_MARKS:
            return mark
    for mark in marks:
        if text[mark - 1] != "s":
            return mark
    return marks[0] if marks else -1
