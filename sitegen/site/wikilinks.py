"""Where wikilinks lead, and from where each page is linked.  `LINKS` is the table of what they may mean."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urldefrag, urljoin

from sitegen.model import EntityNote, FreePage, LinkedText, Note, Problem, Severity
from sitegen.model.site import Backlink, Link, Pointer, Run, WrittenLink
from sitegen.site import urls
from sitegen.site.edition import Edition
from sitegen.site.entity_notes import NOTE_ID, match_entity_notes
from sitegen.site.links import Links, LocalFiles
from sitegen.site.local_links import local_files
from sitegen.site.remarks import remark_id
from sitegen.site.shown_names import ShownNames
from sitegen.text import fold, heading_anchor, nearest, slug

MAX_CANDIDATES_TOLD = 4  # in one message
MAX_NUMBER_DIGITS = 9  # of a name that is read as a number
# Pages that are there though nobody wrote them: their slugs and titles.
BUILT_IN_PAGES = {"about": "About", "method": "Method"}
MISSING, UNCLEAR = "missing link", "unclear link"  # marks on a page


@dataclass(frozen=True, slots=True)
class Target:
    """Something that a wikilink may mean."""

    key: str  # what means it and nothing else
    title: str
    url: str  # empty where it has no page
    # By which it may be meant, the surest first: ids before names before aliases.
    names: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkKind:
    """One kind of what a wikilink may mean; `prefix` stands before its name, with a colon."""

    prefix: str
    noun: str
    hint: str
    unshown: str  # why something that exists has no page
    targets: Callable[[ShownNames], Iterator[Target]]

    def written(self, name: str) -> str:
        """Return a wikilink as one writes it."""
        return f"[[{self.prefix}:{name}]]" if self.prefix else f"[[{name}]]"


def _articles(names: ShownNames) -> Iterator[Target]:
    edition = names.edition
    for seed in edition.archive.seeds:
        numbers = () if seed.number is None else (str(seed.number),)
        ids = (seed.id, seed.path, seed.path.rsplit("/", 1)[-1])
        yield Target(seed.id, edition.name(seed.id), urls.article(seed.key), (ids, numbers, (seed.key,)))


def _entities(names: ShownNames) -> Iterator[Target]:
    without_entity = {entry.id: entry for entry in names.edition.inputs.names}
    for entity in names.edition.archive.entities:
        entry = without_entity.pop(entity.id, None)
        aliases = (*entity.aliases, *(entry.aliases if entry else ()))
        url = names.url(entity.id) if entity.id in names.articles_naming else ""
        yield Target(entity.id, entity.name, url, ((entity.id,), (entity.name,), aliases))
    for entry in without_entity.values():
        yield Target(entry.id, entry.name, "", ((entry.id,), (entry.name,), entry.aliases))


def _pages(names: ShownNames) -> Iterator[Target]:
    written = {page.slug: page for page in names.edition.inputs.pages}
    shown = names.edition.pages
    for key, title in BUILT_IN_PAGES.items():
        if key not in written or written[key] not in shown:
            yield Target(key, title, urls.free(key), ((key,), (title,)))
    for key, page in written.items():
        if page in shown or key not in BUILT_IN_PAGES:
            yield _page(page, is_shown=page in shown)


def _page(page: FreePage, *, is_shown: bool) -> Target:
    stem = page.path.rsplit("/", 1)[-1].rpartition(".")[0]
    titles = (page.title,) if page.title else ()
    url = urls.free(page.slug) if is_shown else ""
    return Target(page.slug, page.title or stem, url, ((page.slug,), (stem, *titles)))


LINKS: tuple[LinkKind, ...] = (
    LinkKind(
        prefix="",
        noun="article",
        hint="write the number, the stem or the file name of a seed",
        unshown="this edition does not show it",
        targets=_articles,
    ),
    LinkKind(
        prefix="entity",
        noun="entity",
        hint="write the id, the name or an alias of one that has a page",
        unshown="no article that is shown names it, so it has no page;"
        " write the words without brackets until one does",
        targets=_entities,
    ),
    LinkKind(
        prefix="page",
        noun="page",
        hint="write the name of a file in content/pages/, or its title",
        unshown="it is private, so the public edition does not have it",
        targets=_pages,
    ),
)
ARTICLE = LINKS[0]  # what a wikilink without a prefix means


# What a wikilink means --------------------------------------------------------------------------------------


class _TargetNames:
    """Finds what names of one kind mean.

    As written first, then whatever their case, accents and leading zeros.
    """

    def __init__(self, targets: Iterable[Target]) -> None:
        self._exact: list[dict[str, dict[str, Target]]] = []  # by rank, name and key of the target
        self._loose: list[dict[str, dict[str, Target]]] = []
        for target in targets:
            for rank, names in enumerate(target.names):
                self._add(target, rank, names)

    def _add(self, target: Target, rank: int, names: tuple[str, ...]) -> None:
        while len(self._exact) <= rank:
            self._exact.append(defaultdict(dict))
            self._loose.append(defaultdict(dict))
        for name in names:
            self._exact[rank][name][target.key] = target
            self._loose[rank][_loose(name)][target.key] = target

    def find(self, name: str) -> tuple[Target, ...]:
        """Return what a name means; several targets where it is ambiguous."""
        loose_name = _loose(name)
        for exact, loose in zip(self._exact, self._loose, strict=True):
            targets = exact.get(name) or loose.get(loose_name)
            if targets:
                return tuple(targets.values())
        return ()

    def nearest(self, name: str) -> str:
        """Return the name that is fewest edits away, of those with the same first letter.

        There may be very many.
        """
        first_letter = _loose(name)[:1]
        candidates = {other for names in self._exact for other in names if _loose(other)[:1] == first_letter}
        return nearest(name, tuple(sorted(candidates)))


def _loose(name: str) -> str:
    """Return a name whatever its case, accents and leading zeros."""
    is_number = name.isascii() and name.isdecimal() and len(name) <= MAX_NUMBER_DIGITS
    return str(int(name)) if is_number else fold(name)


@dataclass(frozen=True, slots=True)
class _Fault:
    code: str
    message: str
    severity: Severity


class _Finder:
    """Finds what wikilinks mean; the names of a kind are gathered when the first link needs them."""

    def __init__(self, names: ShownNames) -> None:
        self._shown_names = names
        self._names: dict[str, _TargetNames] = {}

    def _names_of(self, kind: LinkKind) -> _TargetNames:
        if kind.prefix not in self._names:
            self._names[kind.prefix] = _TargetNames(kind.targets(self._shown_names))
        return self._names[kind.prefix]

    def follow(self, written: str) -> tuple[Pointer, _Fault | None]:
        """Return where the target of a wikilink leads, and what is wrong with it."""
        kind, name = _parsed(written)
        targets, place = self._find(kind, name)
        if len(targets) > 1:
            message = _ambiguous(kind, name, targets)
            return Pointer(written, name, mark=UNCLEAR), _Fault("SG232", message, Severity.ERROR)
        if not targets:
            message = self._missing(kind, name)
            return Pointer(written, name, mark=MISSING), _Fault("SG231", message, Severity.ERROR)
        target = targets[0]
        if not target.url:  # its name may be that of a text which is not shown
            message = f'"{kind.written(name)}" leads nowhere: {kind.unshown}'
            return Pointer(written, name), _Fault("SG233", message, Severity.WARNING)
        return Pointer(written, target.title, target.url + _anchor(place, target)), None

    def _find(self, kind: LinkKind, name: str) -> tuple[tuple[Target, ...], str]:
        """Return what a name means, and the place on its page that stands after a "#"."""
        names = self._names_of(kind)
        targets = names.find(name)
        if targets or "#" not in name:
            return targets, ""
        whole, _, place = name.rpartition("#")
        return names.find(whole.strip()), place

    def _missing(self, kind: LinkKind, name: str) -> str:
        edition = " of the public edition" if self._shown_names.edition.is_public else ""
        why = f'no {kind.noun}{edition} is called "{name}"; {self._hint(kind, name)}'
        return f'"{kind.written(name)}" leads nowhere: {why}'

    def _hint(self, kind: LinkKind, name: str) -> str:
        """Return what may have been meant.

        Something of another kind with that very name, or the nearest name.
        """
        bare = name.rpartition(":")[2].strip()
        for other in LINKS:
            is_other = other is not kind or bare != name
            if is_other and len(self._names_of(other).find(bare)) == 1:
                return f'did you mean "{other.written(bare)}"?'
        close = self._names_of(kind).nearest(name)
        return f'did you mean "{kind.written(close)}"?' if close else kind.hint


def _parsed(written: str) -> tuple[LinkKind, str]:
    """Return the kind and the name that a wikilink says."""
    prefix, colon, name = written.partition(":")
    kinds = {kind.prefix: kind for kind in LINKS if kind.prefix}
    kind = kinds.get(prefix.strip().casefold()) if colon else None
    return (kind, name.strip()) if kind else (ARTICLE, written)


def _anchor(place: str, target: Target) -> str:
    """Return what leads to a place on a page; nothing where that place is the page itself."""
    if not place.strip() or slug(place) == slug(target.title):
        return ""
    return f"#{heading_anchor(place)}"


def _ambiguous(kind: LinkKind, name: str, targets: tuple[Target, ...]) -> str:
    choices = [f'{target.title} ("{kind.written(target.key)}")' for target in targets[:MAX_CANDIDATES_TOLD]]
    if len(targets) > MAX_CANDIDATES_TOLD:
        choices.append(f"{len(targets) - MAX_CANDIDATES_TOLD} more")
    return f'"{kind.written(name)}" may mean {" or ".join(choices)}; write which'


# Where people write them ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """Words of a person with links in them.

    Their file, the page that shows them, and how it is called there.
    """

    path: str
    linking: tuple[tuple[LinkedText, ...], ...]  # the parts of each sentence
    url: str = ""  # empty where nothing shows them
    where: tuple[Link, ...] = ()

    @property
    def page_url(self) -> str:
        """The address of the page, without the place on it."""
        return urldefrag(self.url).url

    @property
    def wikilinks(self) -> Iterator[LinkedText]:
        """The parts of sentences that are wikilinks."""
        return (part for sentence in self.linking for part in sentence if part.target)


def _places(names: ShownNames, entity_notes: dict[str, EntityNote]) -> Iterator[_Place]:
    yield from _places_of_remarks(names.edition)
    yield from _places_of_entity_notes(names, entity_notes)
    for page in names.edition.pages:
        url = urls.free(page.slug)
        yield _Place(page.path, page.linking, url, (Link("page "), Link(page.title, url)))
    yield _Place(names.edition.index.path, (names.edition.index.links,))


def _places_of_remarks(edition: Edition) -> Iterator[_Place]:
    first_numbers = _first_remark_numbers(edition)
    for note in edition.inputs.notes:
        if note.path not in first_numbers:
            yield from (_Place(note.path, remark.linking) for remark in note.remarks)
            continue
        seed, first_number = first_numbers[note.path]
        for number, remark in enumerate(note.remarks, first_number):
            url = f"{urls.article(edition.seeds[seed].key)}#{remark_id(number)}"
            where = (Link("note on "), Link(edition.titles[seed], url))
            yield _Place(note.path, remark.linking, url, where)


def _first_remark_numbers(edition: Edition) -> dict[str, tuple[str, int]]:
    """Return for each note that is shown its seed, and the number of its first remark on that seed's page."""
    shown: list[tuple[str, Note]] = [
        (seed, note) for seed, note in edition.notes.items() if seed in edition.shown
    ]
    numbers = {note.path: (seed, 1) for seed, note in shown}
    for seed, note in shown:
        for beside in note.beside:
            numbers[beside.path] = (seed, 1 + len(note.remarks))
    return numbers


