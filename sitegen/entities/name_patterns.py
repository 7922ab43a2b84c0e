"""Names that their pattern tells, whatever a tagger or a list says of parts of them: `NAME_PATTERNS`.

"Jan van den Berg", "Robert “Bobby” Tennant", "the Harwell Fishermen's Union", "Calder Brothers", "Tobiah
Washington, who ...".  A pattern is read off the words of a passage and what lists say of them; it stands
above the tagger and above known names in it.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from sitegen import name_evidence
from sitegen.entities.abbreviations import COMPANIES
from sitegen.entities.authority import AuthorityName
from sitegen.entities.kinds import BY_KIND, BY_NOUN, DOING, SAYING, TITLES
from sitegen.entities.lexicon import EVERYDAY, RARE, Lexicon, TokenInfo, plain
from sitegen.entities.passages import PassageTokens
from sitegen.entities.people import PARTICLES, particles_before
from sitegen.entities.span_rules import CandidateSpan
from sitegen.entities.span_selection import disjoint_spans
from sitegen.entities.tagger import OPENERS
from sitegen.model import EVENT, ORGANISATION, PERSON, PLACE

PERSONAL_PARTICLES = frozenset("van von der den".split())  # in small letters, in hardly any other name
MAX_WORDS = 10  # of a name to either side of what tells it; this and the next three by judgement
MAX_GIVEN_NAMES = 3  # before a particle
MAX_WORDS_AFTER_OF = 3  # "of" among them, in a body's name
MAX_WORDS_TO_OWNER = (
    3  # words from those who own a body to the word that says what it is ("Miners' Welfare Club")
)
IBERIAN_PARTICLES = frozenset(  # of names in which two family names stand
    "de da do dos das del la los las".split()
)
OWNED_BODIES = frozenset(  # named for those who own them ("Fishermen's Union")
    "League Union Unions Association Federation Confederation Hospital Mission Institute Guild Society"
    " Council Alliance Party Bank Fund Trust College School Academy Church Board Forum Network Committee"
    " Commission Cooperative Co-operative Club Congress Brigade Front Movement Army Coalition Chamber"
    " Cathedral Foundation Centre Center Museum Orchestra Choir Bureau Rights Club Exchange".split()
)
OWNED_ASSEMBLIES = frozenset(  # of them, those that a people or a body may own ("Nations' Council")
    "Congress Council Commission Committee Party Board Front Movement Army Rights Exchange".split()
)
PLURAL_ENDINGS = ("men", "women", "children", "people")  # of plurals without "s"
FIRMS = frozenset("Brothers Bros Partners Sons Daughters Associates".split())
ANY_PARTICLE = PARTICLES | {word.capitalize() for word in PARTICLES}
FIRMS_AFTER_AND = frozenset("Partners Sons Daughters Associates Company Co Brothers Sisters".split())
FIRM_WORDS = FIRMS | FIRMS_AFTER_AND
ADVISERS = frozenset(
    "lawyers attorneys solicitors barristers architects accountants auditors consultants brokers".split()
)
BEFORE_ADVISERS_FIRM = frozenset("of at from with".split())
ORDINARY_CLASSES = frozenset("012")  # of common words
_NICKNAME = re.compile(
    r"(?P<first>[A-Z][\w-]+(?: [A-Z][\w.-]*)?) "
    r"(?:[“\"‘'](?:[Tt]he )?[A-Z]\w+(?: [A-Z]\w+)?[”\"’']|\((?P<bracketed>[A-Z]\w+)\))"
    r" (?P<last>(?:(?i:van|von|der|den|de|la|di|da|du|le) )*[A-Z][\w’-]+)"
)
CERTAIN_PARTICLES = frozenset({"van", "von"})
AND = frozenset({"and", "&"})
NO_GIVEN_NAMES = (
    BY_KIND[ORGANISATION].tails
    | BY_KIND[EVENT].tails
    | frozenset({"Porte", "Place", "Rue", "Plaza", "Calle", "Rio", "Costa"})
)
BODY_WORDS = BY_KIND[ORGANISATION].tails | BY_KIND[PLACE].tails | COMPANIES
OPENERS_AND_TITLES = OPENERS | TITLES
MAX_WORDS_OF_DESCRIPTION = 4  # after a name, among which a noun tells that it is a person's; by judgement
AGE_DIGITS = 2
ADVISERS_FIRM_WORDS = 2  # family names of a firm of advisers ("Baker Tollman")


def _indices_of(texts: Sequence[str], words: frozenset[str]) -> list[int]:
    """Return where some words stand; most passages have none of them."""
    if words.isdisjoint(texts):
        return []
    return [index for index, text in enumerate(texts) if text in words]


def _known_names(passage: PassageTokens, start: int, end: int) -> Iterator[tuple[int, AuthorityName]]:
    """Yield the known names that begin at the words [start, end), with where they do."""
    matches = passage.matches
    for number in range(bisect_left(matches, start, key=itemgetter(0)), len(matches)):
        if matches[number][0] >= end:
            return
        yield matches[number]


def _is_rare_or_family_name(info: TokenInfo) -> bool:
    return "sur" in info.lists or info.common == RARE


# Nicknames -------------------------------------------------------------------------------------------------


def _nicknames(passage: PassageTokens) -> Iterator[CandidateSpan]:
    """Yield people with a nickname between their names, in marks or in brackets."""
    if passage.headline or not any(mark in passage.text for mark in "“\"‘'("):
        return
    starts = passage.words.starts
    for match in _NICKNAME.finditer(passage.text):
        called = (*match["first"].split(), *match["last"].split())
        if not _is_nicknamed_person(called[0], match["bracketed"], called[-1], passage.lexicon):
            continue
        start, end = bisect_left(starts, match.start()), bisect_left(starts, match.end())
        yield CandidateSpan(start, end, kind=PERSON, called=called, why=name_evidence.NICKNAME)


def _is_nicknamed_person(first: str, bracketed: str | None, last: str, lexicon: Lexicon) -> bool:
    """Whether the words around a nickname name a person; what is in brackets must be a first name too."""
    if not lexicon.is_first_name(first) or last in OPENERS_AND_TITLES:
        return False
    if bracketed and not lexicon.is_first_name(bracketed):
        return False
    info = lexicon.infos[last]
    return info.common not in ORDINARY_CLASSES or "sur" in info.lists


# Particles -------------------------------------------------------------------------------------------------


def _names_with_particles(passage: PassageTokens) -> Iterator[CandidateSpan]:
    """Yield people with particles before the family name."""
    texts, gaps = passage.words.texts, passage.words.gaps
    for particle in _indices_of(texts, ANY_PARTICLE):
        if not particle or gaps[particle] != " " or texts[particle - 1].lower() in PARTICLES:
            continue
        family = _end_of_particles(passage, particle)
        start = _start_of_given_names(passage, particle)
        if start == particle or family >= len(texts) or gaps[family] != " ":
            continue
        if not _is_family_name(passage, family) or not _are_given_names(passage, start, particle, family):
            continue
        end = _end_of_family_name(passage, particle, family)
        if not (end < len(texts) and gaps[end] == " " and texts[end] in BODY_WORDS):
            yield CandidateSpan(start, end, kind=PERSON, why=name_evidence.PARTICLE)


def _end_of_particles(passage: PassageTokens, particle: int) -> int:
    """Return the word after the particles that begin at one."""
    texts, gaps = passage.words.texts, passage.words.gaps
    limit = min(particle + MAX_WORDS, len(texts))
    end = particle
    while end < limit and gaps[end] == " " and texts[end].lower() in PARTICLES:
        end += 1
    return end


def _start_of_given_names(passage: PassageTokens, particle: int) -> int:
    """Return where the given names before a particle begin."""
    start = particle
    while start and particle - start < MAX_GIVEN_NAMES and _may_be_given_name(passage, start - 1):
        start -= 1
    return start


def _may_be_given_name(passage: PassageTokens, index: int) -> bool:
    """Whether a word may be a given name, or the letter of one, that goes on with what follows."""
    gap, text = passage.words.gaps[index + 1], passage.words.texts[index]
    if not passage.line.infos[index].capital or gap not in " -." or text in OPENERS_AND_TITLES:
        return False
    return gap != "." or len(text.rstrip(".")) <= 2


def _is_family_name(passage: PassageTokens, index: int) -> bool:
    text = passage.words.texts[index]
    return passage.line.infos[index].capital and text not in BODY_WORDS and not text.isupper()


def _are_given_names(passage: PassageTokens, start: int, particle: int, family: int) -> bool:
    """Whether the words [start, particle) are given names, and the whole is no place."""
    texts = passage.words.texts
    if not NO_GIVEN_NAMES.isdisjoint(texts[start:particle]):
        return False
    if not (
        _is_certain_particle(texts[particle], family - particle)
        or passage.lexicon.is_first_name(texts[start])
    ):
        return False
    return not _is_place(passage, start, family + 1)


def _is_certain_particle(text: str, count: int) -> bool:
    """Whether the first of some particles tells by itself that a person is named."""
    return text in CERTAIN_PARTICLES or (count > 1 and text in PERSONAL_PARTICLES)


def _end_of_family_name(passage: PassageTokens, particle: int, family: int) -> int:
    """Return where a family name ends, with names after hyphens and a second one ("de Souza Lima")."""
    texts, gaps = passage.words.texts, passage.words.gaps
    end = family + 1
    while end < len(texts) and gaps[end] == "-" and texts[end][0].isupper():
        end += 1
    if end + 1 >= len(texts) or gaps[end] != " " or texts[particle].lower() not in IBERIAN_PARTICLES:
        return end
    return end + _is_second_family_name(passage, end)


def _is_second_family_name(passage: PassageTokens, index: int) -> bool:
    info = passage.line.infos[index]
    if not info.capital or passage.words.texts[index] in OPENERS:
        return False
    return info.common == RARE and "sur" in info.lists


def _is_place(passage: PassageTokens, start: int, end: int) -> bool:
    """Whether words, or the first ones of them, name a place ("Santiago de Cuba", "Rio de Janeiro")."""
    size, _ = passage.lexicon.place_at(passage.words.texts, start)
    if size > 1:
        return True
    for index, known in _known_names(passage, start, end):
        words_end = index + len(known.words)
        if words_end <= end and len(known.words) > 1:
            return True
    return False


# Bodies named for their owners -----------------------------------------------------------------------------


def _owned_bodies(passage: PassageTokens) -> Iterator[CandidateSpan]:
    """Yield bodies with a possessive in their name."""
    for body in _indices_of(passage.words.texts, OWNED_BODIES):
        owner = _owner_of(passage, body)
        if owner is None or not _may_own(passage, owner, body):
            continue
        last_owner = owner - _is_saint(passage, owner)
        start = _first_owner(passage, last_owner)
        lone_owner = start == last_owner and passage.before(start) != "the"
        if lone_owner and passage.words.texts[body] in OWNED_ASSEMBLIES:
            continue
        yield CandidateSpan(
            start, _end_of_body(passage, body + 1), kind=ORGANISATION, why=name_evidence.POSSESSIVE
        )


def _owner_of(passage: PassageTokens, body: int) -> int | None:
    """Return the word with a possessive ending before a body, no small words between them; or None."""
    gaps, infos = passage.words.gaps, passage.line.infos
    for index in range(body, max(0, body - MAX_WORDS_TO_OWNER), -1):
        if not infos[index].capital:
            return None
        if gaps[index] == "'":
            return index - 1 if infos[index - 1].capital else None
    return None


def _may_own(passage: PassageTokens, owner: int, body: int) -> bool:
    """Whether what stands at a word owns a body as a part of its name, and is not named apart from it."""
    saint = _is_saint(passage, owner)
    if not saint and _is_end_of_known(passage, owner):  # "the United Nations' Economic Commission"
        return False
    if not saint and not _are_several(passage, owner):
        return False
    listed_kind = passage.line.known.get(owner, "").partition("-")[2]
    return passage.words.texts[body] not in OWNED_ASSEMBLIES or listed_kind not in {"demonym", ORGANISATION}


def _are_several(passage: PassageTokens, owner: int) -> bool:
    """Whether an owner is more than one by its form ("Fishermen's", "Sailors'")."""
    text = passage.words.texts[owner]
    if text.endswith(PLURAL_ENDINGS):
        return True
    return text.endswith("s") and owner not in passage.words.owners


def _is_saint(passage: PassageTokens, owner: int) -> bool:
    if owner < 1 or passage.words.gaps[owner] not in " .":
        return False
    return passage.words.texts[owner - 1].rstrip(".") in {"St", "Saint"}


def _is_end_of_known(passage: PassageTokens, index: int) -> bool:
    """Whether the name of a known entity ends with a word."""
    for start, known in _known_names(passage, index + 1 - MAX_WORDS, index + 1):
        if known.entity and start + len(known.words) == index + 1:
            return True
    return False


def _first_owner(passage: PassageTokens, last_owner: int) -> int:
    """Return where the name of a body begins ("Harwell Sailors' and Fishermen's Union")."""
    texts, gaps, infos = passage.words.texts, passage.words.gaps, passage.line.infos
    start = last_owner
    while start > max(0, last_owner - MAX_WORDS):
        if _follows_owner(passage, start):
            start -= 2
        elif gaps[start] == " " and infos[start - 1].capital and texts[start - 1] not in OPENERS:
            start -= 1
        else:
            break
    return start


def _follows_owner(passage: PassageTokens, start: int) -> bool:
    """Whether another owner and "and" stand before a word."""
    if start < 2 or passage.words.texts[start - 1] not in AND:
        return False
    return passage.words.gaps[start - 1] == "'" and passage.line.infos[start - 2].capital


def _end_of_body(passage: PassageTokens, end: int) -> int:
    """Return where the name of a body ends, with what it is of ("Sailors' School Trust of Norton")."""
    texts, gaps = passage.words.texts, passage.words.gaps
    limit = min(end + MAX_WORDS, len(texts))
    while end < limit and gaps[end] == " " and texts[end] in OWNED_BODIES:
        end += 1
    if end + 1 >= len(texts) or texts[end] not in {"of", "for"} or gaps[end] != " ":
        return end
    last = end + 1
    while last < len(texts) and last - end <= MAX_WORDS_AFTER_OF and _goes_on(passage, last):
        last += 1
    return last if last > end + 1 else end


def _goes_on(passage: PassageTokens, index: int) -> bool:
    """Whether a word with a capital letter goes on with what stands before it."""
    if not passage.line.infos[index].capital or passage.words.gaps[index] != " ":
        return False
    return passage.words.texts[index] not in OPENERS


# Firms -----------------------------------------------------------------------------------------------------


def _firms(passage: PassageTokens) -> Iterator[CandidateSpan]:
    """Yield firms that are named after those who founded them."""
    for firm in _indices_of(passage.words.texts, FIRM_WORDS):
        after_and = _is_after_and(passage, firm)
        if not (after_and or _is_after_name(passage, firm)):
            continue
        last_founder = firm - 2 if after_and else firm - 1
        start = _first_founder(passage, last_founder)
        if not _are_founders(passage, start, last_founder, after_and=after_and):
            continue
        start = _first_partner(passage, start) if after_and else start
        if _is_other_firm_word(passage, start, firm) or _is_known_person(passage, start, last_founder):
            continue
        yield CandidateSpan(start, firm + 1, kind=ORGANISATION, why=name_evidence.FIRM)


def _is_after_and(passage: PassageTokens, firm: int) -> bool:
    texts, gaps = passage.words.texts, passage.words.gaps
    if firm < 2 or texts[firm] not in FIRMS_AFTER_AND or texts[firm - 1] not in AND:
        return False
    return gaps[firm] == gaps[firm - 1] == " "


def _is_after_name(passage: PassageTokens, firm: int) -> bool:
    return firm > 0 and passage.words.texts[firm] in FIRMS and passage.words.gaps[firm] == " "


def _first_founder(passage: PassageTokens, last_founder: int) -> int:
    """Return where the names of the last founder begin; the word after `last_founder` where there is none."""
    texts, gaps, infos = passage.words.texts, passage.words.gaps, passage.line.infos
    start = last_founder + 1
    while start and last_founder - start < MAX_WORDS:
        if not infos[start - 1].capital or texts[start - 1] in OPENERS:
            break
        if start <= last_founder and gaps[start] not in " -":
            break
        start -= 1
    return start


def _are_founders(passage: PassageTokens, start: int, last_founder: int, *, after_and: bool) -> bool:
    """Whether words before that of a firm are names of those who founded it."""
    texts = passage.words.texts
    if start > last_founder or texts[last_founder] in BODY_WORDS:
        return False
    if not after_and and start and texts[start - 1].lower() in {"the", "of"}:
        return False
    return start < last_founder or _is_rare_or_family_name(passage.line.infos[last_founder])


def _is_other_firm_word(passage: PassageTokens, start: int, firm: int) -> bool:
    """Whether the word of a firm belongs to what follows, or ends the name of someone with a role.

    "Vista and Co-Production", "Sons of Liberty", "the executive Fred Brothers".
    """
    if passage.words.gaps[firm + 1] == "-" or passage.after(firm + 1) == "of":
        return True
    return passage.before(start) in BY_KIND[PERSON].before


def _is_known_person(passage: PassageTokens, start: int, last_founder: int) -> bool:
    """Whether the lone founder is a known person."""
    if start != last_founder:
        return False
    return any(known.kind == PERSON for _, known in _known_names(passage, start, start + 1))


def _first_partner(passage: PassageTokens, start: int) -> int:
    """Return where a firm's name begins that names several before the last ("Wray, Lund & Co")."""
    first = start
    while first > max(0, start - MAX_WORDS) and _is_partner(passage, first - 1):
        first -= 1
    return first


