"""Each file for other programs is taken by a reader that is well kept; skipped where that is not installed."""

import json
import re
import warnings
from pathlib import Path

import pytest
from conftest import Archive

from sitegen.pipeline.build import Built
from sitegen.write import write

pytestmark = [
    pytest.mark.filterwarnings("ignore"),  # of the readers themselves
    pytest.mark.formats,
]
ODD = 'A "ferry", {it} & 100 % <b>of</b> \\it #1_2 ~ ^ — 国家\n\n'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    archive = Archive(tmp_path_factory.mktemp("formats") / "archive")
    archive.write(
        "sitegen.toml", 'title = "Häfen & <Schiffe>"\naddress = "https://example.org/a/"\ncontact = "Ann"\n'
    )
    body = "The harbour office said on Monday that Joe Biden and Vladimir Putin would meet in Geneva for two days. "
    for key in range(4):
        archive.write(f"seeds/00{key}.txt", ODD + body * 3 + f"This is text number {key} of them all.\n")
        archive.write(
            f"content/notes/00{key}.md",
            f'---\nbyline: ["Ann van der Berg", "Reuters"]\ndate: 2021-03-0{key + 1}\nsource: "The A & B"\n'
            f"address: https://a.example.org/x?y={key}&z=1\nretrieved: 2022-01-01\n---\nA remark.\n",
        )
    return archive.build()


@pytest.fixture(scope="module")
def site(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "public"
    write(built.outputs, folder)
    return folder


def test_bibtex_is_read_by_pybtex(site: Path) -> None:
    database = pytest.importorskip("pybtex.database")
    entries = database.parse_file(str(site / "cite/all/articles.bib")).entries
    assert len(entries) == 4
    first = next(iter(entries.values()))
    assert [str(person) for person in first.persons["author"]] == ["van der Berg, Ann", "{Reuters}"]
    assert first.fields["url"] == "https://a.example.org/x?y=0&z=1"


def test_ris_is_read_by_rispy(site: Path) -> None:
    rispy = pytest.importorskip("rispy")
    entries = rispy.loads((site / "cite/all/articles.ris").read_bytes().decode())
    assert len(entries) == 4
    assert entries[0]["type_of_reference"] == "NEWS"
    assert entries[0]["authors"] == ["van der Berg, Ann", "Reuters"]
    assert entries[0]["secondary_title"] == "The A & B"


def test_csl_json_is_cited_by_citeproc(site: Path) -> None:
    citeproc = pytest.importorskip("citeproc")
    source = pytest.importorskip("citeproc.source.json")
    items = json.loads((site / "cite/all/articles.json").read_text("utf-8"))
    styles = Path(citeproc.__file__).parent / "data/styles"
    style = citeproc.CitationStylesStyle(str(next(styles.glob("*.csl"))), validate=False)
    bibliography = citeproc.CitationStylesBibliography(
        style, source.CiteProcJSON(items), citeproc.formatter.plain
    )
    for item in items:
        bibliography.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
    cited = [str(entry) for entry in bibliography.bibliography()]
    assert len(cited) == 4
    assert all("van der Berg" in entry and "2021" in entry for entry in cited)


def test_the_data_package_is_valid_for_frictionless(site: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        report = frictionless.validate(str(site / "data/datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldNumber", "type", "note"])[:5]
    package = json.loads((site / "data/datapackage.json").read_text("utf-8"))
    assert {resource["name"] for resource in package["resources"]} >= {"articles", "entities", "mentions"}


def test_feeds_are_read_by_feedparser(site: Path) -> None:
    feedparser = pytest.importorskip("feedparser")
    feeds = [file for file in site.rglob("*.xml") if file.name not in {"sitemap.xml", "opensearch.xml"}]
    assert len(feeds) > 2
    for file in feeds:
        feed = feedparser.parse(file.read_bytes())
        assert not feed.bozo, (file, feed.get("bozo_exception"))
        assert feed.entries
        assert all(any(link.rel == "via" for link in entry.links) for entry in feed.entries)


def test_json_ld_is_read_as_triples(site: Path) -> None:
    jsonld = pytest.importorskip("pyld.jsonld")
    rdflib = pytest.importorskip("rdflib")
    for page in ("articles/000.html", "index.html", "people/joe-biden.html"):
        for text in re.findall(r'ld\+json">(.*?)</script>', (site / page).read_text("utf-8")):
            data = json.loads(text)
            assert data["@context"] == "https://schema.org"
            data["@context"] = {"@vocab": "https://schema.org/"}  # nothing is loaded from another host
            triples = jsonld.to_rdf(data)["@default"]
            graph = rdflib.Graph().parse(data=json.dumps(data), format="json-ld")
            assert len(graph) == len(triples) > 3


def test_parquet_is_read_by_pyarrow(built: Built, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    from sitegen.pack.database import write_parquet  # noqa: PLC0415

    files = write_parquet(built.site.tables, tmp_path)
    tables = {file.stem: parquet.read_table(file) for file in files}
    assert tables["articles"].num_rows == 4
    assert tables["articles"].column("authors").to_pylist()[0] == ["Ann van der Berg", "Reuters"]
