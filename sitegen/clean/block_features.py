"""What speaks for and against each line, second look: runs of likely text, the gaps between them and the words they share."""

from collections.abc import Sequence
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
OWN = (  # what the second look sees of the line itself again
    "words shape claimed digits word_points worst_words all_words term_score"
).split()

LIKELY = 0.3  # of being text: below that a line parts runs
RUN_GAP = 2.0  # solid unlikely lines part two runs
OFTEN = 3  # units of likely text, besides its own, in which a word stands often
NEAR = 8  # units above in which words count as near


@dataclass(frozen=True, slots=True)
class TextRun:
    """Lines of likely text with no more than a small gap between them."""

    first: int
    last: int
    words: float  # each line's words by how likely it is text
    vocabulary: frozenset[str]
    paragraph: float  # mean words of its paragraphs


def second_pass_features(work: CleaningState, traits: LineFeatures, likely: Sequence[float]) -> Columns:
    """Give the evidence of runs, gaps and shared words, where the first look found each unit so likely to be text."""
    units, n = work.units, len(work.units)
    counts = [float(unit.words) for unit in units]
    kept = sums_of([one * words for one, words in zip(likely, counts, strict=True)])
    totals, chances = sums_of(counts), sums_of(likely)
    columns = {
        "likely": list(likely),
        "likely_1_above": moved(likely, 1),
        "likely_1_below": moved(likely, -1),
        "likely_3_above": [(chances[at] - chances[max(0, at - 3)]) / max(1, min(at, 3)) for at in range(n)],
        "kept_8_below": [_share(kept, totals, at + 1, min(n, at + 9)) for at in range(n)],
        **_vocabulary_columns(traits.vocabulary, likely),
        **_run_columns(work, traits, likely),
    }
    return columns | {name: traits.columns[name] for name in OWN}


def _share(kept: Sequence[float], totals: Sequence[float], start: int, end: int) -> float:
    return (kept[end] - kept[start]) / max(1.0, totals[end] - totals[start])


def _vocabulary_columns(vocabulary: Sequence[frozenset[str]], likely: Sequence[float]) -> Columns:
    said = often_said(
        [words for words, chance in zip(vocabulary, likely, strict=True) if chance > LIKELY], OFTEN + 1
    )
    many, often, near = [], [], []
    above: dict[str, int] = {}
    for at, words in enumerate(vocabulary):
        own = likely[at] > LIKELY
        size = len(words)
        many.append(float(len(words & said[own])))
        often.append(len(words & said[OFTEN - 1 + own]) / size if size else -1.0)
        near.append(
            len([last for last in map(above.get, words, repeat(-NEAR - 1)) if at - last <= NEAR]) / size
            if size
            else -1.0
        )
        if likely[at] > 0.5:
            above.update(dict.fromkeys(words, at))
    return {"vocabulary_words": many, "vocabulary_often": often, "vocabulary_near": near}


def runs_of(work: CleaningState, traits: LineFeatures, likely: Sequence[float]) -> list[TextRun]:
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


def _run(
    units: Sequence[TextUnit], traits: LineFeatures, likely: Sequence[float], first: int, last: int
) -> TextRun:
    inside = [at for at in range(first, last + 1) if likely[at] >= LIKELY]
    long = [at for at in inside if units[at].words >= 10]
    words = sum(units[at].words * likely[at] for at in inside)
    return TextRun(
        first,
        last,
        words,
        frozenset().union(*(traits.vocabulary[at] for at in inside)),
        min(150.0, sum(units[at].words for at in long) / max(1, len(long))),
    )


def _run_columns(work: CleaningState, traits: LineFeatures, likely: Sequence[float]) -> Columns:
    runs = runs_of(work, traits, likely)
    names = [name for name in SECOND if name.startswith(("run", "main"))]
    if not runs:
        return {name: [-5.0] * len(work.units) for name in names}
    told = _run_facts(runs, traits)
    columns: Columns = {name: [] for name in names}
    end = len(work.units)
    starts = [0, *(run.last + 1 for run in runs)]
    for run, start, facts in zip([*runs, runs[-1]], starts, [*told, told[-1]], strict=True):
        inside = run.last + 1 - run.first if start <= run.first else 0
        outside = (run.first if inside else end) - start
        columns["run_side"] += [0.0 if inside else -1.0] * outside + [1.0] * inside
        for name, value in facts.items():
            columns[name] += [value] * (outside + inside)
    return columns


def _distance(run: TextRun, main: TextRun) -> float:
    """Give how many units a run stands below the main one (above it where negative)."""
    if run.first > main.last:
        return min(200.0, run.first - main.last)
    return max(-200.0, run.last - main.first) if run.last < main.first else 0.0


def _run_facts(runs: Sequence[TextRun], traits: LineFeatures) -> list[dict[str, float]]:
    main = max(range(len(runs)), key=lambda index: runs[index].words)
    longest = runs[main]
    words = sums_of(traits.columns["words"])
    made, above = [], 0.0
    for index, run in enumerate(runs):
        before = runs[index - 1] if index else None
        gap_first = before.last + 1 if before else 0
        size = max(1, len(run.vocabulary))
        made.append(
            {
                "run_words": min(2000.0, run.words),
                "main_distance": _distance(run, longest),
                "main_paragraph": longest.paragraph,
                "run_gap_words": min(400.0, words[run.first] - words[gap_first]),
                "run_above": min(2500.0, above),
                "run_previous": min(2000.0, before.words) if before else -1.0,
                "run_vocabulary": len(longest.vocabulary & run.vocabulary) / size if index != main else 2.0,
                "run_neighbour": len(before.vocabulary & run.vocabulary) / size if before else -1.0,
                "runs": float(len(runs)),
            }
        )
        above += run.words
    return made
