"""What speaks for and against each line, first pass: the lines and their neighbours.

Evidence is named and comes as columns of numbers, one number per unit; classifier.py turns them into points.
Values are plain numbers, so that one table of edges and points reads them.  block_features.py goes on.
"""

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import accumulate

from sitegen import language
from sitegen.clean.furniture import PASSABLE, Reach
from sitegen.clean.state import CleaningState, LineStatus
from sitegen.clean.units import TextUnit
from sitegen.dates import MONTHS
from sitegen.text import DIGIT, word_set

Columns = dict[str, list[float]]

# What each column says, as `explain` tells it.
FIRST: dict[str, str] = {
    "in_run": "inside the best run of paragraphs",
    "run_start": "units from where that run begins",
    "words": "its length in words",
    "shape": "its length and how it ends",
    "shape_1_below": "the shape of the line below",
    "solid_1_above": "the shape of the next solid line above, past advertising and buttons",
    "solid_2_above": "the shape of the second solid line above",
    "solid_1_below": "the shape of the next solid line below",
    "words_above": "the length of the line above",
    "prose_3_above": "words of prose in the three lines above",
    "prose_3_below": "words of prose in the three lines below",
    "prose_8_below": "words of prose in the eight lines below",
    "short_above": "short lines directly above",
    "shared": "the share of its words that the text uses too",
    "shared_words": "how many of its words the text uses too",
    "end_mark": "the mark it ends with",
    "digits": "how many of its characters are digits",
    "attribution": "words of attribution",
    "claimed": "a rule that claims it",
    "copies": "how often it stands in the seed",
    "place": "the share of the prose that stands above",
    "prose_above": "words of prose above",
    "prose": "words of prose in the seed",
    "units": "lines in the seed",
    "prose_share": "the share of the seed's words that stand in paragraphs",
    "claimed_share": "the share of the seed's lines that rules claim",
    "tail": "a heading above that ends articles",
    "tail_prose": "words of prose above that heading",
    "word_points": "what its words speak for",
    "worst_words": "its three most telling words of furniture",
    "all_words": "what all its words together speak for",
    "word_points_above": "what the words of the line above speak for",
    "word_points_below": "what the words of the line below speak for",
    "term_score": "what its words weigh together",
    "term_score_above": "what the words of the line above weigh together",
    "term_score_below": "what the words of the line below weigh together",
}
ENGLISH_ONLY = word_set(  # evidence that only English text can give
    "attribution word_points worst_words all_words word_points_above word_points_below"
    " term_score term_score_above term_score_below"
)

ATTRIBUTION = word_set(
    "said says told according announced reported added spokesman spokeswoman spokesperson stated official"
    " officials asked wrote argued claimed noted"
)
DATE_SHAPE = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}:\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
END_MARKS = {  # the classes of the last character, from 1 on; “9” stands for digits, “z” for letters
    mark: float(number)
    for number, marks in enumerate((".。।۔", "”\"'’", "!?？", ")]", "…", ":", ",", "9", "z"), 1)
    for mark in marks
}
NO_END_MARK = -1.0  # the class of all other characters
# Words up to which a line is of the first, second ... length; lines that end as a sentence does, and others.
ENDED_LENGTHS, OPEN_LENGTHS = (3, 9, 29), (2, 4, 8, 16, 29)
CLAIMED_SHAPE = 10.0
OUTSIDE_SHAPE = 11.0  # of what lies outside of the seed
EDGE_RULE = 0.5  # the value of “claimed” in the middle of the text, for a rule that speaks above or below it
REFRAIN_COPIES, REFRAIN_WORDS = 4, 4  # so many copies or more, of so few words, are no text (by judgement)
MAX_COPIES = 8  # here and below: larger values count as this one
TERM_PATTERN = re.compile(r"\w+|[|»›:?!…]")
TERM_START, TERM_END = 200, 40  # characters at both ends of a line whose terms are weighed
DIGITS_START = 200  # characters of a line whose digits are counted
OPENING_PROSE_WORDS = 40  # above a heading that may end the article (by judgement)
WORST_WORDS = 3


