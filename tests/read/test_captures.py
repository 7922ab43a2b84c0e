"""Files in other forms than plain text: what is read from them, and what is told where nothing can be."""

import csv
import gzip
import io
import json
import quopri
import zipfile
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from conftest import PARAGRAPH, SECOND, THIRD, Archive

from sitegen.model import Seed
from sitegen.read.captures import CAPTURES, capture_ending, form_of
from sitegen.read.captures.text import CapturedText, part_of
from sitegen.read.seeds import NotText, parse_file, read_seeds

LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "The Gazette"},
        {
            "@type": ["NewsArticle"],
            "headline": "Ferry returns to the bay",
            "author": [{"@type": "Person", "name": "Ann Example"}, {"@type": "Person", "name": "Bo Scribe"}],
            "datePublished": "2024-04-09T10:00:00+02:00",
            "publisher": {"@type": "Organization", "name": "The Gazette"},
        },
    ],
}
ADDRESS = "https://gazette.example.org/2024/ferry"


def page(*, head: str = "", body: str = "", linked: object = LINKED) -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in (PARAGRAPH, SECOND, THIRD))
    data = f'<script type="application/ld+json">{json.dumps(linked)}</script>' if linked else ""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ferry returns | The Gazette</title>{data}{head}'
        "</head><body><header>The Gazette<nav><a href='/'>Home</a> <a href='/s'>Sport</a></nav></header>"
        f"<main><article><h1>Ferry returns to the bay</h1><p>By Ann Example and Bo Scribe</p>{body or text}"
        "</article></main><footer>© 2024 The Gazette. All rights reserved.</footer><script>track()</script></body></html>"
    )


def seeds_of(data: bytes, name: str) -> list[Seed]:
    return [seed for seed, _ in parse_file(data, name, f"seeds/{name}")]


def facts(seed: Seed) -> dict[str, str]:
    """Return the head of a seed that was read from another form."""
    lines = list(seed.lines)
    if lines[0] != "---":
        return {}
    return dict(line.split(": ", 1) for line in lines[1 : lines.index("---", 1)])


def body(seed: Seed) -> str:
    lines = list(seed.lines)
    return "\n".join(lines[lines.index("---", 1) + 1 :] if lines[0] == "---" else lines)


# Pages ------------------------------------------------------------------------------------------------------


def test_a_page_gives_its_visible_text_and_the_facts_of_its_markup() -> None:
    (seed,) = seeds_of(page(head=f'<link rel="canonical" href="{ADDRESS}">').encode(), "ferry.html")
    assert facts(seed) == {
        "title": "Ferry returns to the bay",
        "author": "Ann Example, Bo Scribe",
        "date": "2024-04-09T10:00:00+02:00",
        "source": "The Gazette",
        "address": ADDRESS,
    }
    assert seed.id == "ferry"
    assert seed.capture == "a web page"
    assert PARAGRAPH in body(seed)
    assert THIRD in body(seed)
    assert "track()" not in body(seed)
    assert "Sport" not in body(seed), "menus are no text"


def test_facts_come_from_meta_elements_where_there_is_no_linked_data() -> None:
    head = (
        '<meta property="og:title" content="The ferry is back"><meta property="og:site_name" content="The Post">'
        '<meta name="author" content="Cy Writer"><meta property="article:published_time" content="2024-04-08">'
        f'<meta property="og:url" content="{ADDRESS}">'
    )
    (seed,) = seeds_of(page(head=head, linked=None).encode(), "ferry.htm")
    assert facts(seed) == {
        "title": "The ferry is back",
        "author": "Cy Writer",
        "date": "2024-04-08",
        "source": "The Post",
        "address": ADDRESS,
    }


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        (
            f"<!--\n Page saved with SingleFile \n url: {ADDRESS} \n saved date: Tue Apr 16 2024 10:11:12 GMT+0200 (CEST)\n-->",
            {"address": ADDRESS, "retrieved": "Tue Apr 16 2024"},
        ),
        (f"<!-- saved from url=(0038){ADDRESS} -->", {"address": ADDRESS}),
    ],
)
def test_the_marks_of_those_who_saved_a_page_are_read(mark: str, expected: dict[str, str]) -> None:
    html = page().replace("<html", f"{mark}<html", 1)
    found = facts(seeds_of(html.encode(), "a.html")[0])
    assert {name: value for name, value in found.items() if name in {"address", "retrieved"}} == expected


