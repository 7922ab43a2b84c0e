"""What one article says of names: who is named in full, whom a family name means, what is short for what."""

from collections import ChainMap, Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sitegen.entities import place_roles
from sitegen.entities.abbreviations import acronyms, form_pairs, short_forms
from sitegen.entities.corpus_names import CorpusNames, names_person_in_full
from sitegen.entities.entity_keys import EntityKey, LongForm, found_key, is_unsure, known_key, unsure_key
from sitegen.entities.kinds import ROLE_WORDS, TITLES
from sitegen.entities.lexicon import plain
from sitegen.entities.people import Words, may_be_called, person_key, same_person
from sitegen.entities.teams import PITCH, team_name
from sitegen.model import EVENT, Article, NameSpan, RecognizedNames

NEVER_OF_MAIN_PERSON = frozenset(  # before a family name: of another one than the article calls by it alone
    "the The Mr Mrs Ms Miss Sir Lady Lord Dame King Queen Prince Princess younger elder two both"
    " other".split()
)
RELATIVES = frozenset(  # after a family name, of several who have it
    "family families brothers sisters siblings couple clan dynasty household senior junior".split()
)
SINGLE_OFFICES = (
    "President ",
    "Minister ",
    "Chancellor ",
    "Premier ",
    "Pope ",
)  # of which there is one at a time
MAX_HOLDERS = 30  # people of one family name in an article; a larger crowd tells nothing; by judgement
# Times that an article must have called its main person by the family name alone; by judgement.  Of 69 family
# names of several people that were linked, 64 were linked rightly (docs/accuracy.md).
MIN_LONE_NAMES = 2
MAX_EVENT_WORDS = 8  # of an event's name that is searched for shorter ones; by judgement
NAME_CONTEXT_LENGTH = (
    40  # code points on each side of a name that are looked at, or shown where it is not clear
)


@dataclass(slots=True, kw_only=True)
class ArticleContext:
    """What one article says of names."""

    archive: CorpusNames
    texts: Sequence[str]  # of its passages
    # People.
    same_as: dict[EntityKey, EntityKey] = field(default_factory=dict)  # person -> whom the name means here
    holders: dict[str, list[EntityKey]] = field(  # family name -> people, in the order of the text
        default_factory=lambda: defaultdict(list)
    )
    by_first_name: dict[str, list[EntityKey]] = field(default_factory=lambda: defaultdict(list))
    first_in_full: dict[EntityKey, NameSpan] = field(default_factory=dict)  # person -> first full name
    full_counts: Counter[EntityKey] = field(default_factory=Counter)  # person -> times named in full
    lone_counts: Counter[EntityKey] = field(default_factory=Counter)  # only holder of a name -> times alone
    ambiguous: dict[tuple[str, ...], list[NameSpan]] = field(  # people that may be meant -> where
        default_factory=lambda: defaultdict(list)
    )
    # Short forms, folded.
    long_forms: Mapping[str, LongForm] = field(default_factory=dict)  # short form -> what it means
    acronyms: Mapping[str, LongForm] = field(default_factory=dict)  # those of letters, of other articles too
    explained_known: Mapping[str, LongForm] = field(default_factory=dict)  # listed ones explained otherwise
    # Contests and teams.
    editions: Mapping[Words, EntityKey] = field(
        default_factory=dict
    )  # event -> one whose longer name it ends
    teams: Mapping[str, str] = field(default_factory=dict)  # id of a country -> name of its team
    match_passages: frozenset[int] = frozenset()  # indexes of passages that tell of a match of these teams
    countries: Counter[str] = field(default_factory=Counter)  # id of a country -> times that it is named
    tagged: set[str] = field(default_factory=set)  # normal forms of names that were found with a kind

    def merged(self, person: EntityKey) -> EntityKey:
        """Return whom the article means by a person's name."""
        return self.same_as.get(person, person)


