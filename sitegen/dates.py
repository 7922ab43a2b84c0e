"""Dates: found in the forms in which the world's news writes them, and shown in words.

Names of months and weekdays come from `calendar_names.tsv` (CLDR).  Digits of any script, Buddhist years
(Thai) and the Persian calendar are read; a date in figures whose day and month may change places is marked
as ambiguous.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from sitegen.package_data import read_package_file

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
JALALI_MONTHS = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()
_JALALI_LEAP = frozenset({1, 5, 9, 13, 17, 22, 26, 30})  # of each 33 years
_JALALI_1400 = date(2021, 3, 21)
JALALI_YEARS, BUDDHIST_YEARS, YEARS = range(1250, 1500), range(2443, 2644), range(1700, 2101)
BUDDHIST_OFFSET = 543  # years ahead of the common era
_FIRST_OF_LAST_CENTURY = 70  # a year of two figures from here on is of the last century; by judgement
_ZEROS = (  # code points of the digit 0 in the scripts that have digits of their own
    0x660,
    0x6F0,
    0x966,
    0x9E6,
    0xA66,
    0xAE6,
    0xB66,
    0xBE6,
    0xC66,
    0xCE6,
    0xD66,
    0xE50,
    0xED0,
    0x1040,
    0x17E0,
    0xFF10,
)
_DIGITS = {zero + value: str(value) for zero in _ZEROS for value in range(10)}
_ACCENTS = re.compile("[\u0300-\u036f\u064b-\u0655]+")

_WORD = r"(?P<name>[^\W\d_][^\s\d,;:/()|–—-]{1,19})"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_ORDINAL = r"(?:st|nd|rd|th|er|re|\.?[ºª°]|[.,])?"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_SHORT_YEAR = r"['’‘](?P<short>\d\d)(?!\d)"
_OF = r"(?:(?:of|de|di|del|do|da) |d['’])"
_MONTH_NUMBER = r"(?P<number>0?[1-9]|1[0-2])"
_APART, _NO_DIGIT_BEFORE = r"(?<![\w/.-])", r"(?<!\d)"
_FORMS = tuple(
    re.compile((_NO_DIGIT_BEFORE if "年" in form else _APART) + form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}-(?P<number>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?=T|(?!\w|[-/]\d))",
        (
            rf"{_DAY}{_ORDINAL}[ -]?{_OF}?{_WORD}[.,]{{0,2}}[ -]{{0,2}}{_OF}?"
            rf"(?:{_YEAR}|{_SHORT_YEAR}|(?<=-)(?P<two>\d\d)(?!\w))"
        ),
        rf"{_WORD}[.,]? ?{_DAY}{_ORDINAL},? ?(?:{_YEAR}|{_SHORT_YEAR})",
        rf"{_YEAR}[.,]?(?: m\.)? ?{_WORD}\.? {_DAY}(?!\w|:)",
        rf"{_YEAR}\. gada {_DAY}\. {_WORD}",
        r"(?P<first>\d{1,2})(?P<mark>\.) (?P<second>\d{1,2})\. (?P<year>\d{4})(?![\d/-])",
        rf"{_YEAR}\s?[年년]\s?{_MONTH_NUMBER}\s?[月월]\s?{_DAY}\s?[日號号일]",
        rf"{_DAY} tháng {_MONTH_NUMBER},? (?:năm )?{_YEAR}",
        rf"{_YEAR}(?P<mark>[/.-]) ?{_MONTH_NUMBER}(?P=mark) ?{_DAY}(?![\w/-])",
        r"(?P<year>(?:19|20)\d\d)(?P<number>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\w)",
        r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})(?![\d/-])",
        r"(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P=mark)(?P<two>\d\d)(?![\d/.:-])",
    )
)
_MONTH_AND_YEAR = re.compile(rf"(?<![\w/.-]){_WORD}[.,]? {_OF}?{_YEAR}", re.IGNORECASE)
_CLOCK = (
    r"(?P<hour>2[0-3]|[01]?\d)(?!\d)(?:[:.h](?P<minute>[0-5]\d)(?::[0-5]\d(?:[.,]\d{1,9})?)?)?"
    r" ?(?P<half>[ap]\.?m\b\.?|[ap]m(?=[A-Z]))?(?: ?(?:Uhr|hrs|h)\b)?"
    r" ?\(?(?P<zone>Z\b|(?:UTC|GMT)?[+-]\d\d:?\d\d|(?:UTC|GMT) ?[+-]\d{1,2}(?!\d)"
    r"|(?-i:[A-Z]{2,4}T?)(?![A-Za-z]))?\)?"
)
_TIME = re.compile(
    rf"[,T]?(?: ?[-–—|/•·,.])? ?(?:(?:at|à|a las|às|alle|ore|um|om|kl|klo|в|ve)\b\.? )?{_CLOCK}",
    re.IGNORECASE,
)
_TIME_BEFORE = re.compile(rf"(?<![\d:.]){_CLOCK}(?:,? (?:on )?| ?[-–|/•·] ?)\Z", re.IGNORECASE)
MAX_TIME_BEFORE = 24  # characters before a date in which its time, or a weekday, is looked for; by judgement
# Zones of countries that write 05/13/2024.
MONTH_FIRST_ZONES = frozenset("EST EDT ET CST CDT CT MST MDT PST PDT PT".split())
# A cheap look at a line: what has none of these holds no date.
_MAY_BE_DATE = re.compile(r"\d{4}|['’‘]\d\d|\d[/.]\d{1,2}[/.]\d\d|-\d\d(?!\w)")


class DateOrder(StrEnum):
    """Which comes first in a date of figures."""

    DAY = "day first"
    MONTH = "month first"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date in a line: its ISO form, with time and zone as far as they are written, and its offsets."""

    value: str
    start: int
    end: int
    ambiguous: bool  # which figure is the day and which the month is not certain
    order: DateOrder = DateOrder.UNKNOWN  # that its own figures prove


