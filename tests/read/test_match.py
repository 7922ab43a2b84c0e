"""Which seed a person means, however its name is written, and what several notes on one seed say together."""

from typing import Literal
from unicodedata import normalize

import pytest
from conftest import ARTICLE, BELL, NOTE, WITHDRAWN, Archive, published, told


@pytest.mark.parametrize("second", ["content/private/000.md", "content/notes/sub/000.md"])
def test_of_two_notes_on_a_text_the_stricter_holds(one: Archive, second: str) -> None:
    one.write(NOTE, "Words.\n")
    one.write(second, f"---\n{WITHDRAWN}\n---\n")
    assert not published(one)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("other", ["NFC", "NFD"])
def test_names_are_the_same_in_any_unicode_form(
    archive: Archive, form: Literal["NFC", "NFD"], other: Literal["NFC", "NFD"]
) -> None:
    archive.write(f"seeds/{normalize(form, 'été')}.txt", ARTICLE)
    archive.write("seeds/b.txt", f"Bell\n\n{BELL}\n")
    name = normalize(other, "été")
    archive.write(f"content/notes/{name}.md", f"---\ntitle: Summer\n---\nSee [[{name}]].\n")
    archive.write("content/relations.toml", f'[[pair]]\nseeds = ["{name}", "b"]\nrelation = "none"\n')
    archive.write("seeds/INDEX.md", f"- [{name}.txt]({name}.txt)\n- [b](b.txt)\n")
    assert [
        one
        for one in map(str, archive.build().problems)
        if "SG2" not in one or "SG21" in one or "SG22" in one
    ] == []
    assert archive.run("explain", name) == 0
    archive.write("content/withdrawn.toml", f'[[withdrawn]]\nseed = "{name}"\n')
    assert "withdrawn" in archive.page("articles/ete.html")


def test_an_exact_name_beats_a_fold_and_a_fold_a_number(archive: Archive) -> None:
    for name, text in (("Harbour.txt", ARTICLE), ("002_lamps.txt", f"Bell\n\n{BELL}\n")):
        archive.write(f"seeds/{name}", text)
    archive.write("content/notes/harbour.md", "---\ntitle: By fold\n---\n")
    archive.write("content/notes/2.md", "---\ntitle: By number\n---\n")
    pages = {
        output.path: output.data.decode()
        for output in archive.build().outputs
        if output.path.startswith("articles/")
    }
    assert "By fold" in pages["articles/harbour.html"]
    assert "By number" in pages["articles/002.html"]
    assert told(archive) == []


def test_the_address_of_an_article_is_a_name_of_it_in_links(archive: Archive) -> None:
    archive.write("seeds/clip 03.txt", ARTICLE)
    archive.write("content/pages/p.md", "[[clip-03]] and [[clip 03]]\n")
    assert told(archive) == []


PRIVATE = "content/private/000.md"


def test_a_public_and_a_private_file_of_one_text_are_one_note(one: Archive) -> None:
    one.write(NOTE, '---\ntags: [pier]\n---\nWords for all.\n\n## "three months of repairs"\n\nBeside it.\n')
    one.write(
        PRIVATE,
        '---\ntitle: The ferry at last\ntags: [own]\n---\nWords for me.\n\n## "Shopkeepers near the pier"\n\nI know them.\n',
    )
    assert told(one) == []
    page = one.page("articles/000.html")
    assert all(
        words in page
        for words in ("Words for all", "Beside it", "Words for me", "I know them", "The ferry at last")
    )
    assert page.index("Words for all") < page.index("Words for me")
    assert all(f'id="n{number}"' in page for number in (1, 2, 3, 4))
    assert published(one)
    public = (one.public / "articles/000.html").read_text(encoding="utf-8")
    assert all(words in public for words in ("Words for all", "Beside it", "pier"))
    assert not any(words in public for words in ("Words for me", "I know them", "at last", ">own<"))


@pytest.mark.parametrize(
    "paths",
    [
        (NOTE, "content/notes/sub/000.md"),
        (PRIVATE, "content/private/notes/000.md"),
        (NOTE, PRIVATE, "content/notes/0.md"),
    ],
)
def test_more_notes_of_one_text_are_told(one: Archive, paths: tuple[str, ...]) -> None:
    for path in paths:
        one.write(path, "Words.\n")
    assert [problem for problem in told(one) if "SG212" in problem]


def test_a_fact_that_both_files_give_is_told_and_that_of_the_public_one_counts(one: Archive) -> None:
    one.write(NOTE, "---\ntitle: One\n---\n")
    one.write(PRIVATE, "---\nrights: full\ntitle: Two\nsource: gazette.example.org\n---\n")
    assert told(one) == [
        f'{PRIVATE}:3: error SG212: "title" stands in {NOTE} too, and counts there; remove one'
    ]
    page = one.page("articles/000.html")
    assert "Two" not in page
    assert all(words in page for words in ("One", "gazette.example.org"))


def test_a_slip_in_either_file_is_told_where_it_stands(one: Archive) -> None:
    one.write(NOTE, "---\ndrop: [999]\n---\n")
    one.write(PRIVATE, '---\nkeep: [998]\n---\n\n## "no such words here"\n\nX.\n\nSee [[nobody at all]].\n')
    assert [problem.rsplit(": ", 1)[0].split(" ")[0] for problem in sorted(told(one))] == [
        f"{NOTE}:2:",
        f"{PRIVATE}:2:",
        f"{PRIVATE}:5:",
        f"{PRIVATE}:9:",
    ]


def test_links_in_both_files_lead_and_lead_back(one: Archive) -> None:
    one.write("seeds/001.txt", f"Town buys a bell\n\n{BELL}\n")
    one.write(NOTE, "See [the bell](../../seeds/001.txt).\n")
    one.write("content/private/notes/000.md", "And [[001]] once more, [here](../../../seeds/001.txt).\n")
    assert told(one) == []
    assert one.page("articles/000.html").count("001.html") >= 3
    assert all(f"000.html#n{number}" in one.page("articles/001.html") for number in (1, 2))


def test_a_beginning_that_several_lines_have_is_told(one: Archive) -> None:
    one.write("seeds/000.txt", f"{ARTICLE}\nShare this\n\nShare this page with those who need it\n")
    one.write(NOTE, '---\ndrop: ["Share"]\n---\n')
    (said,) = told(one)
    assert said.startswith(
        f'{NOTE}:2: warning SG213: 2 lines of seeds/000.txt begin with "Share" (9, 11), and all are meant'
    )
    one.write(NOTE, '---\ndrop: ["Share this"]\n---\n')
    assert told(one) == [], "a whole line is meant alone"
