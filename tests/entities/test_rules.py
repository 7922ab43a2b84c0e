"""The rules that tell what one name is and what a name means: each decides its examples, and not its counterexamples."""

from collections.abc import Callable
from typing import Any

import pytest
from stages import LEXICON, authority

from sitegen.entities.metonyms import GOVERNMENT_RULES, capital_context, stands_for_government
from sitegen.entities.namesakes import NAMESAKES, STATE_RULES, StateContext, state_name
from sitegen.entities.passages import PassageTokens, passage_tokens
from sitegen.entities.recognize import EVIDENCE_RULES, EvidenceRule, FoundWords, _found_span
from sitegen.entities.rules import Reading, ReadingRule, SpanExample, SpanRule, reading_rule, span_rule
from sitegen.entities.span_rules import (
    KIND_RULES,
    SPLIT_RULES,
    CandidateSpan,
    RunPosition,
    split_span,
)
from sitegen.entities.span_selection import (
    EXTENSION_RULES,
    KNOWN_FIRST_RULES,
    KNOWN_LAST_RULES,
    HeldName,
    KnownPlace,
    held_rule,
    selected_spans,
)
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
    return StateContext(words=words, start=start, end=end, entity=entity, namesake=NAMESAKES[entity])


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


# Splitting and retyping -----------------------------------------------------------------------------------------------


def found_in(example: SpanExample) -> tuple[Tokens, CandidateSpan]:
    words, start, end = place_of(example.sentence, example.found)
    return words, CandidateSpan(start, end, kind=example.kind)


def split_names(example: SpanExample) -> tuple[list[CandidateSpan], tuple[tuple[str, str], ...]]:
    """Return the names that come of an example, and their words and kinds."""
    words, found = found_in(example)
    names = list(split_span(words, found, LEXICON))
    return names, tuple((" ".join(words.texts[name.start : name.end]), name.kind) for name in names)


def rules_met(example: SpanExample) -> list[str]:
    """Return the rule that splits a run at each of its words, where one does."""
    words, found = found_in(example)
    decided = [
        span_rule(SPLIT_RULES, RunPosition(words, found, index, LEXICON))
        for index in range(found.start + 1, found.end)
    ]
    return [rule.name for rule in decided if rule]


@pytest.mark.parametrize(
    ("rule", "example"), [(rule, example) for rule in SPLIT_RULES for example in rule.examples]
)
def test_a_run_is_split_by_the_first_rule_that_holds(rule: SpanRule[Any, Any], example: SpanExample) -> None:
    assert rules_met(example)[0] == rule.name
    assert split_names(example)[1] == example.names


@pytest.mark.parametrize(
    ("rule", "example"), [(rule, example) for rule in SPLIT_RULES for example in rule.counterexamples]
)
def test_a_rule_leaves_what_only_looks_like_a_run_to_be_split(
    rule: SpanRule[Any, Any], example: SpanExample
) -> None:
    words, found = found_in(example)
    assert not any(
        rule.when(RunPosition(words, found, index, LEXICON)) for index in range(found.start + 1, found.end)
    )
    assert split_names(example)[1] == example.names


@pytest.mark.parametrize(
    ("rule", "example"), [(rule, example) for rule in KIND_RULES for example in rule.examples]
)
def test_the_first_rule_that_holds_tells_the_kind(rule: SpanRule[Any, Any], example: SpanExample) -> None:
    names, told = split_names(example)
    assert told == example.names
    assert [name.rule for name in names] == [rule.name]


@pytest.mark.parametrize(
    ("rule", "example"), [(rule, example) for rule in KIND_RULES for example in rule.counterexamples]
)
def test_a_rule_leaves_the_kind_of_what_only_looks_like_it(
    rule: SpanRule[Any, Any], example: SpanExample
) -> None:
    names, told = split_names(example)
    assert told == example.names
    assert rule.name not in [name.rule for name in names]


# Found names and known ones -------------------------------------------------------------------------------------------

KNOWN = authority(())


def passage_of(example: SpanExample) -> tuple[PassageTokens, CandidateSpan]:
    passage = passage_tokens(0, example.sentence, KNOWN, english=True)
    _, start, end = place_of(example.sentence, example.found)
    return passage, CandidateSpan(start, end, kind=example.kind)


