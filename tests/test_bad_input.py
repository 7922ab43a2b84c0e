"""Every row of what bad input gets."""

import os
from pathlib import Path

import pytest
from conftest import ARTICLE, PARAGRAPH, SECOND, Archive

from sitegen.model import SitegenError


def problems(archive: Archive, code: str) -> list[str]:
    return [str(problem) for problem in archive.build().problems if problem.code == code]


def test_a_seed_that_is_no_text_is_skipped_and_strict_fails(full_archive: Archive) -> None:
    full_archive.write("seeds/009_x.txt", b"\x89PNG\r\n\x1a\n" + bytes(300))
    assert problems(full_archive, "SG101") == [
        "seeds/009_x.txt: warning SG101: skipped: it is a picture; an archive holds texts; pictures for notes stand in content/files/"
    ]
    assert full_archive.run("build", "-q") == 0
    assert full_archive.run("build", "-q", "--strict") == 1
    assert (full_archive.public / "articles/000.html").is_file()


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser can read every file")
def test_an_unreadable_seed_is_skipped(full_archive: Archive) -> None:
    full_archive.write("seeds/009_x.txt", ARTICLE).chmod(0)
    assert "cannot be read" in problems(full_archive, "SG101")[0]


def test_two_seeds_for_one_address(full_archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    full_archive.write("seeds/000_z.txt", f"Another\n\n{SECOND}\n\n{PARAGRAPH}\n")
    assert full_archive.run("build") == 1
    said = capsys.readouterr().err
    assert "seeds/000_z.txt: error SG102" in said
    assert "seeds/000_a.txt" in said
    assert (full_archive.public / "articles/000-z.html").is_file()


def test_an_alias_of_two_entities_is_an_error_and_not_linked(full_archive: Archive) -> None:
    full_archive.write(
        "content/names.toml",
        '[[entity]]\nname = "Anna Example"\nkind = "person"\n\n[[entity]]\nname = "Example Group"\nkind = "organisation"\naliases = ["Anna Example"]\n',
    )
    (said,) = problems(full_archive, "SG301")
    assert said.startswith("content/names.toml:5: error SG301")
    assert "content/names.toml:1" in said
    assert "anna-example" not in "".join(output.path for output in full_archive.build().outputs)


def test_a_note_for_no_seed_and_two_notes_for_one(full_archive: Archive) -> None:
    full_archive.write("content/notes/077.md", "text")
    full_archive.write("content/notes/more.md", "---\nseed: 000_a\n---\ntext")
    assert problems(full_archive, "SG211")[0].startswith("content/notes/077.md: error SG211")
    (said,) = problems(full_archive, "SG212")
    assert said.startswith("content/notes/more.md:2: error SG212")
    assert "content/notes/000.md" in said


def test_an_anchor_that_is_not_found_or_found_twice_is_an_orphan(full_archive: Archive) -> None:
    full_archive.write(
        "content/notes/000.md",
        '## "these words are nowhere"\n\nLost.\n\n## "the"\n\nEverywhere.\n\n## "three months of repairs"\n\nHere.\n',
    )
    assert problems(full_archive, "SG216")[0].startswith("content/notes/000.md:1: error SG216")
    assert problems(full_archive, "SG217")[0].startswith("content/notes/000.md:5: error SG217")
    page = full_archive.page("articles/000.html")
    assert page.count("This remark has lost its place") == 2
    assert 'id="n3-ref"' in page


def test_lines_of_a_note_that_are_not_there(full_archive: Archive) -> None:
    full_archive.write("content/notes/000.md", '---\nkeep: ["no such line"]\ndrop: [99]\n---\n')
    assert [said.split(": ")[0] for said in problems(full_archive, "SG213")] == [
        "content/notes/000.md:2",
        "content/notes/000.md:3",
    ]


HOSTILE = (
    "<script>alert(1)</script> & <b>bold</b>\n\n"
    f"{PARAGRAPH} <img src=x onerror=alert(1)> javascript:alert(1) [link](javascript:alert(1))\n\n"
    f"{SECOND} \u202edesrever\u202c {{{{ 7*7 }}}} {{% raw %}}\n\njavascript:alert(2)\n"
)


def test_markup_in_a_seed_is_shown_as_text(archive: Archive) -> None:
    archive.write("seeds/000_a.txt", HOSTILE)
    for output in archive.build().outputs:
        if output.path.endswith(".html"):
            page = output.data.decode()
            assert "<script>alert" not in page
            assert "<img src=x" not in page
            assert 'href="javascript:' not in page
            assert "<b>bold" not in page
    assert "{{ 7*7 }}" in archive.page("articles/000.html")


def test_escaped_markup_in_a_seed_is_decoded_to_text_and_escaped_on_pages(archive: Archive) -> None:
    escaped = "&lt;script&gt;alert(1)&lt;/script&gt; it&rsquo;s &lt;b&gt;bold&lt;/b&gt; &lt;img src=x onerror=alert(1)&gt;"
    archive.write("seeds/000_a.txt", f"A title &amp; more\n\n{PARAGRAPH} {escaped}\n\n{SECOND}\n")
    for output in archive.build().outputs:
        if output.path.endswith(".html"):
            page = output.data.decode()
            assert "<script>alert" not in page
            assert "<img src=x" not in page
            assert "<b>bold" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; it’s &lt;b&gt;bold" in archive.page("articles/000.html")


def test_an_address_that_is_none_is_never_linked(full_archive: Archive) -> None:
    full_archive.write(
        "content/notes/000.md",
        "---\naddress: javascript:alert(1)\narchived: data:text/html,x\n---\n[x](javascript:alert(1)) <script>alert(1)</script>\n",
    )
    page = full_archive.page("articles/000.html")
    assert 'href="javascript:' not in page
    assert 'href="data:' not in page
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("path", "text", "says"),
    [
        ("sitegen.toml", "title = \n", "sitegen.toml:1:9: error SG401"),
        ("content/names.toml", "[[entity]\n", "content/names.toml:1:"),
        (
            "content/relations.toml",
            '[[pair]]\nseed = "1"\n',
            'content/relations.toml:1: error SG402: unknown key "seed"',
        ),
        ("content/withdrawn.toml", '[[withdrawn]]\nid = "1"\n', "content/withdrawn.toml:1: error SG402"),
    ],
)
def test_a_broken_file_is_said_with_its_place_and_the_last_site_stays(
    full_archive: Archive, capsys: pytest.CaptureFixture[str], path: str, text: str | bytes, says: str
) -> None:
    assert full_archive.run("build", "-q") == 0
    before = (full_archive.public / "index.html").read_bytes()
    full_archive.write(path, text)
    assert full_archive.run("build") == 2
    assert says in capsys.readouterr().err
    assert (full_archive.public / "index.html").read_bytes() == before


