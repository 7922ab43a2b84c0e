"""The public edition, made into a folder of the memory, and read back from there before anybody sees it."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sitegen.check import check_links
from sitegen.config import Config
from sitegen.files import read_file
from sitegen.leaks import leaks_in
from sitegen.model import Problem, Severity, SitegenError
from sitegen.pipeline.build import Built, build
from sitegen.pipeline.runtime import Runtime
from sitegen.publish.plan import blocked_paths
from sitegen.render.theme import load_theme
from sitegen.site.rights import Mode
from sitegen.site_build import LeakError
from sitegen.transaction import memory_folder
from sitegen.verify import differences
from sitegen.write import MANIFEST, write

STAGED = "public-edition"  # in the memory of an archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """The finished public edition on the disk."""

    folder: Path
    sizes: Mapping[str, int]  # bytes by path
    modes: Mapping[Mode, int]  # articles
    withdrawn: tuple[str, ...]  # addresses of articles, without folder and ending
    problems: tuple[Problem, ...]


def stage(root: Path, config: Config, runtime: Runtime) -> Staged:
    """Make the public edition into a folder of the memory, look through it, and return what it is.

    Raises SitegenError where it cannot be made, is not as it should be, or holds what it may not show.
    """
    _refuse_without_contact(config)
    built = build(root, config, load_theme(root, config.theme), runtime)
    folder = memory_folder(root) / STAGED
    write(built.outputs, folder, edition="public")
    differing = differences({output.path: output.data for output in built.outputs}, folder)
    if differing:
        raise SitegenError(
            "SG613", folder / differing[0], -1, "this file is not as it was made", "run it again"
        )
    leaking = leaks_in(built, _files(folder, built))
    if leaking:
        raise LeakError(folder, tuple(leaking))
    sizes = {path: (folder / path).stat().st_size for path in sorted(_paths(built)) if path != MANIFEST}
    _refuse_unfit_names(sizes)
    modes = built.modes
    return Staged(
        folder=folder,
        sizes=sizes,
        modes=Counter(modes.values()),
        withdrawn=tuple(
            sorted(seed.key for seed in built.analysis.archive.seeds if modes[seed.id] is Mode.WITHDRAWN)
        ),
        problems=(*built.problems, *check_links(built)),
    )


def _refuse_without_contact(config: Config) -> None:
    if not config.contact.strip():
        raise SitegenError(
            "SG621",
            "sitegen.toml",
            -1,
            "nobody answers for what is published",
            'write to whom people may turn, like contact = "anna@example.org"',
        )


def _refuse_unfit_names(paths: Collection[str]) -> None:
    blocked = blocked_paths(paths)
    if blocked:
        message = f"{blocked[0]!r} is no name for a published file"
        raise SitegenError("SG626", "", -1, message, "rename it in content/files/")


def _paths(built: Built) -> Iterator[str]:
    yield from (output.path for output in built.outputs)
    yield MANIFEST


def _files(folder: Path, built: Built) -> Iterator[tuple[str, bytes]]:
    for path in sorted(_paths(built)):
        yield path, read_file(folder / path, within=folder)


def errors(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the problems because of which nothing is published."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)
