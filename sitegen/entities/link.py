"""Which names of which articles are one entity: the second half of identification, over the whole archive."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from sitegen.entities.article_context import (
    CONTEXT,
    ArticleContext,
    article_context,
    main_holder,
    words_around,
)
from sitegen.entities.authority import Authority
from sitegen.entities.corpus_names import LONGEST, CorpusNames, corpus_names
from sitegen.entities.gazetteer import NO_ENTITY
from sitegen.entities.kinds import FLIGHT, KIN, NEAR, PRONOUNS, ROLE_WORDS, SAYING
from sitegen.entities.lexicon import EVERYDAY, RARE, plain, shipped_lexicon
from sitegen.entities.people import is_first_name
from sitegen.entities.tagger import OPENERS
from sitegen.model import (
    Article,
    Entity,
    EntityMentions,
    Mention,
    NameSpan,
    Problem,
    RecognizedNames,
    Severity,
)
from sitegen.text import plural, slug, unique_name

IN_SHORT = frozenset(
    {"short form", "surname", "surname, from other articles"}
)  # evidence of what is no whole name
ELSEWHERE = 2  # articles that must name something before it is taken where an article does not tell
OFTEN = 3  # articles that name someone in full before a lone surname means them in others too
ANYONE = frozenset({"person", ""})
SMALL_BEFORE = frozenset(
    "the at in of for this that to during after before since and by on from with its their or but".split()
)
PERSONAL = (
    KIN | ROLE_WORDS | frozenset("my her his our their named called sister dog cat horse little".split())
)  # before a first name
TOWN = frozenset("city town people mayor outside north south east west".split())  # before "of" and a town
NOT_IT = frozenset(
    "bid bids hopes warning warnings alert alerts".split()
)  # after an event's name, of one that was not, or may be
SHOWN = 4  # people that are named where it is not clear who is meant

PLACE = attrgetter("passage", "start")

Link = tuple[NameSpan, str, str]  # a name, the key of its entity, the evidence


@dataclass(slots=True)
class _FoundEntity:
    """A found entity while its evidence is gathered."""

    kind: str
    forms: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)  # forms that are not short for another


def link_names(
    articles: tuple[Article, ...], spotted: tuple[RecognizedNames, ...], known: Authority, *, metonyms: bool
) -> tuple[tuple[EntityMentions, ...], tuple[Entity, ...], tuple[Problem, ...]]:
    """Give the mentions of every article, the entities they name, and what could not be decided."""
    archive = corpus_names(articles, spotted, known)
    problems: list[Problem] = []
    drafts: dict[str, list[Link]] = {}
    teams: dict[str, str] = {}  # keys -> names
    for article, one in zip(articles, spotted, strict=True):
        here = article_context(article, one, archive)
        drafts[one.id] = [
            link for spot in one.spans for link in _links(spot, here, archive, metonyms=metonyms)
        ]
        teams |= {archive.team_key(name): name for name in here.teams.values()}
        problems += [_unsure(article, names, spots) for names, spots in here.unsure.items()]
    entities, kept = _entities(drafts, teams, known)
    identified = tuple(_identified(one.id, drafts[one.id], kept) for one in spotted)
    return identified, entities, tuple(problems)


def _unsure(article: Article, names: tuple[str, ...], spots: list[NameSpan]) -> Problem:
    """Say where a name may mean several people, and show the first place."""
    spot = spots[0]
    passage = article.passages[spot.passage]
    start, end = max(0, spot.start - CONTEXT), spot.end + CONTEXT
    around = " ".join(
        f"{'…' * (start > 0)}{passage.text[start:end]}{'…' * (end < len(passage.text))}".split()
    )
    line = next((piece.line for piece in passage.pieces), -1)
    more = f", {plural(len(spots), 'place')}" if len(spots) > 1 else ""
    hint = "not linked; an alias in content/names.toml decides for the whole archive"
    shown = (*names[:SHOWN], f"{len(names) - SHOWN} others") if len(names) > SHOWN + 1 else names
    message = f'"{spot.text}" may be {" or ".join(shown)} (“{around}”{more}); {hint}'
    return Problem(article.path, line, "SG303", message, Severity.INFO)


def _identified(seed: str, drafts: list[Link], kept: dict[str, str]) -> EntityMentions:
    mentions = [
        Mention(spot.passage, spot.start, spot.end, kept[key], why)
        for spot, key, why in drafts
        if key in kept
    ]
    return EntityMentions(seed, tuple(sorted(mentions, key=PLACE)))


# Links ----------------------------------------------------------------------------------------------------------------


def _links(spot: NameSpan, here: ArticleContext, archive: CorpusNames, *, metonyms: bool) -> Iterator[Link]:
    """Give what a name means; a run of capitalised words that is none may hold several."""
    if spot.entity:
        key, why = _as_person(spot, here, archive) or _of_known(spot, here, archive, metonyms=metonyms)
    else:
        key, why = _edition(spot, here, archive) or (
            ("", "") if _is_family(spot, here) else _meant(spot, here, archive)
        )
    if key:
        yield spot, key, why
    elif not spot.entity and not spot.kind and len(spot.words) > 1:
        yield from _inside(spot, here, archive)


def _as_person(spot: NameSpan, here: ArticleContext, archive: CorpusNames) -> tuple[str, str] | None:
    """Give whom of the article a known name means by its family name or first name; empty texts where two may be meant."""
    if not spot.family:
        return None
    if holders := here.people.get(plain(spot.words[0])):
        return _holder(spot, holders, here, archive) if spot.acts in {"", "person"} else None
    called = here.first.get(plain(spot.words[0]), [])
    if spot.acts == "person" and len(called) == 1 and spot.entity not in archive.countries:
        return here.joined.get(called[0], called[0]), "first name"
    return None


def _of_known(
    spot: NameSpan, here: ArticleContext, archive: CorpusNames, *, metonyms: bool
) -> tuple[str, str]:
    """Give what a known name means in an article; nothing where that is not plain."""
    if spot.entity not in archive.given:
        if key := _defined(spot, here, archive):
            return key, "short form"
        if _is_other_edition(spot, here, archive):
            return "", ""
    if edition := _edition(spot, here, archive):
        return edition
    if metonyms and _stands_for_team(spot, here):
        return archive.team_key(here.teams[spot.entity]), "team"
    rival = spot.rival if metonyms else ""
    return rival or spot.entity, "metonym" if rival else spot.why


def _edition(spot: NameSpan, here: ArticleContext, archive: CorpusNames) -> tuple[str, str] | None:
    """Give the contest of one year that a name is short for."""
    longer = here.editions.get(spot.words) if spot.entity not in archive.given else None
    return (longer, "short form") if longer and not _is_another(spot, longer, here) else None


def _defined(spot: NameSpan, here: ArticleContext, archive: CorpusNames) -> str:
    """Give the key of what an article itself says that letters stand for, where a list has them as something else."""
    told = here.letters.get(plain(spot.words[0]), "") if here.letters and len(spot.words) == 1 else ""
    key = _key_for(told, archive) if told else ""
    return key if key != spot.entity else ""


def _is_other_edition(spot: NameSpan, here: ArticleContext, archive: CorpusNames) -> bool:
    """Say whether the words around the name of a known event of one year tell of another one ("the Athens Olympics of 1896")."""
    if spot.entity not in archive.events or not (year := spot.entity[:4]).isdecimal() or year in spot.text:
        return False
    before, after = words_around(spot, here.texts)
    return (
        any(one != year for one in _years((*before[-3:], *after[:4])))
        or (after[:1] or [""])[0].strip(".,") in NOT_IT
    )


def _stands_for_team(spot: NameSpan, here: ArticleContext) -> bool:
    """Say whether a country stands for its team: where a passage tells of a match, unless something is there."""
    if spot.entity not in here.teams or spot.acts == "where" or spot.passage not in here.matches:
        return False
    return spot.why != "demonym" or spot.text.endswith("s")


def _is_another(spot: NameSpan, longer: str, here: ArticleContext) -> bool:
    """Say whether the words around an event's short name tell of another one: another year, "next", "a", the name of a sport."""
    before, after = words_around(spot, here.texts)
    other = any(word.islower() and word.isalpha() and word not in SMALL_BEFORE for word in before[-1:])
    return other or any(year not in longer for year in _years((*before[-1:], *after[:4])))


