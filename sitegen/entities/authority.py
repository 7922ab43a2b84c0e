"""Names that are known beforehand, as a table of word sequences; the longest one wins."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, compress, count

from sitegen import name_evidence
from sitegen.entities import gaps
from sitegen.entities.gazetteer import ADJECTIVES, builtin
from sitegen.entities.lexicon import Lexicon
from sitegen.entities.people import Words, is_typo
from sitegen.entities.tokens import Tokens, tokenize
from sitegen.model import ORGANISATION, PERSON, PLACE, NameEntry
from sitegen.name_evidence import Evidence
from sitegen.text import slug

_WITHIN_NAME = frozenset({gaps.SPACE, gaps.HYPHEN, gaps.STOP, gaps.SPACED_HYPHEN})
_OPENERS = frozenset(  # capitalised words that are no part of a name with the word after them
    "The A An Both Two Some Many Former But And In On As When While US U.S. American".split()
)
_POSSESSIVE_ENDINGS = ("'s", "’s")
MIN_SHOUTED_LETTERS = 4  # of a name that is known in capitals too, or of an acronym as a word ("Nato")
MIN_SHOUTED_DEMONYM_LETTERS = 6  # of a demonym that is also known in capitals; both by judgement


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class AuthorityName:
    """One way to write a known entity; an authority has one of each, and they are compared by identity."""

    words: Words
    entity: str  # id; empty where the words name nothing, or one of two
    why: Evidence  # the column of the list in which it stands
    kind: str = ""
    before: frozenset[str] = frozenset()  # words of which one must follow; none: any may
    owning: bool = False  # whether the name has a possessive ending ("Sotheby's")
    parted: bool = False  # whether there is an apostrophe within it ("People's Daily")


Owners = dict[str, AuthorityName]  # ids of entities -> the writing that they share with others
Writings = dict[Words, Owners]
# First word -> second word, or nothing -> names, the longest first.
NamesByWord = dict[str, dict[str, list[AuthorityName]]]


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Authority:
    """All known names, and their entries; compared by a person's entries alone, so that it can be a key."""

    given: tuple[NameEntry, ...]
    digest: int
    lexicon: Lexicon  # what is known of single words
    entries: tuple[NameEntry, ...]
    by_first: NamesByWord
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

    def longest(self, words: Tokens, start: int) -> AuthorityName | None:
        """Return the longest known name that begins at a word, or None."""
        texts = words.texts
        by_second = self.by_first.get(texts[start], {})
        longer = by_second.get(texts[start + 1], []) if start + 1 < len(texts) else []
        for known in (*longer, *by_second.get("", [])):
            if _has_words(known, words, start) and _fits_context(known, words, start):
                return known
        return None

    def meant_but_for_case(self, words: Words) -> AuthorityName | None:
        """Return the known name of several words that differs by capital letters alone ("FOX News")."""
        known = self.in_small.get(" ".join(words).lower())
        if known is None:
            return None
        same_start = self.by_first.get(words[0], {}).get(words[1], ())
        return None if any(other.words == words for other in same_start) else known

    def meant_by_slip(self, words: Words) -> AuthorityName | None:
        """Return the known name of several words with a slip after the first ("Rio de Janiero")."""
        if words[0] not in self.by_first or not any(map(self.lexicon.is_unlisted, words[1:])):
            return None
        by_second = self.by_first[words[0]]
        lists = [by_second.get(words[1], [])] if len(words) > 2 else by_second.values()
        for known in chain.from_iterable(lists):
            if known.entity and not known.before and self._differs_by_slip(words, known.words):
                return known
        return None

    def _differs_by_slip(self, words: Words, known_words: Words) -> bool:
        """Whether one word differs from that of a known name as by a slip of the pen, and is no word."""
        if len(words) != len(known_words):
            return False
        different = [(word, known) for word, known in zip(words, known_words, strict=True) if word != known]
        return len(different) == 1 and is_typo(*different[0]) and self.lexicon.is_unlisted(different[0][0])

    def matches(self, words: Tokens) -> list[tuple[int, AuthorityName]]:
        """Return known names with their first words; of overlapping ones the first and longest."""
        found: list[tuple[int, AuthorityName]] = []
        by_first, end = self.by_first, 0
        for start in compress(count(), map(by_first.__contains__, words.texts)):
            if start >= end and (known := self.longest(words, start)):
                found.append((start, known))
                end = start + len(known.words)
        return found


