"""`words_of`: a text to the words that are searched; the browser's script does the same.

A word is a run of letters, digits and the marks that belong to them, in small letters, compatible form (NFKD)
and without accents.  Runs of scripts written without spaces become pairs of characters that overlap.  `stem`
takes simple English plurals away (Harman 1991, "How effective is suffixing?", table 1).
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from sitegen.search.spec import SPEC

_WORDS = SPEC.words
_UNSPACED, _JOINED, _COMBINING = _WORDS.unspaced, _WORDS.joined_marks, _WORDS.combining_marks
_APOSTROPHES, _HYPHENS = _WORDS.apostrophes, _WORDS.hyphens
_MAX_CHARACTERS = _WORDS.max_characters

SEARCH_WORD = re.compile(
    rf"[{_UNSPACED}]+|(?:[^\W_{_UNSPACED}]|[{_JOINED}{_COMBINING}]|(?<=[^\W_])[{_APOSTROPHES}](?=[^\W_]))+"
)
# Words that are written with or without hyphens or full stops: "e-mail", "U.S."; they are found joined, too.
COMPOUND = re.compile(
    rf"[^\W_]+(?:[{_HYPHENS}][^\W_]+)+|(?<![^\W_])(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?![^\W_]))?"
)
UNSPACED_RUN = re.compile(f"[{_UNSPACED}]")
HANGUL = re.compile(f"[{_WORDS.hangul}]")  # words have particles at their ends
_ACCENTS = re.compile(f"[{_WORDS.accents}]")
_PLAIN_HYPHEN, _OTHER_HYPHENS = _HYPHENS[0], _HYPHENS[1:]
_COMPOUND_MARKS = re.compile(rf"[{_HYPHENS}.]")
_REPLACEMENTS = str.maketrans(_WORDS.replacements)
_STEM_MIN_LETTERS = _WORDS.stem_min_letters
_STEM_ENDINGS = _WORDS.stem_endings


@dataclass(frozen=True, slots=True)
class Word:
    """A word in the form that is searched, and where it stands in its text (code points)."""

    text: str
    start: int
    end: int


def folded(text: str) -> str:
    """Return a word in the form in which case, accents and compatible characters do not matter."""
    if text.isascii():
        return text.lower().replace("'", "")
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return _ACCENTS.sub("", decomposed).lower().translate(_REPLACEMENTS)


def words_of(text: str) -> list[Word]:
    """Return the words of a text in order."""
    words: list[Word] = []
    for match in SEARCH_WORD.finditer(text):
        start, end = match.span()
        if UNSPACED_RUN.match(match[0]):
            words += _pairs(text, start, end)
            continue
        word = folded(match[0])[:_MAX_CHARACTERS]
        if word:
            words.append(Word(word, start, end))
    return words


def _pairs(text: str, start: int, end: int) -> list[Word]:
    """Return the overlapping pairs of characters of a run without spaces; of a single character that one."""
    pairs = []
    for index in range(start, max(start + 1, end - 1)):
        pair = text[index : min(end, index + 2)]
        pairs.append(Word(folded(pair), index, index + len(pair)))
    return pairs


@lru_cache(100_000)
def term(raw: str) -> str:
    """Return the term under which a word as it stands in a text is found."""
    return stem(folded(raw)[:_MAX_CHARACTERS])


def joined(compound: str) -> str:
    """Return the term of a word joined by hyphens or full stops: "e-mail" is found as "email"."""
    return term(_COMPOUND_MARKS.sub("", compound))


def terms_of(text: str) -> Counter[str]:
    """Return how often each term stands in a text; of a compound its parts, and the whole."""
    counts: Counter[str] = Counter()
    for raw, count in Counter(SEARCH_WORD.findall(text)).items():
        if UNSPACED_RUN.match(raw):
            _count_unspaced(counts, raw, count)
        else:
            counts[term(raw)] += count
    for part in _with_plain_hyphens(text).split():
        if _PLAIN_HYPHEN in part or part.count(".") > 1:
            for compound in COMPOUND.findall(part):
                counts[joined(compound)] += 1
    counts.pop("", None)
    return counts


def _count_unspaced(counts: Counter[str], run: str, count: int) -> None:
    """Count the pairs of a run without spaces, and its last character, which begins no pair."""
    for pair in words_of(run):
        counts[pair.text] += count
    if len(run) > 1:
        counts[folded(run[-1])] += count


def _with_plain_hyphens(text: str) -> str:
    for hyphen in _OTHER_HYPHENS:
        text = text.replace(hyphen, _PLAIN_HYPHEN)
    return text


def stem(word: str) -> str:
    """Return a word without the ending of a simple English plural."""
    if len(word) < _STEM_MIN_LETTERS or not word.endswith("s") or not (word.isascii() and word.isalpha()):
        return word
    for ending, unless, becomes in _STEM_ENDINGS:
        if word.endswith(ending):
            return word if word.endswith(unless) else word[: -len(ending)] + becomes
    return word
