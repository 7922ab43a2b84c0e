"""Names that are known beforehand, as a table of word sequences; the longest one wins."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import compress, count

from sitegen.entities.gazetteer import ADJECTIVES, builtin
from sitegen.entities.lexicon import RARE, shipped_lexicon
from sitegen.entities.people import is_typo
from sitegen.entities.tokens import Tokens, tokenize
from sitegen.model import NameEntry
from sitegen.text import slug

_CLOSE = frozenset(" -.~")
_OPENING = frozenset(
    "The A An Both Two Some Many Former But And In On As When While US U.S. American".split()
)
_POSSESSIVE = ("'s", "’s")


@dataclass(frozen=True, slots=True, eq=False)
class AuthorityName:
    """One way to write a known entity; an authority has one of each, so that they are told apart by identity."""

    words: tuple[str, ...]
    entity: str  # id; empty where the words name nothing ("not" lists)
    why: str  # name, alias, demonym, capital, not, ambiguous
    kind: str = ""
    before: frozenset[str] = frozenset()  # words of which one must follow; none: any may
    owning: bool = False  # whether the name has a possessive ending ("Sotheby's")
    parted: bool = False  # whether there is an apostrophe within it ("People's Daily")


@dataclass(frozen=True, eq=False, repr=False)
class Authority:
    """All known names, and the entries that they belong to; known by a person's entries alone, so that it can be a key."""

    given: tuple[NameEntry, ...]
    digest: int
    entries: tuple[NameEntry, ...]
    by_first: dict[
        str, dict[str, list[AuthorityName]]
    ]  # first word -> second word, or nothing -> ways to go on, longest first
    country_of: dict[str, str]  # id of a capital -> id of its country
    given_ids: frozenset[str]  # of a person's entries
    by_name: dict[str, str]  # names of entries -> their ids
    in_small: dict[str, AuthorityName]  # names of several words in small letters

    def __hash__(self) -> int:
        return self.digest

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Authority) and self.digest == other.digest and self.given == other.given

    def __repr__(self) -> str:
        return f"Authority({self.given!r})"

    def longest(self, words: Tokens, at: int) -> AuthorityName | None:
        """Give the longest known name that begins at a word, or None."""
        texts, gaps = words.texts, words.gaps
        by_second = self.by_first.get(texts[at], {})
        following = texts[at + 1] if at + 1 < len(texts) else ""
        longer = by_second.get(following, []) if following else []
        for known in (*longer, *by_second.get("", [])):
            size = len(known.words)
            if size > 1 and not (
                tuple(texts[at : at + size]) == known.words and _near(gaps[at + 1 : at + size], known)
            ):
                continue
            further = texts[at + size : at + size + 1]
            close = bool(further) and gaps[at + size] == " "
            if known.owning and at + size - 1 not in words.owners:
                continue
            alone = at == 0 or gaps[at] != " " or not texts[at - 1][0].isupper() or texts[at - 1] in _OPENING
            if known.before and not (close and alone and further[0] in known.before):
                continue
            if known.words[0] == "The" and close and further[0][0].isupper():
                continue  # "The Australian Greens" is no newspaper
            return known
        return None

    def meant_but_for_case(self, words: tuple[str, ...]) -> AuthorityName | None:
        """Give the known name of several words that differs by capital letters alone ("FOX News")."""
        known = self.in_small.get(" ".join(words).lower())
        exact = known and any(one.words == words for one in self.by_first.get(words[0], {}).get(words[1], ()))
        return None if exact else known

    def meant_by_slip(self, words: tuple[str, ...]) -> AuthorityName | None:
        """Give the known name of several words that differs by a slip of the pen in one after the first ("Rio de Janiero")."""
        by_second = self.by_first.get(words[0])
        if not by_second or not any(map(_is_no_word, words[1:])):
            return None
        alike = [by_second.get(words[1], [])] if len(words) > 2 else list(by_second.values())
        for one in (
            one
            for some in alike
            for one in some
            if len(one.words) == len(words) and one.entity and not one.before
        ):
            odd = [(a, b) for a, b in zip(words, one.words, strict=True) if a != b]
            if len(odd) == 1 and is_typo(*odd[0]) and _is_no_word(odd[0][0]):
                return one
        return None

    def matches(self, words: Tokens) -> list[tuple[int, AuthorityName]]:
        """Give the known names of a text that do not overlap, each with its first word; the first and longest wins."""
        made: list[tuple[int, AuthorityName]] = []
        by_first, at = self.by_first, 0
        for place in compress(count(), map(by_first.__contains__, words.texts)):
            if place >= at and (known := self.longest(words, place)):
                made.append((place, known))
                at = place + len(known.words)
        return made


def _near(gaps: list[str], known: AuthorityName) -> bool:
    """Say whether the words of a name stand together; a comma may stand before letters ("Washington, D.C.")."""
    allowed = _CLOSE | {"'"} if known.parted else _CLOSE
    return all(gap in allowed or (gap == "," and known.words[at].isupper()) for at, gap in enumerate(gaps, 1))


def _is_plain(known: AuthorityName) -> bool:
    """Say whether a name stands for a body, a place or an event wherever it is written."""
    return known.kind not in {"person", ""} and not known.before and not known.owning


