"""What each file of `content/` is, by where it stands.

A file that nothing reads is a problem, whose message names the place where it would be read.
"""

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path, PurePosixPath

from sitegen.filenames import is_left_behind
from sitegen.files import leads_out, read_file
from sitegen.model import Problem, Severity
from sitegen.read.anchors import PRIVATE_WORD
from sitegen.read.front_matter import ruling_lines
from sitegen.text import nearest

CONTENT_FOLDER = "content/"
MARKDOWN = (".md", ".markdown")
WRITTEN = (*MARKDOWN, ".txt", ".toml")  # endings of what people write for an archive
LIKE_WRITTEN = (*WRITTEN, ".mdx", ".yaml", ".yml")  # and of what they may take for that
PICTURE_FOLDERS = frozenset({"images", "image", "img", "pictures", "photos", "media", "assets", "static"})
LIKE_MARKDOWN = frozenset({"", ".txt", ".text", ".mdx", ".mkd", ".mdown", ".rst", ".org", ".rtf"})
DOCUMENTS = frozenset({".doc", ".docx", ".odt", ".pages", ".html", ".htm", ".pdf"})
TABLE_FILES = ("names.toml", "relations.toml", "withdrawn.toml", "redactions.toml")
NO_NOTES = frozenset({"readme", "license", "changelog"})  # files beside content/ that are no note on a seed
# Hidden files that are copied into a site all the same, since hosts read them.
COPIED_HIDDEN_FILES = frozenset({".htaccess", ".nojekyll"})
COPIED_HIDDEN_FOLDER = ".well-known"
LEADS_OUT = "it is a link that leads out of the archive; put a copy in its place"
MAX_NOTE_BYTES = 1_000_000  # of an unread file that is searched for rights; by judgement


class Part(Enum):
    """What a file of `content/` is, by where it stands; the value is the folder."""

    NOTE = "notes"
    PAGE = "pages"
    ENTITY = "entities"
    FILE = "files"
    LIST = "lists"
    TABLE = ""


