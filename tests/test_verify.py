"""Sites and seeds are what they were made and recorded as, or somebody is told."""

import sqlite3
import subprocess
from pathlib import Path

import pytest
from conftest import ARTICLE, BELL, Archive
from hypothesis import given
from hypothesis import strategies as st

from sitegen.pipeline.memory import CHECKSUM_SIZE, _checksum
from sitegen.read.checksums import CHECKSUMS_PATH, checksum_problems, checksums_text, parse_checksums

NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1)
DIGESTS = st.text("0123456789abcdef", min_size=64, max_size=64)


@given(st.dictionaries(NAMES, DIGESTS))
def test_what_is_recorded_is_read_back(digests: dict[str, str]) -> None:
    assert parse_checksums(checksums_text(digests)) == (digests, ())


def test_the_file_is_that_of_sha256sum(archive: Archive) -> None:
    archive.write("seeds/000.txt", ARTICLE)
    archive.write("seeds/b c.txt", BELL)
    assert archive.run("verify", "--accept", "-q") == 0
    done = subprocess.run(
        ["sha256sum", "-c", CHECKSUMS_PATH], cwd=archive.root, check=False, capture_output=True
    )
    assert done.returncode == 0, done.stdout


def test_a_broken_line_is_told() -> None:
    digests, problems = parse_checksums(f"# a comment\n\n{'0' * 64}  seeds/a.txt\nnonsense\n")
    assert digests == {"a.txt": "0" * 64}
    assert [(problem.line, problem.code) for problem in problems] == [(3, "SG116")]


def test_altered_lost_and_new_seeds_are_told() -> None:
    recorded = {"a": "1", "b": "2", "c": "3"}
    told = {(p.path, p.code) for p in checksum_problems(recorded, {"a": "1", "b": "0", "d": "4"})}
    assert told == {("seeds/b", "SG117"), ("seeds/c", "SG117"), (CHECKSUMS_PATH, "SG118")}
    assert not list(checksum_problems({}, {"a": "1"}))
    assert not list(checksum_problems(recorded, recorded))


@pytest.fixture
def built(archive: Archive) -> Archive:
    archive.write("seeds/000.txt", ARTICLE)
    archive.write("seeds/001.txt", BELL)
    assert archive.run("verify", "--accept", "-q") == 0
    assert archive.run("build", "-q") == 0
    return archive


def codes(archive: Archive, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, set[str]]:
    capsys.readouterr()
    code = archive.run("verify", "--json", *words)
    lines = capsys.readouterr().out.splitlines()
    return code, {line.partition('"code": "')[2][:5] for line in lines}


def test_a_site_as_it_was_made_has_no_problem(built: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    assert codes(built, capsys) == (0, set())
    (built.public / "CNAME").write_text("example.org")
    assert codes(built, capsys) == (0, set())


def test_each_difference_is_told(built: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    (built.public / "mine.html").write_text("mine")
    assert codes(built, capsys) == (0, {"SG614"})
    (built.public / "articles/000.html").unlink()
    assert codes(built, capsys) == (1, {"SG613", "SG614"})
    page = built.public / "articles/001.html"
    page.write_bytes(page.read_bytes().replace(b"bell", b"ball", 1))
    (built.public / ".sitegen-journal.json").write_text("{}")
    assert codes(built, capsys) == (1, {"SG612", "SG613", "SG614"})


def test_seeds_are_compared_with_the_site_and_with_their_record(
    built: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    built.write("seeds/000.txt", ARTICLE + "An added line.\n")
    assert codes(built, capsys) == (1, {"SG117", "SG615"})
    assert built.run("check") == 1
    assert "seeds/000.txt: error SG117" in capsys.readouterr().out
    assert built.run("verify", "--accept", "-q") == 0
    assert built.run("build", "-q") == 0
    assert codes(built, capsys) == (0, set())
    (built.root / "seeds/001.txt").unlink()
    assert codes(built, capsys) == (1, {"SG117", "SG615"})


def test_a_published_folder_is_verified_without_the_archive(
    built: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = tmp_path / "bare"
    bare.mkdir()
    other = Archive.__new__(Archive)
    other.root = bare
    assert codes(other, capsys, str(built.public)) == (0, set())
    assert other.run("verify", str(bare)) == 2
    assert "SG611" in capsys.readouterr().err


def test_a_memory_that_forged_checksums_is_found_by_a_build_that_verifies(
    built: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    fresh = {file: file.read_bytes() for file in built.public.rglob("*.html")}
    base = sqlite3.connect(built.root / ".sitegen/memory.sqlite")
    for key, value in base.execute("select key, value from memo").fetchall():
        data = value[CHECKSUM_SIZE:].replace(b"Ferry returns", b"Fairy returns")
        base.execute("update memo set value = ? where key = ?", (_checksum(key, data) + data, key))
    base.commit()
    base.close()
    built.write("content/notes/000.md", "A remark.\n")  # so that something is built
    assert built.run("build", "-q") == 0
    assert "Fairy" in (built.public / "articles/000.html").read_text()
    capsys.readouterr()
    assert built.run("build", "--verify") == 1
    assert "SG014" in capsys.readouterr().err
    assert "Fairy" not in (built.public / "articles/000.html").read_text()
    (built.root / "content/notes/000.md").unlink()
    assert built.run("build", "-q", "--force") == 0
    assert {file: file.read_bytes() for file in built.public.rglob("*.html")} == fresh
    assert built.run("build", "--verify") == 0


def test_the_output_is_no_link_out_of_the_archive(archive: Archive, tmp_path: Path) -> None:
    archive.write("seeds/000.txt", ARTICLE)
    outside = tmp_path / "outside"
    outside.mkdir()
    archive.public.symlink_to(outside)
    assert archive.run("build", "-q") == 2
    assert not list(outside.iterdir())
    assert archive.run("build", "-q", "-o", str(archive.public)) == 0
    assert (outside / "index.html").is_file()
