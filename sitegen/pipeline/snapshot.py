"""What files look like from outside: whether any of them changed since, told by their stamps alone.

A stamp is what the system knows of a file without opening it: size, times and number.  A file that changed
so shortly before the look that another change could carry the same times is compared by its bytes, as git
does with what it calls racy files ("Racy Git", git documentation).
"""

import hashlib
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sitegen.files import file_digest

# How long after a change another one may carry the same times, in nanoseconds: file systems that keep whole
# seconds have up to two, all others count the ticks of the system, of which the longest take 10 ms.
NS_PER_SECOND = 1_000_000_000
COARSE_RESOLUTION_NS = 2 * NS_PER_SECOND
FINE_RESOLUTION_NS = NS_PER_SECOND // 20
ABSENT = "absent"

NEVER = sys.maxsize  # a moment before which no file is recent
Names = AbstractSet[str]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How some files and folders, with all that is in them, looked at one moment."""

    stamps: str  # digest of paths and stamps, SHA-256 in hexadecimal
    recent: Mapping[str, str]  # path -> digest of the bytes of each file that had just changed


def take_snapshot(places: Iterable[Path], left_out: Names = frozenset(), now: int | None = None) -> Snapshot:
    """Return how files and folders look; a place may be absent.

    `left_out` are names of files and folders that are passed over wherever they stand, `now` is the clock of
    the file system in nanoseconds, by default that of the system. Links are followed. Raises OSError where a
    folder cannot be read.
    """
    moment = time.time_ns() if now is None else now
    digest = hashlib.sha256()
    recent: dict[str, str] = {}
    for path, found in _stamped(places, left_out):
        digest.update(f"{path}\0{_stamp(found)}\n".encode("utf-8", "surrogateescape"))
        if found and stat.S_ISREG(found.st_mode) and _is_recent(found, moment):
            recent[path] = file_digest(Path(path))
    return Snapshot(digest.hexdigest(), recent)


def still_holds(before: Snapshot, places: Iterable[Path], left_out: Names = frozenset()) -> bool:
    """Whether files look as they did, and those that had just changed then hold the same bytes.

    Raises OSError where a folder cannot be read.
    """
    after = take_snapshot(places, left_out, now=NEVER)  # the files of `before` alone are read
    return after.stamps == before.stamps and all(
        file_digest(Path(path)) == digest for path, digest in before.recent.items()
    )


def clock_of(folder: Path) -> int:
    """Return the time of a folder's file system in nanoseconds; that of the system where it cannot be had."""
    probe = folder / f".clock-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        return probe.stat().st_mtime_ns
    except OSError:
        return time.time_ns()
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)


def _stamp(found: os.stat_result | None) -> str:
    """Return what is known of a file from outside; of a folder its kind alone: its entries tell more."""
    if found is None:
        return ABSENT
    if stat.S_ISDIR(found.st_mode):
        return f"{found.st_mode}"
    return f"{found.st_mode} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def _is_recent(found: os.stat_result, now: int) -> bool:
    """Whether a file changed so shortly before `now` that another change may carry the same times."""
    changed = max(found.st_mtime_ns, found.st_ctime_ns)
    is_coarse = found.st_mtime_ns % NS_PER_SECOND == 0
    return changed >= now - (COARSE_RESOLUTION_NS if is_coarse else FINE_RESOLUTION_NS)


def _stamped(places: Iterable[Path], left_out: Names) -> Iterator[tuple[str, os.stat_result | None]]:
    """Yield every file and folder under some places, in a fixed order, with what the system knows of it."""
    folders_seen: set[tuple[int, int]] = set()
    waiting: list[str] = [os.fspath(place) for place in places][::-1]
    while waiting:
        path = waiting.pop()
        found = _stat(path)
        yield path, found
        if found is None or not stat.S_ISDIR(found.st_mode):
            continue
        identity = (found.st_dev, found.st_ino)
        if identity in folders_seen:
            continue
        folders_seen.add(identity)
        names = sorted(set(os.listdir(path)) - left_out)  # noqa: PTH208  (names are wanted, no paths)
        waiting.extend(f"{path}{os.sep}{name}" for name in reversed(names))


def _stat(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116  (a path is a text here)
    except OSError:
        return None
