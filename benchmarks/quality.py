"""How accurate cleaning is, against the floors in floors.json: below one, this fails; --update pins what was measured.

usage: python benchmarks/quality.py EVAL_FOLDER [--update] [--lower]

EVAL_FOLDER holds clean_eval.py and cleaning/*.jsonl.gz.  --update writes the figures as the new floors, and refuses where
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

FLOORS = Path(__file__).with_name("floors.json")
MEASURES = ("F1", "clean", "title", "lineF1")
LANGUAGES = (("en", ""), ("other", " (other languages)"))
COMMAND = f"{sys.executable} -m sitegen clean {{in}} -o {{out}}"

Figures = dict[str, dict[str, float]]


def data_files(folder: Path) -> list[Path]:
    """Give the files that are measured."""
    return sorted((folder / "cleaning").glob("*.jsonl.gz"))


def digest(folder: Path) -> str:
    """Give the digest of the data and its scorer."""
    made = hashlib.sha256()
    for file in (folder / "clean_eval.py", *data_files(folder)):
        made.update(file.read_bytes())
    return made.hexdigest()


def measure(folder: Path) -> Figures:
    """Run the scorer on every tier, English apart from other languages; three decimals, rounded down."""
    figures: Figures = {}
    with tempfile.TemporaryDirectory() as box:
        for language, name in LANGUAGES:
            out = Path(box) / "figures.json"
            words = [sys.executable, folder / "clean_eval.py", *data_files(folder), "--cmd", COMMAND, "--lang", language, "--json", out]
            subprocess.run(list(map(str, words)), check=True, stdout=subprocess.DEVNULL)
            for tier, row in json.loads(out.read_text(encoding="utf-8")).items():
                figures[tier + name] = {key: int(row[key] * 1000) / 1000 for key in MEASURES if row.get(key) is not None}
    return figures


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
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
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
            print(f"not pinned, a floor would become lower: {error}; find the cause, or say --lower", file=sys.stderr)
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
