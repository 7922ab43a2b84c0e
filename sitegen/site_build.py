"""The whole way from an archive to its site on disk, and the shortcut where nothing changed.

What is heavy to load is loaded only when something must be made.
"""

import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.codes import PRIVATE_WORDS, SKIPPED_SEED, UNSHOWN_WORDS
from sitegen.model import Problem, Severity, SitegenError
from sitegen.model.site import TOMBSTONE_PAGE
from sitegen.pipeline.build_report import Report
from sitegen.pipeline.last_build import (
    INPUT_FOLDERS,
    BuildOptions,
    look_at_inputs,
    remember_build,
    report_if_unchanged,
)
from sitegen.pipeline.workers import SILENT, Progress, processors
from sitegen.text import plural
from sitegen.transaction import finish_changes, locked_archive
from sitegen.write import Written, write

if TYPE_CHECKING:
    from sitegen.config import Config
    from sitegen.pipeline.build import Built


MAX_NAMED_FILES = 5  # that differ, in a message


class LeakError(SitegenError):
    """The public edition would show what it may not; `problems` say where."""

    def __init__(self, target: Path, problems: tuple[Problem, ...]) -> None:
        message = "nothing was written, because words would be published that may not be shown"
        super().__init__("SG608", target, -1, message, "take them out first")
        self.problems = problems


def build_site(
    options: BuildOptions,
    *,
    force: bool = False,
    verify: bool = False,
    jobs: int = 0,
    progress: Progress = SILENT,
) -> Report:
    """Make the folder of a site hold what the archive says now, and return what was done.

    `force` writes every file anew, without the memory of earlier builds; `verify` builds once more without it
    and compares both; `jobs` is the number of processes, 0 for one per CPU. Raises SitegenError where the
    site cannot be made; then nothing was written.
    """
    start = time.perf_counter()
    finish_changes(options.root)
    report = None if force else report_if_unchanged(options)
    if not report:
        report = _build(options, force=force, jobs=jobs, progress=progress)
    if verify:
        report = _verified(options, report, jobs=jobs, progress=progress)
    return replace(report, seconds=time.perf_counter() - start)


def _verified(options: BuildOptions, report: Report, *, jobs: int, progress: Progress) -> Report:
    """Return a report after a comparison of the site with what a build without memory makes.

    Where they differ, the site becomes what that build makes.
    """
    from sitegen.pipeline.build import build  # noqa: PLC0415  (slow to load)
    from sitegen.pipeline.memory import Store  # noqa: PLC0415
    from sitegen.pipeline.runtime import Runtime  # noqa: PLC0415
    from sitegen.render.theme import load_theme  # noqa: PLC0415
    from sitegen.verify import differences  # noqa: PLC0415

    config = effective_config(options.root, profile=options.profile, base_url=options.base_url)
    theme = load_theme(options.root, config.theme)
    fresh = build(options.root, config, theme, Runtime(Store(), jobs or processors(), progress))
    differing = differences({output.path: output.data for output in fresh.outputs}, options.target)
    if not differing:
        return report
    written = write(fresh.outputs, options.target, edition=config.profile)
    shown = ", ".join(differing[:MAX_NAMED_FILES]) + (" and more" if len(differing) > MAX_NAMED_FILES else "")
    message = (
        f"{plural(len(differing), 'file')} differed from a build without memory, and are made again: {shown}"
    )
    problem = Problem(str(options.target), -1, "SG014", message, severity=Severity.ERROR)
    return replace(report, problems=(*report.problems, problem), written=report.written + written.written)


def _build(options: BuildOptions, *, force: bool, jobs: int, progress: Progress) -> Report:
    """Make the site, whatever was made before."""
    from sitegen.pipeline.build import build  # noqa: PLC0415  (slow to load)
    from sitegen.pipeline.memory import Store  # noqa: PLC0415
    from sitegen.pipeline.runtime import Runtime, disk_store  # noqa: PLC0415
    from sitegen.project.addresses import remember_addresses, settled_lock  # noqa: PLC0415
    from sitegen.render.theme import load_theme  # noqa: PLC0415

    look = look_at_inputs(options)
    config = effective_config(options.root, profile=options.profile, base_url=options.base_url)
    theme = load_theme(options.root, config.theme)
    with Store() if force else disk_store(options.root) as store:
        built = build(options.root, config, theme, Runtime(store, jobs or processors(), progress))
    _refuse_source_folder(options)
    faults = _faults(built, config, strict=options.strict)
    if any(problem.code in {PRIVATE_WORDS, UNSHOWN_WORDS} for problem in faults):
        raise LeakError(options.target, faults)
    progress("write", len(built.outputs))
    written = write(built.outputs, options.target, edition=config.profile, force=force, tell=progress.advance)
    progress.end()
    with locked_archive(options.root):
        lock_problems = remember_addresses(options.root, built.inputs)
    report = _report(options, built, config, written, (*built.problems, *lock_problems, *faults))
    lock = settled_lock(options.root, built.inputs)
    if look and lock:
        remember_build(options, look, report, written.manifest, lock)
    return report


def _report(
    options: BuildOptions, built: "Built", config: "Config", written: Written, problems: Iterable[Problem]
) -> Report:
    skipped = sum(problem.code == SKIPPED_SEED for problem in built.problems)
    withdrawn = sum(page.kind == TOMBSTONE_PAGE for page in built.site.pages)
    seeds = len(built.analysis.archive.seeds)
    return Report(
        output=options.target,
        profile=config.profile,
        seeds=seeds + skipped,
        articles=seeds - withdrawn,
        skipped=skipped,
        withdrawn=withdrawn,
        pages=len(built.site.pages),
        written=written.written,
        kept=written.kept,
        removed=written.removed,
        seconds=0.0,
        problems=tuple(problems),
    )


def effective_config(
    root: Path, *, profile: str = "", base_url: str = "", where: str = "base_url"
) -> "Config":
    """Return the settings of an archive with another profile and address in their place, where given.

    `where` names what gave the address. Raises SitegenError where the settings or the address cannot be used,
    ValueError for a profile that does not exist.
    """
    from sitegen.config import PROFILES, with_address  # noqa: PLC0415
    from sitegen.pipeline.build import check_exporters  # noqa: PLC0415  (slow to load)
    from sitegen.read.archive import read_config  # noqa: PLC0415

    config = read_config(root)
    check_exporters(config)
    config = with_address(config, base_url, where)
    if profile and profile not in PROFILES:
        raise ValueError(f'profile is "{profile}"; it can be {" or ".join(PROFILES)}')
    return replace(config, profile=profile) if profile else config


def _refuse_source_folder(options: BuildOptions) -> None:
    """Raise SitegenError where the output would take the place of the archive."""
    place, archive = options.target.resolve(), options.root.resolve()
    holds_archive = place == archive or place in archive.parents
    if holds_archive or any(place.is_relative_to(archive / folder) for folder in INPUT_FOLDERS):
        raise SitegenError(
            "SG603",
            options.target,
            -1,
            "the archive itself cannot be the output",
            "name another folder with -o",
        )


def _faults(built: "Built", config: "Config", *, strict: bool) -> tuple[Problem, ...]:
    """Return what is wrong with the finished site.

    All that is checked, or private words in a public edition alone.
    """
    from sitegen.check import check_site  # noqa: PLC0415  (parses all pages; other builds do without)
    from sitegen.leaks import leaks  # noqa: PLC0415

    if strict:
        return tuple(check_site(built))
    return tuple(leaks(built)) if config.profile == "public" else ()
