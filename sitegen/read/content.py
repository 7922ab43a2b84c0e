"""What people write in `content/`: notes, free pages, words on entities.  What stands where is for `content_files`."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TypeVar
from urllib.parse import urlsplit

from sitegen.config import RIGHTS, ConfigError, SeveralFilesError
from sitegen.language import LanguageTagError, language_tag
from sitegen.markdown import (
    fence_left_open,
    first_heading,
    headings,
    local_links,
    refused_links,
    sentences_with_links,
    without_comments,
    without_title,
)
from sitegen.model import EntityNote, FileError, FreePage, Note, Problem, Remark, Severity
from sitegen.read.anchors import PRIVATE, TRUTHS, Anchor, anchor_of, lines_on_private, misplaced_anchors
from sitegen.read.content_files import FOLDER, MARKDOWN, Found
from sitegen.read.footnotes import footnotes, lone_footnotes, with_footnotes
from sitegen.read.front_matter import YAML, FrontMatter, front_matter, ruling_lines
from sitegen.signatures import signature_slip
from sitegen.text import nearest, slug

FIELDS = (
    "title",
    "standfirst",
    "byline",
    "date",
    "updated",
    "source",
    "address",
    "archived",
    "credit",
    "language",
)
NOTE_KEYS = ("seed", *FIELDS, "keep", "drop", "tags", "rights", "private")
PAGE_KEYS = ("title", "slug", "private")
ENTITY_NOTE_KEYS = ("entity", "private")
NONE = "none"  # the value that removes what was found
_RIGHTS_OR_SEED = re.compile(
    r"^[ \t]*[\"']?(?P<key>rights|seed)[\"']?[ \t]*[:=][ \t]*[\"']?(?P<value>[^\"'\r\n#]+)",
    re.MULTILINE | re.IGNORECASE,
)
_LIKE_COMMENT = re.compile(
    r"<\s*[!‹]\s*[–—-]|‹\s*!\s*[–—-]|%%[^%\n]+%%|\{#[^#\n]+#\}|\{%\s*comment\s*%\}|-->"
)
_DEFINED_COMMENT = re.compile(
    r"^[ ]{0,3}\[(?://|comment|#|_)\]:[ ]*(?:#|<>)[^\n]*", re.MULTILINE | re.IGNORECASE
)  # never shown by Markdown
T = TypeVar("T", Note, FreePage, EntityNote)


# Notes ----------------------------------------------------------------------------------------------------------------


def parse_note(text: str, path: str, *, private: bool = False) -> tuple[Note, tuple[Problem, ...]]:
    """Give the note that a file holds, and what is wrong in it; raise ConfigError where its front matter is broken."""
    front = front_matter(text, path, NOTE_KEYS)
    body, problems = _body(front, path, parted=True)
    rights = front.one("rights").strip().lower()
    broken = "rights" in front.lines and rights not in RIGHTS
    if broken and nearest(rights, RIGHTS) == RIGHTS[-1]:
        message = f'rights is one of {", ".join(RIGHTS)}, not "{rights}"; it is taken as "{RIGHTS[-1]}"'
        problems.append(Problem(path, front.line("rights"), "SG205", message, Severity.ERROR))
        rights, broken = RIGHTS[-1], False
    elif broken:
        message = f'rights is one of {", ".join(RIGHTS)}, not "{rights}"; until then the public edition shows no text of its article'
        problems.append(Problem(path, front.line("rights"), "SG205", message, Severity.ERROR))
    own = _is_private(front, path, problems)
    if private and "private" in front.lines and not own:
        message = (
            "this has no effect, since all of content/private/ is private; move the file, or remove the line"
        )
        problems.append(Problem(path, front.line("private"), "SG227", message))
    private = own or private
    problems += [
        Problem(path, front.line(name), "SG133", f'"{name}" is empty, which changes nothing; remove it')
        for name in ("seed", "keep", "drop", "tags")
        if name in front.lines and not any(value.strip() for value, _ in front.many(name))
    ]
    if _lacks_fence(problems):
        return broken_note(text, path), tuple(problems)
    note = Note(
        path,
        front.one("seed") or _stem(path),
        front.line("seed"),
        tuple(_fields(front, path, problems)),
        front.many("keep"),
        front.many("drop"),
        _tags(front, path, problems),
        "" if broken else rights,
        _remarks(body, front.start, private=private),
        private,
        broken,
    )
    if not (front.lines or note.remarks or problems):
        problems.append(Problem(path, -1, "SG133", "this file is empty; write into it, or remove it"))
    problems += [
        Problem(path, one.line, "SG215", slip)
        for one in note.remarks
        if (slip := signature_slip(one.markdown))
    ]
    return note, tuple(problems)


def _lacks_fence(problems: list[Problem]) -> bool:
    """Say whether something that forbids to show words stands where it does not count: then they are not shown until it is mended."""
    return any(
        problem.code in {"SG125", "SG227"} and problem.severity is Severity.ERROR for problem in problems
    )


def _fields(front: FrontMatter, path: str, problems: list[Problem]) -> Iterator[tuple[str, str, int]]:
    """Give the facts of a note with their lines, an empty text where one is to be removed; what is none is told and left out."""
    for name in FIELDS:
        if name in front.lines and not front.many(name):
            message = (
                f'"{name}" is empty, which changes nothing; to remove what was found, write {name}: none'
            )
            problems.append(Problem(path, front.line(name), "SG133", message))
        for value, line in front.many(name):
            try:
                yield name, "" if value.strip().lower() == NONE else _checked(name, value), line
            except LanguageTagError as error:
                problems.append(Problem(path, line, "SG402", f"language {error}", Severity.ERROR))
            except _AddressError as error:
                problems.append(Problem(path, line, "SG403", str(error), Severity.ERROR))


class _AddressError(ValueError):
    """A text is no address of a page; the message says what to write."""


def _checked(name: str, value: str) -> str:
    if name == "language":
        return language_tag(value)
    if name in {"address", "archived"}:
        try:
            parts = urlsplit(value.strip())
            fine = (
                parts.scheme.lower() in {"http", "https"}
                and bool(parts.hostname)
                and not re.search(r"\s", value.strip())
            )
        except ValueError:
            fine = False
        if not fine:
            bare = re.fullmatch(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/:?#]\S*)?", value.strip(), re.IGNORECASE)
            raise _AddressError(
                f'"{value}" is no address; write it whole, like {f"https://{value.strip()}" if bare else "https://example.org/page"}'
            )
    return value


def _tags(front: FrontMatter, path: str, problems: list[Problem]) -> tuple[str, ...]:
    """Give the tags of a note; a text with commas is several."""
    rows = [(part.strip(), line) for value, line in front.many("tags") for part in value.split(",")]
    problems += [
        Problem(
            path,
            line,
            "SG227",
            'the tag "private" hides nothing; write "private: true" to keep the note out of the public edition',
        )
        for tag, line in rows
        if tag.casefold() == PRIVATE
    ]
    return tuple(dict.fromkeys(tag for tag, _ in rows if tag))


def broken_note(text: str, path: str, *, private: bool = False) -> Note:
    """Give what can be told of a note whose front matter is broken: its seed, what it forbids at least; its words stay private."""
    del private
    said: dict[str, list[str]] = {"rights": [], "seed": []}
    for found in _RIGHTS_OR_SEED.finditer(_head(text)):
        said[found["key"].lower()].append(found["value"].strip())
    rights = max((one for one in said["rights"] if one in RIGHTS), key=RIGHTS.index, default="")
    return Note(
        path, next(iter(said["seed"]), "") or _stem(path), -1, rights=rights, private=True, broken=True
    )


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
    problems += [Problem(path, front.start + line, "SG238", told) for line, told in lone_footnotes(body)]
    problems += _private_slips(body, path, front.start, parted=parted)
    mark = fence_left_open(body) if "```" in body or "~~~" in body else ""
    if mark:
        opened = max(number for number, row in enumerate(body.split("\n")) if row.lstrip().startswith(mark))
        message = (
            f'this block of code has no end, so all below it is part of it; write "{mark}" where it ends'
        )
        problems.append(Problem(path, front.start + opened, "SG124", message))
    if endless >= 0:
        message = 'this comment has no end, so all below it is left out; write "-->" where it ends'
        problems.append(Problem(path, front.start + endless, "SG124", message, Severity.ERROR))
    problems += [
        Problem(path, front.start + one.line, "SG234", one.told, Severity.WARNING)
        for one in refused_links(body)
    ]
    if parted:
        problems += [
            Problem(path, front.start + line, "SG226", told) for line, told in misplaced_anchors(body)
        ]
    return body, problems


def _private_slips(body: str, path: str, start: int, *, parted: bool) -> list[Problem]:
    """Give problems of lines that say "private" and hide nothing; of a file that is left out, nothing is said to be shown."""
    advice = (
        'write "## private" or "## private: ..." with a colon'
        if parted
        else 'write "private: true" at the head of the file'
    )
    told = {
        Severity.ERROR: f"this line hides nothing where it stands, so the public edition leaves the whole file out; {advice}",
        Severity.WARNING: f"what stands below this line is shown in the public edition; to hide it, {advice}",
    }
    found = list(lines_on_private(body, parted=parted))
    worst = Severity.ERROR if any(grave is Severity.ERROR for _, grave in found) else Severity.WARNING
    return [
        Problem(path, start + line, "SG227", told[grave], grave) for line, grave in found if grave is worst
    ]


def _is_private(front: FrontMatter, path: str, problems: list[Problem]) -> bool:
    said = front.one("private").lower()
    if "private" in front.lines and said not in TRUTHS:
        message = f'private is true or false, not "{said}"; it is taken as true'
        problems.append(Problem(path, front.line("private"), "SG402", message, Severity.ERROR))
    return "private" in front.lines and TRUTHS.get(said, True)


def _stem(path: str) -> str:
    """Give the name of a Markdown file without its ending."""
    name = path.rsplit("/", 1)[-1]
    return PurePosixPath(name).stem if name.lower().endswith(MARKDOWN) else name


def _remarks(body: str, start: int, *, private: bool) -> tuple[Remark, ...]:
    """Part the Markdown at headings that quote a passage: `## before "the exact words" after`."""
    lines = body.split("\n")
    found = headings(body) if "#" in body or "\n-" in body else ()
    parts: list[tuple[int, int, Anchor | None]] = [(0, 0, None)]
    parts += [(one.start, one.end, anchor) for one in found if (anchor := anchor_of(one))]
    ends = [part[0] for part in parts[1:]] + [len(lines)]
    notes = footnotes(body) if len(parts) > 1 else {}
    remarks = []
    for (first, after, anchor), end in zip(parts, ends, strict=True):
        inside = lines[after:end]
        markdown = with_footnotes("\n".join(inside).strip("\n"), notes)
        blank = next((number for number, line in enumerate(inside) if line), 0)
        linking = sentences_with_links(markdown, start + after + blank)
        local = local_links(markdown, start + after + blank)
        others = tuple((one.text, start + one.start) for one in found if after <= one.start < end)
        if anchor and (anchor.exact or markdown.strip()):
            quote = (anchor.exact, anchor.prefix, anchor.suffix)
            remarks.append(
                Remark(markdown, start + first, *quote, linking, private or anchor.private, others, local)
            )
        elif markdown.strip():
            remarks.append(
                Remark(markdown, start, linking=linking, private=private, headings=others, local=local)
            )
    return tuple(remarks)


def anchor_lines(text: str, path: str) -> list[int]:
    """Give the 0-based lines of a note's file that are headings which begin a remark; raise ConfigError as `parse_note` does."""
    front = front_matter(text, path, NOTE_KEYS)
    return [front.start + one.start for one in headings(without_comments(front.body)[0]) if anchor_of(one)]