def calendar_key(name: str) -> str:
    """Return the form in which names of months and weekdays are compared.

    It has small letters, no accents and no full stop at its end.
    """
    folded = name.casefold().strip(" .,")
    return folded if folded.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", folded))


Meanings = tuple[
    tuple[int, frozenset[str]], ...
]  # number of a month or weekday, and the languages of that name


@cache
def _calendar() -> dict[str, Mapping[str, Meanings]]:
    """Return what names mean, by "month" or "weekday" and by the name, from `calendar_names.tsv`."""
    meanings: dict[str, dict[str, list[tuple[int, frozenset[str]]]]] = {
        "month": defaultdict(list),
        "weekday": defaultdict(list),
    }
    for row in read_package_file("calendar_names.tsv").splitlines():
        if not row.startswith("#"):
            kind, number, name, languages = row.split("\t")
            meanings[kind][name].append((int(number), frozenset(languages.split())))
    return {kind: {name: tuple(same) for name, same in names.items()} for kind, names in meanings.items()}


def month_number(name: str, language: str = "") -> int:
    """Return the month that a word names, by the given language where languages differ; 0 for none."""
    key = calendar_key(name)
    if key in MONTHS:
        return MONTHS[key]
    meanings = _calendar()["month"].get(key, ())
    if len(meanings) > 1:
        meanings = tuple(meaning for meaning in meanings if language in meaning[1])
    return meanings[0][0] if len(meanings) == 1 else 0


def is_weekday(word: str) -> bool:
    """Whether a word names a day of the week in some language."""
    return calendar_key(word) in _calendar()["weekday"]


def find_dates(line: str, language: str = "", order: DateOrder = DateOrder.UNKNOWN) -> tuple[FoundDate, ...]:
    """Return the dates that a line names, from left to right.

    `order` settles dates in figures that can be read two ways.
    """
    text = line if line.isascii() else line.translate(_DIGITS)
    if not _MAY_BE_DATE.search(text):
        return ()
    dates: list[FoundDate] = []
    for form in _FORMS:
        for date_found in _matches(form, text, language, order):
            if not dates or not _overlaps(date_found, dates):
                dates.append(date_found)
    return tuple(sorted(dates, key=lambda found: found.start))


