"""`content/`: what people write.  Every file in it is read, or told of with the place where it would be.

`Part` says what stands where: notes, free pages, words on entities, tables, lists, files that are copied.
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
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
from sitegen.read.front_matter import YAML, FrontMatter, front_matter, ruling_lines
from sitegen.text import nearest, shorten, slug

FIELDS = ("title", "standfirst", "byline", "date", "updated", "source", "address", "archived", "credit", "language")
NOTE_KEYS = ("seed", *FIELDS, "keep", "drop", "tags", "rights", "private")
PAGE_KEYS = ("title", "slug", "private")
ENTITY_NOTE_KEYS = ("entity", "private")
MARKDOWN = (".md", ".markdown")
FOLDER, PRIVATE = "content/", "private"
ANCHOR_SHOWN = 8  # words of a heading in a message
TABLES = ("names.toml", "relations.toml", "withdrawn.toml")
_OPENERS, _CLOSERS = '"＂″“”„‟❝❞〝«»「『《〈‹❮', '"＂″”“‟❞❝〞〟»«」』》〉›❯'
_ANCHOR = re.compile(rf"(?P<prefix>[^{_OPENERS}]*)[{_OPENERS}](?P<exact>.+)[{_CLOSERS}](?P<suffix>[^{_CLOSERS}]*)|[‘‚'](?P<single>.+)[’‘']")
_PRIVATE = re.compile(r"private(?:\s*:\s*|$)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_RIGHTS_OR_SEED = re.compile(
    r"^[ \t]*[\"']?(?P<key>rights|seed)[\"']?[ \t]*[:=][ \t]*[\"']?(?P<value>[^\"'\r\n#]+)", re.MULTILINE | re.IGNORECASE
)
_LIKE_PRIVATE = re.compile(r"(?:[ \t]*(?:>|[-*+]|\d+[.)]))*[ \t]*#{1,6}[^\w\n]*private\b(?P<rest>.*)", re.IGNORECASE)
_PRIVATE_ALONE = re.compile(r"[\W_]*private[\W_]*", re.IGNORECASE)
_PRIVATE_ROW = re.compile(r"[\W_]{0,8}private[\W_]{0,4}?[:：](?P<rest>.*)", re.IGNORECASE)
_LIKE_COMMENT = re.compile(r"<\s*[!‹]\s*[–—-]|‹\s*!\s*[–—-]|%%[^%\n]+%%|\{#[^#\n]+#\}|\{%\s*comment\s*%\}|-->")
_DEFINED_COMMENT = re.compile(
    r"^[ ]{0,3}\[(?://|comment|#|_)\]:[ ]*(?:#|<>)[^\n]*", re.MULTILINE | re.IGNORECASE
)  # never shown by Markdown
_WORDS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
T = TypeVar("T", Note, FreePage, EntityNote)


# Notes ----------------------------------------------------------------------------------------------------------------


def parse_note(text: str, path: str, *, private: bool = False) -> tuple[Note, tuple[Problem, ...]]:
    """Give the note that a file holds, and what is wrong in it; raise ConfigError where its front matter is broken."""
    front = front_matter(text, path, NOTE_KEYS)
    body, problems = _body(front, path, parted=True)
    rights = front.one("rights").strip().lower()
    broken = "rights" in front.lines and rights not in RIGHTS
    if broken:
        message = f'rights is one of {", ".join(RIGHTS)}, not "{rights}"; until then the public edition shows no text of its article'
        problems.append(Problem(path, front.line("rights"), "SG205", message, Severity.ERROR))
    private = _is_private(front, path, problems) or private
    if _lacks_fence(problems):
        return broken_note(text, path), tuple(problems)
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
        broken,
    )
    return note, tuple(problems)


def _lacks_fence(problems: list[Problem]) -> bool:
    """Say whether something that forbids to show words stands where it does not count: then they are not shown until it is mended."""
    return any(problem.code in {"SG125", "SG227"} and problem.severity is Severity.ERROR for problem in problems)


def _fields(front: FrontMatter, path: str, problems: list[Problem]) -> Iterator[tuple[str, str, int]]:
    """Give the facts of a note with their lines; a language that is none is told and left out."""
    for name in FIELDS:
        for value, line in front.many(name):
            try:
                yield name, language_tag(value) if name == "language" else value, line
            except LanguageTagError as error:
                problems.append(Problem(path, line, "SG402", f"language {error}", Severity.ERROR))


def broken_note(text: str, path: str, *, private: bool = False) -> Note:
    """Give what can be told of a note whose front matter is broken: its seed, what it forbids at least; its words stay private."""
    del private
    said: dict[str, list[str]] = {"rights": [], "seed": []}
    for found in _RIGHTS_OR_SEED.finditer(_head(text)):
        said[found["key"].lower()].append(found["value"].strip())
    rights = max((one for one in said["rights"] if one in RIGHTS), key=RIGHTS.index, default="")
    return Note(path, next(iter(said["seed"]), "") or _stem(path), -1, rights=rights, private=True, broken=True)


def _head(text: str) -> str:
    """Give the part of a text in which its broken front matter stands: up to the second fence, else all of it."""
    rows = text.lstrip("\ufeff").split("\n")
    fences = [at for at, row in enumerate(rows) if re.fullmatch(r"\s*(?:-{3,}|\+{3})\s*", row.rstrip("\r"))]
    return "\n".join(rows[: fences[1]] if len(fences) > 1 else rows)


def _body(front: FrontMatter, path: str, *, parted: bool = False) -> tuple[str, list[Problem]]:
    """Give the Markdown without what its writer hid, and what is wrong with it."""
    problems = list(front.problems)
    problems += [
        Problem(
            path,
            front.start + line,
            "SG125",
            f'this is no front matter; it stands between lines "{YAML}" at the head of the file',
            Severity.ERROR,
        )
        for line in ruling_lines(front.body)
        if not front.problems
    ]
    body, endless = without_comments(front.body)
    body = _DEFINED_COMMENT.sub("", body)
    problems += [
        Problem(
            path,
            front.start + body.count("\n", 0, found.start()),
            "SG127",
            f'"{found[0]}" looks like a comment, but is shown; write <!-- ... -->',
        )
        for found in _LIKE_COMMENT.finditer(body)
    ]
    problems += [Problem(path, front.start + line, "SG227", told, grave) for line, told, grave in _private_slips(body, parted=parted)]
    if endless >= 0:
        message = 'this comment has no end, so all below it is left out; write "-->" where it ends'
        problems.append(Problem(path, front.start + endless, "SG124", message, Severity.ERROR))
    problems += [Problem(path, front.start + one.line, "SG234", one.told, Severity.WARNING) for one in refused_links(body)]
    if parted:
        problems += [
            Problem(path, front.start + one.start, "SG226", f"this heading quotes no passage where it stands; write {_as_anchor(one)}{why}")
            for one, why in _misplaced_anchors(body)
        ]
    return body, problems


def _misplaced_anchors(body: str) -> Iterator[tuple[Heading, str]]:
    """Give headings that quote a passage, but begin no remark, each with what more to do: of another level, or in a list or quotation."""
    found = [(one, "") for one in headings(body) if one.level != 2] if "#" in body else []
    found += [(one, ", at the left margin") for one in headings(body, inner=True)] if "#" in body else []
    for one, why in found:
        anchor = _anchor_of(replace(one, level=2))
        if anchor and anchor.exact:
            yield one, why


def _as_anchor(heading: Heading) -> str:
    return f"## {shorten(heading.text, ANCHOR_SHOWN)}"


def _private_slips(body: str, *, parted: bool) -> Iterator[tuple[int, str, Severity]]:
    """Give the lines that say "private" like a heading and hide nothing, what to write, and how grave it is.

    `parted` is whether headings of the second level part the text into remarks, of which each may be private.
    """
    if "private" not in body.casefold():
        return
    advice = 'write "## private" or "## private: ..." with a colon' if parted else 'write "private: true" at the head of the file'
    whole = f"this line hides nothing where it stands, so the public edition leaves the whole file out; {advice}"
    shown = f"what stands below this line is shown in the public edition; to hide it, {advice}"
    found = {one.start: one for one in headings(body)}
    hiding = {line for line, one in found.items() if parted and one.level == 2 and (anchor := _anchor_of(one)) and anchor.private}
    for number, line in enumerate(body.split("\n")):
        meant = _LIKE_PRIVATE.fullmatch(line)
        if number in hiding:
            continue
        if (number in found and _is_private_heading(found[number])) or _PRIVATE_ALONE.fullmatch(line):
            yield number, whole, Severity.ERROR
        elif meant or _PRIVATE_ROW.fullmatch(line):
            rest = (meant or _PRIVATE_ROW.fullmatch(line) or {"rest": ""})["rest"]
            sure = bool(meant and (rest.lstrip()[:1] in set(":：-–—!.;") or not rest.strip())) or bool(
                _ANCHOR.fullmatch(rest.strip(" :：-–—*_"))
            )
            yield number, *((whole, Severity.ERROR) if sure else (shown, Severity.WARNING))


def _is_private_heading(heading: Heading) -> bool:
    """Say whether a heading can only be meant to make what stands below it private, whatever its level."""
    anchor = _anchor_of(replace(heading, level=2))
    return anchor is not None and anchor.private


def _plain_words(text: str) -> str:
    """Give the words of a heading without emphasis and brackets around "private", in one form of colon."""
    found = re.match(r"[\W_]*(private)[*_`\])}]*\s*([:：;.!–—-]?)[*_`\])}]*(.*)", text.strip(), re.IGNORECASE | re.DOTALL)
    if not found or (not found[2] and found[3].strip()):
        return text.strip()
    return f"private: {found[3].strip()}" if found[3].strip() else "private"


def _is_private(front: FrontMatter, path: str, problems: list[Problem]) -> bool:
    said = front.one("private").lower()
    if "private" in front.lines and said not in _WORDS:
        message = f'private is true or false, not "{said}"; it is taken as true'
        problems.append(Problem(path, front.line("private"), "SG402", message, Severity.ERROR))
    return "private" in front.lines and _WORDS.get(said, True)


def _stem(path: str) -> str:
    """Give the name of a Markdown file without its ending."""
    name = path.rsplit("/", 1)[-1]
    return PurePosixPath(name).stem if name.lower().endswith(MARKDOWN) else name


def _remarks(body: str, start: int, *, private: bool) -> tuple[Remark, ...]:
    """Part the Markdown at headings that quote a passage: `## before "the exact words" after`."""
    lines = body.split("\n")
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
    plain = _plain_words(heading.text)
    hidden = _PRIVATE.fullmatch(plain)
    words = hidden["rest"].strip() if hidden else plain
    found = _ANCHOR.fullmatch(words)
    if found:
        exact = (found["exact"] or found["single"] or "").strip()
        around = [(found[part] or "").strip(" …") for part in ("prefix", "suffix")]
        slips = [
            re.findall(r"\w+", part.casefold())[:1] == [PRIVATE] for part in around
        ]  # `## private "words"`, `## private note: "words"`
        before, after = ("" if slip else part for slip, part in zip(slips, around, strict=True))
        return _Anchor(exact, before, after, bool(hidden) or any(slips))
    return _Anchor("", "", "", private=True) if hidden else None


def parse_page(text: str, path: str, *, private: bool = False) -> tuple[FreePage, tuple[Problem, ...]]:
    """Give the free page that a file holds, and what is wrong in it; raise ConfigError where its front matter is broken."""
    front = front_matter(text, path, PAGE_KEYS)
    body, problems = _body(front, path)
    stem = _stem(path)
    title = front.one("title") or first_heading(body) or stem.replace("-", " ").capitalize()
    markdown = without_title(body, title)
    first = front.start + body.count("\n") - markdown.count("\n")
    private = _is_private(front, path, problems) or _lacks_fence(problems) or private
    name = slug(front.one("slug") or stem)
    return FreePage(
        path, name, title, markdown, front.start, sentences_with_links(markdown, first), private, local_links(markdown, first)
    ), tuple(problems)


def parse_entity_note(text: str, path: str, *, private: bool = False) -> tuple[EntityNote, tuple[Problem, ...]]:
    """Give the note on an entity that a file holds, and what is wrong in it; raise ConfigError where its front matter is broken."""
    front = front_matter(text, path, ENTITY_NOTE_KEYS)
    body, problems = _body(front, path)
    private = _is_private(front, path, problems) or _lacks_fence(problems) or private
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
    names, problems = _names(folder)
    if folder.is_symlink() and not folder.exists():
        problems.append(
            Problem(FOLDER.rstrip("/"), -1, "SG121", "this link leads nowhere, so nothing that you wrote is read", Severity.ERROR)
        )
    hidden = (folder / PRIVATE).resolve()
    for name in names:
        one = part_of(name)
        if isinstance(one, Found):
            found.append(replace(one, private=one.private or (folder / name).resolve().is_relative_to(hidden)))
        else:
            grave = Severity.ERROR if name.lower().endswith((*MARKDOWN, ".txt", ".toml", ".mdx", ".yaml", ".yml")) else Severity.WARNING
            problems.append(Problem(FOLDER + name, -1, "SG121", f"this file is not read: {one}", grave))
    return found, problems


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
    """Give problems of files that stand beside `content/` under a name that belongs into it, or nearly so."""
    problems = []
    folders = (*(one.value for one in Part if one.value), PRIVATE)
    for file in sorted(root.iterdir()):
        name = file.name.lower()
        if file.is_dir():
            wanted = "content" if nearest(name, ("content",)) and file.name != "content" else nearest(name, folders)
            right = FOLDER if wanted == "content" else f"{FOLDER}{wanted}/"
            close = wanted if wanted == "content" or wanted in {name, name + "s", name.removesuffix("s")} else ""
        else:
            close = nearest(name, TABLES) if name.endswith(".toml") and name != "sitegen.toml" else ""
            right = FOLDER + close
        if close and _is_written(file) and not (file.is_dir() and (root / "content").exists() and file.samefile(root / "content")):
            problems.append(Problem(file.name, -1, "SG121", f"this is not read: move it to {right}", Severity.ERROR))
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
        told(Path(str(error.filename)).relative_to(folder).as_posix(), f"it cannot be opened ({error.strerror}); look at its permissions")

    for place, folders, files in os.walk(folder, followlinks=True, onerror=unreadable if folder.exists() else None):
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
                told(path, "it is a link that leads nowhere" if (here / one).is_symlink() else "it is no plain file")
            elif any("\ud800" <= letter <= "\udfff" for letter in path):
                told(path, "its name is no UTF-8; rename it")
            else:
                found.append(path)
    return sorted(found), problems


# Files ----------------------------------------------------------------------------------------------------------------


def read_text(file: Path, path: str, *, lossy: bool = False) -> str:
    """Give the text of a file that a person wrote, or an empty text where there is none; a lossy one has marks for broken bytes."""
    if file.is_symlink() and not file.exists():
        raise ConfigError(path, -1, "SG405", "this link leads nowhere; mend or remove it")
    if file.exists() and not file.is_file():
        raise ConfigError(path, -1, "SG405", "this is no plain file; put a text file there")
    try:
        data = file.read_bytes()
        return data.decode("utf-8-sig", "replace" if lossy else "strict")  # line ends as they are: INDEX.md is written back with them
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
            text = read_text(root / path, path, lossy=instead is not None)
            text = read_text(root / path, path)
            value, wrong = parse(text, path, private=one.private)
            made.append(value)
            problems += wrong
        except FileError as error:
            problems.append(error.problem)
            if instead:
                made.append(instead(text, path, private=one.private))
    return tuple(made), problems
