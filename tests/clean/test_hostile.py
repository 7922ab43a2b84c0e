"""Lines that nobody writes cost no more than their length: no pattern backtracks beyond it."""

import time
from collections.abc import Callable

import pytest
from conftest import PARAGRAPH
from hypothesis import given, settings
from hypothesis import strategies as st
from stages import clean

from sitegen.read.seeds import NotText, parse_seed

FRAGMENTS = (
    *(
        "a",
        "word ",
        "- ",
        "A. ",
        "By A. ",
        "http://a.",
        "1/",
        "(",
        "“",
        '"x ',
        "I said ",
        "Read more: ",
        "said:",
        "@a ",
        "May 1, 2024 ",
    ),
    *(
        "12:30 ",
        "3 days ago ",
        ". ",
        ",",
        "… ",
        "a.B",
        "a-",
        "Photo: ",
        "is a ",
        "(AP) ",
        "© ",
        "comment ",
        "price ",
        "reports ",
        "where he ",
    ),
    *(
        "author of ",
        "with over ",
        "A Reporter ",
        "|",
        "• ",
        "«",
        "Â",
        "â€™",
        "\u00ad",
        "。",
        "क",
        "updated on 5 ",
    ),
    *(
        "https://example.org/a",
        "- one two\n- one two\n- one two\nplain words",
        "Ann says:\nI think so!\n",
        "May 6, 2024\nA headline here\n",
    ),
)
SHORT, LONG = 20_000, 80_000  # code points


def one_line(fragment: str, size: int) -> str:
    return fragment * (size // len(fragment))


def lines_that_are_just_looked_at(fragment: str, size: int) -> str:
    return "\n".join([fragment * (3_900 // len(fragment))] * (size // 3_900))


def lines_of_some_words(fragment: str, size: int) -> str:
    return "\n".join([f"w {fragment}" * 7] * (size // (7 * (len(fragment) + 2))))


def a_fragment_a_line(fragment: str, size: int) -> str:
    return "\n".join([fragment.strip() or "x"] * (size // (len(fragment) + 1)))


def seconds(text: str) -> float:
    start = time.perf_counter()
    clean(parse_seed(f"{PARAGRAPH}\n{text}\n{PARAGRAPH}\n".encode(), "000", "seeds/000.txt")[0])
    return time.perf_counter() - start


@pytest.mark.slow
@pytest.mark.parametrize(
    "make", [one_line, lines_that_are_just_looked_at, lines_of_some_words, a_fragment_a_line]
)
@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_time_grows_with_length_alone(fragment: str, make: Callable[[str, int], str]) -> None:
    short = min(seconds(make(fragment, SHORT)) for _ in range(2))
    long = min(seconds(make(fragment, LONG)) for _ in range(2))
    assert long < 2.5 * (LONG / SHORT) * short + 0.5


@settings(max_examples=25)
@given(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=4), st.integers(1, 3_900))
def test_mixed_fragments_are_cleaned_in_no_time(fragments: list[str], length: int) -> None:
    line = ("".join(fragments) * length)[:length]
    try:
        assert seconds("\n".join([line] * 5)) < 5
    except NotText:
        pytest.skip("taken for binary data")
