"""The search for all ties of an archive: candidates, comparison, and what counts as evidence."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, pairwise

from sitegen.groups import groups
from sitegen.model import AlignedSpan, Match, Relation
from sitegen.relations.align import PreparedText, cover, joined, match, passages, prepare
from sitegen.relations.candidates import CROWD, by_fingerprints, by_rare_words, fingerprints, split
from sitegen.relations.corpus import Corpus, corpus
from sitegen.relations.evidence import (
    EVERYWHERE,
    Evidence,
    everything,
    likeness,
    rare_line_mask,
    rare_shares,
    without_furniture,
)
from sitegen.relations.templates import is_form
from sitegen.relations.types import MIN_COPY_SHARE, MIN_PASSAGE_WORDS, Overlap, kind_of

# Thresholds of what ties two seeds; by judgement, where nothing else is said.
MIN_SIZE_RATIO_OF_REWORDED = 0.75  # words of the shorter text to those of the longer
MIN_PASSAGE_WORDS_SHORT_SIDE = 18  # of a passage in one piece, in the seed where it is shorter
MIN_TILE_WORDS_TO_EXTEND = 15  # of a tile around which single words are looked at to make a passage of it
MIN_AGREEING_SHARE = 0.65  # of such a passage's words
MAX_LIKENESS_OF_STRANGERS = 0.1  # below it a shared passage may be furniture that two sites have in common
MIN_LIKENESS_OF_RELATED = 0.07  # from it repeated lines are no furniture but what the seeds are about
MAX_WORDS_TO_LINE_EDGE = 2  # between the end of a passage and that of a line which it fills
MIN_WORDS_OF_NO_FURNITURE = 100  # of a passage that is no furniture, whatever the seeds
MIN_EVIDENCE_WORDS = 8  # of a run that is shown as evidence of a copy
# Two texts made after one form are no copies, however many words they share: the shares that are told of them
# are cut to just below the one that makes a copy, so that the table takes what they share for passages.
MAX_SHARE_OF_ONE_FORM = MIN_COPY_SHARE - 0.01

Text = tuple[str, tuple[str, ...]]  # a seed's id and its lines
Furniture = Callable[
    [Sequence[str]], Mapping[str, frozenset[int]]
]  # the lines of some seeds that cleaning takes for furniture
Pair = tuple[int, int]  # the numbers of two seeds in the corpus, the earlier one first
WordSpan = tuple[int, int]  # first word and end
Compare = Callable[[Pair], Match | None]
Remember = Callable[
    [Compare, Sequence[tuple[Pair]], Sequence[Hashable]], Sequence[Match | None]
]  # comparisons, pairs, keys


def no_furniture(ids: Sequence[str]) -> Mapping[str, frozenset[int]]:
    """Return no line of any seed: nothing is furniture."""
    return dict.fromkeys(ids, frozenset())


def forget(
    compare: Compare, pairs: Sequence[tuple[Pair]], keys: Sequence[Hashable]
) -> Sequence[Match | None]:
    """Return what each pair has in common, compared anew."""
    del keys
    return [compare(*pair) for pair in pairs]


def relate(
    texts: Iterable[Text], furniture: Furniture = no_furniture, remember: Remember = forget
) -> tuple[Relation, ...]:
    """Return every relation between seeds, each once, seen from the one that comes first.

    Copies are found first.  Lines that stand in several families are then taken for furniture of a site, and
    what rests on them alone falls, unless the two seeds speak of the same things.  `remember` may keep what
    was compared: two seeds with the same keys have the same in common.
    """
    search = _Search(corpus(texts))
    equal = set(_equal_pairs(search.corpus.letters))
    alike = search.pairs_with_rare_words()
    matches = search.matches({*search.candidates(), *alike} - equal, remember)
    copies = {pair for pair, found in matches.items() if search.is_copy(pair, found, search.all)}
    sharing = {pair for pair, found in matches.items() if search.passages(pair, found, search.all)}
    reworded = search.reworded_pairs(alike, matches, equal | copies | sharing)
    family = groups(range(len(search.corpus.names)), (*equal, *copies, *reworded))
    evidence = without_furniture(search.corpus, search.prints, [family[seed] for seed in family])
    matches |= search.matches({*search.candidates(evidence)} - equal - matches.keys(), remember)
    relations = {pair: search.whole(pair) for pair in equal} | reworded
    doubtful: dict[Pair, list[AlignedSpan]] = {}
    for pair, found in matches.items():
        if search.is_copy(pair, found, evidence):
            relations[pair] = search.copy(pair, found, evidence)
            continue
        spans = [] if pair in relations else search.passages(pair, found, evidence)
        if spans and search.is_doubtful(pair, found, spans):
            doubtful[pair] = spans
        elif spans:
            relations[pair] = search.passage(pair, found, evidence, spans)
    for pair, spans in search.without_furniture_passages(doubtful, furniture).items():
        relations[pair] = search.passage(pair, matches[pair], evidence, spans)
    return tuple(relations[pair] for pair in sorted(relations))


def relate_pair(first: Text, second: Text) -> Relation | None:
    """Return how two seeds are tied by themselves, None where they are not."""
    return next(iter(relate((first, second))), None)


def _equal_pairs(letters: Sequence[bytes]) -> Iterable[Pair]:
    """Yield the pairs whose letters are the same; of a crowd each with the first and with its neighbour."""
    seeds_of: dict[bytes, list[int]] = {}
    for seed, digest in enumerate(letters):
        if digest:
            seeds_of.setdefault(digest, []).append(seed)
    for seeds in seeds_of.values():
        if len(seeds) <= CROWD:
            yield from combinations(seeds, 2)
        else:
            yield from pairwise(seeds)
            yield from ((seeds[0], other) for other in seeds[2:])


@dataclass(eq=False)
class _Search:
    """The seeds of an archive while their ties are looked for; a seed is its number in the corpus."""

    corpus: Corpus

    def __post_init__(self) -> None:
        self.all = everything(self.corpus)
        self.prints = fingerprints(self.corpus)
        self.prepared: Callable[[int], PreparedText] = lru_cache(maxsize=8192)(self._prepared)
        self.lines = lru_cache(maxsize=8192)(self.corpus.line_spans)
        self.in_rare_line = rare_line_mask(self.corpus, range(len(self.corpus.names)), EVERYWHERE)
        self._likeness: dict[Pair, float] = {}
        self._is_form: dict[Pair, bool] = {}
        self._overlap: dict[Pair, Overlap] = {}  # what pairs share where every word is evidence

    def _prepared(self, seed: int) -> PreparedText:
        row = self.corpus.row(seed)
        return prepare(row, self.corpus.hashes[row])

    def key(self, pair: Pair) -> tuple[bytes, bytes]:
        """Return what a comparison of two seeds depends on."""
        return self.corpus.digests[pair[0]], self.corpus.digests[pair[1]]

    def candidates(self, evidence: Evidence | None = None) -> Iterable[Pair]:
        """Return the pairs that share fingerprints.

        With `evidence`, those that share lines of several copies of one text.
        """
        if evidence is None:
            return map(split, by_fingerprints(self.corpus, self.prints, self.in_rare_line).tolist())
        several = ~self.in_rare_line & evidence.kept
        prints = self.prints.only(several[self.prints.places])
        return map(split, by_fingerprints(self.corpus, prints, several).tolist())

    def pairs_with_rare_words(self) -> list[Pair]:
        """Return the pairs that share rare words."""
        return [split(code) for code in by_rare_words(self.corpus).tolist()]

    def matches(self, pairs: Iterable[Pair], remember: Remember) -> dict[Pair, Match]:
        """Return what pairs have in common, for those that have something."""
        ordered = sorted(pairs)
        compared = remember(self.match, [(pair,) for pair in ordered], [self.key(pair) for pair in ordered])
        return {pair: found for pair, found in zip(ordered, compared, strict=True) if found}

    def match(self, pair: Pair) -> Match | None:
        """Return what two seeds have in common; None where that is next to nothing."""
        found = match(self.prepared(pair[0]), self.prepared(pair[1]))
        if found.edited or sum(map(_width, found.tiles)) >= MIN_TILE_WORDS_TO_EXTEND:
            return found
        return None

    def overlap(self, pair: Pair, found: Match, evidence: Evidence) -> Overlap:
        """Return what two seeds share, passages left out."""
        if evidence is self.all:
            is_evident = [True] * len(found.tiles)
        else:
            is_evident = [2 * evidence.of(*pair, tile) >= _width(tile) for tile in found.tiles]
        if not all(is_evident):
            return self._covered(pair, found, is_evident)
        if pair not in self._overlap:
            self._overlap[pair] = self._covered(pair, found, is_evident)
        return self._overlap[pair]

    def _covered(self, pair: Pair, found: Match, is_evident: Sequence[bool]) -> Overlap:
        first, second = self.corpus.row(pair[0]), self.corpus.row(pair[1])
        of_first, of_second = cover(found, first, second, is_evident)
        return Overlap(first=of_first / len(first), second=of_second / len(second), longest=0)

    def is_copy(self, pair: Pair, found: Match, evidence: Evidence) -> bool:
        """Whether one seed is a copy of the other, whole or in part, and not only of the same form."""
        return kind_of(self.overlap(pair, found, evidence)) is not None and not self.is_form(pair, found)

    def is_form(self, pair: Pair, found: Match) -> bool:
        """Whether two seeds are made after one form: the same words, and most figures between them others."""
        if pair not in self._is_form:
            first, second = (self.corpus.row(seed).tolist() for seed in pair)
            self._is_form[pair] = is_form(found, first, second, self.corpus.figures)
        return self._is_form[pair]

    def reworded_pairs(
        self, pairs: Iterable[Pair], matches: Mapping[Pair, Match], tied: AbstractSet[Pair]
    ) -> dict[Pair, Relation]:
        """Return the relations of pairs in other words, but for those that are tied already."""
        relations = {}
        for pair in pairs:
            relation = None if pair in tied else self.reworded(pair, matches.get(pair))
            if relation:
                relations[pair] = relation
        return relations

    def reworded(self, pair: Pair, found: Match | None) -> Relation | None:
        """Return the relation of two seeds that say the same in other words, None where they do not."""
        shorter, longer = sorted((self.corpus.size(pair[0]), self.corpus.size(pair[1])))
        if shorter < MIN_SIZE_RATIO_OF_REWORDED * longer or (found and self.is_form(pair, found)):
            return None
        first, second = rare_shares(self.corpus, *pair)
        overlap = Overlap(first=0, second=0, longest=0, rare_first=first, rare_second=second)
        if kind_of(overlap) is None:
            return None
        relation = self._relation_of(pair, overlap, ())
        return replace(relation, containment_first=first, containment_second=second)

    def whole(self, pair: Pair) -> Relation:
        """Return the relation of two seeds that are the same."""
        first, second = self.corpus.size(pair[0]), self.corpus.size(pair[1])
        overlap = Overlap(first=1.0, second=1.0, longest=first, equal=True)
        return self._relation_of(pair, overlap, (AlignedSpan(0, first, 0, second),))

    def copy(self, pair: Pair, found: Match, evidence: Evidence) -> Relation:
        """Return the relation of two seeds of which one is a copy."""
        spans = tuple(span for span in joined(found.tiles) if _width(span) >= MIN_EVIDENCE_WORDS)
        return self._relation_of(pair, self.overlap(pair, found, evidence), spans)

    def passage(self, pair: Pair, found: Match, evidence: Evidence, spans: Sequence[AlignedSpan]) -> Relation:
        """Return the relation of seeds that share passages; of those of one form nothing else counts."""
        overlap = self.overlap(pair, found, evidence)
        if self.is_form(pair, found):
            overlap = Overlap(
                first=self._share_of_form(pair[0], sum(span.a_end - span.a_start for span in spans)),
                second=self._share_of_form(pair[1], sum(span.b_end - span.b_start for span in spans)),
                longest=0,
            )
        return self._relation_of(pair, replace(overlap, longest=MIN_PASSAGE_WORDS), tuple(spans))

    def _share_of_form(self, seed: int, words: int) -> float:
        """Return the share of a seed's words that is told where the other is made after the same form."""
        return min(MAX_SHARE_OF_ONE_FORM, words / max(1, self.corpus.size(seed)))

    def passages(self, pair: Pair, found: Match, evidence: Evidence) -> list[AlignedSpan]:
        """Return the passages that two seeds share, without those of furniture."""
        runs = joined(found.tiles)
        spans = list(filter(_is_passage, runs))
        if not spans and any(_width(run) >= MIN_TILE_WORDS_TO_EXTEND for run in runs):
            spans = _extended_passages(found)
        evident = [span for span in spans if evidence.of(*pair, span) >= MIN_PASSAGE_WORDS_SHORT_SIDE]
        if len(evident) < len(spans) and self.likeness(pair, found) >= MIN_LIKENESS_OF_RELATED:
            return spans
        return evident

    def is_doubtful(self, pair: Pair, found: Match, spans: Sequence[AlignedSpan]) -> bool:
        """Whether passages may be furniture: short, at the edge of a line, in seeds on different things."""
        if max(map(_width, spans)) >= MIN_WORDS_OF_NO_FURNITURE:
            return False
        if not any(self._touches_edges(pair, span) for span in spans):
            return False
        return self.likeness(pair, found) < MAX_LIKENESS_OF_STRANGERS

    def _touches_edges(self, pair: Pair, span: AlignedSpan) -> bool:
        """Whether a span begins or ends with a line of either seed."""
        if self._touches_edge(pair[0], span.a_start, span.a_end):
            return True
        return self._touches_edge(pair[1], span.b_start, span.b_end)

    def _touches_edge(self, seed: int, start: int, end: int) -> bool:
        """Whether words of a seed begin or end with a line, or nearly so."""
        lines = ((first, last) for _, first, last in self.lines(seed) if first < end and last > start)
        return any(_is_near_edge(start, end, first, last) for first, last in lines)

    def likeness(self, pair: Pair, found: Match) -> float:
        """Return how much two seeds speak of the same things besides what they share (0..1)."""
        if pair not in self._likeness:
            self._likeness[pair] = likeness(self.corpus, *pair, found.tiles)
        return self._likeness[pair]

    def without_furniture_passages(
        self, doubtful: Mapping[Pair, Sequence[AlignedSpan]], furniture: Furniture
    ) -> dict[Pair, list[AlignedSpan]]:
        """Return the pairs with those of their passages that cleaning takes for text in both seeds."""
        seeds = sorted({seed for pair in doubtful for seed in pair})
        lines = furniture([self.corpus.names[seed] for seed in seeds])
        cut = {seed: self._words_of(seed, lines[self.corpus.names[seed]]) for seed in seeds}
        kept: dict[Pair, list[AlignedSpan]] = {}
        for (first, second), spans in doubtful.items():
            in_text = [span for span in spans if _is_text(span, cut[first], cut[second])]
            if in_text:
                kept[first, second] = in_text
        return kept

    def _words_of(self, seed: int, lines: frozenset[int]) -> list[WordSpan]:
        """Return first word and end of each of some lines of a seed."""
        return [(start, end) for number, start, end in self.lines(seed) if number in lines]

    def _relation_of(self, pair: Pair, overlap: Overlap, spans: tuple[AlignedSpan, ...]) -> Relation:
        tie = kind_of(overlap)
        if tie is None:
            raise ValueError(overlap)
        first, second = (self.corpus.names[seed] for seed in pair)
        return Relation(
            first=first,
            second=second,
            name=tie.name,
            containment_first=overlap.first,
            containment_second=overlap.second,
            spans=spans,
        )


