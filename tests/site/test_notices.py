"""What pages say of copies and shared passages can be read off these pages."""

import re
from dataclasses import replace

import pytest
from conftest import ARTICLE, BELL, PARAGRAPH, SECOND, THIRD, Archive

from sitegen.model.site import Notice
from sitegen.pipeline.build import build
from sitegen.pipeline.memory import Store
from sitegen.pipeline.runtime import Runtime
from sitegen.read.archive import read_config
from sitegen.relations.types import RELATION_TYPES
from sitegen.render.theme import load_theme
from sitegen.site.notices import notices_summary

QUOTE = (
    "“All ships of the bay shall give way to the ferry, and the ferry shall wait for nobody but a ship in distress,"
    " whatever the hour, the weather or the rank of those on board,” said Anna Example, who wrote the rules."
)
BEES = (
    "Farmers in the hills have counted fewer bees this spring than in any year since they began, and they ask the council for"
    " a ban on two sprays that their neighbours use in the orchards below."
)


def _notices(page: str) -> list[str]:
    return [re.sub(r"<[^>]*>", "", one) for one in re.findall(r'<p class="notice [^>]*>(.*?)</p>', page)]


def _public(archive: Archive, rights: str, words: int = 60) -> dict[str, str]:
    archive.write(
        "sitegen.toml", f'title = "Test"\n[rights]\ndefault = "{rights}"\nexcerpt_words = {words}\n'
    )
    config = replace(read_config(archive.root), profile="public")
    built = build(archive.root, config, load_theme(archive.root, config.theme), Runtime(Store()))
    return {output.path: output.data.decode() for output in built.outputs if output.path.endswith(".html")}


@pytest.fixture
def quoting(archive: Archive) -> Archive:
    """Two articles with a quotation in common: it ends the one and opens the other."""
    archive.write("seeds/000_a.txt", f"Rules for ships\n\n{PARAGRAPH}\n\n{SECOND}\n\n{QUOTE}\n")
    archive.write("seeds/001_b.txt", f"Who gives way\n\n{QUOTE}\n\n{BEES}\n\n{BELL}\n")
    return archive


def test_as_many_words_as_a_notice_says_are_marked(quoting: Archive) -> None:
    for url in ("articles/000.html", "articles/001.html"):
        page = quoting.page(url)
        (told,) = _notices(page)
        marked = re.findall(r'<mark class="shared">(.*?)</mark>', page)
        words = re.sub(r"<[^>]*>", "", " ".join(marked)).split()
        assert (
            told
            == f"Shares {len(words)} words with {'000' if '001' in url else '001'}; they are marked in the text."
        )


def test_a_mark_is_one_around_the_links_in_it(quoting: Archive) -> None:
    quoting.write("content/names.toml", '[[entity]]\nname = "Anna Example"\nkind = "person"\n')
    page = quoting.page("articles/000.html")
    assert page.count("<mark") == 1
    assert "<a " in re.findall(r'<mark class="shared">(.*?)</mark>', page)[0]
    assert page.count('class="passage-link"') == 1


def test_what_was_cut_on_one_side_is_no_passage(quoting: Archive) -> None:
    quoting.write("content/notes/001.md", "---\ndrop: 3\n---\n")
    assert _notices(quoting.page("articles/000.html")) == _notices(quoting.page("articles/001.html")) == []
    assert "<mark" not in quoting.page("articles/000.html")


def test_a_passage_among_comments_is_said_to_be_there(archive: Archive) -> None:
    said = QUOTE.replace("“", "").replace("”", "")
    archive.write("seeds/000_a.txt", f"Rules for ships\n\n{PARAGRAPH}\n\n{said}\n\n{SECOND}\n")
    archive.write(
        "seeds/001_b.txt", f"A bell\n\n{BELL}\n\n{BEES}\n\n{THIRD}\n\nComments\n\nAnn\n2 days ago\n{said}\n"
    )
    assert [told.split("; ")[1] for told in _notices(archive.page("articles/001.html"))] == [
        "they are marked in the comments."
    ]
    assert [told.split("; ")[1] for told in _notices(archive.page("articles/000.html"))] == [
        "they are marked in the text."
    ]


