"""Who speaks, by the words before and after a quotation.  A wrong speaker is worse than none: what is not plain is left open."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sitegen.quotes.speech import Quoted
from sitegen.text import word_set

# Verbs whose subject speaks the words beside them.
SAY = word_set(
    "said says say told tells added adds wrote writes asked asks replied replies answered warned warns insisted insists"
    " argued argues explained explains noted notes claimed claims tweeted tweets posted stated states declared declares"
    " announced announces continued continues recalled recalls concluded concludes admitted admits acknowledged acknowledges"
    " confirmed confirms stressed stresses emphasised emphasized emphasises emphasizes commented comments remarked remarks"
    " observed observes suggested suggests quipped joked jokes shouted cried responded responds reiterated reiterates urged"
    " urges promised promises vowed vows predicted predicts complained complains testified testifies alleged alleges asserted"
    " asserts maintained maintains contended contends called calls described describes denounced denounces branded condemned"
    " condemns criticised criticized accused dismissed praised pledged cautioned lamented spoke speaks spoken elaborated clarified boasted"
    " recounted opined exclaimed countered"
)
# Verbs that may stand before their subject: “…,” said the minister.
INVERTED = word_set(
    "said says added adds wrote writes asked asks replied replies warned warns insisted insists argued argues explained explains noted"
    " notes claimed claims tweeted stated declared declares announced continued continues recalled recalls concluded concludes admitted"
    " admits acknowledged confirmed stressed commented comments remarked observed observes quipped joked responded"
    " reiterated promised vowed predicted complained alleged lamented exclaimed countered tells writes"
)
HELPERS = word_set(
    "has have had also later then again once recently previously already even did was would will just never still often first"
)
PASSIVE = word_set("was were is are been being be")
TO = word_set(
    "for of from at with in to by on about after before against over under near and or between than like as against"
)
DETERMINERS = word_set("a an the one another his her its their some")
PRONOUNS = word_set("he she")
NOBODY = word_set("i we you they it who which that there what this these those")
NO_SPEAKER = word_set(
    "week month year day morning afternoon evening night today yesterday time moment monday tuesday wednesday thursday friday saturday"
    " sunday percent side hand case point way part thing others many critics people"
)
ROLES = word_set(
    "spokesman spokeswoman spokesperson official minister president lawyer attorney aide adviser advisor representative source officer"
    " diplomat secretary ambassador leader chief director head professor analyst expert researcher author editor member chairman"
    " chairwoman commander general judge prosecutor senator governor mayor resident witness student doctor mother father brother sister"
    " wife husband son daughter friend colleague statement report memo letter document ministry department office agency committee"
    " council company court commission government spokespeople insider executive manager analyst economist activist"
)
AFTER_SUBJECT = word_set("in on during at after as when while to before who last and or")
TURNS = word_set(
    "but and while as when because although if so who"
)  # the words after a quotation turn to something else
OPENING = word_set(
    "and also then here from by statement response comment reply answer message words"
)  # open what announces someone's words
OFFICE_WORDS = 3  # small words of an office between a name and its holder
OFFICES = word_set(
    "coach captain manager friend colleague counsel counterpart deputy chair founder co-founder owner boss partner staffer strategist"
    " pollster chief-of-staff biographer agent striker midfielder defender goalkeeper quarterback pitcher guitarist singer drummer bassist"
    " actor actress producer designer engineer scientist historian veteran supporter critic opponent neighbour neighbor employee worker"
    " trustee treasurer curator nurse teacher pilot skipper driver columnist reporter correspondent anchor host fan"
)
TELLING = word_set("telling saying asking shouting warning adding replying writing")
READING = word_set("reading titled entitled labelled labeled headlined inscribed captioned subtitled")
SHOWING = word_set("saying says said read reads called")
SHOWN = word_set(
    "sign signs banner banners placard placards poster posters plaque note sticker shirt board graffiti tattoo hat cap"
)
DASHES = frozenset("-–—")
LONGEST_ROLE = 12  # words of a speaker who has no name
FARTHEST = 28  # items between a verb and the words it introduces


class Is(StrEnum):
    """What an item of a passage is."""

    QUOTE = "quote"
    NAME = "name"
    WORD = "word"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a passage: the entity that it means where it has a page, and whether it is a person's."""

    start: int
    end: int
    entity: str
    person: bool
    alone: bool  # one word
    text: str
    sure: bool = True  # more than the verb tells that it is a person's