# Matching ---------------------------------------------------------------------------------------------------


def _has_words(known: AuthorityName, words: Tokens, start: int) -> bool:
    """Whether the words of a name that begins at a word stand there, close together."""
    end = start + len(known.words)
    if end - start == 1:
        return True
    return tuple(words.texts[start:end]) == known.words and _is_close(known, words.gaps[start + 1 : end])


def _is_close(known: AuthorityName, gaps_within: Iterable[str]) -> bool:
    """Whether the words of a name stand together; a comma may stand before capitals ("Washington, D.C.")."""
    for gap, word in zip(gaps_within, known.words[1:], strict=True):
        if gap in _WITHIN_NAME or (gap == gaps.POSSESSIVE and known.parted):
            continue
        if gap != gaps.PUNCTUATION or not word.isupper():
            return False
    return True


def _fits_context(known: AuthorityName, words: Tokens, start: int) -> bool:
    """Whether the words around a name, and its possessive ending, let it be the known one."""
    end = start + len(known.words)
    if known.owning and end - 1 not in words.owners:
        return False
    begins_with_article = known.words[0] == "The"
    if not known.before and not begins_with_article:
        return True
    following = words.texts[end] if end < len(words.texts) and words.gaps[end] == gaps.SPACE else ""
    if begins_with_article and following[:1].isupper():
        return False  # "The Australian Greens" is no newspaper
    return not known.before or (following in known.before and _begins_name(words, start))


def _begins_name(words: Tokens, start: int) -> bool:
    """Whether no word right before a name may be a part of it."""
    if start == 0 or words.gaps[start] != gaps.SPACE:
        return True
    before = words.texts[start - 1]
    return not before[0].isupper() or before in _OPENERS


# Making -----------------------------------------------------------------------------------------------------


def authority(given: tuple[NameEntry, ...], lexicon: Lexicon) -> Authority:
    """Return a person's names and the built-in ones, without those of the id or name of a person's entry."""
    taken = {text for entry in given for text in (entry.id, entry.name)}
    kept = tuple(entry for entry in builtin() if entry.id not in taken and entry.name not in taken)
    writings: Writings = defaultdict(dict)
    _add_entries(writings, given, kept)
    listed = (*given, *kept)
    country_of = _add_capitals(writings, listed)
    writings.pop((), None)
    entries = (*listed, *_cities(listed))
    return Authority(
        given=given,
        digest=hash(given),
        lexicon=lexicon,
        entries=entries,
        by_first=_by_first_words(writings),
        country_of=country_of,
        given_ids=frozenset(entry.id for entry in given),
        by_name={entry.name: entry.id for entry in reversed(entries)},
        in_small=_in_small_letters(writings),
    )


def _add_entries(writings: Writings, given: Iterable[NameEntry], kept: Collection[NameEntry]) -> None:
    """Enter the names of a person's entries, and those of built-in ones that no entry of a person has."""
    reserved: set[str] = set()
    for entry in given:
        reserved.update((entry.name, *entry.aliases, *entry.demonyms, *entry.capitals))
    for entry in (*given, *kept):
        for text, why in _writings_of(entry):
            if entry.path or text not in reserved:
                words = _words(text)
                writings[words].setdefault(entry.id, _authority_name(words, text, why, entry))
        for text in entry.never:
            words = _words(text)
            writings[words].setdefault("", AuthorityName(words=words, entity="", why=name_evidence.NEVER))
    kept_ids = {entry.id for entry in kept}
    for text, (entity, kind, before) in ADJECTIVES.items():
        if text not in reserved and entity in kept_ids:
            words = _words(text)
            name = AuthorityName(
                words=words, entity=entity, why=name_evidence.ALIAS, kind=kind, before=before
            )
            writings[words].setdefault(entity, name)


def _authority_name(words: Words, text: str, why: Evidence, entry: NameEntry) -> AuthorityName:
    parted = "'" in text or "’" in text
    owning = parted and text.lower().endswith(_POSSESSIVE_ENDINGS)
    return AuthorityName(words=words, entity=entry.id, why=why, kind=entry.kind, owning=owning, parted=parted)


