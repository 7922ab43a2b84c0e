"""`shipped()`: how many points each value of each named evidence gives for and against a line being text, or the headline.

An additive model with pairs (Lou, Caruana, Gehrke and Hooker 2013), read from the table `classifier.tsv`: the points of a line are
the sum over its evidence, taken singly and two by two, so each decision can be told by the evidence that gave most.
`benchmarks/train_cleaning.py` made the table; see docs/accuracy.md.
"""

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import repeat

from sitegen.clean.line_features import Columns, Lexicon

LEAST_STEP = 0.0  # points; evidence whose values all differ by less tells nothing
BOTH = " & "  # between the names of two pieces of evidence
LEAST_TOLD = 0.15  # points; less is not worth telling


@dataclass(frozen=True, slots=True)
class StepFunction:
    """The points of one evidence: points[i] up to and with edges[i], the last above all edges."""

    edges: tuple[float, ...]
    points: tuple[float, ...]

    def of(self, value: float) -> float:
        """Give the points of a value."""
        return self.points[bisect_left(self.edges, value)]


@dataclass(frozen=True, slots=True)
class PairTable:
    """The points that two pieces of evidence give together: a row for each step of the first, in it a cell for each of the second."""

    edges: tuple[tuple[float, ...], tuple[float, ...]]
    points: tuple[float, ...]  # row after row

    def of(self, first: Sequence[float], second: Sequence[float]) -> list[float]:
        """Give the points of the values of several units."""
        width = len(self.edges[1]) + 1
        rows = map(bisect_left, repeat(self.edges[0]), first)
        cells = map(bisect_left, repeat(self.edges[1]), second)
        return [self.points[row * width + cell] for row, cell in zip(rows, cells, strict=True)]


@dataclass(frozen=True, slots=True)
class AdditiveModel:
    """One look at the lines: points to begin with, the steps of each evidence, and the grids of pairs."""

    start: float
    steps: Mapping[str, StepFunction]
    grids: Mapping[tuple[str, str], PairTable] = field(default_factory=dict)

    def likely(self, columns: Columns) -> list[float]:
        """Give how likely each unit is text, 0 to 1."""
        if not self.steps and not self.grids:
            return [0.5] * len(next(iter(columns.values())))
        given: list[Iterable[float]] = [
            map(steps.points.__getitem__, map(bisect_left, repeat(steps.edges), columns[name]))
            for name, steps in self.steps.items()
        ]
        given += [grid.of(columns[first], columns[second]) for (first, second), grid in self.grids.items()]
        return [
            1 / (1 + math.exp(-max(-30.0, min(30.0, self.start + sum(points)))))
            for points in zip(*given, strict=True)
        ]

    def reasons(
        self, columns: Columns, at: int, phrases: Mapping[str, str], *, most: int = 4
    ) -> tuple[tuple[str, float], ...]:
        """Give what told most of one unit, measured against the other units of the seed: the evidence in words and its points."""
        found = []
        for name, steps in self.steps.items():
            points = [steps.of(value) for value in columns[name]]
            apart = points[at] - sum(points) / len(points)
            if name != "likely" and abs(apart) >= LEAST_TOLD:
                found.append((phrases[name], round(apart, 1)))
        for (first, second), grid in self.grids.items():
            points = grid.of(columns[first], columns[second])
            apart = points[at] - sum(points) / len(points)
            if "likely" not in {first, second} and abs(apart) >= LEAST_TOLD:
                found.append((f"{phrases[first]}, with {phrases[second]}", round(apart, 1)))
        return tuple(sorted(found, key=lambda one: -abs(one[1]))[:most])


@dataclass(frozen=True, slots=True)
class Classifier:
    """The two looks, once for English and once for other languages, those for headlines, bylines and dates, and the lexicon."""

    english: tuple[AdditiveModel, AdditiveModel]
    other: tuple[AdditiveModel, AdditiveModel]
    title: AdditiveModel
    byline: AdditiveModel
    date: AdditiveModel
    lexicon: Lexicon


def parse(table: str) -> Classifier:
    """Read the lines "language, look, evidence, points", "word, log odds" and "term", a term, its weight; # begins a comment."""
    looks: dict[
        tuple[str, str], tuple[list[float], dict[str, StepFunction], dict[tuple[str, str], PairTable]]
    ] = {}
    log_odds: dict[str, float] = {}
    weights: dict[str, float] = {}
    for line in table.splitlines():
        cells = line.split("\t")
        if line.startswith("#"):
            continue
        if len(cells) == 2:
            log_odds[cells[0]] = float(cells[1])
        elif len(cells) == 3:
            weights[cells[1]] = float(cells[2])
        else:
            language, look, name, points = cells
            start, steps, grids = looks.setdefault((language, look), ([0.0], {}, {}))
            first, both, second = name.partition(BOTH)
            if name == "start":
                start[0] = float(points)
            elif both:
                grids[first, second] = _grid(points)
            else:
                steps[name] = _steps(points)

    def made(language: str, name: str) -> AdditiveModel:
        start, steps, grids = looks.get((language, name), ([0.0], {}, {}))
        return AdditiveModel(
            start[0],
            {name: one for name, one in steps.items() if max(one.points) - min(one.points) >= LEAST_STEP},
            grids,
        )

    return Classifier(
        (made("english", "first"), made("english", "second")),
        (made("other", "first"), made("other", "second")),
        made("any", "title"),
        made("any", "byline"),
        made("any", "date"),
        Lexicon(log_odds, weights),
    )


def _steps(text: str) -> StepFunction:
    """Read "-1.2 (3.5) 0.4 (9) 1": points, and in brackets up to which value they hold."""
    parts: Sequence[str] = text.split()
    return StepFunction(
        tuple(float(part[1:-1]) for part in parts[1::2]), tuple(float(part) for part in parts[::2])
    )


def _grid(text: str) -> PairTable:
    """Read "3.5 9; 0; 0.1 0.2; 0 -1; 0.3 0": the edges of both, then a row of points for each step of the first."""
    first, second, *rows = ([float(cell) for cell in part.split()] for part in text.split(";"))
    return PairTable((tuple(first), tuple(second)), tuple(cell for row in rows for cell in row))


@cache
def shipped_classifier() -> Classifier:
    """Give the scorecard that ships, read when it is first asked for."""
    return parse(files(__package__).joinpath("classifier.tsv").read_text(encoding="utf-8"))
