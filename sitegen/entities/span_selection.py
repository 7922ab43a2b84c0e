"""Known names and found ones of a passage become one row of names that do not overlap."""

from bisect import bisect_left, bisect_right
from operator import attrgetter

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
from sitegen.entities.span_rules import PACTS, CandidateSpan, flight_end, is_disaster, split_span, with_year
from sitegen.entities.tagger import OPENERS, SMALL, shipped_tagger

COMMON = frozenset("012")  # classes of ordinary words
FORCES = frozenset("Army Navy Senate Congress Parliament".split())  # that are called by one word
ENDINGS = SUFFIXES | {"Airlines", "Airways", "Group"}  # that a known body may have, or lack
PARTY = frozenset({"Party", "party"})
PARTED = frozenset(
    "Ministry ministry Department department Minister President Secretary Premier Embassy embassy Government".split()
)
CHAMBERS = frozenset(
    "Senate House Congressional State Senior Former Moderate Conservative Liberal Young Top Leading Many Some".split()
)
GEOGRAPHIC = frozenset(  # words that make another place of a place
    "City Greater New Old Rim County East West North South Northeast Northwest Southeast Southwest Eastern Western Northern Southern"
    " Central Upper Lower Isles Indies Empire Republic State States Seas Delta Fields Gardens Railway Railroad Metro St Area Highlands"
    " Lowlands Plain Plains Plateau Archipelago Basin Forest Border Zone Strip Cape Heights Point Cove Creek Ridge Triangle Canyon Reef"
    " Corridor Borough Quarter Campus Line Underground Subway Zoo Basilica House Ave Boulevard Drive Lane Way Place Court Oasis Building"
    " Expressway Penitentiary Statehouse Courthouse Capitol Shores".split()
)
THINGS = frozenset(  # last words of what is made, done or given by whom the words before them name, and is no entity
    "Act Amendment Analytics Assistant Bill Bills Briefing Card Cards Chart Charts Contract Constitution Day Delivery Dollar Dollars"
    " Driver Drivers Duo Flight Flights Food History Language Law Laws Literature Macintosh Maps Medal Messenger Ordinance Passport"
    " Phone Phones Program Rock Search Statute Store Tourism Visa Website".split()
)
PLACE_WORDS = GEOGRAPHIC | BY_KIND["place"].tails
JOINING = frozenset("and & to or from".split())  # what parts the names on both sides
VEHICLES = frozenset({"Flight", "Concorde"})
PARTISAN = frozenset("Republican Democratic Labour Conservative Liberal GOP".split())
HOUSES = frozenset("Senate House Congress Assembly".split())
CAMPUSES = frozenset({"University", "College"})
DIRECTIONS = frozenset(  # before a country, a part of it, and of the same page
    "Northern Southern Eastern Western Central Northeastern Northwestern Southeastern Southwestern North-Eastern South-Eastern".split()
)
OF_THE_STATES = frozenset("U.S. US States America American Washington".split())
STATE_OF = ("State", "of")  # before a name that is the same without it, but for NAMESAKES_OF_STATES


def selected_spans(here: PassageTokens, tagged: list[CandidateSpan]) -> list[CandidateSpan]:
    """Join known names with those that the tagger found: the longer one wins, but a country before its body stands for itself."""
    sure, tagged = [name for name in tagged if name.why], [name for name in tagged if not name.why]
    known = [
        CandidateSpan(at, at + len(one.words), one)
        for at, one in here.matches
        if not _is_elsewhere(here, at, one)
    ]
    if sure:  # a known name in one that its shape tells is a part of it
        known = [one for one in known if not _is_part(one, sure)]
    starts, ends = [one.start for one in known], [one.end for one in known]
    made: list[CandidateSpan] = []
    kept = dict.fromkeys(known)
    for name in tagged:
        first = bisect_right(ends, name.start)
        last = bisect_left(starts, name.end)
        inside = known[first:last]
        if not inside:
            made.append(_with_country(here, name, known[first - 1] if first else None, kept))
        elif (
            name.kind
            and len(inside) == 1
            and inside[0].start >= name.start
            and inside[0].end <= name.end
            and inside[0] != name
        ):
            made += _weighed(here, name, inside[0], kept)
        elif name.kind == "organisation" and _fill(here, name, inside):
            for one in inside:
                kept.pop(one, None)
            made.append(name)
        else:
            start = name.start
            for one in inside:
                if not name.kind and start < one.start:
                    made.append(CandidateSpan(start, one.start))
                start = one.end
            if not name.kind and start < name.end:
                made.append(CandidateSpan(start, name.end))
    made += [_wider(here, one) for one in kept if one.known and one.known.entity]
    return _disjoint([*made, *sure])


