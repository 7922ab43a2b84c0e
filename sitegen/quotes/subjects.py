"""Who the subject of a verb is, before or behind it: a name, a pronoun, or a role ("a senior official").

Each answer is left open where the words allow another one.  Functions take the items of a passage, the index
of the verb, and the index at which the clause begins, before which nothing is looked at.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sitegen.quotes.items import Item, ItemKind, Passage, is_person
from sitegen.quotes.rules import NO_REASON, Evidence, Example, Reason, Rule, Speaker, decide
from sitegen.quotes.words import (
    ARTICLES,
    AUXILIARIES_AND_ADVERBS,
    DETERMINERS,
    FORMS_OF_BE,
    GOVERNING_WORDS,
    JOINING_WORDS,
    NOBODY,
    NON_SPEAKER_NOUNS,
    OBJECT_RELATIVES,
    OFFICE_NOUNS,
    PLURAL_ROLES,
    RELATIVE_PRONOUNS,
    ROLE_NOUNS,
    SAYING_VERBS,
    SPEAKER_PRONOUNS,
    WORDS_AFTER_SUBJECT,
)

MAX_ROLE_ITEMS = 12  # words and marks of a speaker who has no name; by judgement
MAX_OFFICE_WORDS = 3  # words in small letters of an office between an employer and a person; by judgement
WORD_MARKS = frozenset("-’'")  # marks inside what people are called
CLOSING_MARKS_OF_ASIDES = frozenset({",", "-", "–", "—", ")"})


class SubjectBefore(NamedTuple):
    """A verb whose subject stands before it, with the last item of that subject."""

    passage: Passage
    verb: int
    clause_start: int
    head: int  # index of the last item of the subject

    @property
    def head_item(self) -> Item:
        """Return the last item of the subject."""
        return self.passage.items[self.head]

    @property
    def verb_text(self) -> str:
        """Return the verb as it is written."""
        return self.passage.items[self.verb].text


class SubjectAfter(NamedTuple):
    """A verb whose subject stands behind it."""

    passage: Passage
    verb: int

    @property
    def first_word(self) -> str:
        """Return the word behind the verb in small letters; empty where there is none."""
        items = self.passage.items
        return items[self.verb + 1].word if self.verb + 1 < len(items) else ""

    @property
    def verb_text(self) -> str:
        """Return the verb as it is written."""
        return self.passage.items[self.verb].text


# A subject before its verb ----------------------------------------------------------------------------------


def subject_before(passage: Passage, verb: int, clause_start: int) -> Speaker | None:
    """Return the subject of the verb at an index, None where it is not plain."""
    head = _head_before(passage.items, verb, clause_start)
    if head is None:
        return None
    return decide(SUBJECT_BEFORE_RULES, SubjectBefore(passage, verb, clause_start, head)).speaker


def _head_before(items: Sequence[Item], verb: int, clause_start: int) -> int | None:
    """Return the last item of the subject of a verb, before auxiliaries, an aside and a relative pronoun."""
    head = verb - 1
    while head >= clause_start and _stands_before_verb(items[head]):
        head -= 1
    if head < clause_start or any(item.word in FORMS_OF_BE for item in items[head + 1 : verb]):
        return None  # “Anna was told”: the one who speaks is another
    if items[head].text in CLOSING_MARKS_OF_ASIDES:
        before_aside = _head_before_aside(items, head, clause_start)
        if before_aside is None:
            return None
        head = before_aside
    if _is_relative_pronoun_of_name(items, head, clause_start):
        head -= 2
    return head


def _stands_before_verb(item: Item) -> bool:
    """Whether an item is an auxiliary or an adverb between a subject and its verb ("has repeatedly said")."""
    return (
        item.word in AUXILIARIES_AND_ADVERBS
        or item.word in FORMS_OF_BE
        or (item.word.endswith("ly") and item.text.islower())
    )


def _head_before_aside(items: Sequence[Item], closing: int, clause_start: int) -> int | None:
    """Return the name that an aside belongs to whose last mark is given, None where there is none."""
    head = _index_before_aside(items, closing, clause_start)
    if head < clause_start or items[head].kind is not ItemKind.NAME:
        return None
    if is_person(items[closing - 1]) and not is_person(items[head]):
        return closing - 1  # “the Republican, Anna Example, said”
    return head


def _index_before_aside(items: Sequence[Item], closing: int, clause_start: int) -> int:
    """Return the index before an aside (“Anna, who leads us, said”); before the clause where none opens."""
    closing_mark = items[closing].text
    opening_mark = "(" if closing_mark == ")" else closing_mark
    for opening in range(closing - 1, clause_start - 1, -1):
        if items[opening].text == opening_mark:
            if closing_mark == "," and _is_age(items, opening - 1, clause_start):
                return _index_before_aside(items, opening, clause_start)  # “Anna, 44, of Bern, said”
            return opening - 1
    return clause_start - 1


def _is_age(items: Sequence[Item], index: int, clause_start: int) -> bool:
    return index > clause_start and items[index].kind is ItemKind.WORD and items[index].text.isdecimal()


def _is_relative_pronoun_of_name(items: Sequence[Item], index: int, clause_start: int) -> bool:
    """Whether an item is the pronoun of a clause about a name: “Anna, who said”."""
    if items[index].word != "who" or index - 1 <= clause_start:
        return False
    return items[index - 1].text == "," and items[index - 2].kind is ItemKind.NAME


def _pronoun_before(subject: SubjectBefore) -> Speaker:
    pronoun = subject.head_item.text
    reason = Reason(Evidence.PRONOUN_WITH_VERB, (pronoun.lower(), subject.verb_text))
    return Speaker(entity="", text=pronoun, reason=reason, is_pronoun=True)


def _name_before(subject: SubjectBefore) -> Speaker | None:
    """Return the name before a verb if it is the subject, or its role: “a spokesman for Anna”."""
    if subject.head_item.is_possessive:
        return None
    items, clause_start = subject.passage.items, subject.clause_start
    if (person := _person_from_place(items, subject.head, clause_start)) is not None:
        subject = subject._replace(head=person)  # “Anna of Bern said”
    start = start_of_name_phrase(items, subject.head, clause_start)
    word_before = items[start - 1].word if start > clause_start else ""
    if word_before in JOINING_WORDS or _is_in_relative_clause(items, start, clause_start):
        return None
    reason = Reason(Evidence.VERB_AFTER_NAME, (subject.verb_text,))
    if word_before in GOVERNING_WORDS and word_before != "as":  # “as Anna said”
        return _role_before_preposition(subject, start - 1, reason)
    return named(subject.head_item, reason)


def _person_from_place(items: Sequence[Item], head: int, clause_start: int) -> int | None:
    """Return the person right before “of” and the name of a place, None where there is none."""
    name = items[head].name
    if name is None or name.is_person or head - 2 < clause_start:
        return None
    return head - 2 if items[head - 1].word in {"of", "from"} and is_person(items[head - 2]) else None


def _role_before(subject: SubjectBefore) -> Speaker | None:
    """Return a speaker without a name: an article, then a role (“a senior official”, “the ministry”)."""
    head = subject.head_item
    if head.word in NON_SPEAKER_NOUNS or head.word in GOVERNING_WORDS or head.is_possessive:
        return None
    items, clause_start = subject.passage.items, subject.clause_start
    start = _start_of_role(items, subject.head, max(clause_start, subject.head - MAX_ROLE_ITEMS))
    if _is_in_relative_clause(items, start, clause_start):
        return None
    reason = Reason(Evidence.VERB_AFTER_ROLE, (subject.verb_text,))
    before = items[start - 1] if start > clause_start else None
    if before and before.kind is ItemKind.NAME and before.is_possessive:
        start -= 1  # “Anna’s lawyer said”
    elif before and before.word in GOVERNING_WORDS:
        return _role_before_preposition(subject, start - 1, reason)
    if _is_plain_role(items[start], head):
        return described(subject.passage, start, subject.head + 1, reason)
    return None


def _is_plain_role(first: Item, head: Item) -> bool:
    return first.word in DETERMINERS or first.is_possessive or head.word in ROLE_NOUNS


def _role_before_preposition(subject: SubjectBefore, preposition: int, reason: Reason) -> Speaker | None:
    """Return the role whose preposition is given, with what belongs to it: “a spokesman for Anna”."""
    items = subject.passage.items
    noun = _role_noun_before(items, preposition, subject.clause_start)
    if noun is None:
        return None
    start = _start_of_role(items, noun, subject.clause_start)
    return described(subject.passage, start, subject.head + 1, reason)


def _role_noun_before(items: Sequence[Item], preposition: int, clause_start: int) -> int | None:
    """Return the noun of a role before a preposition, None where a mark or a verb of saying comes first."""
    for index in range(preposition - 1, max(clause_start, preposition - MAX_ROLE_ITEMS) - 1, -1):
        item = items[index]
        if item.word in ROLE_NOUNS:
            return index
        if _ends_noun_phrase(item) or item.word in SAYING_VERBS:
            return None
    return None


def _start_of_role(items: Sequence[Item], noun: int, earliest: int) -> int:
    """Return where a role begins whose noun is given: at its article, or the first word that modifies it."""
    start = noun
    while start > earliest and items[start].word not in DETERMINERS and _modifies_noun(items[start - 1]):
        start -= 1
    return start


def _modifies_noun(item: Item) -> bool:
    if item.kind is ItemKind.WORD:
        return item.word not in GOVERNING_WORDS and item.word not in SAYING_VERBS
    return item.kind is ItemKind.NAME or item.text == "-"


def _ends_noun_phrase(item: Item) -> bool:
    """Whether an item is a quotation, or a mark that is no part of what people are called."""
    return item.kind is ItemKind.QUOTE or (item.kind is ItemKind.MARK and item.text not in WORD_MARKS)


def _is_in_relative_clause(items: Sequence[Item], index: int, clause_start: int) -> bool:
    """Whether an item belongs to a clause on someone else: “an official who has read the report said”."""
    for earlier in range(index - 1, max(clause_start, index - MAX_ROLE_ITEMS) - 1, -1):
        if items[earlier].kind in {ItemKind.MARK, ItemKind.QUOTE}:
            return False
        if items[earlier].word in RELATIVE_PRONOUNS:
            return True
    return False


def start_of_name_phrase(items: Sequence[Item], name: int, earliest: int) -> int:
    """Return where a name begins with its article and titles: at “the” of “the Rovers captain Jan Holm”."""
    start = name
    while start > earliest and _belongs_before_name(items[start - 1]):
        start -= 1
    return start


def _belongs_before_name(item: Item) -> bool:
    """Whether an item may belong to the name behind it: an article, a title, the name of a country."""
    if item.kind is ItemKind.NAME:
        return True
    if item.kind is not ItemKind.WORD or item.is_possessive:
        return False
    return item.word in ARTICLES or item.text[:1].isupper()


def may_be_subject(items: Sequence[Item], name: int) -> bool:
    """Whether the name at an index may be a subject: it owns nothing, and no preposition governs it."""
    if items[name].is_possessive:
        return False
    start = start_of_name_phrase(items, name, 0)
    word_before = items[start - 1].word if start else ""
    if word_before == "as" and name + 1 < len(items) and items[name + 1].word in SAYING_VERBS:
        return True  # “as Anna said”
    return word_before not in GOVERNING_WORDS


SUBJECT_BEFORE_RULES: tuple[Rule[SubjectBefore], ...] = (
    Rule(
        name="pronoun before the verb",
        applies=lambda subject: subject.head_item.word in SPEAKER_PRONOUNS,
        speaker=_pronoun_before,
        examples=(
            Example("[Anna Example] came by bus. “The ferry will sail in May,” she said.", "Anna Example"),
            Example(
                "[Anna Example] came by bus. “The ferry will sail in May,” she has often said.",
                "Anna Example",
            ),
        ),
        counterexamples=(
            Example("[Anna Example] came by bus. “The ferry will sail in May,” they said.", ""),
        ),
    ),
    Rule(
        name="name before the verb",
        applies=lambda subject: subject.head_item.kind is ItemKind.NAME,
        speaker=_name_before,
        examples=(
            Example("“The ferry will sail in May,” [Anna Example] told reporters.", "Anna Example"),
            Example("“The ferry will sail in May,” [Anna Example], 44, of {Bern}, said.", "Anna Example"),
            Example("“The ferry will sail in May,” [Anna Example] of {Bern} said.", "Anna Example"),
            Example("“The ferry will sail in May,” [Anna Example] of {Bern}, a baker, said.", "Anna Example"),
            Example(
                "“The ferry will sail in May,” a spokesman for [Anna Example] said.",
                "a spokesman for Anna Example",
            ),
            Example("As [Anna Example] said, “the ferry will sail in May”.", "Anna Example"),
            Example("“The ferry will sail in May,” [Anna Example] and [Boris Sample] said.", ""),
        ),
        counterexamples=(
            Example("“The ferry will sail in May,” [Anna Example] was told.", ""),
            Example("“The ferry will sail in May,” a friend who knows [Anna Example] said.", ""),
        ),
    ),
    Rule(
        name="role before the verb",
        applies=lambda subject: (
            subject.head_item.kind is ItemKind.WORD and subject.head_item.word not in NOBODY
        ),
        speaker=_role_before,
        examples=(
            Example("“The ferry will sail in May,” a senior official said.", "a senior official"),
            Example("“The ferry will sail in May,” [Anna Example]’s lawyer said.", "Anna Example’s lawyer"),
            Example("“The ferry will sail in May,” an official of the port said.", "an official of the port"),
        ),
        counterexamples=(
            Example("“The ferry will sail in May,” an official who has read the report said.", ""),
            Example("“The ferry will sail in May,” many people said.", ""),
        ),
    ),
)


# A subject behind its verb ----------------------------------------------------------------------------------


def subject_after(passage: Passage, verb: int) -> Speaker | None:
    """Return who stands behind a verb: said Minister Anna Example; said a spokesman for the ministry."""
    return decide(SUBJECT_AFTER_RULES, SubjectAfter(passage, verb)).speaker


def _pronoun_after(subject: SubjectAfter) -> Speaker:
    pronoun = subject.passage.items[subject.verb + 1].text
    reason = Reason(Evidence.PRONOUN_WITH_VERB, (subject.verb_text, pronoun.lower()))
    return Speaker(entity="", text=pronoun, reason=reason, is_pronoun=True)


def _name_or_role_after(subject: SubjectAfter) -> Speaker | None:
    items, start = subject.passage.items, subject.verb + 1
    reason = Reason(Evidence.VERB_BEFORE_NAME, (subject.verb_text,))
    end = min(len(items), start + MAX_ROLE_ITEMS)
    for index in range(start, end):
        item = items[index]
        if item.text == "," and index > start and _is_person_set_apart(items, index + 1):
            return named(items[index + 1], reason)  # “said the firm's director, Anna Example”
        if _ends_noun_phrase(item) or item.word in WORDS_AFTER_SUBJECT:
            return _whole_subject_after(subject, index)
        if item.word in OBJECT_RELATIVES and index > start:
            return _person_after_relative_clause(items, index, reason)
        person = _person_named_at(items, start, index)
        if person is not None:
            return None if _is_joined_to_name(items, person + 1) else named(items[person], reason)
    return _whole_subject_after(subject, end)


def _whole_subject_after(subject: SubjectAfter, end: int) -> Speaker | None:
    """Return the speaker up to an index: one name, or a role (“a spokesman for the port”)."""
    start = subject.verb + 1
    phrase = subject.passage.items[start:end]
    if not phrase:
        return None
    first, last = phrase[0], phrase[-1]
    if len(phrase) == 1 and first.name and not first.is_possessive:
        return named(first, Reason(Evidence.VERB_BEFORE_NAME, (subject.verb_text,)))
    is_plural_role = len(phrase) == 1 and first.word in PLURAL_ROLES
    if is_plural_role or (first.word in DETERMINERS and last.word not in NON_SPEAKER_NOUNS):
        return described(subject.passage, start, end, Reason(Evidence.VERB_BEFORE_ROLE, (subject.verb_text,)))
    return None


def _person_named_at(items: Sequence[Item], start: int, index: int) -> int | None:
    """Return the person named at an index, or the one whose employer is named there."""
    holder = _holder_of_office(items, index) if items[index].kind is ItemKind.NAME else None
    if holder is not None:
        return holder
    if not is_person(items[index]) or _is_first_word_of_more(items, index):
        return None
    return None if _is_governed(items, start, index) else index


def _is_governed(items: Sequence[Item], start: int, index: int) -> bool:
    """Whether a preposition stands between a determiner and a name: “a spokesman for Anna”."""
    if items[start].word not in DETERMINERS:
        return False
    return any(item.word in GOVERNING_WORDS for item in items[start:index])


def _holder_of_office(items: Sequence[Item], employer: int) -> int | None:
    """Return the person whose office follows an employer's name (“Lowe spokesman Ian Ross”)."""
    index = employer + 1
    last = min(len(items), index + MAX_OFFICE_WORDS)
    while index < last and items[index].kind is ItemKind.WORD and items[index].text.islower():
        index += 1
    if index == employer + 1 or index == len(items) or items[index - 1].word not in OFFICE_NOUNS:
        return None
    return index if is_person(items[index]) else None


