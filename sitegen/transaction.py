"""One process at a time changes an archive, and what belongs together is changed together.

Files that belong together (a new seed, its row in INDEX.md, its address) are first written into `.sitegen/`,
then listed in a journal, then moved into place.  After a kill the next command that changes the archive
finishes what the journal lists, or removes what no journal lists (write-ahead logging: Gray and Reuter 1993).
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from sitegen.filenames import MEMORY_FOLDER
from sitegen.files import (
    MAX_OF_OURS,
    UnfitFileError,
    held,
    leads_out,
    read_file,
    remove_left_behind,
    replace_file,
    sync_folder,
)

LOCK = "lock"
JOURNAL, STAGE = "changes.json", "changes"
# Where commands replace files.
WRITTEN_FOLDERS = (".", "seeds", "content", "content/notes", MEMORY_FOLDER, f"{MEMORY_FOLDER}/builds")


def memory_folder(root: Path) -> Path:
    """Return the folder of an archive that holds what can be made again.

    Raises UnfitFileError where it is a link: files elsewhere are not ours.
    """
    folder = root / MEMORY_FOLDER
    if folder.is_symlink():
        raise UnfitFileError(folder, "it is a link; remove it")
    return folder


@contextmanager
def locked_archive(root: Path) -> Iterator[None]:
    """Let one process at a time read an archive and write what follows from that into it; others wait.

    What a killed process left half done is finished first. Not to be asked for twice by one process. Where
    the system has no such locks, or the folder cannot be written, nothing is locked.
    """
    with ExitStack() as stack:
        with suppress(OSError):
            folder = memory_folder(root)
            folder.mkdir(parents=True, exist_ok=True)
            stack.enter_context(held(folder / LOCK))
            _recover(root, folder)
        yield


def finish_changes(root: Path) -> None:
    """Finish what a killed process had listed and not moved into place, if there is anything."""
    if (root / MEMORY_FOLDER / JOURNAL).is_file():
        with locked_archive(root):
            return


def replace_together(root: Path, files: Mapping[str, bytes], new: Mapping[str, bytes]) -> None:
    """Let files of a locked archive, by their paths in it, hold some bytes: all of them or none.

    Those of `new` are not there yet. Where `.sitegen/` cannot be had, they are replaced one by one. Raises
    FileExistsError where one is there, UnfitFileError where one leads out of the archive, another OSError
    where something cannot be written; then nothing is changed.
    """
    for path in new:
        if os.path.lexists(root / path):
            raise FileExistsError(17, "it is there already", path)
    for path in (*files, *new):
        if leads_out((root / path).parent, root):
            raise UnfitFileError(root / path, "a link on the way to it leads out of the archive")
    folder = root / MEMORY_FOLDER
    if os.path.lexists(folder) and (folder.is_symlink() or not folder.is_dir()):
        for path, data in {**new, **files}.items():
            replace_file(root / path, data, within=root)
        return
    stage = folder / STAGE
    _remove(stage)
    stage.mkdir(parents=True)
    places = [*files, *new]
    try:
        for number, data in enumerate((*files.values(), *new.values())):
            replace_file(stage / str(number), data)
        journal = {str(number): path for number, path in enumerate(places)}
        replace_file(folder / JOURNAL, json.dumps(journal).encode())
    except OSError:
        _remove(stage)
        raise
    _finish(root, folder, journal)


def _recover(root: Path, folder: Path) -> None:
    """Finish what a journal lists; remove what a killed process had only begun to write."""
    for written in WRITTEN_FOLDERS:
        remove_left_behind(root / written)
    try:
        journal = json.loads(read_file(folder / JOURNAL, within=folder, limit=MAX_OF_OURS))
        _finish(root, folder, {str(int(number)): str(path) for number, path in journal.items()})
    except FileNotFoundError:
        _remove(folder / STAGE)
    except (ValueError, AttributeError, RecursionError, OSError):  # damaged, or of another program
        with suppress(OSError):
            (folder / JOURNAL).unlink()
        _remove(folder / STAGE)


def _finish(root: Path, folder: Path, journal: Mapping[str, str]) -> None:
    """Move files into their places; what was moved before is passed over."""
    for number, path in journal.items():
        staged, target = folder / STAGE / number, root / path
        if staged.is_file() and not leads_out(target.parent, root):
            os.replace(staged, target)
    for parent in {(root / path).parent for path in journal.values()}:
        sync_folder(parent)
    (folder / JOURNAL).unlink(missing_ok=True)
    _remove(folder / STAGE)


def _remove(stage: Path) -> None:
    if stage.is_symlink() or stage.is_file():
        stage.unlink()
    shutil.rmtree(stage, ignore_errors=True)