def _is_part(name: CandidateSpan, sure: list[CandidateSpan]) -> bool:
    """Say whether a name is a part of one of those that their shape tells, which are in order."""
    place = bisect_right(sure, name.start, key=attrgetter("start")) - 1
    return place >= 0 and name.end <= sure[place].end and name[:2] != sure[place][:2]


def _is_elsewhere(here: PassageTokens, at: int, known: AuthorityName) -> bool:
    """Say whether a department of the United States is that of the state or country before it ("Idaho Department of Agriculture")."""
    if (
        "Department" not in known.words
        or not at
        or here.words.gaps[at] not in " '"
        or here.words.texts[at - 1] in OF_THE_STATES
    ):
        return False
    mark = here.line.known.get(at - 1, "")
    return bool(mark) and mark.rstrip("+").partition("-")[2] not in {"organisation", "person", "event", "not"}


def _fill(here: PassageTokens, name: CandidateSpan, inside: list[CandidateSpan]) -> bool:
    """Say whether a body's name is more than the known ones in it ("Nokia Siemens Networks", "Houston Holocaust Museum")."""
    if (
        inside[-1].end > name.end
        or inside[0].start < name.start
        or set(here.words.gaps[name.start + 1 : name.end]) != {" "}
    ):
        return False
    first, last = inside[0].known, inside[-1].known
    if first is None or last is None:
        return False
    words, covered = (
        here.slice(name.start, name.end),
        {at for one in inside for at in range(one.start, one.end)},
    )
    more = [here.words.texts[at] for at in range(name.start, name.end) if at not in covered]
    if by_words(words) == "organisation" and not (words[-1] in HOUSES and PARTISAN.intersection(words)):
        longer = any(word[0].isupper() or word == "of" for word in more) and JOINING.isdisjoint(more)
        ends = {first.entity} | ({last.entity} if inside[-1].end == name.end else set())
        ran_on = "The" in words or any(map(str.isdecimal, words)) or not countries().isdisjoint(ends)
        local = (
            not more and first.kind == "place" and last.entity.endswith("party")
        )  # "Iowa Democratic Party"
        return (longer or local) and not ran_on and PARTED.isdisjoint(words)
    bodies = len(inside) == 2 and first.kind == last.kind == "organisation" and inside[0].start == name.start
    # "Sony Ericsson" are one, what has longer names, or letters after its name, stays two
    twins = first.entity == last.entity or len(covered) > 2 or words[-1].isupper()
    return bodies and inside[0].end == inside[1].start and (bool(more) or not twins)


def _disjoint(names: list[CandidateSpan]) -> list[CandidateSpan]:
    """Give names in order; of two that overlap, the longer one, and a name rather than a possible one."""
    made: list[CandidateSpan] = []
    for name in sorted(names, key=lambda one: (one.start, -one.end)):
        if made and name.start < made[-1].end:
            last = made[-1]
            if (bool(name.known or name.kind), name.end - name.start) <= (
                bool(last.known or last.kind),
                last.end - last.start,
            ):
                continue
            made.pop()
        made.append(name)
    return made


def _with_country(
    here: PassageTokens, name: CandidateSpan, before: CandidateSpan | None, kept: dict[CandidateSpan, None]
) -> CandidateSpan:
    """Give a body together with the country before it, where its own words are ordinary ones ("European" + "Space Agency")."""
    if name.kind != "organisation" or before is None or before.known is None or before not in kept:
        return name
    if (
        before.end != name.start
        or here.words.gaps[name.start] != " "
        or before.known.kind != "place"
        or before.known.why == "not"
    ):
        return name
    ordinary = all(
        info.common in COMMON or info.low in SMALL for info in here.line.infos[name.start : name.end]
    )
    words = here.slice(name.start, name.end)
    if not ordinary or not PARTED.isdisjoint(words) or (len(words) == 1 and words[0] not in FORCES):
        return name
    kept.pop(before)
    return name._replace(start=before.start)


def _wider(here: PassageTokens, name: CandidateSpan) -> CandidateSpan:
    """Give the whole of a name of which a part is known: an event with its year, a pact with the place that names it, and so on."""
    words, known, end = here.words, name.known, name.end
    if known is None:
        return name
    if known.kind == "organisation":
        return _longer_body(here, name, known)
    if known.kind == "event":
        start = with_year(words, name.start, end)
        return CandidateSpan(start, end, kind="event") if start < name.start else name
    if (
        known.kind == "person"
        and end < len(words)
        and words.gaps[end] == " "
        and words.texts[end] in GENERATIONS
    ):
        return CandidateSpan(name.start, end + 1, kind="person")
    return _wider_place(here, name, known) if known.kind == "place" else name


