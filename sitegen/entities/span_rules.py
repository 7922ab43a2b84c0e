"""Runs of words that were found as one name are split (`SPLIT_RULES`), extended and retyped (`KIND_RULES`).

The sets of words were made by looking at errors in the Wikinews articles of docs/accuracy.md.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from sitegen import name_evidence
from sitegen.entities.abbreviations import DISASTERS, STORMS, SUFFIXES, is_acronym
from sitegen.entities.authority import AuthorityName
from sitegen.entities.kinds import BY_CODE, BY_KIND, FIRST_NAMES, FLIGHT, GENERATIONS, NAMES, TITLES, by_words
from sitegen.entities.lexicon import DATES, FIRST_NAME_LIST, RARE, SURNAME_LIST, Lexicon
from sitegen.entities.metonyms import COMPOUND_PARTICIPLES
from sitegen.entities.rules import UNDECIDED, RuleName, SpanExample, SpanRule, span_rule
from sitegen.entities.tagger import OPENERS, SMALL, TAGGED_KINDS
from sitegen.entities.tokens import Tokens
from sitegen.model import EVENT, ORGANISATION, PERSON, PLACE
from sitegen.name_evidence import Evidence

PLURAL_TITLES = frozenset(  # of those who are named after them
    "Senators Sens Reps Congressmen Presidents".split()
)
OFFICES = PLURAL_TITLES | frozenset(  # end a name, and begin that of who holds them
    "CEO CFO COO CTO President Chairman Chairwoman Spokesman Spokeswoman Spokesperson Director Sheriff"
    " Coach Secretary Minister Senator Governor Mayor Justice Judge Commissioner Ambassador Professor Chief"
    " Chancellor Premier General Captain Congressman Congresswoman Representative Speaker Sergeant"
    " Columnist MP Editor Reporter Dr Mr Mrs Ms".split()
)
# Words of an office, not of the body before it ("White House Press Secretary").
OFFICE_QUALIFIERS = frozenset("Acting Assistant Associate Deputy Executive Managing Press Vice".split())
FIRM_NOUNS = frozenset("bank brokerage company firm insurer manufacturer publisher retailer".split())
CONNECTIVES = frozenset("of the and & for e y on in to a at".split())  # no name begins with these
CREDIT_WORDS = frozenset(  # begin what follows a caption
    "Image Images Photo Photos Photograph Video Audio Credit Picture".split()
)
POSTNOMINALS = frozenset("OBE MBE CBE MP QC PhD MD MEP TD".split())
EVENT_HEADS = STORMS | {"Operation"}
AIRLINES = frozenset(  # words for airlines that mean other things too
    "United American Delta Continental Northwest Alaska Malaysia Ethiopian".split()
)
_FLIGHT_NUMBER = re.compile(r"[A-Z]{0,2}[0-9]{1,4}")
NEWS_DESKS = frozenset(
    "Sports Sport Politics Political Business Foreign Science Health Environment Education Opinion"
    " Features Arts".split()
)
JOURNALISTS = frozenset("columnist editor reporter correspondent writer journalist critic".split())
PARTY_ADJECTIVES = frozenset(
    "Minority Majority Republican Democratic Opposition Labour Conservative Liberal".split()
)
LEADER_NOUNS = frozenset("leader leaders whip whips".split())
ASSEMBLIES = frozenset(
    "House Senate Congress Parliament Lords Commons Bundestag Bundesrat Army Navy Marines".split()
)
COMMITTEES = frozenset({"Committee", "Subcommittee"})  # may be on one thing and another
CHAMBERS = frozenset("Senate House Assembly Parliament Parliamentary Congressional".split())
INDEFINITE_WORDS = frozenset(  # before a disaster that has no name
    "a an another any every each no major some such".split()
)
WORDS_AFTER_DISASTER = (
    frozenset(  # words that may follow a name; a noun makes it part of something else ("tsunami warning")
        "in of on at and or but that which who was is were are has had have would could will killed left"
        " struck hit victims survivors occurred happened took as by for from with to after before since until"
        " when where while during off near this last".split()
    )
)
MAX_PERSON_WORDS = 4  # of a name with a title before it; by judgement
MAX_RUN_WORDS = 20  # of a run in which two names are looked for; by judgement
MAX_SYLLABLE_LETTERS = 5  # of the second half of a first name ("Jong-un"); by judgement
BUILDINGS = frozenset(  # or bodies
    "House Centre Center Hospital Church Gallery Library Office Court Club City United Capital Park".split()
)
HONORIFICS = frozenset(  # before people and nothing else
    "Mr Mrs Ms Dr Sen Rep Gov Gen Prof Capt Lt Col Sgt Maj Rev Adm Cmdr Brig".split()
)
MONTH_ABBREVIATIONS = frozenset("Jan Feb Aug Sept Sep Oct Nov Dec".split())
RECURRING_EVENTS = frozenset(
    "Olympics Paralympics Games Cup Championship Championships Expo Summit Election Elections Tour"
    " Open".split()
)
PACTS = frozenset(  # named for a place ("Treaty of Lisbon")
    "Treaty Battle Siege Declaration Peace Massacre Accord".split()
)
SMALL_TAILS = {  # words in small letters that end a name -> its kind
    "party": ORGANISATION,
    "ministry": ORGANISATION,
    "peninsula": PLACE,
    "shrine": PLACE,
    "airport": PLACE,
}
BODY_TAILS = BY_KIND[ORGANISATION].tails - {"Capital", "International", "Team", "United", "City"}
DESKS_AND_PARTIES = NEWS_DESKS | PARTY_ADJECTIVES
NOT_BEFORE_OFFICE = TITLES | SMALL | {"High", "Under"}  # "High Commissioner", "Prime Minister"
SENTENCE_ADVERBS = frozenset(  # open a sentence, and stand in no name
    "However Meanwhile Moreover Furthermore Therefore Nevertheless Nonetheless Although Because".split()
)
PARTY_LETTERS = frozenset({"D", "R", "I"})
STATE_LETTERS = 2  # of the code of a state
MIN_FULL_NAME_WORDS = 2
UNTAGGED_KINDS = frozenset(NAMES) - {BY_CODE[code] for code in TAGGED_KINDS if code in BY_CODE}
AND = frozenset({"and", "&"})
BETWEEN_NAMES = AND | {"on", "at"}  # may stand between two names


class CandidateSpan(NamedTuple):
    """The words [start, end) of a passage as a name, or as what may be one."""

    start: int
    end: int
    known: AuthorityName | None = None  # where the authority has the name
    kind: str = ""  # else its kind, empty for a mere possibility
    likely: tuple[float, ...] = ()
    called: tuple[
        str, ...
    ] = ()  # the words of the name where the text has others, such as a nickname between
    why: Evidence = (
        name_evidence.NONE
    )  # the pattern that tells it: it stands above what is found or known in its place
    rule: RuleName = UNDECIDED  # the last rule that split, extended, retyped or merged it


class RunPosition(NamedTuple):
    """A word within a run of words that was found as one name; not the first one."""

    words: Tokens
    name: CandidateSpan
    word: int
    lexicon: Lexicon


class Split(NamedTuple):
    """The names that end at or before a place in a run, and what is still to be split."""

    names: list[CandidateSpan]
    remainder: CandidateSpan | None = None


class KindContext(NamedTuple):
    """A name whose extent is settled and whose kind is to be told."""

    words: Tokens
    found_kind: str
    found_start: int  # before a word like "Hurricane" was taken to the name
    start: int
    end: int
    own_kind: str  # what its words tell, from `found_start` on
    lexicon: Lexicon


def split_span(words: Tokens, name: CandidateSpan, lexicon: Lexicon) -> Iterator[CandidateSpan]:
    """Yield the names in a run that was found as one, with the extent and kind that their words tell."""
    name = _without_first_words(words.texts, name)
    flight = _first_flight_end(words, name.start, name.end)
    while flight:
        yield _flight(words, name.start, flight)
        name = CandidateSpan(flight, name.end)
        flight = _first_flight_end(words, name.start, name.end)
    if name.start < name.end:
        yield from _split_at_words(words, name, lexicon)


def _without_first_words(texts: list[str], name: CandidateSpan) -> CandidateSpan:
    """Return a name without connectives, openers of a sentence, and a title of several people before it."""
    start, end = name.start, name.end
    while end - start > 1 and texts[start] in CONNECTIVES:
        start += 1
    while end - start > 1 and texts[start] in OPENERS and texts[start + 1] not in SMALL:
        start += 1
    kind = name.kind
    if end - start > 1 and texts[start] in PLURAL_TITLES:  # "Senators Example and Sample"
        if "and" in texts[start:end] or end - start <= MAX_PERSON_WORDS:
            kind = PERSON
        start += 1
    return name if start == name.start else name._replace(start=start, kind=kind)


def _split_at_words(words: Tokens, name: CandidateSpan, lexicon: Lexicon) -> Iterator[CandidateSpan]:
    """Yield the names in a run, by the first of SPLIT_RULES that holds at each of its words."""
    index = name.start + 1
    while index < name.end:
        position = RunPosition(words, name, index, lexicon)
        rule = span_rule(SPLIT_RULES, position)
        if rule is None:
            index += 1
            continue
        split = rule.then(position)
        yield from split.names
        if split.remainder is None:
            return
        name = split.remainder._replace(rule=rule.name)
        index = name.start + 1
    if name.start < name.end:
        yield _fixed(words, name, lexicon)


def _first_flight_end(words: Tokens, start: int, end: int) -> int:
    """Return where the first flight that begins at one of the words [start, end) ends; 0 where none does."""
    for index in range(start, end):
        if flight := flight_end(words, index):
            return flight
    return 0


# Splitting -------------------------------------------------------------------------------------------------


def _is_office(position: RunPosition) -> bool:
    """Whether a word is the office of someone who is named after it."""
    words, name, index, _ = position
    texts = words.texts
    if texts[index - 1] in NOT_BEFORE_OFFICE or not _is_office_word(texts, index, name.end):
        return False
    if name.end - index != 2:
        return True
    return by_words((texts[index], texts[index + 1])) != ORGANISATION  # "Justice Department"


def _is_office_word(texts: list[str], index: int, end: int) -> bool:
    """Whether a word is an office, or a title before a first name."""
    if texts[index] in OFFICES:
        return True
    return texts[index] in TITLES and index + 1 < end and texts[index + 1] in FIRST_NAMES


def _split_before_office(position: RunPosition) -> Split:
    words, name, index, lexicon = position
    kind = ORGANISATION if name.kind == PERSON else name.kind
    end = index
    while end > name.start and words.texts[end - 1] in OFFICE_QUALIFIERS:
        end -= 1
    bodies: list[CandidateSpan] = []
    if end > name.start:
        bodies = [_fixed(words, name._replace(end=end, kind=kind, rule=RuleName("office")), lexicon)]
    holder = _of_office(words.texts, index, name.end)
    if words.texts[index] in PLURAL_TITLES:
        return Split([*bodies, *split_span(words, holder, lexicon)])
    return Split([*bodies, holder])


def _of_office(texts: list[str], index: int, end: int) -> CandidateSpan:
    """Return someone with the office at a word, or the body that it is of ("Director Office of Safety")."""
    following = tuple(texts[index + 1 : end])
    rule = RuleName("office")
    if following[:1] != ("of",) and by_words(following) == "organisation":
        return CandidateSpan(index + 1, end, kind=ORGANISATION, rule=rule)
    return CandidateSpan(index, end, kind=PERSON if following else "", rule=rule)


def _is_credit(position: RunPosition) -> bool:
    return position.words.texts[position.word] in CREDIT_WORDS


def _drop_credit(position: RunPosition) -> Split:
    words, name, index, lexicon = position
    return Split([_fixed(words, name._replace(end=index, rule=RuleName("credit")), lexicon)])


def _is_after_body(position: RunPosition) -> bool:
    """Whether the name of a body ends before a word that goes on with another name."""
    words, name, index, _ = position
    before, text = words.texts[index - 1], words.texts[index]
    opens_person = text in FIRST_NAMES
    if before not in SUFFIXES:
        ends_body = before in BODY_TAILS and name.kind == ORGANISATION
        if not (opens_person and ends_body):
            return False
    if opens_person and index + 1 >= name.end:
        return False
    return text not in SMALL


def _split_after_body(position: RunPosition) -> Split:
    words, name, index, _ = position
    body = name._replace(end=index, kind=ORGANISATION, rule=RuleName("end of a body"))
    kind = PERSON if words.texts[index] in FIRST_NAMES else ""
    return Split([body], CandidateSpan(index, name.end, kind=kind))


def _are_two_names(position: RunPosition) -> bool:
    """Whether a small word parts two names: two people, two of a kind, someone and where he is heard."""
    words, name, index, _ = position
    joiner = words.texts[index]
    if joiner not in BETWEEN_NAMES or name.end - name.start > MAX_RUN_WORDS or index + 1 == name.end:
        return False
    before, after = words.texts[name.start : index], words.texts[index + 1 : name.end]
    if joiner == "and" and {*before, *after} <= ASSEMBLIES:  # "House and Senate"
        return True
    if after[0] == "the" and len(after) > 1:  # "the Army and the Marines"
        return joiner in AND
    if joiner in AND:
        return name.kind == PERSON or (joiner == "and" and _share_a_word(before, after))
    return name.kind != EVENT and _may_be_full_name(before)


def _share_a_word(before: list[str], after: list[str]) -> bool:
    """Whether two parts of a run have a word in common that is no small one ("Zhelm Army", "Lodkin Army")."""
    return not set(before).isdisjoint(set(after) - SMALL)


def _may_be_full_name(texts: list[str]) -> bool:
    """Whether two words may be first and family name of someone."""
    if len(texts) != 2:
        return False
    return texts[0] in FIRST_NAMES or not by_words(tuple(texts))


def _split_two_names(position: RunPosition) -> Split:
    words, name, index, lexicon = position
    first = _fixed(words, name._replace(end=index, rule=RuleName("two names")), lexicon)
    article = words.texts[index + 1] == "the"
    return Split([first], name._replace(start=index + 1 + article))


def _are_two_bodies(position: RunPosition) -> bool:
    words, name, index, _ = position
    texts = words.texts
    if texts[index] not in AND or name.kind != ORGANISATION or index + 1 >= name.end:
        return False
    if texts[name.end - 1] in COMMITTEES:  # "Committee on Ways and Means"
        return False
    before = texts[index - 1]
    if before.isupper() and len(before) > 1:
        return True
    return before in BODY_TAILS and index - name.start > 1


def _split_two_bodies(position: RunPosition) -> Split:
    _, name, index, _ = position
    first = name._replace(end=index, rule=RuleName("two bodies"))
    return Split([first], name._replace(start=index + 1))


def _is_person_of(position: RunPosition) -> bool:
    return position.name.kind == PERSON and position.words.texts[position.word] == "of"


def _split_person_of(position: RunPosition) -> Split:
    _, name, index, _ = position
    person = name._replace(end=index, rule=RuleName("person of something"))
    return Split([person], name._replace(start=index + 1, kind=""))


def _is_party_letter(position: RunPosition) -> bool:
    """Whether a word is the letter of someone's party, with that of the state after it or nothing."""
    words, name, index, _ = position
    if words.texts[index] not in PARTY_LETTERS or index - name.start < MIN_FULL_NAME_WORDS:
        return False
    if index + 1 >= name.end:
        return name.kind == PERSON
    state = words.texts[index + 1]
    return len(state) == STATE_LETTERS and state.isupper()


