from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.filenames import begins_with_date, date_in_name, portable


@pytest.mark.parametrize(
    ("stem", "day"),
    [
        ("2016-01-10-harbour", "2016-01-10"),
        ("20240409_a", "2024-04-09"),
        ("2024_04_09", "2024-04-09"),
        ("2024.04.09.a", "2024-04-09"),
        ("001_2024-04-09-lamps", "2024-04-09"),
        ("harbour-2016-1-9", "2016-01-09"),
        ("20240409123000-snapshot", "2024-04-09"),
        ("2024-04-09T12:30:00Z", "2024-04-09"),
        ("scrape 20240409_1230", "2024-04-09"),
        ("13.4.2024 lamps", "2024-04-13"),
        ("4-13-2024", "2024-04-13"),
        ("05-05-2024", "2024-05-05"),
        ("9-april-2024", "2024-04-09"),
        ("April 9, 2024", "2024-04-09"),
        ("09Sept1931", "1931-09-09"),
        ("2024-Dec-31", "2024-12-31"),
        ("2024-04-09 and again 20240409", "2024-04-09"),
    ],
)
def test_dates_in_names(stem: str, day: str) -> None:
    assert date_in_name(stem) == day


@pytest.mark.parametrize(
    "stem",
    [
        "",
        "09-04-2024 a",  # 9 April or 4 September
        "2024-02-30",
        "2023-02-29-a",
        "2024-13-01",
        "20241301",
        "1699-12-31",
        "2101-01-01",
        "10-01-16",
        "160110",
        "2016-01",
        "2016",
        "000_a20240409f",
        "120240409",
        "2016-01-10_to_2016-01-12",
        "２０１６-01-10",
        "may-2024",
        "99999999",
    ],
)
def test_no_date_is_guessed(stem: str) -> None:
    assert not date_in_name(stem)


@given(
    st.dates(date(1700, 1, 1), date(2100, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%Y_%m_%d", "%d %B %Y"]),
)
def test_every_day_of_the_calendar_is_found(day: date, form: str) -> None:
    stem = day.strftime(form)
    assert date_in_name(f"{stem}-harbour") == date_in_name(f"harbour_{stem}") == day.isoformat()
    assert begins_with_date(f"{stem} harbour")


@pytest.mark.parametrize("stem", ["09-04-2024 a", "2016-01_harbour", "2016-01-10", "1-5-2016"])
def test_names_that_begin_with_a_date(stem: str) -> None:
    assert begins_with_date(stem)


@pytest.mark.parametrize(
    "stem", ["001_2016-01-10", "00000001", "2016", "3 dead in fire", "2016-13-40", "0012-04-09"]
)
def test_names_that_do_not(stem: str) -> None:
    assert not begins_with_date(stem)


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("a:b.txt", "a-b.txt"),
        ("who?.txt", "who-.txt"),
        ('"said".txt', "-said-.txt"),
        ("CON.txt", "CON-.txt"),
        ("nul", "nul-"),
        ("console.txt", "console.txt"),
        ("a.b c (1).txt", "a.b c (1).txt"),
        ("Žižek – 2.txt", "Žižek – 2.txt"),
    ],
)
def test_names_that_every_system_allows(name: str, taken: str) -> None:
    assert portable(name) == taken
    assert portable(taken) == taken
