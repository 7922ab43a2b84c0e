"""Names that the tagger ran together are parted, and those that it cut short are made whole, by tables of words."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from sitegen.entities.abbreviations import DISASTERS, STORMS, SUFFIXES
from sitegen.entities.authority import AuthorityName
from sitegen.entities.kinds import BY_KIND, FIRST_NAMES, FLIGHT, GENERATIONS, TITLES, by_words
from sitegen.entities.lexicon import DATES
from sitegen.entities.metonyms import COMPOUND_PARTICIPLES
from sitegen.entities.tagger import OPENERS, SMALL
from sitegen.entities.tokens import Tokens

SEVERAL = frozenset(
    "Senators Sens Reps Congressmen Presidents".split()
)  # titles of those who are named after them
OFFICES = SEVERAL | frozenset(
    "CEO CFO COO CTO President Chairman Chairwoman Spokesman Spokeswoman Spokesperson Director Sheriff Coach Secretary Minister Senator"
    " Governor Mayor Justice Judge Commissioner Ambassador Professor Chief Chancellor Premier General Captain Congressman Congresswoman"
    " Representative Speaker Sergeant Columnist MP Editor Reporter Dr Mr Mrs Ms".split()
)
JOINING = frozenset("of the and & for e y on in to a at".split())  # no name begins with these
CREDITS = frozenset(
    "Image Images Photo Photos Photograph Video Audio Credit Picture".split()
)  # begin what follows a caption
AFTER_NAMES = frozenset("OBE MBE CBE MP QC PhD MD MEP TD".split())
HEADS = STORMS | {"Operation"}
CARRIERS = frozenset(
    "United American Delta Continental Northwest Alaska Malaysia Ethiopian".split()
)  # airlines, in short
_FLIGHT_NUMBER = re.compile(r"[A-Z]{0,2}[0-9]{1,4}")
DESKS = frozenset(
    "Sports Sport Politics Political Business Foreign Science Health Environment Education Opinion Features Arts".split()
)
WRITERS = frozenset("columnist editor reporter correspondent writer journalist critic".split())
LED = frozenset("Minority Majority Republican Democratic Opposition Labour Conservative Liberal".split())
LEADERS = frozenset("leader leaders whip whips".split())
ASSEMBLIES = frozenset(
    "House Senate Congress Parliament Lords Commons Bundestag Bundesrat Army Navy Marines".split()
)
COMMITTEES = frozenset({"Committee", "Subcommittee"})  # that may be on one thing and another
CHAMBERS = frozenset("Senate House Assembly Parliament Parliamentary Congressional".split())
BEFORE_ANY = frozenset(
    "a an another any every each no major some such".split()
)  # disasters, not one by its name
FOLLOWS = frozenset(  # words that may follow a name; a noun makes it part of something else ("tsunami warning")
    "in of on at and or but that which who was is were are has had have would could will killed left struck hit victims survivors"
    " occurred happened took as by for from with to after before since until when where while during off near this last".split()
)
LONGEST_PERSON = 4  # words of a person's name with what stands before it
LONGEST = 20  # words of a run that is looked at for two names
BUILDINGS = frozenset(
    "House Centre Center Hospital Church Gallery Library Office Court Club City United Capital Park".split()
)  # or bodies
HONORIFICS = frozenset(
    "Mr Mrs Ms Dr Sen Rep Gov Gen Prof Capt Lt Col Sgt Maj Rev Adm Cmdr Brig".split()
)  # before people and nothing else
MONTHS = frozenset("Jan Feb Aug Sept Sep Oct Nov Dec".split())
SERIES = frozenset(
    "Olympics Paralympics Games Cup Championship Championships Expo Summit Election Elections Tour Open".split()
)
PACTS = frozenset(
    "Treaty Battle Siege Declaration Peace Massacre Accord".split()
)  # named for a place: "Treaty of Lisbon"
TAILS = {
    "party": "organisation",
    "ministry": "organisation",
    "peninsula": "place",
    "shrine": "place",
    "airport": "place",
}  # small words that end a name
BODY_TAILS = BY_KIND["organisation"].tails - {"Capital", "International", "Team", "United", "City"}


class CandidateSpan(NamedTuple):
    """A name as the words [start, end) of a passage; `known` where the authority has it, else a kind, empty for a mere possibility."""

    start: int
    end: int
    known: AuthorityName | None = None
    kind: str = ""
    likely: tuple[float, ...] = ()
    called: tuple[
        str, ...
    ] = ()  # the words of the name where they are not those of the text, such as a nickname between them
    why: str = ""  # the shape that tells it: it stands above what is found or known in its place


def split_span(words: Tokens, name: CandidateSpan) -> Iterator[CandidateSpan]:
    """Part a name that runs several together ("Apple Inc. chief executive", "NASA and ESA"), and mend its kind by its words."""
    texts = words.texts
    while name.end - name.start > 1 and texts[name.start] in JOINING:
        name = name._replace(start=name.start + 1)
    while name.end - name.start > 1 and texts[name.start] in OPENERS and texts[name.start + 1] not in SMALL:
        name = name._replace(start=name.start + 1)
    if name.end - name.start > 1 and texts[name.start] in SEVERAL:
        people = "and" in texts[name.start : name.end] or name.end - name.start <= LONGEST_PERSON
        name = name._replace(
            start=name.start + 1, kind="person" if people else name.kind
        )  # "Senators Example and Sample"
    while flown := next((end for at in range(name.start, name.end) if (end := flight_end(words, at))), 0):
        yield _flight(words, name.start, flown)
        name = CandidateSpan(flown, name.end)
    if name.start < name.end:
        yield from _parts(words, name)


def _parts(words: Tokens, name: CandidateSpan) -> Iterator[CandidateSpan]:
    """Give the names that a run of words holds."""
    texts, at = words.texts, name.start + 1
    while at < name.end:
        before, here = texts[at - 1], texts[at]
        if _is_office(texts, name, at):
            yield _mended(
                words, name._replace(end=at, kind="organisation" if name.kind == "person" else name.kind)
            )
            rest = _of_office(texts, at, name.end)
            yield from split_span(words, rest) if here in SEVERAL else (rest,)
            return
        if here in CREDITS:
            yield _mended(words, name._replace(end=at))
            return
        ended = before in SUFFIXES or (
            before in BODY_TAILS and name.kind == "organisation" and here in FIRST_NAMES
        )
        joined = (
            here in {"and", "&"} and name.kind == "organisation" and texts[name.end - 1] not in COMMITTEES
        )
        joined = joined and (before in BODY_TAILS or (before.isupper() and len(before) > 1))
        if ended and here not in SMALL and at + (here in FIRST_NAMES) < name.end:
            yield name._replace(end=at, kind="organisation")
            name = CandidateSpan(at, name.end, kind="person" if here in FIRST_NAMES else "")
        elif _are_two(words, name, at):
            yield _mended(words, name._replace(end=at))
            at += 1 + (texts[at + 1] == "the")
            name = name._replace(start=at)
        elif (joined and at - name.start > (not before.isupper()) and at + 1 < name.end) or (
            here == "of" and name.kind == "person"
        ):
            yield name._replace(end=at)
            name = name._replace(start=at + 1, kind=name.kind if joined else "")
            at += 1
        at += 1
    if name.start < name.end:
        yield _mended(words, name)


def _is_office(texts: list[str], name: CandidateSpan, at: int) -> bool:
    """Say whether a word within a name is the office of someone who is named after it."""
    before, here = texts[at - 1], texts[at]
    titled = here in TITLES and at + 1 < name.end and texts[at + 1] in FIRST_NAMES
    if not (here in OFFICES or titled) or before in SMALL or before in TITLES or before in {"High", "Under"}:
        return False
    return (
        name.end - at != 2 or by_words(tuple(texts[at : name.end])) != "organisation"
    )  # "Justice Department"


def _of_office(texts: list[str], at: int, end: int) -> CandidateSpan:
    """Give what stands from an office on: someone with it, or the body that it is of ("Director Office of Safety")."""
    following = tuple(texts[at + 1 : end])
    if following[:1] != ("of",) and by_words(following) == "organisation":
        return CandidateSpan(at + 1, end, kind="organisation")
    return CandidateSpan(at, end, kind="person" if following else "")


def _are_two(words: Tokens, name: CandidateSpan, at: int) -> bool:
    """Say whether a joining word parts two names: two people, two of a kind, someone and where he is heard."""
    here = words.texts[at]
    if here not in {"and", "&", "on", "at"} or name.end - name.start > LONGEST:
        return False
    before, after = tuple(words.texts[name.start : at]), words.texts[at + 1 : name.end]
    if here == "and" and {*before, *after} <= ASSEMBLIES:
        return bool(after)  # "the House and Senate"
    if after[:1] == ["the"] and len(after) > 1:
        return here in {"and", "&"}  # "the Army and the Marines"
    if here in {"and", "&"}:
        return bool(after) and (
            name.kind == "person" or (here == "and" and not set(before).isdisjoint(set(after) - SMALL))
        )
    someone = len(before) == 2 and (before[0] in FIRST_NAMES or not by_words(before))
    return bool(after) and someone and name.kind != "event"


def _mended(words: Tokens, name: CandidateSpan) -> CandidateSpan:
    end = _end_of(words, name)
    start = name.start
    while end - start > 1 and name.kind not in {"event", ""} and words.texts[start].isdecimal():
        start += 1
    if start > name.start:
        name = name._replace(start=start)
    if name.kind == "organisation" and (flown := flight_end(words, end)):
        return CandidateSpan(name.start, flown, kind="event")
    told = by_words(tuple(words.texts[name.start : end]))
    person = name.kind == "person" and words.texts[name.start] not in FIRST_NAMES
    body = (
        told == "organisation"
        and name.kind in {"place", "event"}
        and BUILDINGS.isdisjoint(words.texts[name.start : end])
    )
    wrong = (person and bool(told)) or body or (told == "event" and words.texts[name.start] in STORMS)
    if (
        name.kind == "person"
        and end < len(words)
        and words.gaps[end] == "-"
        and _is_syllable(words.texts[end])
    ):
        end += 1
    start = _with_head(words, start, name.kind)
    if (tailed := with_tail(words, CandidateSpan(start, end))).kind:
        return tailed
    kind = told if wrong else name.kind
    if words.texts[start] in HONORIFICS and told in {"", "person"} and end - start <= LONGEST_PERSON:
        kind = "person"  # "Ms. Example"
    elif kind == "person" and end - start == 1 and any(map(str.isdigit, words.texts[start])):
        kind = ""  # "Q2"
    head = words.texts[start] if start < name.start else ""
    return CandidateSpan(
        with_year(words, start, end) if kind == "event" else start,
        end,
        kind="event" if head in HEADS else kind,
    )


def _end_of(words: Tokens, name: CandidateSpan) -> int:
    """Give where a name ends, with what was cut from it and without what does not belong to it."""
    end = name.end
    if name.kind == "person" and end - name.start == 1 and words.texts[name.start] in FIRST_NAMES:
        end += _further(words, end)
    if name.kind == "person":
        end += _rest_of_name(words, name.start, end)
    while end - name.start > 1 and _no_end(words.texts[end - 1], name.kind):
        end -= 1
    while end - name.start > 1 and name.kind == "organisation" and _is_of_role(words, name.start, end):
        end -= 1
    letter = end - name.start > 1 and len(words.texts[end - 1]) == 1
    if letter and end < len(words) and words.gaps[end] == "-" and words.texts[end].islower():
        end -= 1  # "a NASA T-shirt"
    return end


def flight_end(words: Tokens, at: int) -> int:
    """Give where "Flight 447" ends that begins at a word; 0 where none does."""
    texts, gaps = words.texts, words.gaps
    if at + 1 >= len(texts) or texts[at] not in FLIGHT or gaps[at] not in " (" or gaps[at + 1] != " ":
        return 0
    return at + 2 if _FLIGHT_NUMBER.fullmatch(texts[at + 1]) else 0


def is_disaster(words: Tokens, start: int, at: int) -> bool:
    """Say whether a word says of a place before it what befell it ("the Haiti earthquake", but no "Japan tsunami warning")."""
    texts, gaps = words.texts, words.gaps
    if gaps[at] != " " or texts[at] not in DISASTERS or (start and texts[start - 1].lower() in BEFORE_ANY):
        return False
    return at + 1 >= len(texts) or gaps[at + 1] != " " or texts[at + 1] in FOLLOWS


def flight_before(words: Tokens, end: int) -> CandidateSpan | None:
    """Give the flight that words of a row end with ("Then Flight 447"), or None."""
    at = end - 1
    return (
        _flight(words, at, flown)
        if words.texts[at] == "Flight" and (flown := flight_end(words, at))
        else None
    )


def _flight(words: Tokens, start: int, end: int) -> CandidateSpan:
    """Give "Flight 93" with the words of an airline before it, and with one that means other things too ("United Flight 93")."""
    after_small = max(
        (at + 1 for at in range(start, end - 2) if words.texts[at].islower()), default=start
    )  # "Families of Pan Am ..."
    called = after_small == start > 0 and words.gaps[start] == " " and words.texts[start - 1] in CARRIERS
    return CandidateSpan(after_small - called, end, kind="event")


def _is_of_role(words: Tokens, start: int, end: int) -> bool:
    """Say whether the last word of a name goes with a role after it ("Example Times Sports Columnist", "Senate Minority leader")."""
    following = words.texts[end].lower() if end < len(words) and words.gaps[end] == " " else ""
    last, first = words.texts[end - 1], words.texts[start]
    if last in DESKS:
        return end - start > 2 and following in WRITERS
    return last in LED and first in CHAMBERS and following in LEADERS


def with_tail(words: Tokens, name: CandidateSpan) -> CandidateSpan:
    """Give a name of one word with the small word after it that tells what it is ("Centre party")."""
    tail = words.texts[name.end] if name.end < len(words) and words.gaps[name.end] == " " else ""
    if name.end < len(words) and name.end - name.start == 1 and is_disaster(words, name.start, name.end):
        return CandidateSpan(name.start, name.end + 1, kind="event")
    if tail in TAILS and name.end - name.start == 1 and words.texts[name.start] not in OPENERS:
        return CandidateSpan(name.start, name.end + 1, kind=TAILS[tail])
    return name


def with_year(words: Tokens, start: int, end: int) -> int:
    """Give where an event begins that is told by its year ("2008 Olympics")."""
    year = words.texts[start - 1] if start and words.gaps[start] == " " else ""
    return start - (len(year) == 4 and year.isdigit() and not SERIES.isdisjoint(words.texts[start:end]))


def _with_head(words: Tokens, start: int, kind: str) -> int:
    """Give where a name begins whose first word tells what it is ("Hurricane Wilma")."""
    if start and words.gaps[start] == " " and words.texts[start - 1] in HEADS and kind:
        return start - 1
    return start


def _is_syllable(text: str) -> bool:
    """Say whether a small word may be the second half of a first name ("Kim Jong-un")."""
    return text.islower() and text.isalpha() and len(text) <= 5 and text not in COMPOUND_PARTICIPLES


def _further(words: Tokens, at: int) -> int:
    """Give how many words after a lone first name go on with it: a capitalised one that is no title, perhaps after an initial."""
    initial = (
        at + 1 < len(words)
        and len(words.texts[at].rstrip(".")) == 1
        and words.texts[at].isupper()
        and words.gaps[at] == " "
    )
    last = at + initial
    if last >= len(words) or words.gaps[last] not in " ." or not words.texts[last][0].isupper():
        return 0
    text = words.texts[last]
    return 0 if text in TITLES or text in OPENERS or text.isupper() else 1 + initial


def _rest_of_name(words: Tokens, start: int, end: int) -> int:
    """Give how many words were cut from a person's name: the family name after an initial, and "Jr"."""
    more = 0
    if (
        end < len(words)
        and end - start > 1
        and len(words.texts[end - 1]) == 1
        and words.gaps[end] == "."
        and words.texts[end][0].isupper()
    ):
        more = 1
    last = end + more
    return more + (last < len(words) and words.gaps[last] == " " and words.texts[last] in GENERATIONS)


def _no_end(text: str, kind: str) -> bool:
    """Say whether a word is a number, a date or a joining word that stands after a name."""
    return (
        (text[0].isdigit() and kind in {"person", "place"})
        or (text in AFTER_NAMES and kind == "person")
        or (text.lower() in DATES and kind != "event" and text != "May")
        or (text in MONTHS and kind != "person")
        or text in JOINING
    )
