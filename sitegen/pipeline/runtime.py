"""What a build works with besides its inputs: memory, processes, and whom to tell how far it is."""

from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from sitegen import __version__
from sitegen.pipeline.memory import DiskStore, Store
from sitegen.pipeline.workers import SILENT, Progress

REMEMBERED_PACKAGES = ("py3langid", "ftfy", "charset-normalizer", "numpy")  # whose answers are remembered
CODE_SUFFIXES = frozenset({".py", ".tsv", ".txt"})


@dataclass(frozen=True, slots=True)
class Runtime:
    """What a build works with besides its inputs."""

    store: Store
    jobs: int = 1  # processes
    progress: Progress = SILENT


def disk_store(root: Path) -> DiskStore:
    """Return the memory of an archive's builds; code of another version has a memory of its own."""
    return DiskStore(root / ".sitegen" / "memory.sqlite", code_version())


def code_version() -> str:
    """Return a text that differs for other versions of the code and of its tables.

    That holds while they are being written too.
    """
    package = Path(__file__).resolve().parent.parent
    files = sorted(file for file in package.rglob("*") if file.suffix in CODE_SUFFIXES)
    stamps = (f"{file.name}:{file.stat().st_size}:{file.stat().st_mtime_ns}" for file in files)
    return f"{__version__} {'|'.join(stamps)} {' '.join(map(version, REMEMBERED_PACKAGES))}"
