"""What other programs may import from sitegen: four functions, what they return and the errors they raise.

Everything in `__all__` stays as it is within a major version; all else in the package may change at any time.
[docs/api.md](../docs/api.md) has examples.
"""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.clean.article import clean as clean_article
from sitegen.codes import PRIVATE_WORDS, SKIPPED_SEED
from sitegen.config import PROFILES, Config, with_address
from sitegen.model import (
    Archive,
    Article,
    Block,
    BlockKind,
    Cut,
    Entity,
    EntityMentions,
    Family,
    Field,
    Mention,
    Problem,
    Quotation,
    RelatedPair,
    Relation,
    Seed,
    Severity,
    SitegenError,
)
from sitegen.model.site import TOMBSTONE_PAGE
from sitegen.pipeline.analyze import analyze as analyze_inputs
from sitegen.pipeline.analyze import inputs_of_seeds, load
from sitegen.pipeline.build import Built, analyze_edition, check_exporters
from sitegen.pipeline.build import build as build_in_memory
from sitegen.pipeline.memory import Store
from sitegen.pipeline.runtime import Runtime, disk_store
from sitegen.pipeline.workers import SILENT, Progress, processors
from sitegen.project.addresses import remember_addresses
from sitegen.read.archive import read_config
from sitegen.read.seeds import NotText, parse_seed
from sitegen.render.theme import load_theme
from sitegen.resources import load_resources
from sitegen.write import write

__all__ = [
    "Archive",
    "Article",
    "Block",
    "BlockKind",
    "Cut",
    "Entity",
    "EntityMentions",
    "Family",
    "Field",
    "LeakError",
    "Mention",
    "Problem",
    "Progress",
    "Quotation",
    "RelatedPair",
    "Relation",
    "Report",
    "Seed",
    "Severity",
    "SitegenError",
    "analyze",
    "build",
    "clean",
    "read_archive",
]

# The parts of an archive that no output may overwrite.
SOURCE_FOLDERS = ("seeds", "content", "themes")


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


def clean(text: str | bytes, *, name: str = "text") -> Article:
    """Return the article of one scrape: its text without furniture, and the facts that it shows.

    `name` is the name of its file, in which a date is found. Raises SitegenError (SG101) where bytes are no
    text.
    """
    return clean_article(_seed(name, text), load_resources().classifier)


def analyze(texts: Mapping[str, str | bytes], *, jobs: int = 1) -> Archive:
    """Return what scrapes, given by name, say together: articles, names, quotations, relations and families.

    `jobs` is the number of processes. Raises SitegenError (SG101) where bytes are no text.
    """
    seeds = tuple(_seed(name, text) for name, text in texts.items())
    return analyze_inputs(inputs_of_seeds(seeds), Config(), Runtime(Store(), jobs)).archive


def read_archive(folder: str | os.PathLike[str], *, profile: str = "", jobs: int = 0) -> Archive:
    """Return what the archive in a folder says, with all that people wrote about its texts; write nothing.

    `profile` is "private" or "public", by default "private"; `jobs` the number of processes, by
    default one per CPU. Raises SitegenError where the folder is no archive or a file that a person wrote
    cannot be used.
    """
    root = Path(folder)
    config = _config(root, profile, "")
    _, analysis = analyze_edition(load(root), config, Runtime(Store(), jobs or processors()))
    return analysis.archive


def build(  # noqa: PLR0913  (options by name)
    folder: str | os.PathLike[str],
    *,
    output: str | os.PathLike[str] | None = None,
    profile: str = "",
    base_url: str = "",
    strict: bool = False,
    force: bool = False,
    jobs: int = 0,
    progress: Progress = SILENT,
) -> Report:
    """Make the site of the archive in a folder, and return what was done.

    `output` is where to (public/ in the archive), `base_url` the address of publication; with `strict` links
    and anchors are checked too; `force` writes every file anew, without the memory of earlier builds. Raises
    SitegenError where the site cannot be made or would show private words; then nothing was written.
    """
    start = time.perf_counter()
    root = Path(folder)
    target = Path(output) if output else root / "public"
    config = _config(root, profile, base_url)
    theme = load_theme(root, config.theme)
    with Store() if force else disk_store(root) as store:
        built = build_in_memory(root, config, theme, Runtime(store, jobs or processors(), progress))
    _refuse_source_folder(target, root)
    faults = _faults(built, config, strict=strict)
    if any(problem.code == PRIVATE_WORDS for problem in faults):
        raise LeakError(target, faults)
    progress("write", len(built.outputs))
    written = write(built.outputs, target, edition=config.profile, force=force, tell=progress.advance)
    progress.end()
    skipped = sum(problem.code == SKIPPED_SEED for problem in built.problems)
    withdrawn = sum(page.kind == TOMBSTONE_PAGE for page in built.site.pages)
    seeds = len(built.analysis.archive.seeds)
    return Report(
        output=target,
        profile=config.profile,
        seeds=seeds + skipped,
        articles=seeds - withdrawn,
        skipped=skipped,
        withdrawn=withdrawn,
        pages=len(built.site.pages),
        written=written.written,
        kept=written.kept,
        removed=written.removed,
        seconds=time.perf_counter() - start,
        problems=(*built.problems, *remember_addresses(root, built.inputs), *faults),
    )


class LeakError(SitegenError):
    """The public edition would show private words; `problems` say where."""

    def __init__(self, target: Path, problems: tuple[Problem, ...]) -> None:
        message = "nothing was written, because private words would be published"
        super().__init__("SG608", target, -1, message, "take them out first")
        self.problems = problems


def _seed(name: str, text: str | bytes) -> Seed:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    try:
        return parse_seed(data, name, name)[0]
    except NotText as reason:
        raise SitegenError("SG101", name, -1, str(reason), "give a plain text") from None


def _config(root: Path, profile: str, base_url: str) -> Config:
    """Return the settings of an archive with what the caller says in their place."""
    config = read_config(root)
    check_exporters(config)
    if base_url:
        config = with_address(config, base_url, "base_url")
    if profile and profile not in PROFILES:
        raise ValueError(f'profile is "{profile}"; it can be {" or ".join(PROFILES)}')
    return replace(config, profile=profile) if profile else config


def _refuse_source_folder(target: Path, root: Path) -> None:
    """Raise SitegenError where the output would take the place of the archive."""
    place, archive = target.resolve(), root.resolve()
    holds_archive = place == archive or place in archive.parents
    if holds_archive or any(place.is_relative_to(archive / folder) for folder in SOURCE_FOLDERS):
        raise SitegenError(
            "SG603", target, -1, "the archive itself cannot be the output", "name another folder with -o"
        )


def _faults(built: Built, config: Config, *, strict: bool) -> tuple[Problem, ...]:
    """Return what is wrong with the finished site.

    All that is checked, or private words in a public edition alone.
    """
    from sitegen.check import check_site, leaks  # noqa: PLC0415  (parses all pages; other builds do without)

    if strict:
        return tuple(check_site(built))
    return tuple(leaks(built)) if config.profile == "public" else ()