class Item(NamedTuple):
    """A quotation, a name, a word or a mark of a passage."""

    kind: Is
    text: str
    start: int
    end: int
    word: str = ""  # a word in small letters
    name: Name | None = None
    quote: int = -1
    owning: bool = False  # "Anna's"
    open: bool = False  # a quotation that no mark closes


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said something: a name, or what the text calls them, and the words that tell it."""

    entity: str
    text: str
    why: str
    pronoun: bool = False
    goes_on: bool = False  # from the quotation before
    named: bool = True  # not only called by what they are


# Titles in short whose stop ends no sentence; the word takes it in where a name follows.
_TITLED = (
    r"(?:Mrs?|Ms|Mx|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Cpl|Pvt|Capt|Maj|Adm|Rev|Hon|Pres|Cmdr|Brig|Det|Insp|Supt|Msgr|Fr|Sr|Amb|Atty|Rt)"
    r"\.(?=\s?$| [A-Z])"
)
_ITEM = re.compile(rf"{_TITLED}|[^\W_]+(?:[’'\-.&][^\W_]+)*|[^\w\s]")
_OWNING = re.compile(r"['’]s\b|(?<=s)['’](?!\w)")


def items_of(text: str, quotes: Sequence[Quoted], names: Sequence[Name]) -> list[Item]:
    """Part a passage into quotations, names, words and marks."""
    made: list[Item] = []
    at = 0
    fixed: list[tuple[int, int, Name | int]] = [(name.start, name.end, name) for name in names]
    fixed += [(quote.outer_start, quote.outer_end, number) for number, quote in enumerate(quotes)]
    for start, end, what in sorted(fixed, key=lambda one: one[:2]):
        if start < at:
            continue
        made += _words(text, at, start)
        if isinstance(what, int):
            quote = quotes[what]
            made.append(
                Item(Is.QUOTE, text[quote.start : quote.end], start, end, quote=what, open=quote.open)
            )
            at = end
        else:
            owning = _OWNING.match(text, end)
            made.append(Item(Is.NAME, what.text, start, end, name=what, owning=bool(owning)))
            at = owning.end() if owning else end
    return made + _words(text, at, len(text))


def _words(text: str, start: int, end: int) -> list[Item]:
    made = []
    for match in _ITEM.finditer(text, start, end):
        word = match[0]
        if word[0].isalnum():
            made.append(
                Item(
                    Is.WORD,
                    word,
                    match.start(),
                    match.end(),
                    word.lower().rstrip("."),
                    owning=word.endswith(("'s", "’s")),
                )
            )
        else:
            made.append(Item(Is.MARK, word, match.start(), match.end()))
    return made


# Looking around a quotation -------------------------------------------------------------------------------------------


def speaker_after(items: Sequence[Item], at: int, text: str) -> Speaker | None:
    """Give who speaks the quotation at `items[at]` by the words after it: “…,” said Anna; “…,” the minister told reporters."""
    begin = at + 1
    while begin < len(items) and items[begin].kind is Is.MARK and items[begin].text in ",-–—":
        begin += 1
    if begin >= len(items):
        return None
    if signed := _signed(items, at, begin):
        return signed
    stops = items[at].text.rstrip().endswith(".") and begin == at + 1
    if items[begin].word in INVERTED:
        return _inverted(items, begin, text)
    if stops:
        return None
    return _first_clause(items, begin, text)


def _signed(items: Sequence[Item], at: int, begin: int) -> Speaker | None:
    """Give the person whose name stands behind a dash that ends the passage: “…” — Anna Example, engineer."""
    ended = items[at].text.rstrip().endswith((".", "?", "!", "…")) and items[at].text[:1].isupper()
    if not ended or items[begin - 1].text not in DASHES or items[begin - 1].kind is not Is.MARK:
        return None
    return signature(items[begin - 1 :])


def signature(items: Sequence[Item]) -> Speaker | None:
    """Give the person whom items from a dash to the end of a passage name alone: — Anna Example, engineer."""
    rest = items[1:]
    person = next((place for place, item in enumerate(rest) if _person(item)), -1)
    plain = all(
        item.kind is not Is.QUOTE and item.word not in SAY and item.text not in DASHES for item in rest
    )
    if person < 0 or len(rest) > LONGEST_ROLE or not plain:
        return None
    before, after = rest[:person], rest[person + 1 :]
    dressed = all(item.kind in {Is.WORD, Is.NAME} and item.word not in TO for item in before)
    return (
        _named(rest[person], "signed behind a dash")
        if dressed and (not after or after[0].text == ",")
        else None
    )


def announced(items: Sequence[Item]) -> Speaker | None:
    """Give the person whose words a passage announces with its last mark: “And from the mayor, Anna:”, “Anna Example, engineer:”."""
    if (
        len(items) < 2
        or items[-1].text != ":"
        or len(items) > LONGEST_ROLE
        or any(item.kind is Is.QUOTE for item in items)
    ):
        return None
    people = [at for at, item in enumerate(items) if _person(item)]
    if len(people) != 1 or any(
        item.word in PASSIVE or item.word in HELPERS or item.word in SAY for item in items
    ):
        return None
    person = people[0]
    first = next((at for at, item in enumerate(items[:person]) if item.text.lower() not in OPENING), person)
    introduced = first > 0 and items[first - 1].word in {"from", "by"}
    dressed = all(
        (item.kind in {Is.WORD, Is.NAME} and item.word not in TO) or item.text == ","
        for item in items[first:person]
    )
    named = items[person + 1].text in {",", ":"} and (
        introduced or items[0].kind is Is.NAME or items[0].text[:1].isupper()
    )
    return (
        _named(items[person], "announced before a colon")
        if dressed and named and (introduced or first == 0)
        else None
    )


def _first_clause(items: Sequence[Item], begin: int, text: str) -> Speaker | None:
    """Give the subject of the verb of saying that the words from `begin` open with."""
    for verb in range(begin, min(len(items), begin + FARTHEST)):
        item = items[verb]
        if item.kind is Is.QUOTE or (item.kind is Is.MARK and item.text in ".;:?!"):
            return None
        if item.word in SAY:
            found = subject_before(items, verb, begin, text) if _opens_clause(items, begin, verb) else None
            return _as_told(items, verb) or found if found else None
    return None


def of_a_thing(items: Sequence[Item], at: int) -> bool:
    """Say whether a quotation is what a thing says: “a sign reading ‘…’”."""
    if not at:
        return False
    return items[at - 1].word in READING or (
        at > 1 and items[at - 1].word in SHOWING and items[at - 2].word in SHOWN
    )


def _as_told(items: Sequence[Item], verb: int) -> Speaker | None:
    """Give the person whom the subject of a verb heard: “…,” Anna recalls Boris telling her."""
    told = verb + 2 < len(items) and items[verb + 2].word in TELLING and _person(items[verb + 1])
    return _named(items[verb + 1], f"{items[verb].text} the name {items[verb + 2].text}") if told else None


def _opens_clause(items: Sequence[Item], begin: int, verb: int) -> bool:
    """Say whether nothing but the subject stands between a quotation and its verb."""
    return begin == verb or items[begin].word not in TURNS


def _inverted(items: Sequence[Item], verb: int, text: str) -> Speaker | None:
    """Give who stands after a verb: said Foreign Minister Anna Example; said a spokesman for the ministry."""
    begin = verb + 1
    why = f"{items[verb].text} and the name"
    if begin < len(items) and items[begin].word in PRONOUNS:
        return Speaker("", items[begin].text, f"{items[verb].text} {items[begin].text.lower()}", pronoun=True)
    if begin < len(items) and items[begin].word in NOBODY:
        return None  # “…”, said that he would ask Anna Example
    last, holder = begin, -1
    for at in range(begin, min(len(items), begin + LONGEST_ROLE)):
        item = items[at]
        if item.text == "," and last > begin and _person_apart(items, at + 1):
            return _named(items[at + 1], why)  # “said the firm's director, Anna Example”
        if (
            item.kind is Is.QUOTE
            or (item.kind is Is.MARK and item.text not in "-’'")
            or item.word in AFTER_SUBJECT
        ):
            break
        if item.word in {"whom", "that", "which"} and at > begin:
            return _behind_clause(items, at, why)
        holder = _holder(items, begin, at)
        if holder >= 0:
            break
        last = at + 1
    if holder >= 0:
        return None if _joined(items, holder + 1) else _named(items[holder], why)
    return _headed(items[begin:last], text, why)


def _holder(items: Sequence[Item], begin: int, at: int) -> int:
    """Give the person named at a place, or the one whose office a name there tells; -1 where there is none."""
    if items[at].kind is Is.NAME and (held := _of_office(items, at)):
        return held
    governed = items[begin].word in DETERMINERS and any(one.word in TO for one in items[begin:at])
    return at if _person(items[at]) and not governed and not _runs_on(items, at) else -1


def _of_office(items: Sequence[Item], at: int) -> int:
    """Give the person whose office the name before tells (“Lowe spokesman Ian Ross”, “Rovers coach Jan Holm”); 0 where there is none."""
    end = at + 1
    while (
        end < len(items)
        and end - at <= OFFICE_WORDS
        and items[end].kind is Is.WORD
        and items[end].text.islower()
    ):
        end += 1
    office = items[end - 1].word
    told = end > at + 1 and (office in ROLES or office in OFFICES)
    return end if told and end < len(items) and _person(items[end]) and items[end].kind is Is.NAME else 0


def _behind_clause(items: Sequence[Item], at: int, why: str) -> Speaker | None:
    """Give the person behind a clause that tells of somebody else: “the engineer whom Anna had hired, Boris Example”."""
    comma = next(
        (place for place in range(at, min(len(items), at + LONGEST_ROLE)) if items[place].text == ","),
        len(items),
    )
    return _named(items[comma + 1], why) if _person_apart(items, comma + 1) else None


def _headed(head: Sequence[Item], text: str, why: str) -> Speaker | None:
    """Give a speaker that is one name, or an article with what it is (“a spokesman for the ministry”)."""
    if len(head) == 1 and head[0].name and not head[0].owning:
        return _named(head[0], why)
    if head and head[0].word in DETERMINERS and head[-1].word not in NO_SPEAKER:
        return _described(head, text, why.replace("the name", "who"))
    return None


def _person_apart(items: Sequence[Item], at: int) -> bool:
    """Say whether a person's name stands between commas, or between a comma and the end."""
    return (
        at < len(items) and _person(items[at]) and (at + 1 == len(items) or items[at + 1].text in {",", "."})
    )


