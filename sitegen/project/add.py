"""`sitegen add`: copy texts into `seeds/`, byte for byte, each with its row in INDEX.md and its address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sitegen.config import Config
from sitegen.files import read_file
from sitegen.model import Inputs, SitegenError
from sitegen.pipeline.analyze import load
from sitegen.pipeline.runtime import Runtime
from sitegen.project.addresses import lock_file, remember_addresses
from sitegen.project.archivebox import note_of
from sitegen.project.checksums import added_checksums
from sitegen.project.index import index_file, index_text
from sitegen.project.intake import Brought, kept_names, look_through
from sitegen.read.captures import capture_ending
from sitegen.read.seeds import LARGEST, number_of, seed_id
from sitegen.transaction import replace_together


@dataclass(frozen=True, slots=True)
class Added:
    """A file that was taken in: where it came from and the seed it became."""

    source: Path
    name: str


def add(
    root: Path, sources: list[Path], config: Config, runtime: Runtime
) -> tuple[list[Added], list[Brought], Inputs]:
    """Copy files, and those of folders, into `seeds/` of a locked archive, with their rows and addresses.

    Returns what was added, what became of each file, and the archive with what was added. Where the archive
    numbers its seeds, or has none yet, they get the next numbers, else they keep their names. Raises
    SitegenError where a file cannot be copied; then nothing is.
    """
    inputs = load(root)
    brought = look_through(sources, {seed.digest: seed.path for seed in inputs.seeds})
    remember_addresses(root, inputs)  # before new files come
    names = _seed_names(root / "seeds", brought, _next_number(inputs))
    try:
        coming = {name: read_file(file, limit=LARGEST) for file, name in names.items()}
    except OSError as error:
        message = f"cannot be copied ({error.strerror})"
        raise SitegenError("SG005", error.filename or "seeds/", -1, message) from None
    if not coming:
        return [], brought, inputs
    after = load(root, coming)
    text, rows = index_text(after, config, runtime)
    changed = index_file(root, text) if rows else {}
    facts = {item.file: item.facts for item in brought}
    changed |= {
        f"content/notes/{seed_id(name)}.md": note_of(facts[file])
        for file, name in names.items()
        if facts[file]
    }
    added_paths = {f"seeds/{name}": data for name, data in coming.items()}
    added_seeds = [seed for seed in after.seeds if seed.file in added_paths]
    changed |= lock_file(root, after) | added_checksums(root, added_seeds)
    try:
        replace_together(root, changed, added_paths)
    except FileExistsError as error:
        message = "it is there already, and a new file would take its place"
        raise SitegenError("SG005", error.filename, -1, message, "rename the new file") from None
    except OSError as error:
        message = f"cannot be written ({error.strerror})"
        raise SitegenError("SG005", error.filename or "seeds/", -1, message) from None
    return [Added(file, name) for file, name in names.items()], brought, after


def _seed_names(seeds: Path, brought: list[Brought], next_number: int | None) -> dict[Path, str]:
    """Return the name in `seeds/` of each file that is taken in, in their order."""
    if next_number is None:
        taken_names = {file.name.casefold() for file in seeds.iterdir()}
        names = kept_names(brought, taken_names, as_text=True)
        return {item.file: names[item.file] for item in brought if item.taken}
    items = [item for item in brought if item.taken]
    return {
        item.file: _numbered_name(item.own_name, number) for number, item in enumerate(items, next_number)
    }


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


def _numbered_name(name: str, number: int) -> str:
    """Return the name of a new seed; a number that another archive gave is left out, a date stays."""
    ending = capture_ending(name)
    own = name[: len(name) - len(ending)] if ending else Path(name).stem
    stem = own if number_of(own)[0] is None else re.sub(r"^\d{3,}_", "", own)
    return f"{number:03}_{stem or 'seed'}{ending or '.txt'}"
