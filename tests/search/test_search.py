"""Words, shards, queries and snippets of the site's search."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.site import Document
from sitegen.search.index import index, index_document
from sitegen.search.pagetext import page_text
from sitegen.search.query import Found, Reader, holds, parse, search, snippet, without_title
from sitegen.search.shards import (
    LEVELS,
    arguments,
    call,
    decode_postings,
    decode_terms,
    encode_postings,
    encode_terms,
)
from sitegen.search.words import COMPOUND, UNSPACED_RUN, folded, joined, stem, terms_of, words_of


def document(url: str, title: str, body: str, **more: str) -> Document:
    date, source, kind = more.get("date", ""), more.get("source", ""), more.get("kind", "article")
    names = tuple(more.get("names", "").split())
    return Document(
        url=url,
        title=title,
        kind=kind,
        date=date,
        source=source,
        lead=body[:200],
        entities=names,
        standfirst="",
        body=(body,),
        lesser=(more.get("comments", ""),),
    )


DOCUMENTS = [
    document(
        "articles/0.html",
        "The ferry returns",
        "The harbour office said the ferry would sail again in June.",
        date="2024-05-06",
        source="gazette",
    ),
    document(
        "articles/1.html",
        "A bell for the tower",
        "Anna gave the town a bell. The ferry brought it over the bay.",
        date="2023-01-02",
        source="gazette",
        names="people/anna",
    ),
    document(
        "articles/2.html",
        "Ministers meet",
        "The ministers met in Zürich; ferries were not spoken of.",
        date="2024-07-08",
        source="dispatch",
        comments="what a mess",
    ),
    document("articles/3.html", "中文新闻", "外交部长在北京会见了记者。", date="2024-01-01"),
    document("articles/4.html", "Новости", "Министр встретился с послом в Москве.", source="dispatch"),
    document("people/anna.html", "Anna Example", "Gave the town a bell", kind="person"),
]


def found(query: str, documents: Sequence[Document] = DOCUMENTS, *, typing: bool = False) -> Found:
    files = dict(index([index_document(one) for one in documents]))
    texts = {one.url: "\n".join((one.title, *one.body, *one.lesser)) for one in documents}
    return search(parse(query, typing=typing), Reader(files.__getitem__), texts.__getitem__)


def urls(query: str, *, typing: bool = False) -> list[str]:
    return [hit.url for hit in found(query, typing=typing).hits]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Ferry's crew don't sail", ["the", "ferrys", "crew", "dont", "sail"]),
        ("Zürich, Łódź and Ærø", ["zurich", "lodz", "and", "aero"]),
        ("北京会见", ["北京", "京会", "会见"]),
        ("在", ["在"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("الأَخبار", ["الاخبار"]),
        ("ΟΔΟΣ Straße", ["οδοσ", "strasse"]),
        ("“quoted” 3.5 A-1", ["quoted", "3", "5", "a", "1"]),
        ("", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [word.text for word in words_of(text)] == words


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [("ferries", "ferry"), ("talks", "talk"), ("houses", "house"), ("news", "new"), ("crisis", "crisi"), ("bus", "bus"), ("press", "press"),
     ("goes", "goes"), ("is", "is"), ("москвs", "москвs"), ("his", "his")],
)  # fmt: skip
def test_simple_plurals(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed


@given(st.text())
def test_terms_are_the_stems_of_words(text: str) -> None:
    words = {stem(word.text) for word in words_of(text)}
    more = {joined(one) for one in COMPOUND.findall(text)} | {
        folded(one) for one in text if UNSPACED_RUN.match(one)
    }
    assert words <= set(terms_of(text)) <= words | more


@given(st.sets(st.integers(0, 100_000)), st.integers(0, LEVELS - 1))
def test_postings_are_read_as_they_were_written(documents: set[int], level: int) -> None:
    rows = [(document, level) for document in sorted(documents)]
    assert decode_postings(encode_postings(rows)) == rows


@given(
    st.lists(
        st.text(st.characters(exclude_characters="\t\n", exclude_categories=["Cs"]), min_size=1), unique=True
    )
)
def test_packed_terms_are_read_as_they_were_written(terms: list[str]) -> None:
    rows = [(term, str(number)) for number, term in enumerate(sorted(terms))]
    assert decode_terms(encode_terms(rows)) == dict(rows) if rows else True


def test_a_file_is_one_call_and_holds_no_markup() -> None:
    script = call("d", 3, [["</script><b>", "ä"]])
    assert script == b'SG.d(3,[["\\u003c/script>\\u003cb>","\xc3\xa4"]]);\n'
    assert arguments(script.decode()) == [3, [["</script><b>", "ä"]]]


def test_all_words_must_be_there() -> None:
    assert urls("ferry bell") == ["articles/1.html"]
    assert urls("ferry") == [
        "articles/0.html",
        "articles/1.html",
        "articles/2.html",
    ]  # in the title before all
    assert found("ferry").every


def test_some_words_where_none_has_all() -> None:
    answer = found("zurich bell")
    assert not answer.every
    assert {hit.url for hit in answer.hits} == {"articles/1.html", "articles/2.html", "people/anna.html"}


def test_plurals_accents_and_case_do_not_matter() -> None:
    assert urls("FERRIES minister") == ["articles/2.html"]
    assert urls("zurich") == urls("Zürich") == ["articles/2.html"]


def test_small_words_count_only_alone() -> None:
    assert urls("the bell of it") == urls("bell")
    assert urls("the") == ["articles/0.html", "articles/1.html", "articles/2.html", "people/anna.html"]


def test_prefixes() -> None:
    assert urls("har*") == ["articles/0.html"]
    assert urls("har") == ["articles/0.html"], (
        "the last word is the beginning of one where no document has it"
    )
    assert urls("har", typing=True) == ["articles/0.html"]
    assert urls("har ") == urls("har ", typing=True) == []
    assert urls("har bell") == ["articles/1.html", "people/anna.html"], "only the last word is"


def test_phrases_stand_as_they_are() -> None:
    assert urls('"the town a bell"') == ["articles/1.html", "people/anna.html"]
    assert urls('"a town the bell"') == []
    assert urls('"the ferry would sail') == ["articles/0.html"]  # a quotation mark that is still to come
    assert found('"the town a bell"').checked == 2


def test_other_scripts() -> None:
    assert urls("北京") == ["articles/3.html"]
    assert urls("外交部长") == ["articles/3.html"]
    assert urls("МИНИСТР") == ["articles/4.html"]


ODD = [
    document(
        "a.html",
        "Mail",
        "The U.S. office reads its e-mail in the U.N. building; they co-operated with 东京 and 서울에서 people.",
    ),
    document("b.html", "Post", "The US office reads email at the UN, and cooperated with us."),
    document("c.html", "Ferry", "The state of the art ferry sails on one day. A ferry to Seoul."),
    document("d.html", "Bay", "The state-of-the-art ferry left the bay."),
]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("email", "ab"),
        ("e-mail", "ab"),
        ("U.S.", "ab"),
        ("US office", "ab"),
        ("UN ", "ab"),
        ("cooperated", "ab"),
        ("co-operated", "ab"),
        ("state-of-the-art", "cd"),
        ("京", "a"),
        ("东", "a"),
        ("서울", "a"),
        ("서", "a"),
        ("ferry -bay", "c"),
        ("-ferry office", "ab"),
        ("-office", "cd"),
        ("ferry -nowhere", "cd"),
        ('ferry -"state of the art"', ""),
        ("“left the bay”", "d"),
        ("„left the bay“", "d"),
        ("«left the bay»", "d"),
        ("”left the bay”", "d"),
        ("buil", "a"),
        ("sta-of", ""),
    ],
)
def test_words_that_people_write_in_several_ways(query: str, wanted: str) -> None:
    assert sorted(hit.url[0] for hit in found(query, ODD).hits) == list(wanted)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("ferry year:2023", ["articles/1.html"]),
        ("source:gazette bell", ["articles/1.html"]),
        ('bell kind:"person"', ["people/anna.html"]),
        ("names:people/anna", ["articles/1.html"]),
        ("ferry year:1800", []),
        ("ferry source:nowhere", []),
        ("mess", ["articles/2.html"]),
    ],
)
def test_filters_and_comments(query: str, wanted: list[str]) -> None:
    assert urls(query) == wanted


@pytest.mark.parametrize("query", ["", "   ", '""', "*", "year:", "!!!"])
def test_a_query_of_nothing_finds_nothing(query: str) -> None:
    assert found(query).count == 0


def test_an_empty_archive_has_an_index() -> None:
    assert found("anything", []).count == 0


def test_equal_documents_make_equal_files_whatever_their_order() -> None:
    assert list(index([index_document(one) for one in DOCUMENTS[::-1]])) == list(
        index([index_document(one) for one in DOCUMENTS])
    )


def test_shards_are_found_by_their_first_terms() -> None:
    chance = random.Random(2)  # noqa: S311
    letters = "abcdefghijklmnopqrstuvwxyzäπж中"
    words = {"".join(chance.choices(letters, k=8)) for _ in range(12_000)}
    many = [
        document(f"articles/{n}.html", f"number {n}", " ".join(chance.sample(sorted(words), 900)))
        for n in range(30)
    ]
    files = dict(index([index_document(one) for one in many]))
    assert sum(name.startswith("search/t") for name in files) > 2
    reader = Reader(files.__getitem__)
    for one in chance.sample(many, 5):
        for term in list(terms_of(one.body[0]))[:40]:
            assert any(
                many[number].url == one.url or sorted(many, key=lambda d: d.url)[number] is one
                for number, _ in reader.postings(term)
            )


def marked(text: str, query: str) -> str:
    return "".join(f"[{part}]" if mark else part for part, mark in snippet(text, parse(query)))


def test_snippets_mark_words_and_show_the_place_that_has_most() -> None:
    text = (
        "Filler words stand here. " * 12
        + "Then the ferry left the harbour at noon. "
        + "More filler follows. " * 20
    )
    shown = marked(text, "harbour ferries")
    assert "Then the [ferry] left the [harbour] at noon." in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert marked("", "ferry") == ""
    assert marked("Nothing of it.", "ferry") == "Nothing of it."


def test_a_snippet_shows_the_phrase() -> None:
    text = (
        "The ferry here, the harbour there. "
        + "Filler words stand here. " * 20
        + "It was the harbour ferry again."
    )
    assert marked(text, '"harbour ferry"').endswith("It was the [harbour] [ferry] again.")
    assert holds(text, ("harbour", "ferry"))
    assert not holds(text, ("ferry", "harbour"))


def test_the_text_of_a_page() -> None:
    page = (
        '<main><h1 id="p0">A &amp; B</h1><p id="p1">One <a class="entity" href="x">two</a><a class="note-ref" href="#n1">1</a>.</p>'
        '<aside class="remark" id="n1"><p>No</p></aside><ul><li id="p2">three<br>four<aside class="remark">no</aside></li></ul><p>no</p></main>'
    )
    assert page_text(page) == "A & B\nOne two.\nthreefour"
    assert without_title(page_text(page), "A & B").startswith("One two.")
    assert without_title("only", "only") == "only"
