"""Write: outputs to a folder.  The site on disk is whole at every moment but for the last renames.

First every new or changed file is written into a folder beside the others (`.sitegen-new/`); a full disk or a kill
there leaves the old site as it was.  Then a journal is put down, the files are renamed into their places, files of ours
that are gone are removed, and the manifest is replaced.  A run that finds a journal finishes what it says first.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sitegen.filenames import is_left_behind
from sitegen.model import Output, SitegenError

try:
    import fcntl
except ImportError:  # not on this system
    fcntl = None  # type: ignore[assignment]

MANIFEST = ".sitegen-manifest.json"
JOURNAL = ".sitegen-journal.json"
STAGE = ".sitegen-new"
LOCK = ".sitegen-lock"
HOSTS = frozenset(
    {"CNAME", "README.md", "LICENSE", "netlify.toml", "_headers", "_redirects", ".nojekyll"}
)  # what hosts want beside a site


class WriteError(SitegenError):
    """The output folder cannot be written."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was done to the folder, in files."""

    written: int
    kept: int
    removed: int


def write(
    outputs: Iterable[Output],
    target: Path,
    *,
    edition: str = "",
    force: bool = False,
    tell: Callable[[], None] = lambda: None,
) -> Written:
    """Make a folder hold these outputs; raise WriteError where it is not ours or cannot be written.

    `edition` is remembered with the list of files; `edition_in` gives it.
    `tell` is called when a file is written beside its place.
    """
    wanted = by_path(outputs)
    _check(target)
    try:
        target.mkdir(parents=True, exist_ok=True)
        with _locked(target):
            _recover(target)
            before = _read_list(target / MANIFEST)
            _find_obstacles(target, wanted, before)
            return _replace(wanted, target, before, edition, force=force, tell=tell)
    except OSError as error:
        state = "the last site is still whole"
        if (target / JOURNAL).is_file():
            state = "the site is half replaced; free the way, and the next build finishes it"
        else:
            shutil.rmtree(target / STAGE, ignore_errors=True)
        raise WriteError(
            f"{error.filename or target}: error SG601: cannot be written ({error.strerror}); {state}"
        ) from None


def by_path(outputs: Iterable[Output]) -> dict[str, Output]:
    """Return outputs by their paths; raise WriteError where two want one place on some system, or one stands outside of the folder."""
    wanted: dict[str, Output] = {}
    folded: dict[str, Output] = {}
    for output in outputs:
        if not _inside(output.path):
            raise WriteError(
                f"{output.path}: error SG604: {output.maker} makes a file outside of the output folder; mend its name"
            )
        other = folded.setdefault(output.path.casefold(), output)
        if other is not output:
            raise WriteError(
                f"{output.path}: error SG602: both {other.maker} and {output.maker} make this file; rename one"
            )
        wanted[output.path] = output
    for path, output in folded.items():
        parts = path.split("/")
        for depth in range(1, len(parts)):
            blocks = folded.get("/".join(parts[:depth]))
            if blocks:
                raise WriteError(
                    f"{blocks.path}: error SG602: {blocks.maker} makes a file where {output.maker} needs a folder; rename one"
                )
    return wanted


def _check(target: Path) -> None:
    """Refuse a folder with things in it that sitegen did not make."""
    if target.exists() and not target.is_dir():
        raise WriteError(f"{target}: error SG603: this is a file, not a folder; name another with -o")
    ours = {
        MANIFEST,
        JOURNAL,
        STAGE,
        LOCK,
        MANIFEST + ".new",
        JOURNAL + ".new",
    }  # all that a first run may leave that was killed
    names = {file.name for file in target.iterdir()} if target.is_dir() else set()
    strange = {name for name in names - ours if name not in HOSTS and not is_left_behind(name)}
    if strange and not names & {MANIFEST, JOURNAL}:
        raise WriteError(
            f"{target}: error SG603: sitegen did not make this folder and leaves it alone; empty it, or name another with -o"
        )


def _recover(target: Path) -> None:
    """Finish the renames of a run that was killed; forget what another had only begun to write."""
    journal = target / JOURNAL
    if journal.is_file():
        _commit(target, _read_list(journal), edition_in(target, JOURNAL))
    if (target / STAGE).is_symlink():
        (target / STAGE).unlink()
    shutil.rmtree(target / STAGE, ignore_errors=True)


def _read_list(file: Path) -> dict[str, str]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return {str(path): str(digest) for path, digest in data["files"].items() if _inside(str(path))}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, AttributeError, TypeError):
        raise WriteError(
            f"{file}: error SG606: this list of our own files is damaged; remove the folder {file.parent} and build again"
        ) from None


