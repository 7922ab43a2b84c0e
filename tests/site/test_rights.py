"""What may be shown: by note, source and archive; copies of what may not be are told."""

import unicodedata

import pytest
from conftest import ARTICLE, BELL, NOTE, Archive, published, told

from sitegen.model import Article, Block, BlockKind, Field, Piece
from sitegen.site.rights import CHARACTERS_PER_WORD, restrict


def test_the_rights_of_a_source_hold_where_a_private_note_names_it(one: Archive) -> None:
    one.write("content/private/000.md", "---\nsource: gazette.example.org\n---\n")
    one.write(
        "sitegen.toml",
        'title = "T"\n[rights]\ndefault = "full"\n[sources."gazette.example.org"]\nrights = "record"\n',
    )
    assert not published(one)


@pytest.mark.slow
@pytest.mark.parametrize(
    "host",
    [
        "gazette.example.org",
        "www.gazette.example.org",
        "Gazette.Example.org",
        "https://gazette.example.org",
        "gazette.example.org/",
    ],
)
def test_a_source_is_meant_however_its_host_is_written(one: Archive, host: str) -> None:
    one.write("seeds/000.txt", f"{ARTICLE}\nhttps://www.gazette.example.org/news/1\n")
    one.write(
        "sitegen.toml", f'title = "T"\n[rights]\ndefault = "full"\n[sources."{host}"]\nrights = "record"\n'
    )
    assert not published(one)
    assert told(one) == []


@pytest.mark.parametrize(
    ("host", "close"),
    [("gazete.example.org", "gazette"), ("example.org", "gazette"), ("news.gazette.example.org", "gazette")],
)
def test_a_source_that_no_article_is_from_is_told(one: Archive, host: str, close: str) -> None:
    one.write("seeds/000.txt", f"{ARTICLE}\nhttps://www.gazette.example.org/news/1\n")
    one.write("sitegen.toml", f'title = "T"\n\n[sources."{host}"]\nrights = "record"\n')
    (said,) = told(one)
    assert said.startswith("sitegen.toml:3: error SG122")
    assert f'did you mean [sources."{close}.example.org"]?' in said


def test_copies_of_what_is_withdrawn_or_restricted_are_named_with_rows_to_paste(archive: Archive) -> None:
    archive.write("seeds/000.txt", ARTICLE)
    archive.write("seeds/001.txt", f"{ARTICLE}\nMore words of another page stand here.\n")
    archive.write("seeds/002.txt", f"Bell\n\n{BELL}\n")
    archive.write("content/withdrawn.toml", '\n[[withdrawn]]\nseed = "000"\n')
    (said,) = told(archive)
    assert said.startswith(
        "content/withdrawn.toml:2: warning SG123: the public edition shows 1 copy of seeds/000.txt (withdrawn): seeds/001.txt"
    )
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


def test_a_withdrawn_headline_does_not_stay_in_the_index(one: Archive) -> None:
    assert one.run("index", "--write", "-q") == 0
    one.write("content/withdrawn.toml", '[[withdrawn]]\nseed = "000"\n')
    assert one.run("build", "-q", "--profile", "public") == 0
    assert "Ferry returns" not in (one.public / "articles/index.html").read_text(encoding="utf-8")
    one.write("seeds/INDEX.md", "- [000](000.txt): how the ferry came back to us\n")
    assert any(str(said).startswith("seeds/INDEX.md:1: warning SG128") for said in one.build().problems)


def test_the_method_page_says_of_the_public_edition_what_holds(one: Archive) -> None:
    one.write("sitegen.toml", 'title = "T"\n')
    assert one.run("build", "-q", "--profile", "public") == 0
    page = (one.public / "method.html").read_text(encoding="utf-8")
    assert "Nothing was left out" not in page
    assert "shows no article whole" in page