class Tail(IntEnum):
    """What a heading introduces that ends articles; the number is the value of the column “tail”."""

    NONE = 0  # no such heading
    OTHER_ARTICLES = 1  # lists of other things
    COMMENTS = 2


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What words of English say of a line; nothing in other languages."""

    # By word: the logarithm of how much oftener it stands in lines of articles than in others.
    log_odds: Mapping[str, float] = field(default_factory=dict)
    # By term of `terms_of`: its coefficient in a logistic regression.
    weights: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFeatures:
    """What both passes need to know of each unit; lists have one entry per unit."""

    columns: Columns
    vocabulary: list[frozenset[str]]  # telling words
    solid: list[bool]  # no advertising, no button, no refrain
    copies: Mapping[str, int]  # how often a line stands in the seed, by its key
    tails: list[Tail]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What the groups of columns share; lists have one entry per unit, but for `prose_sums`."""

    units: Sequence[TextUnit]
    run_start: int
    run_end: int  # behind the last unit of the run
    claimed: list[bool]  # a rule cuts it
    prose: list[bool]  # a paragraph that no rule cuts
    words: list[float]
    prose_sums: list[float]  # words of prose in the first 0, 1, 2 ... units

    def in_run(self, index: int) -> bool:
        """Whether a unit belongs to the best run of prose."""
        return self.run_start <= index < self.run_end


def telling_words(words: frozenset[str]) -> frozenset[str]:
    """Return the words that tell the subject: longer than three letters and not among the commonest."""
    return frozenset([word for word in words - language.ALL_SMALL_WORDS if len(word) > 3])


def first_pass_features(
    work: CleaningState, run: tuple[int, int], lexicon: Lexicon, *, english: bool
) -> LineFeatures:
    """Return the evidence of the lines and their neighbours.

    run: the first unit of the best run of prose, and the one behind its last.
    """
    page = _page(work, run)
    copies = Counter([unit.key for unit in page.units])
    tails = _tails(work, page.prose_sums)
    solid = [_is_solid(work, index, copies) for index in range(len(page.units))]
    vocabulary = [telling_words(unit.tokens) for unit in page.units]
    columns: Columns = {
        **_place_columns(page),
        **_shape_columns(page, solid),
        **_shared_columns(page, vocabulary),
        **_attribution_column(page, english=english),
        **_claim_columns(page, work.doubted, copies),
        **_seed_columns(page),
        **_tail_columns(tails, page.prose_sums),
        **_word_columns(page.units, lexicon.log_odds),
        **_term_columns(page.units, lexicon.weights),
    }
    return LineFeatures(columns=columns, vocabulary=vocabulary, solid=solid, copies=copies, tails=tails)


def _page(work: CleaningState, run: tuple[int, int]) -> _Page:
    units = work.units
    claimed = [work.status_of(index) is LineStatus.CUT for index in range(len(units))]
    prose = [unit.prose and not is_claimed for unit, is_claimed in zip(units, claimed, strict=True)]
    words = [float(unit.words) for unit in units]
    prose_words = [count * is_prose for count, is_prose in zip(words, prose, strict=True)]
    start, end = run
    return _Page(
        units=units,
        run_start=start,
        run_end=end,
        claimed=claimed,
        prose=prose,
        words=words,
        prose_sums=sums_of(prose_words),
    )


def _is_solid(work: CleaningState, index: int, copies: Mapping[str, int]) -> bool:
    """Whether a unit is no advertising, no button and no refrain."""
    unit = work.units[index]
    if unit.words == 0 or work.reason_of(index) in PASSABLE:
        return False
    return copies[unit.key] < REFRAIN_COPIES or not _is_refrain(work, index)


def _is_refrain(work: CleaningState, index: int) -> bool:
    """Whether a line of which there are many copies is a short label that no rule cuts."""
    unit = work.units[index]
    return 0 < unit.words <= REFRAIN_WORDS and not unit.bullet and work.status_of(index) is not LineStatus.CUT


def _tails(work: CleaningState, prose_sums: Sequence[float]) -> list[Tail]:
    """Return which units are headings that end the article; none where hardly any prose stands above."""
    tails = [Tail.NONE] * len(work.units)
    for index, rule in work.endings.items():
        if prose_sums[index] >= OPENING_PROSE_WORDS:
            tails[index] = Tail.COMMENTS if rule.reach is Reach.COMMENTS else Tail.OTHER_ARTICLES
    return tails