@pytest.mark.parametrize(
    ("path", "text", "says"),
    [
        ("content/notes/000.md", "---\ntitle: a: b\n---\n", "content/notes/000.md:2: error SG404"),
        ("content/pages/x.md", b"\xff\xfe\x00bad", "content/pages/x.md: error SG405: not UTF-8"),
        (
            "content/entities/anna-example.md",
            "---\nentity\n---\n",
            "content/entities/anna-example.md:2: error SG404",
        ),
    ],
)
def test_a_broken_note_or_page_is_an_error_of_that_file_alone(
    full_archive: Archive, capsys: pytest.CaptureFixture[str], path: str, text: str | bytes, says: str
) -> None:
    full_archive.write("content/notes/001.md", "---\ntitle: [a\n---\n")
    full_archive.write(path, text)
    assert full_archive.run("build", "-q") == 1
    said = capsys.readouterr().err
    assert says in said
    assert "content/notes/001.md:" in said
    assert (full_archive.public / "articles/000.html").is_file()


@pytest.mark.parametrize(
    ("template", "says"),
    [
        (
            "{% extends 'page.html' %}\n{% block main %}\n{{ page.titel }}\n{% endblock %}",
            "themes/mine/templates/article.html:3: error SG502",
        ),
        ("{% block main %}\n{% if %}\n", "themes/mine/templates/article.html:2: error SG502"),
    ],
)
def test_a_broken_template_is_said_with_its_line(
    full_archive: Archive, capsys: pytest.CaptureFixture[str], template: str, says: str
) -> None:
    full_archive.write("sitegen.toml", 'title = "T"\ntheme = "mine"\n')
    full_archive.write("themes/mine/theme.toml", 'extends = "default"\n')
    full_archive.write("themes/mine/templates/article.html", template)
    assert full_archive.run("build") == 2
    assert says in capsys.readouterr().err


def test_a_theme_that_is_not_there(full_archive: Archive) -> None:
    full_archive.write("sitegen.toml", 'theme = "nowhere"\n')
    with pytest.raises(SitegenError, match="SG501"):
        full_archive.build()


