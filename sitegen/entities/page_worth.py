"""Which entities are worth a page of their own, and links to it; `DOUBTS` says which found names are not."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sitegen.entities.kinds import BY_KIND, GOVERNING
from sitegen.model import ORGANISATION, PERSON, Entity, EntityMentions, Quotation
from sitegen.name_evidence import ACRONYM, CONTEXT, NAMED_ELSEWHERE, Evidence

SMALL_ARCHIVE = 20  # articles; in a smaller archive every name has a page; by judgement
# Articles that a found name must stand in: of 34,662 pages of an archive 24,107 were of names on one article.
FOUND_ON = 2
# Evidence that comes of the tagger alone.  Of 47 names, drawn from three archives, that have no other and are
# no full names of people, 7 were right in extent and kind; of ten full names of people 8; of 236 others 206.
TAGGER_EVIDENCE = frozenset({CONTEXT, ACRONYM, NAMED_ELSEWHERE})
_BODIES = BY_KIND[ORGANISATION]
GENERIC_WORDS = (
    _BODIES.heads
    | _BODIES.tails
    | GOVERNING
    | frozenset("of the and for Republic Memorial People Members Staff Affairs Internal External".split())
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """One case in which nobody can tell what a found name means, so that it has no page."""

    name: str
    holds: Callable[[Entity, Collection[Evidence]], bool]  # by the evidence of all its mentions
    examples: tuple[tuple[str, str, Evidence], ...]  # name, kind, evidence
    counterexamples: tuple[tuple[str, str, Evidence], ...]


def _is_of_tagger_alone(entity: Entity, found: Collection[Evidence]) -> bool:
    is_full_name = entity.kind == PERSON and " " in entity.name
    return TAGGER_EVIDENCE.issuperset(found) and not is_full_name


def _is_part_of_person(entity: Entity, _found: Collection[Evidence]) -> bool:
    return entity.kind == PERSON and " " not in entity.name


def _is_generic_body(entity: Entity, _found: Collection[Evidence]) -> bool:
    return entity.kind == ORGANISATION and GENERIC_WORDS.issuperset(entity.name.split())


DOUBTS: tuple[Doubt, ...] = (
    Doubt(
        "the tagger alone tells its kind",
        _is_of_tagger_alone,
        (("ETL", "organisation", ACRONYM), ("Zhelm", "place", CONTEXT)),
        (
            ("Zhelm Museum", "organisation", Evidence("its words")),
            ("Zhelm Lodkin", "person", CONTEXT),
        ),
    ),
    Doubt(
        "a first or family name that several people may have",
        _is_part_of_person,
        (("Lodkin", "person", Evidence("speaks")),),
        (("Anna Lodkin", "person", Evidence("first name")),),
    ),
    Doubt(
        "a body that many countries or firms have",
        _is_generic_body,
        (
            ("Foreign Ministry", "organisation", Evidence("its words")),
            ("Department", "organisation", Evidence("place word before it")),
        ),
        (
            ("Zhelm Ministry", "organisation", Evidence("its words")),
            ("Ministry of Fish", "organisation", Evidence("its words")),
        ),
    ),
)


def doubt_of(entity: Entity, found: Collection[Evidence]) -> Doubt | None:
    """Return the first doubt about a found name that holds, given the evidence of all its mentions."""
    return next((doubt for doubt in DOUBTS if doubt.holds(entity, found)), None)


def with_pages(
    entities: Sequence[Entity],
    identified: Sequence[EntityMentions],
    quotations: Sequence[Sequence[Quotation]],
    noted: Collection[str],
    found_on: int,
) -> tuple[Entity, ...]:
    """Return the entities, each with whether it has a page.

    One has a page that has it already or has a note; and one of which there is no doubt, if it speaks or is
    named by enough articles.

    noted: ids of entities that a person wrote a note on; found_on: articles that a found name must stand in,
    0 for the usual number.
    """
    min_articles = found_on or _usual_min_articles(len(identified))
    articles = articles_naming(identified)
    evidence = _evidence(identified)
    speaking = {quotation.entity for spoken in quotations for quotation in spoken}

    def is_worthy(entity: Entity) -> bool:
        if entity.paged or entity.id in noted:
            return True
        if doubt_of(entity, evidence.get(entity.id, frozenset())):
            return False
        return entity.id in speaking or articles[entity.id] >= min_articles

    return tuple(replace(entity, paged=is_worthy(entity)) for entity in entities)


def _usual_min_articles(archive_size: int) -> int:
    """Return how many articles a found name must stand in, in an archive of some articles."""
    return 1 if archive_size < SMALL_ARCHIVE else FOUND_ON


def _evidence(identified: Sequence[EntityMentions]) -> Mapping[str, frozenset[Evidence]]:
    """Return the evidence of all mentions of each entity, by ids."""
    found: dict[str, set[Evidence]] = defaultdict(set)
    for article in identified:
        for mention in article.mentions:
            found[mention.entity].add(mention.why)
    return {entity: frozenset(evidence) for entity, evidence in found.items()}


def articles_naming(identified: Sequence[EntityMentions]) -> Counter[str]:
    """Return how many articles name each entity, by ids."""
    counts: Counter[str] = Counter()
    for article in identified:
        counts.update({mention.entity for mention in article.mentions})
    return counts
