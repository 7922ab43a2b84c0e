"""What a public edition may not show is found in its files, however it stands there."""

import base64
import gzip
import html
import io
import json
import zipfile
from collections.abc import Callable
from urllib.parse import quote

import pytest
from conftest import PARAGRAPH, SECOND, Archive

from sitegen.leaks import leaks, leaks_in
from sitegen.pipeline.build import Built, build
from sitegen.pipeline.memory import Store
from sitegen.pipeline.runtime import Runtime
from sitegen.render.theme import load_theme
from sitegen.site_build import effective_config

SENTENCE = "Visitors had stayed away while the only other way across the bay was a road of two hours."
SHORT = "Nobody had seen it coming."
HEADLINE = "Ferry returns to the bay in June after repairs"
CHINESE = "国家主席在首都会见了来访的代表团并就两国关系交换了意见双方同意扩大合作"
TEXT = f"{HEADLINE}\n\n{PARAGRAPH}\n\n{SECOND}\n\n{SENTENCE} {SHORT}\n\n{CHINESE}。\n"


def public(archive: Archive) -> Built:
    config = effective_config(archive.root, profile="public")
    return build(archive.root, config, load_theme(archive.root, config.theme), Runtime(Store()))


@pytest.fixture(scope="module")
def restricted(tmp_path_factory: pytest.TempPathFactory) -> Built:
    archive = Archive(tmp_path_factory.mktemp("leaks") / "archive")
    archive.write("sitegen.toml", 'title = "Test"\n[rights]\ndefault = "record"\n')
    archive.write("seeds/000_a.txt", TEXT)
    return public(archive)


def packed(data: bytes, name: str = "chapter.xhtml") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr(name, data)
    return file.getvalue()


WORDS = SENTENCE.split()
Plant = Callable[[], tuple[str, bytes]]
PLANTS: dict[str, Plant] = {
    "a paragraph": lambda: ("articles/000.html", f"<p>{SENTENCE}</p>".encode()),
    "eight words of it": lambda: ("articles/000.html", f"<p>{' '.join(WORDS[3:11])}</p>".encode()),
    "a short sentence": lambda: ("articles/000.html", f"<p>{SHORT}</p>".encode()),
    "capitals": lambda: ("a.html", f"<h1>{SENTENCE.upper()}</h1>".encode()),
    "entities": lambda: ("a.html", "".join(f"&#{ord(letter)};" for letter in SENTENCE).encode()),
    "hexadecimal entities": lambda: ("a.html", "".join(f"&#x{ord(letter):x};" for letter in SENTENCE).encode()),
    "entities of entities": lambda: ("a.html", html.escape("".join(f"&#{ord(x)};" for x in SENTENCE)).encode()),
    "tags between words": lambda: ("a.html", "".join(f"<b>{word}</b><br>" for word in WORDS).encode()),
    "tags inside words": lambda: ("a.html", " ".join(f"{w[:1]}<mark>{w[1:]}</mark>" for w in WORDS).encode()),
    "soft hyphens": lambda: ("a.html", "\u00ad".join(SENTENCE).encode()),
    "zero-width spaces": lambda: ("a.html", "\u200b".join(SENTENCE).encode()),
    "no-break spaces": lambda: ("a.html", SENTENCE.replace(" ", "\u00a0").encode()),
    "lines": lambda: ("a.txt", SENTENCE.replace(" ", "\n").encode()),
    "accents": lambda: ("a.html", SENTENCE.replace("a", "a\u0301").encode()),
    "a title": lambda: ("a.html", f'<a href="x" title="{SENTENCE}">x</a>'.encode()),
    "an alt text": lambda: ("a.html", f'<img src="x.png" alt="{SENTENCE}">'.encode()),
    "a meta element": lambda: ("a.html", f'<meta name="description" content="{SENTENCE}">'.encode()),
    "a data attribute": lambda: ("a.html", f"<p data-text='{SENTENCE}'></p>".encode()),
    "a comment": lambda: ("a.html", f"<!-- {SENTENCE} -->".encode()),
    "a script": lambda: ("a.js", f"x({json.dumps(SENTENCE)})".encode()),
    "JSON with escapes": lambda: ("data/a.jsonl", ('"' + "".join(f"\\u{ord(x):04x}" for x in SENTENCE) + '"').encode()),
    "JSON in JSON": lambda: ("data/a.jsonl", json.dumps(json.dumps({"t": SENTENCE})).encode()),
    "JSON-LD": lambda: ("a.html", f'<script type="application/ld+json">{{"x":"{SENTENCE}"}}</script>'.encode()),
    "a table": lambda: ("data/articles.csv", f'000,"{SENTENCE}",x\n'.encode()),
    "a feed": lambda: ("feed.xml", f"<summary>{html.escape(f'<p>{SENTENCE}</p>')}</summary>".encode()),
    "CDATA": lambda: ("feed.xml", f"<content><![CDATA[<p>{SENTENCE}</p>]]></content>".encode()),
    "a fragment in an address": lambda: ("a.html", f'<a href="000.html#:~:text={quote(SENTENCE)}">x</a>'.encode()),
    "the name of a file": lambda: (f"files/{'-'.join(WORDS[:9])}.html", b"x"),
    "the name of a file in a pack": lambda: ("a.zip", packed(b"x", f"{'-'.join(WORDS[:9])}.txt")),
    "a pack": lambda: ("a.zip", packed(SENTENCE.encode())),
    "a book": lambda: ("a.epub", packed(f"<p>{SENTENCE}</p>".encode())),
    "a pack in a pack": lambda: ("a.zip", packed(packed(SENTENCE.encode()), "b.zip")),
    "a compressed file": lambda: ("a.txt.gz", gzip.compress(SENTENCE.encode())),
    "Base64": lambda: ("a.css", b"url(data:text/plain;base64," + base64.b64encode(SENTENCE.encode()) + b")"),
    "UTF-16": lambda: ("a.txt", SENTENCE.encode("utf-16")),
    "a drawing": lambda: ("a.svg", f"<svg><title>{SENTENCE}</title></svg>".encode()),
    "a citation": lambda: ("cite/000.ris", f"TY  - NEWS\nAB  - {SENTENCE}\nER  - \n".encode()),
    "an annotation": lambda: ("annotations/000.jsonld", json.dumps({"exact": SENTENCE}).encode()),
    "another script": lambda: ("a.html", f"<p>…{CHINESE[3:20]}…</p>".encode()),
    "a data base": lambda: ("a.sqlite", b"\x00\x01\xff" + SENTENCE.encode() + b"\x00"),
}  # fmt: skip


