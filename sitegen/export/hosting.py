"""Files that hosts and search engines look for."""

from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from sitegen.dates import moment_of
from sitegen.model import Output
from sitegen.model.site import Site

MOST = 50_000  # addresses of a sitemap (sitemaps.org, protocol 0.9)
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(site: Site) -> Iterator[Output]:
    """Give the addresses of the pages that search engines may list, with the day of their articles; none without an address of the site.

    More than one file can hold are parted, and `sitemap.xml` is the index of the parts.
    """
    base = site.info.address
    if not base:
        return
    changed = {entry.url: entry.updated for entry in site.entries}
    rows = [
        _row("url", base + ("" if page.url == "index.html" else quote(page.url)), changed.get(page.url, ""))
        for page in site.pages
        if "noindex" not in page.robots
    ]
    if len(rows) <= MOST:
        yield _file("sitemap.xml", "urlset", rows)
        return
    names = []
    for number, some in enumerate(_parts(rows), 1):
        names.append(f"sitemap-{number}.xml")
        yield _file(names[-1], "urlset", some)
    yield _file("sitemap.xml", "sitemapindex", [_row("sitemap", base + name, "") for name in names])


def _parts(rows: list[str]) -> Iterator[list[str]]:
    return (rows[at : at + MOST] for at in range(0, len(rows), MOST))


def _row(tag: str, url: str, date: str) -> str:
    moment = moment_of(date) if date else None
    day = f"<lastmod>{moment.html()[:10]}</lastmod>" if moment and moment.day else ""
    return f"<{tag}><loc>{escape(url)}</loc>{day}</{tag}>\n"


def _file(name: str, tag: str, rows: list[str]) -> Output:
    return Output(name, f'{XML}<{tag} xmlns="{NAMESPACE}">\n{"".join(rows)}</{tag}>\n'.encode(), "sitemap")


def robots(site: Site) -> Iterator[Output]:
    """Let every robot in: one that is kept out would never read that a page asks not to be listed."""
    where = f"\nSitemap: {site.info.address}sitemap.xml\n" if site.info.address else ""
    yield Output("robots.txt", f"User-agent: *\nDisallow:\n{where}".encode(), "robots")


def nojekyll(site: Site) -> Iterator[Output]:
    """Give the empty file that keeps GitHub Pages from running Jekyll."""
    del site
    yield Output(".nojekyll", b"", "pages")
