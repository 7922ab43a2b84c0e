"""Documents: PDF by pypdf (BSD), Word by python-docx (MIT).

What such a file says of itself is of who made the file and when, not of the article in it, so the text alone
tells its facts.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from sitegen.read.captures.text import CapturedText, CaptureError, open_package

MAX_PDF_PAGES = 500  # that are read; by judgement, no article has them
_SOFT_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\n(?=[^\W\d_A-Z])")


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
        pages = [page.extract_text() for page in reader.pages[:MAX_PDF_PAGES]]
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
