"""What a build did, as its caller is told."""

from dataclasses import dataclass
from pathlib import Path

from sitegen.model import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build did."""

    output: Path  # the folder of the site
    profile: str  # private or public
    seeds: int  # files in seeds/
    articles: int  # that have a page of their own
    skipped: int  # files in seeds/ that are no texts
    withdrawn: int  # articles that are shown no more
    pages: int
    written: int  # files
    kept: int  # files that were right already
    removed: int  # files
    seconds: float
    problems: tuple[Problem, ...]
