"""Facts that a scraper or an editor wrote at the head of a file: front matter, and lines like "Title: …", "Author: …".

The keys are those of YAML and TOML front matter and of the usual heads in the languages that the table lists.
"""

import re
from dataclasses import dataclass

from sitegen.clean.bylines import parse_byline
from sitegen.clean.metadata_patterns import URL, canonical, host_of
from sitegen.clean.state import CleaningState
from sitegen.dates import DateOrder, find_dates
from sitegen.model import Problem

HEAD_UNITS = 40  # at the top of a seed, in which a head is looked for
LEAST_KEYS = 2  # lines with a known key that make a head, where nothing fences it
FENCES = {"---": "---", "+++": "+++"}
HEAD_RULE = "head-block"
WHY = "the head of the file says so"

_KEYS: dict[str, str] = {
    "title": "title headline head titel überschrift schlagzeile titre título titulo titolo titolo_articolo заголовок название 标题 標題 タイトル 제목 العنوان عنوان",
    "byline": "author authors by byline writer creator autor autorin autoren autores auteur auteurs autore autori автор авторы 作者 記者 记者 著者 기자 글쓴이 الكاتب کاتب نویسنده",
    "date": "date published pubdate pub_date published_at publication_date date_published datetime datum veröffentlicht fecha data дата опубликовано 日期 发布时间 日付 公開日 날짜 التاريخ تاریخ",
    "updated": "updated modified lastmod updated_at date_modified last_updated aktualisiert actualizado обновлено 更新",
    "source": "source publication publisher outlet site site_name website newspaper quelle zeitung fuente medio fonte journal источник издание 来源 來源 出典 출처 المصدر منبع",
    "address": "url link address permalink canonical canonical_url source_url href адрес ссылка 链接",
    "standfirst": "standfirst subtitle dek deck description summary excerpt subheadline untertitel",
    "": "scraped scraped_at retrieved accessed crawled fetched captured archived id lang language category categories section sections tags tag keywords topic"
    " topics words word_count image images slug layout draft type format license rights copyright location country abgerufen рубрика теги 分类",
}
FIELD_OF: dict[str, str] = {key: field for field, keys in _KEYS.items() for key in keys.split()}
_LINE = re.compile(
    r"(?:\*\*|__)?(?P<key>[^\W\d][\w -]{0,24}?)(?:\*\*|__)?\s?(?P<mark>[:：=])(?:\*\*|__)?\s*(?P<value>.*)"
)
_ITEM = re.compile(r"[-*] (?P<value>.+)")


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One line of a head: the unit, the field that its key means ("" for none), its value and where that begins."""

    at: int
    field: str
    value: str
    start: int


def head_lines(work: CleaningState) -> list[HeadLine]:
    """Give the lines of the head of a seed, fences included (as lines without a value); nothing where there is none."""
    units = work.units[:HEAD_UNITS]
    if not units:
        return []
    fence = FENCES.get(units[0].text)
    if fence:
        end = next((at for at in range(1, len(units)) if units[at].text == fence), -1)
        inside = _read(work, range(1, end)) if end > 1 else []
        if inside and len({one.field for one in inside if one.value}) >= LEAST_KEYS:
            known = {one.at for one in inside}
            rest = [HeadLine(at, "", "", 0) for at in range(end + 1) if at not in known]
            return sorted([*inside, *rest], key=lambda one: one.at)
        return []
    start = next((at for at in range(min(3, len(units))) if _parse(units[at].text) is not None), -1)
    if start < 0:
        return []
    end = start
    while end < len(units) and (_parse(units[end].text) is not None or _ITEM.fullmatch(units[end].text)):
        end += 1
    found = _read(work, range(start, end))
    return found if len({one.field for one in found if one.field}) >= LEAST_KEYS else []


def _parse(text: str) -> tuple[str, str, int] | None:
    """Give field, value and its place of a line with a known key, or None."""
    found = _LINE.fullmatch(text)
    if found is None:
        return None
    field = FIELD_OF.get(found["key"].strip().casefold().replace(" ", "_").replace("-", "_"))
    if field is None:
        return None
    value = found["value"].strip()
    start = found.start("value")
    if len(value) > 1 and value[0] in "\"'" and value[-1] == value[0]:
        return field, value[1:-1], start + 1
    return field, value, start


def _read(work: CleaningState, places: range) -> list[HeadLine]:
    made: list[HeadLine] = []
    for at in places:
        text = work.units[at].text
        parsed, item = _parse(text), _ITEM.fullmatch(text)
        if parsed:
            made.append(HeadLine(at, *parsed))
        elif item and made:
            made.append(HeadLine(at, made[-1].field, item["value"].strip("\"' "), item.start("value")))
    return made


def claim_head(work: CleaningState, order: DateOrder = DateOrder.UNKNOWN) -> None:
    """Make fields of the lines of a head, and cut the rest of it."""
    for line in head_lines(work):
        if not work.free(line.at):
            continue
        if not line.value or not line.field or not _claim(work, line, order):
            work.cut(line.at, HEAD_RULE)


def _claim(work: CleaningState, line: HeadLine, order: DateOrder) -> bool:
    """Make a field of a line, if its value is one; say whether it was."""
    if line.field == "byline":
        return _claim_authors(work, line)
    if work.has(line.field):
        return False
    if line.field in {"date", "updated"}:
        return _claim_day(work, line, order)
    address = URL.match(line.value) if line.field in {"address", "source"} else None
    if line.field == "address" and (address is None or not host_of(address[0])):
        return False
    value = (
        line.value
        if address is None
        else canonical(address[0])
        if line.field == "address"
        else host_of(address[0])
    )
    work.add_field(
        line.at, line.field, value, WHY, (line.start, line.start + len(address[0] if address else line.value))
    )
    return True


def _claim_authors(work: CleaningState, line: HeadLine) -> bool:
    byline = parse_byline(f"By {line.value.strip('[] ')}")
    for name in byline.names if byline else ():
        where = work.units[line.at].text.find(name)
        span = (where, where + len(name)) if where >= 0 else (line.start, line.start + len(line.value))
        work.add_field(line.at, "byline", name, WHY, span)
    return byline is not None


def _claim_day(work: CleaningState, line: HeadLine, order: DateOrder) -> bool:
    found = find_dates(line.value, "", order)
    if found and found[0].ambiguous:
        message = f'"{line.value}" can be read two ways (day or month first); add "date:" to content/notes/{work.seed.key}.md'
        work.problems.append(Problem(work.seed.path, work.units[line.at].first, "SG202", message))
    if not found or found[0].ambiguous:
        return False
    work.add_field(line.at, line.field, found[0].value, WHY, (line.start, line.start + len(line.value)))
    return True
