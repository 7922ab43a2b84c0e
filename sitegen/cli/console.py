"""How commands speak: messages, facts as JSON, exit codes."""

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from typing import TextIO

from sitegen.config import SeveralFilesError
from sitegen.model import Problem, Severity, SitegenError
from sitegen.pipeline.workers import Progress, processors
from sitegen.printable import json_printable, printable_lines
from sitegen.problems import summary
from sitegen.text import plural

DONE, PROBLEMS, CANNOT = 0, 1, 2
SEVERITY_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


@dataclass(frozen=True, slots=True)
class Console:
    """How much to say, and whether in colour."""

    quiet: bool
    verbose: bool
    colour: bool

    def say(self, text: str) -> None:
        """Print what was done to standard error; nothing under -q."""
        if not self.quiet:
            warn(text)

    def problems(self, problems: Iterable[Problem], out: TextIO | None = None) -> None:
        """Print problems: errors always, warnings except under -q, hints under -v alone.

        Many of one code are one line, but under -v each has its own. They go to standard error, or to `out`
        where they are what was asked for.
        """
        wanted = [problem for problem in problems if self._shows(problem.severity)]
        each = [(problem.severity, str(problem)) for problem in sorted(wanted)]
        lines = each if self.verbose else summary(wanted)
        target = out or sys.stderr
        for severity, line in lines:
            with suppress(OSError, ValueError) if target is sys.stderr else nullcontext():
                print(self._coloured(line, severity, target), file=target)
        if len(lines) < len(wanted):
            self.say("-v prints each problem on a line of its own")

    def _shows(self, severity: Severity) -> bool:
        if severity is Severity.ERROR or self.verbose:
            return True
        return severity is Severity.WARNING and not self.quiet

    def _coloured(self, line: str, severity: Severity, target: TextIO) -> str:
        if not self.colour or not target.isatty():
            return line
        return line.replace(f"{severity}", f"\033[{SEVERITY_COLOURS[severity]}m{severity}\033[0m", 1)

    def progress(self) -> Progress:
        """Return what shows on a terminal which stage is running and how far it is.

        It is silent elsewhere.
        """
        if self.quiet or not sys.stderr.isatty():
            return Progress()
        return _ProgressLine(is_dumb=_is_dumb_terminal())

    def end(self) -> None:
        """Erase the line of progress, if one may stand there."""
        if not self.quiet and sys.stderr.isatty() and not _is_dumb_terminal():
            print(ERASE_LINE, end="", file=sys.stderr, flush=True)


ERASE_LINE = "\r\033[K"
SECONDS_BETWEEN_STATES = 0.1  # of the line of progress; faster is not read


def _is_dumb_terminal() -> bool:
    """Whether the terminal knows no escape sequences."""
    return os.environ.get("TERM") == "dumb"


class _ProgressLine(Progress):
    """A line with the stage, how many are done of how many, and how fast.

    On a dumb terminal a line per stage.
    """

    def __init__(self, *, is_dumb: bool) -> None:
        self._is_dumb = is_dumb
        self._stage, self._total, self._done = "", 0, 0
        self._stage_start = self._shown_at = 0.0

    def __call__(self, stage: str, count: int) -> None:
        """Show that a stage begins."""
        self._stage, self._total, self._done = stage, count, 0
        self._stage_start = time.monotonic()
        self._show()

    def advance(self, count: int = 1) -> None:
        """Show that so many more are done."""
        self._done += count
        if not self._is_dumb and time.monotonic() - self._shown_at >= SECONDS_BETWEEN_STATES:
            self._show()

    def end(self) -> None:
        """Erase the line."""
        if not self._is_dumb:
            print(ERASE_LINE, end="", file=sys.stderr, flush=True)

    def _show(self) -> None:
        self._shown_at = time.monotonic()
        if self._is_dumb:
            print(f"{self._stage}{self._counts()}", file=sys.stderr, flush=True)
        else:
            state = f"{ERASE_LINE}{self._stage}{self._counts()}{self._rate()}"
            print(state, end="", file=sys.stderr, flush=True)

    def _counts(self) -> str:
        if self._done:
            return f" {self._done:,} of {self._total:,}"
        return f" {self._total:,}" if self._total else ""

    def _rate(self) -> str:
        seconds = self._shown_at - self._stage_start
        if not self._done or seconds <= SECONDS_BETWEEN_STATES:
            return ""
        return f", {self._done / seconds:,.0f} per second"


def console_of(args: argparse.Namespace) -> Console:
    """Return the console that the arguments ask for."""
    wants_colour = not os.environ.get("NO_COLOR") and not _is_dumb_terminal()
    return Console(args.quiet, args.verbose, sys.stderr.isatty() and wants_colour)


def tell(text: str) -> None:
    """Print what was asked for to standard output; nothing in it steers a terminal."""
    tell_dressed(printable_lines(text))


def tell_dressed(text: str) -> None:
    """Print what was asked for, with colours; the words of others in it are printable already."""
    print(text)


def warn(text: str) -> None:
    """Print a message to standard error; nothing in it steers a terminal.

    A message that cannot be told (a full disk, a closed stream) changes nothing of what is done.
    """
    with suppress(OSError, ValueError):
        print(printable_lines(text), file=sys.stderr, flush=True)


def print_json(value: object) -> None:
    """Print one JSON line."""
    print(json_printable(json.dumps(value, ensure_ascii=False)))


def verdict(problems: Sequence[Problem], *, strict: bool) -> int:
    """Return the exit code that problems ask for."""
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return PROBLEMS if any(problem.severity in grave for problem in problems) else DONE


def count_of(problems: Sequence[Problem]) -> str:
    """Return in words how many problems there are."""
    counts = Counter(problem.severity for problem in problems)
    parts = [
        plural(counts[severity], severity.value)
        for severity in (Severity.ERROR, Severity.WARNING)
        if counts[severity]
    ]
    sentence = ", ".join(parts) or "no problems"
    hints = counts[Severity.INFO]
    return f"{sentence} ({plural(hints, 'hint')} with -v)" if hints else sentence


def problem_json(problem: Problem) -> dict[str, object]:
    """Return a problem as `--json` prints it; lines are counted from 1, 0 is the whole file."""
    return {
        "path": problem.path,
        "line": problem.line + 1,
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
    }


def error_json(error: SitegenError) -> list[dict[str, object]]:
    """Return what stopped a command, in the form of problems."""
    if isinstance(error, SeveralFilesError):
        return [problem_json(inner.problem) for inner in error.errors]
    return [problem_json(error.problem)]


def jobs_of(args: argparse.Namespace) -> int:
    """Return the number of processes to use."""
    return args.jobs or processors()
