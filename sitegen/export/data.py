"""Tables as JSON lines."""

import json
from collections.abc import Iterator

from sitegen.model import Output
from sitegen.model.site import Site, Table


def tables(site: Site) -> Iterator[Output]:
    """Yield one file for each table, one line for each row, keys in the order of the reference."""
    for table in site.tables:
        data = "".join(_lines(table)).encode("utf-8", "surrogatepass")
        yield Output(f"data/{table.name}.jsonl", data, f"table {table.name}")


def _lines(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield json.dumps(dict(row), ensure_ascii=False, separators=(",", ":")) + "\n"
