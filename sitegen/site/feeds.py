"""Which entities have a feed, and what stands in it."""

from collections import defaultdict

from sitegen.model.site import ENTITY_FEEDS, Entry, Feed
from sitegen.site import urls
from sitegen.site.context import SiteContext

# Articles; most entities are named by one, and its date would be all that their feeds ever tell.
MIN_FEED_ARTICLES = 2


def feed_of(context: SiteContext, identity: str) -> str:
    """Return the address of an entity's feed; an empty text where it has none."""
    names = context.names
    if len(names.articles_naming[identity]) < MIN_FEED_ARTICLES or not context.edition.config.makes(
        ENTITY_FEEDS
    ):
        return ""
    return urls.feed(names.kinds[names.entities[identity].kind].folder, identity)


def feeds(context: SiteContext, entries: tuple[Entry, ...]) -> tuple[Feed, ...]:
    """Return the feeds of entities from the entries of the archive's, in their order."""
    names = context.names
    by_entity: dict[str, list[Entry]] = defaultdict(list)
    seeds = {urls.article(seed.key): seed.id for seed in context.edition.archive.seeds}
    for entry in entries:
        for identity in names.entities_in[seeds[entry.url]]:
            by_entity[identity].append(entry)
    all_feeds = []
    for identity in sorted(by_entity):
        url = feed_of(context, identity)
        if url:
            entity_entries = tuple(by_entity[identity])
            all_feeds.append(Feed(url, names.entities[identity].name, names.url(identity), entity_entries))
    return tuple(all_feeds)
