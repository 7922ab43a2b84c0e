"""What one article says of names: who is named in full, whom a family name means, what short forms and contests stand for."""

from collections import ChainMap, Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sitegen.entities.abbreviations import acronyms, beside, short_forms
from sitegen.entities.corpus_names import CorpusNames, is_in_full
from sitegen.entities.kinds import ROLE_WORDS, TITLES
from sitegen.entities.lexicon import plain
from sitegen.entities.people import is_first_name, may_be_called, person_key, same_person
from sitegen.entities.teams import PITCH, team_name
from sitegen.model import Article, NameSpan, RecognizedNames

APART = frozenset(
    "the The Mr Mrs Ms Miss Sir Lady Lord Dame King Queen Prince Princess younger elder two both other".split()
)
RELATIVES = frozenset(
    "family families brothers sisters siblings couple clan dynasty household senior junior".split()
)
UNSURE = "?"  # before a family name: one of several known people
OFFICES = ("President ", "Minister ", "Chancellor ", "Premier ", "Pope ")  # of which there is one at a time
CROWD = 30  # people of one family name in an article; a larger crowd tells nothing
HABIT = 2  # times that an article must have called someone by the family name alone
LONGEST_EVENT = 8  # words of the name of an event
CONTEXT = 40  # code points shown on each side of a name that is not clear


@dataclass(slots=True)
class ArticleContext:
    """What one article says of names."""

    texts: Sequence[str]  # of its passages
    joined: dict[str, str] = field(default_factory=dict)  # entity -> whom the article means by that name
    people: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # family name -> entities
    first: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # first name -> entities
    written: dict[str, NameSpan] = field(default_factory=dict)  # entity -> where it is first named in full
    called: Counter[str] = field(default_factory=Counter)  # entity -> how often it was named in full
    alone: Counter[str] = field(
        default_factory=Counter
    )  # entity -> by its family name, before another holder of it was named
    short: Mapping[str, str] = field(default_factory=dict)  # folded short form -> folded name
    editions: Mapping[tuple[str, ...], str] = field(
        default_factory=dict
    )  # name of an event -> key of the longer one that it means
    teams: Mapping[str, str] = field(
        default_factory=dict
    )  # id of a country -> name of its team, in reports on matches
    letters: Mapping[str, str] = field(
        default_factory=dict
    )  # of `short`, acronyms that the article explains by their first letters
    explained: ChainMap[str, str] = field(
        default_factory=ChainMap
    )  # of `short`, all acronyms, of other articles too
    matches: frozenset[int] = frozenset()  # passages that tell of matches
    sure: set[str] = field(default_factory=set)  # folded names that the tagger found
    unsure: dict[tuple[str, ...], list[NameSpan]] = field(
        default_factory=lambda: defaultdict(list)
    )  # who may be meant -> where


def article_context(article: Article, one: RecognizedNames, archive: CorpusNames) -> ArticleContext:
    """Give what an article says of names."""
    here = ArticleContext([passage.text for passage in article.passages])
    for spot in one.spans:
        if is_in_full(spot, archive.kinds, archive.known, archive.key_of):
            entity = archive.people.who(spot.words)
            _enter(here, person_key(spot.words)[0], entity, spot)
            if entity not in (first := here.first[plain(spot.words[0])]):
                first.append(entity)
        elif officer := _officer(spot, here.texts, archive):
            _enter(here, plain(spot.words[0]), officer, spot)
        elif len(spot.words) == 1:
            holders = here.people.get(plain(spot.words[0]), [])
            if len(holders) == 1:
                here.alone[holders[0]] += 1
        if spot.kind:
            here.sure.add(archive.key_of(spot.words))
    for family in [
        name for name, holders in here.people.items() if all(one.startswith(UNSURE) for one in holders)
    ]:
        del here.people[family]
    formed = short_forms(one.spans, archive.kinds, archive.bodies, archive.key_of)
    _join(here, archive)
    here.teams = _teams(one, archive)
    here.matches = _matches(one, here)
    here.editions = _editions(one, archive)
    pairs = beside(here.texts, one.spans)
    here.letters = acronyms(pairs, archive.key_of, archive.bodies, known=True)
    here.explained = ChainMap(acronyms(pairs, archive.key_of, archive.bodies), archive.short)
    here.short = ChainMap(here.explained.maps[0], formed, archive.short)
    return here


def _enter(here: ArticleContext, family: str, entity: str, spot: NameSpan) -> None:
    """Enter someone whom an article names, in full or by office."""
    here.written.setdefault(entity, spot)
    here.called[entity] += 1
    if entity not in here.people[family]:
        here.people[family].append(entity)


def _officer(spot: NameSpan, texts: Sequence[str], archive: CorpusNames) -> str:
    """Give who is called by family name and office where the name is that of known people ("President Bush"): his id, or UNSURE."""
    if len(spot.words) > 1 or not _has_office(spot, texts):
        return ""
    if spot.entity:
        return spot.entity if spot.entity in archive.known else ""
    known = archive.notable.get(plain(spot.words[0]), ())
    return known[0][0] if len(known) == 1 else f"{UNSURE}{plain(spot.words[0])}" if known else ""


def _has_office(spot: NameSpan, texts: Sequence[str]) -> bool:
    return texts[spot.passage].endswith(OFFICES, 0, spot.start)


