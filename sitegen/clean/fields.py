"""Facts in the head and the foot of a seed: byline, date, source, address, credit; and what a title loses."""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from sitegen.dates import FoundDate, find_dates
from sitegen.text import DIGIT

KNOWN_LINES = 2_000  # that are remembered: several steps ask for the same, and pages of a site share lines
URL = re.compile(r"https?://[^\s<>\"'‘’“”|\\^`{}]+", re.IGNORECASE)
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|igshid|mc_[ce]id|ref(?:_src|_url)?|cmpid|ocid|smid|s_cid|yclid|spm|share\w*|at_\w+",
    re.IGNORECASE,
)

_NAME_PART = r"(?:[^\W\d_a-z][^\W\d_]*(?:['’\-][^\W\d_]+)*\.?|de|la|del|della|van|von|der|den|bin|al|el|di|da|dos|du|le|ter|ibn)"
_NAME = rf"{_NAME_PART}(?: {_NAME_PART}){{1,4}}"
_NAMES = rf"{_NAME}(?:(?:, and |, | and | & ){_NAME}){{0,5}}"
_BY = re.compile(
    r"(?:by|words by|text by|written by|reported by|story by|author)(?:: ?| )(?P<names>[^.!?|]{3,90})(?P<rest>\|.{2,60})?",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"(?:the )?(?:associated press|reuters|afp|agence france-presse|ap|upi|xinhua|tass|dpa|efe|ansa|bloomberg(?: news)?|staff)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\W{0,3}(?:(?:additional |further )?(?:reporting|writing|writ(?:ten|ing)|editing|compiled|translated|edited|photography) by (?-i:[A-Z]).{2,600}"
    r"|\(?with (?:inputs?|reports?|files|information|additional reporting|contributions?) from (?:agencies|(?-i:[A-Z])[^.]{2,120})\.?\)?"
    r"|\(?with agenc(?:y|ies)(?: inputs?)?\.?\)?"
    r"|(?-i:[A-Z]).{2,160}\bcontributed (?:to this (?:report|story|article)|reporting)(?:,? (?:from|in) (?-i:[A-Z]).{2,60})?\.?)",
    re.IGNORECASE,
)
_PLACE = r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}"
_DATELINE = re.compile(
    rf"(?P<dateline>{_PLACE}(?:[,/] ?[A-Z][A-Za-z.'’ -]{{1,30}}){{0,2}}(?:,? [A-Z][a-z]{{2,8}}\.? \d{{1,2}})?(?: ?\((?:AP|Reuters|REUTERS|AFP|UPI|TASS|Xinhua|dpa|EFE|ANSA|IANS|PTI|[A-Z][\w. ]{{1,30}})\))?) ?(?:[-–—]{{1,2}}|:) "
)
_PUBLISHED_AT = re.compile(
    r"\W{0,3}(?:(?:originally |first )?published (?:at|on|in|by)|source|via|read (?:it|the original) (?:at|on)|this (?:article|story) (?:was )?(?:originally|first) (?:appeared|published) (?:at|on|in))"
    r" ?:? ?(?P<host>(?:https?://)?(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,12})(?:/\S*)?\W{0,3}",
    re.IGNORECASE,
)
_DATE_WORDS = re.compile(
    r"(?:\W|\b(?:published|posted|updated|last|modified|first|on|at|date|issued|created|filed|by|edited|time|est|edt|gmt|utc|ist|am|pm|originally|added|as|of|from|dated|recorded)\b)*",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"\b(?:updated|modified|edited)\b", re.IGNORECASE)

# Sections and kinds that sites glue to their headlines; the house's own name is told by its dash and by what is left.
SECTIONS = frozenset(
    "national world politics business opinion sport sports news local international analysis europe asia africa americas us uk"
    " canada china india australia technology tech science health culture entertainment lifestyle money economy markets comment"
    " editorial video live exclusive explainer breaking column environment climate travel society education law".split()
)
_KICKER = re.compile(r"(?P<kicker>[^\W\d_]+(?: [^\W\d_]+){0,2}) ?[|:•·] ?(?=\S)")
_SUFFIX = re.compile(r" ?(?: [-–—] | ?[|•·»] ?)(?P<name>[^|•·»]{2,40})\Z")


def canonical(address: str) -> str:
    """Give an address without tracking parameters, fragment and trailing punctuation, its host in small letters."""
    try:
        parts = urlsplit(address.rstrip(".,;:!?)]}"))
    except ValueError:
        return address
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k)])
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, query, ""))


