"""How long finding all relations takes, and how much memory, beside MinHashLSH (datasketch).

Every figure comes from a process of its own, on one core; making and reading the texts does not count.
datasketch gives candidates only; `relate` gives relations with their spans.  The made texts say what is a
copy of what, so the share that was found is told too.

usage: python benchmarks/relate_time.py [--count 10000 ...] [--words 800] [--without-datasketch]
"""

import argparse
import gc
import json
import multiprocessing
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generate import KINDS, Made, archive

from sitegen.relations.detect import relate

PERMUTATIONS, THRESHOLD, SHINGLE = 128, 0.5, 5

Row = tuple[str, tuple[str, ...]]
Pairs = set[tuple[int, int]]


def read(file: Path) -> list[Row]:
    """Return the texts of a file, one JSON string a line."""
    with file.open(encoding="utf-8") as lines:
        return [(str(number), tuple(json.loads(line).split("\n"))) for number, line in enumerate(lines)]


def ours(rows: list[Row]) -> Pairs:
    """Return the pairs that `relate` finds."""
    return {(int(one.first), int(one.second)) for one in relate(rows)}


def theirs(rows: list[Row]) -> Pairs:
    """Return the candidates of MinHashLSH over runs of words."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415  (only here, if it is installed)

    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    made = []
    for name, lines in rows:
        words = " ".join(lines).lower().split()
        shingles = {
            " ".join(words[at : at + SHINGLE]).encode() for at in range(max(1, len(words) - SHINGLE + 1))
        }
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch(list(shingles))
        index.insert(name, sketch, check_duplication=False)
        made.append(sketch)
    return {
        (int(a), int(b))
        for (b, _), sketch in zip(rows, made, strict=True)
        for a in index.query(sketch)
        if int(a) < int(b)
    }


def _measured(find: Callable[[list[Row]], Pairs], file: Path, told: Any) -> None:
    rows = read(file)
    gc.disable()  # as the command does
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    pairs = find(rows)
    spent = time.process_time() - start
    told.send((spent, before // 1024, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, pairs))


def measure(find: Callable[[list[Row]], Pairs], file: Path) -> tuple[float, int, int, Pairs]:
    """Return processor seconds, megabytes before and at most, and the pairs."""
    ours_end, its_end = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_measured, args=(find, file, its_end))
    process.start()
    result: tuple[float, int, int, Pairs] = ours_end.recv()
    process.join()
    return result


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, nargs="+", default=[10_000])
    parser.add_argument("--words", type=int, default=800)
    parser.add_argument("--without-datasketch", action="store_true")
    args = parser.parse_args()
    for count in args.count:
        with tempfile.TemporaryDirectory() as box:
            file = Path(box) / "texts.jsonl"
            made: list[Made] = []
            with file.open("w", encoding="utf-8") as lines:
                for one, text in archive(count, args.words, 1):
                    made.append(Made([], one.source, one.kind))
                    lines.write(json.dumps(text) + "\n")
            print(f"{count:,} articles of about {args.words} words")
            table = [("sitegen, relations with spans", ours)]
            if not args.without_datasketch:
                table.append((f"datasketch MinHashLSH, {PERMUTATIONS} permutations, candidates", theirs))
            for name, find in table:
                spent, before, most, pairs = measure(find, file)
                found = Counter(
                    one.kind for at, one in enumerate(made) if one.kind and (one.source, at) in pairs
                )
                total = Counter(one.kind for one in made if one.kind)
                shares = ", ".join(f"{kind} {found[kind] / total[kind]:.3f}" for kind in KINDS if total[kind])
                print(
                    f"  {name}: {spent:.1f} s, {most:,} MB ({before:,} MB of them the texts),"
                    f" {len(pairs):,} pairs",
                    flush=True,
                )
                print(f"    found of each kind: {shares}", flush=True)


if __name__ == "__main__":
    main()
