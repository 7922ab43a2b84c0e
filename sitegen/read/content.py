"""`content/`: what people write.  Every file in it is read, or told of with the place where it would be.

`PARTS` says what stands where: notes, free pages, words on entities, tables, lists, files that are copied.
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import TypeVar

from sitegen.config import RIGHTS, ConfigError
from sitegen.filenames import is_left_behind
from sitegen.language import LanguageTagError, language_tag
from sitegen.markdown import (
    Heading,
    first_heading,
    headings,
    local_links,
    refused_links,
    sentences_with_links,
    without_comments,
    without_title,
)
from sitegen.model import EntityNote, FileError, FreePage, Note, Problem, Remark, Severity
from sitegen.read.front_matter import FrontMatter, front_matter
from sitegen.text import nearest, slug

FIELDS = ("title", "standfirst", "byline", "date", "updated", "source", "address", "archived", "credit", "language")
NOTE_KEYS = ("seed", *FIELDS, "keep", "drop", "tags", "rights", "private")
PAGE_KEYS = ("title", "slug", "private")
ENTITY_NOTE_KEYS = ("entity", "private")
MARKDOWN = (".md", ".markdown")
FOLDER, PRIVATE = "content/", "private"
TABLES = ("names.toml", "relations.toml", "withdrawn.toml")
_OPENERS, _CLOSERS = '"“”„«»「『‹', '"”“»«」』›'
_ANCHOR = re.compile(rf"(?P<prefix>[^{_OPENERS}]*)[{_OPENERS}](?P<exact>.+)[{_CLOSERS}](?P<suffix>[^{_CLOSERS}]*)|[‘‚'](?P<single>.+)[’‘']")
_PRIVATE = re.compile(r"private(?:\s*:\s*|$)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_RIGHTS_OR_SEED = re.compile(r"^\s*(?P<key>rights|seed)\s*[:=]\s*[\"']?(?P<value>[^\"'\n#]+)", re.MULTILINE)
_WORDS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
T = TypeVar("T", Note, FreePage, EntityNote)


# Notes ----------------------------------------------------------------------------------------------------------------


def parse_note(text: str, path: str, *, private: bool = False) -> tuple[Note, tuple[Problem, ...]]:
    """Give the note that a file holds, and what is wrong in it; raise ConfigError where its front matter is broken."""
    front = front_matter(text, path, NOTE_KEYS)
    body, problems = _body(front, path)
    rights = front.one("rights")
    broken = bool(rights) and rights not in RIGHTS
    if broken:
        message = f'rights is one of {", ".join(RIGHTS)}, not "{rights}"; until then the public edition shows no text of its article'
        problems.append(Problem(path, front.line("rights"), "SG205", message, Severity.ERROR))
    private = _is_private(front, path, problems) or private
    note = Note(
        path,
        front.one("seed") or _stem(path),
        front.line("seed"),
        tuple(_fields(front, path, problems)),
        front.many("keep"),
        front.many("drop"),
        tuple(value for value, _ in front.many("tags")),
        "" if broken else rights,
        _remarks(body, front.start, private=private),
        private,
        broken or any(problem.code == "SG125" and problem.severity is Severity.ERROR for problem in problems),
    )
    return note, tuple(problems)


def _fields(front: FrontMatter, path: str, problems: list[Problem]) -> Iterator[tuple[str, str, int]]:
    """Give the facts of a note with their lines; a language that is none is told and left out."""
    for name in FIELDS:
        for value, line in front.many(name):
            try:
                yield name, language_tag(value) if name == "language" else value, line
            except LanguageTagError as error:
                problems.append(Problem(path, line, "SG402", f"language {error}", Severity.ERROR))


def broken_note(text: str, path: str, *, private: bool = False) -> Note:
    """Give what can be told of a note whose front matter is broken: its seed, and that its text may be one not to show."""
    said = {found["key"]: found["value"].strip() for found in _RIGHTS_OR_SEED.finditer(text)}
    rights = said.get("rights", "")
    return Note(path, said.get("seed") or _stem(path), -1, rights=rights if rights in RIGHTS else "", private=private, broken=True)


def _body(front: FrontMatter, path: str) -> tuple[str, list[Problem]]:
    """Give the Markdown without what its writer hid, and what is wrong with it."""
    problems = list(front.problems)
    body, endless = without_comments(front.body)
    if endless >= 0:
        message = 'this comment has no end, so all below it is left out; write "-->" where it ends'
        problems.append(Problem(path, front.start + endless, "SG124", message, Severity.ERROR))
    problems += [
        Problem(
            path, front.start + line, "SG234", f'a link to "{scheme}:" is shown as it is written; link to a web address', Severity.WARNING
        )
        for line, scheme in (refused_links(body) if "](" in body else ())
    ]
    return body, problems


def _is_private(front: FrontMatter, path: str, problems: list[Problem]) -> bool:
    said = front.one("private").lower()
    if said and said not in _WORDS:
        message = f'private is true or false, not "{said}"; it is taken as true'
        problems.append(Problem(path, front.line("private"), "SG402", message, Severity.ERROR))
    return bool(said) and _WORDS.get(said, True)


def _stem(path: str) -> str:
    """Give the name of a Markdown file without its ending."""
    name = path.rsplit("/", 1)[-1]
    return PurePosixPath(name).stem if name.lower().endswith(MARKDOWN) else name


def _remarks(body: str, start: int, *, private: bool) -> tuple[Remark, ...]:
    """Part the Markdown at headings that quote a passage: `## before "the exact words" after`."""
    lines = body.splitlines()
    found = headings(body) if "#" in body or "\n-" in body else ()
    parts: list[tuple[int, int, _Anchor | None]] = [(0, 0, None)]
    parts += [(one.start, one.end, anchor) for one in found if (anchor := _anchor_of(one))]
    ends = [part[0] for part in parts[1:]] + [len(lines)]
    remarks = []
    for (first, after, anchor), end in zip(parts, ends, strict=True):
        inside = lines[after:end]
        markdown = "\n".join(inside).strip("\n")
        blank = next((number for number, line in enumerate(inside) if line), 0)
        linking = sentences_with_links(markdown, start + after + blank)
        local = local_links(markdown, start + after + blank)
        others = tuple((one.text, start + one.start) for one in found if after <= one.start < end)
        if anchor and (anchor.exact or markdown.strip()):
            quote = (anchor.exact, anchor.prefix, anchor.suffix)
            remarks.append(Remark(markdown, start + first, *quote, linking, private or anchor.private, others, local))
        elif markdown.strip():
            remarks.append(Remark(markdown, start, linking=linking, private=private, headings=others, local=local))
    return tuple(remarks)


def anchor_lines(text: str, path: str) -> list[int]:
    """Give the 0-based lines of a note's file that are headings which begin a remark; raise ConfigError as `parse_note` does."""
    front = front_matter(text, path, NOTE_KEYS)
    return [front.start + one.start for one in headings(without_comments(front.body)[0]) if _anchor_of(one)]


