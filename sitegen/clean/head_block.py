"""Facts that a scraper or an editor wrote at the head of a file: front matter, or lines like "Title: …".

The keys are those of YAML and TOML front matter and of the usual heads in the languages that the table lists.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.clean.bylines import parse_byline
from sitegen.clean.furniture import CutRule
from sitegen.clean.metadata_patterns import URL, canonical, host_of
from sitegen.clean.state import CleaningState
from sitegen.clean.units import TextUnit
from sitegen.dates import DateOrder, find_dates
from sitegen.model import Problem

MAX_HEAD_UNITS = 40  # at the top of a seed, in which a head is looked for; by judgement
MAX_HEAD_START = 3  # of the seed, among which a head without fences begins; by judgement
MIN_KEYS = 2  # that mean different fields make a head; by judgement
FENCES = {"---": "---", "+++": "+++"}
DAY_FIELDS = frozenset({"date", "updated", "retrieved"})
REASON = "the head of the file says so"
REASON_OF_CAPTURE = "the markup of the file says so"

_KEYS: dict[str, str] = {
    "title": "title headline head titel überschrift schlagzeile titre título titulo titolo titolo_articolo заголовок название 标题 標題 タイトル 제목 العنوان عنوان",
    "byline": "author authors by byline writer creator autor autorin autoren autores auteur auteurs autore autori автор авторы 作者 記者 记者 著者 기자 글쓴이 الكاتب کاتب نویسنده",
    "date": "date published pubdate pub_date published_at publication_date date_published datetime datum veröffentlicht fecha data дата опубликовано 日期 发布时间 日付 公開日 날짜 التاريخ تاریخ",
    "updated": "updated modified lastmod updated_at date_modified last_updated aktualisiert actualizado обновлено 更新",
    "source": "source publication publisher outlet site site_name website newspaper quelle zeitung fuente medio fonte journal источник издание 来源 來源 出典 출처 المصدر منبع",
    "address": "url link address permalink canonical canonical_url source_url href адрес ссылка 链接",
    "standfirst": "standfirst subtitle dek deck description summary excerpt subheadline untertitel",
    "retrieved": "scraped scraped_at scrape_date retrieved retrieved_at accessed access_date crawled crawled_at fetched fetched_at captured captured_at downloaded"
    " date_download abgerufen consulté consultado",
    "": "archived id lang language category categories section sections tags tag keywords topic"
    " topics words word_count image images slug layout draft type format license rights copyright location country рубрика теги 分类",
}
FIELD_OF: dict[str, str] = {key: field for field, keys in _KEYS.items() for key in keys.split()}
_LINE = re.compile(
    r"(?:\*\*|__)?(?P<key>[^\W\d][\w -]{0,24}?)(?:\*\*|__)?\s?(?P<mark>[:：=])(?:\*\*|__)?\s*(?P<value>.*)"
)
_ITEM = re.compile(r"[-*] (?P<value>.+)")


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One line of a head: the field that its key means, its value and where that stands."""

    index: int  # of the unit
    field: str  # "" for a key that means none, and for fences
    value: str
    start: int  # of the value, in code points of the unit


def head_lines(state: CleaningState) -> list[HeadLine]:
    """Return the lines of the head of a seed, fences included (as lines without a value).

    Nothing where there is none.
    """
    units = state.units[:MAX_HEAD_UNITS]
    if not units:
        return []
    fence = FENCES.get(units[0].text)
    if fence is None:
        return _open_head(units)
    return _fenced_head(units, fence, 1 if state.seed.capture else MIN_KEYS)


def _fenced_head(units: Sequence[TextUnit], fence: str, min_keys: int) -> list[HeadLine]:
    """Return the lines of a head between fences, if it has values of enough different fields."""
    end = next((index for index in range(1, len(units)) if units[index].text == fence), 0)
    inside = _read(units, range(1, end))
    if not inside or len({line.field for line in inside if line.value}) < min_keys:
        return []
    by_index = {line.index: line for line in inside}
    return [by_index.get(index, HeadLine(index, "", "", 0)) for index in range(end + 1)]


def _open_head(units: Sequence[TextUnit]) -> list[HeadLine]:
    """Return the lines of a head without fences, if it has enough different fields."""
    start = next(
        (index for index in range(min(MAX_HEAD_START, len(units))) if _parse(units[index].text)), None
    )
    if start is None:
        return []
    end = start
    while end < len(units) and _is_head_line(units[end].text):
        end += 1
    lines = _read(units, range(start, end))
    return lines if len({line.field for line in lines if line.field}) >= MIN_KEYS else []