def _width(span: AlignedSpan) -> int:
    """Return how many words of the first seed a span has."""
    return span.a_end - span.a_start


def _is_passage(span: AlignedSpan) -> bool:
    shorter, longer = sorted((_width(span), span.b_end - span.b_start))
    return longer >= MIN_PASSAGE_WORDS and shorter >= MIN_PASSAGE_WORDS_SHORT_SIDE


def _extended_passages(found: Match) -> list[AlignedSpan]:
    """Return the passages that tiles make with single words between them, where enough of the words agree."""
    return [
        span
        for span, agreeing in passages(found)
        if _is_passage(span) and agreeing >= max(MIN_PASSAGE_WORDS, MIN_AGREEING_SHARE * _width(span))
    ]


def _is_near_edge(start: int, end: int, first: int, last: int) -> bool:
    """Whether words begin or end about where a line does, from `first` to `last`."""
    return min(abs(first - start), abs(last - end)) <= MAX_WORDS_TO_LINE_EDGE


def _is_text(span: AlignedSpan, cut_first: Sequence[WordSpan], cut_second: Sequence[WordSpan]) -> bool:
    """Whether enough words of a passage are text in both seeds, `cut_first` and `cut_second` left out."""
    of_first = _words_outside(span.a_start, span.a_end, cut_first)
    of_second = _words_outside(span.b_start, span.b_end, cut_second)
    return min(of_first, of_second) >= MIN_PASSAGE_WORDS_SHORT_SIDE


def _words_outside(start: int, end: int, cut: Sequence[WordSpan]) -> int:
    """Return how many words from `start` to `end` stand in none of some spans."""
    return end - start - sum(max(0, min(end, last) - max(start, first)) for first, last in cut)
