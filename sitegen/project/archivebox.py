"""Snapshots of ArchiveBox: a folder for each page, with `index.json` and the page in several forms."""

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sitegen.filenames import ending_of
from sitegen.files import MAX_OF_OURS, read_file
from sitegen.text import is_web_address, slug

INDEX = "index.json"
# The forms of a page, the one that keeps most of it first.
FORMS = (
    "singlefile.html",
    "readability/content.html",
    "mercury/content.html",
    "output.html",
    "readability/content.txt",
)
MAX_NAME = 60  # code points of the name of a seed


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One page that ArchiveBox kept: the file that is taken, the name it gets, and what is known of it."""

    file: Path
    name: str
    facts: tuple[tuple[str, str], ...]  # keys of notes and their values


def snapshot_in(folder: Path) -> Snapshot | None:
    """Return the snapshot that a folder is; None where it is none, or keeps no text."""
    index = folder / INDEX
    if not index.is_file():
        return None
    with suppress(OSError, ValueError, RecursionError, AttributeError):
        data = json.loads(read_file(index, within=folder, limit=MAX_OF_OURS))
        address, moment = str(data.get("url", "")), str(data.get("timestamp", ""))
        if not is_web_address(address) or not re.fullmatch(r"\d{9,}(?:\.\d+)?", moment):
            return None
        file = next((folder / form for form in FORMS if (folder / form).is_file()), None)
        if file is None:
            return None
        title = slug(str(data.get("title") or ""))[:MAX_NAME].strip("-")
        day = datetime.fromtimestamp(float(moment), UTC).date().isoformat()
        name = f"{title or moment.partition('.')[0]}{ending_of(file.name)}"
        return Snapshot(file, name, (("address", address), ("retrieved", day)))
    return None


def note_of(facts: tuple[tuple[str, str], ...]) -> bytes:
    """Return a note with some facts."""
    rows = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in facts)
    return f"---\n{rows}---\n".encode()