def _is_no_word(text: str) -> bool:
    """Say whether no list has a word."""
    info = shipped_lexicon().infos[text]
    return info.common == RARE and not info.lists


def _known(words: tuple[str, ...], text: str, why: str, entry: NameEntry) -> AuthorityName:
    parted = "'" in text or "’" in text
    return AuthorityName(
        words, entry.id, why, entry.kind, owning=parted and text.lower().endswith(_POSSESSIVE), parted=parted
    )


def authority(given: tuple[NameEntry, ...]) -> Authority:
    """Join a person's names with the built-in ones; a person's entry replaces the built-in one of its id or name."""
    taken = {text for entry in given for text in (entry.id, entry.name)}
    said = {
        text for entry in given for text in (entry.name, *entry.aliases, *entry.demonyms, *entry.capitals)
    }
    kept = tuple(entry for entry in builtin() if entry.id not in taken and entry.name not in taken)
    ways: dict[tuple[str, ...], dict[str, AuthorityName]] = defaultdict(dict)
    for entry in (*given, *kept):
        mine = entry.path != ""
        for text, why in _writings(entry):
            if mine or text not in said:
                words = _words(text)
                ways[words].setdefault(entry.id, _known(words, text, why, entry))
        for text in entry.never:
            words = _words(text)
            ways[words].setdefault("", AuthorityName(words, "", "not"))
    for text, (entity, kind, before) in ADJECTIVES.items():
        if text not in said and any(entry.id == entity for entry in kept):
            ways[_words(text)].setdefault(entity, AuthorityName(_words(text), entity, "alias", kind, before))
    cities, country_of = _capitals((*given, *kept), ways)
    ways.pop((), None)
    by_first: dict[str, dict[str, list[AuthorityName]]] = defaultdict(dict)
    for words, owners in sorted(ways.items(), key=lambda item: -len(item[0])):
        place = by_first[words[0]].setdefault(words[1] if len(words) > 1 else "", [])
        place += owners.values() if len(owners) == 1 else _apart(words, owners.values())
    every = (*given, *kept, *cities)
    by_name = {entry.name: entry.id for entry in reversed(every)}
    plain = (
        (words, one)
        for words, owners in ways.items()
        if len(words) > 1
        for one in owners.values()
        if _is_plain(one)
    )
    in_small = {" ".join(words).lower(): one for words, one in plain}
    ids = frozenset(entry.id for entry in given)
    return Authority(given, hash(given), every, dict(by_first), country_of, ids, by_name, in_small)


def _apart(words: tuple[str, ...], owners: Collection[AuthorityName]) -> Iterator[AuthorityName]:
    """Give what words mean with a possessive ending, and without; where two may be meant, that this is not clear."""
    for owning in (True, False):
        meant = [one for one in owners if one.owning is owning]
        if meant:
            yield meant[0] if len(meant) == 1 else AuthorityName(words, "", "ambiguous", owning=owning)


@cache
def _words(text: str) -> tuple[str, ...]:
    if text.replace(" ", "a").isalnum():  # most names, and nothing to tell apart in them
        return tuple(text.split())
    return tuple(tokenize(text).texts)


def _writings(entry: NameEntry) -> list[tuple[str, str]]:
    writings = [(entry.name, "name"), *((alias, "alias") for alias in entry.aliases)]
    writings += [(_other_airport(text), "alias") for text, _ in writings if text.endswith(" Airport")]
    if entry.name.startswith("US "):
        writings.append((f"U.S. {entry.name[3:]}", "alias"))
    for text, why in list(writings):
        if text.isupper() and text.isalpha() and len(text) >= 4:
            writings.append((text.capitalize(), why))
        elif entry.kind in {"place", "organisation"} and len(text) >= 4:
            writings.append((text.upper(), why))  # as datelines write them
    shouted = (text.upper() for text in entry.demonyms if len(text) >= 6)
    return [*writings, *((text, "demonym") for text in (*entry.demonyms, *shouted))]


def _other_airport(text: str) -> str:
    """Give the name of an airport with "International", or without it."""
    town = text.removesuffix(" Airport")
    short = town.removesuffix(" International")
    return f"{short} Airport" if short != town else f"{town} International Airport"


def _capitals(
    entries: tuple[NameEntry, ...], ways: dict[tuple[str, ...], dict[str, AuthorityName]]
) -> tuple[list[NameEntry], dict[str, str]]:
    """Make each capital a place of its own that may stand for its country."""
    cities: list[NameEntry] = []
    country_of: dict[str, str] = {}
    known = {entry.id for entry in entries}
    for entry in entries:
        for place, name in enumerate(entry.capitals):
            same = place and (
                name.startswith(entry.capitals[0]) or name.isupper()
            )  # "Washington, DC", "D.C."
            city = slug(entry.capitals[0]) if same else slug(name)
            city = f"{city}-city" if city == entry.id else city
            country_of[city] = entry.id
            for words in (_words(name), _words(name.upper())):
                if words and not any(owner for owner in ways[words]):
                    ways[words][city] = AuthorityName(words, city, "capital", "place")
            if city not in known:
                known.add(city)
                cities.append(
                    NameEntry(
                        city, "place", name, description=f"Capital of {entry.name}" if not place else ""
                    )
                )
    return cities, country_of
