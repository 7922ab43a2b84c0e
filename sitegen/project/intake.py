"""Files that a person brings: which of them are plain texts, what becomes of each, and why."""

import hashlib
import os
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sitegen.filenames import is_left_behind, portable
from sitegen.model import SitegenError
from sitegen.read.file_kinds import kind_by_name, kind_of
from sitegen.read.seeds import LARGEST, NotText, decode, natural
from sitegen.text import plural, unique_name

TEXT = "plain text"
NAMED = 3  # files that a row of the table names
INDEX = "index.md"


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that somebody brought: whether it is taken, what it is, and what to do where it is not."""

    file: Path
    shown: str  # its way from the folder that was named, or the file as it was named
    folder: str  # its folder in the folder that was named
    taken: bool
    kind: str
    advice: str = ""
    twin: str = ""  # a file of the archive, or one that comes before, with the same bytes


def look_through(sources: Sequence[Path], known: Mapping[str, str]) -> list[Brought]:
    """Give what files and folders hold, sub-folders too, in natural order; raise SitegenError where one is not there.

    `known` has the names of files that are there already by the SHA-256 of their bytes.
    """
    seen = dict(known)
    found: list[Brought] = []
    for source in dict.fromkeys(sources):
        if not source.exists():
            raise SitegenError(f"{source}: error SG004: there is no such file")
        if source.is_dir():
            ways = [(file, file.relative_to(source)) for file in _files(source)]
            found += [_looked_at(file, way, way.as_posix(), seen) for file, way in ways]
        else:
            found.append(_looked_at(source, Path(source.name), str(source), seen))
    return list({one.file.absolute(): one for one in reversed(found)}.values())[::-1]


def _files(folder: Path) -> Iterator[Path]:
    """Give all files below a folder, and links to folders, which are not followed."""
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        found += [
            Path(place) / name
            for name in (*names, *(one for one in folders if (Path(place) / one).is_symlink()))
        ]
    yield from sorted(found, key=lambda file: [natural(part) for part in file.relative_to(folder).parts])


def _looked_at(file: Path, way: Path, shown: str, seen: dict[str, str]) -> Brought:
    left, folder = _not_opened(file, way), way.parent.as_posix().strip(".")
    data = b""
    if left is None:
        try:
            data = file.read_bytes()
        except OSError as error:
            left = f"not readable ({error.strerror})", "look at its permissions"
        else:
            left = _no_text(data, file.name)
    if left:
        return Brought(file, shown, folder, False, *left)
    digest = hashlib.sha256(data).hexdigest()
    twin = seen.get(digest, "")
    seen.setdefault(digest, shown)
    return Brought(file, shown, folder, True, TEXT, twin=twin)


def _not_opened(file: Path, way: Path) -> tuple[str, str] | None:
    """Give why a file is left without a look into it, and what to do; None where it is looked into."""
    if any(map(is_left_behind, way.parts)):
        return "hidden, or left behind by a program or system", "none of it is a text of yours"
    if file.name.lower() == INDEX:
        return "an index", 'put it into seeds/ by hand, or let "sitegen index --write" make one'
    if not file.is_file():
        return (
            ("a link to a folder", "name that folder itself")
            if file.is_dir()
            else ("no plain file", "copy its words into a text file")
        )
    if file.stat().st_size > LARGEST:
        return f"larger than {LARGEST // 1024 // 1024} MiB", "split it"
    return None


def _no_text(data: bytes, name: str) -> tuple[str, str] | None:
    """Give what some bytes are that are no plain text, and what to do; None where they are."""
    kind = kind_of(data) or kind_by_name(name)
    if kind:
        return kind.name, kind.advice
    try:
        decode(data)
    except NotText as reason:
        what, _, advice = str(reason).partition("; ")
        return what.removeprefix("it holds ").removeprefix("it is "), advice
    return None if data.strip() else ("empty", "scrape it again")


def kept_names(found: Sequence[Brought], taken: Container[str], *, as_text: bool = False) -> dict[Path, str]:
    """Give the name in `seeds/` of each file that is taken: its own as every system allows it, with its folder before it if it is taken.

    `as_text` has them end in ".txt".
    """
    names: dict[Path, str] = {}
    used: set[str] = set()
    for one in (one for one in found if one.taken):
        whole = Path(portable(one.file.name))
        stem = whole.stem
        ending = ".txt" if as_text and whole.suffix.lower() != ".txt" else whole.suffix
        more = (f"{one.folder.replace('/', '-')}-{stem}{ending}",) if one.folder else ()
        counted = (f"{stem}-{count}{ending}" for count in range(2, len(found) + 3))
        name = unique_name(f"{stem}{ending}", _Both(taken, used), *more, *counted)
        used.add(name.casefold())
        names[one.file] = name
    return names


@dataclass(frozen=True, slots=True)
class _Both:
    """Two sets of names as one."""

    first: Container[str]
    second: Container[str]

    def __contains__(self, name: object) -> bool:
        return name in self.first or name in self.second


def brought_json(one: Brought) -> dict[str, object]:
    """Give what became of a file as facts."""
    return {
        "file": str(one.file),
        "taken": one.taken,
        "kind": one.kind,
        "advice": one.advice,
        "same_as": one.twin,
    }


def renamed(found: Sequence[Brought]) -> list[str]:
    """Say which names were changed, because not every system allows them."""
    changed = [one for one in found if one.taken and portable(one.file.name) != one.file.name]
    told = ", ".join(f"{one.shown} is {portable(one.file.name)}" for one in changed[:NAMED]) + (
        " and more" if len(changed) > NAMED else ""
    )
    return (
        [f"{plural(len(changed), 'name')} changed, because Windows does not allow such names: {told}"]
        if changed
        else []
    )


def table(found: Sequence[Brought]) -> list[str]:
    """Give what was taken and what was left, a line a kind, with the first files of each and what to do."""
    rows: dict[tuple[bool, str, str], list[Brought]] = defaultdict(list)
    for one in found:
        rows[one.taken, one.kind, one.advice].append(one)
    wide = max((len(kind) for _, kind, _ in rows), default=0)
    lines = []
    for (taken, kind, advice), some in sorted(rows.items(), key=lambda row: (not row[0][0], row[0][1])):
        named = ", ".join(one.shown for one in some[:NAMED]) + (" and more" if len(some) > NAMED else "")
        lines.append(
            f"{'taken' if taken else 'left':5} {len(some):6,}  {kind:{wide}}  {named if not taken else ''}".rstrip()
        )
        if not taken:
            lines.append(f"{'':14}{advice}")
    twins = [one for one in found if one.twin]
    if twins:
        told = ", ".join(f"{one.shown} is {one.twin}" for one in twins[:NAMED]) + (
            " and more" if len(twins) > NAMED else ""
        )
        are = "is" if len(twins) == 1 else "are"
        lines.append(f"{len(twins):,} of these texts {are} byte for byte the same as another: {told}")
    return [*lines, *renamed(found)]
