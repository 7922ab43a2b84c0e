"""Characters that were decoded in a wrong encoding once before (mojibake), and what they were meant to be.

Whether a line is garbled, and by which encoding, is told by ftfy; here each character gets its place, so that a repair
leads back to the raw text.  Only steps that decode are taken: quotation marks, ligatures and widths stay as they are.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from types import ModuleType
from unicodedata import category

from sitegen.read.repairs import Replacement, composed, in_line, repaired

# What the bytes of UTF-8 look like when they are read as Windows-1252 or Latin-1: a lead byte, then one to three others.
_WESTERN = (
    "\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
)
_C1 = "\x80-\x84\x86-\x9f"  # without NEL, which ends a line
_TAIL = f"[\x80-\xbf{_WESTERN}]"
_BYTES = {character: character.encode("cp1252") for character in _WESTERN}
# Looking for single characters is the cheapest question to a clean text.
_SURE_SIGNS = tuple(map(chr, [*range(0x80, 0x85), *range(0x86, 0xA0)]))
_LEADS = tuple(map(chr, range(0xC4, 0xF5)))
_OTHER_SIGNS = tuple("ÂÃ√≈∞├ЂҐѓ€ĂĹΓ")
_PAIR = re.compile(f"[\xc4-\xf4]{_TAIL}")
SUSPECT = re.compile(
    f"[{_C1}\xc2-\xf4ĂĹ√≈‚βā–вРСГ├Γ](?:"
    f"(?<=[{_C1}])|(?<=[\xc2-\xdf]){_TAIL}|(?<=[\xe0-\xef]){_TAIL}{{2}}|(?<=[\xf0-\xf4]){_TAIL}{{3}}|(?<=â)€|(?<=[ÃÂ]) "
    r"|(?<=[ĂĹ])[\xa1-\xbf]|(?<=√)[^\s\w(]|(?<=√)[ªºµø]|(?<=‚)Ä|(?<=≈)[°¢ìí]|(?<=–)[∞µ∏∫Ω]"  # Windows-1250, MacRoman
    r"|(?<=в)Ђ|(?<=[РСГ])[ЂѓЉЊЌЋЏђљњќћџ°±µ¶¤¦§©¬®†‡€‰™‚]|(?<=[βā])€|(?<=├)[^\s─│]|(?<=Γ)Ç)"  # 1251, 1253, 1257, DOS
)
LOST_BYTE = re.compile(
    f"â€\ufffd?(?!{_TAIL})"
)  # a closing quotation mark whose last byte no table of Windows-1252 has
# Controls that stand for characters of Windows-1252; beside other scripts they are what is left of something else.
_CONTROLS = re.compile(f"[{_C1}]+")
NO_LATIN = "\u0250"  # the first character behind the Latin letters
LONE = re.compile(r"(?<!\w)\u00c2(?=\s|$)")  # what is left of a no-break space
MARKS = "\u2018\u2019\u201c\u201d\u201e\u201a\u2013\u2014\u2026\u2039\u203a\u2022"
_SCRIPTS = ("ÐÑ", "ÎÏ", "×", "ØÙÚ")  # lead bytes of Cyrillic, Greek, Hebrew, Arabic
OTHER_SCRIPTS = "".join(_SCRIPTS)
_STUCK = re.compile(
    f"[{OTHER_SCRIPTS}](?=[\u0370-\u06ff])|(?<=[\u0370-\u06ff])[{OTHER_SCRIPTS}]|[ÃÂâÐÑ][\x80-\xff€]?\ufffd"
)
SEQUENCE = re.compile(f"[\xc2-\xdf]{_TAIL}|[\xe0-\xef]{_TAIL}{{2}}|[\xf0-\xf4]{_TAIL}{{3}}")
ENOUGH = 2  # stretches that are surely garbled before others of the same script are
PIECE = 4000  # characters of a line that are looked at together
TIMES = 3  # that a text may have been decoded wrongly


def mojibake_repaired(text: str) -> list[Replacement]:
    """Return each garbled stretch of a text and what it was meant to be, in order."""
    if text.isascii() or not _may_be_garbled(text):
        return []
    found = [_moved(one, start) for start, piece in _suspect_pieces(text) for one in _repairs(piece)]
    taken = _places(found)
    found += [
        Replacement(match.start(), match.end(), "")
        for match in LONE.finditer(text)
        if match.start() not in taken
    ]
    sure = [one for one in found if not _may_be_meant(text[one.start : one.end])]
    sure += _alike(text, sure)
    leads = _leads(text, sure)
    known = {one.start for one in sure}
    doubtful = [one for one in found if one.start not in known]
    kept = [
        one
        for one in doubtful
        if (_has_company(text, one, sure) if one.became in {"", "\u00a0"} else text[one.start] in leads)
    ]
    return sorted({*sure, *kept}, key=lambda one: one.start)


def _may_be_garbled(text: str) -> bool:
    """Say whether a text is worth a closer look; most are clean, and this costs them some microseconds."""
    if any(sign in text for sign in _SURE_SIGNS):
        return True
    if not any(sign in text for sign in _OTHER_SIGNS) and not (
        any(sign in text for sign in _LEADS) and _PAIR.search(text)
    ):
        return False
    return bool(SUSPECT.search(text))


def still_garbled(text: str) -> list[int]:
    """Return the places of a repaired text that are garbled and cannot be put right, because bytes are lost."""
    stuck = [match.start() for match in _STUCK.finditer(text)]
    return sorted(
        {*stuck, *(start for start, piece in _suspect_pieces(text) if _ftfy().badness.is_bad(piece))}
    )


@cache
def _ftfy() -> ModuleType:
    import ftfy.badness  # noqa: PLC0415  (50 ms that most archives never need)

    return ftfy


def _suspect_pieces(text: str) -> Iterator[tuple[int, str]]:
    """Give the lines that may hold garbled characters, and where they begin; parts of very long ones."""
    at = 0
    while match := SUSPECT.search(text, at):
        start = max(at, text.rfind("\n", 0, match.start()) + 1)
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        if end - start > PIECE:
            start = max(start, text.rfind(" ", start, match.start()) + 1, match.start() - PIECE // 2)
            end = min(end, max(match.end(), text.rfind(" ", match.end(), start + PIECE)))
        yield start, text[start:end]
        at = end


def _places(repairs: list[Replacement]) -> set[int]:
    return {at for one in repairs for at in range(one.start, one.end)}


def _moved(one: Replacement, by: int) -> Replacement:
    return replace(one, start=one.start + by, end=one.end + by)


def _repairs(piece: str) -> list[Replacement]:
    """Return the repairs of a line or a part of one."""
    # A virtual last byte lets the whole line decode; whoever is longer than its stretch afterwards was not decoded.
    found = [Replacement(match.start(), match.end(), "â€\x9d") for match in LOST_BYTE.finditer(piece)]
    for _ in range(TIMES):
        more = _decoded(repaired(piece, found))
        if not more:
            break
        found = composed(piece, found, more)
    return [
        replace(one, became=in_line(one.became))
        for one in found
        if len(one.became) <= one.end - one.start and _is_text(one.became)
    ]


def _is_text(became: str) -> bool:
    """Say whether a decoded stretch holds nothing but characters of a text: no controls, nothing that Unicode has not."""
    return all(category(character) not in {"Cc", "Cn", "Co", "Cs"} for character in became)


def _decoded(text: str) -> list[Replacement]:
    """Return the repairs of one wrong decoding."""
    if text.isascii() or not _ftfy().badness.is_bad(text):
        return []
    config = _ftfy().TextFixerConfig(unescape_html=False, replace_lossy_sequences=False)
    steps = _ftfy().fix_encoding_and_explain(text, config).explanation or []
    if not steps:
        return []
    if steps[0].action == "apply":
        return _decoded_apart(text)
    end = next((at for at, step in enumerate(steps) if step.action == "decode"), 0)
    after = _ftfy().apply_plan(text, steps[: end + 1])
    if steps[end].parameter.startswith("utf-8"):
        return _aligned(text, after)
    runs = [match.span() for match in _CONTROLS.finditer(text) if _stands_in_latin(text, *match.span())]
    return [Replacement(at, at + 1, after[at]) for run in runs for at in range(*run) if after[at] != text[at]]


def _stands_in_latin(text: str, start: int, end: int) -> bool:
    return all(
        beside < NO_LATIN or "\u2000" <= beside < "\u2070"
        for beside in (text[start - 1 : start], text[end : end + 1])
        if beside
    )


def _decoded_apart(text: str) -> list[Replacement]:
    """Return the repairs of the garbled stretches of a line that is garbled in part."""
    from ftfy.chardata import UTF8_DETECTOR_RE  # noqa: PLC0415

    stretches = [
        match
        for match in UTF8_DETECTOR_RE.finditer(text)
        if match[0] != text and _ftfy().badness.is_bad(match[0])
    ]
    return [_moved(one, match.start()) for match in stretches for one in _repairs(match[0])]


def _aligned(text: str, after: str) -> list[Replacement]:
    """Return which characters of a text became which of the decoded one."""
    found, at = [], 0
    for place, character in enumerate(after):
        size = len(character.encode("utf-8", "surrogatepass"))
        if size == 1 or at >= len(text):
            at += 1
            continue
        if character == "à" and text[at + 1 : at + 2] == " " == after[place + 1 : place + 2]:
            size = 1  # the space is the second byte and a space
        found.append(Replacement(at, at + size, character))
        at += size
    if at == len(text) and repaired(text, found) == after:
        return found
    start = next((n for n, (old, new) in enumerate(zip(text, after, strict=False)) if old != new), len(after))
    rest = min(len(text), len(after)) - start
    same = next((n for n in range(rest) if text[-1 - n] != after[-1 - n]), rest)
    return [Replacement(start, len(text) - same, after[start : len(after) - same])]


# Company: what one sequence alone does not tell ----------------------------------------------------------------------


def _may_be_meant(was: str) -> bool:
    """Say whether a stretch may be what was written: a capital with an accent, and a quotation mark, dash, dots or space."""
    return was.strip() == "\u00c2" or (len(was) == 2 and was[0] > "\u00c5" and was[1] in MARKS)


def _has_company(text: str, one: Replacement, sure: list[Replacement]) -> bool:
    """Say whether what is left of a no-break space has surely garbled characters in its line, or enough of them in the text."""
    return len(sure) >= ENOUGH or any(
        "\n" not in text[min(one.start, other.start) : max(one.end, other.end)] for other in sure
    )


def _leads(text: str, sure: list[Replacement]) -> frozenset[str]:
    """Return the lead bytes of the scripts that were surely garbled, as characters."""
    leads = {text[one.start] for one in sure}
    return frozenset(leads.union(*(script for script in _SCRIPTS if leads.intersection(script))))


def _alike(text: str, sure: list[Replacement]) -> list[Replacement]:
    """Return further stretches of the same scripts; of Latin ones, only in lines where nothing else is outside ASCII."""
    if len(sure) < ENOUGH:
        return []
    leads = _leads(text, sure)
    taken = _places(sure)
    more = [
        Replacement(*match.span(), _strictly(match[0]))
        for match in SEQUENCE.finditer(text)
        if match[0][0] in leads
    ]
    more = [one for one in more if one.became and taken.isdisjoint(range(one.start, one.end))]
    taken |= _places(more)
    latin = [one for one in more if text[one.start] not in OTHER_SCRIPTS]
    if not latin:
        return more
    ends = [at for at, character in enumerate(text) if character == "\n"]
    clean = {
        bisect_right(ends, at)
        for at, character in enumerate(text)
        if not character.isascii() and at not in taken
    }
    return [
        one for one in more if text[one.start] in OTHER_SCRIPTS or bisect_right(ends, one.start) not in clean
    ]


def _strictly(run: str) -> str:
    """Return what a run was meant to be; an empty text where it is no UTF-8 read as Western text."""
    try:
        meant = b"".join(_BYTES.get(character) or character.encode("latin-1") for character in run).decode()
    except UnicodeError:
        return ""
    return meant if len(meant) == 1 and _is_text(meant) else ""
