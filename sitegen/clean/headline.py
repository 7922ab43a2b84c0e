"""Which line is the headline: the evidence of the lines above the text, for the classifier."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sitegen.clean.bylines import Label, parse_byline
from sitegen.clean.date_lines import date_only, labelled_dates
from sitegen.clean.evidence import Evidence, columns_of, phrases_of
from sitegen.clean.furniture import HEADLINE_NEIGHBOURS, PICTURE_RULES, CutRule
from sitegen.clean.line_features import Columns, LineFeatures, dates_in, often_said
from sitegen.clean.state import CleaningState, LineStatus
from sitegen.clean.units import TextUnit
from sitegen.text import word_set

HEADLINE_WORDS = 28  # a longer line is no headline; by judgement
OPENING_HEADLINE_WORDS = 50  # ... but for one that opens the seed; by judgement
TITLE_REACH = 80  # units above the first paragraph among which the headline is looked for
TOP_UNITS = 3  # at the top of a seed, which are candidates however far below the text begins
MIN_TITLE_LIKELIHOOD = 0.06  # below that a seed has no headline; by judgement
MAX_DATE_LINE_WORDS = 5  # other words on a line that counts as a line of a date
CLOSE_LINES = 5  # that no rule claims, between a headline and the text that stands close below it
META_UNITS = 8  # from the first paragraph on, up to which bylines and dates are looked for
META_REACH = 12  # units around a headline in which byline and date are looked for
GIST_PARAGRAPHS = 4  # that a headline tells the gist of
READER_WORDS = word_set(
    "you your yours our us we sign subscribe get find learn join click ihr ihre ihren sie uns unser vous"
    " votre vos nos tu su sus"
)
_PICTURE_CREDIT = re.compile(
    r"(?:©|\((?:photo|foto|picture|image|bild)\b|\b(?:photo|foto|picture|image|bild)s?: "
    r"|(?:AFP|AP|Reuters|Getty|EPA|dpa)\)?\.?$).*",
    re.IGNORECASE,
)
_MENU_MARKS = "|»›•·+[@"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedHead:
    """What the candidates of one seed are measured against; indices are those of units."""

    units: Sequence[TextUnit]
    vocabulary: Sequence[frozenset[str]]  # the telling words of each unit
    likely: Sequence[float]  # how likely each unit is text, 0..1
    copies: Mapping[str, int]  # how often a line stands in the seed, by its folded form
    opening: int  # the first paragraph of the text
    lead: frozenset[str]  # telling words of the first paragraphs
    keys: Sequence[str]  # folded forms of the units down to the opening
    shared: Mapping[int, int]  # candidate -> how many of its telling words the text uses too
    shared_ascending: Sequence[int]  # the same numbers, sorted
    bylines: Sequence[int]  # units that say "by", or a word for it
    dates: Sequence[int]  # units that hold a date and little more
    days: Sequence[int]  # those of them that hold nothing more
    meta: Sequence[bool]  # which units tell who wrote, when, or are buttons
    claimed: Sequence[bool]  # which units down to the opening a rule of furniture claims
    rules: Mapping[int, str]  # why a unit was decided


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleCandidate:
    """A line that may be the headline."""

    head: SeedHead
    index: int
    unit: TextUnit
    words: frozenset[str]  # its telling words
    shared: int  # how many of them the text uses too


# The line itself --------------------------------------------------------------------------------------------


def _ends_as_statement(line: TitleCandidate) -> bool:
    return line.unit.ended and not line.unit.text.endswith(("?", "!", "…", ":"))


def _share_of_capitals(line: TitleCandidate) -> float:
    words = line.unit.text.split()
    return sum(word[0].isupper() for word in words) / max(1, len(words))


def _is_name_alone(line: TitleCandidate) -> bool:
    byline = parse_byline(line.unit.text)
    return byline is not None and byline.label is Label.NONE and byline.bare


def _menu_marks(line: TitleCandidate) -> int:
    return sum(map(line.unit.text.count, _MENU_MARKS))


def _caption_points(line: TitleCandidate) -> int:
    """Return 1 for a line with a picture's credit, and 2 more for a line beside a credit or caption."""
    rules = line.head.rules
    beside = not PICTURE_RULES.isdisjoint((rules.get(line.index - 1), rules.get(line.index + 1)))
    return (_PICTURE_CREDIT.search(line.unit.text) is not None) + 2 * beside


