"""What stands on the line of an author or a date and is part of neither: an office, the name of the paper."""

import re
from collections.abc import Iterable, Sequence

from sitegen.clean.bylines import label_spans
from sitegen.clean.date_lines import Span, said_spans
from sitegen.clean.furniture import CutRule
from sitegen.clean.state import CleaningState, LineStatus, cut_inline
from sitegen.dates import DateOrder
from sitegen.model import Field
from sitegen.text import fold

DATE_NAMES = frozenset({"date", "updated"})
FACT_NAMES = DATE_NAMES | {"byline"}  # whose lines may hold more than the fact
_WORD = re.compile(r"[^\W_]+(?:['’.@-][^\W_]+)*")
_KEY = re.compile(r"[^\W\d_][\w ]{1,24}: ")  # "Author: ", "Section editor: "
_ZONE = re.compile(r"[A-Z]{1,3}[SD]?T|UTC|GMT|[AaPp]\.?[Mm]\.?")
_LETTERS = re.compile(r"[^\W_]+")
_JOINING_WORDS = frozenset(
    "and und et och og en ve ja és și dan with mit avec con com the in at on of by for from to".split()
)


def note_words_beside_facts(state: CleaningState, language: str, order: DateOrder) -> None:
    """Add inline cuts for the lines of authors and dates that say more than these facts."""
    by_line = _fields_by_line(state)
    dates = [field for field in state.fields if field.name in DATE_NAMES]
    for index, (fate, _) in state.status.items():
        if fate != LineStatus.FIELD:
            continue
        unit = state.units[index]
        fields: list[Field] = []
        for line in unit.lines:
            fields += by_line.get(line, ())
        if fields and FACT_NAMES.issuperset([field.name for field in fields]):
            for span in unexplained_spans(unit.text, [*fields, *dates], language, order):
                cut_inline(state, unit, CutRule.BESIDE_FACT, span)


def _fields_by_line(state: CleaningState) -> dict[int, list[Field]]:
    by_line: dict[int, list[Field]] = {}
    for field in state.fields:
        for line in {piece.line for piece in field.pieces}:
            by_line.setdefault(line, []).append(field)
    return by_line


def unexplained_spans(
    text: str, facts: Sequence[Field], language: str = "", order: DateOrder = DateOrder.UNKNOWN
) -> list[Span]:
    """Return the spans of a text that neither its facts nor what belongs to them explain, in code points.

    Neighbouring words are one span, with joining words between them.
    """
    words = list(_WORD.finditer(text))
    explained = _explained_words(text, words, facts, language, order)
    spans: list[Span] = []
    goes_on = False  # since the last span, nothing but joining words has followed
    for word, is_explained in zip(words, explained, strict=True):
        if is_explained:
            goes_on = False
        elif _is_telling(word[0]):
            start = spans.pop()[0] if goes_on else word.start()
            spans.append((start, word.end()))
            goes_on = True
    return spans


def _explained_words(
    text: str, words: Sequence[re.Match[str]], facts: Sequence[Field], language: str, order: DateOrder
) -> list[bool]:
    """Return for each word whether it is of a fact or a label, or of a time or filler beside such a word."""
    names: set[str] = set()
    days: set[str] = set()
    for fact in facts:
        if fact.name == "byline":
            names.update(_keys(fact.value))
        else:
            days.add(fact.value)
    dates, fillers = said_spans(text, days, language, order)
    key = _KEY.match(text)
    facts_and_labels = [*dates, *label_spans(text), *([key.span()] if key else [])]
    explained = [_overlaps(word, facts_and_labels) or names.issuperset(_keys(word[0])) for word in words]
    may_follow = [_overlaps(word, fillers) or _ZONE.fullmatch(word[0]) is not None for word in words]
    _explain_neighbours(explained, may_follow, range(len(words)))
    _explain_neighbours(explained, may_follow, reversed(range(len(words))))
    return explained


def _explain_neighbours(explained: list[bool], may_follow: Sequence[bool], order: Iterable[int]) -> None:
    """Mark the words that may follow an explained one and do so in an order of words."""
    beside = False
    for number in order:
        explained[number] = explained[number] or (beside and may_follow[number])
        beside = explained[number]


def _overlaps(word: re.Match[str], spans: Sequence[Span]) -> bool:
    return any(start < word.end() and word.start() < end for start, end in spans)


def _keys(text: str) -> list[str]:
    """Return the words of a text in folded form."""
    return [fold(word) for word in _LETTERS.findall(text)]


def _is_telling(word: str) -> bool:
    """Whether a word is one that a reader would miss: no letter alone, no joining word."""
    return (len(word) > 1 or word.isdigit()) and fold(word) not in _JOINING_WORDS
