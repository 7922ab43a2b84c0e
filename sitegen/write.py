"""Writes outputs to a folder.  The site on disk is whole at every moment except during the last renames.

First every new or changed file is written into a folder beside the others (`.sitegen-new/`); a full disk or
a kill there leaves the old site as it was.  Then a journal is written, the files are renamed into their
places, files of ours that are gone are removed, and the manifest is replaced.  A run that finds a journal
first finishes what it lists.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sitegen.filenames import is_left_behind
from sitegen.files import (
    MAX_OF_OURS,
    NEW_PREFIX,
    UnfitFileError,
    file_digest,
    held,
    read_file,
    remove_left_behind,
    replace_file,
)
from sitegen.model import Output, SitegenError

MANIFEST = ".sitegen-manifest.json"
JOURNAL = ".sitegen-journal.json"
STAGE = ".sitegen-new"
LOCK = ".sitegen-lock"
OURS = frozenset({MANIFEST, JOURNAL, STAGE, LOCK})
# Files that hosts want beside a site.
HOST_FILES = frozenset(
    {"CNAME", "README.md", "LICENSE", "netlify.toml", "_headers", "_redirects", ".nojekyll"}
)
_UNFIT = re.compile("[\0\ud800-\udfff]")  # characters that no path can have
GONE = "gone"  # in a journal, instead of the digest of a file that is to be removed

Digests = dict[str, str]  # SHA-256 in hexadecimal by path


class WriteError(SitegenError):
    """The output folder cannot be written."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was done to the folder, in files."""

    written: int
    kept: int
    removed: int
    manifest: str  # digest of the list of our files, SHA-256 in hexadecimal


def write(
    outputs: Iterable[Output],
    target: Path,
    *,
    edition: str = "",
    force: bool = False,
    tell: Callable[[], None] = lambda: None,
) -> Written:
    """Make a folder hold these outputs; raise WriteError where it is not ours or cannot be written.

    `edition` is remembered with the list of files; `edition_in` returns it.
    `tell` is called when a file is written beside its place.
    """
    wanted = by_path(outputs)
    _refuse_folder_of_others(target)
    try:
        target.mkdir(parents=True, exist_ok=True)
        with held(target / LOCK):
            _recover(target)
            before = _read_digests(target / MANIFEST)
            _refuse_obstacles(target, wanted, before)
            return _replace(wanted, target, before, edition, force=force, tell=tell)
    except OSError as error:
        state = "the last site is still whole"
        if (target / JOURNAL).is_file():
            state = "the site is half replaced; free the way, and the next build finishes it"
        else:
            shutil.rmtree(target / STAGE, ignore_errors=True)
        raise WriteError(
            "SG601", error.filename or target, -1, f"cannot be written ({error.strerror})", state
        ) from None


# Checks before anything is touched --------------------------------------------------------------------------


def by_path(outputs: Iterable[Output]) -> dict[str, Output]:
    """Return outputs by their paths.

    Raises WriteError where two want one place on some system, or one stands outside of the folder.
    """
    by_exact_path: dict[str, Output] = {}
    by_folded_path: dict[str, Output] = {}
    for output in outputs:
        if not _is_inside(output.path):
            raise WriteError(
                "SG604",
                output.path,
                -1,
                f"{output.maker} makes a file outside of the output folder",
                "fix its name",
            )
        other = by_folded_path.setdefault(output.path.casefold(), output)
        if other is not output:
            raise WriteError(
                "SG602",
                output.path,
                -1,
                f"both {other.maker} and {output.maker} make this file",
                "rename one",
            )
        by_exact_path[output.path] = output
    for path, output in by_folded_path.items():
        for folder in _folders_of(path):
            blocking = by_folded_path.get(folder)
            if blocking:
                raise WriteError(
                    "SG602",
                    blocking.path,
                    -1,
                    f"{blocking.maker} makes a file where {output.maker} needs a folder",
                    "rename one",
                )
    return by_exact_path


