"""The rules that tell what one name is and what a name means: each decides its examples, and not its counterexamples."""

from collections.abc import Callable
from typing import Any

import pytest

from sitegen.entities.metonyms import GOVERNMENT_RULES, capital_context, stands_for_government
from sitegen.entities.namesakes import NAMESAKES, STATE_RULES, StateContext, state_name
from sitegen.entities.rules import Reading, ReadingRule, reading_rule
from sitegen.entities.teams import TEAM_RULES, country_context, plays
from sitegen.entities.tokens import Tokens, tokenize

Table = tuple[ReadingRule[Any], ...]
READ_IN = {Reading.GOVERNMENT, Reading.TEAM, Reading.STATE}  # what the functions for the tables say yes to


def place_of(sentence: str, name: str) -> tuple[Tokens, int, int]:
    """Return the words of a sentence, and where a name begins and ends among them."""
    words, parts = tokenize(sentence), tokenize(name).texts
    starts = [at for at in range(len(words)) if words.texts[at : at + len(parts)] == parts]
    return words, starts[-1], starts[-1] + len(parts)


def entity_of(words: Tokens, start: int, end: int) -> str:
    return "-".join(words.texts[start:end]).lower()


def state_context(words: Tokens, start: int, end: int) -> StateContext:
    entity = entity_of(words, start, end)
    return StateContext(words, start, end, entity, NAMESAKES[entity])


def is_state(words: Tokens, start: int, end: int) -> bool:
    return state_name(entity_of(words, start, end), words, start, end) != ""


READING_TABLES: tuple[tuple[Table, Callable[..., Any], Callable[..., bool]], ...] = (
    (GOVERNMENT_RULES, capital_context, stands_for_government),
    (TEAM_RULES, country_context, plays),
    (STATE_RULES, state_context, is_state),
)


@pytest.mark.parametrize(
    ("table", "context_of", "is_read", "rule", "sentence", "name"),
    [
        (*table, rule, *example)
        for table in READING_TABLES
        for rule in table[0]
        for example in rule.examples.items()
    ],
)
def test_a_reading_rule_decides_its_examples(
    table: Table,
    context_of: Callable[..., Any],
    is_read: Callable[..., bool],
    rule: ReadingRule[Any],
    sentence: str,
    name: str,
) -> None:
    place = place_of(sentence, name)
    decided = reading_rule(table, context_of(*place))
    assert decided is not None
    assert decided.name == rule.name
    assert is_read(*place) is (rule.reading in READ_IN)


@pytest.mark.parametrize(
    ("context_of", "rule", "sentence", "name"),
    [
        (context_of, rule, *counterexample)
        for table, context_of, _ in READING_TABLES
        for rule in table
        for counterexample in rule.counterexamples.items()
    ],
)
def test_a_reading_rule_leaves_what_only_looks_like_it(
    context_of: Callable[..., Any], rule: ReadingRule[Any], sentence: str, name: str
) -> None:
    assert not rule.when(context_of(*place_of(sentence, name)))


@pytest.mark.parametrize("table", [table for table, _, _ in READING_TABLES])
def test_rules_have_names_of_their_own_and_examples(table: Table) -> None:
    assert len({rule.name for rule in table}) == len(table)
    assert all(rule.examples and rule.counterexamples for rule in table)
