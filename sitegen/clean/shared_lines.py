"""Lines that the pages of one source share: what most of them say at the same place is no part of an article.

A line that several articles carry is not furniture by that alone: agencies, quotations and standing phrases
are carried too, and relations tell of them. Furniture stands on a share of the pages of its source, at the
same place of the page.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from statistics import median

from sitegen.clean.furniture import claim
from sitegen.groups import groups
from sitegen.model import Seed
from sitegen.text import ends_sentence, fold

LETTERS = re.compile(r"[^\W\d_]{2}|[^\W\d_a-z]")
# All by judgement.
MIN_SHARING_ARTICLES = 3  # different articles of a source that a line must stand in
MIN_WORDS = 5  # a shorter line, as a cross-heading is, must stand in more of them
MIN_SHORT_ARTICLES = 5
MIN_SHARE = 0.3  # of a source's pages that have the line
MIN_PROSE_SHARE = 0.5  # of them that have a sentence
MIN_PROSE_WORDS = 10  # of a sentence that may be prose
EDGE_LINES = 5  # at the top and at the foot of a page that show its source
MAX_PLACE_DIFFERENCE = 3  # lines by which the places of one line may differ from their median ...
MIN_SAME_PLACE = 0.8  # ... on such a share of its pages
MIN_LONG_SPACES = 25  # of the lines by which copies of one article are known
MIN_COPIED_SHARE = 0.5  # of the long lines of the one that has fewer: two seeds that share so many are copies
MAX_COMPARED_SEEDS = 40  # for one line


Places = dict[int, int]  # seed -> the first place of a line among the seed's filled lines


class Pages:
    """The lines of all seeds, in folded form, and where each stands among the lines that are not blank."""

    def __init__(self, seeds: Sequence[Seed]) -> None:
        self.keys = [[fold(line) for line in seed.lines] for seed in seeds]
        self.filled = [list(filter(None, keys)) for keys in self.keys]
        self.long = [_long_lines(keys) for keys in self.keys]
        self.places = _places_of(self.filled)


def _long_lines(keys: Iterable[str]) -> frozenset[str]:
    return frozenset([key for key in keys if key.count(" ") >= MIN_LONG_SPACES])


def _places_of(filled: Sequence[Sequence[str]]) -> dict[str, Places]:
    """Return the places of the lines that stand in enough seeds.

    Numbers and rules, which many lists have, in none.
    """
    places: dict[str, Places] = defaultdict(dict)
    for number, keys in enumerate(filled):
        for place, key in enumerate(keys):
            if LETTERS.search(key):
                places[key].setdefault(number, place)
    return {key: seeds for key, seeds in places.items() if len(seeds) >= MIN_SHARING_ARTICLES}


def shared_lines(seeds: Sequence[Seed]) -> tuple[frozenset[int], ...]:
    """Return for each seed its 0-based lines that are furniture of its source."""
    if len(seeds) < MIN_SHARING_ARTICLES:
        return (frozenset(),) * len(seeds)
    pages = Pages(seeds)
    source_of = sources_of(pages)
    furniture = _furniture_of_sources(pages, source_of)
    return tuple(_lines_of(keys, furniture[source_of[number]]) for number, keys in enumerate(pages.keys))


def _lines_of(keys: Iterable[str], furniture: set[str]) -> frozenset[int]:
    return frozenset([line for line, key in enumerate(keys) if key in furniture])


def _furniture_of_sources(pages: Pages, source_of: Mapping[int, int]) -> dict[int, set[str]]:
    """Return the folded lines that are furniture of each source."""
    page_counts = Counter(source_of.values())
    furniture: dict[int, set[str]] = defaultdict(set)
    for key, places in pages.places.items():
        by_source: dict[int, list[int]] = defaultdict(list)
        for number in places:
            by_source[source_of[number]].append(number)
        for source, numbers in by_source.items():
            if _is_furniture(key, numbers, page_counts[source], pages):
                furniture[source].add(key)
    return furniture


# Sources ----------------------------------------------------------------------------------------------------


def sources_of(pages: Pages) -> dict[int, int]:
    """Return for each seed the first one of its source: pages that share a line at the same edge.

    The line is no button of many sites, and stands in enough different articles.
    """
    pairs: list[tuple[int, int]] = []
    for (key, _), numbers in _pages_by_edge_line(pages).items():
        if _count_distinct(key, numbers, pages) >= MIN_SHARING_ARTICLES:
            pairs += pairwise(numbers)
    return groups(range(len(pages.keys)), pairs)


def _pages_by_edge_line(pages: Pages) -> dict[tuple[str, bool], list[int]]:
    """Return the seeds that have a line at their top (True) or foot (False)."""
    edges: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for number, keys in enumerate(pages.filled):
        for is_top, edge in ((True, keys[:EDGE_LINES]), (False, keys[-EDGE_LINES:])):
            for key in dict.fromkeys(edge):
                if key in pages.places and not _is_on_many_sites(key):
                    edges[key, is_top].append(number)
    return edges


def _is_on_many_sites(key: str) -> bool:
    """Whether a rule of furniture knows a line by what it says."""
    return claim(key, key.count(" ") + 1, frozenset(key.split())) is not None


# Furniture --------------------------------------------------------------------------------------------------


def _is_furniture(key: str, numbers: list[int], page_count: int, pages: Pages) -> bool:
    """Whether a line stands on enough different pages of a source, at the same place of each."""
    least = _least_pages(key, page_count)
    if len(numbers) < least or not _is_at_same_place(key, numbers, pages):
        return False
    return _count_distinct(key, numbers, pages) >= min(least, MAX_COMPARED_SEEDS / 2)


def _least_pages(key: str, page_count: int) -> float:
    """Return on how many pages of a source a line must stand: more for a short line, and for a sentence."""
    words = key.count(" ") + 1
    is_prose = words >= MIN_PROSE_WORDS and ends_sentence(key)
    share = MIN_PROSE_SHARE if is_prose else MIN_SHARE
    return max(MIN_SHORT_ARTICLES if words < MIN_WORDS else MIN_SHARING_ARTICLES, share * page_count)


def _is_at_same_place(key: str, numbers: Sequence[int], pages: Pages) -> bool:
    """Whether a line stands on most pages as far from the top, or from the foot, or beside the same line."""
    tops = [pages.places[key][number] for number in numbers]
    if _are_close_together(tops):
        return True
    feet = [len(pages.filled[number]) - top for number, top in zip(numbers, tops, strict=True)]
    return _are_close_together(feet) or _has_same_neighbour(numbers, tops, pages)


def _are_close_together(places: Sequence[int]) -> bool:
    """Whether most places are near their median."""
    middle = median(places)
    return sum(abs(place - middle) <= MAX_PLACE_DIFFERENCE for place in places) >= MIN_SAME_PLACE * len(
        places
    )


def _has_same_neighbour(numbers: Sequence[int], tops: Sequence[int], pages: Pages) -> bool:
    """Whether on most pages the line above is the same, or the line below.

    The edge of a page counts as a line.
    """
    above: Counter[str] = Counter()
    below: Counter[str] = Counter()
    for number, top in zip(numbers, tops, strict=True):
        filled = pages.filled[number]
        above[filled[top - 1] if top else ""] += 1
        below[filled[top + 1] if top + 1 < len(filled) else ""] += 1
    return max(*above.values(), *below.values()) >= MIN_SAME_PLACE * len(tops)


def _count_distinct(key: str, numbers: Sequence[int], pages: Pages) -> int:
    """Return how many of the first seeds with a line are no copies of each other, that line aside."""
    distinct: list[frozenset[str]] = []
    for number in numbers[:MAX_COMPARED_SEEDS]:
        long = pages.long[number] - {key}
        if not any(_are_copies(long, other) for other in distinct):
            distinct.append(long)
    return len(distinct)


def _are_copies(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether two seeds share their long lines; seeds without any cannot be told from copies."""
    fewer = min(len(first), len(second))
    return not fewer or len(first & second) >= MIN_COPIED_SHARE * fewer
