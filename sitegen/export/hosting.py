"""Files that hosts and search engines look for."""

from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from sitegen.model import Output
from sitegen.page import Site


def sitemap(site: Site) -> Iterator[Output]:
    """Give the addresses of the pages that search engines may list; none without an address of the site."""
    if not site.info.address:
        return
    urls = (
        site.info.address + ("" if page.url == "index.html" else quote(page.url)) for page in site.pages if "noindex" not in page.robots
    )
    rows = "".join(f"<url><loc>{escape(url)}</loc></url>\n" for url in urls)
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    yield Output("sitemap.xml", text.encode(), "sitemap")


def robots(site: Site) -> Iterator[Output]:
    """Let every robot in: one that is kept out would never read that a page asks not to be listed."""
    where = f"\nSitemap: {site.info.address}sitemap.xml\n" if site.info.address else ""
    yield Output("robots.txt", f"User-agent: *\nDisallow:\n{where}".encode(), "robots")


def nojekyll(site: Site) -> Iterator[Output]:
    """Give the empty file that keeps GitHub Pages from running Jekyll."""
    del site
    yield Output(".nojekyll", b"", "pages")
