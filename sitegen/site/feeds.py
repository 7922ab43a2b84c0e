"""Which entities and sources have a feed, and what stands in it."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from sitegen.model.site import SOURCE_FEEDS, Entry, Feed
from sitegen.site import urls
from sitegen.site.context import SiteContext


def feed_of(context: SiteContext, identity: str) -> str:
    """Return the address of an entity's feed; an empty text where it has none."""
    names = context.names
    if identity not in names.with_feeds:
        return ""
    return urls.feed(names.kinds[names.entities[identity].kind].folder, identity)


def feeds(context: SiteContext, entries: tuple[Entry, ...]) -> tuple[Feed, ...]:
    """Return the feeds of entities and of sources from the entries of the archive's, in their order."""
    return (*_entity_feeds(context, entries), *_source_feeds(context, entries))


def _entity_feeds(context: SiteContext, entries: tuple[Entry, ...]) -> Iterator[Feed]:
    names = context.names
    wanted = names.with_feeds
    by_entity: dict[str, list[Entry]] = defaultdict(list)
    seeds = {urls.article(seed.key): seed.id for seed in context.edition.archive.seeds}
    for entry in entries if wanted else ():
        for identity in names.entities_in[seeds[entry.url]]:
            if identity in wanted:
                by_entity[identity].append(entry)
    for identity in sorted(by_entity):
        name = names.entities[identity].name
        yield Feed(
            url=feed_of(context, identity),
            title=name,
            subtitle=f"Articles that name {name}",
            page=names.url(identity),
            entries=tuple(by_entity[identity]),
        )


def source_feeds(context: SiteContext) -> dict[str, str]:
    """Return the addresses of the feeds of sources, those of most articles, by the ids of their lists."""
    config, edition = context.edition.config, context.edition
    if not config.makes(SOURCE_FEEDS):
        return {}
    counts = Counter(edition.sources[seed] for seed in edition.shown)
    most = sorted(counts.keys() - {""}, key=lambda source: (-counts[source], source))[
        : config.feeds_of_sources
    ]
    anchors = sorted(map(edition.source_anchor, most))
    return {anchor: urls.feed("sources", anchor) for anchor in anchors}


def _source_feeds(context: SiteContext, entries: tuple[Entry, ...]) -> Iterator[Feed]:
    edition, wanted = context.edition, source_feeds(context)
    by_anchor: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries if wanted else ():
        by_anchor[edition.source_anchor(entry.source)].append(entry)
    for anchor, url in wanted.items():
        source = by_anchor[anchor][0].source
        yield Feed(
            url=url,
            title=source,
            subtitle=f"Articles from {source}",
            page=f"{urls.SOURCES}#{anchor}",
            entries=tuple(by_anchor[anchor]),
        )
