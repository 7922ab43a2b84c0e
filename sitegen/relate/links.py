"""See-also links: articles that are no copies of each other but speak of the same rare things."""

from collections import defaultdict
from math import log

from sitegen.model import Identified, Kinship

MOST = 6  # links an article shows
COMMON = 0.5  # an entity on a larger share of the articles tells nothing
LEAST = 1.2  # evidence below which two articles are not called related
CROWD = 60  # articles that an entity may stand in before it names no candidates


def kinships(identified: tuple[Identified, ...], tied: set[tuple[str, str]], family: dict[str, str]) -> tuple[Kinship, ...]:
    """Give pairs that share rare entities, each weighing log(articles / articles that name it).

    Pairs that are tied already, and seeds of one family, are left out.
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
    pairs = [(sum(weight for weight, _ in found), pair, found) for pair, found in shared.items()]
    room: dict[str, int] = defaultdict(int)
    made = []
    for score, (first, second), found in sorted(pairs, key=lambda one: (-one[0], one[1])):
        if score >= LEAST and room[first] < MOST and room[second] < MOST:
            room[first] += 1
            room[second] += 1
            names = tuple(entity for _, entity in sorted(found, key=lambda one: (-one[0], one[1])))
            made.append(Kinship(first, second, round(score / (score + 4), 3), names))
    return tuple(made)
