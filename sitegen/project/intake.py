"""Files that a person brings: which of them are plain texts, what becomes of each, and why."""

import hashlib
import os
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.filenames import is_left_behind, portable
from sitegen.files import UnfitFileError, read_file
from sitegen.model import SitegenError
from sitegen.printable import printable
from sitegen.project.archivebox import INDEX, Snapshot, snapshot_in
from sitegen.read.captures import capture_ending, form_of, read_capture
from sitegen.read.captures.text import CaptureError
from sitegen.read.file_kinds import kind_by_name, kind_of
from sitegen.read.seeds import LARGEST, NotText, decode, natural
from sitegen.text import plural, unique_name

TEXT_KIND = "plain text"
MARKDOWN_ENDINGS = (".md", ".markdown")
MAX_NAMED_FILES = 3  # in a row of the table
FOLDED_INDEX_NAME = "index.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A file that somebody brought: whether it is taken, what it is, and what to do where it is not."""

    file: Path
    shown: str  # its path in the folder that was named, or the file as it was named
    folder: str  # its folder in the folder that was named
    taken: bool
    kind: str
    advice: str = ""
    twin: str = ""  # a file of the archive, or one that comes before, with the same bytes
    name: str = ""  # of the seed, where it is not that of the file
    facts: tuple[tuple[str, str], ...] = ()  # for its note

    @property
    def own_name(self) -> str:
        """Return the name by which the seed is called, before numbers are given."""
        return self.name or self.file.name


def look_through(sources: Sequence[Path], known: Mapping[str, str]) -> list[Brought]:
    """Return what files and folders hold, sub-folders too, in natural order.

    `known` has the names of files that are there already, by the SHA-256 of their bytes. Raises SitegenError
    where a source is not there.
    """
    seen = dict(known)
    brought: list[Brought] = []
    for source in dict.fromkeys(sources):
        if not source.exists():
            raise SitegenError("SG004", source, -1, "there is no such file")
        if source.is_dir():
            for file, snapshot in _files(source):
                path = file.relative_to(source)
                item = _looked_at(file, path, path.as_posix(), seen, source)
                if snapshot:
                    item = replace(item, name=snapshot.name, facts=snapshot.facts, folder="")
                brought.append(item)
        else:
            brought.append(_looked_at(source, Path(source.name), str(source), seen))
    return list({item.file.absolute(): item for item in reversed(brought)}.values())[::-1]


def _files(folder: Path) -> list[tuple[Path, Snapshot | None]]:
    """Return all files below a folder, and links to folders, which are not followed, in natural order.

    Of a snapshot of ArchiveBox one file alone, with what is known of it.
    """
    files: list[tuple[Path, Snapshot | None]] = []
    for place, folders, names in os.walk(folder):
        snapshot = snapshot_in(Path(place)) if INDEX in names else None
        if snapshot:
            folders.clear()
            files.append((snapshot.file, snapshot))
            continue
        files += [(Path(place) / name, None) for name in names]
        files += [(Path(place) / name, None) for name in folders if (Path(place) / name).is_symlink()]
    return sorted(files, key=lambda row: [natural(part) for part in row[0].relative_to(folder).parts])


def _looked_at(
    file: Path, path: Path, shown: str, seen: dict[str, str], within: Path | None = None
) -> Brought:
    """Return what a file is; the digest of a text is added to `seen`.

    `within` is the folder that a link may not lead out of.
    """
    folder = path.parent.as_posix().strip(".")
    reason = _why_not_opened(file, path)
    data = b""
    if reason is None:
        try:
            data = read_file(file, within=within, limit=LARGEST)
            reason = _why_no_text(data, file.name)
        except UnfitFileError as refused:
            kind, _, advice = str(refused.strerror).removeprefix("it is ").partition("; ")
            reason = kind, advice
        except OSError as error:
            reason = f"not readable ({error.strerror})", "look at its permissions"
    if reason:
        kind, advice = reason
        return Brought(file=file, shown=shown, folder=folder, taken=False, kind=kind, advice=advice)
    digest = hashlib.sha256(data).hexdigest()
    twin = seen.get(digest, "")
    seen.setdefault(digest, shown)
    form = form_of(data, file.name)
    kind = form.name if form else TEXT_KIND
    return Brought(file=file, shown=shown, folder=folder, taken=True, kind=kind, twin=twin)


def _why_not_opened(file: Path, path: Path) -> tuple[str, str] | None:
    """Return why a file is left without a look into it, and what to do; None where it is looked into."""
    if any(is_left_behind(part) for part in path.parts):
        return "hidden, or left behind by a program or system", "none of it is a text of yours"
    if file.name.lower() == FOLDED_INDEX_NAME:
        return "an index", 'put it into seeds/ by hand, or let "sitegen index --write" make one'
    if file.is_dir():
        return "a link to a folder", "name that folder itself"
    if not file.is_file():
        return "no plain file", "copy its words into a text file"
    if file.stat().st_size > LARGEST:
        return f"larger than {LARGEST // 1024 // 1024} MiB", "split it"
    return None


