"""A whole build in memory: what the seeds say, then compose, render, export."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.config import Config
from sitegen.export import EXPORTERS, NAMES
from sitegen.filenames import MEMORY_FOLDER
from sitegen.files import read_file
from sitegen.model import Inputs, Output, Problem, Severity, SitegenError
from sitegen.model.site import Site
from sitegen.pipeline.analyze import Analysis, analyze, load
from sitegen.pipeline.public_edition import public_inputs, refuse_unclear_bans, without_told_sources
from sitegen.pipeline.runtime import Runtime
from sitegen.pipeline.site_faults import fitting_files, lost_links, wrong_host_names
from sitegen.render.theme import Theme, render_page
from sitegen.search.index import index_document
from sitegen.site.pages import compose
from sitegen.site.rights import Mode, mode_of
from sitegen.text import plural


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A finished site in memory, with everything a person should look at."""

    config: Config
    inputs: Inputs  # with what is private
    analysis: Analysis
    site: Site
    outputs: tuple[Output, ...]
    problems: tuple[Problem, ...]

    @property
    def modes(self) -> dict[str, Mode]:
        """How much this edition shows of each article, by seed."""
        notes, withdrawals = self.analysis.notes, self.analysis.withdrawals
        return {
            article.id: mode_of(article, notes.get(article.id), withdrawals.get(article.id), self.config)
            for article in self.analysis.archive.articles
        }


def analyze_edition(whole: Inputs, config: Config, runtime: Runtime) -> tuple[Inputs, Analysis]:
    """Return the inputs of an edition, private or public, and what its seeds say.

    Raises SitegenError where the public edition cannot be made.
    """
    if config.profile != "public":
        return whole, analyze(whole, config, runtime)
    inputs = public_inputs(whole, config)
    analysis = analyze(inputs, config, runtime)
    analysis = replace(analysis, archive=without_told_sources(analysis.archive, whole, config))
    refuse_unclear_bans(inputs, analysis.archive, analysis.notes, config)
    return inputs, analysis


def build(root: Path, config: Config, theme: Theme, runtime: Runtime) -> Built:
    """Return the whole site of an archive; raise SitegenError where it cannot be made."""
    store, progress = runtime.store, runtime.progress
    store.begin()
    progress("read", 0)
    whole = load(root)
    inputs, analysis = analyze_edition(whole, config, runtime)
    progress("compose", len(inputs.seeds))
    site, composing_problems = compose(analysis.archive, inputs, config, analysis.notes, analysis.withdrawals)
    indexed = store.memo_here(index_document, [(document,) for document in site.documents])
    site = replace(site, indexed=tuple(indexed))
    progress("render", len(site.pages))
    pages = store.memo_here(render_page, [(page, site.info, theme) for page in site.pages], progress.advance)
    progress("export", 0)
    by_target = {file.target: Output(file.target, file.data, file.path) for file in inputs.files}
    brought = list(by_target.values())
    site_files = (*pages, *theme.static, *_exported(site, config, brought), *_copied(root, site))
    store.end()
    progress.end()
    fitting, colliding = fitting_files(site_files, brought)
    outputs = (*site_files, *fitting)
    problems = (
        *inputs.problems,
        *theme.problems,
        *analysis.archive.problems,
        *composing_problems,
        *colliding,
        *wrong_host_names(brought, config),
        *lost_links(site, outputs),
        *_damaged_memory(store.damaged),
    )
    return Built(
        config=config,
        inputs=whole,
        analysis=analysis,
        site=site,
        outputs=outputs,
        problems=tuple(dict.fromkeys(problems)),
    )


def _damaged_memory(count: int) -> list[Problem]:
    """Return a hint where results of earlier builds could not be used."""
    if not count:
        return []
    message = f"{plural(count, 'result')} of earlier builds were damaged on the disk and made again"
    return [Problem(MEMORY_FOLDER, -1, "SG013", message, severity=Severity.INFO)]


def _exported(site: Site, config: Config, brought: list[Output]) -> list[Output]:
    """Return the files of all exporters that the settings ask for.

    Some give way to a person's own file of that name.
    """
    brought_paths = {output.path for output in brought}
    return [
        output
        for exporter in EXPORTERS
        if config.makes(exporter.name)
        for output in exporter.make(site)
        if not (exporter.gives_way and output.path in brought_paths)
    ]


def _copied(root: Path, site: Site) -> list[Output]:
    """Return the files of `seeds/` that stand in the site too; one that has changed meanwhile is left out."""
    outputs: dict[str, Output] = {}
    for copy in site.copied:
        with suppress(OSError):
            data = read_file(root / copy.path, within=root)
            if hashlib.sha256(data).hexdigest() == copy.digest:
                outputs[copy.url] = Output(copy.url, data, copy.path)
    return list(outputs.values())


def check_exporters(config: Config) -> None:
    """Raise SitegenError where the settings name an exporter that does not exist."""
    for name in config.exporters:
        if name not in NAMES:
            known = ", ".join(NAMES)
            raise SitegenError(
                "SG402", "sitegen.toml", -1, f'there is no exporter "{name}"', f"there are {known}"
            )
