"""Records of articles for reference managers, and citations in words."""

import json
import re
from html import unescape
from urllib.parse import parse_qs

import pytest
from conftest import ARTICLE, PARAGRAPH, Archive

from sitegen.citation_formats import Citable, bibtex, coins, csl, ris, styled
from sitegen.model.site import Record
from sitegen.name_parts import name_parts

RECORD = Record(
    key="007",
    title="Ferry returns & stays: 100 % of {it}",
    shown_title="Ferry returns & stays: 100 % of {it}",
    authors=("Ann van der Berg Jr.", "Bo Scribe", "Associated Press"),
    date="2021-03-09 14:05",
    retrieved="2022-01-02",
    source="The Gazette",
    address="https://gazette.example.org/a_b?c=1&d=2",
    language="en",
    abstract="Two lines\nof it",
    keywords=("ferry", "bay"),
)
ITEM = Citable(RECORD, "https://example.org/archive/articles/007.html", "Harbour archive")


@pytest.mark.parametrize(
    ("name", "language", "inverted"),
    [
        ("Ann Example", "", "Example, Ann"),
        ("Ann van der Berg", "", "van der Berg, Ann"),
        ("Maria de la Cruz", "es", "de la Cruz, Maria"),
        ("Ludwig van Beethoven", "", "van Beethoven, Ludwig"),
        ("Martin Luther King Jr.", "", "King, Martin Luther, Jr."),
        ("Xi Jinping", "", "Xi, Jinping"),
        ("Kovács Anna", "hu", "Kovács, Anna"),
        ("王毅", "zh", "王毅"),
        ("Reuters", "", "Reuters"),
        ("Associated Press", "", "Associated Press"),
        ("The Example Staff", "", "The Example Staff"),
        ("Gazette Staff Writers", "", "Gazette Staff Writers"),
        ("Example, Ann", "", "Example, Ann"),
    ],
)
def test_names_are_parted_as_lists_have_them(name: str, language: str, inverted: str) -> None:
    assert name_parts(name, language).inverted == inverted


def test_csl_json_has_the_fields_of_a_newspaper_article() -> None:
    assert csl(ITEM) == {
        "id": "https://example.org/archive/articles/007.html",
        "type": "article-newspaper",
        "title": "Ferry returns & stays: 100 % of {it}",
        "author": [
            {"family": "van der Berg", "given": "Ann", "suffix": "Jr."},
            {"family": "Scribe", "given": "Bo"},
            {"literal": "Associated Press"},
        ],
        "container-title": "The Gazette",
        "issued": {"date-parts": [[2021, 3, 9]]},
        "accessed": {"date-parts": [[2022, 1, 2]]},
        "URL": "https://gazette.example.org/a_b?c=1&d=2",
        "abstract": "Two lines\nof it",
        "language": "en",
        "keyword": "ferry, bay",
        "archive": "Harbour archive",
        "archive_location": "https://example.org/archive/articles/007.html",
    }


def test_ris_has_a_tag_a_line() -> None:
    lines = ris(ITEM).split("\r\n")
    assert lines[0] == "TY  - NEWS"
    assert lines[-2:] == ["ER  - ", ""]
    assert {"AU  - van der Berg, Ann, Jr.", "DA  - 2021/03/09/", "AB  - Two lines of it", "KW  - bay"} < set(
        lines
    )
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines[:-1])


def test_bibtex_escapes_what_tex_takes_for_its_own() -> None:
    entry = bibtex(ITEM)
    assert entry.startswith("@article{van-der-berg-2021-007,\n")
    assert r"title = {{Ferry returns \& stays: 100 \% of \{it\}}}" in entry
    assert "author = {van der Berg, Jr., Ann and Scribe, Bo and {Associated Press}}" in entry
    assert "url = {https://gazette.example.org/a_b?c=1&d=2}" in entry


def test_coins_tells_the_same() -> None:
    values = parse_qs(coins(ITEM))
    assert values["rft.type"] == ["newspaperArticle"]
    assert values["rft.au"] == list(RECORD.authors)
    assert values["rft.identifier"] == [RECORD.address]


def test_citations_in_words_follow_the_styles() -> None:
    record = Record(
        key="1", title="Ferry returns", authors=("Ann Example", "Bo Scribe"), date="2021-03-09", source="The Gazette",
        address="https://gazette.example.org/a",
    )  # fmt: skip
    assert dict(styled(Citable(record, "", "Archive"))) == {
        "APA": "Example, A., & Scribe, B. (2021, March 9). Ferry returns. The Gazette. https://gazette.example.org/a",
        "Chicago": "Example, Ann, and Bo Scribe. “Ferry returns.” The Gazette, March 9, 2021. https://gazette.example.org/a.",
        "MLA": "Example, Ann, and Bo Scribe. “Ferry returns.” The Gazette, 9 Mar. 2021, gazette.example.org/a.",
    }