def _wider_place(here: PassageTokens, name: CandidateSpan, known: AuthorityName) -> CandidateSpan:
    """Give an event that is called by a place, or the place with "State of" before it."""
    if end := _disaster(here, name):
        return CandidateSpan(name.start, end, kind="event")
    state = here.slice(max(0, name.start - 2), name.start) == STATE_OF
    if state and known.entity not in NAMESAKES_OF_STATES and not _follows_name(here, name.start - 2):
        return name._replace(start=name.start - 2)
    return _pact(here, name)


def _follows_name(here: PassageTokens, at: int) -> bool:
    """Say whether a word goes on with what stands before it ("Islamic State", "Ministers of State")."""
    before = here.words.texts[at - 1] if at > 0 and here.words.gaps[at] == " " else ""
    return before == "of" or (before[:1].isupper() and before not in OPENERS)


def _longer_body(here: PassageTokens, name: CandidateSpan, known: AuthorityName) -> CandidateSpan:
    """Give the whole of a name of which a body's is a part: another party's, a university with its town, a company with "Inc."."""
    words, end = here.words, name.end
    if words.gaps[end] == " " and (flown := flight_end(words, end)):
        return CandidateSpan(name.start, flown, kind="event")
    if _is_longer_party(here, name, known):
        return CandidateSpan(name.start - 1, end, kind="organisation")
    while end < len(words) and words.gaps[end] == " " and words.texts[end] in ENDINGS:
        end += 1
    if end > name.end:
        return name._replace(end=end)
    campus = _campus(here, end) if "University" in known.words else 0
    return CandidateSpan(name.start, end + campus, kind="organisation") if campus else _pact(here, name)


def _disaster(here: PassageTokens, name: CandidateSpan) -> int:
    """Give where an event ends that is called by its place ("Haiti earthquake"); 0 where none is."""
    end = name.end
    told = end < len(here.words) and is_disaster(here.words, name.start, end)
    country = name.known is not None and name.known.entity in countries()
    return end + 1 if told and not (country and here.words.texts[end] == "disaster") else 0


def _pact(here: PassageTokens, name: CandidateSpan) -> CandidateSpan:
    """Give the pact that is named for what is known ("Treaty of Lisbon"), or the name."""
    texts, gaps, start = here.words.texts, here.words.gaps, name.start
    if (
        start > 1
        and texts[start - 1] in {"of", "on"}
        and texts[start - 2] in PACTS
        and gaps[start - 1 : start + 1] == [" ", " "]
    ):
        return CandidateSpan(start - 2, name.end, kind="event")
    return name


def _campus(here: PassageTokens, at: int) -> int:
    """Give how many words after a university's name say where it is ("University of Texas at Austin")."""
    texts, gaps = here.words.texts, here.words.gaps
    if at + 1 >= len(texts) or texts[at] != "at" or gaps[at] != " " or gaps[at + 1] != " ":
        return 0
    size, kind = shipped_tagger().lexicon.place_at(texts, at + 1)
    return 1 + size if kind else 0


def _is_longer_party(here: PassageTokens, name: CandidateSpan, known: AuthorityName) -> bool:
    """Say whether a known party is the end of another one's name ("Social Democrats")."""
    texts, start = here.words.texts, name.start
    if (
        known.kind != "organisation"
        or len(known.words) > 1
        or known.words[0].isupper()
        or not known.words[0].endswith("s")
        or not start
    ):
        return False
    before = texts[start - 1]
    return (
        here.words.gaps[start] == " "
        and here.words.gaps[start - 1] != "("
        and before[0].isupper()
        and before not in CHAMBERS
        and before not in OPENERS
        and here.line.settled.get(start - 1) != start
    )


def _weighed(
    here: PassageTokens, name: CandidateSpan, inner: CandidateSpan, kept: dict[CandidateSpan, None]
) -> list[CandidateSpan]:
    """Give a found name that holds a known one, whole ("British Red Cross") or without it ("Russian Foreign Ministry")."""
    if (inner.start, inner.end) == (name.start, name.end) or not inner.known:
        return []
    made = None
    if inner.start == name.start and inner.known.why != "not":
        made = _begun(here, name, inner, inner.known, kept)
    elif inner.end == name.end:
        made = _ended(here, name, inner, inner.known)
    if made is None:
        kept.pop(inner, None)
        return [name]
    return made