def _person(item: Item) -> bool:
    return item.name is not None and item.name.person and not item.owning


def _runs_on(items: Sequence[Item], at: int) -> bool:
    """Say whether a lone name is but the first word of more: “New” of “New Democrat Anna Example”."""
    name, following = items[at].name, items[at + 1] if at + 1 < len(items) else None
    return bool(
        name
        and name.alone
        and following
        and following.kind in {Is.WORD, Is.NAME}
        and following.text[:1].isupper()
    )


def _joined(items: Sequence[Item], at: int) -> bool:
    """Say whether another speaker is joined on: “said Anna and Boris”."""
    return (
        at < len(items)
        and items[at].word in {"and", "or"}
        and at + 1 < len(items)
        and items[at + 1].kind is Is.NAME
    )


def _named(item: Item, why: str) -> Speaker | None:
    name = item.name
    return Speaker(name.entity, name.text, why) if name else None


def _described(part: Sequence[Item], text: str, why: str) -> Speaker | None:
    if not part or len(part) > LONGEST_ROLE or part[-1].word in DETERMINERS:
        return None
    return Speaker("", text[part[0].start : part[-1].end], why, named=False)


def speaker_before(items: Sequence[Item], at: int, text: str) -> Speaker | None:
    """Give who speaks the quotation at `items[at]` by the words before it: Anna said: “…”; the ministry said that it was “…”."""
    begin = _sentence_start(items, at)
    if begin == 0 and at and items[at - 1].text == ":" and (found := announced(items[:at])):
        return found
    for verb in range(at - 1, max(begin, at - FARTHEST) - 1, -1):
        item = items[verb]
        if item.kind is Is.QUOTE or (item.kind is Is.MARK and item.text == ";"):
            return None
        if item.word == "saying" and verb and items[verb - 1].word == "as":
            return _as_saying(items, verb - 1, begin, text)
        if item.word in SAY:
            named = any(other.name and other.name.person for other in items[verb + 1 : at])
            return None if named and not _told(items, verb, at) else subject_before(items, verb, begin, text)
        if item.word == "to" and verb and items[verb - 1].word == "according":
            return _according(items, verb + 1, at)
    return None


