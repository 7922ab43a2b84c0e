"""Records that other programs export: CSV, JSON, JSON lines; Zotero (CSL-JSON), Wallabag, Omnivore.

Which column is which fact, their names tell (those that heads of files have, and the words for a text), or
the section [columns] of sitegen.toml.
"""

import csv
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sitegen.read.captures.page import decoded, markup_text
from sitegen.read.captures.text import (
    FIELDS,
    CapturedText,
    CaptureError,
    joined_names,
    open_package,
    part_of,
    told,
)
from sitegen.text import is_web_address

TEXT, KEY = "text", "id"
# The names that columns have in exports, by the fact that they are; the first that is there counts.
_NAMES: Mapping[str, str] = {
    TEXT: "text body content full_text fulltext article article_text story maintext content_text content_html"
    " html plain_text texte inhalt texto abstract summary",
    KEY: "id key uid uuid guid slug article_id number citation-key",
    "title": "title headline head titel titre titulo título name",
    "author": "author authors byline creator writer published_by autor auteur",
    "date": "date published published_at publishedat date_published publication_date pub_date pubdate issued"
    " datum fecha datepublished",
    "updated": "updated modified date_modified datemodified",
    "source": "source publication publisher outlet site site_name newspaper domain_name container-title"
    " source_domain sitename journal",
    "address": "url link address permalink canonical_url source_url originalurl href",
    "archived": "archived archive_url archived_url",
    "retrieved": "retrieved accessed scraped scraped_at crawled_at fetched_at date_download"
    " created_at savedat saved_at",
    "standfirst": "standfirst subtitle dek description",
}
NAMES: Mapping[str, tuple[str, ...]] = {fact: tuple(names.split()) for fact, names in _NAMES.items()}
HEAD_BYTES = 1 << 16
MAX_CELL = 16 << 20  # code points of one cell
_LIST_OF_LINKS = ("resolved_id", "time_added")  # columns of Pocket, which exports no texts
_HTML = re.compile(r"<(?:p|br|div|h[1-6]|li|ul|article|span|a)\b[^>]*>", re.IGNORECASE)
_SIMPLE = re.compile(r"[\s-]+")
_MIDNIGHT = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)?$")  # of a day without a time
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
JsonObject = dict[str, Any]


def is_table(data: bytes, name: str) -> bool:
    """Whether a table has a column that may be a text, or is said to be one."""
    del name
    return b"," in data[:HEAD_BYTES] or b"\t" in data[:HEAD_BYTES] or b";" in data[:HEAD_BYTES]


def is_json(data: bytes, name: str) -> bool:
    """Whether some bytes begin as JSON does."""
    del name
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["}


def is_omnivore(data: bytes, name: str) -> bool:
    """Whether some bytes are the package that Omnivore exports."""
    del name
    return data.startswith(b"PK\x03\x04") and b"metadata_" in data


def read_table(data: bytes, name: str, columns: Mapping[str, str]) -> list[CapturedText]:
    """Return the texts of the rows of a CSV file or one with tabs."""
    text = data.decode("utf-8-sig", "replace")
    first = text.partition("\n")[0]
    mark = "\t" if name.lower().endswith(".tsv") else max(",;\t", key=first.count)
    csv.field_size_limit(MAX_CELL)
    try:
        rows = list(csv.DictReader(io.StringIO(text), delimiter=mark))
    except csv.Error as error:
        raise CaptureError(f"it is a table that cannot be read ({error})") from None
    if rows and set(_LIST_OF_LINKS) & {str(column).lower() for column in rows[0]}:
        raise CaptureError(
            "it is a list of links from Pocket, which exports no texts; save the pages themselves"
        )
    return _texts((_plain(row) for row in rows), columns, "a table")


def _plain(row: Mapping[Any, Any]) -> JsonObject:
    """Return a row by its columns, without cells that no column is above."""
    return {str(column): value for column, value in row.items() if column is not None and value is not None}


def read_json(data: bytes, name: str, columns: Mapping[str, str]) -> list[CapturedText]:
    """Return the texts of the records in JSON or JSON lines."""
    del name
    text = data.decode("utf-8-sig", "replace")
    try:
        whole = json.loads(text)
    except ValueError:
        whole = _lines(text)
    except RecursionError:
        raise CaptureError("it is JSON that is nested too deep") from None
    return _texts(_objects(whole), columns, "JSON")


def _lines(text: str) -> list[Any]:
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError) as error:
        raise CaptureError(f"it is no JSON ({error})") from None


