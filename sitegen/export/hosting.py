"""Files that hosts and search engines look for."""

from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from sitegen.dates import moment_of
from sitegen.model import Output
from sitegen.model.site import Page, Site

MAX_SITEMAP_ADDRESSES = 50_000  # addresses of a sitemap (sitemaps.org, protocol 0.9)
MAX_SHORT_NAME = 16  # characters (OpenSearch 1.1)
HOME = "index.html"  # the page at the address of the site itself
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(site: Site) -> Iterator[Output]:
    """Yield the addresses of the pages that search engines may list, with the day of their articles.

    Nothing without an address of the site.  More than one file can hold are parted, and `sitemap.xml` is the
    index of the parts.
    """
    base = site.info.address
    if not base:
        return
    changed = {entry.url: entry.updated for entry in site.entries}
    rows = [
        _row("url", _address(base, page), changed.get(page.url, ""))
        for page in site.pages
        if "noindex" not in page.robots
    ]
    if len(rows) <= MAX_SITEMAP_ADDRESSES:
        yield _file("sitemap.xml", "urlset", rows)
        return
    names = []
    for number, part in enumerate(_parts(rows), 1):
        names.append(f"sitemap-{number}.xml")
        yield _file(names[-1], "urlset", part)
    yield _file("sitemap.xml", "sitemapindex", [_row("sitemap", base + name, "") for name in names])


def _address(base: str, page: Page) -> str:
    return base if page.url == HOME else base + quote(page.url)


def _parts(rows: list[str]) -> Iterator[list[str]]:
    return (
        rows[start : start + MAX_SITEMAP_ADDRESSES] for start in range(0, len(rows), MAX_SITEMAP_ADDRESSES)
    )


def _row(tag: str, url: str, date: str) -> str:
    """Return the element of an address; with a date where its day is known."""
    moment = moment_of(date) if date else None
    day = f"<lastmod>{moment.html()[:10]}</lastmod>" if moment and moment.day else ""
    return f"<{tag}><loc>{escape(url)}</loc>{day}</{tag}>\n"


def _file(name: str, tag: str, rows: list[str]) -> Output:
    text = f'{XML}<{tag} xmlns="{NAMESPACE}">\n{"".join(rows)}</{tag}>\n'
    return Output(name, text.encode(), "sitemap")


def robots(site: Site) -> Iterator[Output]:
    """Yield a file that lets every robot in.

    One that is kept out would never read that a page asks not to be listed.
    """
    sitemap_line = f"\nSitemap: {site.info.address}sitemap.xml\n" if site.info.address else ""
    yield Output("robots.txt", f"User-agent: *\nDisallow:\n{sitemap_line}".encode(), "robots")


def nojekyll(site: Site) -> Iterator[Output]:
    """Yield the empty file that keeps GitHub Pages from running Jekyll."""
    del site
    yield Output(".nojekyll", b"", "pages")


def open_search(site: Site) -> Iterator[Output]:
    """Yield how browsers search the archive (OpenSearch 1.1); nothing without an address of the site."""
    info = site.info
    if not info.address:
        return
    text = (
        f'{XML}<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(info.title[:MAX_SHORT_NAME])}</ShortName>\n"
        f"<Description>{escape(info.description or info.title)}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" template="{escape(info.address)}search.html?q={{searchTerms}}"/>\n'
        "</OpenSearchDescription>\n"
    )
    yield Output("opensearch.xml", text.encode(), "search")