def _drop_party(position: RunPosition) -> Split:
    words, name, index, lexicon = position
    member = _fixed(words, name._replace(end=index, kind=PERSON, rule=RuleName("letter of a party")), lexicon)
    after = index + 2
    return Split([member], CandidateSpan(after, name.end) if after < name.end else None)


def _repeats_by_letters(position: RunPosition) -> bool:
    """Whether a word is the acronym of all words before it ("Bureau of Harbour Boats BHB")."""
    words, name, index, _ = position
    return index - name.start > 1 and is_acronym(words.texts[index], words.texts[name.start : index])


def _drop_acronym(position: RunPosition) -> Split:
    words, name, index, lexicon = position
    long_form = _fixed(words, name._replace(end=index, rule=RuleName("acronym of the words before")), lexicon)
    return Split([long_form], CandidateSpan(index + 1, name.end) if index + 1 < name.end else None)


def _opens_sentence(position: RunPosition) -> bool:
    return position.words.texts[position.word] in SENTENCE_ADVERBS


def _split_before_sentence(position: RunPosition) -> Split:
    words, name, index, lexicon = position
    first = _fixed(words, name._replace(end=index, rule=RuleName("opener of a sentence")), lexicon)
    return Split([first], CandidateSpan(index + 1, name.end) if index + 1 < name.end else None)