def test_the_encoding_of_a_page_is_its_own() -> None:
    html = page(body="<p>Ein Gespräch über Häfen und Fähren, das viele hörten.</p>" * 3).replace(
        "utf-8", "iso-8859-1"
    )
    assert "Gespräch über Häfen" in body(seeds_of(html.encode("iso-8859-1"), "a.html")[0])


def test_a_page_whose_text_seems_hidden_keeps_it() -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in (PARAGRAPH, SECOND, THIRD))
    html = f"<html><body><div hidden>{text}</div><p>Accept our cookies</p></body></html>"
    assert SECOND in body(seeds_of(html.encode(), "a.html")[0])


def test_lists_and_tables_of_a_page_stay() -> None:
    html = page(
        body="<ul><li>one ship</li><li>two piers</li></ul><table><tr><td>2024</td><td>2</td></tr></table>"
        f"<p>{PARAGRAPH}</p>"
    )
    text = body(seeds_of(html.encode(), "a.html")[0])
    assert "- one ship\n- two piers" in text
    assert "2024\t2" in text


# Mails ------------------------------------------------------------------------------------------------------


def mail(
    subject: str, text: str, *, html: str = "", day: str = "Fri, 03 May 2024 08:00:00 +0200", number: int = 1
) -> bytes:
    message = EmailMessage(policy=default)
    message["From"], message["To"], message["Subject"] = (
        "Dee Sender <d@example.org>",
        "me@example.org",
        subject,
    )
    message["Date"], message["Message-ID"] = day, f"<m{number}@example.org>"
    if text:
        message.set_content(text)
        if html:
            message.add_alternative(html, subtype="html")
    else:
        message.set_content(html, subtype="html")
    return message.as_bytes()


def test_an_e_mail_gives_its_plain_text_subject_sender_and_day() -> None:
    (seed,) = seeds_of(
        mail("Re: Ferry returns – für alle", f"{PARAGRAPH}\n\n{SECOND}\n", html="<p>zebra</p>"), "a.eml"
    )
    assert facts(seed) == {
        "title": "Ferry returns – für alle",
        "author": "Dee Sender",
        "date": "2024-05-03T08:00+02:00",
    }
    assert PARAGRAPH in body(seed).replace("\n", " ").replace("  ", " ")
    assert "zebra" not in body(seed)


@pytest.mark.parametrize(
    ("subject", "field", "told"),
    [
        (
            "The bell",
            "List-Unsubscribe",
            {"title": "The bell", "author": "Dee Sender", "source": "example.org"},
        ),
        ("The bell", "List-Id", {"title": "The bell", "author": "Dee Sender", "source": "example.org"}),
        ("The bell", "X-Mailer", {"title": "The bell", "author": "Dee Sender"}),  # of a person
        ("Fwd: The bell", "List-Id", {"title": "The bell"}),
        ("AW: WG: The bell", "X-Mailer", {"title": "The bell"}),
        ("Fwd: Re: The bell", "X-Mailer", {"title": "The bell"}),
        ("Antw[2]: WG: The bell", "X-Mailer", {"title": "The bell"}),
        ("Re[2]: The bell", "X-Mailer", {"title": "The bell", "author": "Dee Sender"}),
        ("Core: the plan", "X-Mailer", {"title": "Core: the plan", "author": "Dee Sender"}),
        ("Opinion: re: the plan", "X-Mailer", {"title": "Opinion: re: the plan", "author": "Dee Sender"}),
    ],
)
def test_who_wrote_and_published_an_e_mail(subject: str, field: str, told: dict[str, str]) -> None:
    data = f"{field}: <x@example.org>\n".encode() + mail(subject, f"{PARAGRAPH}\n")
    (seed,) = seeds_of(data, "a.eml")
    assert facts(seed) == {**told, "date": "2024-05-03T08:00+02:00"}


