"""Short forms of names: acronyms beside their long form, parts of a body's name, names without "Inc."."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple, Protocol

from sitegen import name_evidence
from sitegen.entities.entity_keys import LongForm
from sitegen.entities.kinds import BY_KIND, FIRST_NAMES, FLIGHT, by_words
from sitegen.entities.lexicon import EVERYDAY, Lexicon, plain
from sitegen.model import EVENT, ORGANISATION, PERSON, Article, NameSpan

COMPANIES = frozenset(
    "Inc Inc. Corp Corp. Corporation Ltd Ltd. Limited LLC PLC plc Co Co. Company AG SA S.A. NV N.V. GmbH"
    " SpA S.p.A. Plc Incorporated".split()
)
SUFFIXES = COMPANIES | {"Jr", "Jr.", "Sr"}
BODY_KINDS = frozenset({ORGANISATION, EVENT})  # kinds of what has short forms
SKIPPED = frozenset("of the and for in on to de la des du & a".split())  # in making initials

BODY_FIRST_WORDS = (  # first words that many bodies have
    BY_KIND[ORGANISATION].heads | BY_KIND[ORGANISATION].tails | {"Department", "Centers"}
)
BODY_NOUNS = frozenset(  # by which a body is called for short
    "University College Church Hospital School Institute Museum Commission Committee Council Court"
    " Ministry".split()
)
BODY_ADJECTIVES = frozenset(  # first words that say what sort of body it is, and are used of others too
    "Congressional Presidential Parliamentary Olympic Paralympic Christian Islamic Jewish Catholic Communist"
    " Socialist Democratic Republican Liberal Conservative Labour Muslim Orthodox Democrat"
    " African-American".split()
)
SHARED_HEADS = BODY_FIRST_WORDS | BODY_ADJECTIVES
STORMS = frozenset("Hurricane Typhoon Cyclone Storm".split())
DISASTERS = frozenset("earthquake tsunami massacre genocide disaster".split())  # after their place, an event
NEWSPAPER_NOUNS = frozenset(
    "Times Post Journal Herald Tribune Telegraph Gazette Star Chronicle Globe Mail Observer Independent"
    " Guardian".split()
)
CALLED_BEFORE_OF = BODY_NOUNS | NEWSPAPER_NOUNS
MIN_INITIALS, MAX_INITIALS = 2, 8  # letters of an acronym; by judgement

BEFORE_ACRONYM = " ("
BETWEEN_FORMS = frozenset({BEFORE_ACRONYM, ", or ", " or "})  # texts between a long form and its acronym


class Normalizer(Protocol):
    """Makes the normal form of a name, in which its writings agree."""

    def __call__(self, words: tuple[str, ...], /) -> str:
        """Return the normal form of a name."""

    def country_prefix(self, words: tuple[str, ...]) -> tuple[int, str]:
        """Return how many words before a further one name a country, and its id."""


class FormPair(NamedTuple):
    """A name of several words, one of one word right after it, and the text between them."""

    long: NameSpan
    short: NameSpan
    between: str


def bare_name(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name without the words at its end that only say what sort of company it is."""
    kept = len(words)
    while kept > 1 and words[kept - 1] in SUFFIXES:
        kept -= 1
    return words[:kept]


# Acronyms ---------------------------------------------------------------------------------------------------


def is_acronym(short: str, words: Sequence[str]) -> bool:
    """Whether a word is made of the first letters of others, small words skipped or not."""
    letters = plain(short).replace(".", "")
    if not MIN_INITIALS <= len(letters) <= MAX_INITIALS or not short.replace(".", "").isupper():
        return False
    if letters == _initials(words):
        return True
    return letters == _initials([word for word in words if word.lower() not in SKIPPED])


def _initials(words: Sequence[str]) -> str:
    """Return the first letters of words and of the parts of compounds, folded."""
    return "".join(plain(part)[0] for word in words for part in word.split("-") if part)


def form_pairs(texts: Sequence[str], spans: Sequence[NameSpan]) -> list[FormPair]:
    """Return the names that one word follows as an acronym may ("European Space Agency (ESA)")."""
    pairs = []
    for long, short in pairwise(spans):
        if len(short.words) == 1 < len(long.words) and long.passage == short.passage:
            between = texts[long.passage][long.end : short.start]
            if between in BETWEEN_FORMS:
                pairs.append(FormPair(long, short, between))
    return pairs


