"""A whole build: what the seeds say, then compose, render, export."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from posixpath import dirname, normpath
from urllib.parse import unquote, urlsplit

from sitegen.config import Config
from sitegen.export import EXPORTERS, NAMES
from sitegen.model import (
    Archive,
    Inputs,
    Output,
    Problem,
    Severity,
    SitegenError,
)
from sitegen.model.site import Site
from sitegen.pipeline.analyze import Analysis, Runtime, analyze, load
from sitegen.read.index import PATH as INDEX
from sitegen.read.match import SeedNames
from sitegen.render.theme import Theme, render_page
from sitegen.search.index import index_document
from sitegen.site.pages import compose
from sitegen.site.rights import STRICTNESS, without_private
from sitegen.text import nearest


@dataclass(frozen=True, slots=True)
class Built:
    """A finished site in memory, with everything a person should look at."""

    inputs: Inputs  # with what is private
    analysis: Analysis
    site: Site
    outputs: tuple[Output, ...]
    problems: tuple[Problem, ...]


def build(root: Path, config: Config, theme: Theme, tools: Runtime) -> Built:
    """Make the whole site of an archive in memory."""
    tools.store.begin()
    tools.progress("read", 0)
    whole = load(root)
    inputs = without_private(whole, config, _on_withdrawn(whole)) if config.profile == "public" else whole
    studied = analyze(inputs, config, tools)
    if config.profile == "public":
        studied = replace(studied, archive=_without_heard(studied.archive, whole, config))
        _refuse_unheard(inputs, studied, config)
    tools.progress("compose", len(inputs.seeds))
    site, wrong = compose(studied.archive, inputs, config, studied.notes, studied.withdrawals)
    site = replace(
        site, indexed=tuple(tools.store.memo_here(index_document, [(one,) for one in site.documents]))
    )
    tools.progress("render", len(site.pages))
    pages = tools.store.memo_here(
        render_page, [(page, site.info, theme) for page in site.pages], tools.progress.advance
    )
    tools.progress("export", 0)
    brought = {file.target: Output(file.target, file.data, file.path) for file in inputs.files}
    extras = [
        output
        for one in EXPORTERS
        if config.makes(one.name)
        for output in one.make(site)
        if not (one.yields and output.path in brought)
    ]
    tools.store.end()
    tools.progress.end()
    own = (*pages, *theme.static, *extras)
    fit, unfit = _beside(own, list(brought.values()))
    outputs = (*own, *fit)
    problems = tuple(
        dict.fromkeys(
            (
                *inputs.problems,
                *theme.problems,
                *studied.archive.problems,
                *wrong,
                *unfit,
                *_wrong_host_names(brought.values(), config),
                *_lost_links(site, outputs),
            )
        )
    )
    return Built(whole, studied, site, outputs, problems)


def _on_withdrawn(inputs: Inputs) -> frozenset[str]:
    """Give the files of notes on texts that `withdrawn.toml` names."""
    names = SeedNames(inputs.seeds, inputs.addresses)
    gone = {names.find(one.target) for one in inputs.withdrawals} - {""}
    return frozenset(note.path for note in inputs.notes if names.find(note.target) in gone)


def _beside(own: Sequence[Output], brought: Sequence[Output]) -> tuple[list[Output], list[Problem]]:
    """Give the files of a person that can stand beside those of the site, and problems of those whose name the site has."""
    files = {output.path.casefold() for output in own}
    folders = {
        "/".join(parts[:depth])
        for path in files
        if (parts := path.split("/"))
        for depth in range(1, len(parts))
    }
    fit, problems = [], []
    for one in brought:
        name = one.path.casefold()
        above = {"/".join(name.split("/")[:depth]) for depth in range(1, name.count("/") + 1)}
        if name in files or name in folders or above & files:
            problems.append(
                Problem(
                    one.maker,
                    -1,
                    "SG602",
                    f"the site makes {one.path} itself; give the file another name",
                    Severity.ERROR,
                )
            )
        else:
            fit.append(one)
    return fit, problems


def _without_heard(archive: Archive, whole: Inputs, config: Config) -> Archive:
    """Give an archive without problems of sources that a private note names: the public edition does not say that it does."""
    named = [{name: value for name, value, _ in note.fields} for note in whole.notes if note.private]
    heard = {
        row.line
        for said in named
        if said and (row := config.source_row(said.get("source", ""), said.get("address", "")))
    }
    return replace(
        archive,
        problems=tuple(one for one in archive.problems if one.code != "SG122" or one.line not in heard),
    )


def _refuse_unheard(inputs: Inputs, studied: Analysis, config: Config) -> None:
    """Raise SitegenError where a person forbids to publish a text, and nobody can tell which: by a broken note, or a name that none has."""
    known = {one.path for note in studied.notes.values() for one in note.files} | {
        one.path for one in studied.archive.problems if one.code == "SG212"
    }
    lost = next((note for note in inputs.notes if note.broken and note.path not in known), None)
    if lost:
        told = next((str(one) for one in inputs.problems if one.path == lost.path), lost.path)
        raise SitegenError(
            f"{told}\n  nobody can tell which text this note is for, so the public edition is not made; mend the note first"
        )
    stricter = STRICTNESS.index(config.rights) + 1
    forbidding = {source.line for source in config.sources if source.rights in STRICTNESS[stricter:]}
    slips = [
        str(one)
        for one in (*inputs.problems, *studied.archive.problems)
        if one.code == "SG218"
        or (one.code == "SG132" and one.severity is Severity.ERROR)
        or (one.code == "SG122" and one.line in forbidding)
        or (one.code == "SG121" and nearest(one.path.rsplit("/", 1)[-1].lower(), ("withdrawn.toml",)))
    ]
    if slips:
        raise SitegenError(
            "\n".join(
                (
                    *slips,
                    "  nobody can tell which texts this forbids, so the public edition is not made; mend it first",
                )
            )
        )


def target_of(page: str, link: str, base: str) -> str:
    """Give the file of a site that a link on one of its pages leads to, by the path under which the site stands."""
    path = unquote(urlsplit(link).path)
    if not path:
        return page
    whole = path.removeprefix(base) if path.startswith("/") else f"{dirname(page)}/{path}"
    inner = normpath(whole.lstrip("/") or ".")
    if inner == ".":
        return "index.html"
    return f"{inner}/index.html" if path.endswith(("/", "/.", "/..")) or path in {".", ".."} else inner


def _wrong_host_names(brought: Collection[Output], config: Config) -> list[Problem]:
    """Give problems of a CNAME that a host of sites would not take: no bare host, another one than the address, or another name."""
    problems = []
    for one in brought:
        if one.path.casefold() != "cname":
            continue
        said = one.data.decode("utf-8", "replace").strip()
        host = urlsplit(config.address).hostname or ""
        if one.path != "CNAME":
            message = "hosts look for CNAME, in capitals; rename it"
        elif not re.fullmatch(r"(?:[a-z0-9-]+\.)+[a-z0-9-]+", said, re.IGNORECASE):
            message = f'"{said}" is no bare host; write one alone, like archive.example.org'
        elif host and said.casefold() != host.casefold():
            message = f'it says "{said}", and address in sitegen.toml "{host}"; make them the same'
        else:
            continue
        problems.append(Problem(one.maker, 0, "SG403", message))
    return problems


def _like_named(address: str, brought: Sequence[str]) -> str:
    """Give the file of a person whose name is that of an address but for case or a slip; an empty text where none is."""
    by_name = {path.rpartition("/")[2].casefold(): path for path in brought}
    close = nearest(re.split(r"[/\\]", unquote(address))[-1].casefold(), tuple(by_name))
    return by_name[close] if close else ""


def _lost_links(site: Site, outputs: Sequence[Output]) -> list[Problem]:
    """Give links and pictures of people's texts that lead to no file of the site, each where it was written."""
    files = {output.path for output in outputs}
    base = unquote(site.info.base_path)
    brought = [output.path for output in outputs if output.maker.startswith("content/")]
    problems = []
    for one in site.written:
        if one.hidden:
            what = f'"{one.address}" is private, so the public edition shows its words alone'
            problems.append(Problem(one.path, one.line, "SG235", what))
            continue
        if one.way or target_of(one.page, one.address, base) in files:
            if one.address.startswith("/") and not one.way:
                what = f'"{one.address}" leads nowhere from a disk or under another path; write the way from {one.page} instead'
                problems.append(Problem(one.path, one.line, "SG504", what, Severity.INFO))
            continue
        close = _like_named(one.address, brought) if one.picture else ""
        what = (
            f'there is no picture "{one.address}"; did you mean ../files/{close}?'
            if close
            else f'there is no picture "{one.address}"; put it into content/files/ and write ../files/NAME'
            if one.picture
            else f'the link "{one.address}" leads nowhere: no file in seeds/ and no page has this name'
            if one.path == INDEX and "/" not in one.address
            else f'the link "{one.address}" leads nowhere; write the way to a file of content/, or a page\'s address from {one.page}'
        )
        problems.append(Problem(one.path, one.line, "SG504", what, Severity.ERROR))
    return problems


def check_exporters(config: Config) -> None:
    """Raise SitegenError where the settings name an exporter that there is not."""
    for name in config.exporters:
        if name not in NAMES:
            raise SitegenError(
                f'sitegen.toml: error SG402: there is no exporter "{name}"; there are {", ".join(NAMES)}'
            )
