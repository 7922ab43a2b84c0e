"""What is known of single words and of places: lists of names, of common words, and of words that tell names.

The lists in `names/` are facts, gathered from free sources that each of them names in its first line.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from sitegen.entities.kinds import BY_KIND, EASTERN_FAMILY_NAMES, FIRST_NAMES, ROLE_WORDS, SAYING, TITLES
from sitegen.entities.lists import Memo, read_list
from sitegen.model import EVENT, ORGANISATION, PLACE
from sitegen.person_names import family_names, first_names
from sitegen.text import fold

DATES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july"
    " august september october november december".split()
)
plain = lru_cache(maxsize=1 << 16)(fold)  # folded words and names, which come again and again
EVERYDAY = frozenset({"0", "1"})  # classes of words that any article may use
RARE = "4"  # the class of a word that no list of common words has
MIN_TELLING_LETTERS = 4  # of a word that tells what an article is about; by judgement
MAX_SHOWN_DIGITS = 4  # of a number in its shape; longer ones have this many
MIN_LONG_WORD = 4  # letters of a small word that is not told apart from others by itself
_CONTRACTION = re.compile("[a-z]+['’](?:m|ve|ll|d|re|t)")  # "I'm", "They've"
_SMALL_LIST = "_"  # begins the name of a list of words in small letters
FIRST_NAME_LIST = "first"
SURNAME_LIST = "sur"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class TokenInfo:
    """What a word is by itself; a lexicon has one of each word, so that they are compared by identity."""

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
        self.infos = Memo(self._info)
        self.small = [(name, words) for name, words in self.lists.items() if name[0] == _SMALL_LIST]

    def place_at(self, texts: list[str], start: int) -> tuple[int, str]:
        """Return how many words from one on name a place, and what kind of place; (0, "") where none do."""
        first = texts[start]
        for size in range(min(self.longer.get(first, 1), len(texts) - start), 1, -1):
            if kind := self.places.get(" ".join(texts[start : start + size])):
                return size, kind
        kind = self.places.get(first, "")
        return (1, kind) if kind else (0, "")

    def is_first_name(self, word: str) -> bool:
        """Whether the lists have a word as a first name."""
        return FIRST_NAME_LIST in self.infos[word].lists

    def is_everyday(self, word: str) -> bool:
        """Whether a word is one that any article may use."""
        return self.infos[word].common in EVERYDAY

    def is_unlisted(self, word: str) -> bool:
        """Whether no list has a word, neither of common words nor of names."""
        info = self.infos[word]
        return info.common == RARE and not info.lists

    def telling(self, words: Iterable[str]) -> frozenset[str]:
        """Return those of small words that say what an article is about: no numbers, no commonest words."""
        return frozenset(
            word
            for word in words
            if len(word) >= MIN_TELLING_LETTERS
            and word.isalpha()
            and self.common.get(word, RARE) not in EVERYDAY
        )

    def _info(self, text: str) -> TokenInfo:
        """Return what a word is by itself."""
        low = text.lower()
        shape = shape_of(text)
        capital = low != text and not _CONTRACTION.fullmatch(low)
        number = text[0].isdigit()
        lists = self._lists_of(text, low)
        if shape == "XX" and not lists:
            lists = self._lists_of_shouted(text)
        common = self.common.get(low, RARE)
        group = lists[0] if lists else _group_by_letters(low, capital=capital, number=number)
        sort = (f"s{shape}", f"c{common}", *(f"l{name}" for name in lists))
        return TokenInfo(
            capital=capital,
            number=number,
            shape=shape,
            common=common,
            group=group,
            lists=tuple(lists),
            low=low,
            sort=sort,
        )

    def _lists_of(self, text: str, low: str) -> list[str]:
        """Return the names of the lists that have a word."""
        if low == text:
            return [name for name, words in self.small if text in words]
        lists = []
        for name, words in self.lists.items():
            if (low if name[0] == _SMALL_LIST else text) in words:
                lists.append(name)
        return lists

    def _lists_of_shouted(self, text: str) -> list[str]:
        """Return the names of the lists that have a word in capitals as a name, each after a "u"."""
        name_of_shouted = text.capitalize()
        return [
            f"u{name}"
            for name, words in self.lists.items()
            if name[0] != _SMALL_LIST and name_of_shouted in words
        ]


def _group_by_letters(low: str, *, capital: bool, number: bool) -> str:
    """Return the group of a word that no list has."""
    if capital:
        return "cap"
    if number:
        return "num"
    return low if len(low) < MIN_LONG_WORD else "low"


def shape_of(text: str) -> str:
    """Return what kinds of letters a word has ("Xx" for "Bank", "XX" for "NATO", "99" for "44")."""
    if text[0].isdigit():
        return "9" * min(MAX_SHOWN_DIGITS, len(text)) if text.isdigit() else "9x"
    if text.islower():
        return "x"
    if "." in text:
        return "X."
    if text.isupper():
        return "X" if len(text) == 1 else "XX"
    if text[0].isupper() and text[1:].islower():
        return "Xx"
    return "xX" if text[0].islower() else "XxX"


def load_lexicon() -> Lexicon:
    """Return the lexicon that comes with the package."""
    places = _places()
    return Lexicon(_lists(), _commonness(), places, _max_words(places))


def _lists() -> dict[str, frozenset[str]]:
    """Return all lists of words by name; the first that has a word tells most."""
    body, place = BY_KIND[ORGANISATION], BY_KIND[PLACE]
    lists = {
        "title": TITLES,
        "body": body.tails,
        "place": place.tails,
        "event": BY_KIND[EVENT].tails,
        FIRST_NAME_LIST: FIRST_NAMES | first_names(),
        "head": body.heads | place.heads,
        "fam": EASTERN_FAMILY_NAMES,
        SURNAME_LIST: family_names(),
        "_role": ROLE_WORDS,
        "_say": SAYING,
        "_date": DATES,
    }
    for line in read_list("doubtful.tsv"):
        kind, words = line.split("\t")
        lists[f"doubt-{kind}"] = frozenset(words.split(";"))
    return lists


def _commonness() -> dict[str, str]:
    """Return the classes of common words, "0" the commonest."""
    common: dict[str, str] = {}
    for level, line in enumerate(read_list("words.txt")):
        common.update(dict.fromkeys(line.split(), str(level)))
    return common


def _places() -> dict[str, str]:
    """Return what kind of place each name of one is."""
    places: dict[str, str] = {}
    for line in read_list("places.tsv"):
        kind, names = line.split("\t")
        places.update(dict.fromkeys(names.split(";"), kind))
    return places


def _max_words(names: Iterable[str]) -> dict[str, int]:
    """Return for the first words of names of several words how many the longest has."""
    longest: dict[str, int] = {}
    for name in names:
        if " " in name:
            words = name.split(" ")
            longest[words[0]] = max(len(words), longest.get(words[0], 0))
    return longest
