"""The line that signs a remark: who wrote it, and when."""

import re

from sitegen.dates import find_dates

_SIGNATURE = re.compile(r"(?:\A|\n\n)— (?P<who>[^\n]+?)\s*\Z")
_YEAR = re.compile(r"\b[12]\d{3}\b")


def parted_signature(markdown: str) -> tuple[str, str, str]:
    """Return a remark without the line that signs it ("— Ann Writer, 2024-05-01"), its author, and its day: ISO 8601, or empty."""
    found = _SIGNATURE.search(markdown)
    if not found:
        return markdown, "", ""
    for comma in re.finditer(", ", found["who"]):
        written = found["who"][comma.end() :]
        day = next(
            (
                one
                for one in find_dates(written)
                if (one.start, one.end) == (0, len(written)) and not one.ambiguous
            ),
            None,
        )
        if day:
            return markdown[: found.start()], found["who"][: comma.start()], day.value[:10]
    return markdown[: found.start()], found["who"], ""


def signature_slip(markdown: str) -> str:
    """Return what is wrong with the day of a signature; an empty text where nothing is, or where it has none."""
    _, author, day = parted_signature(markdown)
    written = author.partition(", ")[2]
    if day or not _YEAR.search(written):
        return ""
    return f'"{written}" is no day of the calendar, or can be read two ways, so it counts as part of the name; write it as 2024-04-09'
