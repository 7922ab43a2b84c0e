"""`PAGES`: the table of page kinds; and `compose`, which makes the whole site from it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from sitegen import __version__
from sitegen.config import Config
from sitegen.model import Archive, Inputs, Note, Problem, Severity, Withdrawal
from sitegen.model.site import (
    ARTICLE_PAGE,
    DATA,
    FEED,
    FEED_LIST,
    JSON_FEED,
    OPEN_SEARCH,
    TOMBSTONE_PAGE,
    ArticleView,
    EntityView,
    FamilyView,
    GroupsView,
    HomeView,
    IndexView,
    Link,
    MoreMentionsView,
    NamesView,
    Page,
    PassagesView,
    QuotationsView,
    RawView,
    SearchView,
    Site,
    SiteInfo,
    TextView,
    TombstoneView,
)
from sitegen.site import urls
from sitegen.site.article import article_pages, copied_seeds, raw_pages
from sitegen.site.compare import family_pages
from sitegen.site.context import SiteContext, site_context
from sitegen.site.documents import documents
from sitegen.site.draft import Draft
from sitegen.site.entity import MENTIONS, entity_pages
from sitegen.site.entity_index import entities_pages
from sitegen.site.feeds import feeds
from sitegen.site.free_pages import about_page, free_pages, method_page, not_found_page, search_page
from sitegen.site.lists import home_page, index_page, sources_page, timeline_page, untold_in_index
from sitegen.site.local_links import written_links
from sitegen.site.passages import passage_pages
from sitegen.site.quotations import quotation_pages
from sitegen.site.remarks import placed
from sitegen.site.tables import entries, tables
from sitegen.site.wikilinks import written_wikilinks

ICONS = ("favicon.svg", "favicon.png", "favicon.ico")  # of content/files/, before the theme's own
THEME_ICON = "assets/icon.svg"


class Robots(Enum):
    """What pages of a kind tell search engines."""

    LISTED = auto()  # nothing: they may list it
    AS_SET = auto()  # what `robots` in sitegen.toml says of pages with other people's text
    UNLISTED = auto()  # not to list it


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """Where the menu leads to pages of a kind, if there are any."""

    place: int  # in the menu, in steps of ten; the smallest stands first
    label: str = ""  # of the page at the first address of the row; empty: of each page its title


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKind:
    """One kind of page: all that is the same for pages of it, and the function that makes them."""

    name: str
    template: str  # of the theme; without its suffix it is `Page.kind`
    view: type  # what a page shows
    addresses: tuple[str, ...]  # with names in braces for what differs; the menu leads to the first
    robots: Robots
    make: (
        Callable[[SiteContext], Iterable[Draft]] | None
    )  # None: the function of the row above makes them too
    menu: MenuEntry | None = None


PAGES: tuple[PageKind, ...] = (
    PageKind(
        name="home",
        template="home.html",
        view=HomeView,
        addresses=(urls.HOME,),
        robots=Robots.LISTED,
        make=home_page,
    ),
    PageKind(
        name="index",
        template="index.html",
        view=IndexView,
        addresses=(urls.INDEX,),
        robots=Robots.LISTED,
        make=index_page,
        menu=MenuEntry(10, "Index"),
    ),
    PageKind(
        name=ARTICLE_PAGE,
        template="article.html",
        view=ArticleView,
        addresses=(urls.article("{key}"),),
        robots=Robots.AS_SET,
        make=article_pages,
    ),
    PageKind(
        name=TOMBSTONE_PAGE,
        template="tombstone.html",
        view=TombstoneView,
        addresses=(urls.article("{key}"),),
        robots=Robots.UNLISTED,
        make=None,
    ),
    PageKind(
        name="raw",
        template="raw.html",
        view=RawView,
        addresses=(urls.raw("{key}"),),
        robots=Robots.AS_SET,
        make=raw_pages,
    ),
    PageKind(
        name="family",
        template="family.html",
        view=FamilyView,
        addresses=(urls.family("{key}"),),
        robots=Robots.AS_SET,
        make=family_pages,
    ),
    PageKind(
        name="entity",
        template="entity.html",
        view=EntityView,
        addresses=(urls.entity("{folder}", "{id}"),),
        robots=Robots.AS_SET,
        make=entity_pages,
    ),
    PageKind(
        name=MENTIONS,
        template="mentions.html",
        view=MoreMentionsView,
        addresses=(urls.mentions("{folder}", "{id}", "{number}"),),
        robots=Robots.AS_SET,
        make=None,
    ),
    PageKind(
        name="entities",
        template="entities.html",
        view=NamesView,
        addresses=(urls.ENTITIES, urls.names("{folder}", "{letter}")),
        robots=Robots.LISTED,
        make=entities_pages,
        menu=MenuEntry(30, "Entities"),
    ),
    PageKind(
        name="quotations",
        template="quotations.html",
        view=QuotationsView,
        addresses=(urls.QUOTATIONS, urls.quotations("{letter}")),
        robots=Robots.AS_SET,
        make=quotation_pages,
        menu=MenuEntry(40, "Quotations"),
    ),
    PageKind(
        name="passages",
        template="passages.html",
        view=PassagesView,
        addresses=(urls.passages(1), urls.passages("{number}")),
        robots=Robots.AS_SET,
        make=passage_pages,
    ),
    PageKind(
        name="sources",
        template="sources.html",
        view=GroupsView,
        addresses=(urls.SOURCES,),
        robots=Robots.LISTED,
        make=sources_page,
        menu=MenuEntry(60, "Sources"),
    ),
    PageKind(
        name="timeline",
        template="timeline.html",
        view=GroupsView,
        addresses=(urls.TIMELINE,),
        robots=Robots.LISTED,
        make=timeline_page,
        menu=MenuEntry(50, "Timeline"),
    ),
    PageKind(
        name="search",
        template="search.html",
        view=SearchView,
        addresses=(urls.SEARCH,),
        robots=Robots.LISTED,
        make=search_page,
        menu=MenuEntry(20, "Search"),
    ),
    PageKind(
        name="about",
        template="text.html",
        view=TextView,
        addresses=(urls.ABOUT,),
        robots=Robots.LISTED,
        make=about_page,
        menu=MenuEntry(90, "About"),
    ),
    PageKind(
        name="method",
        template="method.html",
        view=TextView,
        addresses=(urls.METHOD,),
        robots=Robots.LISTED,
        make=method_page,
        menu=MenuEntry(80, "Method"),
    ),
    PageKind(
        name="text",
        template="text.html",
        view=TextView,
        addresses=(urls.free("{slug}"),),
        robots=Robots.LISTED,
        make=free_pages,
        menu=MenuEntry(70),
    ),
    PageKind(
        name="404",
        template="404.html",
        view=TextView,
        addresses=(urls.NOT_FOUND,),
        robots=Robots.UNLISTED,
        make=not_found_page,
    ),
)
_BY_NAME = {kind.name: kind for kind in PAGES}


def compose(
    archive: Archive,
    inputs: Inputs,
    config: Config,
    notes: dict[str, Note],
    withdrawals: dict[str, Withdrawal],
) -> tuple[Site, tuple[Problem, ...]]:
    """Return the site, and what is wrong with its parts.

    Problems are orphaned remarks and notes, wikilinks to nothing, two pages of one address.
    """
    context = site_context(archive, inputs, config, notes, withdrawals)
    rows = [row for kind in PAGES for row in _pages(kind, context)]
    pages = tuple(page for _, page in rows)
    unique, collisions = _unique(pages)
    feed_entries = entries(context)
    site = Site(
        info=_info(context, rows),
        pages=unique,
        tables=tables(context),
        entries=feed_entries,
        documents=documents(context, pages),
        feeds=feeds(context, feed_entries),
        written=(
            *written_links(context.edition, context.names, context.links),
            *written_wikilinks(context.names, context.links),
        ),
        copied=copied_seeds(context),
    )
    problems = (*_orphans(context), *context.links.problems, *collisions, *untold_in_index(context))
    return site, problems


def _pages(kind: PageKind, context: SiteContext) -> Iterator[tuple[PageKind, Page]]:
    """Yield the pages that the function of a row makes, each with its own row."""
    for draft in kind.make(context) if kind.make else ():
        row = _BY_NAME[draft.kind] if draft.kind else kind
        yield (
            row,
            Page(
                url=draft.url,
                kind=row.template.removesuffix(".html"),
                title=draft.title,
                view=draft.view,
                description=draft.description,
                robots=_robots(row.robots, context),
                reserved=row.robots is Robots.AS_SET and context.edition.config.tdm_reservation,
                language=draft.language,
                maker=draft.maker,
            ),
        )


def _robots(robots: Robots, context: SiteContext) -> str:
    match robots:
        case Robots.LISTED:
            return ""
        case Robots.AS_SET:
            return context.edition.config.robots
        case Robots.UNLISTED:
            return "noindex"


def _info(context: SiteContext, rows: list[tuple[PageKind, Page]]) -> SiteInfo:
    config = context.edition.config
    return SiteInfo(
        title=config.title,
        description=config.description,
        address=config.address,
        base_path=config.base_path,
        language=config.language,
        contact=config.contact,
        notice=config.notice,
        profile=config.profile,
        menu=_menu(rows),
        version=__version__,
        feed=urls.FEED if config.makes(FEED) else "",
        json_feed=urls.JSON_FEED if config.makes(JSON_FEED) else "",
        open_search=urls.OPEN_SEARCH if config.address and config.makes(OPEN_SEARCH) else "",
        has_data=config.makes(DATA),
        feed_list=urls.FEED_LIST if config.address and config.makes(FEED_LIST) else "",
        tdm_policy=config.tdm_policy,
        identity=context.edition.inputs.identity,
        icon=_icon(context),
        picture_hosts=config.picture_hosts,
    )


def _menu(rows: list[tuple[PageKind, Page]]) -> tuple[Link, ...]:
    """Return the entries of the menu for the pages that were made."""
    placed_links: list[tuple[int, Link]] = []
    for kind, page in rows:
        if kind.menu and not kind.menu.label:
            placed_links.append((kind.menu.place, Link(page.title, page.url)))
        elif kind.menu and page.url == kind.addresses[0]:
            placed_links.append((kind.menu.place, Link(kind.menu.label, page.url)))
    return tuple(link for _, link in sorted(placed_links, key=lambda placed_link: placed_link[0]))


def _icon(context: SiteContext) -> str:
    brought = {file.target for file in context.edition.inputs.files}
    return next((name for name in ICONS if name in brought), THEME_ICON)


def _orphans(context: SiteContext) -> Iterator[Problem]:
    """Yield problems of remarks whose passage cannot be found."""
    edition = context.edition
    for seed, note in edition.notes.items():
        if seed in edition.shown:
            remarks = placed(note, edition.articles[seed], edition.shown[seed], context.links)
            yield from remarks.problems


def _unique(pages: tuple[Page, ...]) -> tuple[tuple[Page, ...], list[Problem]]:
    """Return the first page of each address, and problems of the others."""
    first: dict[str, Page] = {}
    problems = []
    for page in pages:
        other = first.setdefault(page.url, page)
        if other is not page:
            message = f"makes {page.url}, which {other.maker or other.kind} makes too; give it another name"
            problems.append(Problem(page.maker or page.kind, -1, "SG103", message, severity=Severity.ERROR))
    return tuple(first.values()), problems
