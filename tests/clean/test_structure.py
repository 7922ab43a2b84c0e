from sitegen.clean.structure import columns, runs_of_short_lines, time_of, timed_entries
from sitegen.clean.units import TextUnit, units_of


def _units(*lines: str) -> list[TextUnit]:
    return units_of(lines)[0]


def test_times_of_entries() -> None:
    assert time_of("17:42") == 17 * 3600 + 42 * 60
    assert time_of("5:42 p.m.") == time_of("17:42")
    assert time_of("2 hours ago") == -7200
    assert time_of("0:00 / 2:15") is None
    assert time_of("The ferry left at 17:42") is None


POSTS = (
    "The lamp is lit again.",
    "Two baskets have been found.",
    "The wind has torn the baskets from the tower.",
)


def test_a_live_blog_has_times_in_order() -> None:
    lines = [part for pair in zip(("17:42", "17:31", "17:05"), POSTS, strict=True) for part in pair]
    assert timed_entries(_units(*lines)) == (frozenset({0, 2, 4}), frozenset({1, 3, 5}))
    shuffled = [
        part
        for pair in zip(("17:42", "11:31", "17:05", "12:00"), (*POSTS, "Nobody was in them."), strict=True)
        for part in pair
    ]
    assert timed_entries(_units(*shuffled)) == (frozenset(), frozenset())


def test_names_above_times_are_posts_of_readers() -> None:
    lines = [
        part
        for row in zip(("Ann", "Bo", "Cy"), ("3 hours ago", "2 hours ago", "1 hour ago"), POSTS, strict=True)
        for part in row
    ]
    assert timed_entries(_units(*lines)) == (frozenset(), frozenset())


def test_rows_of_a_table_have_equally_many_cells() -> None:
    assert columns(["White\t40\t14,000", "Grey\t8\t2,800"])
    assert not columns(["White 40 14,000", "Grey 8 2,800"])


def test_the_last_line_of_a_list_is_of_the_list_unless_it_stands_apart() -> None:
    close = _units("Hanna Brock", "Lars Brock", "Ole Finch", "Mai Tollen", "", "The work begins on Monday.")
    assert runs_of_short_lines(close, [True] * len(close)) == [[0, 1, 2, 3]]
    apart = _units(
        "Hanna Brock", "Lars Brock", "Ole Finch", "", "What it costs", "", "The work begins on Monday."
    )
    assert runs_of_short_lines(apart, [True] * len(apart)) == [[0, 1, 2]]
