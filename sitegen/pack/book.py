"""A site as an EPUB 3.3 book: cover, free pages, articles by date or family, notes as footnotes, an index of names."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from html import escape, unescape
from importlib.resources import files
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
from sitegen.pack.zip import archived
from sitegen.render import markup
from sitegen.render.address import root_of
from sitegen.text import plural, slug

ORDERS = ("date", "family")
NAMES = "names.xhtml"
INVALID = dict.fromkeys(
    (*range(9), 11, 12, *range(14, 32), 65534, 65535)
)  # characters that XML does not know
PICTURES = {
    ".gif": "image/gif", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".svg": "image/svg+xml", ".webp": "image/webp",
}  # fmt: skip
SIGNS = {
    "image/gif": (b"GIF8",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/png": (b"\x89PNG",),
    "image/webp": (b"RIFF",),
}
COVER_WIDTH = 16  # characters of a line of the title on the cover

Moment = tuple[int, int, int, int, int, int]


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
        """Give the file in the book of a picture of the site; an empty text where a book cannot hold it."""
        if address not in self.brought or not _is_picture(address, self.brought[address]):
            return ""
        name = f"files/{slug(address.rpartition('.')[0])}{PurePosixPath(address).suffix.lower()}"
        while self.used.setdefault(name, address) != address:
            name = f"files/x-{name.removeprefix('files/')}"
        return name


def book(
    site: Site, moment: Moment, *, by: str = "date", brought: Mapping[str, bytes] = MappingProxyType({})
) -> tuple[bytes, list[Problem]]:
    """Give the book, and what of people's words could not be put into it; raise SitegenError where there is no article.

    `brought` has the files of `content/files/` by their address in the site.
    """
    parts = _parts(site, by)
    chapters = [chapter for part in parts for chapter in part.chapters]
    if not chapters:
        raise SitegenError("error SG801: there is no article to put into a book")
    texts = _texts(site)
    link = _links(site, chapters, texts)
    pictures = Pictures(brought)
    written = [
        (f"OEBPS/{one.file}", {"page": one.page, "words": _text_words(one, link, pictures)}) for one in texts
    ]
    articles = [(f"OEBPS/{one.file}", _article(one, link, pictures)) for one in chapters]
    modified = "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*moment)
    shared = {
        "site": site.info,
        "texts": texts,
        "parts": parts,
        "chapters": chapters,
        "names": _names(site, chapters, link, pictures),
        "modified": modified,
        "identifier": f"urn:uuid:{uuid5(NAMESPACE_URL, f'sitegen:{site.info.title}:{site.info.profile}')}",
        "cover": [line[:40] for line in wrap(site.info.title, COVER_WIDTH)][:7],
        "size": plural(len(chapters), "article"),
        "plural": plural,
        "lead": _plain,
        "pictures": [(name, _kind_of_picture(name)) for name in sorted(pictures.used)],
    }
    rows: list[tuple[str, str]] = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", _text("container.xml", shared)),
        ("OEBPS/package.opf", _text("package.opf", shared)),
        ("OEBPS/nav.xhtml", _text("nav.xhtml", shared)),
        ("OEBPS/cover.svg", _text("cover.svg", shared)),
        ("OEBPS/cover.xhtml", _text("cover.xhtml", shared)),
        ("OEBPS/style.css", files(__package__).joinpath("epub/style.css").read_text(encoding="utf-8")),
        *((path, _text("text.xhtml", shared | values)) for path, values in written),
        *((path, _text("article.xhtml", shared | values)) for path, values in articles),
    ]
    if shared["names"]:
        rows.append((f"OEBPS/{NAMES}", _text("names.xhtml", shared)))
    encoded = [(path, text.translate(INVALID).encode("utf-8", "replace")) for path, text in rows]
    encoded += [(f"OEBPS/{name}", brought[pictures.used[name]]) for name in sorted(pictures.used)]
    return archived(encoded, moment, stored=frozenset({"mimetype"})), pictures.left


def _is_picture(name: str, data: bytes) -> bool:
    """Say whether a file is a picture of the kind that its name says, and one without scripts: readers of books refuse others."""
    kind = _kind_of_picture(name)
    if kind != "image/svg+xml":
        return kind is not None and any(data.startswith(sign) for sign in SIGNS[kind])
    try:
        tags = {str(one.tag).rpartition("}")[2] for one in ET.fromstring(data).iter()}  # noqa: S314  (a file of the archive's owner)
    except ET.ParseError:
        return False
    return "script" not in tags


def _kind_of_picture(name: str) -> str | None:
    """Give the media type of a picture that every reader of books shows (EPUB 3.3, 3.2), else nothing."""
    return PICTURES.get(PurePosixPath(name).suffix.lower())


@cache
def _environment() -> jinja2.Environment:
    folder = files(__package__).joinpath("epub")
    loader = jinja2.FunctionLoader(lambda name: folder.joinpath(name).read_text(encoding="utf-8"))
    return jinja2.Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )


def _text(template: str, values: dict[str, Any]) -> str:
    return _environment().get_template(template).render(values) + "\n"


# Order ----------------------------------------------------------------------------------------------------------------


def _parts(site: Site, by: str) -> tuple[Part, ...]:
    """Give the articles under months, or families first and the others under months."""
    dates = {one.url: one.date for one in site.documents}
    pages = [(page, page.view) for page in site.pages if isinstance(page.view, ArticleView)]
    ordered = sorted(pages, key=lambda one: (dates.get(one[0].url, "") or "9", one[0].url))
    groups: dict[str, list[tuple[Page, ArticleView]]] = defaultdict(list)
    families = (
        {page.url: page for page in site.pages if isinstance(page.view, FamilyView)} if by == "family" else {}
    )
    for page, view in ordered:
        date = dates.get(page.url, "")
        month = f"1 {date[:7]}" if date else "2"
        groups[f"0 {view.family}" if view.family in families else month].append((page, view))
    made = []
    number = 0
    for key in sorted(groups):
        chapters = []
        for page, view in groups[key]:
            number += 1
            chapters.append(Chapter(f"article-{number:05}.xhtml", page, view, dates.get(page.url, "")))
        made.append(Part(_heading(key, families), tuple(chapters)))
    return tuple(made)


def _texts(site: Site) -> tuple[TextChapter, ...]:
    """Give the pages that a person wrote, but for those that speak of the site itself, in the order of their addresses."""
    pages = sorted(
        (
            (page, page.view)
            for page in site.pages
            if isinstance(page.view, TextView) and page.kind == "text" and page.view.path
        ),
        key=lambda one: one[0].url,
    )
    return tuple(
        TextChapter(f"text-{number:03}.xhtml", page, view) for number, (page, view) in enumerate(pages, 1)
    )


def _heading(key: str, families: dict[str, Page]) -> str:
    kind, _, rest = key.partition(" ")
    if kind == "0":
        return families[rest].title
    return "Without a date" if kind == "2" else month_name(rest) if len(rest) == 7 else rest


# Links ----------------------------------------------------------------------------------------------------------------


def _links(site: Site, chapters: Sequence[Chapter], texts: Sequence[TextChapter]) -> Callable[[str], str]:
    """Give a function from an address in the site to one in the book; an empty text for what the book does not hold."""
    known = {chapter.page.url: chapter.file for chapter in chapters} | {
        text.page.url: text.file for text in texts
    }
    known |= {
        page.url: f"{NAMES}#{_anchor(page.url)}" for page in site.pages if isinstance(page.view, EntityView)
    }

    def link(url: str) -> str:
        if "://" in url:
            return url
        path, _, anchor = url.partition("#")
        target = known.get(path, "")
        return f"{target}#{anchor}" if anchor and target and "#" not in target else target

    return link


def _anchor(url: str) -> str:
    return f"x-{slug(url.removesuffix('.html'))}"


def _relinked(passage: Passage, link: Callable[[str], str]) -> Passage:
    def relinked(run: Run) -> Run:
        twins = tuple(replace(twin, url=url) for twin in run.twins if (url := link(twin.url)))
        marked = (
            run.marked if twins or not run.twins else False
        )  # a mark whose twins are not in the book says nothing
        return replace(run, url=link(run.url) if run.url else "", marked=marked, twins=twins)

    runs = tuple(map(relinked, passage.runs))
    return replace(passage, runs=runs, remarks=())


def _runs(runs: tuple[Run, ...], link: Callable[[str], str]) -> Markup:
    return (
        markup.passages((), "")
        if not runs
        else markup.runs(_relinked(Passage("paragraph", "", runs), link).runs, "")
    )


def _plain(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


# Chapters -------------------------------------------------------------------------------------------------------------


def _article(chapter: Chapter, link: Callable[[str], str], pictures: Pictures) -> dict[str, Any]:
    view = chapter.view
    notes = [remark for passage in view.body for remark in passage.remarks]
    body = markup.passages(tuple(_relinked(one, link) for one in view.body), "")
    return {
        "page": chapter.page,
        "view": view,
        "standfirst": _runs(view.standfirst, link),
        "facts": [
            Fact(one.label, _kept(one.values, link))
            for one in view.facts
            if one.label not in {"Seed", "Digest"}
        ],
        "notices": [replace(one, words=_kept(one.words, link)) for one in view.notices],
        "links": lambda row: markup.links(row, ""),
        "body": Markup(str(body).replace('role="doc-noteref"', 'role="doc-noteref" epub:type="noteref"')),  # noqa: S704  (markup.py escaped it)
        "comments": markup.passages(tuple(_relinked(one, link) for one in view.comments), ""),
        "remarks": [_words(one, chapter, link, pictures) for one in view.remarks],
        "notes": [(one, _words(one, chapter, link, pictures)) for one in notes],
        "date": long_date(chapter.date) if chapter.date else "",
    }


def _words(one: RemarkView, chapter: Chapter, link: Callable[[str], str], pictures: Pictures) -> Markup:
    """Give a person's remark on an article."""
    html = str(markup.words(one, root_of(chapter.page.url), 3, f"{one.id}-"))
    passages = {passage.id for passage in (*chapter.view.body, *chapter.view.comments)}
    return _moved(html, chapter.page.url, (one.path, one.line), passages, link, pictures)


