"""Links, pictures and slips are told, each at its own line."""

import pytest
from conftest import ARTICLE, BELL, NOTE, THIRD, Archive, told


def test_errors_of_all_files_are_told_at_once(one: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    one.write("content/names.toml", "[[entity]\n")
    one.write("content/withdrawn.toml", '[[withdrawn]]\nid = "1"\n')
    one.write(NOTE, "---\ntitel: x\n---\n")
    assert one.run("build") == 2
    said = capsys.readouterr().err
    assert all(part in said for part in ("content/names.toml:1", "content/withdrawn.toml:1", f"{NOTE}:2"))
    one.write("sitegen.toml", 'titel = "x"\nlanguage = "English"\n[rights]\ndefault = "ful"\n')
    assert one.run("build") == 2
    said = capsys.readouterr().err
    assert all(
        part in said
        for part in (
            "sitegen.toml:1: error SG402",
            "sitegen.toml:2: error SG402",
            "sitegen.toml:4: error SG402",
        )
    )


def test_files_are_copied_and_pictures_found_from_where_the_note_stands(one: Archive) -> None:
    for name in ("pier.png", "notes.pdf", ".well-known/x", "maps/a b.svg"):
        one.write(f"content/files/{name}", b"bytes")
    one.write("content/files/._pier.png", b"x")
    one.write(
        NOTE,
        "![The pier](../files/pier.png) ![](<../files/maps/a b.svg>) ![](files/pier.png) ![](pier.png) [all](../pages/p.md#part-one)\n",
    )
    one.write(
        "content/pages/p.md", "## Part one\n\n[the note](../notes/000.md), [the seed](../../seeds/000.txt)\n"
    )
    assert one.run("build", "-q", "--strict") == 1, "an article without a date and a source"
    assert [
        (one.public / name).read_bytes()
        for name in ("pier.png", "notes.pdf", ".well-known/x", "maps/a b.svg")
    ] == [b"bytes"] * 4
    assert not (one.public / "._pier.png").exists()
    page = (one.public / "articles/000.html").read_text(encoding="utf-8")
    assert page.count('src="../pier.png"') == 3
    assert 'src="../maps/a%20b.svg"' in page
    assert 'href="../pages/p.html#part-one"' in page
    assert (one.public / "pages/p.html").read_text(encoding="utf-8").count('href="../articles/000.html"') == 2
    assert told(one) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n\n![x](no.png)\n", 3),
        ("a\nb [x](gone.md)\n", 2),
        ('a\n\n## "the ferry would run again"\n\nb\n\n[x](../files/no.pdf)\n', 7),
    ],
)
def test_a_link_or_picture_that_leads_nowhere_is_an_error_at_its_own_line(
    one: Archive, text: str, line: int
) -> None:
    one.write(NOTE, text)
    (said,) = told(one)
    assert said.startswith(f"{NOTE}:{line}: error SG504")
    assert one.run("check", "-q") == 1


@pytest.mark.parametrize(
    "link", ["../", "../articles/", "./", "../articles/index.html", "#words", "000.html", "?x=1"]
)
def test_links_that_every_host_answers_are_fine(one: Archive, link: str) -> None:
    one.write("sitegen.toml", 'title = "T"\naddress = "https://example.org/my%20site/"\n')
    one.write(NOTE, f"# Words\n\n[x]({link})\n")
    assert one.run("check", "-q") == 0


