"""The owner's five scrapes, each line looked at by a person: F a fact, K text, C a reader's comment, - furniture."""

from pathlib import Path

import pytest
from stages import clean

from sitegen.clean.context import contexts_of
from sitegen.read.seeds import read_seeds
from sitegen.site.article import line_statuses

MARKS = {"field": "F", "kept": "K", "comment": "C", "cut": "-", "blank": " "}
FATES = {
    "000": "F F - K K K K K K -- K K F",
    "001": "KKKKKKKKCCCCCCCCCCCCCCCCC",
    "002": "- F F ----KKK- K - - -K-----------",
    "003": "F FF- K K K K K K K K K K K K K K K K K K K K K - - -",
    "004": "F K K K - - K - K K - - - K K - K K K K - K K K K K - K K K K - - K K K - F F  - - -",
}


@pytest.mark.parametrize("key", FATES)
def test_every_line_is_right(key: str, real_seeds: Path) -> None:
    seeds = read_seeds(real_seeds, "").seeds
    seed, context = next(
        (seed, context) for seed, context in zip(seeds, contexts_of(seeds), strict=True) if seed.key == key
    )
    fates = "".join(MARKS[fate] for fate, _ in line_statuses(clean(seed, None, context), len(seed.lines)))
    assert fates == FATES[key]
    alone = "".join(MARKS[fate] for fate, _ in line_statuses(clean(seed), len(seed.lines)))
    assert alone == FATES[key]