def test_an_e_mail_without_plain_text_gives_what_its_page_shows() -> None:
    (seed,) = seeds_of(mail("Ferry", "", html=f"<style>p{{}}</style><p>{PARAGRAPH}</p>"), "a.eml")
    assert PARAGRAPH in body(seed)
    assert "<p>" not in body(seed)


def test_a_mailbox_gives_each_mail_an_address_that_stays() -> None:
    def box(*mails: bytes) -> bytes:
        return b"".join(
            b"From d@example.org Fri May  3 08:00:00 2024\n"
            + one.replace(b"\nFrom h", b"\n>From h")
            + b"\n\n"
            for one in mails
        )

    first, second = (
        mail(f"Letter {n}", f"{PARAGRAPH}\nFrom here on it is said.\n", number=n) for n in (1, 2)
    )
    seeds = seeds_of(box(first, second), "letters.mbox")
    assert [seed.id for seed in seeds] == ["letters-letter-1-m1", "letters-letter-2-m2"]
    assert [seed.path for seed in seeds] == [
        "seeds/letters.mbox#letter-1-m1",
        "seeds/letters.mbox#letter-2-m2",
    ]
    assert "From here on" in body(seeds[0])
    (later,) = seeds_of(box(second), "letters.mbox")
    assert later.id == seeds[1].id, "it stays when others go"


def test_a_page_that_a_browser_saved_is_read() -> None:
    encoded = quopri.encodestring(page().encode())
    data = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: " + ADDRESS.encode() + b"\r\nSubject: x\r\n"
        b"Date: Tue, 16 Apr 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n--B\r\nContent-Type: text/html\r\n'
        b"Content-Transfer-Encoding: quoted-printable\r\nContent-Location: "
        + ADDRESS.encode()
        + b"\r\n\r\n"
        + encoded
        + b"\r\n--B--\r\n"
    )
    (seed,) = seeds_of(data, "a.mhtml")
    assert facts(seed)["address"] == ADDRESS
    assert facts(seed)["retrieved"] == "2024-04-16"
    assert THIRD in body(seed)


# Captures ---------------------------------------------------------------------------------------------------


def warc(*pages: tuple[str, str, str], zipped: bool = True) -> bytes:
    """Return a WARC file with pages: address, status, HTML."""
    data = b""
    for address, status, html in pages:
        content = html.encode()
        http = (
            f"HTTP/1.1 {status} X\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(content)}\r\n\r\n".encode()
            + content
        )
        record = (
            (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{len(data)}>\r\nWARC-Target-URI: {address}\r\n"
                f"WARC-Date: 2024-04-20T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
            ).encode()
            + http
            + b"\r\n\r\n"
        )
        data += gzip.compress(record, mtime=0) if zipped else record
    return data


@pytest.mark.parametrize("zipped", [True, False])
def test_the_pages_of_a_web_capture_are_read_each_by_its_address(*, zipped: bool) -> None:
    data = warc(
        ("https://a.example.org/one", "200", page()),
        ("https://a.example.org/none", "404", "<html><p>not found</p></html>"),
        ("https://a.example.org/two?x=1", "200", page()),
        zipped=zipped,
    )
    seeds = seeds_of(data, "crawl.warc.gz" if zipped else "crawl.warc")
    assert [seed.part for seed in seeds] == ["a-example-org-one", "a-example-org-two-x-1"]
    assert facts(seeds[0])["address"] == "https://a.example.org/one"
    assert facts(seeds[0])["retrieved"] == "2024-04-20"


def test_a_package_of_captures_is_read() -> None:
    data = packed({"archive/data.warc.gz": warc(("https://a.example.org/one", "200", page()))})
    assert [seed.part for seed in seeds_of(data, "a.wacz")] == ["a-example-org-one"]


# Documents --------------------------------------------------------------------------------------------------


