"""Links and anchors of a finished site: each must lead to something."""

from html.parser import HTMLParser
from posixpath import dirname, normpath
from urllib.parse import unquote, urlsplit

from sitegen.build import Built
from sitegen.compose.urls import SEARCH
from sitegen.model import Problem, Severity


class _Page(HTMLParser):
    """Gathers the ids of a page and the addresses it names."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.twice: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note ids and addresses."""
        for name, value in attrs:
            if name == "id" and value:
                (self.twice if value in self.ids else self.ids).add(value)
            elif name in {"href", "src"} and value and not (tag == "link" and ("rel", "canonical") in attrs):
                self.links.append(value)


def check_site(built: Built) -> list[Problem]:
    """Give links without a target, anchors without an id, and ids given twice."""
    files = {output.path for output in built.outputs}
    pages: dict[str, _Page] = {}
    for output in built.outputs:
        if output.path.endswith(".html"):
            page = _Page()
            page.feed(output.data.decode())
            pages[output.path] = page
    makers = {output.path: output.maker for output in built.outputs}
    base = built.site.info.base_path
    found: list[Problem] = []
    for path, page in pages.items():
        found += [Problem(makers[path], -1, "SG503", f'{path}: the id "{one}" stands twice', Severity.ERROR) for one in sorted(page.twice)]
        for link in dict.fromkeys(page.links):
            message = _wrong(path, link, files, pages, base)
            if message:
                found.append(Problem(makers[path], -1, "SG504", f"{path}: {message}", Severity.ERROR))
    return found


def _wrong(path: str, link: str, files: set[str], pages: dict[str, _Page], base: str) -> str:
    try:
        parts = urlsplit(link)
    except ValueError:
        return f'"{link}" is no address'
    if parts.scheme or parts.netloc:
        return ""
    target = unquote(parts.path)
    inner = path
    if target:
        inner = target.removeprefix(base) if target.startswith("/") else normpath(f"{dirname(path)}/{target}").lstrip("/")
    inner += "index.html" if inner.endswith("/") or not inner else ""
    if inner not in files:
        return f'"{link}" leads nowhere'
    anchor = "" if inner == SEARCH else unquote(parts.fragment)  # the search keeps what was asked there
    if anchor and inner in pages and anchor not in pages[inner].ids and not anchor.startswith(":~:"):
        return f'"{link}" names a place that {inner} does not have'
    return ""
