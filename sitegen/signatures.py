"""The line that signs a remark: who wrote it, and when."""

import re

from sitegen.dates import find_dates

_SIGNATURE = re.compile(r"(?:\A|\n\n)— (?P<signer>[^\n]+?)\s*\Z")
_YEAR = re.compile(r"\b[12]\d{3}\b")


def parted_signature(markdown: str) -> tuple[str, str, str]:
    """Return a remark without the line that signs it, its author, and its day (ISO 8601), or empty texts.

    A signature is the last paragraph, like "— Ann Writer, 2024-05-01".
    """
    signature = _SIGNATURE.search(markdown)
    if not signature:
        return markdown, "", ""
    words = markdown[: signature.start()]
    signer = signature["signer"]
    for comma in re.finditer(", ", signer):
        day = _day(signer[comma.end() :])
        if day:
            return words, signer[: comma.start()], day
    return words, signer, ""


def _day(written: str) -> str:
    """Return the day (ISO 8601) that a text is as a whole; an empty text where it is none or ambiguous."""
    for date in find_dates(written):
        if (date.start, date.end) == (0, len(written)) and not date.ambiguous:
            return date.value[:10]
    return ""


def signature_slip(markdown: str) -> str:
    """Return what is wrong with the day of a signature; an empty text where nothing is, or it has none."""
    _, author, day = parted_signature(markdown)
    written = author.partition(", ")[2]
    if day or not _YEAR.search(written):
        return ""
    return (
        f'"{written}" is no day of the calendar, or can be read two ways, so it counts as part of the name;'
        " write it as 2024-04-09"
    )