def _is_partner(passage: PassageTokens, index: int) -> bool:
    """Whether a word before a comma may be the family name of a partner, and no name stands before it."""
    words, infos = passage.words, passage.line.infos
    if passage.text[words.end(index) : words.starts[index + 1]] != ", ":
        return False
    if not infos[index].capital or words.texts[index] in OPENERS or not _is_rare_or_family_name(infos[index]):
        return False
    if index and words.gaps[index] == " " and infos[index - 1].capital:
        return False
    return not any(_known_names(passage, index, index + 1))


def _firms_of_advisers(passage: PassageTokens) -> Iterator[CandidateSpan]:
    """Yield firms of advisers, which are often called by two family names ("lawyers of Baker Tollman")."""
    texts, gaps = passage.words.texts, passage.words.gaps
    for advisers in _indices_of(texts, ADVISERS):
        start = advisers + 2
        if start + 1 >= len(texts) or texts[advisers + 1] not in BEFORE_ADVISERS_FIRM:
            continue
        if not gaps[advisers + 1] == gaps[start] == gaps[start + 1] == " ":
            continue
        end = _end_of_capitals(passage, start)
        if end - start != ADVISERS_FIRM_WORDS or passage.lexicon.is_first_name(texts[start]):
            continue
        if not any(_known_names(passage, start, start + 1)):
            yield CandidateSpan(start, end, kind=ORGANISATION, why=name_evidence.FIRM_OF_ADVISERS)


