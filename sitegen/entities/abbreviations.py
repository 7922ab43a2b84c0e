"""Short forms of names: acronyms beside their long form, the first word of a body's name, names without "Inc."."""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Protocol

from sitegen.entities.kinds import BY_KIND, FIRST_NAMES, FLIGHT, by_words
from sitegen.entities.lexicon import EVERYDAY, plain, shipped_lexicon
from sitegen.model import Article, NameSpan

COMPANIES = frozenset(
    "Inc Inc. Corp Corp. Corporation Ltd Ltd. Limited LLC PLC plc Co Co. Company AG SA S.A. NV N.V. GmbH SpA S.p.A. Plc"
    " Incorporated".split()
)
SUFFIXES = COMPANIES | {"Jr", "Jr.", "Sr"}
BODIES = frozenset({"organisation", "event"})
SKIPPED = frozenset("of the and for in on to de la des du & a".split())

HEADS = (
    BY_KIND["organisation"].heads | BY_KIND["organisation"].tails | {"Department", "Centers"}
)  # first words that many bodies have
CALLED = frozenset(
    "University College Church Hospital School Institute Museum Commission Committee Council Court Ministry".split()
)
ADJECTIVES = frozenset(  # first words of names that say what sort of body it is, and are used of others too
    "Congressional Presidential Parliamentary Olympic Paralympic Christian Islamic Jewish Catholic Communist Socialist Democratic"
    " Republican Liberal Conservative Labour Muslim Orthodox Democrat African-American".split()
)
SHARED = HEADS | ADJECTIVES
STORMS = frozenset("Hurricane Typhoon Cyclone Storm".split())
DISASTERS = frozenset("earthquake tsunami massacre genocide disaster".split())  # after their place, an event
PAPERS = frozenset(
    "Times Post Journal Herald Tribune Telegraph Gazette Star Chronicle Globe Mail Observer Independent Guardian".split()
)


class NameKey(Protocol):
    """Gives the form of a name in which its writings agree."""

    def __call__(self, words: tuple[str, ...], /) -> str:
        """Give the form of a name."""

    def country(self, words: tuple[str, ...]) -> tuple[int, str]:
        """Give how many words before a further one name a country, and its id."""


def bare_name(words: tuple[str, ...]) -> tuple[str, ...]:
    """Give a name without what only says what sort of company it is."""
    kept = len(words)
    while kept > 1 and words[kept - 1] in SUFFIXES:
        kept -= 1
    return words[:kept]


def is_acronym(short: str, words: Sequence[str]) -> bool:
    """Say whether a word is made of the first letters of others, small words left out or not."""
    letters = plain(short).replace(".", "")
    if not 2 <= len(letters) <= 8 or not short.replace(".", "").isupper():
        return False
    every = [plain(part)[0] for word in words for part in word.split("-") if part]
    telling = [
        plain(part)[0] for word in words if word.lower() not in SKIPPED for part in word.split("-") if part
    ]
    return letters in {"".join(every), "".join(telling)}


Beside = tuple[
    NameSpan, NameSpan, str
]  # a name of several words, one of one word after it, what stands between them


def beside(texts: Sequence[str], spots: Sequence[NameSpan]) -> list[Beside]:
    """Give the names in texts of passages that one of one word follows as an acronym may ("European Space Agency (ESA)")."""
    pairs = [
        (long, short)
        for long, short in pairwise(spots)
        if len(short.words) == 1 < len(long.words) and long.passage == short.passage
    ]
    told = [(long, short, texts[long.passage][long.end : short.start]) for long, short in pairs]
    return [one for one in told if one[2] in {" (", ", or ", " or "}]


