"""A site as a ZIM file for Kiwix, made by the program zimwriterfs, which is no part of this package."""

import shutil
import struct
import subprocess
import tempfile
import zlib
from collections.abc import Iterable
from pathlib import Path

from sitegen.model import Output, SitegenError
from sitegen.model.site import SiteInfo
from sitegen.text import slug

PROGRAM = "zimwriterfs"
LEFT_OUT = frozenset({"404.html", "robots.txt", "sitemap.xml"})  # for web servers
ICON = "sitegen-illustration.png"
ICON_SIZE = 48  # pixels, as readers want it
LONGEST_TITLE, LONGEST_DESCRIPTION = 30, 80  # characters that a ZIM may have
PAPER, INK, ACCENT = (255, 253, 247), (29, 26, 22), (122, 31, 31)
# ISO 639-3 of the languages that a page may name by two letters.
LANGUAGES = {
    "ar": "ara", "bg": "bul", "bn": "ben", "ca": "cat", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa",
    "et": "est", "fa": "fas", "fi": "fin", "fr": "fra", "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun", "id": "ind", "it": "ita",
    "ja": "jpn", "ko": "kor", "lt": "lit", "lv": "lav", "nb": "nob", "nl": "nld", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron",
    "ru": "rus", "sk": "slk", "sl": "slv", "sr": "srp", "sv": "swe", "th": "tha", "tr": "tur", "uk": "ukr", "ur": "urd", "vi": "vie",
    "zh": "zho",
}  # fmt: skip


def write_zim(outputs: Iterable[Output], info: SiteInfo, target: Path) -> None:
    """Write the ZIM; raise SitegenError where the program is not there or says no."""
    program = shutil.which(PROGRAM)
    if not program:
        raise SitegenError(
            f"error SG802: {PROGRAM} is not installed; it comes with zim-tools (apt-get install zim-tools)"
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        folder, made = Path(place) / "site", Path(place) / "site.zim"
        for output in outputs:
            if (
                output.data and not output.path.startswith(".") and output.path not in LEFT_OUT
            ):  # Kiwix takes no empty file
                file = folder / output.path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(output.data)
        (folder / ICON).write_bytes(icon())
        title = info.title if len(info.title) <= LONGEST_TITLE else info.title[: LONGEST_TITLE - 1] + "…"
        description = info.description or f"News archive: {info.title}"
        short = (
            description
            if len(description) <= LONGEST_DESCRIPTION
            else description[: LONGEST_DESCRIPTION - 1] + "…"
        )
        words = [
            program,
            "--welcome=index.html",
            f"--illustration={ICON}",
            f"--language={LANGUAGES.get(info.language.split('-')[0], 'eng')}",
            f"--name={slug(info.title)}",
            f"--title={title}",
            f"--description={short}",
            f"--creator={info.contact or info.title}",
            f"--publisher={info.contact or info.title}",
            str(folder),
            str(made),
        ]
        done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603  (a program that was looked up, no shell)
        if done.returncode or not made.is_file():
            said = (done.stderr or done.stdout).strip().splitlines()
            raise SitegenError(
                f"{target}: error SG802: {PROGRAM} failed: {said[-1] if said else 'without a word'}"
            )
        new = target.with_name(f".{target.name}.new")
        shutil.copyfile(made, new)
        new.replace(target)


def icon() -> bytes:
    """Give the illustration: a page with a headline and lines of text, as PNG."""
    rows = [[_pixel(x, y) for x in range(ICON_SIZE)] for y in range(ICON_SIZE)]
    raw = b"".join(b"\0" + bytes(value for pixel in row for value in pixel) for row in rows)
    head = struct.pack(">IIBBBBB", ICON_SIZE, ICON_SIZE, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(raw, 9))
        + _chunk(b"IEND", b"")
    )


def _pixel(x: int, y: int) -> tuple[int, int, int]:
    if not (6 <= x < 42 and 3 <= y < 45):
        return ACCENT
    if 10 <= x < 38 and 9 <= y < 13:
        return ACCENT
    lines = 17 <= y < 41 and (y - 17) % 4 < 2
    return INK if lines and 10 <= x < (38 if (y - 17) // 4 != 5 else 26) else PAPER


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
