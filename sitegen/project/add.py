"""`sitegen add`: copy texts into `seeds/`, byte for byte."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sitegen.files import read_file, replace_file
from sitegen.model import Inputs, SitegenError
from sitegen.pipeline.analyze import load
from sitegen.project.addresses import remember_addresses
from sitegen.project.intake import Brought, kept_names, look_through
from sitegen.read.seeds import LARGEST, number_of


@dataclass(frozen=True, slots=True)
class Added:
    """A file that was taken in: where it came from and the seed it became."""

    source: Path
    name: str


def add(root: Path, sources: list[Path]) -> tuple[list[Added], list[Brought]]:
    """Copy files, and those of folders, into `seeds/`; return what was added, and what became of each file.

    Where the archive numbers its seeds, or has none yet, they get the next numbers, else they keep their
    names. Raises SitegenError where a file cannot be copied.
    """
    inputs = load(root)
    brought = look_through(sources, {seed.digest: seed.path for seed in inputs.seeds})
    remember_addresses(root, inputs)  # before new files come
    added = []
    for file, name in _seed_names(root / "seeds", brought, _next_number(inputs)).items():
        target = root / "seeds" / name
        if target.exists():
            raise SitegenError(
                "SG005",
                f"seeds/{name}",
                -1,
                f"it is there already, and {file} would take its place",
                "rename the file",
            )
        try:
            replace_file(target, read_file(file, limit=LARGEST), within=root)
        except OSError as error:
            raise SitegenError("SG005", file, -1, f"cannot be copied ({error.strerror})") from None
        added.append(Added(file, name))
    return added, brought


def _seed_names(seeds: Path, brought: list[Brought], next_number: int | None) -> dict[Path, str]:
    """Return the name in `seeds/` of each file that is taken in, in their order."""
    if next_number is None:
        taken_names = {file.name.casefold() for file in seeds.iterdir()}
        names = kept_names(brought, taken_names, as_text=True)
        return {item.file: names[item.file] for item in brought if item.taken}
    files = [item.file for item in brought if item.taken]
    return {file: _numbered_name(file, number) for number, file in enumerate(files, next_number)}


def _next_number(inputs: Inputs) -> int | None:
    """Return the number of the next seed, above those of removed ones too.

    None where the archive does not number its seeds.
    """
    numbers = [seed.number for seed in inputs.seeds if seed.number is not None]
    if 2 * len(numbers) < len(inputs.seeds):
        return None
    return max((*numbers, *_numbers_of_removed_seeds(inputs)), default=-1) + 1


def _numbers_of_removed_seeds(inputs: Inputs) -> Iterator[int]:
    """Yield the numbers of seeds that were there once; nothing else gets them."""
    for address in inputs.addresses:
        if not address.seed and address.key.isdecimal() and number_of(address.key)[0] is not None:
            yield int(address.key)


def _numbered_name(file: Path, number: int) -> str:
    """Return the name of a new seed; a number that another archive gave is left out, a date stays."""
    stem = file.stem if number_of(file.stem)[0] is None else re.sub(r"^\d{3,}_", "", file.stem)
    return f"{number:03}_{stem or 'seed'}.txt"
