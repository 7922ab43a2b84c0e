"""A site as a ZIM file for Kiwix, made by the program zimwriterfs, which is no part of this package."""

import re
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

ZIM_WRITER = "zimwriterfs"
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
LEFT_OUT = frozenset({"404.html", "robots.txt", "sitemap.xml"})  # for web servers
ICON = "sitegen-illustration.png"
ICON_SIZE = 48  # pixels, as readers want it
MAX_TITLE_LENGTH, MAX_DESCRIPTION_LENGTH = 30, 80  # characters that a ZIM may have
PAPER, INK, ACCENT = (255, 253, 247), (29, 26, 22), (122, 31, 31)  # colours of the icon
# ISO 639-3 of the languages that a page may name by two letters.
ZIM_LANGUAGES = {
    "ar": "ara", "bg": "bul", "bn": "ben", "ca": "cat", "cs": "ces", "da": "dan", "de": "deu", "el": "ell",
    "en": "eng", "es": "spa", "et": "est", "fa": "fas", "fi": "fin", "fr": "fra", "he": "heb", "hi": "hin",
    "hr": "hrv", "hu": "hun", "id": "ind", "it": "ita", "ja": "jpn", "ko": "kor", "lt": "lit", "lv": "lav",
    "nb": "nob", "nl": "nld", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sk": "slk",
    "sl": "slv", "sr": "srp", "sv": "swe", "th": "tha", "tr": "tur", "uk": "ukr", "ur": "urd", "vi": "vie",
    "zh": "zho",
}  # fmt: skip


def write_zim(outputs: Iterable[Output], info: SiteInfo, target: Path) -> None:
    """Write the ZIM; raise SitegenError where the program is missing or fails."""
    program = shutil.which(ZIM_WRITER)
    if not program:
        raise SitegenError(
            "SG802",
            "",
            -1,
            f"{ZIM_WRITER} is not installed",
            "it comes with zim-tools (apt-get install zim-tools)",
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        folder, zim = Path(place) / "site", Path(place) / "site.zim"
        _write_files(outputs, folder)
        command = [program, *_options(info), str(folder), str(zim)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  (no shell)
        if done.returncode or not zim.is_file():
            lines = (done.stderr or done.stdout).strip().splitlines()
            reason = lines[-1] if lines else "without a word"
            raise SitegenError("SG802", target, -1, f"{ZIM_WRITER} failed: {reason}")
        _replace(zim, target)


def _write_files(outputs: Iterable[Output], folder: Path) -> None:
    """Write the files of the site that a ZIM holds, and its icon."""
    for output in outputs:
        if _belongs_in_zim(output):
            file = folder / output.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(_without_policy(output.data) if output.path.endswith(".html") else output.data)
    (folder / ICON).write_bytes(icon())


def _without_policy(html: bytes) -> bytes:
    """Return a page without its policy: readers of ZIM give files other addresses, which it would refuse."""
    return _POLICY.sub(b"", html, count=1)


def _belongs_in_zim(output: Output) -> bool:
    """Whether a file is for readers; Kiwix takes no empty file."""
    return bool(output.data) and not output.path.startswith(".") and output.path not in LEFT_OUT


def _options(info: SiteInfo) -> list[str]:
    publisher = info.contact or info.title
    description = info.description or f"News archive: {info.title}"
    return [
        "--welcome=index.html",
        f"--illustration={ICON}",
        f"--language={ZIM_LANGUAGES.get(info.language.split('-')[0], 'eng')}",
        f"--name={slug(info.title)}",
        f"--title={_cut(info.title, MAX_TITLE_LENGTH)}",
        f"--description={_cut(description, MAX_DESCRIPTION_LENGTH)}",
        f"--creator={publisher}",
        f"--publisher={publisher}",
    ]


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _replace(file: Path, target: Path) -> None:
    """Put a file in the place of another one, which is whole at any moment."""
    new = target.with_name(f".{target.name}.new")
    shutil.copyfile(file, new)
    new.replace(target)


# Icon -----------------------------------------------------------------------------------------------------


def icon() -> bytes:
    """Return the illustration: a page with a headline and lines of text, as PNG."""
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
    """Return the colour of a pixel.

    A page on a ground, with a headline and lines of which the last is short.
    """
    if not (6 <= x < 42 and 3 <= y < 45):
        return ACCENT
    if 10 <= x < 38 and 9 <= y < 13:
        return ACCENT
    line, row = divmod(y - 17, 4)
    right = 26 if line == 5 else 38
    return INK if 0 <= line < 6 and row < 2 and 10 <= x < right else PAPER


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
