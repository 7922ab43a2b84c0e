"""Known names and found ones of a passage become one row of names that do not overlap.

Three tables decide: a found name that begins (`KNOWN_FIRST_RULES`) or ends (`KNOWN_LAST_RULES`) with a known
one is split, or stays whole where no rule holds; a known one may be part of a longer one (`EXTENSION_RULES`).
The sets of words were made by looking at errors in the Wikinews articles of docs/accuracy.md.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import NamedTuple

from sitegen import name_evidence
from sitegen.entities.abbreviations import DISASTERS, SUFFIXES
from sitegen.entities.authority import AuthorityName
from sitegen.entities.gazetteer import (
    DIVIDED_COUNTRIES,
    NAMESAKES_OF_STATES,
    PARTIES_NAMED_WITHOUT_PARTY,
    countries,
)
from sitegen.entities.kinds import BY_KIND, GENERATIONS, GOVERNING, TITLES, by_words
from sitegen.entities.passages import PassageTokens
from sitegen.entities.rules import RuleName, SpanExample, SpanRule, span_rule
from sitegen.entities.span_rules import (
    PACTS,
    UNKNOWN,
    CandidateSpan,
    flight_end,
    is_disaster,
    split_span,
    with_year,
)
from sitegen.entities.tagger import OPENERS, SMALL
from sitegen.model import EVENT, ORGANISATION, PERSON, PLACE

ORDINARY_CLASSES = frozenset("012")  # classes of ordinary words
ONE_WORD_BODIES = frozenset(
    "Army Navy Senate Congress Parliament".split()
)  # after a country, one name with it
BODY_ENDINGS = SUFFIXES | {"Airlines", "Airways", "Group"}  # that a known body may have, or lack
PARTY_WORDS = frozenset({"Party", "party"})
OFFICE_WORDS = frozenset(  # of bodies that are no one name with the country before them
    "Ministry ministry Department department Minister President Secretary Premier Embassy embassy"
    " Government".split()
)
BEFORE_PARTIES = frozenset(  # before the name of a party, no part of it
    "Senate House Congressional State Senior Former Moderate Conservative Liberal Young Top Leading Many"
    " Some".split()
)
GEOGRAPHIC = frozenset(  # words that make another place of a place
    "City Greater New Old Rim County East West North South Northeast Northwest Southeast Southwest Eastern"
    " Western Northern Southern Central Upper Lower Isles Indies Empire Republic State States Seas Delta"
    " Fields Gardens Railway Railroad Metro St Area Highlands Lowlands Plain Plains Plateau Archipelago"
    " Basin Forest Border Zone Strip Cape Heights Point Cove Creek Ridge Triangle Canyon Reef Corridor"
    " Borough Quarter Campus Line Underground Subway Zoo Basilica House Ave Boulevard Drive Lane Way Place"
    " Court Oasis Building Expressway Penitentiary Statehouse Courthouse Capitol Shores".split()
)
THINGS = frozenset(  # last words of what the one before them makes, does or gives, and is no entity
    "Act Amendment Analytics Assistant Bill Bills Briefing Card Cards Chart Charts Contract Constitution"
    " Day Delivery Dollar Dollars Driver Drivers Duo Flight Flights Food History Language Law Laws"
    " Literature Macintosh Maps Medal Messenger Ordinance Passport Phone Phones Program Rock Search Statute"
    " Store Tourism Visa Website".split()
)
PLACE_WORDS = GEOGRAPHIC | BY_KIND[PLACE].tails
JOINERS = frozenset("and & to or from".split())  # what parts the names on both sides
VEHICLES = frozenset({"Flight", "Concorde"})
PARTISAN = frozenset("Republican Democratic Labour Conservative Liberal GOP".split())
HOUSES = frozenset("Senate House Congress Assembly".split())
CAMPUSES = frozenset({"University", "College"})
DIRECTIONS = frozenset(  # before a country, no part of its name
    "Northern Southern Eastern Western Central Northeastern Northwestern Southeastern Southwestern"
    " North-Eastern South-Eastern".split()
)
OF_THE_STATES = frozenset("U.S. US States America American Washington".split())
STATE_OF = ("State", "of")  # before a name that is the same without it, but for NAMESAKES_OF_STATES
BODY_PREPOSITIONS = frozenset({"for", "in", "on", "to", "at"})
PREPOSITIONS_AFTER_PERSON = frozenset({"of", "to", "for", "at", "in"})
NO_PLACES = frozenset({ORGANISATION, PERSON, EVENT, "not"})  # lists of TaggerInput.known


class HeldName(NamedTuple):
    """A found name that begins or ends with a known one, and is longer."""

    passage: PassageTokens
    found: CandidateSpan
    inner: CandidateSpan  # the known name
    known: AuthorityName
    before: tuple[str, ...]  # words of the found name before the known one
    after: tuple[str, ...]  # words of it after the known one


class Choice(NamedTuple):
    """What stays of a found name and of the known one in it."""

    names: list[CandidateSpan]
    known: CandidateSpan | None


class KnownPlace(NamedTuple):
    """A known name that may be part of a longer one."""

    passage: PassageTokens
    name: CandidateSpan
    known: AuthorityName


def selected_spans(passage: PassageTokens, candidates: list[CandidateSpan]) -> list[CandidateSpan]:
    """Return known names and found ones, in order: of two that overlap the longer one, but for the tables."""
    by_pattern = [name for name in candidates if name.why]
    known = _known_spans(passage, by_pattern)
    starts, ends = [name.start for name in known], [name.end for name in known]
    kept = dict.fromkeys(known)  # known names that stay
    selected: list[CandidateSpan] = []
    for name in candidates:
        if name.why:
            continue
        first = bisect_right(ends, name.start)
        inside = known[first : bisect_left(starts, name.end)]
        if inside:
            selected += _beside_known(passage, name, inside, kept)
        else:
            selected.append(_with_country(passage, name, known[first - 1] if first else None, kept))
    selected += [_extended(passage, name) for name in kept if name.known and name.known.entity]
    return disjoint_spans([*selected, *by_pattern])


def _beside_known(
    passage: PassageTokens,
    name: CandidateSpan,
    inside: list[CandidateSpan],
    kept: dict[CandidateSpan, None],
) -> list[CandidateSpan]:
    """Return what stays of a found name that shares words with known ones; `kept` loses parts of it."""
    if _holds_one(name, inside):
        choice = _choice(passage, name, inside[0])
        if choice.known != inside[0]:
            kept.pop(inside[0], None)
            if choice.known is not None:
                kept[choice.known] = None
        return choice.names
    if _is_body_of_known(passage, name, inside):
        for held in inside:
            kept.pop(held, None)
        return [name]
    return [] if name.kind else _between(name, inside)


def _with_country(
    passage: PassageTokens,
    name: CandidateSpan,
    country: CandidateSpan | None,
    kept: dict[CandidateSpan, None],
) -> CandidateSpan:
    """Return a body, with the country before it where the two are one name, which `kept` then loses."""
    if country is None or country not in kept or not _is_body_of_country(passage, name, country):
        return name
    kept.pop(country)
    return name._replace(start=country.start, rule=RuleName("body of a country"))


def _known_spans(passage: PassageTokens, by_pattern: list[CandidateSpan]) -> list[CandidateSpan]:
    """Return the known names of a passage but for parts of names that a pattern tells, which are in order."""
    known: list[CandidateSpan] = []
    for start, entry in passage.matches:
        name = CandidateSpan(start, start + len(entry.words), entry)
        if not _is_of_other_country(passage, start, entry) and not _is_part_of_any(name, by_pattern):
            known.append(name)
    return known


def _is_part_of_any(name: CandidateSpan, longer_names: list[CandidateSpan]) -> bool:
    """Whether a name is a part of one of some names in order."""
    place = bisect_right(longer_names, name.start, key=attrgetter("start")) - 1
    if place < 0:
        return False
    longer = longer_names[place]
    return name.end <= longer.end and (name.start, name.end) != (longer.start, longer.end)


def _is_of_other_country(passage: PassageTokens, start: int, known: AuthorityName) -> bool:
    """Whether a known department is that of the place before it ("Idaho Department of Agriculture")."""
    if "Department" not in known.words or not start or passage.words.gaps[start] not in " '":
        return False
    if passage.words.texts[start - 1] in OF_THE_STATES:
        return False
    mark = passage.line.known.get(start - 1, "")
    return mark != "" and mark.rstrip("+").partition("-")[2] not in NO_PLACES


def _holds_one(name: CandidateSpan, inside: list[CandidateSpan]) -> bool:
    """Whether a name of some kind holds one known name, and nothing of another."""
    if not name.kind or len(inside) != 1:
        return False
    return inside[0].start >= name.start and inside[0].end <= name.end


def _between(name: CandidateSpan, inside: list[CandidateSpan]) -> list[CandidateSpan]:
    """Return what a possible name is beside the known ones in it, which are in order."""
    parts: list[CandidateSpan] = []
    start = name.start
    for known in inside:
        if start < known.start:
            parts.append(CandidateSpan(start, known.start))
        start = known.end
    if start < name.end:
        parts.append(CandidateSpan(start, name.end))
    return parts


def disjoint_spans(names: Iterable[CandidateSpan]) -> list[CandidateSpan]:
    """Return names in order; of two that overlap the longer one, and a name rather than a possible one."""
    disjoint: list[CandidateSpan] = []
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        if disjoint and name.start < disjoint[-1].end:
            if _rank(name) <= _rank(disjoint[-1]):
                continue
            disjoint.pop()
        disjoint.append(name)
    return disjoint


def _rank(name: CandidateSpan) -> tuple[bool, int]:
    return bool(name.known or name.kind), name.end - name.start


# Bodies and the known names in or before them -----------------------------------------------------------


def _is_body_of_country(passage: PassageTokens, name: CandidateSpan, country: CandidateSpan) -> bool:
    """Whether ordinary words name a body, and a country stands before them ("European" + "Space Agency")."""
    known = country.known
    if name.kind != ORGANISATION or known is None or known.kind != PLACE or known.why == name_evidence.NEVER:
        return False
    if country.end != name.start or passage.words.gaps[name.start] != " ":
        return False
    words = passage.slice(name.start, name.end)
    if not OFFICE_WORDS.isdisjoint(words) or (len(words) == 1 and words[0] not in ONE_WORD_BODIES):
        return False
    infos = passage.line.infos[name.start : name.end]
    return all(info.common in ORDINARY_CLASSES or info.low in SMALL for info in infos)


def _is_body_of_known(passage: PassageTokens, name: CandidateSpan, inside: list[CandidateSpan]) -> bool:
    """Whether a body's name is more than the known ones in it ("Houston Holocaust Museum")."""
    if name.kind != ORGANISATION or inside[-1].end > name.end or inside[0].start < name.start:
        return False
    if set(passage.words.gaps[name.start + 1 : name.end]) != {" "}:
        return False
    words = passage.slice(name.start, name.end)
    if by_words(words) == ORGANISATION and not _is_house_of_party(words):
        return _is_named_body(passage, name, inside)
    return _are_one_body(passage, name, inside)


