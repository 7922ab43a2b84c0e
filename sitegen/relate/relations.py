"""`RELATIONS`: the table of how two seeds may be tied, candidates from an index of fingerprints, and the decision."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, pairwise

from sitegen.model import Aligned, Relation, Signature, Tie
from sitegen.relate.align import align

SAME = 0.8  # share of words that makes one text part of another
PASSAGE = 20  # words in a row that make a shared passage
FURNITURE = 4  # families in which a line must stand to be taken for furniture of a site
CROWD = 120  # seeds that may share a fingerprint before not all of their pairs are compared


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two seeds share: the share of each one's words (0..1), the longest run, and whether all words agree."""

    first: float
    second: float
    longest: int
    equal: bool


@dataclass(frozen=True, slots=True)
class RelationKind:
    """One way in which two seeds are tied; the first kind in the table that fits is taken."""

    tie: Tie  # its name and all words about it
    fits: Callable[[Overlap], bool]
    examples: tuple[Overlap, ...]


RELATIONS: tuple[RelationKind, ...] = (
    RelationKind(
        Tie(
            "identical",
            inverse="identical",
            joins=True,
            notice="The same text, word for word, as {other}.",
            short="the same text as {other}",
            says="the same words in the same order",
            scorer="exact",
        ),
        lambda o: o.equal,
        (Overlap(1, 1, 300, equal=True),),
    ),
    RelationKind(
        Tie(
            "near",
            inverse="near",
            joins=True,
            notice="Nearly the same text as {other}: {mine} of the words here stand there too, {theirs} of the words there stand here.",
            short="nearly the same as {other}",
            says="at least 80 % of the words of either text stand in the other",
            scorer="near",
        ),
        lambda o: o.first >= SAME and o.second >= SAME,
        (Overlap(0.95, 0.9, 80, equal=False),),
    ),
    RelationKind(
        Tie(
            "part-of",
            inverse="contains",
            joins=True,
            notice="The same article as {other}, which adds {rest}.",
            short="part of {other}",
            says="at least 80 % of this text stands inside the other, which holds much else",
            scorer="contained",
        ),
        lambda o: o.first >= SAME,
        (Overlap(0.95, 0.4, 80, equal=False),),
    ),
    RelationKind(
        Tie(
            "contains",
            inverse="part-of",
            joins=True,
            notice="The same article as {other}; this copy adds {rest}.",
            short="the same as {other}, and more",
            says="this text holds at least 80 % of the other, and much else",
            scorer="contains",
        ),
        lambda o: o.second >= SAME,
        (Overlap(0.4, 0.95, 80, equal=False),),
    ),
    RelationKind(
        Tie(
            "shared-passage",
            inverse="shared-passage",
            joins=False,
            notice="Shares {words} with {other}; they are marked in the text.",
            short="shares a passage with {other}",
            says="none of these, but a passage of 20 words or more in common, such as a quotation",
            scorer="shared-passage",
        ),
        lambda o: o.longest >= PASSAGE,
        (Overlap(0.1, 0.2, 31, equal=False),),
    ),
)
TIES: tuple[Tie, ...] = tuple(kind.tie for kind in RELATIONS)
BY_NAME: dict[str, Tie] = {tie.name: tie for tie in TIES}


def candidates(signatures: Sequence[Signature]) -> list[tuple[int, int]]:
    """Give the pairs (by place in the row) that share a fingerprint outside furniture, from an inverted index."""
    holders: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(signatures):
        for value in dict.fromkeys(value for value, at in one.prints if one.evidence[at]):
            holders[value].append(number)
    pairs: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        pairs.update(_pairs(numbers))
    by_words: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, one in enumerate(signatures):
        if one.words:
            by_words[one.words].append(number)
    same = [pair for numbers in by_words.values() for pair in _pairs(numbers)]
    return sorted({*pairs, *same})


