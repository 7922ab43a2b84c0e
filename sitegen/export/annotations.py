"""Remarks beside passages as W3C Web Annotations (Web Annotation Data Model 2017), by article."""

import json
from collections.abc import Iterator
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from sitegen.model import Output
from sitegen.model.site import ArticleView, Page, RemarkView, Site
from sitegen.signatures import parted_signature

ANNOTATION_CONTEXT = "http://www.w3.org/ns/anno.jsonld"

JsonObject = dict[str, object]


def pages(site: Site) -> Iterator[Output]:
    """Yield the remarks of each article that has some.

    Addresses are absolute where that of the site is known.
    """
    for page in site.pages:
        if isinstance(page.view, ArticleView):
            annotations = list(_annotations(page, page.view, site))
            if annotations:
                yield _file(page, page.view, annotations, site)


def _file(page: Page, view: ArticleView, annotations: list[JsonObject], site: Site) -> Output:
    name = f"annotations/{view.key}.jsonld"
    annotation_page = {
        "@context": ANNOTATION_CONTEXT,
        "id": _address(site, name),
        "type": "AnnotationPage",
        "items": annotations,
    }
    text = json.dumps(annotation_page, ensure_ascii=False, indent=1) + "\n"
    return Output(name, text.encode("utf-8", "surrogatepass"), page.maker)


def _annotations(page: Page, view: ArticleView, site: Site) -> Iterator[JsonObject]:
    source = _address(site, page.url)
    for remark in view.remarks:
        target: object = source
        if remark.quote:
            target = _quoted(source, {"exact": remark.quote})
        yield _annotation(remark, target, page, site)
    for passage in view.body:
        for remark in passage.remarks:
            words = {"exact": remark.quote, "prefix": remark.prefix, "suffix": remark.suffix}
            yield _annotation(remark, _quoted(source, words), page, site)


def _quoted(source: str, words: dict[str, str]) -> JsonObject:
    """Return a target that is a passage of a page, by its words."""
    return {"source": source, "selector": [{"type": "TextQuoteSelector", **words}]}


def _annotation(remark: RemarkView, target: object, page: Page, site: Site) -> JsonObject:
    words, author, day = parted_signature(remark.markdown)
    name = f"sitegen:{site.info.title}:{page.url}:{remark.quote}:{remark.markdown}"
    annotation: JsonObject = {
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
        annotation["creator"] = {"type": "Person", "name": author}
    if remark.private:
        annotation["private"] = True
    if day:
        annotation["created"] = f"{day}T00:00:00Z"
    return annotation


def _address(site: Site, url: str) -> str:
    return f"{site.info.address}{quote(url)}"
