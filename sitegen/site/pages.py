"""`PAGES`: the table of page kinds; and `compose`, which makes the whole site from it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sitegen import __version__
from sitegen.config import Config
from sitegen.model import Archive, FreePage, Inputs, Note, Problem, Severity, Withdrawal
from sitegen.model.site import FEED, Link, Page, SearchView, Site, SiteInfo, TextView
from sitegen.site import default_texts, urls
from sitegen.site.article import article_page, raw_page
from sitegen.site.compare import family_view
from sitegen.site.context import SiteContext
from sitegen.site.documents import documents
from sitegen.site.entity import entity_pages
from sitegen.site.entity_index import entities_pages
from sitegen.site.entity_notes import match_entity_notes
from sitegen.site.feeds import feeds
from sitegen.site.lists import home_page, index_page, sources_page, timeline_page, untold_in_index
from sitegen.site.local_links import files_by_path, links_of, ways, written_links
from sitegen.site.passages import passage_pages
from sitegen.site.quotations import quotation_pages
from sitegen.site.remarks import placed
from sitegen.site.rights import FULL
from sitegen.site.tables import entries, tables
from sitegen.site.wikilinks import follow, written_wikilinks

ICONS = ("favicon.svg", "favicon.png", "favicon.ico")  # of content/files/, before the theme's own


@dataclass(frozen=True, slots=True)
class PageKind:
    """One kind of page: the name of its template, and which pages of it there are."""

    name: str
    make: Callable[[SiteContext], Iterable[Page]]


def _articles(view: SiteContext) -> Iterator[Page]:
    seeds = view.archive.seeds
    for at, seed in enumerate(seeds):
        yield article_page(
            view, seed, seeds[at - 1] if at else None, seeds[at + 1] if at + 1 < len(seeds) else None
        )


def _raw(view: SiteContext) -> Iterator[Page]:
    return (
        raw_page(view, seed)
        for seed in view.archive.seeds
        if seed.id in view.shown and view.modes[seed.id] == FULL
    )


def _families(view: SiteContext) -> Iterator[Page]:
    for family in {family.key: family for family in view.families.values()}.values():
        what = "copies" if view.is_one_article(family) else "texts that overlap"
        title = f"{len(family.members)} {what}: {view.title(family.leader)}"
        yield Page(
            urls.family(family.key),
            "family",
            title,
            family_view(view, family),
            robots=view.robots(),
            maker=f"family {family.key}",
        )


def _entities(view: SiteContext) -> Iterator[Page]:
    return (
        page
        for entity in view.archive.entities
        if entity.id in view.standing
        for page in entity_pages(view, entity)
    )


def _texts(view: SiteContext) -> Iterator[Page]:
    """Give about, method and the free pages; a person's words stand before the built-in ones of the method page."""
    about, method = (
        next((page for page in view.pages if page.slug == slug), None) for slug in ("about", "method")
    )
    text = about.markdown if about and about.markdown.strip() else default_texts.default_about(view)
    yield Page(
        urls.ABOUT,
        "text",
        about.title if about else "About",
        _text(view, urls.ABOUT, text, about),
        maker=about.path if about else "",
    )
    before = f"{method.markdown}\n\n" if method else ""
    yield Page(
        urls.METHOD,
        "method",
        method.title if method else "Method",
        _text(view, urls.METHOD, before + default_texts.default_method(view), method),
    )
    for page in view.pages:
        if page in {about, method}:
            continue
        url = urls.free(page.slug)
        yield Page(url, "text", page.title, _text(view, url, page.markdown, page), maker=page.path)


def _text(view: SiteContext, url: str, markdown: str, page: FreePage | None) -> TextView:
    linking = page.linking if page else ()
    return TextView(
        markdown,
        page.path if page else "",
        view.pointers_of(linking),
        view.linked(url),
        ways(view, page.path, page.local) if page else (),
    )


