"""What was read from files in other forms, remembered on the disk, since reading a page takes long.

A value is one file under the digest of the bytes, of the code and of the packages that read them; its first
line is a checksum over all the rest. What does not fit is read anew.
"""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sitegen.filenames import MEMORY_FOLDER
from sitegen.files import MAX_OF_OURS, read_file, replace_file
from sitegen.package_data import read_package_file
from sitegen.read.captures.text import CapturedText

FOLDER = "captures"  # in the memory of an archive
PACKAGES = ("feedparser", "pypdf", "python-docx", "lxml", "w3lib", "warcio")
CODE = ("__init__", "document", "feed", "mail", "markup", "page", "records", "text", "warc")


@cache
def code_digest() -> bytes:
    """Return a digest of all that reads files in other forms."""
    digest = hashlib.sha256()
    for name in CODE:
        digest.update(read_package_file(f"read/captures/{name}.py").encode())
    for package in PACKAGES:
        with suppress(PackageNotFoundError):
            digest.update(f"{package} {version(package)}".encode())
    return digest.digest()


class CaptureCache:
    """The memory of one archive; those of files that are gone are removed at the end."""

    def __init__(self, root: Path) -> None:
        """Use the memory of the archive in a folder; none where that is a link to elsewhere."""
        self._root = root
        self._folder = root / MEMORY_FOLDER / FOLDER
        self._used: set[str] = set()

    def key(self, data: bytes, name: str, columns: Mapping[str, str]) -> str:
        """Return the name of what is remembered of a file."""
        digest = hashlib.sha256(code_digest())
        digest.update(json.dumps([name, dict(columns)]).encode())
        digest.update(data)
        return digest.hexdigest()

    def recall(self, key: str) -> list[CapturedText] | None:
        """Return the texts that are remembered; None where none are, or not as they were written."""
        self._used.add(key)
        with suppress(OSError, ValueError, KeyError, TypeError):
            data = read_file(self._folder / key, within=self._root, limit=MAX_OF_OURS)
            checksum, _, text = data.partition(b"\n")
            if checksum.decode() == _checksum(key, text):
                return [
                    CapturedText(body, tuple((name, value) for name, value in facts), part)
                    for body, facts, part in json.loads(text)
                ]
        return None

    def keep(self, key: str, texts: list[CapturedText]) -> None:
        """Remember the texts of a file; where that cannot be done, they are read again next time."""
        text = json.dumps([[one.body, one.facts, one.part] for one in texts]).encode()
        with suppress(OSError):
            if not self._is_link():
                self._folder.mkdir(parents=True, exist_ok=True)
                replace_file(
                    self._folder / key, f"{_checksum(key, text)}\n".encode() + text, within=self._root
                )

    def end(self) -> None:
        """Forget the texts of files that are not there any more."""
        with suppress(OSError):
            for file in () if self._is_link() else self._folder.iterdir():
                if file.name not in self._used:
                    file.unlink()

    def _is_link(self) -> bool:
        return self._folder.is_symlink() or self._folder.parent.is_symlink()


def _checksum(key: str, text: bytes) -> str:
    return hashlib.blake2b(text, key=key.encode()[:64], digest_size=16).hexdigest()
