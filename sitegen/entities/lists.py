"""How the lists in `names/` are read, and a dictionary that computes its values when they are asked for."""

from collections.abc import Callable
from typing import TypeVar

from sitegen.package_data import read_package_file

K = TypeVar("K")
V = TypeVar("V")


class Memo(dict[K, V]):
    """The values of a function, each computed when it is first asked for."""

    def __init__(self, compute: Callable[[K], V]) -> None:
        """Take the function."""
        super().__init__()
        self._compute = compute

    def __missing__(self, key: K) -> V:
        """Compute and keep the value of a key."""
        value = self[key] = self._compute(key)
        return value


def read_list(name: str) -> list[str]:
    """Return the lines of a list but for the first, which says where it comes from."""
    return read_package_file(f"entities/names/{name}").splitlines()[1:]