def _place_columns(page: _Page) -> Columns:
    sums = page.prose_sums
    indices = range(len(page.units))
    total = max(1, sums[-1])
    return {
        "in_run": [float(page.in_run(index)) for index in indices],
        "run_start": [max(-40.0, min(80.0, index - page.run_start)) for index in indices],
        "place": [sums[index] / total for index in indices],
        "prose_above": [min(3000.0, sums[index]) for index in indices],
        "prose_3_above": [sums[index] - sums[max(0, index - 3)] for index in indices],
        "prose_3_below": _sums_below(sums, 3),
        "prose_8_below": _sums_below(sums, 8),
        "short_above": _short_lines_above(page.prose),
    }


def _sums_below(sums: Sequence[float], units: int) -> list[float]:
    """Return for each unit the sum of the values of so many units below it."""
    last = len(sums) - 1
    return [sums[min(last, index + 1 + units)] - sums[index + 1] for index in range(last)]


def _short_lines_above(prose: Sequence[bool]) -> list[float]:
    """Return for each unit how many units without prose stand directly above it, up to 40."""
    counts, count = [], 0
    for is_prose in prose:
        counts.append(float(min(40, count)))
        count = 0 if is_prose else count + 1
    return counts


def _shape_columns(page: _Page, solid: Sequence[bool]) -> Columns:
    shapes = [_shape(unit) for unit in page.units]
    for index, is_claimed in enumerate(page.claimed):
        if is_claimed:
            shapes[index] = CLAIMED_SHAPE
    solid_above, second_solid_above = _last_solid(shapes, solid)
    solid_below, _ = _last_solid(shapes[::-1], solid[::-1])
    return {
        "words": page.words,
        "words_above": moved(page.words, 1),
        "shape": shapes,
        "shape_1_below": moved(shapes, -1, OUTSIDE_SHAPE),
        "solid_1_above": solid_above,
        "solid_2_above": second_solid_above,
        "solid_1_below": solid_below[::-1],
        "end_mark": [_end_mark(unit.text) for unit in page.units],
        "digits": [_digit_share(unit.text[:DIGITS_START]) for unit in page.units],
    }


def _shape(unit: TextUnit) -> float:
    """Return a class of shape: 0 to 3 ended as a sentence ends, 4 to 9 not, by length."""
    if unit.ended:
        return float(bisect_left(ENDED_LENGTHS, unit.words))
    return 4.0 + bisect_left(OPEN_LENGTHS, unit.words)


def _last_solid(shapes: Sequence[float], solid: Sequence[bool]) -> tuple[list[float], list[float]]:
    """Return for each unit the shapes of the last and the second last solid unit before it."""
    last_shapes, second_shapes = [], []
    last = second = OUTSIDE_SHAPE
    for shape, is_solid in zip(shapes, solid, strict=True):
        last_shapes.append(last)
        second_shapes.append(second)
        if is_solid:
            last, second = shape, last
    return last_shapes, second_shapes


def _end_mark(text: str) -> float:
    """Return the class of the last character: marks of sentences first, letters last."""
    if text.endswith("..."):
        return END_MARKS["…"]
    last = text[-1]
    if last.isdigit():
        return END_MARKS["9"]
    if last.isalpha():
        return END_MARKS["z"]
    return END_MARKS.get(last, NO_END_MARK)


def _digit_share(text: str) -> float:
    return sum(map(text.count, "0123456789")) / max(1, len(text))


def _shared_columns(page: _Page, vocabulary: Sequence[frozenset[str]]) -> Columns:
    """Return how many words each unit shares with the paragraphs of the run, itself left out."""
    text = [words for index, words in enumerate(vocabulary) if page.prose[index] and page.in_run(index)]
    once, twice = often_said(text, 2)
    counts, shares = [], []
    for index, words in enumerate(vocabulary):
        of_others = twice if page.prose[index] and page.in_run(index) else once
        count = len(words & of_others)
        counts.append(float(count))
        shares.append(count / len(words) if words else -1.0)
    return {"shared": shares, "shared_words": counts}


def _attribution_column(page: _Page, *, english: bool) -> Columns:
    if not english:
        return {"attribution": [0.0] * len(page.units)}
    return {"attribution": [float(len(ATTRIBUTION & unit.tokens)) for unit in page.units]}


