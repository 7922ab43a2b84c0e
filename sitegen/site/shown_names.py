"""Which entities the articles of an edition name, where, and in what words."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from sitegen.model import Entity, Kind, Mention, NameEntry
from sitegen.model.site import ENTITY_FEEDS
from sitegen.site import rights, urls
from sitegen.site.edition import Edition
from sitegen.text import sentences

# Articles; most entities are named by one, and its date would be all that their feeds ever tell.
MIN_FEED_ARTICLES = 2
Counts = dict[str, dict[str, int]]  # number of mentions by two ids


@dataclass(frozen=True, eq=False)
class ShownNames:
    """The entities that an edition names.

    Those with a page of their own, and those in passing, without one.
    """

    edition: Edition

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """The kinds of entities by their names."""
        return {kind.name: kind for kind in self.edition.archive.kinds}

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """The entities that have a page, by their ids.

        Who is neither known nor named by a person of the archive must stand in what is shown: a text that is
        not shown tells nobody's name.
        """
        told = {mention.entity for mentions in self.mentions.values() for mention in mentions}
        return {
            entity.id: entity
            for entity in self.edition.archive.entities
            if entity.paged and (entity.given or entity.wikidata or entity.id in told)
        }

    @cached_property
    def entries(self) -> dict[str, NameEntry]:
        """A person's row in names.toml by the id of its entity; the first of several."""
        return {entry.id: entry for entry in reversed(self.edition.inputs.names)}

    @cached_property
    def mentions(self) -> dict[str, tuple[Mention, ...]]:
        """The mentions in what is shown of each article."""
        edition = self.edition
        return {
            identified.id: rights.visible_mentions(
                identified, edition.articles[identified.id], edition.shown[identified.id]
            )
            for identified in edition.archive.mentions
            if identified.id in edition.shown
        }

    @cached_property
    def entities_in(self) -> Counts:
        """The entities with a page that each article names, shown or not, with the number of mentions.

        Seed, entity.
        """
        return {
            identified.id: _counts(identified.mentions, self.entities)
            for identified in self.edition.archive.mentions
            if identified.id in self.edition.shown
        }

    @cached_property
    def unpaged_entities_in(self) -> Counts:
        """The entities without a page that what is shown of each article names: seed, entity."""
        unpaged = {entity.id: entity for entity in self.edition.archive.entities if not entity.paged}
        return {seed: _counts(mentions, unpaged) for seed, mentions in self.mentions.items()}

    @cached_property
    def articles_naming(self) -> Counts:
        """The articles that name each entity which has a page, with the number of mentions: entity, seed."""
        return _by_entity(self.entities_in)

    @cached_property
    def with_feeds(self) -> frozenset[str]:
        """The entities that have a feed: those that most articles name, a person's own before others."""
        config = self.edition.config
        if not config.makes(ENTITY_FEEDS):
            return frozenset()
        naming = self.articles_naming
        wanted = [identity for identity, seeds in naming.items() if len(seeds) >= MIN_FEED_ARTICLES]
        wanted.sort(
            key=lambda identity: (not self.entities[identity].given, -len(naming[identity]), identity)
        )
        return frozenset(wanted[: config.feeds_of_names])

    @cached_property
    def articles_naming_in_passing(self) -> Counts:
        """The articles that name each entity without a page: entity, seed."""
        return _by_entity(self.unpaged_entities_in)

    @cached_property
    def unpaged_entities(self) -> dict[str, Entity]:
        """The entities without a page that what is shown names, by their ids."""
        entities = {entity.id: entity for entity in self.edition.archive.entities}
        return {identity: entities[identity] for identity in self.articles_naming_in_passing}

    @cached_property
    def _forms(self) -> dict[str, Counter[str]]:
        """How often what is shown writes each entity in which way."""
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        for seed, mentions in self.mentions.items():
            passages = self.edition.passages[seed]
            for mention in mentions:
                forms[mention.entity][passages[mention.passage].text[mention.start : mention.end]] += 1
        return forms

    def aliases(self, identity: str) -> tuple[str, ...]:
        """Return the ways in which what is shown writes a name, the commonest first."""
        counts = self._forms.get(identity, Counter())
        return tuple(form for form, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    @cached_property
    def _mentions_by_entity(self) -> Callable[[str], dict[str, list[Mention]]]:
        @cache
        def by_entity(seed: str) -> dict[str, list[Mention]]:
            mentions: dict[str, list[Mention]] = defaultdict(list)
            for mention in self.mentions[seed]:
                mentions[mention.entity].append(mention)
            return mentions

        return by_entity

    def mentions_of(self, identity: str, seed: str) -> list[Mention]:
        """Return the mentions of an entity in what is shown of an article."""
        return self._mentions_by_entity(seed).get(identity, [])

    @cached_property
    def sentences(self) -> Callable[[str, int], list[tuple[int, int]]]:
        """A function from an article and a passage to start and end of each of its sentences."""
        return cache(lambda seed, passage: sentences(self.edition.passages[seed][passage].text))

    def entity(self, identity: str) -> Entity:
        """Return an entity, with a page or without one."""
        return self.entities.get(identity) or self.unpaged_entities[identity]

    def url(self, identity: str) -> str:
        """Return the address of an entity's page."""
        return urls.entity(self.kinds[self.entities[identity].kind].folder, identity)


def _counts(mentions: tuple[Mention, ...], entities: Mapping[str, Entity]) -> dict[str, int]:
    """Return the number of mentions of each of some entities."""
    return dict(Counter(mention.entity for mention in mentions if mention.entity in entities))


def _by_entity(by_seed: Counts) -> Counts:
    """Return counts by entity, then by seed."""
    by_entity: Counts = defaultdict(dict)
    for seed, counts in by_seed.items():
        for identity, count in counts.items():
            by_entity[identity][seed] = count
    return dict(by_entity)
