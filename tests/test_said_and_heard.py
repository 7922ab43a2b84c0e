"""What a person says has an effect or is heard of: each slip is read, or told with its file, its line and the right spelling."""

import os
from typing import Literal
from unicodedata import normalize

import pytest
from conftest import ARTICLE, BELL, PARAGRAPH, SECOND, THIRD, Archive

from sitegen.model import SitegenError

WITHDRAWN = "rights: withdrawn"
NOTE = "content/notes/000.md"
MARK = "ferry would run again"


def told(archive: Archive) -> list[str]:
    """Give the problems of an archive that a person's files have; those of seeds are other tests' matter."""
    return [str(one) for one in archive.build().problems if not one.path.startswith("seeds/")]


def published(archive: Archive) -> bool:
    """Say whether the public edition shows the text of the first article."""
    assert archive.run("build", "-q", "--profile", "public") in {0, 1}
    return MARK in (archive.public / "articles/000.html").read_text(encoding="utf-8")


@pytest.fixture
def one(archive: Archive) -> Archive:
    archive.write("seeds/000.txt", ARTICLE)
    archive.write("sitegen.toml", 'title = "T"\n\n[rights]\ndefault = "full"\n')
    return archive


@pytest.mark.parametrize(
    "text",
    [
        f"---\n{WITHDRAWN}\n---\n",
        f"\n\n---\n{WITHDRAWN}\n---\n",
        f"  ---\n{WITHDRAWN}\n---\n",
        f"\ufeff\ufeff---\n{WITHDRAWN}\n---\n",
        f"\u200b---\n{WITHDRAWN}\n---\n",
        f"<!-- mine\n-->\n\n---\n{WITHDRAWN}\n---\n",
        '+++\nrights = "withdrawn"\n+++\n',
        f"---\r\n{WITHDRAWN}\r\n---\r\n",
        f"---   \n{WITHDRAWN}\n---   \n",
        f"---\n{WITHDRAWN}\n---",
    ],
)
def test_front_matter_is_read_wherever_it_begins(one: Archive, text: str) -> None:
    one.write(NOTE, text)
    assert not published(one)
    assert told(one) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"—-\n{WITHDRAWN}\n—-\n", f'{NOTE}:1: error SG404: "—-" is no front matter; begin and end it with a line "---"'),
        (f"___\n{WITHDRAWN}\n___\n", f'{NOTE}:1: error SG404: "___" is no front matter'),
        (f"===\n{WITHDRAWN}\n===\n", f'{NOTE}:1: error SG404: "===" is no front matter'),
        (f"```yaml\n{WITHDRAWN}\n```\n", f'{NOTE}:1: error SG404: "```yaml" is no front matter'),
        (f"\n{WITHDRAWN}\n", f'{NOTE}:2: error SG125: "rights:" is no front matter'),
        (f"title: Other\n{WITHDRAWN}\n\nWords.\n", f'{NOTE}:1: error SG125: "title:" is no front matter'),
        (f"---\n{WITHDRAWN}\n\nWords.\n", f"{NOTE}:1: error SG404: the front matter has no end"),
        (f"----\n{WITHDRAWN}\n----\n", f"{NOTE}:1: error SG404: the front matter has no end"),
        (f"---\ntitle: a: b\n{WITHDRAWN}\n---\n", f"{NOTE}:2: error SG404: mapping values are not allowed here (column 9)"),
        (f"---\ntitel: x\n{WITHDRAWN}\n---\n", f'{NOTE}:2: error SG402: unknown key "titel"; did you mean "title"?'),
        ("---\nrights: withdraw\n---\n", f"{NOTE}:2: error SG205: rights is one of"),
        ('---\ntitle: "\\ud83d"\n---\n', f"{NOTE}:2: error SG404: half of a character"),
        ("+++\nrights = withdrawn\n+++\n", f"{NOTE}:2: error SG401: not valid TOML"),
        ('+++\nright = "withdrawn"\n+++\n', f'{NOTE}:2: error SG402: unknown key "right"; did you mean "rights"?'),
    ],
)
def test_front_matter_that_is_broken_is_told_and_its_text_not_published(one: Archive, text: str, says: str) -> None:
    one.write(NOTE, text)
    assert not published(one)
    (said,) = told(one)
    assert said.startswith(says)