def _text_words(one: TextChapter, link: Callable[[str], str], pictures: Pictures) -> Markup:
    """Give the words of a page that a person wrote."""
    html = str(markup.words(one.view, root_of(one.page.url)))
    return _moved(html, one.page.url, (one.view.path, -1), set(), link, pictures)


def _moved(
    html: str,
    url: str,
    place: tuple[str, int],
    passages: set[str],
    link: Callable[[str], str],
    pictures: Pictures,
) -> Markup:
    """Give a person's words; links and pictures of the site become those of the book, or words where it does not hold them.

    `url` is the page where the words stand in the site, `place` their file and line, `passages` the ids that stand around them.
    """
    own = set(re.findall(r'\bid="([^"]*)"', html)) | passages

    def told(what: str) -> str:
        pictures.left.append(Problem(*place, "SG804", f"left out of the book: {what}"))
        return ""

    def moved(match: re.Match[str]) -> str:
        address = unescape(match[1])
        if address.startswith("#"):
            return (
                match[0]
                if unquote(address[1:]) in own
                else told(f'the link to "{address}", a place that only the page has')
            )
        if ":" in address.split("/")[0]:
            return match[0]
        path, _, anchor = _in_site(url, address).partition("#")
        inside = link(path)
        kept = f"#{anchor}" if inside and _is_passage(anchor) and "#" not in inside else ""
        return f'href="{escape(inside + kept)}"' if inside else ""

    def shown(match: re.Match[str]) -> str:
        address, words = unescape(match[1]), match[2]
        inside = pictures.take(_in_site(url, address))
        if inside:
            return match[0].replace(match[1], escape(inside))
        told(f'the picture "{address}", which is none of content/files/ that a book can hold')
        return f"<em>{words}</em>" if words else ""

    html = re.sub(r'href="([^"]*)"', moved, html)
    return Markup(re.sub(r'<img src="([^"]*)" alt="([^"]*)"[^>]*/?>', shown, html))  # noqa: S704  (made from Markdown, which is escaped)