def _folders_of(path: str) -> Iterator[str]:
    """Yield the paths of the folders that a file stands in, from the outermost."""
    parts = path.split("/")
    for depth in range(1, len(parts)):
        yield "/".join(parts[:depth])


def _is_inside(path: str) -> bool:
    """Whether a path leads to a file in the folder, on every system."""
    parts = path.split("/")
    if _UNFIT.search(path):
        return False
    return not {"", ".", ".."}.intersection(parts) and ":" not in parts[0]


def _refuse_folder_of_others(target: Path) -> None:
    """Raise WriteError for a folder with things in it that sitegen did not make."""
    if target.exists() and not target.is_dir():
        raise WriteError("SG603", target, -1, "this is a file, not a folder", "name another with -o")
    names = {file.name for file in target.iterdir()} if target.is_dir() else set()
    if not names.isdisjoint({MANIFEST, JOURNAL}):
        return
    if any(not (is_left_behind(name) or name.startswith(NEW_PREFIX)) for name in names - OURS - HOST_FILES):
        raise WriteError(
            "SG603",
            target,
            -1,
            "sitegen did not make this folder and leaves it alone",
            "empty it, or name another with -o",
        )


def _refuse_obstacles(target: Path, wanted: dict[str, Output], before: Digests) -> None:
    """Raise WriteError where something that is not ours stands in the place of a file of ours."""
    for path, output in wanted.items():
        obstacle = _obstacle(target, path, output, before)
        if obstacle:
            raise WriteError(
                "SG607",
                obstacle,
                -1,
                f"this is not ours, and {output.maker} makes {path}",
                "move it away, or rename the page",
            )


def _obstacle(target: Path, path: str, output: Output, before: Digests) -> Path | None:
    """Return the file that is not ours and stands in the place of an output, or in a folder there."""
    file = target / path
    if file.is_dir() and not file.is_symlink():
        for inner in sorted(file.rglob("*")):
            if inner.is_file() and inner.relative_to(target).as_posix() not in before:
                return inner
        return None
    if path in before or not (file.is_symlink() or file.exists()):
        return None
    if path == ".nojekyll" and file.is_file() and not file.is_symlink():
        return None  # what it holds does not matter: that it is there does
    return None if _holds(file, output.data, likely=True) else file


def _refuse_links(target: Path, path: str) -> None:
    """Raise WriteError where a folder on the way to a file is a link that leads elsewhere."""
    for folder in _folders_of(path):
        place = target / folder
        if place.is_symlink():
            raise WriteError(
                "SG605",
                place,
                -1,
                "this folder is a link",
                "sitegen writes only inside of its own folder, so remove the link",
            )


# Replacement ------------------------------------------------------------------------------------------------


def _recover(target: Path) -> None:
    """Finish the renames of a run that was killed; remove what another had only begun to write."""
    remove_left_behind(target)
    journal = target / JOURNAL
    if journal.is_file():
        _commit(target, _read_digests(journal), edition_in(target, JOURNAL))
    if (target / STAGE).is_symlink() or (target / STAGE).is_file():
        (target / STAGE).unlink()
    shutil.rmtree(target / STAGE, ignore_errors=True)


def _replace(
    wanted: dict[str, Output],
    target: Path,
    before: Digests,
    edition: str,
    *,
    force: bool,
    tell: Callable[[], None],
) -> Written:
    """Write what has changed, and remove what is gone; a folder that is as it should be is not touched."""
    digests = {path: hashlib.sha256(output.data).hexdigest() for path, output in wanted.items()}
    changed = [
        path
        for path, output in wanted.items()
        if force or not _holds(target / path, output.data, likely=before.get(path) == digests[path])
    ]
    if not changed and before == digests and edition_in(target) == edition:
        return Written(0, len(wanted), 0, file_digest(target / MANIFEST))
    for path in {*wanted, *before}:
        _refuse_links(target, path)
    for path in changed:
        file = target / STAGE / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(wanted[path].data)
        tell()
    journal = digests | dict.fromkeys(sorted(set(before) - set(wanted)), GONE)
    _write_digests(target / JOURNAL, journal, edition)
    removed = _commit(target, journal, edition)
    return Written(len(changed), len(wanted) - len(changed), removed, file_digest(target / MANIFEST))


