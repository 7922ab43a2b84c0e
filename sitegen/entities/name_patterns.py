"""Names that their shape tells, whatever a tagger or a list says of parts of them: `SHAPES`, each with examples.

"Jan van den Berg", "Robert “Bobby” Tennant", "the Harwell Fishermen's Union", "Calder Brothers", "Tobiah Washington, who ...".
A shape is read off the words of a passage and what lists say of them; it stands above the tagger and above known names in it.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from sitegen.entities.abbreviations import COMPANIES
from sitegen.entities.authority import AuthorityName
from sitegen.entities.kinds import BY_KIND, BY_NOUN, DOING, SAYING, TITLES
from sitegen.entities.lexicon import EVERYDAY, RARE, plain
from sitegen.entities.passages import PassageTokens
from sitegen.entities.people import PARTICLES, is_first_name, particles_before
from sitegen.entities.span_rules import CandidateSpan
from sitegen.entities.tagger import OPENERS, shipped_tagger

PERSON, BODY = "person", "organisation"
LEADING = frozenset(
    "van von der den".split()
)  # small particles that stand in names of people and in hardly any other name
MOST_WORDS = 10  # of a name to either side of what tells it
MOST_GIVEN = 3  # given names before a particle
MOST_OWNED = 3  # words behind "of" in a body's name
BETWEEN_OWNER = 3  # words from those who own a body to the word that says what it is ("Miners' Welfare Club")
IBERIAN = frozenset(
    "de da do dos das del la los las".split()
)  # particles of names in which two family names stand
OWNED = frozenset(  # what a body is that is named for those who own it ("Fishermen's Union")
    "League Union Unions Association Federation Confederation Hospital Mission Institute Guild Society Council Alliance Party Bank Fund"
    " Trust College School Academy Church Board Forum Network Committee Commission Cooperative Co-operative Club Congress Brigade Front"
    " Movement Army Coalition Chamber Cathedral Foundation Centre Center Museum Orchestra Choir Bureau Rights Club Exchange".split()
)
ASSEMBLIES = frozenset(
    "Congress Council Commission Committee Party Board Front Movement Army Rights Exchange".split()
)
SEVERAL = ("men", "women", "children", "people")  # ends of words for many that have no "s" before the mark
FIRMS = frozenset("Brothers Bros Partners Sons Daughters Associates".split())
ANY_PARTICLE = PARTICLES | {word.capitalize() for word in PARTICLES}
PAIRED = frozenset(
    "Partners Sons Daughters Associates Company Co Brothers Sisters".split()
)  # behind "and" or "&"
FIRM_WORDS = FIRMS | PAIRED
ADVISERS = frozenset(
    "lawyers attorneys solicitors barristers architects accountants auditors consultants brokers".split()
)
OF_FIRM = frozenset("of at from with".split())
ORDINARY = frozenset("012")  # classes of common words
_NICKNAME = re.compile(
    r"(?P<first>[A-Z][\w-]+(?: [A-Z][\w.-]*)?) "
    r"(?P<nick>[“\"‘'](?P<quoted>(?:[Tt]he )?[A-Z]\w+(?: [A-Z]\w+)?)[”\"’']|\((?P<bracketed>[A-Z]\w+)\))"
    r" (?P<last>(?:(?i:van|von|der|den|de|la|di|da|du|le) )*[A-Z][\w’-]+)"
)


def _places(texts: Sequence[str], words: frozenset[str]) -> list[int]:
    """Give where some words stand; most passages have none of them."""
    return [] if words.isdisjoint(texts) else [at for at, text in enumerate(texts) if text in words]


def _known(here: PassageTokens, start: int, end: int) -> Iterator[tuple[int, AuthorityName]]:
    """Give the known names that begin at the words [start, end), with where they do."""
    for place in range(bisect_left(here.matches, start, key=itemgetter(0)), len(here.matches)):
        if here.matches[place][0] >= end:
            return
        yield here.matches[place]


def _nicknames(here: PassageTokens) -> Iterator[CandidateSpan]:
    """Find people with a nickname between their names, in marks or in brackets."""
    if here.headline or not any(mark in here.text for mark in "“\"‘'("):
        return
    starts = here.words.starts
    for found in _NICKNAME.finditer(here.text):
        first, last = found["first"].split()[0], found["last"].split()[-1]
        nick = found["quoted"] or found["bracketed"]
        if (
            not is_first_name(first)
            or (found["bracketed"] and not is_first_name(nick))
            or last in TITLES
            or last in OPENERS
        ):
            continue
        info = shipped_tagger().lexicon.infos[last]
        if info.common in ORDINARY and "sur" not in info.lists:
            continue
        start, end = bisect_left(starts, found.start()), bisect_left(starts, found.end())
        yield CandidateSpan(
            start, end, kind=PERSON, called=(*found["first"].split(), *found["last"].split()), why="nickname"
        )


def _with_particles(here: PassageTokens) -> Iterator[CandidateSpan]:
    """Find people with particles before the family name."""
    texts, gaps = here.words.texts, here.words.gaps
    for at in _places(texts, ANY_PARTICLE):
        if not at or gaps[at] != " " or texts[at - 1].lower() in PARTICLES:
            continue
        last = at
        while (
            last < min(at + MOST_WORDS, len(texts)) and gaps[last] == " " and texts[last].lower() in PARTICLES
        ):
            last += 1
        start = _given_names(here, at)
        if start == at or last >= len(texts) or gaps[last] != " " or not _is_family_name(here, last):
            continue
        if not NO_GIVEN.isdisjoint(texts[start:at]):
            continue
        certain = texts[at] in {"van", "von"} or (texts[at] in LEADING and last - at > 1)
        if not (certain or is_first_name(texts[start])) or _is_place(here, start, last + 1):
            continue
        end = last + 1
        while end < len(texts) and gaps[end] == "-" and texts[end][0].isupper():
            end += 1
        if (
            end + 1 <= len(texts) - 1
            and gaps[end] == " "
            and texts[at].lower() in IBERIAN
            and _is_second(here, end)
        ):
            end += 1
        if not (gaps[end] == " " and end < len(texts) and texts[end] in BODY_WORDS):
            yield CandidateSpan(start, end, kind=PERSON, why="particle")


def _given_names(here: PassageTokens, at: int) -> int:
    """Give where the given names before a particle begin."""
    start = at
    while (
        start
        and at - start < MOST_GIVEN
        and here.line.infos[start - 1].capital
        and here.words.gaps[start] in " -."
    ):
        text = here.words.texts[start - 1]
        if text in OPENERS or text in TITLES or (here.words.gaps[start] == "." and len(text.rstrip(".")) > 2):
            break
        start -= 1
    return start


def _is_second(here: PassageTokens, at: int) -> bool:
    """Say whether a word is a second family name ("de Souza Lima")."""
    info = here.line.infos[at]
    return (
        info.capital and "sur" in info.lists and info.common == RARE and here.words.texts[at] not in OPENERS
    )


def _is_family_name(here: PassageTokens, at: int) -> bool:
    text = here.words.texts[at]
    return here.line.infos[at].capital and text not in BODY_WORDS and not text.isupper()


def _is_place(here: PassageTokens, start: int, end: int) -> bool:
    """Say whether words, or some of them from the first on, name a place ("Santiago de Cuba", "Rio de Janeiro")."""
    size, _ = shipped_tagger().lexicon.place_at(here.words.texts, start)
    known = any(at + len(one.words) <= end and len(one.words) > 1 for at, one in _known(here, start, end))
    return size > 1 or known


def _owned_bodies(here: PassageTokens) -> Iterator[CandidateSpan]:
    """Find bodies with a possessive in their name."""
    texts, gaps = here.words.texts, here.words.gaps
    for at in _places(texts, OWNED):
        owned = next(
            (
                one
                for one in range(at, max(0, at - BETWEEN_OWNER), -1)
                if gaps[one] == "'" or not here.line.infos[one].capital
            ),
            0,
        )
        if (
            not owned
            or gaps[owned] != "'"
            or not here.line.infos[owned - 1].capital
            or not here.line.infos[owned].capital
        ):
            continue
        owner, known = texts[owned - 1], here.line.known.get(owned - 1, "").partition("-")[2]
        several = owner.endswith(SEVERAL) or (owner.endswith("s") and owned - 1 not in here.words.owners)
        saint = owned > 1 and texts[owned - 2].rstrip(".") in {"St", "Saint"} and gaps[owned - 1] in " ."
        if not saint and any(
            one + len(name.words) == owned and name.entity
            for one, name in _known(here, owned - MOST_WORDS, owned)
        ):
            continue  # "the United Nations' Economic Commission"
        if not (several or saint) or (texts[at] in ASSEMBLIES and known in {"demonym", BODY}):
            continue
        start = _first_owner(here, owned - 1 - saint)
        if texts[at] in ASSEMBLIES and start == owned - 1 - saint and here.before(start) != "the":
            continue
        yield CandidateSpan(start, _whose(here, at + 1), kind=BODY, why="possessive")


def _first_owner(here: PassageTokens, start: int) -> int:
    """Give where the name of a body begins whose last owner stands at `start` ("Harwell Sailors' and Fishermen's Union")."""
    texts, gaps, infos = here.words.texts, here.words.gaps, here.line.infos
    first = start - MOST_WORDS
    while start and start > first:
        if (
            start > 1
            and texts[start - 1] in {"and", "&"}
            and gaps[start - 1] == "'"
            and infos[start - 2].capital
        ):
            start -= 2
        elif gaps[start] == " " and infos[start - 1].capital and texts[start - 1] not in OPENERS:
            start -= 1
        else:
            break
    return start


def _whose(here: PassageTokens, end: int) -> int:
    """Give where the name of a body ends, with further words of a body and what it is of ("School of Norton")."""
    texts, gaps, infos = here.words.texts, here.words.gaps, here.line.infos
    most = end + MOST_WORDS
    while end < min(most, len(texts)) and gaps[end] == " " and texts[end] in OWNED:
        end += 1
    last = end + 1
    if last < len(texts) and texts[end] in {"of", "for"} and gaps[end] == " ":
        while (
            last < len(texts)
            and infos[last].capital
            and gaps[last] == " "
            and last - end <= MOST_OWNED
            and texts[last] not in OPENERS
        ):
            last += 1
    return last if last > end + 1 else end


def _firms(here: PassageTokens) -> Iterator[CandidateSpan]:
    """Find firms that are named after those who founded them."""
    texts, gaps, infos = here.words.texts, here.words.gaps, here.line.infos
    for at in _places(texts, FIRM_WORDS):
        paired = (
            at > 1
            and texts[at] in PAIRED
            and texts[at - 1] in {"and", "&"}
            and gaps[at] == gaps[at - 1] == " "
        )
        if not (paired or (at and texts[at] in FIRMS and gaps[at] == " ")):
            continue
        last = at - 1 - paired
        start = last + 1
        while (
            start
            and last - start < MOST_WORDS
            and infos[start - 1].capital
            and (start == last + 1 or gaps[start] in " -")
            and texts[start - 1] not in OPENERS
        ):
            start -= 1
        if (
            start > last
            or texts[last] in BODY_WORDS
            or (not paired and start and texts[start - 1].lower() in {"the", "of"})
        ):
            continue
        if start == last and infos[last].common != RARE and "sur" not in infos[last].lists:
            continue
        start = _partners(here, start) if paired else start
        if gaps[at + 1] == "-" or here.after(at + 1) == "of" or here.before(start) in BY_KIND[PERSON].before:
            continue  # "Vista and Co-Production", "Sons of Liberty", "the executive Fred Brothers"
        if start == last and any(known.kind == PERSON for _, known in _known(here, start, start + 1)):
            continue
        yield CandidateSpan(start, at + 1, kind=BODY, why="firm")


def _partners(here: PassageTokens, start: int) -> int:
    """Give where a firm's name begins that names several before the last ("Wray, Lund & Co")."""
    texts, infos, first = here.words.texts, here.line.infos, start - MOST_WORDS
    while start and start > first and here.text[here.words.end(start - 1) : here.words.starts[start]] == ", ":
        info = infos[start - 1]
        named = (
            info.capital
            and not any(_known(here, start - 1, start))
            and texts[start - 1] not in OPENERS
            and ("sur" in info.lists or info.common == RARE)
        )
        if not named or (start > 1 and here.words.gaps[start - 1] == " " and infos[start - 2].capital):
            break
        start -= 1
    return start


