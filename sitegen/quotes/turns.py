"""Who speaks by what went before: quotations that go on, pronouns, and the speaker before a passage."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from enum import Enum
from typing import NamedTuple

from sitegen.quotes.items import Item, ItemKind, Name, Passage, names_person
from sitegen.quotes.rules import NO_REASON, Evidence, Example, Reason, Rule, Speaker, always, decide, nobody
from sitegen.quotes.speakers import is_inscription, speaker_before, speaker_behind
from sitegen.quotes.subjects import may_be_subject, subject_before
from sitegen.quotes.words import DETERMINERS, INVERTIBLE_VERBS, SAYING_VERBS, SPEAKER_PRONOUNS
from sitegen.text import fold, word_set

_INTERRUPTING_MARKS = frozenset({",", ":", "-", "–", "—"})
_STOPS = frozenset(".?!")
MIN_CARRIED_WORDS = 8  # of a quotation that goes on with what the words before it report; by judgement
MAX_ATTRIBUTION_ITEMS = 10  # behind a quotation, of words that say who spoke it; by judgement
ASKING_VERBS = frozenset({"asked", "asks"})
REPORTING_VERBS = (
    SAYING_VERBS
    - ASKING_VERBS
    - word_set("called calls described describes accused continued continues urged urges")
)


VERBS_LIKE_NOUNS = word_set("answers claims comments notes questions remarks replies reports states")


class Following(Enum):
    """How a quotation follows the one before in its passage."""

    RESUMES = "resumes"  # the words between interrupt one sentence: “The ferry,” she said, “will sail.”
    COMES_NEXT = "comes next"  # one sentence between the two, or nothing where the first is left open
    STANDS_APART = "stands apart"


class PassageStart(NamedTuple):
    """A passage that begins with a quotation, and whose words the passage before leads to expect."""

    passage: Passage
    announced_speaker: Speaker | None  # whose words the passage before announces
    unclosed_speaker: Speaker | None  # of a quotation that the passage before left open
    reporting_speaker: Speaker | None = None  # whose words the passage before reports at its end


class Turn(NamedTuple):
    """A quotation of a passage, with what is known of those before it."""

    passage: Passage
    quotation: int  # index of its item
    following: Following  # how it follows the quotation before, where that one's speaker is settled
    speaker_before: Speaker | None  # of the quotation before


class Attribution(NamedTuple):
    """Who speaks a quotation, and whether the next one may go on with it."""

    speaker: Speaker | None
    is_settled: bool


class PronounUse(NamedTuple):
    """A pronoun that speaks, with the people whom it may mean; people by their keys (`key_of`)."""

    pronoun: Speaker
    passage: Passage
    quotation: int  # index of its item
    people_named_before: frozenset[str]  # in the passage, before the quotation
    speaker_in_passage: Speaker | None  # of the last attributed quotation before it in the passage
    people_of_passage: Sequence[str]
    last_speaker: Speaker | None  # of the passage before
    people_of_passage_before: Sequence[str]
    reporting_speaker: Speaker | None  # of the sentence of speech right before, in the passage
    reporting_speaker_of_passage_before: Speaker | None  # whose words that reports at its end


class PassageEnd(NamedTuple):
    """A passage that was read, as the next one takes it over; people by their keys (`key_of`)."""

    passage: Passage
    speaker_in_passage: Speaker | None  # of its last attributed quotation
    subject: Speaker | None  # of its last verb of saying, asked only where no quotation of it has a speaker
    people_of_passage: Sequence[str]
    last_speaker: Speaker | None  # of the passage before


def key_of(name: Name | Speaker) -> str:
    """Return what tells whether two names or speakers are one: the entity's id, or the folded name."""
    return name.entity or fold(name.text)


# The start of a passage -----------------------------------------------------------------------------------


def carried_speaker(start: PassageStart) -> Speaker | None:
    """Return who speaks the quotation at the start of a passage, by the passage before it."""
    return decide(CARRIED_RULES, start).speaker