def edition_in(target: Path, name: str = MANIFEST) -> str:
    """Return which edition a folder holds; an empty text where that is not known."""
    try:
        return str(json.loads((target / name).read_text(encoding="utf-8")).get("edition", ""))
    except (OSError, ValueError, AttributeError):
        return ""


def _inside(path: str) -> bool:
    return (
        not path.startswith("/") and ".." not in path.split("/") and ":" not in path.split("/", maxsplit=1)[0]
    )


@contextmanager
def _locked(target: Path) -> Iterator[None]:
    """Let one process at a time write a folder, where the system has such locks."""
    if fcntl is None:
        yield
        return
    with (target / LOCK).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _find_obstacles(target: Path, wanted: dict[str, Output], before: dict[str, str]) -> None:
    """Raise WriteError where something that is not ours stands in the place of a file of ours, before anything is touched."""
    for path, output in wanted.items():
        file = target / path
        if path == ".nojekyll" and file.is_file() and not file.is_symlink():
            continue  # what it says does not matter: that it is there does
        if file.is_dir() and not file.is_symlink():
            other = next(
                (
                    one
                    for one in sorted(file.rglob("*"))
                    if one.is_file() and one.relative_to(target).as_posix() not in before
                ),
                None,
            )
        else:
            strange = (
                path not in before
                and (file.is_symlink() or file.exists())
                and not _same(file, output.data, likely=True)
            )
            other = file if strange else None
        if other:
            raise WriteError(
                f"{other}: error SG607: this is not ours, and {output.maker} makes {path}; move it away, or rename the page"
            )


def _replace(
    wanted: dict[str, Output],
    target: Path,
    before: dict[str, str],
    edition: str,
    *,
    force: bool,
    tell: Callable[[], None],
) -> Written:
    digests = {path: hashlib.sha256(output.data).hexdigest() for path, output in wanted.items()}
    changed = [
        path
        for path in wanted
        if force or not _same(target / path, wanted[path].data, likely=before.get(path) == digests[path])
    ]
    if not changed and before == digests and edition_in(target) == edition:
        return Written(0, len(wanted), 0)
    for path in {*wanted, *before}:
        _refuse_links(target, path)
    stage = target / STAGE
    for path in changed:
        file = stage / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(wanted[path].data)
        tell()
    gone = sorted(set(before) - set(wanted))
    _put(target / JOURNAL, digests | dict.fromkeys(gone, "gone"), edition)
    removed = _commit(target, digests | dict.fromkeys(gone, "gone"), edition)
    return Written(len(changed), len(wanted) - len(changed), removed)


def _same(file: Path, data: bytes, *, likely: bool) -> bool:
    """Whether a file holds these bytes already; `likely` only spares reading files that cannot."""
    try:
        return (
            (likely or file.stat().st_size == len(data))
            and not file.is_symlink()
            and file.read_bytes() == data
        )
    except OSError:
        return False


def _commit(target: Path, listed: dict[str, str], edition: str) -> int:
    """Remove what is gone, rename what was written beside, and put the manifest down; doing it twice does no harm."""
    removed = 0
    for path in listed:
        _refuse_links(target, path)
    for path in (path for path, digest in listed.items() if digest == "gone"):
        with suppress(FileNotFoundError, IsADirectoryError, NotADirectoryError):
            (target / path).unlink()
            removed += 1
        _prune(target, (target / path).parent)
    stage = target / STAGE
    for path in (path for path, digest in listed.items() if digest != "gone" and (stage / path).is_file()):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        os.replace(stage / path, target / path)
    _put(target / MANIFEST, {path: digest for path, digest in listed.items() if digest != "gone"}, edition)
    (target / JOURNAL).unlink(missing_ok=True)
    shutil.rmtree(stage, ignore_errors=True)
    return removed


def _refuse_links(target: Path, path: str) -> None:
    """Raise WriteError where a folder on the way to a file is a link that leads elsewhere."""
    place = target
    for part in path.split("/")[:-1]:
        place /= part
        if place.is_symlink():
            raise WriteError(
                f"{place}: error SG605: this folder is a link; sitegen writes only inside of its own folder, so remove the link"
            )


def _prune(target: Path, folder: Path) -> None:
    """Remove folders that became empty."""
    while folder != target and target in folder.parents:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _put(file: Path, listed: dict[str, str], edition: str) -> None:
    new = file.with_name(file.name + ".new")
    text = json.dumps(
        {"made_by": "sitegen", "edition": edition, "files": dict(sorted(listed.items()))},
        ensure_ascii=False,
        indent=0,
    )
    new.write_text(text + "\n", encoding="utf-8", newline="\n")
    os.replace(new, file)


def atomic_write(file: Path, data: bytes) -> None:
    """Write a file beside its place and rename it there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f".{file.name}.new")
    new.write_bytes(data)
    os.replace(new, file)