def _told(items: Sequence[Item], verb: int, at: int) -> bool:
    """Say whether the names after a verb are those spoken to or of: “told Boris that it was …”, “said of Boris: …”."""
    following = items[verb + 1 : at]
    return (
        items[verb].word in {"told", "tells", "asked", "called", "described", "accused", "denounced"}
        or items[at - 1].text == ":"
        or (
            bool(following)
            and following[0].word in {"of", "that", "in", "during", "on", "at"}
            and following[-1].word != "had"
        )
    )


def _sentence_start(items: Sequence[Item], at: int) -> int:
    for begin in range(at - 1, -1, -1):
        item = items[begin]
        if item.kind is Is.MARK and item.text in ".?!":
            return begin + 1
        whole = item.kind is Is.QUOTE and item.text.rstrip().endswith((".", "?", "!"))
        if whole and begin + 1 < at and items[begin + 1].text[:1].isupper():
            return begin + 1
    return 0


def _as_saying(items: Sequence[Item], end: int, begin: int, text: str) -> Speaker | None:
    """Give who was quoted as saying something."""
    for at in range(end - 1, begin - 1, -1):
        if items[at].word == "quoted":
            if at and items[at - 1].word in PASSIVE:
                return subject_before(items, at - 1, begin, text)
            part = items[at + 1 : end]
            person = next((item for item in part if item.name and item.name.person and not item.owning), None)
            return _named(person, "quoted as saying") if person else None
    return None


