"""Everything that composing a page may look up; made once a build, never part of a page."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sitegen.compose import rights, urls
from sitegen.compose.carried import Carried, carried
from sitegen.config import Config
from sitegen.model import (
    Archive,
    Article,
    Block,
    Entity,
    EntityNote,
    Family,
    Field,
    Index,
    Inputs,
    Kind,
    Kinship,
    Mention,
    NameEntry,
    Note,
    Quotation,
    Relation,
    Seed,
    Tie,
    Withdrawal,
    Words,
)
from sitegen.page import Backlink, Item, Pointer, QuotationView
from sitegen.text import WordPlaces, sentences, shorten, slug, unused, word_count

NO_NAME, UNTOLD = "~", ""  # speakers called by what they are, and those that nothing tells


@dataclass(slots=True)
class ArchiveView:
    """Lookups over an archive; only what may be shown is in `shown`."""

    inputs: Inputs
    archive: Archive
    config: Config
    notes: dict[str, Note]
    withdrawals: dict[str, Withdrawal]
    kinds: dict[str, Kind] = field(default_factory=dict)
    ties: dict[str, Tie] = field(default_factory=dict)
    seeds: dict[str, Seed] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)  # whole
    modes: dict[str, str] = field(default_factory=dict)
    shown: dict[str, Article] = field(default_factory=dict)  # without the withdrawn
    mentions: dict[str, tuple[Mention, ...]] = field(default_factory=dict)  # in what is shown
    entities: dict[str, Entity] = field(default_factory=dict)
    standing: dict[str, dict[str, int]] = field(default_factory=dict)  # entity -> seed -> mentions, withdrawn left out
    named: dict[str, dict[str, int]] = field(default_factory=dict)  # seed -> entity -> mentions
    forms: dict[str, Counter[str]] = field(default_factory=dict)  # entity -> how it is written, in what is shown
    quotations: dict[str, list[tuple[Quotation, ...]]] = field(default_factory=dict)  # by who speaks: an id, or a name in quotes
    quotations_parted: bool = False  # into pages by the first letter of who speaks
    kin: dict[str, list[Kinship]] = field(default_factory=dict)  # seed -> related articles
    relations: dict[str, list[Relation]] = field(default_factory=dict)  # seed -> relations seen from it
    families: dict[str, Family] = field(default_factory=dict)  # seed -> its family
    carried: tuple[Carried, ...] = ()  # passages that several articles share, those of most articles first
    carried_by: dict[str, list[tuple[int, int, int]]] = field(default_factory=dict)  # seed -> its first word, end, which passage
    given: dict[str, NameEntry] = field(default_factory=dict)  # by the id of an entity: a person's row in names.toml
    entity_notes: dict[str, EntityNote] = field(default_factory=dict)  # by the id of an entity that has a page
    pointers: dict[str, Pointer] = field(default_factory=dict)  # by the target of a wikilink
    backlinks: dict[str, list[Backlink]] = field(default_factory=dict)  # by the address of the page that they lead to
    said: dict[str, tuple[QuotationView, ...]] = field(default_factory=dict)  # as pages show it, kept for those that ask again
    _mentions: dict[str, dict[str, list[Mention]]] = field(default_factory=dict)
    _sentences: dict[tuple[str, int], list[tuple[int, int]]] = field(default_factory=dict)
    _order: dict[str, int] = field(default_factory=dict)
    _passages: dict[str, tuple[Field | Block, ...]] = field(default_factory=dict)
    _words: dict[str, int] = field(default_factory=dict)
    _places: dict[str, WordPlaces] = field(default_factory=dict)
    _pieces: dict[str, dict[int, list[tuple[int, int, int, int]]]] = field(default_factory=dict)
    _anchors: dict[str, str] = field(default_factory=dict)
    _items: dict[str, Item] = field(default_factory=dict)

    def __post_init__(self) -> None:
        archive, config = self.archive, self.config
        self.kinds = {kind.name: kind for kind in archive.kinds}
        self.ties = {tie.name: tie for tie in archive.ties}
        self.seeds = {seed.id: seed for seed in archive.seeds}
        self.articles = {article.id: article for article in archive.articles}
        self.modes = {one.id: rights.mode_of(one, self.notes.get(one.id), self.withdrawals.get(one.id), config) for one in archive.articles}
        self.shown = {
            one.id: rights.restrict(one, self.modes[one.id], config.excerpt_words)
            for one in archive.articles
            if self.modes[one.id] != rights.WITHDRAWN
        }
        self.entities = {entity.id: entity for entity in archive.entities}
        self.given = {entry.id: entry for entry in reversed(self.inputs.names)}
        self._gather_mentions()
        self._gather_quotations()
        self._gather_relations()
        self._gather_passages()

    def _gather_mentions(self) -> None:
        standing: dict[str, dict[str, int]] = defaultdict(dict)
        for one in self.archive.identified:
            if one.id not in self.shown:
                continue
            self.mentions[one.id] = rights.visible_mentions(one, self.articles[one.id], self.shown[one.id])
            self._note_forms(one.id)
            counts = Counter(mention.entity for mention in one.mentions if mention.entity in self.entities)
            self.named[one.id] = dict(counts)
            for entity, count in counts.items():
                standing[entity][one.id] = count
        self.standing = dict(standing)
        for kinship in self.archive.kinships:
            if kinship.first in self.shown and kinship.second in self.shown:
                self.kin.setdefault(kinship.first, []).append(kinship)
                self.kin.setdefault(kinship.second, []).append(kinship)

    def _gather_quotations(self) -> None:
        for group in self.archive.quotations:
            seen = [one for one in group if one.seed in self.shown]
            kept = [rights.visible_quotations((one,), self.articles[one.seed], self.shown[one.seed]) for one in seen]
            if any(kept):
                found = tuple(one for some in kept for one in some)
                self.quotations.setdefault(self.speaker(found), []).append(found)
        self.quotations_parted = sum(map(len, self.quotations.values())) > urls.QUOTATIONS_A_PAGE

    def speaker(self, group: tuple[Quotation, ...]) -> str:
        """Give who speaks a quotation: the id that most articles tell, or the words in quotes, or nothing."""
        known = Counter(one.entity for one in group if one.entity in self.standing)
        if known:
            return min(known, key=lambda one: (-known[one], one))
        said = Counter(one.speaker for one in group if one.named)
        if said:
            return f'"{min(said, key=lambda one: (-said[one], one))}"'
        return NO_NAME if any(one.speaker for one in group) else UNTOLD

    def _note_forms(self, seed: str) -> None:
        """Count the ways in which what is shown writes each name."""
        passages = self.shown[seed].passages
        for mention in self.mentions[seed]:
            self.forms.setdefault(mention.entity, Counter())[passages[mention.passage].text[mention.start : mention.end]] += 1

    def aliases(self, identity: str) -> tuple[str, ...]:
        """Give the ways in which what is shown writes a name, the commonest first."""
        counts = self.forms.get(identity, Counter())
        return tuple(text for text, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0])))

    def mentions_of(self, identity: str, seed: str) -> list[Mention]:
        """Give the mentions of an entity in what is shown of an article."""
        if seed not in self._mentions:
            by_entity: dict[str, list[Mention]] = defaultdict(list)
            for mention in self.mentions[seed]:
                by_entity[mention.entity].append(mention)
            self._mentions[seed] = by_entity
        return self._mentions[seed].get(identity, [])

    def sentences(self, seed: str, passage: int) -> list[tuple[int, int]]:
        """Give the start and end of each sentence of a passage that is shown."""
        if (seed, passage) not in self._sentences:
            self._sentences[seed, passage] = sentences(self.passages(seed)[passage].text)
        return self._sentences[seed, passage]

    def passages(self, seed: str) -> tuple[Field | Block, ...]:
        """Give the passages that are shown of an article."""
        if seed not in self._passages:
            self._passages[seed] = self.shown[seed].passages
        return self._passages[seed]

    def by_date(self, seeds: Iterable[str]) -> list[str]:
        """Give articles by date, the undated last."""
        return sorted(seeds, key=self.rank)

    def rank(self, seed: str) -> int:
        """Give the place of an article among all by date, the undated last."""
        if not self._order:
            ordered = sorted(self.articles, key=lambda seed: (self.articles[seed].field("date") or "9999", self.seeds[seed].path))
            self._order = {seed: number for number, seed in enumerate(ordered)}
        return self._order[seed]

    def _gather_relations(self) -> None:
        relations: dict[str, list[Relation]] = defaultdict(list)
        for one in self.archive.relations:
            if one.first in self.shown and one.second in self.shown:
                relations[one.first].append(one)
                relations[one.second].append(one.turned(self.ties[one.name].inverse))
        self.relations = dict(relations)
        for family in self.archive.families:
            members = tuple(seed for seed in family.members if seed in self.shown)
            if len(members) > 1:
                leader = family.leader if family.leader in members else members[0]
                kept = Family(family.key, leader, family.why, (leader, *(seed for seed in members if seed != leader)))
                self.families.update(dict.fromkeys(members, kept))

    def _gather_passages(self) -> None:
        """Put together what pairs share that are no copies."""
        pairs = (one for one in self.archive.relations if not self.ties[one.name].joins)
        found = carried(one for one in pairs if one.first in self.shown and one.second in self.shown)
        seen = (one for one in found if any(map(self._shows, one.places)))
        self.carried = tuple(sorted(seen, key=lambda one: -len(one.places)))
        for number, one in enumerate(self.carried):
            for seed, start, end in one.places:
                self.carried_by.setdefault(seed, []).append((start, end, number))

    def _shows(self, place: tuple[str, int, int]) -> bool:
        """Say whether any of some words of a seed is shown: what was cut is no passage of an article."""
        seed, start, end = place
        pieces = self.pieces(self.shown[seed])
        return any(line in pieces for line, _, _ in self.places(seed).stretches(start, end))

    def places(self, seed: str) -> WordPlaces:
        """Give line, start and end column of each word of a seed, as relations count them."""
        if seed not in self._places:
            self._places[seed] = WordPlaces(self.seeds[seed].lines)
        return self._places[seed]

    def pieces(self, article: Article) -> dict[int, list[tuple[int, int, int, int]]]:
        """Give for each line of a seed the parts that are shown: start and end column, passage, and where in it."""
        if article.id not in self._pieces:
            by_line: dict[int, list[tuple[int, int, int, int]]] = {}
            for number, passage in enumerate(article.passages):
                at = 0
                for piece in passage.pieces:
                    at += len(piece.glue)
                    by_line.setdefault(piece.line, []).append((piece.start, piece.end, number, at))
                    at += piece.end - piece.start
            self._pieces[article.id] = by_line
        return self._pieces[article.id]

    # Words about one article

    def index(self) -> Index:
        """Give INDEX.md."""
        return self.inputs.index

    def title(self, seed: str) -> str:
        """Give an article's headline, or the first words of its text."""
        article = self.shown[seed]
        if article.field("title"):
            return article.field("title")
        text = next((block.text for block in article.body), "")
        if text:
            return shorten(text, 9)
        return f"Untitled ({self.seeds[seed].key})"

    def name(self, seed: str) -> str:
        """Give what any article may be called, also one that was withdrawn."""
        return self.title(seed) if seed in self.shown else f"{self.seeds[seed].key} (withdrawn)"

    def source(self, seed: str) -> str:
        """Give the name of an article's source as a reader should see it."""
        host = self.articles[seed].field("source")
        return next((one.name for one in self.config.sources if one.host == host and one.name), host)

    def source_anchor(self, name: str) -> str:
        """Give the id of a source's list; no two sources have one."""
        if not self._anchors:
            for one in sorted({self.source(seed) for seed in self.shown}):
                self._anchors[one] = unused(slug(one or "unknown source"), set(self._anchors.values()))
        return self._anchors.get(name, "unknown-source")

    def words(self, seed: str) -> int:
        """Give the words of the article itself, shown or not."""
        if seed not in self._words:
            self._words[seed] = sum(word_count(block.text) for block in self.articles[seed].body)
        return self._words[seed]

    def comment_words(self, seed: str) -> int:
        """Give the words of the readers' comments."""
        return sum(word_count(block.text) for block in self.articles[seed].comments)

    def short_name(self, seed: str) -> str:
        """Give the name by which notices call an article: its number, or its title."""
        one = self.seeds[seed]
        return one.key if one.number is not None else f"“{shorten(self.title(seed), 8)}”"

    def item(self, seed: str) -> Item:
        """Give an article as it stands in lists."""
        if seed not in self._items:
            date = self.articles[seed].field("date")
            self._items[seed] = Item(
                self.title(seed),
                urls.article(self.seeds[seed].key),
                date[:10],
                self.source(seed),
                self.words(seed),
                self.relation_words(seed),
            )
        return self._items[seed]

    def relation_words(self, seed: str) -> str:
        """Give in a few words what an article is to its family."""
        family = self.families.get(seed)
        if not family:
            return ""
        if family.leader == seed:
            return f"main copy of {len(family.members)}"
        relation = next((one for one in self.relations.get(seed, ()) if one.second == family.leader), None)
        leader = self.short_name(family.leader)
        if relation is None:
            return f"a copy in the family of {leader}"
        adds = ", with reader comments" if relation.name == "contains" and self.articles[seed].comments else ""
        return self.ties[relation.name].short.format(other=leader) + adds

    def entity_url(self, identity: str) -> str:
        """Give the address of an entity's page."""
        return urls.entity(self.kinds[self.entities[identity].kind].folder, identity)

    def pointers_of(self, linking: tuple[tuple[Words, ...], ...]) -> tuple[Pointer, ...]:
        """Give what became of the wikilinks in some sentences."""
        targets = dict.fromkeys(one.target for sentence in linking for one in sentence if one.target)
        return tuple(self.pointers[target] for target in targets)

    def linked(self, url: str) -> tuple[Backlink, ...]:
        """Give the places that link to a page."""
        return tuple(self.backlinks.get(url, ()))

    def robots(self) -> str:
        """Give what pages with other people's text tell search engines."""
        return self.config.robots
