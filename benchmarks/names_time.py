"""How long finding names takes: texts a second on one core, apart from cleaning, and the time to start.

usage: python benchmarks/names_time.py FOLDER_OF_TEXTS [--count 2000] [--names 5000] [--runs 5]

Each text is cut after 2,000 characters.  --names adds that many invented people to the authority.
"""

import argparse
import gc
import random
import statistics
import time
from pathlib import Path

from generate import word

from sitegen.clean.article import clean
from sitegen.clean.classifier import load_classifier
from sitegen.entities.authority import authority
from sitegen.entities.lexicon import load_lexicon
from sitegen.entities.link import link_names
from sitegen.entities.recognize import recognize_all
from sitegen.entities.tagger import load_tagger
from sitegen.model import NameEntry
from sitegen.read.seeds import parse_seed

SIZE = 2_000  # characters


def invented(count: int) -> tuple[NameEntry, ...]:
    """Give people that nobody has named."""
    chance = random.Random(2)
    names = [f"{word(chance).capitalize()} {word(chance).capitalize()}{number:x}" for number in range(count)]
    return tuple(
        NameEntry(id=f"person-{number}", kind="person", name=name, path="names.toml")
        for number, name in enumerate(names)
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--names", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    texts = [
        text
        for file in sorted(args.folder.glob("*.txt"))
        if len(text := file.read_text(encoding="utf-8")) >= SIZE
    ][: args.count]
    classifier = load_classifier()
    articles = tuple(
        clean(parse_seed(text[:SIZE].encode(), f"{n:05}", f"{n:05}.txt")[0], classifier)
        for n, text in enumerate(texts)
    )
    names = invented(args.names)
    start = time.perf_counter()
    lexicon = load_lexicon()
    load_tagger(lexicon)
    known = authority(names, lexicon)
    started = time.perf_counter() - start
    gc.disable()  # as the command line does
    figures = []
    for _ in range(args.runs):
        tagger = load_tagger(lexicon)  # what was seen before is forgotten
        start = time.perf_counter()
        spotted = tuple(recognize_all(articles, known, tagger))
        middle = time.perf_counter()
        link_names(articles, spotted, known, metonyms=True)
        figures.append((middle - start, time.perf_counter() - middle))
    spots, links = (statistics.median(one) for one in zip(*figures, strict=True))
    best = min(map(sum, figures))
    print(
        f"{len(articles)} texts of {SIZE} characters, {args.names} invented names,"
        f" {args.runs} runs; start {started:.2f} s"
    )
    print(
        f"  {len(articles) / (spots + links):.0f} texts a second in the middle,"
        f" {len(articles) / best:.0f} in the fastest run"
    )
    print(
        f"  a text: spotting {1000 * spots / len(articles):.2f} ms,"
        f" resolving {1000 * links / len(articles):.2f} ms"
    )


if __name__ == "__main__":
    main()