def _end_of_capitals(passage: PassageTokens, start: int) -> int:
    """Return where the capitalised words end that begin at a word."""
    gaps, infos = passage.words.gaps, passage.line.infos
    end = start
    while end < len(infos) and infos[end].capital and (end == start or gaps[end] == " "):
        end += 1
    return end


# Full names ------------------------------------------------------------------------------------------------


def _full_names(passage: PassageTokens) -> Iterator[CandidateSpan]:
    """Yield people with a given name whose family name is that of a place or of somebody known."""
    for family, known in passage.matches:
        if not _may_be_known_family_name(passage, family, known):
            continue
        if not _may_be_lone_given_name(passage, family - 1) or _is_in_longer_name(passage, family):
            continue
        if _is_everyday_word(passage, family - 1, known):
            continue
        if _is_given_name(passage, family - 1, known):
            yield CandidateSpan(family - 1, family + 1, kind=PERSON, why=name_evidence.FULL_NAME)


def _may_be_known_family_name(passage: PassageTokens, family: int, known: AuthorityName) -> bool:
    """Whether a known name of one word may be the family name of somebody else, after another word."""
    if len(known.words) > 1 or not family or passage.words.gaps[family] != " ":
        return False
    return known.kind in {PLACE, PERSON} and known.why != name_evidence.DEMONYM


