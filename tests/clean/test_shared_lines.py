from collections.abc import Sequence

import pytest
from conftest import BELL, PARAGRAPH, SECOND, THIRD
from stages import clean

from sitegen.clean.context import SeedContext, contexts_of
from sitegen.clean.shared_lines import shared_lines
from sitegen.model import Article, Override, Seed
from sitegen.read.seeds import parse_seed

STANDING = "The Harbour Gazette has told the town what it needs to know since the first ferry sailed, and it is read on both shores."


def seeds_of(texts: Sequence[str]) -> list[Seed]:
    return [
        parse_seed(text.encode(), f"{number:03}", f"seeds/{number:03}.txt")[0]
        for number, text in enumerate(texts)
    ]


def cleaned(texts: Sequence[str]) -> list[Article]:
    seeds = seeds_of(texts)
    return [clean(seed, None, context) for seed, context in zip(seeds, contexts_of(seeds), strict=True)]


PAGES = [
    f"A headline of its own {number}\n\n{text}\n\n{STANDING}"
    for number, text in enumerate((PARAGRAPH, SECOND, THIRD))
]


def test_what_a_site_says_on_every_page_is_cut() -> None:
    for article, text in zip(cleaned(PAGES), (PARAGRAPH, SECOND, THIRD), strict=True):
        assert [block.text for block in article.body] == [text]
        assert {line: cut.rule for cut in article.cuts for line in cut.lines}[4] == "shared-line"


def test_two_pages_are_too_few() -> None:
    assert shared_lines(seeds_of(PAGES[:2])) == (frozenset(), frozenset())


def test_copies_of_one_article_count_once() -> None:
    copies = [f"{BELL}\n\n{PARAGRAPH}\n\n{SECOND}\n\nSeen at site {number}" for number in range(5)]
    assert not any(shared_lines(seeds_of(copies)))


@pytest.mark.parametrize(("pages", "common"), [(4, False), (5, True)])
def test_a_cross_heading_must_stand_in_more_articles(pages: int, *, common: bool) -> None:
    long = [" ".join(f"{word}{number}" for word in BELL.split()) for number in range(pages)]
    seeds = seeds_of([f"{text}\n\nThe background\n\n{text[::-1]}" for text in long])
    assert all((2 in lines) is common for lines in shared_lines(seeds))


def test_a_person_keeps_a_shared_line() -> None:
    seed = seeds_of(PAGES)[0]
    assert STANDING in [
        block.text for block in clean(seed, Override(keep=(4,)), SeedContext(frozenset({4}))).body
    ]


def test_numbers_are_no_lines_of_a_site() -> None:
    numbered = [
        f"{text}\n\n1\n\n{other}\n\n2\n\n***\n"
        for text, other in ((PARAGRAPH, SECOND), (SECOND, THIRD), (THIRD, BELL))
    ] * 2
    assert not any(shared_lines(seeds_of(numbered)))


def test_shared_lines_do_not_change_what_the_others_weigh() -> None:
    alone = [clean(seed) for seed in seeds_of(PAGES)]
    for one, other in zip(alone, cleaned(PAGES), strict=True):
        assert one.likely == other.likely


def test_what_several_articles_quote_is_text() -> None:
    quote = "“All ships of the bay shall give way to the ferry, and the ferry shall wait for nobody but a ship in distress, whatever the hour.”"
    pages = [
        f"Headline {n}\n\n{text}\n\n{quote}\n\n{text[::-1]}"
        for n, text in enumerate((PARAGRAPH, SECOND, THIRD))
    ]
    assert all(quote in [block.text for block in article.body] for article in cleaned(pages))
