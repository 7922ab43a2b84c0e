"""What other programs may import from sitegen: four functions, what they return and the errors they raise.

Everything in `__all__` stays as it is within a major version; all else in the package may change at any time.
[docs/api.md](../docs/api.md) has examples.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from sitegen.clean.article import clean as clean_article
from sitegen.config import Config
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
from sitegen.pipeline.analyze import analyze as analyze_inputs
from sitegen.pipeline.analyze import inputs_of_seeds, load
from sitegen.pipeline.build import analyze_edition
from sitegen.pipeline.build_report import Report
from sitegen.pipeline.last_build import BuildOptions
from sitegen.pipeline.memory import Store
from sitegen.pipeline.runtime import Runtime
from sitegen.pipeline.workers import SILENT, Progress, processors
from sitegen.read.seeds import NotText, parse_file, parse_seed
from sitegen.resources import load_resources
from sitegen.site_build import LeakError, build_site, effective_config

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
    seeds = tuple(seed for name, text in texts.items() for seed in _seeds(name, text))
    return analyze_inputs(inputs_of_seeds(seeds), Config(), Runtime(Store(), jobs)).archive


def read_archive(folder: str | os.PathLike[str], *, profile: str = "", jobs: int = 0) -> Archive:
    """Return what the archive in a folder says, with all that people wrote about its texts; write nothing.

    `profile` is "private" or "public", by default "private"; `jobs` the number of processes, by
    default one per CPU. Raises SitegenError where the folder is no archive or a file that a person wrote
    cannot be used.
    """
    root = Path(folder)
    config = effective_config(root, profile=profile)
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
    options = BuildOptions(
        root=Path(folder),
        target=Path(output) if output else Path(folder) / "public",
        profile=profile,
        base_url=base_url,
        strict=strict,
    )
    return build_site(options, force=force, jobs=jobs, progress=progress)


def _seeds(name: str, text: str | bytes) -> list[Seed]:
    """Return the seeds of a file: one of a text, those of a file in another form, which its name tells."""
    if isinstance(text, str):
        return [_seed(name, text)]
    try:
        return [seed for seed, _ in parse_file(text, name, name)]
    except NotText as reason:
        raise SitegenError("SG101", name, -1, str(reason), "give a plain text") from None


def _seed(name: str, text: str | bytes) -> Seed:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    try:
        return parse_seed(data, name, name)[0]
    except NotText as reason:
        raise SitegenError("SG101", name, -1, str(reason), "give a plain text") from None
