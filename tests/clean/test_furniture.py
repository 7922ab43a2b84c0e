"""Every entry of the tables is proved by its own examples."""

import pytest

from sitegen.clean.furniture import RULE_LABELS, RULES, SHORT_LINE_WORDS, STRUCTURAL, CutRule, Rule, claim
from sitegen.clean.units import units_of
from sitegen.text import word_count

CUTS = [(rule, line) for rule in RULES for line in rule.cuts]
KEEPS = [line for rule in RULES for line in rule.keeps]


def claimed_by(line: str) -> Rule | None:
    return claim(line, word_count(line), units_of((line,))[0][0].tokens)


def test_names_are_unique_and_labelled() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert all(RULE_LABELS[name] for name in names)


def test_every_name_is_of_a_rule() -> None:
    assert set(CutRule) == {*(rule.name for rule in RULES), *STRUCTURAL}


def test_every_rule_has_examples_of_both_kinds() -> None:
    assert [rule.name for rule in RULES if not rule.cuts or not rule.keeps] == []


@pytest.mark.parametrize(
    ("rule", "line"), CUTS, ids=lambda value: value if isinstance(value, str) else value.name
)
def test_an_example_is_claimed_by_its_own_rule(rule: Rule, line: str) -> None:
    claimed = claimed_by(line)
    assert claimed is not None
    assert claimed.name == rule.name


@pytest.mark.parametrize("line", KEEPS)
def test_what_is_kept_is_claimed_by_none(line: str) -> None:
    claimed = claimed_by(line)
    assert claimed is None, claimed


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.required_words], ids=lambda rule: rule.name)
def test_the_required_words_of_long_lines(rule: Rule) -> None:
    long = [line for line in rule.cuts if word_count(line) > SHORT_LINE_WORDS]
    assert long
    for line in long:
        assert claimed_by(line) is rule
