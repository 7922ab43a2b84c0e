"""Dates: found in the forms in which the world's news writes them, and said in words.

Names of months and weekdays come from `calendar_names.tsv` (CLDR).  Digits of any script, Buddhist years (Thai) and the
Persian calendar are read; a date in figures whose day and month may change places is said to be ambiguous.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files

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
BUDDHIST = 543  # years ahead of the common era
_PIVOT = 70  # a year of two figures from here on is of the last century
_ZEROS = (
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
_MARKS = re.compile("[\u0300-\u036f\u064b-\u0655]+")

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
        rf"{_DAY}{_ORDINAL}[ -]?{_OF}?{_WORD}[.,]{{0,2}}[ -]{{0,2}}{_OF}?(?:{_YEAR}|{_SHORT_YEAR}|(?<=-)(?P<two>\d\d)(?!\w))",
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
    r"(?P<hour>2[0-3]|[01]?\d)(?!\d)(?:[:.h](?P<minute>[0-5]\d)(?::[0-5]\d(?:[.,]\d{1,9})?)?)? ?(?P<half>[ap]\.?m\b\.?|[ap]m(?=[A-Z]))?"
    r"(?: ?(?:Uhr|hrs|h)\b)? ?\(?(?P<zone>Z\b|(?:UTC|GMT)?[+-]\d\d:?\d\d|(?:UTC|GMT) ?[+-]\d{1,2}(?!\d)|(?-i:[A-Z]{2,4}T?)(?![A-Za-z]))?\)?"
)
_TIME = re.compile(
    rf"[,T]?(?: ?[-–—|/•·,.])? ?(?:(?:at|à|a las|às|alle|ore|um|om|kl|klo|в|ve)\b\.? )?{_CLOCK}",
    re.IGNORECASE,
)
_TIME_BEFORE = re.compile(rf"(?<![\d:.]){_CLOCK}(?:,? (?:on )?| ?[-–|/•·] ?)\Z", re.IGNORECASE)
BEFORE = 24  # characters before a date in which its time is looked for
MONTH_FIRST_ZONES = frozenset(
    "EST EDT ET CST CDT CT MST MDT PST PDT PT".split()
)  # of countries that write 05/13/2024


class DateOrder(StrEnum):
    """Which comes first in a date of figures."""

    DAY = "day first"
    MONTH = "month first"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a line: its ISO form, with time and zone as far as they are written, and where it stands."""

    value: str
    start: int
    end: int
    ambiguous: bool  # day and month cannot be told apart
    order: DateOrder = DateOrder.UNKNOWN  # that its own figures prove


def calendar_key(name: str) -> str:
    """Give the form in which names of months and weekdays are compared: small letters, no accents, no full stop at the end."""
    folded = name.casefold().strip(" .,")
    return folded if folded.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", folded))


