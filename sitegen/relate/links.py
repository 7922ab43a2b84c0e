"""See-also links: articles that are no copies of each other but speak of the same rare things."""

from collections import defaultdict
from math import exp, log

from sitegen.dates import days_between
from sitegen.model import Identified, Kinship

MOST = 6  # links an article shows
COMMON = 0.5  # an entity on a larger share of the articles tells nothing
LEAST = 1.2  # evidence below which two articles are not called related
WEEK = 7  # days after which nearness in time tells little
CROWD = 60  # articles that an entity may stand in before it names no candidates


def kinships(
    identified: tuple[Identified, ...], tied: set[tuple[str, str]], family: dict[str, str], dates: dict[str, str]
) -> tuple[Kinship, ...]:
    """Give pairs that share rare entities, each weighing log(articles / articles that name it), and more where they are near in time.

    Pairs that are tied already, and seeds of one family, are left out; `dates` has those of the seeds that have one.
    """
    standing: dict[str, list[str]] = defaultdict(list)
    for one in identified:
        for entity in sorted({mention.entity for mention in one.mentions}):
            standing[entity].append(one.id)
    total = len(identified)
    shared: dict[tuple[str, str], list[tuple[float, str]]] = defaultdict(list)
    for entity, ids in standing.items():
        if 1 < len(ids) <= max(2, min(CROWD, round(total * COMMON))):
            weight = log(1 + total / len(ids))
            for at, first in enumerate(ids):
                for second in ids[at + 1 :]:
                    if (first, second) not in tied and family.get(first, first) != family.get(second, second):
                        shared[first, second].append((weight, entity))
    apart = {pair: days_between(dates.get(pair[0], ""), dates.get(pair[1], "")) for pair in shared}
    pairs = [(sum(weight for weight, _ in found) * _nearness(apart[pair]), pair, found) for pair, found in shared.items()]
    room: dict[str, int] = defaultdict(int)
    made = []
    for score, (first, second), found in sorted(pairs, key=lambda one: (-one[0], one[1])):
        if score >= LEAST and room[first] < MOST and room[second] < MOST:
            room[first] += 1
            room[second] += 1
            names = tuple(entity for _, entity in sorted(found, key=lambda one: (-one[0], one[1])))
            made.append(Kinship(first, second, round(score / (score + 4), 3), names, apart[first, second]))
    return tuple(made)


def _nearness(days: int) -> float:
    """Give what the days between two articles make of their evidence: half as much again on one day, less than that later."""
    return 1 + 0.5 * exp(-days / WEEK) if days >= 0 else 1
