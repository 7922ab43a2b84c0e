"""Small archives whose whole output is kept; `--update-golden` writes it anew, and the diff is read on purpose."""

import json
import shutil
from pathlib import Path

import pytest
from conftest import built

from sitegen.check import check_site
from sitegen.search.shards import arguments, decode_postings, decode_terms

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


def _readable(path: str, text: str) -> str:
    """Return the search index with a term or a document a line, so that a diff of it can be read; all else as it is."""
    if not path.startswith("search/"):
        return text
    *numbers, content = arguments(text)
    if path.startswith("search/t") and isinstance(content, str):
        rows = [f"{term}: {decode_postings(code)}" for term, code in decode_terms(content).items()]
    else:
        rows = [json.dumps(content, indent=1, ensure_ascii=False)]
    return "".join(f"{row}\n" for row in (*numbers, *rows))


@pytest.mark.parametrize("case", CASES)
def test_golden(case: str, *, update_golden: bool) -> None:
    root = HERE / case
    site = built(root)
    assert check_site(site) == []
    made = {
        output.path: _readable(output.path, output.data.decode())
        for output in site.outputs
        if not output.path.startswith(LEFT_OUT)
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