def _according(items: Sequence[Item], begin: int, end: int) -> Speaker | None:
    """Give the person named after “according to”; a paper that reports is not the one who speaks."""
    for item in items[begin : min(end, begin + 8)]:
        if item.kind is Is.MARK:
            return None
        if item.name and item.name.person and not item.owning:
            return _named(item, "according to")
    return None


def subject_before(items: Sequence[Item], verb: int, begin: int, text: str) -> Speaker | None:
    """Give the subject of the verb at `items[verb]`, not looking before `begin`."""
    at = verb - 1
    while at >= begin and (
        items[at].word in HELPERS
        or items[at].word in PASSIVE
        or (items[at].word.endswith("ly") and items[at].text.islower())
    ):
        at -= 1
    if at < begin or any(item.word in PASSIVE for item in items[at + 1 : verb]):
        return None
    item = items[at]
    if item.text in {",", "-", "–", "—", ")"}:
        aside = at
        at = _before_aside(items, at, begin)
        if at < begin or items[at].kind is not Is.NAME:
            return None
        if _person(items[aside - 1]) and not _person(items[at]):  # “the Republican, Anna Example, said”
            at = aside - 1
        item = items[at]
    if item.word == "who" and at - 1 > begin and items[at - 1].text == "," and items[at - 2].kind is Is.NAME:
        at, item = at - 2, items[at - 2]
    why = f"{items[verb].text} after the name"
    if item.word in PRONOUNS:
        return Speaker("", item.text, f"{item.text.lower()} {items[verb].text}", pronoun=True)
    if item.kind is Is.NAME:
        return _subject_name(items, at, begin, text, why)
    if item.kind is Is.WORD and item.word not in NOBODY:
        return _subject_role(items, at, begin, text, f"{items[verb].text} after who")
    return None