def test_a_word_document_gives_paragraphs_lists_and_tables() -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.core_properties.author, document.core_properties.title = "user", "template"
    document.add_heading("Notes on the harbour", 0)
    document.add_paragraph(PARAGRAPH)
    document.add_paragraph("First point", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Year", "Ships"
    file = io.BytesIO()
    document.save(file)
    (seed,) = seeds_of(file.getvalue(), "a.docx")
    assert seed.lines[0] == "Notes on the harbour", "who made the file is not who wrote the article"
    assert {"- First point", "Year\tShips", PARAGRAPH} < set(seed.lines)


def pdf(*lines: str) -> bytes:
    """Return a PDF with one page and these lines."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 50 700 Td {shown} ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length " + str(len(stream)).encode() + b">>stream\n" + stream + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj".encode() + content + b"endobj\n"
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + end.encode()


def test_a_pdf_gives_its_lines_and_words_parted_at_line_ends_are_joined() -> None:
    (seed,) = seeds_of(pdf("Harbour report", "The council voted on the har-", "bour and its ferry."), "a.pdf")
    assert "The council voted on the harbour and its ferry." in body(seed)


# Records ----------------------------------------------------------------------------------------------------


def packed(files: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in files.items():
            pack.writestr(name, data)
    return file.getvalue()


def table(rows: list[list[str]], mark: str = ",") -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=mark).writerows(rows)
    return file.getvalue().encode()


@pytest.mark.parametrize(("mark", "name"), [(",", "a.csv"), (";", "a.csv"), ("\t", "a.tsv")])
def test_the_rows_of_a_table_are_texts_by_the_names_of_its_columns(mark: str, name: str) -> None:
    rows = [
        ["Id", "Headline", "Body", "Published", "URL", "Outlet"],
        ["a1", "Ferry returns", f"{PARAGRAPH}\n\n{SECOND}", "2024-02-03", ADDRESS, "The Gazette"],
        ["a2", "No text", "", "2024-02-04", "", ""],
    ]
    (seed,) = seeds_of(table(rows, mark), name)
    assert seed.part == "a1"
    assert facts(seed) == {
        "title": "Ferry returns",
        "date": "2024-02-03",
        "source": "The Gazette",
        "address": ADDRESS,
    }
    assert SECOND in body(seed)


def test_the_settings_say_which_column_is_what(archive: Archive) -> None:
    archive.write("seeds/rows.csv", table([["K", "Kopf", "Rumpf"], ["x1", "Ferry returns", PARAGRAPH]]))
    assert "SG101" in archive.codes(), "nobody can tell which column is the text"
    archive.write("sitegen.toml", 'title = "T"\n[columns]\ntext = "Rumpf"\ntitle = "Kopf"\nid = "K"\n')
    assert "Ferry returns" in archive.page("articles/rows-x1.html")


def wallabag() -> bytes:
    row = {
        "id": 7,
        "title": "Kept",
        "url": ADDRESS,
        "content": f"<p>{PARAGRAPH}</p>",
        "published_by": ["Gil Author"],
    }
    return json.dumps(
        [{**row, "created_at": "2024-05-05T10:00:00+0000", "published_at": "2024-04-01T00:00:00+0000"}]
    ).encode()


def zotero() -> bytes:
    row = {
        "id": "x",
        "type": "article-newspaper",
        "title": "Kept",
        "container-title": "The Herald",
        "abstract": PARAGRAPH,
    }
    people = [{"family": "Example", "given": "Hal"}, {"literal": "Reuters"}]
    return json.dumps(
        [{**row, "author": people, "issued": {"date-parts": [["2024", 4, 7]]}, "URL": ADDRESS}]
    ).encode()


def lines() -> bytes:
    return "\n".join(
        json.dumps({"title": "Kept", "text": PARAGRAPH, "published": 1712650000, "authors": ["Fay"]})
        for _ in "ab"
    ).encode()


def omnivore() -> bytes:
    row = {
        "id": "u1",
        "slug": "kept",
        "title": "Kept",
        "author": "Ida Author",
        "url": ADDRESS,
        "savedAt": "2024-05-06T10:00:00Z",
    }
    return packed(
        {
            "metadata_0_to_20.json": json.dumps([row]).encode(),
            "content/kept.html": f"<p>{PARAGRAPH}</p>".encode(),
        }
    )


def rss() -> bytes:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Post</title>'
        f"<item><title>Kept &amp; read</title><link>{ADDRESS}</link><pubDate>Tue, 09 Apr 2024 10:00:00 GMT</pubDate>"
        f"<description>short</description><content:encoded><![CDATA[<p>{PARAGRAPH}</p>]]></content:encoded></item></channel></rss>"
    ).encode()


@pytest.mark.parametrize(
    ("make", "name", "expected"),
    [
        (wallabag, "a.json", {"author": "Gil Author", "date": "2024-04-01", "address": ADDRESS}),
        (zotero, "a.json", {"author": "Hal Example, Reuters", "date": "2024-04-07", "source": "The Herald"}),
        (lines, "a.jsonl", {"author": "Fay", "date": "2024-04-09T08:06+00:00"}),
        (omnivore, "a.zip", {"author": "Ida Author", "retrieved": "2024-05-06T10:00:00Z", "address": ADDRESS}),
        (rss, "a.xml", {"title": "Kept & read", "date": "2024-04-09T10:00Z", "source": "The Post", "address": ADDRESS}),
    ],
)  # fmt: skip
def test_exports_of_other_programs_are_read(
    make: Callable[[], bytes], name: str, expected: dict[str, str]
) -> None:
    seeds = seeds_of(make(), name)
    found = facts(seeds[0])
    assert {"title": "Kept", **expected}.items() <= found.items()
    assert PARAGRAPH in body(seeds[0])
    assert len({seed.id for seed in seeds}) == len(seeds), "equal records have addresses of their own"


# What cannot be read ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"%PDF-1.4 broken", "a.pdf", "cannot be read"),
        (pdf(), "a.pdf", "OCR"),
        (packed({"word/document.xml": b"<x"}), "a.docx", "cannot be read"),
        (packed({"archive/x.txt": b"x"}), "a.wacz", "no text was found"),
        (b"PK\x03\x04broken", "a.wacz", "damaged"),
        (b"\x1f\x8bbroken", "a.warc.gz", "web capture"),
        (b"title,url,time_added,tags,status\nA,https://a.example.org,1,,unread\n", "a.csv", "Pocket"),
        (b"a,b\n1,2\n", "a.csv", "which column is the text"),
        (b"{broken", "a.json", "no JSON"),
        (b"[" * 100_000, "a.json", "deep"),
        (b"[]", "a.json", "no text was found"),
        (b'<?xml version="1.0"?><rss><channel></channel></rss>', "a.xml", "no text was found"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(NotText, match=reason):
        seeds_of(data, name)


def test_a_package_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.read.captures.find_spec", lambda _: None)
    with pytest.raises(NotText, match="captures"):
        seeds_of(page().encode(), "a.html")


def test_plain_text_with_such_a_name_is_plain_text() -> None:
    (seed,) = seeds_of(f"Ferry returns\n\n{PARAGRAPH}\n".encode(), "notes.html")
    assert seed.capture == ""
    assert seed.lines[0] == "Ferry returns"


def test_each_form_has_endings_of_its_own() -> None:
    endings = [ending for form in CAPTURES for ending in form.endings]
    assert len(endings) == len(set(endings))
    assert capture_ending("Crawl.WARC.gz") == ".warc.gz"
    assert form_of(b"words", "a.txt") is None


def test_names_of_parts_are_short_and_stay() -> None:
    assert part_of("", "a/b?c=1") == "a-b-c-1"
    long = part_of("word " * 50)
    assert len(long) <= 60
    assert long == part_of("word " * 50) != part_of("word " * 51)


def test_a_head_cannot_be_left_by_words_in_it() -> None:
    text = CapturedText("Body.", (("title", "one\n---\nrights: full"), ("source", "x")))
    assert text.whole.split("\n") == [
        "---",
        "title: one --- rights: full",
        "source: x",
        "---",
        "",
        "Body.",
        "",
    ]


# In an archive ----------------------------------------------------------------------------------------------


def test_a_page_becomes_an_article_with_its_file_beside_it(archive: Archive) -> None:
    archive.write("seeds/ferry.html", page(head=f'<link rel="canonical" href="{ADDRESS}">'))
    files = {output.path: output.data.decode("utf-8", "replace") for output in archive.build().outputs}
    assert "<h1" in files["articles/ferry.html"]
    assert "Ann Example, Bo Scribe" in files["articles/ferry.html"]
    (copy,) = (path for path in files if path.startswith("captures/"))
    assert copy.endswith(".html.txt"), "markup of others is shown, never run"
    assert f'href="../{copy}"' in files["raw/ferry.html"]


def test_the_public_edition_has_no_copies_of_files(archive: Archive) -> None:
    archive.write("sitegen.toml", 'title = "T"\n[rights]\ndefault = "full"\n')
    archive.write("seeds/ferry.html", page())
    assert archive.run("build", "-q", "--profile", "public") == 0
    assert not (archive.public / "captures").exists()


def test_files_are_not_copied_where_the_settings_say_so(archive: Archive) -> None:
    archive.write("sitegen.toml", 'title = "T"\ncopy_captures = false\n')
    archive.write("seeds/ferry.html", page())
    assert not [output for output in archive.build().outputs if output.path.startswith("captures/")]


def test_the_memory_gives_the_same_and_a_damaged_one_is_not_used(archive: Archive) -> None:
    archive.write("seeds/ferry.html", page())
    fresh = archive.build().outputs
    (kept,) = (archive.root / ".sitegen/captures").iterdir()
    assert archive.build().outputs == fresh
    kept.write_bytes(kept.read_bytes().replace(b"harbour", b"hamster"))
    assert archive.build().outputs == fresh
    (archive.root / "seeds/ferry.html").unlink()
    archive.build()
    assert not list((archive.root / ".sitegen/captures").iterdir()), "what is gone is forgotten"


def test_a_memory_that_is_a_link_is_not_used(archive: Archive, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (archive.root / ".sitegen").symlink_to(elsewhere)
    archive.write("seeds/ferry.html", page())
    seeds = read_seeds(archive.root / "seeds", "seeds/").seeds
    assert len(seeds) == 1
    assert archive.page("articles/ferry.html")
    assert not list(elsewhere.rglob("*"))


def test_addresses_of_the_texts_of_a_file_stay_when_others_come(archive: Archive) -> None:
    def rows(*keys: str) -> bytes:
        return table(
            [["id", "title", "text"], *([key, f"Headline {key}", f"{PARAGRAPH} {key}"] for key in keys)]
        )

    archive.write("seeds/rows.csv", rows("a", "b"))
    assert archive.run("build", "-q") == 0
    lock = (archive.root / "addresses.lock").read_text()
    archive.write("seeds/rows.csv", rows("c", "b", "a"))
    assert archive.run("build", "-q") == 0
    assert (archive.public / "articles/rows-a.html").is_file()
    assert (archive.root / "addresses.lock").read_text().startswith(lock)
    assert "Headline a" in (archive.public / "articles/rows-a.html").read_text()


def test_checksums_are_of_files_not_of_their_texts(archive: Archive) -> None:
    archive.write("seeds/rows.csv", table([["id", "text"], ["a", PARAGRAPH], ["b", SECOND]]))
    assert archive.run("verify", "--accept", "-q") == 0
    assert (archive.root / "seeds.sha256").read_text().count("\n") == 1
    assert not {"SG116", "SG117", "SG118"} & set(archive.codes())


def test_add_takes_a_file_in_another_form_under_its_ending(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.write("seeds/000_a.txt", f"Ferry returns\n\n{PARAGRAPH}\n\n{SECOND}\n")
    (tmp_path / "rows.csv").write_bytes(
        table([["id", "title", "text"], ["a", "One", f"{PARAGRAPH} {SECOND}"], ["b", "Two", THIRD]])
    )
    assert archive.run("add", str(tmp_path / "rows.csv")) == 0
    told = capsys.readouterr().out
    assert "seeds/001_rows.csv" in told
    assert "2 texts" in told
    assert "001_rows.csv#a" in (archive.root / "seeds/INDEX.md").read_text()
    assert archive.run("build", "-q", "--strict") in {0, 1}
    assert archive.run("explain", "001_rows-a", "-q") == 0


def test_a_folder_of_archivebox_gives_its_pages_and_notes_on_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from sitegen.cli import main  # noqa: PLC0415

    snapshot = tmp_path / "archive/1715000000.5"
    snapshot.mkdir(parents=True)
    (snapshot / "index.json").write_text(
        json.dumps({"url": ADDRESS, "timestamp": "1715000000.5", "title": "Ferry returns"})
    )
    (snapshot / "singlefile.html").write_text(page())
    (snapshot / "screenshot.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert main(["new", str(tmp_path / "a"), "--from", str(tmp_path / "archive")]) == 0
    assert "a web page" in capsys.readouterr().err
    assert (tmp_path / "a/seeds/ferry-returns.html").is_file()
    note = (tmp_path / "a/content/notes/ferry-returns.md").read_text()
    assert f'address: "{ADDRESS}"\nretrieved: "2024-05-06"' in note


def rows_of_two(archive: Archive) -> None:
    rows = [["id", "title", "text"], ["a", "One", f"{PARAGRAPH} {SECOND}"], ["b", "Two", THIRD]]
    archive.write("seeds/rows.csv", table(rows))


@pytest.mark.parametrize("name", ["rows.csv", "rows", "seeds/rows.csv"])
def test_a_file_with_several_texts_is_withdrawn_as_a_whole(archive: Archive, name: str) -> None:
    rows_of_two(archive)
    archive.write("content/withdrawn.toml", f'[[withdrawn]]\nseed = "{name}"\nreason = "asked"\n')
    files = {output.path: output.data.decode("utf-8", "replace") for output in archive.build().outputs}
    assert "Withdrawn" in files["articles/rows-a.html"]
    assert "Withdrawn" in files["articles/rows-b.html"]


def test_one_text_of_a_file_is_meant_by_its_own_name_alone(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    rows_of_two(archive)
    archive.write("content/withdrawn.toml", '[[withdrawn]]\nseed = "rows-b"\nreason = "asked"\n')
    files = {output.path: output.data.decode("utf-8", "replace") for output in archive.build().outputs}
    assert "Withdrawn" not in files["articles/rows-a.html"]
    assert "Withdrawn" in files["articles/rows-b.html"]
    archive.write("content/notes/rows.md", "---\ntitle: Both\n---\n")
    assert "SG211" in archive.codes(), "a note is for one text"
    assert archive.run("explain", "rows.csv") == 2
    assert "it is a file of 2 texts; name one of them: rows-a, rows-b" in capsys.readouterr().err


def test_why_a_file_was_left_out_is_told_where_it_is_asked_for(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.write("seeds/a.pdf", b"%PDF-1.4 broken")
    archive.write("seeds/b.txt", PARAGRAPH)
    assert archive.run("explain", "a.pdf") == 2
    assert "it was left out: it is a PDF that cannot be read" in capsys.readouterr().err


def test_paragraphs_of_a_pdf_are_found_by_the_gaps_between_its_lines() -> None:
    lines = [f"({line}) Tj 0 -14 Td" for line in ("The council voted on the night", "ferry on Tuesday.")]
    text = "BT /F1 12 Tf 50 700 Td " + " ".join([*lines, "0 -16 Td", *lines, "0 -16 Td", *lines]) + " ET"
    data = pdf()
    old = data[data.index(b"stream\n") + 7 : data.index(b"\nendstream")]
    data = data.replace(old, text.encode()).replace(
        b"<</Length " + str(len(old)).encode(), b"<</Length " + str(len(text)).encode()
    )
    (seed,) = seeds_of(data, "a.pdf")
    assert body(seed).strip().split("\n\n") == ["The council voted on the night ferry on Tuesday."] * 3
