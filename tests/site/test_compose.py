import json
from dataclasses import replace

from conftest import PARAGRAPH, SECOND, THIRD, Archive
from hypothesis import given
from hypothesis import strategies as st
from stages import clean

from sitegen.model import Article
from sitegen.model.site import Link, Run
from sitegen.pipeline.build import build
from sitegen.pipeline.memory import Store
from sitegen.pipeline.runtime import Runtime
from sitegen.read.archive import read_config
from sitegen.read.seeds import parse_seed
from sitegen.render.theme import load_theme
from sitegen.site.charts import over_time
from sitegen.site.compare import compare
from sitegen.site.inline_markup import Mark, runs_of
from sitegen.site.rights import restrict
from sitegen.text import word_count


def article(text: str) -> Article:
    return clean(parse_seed(text.encode(), "000", "000.txt")[0])


EDGES = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: (min(pair), max(pair)))


@given(st.text(max_size=30), st.lists(EDGES, max_size=4), st.lists(EDGES, max_size=4))
def test_runs_spell_the_text(text: str, links: list[tuple[int, int]], marks: list[tuple[int, int]]) -> None:
    inside = [(min(a, len(text)), min(b, len(text))) for a, b in links]
    made = runs_of(
        text, [(a, b, "u", "t") for a, b in inside], [Mark(a, b, (Link("", "m", "t"),)) for a, b in marks]
    )
    assert "".join(run.text for run in made) == text


def test_a_name_at_the_edge_of_a_mark_is_one_link() -> None:
    made = runs_of(
        "It was Anna Example who said so.", [(7, 19, "u", "t")], [Mark(12, 32, (Link("", "m", "t"),))]
    )
    assert [(run.text, run.url, run.marked) for run in made] == [
        ("It was Anna ", "", False),
        ("Example", "u", True),
        (" who said so.", "", True),
    ]


def test_an_excerpt_is_whole_sentences() -> None:
    whole = article(f"Ferry\n\nOne short sentence stands first. {PARAGRAPH}\n\n{SECOND}\n")
    shown = restrict(whole, "excerpt", 8)
    assert [block.text for block in shown.body] == ["One short sentence stands first."]
    assert sum(word_count(b.text) for b in restrict(whole, "excerpt", 60).body) <= 60
    assert restrict(whole, "record", 60).blocks == ()
    assert restrict(whole, "full", 1) is whole


def test_copies_are_compared_word_by_word() -> None:
    rows = compare(
        article(f"{PARAGRAPH}\n\n{SECOND}\n\n{THIRD}"),
        article(f"{PARAGRAPH.replace('Monday', 'Tuesday')}\n\n{THIRD}"),
    )
    assert [row[0] for row in rows] == ["changed", "left", "same"]
    assert Run(text="Monday ", change="del") in rows[0][1]
    assert Run(text="Tuesday ", change="ins") in rows[0][2]


def test_bars_by_month_and_by_year() -> None:
    assert [(bar.label, bar.count) for bar in over_time(["2021-01-03", "2021-03-01", "2021-03-09"], str)] == [
        ("Jan 2021", 1),
        ("Feb 2021", 0),
        ("Mar 2021", 2),
    ]
    assert [bar.label for bar in over_time(["1999-01-03", "2003"], str)] == [
        "1999",
        "2000",
        "2001",
        "2002",
        "2003",
    ]
    assert over_time([], str) == ()


def rows(archive: Archive, name: str) -> list[dict[str, object]]:
    text = next(
        output.data.decode() for output in archive.build().outputs if output.path == f"data/{name}.jsonl"
    )
    return [json.loads(line) for line in text.splitlines()]


def test_tables(full_archive: Archive) -> None:
    articles = rows(full_archive, "articles")
    assert [row["id"] for row in articles] == ["000_a", "001_b", "002_c"]
    assert str(articles[0]["text"]).startswith(PARAGRAPH)
    assert [(row["first"], row["second"], row["relation"]) for row in rows(full_archive, "relations")] == [
        ("000_a", "001_b", "identical"),
        ("000_a", "002_c", "shared-passage"),
        ("001_b", "002_c", "shared-passage"),
    ]
    assert {row["article"] for row in rows(full_archive, "cuts")} == {"001_b"}
    ids = {row["id"] for row in rows(full_archive, "entities")}
    assert {row["entity"] for row in rows(full_archive, "mentions")} <= ids


def test_notices_links_and_facts_of_an_article(full_archive: Archive) -> None:
    page = full_archive.page("articles/001.html")
    assert "The same text, word for word, as" in page
    assert 'href="../families/000.html"' in page
    assert 'href="../raw/001.html#L' in page
    assert "mirror.example.org" in page
    assert "1 March 2021" in full_archive.page("articles/000.html")
    assert 'class="shared"' in full_archive.page("articles/002.html")