# Extent and kind -------------------------------------------------------------------------------------------


def _fixed(words: Tokens, name: CandidateSpan, lexicon: Lexicon) -> CandidateSpan:
    """Return a name with the extent and kind that its words and those beside it tell."""
    end = _fixed_end(words, name)
    found_start = _start_after_numbers(words.texts, name, end)
    if name.kind == ORGANISATION and (flight := flight_end(words, end)):
        return CandidateSpan(found_start, flight, kind=EVENT, rule=RuleName("flight of a carrier"))
    own_kind = by_words(tuple(words.texts[found_start:end]))
    if name.kind == PERSON and _goes_on_with_syllable(words, end):
        end += 1
    start = _start_with_head(words, found_start, name.kind)
    tailed = with_tail(words, CandidateSpan(start, end))
    if tailed.kind:
        return tailed
    context = KindContext(words, name.kind, found_start, start, end, own_kind, lexicon)
    kind, decided = _told_kind(context, name)
    if kind == EVENT:
        start = with_year(words, start, end)
    if context.start < found_start:
        kind, decided = EVENT, RuleName("word before an event")
    return CandidateSpan(start, end, kind=kind, rule=decided)


def _told_kind(context: KindContext, name: CandidateSpan) -> tuple[str, RuleName]:
    """Return the kind of a name whose extent is settled, and the rule that tells it."""
    if context.own_kind in UNTAGGED_KINDS:
        return context.own_kind, RuleName("kind that the tagger does not know")
    rule = span_rule(KIND_RULES, context)
    return (name.kind, name.rule) if rule is None else (rule.then(context), rule.name)