def _is_house_of_party(words: tuple[str, ...]) -> bool:
    return words[-1] in HOUSES and not PARTISAN.isdisjoint(words)


def _is_named_body(passage: PassageTokens, name: CandidateSpan, inside: list[CandidateSpan]) -> bool:
    """Whether a body that its words tell is one name with the known ones in it."""
    words = passage.slice(name.start, name.end)
    if not OFFICE_WORDS.isdisjoint(words) or _runs_on(words) or _is_beside_country(name, inside):
        return False
    more = _words_beside(passage, name, inside)
    if any(word[0].isupper() or word == "of" for word in more) and JOINERS.isdisjoint(more):
        return True
    return not more and _is_local_party(inside)


def _runs_on(words: tuple[str, ...]) -> bool:
    """Whether words of a run show that it is more than one name: an article, a number."""
    return "The" in words or any(map(str.isdecimal, words))


def _is_beside_country(name: CandidateSpan, inside: list[CandidateSpan]) -> bool:
    """Whether the first known name in a found one, or one at its end, is a country."""
    first, last = inside[0].known, inside[-1].known
    if first is not None and first.entity in countries():
        return True
    return last is not None and inside[-1].end == name.end and last.entity in countries()


def _is_local_party(inside: list[CandidateSpan]) -> bool:
    """Whether the known names in a found one are a place and a party ("Iowa Democratic Party")."""
    first, last = inside[0].known, inside[-1].known
    if first is None or last is None:
        return False
    return first.kind == PLACE and last.entity.endswith("party")