def held_names(example: SpanExample) -> list[HeldName]:
    """Return the found name of an example with each known one in it."""
    passage, found = passage_of(example)
    return [
        HeldName(
            passage,
            found,
            CandidateSpan(start, start + len(known.words), known),
            known,
            passage.slice(found.start, start),
            passage.slice(start + len(known.words), found.end),
        )
        for start, known in passage.matches
        if found.start <= start < found.end
    ]


def known_places(example: SpanExample) -> list[KnownPlace]:
    """Return the known names where that of an example stands."""
    passage, found = passage_of(example)
    return [
        KnownPlace(passage, CandidateSpan(start, start + len(known.words), known), known)
        for start, known in passage.matches
        if start == found.start
    ]


def selected_names(example: SpanExample, found: list[CandidateSpan]) -> tuple[tuple[str, str], ...]:
    """Return the words and kinds of the names that are selected of an example."""
    passage, _ = passage_of(example)
    return tuple(
        (" ".join(passage.slice(name.start, name.end)), name.known.kind if name.known else name.kind)
        for name in selected_spans(passage, found)
    )


@pytest.mark.parametrize(
    ("rule", "example"),
    [(rule, example) for rule in (*KNOWN_FIRST_RULES, *KNOWN_LAST_RULES) for example in rule.examples],
)
def test_a_rule_tells_what_stays_of_a_found_name_with_a_known_one_in_it(
    rule: SpanRule[Any, Any], example: SpanExample
) -> None:
    (held,) = held_names(example)
    decided = held_rule(held)
    assert decided is not None
    assert decided.name == rule.name
    assert selected_names(example, [held.found]) == example.names


@pytest.mark.parametrize(
    ("rule", "example"),
    [(rule, example) for rule in (*KNOWN_FIRST_RULES, *KNOWN_LAST_RULES) for example in rule.counterexamples],
)
def test_a_rule_leaves_found_names_that_only_look_like_it(
    rule: SpanRule[Any, Any], example: SpanExample
) -> None:
    (held,) = held_names(example)
    assert not rule.when(held)
    assert selected_names(example, [held.found]) == example.names


EXTENDING = [rule for rules in EXTENSION_RULES.values() for rule in rules]


@pytest.mark.parametrize(
    ("rule", "example"), [(rule, example) for rule in EXTENDING for example in rule.examples]
)
def test_a_known_name_is_made_longer_by_the_first_rule_that_holds(
    rule: SpanRule[Any, Any], example: SpanExample
) -> None:
    (place,) = known_places(example)
    decided = span_rule(EXTENSION_RULES[place.known.kind], place)
    assert decided is not None
    assert decided.name == rule.name
    assert selected_names(example, []) == example.names


@pytest.mark.parametrize(
    ("rule", "example"), [(rule, example) for rule in EXTENDING for example in rule.counterexamples]
)
def test_a_rule_leaves_known_names_that_only_look_like_it(
    rule: SpanRule[Any, Any], example: SpanExample
) -> None:
    (place,) = known_places(example)
    assert not rule.when(place)
    assert selected_names(example, []) == example.names


# Evidence -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "sentence", "name"),
    [(rule, *example) for rule in EVIDENCE_RULES for example in rule.examples.items()],
)
def test_the_first_evidence_that_holds_is_given(rule: EvidenceRule, sentence: str, name: str) -> None:
    span = _found_span(*passage_of(SpanExample(sentence, name, rule.kinds[0], ())))
    assert span is not None
    assert span.why == rule.evidence


@pytest.mark.parametrize(
    ("rule", "sentence", "name"),
    [(rule, *example) for rule in EVIDENCE_RULES for example in rule.counterexamples.items()],
)
def test_evidence_is_not_given_for_what_only_looks_like_it(
    rule: EvidenceRule, sentence: str, name: str
) -> None:
    passage, found = passage_of(SpanExample(sentence, name, rule.kinds[0], ()))
    words = passage.slice(found.start, found.end)
    before, after = passage.before(found.start), passage.after(found.end).lower()
    assert not rule.when(FoundWords(rule.kinds[0], words, before, after, titled=False))
