"""Random and guided inputs for all that reads what others wrote: it answers or says why not, nothing else.

With atheris (Apache 2.0; extra `fuzz`) the inputs are guided by what the code does; else they are mutations
of examples by chance. One target can be run alone, as long as wanted:

    python tools/trust/fuzz.py clean --guided -runs=1000000
"""

import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache

from sitegen.clean.article import clean
from sitegen.config import parse_config
from sitegen.entities.authority import Authority
from sitegen.entities.recognize import recognize
from sitegen.markdown import to_html
from sitegen.model import SitegenError
from sitegen.pipeline.memory import Store
from sitegen.quotes.speech import quoted
from sitegen.read import content, index, tables
from sitegen.read.checksums import parse_checksums
from sitegen.read.hypothesis import parse_export
from sitegen.read.seeds import NotText, parse_file, parse_seed
from sitegen.relations.detect import relate
from sitegen.resources import load_resources
from sitegen.search.query import parse
from sitegen.text import WordPlaces

Target = Callable[[bytes], object]
EXAMPLES: tuple[bytes, ...] = (
    b"Council votes on ferry\n\nMay 3, 2024\nBy Ann Example\n\nThe council voted on Monday, said Anna Sample.\n",
    "“We go on,” said Mr. Sample. — Ja, sagte er. «Oui»\n\nRead more: another\n\nComments\n\nJohn says:\nYes!\n".encode(),
    b'---\ntitle: A title\ntags: [a, b]\nkeep: 3-5\n---\n\n## "some words"\n\nA remark [[900]] ![x](y.png) | a |\n',
    b'+++\ntitle = "x"\n+++\n# H\n\n| a | b |\n|--|:-:|\n| 1 | 2 |\n\n[^1]: note\n',
    b'[[entity]]\nname = "Anna"\nkind = "person"\naliases = ["A. Sample"]\n',
    b'title = "x"\n[rights]\ndefault = "full"\n[sources."a.example"]\nname = "A"\n',
    b'[{"uri": "https://a/", "text": "x", "target": [{"selector": [{"type": "TextQuoteSelector", "exact": "y"}]}]}]',
    b'ferry "night boat" year:2024 -dock source:a.example entity:anna from:2020 to:2021 harb*',
    "Ã©tÃ© â€œquotedâ€\x9d ÐŸÑ€Ð¸Ð²ÐµÑ‚ &amp; &#8217; caf\u0065\u0301 \u202e\u200b\ufeff".encode(),
    b"0" * 64 + b"  seeds/a.txt\n",
    (
        b'<!doctype html><html><head><meta property="og:title" content="x"><script type="application/ld+json">{"@type": "NewsArticle", '
        b'"headline": "x", "author": [{"name": "Ann"}]}</script></head><body><h1>x</h1><p>Words of it.</p><table><tr><td>1</table></body></html>'
    ),
    (
        b"From: Ann <a@b.example>\nSubject: =?utf-8?q?x?=\nDate: Fri, 03 May 2024 08:00:00 +0200\nMIME-Version: 1.0\n"
        b"Content-Type: text/plain; charset=utf-8\n\nWords of it.\n"
    ),
    b"From a@b.example Fri May  3 08:00:00 2024\nFrom: a@b.example\nSubject: x\n\nWords.\n\n",
    b'id,title,text,published\n1,"x, y","Words of ""it"".",2024-02-03\n',
    b'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item><title>y</title><description>&lt;p&gt;z</description></item></channel></rss>',
    (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nContent-Type: application/http\r\nContent-Length: 60\r\n\r\n"
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>x</p></html>\r\n\r\n"
    ),
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>",
)
PIECES: tuple[bytes, ...] = (
    b"\n", b"\r", b"\t", b"\0", b"\xff", b'"', b"'", "“".encode(), "”".encode(), b"---\n", b"## ", b"[[", b"]]", b"|",
    b"<!--", b"-->", b"```", b"* ", b"1. ", b"&#x", b";", b"said ", b"Mr. ", b"By ", b"2024-13-41", b"\xed\xa0\x80",
    "\u2028".encode(), "\u0301".encode(), "🏴".encode(), b"{", b"}", b"[", b"]", b"\\", b"http://", b"A" * 50,
)  # fmt: skip


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _cleaned(data: bytes) -> object:
    seed, _ = parse_seed(data, "x", "seeds/x", joined=True)
    article = clean(seed, load_resources().classifier)
    shown = {piece.line for block in article.blocks for piece in block.pieces}
    assert shown <= set(range(len(seed.lines)))
    names = recognize(article, _authority(), load_resources().tagger)
    for span in names.spans:
        assert article.passages[span.passage].text[span.start : span.end] == span.text
    return article


