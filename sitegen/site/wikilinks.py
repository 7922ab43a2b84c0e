"""Where wikilinks lead, and from where each page is linked.  `LINKS` is the table of what they may mean."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urldefrag, urljoin

from sitegen.model import LinkedText, Problem, Severity
from sitegen.model.site import Backlink, Link, Pointer, Run, WrittenLink
from sitegen.site import urls
from sitegen.site.context import SiteContext
from sitegen.site.entity_notes import NOTE_ID
from sitegen.site.local_links import way_of
from sitegen.site.remarks import remark_id
from sitegen.text import fold, heading_anchor, nearest, slug

NAMED = 4  # things that a message names
BUILT_IN_PAGES = (("about", "About"), ("method", "Method"))  # they are there though nobody wrote them
MISSING, UNCLEAR = "missing link", "unclear link"  # marks on a page


@dataclass(frozen=True, slots=True)
class Target:
    """Something that a wikilink may mean."""

    key: str  # what means it and nothing else
    title: str
    url: str  # empty where it has no page
    names: tuple[
        tuple[str, ...], ...
    ]  # by which it may be meant, the surest first: ids before names before aliases


@dataclass(frozen=True, slots=True)
class LinkKind:
    """One kind of what a wikilink may mean; `prefix` stands before its name, with a colon."""

    prefix: str
    noun: str
    hint: str
    unshown: str  # why something that there is has no page
    targets: Callable[[SiteContext], Iterator[Target]]

    def written(self, name: str) -> str:
        """Give a wikilink as one writes it."""
        return f"[[{self.prefix}:{name}]]" if self.prefix else f"[[{name}]]"


def _articles(view: SiteContext) -> Iterator[Target]:
    for seed in view.archive.seeds:
        numbers = () if seed.number is None else (str(seed.number),)
        yield Target(
            seed.id,
            view.name(seed.id),
            urls.article(seed.key),
            ((seed.id, seed.path, seed.path.rsplit("/", 1)[-1]), numbers, (seed.key,)),
        )


def _entities(view: SiteContext) -> Iterator[Target]:
    given = {entry.id: entry for entry in view.inputs.names}
    for entity in view.archive.entities:
        entry = given.pop(entity.id, None)
        url = view.entity_url(entity.id) if entity.id in view.standing else ""
        yield Target(
            entity.id,
            entity.name,
            url,
            ((entity.id,), (entity.name,), (*entity.aliases, *(entry.aliases if entry else ()))),
        )
    for entry in given.values():
        yield Target(entry.id, entry.name, "", ((entry.id,), (entry.name,), entry.aliases))


def _pages(view: SiteContext) -> Iterator[Target]:
    written = {page.slug: page for page in view.inputs.pages}
    shown = view.pages
    for key, title in BUILT_IN_PAGES:
        if key not in written or written[key] not in shown:
            yield Target(key, title, urls.free(key), ((key,), (title,)))
    for key, page in (
        (key, page) for key, page in written.items() if page in shown or key not in dict(BUILT_IN_PAGES)
    ):
        stem = page.path.rsplit("/", 1)[-1].rpartition(".")[0]
        yield Target(
            key,
            page.title or stem,
            urls.free(key) if page in shown else "",
            ((key,), (stem, *filter(None, (page.title,)))),
        )


LINKS: tuple[LinkKind, ...] = (
    LinkKind(
        "",
        "article",
        "write the number, the stem or the file name of a seed",
        "this edition does not show it",
        _articles,
    ),
    LinkKind(
        "entity",
        "entity",
        "write the id, the name or an alias of one that has a page",
        "no article that is shown names it, so it has no page; write the words without brackets until one does",
        _entities,
    ),
    LinkKind(
        "page",
        "page",
        "write the name of a file in content/pages/, or its title",
        "it is private, so the public edition does not have it",
        _pages,
    ),
)


# What a wikilink means ------------------------------------------------------------------------------------------------


class _Names:
    """Finds what names of one kind mean: as they are written first, then whatever their case, accents and leading zeros."""

    def __init__(self, targets: Iterable[Target]) -> None:
        self._levels: list[dict[str, dict[str, Target]]] = []
        for target in targets:
            for rank, names in enumerate(target.names):
                while len(self._levels) < 2 * rank + 2:
                    self._levels.append(defaultdict(dict))
                for name in names:
                    self._levels[2 * rank][name][target.key] = target
                    self._levels[2 * rank + 1][_loose(name)][target.key] = target

    def find(self, name: str) -> tuple[Target, ...]:
        """Give what a name means; several where it is ambiguous."""
        for number, level in enumerate(self._levels):
            found = level.get(_loose(name) if number % 2 else name)
            if found:
                return tuple(found.values())
        return ()

    def nearest(self, name: str) -> str:
        """Give the name that is fewest edits away, of those that begin alike: an archive may have very many."""
        alike = {
            other for level in self._levels[::2] for other in level if _loose(other)[:1] == _loose(name)[:1]
        }
        return nearest(name, tuple(sorted(alike)))


def _loose(name: str) -> str:
    return str(int(name)) if name.isascii() and name.isdecimal() and len(name) < 10 else fold(name)


@dataclass(frozen=True, slots=True)
class _Fault:
    code: str
    message: str
    severity: Severity


class _Finder:
    """Finds what wikilinks mean; the names of a kind are gathered when the first link needs them."""

    def __init__(self, view: SiteContext) -> None:
        self._view = view
        self._names: dict[str, _Names] = {}

    def _of(self, kind: LinkKind) -> _Names:
        if kind.prefix not in self._names:
            self._names[kind.prefix] = _Names(kind.targets(self._view))
        return self._names[kind.prefix]

    def follow(self, written: str) -> tuple[Pointer, _Fault | None]:
        """Give where the target of a wikilink leads, and what is wrong with it."""
        kind, name = _parted(written)
        found = self._of(kind).find(name)
        place = ""
        if not found and "#" in name:
            whole, _, place = name.rpartition("#")
            found = self._of(kind).find(whole.strip())
        if len(found) == 1 and found[0].url:
            anchor = (
                f"#{heading_anchor(place)}" if place.strip() and slug(place) != slug(found[0].title) else ""
            )
            return Pointer(written, found[0].title, found[0].url + anchor), None
        if len(found) == 1:  # its name may be that of a text which is not shown
            why = kind.unshown
            return Pointer(written, name), _Fault(
                "SG233", f'"{kind.written(name)}" leads nowhere: {why}', Severity.WARNING
            )
        if found:
            return Pointer(written, name, mark=UNCLEAR), _Fault(
                "SG232", _ambiguous(kind, name, found), Severity.ERROR
            )
        where = " of the public edition" if self._view.config.profile == "public" else ""
        why = f'no {kind.noun}{where} is called "{name}"; {self._hint(kind, name)}'
        return Pointer(written, name, mark=MISSING), _Fault(
            "SG231", f'"{kind.written(name)}" leads nowhere: {why}', Severity.ERROR
        )

    def _hint(self, kind: LinkKind, name: str) -> str:
        """Say what may have been meant: something of another kind with that very name, or the nearest name of this one."""
        bare = name.rpartition(":")[2].strip()
        other = next(
            (
                one
                for one in LINKS
                if (one is not kind or bare != name) and len(self._of(one).find(bare)) == 1
            ),
            None,
        )
        close = self._of(kind).nearest(name)
        meant = other.written(bare) if other else kind.written(close) if close else ""
        return f'did you mean "{meant}"?' if meant else kind.hint


def _parted(written: str) -> tuple[LinkKind, str]:
    prefix, colon, name = written.partition(":")
    kind = next(
        (one for one in LINKS if colon and one.prefix and one.prefix == prefix.strip().casefold()), None
    )
    return (kind, name.strip()) if kind else (LINKS[0], written)


def _ambiguous(kind: LinkKind, name: str, found: tuple[Target, ...]) -> str:
    said = [f'{one.title} ("{kind.written(one.key)}")' for one in found[:NAMED]]
    more = [f"{len(found) - NAMED} more"] if len(found) > NAMED else []
    return f'"{kind.written(name)}" may mean {" or ".join((*said, *more))}; write which'


# Where people write them ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """Words of a person with links in them: their file, the page that shows them, and how it is called there."""

    path: str
    linking: tuple[tuple[LinkedText, ...], ...]
    url: str = ""  # empty where nothing shows them
    where: tuple[Link, ...] = ()


def _places(view: SiteContext) -> Iterator[_Place]:
    shown = [(seed, note) for seed, note in view.notes.items() if seed in view.shown]
    numbered = {note.path: (seed, 1) for seed, note in shown}
    numbered |= {one.path: (seed, 1 + len(note.remarks)) for seed, note in shown for one in note.beside}
    for note in view.inputs.notes:
        seed, first = numbered.get(note.path, ("", 1))
        for number, remark in enumerate(note.remarks, first):
            url = f"{urls.article(view.seeds[seed].key)}#{remark_id(number)}" if seed else ""
            where = (Link("note on "), Link(view.title(seed), url)) if seed else ()
            yield _Place(note.path, remark.linking, url, where)
    noted = {note.path: identity for identity, note in view.entity_notes.items()}
    for one in view.inputs.entity_notes:
        identity = noted.get(one.path, "")
        url = f"{view.entity_url(identity)}#{NOTE_ID}" if identity else ""
        where = (Link("note on "), Link(view.entities[identity].name, url)) if identity else ()
        yield _Place(one.path, one.linking, url, where)
    for page in view.pages:
        url = urls.free(page.slug)
        yield _Place(page.path, page.linking, url, (Link("page "), Link(page.title, url)))
    yield _Place(view.index().path, (view.index().links,))


def written_wikilinks(view: SiteContext) -> Iterator[WrittenLink]:
    """Give the wikilinks of people's texts that name a place on a page, as ordinary links are given."""
    for place in _places(view):
        for one in (word for sentence in place.linking for word in sentence if word.target):
            url = view.pointers[one.target].url
            if place.url and "#" in url:
                yield WrittenLink(
                    urldefrag(place.url).url, one.target, url, place.path, one.line, picture=False
                )