@pytest.mark.parametrize("date", ["2021", "2021-03", ""])
def test_what_is_not_known_is_left_out(date: str) -> None:
    item = Citable(Record(key="1", shown_title="First words", date=date), "", "Archive")
    for text in (*dict(styled(item)).values(), ris(item), bibtex(item)):
        assert "First words" in text
        assert not re.search(r"None|, ,|\(\)|  -  |\.\.|, \.", text), text


def test_pages_and_files_tell_the_record(full_archive: Archive) -> None:
    full_archive.write("sitegen.toml", 'title = "Test"\naddress = "https://example.org/a/"\n')
    full_archive.write(
        "content/notes/000.md",
        "---\ndate: 2021-03-01\nsource: gazette.example.org\nbyline: Ann Example\nretrieved: 2022-05-06\n"
        "archived: https://web.archive.org/web/20210302101112/https://gazette.example.org/ferry\n"
        "address: https://gazette.example.org/ferry\nlicence: https://creativecommons.org/licenses/by/4.0/\n---\n",
    )
    files = {
        output.path: output.data.decode()
        for output in full_archive.build().outputs
        if output.path.endswith((".html", ".ris", ".json"))
    }
    page = files["articles/000.html"]
    assert '<link rel="original" href="https://gazette.example.org/ferry">' in page
    assert (
        'data-versionurl="https://web.archive.org/web/20210302101112/https://gazette.example.org/ferry"'
        in page
    )
    assert 'data-versiondate="2021-03-02"' in page
    assert '<dt>Scraped</dt><dd><time datetime="2022-05-06">6 May 2022</time></dd>' in page
    assert 'class="Z3988"' in page
    graph = json.loads(re.findall(r'ld\+json">(.*?)</script>', page)[0])["@graph"]
    assert [part["@type"] for part in graph] == ["NewsArticle", "BreadcrumbList"]
    assert graph[0]["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert graph[0]["archivedAt"].startswith("https://web.archive.org/")
    assert "Y2  - 2022/05/06/" in files["cite/000.ris"]
    assert len(json.loads(files["cite/all/articles.json"])) == 3
    assert files["articles/index.html"].count("Z3988") == 3
    home = json.loads(re.findall(r'ld\+json">(.*?)</script>', files["index.html"])[0])["@graph"]
    assert [part["@type"] for part in home] == ["Collection", "Dataset"]


def test_identical_texts_elsewhere_are_told_as_the_same(archive: Archive) -> None:
    archive.write("seeds/000.txt", ARTICLE)
    archive.write("seeds/001.txt", ARTICLE)
    archive.write("seeds/002.txt", ARTICLE + f"\n{PARAGRAPH} And more of it, which stands here alone.\n" * 9)
    for key in ("000", "001", "002"):
        archive.write(f"content/notes/{key}.md", f"---\naddress: https://{key}.example.org/x\n---\n")
    article = json.loads(re.findall(r'ld\+json">(.*?)</script>', archive.page("articles/000.html"))[0])[
        "@graph"
    ][0]
    assert article["sameAs"] == ["https://001.example.org/x"]
    assert article["isBasedOn"] == "https://000.example.org/x"


def zotero_reads(page: str) -> dict[str, list[str]]:
    """Return what Zotero's translator for embedded metadata reads: DC.type is the type, Highwire tags are facts."""
    rows: dict[str, list[str]] = {}
    for name, content in re.findall(r'<meta name="([^"]+)" content="([^"]*)">', page):
        rows.setdefault(name, []).append(unescape(content))
    fields = {
        "itemType": rows.get("DC.type", []),
        "title": rows.get("citation_title", []),
        "creators": rows.get("citation_author", []),
        "date": rows.get("citation_publication_date", []),
        "publicationTitle": rows.get("citation_publisher", []),
        "url": rows.get("citation_public_url", []),
    }
    if "citation_journal_title" in rows:
        fields["itemType"] = ["journalArticle"]
    return fields


def test_zotero_imports_a_newspaper_article(full_archive: Archive) -> None:
    full_archive.write(
        "content/notes/000.md",
        "---\ntitle: Ferry & bell\ndate: 2021-03-01\nsource: The Gazette\nbyline: [Ann Example, Bo Scribe]\n"
        "address: https://gazette.example.org/ferry?a=1&b=2\n---\n",
    )
    assert zotero_reads(full_archive.page("articles/000.html")) == {
        "itemType": ["newspaperArticle"],
        "title": ["Ferry & bell"],
        "creators": ["Ann Example", "Bo Scribe"],
        "date": ["2021/03/01"],
        "publicationTitle": ["The Gazette"],
        "url": ["https://gazette.example.org/ferry?a=1&b=2"],
    }
