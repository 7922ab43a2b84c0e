"""`words_of`: a text to the words that are searched; the browser's script does the same with the same tables.

A word is a run of letters, digits and the marks that belong to them, in small letters, compatible form (NFKD) and without
accents.  Runs of scripts written without spaces become pairs of characters that overlap.  `stem` takes simple English
plurals away (Harman 1991, "How effective is suffixing?", table 1).
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

# Characters of scripts whose vowel signs are marks: they belong to the word.
JOINED = "\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u0669\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff"
UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{UNSPACED}]+|(?:[^\W_{UNSPACED}]|[{JOINED}\u0300-\u036f]|(?<=[^\W_])['’](?=[^\W_]))+")
ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u1dc0-\u1dff\u20d0-\u20f0]"
)
UNSPACED_RUN = re.compile(f"[{UNSPACED}]")
PLAIN = str.maketrans(
    {"ß": "ss", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ς": "σ", "'": "", "’": ""}  # noqa: RUF001
)
# Words that are written with or without hyphens or full stops: "e-mail", "U.S."; they are found joined, too.
COMPOUND = re.compile(
    r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)+|(?<![^\W_])(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?"
)
HANGUL = re.compile("[\uac00-\ud7af]")  # words have particles at their ends
# Words that say little: they are looked for only where a query holds nothing else, or in quotation marks.
SMALL = frozenset(
    "a an and are as at be but by for from had has have he in is it its not of on or she that the they this to was were will with".split()
)
LONGEST = 40  # characters of a word; the rest of a longer one is not searched


@dataclass(frozen=True, slots=True)
class Word:
    """A word in the form that is searched, and where it stands in its text."""

    text: str
    start: int
    end: int


def folded(text: str) -> str:
    """Give a word in the form in which case, accents and compatible characters do not matter."""
    if text.isascii():
        return text.lower().replace("'", "")
    return ACCENTS.sub("", unicodedata.normalize("NFKD", text.lower())).lower().translate(PLAIN)


def words_of(text: str) -> list[Word]:
    """Give the words of a text in order; offsets are code points."""
    found: list[Word] = []
    for match in WORD.finditer(text):
        start, end = match.span()
        if not UNSPACED_RUN.match(match[0]):
            word = folded(match[0])[:LONGEST]
            if word:
                found.append(Word(word, start, end))
            continue
        for at in range(start, max(start + 1, end - 1)):
            pair = text[at : min(end, at + 2)]
            found.append(Word(folded(pair), at, at + len(pair)))
    return found


@lru_cache(100_000)
def term(raw: str) -> str:
    """Give the term under which a word as it stands in a text is found."""
    return stem(folded(raw)[:LONGEST])


def joined(compound: str) -> str:
    """Give the term of a word whose parts are joined by hyphens or full stops: "e-mail" is found as "email"."""
    return term(re.sub(r"[-.\u2010\u2011]", "", compound))


def terms_of(text: str) -> Counter[str]:
    """Count the terms of a text; of words in an unspaced script also the last character, of compounds also the whole."""
    found: Counter[str] = Counter()
    for raw, count in Counter(WORD.findall(text)).items():
        if UNSPACED_RUN.match(raw):
            for word in words_of(raw):
                found[word.text] += count
            if len(raw) > 1:
                found[folded(raw[-1])] += count
        else:
            found[term(raw)] += count
    for part in text.split():
        if "-" in part or part.count(".") > 1 or "\u2010" in part or "\u2011" in part:
            for compound in COMPOUND.findall(part):
                found[joined(compound)] += 1
    found.pop("", None)
    return found


def stem(word: str) -> str:
    """Give a word without the ending of a simple English plural."""
    if len(word) < 4 or not word.endswith("s") or not (word.isascii() and word.isalpha()):
        return word
    if word.endswith("ies"):
        return word if word.endswith(("eies", "aies")) else word[:-3] + "y"
    if word.endswith("es"):
        return word if word.endswith(("aes", "ees", "oes")) else word[:-1]
    return word if word.endswith(("us", "ss")) else word[:-1]