def _speaker_of_unclosed(start: PassageStart) -> Speaker | None:
    if start.unclosed_speaker is None:
        return None
    reason = Reason(Evidence.CONTINUES_FROM_PASSAGE_BEFORE)
    return replace(start.unclosed_speaker, reason=reason, continues=True)


def _is_speech_alone(start: PassageStart) -> bool:
    """Whether a passage is one long quotation and nothing else, and the passage before ends with speech."""
    if start.reporting_speaker is None or len(start.passage.items) != 1:
        return False
    words = start.passage.items[0].text.strip()
    return words[:1].isupper() and len(words.split()) >= MIN_CARRIED_WORDS


def _speaker_of_report(start: PassageStart) -> Speaker | None:
    if start.reporting_speaker is None:
        return None
    return replace(start.reporting_speaker, reason=Reason(Evidence.CONTINUES_FROM_PASSAGE_BEFORE))


CARRIED_RULES: tuple[Rule[PassageStart], ...] = (
    Rule(
        name="announced by the passage before",
        applies=lambda start: start.announced_speaker is not None and len(start.passage.items) == 1,
        speaker=lambda start: start.announced_speaker,
        examples=(
            Example("And from the mayor, [Anna Example]:\n“I saw no such day in my life.”", "Anna Example"),
            Example("[Anna Example], mayor:\n“I saw no such day in my life.”", "Anna Example"),
        ),
        counterexamples=(
            Example("This stood on the wall of [Anna Example]:\n“I saw no such day in my life.”", ""),
            Example("[Anna Example], mayor:\n“I saw no such day in my life” was the song.", ""),
        ),
    ),
    Rule(
        name="left open by the passage before",
        applies=lambda start: start.unclosed_speaker is not None,
        speaker=_speaker_of_unclosed,
        examples=(
            Example(
                "[Anna Example] said: “The storm was bad.\n“I saw no such day in my life.”", "Anna Example"
            ),
        ),
        counterexamples=(
            Example("[Anna Example] said: “Was it bad?”\n“I saw no such day in my long life at sea.”", ""),
        ),
    ),
    Rule(
        name="speech alone behind reported speech",
        applies=_is_speech_alone,
        speaker=_speaker_of_report,
        examples=(
            Example(
                "“The storm was bad,” said [Anna Example].\n“I saw no such day in my long life at sea.”",
                "Anna Example",
            ),
            Example(
                "It rained. [Anna Example] added that the storm was bad.\n"
                "“I saw no such day in my long life at sea.”",
                "Anna Example",
            ),
        ),
        counterexamples=(
            Example(
                "“Was the storm bad?” asked [Anna Example].\n“I saw no such day in my long life at sea.”", ""
            ),
            Example(
                "“The storm was bad,” said [Anna Example]. It rained on [Boris Sample].\n"
                "“I saw no such day in my long life at sea.”",
                "",
            ),
        ),
    ),
)


def reporting_speaker(passage: Passage, speakers: Mapping[int, Speaker]) -> Speaker | None:
    """Return whose words a passage reports at its end: of its last quotation, or of its last sentence.

    `speakers` has the speakers of its quotations by the index of their items. Nobody, where it ends with a
    question or with somebody's answer that is not told.
    """
    items = passage.items
    places = [index for index, item in enumerate(items) if item.kind is ItemKind.QUOTE]
    last = places[-1] if places else -1
    start = _start_of_last_sentence(items)
    if last >= start or (last >= 0 and _is_attribution(items[last + 1 :])):
        speaker = speakers.get(last)
        asks = items[last].text.rstrip().endswith("?") or any(
            item.word in ASKING_VERBS for item in items[last + 1 :]
        )
        return None if asks or speaker is None or speaker.is_pronoun else speaker
    if any(item.word == "whose" for item in items[start:]):
        return None
    for index in range(len(items) - 1, start, -1):
        if items[index].word in REPORTING_VERBS and not _is_noun(items, index):
            subject = None if _is_inverted(items, index) else subject_before(passage, index, start)
            return subject if subject and not subject.is_pronoun else None
    return None


