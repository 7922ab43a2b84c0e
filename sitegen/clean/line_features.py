"""What speaks for and against each line, first look: the lines and their neighbours.

Evidence is named and comes as columns of numbers, one number a unit; scorecard.py turns columns into points.  Values are
plain numbers so that one table of edges and points reads them all.  runs.py takes the second look.
"""

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from sitegen import language
from sitegen.clean.furniture import Reach
from sitegen.clean.state import CleaningState, LineStatus
from sitegen.clean.units import TextUnit
from sitegen.dates import MONTHS
from sitegen.text import DIGIT

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
ENGLISH_ONLY = frozenset(  # evidence that only English text can give
    "attribution word_points worst_words all_words word_points_above word_points_below term_score term_score_above term_score_below".split()
)

ATTRIBUTION = frozenset(
    "said says told according announced reported added spokesman spokeswoman spokesperson stated official officials asked wrote argued"
    " claimed noted".split()
)
# Rules whose lines may stand between two paragraphs of one article: the shapes of neighbours are looked up past them.
PASSABLE = frozenset(
    "ad-marker share player photo-credit caption counter shopping teaser teaser-inline teaser-headline video-headline video-teaser"
    " reading-time post-meta newsletter caption-label comments-form sign-off".split()
)
DATE = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}:\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
END_MARKS = {
    mark: float(number)
    for number, marks in enumerate((".。।۔", "”\"'’", "!?？", ")]", "…", ":", ",", "9", "z"), 1)
    for mark in marks
}
ENDED, OPEN = (3, 9, 29), (2, 4, 8, 16, 29)  # words up to which a line is of the first, second ... length
NOTHING = 11.0  # the shape of what lies outside of the seed
EDGE_RULE = 0.5  # a line in the middle of the text that a rule would claim above or below it
MOST_COPIES = 8
TERM = re.compile(r"\w+|[|»›:?!…]")
TERM_START, TERM_END = 200, 40  # characters at both ends of a line whose terms are weighed
OPENING = 40  # words of prose above a heading that may end the article


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What words of English say of a line; nothing in other languages."""

    log_odds: Mapping[str, float] = field(
        default_factory=dict
    )  # a word: how much oftener it stands in lines of articles
    weights: Mapping[str, float] = field(
        default_factory=dict
    )  # a term of `terms_of`: its coefficient in a logistic regression


@dataclass(frozen=True, slots=True)
class LineFeatures:
    """What both looks need to know of each unit."""

    columns: Columns
    vocabulary: list[frozenset[str]]  # telling words
    solid: list[bool]  # no advertising, no button, no refrain
    copies: Mapping[str, int]  # how often a line stands in the seed, by its key
    tails: list[int]  # 0 none, 1 list of other things, 2 comments


def telling_words(words: frozenset[str]) -> frozenset[str]:
    """Give the words that say what a unit is about: longer than three letters and not among the commonest."""
    return frozenset([word for word in words - language.SMALL_WORDS if len(word) > 3])


def first_pass_features(
    work: CleaningState, run: tuple[int, int], lexicon: Lexicon, *, english: bool
) -> LineFeatures:
    """Give the evidence of the lines and their neighbours; `run` is the best run of prose."""
    units, n = work.units, len(work.units)
    start, end = run
    claimed = [work.status_of(at) is LineStatus.CUT for at in range(n)]
    copies = Counter([unit.key for unit in units])
    refrain = _refrains(units, claimed, copies)
    prose = [unit.prose and not claimed[at] for at, unit in enumerate(units)]
    counts = [float(unit.words) for unit in units]
    prose_words = [counts[at] if prose[at] else 0.0 for at in range(n)]
    sums, totals = sums_of(prose_words), sums_of(counts)
    tails = _tails(work, sums)
    shapes = [10.0 if claimed[at] else _shape(unit) for at, unit in enumerate(units)]
    solid = [
        not refrain[at] and counts[at] > 0 and work.status.get(at, ("", ""))[1] not in PASSABLE
        for at in range(n)
    ]
    vocabulary = [telling_words(unit.tokens) for unit in units]
    once, twice = often_said([vocabulary[at] for at in range(start, end) if prose[at]], 2)
    shared = [
        len(words & (twice if prose[at] and start <= at < end else once))
        for at, words in enumerate(vocabulary)
    ]
    total = sums[n]
    columns: Columns = {
        "in_run": [float(start <= at < end) for at in range(n)],
        "run_start": [max(-40.0, min(80.0, at - start)) for at in range(n)],
        "words": counts,
        "shape": shapes,
        "words_above": moved(counts, 1),
        "shape_1_below": moved(shapes, -1, NOTHING),
        **_solid_neighbours(shapes, solid),
        "prose_3_above": [sums[at] - sums[max(0, at - 3)] for at in range(n)],
        "prose_3_below": [sums[min(n, at + 4)] - sums[at + 1] for at in range(n)],
        "prose_8_below": [sums[min(n, at + 9)] - sums[at + 1] for at in range(n)],
        "short_above": _short_run(prose),
        "shared": [shared[at] / len(vocabulary[at]) if vocabulary[at] else -1.0 for at in range(n)],
        "shared_words": [float(count) for count in shared],
        "end_mark": [_end_mark(unit.text) for unit in units],
        "digits": [
            sum(map(unit.text[:200].count, "0123456789")) / max(1, len(unit.text[:200])) for unit in units
        ],
        "attribution": [float(len(ATTRIBUTION & unit.tokens)) if english else 0.0 for unit in units],
        "claimed": [
            float(one) or (EDGE_RULE if at in work.doubted else 0.0) for at, one in enumerate(claimed)
        ],
        "copies": [float(min(MOST_COPIES, copies[unit.key])) for unit in units],
        "place": [sums[at] / max(1, total) for at in range(n)],
        "prose_above": [min(3000.0, sums[at]) for at in range(n)],
        "prose": [min(4000.0, total)] * n,
        "units": [min(500.0, n)] * n,
        "prose_share": [total / max(1.0, totals[n])] * n,
        "claimed_share": [sum(claimed) / max(1, n)] * n,
        **_tail_columns(tails, sums),
        **_word_columns(units, lexicon.log_odds),
        **_term_columns(units, lexicon.weights),
    }
    return LineFeatures(columns, vocabulary, solid, copies, tails)


def often_said(vocabulary: Iterable[frozenset[str]], most: int) -> list[set[str]]:
    """Give the words that stand in at least one of some units, in at least two, and so on up to `most`."""
    levels: list[set[str]] = [set() for _ in range(most)]
    for words in vocabulary:
        again = set(words)
        for level in levels:
            before = level & again
            level.update(again)
            again = before
    return levels


def dates_in(unit: TextUnit) -> int:
    """Count what may be dates: years, times, dates in figures, names of months."""
    months = len(MONTHS.keys() & unit.tokens)
    return months + len(DATE.findall(unit.text)) if DIGIT.search(unit.text) else months


def _refrains(units: Sequence[TextUnit], claimed: Sequence[bool], copies: Mapping[str, int]) -> list[bool]:
    """Say which short lines stand in the seed again and again."""
    return [
        not claimed[at] and copies[unit.key] >= 4 and 0 < unit.words <= 4 and not unit.bullet
        for at, unit in enumerate(units)
    ]


def _tails(work: CleaningState, sums: Sequence[float]) -> list[int]:
    kinds = {at: 2 if rule.reach is Reach.COMMENTS else 1 for at, rule in work.endings.items()}
    return [kinds.get(at, 0) if sums[at] >= OPENING else 0 for at in range(len(work.units))]


def sums_of(values: Sequence[float]) -> list[float]:
    """Give the sums of the first 0, 1, 2 ... values."""
    return list(accumulate(values, initial=0.0))


def moved(values: Sequence[float], by: int, empty: float = -1.0) -> list[float]:
    """Give for each unit the value of the unit above it (below it where `by` is -1)."""
    if not values:
        return []
    return [empty, *values[:-1]] if by > 0 else [*values[1:], empty]


def _shape(unit: TextUnit) -> float:
    """Give a class of shape: 0 to 3 ended as a sentence ends, 4 to 9 not, by length."""
    return float(bisect_left(ENDED, unit.words)) if unit.ended else 4.0 + bisect_left(OPEN, unit.words)


def _solid_neighbours(shapes: Sequence[float], solid: Sequence[bool]) -> Columns:
    one_above, two_above = _past(shapes, solid)
    one_below, _ = _past(shapes[::-1], solid[::-1])
    return {"solid_1_above": one_above, "solid_2_above": two_above, "solid_1_below": one_below[::-1]}


def _past(shapes: Sequence[float], solid: Sequence[bool]) -> tuple[list[float], list[float]]:
    """Give for each unit the shapes of the last and the second last solid unit before it."""
    one, two = [], []
    last = second = NOTHING
    for shape, is_solid in zip(shapes, solid, strict=True):
        one.append(last)
        two.append(second)
        if is_solid:
            last, second = shape, last
    return one, two


def _short_run(prose: Sequence[bool]) -> list[float]:
    made, run = [], 0
    for one in prose:
        made.append(float(min(40, run)))
        run = 0 if one else run + 1
    return made


def _end_mark(text: str) -> float:
    """Give the kind of the last character as a number: marks of sentences first, letters last."""
    if text.endswith("..."):
        return END_MARKS["…"]
    last = text[-1]
    return END_MARKS.get("9" if last.isdigit() else "z" if last.isalpha() else last, -1.0)


def _tail_columns(tails: Sequence[int], sums: Sequence[float]) -> Columns:
    kinds, above, last = [], [], -1
    for at in range(len(tails)):
        kinds.append(float(tails[last]) if last >= 0 else 0.0)
        above.append(min(2000.0, sums[last]) if last >= 0 else -1.0)
        last = at if tails[at] else last
    return {"tail": kinds, "tail_prose": above}


def _word_columns(units: Sequence[TextUnit], words: Mapping[str, float]) -> Columns:
    mean, three, every = [], [], []
    for unit in units:
        points = sorted([words[word] for word in unit.tokens if word in words])
        many = len(points)
        total = sum(points)
        mean.append(total / many if many else 0.0)
        three.append(sum(points[:3]) / min(3, many) if many else 0.0)
        every.append(total / many**0.5 if many else 0.0)
    return {
        "word_points": mean,
        "worst_words": three,
        "all_words": every,
        "word_points_above": moved(mean, 1, 0.0),
        "word_points_below": moved(mean, -1, 0.0),
    }


def terms_of(text: str) -> frozenset[str]:
    """Give the terms of a line: words in small letters, 0 for a number, some marks; the first and the last by place too."""
    if len(text) > TERM_START + TERM_END:
        text = f"{text[:TERM_START]} {text[-TERM_END:]}"
    found = ["0" if term.isdigit() else term for term in TERM.findall(text.lower())]
    return frozenset((*found, f"first {found[0]}", f"last {found[-1]}")) if found else frozenset()


def _term_columns(units: Sequence[TextUnit], weights: Mapping[str, float]) -> Columns:
    scores = [term_score(terms_of(unit.text), weights) for unit in units] if weights else [0.0] * len(units)
    return {
        "term_score": scores,
        "term_score_above": moved(scores, 1, 0.0),
        "term_score_below": moved(scores, -1, 0.0),
    }


def term_score(terms: frozenset[str], weights: Mapping[str, float]) -> float:
    """Give the sum of a line's weights, made independent of its length as the regression was: a line is a vector of length 1."""
    return sum([weights[term] for term in terms if term in weights]) / math.sqrt(max(1, len(terms)))
