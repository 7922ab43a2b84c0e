"""Small archives whose whole output is kept; `--update-golden` writes it anew, and the diff is read on purpose."""

import shutil
from pathlib import Path

import pytest
from conftest import built

from sitegen.check import check_site

HERE = Path(__file__).resolve().parent / "golden"
CASES = sorted(folder.name for folder in HERE.iterdir() if folder.is_dir())
LEFT_OUT = (
    "assets/",
    "method.html",
    "about.html",
    "404.html",
    "sources.html",
    "timeline.html",
    "places/",
    "organisations/",
)


@pytest.mark.parametrize("case", CASES)
def test_golden(case: str, *, update_golden: bool) -> None:
    root = HERE / case
    site = built(root)
    assert check_site(site) == []
    made = {
        output.path: output.data.decode() for output in site.outputs if not output.path.startswith(LEFT_OUT)
    }
    made["problems.txt"] = "".join(f"{problem}\n" for problem in sorted(site.problems))
    expected = root / "expected"
    if update_golden:
        shutil.rmtree(expected, ignore_errors=True)
        for path, text in made.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_text(text, encoding="utf-8", newline="\n")
    kept = {
        file.relative_to(expected).as_posix(): file.read_bytes().decode()
        for file in expected.rglob("*")
        if file.is_file()
    }
    assert sorted(made) == sorted(kept)
    for path, text in made.items():
        assert text == kept[path], path
