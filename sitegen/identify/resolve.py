"""Which names of which articles are one entity: the second half of identification, over the whole archive."""

from collections import ChainMap, Counter, defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from sitegen.identify.authority import Authority
from sitegen.identify.kinds import BY_CODE, BY_NAME
from sitegen.identify.lexicon import EVERYDAY, shipped
from sitegen.identify.lists import Remembered
from sitegen.identify.people import People, gathered, may_be_called, person_key, same_person
from sitegen.identify.short import BODIES, acronyms, bare_name, short_forms
from sitegen.identify.tagger import SORTS
from sitegen.identify.teams import team_name
from sitegen.identify.tokens import words_of
from sitegen.model import Article, Entity, Identified, Mention, Problem, Severity, Spot, Spotted
from sitegen.text import fold, plural, slug, unused

STRONG = frozenset({"title", "its words", "family name first", "acronym", "first name"})  # evidence of a kind that counts for more
TAGGED = 1.0  # points for the kind that the tagger gave
SURE = 5.0  # points for a kind that such evidence tells
DOUBT = 1.0  # points by which a name that was tagged nowhere must be likelier than none
CONTEXT = 40  # code points shown on each side of a name that is not clear
LONGEST = 5  # words of a person's name, and of a name in a headline
ELSEWHERE = 2  # articles that must name something before it is taken where an article does not tell
NAMED = ":="  # in the key of an entity: before its name, where that is none of its forms
ANYONE = frozenset({"person", ""})

APART = frozenset("the The Mr Mrs Ms Miss Sir Lady Lord Dame King Queen Prince Princess younger elder two both other".split())
RELATIVES = frozenset("family families brothers sisters siblings couple clan dynasty household senior junior".split())

Link = tuple[Spot, str, str]  # a name, the key of its entity, the evidence


@dataclass(slots=True)
class _Found:
    """A found entity while its evidence is gathered."""

    key: str
    kind: str
    forms: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)


class _Keys:
    """Forms of names in which their writings agree."""

    def __init__(self, countries: dict[str, str], apart: frozenset[str]) -> None:
        """Take the ids of countries by their folded names, aliases and demonyms, and folded names that stay as they are."""
        self.countries = countries
        self.apart = apart
        self._forms = Remembered(self._form)

    def __call__(self, words: tuple[str, ...]) -> str:
        """Give the form of a name."""
        return self._forms[words]

    def _form(self, words: tuple[str, ...]) -> str:
        """Give small letters without accents, without "Inc.", and with one word for a country before the name of a body."""
        if (whole := fold(" ".join(words))) in self.apart:
            return whole
        bare = bare_name(words[1:] if len(words) > 1 and words[0] == "The" else words)
        size, country = self.country(bare)
        rest = fold(" ".join(bare[size:])).replace("&", "and")
        return f"{country} {rest}" if country else rest

    def country(self, words: tuple[str, ...]) -> tuple[int, str]:
        """Give how many words before a further one name a country, and its id."""
        for size in (2, 1):
            if len(words) > size and (found := self.countries.get(fold(" ".join(words[:size])))):
                return size, found
        return 0, ""


def _keys(known: Authority) -> _Keys:
    entries = [entry for entry in known.entries if entry.demonyms]
    countries = {fold(text): entry.id for entry in entries for text in (entry.name, *entry.aliases, *entry.demonyms)}
    return _Keys(countries, frozenset(fold(" ".join(words_of(text).texts)) for entry in known.given for text in entry.apart))


@dataclass(frozen=True, slots=True)
class _Archive:
    """What all articles together say of names."""

    key_of: _Keys
    kinds: dict[str, str]  # folded name -> its kind
    standing: dict[str, int]  # folded name -> articles that surely name it
    people: People
    small: Counter[str]  # words written small, by articles
    short: dict[str, str]  # folded acronym -> folded long form
    known: Container[str]  # ids of people that the authority has
    notable: Mapping[str, list[tuple[str, tuple[str, ...]]]]  # family name -> their ids and names
    bodies: Mapping[str, tuple[str, ...]]  # ids of organisations and events that it has -> words of their names
    events: Container[str]
    countries: Mapping[str, str]  # ids of countries -> their names


