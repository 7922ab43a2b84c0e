"""The memory between builds.  Keys are the values themselves, so there is no dependency graph to keep right.

`Store` remembers inside the process; `DiskStore` also in a file under `.sitegen/`, keyed by digests of code
and values. What it holds can always be made again: a broken or foreign file is thrown away, and a value that
does not fit its checksum is made anew.
"""

import hashlib
import io
import pickle
import sqlite3
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self, TypeVar

from sitegen import model

T = TypeVar("T")
Spread = Callable[[Callable[..., Any], list[tuple[Hashable, ...]]], list[Any]]


class Store:
    """Results of pure functions, kept for one build more than they are used."""

    damaged = 0  # values of a longer memory that could not be used

    def __init__(self) -> None:
        self._now: dict[Hashable, Any] = {}
        self._before: dict[Hashable, Any] = {}

    def begin(self) -> None:
        """Begin a build: what the last one did not use is forgotten."""
        self._before, self._now = self._now, {}

    def memo_each(
        self, make: Callable[..., T], rows: Sequence[tuple[Hashable, ...]], spread: Spread | None = None
    ) -> list[T]:
        """Return `make(*row)` for each row; `spread` makes what is not remembered."""
        return self._memo(make, rows, rows, spread)

    def memo_keyed(
        self, make: Callable[..., T], rows: Sequence[tuple[Any, ...]], keys: Sequence[Hashable]
    ) -> list[T]:
        """Return `make(*row)` for each row; rows with the same key give the same."""
        return self._memo(make, rows, [(key,) for key in keys], None)

    def _memo(
        self,
        make: Callable[..., T],
        rows: Sequence[tuple[Any, ...]],
        keys: Sequence[tuple[Hashable, ...]],
        spread: Spread | None,
    ) -> list[T]:
        named = [(make.__module__, make.__qualname__, key) for key in keys]
        lacking: dict[tuple[str, str, tuple[Hashable, ...]], int] = {}
        for at, name in enumerate(named):
            if name not in self._now:
                if name in self._before:
                    self._now[name] = self._before[name]
                elif not self._recall(name, make, keys[at]):
                    lacking[name] = at
        fresh = [rows[at] for at in lacking.values()]
        made = spread(make, fresh) if spread else [make(*row) for row in fresh]
        for (name, at), value in zip(lacking.items(), made, strict=True):
            self._now[name] = value
            self._keep(make, keys[at], value)
        return [self._now[name] for name in named]

    def memo_here(
        self,
        make: Callable[..., T],
        rows: Sequence[tuple[Hashable, ...]],
        tell: Callable[[], None] | None = None,
    ) -> list[T]:
        """Return `make(*row)` for each row, remembered in the process alone.

        `tell` is called when one is there. What is quick to make is not worth a disk.
        """
        made = []
        for row in rows:
            key = (make.__module__, make.__qualname__, row)
            if key not in self._now:
                self._now[key] = self._before[key] if key in self._before else make(*row)
            made.append(self._now[key])
            if tell:
                tell()
        return made

    def _recall(self, key: Hashable, make: Callable[..., Any], row: tuple[Hashable, ...]) -> bool:
        """Take a value from a longer memory, if there is one."""
        del key, make, row
        return False

    def _keep(self, make: Callable[..., Any], row: tuple[Hashable, ...], value: Any) -> None:
        """Return a fresh value to a longer memory, if there is one."""

    def end(self) -> None:
        """End a build: what should last is written down."""

    def close(self) -> None:
        """Let go of what a longer memory holds open."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


_VALUES = {
    name: value
    for name, value in vars(model).items()
    if isinstance(value, type) and value.__module__ == model.__name__
}


class _OnlyOurs(pickle.Unpickler):
    """Reads nothing but the frozen values of `sitegen.model`, so that a foreign file cannot run code."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "sitegen.model" and name in _VALUES:
            return _VALUES[name]
        raise pickle.UnpicklingError(f"{module}.{name}")


SQLITE_ENDINGS = ("-journal", "-wal", "-shm")  # of the files that SQLite keeps beside its own
SECONDS_OF_PATIENCE = 5  # with another process that writes the memory
CHECKSUM_SIZE = 16  # bytes


