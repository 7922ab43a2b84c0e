"""What the name of a file says by itself: a date, whether a program left it behind, whether every system allows it."""

import re
from datetime import date

YEARS = range(1700, 2101)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_TIME = r"(?:[T_\- ]?(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?Z?)?"  # of the form that web archives write behind a date
_START, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_FORMS = tuple(
    re.compile(f"{_START}{form}{_END}", re.IGNORECASE | re.ASCII)
    for form in (
        rf"(?P<year>\d{{4}})(?P<month>\d\d)(?P<day>\d\d){_TIME}",
        rf"(?P<year>\d{{4}})(?P<gap>[-_. ])(?P<month>\d\d?)(?P=gap)(?P<day>\d\d?)(?:T[\d:.\-]*Z?|{_TIME})",
        r"(?P<first>\d\d?)(?P<gap>[-_. ])(?P<second>\d\d?)(?P=gap)(?P<year>\d{4})",
        rf"(?P<year>\d{{4}})[-_. ]?{_MONTH}[-_. ]?(?P<day>\d\d?)",
        rf"(?P<day>\d\d?)[-_. ]?{_MONTH}[-_. ]?(?P<year>\d{{4}})",
        rf"{_MONTH}[-_. ](?P<day>\d\d?)[-_., ]+(?P<year>\d{{4}})",
    )
)
_MONTH_OF_YEAR = re.compile(r"(?P<year>\d{4})[-_.](?:0[1-9]|1[0-2])(?!\d)", re.ASCII)


# Backup and lock files of editors, half-done downloads, and what systems put into folders; hidden files begin with a dot.
_LEFT_BEHIND = re.compile(
    r"\..*|.*~|#.*#|.*\.(?:bak|orig|rej|tmp|part|crdownload|sw[nop])|~\$.*|desktop\.ini|(?:eh)?thumbs\.db|icon\r|\$recycle\.bin|__macosx",
    re.IGNORECASE | re.DOTALL,
)


def is_left_behind(name: str) -> bool:
    """Whether a file or folder is hidden, or one that an editor or a system leaves behind: ".DS_Store", "a.txt~", "._a.txt"."""
    return _LEFT_BEHIND.fullmatch(name) is not None


_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*\\\x00-\x1f]|[ .]+$')
_DEVICES = re.compile(
    r"(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.IGNORECASE
)  # the rest of the name does not matter


def portable(name: str) -> str:
    """Return the name that a file can have on every system: its own, or one without what Windows does not allow."""
    plain = _NOT_ON_WINDOWS.sub("-", name)
    return _DEVICES.sub(lambda found: f"{found[0]}-", plain) if _DEVICES.match(plain) else plain


def date_in_name(stem: str) -> str:
    """Return the date that a file's name holds, as ISO 8601; empty where there is none, several, or one that can be read two ways.

    Years are 1700 to 2100, days are those of the calendar: "2016-01-10-harbour", "20240409_a", "13.4.2024", "9-april-2024".
    """
    found = {_read(match) for form in _FORMS for match in form.finditer(stem)} - {None}
    return next(iter(found)) or "" if len(found) == 1 else ""


def begins_with_date(stem: str) -> bool:
    """Whether a name begins with a date, also one that can be read two ways, or with a month of a year."""
    if any((match := form.match(stem)) and _read(match) is not None for form in _FORMS):
        return True
    month = _MONTH_OF_YEAR.match(stem)
    return month is not None and int(month["year"]) in YEARS


def _read(match: re.Match[str]) -> str | None:
    """Return the date of a match, an empty text where day and month could change places, None where it is no date."""
    parts = match.groupdict()
    year = int(parts["year"])
    if parts.get("first"):
        first, second = int(parts["first"]), int(parts["second"])
        readings = {_iso(year, second, first), _iso(year, first, second)} - {None}
        return None if not readings else "" if len(readings) > 1 else readings.pop()
    month = _MONTHS.index(parts["name"][:3].lower()) + 1 if parts.get("name") else int(parts["month"])
    return _iso(year, month, int(parts["day"]))


def _iso(year: int, month: int, day: int) -> str | None:
    if year not in YEARS:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