def _search(view: SiteContext) -> Iterator[Page]:
    del view
    lists = (
        Link("all articles", urls.INDEX),
        Link("by date", urls.TIMELINE),
        Link("by source", urls.SOURCES),
        Link("names from A to Z", urls.ENTITIES),
    )
    yield Page(urls.SEARCH, "search", "Search", SearchView(lists), "Full-text search of the archive")


def _not_found(view: SiteContext) -> Iterator[Page]:
    del view
    yield Page(urls.NOT_FOUND, "404", "Page not found", TextView("", ""), robots="noindex")


PAGES: tuple[PageKind, ...] = (
    PageKind("home", lambda view: [home_page(view)]),
    PageKind("index", lambda view: [index_page(view)]),
    PageKind("article", _articles),
    PageKind("raw", _raw),
    PageKind("family", _families),
    PageKind("entity", _entities),
    PageKind("entities", entities_pages),
    PageKind("quotations", lambda view: quotation_pages(view) if view.quotations else ()),
    PageKind("passages", passage_pages),
    PageKind("sources", lambda view: [sources_page(view)]),
    PageKind("timeline", lambda view: [timeline_page(view)]),
    PageKind("search", _search),
    PageKind("text", _texts),
    PageKind("404", _not_found),
)


def compose(
    archive: Archive,
    inputs: Inputs,
    config: Config,
    notes: dict[str, Note],
    withdrawals: dict[str, Withdrawal],
) -> tuple[Site, tuple[Problem, ...]]:
    """Give the site, and what is wrong with its parts: orphaned remarks and notes, wikilinks to nothing, two pages of one address."""
    view = SiteContext(inputs, archive, config, notes, withdrawals)
    view.entity_notes, unfit = match_entity_notes(view)
    view.files = files_by_path(view)
    view.pointers, view.backlinks, astray = follow(view)
    pages = tuple(page for kind in PAGES for page in kind.make(view))
    unique = {page.url: page for page in reversed(pages)}
    listed = entries(view)
    site = Site(
        _info(view),
        tuple(reversed(unique.values())),
        tables(view),
        listed,
        documents(view, pages),
        feeds(view, listed),
        written=(*written_links(view), *written_wikilinks(view)),
    )
    return site, (*_orphans(view), *unfit, *astray, *_collisions(pages), *untold_in_index(view))


def _info(view: SiteContext) -> SiteInfo:
    config = view.config
    menu = [
        Link("Index", urls.INDEX),
        Link("Search", urls.SEARCH),
        Link("Entities", urls.ENTITIES),
        *([Link("Quotations", urls.QUOTATIONS)] if view.quotations else []),
        Link("Timeline", urls.TIMELINE),
        Link("Sources", urls.SOURCES),
        *(
            Link(page.title, urls.free(page.slug))
            for page in view.pages
            if page.slug not in {"about", "method"}
        ),
        Link("Method", urls.METHOD),
        Link("About", urls.ABOUT),
    ]
    return SiteInfo(
        config.title,
        config.description,
        config.address,
        config.base_path,
        config.language,
        config.contact,
        config.notice,
        config.profile,
        tuple(menu),
        __version__,
        urls.FEED if config.makes(FEED) else "",
        view.inputs.identity,
        next(
            (name for name in ICONS if name in {file.target for file in view.inputs.files}), "assets/icon.svg"
        ),
    )


def _orphans(view: SiteContext) -> list[Problem]:
    found: list[Problem] = []
    for seed, note in view.notes.items():
        if seed in view.shown:
            found += placed(note, view.articles[seed], view.shown[seed], links_of(view))[2]
    return found


def _collisions(pages: tuple[Page, ...]) -> list[Problem]:
    first: dict[str, Page] = {}
    found = []
    for page in pages:
        other = first.setdefault(page.url, page)
        if other is not page:
            message = f"makes {page.url}, which {other.maker or other.kind} makes too; give it another name"
            found.append(Problem(page.maker or page.kind, -1, "SG103", message, Severity.ERROR))
    return found
