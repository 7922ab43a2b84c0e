"""See-also links: articles that are no copies of each other but speak of the same rare things."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from math import exp, log, sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sitegen.dates import days_between
from sitegen.model import EVENT, ORGANISATION, PERSON, PLACE, EntityMentions, RelatedPair

# The unit of evidence is a person whom two articles alone name, and whom both are about.  All numbers were
# set by judgement and by reading links of three archives of 500 and 600 real texts.
MAX_LINKS = 6  # that an article shows
MAX_PROPOSING_ARTICLES = 100  # an entity or a word in more articles proposes no pairs
MAX_CANDIDATES = 16  # of an article that are compared word by word
# Below it two articles are not called related: where their words are alike too, and by what they name alone.
# Of 70 links of an archive of 600 texts that were read, half of those by names below it were no use.
MIN_EVIDENCE = 0.5
MIN_EVIDENCE_OF_NAMES = 0.8
LIKENESS_BY_CHANCE = 0.1  # of the words of two articles (0..1)
EVIDENCE_OF_SAME_WORDS = 6.0  # where all words are the same
MIN_COMMON_WORDS = 2  # that are no chance
MAX_REASON_WORDS = 3
MAX_REASON_ENTITIES = 4
MIN_REASON_SHARE = 0.15  # of the evidence of the strongest entity; less is no reason that a reader is told
MIN_REASON = 0.08  # likewise, of any entity
SQUARED_SCALE = 1_000_000
FURTHER_ENTITIES = 0.3  # of the evidence of those after the strongest: two middling names prove little
HALF_SCORE_EVIDENCE = 2.0  # the evidence that makes a score of 0.5
SAME_DAY_BONUS = 0.5  # what articles of one day have more evidence by, as a share
NEARNESS_DAYS = 7  # after which that has fallen to the e-th part
# What an entity of a kind counts for: many articles have a scene or a party in common and nothing else.
KIND_WEIGHTS = {PERSON: 1.0, EVENT: 1.0, ORGANISATION: 0.7, PLACE: 0.3}
OTHER_KIND_WEIGHT = 0.7
# How much an article is about an entity (0..1): by its mentions, and whether it opens with it.
SALIENCE_OF_MENTION, SALIENCE_OF_OPENING = 0.2, 0.4
LAST_OPENING_PASSAGE = 1  # headline, and standfirst or first paragraph
_NOTHING: frozenset[str] = frozenset()

Pair = tuple[str, str]
Numbers = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scored:
    """A pair with its evidence."""

    evidence: float
    pair: Pair
    days: int  # between the two; -1 where that is not known
    entities: tuple[str, ...]  # that count, the strongest first
    by_words: bool  # its words are more similar than by chance


class _Postings(NamedTuple):
    """In which articles a thing stands: numbers of articles, ascending, and how much it counts in each."""

    articles: Numbers  # shape (articles that have it,)
    weights: Weights  # likewise


class _Subjects:
    """What the articles of an archive speak of: entities by salience, and telling words by rarity."""

    def __init__(
        self,
        identified: Sequence[EntityMentions],
        kinds: Mapping[str, str],
        words: Mapping[str, frozenset[str]],
    ) -> None:
        self.ids = [row.id for row in identified]
        self.words = [words.get(row.id, _NOTHING) for row in identified]
        self.salience = [_salience(row) for row in identified]
        total = len(identified)
        counts = Counter(entity for entities in self.salience for entity in entities)
        unit = log(max(2, total))
        # log(articles / articles that have it): inverse document frequency (Spärck Jones 1972)
        self.weight_of_entity = {
            entity: log(total / count) / unit * KIND_WEIGHTS.get(kinds.get(entity, ""), OTHER_KIND_WEIGHT)
            for entity, count in counts.items()
        }
        word_counts = Counter(word for own in self.words for word in own)
        self.weight_of_word = {word: log(total / count) for word, count in word_counts.items()}
        # Whole numbers, so that a sum is the same in any order.
        self._squared_weight = {
            word: round(SQUARED_SCALE * weight**2) for word, weight in self.weight_of_word.items()
        }
        self.norms = [sqrt(self._squared(own)) for own in self.words]

    def _squared(self, words: Iterable[str]) -> float:
        """Return the sum of the squared weights of words."""
        return sum(map(self._squared_weight.__getitem__, words)) / SQUARED_SCALE

    @cached_property
    def entity_postings(self) -> dict[str, _Postings]:
        """The articles of each entity that proposes pairs, with its salience in each."""
        rows = [
            (number, entity, value)
            for number, entities in enumerate(self.salience)
            for entity, value in entities.items()
        ]
        return _postings(rows)

    @cached_property
    def word_postings(self) -> dict[str, _Postings]:
        """The articles of each word that proposes pairs."""
        rows = ((number, word, 1.0) for number, own in enumerate(self.words) for word in sorted(own))
        return _postings(rows)

    def candidates(self, number: int) -> list[int]:
        """Return the articles after this one that share most with it, as far as rare things tell."""
        found: list[Numbers] = []
        weights: list[Weights] = []
        for entity, salience in self.salience[number].items():
            if posting := self.entity_postings.get(entity):
                found.append(posting.articles)
                weights.append(posting.weights * (salience * self.weight_of_entity[entity]))
        norm = self.norms[number] or 1.0
        for word in sorted(self.words[number]):
            if posting := self.word_postings.get(word):
                found.append(posting.articles)
                share = EVIDENCE_OF_SAME_WORDS * self.weight_of_word[word] ** 2 / norm**2
                weights.append(posting.weights * share)
        if not found:
            return []
        articles, positions = np.unique(np.concatenate(found), return_inverse=True)
        evidence = np.bincount(positions, weights=np.concatenate(weights))
        later = articles > number
        articles, evidence = articles[later], evidence[later]
        best = np.lexsort((articles, -evidence))[:MAX_CANDIDATES]
        return [int(article) for article in articles[best]]

    def shared_entities(self, first: int, second: int) -> list[tuple[float, str]]:
        """Return the evidence of each entity that two articles share, the strongest first."""
        one, other = self.salience[first], self.salience[second]
        common = [
            (one[entity] * other[entity] * self.weight_of_entity[entity], entity)
            for entity in one.keys() & other.keys()
        ]
        return sorted(common, key=lambda row: (-row[0], row[1]))

    def likeness(self, first: int, second: int) -> float:
        """Return the cosine of the words of two articles (0..1), weighed by rarity; 0 for few common ones."""
        common = self.words[first] & self.words[second]
        norm = self.norms[first] * self.norms[second]
        if len(common) < MIN_COMMON_WORDS or not norm:
            return 0.0
        return self._squared(common) / norm


def related_pairs(
    identified: Sequence[EntityMentions],
    kinds: Mapping[str, str],
    words: Mapping[str, frozenset[str]],
    tied: AbstractSet[Pair],
    family: Mapping[str, str],
    dates: Mapping[str, str],
) -> tuple[RelatedPair, ...]:
    """Return pairs that are about the same things, the more related where they are near in time.

    An entity counts by how rare it is in the archive, by its kind, and by how much both articles are about
    it. `kinds` has the kind of each entity, `words` the telling words of each article, `dates` those of the
    seeds that have one. Pairs that are tied already, and seeds of one family, are left out.
    """
    subjects = _Subjects(identified, kinds, words)
    scored: list[_Scored] = []
    for number, article in enumerate(subjects.ids):
        for other in subjects.candidates(number):
            pair = (article, subjects.ids[other])
            if (
                pair in tied
                or pair[::-1] in tied
                or family.get(pair[0], pair[0]) == family.get(pair[1], pair[1])
            ):
                continue
            days = days_between(dates.get(pair[0], ""), dates.get(pair[1], ""))
            scored.append(_scored(pair, subjects, (number, other), days))
    words_of = dict(zip(subjects.ids, subjects.words, strict=True))
    return tuple(_related(row, words_of, subjects.weight_of_word) for row in _best(scored))


def _salience(row: EntityMentions) -> dict[str, float]:
    """Return how much an article is about each entity (0..1)."""
    counts: Counter[str] = Counter(mention.entity for mention in row.mentions)
    opening = {mention.entity for mention in row.mentions if mention.passage <= LAST_OPENING_PASSAGE}
    return {
        entity: min(1.0, SALIENCE_OF_MENTION * count + SALIENCE_OF_OPENING * (entity in opening))
        for entity, count in sorted(counts.items())
    }


def _postings(rows: Iterable[tuple[int, str, float]]) -> dict[str, _Postings]:
    """Return the articles of each thing that several and not too many articles have."""
    by_thing: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, thing, weight in rows:
        by_thing[thing].append((number, weight))
    return {
        thing: _Postings(
            np.array([number for number, _ in found], dtype=np.int64),
            np.array([weight for _, weight in found], dtype=np.float64),
        )
        for thing, found in by_thing.items()
        if 1 < len(found) <= MAX_PROPOSING_ARTICLES
    }


def _scored(pair: Pair, subjects: _Subjects, numbers: tuple[int, int], days: int) -> _Scored:
    """Return a pair with all evidence that there is for it."""
    shared = subjects.shared_entities(*numbers)
    likeness = subjects.likeness(*numbers)
    by_words = EVIDENCE_OF_SAME_WORDS * max(0.0, likeness - LIKENESS_BY_CHANCE)
    least = max(MIN_REASON, shared[0][0] * MIN_REASON_SHARE) if shared else 0.0
    by_entities = FURTHER_ENTITIES * sum(value for value, _ in shared)
    if shared:
        by_entities += (1 - FURTHER_ENTITIES) * shared[0][0]
    return _Scored(
        evidence=(by_entities + by_words) * _nearness(days),
        pair=pair,
        days=days,
        entities=tuple(entity for value, entity in shared if value >= least)[:MAX_REASON_ENTITIES],
        by_words=by_words > 0,
    )


def _related(
    row: _Scored, words: Mapping[str, frozenset[str]], weight_of_word: Mapping[str, float]
) -> RelatedPair:
    """Return a pair with its score (0..1), and its entities and words, the most telling first."""
    first, second = row.pair
    common = words[first] & words[second] if row.by_words else _NOTHING
    shown = sorted(common, key=lambda word: (-weight_of_word[word], word))[:MAX_REASON_WORDS]
    score = round(row.evidence / (row.evidence + HALF_SCORE_EVIDENCE), 3)
    return RelatedPair(
        first=first, second=second, score=score, entities=row.entities, days=row.days, words=tuple(shown)
    )


def _best(scored: list[_Scored]) -> Iterator[_Scored]:
    """Yield the most related pairs, of each article so many as it shows."""
    links: dict[str, int] = defaultdict(int)
    for row in sorted(scored, key=lambda row: (-row.evidence, row.pair)):
        first, second = row.pair
        least = MIN_EVIDENCE if row.by_words else MIN_EVIDENCE_OF_NAMES
        if row.evidence >= least and links[first] < MAX_LINKS and links[second] < MAX_LINKS:
            links[first] += 1
            links[second] += 1
            yield row


def _nearness(days: int) -> float:
    """Return what the days between two articles make of their evidence; 1 where they are not known."""
    return 1 + SAME_DAY_BONUS * exp(-days / NEARNESS_DAYS) if days >= 0 else 1
