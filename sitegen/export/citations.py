"""What articles are, for reference managers: a file in each format for each article, and for all of them."""

from collections.abc import Iterator

from sitegen.citation_formats import Citable, bibtex, csl, csl_json, ris
from sitegen.model import Output
from sitegen.model.site import ArticleView, Site

ALL = (
    "articles"  # the file with all records, in cite/; no article has this address, which is that of the list
)


def files(site: Site) -> Iterator[Output]:
    """Yield the records of all articles that are shown."""
    items = []
    for page in site.pages:
        if isinstance(page.view, ArticleView):
            item = Citable(page.view.record, site.info.absolute(page.url), site.info.title)
            items.append(item)
            yield from _files_of([item], page.view.key, page.maker)
    if items:
        yield from _files_of(items, f"all/{ALL}", "citations")


def _files_of(items: list[Citable], name: str, maker: str) -> Iterator[Output]:
    yield Output(f"cite/{name}.json", csl_json([csl(item) for item in items]), maker)
    yield Output(f"cite/{name}.ris", _encoded("\r\n".join(ris(item) for item in items)), maker)
    yield Output(f"cite/{name}.bib", _encoded("\n".join(bibtex(item) for item in items)), maker)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")
