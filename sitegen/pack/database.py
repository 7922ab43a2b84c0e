"""The tables of a site as one data base: SQLite, as Datasette shows it, or Parquet files for data frames."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from pathlib import Path

from sitegen.files import sync_folder
from sitegen.model import SitegenError
from sitegen.model.site import Table, Value

# What rows of one table say of rows of another: column, the table and its key.
REFERENCES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "relations": {"first": ("articles", "id"), "second": ("articles", "id")},
    "mentions": {"article": ("articles", "id"), "entity": ("entities", "id")},
    "quotations": {"article": ("articles", "id")},
    "cuts": {"article": ("articles", "id")},
}
KEYS: Mapping[str, str] = {"articles": "id", "entities": "id"}
SEARCHED = ("title", "standfirst", "text")  # columns of articles with an index of their words
_TYPES: Mapping[type, str] = {str: "TEXT", bool: "INTEGER", int: "INTEGER", float: "REAL", tuple: "TEXT"}


def write_sqlite(tables: Iterable[Table], target: Path) -> int:
    """Write tables into a file of SQLite, beside it and renamed; return its size in bytes.

    Lists are JSON. Articles can be searched by their words (`articles_fts`).
    """
    beside = target.with_name(f".{target.name}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        with closing(sqlite3.connect(beside, isolation_level=None)) as base:
            base.execute("PRAGMA journal_mode = OFF")
            base.execute("BEGIN")
            for table in tables:
                _fill(base, table)
            _index_words(base)
            base.execute("COMMIT")
        beside.replace(target)
        sync_folder(target.parent)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        reason = getattr(error, "strerror", None) or str(error)
        raise SitegenError("SG005", target, -1, f"cannot be written ({reason})") from None
    return target.stat().st_size


def _fill(base: sqlite3.Connection, table: Table) -> None:
    columns = _columns(table)
    if not columns:
        return
    rows = ", ".join(_column(table.name, name, kind) for name, kind in columns.items())
    base.execute(f"CREATE TABLE {_quoted(table.name)} ({rows})")
    marks = ", ".join("?" for _ in columns)
    base.executemany(
        f"INSERT INTO {_quoted(table.name)} VALUES ({marks})",  # noqa: S608  (names of ours)
        ([_cell(dict(row).get(name)) for name in columns] for row in table.rows),
    )
    for name in REFERENCES.get(table.name, {}):
        base.execute(
            f"CREATE INDEX {_quoted(f'{table.name}_{name}')} ON {_quoted(table.name)} ({_quoted(name)})"
        )


def _columns(table: Table) -> dict[str, str]:
    """Return the names of the columns with their types, in the order in which they come first."""
    kinds: dict[str, str] = {}
    for row in table.rows:
        for name, value in row:
            if value is not None:
                kinds.setdefault(name, _TYPES[type(value)])
    return kinds


def _column(table: str, name: str, kind: str) -> str:
    key = " PRIMARY KEY" if KEYS.get(table) == name else ""
    reference = REFERENCES.get(table, {}).get(name)
    refers = f" REFERENCES {_quoted(reference[0])} ({_quoted(reference[1])})" if reference else ""
    return f"{_quoted(name)} {kind}{key}{refers}"


def _index_words(base: sqlite3.Connection) -> None:
    present = {row[1] for row in base.execute("PRAGMA table_info(articles)")}
    columns = ", ".join(name for name in SEARCHED if name in present)
    if columns:
        base.execute(f"CREATE VIRTUAL TABLE articles_fts USING fts5 ({columns}, content='articles')")
        base.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _cell(value: Value) -> str | int | float | None:
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    return value


def write_parquet(tables: Iterable[Table], folder: Path) -> list[Path]:
    """Write each table that has rows as a Parquet file into a folder; return the files.

    Raises SitegenError where pyarrow (the extra `parquet`) is not installed, or the folder cannot be written.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415  (an extra)
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError:
        hint = 'pip install "news-archive-sitegen[parquet]"'
        raise SitegenError("SG806", "", -1, "Parquet needs the package pyarrow", hint) from None
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for table in tables:
            rows = [dict(row) for row in table.rows]
            columns = {name: [_parquet_cell(row.get(name)) for row in rows] for name in table.field_names}
            if not columns:
                continue
            file = folder / f"{table.name}.parquet"
            parquet.write_table(pa.table(columns), f"{file}.new")
            Path(f"{file}.new").replace(file)
            written.append(file)
    except OSError as error:
        raise SitegenError("SG005", folder, -1, f"cannot be written ({error.strerror or error})") from None
    return written


def _parquet_cell(value: Value) -> object:
    """Return a value as a column of Parquet has it: lists as lists."""
    if isinstance(value, tuple):
        return [list(part) if isinstance(part, tuple) else part for part in value]
    return value
