"""How the lists in `names/` are read, and a dictionary that finds out what it is asked for."""

from collections.abc import Callable
from importlib.resources import files
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Memo(dict[K, V]):
    """What a function gives, found out when one first asks for it."""

    def __init__(self, find: Callable[[K], V]) -> None:
        """Take the function."""
        super().__init__()
        self._find = find

    def __missing__(self, key: K) -> V:
        """Find out."""
        found = self[key] = self._find(key)
        return found


def read_list(name: str) -> list[str]:
    """Give the lines of a list but for the first, which says where it comes from."""
    return files(__package__).joinpath("names", name).read_text(encoding="utf-8").splitlines()[1:]
