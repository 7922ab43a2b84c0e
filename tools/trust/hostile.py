"""Hostile words in every place that an archive has: no page runs, loads or hides anything because of them."""

import json
import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET  # files of our own, read back

from archives import CONTROLS, archive, put
from processes import Ended, run

MARK = "pwn"  # a page that does what a payload wants names it
PAYLOADS: tuple[str, ...] = (
    "<script>pwn({n})</script>",
    "</script><script>pwn({n})</script>",
    "<img src=x onerror=pwn({n})>",
    "<svg/onload=pwn({n})>",
    "<svg><script>pwn({n})</script></svg>",
    "<iframe srcdoc='<script>pwn({n})</script>'></iframe>",
    "<math><mtext></mtext><a href='javascript:pwn({n})'>x</a></math>",
    "'\"><img src=x onerror=pwn({n})>",
    '" onmouseover="pwn({n})" x="',
    "' onfocus='pwn({n})' autofocus x='",
    "` onclick=pwn({n}) `",
    "--><script>pwn({n})</script><!--",
    "]]><script>pwn({n})</script>",
    "</title><script>pwn({n})</script>",
    "</textarea><script>pwn({n})</script>",
    "</style><script>pwn({n})</script>",
    "</noscript><img src=x onerror=pwn({n})>",
    "{{{{ pwn({n}) }}}}",
    "{{% raw %}}{{{{ 7*7 }}}}{{% endraw %}}",
    "${{pwn({n})}}",
    "<%= pwn({n}) %>",
    "<?php pwn({n}) ?>",
    "&lt;script&gt;pwn({n})&lt;/script&gt;",
    "&#60;img src=x onerror=pwn({n})&#62;",
    "&amp;lt;script&amp;gt;pwn({n})",
    "＜script＞pwn({n})＜/script＞",
    "<scr\u200bipt>pwn({n})</script>",
    "<script\x0c>pwn({n})</script\x0b>",
    "<\x00script>pwn({n})</script>",
    "javascript:pwn({n})",
    "JaVaScRiPt:pwn({n})",
    "java\tscript:pwn({n})",
    "\x01javascript:pwn({n})",
    "data:text/html,<script>pwn({n})</script>",
    "vbscript:pwn({n})",
    "[x](javascript:pwn({n}))",
    "[x](<javascript:pwn({n})>)",
    "[x](&#106;avascript:pwn({n}))",
    "[x][{n}]\n\n[{n}]: javascript:pwn({n})",
    "<javascript:pwn({n})>",
    "![x](javascript:pwn({n}))",
    "![x](https://evil.example/{n}.png)",
    "![x](//evil.example/{n}.png)",
    "![x](https://evil.example/{n}.png 'onload=pwn({n})')",
    "[![x](https://evil.example/{n}.png)](https://evil.example)",
    "<link rel=stylesheet href=//evil.example/{n}.css>",
    "<style>@import '//evil.example/{n}.css'</style>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<form action=//evil.example><input name=x></form>",
    "<object data=//evil.example/{n}></object>",
    "<embed src=//evil.example/{n}>",
    "<video src=//evil.example/{n} autoplay></video>",
    "<a href=//evil.example ping=//evil.example/{n}>x</a>",
    "<details open ontoggle=pwn({n})>",
    "<body onload=pwn({n})>",
    "[[<script>pwn({n})</script>]]",
    "[[900|<img src=x onerror=pwn({n})>]]",
    "[[entity:<svg onload=pwn({n})>]]",
    "<b id=main name=search>{n}</b>",
    "\u202e<script>pwn({n})</script>\u202c",
    "\ud800<script>pwn({n})</script>",
    "\\u003cscript\\u003epwn({n})",
    '\\"</script><script>pwn({n})//',
    "\u2028pwn({n})\u2029",
    "%3Cscript%3Epwn({n})%3C/script%3E",
    "../../../{n}",
    "x\r\nSet-Cookie: {n}=1\r\n\r\n<script>pwn({n})</script>",
)
DAYS = 28
PROSE = (
    "The council of the harbour town voted on Tuesday to keep the night ferry for two more years. The vote was eleven"
    " to four, and the mayor said that the result was clear."
)


@dataclass(frozen=True, slots=True)
class Input:
    """One hostile text in one place."""

    number: int
    place: str
    payload: str


def _seed(
    key: str, title: str = "", by: str = "", standfirst: str = "", body: str = "", tail: str = ""
) -> str:
    head = f"{title or f'Harbour news {key}'}\n\nMay {int(key) % DAYS + 1}, 2024\n{by or 'By Ann Example'}\n"
    return f"{head}\n{standfirst}\n\n{PROSE}\n\n{body}\n\n{PROSE}\n{tail}\n"


Place = Callable[[Path, str, str], None]  # root, number of the seed, payload


