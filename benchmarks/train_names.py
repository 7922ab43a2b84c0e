"""Train the tagger of names: `sitegen/entities/tagger.tsv`.

usage: train_names.py FILE.jsonl[.gz]... [--write TABLE] [--c1 X] [--c2 X] [--least N]

Each line of a file is a text with its names: {"text", "mentions": [{"start", "end", "type"}], "ignore": [[start, end], ...]},
types PER, ORG, LOC, EVENT, offsets in code points; "ignore" has names of other things.  Needs the extra `train`.
"""

import argparse
import gzip
import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pycrfsuite

from sitegen.entities.authority import authority
from sitegen.entities.lexicon import Lexicon, shipped_lexicon
from sitegen.entities.passages import line_of
from sitegen.entities.tagger import (
    LABELS,
    TaggerInput,
    candidate_runs,
    feature_names,
    token_contexts,
    token_features,
)
from sitegen.entities.tokens import tokenize

TABLE = Path(__file__).resolve().parent.parent / "sitegen" / "identify" / "tagger.tsv"
HEAD = "# Points of each feature for each label of sitegen.entities.tagger.LABELS; made by benchmarks/train_names.py, see docs/accuracy.md.\n"
LEAST = 0.04  # points; features that give less to every label are left out
NEVER = -4.0  # points of a move that no text has
LEAD = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
TAIL = re.compile(r"(?:['’]s|['’])?[.,;:]*$")

Span = tuple[int, int, str]


def documents(paths: list[Path]) -> Iterator[dict]:  # type: ignore[type-arg]
    """Give the texts of some files."""
    for path in paths:
        with (
            gzip.open(path, "rt", encoding="utf-8")
            if path.suffix == ".gz"
            else path.open(encoding="utf-8") as lines
        ):
            yield from (json.loads(line) for line in lines if line.strip())


def spans(document: dict) -> list[Span]:  # type: ignore[type-arg]
    """Give the names of a text without articles and possessive endings, the longest first where they overlap."""
    text = document["text"]
    raw = [(one["start"], one["end"], one["type"]) for one in document["mentions"] if one.get("type")]
    raw += [(start, end, "MISC") for start, end in document.get("ignore", ())]
    made = []
    for start, end, kind in raw:
        lead = LEAD.match(text, start, end)
        first = lead.end() if lead else start
        made.append((first, first + len(TAIL.sub("", text[first:end])), kind))
    return sorted(made, key=lambda one: (one[0], one[0] - one[1]))


def sequences(document: dict, words_known: Lexicon) -> Iterator[tuple[list[list[str]], list[str]]]:  # type: ignore[type-arg]
    """Give the features and labels of each row of capitalised words in a text."""
    known = authority(())
    named = spans(document)
    lines = []
    for match in re.finditer(r"[^\n]*\S[^\n]*", document["text"]):
        words = tokenize(match[0])
        lines.append((match.start(), line_of(words, known.matches(words), words_known)))
    seen = token_contexts([line for _, line in lines])
    for offset, line in lines:
        labels = labelled(line, offset, named)
        for row in candidate_runs(line):
            found = [feature_names(token_features(line, row, at, seen), words_known) for at in range(*row)]
            yield found, labels[row[0] : row[1]]


def labelled(line: TaggerInput, offset: int, named: list[Span]) -> list[str]:
    """Give the label of each word; what a list knows as a demonym is one, whatever else the text is not labelled with."""
    labels = ["O"] * len(line.words)
    for start, end, kind in named:
        inside = [
            at
            for at in range(len(labels))
            if line.words.starts[at] + offset < end and line.words.end(at) + offset > start
        ]
        if inside and all(labels[at] == "O" for at in inside):
            told = (
                "LOC"
                if kind == "MISC" and len(inside) == 1 and line.known.get(inside[0]) == "B-demonym"
                else kind
            )
            for at in inside:
                labels[at] = f"{'B' if at == inside[0] else 'I'}-{told}"
    return labels


def main() -> None:
    """Train, and write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--write", type=Path, default=TABLE)
    parser.add_argument("--c1", type=float, default=0.0, help="weight of the absolute values of points")
    parser.add_argument("--c2", type=float, default=2.0, help="weight of their squares")
    parser.add_argument("--least", type=int, default=2, help="times that a feature must be seen")
    args = parser.parse_args()
    trainer = pycrfsuite.Trainer(verbose=False, algorithm="lbfgs")
    trainer.set_params({"c1": args.c1, "c2": args.c2, "max_iterations": 200, "feature.minfreq": args.least})
    for document in documents(args.files):
        for found, labels in sequences(document, shipped_lexicon()):
            trainer.append(found, labels)
    with tempfile.TemporaryDirectory() as box:
        trainer.train(f"{box}/model")
        model = pycrfsuite.Tagger()
        model.open(f"{box}/model")
        args.write.write_text(table(model.info()), encoding="utf-8")


def table(model: object) -> str:
    """Give the table of a trained model."""
    weights: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(LABELS))
    for (feature, label), points in model.state_features.items():  # type: ignore[attr-defined]
        weights[feature][LABELS.index(label)] = points
    moves = {a: [model.transitions.get((a, b), NEVER) for b in LABELS] for a in LABELS}  # type: ignore[attr-defined]
    rows = [(f"={label}", points) for label, points in moves.items()]
    rows += [
        (feature, points) for feature, points in sorted(weights.items()) if max(map(abs, points)) >= LEAST
    ]
    return HEAD + "".join(
        "\t".join((name, *(f"{one:.2f}".rstrip("0").rstrip(".") for one in points))) + "\n"
        for name, points in rows
    )


if __name__ == "__main__":
    main()
