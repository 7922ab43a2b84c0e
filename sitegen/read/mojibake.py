"""Characters that were decoded in a wrong encoding before (mojibake), and what they were meant to be.

ftfy (Speer 2019) tells whether a line is garbled, and by which encoding; here each character gets its
place, so that a repair leads back to the raw text.  Only steps that decode are taken: quotation marks,
ligatures and widths stay as they are.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from types import ModuleType
from unicodedata import category

from sitegen.read.repairs import Replacement, composed, in_line, repaired

# The bytes of UTF-8 when they are read as Windows-1252 or Latin-1: a lead byte, then one to three others.
_WESTERN = (
    "\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
)
_C1 = "\x80-\x84\x86-\x9f"  # without NEL, which ends a line
_CONTINUATION = f"[\x80-\xbf{_WESTERN}]"
_CP1252_BYTES = {character: character.encode("cp1252") for character in _WESTERN}
# Single characters are searched first: that is the cheapest look at a clean text.
_SURE_SIGNS = tuple(map(chr, [*range(0x80, 0x85), *range(0x86, 0xA0)]))
_LEADS = tuple(map(chr, range(0xC4, 0xF5)))
_OTHER_SIGNS = tuple("ÂÃ√≈∞├ЂҐѓ€ĂĹΓ")
_PAIR = re.compile(f"[\xc4-\xf4]{_CONTINUATION}")
SUSPECT = re.compile(
    f"[{_C1}\xc2-\xf4ĂĹ√≈‚βā–вРСГ├Γ](?:"
    f"(?<=[{_C1}])|(?<=[\xc2-\xdf]){_CONTINUATION}|(?<=[\xe0-\xef]){_CONTINUATION}{{2}}"
    f"|(?<=[\xf0-\xf4]){_CONTINUATION}{{3}}|(?<=â)€|(?<=[ÃÂ]) "
    r"|(?<=[ĂĹ])[\xa1-\xbf]"  # Windows-1250
    r"|(?<=√)[^\s\w(]|(?<=√)[ªºµø]|(?<=‚)Ä|(?<=≈)[°¢ìí]|(?<=–)[∞µ∏∫Ω]"  # MacRoman
    r"|(?<=в)Ђ|(?<=[РСГ])[ЂѓЉЊЌЋЏђљњќћџ°±µ¶¤¦§©¬®†‡€‰™‚]"  # Windows-1251
    r"|(?<=[βā])€|(?<=├)[^\s─│]|(?<=Γ)Ç)"  # Windows-1253, Windows-1257, DOS
)
# A closing quotation mark whose last byte no table of Windows-1252 has.
LOST_BYTE = re.compile(f"â€\ufffd?(?!{_CONTINUATION})")
# Controls that stand for characters of Windows-1252; beside other scripts they are the rest of something
# else.
_CONTROLS = re.compile(f"[{_C1}]+")
FIRST_NON_LATIN = "\u0250"  # the first character behind the Latin letters
LONE_LEAD = re.compile(r"(?<!\w)\u00c2(?=\s|$)")  # what is left of a no-break space
TYPOGRAPHIC_MARKS = "\u2018\u2019\u201c\u201d\u201e\u201a\u2013\u2014\u2026\u2039\u203a\u2022"
_SCRIPTS = ("ÐÑ", "ÎÏ", "×", "ØÙÚ")  # lead bytes of Cyrillic, Greek, Hebrew, Arabic
OTHER_SCRIPTS = "".join(_SCRIPTS)
_STUCK = re.compile(
    f"[{OTHER_SCRIPTS}](?=[\u0370-\u06ff])|(?<=[\u0370-\u06ff])[{OTHER_SCRIPTS}]|[ÃÂâÐÑ][\x80-\xff€]?\ufffd"
)
SEQUENCE = re.compile(
    f"[\xc2-\xdf]{_CONTINUATION}|[\xe0-\xef]{_CONTINUATION}{{2}}|[\xf0-\xf4]{_CONTINUATION}{{3}}"
)
MIN_SURE = 2  # spans that are surely garbled before others of the same script are; by judgement
MAX_PIECE = 4000  # characters of a line that are looked at together; by judgement
MAX_DECODINGS = 3  # times that a text may have been decoded wrongly; by judgement


def mojibake_repaired(text: str) -> list[Replacement]:
    """Return each garbled span of a text and what it was meant to be, in order."""
    if text.isascii() or not _may_be_garbled(text):
        return []
    repairs: list[Replacement] = []
    for start, piece in _suspect_pieces(text):
        repairs += [_moved(repair, start) for repair in _repairs(piece)]
    covered = _offsets(repairs)
    for lone in LONE_LEAD.finditer(text):
        if lone.start() not in covered:
            repairs.append(Replacement(lone.start(), lone.end(), ""))
    sure = [repair for repair in repairs if not _may_be_meant(text[repair.start : repair.end])]
    sure += _of_same_scripts(text, sure)
    leads = _leads(text, sure)
    sure_starts = {repair.start for repair in sure}
    kept = set(sure)
    for repair in repairs:
        if repair.start in sure_starts:
            continue
        is_space = repair.became in {"", "\u00a0"}
        if _has_company(text, repair, sure) if is_space else text[repair.start] in leads:
            kept.add(repair)
    return sorted(kept, key=lambda repair: repair.start)


def _may_be_garbled(text: str) -> bool:
    """Whether a text is worth a closer look; most are clean, and this costs them some microseconds."""
    if any(sign in text for sign in _SURE_SIGNS):
        return True
    if any(sign in text for sign in _OTHER_SIGNS):
        return bool(SUSPECT.search(text))
    if any(sign in text for sign in _LEADS) and _PAIR.search(text):
        return bool(SUSPECT.search(text))
    return False


def still_garbled(text: str) -> list[int]:
    """Return the offsets of a repaired text that are still garbled, because bytes are lost."""
    stuck = {match.start() for match in _STUCK.finditer(text)}
    bad = {start for start, piece in _suspect_pieces(text) if _ftfy().badness.is_bad(piece)}
    return sorted(stuck | bad)


@cache
def _ftfy() -> ModuleType:
    import ftfy.badness  # noqa: PLC0415  (50 ms that most archives never need)

    return ftfy


def _suspect_pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that may hold garbled characters, and where they begin; parts of very long ones."""
    done = 0
    while suspect := SUSPECT.search(text, done):
        start = max(done, text.rfind("\n", 0, suspect.start()) + 1)
        end = text.find("\n", suspect.end())
        if end < 0:
            end = len(text)
        if end - start > MAX_PIECE:
            space_before = text.rfind(" ", start, suspect.start()) + 1
            start = max(start, space_before, suspect.start() - MAX_PIECE // 2)
            space_after = text.rfind(" ", suspect.end(), start + MAX_PIECE)
            end = min(end, max(suspect.end(), space_after))
        yield start, text[start:end]
        done = end


def _offsets(repairs: list[Replacement]) -> set[int]:
    return {offset for repair in repairs for offset in range(repair.start, repair.end)}


def _moved(repair: Replacement, by: int) -> Replacement:
    return replace(repair, start=repair.start + by, end=repair.end + by)


def _repairs(piece: str) -> list[Replacement]:
    """Return the repairs of a line or a part of one."""
    # A virtual last byte lets the whole line decode; what is longer than its span afterwards was not decoded.
    repairs = [Replacement(match.start(), match.end(), "â€\x9d") for match in LOST_BYTE.finditer(piece)]
    for _ in range(MAX_DECODINGS):
        level = _decoded(repaired(piece, repairs))
        if not level:
            break
        repairs = composed(piece, repairs, level)
    return [
        replace(repair, became=in_line(repair.became))
        for repair in repairs
        if len(repair.became) <= repair.end - repair.start and _is_text(repair.became)
    ]


def _is_text(became: str) -> bool:
    """Whether a decoded span holds no controls, and no characters that Unicode does not assign."""
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
    decode = next((index for index, step in enumerate(steps) if step.action == "decode"), 0)
    decoded = _ftfy().apply_plan(text, steps[: decode + 1])
    if steps[decode].parameter.startswith("utf-8"):
        return _aligned(text, decoded)
    return _changed_controls(text, decoded)


def _changed_controls(text: str, decoded: str) -> list[Replacement]:
    """Return the repairs of controls among Latin letters, where a text was decoded byte by byte."""
    offsets: list[int] = []
    for run in _CONTROLS.finditer(text):
        if _stands_in_latin(text, *run.span()):
            offsets += range(*run.span())
    return [
        Replacement(offset, offset + 1, decoded[offset])
        for offset in offsets
        if decoded[offset] != text[offset]
    ]


def _stands_in_latin(text: str, start: int, end: int) -> bool:
    neighbours = text[start - 1 : start] + text[end : end + 1]
    return all(letter < FIRST_NON_LATIN or "\u2000" <= letter < "\u2070" for letter in neighbours)


def _decoded_apart(text: str) -> list[Replacement]:
    """Return the repairs of the garbled spans of a line that is garbled in part."""
    from ftfy.chardata import UTF8_DETECTOR_RE  # noqa: PLC0415

    repairs: list[Replacement] = []
    for span in UTF8_DETECTOR_RE.finditer(text):
        if span[0] != text and _ftfy().badness.is_bad(span[0]):
            repairs += [_moved(repair, span.start()) for repair in _repairs(span[0])]
    return repairs


def _aligned(text: str, decoded: str) -> list[Replacement]:
    """Return which characters of a text became which of the decoded one.

    Where the lengths of the bytes do not lead from one to the other, it is all between what both have in
    common at their beginning and at their end.
    """
    repairs: list[Replacement] = []
    offset = 0
    for place, character in enumerate(decoded):
        size = len(character.encode("utf-8", "surrogatepass"))
        if size == 1 or offset >= len(text):
            offset += 1
            continue
        if character == "à" and text[offset + 1 : offset + 2] == " " == decoded[place + 1 : place + 2]:
            size = 1  # the space is the second byte and a space
        repairs.append(Replacement(offset, offset + size, character))
        offset += size
    if offset == len(text) and repaired(text, repairs) == decoded:
        return repairs
    pairs = enumerate(zip(text, decoded, strict=False))
    start = next((index for index, (old, new) in pairs if old != new), len(decoded))
    longest = min(len(text), len(decoded)) - start
    same = next((length for length in range(longest) if text[-1 - length] != decoded[-1 - length]), longest)
    return [Replacement(start, len(text) - same, decoded[start : len(decoded) - same])]


# Company: what one sequence alone does not tell ------------------------------------------------------------


def _may_be_meant(was: str) -> bool:
    """Whether a span may be meant as it is: a capital with an accent, and a quotation mark, dash or space."""
    if was.strip() == "\u00c2":
        return True
    return len(was) == 2 and was[0] > "\u00c5" and was[1] in TYPOGRAPHIC_MARKS


def _has_company(text: str, repair: Replacement, sure: list[Replacement]) -> bool:
    """Whether a remnant of a no-break space has surely garbled text in its line, or enough of it anywhere."""
    if len(sure) >= MIN_SURE:
        return True
    return any(
        "\n" not in text[min(repair.start, other.start) : max(repair.end, other.end)] for other in sure
    )


def _leads(text: str, sure: list[Replacement]) -> frozenset[str]:
    """Return the lead bytes of the scripts that were surely garbled, as characters."""
    leads = {text[repair.start] for repair in sure}
    return frozenset(leads.union(*(script for script in _SCRIPTS if leads.intersection(script))))


def _of_same_scripts(text: str, sure: list[Replacement]) -> list[Replacement]:
    """Return further garbled spans of the scripts that some surely garbled ones are of.

    Those of Latin letters count only in lines where nothing else is outside ASCII.
    """
    if len(sure) < MIN_SURE:
        return []
    leads = _leads(text, sure)
    covered = _offsets(sure)
    more: list[Replacement] = []
    for sequence in SEQUENCE.finditer(text):
        became = _as_utf8(sequence[0]) if sequence[0][0] in leads else ""
        if became and covered.isdisjoint(range(*sequence.span())):
            more.append(Replacement(*sequence.span(), became))
    if all(text[repair.start] in OTHER_SCRIPTS for repair in more):
        return more
    covered |= _offsets(more)
    line_ends = [offset for offset, character in enumerate(text) if character == "\n"]
    lines_with_others = {
        bisect_right(line_ends, offset)
        for offset, character in enumerate(text)
        if not character.isascii() and offset not in covered
    }
    return [
        repair
        for repair in more
        if text[repair.start] in OTHER_SCRIPTS
        or bisect_right(line_ends, repair.start) not in lines_with_others
    ]


def _as_utf8(span: str) -> str:
    """Return the character that a span was meant to be; nothing where it is no UTF-8 read as Western text."""
    try:
        meant = b"".join(_CP1252_BYTES.get(letter) or letter.encode("latin-1") for letter in span).decode()
    except UnicodeError:
        return ""
    return meant if len(meant) == 1 and _is_text(meant) else ""