def _places_of_entity_notes(names: ShownNames, entity_notes: dict[str, EntityNote]) -> Iterator[_Place]:
    identities = {note.path: identity for identity, note in entity_notes.items()}
    for note in names.edition.inputs.entity_notes:
        identity = identities.get(note.path)
        if identity is None:
            yield _Place(note.path, note.linking)
            continue
        url = f"{names.url(identity)}#{NOTE_ID}"
        where = (Link("note on "), Link(names.entities[identity].name, url))
        yield _Place(note.path, note.linking, url, where)


def written_wikilinks(names: ShownNames, links: Links) -> Iterator[WrittenLink]:
    """Yield the wikilinks of people's texts that name a place on a page, as ordinary links are given."""
    for place in _places(names, links.entity_notes):
        for wikilink in place.wikilinks:
            url = links.pointers[wikilink.target].url
            if place.url and "#" in url:
                yield WrittenLink(
                    page=place.page_url,
                    address=wikilink.target,
                    way=url,
                    path=place.path,
                    line=wikilink.line,
                    picture=False,
                )


def follow_links(names: ShownNames) -> Links:
    """Return where all links of people's texts lead, and what is wrong with them."""
    entity_notes, problems_of_notes = match_entity_notes(names)
    files = local_files(names, entity_notes)
    places = tuple(_places(names, entity_notes))
    pointers, problems_of_links = _followed(_Finder(names), places)
    backlinks: dict[str, dict[Backlink, None]] = defaultdict(dict)  # in order, each once
    for place in places:
        for url, backlink in _backlinks(files, place, pointers):
            backlinks[url][backlink] = None
    return Links(
        entity_notes=entity_notes,
        files=files,
        pointers=pointers,
        backlinks={url: tuple(from_places) for url, from_places in backlinks.items()},
        problems=(*problems_of_notes, *problems_of_links),
    )


