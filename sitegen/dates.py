"""Dates: found in the written forms of English-language news, and said in words."""

import re
from dataclasses import dataclass
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thurs?|fri|satur|sun|sat|thu)(?:day)?\.?,? )?"
_FORMS = tuple(
    re.compile(rf"(?<![\w/.-]){WEEKDAY}{form}(?![^\WT]|/)", re.IGNORECASE)
    for form in (
        rf"{_MONTH},? {_DAY},? {_YEAR}",
        rf"{_DAY}(?: of)?[ -]{_MONTH},?[ -]{_YEAR}",
        rf"{_YEAR}-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?=T|\b)",
        rf"{_YEAR}/(?P<month>0[1-9]|1[0-2])/(?P<day>0[1-9]|[12]\d|3[01])",
        rf"(?P<day>0?[1-9]|[12]\d|3[01])[./](?P<month>0?[1-9]|1[0-2])[./]{_YEAR}",
    )
)
_TIME = re.compile(
    r"[,T]?(?: at| -| \||,| /)? ?(?P<hour>[01]?\d|2[0-3])(?:[:.h](?P<minute>[0-5]\d)(?::[0-5]\d)?)? ?(?P<half>[ap]\.?m\.?)?"
    r" ?\(?(?P<zone>Z|(?:UTC|GMT)?[+-]\d\d:?\d\d|(?-i:[A-Z]{2,4}T?)(?![a-z]))?\)?",
    re.IGNORECASE,
)
_TIME_BEFORE = re.compile(
    r"(?<![\d:.])(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?::[0-5]\d)? ?(?P<half>[ap]\.?m\.?)?"
    r" ?\(?(?P<zone>(?:UTC|GMT)?[+-]\d\d:?\d\d|(?-i:[A-Z]{2,4}T?)(?![a-z]))?\)?(?:,? (?:on )?| ?[-–|/] ?)\Z",
    re.IGNORECASE,
)
BEFORE = 24  # characters before a date in which its time is looked for


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a line: its ISO form, with time and zone as far as they are written, and where it stands."""

    value: str
    start: int
    end: int
    ambiguous: bool  # day and month cannot be told apart


def find_dates(line: str) -> tuple[FoundDate, ...]:
    """Give the dates that a line names, from left to right."""
    found: list[FoundDate] = []
    for form in _FORMS:
        for match in form.finditer(line):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            made = _date(match, line)
            if made:
                found.append(made)
    return tuple(sorted(found, key=lambda one: one.start))


def _date(match: re.Match[str], line: str) -> FoundDate | None:
    month = match["month"].lower()
    number = MONTHS.get(month) or int(month)
    day, year = int(match["day"]), int(match["year"])
    try:
        value = date(year, number, day).isoformat()
    except ValueError:
        return None
    slashed = form_is_slashed(match[0])
    time, end = _time(line, match.end())
    start = match.start()
    if not time:
        before = _TIME_BEFORE.search(line[max(0, start - BEFORE) : start])
        if before:
            time, start = _clock(before), start - len(before[0])
    return FoundDate(value + time, start, end, slashed and day <= 12 and day != number)


def form_is_slashed(text: str) -> bool:
    """Say whether a date is written as 04/09/2024, in which day and month may change places."""
    return bool(re.match(r"\d{1,2}[./]\d{1,2}[./]", text))


def _time(line: str, start: int) -> tuple[str, int]:
    match = _TIME.match(line, start)
    if not match or not (match["minute"] or match["half"]):
        return "", start
    return _clock(match), match.end()


def _clock(match: re.Match[str]) -> str:
    """Give a time in ISO form, its zone as it is written."""
    hour = int(match["hour"])
    half = (match["half"] or "").lower().replace(".", "")
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    zone = match["zone"] or ""
    return f"T{hour:02}:{int(match['minute'] or 0):02}{'' if zone == 'Z' else ' ' if zone else ''}{zone}"


# In words ------------------------------------------------------------------------------------------------------------


SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def month_name(month: str, *, short: bool = False) -> str:
    """Give "2024-04" as words: "April 2024", or "Apr 2024"."""
    if len(month) < 7:
        return month
    names = SHORT_MONTHS if short else LONG_MONTHS
    return f"{names[int(month[5:7]) - 1]} {month[:4]}"


def long_date(date: str) -> str:
    """Give an ISO date as words: "9 April 2024"; what is not a full date stays as it is."""
    if len(date) < 10:
        return month_name(date)
    time = date[11:].strip()
    return f"{int(date[8:10])} {LONG_MONTHS[int(date[5:7]) - 1]} {date[:4]}" + (f", {time}" if time else "")


def days_between(first: str, second: str) -> int:
    """Give the days between two dates in ISO form, or -1 where either is not told to the day."""
    try:
        return abs((date.fromisoformat(first[:10]) - date.fromisoformat(second[:10])).days)
    except ValueError:
        return -1
