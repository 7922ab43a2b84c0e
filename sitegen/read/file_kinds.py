"""What kind of file some bytes are, where they are no plain text.  `KINDS` is the table: how the bytes begin, and what to do instead."""

import json
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

HEAD = 4096  # bytes that a kind is told by
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?>(?:(?><!--.*?-->)\s*)*)<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP = re.compile(rb"\s*<\?xml\b|\s*<(?:rss|feed|svg|tei)\b", re.IGNORECASE)
_SOUND, _BZIP = re.compile(rb"ID3[\x02-\x04]\x00"), re.compile(rb"BZh[1-9]1AY&SY")
_TAG = re.compile(rb"</?[a-z][^>]*>", re.IGNORECASE)
_HEADER = re.compile(
    rb"^(?:received|message-id|mime-version|return-path|content-type|content-transfer-encoding|delivered-to|dkim-signature"
    rb"|from|to|subject|date|reply-to):[ \t]",
    re.IGNORECASE | re.MULTILINE,
)
_OF_MAIL = re.compile(
    rb"^(?:received|message-id|mime-version|return-path|delivered-to|dkim-signature):[ \t]",
    re.IGNORECASE | re.MULTILINE,
)
LEAST_TAGS = 6  # of a page; a text may begin with a stray one


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is no plain text: what it is called, and what one does to have its words in an archive."""

    name: str
    advice: str


COPY_OUT = "open it, and save its words as plain text (UTF-8)"
PICTURE = FileKind("a picture", "an archive holds texts; pictures for notes stand in content/files/")
PDF = FileKind("a PDF", "make plain text of it, as pdftotext does")
OFFICE = FileKind("an Office document", COPY_OUT)
EBOOK = FileKind("an e-book", COPY_OUT)
PACKED = FileKind("a packed archive", "unpack it, and take the folder that comes out")
SOUND = FileKind("a sound or film", "an archive holds texts; write down what is said in it")
PROGRAM = FileKind("a program", "an archive holds texts")
DATA = FileKind("a database", "an archive holds texts")
PAGE = FileKind("an HTML page", "open it in a browser, and save the words as plain text")
MAIL = FileKind("an e-mail", "save the words of the message as plain text")
MARKUP = FileKind("XML", "save the words in it as plain text")
JSON = FileKind("JSON", "save the words in it as plain text, a file for each article")
CAPTURE = FileKind("a web capture (WARC)", "save the words of each page as plain text")
TABLE = FileKind("a table", "save each text in it as a plain text file")
CODE = FileKind("code", "an archive holds texts")

KINDS: tuple[tuple[bytes, FileKind], ...] = (
    (b"%PDF-", PDF),
    (b"{\\rtf", OFFICE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OFFICE),
    (b"\x89PNG\r\n", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF87a", PICTURE),
    (b"GIF89a", PICTURE),
    (b"II*\x00", PICTURE),
    (b"MM\x00*", PICTURE),
    (b"8BPS", PICTURE),
    (b"\x1f\x8b", PACKED),
    (b"7z\xbc\xaf\x27\x1c", PACKED),
    (b"Rar!\x1a\x07", PACKED),
    (b"\xfd7zXZ\x00", PACKED),
    (b"SQLite format 3\x00", DATA),
    (b"OggS\x00", SOUND),
    (b"fLaC\x00", SOUND),
    (b"\x1aE\xdf\xa3", SOUND),
    (b"\x7fELF", PROGRAM),
    (b"MZ\x90\x00", PROGRAM),
    (b"WARC/", CAPTURE),
)


BY_NAME = {
    ".eml": MAIL,
    ".mbox": MAIL,
    ".msg": MAIL,
    ".csv": TABLE,
    ".tsv": TABLE,
    ".css": CODE,
    ".js": CODE,
    ".py": CODE,
}


def kind_by_name(name: str) -> FileKind | None:
    """Give the kind of file that a name promises; None where it may be plain text."""
    return BY_NAME.get(PurePosixPath(name).suffix.lower())


def kind_of(data: bytes) -> FileKind | None:
    """Give the kind of file that some bytes are; None where they may be plain text."""
    head = data[:HEAD]
    for start, kind in KINDS:
        if head.startswith(start):
            return kind
    if head.startswith(b"PK\x03\x04"):
        return _zipped(data)
    return _in_chunks(head) or _written(data, head.removeprefix(b"\xef\xbb\xbf"))


def _in_chunks(head: bytes) -> FileKind | None:
    """Tell pictures, sounds and films, and packed files whose mark is more than their first bytes."""
    if head[4:8] == b"ftyp":
        return PICTURE if head[8:12] in {b"heic", b"avif", b"mif1"} else SOUND
    if head.startswith(b"RIFF") and head[8:12] in {b"WEBP", b"WAVE", b"AVI "}:
        return PICTURE if head[8:12] == b"WEBP" else SOUND
    if _SOUND.match(head):
        return SOUND
    return PACKED if _BZIP.match(head) else None


def _zipped(data: bytes) -> FileKind:
    """Tell documents that are zips from other zips by the names inside."""
    if b"mimetypeapplication/epub+zip" in data[:HEAD]:
        return EBOOK
    if b"mimetypeapplication/vnd.oasis" in data[:HEAD] or any(
        part in data for part in (b"word/", b"xl/", b"ppt/", b"Index/Document.iwa")
    ):
        return OFFICE
    return PACKED


def _written(data: bytes, head: bytes) -> FileKind | None:
    """Tell files that are text but no plain one: pages, e-mails, XML, JSON."""
    if _PAGE.match(head) and len(_TAG.findall(data)) >= LEAST_TAGS:
        return PAGE
    if _MARKUP.match(head) and len(_TAG.findall(data)) >= LEAST_TAGS:
        return MARKUP
    fields = head.split(b"\n\n", maxsplit=1)[0].split(b"\r\n\r\n", maxsplit=1)[0]
    if head.startswith(b"From ") or len(_HEADER.findall(fields)) >= 3:
        return MAIL if _OF_MAIL.search(fields) else None
    if head.lstrip()[:1] in {b"{", b"["}:
        return JSON if _is_json(data) else None
    return None


def _is_json(data: bytes) -> bool:
    """Say whether some bytes are JSON, or lines of JSON."""
    try:
        first = data.decode("utf-8-sig").strip()
        return isinstance(json.loads(first), (dict, list))
    except RecursionError:
        return False
    except ValueError:
        return _are_json(data)


def _are_json(data: bytes) -> bool:
    """Say whether each line of some bytes is JSON."""
    try:
        rows = [row for row in data.decode("utf-8-sig").split("\n") if row.strip()]
        return all(isinstance(json.loads(row), (dict, list)) for row in rows)
    except (ValueError, RecursionError):
        return False
