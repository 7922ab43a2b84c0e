"""The pages of people's words with their built-in stand-ins, and the pages of search and 404."""

from collections.abc import Iterator

from sitegen.model import FreePage
from sitegen.model.site import Link, SearchView, TextView
from sitegen.site import urls
from sitegen.site.context import SiteContext
from sitegen.site.default_texts import default_about, default_method
from sitegen.site.draft import Draft

ABOUT_SLUG, METHOD_SLUG = "about", "method"


def about_page(context: SiteContext) -> Iterator[Draft]:
    """Yield the about page: a person's, else the built-in one."""
    page = _page_of_slug(context, ABOUT_SLUG)
    if page is None:
        yield Draft(
            url=urls.ABOUT, title="About", view=_text(context, urls.ABOUT, default_about(context), None)
        )
        return
    markdown = page.markdown if page.markdown.strip() else default_about(context)
    view = _text(context, urls.ABOUT, markdown, page)
    yield Draft(url=urls.ABOUT, title=page.title, view=view, maker=page.path)


def method_page(context: SiteContext) -> Iterator[Draft]:
    """Yield the method page; a person's words stand before the built-in ones."""
    page = _page_of_slug(context, METHOD_SLUG)
    before = f"{page.markdown}\n\n" if page else ""
    view = _text(context, urls.METHOD, before + default_method(context), page)
    yield Draft(url=urls.METHOD, title=page.title if page else "Method", view=view)


def free_pages(context: SiteContext) -> Iterator[Draft]:
    """Yield the other pages that a person wrote."""
    with_own_place = (_page_of_slug(context, ABOUT_SLUG), _page_of_slug(context, METHOD_SLUG))
    for page in context.edition.pages:
        if page not in with_own_place:
            url = urls.free(page.slug)
            yield Draft(
                url=url, title=page.title, view=_text(context, url, page.markdown, page), maker=page.path
            )


def _page_of_slug(context: SiteContext, slug: str) -> FreePage | None:
    return next((page for page in context.edition.pages if page.slug == slug), None)


def _text(context: SiteContext, url: str, markdown: str, page: FreePage | None) -> TextView:
    links = context.links
    if page is None:
        return TextView(markdown=markdown, path="", linked=links.to_page(url))
    return TextView(
        markdown=markdown,
        path=page.path,
        links=links.pointers_of(page.linking),
        linked=links.to_page(url),
        ways=links.files.urls_of(page.path, page.local),
    )


def search_page(context: SiteContext) -> Iterator[Draft]:
    """Yield the page of the search."""
    del context
    lists = (
        Link("all articles", urls.INDEX),
        Link("by date", urls.TIMELINE),
        Link("by source", urls.SOURCES),
        Link("names from A to Z", urls.ENTITIES),
    )
    yield Draft(
        url=urls.SEARCH, title="Search", view=SearchView(lists), description="Full-text search of the archive"
    )


def not_found_page(context: SiteContext) -> Iterator[Draft]:
    """Yield what is shown for an address without a page."""
    del context
    yield Draft(url=urls.NOT_FOUND, title="Page not found", view=TextView(markdown="", path=""))
