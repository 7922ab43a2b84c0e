"""`shipped()`: how many points each value of each named evidence gives for and against a line being text, or the headline.

An additive model, read from the table `scorecard.tsv`: the points of a line are the sum over its evidence, so each
decision can be told by the evidence that gave most.  `benchmarks/train_cleaning.py` made the table; see docs/accuracy.md.
"""

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import repeat

from sitegen.clean.evidence import Columns

LEAST_STEP = 0.0  # points; evidence whose values all differ by less tells nothing
LEAST_TOLD = 0.15  # points; less is not worth telling


@dataclass(frozen=True, slots=True)
class Steps:
    """The points of one evidence: points[i] up to and with edges[i], the last above all edges."""

    edges: tuple[float, ...]
    points: tuple[float, ...]

    def of(self, value: float) -> float:
        """Give the points of a value."""
        return self.points[bisect_left(self.edges, value)]


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the lines: points to begin with, and the steps of each evidence."""

    start: float
    steps: Mapping[str, Steps]

    def likely(self, columns: Columns) -> list[float]:
        """Give how likely each unit is text, 0 to 1."""
        if not self.steps:
            return [0.5] * len(next(iter(columns.values())))
        given = [map(steps.points.__getitem__, map(bisect_left, repeat(steps.edges), columns[name])) for name, steps in self.steps.items()]
        return [1 / (1 + math.exp(-max(-30.0, min(30.0, self.start + sum(points))))) for points in zip(*given, strict=True)]

    def reasons(self, columns: Columns, at: int, phrases: Mapping[str, str], *, most: int = 4) -> tuple[tuple[str, float], ...]:
        """Give what told most of one unit, measured against the other units of the seed: the evidence in words and its points."""
        found = []
        for name, steps in self.steps.items():
            points = [steps.of(value) for value in columns[name]]
            apart = points[at] - sum(points) / len(points)
            if name != "likely" and abs(apart) >= LEAST_TOLD:
                found.append((phrases[name], round(apart, 1)))
        return tuple(sorted(found, key=lambda one: -abs(one[1]))[:most])


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The two looks, once for English and once for other languages, those for headlines, bylines and dates, and the points of words."""

    english: tuple[Look, Look]
    other: tuple[Look, Look]
    title: Look
    byline: Look
    date: Look
    words: Mapping[str, float]


def parse(table: str) -> Scorecard:
    """Read the lines "language, look, evidence, points" and "word, points"; # begins a comment."""
    looks: dict[tuple[str, str], tuple[list[float], dict[str, Steps]]] = {}
    words: dict[str, float] = {}
    for line in table.splitlines():
        cells = line.split("\t")
        if line.startswith("#"):
            continue
        if len(cells) == 2:
            words[cells[0]] = float(cells[1])
        else:
            language, look, name, points = cells
            start, steps = looks.setdefault((language, look), ([0.0], {}))
            if name == "start":
                start[0] = float(points)
            else:
                steps[name] = _steps(points)

    def made(language: str, name: str) -> Look:
        start, steps = looks.get((language, name), ([0.0], {}))
        return Look(start[0], {name: one for name, one in steps.items() if max(one.points) - min(one.points) >= LEAST_STEP})

    return Scorecard(
        (made("english", "first"), made("english", "second")),
        (made("other", "first"), made("other", "second")),
        made("any", "title"),
        made("any", "byline"),
        made("any", "date"),
        words,
    )


def _steps(text: str) -> Steps:
    """Read "-1.2 (3.5) 0.4 (9) 1": points, and in brackets up to which value they hold."""
    parts: Sequence[str] = text.split()
    return Steps(tuple(float(part[1:-1]) for part in parts[1::2]), tuple(float(part) for part in parts[::2]))


@cache
def shipped() -> Scorecard:
    """Give the scorecard that ships, read when it is first asked for."""
    return parse(files(__package__).joinpath("scorecard.tsv").read_text(encoding="utf-8"))
