"""Stamps of files tell every change, and bytes tell where stamps may not."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.pipeline.snapshot import clock_of, still_holds, take_snapshot

NOW = 1_700_000_000_123_456_789
LONG_AGO = NOW - 3_600_000_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "seeds"
    (place / "inner").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "inner/c.txt"):
        _write(place / name, "one", LONG_AGO)
    return place


def _write(file: Path, text: str, changed_at: int) -> None:
    file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(changed_at, changed_at))


CHANGES: dict[str, Callable[[Path], object]] = {
    "longer": lambda folder: (folder / "a.txt").write_text("longer", encoding="utf-8"),
    "same size": lambda folder: (folder / "a.txt").write_text("two", encoding="utf-8"),
    "same size and times": lambda folder: _write(folder / "a.txt", "two", LONG_AGO),
    "new file": lambda folder: (folder / "d.txt").write_text("one", encoding="utf-8"),
    "new folder": lambda folder: (folder / "empty").mkdir(),
    "removed": lambda folder: (folder / "a.txt").unlink(),
    "renamed": lambda folder: (folder / "a.txt").rename(folder / "e.txt"),
    "swapped": lambda folder: _swap(folder / "a.txt", folder / "b.txt"),
    "in an inner folder": lambda folder: (folder / "inner/c.txt").write_text("two", encoding="utf-8"),
    "other rights": lambda folder: (folder / "a.txt").chmod(0o600),
    "a folder in its place": lambda folder: _replaced_by_folder(folder / "a.txt"),
}


def _replaced_by_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _swap(one: Path, other: Path) -> None:
    between = one.with_name("between")
    one.rename(between)
    other.rename(one)
    between.rename(other)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_is_seen(folder: Path, change: Callable[[Path], object]) -> None:
    before = take_snapshot([folder])
    assert still_holds(before, [folder])
    change(folder)
    assert not still_holds(before, [folder])


def test_an_absent_place_is_a_state_too(tmp_path: Path) -> None:
    before = take_snapshot([tmp_path / "none"])
    assert still_holds(before, [tmp_path / "none"])
    (tmp_path / "none").write_text("", encoding="utf-8")
    assert not still_holds(before, [tmp_path / "none"])


def test_files_behind_links_count_and_circles_end(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.txt"
    target.write_text("one", encoding="utf-8")
    (folder / "linked.txt").symlink_to(target)
    (folder / "circle").symlink_to(folder)
    before = take_snapshot([folder])
    assert still_holds(before, [folder])
    target.write_text("another", encoding="utf-8")
    assert not still_holds(before, [folder])


@pytest.mark.parametrize(
    ("changed_at", "is_recent"),
    [
        (NOW, True),
        (NOW - 20_000_000, True),  # within a tick
        (NOW - 100_000_000, False),
        (NOW // 1_000_000_000 * 1_000_000_000 - 1_000_000_000, True),  # whole seconds, of two
        (NOW // 1_000_000_000 * 1_000_000_000 - 4_000_000_000, False),
        (NOW + 5_000_000_000, True),  # a clock that is ahead
    ],
)
def test_files_that_just_changed_are_known_by_their_bytes(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    changed_at: int,
    is_recent: bool,  # noqa: FBT001
) -> None:
    file = folder / "a.txt"
    _write(file, "one", changed_at)
    real = os.stat

    class Stamp:
        def __init__(self, found: os.stat_result) -> None:
            self.found = found

        def __getattr__(self, name: str) -> object:  # the system alone sets the time of a change
            return self.found.st_mtime_ns if name == "st_ctime_ns" else getattr(self.found, name)

    monkeypatch.setattr("sitegen.pipeline.snapshot._stat", lambda path: Stamp(real(path)))
    before = take_snapshot([folder], now=NOW)
    assert (str(file) in before.recent) is is_recent
    _write(file, "two", changed_at)
    assert still_holds(before, [folder]) is not is_recent


def test_the_clock_is_that_of_the_folder(tmp_path: Path) -> None:
    moment = clock_of(tmp_path / "memory")
    file = tmp_path / "memory" / "later"
    file.write_bytes(b"")
    assert moment <= file.stat().st_mtime_ns
    assert list((tmp_path / "memory").iterdir()) == [file]