def test_an_excerpt_counts_what_both_pages_show(quoting: Archive) -> None:
    pages = _public(quoting, "excerpt", 40)
    for url in ("articles/000.html", "articles/001.html"):
        assert not any("Shares" in told for told in _notices(pages[url]))
        assert "<mark" not in pages[url]
    for number in (0, 1):  # an excerpt is at most half of a text
        path = next(
            path for path in (quoting.root / "seeds").iterdir() if path.name.startswith(f"00{number}")
        )
        path.write_text(
            path.read_text(encoding="utf-8") + f"\n{BELL} {THIRD} {BELL} {number}\n", encoding="utf-8"
        )
    pages = _public(quoting, "excerpt", 200)
    assert any("Shares" in told for told in _notices(pages["articles/000.html"]))


def test_copies_of_which_less_is_shown_are_said_to_have_been_compared_whole(archive: Archive) -> None:
    archive.write("seeds/000_a.txt", ARTICLE)
    archive.write("seeds/001_b.txt", ARTICLE)
    for rights in ("record", "excerpt"):
        assert (
            "The whole texts were compared; they are not shown in full here."
            in _notices(_public(archive, rights)["articles/000.html"])[1]
        )
    assert _notices(archive.page("articles/000.html")) == ["The same text, word for word, as 001. compare"]


def test_words_that_took_the_place_of_others_are_not_in_common(archive: Archive) -> None:
    whole = f"{PARAGRAPH} {SECOND} {THIRD} {BEES} {BELL}"
    words = [f"other{at}" if at % 4 == 3 else word for at, word in enumerate(whole.split())]
    archive.write("seeds/000_a.txt", f"Ferry\n\n{whole}\n")
    archive.write("seeds/001_b.txt", f"Ferry\n\n{' '.join(words)}\n")
    (told,) = _notices(archive.page("articles/000.html"))
    assert told.startswith("Nearly the same text as 001, edited word by word: ")
    assert all(70 <= int(share) <= 80 for share in re.findall(r"(\d+)%", told))


def test_a_persons_word_without_evidence_has_no_figures(archive: Archive) -> None:
    archive.write("seeds/000_a.txt", f"Ferry\n\n{PARAGRAPH}\n")
    archive.write("seeds/001_b.txt", f"Bees\n\n{BEES}\n")
    for relation, told in (
        ("near", "A copy of 001."),
        ("contains", "The same as 001, and more."),
        ("shared-passage", "Shares a passage with 001."),
    ):
        archive.write(
            "content/relations.toml", f'[[pair]]\nseeds = ["000", "001"]\nrelation = "{relation}"\n'
        )
        (found,) = _notices(archive.page("articles/000.html"))
        assert found.startswith(f"{told} (This was said by a person, in content/relations.toml.)")


def test_a_text_that_holds_two_articles_is_a_copy_of_neither(archive: Archive) -> None:
    archive.write("seeds/000_a.txt", f"{PARAGRAPH}\n\n{SECOND}\n")
    archive.write("seeds/001_b.txt", f"{PARAGRAPH}\n\n{SECOND}\n\n{BEES}\n\n{THIRD}\n\n{BELL}\n")
    archive.write("seeds/002_c.txt", f"{BEES}\n\n{THIRD}\n")
    pages = {
        output.path: output.data.decode()
        for output in archive.build().outputs
        if output.path.endswith(".html")
    }
    assert not any(path.startswith("families/") for path in pages)
    assert _notices(pages["articles/000.html"]) == [
        "100% of this text stands in 001, which holds other text too."
    ]
    assert _notices(pages["articles/001.html"]) == [
        f"Holds 100% of {key}, among other text." for key in ("002", "000")
    ]


