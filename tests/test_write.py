import os
from pathlib import Path

import pytest

from sitegen.model import Output
from sitegen.write import JOURNAL, MANIFEST, STAGE, WriteError, write


def outputs(**files: str) -> list[Output]:
    return [
        Output(path.replace("__", "/").replace("_", "."), text.encode(), "test")
        for path, text in files.items()
    ]


def read(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(folder.rglob("*"))
        if file.is_file() and ".sitegen" not in file.relative_to(folder).as_posix()
    }


def test_new_changed_equal_and_gone_files(tmp_path: Path) -> None:
    target = tmp_path / "public"
    assert (write(outputs(a_html="1", b__c_html="2"), target)).written == 2
    stamp = (target / "a.html").stat().st_mtime_ns
    done = write(outputs(a_html="1", d_html="3"), target)
    assert (done.written, done.kept, done.removed) == (1, 1, 1)
    assert read(target) == {"a.html": "1", "d.html": "3"}
    assert (target / "a.html").stat().st_mtime_ns == stamp
    assert not (target / "b").exists()


def test_files_of_others_are_left_alone_and_a_changed_one_of_ours_is_mended(tmp_path: Path) -> None:
    write(outputs(a_html="1"), tmp_path)
    (tmp_path / "CNAME").write_text("example.org", encoding="utf-8")
    (tmp_path / "a.html").write_text("x", encoding="utf-8")
    write(outputs(a_html="1"), tmp_path)
    assert read(tmp_path) == {"CNAME": "example.org", "a.html": "1"}


def test_a_folder_of_others_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("all my work", encoding="utf-8")
    with pytest.raises(WriteError, match="SG603"):
        write(outputs(a_html="1"), tmp_path)
    assert read(tmp_path) == {"thesis.doc": "all my work"}


@pytest.mark.parametrize("names", [("a.html", "a.html"), ("A.html", "a.html"), ("a", "a/b.html")])
def test_two_outputs_for_one_file_are_refused(tmp_path: Path, names: tuple[str, str]) -> None:
    with pytest.raises(WriteError, match="SG602"):
        write([Output(names[0], b"1", "one"), Output(names[1], b"2", "two")], tmp_path)


def test_a_file_may_become_a_folder_and_back(tmp_path: Path) -> None:
    write([Output("a", b"1", "x")], tmp_path)
    write([Output("a/b", b"2", "x")], tmp_path)
    assert read(tmp_path) == {"a/b": "2"}
    write([Output("a", b"3", "x")], tmp_path)
    assert read(tmp_path) == {"a": "3"}


class Killed(BaseException):
    pass


@pytest.mark.parametrize("moment", range(12))
def test_killed_at_any_moment_the_next_run_recovers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    old, new = outputs(a_html="1", b_html="2", c_html="3"), outputs(a_html="one", b_html="2", d_html="4")
    write(old, tmp_path)
    count = 0
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        nonlocal count
        count += 1
        if count == moment:
            raise Killed
        real(source, target)

    written = 0
    real_bytes = Path.write_bytes

    def write_bytes(self: Path, data: bytes) -> int:
        nonlocal written
        written += 1
        if moment >= 6 and written == moment - 5:
            raise Killed
        return real_bytes(self, data)

    monkeypatch.setattr("sitegen.write.os.replace", replace)
    monkeypatch.setattr(Path, "write_bytes", write_bytes)
    try:
        write(new, tmp_path)
    except Killed:
        if not (tmp_path / JOURNAL).exists():
            assert read(tmp_path) == {"a.html": "1", "b.html": "2", "c.html": "3"}
    monkeypatch.undo()
    write(new, tmp_path)
    assert read(tmp_path) == {"a.html": "one", "b.html": "2", "d.html": "4"}
    assert not (tmp_path / STAGE).exists()
    assert not (tmp_path / JOURNAL).exists()


def test_a_full_disk_leaves_the_old_site_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(outputs(a_html="1", b_html="2"), tmp_path)

    def full(self: Path, data: bytes) -> int:
        raise OSError(28, f"No space left on device for {len(data)} bytes", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(WriteError, match="No space left on device"):
        write(outputs(a_html="one", b_html="two"), tmp_path)
    monkeypatch.undo()
    assert read(tmp_path) == {"a.html": "1", "b.html": "2"}
    assert not (tmp_path / STAGE).exists()


def test_a_manifest_cannot_reach_outside(tmp_path: Path) -> None:
    target, outside = tmp_path / "public", tmp_path / "precious"
    outside.write_text("keep", encoding="utf-8")
    write(outputs(a_html="1"), target)
    (target / MANIFEST).write_text(
        '{"files": {"a.html": "x", "../precious": "x", "/etc/x": "y"}}', encoding="utf-8"
    )
    write(outputs(a_html="2"), target)
    assert outside.read_text(encoding="utf-8") == "keep"


def test_a_damaged_manifest_is_told_and_nothing_is_left_behind_in_silence(tmp_path: Path) -> None:
    write(outputs(a_html="1"), tmp_path)
    (tmp_path / MANIFEST).write_text("{", encoding="utf-8")
    with pytest.raises(WriteError, match="SG606"):
        write(outputs(b_html="2"), tmp_path)


@pytest.mark.parametrize("folder", [False, True])
def test_what_is_not_ours_is_never_replaced(tmp_path: Path, folder: bool) -> None:  # noqa: FBT001
    write(outputs(a_html="1"), tmp_path)
    theirs = tmp_path / "b.html" / "keep" if folder else tmp_path / "b.html"
    theirs.parent.mkdir(exist_ok=True)
    theirs.write_text("mine", encoding="utf-8")
    with pytest.raises(WriteError, match=r"SG607: this is not ours, and test makes b\.html"):
        write(outputs(a_html="one", b_html="2"), tmp_path)
    assert theirs.read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == "1"


def test_links_inside_the_folder_are_not_followed(tmp_path: Path) -> None:
    target, outside = tmp_path / "public", tmp_path / "outside"
    outside.mkdir()
    write(outputs(a_html="1"), target)
    (target / "articles").symlink_to(outside)
    with pytest.raises(WriteError, match="SG605"):
        write(outputs(a_html="1", articles__x_html="2"), target)
    assert list(outside.iterdir()) == []


def test_an_output_outside_of_the_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="SG604"):
        write([Output("../x.html", b"1", "evil")], tmp_path / "public")


def test_a_first_run_that_was_killed_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / STAGE).mkdir()
    (tmp_path / STAGE / "a.html").write_text("half", encoding="utf-8")
    write(outputs(a_html="1"), tmp_path)
    assert read(tmp_path) == {"a.html": "1"}


@pytest.mark.parametrize("name", [".git", ".gitkeep", "CNAME", ".DS_Store", ".nojekyll", "README.md"])
def test_a_first_build_stands_beside_what_repositories_and_hosts_have(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("theirs", encoding="utf-8")
    write([Output("a.html", b"a", "x"), Output(".nojekyll", b"", "x")], tmp_path)
    assert (tmp_path / "a.html").read_bytes() == b"a"
    assert name == ".nojekyll" or (tmp_path / name).read_text(encoding="utf-8") == "theirs"