def _years(words: Iterable[str]) -> list[str]:
    """Give the years among words."""
    return [year for word in words if len(year := word.strip(".,;:()’'")) == 4 and year.isdecimal()]


def _inside(spot: NameSpan, here: ArticleContext, archive: CorpusNames) -> Iterator[Link]:
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
            text = spot.text[start:end]
            part = NameSpan(
                spot.passage,
                spot.start + start,
                spot.start + end,
                text,
                words,
                "",
                "",
                spot.why,
                spot.opens,
                likely=spot.likely,
            )
            key, why = _meant(part, here, archive)
            if key:
                yield part, key, why
                first = last - 1
                break
        first += 1


def _meant(spot: NameSpan, here: ArticleContext, archive: CorpusNames) -> tuple[str, str]:
    """Give the key of what a name means, and the evidence; nothing where that is not plain."""
    if len(spot.words) == 1:
        return _lone(spot, here, archive)
    key = archive.key_of(spot.words)
    kind = archive.kinds.get(key, "")
    if not kind or (not spot.kind and not _vouched(spot, key, here, archive)):
        return "", ""
    if _is_any_flight(spot.words) and key not in here.short:
        return "", ""
    if kind == "person" and (who := archive.people.who(spot.words)):
        return here.joined.get(who, who), spot.why or "name"
    if key in here.short:
        return _key_for(here.short[key], archive), "short form"
    return f"{kind}:{key}", spot.why or "named so elsewhere"


