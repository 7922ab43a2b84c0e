"""Whether anything changed since the last build: if not, its report is told again and nothing is made.

A verifying trace (Mokhov, Mitchell and Peyton Jones 2018, "Build systems à la carte", section 4.2.2): under
`.sitegen/builds/` stand the code's version and how all inputs and outputs looked.  Where all of that still
holds, the site is what a build would make.  Where anything is doubtful, everything is made anew.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sitegen.config import CONFIG_NAME
from sitegen.filenames import MEMORY_FOLDER
from sitegen.files import MAX_OF_OURS, NEW_PREFIX, file_digest, read_file, replace_file
from sitegen.model import Problem, Severity
from sitegen.pipeline.build_report import Report
from sitegen.pipeline.runtime import code_version
from sitegen.pipeline.snapshot import Snapshot, clock_of, still_holds, take_snapshot
from sitegen.read.addresses import LOCK_PATH
from sitegen.read.checksums import CHECKSUMS_PATH
from sitegen.read.content_files import CONTENT_FOLDER, MARKDOWN, right_place_of_folder
from sitegen.transaction import memory_folder
from sitegen.write import MANIFEST, OURS

TRACE_FOLDER = "builds"
NOT_OF_SITE = frozenset({".git"}) | (OURS - {MANIFEST})
MAX_TRACES = 8  # of builds with other options or into other folders
INPUT_FOLDERS = ("seeds", CONTENT_FOLDER.rstrip("/"), "themes")
COUNTS = ("seeds", "articles", "skipped", "withdrawn", "pages", "written", "kept", "removed")


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """What a build is asked for: the archive and what is said in place of its settings."""

    root: Path  # the folder of the archive
    target: Path  # the folder of the site
    profile: str = ""  # private or public; by default private
    base_url: str = ""
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """How the inputs of a build looked before they were read."""

    inputs: Snapshot
    names: tuple[str, ...]  # of what stands beside the inputs


def look_at_inputs(options: BuildOptions) -> Look | None:
    """Return how the inputs of a build look now; None where that cannot be told."""
    try:
        now = clock_of(memory_folder(options.root))
        return Look(take_snapshot(_input_places(options), now=now), _names_beside(options))
    except OSError:
        return None


def report_if_unchanged(options: BuildOptions) -> Report | None:
    """Return the report of the last such build if a build now would make the same; else None."""
    try:
        memory_folder(options.root)
        trace = _read_trace(_trace_file(options))
        if not trace or not _holds(trace, options):
            return None
        return _report_of(trace["report"], options.target)
    except (OSError, KeyError, TypeError, ValueError):
        return None


def remember_build(options: BuildOptions, look: Look, report: Report, manifest: str, lock: str) -> None:
    """Keep what a build found and made, if its inputs did not change while it ran.

    `look` is how they looked before; `manifest` and `lock` are the digests of the list of files that was
    written and of the lock of addresses, to which the build itself may have added.
    """
    try:
        if _names_beside(options) != look.names or not still_holds(look.inputs, _input_places(options)):
            return
        outputs = take_snapshot([options.target], NOT_OF_SITE, clock_of(memory_folder(options.root)))
        if file_digest(options.target / MANIFEST) != manifest:  # another process wrote the folder meanwhile
            return
        trace = {
            "code": code_version(),
            "inputs": {"stamps": look.inputs.stamps, "recent": dict(look.inputs.recent)},
            "names": list(look.names),
            "lock": lock,
            "outputs": {"stamps": outputs.stamps, "recent": dict(outputs.recent)},
            "manifest": manifest,
            "report": _report_row(report),
        }
        file = _trace_file(options)
        replace_file(file, json.dumps(trace, ensure_ascii=True).encode(), within=memory_folder(options.root))
        _forget_oldest(file.parent)
    except OSError:  # the next build makes everything again
        return


def _holds(trace: dict[str, Any], options: BuildOptions) -> bool:
    """Whether everything looks as a trace says."""
    return (
        trace["code"] == code_version()
        and tuple(trace["names"]) == _names_beside(options)
        and trace["lock"] == file_digest(options.root / LOCK_PATH)
        and still_holds(Snapshot(**trace["inputs"]), _input_places(options))
        and still_holds(Snapshot(**trace["outputs"]), [options.target], NOT_OF_SITE)
    )


# What is looked at ------------------------------------------------------------------------------------------


def _input_places(options: BuildOptions) -> list[Path]:
    """Return the files and folders that a build reads, and those that it looks into for misplaced files."""
    root = options.root
    beside = filter(_is_looked_into, (root / name for name in _names_beside(options)))
    return [root / CONFIG_NAME, root / CHECKSUMS_PATH, *(root / folder for folder in INPUT_FOLDERS), *beside]


def _is_looked_into(entry: Path) -> bool:
    if entry.is_dir():
        return bool(right_place_of_folder(entry))
    return entry.name.lower().endswith((*MARKDOWN, ".toml"))


def _names_beside(options: BuildOptions) -> tuple[str, ...]:
    """Return what stands in the archive's folder but what builds make, sorted."""
    made = {MEMORY_FOLDER, LOCK_PATH}
    root, target = options.root.resolve(), options.target.resolve()
    if root in target.parents:
        made.add(target.relative_to(root).parts[0])
    names = {entry.name for entry in options.root.iterdir()} - made
    return tuple(sorted(name for name in names if not name.startswith(NEW_PREFIX)))


# The file ---------------------------------------------------------------------------------------------------


def _trace_file(options: BuildOptions) -> Path:
    """Return the file of builds with these options."""
    asked = (os.fspath(options.target.resolve()), options.profile, options.base_url, options.strict)
    key = hashlib.sha256(repr(asked).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return options.root / MEMORY_FOLDER / TRACE_FOLDER / f"{key}.json"


def _read_trace(file: Path) -> dict[str, Any]:
    """Return what a file says of a build; nothing where it is absent or damaged."""
    try:
        trace = json.loads(read_file(file, within=file.parent.parent, limit=MAX_OF_OURS))
    except (OSError, ValueError, RecursionError):
        return {}
    return trace if isinstance(trace, dict) else {}


def _forget_oldest(folder: Path) -> None:
    traces = sorted(folder.glob("*.json"), key=lambda file: file.stat().st_mtime_ns)
    for file in traces[:-MAX_TRACES]:
        with suppress(OSError):
            file.unlink()


def _report_row(report: Report) -> dict[str, object]:
    problems = [
        (problem.path, problem.line, problem.code, problem.message, problem.severity.value)
        for problem in report.problems
    ]
    return {
        "profile": report.profile,
        "counts": [getattr(report, count) for count in COUNTS],
        "problems": problems,
    }


def _report_of(row: dict[str, Any], target: Path) -> Report:
    """Return the report of a build that had nothing to do."""
    counts: dict[str, int] = dict(zip(COUNTS, map(int, row["counts"]), strict=True))
    report = Report(
        output=target,
        profile=str(row["profile"]),
        seconds=0.0,
        problems=_problems_of(row["problems"]),
        **counts,
    )
    return replace(report, written=0, kept=report.written + report.kept, removed=0)


def _problems_of(rows: Sequence[Sequence[Any]]) -> tuple[Problem, ...]:
    return tuple(
        Problem(str(path), int(line), str(code), str(message), severity=Severity(severity))
        for path, line, code, message, severity in rows
    )