def test_an_anchor_that_is_not_there_is_told_at_its_line_by_check_and_a_strict_build(
    one: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    one.write("content/pages/p.md", "# P\n\nwords\n\n[x](#nowhere)\n")
    assert one.run("check") == 1
    assert "content/pages/p.md:5: error SG504" in capsys.readouterr().out
    assert one.run("build", "--strict") == 1
    assert "content/pages/p.md:5: error SG504" in capsys.readouterr().err


def test_a_strict_check_names_every_slip_of_an_archive_that_has_one_of_each(
    one: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    one.write("seeds/000.txt", f"{ARTICLE}\nhttps://www.gazette.example.org/news/1\n")
    one.write("seeds/001.txt", f"Harbour\n\n{THIRD}\n\n{BELL}\n")
    one.write("seeds/003.txt", f"{ARTICLE}\nMore words of another page stand here.\n")
    one.write(
        "sitegen.toml",
        'title = "T"\n\n[sources."gazete.example.org"]\nrights = "record"\n\n[cleaning]\ndrop = ["nowhere"]\n',
    )
    one.write("content/withdrawn.toml", '[[withdrawn]]\nseed = "000"\n')
    one.write("content/withdraw.toml", "")
    one.write("content/notes/000.txt", "x")
    one.write("content/note/000.md", "x")
    one.write("content/notes/001.md", "—\nrights: withdrawn\n—\n")
    one.write("content/notes/sub/other.md", "---\nseed: 7\n---\nx\n")
    one.write(
        "content/pages/a.md",
        "rights: withdrawn\n\nA [link](javascript:x) and ![a picture](no.png).\n\n<!-- no end\n",
    )
    one.write("content/pages/b.md", "[x](#nowhere) [[page:c]]\n")
    one.write("seeds/002.txt", f"Bell\n\n{BELL}\n")
    one.write("content/notes/002.md", 'x\n\n## A bell of two tons\n\n## "words that are not there"\n\ny\n')
    assert one.run("check", "--strict", "-v") == 1
    said = capsys.readouterr().out
    for wanted in (
        "content/note/000.md: error SG121: this file is not read: content/note/ is none of the folders that are; move it to content/notes/",
        "content/notes/000.txt: error SG121: this file is not read: what stands here is Markdown; name it content/notes/000.md",
        'content/notes/001.md:1: error SG404: "—" is no front matter; begin and end it with a line "---"',
        'content/notes/002.md:3: warning SG226: the heading "A bell of two tons"',
        'content/notes/002.md:5: error SG216: remark on "words that are not there"',
        'content/notes/sub/other.md:2: error SG211: this note is for "7"',
        'content/pages/a.md:3: warning SG234: a link to "javascript:"',
        'content/pages/a.md:3: error SG504: there is no picture "no.png"',
        "content/pages/a.md:5: error SG124: this comment has no end",
        'content/pages/b.md:1: error SG504: pages/b.html: "#nowhere"',
        'content/pages/b.md:1: error SG231: "[[page:c]]" leads nowhere',
        "content/withdraw.toml: error SG121: this file is not read: did you mean content/withdrawn.toml?",
        "content/withdrawn.toml:1: warning SG123: the public edition shows 1 copy of seeds/000.txt (withdrawn): seeds/003.txt",
        'sitegen.toml:3: error SG122: no article is from "gazete.example.org"; did you mean [sources."gazette.example.org"]?',
        'sitegen.toml:7: warning SG126: no line that it could speak of is "nowhere"',
    ):
        assert wanted in said, said


def test_a_dead_anchor_is_told_beside_another_dead_link(
    one: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    one.write("content/pages/p.md", "# P\n\n[a](#gone) [b](nowhere.html)\n")
    assert one.run("check") == 1
    said = capsys.readouterr().out
    assert "names a place that pages/p.html does not have" in said
    assert 'the link "nowhere.html" leads nowhere' in said


def test_a_picture_in_another_case_is_told_with_the_right_name(one: Archive) -> None:
    one.write("content/files/Pier.JPG", b"x")
    one.write(NOTE, "![a](../files/pier.jpg)\n")
    (said,) = told(one)
    assert said.endswith('there is no picture "../files/pier.jpg"; did you mean ../files/Pier.JPG?')


def test_an_index_in_small_letters_is_told(one: Archive) -> None:
    one.write("seeds/index.md", "# Mine\n\n- 000.txt\n")
    assert any("name it INDEX.md, in capitals" in problem.message for problem in one.build().problems)
    assert [article.path for article in one.build().analysis.archive.articles] == ["seeds/000.txt"]


def test_all_rows_that_are_wrong_are_told_at_once(one: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    one.write(
        "content/names.toml",
        '[[entity]]\nname = "A B"\nkind = "persons"\n\n[[entity]]\nname = "C D"\nkind = "person"\nalias = ["x"]\n',
    )
    one.write(
        "content/withdrawn.toml", '[[withdrawn]]\nseed = "000"\ndate = "soon"\n\n[[withdrawn]]\nwhy = "x"\n'
    )
    assert one.run("check") == 2
    said = capsys.readouterr().err
    for place in (
        "content/names.toml:1:",
        "content/names.toml:5:",
        "content/withdrawn.toml:1:",
        "content/withdrawn.toml:5:",
    ):
        assert place in said


def test_a_link_from_the_root_of_a_host_is_a_hint(one: Archive) -> None:
    one.write(
        "content/pages/p.md", "Words and [a link](/articles/000.html), [another](../articles/000.html).\n"
    )
    (said,) = (str(problem) for problem in one.build().problems if problem.code == "SG504")
    assert said.startswith('content/pages/p.md:1: info SG504: "/articles/000.html" leads nowhere from a disk')


def test_the_top_of_a_page_is_there(one: Archive) -> None:
    one.write("content/pages/p.md", "Words, and [up](#top).\n")
    assert one.run("check", "-q") == 0
