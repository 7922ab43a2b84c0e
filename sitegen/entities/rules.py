"""Ordered tables of rules: of a table, the first rule whose condition holds decides.

A rule has a name, a small condition, an effect, and examples and counterexamples that tests run.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Generic, NamedTuple, NewType, TypeVar

RuleName = NewType("RuleName", str)
UNDECIDED = RuleName("")  # no rule has decided

Context = TypeVar("Context")  # what the conditions of a table look at
Outcome = TypeVar("Outcome")  # what the effects of a table return


class Reading(Enum):
    """What a name that may mean several things means where it stands."""

    GOVERNMENT = "government"  # a capital that stands for the government of its country
    CITY = "city"
    TEAM = "team"  # a country that stands for its team
    COUNTRY = "country"
    STATE = "state"  # of the United States, where the name is that of a city or country too
    HOMONYM = "homonym"  # that city or country


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRule(Generic[Context]):
    """One case in which the words around a name tell how it is read."""

    name: RuleName
    when: Callable[[Context], bool]
    reading: Reading
    examples: Mapping[str, str]  # sentence -> the name in it that this rule is the first to decide
    counterexamples: Mapping[str, str]  # sentence -> a name in it for which the condition does not hold


class SpanExample(NamedTuple):
    """Words that were found as one name, and the names that come of them."""

    sentence: str
    found: str  # the words of the sentence that were found as one name
    kind: str  # as a name of what; empty where that is not known
    names: tuple[tuple[str, str], ...]  # words and kinds of what comes of it, in the order of the sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanRule(Generic[Context, Outcome]):
    """One case in which a name is split, extended, merged with another, retyped or dropped."""

    name: RuleName
    when: Callable[[Context], bool]
    then: Callable[[Context], Outcome]
    examples: tuple[SpanExample, ...]  # this rule is the first to decide
    counterexamples: tuple[SpanExample, ...]  # the condition does not hold


def reading_rule(rules: Iterable[ReadingRule[Context]], context: Context) -> ReadingRule[Context] | None:
    """Return the first rule whose condition holds, or None."""
    for rule in rules:
        if rule.when(context):
            return rule
    return None


def span_rule(
    rules: Iterable[SpanRule[Context, Outcome]], context: Context
) -> SpanRule[Context, Outcome] | None:
    """Return the first rule whose condition holds, or None."""
    for rule in rules:
        if rule.when(context):
            return rule
    return None
