"""Small invented archives, one file a kind of trouble, with what each seed must become: `tests/cases/*.toml`.

Keys of a seed: `title`, `authors`, `date`, `updated`, `source`, `address`, `standfirst`, `truncated` (whole values), `body` (all blocks),
`has` and `lacks` (phrases of the text), `comments` (phrases of readers' comments; an empty list: there are none),
`no_comments` (phrases that no comment has), `items`, `rows`, `times`
(texts of blocks of that kind, some of them), `problems` (codes that must be told).
"""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from stages import clean

from sitegen.clean.context import contexts_of
from sitegen.model import Article, BlockKind
from sitegen.read.seeds import parse_seed

FILES = sorted((ROOT / "tests" / "cases").glob("*.toml"))


def _cleaned(file: Path) -> list[tuple[dict[str, Any], Article]]:
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["seed"]
    seeds = [parse_seed(row["text"].encode(), row["name"], f"seeds/{row['name']}.txt")[0] for row in rows]
    return [
        (row, clean(seed, None, context))
        for row, seed, context in zip(rows, seeds, contexts_of(seeds), strict=True)
    ]


def _texts(article: Article, kind: BlockKind) -> list[str]:
    return [block.text for block in article.blocks if block.kind is kind]


def _day(value: str) -> str:
    return value.partition("T")[0]


CHECKS: dict[str, Callable[[Article, Any], bool]] = {
    "title": lambda article, want: article.field("title") == want,
    "authors": lambda article, want: list(article.all("byline")) == want,
    "date": lambda article, want: _day(article.field("date")) == want,
    "updated": lambda article, want: _day(article.field("updated")) == want,
    "source": lambda article, want: article.field("source") == want,
    "address": lambda article, want: article.field("address") == want,
    "standfirst": lambda article, want: article.field("standfirst") == want,
    "truncated": lambda article, want: article.truncated == want,
    "body": lambda article, want: [block.text for block in article.body] == want,
    "has": lambda article, want: all(any(part in block.text for block in article.body) for part in want),
    "lacks": lambda article, want: not any(part in block.text for block in article.body for part in want),
    "comments": lambda article, want: (
        all(any(part in block.text for block in article.comments) for part in want)
        and bool(article.comments) is bool(want)
    ),
    "no_comments": lambda article, want: (
        not any(part in block.text for block in article.comments for part in want)
    ),
    "items": lambda article, want: set(want) <= set(_texts(article, BlockKind.ITEM)),
    "rows": lambda article, want: set(want) <= set(_texts(article, BlockKind.ROW)),
    "times": lambda article, want: want == _texts(article, BlockKind.TIME),
    "problems": lambda article, want: set(want) <= {problem.code for problem in article.problems},
}


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_each_seed_becomes_what_the_case_says(file: Path) -> None:
    wrong = [
        f"{row['name']}: {key} is not {want!r}: {[(f.name, f.value) for f in article.fields]} {[(b.kind.value, b.text) for b in article.blocks]}"
        for row, article in _cleaned(file)
        for key, want in row.items()
        if key not in {"name", "text"} and not CHECKS[key](article, want)
    ]
    assert not wrong, "\n".join(wrong)


def test_there_are_cases() -> None:
    assert len(FILES) > 5