def test_odd_names_get_pages_that_can_be_reached(archive: Archive) -> None:
    for name in ("notes on a ferry.txt", "北京 2022.txt", "100% sure?.txt", "a#b.txt", 'it\'s "quoted".txt'):
        archive.write(f"seeds/{name}", f"{name}\n\n{PARAGRAPH}\n\n{SECOND} {name}\n")
    archive.write("seeds/INDEX.md", "- [one](<notes on a ferry.txt>)\n- `北京 2022`\n")
    assert archive.run("check", "-q") == 0
    assert archive.run("build", "-q") == 0
    assert sorted(file.name for file in (archive.public / "articles").iterdir()) == [
        "100-sure.html",
        "a-b.html",
        "index.html",
        "its-quoted.html",
        "notes-on-a-ferry.html",
        "北京-2022.html",
    ]


def test_empty_and_absent_archives(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert archive.run("build", "-q") == 0
    assert archive.run("check", "-q") == 0
    archive.write("seeds/000_a.txt", b"")
    archive.write("seeds/001_b.txt", b"\n \n\t\n")
    assert archive.run("build", "-q") == 0
    assert "Untitled (000)" in archive.page("articles/000.html")
    other = Archive(tmp_path / "x")
    (other.root / "sitegen.toml").unlink()
    assert other.run("build") == 2
    assert "SG001" in capsys.readouterr().err


@pytest.mark.slow
def test_fifty_megabytes_are_built_and_told(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    line = f"{PARAGRAPH} "
    archive.write(
        "seeds/000_long.txt",
        (line * (25_000_000 // len(line)) + "\n" + f"{SECOND}\n" * (25_000_000 // len(SECOND))).encode(),
    )
    assert (
        archive.run("clean", str(archive.root / "seeds/000_long.txt"), "-q", "-o", str(archive.root / "out"))
        == 0
    )
    assert (archive.root / "out/000_long.txt").stat().st_size > 1_990_000
    capsys.readouterr()
    assert archive.run("build", "-v") == 0
    assert "seeds/000_long.txt: warning SG119: only the first 2,000,000 of its" in capsys.readouterr().err
    assert "more characters, which are not read" in (archive.public / "articles/000.html").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize(
    "template",
    [
        b"\xff",
        b'{% include "article.html" %}',
        b"{{ [].pop() }}",
        b"{{ {}.popitem() }}",
        b"{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    ],
)
def test_whatever_a_template_does_is_told(
    full_archive: Archive, capsys: pytest.CaptureFixture[str], template: bytes
) -> None:
    full_archive.write("sitegen.toml", 'theme = "mine"\n')
    full_archive.write("themes/mine/theme.toml", 'extends = "default"\n')
    full_archive.write("themes/mine/templates/article.html", template)
    assert full_archive.run("build") == 2
    assert "themes/mine/templates/article.html" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "says"),
    [('extends = "defualt"', 'there is no theme "defualt"'), ('colour = "red"', 'unknown key "colour"')],
)
def test_odd_themes(full_archive: Archive, capsys: pytest.CaptureFixture[str], text: str, says: str) -> None:
    full_archive.write("sitegen.toml", 'theme = "mine"\n')
    full_archive.write("themes/mine/theme.toml", text)
    assert full_archive.run("build") == 2
    assert says in capsys.readouterr().err


def test_odd_addresses_and_dates_do_not_stop_a_build(full_archive: Archive) -> None:
    full_archive.write("seeds/003_d.txt", f"Odd\n\n{PARAGRAPH} odd\n\nhttps://[::1]\n\nhttp://[oops\n")
    full_archive.write("content/notes/000.md", "---\ndate: yesterday\n---\n")
    full_archive.write("content/notes/001.md", '---\ndate: 2024-13\naddress: "http://[oops"\n---\n')
    assert problems(full_archive, "SG215")[0].startswith("content/notes/000.md:2")
    assert full_archive.run("check", "-q") == 1


def test_contradictory_words_on_a_pair(full_archive: Archive) -> None:
    full_archive.write(
        "content/relations.toml",
        '[[pair]]\nseeds = ["000", "001"]\nrelation = "none"\n[[pair]]\nseeds = ["001", "000"]\nrelation = "same"\n',
    )
    assert problems(full_archive, "SG222")[0].startswith("content/relations.toml:4")
