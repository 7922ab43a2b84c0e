"""See-also links: articles that are no copies of each other but speak of the same rare things."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import exp, log, sqrt

from sitegen.dates import days_between
from sitegen.model import EntityMentions, RelatedPair

MOST = 6  # links an article shows
COMMON = 0.5  # an entity on a larger share of the articles tells nothing
LEAST = 0.75  # of the evidence of an entity that one article alone names, below which two articles are not called related
WEEK = 7  # days after which nearness in time tells little
CROWD = 60  # articles that an entity may stand in before it names no candidates
FEW = 12  # articles that a word may stand in before it names no candidates
BY_CHANCE = 0.08  # likeness of words that two articles may have by chance
WORDS = 6.0  # times as much evidence as such an entity gives, where all words are alike
SEVERAL = 2  # words in common that are no chance
NOTHING: frozenset[str] = frozenset()
SHOWN = 3  # shared words that are shown

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Standing:
    """In which articles things stand: entities, or words."""

    articles: Mapping[str, list[str]]
    weight: Mapping[
        str, float
    ]  # log(articles / articles that have it): inverse document frequency (Spärck Jones 1972)

    def pairs(self, most: int) -> Iterator[tuple[str, Pair]]:
        """Give things that few articles have, with each pair of these."""
        for thing, ids in self.articles.items():
            if 1 < len(ids) <= most:
                for pair in combinations(ids, 2):
                    yield thing, pair


def related_pairs(
    identified: tuple[EntityMentions, ...],
    words: Mapping[str, frozenset[str]],
    tied: set[Pair],
    family: dict[str, str],
    dates: dict[str, str],
) -> tuple[RelatedPair, ...]:
    """Give pairs that share rare entities or many rare words, the more related where they are near in time.

    `words` has the telling words of each article, `dates` those of the seeds that have one.  Pairs that are tied already, and
    seeds of one family, are left out.
    """
    total = len(identified)
    named = _standing(
        ((one.id, sorted({mention.entity for mention in one.mentions})) for one in identified), total
    )
    used = _standing(((one.id, sorted(words.get(one.id, ()))) for one in identified), total)
    shared: dict[Pair, list[str]] = defaultdict(list)
    for entity, pair in named.pairs(max(2, min(CROWD, round(total * COMMON)))):
        shared[pair].append(entity)
    for _, pair in used.pairs(min(FEW, max(2, total // 4))):
        shared.setdefault(pair, [])
    whole = log(max(2, total))  # what an entity weighs that one article alone names
    sizes = {seed: sum(used.weight[word] ** 2 for word in some) for seed, some in words.items()}
    scored: list[tuple[float, Pair, int, bool]] = []
    for pair, entities in shared.items():
        if pair not in tied and family.get(pair[0], pair[0]) != family.get(pair[1], pair[1]):
            common = words.get(pair[0], NOTHING) & words.get(pair[1], NOTHING)
            norm = sqrt(sizes.get(pair[0], 0.0) * sizes.get(pair[1], 0.0))
            like = (
                sum(used.weight[word] ** 2 for word in common) / norm
                if len(common) >= SEVERAL and norm
                else 0.0
            )
            days = days_between(dates.get(pair[0], ""), dates.get(pair[1], ""))
            evidence = sum(map(named.weight.__getitem__, entities)) / whole + WORDS * max(
                0.0, like - BY_CHANCE
            )
            scored.append((evidence * _nearness(days), pair, days, like > BY_CHANCE))
    made = []
    for score, pair, days, by_words in _best(scored):
        common = words[pair[0]] & words[pair[1]] if by_words else NOTHING
        told = sorted(common, key=lambda word: (-used.weight[word], word))[:SHOWN]
        ranked = tuple(sorted(shared[pair], key=lambda one: (-named.weight[one], one)))
        made.append(RelatedPair(*pair, round(score / (score + 2), 3), ranked, days, tuple(told)))
    return tuple(made)


def _standing(things: Iterable[tuple[str, Iterable[str]]], total: int) -> _Standing:
    articles: dict[str, list[str]] = defaultdict(list)
    for seed, some in things:
        for thing in some:
            articles[thing].append(seed)
    return _Standing(articles, {thing: log(total / len(ids)) for thing, ids in articles.items()})


def _best(scored: list[tuple[float, Pair, int, bool]]) -> Iterator[tuple[float, Pair, int, bool]]:
    """Give the most related pairs, of each article so many as it shows."""
    room: dict[str, int] = defaultdict(int)
    for one in sorted(scored, key=lambda item: (-item[0], item[1])):
        first, second = one[1]
        if one[0] >= LEAST and room[first] < MOST and room[second] < MOST:
            room[first] += 1
            room[second] += 1
            yield one


def _nearness(days: int) -> float:
    """Give what the days between two articles make of their evidence: half as much again on one day, less than that later."""
    return 1 + 0.5 * exp(-days / WEEK) if days >= 0 else 1