def test_a_remark_on_the_whole_stands_on_the_page(full_archive: Archive) -> None:
    assert '<aside class="remark whole" id="n1"' in full_archive.page("articles/000.html")


def test_a_remark_on_the_headline_stands_on_the_page(full_archive: Archive) -> None:
    full_archive.write("content/notes/000.md", '## "Ferry returns"\n\nAt last.\n')
    page = full_archive.page("articles/000.html")
    assert '<p class="item-facts">On “Ferry returns”</p>' in page
    assert page.count("At last.") == 1


def test_a_free_page_and_its_collision(full_archive: Archive) -> None:
    full_archive.write("content/pages/one.md", "# One\n\ntext")
    full_archive.write("content/pages/two.md", "---\nslug: one\n---\ntext")
    assert "<h1>One</h1>" in full_archive.page("pages/one.html")
    assert "SG103" in full_archive.codes()


def test_an_excerpt_has_an_end_whatever_the_script() -> None:
    hindi = "यह संख्या के बारे में एक वाक्य है। " * 60
    for text in (hindi, "word " * 400):
        shown = restrict(article(f"Ferry\n\n{text}\n"), "excerpt", 20)
        assert 0 < sum(word_count(block.text) for block in shown.body) <= 20


def test_an_entity_is_shown_over_time_and_with_whom(full_archive: Archive) -> None:
    full_archive.write("content/names.toml", '[[entity]]\nname = "Anna Example"\nkind = "person"\n')
    full_archive.write("content/notes/001.md", "---\ndate: 2021-04-02\nsource: mirror.example.org\n---\n")
    page = full_archive.page("people/anna-example.html")
    assert "Articles over time: Mar 2021: " in page
    assert '<ul class="ranking">' in page
    assert "search.html#names=people/anna-example" in page


def test_who_appears_with_whom(full_archive: Archive) -> None:
    assert 'class="matrix"' not in full_archive.page("entities.html")
    for name in ("Anna Example", "Bo Scribe"):
        full_archive.write(
            f"seeds/00{len(name)}_x.txt",
            f"On the pier\n\nAnna Example and Bo Scribe of the council said that they had met again, {name} first.\n",
        )
    full_archive.write(
        "content/names.toml",
        "".join(f'[[entity]]\nname = "{name}"\nkind = "person"\n' for name in ("Anna Example", "Bo Scribe")),
    )
    page = full_archive.page("entities.html")
    assert "<caption>Articles that name both" in page
    assert page.count('<td class="n own">') == 2


def test_a_text_speaks_its_own_language_and_the_words_around_it_that_of_the_site(
    full_archive: Archive,
) -> None:
    arabic = "قال الوزير يوم الاثنين إن المفاوضات ستستمر حتى نهاية الشهر المقبل في العاصمة، وأضاف أن الوفود ستعود إلى بلدانها بعد ذلك."
    full_archive.write("seeds/003_d.txt", f"العنوان الكبير للصحيفة\n\n{arabic}\n")
    page = full_archive.page("articles/003.html")
    assert '<html lang="en">' in page
    assert '<h1 id="p0" lang="ar" dir="rtl">' in page
    assert '<div class="text" lang="ar" dir="rtl">' in page
    assert 'lang="' not in full_archive.page("articles/002.html").split("<body")[1]


def test_the_page_of_quotations(archive: Archive) -> None:
    words = "The ferry will sail again before the summer comes"
    archive.write(
        "seeds/000_a.txt",
        f"Harbour talks\n\n{PARAGRAPH}\n\n“{words}, and all of us will see it,” said Anna Example on Tuesday.\n",
    )
    archive.write(
        "seeds/001_b.txt",
        f"Ferry to sail\n\n{SECOND}\n\nThe minister, Anna Example, said: “{words}, and everybody will see it.”\n",
    )
    archive.write(
        "seeds/002_c.txt",
        f"Old ferry\n\n{THIRD}\n\n“It rained on the pier all night long,” a senior official said.\n",
    )
    outputs = {
        output.path: output.data.decode()
        for output in archive.build().outputs
        if output.path.endswith((".html", ".jsonl"))
    }
    page = outputs["quotations.html"]
    assert 'href="people/anna-example.html"' in page
    assert page.count("<blockquote") == 3
    assert "<ins>everybody </ins>" in page
    assert "a senior official" in page
    assert "Is quoted with" in outputs["people/anna-example.html"]
    found = [json.loads(line) for line in outputs["data/quotations.jsonl"].splitlines()]
    assert len({one["quotation"] for one in found if one["entity"] == "anna-example"}) == 1


