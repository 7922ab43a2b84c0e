"""The text of saved pages is what a reader would keep: pages of this repository, in the layouts of three decades."""

import sys
from pathlib import Path

import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))

from pages import PAGES, f1, ours

LEAST, LEAST_MEAN = 0.89, 0.97  # F1 of words
ALL = sorted(PAGES.glob("*.html"))


def score(page: Path) -> float:
    return f1(ours(page.read_bytes(), page.name), page.with_suffix(".txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", ALL, ids=[page.stem for page in ALL])
def test_the_text_of_each_page_is_found(page: Path) -> None:
    assert score(page) >= LEAST


def test_the_text_of_all_pages_together_is_found() -> None:
    assert len(ALL) >= 8
    assert sum(map(score, ALL)) / len(ALL) >= LEAST_MEAN
