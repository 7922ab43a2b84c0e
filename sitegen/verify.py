"""Whether a folder is the site that a build made, and whether its articles are made of today's seeds."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sitegen.filenames import is_left_behind
from sitegen.files import MAX_OF_OURS, file_digest, read_file
from sitegen.model import Problem, Severity, SitegenError
from sitegen.write import HOST_FILES, JOURNAL, MANIFEST, OURS, read_manifest

ARTICLES_TABLE = "data/articles.jsonl"


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, and what is otherwise than it was made."""

    files: int  # of the site
    articles: int  # whose seeds were compared
    problems: tuple[Problem, ...]


def verify(folder: Path, seeds: Mapping[str, str]) -> Verified:
    """Compare a folder with its list of files, and its articles with seeds.

    `seeds` has the digests (SHA-256, hexadecimal) of seeds by their paths in the archive; none where there is
    no archive at hand. Raises SitegenError where the folder is no site.
    """
    if not (folder / MANIFEST).is_file():
        raise SitegenError("SG611", folder, -1, "sitegen made no site here", "name the folder of a site")
    manifest = read_manifest(folder)
    problems = [
        *_half_replaced(folder),
        *_changed_files(folder, manifest),
        *_files_of_others(folder, manifest),
    ]
    rows = _rows(folder) if seeds else []
    compared = [row for row in rows if row.get("sha256")]
    problems += _changed_seeds(compared, seeds)
    return Verified(len(manifest), len(compared), tuple(problems))


def _half_replaced(folder: Path) -> Iterator[Problem]:
    if (folder / JOURNAL).exists():
        message = (
            'a build was ended amid its renames, so old and new files are mixed; "sitegen build" ends it'
        )
        yield Problem(str(folder), -1, "SG612", message, severity=Severity.ERROR)


def _changed_files(folder: Path, manifest: Mapping[str, str]) -> Iterator[Problem]:
    for path, digest in manifest.items():
        file = folder / path
        if file.is_symlink() or not file.is_file():
            yield Problem(path, -1, "SG613", "this file of the site is not there", severity=Severity.ERROR)
        elif file_digest(file) != digest:
            yield Problem(path, -1, "SG613", "this file is not as it was made", severity=Severity.ERROR)


def _files_of_others(folder: Path, manifest: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a hint for each file that no build made; files of hosts and hidden ones are expected there."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not is_left_behind(name) and name not in OURS]
        for name in names:
            path = (Path(place) / name).relative_to(folder).as_posix()
            if path not in manifest and path not in OURS | HOST_FILES and not is_left_behind(name):
                yield Problem(path, -1, "SG614", "no build made this file", severity=Severity.WARNING)


def _rows(folder: Path) -> list[dict[str, str]]:
    """Return the articles of the site's data; none where it has no data or they are damaged."""
    try:
        lines = read_file(folder / ARTICLES_TABLE, within=folder, limit=MAX_OF_OURS).splitlines()
        return [row for row in map(json.loads, lines) if isinstance(row, dict)]
    except (OSError, ValueError, RecursionError):
        return []


def _changed_seeds(rows: list[dict[str, str]], seeds: Mapping[str, str]) -> Iterator[Problem]:
    for row in rows:
        path = str(row.get("seed", ""))
        if path not in seeds:
            message = f"the site has {row.get('url', 'an article')} made of it, and it is not there"
            yield Problem(path, -1, "SG615", message, severity=Severity.ERROR)
        elif seeds[path] != row["sha256"]:
            message = "it is not the file that the site was made of; build again"
            yield Problem(path, -1, "SG615", message, severity=Severity.ERROR)


def differences(outputs: Mapping[str, bytes], folder: Path) -> list[str]:
    """Return the paths of those outputs that a folder does not hold byte for byte, sorted."""
    return sorted(
        path
        for path, data in outputs.items()
        if file_digest(folder / path) != hashlib.sha256(data).hexdigest()
    )
