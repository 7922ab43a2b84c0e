"""A whole build: what the seeds say, then compose, render, export."""

from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.compose.site import compose
from sitegen.config import Config
from sitegen.export import EXPORTERS, NAMES
from sitegen.model import (
    Inputs,
    Output,
    Problem,
    SitegenError,
)
from sitegen.page import Site
from sitegen.render.theme import Theme, dress
from sitegen.search.index import weigh
from sitegen.study import Studied, Tools, load, study


@dataclass(frozen=True, slots=True)
class Built:
    """A finished site in memory, with everything a person should look at."""

    inputs: Inputs
    studied: Studied
    site: Site
    outputs: tuple[Output, ...]
    problems: tuple[Problem, ...]


def build(root: Path, config: Config, theme: Theme, tools: Tools) -> Built:
    """Make the whole site of an archive in memory."""
    tools.store.begin()
    tools.progress("read", 0)
    inputs = load(root)
    studied = study(inputs, config, tools)
    tools.progress("compose", len(inputs.seeds))
    site, wrong = compose(studied.archive, inputs, config, studied.notes, studied.withdrawals)
    site = replace(site, weighed=tuple(tools.store.memo_here(weigh, [(one,) for one in site.documents])))
    tools.progress("render", len(site.pages))
    pages = tools.store.memo_here(dress, [(page, site.info, theme) for page in site.pages])
    extras = [output for one in EXPORTERS if config.makes(one.name) for output in one.make(site)]
    tools.store.end()
    problems = tuple(dict.fromkeys((*inputs.problems, *studied.archive.problems, *wrong)))
    return Built(inputs, studied, site, (*pages, *theme.static, *extras), problems)


def check_exporters(config: Config) -> None:
    """Raise SitegenError where the settings name an exporter that there is not."""
    for name in config.exporters:
        if name not in NAMES:
            raise SitegenError(f'sitegen.toml: error SG402: there is no exporter "{name}"; there are {", ".join(NAMES)}')