def _advised(here: PassageTokens) -> Iterator[CandidateSpan]:
    """Find the firms of advisers, which are often called by two family names ("lawyers of Baker Tollman")."""
    texts, gaps, infos = here.words.texts, here.words.gaps, here.line.infos
    for at in _places(texts, ADVISERS):
        if at + 3 < len(texts) and texts[at + 1] in OF_FIRM and gaps[at + 1] == gaps[at + 2] == " ":
            end = at + 2
            while end < len(texts) and infos[end].capital and (end == at + 2 or gaps[end] == " "):
                end += 1
            known = any(_known(here, at + 2, at + 3))
            if end - at == 4 and not is_first_name(texts[at + 2]) and not known and gaps[at + 3] == " ":
                yield CandidateSpan(at + 2, end, kind=BODY, why="firm of advisers")


def _full_names(here: PassageTokens) -> Iterator[CandidateSpan]:
    """Find people whose family name is that of a place or of somebody known, where a given name and its neighbours tell."""
    texts, gaps, infos = here.words.texts, here.words.gaps, here.line.infos
    for at, known in here.matches:
        start, end = at - 1, at + 1
        if (
            len(known.words) > 1
            or start < 0
            or gaps[at] != " "
            or known.kind not in {"place", PERSON}
            or known.why == "demonym"
        ):
            continue
        given = infos[start]
        if (
            not given.capital
            or start in here.line.known
            or texts[start] in OPENERS
            or texts[start] in TITLES
            or texts[start].isupper()
        ):
            continue
        if end < len(texts) and gaps[end] in " -" and (infos[end].capital and texts[end] not in OPENERS):
            continue
        if (
            start
            and gaps[start] in " -'"
            and infos[start - 1].capital
            and texts[start - 1] not in TITLES
            and texts[start - 1] not in OPENERS
        ):
            continue
        if texts[start].lower() in SAYING or (
            given.common in EVERYDAY and (known.kind == "place" or gaps[start] == "(")
        ):
            continue  # "Young America", "Said Macron"
        listed = is_first_name(texts[start])
        place = listed and texts[start] in shipped_tagger().lexicon.places
        strange = (
            given.common == RARE
            and not given.lists
            and texts[start] not in shipped_tagger().lexicon.places
            and len(texts[start]) > 2
        )
        if (
            (listed and not place and known.kind == "place") or strange or (listed and known.kind == PERSON)
        ) and ((listed and not place) or _is_of_person(here, start, end)):
            yield CandidateSpan(start, end, kind=PERSON, why="full name")