def _may_be_lone_given_name(passage: PassageTokens, given: int) -> bool:
    """Whether a capitalised word is in no known name and no acronym, title or opener."""
    text = passage.words.texts[given]
    if not passage.line.infos[given].capital or given in passage.line.known:
        return False
    return text not in OPENERS_AND_TITLES and not text.isupper()


def _is_in_longer_name(passage: PassageTokens, family: int) -> bool:
    """Whether capitalised words stand before or after a given and a family name."""
    texts, gaps, infos = passage.words.texts, passage.words.gaps, passage.line.infos
    given, end = family - 1, family + 1
    if end < len(texts) and gaps[end] in " -" and infos[end].capital and texts[end] not in OPENERS:
        return True
    if not given or gaps[given] not in " -'" or not infos[given - 1].capital:
        return False
    return texts[given - 1] not in OPENERS_AND_TITLES


def _is_everyday_word(passage: PassageTokens, given: int, known: AuthorityName) -> bool:
    """Whether a word is no name but says something of what follows ("Young America", "Said Macron")."""
    if passage.words.texts[given].lower() in SAYING:
        return True
    if passage.line.infos[given].common not in EVERYDAY:
        return False
    return known.kind == PLACE or passage.words.gaps[given] == "("


def _is_given_name(passage: PassageTokens, given: int, known: AuthorityName) -> bool:
    """Whether a word before a known name is a given name: in the lists, or by what stands around the two."""
    text = passage.words.texts[given]
    is_place = text in passage.lexicon.places
    if not passage.lexicon.is_first_name(text):
        return _is_strange(passage, given) and not is_place and _is_said_of_person(passage, given, given + 2)
    if not is_place:
        return True
    return known.kind == PERSON and _is_said_of_person(passage, given, given + 2)