def _in_site(url: str, address: str) -> str:
    """Give the address in the site of something that a page names."""
    return normpath(f"{url.rpartition('/')[0]}/{unquote(address)}").lstrip("/")


def _is_passage(place: str) -> bool:
    """Say whether a place on an article's page is one of the chapter too."""
    return re.fullmatch(r"p\d+", place) is not None


def _kept(row: tuple[Link, ...], link: Callable[[str], str]) -> tuple[Link, ...]:
    return tuple(replace(one, url=link(one.url) if one.url else "") for one in row)


def _names(
    site: Site, chapters: Sequence[Chapter], link: Callable[[str], str], pictures: Pictures
) -> list[tuple[str, list[tuple[str, str, list[Link], Markup]]]]:
    """Give, for each kind, the entities from A to Z with the chapters that name them and a person's words on them."""
    named: dict[str, list[Link]] = defaultdict(list)
    by_url: dict[str, Document] = {one.url: one for one in site.documents}
    for chapter in chapters:
        for entity in by_url[chapter.page.url].entities:
            named[f"{entity}.html"].append(Link(chapter.page.title, link(chapter.page.url)))
    kinds: dict[str, list[tuple[str, str, list[Link], Markup]]] = defaultdict(list)
    for page in site.pages:
        if isinstance(page.view, EntityView) and page.url in named:
            anchor, note = _anchor(page.url), page.view.note
            html = str(markup.words(note, root_of(page.url), 3, f"{anchor}-")) if note else ""
            words = _moved(html, page.url, (note.path, -1), set(), link, pictures) if note else Markup()
            kinds[page.view.kind].append((page.title, anchor, named[page.url], words))
    return [(kind, sorted(rows, key=lambda one: one[0].casefold())) for kind, rows in sorted(kinds.items())]
