"""Where the links and pictures of people's texts lead that name files of the archive: `../files/pier.jpg`, `other-page.md`, `002.md`."""

from collections.abc import Iterable, Iterator
from functools import partial
from posixpath import dirname, normpath
from urllib.parse import unquote, urldefrag

from sitegen.compose import urls
from sitegen.compose.remarks import Links
from sitegen.compose.view import ArchiveView
from sitegen.model import LocalLink, Note
from sitegen.page import WrittenLink

FILES = "content/files/"


def files_by_path(view: ArchiveView) -> dict[str, str]:
    """Give the address in the site of every file of the archive that this edition shows."""
    notes = {note.path: urls.article(view.seeds[seed].key) for seed, note in view.notes.items()}
    entities = {note.path: view.entity_url(identity) for identity, note in view.entity_notes.items()}
    return {
        **{seed.path: urls.article(seed.key) for seed in view.archive.seeds},
        view.index().path: urls.INDEX,
        **{file.path: file.target for file in view.inputs.files},
        **{page.path: urls.free(page.slug) for page in view.pages},
        **notes,
        **entities,
    }


def links_of(view: ArchiveView, note: Note) -> Links:
    """Give what tells where the links of a note lead."""
    return Links(view.pointers_of, partial(ways, view, note.path))


def ways(view: ArchiveView, path: str, local: Iterable[LocalLink]) -> tuple[tuple[str, str], ...]:
    """Give the local addresses of a text that name files of the archive, each with its address in the site."""
    found = ((one.address, way) for one in local if (way := _way(view, path, one.address)))
    return tuple(dict.fromkeys(found))


def _way(view: ArchiveView, path: str, address: str) -> str:
    bare, place = urldefrag(address)
    name = unquote(bare)
    if not name:
        return ""
    wanted = (normpath(f"{dirname(path)}/{name}"), normpath(f"content/{name}"), normpath(FILES + name.lstrip("/")))
    target = next((view.files[one] for one in wanted if one in view.files), "")
    return f"{target}#{unquote(place)}" if place and target else target


def written_links(view: ArchiveView) -> Iterator[WrittenLink]:
    """Give the local links of people's texts, each with the page that shows it and where it leads in the site, if that is known."""
    for seed, note in view.notes.items():
        for remark in note.remarks if seed in view.shown else ():
            yield from _on_page(view, urls.article(view.seeds[seed].key), note.path, remark.local)
    for identity, one in view.entity_notes.items():
        yield from _on_page(view, view.entity_url(identity), one.path, one.local)
    for page in view.pages:
        yield from _on_page(view, urls.free(page.slug), page.path, page.local)


def _on_page(view: ArchiveView, url: str, path: str, local: Iterable[LocalLink]) -> Iterator[WrittenLink]:
    for one in local:
        yield WrittenLink(url, one.address, _way(view, path, one.address), path, one.line, one.picture)
