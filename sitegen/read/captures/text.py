"""A text that was read from another form: its lines, and what its markup says of it."""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.text import slug

MAX_PART_LENGTH = 60  # code points of the name of one text of a file
FIELDS = ("title", "author", "date", "updated", "source", "address", "archived", "retrieved", "standfirst")
FENCE = "---"
MAX_UNPACKED = 512 << 20  # bytes of all files of a package; by judgement
_SPACE = re.compile(r"[^\S\n\t]+")
_LINES = re.compile(r"\n{3,}")


class CaptureError(Exception):
    """A file cannot be read; the message says why, as the end of "it is …"."""


@dataclass(frozen=True, slots=True)
class CapturedText:
    """A text, what its markup says of it, and its name among the texts of one file."""

    body: str
    facts: tuple[tuple[str, str], ...] = ()  # name of FIELDS and value, in the order in which they are told
    part: str = ""  # empty where the file holds one text

    @property
    def whole(self) -> str:
        """Return the text behind a head with its facts, as cleaning reads it."""
        facts = [(name, " ".join(value.split())) for name, value in self.facts]
        rows = [f"{name}: {value}" for name, value in facts if value]
        head = "\n".join((FENCE, *rows, FENCE, "", "")) if rows else ""
        return head + tidy(self.body)


def open_package(data: bytes, what: str) -> zipfile.ZipFile:
    """Return the files of a package; raise CaptureError where it is damaged or unpacks to too much."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise CaptureError(f"it is {what} that is damaged ({error})") from None
    if sum(entry.file_size for entry in package.infolist()) > MAX_UNPACKED:
        raise CaptureError(f"it is {what} that unpacks to more than {MAX_UNPACKED >> 20} MiB; split it")
    return package


def tidy(text: str) -> str:
    """Return a text without spaces at the edges of lines, with one blank line at most between paragraphs."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return _LINES.sub("\n\n", "\n".join(_SPACE.sub(" ", line).strip() for line in lines)).strip("\n") + "\n"


def part_of(*candidates: str) -> str:
    """Return the name of a text by the first of some values that it has; it stays while that value does."""
    value = next((candidate for candidate in candidates if candidate.strip()), "")
    short = slug(value)[:MAX_PART_LENGTH].strip("-") if value else ""
    if value and slug(value) == short:
        return short
    digest = hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{short[: MAX_PART_LENGTH - 9]}-{digest}".strip("-")


def told(*facts: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Return those facts that have a value, each name once."""
    first: dict[str, str] = {}
    for name, value in facts:
        if value.strip():
            first.setdefault(name, value)
    return tuple(first.items())


def joined_names(names: Iterable[str]) -> str:
    """Return names of authors as one value."""
    return ", ".join(dict.fromkeys(name.strip() for name in names if name.strip()))
