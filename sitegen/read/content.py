"""What people write in `content/`: notes, free pages, words on entities.

`content_files` says which file is what.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple, TypeVar

from sitegen.config import RIGHTS, ConfigError, SeveralFilesError, strictest_rights
from sitegen.files import read_file
from sitegen.language import LanguageTagError, language_tag
from sitegen.markdown import (
    Heading,
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
from sitegen.read.anchors import (
    NO_ANCHOR,
    PRIVATE_WORD,
    TRUTHS,
    Anchor,
    anchor_of,
    lines_on_private,
    misplaced_anchors,
)
from sitegen.read.content_files import CONTENT_FOLDER, MARKDOWN, ContentFile
from sitegen.read.footnotes import footnotes, lone_footnotes, with_footnotes
from sitegen.read.front_matter import YAML, FrontMatter, front_matter, ruling_lines
from sitegen.signatures import signature_slip
from sitegen.text import is_web_address, nearest, slug

FIELDS = (  # keys of a note that replace what was found in its article
    "title",
    "standfirst",
    "byline",
    "date",
    "updated",
    "retrieved",
    "source",
    "address",
    "archived",
    "credit",
    "licence",
    "language",
)
DATE_FIELDS = frozenset({"date", "updated", "retrieved"})
NOTE_KEYS = ("seed", *FIELDS, "keep", "drop", "tags", "rights", "private")
PAGE_KEYS = ("title", "slug", "private")
ENTITY_NOTE_KEYS = ("entity", "private")
REMOVES = "none"  # the value that removes what was found
# Keys of a front matter that cannot be parsed.
_RIGHTS_OR_SEED = re.compile(
    r"^[ \t]*[\"']?(?P<key>rights|seed)[\"']?[ \t]*[:=][ \t]*[\"']?(?P<value>[^\"'\r\n#]+)",
    re.MULTILINE | re.IGNORECASE,
)
_LIKE_COMMENT = re.compile(
    r"<\s*[!‹]\s*[–—-]|‹\s*!\s*[–—-]|%%[^%\n]+%%|\{#[^#\n]+#\}|\{%\s*comment\s*%\}|-->"
)
_DEFINED_COMMENT = re.compile(
    r"^[ ]{0,3}\[(?://|comment|#|_)\]:[ ]*(?:#|<>)[^\n]*", re.MULTILINE | re.IGNORECASE
)  # a link definition that writers of Markdown use as a comment; it is never shown
T = TypeVar("T", Note, FreePage, EntityNote)


# Notes ------------------------------------------------------------------------------------------------------


def parse_note(text: str, path: str, *, private: bool = False) -> tuple[Note, tuple[Problem, ...]]:
    """Return the note that a file holds, and its problems; raise ConfigError where its keys are broken.

    `private` is whether the file stands in a private folder.
    """
    front = front_matter(text, path, NOTE_KEYS)
    body, problems = _body(front, path, parted=True)
    rights, rights_are_broken = _rights(front, path, problems)
    private = _note_is_private(front, path, problems, in_private_folder=private)
    problems += _empty_keys(front, path)
    if _lacks_fence(problems):
        return broken_note(text, path), tuple(problems)
    note = Note(
        path=path,
        target=front.one("seed") or _stem(path),
        line=front.line("seed"),
        fields=tuple(_fields(front, path, problems)),
        keep=front.many("keep"),
        drop=front.many("drop"),
        tags=_tags(front, path, problems),
        rights=rights,
        remarks=_remarks(body, front.start, private=private),
        private=private,
        broken=rights_are_broken,
    )
    if not (front.lines or note.remarks or problems):
        problems.append(Problem(path, -1, "SG133", "this file is empty; write into it, or remove it"))
    for remark in note.remarks:
        slip = signature_slip(remark.markdown)
        if slip:
            problems.append(Problem(path, remark.line, "SG215", slip))
    return note, tuple(problems)


def _rights(front: FrontMatter, path: str, problems: list[Problem]) -> tuple[str, bool]:
    """Return the rights that a note gives, or an empty text, and whether what it says of them is unclear."""
    rights = front.one("rights").strip().lower()
    if "rights" not in front.lines or rights in RIGHTS:
        return rights, False
    strictest = RIGHTS[-1]
    is_strictest = nearest(rights, RIGHTS) == strictest
    effect = (
        f'it is taken as "{strictest}"'
        if is_strictest
        else "until then the public edition shows no text of its article"
    )
    message = f'rights is one of {", ".join(RIGHTS)}, not "{rights}"; {effect}'
    problems.append(Problem(path, front.line("rights"), "SG205", message, severity=Severity.ERROR))
    return (strictest, False) if is_strictest else ("", True)


def _note_is_private(
    front: FrontMatter, path: str, problems: list[Problem], *, in_private_folder: bool
) -> bool:
    says_private = _is_private(front, path, problems)
    if in_private_folder and "private" in front.lines and not says_private:
        message = (
            "this has no effect, since all of content/private/ is private; move the file, or remove the line"
        )
        problems.append(Problem(path, front.line("private"), "SG227", message))
    return says_private or in_private_folder


def _empty_keys(front: FrontMatter, path: str) -> Iterator[Problem]:
    for name in ("seed", "keep", "drop", "tags"):
        if name in front.lines and not any(value.strip() for value, _ in front.many(name)):
            message = f'"{name}" is empty, which changes nothing; remove it'
            yield Problem(path, front.line(name), "SG133", message)


def _lacks_fence(problems: list[Problem]) -> bool:
    """Whether something that forbids to show words stands where it does not count.

    Until that is repaired the words are not shown.
    """
    return any(
        problem.code in {"SG125", "SG227"} and problem.severity is Severity.ERROR for problem in problems
    )


def _fields(front: FrontMatter, path: str, problems: list[Problem]) -> Iterator[tuple[str, str, int]]:
    """Yield name, value and 0-based line of each fact of a note; an empty value removes what was found.

    A value that cannot be used is left out, and becomes a problem.
    """
    for name in FIELDS:
        if name in front.lines and not front.many(name):
            message = (
                f'"{name}" is empty, which changes nothing; to remove what was found, write {name}: none'
            )
            problems.append(Problem(path, front.line(name), "SG133", message))
        for value, line in front.many(name):
            try:
                yield name, _field_value(name, value), line
            except LanguageTagError as error:
                problems.append(Problem(path, line, "SG402", f"language {error}", severity=Severity.ERROR))
            except _AddressError as error:
                problems.append(Problem(path, line, "SG403", str(error), severity=Severity.ERROR))


class _AddressError(ValueError):
    """A text is no address of a page; the message says what to write."""


def _field_value(name: str, value: str) -> str:
    """Return the value of a field; raise LanguageTagError or _AddressError where it is none."""
    if value.strip().lower() == REMOVES:
        return ""
    if name == "language":
        return language_tag(value)
    if name in {"address", "archived"}:
        _check_address(value)
    return value


def _check_address(value: str) -> None:
    address = value.strip()
    if is_web_address(address) and not re.search(r"\s", address):
        return
    lacks_scheme = re.fullmatch(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/:?#]\S*)?", address, re.IGNORECASE)
    example = f"https://{address}" if lacks_scheme else "https://example.org/page"
    raise _AddressError(f'"{value}" is no address; write it whole, like {example}')


def _tags(front: FrontMatter, path: str, problems: list[Problem]) -> tuple[str, ...]:
    """Return the tags of a note; a text with commas is several."""
    tags: dict[str, None] = {}
    for value, line in front.many("tags"):
        for part in value.split(","):
            tag = part.strip()
            if tag.casefold() == PRIVATE_WORD:
                message = (
                    'the tag "private" hides nothing;'
                    ' write "private: true" to keep the note out of the public edition'
                )
                problems.append(Problem(path, line, "SG227", message))
            if tag:
                tags[tag] = None
    return tuple(tags)


def broken_note(text: str, path: str, *, private: bool = False) -> Note:
    """Return what is certain of a note with broken front matter: its seed, and the strictest rights it names.

    Its words stay private.
    """
    del private  # every broken note is
    values: dict[str, list[str]] = {"rights": [], "seed": []}
    for match in _RIGHTS_OR_SEED.finditer(_broken_front_matter(text)):
        values[match["key"].lower()].append(match["value"].strip())
    rights = [value for value in values["rights"] if value in RIGHTS]
    target = next(iter(values["seed"]), "") or _stem(path)
    return Note(path=path, target=target, line=-1, rights=strictest_rights(rights), private=True, broken=True)


def _broken_front_matter(text: str) -> str:
    """Return the part of a text that holds its broken front matter: up to the second fence, or all of it."""
    lines = text.lstrip("\ufeff").split("\n")
    fence = re.compile(r"\s*(?:-{3,}|\+{3})\s*")
    fences = [number for number, line in enumerate(lines) if fence.fullmatch(line.rstrip("\r"))]
    if len(fences) > 1:
        lines = lines[: fences[1]]
    return "\n".join(lines)


# The text below the front matter ----------------------------------------------------------------------------


class _Slip(NamedTuple):
    """What looks wrong in a text: the line, 0-based from the beginning of the text, and the problem."""

    line: int
    code: str
    message: str
    severity: Severity = Severity.WARNING


def _body(front: FrontMatter, path: str, *, parted: bool = False) -> tuple[str, list[Problem]]:
    """Return the Markdown without what its writer hid, and its problems.

    `parted` is whether its headings part it into remarks on passages.
    """
    problems = list(front.problems)
    if not problems:
        message = f'this is no front matter; it stands between lines "{YAML}" at the head of the file'
        problems = [
            Problem(path, front.start + line, "SG125", message, severity=Severity.ERROR)
            for line in ruling_lines(front.body)
        ]
    body, open_comment = without_comments(front.body)
    body = _DEFINED_COMMENT.sub("", body)
    for slip in _slips(body, open_comment, parted=parted):
        problems.append(
            Problem(path, front.start + slip.line, slip.code, slip.message, severity=slip.severity)
        )
    return body, problems


def _slips(body: str, open_comment: int, *, parted: bool) -> Iterator[_Slip]:
    """Yield what looks wrong in a Markdown text; `open_comment` is the line of an endless comment, or -1."""
    for match in _LIKE_COMMENT.finditer(body):
        message = f'"{match[0]}" looks like a comment, but is shown; write <!-- ... -->'
        yield _Slip(body.count("\n", 0, match.start()), "SG127", message)
    for line, message in lone_footnotes(body):
        yield _Slip(line, "SG238", message)
    yield from _private_slips(body, parted=parted)
    yield from _open_code(body)
    if open_comment >= 0:
        message = 'this comment has no end, so all below it is left out; write "-->" where it ends'
        yield _Slip(open_comment, "SG124", message, Severity.ERROR)
    for link in refused_links(body):
        yield _Slip(link.line, "SG234", link.reason)
    if parted:
        for line, message in misplaced_anchors(body):
            yield _Slip(line, "SG226", message)


def _open_code(body: str) -> Iterator[_Slip]:
    """Yield the block of code that has no end, if there is one."""
    mark = fence_left_open(body) if "```" in body or "~~~" in body else ""
    if mark:
        fences = [number for number, line in enumerate(body.split("\n")) if line.lstrip().startswith(mark)]
        message = (
            f'this block of code has no end, so all below it is part of it; write "{mark}" where it ends'
        )
        yield _Slip(fences[-1], "SG124", message)


def _private_slips(body: str, *, parted: bool) -> Iterator[_Slip]:
    """Yield the lines that say "private" and hide nothing.

    Where one of them is an error the whole file is left out, so those that are warnings are not yielded.
    """
    advice = 'write "private: true" at the head of the file'
    if parted:
        advice = 'write "## private" or "## private: ..." with a colon'
    messages = {
        Severity.ERROR: (
            "this line hides nothing where it stands, so the public edition leaves the whole file out;"
            f" {advice}"
        ),
        Severity.WARNING: f"what stands below this line is shown in the public edition; to hide it, {advice}",
    }
    lines = list(lines_on_private(body, parted=parted))
    has_error = any(severity is Severity.ERROR for _, severity in lines)
    worst = Severity.ERROR if has_error else Severity.WARNING
    for line, severity in lines:
        if severity is worst:
            yield _Slip(line, "SG227", messages[severity], severity)


def _is_private(front: FrontMatter, path: str, problems: list[Problem]) -> bool:
    if "private" not in front.lines:
        return False
    value = front.one("private").lower()
    if value not in TRUTHS:
        message = f'private is true or false, not "{value}"; it is taken as true'
        problems.append(Problem(path, front.line("private"), "SG402", message, severity=Severity.ERROR))
    return TRUTHS.get(value, True)


def _stem(path: str) -> str:
    """Return the name of a Markdown file without its ending."""
    name = path.rsplit("/", 1)[-1]
    return PurePosixPath(name).stem if name.lower().endswith(MARKDOWN) else name


# Remarks ----------------------------------------------------------------------------------------------------


class _Section(NamedTuple):
    """A part of a note that is one remark: 0-based lines of its heading and its text, the end exclusive."""

    heading_line: int
    start: int
    end: int
    anchor: Anchor


def _sections(all_headings: Sequence[Heading], line_count: int) -> list[_Section]:
    """Return the sections of a text: what stands above the first anchor, then one for each anchor."""
    starts = [(0, 0, NO_ANCHOR)]
    for heading in all_headings:
        anchor = anchor_of(heading)
        if anchor:
            starts.append((heading.start, heading.end, anchor))
    ends = [heading_line for heading_line, _, _ in starts[1:]] + [line_count]
    return [
        _Section(heading_line, start, end, anchor)
        for (heading_line, start, anchor), end in zip(starts, ends, strict=True)
    ]


def _remarks(body: str, first: int, *, private: bool) -> tuple[Remark, ...]:
    """Return the remarks of a Markdown text, parted at headings like `## before "the exact words" after`.

    `first` is the 0-based line of the file at which the text begins.
    """
    lines = body.split("\n")
    all_headings = headings(body) if "#" in body or "\n-" in body else ()
    sections = _sections(all_headings, len(lines))
    notes = footnotes(body) if len(sections) > 1 else {}
    remarks = []
    for section in sections:
        text_lines = lines[section.start : section.end]
        markdown = with_footnotes("\n".join(text_lines).strip("\n"), notes)
        anchor = section.anchor
        if not anchor.exact and not markdown.strip():
            continue
        blank_lines = next((number for number, line in enumerate(text_lines) if line), 0)
        first_line = first + section.start + blank_lines
        remarks.append(
            Remark(
                markdown=markdown,
                line=first + section.heading_line,
                exact=anchor.exact,
                prefix=anchor.prefix,
                suffix=anchor.suffix,
                linking=sentences_with_links(markdown, first_line),
                private=private or anchor.private,
                headings=tuple(
                    (heading.text, first + heading.start)
                    for heading in all_headings
                    if section.start <= heading.start < section.end
                ),
                local=local_links(markdown, first_line),
            )
        )
    return tuple(remarks)


def anchor_lines(text: str, path: str) -> list[int]:
    """Return the 0-based lines of a note's file that are headings which begin a remark.

    Raises ConfigError where its front matter is broken.
    """
    front = front_matter(text, path, NOTE_KEYS)
    body, _ = without_comments(front.body)
    return [front.start + heading.start for heading in headings(body) if anchor_of(heading)]


# Pages and words on entities --------------------------------------------------------------------------------


def parse_page(text: str, path: str, *, private: bool = False) -> tuple[FreePage, tuple[Problem, ...]]:
    """Return the free page that a file holds, and its problems.

    Raises ConfigError where its front matter is broken.
    """
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
        path=path,
        slug=name,
        title=title,
        markdown=markdown,
        line=front.start,
        linking=sentences_with_links(markdown, first),
        private=private,
        local=local_links(markdown, first),
    ), tuple(problems)


def parse_entity_note(
    text: str, path: str, *, private: bool = False
) -> tuple[EntityNote, tuple[Problem, ...]]:
    """Return the note on an entity that a file holds, and its problems.

    Raises ConfigError where its front matter is broken.
    """
    front = front_matter(text, path, ENTITY_NOTE_KEYS)
    body, problems = _body(front, path)
    private = _is_private(front, path, problems) or _lacks_fence(problems) or private
    linking = sentences_with_links(body, front.start)
    return EntityNote(
        path=path,
        target=front.one("entity") or _stem(path),
        line=front.line("entity"),
        markdown=body,
        linking=linking,
        private=private,
        local=local_links(body, front.start),
    ), tuple(problems)


# Files ------------------------------------------------------------------------------------------------------


def read_text(root: Path, path: str, *, lossy: bool = False) -> str:
    """Return the text of a file of an archive that a person wrote, or an empty text where there is none.

    Line ends stay as they are, since INDEX.md is written back with them.  With `lossy`, broken bytes become
    replacement characters.  Raises ConfigError where the file cannot be read.
    """
    file = root / path
    if file.is_symlink() and not file.exists():
        raise ConfigError("SG405", path, -1, "this link leads nowhere", "fix or remove it")
    try:
        return read_file(file, within=root).decode("utf-8-sig", "replace" if lossy else "strict")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except UnicodeDecodeError as error:
        raise ConfigError("SG405", path, -1, f"not UTF-8 (byte {error.start})", "save it as UTF-8") from None
    except OSError as error:
        raise ConfigError("SG405", path, -1, f"cannot be read ({error.strerror})") from None


def read_markdown(
    root: Path,
    files: list[ContentFile],
    parse: Callable[..., tuple[T, tuple[Problem, ...]]],
    substitute: Callable[..., T] | None = None,
) -> tuple[tuple[T, ...], list[Problem]]:
    """Return what `parse` makes of some files, and their problems.

    A file that is broken is a problem; its place in the result takes what `substitute` makes of it, if given.
    """
    values: list[T] = []
    problems: list[Problem] = []
    for file in files:
        path = CONTENT_FOLDER + file.name
        text = ""
        try:
            # Read as far as it can be first: the substitute is made of that where the strict reading fails.
            text = read_text(root, path, lossy=substitute is not None)
            text = read_text(root, path)
            value, file_problems = parse(text, path, private=file.private)
            values.append(value)
            problems += file_problems
        except FileError as error:
            problems += _problems_of_broken_file(error)
            if substitute:
                values.append(substitute(text, path, private=file.private))
    return tuple(values), problems


def _problems_of_broken_file(error: FileError) -> list[Problem]:
    errors = error.errors if isinstance(error, SeveralFilesError) else (error,)
    problems = [single.problem for single in errors]
    message = f"{problems[-1].message}; until then nothing of this file counts"
    return [*problems[:-1], replace(problems[-1], message=message)]
