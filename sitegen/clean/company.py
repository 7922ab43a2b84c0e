"""Lines that several articles of an archive share: what a site says on every page is no part of any article."""

import re
from collections import defaultdict
from collections.abc import Sequence

from sitegen.model import Seed
from sitegen.text import fold

LETTERS = re.compile(r"[^\W\d_]{2}|[^\W\d_a-z]")
ARTICLES = 3  # a line that stands in so many different articles is furniture
SHORT = 5  # words; a shorter line, as a cross-heading is, must stand in more of them
SHORT_ARTICLES = 5
LONG = 25  # words of the lines by which copies of one article are told
COPY = 0.5  # of the long lines of the one that has fewer: two seeds that share so many are copies
MOST = 40  # seeds that are looked at for one line


def shared_lines(seeds: Sequence[Seed]) -> tuple[frozenset[int], ...]:
    """Give for each seed the lines that stand in several articles which are no copies of each other."""
    if len(seeds) < ARTICLES:
        return (frozenset(),) * len(seeds)
    keys = [[fold(line) for line in seed.lines] for seed in seeds]
    where: dict[str, dict[int, None]] = defaultdict(dict)
    for number, lines in enumerate(keys):
        for key in lines:
            if LETTERS.search(key):  # numbers and rules stand in many lists
                where[key][number] = None
    long = [frozenset(key for key in lines if key.count(" ") >= LONG) for lines in keys]
    common = {key for key, numbers in where.items() if len(numbers) >= ARTICLES and _is_common(key, list(numbers), long)}
    return tuple(frozenset(number for number, key in enumerate(lines) if key in common) for lines in keys)


def _is_common(key: str, numbers: list[int], long: Sequence[frozenset[str]]) -> bool:
    least = SHORT_ARTICLES if key.count(" ") + 1 < SHORT else ARTICLES
    if len(numbers) < least:
        return False
    apart: list[int] = []
    for number in numbers[:MOST]:
        if not any(_are_copies(long[number] - {key}, long[other] - {key}) for other in apart):
            apart.append(number)
            if len(apart) >= least:
                return True
    return False


def _are_copies(first: frozenset[str], second: frozenset[str]) -> bool:
    """Say whether two seeds share their long lines; seeds without any cannot be told from copies."""
    fewer = min(len(first), len(second))
    return not fewer or len(first & second) >= COPY * fewer
