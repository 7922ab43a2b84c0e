"""The kind of file that some bytes are, where they are no plain text, and what to do with it.

`BEGINNINGS` is the table of kinds that their first bytes tell; others are told by functions.
"""

import json
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

HEAD_BYTES = 4096  # that tell a kind
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?>(?:(?><!--.*?-->)\s*)*)<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP = re.compile(rb"\s*<\?xml\b|\s*<(?:rss|feed|svg|tei)\b", re.IGNORECASE)
_ID3, _BZIP2 = re.compile(rb"ID3[\x02-\x04]\x00"), re.compile(rb"BZh[1-9]1AY&SY")
_TAG = re.compile(rb"</?[a-z][^>]*>", re.IGNORECASE)
_MAIL_FIELD = re.compile(
    rb"^(?:received|message-id|mime-version|return-path|content-type|content-transfer-encoding|delivered-to"
    rb"|dkim-signature|from|to|subject|date|reply-to):[ \t]",
    re.IGNORECASE | re.MULTILINE,
)
# Fields that stand in e-mails alone.
_ONLY_MAIL_FIELD = re.compile(
    rb"^(?:received|message-id|mime-version|return-path|delivered-to|dkim-signature):[ \t]",
    re.IGNORECASE | re.MULTILINE,
)
MIN_TAGS = 6  # of a page, since a text may begin with a stray one; by judgement
MIN_MAIL_FIELDS = 3  # at the head of an e-mail; by judgement


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is no plain text: its name, and how to get its words into an archive."""

    name: str
    advice: str


COPY_OUT = "open it, and save its words as plain text (UTF-8)"
PICTURE = FileKind("a picture", "an archive holds texts; pictures for notes stand in content/files/")
PDF = FileKind("a PDF", "give it the ending .pdf, and it is read as one")
OFFICE = FileKind("an Office document", COPY_OUT)
EBOOK = FileKind("an e-book", COPY_OUT)
PACKED = FileKind("a packed archive", "unpack it, and take the folder that comes out")
SOUND = FileKind("a sound or film", "an archive holds texts; write down what is said in it")
PROGRAM_FILE = FileKind("a program", "an archive holds texts")
DATA = FileKind("a database", "an archive holds texts")
PAGE = FileKind("an HTML page", "give it the ending .html, and it is read as one")
MAIL = FileKind("an e-mail", "give it the ending .eml (.mbox for several), and it is read as one")
MARKUP = FileKind("XML", "save the words in it as plain text")
JSON = FileKind("JSON", "give it the ending .json (.jsonl for lines), and its records are read")
CAPTURE = FileKind("a web capture (WARC)", "give it the ending .warc, and its pages are read")
TABLE = FileKind("a table", "give it the ending .csv or .tsv, and its rows are read")
CODE = FileKind("code", "an archive holds texts")

BEGINNINGS: tuple[tuple[bytes, FileKind], ...] = (
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
    (b"\x7fELF", PROGRAM_FILE),
    (b"MZ\x90\x00", PROGRAM_FILE),
    (b"WARC/", CAPTURE),
)

# Files in chunks: the type behind the eight bytes that they share (ISO 14496-12, RIFF).
_ISO_MEDIA_PICTURES = frozenset({b"heic", b"avif", b"mif1"})
_RIFF_KINDS = {b"WEBP": PICTURE, b"WAVE": SOUND, b"AVI ": SOUND}
_OFFICE_PARTS = (b"word/", b"xl/", b"ppt/", b"Index/Document.iwa")  # names in the zip of an Office document

BY_ENDING = {
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
    """Return the kind of file that a name promises; None where it may be plain text."""
    return BY_ENDING.get(PurePosixPath(name).suffix.lower())


def kind_of(data: bytes) -> FileKind | None:
    """Return the kind of file that some bytes are; None where they may be plain text."""
    head = data[:HEAD_BYTES]
    for beginning, kind in BEGINNINGS:
        if head.startswith(beginning):
            return kind
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data)
    return _kind_of_chunks(head) or _kind_of_text(data, head.removeprefix(b"\xef\xbb\xbf"))


def _kind_of_chunks(head: bytes) -> FileKind | None:
    """Return the kind of a picture, a sound or a packed file whose mark is more than its first bytes."""
    if head[4:8] == b"ftyp":
        return PICTURE if head[8:12] in _ISO_MEDIA_PICTURES else SOUND
    if head.startswith(b"RIFF") and head[8:12] in _RIFF_KINDS:
        return _RIFF_KINDS[head[8:12]]
    if _ID3.match(head):
        return SOUND
    return PACKED if _BZIP2.match(head) else None


def _kind_of_zip(data: bytes) -> FileKind:
    """Return the kind of a zip, by the names inside: a document, or packed files."""
    head = data[:HEAD_BYTES]
    if b"mimetypeapplication/epub+zip" in head:
        return EBOOK
    if b"mimetypeapplication/vnd.oasis" in head or any(part in data for part in _OFFICE_PARTS):
        return OFFICE
    return PACKED


def _kind_of_text(data: bytes, head: bytes) -> FileKind | None:
    """Return the kind of text that is not plain: a page, an e-mail, XML, JSON."""
    if _PAGE.match(head) and _has_enough_tags(data):
        return PAGE
    if _MARKUP.match(head) and _has_enough_tags(data):
        return MARKUP
    fields = head.split(b"\n\n", maxsplit=1)[0].split(b"\r\n\r\n", maxsplit=1)[0]
    if head.startswith(b"From ") or len(_MAIL_FIELD.findall(fields)) >= MIN_MAIL_FIELDS:
        return MAIL if _ONLY_MAIL_FIELD.search(fields) else None
    if head.lstrip()[:1] in {b"{", b"["}:
        return JSON if _is_json(data) else None
    return None


def _has_enough_tags(data: bytes) -> bool:
    return len(_TAG.findall(data)) >= MIN_TAGS


def _is_json(data: bytes) -> bool:
    """Whether some bytes are JSON, or lines of JSON."""
    try:
        text = data.decode("utf-8-sig").strip()
        return isinstance(json.loads(text), (dict, list))
    except RecursionError:
        return False
    except ValueError:
        return _is_json_lines(data)


def _is_json_lines(data: bytes) -> bool:
    """Whether each line of some bytes is JSON."""
    try:
        rows = [row for row in data.decode("utf-8-sig").split("\n") if row.strip()]
        return all(isinstance(json.loads(row), (dict, list)) for row in rows)
    except (ValueError, RecursionError):
        return False
