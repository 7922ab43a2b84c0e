"""What each file of `content/` is, by where it stands; what nothing reads is told, with the name it would be read by."""

import os
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path, PurePosixPath

from sitegen.filenames import is_left_behind
from sitegen.model import Problem, Severity
from sitegen.read.anchors import PRIVATE
from sitegen.read.front_matter import ruling_lines
from sitegen.text import nearest

FOLDER = "content/"
MARKDOWN = (".md", ".markdown")
LIST_NAMES = ("people", "organisations", "places", "events", "not-names", "drop", "keep")
PICTURES = frozenset(
    {"images", "image", "img", "pictures", "photos", "media", "assets", "static"}
)  # as people call such folders
PLAIN = frozenset({"", ".txt", ".text", ".mdx", ".mkd", ".mdown", ".rst", ".org", ".rtf"})
DOCUMENTS = frozenset({".doc", ".docx", ".odt", ".pages", ".html", ".htm", ".pdf"})
TABLES = ("names.toml", "relations.toml", "withdrawn.toml")


class Part(Enum):
    """What a file of `content/` is, by where it stands."""

    NOTE = "notes"
    PAGE = "pages"
    ENTITY = "entities"
    FILE = "files"
    LIST = "lists"
    TABLE = ""


MARKDOWN_PARTS = (Part.NOTE, Part.PAGE, Part.ENTITY)


LARGEST_NOTE = 1_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Found:
    """A file of `content/`: its way from there, what it is, and whether the public edition has none of it."""

    name: str
    part: Part
    private: bool


def found_files(folder: Path) -> tuple[list[Found], list[Problem]]:
    """Give what stands in `content/`, in the order of names, and problems of files that nothing reads."""
    found: list[Found] = []
    names, problems = _names(folder)
    if folder.is_symlink() and not folder.exists():
        problems.append(
            Problem(
                FOLDER.rstrip("/"),
                -1,
                "SG121",
                "this link leads nowhere, so nothing that you wrote is read",
                Severity.ERROR,
            )
        )
    hidden = (folder / PRIVATE).resolve()
    for name in names:
        one = part_of(name)
        if isinstance(one, Found):
            found.append(
                replace(one, private=one.private or (folder / name).resolve().is_relative_to(hidden))
            )
        else:
            grave = (
                Severity.ERROR
                if name.lower().endswith((*MARKDOWN, ".txt", ".toml", ".mdx", ".yaml", ".yml"))
                else Severity.WARNING
            )
            forbids = next(iter(_ruling_lines(folder / name)), -1)
            if forbids >= 0:  # the public edition is not made while it says so in vain
                problems.append(
                    Problem(
                        FOLDER + name,
                        forbids,
                        "SG132",
                        f"this forbids nothing, since the file is not read: {one}",
                        Severity.ERROR,
                    )
                )
            else:
                problems.append(Problem(FOLDER + name, -1, "SG121", f"this file is not read: {one}", grave))
    return found, problems


def _ruling_lines(file: Path) -> tuple[int, ...]:
    """Give the 0-based lines of a small text that forbid to show something."""
    try:
        if file.stat().st_size > LARGEST_NOTE:
            return ()
        return ruling_lines(file.read_bytes().decode("utf-8", "replace"))
    except OSError:
        return ()


def part_of(name: str) -> Found | str:
    """Give what a file of `content/` is, by its way from there; else why it is not read, with the name it would be read by."""
    folders = name.split("/")[:-1]
    inner = [one for one in folders if one.casefold() != PRIVATE]
    private = len(inner) < len(folders)
    part = next((one for one in Part if inner and one.value == inner[0]), None)
    file = name.rsplit("/", 1)[-1]
    markdown = file.lower().endswith(MARKDOWN)
    if private and not inner and markdown:
        return Found(name, Part.NOTE, private)
    if part is Part.FILE or (part is Part.LIST and file.lower().endswith(".txt")):
        return Found(name, part, private)
    if part in MARKDOWN_PARTS and markdown:
        return Found(name, part, private)
    if not folders and file in TABLES:
        return Found(name, Part.TABLE, private)
    return _why_unread(name, inner, part, private=private)


def _why_unread(name: str, inner: list[str], part: Part | None, *, private: bool) -> str:
    """Say why a file is not read, and where it would be."""
    file = PurePosixPath(name)
    base = FOLDER + (f"{PRIVATE}/" if private else "")
    if file.name.lower() in TABLES:
        secret = "; what it says is published" if private else ""
        return f"name it {FOLDER}{file.name.lower()}{secret}"
    if part is Part.LIST:
        return f"a list is a text file; name it {base}lists/{file.stem}.txt"
    if part is not None:
        return _why_no_markdown(file)
    if inner:
        known = (*(one.value for one in Part if one.value), *(() if private else (PRIVATE,)))
        close = Part.FILE.value if inner[0].lower() in PICTURES else nearest(inner[0].lower(), known)
        right = (
            f"move it to {base}{close}/"
            if close
            else f"there are {', '.join(f'{FOLDER}{one}/' for one in known)}"
        )
        return f"{base}{inner[0]}/ is none of the folders that are; {right}"
    return _right_place(file, base)


