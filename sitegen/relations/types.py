"""`RELATIONS`: the table of how two seeds may be tied."""

from collections.abc import Callable
from dataclasses import dataclass

from sitegen.model import RelationType

# Shares of words (0..1) and words in a row that tie two seeds; by judgement.
MIN_COPY_SHARE = 0.8  # of the words of a text that stand in another, which makes it part of that
MIN_REWORDED_SHARE = 0.6  # of the rare words of either text that make one the other in new words
MIN_REWORDED_SHARE_OF_ONE = 0.65  # of those of the text that has more of them in common
MIN_PASSAGE_WORDS = 20  # in a row that make a shared passage

# What a person may write of two seeds besides the names in the table.
VERDICT_ALIASES = {"same": "near"}  # word -> the relation that it means
NO_RELATION = "none"  # the two are not tied
LEADS = "leads"  # the first of the two leads their family


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """What two seeds share."""

    first: float  # of the words of the first seed, 0..1
    second: float
    longest: int  # words of the longest passage
    equal: bool = False  # all letters agree
    rare_first: float = 0.0  # of the rare words of the first seed, 0..1
    rare_second: float = 0.0


@dataclass(frozen=True, slots=True)
class RelationKind:
    """One way in which two seeds are tied; the first kind in the table that fits is taken.

    One without `fits` is never found: only a person says it, in relations.toml.
    """

    type: RelationType  # its name and all words about it
    fits: Callable[[Overlap], bool] | None = None
    examples: tuple[Overlap, ...] = ()
    counterexamples: tuple[Overlap, ...] = ()  # that are of another kind or of none


def _is_reworded(overlap: Overlap) -> bool:
    lower, higher = sorted((overlap.rare_first, overlap.rare_second))
    return lower >= MIN_REWORDED_SHARE and higher >= MIN_REWORDED_SHARE_OF_ONE


RELATIONS: tuple[RelationKind, ...] = (
    RelationKind(
        RelationType(
            name="identical",
            inverse="identical",
            joins=True,
            notice="The same text, word for word, as {other}.",
            short="the same text as {other}",
            says="the same letters in the same order",
            scorer="exact",
        ),
        lambda overlap: overlap.equal,
        (Overlap(first=1, second=1, longest=300, equal=True),),
        (Overlap(first=1, second=1, longest=300),),
    ),
    RelationKind(
        RelationType(
            name="near",
            inverse="near",
            joins=True,
            notice="Nearly the same text as {other}{edited}: "
            "the two have {mine} of this text and {theirs} of the other in common.",
            short="nearly the same as {other}",
            asserted="A copy of {other}.",
            says="at least 80 % of the words of either text come from the other, edited or not, in any order",
            scorer="near",
        ),
        lambda overlap: overlap.first >= MIN_COPY_SHARE and overlap.second >= MIN_COPY_SHARE,
        (Overlap(first=0.95, second=0.9, longest=80),),
        (Overlap(first=0.95, second=0.79, longest=80), Overlap(first=1, second=1, longest=300, equal=True)),
    ),
    RelationKind(
        RelationType(
            name="part-of",
            inverse="contains",
            joins=True,
            notice="The same article as {other}{edited}, which adds {rest}.",
            holder="second",
            apart="{mine} of this text stands in {other}, which holds other text too.",
            short="part of {other}",
            says="at least 80 % of this text stands inside the other, which holds much else",
            scorer="contained",
        ),
        lambda overlap: overlap.first >= MIN_COPY_SHARE,
        (Overlap(first=0.95, second=0.4, longest=80),),
        (Overlap(first=0.95, second=0.9, longest=80), Overlap(first=0.79, second=0.4, longest=80)),
    ),
    RelationKind(
        RelationType(
            name="contains",
            inverse="part-of",
            joins=True,
            notice="The same article as {other}{edited}; this copy adds {rest}.",
            holder="first",
            apart="Holds {theirs} of {other}, among other text.",
            short="the same as {other}, and more",
            says="this text holds at least 80 % of the other, and much else",
            scorer="contains",
        ),
        lambda overlap: overlap.second >= MIN_COPY_SHARE,
        (Overlap(first=0.4, second=0.95, longest=80),),
        (Overlap(first=0.95, second=0.4, longest=80), Overlap(first=0.4, second=0.79, longest=80)),
    ),
    RelationKind(
        RelationType(
            name="reworded",
            inverse="reworded",
            joins=True,
            notice="Very likely {other} in other words: "
            "{mine} of the rare words here stand there, {theirs} of those there stand here.",
            short="very likely {other} in other words",
            of_rare_words=True,
            says="texts of about the same length that share most of their rare words, "
            "names and figures, though few of their sentences",
            scorer="near",
        ),
        _is_reworded,
        (Overlap(first=0.2, second=0.2, longest=8, rare_first=0.7, rare_second=0.62),),
        (
            Overlap(first=0.2, second=0.2, longest=8, rare_first=0.64, rare_second=0.62),
            Overlap(first=0.2, second=0.2, longest=8, rare_first=0.9, rare_second=0.5),
        ),
    ),
    RelationKind(
        RelationType(
            name="shared-passage",
            inverse="shared-passage",
            joins=False,
            notice="Shares {words} with {other}; they are marked in the {where}.",
            short="shares a passage with {other}",
            says="no copies, but a passage of 20 words or more in common, such as a quotation",
            scorer="shared-passage",
        ),
        lambda overlap: overlap.longest >= MIN_PASSAGE_WORDS,
        (Overlap(first=0.1, second=0.2, longest=31),),
        (Overlap(first=0.1, second=0.2, longest=19), Overlap(first=0.9, second=0.2, longest=31)),
    ),
)
RELATION_TYPES: tuple[RelationType, ...] = tuple(kind.type for kind in RELATIONS)
BY_NAME: dict[str, RelationType] = {tie.name: tie for tie in RELATION_TYPES}


def kind_of(overlap: Overlap) -> RelationType | None:
    """Return how two seeds are tied by what they share, None where they are not."""
    return next((kind.type for kind in RELATIONS if kind.fits and kind.fits(overlap)), None)
