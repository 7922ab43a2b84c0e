"""Groups of things that are joined in pairs."""

from collections.abc import Iterable


def groups(members: Iterable[int], ties: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return for each member the smallest one of its group: those that ties join, directly or through others.

    The algorithm is union-find (Tarjan 1975).
    """
    parent = {member: member for member in members}

    def root(member: int) -> int:
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    for a, b in ties:
        first, second = sorted((root(a), root(b)))
        parent[second] = first
    return {member: root(member) for member in parent}
