"""How well and how fast the search finds: known items in texts, and the size of an index.

usage: python benchmarks/search.py TARGETS [OTHERS ...] [--queries 50] [--write FOLDER]

TARGETS, OTHERS   folders of texts, the first line of each its headline; each query is about one of TARGETS,
                  which must be found among all of them
--write           put the index there, to be opened in a browser

A third of the queries are words of a headline (its four rarest), a third six words of the text as they stand,
a third a name of two words, the rarest of the text, and a year that it names.  Chosen by a fixed seed; found
means among the first three.
"""

import argparse
import random
import re
import statistics
import time
from collections import Counter
from pathlib import Path

from sitegen.model.site import Document
from sitegen.search.index import index, index_document
from sitegen.search.query import QUERY_SMALL_WORDS, Reader, parse, search
from sitegen.search.words import terms_of, words_of

FIRST = 3  # results among which an item must be
LEAD = 260  # characters
NAME = re.compile(r"(?<=[a-z,] )([A-Z][a-z]{2,} [A-Z][a-z]{3,})\b")
YEAR = re.compile(r"\b(?:19[5-9]|20[0-2])\d\b")


def documents_of(folders: list[Path]) -> list[Document]:
    """Read the texts."""
    made = []
    for number, folder in enumerate(folders):
        for file in sorted(folder.glob("*.txt")):
            title, _, body = file.read_text(encoding="utf-8", errors="replace").strip().partition("\n")
            made.append(
                Document(
                    url=f"{number}/{file.stem}.html",
                    title=title,
                    kind="article",
                    date="",
                    source="",
                    lead=body[:LEAD],
                    entities=(),
                    standfirst="",
                    body=(body,),
                    lesser=(),
                )
            )
    return made


def queries_of(documents: list[Document], count: int) -> list[tuple[str, str, str]]:
    """Return kind, query and the address of the document that it is about."""
    chance = random.Random(7)
    rarity = Counter(term for one in documents for term in terms_of(f"{one.title}\n{one.body[0]}"))
    targets = [
        one
        for one in documents
        if one.url.startswith("0/") and one.title.isascii() and len(one.title.split()) >= 5
    ]
    chance.shuffle(targets)
    made: list[tuple[str, str, str]] = []
    wanted = {"headline": (count + 2) // 3, "phrase": (count + 1) // 3, "name and year": count // 3}
    for one in targets:
        kind = next((kind for kind, left in wanted.items() if left), "")
        query = _query(kind, one, rarity, chance) if kind else ""
        if query:
            wanted[kind] -= 1
            made.append((kind, query, one.url))
    return made


def _query(kind: str, one: Document, rarity: Counter[str], chance: random.Random) -> str:
    if kind == "headline":
        words = sorted(
            {word.text for word in words_of(one.title)} - QUERY_SMALL_WORDS,
            key=lambda word: (rarity[word], word),
        )
        return " ".join(words[:4])
    if kind == "phrase":
        lines = [line for line in one.body[0].splitlines() if len(words_of(line)) >= 12]
        if not lines:
            return ""
        line = chance.choice(lines)
        places = words_of(line)
        at = chance.randrange(len(places) - 6)
        return f'"{line[places[at].start : places[at + 5].end]}"'
    names, years = NAME.findall(one.body[0]), YEAR.findall(one.body[0])
    if not names or not years:
        return ""
    rarest = min(names, key=lambda name: (sum(rarity[term] for term in terms_of(name)), name))
    return f"{rarest} {chance.choice(years)}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--queries", type=int, default=50)
    parser.add_argument("--write", type=Path)
    args = parser.parse_args()
    documents = documents_of(args.folders)
    start = time.perf_counter()
    files = dict(index([index_document(one) for one in documents]))
    spent = time.perf_counter() - start
    size = sum(map(len, files.values()))
    print(
        f"{len(documents)} documents, index {size / 1e6:.2f} MB in {len(files)} files, made in {spent:.1f} s"
    )
    for name, data in files.items():
        if args.write:
            (args.write / name).parent.mkdir(parents=True, exist_ok=True)
            (args.write / name).write_bytes(data)
    texts = {one.url: f"{one.title}\n{one.body[0]}" for one in documents}
    found: dict[str, list[bool]] = {}
    sizes, counts, times = [], [], []
    for kind, query, url in queries_of(documents, args.queries):
        loaded: dict[str, int] = {}

        def load(name: str, loaded: dict[str, int] = loaded) -> bytes:
            loaded[name] = len(files[name])
            return files[name]

        start = time.perf_counter()
        hits = search(parse(query), Reader(load), texts.__getitem__).hits
        times.append(time.perf_counter() - start)
        sizes.append(sum(loaded.values()))
        counts.append(len(loaded))
        good = url in {hit.url for hit in hits[:FIRST]}
        found.setdefault(kind, []).append(good)
        if not good:
            print(f"  not found: {kind}: {query} -> {texts[url].splitlines()[0][:60]}")
    for kind, rows in found.items():
        print(f"  {kind}: {sum(rows)} of {len(rows)} among the first {FIRST}")
    print(
        f"  all: {sum(map(sum, found.values()))} of {sum(map(len, found.values()))};"
        f" {statistics.median(times) * 1e3:.0f} ms in Python"
    )
    middle, most = statistics.median(sizes) / 1e3, max(sizes) / 1e3
    print(
        f"  a first query loads {middle:.0f} kB (most {most:.0f}) in {statistics.median(counts):.0f} files"
        f" (most {max(counts)})"
    )


if __name__ == "__main__":
    main()