def test_a_public_edition_without_leaks_has_none(restricted: Built) -> None:
    assert leaks(restricted) == []


@pytest.mark.parametrize("plant", PLANTS)
def test_what_is_planted_is_found(plant: str, restricted: Built) -> None:
    path, data = PLANTS[plant]()
    found = leaks_in(restricted, [("about.html", b"<p>Nothing of it stands here.</p>"), (path, data)])
    assert [(problem.path, problem.code) for problem in found][:1] == [("seeds/000_a.txt", "SG508")]
    assert path.split("/")[-1] in found[0].message
    assert found[0].line > 0, "the line of the scrape is told"


@pytest.mark.parametrize(
    "words",
    [
        " ".join(WORDS[:6]),  # too few to be told from others
        "Nobody had seen it.",
        HEADLINE,  # a record has it
        "The road of two hours was the only way; visitors had stayed away across the bay.",  # another order
        CHINESE[:5],
    ],
)
def test_what_may_be_shown_is_no_leak(words: str, restricted: Built) -> None:
    assert leaks_in(restricted, [("a.html", f"<p>{words}</p>".encode())]) == []


def test_words_that_another_text_shows_are_no_leak(archive: Archive) -> None:
    archive.write(
        "sitegen.toml",
        'title = "Test"\n[rights]\ndefault = "record"\n[sources."free.example"]\nrights = "full"\n',
    )
    archive.write("seeds/000_a.txt", TEXT)
    archive.write("seeds/001_b.txt", TEXT)
    archive.write("content/notes/001.md", "---\nsource: free.example\n---\n")
    assert leaks(public(archive)) == []


def test_words_that_a_person_quotes_for_everybody_are_no_leak(archive: Archive) -> None:
    archive.write("sitegen.toml", 'title = "Test"\n[rights]\ndefault = "record"\n')
    archive.write("seeds/000_a.txt", TEXT)
    archive.write("content/pages/essay.md", f"# An essay\n\nIt says: {SENTENCE}\n")
    assert leaks(public(archive)) == []


def test_nothing_tells_the_headline_of_a_withdrawn_article(archive: Archive) -> None:
    archive.write("sitegen.toml", 'title = "Test"\n')
    archive.write("seeds/000_a.txt", TEXT)
    archive.write("seeds/001_b.txt", f"Another headline of this day\n\n{PARAGRAPH}\n")
    archive.write(
        "content/withdrawn.toml", '[[withdrawn]]\nseed = "000"\nreason = "asked"\ndate = "2024-01-01"\n'
    )
    archive.write(
        "seeds/INDEX.md", f"# Index\n\n| No. | Title |\n|---|---|\n| 000 | {HEADLINE} |\n| 001 | Another |\n"
    )
    built = public(archive)
    assert leaks(built) == []
    found = leaks_in(built, [("index.html", HEADLINE.encode())])
    assert [problem.code for problem in found] == ["SG508"]


def test_a_theme_that_tells_the_whole_text_is_refused(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.write("sitegen.toml", 'title = "Test"\ntheme = "mine"\n[rights]\ndefault = "record"\n')
    archive.write("seeds/000_a.txt", TEXT)
    archive.write("themes/mine/article.html", '{% extends "default/article.html" %}')
    archive.write("themes/mine/static/leak.txt", SENTENCE)
    assert archive.run("build", "-q", "--profile", "public") == 2
    told = capsys.readouterr().err
    assert "seeds/000_a.txt:5: error SG508" in told
    assert "SG608" in told
    assert not archive.public.exists(), "nothing is written"
    assert archive.run("build", "-q") == 0, "the private edition shows it"


def test_the_address_of_a_withdrawn_text_stays_and_is_told_where_it_tells_words(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.write("sitegen.toml", 'title = "Test"\ncontact = "x"\n')
    archive.write("seeds/ferry-returns-to-the-bay-in-june-after-repairs.txt", TEXT)
    archive.write("seeds/other.txt", f"Another headline of this day\n\n{PARAGRAPH}\n")
    archive.write(
        "content/withdrawn.toml", '[[withdrawn]]\nseed = "ferry-returns-to-the-bay-in-june-after-repairs"\n'
    )
    assert archive.run("build", "--profile", "public") in {0, 1}
    assert "SG249" in capsys.readouterr().err
    assert archive.run("check") in {0, 1}
    assert "SG249" in capsys.readouterr().out