def _is_strange(passage: PassageTokens, index: int) -> bool:
    """Whether no list has a word of more than two letters."""
    info = passage.line.infos[index]
    return info.common == RARE and not info.lists and len(passage.words.texts[index]) > 2


def _is_said_of_person(passage: PassageTokens, start: int, end: int) -> bool:
    """Whether words around a name are those around people: a role before it, a verb or "who" after it."""
    before, gap = passage.before(start), passage.words.gaps[end]
    if before in BY_KIND[PERSON].before or before.rstrip(".").capitalize() in TITLES:
        return True
    after = passage.slice(end, end + MAX_WORDS_OF_DESCRIPTION)
    if not after:
        return False
    if gap == " ":
        return after[0] in DOING or after[0] in SAYING
    return gap == "," and _describes_person(after)


def _describes_person(words: tuple[str, ...]) -> bool:
    """Whether words after a name and a comma describe a person ("who ...", "44", "a baker")."""
    first = words[0]
    if first in {"who", "whose", "whom"} or (first.isdecimal() and len(first) == AGE_DIGITS):
        return True
    return first in {"a", "an", "the"} and any(BY_NOUN.get(word) == PERSON for word in words[1:])


# The table -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NamePattern:
    """One pattern of names: how it is found, and what it finds in examples and must not find in others."""

    name: str  # also the evidence that data and pages give for such a name
    find: Callable[[PassageTokens], Iterator[CandidateSpan]]
    examples: Mapping[str, str]  # sentence -> the name in it
    counterexamples: tuple[str, ...]  # sentences in which it finds nothing


