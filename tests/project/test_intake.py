from pathlib import Path

import pytest
from conftest import ARTICLE, BELL

from sitegen.cli import main
from sitegen.project.intake import kept_names, look_through, table


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files: dict[str, str | bytes] = {
        "b.txt": ARTICLE,
        "2024/04/b.txt": f"{ARTICLE}\nmore\n",
        "2024/a.text": BELL,
        "2024/copy of b.txt": ARTICLE,
        "report.pdf": b"%PDF-1.4",
        "page.txt": "<!doctype html><html><head></head><body><p>x</p><p>y</p></body></html>",
        "empty.txt": " \n",
        ".DS_Store": b"\x00\x01",
        "._b.txt": b"\x00\x05",
        "b.txt~": ARTICLE,
        ".git/HEAD": "ref",
        "bytes.txt": bytes(3000),
        "INDEX.md": "# mine",
    }
    for name, data in files.items():
        file = tmp_path / "in" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
    (tmp_path / "in/loop").symlink_to(tmp_path / "in")
    return tmp_path / "in"


def test_sub_folders_are_walked_and_each_file_is_taken_or_told(folder: Path) -> None:
    found = look_through([folder], {})
    assert [one.shown for one in found if one.taken] == [
        "2024/04/b.txt",
        "2024/a.text",
        "2024/copy of b.txt",
        "b.txt",
    ]
    assert {one.shown: one.kind for one in found if not one.taken} == {
        "report.pdf": "a PDF that cannot be read (PdfStreamError)",
        "page.txt": "an HTML page",
        "empty.txt": "empty",
        ".DS_Store": "hidden, or left behind by a program or system",
        "._b.txt": "hidden, or left behind by a program or system",
        "b.txt~": "hidden, or left behind by a program or system",
        ".git/HEAD": "hidden, or left behind by a program or system",
        "bytes.txt": "binary data",
        "INDEX.md": "an index",
        "loop": "a link to a folder",
    }
    assert [(one.shown, one.twin) for one in found if one.twin] == [("b.txt", "2024/copy of b.txt")]
    names = kept_names(found, set())
    assert [names[one.file] for one in found if one.taken] == ["b.txt", "a.text", "copy of b.txt", "b-2.txt"]
    lines = table(found)
    assert lines[0].startswith("taken      4  plain text")
    assert any("left       1  a PDF" in line for line in lines)
    assert lines[-1] == "1 of these texts is byte for byte the same as another: b.txt is 2024/copy of b.txt"


def test_a_file_is_no_folder_of_texts(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(tmp_path / "a"), "--from", str(folder / "b.txt")]) == 2
    assert "this is a file; name the folder it stands in" in capsys.readouterr().err


def test_new_takes_the_texts_and_the_archive_builds(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(tmp_path / "a"), "--from", str(folder)]) == 0
    said = capsys.readouterr().err
    assert "left       1  a PDF" in said
    assert "Before you push this folder" in said
    assert main(["-C", str(tmp_path / "a"), "build", "-q"]) == 0


@pytest.mark.parametrize("beside", [(), (".git/HEAD", "README.md", "LICENSE", ".gitignore", "CNAME")])
def test_new_works_in_a_repository(tmp_path: Path, beside: tuple[str, ...]) -> None:
    for name in beside:
        (tmp_path / "a" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "a" / name).write_text("/mine/", encoding="utf-8")
    (tmp_path / "a").mkdir(exist_ok=True)
    assert main(["-C", str(tmp_path / "a"), "new", "."]) == 0
    for name in set(beside) - {".gitignore"}:
        assert (tmp_path / "a" / name).read_text(encoding="utf-8") == "/mine/"
    assert {"/public/", "/dist/", "/.sitegen/"} <= set(
        (tmp_path / "a/.gitignore").read_text(encoding="utf-8").split()
    )
    assert main(["-C", str(tmp_path / "a"), "new", "."]) == 2, "it is an archive already"


def test_new_beside_other_files_wants_to_be_told_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", str(folder), "new", "."]) == 2
    assert "say --here" in capsys.readouterr().err
    assert main(["-C", str(folder), "new", "--here"]) == 0
    assert (folder / "sitegen.toml").is_file()
    assert (folder / "report.pdf").is_file()
    assert main(["-C", str(folder), "new"]) == 2


def test_add_takes_folders_and_says_what_is_there_already(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["new", str(tmp_path / "a"), "--from", str(folder), "-q"])
    capsys.readouterr()
    assert main(["-C", str(tmp_path / "a"), "add", str(folder / "2024"), str(folder / "report.pdf")]) == 1
    said = capsys.readouterr()
    assert "3 of these texts are byte for byte the same as another" in said.err
    assert "left       1  a PDF" in said.err
    assert said.out.count("\nseeds/") + said.out.startswith("seeds/") == 3
    assert main(["-C", str(tmp_path / "a"), "add", str(folder / "report.pdf")]) == 2
    assert main(["-C", str(tmp_path / "a"), "add", str(folder / "nowhere")]) == 2