def _in_seed(**field: str) -> Place:
    def place(root: Path, key: str, text: str) -> None:
        put(
            root,
            f"seeds/{key}_x.txt",
            _seed(key, **{name: form.replace("PAYLOAD", text) for name, form in field.items()}),
        )

    return place


def _in_note(form: str, *, folder: str = "notes") -> Place:
    def place(root: Path, key: str, text: str) -> None:
        put(root, f"seeds/{key}_x.txt", _seed(key))
        put(
            root,
            f"content/{folder}/{key}.md",
            form.replace("QUOTED", json.dumps(text)).replace("PAYLOAD", text),
        )

    return place


def _in_name(form: str) -> Place:
    def place(root: Path, key: str, text: str) -> None:
        put(
            root, f"seeds/{key}_x.txt", _seed(key, body=f"Anna Sample{key} of the council said so on Monday.")
        )
        file = root / "content/names.toml"
        known = file.read_text("utf-8", "surrogatepass") if file.exists() else ""
        clean = re.sub("[\ud800-\udfff]", "", text)
        quoted = json.dumps(clean, ensure_ascii=True).replace("\\/", "/")
        row = f'[[entity]]\nname = "Anna Sample{key}"\nkind = "person"\n{form.replace("QUOTED", quoted)}\n'
        put(root, "content/names.toml", known + row)

    return place


def _in_file_name(root: Path, key: str, text: str) -> None:
    safe = text.replace("/", "∕").replace("\0", "")[:60].encode("utf-8", "ignore").decode()
    put(root, f"seeds/{key}_{safe}.txt", _seed(key))


def _in_index(root: Path, key: str, text: str) -> None:
    put(root, f"seeds/{key}_x.txt", _seed(key))
    file = root / "seeds/INDEX.md"
    known = file.read_bytes().decode("utf-8", "surrogatepass") if file.exists() else "# Index\n"
    put(root, "seeds/INDEX.md", re.sub("[\ud800-\udfff]", "", f"{known}\n{key}_x.txt {text}\n\n"))


PLACES: dict[str, Place] = {
    "headline": _in_seed(title="Harbour PAYLOAD news of the council today"),
    "whole headline": _in_seed(title="PAYLOAD"),
    "byline": _in_seed(by="By Ann PAYLOAD"),
    "standfirst": _in_seed(standfirst="The council votes PAYLOAD on its ferry after long talks."),
    "sentence": _in_seed(body="The mayor said PAYLOAD to reporters on Monday, and the council agreed."),
    "paragraph": _in_seed(body="PAYLOAD"),
    "quotation": _in_seed(body='"We go on PAYLOAD with the ferry for all," said Anna Sample, the mayor.'),
    "speaker": _in_seed(body='"We go on with the ferry for all of them," said Anna PAYLOAD Sample.'),
    "name": _in_seed(body="Minister Anna PAYLOAD met Boris Example in Moscow on Monday."),
    "caption": _in_seed(body="Photo: PAYLOAD / Agency"),
    "pointer": _in_seed(body="Read more: PAYLOAD"),
    "list": _in_seed(body="- one PAYLOAD\n- two\n- three"),
    "table": _in_seed(body="a\tPAYLOAD\tc\nd\te\tf\ng\th\ti"),
    "address": _in_seed(tail="\nhttps://news.example/PAYLOAD"),
    "comment": _in_seed(tail="\nComments\n\nJohn says:\nI think PAYLOAD you are right, my friend!"),
    "file name": _in_file_name,
    "remark": _in_note("A remark PAYLOAD here.\n"),
    "remark on a passage": _in_note('## "to keep the night ferry"\n\nPAYLOAD\n'),
    "quoted passage": _in_note('## "PAYLOAD"\n\nA remark.\n'),
    "title of a note": _in_note("---\ntitle: QUOTED\n---\nA remark.\n"),
    "byline of a note": _in_note("---\nbyline: QUOTED\nsource: QUOTED\n---\nA remark.\n"),
    "address of a note": _in_note("---\naddress: QUOTED\ntags: [QUOTED]\n---\nA remark.\n"),
    "code": _in_note("```html\nPAYLOAD\n```\n\n`PAYLOAD`\n"),
    "page": _in_note("# A page\n\nPAYLOAD\n", folder="pages"),
    "title of a page": _in_note("---\ntitle: QUOTED\n---\nWords.\n", folder="pages"),
    "description of a name": _in_name("description = QUOTED"),
    "alias": _in_name("aliases = [QUOTED]"),
    "index": _in_index,
}


def inputs(count: int, seed: int) -> list[Input]:
    """Return so many inputs: every payload in every place first, then pairs of payloads."""
    chance = random.Random(seed)
    every = [(place, payload) for payload in PAYLOADS for place in PLACES]
    chance.shuffle(every)
    made = []
    for number in range(count):
        place, payload = every[number % len(every)]
        if number >= len(every):
            payload += chance.choice(("", " ", "\n", "“", "&")) + chance.choice(PAYLOADS)
        made.append(Input(number, place, payload.format(n=number)))
    return made


