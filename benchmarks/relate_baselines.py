"""What well-known methods find among texts, in the lines of `sitegen relations`, for a scorer of relations.

minhash    MinHashLSH (datasketch), 128 permutations, runs of 5 words; copies by estimated Jaccard similarity,
           and by their sizes which contains which
simhash    64 bits (Charikar 2002), Hamming distance 6 at most: near
winnowing  runs of 5 words, windows of 4 (Schleimer, Wilkerson, Aiken 2003); shares of common fingerprints

usage: python benchmarks/relate_baselines.py minhash|simhash|winnowing FOLDER > FILE
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from hashlib import blake2b
from itertools import combinations
from pathlib import Path

from sitegen.text import plain_words

SAME = 0.8
Found = Iterator[tuple[str, str, str]]
Texts = dict[str, list[str]]


def hashed(text: str) -> int:
    """Return 64 bits of a text."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


def shingles(words: list[str], size: int = 5) -> list[int]:
    """Return the hash of every run of words."""
    return [hashed(" ".join(words[at : at + size])) for at in range(max(1, len(words) - size + 1))]


def by_shares(mine: float, theirs: float) -> str:
    """Name what the shares of two texts in each other make of them."""
    if mine >= SAME and theirs >= SAME:
        return "near"
    return "contained" if mine >= SAME else "contains" if theirs >= SAME else ""


def minhash(texts: Texts) -> Found:
    """Find with MinHashLSH."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415  (only here, if it is installed)

    index, sketches, sizes = MinHashLSH(threshold=0.5, num_perm=128), {}, {}
    for name, words in texts.items():
        runs = {str(one).encode() for one in shingles(words)}
        sketches[name], sizes[name] = MinHash(num_perm=128), len(runs)
        sketches[name].update_batch(list(runs))
        index.insert(name, sketches[name])
    for name, sketch in sketches.items():
        for other in index.query(sketch):
            if name < other:
                alike = sketch.jaccard(sketches[other])
                both = alike * (sizes[name] + sizes[other]) / (1 + alike)
                yield name, other, by_shares(both / sizes[name], both / sizes[other]) or "near"


def simhash(texts: Texts) -> Found:
    """Find with SimHash: texts that agree in one of seven parts of the bits are compared."""
    prints: dict[str, int] = {}
    for name, words in texts.items():
        sums = [0] * 64
        for one in shingles(words, 3):
            for bit in range(64):
                sums[bit] += 1 if one >> bit & 1 else -1
        prints[name] = sum(1 << bit for bit, total in enumerate(sums) if total > 0)
    blocks: dict[tuple[int, int], list[str]] = defaultdict(list)
    for name, value in prints.items():
        for part in range(7):
            blocks[part, value >> 9 * part & 511].append(name)
    pairs = {pair for names in blocks.values() for pair in combinations(sorted(names), 2)}
    return ((a, b, "near") for a, b in pairs if (prints[a] ^ prints[b]).bit_count() <= 6)


def winnowing(texts: Texts) -> Found:
    """Find with winnowed fingerprints in an inverted index, without those of more than ten texts."""
    prints = {}
    for name, words in texts.items():
        runs = shingles(words)
        prints[name] = {min(runs[at : at + 4]) for at in range(max(1, len(runs) - 3))}
    having: dict[int, list[str]] = defaultdict(list)
    for name, some in prints.items():
        for one in some:
            having[one].append(name)
    shared = Counter(pair for names in having.values() if len(names) <= 10 for pair in combinations(names, 2))
    for (a, b), count in shared.items():
        both = len(prints[a] & prints[b])
        relation = by_shares(both / len(prints[a]), both / len(prints[b])) or (
            "shared-passage" if count >= 5 else ""
        )
        if relation:
            yield a, b, relation


METHODS = {"minhash": minhash, "simhash": simhash, "winnowing": winnowing}


def main() -> None:
    """Print the pairs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("method", choices=METHODS)
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    texts = {
        file.stem: plain_words(file.read_bytes().decode("utf-8", "replace"))
        for file in sorted(args.folder.iterdir())
    }
    exact: dict[str, list[str]] = defaultdict(list)
    for name, words in texts.items():
        exact["".join(words)].append(name)
    same = {pair for names in exact.values() for pair in combinations(names, 2)}
    rows = [
        *((a, b, "exact") for a, b in same),
        *(row for row in METHODS[args.method](texts) if row[:2] not in same),
    ]
    for a, b, relation in rows:
        sys.stdout.write(json.dumps({"a": a, "b": b, "relation": relation}) + "\n")


if __name__ == "__main__":
    main()