def _overlaps(date_found: FoundDate, dates: Iterable[FoundDate]) -> bool:
    return any(date_found.start < other.end and other.start < date_found.end for other in dates)


def _matches(form: re.Pattern[str], text: str, language: str, order: DateOrder) -> Iterator[FoundDate]:
    """Yield the dates of one form; what has the form and is no date is passed over by one character."""
    position = 0
    while match := form.search(text, position):
        date_found = _date(match, text, language, order)
        if date_found:
            yield date_found
        position = match.end() if date_found else match.start() + 1


def _date(match: re.Match[str], line: str, language: str, order: DateOrder) -> FoundDate | None:
    """Return the date of a match, with its time; None where the match is no date."""
    parts = match.groupdict()
    start = match.start()
    time, end, zone = _time_after(line, match.end())
    if not time:
        time, start, zone = _time_before(line, start)
    if not parts.get("first"):
        value = _date_of_parts(parts, language)
        return FoundDate(value=value + time, start=start, end=end, ambiguous=False) if value else None
    known_order = _known_order(order, zone, parts["mark"])
    value, ambiguous, proven = _date_of_figures(match, known_order, _weekday_beside(line, start, end))
    return (
        FoundDate(value=value + time, start=start, end=end, ambiguous=ambiguous, order=proven)
        if value
        else None
    )


def _known_order(order: DateOrder, zone: str, mark: str) -> DateOrder:
    """Return the order that is known, or that follows from a full stop or a zone of North America."""
    if order is not DateOrder.UNKNOWN:
        return order
    if mark == ".":
        return DateOrder.DAY
    return DateOrder.MONTH if zone in MONTH_FIRST_ZONES else order


def _weekday_beside(line: str, start: int, end: int) -> int:
    """Return the day of the week named right before or behind a date, 1 for Monday to 7, or 0."""
    before = line[max(0, start - MAX_TIME_BEFORE) : start].replace(",", " ").split()
    after = line[end : end + MAX_TIME_BEFORE].replace(",", " ").split()
    for word in (*before[-1:], *after[:1]):
        meanings = _calendar()["weekday"].get(calendar_key(word), ())
        if len(meanings) == 1:
            return meanings[0][0]
    return 0


def _date_of_figures(match: re.Match[str], order: DateOrder, weekday: int) -> tuple[str, bool, DateOrder]:
    """Return a date of figures in ISO form, whether it is ambiguous, and the order that it proves."""
    first, second = int(match["first"]), int(match["second"])
    year = _full_year(match.groupdict())
    day_first, month_first = _iso(year, second, first), _iso(year, first, second)
    if day_first == month_first:
        return day_first, False, DateOrder.UNKNOWN
    if not day_first or not month_first:
        return day_first or month_first, False, DateOrder.DAY if day_first else DateOrder.MONTH
    if weekday:
        fits_day_first = date.fromisoformat(day_first).isoweekday() == weekday
        fits_month_first = date.fromisoformat(month_first).isoweekday() == weekday
        if fits_day_first and not fits_month_first:
            return day_first, False, DateOrder.DAY
        if fits_month_first and not fits_day_first:
            return month_first, False, DateOrder.MONTH
    value = month_first if order is DateOrder.MONTH else day_first
    return value, order is DateOrder.UNKNOWN, DateOrder.UNKNOWN


def _date_of_parts(parts: Mapping[str, str | None], language: str) -> str:
    """Return the ISO form of a date whose month is a name or a number; an empty text where it is none."""
    year, day = _full_year(parts), int(parts["day"] or 0)
    name = parts.get("name") or ""
    month = int(parts.get("number") or 0)
    if year in JALALI_YEARS:
        if name in JALALI_MONTHS:
            month = JALALI_MONTHS.index(name) + 1
        return _from_jalali(year, month, day)
    if name:
        month = month_number(name, language)
    return _iso(year, month, day)


