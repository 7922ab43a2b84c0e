"""Commands as processes of their own: with bounds, and killed at any moment."""

import os
import resource
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

MEGABYTES = 4096  # of address space


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    said: str
    cpu: float  # seconds
    wall: float  # seconds


def run(command: Sequence[str], *, seconds: int = 60) -> Ended:
    """Run a command to its end, with a bound of processor time and memory."""

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))

    start = time.monotonic()
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            preexec_fn=bound,  # noqa: PLW1509
        )
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read(2_000_000).decode("utf-8", "replace")
    return Ended(child.returncode, text, used.ru_utime + used.ru_stime, time.monotonic() - start)


def kill(command: Sequence[str], when: Callable[[float], bool]) -> bool:
    """Run a command and kill all its processes once `when(seconds)` holds; return whether it was killed."""
    start = time.monotonic()
    child = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while child.poll() is None:
        if when(time.monotonic() - start):
            try:
                os.killpg(child.pid, signal.SIGKILL)
            except ProcessLookupError:
                break
            child.wait()
            return True
        time.sleep(0.0005)
    child.wait()
    return False
