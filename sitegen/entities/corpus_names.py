"""What all articles of an archive together say of names: of what kind they are, who is named in full, what acronyms stand for."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from sitegen.entities.abbreviations import BODIES, COMPANIES, acronyms, bare_name, beside
from sitegen.entities.authority import Authority
from sitegen.entities.gazetteer import countries
from sitegen.entities.kinds import BY_CODE, BY_NAME
from sitegen.entities.lists import Memo
from sitegen.entities.people import PeopleIndex, people_of, person_key
from sitegen.entities.tagger import CLASSES
from sitegen.entities.tokens import tokenize
from sitegen.model import Article, NameEntry, NameSpan, RecognizedNames
from sitegen.text import fold

STRONG = frozenset(
    {"title", "its words", "family name first", "acronym", "first name", "description"}
)  # evidence that counts for more
TAGGED = 1.0  # points for the kind that the tagger gave
SURE = 5.0  # points for a kind that such evidence tells
CERTAIN = 50.0  # points for "Inc." and the like
DOUBT = 1.0  # points by which a name that was tagged nowhere must be likelier than none
LONGEST = 5  # words of a person's name, and of a name in a headline


class NameKeys(Memo[tuple[str, ...], str]):
    """Forms of names in which their writings agree."""

    __call__ = Memo.__getitem__  # gives the form of a name

    def __init__(self, countries: dict[str, str], apart: frozenset[str]) -> None:
        """Take the ids of countries by their folded names, aliases and demonyms, and folded names that stay as they are."""
        super().__init__(self._form)
        self.countries = countries
        self.apart = apart
        firsts = {name.split(" ")[0] for name in countries}
        self.begins = Memo[str, bool](
            lambda word: fold(word) in firsts
        )  # whether a word is the first of such a name

    def _form(self, words: tuple[str, ...]) -> str:
        """Give small letters without accents, without "Inc.", and with one word for a country before the name of a body."""
        if self.apart and (whole := fold(" ".join(words))) in self.apart:
            return whole
        bare = bare_name(words[1:] if len(words) > 1 and words[0] == "The" else words)
        size, country = self.country(bare)
        rest = fold(" ".join(bare[size:])).replace("&", "and").replace(" international airport", " airport")
        return f"{country} {rest}" if country else rest

    def country(self, words: tuple[str, ...]) -> tuple[int, str]:
        """Give how many words before a further one name a country, and its id."""
        if words and self.begins[words[0]]:
            for size in (2, 1):
                if len(words) > size and (found := self.countries.get(fold(" ".join(words[:size])))):
                    return size, found
        return 0, ""


def name_keys(known: Authority) -> NameKeys:
    """Give how names are written in one form, with the countries of an authority and the names that a person keeps apart."""
    entries = [entry for entry in known.entries if entry.demonyms]
    countries = {
        fold(text): entry.id for entry in entries for text in (entry.name, *entry.aliases, *entry.demonyms)
    }
    return NameKeys(
        countries,
        frozenset(fold(" ".join(tokenize(text).texts)) for entry in known.given for text in entry.apart),
    )


@dataclass(frozen=True, slots=True)
class CorpusNames:
    """What all articles together say of names."""

    key_of: NameKeys
    kinds: dict[str, str]  # folded name -> its kind
    standing: dict[str, int]  # folded name -> articles that surely name it
    people: PeopleIndex
    small: Counter[str]  # words written small, by articles
    short: dict[str, str]  # folded acronym -> folded long form
    known: frozenset[str]  # ids of people that the authority has
    notable: Mapping[str, list[tuple[str, tuple[str, ...]]]]  # family name -> their ids and names
    bodies: Mapping[
        str, tuple[str, ...]
    ]  # ids of organisations and events that it has -> words of their names
    events: Container[str]
    countries: Mapping[str, str]  # ids of countries that may stand for a team -> their names
    given_bodies: Mapping[str, str]  # names of a person's organisations -> their ids
    given: frozenset[str]  # ids of a person's entries

    def team_key(self, name: str) -> str:
        """Give the key of a team, or its id where a person has named it."""
        return self.given_bodies.get(name) or f"organisation:{self.key_of(tuple(name.split()))}"

    def keeps_apart(self, words: tuple[str, ...]) -> bool:
        """Say whether a person has said that a name is never joined with others."""
        return bool(self.key_of.apart) and fold(" ".join(words)) in self.key_of.apart


def corpus_names(
    articles: tuple[Article, ...], spotted: tuple[RecognizedNames, ...], known: Authority
) -> CorpusNames:
    """Give what all articles together say of names."""
    key_of = name_keys(known)
    bodies = {entry.id: tuple(entry.name.split()) for entry in known.entries if entry.kind in BODIES}
    votes: dict[str, list[float]] = {}
    standing: Counter[str] = Counter()
    short: dict[str, set[str]] = defaultdict(set)
    for article, one in zip(articles, spotted, strict=True):
        sure = {key_of(spot.words) for spot in one.spans if spot.kind}
        standing.update(sure)
        for spot in one.spans:
            if spot.likely or spot.kind:
                _vote(votes.setdefault(key_of(spot.words), [0.0] * len(CLASSES)), spot)
        for form, name in acronyms(
            beside([passage.text for passage in article.passages], one.spans), key_of, bodies, strict=True
        ).items():
            short[form].add(name)
    kinds = {key: kind for key, count in votes.items() if (kind := _kind(count, key in standing))}
    people = [entry for entry in known.entries if entry.kind == "person"]
    given = frozenset(entry.id for entry in people)
    full = [
        [(spot.words, spot.entity) for spot in one.spans if is_in_full(spot, kinds, given, key_of)]
        for one in spotted
    ]
    small = Counter(chain.from_iterable(one.small for one in spotted))
    events = {entry.id for entry in known.entries if entry.kind == "event"}
    states = countries()
    teams = {entry.id: entry.name for entry in known.entries if entry.id in states and not entry.path}
    once = {form: min(names) for form, names in short.items() if len(names) == 1}
    given_bodies = {
        text: entry.id
        for entry in known.given
        if entry.kind == "organisation"
        for text in (entry.name, *entry.aliases)
    }
    persons = people_of(people, full, key_of.apart)
    notable, mine = _by_family(people), known.given_ids
    return CorpusNames(
        key_of,
        kinds,
        standing,
        persons,
        small,
        once,
        given,
        notable,
        bodies,
        events,
        teams,
        given_bodies,
        mine,
    )


def _by_family(people: Iterable[NameEntry]) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    made: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for entry in people:
        words = tuple(entry.name.split())
        made[person_key(words)[0]].append((entry.id, words))
    return dict(made)


def _vote(votes: list[float], spot: NameSpan) -> None:
    """Add what one place says of a name."""
    for sort, points in enumerate(spot.likely):
        votes[sort] += points
    if spot.kind:
        company = len(spot.words) > 1 and spot.words[-1] in COMPANIES
        sure = SURE if spot.why in STRONG or not spot.likely else TAGGED
        votes[CLASSES.index(BY_NAME[spot.kind].code)] += CERTAIN if company else sure


def _kind(votes: list[float], tagged: bool) -> str:  # noqa: FBT001
    """Give the kind that a name most likely is; nothing where it is none, or something else."""
    best = max(range(1, len(CLASSES) - tagged), key=votes.__getitem__)
    if not tagged and votes[0] + DOUBT >= votes[best]:
        return ""
    return BY_CODE.get(CLASSES[best], "")


def is_in_full(spot: NameSpan, kinds: dict[str, str], given: Container[str], key_of: NameKeys) -> bool:
    """Say whether a name is that of a person in full."""
    if spot.entity:
        return spot.entity in given and len(spot.words) > 1
    return bool(spot.kind) and 1 < len(spot.words) <= LONGEST and kinds.get(key_of(spot.words)) == "person"
