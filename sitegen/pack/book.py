"""A site as an EPUB 3.3 book.

Cover, free pages, articles by date or family, notes as footnotes, an index of names.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum
from functools import cache
from html import escape, unescape
from pathlib import PurePosixPath
from posixpath import normpath
from textwrap import wrap
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

import jinja2
from markupsafe import Markup

from sitegen.dates import long_date, month_name
from sitegen.model import Problem, SitegenError
from sitegen.model.site import (
    ArticleView,
    Document,
    EntityView,
    Fact,
    FamilyView,
    Link,
    Page,
    Passage,
    RemarkView,
    Run,
    Site,
    TextView,
)
from sitegen.package_data import read_package_file
from sitegen.render import markup
from sitegen.render.address import root_of
from sitegen.text import plural, slug
from sitegen.zip_file import Moment, zip_of


class Order(StrEnum):
    """What the articles of a book are ordered by; the values are those of the command line."""

    DATE = "date"
    FAMILY = "family"  # families first, then the others by date


NAMES_PAGE = "names.xhtml"
# Characters that XML does not know.
INVALID = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))
SVG = "image/svg+xml"
PICTURES = {  # media types that every reader of books shows (EPUB 3.3, 3.2), by suffix
    ".gif": "image/gif",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".svg": SVG,
    ".webp": "image/webp",
}
SIGNATURES = {  # what files of a media type begin with
    "image/gif": b"GIF8",
    "image/jpeg": b"\xff\xd8\xff",
    "image/png": b"\x89PNG",
    "image/webp": b"RIFF",
}
# Of the title on the cover: characters of a line as it is wrapped, those that have room, and lines that have.
COVER_WRAP, MAX_COVER_LINE, MAX_COVER_LINES = 16, 40, 7
REMARK_HEADING_LEVEL = 3

_ID = re.compile(r'\bid="([^"]*)"')
_HREF = re.compile(r'href="([^"]*)"')
_IMAGE = re.compile(r'<img src="([^"]*)" alt="([^"]*)"[^>]*/?>')
_PASSAGE_ID = re.compile(r"p\d+")

LinkTo = Callable[[str], str]  # from an address in the site to one in the book; empty for what the book lacks
ArticlePage = tuple[Page, ArticleView]


@dataclass(frozen=True, slots=True)
class Chapter:
    """An article with its place in the book."""

    file: str
    page: Page
    view: ArticleView
    date: str


@dataclass(frozen=True, slots=True)
class TextChapter:
    """A page of a person's words with its place in the book."""

    file: str
    page: Page
    view: TextView


@dataclass(frozen=True, slots=True)
class Part:
    """Chapters under a heading of the contents."""

    heading: str
    chapters: tuple[Chapter, ...]


@dataclass(slots=True)
class Pictures:
    """The pictures that notes of the book show, and what could not be put into it."""

    brought: Mapping[str, bytes]  # files of content/files/ by their address in the site
    used: dict[str, str] = field(default_factory=dict)  # file in the book -> its address in the site
    left: list[Problem] = field(default_factory=list)

    def take(self, address: str) -> str:
        """Return the file in the book of a picture of the site; an empty text where a book cannot hold it."""
        if address not in self.brought or not _is_picture(address, self.brought[address]):
            return ""
        name = f"files/{slug(address.rpartition('.')[0])}{PurePosixPath(address).suffix.lower()}"
        while self.used.setdefault(name, address) != address:
            name = f"files/x-{name.removeprefix('files/')}"
        return name


def book(
    site: Site, moment: Moment, *, by: str = Order.DATE, brought: Mapping[str, bytes] = MappingProxyType({})
) -> tuple[bytes, list[Problem]]:
    """Return the book, and what of people's words could not be put into it.

    `brought` has the files of `content/files/` by their address in the site.  Raise SitegenError where there
    is no article.
    """
    parts = _parts(site, Order(by))
    chapters = [chapter for part in parts for chapter in part.chapters]
    if not chapters:
        raise SitegenError("SG801", "", -1, "there is no article to put into a book")
    texts = _texts(site)
    link_to = _links(site, chapters, texts)
    pictures = Pictures(brought)
    text_values = [_text_values(text, link_to, pictures) for text in texts]
    article_values = [_article_values(chapter, link_to, pictures) for chapter in chapters]
    names = _names(site, chapters, link_to, pictures)
    shared = {
        "site": site.info,
        "texts": texts,
        "parts": parts,
        "chapters": chapters,
        "names": names,
        "modified": "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*moment),
        "identifier": f"urn:uuid:{uuid5(NAMESPACE_URL, f'sitegen:{site.info.title}:{site.info.profile}')}",
        "cover": _cover_lines(site.info.title),
        "size": plural(len(chapters), "article"),
        "plural": plural,
        "lead": _plain,
        "pictures": [(name, _media_type(name)) for name in sorted(pictures.used)],
    }
    written = [
        *_fixed_files(shared),
        *_filled("text.xhtml", texts, text_values, shared),
        *_filled("article.xhtml", chapters, article_values, shared),
        *([(f"OEBPS/{NAMES_PAGE}", _text("names.xhtml", shared))] if names else []),
    ]
    rows = [(path, text.translate(INVALID).encode("utf-8", "replace")) for path, text in written]
    rows += [(f"OEBPS/{name}", brought[pictures.used[name]]) for name in sorted(pictures.used)]
    return zip_of(rows, moment, stored=frozenset({"mimetype"})), pictures.left


