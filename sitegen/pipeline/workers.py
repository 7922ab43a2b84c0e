"""Pure functions over many values: in this process, or in several when there is enough to do."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from sitegen.model import SitegenError

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

BATCHES_PER_JOB = 8  # of rows, so that all processes end together
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

    `each` is how many things of the stage a row stands for. Raises SitegenError where a process was
    ended from outside.
    """
    if jobs <= 1 or work < WORTHWHILE or len(rows) < 2 * jobs:
        return [_told(make(*row), progress, each) for row in rows]
    size = max(1, len(rows) // (jobs * BATCHES_PER_JOB))
    batches = [rows[start : start + size] for start in range(0, len(rows), size)]
    made: list[list[B]] = [[] for _ in batches]
    with _helpers(jobs) as helpers:
        for number, results in _shared_out(make, batches, helpers):
            made[number] = [_told(one, progress, each) for one in results]
    return [one for results in made for one in results]


def _told(made: B, progress: Progress, each: int) -> B:
    progress.advance(each)
    return made


# Several processes ------------------------------------------------------------------------------------------
#
# Each helper has a pipe of its own.  Of one that is ended from outside, even in the middle of an answer, the
# pipe is closed; in a pool with one pipe for all, its owner would wait for the rest of the answer for ever.


@contextmanager
def _helpers(count: int) -> Iterator[list[Connection]]:
    """Start processes, give the pipes that lead to them, and end them."""
    context = multiprocessing.get_context("spawn")
    processes, pipes = [], []
    try:
        for _ in range(count):
            here, there = context.Pipe()
            process = context.Process(target=_help, args=(there,), daemon=True)
            process.start()
            there.close()
            processes.append(process)
            pipes.append(here)
        yield pipes
    finally:
        for pipe in pipes:
            pipe.close()
        for process in processes:
            process.terminate()
            process.join()


def _help(pipe: Connection) -> None:
    """Answer tasks until the pipe is closed: with what was made, or the exception that making it raised."""
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            make, rows = pipe.recv()
            try:
                answer: object = [make(*row) for row in rows]
            except Exception as error:  # noqa: BLE001  (raised again by who asked)
                answer = error
            pipe.send(answer)


def _shared_out(
    make: Callable[..., B], batches: Sequence[Sequence[tuple[Any, ...]]], helpers: Sequence[Connection]
) -> Iterator[tuple[int, list[B]]]:
    """Yield the number of each batch with what was made of it, as they are done."""
    waiting = iter(enumerate(batches))
    working: dict[Connection, int] = {}
    idle = list(helpers)
    while True:
        for helper, (number, batch) in zip(idle, waiting, strict=False):
            _ask(helper, make, batch)
            working[helper] = number
        if not working:
            return
        ready = wait(list(working))
        idle = [helper for helper in working if helper in ready]
        for helper in idle:
            yield working.pop(helper), _answer(helper)


def _ask(helper: Connection, make: Callable[..., B], batch: Sequence[tuple[Any, ...]]) -> None:
    try:
        helper.send((make, batch))
    except OSError:
        raise _lost_helper() from None


def _answer(helper: Connection) -> list[Any]:
    """Return what a helper made; raise what it raised."""
    try:
        answer = helper.recv()
    except (EOFError, OSError):
        raise _lost_helper() from None
    if isinstance(answer, Exception):
        raise answer
    return list(answer)


def _lost_helper() -> SitegenError:
    message = "a process that helped with the work was ended from outside, perhaps for lack of memory"
    hint = "nothing was written; free some memory, or use fewer processes (--jobs 1)"
    return SitegenError("SG012", "", -1, message, hint)