def _why_no_markdown(file: PurePosixPath) -> str:
    stem = FOLDER + file.as_posix().removesuffix(file.suffix)
    right = stem if stem.lower().endswith(MARKDOWN) else f"{stem}.md"
    if file.suffix.lower() in DOCUMENTS:
        return f"what stands here is Markdown; save its words as plain text in {right}"
    if file.suffix.lower() in PLAIN:
        return f"what stands here is Markdown; name it {right}"
    return f"pictures and other files are copied from {FOLDER}files/"


def _right_place(file: PurePosixPath, base: str) -> str:
    """Say where a file belongs that stands in `content/` itself."""
    ending = file.suffix.lower()
    if ending == ".toml":
        close = nearest(file.name.lower(), TABLES)
        return (
            f"did you mean {FOLDER}{close}?"
            if close
            else f"there are {', '.join(FOLDER + one for one in TABLES)}"
        )
    if ending in MARKDOWN:
        return f"move it to {base}notes/ if it is a note on an article, to {base}pages/ if it is a page"
    close = nearest(file.stem.lower(), LIST_NAMES) if ending == ".txt" else ""
    return (
        f"lists stand in {base}lists/; move it to {base}lists/{close}.txt"
        if close
        else f"files that are to be copied stand in {FOLDER}files/"
    )


def misplaced(root: Path) -> list[Problem]:
    """Give problems of files that stand beside `content/` under a name that belongs into it, or nearly so."""
    problems = []
    stems = {file.stem.lower() for file in (root / "seeds").iterdir()} if (root / "seeds").is_dir() else set()
    stems = (stems | {"index"}) - {"readme", "license", "changelog"}
    folders = (*(one.value for one in Part if one.value), PRIVATE)
    for file in sorted(root.iterdir()):
        name = file.name.lower()
        if file.is_dir():
            wanted = (
                "content"
                if nearest(name, ("content",)) and file.name != "content"
                else nearest(name, folders)
            )
            right = FOLDER if wanted == "content" else f"{FOLDER}{wanted}/"
            close = (
                wanted if wanted == "content" or wanted in {name, name + "s", name.removesuffix("s")} else ""
            )
        elif name.endswith(MARKDOWN) and PurePosixPath(name).stem in stems:
            close = PurePosixPath(name).stem
            right = f"seeds/{file.name}" if close == "index" else f"{FOLDER}notes/{file.name}"
        else:
            close = nearest(name, TABLES) if name.endswith(".toml") and name != "sitegen.toml" else ""
            right = FOLDER + close
        if (
            close
            and _is_written(file)
            and not (file.is_dir() and (root / "content").exists() and file.samefile(root / "content"))
        ):
            inside = [one for one in sorted(file.rglob("*")) if one.is_file()] if file.is_dir() else [file]
            code = "SG132" if any(map(_ruling_lines, inside)) else "SG121"
            problems.append(
                Problem(file.name, -1, code, f"this is not read: move it to {right}", Severity.ERROR)
            )
    return problems


def _is_written(file: Path) -> bool:
    """Say whether a folder holds Markdown; a file that is none holds words of a person, whatever they are."""
    try:
        wanted = (*MARKDOWN, ".txt", ".toml")
        return not file.is_dir() or any(one.suffix.lower() in wanted for one in file.rglob("*"))
    except OSError:
        return False


def _names(folder: Path) -> tuple[list[str], list[Problem]]:
    """Give the ways to all files of a folder but hidden ones and those that are left behind, and problems of what cannot be read.

    Links to folders are followed once.
    """
    seen: set[Path] = set()
    found: list[str] = []
    problems: list[Problem] = []

    def told(path: str, why: str) -> None:
        shown = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        problems.append(Problem(FOLDER + shown, -1, "SG121", f"this is not read: {why}", Severity.ERROR))

    def unreadable(error: OSError) -> None:
        told(
            Path(str(error.filename)).relative_to(folder).as_posix(),
            f"it cannot be opened ({error.strerror}); look at its permissions",
        )

    for place, folders, files in os.walk(
        folder, followlinks=True, onerror=unreadable if folder.exists() else None
    ):
        here = Path(place)
        inner = here.relative_to(folder).as_posix()
        copied = Part.FILE.value in inner.split("/")[:2]
        real = here.resolve()
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = [one for one in folders if not is_left_behind(one) or (copied and one == ".well-known")]
        for one in files:
            path = one if inner == "." else f"{inner}/{one}"
            if is_left_behind(one) and not (copied and one in {".htaccess", ".nojekyll"}):
                continue
            if not (here / one).is_file():
                told(
                    path,
                    "it is a link that leads nowhere" if (here / one).is_symlink() else "it is no plain file",
                )
            elif any("\ud800" <= letter <= "\udfff" for letter in path):
                told(path, "its name is no UTF-8; rename it")
            else:
                found.append(path)
    return sorted(found), problems
