"""What all articles of an archive say of names: their kinds, full names of people, meanings of acronyms."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from sitegen import name_evidence
from sitegen.entities.abbreviations import BODY_KINDS, COMPANIES, acronyms, bare_name, form_pairs
from sitegen.entities.authority import Authority
from sitegen.entities.entity_keys import EntityKey, LongForm, found_key, known_key
from sitegen.entities.gazetteer import countries
from sitegen.entities.kinds import BY_CODE, BY_NAME
from sitegen.entities.lexicon import Lexicon
from sitegen.entities.lists import Memo
from sitegen.entities.people import PeopleIndex, Words, people_of, person_key
from sitegen.entities.tagger import CLASSES, LEAST_LIKELY
from sitegen.entities.tokens import tokenize
from sitegen.model import EVENT, ORGANISATION, PERSON, Article, NameEntry, NameSpan, RecognizedNames
from sitegen.text import fold

NO_NAME = CLASSES[0]
# What a name may be: what the tagger knows, and kinds that somebody adds to the table.
VOTED = (*CLASSES, *(code for code in BY_CODE if code not in CLASSES))
# Points, in the units of the tagger's logarithms of likelihoods; by judgement.
TAGGED_VOTE = 1.0  # for the kind that the tagger gave
STRONG_VOTE = 5.0  # for a kind that strong evidence tells
COMPANY_VOTE = 50.0  # for "Inc." and the like
MARGIN_OVER_NONE = 1.0  # by which a name that was tagged nowhere must be likelier than none

MAX_FULL_NAME_WORDS = 5  # of a person's full name, and of a name within a headline; by judgement


class NameNormalizer(Memo[Words, str]):
    """Normal forms of names, in which their writings agree."""

    __call__ = Memo.__getitem__  # the normal form of a name

    def __init__(self, country_ids: Mapping[str, str], kept_apart: frozenset[str]) -> None:
        """Take ids of countries by folded names and demonyms, and folded names that stay as they are."""
        super().__init__(self._normal_form)
        self._country_ids = country_ids
        self.kept_apart = kept_apart
        first_words = {name.split(" ")[0] for name in country_ids}
        self._may_begin_country = Memo[str, bool](lambda word: fold(word) in first_words)

    def _normal_form(self, words: Words) -> str:
        """Return a name folded, without "Inc.", and with an id for the country before the name of a body."""
        if self.kept_apart and (whole := fold(" ".join(words))) in self.kept_apart:
            return whole
        bare = bare_name(words[1:] if len(words) > 1 and words[0] == "The" else words)
        country_words, country = self.country_prefix(bare)
        form = fold(" ".join(bare[country_words:]))
        form = form.replace("&", "and").replace(" international airport", " airport")
        return f"{country} {form}" if country else form

    def country_prefix(self, words: Words) -> tuple[int, str]:
        """Return how many words before a further one name a country, and its id; (0, "") where none do."""
        if words and self._may_begin_country[words[0]]:
            for size in (2, 1):
                if len(words) > size and (country := self._country_ids.get(fold(" ".join(words[:size])))):
                    return size, country
        return 0, ""


def name_normalizer(known: Authority) -> NameNormalizer:
    """Return the normalizer for the countries of an authority and the names that a person keeps apart."""
    country_ids = {}
    for entry in known.entries:
        if entry.demonyms:
            for text in (entry.name, *entry.aliases, *entry.demonyms):
                country_ids[fold(text)] = entry.id
    apart = chain.from_iterable(entry.apart for entry in known.given)
    return NameNormalizer(country_ids, frozenset(fold(" ".join(tokenize(text).texts)) for text in apart))


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusNames:
    """What all articles together say of names; "form" is the normal form of a name."""

    lexicon: Lexicon
    normalize: NameNormalizer
    kinds: Mapping[str, str]  # form -> kind
    tagged_articles: Mapping[str, int]  # form -> articles in which the tagger or a pattern gave it a kind
    people: PeopleIndex
    lowercase_articles: Counter[str]  # word -> articles that write it small
    acronyms: dict[str, LongForm]  # folded -> what they stand for
    known_people: frozenset[str]  # ids
    known_families: Mapping[str, list[tuple[EntityKey, Words]]]  # family name -> known people and their names
    known_bodies: Mapping[str, Words]  # ids of organisations and events -> their names
    known_events: Container[str]  # ids
    countries: Mapping[str, str]  # ids of countries that may stand for a team -> their names
    country_of: Mapping[str, str]  # id of a capital -> id of its country
    given_organisations: Mapping[str, str]  # names in a person's list -> ids
    given_ids: frozenset[str]  # of a person's list

    def team_key(self, name: str) -> EntityKey:
        """Return the key of a team: its id where a person's list has it."""
        if name in self.given_organisations:
            return known_key(self.given_organisations[name])
        return found_key(ORGANISATION, self.normalize(tuple(name.split())))

    def keeps_apart(self, words: Words) -> bool:
        """Whether a person has said that a name is never joined with others."""
        apart = self.normalize.kept_apart
        return bool(apart) and fold(" ".join(words)) in apart


