"""`load_classifier()`: the points that named evidence gives for and against a line being text, or a fact.

An additive model with pairs (Lou, Caruana, Gehrke and Hooker 2013), read from the table `classifier.tsv`: the
points of a line are the sum over its evidence, singly and in pairs, so each decision can be explained by the
evidence that gave most.  `tools/train_cleaning.py` made the table; see docs/accuracy.md.
"""

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import repeat

from sitegen.clean.line_features import Columns, Lexicon
from sitegen.package_data import read_package_file

PAIR_SEPARATOR = " & "  # between the names of two pieces of evidence
START = "start"  # in place of evidence: the points to begin with
TERM_ROW = "term"  # begins the row of a term of the lexicon
FIRST_LOOK = "likely"  # what the first pass says of a line: no evidence of its own
MIN_REASON_POINTS = 0.15  # less explains nothing (by judgement)
MAX_LOGIT = 30.0  # beyond which a probability is 0 or 1


class TableGroup(StrEnum):
    """Which texts a model of the table speaks of: its first cell."""

    ENGLISH = "english"
    OTHER = "other"  # texts in other languages
    ANY = "any"


class ModelName(StrEnum):
    """What a model of the table decides: its second cell."""

    FIRST = "first"  # whether a line is text, by itself and its neighbours
    SECOND = "second"  # the same, by what the first says of the lines around it
    TITLE = "title"
    BYLINE = "byline"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class StepFunction:
    """The points of one evidence: points[i] up to and with edges[i], the last above all edges."""

    edges: tuple[float, ...]
    points: tuple[float, ...]

    def of(self, value: float) -> float:
        """Return the points of a value."""
        return self.points[bisect_left(self.edges, value)]


@dataclass(frozen=True, slots=True)
class PairTable:
    """The points that two pieces of evidence give together.

    There is a row for each step of the first, and in it a cell for each step of the second.
    """

    edges: tuple[tuple[float, ...], tuple[float, ...]]
    points: tuple[float, ...]  # row after row

    def of(self, first: Sequence[float], second: Sequence[float]) -> list[float]:
        """Return the points of the values of several units."""
        width = len(self.edges[1]) + 1
        rows = map(bisect_left, repeat(self.edges[0]), first)
        cells = map(bisect_left, repeat(self.edges[1]), second)
        return [self.points[row * width + cell] for row, cell in zip(rows, cells, strict=True)]


@dataclass(frozen=True, slots=True)
class AdditiveModel:
    """One model: points to begin with, the steps of each evidence, and the tables of pairs."""

    start: float
    steps: Mapping[str, StepFunction]
    grids: Mapping[tuple[str, str], PairTable] = field(default_factory=dict)

    def likely(self, columns: Columns) -> list[float]:
        """Return the probability of each unit, 0..1: the logistic function of its points."""
        if not self.steps and not self.grids:
            return [0.5] * len(next(iter(columns.values())))
        given: list[Iterable[float]] = [
            map(steps.points.__getitem__, map(bisect_left, repeat(steps.edges), columns[name]))
            for name, steps in self.steps.items()
        ]
        given += [grid.of(columns[first], columns[second]) for (first, second), grid in self.grids.items()]
        return [
            1 / (1 + math.exp(-max(-MAX_LOGIT, min(MAX_LOGIT, self.start + sum(points)))))
            for points in zip(*given, strict=True)
        ]

    def reasons(
        self, columns: Columns, index: int, phrases: Mapping[str, str], *, most: int = 4
    ) -> tuple[tuple[str, float], ...]:
        """Return what weighed most for or against one unit, compared with the other units of the seed.

        phrases: what each evidence is called.  At most so many pairs of phrase and points come,
        the strongest first.
        """
        reasons = []
        for phrase, points in self._explainable(columns, phrases):
            difference = points[index] - sum(points) / len(points)
            if abs(difference) >= MIN_REASON_POINTS:
                reasons.append((phrase, round(difference, 1)))
        strongest = sorted(reasons, key=lambda phrase_points: -abs(phrase_points[1]))
        return tuple(strongest[:most])

    def _explainable(self, columns: Columns, phrases: Mapping[str, str]) -> Iterator[tuple[str, list[float]]]:
        """Yield the phrase of each evidence and pair that may be a reason, with the points of all units."""
        for name, steps in self.steps.items():
            if name != FIRST_LOOK:
                yield phrases[name], [steps.of(value) for value in columns[name]]
        for (first, second), grid in self.grids.items():
            if FIRST_LOOK not in {first, second}:
                yield f"{phrases[first]}, with {phrases[second]}", grid.of(columns[first], columns[second])


