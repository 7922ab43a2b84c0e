"""The files that come with the package; nothing else of it reads them."""

from importlib.resources import files


def read_package_file(path: str) -> str:
    """Return the text of a file of the package, given by its path from the package's folder."""
    return files("sitegen").joinpath(path).read_text(encoding="utf-8")
