"""How the files of an archive are opened and replaced: regular files alone, in their folder, within bounds.

A link that leads out of the archive could publish what its owner never meant to show; a pipe or a device
never ends. Both are refused with a reason that a person can act on.
"""

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

try:
    import fcntl
except ImportError:  # not on this system
    fcntl = None  # type: ignore[assignment]

MEBIBYTE = 1024 * 1024
MAX_WRITTEN = 16 * MEBIBYTE  # of a file that a person writes: far beyond any note or list
MAX_COPIED = 256 * MEBIBYTE  # of a picture or document that is copied; hosts take less
MAX_OF_OURS = 1024 * MEBIBYTE  # of a list that sitegen keeps for itself
NEW_PREFIX, NEW_SUFFIX = ".sitegen-", ".new"  # of a file that is written beside its place

# Not all of these are known to each system.
_NO_FOLLOW: int = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT: int = (
    getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class UnfitFileError(OSError):
    """A file that is not opened or replaced; `strerror` is the reason and what to do."""

    def __init__(self, file: Path, reason: str) -> None:
        super().__init__(errno.EINVAL, reason, str(file))


# Reading --------------------------------------------------------------------------------------------------


def read_file(file: Path, *, within: Path | None = None, limit: int = MAX_WRITTEN) -> bytes:
    """Return the bytes of a regular file.

    `within` is the folder that it may not lead out of by links; `limit` is in bytes. Raises UnfitFileError
    where the file is none of that, another OSError where it cannot be read.
    """
    place = _inside(file, within) if within is not None else file
    number = os.open(place, os.O_RDONLY | _NO_WAIT)
    with os.fdopen(number, "rb") as opened:
        _refuse_unless_regular(file, number)
        data = opened.read(limit + 1)
    if len(data) > limit:
        raise UnfitFileError(file, f"it is larger than {limit // MEBIBYTE} MiB")
    return data


def file_digest(file: Path) -> str:
    """Return the digest of a file's bytes, SHA-256 in hexadecimal; an empty text where it cannot be read."""
    try:
        with os.fdopen(os.open(file, os.O_RDONLY | _NO_WAIT), "rb") as opened:
            _refuse_unless_regular(file, opened.fileno())
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return ""


def leads_out(file: Path, within: Path) -> bool:
    """Whether links on the way to a file lead out of a folder."""
    try:
        _inside(file, within)
    except UnfitFileError:
        return True
    return False


def _inside(file: Path, folder: Path) -> Path:
    """Return where a file really is; raise UnfitFileError where that is outside of the folder."""
    real, inside = os.path.realpath(file), os.path.realpath(folder)
    if real != inside and not real.startswith(inside.rstrip(os.sep) + os.sep):
        raise UnfitFileError(file, "it is a link that leads out of the archive; put a copy in its place")
    return Path(real)


def _refuse_unless_regular(file: Path, number: int) -> None:
    if not stat.S_ISREG(os.fstat(number).st_mode):
        raise UnfitFileError(file, "it is no regular file; put one in its place")


# Writing --------------------------------------------------------------------------------------------------


def replace_file(file: Path, data: bytes, *, within: Path | None = None) -> None:
    """Let a file hold some bytes: they are written beside it, brought to the disk, and renamed.

    A reader finds the old bytes or the new ones, also after a loss of power. Raises UnfitFileError where the
    way to the file leads out of the folder `within`, another OSError where it cannot be written.
    """
    if within is not None:
        _inside(file.parent, within)
    file.parent.mkdir(parents=True, exist_ok=True)
    new, number = _beside(file.parent)
    try:
        with os.fdopen(number, "wb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(number)
            os.replace(new, file)
    except BaseException:
        with suppress(OSError):
            new.unlink()
        raise
    sync_folder(file.parent)


def _beside(folder: Path) -> tuple[Path, int]:
    """Return a new file of a folder and its descriptor, held so that nobody takes it for one left behind."""
    while True:
        new = folder / f"{NEW_PREFIX}{token_hex(8)}{NEW_SUFFIX}"
        number = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | _NO_WAIT, 0o666)
        if _hold(number):
            return new, number
        os.close(number)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system can do that."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(number)
        finally:
            os.close(number)


def remove_left_behind(folder: Path) -> None:
    """Remove files that a process which was killed had begun to write in a folder."""
    try:
        names = [
            name
            for name in os.listdir(folder)  # noqa: PTH208  (a folder may hold very many)
            if name.startswith(NEW_PREFIX) and name.endswith(NEW_SUFFIX)
        ]
    except OSError:
        return
    for name in names:
        with suppress(OSError):
            number = os.open(folder / name, os.O_RDWR | _NO_FOLLOW | _NO_WAIT)
            try:
                if _hold(number):
                    (folder / name).unlink()
            finally:
                os.close(number)


# Locks ----------------------------------------------------------------------------------------------------


@contextmanager
def held(file: Path, *, patient: bool = True) -> Iterator[bool]:
    """Hold a lock file, made where it is not there; yields whether it is held.

    A patient process waits for another one. Raises UnfitFileError where it is a link or no regular file.
    """
    if file.is_symlink():
        raise UnfitFileError(file, "it is a link; remove it")
    number = os.open(file, os.O_RDWR | os.O_CREAT | _NO_FOLLOW | _NO_WAIT, 0o666)
    try:
        _refuse_unless_regular(file, number)
        yield _hold(number, patient=patient)
    finally:
        os.close(number)


def _hold(number: int, *, patient: bool = False) -> bool:
    """Hold an open file until it is closed; return whether that is done, True where nothing can be held."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(number, fcntl.LOCK_EX | (0 if patient else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True
