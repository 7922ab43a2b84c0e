"""Who speaks a quotation, by the words of its own passage.

A wrong speaker is worse than none: what is not plain is left open.
The words behind a quotation are asked first (`BEHIND_RULES`), then those before it (`BEFORE_RULES`).
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from sitegen.quotes.items import Item, ItemKind, Passage, is_person, names_person
from sitegen.quotes.rules import Evidence, Example, Reason, Rule, Speaker, always, decide, nobody
from sitegen.quotes.subjects import MAX_ROLE_ITEMS, may_be_subject, named, subject_after, subject_before
from sitegen.quotes.words import (
    ANNOUNCING_WORDS,
    AUXILIARIES_AND_ADVERBS,
    FORMS_OF_BE,
    GOVERNING_WORDS,
    INSCRIBED_THINGS,
    INSCRIPTION_PARTICIPLES,
    INSCRIPTION_VERBS,
    INVERTIBLE_VERBS,
    JOINING_WORDS,
    SAYING_PARTICIPLES,
    SAYING_VERBS,
    TELLING_PARTICIPLES,
    TURNING_WORDS,
    VERBS_WITH_ADDRESSEE,
)

DASHES = frozenset("-–—")
MAX_SENTENCE_ITEMS = 200  # words and marks; no sentence of news has as many; by judgement
MAX_ITEMS_TO_VERB = 28  # between a quotation and the verb that introduces it; by judgement
MAX_ITEMS_TO_SOURCE = 8  # between “according to” and the person named; by judgement
_MARKS_BEHIND_QUOTATION = DASHES | {","}
_CLAUSE_ENDS = frozenset(".;:?!")
_SENTENCE_ENDS = frozenset(".?!")
_ENDS_OF_SIGNED_QUOTATION = (".", "?", "!", "…")
_WORDS_BEFORE_OBJECT_CLAUSE = frozenset({"of", "that", "in", "during", "on", "at"})


class BehindQuotation(NamedTuple):
    """A quotation, and where the words behind it begin."""

    passage: Passage
    quotation: int  # index of its item
    start: int  # index of the first item behind it that is no comma and no dash

    @property
    def quoted_text(self) -> str:
        """Return the quotation without white space at its end."""
        return self.passage.items[self.quotation].text.rstrip()


class BeforeQuotation(NamedTuple):
    """A quotation, and where the sentence begins that leads to it."""

    passage: Passage
    quotation: int  # index of its item
    sentence_start: int


class Cue(NamedTuple):
    """A word before a quotation that may tell who speaks it."""

    passage: Passage
    quotation: int
    sentence_start: int
    place: int  # index of the word

    @property
    def word(self) -> str:
        """Return the word in small letters."""
        return self.passage.items[self.place].word

    @property
    def word_before(self) -> str:
        """Return the word before it in small letters; empty where there is none."""
        return self.passage.items[self.place - 1].word if self.place else ""


# Words behind a quotation -----------------------------------------------------------------------------------


def speaker_behind(passage: Passage, quotation: int) -> Speaker | None:
    """Return who speaks a quotation by the words behind it: “…,” said Anna; “…,” the minister told us."""
    items = passage.items
    start = quotation + 1
    while start < len(items) and _is_mark(items[start], _MARKS_BEHIND_QUOTATION):
        start += 1
    if start == len(items):
        return None
    return decide(BEHIND_RULES, BehindQuotation(passage, quotation, start)).speaker


def _is_mark(item: Item, marks: frozenset[str]) -> bool:
    return item.kind is ItemKind.MARK and item.text in marks


def _is_signed(behind: BehindQuotation) -> bool:
    """Whether a sentence in quotation marks is followed by a dash."""
    if not _is_mark(behind.passage.items[behind.start - 1], DASHES):
        return False
    return behind.quoted_text.endswith(_ENDS_OF_SIGNED_QUOTATION) and behind.quoted_text[:1].isupper()


def _ends_sentence(behind: BehindQuotation) -> bool:
    """Whether a quotation ends with a full stop, so that the words behind it begin another sentence."""
    return behind.start == behind.quotation + 1 and behind.quoted_text.endswith(".")


def signature(items: Sequence[Item]) -> Speaker | None:
    """Return the person whom items from a dash to a passage's end name alone: — Anna Example, engineer."""
    words = items[1:]
    if len(words) > MAX_ROLE_ITEMS or any(_stands_in_no_signature(item) for item in words):
        return None
    for index, item in enumerate(words):
        if is_person(item):
            ends = index + 1 == len(words) or words[index + 1].text == ","
            return named(item, Reason(Evidence.SIGNATURE)) if ends else None
        if item.kind is ItemKind.MARK or item.word in GOVERNING_WORDS:
            return None
    return None


