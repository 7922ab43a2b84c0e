"""Counts over time for small charts."""

from collections import Counter
from collections.abc import Callable, Iterable

from sitegen.dates import month_name
from sitegen.model.site import Bar

MOST = 36  # bars by month; a longer span is counted by year


def over_time(dates: Iterable[str], url: Callable[[str], str]) -> tuple[Bar, ...]:
    """Give a bar for each month or year between the first and the last date; `url` leads to its list."""
    dates = tuple(dates)
    months = Counter(date[:7] for date in dates if len(date) >= 7)
    years = Counter(date[:4] for date in dates if len(date) >= 4)
    if not years:
        return ()
    row = _months(min(months), max(months)) if months else []
    if row and len(row) <= MOST and months.total() == years.total():
        return tuple(
            Bar(month_name(one, short=True), months[one], url(one) if months[one] else "") for one in row
        )
    span = range(int(min(years)), int(max(years)) + 1)
    return tuple(
        Bar(str(year), years[str(year)], url(str(year)) if years[str(year)] else "") for year in span
    )


def _months(first: str, last: str) -> list[str]:
    at, end = int(first[:4]) * 12 + int(first[5:7]) - 1, int(last[:4]) * 12 + int(last[5:7]) - 1
    return [f"{month // 12}-{month % 12 + 1:02}" for month in range(at, end + 1)]
