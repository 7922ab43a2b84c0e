"""Passages in capitals, as wires and old scans have them, in small letters again but for what may be a name.

Which words begin with a capital letter is told by lists of names and of common words (truecasing: Lita and
others 2003, there with a language model).  The text keeps its length, so that offsets in it stay the same.
"""

import re
from collections.abc import Container

from sitegen.entities.lexicon import Lexicon, TokenInfo

MIN_CAPITALS_WORDS = (
    4  # words of two letters and more of a passage in capitals; this and the rest by judgement
)
CAPITALS_SHARE = 0.8  # of these words, those in capitals, at least
SAMPLE_CODE_POINTS = 60  # of the beginning of a passage, by which most are told
SENTENCE_CODE_POINTS = 8  # before a word, by which the beginning of a sentence is told
ORDINARY_CLASSES = frozenset("012")  # of common words
COMMONEST_CLASS = "0"
PERSONAL_LISTS = frozenset({"first", "sur"})  # of people's names
SENTENCE_OPENING_MARKS = frozenset('.!?:“"‘')
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_INITIAL = re.compile(r"\b[A-Z]\.\Z")


def in_capitals(text: str) -> bool:
    """Whether a passage is written in capitals."""
    small_letters = sum(map(str.islower, text[:SAMPLE_CODE_POINTS]))
    if small_letters > (1 - CAPITALS_SHARE) * SAMPLE_CODE_POINTS:
        return False
    words = [word for word in _WORD.findall(text) if len(word) > 1]
    if len(words) < MIN_CAPITALS_WORDS:
        return False
    return sum(map(str.isupper, words)) >= CAPITALS_SHARE * len(words)


def truecased(text: str, lexicon: Lexicon, acronyms: Container[str]) -> str:
    """Return a passage in capitals as it would stand in small letters, with as many code points."""
    matches = list(_WORD.finditer(text))
    infos = [lexicon.infos[match[0].capitalize()] for match in matches]
    parts: list[str] = []
    end = 0
    for number, match in enumerate(matches):
        before, info, after = _with_neighbours(infos, number)
        parts.append(text[end : match.start()])
        if not _is_in_capitals(match[0]):
            parts.append(match[0])
        elif _opens_sentence(text, match.start()):
            parts.append(match[0].capitalize())
        elif info.common in ORDINARY_CLASSES:
            parts.append(match[0].capitalize() if _is_name(info, before, after) else match[0].lower())
        else:
            parts.append(_cased(match[0], info, lexicon, acronyms))
        end = match.end()
    return "".join((*parts, text[end:]))


def _with_neighbours(
    infos: list[TokenInfo], number: int
) -> tuple[TokenInfo | None, TokenInfo, TokenInfo | None]:
    """Return what lists say of the word before one, of this one, and of the word after it."""
    before = infos[number - 1] if number else None
    after = infos[number + 1] if number + 1 < len(infos) else None
    return before, infos[number], after


def _is_in_capitals(word: str) -> bool:
    """Whether a word is in capitals, would be as long in small letters, and is no letter but "A"."""
    if not word.isupper() or len(word.lower()) != len(word):
        return False
    return len(word) > 1 or word == "A"


def _opens_sentence(text: str, start: int) -> bool:
    """Whether a sentence begins at an offset: at the start, or after a stop that is not an initial's."""
    before = text[max(0, start - SENTENCE_CODE_POINTS) : start].rstrip()
    if not before:
        return start < SENTENCE_CODE_POINTS
    return before[-1] in SENTENCE_OPENING_MARKS and not _INITIAL.search(before)


def _cased(word: str, info: TokenInfo, lexicon: Lexicon, acronyms: Container[str]) -> str:
    """Return a word that is no ordinary one as it would stand."""
    is_name = not PERSONAL_LISTS.isdisjoint(info.lists) or word.capitalize() in lexicon.places
    if is_name:
        return word.capitalize()
    if word in acronyms:
        return word
    return word.lower() if word.lower() in lexicon.common else word.capitalize()


def _is_name(info: TokenInfo, before: TokenInfo | None, after: TokenInfo | None) -> bool:
    """Whether a common word that is a name too stands where names do: after a title or beside a name."""
    if info.common == COMMONEST_CLASS:
        return False
    if "first" in info.lists and after is not None and _may_be_family_name(after):
        return True
    return "sur" in info.lists and before is not None and _may_precede_family_name(before)


def _may_be_family_name(info: TokenInfo) -> bool:
    return info.common not in ORDINARY_CLASSES or "sur" in info.lists


def _may_precede_family_name(info: TokenInfo) -> bool:
    """Whether a word is a title, or a first name that is no common word."""
    if "title" in info.lists:
        return True
    return "first" in info.lists and info.common not in ORDINARY_CLASSES