def _stands_in_no_signature(item: Item) -> bool:
    return item.kind is ItemKind.QUOTE or item.word in SAYING_VERBS or item.text in DASHES


def _subject_of_first_verb(behind: BehindQuotation) -> Speaker | None:
    """Return the subject of the first verb of saying, or the person whom that subject heard."""
    items, start = behind.passage.items, behind.start
    verb = _first_saying_verb(items, start)
    if verb is None or (verb > start and items[start].word in TURNING_WORDS):
        return None
    subject = subject_before(behind.passage, verb, start)
    return (_person_heard(items, verb) or subject) if subject else None


def _first_saying_verb(items: Sequence[Item], start: int) -> int | None:
    depth = 0  # of brackets, in which a stop ends no clause: “Anna (R-La.) told”
    for index in range(start, min(len(items), start + MAX_ITEMS_TO_VERB)):
        item = items[index]
        depth += (item.text == "(") - (item.text == ")")
        if item.kind is ItemKind.QUOTE or (not depth and _is_mark(item, _CLAUSE_ENDS)):
            return None
        if item.word in SAYING_VERBS:
            return index
    return None


def _person_heard(items: Sequence[Item], verb: int) -> Speaker | None:
    """Return the person whom the subject of a verb heard: “…,” Anna recalls Boris telling her."""
    if verb + 2 >= len(items) or items[verb + 2].word not in TELLING_PARTICIPLES:
        return None
    if not is_person(items[verb + 1]):
        return None
    return named(items[verb + 1], Reason(Evidence.HEARD_BY_SUBJECT, (items[verb].text, items[verb + 2].text)))


def _names_source(behind: BehindQuotation) -> bool:
    items, start = behind.passage.items, behind.start
    return items[start].word == "according" and start + 2 < len(items) and items[start + 1].word == "to"


def _source_behind(behind: BehindQuotation) -> Speaker | None:
    """Return who is named after “according to”: a person, or a role."""
    speaker = subject_after(behind.passage, behind.start + 1)
    return replace(speaker, reason=Reason(Evidence.ACCORDING_TO)) if speaker else None


def _is_quoted_as_saying(behind: BehindQuotation) -> bool:
    words = [item.word for item in behind.passage.items[behind.start : behind.start + MAX_ITEMS_TO_VERB]]
    return "quoted" in words and ("as", "saying") in pairwise(words)


def _person_quoted_behind(behind: BehindQuotation) -> Speaker | None:
    """Return the person whom somebody quoted: “…,” a paper quoted Anna as saying."""
    items = behind.passage.items
    quoted = next(index for index in range(behind.start, len(items)) if items[index].word == "quoted")
    return _first_person(items[quoted + 1 :], Evidence.QUOTED_AS_SAYING)