def article_context(article: Article, names: RecognizedNames, archive: CorpusNames) -> ArticleContext:
    """Return what an article says of names."""
    context = ArticleContext(archive=archive, texts=[passage.text for passage in article.passages])
    for span in names.spans:
        _enter_person(context, span)
        if span.kind:
            context.tagged.add(archive.normalize(span.words))
        country = archive.country_of.get(span.entity, span.entity)
        if country in archive.countries:
            context.countries[country] += 1
    _drop_unsure_families(context)
    formed = short_forms(names.spans, archive.kinds, archive.known_bodies, archive.normalize, archive.lexicon)
    _merge_people(context)
    context.teams = _teams(names, archive)
    context.match_passages = _match_passages(names, context)
    context.editions = _editions(names, archive)
    pairs = form_pairs(context.texts, names.spans)
    context.explained_known = acronyms(pairs, archive.normalize, archive.known_bodies, known=True)
    explained = acronyms(pairs, archive.normalize, archive.known_bodies)
    context.acronyms = ChainMap(explained, archive.acronyms)
    context.long_forms = ChainMap(explained, formed, archive.acronyms)
    return context


# People -----------------------------------------------------------------------------------------------------


def _enter_person(context: ArticleContext, span: NameSpan) -> None:
    """Enter whom a name names in full or by office, or count it as a lone family name."""
    archive = context.archive
    if names_person_in_full(span, archive.kinds, archive.known_people, archive.normalize):
        person = archive.people.who(span.words)
        _enter_holder(context, person_key(span.words)[0], person, span)
        bearers = context.by_first_name[plain(span.words[0])]
        if person not in bearers:
            bearers.append(person)
    elif officer := _officer(span, context):
        _enter_holder(context, plain(span.words[0]), officer, span)
    elif len(span.words) == 1:
        holders = context.holders.get(plain(span.words[0]), [])
        if len(holders) == 1:
            context.lone_counts[holders[0]] += 1


def _enter_holder(context: ArticleContext, family: str, person: EntityKey, span: NameSpan) -> None:
    """Enter someone whom an article names, in full or by office, under a family name."""
    context.first_in_full.setdefault(person, span)
    context.full_counts[person] += 1
    if person not in context.holders[family]:
        context.holders[family].append(person)


def _officer(span: NameSpan, context: ArticleContext) -> EntityKey | None:
    """Return who is called by office and a family name that known people have ("President Bush"), if anyone.

    That is the key of one person, or an unsure one where several known people have the family name.
    """
    if len(span.words) > 1 or not _has_office(span, context):
        return None
    if span.entity:
        return known_key(span.entity) if span.entity in context.archive.known_people else None
    family = plain(span.words[0])
    known = context.archive.known_families.get(family, ())
    if not known:
        return None
    return known[0][0] if len(known) == 1 else unsure_key(family)


def _has_office(span: NameSpan, context: ArticleContext) -> bool:
    """Whether an office stands right before a name."""
    return context.texts[span.passage].endswith(SINGLE_OFFICES, 0, span.start)


def _drop_unsure_families(context: ArticleContext) -> None:
    """Forget family names of which no holder is named in full."""
    unsure = [family for family, holders in context.holders.items() if all(map(is_unsure, holders))]
    for family in unsure:
        del context.holders[family]


def _merge_people(context: ArticleContext) -> None:
    """Merge people of an article whose names differ by a slip, or by a word before them.

    A known one wins, or one named more often in the archive.
    """
    for family, holders in context.holders.items():
        if _has_likely_duplicates(family, holders, context):
            _merge_holders(family, holders, context)


def _has_likely_duplicates(family: str, holders: Sequence[EntityKey], context: ArticleContext) -> bool:
    """Whether some found holder of a family name may be another one, in the article or of a list."""
    archive = context.archive
    if len(holders) > MAX_HOLDERS:
        return False
    if len(holders) == 1 and (holders[0] in archive.known_people or family not in archive.known_families):
        return False
    return any(
        person not in archive.known_people for person in holders if not _is_kept_apart(person, context)
    )


