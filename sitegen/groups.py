"""Groups of things that ties join."""

from collections.abc import Iterable


def groups(members: Iterable[int], ties: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return each member the first one of its group: those that ties join, directly or through others (Tarjan 1975: union-find)."""
    parent = {one: one for one in members}

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for a, b in ties:
        first, second = sorted((root(a), root(b)))
        parent[second] = first
    return {one: root(one) for one in parent}
