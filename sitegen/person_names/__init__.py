"""First and family names of the world in Latin letters: facts from free sources.

Each list names its sources in its first line.
"""

from functools import cache
from importlib.resources import files


def _names(file: str) -> frozenset[str]:
    """Return the names of a list: its lines except the first, which names its sources."""
    return frozenset(files(__package__).joinpath(file).read_text(encoding="utf-8").splitlines()[1:])


@cache
def first_names() -> frozenset[str]:
    """Return the first names, as they are written."""
    return _names("first.txt")


@cache
def family_names() -> frozenset[str]:
    """Return the family names, as they are written."""
    return _names("last.txt")