def test_excerpts_show_no_quotation_beyond_them(archive: Archive) -> None:
    archive.write("sitegen.toml", 'title = "A"\n[rights]\ndefault = "excerpt"\nexcerpt_words = 12\n')
    archive.write(
        "seeds/000_a.txt",
        f"Harbour talks\n\n{PARAGRAPH}\n\n“The ferry will sail again,” said Anna Example. {SECOND}\n",
    )
    config = replace(read_config(archive.root), profile="public")
    built = build(archive.root, config, load_theme(archive.root, config.theme), Runtime(Store()))
    assert not any(b"will sail again" in output.data for output in built.outputs)
    assert any(b"will sail again" in output.data for output in archive.build().outputs)


def test_many_quotations_are_parted_by_letter(archive: Archive) -> None:
    names = ["Anna Example", "Boris Sample", "Carl Specimen"]
    for number in range(120):
        said = "\n\n".join(
            f"“Word{number} of number{number} stands here as speech {name[0]}{number},” said {name}."
            for name in names
        )
        archive.write(f"seeds/{number:03}_x.txt", f"Title {number}\n\n{PARAGRAPH}\n\n{said}\n")
    outputs = {
        output.path: output.data.decode()
        for output in archive.build().outputs
        if output.path.startswith("quotations")
    }
    assert set(outputs) >= {"quotations.html", "quotations/e.html", "quotations/s.html"}
    assert 'href="quotations/e.html#s-anna-example"' in outputs["quotations.html"]
    assert 'id="s-anna-example"' in outputs["quotations/e.html"]
    assert "<blockquote" not in outputs["quotations.html"]


def test_the_page_of_shared_passages(archive: Archive) -> None:
    quote = (
        "“All ships of the bay shall give way to the ferry, and the ferry shall wait for nobody but a ship in distress,"
        " whatever the hour, the weather or the rank of those on board.”"
    )
    for number, (text, date) in enumerate(
        ((PARAGRAPH, "2021-03-05"), (SECOND, "2021-03-02"), (THIRD, "2021-03-09"))
    ):
        archive.write(
            f"seeds/{number:03}_x.txt", f"Headline number {number}\n\n{text}\n\n{quote}\n\n{text.upper()}\n"
        )
        archive.write(f"content/notes/{number:03}.md", f"---\ndate: {date}\n---\n")
    outputs = {
        output.path: output.data.decode()
        for output in archive.build().outputs
        if output.path.endswith(".html")
    }
    page = outputs["passages.html"]
    assert page.count("<blockquote") == 1
    assert page.index("Headline number 1") < page.index("Headline number 0") < page.index("Headline number 2")
    assert 'href="../passages.html#s1"' in outputs["articles/000.html"]
    assert "also in 2 other articles" in outputs["articles/000.html"]


def test_the_home_page_calls_newest_what_has_a_date(archive: Archive) -> None:
    for number, text in enumerate((PARAGRAPH, SECOND, THIRD)):
        archive.write(f"seeds/{number:03}_x.txt", f"Headline number {number}\n\n{text}\n")

    def told() -> tuple[str, list[str], str]:
        page = archive.page("index.html")
        heading = page.split('<h2 id="newest">')[1].split("<")[0]
        hints = [part.split("</p>")[0] for part in page.split('<p class="hint">')[1:]]
        return heading, hints, page.split('<h2 id="newest">')[1].split("</ul>")[0]

    heading, hints, items = told()
    assert heading == "Articles"
    assert hints == ['3 articles have <a href="timeline.html#undated">no date</a>.']
    assert items.count("Headline number") == 3
    archive.write("content/notes/001.md", "---\ndate: 2021-03-01\n---\n")
    archive.write("content/notes/002.md", "---\ndate: 2021-05-01\n---\n")
    heading, hints, items = told()
    assert heading == "Newest articles with a date"
    assert hints == [
        '1 article has <a href="timeline.html#undated">no date</a>; the dates here are those of the other 2.'
    ]
    assert items.index("Headline number 2") < items.index("Headline number 1")
    assert "Headline number 0" not in items
    for url in ("index.html", "timeline.html"):
        assert "; 1 article without a date is not among them</figcaption>" in archive.page(url)
    archive.write("content/notes/000.md", "---\ndate: 2021-04-01\n---\n")
    heading, hints, items = told()
    assert (heading, hints) == ("Newest articles", [])
    assert "without a date" not in archive.page("timeline.html")


def test_an_about_page_that_nobody_wrote_is_made_of_what_is_known(full_archive: Archive) -> None:
    made = full_archive.page("about.html").split("<main")[1]
    for text in ("---\ntitle: About\n# Say here what it is.\n---\n", "---\ntitle: About\n---\n\n \n", ""):
        full_archive.write("content/pages/about.md", text)
        assert full_archive.page("about.html").split("<main")[1] == made
    full_archive.write("content/pages/about.md", "---\ntitle: About us\n---\nAll of it is made up.\n")
    assert "<p>All of it is made up.</p>" in full_archive.page("about.html")
    assert "This archive holds" not in full_archive.page("about.html")
