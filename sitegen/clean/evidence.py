"""What speaks for and against each line: named evidence as columns of numbers, one number a unit.

`first_look` sees the lines and their neighbours; `second_look` also sees how likely the first one found each line to be
text, so that it can weigh runs of paragraphs, the gaps between them and the words that they share.  scorecard.py turns
columns into points.  Values are plain numbers so that one table of edges and points reads them all.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from sitegen import language
from sitegen.clean.furniture import Reach
from sitegen.clean.units import Unit
from sitegen.clean.work import Work

Columns = dict[str, list[float]]

# What each column says, as `explain` tells it.
FIRST: dict[str, str] = {
    "in_run": "inside the best run of paragraphs",
    "run_start": "units from where that run begins",
    "words": "its length in words",
    "shape": "its length and how it ends",
    "shape_1_above": "the shape of the line above",
    "shape_2_above": "the shape of the line two above",
    "shape_1_below": "the shape of the line below",
    "shape_2_below": "the shape of the line two below",
    "solid_1_above": "the shape of the next solid line above, past advertising and buttons",
    "solid_2_above": "the shape of the second solid line above",
    "solid_1_below": "the shape of the next solid line below",
    "solid_2_below": "the shape of the second solid line below",
    "words_above": "the length of the line above",
    "words_below": "the length of the line below",
    "prose_3_above": "words of prose in the three lines above",
    "prose_3_below": "words of prose in the three lines below",
    "prose_8_above": "words of prose in the eight lines above",
    "prose_8_below": "words of prose in the eight lines below",
    "all_8_above": "all words in the eight lines above",
    "all_8_below": "all words in the eight lines below",
    "gap_above": "lines since the last paragraph",
    "gap_below": "lines to the next paragraph",
    "short_above": "short lines directly above",
    "shared": "the share of its words that the text uses too",
    "shared_words": "how many of its words the text uses too",
    "end_mark": "the mark it ends with",
    "first_mark": "the character it begins with",
    "capitals": "how many of its words begin with a capital",
    "sentences": "how many sentences it holds",
    "commas": "how many commas it has",
    "digits": "how many of its characters are digits",
    "quotes": "quotation marks",
    "dates": "dates in it",
    "attribution": "words of attribution",
    "bullet": "a bullet",
    "claimed": "a rule that claims it",
    "again": "how often the same line stands in the seed",
    "period_2": "every second line looks alike",
    "period_3": "every third line looks alike",
    "place": "the share of the prose that stands above",
    "prose_above": "words of prose above",
    "prose_below": "words of prose below",
    "prose": "words of prose in the seed",
    "units": "lines in the seed",
    "prose_share": "the share of the seed's words that stand in paragraphs",
    "claimed_share": "the share of the seed's lines that rules claim",
    "tail": "a heading above that ends articles",
    "tail_gap": "lines since that heading",
    "tail_prose": "words of prose above that heading",
    "word_points": "what its words speak for",
    "worst_word": "its most telling word of furniture",
    "worst_words": "its three most telling words of furniture",
    "all_words": "what all its words together speak for",
    "word_points_above": "what the words of the line above speak for",
    "word_points_below": "what the words of the line below speak for",
}
SECOND: dict[str, str] = {
    "likely": "what the line itself and its neighbours say",
    "likely_1_above": "how likely the line above is text",
    "likely_2_above": "how likely the line two above is text",
    "likely_1_below": "how likely the line below is text",
    "likely_2_below": "how likely the line two below is text",
    "likely_3_above": "how likely the three lines above are text",
    "likely_3_below": "how likely the three lines below are text",
    "kept_8_above": "the share of words in the eight lines above that are text",
    "kept_8_below": "the share of words in the eight lines below that are text",
    "text_gap_above": "lines since the last sure paragraph",
    "text_gap_below": "lines to the next sure paragraph",
    "run_side": "inside, before or after a run of likely text",
    "run_words": "the length of its run",
    "run_paragraph": "the length of the paragraphs in its run",
    "run_density": "how much of its run is text",
    "run_sure": "how likely its run is text",
    "run_share": "its run against the longest run",
    "run_from_main": "runs between its run and the longest",
    "main_distance": "lines between its run and the longest",
    "main_paragraph": "the length of paragraphs in the longest run",
    "run_gap": "lines between its run and the one above",
    "run_gap_words": "words between its run and the one above",
    "run_gap_tail": "a heading that ends articles between its run and the one above",
    "run_gap_rules": "how much of the gap above its run a rule claims",
    "run_above": "words of likely text above its run",
    "run_below": "words of likely text below its run",
    "run_previous": "the length of the run above",
    "run_vocabulary": "the share of its run's words that the longest run uses too",
    "run_neighbour": "the share of its run's words that the run above uses too",
    "runs": "runs of likely text in the seed",
    "vocabulary": "the share of its words that likely text uses too",
    "vocabulary_words": "how many of its words likely text uses too",
    "vocabulary_often": "the share of its words that likely text uses often",
    "vocabulary_near": "the share of its words that stand in the likely text just above",
}
OWN = (  # what the second look sees of the line itself again
    "words shape end_mark attribution sentences capitals claimed dates bullet again commas digits"
    " word_points worst_word worst_words all_words word_points_above word_points_below"
).split()
ENGLISH_ONLY = frozenset(  # evidence that only English text can give
    "attribution word_points worst_word worst_words all_words word_points_above word_points_below".split()
)

ATTRIBUTION = frozenset(
    "said says told according announced reported added spokesman spokeswoman spokesperson stated official officials asked wrote argued"
    " claimed noted".split()
)
# Rules whose lines may stand between two paragraphs of one article: the shapes of neighbours are looked up past them.
PASSABLE = frozenset(
    "ad-marker share player photo-credit counter shopping teaser teaser-inline teaser-headline video-headline video-teaser"
    " reading-time post-meta refrain".split()
)
MONTHS = frozenset(
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september october november"
    " december".split()
)
DATE = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}:\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
DIGITS = re.compile(r"\d+")
STOPS = (". ", "? ", "! ", ".” ", '." ', "。")
MARKS = " .”!)…:,9z"  # the kinds of last character, by their place here
EDGE = " .,:;!?\"'()[]“”‘’…–—-"
COUNTED = 600  # code points of a long unit in which marks are counted
MANY = 100  # words of a long unit whose points count
OPENING = 40  # words of prose above a heading that may end the article

LIKELY = 0.3  # of being text: below that a line parts runs
SURE = 0.7
NEAR = 8  # units above in which words count as near
RUN_GAP = 2.0  # solid unlikely lines part two runs


@dataclass(frozen=True, slots=True)
class Traits:
    """What both looks need to know of each unit."""

    columns: Columns
    vocabulary: list[frozenset[str]]  # telling words
    solid: list[bool]  # no advertising, no button, no refrain
    tails: list[int]  # 0 none, 1 list of other things, 2 comments


def words_of(unit: Unit) -> list[str]:
    """Give the words of a unit in the form in which they are compared."""
    return [part.strip(EDGE) for part in unit.key.split()]


def telling_words(words: Sequence[str]) -> frozenset[str]:
    """Give the words that say what a unit is about: longer than three letters and not among the commonest."""
    return frozenset([word for word in words if len(word) > 3]) - language.SMALL_WORDS


def first_look(work: Work, run: tuple[int, int], words: Mapping[str, float], *, english: bool) -> Traits:
    """Give the evidence of the lines and their neighbours; `run` is the best run of prose, `words` the points of words."""
    units, n = work.units, len(work.units)
    start, end = run
    claimed = [work.fate.get(at, ("", ""))[0] == "cut" for at in range(n)]
    refrain = _refrains(units, claimed)
    prose = [unit.prose and not claimed[at] for at, unit in enumerate(units)]
    counts = [unit.words for unit in units]
    prose_words = [unit.words if prose[at] else 0 for at, unit in enumerate(units)]
    sums, totals = _sums(prose_words), _sums(counts)
    tails = _tails(work, sums)
    shapes = [10.0 if claimed[at] else _shape(unit) for at, unit in enumerate(units)]
    solid = [not refrain[at] and counts[at] > 0 and work.fate.get(at, ("", ""))[1] not in PASSABLE for at in range(n)]
    tokens = [words_of(unit) for unit in units]
    vocabulary = [telling_words(parts) for parts in tokens]
    in_run: Counter[str] = Counter()
    for at in range(start, end):
        if prose[at]:
            in_run.update(vocabulary[at])
    shared = [_shared(words, in_run, own=prose[at] and start <= at < end) for at, words in enumerate(vocabulary)]
    keys = Counter(unit.key for unit in units)
    total = sums[n]
    columns: Columns = {
        "in_run": [float(start <= at < end) for at in range(n)],
        "run_start": [max(-40.0, min(80.0, at - start)) for at in range(n)],
        "words": [float(count) for count in counts],
        "shape": shapes,
        "words_above": _moved(counts, 1),
        "words_below": _moved(counts, -1),
        "shape_1_above": _moved(shapes, 1, 11),
        "shape_2_above": _moved(shapes, 2, 11),
        "shape_1_below": _moved(shapes, -1, 11),
        "shape_2_below": _moved(shapes, -2, 11),
        **_solid_neighbours(shapes, solid),
        "prose_3_above": [sums[at] - sums[max(0, at - 3)] for at in range(n)],
        "prose_3_below": [sums[min(n, at + 4)] - sums[at + 1] for at in range(n)],
        "prose_8_above": [sums[at] - sums[max(0, at - 8)] for at in range(n)],
        "prose_8_below": [sums[min(n, at + 9)] - sums[at + 1] for at in range(n)],
        "all_8_above": [totals[at] - totals[max(0, at - 8)] for at in range(n)],
        "all_8_below": [totals[min(n, at + 9)] - totals[at + 1] for at in range(n)],
        "gap_above": _gaps(prose),
        "gap_below": _gaps(prose[::-1])[::-1],
        "short_above": _short_run(prose),
        "shared": [shared[at] / len(vocabulary[at]) if vocabulary[at] else -1.0 for at in range(n)],
        "shared_words": [float(count) for count in shared],
        "end_mark": [_end_mark(unit.text) for unit in units],
        "first_mark": [_first_mark(unit.text[0]) for unit in units],
        "capitals": [_capitals(unit.text) for unit in units],
        "sentences": [float(sum(map(unit.text.count, STOPS))) for unit in units],
        "commas": [unit.text.count(",") / max(1, unit.words) for unit in units],
        "digits": [sum(map(len, DIGITS.findall(unit.text[:200]))) / max(1, len(unit.text[:200])) for unit in units],
        "quotes": [float("“" in unit.text or '"' in unit.text) for unit in units],
        "dates": [float(dates_in(unit.text[:COUNTED], parts)) for unit, parts in zip(units, tokens, strict=True)],
        "attribution": [float(len(ATTRIBUTION.intersection(parts))) if english else 0.0 for parts in tokens],
        "bullet": [float(unit.bullet) for unit in units],
        "claimed": [float(one) for one in claimed],
        "again": [float(min(4, keys[unit.key])) for unit in units],
        "period_2": _period(shapes, 2),
        "period_3": _period(shapes, 3),
        "place": [sums[at] / max(1, total) for at in range(n)],
        "prose_above": [min(3000.0, sums[at]) for at in range(n)],
        "prose_below": [min(3000.0, total - sums[at + 1]) for at in range(n)],
        "prose": [min(4000.0, total)] * n,
        "units": [min(500.0, n)] * n,
        "prose_share": [total / max(1.0, totals[n])] * n,
        "claimed_share": [sum(claimed) / max(1, n)] * n,
        **_tail_columns(tails, sums),
        **_word_columns(tokens, words),
    }
    return Traits(columns, vocabulary, solid, tails)


def _shared(words: frozenset[str], counts: Mapping[str, int], *, own: bool) -> int:
    """Count the words of a unit that others use too, where `counts` may hold its own."""
    known = [counts[word] for word in words if word in counts]
    return sum([count > 1 for count in known]) if own else len(known)


def dates_in(text: str, words: Sequence[str]) -> int:
    """Count what may be dates: years, times, dates in figures, names of months."""
    months = len(MONTHS.intersection(words))
    return months + len(DATE.findall(text)) if DIGITS.search(text) else months


def _refrains(units: Sequence[Unit], claimed: Sequence[bool]) -> list[bool]:
    """Say which short lines stand in the seed again and again."""
    keys = Counter(unit.key for unit in units)
    return [not claimed[at] and keys[unit.key] >= 4 and 0 < unit.words <= 4 and not unit.bullet for at, unit in enumerate(units)]


def _tails(work: Work, sums: Sequence[float]) -> list[int]:
    kinds = {at: 2 if rule.reach is Reach.COMMENTS else 1 for at, rule in work.tails.items()}
    return [kinds.get(at, 0) if sums[at] >= OPENING else 0 for at in range(len(work.units))]


def _sums(values: Sequence[float]) -> list[float]:
    """Give the sums of the first 0, 1, 2 ... values."""
    return list(accumulate(values, initial=0.0))


def _moved(values: Sequence[float], by: int, empty: float = -1.0) -> list[float]:
    """Give for each unit the value of the unit `by` above it (below it where negative)."""
    n = len(values)
    if abs(by) >= n:
        return [empty] * n
    return [empty] * by + [float(one) for one in values[:-by]] if by > 0 else [float(one) for one in values[-by:]] + [empty] * -by


def _shape(unit: Unit) -> float:
    """Give a class of shape: 0 to 3 ended as a sentence ends, 4 to 9 not, by length."""
    edges = (3, 9, 29) if unit.ended else (2, 4, 8, 16, 29)
    return float((0 if unit.ended else 4) + sum(unit.words > edge for edge in edges))


def _solid_neighbours(shapes: Sequence[float], solid: Sequence[bool]) -> Columns:
    above: tuple[list[float], list[float]] = ([], [])
    below: tuple[list[float], list[float]] = ([], [])
    for order, (one, two) in ((range(len(shapes)), above), (range(len(shapes) - 1, -1, -1), below)):
        last = second = 11.0
        for at in order:
            one.append(last)
            two.append(second)
            if solid[at]:
                last, second = shapes[at], last
    return {"solid_1_above": above[0], "solid_2_above": above[1], "solid_1_below": below[0][::-1], "solid_2_below": below[1][::-1]}


def _gaps(prose: Sequence[bool]) -> list[float]:
    """Give how many units ago the last paragraph was; 60 where there was none."""
    made, last = [], -1
    for at, one in enumerate(prose):
        made.append(min(40.0, at - last) if last >= 0 else 60.0)
        last = at if one else last
    return made


def _short_run(prose: Sequence[bool]) -> list[float]:
    made, run = [], 0
    for one in prose:
        made.append(float(min(40, run)))
        run = 0 if one else run + 1
    return made


def _end_mark(text: str) -> float:
    last = text[-1]
    if text.endswith("..."):
        last = "…"
    kinds = {"。": ".", "।": ".", "۔": ".", '"': "”", "'": "”", "’": "”", "?": "!", "？": "!", "]": ")"}
    return float(MARKS.find("9" if last.isdigit() else "z" if last.isalpha() else kinds.get(last, last)))


def _first_mark(first: str) -> float:
    if first.islower():
        return 0.0
    return 1.0 if first.isalpha() else 2.0 if first in "\"“‘'«„" else 3.0 if first.isdigit() else 4.0


def _capitals(text: str) -> float:
    parts = text[:COUNTED].split()
    return sum(part[0].isupper() for part in parts) / max(1, len(parts))


def _period(shapes: Sequence[float], step: int) -> list[float]:
    """Give how much more alike the units one and two periods away are than those half-way."""
    n = len(shapes)
    on = (-2 * step, -step, step, 2 * step)
    off = (-3, -1, 1, 3) if step == 2 else (-4, -2, 2, 4)

    def alike(at: int, steps: tuple[int, ...]) -> int:
        return sum(shapes[at + by] == shapes[at] for by in steps if 0 <= at + by < n)

    return [float(alike(at, on) - alike(at, off)) for at in range(n)]


def _tail_columns(tails: Sequence[int], sums: Sequence[float]) -> Columns:
    kinds, gaps, above, last = [], [], [], -1
    for at in range(len(tails)):
        kinds.append(float(tails[last]) if last >= 0 else 0.0)
        gaps.append(min(60.0, at - last) if last >= 0 else 99.0)
        above.append(min(2000.0, sums[last]) if last >= 0 else -1.0)
        last = at if tails[at] else last
    return {"tail": kinds, "tail_gap": gaps, "tail_prose": above}


def _word_columns(tokens: Sequence[Sequence[str]], words: Mapping[str, float]) -> Columns:
    mean, worst, three, every = [], [], [], []
    for parts in tokens:
        points = sorted([words[part] for part in set(parts[:MANY]) if part in words])
        many = len(points)
        mean.append(sum(points) / many if many else 0.0)
        worst.append(points[0] if many else 0.0)
        three.append(sum(points[:3]) / min(3, many) if many else 0.0)
        every.append(sum(points) / many**0.5 if many else 0.0)
    return {
        "word_points": mean,
        "worst_word": worst,
        "worst_words": three,
        "all_words": every,
        "word_points_above": _moved(mean, 1, 0.0),
        "word_points_below": _moved(mean, -1, 0.0),
    }


# The second look -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of likely text with no more than a small gap between them."""

    first: int
    last: int
    words: float  # each line's words by how likely it is text
    vocabulary: frozenset[str]
    paragraph: float  # mean words of its paragraphs
    sure: float
    density: float  # share of its units that are likely text


