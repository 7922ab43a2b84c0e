"""The table of INDEX.md that `new`, `add` and `index` write, a row for each seed.

And which of its rows a person has overruled since.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sitegen.model import Article, Index, Note, Problem, Seed
from sitegen.text import fold, word_count

TABLE_HEADER = "| No. | File | Headline | Source | Date | Words |\n|---|---|---|---|---|--:|\n"
FACT_COLUMNS = {"title": 2, "source": 3, "date": 4}  # of the facts that a note may give
# Characters that a link target in a table cannot hold as they are.
_TARGET = {
    character: f"%{ord(character):02X}"
    for character in map(chr, range(128))
    if not (character.isalnum() or character in "-._~")
}
_ROW = re.compile(
    r"\| *\d* *\| \[[^\]]*(?:\\\][^\]]*)*\]\([^)]+\) \|(?:[^|]|\\\|)*\|(?:[^|]|\\\|)*\|[^|]*\| *\d+ *\|"
)
_CELL_BORDER = re.compile(r"(?<!\\)\|")
_MARKS = re.compile(r"([\\|*`&\[\]<>]|\b_|_\b)")  # that Markdown would take for its own


def table_rows(articles: Iterable[Article], seeds: Iterable[Seed]) -> list[str]:
    """Return a row of INDEX.md for each seed: number, file, headline, source, date, words."""
    return [_row(article, seed) for article, seed in zip(articles, seeds, strict=True)]


def _row(article: Article, seed: Seed) -> str:
    name = seed.path.rsplit("/", 1)[-1]
    target = "".join(_TARGET.get(character, character) for character in name)
    title = article.field("title") or ("(no headline)" if article.blocks else "(empty)")
    cells = (
        seed.key if seed.number is not None else "",
        f"[{_cell(name)}]({target})",
        _cell(title),
        _cell(article.field("source")),
        article.field("date")[:10],
        str(sum(word_count(block.text) for block in article.body)),
    )
    return f"| {' | '.join(cells)} |"


def is_row(line: str) -> bool:
    """Whether a line is a row of the table that this module writes.

    Six cells, the second a link to a file.
    """
    return bool(_ROW.fullmatch(line.strip()))


def overruled_rows(
    index: Index, articles: Sequence[Article], seeds: Sequence[Seed], notes: Mapping[str, Note]
) -> Iterator[Problem]:
    """Yield a problem, with the right row, for each row that gives other facts than a note on its article."""
    lines = index.text.splitlines()
    row_lines = _row_lines(index, lines)
    for article, seed in zip(articles, seeds, strict=True):
        if seed.id not in notes or seed.id not in row_lines:
            continue
        published = [note for note in notes[seed.id].files if not note.private]  # as INDEX.md is
        columns = [FACT_COLUMNS[name] for name in _facts_given(published)]
        line, right = row_lines[seed.id], _row(article, seed)
        if _differ(lines[line], right, columns):
            message = f"this row tells other facts than {published[0].path}; now it is\n    {right}"
            yield Problem(index.path, line, "SG129", message)


def _row_lines(index: Index, lines: Sequence[str]) -> dict[str, int]:
    """Return the line of each seed's row."""
    return {
        entry.seed: entry.line
        for entry in index.entries
        if entry.line < len(lines) and is_row(lines[entry.line])
    }


def _facts_given(notes: Iterable[Note]) -> set[str]:
    """Return the facts of the table that notes give."""
    return {name for note in notes for name, _, _ in note.fields if name in FACT_COLUMNS}


def _differ(row: str, right: str, columns: Iterable[int]) -> bool:
    """Whether two rows have other words in one of some columns."""
    cells, right_cells = (_CELL_BORDER.split(line.strip().strip("|")) for line in (row, right))
    return any(fold(cells[column]).split() != fold(right_cells[column]).split() for column in columns)


def _cell(text: str) -> str:
    """Return a text as it stands in a cell of a Markdown table."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