def _is_noun(items: Sequence[Item], verb: int) -> bool:
    """Whether a word that is a verb of speech elsewhere is a noun: “his earlier remarks”."""
    before = items[verb - 1]
    return (
        items[verb].word in VERBS_LIKE_NOUNS and before.name is None and before.word not in SPEAKER_PRONOUNS
    )


def _is_inverted(items: Sequence[Item], verb: int) -> bool:
    """Whether the subject of a verb rather stands behind it: “…, said the official”."""
    if items[verb - 1].text != "," or items[verb].word not in INVERTIBLE_VERBS or verb + 1 == len(items):
        return False
    following = items[verb + 1]
    return following.kind is ItemKind.NAME or following.word in DETERMINERS


def _start_of_last_sentence(items: Sequence[Item]) -> int:
    for index in range(len(items) - 2, -1, -1):
        if items[index].kind is ItemKind.MARK and items[index].text in _STOPS:
            return index + 1
    return 0


def _is_attribution(items: Sequence[Item]) -> bool:
    """Whether items behind a quotation only say who spoke it: few of them, in one sentence of saying."""
    if len(items) > MAX_ATTRIBUTION_ITEMS or any(item.text in _STOPS for item in items[:-1]):
        return False
    return any(item.word in SAYING_VERBS for item in items)


# Quotations of one passage ----------------------------------------------------------------------------------


def following(items: Sequence[Item], before: int, quotation: int) -> Following:
    """Return how a quotation follows the one before it, both given by the index of their items."""
    between = items[before + 1 : quotation]
    if not between:
        return Following.COMES_NEXT if items[before].is_unclosed else Following.STANDS_APART
    stops = [item for item in between if item.kind is ItemKind.MARK and item.text in _STOPS]
    if not stops:
        interrupts = between[-1].text in _INTERRUPTING_MARKS
        return Following.RESUMES if interrupts else Following.STANDS_APART
    return Following.COMES_NEXT if stops == [between[-1]] else Following.STANDS_APART


def attribute(turn: Turn) -> Attribution:
    """Return who speaks a quotation by its passage; a pronoun as it stands."""
    speaker, rule = decide(TURN_RULES, turn)
    return Attribution(speaker, rule is not None and rule.name in SETTLING_RULES)


def _same_speaker(turn: Turn) -> Speaker | None:
    if turn.speaker_before is None:
        return None
    return replace(turn.speaker_before, reason=Reason(Evidence.CONTINUES), continues=True)


def _stands_behind_report(turn: Turn) -> bool:
    """Whether a long quotation ends its passage, and a whole sentence stands right before it."""
    items, quotation = turn.passage.items, turn.quotation
    if quotation + 1 != len(items) or not quotation or items[quotation - 1].text != ".":
        return False
    words = items[quotation].text.strip()
    return words[:1].isupper() and len(words.split()) >= MIN_CARRIED_WORDS


def _speaker_of_sentence_before(turn: Turn) -> Speaker | None:
    before = Passage(turn.passage.text, turn.passage.items[: turn.quotation])
    speaker = reporting_speaker(before, {})
    return replace(speaker, reason=Reason(Evidence.CONTINUES)) if speaker else None