def _begun(
    here: PassageTokens,
    name: CandidateSpan,
    inner: CandidateSpan,
    known: AuthorityName,
    kept: dict[CandidateSpan, None],
) -> list[CandidateSpan] | None:
    """Give what a found name is besides the known one that it begins with; None where the two are one name."""
    rest = here.slice(inner.end, name.end)
    party = (
        known.entity in PARTIES_NAMED_WITHOUT_PARTY or "party" in known.entity or known.words[-1].isupper()
    )
    ending = ENDINGS | PARTY if party else ENDINGS
    if known.kind == "organisation" and ending.issuperset(rest):
        kept.pop(inner, None)
        kept[inner._replace(end=name.end)] = None
        return []
    return _parted(here, name, inner, known, rest)


def _ended(
    here: PassageTokens, name: CandidateSpan, inner: CandidateSpan, known: AuthorityName
) -> list[CandidateSpan] | None:
    """Give what a found name is besides the known one that it ends with; None where the two are one name."""
    head = here.slice(name.start, inner.start)
    if name.kind == "person" and head[-1] in {"of", "to", "for", "at", "in"}:
        return [name._replace(end=inner.start - 1)]
    own = " ".join(here.slice(name.start, name.end)) in shipped_tagger().lexicon.places  # "Western Australia"
    part = known.entity in countries() and known.entity not in DIVIDED_COUNTRIES
    if known.kind == "place" and (head[-2:] == STATE_OF or part) and head[0] in DIRECTIONS and not own:
        return []  # "Southern Lebanon", "Southern State of Goa"
    if known.kind == "place" and head == STATE_OF:
        return []
    someone = (
        known.kind == "person" and len(known.words) > 1 and "first" not in here.line.infos[name.start].lists
    )
    if someone and (
        name.kind == "person" or (name.kind == "place" and not by_words(here.slice(name.start, name.end)))
    ):
        return []  # "Minster Tony Blair"
    town = " ".join(head) in shipped_tagger().lexicon.places and GEOGRAPHIC.isdisjoint(head)
    if town and name.kind == known.kind == "place" and here.words.gaps[inner.start] == " ":
        return [name._replace(end=inner.start)]  # "San Diego California"
    return None


def _parted(
    here: PassageTokens,
    name: CandidateSpan,
    inner: CandidateSpan,
    known: AuthorityName,
    rest: tuple[str, ...],
) -> list[CandidateSpan] | None:
    """Give what follows a known name at the beginning of a found one, where the two are no one name; None where they are one."""
    place = known.kind == "place"
    person = (
        place
        and "first" in here.line.infos[inner.end].lists
        and len(rest) > 1
        and by_words(rest) in {"person", ""}
    )
    body = place and rest[0] in GOVERNING and not PARTED.isdisjoint(rest)
    if known.before:
        return list(split_span(here.words, CandidateSpan(inner.end, name.end)))
    if rest[0] in {"for", "in", "on", "to", "at"} and not by_words(here.slice(name.start, name.end)):
        return list(split_span(here.words, CandidateSpan(inner.end + 1, name.end)))
    if rest[0] == "and" and len(rest) > 1 and known.kind == "organisation" and not by_words(rest):
        return [CandidateSpan(inner.end + 1, name.end, kind=name.kind)]  # "Harvard and Yale"
    flies = by_words(here.slice(name.start, name.end)) == "event"
    vehicle = not flies and rest[0] in VEHICLES and here.words.gaps[inner.end] == " "
    if any(char.isdigit() for char in rest[0]) or vehicle or (rest[0] in DISASTERS and not place):
        return []  # a model, a score, a flight, "the Microsoft disaster": no part of the name
    campus = place and rest[0] == "State" and rest[-1] in CAMPUSES and known.why != "demonym"
    party = rest[0] in HOUSES and known.entity.endswith("party")  # "Republican Senate"
    if body or person or party or (rest[0] in TITLES and not campus) or here.words.gaps[inner.end] == "'":
        return list(
            split_span(here.words, CandidateSpan(inner.end, name.end, kind="person" if person else name.kind))
        )
    ground = place and name.kind == "place" and rest[0][0].isupper() and not _is_geographic(here, name, rest)
    other = ground or (known.why != "demonym" and _is_thing(rest))
    return [CandidateSpan(inner.end, name.end)] if other and here.words.gaps[inner.end] == " " else None


def _is_thing(rest: tuple[str, ...]) -> bool:
    """Say whether the words after a known name tell what it makes, does or gives ("Google Maps", "United Kingdom iTunes")."""
    return rest[-1] in THINGS or (rest[0][0].islower() and not rest[0].islower())


def _is_geographic(here: PassageTokens, name: CandidateSpan, rest: tuple[str, ...]) -> bool:
    """Say whether a name that begins with that of a place tells by its words what it is ("Oklahoma City", "Kent County Schools")."""
    return by_words(here.slice(name.start, name.end)) != "" or not PLACE_WORDS.isdisjoint(rest)
