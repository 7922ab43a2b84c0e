"""Texts made after one form: weather, results, shares.  Their words agree, and what they are about does not.

Where the words around agree and the figures between them do not, two texts tell of two things; a copy keeps
its figures, and a corrected reprint changes few of them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from sitegen.model import AlignedSpan, Match

# By judgement.
MAX_SLOT_WORDS = 20  # between two runs in common, on either side, that may be the slot of a form
MIN_CHANGED_FIGURES = 4  # different ones, in such slots; a corrected reprint changes fewer
MAX_KEPT_SHARE = 0.5  # of the figures in slots and in what the two have in common; a copy keeps more


def is_form(found: Match, first: Sequence[int], second: Sequence[int], figures: Mapping[int, str]) -> bool:
    """Whether two texts share the words of a form and not its figures.

    `found` is what they have in common, `first` and `second` have the number of each word of either text, and
    `figures` those numbers that are figures, as written.
    """
    tiles = sorted(found.tiles)
    kept = sum(word in figures for tile in tiles for word in first[tile.a_start : tile.a_end])
    changed: list[tuple[str, str]] = []
    for words_of_first, words_of_second in _slots(tiles, first, second):
        of_first, of_second = _figures(words_of_first, figures), _figures(words_of_second, figures)
        same = Counter(of_first) & Counter(of_second)
        kept += same.total()
        only_first, only_second = Counter(of_first) - same, Counter(of_second) - same
        changed += zip(only_first.elements(), only_second.elements(), strict=False)
    return len(set(changed)) >= MIN_CHANGED_FIGURES and kept <= MAX_KEPT_SHARE * (kept + len(changed))


def _slots(
    tiles: Sequence[AlignedSpan], first: Sequence[int], second: Sequence[int]
) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    """Yield the words of either text between two runs in common, where they are few on both sides."""
    start = AlignedSpan(0, 0, 0, 0)
    end = AlignedSpan(len(first), len(first), len(second), len(second))
    for before, after in pairwise((start, *tiles, end)):
        of_first, of_second = first[before.a_end : after.a_start], second[before.b_end : after.b_start]
        if 0 < len(of_first) <= MAX_SLOT_WORDS and 0 < len(of_second) <= MAX_SLOT_WORDS:
            yield of_first, of_second


def _figures(words: Sequence[int], figures: Mapping[int, str]) -> list[str]:
    """Return the figures among words; those that stand together are one ("100 000")."""
    written: list[str] = []
    follows_figure = False
    for word in words:
        figure = figures.get(word, "")
        if figure and follows_figure:
            written[-1] += figure
        elif figure:
            written.append(figure)
        follows_figure = bool(figure)
    return written