@pytest.mark.parametrize(("words", "shown"), [(5000, 1), (25, 1), (0, 0)])
def test_an_excerpt_is_never_more_than_half_of_a_text(one: Archive, words: int, shown: int) -> None:
    one.write("sitegen.toml", f'title = "T"\n[rights]\ndefault = "excerpt"\nexcerpt_words = {words}\n')
    assert published(one) == bool(shown)
    page = (one.public / "articles/000.html").read_text(encoding="utf-8")
    assert "has called for one since she was elected" not in page


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/withdrawn.toml", '[[withdrawn]]\nseed = "004"\n'),
        ("content/withdrawn.toml", '[[withdraw]]\nseed = "000"\n'),
        ("content/withdraw.toml", '[[withdrawn]]\nseed = "000"\n'),
        (
            "sitegen.toml",
            'title = "T"\n[rights]\ndefault = "full"\n[sources."gazete.example.org"]\nrights = "withdrawn"\n',
        ),
    ],
)
def test_the_public_edition_is_refused_while_what_forbids_means_nothing(
    one: Archive, path: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one.write("seeds/000.txt", f"{ARTICLE}\nhttps://gazette.example.org/news/1\n")
    one.write(path, text)
    assert one.run("build", "--profile", "public") == 2
    assert f"{path}:" in capsys.readouterr().err
    assert not one.public.exists()


def test_a_withdrawn_seed_may_be_deleted(one: Archive) -> None:
    one.write("seeds/001.txt", f"Bell\n\n{BELL}\n")
    one.write("content/withdrawn.toml", '[[withdrawn]]\nseed = "001"\n')
    assert one.run("build", "-q") == 0
    (one.root / "seeds/001.txt").unlink()
    assert one.run("build", "-q", "--profile", "public") == 0


def test_the_output_folder_remembers_its_edition(one: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    assert one.run("build") == 0
    assert "private edition" in capsys.readouterr().err
    one.write("content/withdrawn.toml", '[[withdrawn]]\nseed = "004"\n')
    assert one.run("build", "--profile", "public") == 2
    assert "holds the private edition of an earlier build" in capsys.readouterr().err


def test_a_note_on_a_withdrawn_text_is_told(one: Archive) -> None:
    one.write(NOTE, "---\nrights: withdrawn\n---\nWords that no page shows.\n")
    (said,) = told(one)
    assert said.startswith(f"{NOTE}:4: warning SG236")


def test_the_name_of_a_withdrawn_file_says_nothing_in_public(one: Archive) -> None:
    one.write("seeds/001_the-mayor-stole-it.txt", f"Bell\n\n{BELL}\n")
    one.write("content/withdrawn.toml", '[[withdrawn]]\nseed = "001"\n')
    one.write("seeds/INDEX.md", "- 000.txt\n- 001_the-mayor-stole-it.txt\n")
    assert one.run("build", "-q", "--profile", "public") in {0, 1}
    for file in one.public.rglob("*"):
        assert not file.is_file() or b"the-mayor-stole-it" not in file.read_bytes(), file


def test_two_withdrawals_of_one_text_are_told(one: Archive) -> None:
    one.write(
        "content/withdrawn.toml",
        '[[withdrawn]]\nseed = "000"\nreason = "a"\n\n[[withdrawn]]\nseed = "000.txt"\nreason = "b"\n',
    )
    (said,) = told(one)
    assert said.startswith(
        "content/withdrawn.toml:5: error SG222: line 1 withdraws the same seed, and counts"
    )


@pytest.mark.parametrize(
    "line", ["- 001 the mayor cancels his parade", "The mayor story (001) is gone from here."]
)
def test_words_of_the_index_on_a_withdrawn_number_are_told(one: Archive, line: str) -> None:
    one.write("seeds/000.txt", ARTICLE)
    one.write("seeds/001.txt", f"Bell\n\n{BELL}\n")
    one.write("content/withdrawn.toml", '[[withdrawn]]\nseed = "001"\n')
    one.write("seeds/INDEX.md", f"- 000.txt\n{line}\n\n| No. | File |\n|---|---|\n| 001 | 001.txt |\n")
    assert any(said.startswith("seeds/INDEX.md:2: warning SG128") for said in told(one))


def test_a_source_is_meant_by_the_name_that_another_row_gives_it(one: Archive) -> None:
    one.write("seeds/000.txt", f"{ARTICLE}\nhttps://gazette.example.org/news/1\n")
    one.write(
        "sitegen.toml",
        'title = "T"\n[rights]\ndefault = "full"\n[sources."gazette.example.org"]\nname = "The Gazette"\n[sources."The Gazette"]\nrights = "record"\n',
    )
    assert told(one) == []
    assert not published(one)


@pytest.mark.parametrize(
    "sentence",
    [
        "The council voted on the road of the town.",  # words and spaces
        "The_council_voted_on_the_road_of_the_town.",
        "The.council.voted.on.the.road.of.the.town.",
        "The·council·voted·on·the·road·of·the·town.",
        "ສະພາເມືອງໄດ້ລົງຄະແນນສຽງໃຫ້ຖະໜົນ.",
        "시의회는 화요일에 도로에 대해 투표했다.",
        "မြို့ကောင်စီကလမ်းအတွက်မဲပေးခဲ့သည်။",
        "👍" * 40 + ".",
        "e\u0301\u0323" * 40 + ".",
    ],
)
@pytest.mark.parametrize("words", [0, 5, 20])
def test_an_excerpt_is_bound_in_scripts_and_forms_without_spaces_too(sentence: str, words: int) -> None:
    text = " ".join([sentence] * 60)
    block = Block(BlockKind.PARAGRAPH, text, (Piece(0, 0, len(text)),), "")
    standfirst = Field(name="standfirst", value=text, text=text, pieces=(), why="")
    article = Article(
        id="a", key="a", path="a", language="en", fields=(standfirst,), blocks=(block,), cuts=(),
        inline_cuts=(), repairs=(), likely=(), truncated="", problems=(),
    )  # fmt: skip
    shown = restrict(article, "excerpt", words)
    assert shown.fields == ()
    excerpt = "".join(block.text for block in shown.blocks)
    assert len(excerpt) <= words * (CHARACTERS_PER_WORD + 1)  # spaces between sentences are not counted
    assert text.startswith(excerpt)
    assert not unicodedata.category(text[len(excerpt)]).startswith("M")


def test_a_text_that_is_not_shown_tells_nobody_s_name(archive: Archive) -> None:
    hidden = (
        "Minister Wilda Unheard met the council on Monday. Wilda Unheard said that the road will be paved."
    )
    for number in range(2):
        archive.write(
            f"seeds/{number:03}_a.txt",
            f"Council meets {number}\n\nMay 3, 2024\n\nThe council met.\n\n{hidden}\n",
        )
        archive.write(f"content/notes/{number:03}.md", "---\nrights: record\n---\n")
    archive.write("sitegen.toml", 'title = "A"\n[entities]\nfound_on = 1\n')

    def told_in(profile: str) -> list[str]:
        assert archive.run("build", "-q", "--profile", profile) in {0, 1}
        files = (file for file in archive.public.rglob("*") if file.is_file() and file.name[0] != ".")
        return sorted(file.name for file in files if b"unheard" in file.read_bytes().lower())

    assert "wilda-unheard.html" in told_in("private")
    assert told_in("public") == []
    archive.write("content/notes/000.md", "---\nrights: full\n---\n")
    assert "wilda-unheard.html" in told_in("public")
