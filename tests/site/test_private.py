"""The public edition has no word of what is private."""

import pytest
from conftest import MARK, NOTE, PARAGRAPH, SECOND, Archive, told

HIDDEN = "between us she never saw the ship"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "text"),
    [
        (NOTE, f"---\nprivate: true\ntitle: {HIDDEN}\n---\n{HIDDEN}\n"),
        (NOTE, f"---\nprivate: yes\n---\n{HIDDEN}\n"),
        (NOTE, f'For all.\n\n## private: "the ferry would run again"\n\n{HIDDEN}\n'),
        (NOTE, f"For all.\n\n## Private: Monday that “the ferry would run again” from the\n\n{HIDDEN}\n"),
        (NOTE, f"For all.\n\n## private\n\n{HIDDEN}\n"),
        (NOTE, f"For all.\n\n## private: my doubts\n\n{HIDDEN}\n"),
        ("content/private/000.md", f"{HIDDEN}\n"),
        ("content/private/pages/p.md", f"# {HIDDEN}\n\nx\n"),
        ("content/private/files/p.txt", HIDDEN),
        ("content/pages/p.md", f"---\nprivate: true\n---\n# {HIDDEN}\n\n{HIDDEN}\n"),
    ],
)
def test_the_public_edition_has_nothing_of_what_is_private(one: Archive, path: str, text: str) -> None:
    one.write(path, text)
    one.write("content/pages/other.md", "See [[page:p]].\n" if "/pages/" in path else "x\n")
    assert one.run("build", "-q") == 0
    assert any(
        HIDDEN in file.read_text(encoding="utf-8")
        for file in one.public.rglob("*")
        if file.suffix in {".html", ".txt"}
    )
    assert one.run("build", "-q", "--profile", "public") == 0
    for file in one.public.rglob("*"):
        assert not file.is_file() or HIDDEN.encode() not in file.read_bytes(), file


@pytest.mark.parametrize(
    "heading",
    [
        "### private",
        "# private",
        "private\n===",
        "##private",
        "> ## private",
        "- ## private",
        "## private!",
        "## PRIVATE.",
        "## (private)",
        "## [private]",
        "## **private**",
        "## `private`",
        "## \U0001f512 private",
        "## private：doubts",
        "## private – my doubts",
        '## private "the ferry would run again"',
        '## "the ferry would run again" private',
        '## "the ferry would run again" (private)',
        '## **private:** "the ferry would run again"',
        '### private: "the ferry would run again"',
        '## private note: "the ferry would run again"',
        '##private: "the ferry would run again"',
        '> ## private: "the ferry would run again"',
        '**private:** "the ferry would run again"',
        '- private: "the ferry would run again"',
        "[private]",
        "(private)",
        "::: private",
        "private:",
    ],
)
@pytest.mark.parametrize("path", [NOTE, "content/pages/p.md"])
def test_what_is_meant_to_be_private_is_hidden_or_told(one: Archive, path: str, heading: str) -> None:
    one.write(path, f"For all.\n\n{heading}\n\n{HIDDEN}\n")
    assert one.run("build", "-q", "--profile", "public") in {0, 1}
    for file in one.public.rglob("*"):
        assert not file.is_file() or HIDDEN.encode() not in file.read_bytes(), file


@pytest.mark.parametrize(
    "heading", ["## Private notes", "## private my doubts", "**Private:** my doubts", "Private: my doubts"]
)
def test_a_heading_that_only_begins_with_private_is_told(one: Archive, heading: str) -> None:
    one.write(NOTE, f"For all.\n\n{heading}\n\nWords.\n")
    (said,) = told(one)
    assert said.startswith(f"{NOTE}:3: warning SG227")


@pytest.mark.parametrize(
    "path",
    [
        "content/Private/000.md",
        "content/notes/private/000.md",
        "content/pages/private/p.md",
        "content/private/pages/sub/p.md",
        "content/files/private/x.txt",
    ],
)
def test_private_is_private_at_any_depth(one: Archive, path: str) -> None:
    one.write(path, f"{HIDDEN}\n")
    assert one.run("build", "-q", "--profile", "public") == 0
    for file in one.public.rglob("*"):
        assert not file.is_file() or HIDDEN.encode() not in file.read_bytes(), file