@dataclass(slots=True)
class _Here:
    """What one article says of names."""

    article: Article
    joined: dict[str, str] = field(default_factory=dict)  # entity -> whom the article means by that name
    people: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # family name -> entities
    first: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # first name -> entities
    written: dict[str, Spot] = field(default_factory=dict)  # entity -> where it is first named in full
    called: Counter[str] = field(default_factory=Counter)  # entity -> how often it was named in full
    alone: Counter[str] = field(default_factory=Counter)  # entity -> by its family name, before another holder of it was named
    short: Mapping[str, str] = field(default_factory=dict)  # folded short form -> folded name
    editions: Mapping[tuple[str, ...], str] = field(default_factory=dict)  # name of an event -> key of the longer one that it means
    teams: Mapping[str, str] = field(default_factory=dict)  # id of a country -> name of its team, in reports on matches
    sure: set[str] = field(default_factory=set)  # folded names that the tagger found
    unsure: dict[tuple[str, ...], list[Spot]] = field(default_factory=lambda: defaultdict(list))  # who may be meant -> where


def resolve(
    articles: tuple[Article, ...], spotted: tuple[Spotted, ...], known: Authority, *, metonyms: bool, found_on: int
) -> tuple[tuple[Identified, ...], tuple[Entity, ...], tuple[Problem, ...]]:
    """Give the mentions of every article, the entities they name, and what could not be decided."""
    archive = _archive(articles, spotted, known)
    problems: list[Problem] = []
    drafts: dict[str, list[Link]] = {}
    for article, one in zip(articles, spotted, strict=True):
        here = _here(article, one, archive)
        drafts[one.id] = [link for spot in one.spots for link in _links(spot, here, archive, metonyms=metonyms)]
        problems += [_unsure(article, names, spots) for names, spots in here.unsure.items()]
    entities, kept = _entities(drafts, known, found_on)
    identified = tuple(_identified(one.id, drafts[one.id], kept) for one in spotted)
    return identified, entities, tuple(problems)


def _unsure(article: Article, names: tuple[str, ...], spots: list[Spot]) -> Problem:
    """Say where a name may mean several people, and show the first place."""
    spot = spots[0]
    passage = article.passages[spot.passage]
    start, end = max(0, spot.start - CONTEXT), spot.end + CONTEXT
    around = " ".join(f"{'…' * (start > 0)}{passage.text[start:end]}{'…' * (end < len(passage.text))}".split())
    line = next((piece.line for piece in passage.pieces), -1)
    more = f", {plural(len(spots), 'place')}" if len(spots) > 1 else ""
    hint = "not linked; an alias in content/names.toml decides for the whole archive"
    message = f'"{spot.text}" may be {" or ".join(names)} (“{around}”{more}); {hint}'
    return Problem(article.path, line, "SG303", message, Severity.INFO)


def _identified(seed: str, drafts: list[Link], kept: dict[str, str]) -> Identified:
    mentions = [Mention(spot.passage, spot.start, spot.end, kept[key], why) for spot, key, why in drafts if key in kept]
    return Identified(seed, tuple(sorted(mentions)))


_plain = lru_cache(maxsize=1 << 16)(fold)


# What the archive and the article say ---------------------------------------------------------------------------------


def _archive(articles: tuple[Article, ...], spotted: tuple[Spotted, ...], known: Authority) -> _Archive:
    key_of = _keys(known)
    bodies = {entry.id: tuple(entry.name.split()) for entry in known.entries if entry.kind in BODIES}
    votes: dict[str, list[float]] = {}
    standing: Counter[str] = Counter()
    short: dict[str, set[str]] = defaultdict(set)
    for article, one in zip(articles, spotted, strict=True):
        sure = {key_of(spot.words) for spot in one.spots if spot.kind}
        standing.update(sure)
        for spot in one.spots:
            if spot.likely or spot.kind:
                _vote(votes.setdefault(key_of(spot.words), [0.0] * len(SORTS)), spot)
        for form, name in acronyms(article, one.spots, key_of, bodies, strict=True).items():
            short[form].add(name)
    kinds = {key: kind for key, count in votes.items() if (kind := _kind(count, key in standing))}
    people = [entry for entry in known.entries if entry.kind == "person"]
    given = {entry.id for entry in people}
    full = [(spot.words, spot.entity) for one in spotted for spot in one.spots if _in_full(spot, kinds, given, key_of)]
    small = Counter(word for one in spotted for word in one.small)
    events = {entry.id for entry in known.entries if entry.kind == "event"}
    countries = {entry.id: entry.name for entry in known.entries if entry.demonyms}
    notable: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for entry in people:
        words = tuple(entry.name.split())
        notable[person_key(words)[0]].append((entry.id, words))
    once = {form: min(names) for form, names in short.items() if len(names) == 1}
    return _Archive(
        key_of, kinds, standing, gathered(people, full, key_of.apart), small, once, given, dict(notable), bodies, events, countries
    )


