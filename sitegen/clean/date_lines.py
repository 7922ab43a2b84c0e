"""Lines that say when: "Published: May 6, 2024, 4:05 pm | Updated an hour ago"; labels in the languages of the world's press.

Only the form is judged here.  Whether a date is the article's own is told by its place and its neighbours (metadata.py).
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from functools import lru_cache
from itertools import pairwise

from sitegen.dates import DateOrder, FoundDate, find_dates, is_weekday, month_and_year
from sitegen.text import DIGIT

LONGEST_DATE_LINE = 260  # code points
SECTION_WORDS = frozenset("news page".split())  # fillers that may name a part of the paper
KNOWN_LINES = 2_000  # that are remembered: several steps ask for the same, and pages of a site share lines


class DateRank(StrEnum):
    """How a date was found, the surest first; readers are told."""

    LABELLED = "the page says that it was published then"
    LINE = "a date beside the headline or the byline"
    UPDATED = "the day of the last update; the page does not say when it was published"
    DATELINE = "the dateline that opens the text"
    MONTH = "a month, with no day"
    ADDRESS = "the address of the page"
    FILE_NAME = "the name of the file"


class DateLabel(IntEnum):
    """What the words before a date say of it."""

    NONE = 0
    PUBLISHED = 1
    UPDATED = 2
    OTHER = 3  # of the scrape, of a look at it, of something that the text tells


@dataclass(frozen=True, slots=True)
class LabelledDate:
    """One date of a line with what is said of it, and how many other words the line has."""

    date: FoundDate
    label: DateLabel
    rest: int  # words of the line that are neither dates, times, weekdays nor labels


_UPDATED = re.compile(
    r"\b(?:updated?|modified|edited|revised|corrected|amended|republished|reissued|last change|aktualisiert|update|geändert|mis(?:e)? à jour|modifié|actualizad[oa]|modificad[oa]"
    r"|atualizad[oa]|aggiornat[oa]|modificato|bijgewerkt|laatste update|uppdatera[dt]|opdateret|oppdatert|päivitetty|aktualizacja|aktualizowano"
    r"|aktualizováno|aktualizované|frissítve|módosítva|actualizat|güncelle(?:me|ndi)|diperbarui|cập nhật|обновлен[оа]?|изменено|оновлено|обновено"
    r"|ενημερώθηκε|τελευταία ενημέρωση)\b|更新|修改|改訂|수정|업데이트|آخر تحديث|تحديث|به ?روز ?رسانی|ویرایش|עודכן|अपडेट|अद्यतन|อัปเดต|ปรับปรุง",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:published?|posted|publication(?: date)?|first published|originally (?:published|posted)|issued|filed(?! under| in)|created|submitted|released|added"
    r"|veröffentlicht|erschienen|publiziert|erstellt|stand|vom|publiée?s?|paru|posté|mis(?:e)? en ligne|publicad[oa]|fecha|data|creado|pubblicat[oa]"
    r"|gepubliceerd|geplaatst|publicera[dt]|publicerades|udgivet|offentliggjort|publisert|julkaistu|opublikowano|dodano|utworzono|publikacja"
    r"|vydáno|publikováno|zverejnené|megjelent|közzétéve|publicat|yayınlan(?:ma|dı)|yayın tarihi|diterbitkan|terbit|đăng|xuất bản|опубликован[оа]?"
    r"|дата|создано|опубліковано|публикувано|објављено|objavljeno|δημοσιεύθηκε|δημοσίευση|date|dated?)\b"
    r"|发布|發布|發佈|发表|發表|刊登|公開|掲載|配信|投稿|登録|등록|입력|게재|승인|نشر|النشر|تاريخ|تاریخ|انتشار|פורסם|प्रकाशित|เผยแพร่|โพสต์|วันที่",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:scraped?|retrieved|accessed|captured|crawled|fetched|archived|downloaded|printed|abgerufen|consulté|consultado|visited|expires?|due"
    r"|deadline|born|died|recorded|filmed|aired|taken|today|as of|until|since|from|through|between|copyright|©|abgefragt|accesso"
    r"|retracted|withdrawn|removed|deleted|embargo(?:ed)?(?: until)?|reprinted|translated|drafted|draft"
    r"|(?!(?:published|publication|post|posted|article|story|news|issue|created|creation|updated?|modified|entry|press|the|on|and) )[a-z]+ date)\b",
    re.IGNORECASE,
)
# Words that may stand beside a date and say nothing more.
_FILLER = re.compile(
    r"\b(?:on|at|in|the|of|by|last|first|time|time:|originally|am|pm|a\.m|p\.m|est|edt|et|gmt|utc|ist|bst|cet|cest|hrs?|uhr|um|le|à|el|il|den|det|dne|kl|ore"
    r"|alle|a las|às|года?|року|жыл|d|m|hs?|ago|an?|one|hours?|minutes?|mins?|days?|read|min|since|this|article|story|post|entry|page|news|was|has been"
    r"|am|der|die|das|artikel|y|e|et|et à|h|clock|local|oc|оппубл|в|klo|klokken|på|dnia|o)\b\.?|\d{1,2}[:.h]\d\d(?::\d\d)?|\b\d{1,2}\b|오전|오후|上午|下午|午前|午後|時|分",
    re.IGNORECASE,
)
# Where pages glue a time, a zone or a label to what stands before it.
_GLUED = re.compile(
    r"(?<=\b(?:19|20)\d\d)(?=\d{1,2}(?::\d\d| (?:sec|min|hour|day|week|month|year)))|(?<=[ap]m)(?=[A-Z])|(?<=\b[A-Z]{3})(?=\d{1,2}\b)|(?<=[a-z]\.)(?=[A-Z])"
    r"|(?<=[A-Za-z])(?=(?:Updated|Published|Posted)\b)|(?<=[a-z]{3})(?=\d)|(?<=[a-z])(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* ?\d)"
)
_FIGURES = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}")
_WORD = re.compile(r"[^\W\d_](?:[^\s\d,;:|/()•·–—]*[^\W\d_])?")


@lru_cache(KNOWN_LINES)
def labelled_dates(
    line: str, language: str = "", order: DateOrder = DateOrder.UNKNOWN
) -> tuple[LabelledDate, ...]:
    """Give the dates of a line (trimmed, single spaces) from left to right, each with its label; longer lines hold none."""
    if len(line) > LONGEST_DATE_LINE or not DIGIT.search(line):
        return ()
    spaced, inserted = _parted(line)
    found = find_dates(spaced, language, order)
    if not found:
        return ()
    edges = [0, *(place for one in found for place in (one.start, one.end)), len(spaced)]
    gaps = [spaced[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    rest = sum(_other_words(gap) for gap in gaps)
    return tuple(
        LabelledDate(
            replace(one, start=_back(one.start, inserted), end=_back(one.end, inserted)), _label(gap), rest
        )
        for one, gap in zip(found, gaps, strict=False)
    )


def _parted(line: str) -> tuple[str, list[int]]:
    """Part what a page glued together ("20194:29 AM", "pmFriday"); give the places of the spaces put in."""
    places = [found.start() for found in _GLUED.finditer(line)]
    edges = [0, *places, len(line)]
    return " ".join(line[a:b] for a, b in pairwise(edges)), [
        place + number for number, place in enumerate(places)
    ]


def _back(place: int, inserted: list[int]) -> int:
    """Give the place in the line as it was."""
    return place - bisect_left(inserted, place)


def _label(before: str) -> DateLabel:
    """Give what the words before a date say of it; the nearest label counts."""
    places = [
        (max((found.end() for found in pattern.finditer(before)), default=-1), label)
        for pattern, label in (
            (_OTHER, DateLabel.OTHER),
            (_UPDATED, DateLabel.UPDATED),
            (_PUBLISHED, DateLabel.PUBLISHED),
        )
    ]
    place, label = max(places, key=lambda one: one[0])
    return label if place >= 0 else DateLabel.NONE


def _other_words(gap: str) -> int:
    """Count the words of a gap between dates that are no labels, weekdays or times."""
    plain = gap
    for pattern in (_UPDATED, _PUBLISHED, _OTHER, _FILLER):
        plain = pattern.sub(" ", plain)
    return sum(not is_weekday(word) and len(word) > 1 for word in _WORD.findall(plain))


def said_spans(
    line: str, days: Collection[str], language: str = "", order: DateOrder = DateOrder.UNKNOWN
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Give the spans of a line that are one of some dates (ISO 8601, as far as known), and those of times, weekdays, labels and fillers."""
    spaced, inserted = _parted(line)
    month = month_and_year(spaced, language)
    found = [*find_dates(spaced, language, order), *([month] if month else [])]
    dates = [
        (one.start, one.end) for one in found if any(one.value[:10] in {day[:10], day[:7]} for day in days)
    ]
    words = [match.span() for match in _WORD.finditer(spaced) if is_weekday(match[0])]
    labels = [
        match.span()
        for pattern in (_UPDATED, _PUBLISHED, _FILLER)
        for match in pattern.finditer(spaced)
        if not match[0].strip().isdigit() and match[0].lower() not in SECTION_WORDS
    ]

    def back(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        return [(_back(start, inserted), _back(end, inserted)) for start, end in spans]

    return back(dates), back([*words, *labels])


def proven_order(lines: Iterable[str]) -> DateOrder:
    """Give the order of day and month that dates in figures prove; where they prove none or both, it is unknown."""
    figures = (line for line in lines if _FIGURES.search(line))
    proven = {one.date.order for line in figures for one in labelled_dates(line)} - {DateOrder.UNKNOWN}
    return proven.pop() if len(proven) == 1 else DateOrder.UNKNOWN


def date_only(
    line: str, language: str = "", order: DateOrder = DateOrder.UNKNOWN
) -> tuple[LabelledDate, ...]:
    """Give the dates of a line that holds nothing else but labels, weekdays and times; nothing where it holds more."""
    found = labelled_dates(line, language, order)
    return found if found and not found[0].rest else ()


def month_only(line: str, language: str = "") -> FoundDate | None:
    """Give the month of a line that holds nothing but a month and its year, with or without a label."""
    found = month_and_year(line, language) if len(line) <= LONGEST_DATE_LINE // 4 else None
    return (
        found
        if found and not _other_words(line[: found.start]) and not _other_words(line[found.end :])
        else None
    )