def _start_after_numbers(texts: list[str], name: CandidateSpan, end: int) -> int:
    """Return where a name begins without numbers before it; an event, and what may be one, keeps them."""
    start = name.start
    if name.kind in {EVENT, ""}:
        return start
    while end - start > 1 and texts[start].isdecimal():
        start += 1
    return start


def _fixed_end(words: Tokens, name: CandidateSpan) -> int:
    """Return where a name ends, with what was cut from it and without what does not belong to it."""
    start, end = name.start, name.end
    if name.kind == PERSON:
        if end - start == 1 and words.texts[start] in FIRST_NAMES:
            end += _words_after_first_name(words, end)
        end += _words_cut_from_person(words, start, end)
    while end - start > 1 and _is_no_end(words.texts[end - 1], name.kind):
        end -= 1
    while end - start > 1 and name.kind == ORGANISATION and _ends_with_words_of_role(words, start, end):
        end -= 1
    return end - 1 if _ends_in_letter_of_compound(words, start, end) else end


def _ends_in_letter_of_compound(words: Tokens, start: int, end: int) -> bool:
    """Whether a name ends in a letter that belongs to what follows ("a NASA T-shirt")."""
    if end - start < 2 or len(words.texts[end - 1]) > 1 or end >= len(words):
        return False
    return words.gaps[end] == "-" and words.texts[end].islower()


def flight_end(words: Tokens, index: int) -> int:
    """Return where "Flight 447" ends that begins at a word; 0 where none does."""
    texts, gaps = words.texts, words.gaps
    if index + 1 >= len(texts) or texts[index] not in FLIGHT:
        return 0
    if gaps[index] not in " (" or gaps[index + 1] != " ":
        return 0
    return index + 2 if _FLIGHT_NUMBER.fullmatch(texts[index + 1]) else 0