BEHIND_RULES: tuple[Rule[BehindQuotation], ...] = (
    Rule(
        name="signature behind a dash",
        applies=_is_signed,
        speaker=lambda behind: signature(behind.passage.items[behind.start - 1 :]),
        examples=(
            Example("“The ferry will sail again in May.” — [Anna Example], engineer", "Anna Example"),
            Example("“The ferry will sail again in May.” —Council member [Anna Example]", "Anna Example"),
        ),
        counterexamples=(
            Example("“The ferry will sail again in May” — [Anna Example] owns her.", ""),
            Example("“The ferry will sail again in May.” — [Anna Example] and no more", ""),
        ),
        is_final=False,
    ),
    Rule(
        name="verb of saying behind the quotation",
        applies=lambda behind: behind.passage.items[behind.start].word in INVERTIBLE_VERBS,
        speaker=lambda behind: subject_after(behind.passage, behind.start),
        examples=(
            Example("“The ferry will sail again in May,” said [Anna Example].", "Anna Example"),
            Example(
                "“The ferry will sail again in May,” wrote a member of the council.",
                "a member of the council",
            ),
        ),
        counterexamples=(Example("“The ferry will sail again in May,” told [Anna Example].", ""),),
    ),
    Rule(
        name="according to, behind the quotation",
        applies=_names_source,
        speaker=_source_behind,
        examples=(
            Example("“The ferry will sail again in May,” according to [Anna Example].", "Anna Example"),
            Example("“The ferry will sail again in May,” according to a port official.", "a port official"),
        ),
        counterexamples=(Example("“The ferry will sail again in May,” according to the other day.", ""),),
    ),
    Rule(
        name="quoted as saying, behind the quotation",
        applies=_is_quoted_as_saying,
        speaker=_person_quoted_behind,
        examples=(
            Example(
                "“The ferry will sail again in May,” a paper quoted [Anna Example], mayor, as saying.",
                "Anna Example",
            ),
        ),
        counterexamples=(
            Example(
                "“The ferry will sail again in May,” [Anna Example] said, and quoted [Boris Sample].",
                "Anna Example",
            ),
        ),
    ),
    Rule(
        name="sentence that ends with the quotation",
        applies=_ends_sentence,
        speaker=nobody,
        examples=(Example("“The ferry will sail again in May.” [Anna Example] said no more.", ""),),
        counterexamples=(
            Example("“The ferry will sail again in May,” [Anna Example] said.", "Anna Example"),
        ),
    ),
    Rule(
        name="subject of the first verb of saying",
        applies=always,
        speaker=_subject_of_first_verb,
        examples=(
            Example("“The ferry will sail again in May,” [Anna Example] told the council.", "Anna Example"),
            Example(
                "“The ferry will sail again in May,” [Anna] recalls [Boris Sample] telling her.",
                "Boris Sample",
            ),
        ),
        counterexamples=(
            Example("“The ferry will sail again in May,” but [Anna Example] said no more.", ""),
            Example("“The ferry will sail again in May”; [Anna Example] said no more.", ""),
        ),
    ),
)


# Words before a quotation -----------------------------------------------------------------------------------


def speaker_before(passage: Passage, quotation: int) -> Speaker | None:
    """Return who speaks a quotation by the words before it: Anna said: “…”; the ministry said it was “…”."""
    sentence_start = _sentence_start(passage.items, quotation)
    return decide(BEFORE_RULES, BeforeQuotation(passage, quotation, sentence_start)).speaker


def _sentence_start(items: Sequence[Item], end: int) -> int:
    """Return where the sentence begins that the item at `end` belongs to; not far before it."""
    first = max(0, end - MAX_SENTENCE_ITEMS)
    for index in range(end - 1, first - 1, -1):
        item = items[index]
        if item.kind is ItemKind.MARK:
            begins_behind = item.text in _SENTENCE_ENDS
        else:
            begins_behind = item.kind is ItemKind.QUOTE and _is_sentence_before(items, index, end)
        if begins_behind:
            return index + 1
    return first


def _is_sentence_before(items: Sequence[Item], index: int, end: int) -> bool:
    """Whether a quotation before `end` holds whole sentences, and another sentence follows."""
    if index + 1 >= end:
        return False
    return items[index].text.rstrip().endswith((".", "?", "!")) and items[index + 1].text[:1].isupper()


def _follows_colon_of_first_sentence(before: BeforeQuotation) -> bool:
    if before.sentence_start or not before.quotation:
        return False
    return before.passage.items[before.quotation - 1].text == ":"


def announced(items: Sequence[Item]) -> Speaker | None:
    """Return the person whose words items announce with a colon: “And from the mayor, Anna Example:”."""
    if not 2 <= len(items) <= MAX_ROLE_ITEMS or items[-1].text != ":" or any(map(_makes_statement, items)):
        return None
    people = [index for index, item in enumerate(items) if is_person(item)]
    if len(people) != 1:
        return None
    person = people[0]
    start = _skip_announcing_words(items, person)
    follows_preposition = start > 0 and items[start - 1].word in {"from", "by"}
    if not follows_preposition and (start > 0 or not _begins_with_capital(items[0])):
        return None
    if items[person + 1].text not in {",", ":"} or not all(map(_may_lead_to_name, items[start:person])):
        return None
    return named(items[person], Reason(Evidence.ANNOUNCEMENT))