def _followed(finder: _Finder, places: tuple[_Place, ...]) -> tuple[dict[str, Pointer], list[Problem]]:
    """Return where all wikilinks lead, by their targets, and problems of those that are wrong."""
    pointers: dict[str, Pointer] = {}
    faults: dict[str, _Fault | None] = {}
    problems = []
    for place in places:
        for wikilink in place.wikilinks:
            target = wikilink.target
            if target not in pointers:
                pointers[target], faults[target] = finder.follow(target)
            fault = faults[target]
            if fault:
                problems.append(
                    Problem(place.path, wikilink.line, fault.code, fault.message, severity=fault.severity)
                )
    return pointers, problems


def _backlinks(
    files: LocalFiles, place: _Place, pointers: dict[str, Pointer]
) -> Iterator[tuple[str, Backlink]]:
    """Yield the other pages that a place leads to, each with the sentence as that page shows it."""
    page_url = place.page_url
    if not page_url:
        return
    for sentence in place.linking:
        texts = [part.text or pointers[part.target].text for part in sentence]
        targets = [_page_meant(files, place, part, pointers) for part in sentence]
        for url in dict.fromkeys(targets):
            if url not in {"", page_url}:
                runs = (
                    Run(text=text, marked=target == url) for text, target in zip(texts, targets, strict=True)
                )
                yield url, Backlink(tuple(runs), place.where)


def _page_meant(files: LocalFiles, place: _Place, part: LinkedText, pointers: dict[str, Pointer]) -> str:
    """Return the page that words lead to.

    By a wikilink, by a file of the archive, or by an address of the site.
    """
    if part.target:
        return pointers[part.target].url
    url = files.url_of(place.path, part.address) if part.address else ""
    return urldefrag(urljoin(place.url, unquote(part.address)) if url is None else url).url