def _cover_lines(title: str) -> list[str]:
    return [line[:MAX_COVER_LINE] for line in wrap(title, COVER_WRAP)][:MAX_COVER_LINES]


def _fixed_files(shared: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the files that every book has; the one that tells its type must be the first."""
    yield "mimetype", "application/epub+zip"
    yield "META-INF/container.xml", _text("container.xml", shared)
    for name in ("package.opf", "nav.xhtml", "cover.svg", "cover.xhtml"):
        yield f"OEBPS/{name}", _text(name, shared)
    yield "OEBPS/style.css", read_package_file("pack/epub/style.css")


def _filled(
    template: str,
    chapters: Sequence[Chapter | TextChapter],
    values: Sequence[dict[str, Any]],
    shared: dict[str, Any],
) -> Iterator[tuple[str, str]]:
    """Yield the file of each chapter."""
    for chapter, own in zip(chapters, values, strict=True):
        yield f"OEBPS/{chapter.file}", _text(template, shared | own)


@cache
def _environment() -> jinja2.Environment:
    loader = jinja2.FunctionLoader(lambda name: read_package_file(f"pack/epub/{name}"))
    return jinja2.Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )


def _text(template: str, values: dict[str, Any]) -> str:
    return _environment().get_template(template).render(values) + "\n"


# Pictures -------------------------------------------------------------------------------------------------


def _is_picture(name: str, data: bytes) -> bool:
    """Whether a file is a picture of the kind that its name says, and one without scripts.

    Readers of books refuse others.
    """
    media_type = _media_type(name)
    if media_type is None:
        return False
    return _is_still_svg(data) if media_type == SVG else data.startswith(SIGNATURES[media_type])


def _is_still_svg(data: bytes) -> bool:
    try:
        root = ET.fromstring(data)  # noqa: S314  (a file of the archive's owner)
    except ET.ParseError:
        return False
    return not any(_tag(element) == "script" for element in root.iter())


def _tag(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _media_type(name: str) -> str | None:
    """Return the media type of a picture that every reader of books shows, else None."""
    return PICTURES.get(PurePosixPath(name).suffix.lower())


# Order ----------------------------------------------------------------------------------------------------


class _Group(IntEnum):
    """What the articles of a part have in common, in the order of parts."""

    FAMILY = 0
    MONTH = 1
    UNDATED = 2


_GroupKey = tuple[_Group, str]  # with the address of the family, or the month


def _parts(site: Site, order: Order) -> tuple[Part, ...]:
    """Return the articles under months, or families first and the others under months."""
    dates = {document.url: document.date for document in site.documents}
    families: dict[str, Page] = {}
    if order is Order.FAMILY:
        families = {page.url: page for page in site.pages if isinstance(page.view, FamilyView)}
    groups: dict[_GroupKey, list[ArticlePage]] = defaultdict(list)
    for page, view in _articles_by_date(site, dates):
        groups[_group_of(view, dates.get(page.url, ""), families)].append((page, view))
    parts = []
    first_number = 1
    for key in sorted(groups):
        chapters = tuple(
            Chapter(f"article-{number:05}.xhtml", page, view, dates.get(page.url, ""))
            for number, (page, view) in enumerate(groups[key], first_number)
        )
        first_number += len(chapters)
        parts.append(Part(_heading(key, families), chapters))
    return tuple(parts)


def _articles_by_date(site: Site, dates: Mapping[str, str]) -> list[ArticlePage]:
    """Return the pages of articles by date, the undated last."""
    pages = [(page, page.view) for page in site.pages if isinstance(page.view, ArticleView)]

    def order(article: ArticlePage) -> tuple[bool, str, str]:
        url = article[0].url
        date = dates.get(url, "")
        return not date, date, url

    return sorted(pages, key=order)


def _group_of(view: ArticleView, date: str, families: Mapping[str, Page]) -> _GroupKey:
    if view.family in families:
        return _Group.FAMILY, view.family
    return (_Group.MONTH, date[:7]) if date else (_Group.UNDATED, "")


def _heading(key: _GroupKey, families: Mapping[str, Page]) -> str:
    group, name = key
    match group:
        case _Group.FAMILY:
            return families[name].title
        case _Group.MONTH:
            return month_name(name) if len(name) == len("2024-05") else name
        case _Group.UNDATED:
            return "Without a date"


def _texts(site: Site) -> tuple[TextChapter, ...]:
    """Return the pages that a person wrote, but for those on the site itself, by their addresses."""
    pages = [
        (page, page.view)
        for page in site.pages
        if isinstance(page.view, TextView) and page.kind == "text" and page.view.path
    ]
    pages.sort(key=lambda page_and_view: page_and_view[0].url)
    return tuple(
        TextChapter(f"text-{number:03}.xhtml", page, view) for number, (page, view) in enumerate(pages, 1)
    )


# Links ----------------------------------------------------------------------------------------------------


def _links(site: Site, chapters: Sequence[Chapter], texts: Sequence[TextChapter]) -> LinkTo:
    """Return a function from an address in the site to one in the book.

    An empty text for what the book lacks.
    """
    files_by_url = {chapter.page.url: chapter.file for chapter in chapters}
    files_by_url |= {text.page.url: text.file for text in texts}
    for page in site.pages:
        if isinstance(page.view, EntityView):
            files_by_url[page.url] = f"{NAMES_PAGE}#{_anchor(page.url)}"

    def link_to(url: str) -> str:
        if "://" in url:
            return url
        path, _, anchor = url.partition("#")
        target = files_by_url.get(path, "")
        return f"{target}#{anchor}" if anchor and _may_take_anchor(target) else target

    return link_to


def _may_take_anchor(target: str) -> bool:
    """Whether an address in the book is that of a whole file."""
    return bool(target) and "#" not in target


def _anchor(url: str) -> str:
    return f"x-{slug(url.removesuffix('.html'))}"


def _relinked(passage: Passage, link_to: LinkTo) -> Passage:
    """Return a passage with the links of the book, without remarks: they stand behind the text."""
    return replace(passage, runs=tuple(_relinked_run(run, link_to) for run in passage.runs), remarks=())


def _relinked_run(run: Run, link_to: LinkTo) -> Run:
    twins = tuple(replace(twin, url=url) for twin in run.twins if (url := link_to(twin.url)))
    lost_all_twins = bool(run.twins) and not twins  # then the mark says nothing
    return replace(
        run,
        url=link_to(run.url) if run.url else "",
        marked=run.marked and not lost_all_twins,
        twins=twins,
    )


def _relinked_link(link: Link, link_to: LinkTo) -> Link:
    return replace(link, url=link_to(link.url) if link.url else "")


def _relinked_links(row: tuple[Link, ...], link_to: LinkTo) -> tuple[Link, ...]:
    return tuple(_relinked_link(link, link_to) for link in row)


def _runs(runs: tuple[Run, ...], link_to: LinkTo) -> Markup:
    return markup.runs(tuple(_relinked_run(run, link_to) for run in runs), "")


def _plain(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


# Chapters -------------------------------------------------------------------------------------------------


def _article_values(chapter: Chapter, link_to: LinkTo, pictures: Pictures) -> dict[str, Any]:
    """Return what the template of an article shows."""
    view = chapter.view
    notes = [remark for passage in view.body for remark in passage.remarks]
    body = str(markup.passages(tuple(_relinked(passage, link_to) for passage in view.body), ""))
    comments = tuple(_relinked(passage, link_to) for passage in view.comments)
    return {
        "page": chapter.page,
        "view": view,
        "standfirst": _runs(view.standfirst, link_to),
        "facts": [
            Fact(fact.label, _relinked_links(fact.values, link_to)) for fact in view.facts if not fact.of_file
        ],
        "notices": [replace(notice, words=_relinked_links(notice.words, link_to)) for notice in view.notices],
        "links": lambda row: markup.links(row, ""),
        "body": Markup(body.replace('role="doc-noteref"', 'role="doc-noteref" epub:type="noteref"')),  # noqa: S704
        "comments": markup.passages(comments, ""),
        "remarks": [_remark(remark, chapter, link_to, pictures) for remark in view.remarks],
        "notes": [(remark, _remark(remark, chapter, link_to, pictures)) for remark in notes],
        "date": long_date(chapter.date) if chapter.date else "",
    }


def _text_values(text: TextChapter, link_to: LinkTo, pictures: Pictures) -> dict[str, Any]:
    """Return what the template of a page that a person wrote shows."""
    html = str(markup.words(text.view, root_of(text.page.url)))
    place = _Place(text.page.url, text.view.path)
    return {"page": text.page, "words": _moved(html, place, link_to, pictures)}


def _remark(remark: RemarkView, chapter: Chapter, link_to: LinkTo, pictures: Pictures) -> Markup:
    """Return a person's remark on an article."""
    url = chapter.page.url
    html = str(markup.words(remark, root_of(url), REMARK_HEADING_LEVEL, f"{remark.id}-"))
    passages = frozenset(passage.id for passage in (*chapter.view.body, *chapter.view.comments))
    return _moved(html, _Place(url, remark.path, remark.line, passages), link_to, pictures)


# People's words -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a person's words stand."""

    url: str  # of the page in the site
    path: str  # of the file
    line: int = -1
    passages: frozenset[str] = frozenset()  # ids that stand around them in the book


def _moved(html: str, place: _Place, link_to: LinkTo, pictures: Pictures) -> Markup:
    """Return a person's words with links and pictures of the book, or words where it does not hold them."""
    own_ids = place.passages.union(_ID.findall(html))
    html = _HREF.sub(lambda match: _moved_link(match, place, own_ids, link_to, pictures), html)
    html = _IMAGE.sub(lambda match: _moved_picture(match, place, pictures), html)
    return Markup(html)  # noqa: S704  (made from Markdown, which is escaped)


def _leave_out(what: str, place: _Place, pictures: Pictures) -> None:
    pictures.left.append(Problem(place.path, place.line, "SG804", f"left out of the book: {what}"))


def _moved_link(
    match: re.Match[str], place: _Place, own_ids: frozenset[str], link_to: LinkTo, pictures: Pictures
) -> str:
    """Return the attribute that leads to the same place in the book.

    Nothing where the book does not have it.
    """
    address = unescape(match[1])
    if address.startswith("#"):
        if unquote(address[1:]) in own_ids:
            return match[0]
        _leave_out(f'the link to "{address}", a place that only the page has', place, pictures)
        return ""
    if ":" in address.split("/")[0]:
        return match[0]
    path, _, anchor = _in_site(place.url, address).partition("#")
    inside = link_to(path)
    if _may_take_anchor(inside) and _PASSAGE_ID.fullmatch(anchor):  # other places are on the page alone
        inside += f"#{anchor}"
    return f'href="{escape(inside)}"' if inside else ""


def _moved_picture(match: re.Match[str], place: _Place, pictures: Pictures) -> str:
    """Return a picture with its address in the book; its words where the book cannot hold it."""
    address, alt = unescape(match[1]), match[2]
    inside = pictures.take(_in_site(place.url, address))
    if inside:
        return match[0].replace(match[1], escape(inside))
    what = f'the picture "{address}", which is none of content/files/ that a book can hold'
    _leave_out(what, place, pictures)
    return f"<em>{alt}</em>" if alt else ""


def _in_site(url: str, address: str) -> str:
    """Return the address in the site of something that a page names."""
    return normpath(f"{url.rpartition('/')[0]}/{unquote(address)}").lstrip("/")


# Names ----------------------------------------------------------------------------------------------------

NameRow = tuple[str, str, list[Link], Markup]  # name, its id, chapters that name it, a person's words on it


def _names(
    site: Site, chapters: Sequence[Chapter], link_to: LinkTo, pictures: Pictures
) -> list[tuple[str, list[NameRow]]]:
    """Return the entities of each kind from A to Z, with the chapters that name them."""
    naming = _chapters_by_entity(site, chapters, link_to)
    rows_by_kind: dict[str, list[NameRow]] = defaultdict(list)
    for page in site.pages:
        if isinstance(page.view, EntityView) and page.url in naming:
            words = _words_on_entity(page.url, page.view, link_to, pictures)
            row = (page.title, _anchor(page.url), naming[page.url], words)
            rows_by_kind[page.view.kind].append(row)
    return [
        (kind, sorted(rows, key=lambda row: row[0].casefold())) for kind, rows in sorted(rows_by_kind.items())
    ]


def _chapters_by_entity(site: Site, chapters: Sequence[Chapter], link_to: LinkTo) -> dict[str, list[Link]]:
    """Return links to the chapters that name each entity, by the address of its page."""
    documents: dict[str, Document] = {document.url: document for document in site.documents}
    naming: dict[str, list[Link]] = defaultdict(list)
    for chapter in chapters:
        for entity in documents[chapter.page.url].entities:
            naming[f"{entity}.html"].append(Link(chapter.page.title, link_to(chapter.page.url)))
    return naming


def _words_on_entity(url: str, view: EntityView, link_to: LinkTo, pictures: Pictures) -> Markup:
    """Return a person's words on an entity."""
    if not view.note:
        return Markup()
    html = str(markup.words(view.note, root_of(url), REMARK_HEADING_LEVEL, f"{_anchor(url)}-"))
    return _moved(html, _Place(url, view.note.path), link_to, pictures)