def _vote(votes: list[float], spot: Spot) -> None:
    """Add what one place says of a name."""
    for sort, points in enumerate(spot.likely):
        votes[sort] += points
    if spot.kind:
        votes[SORTS.index(BY_NAME[spot.kind].code)] += SURE if spot.why in STRONG or not spot.likely else TAGGED


def _kind(votes: list[float], tagged: bool) -> str:  # noqa: FBT001
    """Give the kind that a name most likely is; nothing where it is none, or something else."""
    best = max(range(1, len(SORTS) - tagged), key=votes.__getitem__)
    if not tagged and votes[0] + DOUBT >= votes[best]:
        return ""
    return BY_CODE.get(SORTS[best], "")


def _in_full(spot: Spot, kinds: dict[str, str], given: Container[str], key_of: _Keys) -> bool:
    """Say whether a name is that of a person in full."""
    if spot.entity:
        return spot.entity in given and len(spot.words) > 1
    return bool(spot.kind) and 1 < len(spot.words) <= LONGEST and kinds.get(key_of(spot.words)) == "person"


def _here(article: Article, one: Spotted, archive: _Archive) -> _Here:
    here = _Here(article)
    for spot in one.spots:
        if _in_full(spot, archive.kinds, archive.known, archive.key_of):
            entity = archive.people.who(spot.words)
            here.written.setdefault(entity, spot)
            here.called[entity] += 1
            for names, name in ((here.people, person_key(spot.words)[0]), (here.first, _plain(spot.words[0]))):
                if entity not in names[name]:
                    names[name].append(entity)
        elif len(spot.words) == 1 and len(holders := here.people.get(_plain(spot.words[0]), ())) == 1:
            here.alone[holders[0]] += 1
        if spot.kind:
            here.sure.add(archive.key_of(spot.words))
    formed = short_forms(one.spots, archive.kinds, archive.bodies, archive.key_of)
    _join(here, archive)
    here.teams = _teams(one, archive)
    here.editions = _editions(one, archive)
    here.short = ChainMap(acronyms(article, one.spots, archive.key_of, archive.bodies), formed, archive.short)
    return here


def _join(here: _Here, archive: _Archive) -> None:
    """Join people of an article whose names differ by a slip, or by a word before them; the one named more often wins."""
    for family, holders in here.people.items():
        _mend(family, holders, here, archive)
        if len(holders) == 1:
            continue
        counts = archive.people.surnames[family]
        for entity in sorted(holders, key=lambda one: (one not in archive.known, -counts[one], len(here.written[one].words))):
            name = here.written[entity].words
            if entity not in here.joined:
                here.joined |= {
                    one: entity
                    for one in holders
                    if one != entity and one not in {*here.joined, *here.joined.values()} and same_person(name, here.written[one].words)
                }
        here.people[family] = list(dict.fromkeys(here.joined.get(one, one) for one in holders))
    for one, entity in here.joined.items():
        here.called[entity] += here.called[one]
        here.alone[entity] += here.alone[one]


def _mend(family: str, holders: list[str], here: _Here, archive: _Archive) -> None:
    """Take someone whose name differs by a slip from that of a known person as that one."""
    for place, entity in enumerate(holders):
        words = here.written[entity].words
        meant = {one for one, name in archive.notable.get(family, ()) if one != entity and same_person(words, name)}
        if entity not in archive.known and len(meant) == 1:
            here.joined[entity] = holders[place] = meant.pop()
            here.written.setdefault(holders[place], here.written[entity])


def _teams(one: Spotted, archive: _Archive) -> dict[str, str]:
    """Give the names of the teams that countries stand for in a report on a match; nothing where it is none."""
    names = {spot.entity: archive.countries[spot.entity] for spot in one.spots if spot.acts == "team" and spot.entity in archive.countries}
    made = {country: team_name(name, one.small) for country, name in names.items()} if len(names) > 1 else {}
    return {country: name for country, name in made.items() if name}