def host_of(address: str) -> str:
    """Give the host of an address without "www."; an empty text where there is none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


@lru_cache(KNOWN_LINES)
def byline(line: str) -> tuple[str, ...]:
    """Give the names of a byline ("By Ann Writer and Bo Scribe in Bern"), or nothing where it is none."""
    if len(line) > 160:
        return ()
    said = _BY.fullmatch(line)
    if said:
        return _people(re.split(r" in (?=[A-Z])| for (?=[A-Z])|, (?:senior|staff|chief|special|political)\b", said["names"])[0])
    counted = re.fullmatch(rf"(?P<names>{_NAMES}) \(\d{{1,6}} (?:articles?|posts|stories)\)", line)
    return _people(counted["names"]) if counted else ()


def bare_names(line: str) -> tuple[str, ...]:
    """Give the names of a line that holds nothing but names of people; place must tell whether it is a byline."""
    return _people(line) if len(line) <= 90 and re.fullmatch(_NAMES, line) else ()


_OUTLET = frozenset(
    "news times post dispatch gazette herald tribune journal review press daily mail wire agency magazine observer guardian telegraph"
    " reporter correspondent editor writer staff desk bureau press associated business online media com network radio tv".split()
)


def _people(names: str) -> tuple[str, ...]:
    parts = (part.strip(" .,:|/-–—") for part in re.split(r", and |, | and | & ", names))
    found = [part for part in parts if part and (_AGENCY.fullmatch(part) or (part[0].isupper() and len(part.split()) <= 6))]
    return tuple(part for at, part in enumerate(found) if not at or not _OUTLET.intersection(part.lower().split()))


def dateline(text: str) -> str:
    """Give the dateline that opens a text ("KYIV, March 4 (Reuters)"), without the dash that follows it, or an empty text."""
    found = _DATELINE.match(text[:120])
    return found["dateline"].strip() if found else ""


def credit(line: str) -> bool:
    """Say whether a line names who reported, wrote and edited for an agency."""
    return len(line) <= 700 and bool(_CREDIT.fullmatch(line))


def published_at(line: str) -> str:
    """Give the host of "Published at example.org", or an empty text."""
    found = _PUBLISHED_AT.fullmatch(line) if len(line) < 200 else None
    return re.sub(r"^https?://(?:www\.)?|^www\.", "", found["host"].lower()) if found else ""


def address(line: str) -> tuple[str, str]:
    """Give the address that a line begins with or consists of, and the text glued to it; empty where there is none."""
    found = URL.match(line)
    return (found[0], line[found.end() :].strip()) if found else ("", "")


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that holds nothing but dates and their labels."""

    published: FoundDate | None
    updated: FoundDate | None


@lru_cache(KNOWN_LINES)
def date_line(line: str) -> DateLine | None:
    """Give the dates of a line that has no other words, or None."""
    if len(line) > 160 or not DIGIT.search(line):
        return None
    found = find_dates(line)
    if not found:
        return None
    gaps = _gaps(line, found)
    if not all(_DATE_WORDS.fullmatch(re.sub(r"\d{1,2}[:.]\d\d|\b[A-Z]{2,4}\b", "", gap)) for gap in gaps):
        return None
    updated = [date for date, gap in zip(found, gaps, strict=False) if _UPDATED.search(gap)]
    published = [date for date in found if date not in updated]
    return DateLine(published[0] if published else None, updated[0] if updated else None)


@dataclass(frozen=True, slots=True)
class DatedByline:
    """A line of names and a date: "Ann Writer, Harbour Gazette | May 6, 2024, 4:05 pm"."""

    names: tuple[str, ...]
    dates: DateLine


_PARTS = re.compile(
    r"\s*(?:[|/•·,;()\[\]]|\s[-–—]+\s|\s[-–—]|[-–—]\s|\bupdated\b:?|\bpublished\b:?|\bposted\b:?|\bon\b|\bcomments?\b)\s*", re.IGNORECASE
)
_SMALL = frozenset(
    "of the and for in at by staff writer reporter correspondent editor desk min read comments comment including replies last modified"
    " hrs hours ago updated published posted a an".split()
)
_BYLINE_WORDS = 20


def dated_byline(line: str) -> DatedByline | None:
    """Give the names and dates of a line that holds nothing but those, places, outlets and labels, or None."""
    if len(line) > 160 or len(line.split()) > _BYLINE_WORDS or not DIGIT.search(line):
        return None
    found = find_dates(line)
    if not found:
        return None
    gaps = _gaps(line, found)
    names: list[str] = []
    for gap in gaps:
        for part in _PARTS.split(re.sub(r"\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?(?: [A-Z]{2,4}\b)?", "", gap)):
            bare = part.strip(" .:")
            if not bare:
                continue
            if not all(word[0].isupper() or word.lower() in _SMALL or word[0].isdigit() for word in bare.split()):
                return None
            names += byline(bare) if re.match("by ", bare, re.IGNORECASE) else _likely_person(bare)
    updated = [date for date, gap in zip(found, gaps, strict=False) if _UPDATED.search(gap)]
    published = [date for date in found if date not in updated]
    return DatedByline(tuple(dict.fromkeys(names)), DateLine(published[0] if published else None, updated[0] if updated else None))


def _likely_person(part: str) -> tuple[str, ...]:
    """Give a part of two or three words as a name, unless it reads like an outlet."""
    words = part.split()
    if not 2 <= len(words) <= 3 or part.isupper() or _OUTLET.intersection(part.lower().split()) or _AGENCY.fullmatch(part):
        return ()
    return bare_names(part)


def _gaps(line: str, found: tuple[FoundDate, ...]) -> list[str]:
    edges = [0, *(place for one in found for place in (one.start, one.end)), len(line)]
    return [line[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]


@dataclass(frozen=True, slots=True)
class Headline:
    """What is left of a headline, where it stands in the line, and its kicker ("Opinion")."""

    start: int
    end: int
    kicker: str


def headline(line: str) -> Headline:
    """Part a headline from the section or site name glued to it."""
    start, end, kicker = 0, len(line), ""
    while True:
        front = _KICKER.match(line, start, end)
        back = _SUFFIX.search(line, start, end)
        if front and "|" in front[0] and front["kicker"].lower() in SECTIONS and end - front.end() > 15:
            start, kicker = front.end(), kicker or front["kicker"]
        elif back and back.start() - start > 15 and _is_site(back[0], back["name"].strip()):
            end = back.start()
            kicker = kicker or (back["name"].strip() if back["name"].strip().lower() in SECTIONS else "")
        else:
            return Headline(start, end, kicker)


def _is_site(whole: str, name: str) -> bool:
    """Say whether a name is a section after any mark, or a capitalised name of few words after a bar."""
    if name.lower() in SECTIONS:
        return True
    words = name.split()
    titled = all(word[0].isupper() or word in {"of", "the", "and", "for"} for word in words)
    return "|" in whole and len(words) <= 5 and titled
