"""HTML entities that were left in a text (`&rsquo;`, `&#8217;`), and the characters they mean.

The text itself tells whether it was escaped: a program that escapes a character escapes every one, so a
text with a bare one was not escaped, unless entities are glued to words (`Se&aacute;n`), which nobody
writes on purpose but in a text about HTML.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from html import unescape
from html.entities import html5

from sitegen.read.repairs import ENTITY, Replacement, composed, in_line, repaired

REFERENCE = re.compile(
    r"&#(?:5[56]\d{3};&#5[67]\d{3};"  # an emoji as two surrogates (UTF-16)
    r"|[xX][0-9a-fA-F]{1,6};|\d{1,7};|(?:3[489]|6[02]|1[6-9]\d|2\d\d|\d{4,5})(?![\d;]))"
    r"|&[A-Za-z][A-Za-z0-9]{1,30};"
)
_SURROGATE_PAIR = re.compile(r"&#(\d+);&#(\d+);")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
ABOUT_MARKUP = re.compile(r"\b(?:x?html5?|xml|sgml|ampersands?)\b", re.IGNORECASE)
CLOSING_QUOTES = {'"': '"', "'": "'", "`": "`", "“": "”", "‘": "’", "«": "»", "„": "“"}  # by the opening one
BASIC = frozenset("&<>\"'")  # what is escaped wherever anything is; people write the others as they are
MAX_ENTITY_LENGTH = 34  # characters
MAX_ESCAPES = 3  # times that a text may have been escaped; by judgement
MIN_GLUED = 3  # entities glued to words by which a text about markup was escaped itself; by judgement


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What a text says about whether it was escaped."""

    about_markup: bool  # it speaks of entities
    wholly: bool  # nothing in it is unescaped, and most entities stand in words
    plain: str  # the text without addresses
    bare_ampersand: bool


def unescaped(text: str) -> tuple[list[Replacement], list[str]]:
    """Return what each entity of an escaped text means, in order, and the entities that stay.

    Those may be meant as they are written.
    """
    replacements: list[Replacement] = []
    kept: list[str] = []
    for _ in range(MAX_ESCAPES):
        level, kept = _one_level(repaired(text, replacements))
        if not level:
            break
        replacements = composed(text, replacements, level)
    return replacements, kept


def _one_level(text: str) -> tuple[list[Replacement], list[str]]:
    """Return what `unescaped` does, for a text that was escaped once."""
    entities = _entities(text) if "&" in text else []
    if not entities:
        return [], []
    evidence = _evidence(text, entities)
    by_character: dict[str, list[Replacement]] = defaultdict(list)
    for entity in entities:
        by_character[entity.became].append(entity)
    escaped = {
        character for character, same in by_character.items() if _was_escaped(text, character, same, evidence)
    }
    replacements = [entity for entity in entities if entity.became in escaped]
    kept = [text[entity.start : entity.end] for entity in entities if entity.became not in escaped]
    return replacements, kept


def _entities(text: str) -> list[Replacement]:
    """Return every entity of a text and what it means; in addresses only ampersands are escaped."""
    in_addresses: set[int] = set()  # offsets of ampersands
    for address in _ADDRESS.finditer(text):
        in_addresses.update(offset for offset in range(*address.span()) if text[offset] == "&")
    entities = []
    for match in REFERENCE.finditer(text):
        meaning = _meaning(match[0])
        if meaning is not None and (meaning == "&" or match.start() not in in_addresses):
            entities.append(Replacement(*match.span(), meaning, ENTITY))
    return entities


def _evidence(text: str, entities: list[Replacement]) -> _Evidence:
    plain = _ADDRESS.sub(" ", text)
    bare = any(not _is_entity(plain, match.start()) for match in re.finditer("&", plain))
    quoted = any(_is_quoted(text, entity) for entity in entities)
    glued = sum(_is_glued(text, entity) for entity in entities)
    wholly = not bare and not quoted and glued >= MIN_GLUED and glued * 2 > len(entities)
    return _Evidence(quoted or bool(ABOUT_MARKUP.search(plain)), wholly, plain, bare)


def _is_entity(text: str, offset: int) -> bool:
    match = REFERENCE.match(text, offset)
    return match is not None and _meaning(match[0]) is not None


def _meaning(reference: str) -> str | None:
    """Return the text that a reference means; None where it means none."""
    pair = _SURROGATE_PAIR.fullmatch(reference)
    if pair:
        surrogates = chr(int(pair[1])) + chr(int(pair[2]))
        return in_line(surrogates.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    if reference.startswith("&#"):
        return in_line(unescape(reference if reference.endswith(";") else f"{reference};"))
    name = reference[1:]
    meaning = html5.get(name, "")
    if not meaning and name[:-1].isupper():
        meaning = _meaning_of_capitals(name[:-1])
    return in_line(meaning) if meaning else None


def _meaning_of_capitals(name: str) -> str:
    """Return the character of an entity whose name stands in capitals, as in headlines: `CAF&EACUTE;`."""
    capital = html5.get(f"{name[0]}{name[1:].lower()};", "")
    meaning = capital if capital.isupper() else html5.get(f"{name.lower()};", "")
    return meaning.upper() if len(meaning.upper()) == 1 else meaning


def _was_escaped(text: str, character: str, entities: list[Replacement], evidence: _Evidence) -> bool:
    """Whether a text was escaped, as far as one character and its entities are concerned."""
    if evidence.about_markup:
        return evidence.wholly
    if character not in BASIC or any(_is_glued(text, entity) for entity in entities):
        return True
    if character == "&":
        return not evidence.bare_ampersand
    return character not in evidence.plain


def _is_glued(text: str, entity: Replacement) -> bool:
    """Whether an entity stands in or at a word.

    An ampersand must stand within one, or begin another entity; "<" and ">" must stand within one.
    """
    before = text[max(0, entity.start - 1) : entity.start]
    after = text[entity.end : entity.end + 1]
    if entity.became == "&" and _is_entity(f"&{text[entity.end : entity.end + MAX_ENTITY_LENGTH]}", 0):
        return True
    if entity.became in {"&", "<", ">"}:
        return before.isalnum() and after.isalnum()
    return before.isalnum() or after.isalnum() or before in {".", ",", "!", "?"}


def _is_quoted(text: str, entity: Replacement) -> bool:
    """Whether an entity stands alone between quotation marks, as people write it who speak of it."""
    closing = CLOSING_QUOTES.get(text[max(0, entity.start - 1) : entity.start])
    return closing is not None and text[entity.end : entity.end + 1] == closing
