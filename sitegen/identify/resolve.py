"""Which names of which articles are one entity: the second half of identification, over the whole archive."""

from collections import Counter, defaultdict
from collections.abc import Container
from dataclasses import dataclass, field

from sitegen.identify.authority import Authority
from sitegen.identify.kinds import FAMILY_NAMES_FIRST, FIRST_NAMES
from sitegen.model import Article, Entity, Identified, Mention, Problem, Severity, Spot, Spotted
from sitegen.text import fold, slug, unused

LONGEST_BARE = 3  # words of a name that nothing but its capital letters tells
SURNAME_SHARE = 0.6  # of all full names with this surname that one person must hold before a lone surname means them
SUFFIXES = frozenset({"Inc", "Inc.", "Corp", "Corp.", "Ltd", "Ltd.", "LLC", "PLC", "plc", "Co", "Co.", "AG", "SA", "Jr", "Jr.", "Sr"})


@dataclass(slots=True)
class _Found:
    """A found entity while its evidence is gathered."""

    key: str
    kind: str
    forms: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)


def resolve(
    articles: tuple[Article, ...], spotted: tuple[Spotted, ...], known: Authority, *, metonyms: bool, found_on: int
) -> tuple[tuple[Identified, ...], tuple[Entity, ...], tuple[Problem, ...]]:
    """Give the mentions of every article, the entities they name, and what could not be decided."""
    small = Counter(word for one in spotted for word in one.small)
    kinds = _vote_kinds(spotted)
    people = _people(spotted, kinds, known)
    problems: list[Problem] = []
    drafts: dict[str, list[tuple[Spot, str, str]]] = {}
    for article, one in zip(articles, spotted, strict=True):
        drafts[one.id], unsure = _link(one, people, kinds, small, metonyms=metonyms)
        problems += [Problem(article.path, -1, "SG303", text, Severity.INFO) for text in unsure]
    entities, kept = _entities(drafts, known, found_on)
    identified = tuple(_identified(one.id, drafts[one.id], kept) for one in spotted)
    return identified, entities, tuple(problems)


def _identified(seed: str, drafts: list[tuple[Spot, str, str]], kept: dict[str, str]) -> Identified:
    mentions = [Mention(spot.passage, spot.start, spot.end, kept[key], why) for spot, key, why in drafts if key in kept]
    return Identified(seed, tuple(sorted(mentions)))


# Kinds and people -----------------------------------------------------------------------------------------------------


def _key(words: tuple[str, ...]) -> str:
    bare = tuple(word for word in words if word not in SUFFIXES) or words
    return fold(" ".join(bare)).removeprefix("the ")


