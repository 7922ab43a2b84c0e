"""Every file of `content/` is read, or told of with the place where it would be."""

import os

import pytest
from conftest import ARTICLE, WITHDRAWN, Archive, published, told

from sitegen.model import SitegenError


@pytest.mark.parametrize(
    "path",
    [
        "content/notes/000.MD",
        "content/notes/000.markdown",
        "content/notes/2024/04/000.md",
        "content/private/000.md",
        "content/private/notes/000.md",
    ],
)
def test_notes_are_read_under_any_of_their_names(one: Archive, path: str) -> None:
    one.write(path, f"---\n{WITHDRAWN}\n---\n")
    assert not published(one)
    assert told(one) == []


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("content/notes/000.txt", "name it content/notes/000.md"),
        ("content/notes/000", "name it content/notes/000.md"),
        ("content/note/000.md", "move it to content/notes/"),
        ("content/Notes2/000.md", "move it to content/notes/"),
        ("content/000.md", "move it to content/notes/ if it is a note on an article"),
        ("content/withdraw.toml", "did you mean content/withdrawn.toml?"),
        ("content/name.toml", "did you mean content/names.toml?"),
        ("content/lists/peple.txt", "did you mean people.txt?"),
        ("content/lists/people.csv", "name it content/lists/people.txt"),
        ("content/pages/pier.png", "copied from content/files/"),
        ("notes/000.md", "move it to content/notes/"),
        ("withdrawn.toml", "move it to content/withdrawn.toml"),
    ],
)
def test_a_file_that_is_not_read_is_told_with_the_right_name(one: Archive, path: str, says: str) -> None:
    one.write(path, f"---\n{WITHDRAWN}\n---\n")
    (said,) = told(one)
    assert "is not read" in said
    assert says in said


@pytest.mark.parametrize(
    "path",
    [
        "content/notes/._000.md",
        "content/notes/000.md~",
        "content/notes/.000.md.swp",
        "content/notes/#000.md#",
        "content/.DS_Store",
        "content/.obsidian/app.json",
        "content/pages/Thumbs.db",
        "themes/mine/templates/.text.html.swp",
        "themes/mine/templates/.DS_Store",
        "themes/mine/templates/preview.png",
        "themes/mine/templates/text.html~",
        "seeds/.DS_Store",
    ],
)
def test_what_editors_and_systems_leave_behind_is_left_alone(one: Archive, path: str) -> None:
    one.write("themes/mine/theme.toml", 'extends = "default"\n')
    one.write("sitegen.toml", 'title = "T"\ntheme = "mine"\n')
    one.write(path, b"\x00\x05\x16\x07\x80bytes")
    assert told(one) == []


def test_what_cannot_be_opened_is_told(one: Archive) -> None:
    for name in ("notes/000.md", "withdrawn.toml", "pages/p.md"):
        (one.root / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (one.root / "content" / name).symlink_to("gone")
    with pytest.raises(SitegenError, match=r"content/withdrawn.toml: error SG405"):
        one.build()
    (one.root / "content/withdrawn.toml").unlink()
    os.mkfifo(one.root / "content/notes/pipe.md")
    assert sorted(said.split(": ")[0] for said in told(one)) == [
        "content/notes/000.md",
        "content/notes/pipe.md",
        "content/pages/p.md",
    ]


def test_a_note_that_lies_among_the_seeds_is_told(one: Archive) -> None:
    one.write("seeds/000.md", "---\ndate: 2021-03-05\n---\nWords of mine.\n")
    assert any(
        str(problem).startswith(
            "seeds/000.md: warning SG132: this is read as an article; if it is your note on seeds/000.txt, move it to"
        )
        for problem in one.build().problems
    )


@pytest.mark.parametrize(
    "says", ["---\nrights: withdrawn\n---", "---\ntitle: x\nprivate: yes\n---", '+++\nrights = "record"\n+++']
)
def test_a_text_that_forbids_to_show_itself_stops_the_public_edition(
    one: Archive, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one.write("seeds/000.txt", f"{says}\n\n{ARTICLE}")
    assert one.run("build", "--profile", "public") == 2
    assert "seeds/000.txt:" in capsys.readouterr().err
    assert not one.public.exists()


@pytest.mark.parametrize(
    "says",
    ["---\nrights: all rights reserved\n---", "rights: withdrawn", "---\ntitle: x\n---\nrights: withdrawn"],
)
def test_a_text_with_a_rights_line_of_its_outlet_is_a_text(one: Archive, says: str) -> None:
    one.write("seeds/000.txt", f"{says}\n\n{ARTICLE}")
    assert "SG132" not in one.codes()


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("CNAME", "https://www.example.org/archive/", "is no bare host"),
        (
            "CNAME",
            "other.example.org\n",
            'it says "other.example.org", and address in sitegen.toml "archive.example.org"',
        ),
        ("cname", "archive.example.org\n", "in capitals"),
        ("CNAME", "archive.example.org\n", ""),
    ],
)
def test_a_host_name_that_no_host_takes_is_told(one: Archive, name: str, text: str, says: str) -> None:
    one.write("sitegen.toml", 'title = "T"\naddress = "https://archive.example.org/"\n')
    one.write(f"content/files/{name}", text)
    assert [says in said for said in told(one)] == ([True] if says else [])


def test_a_folder_that_is_nearly_private_is_told_with_its_name(one: Archive) -> None:
    one.write("content/privat/000.md", "Words.\n")
    (said,) = told(one)
    assert said.endswith("move it to content/private/")


@pytest.mark.parametrize(
    "path",
    [
        "content/notes/000.txt",
        "content/notes/000",
        "content/note/000.md",
        "content/000.md",
        "content/notes/000.mdx",
    ],
)
def test_what_forbids_in_a_file_that_is_not_read_stops_the_public_edition(
    one: Archive, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one.write(path, f"---\n{WITHDRAWN}\n---\n")
    assert one.run("build", "--profile", "public") == 2
    assert (
        f"{path}:2: error SG132: this forbids nothing, since the file is not read" in capsys.readouterr().err
    )
    assert not one.public.exists()


@pytest.mark.parametrize("path", ["content/notes/000.md", "content/pages/p.md", "content/private/000.md"])
@pytest.mark.parametrize("text", ["", "\n\n", "<!-- later -->\n"])
def test_a_file_that_says_nothing_is_told(one: Archive, path: str, text: str) -> None:
    one.write(path, text)
    (said,) = told(one)
    assert said.startswith(f"{path}: warning SG133: this")
