"""Tell which source has which of the names in `sitegen/person_names/`, and which names no source has.

usage: python tools/person_name_sources.py

Needs the packages Faker and names (pip install Faker names); the second holds the lists of the US Census of
1990.
"""

import importlib
import pkgutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import names
from faker.providers import person

from sitegen.person_names import family_names, first_names

ATTRIBUTES = {"first": ("first_names", "first_romanized"), "last": ("last_names", "last_romanized")}


def faker_names(kind: str) -> set[str]:
    """Return the names of a kind ("first" or "last") that some locale of Faker has."""
    return {name for provider in _providers() for name in _names_of(provider, ATTRIBUTES[kind])}


def _providers() -> Iterator[type]:
    for module in pkgutil.iter_modules(person.__path__):
        yield importlib.import_module(f"faker.providers.person.{module.name}").Provider


def _names_of(provider: type, prefixes: tuple[str, ...]) -> Iterator[str]:
    for attribute in dir(provider):
        values = getattr(provider, attribute)
        if attribute.startswith(prefixes) and isinstance(values, Iterable):
            yield from (value for value in values if isinstance(value, str))


def census_names(kind: str) -> set[str]:
    """Return the names of a kind that the US Census of 1990 counted, in small letters."""
    folder = Path(names.__file__).parent
    files = ("dist.all.last",) if kind == "last" else ("dist.female.first", "dist.male.first")
    lines = (line for name in files for line in (folder / name).read_text(encoding="ascii").splitlines())
    return {line.split()[0].lower() for line in lines}


def plain(name: str) -> str:
    """Return a name in small letters without accents."""
    letters = unicodedata.normalize("NFKD", name.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def main() -> int:
    """Print how many names each source has; return 1 where a twentieth or more has none."""
    failed = False
    for kind, own in (("first", first_names()), ("last", family_names())):
        in_faker = {plain(name) for name in faker_names(kind)}
        in_census = census_names(kind)
        unknown = sorted(name for name in own if plain(name) not in in_faker | in_census)
        counts = sum(plain(name) in in_faker for name in own), sum(plain(name) in in_census for name in own)
        print(
            f"{kind}: {len(own)} names, {counts[0]} in Faker, {counts[1]} in the census,"
            f" {len(unknown)} in neither"
        )
        print("  " + ", ".join(unknown[:40]))
        failed = failed or 20 * len(unknown) >= len(own)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
