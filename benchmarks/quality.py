"""How accurate the stages are, against the floors in floors.json: below one, this fails.

usage: python benchmarks/quality.py EVAL_FOLDER [STAGE ...] [--update] [--lower]

EVAL_FOLDER holds the scorers and the data of the stages: cleaning, relations, entities, quotations (all of
them without a STAGE).  --update writes the figures as the new floors, and refuses where one would be lower
than before, unless --lower says that this is meant.  Floors hold for the data whose digest stands beside
them; for other data there is nothing to compare with.
"""

import argparse
import gzip
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.json")
SITEGEN = (sys.executable, "-m", "sitegen")
CLEAN_COMMAND = f"{sys.executable} -m sitegen clean {{in}} -o {{out}}"
CLEAN_MEASURES = ("F1", "clean", "title", "lineF1")
FACT_MEASURES = ("P", "R", "F1")
LANGUAGES = (("en", ""), ("other", " (other languages)"))
# Cleaned as one archive: the suffix of its figures, its files, and the file with the facts of their pages.
CLEAN_SETS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("", ("dev.jsonl.gz", "dev_comments.jsonl.gz"), "dev_meta.jsonl.gz"),
    (" (more outlets)", ("train_more.jsonl.gz",), ""),
)
LONG_QUOTATION = 8  # words; shorter ones often have no speaker in the text

Figures = dict[str, dict[str, float]]  # set -> measure -> figure, 0..1


# Cleaning ---------------------------------------------------------------------------------------------------


def cleaning_files(folder: Path) -> list[Path]:
    """Return the files that cleaning is measured by, as far as they are there."""
    names = [name for _, files, facts in CLEAN_SETS for name in (*files, facts) if name]
    data = [folder / "cleaning" / name for name in names]
    return [folder / "clean_eval.py", folder / "meta_eval.py", *(file for file in data if file.is_file())]


def cleaning(folder: Path, box: Path) -> Figures:
    """Return how well text, headlines, authors and dates are told, English apart from other languages."""
    figures: Figures = {}
    for suffix, names, facts_file in CLEAN_SETS:
        files = [file for name in names if (file := folder / "cleaning" / name).is_file()]
        for language, spoken in LANGUAGES if files else ():
            scored = _cleaning_scores(folder / "clean_eval.py", files, CLEAN_COMMAND, language, box)
            for tier, row in scored.items():
                figures[tier + suffix + spoken] = _rounded(row, CLEAN_MEASURES)
            known = ("--meta", str(folder / "cleaning" / facts_file)) if facts_file else ()
            command = f"{CLEAN_COMMAND} --json"
            scored = _cleaning_scores(folder / "meta_eval.py", files[:1], command, language, box, known)
            for name, row in scored["all"].items():
                figures[name + suffix + spoken] = _rounded(row, FACT_MEASURES)
    return figures


def _cleaning_scores(
    scorer: Path, files: Sequence[Path], command: str, language: str, box: Path, more: Sequence[str] = ()
) -> dict[str, Any]:
    scores = box / "scores.json"
    words = [scorer, *files, "--cmd", command, "--lang", language, "--json", scores, *more]
    _run(sys.executable, *words)
    read: dict[str, Any] = json.loads(scores.read_text(encoding="utf-8"))
    return read


# Relations --------------------------------------------------------------------------------------------------


def relation_files(folder: Path) -> list[Path]:
    """Return the files that relations are measured by."""
    return [folder / "score_duplicates.py", *sorted((folder / "duplicates").glob("*.jsonl.gz"))]


def relations(folder: Path, box: Path) -> Figures:
    """Return how well copies, parts and shared passages are found."""
    scorer, texts, predicted = folder / "score_duplicates.py", box / "texts", box / "pairs.jsonl"
    documents, pairs = (
        next((folder / "duplicates").glob(f"*.{part}.jsonl.gz")) for part in ("docs", "pairs")
    )
    _run(sys.executable, scorer, "--unpack", documents, "--to", texts)
    predicted.write_text(_run(*SITEGEN, "relations", texts), encoding="utf-8")
    scores = json.loads(
        _run(sys.executable, scorer, "--gold", pairs, "--pred", predicted, "--docs", documents, "--json")
    )
    measures = ("precision", "recall", "f1")
    return {
        name: _rounded(row, measures) for name, row in scores.items() if isinstance(row, dict) and "f1" in row
    }


# Entities and quotations ------------------------------------------------------------------------------------


def entity_files(folder: Path) -> list[Path]:
    """Return the files that names are measured by."""
    return [folder / "entities/score_entities.py", *_entity_sets(folder)]


def _entity_sets(folder: Path) -> list[Path]:
    files = sorted((folder / "entities").glob("*.jsonl.gz"))
    return [file for file in files if not file.name.startswith("train_")]


def entities(folder: Path, box: Path) -> Figures:
    """Return how well names are found, told apart and told to be of a kind, a set of texts at a time."""
    figures: Figures = {}
    for file in _entity_sets(folder):
        name = file.name.removesuffix(".jsonl.gz")
        predicted = box / f"{name}.jsonl"
        documents = _unpacked(file, box / name)
        lines = _run(*SITEGEN, "entities", box / name).splitlines()
        rows = [
            row | {"doc": documents[row["doc"]]}
            for line in lines
            if (row := json.loads(line))["doc"] in documents
        ]
        predicted.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
        scores = json.loads(
            _run(sys.executable, folder / "entities/score_entities.py", file, predicted, "--json")
        )
        figures[name] = {
            measure: _three_decimals(scores[measure]["F"])
            for measure in ("tags", "exact", "typed", "b3 forms")
        }
    return figures