def _claim_columns(page: _Page, doubted: Iterable[int], copies: Mapping[str, int]) -> Columns:
    claimed = [float(is_claimed) for is_claimed in page.claimed]
    for index in doubted:
        claimed[index] = max(claimed[index], EDGE_RULE)
    return {
        "claimed": claimed,
        "copies": [float(min(MAX_COPIES, copies[unit.key])) for unit in page.units],
    }


def _seed_columns(page: _Page) -> Columns:
    """Return what is one number for the whole seed."""
    units = len(page.units)
    prose_words = page.prose_sums[-1]
    return {
        "prose": [min(4000.0, prose_words)] * units,
        "units": [min(500.0, units)] * units,
        "prose_share": [prose_words / max(1.0, sum(page.words))] * units,
        "claimed_share": [sum(page.claimed) / max(1, units)] * units,
    }


def _tail_columns(tails: Sequence[Tail], prose_sums: Sequence[float]) -> Columns:
    """Return for each unit the last heading above that ends articles, and how much prose stands above it."""
    kinds, prose_above = [], []
    kind, prose = Tail.NONE, -1.0
    for index, tail in enumerate(tails):
        kinds.append(float(kind))
        prose_above.append(prose)
        if tail:
            kind, prose = tail, min(2000.0, prose_sums[index])
    return {"tail": kinds, "tail_prose": prose_above}


def _word_columns(units: Sequence[TextUnit], log_odds: Mapping[str, float]) -> Columns:
    means, worst, all_words = [], [], []
    for unit in units:
        points = sorted([log_odds[word] for word in unit.tokens if word in log_odds])
        count = max(1, len(points))
        total = sum(points)
        means.append(total / count)
        worst.append(sum(points[:WORST_WORDS]) / min(WORST_WORDS, count))
        all_words.append(total / count**0.5)
    return {
        "word_points": means,
        "worst_words": worst,
        "all_words": all_words,
        "word_points_above": moved(means, 1, 0.0),
        "word_points_below": moved(means, -1, 0.0),
    }


def _term_columns(units: Sequence[TextUnit], weights: Mapping[str, float]) -> Columns:
    scores = [0.0] * len(units)
    if weights:
        scores = [term_score(terms_of(unit.text), weights) for unit in units]
    return {
        "term_score": scores,
        "term_score_above": moved(scores, 1, 0.0),
        "term_score_below": moved(scores, -1, 0.0),
    }


def terms_of(text: str) -> frozenset[str]:
    """Return the terms of a line: words in small letters, 0 for a number, some marks.

    The first and the last are terms by their place too.
    """
    if len(text) > TERM_START + TERM_END:
        text = f"{text[:TERM_START]} {text[-TERM_END:]}"
    terms = ["0" if term.isdigit() else term for term in TERM_PATTERN.findall(text.lower())]
    if not terms:
        return frozenset()
    return frozenset((*terms, f"first {terms[0]}", f"last {terms[-1]}"))


def term_score(terms: frozenset[str], weights: Mapping[str, float]) -> float:
    """Return the sum of a line's weights, divided by the square root of the number of its terms.

    The regression saw each line as a vector of length 1.
    """
    return sum([weights[term] for term in terms if term in weights]) / math.sqrt(max(1, len(terms)))


def often_said(vocabulary: Iterable[frozenset[str]], levels: int) -> list[set[str]]:
    """Return the words that stand in at least one of some units, in at least two, and so on up to so many."""
    words_by_count: list[set[str]] = [set() for _ in range(levels)]
    for words in vocabulary:
        new = set(words)
        for known in words_by_count:
            repeated = known & new
            known.update(new)
            new = repeated
    return words_by_count


def dates_in(unit: TextUnit) -> int:
    """Return how many dates a unit may hold: years, times, dates in figures, names of months."""
    months = len(MONTHS.keys() & unit.tokens)
    if DIGIT.search(unit.text):
        return months + len(DATE_SHAPE.findall(unit.text))
    return months


def sums_of(values: Sequence[float]) -> list[float]:
    """Return the sums of the first 0, 1, 2 ... values."""
    return list(accumulate(values, initial=0.0))


def moved(values: Sequence[float], by: int, outside: float = -1.0) -> list[float]:
    """Return for each unit the value of the one above (below where `by` is -1), `outside` at the edge."""
    if not values:
        return []
    return [outside, *values[:-1]] if by > 0 else [*values[1:], outside]
