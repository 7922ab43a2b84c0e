"""The pages of entities: many articles on several pages, each made again only when something it shows changed."""

import json
import re
from collections.abc import Iterator
from unittest import mock

import pytest
from conftest import PARAGRAPH, Archive

from sitegen.check import check_site
from sitegen.model.site import Page
from sitegen.pipeline.build import Built
from sitegen.pipeline.memory import Store
from sitegen.render import theme
from sitegen.site import urls


def _named(archive: Archive, number: int, date: str) -> None:
    archive.write(
        f"seeds/{number:03}_x.txt",
        f"Headline number {number}\n\n{PARAGRAPH}\n\nAnna Example said so to {number} people.\n",
    )
    archive.write(
        f"content/notes/{number:03}.md", f"---\n{f'date: {date}' if date else ''}\nsource: example.org\n---\n"
    )


def _dates() -> Iterator[str]:
    for number in range(urls.ARTICLES_PER_PAGE * 2):
        yield f"{2001 + number // 40}-{1 + number % 40 // 4:02}-03"
    yield from ("2004-01-01", "", "")


@pytest.fixture
def much_named(archive: Archive) -> Archive:
    """An archive in which two full pages and three articles name one person."""
    archive.write("content/names.toml", '[[entity]]\nname = "Anna Example"\nkind = "person"\n')
    for number, date in enumerate(_dates()):
        _named(archive, number, date)
    return archive


def _pages(built: Built) -> dict[str, str]:
    return {output.path: output.data.decode() for output in built.outputs if output.path.endswith(".html")}


def test_few_mentions_stand_on_one_page(full_archive: Archive) -> None:
    made = _pages(full_archive.build())
    page = made["people/anna-example.html"]
    assert "people/anna-example/2.html" not in made
    assert 'aria-label="Years"' not in page
    assert 'aria-label="More mentions"' not in page


def test_many_mentions_are_parted_by_date_and_lead_on(much_named: Archive) -> None:
    built = much_named.build()
    made = _pages(built)
    first, second, third = (made[f"people/anna-example{part}.html"] for part in ("", "/2", "/3"))
    assert [page.count('<section class="mentions"') for page in (first, second, third)] == [50, 50, 3]
    assert "in 103 articles" in first
    assert first.index("Headline number 0<") < first.index("Headline number 1<")
    assert 'rel="next" href="../people/anna-example/2.html#mentions"' in first
    assert 'rel="prev" href="../../people/anna-example.html#mentions"' in second
    assert 'rel="next" href="../../people/anna-example/3.html#mentions"' in second
    assert 'rel="next"' not in third
    assert 'href="../../people/anna-example/3.html#undated">no date</a>' in second
    assert 'href="../people/anna-example/2.html#d2003-01">2003</a>' in first
    assert 'id="d2003-01"' in second
    assert 'Mentions, <time datetime="2004-01-01">1 January 2004</time> to no date' in third
    assert check_site(built) == []


def test_the_chart_leads_to_the_mentions_of_a_year(much_named: Archive) -> None:
    chart = re.findall(r'<a href="([^"]+)"><title>(\w+): ', much_named.page("people/anna-example.html"))
    assert chart[0] == ("../people/anna-example.html#d2001-01", "2001")
    assert ("../people/anna-example/2.html#d2003-01", "2003") in chart


def test_a_page_is_made_again_only_when_something_it_shows_changed(much_named: Archive) -> None:
    store = Store()
    much_named.build(store)
    _named(much_named, 300, "2004-06-01")
    made: list[str] = []
    original = theme.render_page

    def watched(page: Page, *more: object) -> object:
        made.append(page.url)
        return original(page, *more)  # type: ignore[arg-type]

    watched.__module__, watched.__qualname__ = original.__module__, original.__qualname__
    with mock.patch("sitegen.pipeline.build.render_page", watched):
        much_named.build(store)
    assert [url for url in made if url.startswith("people/anna")] == [
        "people/anna-example.html",
        "people/anna-example/3.html",
    ]