# Words shared with the text ---------------------------------------------------------------------------------


def _share_of(line: TitleCandidate, count: int) -> float:
    """Return the share that a count of its telling words is, or -1 where it has none."""
    return count / len(line.words) if line.words else -1.0


def _lead_share(line: TitleCandidate) -> float:
    return _share_of(line, len(line.words & line.head.lead))


def _near_lead_share(line: TitleCandidate) -> float:
    close = _lines_to_text(line) <= CLOSE_LINES
    return max(0.0, _lead_share(line)) if close else 0.0


def _sharing_more(line: TitleCandidate) -> int:
    """Return how many candidates share more words with the text."""
    ascending = line.head.shared_ascending
    return len(ascending) - bisect_right(ascending, line.shared)


def _sharing_above(line: TitleCandidate) -> int:
    """Return how many of the five lines above are candidates that share more than one word with the text."""
    shared = line.head.shared
    return sum(shared.get(index, 0) > 1 for index in range(max(0, line.index - 5), line.index))


# The same words elsewhere at the top ------------------------------------------------------------------------


def _lines_with_more(line: TitleCandidate) -> int:
    """Return how many lines at the head of the seed hold the line and more, up to 3."""
    unit = line.unit
    if unit.words <= 2:
        return 0
    return min(3, sum(unit.key in key and unit.key != key for key in line.head.keys))


def _is_in_first_line(line: TitleCandidate) -> bool:
    return line.unit.words > 2 and line.index > 0 and line.unit.key in line.head.keys[0]


def _share_in_first_lines(line: TitleCandidate) -> float:
    """Return the largest share of its words that another one of the first lines uses too, or -1."""
    vocabulary = line.head.vocabulary
    first = [index for index in range(min(TOP_UNITS, len(vocabulary))) if index != line.index]
    counts = [len(line.words & vocabulary[index]) for index in first]
    return _share_of(line, max(counts)) if counts else -1.0


def _said_share_of_first_line(line: TitleCandidate) -> float:
    first = line.head.vocabulary[0]
    return len(line.words & first) / len(first) if line.index and first else -1.0


# Place and neighbours ---------------------------------------------------------------------------------------


def _lines_to_text(line: TitleCandidate) -> int:
    """Return how many lines that no rule claims stand between a line and the text."""
    head = line.head
    return head.claimed[line.index + 1 : head.opening].count(False)


def _has_prose_below(line: TitleCandidate) -> bool:
    return any(unit.prose for unit in line.head.units[line.index + 1 : line.index + 3])


def _words_above(line: TitleCandidate) -> int:
    return line.head.units[line.index - 1].words if line.index else -1


def _words_below(line: TitleCandidate) -> int:
    below = line.index + 1
    return line.head.units[below].words if below < len(line.head.units) else -1


def _distance_below(index: int, places: Iterable[int]) -> int:
    """Return the units from an index to the next place at it or below, META_REACH + 1 where none is near."""
    return min(
        [place - index for place in places if 0 <= place - index <= META_REACH], default=META_REACH + 1
    )


def _distance_above(index: int, places: Iterable[int]) -> int:
    """Return the units from the last place above an index to it, META_REACH + 1 where none is near."""
    return min([index - place for place in places if 0 < index - place <= META_REACH], default=META_REACH + 1)