def parse_page(text: str, path: str, *, private: bool = False) -> tuple[FreePage, tuple[Problem, ...]]:
    """Give the free page that a file holds, and what is wrong in it; raise ConfigError where its front matter is broken."""
    front = front_matter(text, path, PAGE_KEYS)
    body, problems = _body(front, path)
    stem = _stem(path)
    title = front.one("title") or first_heading(body) or stem.replace("-", " ").capitalize()
    markdown = without_title(body, title)
    if not markdown.strip() and not problems and stem.lower() != "about":
        problems.append(
            Problem(path, -1, "SG133", "this page is empty, and is shown so; write into it, or remove it")
        )
    first = front.start + body.count("\n") - markdown.count("\n")
    private = _is_private(front, path, problems) or _lacks_fence(problems) or private
    name = slug(front.one("slug") or stem)
    return FreePage(
        path,
        name,
        title,
        markdown,
        front.start,
        sentences_with_links(markdown, first),
        private,
        local_links(markdown, first),
    ), tuple(problems)


def parse_entity_note(
    text: str, path: str, *, private: bool = False
) -> tuple[EntityNote, tuple[Problem, ...]]:
    """Give the note on an entity that a file holds, and what is wrong in it; raise ConfigError where its front matter is broken."""
    front = front_matter(text, path, ENTITY_NOTE_KEYS)
    body, problems = _body(front, path)
    private = _is_private(front, path, problems) or _lacks_fence(problems) or private
    linking = sentences_with_links(body, front.start)
    return EntityNote(
        path,
        front.one("entity") or _stem(path),
        front.line("entity"),
        body,
        linking,
        private,
        local_links(body, front.start),
    ), tuple(problems)


# Files ----------------------------------------------------------------------------------------------------------------


def read_text(file: Path, path: str, *, lossy: bool = False) -> str:
    """Give the text of a file that a person wrote, or an empty text where there is none; a lossy one has marks for broken bytes."""
    if file.is_symlink() and not file.exists():
        raise ConfigError(path, -1, "SG405", "this link leads nowhere; mend or remove it")
    if file.exists() and not file.is_file():
        raise ConfigError(path, -1, "SG405", "this is no plain file; put a text file there")
    try:
        data = file.read_bytes()
        return data.decode(
            "utf-8-sig", "replace" if lossy else "strict"
        )  # line ends as they are: INDEX.md is written back with them
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
            problems += [
                one.problem for one in (error.errors if isinstance(error, SeveralFilesError) else (error,))
            ]
            problems[-1] = replace(
                problems[-1], message=f"{problems[-1].message}; until then nothing of this file counts"
            )
            if instead:
                made.append(instead(text, path, private=one.private))
    return tuple(made), problems