def _makes_statement(item: Item) -> bool:
    """Whether an item makes a sentence say something, more than announce a speaker."""
    if item.kind is ItemKind.QUOTE:
        return True
    return item.word in FORMS_OF_BE or item.word in AUXILIARIES_AND_ADVERBS or item.word in SAYING_VERBS


def _skip_announcing_words(items: Sequence[Item], person: int) -> int:
    """Return the index of the first item that is no announcing word, at most that of the person."""
    for index in range(person):
        if items[index].text.lower() not in ANNOUNCING_WORDS:
            return index
    return person


def _begins_with_capital(item: Item) -> bool:
    return item.kind is ItemKind.NAME or item.text[:1].isupper()


def _may_lead_to_name(item: Item) -> bool:
    """Whether an item may stand before the name that a line announces: a title, an office, a comma."""
    if item.kind is ItemKind.WORD:
        return item.word not in GOVERNING_WORDS
    return item.kind is ItemKind.NAME or item.text == ","


def _by_nearest_cue(before: BeforeQuotation) -> Speaker | None:
    """Return whom the nearest cue names, looking back to another quotation or a semicolon."""
    items, quotation = before.passage.items, before.quotation
    earliest = max(before.sentence_start, quotation - MAX_ITEMS_TO_VERB)
    for index in range(quotation - 1, earliest - 1, -1):
        item = items[index]
        if item.kind is ItemKind.QUOTE or item.text == ";":
            return None
        if item.word in SPEAKER_CUE_WORDS:
            cue = Cue(before.passage, quotation, before.sentence_start, index)
            decision = decide(CUE_RULES, cue)
            if decision.rule:
                return decision.speaker
    return None


def _person_quoted_as_saying(cue: Cue) -> Speaker | None:
    """Return who was quoted as saying something: “Anna was quoted as saying”, “a paper quoted Anna as”."""
    items = cue.passage.items
    for index in range(cue.place - 2, cue.sentence_start - 1, -1):
        if items[index].word == "quoted":
            if index and items[index - 1].word in FORMS_OF_BE:
                return subject_before(cue.passage, index - 1, cue.sentence_start)
            return _first_person(items[index + 1 : cue.place - 1], Evidence.QUOTED_AS_SAYING)
    return None


def _first_person(items: Sequence[Item], evidence: Evidence) -> Speaker | None:
    for item in items:
        if is_person(item):
            return named(item, Reason(evidence))
    return None


def _subject_of_cue(cue: Cue) -> Speaker | None:
    """Return the subject of a verb before a quotation, unless a person named between the two may speak."""
    between = cue.passage.items[cue.place + 1 : cue.quotation]
    if any(map(names_person, between)) and not _is_said_to_or_of(cue, between):
        return None
    return subject_before(cue.passage, cue.place, cue.sentence_start)


def _is_said_to_or_of(cue: Cue, between: Sequence[Item]) -> bool:
    """Whether the names behind a verb are those spoken to or of: “told Boris that …”, “said of Boris: …”."""
    if cue.word in VERBS_WITH_ADDRESSEE or between[-1].text == ":":
        return True
    return between[0].word in _WORDS_BEFORE_OBJECT_CLAUSE and between[-1].word != "had"


def _person_named_as_source(cue: Cue) -> Speaker | None:
    """Return the person named after “according to”; a paper that reports is not the one who speaks."""
    for item in cue.passage.items[cue.place + 1 : min(cue.quotation, cue.place + 1 + MAX_ITEMS_TO_SOURCE)]:
        if item.kind is ItemKind.MARK:
            return None
        if is_person(item):
            return named(item, Reason(Evidence.ACCORDING_TO))
    return None


def _only_person_of_sentence(cue: Cue) -> Speaker | None:
    """Return the only person whom the sentence names before a cue, if that may be its subject."""
    items = cue.passage.items
    people = [index for index in range(cue.sentence_start, cue.place) if names_person(items[index])]
    if not people or len({items[index].text for index in people}) > 1:
        return None
    if not may_be_subject(items, people[0]) or items[people[0]].is_possessive:
        return None
    return named(items[people[0]], Reason(Evidence.VERB_AFTER_NAME, (items[cue.place].text,)))