NAMED = '[[entity]]\nname = "Anna Example"\nkind = "person"\nwikidata = "Q1"\nlinks = ["https://www.example.org/anna", "http://example.net/?a=1&b=2"]\n'


def test_links_of_a_person_stand_on_the_page_and_in_the_data(full_archive: Archive) -> None:
    full_archive.write("content/names.toml", NAMED)
    full_archive.write("sitegen.toml", 'title = "T"\naddress = "https://example.org/x/"\n')
    files = {
        output.path: output.data.decode()
        for output in full_archive.build().outputs
        if output.path.endswith((".html", ".jsonl"))
    }
    page = files["people/anna-example.html"]
    assert (
        '<a href="https://www.wikidata.org/wiki/Q1" rel="external noreferrer">Wikidata Q1</a>, <a href="https://www.example.org/anna"'
        in page
    )
    assert ">example.org</a>" in page
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])["@graph"][0]
    assert data["@type"] == "Person"
    assert data["url"] == "https://example.org/x/people/anna-example.html"
    assert data["sameAs"] == [
        "https://www.wikidata.org/wiki/Q1",
        "https://www.example.org/anna",
        "http://example.net/?a=1&b=2",
    ]
    rows = [json.loads(line) for line in files["data/entities.jsonl"].splitlines()]
    assert next(row["links"] for row in rows if row["id"] == "anna-example") == data["sameAs"][1:]
    assert all(row["links"] == [] for row in rows if row["id"] != "anna-example")


def test_what_a_page_is_about_cannot_become_markup(full_archive: Archive) -> None:
    full_archive.write(
        "content/names.toml",
        '[[entity]]\nname = "Anna Example"\nkind = "person"\ndescription = "</script><b>&"\n',
    )
    page = full_archive.page("people/anna-example.html")
    assert page.count("</script>") == 3
    assert '"description": "\\u003c/script\\u003e\\u003cb\\u003e\\u0026"' in page


def test_a_note_on_an_entity_is_shown_searched_and_linked_back(full_archive: Archive) -> None:
    full_archive.write("content/names.toml", NAMED)
    full_archive.write(
        "content/entities/anna-example.md",
        "Leads the *committee*; see [[002|the bell]].\n\n# Life\n\nUnheard-of words.\n",
    )
    built = full_archive.build()
    made = _pages(built)
    page = made["people/anna-example.html"]
    assert '<aside class="remark whole" id="note"' in page
    assert "<em>committee</em>" in page
    assert '<h3 id="note-life">Life</h3>' in page
    assert 'href="../articles/002.html"' in page
    assert (
        '<a href="../people/anna-example.html#note">Anna Example</a>'
        in made["articles/002.html"].split("Linked from")[1]
    )
    document = next(one for one in built.site.documents if one.url == "people/anna-example.html")
    assert any("Unheard-of words" in text and "the bell" in text for text in document.body)
    assert check_site(built) == []
    assert not [problem for problem in built.problems if problem.path.startswith("content/")]


def test_notes_that_fit_no_entity_are_told(full_archive: Archive) -> None:
    full_archive.write("content/names.toml", NAMED + '[[entity]]\nname = "Never Named"\nkind = "person"\n')
    for name in ("anna-exampel", "never-named", "anna-example"):
        full_archive.write(f"content/entities/{name}.md", "Words.\n")
    full_archive.write("content/entities/zz.md", "---\nentity: Anna Example\n---\nMore words.\n")
    found = {
        problem.code: problem
        for problem in full_archive.build().problems
        if problem.path.startswith("content/entities/")
    }
    assert sorted(found) == ["SG241", "SG242", "SG243"]
    assert found["SG241"].path == "content/entities/anna-exampel.md"
    assert 'did you mean "anna-example"?' in found["SG241"].message
    assert (found["SG242"].path, found["SG242"].line) == ("content/entities/zz.md", 1)
    assert "content/entities/anna-example.md" in found["SG242"].message
    assert found["SG243"].path == "content/entities/never-named.md"
