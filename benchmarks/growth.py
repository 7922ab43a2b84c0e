"""Whether any input makes a build take more than in proportion to its size.

Each shape is a text made of one unit that repeats, in one of several places (a seed, a note, a page,
INDEX.md, names.toml). An archive with it is built at n, 2n, 4n and 8n code points, and the processor time
beyond that of an archive without it is told. Work in proportion has a factor of 2 at each step; more than
--factor fails. What seems to fail is measured again, and the least time of each size counts: a busy machine
makes a time longer, never shorter. It fails if it goes on so at 16n: where another rule begins to fit, a time
grows by a step, once.

    python benchmarks/growth.py --size 8000
    python benchmarks/growth.py --place seed --match quote
"""

import argparse
import json
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from sitegen.model import SitegenError
from sitegen.pipeline.build import build
from sitegen.pipeline.memory import Store
from sitegen.pipeline.runtime import Runtime
from sitegen.read.archive import read_config
from sitegen.render.theme import load_theme
from sitegen.resources import load_resources

MAX_FACTOR = 2.3  # of the processor time for a doubled input; 2 is proportion, the rest is noise
ROUNDS = 5  # of a shape that seems to fail
JUDGED = 0.4  # seconds beyond which a factor means something
MAX_SECONDS = 60  # of processor time for one build
STEPS = 4

HEAD = "Harbour council votes to keep the ferry\n\nMay 3, 2024\nBy Ann Example\n\n"
PROSE = (
    "The council of the harbour town voted on Tuesday to keep the night ferry for two more years."
    " The vote was eleven to four, and the mayor said that the result was clear.\n\n"
)

# What repeats: with and without spaces, marks that never close, names, dates, furniture.
UNITS: dict[str, str] = {
    "letter": "a",
    "word": "word ",
    "two words": "a b ",
    "apostrophes": "a'",
    "quoted letters": "'a b' ",
    "open double quotes": '"a ',
    "open curly quotes": "“a ",
    "closed curly quotes": "a” ",
    "guillemets": "«a» ",
    "German quotes": "„a“ ",
    "dash dialogue": "— Ja, sagte er.\n",
    "nested brackets": "(",
    "bracket pairs": "(a) ",
    "square brackets": "[a] ",
    "braces": "{a} ",
    "bars": "AA|",
    "bars with words": "Harbour | ",
    "hyphens": "a-",
    "long dashes": "a – ",
    "list marks": "- ",
    "bullets": "* ",
    "bullet lines": "- a\n",
    "numbered lines": "1. a\n",
    "dots": ".",
    "dotted letters": "A.",
    "ellipses": "a… ",
    "joined sentences": "ab.Cde fgh ",
    "short sentences": "He left. ",
    "questions": "Why? ",
    "digits": "1",
    "numbers": "1,000 ",
    "dates": "1.1.2024 ",
    "dates in words": "May 3, 2024 ",
    "date lines": "May 3, 2024\n",
    "times": "17:42\n",
    "clock times": "at 9:10 am ",
    "capital word": "Harbour ",
    "capitals": "HARBOUR ",
    "name": "Anna Sample ",
    "names in a list": "Anna Sample, ",
    "name and place": "Anna Sample of Geneva met Boris Example in Moscow. ",
    "countries": "Russia and NATO ",
    "title and name": "Mr. Sample ",
    "initials": "J. R. R. ",
    "particles": "van der ",
    "firms": "Example Inc. ",
    "said": "said Anna. ",
    "quotation and speaker": '"We go on," said Anna Sample. ',
    "curly quotation": "“a b c d e,” said Anna. ",
    "colon quotation": 'Anna Sample: "We go on." ',
    "interview": "Q: Why?\nA: We go on.\n",
    "byline": "By Ann ",
    "byline lines": "By Ann Example\n",
    "credit lines": "Photo: Ann Example / Agency\n",
    "pointers": "Read more: another article\n",
    "advertisements": "Advertisement\n\nThe talks go on.\n\n",
    "share lines": "Share on Facebook\n",
    "comments": "John says:\nI think you are right, my friend!\n\n",
    "comment times": "John 2 hours ago\nNo, i do not think so lol\n",
    "addresses": "https://example.org/a ",
    "address lines": "https://example.org/a\n",
    "mail": "a@b.example ",
    "handles": "@ann #ferry ",
    "hard wrapped": "The council voted on the road\n",
    "hyphenated": "harbour-\n",
    "short lines": "a\n",
    "blank lines": "\n",
    "spaces": " ",
    "tabs": "\t",
    "tables": "a\tb\tc\n",
    "columns": "a   b   c\n",
    "zero width": "a\u200b",
    "soft hyphens": "a\u00ad",
    "no-break spaces": "a\u00a0",
    "combining": "\u0301",
    "letters with marks": "e\u0301\u0323",
    "bidi": "\u202ea\u202c",
    "Arabic": "مرحبا ",
    "Hebrew": "שלום ",
    "Chinese": "国家主席",
    "Chinese sentences": "国家主席会谈。",
    "Japanese": "東京で会談した。",
    "Thai": "สวัสดี",
    "Korean": "회담했다 ",
    "Russian": "Совет города проголосовал. ",
    "Greek": "πόλη ",
    "emoji": "😀",
    "family emoji": "👩‍👩‍👧",
    "garbled": "Ã©",
    "garbled quotes": "â€œ",
    "garbled Cyrillic": "Ð¡",
    "entities": "&amp;",
    "numeric entities": "&#8217;",
    "long entity": "&aaaaaaaa",
    "tags": "<b>a</b>",
    "open tags": "<a ",
    "backslashes": "\\",
    "stars": "*a",
    "double stars": "**a",
    "underscores": "_a",
    "backticks": "`a",
    "hashes": "# a\n",
    "equal signs": "a\n===\n",
    "links": "[a](b) ",
    "open links": "[a](",
    "pictures": "![a](b) ",
    "remote pictures": "![a](https://a.example/b) ",
    "references": "[a]: b\n",
    "footnotes": "[^a] ",
    "footnote texts": "[^a]: b\n",
    "wikilinks": "[[000]] ",
    "wikilinks with words": "[[000|a]] ",
    "wikilinks to nothing": "[[entity:nobody]] ",
    "open wikilinks": "[[a",
    "quotation marks": "> ",
    "quotation lines": "> a\n",
    "code": "    a\n",
    "fences": "```\n",
    "rules": "---\n",
    "Markdown table": "| a | b |\n",
    "strikes": "~~a",
    "comments of HTML": "<!-- ",
    "remarks": '## "the"\n\nA remark.\n\n',
    "remark headings": "## a\n\n",
    "seed names": "000.txt ",
    "numbers of seeds": "| 000 | a |\n",
    "control characters": "\x01a",
    "page breaks": "a\x0c",
}
# Units that differ at each step: {n} is a number, {w} a word of its own.
COUNTED: dict[str, str] = {
    "different lines": "line {n}\n",
    "different sentences": "The council of the town voted on the road {n} for the {w} time.\n",
    "different people": "The minister Anna {W} met Boris {W}x in the town hall. ",
    "different family names": "{W} ",
    "different quotations": '"We have {n} roads to pave and no money for the {w}," said Anna Sample. ',
    "different wikilinks": "[[entity:{w}]] ",
    "different headings": "## {w}\n\n",
    "different footnotes": "a[^{n}]\n\n[^{n}]: b\n\n",
    "different references": "[a{n}] [a{n}]: b\n",
    "different list lines": "- {w} {n}\n",
    "paragraphs with Russia": "Russia said on Monday that the road {n} will be paved.\n\n",
    "sentences with Russia": "Russia said so {n} times. ",
    "rows": "| {n} | {w} |\n",
}
ENTRIES: dict[str, str] = {  # of names.toml
    "people": '[[entity]]\nname = "Anna {W}"\nkind = "person"\n',
    "aliases": '[[entity]]\nname = "Anna {W}"\nkind = "person"\naliases = ["{W}"]\n',
}


