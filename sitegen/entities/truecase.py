"""Passages in capitals, as wires and old scans have them, in small letters again but for what may be a name.

Which words begin with a capital letter is told by lists of names and of common words (truecasing: Lita and others 2003, there with a
language model).  The text keeps its length, so that places in it stay the same.
"""

import re
from collections.abc import Container

from sitegen.entities.lexicon import Lexicon, TokenInfo

FEWEST = 4  # words of a passage in capitals
CLOSE = 8  # code points before a word by which the beginning of a sentence is told
BEGINNING = 60  # code points by which most passages are told
SHARE = 0.8  # of its words of two letters and more
ORDINARY = frozenset("012")  # classes of common words
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
COMMONEST = "0"
PERSONAL = frozenset({"first", "sur"})  # lists of people's names
_INITIAL = re.compile(r"\b[A-Z]\.\Z")
_ENDS = frozenset('.!?:“"‘')


def in_capitals(text: str) -> bool:
    """Say whether a passage is written in capitals."""
    if sum(map(str.islower, text[:BEGINNING])) > (1 - SHARE) * BEGINNING:
        return False
    words = [word for word in _WORD.findall(text) if len(word) > 1]
    return len(words) >= FEWEST and sum(word.isupper() for word in words) >= SHARE * len(words)


def truecased(text: str, lexicon: Lexicon, acronyms: Container[str]) -> str:
    """Give a passage in capitals as it would stand in small letters, with as many code points; acronyms stay as they are."""
    found = list(_WORD.finditer(text))
    infos = [lexicon.infos[one[0].capitalize()] for one in found]
    made, at = [], 0
    for number, (one, info) in enumerate(zip(found, infos, strict=True)):
        beside = (
            infos[number - 1] if number else None,
            infos[number + 1] if number + 1 < len(infos) else None,
        )
        made += [text[at : one.start()], _cased(text, one, info, beside, lexicon, acronyms)]
        at = one.end()
    return "".join((*made, text[at:]))


def _cased(
    text: str,
    found: re.Match[str],
    info: TokenInfo,
    beside: tuple[TokenInfo | None, TokenInfo | None],
    lexicon: Lexicon,
    acronyms: Container[str],
) -> str:
    """Give one word as it would stand."""
    word, low, titled = found[0], found[0].lower(), found[0].capitalize()
    if not word.isupper() or len(low) != len(word) or (len(word) == 1 and word != "A"):
        return word
    before = text[max(0, found.start() - CLOSE) : found.start()].rstrip()
    if (not before and found.start() < CLOSE) or (
        before and before[-1] in _ENDS and not _INITIAL.search(before)
    ):
        return titled
    if info.common in ORDINARY:
        return titled if _is_name(info, *beside) else low
    if word in acronyms and titled not in lexicon.places and not PERSONAL.intersection(info.lists):
        return word
    return (
        low
        if low in lexicon.common and not PERSONAL.intersection(info.lists) and titled not in lexicon.places
        else titled
    )


def _is_name(info: TokenInfo, before: TokenInfo | None, after: TokenInfo | None) -> bool:
    """Say whether a common word that is a name too stands where names do: behind a title, or beside another name."""
    if info.common == COMMONEST or not PERSONAL.intersection(info.lists):
        return False
    titled = before is not None and "title" in before.lists and "sur" in info.lists
    given = (
        "first" in info.lists and after is not None and (after.common not in ORDINARY or "sur" in after.lists)
    )
    family = (
        "sur" in info.lists
        and before is not None
        and "first" in before.lists
        and before.common not in ORDINARY
    )
    return titled or given or family
