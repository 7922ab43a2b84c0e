"""Where the links and pictures of people's texts lead that name files of the archive: `../files/pier.jpg`, `other-page.md`, `002.md`."""

from collections.abc import Iterable, Iterator
from functools import partial
from urllib.parse import unquote, urldefrag

from sitegen.model import LocalLink
from sitegen.model.site import WrittenLink
from sitegen.site import urls
from sitegen.site.context import SiteContext
from sitegen.site.remarks import Links
from sitegen.text import THEME_IDS, heading_anchor


def files_by_path(view: SiteContext) -> dict[str, str]:
    """Give the address in the site of every file of the archive that this edition shows."""
    notes = {
        one.path: urls.article(view.seeds[seed].key)
        for seed, note in view.notes.items()
        for one in note.files
    }
    entities = {note.path: view.entity_url(identity) for identity, note in view.entity_notes.items()}
    whole = view.inputs
    return {
        **dict.fromkeys(whole.hidden, ""),
        **{seed.path: urls.article(seed.key) for seed in view.archive.seeds},
        view.index().path: urls.INDEX,
        **{file.path: file.target for file in view.inputs.files},
        **{page.path: urls.free(page.slug) for page in view.pages},
        **notes,
        **entities,
    }


def links_of(view: SiteContext) -> Links:
    """Give what tells where the links of notes lead."""
    return Links(view.pointers_of, partial(ways, view))


def ways(view: SiteContext, path: str, local: Iterable[LocalLink]) -> tuple[tuple[str, str], ...]:
    """Give the local addresses of a text that name files of the archive, each with its address in the site."""
    found = ((one.address, way_of(view, path, one.address)) for one in local)
    return tuple(dict.fromkeys((address, way or "") for address, way in found if way is not None))


def way_of(view: SiteContext, path: str, address: str) -> str | None:
    """Give where an address leads in the site; an empty text for what is private, None for what is no file of the archive."""
    place = urldefrag(address).fragment
    target = next((view.files[one] for one in urls.files_meant(path, address) if one in view.files), None)
    words = unquote(place)
    return (
        f"{target}#{heading_anchor(words) if words in THEME_IDS else words}" if place and target else target
    )


def written_links(view: SiteContext) -> Iterator[WrittenLink]:
    """Give the local links of people's texts, each with the page that shows it and where it leads in the site, if that is known."""
    for seed, note in view.notes.items():
        for one in note.files if seed in view.shown else ():
            for remark in one.remarks:
                yield from _on_page(view, urls.article(view.seeds[seed].key), one.path, remark.local)
    for identity, words in view.entity_notes.items():
        yield from _on_page(view, view.entity_url(identity), words.path, words.local)
    yield from _on_page(view, urls.INDEX, view.index().path, view.index().local)
    for page in view.pages:
        yield from _on_page(view, urls.free(page.slug), page.path, page.local)


def _on_page(view: SiteContext, url: str, path: str, local: Iterable[LocalLink]) -> Iterator[WrittenLink]:
    for one in local:
        way = way_of(view, path, one.address)
        yield WrittenLink(url, one.address, way or "", path, one.line, one.picture, hidden=way == "")
