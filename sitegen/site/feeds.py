"""Which entities have a feed, and what stands in it."""

from collections import defaultdict

from sitegen.model.site import ENTITY_FEEDS, Entry, Feed
from sitegen.site import urls
from sitegen.site.context import SiteContext

FEWEST = 2  # articles; most entities are named by one, and its date would be all that their feeds ever tell


def feed_of(view: SiteContext, identity: str) -> str:
    """Give the address of an entity's feed, or an empty text where it has none."""
    if len(view.standing[identity]) < FEWEST or not view.config.makes(ENTITY_FEEDS):
        return ""
    return urls.feed(view.kinds[view.entities[identity].kind].folder, identity)


def feeds(view: SiteContext, entries: tuple[Entry, ...]) -> tuple[Feed, ...]:
    """Give the feeds of entities from the entries of the archive's, in their order."""
    by_entity: dict[str, list[Entry]] = defaultdict(list)
    seeds = {urls.article(seed.key): seed.id for seed in view.archive.seeds}
    for entry in entries:
        for identity in view.named[seeds[entry.url]]:
            by_entity[identity].append(entry)
    return tuple(
        Feed(url, view.entities[identity].name, view.entity_url(identity), tuple(by_entity[identity]))
        for identity in sorted(by_entity)
        if (url := feed_of(view, identity))
    )
