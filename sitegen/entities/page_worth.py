"""Which entities are worth a page of their own, and links to it."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from sitegen.model import Entity, EntityMentions, Quotation

SMALL_ARCHIVE = 20  # articles; in a smaller archive every name has a page; by judgement
FOUND_ON = (
    2  # articles that a found name must stand in; of one archive's 34,662 pages 24,107 named one article each
)


def with_pages(
    entities: Sequence[Entity],
    identified: Sequence[EntityMentions],
    quotations: Sequence[Sequence[Quotation]],
    noted: Collection[str],
    found_on: int,
) -> tuple[Entity, ...]:
    """Return the entities, each with whether it has a page.

    One has a page that has it already, speaks, has a note, or is named by enough articles.

    noted: ids of entities that a person wrote a note on; found_on: articles that a found name must stand in,
    0 for the usual number.
    """
    min_articles = found_on or (1 if len(identified) < SMALL_ARCHIVE else FOUND_ON)
    articles = articles_naming(identified)
    worthy = {quotation.entity for spoken in quotations for quotation in spoken}.union(noted)
    return tuple(
        replace(entity, paged=entity.paged or entity.id in worthy or articles[entity.id] >= min_articles)
        for entity in entities
    )


def articles_naming(identified: Sequence[EntityMentions]) -> Counter[str]:
    """Return how many articles name each entity, by ids."""
    counts: Counter[str] = Counter()
    for article in identified:
        counts.update({mention.entity for mention in article.mentions})
    return counts
