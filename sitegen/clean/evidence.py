"""Evidence of candidates as ordered tables: each column has a name, a phrase for readers, and a measure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sitegen.clean.line_features import Columns

Candidate = TypeVar("Candidate")


@dataclass(frozen=True, slots=True)
class Evidence(Generic[Candidate]):
    """One column of evidence."""

    name: str  # of the column in the table of points, classifier.tsv
    phrase: str  # what readers are told that it says
    measure: Callable[[Candidate], float]


def phrases_of(table: Iterable[Evidence[Candidate]]) -> dict[str, str]:
    """Return the phrase of each column by its name, in the order of the table."""
    return {evidence.name: evidence.phrase for evidence in table}


def columns_of(table: Iterable[Evidence[Candidate]], candidates: Sequence[Candidate]) -> Columns:
    """Return the columns of a table by their names, each with one number for each candidate."""
    columns: Columns = {}
    for evidence in table:
        columns[evidence.name] = list(map(float, map(evidence.measure, candidates)))
    return columns


def limited(value: int, least: int, most: int) -> int:
    """Return a number, or the limit that it passes."""
    return max(least, min(most, value))
