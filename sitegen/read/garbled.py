"""Characters that were decoded in a wrong encoding once before (mojibake), and what they were meant to be."""

import re

# What the bytes of UTF-8 look like when they are read as Windows-1252 or Latin-1: a lead byte, then one to three others.
_WESTERN = (
    "\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
)
_BYTES = {character: character.encode("cp1252") for character in _WESTERN}
GARBLED = re.compile(f"[\u00c2-\u00f4][\u0080-\u00ff{_WESTERN}]+")
LONE = re.compile(r"(?<!\w)\u00c2(?=\s|$)")  # what is left of a no-break space
MARKS = "\u2018\u2019\u201c\u201d\u201e\u201a\u2013\u2014\u2026\u2039\u203a\u2022"
LONGEST = 12  # characters of a run that are looked at together
TWICE = 3  # times that a text may have been decoded wrongly


def ungarbled(text: str) -> list[tuple[int, int, str]]:
    """Give each garbled stretch of a text: start, end, and what it was meant to be."""
    found = []
    for match in GARBLED.finditer(text):
        found += [(match.start() + start, match.start() + end, became) for start, end, became in _parts(match[0])]
    if found or "\u00c2" in text:
        taken = {start for start, _, _ in found}
        found += [(match.start(), match.end(), "") for match in LONE.finditer(text) if match.start() not in taken]
    return sorted(found)


def _parts(run: str) -> list[tuple[int, int, str]]:
    """Give the stretches of a run that are UTF-8 read wrongly; what stands between them stays."""
    found = []
    at = 0
    while at < len(run):
        end = next((end for end in range(min(len(run), at + LONGEST), at + 1, -1) if _meant(run[at:end])), at)
        if end > at:
            found.append((at, end, _meant(run[at:end])))
        at = max(end, at + 1)
    return found


def _meant(run: str) -> str:
    """Give what a run was meant to be; an empty text where it is no UTF-8 read wrongly."""
    meant = ""
    for _ in range(TWICE):
        try:
            better = b"".join(_BYTES.get(character) or character.encode("latin-1") for character in (meant or run)).decode()
        except UnicodeError:
            break
        if len(better) >= len(meant or run):
            break
        meant = better
    return meant if (meant.isprintable() or meant == "\u00a0") and not _may_be_meant(run, meant) else ""


def _may_be_meant(run: str, meant: str) -> bool:
    """Say whether a run of two may be what was written: a capital with an accent, and a quotation mark, dash or dots."""
    return len(run) == len(meant) + 1 == 2 and (run[0] > "\u00c5" or run[1] in MARKS)