NAME_PATTERNS: tuple[NamePattern, ...] = (
    NamePattern(
        "nickname",
        _nicknames,
        {
            "said Robert “Bobby” Tennant, who sells fish": "Robert “Bobby” Tennant",
            'said Elizabeth "Betty" Moran.': 'Elizabeth "Betty" Moran',
            "said William (Bill) Foster, a skipper": "William (Bill) Foster",
            "when Karl “the Fish” Tennant swam": "Karl “the Fish” Tennant",
        },
        (
            "The play “Susannah” Robert wrote",
            "William Foster (the skipper) saw it",
            "Robert (Norton) Hall",
        ),
    ),
    NamePattern(
        "particle",
        _names_with_particles,
        {
            "and Jan van den Berg leads": "Jan van den Berg",
            "Carlos de la Vega runs the market": "Carlos de la Vega",
            "Luigi Della Rocca repairs nets": "Luigi Della Rocca",
            "Ana de Souza Lima paints": "Ana de Souza Lima",
        },
        ("Santiago de Cuba is warm", "the Van Gogh School", "the University of Santiago de Compostela"),
    ),
    NamePattern(
        "possessive",
        _owned_bodies,
        {
            "the Harwell Fishermen's Union and": "Harwell Fishermen's Union",
            "St Peter's Hospital did not": "St Peter's Hospital",
            "the Almar Miners’ Welfare Club met": "Almar Miners’ Welfare Club",
            "of the Sailors' and Fishermen's Union of Norton.": "Sailors' and Fishermen's Union of Norton",
            "the National Farmers’ Association.": "National Farmers’ Association",
        },
        (
            "Elsay Rovers' captain, Tom Orr",
            "the farmers' wives",
            "Anna Holm's School",
            "the Democrats' Council",
            "the United Nations' Economic Fund",
        ),
    ),
    NamePattern(
        "firm",
        _firms,
        {
            "Calder Brothers, which owns": "Calder Brothers",
            "Lowe and Partners drew": "Lowe and Partners",
            "sold to Wray, Lund & Co in May": "Wray, Lund & Co",
            "bought by Hollis & Sons, a builder": "Hollis & Sons",
        },
        ("Peter Lowe and his partners", "the Calder Brothers", "The brothers Jan and Karl"),
    ),
    NamePattern(
        "firm of advisers",
        _firms_of_advisers,
        {"by the lawyers of Baker Tollman, and": "Baker Tollman"},
        ("the lawyers of Anna Holm said",),
    ),
    NamePattern(
        "full name",
        _full_names,
        {
            "The actor Tobiah Washington came": "Tobiah Washington",
            "Sunita Modi, who sells bread": "Sunita Modi",
        },
        ("In Washington on Monday", "West London was quiet", "Sydney, Australia"),
    ),
)


