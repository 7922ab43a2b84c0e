"""Everything that composing a page may look up; made once a build, never part of a page."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sitegen.config import Config
from sitegen.dates import date_rank
from sitegen.groups import groups
from sitegen.model import (
    AlignedSpan,
    Archive,
    Article,
    Block,
    Entity,
    EntityNote,
    Family,
    Field,
    FreePage,
    Index,
    Inputs,
    Kind,
    LinkedText,
    Mention,
    NameEntry,
    Note,
    Quotation,
    RelatedPair,
    Relation,
    RelationType,
    Seed,
    Withdrawal,
)
from sitegen.model.site import Backlink, Item, Pointer, QuotationView
from sitegen.site import rights, urls
from sitegen.site.shared_passages import SharedPassage, shared_passages
from sitegen.site.twins import MarkedStretch, SharedSpan, marked_stretches, shared_spans_by_seed
from sitegen.text import (
    WordPlaces,
    plain_words,
    sentences,
    shorten,
    slug,
    unique_name,
    visible_lines,
    word_count,
)

SHOWN_PASSAGE = 18  # words of a shared passage that both pages show; the least that relations take for one on its shorter side
NO_NAME, UNTOLD = "~", ""  # speakers called by what they are, and those that nothing tells


@dataclass(slots=True)
class SiteContext:
    """Lookups over an archive; only what may be shown is in `shown`."""

    inputs: Inputs
    archive: Archive
    config: Config
    notes: dict[str, Note]
    withdrawals: dict[str, Withdrawal]
    kinds: dict[str, Kind] = field(default_factory=dict)
    relation_types: dict[str, RelationType] = field(default_factory=dict)
    seeds: dict[str, Seed] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)  # whole
    modes: dict[str, str] = field(default_factory=dict)
    shown: dict[str, Article] = field(default_factory=dict)  # without the withdrawn
    mentions: dict[str, tuple[Mention, ...]] = field(default_factory=dict)  # in what is shown
    entities: dict[str, Entity] = field(default_factory=dict)
    standing: dict[str, dict[str, int]] = field(
        default_factory=dict
    )  # entity -> seed -> mentions, withdrawn left out
    named: dict[str, dict[str, int]] = field(default_factory=dict)  # seed -> entity -> mentions
    passing: dict[str, Entity] = field(default_factory=dict)  # entities without a page, in what is shown
    named_in_passing: dict[str, dict[str, int]] = field(
        default_factory=dict
    )  # seed -> such an entity -> mentions
    standing_in_passing: dict[str, dict[str, int]] = field(
        default_factory=dict
    )  # such an entity -> seed -> mentions
    forms: dict[str, Counter[str]] = field(
        default_factory=dict
    )  # entity -> how it is written, in what is shown
    quotations: dict[str, list[tuple[Quotation, ...]]] = field(
        default_factory=dict
    )  # by who speaks: an id, or a name in quotes
    quotations_parted: bool = False  # into pages by the first letter of who speaks
    related: dict[str, list[RelatedPair]] = field(default_factory=dict)  # seed -> related articles
    relations: dict[str, list[Relation]] = field(
        default_factory=dict
    )  # seed -> relations seen from it; of passages what is shown
    shown_relations: list[Relation] = field(default_factory=list)  # the same, each once
    families: dict[str, Family] = field(default_factory=dict)  # seed -> its family
    shared_passages: tuple[
        SharedPassage, ...
    ] = ()  # passages that several articles share, those of most articles first
    given: dict[str, NameEntry] = field(
        default_factory=dict
    )  # by the id of an entity: a person's row in names.toml
    entity_notes: dict[str, EntityNote] = field(
        default_factory=dict
    )  # by the id of an entity that has a page
    pointers: dict[str, Pointer] = field(default_factory=dict)  # by the target of a wikilink
    files: dict[str, str] = field(
        default_factory=dict
    )  # file of the archive -> its address in the site; empty where it is private
    backlinks: dict[str, list[Backlink]] = field(
        default_factory=dict
    )  # by the address of the page that they lead to
    said: dict[str, tuple[QuotationView, ...]] = field(
        default_factory=dict
    )  # as pages show it, kept for those that ask again
    _mentions: dict[str, dict[str, list[Mention]]] = field(default_factory=dict)
    _sentences: dict[tuple[str, int], list[tuple[int, int]]] = field(default_factory=dict)
    _order: dict[str, int] = field(default_factory=dict)
    _passages: dict[str, tuple[Field | Block, ...]] = field(default_factory=dict)
    _words: dict[str, int] = field(default_factory=dict)
    _twins: dict[str, list[SharedSpan]] = field(default_factory=dict)
    _marked: dict[str, list[MarkedStretch]] = field(default_factory=dict)
    _word_counts: dict[str, Counter[str]] = field(default_factory=dict)
    _places: dict[str, WordPlaces] = field(default_factory=dict)
    _pieces: dict[str, dict[int, list[tuple[int, int, int, int]]]] = field(default_factory=dict)
    _anchors: dict[str, str] = field(default_factory=dict)
    _items: dict[str, Item] = field(default_factory=dict)

    def __post_init__(self) -> None:
        archive, config = self.archive, self.config
        self.kinds = {kind.name: kind for kind in archive.kinds}
        self.relation_types = {tie.name: tie for tie in archive.relation_types}
        self.seeds = {seed.id: seed for seed in archive.seeds}
        self.articles = {article.id: article for article in archive.articles}
        self.modes = {
            one.id: rights.mode_of(one, self.notes.get(one.id), self.withdrawals.get(one.id), config)
            for one in archive.articles
        }
        self.shown = {
            one.id: rights.restrict(one, self.modes[one.id], config.excerpt_words)
            for one in archive.articles
            if self.modes[one.id] != rights.WITHDRAWN
        }
        self.entities = {entity.id: entity for entity in archive.entities if entity.paged}
        self.given = {entry.id: entry for entry in reversed(self.inputs.names)}
        self._gather_mentions()
        self._gather_quotations()
        self._gather_relations()

    def _gather_mentions(self) -> None:
        standing: dict[str, dict[str, int]] = defaultdict(dict)
        unpaged = {entity.id: entity for entity in self.archive.entities if not entity.paged}
        for one in self.archive.mentions:
            if one.id not in self.shown:
                continue
            self.mentions[one.id] = rights.visible_mentions(one, self.articles[one.id], self.shown[one.id])
            self._note_forms(one.id)
            counts = Counter(mention.entity for mention in one.mentions if mention.entity in self.entities)
            self.named[one.id] = dict(counts)
            passing = Counter(
                mention.entity for mention in self.mentions[one.id] if mention.entity in unpaged
            )
            self.named_in_passing[one.id] = dict(passing)
            for entity, count in passing.items():
                self.passing[entity] = unpaged[entity]
                self.standing_in_passing.setdefault(entity, {})[one.id] = count
            for entity, count in counts.items():
                standing[entity][one.id] = count
        self.standing = dict(standing)
        for pair in self.archive.related_pairs:
            if pair.first in self.shown and pair.second in self.shown:
                self.related.setdefault(pair.first, []).append(pair)
                self.related.setdefault(pair.second, []).append(pair)

    def _gather_quotations(self) -> None:
        for group in self.archive.quotations:
            seen = [one for one in group if one.seed in self.shown]
            kept = [
                rights.visible_quotations((one,), self.articles[one.seed], self.shown[one.seed])
                for one in seen
            ]
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
            self.forms.setdefault(mention.entity, Counter())[
                passages[mention.passage].text[mention.start : mention.end]
            ] += 1

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
            dates = {seed: article.field("date") for seed, article in self.articles.items()}
            ordered = sorted(
                self.articles,
                key=lambda seed: (not dates[seed], date_rank(dates[seed]), self.seeds[seed].path),
            )
            self._order = {seed: number for number, seed in enumerate(ordered)}
        return self._order[seed]

    def _gather_relations(self) -> None:
        relations: dict[str, list[Relation]] = defaultdict(list)
        shared: list[Relation] = []
        for one in self.archive.relations:
            if one.first not in self.shown or one.second not in self.shown:
                continue
            if not self.relation_types[one.name].joins:
                one = replace(  # noqa: PLW2901
                    one, spans=tuple(span for found in one.spans if (span := self._shown_span(one, found)))
                )
                if not one.spans and not one.given:
                    continue
                shared.append(one)
            self.shown_relations.append(one)
            relations[one.first].append(one)
            relations[one.second].append(one.inverted(self.relation_types[one.name].inverse))
        self.relations = dict(relations)
        self.shared_passages = tuple(sorted(shared_passages(shared), key=lambda one: -len(one.places)))
        self._twins = shared_spans_by_seed(self.shared_passages)
        for family in self.archive.families:
            members = tuple(seed for seed in family.members if seed in self.shown)
            if len(members) > 1:
                self.families.update(dict.fromkeys(members, self._shown_family(family, members)))

    def _shown_family(self, family: Family, members: tuple[str, ...]) -> Family:
        """Give a family without those of its members that were withdrawn."""
        if family.leader in members:
            return replace(family, members=members)
        leader = max(members, key=lambda seed: (self.words(seed), -members.index(seed)))
        why = "it has the most text of those that may be shown"
        return Family(family.key, leader, why, (leader, *(seed for seed in members if seed != leader)))

    def is_one_article(self, family: Family) -> bool:
        """Say whether all texts of a family are copies of its leader; else they only overlap, one with the next."""
        number = {seed: at for at, seed in enumerate(family.members)}
        same, direct = [], {family.leader}
        for one in (one for seed in family.members for one in self.relations.get(seed, ())):
            tie = self.relation_types[one.name]
            if tie.joins and one.second in number:
                direct.update({one.second} if one.first == family.leader else ())
                same += [(number[one.first], number[one.second])] if tie.inverse == tie.name else []
        joined = groups(number.values(), same)
        return all(
            seed in direct or joined[at] == joined[number[family.leader]] for seed, at in number.items()
        )

    def _shown_span(self, relation: Relation, span: AlignedSpan) -> AlignedSpan | None:
        """Give what of a shared passage both pages show below their headlines; None where that is too little to be one."""
        here = [word for word in range(span.a_start, span.a_end) if self.stands(relation.first, word)]
        there = [word for word in range(span.b_start, span.b_end) if self.stands(relation.second, word)]
        if min(len(here), len(there)) < SHOWN_PASSAGE:
            return None
        before = max(here[0] - span.a_start, there[0] - span.b_start)
        after = max(span.a_end - here[-1], span.b_end - there[-1]) - 1
        part = AlignedSpan(
            span.a_start + before, span.a_end - after, span.b_start + before, span.b_end - after
        )
        sizes = (
            self.count(relation.first, part.a_start, part.a_end),
            self.count(relation.second, part.b_start, part.b_end),
        )
        return part if min(sizes) >= SHOWN_PASSAGE else None

    def stands(self, seed: str, word: int) -> bool:
        """Say whether a word of an article, as relations count them, is shown below its headline."""
        number = self.passage_of(seed, word)
        return number >= 0 and not self.is_headline(seed, number)

    def passage_of(self, seed: str, word: int) -> int:
        """Give the passage in which a word of an article, as relations count them, is shown; -1 where it is not."""
        line, start, end = self.places(seed)[word]
        pieces = self.pieces(self.shown[seed]).get(line, ())
        return next((number for left, right, number, _ in pieces if left <= start and end <= right), -1)

    def count(self, seed: str, start: int, end: int) -> int:
        """Give how many of some words of an article are shown below its headline."""
        return sum(self.stands(seed, word) for word in range(start, end))

    def is_headline(self, seed: str, number: int) -> bool:
        """Say whether a passage of an article is its headline, which is never marked."""
        passage = self.passages(seed)[number]
        return isinstance(passage, Field) and passage.name == "title"

    def marked(self, seed: str) -> list[MarkedStretch]:
        """Give the words of an article that its page marks because others have them too."""
        if seed not in self._marked:
            self._marked[seed] = marked_stretches(self._twins.get(seed, ()))
        return self._marked[seed]

    def places(self, seed: str) -> WordPlaces:
        """Give line, start and end column of each word of headline, standfirst and blocks, as relations count them."""
        if seed not in self._places:
            self._places[seed] = WordPlaces(visible_lines(self.articles[seed], self.seeds[seed].lines))
        return self._places[seed]

    def word_counts(self, seed: str) -> Counter[str]:
        """Give how often each word stands in an article, as relations count them."""
        if seed not in self._word_counts:
            lines = visible_lines(self.articles[seed], self.seeds[seed].lines)
            self._word_counts[seed] = Counter(word for line in lines for word in plain_words(line))
        return self._word_counts[seed]

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

    @property
    def pages(self) -> tuple[FreePage, ...]:
        """Give the free pages of this edition."""
        return tuple(
            page for page in self.inputs.pages if not (page.private and self.config.profile == "public")
        )

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
        article = self.articles[seed]
        row = self.config.source_row(article.field("source"), article.field("address"))
        return (row.name if row else "") or article.field("source")

    def source_anchor(self, name: str) -> str:
        """Give the id of a source's list; no two sources have one."""
        if not self._anchors:
            for one in sorted({self.source(seed) for seed in self.shown}):
                self._anchors[one] = unique_name(slug(one or "unknown source"), set(self._anchors.values()))
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
            size = len(family.members)
            return (
                f"main copy of {size}"
                if self.is_one_article(family)
                else f"fullest of {size} texts that overlap"
            )
        relation = next((one for one in self.relations.get(seed, ()) if one.second == family.leader), None)
        leader = self.short_name(family.leader)
        if relation is None:
            return f"of the family of {leader}"
        adds = (
            ", with reader comments" if relation.name == "contains" and self.articles[seed].comments else ""
        )
        return self.relation_types[relation.name].short.format(other=leader) + adds

    def entity(self, identity: str) -> Entity:
        """Give an entity, with a page or without one."""
        return self.entities.get(identity) or self.passing[identity]

    def entity_url(self, identity: str) -> str:
        """Give the address of an entity's page."""
        return urls.entity(self.kinds[self.entities[identity].kind].folder, identity)

    def pointers_of(self, linking: tuple[tuple[LinkedText, ...], ...]) -> tuple[Pointer, ...]:
        """Give what became of the wikilinks in some sentences."""
        targets = dict.fromkeys(one.target for sentence in linking for one in sentence if one.target)
        return tuple(self.pointers[target] for target in targets)

    def linked(self, url: str) -> tuple[Backlink, ...]:
        """Give the places that link to a page."""
        return tuple(self.backlinks.get(url, ()))

    def robots(self) -> str:
        """Give what pages with other people's text tell search engines."""
        return self.config.robots
