"""How accurate cleaning is, against the floors in floors.json: below one, this fails; --update pins what was measured.

usage: python benchmarks/quality.py EVAL_FOLDER [--update] [--lower]

EVAL_FOLDER holds clean_eval.py, meta_eval.py and the files of SETS in cleaning/.  --update writes the figures as the new floors,
and refuses where
one would be lower than before, unless --lower says that this is meant.  Floors hold for the data whose digest stands beside
them; for other data there is nothing to compare with.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.json")
MEASURES = ("F1", "clean", "title", "lineF1")
FACTS = ("P", "R", "F1")
LANGUAGES = (("en", ""), ("other", " (other languages)"))
COMMAND = f"{sys.executable} -m sitegen clean {{in}} -o {{out}}"
# What is measured together: how its figures are called, its files, and the facts of their pages where a file of its own has them.
SETS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("", ("dev.jsonl.gz", "dev_comments.jsonl.gz"), "dev_meta.jsonl.gz"),
    (" (more outlets)", ("train_more.jsonl.gz",), ""),
)

Figures = dict[str, dict[str, float]]


def data_files(folder: Path) -> list[Path]:
    """Give the files that are measured, as far as they are there."""
    names = [name for _, files, meta in SETS for name in (*files, meta) if name]
    return [file for name in names if (file := folder / "cleaning" / name).is_file()]


def digest(folder: Path) -> str:
    """Give the digest of the data and its scorers."""
    made = hashlib.sha256()
    for file in (folder / "clean_eval.py", folder / "meta_eval.py", *data_files(folder)):
        made.update(file.read_bytes())
    return made.hexdigest()


def measure(folder: Path) -> Figures:
    """Run the scorers on every set, English apart from other languages; three decimals, rounded down."""
    figures: Figures = {}
    for called, names, meta in SETS:
        files = [file for name in names if (file := folder / "cleaning" / name) in data_files(folder)]
        for language, spoken in LANGUAGES if files else ():
            for tier, row in _scored(folder / "clean_eval.py", files, COMMAND, language).items():
                figures[tier + called + spoken] = _rounded(row, MEASURES)
            known = ["--meta", str(folder / "cleaning" / meta)] if meta else []
            facts = _scored(folder / "meta_eval.py", files[:1], f"{COMMAND} --json", language, known)["all"]
            for name, row in facts.items():
                figures[name + called + spoken] = _rounded(row, FACTS)
    return figures


def _scored(
    scorer: Path, files: list[Path], command: str, language: str, more: list[str] | None = None
) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as box:
        out = Path(box) / "figures.json"
        words = [
            sys.executable,
            scorer,
            *files,
            "--cmd",
            command,
            "--lang",
            language,
            "--json",
            out,
            *(more or []),
        ]
        subprocess.run(list(map(str, words)), check=True, stdout=subprocess.DEVNULL)
        made: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
        return made


def _rounded(row: dict[str, Any], names: tuple[str, ...]) -> dict[str, float]:
    return {key: int(row[key] * 1000) / 1000 for key in names if row.get(key) is not None}


def lower(floors: Figures, figures: Figures) -> Iterator[str]:
    """Tell each figure that is below its floor, or is missing."""
    for tier, row in floors.items():
        for name, floor in row.items():
            figure = figures.get(tier, {}).get(name)
            if figure is None or figure < floor:
                yield f"{tier}: {name} is {'missing' if figure is None else format(figure, '.3f')}, the floor is {floor:.3f}"


def updated(pinned: dict[str, object], figures: Figures, data: str, *, allow: bool) -> dict[str, object]:
    """Give the floors to be written; raise ValueError where one would be lowered and that is not allowed."""
    floors = pinned.get("floors")
    if isinstance(floors, dict) and pinned.get("data") == data and not allow:
        below = list(lower(floors, figures))
        if below:
            raise ValueError("; ".join(below))
    return {"data": data, "floors": figures}


def main() -> int:
    """Measure, print, compare or pin."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--update", action="store_true", help="pin what was measured")
    parser.add_argument("--lower", action="store_true", help="with --update: floors may become lower")
    args = parser.parse_args()
    pinned = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    figures, data = measure(args.folder), digest(args.folder)
    for tier, row in figures.items():
        print(f"{tier:28} " + "  ".join(f"{name} {value:.3f}" for name, value in row.items()))
    if args.update:
        try:
            made = updated(pinned, figures, data, allow=args.lower)
        except ValueError as error:
            print(
                f"not pinned, a floor would become lower: {error}; find the cause, or say --lower",
                file=sys.stderr,
            )
            return 1
        beside = FLOORS.with_suffix(".new")
        beside.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
        beside.replace(FLOORS)
        return 0
    if pinned.get("data") != data:
        print("the floors are of other data; nothing to compare with", file=sys.stderr)
        return 0
    below = list(lower(pinned["floors"], figures))
    print("\n".join(below) or "no figure is below its floor", file=sys.stderr if below else sys.stdout)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