@pytest.mark.parametrize(
    "text",
    [
        "# Note\n\n---\nrights: withdrawn\n---\n",
        "---\n---\n---\nrights: withdrawn\n---\n",
        "- - -\nrights: withdrawn\n- - -\n",
        "========\nrights: withdrawn\n========\n",
        "``` yaml\nrights: withdrawn\n```\n",
        "> ---\n> rights: withdrawn\n> ---\n",
        "rights: withdrawn\nWords.\n",
        "# my comment\nrights: withdrawn\n",
        'rights = "withdrawn"\n',
        '{"rights": "withdrawn"}\n',
        "**rights:** withdrawn\n",
        "- rights: withdrawn\n",
        "rights：withdrawn\n",
        "Words.\n\nrights: withdrawn\n",
        "<!-- mine\n---\nrights: withdrawn\n---\n",
        "---\nrights: [full, withdrawn]\n---\n",
        "---\nrights:\n---\n",
        "---\nrights: withdraw\n---\n",
        "---\nrights: withdrawn\nrights: full\n---\n",
        "---\nrights: withdrawn\ntitle: a: b\n---\nHe wrote:\nrights: full\n",
        "---\nrights: full\ntitle: a: b\n---\n",
        b"---\nrights: withdrawn\ntitle: caf\xe9\n---\n",
    ],
)
def test_words_that_forbid_a_text_forbid_it_wherever_they_stand(one: Archive, text: str | bytes) -> None:
    one.write(NOTE, text)
    assert not published(one)
    assert any("error" in said for said in told(one))


@pytest.mark.parametrize(
    "text", ["---\nseed: 000\ntitle: a: b\n---\nseed: 003 is another\n", "---\nseed: 000\nrights: withdrawn\nx\n---\n"]
)
def test_a_broken_note_is_for_the_seed_that_its_head_names(one: Archive, text: str) -> None:
    one.write("content/notes/note.md", text)
    assert not published(one)