def _person_after_relative_clause(items: Sequence[Item], pronoun: int, reason: Reason) -> Speaker | None:
    """Return the person behind a clause on someone else: “the engineer whom Anna had hired, Boris Sample”."""
    for comma in range(pronoun, min(len(items), pronoun + MAX_ROLE_ITEMS)):
        if items[comma].text == ",":
            return named(items[comma + 1], reason) if _is_person_set_apart(items, comma + 1) else None
    return None


def _is_person_set_apart(items: Sequence[Item], index: int) -> bool:
    """Whether a person's name stands between commas, or between a comma and the end."""
    if index >= len(items) or not is_person(items[index]):
        return False
    return index + 1 == len(items) or items[index + 1].text in {",", "."}


def _is_first_word_of_more(items: Sequence[Item], index: int) -> bool:
    """Whether a name of one word is but the first word of more: “New” of “New Democrat Anna Example”."""
    name = items[index].name
    if name is None or not name.is_one_word or index + 1 >= len(items):
        return False
    following = items[index + 1]
    return following.kind in {ItemKind.WORD, ItemKind.NAME} and following.text[:1].isupper()


def _is_joined_to_name(items: Sequence[Item], index: int) -> bool:
    """Whether another name is joined on at an index: “said Anna and Boris”."""
    if index + 1 >= len(items) or items[index].word not in JOINING_WORDS:
        return False
    return items[index + 1].kind is ItemKind.NAME