def _pairs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Give all pairs of a few seeds; of a crowd each with the first and with its neighbour, so that none is lost."""
    if len(numbers) <= CROWD:
        return combinations(numbers, 2)
    return chain(((numbers[0], other) for other in numbers[1:]), pairwise(numbers))


def relate(signatures: Sequence[Signature]) -> tuple[Relation, ...]:
    """Give every relation between seeds, each once, seen from the one that comes first.

    Copies are found first; then lines that stand in several families are taken for furniture of a site, and shared
    passages must stand without them.
    """
    found = [relation for relation in (judge(signatures[a], signatures[b]) for a, b in candidates(signatures)) if relation]
    copies = [relation for relation in found if BY_NAME[relation.name].joins]
    family = groups((one.id for one in signatures), copies)
    by_id = {one.id: one for one in without_common_lines(signatures, family)}
    passages = [relation for relation in found if not BY_NAME[relation.name].joins]
    kept = (judge(by_id[one.first], by_id[one.second]) for one in passages)
    order = {one.id: place for place, one in enumerate(signatures)}
    return tuple(sorted((*copies, *filter(None, kept)), key=lambda one: (order[one.first], order[one.second])))


def groups(ids: Iterable[str], copies: Iterable[Relation]) -> dict[str, str]:
    """Give each seed the first member of its family."""
    parent = {one: one for one in ids}

    def root(one: str) -> str:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    order = {one: place for place, one in enumerate(parent)}
    for relation in copies:
        a, b = sorted((root(relation.first), root(relation.second)), key=order.__getitem__)
        parent[b] = a
    return {one: root(one) for one in parent}


def without_common_lines(signatures: Sequence[Signature], family: dict[str, str]) -> list[Signature]:
    """Take away as evidence every line that stands in FURNITURE families or more; copies of one text count once."""
    standing: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for one in signatures:
        for line, _, _ in _lines(one):
            standing[line].add(family[one.id])
    made = []
    for one in signatures:
        evidence = list(one.evidence)
        for line, start, end in _lines(one):
            if len(standing[line]) >= FURNITURE:
                evidence[start:end] = [False] * (end - start)
        made.append(replace(one, evidence=tuple(evidence)))
    return made


def _lines(one: Signature) -> Iterator[tuple[tuple[str, ...], int, int]]:
    start = 0
    for at in range(1, len(one.words) + 1):
        if at == len(one.words) or one.places[at][0] != one.places[start][0]:
            yield one.words[start:at], start, at
            start = at


def judge(a: Signature, b: Signature) -> Relation | None:
    """Give how two seeds are tied, or None."""
    if a.words == b.words and a.words:
        whole = Aligned(0, len(a.words), 0, len(b.words))
        return Relation(a.id, b.id, "identical", 1.0, 1.0, (whole,))
    spans = align(a, b)
    overlap = measure(a, b, spans)
    for kind in RELATIONS:
        if kind.fits(overlap):
            return Relation(a.id, b.id, kind.tie.name, overlap.first, overlap.second, shown_spans(a, b, spans, passages=not kind.tie.joins))
    return None


def measure(a: Signature, b: Signature, spans: tuple[Aligned, ...]) -> Overlap:
    """Give what aligned runs amount to."""
    shared = sum(span.a_end - span.a_start for span in spans)
    longest = max((evident(a, b, span) for span in joined(spans)), default=0)
    if not longest:
        return Overlap(0.0, 0.0, 0, equal=False)
    return Overlap(shared / len(a.words), shared / len(b.words), longest, equal=False)


def evident(a: Signature, b: Signature, span: Aligned) -> int:
    """Give how many words of a run are furniture in neither seed."""
    mine = sum(a.evidence[span.a_start : span.a_end])
    theirs = sum(b.evidence[span.b_start : span.b_end])
    return min(mine, theirs)


def joined(spans: tuple[Aligned, ...], gap: int = 4) -> list[Aligned]:
    """Join runs that follow each other on both sides with at most `gap` words between."""
    made: list[Aligned] = []
    for span in spans:
        last = made[-1] if made else None
        if last and 0 <= span.a_start - last.a_end <= gap and 0 <= span.b_start - last.b_end <= gap:
            made[-1] = Aligned(last.a_start, span.a_end, last.b_start, span.b_end)
        else:
            made.append(span)
    return made


def shown_spans(a: Signature, b: Signature, spans: tuple[Aligned, ...], *, passages: bool) -> tuple[Aligned, ...]:
    """Give the runs worth showing: long ones for a shared passage, those of eight words or more for a copy."""
    least = PASSAGE if passages else 8
    return tuple(span for span in joined(spans) if span.a_end - span.a_start >= least and evident(a, b, span) >= least // 2)
