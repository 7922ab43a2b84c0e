"""`EXPORTERS`: what is made beside the pages, each a pure function from the site to files."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sitegen.export import annotations, citations, data, feed, hosting, search
from sitegen.model import Output
from sitegen.model.site import (
    CITATIONS,
    DATA,
    ENTITY_FEEDS,
    FEED,
    FEED_LIST,
    JSON_FEED,
    OPEN_SEARCH,
    SOURCE_FEEDS,
    Site,
)


@dataclass(frozen=True, slots=True)
class Exporter:
    """One kind of file beside the pages; `exporters` in sitegen.toml chooses among their names."""

    name: str
    says: str
    make: Callable[[Site], Iterable[Output]]
    gives_way: bool = False  # to a file of the same name in content/files/


EXPORTERS: tuple[Exporter, ...] = (
    Exporter(
        DATA, "tables for other programs, as JSON lines and CSV in data/, with datapackage.json", data.tables
    ),
    Exporter(
        CITATIONS, "records for reference managers, as RIS, BibTeX and CSL-JSON in cite/", citations.files
    ),
    Exporter("search", "the index of the site's own search, in search/", search.files),
    Exporter("annotations", "remarks as W3C Web Annotations, in annotations/", annotations.pages),
    Exporter(FEED, "an Atom feed of the articles, feed.xml", feed.archive_feed),
    Exporter(JSON_FEED, "the same as JSON Feed, feed.json", feed.json_feed),
    Exporter(
        ENTITY_FEEDS,
        "an Atom feed for each of the names that most articles have, beside its page",
        feed.entity_feeds,
    ),
    Exporter(SOURCE_FEEDS, "an Atom feed for each of the largest sources, in sources/", feed.source_feeds),
    Exporter(FEED_LIST, "the list of all feeds, feeds.opml; needs an address", feed.opml),
    Exporter(
        OPEN_SEARCH,
        "opensearch.xml, with which browsers offer the search; needs an address",
        hosting.open_search,
    ),
    Exporter(
        "sitemap",
        "sitemap.xml of the pages that may be found by search engines; needs an address",
        hosting.sitemap,
        gives_way=True,
    ),
    Exporter("robots", "robots.txt, which names the sitemap", hosting.robots, gives_way=True),
    Exporter(
        "pages",
        ".nojekyll, so that GitHub Pages serves the files as they are",
        hosting.nojekyll,
        gives_way=True,
    ),
)
NAMES: tuple[str, ...] = tuple(exporter.name for exporter in EXPORTERS)
