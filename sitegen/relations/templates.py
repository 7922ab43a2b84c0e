"""Texts that are made after one form: weather, results, shares.  Their words agree, and what they are about does not.

Where the words around agree and the figures between them do not, two texts tell of two things; a copy keeps its figures, and a corrected
reprint changes few of them.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from sitegen.model import AlignedSpan, Match

SLOT = 20  # words between two runs in common, on either side, that may be the slot of a form
FEWEST = 4  # different figures in such slots that others take the place of: a corrected reprint changes fewer
KEPT = 0.5  # of the figures in slots and in what the two have in common: a copy keeps more


def is_form(found: Match, first: Sequence[int], second: Sequence[int], figures: Mapping[int, str]) -> bool:
    """Say whether two texts share the words of a form and not its figures.

    found: what they have in common; first, second: the number of each word of either text; figures: those that are figures, as written.
    """
    tiles = sorted(found.tiles)
    kept = sum(word in figures for tile in tiles for word in first[tile.a_start : tile.a_end])
    changed: set[tuple[str, str]] = set()
    slots = 0
    for before, after in pairwise(
        (AlignedSpan(0, 0, 0, 0), *tiles, AlignedSpan(len(first), len(first), len(second), len(second)))
    ):
        here, there = first[before.a_end : after.a_start], second[before.b_end : after.b_start]
        if not (0 < len(here) <= SLOT and 0 < len(there) <= SLOT):
            continue
        mine, theirs = _figures(here, figures), _figures(there, figures)
        same = Counter(mine) & Counter(theirs)
        kept += same.total()
        left, right = ((Counter(some) - same).elements() for some in (mine, theirs))
        pairs = list(zip(left, right, strict=False))
        slots += len(pairs)
        changed.update(pairs)
    return len(changed) >= FEWEST and kept <= KEPT * (kept + slots)


def _figures(words: Sequence[int], figures: Mapping[int, str]) -> list[str]:
    """Give the figures among words; those that stand together are one ("100 000")."""
    made: list[str] = []
    together = False
    for word in words:
        figure = figures.get(word, "")
        if figure and together:
            made[-1] += figure
        elif figure:
            made.append(figure)
        together = bool(figure)
    return made