def _full_year(parts: Mapping[str, str | None]) -> int:
    """Return the year of the common era; those of two figures are of the last century or of this one."""
    two_figures = parts.get("short") or parts.get("two")
    if two_figures:
        return int(two_figures) + (1900 if int(two_figures) >= _FIRST_OF_LAST_CENTURY else 2000)
    year = int(parts["year"] or 0)
    return year - BUDDHIST_OFFSET if year in BUDDHIST_YEARS else year


def _iso(year: int, month: int, day: int) -> str:
    """Return a day in ISO form; an empty text where there is no such day."""
    try:
        return date(year, month, day).isoformat() if year in YEARS else ""
    except ValueError:
        return ""


def _from_jalali(year: int, month: int, day: int) -> str:
    """Return a day of the Persian calendar in ISO form, by its cycle of 33 years; an empty text for none."""
    last_day = 31 if month < 7 else 30
    if not (1 <= month <= 12 and 1 <= day <= last_day):
        return ""
    years = range(min(year, 1400), max(year, 1400))
    days = sum(366 if passed % 33 in _JALALI_LEAP else 365 for passed in years)
    day_of_year = 31 * min(month - 1, 6) + 30 * max(0, month - 7) + day - 1
    return (_JALALI_1400 + timedelta(days if year >= 1400 else -days) + timedelta(day_of_year)).isoformat()


def month_and_year(line: str, language: str = "") -> FoundDate | None:
    """Return the month that a line names with its year ("May 2024"), where it names no day."""
    text = line if line.isascii() else line.translate(_DIGITS)
    match = _MONTH_AND_YEAR.search(text)
    if not match or int(match["year"]) not in YEARS:
        return None
    month = month_number(match["name"], language)
    if not month:
        return None
    return FoundDate(
        value=f"{match['year']}-{month:02}", start=match.start(), end=match.end(), ambiguous=False
    )


def form_is_slashed(text: str) -> bool:
    """Whether a date is written as 04/09/2024, in which day and month may change places."""
    return bool(re.match(r"\d{1,2}[./]\d{1,2}[./]", text))


def _time_after(line: str, start: int) -> tuple[str, int, str]:
    """Return the time behind a date, where it ends, and its zone; the time is empty where there is none."""
    match = _TIME.match(line, start)
    if not match or not (match["minute"] or match["half"]):
        return "", start, ""
    return _clock(match), match.end(), match["zone"] or ""


def _time_before(line: str, start: int) -> tuple[str, int, str]:
    """Return the time before a date, where it begins, and its zone; the time is empty where there is none."""
    match = _TIME_BEFORE.search(line[max(0, start - MAX_TIME_BEFORE) : start])
    if not match or not (match["minute"] or match["half"]):
        return "", start, ""
    return _clock(match), start - len(match[0]), match["zone"] or ""


def _clock(match: re.Match[str]) -> str:
    """Return a time in ISO form, its zone as it is written."""
    hour = int(match["hour"])
    half = (match["half"] or "").lower().replace(".", "")  # "am" or "pm"
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    zone = match["zone"] or ""
    gap = " " if zone not in {"", "Z"} else ""
    return f"T{hour:02}:{int(match['minute'] or 0):02}{gap}{zone}"


# In words ---------------------------------------------------------------------------------------------------


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
    """Return the words for a month like "2024-04": "April 2024", or "Apr 2024"."""
    if len(month) < 7:
        return month
    names = SHORT_MONTHS if short else LONG_MONTHS
    return f"{names[int(month[5:7]) - 1]} {month[:4]}"