def _word(number: int) -> str:
    """Return a word of its own for a number, of letters alone."""
    letters = ""
    while True:
        number, rest = divmod(number, 20)
        letters = "bcdfghjklmnpqrstvwxz"[rest] + "aeiou"[(number + rest) % 5] + letters
        if not number:
            return letters + "ra"


def repeated(unit: str, size: int) -> str:
    """Return a text of about so many code points, made of one unit."""
    if not any(field in unit for field in ("{n}", "{w}", "{W}")):
        return unit * max(1, size // len(unit))
    parts: list[str] = []
    length = number = 0
    while length < size:
        word = _word(number)
        parts.append(unit.format(n=number, w=word, W=word.title()))
        length += len(parts[-1])
        number += 1
    return "".join(parts)


Place = Callable[[Path, str], None]


def _write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(text.encode("utf-8", "surrogatepass"))


def _write_twins(root: Path, text: str) -> None:
    for number in (1, 2):
        _write(root, f"seeds/00{number}.txt", f"{HEAD}{PROSE}{text}\n\nThe end {number} of it.\n")


PLACES: dict[str, Place] = {
    "seed": lambda root, text: _write(root, "seeds/001.txt", f"{HEAD}{PROSE}{text}\n\n{PROSE}"),
    "title": lambda root, text: _write(root, "seeds/001.txt", f"{text}\n\n{HEAD}{PROSE}"),
    "bare": lambda root, text: _write(root, "seeds/001.txt", text),
    "twins": _write_twins,
    "note": lambda root, text: _write(root, "content/notes/000.md", text),
    "quoted": lambda root, text: _write(root, "content/notes/000.md", f'## "{text[:20000]}"\n\nA remark.\n'),
    "page": lambda root, text: _write(root, "content/pages/a.md", f"# A page\n\n{text}"),
    "index": lambda root, text: _write(root, "seeds/INDEX.md", f"# Index\n\n{text}"),
    "names": lambda root, text: _write(root, "content/names.toml", text),
    "front": lambda root, text: _write(root, "content/notes/000.md", f"---\ntitle: >\n  {text}\n---\n"),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """One unit in one place."""

    place: str
    name: str
    unit: str


def shapes() -> Iterator[Shape]:
    """Yield all shapes."""
    for place in PLACES:
        units = ENTRIES if place == "names" else {**UNITS, **COUNTED}
        for name, unit in units.items():
            yield Shape(place, name, unit)


def build_seconds(shape: Shape | None, size: int, folder: Path) -> float:
    """Return the processor time of a build of an archive with a shape, in a process of its own."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS + 1))
        answer = "failed"
        try:
            root = Path(tempfile.mkdtemp(dir=folder))
            _write(root, "sitegen.toml", 'title = "Growth"\n')
            _write(root, "seeds/000.txt", HEAD + PROSE * 3)
            if shape:
                PLACES[shape.place](root, repeated(shape.unit, size))
            sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123
            start = time.process_time()
            config = read_config(root)
            try:
                build(root, config, load_theme(root, config.theme), Runtime(Store()))
                answer = str(time.process_time() - start)
            except SitegenError:  # a reason is an answer too
                answer = str(time.process_time() - start)
            except Exception as error:  # noqa: BLE001  (told as it is)
                answer = f"{type(error).__name__}: {error}"[:200]
            shutil.rmtree(root, ignore_errors=True)
        finally:
            os.write(write, answer.encode())
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        answer = pipe.read().decode()
    os.waitpid(child, 0)
    try:
        return float(answer)
    except ValueError:
        print(f"  {shape}: {answer or 'out of time'}", flush=True)
        return float("inf")


def growth(shape: Shape, size: int, base: float, folder: Path, factor: float) -> list[float]:
    """Return the processor time beyond that of a bare archive at each size, or at the last if quick."""

    def measured(step: int) -> float:
        return max(0.0, build_seconds(shape, size << step, folder) - base)

    last = measured(STEPS - 1)
    if last < JUDGED or last == float("inf"):
        return [last]
    least = [*(measured(step) for step in range(STEPS - 1)), last]
    for _ in range(1, ROUNDS):
        if not is_out_of_proportion(least, factor):
            break
        least = [min(seconds, measured(step)) for step, seconds in enumerate(least)]
    if is_out_of_proportion(least, factor):
        least = [*least[1:], min(measured(STEPS) for _ in range(ROUNDS))]
    return least


def is_out_of_proportion(seconds: list[float], factor: float) -> bool:
    """Whether the times at doubled sizes grow by more than the factor, at the last two steps.

    >>> is_out_of_proportion([0.1, 0.4, 1.6, 6.4], 2.3)
    True
    >>> is_out_of_proportion([0.4, 0.5, 0.9, 1.8], 2.3)
    False
    """
    if seconds[-1] == float("inf"):
        return True
    if len(seconds) < 2 or seconds[-1] < JUDGED:
        return False
    return seconds[-1] > factor * max(seconds[-2], JUDGED / factor) and (
        seconds[-1] > factor**2 * max(seconds[-3], 0.02)
    )


def main() -> int:
    """Measure; return 1 where something grows out of proportion."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=8_000, help="code points of the smallest input")
    parser.add_argument("--place", default="", help="of PLACES; by default all")
    parser.add_argument("--match", default="", help="names of units that hold this")
    parser.add_argument("--every", type=int, default=1, help="only each n-th shape")
    parser.add_argument("--factor", type=float, default=MAX_FACTOR, help="of time for a doubled input")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    args = parser.parse_args()
    load_resources()
    wanted = [
        shape
        for shape in shapes()
        if args.match in shape.name and (not args.place or shape.place in args.place.split(","))
    ][:: args.every]
    failed = 0
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(args.jobs) as pool:
        folder = Path(name)
        build_seconds(None, 0, folder)
        base = min(build_seconds(None, 0, folder) for _ in range(ROUNDS))
        for shape, seconds in zip(
            wanted,
            pool.map(lambda one: growth(one, args.size, base, folder, args.factor), wanted),
            strict=True,
        ):
            failing = is_out_of_proportion(seconds, args.factor)
            if failing or seconds[-1] > MAX_SECONDS / 4:
                failed += failing
                row = {"place": shape.place, "unit": shape.name, "seconds": [round(s, 2) for s in seconds]}
                print(json.dumps(row), flush=True)
    print(f"{len(wanted)} shapes, {failed} grow by more than {args.factor} where the input doubles")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