def _words_beside(passage: PassageTokens, name: CandidateSpan, inside: list[CandidateSpan]) -> list[str]:
    """Return the words of a name that are in none of the known ones in it."""
    covered = {index for known in inside for index in range(known.start, known.end)}
    return [passage.words.texts[index] for index in range(name.start, name.end) if index not in covered]


def _are_one_body(passage: PassageTokens, name: CandidateSpan, inside: list[CandidateSpan]) -> bool:
    """Whether two known bodies side by side are one; those of longer names, or with letters, stay two."""
    if len(inside) != 2 or inside[0].start != name.start or inside[0].end != inside[1].start:
        return False
    first, last = inside[0].known, inside[1].known
    if first is None or last is None or not first.kind == last.kind == ORGANISATION:
        return False
    if inside[1].end < name.end:  # "Nokia Siemens Networks"
        return True
    if first.entity == last.entity or name.end - name.start > 2:
        return False
    return not passage.words.texts[name.end - 1].isupper()  # "Sony Ericsson"


# A found name and a known one in it ---------------------------------------------------------------------


def _choice(passage: PassageTokens, found: CandidateSpan, inner: CandidateSpan) -> Choice:
    """Return what stays of a found name with a known one in it: both ("Russian", "Navy") or one."""
    known = inner.known
    if known is None or (inner.start, inner.end) == (found.start, found.end):
        return Choice([], inner)
    held = HeldName(
        passage,
        found,
        inner,
        known,
        passage.slice(found.start, inner.start),
        passage.slice(inner.end, found.end),
    )
    rule = held_rule(held)
    if rule is None:
        return Choice([found], None)
    choice = rule.then(held)
    names = [name if name.rule else name._replace(rule=rule.name) for name in choice.names]
    return Choice(names, choice.known)


def held_rule(held: HeldName) -> SpanRule[HeldName, Choice] | None:
    """Return the rule that tells what stays of a found name with a known one in it; None: the found one."""
    if not held.before and held.known.why != name_evidence.NEVER:
        return span_rule(KNOWN_FIRST_RULES, held)
    return None if held.after else span_rule(KNOWN_LAST_RULES, held)


def _is_with_ending(held: HeldName) -> bool:
    if held.known.kind != ORGANISATION:
        return False
    endings = BODY_ENDINGS | PARTY_WORDS if _may_be_party(held.known) else BODY_ENDINGS
    return endings.issuperset(held.after)


def _may_be_party(known: AuthorityName) -> bool:
    return known.entity in PARTIES_NAMED_WITHOUT_PARTY or "party" in known.entity or known.words[-1].isupper()


def _extend_known(held: HeldName) -> Choice:
    rule = RuleName("known body with its ending")
    return Choice([], held.inner._replace(end=held.found.end, rule=rule))


def _keep_known(held: HeldName) -> Choice:
    return Choice([], held.inner)


