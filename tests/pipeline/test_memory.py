from collections.abc import Hashable
from pathlib import Path

from conftest import Archive

from sitegen.model import Problem
from sitegen.pipeline.memory import DiskStore, Store, _OnlyOurs

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
    base.execute("update memo set value = ?", (pickle.dumps(Evil()),))
    base.commit()
    base.close()
    store = DiskStore(file, "1")
    assert ask(store, "a") == ["a"]
    store.close()
    assert not (tmp_path / "owned").exists()


def test_all_that_a_build_remembers_can_be_read_back(full_archive: Archive) -> None:
    import io  # noqa: PLC0415
    import sqlite3  # noqa: PLC0415

    assert full_archive.run("build", "-q") == 0
    base = sqlite3.connect(full_archive.root / ".sitegen" / "memory.sqlite")
    values = [value for (value,) in base.execute("select value from memo")]
    base.close()
    assert len(values) > 5
    for value in values:
        _OnlyOurs(io.BytesIO(value)).load()
