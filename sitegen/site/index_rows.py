"""The table of INDEX.md that `new`, `add` and `index` write, a row for each seed; and which of its rows a person has overruled since."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sitegen.model import Article, Index, Note, Problem, Seed
from sitegen.text import fold, word_count

HEADER = "| No. | File | Headline | Source | Date | Words |\n|---|---|---|---|---|--:|\n"
COLUMNS = {"title": 2, "source": 3, "date": 4}  # of the facts that a note may give
# Characters that a link target in a table cannot hold as they are.
_TARGET = {
    character: f"%{ord(character):02X}"
    for character in map(chr, range(128))
    if not (character.isalnum() or character in "-._~")
}
_ROW = re.compile(
    r"\| *\d* *\| \[[^\]]*(?:\\\][^\]]*)*\]\([^)]+\) \|(?:[^|]|\\\|)*\|(?:[^|]|\\\|)*\|[^|]*\| *\d+ *\|"
)
_BAR = re.compile(r"(?<!\\)\|")


def table_rows(articles: Iterable[Article], seeds: Iterable[Seed]) -> list[str]:
    """Give a row of INDEX.md for each seed: number, file, headline, source, date, words."""
    rows = []
    for article, seed in zip(articles, seeds, strict=True):
        name = seed.path.rsplit("/", 1)[-1]
        title = _cell(article.field("title") or ("(no headline)" if article.blocks else "(empty)"))
        words = sum(word_count(block.text) for block in article.body)
        number = seed.key if seed.number is not None else ""
        target = "".join(_TARGET.get(character, character) for character in name)
        facts = (
            number,
            f"[{_cell(name)}]({target})",
            title,
            _cell(article.field("source")),
            article.field("date")[:10],
            str(words),
        )
        rows.append(f"| {' | '.join(facts)} |")
    return rows


def is_row(line: str) -> bool:
    """Say whether a line is a row of the table that this module writes: six cells, the second a link to a file."""
    return bool(_ROW.fullmatch(line.strip()))


def overruled_rows(
    index: Index, articles: Sequence[Article], seeds: Sequence[Seed], notes: Mapping[str, Note]
) -> Iterator[Problem]:
    """Give a problem for each row that tells another headline, source or date than a note of the same article, with the right row."""
    lines = index.text.splitlines()
    rows = {
        entry.seed: entry.line
        for entry in index.entries
        if entry.line < len(lines) and is_row(lines[entry.line])
    }
    for article, seed in zip(articles, seeds, strict=True):
        own = [
            note for note in (notes[seed.id].files if seed.id in notes else ()) if not note.private
        ]  # INDEX.md is published
        given = {name for note in own for name, _, _ in note.fields} & COLUMNS.keys()
        if not given or seed.id not in rows:
            continue
        (right,) = table_rows((article,), (seed,))
        written, wanted = (_BAR.split(row.strip().strip("|")) for row in (lines[rows[seed.id]], right))
        if any(fold(written[COLUMNS[name]]).split() != fold(wanted[COLUMNS[name]]).split() for name in given):
            message = f"this row tells other facts than {own[0].path}; now it is\n    {right}"
            yield Problem(index.path, rows[seed.id], "SG129", message)


def _cell(text: str) -> str:
    return re.sub(r"([\\|*`&\[\]<>]|\b_|_\b)", r"\\\1", " ".join(text.split()))
