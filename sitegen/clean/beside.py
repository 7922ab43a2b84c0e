"""What stands on the line of an author or a date and is part of neither: an office behind a name, the name of the paper before a day."""

import re

from sitegen.clean.bylines import label_spans
from sitegen.clean.date_lines import date_spans
from sitegen.clean.units import Unit
from sitegen.clean.work import Work, trim
from sitegen.model import Field
from sitegen.text import fold

FACTS = frozenset({"byline", "date", "updated"})  # whose lines may hold more than the fact
_WORD = re.compile(r"[^\W\d_][^\W_]*(?:['’.-][^\W_]+)*")
_KEY = re.compile(r"[^\W\d_][\w ]{1,24}: ")  # "Author: ", "Section editor: "
_ZONE = re.compile(r"[A-Z]{1,3}[SD]?T|UTC|GMT")
_JOINS = frozenset("and und et och og en ve ja és și dan with mit avec con com the in at on of by for from to".split())


def note_words_beside_facts(work: Work) -> None:
    """Add a trim for each line of an author or a date that says more than its facts."""
    by_line: dict[int, list[Field]] = {}
    for one in work.fields:
        for line in {piece.line for piece in one.pieces}:
            by_line.setdefault(line, []).append(one)
    for at, (state, _) in work.fate.items():
        unit = work.units[at]
        here = [one for line in unit.lines for one in by_line.get(line, ())]
        if state == "field" and here and {one.name for one in here} <= FACTS:
            span = rest_of(unit, here)
            if span:
                trim(work, unit, "beside-fact", span)


def rest_of(unit: Unit, facts: list[Field]) -> tuple[int, int] | None:
    """Give the span in the text of a unit that holds all words which its facts, their labels and times leave over; None without any."""
    text = unit.text
    taken = [*date_spans(text), *label_spans(text), *(match.span() for match in [_KEY.match(text)] if match)]
    low = text.casefold()
    for one in facts:
        if one.name == "byline" and len(low) == len(text):
            taken += [match.span() for match in re.finditer(re.escape(one.value.casefold()), low)]
    words = [
        match for match in _WORD.finditer(text) if _tells(match[0]) and not any(a < match.end() and match.start() < b for a, b in taken)
    ]
    return (words[0].start(), words[-1].end()) if words else None


def _tells(word: str) -> bool:
    """Say whether a word is one that a reader would miss: no letter alone, no joining word, no zone of a time."""
    return len(word) > 1 and fold(word) not in _JOINS and not _ZONE.fullmatch(word)
