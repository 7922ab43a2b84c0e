"""The search for all ties of an archive: candidates, comparison, and what counts as evidence."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
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
from sitegen.relations.types import PASSAGE, SAME, Overlap, kind_of

SIZE_ALIKE = 0.75  # of the words of a text that another one has, which may be the same in other words
PASSAGE_SIDE = 18  # words of a passage on the side where it is shorter
NEARLY = 15  # words of a tile around which single words are looked at to make a passage of it
AGREEING = 0.65  # of such a passage's words
STRANGE = 0.1  # likeness below which a shared passage may be furniture that two sites have in common
LIKE = 0.07  # likeness from which repeated lines are no furniture but what the seeds are about
EDGE = 2  # words that may lie between the end of a passage and that of a line which it fills
LONG_PASSAGE = 100  # words of a passage that is no furniture, whatever the seeds
SHOWN = 8  # words of a run that is shown as evidence of a copy

Text = tuple[str, tuple[str, ...]]  # a seed's id and its lines
Furniture = Callable[
    [Sequence[str]], Mapping[str, frozenset[int]]
]  # the lines of some seeds that cleaning takes for furniture
Pair = tuple[int, int]
Compare = Callable[[Pair], Match | None]
Remember = Callable[
    [Compare, Sequence[tuple[Pair]], Sequence[Hashable]], Sequence[Match | None]
]  # comparisons, pairs, keys


def no_furniture(ids: Sequence[str]) -> Mapping[str, frozenset[int]]:
    """Say of no line that it is furniture."""
    return dict.fromkeys(ids, frozenset())


def forget(
    compare: Compare, pairs: Sequence[tuple[Pair]], keys: Sequence[Hashable]
) -> Sequence[Match | None]:
    """Compare each pair anew."""
    del keys
    return [compare(*pair) for pair in pairs]


def relate(
    texts: Iterable[Text], furniture: Furniture = no_furniture, remember: Remember = forget
) -> tuple[Relation, ...]:
    """Give every relation between seeds, each once, seen from the one that comes first.

    Copies are found first.  Lines that stand in several families are then taken for furniture of a site, and what rests on
    them alone falls, unless the two seeds speak of the same things.  `remember` may keep what was compared: two seeds with
    the same keys have the same in common.
    """
    search = _Search(corpus(texts))
    equal = set(_equal(search.corpus.letters))
    alike = search.alike()
    matches = search.matches({*search.candidates(), *alike} - equal, remember)
    copies = {pair for pair, one in matches.items() if search.is_copy(pair, one, search.all)}
    sharing = {pair for pair, one in matches.items() if search.passages(pair, one, search.all)}
    tied = equal | copies | sharing
    reworded = {
        pair: tie for pair in alike if pair not in tied and (tie := search.reworded(pair, matches.get(pair)))
    }
    family = groups(range(len(search.corpus.names)), (*equal, *copies, *reworded))
    evidence = without_furniture(search.corpus, search.prints, [family[one] for one in family])
    matches |= search.matches({*search.candidates(evidence)} - equal - matches.keys(), remember)
    found = {pair: search.whole(pair) for pair in equal} | reworded
    doubtful: dict[Pair, list[AlignedSpan]] = {}
    for pair, one in matches.items():
        if search.is_copy(pair, one, evidence):
            found[pair] = search.copy(pair, one, evidence)
        elif pair not in found and (spans := search.passages(pair, one, evidence)):
            if search.is_doubtful(pair, one, spans):
                doubtful[pair] = spans
            else:
                found[pair] = search.passage(pair, one, evidence, spans)
    for pair, spans in search.no_furniture(doubtful, furniture).items():
        found[pair] = search.passage(pair, matches[pair], evidence, spans)
    return tuple(found[pair] for pair in sorted(found))


def relate_pair(a: Text, b: Text) -> Relation | None:
    """Give how two seeds are tied by themselves, or None."""
    return next(iter(relate((a, b))), None)


def _equal(letters: Sequence[bytes]) -> Iterable[Pair]:
    """Give the pairs whose letters are the same; of a crowd each with the first and with its neighbour."""
    having: dict[bytes, list[int]] = {}
    for seed, digest in enumerate(letters):
        if digest:
            having.setdefault(digest, []).append(seed)
    for seeds in having.values():
        if len(seeds) <= CROWD:
            yield from combinations(seeds, 2)
        else:
            yield from pairwise(seeds)
            yield from ((seeds[0], other) for other in seeds[2:])


@dataclass(eq=False)
class _Search:
    """The seeds of an archive while their ties are looked for."""

    corpus: Corpus

    def __post_init__(self) -> None:
        self.all = everything(self.corpus)
        self.prints = fingerprints(self.corpus)
        self.side: Callable[[int], PreparedText] = lru_cache(maxsize=8192)(self._side)
        self.lines = lru_cache(maxsize=8192)(self.corpus.line_spans)
        self.alone = rare_line_mask(self.corpus, range(len(self.corpus.names)), EVERYWHERE)
        self._likeness: dict[Pair, float] = {}
        self._form: dict[Pair, bool] = {}
        self._whole: dict[Pair, Overlap] = {}  # what pairs share where every word is evidence

    def _side(self, seed: int) -> PreparedText:
        row = self.corpus.row(seed)
        return prepare(row, self.corpus.hashes[row])

    def key(self, pair: Pair) -> tuple[bytes, bytes]:
        """Give what a comparison of two seeds depends on."""
        return self.corpus.digests[pair[0]], self.corpus.digests[pair[1]]

    def candidates(self, evidence: Evidence | None = None) -> Iterable[Pair]:
        """Give the pairs that share fingerprints; with `evidence`, those that share lines of several copies of one text."""
        if evidence is None:
            return map(split, by_fingerprints(self.corpus, self.prints, self.alone).tolist())
        several = ~self.alone & evidence.kept
        return map(
            split,
            by_fingerprints(self.corpus, self.prints.only(several[self.prints.places]), several).tolist(),
        )

    def alike(self) -> list[Pair]:
        """Give the pairs that share rare words."""
        return [split(code) for code in by_rare_words(self.corpus).tolist()]

    def matches(self, pairs: Iterable[Pair], remember: Remember) -> dict[Pair, Match]:
        """Compare pairs, and give those that have something in common."""
        ordered = sorted(pairs)
        compared = remember(self.match, [(pair,) for pair in ordered], [self.key(pair) for pair in ordered])
        return {pair: one for pair, one in zip(ordered, compared, strict=True) if one}

    def match(self, pair: Pair) -> Match | None:
        """Compare two seeds; None where they have next to nothing in common."""
        found = match(self.side(pair[0]), self.side(pair[1]))
        return (
            found
            if found.edited or sum(tile.a_end - tile.a_start for tile in found.tiles) >= NEARLY
            else None
        )

    def overlap(self, pair: Pair, found: Match, evidence: Evidence) -> Overlap:
        """Give what two seeds share, passages left out."""
        if evidence is self.all and pair in self._whole:
            return self._whole[pair]
        counts = tuple(
            evidence is self.all or 2 * evidence.of(*pair, tile) >= tile.a_end - tile.a_start
            for tile in found.tiles
        )
        if not all(counts):
            return self._covered(pair, found, counts)
        if pair not in self._whole:
            self._whole[pair] = self._covered(pair, found, counts)
        return self._whole[pair]

    def _covered(self, pair: Pair, found: Match, counts: Sequence[bool]) -> Overlap:
        a, b = self.corpus.row(pair[0]), self.corpus.row(pair[1])
        mine, theirs = cover(found, a, b, counts)
        return Overlap(mine / len(a), theirs / len(b), 0)

    def is_copy(self, pair: Pair, found: Match, evidence: Evidence) -> bool:
        """Say whether one seed is a copy of the other, whole or in part, and not only made after the same form."""
        return kind_of(self.overlap(pair, found, evidence)) is not None and not self.is_form(pair, found)

    def is_form(self, pair: Pair, found: Match) -> bool:
        """Say whether two seeds are made after one form: figures stand in the same places of the same words, and most are others."""
        if pair not in self._form:
            first, second = (self.corpus.row(seed).tolist() for seed in pair)
            self._form[pair] = is_form(found, first, second, self.corpus.figures)
        return self._form[pair]

    def reworded(self, pair: Pair, found: Match | None) -> Relation | None:
        """Give the tie of two seeds that say the same in other words, and are not made after one form, or None."""
        small, large = sorted((self.corpus.size(pair[0]), self.corpus.size(pair[1])))
        if small < SIZE_ALIKE * large or (found and self.is_form(pair, found)):
            return None
        first, second = rare_shares(self.corpus, *pair)
        overlap = Overlap(0, 0, 0, rare_first=first, rare_second=second)
        return (
            replace(self._relation_of(pair, overlap, ()), containment_first=first, containment_second=second)
            if kind_of(overlap)
            else None
        )

    def whole(self, pair: Pair) -> Relation:
        """Give the tie of two seeds that are the same."""
        a, b = self.corpus.size(pair[0]), self.corpus.size(pair[1])
        return self._relation_of(pair, Overlap(1.0, 1.0, a, equal=True), (AlignedSpan(0, a, 0, b),))

    def copy(self, pair: Pair, found: Match, evidence: Evidence) -> Relation:
        """Give the tie of two seeds of which one is a copy."""
        spans = tuple(span for span in joined(found.tiles) if span.a_end - span.a_start >= SHOWN)
        return self._relation_of(pair, self.overlap(pair, found, evidence), spans)

    def passage(self, pair: Pair, found: Match, evidence: Evidence, spans: Sequence[AlignedSpan]) -> Relation:
        """Give the tie of two seeds that share passages; of those made after one form nothing else is in common."""
        overlap = self.overlap(pair, found, evidence)
        if self.is_form(pair, found):
            shared = (
                sum(span.a_end - span.a_start for span in spans),
                sum(span.b_end - span.b_start for span in spans),
            )
            shares = [
                min(SAME - 0.01, words / max(1, self.corpus.size(seed)))
                for words, seed in zip(shared, pair, strict=True)
            ]
            overlap = Overlap(shares[0], shares[1], 0)
        return self._relation_of(pair, replace(overlap, longest=PASSAGE), tuple(spans))

    def passages(self, pair: Pair, found: Match, evidence: Evidence) -> list[AlignedSpan]:
        """Give the passages that two seeds share, without those of furniture."""
        runs = joined(found.tiles)
        spans = [span for span in runs if _is_passage(span)]
        if not spans and any(run.a_end - run.a_start >= NEARLY for run in runs):
            spans = [
                span
                for span, agreed in passages(found)
                if _is_passage(span) and agreed >= AGREEING * (span.a_end - span.a_start)
            ]
        evident = [span for span in spans if evidence.of(*pair, span) >= PASSAGE_SIDE]
        return spans if len(evident) < len(spans) and self.likeness(pair, found) >= LIKE else evident

    def is_doubtful(self, pair: Pair, found: Match, spans: Sequence[AlignedSpan]) -> bool:
        """Say whether passages may be furniture: short, at the edge of a line, in seeds that speak of different things."""
        if max(span.a_end - span.a_start for span in spans) >= LONG_PASSAGE:
            return False
        edged = (
            self._touches_edge(pair[0], span.a_start, span.a_end)
            or self._touches_edge(pair[1], span.b_start, span.b_end)
            for span in spans
        )
        return any(edged) and self.likeness(pair, found) < STRANGE

    def _touches_edge(self, seed: int, start: int, end: int) -> bool:
        """Say whether words of a seed begin or end with a line, or nearly so."""
        return any(
            first < end and last > start and (abs(first - start) <= EDGE or abs(last - end) <= EDGE)
            for _, first, last in self.lines(seed)
        )

    def likeness(self, pair: Pair, found: Match) -> float:
        """Give how much two seeds speak of the same things besides what they share."""
        if pair not in self._likeness:
            self._likeness[pair] = likeness(self.corpus, *pair, found.tiles)
        return self._likeness[pair]

    def no_furniture(
        self, doubtful: Mapping[Pair, Sequence[AlignedSpan]], furniture: Furniture
    ) -> dict[Pair, list[AlignedSpan]]:
        """Give the pairs with those of their passages that cleaning takes for text in both seeds."""
        seeds = sorted({seed for pair in doubtful for seed in pair})
        lines = furniture([self.corpus.names[seed] for seed in seeds])
        cut = {seed: self._words_of(seed, lines[self.corpus.names[seed]]) for seed in seeds}
        kept = {
            (a, b): [
                span
                for span in spans
                if min(
                    _without(span.a_start, span.a_end, cut[a]),
                    _without(span.b_start, span.b_end, cut[b]),
                )
                >= PASSAGE_SIDE
            ]
            for (a, b), spans in doubtful.items()
        }
        return {pair: spans for pair, spans in kept.items() if spans}

    def _words_of(self, seed: int, lines: frozenset[int]) -> list[tuple[int, int]]:
        return [(start, end) for number, start, end in self.lines(seed) if number in lines]

    def _relation_of(self, pair: Pair, overlap: Overlap, spans: tuple[AlignedSpan, ...]) -> Relation:
        tie = kind_of(overlap)
        if tie is None:
            raise ValueError(overlap)
        first, second = (self.corpus.names[seed] for seed in pair)
        return Relation(first, second, tie.name, overlap.first, overlap.second, spans)


def _is_passage(span: AlignedSpan) -> bool:
    sizes = sorted((span.a_end - span.a_start, span.b_end - span.b_start))
    return sizes[1] >= PASSAGE and sizes[0] >= PASSAGE_SIDE


def _without(start: int, end: int, parts: Sequence[tuple[int, int]]) -> int:
    """Give how many words from `start` to `end` stand in none of the parts."""
    return end - start - sum(max(0, min(end, last) - max(start, first)) for first, last in parts)
