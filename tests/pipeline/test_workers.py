"""Work that is spread over processes gives the same, and tells when a process is lost."""

import os
import threading
from collections.abc import Callable

import pytest

from sitegen.model import SitegenError
from sitegen.pipeline.workers import WORTHWHILE, parallel_map


def double(number: int) -> int:
    return 2 * number


def end_at_seven(number: int) -> int:
    if number == 7:
        os._exit(9)  # as the system ends a process that takes too much memory
    return number


def end_in_the_middle_of_an_answer(number: int) -> bytes:
    if number == 7:
        threading.Timer(0.2, os._exit, (9,)).start()
        return b"x" * 500_000_000
    return b""


def refuse_seven(number: int) -> int:
    if number == 7:
        raise SitegenError("SG101", "seven", 3, "this is seven", "take another")
    return number


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_order(jobs: int) -> None:
    rows = [(number,) for number in range(20)]
    assert parallel_map(double, rows, jobs, WORTHWHILE) == [2 * number for number in range(20)]


@pytest.mark.parametrize("work", [end_at_seven, end_in_the_middle_of_an_answer])
def test_a_process_that_is_ended_is_an_error_with_advice(work: Callable[[int], object]) -> None:
    with pytest.raises(SitegenError, match=r"SG012.*--jobs 1"):
        parallel_map(work, [(number,) for number in range(20)], 2, WORTHWHILE)


def test_an_error_of_a_process_is_that_of_the_work() -> None:
    with pytest.raises(SitegenError, match=r"seven:4: error SG101: this is seven"):
        parallel_map(refuse_seven, [(number,) for number in range(20)], 2, WORTHWHILE)
