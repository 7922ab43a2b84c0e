"""What the name of a file tells: a date, whether a program left it behind, whether every system allows it."""

import re
from datetime import date

MEMORY_FOLDER = ".sitegen"  # in an archive: what can be made again, and what is being written
_COMPRESSED = frozenset({".gz", ".bz2", ".xz", ".zst"})
YEARS = range(1700, 2101)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_TIME = r"(?:[T_\- ]?(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?Z?)?"  # that web archives write behind a date
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
# Backup and lock files of editors, half-done downloads, and what systems put into folders; hidden files
# begin with a dot.
_LEFT_BEHIND = re.compile(
    r"\..*|.*~|#.*#|.*\.(?:bak|orig|rej|tmp|part|crdownload|sw[nop])|~\$.*"
    r"|desktop\.ini|(?:eh)?thumbs\.db|icon\r|\$recycle\.bin|__macosx",
    re.IGNORECASE | re.DOTALL,
)
_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*\\\x00-\x1f]|[ .]+$')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.IGNORECASE)  # whatever the ending


def is_left_behind(name: str) -> bool:
    """Whether a file or folder is hidden, or left behind by an editor or a system.

    Examples are ".DS_Store", "a.txt~" and "._a.txt".
    """
    return _LEFT_BEHIND.fullmatch(name) is not None


def portable(name: str) -> str:
    """Return the name that a file can have on every system: its own, or one that Windows allows."""
    plain = _NOT_ON_WINDOWS.sub("-", name)
    return _DEVICE.sub(lambda device: f"{device[0]}-", plain) if _DEVICE.match(plain) else plain


def date_in_name(stem: str) -> str:
    """Return the date that a file's name holds, as ISO 8601; nothing for none, several, or an unclear one.

    Years are 1700 to 2100, days are those of the calendar: "2016-01-10-harbour", "20240409_a", "13.4.2024",
    "9-april-2024".
    """
    dates = {_date_of(match) for form in _FORMS for match in form.finditer(stem)} - {None}
    return (dates.pop() or "") if len(dates) == 1 else ""


def begins_with_date(stem: str) -> bool:
    """Whether a name begins with a date, also an ambiguous one, or with a month of a year."""
    for form in _FORMS:
        match = form.match(stem)
        if match and _date_of(match) is not None:
            return True
    month = _MONTH_OF_YEAR.match(stem)
    return month is not None and int(month["year"]) in YEARS


def _date_of(match: re.Match[str]) -> str | None:
    """Return the date of a match; an empty text where it is ambiguous, None where it is no date."""
    parts = match.groupdict()
    year = int(parts["year"])
    if parts.get("first"):
        first, second = int(parts["first"]), int(parts["second"])
        readings = {_iso(year, second, first), _iso(year, first, second)} - {None}
        if len(readings) > 1:
            return ""
        return readings.pop() if readings else None
    name = parts.get("name")
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(parts["month"])
    return _iso(year, month, int(parts["day"]))


def _iso(year: int, month: int, day: int) -> str | None:
    if year not in YEARS:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def ending_of(name: str) -> str:
    """Return the ending of a file's name in small letters, that of compressed files with the one before it.

    >>> ending_of("Crawl.warc.gz")
    '.warc.gz'
    """
    stem, dot, ending = name.lower().rpartition(".")
    if not dot or not stem:
        return ""
    inner = ending_of(stem) if f".{ending}" in _COMPRESSED else ""
    return f"{inner}.{ending}"
