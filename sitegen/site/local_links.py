"""Where links and pictures of people's texts lead that name files of the archive.

`../files/pier.jpg`, `002.md`.
"""

from collections.abc import Iterable, Iterator

from sitegen.model import EntityNote, LocalLink
from sitegen.model.site import WrittenLink
from sitegen.site import urls
from sitegen.site.edition import Edition
from sitegen.site.links import Links, LocalFiles
from sitegen.site.shown_names import ShownNames


def local_files(names: ShownNames, entity_notes: dict[str, EntityNote]) -> LocalFiles:
    """Return every file of the archive that this edition shows, and those that it hides."""
    edition = names.edition
    notes = {
        file.path: urls.article(edition.seeds[seed].key)
        for seed, note in edition.notes.items()
        for file in note.files
    }
    return LocalFiles(
        {
            **dict.fromkeys(edition.inputs.hidden, ""),
            **{seed.path: urls.article(seed.key) for seed in edition.archive.seeds},
            edition.index.path: urls.INDEX,
            **{file.path: file.target for file in edition.inputs.files},
            **{page.path: urls.free(page.slug) for page in edition.pages},
            **notes,
            **{note.path: names.url(identity) for identity, note in entity_notes.items()},
        }
    )


def written_links(edition: Edition, names: ShownNames, links: Links) -> Iterator[WrittenLink]:
    """Yield the local links of people's texts, each with the page that shows it and where it leads."""
    for seed, note in edition.notes.items():
        if seed not in edition.shown:
            continue
        for file in note.files:
            for remark in file.remarks:
                url = urls.article(edition.seeds[seed].key)
                yield from _on_page(links.files, url, file.path, remark.local)
    for identity, entity_note in links.entity_notes.items():
        yield from _on_page(links.files, names.url(identity), entity_note.path, entity_note.local)
    yield from _on_page(links.files, urls.INDEX, edition.index.path, edition.index.local)
    for page in edition.pages:
        yield from _on_page(links.files, urls.free(page.slug), page.path, page.local)


def _on_page(
    files: LocalFiles, page_url: str, path: str, local_links: Iterable[LocalLink]
) -> Iterator[WrittenLink]:
    for link in local_links:
        url = files.url_of(path, link.address)
        yield WrittenLink(
            page=page_url,
            address=link.address,
            way=url or "",
            path=path,
            line=link.line,
            picture=link.picture,
            hidden=url == "",
        )
