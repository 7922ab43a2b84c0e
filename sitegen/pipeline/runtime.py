"""What a build works with besides its inputs: memory, processes, and whom to tell how far it is."""

import hashlib
import sys
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from unicodedata import unidata_version

from sitegen import __version__
from sitegen.filenames import MEMORY_FOLDER
from sitegen.pipeline.memory import DiskStore, Store
from sitegen.pipeline.workers import SILENT, Progress

# Whose answers are remembered, and what makes the pages.
REMEMBERED_PACKAGES = (
    "anyascii",
    "charset-normalizer",
    "ftfy",
    "jinja2",
    "linkify-it-py",
    "markdown-it-py",
    "mdit-py-plugins",
    "numpy",
    "py3langid",
    "pygments",
    "pyyaml",
)
PACKAGE = Path(__file__).resolve().parent.parent
CHECKED_OUT_THEMES = PACKAGE.parent / "themes"  # where the repository of the package is checked out
COMPILED = "__pycache__"


@dataclass(frozen=True, slots=True)
class Runtime:
    """What a build works with besides its inputs."""

    store: Store
    jobs: int = 1  # processes
    progress: Progress = SILENT


def disk_store(root: Path) -> DiskStore:
    """Return the memory of an archive's builds; code of another version has a memory of its own."""
    return DiskStore(root / MEMORY_FOLDER / "memory.sqlite", code_version())


@cache
def code_version() -> str:
    """Return a digest (SHA-256) of the code, its tables and themes by bytes, and what they work with."""
    digest = hashlib.sha256(f"{__version__} {sys.version} {unidata_version}".encode())
    digest.update(" ".join(map(version, REMEMBERED_PACKAGES)).encode())
    for folder in (PACKAGE, CHECKED_OUT_THEMES / "default"):
        for file in sorted(folder.rglob("*")):
            if file.is_file() and COMPILED not in file.parts:
                name = file.relative_to(folder).as_posix()
                digest.update(f"\0{name}\0".encode() + file.read_bytes())
    return digest.hexdigest()
