"""The list of entities, A to Z by kind, with pages of its letters where a kind has many; and who appears with whom."""

from collections import defaultdict
from collections.abc import Iterator

from sitegen.model import Kind
from sitegen.model.site import Bar, Link, Matrix, NamesGroup, NamesView, Page
from sitegen.site import urls
from sitegen.site.context import SiteContext
from sitegen.site.letters import heading, letter
from sitegen.text import plural, sort_name

ACTORS = frozenset({"person", "organisation"})
IN_MATRIX = 10  # names
MOST_OFTEN = 20  # names above the letters
INTRO = "Who and what the articles name. Some names stand in the archive's own list; the others were found in the texts."


def entities_pages(view: SiteContext) -> Iterator[Page]:
    """Give the list of entities, and pages of their letters for each kind that has many."""
    found: dict[str, list[str]] = defaultdict(list)
    for identity in view.standing:
        found[view.entities[identity].kind].append(identity)
    groups = []
    parts = []
    for kind in view.archive.kinds:
        sorted_ids = sorted(
            found[kind.name], key=lambda one: (sort_name(view.entities[one].name, person=_person(kind)), one)
        )
        long = len(sorted_ids) > urls.NAMES_A_PAGE
        letters = _by_letter(view, kind, sorted_ids) if long else {}
        ways = tuple(
            Bar(heading(part), len(some), urls.names(kind.folder, part)) for part, some in letters.items()
        )
        bars = () if long else tuple(_bar(view, one) for one in sorted_ids)
        most = _most_often(view, sorted_ids) if long else ()
        if sorted_ids:
            groups.append(NamesGroup(kind.label, kind.folder, len(sorted_ids), bars, ways, most))
        parts += [_letter_page(view, kind, part, some, ways) for part, some in letters.items()]
    yield Page(urls.ENTITIES, "entities", "Entities", NamesView(INTRO, tuple(groups), _matrix(view)))
    yield from parts


def _person(kind: Kind) -> bool:
    return kind.name == "person"


def _bar(view: SiteContext, identity: str) -> Bar:
    return Bar(view.entities[identity].name, len(view.standing[identity]), view.entity_url(identity))


def _by_letter(view: SiteContext, kind: Kind, identities: list[str]) -> dict[str, list[str]]:
    """Give the names of each letter, A to Z, those of other scripts last."""
    parts: dict[str, list[str]] = defaultdict(list)
    for identity in identities:
        parts[letter(view.entities[identity].name, person=_person(kind))].append(identity)
    return {part: parts[part] for part in sorted(parts, key=lambda one: (len(one), one))}


def _letter_page(
    view: SiteContext, kind: Kind, part: str, identities: list[str], ways: tuple[Bar, ...]
) -> Page:
    title = f"{kind.label}: {heading(part)}"
    group = NamesGroup(
        plural(len(identities), "name"),
        "names",
        len(identities),
        tuple(_bar(view, one) for one in identities),
    )
    return Page(
        urls.names(kind.folder, part),
        "entities",
        title,
        NamesView("", (group,), letters=ways, whole=f"{urls.ENTITIES}#{kind.folder}"),
    )


def _most_often(view: SiteContext, identities: list[str]) -> tuple[Bar, ...]:
    best = sorted(identities, key=lambda one: (-len(view.standing[one]), view.entities[one].name))[
        :MOST_OFTEN
    ]
    return tuple(_bar(view, one) for one in best)


def _matrix(view: SiteContext) -> Matrix | None:
    """Give who appears with whom among the people and organisations of most articles; nothing where none do."""
    actors = [
        one for one in view.standing if view.entities[one].kind in ACTORS and len(view.standing[one]) > 1
    ]
    best = sorted(actors, key=lambda one: (-len(view.standing[one]), view.entities[one].name))[:IN_MATRIX]
    counts = tuple(
        tuple(len(view.standing[one].keys() & view.standing[other].keys()) for other in best) for one in best
    )
    if not any(count for at, row in enumerate(counts) for other, count in enumerate(row) if other != at):
        return None
    return Matrix(tuple(Link(view.entities[one].name, view.entity_url(one)) for one in best), counts)