def _split_after_known(held: HeldName) -> Choice:
    remainder = CandidateSpan(held.inner.end, held.found.end)
    return Choice(list(split_span(held.passage.words, remainder, held.passage.lexicon)), held.inner)


def _split_after_preposition(held: HeldName) -> Choice:
    remainder = CandidateSpan(held.inner.end + 1, held.found.end)
    return Choice(list(split_span(held.passage.words, remainder, held.passage.lexicon)), held.inner)


def _keep_both_of_pair(held: HeldName) -> Choice:
    return Choice([CandidateSpan(held.inner.end + 1, held.found.end, kind=held.found.kind)], held.inner)


def _split_off_person(held: HeldName) -> Choice:
    remainder = CandidateSpan(held.inner.end, held.found.end, kind=PERSON)
    return Choice(list(split_span(held.passage.words, remainder, held.passage.lexicon)), held.inner)


def _split_off_found_kind(held: HeldName) -> Choice:
    remainder = CandidateSpan(held.inner.end, held.found.end, kind=held.found.kind)
    return Choice(list(split_span(held.passage.words, remainder, held.passage.lexicon)), held.inner)


def _split_off_possible_name(held: HeldName) -> Choice:
    return Choice([CandidateSpan(held.inner.end, held.found.end)], held.inner)


def _keep_before_preposition(held: HeldName) -> Choice:
    return Choice([held.found._replace(end=held.inner.start - 1)], held.inner)


def _keep_before_known(held: HeldName) -> Choice:
    return Choice([held.found._replace(end=held.inner.start)], held.inner)


def _found_words(held: HeldName) -> tuple[str, ...]:
    return held.passage.slice(held.found.start, held.found.end)


def _is_space_after(held: HeldName) -> bool:
    return held.passage.words.gaps[held.inner.end] == " "


def _is_adjective(held: HeldName) -> bool:
    return bool(held.known.before)


def _is_before_preposition(held: HeldName) -> bool:
    return held.after[0] in BODY_PREPOSITIONS and not by_words(_found_words(held))


def _is_joined(held: HeldName) -> bool:
    if held.after[0] != "and" or len(held.after) < 2 or held.known.kind != ORGANISATION:
        return False
    return not by_words(held.after)


def _is_before_number(held: HeldName) -> bool:
    return any(map(str.isdigit, held.after[0]))


def _is_before_vehicle(held: HeldName) -> bool:
    if held.after[0] not in VEHICLES or not _is_space_after(held):
        return False
    return by_words(_found_words(held)) != EVENT


def _is_before_disaster(held: HeldName) -> bool:
    return held.after[0] in DISASTERS and held.known.kind != PLACE


def _is_before_person(held: HeldName) -> bool:
    if held.known.kind != PLACE or len(held.after) < 2:
        return False
    if "first" not in held.passage.line.infos[held.inner.end].lists:
        return False
    return by_words(held.after) in {PERSON, UNKNOWN}


def _is_before_government(held: HeldName) -> bool:
    if held.known.kind != PLACE or held.after[0] not in GOVERNING:
        return False
    return not OFFICE_WORDS.isdisjoint(held.after)


def _is_party_before_house(held: HeldName) -> bool:
    return held.after[0] in HOUSES and held.known.entity.endswith("party")


def _is_before_title(held: HeldName) -> bool:
    return held.after[0] in TITLES and not _is_before_campus(held)


def _is_before_campus(held: HeldName) -> bool:
    """Whether a place goes on with "State University"."""
    if held.after[0] != "State" or held.after[-1] not in CAMPUSES:
        return False
    return held.known.kind == PLACE and held.known.why != name_evidence.DEMONYM


def _is_known_owner(held: HeldName) -> bool:
    return held.passage.words.gaps[held.inner.end] == "'"


def _is_before_other_place(held: HeldName) -> bool:
    if not held.known.kind == held.found.kind == PLACE or not _is_space_after(held):
        return False
    if not held.after[0][0].isupper():
        return False
    return not by_words(_found_words(held)) and PLACE_WORDS.isdisjoint(held.after)


def _is_before_thing(held: HeldName) -> bool:
    """Whether what the known one makes, does or gives follows it ("Google Maps", "United Kingdom iTunes")."""
    if held.known.why == name_evidence.DEMONYM or not _is_space_after(held):
        return False
    first, last = held.after[0], held.after[-1]
    return last in THINGS or (first[0].islower() and not first.islower())


def _is_place_of_person(held: HeldName) -> bool:
    return held.found.kind == PERSON and held.before[-1] in PREPOSITIONS_AFTER_PERSON


def _is_after_direction(held: HeldName) -> bool:
    known = held.known
    if known.kind != PLACE or held.before[0] not in DIRECTIONS:
        return False
    divisible = known.entity in countries() and known.entity not in DIVIDED_COUNTRIES
    if held.before[-2:] != STATE_OF and not divisible:
        return False
    return " ".join(_found_words(held)) not in held.passage.lexicon.places  # "Western Australia"


def _is_after_state_of(held: HeldName) -> bool:
    return held.known.kind == PLACE and held.before == STATE_OF


