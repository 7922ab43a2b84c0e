"""Make the face of the theme: Source Serif 4 with the characters and features that pages need, as woff2.

    npm pack source-serif && tar xzf source-serif-*.tgz
    python tools/make_face.py package/

Needs fonttools and brotli (MIT). The licence (SIL Open Font License 1.1) reserves the name of the original,
so that a face with fewer characters bears another: Archive Serif. The licence stands beside the files.
"""

import argparse
import shutil
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, parse_unicodes, save_font

TARGET = Path(__file__).resolve().parent.parent / "themes" / "default" / "static" / "face"
NAME = "Archive Serif"
TRADEMARK = 7  # a record of the table "name"
CUTS = {"Regular": "regular", "It": "italic", "Semibold": "semibold"}
# Latin with its extensions for the languages of Europe, punctuation, currency, arrows, the end mark.
UNICODES = (
    "0020-007E,00A0-017F,0192,0218-021B,02C6,02DC,2010-2015,2018-201E,2020-2022,2026,2030,2032,2033,2039,203A"
    ",2044,20AC,2116,2122,2190-2193,2212,25C6"
)
FEATURES = ["kern", "liga", "onum", "lnum", "pnum", "tnum", "ccmp", "locl", "mark", "mkmk", "smcp", "case"]


def make(source: Path, cut: str, target: Path) -> int:
    """Write one cut as woff2; return its size in bytes."""
    options = Options(layout_features=FEATURES, flavor="woff2", hinting=False, desubroutinize=True)
    font = load_font(source / "TTF" / f"SourceSerif4-{cut}.ttf", options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(UNICODES))
    subsetter.subset(font)
    names = font["name"]
    names.removeNames(nameID=TRADEMARK)
    own = {1: NAME, 16: NAME, 4: f"{NAME} {cut}", 6: f"{NAME.replace(' ', '')}-{cut}"}
    for record in list(names.names):
        if record.nameID in own:
            names.setName(
                own[record.nameID], record.nameID, record.platformID, record.platEncID, record.langID
            )
    save_font(font, target, options)
    return target.stat().st_size


def main() -> int:
    """Make all cuts and put the licence beside them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", type=Path, help="the folder of the package source-serif")
    source = parser.parse_args().source
    TARGET.mkdir(exist_ok=True)
    for cut, name in CUTS.items():
        print(f"{name}: {make(source, cut, TARGET / f'archive-serif-{name}.woff2'):,} bytes")
    shutil.copyfile(source / "LICENSE.md", TARGET / "OFL.txt")
    return 0


if __name__ == "__main__":
    sys.exit(main())