def _is_of_person(here: PassageTokens, start: int, end: int) -> bool:
    """Say whether what stands around words is said of people: a role before, a verb or “who” or what they are after them."""
    _texts, gaps = here.words.texts, here.words.gaps
    if here.before(start) in BY_KIND[PERSON].before or here.before(start).rstrip(".").capitalize() in TITLES:
        return True
    after = here.slice(end, end + 4)
    if not after:
        return False
    if gaps[end] == " " and (after[0] in DOING or after[0] in SAYING):
        return True
    if gaps[end] != ",":
        return False
    if after[0] in {"who", "whose", "whom"} or (after[0].isdecimal() and len(after[0]) == 2):
        return True
    return after[0] in {"a", "an", "the"} and any(BY_NOUN.get(word) == PERSON for word in after[1:])


NO_GIVEN = (
    BY_KIND[BODY].tails
    | BY_KIND["event"].tails
    | frozenset({"Porte", "Place", "Rue", "Plaza", "Calle", "Rio", "Costa"})
)
BODY_WORDS = BY_KIND[BODY].tails | BY_KIND["place"].tails | COMPANIES


@dataclass(frozen=True, slots=True)
class NamePattern:
    """One shape of names: how it is found, and what it finds in examples and must not find in others ("" finds nothing)."""

    name: str
    find: Callable[[PassageTokens], Iterator[CandidateSpan]]
    examples: Mapping[str, str]  # sentence -> the name in it
    counterexamples: tuple[str, ...]


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
        ("The play “Susannah” Robert wrote", "William Foster (the skipper) saw it", "Robert (Norton) Hall"),
    ),
    NamePattern(
        "particle",
        _with_particles,
        {
            "and Jan van den Berg leads": "Jan van den Berg",
            "Carlos de la Vega runs the market": "Carlos de la Vega",
            "Luigi Della Rocca mends nets": "Luigi Della Rocca",
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
        _advised,
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


def matches_of_patterns(here: PassageTokens) -> list[CandidateSpan]:
    """Give the names of a passage that their shape tells, in order; of two that overlap the longer one."""
    found = sorted(
        (name for shape in NAME_PATTERNS for name in shape.find(here)),
        key=lambda name: (name.start, -name.end),
    )
    made: list[CandidateSpan] = []
    for name in found:
        if made and name.start < made[-1].end:
            if name.end - name.start <= made[-1].end - made[-1].start:
                continue
            made.pop()
        made.append(name)
    return made


def families(found: list[tuple[PassageTokens, list[CandidateSpan]]]) -> set[tuple[str, ...]]:
    """Give the family names with particles, in small letters, of the people that an article names in full."""
    made = set()
    for here, names in found:
        for name in names:
            words = name.called or here.slice(name.start, name.end)
            if name.kind == PERSON and (size := particles_before(words)):
                made.add(tuple(plain(word) for word in words[-1 - size :]))
    return made


def family_names(here: PassageTokens, families: set[tuple[str, ...]]) -> Iterator[CandidateSpan]:
    """Give where a passage has the family name of someone with particles alone ("Van den Berg was", "the pilot van Houten")."""
    texts, gaps = here.words.texts, here.words.gaps
    sizes, after = sorted({len(one) for one in families}, reverse=True), 0
    for at in _places(texts, ANY_PARTICLE):
        begins = (
            texts[at][0].isupper()
            or not at
            or not here.line.infos[at - 1].capital
            or texts[at - 1].rstrip(".") in TITLES
        )
        for size in sizes if begins and at >= after else ():
            end = at + size
            same = end <= len(texts) and tuple(plain(word) for word in texts[at:end]) in families
            if same and all(gap == " " for gap in gaps[at + 1 : end]):
                yield CandidateSpan(at, end, kind=PERSON, called=(" ".join(texts[at:end]),), why="surname")
                after = end
                break
