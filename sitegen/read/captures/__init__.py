"""Files that hold articles in other forms than plain text: pages, mails, documents, captures, tables, feeds.

`CAPTURES` is the table of forms. Each reads a file with a well-kept library, if that is installed, and gives
the texts in it as lines, with what its markup says of them at the head, where cleaning reads it like the head
that an editor wrote.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec

from sitegen.read.captures import document, feed, mail, page, records, warc
from sitegen.read.captures.text import CapturedText, CaptureError

EXTRA = 'install sitegen with the extra "captures"'


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureForm:
    """One form of files that hold articles."""

    name: str  # as people are told
    endings: tuple[str, ...]  # of file names, in small letters
    fits: Callable[[bytes, str], bool]  # whether bytes with such a name have this form
    read: Callable[[bytes, str, Mapping[str, str]], list[CapturedText]]
    package: str = ""  # that must be installed


# The first that fits a file's name and bytes reads it.
CAPTURES: tuple[CaptureForm, ...] = (
    CaptureForm(
        name="a saved web page (MHTML)",
        endings=(".mhtml", ".mht"),
        fits=mail.is_mhtml,
        read=mail.read_mhtml,
        package="lxml",
    ),
    CaptureForm(
        name="a web page",
        endings=(".html", ".htm", ".xhtml"),
        fits=page.is_page,
        read=page.read_page,
        package="lxml",
    ),
    CaptureForm(
        name="a web capture",
        endings=(".warc", ".warc.gz", ".wacz"),
        fits=warc.is_capture,
        read=warc.read_capture,
        package="warcio",
    ),
    CaptureForm(name="an e-mail", endings=(".eml",), fits=mail.is_mail, read=mail.read_mail, package="lxml"),
    CaptureForm(
        name="a mailbox",
        endings=(".mbox",),
        fits=mail.is_mailbox,
        read=mail.read_mailbox,
        package="lxml",
    ),
    CaptureForm(
        name="a PDF", endings=(".pdf",), fits=document.is_pdf, read=document.read_pdf, package="pypdf"
    ),
    CaptureForm(
        name="a Word document",
        endings=(".docx",),
        fits=document.is_docx,
        read=document.read_docx,
        package="docx",
    ),
    CaptureForm(
        name="a feed",
        endings=(".xml", ".rss", ".atom"),
        fits=feed.is_feed,
        read=feed.read_feed,
        package="feedparser",
    ),
    CaptureForm(name="a table", endings=(".csv", ".tsv"), fits=records.is_table, read=records.read_table),
    CaptureForm(
        name="records in JSON",
        endings=(".json", ".jsonl", ".ndjson"),
        fits=records.is_json,
        read=records.read_json,
        package="lxml",
    ),
    CaptureForm(
        name="an export of Omnivore",
        endings=(".zip",),
        fits=records.is_omnivore,
        read=records.read_omnivore,
        package="lxml",
    ),
)


def form_of(data: bytes, name: str) -> CaptureForm | None:
    """Return the form of a file by its name and bytes; None where it is none of the table."""
    small = name.lower()
    return next((form for form in CAPTURES if small.endswith(form.endings) and form.fits(data, small)), None)


def capture_ending(name: str) -> str:
    """Return the ending of a file's name that tells one of the forms; an empty text where it has none."""
    small = name.lower()
    endings = (ending for form in CAPTURES for ending in form.endings if small.endswith(ending))
    return max(endings, key=len, default="")


def read_capture(data: bytes, name: str, columns: Mapping[str, str]) -> list[CapturedText]:
    """Return the texts that a file holds; `columns` says which field each column of a table is.

    Raises CaptureError where the file has a form of the table and cannot be read.
    """
    form = form_of(data, name)
    if form is None:
        raise CaptureError("it is in no form that is known")
    if form.package and not find_spec(form.package):
        raise CaptureError(f"it is {form.name}; to read such files: {EXTRA}")
    texts = form.read(data, name, columns)
    if not texts:
        raise CaptureError(f"it is {form.name}, and no text was found in it")
    return texts
