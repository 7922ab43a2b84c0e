"""The list of entities, A to Z by kind, with pages of its letters where a kind has many.

And who appears with whom.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from sitegen.model import Kind
from sitegen.model.site import Bar, Link, Matrix, NamesGroup, NamesView
from sitegen.site import urls
from sitegen.site.context import SiteContext
from sitegen.site.draft import Draft
from sitegen.site.letters import heading, letter
from sitegen.site.shown_names import ShownNames
from sitegen.text import plural, sort_name

MATRIX_SIZE = 10  # names; by judgement, for the width of a page
MIN_MATRIX_ARTICLES = 2  # that name one who stands in the matrix
MAX_MOST_NAMED = 20  # names above the letters; by judgement
INTRO = (
    "Who and what the articles name. Some names stand in the archive's own list;"
    " the others were found in the texts."
)


def entities_pages(context: SiteContext) -> Iterator[Draft]:
    """Yield the list of entities, and pages of their letters for each kind that has many."""
    names = context.names
    by_kind: dict[str, list[str]] = defaultdict(list)
    for identity in names.articles_naming:
        by_kind[names.entities[identity].kind].append(identity)
    groups = []
    letter_pages: list[Draft] = []
    for kind in context.edition.archive.kinds:
        ordered = _sorted(names, kind, by_kind[kind.name])
        if len(ordered) > urls.NAMES_PER_PAGE:
            by_letter = _by_letter(names, kind, ordered)
            letters = _letter_bars(kind, by_letter)
            most = tuple(_bar(names, identity) for identity in _most_named(names, ordered)[:MAX_MOST_NAMED])
            groups.append(
                NamesGroup(
                    heading=kind.label,
                    id=kind.folder,
                    count=len(ordered),
                    names=(),
                    letters=letters,
                    most=most,
                )
            )
            letter_pages += _letter_pages(names, kind, by_letter)
        elif ordered:
            bars = tuple(_bar(names, identity) for identity in ordered)
            groups.append(NamesGroup(heading=kind.label, id=kind.folder, count=len(ordered), names=bars))
    yield Draft(
        url=urls.ENTITIES,
        title="Entities",
        view=NamesView(intro=INTRO, groups=tuple(groups), matrix=_matrix(names)),
    )
    yield from letter_pages


def _sorted(names: ShownNames, kind: Kind, identities: Iterable[str]) -> list[str]:
    """Return entities of a kind from A to Z."""
    person = kind.by_family_name
    return sorted(
        identities, key=lambda identity: (sort_name(names.entities[identity].name, person=person), identity)
    )


def _bar(names: ShownNames, identity: str) -> Bar:
    return Bar(names.entities[identity].name, len(names.articles_naming[identity]), names.url(identity))


def _most_named(names: ShownNames, identities: Iterable[str]) -> list[str]:
    """Return entities, those that most articles name first."""
    return sorted(
        identities,
        key=lambda identity: (-len(names.articles_naming[identity]), names.entities[identity].name),
    )


# Letters ----------------------------------------------------------------------------------------------------


def _by_letter(names: ShownNames, kind: Kind, identities: Iterable[str]) -> dict[str, list[str]]:
    """Return the names of each letter, A to Z, those of other scripts last."""
    parts: dict[str, list[str]] = defaultdict(list)
    for identity in identities:
        parts[letter(names.entities[identity].name, person=kind.by_family_name)].append(identity)
    return {part: parts[part] for part in sorted(parts, key=lambda part: (len(part), part))}


def _letter_bars(kind: Kind, by_letter: dict[str, list[str]]) -> tuple[Bar, ...]:
    return tuple(
        Bar(heading(part), len(identities), urls.names(kind.folder, part))
        for part, identities in by_letter.items()
    )


def _letter_pages(names: ShownNames, kind: Kind, by_letter: dict[str, list[str]]) -> Iterator[Draft]:
    letters = _letter_bars(kind, by_letter)
    whole = f"{urls.ENTITIES}#{kind.folder}"
    for part, identities in by_letter.items():
        bars = tuple(_bar(names, identity) for identity in identities)
        group = NamesGroup(
            heading=plural(len(identities), "name"), id="names", count=len(identities), names=bars
        )
        title = f"{kind.label}: {heading(part)}"
        view = NamesView(intro="", groups=(group,), letters=letters, whole=whole)
        yield Draft(url=urls.names(kind.folder, part), title=title, view=view)


# Who appears with whom --------------------------------------------------------------------------------------


def _matrix(names: ShownNames) -> Matrix | None:
    """Return who appears with whom among the people and organisations of most articles.

    None where none do.
    """
    actors = [
        identity
        for identity, seeds in names.articles_naming.items()
        if names.kinds[names.entities[identity].kind].acts and len(seeds) >= MIN_MATRIX_ARTICLES
    ]
    members = _most_named(names, actors)[:MATRIX_SIZE]
    seeds = [frozenset(names.articles_naming[identity]) for identity in members]
    if not any(first & second for first, second in combinations(seeds, 2)):
        return None
    links = tuple(Link(names.entities[identity].name, names.url(identity)) for identity in members)
    counts = tuple(tuple(len(row & column) for column in seeds) for row in seeds)
    return Matrix(links, counts)