def _before_aside(items: Sequence[Item], at: int, begin: int) -> int:
    """Give the item before an aside that ends at `at`: “Anna, who leads the party, said”."""
    closing = items[at].text
    opening = "(" if closing == ")" else closing
    for start in range(at - 1, begin - 1, -1):
        if items[start].text == opening:
            another = (
                closing == ","
                and start - 1 > begin
                and items[start - 1].kind is Is.WORD
                and items[start - 1].text.isdecimal()
            )
            return _before_aside(items, start, begin) if another else start - 1  # “Anna, 44, of Bern, said”
    return begin - 1


def _subject_name(items: Sequence[Item], at: int, begin: int, text: str, why: str) -> Speaker | None:
    """Give the name at `items[at]` if it is the subject itself, or the role that it belongs to: “a spokesman for Anna”."""
    item = items[at]
    if item.owning:
        return None
    start = at
    while start > begin and _dresses(items[start - 1]):
        start -= 1
    before = items[start - 1] if start > begin else None
    if (before and before.word in {"and", "or"}) or _in_clause(items, start, begin):
        return None
    if before and before.word in TO and before.word != "as":  # “as Anna said”
        role = _role_start(items, start - 1, begin)
        return _described(items[role : at + 1], text, why) if role >= 0 else None
    return _named(item, why)


def _in_clause(items: Sequence[Item], at: int, begin: int) -> bool:
    """Say whether what stands at `at` belongs to a clause on someone else: “an official who has read the report said”."""
    for place in range(at - 1, max(begin, at - LONGEST_ROLE) - 1, -1):
        if items[place].kind in {Is.MARK, Is.QUOTE}:
            return False
        if items[place].word in {"who", "which"}:
            return True
    return False


def acts(items: Sequence[Item], at: int) -> bool:
    """Say whether a name may be a subject: no preposition governs it, and it owns nothing."""
    start = at
    while start and _dresses(items[start - 1]):
        start -= 1
    said = (
        items[start - 1].word == "as" and at + 1 < len(items) and items[at + 1].word in SAY
        if start
        else False
    )  # “as Anna said”
    return not items[at].owning and (said or not (start and items[start - 1].word in TO))


def _dresses(item: Item) -> bool:
    """Say whether a word may stand before a name and belong to it: an article, a title, the name of a country or a body."""
    dress = item.kind is Is.WORD and (item.word in {"the", "a", "an"} or item.text[:1].isupper())
    return item.kind is Is.NAME or (dress and not item.owning)


def _role_start(items: Sequence[Item], at: int, begin: int) -> int:
    """Give where a role that ends before a preposition begins: its article, or the first of its words; -1 where there is none."""
    noun = -1
    for place in range(at - 1, max(begin, at - LONGEST_ROLE) - 1, -1):
        item = items[place]
        if item.kind in {Is.MARK, Is.QUOTE} and item.text not in "-’'":
            return -1
        if item.word in ROLES:
            noun = place
            break
        if item.word in SAY:
            return -1
    if noun < 0:
        return -1
    start = noun
    while start > begin and items[start].word not in DETERMINERS and _modifies(items[start - 1]):
        start -= 1
    return start


def _modifies(item: Item) -> bool:
    return (
        item.text == "-"
        or item.kind is Is.NAME
        or (item.kind is Is.WORD and item.word not in TO and item.word not in SAY)
    )


def _subject_role(items: Sequence[Item], at: int, begin: int, text: str, why: str) -> Speaker | None:
    """Give a speaker without a name: an article, then a role (“a senior official”, “the ministry”)."""
    if items[at].word in NO_SPEAKER or items[at].word in TO or items[at].owning:
        return None
    start = at
    while (
        start > begin
        and items[start].word not in DETERMINERS
        and _modifies(items[start - 1])
        and at - start < LONGEST_ROLE
    ):
        start -= 1
    if _in_clause(items, start, begin):
        return None
    owner = items[start - 1] if start > begin else None
    if owner and owner.kind is Is.NAME and owner.owning:
        start -= 1
    elif owner and owner.word in TO:
        role = _role_start(items, start - 1, begin)
        return _described(items[role : at + 1], text, why) if role >= 0 else None
    plain = items[start].word in DETERMINERS or items[start].owning or items[at].word in ROLES
    return _described(items[start : at + 1], text, why) if plain else None