def matches_of_patterns(passage: PassageTokens) -> list[CandidateSpan]:
    """Return the names that their pattern tells, in order; of two that overlap the longer one."""
    return disjoint_spans(name for pattern in NAME_PATTERNS for name in pattern.find(passage))


def families(named: list[tuple[PassageTokens, list[CandidateSpan]]]) -> set[tuple[str, ...]]:
    """Return the family names with particles, in small letters, of people that are named in full."""
    families: set[tuple[str, ...]] = set()
    for passage, names in named:
        for name in names:
            if name.kind != PERSON:
                continue
            words = name.called or passage.slice(name.start, name.end)
            if size := particles_before(words):
                families.add(tuple(map(plain, words[-1 - size :])))
    return families


def family_names(passage: PassageTokens, families: set[tuple[str, ...]]) -> Iterator[CandidateSpan]:
    """Yield family names with particles that stand alone ("Van den Berg was", "the pilot van Houten")."""
    texts = passage.words.texts
    sizes = sorted({len(family) for family in families}, reverse=True)
    last_end = 0
    for start in _indices_of(texts, ANY_PARTICLE):
        if start < last_end or not _begins_family_name(passage, start):
            continue
        for size in sizes:
            end = start + size
            if _is_family(passage, start, end, families):
                yield CandidateSpan(
                    start, end, kind=PERSON, called=(" ".join(texts[start:end]),), why=name_evidence.SURNAME
                )
                last_end = end
                break


def _begins_family_name(passage: PassageTokens, index: int) -> bool:
    """Whether a particle begins a name: it has a capital letter, or no name stands before it."""
    texts = passage.words.texts
    if texts[index][0].isupper() or not index or not passage.line.infos[index - 1].capital:
        return True
    return texts[index - 1].rstrip(".") in TITLES


def _is_family(passage: PassageTokens, start: int, end: int, families: set[tuple[str, ...]]) -> bool:
    """Whether the words [start, end) are one of some family names."""
    texts, gaps = passage.words.texts, passage.words.gaps
    if end > len(texts) or tuple(map(plain, texts[start:end])) not in families:
        return False
    return all(gap == " " for gap in gaps[start + 1 : end])
