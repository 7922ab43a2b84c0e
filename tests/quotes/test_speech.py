from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.quotes.speech import in_single_marks, quoted


def parts(text: str, *, single: bool = False) -> list[str]:
    return [text[one.start : one.end] for one in quoted(text, single=single)]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("“One,” she said, “and two.”", ["One,", "and two."]),
        ('"One," she said, "and two."', ["One,", "and two."]),
        ("«Один», сказала она.", ["Один"]),
        ("Sie sagte: „Eins und zwei.“", ["Eins und zwei."]),
        ("Hon sade: ”Ett och två.”", ["Ett och två."]),
        ("彼は「一と二」と言った。", ["一と二"]),
        ('A pipe of 12" and a board of 14" were found.', []),
        (
            "“Nothing closes this, and the next paragraph goes on.",
            ["Nothing closes this, and the next paragraph goes on."],
        ),
        ('He said: "First part. "Second part." So it was.', ["First part. ", "Second part."]),
        ("Nothing is quoted here.", []),
    ],
)
def test_what_stands_between_marks(text: str, spans: list[str]) -> None:
    assert parts(text) == spans


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("‘It is the mayor’s ferry,’ she said.", ["It is the mayor’s ferry,"]),
        (
            "'The workers' rights come first,' she said. 'Then the rest.'",
            ["The workers' rights come first,", "Then the rest."],
        ),
        ("The mayor's ferry and the workers' rights.", []),
        ("It was called ‘a small step’ by some.", ["a small step"]),
    ],
)
def test_single_marks_are_told_from_apostrophes(text: str, spans: list[str]) -> None:
    assert parts(text, single=True) == spans


@given(st.text(alphabet="ab .,'\"“”‘’«»„", max_size=40), st.booleans())
def test_quotations_are_in_order_and_apart(text: str, single: bool) -> None:  # noqa: FBT001
    found = quoted(text, single=single)
    for one in found:
        assert 0 <= one.outer_start < one.start <= one.end <= one.outer_end <= len(text)
    assert all(a.outer_end <= b.outer_start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("texts", "single"),
    [
        (["No marks at all."], True),
        (["‘It is cold,’ he said.", "‘He said “no,” and left,’ she said.", "The “Hope” came."], True),
        (["“It is cold,” he said.", "‘It was,’ he said. ‘And it is.’"], False),
        (["“My father said, ‘Never,’ and left,” she said."], False),
        (["The “Hope” came."], False),
    ],
)
def test_which_marks_stand_around_speech(texts: list[str], *, single: bool) -> None:
    assert in_single_marks(texts) is single
