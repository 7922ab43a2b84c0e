"""`EXPORTERS`: what is made beside the pages, each a pure function from the site to files."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sitegen.export import annotations, data, feed, hosting, search
from sitegen.model import Output
from sitegen.model.site import ENTITY_FEEDS, FEED, Site


@dataclass(frozen=True, slots=True)
class Exporter:
    """One kind of file beside the pages; `exporters` in sitegen.toml chooses among their names."""

    name: str
    says: str
    make: Callable[[Site], Iterable[Output]]
    gives_way: bool = False  # to a file of the same name in content/files/


EXPORTERS: tuple[Exporter, ...] = (
    Exporter("data", "tables for other programs, as JSON lines in data/", data.tables),
    Exporter("search", "the index of the site's own search, in search/", search.files),
    Exporter("annotations", "remarks as W3C Web Annotations, in annotations/", annotations.pages),
    Exporter(FEED, "an Atom feed of the articles, feed.xml", feed.archive_feed),
    Exporter(
        ENTITY_FEEDS,
        "an Atom feed for each entity that two articles or more name, beside its page",
        feed.entity_feeds,
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