def _is_after_role(held: HeldName) -> bool:
    if held.known.kind != PERSON or len(held.known.words) < 2:
        return False
    if "first" in held.passage.line.infos[held.found.start].lists:
        return False
    if held.found.kind == PERSON:
        return True
    return held.found.kind == PLACE and not by_words(_found_words(held))


def _is_after_town(held: HeldName) -> bool:
    if not held.known.kind == held.found.kind == PLACE:
        return False
    if held.passage.words.gaps[held.inner.start] != " " or not GEOGRAPHIC.isdisjoint(held.before):
        return False
    return " ".join(held.before) in held.passage.lexicon.places


# A known name that is part of a longer one --------------------------------------------------------------


def _extended(passage: PassageTokens, name: CandidateSpan) -> CandidateSpan:
    """Return the whole of a name of which a part is known: an event with its year, a pact, and so on."""
    if name.known is None:
        return name
    place = KnownPlace(passage, name, name.known)
    rule = span_rule(EXTENSION_RULES.get(name.known.kind, ()), place)
    return name if rule is None else rule.then(place)._replace(rule=rule.name)


def _is_carrier(place: KnownPlace) -> bool:
    words, end = place.passage.words, place.name.end
    return words.gaps[end] == " " and flight_end(words, end) > 0


def _with_flight(place: KnownPlace) -> CandidateSpan:
    flight = flight_end(place.passage.words, place.name.end)
    return CandidateSpan(place.name.start, flight, kind=EVENT)


def _is_end_of_party(place: KnownPlace) -> bool:
    """Whether a known party is the end of another one's name ("Social Democrats")."""
    words, start = place.passage.words, place.name.start
    if not start or words.gaps[start] != " " or words.gaps[start - 1] == "(":
        return False
    if len(place.known.words) > 1 or not _is_plural(place.known.words[0]):
        return False
    before = words.texts[start - 1]
    if not before[0].isupper() or before in BEFORE_PARTIES or before in OPENERS:
        return False
    return place.passage.line.settled.get(start - 1) != start


def _is_plural(text: str) -> bool:
    return text.endswith("s") and not text.isupper()


def _with_word_before(place: KnownPlace) -> CandidateSpan:
    return CandidateSpan(place.name.start - 1, place.name.end, kind=ORGANISATION)


def _is_before_ending(place: KnownPlace) -> bool:
    return _end_with_endings(place) > place.name.end


def _end_with_endings(place: KnownPlace) -> int:
    words, end = place.passage.words, place.name.end
    while end < len(words) and words.gaps[end] == " " and words.texts[end] in BODY_ENDINGS:
        end += 1
    return end


def _with_endings(place: KnownPlace) -> CandidateSpan:
    return place.name._replace(end=_end_with_endings(place))


def _is_at_campus(place: KnownPlace) -> bool:
    return "University" in place.known.words and _campus_end(place) > 0


def _campus_end(place: KnownPlace) -> int:
    """Return where a university's name with its place ends ("University of Texas at Austin"); 0: no place."""
    texts, gaps, end = place.passage.words.texts, place.passage.words.gaps, place.name.end
    if end + 1 >= len(texts) or texts[end] != "at" or gaps[end] != " " or gaps[end + 1] != " ":
        return 0
    size, kind = place.passage.lexicon.place_at(texts, end + 1)
    return end + 1 + size if kind else 0


def _with_campus(place: KnownPlace) -> CandidateSpan:
    return CandidateSpan(place.name.start, _campus_end(place), kind=ORGANISATION)


def _is_of_pact(place: KnownPlace) -> bool:
    texts, gaps, start = place.passage.words.texts, place.passage.words.gaps, place.name.start
    if start < 2 or texts[start - 1] not in {"of", "on"} or texts[start - 2] not in PACTS:
        return False
    return gaps[start - 1] == gaps[start] == " "


def _with_pact(place: KnownPlace) -> CandidateSpan:
    return CandidateSpan(place.name.start - 2, place.name.end, kind=EVENT)


def _is_after_year(place: KnownPlace) -> bool:
    return with_year(place.passage.words, place.name.start, place.name.end) < place.name.start


def _with_year_before(place: KnownPlace) -> CandidateSpan:
    return CandidateSpan(place.name.start - 1, place.name.end, kind=EVENT)


def _is_before_generation(place: KnownPlace) -> bool:
    words, end = place.passage.words, place.name.end
    return end < len(words) and words.gaps[end] == " " and words.texts[end] in GENERATIONS


def _with_generation(place: KnownPlace) -> CandidateSpan:
    return CandidateSpan(place.name.start, place.name.end + 1, kind=PERSON)


def _is_struck(place: KnownPlace) -> bool:
    """Whether a disaster follows that is called by the place; of a country, "disaster" alone names none."""
    words, end = place.passage.words, place.name.end
    if end >= len(words) or not is_disaster(words, place.name.start, end):
        return False
    return words.texts[end] != "disaster" or place.known.entity not in countries()


def _with_disaster(place: KnownPlace) -> CandidateSpan:
    return CandidateSpan(place.name.start, place.name.end + 1, kind=EVENT)


def _is_state_of(place: KnownPlace) -> bool:
    start = place.name.start
    if place.known.entity in NAMESAKES_OF_STATES or place.passage.slice(max(0, start - 2), start) != STATE_OF:
        return False
    return not _follows_name(place.passage, start - 2)