TITLE_EVIDENCE: tuple[Evidence[TitleCandidate], ...] = (
    Evidence("words", "its length in words", lambda line: line.unit.words),
    Evidence("ended", "it ends as a sentence ends", _ends_as_statement),
    Evidence("bullet", "a bullet", lambda line: line.unit.bullet),
    Evidence("capitals", "how many of its words begin with a capital", _share_of_capitals),
    Evidence("shouted", "capitals alone", lambda line: line.unit.text.isupper()),
    Evidence("claimed", "a rule that claims it", lambda line: line.head.claimed[line.index]),
    Evidence("likely", "how likely it is text", lambda line: line.head.likely[line.index]),
    Evidence("distance", "lines between it and the text", lambda line: line.head.opening - line.index),
    Evidence("solid_distance", "solid lines between it and the text", _lines_to_text),
    Evidence(
        "shared", "the share of its words that the text uses too", lambda line: _share_of(line, line.shared)
    ),
    Evidence("shared_words", "how many of its words the text uses too", lambda line: line.shared),
    Evidence("shared_lead", "the share of its words that the first paragraphs use too", _lead_share),
    Evidence(
        "shared_score",
        "the words it shares with the text, against its length",
        lambda line: line.shared / (len(line.words) + 2),
    ),
    Evidence("rank_shared", "how many lines share more words with the text", _sharing_more),
    Evidence(
        "copies", "how often it stands in the seed", lambda line: min(4, line.head.copies[line.unit.key])
    ),
    Evidence("inside", "lines of the seed that hold it and more", _lines_with_more),
    Evidence("first_line", "the first line of the seed holds it", _is_in_first_line),
    Evidence(
        "like_first",
        "the share of its words that one of the first lines of the seed uses too",
        _share_in_first_lines,
    ),
    Evidence("order", "its place among the first lines of the seed", lambda line: min(line.index, 20)),
    Evidence(
        "meta_below",
        "bylines, dates and buttons just below",
        lambda line: sum(line.head.meta[line.index + 1 : line.index + 6]),
    ),
    Evidence(
        "meta_above",
        "bylines, dates and buttons just above",
        lambda line: sum(line.head.meta[max(0, line.index - 3) : line.index]),
    ),
    Evidence("prose_below", "a paragraph just below", _has_prose_below),
    Evidence("words_above", "the length of the line above", _words_above),
    Evidence("words_below", "the length of the line below", _words_below),
    Evidence("dates", "dates in it", lambda line: dates_in(line.unit)),
    Evidence("name", "nothing but a name", _is_name_alone),
    Evidence("marks", "bars, arrows and other marks of menus", _menu_marks),
    Evidence("share_above", "how many of the five lines above share words with the text", _sharing_above),
    Evidence(
        "byline_below",
        "lines from it to the next byline",
        lambda line: _distance_below(line.index, line.head.bylines),
    ),
    Evidence(
        "date_below",
        "lines from it to the next line of a date",
        lambda line: _distance_below(line.index, line.head.dates),
    ),
    Evidence(
        "near_shared",
        "the share of its words that the first paragraphs use, where little stands between",
        _near_lead_share,
    ),
    Evidence(
        "day_above",
        "lines from the day of the page above to it",
        lambda line: _distance_above(line.index, line.head.days),
    ),
    Evidence(
        "byline_above",
        "lines from the byline above to it",
        lambda line: _distance_above(line.index, line.head.bylines),
    ),
    Evidence("small_first", "a small first letter", lambda line: line.unit.text[:1].islower()),
    Evidence("you", "words to the reader", lambda line: len(line.unit.tokens & READER_WORDS)),
    Evidence("like_top", "the share of the first line that it says", _said_share_of_first_line),
    Evidence("caption", "it ends with a credit, or stands beside one", _caption_points),
)
TITLE_PHRASES: dict[str, str] = phrases_of(TITLE_EVIDENCE)


# Candidates -------------------------------------------------------------------------------------------------


def title_columns(
    state: CleaningState, features: LineFeatures, likely: Sequence[float], kept: set[int], opening: int
) -> tuple[list[int], Columns]:
    """Return the units that may be the headline, and columns of evidence with one number for each of them."""
    indices = _candidate_units(state, opening)
    vocabulary = features.vocabulary
    head = _head_of(state, features, likely, _kept_paragraphs(state, kept, opening), indices, opening)
    candidates = [
        TitleCandidate(
            head=head,
            index=index,
            unit=state.units[index],
            words=vocabulary[index],
            shared=head.shared[index],
        )
        for index in indices
    ]
    return indices, columns_of(TITLE_EVIDENCE, candidates)