def acronyms(
    pairs: Sequence[FormPair],
    normalize: Normalizer,
    known_bodies: Container[str],
    *,
    strict: bool = False,
    known: bool = False,
) -> dict[str, LongForm]:
    """Return the acronyms that an article explains, folded, with what they stand for.

    Those that stand for two names are left out; with `strict`, also those whose letters are not the first
    ones of the long form.  With `known`, only those are returned that a list has as something else; otherwise
    only others.
    """
    meanings: dict[str, set[LongForm]] = defaultdict(set)
    for pair in pairs:
        if bool(pair.short.entity) == known and _may_have_acronym(pair.long, known_bodies):
            loose = not (strict or known) and _looks_like_acronym(pair)
            if loose or is_acronym(pair.short.text, pair.long.words):
                meanings[plain(pair.short.text)].add(_long_form(pair.long, normalize))
    return _unambiguous(meanings)


def _may_have_acronym(span: NameSpan, known_bodies: Container[str]) -> bool:
    """Whether a name is that of a known body, or of something found that is no person."""
    return span.entity in known_bodies or span.kind not in {"", PERSON}


def _looks_like_acronym(pair: FormPair) -> bool:
    """Whether capitals in brackets begin with the letter of the name before them."""
    short, long = pair.short.text, pair.long.words
    return pair.between == BEFORE_ACRONYM and short.isupper() and plain(short)[0] == plain(long[0])[0]


def _long_form(span: NameSpan, normalize: Normalizer) -> LongForm:
    """Return what a name is as the long form of another."""
    return LongForm(span.entity, is_id=True) if span.entity else LongForm(normalize(span.words))


def _unambiguous(meanings: Mapping[str, set[LongForm]]) -> dict[str, LongForm]:
    """Return the short forms that stand for one name alone."""
    return {short: next(iter(names)) for short, names in meanings.items() if len(names) == 1}


def explained(spans: Sequence[NameSpan], article: Article) -> list[NameSpan]:
    """Return names, those that an acronym follows as organisations ("Lega Nord Padania (LNP)").

    Names that a list has stay as they are, and those whose words tell what they are.
    """
    organisations: set[tuple[int, int]] = set()
    for long, short, between in form_pairs([passage.text for passage in article.passages], spans):
        unclear = not long.entity and long.kind != EVENT and not by_words(long.words)
        if between == BEFORE_ACRONYM and unclear and is_acronym(short.text, long.words):
            organisations.add((long.passage, long.start))
    return [
        replace(span, kind=ORGANISATION, why=name_evidence.ACRONYM, likely=())
        if (span.passage, span.start) in organisations
        else span
        for span in spans
    ]


# Parts of names ---------------------------------------------------------------------------------------------


class NameParts(NamedTuple):
    """The words of a body's name, and what is known of them."""

    words: tuple[str, ...]
    country_words: int  # how many of the first words name a country
    lexicon: Lexicon


@dataclass(frozen=True, slots=True)
class ShortName:
    """One way to call a body for short."""

    name: str
    shorten: Callable[[NameParts], str]  # returns the short name or an empty text
    examples: tuple[tuple[str, str], ...]  # names with their short ones
    counterexamples: tuple[str, ...]  # names that have none of this sort


def _without_country(name: NameParts) -> str:
    return " ".join(name.words[name.country_words :]) if name.country_words else ""


def _distinctive_first_word(name: NameParts) -> str:
    first = name.words[0]
    if name.country_words or first in FIRST_NAMES or first in SHARED_HEADS or first.lower() in SKIPPED:
        return ""
    return "" if name.lexicon.infos[first].common in EVERYDAY else first


def _noun_at_end(name: NameParts) -> str:
    called_by_noun = name.words[-1] in BODY_NOUNS and name.country_words == 0
    return name.words[-1] if called_by_noun or name.words[-1] in NEWSPAPER_NOUNS else ""


def _team_without_town(name: NameParts) -> str:
    is_team = (
        name.words[-1].endswith("s")
        and name.words[0] in name.lexicon.places
        and name.words[-1] not in BODY_FIRST_WORDS
    )
    return name.words[-1] if is_team else ""


def _name_of_storm(name: NameParts) -> str:
    return name.words[1] if name.words[0] in STORMS and len(name.words) == 2 else ""


def _flight_without_airline(name: NameParts) -> str:
    return " ".join(name.words[-2:]) if name.words[-2] in FLIGHT else ""


def _noun_before_of(name: NameParts) -> str:
    return name.words[0] if name.words[1] == "of" and name.words[0] in CALLED_BEFORE_OF else ""