def _why_no_text(data: bytes, name: str) -> tuple[str, str] | None:
    """Return what some bytes are that are no plain text, and what to do; None where they are one."""
    if form_of(data, name):
        return _why_not_read(data, name)
    kind = kind_of(data) or kind_by_name(name)
    if kind:
        return kind.name, kind.advice
    try:
        decode(data)
    except NotText as reason:
        what, _, advice = str(reason).partition("; ")
        return what.removeprefix("it holds ").removeprefix("it is "), advice
    return None if data.strip() else ("empty", "scrape it again")


def _why_not_read(data: bytes, name: str) -> tuple[str, str] | None:
    """Return why no text can be read from a file in another form, and what to do; None where one is."""
    try:
        read_capture(data, name, {})
    except CaptureError as error:
        what, _, advice = str(error).partition("; ")
        return what.removeprefix("it is "), advice
    return None


def kept_names(
    brought: Sequence[Brought], taken_names: Container[str], *, as_text: bool = False
) -> dict[Path, str]:
    """Return the name in `seeds/` of each file that is taken.

    It is the file's own, as every system allows it; where that is taken, its folder stands before it. With
    `as_text` names end in ".txt".
    """
    names: dict[Path, str] = {}
    used = _Union(taken_names, set())
    for item in brought:
        if item.taken:
            own_name = Path(portable(item.own_name))
            ending = capture_ending(own_name.name) or own_name.suffix
            is_plain = item.kind == TEXT_KIND and ending.lower() not in MARKDOWN_ENDINGS
            suffix = ".txt" if as_text and is_plain else ending
            stem = own_name.name[: len(own_name.name) - len(ending)]
            names[item.file] = _free_name(stem, suffix, item.folder, used, len(brought))
            used.second.add(names[item.file].casefold())
    return names


def _free_name(stem: str, suffix: str, folder: str, used: "_Union", files: int) -> str:
    """Return a name that is not used: alone, behind its folder, or with a number."""
    with_folder = (f"{folder.replace('/', '-')}-{stem}{suffix}",) if folder else ()
    numbered = (f"{stem}-{number}{suffix}" for number in range(2, files + 3))
    return unique_name(f"{stem}{suffix}", used, *with_folder, *numbered)


@dataclass(frozen=True, slots=True)
class _Union:
    """Names that are taken before, and those that are taken now."""

    first: Container[str]
    second: set[str]

    def __contains__(self, name: object) -> bool:
        return name in self.first or name in self.second


def brought_json(item: Brought) -> dict[str, object]:
    """Return what became of a file, as `--json` prints it."""
    return {
        "file": str(item.file),
        "taken": item.taken,
        "kind": item.kind,
        "advice": item.advice,
        "same_as": item.twin,
    }


def table(brought: Sequence[Brought]) -> list[str]:
    """Return the lines of a table.

    What was taken and what was left, by kind, with the first files and what to do.
    """
    rows: dict[tuple[bool, str, str], list[Brought]] = defaultdict(list)
    for item in brought:
        rows[item.taken, item.kind, item.advice].append(item)
    width = max((len(kind) for _, kind, _ in rows), default=0)
    lines = []
    for (taken, kind, advice), items in sorted(rows.items(), key=lambda row: (not row[0][0], row[0][1])):
        if taken:
            lines.append(f"{'taken':5} {len(items):6,}  {kind:{width}}".rstrip())
        else:
            names = _first([item.shown for item in items])
            lines += [f"{'left':5} {len(items):6,}  {kind:{width}}  {names}".rstrip(), f"{'':14}{advice}"]
    return [*lines, *_twins_told(brought), *renamed(brought)]


def _first(names: Sequence[str]) -> str:
    """Return the first names of a list, and whether there are more."""
    return ", ".join(map(printable, names[:MAX_NAMED_FILES])) + (
        " and more" if len(names) > MAX_NAMED_FILES else ""
    )


def _twins_told(brought: Sequence[Brought]) -> list[str]:
    """Return a line about the texts that have the same bytes as another, if there are any."""
    twins = [item for item in brought if item.twin]
    if not twins:
        return []
    verb = "is" if len(twins) == 1 else "are"
    pairs = _first([f"{item.shown} is {item.twin}" for item in twins])
    return [f"{len(twins):,} of these texts {verb} byte for byte the same as another: {pairs}"]


def renamed(brought: Sequence[Brought]) -> list[str]:
    """Return a line about the names that were changed because not every system allows them, if any."""
    changed = [item for item in brought if item.taken and portable(item.file.name) != item.file.name]
    if not changed:
        return []
    pairs = _first([f"{item.shown} is {portable(item.file.name)}" for item in changed])
    count = plural(len(changed), "name")
    return [f"{count} changed, because Windows does not allow such names: {pairs}"]