def acronyms(
    pairs: Sequence[Beside],
    key_of: NameKey,
    bodies: Container[str],
    *,
    strict: bool = False,
    known: bool = False,
) -> dict[str, str]:
    """Give the acronyms that an article explains by names `beside` them, folded, with what they stand for.

    That is the key of their long form, or "=" and the id where it is one of the known `bodies`.  Those that stand for two are
    left out; with `strict`, also those whose letters are not the first ones of the long form.  With `known`, those that a list has
    as something else are given, and no others.
    """
    made: dict[str, set[str]] = defaultdict(set)
    for long, short, between in pairs:
        if bool(short.entity) == known and (long.entity in bodies or long.kind not in {"", "person"}):
            begins = short.text.isupper() and plain(short.text)[0] == plain(long.words[0])[0]
            loose = between == " (" and begins and not strict and not known
            if loose or is_acronym(short.text, long.words):
                made[plain(short.text)].add(f"={long.entity}" if long.entity else key_of(long.words))
    return {short: min(names) for short, names in made.items() if len(names) == 1}


def explained(spots: Sequence[NameSpan], article: Article) -> list[NameSpan]:
    """Give names with those that an acronym follows as names of bodies, whatever they looked like ("Lega Nord Padania (LNP)")."""
    named: set[tuple[int, int]] = set()
    for long, short, between in beside([passage.text for passage in article.passages], spots):
        unclear = not long.entity and long.kind != "event" and not by_words(long.words)
        if between == " (" and unclear and is_acronym(short.text, long.words):
            named.add((long.passage, long.start))
    return [
        replace(one, kind="organisation", why="acronym", likely=())
        if (one.passage, one.start) in named
        else one
        for one in spots
    ]


def short_forms(
    spots: Sequence[NameSpan], kinds: dict[str, str], bodies: Mapping[str, tuple[str, ...]], key_of: NameKey
) -> dict[str, str]:
    """Give the words that stand for a longer name of the same article, folded; where two fit, none does.

    The name is given by its key, or "=" and the id where it is one of the known `bodies`, given with the words of their names.
    """
    places = shipped_lexicon().places
    longer: dict[str, set[str]] = defaultdict(set)
    initials: dict[str, set[str]] = defaultdict(set)
    for spot in spots:
        if (full := bodies.get(spot.entity)) and (size := key_of.country(full)[0]):
            longer[plain(" ".join(full[size:]))].add(f"={spot.entity}")
        key = key_of(spot.words)
        found = bool(spot.kind) and kinds.get(key) in BODIES
        if len(spot.words) < 2 or spot.words[0] in FLIGHT or not (found or spot.entity in bodies):
            continue
        meant = key if found else f"={spot.entity}"
        letters = "".join(word[0] for word in spot.words if word.lower() not in SKIPPED)
        if len(letters) > 1 and letters.isupper():
            initials[plain(letters)].add(meant)
        for short in _shorter(spot.words, key_of):
            storm = spot.words[0] in STORMS
            if (
                storm
                or kinds.get(short) in {*BODIES, None}
                or (" " not in short and short.capitalize() not in places)
            ):
                longer[short].add(meant)
    longer |= initials  # what letters stand for is surer than what begins with them
    return {
        short: next(iter(names)) for short, names in longer.items() if len(names) == 1 and short not in names
    }


def _shorter(words: tuple[str, ...], key_of: NameKey) -> Iterator[str]:
    """Give what a body may be called: its first word, the word that says what it is, its name without the country."""
    size, country = key_of.country(words)
    ordinary = shipped_lexicon().infos[words[0]].common in EVERYDAY
    if words[-1].islower():
        return  # "Concorde disaster"
    if country:
        yield plain(" ".join(words[size:]))
    elif (
        words[0] not in FIRST_NAMES
        and words[0].lower() not in SKIPPED
        and words[0] not in SHARED
        and not ordinary
    ):
        yield plain(words[0])
    if (words[-1] in CALLED and size == 0) or words[-1] in PAPERS:
        yield plain(words[-1])
    if words[-1].endswith("s") and words[0] in shipped_lexicon().places and words[-1] not in HEADS:
        yield plain(words[-1])  # teams: "Detroit Tigers"
    if words[0] in STORMS and len(words) == 2:
        yield plain(words[1])
    if words[-2] in FLIGHT:
        yield plain(" ".join(words[-2:]))
    if (words[0] in CALLED or words[0] in PAPERS) and words[1] == "of":
        yield plain(words[0])
    if "for" in words[2:] and by_words(words[: words.index("for")]):
        yield plain(" ".join(words[: words.index("for")]))  # "Example Foundation for the Arts"
