"""How commands speak: messages, facts as JSON, exit codes."""

import argparse
import json
import os
import re
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TextIO

from sitegen.config import SeveralFilesError
from sitegen.model import FileError, Problem, Severity, SitegenError
from sitegen.pipeline.workers import Progress, processors
from sitegen.problems import summary
from sitegen.text import plural

DONE, PROBLEMS, CANNOT = 0, 1, 2
COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


@dataclass(frozen=True, slots=True)
class Console:
    """How loudly to speak, and whether in colour."""

    quiet: bool
    verbose: bool
    colour: bool

    def say(self, text: str) -> None:
        """Tell what was done; silent under -q."""
        if not self.quiet:
            print(text, file=sys.stderr)

    def problems(self, found: Iterable[Problem], out: TextIO | None = None) -> None:
        """Print problems, errors always, warnings but under -q; many of one code in one line, but under -v, which prints the rest too.

        They go to standard error, or where they are what was asked for, `out`.
        """
        wanted = [problem for problem in found if self._wants(problem.severity)]
        lines = (
            [(problem.severity, str(problem)) for problem in sorted(wanted)]
            if self.verbose
            else summary(wanted)
        )
        out = out or sys.stderr
        for severity, line in lines:
            print(self._coloured(line, severity, out), file=out)
        if len(lines) < len(wanted):
            self.say("-v prints each problem on a line of its own")

    def _wants(self, severity: Severity) -> bool:
        return severity is Severity.ERROR or (not self.quiet and severity is Severity.WARNING) or self.verbose

    def _coloured(self, text: str, severity: Severity, out: TextIO) -> str:
        if not self.colour or not out.isatty():
            return text
        return text.replace(f"{severity}", f"\033[{COLOURS[severity]}m{severity}\033[0m", 1)

    def progress(self) -> Progress:
        """Give what tells on a terminal which stage is running and how far it is; nothing elsewhere."""
        if self.quiet or not sys.stderr.isatty():
            return Progress()
        return _Line(dumb=os.environ.get("TERM") == "dumb")

    def end(self) -> None:
        """Wipe the line of progress away, if one may stand there."""
        if not self.quiet and sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
            print(WIPE, end="", file=sys.stderr, flush=True)


WIPE = "\r\033[K"
PAUSE = 0.1  # seconds between two states of the line


class _Line(Progress):
    """A line that says what is being done, how many are done of how many, and how fast; on a dumb terminal a line a stage."""

    def __init__(self, *, dumb: bool) -> None:
        self._dumb = dumb
        self._stage, self._total, self._done = "", 0, 0
        self._began = self._shown = 0.0

    def __call__(self, stage: str, count: int) -> None:
        """Tell that a stage begins."""
        self._stage, self._total, self._done = stage, count, 0
        self._began, self._shown = time.monotonic(), 0.0
        self._show()

    def advance(self, count: int = 1) -> None:
        """Tell that so many more are done."""
        self._done += count
        if not self._dumb and time.monotonic() - self._shown >= PAUSE:
            self._show()

    def end(self) -> None:
        """Wipe the line away."""
        if not self._dumb:
            print(WIPE, end="", file=sys.stderr, flush=True)

    def _show(self) -> None:
        self._shown = time.monotonic()
        spent = self._shown - self._began
        counts = (
            f" {self._done:,} of {self._total:,}"
            if self._done
            else f" {self._total:,}"
            if self._total
            else ""
        )
        rate = f", {self._done / spent:,.0f} a second" if self._done and spent > PAUSE else ""
        print(
            f"{self._stage}{counts}" if self._dumb else f"{WIPE}{self._stage}{counts}{rate}",
            end="\n" if self._dumb else "",
            file=sys.stderr,
            flush=True,
        )


def console_of(args: argparse.Namespace) -> Console:
    """Give how loudly the arguments ask to speak."""
    colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Console(args.quiet, args.verbose, colour)


def print_json(value: object) -> None:
    """Print one JSON line."""
    print(json.dumps(value, ensure_ascii=False))


def verdict(found: Sequence[Problem], *, strict: bool) -> int:
    """Give the exit code that problems ask for."""
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return PROBLEMS if any(problem.severity in grave for problem in found) else DONE


def count_of(found: Sequence[Problem]) -> str:
    """Say how many problems there are."""
    counts = [
        (sum(one.severity is kind for one in found), kind.value)
        for kind in (Severity.ERROR, Severity.WARNING)
    ]
    told = ", ".join(plural(count, word) for count, word in counts if count) or "no problems"
    infos = sum(one.severity is Severity.INFO for one in found)
    return f"{told} ({plural(infos, 'hint')} with -v)" if infos else told


def problem_json(problem: Problem) -> dict[str, object]:
    """Give a problem as facts."""
    return {
        "path": problem.path,
        "line": problem.line + 1,
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
    }


def error_facts(error: SitegenError) -> list[dict[str, object]]:
    """Give what stopped a command as facts, in the form of problems."""
    if isinstance(error, SeveralFilesError):
        return [problem_json(one.problem) for one in error.errors]
    if isinstance(error, FileError):
        return [problem_json(error.problem)]
    found = re.match(
        r"(?:(?P<path>.+?)(?::(?P<line>\d+)(?::\d+)?)?: )?error (?P<code>SG\d{3}): (?P<message>.*)",
        str(error),
        re.DOTALL,
    )
    if not found:
        return [problem_json(Problem("", -1, "", str(error), Severity.ERROR))]
    return [
        problem_json(
            Problem(
                found["path"] or "",
                int(found["line"] or 0) - 1,
                found["code"],
                found["message"],
                Severity.ERROR,
            )
        )
    ]


def jobs_of(args: argparse.Namespace) -> int:
    """Give the number of processes to use."""
    return args.jobs or processors()