def _editions(one: Spotted, archive: _Archive) -> dict[tuple[str, ...], str]:
    """Give for names of events that end longer ones of the article ("Paralympics", "2014 Winter Paralympics") what these mean."""
    named: dict[tuple[str, ...], str] = {}
    for spot in one.spots:
        key = archive.key_of(spot.words)
        if spot.entity in archive.events or (spot.kind and archive.kinds.get(key) == "event"):
            named.setdefault(spot.words, spot.entity or f"event:{key}")
    made: dict[tuple[str, ...], str] = {}
    for words in named:
        short = _contest(words)
        longer = {key for other, key in named.items() if len(_contest(other)) > len(short) and _contest(other)[-len(short) :] == short}
        if len(longer) == 1:
            made[words] = next(iter(longer))
    return made


def _contest(words: tuple[str, ...]) -> tuple[str, ...]:
    """Give the name of an event with "Olympics" for "Olympic Games"."""
    return (*words[:-2], f"{words[-2]}s") if words[-1] == "Games" and words[-2:-1] in {("Olympic",), ("Paralympic",)} else words


# Links ----------------------------------------------------------------------------------------------------------------


def _links(spot: Spot, here: _Here, archive: _Archive, *, metonyms: bool) -> Iterator[Link]:
    """Give what a name means; a run of capitalised words that is none may hold several."""
    if spot.family and (holders := here.people.get(_plain(spot.words[0]))):
        key, why = _holder(spot, holders, here)
        if key:
            yield spot, key, why
        return
    if longer := here.editions.get(spot.words):
        yield spot, longer, "short form"
        return
    if spot.entity:
        if metonyms and spot.entity in here.teams and spot.acts != "where" and (spot.why != "demonym" or spot.text.endswith("s")):
            yield spot, f"organisation{NAMED}{here.teams[spot.entity]}", "team"
            return
        rival = spot.rival if metonyms else ""
        yield spot, rival or spot.entity, "metonym" if rival else spot.why
        return
    key, why = _meant(spot, here, archive)
    if key:
        yield spot, key, why
    elif not spot.kind and len(spot.words) > 1:
        yield from _inside(spot, here, archive)


def _inside(spot: Spot, here: _Here, archive: _Archive) -> Iterator[Link]:
    """Give the names within a run of capitalised words, such as a headline, the longest first from each word on."""
    places: list[int] = []
    at = 0
    for word in spot.words:
        at = spot.text.index(word, at)
        places.append(at)
        at += len(word)
    first = 0
    while first < len(spot.words):
        for last in range(min(len(spot.words), first + LONGEST), first, -1):
            words = spot.words[first:last]
            if len(words) > 1 and not archive.kinds.get(archive.key_of(words)):
                continue
            start, end = places[first], places[last - 1] + len(spot.words[last - 1])
            part = replace(spot, start=spot.start + start, end=spot.start + end, text=spot.text[start:end], words=words)
            key, why = _meant(part, here, archive)
            if key:
                yield part, key, why
                first = last - 1
                break
        first += 1


def _meant(spot: Spot, here: _Here, archive: _Archive) -> tuple[str, str]:
    """Give the key of what a name means, and the evidence; nothing where that is not plain."""
    if len(spot.words) == 1:
        return _lone(spot, here, archive)
    key = archive.key_of(spot.words)
    kind = archive.kinds.get(key, "")
    if not kind or (not spot.kind and not _vouched(spot, key, here, archive)):
        return "", ""
    if kind == "person" and (who := archive.people.who(spot.words)):
        return here.joined.get(who, who), spot.why or "name"
    if key in here.short:
        return _key_for(here.short[key], archive), "short form"
    return f"{kind}:{key}", spot.why or "named so elsewhere"


def _lone(spot: Spot, here: _Here, archive: _Archive) -> tuple[str, str]:
    """Give the key of what a name of one word means: someone named in full, a short form, or a name by itself."""
    word = spot.words[0]
    family, key = _plain(word), archive.key_of(spot.words)
    kind = archive.kinds.get(key, "")
    if (
        spot.opens
        and archive.small[word.lower()]
        and (not spot.kind or (spot.why == "context" and shipped().infos[word].common in EVERYDAY))
    ):
        return "", ""
    if spot.kind in ANYONE or spot.why == "context":
        meant = _person_meant(spot, family, kind, here)
        if meant:
            return meant
    if key in here.short:
        return _key_for(here.short[key], archive), "short form"
    plain = not spot.opens and not archive.small[word.lower()]
    anyone = kind in ANYONE or (spot.why == "context" and archive.people.holding(family) >= archive.standing.get(key, 0))
    if anyone and (spot.kind or plain) and (who := archive.people.by_surname(family)):
        return who, "surname, from other articles"
    if not kind or (not spot.kind and not _vouched(spot, key, here, archive)):
        return "", ""
    return f"{kind}:{key}", spot.why or "named so elsewhere"