TURN_RULES: tuple[Rule[Turn], ...] = (
    Rule(
        name="words behind the quotation",
        applies=lambda turn: turn.following is not Following.RESUMES,
        speaker=lambda turn: speaker_behind(turn.passage, turn.quotation),
        examples=(
            Example("“The ferry will sail again in May,” said [Anna Example].", "Anna Example"),
            Example(
                "“The storm was bad,” [Anna Example] said. “It has never been worse,” said [Boris Sample].",
                "Boris Sample",
            ),
        ),
        counterexamples=(
            Example(
                "[Anna Example] said: “The ferry will sail again in May.” [Boris Sample] said no more.",
                "Anna Example",
            ),
        ),
        is_final=False,
    ),
    Rule(
        name="quotation that goes on",
        applies=lambda turn: turn.following is not Following.STANDS_APART,
        speaker=_same_speaker,
        examples=(
            Example("“The storm,” [Anna Example] said, “was never as bad as this.”", "Anna Example"),
            Example(
                "“The storm was bad,” [Anna Example] said. “It was never as bad as this.”", "Anna Example"
            ),
        ),
        counterexamples=(
            Example(
                "“It was bad,” [Anna Example] said. It rained. “It was never as bad as on that day.”", ""
            ),
            Example(
                "“The storm was bad,” [Anna Example] said. [Boris Sample] said: “It was never as bad.”",
                "Boris Sample",
            ),
        ),
    ),
    Rule(
        name="what a thing says",
        applies=lambda turn: is_inscription(turn.passage.items, turn.quotation),
        speaker=nobody,
        examples=(
            Example("[Anna Example] said that a sign reading “the ferry has gone for good” was put up.", ""),
            Example("[Anna Example] said that the banner says “the ferry has gone for good”.", ""),
        ),
        counterexamples=(Example("[Anna Example] says “the ferry has gone for good”.", "Anna Example"),),
    ),
    Rule(
        name="words before the quotation",
        applies=always,
        speaker=lambda turn: speaker_before(turn.passage, turn.quotation),
        examples=(Example("[Anna Example] said: “The ferry will sail again in May.”", "Anna Example"),),
        counterexamples=(Example("“The ferry will sail again in May.”", ""),),
        is_final=False,
    ),
    Rule(
        name="sentence of reported speech before the quotation",
        applies=_stands_behind_report,
        speaker=_speaker_of_sentence_before,
        examples=(
            Example(
                "[Anna Example] said that the storm was bad. “I saw no such day in my long life at sea.”",
                "Anna Example",
            ),
        ),
        counterexamples=(
            Example("[Anna Example] was at the pier. “I saw no such day in my long life at sea.”", ""),
            Example("[Anna Example] said that the storm was bad. “Never again.”", ""),
            Example(
                "[Anna Example] said that it rained. “I saw no such day in my long life” stood on a wall.", ""
            ),
        ),
    ),
)
# Rules after which the words around the next quotation tell whether it goes on.
SETTLING_RULES = frozenset({"words behind the quotation", "quotation that goes on"})


# Pronouns ---------------------------------------------------------------------------------------------------


def person_meant(use: PronounUse) -> Speaker | None:
    """Return the person whom a pronoun means, None where it may be more than one."""
    return decide(PRONOUN_RULES, use).speaker


def _is_only_person(speaker: Speaker, people: frozenset[str]) -> bool:
    return people <= {key_of(speaker)}


def _meant(use: PronounUse, speaker: Speaker | None) -> Speaker | None:
    return replace(speaker, reason=use.pronoun.reason) if speaker else None


def _speaker_of_passage(use: PronounUse) -> Speaker | None:
    speaker = use.speaker_in_passage
    return _meant(use, speaker) if speaker and _is_only_person(speaker, use.people_named_before) else None


def _person_named_before(use: PronounUse) -> Speaker | None:
    return sole_subject(use.passage.items[: use.quotation], use.pronoun.reason, use.people_named_before)


def _speaker_of_passage_before(use: PronounUse) -> Speaker | None:
    return _meant(use, use.last_speaker) if len(use.people_of_passage_before) <= 1 else None


def sole_subject(
    items: Sequence[Item], reason: Reason, people: AbstractSet[str] | None = None
) -> Speaker | None:
    """Return the first person among items who may be a subject, None where that may be no person.

    `people` has the keys of those who count; all do where it is None.
    """
    for index, item in enumerate(items):
        if item.name and names_person(item) and may_be_subject(items, index):
            name = item.name
            if people is not None and key_of(name) not in people:
                continue
            is_sure = (name.is_sure and name.entity) or not name.is_one_word
            return Speaker(entity=name.entity, text=name.text, reason=reason) if is_sure else None
    return None


def reporting_speaker_before(
    passage: Passage, quotation: int, speakers: Mapping[int, Speaker]
) -> Speaker | None:
    """Return whose words the sentence before that of a quotation reports, None where it reports none's.

    `speakers` has the speakers of the quotations before by the index of their items.
    """
    items = passage.items[:quotation]
    stops = [index for index, item in enumerate(items) if item.kind is ItemKind.MARK and item.text in _STOPS]
    own_sentence = items[stops[-1] + 1 :] if stops else items
    if not stops or any(item.name and names_person(item) for item in own_sentence):
        return None
    before = Passage(passage.text, items[: stops[-1] + 1])
    return reporting_speaker(before, speakers)


