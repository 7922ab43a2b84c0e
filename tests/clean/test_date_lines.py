import pytest

from sitegen.clean.date_lines import DateLabel, date_only, labelled_dates, month_only
from sitegen.dates import DateOrder


@pytest.mark.parametrize(
    ("line", "days"),
    [
        (
            "Published: 6 May 2024 | Updated: 8 May 2024",
            [("2024-05-06", DateLabel.PUBLISHED), ("2024-05-08", DateLabel.UPDATED)],
        ),
        (
            "Published Mon, May 6 20244:29 AM ESTUpdated an hour ago",
            [("2024-05-06T04:29 EST", DateLabel.PUBLISHED)],
        ),
        ("Retrieved 14 February 2025", [("2025-02-14", DateLabel.OTHER)]),
        (
            "Publié le 6 mai 2024 à 18h42, mis à jour le 7 mai 2024",
            [("2024-05-06T18:42", DateLabel.PUBLISHED), ("2024-05-07", DateLabel.UPDATED)],
        ),
        ("Опубликовано 6 мая 2024 г.", [("2024-05-06", DateLabel.PUBLISHED)]),
        ("Tuesday, March 3, 2026", [("2026-03-03", DateLabel.NONE)]),
    ],
)
def test_dates_with_what_is_said_of_them(line: str, days: list[tuple[str, DateLabel]]) -> None:
    assert [(one.date.value, one.label) for one in labelled_dates(line)] == days
    assert date_only(line)


@pytest.mark.parametrize(
    "line",
    ["By Oda Finch, May 6, 2024", "On May 6, 2024 the ferry left for the island", "Score 3-5-24", "May"],
)
def test_lines_that_hold_more_than_a_date(line: str) -> None:
    assert not date_only(line)


def test_places_lead_back_to_the_line_where_parts_were_glued() -> None:
    line = "Posted Mon 6 May 2024 at 6:42pmMonday 6 May 2024 at 6:42pm, updated Tue 7 May 2024"
    assert [line[one.date.start : one.date.end] for one in labelled_dates(line)] == [
        "6 May 2024 at 6:42pm",
        "6 May 2024 at 6:42pm",
        "7 May 2024",
    ]


def test_the_order_of_figures_may_be_given() -> None:
    assert labelled_dates("05/06/2024")[0].date.ambiguous
    assert labelled_dates("05/06/2024", "", DateOrder.MONTH)[0].date.value == "2024-05-06"
    assert labelled_dates("05/06/2024", "", DateOrder.DAY)[0].date.value == "2024-06-05"


def test_a_month_alone() -> None:
    found = month_only("May 2024")
    assert found is not None
    assert found.value == "2024-05"
    assert month_only("In May 2024 the ferry left") is None