def _is_kept_apart(person: EntityKey, context: ArticleContext) -> bool:
    """Whether a person has said that the name of someone in the article is never joined with others."""
    return context.archive.keeps_apart(context.first_in_full[person].words)


def _merge_holders(family: str, holders: Sequence[EntityKey], context: ArticleContext) -> None:
    archive, first_in_full = context.archive, context.first_in_full
    free = [person for person in holders if not _is_kept_apart(person, context)]
    found = [person for person in free if person not in archive.known_people]
    counts = archive.people.surnames[family]

    def rank(person: EntityKey) -> tuple[bool, bool, int]:
        return (
            person in found,
            not archive.lexicon.is_first_name(first_in_full[person].words[0]),
            -counts[person],
        )

    candidates = [(person, first_in_full[person].words) for person in sorted(free, key=rank)]
    candidates += archive.known_families.get(family, ())
    for person in found:
        other = _same_person_among(person, candidates, context)
        if other is not None and person not in context.same_as.values():
            _merge(person, other, context)
    context.holders[family] = list(dict.fromkeys(map(context.merged, holders)))


def _same_person_among(
    person: EntityKey, candidates: Iterable[tuple[EntityKey, Words]], context: ArticleContext
) -> EntityKey | None:
    """Return the first of some people with their names whose name is another form of a person's."""
    words = context.first_in_full[person].words
    for other, name in candidates:
        if (
            other != person
            and other not in context.same_as
            and same_person(words, name, context.archive.lexicon)
        ):
            return other
    return None


def _merge(person: EntityKey, other: EntityKey, context: ArticleContext) -> None:
    """Take a person for another one in an article."""
    context.same_as[person] = other
    context.first_in_full.setdefault(other, context.first_in_full[person])
    context.full_counts[other] += context.full_counts[person]
    context.lone_counts[other] += context.lone_counts[person]


def main_holder(span: NameSpan, holders: Sequence[EntityKey], context: ArticleContext) -> EntityKey | None:
    """Return whom an article calls by a family name; None where that is not clear.

    That is the one it called so before it named another one in full, if the others are hardly named.
    """
    if len(holders) > MAX_HOLDERS:
        return None
    if any(map(is_unsure, holders)):
        return _holder_by_office(holders, context)
    first = holders[0]
    if context.first_in_full[first] == span:
        return first
    others = [person for person in holders[1:] if not _may_be_one(first, person, context)]
    if span.entity in others:  # a list has the family name as that of another one
        return None
    others = _named_before(span, first, others, context)
    if not others or _is_main(first, others, span, context):
        return first
    return None


def _holder_by_office(holders: Iterable[EntityKey], context: ArticleContext) -> EntityKey | None:
    """Return the only one of some people of a family name who is known, or named with an office."""
    named = [person for person in holders if not is_unsure(person)]
    likely = [
        person
        for person in named
        if person in context.archive.known_people or _has_office(context.first_in_full[person], context)
    ]
    return likely[0] if len(likely) == 1 else None


def _may_be_one(person: EntityKey, other: EntityKey, context: ArticleContext) -> bool:
    """Whether it does no harm to take one person for another: no list has both, and their names agree."""
    if {person, other} <= context.archive.known_people:
        return False
    if _is_kept_apart(person, context) or _is_kept_apart(other, context):
        return False
    return may_be_called(
        context.first_in_full[person].words, context.first_in_full[other].words, context.archive.lexicon
    )


def _named_before(
    span: NameSpan, first: EntityKey, others: list[EntityKey], context: ArticleContext
) -> list[EntityKey]:
    """Return the other holders that are named in full before a lone name; all where it stands before them."""
    place = _place(span)
    if place <= _place(context.first_in_full[first]):
        return others
    return [person for person in others if _place(context.first_in_full[person]) < place]