def _join(here: ArticleContext, archive: CorpusNames) -> None:
    """Join people of an article whose names differ by a slip, or by a word before them; a known one wins, or one named more often."""
    for family, holders in here.people.items():
        if len(holders) == 1 and (holders[0] in archive.known or family not in archive.notable):
            continue
        free = [one for one in holders if not archive.keeps_apart(here.written[one].words)]
        found = [one for one in free if one not in archive.known]
        if not found or len(holders) > CROWD:
            continue
        counts = archive.people.surnames[family]
        best = sorted(
            free, key=lambda one: (one in found, not is_first_name(here.written[one].words[0]), -counts[one])
        )
        named = [*((one, here.written[one].words) for one in best), *archive.notable.get(family, ())]
        for entity in found:
            words = here.written[entity].words
            meant = next(
                (
                    one
                    for one, name in named
                    if one != entity and one not in here.joined and same_person(words, name)
                ),
                "",
            )
            if meant and entity not in here.joined.values():
                here.joined[entity] = meant
                here.written.setdefault(meant, here.written[entity])
                here.called[meant] += here.called[entity]
                here.alone[meant] += here.alone[entity]
        here.people[family] = list(dict.fromkeys(here.joined.get(one, one) for one in holders))


def _teams(one: RecognizedNames, archive: CorpusNames) -> dict[str, str]:
    """Give the names of the teams that countries stand for in a report on a match; nothing where it is none."""
    names = {
        spot.entity: archive.countries[spot.entity]
        for spot in one.spans
        if spot.acts == "team" and spot.entity in archive.countries
    }
    made = {country: team_name(name, one.small) for country, name in names.items()} if len(names) > 1 else {}
    return {country: name for country, name in made.items() if name}


def _matches(one: RecognizedNames, here: ArticleContext) -> frozenset[int]:
    """Give the passages that name such countries and tell of a match."""
    naming = [spot for spot in one.spans if spot.entity in here.teams]
    playing = {spot.passage for spot in naming if spot.acts == "team"}
    others = {spot.passage for spot in naming} - playing
    return frozenset(
        playing | {number for number in others if not PITCH.isdisjoint(here.texts[number].split())}
    )


def _editions(one: RecognizedNames, archive: CorpusNames) -> dict[tuple[str, ...], str]:
    """Give for names of events that end longer ones of the article ("Paralympics", "2014 Winter Paralympics") what these mean."""
    named: dict[tuple[str, ...], str] = {}
    for spot in one.spans:
        key = archive.key_of(spot.words)
        if spot.entity in archive.events or (spot.kind and archive.kinds.get(key) == "event"):
            named.setdefault(spot.words, spot.entity or f"event:{key}")
    longer: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for words, key in named.items():
        whole = _contest(words)
        for at in range(1, len(whole) if len(whole) <= LONGEST_EVENT else 0):
            longer[whole[at:]].add(key)
    return {
        words: next(iter(keys)) for words in named if len(keys := longer.get(_contest(words), set())) == 1
    }


def _contest(words: tuple[str, ...]) -> tuple[str, ...]:
    """Give the name of an event with "Olympics" for "Olympic Games"."""
    return (
        (*words[:-2], f"{words[-2]}s")
        if words[-1] == "Games" and words[-2:-1] in {("Olympic",), ("Paralympic",)}
        else words
    )


def main_holder(spot: NameSpan, holders: list[str], here: ArticleContext, archive: CorpusNames) -> str:
    """Give whom an article calls by a family name: the one it called so before it named another in full, and who is hardly named."""
    if len(holders) > CROWD:
        return ""
    first, *others = holders
    if any(one.startswith(UNSURE) for one in holders):
        named = [one for one in holders if one in archive.known or _has_office(here.written[one], here.texts)]
        told = [one for one in named if not one.startswith(UNSURE)]
        return told[0] if len(told) == 1 else ""
    if here.written[first] == spot:
        return first
    others = [one for one in others if not _may_be(first, one, here, archive)]
    if spot.entity in others:  # a list has the family name as that of another one
        return ""
    if _place(spot) > _place(here.written[first]):
        others = [one for one in others if _place(here.written[one]) < _place(spot)]
    if not others:
        return first
    calls = here.called[first] + here.alone[first]
    passing = all(here.called[one] == 1 or 2 * here.called[one] <= calls for one in others)
    return first if here.alone[first] >= HABIT and passing and not _of_others(spot, first, here) else ""


def _may_be(one: str, other: str, here: ArticleContext, archive: CorpusNames) -> bool:
    """Say whether it does no harm to take one person for another: nobody has said that they are two, and their names agree."""
    names = here.written[one].words, here.written[other].words
    return (
        not {one, other} <= archive.known
        and not any(map(archive.keeps_apart, names))
        and may_be_called(*names)
    )


def _place(spot: NameSpan) -> tuple[int, int]:
    return spot.passage, spot.start


def _of_others(spot: NameSpan, first: str, here: ArticleContext) -> bool:
    """Say whether the words around a family name tell of a family, or of an office that the person has not where named in full."""
    before, after = words_around(spot, here.texts)
    title, own = _title(before), _title(words_around(here.written[first], here.texts)[0])
    titled = title in APART or title.capitalize() in TITLES or title in ROLE_WORDS
    return (titled and (title in APART or title != own)) or any(
        word.rstrip(".,") in RELATIVES for word in after[:1]
    )


def _title(before: list[str]) -> str:
    return before[-1].rstrip(".,") if before else ""


def words_around(spot: NameSpan, texts: Sequence[str]) -> tuple[list[str], list[str]]:
    """Give the words close before a name and close after it; the farthest of them may be cut."""
    text = texts[spot.passage]
    return text[max(0, spot.start - CONTEXT) : spot.start].split(), text[
        spot.end : spot.end + CONTEXT
    ].split()
