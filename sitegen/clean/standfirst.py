"""The standfirst: the one line between the headline and what follows it, byline and date or the text."""

import re

from sitegen.clean.body import LineScores
from sitegen.clean.furniture import PICTURE_RULES
from sitegen.clean.metadata_patterns import picture_mark
from sitegen.clean.state import CleaningState
from sitegen.clean.titles import title_at
from sitegen.clean.units import BULLET, TextUnit

STANDFIRST_REACH = 7  # units below the headline among which the standfirst is looked for; by judgement
MIN_STANDFIRST_WORDS, MAX_STANDFIRST_WORDS = 6, 60  # by judgement
NO_STANDFIRST = re.compile(r"\||@|^(?:CLOSE|VIDEO|WATCH)\b")  # bars of menus and credits, addresses, buttons
MIN_REPEATED_SHARE = (
    0.7  # of the telling words of the shorter of two lines that say nearly the same; by judgement
)
MIN_USED_SHARE = 0.25  # of the telling words of a standfirst that the text uses too; by judgement


def claim_standfirst(state: CleaningState, scores: LineScores, kept: set[int], start: int) -> None:
    """Make the standfirst of the one free line between the headline and byline, date or text.

    Precision comes first: lists of points, captions, notices and lines behind the byline are none. `start` is
    the first paragraph of the text.
    """
    title = title_at(state)
    if title < 0 or state.has("standfirst"):
        return
    meta = _first_meta_line(state, title)
    stop = start if meta is None else meta
    lines = [index for index in range(title + 1, min(stop, title + STANDFIRST_REACH)) if state.free(index)]
    if len(lines) != 1:
        return
    index = lines[0]
    unit = state.units[index]
    if _is_captioned(state, index) or not _has_form_of_standfirst(unit):
        return
    vocabulary = scores.traits.vocabulary
    if _say_the_same(vocabulary[index], vocabulary[title]) or not _speaks_of_text(scores, kept, index):
        return
    bullet = BULLET.match(unit.text)
    value_start = bullet.end() if bullet else 0
    reason = "between headline and text" if meta is None else "between headline and byline"
    state.add_field(index, "standfirst", unit.text[value_start:], reason, (value_start, len(unit.text)))


def _first_meta_line(state: CleaningState, title: int) -> int | None:
    """Return the first byline or date below the headline, or None."""
    for index in range(title + 1, min(len(state.units), title + STANDFIRST_REACH + 1)):
        if state.is_field(index, "byline", "date"):
            return index
    return None


def _is_captioned(state: CleaningState, index: int) -> bool:
    """Whether a line beside this one is a picture's credit or caption."""
    return any(state.reason_of(beside) in PICTURE_RULES for beside in (index - 1, index + 1))


def _has_form_of_standfirst(unit: TextUnit) -> bool:
    if not MIN_STANDFIRST_WORDS <= unit.words <= MAX_STANDFIRST_WORDS:
        return False
    return not picture_mark(unit.text) and NO_STANDFIRST.search(unit.text) is None


def _say_the_same(words: frozenset[str], other_words: frozenset[str]) -> bool:
    """Whether two lines with these telling words say nearly the same."""
    shorter, longer = sorted((len(words), len(other_words)))
    if shorter <= 2 or longer > 2 * shorter:
        return False
    return len(words & other_words) >= MIN_REPEATED_SHARE * shorter


def _speaks_of_text(scores: LineScores, kept: set[int], index: int) -> bool:
    """Whether a line shares words with the text below, as a standfirst does and a notice does not."""
    vocabulary = scores.traits.vocabulary
    words = vocabulary[index]
    text = frozenset().union(*[vocabulary[other] for other in kept if other > index])
    return not words or len(words & text) >= max(2, MIN_USED_SHARE * len(words))
