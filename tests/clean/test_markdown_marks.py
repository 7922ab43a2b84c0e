from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.clean.markdown_marks import is_markdown, marks


def _bare(line: str) -> str:
    for start, end in reversed(marks(line)):
        line = line[:start] + line[end:]
    return line


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ("## What it costs", "What it costs"),
        ("the [coast office](https://example.org/a_(b)) said", "the coast office said"),
        ("a **brick tunnel** and an *old* barrow", "a brick tunnel and an old barrow"),
        ("> “Nobody knows,” he said.", "“Nobody knows,” he said."),
        ("![a tunnel](https://example.org/t.png)", ""),
        ("5 * 3 * 2 metres, [sic] and a_b_c", "5 * 3 * 2 metres, [sic] and a_b_c"),
        ("#1 in the league", "#1 in the league"),
    ],
)
def test_what_is_left_of_a_line(line: str, bare: str) -> None:
    assert _bare(line) == bare


def test_which_texts_are_markdown() -> None:
    assert is_markdown(("# Headline", "", "Text."))
    assert is_markdown(("Text with **bold** words.", "And a [link](https://example.org)."))
    assert not is_markdown(("A headline", "", "Text with one [link](https://example.org) in it."))
    assert not is_markdown(())


@given(st.text(alphabet="ab*_[]()#> ", max_size=60))
def test_marks_are_apart_and_in_order(line: str) -> None:
    found = marks(line)
    assert all(0 <= start < end <= len(line) for start, end in found)
    assert all(left[1] <= right[0] for left, right in pairwise(found))