def test_a_broken_note_for_nobody_knows_what_stops_the_public_edition(one: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    one.write("content/notes/note.md", "---\nseed:\n  - 000\n  - 001\nrights: withdrawn\n---\n")
    assert one.run("build", "--profile", "public") == 2
    assert "nobody can tell which text this note is for" in capsys.readouterr().err
    assert one.run("build", "-q") == 1


@pytest.mark.parametrize("second", ["content/private/000.md", "content/notes/sub/000.md"])
def test_of_two_notes_on_a_text_the_stricter_holds(one: Archive, second: str) -> None:
    one.write(NOTE, "Words.\n")
    one.write(second, f"---\n{WITHDRAWN}\n---\n")
    assert not published(one)


def test_the_rights_of_a_source_hold_where_a_private_note_names_it(one: Archive) -> None:
    one.write("content/private/000.md", "---\nsource: gazette.example.org\n---\n")
    one.write("sitegen.toml", 'title = "T"\n[rights]\ndefault = "full"\n[sources."gazette.example.org"]\nrights = "record"\n')
    assert not published(one)


@pytest.mark.parametrize("text", ["Source: the Gazette says so.\n", "A note: it rains.\n", "---\n", "Words.\n\n---\nrights: none\n---\n"])
def test_a_note_of_words_alone_is_one(one: Archive, text: str) -> None:
    one.write(NOTE, text)
    assert all("error" not in said for said in told(one) if "no end" not in said)


def test_characters_written_as_two_escapes_are_joined(one: Archive) -> None:
    one.write(NOTE, '---\ntitle: "Lamps \\ud83d\\udea2"\ntags: ["\\ud83d\\udea2"]\n---\n')
    assert "Lamps \U0001f6a2" in one.page("articles/000.html")


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
    assert "SG121" in said
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


@pytest.mark.parametrize(
    "host", ["gazette.example.org", "www.gazette.example.org", "Gazette.Example.org", "https://gazette.example.org", "gazette.example.org/"]
)
def test_a_source_is_meant_however_its_host_is_written(one: Archive, host: str) -> None:
    one.write("seeds/000.txt", f"{ARTICLE}\nhttps://www.gazette.example.org/news/1\n")
    one.write("sitegen.toml", f'title = "T"\n[rights]\ndefault = "full"\n[sources."{host}"]\nrights = "record"\n')
    assert not published(one)
    assert told(one) == []


@pytest.mark.parametrize(
    ("host", "close"), [("gazete.example.org", "gazette"), ("example.org", "gazette"), ("news.gazette.example.org", "gazette")]
)
def test_a_source_that_no_article_is_from_is_told(one: Archive, host: str, close: str) -> None:
    one.write("seeds/000.txt", f"{ARTICLE}\nhttps://www.gazette.example.org/news/1\n")
    one.write("sitegen.toml", f'title = "T"\n\n[sources."{host}"]\nrights = "record"\n')
    (said,) = told(one)
    assert said.startswith("sitegen.toml:3: error SG122")
    assert f'did you mean [sources."{close}.example.org"]?' in said


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("other", ["NFC", "NFD"])
def test_names_are_the_same_in_any_unicode_form(archive: Archive, form: Literal["NFC", "NFD"], other: Literal["NFC", "NFD"]) -> None:
    archive.write(f"seeds/{normalize(form, 'été')}.txt", ARTICLE)
    archive.write("seeds/b.txt", f"Bell\n\n{BELL}\n")
    name = normalize(other, "été")
    archive.write(f"content/notes/{name}.md", f"---\ntitle: Summer\n---\nSee [[{name}]].\n")
    archive.write("content/relations.toml", f'[[pair]]\nseeds = ["{name}", "b"]\nrelation = "none"\n')
    archive.write("seeds/INDEX.md", f"- [{name}.txt]({name}.txt)\n- [b](b.txt)\n")
    assert [one for one in map(str, archive.build().problems) if "SG2" not in one or "SG21" in one or "SG22" in one] == []
    assert archive.run("explain", name) == 0
    archive.write("content/withdrawn.toml", f'[[withdrawn]]\nseed = "{name}"\n')
    assert "withdrawn" in archive.page("articles/ete.html")


def test_an_exact_name_beats_a_fold_and_a_fold_a_number(archive: Archive) -> None:
    for name, text in (("Harbour.txt", ARTICLE), ("002_lamps.txt", f"Bell\n\n{BELL}\n")):
        archive.write(f"seeds/{name}", text)
    archive.write("content/notes/harbour.md", "---\ntitle: By fold\n---\n")
    archive.write("content/notes/2.md", "---\ntitle: By number\n---\n")
    pages = {output.path: output.data.decode() for output in archive.build().outputs if output.path.startswith("articles/")}
    assert "By fold" in pages["articles/harbour.html"]
    assert "By number" in pages["articles/002.html"]
    assert told(archive) == []


def test_copies_of_what_is_withdrawn_or_restricted_are_named_with_rows_to_paste(archive: Archive) -> None:
    archive.write("seeds/000.txt", ARTICLE)
    archive.write("seeds/001.txt", f"{ARTICLE}\nMore words of another page stand here.\n")
    archive.write("seeds/002.txt", f"Bell\n\n{BELL}\n")
    archive.write("content/withdrawn.toml", '\n[[withdrawn]]\nseed = "000"\n')
    (said,) = told(archive)
    assert said.startswith("content/withdrawn.toml:2: warning SG123: 1 copy of seeds/000.txt (withdrawn) is shown: seeds/001.txt")
    assert said.endswith('[[withdrawn]]\n    seed = "001"')
    archive.write("content/withdrawn.toml", '[[withdrawn]]\nseed = "000"\n[[withdrawn]]\nseed = "001"\n')
    assert told(archive) == []
    archive.write("content/withdrawn.toml", "")
    archive.write(NOTE, "---\nrights: record\n---\n")
    (said,) = told(archive)
    assert said.startswith("content/notes/000.md: warning SG123")
    assert 'write "rights: record" into their notes' in said
    archive.write("content/notes/001.md", "---\nrights: full\n---\n")
    assert told(archive) == [], "a person decided on the copy"


@pytest.mark.parametrize(
    "heading",
    ['"{}"', "“{}”", "„{}“", "„{}”", "«{}»", "»{}«", "「{}」", "‘{}’", 'only "{}"', "private: «{}»"],
)
def test_a_passage_is_quoted_in_marks_of_any_language(one: Archive, heading: str) -> None:
    words = "the ferry would run again"
    one.write(NOTE, f"## {heading.replace('only', 'Monday that').format(words)}\n\nBeside it.\n")
    assert 'class="noted"' in one.page("articles/000.html")
    assert told(one) == []


def test_a_heading_of_the_text_without_marks_is_told_with_the_right_spelling(one: Archive) -> None:
    one.write(NOTE, "Words.\n\n## The road\n\nMore.\n\n## the ferry would run again\n\nBeside it.\n\n## My own thoughts on this\n")
    (said,) = told(one)
    assert said.startswith(f"{NOTE}:7: warning SG226")
    assert said.endswith('write ## "the ferry would run again"')


@pytest.mark.parametrize(
    "before",
    ["```x``` said he.", "~~~\n```\n~~~", "````\n```\n````", "```\n~~~\n```", "    ```", "> ```\n> x", "- ```\n  x\n  ```", "`` ` ``"],
)
def test_code_does_not_swallow_what_stands_below_it(one: Archive, before: str) -> None:
    one.write(NOTE, f'Words.\n\n{before}\n\n## "the ferry would run again"\n\nBeside it.\n')
    assert 'class="noted"' in one.page("articles/000.html")


@pytest.mark.parametrize(
    ("text", "title", "kept"),
    [
        ("---\ntitle: Guide\n---\n# How to read\n\nx\n", "Guide", True),
        ("---\ntitle: Guide\n---\n# Guide\n\nx\n", "Guide", False),
        ("# How to read\n\nx\n", "How to read", False),
        ("---\ntitle: Guide\n---\n## How to read\n\nx\n", "Guide", True),
    ],
)
def test_the_first_heading_of_a_page_stays_where_it_is_not_its_title(one: Archive, text: str, title: str, *, kept: bool) -> None:
    one.write("content/pages/guide.md", text)
    page = one.page("pages/guide.html")
    assert f"<h1>{title}</h1>" in page
    assert ('id="how-to-read"' in page) == kept


COMMENT = "TODO: ask the lawyer"


@pytest.mark.parametrize(
    "text",
    [
        f"a <!-- {COMMENT} --> b",
        f"a\n\n<!--\n{COMMENT}\n\nmore\n-->\n\nb",
        f"- a\n  <!-- {COMMENT} -->\n- b",
        f"> a <!-- {COMMENT} -->",
        f"a <!-- {COMMENT}\n\nno end",
        f"a <!-- {COMMENT} -- > --> b",
        f"a \\` <!-- {COMMENT} --> ` b",
        f"- a ` b\n- <!-- {COMMENT} --> ` c",
        f"# a ` b\n<!-- {COMMENT} --> ` c",
        f"one ` x\n \n<!-- {COMMENT} --> ` y",
        f"[//]: # ({COMMENT})",
    ],
)
@pytest.mark.parametrize("path", [NOTE, "content/pages/guide.md", "content/pages/about.md", "seeds/INDEX.md"])
def test_html_comments_are_not_published(one: Archive, text: str, path: str) -> None:
    one.write(path, f"{text}\n")
    assert all(COMMENT.encode() not in output.data for output in one.build().outputs)
    assert any("SG124" in str(said) for said in one.build().problems) == ("no end" in text)


@pytest.mark.parametrize("text", [f"```\n<!-- {COMMENT} -->\n```", f"    <!-- {COMMENT} -->"])
def test_comments_in_blocks_of_code_are_code(one: Archive, text: str) -> None:
    one.write("content/pages/guide.md", f"a\n\n{text}\n")
    assert COMMENT in one.page("pages/guide.html")


def test_footnotes_addresses_and_task_lists(one: Archive) -> None:
    one.write(
        NOTE,
        'A[^1] https://example.org/bare [call](tel:+47)\n\n- [ ] open\n- [x] done\n\n[^1]: Foot.\n\n## "the ferry"\n\nB[^1]\n\n[^1]: Other.\n',
    )
    page = one.page("articles/000.html")
    assert 'href="https://example.org/bare"' in page
    assert 'href="tel:+47"' in page
    assert "☐ open" in page
    assert page.count('class="endnotes"') == 3, "one remark stands beside its passage and once more for print"
    assert "[^1]" not in page
    assert one.run("check", "-q") == 0, "no id stands twice, each note is reached"


def test_a_link_that_is_not_followed_is_told(one: Archive) -> None:
    one.write("content/pages/x.md", "Words.\n\nA [link](javascript:alert(1)) and [another](data:text/html,x).\n")
    assert [said.split(": ")[0] + said.split('"')[1] for said in told(one)] == [
        "content/pages/x.md:3javascript:",
        "content/pages/x.md:3data:",
    ]


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
    assert all(part in said for part in ("sitegen.toml:1: error SG402", "sitegen.toml:2: error SG402", "sitegen.toml:4: error SG402"))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('language = "English"', 'did you mean "en"?'),
        ('language = "deutsch"', 'did you mean "de"?'),
        ('language = ""', "is no language"),
        ('language = "qq"', "is no language"),
        ('title = ""', '"title" is empty'),
        ('title = "  "', '"title" is empty'),
        ('address = "https://example.org/a/index.html"', "write that of its folder, https://example.org/a/"),
        ('address = "example.org"', "SG403"),
        ("title = “a”", "write straight ones"),
    ],
)
def test_values_of_settings_are_checked(one: Archive, line: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    one.write("sitegen.toml", f"{line}\n")
    assert one.run("build") == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("tag", "made"), [("en_US", "en-US"), ("pt_br", "pt-BR"), ("zh-hant", "zh-Hant"), ("de_DE.UTF-8", "de-DE"), ("no", "no")]
)
def test_language_tags_are_written_as_they_are_meant(one: Archive, tag: str, made: str) -> None:
    one.write(NOTE, f"---\nlanguage: {tag}\n---\n")
    one.write("sitegen.toml", f'title = "T"\nlanguage = "{tag}"\n')
    assert f'xml:lang="{made}"' in one.page("feed.xml")
    assert one.build().studied.archive.articles[0].language == made


