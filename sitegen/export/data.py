"""Tables as JSON lines."""

import json
from collections.abc import Iterator

from sitegen.model import Output
from sitegen.model.site import Site


def tables(site: Site) -> Iterator[Output]:
    """Give one file a table, one row a line, keys in the order of the reference."""
    for table in site.tables:
        lines = (json.dumps(dict(row), ensure_ascii=False, separators=(",", ":")) for row in table.rows)
        text = "".join(f"{line}\n" for line in lines)
        yield Output(f"data/{table.name}.jsonl", text.encode("utf-8", "surrogatepass"), f"table {table.name}")