def _vote_kinds(spotted: tuple[Spotted, ...]) -> dict[str, str]:
    """Let all places of the archive that write a name the same way vote on its kind."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for one in spotted:
        for spot in one.spots:
            if not spot.entity and spot.kind:
                votes[_key(spot.words)][spot.kind] += 3 if spot.why in {"title", "its words", "family name first"} else 1
    return {key: min(count, key=lambda kind: (-count[kind], kind)) for key, count in votes.items()}


def given_name(word: str) -> str:
    """Give a form of a first name in which common transliterations agree (Sergei, Sergey; Dmitri, Dmitry)."""
    plain = fold(word).replace("ey", "ei").replace("iy", "i").replace("yi", "i").replace("y", "i").replace("ks", "x").replace("kh", "h")
    return "".join(letter for at, letter in enumerate(plain) if not at or letter != plain[at - 1])


def person_key(words: tuple[str, ...]) -> tuple[str, str]:
    """Give family name and first name in the form in which two spellings of one person agree."""
    bare = tuple(word for word in words if word.rstrip(".") not in {"Jr", "Sr", "II", "III"}) or words
    if len(bare) in {2, 3} and bare[0] in FAMILY_NAMES_FIRST and bare[0] not in FIRST_NAMES:
        return fold(bare[0]), given_name("".join(bare[1:]).replace("-", ""))
    return fold(bare[-1]), given_name(bare[0])


@dataclass(frozen=True, slots=True)
class _People:
    by_key: dict[tuple[str, str], str]  # person key -> entity key
    surnames: dict[str, Counter[str]]  # family name -> entity keys with the number of articles that name them in full
    known: frozenset[str]


def _people(spotted: tuple[Spotted, ...], kinds: dict[str, str], known: Authority) -> _People:
    by_key: dict[tuple[str, str], str] = {}
    surnames: dict[str, Counter[str]] = defaultdict(Counter)
    given = {entry.id: entry for entry in known.entries if entry.kind == "person"}
    for entry in given.values():
        words = tuple(entry.name.split())
        if len(words) > 1:
            by_key[person_key(words)] = entry.id
    for one in spotted:
        for spot in one.spots:
            person = _full_person(spot, kinds, given)
            if person:
                key = person_key(person)
                entity = by_key.setdefault(key, spot.entity or f"person:{key[0]}|{key[1]}")
                surnames[key[0]][entity] += 1
    return _People(by_key, dict(surnames), frozenset(given))


def _full_person(spot: Spot, kinds: dict[str, str], given: Container[str]) -> tuple[str, ...]:
    """Give the words of a person named in full, or nothing."""
    if spot.entity:
        return spot.words if spot.entity in given and len(spot.words) > 1 else ()
    return spot.words if len(spot.words) in {2, 3, 4} and kinds.get(_key(spot.words)) == "person" else ()


# Links ----------------------------------------------------------------------------------------------------------------


def _link(
    one: Spotted, people: _People, kinds: dict[str, str], small: Counter[str], *, metonyms: bool
) -> tuple[list[tuple[Spot, str, str]], list[str]]:
    """Give each spot of an article the key of what it names, with the evidence; and what is not clear."""
    here: dict[str, list[str]] = defaultdict(list)
    written: dict[str, str] = {}
    for spot in one.spots:
        person = _full_person(spot, kinds, people.known)
        if person:
            family, first = person_key(person)
            entity = people.by_key[family, first]
            written.setdefault(entity, spot.text)
            if entity not in here[family]:
                here[family].append(entity)
    made: list[tuple[Spot, str, str]] = []
    unsure: dict[str, None] = {}
    for spot in one.spots:
        if spot.entity:
            rival = spot.rival if metonyms else ""
            made.append((spot, rival or spot.entity, "metonym" if rival else spot.why))
            continue
        key, why = _found_key(spot, here, people, kinds, small)
        if why == "unsure":
            named = " and ".join(sorted(written[entity] for entity in here[fold(spot.words[0])]))
            unsure[f'"{spot.text}" may be {named}; not linked; write the full name in a note, or add an alias to content/names.toml'] = None
        elif key:
            made.append((spot, key, why))
    return made, list(unsure)


def _found_key(spot: Spot, here: dict[str, list[str]], people: _People, kinds: dict[str, str], small: Counter[str]) -> tuple[str, str]:
    if len(spot.words) == 1:
        return _lone_key(spot, here, people, kinds, small)
    kind = kinds.get(_key(spot.words), "")
    if kind == "person" and len(spot.words) <= 4:
        family, first = person_key(spot.words)
        return people.by_key.get((family, first), ""), spot.why or "name"
    if not kind and (spot.opens or len(spot.words) > LONGEST_BARE):
        return "", ""
    if not kind:
        kind = "person" if len(spot.words) == 2 and all(word.isalpha() for word in spot.words) else "organisation"
    return f"{kind}:{_key(spot.words)}", spot.why or "capital letters"


def _lone_key(spot: Spot, here: dict[str, list[str]], people: _People, kinds: dict[str, str], small: Counter[str]) -> tuple[str, str]:
    word = spot.words[0]
    family = fold(word)
    if len(here.get(family, ())) == 1:
        return here[family][0], "surname"
    if len(here.get(family, ())) > 1:
        return "", "unsure"
    if spot.opens and small[word.lower()]:
        return "", ""
    holders = people.surnames.get(family)
    if holders:
        entity, count = max(holders.items(), key=lambda item: (item[1], item[0]))
        if count >= SURNAME_SHARE * holders.total():
            return entity, "surname, from other articles"
    if small[word.lower()] or spot.opens:
        return "", ""
    kind = kinds.get(_key(spot.words), "")
    return (f"{kind or 'organisation'}:{_key(spot.words)}", spot.why or "capital letter") if kind else ("", "")


# Entities -------------------------------------------------------------------------------------------------------------


def _entities(drafts: dict[str, list[tuple[Spot, str, str]]], known: Authority, found_on: int) -> tuple[tuple[Entity, ...], dict[str, str]]:
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
        name = (full or list(aliases))[0]
        base = slug(name.removeprefix("the ").removeprefix("The "))
        identity = unused(base, taken, f"{base}-{one.kind}")
        taken.add(identity.casefold())
        kept[key] = identity
        made.append(Entity(identity, one.kind, name, given=False, aliases=aliases))
    return tuple(sorted(made, key=lambda entity: entity.id)), kept
