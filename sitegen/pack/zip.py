"""A site as one zip file."""

from collections.abc import Iterable

from sitegen.model import Output
from sitegen.zip_file import EARLIEST, Moment, zip_of


def zipped(outputs: Iterable[Output], folder: str, moment: Moment = EARLIEST) -> bytes:
    """Return a zip that holds a site in one folder; `moment` is the time that its files bear."""
    rows = [(f"{folder}/{output.path}", output.data) for output in outputs]
    return zip_of(sorted(rows), moment)
