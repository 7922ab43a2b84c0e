import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from conftest import ROOT, SHARED


def _quality() -> ModuleType:
    spec = importlib.util.spec_from_file_location("quality", ROOT / "benchmarks" / "quality.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


quality = _quality()
FIGURES = {"dump": {"F1": 0.95, "clean": 0.7}, "extract": {"F1": 0.96}}


def test_what_is_below_its_floor_is_told() -> None:
    assert list(quality.lower(FIGURES, FIGURES)) == []
    assert list(quality.lower(FIGURES, {"dump": {"F1": 0.94, "clean": 0.71}, "extract": {"F1": 0.96}})) == [
        "dump: F1 is 0.940, the floor is 0.950"
    ]
    assert list(quality.lower(FIGURES, {"dump": FIGURES["dump"]})) == [
        "extract: F1 is missing, the floor is 0.960"
    ]


def test_floors_rise_and_are_lowered_only_by_a_flag_of_its_own() -> None:
    pinned = quality.updated({}, FIGURES, "digest", allow_lower=False)
    assert pinned == {"data": "digest", "floors": FIGURES}
    higher = {**FIGURES, "extract": {"F1": 0.97}}
    pinned = quality.updated(pinned, higher, "digest", allow_lower=False)
    assert pinned["floors"] == higher
    with pytest.raises(ValueError, match=r"extract: F1 is 0\.960, the floor is 0\.970"):
        quality.updated(pinned, FIGURES, "digest", allow_lower=False)
    assert quality.updated(pinned, FIGURES, "digest", allow_lower=True)["floors"] == FIGURES
    assert quality.updated(pinned, FIGURES, "other data", allow_lower=False)["floors"] == FIGURES


@pytest.mark.parametrize("stage", quality.STAGES)
def test_the_pinned_floors_are_figures(stage: str) -> None:
    pinned = json.loads((ROOT / "benchmarks" / "floors.json").read_text(encoding="utf-8"))[stage]
    assert len(pinned["data"]) == 64
    assert pinned["floors"]
    assert all(0.3 < figure <= 1 for row in pinned["floors"].values() for figure in row.values())


@pytest.mark.slow
@pytest.mark.parametrize("stage", quality.STAGES)
def test_no_figure_is_below_its_floor(stage: str) -> None:
    folder: Path = SHARED / "eval"
    if not (folder / "clean_eval.py").exists():
        pytest.skip("the data that floors are measured on is not here")
    pinned = json.loads((ROOT / "benchmarks" / "floors.json").read_text(encoding="utf-8"))[stage]
    if quality.digest(quality.STAGES[stage].files(folder)) != pinned["data"]:
        pytest.skip("the floors are of other data")
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "quality.py", folder, stage],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
