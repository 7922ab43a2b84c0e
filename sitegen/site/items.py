"""Articles as they stand in lists."""

from sitegen.model.site import Item
from sitegen.site import urls
from sitegen.site.edition import Edition
from sitegen.site.shown_relations import ShownRelations


def items(edition: Edition, relations: ShownRelations) -> dict[str, Item]:
    """Return each article that is shown as lists have it, by the id of its seed."""
    return {seed: _item(seed, edition, relations) for seed in edition.shown}


def _item(seed: str, edition: Edition, relations: ShownRelations) -> Item:
    return Item(
        title=edition.titles[seed],
        url=urls.article(edition.seeds[seed].key),
        date=edition.articles[seed].field("date")[:10],
        source=edition.sources[seed],
        words=edition.words[seed],
        relation=_place_in_family(seed, edition, relations),
    )


def _place_in_family(seed: str, edition: Edition, relations: ShownRelations) -> str:
    """Return in a few words what an article is to its family; nothing where it has none."""
    family = relations.families.get(seed)
    if not family:
        return ""
    size = len(family.members)
    if family.leader == seed and relations.is_one_article(family):
        return f"main copy of {size}"
    if family.leader == seed:
        return f"fullest of {size} texts that overlap"
    relation = relations.to_leader(seed, family)
    leader = edition.short_name(family.leader)
    if relation is None:
        return f"of the family of {leader}"
    place = relations.type_of(relation).short.format(other=leader)
    if relations.holds_other(relation) and edition.articles[seed].comments:
        return f"{place}, with reader comments"
    return place