def second_look(work: Work, traits: Traits, likely: Sequence[float]) -> Columns:
    """Give the evidence of runs, gaps and shared words, where the first look found each unit so likely to be text."""
    units, n = work.units, len(work.units)
    counts = [float(unit.words) for unit in units]
    kept = _sums([one * words for one, words in zip(likely, counts, strict=True)])
    totals, chances = _sums(counts), _sums(likely)
    sure = [likely[at] > SURE and counts[at] >= 10 for at in range(n)]
    columns = {
        "likely": list(likely),
        "likely_1_above": _moved(likely, 1),
        "likely_2_above": _moved(likely, 2),
        "likely_1_below": _moved(likely, -1),
        "likely_2_below": _moved(likely, -2),
        "likely_3_above": [(chances[at] - chances[max(0, at - 3)]) / max(1, min(at, 3)) for at in range(n)],
        "likely_3_below": [(chances[min(n, at + 4)] - chances[at + 1]) / max(1, min(n, at + 4) - at - 1) for at in range(n)],
        "kept_8_above": [_share(kept, totals, max(0, at - 8), at) for at in range(n)],
        "kept_8_below": [_share(kept, totals, at + 1, min(n, at + 9)) for at in range(n)],
        "text_gap_above": [min(one, 60.0) for one in _gaps(sure)],
        "text_gap_below": [min(one, 60.0) for one in _gaps(sure[::-1])[::-1]],
        **_vocabulary_columns(traits.vocabulary, likely),
        **_run_columns(work, traits, likely),
    }
    return columns | {name: traits.columns[name] for name in OWN}


