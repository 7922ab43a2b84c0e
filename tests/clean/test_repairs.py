import pytest
from conftest import PARAGRAPH, SECOND, THIRD
from stages import clean

from sitegen.clean.plain import plain_text
from sitegen.model import Article
from sitegen.read.seeds import parse_seed


def cleaned(text: str) -> Article:
    return clean(parse_seed(text.encode(), "000_test", "seeds/000_test.txt")[0])


def kinds(article: Article) -> list[str]:
    return list(dict.fromkeys(mend.kind for mend in article.repairs))


WRAPPED = """Ferry returns to the bay

The harbour office said on Monday that the ferry would run again
from the first of June, after three months of repairs that had kept
it in the dock for longer than the council had hoped for, and that
the fares would stay as they were for the whole year if the govern-
ment agreed. The well-known captain said that the winter had been
hard on the old ship and that the crew was glad to be out on the
water again, where they belonged, and the pilot, who is as well-
known, said so too, and added that nobody in the town had expected so many
people at the pier on such a cold morning in the middle of spring.
"""


def test_wrapped_lines_a_broken_word_and_a_compound_at_a_line_end() -> None:
    article = cleaned(WRAPPED)
    assert "if the government agreed" in article.blocks[0].text
    assert "as well-known, said so too" in article.blocks[0].text
    assert len(article.body) == 1
    assert kinds(article) == [
        "a line that was broken, joined",
        "a word that was broken at a hyphen, joined",
        "a word with a hyphen that was broken, joined",
    ]


def test_wrapped_lines_beside_others() -> None:
    article = cleaned(f"{WRAPPED}\n{PARAGRAPH} {SECOND}\n\n{THIRD}\n")
    assert len(article.body) == 3
    assert article.field("title") == "Ferry returns to the bay"


def test_paragraphs_that_ran_together() -> None:
    article = cleaned(f"Ferry returns\n\n{PARAGRAPH}{SECOND}\n\n{THIRD}\n")
    assert [block.text for block in article.body] == [PARAGRAPH, SECOND, THIRD]
    assert kinds(article) == ["paragraphs that ran together, parted"]


@pytest.mark.parametrize(
    "text",
    [
        "The price at Booking.com fell.",
        "See https://example.org/a.Html for the whole of it.",
        "The U.S.Army left.",
    ],
)
def test_what_only_looks_as_if_it_ran_together(text: str) -> None:
    article = cleaned(f"Ferry returns\n\n{PARAGRAPH} {text} {SECOND}\n\n{THIRD}\n")
    assert len(article.body) == 2


def test_spaces_before_punctuation_and_invisible_characters() -> None:
    broken = PARAGRAPH.replace(", ", " , ", 1).replace("har", "har\u00ad", 1)
    article = cleaned(f"Ferry returns\n\n{broken}\n\n{SECOND}\n")
    assert [block.text for block in article.body] == [PARAGRAPH, SECOND]
    assert set(kinds(article)) == {
        "a space before punctuation, left out",
        "characters that nobody sees, left out",
    }


def test_dots_with_spaces_are_left_alone() -> None:
    text = PARAGRAPH.replace(", ", " . . . ", 1)
    assert cleaned(f"Ferry returns\n\n{text}\n\n{SECOND}\n").body[0].text == text


def test_garbled_characters_are_told() -> None:
    broken = SECOND.replace("the news", "“the news”").encode().decode("latin-1")
    article = cleaned(f"Ferry returns\n\n{PARAGRAPH}\n\n{broken}\n")
    assert "“the news”" in plain_text(article)
    assert [(mend.kind, mend.became, mend.line) for mend in article.repairs] == [
        ("garbled characters", "“", 4),
        ("garbled characters", "”", 4),
    ]


def test_a_text_that_is_whole_is_left_alone() -> None:
    assert cleaned(f"Ferry returns\n\n{PARAGRAPH}\n\n{SECOND}\n").repairs == ()


def test_the_address_of_a_link_that_is_a_line_of_its_own_is_listed() -> None:
    text = f"# Ferry returns\n\n{PARAGRAPH} It has **bold** words.\n\n[Read the full series](https://court.example.org/series)\n\n{SECOND}\n"
    article = clean(parse_seed(text.encode(), "a", "a.md")[0])
    assert "](https://court.example.org/series)" in [mend.was for mend in article.repairs]