MARKDOWN_PARTS = (Part.NOTE, Part.PAGE, Part.ENTITY)
PART_FOLDERS = tuple(part.value for part in Part if part.value)


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A file of `content/`: its path from there, what it is, and whether no public edition has it."""

    name: str
    part: Part
    private: bool


def found_files(folder: Path, lists: tuple[str, ...]) -> tuple[list[ContentFile], list[Problem]]:
    """Return the files of `content/`, sorted by name, and the problems of those that nothing reads.

    `lists` has the names of lists, without their ending.
    """
    files: list[ContentFile] = []
    names, problems = _names(folder)
    if folder.is_symlink() and not folder.exists():
        message = "this link leads nowhere, so nothing that you wrote is read"
        problems.append(Problem(CONTENT_FOLDER.rstrip("/"), -1, "SG121", message, severity=Severity.ERROR))
    private_folder = (folder / PRIVATE_WORD).resolve()
    for name in names:
        file = part_of(name, lists)
        if isinstance(file, ContentFile):
            in_private = file.private or (folder / name).resolve().is_relative_to(private_folder)
            files.append(replace(file, private=in_private))
        else:
            problems.append(_unread_problem(folder, name, file))
    return files, problems


def _unread_problem(folder: Path, name: str, reason: str) -> Problem:
    """Return the problem of an unread file; no public edition is made while one seems to forbid something."""
    lines = _ruling_lines(folder / name)
    if lines:
        message = f"this forbids nothing, since the file is not read: {reason}"
        return Problem(CONTENT_FOLDER + name, lines[0], "SG132", message, severity=Severity.ERROR)
    severity = Severity.ERROR if name.lower().endswith(LIKE_WRITTEN) else Severity.WARNING
    return Problem(CONTENT_FOLDER + name, -1, "SG121", f"this file is not read: {reason}", severity=severity)


def _ruling_lines(file: Path) -> tuple[int, ...]:
    """Return the 0-based lines of a small text that forbid to show something."""
    try:
        return ruling_lines(read_file(file, limit=MAX_NOTE_BYTES).decode("utf-8", "replace"))
    except OSError:
        return ()


def part_of(name: str, lists: tuple[str, ...]) -> ContentFile | str:
    """Return what a file of `content/` is, by its path from there; else the reason why it is not read."""
    *folders, file = name.split("/")
    inner = [folder for folder in folders if folder.casefold() != PRIVATE_WORD]
    private = len(inner) < len(folders)
    part = _part_of_folder(inner[0]) if inner else None
    is_markdown = file.lower().endswith(MARKDOWN)
    if private and not inner and is_markdown:
        return ContentFile(name, Part.NOTE, private)
    if part is Part.FILE or (part is Part.LIST and file.lower().endswith(".txt")):
        return ContentFile(name, part, private)
    if part in MARKDOWN_PARTS and is_markdown:
        return ContentFile(name, part, private)
    if not folders and file in TABLE_FILES:
        return ContentFile(name, Part.TABLE, private)
    return _why_unread(name, inner, part, lists, private=private)


def _part_of_folder(folder: str) -> Part | None:
    return next((part for part in Part if part.value == folder), None)


def _why_unread(
    name: str, inner: list[str], part: Part | None, lists: tuple[str, ...], *, private: bool
) -> str:
    """Return why a file is not read, and where it would be; `inner` are its folders but for private ones."""
    file = PurePosixPath(name)
    base = f"{CONTENT_FOLDER}{PRIVATE_WORD}/" if private else CONTENT_FOLDER
    if file.name.lower() in TABLE_FILES:
        warning = "; what it says is published" if private else ""
        return f"name it {CONTENT_FOLDER}{file.name.lower()}{warning}"
    if part is Part.LIST:
        return f"a list is a text file; name it {base}lists/{file.stem}.txt"
    if part is not None:
        return _why_no_markdown(file)
    if inner:
        return _why_unknown_folder(inner[0], base, private=private)
    return _why_outside(file, base, lists)


def _why_unknown_folder(folder: str, base: str, *, private: bool) -> str:
    known = PART_FOLDERS if private else (*PART_FOLDERS, PRIVATE_WORD)
    close = nearest(folder.lower(), known)
    if folder.lower() in PICTURE_FOLDERS:
        close = Part.FILE.value
    advice = f"there are {', '.join(f'{CONTENT_FOLDER}{name}/' for name in known)}"
    if close:
        advice = f"move it to {base}{close}/"
    return f"{base}{folder}/ is none of the folders that are; {advice}"


def _why_no_markdown(file: PurePosixPath) -> str:
    """Return why a file is not read that stands where Markdown is read and has another ending."""
    stem = CONTENT_FOLDER + file.as_posix().removesuffix(file.suffix)
    markdown_name = stem if stem.lower().endswith(MARKDOWN) else f"{stem}.md"
    if file.suffix.lower() in DOCUMENTS:
        return f"what stands here is Markdown; save its words as plain text in {markdown_name}"
    if file.suffix.lower() in LIKE_MARKDOWN:
        return f"what stands here is Markdown; name it {markdown_name}"
    return f"pictures and other files are copied from {CONTENT_FOLDER}files/"


def _why_outside(file: PurePosixPath, base: str, lists: tuple[str, ...]) -> str:
    """Return why a file is not read that stands in `content/` itself, and where it belongs."""
    ending = file.suffix.lower()
    if ending == ".toml":
        table = nearest(file.name.lower(), TABLE_FILES)
        return (
            f"did you mean {CONTENT_FOLDER}{table}?"
            if table
            else f"there are {', '.join(map(_in_content, TABLE_FILES))}"
        )
    if ending in MARKDOWN:
        return f"move it to {base}notes/ if it is a note on an article, to {base}pages/ if it is a page"
    close = nearest(file.stem.lower(), lists) if ending == ".txt" else ""
    if close:
        return f"lists stand in {base}lists/; move it to {base}lists/{close}.txt"
    return f"files that are to be copied stand in {CONTENT_FOLDER}files/"


def _in_content(name: str) -> str:
    return CONTENT_FOLDER + name


# Beside content/ --------------------------------------------------------------------------------------------


def misplaced(root: Path) -> list[Problem]:
    """Return the problems of files beside `content/` whose name belongs into it, or nearly so."""
    note_stems = _note_stems(root / "seeds")
    problems = []
    for file in sorted(root.iterdir()):
        right_place = right_place_of_folder(file) if file.is_dir() else _right_place_of_file(file, note_stems)
        if not right_place or not _is_written(file) or _is_content_folder(file, root):
            continue
        inside = [inner for inner in sorted(file.rglob("*")) if inner.is_file()] if file.is_dir() else [file]
        code = "SG132" if any(map(_ruling_lines, inside)) else "SG121"
        message = f"this is not read: move it to {right_place}"
        problems.append(Problem(file.name, -1, code, message, severity=Severity.ERROR))
    return problems


def _note_stems(seeds: Path) -> set[str]:
    """Return the stems, in small letters, that Markdown beside `content/` has where it belongs elsewhere."""
    stems = {"index"}
    if seeds.is_dir():
        stems |= {file.stem.lower() for file in seeds.iterdir()}
    return stems - NO_NOTES


def right_place_of_folder(folder: Path) -> str:
    """Return where a folder belongs that is called nearly as one of `content/`; an empty text for others."""
    name = folder.name.lower()
    if folder.name != "content" and nearest(name, ("content",)):
        return CONTENT_FOLDER
    close = nearest(name, (*PART_FOLDERS, PRIVATE_WORD))
    if close and close in {name, name + "s", name.removesuffix("s")}:
        return f"{CONTENT_FOLDER}{close}/"
    return ""


def _right_place_of_file(file: Path, note_stems: set[str]) -> str:
    """Return where a file belongs that is called as a note or a table would be; an empty text for others."""
    name = file.name.lower()
    stem = PurePosixPath(name).stem
    if name.endswith(MARKDOWN) and stem in note_stems:
        return f"seeds/{file.name}" if stem == "index" else f"{CONTENT_FOLDER}notes/{file.name}"
    if name.endswith(".toml") and name != "sitegen.toml":
        table = nearest(name, TABLE_FILES)
        return CONTENT_FOLDER + table if table else ""
    return ""


def _is_content_folder(file: Path, root: Path) -> bool:
    """Whether a folder is `content/` itself, under another name of a file system that ignores case."""
    content = root / CONTENT_FOLDER
    return file.is_dir() and content.exists() and file.samefile(content)


def _is_written(file: Path) -> bool:
    """Whether a file is a person's: a folder is where such files stand in it, any other file always."""
    try:
        return not file.is_dir() or any(inner.suffix.lower() in WRITTEN for inner in file.rglob("*"))
    except OSError:
        return False