def _opens_behind_speech(use: PronounUse) -> bool:
    """Whether the passage before ends with speech, and this one names nobody before the quotation."""
    return not use.people_named_before and use.reporting_speaker_of_passage_before is not None


PRONOUN_RULES: tuple[Rule[PronounUse], ...] = (
    Rule(
        name="last speaker of the passage",
        applies=lambda use: use.speaker_in_passage is not None,
        speaker=_speaker_of_passage,
        examples=(
            Example(
                "“The storm was bad,” said [Anna Example]. It rained all night. "
                "“I saw no such day in my life,” she said.",
                "Anna Example",
            ),
        ),
        counterexamples=(
            Example(
                "“The storm was bad,” said [Anna Example]. [Eva Sample] left. "
                "“I saw no such day in my life,” she said.",
                "",
            ),
        ),
        is_final=False,
    ),
    Rule(
        name="only person named before",
        applies=lambda use: len(use.people_named_before) == 1 and use.speaker_in_passage is None,
        speaker=_person_named_before,
        examples=(
            Example("[Anna Example] came by bus. “The ferry will sail in May,” she said.", "Anna Example"),
            Example(
                "[Anna Example] met [Boris Sample]. “The ferry will sail in May,” she said.", "Anna Example"
            ),
        ),
        counterexamples=(
            Example("[Ada Example] met [Uri Sample]. “The ferry will sail in May,” she said.", ""),
            Example("A letter came for [Anna Example]. “The ferry will sail in May,” she said.", ""),
        ),
        is_final=False,
    ),
    Rule(
        name="who speaks in the sentence before",
        applies=lambda use: use.reporting_speaker is not None,
        speaker=lambda use: _meant(use, use.reporting_speaker),
        examples=(
            Example(
                "[Eva Sample] came. [Anna Example] said that it rained. "
                "“I saw no such day in my life,” she told us.",
                "Anna Example",
            ),
            Example(
                "“The storm was bad,” said [Anna Example] to [Eva Sample]. "
                "She added: “I saw no such day in my life.”",
                "Anna Example",
            ),
        ),
        counterexamples=(
            Example("[Anna Example] met [Eva Sample]. “I saw no such day in my life,” she said.", ""),
            Example(
                "[Anna Example] asked [Eva Sample] to stay. “I saw no such day in my life,” she said.", ""
            ),
        ),
    ),
    Rule(
        name="who speaks at the end of the passage before",
        applies=_opens_behind_speech,
        speaker=lambda use: _meant(use, use.reporting_speaker_of_passage_before),
        examples=(
            Example(
                "“The storm was bad,” said [Anna Example] to [Eva Sample].\n"
                "“I saw no such day in my life,” she said.",
                "Anna Example",
            ),
            Example(
                "“The storm was bad,” said [Anna Example].\n"
                "“I saw no such day in my life,” she said to [Eva Sample].",
                "Anna Example",
            ),
        ),
        counterexamples=(
            Example(
                "“Was the storm bad?” asked [Anna Example].\n"
                "“I saw no such day in my life,” she said to [Eva Sample].",
                "",
            ),
            Example(
                "“The storm was bad,” said [Anna Example]. [Eva Sample] left.\n"
                "“I saw no such day in my life,” she said.",
                "",
            ),
        ),
    ),
    Rule(
        name="several people, or one named later",
        applies=lambda use: bool(use.people_named_before or use.people_of_passage),
        speaker=nobody,
        examples=(
            Example("[Anna Example] met [Eva Sample]. “The ferry will sail in May,” she said.", ""),
            Example(
                "[Anna Example] came by bus.\n“I saw no such day in my life,” she said to [Eva Sample].",
                "",
            ),
        ),
        counterexamples=(
            Example(
                "“The storm was bad,” said [Anna Example].\n“I saw no such day in my life,” she said.",
                "Anna Example",
            ),
        ),
    ),
    Rule(
        name="last speaker of the passage before",
        applies=always,
        speaker=_speaker_of_passage_before,
        examples=(
            Example(
                "[Anna Example] came by bus.\n“I saw no such day in my life,” she said.",
                "Anna Example",
            ),
        ),
        counterexamples=(
            Example(
                "[Anna Example] came by bus with [Eva Sample].\n“I saw no such day in my life,” she said.",
                "",
            ),
            Example("“The ferry will sail in May,” she said.", ""),
        ),
    ),
)


