"""Remarks beside passages as W3C Web Annotations (Web Annotation Data Model 2017), one file an article."""

import json
from collections.abc import Iterator
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from sitegen.model import Output
from sitegen.model.site import ArticleView, Page, RemarkView, Site
from sitegen.signatures import parted_signature

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def pages(site: Site) -> Iterator[Output]:
    """Give the remarks of each article that has some; addresses are absolute where that of the site is known."""
    for page in site.pages:
        if isinstance(page.view, ArticleView):
            items = list(_items(page, page.view, site))
            if items:
                name = f"annotations/{page.view.key}.jsonld"
                whole = {
                    "@context": CONTEXT,
                    "id": _address(site, name),
                    "type": "AnnotationPage",
                    "items": items,
                }
                text = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
                yield Output(name, text.encode("utf-8", "surrogatepass"), page.maker)


def _items(page: Page, view: ArticleView, site: Site) -> Iterator[dict[str, object]]:
    source = _address(site, page.url)
    for one in view.remarks:
        quoted = {"source": source, "selector": [{"type": "TextQuoteSelector", "exact": one.quote}]}
        yield _annotation(one, quoted if one.quote else source, page, site)
    for passage in view.body:
        for one in passage.remarks:
            selector = {
                "type": "TextQuoteSelector",
                "exact": one.quote,
                "prefix": one.prefix,
                "suffix": one.suffix,
            }
            yield _annotation(one, {"source": source, "selector": [selector]}, page, site)


def _annotation(one: RemarkView, target: object, page: Page, site: Site) -> dict[str, object]:
    words, author, day = parted_signature(one.markdown)
    name = f"sitegen:{site.info.title}:{page.url}:{one.quote}:{one.markdown}"
    made: dict[str, object] = {
        "id": f"urn:uuid:{uuid5(NAMESPACE_URL, name)}",
        "type": "Annotation",
        "motivation": "commenting",
        "body": {
            "type": "TextualBody",
            "value": words.strip(),
            "format": "text/markdown",
            "language": site.info.language,
        },
        "target": target,
    }
    if author:
        made["creator"] = {"type": "Person", "name": author}
    if one.private:
        made["private"] = True
    if day:
        made["created"] = f"{day}T00:00:00Z"
    return made


def _address(site: Site, url: str) -> str:
    return f"{site.info.address}{quote(url)}"