# Names ------------------------------------------------------------------------------------------------------


def _names(folder: Path) -> tuple[list[str], list[Problem]]:
    """Return the paths of all files of a folder, from there, and problems of what cannot be read.

    Hidden files and those that programs leave behind are passed over.  Links to folders are followed once.
    """
    visited: set[Path] = set()
    names: list[str] = []
    problems: list[Problem] = []

    def tell_unreadable(error: OSError) -> None:
        path = Path(str(error.filename)).relative_to(folder).as_posix()
        reason = f"it cannot be opened ({error.strerror}); look at its permissions"
        problems.append(_unreadable(path, reason))

    on_error = tell_unreadable if folder.exists() else None
    for place, folders, files in os.walk(folder, followlinks=True, onerror=on_error):
        current = Path(place)
        real = current.resolve()
        if real in visited:
            folders.clear()
            continue
        visited.add(real)
        inner = current.relative_to(folder).as_posix()
        if leads_out(current, folder.parent):
            problems.append(_unreadable(inner.removeprefix("."), LEADS_OUT))
            folders.clear()
            continue
        is_copied = Part.FILE.value in inner.split("/")[:2]
        folders[:] = _without_left_behind(folders, {COPIED_HIDDEN_FOLDER} if is_copied else ())
        for name in _without_left_behind(files, COPIED_HIDDEN_FILES if is_copied else ()):
            path = name if inner == "." else f"{inner}/{name}"
            reason = _why_unreadable(current / name, path, folder.parent)
            if reason:
                problems.append(_unreadable(path, reason))
            else:
                names.append(path)
    return sorted(names), problems


def _without_left_behind(names: Sequence[str], kept: Collection[str]) -> list[str]:
    return [name for name in names if name in kept or not is_left_behind(name)]


def _why_unreadable(file: Path, path: str, root: Path) -> str:
    """Return why a file of an archive cannot be read; an empty text where it can."""
    if not file.is_file():
        return "it is a link that leads nowhere" if file.is_symlink() else "it is no plain file"
    if leads_out(file, root):
        return LEADS_OUT
    if any("\ud800" <= letter <= "\udfff" for letter in path):
        return "its name is no UTF-8; rename it"
    return ""


def _unreadable(path: str, reason: str) -> Problem:
    shown = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return Problem(
        CONTENT_FOLDER + shown, -1, "SG121", f"this is not read: {reason}", severity=Severity.ERROR
    )