@dataclass(frozen=True, slots=True, kw_only=True)
class Classifier:
    """All models, and the lexicon: two passes for lines (by language), headlines, bylines and dates."""

    english: tuple[AdditiveModel, AdditiveModel]
    other: tuple[AdditiveModel, AdditiveModel]
    title: AdditiveModel
    byline: AdditiveModel
    date: AdditiveModel
    lexicon: Lexicon


@dataclass(slots=True)
class _Rows:
    """What the rows of one model say."""

    start: float = 0.0
    steps: dict[str, StepFunction] = field(default_factory=dict)
    grids: dict[tuple[str, str], PairTable] = field(default_factory=dict)

    def add(self, evidence: str, points: str) -> None:
        """Read the row of some evidence, of a pair, or of the points to begin with."""
        first, separator, second = evidence.partition(PAIR_SEPARATOR)
        if evidence == START:
            self.start = float(points)
        elif separator:
            self.grids[first, second] = _pair_table(points)
        else:
            self.steps[evidence] = _step_function(points)

    def model(self) -> AdditiveModel:
        """Return the model that the rows make."""
        return AdditiveModel(self.start, self.steps, self.grids)


def parse(table: str) -> Classifier:
    """Return the classifier that a table holds; raise ValueError where a row has no such form.

    Rows are “group, model, evidence, points”, “word, log odds”, or “term”, a term, its weight; comments begin
    with #.
    """
    rows: dict[tuple[str, str], _Rows] = {}
    log_odds: dict[str, float] = {}
    weights: dict[str, float] = {}
    for line in table.splitlines():
        if line.startswith("#"):
            continue
        match line.split("\t"):
            case [word, odds]:
                log_odds[word] = float(odds)
            case [_, term, weight]:
                weights[term] = float(weight)
            case cells:
                group, model, evidence, points = cells
                rows.setdefault((group, model), _Rows()).add(evidence, points)

    def model_of(group: TableGroup, name: ModelName) -> AdditiveModel:
        return rows.get((group, name), _Rows()).model()

    def passes(group: TableGroup) -> tuple[AdditiveModel, AdditiveModel]:
        return model_of(group, ModelName.FIRST), model_of(group, ModelName.SECOND)

    return Classifier(
        english=passes(TableGroup.ENGLISH),
        other=passes(TableGroup.OTHER),
        title=model_of(TableGroup.ANY, ModelName.TITLE),
        byline=model_of(TableGroup.ANY, ModelName.BYLINE),
        date=model_of(TableGroup.ANY, ModelName.DATE),
        lexicon=Lexicon(log_odds, weights),
    )


def _step_function(text: str) -> StepFunction:
    """Read "-1.2 (3.5) 0.4 (9) 1": points, and in brackets up to which value they hold."""
    cells = text.split()
    edges = [float(cell[1:-1]) for cell in cells[1::2]]
    return StepFunction(tuple(edges), tuple(map(float, cells[::2])))


def _pair_table(text: str) -> PairTable:
    """Read "3.5 9; 0; 0.1 0.2; 0 -1; 0.3 0": the edges of both, then rows of points."""
    first, second, *rows = text.split(";")
    return PairTable((_numbers(first), _numbers(second)), _numbers(" ".join(rows)))


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(map(float, text.split()))


def load_classifier() -> Classifier:
    """Return the classifier that ships, read when it is first asked for."""
    return parse(read_package_file("clean/classifier.tsv"))
