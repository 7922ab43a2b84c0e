"""Words of a passage with their places, and what stands between them."""

import re
from dataclasses import dataclass
from functools import lru_cache

# What stands before a word (all of it, or this would be tried again from each of its characters), the word, a possessive ending.
_WORD = re.compile(
    r"([^\w&]*+(?:_[^\w&]*+)*+)([^\W_]++(?![.&'’])|(?:[A-Z]\.){2,}|[A-Z]\.[A-Z]\b|&|[^\W_]+(?:(?:['’](?![sS]\b)|&|\.(?=[a-z0-9]))(?=[^\W_])[^\W_]+)*|\Z)((?:['’][sS]\b)?)"
)
_OWNING = re.compile(r"['’](?:[sS]\b)?")
_OPENING = re.compile(r"[.!?…:|•\n\"“«‘(\[]|--|—")
_JOINING = {" - ": "~", " ": " ", "\u00a0": " ", "-": "-", "\u2010": "-", "\u2011": "-", "": "-"}

ABBREVIATED = frozenset(
    "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z Mr Mrs Ms Dr St Gen Sen Rep Gov Lt Col Maj Capt Sgt Prof Rev Hon Adm Cmdr Jr Sr"
    " Cpl Pvt Pres Fr Ft Mt Msgr No vs Bros Dept Univ Assn Inc Corp Ltd Co".split()
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, without possessive endings; `gaps` has what stands before each.

    A gap is one of: space, "-" (joined), "~" (a hyphen between spaces), "." (the stop of an abbreviation), "'" (a possessive
    ending), "," (anything else within a sentence), "(" (what may open a sentence or a quotation, so that a capital letter proves
    nothing).  One more stands at the end.
    """

    texts: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[str]

    def __len__(self) -> int:
        return len(self.texts)


def words_of(text: str) -> Words:
    """Give the words of a text."""
    found = [one for one in _WORD.findall(text) if one[1]]
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    gaps: list[str] = []
    at, before, owned = 0, "", ""
    for between, word, owning in found:
        at += len(owned) + len(between)
        starts.append(at)
        at += len(word)
        ends.append(at)
        texts.append(word)
        gaps.append(" " if between == " " and not owned else _gap(owned + between, before in ABBREVIATED))
        before, owned = word, owning
    gaps.append(_gap(text[ends[-1] :], abbreviated=False) if found and text[ends[-1] :] else "(")
    gaps[0] = "(" if found else gaps[0]
    return Words(texts, starts, ends, gaps)


@lru_cache(maxsize=4096)
def _gap(text: str, abbreviated: bool) -> str:  # noqa: FBT001 (a key of a cache)
    if text in _JOINING:
        return _JOINING[text]
    if abbreviated and text.startswith(". ") and not text[2:]:
        return "."
    owning = _OWNING.match(text)
    if owning and text[owning.end() :] in {" ", "-", ""}:
        return "'"
    return "(" if _OPENING.search(text) else ","


def headline_case(texts: list[str]) -> bool:
    """Say whether a line is in title case or capitals, so that a capital letter tells nothing."""
    long = [text for text in texts if len(text) > 3 and text[0].isalpha()]
    return len(long) >= 3 and sum(text[0].isupper() for text in long) > 0.6 * len(long)
