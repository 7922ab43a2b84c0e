"""Which part of a line is the headline: what a number, a kicker or a day glued to it leaves."""

import re
from collections.abc import Iterator
from dataclasses import replace

from sitegen.clean.date_lines import DateRank, LabelledDate, labelled_dates
from sitegen.clean.metadata_patterns import SHORTEST_HEADLINE, Headline
from sitegen.clean.state import CleaningState
from sitegen.dates import is_weekday
from sitegen.model import Field
from sitegen.text import fold

NUMBER_OR_TRAIL = re.compile(r"\(?\d{1,3}[.)] ?|(?:[^/>›»|]{2,40} ?[/>›»|] ?){1,6}")
SITE_JOINT = re.compile(r" [-–—] | ?[|·•»] ?|: ")
KICKER_JOINT = re.compile(r" ?: | [-–—] ")
KICKER_MARK = re.compile(r" ?: \Z| [-–—] \Z")
MIN_KICKED_WORDS = 4  # of a headline behind a kicker; by judgement
MIN_KICKED_LENGTH = 1.5  # times the length of the kicker: a headline is longer; by judgement
WEEKDAY_BEFORE = re.compile(r"(?P<word>[^\W\d_]+),? ?$")
_WORD = re.compile(r"\w+")


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in folded form."""
    return tuple(_WORD.findall(fold(text)))


# Number -----------------------------------------------------------------------------------------------------


def without_number(state: CleaningState, index: int, head: Headline) -> Headline:
    """Return a headline without its number in a list, where another line says it without."""
    text = state.units[index].text
    if not text[head.start : head.start + 1].isdigit():
        return head
    number = NUMBER_OR_TRAIL.match(text, head.start, head.end)
    if number is None or not _is_said_elsewhere(state, index, text[number.end() : head.end]):
        return head
    return replace(head, start=number.end())


def _is_said_elsewhere(state: CleaningState, index: int, text: str) -> bool:
    """Whether another unit than `index` has the words of a text, and no others."""
    words = words_of(text)
    if not words:
        return False
    return any(other != index and words_of(unit.text) == words for other, unit in enumerate(state.units))


# Kicker -----------------------------------------------------------------------------------------------------


def without_kicker(state: CleaningState, index: int, head: Headline) -> Headline:
    """Return a headline without the kicker before it.

    Another line shows the kicker by having the same headline behind another kicker or mark.
    """
    text = state.units[index].text
    for joint in KICKER_JOINT.finditer(text, head.start, head.end):
        start = joint.end()
        if text[start].islower():
            continue
        front = text[head.start : joint.start()]
        for end in _possible_ends(text, start, head.end):
            if _is_kicked_elsewhere(state, index, (fold(front), joint[0].strip()), fold(text[start:end])):
                return replace(head, start=start, end=end, kicker=head.kicker or front)
    return head


def _possible_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the end of a headline, then where the name of a site may begin in it."""
    yield end
    for joint in SITE_JOINT.finditer(text, start, end):
        yield joint.start()


def _is_kicked_elsewhere(state: CleaningState, index: int, front: tuple[str, str], headline: str) -> bool:
    """Whether another line has a headline behind another kicker, or behind the same and another mark.

    `front` is what may be the kicker and the mark behind it; all in folded form.
    """
    if len(headline.split()) < MIN_KICKED_WORDS or len(headline) < MIN_KICKED_LENGTH * len(front[0]):
        return False
    own_key = state.units[index].key
    keys = {unit.key for unit in state.units if headline in unit.key} - {own_key}
    return any(_has_other_kicker(key[: key.index(headline)], front) for key in keys)


def _has_other_kicker(before: str, front: tuple[str, str]) -> bool:
    """Whether the words before a headline are another kicker than `front`, or the same with another mark."""
    mark = KICKER_MARK.search(before)
    kicker = before[: mark.start()] if mark else ""
    if mark is None or not kicker:
        return False
    words, own_mark = front
    if kicker == words:
        return mark[0].strip() != own_mark
    return words not in kicker and kicker not in words


# Day --------------------------------------------------------------------------------------------------------


def without_day(state: CleaningState, index: int, head: Headline) -> Headline:
    """Return a headline without the weekday and day glued behind it.

    They become the date of the article where it has no other.
    """
    text = state.units[index].text
    day = _day_at_end(text, head.end)
    if day is None:
        return head
    title = _without_weekday(text[head.start : day.date.start])
    if len(title) < SHORTEST_HEADLINE:
        return head
    if not state.has("date"):
        pieces = state.units[index].pieces
        state.fields.append(
            Field(name="date", value=day.date.value, text=text, pieces=pieces, why=DateRank.LINE.value)
        )
    return replace(head, end=head.start + len(title))


def _day_at_end(text: str, end: int) -> LabelledDate | None:
    """Return the first sure date that ends at the end of a headline or behind it, or None."""
    for dated in labelled_dates(text):
        if dated.date.end >= end - 1 and not dated.date.ambiguous:
            return dated
    return None


def _without_weekday(text: str) -> str:
    """Return a text without the weekday that ends it and the marks before.

    An empty text where none ends it.
    """
    weekday = WEEKDAY_BEFORE.search(text)
    if weekday is None or not is_weekday(weekday["word"]):
        return ""
    return text[: weekday.start()].rstrip(" ,|–—-·")
