"""First and family names of the world in Latin letters: facts from free sources.

Each list names its sources in its first line.
"""

from functools import cache

from sitegen.package_data import read_package_file


def _names(file: str) -> frozenset[str]:
    """Return the names of a list: its lines except the first, which names its sources."""
    return frozenset(read_package_file(f"person_names/{file}").splitlines()[1:])


@cache
def first_names() -> frozenset[str]:
    """Return the first names, as they are written."""
    return _names("first.txt")


@cache
def family_names() -> frozenset[str]:
    """Return the family names, as they are written."""
    return _names("last.txt")