@dataclass(frozen=True, slots=True)
class _Anchor:
    """What a heading says of the remark below it: the passage that it quotes, if any, and whether it is private."""

    exact: str
    prefix: str
    suffix: str
    private: bool


def _anchor_of(heading: Heading) -> _Anchor | None:
    """Give what a heading anchors; None where it is an ordinary one."""
    if heading.level != 2:
        return None
    hidden = _PRIVATE.fullmatch(heading.text.strip())
    words = hidden["rest"].strip() if hidden else heading.text.strip()
    found = _ANCHOR.fullmatch(words)
    if found:
        exact = (found["exact"] or found["single"] or "").strip()
        return _Anchor(exact, (found["prefix"] or "").strip(" …"), (found["suffix"] or "").strip(" …"), bool(hidden))
    return _Anchor("", "", "", private=True) if hidden else None


def parse_page(text: str, path: str, *, private: bool = False) -> tuple[FreePage, tuple[Problem, ...]]:
    """Give the free page that a file holds, and what is wrong in it; raise ConfigError where its front matter is broken."""
    front = front_matter(text, path, PAGE_KEYS)
    body, problems = _body(front, path)
    stem = _stem(path)
    title = front.one("title") or first_heading(body) or stem.replace("-", " ").capitalize()
    markdown = without_title(body, title)
    first = front.start + len(body.splitlines()) - len(markdown.splitlines())
    private = _is_private(front, path, problems) or private
    name = slug(front.one("slug") or stem)
    return FreePage(
        path, name, title, markdown, front.start, sentences_with_links(markdown, first), private, local_links(markdown, first)
    ), tuple(problems)


def parse_entity_note(text: str, path: str, *, private: bool = False) -> tuple[EntityNote, tuple[Problem, ...]]:
    """Give the note on an entity that a file holds, and what is wrong in it; raise ConfigError where its front matter is broken."""
    front = front_matter(text, path, ENTITY_NOTE_KEYS)
    body, problems = _body(front, path)
    private = _is_private(front, path, problems) or private
    linking = sentences_with_links(body, front.start)
    return EntityNote(
        path, front.one("entity") or _stem(path), front.line("entity"), body, linking, private, local_links(body, front.start)
    ), tuple(problems)


# Where things stand ---------------------------------------------------------------------------------------------------


class Part(Enum):
    """What a file of `content/` is, by where it stands."""

    NOTE = "notes"
    PAGE = "pages"
    ENTITY = "entities"
    FILE = "files"
    LIST = "lists"
    TABLE = ""


MARKDOWN_PARTS = (Part.NOTE, Part.PAGE, Part.ENTITY)


@dataclass(frozen=True, slots=True)
class Found:
    """A file of `content/`: its way from there, what it is, and whether the public edition has none of it."""

    name: str
    part: Part
    private: bool


