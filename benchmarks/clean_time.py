"""How long cleaning takes: ms a seed of about 6 kB on one core, medians of several runs, growth with length.

usage: python benchmarks/clean_time.py [--count 1000] [--runs 5] [--folder FOLDER_OF_TEXTS]
"""

import argparse
import random
import statistics
import time
from pathlib import Path

from generate import FURNITURE, article, word

from sitegen.clean.article import clean
from sitegen.model import Seed
from sitegen.read.seeds import parse_seed
from sitegen.resources import load_resources

SIZE = 6_000  # bytes
NEAR = 0.25  # of the size that a text of --folder may be larger or smaller


def made_up(count: int) -> list[str]:
    """Give texts of about SIZE bytes: a headline, paragraphs, furniture between them."""
    chance = random.Random(1)
    vocabulary = [word(chance) for _ in range(3000)]
    texts: list[str] = []
    while len(texts) < count:
        parts = [
            "A headline of made-up words",
            "By Ann Writer",
            "May 6, 2024",
            *article(chance, vocabulary, 1000),
        ]
        for piece in FURNITURE:
            parts.insert(chance.randrange(3, len(parts)), piece)
        while len("\n\n".join(parts).encode()) > SIZE * (1 + NEAR / 2):
            parts.pop(-2)
        texts.append("\n\n".join(parts))
    return texts


def seeds_of(texts: list[str]) -> list[Seed]:
    """Parse the texts."""
    return [
        parse_seed(text.encode(), f"{number:04}", f"{number:04}.txt")[0] for number, text in enumerate(texts)
    ]


def median_time(seeds: list[Seed]) -> float:
    """Give the median milliseconds of cleaning one seed."""
    classifier = load_resources().classifier
    taken = []
    for seed in seeds:
        start = time.perf_counter()
        clean(seed, classifier)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path)
    args = parser.parse_args()
    texts = made_up(args.count)
    if args.folder:
        found = (
            file.read_text(encoding="utf-8", errors="replace") for file in sorted(args.folder.glob("*.txt"))
        )
        texts = [text for text in found if abs(len(text.encode()) - SIZE) <= NEAR * SIZE][: args.count]
    seeds = seeds_of(texts)
    figures = [median_time(seeds) for _ in range(args.runs)]
    size = statistics.median(seed.size for seed in seeds)
    lines = statistics.median(sum(bool(line.strip()) for line in seed.lines) for seed in seeds)
    print(f"{len(seeds)} seeds, median {size:.0f} bytes in {lines:.0f} lines, {args.runs} runs")
    print(f"  a seed {statistics.median(figures):6.2f} ms (fastest run {min(figures):.2f})")
    for times in (1, 4, 16):
        long = seeds_of(["\n\n".join(texts[:times])])
        print(
            f"  {times:2} of them as one seed:"
            f" {min(median_time(long) for _ in range(args.runs)) / times:6.2f} ms each"
        )


if __name__ == "__main__":
    main()