def _by_first_words(writings: Mapping[Words, Owners]) -> NamesByWord:
    """Return names by their first and second words, the longest first."""
    by_first: NamesByWord = defaultdict(dict)
    for words, owners in sorted(writings.items(), key=lambda item: -len(item[0])):
        second = words[1] if len(words) > 1 else ""
        names = by_first[words[0]].setdefault(second, [])
        names += owners.values() if len(owners) == 1 else _by_ending(words, owners.values())
    return dict(by_first)


def _by_ending(words: Words, names: Collection[AuthorityName]) -> Iterator[AuthorityName]:
    """Yield what words mean with a possessive ending, and without: one entity, or that it is not clear."""
    for owning in (True, False):
        meant = [name for name in names if name.owning is owning]
        if len(meant) == 1:
            yield meant[0]
        elif meant:
            yield AuthorityName(words=words, entity="", why=name_evidence.AMBIGUOUS, owning=owning)


def _in_small_letters(writings: Mapping[Words, Owners]) -> dict[str, AuthorityName]:
    """Return names of several words in small letters, of those that are meant wherever they stand."""
    in_small = {}
    for words, owners in writings.items():
        if len(words) > 1:
            for name in owners.values():
                if name.kind not in {PERSON, ""} and not name.before and not name.owning:
                    in_small[" ".join(words).lower()] = name
    return in_small


@cache
def _words(text: str) -> Words:
    if text.replace(" ", "a").isalnum():  # most names: nothing but words and spaces
        return tuple(text.split())
    return tuple(tokenize(text).texts)


def _writings_of(entry: NameEntry) -> Iterator[tuple[str, Evidence]]:
    """Yield all ways to write an entity with the column of the list each is from, some more than once."""
    names = [(entry.name, name_evidence.NAME), *((alias, name_evidence.ALIAS) for alias in entry.aliases)]
    names += [(_other_airport(text), name_evidence.ALIAS) for text, _ in names if text.endswith(" Airport")]
    if entry.name.startswith("US "):
        names.append((f"U.S. {entry.name[3:]}", name_evidence.ALIAS))
    yield from names
    for text, why in names:
        if len(text) >= MIN_SHOUTED_LETTERS:
            if text.isupper() and text.isalpha():
                yield text.capitalize(), why
            elif entry.kind in {PLACE, ORGANISATION}:
                yield text.upper(), why  # as datelines write them
    for text in entry.demonyms:
        yield text, name_evidence.DEMONYM
    for text in entry.demonyms:
        if len(text) >= MIN_SHOUTED_DEMONYM_LETTERS:
            yield text.upper(), name_evidence.DEMONYM


def _other_airport(text: str) -> str:
    """Return the name of an airport with "International", or without it."""
    town = text.removesuffix(" Airport")
    short = town.removesuffix(" International")
    return f"{short} Airport" if short != town else f"{town} International Airport"


def _capitals(entries: Iterable[NameEntry]) -> Iterator[tuple[str, str, NameEntry]]:
    """Yield the ids and names of capitals with their countries; one id may have several names."""
    for country in entries:
        for name in country.capitals:
            yield _city_id(name, country), name, country


def _city_id(name: str, country: NameEntry) -> str:
    """Return the id of a capital; further names of the first one ("Washington, DC", "D.C.") have its id."""
    first = country.capitals[0]
    city = slug(first if name.startswith(first) or name.isupper() else name)
    return f"{city}-city" if city == country.id else city


def _add_capitals(writings: Writings, entries: Iterable[NameEntry]) -> dict[str, str]:
    """Enter the names of capitals that mean nothing else; return their ids with those of their countries."""
    country_of = {}
    for city, name, country in _capitals(entries):
        country_of[city] = country.id
        for words in (_words(name), _words(name.upper())):
            if words and not any(writings[words]):
                writings[words][city] = AuthorityName(
                    words=words, entity=city, why=name_evidence.CAPITAL, kind=PLACE
                )
    return country_of


def _cities(entries: Collection[NameEntry]) -> Iterator[NameEntry]:
    """Yield the entries of capitals that have none."""
    ids = {entry.id for entry in entries}
    for city, name, country in _capitals(entries):
        if city not in ids:
            ids.add(city)
            description = f"Capital of {country.name}" if name == country.capitals[0] else ""
            yield NameEntry(id=city, kind=PLACE, name=name, description=description)
