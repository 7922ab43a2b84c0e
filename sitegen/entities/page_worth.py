"""Which entities are worth a page of their own, and links to it."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from sitegen.model import Entity, EntityMentions, Quotation

SMALL_ARCHIVE = 20  # articles; in a smaller one every name has a page
FOUND_ON = 2  # articles that a found name must stand in, unless told; of 34,662 pages of one archive 24,107 were of names on one article


def with_pages(
    entities: Sequence[Entity],
    identified: Sequence[EntityMentions],
    quotations: Sequence[Sequence[Quotation]],
    noted: Collection[str],
    found_on: int,
) -> tuple[Entity, ...]:
    """Give the entities with whether each has a page: one that has it already, speaks, is written on, or is named by several articles.

    noted: ids of entities that a person wrote a note on; found_on: articles that a found name must stand in, 0 for the usual number.
    """
    fewest = found_on or (1 if len(identified) < SMALL_ARCHIVE else FOUND_ON)
    articles = articles_naming(identified)
    worth = {one.entity for group in quotations for one in group} | frozenset(noted)
    return tuple(
        replace(one, paged=one.paged or one.id in worth or articles[one.id] >= fewest) for one in entities
    )


def articles_naming(identified: Sequence[EntityMentions]) -> Counter[str]:
    """Count the articles that name each entity."""
    return Counter(
        identity for one in identified for identity in {mention.entity for mention in one.mentions}
    )