def _share(kept: Sequence[float], totals: Sequence[float], start: int, end: int) -> float:
    return (kept[end] - kept[start]) / max(1.0, totals[end] - totals[start])


def _vocabulary_columns(vocabulary: Sequence[frozenset[str]], likely: Sequence[float]) -> Columns:
    weight: dict[str, float] = {}
    for words, chance in zip(vocabulary, likely, strict=True):
        if chance > LIKELY:
            for word in words:
                weight[word] = weight.get(word, 0.0) + chance
    share, many, often, near = [], [], [], []
    above: dict[str, int] = {}
    for at, words in enumerate(vocabulary):
        own = likely[at] if likely[at] > LIKELY else 0.0
        others = [weight[word] - own for word in words if word in weight]
        known = sum([one if one < 1 else 1.0 for one in others])
        size = len(words)
        share.append(known / size if size else -1.0)
        many.append(known)
        often.append(sum([one > 2.5 for one in others]) / size if size else -1.0)
        near.append(sum([at - above.get(word, -NEAR - 1) <= NEAR for word in words]) / size if size else -1.0)
        if likely[at] > 0.5:
            above.update(dict.fromkeys(words, at))
    return {"vocabulary": share, "vocabulary_words": many, "vocabulary_often": often, "vocabulary_near": near}