@cache
def _authority() -> Authority:
    return load_resources().authority(())


def _nothing_cut(ids: Sequence[str]) -> dict[str, frozenset[int]]:
    return dict.fromkeys(ids, frozenset())


def _aligned(data: bytes) -> object:
    """Relate a text to one made of its parts: what is said of them holds for their words."""
    lines = tuple(_text(data).split("\n"))
    other = (*lines[len(lines) // 3 :], *lines[: len(lines) // 2], "the end of it")
    relations = relate([("a", lines), ("b", other)], _nothing_cut, Store().memo_keyed)
    for relation in relations:
        for span in relation.spans:
            assert 0 <= span.a_start < span.a_end <= len(WordPlaces(lines))
            assert 0 <= span.b_start < span.b_end <= len(WordPlaces(other))
    return relations


CAPTURE_NAMES = (
    "a.html",
    "a.mhtml",
    "a.eml",
    "a.mbox",
    "a.pdf",
    "a.docx",
    "a.xml",
    "a.csv",
    "a.json",
    "a.jsonl",
    "a.warc",
    "a.wacz",
    "a.zip",
)


def _captured(data: bytes) -> object:
    """Read bytes as each form that their beginning or name may tell."""
    name = CAPTURE_NAMES[data[0] % len(CAPTURE_NAMES)] if data else "a.html"
    return parse_file(data, name, f"seeds/{name}")


TARGETS: dict[str, Target] = {
    "clean": _cleaned,
    "speech": lambda data: quoted(_text(data)),
    "align": _aligned,
    "names": lambda data: tables.parse_names(_text(data), "names.toml", ("person", "place")),
    "note": lambda data: content.parse_note(_text(data), "content/notes/x.md"),
    "page": lambda data: content.parse_page(_text(data), "content/pages/x.md"),
    "index": lambda data: index.parse_index(_text(data), ()),
    "settings": lambda data: parse_config(_text(data)),
    "markdown": lambda data: to_html(_text(data)),
    "query": lambda data: parse(_text(data)),
    "export": lambda data: parse_export(data, "x.json"),
    "checksums": lambda data: parse_checksums(_text(data)),
    "capture": _captured,
}


def attempt(target: Target, data: bytes) -> str:
    """Return what is wrong where a target ends otherwise than by an answer or a reason; else an empty text."""
    try:
        target(data)
    except (SitegenError, NotText):
        return ""
    except Exception as error:  # noqa: BLE001  (that is what is looked for)
        return f"{type(error).__name__}: {error}"
    return ""


def mutated(chance: random.Random) -> bytes:
    """Return an example with some random changes."""
    data = bytearray(chance.choice(EXAMPLES))
    for _ in range(chance.choice((1, 2, 4, 8, 16))):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(5):
            case 0:
                data[at:at] = chance.choice(PIECES) * chance.choice((1, 1, 2, 30))
            case 1:
                del data[at : at + chance.randrange(1, 12)]
            case 2:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 3:
                other = chance.choice(EXAMPLES)
                data[at:at] = other[chance.randrange(len(other)) :]
            case _:
                data[at:at] = data[: chance.randrange(len(data) + 1)]
    return bytes(data)


def campaign(count: int, seed: int, only: str = "") -> int:
    """Try so many inputs on each target, or on one alone; return how many faults were found."""
    failed = 0
    for name, target in TARGETS.items():
        if only and name != only:
            continue
        chance = random.Random(f"{seed} {name}")
        start = time.monotonic()
        faults: dict[str, bytes] = {}
        for _ in range(count):
            data = mutated(chance)
            fault = attempt(target, data)
            if fault:
                faults.setdefault(fault[:80], data)
        failed += len(faults)
        print(
            f"fuzz {name}: {count} inputs in {time.monotonic() - start:.0f} s, faults {len(faults)}",
            flush=True,
        )
        for fault, data in list(faults.items())[:5]:
            print(json.dumps({"fault": fault, "input": data.decode("latin-1")}))
    return failed


def main() -> None:
    """Run one target, guided by atheris where asked for."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in TARGETS:
        sys.exit(f"usage: fuzz.py TARGET [--guided] [options of libFuzzer]; targets are {', '.join(TARGETS)}")
    if "--guided" not in sys.argv:
        sys.exit(1 if campaign(int(sys.argv[2]) if len(sys.argv) > 2 else 10_000, 1, name) else 0)
    import atheris  # noqa: PLC0415  (an extra)

    def one(data: bytes) -> None:
        fault = attempt(TARGETS[name], data)
        if fault:
            raise RuntimeError(fault)

    load_resources()
    atheris.instrument_all()
    atheris.Setup([sys.argv[0], *(word for word in sys.argv[2:] if word != "--guided")], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