def _goes_on(cue: Cue) -> bool:
    """Whether a word of saying goes on with the subject of its sentence (“Anna left and added”)."""
    before = cue.passage.items[cue.place - 1] if cue.place > cue.sentence_start else None
    if before is None:
        return False
    if cue.word in SAYING_PARTICIPLES:
        return before.text == ","
    return cue.word in SAYING_VERBS and before.word in JOINING_WORDS


CUE_RULES: tuple[Rule[Cue], ...] = (
    Rule(
        name="quoted as saying",
        applies=lambda cue: cue.word == "saying" and cue.word_before == "as",
        speaker=_person_quoted_as_saying,
        examples=(
            Example(
                "[Anna Example] was quoted as saying: “The ferry will sail again in May.”", "Anna Example"
            ),
            Example("A paper quoted [Anna Example] as saying: “The ferry will sail in May.”", "Anna Example"),
        ),
        counterexamples=(
            Example(
                "[Anna Example] wrote a letter saying: “The ferry will sail again in May.”", "Anna Example"
            ),
        ),
    ),
    Rule(
        name="word of saying that goes on with the subject",
        applies=_goes_on,
        speaker=_only_person_of_sentence,
        examples=(
            Example("[Anna Example] left the pier and added: “The ferry will sail in May.”", "Anna Example"),
            Example("[Anna Example] left the pier, adding: “The ferry will sail in May.”", "Anna Example"),
        ),
        counterexamples=(
            Example("[Anna Example] saw [Boris Sample], adding: “The ferry will sail in May.”", ""),
            Example(
                "[Anna Example] said that it was hard to add “a ferry that sails in May”.", "Anna Example"
            ),
        ),
    ),
    Rule(
        name="verb of saying before the quotation",
        applies=lambda cue: cue.word in SAYING_VERBS,
        speaker=_subject_of_cue,
        examples=(
            Example(
                "[Anna Example] said on Tuesday that “the ferry will sail again in May”.", "Anna Example"
            ),
            Example(
                "[Anna Example] told [Boris Sample]: “The ferry will sail again in May.”", "Anna Example"
            ),
            Example("[Anna Example] said no. He and [Boris Sample] said they would “sail again in May”.", ""),
        ),
        counterexamples=(
            Example("[Anna Example] said no; the port now hopes that it “will sail again in May”.", ""),
        ),
    ),
    Rule(
        name="according to",
        applies=lambda cue: cue.word == "to" and cue.word_before == "according",
        speaker=_person_named_as_source,
        examples=(
            Example("According to [Anna Example], “the ferry will sail again in May”.", "Anna Example"),
        ),
        counterexamples=(
            Example("According to the {Harbour Gazette}, “the ferry will sail again in May”.", ""),
            Example("[Anna Example] went to “a ferry that sails again in May”.", ""),
        ),
    ),
)
SPEAKER_CUE_WORDS = (
    SAYING_VERBS | SAYING_PARTICIPLES | {"to"}
)  # the words that a rule of `CUE_RULES` asks for

BEFORE_RULES: tuple[Rule[BeforeQuotation], ...] = (
    Rule(
        name="announcement before a colon",
        applies=_follows_colon_of_first_sentence,
        speaker=lambda before: announced(before.passage.items[: before.quotation]),
        examples=(
            Example("[Anna Example]: “The ferry will sail again in May.”", "Anna Example"),
            Example(
                "And from the minister, [Anna Example]: “The ferry will sail again in May.”", "Anna Example"
            ),
        ),
        counterexamples=(
            Example("It was painted on the wall of [Anna Example]: “The ferry will sail again in May.”", ""),
        ),
        is_final=False,
    ),
    Rule(
        name="nearest cue",
        applies=always,
        speaker=_by_nearest_cue,
        examples=(Example("[Anna Example] said: “The ferry will sail again in May.”", "Anna Example"),),
        counterexamples=(
            Example("[Anna Example] said no. It is called “the ferry that sails again in May”.", ""),
        ),
    ),
)


def is_inscription(items: Sequence[Item], quotation: int) -> bool:
    """Whether a quotation is what a thing says: “a sign reading ‘…’”."""
    if not quotation:
        return False
    before = items[quotation - 1].word
    if before in INSCRIPTION_PARTICIPLES:
        return True
    return before in INSCRIPTION_VERBS and quotation > 1 and items[quotation - 2].word in INSCRIBED_THINGS