def _is_any_flight(words: tuple[str, ...]) -> bool:
    """Say whether a name is that of a flight without its airline, which any other may have too."""
    return words[0] in FLIGHT and words[-1].isdecimal()


def _lone(spot: NameSpan, here: ArticleContext, archive: CorpusNames) -> tuple[str, str]:
    """Give the key of what a name of one word means: someone named in full, a short form, or a name by itself."""
    word = spot.words[0]
    family, key = plain(word), archive.key_of(spot.words)
    kind = archive.kinds.get(key, "")
    small = archive.small[word.lower()]
    begins = spot.opens and bool(small)  # a sentence, and may be any word
    asked = spot.kind == "person" or spot.why == "context" or not (spot.kind or begins)
    if asked and (meant := _person_meant(spot, family, kind, here, archive)):
        return meant
    if begins and (
        not spot.kind or (spot.why == "context" and shipped_lexicon().infos[word].common in EVERYDAY)
    ):
        return "", ""
    if (
        key in here.short
        and not (begins and shipped_lexicon().infos[word].common in EVERYDAY)
        and not _is_mere_word(word, key, here)
    ):
        meant_by = _key_for(here.short[key], archive)
        event = meant_by.startswith("event:") or meant_by in archive.events
        if not (event and _is_of_someone(spot, here)):
            return meant_by, "short form"
    if (meant := _meant_elsewhere(spot, kind, archive)) is not None:
        return meant
    if not kind or (not spot.kind and not _vouched(spot, key, here, archive)):
        return "", ""
    return f"{kind}:{key}", spot.why or "named so elsewhere"


def _is_mere_word(word: str, key: str, here: ArticleContext) -> bool:
    """Say whether a word with some small letters only looks like an acronym that an article explains ("Home", where HOME is one)."""
    return key in here.explained and not word.isupper() and shipped_lexicon().infos[word].common != RARE


def _meant_elsewhere(spot: NameSpan, kind: str, archive: CorpusNames) -> tuple[str, str] | None:
    """Give the person of other articles whom a lone family name means; empty texts where it rather means one whom a list has."""
    word, family = spot.words[0], plain(spot.words[0])
    who = archive.people.by_surname(family)
    if not who or not (spot.kind or not (spot.opens or archive.small[word.lower()])):
        return None
    named_so = archive.people.holding(family) >= archive.standing.get(archive.key_of(spot.words), 0)
    anyone = kind in ANYONE or (spot.why == "context" and named_so)
    if not anyone or (spot.why == "description" and spot.kind != "person"):
        return None
    first = is_first_name(word)
    often = archive.people.articles[who] >= OFTEN
    if who in archive.known and (often or not first):
        return who, "surname, from other articles"
    if who not in archive.known and family in archive.notable:
        return "", ""
    info = shipped_lexicon().infos[word]
    rare = (
        info.common == RARE
        and not info.lists
        and word not in shipped_lexicon().places
        and info.low not in NO_ENTITY
    )
    return (who, "surname, from other articles") if rare or (often and not first) else None


