import json
import re
import xml.etree.ElementTree as ET

import pytest
from conftest import PARAGRAPH, Archive

from sitegen.check import check_site
from sitegen.export import EXPORTERS, NAMES, hosting
from sitegen.export.feed import MAX_FEED_ENTRIES, stamp
from sitegen.project.addresses import remember_addresses
from sitegen.search.pagetext import page_text

ATOM = "{http://www.w3.org/2005/Atom}"


def test_names_are_unique_and_each_makes_files(full_archive: Archive) -> None:
    assert len(set(NAMES)) == len(NAMES)
    full_archive.write("sitegen.toml", 'title = "T"\naddress = "https://example.org/"\n')
    full_archive.write("content/notes/000.md", '## "the ferry"\n\nA remark.\n')
    site = full_archive.build().site
    for exporter in EXPORTERS:
        assert exporter.says
        assert list(exporter.make(site))


def test_the_feed_is_whole_xml_with_stable_ids(full_archive: Archive) -> None:
    full_archive.write(
        "seeds/003_d.txt",
        "Odd \ufffe & <b>\n\nA sentence that is long enough to be a paragraph of this seed, with & and < in it.\n",
    )
    feed = ET.fromstring(next(o.data for o in full_archive.build().outputs if o.path == "feed.xml"))  # noqa: S314
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 4
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == 4
    assert all(entry.findtext(f"{ATOM}updated") for entry in entries)


@pytest.mark.parametrize(
    ("date", "made"),
    [
        ("2024-04-09", "2024-04-09T00:00:00Z"),
        ("2024", "2024-01-01T00:00:00Z"),
        ("2024-04-09T13:02 EDT", "2024-04-09T13:02:00-04:00"),
        ("2024-04-09T13:02 IST", "2024-04-09T13:02:00-00:00"),
        ("2024-04-09T13:02", "2024-04-09T13:02:00-00:00"),
        ("2024-04-09T13:02Z", "2024-04-09T13:02:00Z"),
        ("2024-04-09T13:02 UTC+0530", "2024-04-09T13:02:00+05:30"),
        ("2024-04-09T13:02 +02:00", "2024-04-09T13:02:00+02:00"),
        ("", "1970-01-01T00:00:00Z"),
    ],
)
def test_stamps(date: str, made: str) -> None:
    assert stamp(date) == made


def test_exporters_can_be_chosen(full_archive: Archive) -> None:
    full_archive.write("sitegen.toml", 'exporters = ["feed"]\n')
    paths = {output.path for output in full_archive.build().outputs}
    assert "feed.xml" in paths
    assert not any(path.startswith("data/") for path in paths)
    full_archive.write("sitegen.toml", 'exporters = ["fed"]\n')
    assert full_archive.run("build", "-q") == 2


def test_remarks_are_web_annotations(full_archive: Archive) -> None:
    full_archive.write(
        "content/notes/002.md",
        '---\nsource: gazette.example.org\n---\nOn the whole.\n\n## "the tower"\n\nWhich *one*?\n',
    )
    full_archive.write("sitegen.toml", 'title = "T"\naddress = "https://example.org/x/"\n')
    files = {output.path: output.data for output in full_archive.build().outputs}
    whole = json.loads(files["annotations/002.jsonld"])
    assert whole["id"] == "https://example.org/x/annotations/002.jsonld"
    first, second = whole["items"]
    assert first["target"] == "https://example.org/x/articles/002.html"
    (quote,) = second["target"]["selector"]
    assert quote["exact"] == "the tower"
    text = page_text(files["articles/002.html"].decode())
    assert quote["prefix"] + "the tower" + quote["suffix"] in text
    assert second["body"] == {
        "type": "TextualBody",
        "value": "Which *one*?",
        "format": "text/markdown",
        "language": "en",
    }
    assert "annotations/001.jsonld" not in files