def quotations(folder: Path, box: Path) -> Figures:
    """Return the share of long quotations that have a speaker, a set of texts at a time.

    No set has gold for speakers: a rise may be good or bad, a fall is to be explained.
    """
    figures: Figures = {}
    for file in _entity_sets(folder):
        name = file.name.removesuffix(".jsonl.gz")
        archive = box / f"archive-{name}"
        _unpacked(file, archive / "seeds")
        (archive / "sitegen.toml").write_text('title = "Quotations"\n', encoding="utf-8")
        _run(*SITEGEN, "-C", archive, "build", "-q", "--force")
        table = (archive / "public/data/quotations.jsonl").read_text(encoding="utf-8")
        rows = [json.loads(line) for line in table.splitlines()]
        long = [row for row in rows if len(row["text"].split()) >= LONG_QUOTATION]
        if long:
            figures[name] = {
                "with a speaker": _three_decimals(sum(bool(row["speaker"]) for row in long) / len(long))
            }
    return figures


def _unpacked(file: Path, target: Path) -> dict[str, str]:
    """Write the texts of a set into a folder; return the ids of its documents by the stems of their files."""
    target.mkdir(parents=True)
    documents = {}
    for line in gzip.decompress(file.read_bytes()).splitlines():
        row = json.loads(line)
        stem = row["doc"].replace("/", "_")
        documents[stem] = row["doc"]
        (target / f"{stem}.txt").write_text(row["text"], encoding="utf-8", newline="")
    return documents


# Floors -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage that is measured."""

    files: Callable[[Path], list[Path]]  # scorers and data, given the folder of all
    measure: Callable[[Path, Path], Figures]  # figures, given that folder and an empty one to work in


STAGES = {
    "cleaning": Stage(cleaning_files, cleaning),
    "relations": Stage(relation_files, relations),
    "entities": Stage(entity_files, entities),
    "quotations": Stage(_entity_sets, quotations),
}


def digest(files: Sequence[Path]) -> str:
    """Return the SHA-256 of the bytes of files, one after the other."""
    hashed = hashlib.sha256()
    for file in files:
        hashed.update(file.read_bytes())
    return hashed.hexdigest()


def lower(floors: Figures, figures: Figures) -> Iterator[str]:
    """Yield a message for each figure that is below its floor, or is missing."""
    for name, row in floors.items():
        for measure, floor in row.items():
            figure = figures.get(name, {}).get(measure)
            if figure is None or figure < floor:
                shown = "missing" if figure is None else format(figure, ".3f")
                yield f"{name}: {measure} is {shown}, the floor is {floor:.3f}"


def updated(pinned: dict[str, Any], figures: Figures, data: str, *, allow_lower: bool) -> dict[str, object]:
    """Return the floors of a stage to be written.

    Raises ValueError where one would be lowered and that is not allowed.
    """
    if pinned.get("data") == data and not allow_lower:
        below = list(lower(pinned["floors"], figures))
        if below:
            raise ValueError("; ".join(below))
    return {"data": data, "floors": figures}


def _rounded(row: dict[str, Any], measures: Sequence[str]) -> dict[str, float]:
    return {measure: _three_decimals(row[measure]) for measure in measures if row.get(measure) is not None}


def _three_decimals(figure: float) -> float:
    """Return a figure rounded down, so that a floor is never above what was measured."""
    return int(figure * 1000) / 1000


def _run(*words: object) -> str:
    """Run a command and return its standard output.

    Exit code 1 means problems in the texts, of which there are many.
    """
    done = subprocess.run(
        list(map(str, words)), check=False, capture_output=True, text=True, encoding="utf-8"
    )
    if done.returncode not in {0, 1} or "Traceback" in done.stderr:
        raise SystemExit(f"{' '.join(map(str, words[:4]))} ... ended with {done.returncode}\n{done.stderr}")
    return done.stdout


def main() -> int:
    """Measure, print, compare or pin; return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("stages", nargs="*", metavar="STAGE", help=", ".join(STAGES))
    parser.add_argument("--update", action="store_true", help="pin what was measured")
    parser.add_argument("--lower", action="store_true", help="with --update: floors may become lower")
    args = parser.parse_args()
    if unknown := set(args.stages) - set(STAGES):
        parser.error(f"no stage {', '.join(sorted(unknown))}; there are {', '.join(STAGES)}")
    pinned: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    failed = False
    for name in args.stages or STAGES:
        stage = STAGES[name]
        data = digest(stage.files(args.folder))
        with tempfile.TemporaryDirectory() as box:
            figures = stage.measure(args.folder, Path(box))
        print(name)
        for row, measures in figures.items():
            print(
                f"  {row:44} " + "  ".join(f"{measure} {figure:.3f}" for measure, figure in measures.items())
            )
        known = pinned.get(name, {})
        if args.update:
            try:
                pinned[name] = updated(known, figures, data, allow_lower=args.lower)
            except ValueError as error:
                failed = True
                print(
                    f"not pinned, a floor would become lower: {error}; find the cause, or say --lower",
                    file=sys.stderr,
                )
        elif known.get("data") != data:
            print(f"{name}: the floors are of other data; nothing to compare with", file=sys.stderr)
        else:
            below = list(lower(known["floors"], figures))
            failed = failed or bool(below)
            print(
                "\n".join(below) or "  no figure is below its floor", file=sys.stderr if below else sys.stdout
            )
    if args.update:
        beside = FLOORS.with_suffix(".new")
        beside.write_text(json.dumps(pinned, indent=1) + "\n", encoding="utf-8")
        beside.replace(FLOORS)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