def runs_of(work: Work, traits: Traits, likely: Sequence[float]) -> list[Run]:
    """Give the runs of likely text."""
    spans: list[list[int]] = []
    parted = 99.0
    for at, unit in enumerate(work.units):
        if likely[at] >= LIKELY and unit.words > 0:
            if parted >= RUN_GAP:
                spans.append([at, at])
            spans[-1][1], parted = at, 0.0
        elif traits.tails[at]:
            parted += RUN_GAP
        elif traits.solid[at]:
            parted += 1.0
    return [_run(work.units, traits, likely, first, last) for first, last in spans]


def _run(units: Sequence[Unit], traits: Traits, likely: Sequence[float], first: int, last: int) -> Run:
    inside = [at for at in range(first, last + 1) if likely[at] >= LIKELY]
    long = [at for at in inside if units[at].words >= 10]
    words = sum(units[at].words * likely[at] for at in inside)
    return Run(
        first,
        last,
        words,
        frozenset().union(*(traits.vocabulary[at] for at in inside)),
        min(150.0, sum(units[at].words for at in long) / max(1, len(long))),
        words / max(1, sum(units[at].words for at in inside)),
        len(inside) / (last - first + 1),
    )


def _run_columns(work: Work, traits: Traits, likely: Sequence[float]) -> Columns:
    runs = runs_of(work, traits, likely)
    names = [name for name in SECOND if name.startswith(("run", "main"))]
    if not runs:
        return {name: [-5.0] * len(work.units) for name in names}
    told = _run_facts(runs, traits)
    columns: Columns = {name: [] for name in names}
    here = -1
    for at in range(len(work.units)):
        while here + 1 < len(runs) and runs[here + 1].first <= at:
            here += 1
        side = 1.0 if here >= 0 and at <= runs[here].last else 0.0 if here + 1 < len(runs) else -1.0
        facts = told[here] if side == 1 else told[min(here + 1, len(runs) - 1)]
        columns["run_side"].append(side)
        for name, value in facts.items():
            columns[name].append(value)
    return columns


