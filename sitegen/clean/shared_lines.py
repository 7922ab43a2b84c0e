"""Lines that the pages of one source share: what a site says on most of its pages, at the same place, is no part of any article.

A line that several articles carry is not furniture by that alone: agencies, quotations and standing phrases are carried too,
and relations tell of them.  Furniture stands on a share of the pages of its source, at the same place of the page.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from sitegen.clean.furniture import claim
from sitegen.groups import groups
from sitegen.model import Seed
from sitegen.text import ends_sentence, fold

LETTERS = re.compile(r"[^\W\d_]{2}|[^\W\d_a-z]")
ARTICLES = 3  # different articles of a source that a line must stand in
SHORT = 5  # words; a shorter line, as a cross-heading is, must stand in more of them
SHORT_ARTICLES = 5
SHARE, PROSE_SHARE = 0.3, 0.5  # of a source's pages that have the line; more for a sentence
PROSE = 10  # words of a sentence that may be prose
EDGE = 5  # lines at the top and at the foot of a page that tell its source
APART = 3  # lines by which the places of one line may differ ...
SAME_PLACE = 0.8  # ... on such a share of its pages
LONG = 25  # words of the lines by which copies of one article are told
COPY = 0.5  # of the long lines of the one that has fewer: two seeds that share so many are copies
MOST = 40  # seeds that are looked at for one line


class _Pages:
    """The lines of all seeds, in folded form, and where each stands among the lines that are not blank."""

    def __init__(self, seeds: Sequence[Seed]) -> None:
        self.keys = [[fold(line) for line in seed.lines] for seed in seeds]
        self.filled = [[key for key in keys if key] for keys in self.keys]
        self.long = [frozenset(key for key in keys if key.count(" ") >= LONG) for keys in self.keys]
        self.places: dict[str, dict[int, int]] = defaultdict(
            dict
        )  # line -> seed -> its first place among the filled lines
        for number, keys in enumerate(self.filled):
            for place, key in enumerate(keys):
                if LETTERS.search(key):  # numbers and rules stand in many lists
                    self.places[key].setdefault(number, place)
        self.places = {key: places for key, places in self.places.items() if len(places) >= ARTICLES}


def shared_lines(seeds: Sequence[Seed]) -> tuple[frozenset[int], ...]:
    """Give for each seed its 0-based lines that are furniture of its source, as far as the other seeds tell."""
    if len(seeds) < ARTICLES:
        return (frozenset(),) * len(seeds)
    pages = _Pages(seeds)
    source = sources_of(pages)
    sizes: dict[int, int] = defaultdict(int)
    for one in source.values():
        sizes[one] += 1
    common: dict[int, set[str]] = defaultdict(set)  # source -> lines
    for key, places in pages.places.items():
        by_source: dict[int, list[int]] = defaultdict(list)
        for number in places:
            by_source[source[number]].append(number)
        for one, numbers in by_source.items():
            if _is_furniture(key, numbers, sizes[one], pages):
                common[one].add(key)
    return tuple(
        frozenset(line for line, key in enumerate(keys) if key in common[source[number]])
        for number, keys in enumerate(pages.keys)
    )


def sources_of(pages: _Pages) -> dict[int, int]:
    """Give each seed the first one of its source: pages that share a line at the same edge, which is no button of many sites."""
    edges: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for number, keys in enumerate(pages.filled):
        for at_top, some in ((True, keys[:EDGE]), (False, keys[-EDGE:])):
            for key in dict.fromkeys(some):
                if key in pages.places and not _on_many_sites(key):
                    edges[key, at_top].append(number)
    alike = (numbers for (key, _), numbers in edges.items() if _distinct(key, numbers, pages) >= ARTICLES)
    return groups(range(len(pages.keys)), (pair for numbers in alike for pair in pairwise(numbers)))


def _on_many_sites(key: str) -> bool:
    return claim(key, key.count(" ") + 1, frozenset(key.split())) is not None


def _is_furniture(key: str, numbers: list[int], pages_of_source: int, pages: _Pages) -> bool:
    words = key.count(" ") + 1
    prose = words >= PROSE and ends_sentence(key)
    least = max(
        SHORT_ARTICLES if words < SHORT else ARTICLES, (PROSE_SHARE if prose else SHARE) * pages_of_source
    )
    return (
        len(numbers) >= least
        and _at_same_place(key, numbers, pages)
        and _distinct(key, numbers, pages) >= min(least, MOST / 2)
    )


def _at_same_place(key: str, numbers: Iterable[int], pages: _Pages) -> bool:
    """Say whether a line stands as far from the top, or from the foot, on most pages, or below or above the same line."""
    tops = [pages.places[key][number] for number in numbers]
    feet = [len(pages.filled[number]) - place for number, place in zip(numbers, tops, strict=True)]
    if any(
        sum(abs(one - median(places)) <= APART for one in places) >= SAME_PLACE * len(places)
        for places in (tops, feet)
    ):
        return True
    above, below = defaultdict[str, int](int), defaultdict[str, int](int)
    for number, place in zip(numbers, tops, strict=True):
        filled = pages.filled[number]
        above[filled[place - 1] if place else ""] += 1
        below[filled[place + 1] if place + 1 < len(filled) else ""] += 1
    return max(*above.values(), *below.values()) >= SAME_PLACE * len(tops)


def _distinct(key: str, numbers: Sequence[int], pages: _Pages) -> int:
    """Count the seeds that are no copies of each other, among the first MOST."""
    apart: list[int] = []
    for number in numbers[:MOST]:
        if not any(_are_copies(pages.long[number] - {key}, pages.long[other] - {key}) for other in apart):
            apart.append(number)
    return len(apart)


def _are_copies(first: frozenset[str], second: frozenset[str]) -> bool:
    """Say whether two seeds share their long lines; seeds without any cannot be told from copies."""
    fewer = min(len(first), len(second))
    return not fewer or len(first & second) >= COPY * fewer