def _person_meant(spot: Spot, family: str, kind: str, here: _Here) -> tuple[str, str] | None:
    """Give the person of the article whom a family name or a first name means; empty texts where two may be meant."""
    if holders := here.people.get(family):
        return _holder(spot, holders, here)
    called = list(dict.fromkeys(here.joined.get(one, one) for one in here.first.get(family, ())))
    return (called[0], "first name") if len(called) == 1 and kind in ANYONE else None


def _holder(spot: Spot, holders: list[str], here: _Here) -> tuple[str, str]:
    """Give the person of the article who is meant by a family name; where that may be one of several, none, and note the place."""
    if main := _main(spot, holders, here):
        return main, "surname"
    here.unsure[tuple(sorted(here.written[entity].text for entity in holders))].append(spot)
    return "", ""


def _main(spot: Spot, holders: list[str], here: _Here) -> str:
    """Give whom an article calls by a family name: the one it called so before it named another in full, and who is hardly named."""
    first, *others = holders
    name = here.written[first].words
    others = [one for one in others if not may_be_called(name, here.written[one].words)]
    if not others:
        return first
    calls = here.called[first] + here.alone[first]
    passing = all(here.called[one] == 1 or 2 * here.called[one] <= calls for one in others)
    return first if here.alone[first] and passing and not _of_others(spot, here.article) else ""


def _of_others(spot: Spot, article: Article) -> bool:
    """Say whether the words around a family name tell of a family, or of whom its title may tell from another holder of the name."""
    text = article.passages[spot.passage].text
    before = text[max(0, spot.start - CONTEXT) : spot.start].split()[-1:]
    after = text[spot.end : spot.end + CONTEXT].split()[:1]
    return any(word.rstrip(".") in APART for word in before) or any(word.rstrip(".,") in RELATIVES for word in after)


def _key_for(name: str, archive: _Archive) -> str:
    return name.removeprefix("=") if name.startswith("=") else f"{archive.kinds.get(name, 'organisation')}:{name}"


def _vouched(spot: Spot, key: str, here: _Here, archive: _Archive) -> bool:
    """Say whether something that the tagger passed over is a name, because the article or others surely name it."""
    if key in here.sure or (key not in archive.standing and not spot.opens):
        return True
    return archive.standing.get(key, 0) >= ELSEWHERE and not (len(spot.words) == 1 and archive.small[spot.words[0].lower()])


# Entities -------------------------------------------------------------------------------------------------------------


def _entities(drafts: dict[str, list[Link]], known: Authority, found_on: int) -> tuple[tuple[Entity, ...], dict[str, str]]:
    """Give the entities that get a page, and for each key the id it has."""
    found: dict[str, _Found] = {}
    for seed, links in drafts.items():
        for spot, key, _ in links:
            one = found.setdefault(key, _Found(key, key.split(":", 1)[0] if ":" in key else ""))
            one.forms[spot.text] += 1
            one.articles.add(seed)
    entries = {entry.id: entry for entry in known.entries}
    made: list[Entity] = []
    kept: dict[str, str] = {}
    taken: set[str] = {identity.casefold() for identity in entries}
    for key, one in sorted(found.items()):
        entry = entries.get(key)
        aliases = tuple(text for text, _ in sorted(one.forms.items(), key=lambda item: (-item[1], item[0])))
        if entry:
            made.append(Entity(key, entry.kind, entry.name, bool(entry.path), aliases, entry.wikidata, entry.description))
            kept[key] = key
            continue
        full = [text for text in aliases if " " in text]
        if len(one.articles) < found_on and not full:
            continue
        name = key.partition(NAMED)[2] or (full or list(aliases))[0]
        base = slug(name.removeprefix("the ").removeprefix("The "))
        identity = unused(base, taken, f"{base}-{one.kind}")
        taken.add(identity.casefold())
        kept[key] = identity
        made.append(Entity(identity, one.kind, name, given=False, aliases=aliases))
    return tuple(sorted(made, key=lambda entity: entity.id)), kept