def _objects(whole: Any) -> Iterator[JsonObject]:
    """Yield the records of a list, or of the first list of an object; an object with a text is one record."""
    if isinstance(whole, dict) and _column(whole, TEXT, {}) == "":
        whole = next((value for value in whole.values() if isinstance(value, list)), [])
    for record in whole if isinstance(whole, list) else [whole]:
        if isinstance(record, dict):
            yield record


def read_omnivore(data: bytes, name: str, columns: Mapping[str, str]) -> list[CapturedText]:
    """Return the articles that Omnivore exports: metadata in JSON, and the text of each as HTML beside it."""
    del name
    records: list[JsonObject] = []
    try:
        with open_package(data, "an export of Omnivore") as package:
            names = set(package.namelist())
            for entry in sorted(name for name in names if re.search(r"(?:^|/)metadata_[^/]*\.json$", name)):
                for record in json.loads(package.read(entry)):
                    page = f"content/{record.get('slug', '')}.html"
                    if page in names:
                        records.append({**record, "text": decoded(package.read(page))})
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        ValueError,
        AttributeError,
        TypeError,
        RuntimeError,
    ) as error:
        raise CaptureError(f"it is an export of Omnivore that is damaged ({error})") from None
    return _texts(records, columns, "an export of Omnivore")


def _texts(records: Iterable[JsonObject], columns: Mapping[str, str], what: str) -> list[CapturedText]:
    """Return the texts of records; raise CaptureError where none of them has a column with a text."""
    rows = list(records)
    texts = [text for text in (_text_of(row, columns) for row in rows) if text is not None]
    if rows and not texts:
        known = ", ".join(sorted({str(column) for row in rows[:20] for column in row})[:12])
        raise CaptureError(
            f"it is {what}, and nobody can tell which column is the text (there are {known});"
            f' write [columns] text = "…" into sitegen.toml'
        )
    return texts


def _text_of(row: JsonObject, columns: Mapping[str, str]) -> CapturedText | None:
    """Return the text of a record; None where it has none."""
    value = _told(row.get(_column(row, TEXT, columns)))
    if not value.strip():
        return None
    facts = told(*((name, _fact(name, row.get(_column(row, name, columns)))) for name in FIELDS))
    title, address = dict(facts).get("title", ""), dict(facts).get("address", "")
    key = _told(row.get(_column(row, KEY, columns)))
    part = part_of("" if is_web_address(key) else key, address.partition("://")[2], title, value[:80])
    return CapturedText(markup_text(value) if _HTML.search(value) else value, facts, part)


def _column(row: JsonObject, fact: str, columns: Mapping[str, str]) -> str:
    """Return the name of the column that is a fact, as the settings or its name tell; empty where none is."""
    if fact in columns:
        return columns[fact]
    by_name = {_SIMPLE.sub("_", str(column).strip().lower()): column for column in row}
    by_name |= {str(column).strip().lower(): column for column in row}
    return next((by_name[name] for name in NAMES[fact] if name in by_name and row[by_name[name]]), "")


def _fact(name: str, value: Any) -> str:
    if name == "author":
        return joined_names(_names(value))
    if name in {"date", "updated", "retrieved"}:
        return _day(value)
    text = _told(value)
    return text if name not in {"address", "archived"} or is_web_address(text) else ""


def _names(value: Any) -> Iterator[str]:
    """Yield names: texts, lists of them, or the names of CSL-JSON."""
    if isinstance(value, list):
        for part in value:
            yield from _names(part)
    elif isinstance(value, dict):
        yield (
            _told(value.get("literal") or value.get("name"))
            or f"{_told(value.get('given'))} {_told(value.get('family'))}"
        )
    else:
        yield _told(value)


def _day(value: Any) -> str:
    """Return a date as heads of files have it: text as it is, CSL-JSON and seconds since 1970 as ISO 8601."""
    if isinstance(value, dict):
        parts: list[Any] = next(iter(value.get("date-parts") or []), [])
        return "-".join(f"{int(part):02}" for part in parts if str(part).isdigit()) or _told(value.get("raw"))
    text = _told(value)
    if _EPOCH.fullmatch(text):
        text = datetime.fromtimestamp(int(text[:10]), UTC).isoformat(timespec="minutes")
    return _MIDNIGHT.sub("", text)


def _told(value: Any) -> str:
    """Return a value as text; an empty one for what is none."""
    if isinstance(value, bool) or value is None or isinstance(value, (dict, list)):
        return ""
    return str(value)
