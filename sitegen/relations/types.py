"""`RELATIONS`: the table of how two seeds may be tied."""

from collections.abc import Callable
from dataclasses import dataclass

from sitegen.model import RelationType

SAME = 0.8  # share of words that makes one text part of another
ALIKE, MOST_ALIKE = (
    0.6,
    0.65,
)  # shares of rare words, of the one and of the other text, that make one the other in new words
PASSAGE = 20  # words in a row that make a shared passage


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two seeds share: of each one's words and of its rare words (0..1), the longest passage, whether all letters agree."""

    first: float
    second: float
    longest: int
    equal: bool = False
    rare_first: float = 0.0
    rare_second: float = 0.0


@dataclass(frozen=True, slots=True)
class RelationKind:
    """One way in which two seeds are tied; the first kind in the table that fits is taken."""

    type: RelationType  # its name and all words about it
    fits: Callable[[Overlap], bool]
    examples: tuple[Overlap, ...]


RELATIONS: tuple[RelationKind, ...] = (
    RelationKind(
        RelationType(
            "identical",
            inverse="identical",
            joins=True,
            notice="The same text, word for word, as {other}.",
            short="the same text as {other}",
            says="the same letters in the same order",
            scorer="exact",
        ),
        lambda o: o.equal,
        (Overlap(1, 1, 300, equal=True),),
    ),
    RelationKind(
        RelationType(
            "near",
            inverse="near",
            joins=True,
            notice="Nearly the same text as {other}{edited}: the two have {mine} of this text and {theirs} of the other in common.",
            short="nearly the same as {other}",
            asserted="A copy of {other}.",
            says="at least 80 % of the words of either text come from the other, edited or not, in any order",
            scorer="near",
        ),
        lambda o: o.first >= SAME and o.second >= SAME,
        (Overlap(0.95, 0.9, 80),),
    ),
    RelationKind(
        RelationType(
            "part-of",
            inverse="contains",
            joins=True,
            notice="The same article as {other}{edited}, which adds {rest}.",
            holder="second",
            apart="{mine} of this text stands in {other}, which holds other text too.",
            short="part of {other}",
            says="at least 80 % of this text stands inside the other, which holds much else",
            scorer="contained",
        ),
        lambda o: o.first >= SAME,
        (Overlap(0.95, 0.4, 80),),
    ),
    RelationKind(
        RelationType(
            "contains",
            inverse="part-of",
            joins=True,
            notice="The same article as {other}{edited}; this copy adds {rest}.",
            holder="first",
            apart="Holds {theirs} of {other}, among other text.",
            short="the same as {other}, and more",
            says="this text holds at least 80 % of the other, and much else",
            scorer="contains",
        ),
        lambda o: o.second >= SAME,
        (Overlap(0.4, 0.95, 80),),
    ),
    RelationKind(
        RelationType(
            "reworded",
            inverse="reworded",
            joins=True,
            notice="Very likely {other} in other words: {mine} of the rare words here stand there, {theirs} of those there stand here.",
            short="very likely {other} in other words",
            of_rare_words=True,
            says="texts of about the same length that share most of their rare words, names and figures, though few of their sentences",
            scorer="near",
        ),
        lambda o: (
            min(o.rare_first, o.rare_second) >= ALIKE and max(o.rare_first, o.rare_second) >= MOST_ALIKE
        ),
        (Overlap(0.2, 0.2, 8, rare_first=0.7, rare_second=0.62),),
    ),
    RelationKind(
        RelationType(
            "shared-passage",
            inverse="shared-passage",
            joins=False,
            notice="Shares {words} with {other}; they are marked in the {where}.",
            short="shares a passage with {other}",
            says="none of these, but a passage of 20 words or more in common, such as a quotation",
            scorer="shared-passage",
        ),
        lambda o: o.longest >= PASSAGE,
        (Overlap(0.1, 0.2, 31),),
    ),
)
RELATION_TYPES: tuple[RelationType, ...] = tuple(kind.type for kind in RELATIONS)
BY_NAME: dict[str, RelationType] = {tie.name: tie for tie in RELATION_TYPES}


def kind_of(overlap: Overlap) -> RelationType | None:
    """Give how two seeds are tied by what they share, or None."""
    return next((kind.type for kind in RELATIONS if kind.fits(overlap)), None)