# The end of a passage ---------------------------------------------------------------------------------------


def last_speaker(end: PassageEnd) -> Speaker | None:
    """Return whom a pronoun of the next passage may mean, None where nobody is plain."""
    return decide(LAST_SPEAKER_RULES, end).speaker


def last_subject(passage: Passage) -> Speaker | None:
    """Return the subject of the last verb of saying in a passage, None where there is no such verb.

    Where the subject is not plain, it is a pronoun without words.
    """
    for index in range(len(passage.items) - 1, 0, -1):
        if passage.items[index].word in SAYING_VERBS:
            return subject_before(passage, index, 0) or Speaker(
                entity="", text="", reason=NO_REASON, is_pronoun=True
            )
    return None


def _subject_named_in_passage(end: PassageEnd) -> Speaker | None:
    subject = end.subject
    if subject is None or subject.is_pronoun or subject.entity not in end.people_of_passage:
        return None
    return subject


def _only_person_of_passage(end: PassageEnd) -> Speaker | None:
    if len(end.people_of_passage) != 1:
        return None
    return sole_subject(end.passage.items, NO_REASON)


def _has_pronoun(end: PassageEnd) -> bool:
    return any(item.word in SPEAKER_PRONOUNS for item in end.passage.items)


LAST_SPEAKER_RULES: tuple[Rule[PassageEnd], ...] = (
    Rule(
        name="last speaker of its quotations",
        applies=lambda end: end.speaker_in_passage is not None,
        speaker=lambda end: end.speaker_in_passage,
        examples=(
            Example(
                "“The storm was bad,” said [Anna Example].\n“I saw no such day in my life,” she said.",
                "Anna Example",
            ),
        ),
        counterexamples=(
            Example("“The storm was bad,” said many people.\n“I saw no such day in my life,” she said.", ""),
        ),
    ),
    Rule(
        name="subject of its last verb of saying",
        applies=lambda end: end.subject is not None,
        speaker=_subject_named_in_passage,
        examples=(
            Example(
                "[Anna Example] said that [Boris Sample] slept.\n“I saw no such day in my life,” he said.",
                "",
            ),
            Example(
                "[Anna Example] said that it rained.\n“I saw no such day in my life,” she said.",
                "Anna Example",
            ),
        ),
        counterexamples=(
            Example("[Anna Example] left.\n“I saw no such day in my life,” she said.", "Anna Example"),
        ),
    ),
    Rule(
        name="only person whom it names",
        applies=lambda end: bool(end.people_of_passage),
        speaker=_only_person_of_passage,
        examples=(
            Example("[Anna Example] left by bus.\n“I saw no such day in my life,” she said.", "Anna Example"),
        ),
        counterexamples=(
            Example(
                "[Anna Example] left with [Boris Sample].\n“I saw no such day in my life,” she said.",
                "",
            ),
            Example("It rained.\n“I saw no such day in my life,” she said.", ""),
        ),
    ),
    Rule(
        name="nobody and no pronoun",
        applies=lambda end: not _has_pronoun(end),
        speaker=nobody,
        examples=(
            Example(
                "“The storm was bad,” said [Anna Example].\n"
                "It rained “cats and dogs”.\n“I saw no such day in my life,” she said.",
                "",
            ),
        ),
    ),
    Rule(
        name="the one before, whom a pronoun goes on to mean",
        applies=always,
        speaker=lambda end: end.last_speaker,
        examples=(
            Example(
                "“The storm was bad,” said [Anna Example].\n"
                "She left “the old ferry”.\n“I saw no such day in my life,” she said.",
                "Anna Example",
            ),
        ),
    ),
)
