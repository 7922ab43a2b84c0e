"""Small archives for campaigns, with two articles that must survive whatever stands beside them."""

import os
import shutil
from pathlib import Path

CONTROLS = {
    "900": "The first control sentence stands here unchanged.",
    "901": "The second control sentence stands here unchanged.",
}
SETTINGS = 'title = "Campaign"\naddress = "https://example.org/a/"\n[rights]\ndefault = "full"\n'
FERRY = """Council votes to keep the night ferry

Tue Apr 09 2024
By Ann Example

The council of the harbour town voted on Tuesday to keep the night ferry for two more years. SENTENCE

The ferry has carried workers of the two yards across the bay since 1987, about 41,000 in the past year.

Mayor Anna Sample told reporters: "We have listened to the people who work at night and will go on."
"""
DOCK = """Two yards agree on a common dock

Wed May 15 2024
By Bo Scribe

The two yards on the bay have agreed to share one dry dock from next spring. SENTENCE

Both firms said that the dock will be used for the repair of ferries. Mayor Anna Sample welcomed it.
"""
TEXTS = (FERRY, DOCK)


def put(root: Path, name: str, text: str | bytes) -> Path:
    """Write a file of an archive, whatever its name and words are."""
    file = Path(os.fsdecode(os.path.join(os.fsencode(root), os.fsencode(name))))  # noqa: PTH118  (names as bytes)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return file


def archive(root: Path, articles: int = 0) -> Path:
    """Return a new archive with the two control articles, and more of them where asked for."""
    shutil.rmtree(root, ignore_errors=True)
    put(root, "sitegen.toml", SETTINGS)
    for (key, sentence), text in zip(CONTROLS.items(), TEXTS, strict=True):
        put(root, f"seeds/{key}_control.txt", text.replace("SENTENCE", sentence))
    for number in range(articles):
        words = TEXTS[number % 2].replace("SENTENCE", f"Sentence number {number} of the archive stands here.")
        put(root, f"seeds/{number:03}_a.txt", f"Story {number}: {words}")
    return root


def tree(folder: Path, *without: str) -> dict[str, bytes]:
    """Return the files of a folder by their paths, but those in the folders named."""
    files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    return {name: file.read_bytes() for name, file in files.items() if name.split("/")[0] not in without}


def site(folder: Path) -> dict[str, bytes]:
    """Return the files of a site, without what sitegen keeps there for itself."""
    return {name: data for name, data in tree(folder).items() if not name.startswith(".sitegen")}
