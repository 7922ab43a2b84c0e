import pytest

from sitegen.dates import date_rank, find_dates, long_date, moment_of, month_name


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


@pytest.mark.parametrize(
    "line",
    [
        "8 mai 2023", "8. Mai 2023", "8 de mayo de 2023", "8 maggio 2023", "8 mei 2023", "8. maj 2023", "8 maja 2023", "8 мая 2023", "8 травня 2023",
        "8 Μαΐου 2023", "8 مايو 2023", "٨ أيار ٢٠٢٣", "۱۸ اردیبهشت ۱۴۰۲", "8 मई 2023", "8 พฤษภาคม 2566", "8 พ.ค. 2566", "2023年5月8日", "2023년 5월 8일",
        "2023. 5. 8.", "2023. május 8.", "2023 m. gegužės 8 d.", "2023. gada 8. maijs", "8 tháng 5, 2023", "8. toukokuuta 2023", "8 Mayıs 2023", "8 Mei 2023",
        "8 mai 2023 à 18h42", "1402/02/18", "2023/5/8", "20230508", "08-May-23", "May 8, ’23", "8. 5. 2023",
    ],
)  # fmt: skip
def test_forms_of_many_languages(line: str) -> None:
    assert [one.value[:10] for one in find_dates(line)] == ["2023-05-08"]


def test_a_month_that_languages_disagree_about_needs_the_language() -> None:
    assert find_dates("8 listopad 2023") == ()
    assert find_dates("8 listopad 2023", "cs")[0].value == "2023-11-08"
    assert find_dates("8 listopad 2023", "hr")[0].value == "2023-10-08"


def test_a_weekday_or_a_zone_tells_day_from_month() -> None:
    assert find_dates("Mon, 6/3/2019")[0].value == "2019-06-03"
    assert find_dates("03/05/2024 5:01 PM EST")[0].value == "2024-03-05T17:01 EST"


@pytest.mark.parametrize(
    ("value", "html", "rfc"),
    [
        ("2024-04-09T23:30 EST", "2024-04-09T23:30-05:00", "2024-04-09T23:30:00-05:00"),
        ("2024-04-09T23:30 CEST", "2024-04-09T23:30+02:00", "2024-04-09T23:30:00+02:00"),
        ("2024-04-09T23:30Z", "2024-04-09T23:30Z", "2024-04-09T23:30:00Z"),
        ("2024-04-09T23:30 GMT", "2024-04-09T23:30Z", "2024-04-09T23:30:00Z"),
        ("2024-04-09T23:30 +0530", "2024-04-09T23:30+05:30", "2024-04-09T23:30:00+05:30"),
        ("2024-04-09T23:30 IST", "2024-04-09T23:30", "2024-04-09T23:30:00-00:00"),
        ("2024-04-09T23:30", "2024-04-09T23:30", "2024-04-09T23:30:00-00:00"),
        ("2024-04-09", "2024-04-09", "2024-04-09T00:00:00Z"),
        ("2024-04", "2024-04", "2024-04-01T00:00:00Z"),
        ("2024", "2024", "2024-01-01T00:00:00Z"),
    ],
)
def test_moments_for_machines(value: str, html: str, rfc: str) -> None:
    moment = moment_of(value)
    assert moment is not None
    assert (moment.html(), moment.rfc3339()) == (html, rfc)


@pytest.mark.parametrize("value", ["", "yesterday", "2024-02-30", "0000-01-01", "2024-13"])
def test_what_is_no_moment(value: str) -> None:
    assert moment_of(value) is None
    assert date_rank(value) == -1


def test_dates_sort_by_time_whatever_their_zones() -> None:
    ordered = [
        "2024-04-09",
        "2024-04-09T12:15",
        "2024-04-10T01:00 +09:00",
        "2024-04-09T21:00 EST",
        "2024-04-10T03:30Z",
    ]
    assert sorted(set(ordered), key=date_rank) == ordered


@pytest.mark.parametrize("hour", range(24))
def test_each_hour_of_the_day_is_read(hour: int) -> None:
    for line in (f"2024-04-09T{hour:02}:30Z", f"9 April 2024, {hour:02}:30", f"{hour:02}:30, 9 April 2024"):
        assert find_dates(line)[0].value.startswith(f"2024-04-09T{hour:02}:30"), line


@pytest.mark.parametrize(
    ("line", "minutes"),
    [
        ("April 9, 2024, 11:10 PM UTC+2", 120),
        ("April 9, 2024 23:10 (GMT+1)", 60),
        ("2024-04-09 23:10 GMT-03:30", -210),
        ("2024-04-09T23:10:00.123Z", 0),
        ("2024-04-09T23:10:00.123+02:00", 120),
        ("2024-04-09 23:10 UTC", 0),
    ],
)
def test_zones_in_figures(line: str, minutes: int) -> None:
    (found,) = find_dates(line)
    moment = moment_of(found.value)
    assert moment
    assert (moment.clock, moment.offset) == ("23:10", minutes)
