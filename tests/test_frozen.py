"""Every data table of the sample archive and of all of `tests/cases/`, byte for byte.

Names and structure of the code may change freely while these stay; `--update-golden` writes them anew, and the diff is read on purpose.
"""

import shutil
import tomllib
from pathlib import Path

import pytest
from conftest import ROOT, built

from sitegen.export.data import tables

GOLDEN = ROOT / "tests" / "golden-tables"
CASES = sorted((ROOT / "tests" / "cases").glob("*.toml"))


def _tables(root: Path) -> str:
    """Give all data tables of an archive, each row behind the name of its table."""
    files = {
        output.path.removeprefix("data/").removesuffix(".jsonl"): output.data.decode()
        for output in tables(built(root).site)
        if output.path.endswith(".jsonl")
    }
    return "".join(f"{name}\t{row}\n" for name, text in sorted(files.items()) for row in text.splitlines())


def _compare(name: str, tables: str, *, update: bool) -> None:
    golden = GOLDEN / f"{name}.tsv"
    if update:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(tables, encoding="utf-8", newline="\n")
    assert tables.split("\n") == golden.read_bytes().decode().split("\n")


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_the_tables_of_each_case_stay(case: Path, tmp_path: Path, *, update_golden: bool) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "sitegen.toml").write_text('title = "Case"\n', encoding="utf-8")
    rows = tomllib.loads(case.read_text(encoding="utf-8"))["seed"]
    for row in rows:
        (tmp_path / "seeds" / f"{row['name']}.txt").write_text(row["text"], encoding="utf-8", newline="\n")
    _compare(case.stem, _tables(tmp_path), update=update_golden)


def test_the_tables_of_the_sample_archive_stay(tmp_path: Path, *, update_golden: bool) -> None:
    for part in ("seeds", "content"):
        shutil.copytree(ROOT / part, tmp_path / part)
    for part in ("sitegen.toml", "addresses.lock"):
        shutil.copy(ROOT / part, tmp_path)
    _compare("sample", _tables(tmp_path), update=update_golden)


def test_every_table_is_of_a_case() -> None:
    assert {file.stem for file in GOLDEN.iterdir()} == {"sample", *(case.stem for case in CASES)}