def found_files(folder: Path) -> tuple[list[Found], list[Problem]]:
    """Give what stands in `content/`, in the order of names, and problems of files that nothing reads."""
    found: list[Found] = []
    problems: list[Problem] = []
    for name in _names(folder):
        one = part_of(name)
        if isinstance(one, Found):
            found.append(one)
        else:
            grave = Severity.ERROR if name.lower().endswith((*MARKDOWN, ".txt", ".toml", ".mdx", ".yaml", ".yml")) else Severity.WARNING
            problems.append(Problem(FOLDER + name, -1, "SG121", f"this file is not read: {one}", grave))
    return found, problems


def part_of(name: str) -> Found | str:
    """Give what a file of `content/` is, by its way from there; else why it is not read, with the name it would be read by."""
    folders = name.split("/")[:-1]
    private = folders[:1] == [PRIVATE]
    inner = folders[1:] if private else folders
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
    file = name.rsplit("/", 1)[-1]
    base = FOLDER + (f"{PRIVATE}/" if private else "")
    if part is Part.LIST:
        return f"a list is a text file; name it {base}lists/{PurePosixPath(file).stem}.txt"
    if part is not None:
        is_text = PurePosixPath(file).suffix.lower() in {"", ".txt", ".text", ".mdx", ".mkd", ".mdown", ".rst", ".org", ".rtf"}
        right = f"{FOLDER}{name.removesuffix(PurePosixPath(file).suffix)}.md"
        return f"what stands here is Markdown; name it {right}" if is_text else f"pictures and other files are copied from {FOLDER}files/"
    if inner:
        close = nearest(inner[0].lower(), tuple(one.value for one in Part if one.value))
        right = f"move it to {base}{close}/" if close else f"there are {', '.join(f'{FOLDER}{one.value}/' for one in Part if one.value)}"
        return f"{base}{inner[0]}/ is none of the folders that are; {right}"
    if file.lower().endswith(".toml"):
        close = nearest(file.lower(), TABLES)
        return f"did you mean {FOLDER}{close}?" if close else f"there are {', '.join(FOLDER + one for one in TABLES)}"
    if file.lower().endswith(MARKDOWN):
        return f"move it to {base}notes/ if it is a note on an article, to {base}pages/ if it is a page"
    return f"files that are to be copied stand in {FOLDER}files/"


def misplaced(root: Path) -> list[Problem]:
    """Give problems of files that stand beside `content/` under a name that belongs into it."""
    problems = []
    wanted = {*TABLES, *(one.value for one in MARKDOWN_PARTS)}
    for file in sorted(root.iterdir()):
        name = file.name.lower()
        written = any(one.suffix.lower() in MARKDOWN for one in file.iterdir()) if file.is_dir() else True
        if name in wanted and file.is_dir() == ("." not in name) and written:
            message = f"this is not read: move it to {FOLDER}{name}{'/' if file.is_dir() else ''}"
            problems.append(Problem(file.name, -1, "SG121", message, Severity.ERROR))
    return problems


def _names(folder: Path) -> Iterator[str]:
    """Give the ways to all files of a folder but hidden ones and those that are left behind; links to folders are followed once."""
    seen: set[Path] = set()
    found: list[str] = []
    for place, folders, files in os.walk(folder, followlinks=True):
        here = Path(place)
        inner = here.relative_to(folder).as_posix()
        copied = inner == Part.FILE.value or inner.startswith(f"{Part.FILE.value}/")
        real = here.resolve()
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = [one for one in folders if not is_left_behind(one) or (copied and one == ".well-known")]
        found += [
            one if inner == "." else f"{inner}/{one}"
            for one in files
            if not is_left_behind(one) or (copied and one in {".htaccess", ".nojekyll"})
        ]
    yield from sorted(found)


# Files ----------------------------------------------------------------------------------------------------------------


def read_text(file: Path, path: str) -> str:
    """Give the text of a file that a person wrote, or an empty text where there is none."""
    try:
        return file.read_bytes().decode("utf-8-sig")  # line ends as they are: INDEX.md is written back with them
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except UnicodeDecodeError as error:
        raise ConfigError(path, -1, "SG405", f"not UTF-8 (byte {error.start}); save it as UTF-8") from None
    except OSError as error:
        raise ConfigError(path, -1, "SG405", f"cannot be read ({error.strerror})") from None


def read_markdown(
    root: Path,
    found: list[Found],
    parse: Callable[..., tuple[T, tuple[Problem, ...]]],
    instead: Callable[..., T] | None = None,
) -> tuple[tuple[T, ...], list[Problem]]:
    """Read some files; one that is broken is a problem, and `instead` gives what stands for it."""
    made: list[T] = []
    problems: list[Problem] = []
    for one in found:
        path = FOLDER + one.name
        text = ""
        try:
            text = read_text(root / path, path)
            value, wrong = parse(text, path, private=one.private)
            made.append(value)
            problems += wrong
        except FileError as error:
            problems.append(error.problem)
            if instead:
                made.append(instead(text, path, private=one.private))
    return tuple(made), problems
