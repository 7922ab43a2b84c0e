"""Counts over time for small charts."""

from collections import Counter
from collections.abc import Callable, Iterable

from sitegen.dates import month_name
from sitegen.model.site import Bar

MAX_MONTHS = 36  # bars by month; a longer span is counted by year; by judgement, for the width of a page


def over_time(dates: Iterable[str], url: Callable[[str], str]) -> tuple[Bar, ...]:
    """Return a bar for each month or year between the first and the last date; `url` leads to its list."""
    dates = tuple(dates)
    by_month = Counter(date[:7] for date in dates if len(date) >= len("2024-05"))
    by_year = Counter(date[:4] for date in dates if len(date) >= len("2024"))
    if not by_year:
        return ()
    months = _months(by_month)
    if 0 < len(months) <= MAX_MONTHS and by_month.total() == by_year.total():
        return tuple(_bar(month, month_name(month, short=True), by_month[month], url) for month in months)
    years = map(str, range(int(min(by_year)), int(max(by_year)) + 1))
    return tuple(_bar(year, year, by_year[year], url) for year in years)


def _bar(part: str, label: str, count: int, url: Callable[[str], str]) -> Bar:
    return Bar(label, count, url(part) if count else "")


def _months(by_month: Counter[str]) -> list[str]:
    """Return all months from the first to the last; none where no date has a month."""
    if not by_month:
        return []
    first, last = _month_number(min(by_month)), _month_number(max(by_month))
    return [f"{number // 12}-{number % 12 + 1:02}" for number in range(first, last + 1)]


def _month_number(month: str) -> int:
    """Return the number of months from the year 0 to a month."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1
