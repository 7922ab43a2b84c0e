"""Every rule of the tables of linking and of short names decides its examples, and not its counterexamples."""

import pytest
from stages import LEXICON, authority, clean, recognize

from sitegen.entities.abbreviations import SHORTENING_RULES, NameParts, ShortName
from sitegen.entities.article_context import article_context
from sitegen.entities.corpus_names import corpus_names, name_normalizer
from sitegen.entities.lexicon import plain
from sitegen.entities.link_rules import (
    FOUND_LONE_RULES,
    FOUND_LONGER_RULES,
    KNOWN_NAME_RULES,
    LITERAL_NAME_RULES,
    LinkRule,
    RuleCase,
    first_meaning,
    rules_for,
)
from sitegen.read.seeds import parse_seed

KNOWN = authority(())
END = (
    "\n\nIt rained for the rest of the day, and nobody in the old town could say when the summer would come,"
    " because the bells were silent and the clocks had stopped."
)
TABLES = (KNOWN_NAME_RULES, FOUND_LONE_RULES, FOUND_LONGER_RULES)
RULES = {id(rule): rule for table in TABLES for rule in table}.values()
EXAMPLES = [(rule, case) for rule in RULES for case in rule.examples]
COUNTEREXAMPLES = [(rule, case) for rule in RULES for case in rule.counterexamples]


def deciding_rule(case: RuleCase) -> LinkRule | None:
    articles = tuple(
        clean(parse_seed(f"{text}{END}".encode(), f"{n:03}", f"{n:03}.txt")[0])
        for n, text in enumerate(case.texts)
    )
    recognized = tuple(recognize(article, KNOWN) for article in articles)
    archive = corpus_names(articles, recognized, KNOWN)
    span = [span for span in recognized[-1].spans if span.text == case.name][-1]
    context = article_context(articles[-1], recognized[-1], archive)
    return first_meaning(rules_for(span, metonyms=True), span, context)[0]


@pytest.mark.parametrize(("rule", "case"), EXAMPLES, ids=lambda value: value.name)
def test_a_rule_decides_its_examples(rule: LinkRule, case: RuleCase) -> None:
    decides = deciding_rule(case)
    assert decides is not None
    assert decides.name == rule.name


@pytest.mark.parametrize(("rule", "case"), COUNTEREXAMPLES, ids=lambda value: value.name)
def test_a_rule_does_not_decide_its_counterexamples(rule: LinkRule, case: RuleCase) -> None:
    decides = deciding_rule(case)
    assert decides is not None
    assert decides.name != rule.name


def test_the_last_rule_of_each_table_always_applies() -> None:
    assert all(table[-1].name in {"what the list says", "a name of its own"} for table in TABLES)
    assert {rule.name for rule in KNOWN_NAME_RULES} - {rule.name for rule in LITERAL_NAME_RULES} == {
        "a country as its team",
        "a capital as its government",
    }


@pytest.mark.parametrize("rule", SHORTENING_RULES, ids=lambda rule: rule.name)
def test_what_a_body_is_called_for_short(rule: ShortName) -> None:
    normalize = name_normalizer(KNOWN)

    def shortened(name: str) -> str:
        words = tuple(name.split())
        return plain(rule.shorten(NameParts(words, normalize.country_prefix(words)[0], LEXICON)))

    assert [(name, shortened(name)) for name, _ in rule.examples] == list(rule.examples)
    assert not [name for name in rule.counterexamples if shortened(name)]