def is_disaster(words: Tokens, start: int, index: int) -> bool:
    """Whether a word tells what befell the place before it ("the Haiti earthquake", no "tsunami warning")."""
    texts, gaps = words.texts, words.gaps
    if gaps[index] != " " or texts[index] not in DISASTERS:
        return False
    if start and texts[start - 1].lower() in INDEFINITE_WORDS:
        return False
    return index + 1 >= len(texts) or gaps[index + 1] != " " or texts[index + 1] in WORDS_AFTER_DISASTER


def flight_before(words: Tokens, end: int) -> CandidateSpan | None:
    """Return the flight whose first word ends a run ("Then Flight" before "447"), or None."""
    index = end - 1
    if words.texts[index] != "Flight":
        return None
    flight = flight_end(words, index)
    return _flight(words, index, flight) if flight else None


def _flight(words: Tokens, start: int, end: int) -> CandidateSpan:
    """Return a flight with its airline, also one whose name means other things ("United Flight 93")."""
    for index in range(start, end - 2):
        if words.texts[index].islower():  # "Families of Pan Am Flight 103"
            start = index + 1
    named = words.texts[start - 1] in AIRLINES if start > 0 and words.gaps[start] == " " else False
    return CandidateSpan(start - named, end, kind=EVENT, rule=RuleName("flight"))


def _ends_with_words_of_role(words: Tokens, start: int, end: int) -> bool:
    """Whether the last word goes with the role or the office of who is named after it."""
    return _is_of_role(words, start, end) or _is_of_office(words, end)


def _is_of_office(words: Tokens, end: int) -> bool:
    """Whether the last word goes with the office after it ("White House Press" before "Secretary")."""
    if words.texts[end - 1] not in OFFICE_QUALIFIERS or end >= len(words) or words.gaps[end] != " ":
        return False
    return words.texts[end] in OFFICES or words.texts[end] in TITLES


def _is_of_role(words: Tokens, start: int, end: int) -> bool:
    """Whether the last word goes with a role after it ("Sports Columnist", "Senate Minority leader")."""
    last = words.texts[end - 1]
    if last not in DESKS_AND_PARTIES or end >= len(words) or words.gaps[end] != " ":
        return False
    following = words.texts[end].lower()
    if last in NEWS_DESKS:
        return end - start > 2 and following in JOURNALISTS
    return words.texts[start] in CHAMBERS and following in LEADER_NOUNS


def with_tail(words: Tokens, name: CandidateSpan) -> CandidateSpan:
    """Return a name of one word with the small word after it that tells what it is ("Centre party")."""
    start, end = name.start, name.end
    if end - start != 1 or end >= len(words) or words.gaps[end] != " ":
        return name
    if is_disaster(words, start, end):
        return CandidateSpan(start, end + 1, kind=EVENT, rule=RuleName("disaster"))
    kind = SMALL_TAILS.get(words.texts[end], "")
    if not kind or words.texts[start] in OPENERS:
        return name
    return CandidateSpan(start, end + 1, kind=kind, rule=RuleName("small word after it"))


def with_year(words: Tokens, start: int, end: int) -> int:
    """Return where an event begins that is told by its year ("2008 Olympics")."""
    if not start or words.gaps[start] != " ":
        return start
    year = words.texts[start - 1]
    if len(year) != 4 or not year.isdigit() or RECURRING_EVENTS.isdisjoint(words.texts[start:end]):
        return start
    return start - 1


def _start_with_head(words: Tokens, start: int, kind: str) -> int:
    """Return where a name begins whose first word tells what it is ("Hurricane Wilma")."""
    if start and kind and words.gaps[start] == " " and words.texts[start - 1] in EVENT_HEADS:
        return start - 1
    return start


def _goes_on_with_syllable(words: Tokens, end: int) -> bool:
    """Whether a hyphen and the second half of a first name follow ("Kim Jong-un")."""
    if end >= len(words) or words.gaps[end] != "-":
        return False
    text = words.texts[end]
    if len(text) > MAX_SYLLABLE_LETTERS or text in COMPOUND_PARTICIPLES:
        return False
    return text.islower() and text.isalpha()


def _words_after_first_name(words: Tokens, index: int) -> int:
    """Return how many words go on with a lone first name: a capitalised one, perhaps after an initial."""
    last = index + _is_initial(words, index)
    if last >= len(words) or words.gaps[last] not in " ." or not words.texts[last][0].isupper():
        return 0
    text = words.texts[last]
    if text in TITLES or text in OPENERS or text.isupper():
        return 0
    return last - index + 1


def _is_initial(words: Tokens, index: int) -> bool:
    """Whether a single capital letter stands at a word, and another word follows."""
    if index + 1 >= len(words) or words.gaps[index] != " ":
        return False
    text = words.texts[index]
    return text.isupper() and len(text.rstrip(".")) == 1


def _words_cut_from_person(words: Tokens, start: int, end: int) -> int:
    """Return how many words were cut from a person's name: the family name after an initial, and "Jr"."""
    cut = int(_is_family_name_cut(words, start, end))
    last = end + cut
    if last < len(words) and words.gaps[last] == " " and words.texts[last] in GENERATIONS:
        cut += 1
    return cut