def _holds(file: Path, data: bytes, *, likely: bool) -> bool:
    """Whether a file holds these bytes already; where it is not likely, its size is looked at first."""
    try:
        if not likely and file.stat().st_size != len(data):
            return False
        return not file.is_symlink() and read_file(file, limit=len(data)) == data
    except OSError:
        return False


def _commit(target: Path, journal: Digests, edition: str) -> int:
    """Rename what was written beside, remove what is gone, and replace the manifest.

    What pages use comes before them, and lists that lead to new pages after these; what is gone goes last. So
    no page leads nowhere meanwhile. Returns the number of files that were removed. Doing it twice does no
    harm.
    """
    for path in journal:
        _refuse_links(target, path)
    manifest = {path: digest for path, digest in journal.items() if digest != GONE}
    gone = [path for path, digest in journal.items() if digest == GONE]
    folders = {folder for path in manifest for folder in _folders_of(path)}
    in_the_way = {
        path for path in gone if path in folders or not manifest.keys().isdisjoint(_folders_of(path))
    }
    removed = _remove(target, (path for path in gone if path in in_the_way))
    stage = target / STAGE
    for path in sorted(manifest, key=_rank):
        if (stage / path).is_file():
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(stage / path, target / path)
    removed += _remove(target, (path for path in gone if path not in in_the_way))
    _write_digests(target / MANIFEST, manifest, edition)
    (target / JOURNAL).unlink(missing_ok=True)
    shutil.rmtree(stage, ignore_errors=True)
    return removed


def _rank(path: str) -> int:
    """Return when a file is renamed: what pages use, pages in folders, then the lists that lead to them."""
    if not path.endswith(".html"):
        return 0
    return 1 if "/" in path else 2


def _remove(target: Path, paths: Iterable[str]) -> int:
    """Remove files and the folders that become empty; return how many were there."""
    removed = 0
    for path in paths:
        with suppress(FileNotFoundError, IsADirectoryError, NotADirectoryError):
            (target / path).unlink()
            removed += 1
        _remove_empty_folders(target, (target / path).parent)
    return removed


def _remove_empty_folders(target: Path, folder: Path) -> None:
    """Remove a folder that became empty, and those around it that did."""
    while folder != target and target in folder.parents:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


# Lists of files ---------------------------------------------------------------------------------------------


def read_manifest(target: Path) -> Digests:
    """Return the digests of the files of a site; raise WriteError where the list is damaged."""
    return _read_digests(target / MANIFEST)


def _read_digests(file: Path) -> Digests:
    """Return the list of files in a manifest or a journal; raise WriteError where it is damaged."""
    try:
        data = json.loads(read_file(file, within=file.parent, limit=MAX_OF_OURS))
        return {str(path): str(digest) for path, digest in data["files"].items() if _is_inside(str(path))}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError, UnfitFileError):
        raise WriteError(
            "SG606",
            file,
            -1,
            "this list of our own files is damaged",
            f"remove the folder {file.parent} and build again",
        ) from None


def edition_in(target: Path, name: str = MANIFEST) -> str:
    """Return which edition a folder holds; an empty text where that is not known."""
    try:
        data = read_file(target / name, within=target, limit=MAX_OF_OURS)
        return str(json.loads(data).get("edition", ""))
    except (OSError, ValueError, AttributeError, RecursionError):
        return ""


def _write_digests(file: Path, digests: Digests, edition: str) -> None:
    """Write a manifest or a journal beside its place, and rename it there."""
    text = json.dumps(
        {"made_by": "sitegen", "edition": edition, "files": dict(sorted(digests.items()))},
        ensure_ascii=False,
        indent=0,
    )
    replace_file(file, f"{text}\n".encode(), within=file.parent)
