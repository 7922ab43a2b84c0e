"""What is wrong with a finished site.

Files in each other's way, links to nothing, a CNAME that no host takes.
"""

import re
from collections.abc import Collection, Sequence
from posixpath import dirname, normpath
from urllib.parse import unquote, urlsplit

from sitegen.config import Config
from sitegen.model import Output, Problem, Severity
from sitegen.model.site import Site, WrittenLink
from sitegen.read.index import INDEX_PATH as INDEX
from sitegen.text import nearest

HOST_NAME = re.compile(r"(?:[a-z0-9-]+\.)+[a-z0-9-]+", re.IGNORECASE)


def fitting_files(
    site_files: Sequence[Output], brought: Sequence[Output]
) -> tuple[list[Output], list[Problem]]:
    """Return a person's files that can stand beside the site's, and problems of those whose names it has.

    Names are compared without case, because some file systems do not tell it.
    """
    taken = {output.path.casefold() for output in site_files}
    taken_folders = {folder for path in taken for folder in _folders_above(path)}
    fitting, problems = [], []
    for output in brought:
        path = output.path.casefold()
        if path in taken or path in taken_folders or not taken.isdisjoint(_folders_above(path)):
            message = f"the site makes {output.path} itself; give the file another name"
            problems.append(Problem(output.maker, -1, "SG602", message, severity=Severity.ERROR))
        else:
            fitting.append(output)
    return fitting, problems


def _folders_above(path: str) -> set[str]:
    """Return the folders above a file: "a/b/c.txt" has "a" and "a/b"."""
    parts = path.split("/")
    return {"/".join(parts[:depth]) for depth in range(1, len(parts))}


def target_of(page: str, link: str, base: str) -> str:
    """Return the file of a site that a link on one of its pages leads to.

    `base` is the path under which the site stands.
    """
    path = unquote(urlsplit(link).path)
    if not path:
        return page
    whole = path.removeprefix(base) if path.startswith("/") else f"{dirname(page)}/{path}"
    inner = normpath(whole.lstrip("/") or ".")
    if inner == ".":
        return "index.html"
    leads_to_folder = path.endswith(("/", "/.", "/..")) or path in {".", ".."}
    return f"{inner}/index.html" if leads_to_folder else inner


def wrong_host_names(brought: Collection[Output], config: Config) -> list[Problem]:
    """Return problems of a person's CNAME that a host of sites would not take."""
    host = urlsplit(config.address).hostname or ""
    named = [output for output in brought if output.path.casefold() == "cname"]
    messages = [(output, _host_name_fault(output, host)) for output in named]
    return [Problem(output.maker, 0, "SG403", message) for output, message in messages if message]


def _host_name_fault(cname: Output, host: str) -> str:
    """Return what is wrong with a CNAME, or an empty text; `host` is that of the address of publication."""
    name = cname.data.decode("utf-8", "replace").strip()
    if cname.path != "CNAME":
        return "hosts look for CNAME, in capitals; rename it"
    if not HOST_NAME.fullmatch(name):
        return f'"{name}" is no bare host; write one alone, like archive.example.org'
    if host and name.casefold() != host.casefold():
        return f'it says "{name}", and address in sitegen.toml "{host}"; make them the same'
    return ""


def lost_links(site: Site, outputs: Sequence[Output]) -> list[Problem]:
    """Return problems of links and pictures in people's texts, each where it was written."""
    files = {output.path for output in outputs}
    base = unquote(site.info.base_path)
    brought = [output.path for output in outputs if output.maker.startswith("content/")]
    problems = []
    for link in site.written:
        if link.hidden:
            message = f'"{link.address}" is private, so the public edition shows its words alone'
            problems.append(Problem(link.path, link.line, "SG235", message))
        elif not link.way and target_of(link.page, link.address, base) not in files:
            message = _lost_link_message(link, brought)
            problems.append(Problem(link.path, link.line, "SG504", message, severity=Severity.ERROR))
        elif not link.way and link.address.startswith("/"):
            message = (
                f'"{link.address}" leads nowhere from a disk or under another path;'
                f" write the way from {link.page} instead"
            )
            problems.append(Problem(link.path, link.line, "SG504", message, severity=Severity.INFO))
    return problems


def _lost_link_message(link: WrittenLink, brought: Sequence[str]) -> str:
    """Return what is wrong with a link that leads to no file, and what to do."""
    if link.picture:
        close = _nearly_named(link.address, brought)
        if close:
            return f'there is no picture "{link.address}"; did you mean ../files/{close}?'
        return f'there is no picture "{link.address}"; put it into content/files/ and write ../files/NAME'
    if link.path == INDEX and "/" not in link.address:
        return f'the link "{link.address}" leads nowhere: no file in seeds/ and no page has this name'
    return (
        f'the link "{link.address}" leads nowhere; write the way to a file of content/,'
        f" or a page's address from {link.page}"
    )


def _nearly_named(address: str, brought: Sequence[str]) -> str:
    """Return a person's file whose name is that of an address but for case or a slip, or an empty text."""
    by_name = {path.rpartition("/")[2].casefold(): path for path in brought}
    close = nearest(re.split(r"[/\\]", unquote(address))[-1].casefold(), tuple(by_name))
    return by_name[close] if close else ""