# Hours from UTC of zones whose name means one thing in news of the English language; "IST" and "ET" are not
# among them.
ZONE_HOURS = {
    "UTC": 0.0, "GMT": 0.0, "WET": 0.0, "BST": 1.0, "WEST": 1.0, "CET": 1.0, "CEST": 2.0, "EET": 2.0,
    "EEST": 3.0, "MSK": 3.0, "TRT": 3.0, "PKT": 5.0, "WIB": 7.0, "HKT": 8.0, "SGT": 8.0, "AWST": 8.0,
    "JST": 9.0, "KST": 9.0, "AEST": 10.0, "AEDT": 11.0, "NZST": 12.0, "NZDT": 13.0, "EAT": 3.0, "CAT": 2.0,
    "SAST": 2.0, "WAT": 1.0, "EST": -5.0, "EDT": -4.0, "CST": -6.0, "CDT": -5.0, "MST": -7.0, "MDT": -6.0,
    "PST": -8.0, "PDT": -7.0, "AKST": -9.0, "AKDT": -8.0, "HST": -10.0, "BRT": -3.0, "ART": -3.0,
}  # fmt: skip
_VALUE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T(\d\d):(\d\d)(?: ?(\S+))?)?")
_OFFSET = re.compile(r"(?:UTC|GMT)? ?([+-])(\d{1,2}):?(\d\d)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A date as machines read it: year, month, day, time and minutes from UTC, as far as they are known."""

    year: int
    month: int  # 0: not known
    day: int
    clock: str  # "14:05", or empty
    offset: int | None  # minutes from UTC; None where the zone is not known

    @property
    def rank(self) -> int:
        """Return the minutes since the year 1 in UTC; a part that is not known counts as its beginning."""
        days = date(self.year, self.month or 1, self.day or 1).toordinal()
        minutes = int(self.clock[:2]) * 60 + int(self.clock[3:]) if self.clock else 0
        return days * 24 * 60 + minutes - (self.offset or 0)

    @property
    def zone(self) -> str:
        """Return the zone as "+02:00"; "Z" for UTC, empty where it is not known."""
        if self.offset is None:
            return ""
        if not self.offset:
            return "Z"
        hours, minutes = divmod(abs(self.offset), 60)
        sign = "-" if self.offset < 0 else "+"
        return f"{sign}{hours:02}:{minutes:02}"

    def rfc3339(self) -> str:
        """Return the date as Atom wants it (RFC 3339); a zone that is not known is "-00:00" (section 4.3)."""
        zone = self.zone or ("-00:00" if self.clock else "Z")
        return f"{self.year:04}-{self.month or 1:02}-{self.day or 1:02}T{self.clock or '00:00'}:00{zone}"

    def html(self) -> str:
        """Return the date as the attribute `datetime` of HTML has it, with no more than is known."""
        day = "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])
        return f"{day}T{self.clock}{self.zone}" if self.clock else day


def moment_of(value: str) -> Moment | None:
    """Return the moment of an article's date, as in "2024-04-09T23:30 EST"; None where it is no date."""
    match = _VALUE.match(value)
    if not match:
        return None
    year, month, day = (int(part or 0) for part in match.groups()[:3])
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    hour, minute, zone = match.groups()[3:]
    if not hour or int(hour) > 23 or int(minute) > 59:
        return Moment(year=year, month=month, day=day, clock="", offset=None)
    return Moment(
        year=year,
        month=month,
        day=day,
        clock=f"{hour}:{minute}",
        offset=_minutes_from_utc(zone or value[match.end(5) :]),
    )


def _minutes_from_utc(zone: str) -> int | None:
    """Return the minutes by which a zone is ahead of UTC; None where it is not known."""
    offset = _OFFSET.fullmatch(zone)
    if offset:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        return -minutes if offset[1] == "-" else minutes
    if zone == "Z":
        return 0
    hours = ZONE_HOURS.get(zone.upper())
    return None if hours is None else round(hours * 60)


def date_rank(value: str) -> int:
    """Return a number by which dates sort by time: minutes since the year 1; -1 where the text is no date."""
    moment = moment_of(value)
    return moment.rank if moment else -1


def long_date(date: str) -> str:
    """Return an ISO date as words: "9 April 2024"; what is not a full date stays as it is."""
    if len(date) < 10:
        return month_name(date)
    day = f"{int(date[8:10])} {LONG_MONTHS[int(date[5:7]) - 1]} {date[:4]}"
    time = date[11:].strip()
    return f"{day}, {time}" if time else day


def days_between(first: str, second: str) -> int:
    """Return the days between two dates in ISO form, or -1 where either has no day."""
    try:
        return abs((date.fromisoformat(first[:10]) - date.fromisoformat(second[:10])).days)
    except ValueError:
        return -1
