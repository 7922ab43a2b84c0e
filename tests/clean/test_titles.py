import pytest
from conftest import PARAGRAPH, SECOND, THIRD
from stages import clean

from sitegen.clean.state import CleaningState
from sitegen.clean.titles import NO_HEADLINES, NoHeadline, is_no_headline, title_at
from sitegen.clean.units import units_of
from sitegen.model import Article
from sitegen.read.seeds import parse_seed

BODY = f"{PARAGRAPH}\n\n{SECOND}\n\n{THIRD}\n"


def cleaned(*head: str) -> Article:
    return clean(parse_seed("\n\n".join((*head, BODY)).encode(), "000", "000.txt")[0])


@pytest.mark.parametrize(
    ("head", "title", "kicker"),
    [
        (
            (
                "Coast office: Ferry will run again before the end of winter",
                "Harbour - Ferry will run again before the end of winter",
            ),
            1,
            "Harbour",
        ),
        (
            (
                "Harbour: Ferry will run again before the end of winter",
                "Harbour: Ferry will run again before the end of winter",
            ),
            0,
            "",
        ),
        (
            ("Ferry guide for all - From a certified captain", "Captain tells - From a certified captain"),
            0,
            "",
        ),
    ],
    ids=["two kickers", "one kicker", "a shared end"],
)
def test_a_kicker_is_told_by_another_line(head: tuple[str, ...], title: int, kicker: str) -> None:
    article = cleaned(*head, "May 6, 2024")
    if title:
        assert article.field("title") == "Ferry will run again before the end of winter"
        assert article.field("kicker") in {"Coast office", kicker}
    else:
        assert article.field("title") in head
        assert not article.field("kicker")


@pytest.mark.parametrize(
    "line",
    [
        "[ Type and press enter ]",
        "Previous: Ferry breaks down in the winter storm",
        "Weiter » Ferry breaks down",
    ],
)
def test_fields_and_pointers_are_no_headline(line: str) -> None:
    assert (
        cleaned(line, "Ferry returns to the harbour", "By Ilse Marten", "May 6, 2024").field("title")
        == "Ferry returns to the harbour"
    )


def test_no_unit_is_the_headline_before_one_is_claimed() -> None:
    seed = parse_seed(BODY.encode(), "000", "000.txt")[0]
    assert title_at(CleaningState(seed=seed, units=units_of(seed.lines)[0])) == -1


@pytest.mark.parametrize("kind", NO_HEADLINES, ids=lambda kind: kind.name)
def test_kinds_of_lines_that_are_no_headline(kind: NoHeadline) -> None:
    assert kind.examples
    assert kind.counterexamples
    for line in kind.examples:
        assert kind.is_it(line), line
        assert is_no_headline(line), line
    for line in kind.counterexamples:
        assert not is_no_headline(line), line
