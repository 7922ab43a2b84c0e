"""Tables for other programs: JSON lines, CSV, and the package that describes them (Frictionless 1.0)."""

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping

from sitegen.model import Output
from sitegen.model.site import Site, Table, Value

PACKAGE = "data/datapackage.json"
# Types of fields in Frictionless, by those of values; lists are JSON in a cell.
_TYPES: Mapping[type, str] = {str: "string", bool: "boolean", int: "integer", float: "number", tuple: "array"}


def tables(site: Site) -> Iterator[Output]:
    """Yield each table as JSON lines and CSV, keys in the order of the reference, and what describes them."""
    resources = []
    for table in site.tables:
        lines = "".join(_lines(table)).encode("utf-8", "surrogatepass")
        yield Output(f"data/{table.name}.jsonl", lines, f"table {table.name}")
        if not table.rows:  # of which no column is known
            continue
        cells = _csv(table)
        yield Output(f"data/{table.name}.csv", cells, f"table {table.name}")
        resources.append(_resource(table, cells))
    yield Output(PACKAGE, _package(site, resources), "tables")


def _lines(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield json.dumps(dict(row), ensure_ascii=False, separators=(",", ":")) + "\n"


class _Lines(list[str]):
    """What a writer of CSV writes."""

    write = list.append


def _csv(table: Table) -> bytes:
    written = _Lines()
    writer = csv.writer(written, lineterminator="\r\n")  # RFC 4180
    names = table.field_names
    writer.writerow(names)
    for row in table.rows:
        values = dict(row)
        writer.writerow([_cell(values.get(name)) for name in names])
    return "".join(written).encode("utf-8", "replace")


def _cell(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case tuple():
            return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        case _:
            return str(value).replace("\0", "")


def _resource(table: Table, cells: bytes) -> dict[str, object]:
    """Return what describes a table: where it stands, its digest, the names and types of its fields."""
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(cells),
        "hash": f"sha256:{hashlib.sha256(cells).hexdigest()}",
        "schema": {
            "fields": [{"name": name, "type": _type(table, name)} for name in table.field_names],
            "missingValues": [""],
        },
    }


def _type(table: Table, name: str) -> str:
    kinds = {
        _TYPES[type(value)] for row in table.rows for key, value in row if key == name and value is not None
    }
    if kinds == {"integer", "number"}:
        return "number"
    return kinds.pop() if len(kinds) == 1 else "string"


def _package(site: Site, resources: list[dict[str, object]]) -> bytes:
    info = site.info
    values: dict[str, object] = {
        "profile": "tabular-data-package",
        "name": "archive",
        "id": info.identity,
        "title": info.title,
        "description": info.description,
        "homepage": info.address,
        "contributors": [{"title": info.contact, "role": "maintainer"}] if info.contact else [],
        "resources": resources,
    }
    shown = {name: value for name, value in values.items() if value or name == "resources"}
    return (json.dumps(shown, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")