def corpus_names(
    articles: tuple[Article, ...], recognized: tuple[RecognizedNames, ...], known: Authority
) -> CorpusNames:
    """Return what all articles together say of names."""
    normalize = name_normalizer(known)
    bodies = {entry.id: tuple(entry.name.split()) for entry in known.entries if entry.kind in BODY_KINDS}
    tagged_articles = _tagged_articles(recognized, normalize)
    kinds = _kinds_of_forms(recognized, tagged_articles, normalize)
    known_people = [entry for entry in known.entries if entry.kind == PERSON]
    people_ids = frozenset(entry.id for entry in known_people)
    named_in_full = [
        [
            (span.words, span.entity)
            for span in names.spans
            if names_person_in_full(span, kinds, people_ids, normalize)
        ]
        for names in recognized
    ]
    return CorpusNames(
        lexicon=known.lexicon,
        normalize=normalize,
        kinds=kinds,
        tagged_articles=tagged_articles,
        people=people_of(known_people, named_in_full, normalize.kept_apart),
        lowercase_articles=Counter(chain.from_iterable(names.small for names in recognized)),
        acronyms=_acronyms(articles, recognized, normalize, bodies),
        known_people=people_ids,
        known_families=_by_family(known_people),
        known_bodies=bodies,
        known_events={entry.id for entry in known.entries if entry.kind == EVENT},
        countries=dict(_builtin_countries(known)),
        country_of=known.country_of,
        given_organisations=dict(_given_organisations(known)),
        given_ids=known.given_ids,
    )


def _tagged_articles(recognized: Iterable[RecognizedNames], normalize: NameNormalizer) -> Counter[str]:
    """Return for the forms of names that were found with a kind in how many articles they were."""
    counts: Counter[str] = Counter()
    for names in recognized:
        counts.update({normalize(span.words) for span in names.spans if span.kind})
    return counts


def _kinds_of_forms(
    recognized: Iterable[RecognizedNames], tagged: Container[str], normalize: NameNormalizer
) -> dict[str, str]:
    """Return the kind that each form of a name most likely is, for those that are of one."""
    votes: dict[str, list[float]] = {}
    for names in recognized:
        for span in names.spans:
            if span.likely or span.kind:
                _vote(votes.setdefault(normalize(span.words), [0.0] * len(VOTED)), span)
    kinds = {}
    for form, points in votes.items():
        if kind := _likeliest_kind(points, tagged=form in tagged):
            kinds[form] = kind
    return kinds


def _vote(points: list[float], span: NameSpan) -> None:
    """Add what one place says of a name to the points of each of `VOTED`."""
    for index, likelihood in enumerate(span.likely):
        points[index] += likelihood
    if span.likely:
        for index in range(len(CLASSES), len(VOTED)):
            points[index] += LEAST_LIKELY
    if span.kind:
        points[VOTED.index(BY_NAME[span.kind].code)] += _points_for_kind(span)


def _points_for_kind(span: NameSpan) -> float:
    """Return the points that the kind of a found name counts for."""
    if len(span.words) > 1 and span.words[-1] in COMPANIES:
        return COMPANY_VOTE
    return STRONG_VOTE if span.why in name_evidence.STRONG or not span.likely else TAGGED_VOTE


def _likeliest_kind(points: Sequence[float], *, tagged: bool) -> str:
    """Return the kind with the most points; nothing where no name, or one of another kind, is likelier.

    tagged: the name was found with a kind somewhere, so that it is one of ours.
    """
    choices = [
        index for index, code in enumerate(VOTED) if code in BY_CODE or (code != NO_NAME and not tagged)
    ]
    best = max(choices, key=points.__getitem__)
    if not tagged and points[0] + MARGIN_OVER_NONE >= points[best]:
        return ""
    return BY_CODE.get(VOTED[best], "")


def _acronyms(
    articles: Iterable[Article],
    recognized: Iterable[RecognizedNames],
    normalize: NameNormalizer,
    bodies: Container[str],
) -> dict[str, LongForm]:
    """Return the acronyms that articles explain letter by letter, all of them in the same way."""
    meanings: dict[str, set[LongForm]] = defaultdict(set)
    for article, names in zip(articles, recognized, strict=True):
        pairs = form_pairs([passage.text for passage in article.passages], names.spans)
        for short, long_form in acronyms(pairs, normalize, bodies, strict=True).items():
            meanings[short].add(long_form)
    return {short: next(iter(long_forms)) for short, long_forms in meanings.items() if len(long_forms) == 1}


def _by_family(people: Iterable[NameEntry]) -> dict[str, list[tuple[EntityKey, Words]]]:
    """Return the keys and names of known people by their family names."""
    families: dict[str, list[tuple[EntityKey, Words]]] = defaultdict(list)
    for entry in people:
        words = tuple(entry.name.split())
        families[person_key(words)[0]].append((known_key(entry.id), words))
    return dict(families)


def _builtin_countries(known: Authority) -> Iterator[tuple[str, str]]:
    """Yield the ids and names of built-in countries that no entry of a person replaces."""
    ids = countries()
    for entry in known.entries:
        if entry.id in ids and not entry.path:
            yield entry.id, entry.name


def _given_organisations(known: Authority) -> Iterator[tuple[str, str]]:
    """Yield the names of organisations in a person's list with their ids."""
    for entry in known.given:
        if entry.kind == ORGANISATION:
            for text in (entry.name, *entry.aliases):
                yield text, entry.id


def names_person_in_full(
    span: NameSpan, kinds: Mapping[str, str], known_people: Container[str], normalize: NameNormalizer
) -> bool:
    """Whether a name is that of a person in full.

    kinds: of normal forms; known_people: ids.
    """
    if span.entity:
        return span.entity in known_people and len(span.words) > 1
    if not span.kind or not 1 < len(span.words) <= MAX_FULL_NAME_WORDS:
        return False
    return kinds.get(normalize(span.words)) == PERSON
