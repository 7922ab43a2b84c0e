"""What speaks for and against each line, second pass: runs of likely text, their gaps and shared words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

from sitegen.clean.line_features import Columns, LineFeatures, moved, often_said, sums_of
from sitegen.clean.state import CleaningState
from sitegen.clean.units import TextUnit

SECOND: dict[str, str] = {
    "likely": "what the line itself and its neighbours say",
    "likely_1_above": "how likely the line above is text",
    "likely_1_below": "how likely the line below is text",
    "likely_3_above": "how likely the three lines above are text",
    "kept_8_below": "the share of words in the eight lines below that are text",
    "run_side": "inside, before or after a run of likely text",
    "run_words": "the length of its run",
    "main_distance": "lines between its run and the longest",
    "main_paragraph": "the length of paragraphs in the longest run",
    "run_gap_words": "words between its run and the one above",
    "run_above": "words of likely text above its run",
    "run_previous": "the length of the run above",
    "run_vocabulary": "the share of its run's words that the longest run uses too",
    "run_neighbour": "the share of its run's words that the run above uses too",
    "runs": "runs of likely text in the seed",
    "vocabulary_words": "how many of its words likely text uses too",
    "vocabulary_often": "the share of its words that likely text uses often",
    "vocabulary_near": "the share of its words that stand in the likely text just above",
}
# What the second pass sees of the line itself again.
OWN = ("words", "shape", "claimed", "digits", "word_points", "worst_words", "all_words", "term_score")

# All by judgement, before the tables of points were trained on what they give.
MIN_LIKELY = 0.3  # of being text (0..1): a line below that separates runs
MIN_VERY_LIKELY = 0.5  # of a line whose words count as near below it
RUN_GAP = 2.0  # solid unlikely lines that separate two runs
OFTEN_UNITS = 3  # units of likely text, besides its own, in which a word stands often
NEAR_UNITS = 8  # above a unit, in which words count as near
NOWHERE = -NEAR_UNITS - 1  # the unit of a word that no unit above has: near to none
PARAGRAPH_WORDS = 10  # that a line of a run has at least to count as a paragraph
BEFORE_RUN, INSIDE_RUN, AFTER_RUNS = 0.0, 1.0, -1.0  # the values of “run_side”
NO_RUN = -5.0  # the value of the columns of runs where there is none
NO_COMPARISON = -1.0  # the value of a column where what it compares with is missing
OF_MAIN_RUN = 2.0  # the value of “run_vocabulary” in the longest run itself


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRun:
    """Lines of likely text with no more than a small gap between them."""

    first: int  # 0-based units, both within the run
    last: int
    words: float  # each line's words by how likely it is text
    vocabulary: frozenset[str]
    paragraph: float  # mean words of its paragraphs


def second_pass_features(work: CleaningState, traits: LineFeatures, likely: Sequence[float]) -> Columns:
    """Return the evidence of runs, gaps and shared words.

    likely: how likely the first pass found each unit to be text (0..1).
    """
    units = range(len(work.units))
    words = [float(unit.words) for unit in work.units]
    word_sums, likely_sums = sums_of(words), sums_of(likely)
    kept_sums = sums_of([chance * count for chance, count in zip(likely, words, strict=True)])
    columns = {
        "likely": list(likely),
        "likely_1_above": moved(likely, 1),
        "likely_1_below": moved(likely, -1),
        "likely_3_above": [_mean_above(likely_sums, index, 3) for index in units],
        "kept_8_below": [_kept_share(kept_sums, word_sums, index, 8) for index in units],
        **_vocabulary_columns(traits.vocabulary, likely),
        **_run_columns(work, traits, likely),
    }
    return columns | {name: traits.columns[name] for name in OWN}


def _mean_above(sums: Sequence[float], index: int, units: int) -> float:
    """Return the mean value of up to so many units above one."""
    return (sums[index] - sums[max(0, index - units)]) / max(1, min(index, units))


def _kept_share(kept: Sequence[float], words: Sequence[float], index: int, units: int) -> float:
    """Return the share of words that are kept in up to so many units below one."""
    start, end = index + 1, min(len(words) - 1, index + 1 + units)
    return (kept[end] - kept[start]) / max(1.0, words[end] - words[start])


def _vocabulary_columns(vocabulary: Sequence[frozenset[str]], likely: Sequence[float]) -> Columns:
    text = [words for words, chance in zip(vocabulary, likely, strict=True) if chance > MIN_LIKELY]
    said = often_said(text, OFTEN_UNITS + 1)
    shared, often, near = [], [], []
    last_unit: dict[str, int] = {}  # a word -> the last unit of very likely text above that has it
    for index, words in enumerate(vocabulary):
        itself = likely[index] > MIN_LIKELY  # it is counted among the units that say its words
        shared.append(float(len(words & said[itself])))
        often.append(_share(len(words & said[OFTEN_UNITS - 1 + itself]), words))
        near.append(_share(_count_near(words, last_unit, index), words))
        if likely[index] > MIN_VERY_LIKELY:
            last_unit.update(dict.fromkeys(words, index))
    return {"vocabulary_words": shared, "vocabulary_often": often, "vocabulary_near": near}


def _share(count: int, words: frozenset[str]) -> float:
    return count / len(words) if words else NO_COMPARISON


def _count_near(words: frozenset[str], last_unit: Mapping[str, int], index: int) -> int:
    """Return how many of the words some unit has that stands at most NEAR_UNITS above."""
    last_units = map(last_unit.get, words, repeat(NOWHERE))
    return len([last for last in last_units if index - last <= NEAR_UNITS])


def runs_of(work: CleaningState, traits: LineFeatures, likely: Sequence[float]) -> list[TextRun]:
    """Return the runs of likely text."""
    spans: list[list[int]] = []
    gap = RUN_GAP  # solid lines since the last likely one
    for index, unit in enumerate(work.units):
        if likely[index] >= MIN_LIKELY and unit.words > 0:
            if gap >= RUN_GAP:
                spans.append([index, index])
            spans[-1][1], gap = index, 0.0
        elif traits.tails[index]:
            gap += RUN_GAP
        elif traits.solid[index]:
            gap += 1.0
    return [_run(work.units, traits, likely, first, last) for first, last in spans]


def _run(
    units: Sequence[TextUnit], traits: LineFeatures, likely: Sequence[float], first: int, last: int
) -> TextRun:
    inside = [index for index in range(first, last + 1) if likely[index] >= MIN_LIKELY]
    paragraphs = [units[index].words for index in inside if units[index].words >= PARAGRAPH_WORDS]
    return TextRun(
        first=first,
        last=last,
        words=sum(units[index].words * likely[index] for index in inside),
        vocabulary=frozenset().union(*(traits.vocabulary[index] for index in inside)),
        paragraph=min(150.0, sum(paragraphs) / max(1, len(paragraphs))),
    )


def _run_columns(work: CleaningState, traits: LineFeatures, likely: Sequence[float]) -> Columns:
    """Return what each unit sees of its run; a unit between two runs sees the one below it, or the last."""
    runs = runs_of(work, traits, likely)
    names = [name for name in SECOND if name.startswith(("run", "main"))]
    if not runs:
        return {name: [NO_RUN] * len(work.units) for name in names}
    columns: Columns = {name: [] for name in names}
    facts_of_runs = _facts_of_runs(runs, traits)
    above = 0  # units behind the last run
    for run, facts in zip(runs, facts_of_runs, strict=True):
        outside, inside = run.first - above, run.last + 1 - run.first
        columns["run_side"] += [BEFORE_RUN] * outside + [INSIDE_RUN] * inside
        _repeat(columns, facts, outside + inside)
        above = run.last + 1
    below = len(work.units) - above
    columns["run_side"] += [AFTER_RUNS] * below
    _repeat(columns, facts_of_runs[-1], below)
    return columns


def _repeat(columns: Columns, facts: Mapping[str, float], units: int) -> None:
    for name, value in facts.items():
        columns[name] += [value] * units


def _distance(run: TextRun, main: TextRun) -> float:
    """Return how many units a run stands below the main one (above it where negative), up to 200."""
    if run.first > main.last:
        return min(200.0, run.first - main.last)
    if run.last < main.first:
        return max(-200.0, run.last - main.first)
    return 0.0


def _facts_of_runs(runs: Sequence[TextRun], traits: LineFeatures) -> list[dict[str, float]]:
    """Return for each run what the columns of runs say in it."""
    main = max(runs, key=lambda run: run.words)
    word_sums = sums_of(traits.columns["words"])
    facts_of_runs: list[dict[str, float]] = []
    words_above = 0.0
    for run, previous in zip(runs, [None, *runs], strict=False):
        facts_of_runs.append(
            {
                "run_words": min(2000.0, run.words),
                "main_distance": _distance(run, main),
                "main_paragraph": main.paragraph,
                "run_above": min(2500.0, words_above),
                "run_vocabulary": OF_MAIN_RUN if run is main else _shared_vocabulary(run, main),
                "runs": float(len(runs)),
                **_facts_of_gap(run, previous, word_sums),
            }
        )
        words_above += run.words
    return facts_of_runs


def _facts_of_gap(run: TextRun, previous: TextRun | None, word_sums: Sequence[float]) -> dict[str, float]:
    """Return what a run's neighbour above says of it, and the gap between them."""
    if previous is None:
        return {
            "run_gap_words": min(400.0, word_sums[run.first]),
            "run_previous": NO_COMPARISON,
            "run_neighbour": NO_COMPARISON,
        }
    return {
        "run_gap_words": min(400.0, word_sums[run.first] - word_sums[previous.last + 1]),
        "run_previous": min(2000.0, previous.words),
        "run_neighbour": _shared_vocabulary(run, previous),
    }


def _shared_vocabulary(run: TextRun, other: TextRun) -> float:
    """Return the share of a run's words that another run uses too."""
    return len(other.vocabulary & run.vocabulary) / max(1, len(run.vocabulary))