def follow(view: SiteContext) -> tuple[dict[str, Pointer], dict[str, list[Backlink]], tuple[Problem, ...]]:
    """Give where all wikilinks lead by their targets, what links to each page by its address, and links that are wrong."""
    finder = _Finder(view)
    places = tuple(_places(view))
    links = [
        (place.path, one) for place in places for sentence in place.linking for one in sentence if one.target
    ]
    ends = {target: finder.follow(target) for target in dict.fromkeys(one.target for _, one in links)}
    pointers = {target: pointer for target, (pointer, _) in ends.items()}
    backlinks: dict[str, list[Backlink]] = defaultdict(list)
    for place in places:
        for url, link in _backlinks(view, place, pointers):
            backlinks[url].append(link)
    faults = ((path, one.line, ends[one.target][1]) for path, one in links)
    return (
        pointers,
        {url: list(dict.fromkeys(found)) for url, found in backlinks.items()},
        tuple(
            Problem(path, line, fault.code, fault.message, fault.severity)
            for path, line, fault in faults
            if fault
        ),
    )


def _backlinks(
    view: SiteContext, place: _Place, pointers: dict[str, Pointer]
) -> Iterator[tuple[str, Backlink]]:
    """Give the other pages that a place leads to, each with the sentence as that page shows it."""
    here = urldefrag(place.url).url
    for sentence in place.linking if here else ():
        texts = [one.text or pointers[one.target].text for one in sentence]
        leads = [_leads_to(view, place, one, pointers) for one in sentence]
        for url in dict.fromkeys(leads):
            if url not in {"", here}:
                runs = (Run(text, marked=lead == url) for text, lead in zip(texts, leads, strict=True))
                yield url, Backlink(tuple(runs), place.where)


def _leads_to(view: SiteContext, place: _Place, one: LinkedText, pointers: dict[str, Pointer]) -> str:
    """Give the page that words lead to: by a wikilink, by the way to a file of the archive, or by an address of the site."""
    if one.target:
        return pointers[one.target].url
    way = way_of(view, place.path, one.address) if one.address else ""
    return urldefrag(urljoin(place.url, unquote(one.address)) if way is None else way).url
