"""Lines that say when: "Published: May 6, 2024, 4:05 pm | Updated an hour ago", with labels of many languages.

Only the form is judged here. Whether a date is the article's own is decided by its place and its neighbours
(article_date.py).
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from functools import lru_cache
from itertools import pairwise

from sitegen.dates import DateOrder, FoundDate, find_dates, is_weekday, month_and_year
from sitegen.text import DIGIT

MAX_DATE_LINE_LENGTH = 260  # code points; by judgement
MAX_MONTH_LINE_LENGTH = 65  # code points; by judgement
SECTION_WORDS = frozenset("news page".split())  # fillers that may name a part of the paper
MAX_KNOWN_LINES = 2_000  # in the cache: several steps ask for the same lines, and pages of a site share some


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
# Of two labels that end at the same place the first pattern counts.
_LABEL_PATTERNS = (
    (_OTHER, DateLabel.OTHER),
    (_UPDATED, DateLabel.UPDATED),
    (_PUBLISHED, DateLabel.PUBLISHED),
)


@lru_cache(MAX_KNOWN_LINES)
def labelled_dates(
    line: str, language: str = "", order: DateOrder = DateOrder.UNKNOWN
) -> tuple[LabelledDate, ...]:
    """Return the dates of a line from left to right, each with its label and its offsets in code points.

    The line is trimmed and has single spaces; one above MAX_DATE_LINE_LENGTH holds none.
    """
    if len(line) > MAX_DATE_LINE_LENGTH or not DIGIT.search(line):
        return ()
    spaced, inserted = _with_spaces(line)
    dates = find_dates(spaced, language, order)
    if not dates:
        return ()
    gaps = _gaps_between(spaced, dates)
    other_words = sum(map(_other_words, gaps))
    return tuple(
        [
            LabelledDate(_in_line(date, inserted), _label(gap), other_words)
            for date, gap in zip(dates, gaps, strict=False)
        ]
    )


def _gaps_between(text: str, dates: Sequence[FoundDate]) -> list[str]:
    """Return the texts before the first date, between two dates, and behind the last."""
    gaps = []
    start = 0
    for date in dates:
        gaps.append(text[start : date.start])
        start = date.end
    return [*gaps, text[start:]]


def _with_spaces(line: str) -> tuple[str, list[int]]:
    """Return a line with spaces where the page glued parts ("20194:29 AM", "pmFriday"), and their places."""
    edges = [match.start() for match in _GLUED.finditer(line)]
    if not edges:
        return line, []
    parts = [line[start:end] for start, end in pairwise([0, *edges, len(line)])]
    return " ".join(parts), [edge + number for number, edge in enumerate(edges)]


def _offset_in_line(offset: int, inserted: Sequence[int]) -> int:
    """Return the offset in the line as it was, before spaces were inserted."""
    return offset - bisect_left(inserted, offset)


def _in_line(date: FoundDate, inserted: Sequence[int]) -> FoundDate:
    """Return a date with its offsets in the line as it was."""
    start, end = _offset_in_line(date.start, inserted), _offset_in_line(date.end, inserted)
    return replace(date, start=start, end=end)


def _label(before: str) -> DateLabel:
    """Return what the words before a date say of it; the nearest label counts."""
    nearest_end, label = -1, DateLabel.NONE
    for pattern, kind in _LABEL_PATTERNS:
        for match in pattern.finditer(before):
            if match.end() > nearest_end:
                nearest_end, label = match.end(), kind
    return label


def _other_words(gap: str) -> int:
    """Return how many words of a gap between dates are no labels, weekdays or times."""
    plain = gap
    for pattern in (_UPDATED, _PUBLISHED, _OTHER, _FILLER):
        plain = pattern.sub(" ", plain)
    return sum(len(word) > 1 and not is_weekday(word) for word in _WORD.findall(plain))


Span = tuple[int, int]


def said_spans(
    line: str, days: Collection[str], language: str = "", order: DateOrder = DateOrder.UNKNOWN
) -> tuple[list[Span], list[Span]]:
    """Return the spans of a line that are some dates, and those of times, weekdays, labels and fillers.

    `days` are in ISO 8601 form, as far as known; spans are in code points.
    """
    spaced, inserted = _with_spaces(line)
    dates = list(find_dates(spaced, language, order))
    month = month_and_year(spaced, language)
    if month is not None:
        dates.append(month)
    known = {day[:length] for day in days for length in (10, 7)}  # days, and months
    date_spans = [(date.start, date.end) for date in dates if date.value[:10] in known]
    return _spans_in_line(date_spans, inserted), _spans_in_line(_filler_spans(spaced), inserted)


def _filler_spans(text: str) -> list[Span]:
    """Return the spans of weekdays, labels, times and fillers."""
    spans = [match.span() for match in _WORD.finditer(text) if is_weekday(match[0])]
    for pattern in (_UPDATED, _PUBLISHED, _FILLER):
        spans += [match.span() for match in pattern.finditer(text) if _is_filler(match[0])]
    return spans


def _is_filler(text: str) -> bool:
    """Whether a label or filler is no number and no word that may name a part of the paper."""
    return not text.strip().isdigit() and text.lower() not in SECTION_WORDS


def _spans_in_line(spans: Iterable[Span], inserted: Sequence[int]) -> list[Span]:
    return [(_offset_in_line(start, inserted), _offset_in_line(end, inserted)) for start, end in spans]


def proven_order(lines: Iterable[str]) -> DateOrder:
    """Return the order of day and month that dates in figures prove.

    Where they prove none or both, it is unknown.
    """
    proven: set[DateOrder] = set()
    for line in lines:
        if _FIGURES.search(line):
            proven.update([dated.date.order for dated in labelled_dates(line)])
    proven.discard(DateOrder.UNKNOWN)
    return proven.pop() if len(proven) == 1 else DateOrder.UNKNOWN


def date_only(
    line: str, language: str = "", order: DateOrder = DateOrder.UNKNOWN
) -> tuple[LabelledDate, ...]:
    """Return the dates of a line that holds nothing else but labels, weekdays and times; else nothing."""
    dates = labelled_dates(line, language, order)
    return dates if dates and not dates[0].rest else ()


def month_only(line: str, language: str = "") -> FoundDate | None:
    """Return the month of a line that holds nothing but a month and its year, with or without a label."""
    month = month_and_year(line, language) if len(line) <= MAX_MONTH_LINE_LENGTH else None
    if month is None or _other_words(line[: month.start]) or _other_words(line[month.end :]):
        return None
    return month