def test_links_do_not_let_private_files_out(one: Archive) -> None:
    one.write("content/private/000.md", f"{HIDDEN}\n")
    one.write("content/private/files/p.txt", HIDDEN)
    for name, target in (
        ("notes/mine", "../private"),
        ("files/q.txt", "../private/files/p.txt"),
        ("files/x", "../private/files"),
    ):
        (one.root / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (one.root / "content" / name).symlink_to(target)
    assert one.run("build", "-q", "--profile", "public") in {0, 1}
    for file in one.public.rglob("*"):
        assert not file.is_file() or HIDDEN.encode() not in file.read_bytes(), file


def test_a_picture_of_private_words_alone_is_not_published(
    one: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    one.write("content/files/shot.png", b"x")
    one.write("content/private/files/mine.png", b"x")
    one.write(
        NOTE,
        "![Mine](../private/files/mine.png) [there](../private/files/mine.png)\n\n## private\n\n![Shot](../files/shot.png)\n",
    )
    assert one.run("build", "-q") == 0
    assert (one.public / "shot.png").is_file()
    assert one.run("build", "--profile", "public") == 0
    assert f"{NOTE}:1: warning SG235" in capsys.readouterr().err
    assert not list(one.public.rglob("*.png"))
    page = (one.public / "articles/000.html").read_text(encoding="utf-8")
    assert "<p>Mine there</p>" in page
    assert "mine.png" not in page


def test_what_a_private_note_forbids_is_forbidden_in_public(one: Archive) -> None:
    one.write(
        "content/private/000.md", f'---\nrights: full\ndrop: ["Shopkeepers near"]\ntags: [x]\n---\n{HIDDEN}\n'
    )
    assert one.run("build", "-q", "--profile", "public") == 0
    text = (one.public / "articles/000.html").read_text(encoding="utf-8").split('<section class="cuts"')[0]
    assert MARK in text
    assert "visitors had stayed away" not in text


def test_private_words_that_another_file_repeats_are_found(
    one: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    one.write("content/private/000.md", f"{HIDDEN}\n")
    one.write("content/pages/p.md", f"I was told that {HIDDEN}.\n")
    assert one.run("build", "--profile", "public") == 2
    said = capsys.readouterr().err
    assert "content/private/000.md:1: error SG507" in said
    assert "SG608" in said
    assert not one.public.exists(), "nothing is written"


def test_no_public_pack_holds_private_words_that_another_file_repeats(
    one: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    one.write("content/private/000.md", f"{HIDDEN}\n")
    one.write("content/pages/p.md", f"I was told that {HIDDEN}.\n")
    assert one.run("pack", "--profile", "public", "--zip", "--epub") == 2
    said = capsys.readouterr().err
    assert "content/private/000.md:1: error SG507" in said
    assert "SG608" in said
    assert not (one.root / "dist").exists(), "nothing is written"
    assert one.run("pack", "--zip") == 0, "the private edition may hold them"


def test_a_private_remark_that_quotes_the_article_is_no_leak(one: Archive) -> None:
    one.write("content/private/000.md", f"{PARAGRAPH}\n\n{SECOND}\n")
    assert one.run("build", "-q", "--profile", "public") == 0


def test_no_word_tells_to_publish_private_facts(one: Archive) -> None:
    assert one.run("index", "--write", "-q") == 0
    one.write("content/private/000.md", "---\ntitle: Smithgate unmasked\nsource: hush.example.org\n---\n")
    assert told(one) == []
    index = (one.root / "seeds/INDEX.md").read_text(encoding="utf-8")
    one.write("seeds/INDEX.md", index.replace("Ferry returns to the bay in June", "Smithgate unmasked"))
    assert one.run("build", "--profile", "public") == 2, "the private headline would be published"


def test_private_false_in_the_private_folder_is_told(one: Archive) -> None:
    one.write("content/private/000.md", "---\nprivate: false\n---\nWords.\n")
    (said,) = told(one)
    assert said.startswith("content/private/000.md:2: warning SG227: this has no effect")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/withdrawn.toml", '[[withdrawn]]\nseed = "000"\n'),
        (NOTE, "---\nrights: withdrawn\n---\n![scan](../files/scan.png)\n"),
    ],
)
def test_a_picture_of_a_withdrawn_text_is_not_published(one: Archive, path: str, text: str) -> None:
    one.write("content/files/scan.png", b"x")
    one.write("content/files/other.png", b"x")
    one.write(NOTE, "![scan](../files/scan.png)\n")
    one.write(path, text)
    assert one.run("build", "-q", "--profile", "public") in {0, 1}
    assert not (one.public / "scan.png").exists()
    assert (one.public / "other.png").exists()
