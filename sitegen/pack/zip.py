"""A site as one zip file whose bytes depend on nothing but the site's."""

import io
import zipfile
from collections.abc import Iterable

from sitegen.model import Output

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can tell
MODE = 0o644 << 16


def zipped(
    outputs: Iterable[Output], folder: str, moment: tuple[int, int, int, int, int, int] = EARLIEST
) -> bytes:
    """Give a zip that holds a site in one folder; `moment` is the time that its files bear."""
    rows = [(f"{folder}/{output.path}", output.data) for output in outputs]
    return archived(sorted(rows), moment)


def archived(
    rows: Iterable[tuple[str, bytes]],
    moment: tuple[int, int, int, int, int, int],
    stored: frozenset[str] = frozenset(),
) -> bytes:
    """Give a zip of some files in their order; those `stored` are not compressed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as pack:
        for path, data in rows:
            entry = zipfile.ZipInfo(path, max(moment, EARLIEST))
            entry.compress_type = zipfile.ZIP_STORED if path in stored else zipfile.ZIP_DEFLATED
            entry.external_attr = MODE
            entry.create_system = 3  # the same on every system
            pack.writestr(entry, data, compresslevel=9)
    return made.getvalue()
