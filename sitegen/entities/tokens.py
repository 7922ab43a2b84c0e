"""Words of a passage with their places, and what stands between them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

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
class Tokens:
    """The words of a text, without possessive endings; `gaps` has what stands before each.

    A gap is one of: space, "-" (joined), "~" (a hyphen between spaces), "." (the stop of an abbreviation), "'" (a possessive
    ending), "," (anything else within a sentence), "(" (what may open a sentence or a quotation, so that a capital letter proves
    nothing).  One more stands at the end.
    """

    texts: list[str]
    starts: list[int]
    gaps: list[str]
    owners: set[int]  # words with a possessive ending ("Example's")

    def __len__(self) -> int:
        return len(self.texts)

    def end(self, at: int) -> int:
        """Give where a word ends."""
        return self.starts[at] + len(self.texts[at])


def tokenize(text: str) -> Tokens:
    """Give the words of a text."""
    texts: list[str] = []
    starts: list[int] = []
    gaps: list[str] = []
    owners: set[int] = set()
    at, since, then = (
        0,
        "",
        " ",
    )  # what stands after the last word; the gap that this makes before a word after a space
    for part in text.split(" "):
        if part.isalnum():  # a word and nothing else, as most are
            texts.append(part)
            starts.append(at)
            gaps.append(then)
            since, then = "", " "
        else:
            before, words, offsets, between, owning, after, following = _parted(part)
            if words:
                gaps.append(
                    _gap(f"{since} {before}", bool(texts) and texts[-1] in ABBREVIATED)
                    if since or before
                    else " "
                )
                gaps += between
                if owning:
                    owners.update(len(texts) + one for one in owning)
                texts += words
                starts += [at + offset for offset in offsets]
                since, then = after, following
            else:
                since = f"{since} {part}"
                then = _gap(f"{since} ", bool(texts) and texts[-1] in ABBREVIATED)
        at += len(part) + 1
    if texts:
        gaps[0] = "("
    gaps.append(_gap(since, abbreviated=False) if texts and since else "(")
    return Tokens(texts, starts, gaps, owners)


@lru_cache(maxsize=1 << 15)
def _parted(
    part: str,
) -> tuple[str, tuple[str, ...], tuple[int, ...], tuple[str, ...], tuple[int, ...], str, str]:
    """Give the words of a text without spaces.

    First what stands before them, the words, where they begin, the gaps between them, which have possessive endings; then what stands
    after them, and the gap that this makes where a space and a word follow.
    """
    found = [one for one in _WORD.finditer(part) if one[2]]
    if not found:
        return part, (), (), (), (), "", ""
    words, offsets = tuple(one[2] for one in found), tuple(one.start(2) for one in found)
    between = tuple(
        _gap(part[one.end(2) : other.start(2)], one[2] in ABBREVIATED) for one, other in pairwise(found)
    )
    owning = tuple(at for at, one in enumerate(found) if one[3])
    after = part[found[-1].end(2) :]
    return found[0][1], words, offsets, between, owning, after, _gap(f"{after} ", words[-1] in ABBREVIATED)


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
