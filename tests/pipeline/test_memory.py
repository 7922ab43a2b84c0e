from collections.abc import Hashable
from pathlib import Path

import pytest
from conftest import Archive

from sitegen.model import Problem
from sitegen.pipeline import memory
from sitegen.pipeline.memory import CHECKSUM_SIZE, DiskStore, Store, _checksum, _OnlyOurs

CALLS: list[str] = []


def make(word: str) -> Problem:
    CALLS.append(word)
    return Problem(word, 0, "SG000", word)


def ask(store: Store, *words: str) -> list[str]:
    CALLS.clear()
    store.begin()
    rows: list[tuple[Hashable, ...]] = [(word,) for word in words]
    made = store.memo_each(make, rows)
    store.end()
    assert [one.path for one in made] == list(words)
    return list(CALLS)


def test_a_result_is_kept_for_one_build_more_than_it_is_used() -> None:
    store = Store()
    assert ask(store, "a", "b") == ["a", "b"]
    assert ask(store, "a", "c") == ["c"]
    assert ask(store, "a", "b") == ["b"]


def test_a_disk_store_outlives_the_process_and_forgets_what_is_not_used(tmp_path: Path) -> None:
    def again(*words: str, code: str = "1") -> list[str]:
        store = DiskStore(tmp_path / "m" / "memory.sqlite", code)
        try:
            return ask(store, *words)
        finally:
            store.close()

    assert again("a", "b") == ["a", "b"]
    assert again("a") == []
    assert again("a", "b") == ["b"]
    assert again("a", code="2") == ["a"]


def test_a_broken_memory_is_thrown_away(tmp_path: Path) -> None:
    file = tmp_path / "memory.sqlite"
    file.write_bytes(b"this is no database" * 100)
    store = DiskStore(file, "1")
    assert ask(store, "a") == ["a"]
    store.close()


def test_a_foreign_value_is_not_run(tmp_path: Path) -> None:
    import pickle  # noqa: PLC0415
    import sqlite3  # noqa: PLC0415

    file = tmp_path / "memory.sqlite"
    store = DiskStore(file, "1")
    ask(store, "a")
    store.close()

    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return Path.touch, (str(tmp_path / "owned"),)

    base = sqlite3.connect(file)
    key = base.execute("select key from memo").fetchone()[0]
    data = pickle.dumps(Evil())
    base.execute("update memo set value = ?", (_checksum(key, data) + data,))
    base.commit()
    base.close()
    store = DiskStore(file, "1")
    assert ask(store, "a") == ["a"]
    assert store.damaged == 1
    store.close()
    assert not (tmp_path / "owned").exists()


def test_a_damaged_or_swapped_value_is_made_again(tmp_path: Path) -> None:
    import sqlite3  # noqa: PLC0415

    file = tmp_path / "memory.sqlite"
    with DiskStore(file, "1") as store:
        ask(store, "a", "b", "c", "d")
    base = sqlite3.connect(file)
    rows = base.execute("select key, value from memo order by key").fetchall()
    changed = [
        (rows[1][1], rows[0][0]),  # that of another key
        (rows[0][1], rows[1][0]),
        (rows[2][1][:-3] + b"xyz", rows[2][0]),
        (b"", rows[3][0]),
    ]
    base.executemany("update memo set value = ? where key = ?", changed)
    base.commit()
    base.close()
    with DiskStore(file, "1") as store:
        assert ask(store, "a", "b", "c", "d") == ["a", "b", "c", "d"]
        assert store.damaged == 4
    with DiskStore(file, "1") as store:
        assert ask(store, "a", "b", "c", "d") == []


def test_a_memory_that_another_process_holds_is_left_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3  # noqa: PLC0415

    monkeypatch.setattr(memory, "SECONDS_OF_PATIENCE", 0)
    file = tmp_path / "memory.sqlite"
    with DiskStore(file, "1") as store:
        ask(store, "a")
    holder = sqlite3.connect(file)
    holder.execute("begin exclusive")
    with DiskStore(file, "1") as store:
        assert ask(store, "a", "b") == ["a", "b"]
    holder.rollback()
    holder.close()
    with DiskStore(file, "1") as store:
        assert ask(store, "a") == []


def test_a_memory_that_is_a_link_is_not_used(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    for name in ("memory.sqlite", "memory.sqlite-journal"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / name).symlink_to(outside)
        with DiskStore(folder / "memory.sqlite", "1") as store:
            assert ask(store, "a") == ["a"]
    (tmp_path / "folder").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").mkdir()
    with DiskStore(tmp_path / "folder" / "memory.sqlite", "1") as store:
        assert ask(store, "a") == ["a"]
    assert outside.read_text() == "mine"
    assert not list((tmp_path / "elsewhere").iterdir())


def test_all_that_a_build_remembers_can_be_read_back(full_archive: Archive) -> None:
    import io  # noqa: PLC0415
    import sqlite3  # noqa: PLC0415

    assert full_archive.run("build", "-q") == 0
    base = sqlite3.connect(full_archive.root / ".sitegen" / "memory.sqlite")
    values = [value for (value,) in base.execute("select value from memo")]
    base.close()
    assert len(values) > 5
    for value in values:
        _OnlyOurs(io.BytesIO(value[CHECKSUM_SIZE:])).load()
