"""The parts that find names: words, lists, the tagger, carving, short forms, people."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stages import LEXICON, RESOURCES, authority

from sitegen.entities.abbreviations import bare_name, is_acronym
from sitegen.entities.kinds import by_words
from sitegen.entities.passages import line_of
from sitegen.entities.people import given_name, middle_initials, people_of, person_key
from sitegen.entities.span_rules import CandidateSpan, split_span
from sitegen.entities.tagger import (
    CLASSES,
    LABELS,
    candidate_runs,
    class_likelihoods,
    feature_names,
    token_contexts,
    token_features,
)
from sitegen.entities.tokens import headline_case, tokenize
from sitegen.model import NameEntry

WORDS = "Russia's U.S.-led Anna B. Example (ESA) of the al-Sadr Wal - Mart said, “The Bank” and 2008 Olympics. é 中国 AT&T O'Brien".split()


@pytest.mark.parametrize(
    ("text", "words", "gaps"),
    [
        ("U.S.-led talks", ["U.S.", "led", "talks"], ["(", "-", " ", "("]),
        ("Russia's Mr. O’Brien", ["Russia", "Mr", "O’Brien"], ["(", "'", ".", "("]),
        (
            "Space & Sea (ESA), J.K. Rowling",
            ["Space", "&", "Sea", "ESA", "J.K.", "Rowling"],
            ["(", " ", " ", "(", ",", " ", "("],
        ),
        ("Wal - Mart", ["Wal", "Mart"], ["(", "~", "("]),
        ("", [], ["("]),
    ],
)
def test_words_and_what_stands_between(text: str, words: list[str], gaps: list[str]) -> None:
    found = tokenize(text)
    assert (found.texts, found.gaps[: len(gaps)]) == (words, [*gaps[:-1], found.gaps[len(gaps) - 1]])


@given(st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join) | st.text(max_size=60))
def test_words_stand_where_they_say(text: str) -> None:
    found = tokenize(text)
    assert [text[start : found.end(at)] for at, start in enumerate(found.starts)] == found.texts
    assert len(found.gaps) == len(found) + 1


@pytest.mark.slow
@given(st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join))
def test_the_tagger_labels_every_word_of_every_row(text: str) -> None:
    made, words = RESOURCES.tagger, tokenize(text)
    line = line_of(words, authority(()).matches(words), made.lexicon)
    ((rows,),) = made.tag([([line], token_contexts([line]))])
    assert [(row.first, row.first + len(row.labels)) for row in rows] == [
        row for row in candidate_runs(line) if line.settled.get(row[0]) != row[1]
    ]
    for row in rows:
        assert all(0 <= label < len(LABELS) for label in row.labels)
        for before, after in zip([0, *row.labels], row.labels, strict=False):
            assert after % 2 or not after or before in {after, after - 1}, (
                "what goes on with a name follows it"
            )
        likely = class_likelihoods(row, 0, len(row.labels))
        assert len(likely) == len(CLASSES)
        assert max(likely) <= 0


def test_what_tells_of_a_word_can_be_spelled() -> None:
    words = tokenize("Minister Anna Example of Port Example spoke.")
    line = line_of(words, [], LEXICON)
    features = feature_names(
        token_features(line, candidate_runs(line)[0], 1, token_contexts([line])), LEXICON
    )
    assert {"-1wminister", "1wexample", "0wanna", "-1ltitle", "0lfirst"} <= set(features)


def test_the_same_weights_give_the_same_labels_whatever_was_read_before() -> None:
    text, other = (
        "Anna Example met the Harbour Bank in Port Example.",
        "Nobody at all stood in the rain on that day in Oslo.",
    )
    lines = {one: line_of(tokenize(one), [], LEXICON) for one in (text, other)}
    made = RESOURCES.tagger
    article, before = (
        ([lines[text]], token_contexts([lines[text]])),
        ([lines[other]], token_contexts([lines[other]])),
    )
    alone = made.tag([article])
    assert made.tag([before, ([], token_contexts([])), article, before])[2] == alone[0]
    assert made.tag([article]) == alone


def carve(text: str, kind: str) -> list[tuple[str, str]]:
    words = tokenize(text)
    return [
        (" ".join(words.texts[one.start : one.end]), one.kind)
        for one in split_span(words, CandidateSpan(0, len(words), kind=kind), LEXICON)
    ]


@pytest.mark.parametrize(
    ("text", "kind", "parts"),
    [
        (
            "Harbour Inc CEO Anna Example",
            "organisation",
            [("Harbour Inc", "organisation"), ("CEO Anna Example", "person")],
        ),
        (
            "Example University Anna Sample",
            "organisation",
            [("Example University", "organisation"), ("Anna Sample", "person")],
        ),
        ("NASA and ESA", "organisation", [("NASA", "organisation"), ("ESA", "organisation")]),
        ("Although Example", "place", [("Example", "place")]),
        ("Example Tuesday", "place", [("Example", "place")]),
        ("Anna Example OBE", "person", [("Anna Example", "person")]),
        ("Harbour Museum", "person", [("Harbour Museum", "organisation")]),
        ("University of Example", "place", [("University of Example", "organisation")]),
    ],
)
def test_names_that_run_together_are_parted(text: str, kind: str, parts: list[tuple[str, str]]) -> None:
    assert carve(text, kind) == parts


@pytest.mark.parametrize(
    ("text", "start", "end", "kind", "whole"),
    [
        ("Anna Example came", 0, 1, "person", "Anna Example"),
        ("Kim Jong-un came", 0, 2, "person", "Kim Jong un"),
        ("Hurricane Anna came", 1, 2, "event", "Hurricane Anna"),
        ("the 2008 Harbour Games", 2, 4, "event", "2008 Harbour Games"),
        ("the Harbour party won", 1, 2, "organisation", "Harbour party"),
    ],
)
def test_names_that_were_cut_short_are_made_whole(
    text: str, start: int, end: int, kind: str, whole: str
) -> None:
    words = tokenize(text)
    (name,) = split_span(words, CandidateSpan(start, end, kind=kind), LEXICON)
    assert " ".join(words.texts[name.start : name.end]) == whole


@pytest.mark.parametrize(
    ("short", "words", "fits"),
    [
        ("ESA", "European Space Agency", True),
        ("RCJ", "Royal Courts of Justice", True),
        ("ESA", "European Coal Agency", False),
        ("E", "Example", False),
    ],
)
def test_acronyms(short: str, words: str, fits: bool) -> None:  # noqa: FBT001
    assert is_acronym(short, words.split()) == fits


def test_forms_of_names() -> None:
    assert bare_name(("Harbour", "Bank", "Inc.")) == ("Harbour", "Bank")
    assert bare_name(("Inc.",)) == ("Inc.",)
    assert given_name("Bill") == given_name("William")
    assert person_key(("Kim", "Jong", "Example")) == ("kim", given_name("JongExample"))
    assert [
        middle_initials(tuple(one.split()))
        for one in ("George H. W. Example", "George H.W. Example", "Anna Maria Example")
    ] == [
        "hw",
        "hw",
        "m",
    ]
    assert by_words(("Museum", "of", "Harbour", "Games")) == "organisation"
    assert headline_case("A Headline In Title Case".split())


def test_people_with_other_initials_are_others() -> None:
    people = partial(people_of, (), apart=frozenset())
    two = people(
        [[(("Anna", "B.", "Example"), ""), (("Anna", "C.", "Example"), ""), (("Anna", "Example"), "")]]
    )
    assert two.who(("Anna", "B.", "Example")) != two.who(("Anna", "C.", "Example"))
    one = people([[(("Anna", "B.", "Example"), "")], [(("Anna", "Example"), "")]])
    assert one.who(("Anna", "B.", "Example")) == one.who(("Anna", "Example"))


def test_who_is_only_in_a_list_is_not_meant_by_a_family_name() -> None:
    entry = NameEntry(id="anna-example", kind="person", name="Anna Example")
    assert people_of((entry,), (), frozenset()).by_surname("example") is None
    assert (
        people_of((entry,), [[(("Anna", "Example"), "anna-example")]], frozenset()).by_surname("example")
        == "anna-example"
    )


def test_telling_words_are_no_common_ones() -> None:
    assert LEXICON.telling(["the", "house", "centrifuge", "2021"]) == {"centrifuge"}