SUBJECT_AFTER_RULES: tuple[Rule[SubjectAfter], ...] = (
    Rule(
        name="pronoun behind the verb",
        applies=lambda subject: subject.first_word in SPEAKER_PRONOUNS,
        speaker=_pronoun_after,
        examples=(
            Example("[Anna Example] came by bus. “The ferry will sail in May,” said she.", "Anna Example"),
        ),
        counterexamples=(
            Example("[Anna Example] came by bus. “The ferry will sail in May,” said we all.", ""),
        ),
    ),
    Rule(
        name="word that names nobody behind the verb",
        applies=lambda subject: subject.first_word in NOBODY,
        speaker=lambda subject: None,
        examples=(Example("“The ferry will sail in May”, said that he would ask [Anna Example].", ""),),
        counterexamples=(Example("“The ferry will sail in May”, said [Anna Example].", "Anna Example"),),
    ),
    Rule(
        name="name or role behind the verb",
        applies=lambda subject: True,
        speaker=_name_or_role_after,
        examples=(
            Example("“The ferry will sail in May,” said Transport Minister [Anna Example].", "Anna Example"),
            Example(
                "“The ferry will sail in May,” said the port's director, [Anna Example].", "Anna Example"
            ),
            Example("“The ferry will sail in May,” said {Rovers} team captain [Jan Holm].", "Jan Holm"),
            Example(
                "“The ferry will sail in May,” said the engineer whom [Anna] had hired, [Boris Sample].",
                "Boris Sample",
            ),
            Example(
                "“The ferry will sail in May,” said a spokesman for [Anna Example].",
                "a spokesman for Anna Example",
            ),
            Example("“The ferry will sail in May,” said {Harbour Office} on Monday.", "Harbour Office"),
            Example("“The ferry will sail in May,” said researchers.", "researchers"),
            Example("“The ferry will sail in May,” said [Anna Example] and [Boris Sample].", ""),
        ),
        counterexamples=(
            Example("“The ferry will sail in May,” said the other day.", ""),
            Example("“The ferry will sail in May,” said friends of [Anna]'s brother.", ""),
        ),
    ),
)


# Speakers ---------------------------------------------------------------------------------------------------


def named(item: Item, reason: Reason = NO_REASON) -> Speaker | None:
    """Return the name that an item is as a speaker, None where it is none."""
    return Speaker(entity=item.name.entity, text=item.name.text, reason=reason) if item.name else None


def described(passage: Passage, start: int, end: int, reason: Reason) -> Speaker | None:
    """Return the items from `start` to `end` as a speaker without a name, None where they cannot be one."""
    items = passage.items
    if not 0 < end - start <= MAX_ROLE_ITEMS or items[end - 1].word in DETERMINERS:
        return None
    words = passage.text[items[start].start : items[end - 1].end]
    return Speaker(entity="", text=words, reason=reason, is_named=False)
