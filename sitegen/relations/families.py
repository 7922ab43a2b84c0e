"""Groups of seeds that are copies of each other."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import compress

from sitegen.groups import groups
from sitegen.model import Article, Family, Relation
from sitegen.relations.types import BY_NAME
from sitegen.text import word_count

# Share of an article's own words (comments left out) that makes what it holds the article itself; set by reasoning: two parts of one
# text cannot both be more than half of it.  Below it a part still joins where nothing speaks against it, as a text that breaks off.
MAIN_PART = 0.5
SAME_PART = 0.5  # share of the shorter of two parts of one text that makes them the same part


def families(articles: tuple[Article, ...], relations: tuple[Relation, ...]) -> tuple[Family, ...]:
    """Give the families with two members or more, in the order of the archive.

    A text that holds two others in different places joins neither of them, but for one that is most of it; a text that two
    others hold does not join these.
    """
    by_id = {article.id: article for article in articles}
    place = {article.id: number for number, article in enumerate(articles)}
    copies = [(place[one.first], place[one.second]) for one in _joining(by_id, relations)]
    members: dict[str, list[str]] = defaultdict(list)
    for number, leading in groups(range(len(articles)), copies).items():
        members[articles[leading].id].append(articles[number].id)
    made = []
    for first, ids in members.items():
        if len(ids) > 1:
            leader, why = _leader([by_id[one] for one in ids])
            made.append(
                Family(by_id[first].key, leader, why, (leader, *(one for one in ids if one != leader)))
            )
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Part:
    """One seed inside another, and the words of the other that it fills."""

    inner: str
    outer: str
    places: tuple[tuple[int, int], ...]


def _joining(articles: dict[str, Article], relations: tuple[Relation, ...]) -> list[Relation]:
    """Give the relations that make families."""
    closest = [one for one in relations if BY_NAME[one.name].joins]
    is_sure = [not BY_NAME[one.name].holder or one.given or _is_main(one, articles) for one in closest]
    sure, doubtful = (
        list(compress(closest, is_sure)),
        [one for one, known in zip(closest, is_sure, strict=True) if not known],
    )
    parts = [_part(one) for one in closest if BY_NAME[one.name].holder]
    nested = _Nested(_family_of(articles, sure), {frozenset((one.first, one.second)) for one in closest})
    for part in parts:
        nested.inside[part.outer].append(part)
        nested.around[part.inner].append(part)
    return [*sure, *(one for one in doubtful if not nested.is_contested(_part(one)))]


@dataclass(slots=True)
class _Nested:
    """Which seeds stand in which others, the families that are sure, and the pairs that are tied."""

    family: dict[str, int]
    tied: set[frozenset[str]]
    inside: dict[str, list[_Part]] = field(default_factory=lambda: defaultdict(list))
    around: dict[str, list[_Part]] = field(default_factory=lambda: defaultdict(list))

    def is_contested(self, part: _Part) -> bool:
        """Say whether a seed of another family fills another part of the same text, or another text of another family holds this one."""
        for other in self.inside[part.outer]:
            if self._strangers(other.inner, part.inner) and not _is_same_part(other, part):
                return True
        return any(self._strangers(other.outer, part.outer) for other in self.around[part.inner])

    def _strangers(self, one: str, other: str) -> bool:
        return self.family[one] != self.family[other] and frozenset((one, other)) not in self.tied


def _holder(relation: Relation) -> str:
    return {"first": relation.first, "second": relation.second}.get(BY_NAME[relation.name].holder, "")


def _part(relation: Relation) -> _Part:
    if _holder(relation) == relation.first:
        return _Part(
            relation.second, relation.first, tuple((span.a_start, span.a_end) for span in relation.spans)
        )
    return _Part(
        relation.first, relation.second, tuple((span.b_start, span.b_end) for span in relation.spans)
    )


def _is_main(relation: Relation, articles: dict[str, Article]) -> bool:
    """Say whether what one seed holds of the other is most of its own article."""
    outer = articles[_holder(relation)]
    share = relation.containment_first if outer.id == relation.first else relation.containment_second
    whole = sum(word_count(passage.text) for passage in outer.passages)
    return share * whole >= MAIN_PART * sum(word_count(block.text) for block in outer.body)


def _is_same_part(one: _Part, other: _Part) -> bool:
    """Say whether two seeds fill the same words of a third; so they do where nothing tells which words they fill."""
    mine, theirs = _words(one.places), _words(other.places)
    return len(mine & theirs) >= SAME_PART * min(len(mine), len(theirs))


def _words(places: Iterable[tuple[int, int]]) -> set[int]:
    return {word for start, end in places for word in range(start, end)}


def _family_of(articles: Iterable[str], relations: Iterable[Relation]) -> dict[str, int]:
    ids = list(articles)
    place = {seed: number for number, seed in enumerate(ids)}
    joined = groups(range(len(ids)), ((place[one.first], place[one.second]) for one in relations))
    return {ids[number]: first for number, first in joined.items()}


def _leader(articles: list[Article]) -> tuple[str, str]:
    """Choose the fullest copy: most words of article, then most facts, then the earliest date, then the first."""

    def worth(article: Article) -> tuple[int, int]:
        words = sum(word_count(block.text) for block in article.body)
        facts = len(
            {field.name for field in article.fields}
            & {"title", "standfirst", "byline", "date", "source", "address"}
        )
        return words, facts

    longest = max(worth(article)[0] for article in articles)
    full = [article for article in articles if worth(article)[0] >= 0.98 * longest]
    best = min(full, key=lambda a: (-worth(a)[1], a.field("date") or "9999", articles.index(a)))
    if len(full) == 1:
        return best.id, "it has the most text"
    return (
        best.id,
        "no copy has more text, and none of those as full gives more facts (headline, author, date, source)",
    )