def _distance(run: Run, main: Run) -> float:
    """Give how many units a run stands below the main one (above it where negative)."""
    if run.first > main.last:
        return min(200.0, run.first - main.last)
    return max(-200.0, run.last - main.first) if run.last < main.first else 0.0


def _run_facts(runs: Sequence[Run], traits: Traits) -> list[dict[str, float]]:
    main = max(range(len(runs)), key=lambda index: runs[index].words)
    longest = runs[main]
    total = sum(run.words for run in runs)
    claimed, words = _sums(traits.columns["claimed"]), _sums(traits.columns["words"])
    made, above = [], 0.0
    for index, run in enumerate(runs):
        before = runs[index - 1] if index else None
        gap_first = before.last + 1 if before else 0
        gap = run.first - gap_first
        size = max(1, len(run.vocabulary))
        made.append(
            {
                "run_words": min(2000.0, run.words),
                "run_paragraph": run.paragraph,
                "run_density": run.density,
                "run_sure": run.sure,
                "run_share": run.words / max(1.0, longest.words),
                "run_from_main": float(index - main),
                "main_distance": _distance(run, longest),
                "main_paragraph": longest.paragraph,
                "run_gap": min(60.0, gap) if before else 70.0,
                "run_gap_words": min(400.0, words[run.first] - words[gap_first]),
                "run_gap_tail": float(max(traits.tails[gap_first : run.first], default=0)),
                "run_gap_rules": (claimed[run.first] - claimed[gap_first]) / gap if gap else -1.0,
                "run_above": min(2500.0, above),
                "run_below": min(2500.0, total - above - run.words),
                "run_previous": min(2000.0, before.words) if before else -1.0,
                "run_vocabulary": len(longest.vocabulary & run.vocabulary) / size if index != main else 2.0,
                "run_neighbour": len(before.vocabulary & run.vocabulary) / size if before else -1.0,
                "runs": float(len(runs)),
            }
        )
        above += run.words
    return made
