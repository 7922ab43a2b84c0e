"""Where the links of people's texts lead, once all of them have been followed."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urldefrag

from sitegen.model import EntityNote, LinkedText, LocalLink, Problem
from sitegen.model.site import Backlink, Pointer
from sitegen.site import urls
from sitegen.text import THEME_IDS, heading_anchor


@dataclass(frozen=True, slots=True, eq=False)
class LocalFiles:
    """The files of the archive with their addresses in the site; the address of what is private is empty."""

    urls: dict[str, str]

    def url_of(self, path: str, address: str) -> str | None:
        """Return where a local address in the text of a file leads in the site.

        An empty text for what is private, None for what is no file of the archive.
        """
        place = urldefrag(address).fragment
        target = next(
            (self.urls[file] for file in urls.files_meant(path, address) if file in self.urls), None
        )
        if not target or not place:
            return target
        words = unquote(place)
        return f"{target}#{heading_anchor(words) if words in THEME_IDS else words}"

    def urls_of(self, path: str, local_links: Iterable[LocalLink]) -> tuple[tuple[str, str], ...]:
        """Return the local addresses in a text that name files of the archive, with where they lead."""
        followed = ((link.address, self.url_of(path, link.address)) for link in local_links)
        return tuple(dict.fromkeys((address, url) for address, url in followed if url is not None))


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Links:
    """What tells where links of people's texts lead, and which pages they lead to."""

    entity_notes: dict[str, EntityNote]  # by the id of an entity that has a page
    files: LocalFiles
    pointers: dict[str, Pointer]  # by the target of a wikilink
    backlinks: dict[str, tuple[Backlink, ...]]  # by the address of the page that they lead to
    problems: tuple[Problem, ...] = ()  # notes on no entity, wikilinks to nothing

    def pointers_of(self, sentences: tuple[tuple[LinkedText, ...], ...]) -> tuple[Pointer, ...]:
        """Return what became of the wikilinks in some sentences."""
        targets = dict.fromkeys(part.target for sentence in sentences for part in sentence if part.target)
        return tuple(self.pointers[target] for target in targets)

    def to_page(self, url: str) -> tuple[Backlink, ...]:
        """Return the places that link to a page."""
        return self.backlinks.get(url, ())
