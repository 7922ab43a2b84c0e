"""Captures of web crawlers: WARC files (ISO 28500), and WACZ packages of them (specs.webrecorder.net)."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from sitegen.read.captures.page import decoded, page_text
from sitegen.read.captures.text import CapturedText, CaptureError, open_package, part_of

MAX_PAGE = 32 << 20  # bytes of one page; by judgement
MAX_PAGES = 10_000  # of one file
PAGE_TYPES = ("text/html", "application/xhtml+xml")
OK = "200"


def is_capture(data: bytes, name: str) -> bool:
    """Whether some bytes are a WARC file, compressed or not, or a package of such."""
    if name.endswith(".wacz"):
        return data.startswith(b"PK\x03\x04")
    return data.startswith((b"WARC/", b"\x1f\x8b"))


def read_capture(data: bytes, name: str, columns: Mapping[str, str]) -> list[CapturedText]:
    """Return the texts of the pages of a capture, each by its address; of one captured twice the last."""
    del columns
    texts: dict[str, CapturedText] = {}
    for warc in _warcs(data) if name.lower().endswith(".wacz") else [data]:
        for text in _pages(warc):
            if len(texts) < MAX_PAGES:
                texts[text.part] = text
    return list(texts.values())


def _warcs(data: bytes) -> Iterator[bytes]:
    """Yield the WARC files of a package."""
    package = open_package(data, "a package of captures")
    try:
        for entry in package.infolist():
            if entry.filename.endswith((".warc", ".warc.gz")):
                yield package.read(entry)
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError) as error:
        raise CaptureError(f"it is a package of captures that is damaged ({error})") from None


def _pages(warc: bytes) -> Iterator[CapturedText]:
    """Yield the texts of the pages that a WARC file holds."""
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415  (an extra)
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    try:
        for record in ArchiveIterator(io.BytesIO(warc)):
            if record.rec_type not in {"response", "resource"}:
                continue
            kind, _, parameters = (_header(record, "Content-Type")).partition(";")
            if kind.strip().lower() not in PAGE_TYPES or _status(record) != OK:
                continue
            address = record.rec_headers.get_header("WARC-Target-URI") or ""
            day = (record.rec_headers.get_header("WARC-Date") or "")[:10]
            html = decoded(record.content_stream().read(MAX_PAGE), _charset(parameters))
            facts = (("address", address.strip("<>")), ("retrieved", day))
            yield page_text(html, *facts, part=part_of(address.strip("<>").partition("://")[2]))
    except (ArchiveLoadFailed, EOFError, zlib.error, ValueError, OSError) as error:
        raise CaptureError(f"it is a damaged web capture ({error})") from None


def _header(record: object, name: str) -> str:
    """Return a header of what a server sent, or of a page that was stored without one."""
    headers = getattr(record, "http_headers", None) or getattr(record, "rec_headers")  # noqa: B009
    return str(headers.get_header(name) or "")


def _status(record: object) -> str:
    headers = getattr(record, "http_headers", None)
    return str(headers.get_statuscode()) if headers else OK


def _charset(parameters: str) -> str:
    _, _, charset = parameters.lower().partition("charset=")
    return charset.split(";")[0].strip(" \"'")
