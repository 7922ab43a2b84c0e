"""See-also links: articles that are no copies of each other but speak of the same rare things."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations
from math import exp, log, sqrt
from typing import NamedTuple

from sitegen.dates import days_between
from sitegen.model import EntityMentions, RelatedPair

# The unit of evidence is an entity that one article alone names.  All numbers are by judgement.
MAX_LINKS = 6  # that an article shows
MAX_ENTITY_SHARE = 0.5  # of the articles; an entity in more of them tells nothing
MAX_ENTITY_ARTICLES = 60  # an entity in more of them proposes no pairs
MAX_WORD_ARTICLES = 12  # a word in more of them proposes no pairs
MIN_EVIDENCE = 0.75  # below it two articles are not called related
LIKENESS_BY_CHANCE = 0.08  # of the words of two articles (0..1)
EVIDENCE_OF_SAME_WORDS = 6.0  # where all words are the same
MIN_COMMON_WORDS = 2  # that are no chance
MAX_REASON_WORDS = 3
HALF_SCORE_EVIDENCE = 2.0  # the evidence that makes a score of 0.5
SAME_DAY_BONUS = 0.5  # what articles of one day have more evidence by, as a share
NEARNESS_DAYS = 7  # after which that has fallen to the e-th part
_NOTHING: frozenset[str] = frozenset()

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Occurrences:
    """In which articles things stand: entities, or words."""

    articles: Mapping[str, Sequence[str]]
    # log(articles / articles that have it): inverse document frequency (Spärck Jones 1972)
    weight: Mapping[str, float]
    squared_weight: Mapping[str, float]

    def pairs(self, most: int) -> Iterator[tuple[str, Pair]]:
        """Yield things that at most so many articles have, with each pair of these."""
        for thing, ids in self.articles.items():
            if 1 < len(ids) <= most:
                for pair in combinations(ids, 2):
                    yield thing, pair

    def squared(self, things: Iterable[str]) -> float:
        """Return the sum of the squared weights of things."""
        return sum(map(self.squared_weight.__getitem__, things))


class _Scored(NamedTuple):
    """A pair with its evidence."""

    evidence: float
    pair: Pair
    days: int  # between the two; -1 where that is not known
    by_words: bool  # its words are more similar than by chance


def related_pairs(
    identified: tuple[EntityMentions, ...],
    words: Mapping[str, frozenset[str]],
    tied: set[Pair],
    family: dict[str, str],
    dates: dict[str, str],
) -> tuple[RelatedPair, ...]:
    """Return pairs that share rare entities or many rare words, the more related where they are near in time.

    `words` has the telling words of each article, `dates` those of the seeds that have one.  Pairs that are
    tied already, and seeds of one family, are left out.
    """
    total = len(identified)
    entities = _occurrences(_entities_by_article(identified), total)
    used = _occurrences(((row.id, sorted(words.get(row.id, ()))) for row in identified), total)
    shared = _shared_entities(entities, used, total)
    one_article_weight = log(max(2, total))
    sizes = {article: used.squared(own) for article, own in words.items()}
    scored: list[_Scored] = []
    for pair, shared_entities in shared.items():
        if pair in tied or family.get(pair[0], pair[0]) == family.get(pair[1], pair[1]):
            continue
        likeness = _likeness(pair, words, used, sizes)
        days = days_between(dates.get(pair[0], ""), dates.get(pair[1], ""))
        by_entities = sum(map(entities.weight.__getitem__, shared_entities)) / one_article_weight
        by_words = EVIDENCE_OF_SAME_WORDS * max(0.0, likeness - LIKENESS_BY_CHANCE)
        evidence = (by_entities + by_words) * _nearness(days)
        scored.append(_Scored(evidence, pair, days, likeness > LIKENESS_BY_CHANCE))
    return tuple(
        _related(row, shared[row.pair], _common_words(row, words), entities, used) for row in _best(scored)
    )


def _entities_by_article(identified: Iterable[EntityMentions]) -> Iterator[tuple[str, list[str]]]:
    for row in identified:
        yield row.id, sorted({mention.entity for mention in row.mentions})


def _occurrences(things_by_article: Iterable[tuple[str, Iterable[str]]], total: int) -> _Occurrences:
    articles: dict[str, list[str]] = defaultdict(list)
    for article, things in things_by_article:
        for thing in things:
            articles[thing].append(article)
    weight = {thing: log(total / len(ids)) for thing, ids in articles.items()}
    return _Occurrences(articles, weight, {thing: value**2 for thing, value in weight.items()})


def _shared_entities(entities: _Occurrences, words: _Occurrences, total: int) -> dict[Pair, list[str]]:
    """Return the pairs that rare entities or rare words propose, with the entities that proposed them."""
    most_of_entity = max(2, min(MAX_ENTITY_ARTICLES, round(total * MAX_ENTITY_SHARE)))
    most_of_word = min(MAX_WORD_ARTICLES, max(2, total // 4))
    shared: dict[Pair, list[str]] = defaultdict(list)
    for entity, pair in entities.pairs(most_of_entity):
        shared[pair].append(entity)
    for _, pair in words.pairs(most_of_word):
        shared.setdefault(pair, [])
    return shared


def _likeness(
    pair: Pair, words: Mapping[str, AbstractSet[str]], used: _Occurrences, sizes: Mapping[str, float]
) -> float:
    """Return the cosine of the words of two articles (0..1), weighed by rarity; 0 where few are common."""
    common = words.get(pair[0], _NOTHING) & words.get(pair[1], _NOTHING)
    norm = sqrt(sizes.get(pair[0], 0.0) * sizes.get(pair[1], 0.0))
    if len(common) < MIN_COMMON_WORDS or not norm:
        return 0.0
    return used.squared(common) / norm


def _common_words(row: _Scored, words: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the words that two articles share, where these tell that they are related."""
    return words[row.pair[0]] & words[row.pair[1]] if row.by_words else _NOTHING


def _related(
    row: _Scored,
    shared_entities: Sequence[str],
    common_words: Iterable[str],
    entities: _Occurrences,
    used: _Occurrences,
) -> RelatedPair:
    """Return a pair with its score (0..1), and its entities and words, the rarest first."""
    shown = sorted(common_words, key=lambda word: (-used.weight[word], word))[:MAX_REASON_WORDS]
    ranked = sorted(shared_entities, key=lambda entity: (-entities.weight[entity], entity))
    score = round(row.evidence / (row.evidence + HALF_SCORE_EVIDENCE), 3)
    first, second = row.pair
    return RelatedPair(
        first=first, second=second, score=score, entities=tuple(ranked), days=row.days, words=tuple(shown)
    )


def _best(scored: list[_Scored]) -> Iterator[_Scored]:
    """Yield the most related pairs, of each article so many as it shows."""
    links: dict[str, int] = defaultdict(int)
    for row in sorted(scored, key=lambda row: (-row.evidence, row.pair)):
        first, second = row.pair
        if row.evidence >= MIN_EVIDENCE and links[first] < MAX_LINKS and links[second] < MAX_LINKS:
            links[first] += 1
            links[second] += 1
            yield row


def _nearness(days: int) -> float:
    """Return what the days between two articles make of their evidence; 1 where they are not known."""
    return 1 + SAME_DAY_BONUS * exp(-days / NEARNESS_DAYS) if days >= 0 else 1