def test_a_language_of_a_note_that_is_none_is_told(one: Archive) -> None:
    one.write(NOTE, "---\nlanguage: French\n---\n")
    (said,) = told(one)
    assert said.startswith(f"{NOTE}:2: error SG402")
    assert 'did you mean "fr"?' in said


def test_the_theme_speaks_english_whatever_the_archive_does(one: Archive) -> None:
    one.write("sitegen.toml", 'title = "Hafen"\nlanguage = "de"\n')
    one.write(NOTE, "Auf das Ganze.\n")
    page = one.page("articles/000.html")
    assert '<html lang="en">' in page
    assert '<p class="site-title" lang="de">' in page
    assert '<div lang="de">\n<p>Auf das Ganze.</p>' in page


# Private words -------------------------------------------------------------------------------------------------------

HIDDEN = "between us she never saw the ship"


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
    assert any(HIDDEN in file.read_text(encoding="utf-8") for file in one.public.rglob("*") if file.suffix in {".html", ".txt"})
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


@pytest.mark.parametrize("heading", ["## Private notes", "## private my doubts", "**Private:** my doubts", "Private: my doubts"])
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
    for name, target in (("notes/mine", "../private"), ("files/q.txt", "../private/files/p.txt"), ("files/x", "../private/files")):
        (one.root / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (one.root / "content" / name).symlink_to(target)
    assert one.run("build", "-q", "--profile", "public") in {0, 1}
    for file in one.public.rglob("*"):
        assert not file.is_file() or HIDDEN.encode() not in file.read_bytes(), file


def test_a_picture_of_private_words_alone_is_not_published(one: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    one.write("content/files/shot.png", b"x")
    one.write("content/private/files/mine.png", b"x")
    one.write(NOTE, "![Mine](../private/files/mine.png) [there](../private/files/mine.png)\n\n## private\n\n![Shot](../files/shot.png)\n")
    assert one.run("build", "-q") == 0
    assert (one.public / "shot.png").is_file()
    assert one.run("build", "--profile", "public") == 0
    assert f"{NOTE}:1: warning SG235" in capsys.readouterr().err
    assert not list(one.public.rglob("*.png"))
    page = (one.public / "articles/000.html").read_text(encoding="utf-8")
    assert "<p>Mine there</p>" in page
    assert "mine.png" not in page


def test_what_cannot_be_opened_is_told(one: Archive) -> None:
    for name in ("notes/000.md", "withdrawn.toml", "pages/p.md"):
        (one.root / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (one.root / "content" / name).symlink_to("gone")
    with pytest.raises(SitegenError, match=r"content/withdrawn.toml: error SG405"):
        one.build()
    (one.root / "content/withdrawn.toml").unlink()
    os.mkfifo(one.root / "content/notes/pipe.md")
    assert sorted(said.split(": ")[0] for said in told(one)) == ["content/notes/000.md", "content/notes/pipe.md", "content/pages/p.md"]


def test_a_withdrawn_headline_does_not_stay_in_the_index(one: Archive) -> None:
    assert one.run("index", "--write", "-q") == 0
    one.write("content/withdrawn.toml", '[[withdrawn]]\nseed = "000"\n')
    assert one.run("build", "-q", "--profile", "public") == 0
    assert "Ferry returns" not in (one.public / "articles/index.html").read_text(encoding="utf-8")
    one.write("seeds/INDEX.md", "- [000](000.txt): how the ferry came back to us\n")
    assert any(str(said).startswith("seeds/INDEX.md:1: warning SG128") for said in one.build().problems)


def test_what_a_private_note_forbids_is_forbidden_in_public(one: Archive) -> None:
    one.write("content/private/000.md", f'---\nrights: full\ndrop: ["Shopkeepers near"]\ntags: [x]\n---\n{HIDDEN}\n')
    assert one.run("build", "-q", "--profile", "public") == 0
    text = (one.public / "articles/000.html").read_text(encoding="utf-8").split('<section class="cuts"')[0]
    assert MARK in text
    assert "visitors had stayed away" not in text


def test_private_words_that_another_file_repeats_are_found(one: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    one.write("content/private/000.md", f"{HIDDEN}\n")
    one.write("content/pages/p.md", f"I was told that {HIDDEN}.\n")
    assert one.run("build", "--profile", "public") == 2
    said = capsys.readouterr().err
    assert "content/private/000.md:1: error SG507" in said
    assert "SG608" in said
    assert not one.public.exists(), "nothing is written"


def test_a_private_remark_that_quotes_the_article_is_no_leak(one: Archive) -> None:
    one.write("content/private/000.md", f"{PARAGRAPH}\n\n{SECOND}\n")
    assert one.run("build", "-q", "--profile", "public") == 0


def test_the_method_page_says_of_the_public_edition_what_holds(one: Archive) -> None:
    one.write("sitegen.toml", 'title = "T"\n')
    assert one.run("build", "-q", "--profile", "public") == 0
    page = (one.public / "method.html").read_text(encoding="utf-8")
    assert "Nothing was left out" not in page
    assert "shows no article whole" in page


# Files, pictures, links ----------------------------------------------------------------------------------------------


def test_files_are_copied_and_pictures_found_from_where_the_note_stands(one: Archive) -> None:
    for name in ("pier.png", "CNAME", ".well-known/x", "maps/a b.svg"):
        one.write(f"content/files/{name}", b"bytes")
    one.write("content/files/._pier.png", b"x")
    one.write(
        NOTE,
        "![The pier](../files/pier.png) ![](<../files/maps/a b.svg>) ![](files/pier.png) ![](pier.png) [all](../pages/p.md#part-one)\n",
    )
    one.write("content/pages/p.md", "## Part one\n\n[the note](../notes/000.md), [the seed](../../seeds/000.txt)\n")
    assert one.run("build", "-q", "--strict") == 1, "an article without a date and a source"
    assert [(one.public / name).read_bytes() for name in ("pier.png", "CNAME", ".well-known/x", "maps/a b.svg")] == [b"bytes"] * 4
    assert not (one.public / "._pier.png").exists()
    page = (one.public / "articles/000.html").read_text(encoding="utf-8")
    assert page.count('src="../pier.png"') == 3
    assert 'src="../maps/a%20b.svg"' in page
    assert 'href="../pages/p.html#part-one"' in page
    assert (one.public / "pages/p.html").read_text(encoding="utf-8").count('href="../articles/000.html"') == 2
    assert told(one) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [("a\n\n![x](no.png)\n", 3), ("a\nb [x](gone.md)\n", 2), ('a\n\n## "the ferry would run again"\n\nb\n\n[x](../files/no.pdf)\n', 7)],
)
def test_a_link_or_picture_that_leads_nowhere_is_an_error_at_its_own_line(one: Archive, text: str, line: int) -> None:
    one.write(NOTE, text)
    (said,) = told(one)
    assert said.startswith(f"{NOTE}:{line}: error SG504")
    assert one.run("check", "-q") == 1


@pytest.mark.parametrize("link", ["../", "../articles/", "./", "../articles/index.html", "#words", "000.html", "?x=1"])
def test_links_that_every_host_answers_are_fine(one: Archive, link: str) -> None:
    one.write("sitegen.toml", 'title = "T"\naddress = "https://example.org/my%20site/"\n')
    one.write(NOTE, f"# Words\n\n[x]({link})\n")
    assert one.run("check", "-q") == 0


def test_an_anchor_that_is_not_there_is_told_at_its_line_by_check_and_a_strict_build(
    one: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    one.write("content/pages/p.md", "# P\n\nwords\n\n[x](#nowhere)\n")
    assert one.run("check") == 1
    assert "content/pages/p.md:5: error SG504" in capsys.readouterr().err
    assert one.run("build", "--strict") == 1
    assert "content/pages/p.md:5: error SG504" in capsys.readouterr().err


def test_headings_never_have_the_id_of_a_part_of_the_theme(one: Archive) -> None:
    names = "Settings|Site Q|Filter|Filter count|Main|Linked|Preview|Unlisted|Orphans|L3|p2|n1|fn1|A|B".split("|")
    text = "".join(f"## {name}\n\n[{name}](#{name.lower().replace(' ', '-')})\n\n" for name in names)
    for path in ("content/pages/p.md", "content/pages/about.md", "content/pages/method.md", "seeds/INDEX.md", NOTE):
        one.write(path, text)
    assert one.run("check", "-q") == 0


def test_reserved_names_of_windows_get_a_suffix_and_latin_letters_become_plain(archive: Archive) -> None:
    for name in ("con", "nul", "aux", "łódź", "straße", "Ærø", "ışık", "đà", "北京"):
        archive.write(f"seeds/{name}.txt", f"{name}\n\n{BELL}\n")
    paths = {output.path for output in archive.build().outputs if output.path.startswith("articles/")}
    wanted = ("con-x", "nul-x", "aux-x", "lodz", "strasse", "aero", "isik", "da", "北京")
    assert {f"articles/{name}.html" for name in wanted} < paths


def test_an_address_that_was_given_stays(archive: Archive) -> None:
    archive.write("seeds/łódź.txt", ARTICLE)
    archive.write("addresses.lock", "łódź\tłódź.txt\n")
    assert "articles/łódź.html" in {output.path for output in archive.build().outputs}


# Rules of a person ---------------------------------------------------------------------------------------------------

DROPPED = "The harbour office is open every day from nine until five."


@pytest.fixture
def ruled(archive: Archive) -> Archive:
    for number, text in ((0, ARTICLE), (1, f"Bell\n\n{BELL}\n")):
        archive.write(
            f"seeds/00{number}.txt", f"{text}\n{DROPPED}\n\n{SECOND if number else PARAGRAPH}\n\nhttps://g{number}.example.org/a\n"
        )
    return archive


@pytest.mark.parametrize(
    "rule",
    [f'"{DROPPED}"', '"the harbour OFFICE is open*"', '"*nine until five."', "'/open every day from \\w+/'"],
)
def test_a_rule_of_the_archive_drops_lines_of_all_texts(ruled: Archive, rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    ruled.write("sitegen.toml", f'title = "T"\n\n[cleaning]\ndrop = [{rule}]\n')
    bodies = [" ".join(block.text for block in one.body) for one in ruled.build().studied.archive.articles]
    assert all(DROPPED not in body for body in bodies)
    assert ruled.run("explain", "000") == 0
    assert "cut     dropped: left out by a rule of the archive (sitegen.toml:4)" in capsys.readouterr().out


def test_a_rule_of_a_source_speaks_of_its_texts_alone(ruled: Archive) -> None:
    ruled.write("sitegen.toml", f'title = "T"\n[sources."www.g1.example.org"]\ndrop = ["{DROPPED}"]\n')
    bodies = [" ".join(block.text for block in one.body) for one in ruled.build().studied.archive.articles]
    assert [DROPPED in body for body in bodies] == [True, False]


def test_a_note_comes_before_rules_and_keeping_before_dropping(ruled: Archive) -> None:
    ruled.write("sitegen.toml", f'title = "T"\n[cleaning]\ndrop = ["{DROPPED}"]\n')
    ruled.write(NOTE, '---\nkeep: ["The harbour office is open"]\n---\n')
    ruled.write("content/lists/keep.txt", f"# what stays\n{SECOND}\n")
    first = ruled.build().studied.archive.articles[0]
    assert any(block.text == DROPPED and block.why == "kept by a note" for block in first.body)


@pytest.mark.parametrize(
    ("path", "text", "says"),
    [
        ("sitegen.toml", 'title = "T"\n[cleaning]\ndrop = ["no such line"]\n', "sitegen.toml:3: warning SG126"),
        ("content/lists/drop.txt", "\nno such line\n", "content/lists/drop.txt:2: warning SG126"),
        ("content/lists/drop.txt", "/(/\n", "content/lists/drop.txt:1: error SG402"),
        ("content/lists/keep.txt", "*\n", "content/lists/keep.txt:1: error SG402"),
        ("content/lists/people.txt", "...\n", "content/lists/people.txt:1: error SG402"),
    ],
)
def test_a_rule_or_a_row_without_effect_is_told(ruled: Archive, path: str, text: str, says: str) -> None:
    ruled.write(path, text)
    (said,) = told(ruled)
    assert said.startswith(says)


@pytest.mark.parametrize("rule", ['"*"', '"/.*/"', '"/(/"', "3", '""'])
def test_a_rule_that_cannot_be_used_is_an_error(ruled: Archive, rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    ruled.write("sitegen.toml", f'title = "T"\n[cleaning]\ndrop = [{rule}]\n')
    assert ruled.run("build") == 2
    assert "sitegen.toml:3: error SG402" in capsys.readouterr().err


def test_lists_name_people_and_words_that_are_no_names(ruled: Archive) -> None:
    ruled.write("content/lists/organisations.txt", "Harbour Office | harbour office\n")
    ruled.write("content/lists/not-names.txt", "Anna Example\n")
    built = ruled.build()
    names = {entity.name: entity.kind for entity in built.studied.archive.entities}
    assert names.get("Harbour Office") == "organisation"
    assert "Anna Example" not in names


# All at once ---------------------------------------------------------------------------------------------------------


def test_a_strict_check_names_every_slip_of_an_archive_that_has_one_of_each(one: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    one.write("seeds/000.txt", f"{ARTICLE}\nhttps://www.gazette.example.org/news/1\n")
    one.write("seeds/001.txt", f"Harbour\n\n{THIRD}\n\n{BELL}\n")
    one.write("seeds/003.txt", f"{ARTICLE}\nMore words of another page stand here.\n")
    one.write("sitegen.toml", 'title = "T"\n\n[sources."gazete.example.org"]\nrights = "record"\n\n[cleaning]\ndrop = ["nowhere"]\n')
    one.write("content/withdrawn.toml", '[[withdrawn]]\nseed = "000"\n')
    one.write("content/withdraw.toml", "")
    one.write("content/notes/000.txt", "x")
    one.write("content/note/000.md", "x")
    one.write("content/notes/001.md", "—\nrights: withdrawn\n—\n")
    one.write("content/notes/sub/other.md", "---\nseed: 7\n---\nx\n")
    one.write("content/pages/a.md", "rights: withdrawn\n\nA [link](javascript:x) and ![a picture](no.png).\n\n<!-- no end\n")
    one.write("content/pages/b.md", "[x](#nowhere) [[page:c]]\n")
    one.write("seeds/002.txt", f"Bell\n\n{BELL}\n")
    one.write("content/notes/002.md", 'x\n\n## A bell of two tons\n\n## "words that are not there"\n\ny\n')
    assert one.run("check", "--strict", "-v") == 1
    said = capsys.readouterr().err
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
        "content/withdrawn.toml:1: warning SG123: 1 copy of seeds/000.txt (withdrawn) is shown: seeds/003.txt",
        'sitegen.toml:3: error SG122: no article is from "gazete.example.org"; did you mean [sources."gazette.example.org"]?',
        'sitegen.toml:7: warning SG126: no line that it could speak of is "nowhere"',
    ):
        assert wanted in said, said


@pytest.mark.parametrize("value", ["Withdrawn", '"withdrawn "', "WITHDRAWN"])
def test_case_and_spaces_do_not_matter_where_a_text_is_forbidden(one: Archive, value: str) -> None:
    one.write(NOTE, f"---\nrights: {value}\n---\n")
    assert not published(one)
    assert told(one) == []


def test_a_passage_that_stands_beside_other_words_is_told_so(one: Archive) -> None:
    one.write(NOTE, '## on "the ferry would run again"\n\nx\n')
    (said,) = told(one)
    assert "its passage is in the text, but not beside the words that stand before and behind it here" in said


def test_the_address_of_an_article_is_a_name_of_it_in_links(archive: Archive) -> None:
    archive.write("seeds/clip 03.txt", ARTICLE)
    archive.write("content/pages/p.md", "[[clip-03]] and [[clip 03]]\n")
    assert told(archive) == []


def test_add_remembers_addresses_at_once(one: Archive) -> None:
    file = one.write("in/cows.txt", f"Bell\n\n{BELL}\n")
    assert one.run("add", "-q", str(file)) == 0
    assert "cows.txt" in (one.root / "addresses.lock").read_text(encoding="utf-8")
