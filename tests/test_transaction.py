"""What belongs together is changed together, whenever a process is killed, and one process at a time changes an archive."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ARTICLE, BELL, Archive

from sitegen import transaction
from sitegen.filenames import MEMORY_FOLDER
from sitegen.files import UnfitFileError
from sitegen.transaction import locked_archive, replace_together

OLD = {"a.txt": b"old a", "deep/b.txt": b"old b"}
NEW = {"seeds/c.txt": b"c", "seeds/d.txt": b"d"}


class Killed(BaseException):
    """Ends a test as a signal ends a process: nothing that follows is done."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, data in OLD.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    (tmp_path / "seeds").mkdir()
    return tmp_path


def files(root: Path) -> dict[str, bytes]:
    found = (file for file in root.rglob("*") if file.is_file() and file.name != "lock")
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in found}


CHANGED = {"a.txt": b"new a", "deep/b.txt": b"new b"}


def test_files_are_replaced_and_added_and_nothing_is_left(root: Path) -> None:
    with locked_archive(root):
        replace_together(root, CHANGED, NEW)
    assert files(root) == CHANGED | NEW


@pytest.mark.parametrize("calls", range(12))
@pytest.mark.parametrize("name", ["replace", "fsync", "unlink"])
def test_after_a_kill_at_any_moment_all_is_old_or_all_is_new(
    root: Path, monkeypatch: pytest.MonkeyPatch, name: str, calls: int
) -> None:
    real, count = getattr(os, name), 0

    def killing(*args: object, **options: object) -> object:
        nonlocal count
        count += 1
        if count > calls:
            raise Killed
        return real(*args, **options)

    with monkeypatch.context() as patched:
        patched.setattr(os, name, killing)
        try:
            with locked_archive(root):
                replace_together(root, CHANGED, NEW)
        except Killed:
            pass
    with locked_archive(root):
        assert files(root) in (OLD, CHANGED | NEW)
    assert count > 0


def test_what_is_there_is_never_taken_for_a_new_file(root: Path) -> None:
    (root / "seeds" / "d.txt").write_bytes(b"mine")
    with locked_archive(root), pytest.raises(FileExistsError):
        replace_together(root, CHANGED, NEW)
    assert files(root) == OLD | {"seeds/d.txt": b"mine"}


@pytest.mark.parametrize("calls", range(6))
def test_a_full_disk_changes_nothing(root: Path, monkeypatch: pytest.MonkeyPatch, calls: int) -> None:
    real, count = os.fsync, 0

    def full(number: int) -> None:
        nonlocal count
        count += 1
        if count > calls:
            raise OSError(28, "No space left on device")
        real(number)

    with monkeypatch.context() as patched, locked_archive(root):
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            replace_together(root, CHANGED, NEW)
    assert files(root) == OLD


def test_nothing_is_written_through_links(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (root / "seeds").rmdir()
    (root / "seeds").symlink_to(outside)
    with locked_archive(root), pytest.raises(UnfitFileError):
        replace_together(root, CHANGED, NEW)
    memory = root / MEMORY_FOLDER
    (memory / transaction.STAGE).mkdir()
    (memory / transaction.STAGE / "0").write_bytes(b"evil")
    (memory / transaction.JOURNAL).write_text(json.dumps({"0": "seeds/x.txt", "1": "../../x"}))
    with locked_archive(root):
        pass
    assert not list(outside.iterdir())


@pytest.mark.parametrize("text", ["", "[1]", "{", '{"a": "b"}', '{"0": "a\\u0000"}', "[" * 100_000])
def test_a_damaged_journal_stops_nothing(root: Path, text: str) -> None:
    memory = root / MEMORY_FOLDER
    memory.mkdir()
    (memory / transaction.JOURNAL).write_text(text)
    with locked_archive(root):
        replace_together(root, CHANGED, NEW)
    assert files(root) == CHANGED | NEW


@pytest.mark.parametrize("there", ["file", "link"])
def test_without_a_folder_for_it_files_are_replaced_one_by_one(root: Path, there: str) -> None:
    if there == "file":
        (root / ".sitegen").write_text("mine")
    else:
        (root / ".sitegen").symlink_to(root / "deep")
    with locked_archive(root):
        replace_together(root, CHANGED, NEW)
    assert (files(root) | CHANGED | NEW) == files(root)


def test_a_build_sees_what_a_killed_add_had_begun(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.write("seeds/000.txt", ARTICLE)
    assert archive.run("index", "--write", "-q") == 0
    assert archive.run("build", "-q") == 0
    scrape = tmp_path / "bell.txt"
    scrape.write_text(BELL)

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(transaction, "_finish", killed)
        with pytest.raises(Killed):
            archive.run("add", "-q", str(scrape))
    assert not (archive.root / "seeds/001_bell.txt").exists()
    assert archive.run("build", "-q") == 0
    assert (archive.public / "articles/001.html").is_file()


def test_a_new_seed_comes_with_its_row_and_its_address(archive: Archive, tmp_path: Path) -> None:
    archive.write("seeds/000.txt", ARTICLE)
    assert archive.run("index", "--write", "-q") == 0
    scrape = tmp_path / "bell.txt"
    scrape.write_text(BELL)
    assert archive.run("add", "-q", str(scrape)) == 0
    assert (archive.root / "seeds/001_bell.txt").read_text() == BELL
    assert "001_bell.txt" in (archive.root / "seeds/INDEX.md").read_text()
    assert "001_bell.txt" in (archive.root / "addresses.lock").read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such locks")
def test_one_process_at_a_time_writes_into_an_archive(tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from sitegen.transaction import locked_archive\n"
        "with locked_archive(Path(sys.argv[1])): Path(sys.argv[1], 'second').touch()"
    )
    with locked_archive(tmp_path):
        other = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)])
        with pytest.raises(subprocess.TimeoutExpired):
            other.wait(1.5)
        assert not (tmp_path / "second").exists()
    assert other.wait(30) == 0
    assert (tmp_path / "second").exists()


def test_an_archive_that_cannot_be_locked_is_written_all_the_same(tmp_path: Path) -> None:
    (tmp_path / ".sitegen").write_text("no folder", encoding="utf-8")
    with locked_archive(tmp_path):
        assert (tmp_path / ".sitegen").is_file()
