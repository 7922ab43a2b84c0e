import pytest

from sitegen.dates import find_dates, long_date, month_name


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Tue Apr 09 2024", "2024-04-09"),
        ("April 9, 2024", "2024-04-09"),
        ("9th of April 2024", "2024-04-09"),
        ("Published: Thursday, January 12, 2012", "2012-01-12"),
        ("2024-04-09", "2024-04-09"),
        ("2024/04/09", "2024-04-09"),
        ("Sept. 3, 2021 at 1:02 PM EDT", "2021-09-03T13:02 EDT"),
        ("16:10 IST, April 23rd 2023", "2023-04-23T16:10 IST"),
        ("4:05 pm on May 6, 2024", "2024-05-06T16:05"),
        ("10.55 GMT | 17 January 2012", "2012-01-17T10:55 GMT"),
        ("Page 12:30 of 17 January 2012", "2012-01-17"),
        ("9 April 2024, 12:05 am", "2024-04-09T00:05"),
        ("2024-04-09T10:30Z", "2024-04-09T10:30Z"),
        ("25/12/2021", "2021-12-25"),
    ],
)
def test_written_forms(line: str, value: str) -> None:
    assert find_dates(line)[0].value == value


@pytest.mark.parametrize("line", ["April", "31 February 2024", "Route 66", "12,000 people", "1/2 cup"])
def test_what_is_no_date(line: str) -> None:
    assert find_dates(line) == ()


def test_day_and_month_that_may_change_places_are_ambiguous() -> None:
    assert find_dates("04/09/2024")[0].ambiguous
    assert not find_dates("24/09/2024")[0].ambiguous
    assert not find_dates("04/04/2024")[0].ambiguous


def test_a_time_before_its_date_belongs_to_it() -> None:
    found = find_dates("Posted 16:10 IST, April 23rd 2023")[0]
    assert (found.start, found.end) == (7, 33)


def test_dates_in_words() -> None:
    assert long_date("2024-04-09") == "9 April 2024"
    assert long_date("2024-04-09T13:02 EDT") == "9 April 2024, 13:02 EDT"
    assert long_date("2024-04") == "April 2024"
    assert month_name("2024-04", short=True) == "Apr 2024"
