"""Whatever fails of the disk, at whichever step: one message, nothing lost, the site old or new, and the next run mends.

A layer under the commands fails the n-th operation that changes the disk. SITEGEN_FAULTS=1 tries every n.
"""

import errno
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from conftest import ARTICLE, BELL, Archive

from sitegen.write import JOURNAL, MANIFEST

OPERATIONS = ("replace", "fsync", "mkdir", "unlink", "rmdir", "link")
NO_SPACE = OSError(errno.ENOSPC, "No space left on device")
DENIED = PermissionError(errno.EACCES, "Permission denied")
EVERY = bool(os.environ.get("SITEGEN_FAULTS"))  # set for the long form
SHORT_STEPS = 16  # of each command that the short form tries, over all its operations


class Disk:
    """Counts the operations that change the disk, and fails one of them or all from it on."""

    def __init__(self, fails_at: int, error: OSError, *, lasting: bool) -> None:
        self.count = 0
        self._fails_at, self._error, self._lasting = fails_at, error, lasting

    def step(self, path: object) -> None:
        if isinstance(path, (str, os.PathLike)) and os.fspath(path).startswith("/dev"):
            return
        self.count += 1
        if self.count == self._fails_at or (self._lasting and 0 < self._fails_at < self.count):
            raise type(self._error)(*self._error.args)


@contextmanager
def faulty(fails_at: int, error: OSError = NO_SPACE, *, lasting: bool = False) -> Iterator[Disk]:
    disk = Disk(fails_at, error, lasting=lasting)
    real_open = os.open
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT

    def opened(path: Any, flags: int, *rest: Any, **more: Any) -> int:
        if flags & writing:
            disk.step(path)
        return real_open(path, flags, *rest, **more)

    def failing(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Any, *rest: Any, **more: Any) -> Any:
            disk.step(path)
            return real(path, *rest, **more)

        return call

    real_write = Path.write_bytes

    def written(self: Path, data: Any) -> int:
        disk.step(self)
        return real_write(self, data)

    with mock.patch.object(os, "open", opened), mock.patch.object(Path, "write_bytes", written):
        patches = [mock.patch.object(os, name, failing(getattr(os, name))) for name in OPERATIONS]
        for patch in patches:
            patch.start()
        try:
            yield disk
        finally:
            for patch in patches:
                patch.stop()


def tree(folder: Path, *without: str) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    named = {file.relative_to(folder).as_posix(): file for file in files}
    return {
        name: file.read_bytes()
        for name, file in named.items()
        if name.partition("/")[0] not in without and not name.rpartition("/")[2].startswith(".sitegen-")
    }


def prepare(archive: Archive) -> None:
    archive.write("seeds/000.txt", ARTICLE)
    archive.write("content/notes/000.md", "A remark.\n")
    assert archive.run("index", "--write", "-q") == 0
    assert archive.run("verify", "--accept", "-q") == 0
    assert archive.run("build", "-q") == 0
    archive.write("../scrapes/bell.txt", BELL)
    archive.write(
        "../scrapes/export.json", json.dumps([{"uri": "x", "text": "Another remark.", "target": []}])
    )


COMMANDS: dict[str, Callable[[Archive], list[str]]] = {
    "build": lambda _: ["build", "-q"],
    "add": lambda archive: ["add", "-q", str(archive.root.parent / "scrapes/bell.txt")],
    "annotate": lambda archive: [
        "annotate", "-q", str(archive.root.parent / "scrapes/export.json"), "--seed", "000",
    ],
    "index": lambda _: ["index", "--write", "-q"],
    "pack": lambda archive: ["pack", "-q", "--zip", "--epub"],
    "accept": lambda _: ["verify", "--accept", "-q"],
    "eject": lambda _: ["theme", "eject", "style.css"],
}  # fmt: skip


def edit(archive: Archive, command: str) -> None:
    """Give a command something to do."""
    if command in {"build", "index", "accept"}:
        archive.write("seeds/001.txt", BELL)


def steps_of(archive: Archive, command: str) -> int:
    """Return how many operations a command takes where nothing fails."""
    with faulty(0) as disk:
        assert archive.run(*COMMANDS[command](archive)) in {0, 1}
    return disk.count


def restore(archive: Archive, kept: dict[str, bytes]) -> None:
    import shutil  # noqa: PLC0415

    shutil.rmtree(archive.root)
    for name, data in kept.items():
        archive.write(name, data)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("error", "lasting"),
    [(NO_SPACE, False), (NO_SPACE, True), (DENIED, False)],
    ids=["once", "full", "denied"],
)
def test_a_fault_at_any_step_loses_nothing(
    archive: Archive, command: str, error: OSError, *, lasting: bool
) -> None:
    prepare(archive)
    edit(archive, command)
    kept = {
        file.relative_to(archive.root).as_posix(): file.read_bytes()
        for file in archive.root.rglob("*")
        if file.is_file()
    }
    people = ("public", ".sitegen", "dist")
    before, old_site = tree(archive.root, *people), tree(archive.public)
    steps = steps_of(archive, command)
    after, new_site = tree(archive.root, *people), tree(archive.public)
    tried = range(1, steps + 1, 1 if EVERY else max(1, steps // SHORT_STEPS))
    for number in tried:
        restore(archive, kept)
        with faulty(number, error, lasting=lasting):
            code = archive.run(*COMMANDS[command](archive))
        assert code in {0, 1, 2}, number
        now = tree(archive.root, *people)
        for name, data in before.items():
            assert now.get(name) in {data, after.get(name)}, (number, name)
        site = tree(archive.public)
        if site not in (old_site, new_site):
            assert (archive.public / JOURNAL).is_file() or code == 2, number
            assert (archive.public / MANIFEST).is_file() or (archive.public / JOURNAL).is_file()
        assert archive.run(*COMMANDS[command](archive)) in {0, 1, 2}
        left = [file for file in archive.root.rglob(".sitegen-*.new") if "dist" not in file.parts]
        if command == "build":
            assert tree(archive.public) == new_site, number
            assert not left, number
        if command in {"add", "index"}:
            assert archive.run("build", "-q") in {0, 1}
            index = (archive.root / "seeds/INDEX.md").read_text()
            for seed in (archive.root / "seeds").glob("*.txt"):
                assert seed.name in index, number
