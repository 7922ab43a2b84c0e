"""Checks a finished site: links and anchors lead to something, ids are unique, private words stay private."""

from collections import defaultdict
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from sitegen.leaks import leaks
from sitegen.model import Problem, Severity
from sitegen.pipeline.build import Built
from sitegen.pipeline.site_faults import target_of
from sitegen.render.address import href, root_of
from sitegen.site.urls import SEARCH


class _Page(HTMLParser):
    """Gathers the ids of a page and the addresses that it names."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.repeated_ids: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Gather the ids and addresses of a tag."""
        is_canonical = tag == "link" and ("rel", "canonical") in attrs
        for name, value in attrs:
            if not value:
                continue
            if name == "id":
                (self.repeated_ids if value in self.ids else self.ids).add(value)
            elif name in {"href", "src"} and not is_canonical:
                self.links.append(value)


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of a site, the ids of its pages, and the path under which it stands."""

    paths: set[str]
    pages: dict[str, _Page]
    base: str

    def slip(self, path: str, link: str) -> str:
        """Return what is wrong with a link of a page; an empty text where nothing is."""
        try:
            parts = urlsplit(link)
        except ValueError:
            return f'"{link}" is no address'
        if parts.scheme or parts.netloc:
            return ""
        target = target_of(path, link, self.base)
        if target not in self.paths:
            return f'"{link}" leads nowhere'
        if target == SEARCH:  # keeps in its anchor what is searched
            return ""
        anchor = unquote(parts.fragment)
        return (
            "" if self._has_anchor(target, anchor) else f'"{link}" names a place that {target} does not have'
        )

    def _has_anchor(self, path: str, anchor: str) -> bool:
        if not anchor or path not in self.pages or anchor in self.pages[path].ids:
            return True
        return anchor.lower() == "top" or anchor.startswith(":~:")  # browsers know these of any page


def check_site(built: Built) -> list[Problem]:
    """Return the problems of a finished site: those of its links, and what it may not show."""
    return [*check_links(built), *leaks(built)]


def check_links(built: Built) -> list[Problem]:
    """Return links without a target, anchors without an id, and ids that are given twice.

    A link of a person's text is a problem of the line where it was written.
    """
    files = _files(built)
    makers = {output.path: output.maker for output in built.outputs}
    written = _places_of_links(built)
    reported = _reported_by_build(built, files)
    problems: list[Problem] = []
    for path, page in files.pages.items():
        for repeated_id in sorted(page.repeated_ids):
            message = f'{path}: the id "{repeated_id}" stands twice'
            problems.append(Problem(makers[path], -1, "SG503", message, severity=Severity.ERROR))
        for link in dict.fromkeys(page.links):
            slip = "" if (path, link) in reported else files.slip(path, link)
            if slip:
                places = written.get((path, link)) or [(makers[path], -1)]
                problems += [
                    Problem(*place, "SG504", f"{path}: {slip}", severity=Severity.ERROR) for place in places
                ]
    return problems


def _files(built: Built) -> _Files:
    pages: dict[str, _Page] = {}
    for output in built.outputs:
        if output.path.endswith(".html"):
            page = _Page()
            page.feed(output.data.decode("utf-8", "replace"))
            pages[output.path] = page
    return _Files({output.path for output in built.outputs}, pages, unquote(built.site.info.base_path))


def _places_of_links(built: Built) -> dict[tuple[str, str], list[tuple[str, int]]]:
    """Return the files and lines where people wrote local links, by page and address there."""
    places: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for link in built.site.written:
        address = href(link.way, root_of(link.page)) if link.way else link.address
        places[link.page, address].append((link.path, link.line))
    return places


def _reported_by_build(built: Built, files: _Files) -> set[tuple[str, str]]:
    """Return page and address of links that the build has told already, at their lines."""
    reported = set()
    for link in built.site.written:
        if not link.way and target_of(link.page, link.address, files.base) not in files.paths:
            reported.add((link.page, link.address))
    return reported
