"""How many articles lose an ended sentence that annotators marked as text: the share of pages, some examples.

usage: python benchmarks/lost_sentences.py PAGES.jsonl.gz ... [--lang en] [--examples N]

A sentence counts where a line of the page ends as a sentence ends, has at least three words and stands in the
gold.
"""

import argparse
import gzip
import json
import re
from collections import Counter
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from sitegen.clean.article import clean
from sitegen.read.seeds import parse_seed
from sitegen.resources import load_resources
from sitegen.text import ends_sentence

TOKEN = re.compile(r"\w+")
LEAST = 3  # words


def lost(record: dict[str, Any]) -> tuple[str, str, list[tuple[str, str]]]:
    """Give a page's tier and id, and the gold sentences that cleaning lost, each with the rule that did."""
    seed = parse_seed(record["text"].encode("utf-8", "replace"), "000", "000.txt")[0]
    article = clean(seed, load_resources().classifier)
    gold = {" ".join(TOKEN.findall(line)) for line in record["gold"].split("\n")}
    kept = {" ".join(TOKEN.findall(passage.text)) for passage in article.passages}
    rules = {line: cut.rule for cut in article.cuts for line in cut.lines}
    comments = {piece.line for block in article.comments for piece in block.pieces}
    found = []
    for number, line in enumerate(seed.lines):
        key = " ".join(TOKEN.findall(line))
        gone = number in rules or number in comments
        if (
            gone
            and len(key.split()) >= LEAST
            and key in gold
            and key not in kept
            and ends_sentence(line.strip())
        ):
            found.append((rules.get(number, "comment"), line.strip()))
    return record["tier"], record["id"], found


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("--lang")
    parser.add_argument("--examples", type=int, default=0)
    args = parser.parse_args()
    for path in args.pages:
        records = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
        records = [
            one
            for one in records
            if one["tier"] != "comments" and (not args.lang or one["lang"] == args.lang)
        ]
        with Pool() as pool:
            results = pool.map(lost, records, chunksize=16)
        for tier in sorted({tier for tier, _, _ in results}):
            rows = [found for one, _, found in results if one == tier]
            print(
                f"{path.name} {tier}: {sum(map(bool, rows))} of {len(rows)} pages"
                f" lose {sum(map(len, rows))} sentences"
            )
        counted = Counter(rule for _, _, found in results for rule, _ in found)
        print("  " + ", ".join(f"{rule} {count}" for rule, count in counted.most_common(12)))
        for _, name, found in [one for one in results if one[2]][: args.examples]:
            print(f"  {name}: " + " | ".join(f"{rule}: {text[:100]}" for rule, text in found[:4]))


if __name__ == "__main__":
    main()