@cache
def _calendar() -> dict[str, Mapping[str, tuple[tuple[int, frozenset[str]], ...]]]:
    """Read the table: "month" and "weekday" -> name -> what it means, in which languages."""
    made: dict[str, dict[str, list[tuple[int, frozenset[str]]]]] = {
        "month": defaultdict(list),
        "weekday": defaultdict(list),
    }
    for line in files("sitegen").joinpath("calendar_names.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            what, number, name, languages = line.split("\t")
            made[what][name].append((int(number), frozenset(languages.split())))
    return {what: {name: tuple(meanings) for name, meanings in names.items()} for what, names in made.items()}


def month_number(name: str, language: str = "") -> int:
    """Give the month that a word names, in the given language where languages differ; 0 where it names none."""
    key = calendar_key(name)
    if key in MONTHS:
        return MONTHS[key]
    meanings = _calendar()["month"].get(key, ())
    if len(meanings) > 1:
        meanings = tuple(one for one in meanings if language in one[1])
    return meanings[0][0] if len(meanings) == 1 else 0


def is_weekday(word: str) -> bool:
    """Say whether a word names a day of the week in some language."""
    return calendar_key(word) in _calendar()["weekday"]


_MAY_BE_DATE = re.compile(r"\d{4}|['’‘]\d\d|\d[/.]\d{1,2}[/.]\d\d|-\d\d(?!\w)")


def find_dates(line: str, language: str = "", order: DateOrder = DateOrder.UNKNOWN) -> tuple[FoundDate, ...]:
    """Give the dates that a line names, from left to right; `order` settles dates in figures that can be read two ways."""
    text = line if line.isascii() else line.translate(_DIGITS)
    found: list[FoundDate] = []
    if not _MAY_BE_DATE.search(text):
        return ()
    for form in _FORMS:
        for made in _matches(form, text, language, order):
            if not any(made.start < other.end and other.start < made.end for other in found):
                found.append(made)
    return tuple(sorted(found, key=lambda one: one.start))


def _matches(form: re.Pattern[str], text: str, language: str, order: DateOrder) -> Iterator[FoundDate]:
    at = 0
    while match := form.search(text, at):
        made = _date(match, text, language, order)
        if made:
            yield made
        at = match.end() if made else match.start() + 1


def _date(match: re.Match[str], line: str, language: str, order: DateOrder) -> FoundDate | None:
    parts = match.groupdict()
    time, end, zone = _time(line, match.end())
    start = match.start()
    if not time:
        before = _TIME_BEFORE.search(line[max(0, start - BEFORE) : start])
        if before and (before["minute"] or before["half"]):
            time, start, zone = _clock(before), start - len(before[0]), before["zone"] or ""
    if parts.get("first"):
        value, ambiguous, proven = _in_figures(
            match, _order(order, zone, parts["mark"]), _weekday_beside(line, start, end)
        )
    else:
        day = _whole_date(parts, language)
        value, ambiguous, proven = day, False, DateOrder.UNKNOWN
    return FoundDate(value + time, start, end, ambiguous, proven) if value else None


def _order(order: DateOrder, zone: str, mark: str) -> DateOrder:
    """Give the order that is known, or that a full stop or a zone of North America tells."""
    if order is not DateOrder.UNKNOWN:
        return order
    if mark == ".":
        return DateOrder.DAY
    return DateOrder.MONTH if zone in MONTH_FIRST_ZONES else order


def _weekday_beside(line: str, start: int, end: int) -> int:
    """Give the day of the week named right before or behind a date, 1 for Monday to 7, or 0."""
    words = [
        *line[max(0, start - BEFORE) : start].replace(",", " ").split()[-1:],
        *line[end : end + BEFORE].replace(",", " ").split()[:1],
    ]
    meanings = (_calendar()["weekday"].get(calendar_key(word), ()) for word in words)
    return next((one[0][0] for one in meanings if len(one) == 1), 0)


def _in_figures(match: re.Match[str], order: DateOrder, weekday: int) -> tuple[str, bool, DateOrder]:
    first, second = int(match["first"]), int(match["second"])
    year = _full_year(match.groupdict())
    as_day, as_month = _iso(year, second, first), _iso(year, first, second)
    if weekday and as_day and as_month and as_day != as_month:
        fits = [one for one in (as_day, as_month) if date.fromisoformat(one).isoweekday() == weekday]
        if len(fits) == 1:
            return fits[0], False, DateOrder.DAY if fits[0] == as_day else DateOrder.MONTH
    if as_day and as_month and as_day != as_month:
        return (
            (as_month if order is DateOrder.MONTH else as_day),
            order is DateOrder.UNKNOWN,
            DateOrder.UNKNOWN,
        )
    proven = DateOrder.UNKNOWN if as_day == as_month else DateOrder.DAY if as_day else DateOrder.MONTH
    return as_day or as_month, False, proven


def _whole_date(parts: Mapping[str, str | None], language: str) -> str:
    year, day = _full_year(parts), int(parts["day"] or 0)
    name = parts.get("name") or ""
    if year in JALALI_YEARS:
        month = JALALI_MONTHS.index(name) + 1 if name in JALALI_MONTHS else int(parts.get("number") or 0)
        return _from_jalali(year, month, day)
    month = month_number(name, language) if name else int(parts.get("number") or 0)
    return _iso(year, month, day)


def _full_year(parts: Mapping[str, str | None]) -> int:
    short = parts.get("short") or parts.get("two")
    if short:
        return int(short) + (1900 if int(short) >= _PIVOT else 2000)
    year = int(parts["year"] or 0)
    return year - BUDDHIST if year in BUDDHIST_YEARS else year


def _iso(year: int, month: int, day: int) -> str:
    """Give a day in ISO form; an empty text where there is no such day."""
    try:
        return date(year, month, day).isoformat() if year in YEARS else ""
    except ValueError:
        return ""


def _from_jalali(year: int, month: int, day: int) -> str:
    """Turn a day of the Persian calendar into ISO form, by its cycle of 33 years."""
    if not (1 <= month <= 12 and 1 <= day <= (31 if month < 7 else 30)):
        return ""
    years = range(min(year, 1400), max(year, 1400))
    days = sum(366 if one % 33 in _JALALI_LEAP else 365 for one in years)
    past = 31 * min(month - 1, 6) + 30 * max(0, month - 7) + day - 1
    return (_JALALI_1400 + timedelta(days if year >= 1400 else -days) + timedelta(past)).isoformat()


def month_and_year(line: str, language: str = "") -> FoundDate | None:
    """Give the month that a line names with its year ("May 2024"), where it names no day."""
    text = line if line.isascii() else line.translate(_DIGITS)
    match = _MONTH_AND_YEAR.search(text)
    month = month_number(match["name"], language) if match else 0
    if not match or not month or int(match["year"]) not in YEARS:
        return None
    return FoundDate(f"{match['year']}-{month:02}", match.start(), match.end(), ambiguous=False)


def form_is_slashed(text: str) -> bool:
    """Say whether a date is written as 04/09/2024, in which day and month may change places."""
    return bool(re.match(r"\d{1,2}[./]\d{1,2}[./]", text))


def _time(line: str, start: int) -> tuple[str, int, str]:
    match = _TIME.match(line, start)
    if not match or not (match["minute"] or match["half"]):
        return "", start, ""
    return _clock(match), match.end(), match["zone"] or ""


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


# Hours from UTC of zones whose name means one thing in news of the English language; "IST" and "ET" are not among them.
ZONE_HOURS = {
    "UTC": 0.0, "GMT": 0.0, "WET": 0.0, "BST": 1.0, "WEST": 1.0, "CET": 1.0, "CEST": 2.0, "EET": 2.0, "EEST": 3.0, "MSK": 3.0, "TRT": 3.0,
    "PKT": 5.0, "WIB": 7.0, "HKT": 8.0, "SGT": 8.0, "AWST": 8.0, "JST": 9.0, "KST": 9.0, "AEST": 10.0, "AEDT": 11.0, "NZST": 12.0,
    "NZDT": 13.0, "EAT": 3.0, "CAT": 2.0, "SAST": 2.0, "WAT": 1.0, "EST": -5.0, "EDT": -4.0, "CST": -6.0, "CDT": -5.0, "MST": -7.0,
    "MDT": -6.0, "PST": -8.0, "PDT": -7.0, "AKST": -9.0, "AKDT": -8.0, "HST": -10.0, "BRT": -3.0, "ART": -3.0,
}  # fmt: skip
_VALUE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T(\d\d):(\d\d)(?: ?(\S+))?)?")
_OFFSET = re.compile(r"(?:UTC|GMT)? ?([+-])(\d{1,2}):?(\d\d)?")


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as machines read it: year, month and day as far as they are known, the time, and minutes from UTC."""

    year: int
    month: int  # 0: not known
    day: int
    clock: str  # "14:05", or empty
    offset: int | None  # minutes from UTC; None where the zone is not known

    @property
    def rank(self) -> int:
        """Give the minutes since the year 1; what is not known is its beginning, in UTC."""
        days = date(self.year, self.month or 1, self.day or 1).toordinal()
        minutes = int(self.clock[:2]) * 60 + int(self.clock[3:]) if self.clock else 0
        return days * 24 * 60 + minutes - (self.offset or 0)

    @property
    def zone(self) -> str:
        """Give the zone as "+02:00"; "Z" for UTC, empty where it is not known."""
        if self.offset is None:
            return ""
        hours, minutes = divmod(abs(self.offset), 60)
        return f"{'-' if self.offset < 0 else '+'}{hours:02}:{minutes:02}" if self.offset else "Z"

    def rfc3339(self) -> str:
        """Give it as Atom wants it (RFC 3339); a zone that is not known is "-00:00" (section 4.3)."""
        zone = self.zone or ("-00:00" if self.clock else "Z")
        return f"{self.year:04}-{self.month or 1:02}-{self.day or 1:02}T{self.clock or '00:00'}:00{zone}"

    def html(self) -> str:
        """Give it as the attribute `datetime` of HTML has it, with no more than is known."""
        day = "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])
        return f"{day}T{self.clock}{self.zone}" if self.clock else day


def moment_of(value: str) -> Moment | None:
    """Give the moment of a date in the form that articles have it ("2024-04-09T23:30 EST"); None where it is no date."""
    found = _VALUE.match(value)
    if not found:
        return None
    year, month, day = (int(part or 0) for part in found.groups()[:3])
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    clock = f"{found[4]}:{found[5]}" if found[4] and int(found[4]) < 24 and int(found[5]) < 60 else ""
    return Moment(
        year,
        month,
        day,
        clock,
        _minutes(found[6] or value[found.end(5) if found[5] else len(value) :]) if clock else None,
    )


def _minutes(zone: str) -> int | None:
    written = _OFFSET.fullmatch(zone)
    if written:
        return (int(written[2]) * 60 + int(written[3] or 0)) * (-1 if written[1] == "-" else 1)
    hours = ZONE_HOURS.get(zone.upper(), 0.0 if zone == "Z" else None)
    return None if hours is None else round(hours * 60)


def date_rank(value: str) -> int:
    """Give a number by which dates sort by time; dates that are none come first."""
    moment = moment_of(value)
    return moment.rank if moment else -1


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