def _name_before_for(name: NameParts) -> str:
    if "for" not in name.words[2:]:
        return ""
    before = name.words[: name.words.index("for")]
    return " ".join(before) if by_words(before) else ""


SHORTENING_RULES: tuple[ShortName, ...] = (
    ShortName(
        "without its country",
        _without_country,
        (("Chile Football Federation", "football federation"),),
        ("Harbour Football Federation",),
    ),
    ShortName(
        "a first word that few others have",
        _distinctive_first_word,
        (("Lodkin Group", "lodkin"),),
        ("National Bank", "Anna Foundation", "The Lodkin Group", "Christian Union", "Chile Bank"),
    ),
    ShortName(
        "the noun at the end",
        _noun_at_end,
        (("Lodkin University", "university"), ("Chile Times", "times")),
        ("Chile University", "Lodkin Group"),
    ),
    ShortName(
        "a team without its town",
        _team_without_town,
        (("Detroit Tigers", "tigers"),),
        ("Detroit Industries", "Lodkin Tigers", "Detroit Team"),
    ),
    ShortName(
        "the name of a storm",
        _name_of_storm,
        (("Hurricane Michael", "michael"),),
        ("Hurricane Michael Relief", "Operation Michael"),
    ),
    ShortName(
        "a flight without its airline",
        _flight_without_airline,
        (("Example Air Flight 12", "flight 12"),),
        ("Example Air Group",),
    ),
    ShortName(
        "the noun before of",
        _noun_before_of,
        (("University of Example", "university"),),
        ("University Example", "House of Example"),
    ),
    ShortName(
        "what stands before for",
        _name_before_for,
        (("Example Foundation for the Arts", "example foundation"),),
        ("Example Foundation", "All Things for the Arts"),
    ),
)


def short_names(words: tuple[str, ...], normalize: Normalizer, lexicon: Lexicon) -> Iterator[str]:
    """Yield what a body of several words may be called for short, folded."""
    if words[-1].islower():
        return  # "Concorde disaster"
    country_words, _ = normalize.country_prefix(words)
    for rule in SHORTENING_RULES:
        if short := rule.shorten(NameParts(words, country_words, lexicon)):
            yield plain(short)


def short_forms(
    spans: Sequence[NameSpan],
    kinds: Mapping[str, str],
    known_bodies: Mapping[str, tuple[str, ...]],
    normalize: Normalizer,
    lexicon: Lexicon,
) -> dict[str, LongForm]:
    """Return the words that stand for a longer name of the same article, folded; where two fit, none does.

    kinds: of normal forms; known_bodies: ids of known organisations and events with the words of their names.
    """
    long_forms: dict[str, set[LongForm]] = defaultdict(set)
    by_initials: dict[str, set[LongForm]] = defaultdict(set)
    for span in spans:
        full_name = known_bodies.get(span.entity, ())
        if country_words := normalize.country_prefix(full_name)[0]:
            short = plain(" ".join(full_name[country_words:]))
            long_forms[short].add(LongForm(span.entity, is_id=True))
        body = _body(span, kinds, known_bodies, normalize)
        if body is None:
            continue
        initials = "".join(word[0] for word in span.words if word.lower() not in SKIPPED)
        if len(initials) > 1 and initials.isupper():
            by_initials[plain(initials)].add(body)
        is_storm = span.words[0] in STORMS
        for short in short_names(span.words, normalize, lexicon):
            if is_storm or _may_mean_body(short, kinds, lexicon):
                long_forms[short].add(body)
    long_forms |= by_initials  # what letters stand for is surer than what begins with them
    return {short: meant for short, meant in _unambiguous(long_forms).items() if meant != LongForm(short)}


def _body(
    span: NameSpan, kinds: Mapping[str, str], known_bodies: Container[str], normalize: Normalizer
) -> LongForm | None:
    """Return the body that a name of several words names, if any; a flight without airline is none."""
    if len(span.words) < 2 or span.words[0] in FLIGHT:
        return None
    form = normalize(span.words)
    if span.kind and kinds.get(form) in BODY_KINDS:
        return LongForm(form)
    return LongForm(span.entity, is_id=True) if span.entity in known_bodies else None


def _may_mean_body(short: str, kinds: Mapping[str, str], lexicon: Lexicon) -> bool:
    """Whether a short name is that of a body elsewhere, or of nothing, or no place that the lexicon has."""
    if short not in kinds or kinds[short] in BODY_KINDS:
        return True
    return " " not in short and short.capitalize() not in lexicon.places
