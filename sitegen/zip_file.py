"""Zip files whose bytes depend on nothing but what they hold."""

import io
import zipfile
from collections.abc import Iterable

Moment = tuple[int, int, int, int, int, int]  # year, month, day, hour, minute, second

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can tell
FILE_MODE = 0o644 << 16  # readable by all, as a zip made on Unix has it


def zip_of(
    rows: Iterable[tuple[str, bytes]],
    moment: Moment,
    stored: frozenset[str] = frozenset(),
) -> bytes:
    """Return a zip of some files in their order; those `stored` are not compressed."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as pack:
        for path, content in rows:
            entry = zipfile.ZipInfo(path, max(moment, EARLIEST))
            entry.compress_type = zipfile.ZIP_STORED if path in stored else zipfile.ZIP_DEFLATED
            entry.external_attr = FILE_MODE
            entry.create_system = 3  # the same on every system
            pack.writestr(entry, content, compresslevel=9)
    return data.getvalue()