def _is_family_name_cut(words: Tokens, start: int, end: int) -> bool:
    """Whether a name ends in an initial, before its stop and a capitalised word."""
    if end >= len(words) or end - start < 2 or words.gaps[end] != ".":
        return False
    return len(words.texts[end - 1]) == 1 and words.texts[end][0].isupper()


def _is_no_end(text: str, kind: str) -> bool:
    """Whether a word is a number, a date or a connective that stands after a name."""
    if text in CONNECTIVES:
        return True
    if kind == PERSON:
        return text[0].isdigit() or text in POSTNOMINALS or _is_date(text)
    if text in MONTH_ABBREVIATIONS or (kind == PLACE and text[0].isdigit()):
        return True
    return kind != EVENT and _is_date(text)


def _is_date(text: str) -> bool:
    return text != "May" and text.lower() in DATES


def _is_with_honorific(context: KindContext) -> bool:
    if context.words.texts[context.start] not in HONORIFICS:
        return False
    return context.own_kind in {"", PERSON} and context.end - context.start <= MAX_PERSON_WORDS


def _is_firm(context: KindContext) -> bool:
    return context.found_kind == PERSON and is_called_firm(context.words, context.start, context.end)


def is_called_firm(words: Tokens, start: int, end: int) -> bool:
    """Whether the words [start, end) are called a firm: by the noun before them, or after "the" and them.

    One word between "the" and the noun is rather a town ("the Zhelm company").
    """
    texts, gaps = words.texts, words.gaps
    if not start or gaps[start] != " ":
        return False
    if texts[start - 1] in FIRM_NOUNS:
        return True
    if texts[start - 1] != "the" or end - start < MIN_FULL_NAME_WORDS:
        return False
    return end < len(texts) and gaps[end] == " " and texts[end] in FIRM_NOUNS


def _is_number(context: KindContext) -> bool:
    if context.found_kind != PERSON or context.end - context.start != 1:
        return False
    return any(map(str.isdigit, context.words.texts[context.start]))


def _is_full_name(context: KindContext) -> bool:
    """Whether a found place is a person's full name ("Georgia Rossi").

    That is a first name of the lists and a family name that is no common word.
    """
    if context.found_kind != PLACE or context.end - context.start != 2:
        return False
    first, last = (context.lexicon.infos[word] for word in context.words.texts[context.start : context.end])
    return FIRST_NAME_LIST in first.lists and SURNAME_LIST in last.lists and last.common == RARE


def _is_no_person(context: KindContext) -> bool:
    if context.found_kind != PERSON or not context.own_kind:
        return False
    return context.words.texts[context.found_start] not in FIRST_NAMES


def _is_body(context: KindContext) -> bool:
    if context.own_kind != ORGANISATION or context.found_kind not in {PLACE, EVENT}:
        return False
    return BUILDINGS.isdisjoint(context.words.texts[context.found_start : context.end])


def _is_storm(context: KindContext) -> bool:
    return context.own_kind == EVENT and context.words.texts[context.found_start] in STORMS


def _own_kind(context: KindContext) -> str:
    return context.own_kind


# Tables ----------------------------------------------------------------------------------------------------

UNKNOWN = ""  # the kind of a name of which nothing tells it