def test_an_entity_has_a_feed_of_the_articles_that_name_it(full_archive: Archive) -> None:
    full_archive.write("content/notes/002.md", "---\ndate: 2021-05-01\nsource: gazette.example.org\n---\n")
    names = (("Anna Example", "person"), ("Friday", "event"))
    full_archive.write(
        "content/names.toml",
        "".join(f'[[entity]]\nname = "{name}"\nkind = "{kind}"\n' for name, kind in names),
    )
    built = full_archive.build()
    files = {
        output.path: output.data.decode()
        for output in built.outputs
        if output.path.endswith((".xml", ".html"))
    }
    feed = ET.fromstring(files["people/anna-example.xml"])  # noqa: S314
    assert feed.findtext(f"{ATOM}title") == "Anna Example – Test"
    assert (
        next(entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")) == "Town buys a bell"
    )
    links = [link.attrib["href"] for link in feed.iter(f"{ATOM}link")]
    assert links[:3] == ["../people/anna-example.xml", "../people/anna-example.html", "../articles/002.html"]
    assert feed.findtext(f"{ATOM}updated") == "2021-05-01T00:00:00Z"
    assert files["people/anna-example.html"].count('href="../people/anna-example.xml"') == 2
    assert check_site(built) == []
    assert "events/friday.html" in files
    assert "events/friday.xml" not in files


def test_a_feed_tells_the_newest_only_and_absolute_links_where_the_address_is_known(archive: Archive) -> None:
    archive.write("sitegen.toml", 'title = "T"\naddress = "https://example.org/x/"\n')
    for number in range(MAX_FEED_ENTRIES + 2):
        archive.write(
            f"seeds/{number:03}_x.txt",
            f"Headline number {number}\n\nAnna Example, who leads the committee, said so on day {number}.\n",
        )
        archive.write(
            f"content/notes/{number:03}.md",
            f"---\ndate: 2021-{1 + number // 28:02}-{1 + number % 28:02}\n---\n",
        )
    feed = ET.fromstring(next(o.data for o in archive.build().outputs if o.path == "people/anna-example.xml"))  # noqa: S314
    links = [link.attrib["href"] for link in feed.iter(f"{ATOM}link")]
    assert len(feed.findall(f"{ATOM}entry")) == MAX_FEED_ENTRIES
    assert links[0] == "https://example.org/x/people/anna-example.xml"
    assert links[2] == f"https://example.org/x/articles/{MAX_FEED_ENTRIES + 1:03}.html"


def test_pages_lead_to_no_feed_that_is_switched_off(full_archive: Archive) -> None:
    full_archive.write("sitegen.toml", 'title = "T"\nexporters = ["search"]\n')
    built = full_archive.build()
    assert not any(b".xml" in output.data for output in built.outputs if output.path.endswith(".html"))
    assert check_site(built) == []


def test_ids_of_a_feed_stay_whatever_becomes_of_title_address_and_texts(full_archive: Archive) -> None:
    def ids() -> list[str]:
        built = full_archive.build()
        remember_addresses(full_archive.root, built.inputs)
        feed = ET.fromstring(next(one.data for one in built.outputs if one.path == "feed.xml"))  # noqa: S314
        return [
            feed.findtext(f"{ATOM}id") or "",
            *(entry.findtext(f"{ATOM}id") or "" for entry in feed.findall(f"{ATOM}entry")),
        ]

    full_archive.write("seeds/003_d.txt", (full_archive.root / "seeds/000_a.txt").read_bytes())
    before = ids()
    assert len(before) == len(set(before)) == 5, "equal copies have ids of their own"
    full_archive.write("sitegen.toml", 'title = "Another"\naddress = "https://example.org/new/"\n')
    full_archive.write("seeds/000_a.txt", (full_archive.root / "seeds/000_a.txt").read_bytes() + b"\n")
    assert ids() == before


def test_a_feed_is_ordered_by_time_and_tells_what_changed(archive: Archive) -> None:
    times = {
        "a": "2024-04-09T21:30 EST",
        "b": "2024-04-10T01:00Z",
        "c": "2024-04-10T06:00 +09:00",
        "d": "2024-04-09",
    }
    for name, value in times.items():
        archive.write(f"seeds/{name}.txt", f"Lamps {name}\n\n{PARAGRAPH}\n")
        archive.write(f"content/notes/{name}.md", f"---\ndate: {value}\nsource: gazette.example.org\n---\n")
    archive.write(
        "content/notes/d.md",
        "---\ndate: 2024-04-09\nupdated: 2024-06-01T12:00Z\naddress: https://gazette.example.org/d\n---\n",
    )
    feed = ET.fromstring(next(one.data for one in archive.build().outputs if one.path == "feed.xml"))  # noqa: S314
    entries = feed.findall(f"{ATOM}entry")
    assert [(one.findtext(f"{ATOM}title") or "")[-1] for one in entries] == ["a", "b", "c", "d"]
    assert [one.findtext(f"{ATOM}published") for one in entries][:3] == [
        "2024-04-09T21:30:00-05:00",
        "2024-04-10T01:00:00Z",
        "2024-04-10T06:00:00+09:00",
    ]
    assert feed.findtext(f"{ATOM}updated") == entries[3].findtext(f"{ATOM}updated") == "2024-06-01T12:00:00Z"
    source = entries[3].find(f"{ATOM}source")
    assert source is not None
    assert [child.tag.removeprefix(ATOM) for child in source] == ["id", "title", "updated"]
    assert source.findtext(f"{ATOM}id") == "https://gazette.example.org/"


def test_a_sitemap_of_many_pages_is_parted(full_archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    full_archive.write(
        "sitegen.toml", 'title = "T"\naddress = "https://example.org/x/"\n[rights]\nrobots = "all"\n'
    )
    full_archive.write("content/notes/002.md", "---\ndate: 2021-05-01\nupdated: 2022-01-02\n---\n")
    files = {one.path: one.data.decode() for one in full_archive.build().outputs if one.path.endswith(".xml")}
    assert (
        "<loc>https://example.org/x/articles/002.html</loc><lastmod>2022-01-02</lastmod>"
        in files["sitemap.xml"]
    )
    whole = re.findall("<loc>.*?</loc>", files["sitemap.xml"])
    monkeypatch.setattr(hosting, "MAX_SITEMAP_ADDRESSES", 4)
    files = {one.path: one.data.decode() for one in full_archive.build().outputs if one.path.endswith(".xml")}
    parts = re.findall("<loc>https://example.org/x/(.*?)</loc>", files["sitemap.xml"])
    assert "<sitemapindex" in files["sitemap.xml"]
    assert parts == [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    assert [row for part in parts for row in re.findall("<loc>.*?</loc>", files[part])] == whole


def test_an_articles_page_tells_reference_managers_what_it_is(full_archive: Archive) -> None:
    full_archive.write("sitegen.toml", 'title = "T"\naddress = "https://example.org/x/"\n')
    full_archive.write(
        "content/notes/000.md",
        "---\ntitle: 'Lamps <&> \"piers\"'\nbyline: [Ann A, Bo B]\ndate: 2024-04-09\naddress: https://gazette.example.org/a\ntags: [sea]\n---\n",
    )
    head = full_archive.page("articles/000.html").split("</head>")[0]
    for name, value in (
        ("DC.type", "newspaperArticle"),
        ("citation_title", "Lamps &lt;&amp;&gt; &quot;piers&quot;"),
        ("citation_author", "Ann A"),
        ("citation_author", "Bo B"),
        ("citation_publication_date", "2024/04/09"),
        ("citation_publisher", "gazette.example.org"),
        ("citation_public_url", "https://gazette.example.org/a"),
        ("DCTERMS.issued", "2024-04-09"),
    ):
        assert f'<meta name="{name}" content="{value}">' in head
    assert "citation_journal_title" not in head
    found = re.findall('<script type="application/ld.json">(.*?)</script>', head)
    article = json.loads(found[0])["@graph"][0]
    assert (article["@type"], article["headline"], article["datePublished"]) == (
        "NewsArticle",
        'Lamps <&> "piers"',
        "2024-04-09",
    )


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2024-04-09T10:00 +02:00", "2024-04-09T10:00+02:00"),
        ("2024-04-09T23:30 EST", "2024-04-09T23:30-05:00"),
        ("2024-04-09T10:00 IST", "2024-04-09T10:00"),  # of India, Ireland or Israel
        ("2024-04", "2024-04"),
    ],
)
def test_dates_of_tables_are_strict(full_archive: Archive, written: str, told: str) -> None:
    full_archive.write("content/notes/000.md", f"---\ndate: {written}\n---\n")
    files = {one.path: one.data for one in full_archive.build().outputs}
    rows = [json.loads(line) for line in files["data/articles.jsonl"].splitlines()]
    assert [row["date"] for row in rows if row["key"] == "000"] == [told]
