"""Saved web pages: their visible text, and the facts of their markup (JSON-LD, Open Graph, meta elements)."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from sitegen.read.captures.markup import FURNITURE, UNSHOWN, stripped, visible_text
from sitegen.read.captures.text import CapturedText, joined_names, told
from sitegen.text import is_web_address

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Of the words of a page, by judgement: where less is left, what seems hidden is its text; where less was
# found, no parser takes it apart.
MIN_SHOWN_SHARE, MIN_PARSED_SHARE = 0.5, 0.05
NEWS_TYPES = re.compile(r"(?:.*Article|BlogPosting|Report|.*Posting)$")
# Meta elements that tell the day of an article.
DATE_NAMES = (
    "article:published_time", "datepublished", "parsely-pub-date", "citation_publication_date",
    "citation_date", "dc.date.issued", "dcterms.issued", "dc.date", "pubdate", "publishdate", "sailthru.date",
    "date",
)  # fmt: skip
HEAD_BYTES = 2048
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(?P<address>\S+?)\s*-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(
    r"<!--\s*Page saved with SingleFile\s*url:\s*(?P<address>\S+)\s*saved date:\s*(?P<date>[^\n(]+)",
    re.IGNORECASE,
)
_SITE_MARK = re.compile(r"\s[|–—·»:-]+\s|:\s|\s?\|\s?")  # between a headline and the name of the site
MAX_DEPTH = 6  # of JSON-LD in JSON-LD
JsonObject = dict[str, Any]


def is_page(data: bytes, name: str) -> bool:
    """Whether some bytes are an HTML page."""
    del name
    return bool(_PAGE.search(data[:HEAD_BYTES].replace(b"\0", b"")))


def read_page(data: bytes, name: str, columns: Mapping[str, str]) -> list[CapturedText]:
    """Return the text of a page."""
    del name, columns
    return [page_text(decoded(data))]


def decoded(data: bytes, declared: str = "") -> str:
    """Return the text of a page in the encoding that its sender, it or its bytes tell."""
    from w3lib.encoding import html_to_unicode  # noqa: PLC0415  (an extra)

    header = f"text/html; charset={declared}" if declared else None
    return html_to_unicode(header, data, auto_detect_fun=lambda rest: plain_decoded(rest)[1])[1]


def plain_decoded(data: bytes, declared: str = "") -> tuple[str, str]:
    """Return a text and its encoding: the one that is declared, else UTF-8, else that of Windows."""
    for encoding in filter(None, (declared, "utf-8")):
        with suppress(UnicodeDecodeError, LookupError):
            return data.decode(encoding), encoding
    return data.decode("cp1252", "replace"), "cp1252"


def page_text(html: str, *more: tuple[str, str], part: str = "") -> CapturedText:
    """Return the visible text of a page; `more` are facts that count where its markup tells none."""
    from lxml.etree import ParserError  # noqa: PLC0415  (an extra)
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415

    raw = stripped(html)
    try:
        parser: Any = HTMLParser(encoding="utf-8", huge_tree=True)
        tree = document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (ParserError, ValueError):
        return CapturedText(raw, told(*more), part)
    text = visible_text(tree, UNSHOWN | FURNITURE, hidden=False)
    whole = visible_text(tree, UNSHOWN | FURNITURE, hidden=True)
    if len(text.split()) < MIN_SHOWN_SHARE * len(whole.split()):
        text = whole
    if len(text.split()) < MIN_PARSED_SHARE * len(raw.split()):
        text = raw
    return CapturedText(text, told(*_facts(html, tree, text), *more), part)


def markup_text(html: str) -> str:
    """Return the visible text of a piece of HTML."""
    return page_text(html).body


def _facts(html: str, tree: "HtmlElement", text: str) -> Iterator[tuple[str, str]]:
    """Yield what a page says of itself, the surest first: JSON-LD, meta elements, marks of the saving."""
    linked = _article_of(tree)
    meta = _meta(tree)
    yield "title", _text(linked.get("headline")) or meta.get("og:title", "") or meta.get("citation_title", "")
    yield from (("title", _first(tree, path)) for path in (".//article//h1", ".//main//h1", ".//h1"))
    yield "title", _headline_in(_first(tree, ".//title"), text)
    yield "author", joined_names(_names(linked.get("author")))
    yield (
        "author",
        meta.get("author", "") or meta.get("parsely-author", "") or meta.get("citation_author", ""),
    )
    yield "date", _text(linked.get("datePublished"))
    yield "date", next(filter(None, (meta.get(name, "") for name in DATE_NAMES)), "")
    yield "date", _first(tree, ".//time[@pubdate]/@datetime", ".//article//time/@datetime")
    yield "updated", _text(linked.get("dateModified")) or meta.get("article:modified_time", "")
    yield "source", meta.get("og:site_name", "") or next(_names(linked.get("publisher")), "")
    yield from _addresses(html, tree, linked, meta)


def _headline_in(title: str, text: str) -> str:
    """Return the part of the title of a page that its text has as a line: without the name of the site.

    All of it where it has none.
    """
    lines = {" ".join(line.split()).casefold() for line in text.splitlines()}
    parts = [part.strip() for part in _SITE_MARK.split(title)]
    return max((part for part in parts if part.casefold() in lines), key=len, default=title)


def _addresses(
    html: str, tree: "HtmlElement", linked: JsonObject, meta: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    single_file, saved_from = _SINGLE_FILE.search(html), _SAVED_FROM.search(html)
    candidates = (
        _first(tree, ".//link[@rel='canonical']/@href"),
        meta.get("og:url", ""),
        _text(linked.get("url")),
        single_file["address"] if single_file else "",
        saved_from["address"] if saved_from else "",
    )
    yield "address", next(filter(is_web_address, candidates), "")
    yield "retrieved", " ".join(single_file["date"].split()[:4]) if single_file else ""


def _meta(tree: "HtmlElement") -> dict[str, str]:
    """Return the meta elements of a page by their names in small letters; the first of several."""
    rows: dict[str, str] = {}
    for element in tree.iterfind(".//meta[@content]"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        rows.setdefault(name.strip().lower(), (element.get("content") or "").strip())
    return rows


def _article_of(tree: "HtmlElement") -> JsonObject:
    """Return the first article that the JSON-LD of a page describes; an empty one where it describes none."""
    for element in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads(element.text or "")
        except (ValueError, RecursionError):
            continue
        found = next(_articles(data, MAX_DEPTH), None)
        if found:
            return found
    return {}


def _articles(data: object, depth: int) -> Iterator[JsonObject]:
    if depth < 0:
        return
    if isinstance(data, list):
        for part in data:
            yield from _articles(part, depth - 1)
    elif isinstance(data, dict):
        kinds = data.get("@type", "")
        if any(NEWS_TYPES.match(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
            yield data
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            yield from _articles(data.get(name), depth - 1)


def _names(value: object) -> Iterator[str]:
    """Yield the names of people or bodies as JSON-LD has them: texts, objects, or lists of these."""
    if isinstance(value, str) and not is_web_address(value):
        yield value
    elif isinstance(value, dict):
        yield from _names(value.get("name"))
    elif isinstance(value, list):
        for part in value:
            yield from _names(part)


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _first(tree: "HtmlElement", *paths: str) -> str:
    """Return the text of the first element or attribute that one of some XPath expressions finds."""
    for path in paths:
        for found in tree.xpath(path):
            text = found if isinstance(found, str) else found.text_content()
            if text.strip():
                return " ".join(text.split())
    return ""