# What a page may hold ---------------------------------------------------------------------------------------

FORBIDDEN_TAGS = frozenset(
    "iframe object embed base applet frame frameset video audio source track portal math marquee style".split()
)
OUR_SCRIPT = re.compile(r"(?:/a/|(?:\.\./)*)(?:assets/[a-z-]+|search/[a-z0-9]+)\.js")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
ADDRESSES = frozenset(
    {"href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset", "ping"}
)


def _is_ours(script: dict[str, str]) -> bool:
    """Whether a script is a file of the site, or data that no browser runs."""
    return script.get("type") == "application/ld+json" or bool(OUR_SCRIPT.fullmatch(script.get("src", "")))


class _Page(HTMLParser):
    """Gathers what a page must not have."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at a tag and its attributes."""
        values = {name: value or "" for name, value in attrs}
        if tag in FORBIDDEN_TAGS:
            self.faults.append(f"an element {tag}")
        if tag == "script" and not _is_ours(values):
            self.faults.append("a script that is not ours")
        if tag == "meta" and values.get("http-equiv", "Content-Security-Policy") != "Content-Security-Policy":
            self.faults.append("a meta element that acts")
        if tag == "img" and re.match(r"(?:[a-z]+:|//)", values.get("src", ""), re.IGNORECASE):
            self.faults.append("a picture of another host")
        if tag == "form" and re.match(r"(?:[a-z]+:|//)", values.get("action", ""), re.IGNORECASE):
            self.faults.append("a form that leaves the site")
        for name, value in values.items():
            bare = re.sub("[\x00-\x20\u200b-\u200f]", "", value).lower()
            if name.startswith("on") or name in {"style", "srcdoc", "autofocus", "ping"}:
                self.faults.append(f"an attribute {name}")
            if name in ADDRESSES and re.match(r"(?:javascript|vbscript|data):", bare):
                self.faults.append(f"an address {bare[:20]}")

    handle_startendtag = handle_starttag


def faults_of(folder: Path) -> Iterator[str]:
    """Yield what is wrong with the files of a built site, each with its file."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.name.startswith("."):
            name = file.relative_to(folder).as_posix()
            yield from (f"{name}: {fault}" for fault in _faults_of_file(name, file.read_bytes()))


def _faults_of_file(name: str, data: bytes) -> list[str]:
    try:
        match name.rpartition(".")[2]:
            case "html":
                return _faults_of_page(data.decode("utf-8"))
            case "xml":
                ET.fromstring(data)  # noqa: S314  (made by us)
            case "jsonl":
                for line in data.decode("utf-8").rstrip("\n").split("\n"):
                    json.loads(line)
            case "json" | "jsonld":
                json.loads(data)
            case _:
                pass
    except (ValueError, ET.ParseError) as error:
        return [str(error)]
    return []


def _faults_of_page(text: str) -> list[str]:
    page = _Page()
    page.feed(text)
    faults = list(dict.fromkeys(page.faults))
    if CONTROL.search(text):
        faults.append("a control character")
    if "Content-Security-Policy" not in text:
        faults.append("no policy")
    return faults


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a campaign."""

    tried: int
    faults: tuple[str, ...]
    slowest: float  # seconds of processor time of one build


def campaign(sitegen: list[str], work: Path, count: int, seed: int, *, batch: int = 60) -> Result:
    """Build archives with hostile inputs and look at all that they make."""
    all_inputs = inputs(count, seed)
    faults: list[str] = []
    slowest = 0.0
    for start in range(0, count, batch):
        some = all_inputs[start : start + batch]
        root = archive(work / "hostile")
        for order, one in enumerate(some):
            PLACES[one.place](root, f"{order:03}", one.payload)
        done = run([*sitegen, "-C", str(root), "build"], seconds=120)
        slowest = max(slowest, done.cpu)
        found = [*_ended(done), *_missing(root, some), *faults_of(root / "public")]
        faults += [f"inputs {start} to {start + len(some) - 1}: {fault}" for fault in found]
        if found:
            shutil.copytree(root, work / f"kept-{start}", dirs_exist_ok=True)
    return Result(count, tuple(faults), slowest)


def _ended(done: Ended) -> list[str]:
    if done.code not in {0, 1} or "Traceback" in done.said:
        return [f"the build ended with {done.code}: {done.said[-300:]}"]
    return []


def _missing(root: Path, some: list[Input]) -> Iterator[str]:
    """Yield which articles of the archive have no page."""
    for key, sentence in CONTROLS.items():
        page = root / f"public/articles/{key}.html"
        if not page.is_file() or sentence not in page.read_text("utf-8"):
            yield f"the article {key} is not there"
    made = len(list((root / "public/articles").glob("*.html"))) if (root / "public/articles").is_dir() else 0
    if made < len(some) + len(CONTROLS):
        yield f"{len(some) + len(CONTROLS) - made} articles have no page"
