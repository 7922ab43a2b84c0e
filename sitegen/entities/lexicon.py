"""What is known of single words and of places: lists of names, of common words, and of words that tell names.

The lists in `names/` are facts, gathered from free sources that each of them names in its first line.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from sitegen.entities.kinds import BY_KIND, FAMILY_NAMES_FIRST, FIRST_NAMES, ROLE_WORDS, SAYING, TITLES
from sitegen.entities.lists import Memo, read_list
from sitegen.person_names import family_names, first_names
from sitegen.text import fold

DATES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october"
    " november december".split()
)
plain = lru_cache(maxsize=1 << 16)(fold)  # of words and names, which come again and again
EVERYDAY = frozenset({"0", "1"})  # classes of words that any article may use
SHORTEST = 4  # letters of a word that tells what an article is about
_CONTRACTION = re.compile("[a-z]+['’](?:m|ve|ll|d|re|t)")  # "I'm", "They've"
RARE = "4"  # the class of a word that no list of common words has


@dataclass(frozen=True, slots=True, eq=False)
class TokenInfo:
    """What a word is by itself; a lexicon has one of each word, so that they are told apart by identity."""

    capital: bool
    number: bool
    shape: str
    common: str  # how common it is in small letters: "0" the commonest, RARE unknown
    group: str  # the list that tells most, or what its letters tell
    lists: tuple[str, ...]
    low: str  # in small letters
    sort: tuple[str, ...]  # shape, commonness and lists, as features


@dataclass(slots=True)
class Lexicon:
    """Lists of words by name (those that begin with "_" are of small letters), and how common words are."""

    lists: Mapping[str, frozenset[str]]
    common: Mapping[str, str]
    places: Mapping[str, str]  # names, words parted by spaces -> what kind of place
    longer: Mapping[str, int]  # first word of names of several words -> the most words of one
    infos: dict[str, TokenInfo] = field(init=False)
    small: list[tuple[str, frozenset[str]]] = field(init=False)  # the lists of small letters

    def __post_init__(self) -> None:
        self.infos = Memo(self._look)
        self.small = [(name, words) for name, words in self.lists.items() if name[0] == "_"]

    def place_at(self, texts: list[str], at: int) -> tuple[int, str]:
        """Give how many words from here name a place, and what kind of one; nothing: 0."""
        first = texts[at]
        for size in range(min(self.longer.get(first, 1), len(texts) - at), 1, -1):
            if kind := self.places.get(" ".join(texts[at : at + size])):
                return size, kind
        kind = self.places.get(first, "")
        return (1, kind) if kind else (0, "")

    def _look(self, text: str) -> TokenInfo:
        low = text.lower()
        if low == text:
            names = [name for name, words in self.small if text in words]
        else:
            names = [name for name, words in self.lists.items() if (low if name[0] == "_" else text) in words]
        capital, number, shape = (
            low != text and not _CONTRACTION.fullmatch(low),
            text[0].isdigit(),
            shape_of(text),
        )
        if shape == "XX" and not names:
            told = text.capitalize()
            names = [f"u{name}" for name, words in self.lists.items() if name[0] != "_" and told in words]
        plain = "cap" if capital else "num" if number else low if len(low) < 4 else "low"
        common = self.common.get(low, RARE)
        sort = (f"s{shape}", f"c{common}", *(f"l{name}" for name in names))
        return TokenInfo(
            capital, number, shape, common, names[0] if names else plain, tuple(names), low, sort
        )


def shape_of(text: str) -> str:
    """Give what kinds of letters a word has."""
    if text[0].isdigit():
        return "9" * min(4, len(text)) if text.isdigit() else "9x"
    if text.islower():
        return "x"
    if "." in text:
        return "X."
    if text.isupper():
        return "X" if len(text) == 1 else "XX"
    if text[0].isupper() and text[1:].islower():
        return "Xx"
    return "xX" if text[0].islower() else "XxX"


def telling(words: Iterable[str]) -> frozenset[str]:
    """Give those of an article's small words that say what it is about: letters alone, and no commonest ones."""
    common = shipped_lexicon().common
    return frozenset(
        word
        for word in words
        if len(word) >= SHORTEST and word.isalpha() and common.get(word, RARE) not in EVERYDAY
    )


@cache
def shipped_lexicon() -> Lexicon:
    """Give the lexicon that comes with the package."""
    body, place = BY_KIND["organisation"], BY_KIND["place"]
    lists = {
        "title": TITLES,
        "body": body.tails,
        "place": place.tails,
        "event": BY_KIND["event"].tails,
        "first": FIRST_NAMES | first_names(),
        "head": body.heads | place.heads,
        "fam": FAMILY_NAMES_FIRST,
        "sur": family_names(),
        "_role": ROLE_WORDS,
        "_say": SAYING,
        "_date": DATES,
        **{
            f"doubt-{kind}": frozenset(words.split(";"))
            for kind, words in (line.split("\t") for line in read_list("doubtful.tsv"))
        },
    }
    common: dict[str, str] = {}
    for level, line in enumerate(read_list("words.txt")):
        common.update(dict.fromkeys(line.split(), str(level)))
    places: dict[str, str] = {}
    for line in read_list("places.tsv"):
        kind, names = line.split("\t")
        places.update(dict.fromkeys(names.split(";"), kind))
    longer: dict[str, int] = {}
    for name in places:
        if " " in name:
            words = name.split(" ")
            longer[words[0]] = max(len(words), longer.get(words[0], 0))
    return Lexicon(lists, common, places, longer)
