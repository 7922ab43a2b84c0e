"""Words of a passage with their places, and what stands between them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

# What stands before a word (all of it, or this would be tried again from each of its characters), the word, a
# possessive ending.
_WORD = re.compile(
    r"([^\w&]*+(?:_[^\w&]*+)*+)"
    r"([^\W_]++(?![.&'’])|(?:[A-Z]\.){2,}|[A-Z]\.[A-Z]\b|&"
    r"|[^\W_]+(?:(?:['’](?![sS]\b)|&|\.(?=[a-z0-9]))(?=[^\W_])[^\W_]+)*|\Z)"
    r"((?:['’][sS]\b)?)"
)
_POSSESSIVE = re.compile(r"['’](?:[sS]\b)?")
_SENTENCE_BREAK = re.compile(r"[.!?…:|•\n\"“«‘(\[]|--|—")
_GAPS = {" - ": "~", " ": " ", "\u00a0": " ", "-": "-", "\u2010": "-", "\u2011": "-", "": "-"}

ABBREVIATIONS = frozenset(  # words after which a stop ends no sentence
    "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z Mr Mrs Ms Dr St Gen Sen Rep Gov Lt Col"
    " Maj Capt Sgt Prof Rev Hon Adm Cmdr Jr Sr Cpl Pvt Pres Fr Ft Mt Msgr No vs Bros Dept Univ Assn"
    " Inc Corp Ltd Co".split()
)
MIN_HEADLINE_CASE_WORDS = 3  # of MIN_HEADLINE_LETTERS and more; this and the next two by judgement
MIN_HEADLINE_LETTERS = 4
HEADLINE_SHARE = 0.6  # of these words, those with a capital letter in a headline; more than this


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text, without possessive endings; `gaps` has what stands before each.

    A gap is one of: space, "-" (joined), "~" (a hyphen between spaces), "." (the stop of an abbreviation),
    "'" (a possessive ending), "," (anything else within a sentence), "(" (what may open a sentence or a
    quotation, so that a capital letter proves nothing).  One more stands at the end.
    """

    texts: list[str]
    starts: list[int]  # offsets in code points
    gaps: list[str]  # one more than words
    owners: set[int]  # words with a possessive ending ("Example's")

    def __len__(self) -> int:
        return len(self.texts)

    def end(self, index: int) -> int:
        """Return the offset at which a word ends."""
        return self.starts[index] + len(self.texts[index])


class SpacelessWords(NamedTuple):
    """The words of a text without spaces."""

    before: str  # what stands before the first word; all of the text where there is none
    texts: tuple[str, ...] = ()
    offsets: tuple[int, ...] = ()  # in code points
    gaps: tuple[str, ...] = ()  # between them
    owners: tuple[int, ...] = ()  # those with a possessive ending
    after: str = ""  # what stands after the last word
    gap_after: str = ""  # the gap that this makes where a space and a word follow


def tokenize(text: str) -> Tokens:
    """Return the words of a text."""
    texts: list[str] = []
    starts: list[int] = []
    gaps: list[str] = []
    owners: set[int] = set()
    offset = 0
    since, gap = "", " "  # what stands after the last word; the gap that this makes before one after a space
    wordless: list[str] = []  # what follows, in parts without a word
    for part in text.split(" "):
        if part.isalnum():  # a word and nothing else, as most are
            if wordless:
                gap = _gap(" ".join((since, *wordless, "")), bool(texts) and texts[-1] in ABBREVIATIONS)
            texts.append(part)
            starts.append(offset)
            gaps.append(gap)
            since, gap, wordless = "", " ", []
        else:
            abbreviated = bool(texts) and texts[-1] in ABBREVIATIONS
            before, words, offsets, gaps_between, owning, after, gap_after = _spaceless_words(part)
            if words:
                since = " ".join((since, *wordless))
                gaps.append(_gap(f"{since} {before}", abbreviated) if since or before else " ")
                gaps += gaps_between
                if owning:
                    owners.update([len(texts) + index for index in owning])
                texts += words
                starts += [offset + start for start in offsets]
                since, gap, wordless = after, gap_after, []
            else:
                wordless.append(part)
        offset += len(part) + 1
    if texts:
        gaps[0] = "("
    since = " ".join((since, *wordless))
    gaps.append(_gap(since, abbreviated=False) if texts and since else "(")
    return Tokens(texts, starts, gaps, owners)


@lru_cache(maxsize=1 << 15)
def _spaceless_words(part: str) -> SpacelessWords:
    """Return the words of a text without spaces."""
    matches = [match for match in _WORD.finditer(part) if match[2]]
    if not matches:
        return SpacelessWords(part)
    after = part[matches[-1].end(2) :]
    return SpacelessWords(
        matches[0][1],
        tuple(match[2] for match in matches),
        tuple(match.start(2) for match in matches),
        tuple(
            _gap(part[match.end(2) : following.start(2)], match[2] in ABBREVIATIONS)
            for match, following in pairwise(matches)
        ),
        tuple(number for number, match in enumerate(matches) if match[3]),
        after,
        _gap(f"{after} ", matches[-1][2] in ABBREVIATIONS),
    )


@lru_cache(maxsize=4096)
def _gap(text: str, abbreviated: bool) -> str:  # noqa: FBT001 (a key of a cache)
    """Return the gap that a text between two words makes, the first of them an abbreviation or not."""
    if text in _GAPS:
        return _GAPS[text]
    if abbreviated and text == ". ":
        return "."
    possessive = _POSSESSIVE.match(text)
    if possessive and text[possessive.end() :] in {" ", "-", ""}:
        return "'"
    return "(" if _SENTENCE_BREAK.search(text) else ","


def headline_case(texts: list[str]) -> bool:
    """Whether a line is in title case or capitals, so that a capital letter tells nothing."""
    long = [text for text in texts if len(text) >= MIN_HEADLINE_LETTERS and text[0].isalpha()]
    if len(long) < MIN_HEADLINE_CASE_WORDS:
        return False
    return sum(text[0].isupper() for text in long) > HEADLINE_SHARE * len(long)
