"""Groups of seeds that are copies of each other."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sitegen.groups import groups
from sitegen.model import Article, Family, Relation
from sitegen.relations.types import BY_NAME
from sitegen.text import word_count

# Share of an article's own words (comments left out) that makes what it holds the article itself; by
# reasoning: two parts of one text cannot both be more than half of it.  Below it a part still joins where
# nothing speaks against it, as a text that breaks off.
MAIN_PART = 0.5
SAME_PART = 0.5  # share of the shorter of two parts of one text that makes them the same part; by judgement
FULL_COPY = 0.98  # share of the words of the longest copy that makes another one as full; by judgement
LEADER_FACTS = frozenset({"title", "standfirst", "byline", "date", "source", "address"})
NO_DATE = "9999"  # behind all dates


def families(articles: tuple[Article, ...], relations: tuple[Relation, ...]) -> tuple[Family, ...]:
    """Return the families with two members or more, in the order of the archive.

    A text that holds two others in different places joins neither of them, but for one that is most of it;
    a text that two others hold does not join these.
    """
    by_id = {article.id: article for article in articles}
    place = {article.id: number for number, article in enumerate(articles)}
    copies = [(place[one.first], place[one.second]) for one in _joining(by_id, relations)]
    members: dict[str, list[str]] = defaultdict(list)
    for number, leading in groups(range(len(articles)), copies).items():
        members[articles[leading].id].append(articles[number].id)
    return tuple(_family([by_id[seed] for seed in seeds]) for seeds in members.values() if len(seeds) > 1)


def _family(articles: list[Article]) -> Family:
    """Return the family of articles, which is known by the first of them."""
    leader, why = _leader(articles)
    others = (article.id for article in articles if article.id != leader)
    return Family(articles[0].key, leader, why, (leader, *others))


@dataclass(frozen=True, slots=True)
class _Part:
    """One seed inside another, and the words of the other that it fills."""

    inner: str
    outer: str
    places: tuple[tuple[int, int], ...]


def _joining(articles: dict[str, Article], relations: tuple[Relation, ...]) -> list[Relation]:
    """Return the relations that make families."""
    closest = [relation for relation in relations if BY_NAME[relation.name].joins]
    sure: list[Relation] = []
    doubtful: list[Relation] = []
    for relation in closest:
        (sure if _is_sure(relation, articles) else doubtful).append(relation)
    tied = {frozenset((relation.first, relation.second)) for relation in closest}
    nested = _Nested(_family_of(articles, sure), tied)
    for relation in closest:
        if BY_NAME[relation.name].holder:
            nested.add(_part(relation))
    return [*sure, *(relation for relation in doubtful if not nested.is_contested(_part(relation)))]


def _is_sure(relation: Relation, articles: dict[str, Article]) -> bool:
    """Whether a relation makes a family whatever the others are."""
    return not BY_NAME[relation.name].holder or relation.given or _is_main(relation, articles)


@dataclass(slots=True)
class _Nested:
    """Which seeds stand in which others, the families that are sure, and the pairs that are tied."""

    family: dict[str, int]
    tied: set[frozenset[str]]
    inside: dict[str, list[_Part]] = field(default_factory=lambda: defaultdict(list))
    around: dict[str, list[_Part]] = field(default_factory=lambda: defaultdict(list))

    def add(self, part: _Part) -> None:
        """Take in a seed that stands in another."""
        self.inside[part.outer].append(part)
        self.around[part.inner].append(part)

    def is_contested(self, part: _Part) -> bool:
        """Whether seeds of other families speak against a part joining the text that holds it.

        One fills another part of the same text, or another text holds the same seed.
        """
        for other in self.inside[part.outer]:
            if self._are_strangers(other.inner, part.inner) and not _is_same_part(other, part):
                return True
        return any(self._are_strangers(other.outer, part.outer) for other in self.around[part.inner])

    def _are_strangers(self, first: str, second: str) -> bool:
        """Whether two seeds are of different families and not tied."""
        return self.family[first] != self.family[second] and frozenset((first, second)) not in self.tied


def _holder(relation: Relation) -> str:
    """Return the seed that holds the other; empty where the relation has none that does."""
    return {"first": relation.first, "second": relation.second}.get(BY_NAME[relation.name].holder, "")


def _part(relation: Relation) -> _Part:
    if _holder(relation) == relation.first:
        places = tuple((span.a_start, span.a_end) for span in relation.spans)
        return _Part(relation.second, relation.first, places)
    places = tuple((span.b_start, span.b_end) for span in relation.spans)
    return _Part(relation.first, relation.second, places)


def _is_main(relation: Relation, articles: dict[str, Article]) -> bool:
    """Whether what one seed holds of the other is most of its own article."""
    outer = articles[_holder(relation)]
    share = relation.containment_first if outer.id == relation.first else relation.containment_second
    whole = sum(word_count(passage.text) for passage in outer.passages)
    return share * whole >= MAIN_PART * _body_words(outer)


def _is_same_part(first: _Part, second: _Part) -> bool:
    """Whether two seeds fill the same words of a third; also where nothing tells which they fill."""
    of_first, of_second = _words(first.places), _words(second.places)
    return len(of_first & of_second) >= SAME_PART * min(len(of_first), len(of_second))


def _words(places: Iterable[tuple[int, int]]) -> set[int]:
    return {word for start, end in places for word in range(start, end)}


def _family_of(seeds: Iterable[str], relations: Iterable[Relation]) -> dict[str, int]:
    """Return the number of the family of each seed, as some relations make them."""
    ids = list(seeds)
    place = {seed: number for number, seed in enumerate(ids)}
    pairs = ((place[relation.first], place[relation.second]) for relation in relations)
    return {ids[number]: first for number, first in groups(range(len(ids)), pairs).items()}


def _leader(articles: list[Article]) -> tuple[str, str]:
    """Return the fullest copy, and why: most words, then most facts, the earliest date, the first."""
    longest = max(map(_body_words, articles))
    full = [article for article in articles if _body_words(article) >= FULL_COPY * longest]
    best = min(full, key=lambda article: (-_fact_count(article), article.field("date") or NO_DATE))
    if len(full) == 1:
        return best.id, "it has the most text"
    return (
        best.id,
        "no copy has more text, and none of those as full gives more facts (headline, author, date, source)",
    )


def _body_words(article: Article) -> int:
    return sum(word_count(block.text) for block in article.body)


def _fact_count(article: Article) -> int:
    return len({field.name for field in article.fields} & LEADER_FACTS)
