"""Every rule that tells a speaker, by its own examples and counterexamples."""

import re
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from sitegen.quotes import speakers, subjects, turns
from sitegen.quotes.items import Name
from sitegen.quotes.quotations import SourcePassage, attributed
from sitegen.quotes.rules import Evidence, Example, Reason, Rule, Speaker
from sitegen.quotes.speech import quoted

MARKED = re.compile(r"\[(?P<person>[^\]]+)\]|\{(?P<other>[^}]+)\}")
TABLES = [
    (turns, "CARRIED_RULES"),
    (turns, "TURN_RULES"),
    (speakers, "BEHIND_RULES"),
    (speakers, "BEFORE_RULES"),
    (speakers, "CUE_RULES"),
    (subjects, "SUBJECT_BEFORE_RULES"),
    (subjects, "SUBJECT_AFTER_RULES"),
    (turns, "PRONOUN_RULES"),
    (turns, "LAST_SPEAKER_RULES"),
]
RULES = [(module, table, rule.name) for module, table in TABLES for rule in getattr(module, table)]
CASES = [
    pytest.param(module, table, rule, example, kind == "examples", id=f"{table}, {rule.name}: {example.text}")
    for module, table in TABLES
    for rule in getattr(module, table)
    for kind in ("examples", "counterexamples")
    for example in getattr(rule, kind)
]


def _id(name: str) -> str:
    return name.lower().replace(" ", "-")


def passage_of(number: int, marked: str) -> SourcePassage:
    """Return a passage of an example, the marks of its names taken away."""
    text, names, end = "", [], 0
    for match in MARKED.finditer(marked):
        text += marked[end : match.start()]
        name = match["person"] or match["other"]
        names.append(
            Name(
                start=len(text),
                end=len(text) + len(name),
                entity=_id(name),
                is_person=bool(match["person"]),
                is_one_word=" " not in name,
                text=name,
            )
        )
        text += name
        end = match.end()
    text += marked[end:]
    return SourcePassage(number, text, quoted(text), names)


def last_speaker(example: Example) -> str:
    passages = [passage_of(number, line) for number, line in enumerate(example.text.split("\n"))]
    quotations = attributed("a", passages, {}, knows_language=True)
    return quotations[-1].speaker if quotations else ""


@pytest.mark.parametrize(("module", "table", "rule", "example", "applies"), CASES)
def test_a_rule_does_what_its_examples_say(
    monkeypatch: pytest.MonkeyPatch,
    module: ModuleType,
    table: str,
    rule: Rule[Any],
    example: Example,
    *,
    applies: bool,
) -> None:
    decisions: list[Speaker | None] = []

    def decided(context: object) -> Speaker | None:
        speaker = rule.speaker(context)
        if speaker or rule.is_final:
            decisions.append(speaker)
        return speaker

    watched = replace(rule, speaker=decided)
    monkeypatch.setattr(
        module, table, tuple(watched if one is rule else one for one in getattr(module, table))
    )
    assert last_speaker(example) == example.speaker
    if applies:
        assert decisions, "the rule decides in its example"
    else:
        assert not any(speaker and speaker.text == example.speaker for speaker in decisions)


@pytest.mark.parametrize(("module", "table", "name"), RULES)
def test_rules_have_names_of_their_own_and_examples(module: ModuleType, table: str, name: str) -> None:
    rules = [rule for rule in getattr(module, table) if rule.name == name]
    assert len(rules) == 1
    assert rules[0].examples


def test_the_labels_of_reasons() -> None:
    assert Reason(Evidence.VERB_AFTER_NAME, ("said",)).label == "said after the name"
    assert Reason(Evidence.PRONOUN_WITH_VERB, ("she", "said")).label == "she said"
    assert Reason(Evidence.HEARD_BY_SUBJECT, ("recalls", "telling")).label == "recalls the name telling"
    assert Reason(Evidence.CONTINUES_FROM_PASSAGE_BEFORE).label == "goes on from the paragraph before"
    assert Reason(Evidence.NONE).label == ""
