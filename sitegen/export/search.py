"""The index of the site's own search."""

from collections.abc import Iterator

from sitegen.model import Output
from sitegen.model.site import Site
from sitegen.search.index import index


def files(site: Site) -> Iterator[Output]:
    """Yield the files that the search page loads as scripts."""
    for path, data in index(site.indexed):
        yield Output(path, data, "search")
