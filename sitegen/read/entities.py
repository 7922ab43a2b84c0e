"""HTML entities that were left in a text (`&rsquo;`, `&#8217;`), and the characters they mean.

Whether a text was escaped is told by the text: who escapes a character escapes every one, so a text with a bare one was
not escaped, unless entities are glued to words (`Se&aacute;n`), which nobody writes on purpose but in a text about HTML.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from html import unescape
from html.entities import html5

from sitegen.read.repairs import ENTITY, Replacement, composed, in_line, repaired

REFERENCE = re.compile(
    r"&#(?:5[56]\d{3};&#5[67]\d{3};"  # an emoji in two halves (UTF-16)
    r"|[xX][0-9a-fA-F]{1,6};|\d{1,7};|(?:3[489]|6[02]|1[6-9]\d|2\d\d|\d{4,5})(?![\d;]))"
    r"|&[A-Za-z][A-Za-z0-9]{1,30};"
)
_HALVES = re.compile(r"&#(\d+);&#(\d+);")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
ABOUT_MARKUP = re.compile(r"\b(?:x?html5?|xml|sgml|ampersands?)\b", re.IGNORECASE)
QUOTED = {'"': '"', "'": "'", "`": "`", "“": "”", "‘": "’", "«": "»", "„": "“"}
BASIC = frozenset("&<>\"'")  # what is escaped wherever anything is; people write the others as they are
LONGEST = 34  # characters of an entity
TIMES = 3  # that a text may have been escaped
SURELY = 3  # glued entities by which a text about markup was escaped itself


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What a text says about whether it was escaped."""

    about_markup: bool  # it speaks of entities
    wholly: bool  # nothing in it is unescaped, and most entities stand in words
    plain: str  # without addresses
    bare_ampersand: bool


def unescaped(text: str) -> tuple[list[Replacement], list[str]]:
    """Return what each entity of an escaped text means, in order, and the entities that stay because they may be meant."""
    found: list[Replacement] = []
    left: list[str] = []
    for _ in range(TIMES):
        more, left = _one_level(repaired(text, found))
        if not more:
            break
        found = composed(text, found, more)
    return found, left


def _one_level(text: str) -> tuple[list[Replacement], list[str]]:
    found = _entities(text) if "&" in text else []
    if not found:
        return [], []
    evidence = _evidence(text, found)
    by_character: dict[str, list[Replacement]] = defaultdict(list)
    for one in found:
        by_character[one.became].append(one)
    escaped = {
        character for character, some in by_character.items() if _was_escaped(text, character, some, evidence)
    }
    made = [one for one in found if one.became in escaped]
    return made, [text[one.start : one.end] for one in found if one.became not in escaped]


def _entities(text: str) -> list[Replacement]:
    """Return every entity of a text and what it means; in addresses only ampersands are escaped."""
    addresses = {at for match in _ADDRESS.finditer(text) for at in range(*match.span()) if text[at] == "&"}
    found = ((match, _meaning(match[0])) for match in REFERENCE.finditer(text))
    return [
        Replacement(*match.span(), meant, ENTITY)
        for match, meant in found
        if meant is not None and (meant == "&" or match.start() not in addresses)
    ]


def _evidence(text: str, found: list[Replacement]) -> _Evidence:
    plain = _ADDRESS.sub(" ", text)
    bare = any(not _is_entity(plain, match.start()) for match in re.finditer("&", plain))
    quoted = any(_is_quoted(text, one) for one in found)
    glued = sum(_is_glued(text, one) for one in found)
    wholly = not bare and not quoted and glued >= SURELY and glued * 2 > len(found)
    return _Evidence(quoted or bool(ABOUT_MARKUP.search(plain)), wholly, plain, bare)


def _is_entity(text: str, at: int) -> bool:
    match = REFERENCE.match(text, at)
    return match is not None and _meaning(match[0]) is not None


def _meaning(reference: str) -> str | None:
    """Return the text that a reference means; None where it is none."""
    halves = _HALVES.fullmatch(reference)
    if halves:
        pair = chr(int(halves[1])) + chr(int(halves[2]))
        meant = pair.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    elif reference.startswith("&#"):
        meant = unescape(reference if reference.endswith(";") else f"{reference};")
    else:
        name = reference[1:]
        meant = html5.get(name) or (_in_capitals(name[:-1]) if name[:-1].isupper() else "")
        if not meant:
            return None
    return in_line(meant)


def _in_capitals(name: str) -> str:
    """Return the character of an entity whose name was written in capitals, as headlines are: `CAF&EACUTE;`."""
    capital = html5.get(f"{name[0]}{name[1:].lower()};", "")
    meant = capital if capital.isupper() else html5.get(f"{name.lower()};", "")
    return meant.upper() if len(meant.upper()) == 1 else meant


def _was_escaped(text: str, character: str, some: list[Replacement], evidence: _Evidence) -> bool:
    """Say whether a text was escaped, as far as one character is concerned."""
    if evidence.about_markup:
        return evidence.wholly
    if character not in BASIC or any(_is_glued(text, one) for one in some):
        return True
    return not (evidence.bare_ampersand if character == "&" else character in evidence.plain)


def _is_glued(text: str, one: Replacement) -> bool:
    """Say whether an entity stands in or at a word; an ampersand must stand within one, or begin another entity."""
    before, after = text[max(0, one.start - 1) : one.start], text[one.end : one.end + 1]
    if one.became == "&" and _is_entity(f"&{text[one.end : one.end + LONGEST]}", 0):
        return True
    if one.became in {"&", "<", ">"}:
        return before.isalnum() and after.isalnum()
    return before.isalnum() or after.isalnum() or bool(before and before in ".,!?")


def _is_quoted(text: str, one: Replacement) -> bool:
    """Say whether an entity stands alone between quotation marks, as one who speaks of it writes it."""
    closing = QUOTED.get(text[max(0, one.start - 1) : one.start])
    return closing is not None and text[one.end : one.end + 1] == closing
