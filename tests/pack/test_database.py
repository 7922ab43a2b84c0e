"""The tables of a site as a data base."""

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from conftest import Archive


def test_the_tables_are_one_data_base(full_archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / "out/archive.db"
    assert full_archive.run("export", "--sqlite", str(file), "-q") == 0
    with closing(sqlite3.connect(file)) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert base.execute("SELECT count(*) FROM articles").fetchone() == (3,)
        found = "SELECT a.title FROM articles_fts f JOIN articles a ON a.rowid = f.rowid WHERE articles_fts MATCH 'bell'"
        assert base.execute(found).fetchall() == [("Town buys a bell",)]
        assert json.loads(base.execute("SELECT authors FROM articles WHERE key = '002'").fetchone()[0]) == [
            "Bo Scribe"
        ]
    assert [path.name for path in file.parent.iterdir()] == ["archive.db"]
    before = file.read_bytes()
    assert full_archive.run("export", "--sqlite", str(file), "-q") == 0
    assert file.read_bytes() == before


def test_a_public_data_base_has_no_text_that_may_not_be_shown(full_archive: Archive, tmp_path: Path) -> None:
    full_archive.write("sitegen.toml", 'title = "Test"\n[rights]\ndefault = "record"\n')
    file = tmp_path / "archive.db"
    assert full_archive.run("export", "--sqlite", str(file), "--profile", "public", "-q") == 0
    assert b"Shopkeepers near the pier" not in file.read_bytes()


def test_what_is_lacking_is_told(
    full_archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert full_archive.run("export") == 2
    assert "SG803" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert full_archive.run("export", "--parquet", str(tmp_path / "x"), "-q") == 2
    assert 'news-archive-sitegen[parquet]"' in capsys.readouterr().err
    (tmp_path / "file").write_text("x")
    assert full_archive.run("export", "--sqlite", str(tmp_path / "file/archive.db"), "-q") == 2
    assert "SG005" in capsys.readouterr().err
