"""What stands on the line of an author or a date and is part of neither: an office behind a name, the name of the paper before a day."""

import re
from collections.abc import Sequence

from sitegen.clean.bylines import label_spans
from sitegen.clean.date_lines import said_spans
from sitegen.clean.state import CleaningState, cut_inline
from sitegen.dates import DateOrder
from sitegen.model import Field
from sitegen.text import fold

FACTS = frozenset({"byline", "date", "updated"})  # whose lines may hold more than the fact
_WORD = re.compile(r"[^\W_]+(?:['’.@-][^\W_]+)*")
_KEY = re.compile(r"[^\W\d_][\w ]{1,24}: ")  # "Author: ", "Section editor: "
_ZONE = re.compile(r"[A-Z]{1,3}[SD]?T|UTC|GMT|[AaPp]\.?[Mm]\.?")
_JOINS = frozenset(
    "and und et och og en ve ja és și dan with mit avec con com the in at on of by for from to".split()
)


def note_words_beside_facts(work: CleaningState, language: str, order: DateOrder) -> None:
    """Add trims for the lines of authors and dates that say more than these facts."""
    by_line: dict[int, list[Field]] = {}
    for one in work.fields:
        for line in {piece.line for piece in one.pieces}:
            by_line.setdefault(line, []).append(one)
    dates = [one for one in work.fields if one.name in {"date", "updated"}]
    for at, (state, _) in work.status.items():
        unit = work.units[at]
        here = list(dict.fromkeys(one for line in unit.lines for one in by_line.get(line, ())))
        if state == "field" and here and {one.name for one in here} <= FACTS:
            for span in rest_of(unit.text, [*here, *dates], language, order):
                cut_inline(work, unit, "beside-fact", span)


def rest_of(
    text: str, facts: Sequence[Field], language: str = "", order: DateOrder = DateOrder.UNKNOWN
) -> list[tuple[int, int]]:
    """Give the spans of a text whose words and figures its facts and what belongs to them leave over; neighbours are one span."""
    names = {word for one in facts if one.name == "byline" for word in _keys(one.value)}
    dates, soft = said_spans(text, {one.value for one in facts if one.name != "byline"}, language, order)
    key = _KEY.match(text)
    firm = [*dates, *label_spans(text), *([key.span()] if key else [])]
    words = list(_WORD.finditer(text))
    told = [_inside(word, firm) or names.issuperset(_keys(word[0])) for word in words]
    for way in (
        range(len(words)),
        reversed(range(len(words))),
    ):  # labels and times count beside what they belong to
        beside = False
        for at in way:
            told[at] = told[at] or (
                beside and (_inside(words[at], soft) or bool(_ZONE.fullmatch(words[at][0])))
            )
            beside = told[at]
    spans: list[tuple[int, int]] = []
    open_at = -1  # the word that ended the last span, while only joining words follow
    for at, word in enumerate(words):
        if told[at]:
            open_at = -1
        elif _tells(word[0]):
            start = spans.pop()[0] if open_at >= 0 else word.start()
            spans.append((start, word.end()))
            open_at = at
    return spans


def _inside(word: re.Match[str], spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < word.end() and word.start() < end for start, end in spans)


def _keys(text: str) -> list[str]:
    return [fold(word) for word in re.findall(r"[^\W_]+", text)]


def _tells(word: str) -> bool:
    """Say whether a word is one that a reader would miss: no letter alone, no joining word."""
    return (len(word) > 1 or word.isdigit()) and fold(word) not in _JOINS
