"""The memory between builds.  Keys are the values themselves, so there is no dependency graph to keep right.

`Store` remembers inside the process; `DiskStore` also in a file under `.sitegen/`, keyed by digests of code
and values. What it holds can always be made again, so a broken or foreign file is thrown away.
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


class DiskStore(Store):
    """A store that outlives the process, in one SQLite file that is safe to delete."""

    def __init__(self, file: Path, code: str) -> None:
        super().__init__()
        self._code = code
        self._rows: dict[bytes, bytes] = {}
        self._used: set[bytes] = set()
        self._file = file
        self._base = self._open()

    def _open(self) -> sqlite3.Connection | None:
        """Return the file's connection, or None where it cannot be had.

        A broken or foreign file is thrown away.
        """
        for _ in range(2):
            try:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                base = sqlite3.connect(self._file, timeout=5)
            except (OSError, sqlite3.DatabaseError):
                return None
            try:
                base.execute(
                    "create table if not exists memo (key blob primary key, value blob) without rowid"
                )
            except sqlite3.DatabaseError:
                base.close()
                with suppress(OSError):
                    self._file.unlink(missing_ok=True)
            else:
                return base
        return None

    def _digest(self, make: Callable[..., Any], row: tuple[Hashable, ...]) -> bytes:
        text = f"{self._code}|{make.__module__}.{make.__qualname__}|{row!r}"
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()

    def _recall(self, key: Hashable, make: Callable[..., Any], row: tuple[Hashable, ...]) -> bool:
        digest = self._digest(make, row)
        self._used.add(digest)
        with suppress(Exception):  # whatever is wrong with a remembered value, it can be made again
            found = (
                self._base.execute("select value from memo where key = ?", (digest,)).fetchone()
                if self._base
                else None
            )
            if found:
                self._now[key] = _OnlyOurs(io.BytesIO(found[0])).load()
                return True
        return False

    def _keep(self, make: Callable[..., Any], row: tuple[Hashable, ...], value: Any) -> None:
        self._rows[self._digest(make, row)] = pickle.dumps(value, protocol=5)

    def end(self) -> None:
        """Write new results down and forget those that this build did not use."""
        if not self._base:
            return
        with suppress(sqlite3.DatabaseError), self._base:
            self._base.executemany("insert or replace into memo values (?, ?)", self._rows.items())
            old = {row[0] for row in self._base.execute("select key from memo")} - self._used
            self._base.executemany("delete from memo where key = ?", [(key,) for key in old])
        self._rows.clear()

    def close(self) -> None:
        """Let go of the file."""
        if self._base:
            self._base.close()