def _is_family(spot: NameSpan, here: ArticleContext) -> bool:
    """Say whether a name is that of a whole family ("the Lodkins"), of whom the article names one in full."""
    if len(spot.words) > 1 or spot.words[0][-1] != "s":
        return False
    family = plain(spot.words[0])
    return family not in here.people and family[:-1] in here.people


def _is_of_someone(spot: NameSpan, here: ArticleContext) -> bool:
    """Say whether a name, such as a storm may have, stands where people or towns do ("Michael lost his home", "in Charlotte")."""
    word = spot.words[0]
    before, after = ([one.strip(".,;:“”\"'’()") for one in some] for some in words_around(spot, here.texts))
    last = before[-1] if before else ""
    if word in shipped_lexicon().places and (
        last in {"in", "at", "near", "outside"} or (last == "of" and not TOWN.isdisjoint(before[-2:-1]))
    ):
        return True
    called = last.lower() in PERSONAL or (last[:1].isupper() and last not in OPENERS and last != word)
    return is_first_name(word) and (
        called or not SAYING.isdisjoint(after[:1]) or not PRONOUNS.isdisjoint(after[:NEAR])
    )


def _person_meant(
    spot: NameSpan, family: str, kind: str, here: ArticleContext, archive: CorpusNames
) -> tuple[str, str] | None:
    """Give the person of the article whom a family name or a first name means; empty texts where two may be meant."""
    if holders := here.people.get(family):
        return _holder(spot, holders, here, archive)
    called = list(dict.fromkeys(here.joined.get(one, one) for one in here.first.get(family, ())))
    return (called[0], "first name") if len(called) == 1 and kind in ANYONE else None


def _holder(
    spot: NameSpan, holders: list[str], here: ArticleContext, archive: CorpusNames
) -> tuple[str, str]:
    """Give the person of the article who is meant by a family name; where that may be one of several, none, and note the place."""
    if main := main_holder(spot, holders, here, archive):
        return main, "surname"
    here.unsure[tuple(sorted(here.written[entity].text for entity in holders))].append(spot)
    return "", ""


def _key_for(name: str, archive: CorpusNames) -> str:
    return (
        name.removeprefix("=")
        if name.startswith("=")
        else f"{archive.kinds.get(name, 'organisation')}:{name}"
    )


def _vouched(spot: NameSpan, key: str, here: ArticleContext, archive: CorpusNames) -> bool:
    """Say whether something that the tagger passed over is a name, because the article or others surely name it."""
    if key in here.sure or (key not in archive.standing and not spot.opens):
        return True
    return archive.standing.get(key, 0) >= ELSEWHERE and not (
        len(spot.words) == 1 and archive.small[spot.words[0].lower()]
    )


# Entities -------------------------------------------------------------------------------------------------------------


def _entities(
    drafts: dict[str, list[Link]], teams: dict[str, str], known: Authority
) -> tuple[tuple[Entity, ...], dict[str, str]]:
    """Give the entities, those of lists with a page and found ones without, and for each key the id it has."""
    counts = Counter(
        (key, spot.text, why in IN_SHORT) for links in drafts.values() for spot, key, why in links
    )
    found: dict[str, _FoundEntity] = {
        key: _FoundEntity(key.split(":", 1)[0] if ":" in key else "") for key, _, _ in counts
    }
    for (key, text, short), count in counts.items():
        found[key].forms[text] += count
        found[key].names[text] += 0 if short else count
    entries = {entry.id: entry for entry in known.entries}
    made: list[Entity] = []
    kept: dict[str, str] = {}
    taken: set[str] = {identity.casefold() for identity in entries}
    for key, one in sorted(found.items()):
        entry = entries.get(key)
        aliases = tuple(text for text, _ in sorted(one.forms.items(), key=lambda item: (-item[1], item[0])))
        if entry:
            made.append(
                Entity(
                    key, entry.kind, entry.name, bool(entry.path), aliases, entry.wikidata, entry.description
                )
            )
            kept[key] = key
            continue
        full = [text for text in sorted(aliases, key=lambda text: not one.names[text]) if " " in text]
        name = teams.get(key) or (full or list(aliases))[0]
        base = slug(name.removeprefix("the ").removeprefix("The "))
        identity = unique_name(base, taken, f"{base}-{one.kind}")
        taken.add(identity.casefold())
        kept[key] = identity
        made.append(Entity(identity, one.kind, name, given=False, aliases=aliases, paged=False))
    return tuple(sorted(made, key=lambda entity: entity.id)), kept