def _checksum(key: bytes, data: bytes) -> bytes:
    """Return the checksum of a value under its key, so that one in the place of another is noticed."""
    return hashlib.blake2b(data, digest_size=CHECKSUM_SIZE, key=key).digest()


def _is_held(error: sqlite3.DatabaseError) -> bool:
    """Whether another process holds the file, or the disk is full: the file itself is not at fault."""
    name = getattr(error, "sqlite_errorname", "")
    return name.startswith(
        ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_READONLY", "SQLITE_CANTOPEN")
    )


class DiskStore(Store):
    """A store that outlives the process, in one SQLite file that is safe to delete."""

    def __init__(self, file: Path, code: str) -> None:
        super().__init__()
        self.damaged = 0  # values whose checksum did not fit, or that could not be read
        self._code = code
        self._rows: dict[bytes, bytes] = {}
        self._used: set[bytes] = set()
        self._file = file
        self._base = self._open()

    def _open(self) -> sqlite3.Connection | None:
        """Return the file's connection, or None where it cannot be had.

        A broken or foreign file is thrown away; one that another process holds is left to it.
        """
        for _ in range(2):
            if not self._is_ours():
                return None
            try:
                base = sqlite3.connect(self._file, timeout=SECONDS_OF_PATIENCE)
            except (OSError, sqlite3.DatabaseError):
                return None
            try:
                base.execute("pragma cell_size_check = on")
                base.execute(
                    "create table if not exists memo (key blob primary key, value blob) without rowid"
                )
                base.execute("select key, value from memo limit 1").fetchone()
            except sqlite3.DatabaseError as error:
                base.close()
                if _is_held(error):
                    return None
                self._throw_away()
            else:
                return base
        return None

    def _is_ours(self) -> bool:
        """Whether the file and what SQLite keeps beside it are regular files, or not there yet."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            if self._file.parent.is_symlink():
                return False
        except OSError:
            return False
        files = (self._file, *(self._file.with_name(self._file.name + end) for end in SQLITE_ENDINGS))
        return all((file.is_file() or not file.exists()) and not file.is_symlink() for file in files)

    def _throw_away(self) -> None:
        with suppress(OSError):
            self._file.unlink(missing_ok=True)

    def _digest(self, make: Callable[..., Any], row: tuple[Hashable, ...]) -> bytes:
        text = f"{self._code}|{make.__module__}.{make.__qualname__}|{row!r}"
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()

    def _recall(self, key: Hashable, make: Callable[..., Any], row: tuple[Hashable, ...]) -> bool:
        digest = self._digest(make, row)
        self._used.add(digest)
        if not self._base:
            return False
        try:
            found = self._base.execute("select value from memo where key = ?", (digest,)).fetchone()
            if not found:
                return False
            data = bytes(found[0])
            if data[:CHECKSUM_SIZE] == _checksum(digest, data[CHECKSUM_SIZE:]):
                self._now[key] = _OnlyOurs(io.BytesIO(data[CHECKSUM_SIZE:])).load()
                return True
        except Exception:  # noqa: BLE001  (whatever is wrong with a remembered value, it can be made again)
            self.damaged += 1
            return False
        self.damaged += 1
        return False

    def _keep(self, make: Callable[..., Any], row: tuple[Hashable, ...], value: Any) -> None:
        digest, data = self._digest(make, row), pickle.dumps(value, protocol=5)
        self._rows[digest] = _checksum(digest, data) + data

    def end(self) -> None:
        """Write new results down and forget those that this build did not use."""
        if not self._base:
            return
        try:
            with self._base:
                self._base.executemany("insert or replace into memo values (?, ?)", self._rows.items())
                old = {row[0] for row in self._base.execute("select key from memo")} - self._used
                self._base.executemany("delete from memo where key = ?", [(key,) for key in old])
        except sqlite3.DatabaseError as error:
            if not _is_held(error):
                self._throw_away()
        self._rows.clear()

    def close(self) -> None:
        """Let go of the file."""
        if self._base:
            self._base.close()