SPLIT_RULES: tuple[SpanRule[RunPosition, Split], ...] = (
    SpanRule(
        name=RuleName("opener of a sentence"),
        when=_opens_sentence,
        then=_split_before_sentence,
        examples=(
            SpanExample(
                "They thanked Anna Lodkin However Boris Sample",
                "Anna Lodkin However Boris Sample",
                PERSON,
                (("Anna Lodkin", PERSON), ("Boris Sample", UNKNOWN)),
            ),
            SpanExample(
                "the Harbour Bank Meanwhile",
                "Harbour Bank Meanwhile",
                ORGANISATION,
                (("Harbour Bank", ORGANISATION),),
            ),
        ),
        counterexamples=(
            SpanExample("the Harbour Bank", "Harbour Bank", ORGANISATION, (("Harbour Bank", ORGANISATION),)),
        ),
    ),
    SpanRule(
        name=RuleName("letter of a party"),
        when=_is_party_letter,
        then=_drop_party,
        examples=(
            SpanExample(
                "the Senators Anna Lodkin D NJ", "Anna Lodkin D NJ", PERSON, (("Anna Lodkin", PERSON),)
            ),
            SpanExample("the Senators Anna Lodkin R", "Anna Lodkin R", PERSON, (("Anna Lodkin", PERSON),)),
        ),
        counterexamples=(
            SpanExample("the Lodkin D Sample", "Lodkin D Sample", PERSON, (("Lodkin D Sample", PERSON),)),
            SpanExample(
                "the Anna Lodkin R Sample",
                "Anna Lodkin R Sample",
                PERSON,
                (("Anna Lodkin R Sample", PERSON),),
            ),
        ),
    ),
    SpanRule(
        name=RuleName("acronym of the words before"),
        when=_repeats_by_letters,
        then=_drop_acronym,
        examples=(
            SpanExample(
                "the Bureau of Harbour Boats BHB",
                "Bureau of Harbour Boats BHB",
                ORGANISATION,
                (("Bureau of Harbour Boats", ORGANISATION),),
            ),
        ),
        counterexamples=(
            SpanExample(
                "the Bureau of Harbour Boats USA",
                "Bureau of Harbour Boats USA",
                ORGANISATION,
                (("Bureau of Harbour Boats USA", ORGANISATION),),
            ),
        ),
    ),
    SpanRule(
        name=RuleName("office"),
        when=_is_office,
        then=_split_before_office,
        examples=(
            SpanExample(
                "Harbour Inc CEO Anna Example",
                "Harbour Inc CEO Anna Example",
                ORGANISATION,
                (("Harbour Inc", ORGANISATION), ("CEO Anna Example", PERSON)),
            ),
            SpanExample(
                "Harbour Bank Deputy Press Secretary Anna Example",
                "Harbour Bank Deputy Press Secretary Anna Example",
                ORGANISATION,
                (("Harbour Bank", ORGANISATION), ("Secretary Anna Example", PERSON)),
            ),
            SpanExample(
                "Anna Lodkin Director Office of Harbour Safety",
                "Anna Lodkin Director Office of Harbour Safety",
                ORGANISATION,
                (("Anna Lodkin", ORGANISATION), ("Office of Harbour Safety", ORGANISATION)),
            ),
        ),
        counterexamples=(
            SpanExample(
                "the Harbour Justice Department",
                "Harbour Justice Department",
                ORGANISATION,
                (("Harbour Justice Department", ORGANISATION),),
            ),
            SpanExample(
                "the High Commissioner",
                "High Commissioner",
                ORGANISATION,
                (("High Commissioner", ORGANISATION),),
            ),
        ),
    ),
    SpanRule(
        name=RuleName("credit"),
        when=_is_credit,
        then=_drop_credit,
        examples=(
            SpanExample(
                "Harbour Bank Photo Anna",
                "Harbour Bank Photo Anna",
                ORGANISATION,
                (("Harbour Bank", ORGANISATION),),
            ),
        ),
        counterexamples=(
            SpanExample("the Picture Bank", "Picture Bank", ORGANISATION, (("Picture Bank", ORGANISATION),)),
        ),
    ),
    SpanRule(
        name=RuleName("end of a body"),
        when=_is_after_body,
        then=_split_after_body,
        examples=(
            SpanExample(
                "Harbour University Anna Sample",
                "Harbour University Anna Sample",
                ORGANISATION,
                (("Harbour University", ORGANISATION), ("Anna Sample", PERSON)),
            ),
            SpanExample(
                "Harbour Ltd Bakery",
                "Harbour Ltd Bakery",
                ORGANISATION,
                (("Harbour Ltd", ORGANISATION), ("Bakery", UNKNOWN)),
            ),
        ),
        counterexamples=(
            SpanExample(
                "Harbour University Bakery",
                "Harbour University Bakery",
                ORGANISATION,
                (("Harbour University Bakery", ORGANISATION),),
            ),
        ),
    ),
    SpanRule(
        name=RuleName("two names"),
        when=_are_two_names,
        then=_split_two_names,
        examples=(
            SpanExample(
                "Anna Lodkin and Boris Sample",
                "Anna Lodkin and Boris Sample",
                PERSON,
                (("Anna Lodkin", PERSON), ("Boris Sample", PERSON)),
            ),
            SpanExample(
                "House and Senate",
                "House and Senate",
                ORGANISATION,
                (("House", ORGANISATION), ("Senate", ORGANISATION)),
            ),
            SpanExample(
                "Harbour Army and the Lodkin Navy",
                "Harbour Army and the Lodkin Navy",
                ORGANISATION,
                (("Harbour Army", ORGANISATION), ("Lodkin Navy", ORGANISATION)),
            ),
            SpanExample(
                "Harbour Army and Lodkin Army",
                "Harbour Army and Lodkin Army",
                ORGANISATION,
                (("Harbour Army", ORGANISATION), ("Lodkin Army", ORGANISATION)),
            ),
            SpanExample(
                "Anna Lodkin on Harbour Radio",
                "Anna Lodkin on Harbour Radio",
                ORGANISATION,
                (("Anna Lodkin", ORGANISATION), ("Harbour Radio", ORGANISATION)),
            ),
        ),
        counterexamples=(
            SpanExample(
                "Fish and Harbour Committee",
                "Fish and Harbour Committee",
                ORGANISATION,
                (("Fish and Harbour Committee", ORGANISATION),),
            ),
            SpanExample(
                "Battle on Harbour Hill",
                "Battle on Harbour Hill",
                EVENT,
                (("Battle on Harbour Hill", EVENT),),
            ),
        ),
    ),
    SpanRule(
        name=RuleName("two bodies"),
        when=_are_two_bodies,
        then=_split_two_bodies,
        examples=(
            SpanExample(
                "HSA and LBA", "HSA and LBA", ORGANISATION, (("HSA", ORGANISATION), ("LBA", ORGANISATION))
            ),
            SpanExample(
                "Harbour Bank and Lodkin",
                "Harbour Bank and Lodkin",
                ORGANISATION,
                (("Harbour Bank", ORGANISATION), ("Lodkin", ORGANISATION)),
            ),
        ),
        counterexamples=(
            SpanExample(
                "Bank and Harbour Committee",
                "Bank and Harbour Committee",
                ORGANISATION,
                (("Bank and Harbour Committee", ORGANISATION),),
            ),
            SpanExample(
                "Harbour and Lodkin",
                "Harbour and Lodkin",
                ORGANISATION,
                (("Harbour and Lodkin", ORGANISATION),),
            ),
        ),
    ),
    SpanRule(
        name=RuleName("person of something"),
        when=_is_person_of,
        then=_split_person_of,
        examples=(
            SpanExample(
                "Anna Lodkin of Harwell",
                "Anna Lodkin of Harwell",
                PERSON,
                (("Anna Lodkin", PERSON), ("Harwell", UNKNOWN)),
            ),
        ),
        counterexamples=(
            SpanExample(
                "Bank of Harwell", "Bank of Harwell", ORGANISATION, (("Bank of Harwell", ORGANISATION),)
            ),
        ),
    ),
)

