import os
import socket
import stat
from pathlib import Path

import pytest

from sitegen.files import (
    UnfitFileError,
    file_digest,
    held,
    leads_out,
    read_file,
    remove_left_behind,
    replace_file,
)


def test_a_link_is_followed_inside_of_its_folder_alone(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    (archive / "deep").mkdir(parents=True)
    (archive / "a.txt").write_bytes(b"a")
    (tmp_path / "archive-2").mkdir()
    (tmp_path / "archive-2" / "secret.txt").write_bytes(b"secret")
    (archive / "inside.txt").symlink_to("a.txt")
    (archive / "outside.txt").symlink_to("../archive-2/secret.txt")
    (archive / "folder").symlink_to(tmp_path / "archive-2")
    (archive / "round").symlink_to("round")
    assert read_file(archive / "inside.txt", within=archive) == b"a"
    assert read_file(archive / "outside.txt") == b"secret"
    for name in ("outside.txt", "folder/secret.txt"):
        assert leads_out(archive / name, archive)
        with pytest.raises(UnfitFileError, match="leads out of the archive"):
            read_file(archive / name, within=archive)
    with pytest.raises(OSError):  # noqa: PT011  (whatever a system says of a link to itself)
        read_file(archive / "round", within=archive)
    (tmp_path / "link-to-archive").symlink_to(archive)  # the archive itself may stand behind a link
    assert read_file(tmp_path / "link-to-archive" / "a.txt", within=tmp_path / "link-to-archive") == b"a"


def test_pipes_devices_sockets_and_folders_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    here = Path.cwd()
    os.chdir(tmp_path)  # the name of a socket is short
    try:
        listener = socket.socket(socket.AF_UNIX)
        listener.bind("socket")
    finally:
        os.chdir(here)
    for file in (tmp_path / "pipe", tmp_path / "socket", tmp_path, Path("/dev/zero")):
        with pytest.raises(OSError):  # noqa: PT011  (a folder is refused by the system)
            read_file(file)
        assert file_digest(file) == ""
    listener.close()


def test_a_file_has_a_largest_size(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 10)
    assert read_file(tmp_path / "a", limit=10) == b"x" * 10
    with pytest.raises(UnfitFileError, match="larger than"):
        read_file(tmp_path / "a", limit=9)


def test_a_file_is_replaced_whole_and_nothing_else_is_written(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    archive = tmp_path / "archive"
    file = archive / "notes" / ("x" * 250)  # a name of nearly full length
    replace_file(file, b"one", within=archive)
    replace_file(file, b"two", within=archive)
    assert file.read_bytes() == b"two"
    assert [inner.name for inner in file.parent.iterdir()] == [file.name]
    assert stat.S_IMODE(file.stat().st_mode) == 0o666 & ~_umask()
    (archive / "linked").symlink_to(outside)
    with pytest.raises(UnfitFileError):
        replace_file(archive / "linked" / "a.txt", b"x", within=archive)
    (outside / "kept.txt").write_bytes(b"kept")
    (archive / "a.txt").symlink_to(outside / "kept.txt")
    replace_file(archive / "a.txt", b"new", within=archive)
    assert (outside / "kept.txt").read_bytes() == b"kept"
    assert (archive / "a.txt").read_bytes() == b"new"
    assert [inner.name for inner in outside.iterdir()] == ["kept.txt"]


def test_what_could_not_be_written_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "a.txt").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        replace_file(tmp_path / "a.txt", b"new")
    assert (tmp_path / "a.txt").read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_what_a_killed_process_left_is_removed_but_not_what_is_being_written(tmp_path: Path) -> None:
    (tmp_path / ".sitegen-0123456789abcdef.new").write_bytes(b"half")
    (tmp_path / "mine.new").write_bytes(b"mine")
    (tmp_path / ".sitegen-link.new").symlink_to(tmp_path / "mine.new")
    with held(tmp_path / ".sitegen-fedcba9876543210.new") as is_held:
        assert is_held
        remove_left_behind(tmp_path)
        names = {file.name for file in tmp_path.iterdir()}
        assert names == {"mine.new", ".sitegen-link.new", ".sitegen-fedcba9876543210.new"}
    remove_left_behind(tmp_path / "nowhere")


def test_a_lock_is_never_a_link(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    (tmp_path / "lock").symlink_to("secret")
    with pytest.raises(UnfitFileError), held(tmp_path / "lock"):
        pass
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnfitFileError), held(tmp_path / "pipe"):
        pass
    assert (tmp_path / "secret").read_bytes() == b"secret"
    with held(tmp_path / "real") as first, held(tmp_path / "real", patient=False) as second:
        assert (first, second) == (True, False)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
