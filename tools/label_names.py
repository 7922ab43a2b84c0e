"""Label the names in a folder of texts with what sitegen finds in them, for `train_names.py`.

usage: python tools/label_names.py FOLDER OUT.jsonl [--count N]

Reads FOLDER as one archive, so that what all texts tell of a name counts for each of them, and writes N of
the texts, drawn with a fixed seed: of each the lines that hold a name.  A tagger that is trained on labels of
other people alone labels texts whose labels nobody else owns, and learns from them what news is like
(self-training: Yarowsky 1995).
"""

import argparse
import json
import random
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sitegen.config import Config
from sitegen.pipeline.analyze import identify
from sitegen.pipeline.cleaning import cleaned
from sitegen.pipeline.memory import Store
from sitegen.pipeline.runtime import Runtime
from sitegen.pipeline.workers import processors
from sitegen.read.archive import read_folder
from sitegen.report import mentions_json

TYPES = frozenset({"PER", "ORG", "LOC", "EVENT"})
LINE = re.compile(r"[^\n]*\S[^\n]*")


def labelled(text: str, mentions: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the lines of a text that hold a name, as one text with its names; offsets in code points."""
    lines: list[str] = []
    names: list[dict[str, Any]] = []
    length = 0
    for line in LINE.finditer(text):
        inside = [name for name in mentions if line.start() <= name["start"] and name["end"] <= line.end()]
        if inside:
            shift = length - line.start()
            names += [
                {"start": name["start"] + shift, "end": name["end"] + shift, "type": name["type"]}
                for name in inside
                if name["type"] in TYPES
            ]
            lines.append(line[0])
            length += len(line[0]) + 1
    return {"text": "".join(f"{line}\n" for line in lines), "mentions": names}


def main() -> int:
    """Label, and write the texts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=300)
    args = parser.parse_args()
    inputs, runtime = read_folder(args.folder), Runtime(Store(), processors())
    articles, _ = cleaned(inputs, {}, runtime, Config())
    _, mentions, entities, _ = identify(articles, inputs, Config(), runtime)
    by_id = {entity.id: entity for entity in entities}
    rows = []
    for seed, article, own in zip(inputs.seeds, articles, mentions, strict=True):
        text = (args.folder / seed.path).read_text(encoding="utf-8")
        names: Any = mentions_json(article, own, by_id, seed)["mentions"]
        rows.append(labelled(text, names))
    random.Random(1).shuffle(rows)
    chosen = [row for row in rows[: args.count] if row["mentions"]]
    args.out.write_text("".join(f"{json.dumps(row)}\n" for row in chosen), encoding="utf-8")
    print(f"{len(chosen)} texts, {sum(len(row['mentions']) for row in chosen)} names")
    return 0


if __name__ == "__main__":
    sys.exit(main())
