"""Pure functions over many values: in this process, or in several when there is enough to do."""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

B = TypeVar("B")


class Progress:
    """Whom to tell how far the work is; this one tells nobody."""

    def __call__(self, stage: str, count: int) -> None:
        """Tell that a stage begins, with so many things to do."""

    def advance(self, count: int = 1) -> None:
        """Tell that so many more are done."""

    def end(self) -> None:
        """Tell that nothing more is to be told."""


SILENT = Progress()

WORTHWHILE = 400_000  # bytes of text below which starting processes costs more than it saves


def processors() -> int:
    """Return how many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def parallel_map(
    make: Callable[..., B],
    rows: Sequence[tuple[Any, ...]],
    jobs: int,
    work: int,
    progress: Progress = SILENT,
    each: int = 1,
) -> list[B]:
    """Return `make(*row)` for each row, in order; with several jobs and enough work, in several processes.

    `each` is how many things of the stage a row stands for.
    """
    if jobs <= 1 or work < WORTHWHILE or len(rows) < 2 * jobs:
        return [_told(make(*row), progress, each) for row in rows]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        made = pool.map(_call, [(make, row) for row in rows], chunksize=max(1, len(rows) // (jobs * 8)))
        return [_told(one, progress, each) for one in made]


def _told(made: B, progress: Progress, each: int) -> B:
    progress.advance(each)
    return made


def _call(task: tuple[Callable[..., B], tuple[Any, ...]]) -> B:
    make, row = task
    return make(*row)
