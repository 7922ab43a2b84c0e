"""Copies, shared passages and related articles, as far as an edition shows both sides of them."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property

from sitegen.groups import groups
from sitegen.model import AlignedSpan, Family, RelatedPair, Relation, RelationType
from sitegen.site.edition import Edition
from sitegen.site.shared_passages import SharedPassage, shared_passages
from sitegen.site.shown_words import ShownWords
from sitegen.site.twins import MarkedStretch, SharedSpan, marked_stretches, shared_spans_by_seed

# Words of a shared passage that both pages show: the least that relations take for one on its shorter side.
MIN_MARKED_WORDS = 18
LEADER_OF_SHOWN = "it has the most text of those that may be shown"


@dataclass(frozen=True, eq=False)
class ShownRelations:
    """How the articles of an edition are tied; maps are by the id of a seed."""

    edition: Edition
    words: ShownWords

    @cached_property
    def types(self) -> dict[str, RelationType]:
        """The types of relations by their names."""
        return {relation_type.name: relation_type for relation_type in self.edition.archive.relation_types}

    def type_of(self, relation: Relation) -> RelationType:
        """Return the type of a relation, with all words about it."""
        return self.types[relation.name]

    @cached_property
    def all(self) -> tuple[Relation, ...]:
        """The relations of articles that are shown, each once; of shared passages what both pages show."""
        return tuple(self._shown())

    def _shown(self) -> Iterator[Relation]:
        for relation in self.edition.archive.relations:
            if relation.first not in self.edition.shown or relation.second not in self.edition.shown:
                continue
            if self.type_of(relation).joins:
                yield relation
                continue
            cropped = replace(relation, spans=tuple(self._shown_spans(relation)))
            if cropped.spans or cropped.given:
                yield cropped

    def _shown_spans(self, relation: Relation) -> Iterator[AlignedSpan]:
        """Yield what both pages show of each shared passage below their headlines, if it is enough."""
        words = self.words
        for span in relation.spans:
            first_words = _shown_words(words, relation.first, span.a_start, span.a_end)
            second_words = _shown_words(words, relation.second, span.b_start, span.b_end)
            if min(len(first_words), len(second_words)) < MIN_MARKED_WORDS:
                continue
            before = max(first_words[0] - span.a_start, second_words[0] - span.b_start)
            after = max(span.a_end - first_words[-1], span.b_end - second_words[-1]) - 1
            part = AlignedSpan(
                span.a_start + before, span.a_end - after, span.b_start + before, span.b_end - after
            )
            sizes = (
                words.count_below_headline(relation.first, part.a_start, part.a_end),
                words.count_below_headline(relation.second, part.b_start, part.b_end),
            )
            if min(sizes) >= MIN_MARKED_WORDS:
                yield part

    @cached_property
    def by_seed(self) -> dict[str, list[Relation]]:
        """The relations of each article, seen from it."""
        by_seed: dict[str, list[Relation]] = defaultdict(list)
        for relation in self.all:
            by_seed[relation.first].append(relation)
            by_seed[relation.second].append(relation.inverted(self.type_of(relation).inverse))
        return dict(by_seed)

    @cached_property
    def families(self) -> dict[str, Family]:
        """The family of each article that has one, without those of its members that were withdrawn."""
        families: dict[str, Family] = {}
        for family in self.edition.archive.families:
            members = tuple(seed for seed in family.members if seed in self.edition.shown)
            if len(members) > 1:
                families.update(dict.fromkeys(members, self._shown_family(family, members)))
        return families

    def _shown_family(self, family: Family, members: tuple[str, ...]) -> Family:
        if family.leader in members:
            return replace(family, members=members)
        leader = max(members, key=lambda seed: (self.edition.words[seed], -members.index(seed)))
        others = (seed for seed in members if seed != leader)
        return Family(family.key, leader, LEADER_OF_SHOWN, (leader, *others))

    @cached_property
    def is_one_article(self) -> Callable[[Family], bool]:
        """Whether all texts of a family are copies of its leader.

        Else they only overlap, one with the next.
        """
        return cache(self._is_one_article)

    def _is_one_article(self, family: Family) -> bool:
        numbers = {seed: number for number, seed in enumerate(family.members)}
        symmetric, direct = [], {family.leader}
        for relation in self._within(family):
            if relation.first == family.leader:
                direct.add(relation.second)
            relation_type = self.type_of(relation)
            if relation_type.inverse == relation_type.name:
                symmetric.append((numbers[relation.first], numbers[relation.second]))
        group_of = groups(numbers.values(), symmetric)
        leaders_group = group_of[numbers[family.leader]]
        return all(seed in direct or group_of[number] == leaders_group for seed, number in numbers.items())

    def _within(self, family: Family) -> Iterator[Relation]:
        """Yield the relations that join members of a family to each other."""
        members = frozenset(family.members)
        for seed in family.members:
            for relation in self.by_seed.get(seed, ()):
                if self.type_of(relation).joins and relation.second in members:
                    yield relation

    def to_leader(self, seed: str, family: Family) -> Relation | None:
        """Return how an article is tied to the leader of its family.

        None where it is so by other copies only.
        """
        relations = self.by_seed.get(seed, ())
        return next((relation for relation in relations if relation.second == family.leader), None)

    def holds_other(self, relation: Relation) -> bool:
        """Whether the first article of a relation holds the second one, and more."""
        return self.type_of(relation).holder == "first"

    @cached_property
    def related(self) -> dict[str, list[RelatedPair]]:
        """The pairs of related articles that each article belongs to."""
        related: dict[str, list[RelatedPair]] = defaultdict(list)
        for pair in self.edition.archive.related_pairs:
            if pair.first in self.edition.shown and pair.second in self.edition.shown:
                related[pair.first].append(pair)
                related[pair.second].append(pair)
        return dict(related)

    @cached_property
    def shared_passages(self) -> tuple[SharedPassage, ...]:
        """The passages that several articles share, those of most articles first."""
        sharing = [relation for relation in self.all if not self.type_of(relation).joins]
        return tuple(sorted(shared_passages(sharing), key=lambda passage: -len(passage.places)))

    @cached_property
    def _shared_spans(self) -> dict[str, list[SharedSpan]]:
        return shared_spans_by_seed(self.shared_passages)

    @cached_property
    def marked(self) -> Callable[[str], list[MarkedStretch]]:
        """A function from an article to the words that its page marks because others have them too."""
        return cache(lambda seed: marked_stretches(self._shared_spans.get(seed, ())))


def _shown_words(words: ShownWords, seed: str, start: int, end: int) -> list[int]:
    return [word for word in range(start, end) if words.is_shown_below_headline(seed, word)]