KIND_RULES: tuple[SpanRule[KindContext, str], ...] = (
    SpanRule(
        name=RuleName("honorific"),
        when=_is_with_honorific,
        then=lambda context: PERSON,
        examples=(SpanExample("It was Ms. Lodkin again", "Ms. Lodkin", PLACE, (("Ms Lodkin", PERSON),)),),
        counterexamples=(
            SpanExample(
                "It was Dr. Lodkin College",
                "Dr. Lodkin College",
                ORGANISATION,
                (("Dr Lodkin College", ORGANISATION),),
            ),
        ),
    ),
    SpanRule(
        name=RuleName("called a firm"),
        when=_is_firm,
        then=lambda context: ORGANISATION,
        examples=(
            SpanExample(
                "its law firm Anna Lodkin said", "Anna Lodkin", PERSON, (("Anna Lodkin", ORGANISATION),)
            ),
            SpanExample(
                "at the Anna Lodkin brokerage", "Anna Lodkin", PERSON, (("Anna Lodkin", ORGANISATION),)
            ),
        ),
        counterexamples=(
            SpanExample("at the Lodkin company", "Lodkin", PERSON, (("Lodkin", PERSON),)),
            SpanExample("at Anna Lodkin firm ground", "Anna Lodkin", PERSON, (("Anna Lodkin", PERSON),)),
            SpanExample("in the firm, Anna Lodkin said", "Anna Lodkin", PERSON, (("Anna Lodkin", PERSON),)),
        ),
    ),
    SpanRule(
        name=RuleName("first name and family name"),
        when=_is_full_name,
        then=lambda context: PERSON,
        examples=(
            SpanExample("Georgia Rossi designed it", "Georgia Rossi", PLACE, (("Georgia Rossi", PERSON),)),
        ),
        counterexamples=(
            SpanExample("then Victoria Falls again", "Victoria Falls", PLACE, (("Victoria Falls", PLACE),)),
            SpanExample("then Carolina Beach again", "Carolina Beach", PLACE, (("Carolina Beach", PLACE),)),
            SpanExample("then Madison Park again", "Madison Park", PLACE, (("Madison Park", PLACE),)),
        ),
    ),
    SpanRule(
        name=RuleName("number"),
        when=_is_number,
        then=lambda context: UNKNOWN,
        examples=(SpanExample("It was Q2 again", "Q2", PERSON, (("Q2", UNKNOWN),)),),
        counterexamples=(SpanExample("It was Lodkin again", "Lodkin", PERSON, (("Lodkin", PERSON),)),),
    ),
    SpanRule(
        name=RuleName("no person by its words"),
        when=_is_no_person,
        then=_own_kind,
        examples=(
            SpanExample(
                "the Harbour Museum again", "Harbour Museum", PERSON, (("Harbour Museum", ORGANISATION),)
            ),
        ),
        counterexamples=(SpanExample("then Anna Lake came", "Anna Lake", PERSON, (("Anna Lake", PERSON),)),),
    ),
    SpanRule(
        name=RuleName("body by its words"),
        when=_is_body,
        then=_own_kind,
        examples=(
            SpanExample(
                "the University of Zhelm",
                "University of Zhelm",
                PLACE,
                (("University of Zhelm", ORGANISATION),),
            ),
        ),
        counterexamples=(
            SpanExample("the Harbour Library", "Harbour Library", PLACE, (("Harbour Library", PLACE),)),
        ),
    ),
    SpanRule(
        name=RuleName("storm"),
        when=_is_storm,
        then=_own_kind,
        examples=(
            SpanExample(
                "then Hurricane Zelda came", "Hurricane Zelda", ORGANISATION, (("Hurricane Zelda", EVENT),)
            ),
        ),
        counterexamples=(
            SpanExample(
                "the Zelda Festival again",
                "Zelda Festival",
                ORGANISATION,
                (("Zelda Festival", ORGANISATION),),
            ),
        ),
    ),
)
