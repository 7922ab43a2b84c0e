import pytest
from conftest import ARTICLE, PARAGRAPH, SECOND, THIRD
from hypothesis import given
from hypothesis import strategies as st
from stages import RESOURCES, clean

from sitegen.clean.article import evidence
from sitegen.clean.block_features import OWN
from sitegen.clean.block_features import SECOND as RUNS
from sitegen.clean.body import score_lines
from sitegen.clean.classifier import AdditiveModel, PairTable, StepFunction, parse
from sitegen.clean.headline import TITLE_PHRASES
from sitegen.clean.line_features import ENGLISH_ONLY, FIRST, Lexicon, term_score, terms_of
from sitegen.clean.state import CleaningState
from sitegen.clean.units import units_of
from sitegen.model import Seed
from sitegen.read.seeds import parse_seed

CARD = RESOURCES.classifier


def seed_of(text: str) -> Seed:
    return parse_seed(text.encode("utf-8", "replace"), "000_test", "seeds/000_test.txt")[0]


def test_the_table_names_only_evidence_that_exists() -> None:
    for first, second in (CARD.english, CARD.other):
        assert set(first.steps) <= set(FIRST)
        assert set(second.steps) <= set(RUNS) | set(OWN)
    assert set(CARD.title.steps) <= set(TITLE_PHRASES)
    assert not ENGLISH_ONLY.intersection((*CARD.other[0].steps, *CARD.other[1].steps))
    assert set(OWN) <= set(FIRST)


def test_steps_are_in_order_and_points_are_one_more() -> None:
    for look in (*CARD.english, *CARD.other, CARD.title):
        for steps in look.steps.values():
            assert list(steps.edges) == sorted(set(steps.edges))
            assert len(steps.points) == len(steps.edges) + 1


def test_pairs_are_of_evidence_that_exists_and_their_grids_are_whole() -> None:
    known = {*FIRST, *RUNS, *OWN, *TITLE_PHRASES}
    grids = [grid for look in (*CARD.english, *CARD.other, CARD.title) for grid in look.grids.items()]
    assert grids
    for names, grid in grids:
        assert set(names) <= known
        assert all(list(edges) == sorted(set(edges)) for edges in grid.edges)
        assert len(grid.points) == (len(grid.edges[0]) + 1) * (len(grid.edges[1]) + 1)


def test_a_pair_gives_points_by_both_of_its_values() -> None:
    card = parse("english\tfirst\twords & units\t3; 5 9; 0 1 2; -1 -2 -3\n")
    grid = card.english[0].grids["words", "units"]
    assert grid == PairTable(((3.0,), (5.0, 9.0)), (0.0, 1.0, 2.0, -1.0, -2.0, -3.0))
    assert grid.of([3.0, 3.0, 3.1, 4.0], [5.0, 9.5, 6.0, 10.0]) == [0.0, 2.0, -2.0, -3.0]
    columns = {"words": [1.0, 9.0], "units": [2.0, 20.0]}
    assert card.english[0].likely(columns) == pytest.approx([0.5, 0.047], abs=0.001)
    (told,) = card.english[0].reasons(columns, 1, FIRST)
    assert told == (f"its length in words, with {FIRST['units']}", -1.5)


def test_points_hold_up_to_and_with_their_edge() -> None:
    steps = StepFunction((2.0, 5.0), (-1.0, 0.0, 1.5))
    assert [steps.of(value) for value in (1, 2, 2.1, 5, 6)] == [-1.0, -1.0, 0.0, 0.0, 1.5]


def test_a_table_is_read() -> None:
    card = parse(
        "# told\nenglish\tfirst\tstart\t-0.5\nenglish\tfirst\twords\t-1 (3) 2\ninbox\t-2.5\nterm\tfirst inbox\t-1.5\n"
    )
    assert card.english[0] == AdditiveModel(-0.5, {"words": StepFunction((3.0,), (-1.0, 2.0))})
    assert card.lexicon == Lexicon({"inbox": -2.5}, {"first inbox": -1.5})
    assert card.english[0].likely({"words": [3.0, 4.0]}) == pytest.approx([0.182, 0.818], abs=0.001)
    assert card.other[0].likely({"words": [3.0]}) == [0.5]


def test_terms_are_words_numbers_and_marks_with_the_first_and_the_last() -> None:
    assert terms_of("Inbox: 23 new, read 7") == {"inbox", ":", "0", "new", "read", "first inbox", "last 0"}
    assert terms_of("—") == frozenset()
    assert "last bell" in terms_of("word " * 100 + "bell")
    assert term_score(terms_of("inbox new"), {"first inbox": -1.5, "new": 0.5, "old": 9}) == pytest.approx(
        -0.5
    )


def test_reasons_are_told_against_the_other_lines() -> None:
    look = AdditiveModel(
        0.0, {"words": StepFunction((3.0,), (-1.0, 2.0)), "units": StepFunction((3.0,), (-1.0, 2.0))}
    )
    columns = {"words": [1.0, 9.0], "units": [2.0, 2.0]}
    assert look.reasons(columns, 1, FIRST) == (("its length in words", 1.5),)
    assert look.reasons(columns, 0, FIRST) == (("its length in words", -1.5),)


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"])), max_size=8))
def test_every_column_has_a_number_for_every_unit(lines: list[str]) -> None:
    seed = seed_of("\n".join([*lines, PARAGRAPH, *lines[::-1]]))
    work = CleaningState(seed=seed, units=units_of(seed.lines)[0])
    reading = score_lines(work, RESOURCES.classifier)
    assert all(0 <= chance <= 1 for chance in reading.likely)
    for columns in (reading.traits.columns, reading.columns):
        assert {len(column) for column in columns.values()} == {len(work.units)}
    assert set(reading.traits.columns) == set(FIRST)
    assert set(reading.columns) == {*RUNS, *OWN}


def test_evidence_is_told_for_every_line() -> None:
    seed = seed_of(f"Menu\nSearch\nSign up for our newsletter\n{ARTICLE}\nAbout us\nContact\n")
    told = evidence(seed, RESOURCES.classifier)
    assert sorted(told) == [number for number, line in enumerate(seed.lines) if line.strip()]
    article = clean(seed)
    paragraph, menu = seed.lines.index(PARAGRAPH), 0
    assert article.likely[paragraph] > 90
    assert article.likely[menu] < 30
    assert article.likely[seed.lines.index("")] == -1
    assert sum(points for _, points in told[paragraph]) > 0
    assert sum(points for _, points in told[menu]) < 0


def test_a_page_of_menus_around_an_article() -> None:
    menu = "\n".join(["Home", "World", "Business", "Sport", "Weather", "Jobs", "Contact us"] * 4)
    decks = "\n".join(f"A headline of another day {number}\nMay {number}, 2024" for number in range(1, 7))
    article = clean(
        seed_of(f"{menu}\nFerry returns to the bay\n{PARAGRAPH}\n{SECOND}\n{THIRD}\n{decks}\n{menu}\n")
    )
    assert [block.text for block in article.body] == [PARAGRAPH, SECOND, THIRD]
    assert article.field("title") == "Ferry returns to the bay"


def test_a_text_of_very_many_lines_is_judged_by_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.clean.body.MAX_WEIGHED_UNITS", 3)
    seed = seed_of(f"Menu\n{ARTICLE}\nRelated Articles\nOne more\n")
    article = clean(seed)
    assert [block.text for block in article.body] == [PARAGRAPH, SECOND, THIRD]
    assert set(evidence(seed, RESOURCES.classifier).values()) == {()}
