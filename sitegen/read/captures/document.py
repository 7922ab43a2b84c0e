"""Documents: PDF by pypdf (BSD), Word by python-docx (MIT).

What such a file says of itself is of who made the file and when, not of the article in it, so the text alone
tells its facts.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from sitegen.read.captures.text import CapturedText, CaptureError, open_package

WIDE_GAP = 1.35  # of the usual gap between lines of a PDF: a new paragraph; by judgement
HYPHENS = frozenset("-\u00ad\u2010")
WIDE_LINE = 0.75  # of the widest line of a page
MIN_GAPS = 3
_ITEM = re.compile(r"(?:[-•*–]|\d{1,2}[.)])\s")
LOOK_AHEAD = 200  # pieces of text in which the beginning of a line is looked for
MAX_PDF_PAGES = 500  # that are read; by judgement, no article has them
_SOFT_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\n(?=[a-z\u00df-\u00ff])")


def is_pdf(data: bytes, name: str) -> bool:
    """Whether some bytes are a PDF."""
    del name
    return b"%PDF-" in data[:1024]


def is_docx(data: bytes, name: str) -> bool:
    """Whether some bytes are the package of a Word document."""
    del name
    return data.startswith(b"PK\x03\x04") and b"word/" in data


def read_pdf(data: bytes, name: str, columns: Mapping[str, str]) -> list[CapturedText]:
    """Return the text of a PDF, in the order of its pages; words parted at line ends are joined."""
    from pypdf import PdfReader  # noqa: PLC0415  (an extra)
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    del name, columns
    try:
        reader = PdfReader(io.BytesIO(data))
        pages = [_page_text(page) for page in reader.pages[:MAX_PDF_PAGES]]
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
    ) as error:
        raise CaptureError(f"it is a PDF that cannot be read ({type(error).__name__})") from None
    except Exception as error:  # noqa: BLE001  (of the library: a locked file needs a package that is not there)
        raise CaptureError(f"it is a PDF that cannot be read ({error})") from None
    text = _SOFT_HYPHEN.sub("", "\n\n".join(pages))
    if not text.strip():
        raise CaptureError(
            "it is a PDF of pictures without a text; let a program recognise its letters (OCR)"
        )
    return [CapturedText(text)]


def _page_text(page: Any) -> str:
    """Return the lines of a page, with a blank line where the gap between two is wider than usual."""
    rows: list[tuple[float, str]] = []  # height on the page, text

    def note(text: str, user: list[float], matrix: list[float], *_: object) -> None:
        if text.strip():
            height = user[1] * matrix[4] + user[3] * matrix[5] + user[5]
            rows.append((height, text.strip()))

    whole = str(page.extract_text(visitor_text=note))
    heights = _heights_of_lines([line.strip() for line in whole.split("\n") if line.strip()], rows)
    gaps = [abs(after - before) for (before, _), (after, _) in pairwise(heights) if after != before]
    if len(gaps) < MIN_GAPS:
        return whole
    usual = sorted(gaps)[len(gaps) // 4]  # most gaps are between lines of one paragraph
    widest = max(len(line) for _, line in heights)
    text = heights[0][1]
    for (before, last), (after, line) in pairwise(heights):
        if abs(after - before) > WIDE_GAP * usual:
            text += f"\n\n{line}"
            continue
        if text[-1:] in HYPHENS:
            text = _SOFT_HYPHEN.sub("", f"{text[-2:]}\n{line}").join((text[:-2], ""))
        else:
            text += _glue(last, widest, line) + line
    return text


def _glue(last: str, widest: int, line: str) -> str:
    """Return what stands between two lines: a line nearly as wide as the widest goes on in the next one."""
    return " " if len(last) > WIDE_LINE * widest and not _ITEM.match(line) else "\n"


def _heights_of_lines(lines: list[str], rows: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """Return each line with its height: that of the first piece of text that it begins with."""
    found: list[tuple[float, str]] = []
    place = 0
    for line in lines:
        match = next(
            (n for n in range(place, min(place + LOOK_AHEAD, len(rows))) if line.startswith(rows[n][1][:8])),
            None,
        )
        if match is not None:
            place = match + 1
        height = rows[match][0] if match is not None else (found[-1][0] if found else 0.0)
        found.append((height, line))
    return found


def read_docx(data: bytes, name: str, columns: Mapping[str, str]) -> list[CapturedText]:
    """Return the text of a Word document: its paragraphs, lists and tables in their order."""
    from docx import Document  # noqa: PLC0415  (an extra)
    from docx.opc.exceptions import OpcError  # noqa: PLC0415

    del name, columns
    try:
        with open_package(data, "a Word document"):
            document = Document(io.BytesIO(data))
        text = "\n\n".join(_blocks(document))
    except (
        OpcError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        SyntaxError,
    ) as error:
        raise CaptureError(f"it is a Word document that cannot be read ({type(error).__name__})") from None
    return [CapturedText(text)]


def _blocks(document: Any) -> Iterator[str]:
    """Yield the paragraphs of a document; cells of tables parted by tabs, items of lists with a mark."""
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            yield "\n".join("\t".join(cell.text.strip() for cell in row.cells) for row in block.rows)
        elif block.text.strip():
            is_item = (block.style.name or "").startswith("List") if block.style else False
            yield f"- {block.text.strip()}" if is_item else block.text
