"""`sitegen index`: the rows that INDEX.md lacks."""

from pathlib import Path

from sitegen.config import Config
from sitegen.files import read_file, replace_file
from sitegen.model import Inputs
from sitegen.pipeline.cleaning import cleaned
from sitegen.pipeline.runtime import Runtime
from sitegen.read.seeds import INDEX_NAME
from sitegen.site.index_rows import TABLE_HEADER, is_row, table_rows

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def index_text(inputs: Inputs, config: Config, runtime: Runtime) -> tuple[str, list[str]]:
    """Return INDEX.md with a row for each seed that it does not name, and the new rows.

    Nothing else changes.
    """
    named_seeds = {entry.seed for entry in inputs.index.entries}
    unnamed = [seed for seed in inputs.seeds if seed.id not in named_seeds]
    text = inputs.index.text
    if not unnamed:
        return text, []
    articles, _ = cleaned(inputs, {}, runtime, config)
    by_id = {article.id: article for article in articles}
    rows = table_rows([by_id[seed.id] for seed in unnamed], unnamed)
    if not text.strip():
        return f"# Index\n\n{TABLE_HEADER}" + "\n".join(rows) + "\n", rows
    return _with_rows(text, rows), rows


def _with_rows(text: str, rows: list[str]) -> str:
    """Return the text with rows below its last table row, or in a table of their own at its end."""
    line_end = _line_end(text)
    lines = text.splitlines(keepends=True)
    last_row = max((number for number, line in enumerate(lines) if is_row(line)), default=-1)
    if last_row >= 0:
        lines[last_row] = lines[last_row].rstrip("\r\n") + line_end
        lines[last_row + 1 : last_row + 1] = [row + line_end for row in rows]
        return "".join(lines)
    missing_end = "" if text.endswith("\n") else line_end
    return (
        text + missing_end + line_end.join(["", "## Added", "", *TABLE_HEADER.splitlines(), *rows]) + line_end
    )


def _line_end(text: str) -> str:
    """Return how the lines of a text end, on Windows or elsewhere."""
    return "\r\n" if "\r\n" in text else "\n"


def write_index(root: Path, text: str) -> None:
    """Replace INDEX.md."""
    for path, data in index_file(root, text).items():
        replace_file(root / path, data, within=root)


def index_file(root: Path, text: str) -> dict[str, bytes]:
    """Return the path of INDEX.md and its new bytes; a byte order mark that it begins with stays."""
    file = root / "seeds" / INDEX_NAME
    is_marked = file.is_file() and read_file(file, within=root).startswith(BYTE_ORDER_MARK)
    return {f"seeds/{INDEX_NAME}": text.encode("utf-8-sig" if is_marked else "utf-8")}