def _follows_name(passage: PassageTokens, index: int) -> bool:
    """Whether a word goes on with what stands before it ("Islamic State", "Ministers of State")."""
    if index <= 0 or passage.words.gaps[index] != " ":
        return False
    before = passage.words.texts[index - 1]
    return before == "of" or (before[0].isupper() and before not in OPENERS)


def _with_state_of(place: KnownPlace) -> CandidateSpan:
    return place.name._replace(start=place.name.start - 2)


# Tables -------------------------------------------------------------------------------------------------

KNOWN_FIRST_RULES: tuple[SpanRule[HeldName, Choice], ...] = (
    SpanRule(
        name=RuleName("known body with its ending"),
        when=_is_with_ending,
        then=_extend_known,
        examples=(
            SpanExample(
                "the Google Group met", "Google Group", ORGANISATION, (("Google Group", ORGANISATION),)
            ),
        ),
        counterexamples=(
            SpanExample(
                "the Google Harbour met", "Google Harbour", ORGANISATION, (("Google Harbour", ORGANISATION),)
            ),
        ),
    ),
    SpanRule(
        name=RuleName("adjective for what follows"),
        when=_is_adjective,
        then=_split_after_known,
        examples=(
            SpanExample(
                "by Democratic Senator Jane Lodkin",
                "Democratic Senator Jane Lodkin",
                PERSON,
                (("Democratic", ORGANISATION), ("Senator Jane Lodkin", UNKNOWN)),
            ),
        ),
        counterexamples=(
            SpanExample(
                "by Google Senator Jane Lodkin",
                "Google Senator Jane Lodkin",
                PERSON,
                (("Google", ORGANISATION), ("Senator Jane Lodkin", PERSON)),
            ),
        ),
    ),
    SpanRule(
        name=RuleName("before a preposition"),
        when=_is_before_preposition,
        then=_split_after_preposition,
        examples=(
            SpanExample(
                "at Google in Zhelm again",
                "Google in Zhelm",
                ORGANISATION,
                (("Google", ORGANISATION), ("Zhelm", UNKNOWN)),
            ),
        ),
        counterexamples=(
            SpanExample(
                "the Google Institute in Zhelm",
                "Google Institute in Zhelm",
                ORGANISATION,
                (("Google Institute in Zhelm", ORGANISATION),),
            ),
        ),
    ),
    SpanRule(
        name=RuleName("joined to another"),
        when=_is_joined,
        then=_keep_both_of_pair,
        examples=(
            SpanExample(
                "at Google and Zhelm again",
                "Google and Zhelm",
                ORGANISATION,
                (("Google", ORGANISATION), ("Zhelm", ORGANISATION)),
            ),
        ),
        counterexamples=(
            SpanExample(
                "at Google and Zhelm Museum",
                "Google and Zhelm Museum",
                ORGANISATION,
                (("Google and Zhelm Museum", ORGANISATION),),
            ),
        ),
    ),
    SpanRule(
        name=RuleName("model or score"),
        when=_is_before_number,
        then=_keep_known,
        examples=(
            SpanExample("the Google 380 again", "Google 380", ORGANISATION, (("Google", ORGANISATION),)),
        ),
        counterexamples=(
            SpanExample(
                "the Google Zhelm 380 again",
                "Google Zhelm 380",
                ORGANISATION,
                (("Google Zhelm 380", ORGANISATION),),
            ),
        ),
    ),
    SpanRule(
        name=RuleName("vehicle"),
        when=_is_before_vehicle,
        then=_keep_known,
        examples=(
            SpanExample(
                "the Google Concorde again", "Google Concorde", ORGANISATION, (("Google", ORGANISATION),)
            ),
        ),
        counterexamples=(
            SpanExample(
                "the Google Flight 447 again", "Google Flight 447", EVENT, (("Google Flight 447", EVENT),)
            ),
        ),
    ),
    SpanRule(
        name=RuleName("disaster of no place"),
        when=_is_before_disaster,
        then=_keep_known,
        examples=(
            SpanExample("the Google disaster again", "Google disaster", EVENT, (("Google", ORGANISATION),)),
        ),
        counterexamples=(
            SpanExample(
                "the Bolivia earthquake again", "Bolivia earthquake", EVENT, (("Bolivia earthquake", EVENT),)
            ),
        ),
    ),
    SpanRule(
        name=RuleName("person of a place"),
        when=_is_before_person,
        then=_split_off_person,
        examples=(
            SpanExample(
                "of Bolivia Anna Lodkin came",
                "Bolivia Anna Lodkin",
                PLACE,
                (("Bolivia", PLACE), ("Anna Lodkin", PERSON)),
            ),
        ),
        counterexamples=(
            SpanExample(
                "the Bolivia Anna Museum",
                "Bolivia Anna Museum",
                ORGANISATION,
                (("Bolivia Anna Museum", ORGANISATION),),
            ),
        ),
    ),
    SpanRule(
        name=RuleName("government of a place"),
        when=_is_before_government,
        then=_split_off_found_kind,
        examples=(
            SpanExample(
                "the Bolivian Foreign Ministry said",
                "Bolivian Foreign Ministry",
                ORGANISATION,
                (("Bolivian", PLACE), ("Foreign Ministry", ORGANISATION)),
            ),
        ),
        counterexamples=(
            SpanExample(
                "the Bolivian Fish Ministry said",
                "Bolivian Fish Ministry",
                ORGANISATION,
                (("Bolivian Fish Ministry", ORGANISATION),),
            ),
        ),
    ),
    SpanRule(
        name=RuleName("house of a party"),
        when=_is_party_before_house,
        then=_split_off_found_kind,
        examples=(
            SpanExample(
                "the Republicans Senate again",
                "Republicans Senate",
                ORGANISATION,
                (("Republicans", ORGANISATION), ("Senate", ORGANISATION)),
            ),
        ),
        counterexamples=(
            SpanExample(
                "the Google Senate again", "Google Senate", ORGANISATION, (("Google Senate", ORGANISATION),)
            ),
        ),
    ),
    SpanRule(
        name=RuleName("title"),
        when=_is_before_title,
        then=_split_off_found_kind,
        examples=(
            SpanExample(
                "by Google Director Lodkin",
                "Google Director Lodkin",
                PERSON,
                (("Google", ORGANISATION), ("Director Lodkin", PERSON)),
            ),
        ),
        counterexamples=(
            SpanExample(
                "at Colorado State University",
                "Colorado State University",
                ORGANISATION,
                (("Colorado State University", ORGANISATION),),
            ),
        ),
    ),
    SpanRule(
        name=RuleName("owner"),
        when=_is_known_owner,
        then=_split_off_found_kind,
        examples=(
            SpanExample(
                "then Bolivia's Zhelm Bakery sold",
                "Bolivia Zhelm Bakery",
                ORGANISATION,
                (("Bolivia", PLACE), ("Zhelm Bakery", ORGANISATION)),
            ),
        ),
        counterexamples=(
            SpanExample(
                "then Bolivia Zhelm Bakery sold",
                "Bolivia Zhelm Bakery",
                ORGANISATION,
                (("Bolivia Zhelm Bakery", ORGANISATION),),
            ),
        ),
    ),
    SpanRule(
        name=RuleName("before another place"),
        when=_is_before_other_place,
        then=_split_off_possible_name,
        examples=(
            SpanExample(
                "in Bolivia Zhelm again", "Bolivia Zhelm", PLACE, (("Bolivia", PLACE), ("Zhelm", UNKNOWN))
            ),
        ),
        counterexamples=(
            SpanExample("in Bolivia Street again", "Bolivia Street", PLACE, (("Bolivia Street", PLACE),)),
        ),
    ),
    SpanRule(
        name=RuleName("before what it makes"),
        when=_is_before_thing,
        then=_split_off_possible_name,
        examples=(
            SpanExample(
                "the Google Zhelm Maps again",
                "Google Zhelm Maps",
                ORGANISATION,
                (("Google", ORGANISATION), ("Zhelm Maps", UNKNOWN)),
            ),
        ),
        counterexamples=(
            SpanExample(
                "the Bolivian Maps again", "Bolivian Maps", ORGANISATION, (("Bolivian Maps", ORGANISATION),)
            ),
        ),
    ),
)

