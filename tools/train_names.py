"""Train the tagger of names: `sitegen/entities/tagger.tsv`.

usage: train_names.py FILE.jsonl[.gz]... [--write TABLE] [--c1 X] [--c2 X] [--least N]

Each line of a file is a text with its names: {"text", "mentions": [{"start", "end", "type"}], "ignore":
[[start, end], ...]}, types PER, ORG, LOC, EVENT, offsets in code points; "ignore" has names of other things.
Needs the extra `train`.
"""

import argparse
import gzip
import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pycrfsuite

from sitegen.entities.authority import authority
from sitegen.entities.lexicon import Lexicon, load_lexicon
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

TABLE = Path(__file__).resolve().parent.parent / "sitegen" / "entities" / "tagger.tsv"
HEAD = (
    "# Points of each feature for each label of sitegen.entities.tagger.LABELS;"
    " made by tools/train_names.py, see docs/accuracy.md.\n"
)
MIN_POINTS = 0.04  # features that give less to every label are left out
UNSEEN_MOVE = -4.0  # points of a move that no text has
MAX_ITERATIONS = 200
OTHER_KIND = "MISC"  # of names in "ignore"
LEADING_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
POSSESSIVE_TAIL = re.compile(r"(?:['’]s|['’])?[.,;:]*$")

Document = dict[str, Any]  # see above


class LabelledSpan(NamedTuple):
    """A name in a text, in code points."""

    start: int
    end: int
    kind: str


def documents(paths: list[Path]) -> Iterator[Document]:
    """Yield the texts of some files."""
    for path in paths:
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if line.strip():
                    yield json.loads(line)


def spans(document: Document) -> list[LabelledSpan]:
    """Return the names of a text without articles and possessive endings, the longest first at each place."""
    text = document["text"]
    labelled = [
        (name["start"], name["end"], name["type"]) for name in document["mentions"] if name.get("type")
    ]
    labelled += [(start, end, OTHER_KIND) for start, end in document.get("ignore", ())]
    bare = []
    for start, end, kind in labelled:
        article = LEADING_ARTICLE.match(text, start, end)
        first = article.end() if article else start
        bare.append(LabelledSpan(first, first + len(POSSESSIVE_TAIL.sub("", text[first:end])), kind))
    return sorted(bare, key=lambda span: (span.start, span.start - span.end))


def sequences(document: Document, lexicon: Lexicon) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Yield the features and labels of each row of capitalised words in a text."""
    known = authority((), lexicon)
    named = spans(document)
    lines = []
    for match in re.finditer(r"[^\n]*\S[^\n]*", document["text"]):
        words = tokenize(match[0])
        lines.append((match.start(), line_of(words, known.matches(words), lexicon)))
    context = token_contexts([line for _, line in lines])
    for offset, line in lines:
        labels = labels_of(line, offset, named)
        for row in candidate_runs(line):
            features = [token_features(line, row, index, context) for index in range(*row)]
            yield [feature_names(word, lexicon) for word in features], labels[row[0] : row[1]]


def labels_of(line: TaggerInput, offset: int, named: list[LabelledSpan]) -> list[str]:
    """Return the label of each word of a passage that begins at an offset of the text."""
    labels = ["O"] * len(line.words)
    for span in named:
        inside = [
            index
            for index in range(len(labels))
            if line.words.starts[index] + offset < span.end and line.words.end(index) + offset > span.start
        ]
        if inside and all(labels[index] == "O" for index in inside):
            kind = label_kind(line, inside, span.kind)
            for index in inside:
                labels[index] = f"I-{kind}"
            labels[inside[0]] = f"B-{kind}"
    return labels


def label_kind(line: TaggerInput, inside: list[int], kind: str) -> str:
    """Return the kind of a name; that of a place for a demonym of a list, labelled as another thing."""
    is_demonym = len(inside) == 1 and line.known.get(inside[0]) == "B-demonym"
    return "LOC" if kind == OTHER_KIND and is_demonym else kind


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
    trainer.set_params(
        {
            "c1": args.c1,
            "c2": args.c2,
            "max_iterations": MAX_ITERATIONS,
            "feature.minfreq": args.least,
        }
    )
    lexicon = load_lexicon()
    for document in documents(args.files):
        for features, labels in sequences(document, lexicon):
            trainer.append(features, labels)
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(f"{folder}/model")
        model = pycrfsuite.Tagger()
        model.open(f"{folder}/model")
        args.write.write_text(table(model.info()), encoding="utf-8")


def table(model: Any) -> str:
    """Return the table of a trained model, as `pycrfsuite.Tagger.info` gives it."""
    weights: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(LABELS))
    for (feature, label), points in model.state_features.items():
        weights[feature][LABELS.index(label)] = points
    rows = []
    for label in LABELS:
        moves = [model.transitions.get((label, following), UNSEEN_MOVE) for following in LABELS]
        rows.append((f"={label}", moves))
    for feature, points_of_labels in sorted(weights.items()):
        if max(map(abs, points_of_labels)) >= MIN_POINTS:
            rows.append((feature, points_of_labels))
    return HEAD + "".join("\t".join((name, *map(shortest, numbers))) + "\n" for name, numbers in rows)


def shortest(points: float) -> str:
    """Return a number with two decimals at most."""
    return f"{points:.2f}".rstrip("0").rstrip(".")


if __name__ == "__main__":
    main()