def _is_head_line(text: str) -> bool:
    """Whether a line has a known key, or is an item of a list below one."""
    return _parse(text) is not None or _ITEM.fullmatch(text) is not None


def _read(units: Sequence[TextUnit], indices: range) -> list[HeadLine]:
    """Return the lines with a known key, and the items of lists as further values of the key above them."""
    lines: list[HeadLine] = []
    for index in indices:
        text = units[index].text
        parsed, item = _parse(text), _ITEM.fullmatch(text)
        if parsed:
            lines.append(HeadLine(index, *parsed))
        elif item and lines:
            value = item["value"].strip("\"' ")
            lines.append(HeadLine(index, lines[-1].field, value, item.start("value")))
    return lines


def _parse(text: str) -> tuple[str, str, int] | None:
    """Return field, value and the start of the value of a line with a known key, or None."""
    match = _LINE.fullmatch(text)
    if match is None:
        return None
    field = FIELD_OF.get(_plain_key(match["key"]))
    if field is None:
        return None
    value, start = match["value"].strip(), match.start("value")
    if len(value) > 1 and value[0] in "\"'" and value[-1] == value[0]:
        return field, value[1:-1], start + 1
    return field, value, start


def _plain_key(key: str) -> str:
    return key.strip().casefold().replace(" ", "_").replace("-", "_")


# Fields -----------------------------------------------------------------------------------------------------


def claim_head(state: CleaningState, order: DateOrder = DateOrder.UNKNOWN) -> None:
    """Make fields of the lines of a head, and cut the rest of it."""
    for line in head_lines(state):
        if not state.free(line.index):
            continue
        if line.value and line.field and _claim(state, line, order):
            continue
        # What stands around the facts of markup is ours, so nothing of the file is left out with it.
        is_fence = state.seed.capture and state.units[line.index].text in FENCES
        state.cut(line.index, CutRule.BLANK if is_fence else CutRule.HEAD_BLOCK)


def _claim(state: CleaningState, line: HeadLine, order: DateOrder) -> bool:
    """Make a field of a line, if its value is one; return whether it is."""
    if line.field == "byline":
        return _claim_authors(state, line)
    if state.has(line.field):
        return False
    if line.field in DAY_FIELDS:
        return _claim_day(state, line, order)
    if line.field == "address":
        return _claim_address(state, line)
    if line.field == "source":
        return _claim_source(state, line)
    _add(state, line, line.value, len(line.value))
    return True


def _add(state: CleaningState, line: HeadLine, value: str, length: int) -> None:
    """Make a field of the first `length` code points of the value of a line."""
    state.add_field(line.index, line.field, value, _reason(state), (line.start, line.start + length))


def _reason(state: CleaningState) -> str:
    return REASON_OF_CAPTURE if state.seed.capture else REASON


def _claim_address(state: CleaningState, line: HeadLine) -> bool:
    address = URL.match(line.value)
    if address is None or not host_of(address[0]):
        return False
    _add(state, line, canonical(address[0]), len(address[0]))
    return True


def _claim_source(state: CleaningState, line: HeadLine) -> bool:
    """Make the source of a name, or of the host of an address."""
    address = URL.match(line.value)
    if address is None:
        _add(state, line, line.value, len(line.value))
    else:
        _add(state, line, host_of(address[0]), len(address[0]))
    return True


def _claim_authors(state: CleaningState, line: HeadLine) -> bool:
    byline = parse_byline(f"By {line.value.strip('[] ')}")
    if byline is None:
        return False
    for name in byline.names:
        start, length = state.units[line.index].text.find(name), len(name)
        if start < 0:
            start, length = line.start, len(line.value)
        state.add_field(line.index, "byline", name, _reason(state), (start, start + length))
    return True


def _claim_day(state: CleaningState, line: HeadLine, order: DateOrder) -> bool:
    """Make a date of a line; one that can be read two ways is a problem, and no date."""
    dates = find_dates(line.value, "", order)
    if not dates:
        return False
    if dates[0].ambiguous:
        message = (
            f'"{line.value}" can be read two ways (day or month first);'
            f' add "date:" to content/notes/{state.seed.key}.md'
        )
        state.problems.append(Problem(state.seed.path, state.units[line.index].first, "SG202", message))
        return False
    _add(state, line, dates[0].value, len(line.value))
    return True