KNOWN_LAST_RULES: tuple[SpanRule[HeldName, Choice], ...] = (
    SpanRule(
        name=RuleName("place of a person"),
        when=_is_place_of_person,
        then=_keep_before_preposition,
        examples=(
            SpanExample(
                "then Ambassador to Bolivia came",
                "Ambassador to Bolivia",
                PERSON,
                (("Ambassador", PERSON), ("Bolivia", PLACE)),
            ),
        ),
        counterexamples=(
            SpanExample(
                "the Bank of Bolivia said",
                "Bank of Bolivia",
                ORGANISATION,
                (("Bank of Bolivia", ORGANISATION),),
            ),
        ),
    ),
    SpanRule(
        name=RuleName("part of a country"),
        when=_is_after_direction,
        then=_keep_known,
        examples=(SpanExample("in Western Bolivia again", "Western Bolivia", PLACE, (("Bolivia", PLACE),)),),
        counterexamples=(
            SpanExample(
                "in Western Australia again", "Western Australia", PLACE, (("Western Australia", PLACE),)
            ),
        ),
    ),
    SpanRule(
        name=RuleName("state of that name"),
        when=_is_after_state_of,
        then=_keep_known,
        examples=(
            SpanExample(
                "the State of Bolivia again", "State of Bolivia", PLACE, (("State of Bolivia", PLACE),)
            ),
        ),
        counterexamples=(
            SpanExample(
                "the Bank of Bolivia again",
                "Bank of Bolivia",
                ORGANISATION,
                (("Bank of Bolivia", ORGANISATION),),
            ),
        ),
    ),
    SpanRule(
        name=RuleName("role of a person"),
        when=_is_after_role,
        then=_keep_known,
        examples=(
            SpanExample(
                "by Minster Tony Blair himself", "Minster Tony Blair", PERSON, (("Tony Blair", PERSON),)
            ),
        ),
        counterexamples=(
            SpanExample(
                "by Anna Tony Blair herself", "Anna Tony Blair", PERSON, (("Anna Tony Blair", PERSON),)
            ),
        ),
    ),
    SpanRule(
        name=RuleName("town before what it lies in"),
        when=_is_after_town,
        then=_keep_before_known,
        examples=(
            SpanExample(
                "in San Diego California now",
                "San Diego California",
                PLACE,
                (("San Diego", PLACE), ("California", PLACE)),
            ),
        ),
        counterexamples=(
            SpanExample("in Zhelm California now", "Zhelm California", PLACE, (("Zhelm California", PLACE),)),
        ),
    ),
)