def _is_main(first: EntityKey, others: Iterable[EntityKey], span: NameSpan, context: ArticleContext) -> bool:
    """Whether the article calls the first holder by the family name, and names the others in passing."""
    if context.lone_counts[first] < MIN_LONE_NAMES:
        return False
    counts = context.full_counts
    calls = counts[first] + context.lone_counts[first]
    in_passing = all(counts[other] == 1 or 2 * counts[other] <= calls for other in others)
    return in_passing and not _is_of_others(span, first, context)


def _place(span: NameSpan) -> tuple[int, int]:
    return span.passage, span.start


def _is_of_others(span: NameSpan, first: EntityKey, context: ArticleContext) -> bool:
    """Whether words around a family name tell of a family, or of a title that the person has nowhere else."""
    before, after = words_around(span, context.texts)
    if any(word.rstrip(".,") in RELATIVES for word in after[:1]):
        return True
    title = _last_word(before)
    if title in NEVER_OF_MAIN_PERSON:
        return True
    if title.capitalize() not in TITLES and title not in ROLE_WORDS:
        return False
    return title != _last_word(words_around(context.first_in_full[first], context.texts)[0])


def _last_word(words: Sequence[str]) -> str:
    """Return the last word without its stop, or an empty text."""
    return words[-1].rstrip(".,") if words else ""


def words_around(span: NameSpan, texts: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the words close before a name and close after it; the farthest of them may be cut."""
    text = texts[span.passage]
    before = text[max(0, span.start - NAME_CONTEXT_LENGTH) : span.start]
    return before.split(), text[span.end : span.end + NAME_CONTEXT_LENGTH].split()


# Teams and contests -----------------------------------------------------------------------------------------


def _teams(names: RecognizedNames, archive: CorpusNames) -> dict[str, str]:
    """Return the names of the teams that countries stand for, if the article is a report on a match."""
    playing = {
        span.entity: archive.countries[span.entity]
        for span in names.spans
        if span.acts == place_roles.TEAM and span.entity in archive.countries
    }
    if len(playing) < 2:
        return {}
    teams = {country: team_name(name, names.small) for country, name in playing.items()}
    return {country: name for country, name in teams.items() if name}


def _match_passages(names: RecognizedNames, context: ArticleContext) -> frozenset[int]:
    """Return the indexes of the passages that name such countries and tell of a match."""
    naming = [span for span in names.spans if span.entity in context.teams]
    playing = {span.passage for span in naming if span.acts == place_roles.TEAM}
    for index in {span.passage for span in naming} - playing:
        if not PITCH.isdisjoint(context.texts[index].split()):
            playing.add(index)
    return frozenset(playing)


def _editions(names: RecognizedNames, archive: CorpusNames) -> dict[Words, EntityKey]:
    """Return for names of events that end longer ones of the article what these mean.

    "Paralympics" is "2014 Winter Paralympics" where the article names these, and no others.
    """
    events = _events(names, archive)
    longer: dict[Words, set[EntityKey]] = defaultdict(set)
    for words, key in events.items():
        contest = _contest(words)
        if len(contest) <= MAX_EVENT_WORDS:
            for start in range(1, len(contest)):
                longer[contest[start:]].add(key)
    editions = {}
    for words in events:
        keys = longer.get(_contest(words), ())
        if len(keys) == 1:
            editions[words] = next(iter(keys))
    return editions


def _events(names: RecognizedNames, archive: CorpusNames) -> dict[Words, EntityKey]:
    """Return the keys of the events that an article names, by their names."""
    events: dict[Words, EntityKey] = {}
    for span in names.spans:
        if span.entity in archive.known_events:
            events.setdefault(span.words, known_key(span.entity))
        elif span.kind and archive.kinds.get(archive.normalize(span.words)) == EVENT:
            events.setdefault(span.words, found_key(EVENT, archive.normalize(span.words)))
    return events


def _contest(words: Words) -> Words:
    """Return the name of an event with "Olympics" for "Olympic Games"."""
    if words[-1] == "Games" and words[-2:-1] in {("Olympic",), ("Paralympic",)}:
        return (*words[:-2], f"{words[-2]}s")
    return words
