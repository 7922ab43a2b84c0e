"""What a publication would do, as values: the files, what changes, and what forbids it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sitegen.write import HOST_FILES, MANIFEST

MEGABYTE, GIGABYTE = 1_000_000, 1_000_000_000
# Bytes that GitHub takes (docs.github.com, "GitHub Pages limits" and "About large files on GitHub"), the
# narrowest of the known hosts.
MAX_SITE, MAX_FILE = GIGABYTE, 100 * MEGABYTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """How the files of a site differ from those that were published before; paths, sorted."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    same: int
    kept: tuple[str, ...]  # files of others, which stay
    contested: tuple[str, ...]  # files of others that stand in the place of one of ours

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


@dataclass(frozen=True, slots=True)
class Published:
    """What stands where the site is to go: all files and those of them that sitegen made."""

    files: Mapping[str, str]  # digest by path
    ours: frozenset[str]

    @property
    def is_of_others(self) -> bool:
        """Whether something stands there that is no site of ours, beyond what hosts want beside one."""
        return not self.ours and any(not _is_of_host(path) for path in self.files)


def _is_of_host(path: str) -> bool:
    return path in HOST_FILES or path.startswith(".")


def compare(wanted: Mapping[str, str], before: Published) -> Changes:
    """Return how wanted files, digests by path, differ from what stands there; the list of them aside."""
    wanted = {path: digest for path, digest in wanted.items() if path != MANIFEST}
    before = Published(
        {path: digest for path, digest in before.files.items() if path != MANIFEST}, before.ours
    )
    others = before.files.keys() - before.ours
    return Changes(
        new=tuple(sorted(wanted.keys() - before.files.keys())),
        changed=tuple(
            sorted(path for path in wanted.keys() & before.ours if before.files.get(path, "") != wanted[path])
        ),
        gone=tuple(sorted((before.ours & before.files.keys()) - wanted.keys())),
        same=sum(before.files.get(path) == digest for path, digest in wanted.items()),
        kept=tuple(sorted(others - wanted.keys())),
        contested=tuple(
            sorted(path for path in others & wanted.keys() if before.files[path] != wanted[path])
        ),
    )


def too_large(sizes: Mapping[str, int]) -> list[str]:
    """Return sentences about what is larger than hosts take; `sizes` in bytes by path."""
    told = [
        f"{path} has {size / MEGABYTE:.0f} MB; hosts take files of up to {MAX_FILE // MEGABYTE} MB"
        for path, size in sizes.items()
        if size > MAX_FILE
    ]
    total = sum(sizes.values())
    if total > MAX_SITE:
        told.append(f"the site has {total / GIGABYTE:.1f} GB; GitHub Pages takes up to 1 GB")
    return told


def blocked_paths(paths: Collection[str]) -> list[str]:
    """Return those paths that Git or rsync would take for something else."""
    return [path for path in paths if "\n" in path or "\r" in path or path.startswith(".git/")]