_PACT: SpanRule[KnownPlace, CandidateSpan] = SpanRule(
    name=RuleName("pact"),
    when=_is_of_pact,
    then=_with_pact,
    examples=(SpanExample("the Siege of Lisbon again", "Lisbon", PLACE, (("Siege of Lisbon", EVENT),)),),
    counterexamples=(SpanExample("the bakers of Lisbon again", "Lisbon", PLACE, (("Lisbon", PLACE),)),),
)

EXTENSION_RULES: Mapping[
    str, tuple[SpanRule[KnownPlace, CandidateSpan], ...]
] = {  # by the kind of the known one
    ORGANISATION: (
        SpanRule(
            name=RuleName("flight of a carrier"),
            when=_is_carrier,
            then=_with_flight,
            examples=(
                SpanExample(
                    "on Air France Flight 447 again",
                    "Air France",
                    ORGANISATION,
                    (("Air France Flight 447", EVENT),),
                ),
            ),
            counterexamples=(
                SpanExample(
                    "on Air France again", "Air France", ORGANISATION, (("Air France", ORGANISATION),)
                ),
            ),
        ),
        SpanRule(
            name=RuleName("longer party"),
            when=_is_end_of_party,
            then=_with_word_before,
            examples=(
                SpanExample(
                    "then the Zhelm Republicans won",
                    "Republicans",
                    ORGANISATION,
                    (("Zhelm Republicans", ORGANISATION),),
                ),
            ),
            counterexamples=(
                SpanExample(
                    "then the Senate Republicans won",
                    "Republicans",
                    ORGANISATION,
                    (("Republicans", ORGANISATION),),
                ),
            ),
        ),
        SpanRule(
            name=RuleName("ending"),
            when=_is_before_ending,
            then=_with_endings,
            examples=(
                SpanExample("then Google Inc said", "Google", ORGANISATION, (("Google Inc", ORGANISATION),)),
            ),
            counterexamples=(
                SpanExample(
                    "then Google and others said", "Google", ORGANISATION, (("Google", ORGANISATION),)
                ),
            ),
        ),
        SpanRule(
            name=RuleName("campus"),
            when=_is_at_campus,
            then=_with_campus,
            examples=(
                SpanExample(
                    "at Stanford University at Austin again",
                    "Stanford University",
                    ORGANISATION,
                    (("Stanford University at Austin", ORGANISATION),),
                ),
            ),
            counterexamples=(
                SpanExample(
                    "at Stanford University at noon",
                    "Stanford University",
                    ORGANISATION,
                    (("Stanford University", ORGANISATION),),
                ),
            ),
        ),
        _PACT,
    ),
    EVENT: (
        SpanRule(
            name=RuleName("year"),
            when=_is_after_year,
            then=_with_year_before,
            examples=(
                SpanExample("the 2008 World Cup again", "World Cup", EVENT, (("2008 World Cup", EVENT),)),
            ),
            counterexamples=(
                SpanExample("the great World Cup again", "World Cup", EVENT, (("World Cup", EVENT),)),
            ),
        ),
    ),
    PERSON: (
        SpanRule(
            name=RuleName("generation"),
            when=_is_before_generation,
            then=_with_generation,
            examples=(
                SpanExample("then Tony Blair Jr came", "Tony Blair", PERSON, (("Tony Blair Jr", PERSON),)),
            ),
            counterexamples=(
                SpanExample("then Tony Blair came", "Tony Blair", PERSON, (("Tony Blair", PERSON),)),
            ),
        ),
    ),
    PLACE: (
        SpanRule(
            name=RuleName("disaster"),
            when=_is_struck,
            then=_with_disaster,
            examples=(
                SpanExample(
                    "the Bolivia earthquake was long", "Bolivia", PLACE, (("Bolivia earthquake", EVENT),)
                ),
            ),
            counterexamples=(
                SpanExample("the Bolivia disaster was long", "Bolivia", PLACE, (("Bolivia", PLACE),)),
                SpanExample("a Bolivia earthquake was near", "Bolivia", PLACE, (("Bolivia", PLACE),)),
            ),
        ),
        SpanRule(
            name=RuleName("state of that name"),
            when=_is_state_of,
            then=_with_state_of,
            examples=(
                SpanExample(
                    "in the State of Michigan now", "Michigan", PLACE, (("State of Michigan", PLACE),)
                ),
            ),
            counterexamples=(
                SpanExample(
                    "in the Islamic State of Michigan",
                    "Michigan",
                    PLACE,
                    (("Islamic State", ORGANISATION), ("Michigan", PLACE)),
                ),
            ),
        ),
        _PACT,
    ),
}
