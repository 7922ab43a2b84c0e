"""What tables of attribution rules are made of: rules, examples, and the evidence that readers are shown.

A table is an ordered tuple of rules about one question ("who speaks by the words behind a quotation?").
The first rule that applies decides.  Examples are invented passages in which names are marked:
[Anna Example] is a person's, {Harbour Office} another name; a line break parts two passages.  The speaker
that an example tells is that of its last quotation.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Generic, NamedTuple, TypeVar

Context = TypeVar("Context")


class Evidence(Enum):
    """What tells a speaker, with its label for readers and data files; the cue's words stand in the gaps."""

    VERB_AFTER_NAME = "{} after the name"
    VERB_AFTER_ROLE = "{} after who"
    VERB_BEFORE_NAME = "{} and the name"
    VERB_BEFORE_ROLE = "{} and who"
    PRONOUN_WITH_VERB = "{} {}"
    HEARD_BY_SUBJECT = "{} the name {}"
    QUOTED_AS_SAYING = "quoted as saying"
    ACCORDING_TO = "according to"
    SIGNATURE = "signed behind a dash"
    ANNOUNCEMENT = "announced before a colon"
    CONTINUES = "goes on"
    CONTINUES_FROM_PASSAGE_BEFORE = "goes on from the paragraph before"
    NONE = ""


class Reason(NamedTuple):
    """The evidence for a speaker, and the words of the text that are its cue."""

    evidence: Evidence
    cue: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Return the reason in words, as pages and data files have it."""
        return self.evidence.value.format(*self.cue)


NO_REASON = Reason(Evidence.NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who said something: a name, or what the text calls them."""

    entity: str  # the entity's id; empty where it has no page
    text: str
    reason: Reason
    is_pronoun: bool = False
    continues: bool = False  # the quotation before, which is by the same speaker
    is_named: bool = True  # not only called by what they are ("a spokesman")


class Example(NamedTuple):
    """Passages with their names marked, and who says the last quotation; empty where that is left open."""

    text: str
    speaker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Generic[Context]):
    """One way to tell a speaker: where it applies, and whom it names."""

    name: str
    applies: Callable[[Context], bool]
    speaker: Callable[[Context], Speaker | None]
    examples: tuple[Example, ...]
    counterexamples: tuple[
        Example, ...
    ] = ()  # passages that look similar, whose speaker this rule does not name
    is_final: bool = True  # where it applies and names nobody, no later rule is asked


class Decision(NamedTuple, Generic[Context]):
    """Who speaks, and the rule that tells it; None for each where no rule does."""

    speaker: Speaker | None
    rule: Rule[Context] | None


def decide(rules: Sequence[Rule[Context]], context: Context) -> Decision[Context]:
    """Return what the first rule tells that applies and, if it is not final, names somebody."""
    for rule in rules:
        if rule.applies(context):
            speaker = rule.speaker(context)
            if speaker or rule.is_final:
                return Decision(speaker, rule)
    return Decision(None, None)


def always(_: object) -> bool:
    """Whether a rule applies that is asked last: it does."""
    return True


def nobody(_: object) -> None:
    """Name nobody: the effect of a rule that leaves open who speaks."""
