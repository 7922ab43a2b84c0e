"""Writes `seeds.sha256`: which bytes each seed has, as somebody says who looked."""

from collections.abc import Sequence
from pathlib import Path

from sitegen.model import Seed
from sitegen.read.checksums import CHECKSUMS_PATH, checksums_text, parse_checksums
from sitegen.read.content import read_text


def all_checksums(seeds: Sequence[Seed]) -> dict[str, bytes]:
    """Return the path of the file and its bytes for all seeds of an archive."""
    digests = {seed.file.removeprefix("seeds/"): seed.digest for seed in seeds}
    return {CHECKSUMS_PATH: checksums_text(digests).encode()}


def added_checksums(root: Path, added: Sequence[Seed]) -> dict[str, bytes]:
    """Return the path of the file and its bytes with those of new seeds; nothing where there is no file."""
    if not (root / CHECKSUMS_PATH).is_file():
        return {}
    digests, _ = parse_checksums(read_text(root, CHECKSUMS_PATH))
    digests |= {seed.file.removeprefix("seeds/"): seed.digest for seed in added}
    return {CHECKSUMS_PATH: checksums_text(digests).encode()}