def test_a_family_whose_leader_was_withdrawn_has_another_reason(archive: Archive) -> None:
    for number, more in enumerate((f"\n\n{BELL}\n\n{BEES}", f"\n\n{BELL}", "")):
        archive.write(f"seeds/{number:03}_x.txt", f"Ferry\n\n{PARAGRAPH}\n\n{SECOND}\n\n{THIRD}{more}\n")
    assert "leads: it has the most text." in archive.page("families/000.html")
    archive.write(
        "content/withdrawn.toml", '[[withdrawn]]\nseed = "000"\ndate = 2024-01-02\nreason = "asked"\n'
    )
    page = archive.page("families/000.html")
    assert 'href="../articles/001.html"' in page.split('class="standfirst"')[1].split("</p>")[0]
    assert "leads: it has the most text of those that may be shown." in page


def test_texts_that_are_not_all_copies_of_the_leader_overlap(archive: Archive) -> None:
    core = f"{PARAGRAPH}\n\n{SECOND}\n\n{THIRD}"
    archive.write("seeds/000_a.txt", f"{core}\n\n{BELL}\n\n{BEES}\n")
    archive.write("seeds/001_b.txt", f"{core}\n")
    archive.write("seeds/002_c.txt", f"{core}\n\n{QUOTE}\n\n{BELL.upper()[::-1]}\n")
    page = archive.page("families/000.html")
    assert "<h1>3 texts that overlap</h1>" in page
    assert "fullest of 3 texts that overlap" in archive.page("articles/index.html")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (None, "The same article as 001; this copy adds"),
        (("harbour office", "harbour office"), "The same article as 001; this copy adds"),
        (("first of June", "tenth of May"), "The same article as 001, but for some words; this copy adds"),
    ],
)
def test_a_copy_of_which_words_were_changed_is_not_said_to_be_the_same(
    archive: Archive, change: tuple[str, str] | None, told: str
) -> None:
    body = f"{PARAGRAPH}\n\n{BELL}\n\n{BEES}\n"
    posts = "".join(
        f"Ann Reader{number}\n{number} days ago\nI never saw so much trouble about a boat, what a waste!\n\n"
        for number in range(2, 5)
    )
    archive.write("seeds/000_a.txt", f"Ferry returns to the bay\n\n{body}\nComments\n\n{posts}")
    archive.write(
        "seeds/001_b.txt", body.replace(*change) if change else f"Ferry returns to the bay\n\n{body}"
    )
    (found, *_) = _notices(archive.page("articles/000.html"))
    assert found.startswith(told)


def test_several_notices_are_one_line_with_counts() -> None:
    def some(*kinds: str) -> str:
        return notices_summary([Notice(kind, ()) for kind in kinds])

    assert some() == some("near") == ""
    assert some("near", "identical") == "Also printed 2 times"
    assert some("shared-passage", "truncated", "near") == (
        "The text ends early · also printed 1 time · shares passages with 1 article"
    )
    assert some("contains", "part-of", "reworded", "of a new kind") == (
        "Holds 1 other text · stands in 1 longer text · told in other words in 1 article · tied to 1 other article"
    )
    for kind in RELATION_TYPES:
        assert "tied to" not in some(kind.name, kind.name), kind.name


def test_one_line_says_by_whom_from_where_when_and_how_long(archive: Archive) -> None:
    words = " ".join(["The council of the harbour town met again on Monday."] * 60)
    archive.write("seeds/000.txt", f"Council meets\n\n{words}\n")
    archive.write(
        "content/notes/000.md",
        "---\nbyline: [Ann Example, Bo Scribe, Cy Writer, Di Other]\ndate: 2024-05-03\nsource: The Gazette\n---\nA remark.\n",
    )
    page = archive.page("articles/000.html")
    lead = re.sub("<[^>]+>", "|", page.partition('<p class="lead">')[2].partition("</p>")[0])
    told = [part for part in lead.split("|") if part]
    assert told == [
        "Ann Example, Bo Scribe, Cy Writer and others",
        "The Gazette",
        "3 May 2024",
        "3 minutes",
        "1 note",
    ]
    assert page.index('<div class="text"') < page.index('<aside class="facts"')