def _candidate_units(state: CleaningState, opening: int) -> list[int]:
    """Return the units that may be the headline of a text that begins at `opening`."""
    top = min(TOP_UNITS, opening)
    above = [*range(top), *range(max(top, opening - TITLE_REACH), min(opening + 1, len(state.units)))]
    return [index for index in above if _may_be_headline(state, index)]


def _may_be_headline(state: CleaningState, index: int) -> bool:
    """Whether a unit is short enough for a headline, and no person drops it.

    A line that opens the seed and does not end as a sentence ends may be longer.
    """
    unit = state.units[index]
    most = OPENING_HEADLINE_WORDS if index == 0 and not unit.ended else HEADLINE_WORDS
    return 0 < unit.words <= most and state.reason_of(index) != CutRule.DROPPED


def _kept_paragraphs(state: CleaningState, kept: set[int], opening: int) -> list[int]:
    return sorted([index for index in kept if index >= opening and state.units[index].prose])


def _head_of(
    state: CleaningState,
    features: LineFeatures,
    likely: Sequence[float],
    paragraphs: Sequence[int],
    indices: Sequence[int],
    opening: int,
) -> SeedHead:
    """Return what the candidates `indices` are measured against."""
    units, vocabulary = state.units, features.vocabulary
    below = units[: opening + META_UNITS]
    dates = _units_of_dates(below)
    shared = _shared_words(vocabulary, paragraphs, indices)
    return SeedHead(
        units=units,
        vocabulary=vocabulary,
        likely=likely,
        copies=features.copies,
        opening=opening,
        lead=frozenset().union(*[vocabulary[index] for index in paragraphs[:GIST_PARAGRAPHS]]),
        keys=[unit.key for unit in units[: opening + 1]],
        shared=shared,
        shared_ascending=sorted(shared.values()),
        bylines=_units_of_bylines(below),
        dates=dates,
        days=[index for index in dates if not labelled_dates(units[index].text)[0].rest],
        meta=[_is_meta(state, index) for index in range(min(len(units), opening + META_UNITS - 1))],
        claimed=[_is_claimed(state, index) for index in range(opening + 1)],
        rules={index: reason for index, (_, reason) in state.status.items()},
    )


def _shared_words(
    vocabulary: Sequence[frozenset[str]], paragraphs: Sequence[int], indices: Iterable[int]
) -> dict[int, int]:
    """Return how many telling words of each candidate the rest of the text uses too."""
    once, twice = often_said([vocabulary[index] for index in paragraphs], 2)
    in_text = set(paragraphs)
    shared = {}
    for index in indices:
        said = twice if index in in_text else once
        shared[index] = len(vocabulary[index] & said)
    return shared


def _is_claimed(state: CleaningState, index: int) -> bool:
    """Whether a rule cut a unit; that other pages of the site have it does not speak against a headline."""
    fate, rule = state.status.get(index, ("", ""))
    return fate == LineStatus.CUT and rule != CutRule.SHARED_LINE


def _units_of_bylines(units: Sequence[TextUnit]) -> list[int]:
    """Return the units that say "by", or a word for it."""
    return [index for index, unit in enumerate(units) if _is_labelled_byline(unit.text)]


def _is_labelled_byline(text: str) -> bool:
    byline = parse_byline(text)
    return byline is not None and byline.label is not Label.NONE


def _units_of_dates(units: Sequence[TextUnit]) -> list[int]:
    """Return the units that hold a date and little more."""
    return [index for index, unit in enumerate(units) if _is_date_line(unit)]


def _is_date_line(unit: TextUnit) -> bool:
    dates = () if unit.prose else labelled_dates(unit.text)
    return bool(dates) and dates[0].rest <= MAX_DATE_LINE_WORDS


def _is_meta(state: CleaningState, index: int) -> bool:
    """Whether a line tells who wrote, when, or is a button."""
    if state.reason_of(index) in HEADLINE_NEIGHBOURS:
        return True
    text = state.units[index].text
    return _is_labelled_byline(text) or bool(date_only(text))
