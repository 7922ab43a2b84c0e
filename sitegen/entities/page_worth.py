"""Which entities are worth a page of their own, and links to it."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from sitegen.model import Entity, EntityMentions, Quotation

SMALL_ARCHIVE = 20  # articles; in a smaller archive every name has a page; by judgement
# Articles that a found name must stand in: of 34,662 pages of an archive 24,107 were of names on one article.
FOUND_ON = 2


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
    min_articles = found_on or _usual_min_articles(len(identified))
    articles = articles_naming(identified)
    worthy = {quotation.entity for spoken in quotations for quotation in spoken}.union(noted)
    return tuple(
        replace(entity, paged=entity.paged or entity.id in worthy or articles[entity.id] >= min_articles)
        for entity in entities
    )


def _usual_min_articles(archive_size: int) -> int:
    """Return how many articles a found name must stand in, in an archive of some articles."""
    return 1 if archive_size < SMALL_ARCHIVE else FOUND_ON


def articles_naming(identified: Sequence[EntityMentions]) -> Counter[str]:
    """Return how many articles name each entity, by ids."""
    counts: Counter[str] = Counter()
    for article in identified:
        counts.update({mention.entity for mention in article.mentions})
    return counts
