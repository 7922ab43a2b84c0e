"""What one article quotes, and who is told to have said it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from sitegen import name_evidence
from sitegen.model import (
    PERSON,
    Article,
    BlockKind,
    EntityMentions,
    Mention,
    NameSpan,
    Quotation,
    RecognizedNames,
)
from sitegen.quotes.gender import may_mean, may_mean_role
from sitegen.quotes.items import Item, ItemKind, Name, Passage, names_person, passage_of
from sitegen.quotes.rules import Speaker
from sitegen.quotes.speakers import DASHES, announced, signature
from sitegen.quotes.speech import Quoted, in_single_marks, quoted
from sitegen.quotes.turns import (
    Following,
    PassageEnd,
    PassageStart,
    PronounUse,
    Turn,
    attribute,
    carried_speaker,
    following,
    key_of,
    last_speaker,
    last_subject,
    person_meant,
    reporting_speaker,
    reporting_speaker_before,
)
from sitegen.text import fold, word_count

MIN_ATTRIBUTED_WORDS = 4  # of a quotation whose speaker is told; by judgement
MIN_UNATTRIBUTED_WORDS = 8  # of one whose speaker is not told, so that it is surely speech; by judgement
MIN_TITLE_WORD_LETTERS = 4  # of a word that titles write with a capital letter; by judgement
QUOTATION_MARKS = "\"“«„「'‘"
LANGUAGES = ("en",)  # in which this stage knows who speaks
# Evidence for a person's name besides a verb of saying, as names are recognised.
_SURE_NAME_EVIDENCE = frozenset(
    {name_evidence.TITLE, name_evidence.FIRST_NAME, name_evidence.FAMILY_NAME_FIRST, name_evidence.ROLE}
)
_QUOTING_BLOCKS = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ITEM})
_SPEECH_ENDS = frozenset(".,!?…")


@dataclass(frozen=True, slots=True)
class SourcePassage:
    """A passage before it is read: its number in the article, what it quotes and whom it names."""

    number: int
    text: str
    quotes: Sequence[Quoted]
    names: Sequence[Name]


@dataclass(slots=True, kw_only=True)
class _Reading:
    """What is known of an article while its passages are read in order."""

    article: str  # its id
    knows_language: bool
    people_in_full: Mapping[str, Name]  # folded family name -> the person named in full in this article
    last_speaker: Speaker | None = None  # in this passage or the one before
    people_before: Sequence[str] = ()  # keys of the people of the passage before
    unclosed_speaker: Speaker | None = None  # of a quotation that the passage before left open
    announced_speaker: Speaker | None = None  # whose words the passage before announces
    reporting_speaker: Speaker | None = None  # whose words the passage before reports at its end
    quotations: list[Quotation] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _PassageReading:
    """A passage in its items, and who speaks its quotations, by the index of their items."""

    source: SourcePassage
    passage: Passage
    people: Sequence[str]  # keys of the people named outside its quotations, each once
    speakers: dict[int, Speaker] = field(default_factory=dict)
    resumed: set[int] = field(default_factory=set)  # quotations that go on with one whose speaker is not told


def quotations(
    article: Article,
    recognized: RecognizedNames,
    identified: EntityMentions,
    kinds: tuple[tuple[str, str], ...],
) -> tuple[Quotation, ...]:
    """Return the quotations of an article in the order of its text.

    `kinds` has the kind of each entity that the article names.
    """
    if not any(mark in block.text for block in article.body for mark in QUOTATION_MARKS):
        return ()
    names = _names_by_passage(article, recognized, identified, dict(kinds))
    single = in_single_marks([block.text for block in article.body])
    first_number = len(article.passages) - len(article.blocks)
    passages = [
        SourcePassage(number, block.text, quoted(block.text, single=single), names.get(number, ()))
        for number, block in enumerate(article.blocks, first_number)
        if block.kind in _QUOTING_BLOCKS
    ]
    knows_language = article.language.partition("-")[0] in LANGUAGES
    people_in_full = _people_in_full([name for number in sorted(names) for name in names[number]])
    return attributed(article.id, passages, people_in_full, knows_language=knows_language)


def attributed(
    article: str,
    passages: Sequence[SourcePassage],
    people_in_full: Mapping[str, Name],
    *,
    knows_language: bool,
) -> tuple[Quotation, ...]:
    """Return what passages quote, with who says it where the language is known.

    `people_in_full` has the people whom the article names in full, by their folded family names.
    """
    reading = _Reading(article=article, knows_language=knows_language, people_in_full=people_in_full)
    for index, source in enumerate(passages):
        if not source.quotes and _takes_signature(reading, source):
            continue
        quotes_next = index + 1 < len(passages) and bool(passages[index + 1].quotes)
        if source.quotes or quotes_next:
            _read_passage(reading, source)
        else:
            reading.last_speaker = reading.unclosed_speaker = None
            reading.announced_speaker = reading.reporting_speaker = None
    return tuple(reading.quotations)


# The names of an article ------------------------------------------------------------------------------------


def _names_by_passage(
    article: Article, recognized: RecognizedNames, identified: EntityMentions, kinds: Mapping[str, str]
) -> dict[int, list[Name]]:
    """Return the names in each passage: those with a page, and those that were only recognised."""
    sure_places = {(span.passage, span.start) for span in recognized.spans if _is_surely_person(span, kinds)}
    sure_entities = {
        mention.entity for mention in identified.mentions if (mention.passage, mention.start) in sure_places
    }
    passages = article.passages
    by_passage: dict[int, dict[int, Name]] = {}
    for span in recognized.spans:
        if not span.entity:
            is_sure = (span.passage, span.start) in sure_places
            by_passage.setdefault(span.passage, {})[span.start] = _recognized_name(span, is_sure=is_sure)
    for mention in identified.mentions:
        text = passages[mention.passage].text[mention.start : mention.end]
        is_person = kinds.get(mention.entity) == PERSON
        is_sure = mention.entity in sure_entities
        name = _mentioned_name(mention, text, is_person=is_person, is_sure=is_sure)
        by_passage.setdefault(mention.passage, {})[mention.start] = name
    return {number: list(names.values()) for number, names in by_passage.items()}


def _is_surely_person(span: NameSpan, kinds: Mapping[str, str]) -> bool:
    return span.why in _SURE_NAME_EVIDENCE or (bool(span.entity) and kinds.get(span.entity) == PERSON)


def _recognized_name(span: NameSpan, *, is_sure: bool) -> Name:
    is_one_word = len(span.words) == 1
    return Name(
        start=span.start,
        end=span.end,
        entity="",
        is_person=span.kind == PERSON,
        is_one_word=is_one_word,
        text=span.text,
        is_sure=is_sure,
    )


def _mentioned_name(mention: Mention, text: str, *, is_person: bool, is_sure: bool) -> Name:
    is_one_word = " " not in text
    return Name(
        start=mention.start,
        end=mention.end,
        entity=mention.entity,
        is_person=is_person,
        is_one_word=is_one_word,
        text=text,
        is_sure=is_sure,
    )


def _people_in_full(names: Sequence[Name]) -> dict[str, Name]:
    """Return the people who are named in full, by their folded last names, where only one has it."""
    in_full: dict[str, Name] = {}
    shared: set[str] = set()
    for name in names:
        if name.is_person and not name.is_one_word:
            family = fold(name.text.split()[-1])
            first = in_full.setdefault(family, name)
            if first.entity != name.entity and fold(first.text) != fold(name.text):
                shared.add(family)
    return {family: name for family, name in in_full.items() if family not in shared}


def _with_person_in_full(reading: _Reading, name: Name) -> Name:
    """Return a name; a lone family name as that of the person whom the article names in full."""
    if not name.is_one_word or (name.entity and name.is_person):
        return name
    person = reading.people_in_full.get(fold(name.text))
    if person is None:
        return name
    return replace(name, is_person=True, is_one_word=False, entity=person.entity, text=person.text)


# Passages in order ------------------------------------------------------------------------------------------


def _takes_signature(reading: _Reading, source: SourcePassage) -> bool:
    """Whether a passage signs the quotation above it ("— Anna Example"); that one then has its speaker."""
    above = reading.quotations[-1] if reading.quotations else None
    if source.text[:1] not in DASHES or not reading.knows_language or above is None:
        return False
    if above.speaker or above.parts[-1][0] != source.number - 1:
        return False
    names = [_with_person_in_full(reading, name) for name in source.names]
    speaker = signature(passage_of(source.text, (), names).items)
    if speaker is None:
        return False
    reading.quotations[-1] = replace(
        above,
        entity=speaker.entity,
        speaker=speaker.text,
        named=speaker.is_named,
        why=speaker.reason.label,
    )
    reading.last_speaker = speaker
    return True


def _read_passage(reading: _Reading, source: SourcePassage) -> None:
    """Add the quotations of a passage to those of the article, and note what the next passage takes over."""
    names = _names_outside_quotes(reading, source)
    passage = passage_of(source.text, source.quotes, names)
    people = list(dict.fromkeys(key_of(name) for name in names if name.is_person))
    here = _PassageReading(source=source, passage=passage, people=people)
    if reading.knows_language:
        _attribute_passage(reading, here)
    for index, item in enumerate(passage.items):
        if item.kind is ItemKind.QUOTE:
            _add_quotation(reading, here, index)
    _note_for_next_passage(reading, here)


def _names_outside_quotes(reading: _Reading, source: SourcePassage) -> list[Name]:
    return [
        _with_person_in_full(reading, name) for name in source.names if not _is_quoted(name, source.quotes)
    ]


def _is_quoted(name: Name, quotes: Sequence[Quoted]) -> bool:
    return any(quote.outer_start <= name.start < quote.outer_end for quote in quotes)


def _attribute_passage(reading: _Reading, here: _PassageReading) -> None:
    """Find who speaks each quotation of a passage."""
    items, speakers = here.passage.items, here.speakers
    places = [index for index, item in enumerate(items) if item.kind is ItemKind.QUOTE]
    if places[:1] == [0]:
        start = PassageStart(
            here.passage, reading.announced_speaker, reading.unclosed_speaker, reading.reporting_speaker
        )
        if carried := carried_speaker(start):
            speakers[0] = carried
    settled = -1  # the quotation before, where its speaker is told behind it or goes on
    untold = -1  # the quotation before, where a pronoun behind it may mean several people
    for before, quotation in pairwise([-1, *places]):
        follows = Following.STANDS_APART
        if before >= 0 and (before == settled or (items[before].is_unclosed and before in speakers)):
            follows = following(items, before, quotation)
        turn = Turn(here.passage, quotation, follows, speakers.get(before))
        speaker, is_settled = attribute(turn)
        if (
            before >= 0
            and before == untold
            and following(items, before, quotation) is not Following.STANDS_APART
        ):
            here.resumed.add(quotation)
        if speaker and speaker.is_pronoun:
            speaker = person_meant(_pronoun_use(reading, here, speaker, quotation))
            untold = quotation if speaker is None else -1
        if speaker:
            speakers[quotation] = speaker
            if is_settled:
                settled = quotation


def _pronoun_use(reading: _Reading, here: _PassageReading, pronoun: Speaker, quotation: int) -> PronounUse:
    before = here.passage.items[:quotation]
    named_before = [key_of(item.name) for item in before if item.name and names_person(item)]
    return PronounUse(
        pronoun=pronoun,
        passage=here.passage,
        quotation=quotation,
        people_named_before=frozenset(_possible(pronoun, named_before)),
        speaker_in_passage=_if_possible(pronoun, _last_of(here.speakers, quotation)),
        people_of_passage=_possible(pronoun, here.people),
        last_speaker=_if_possible(pronoun, reading.last_speaker),
        people_of_passage_before=_possible(pronoun, reading.people_before),
        reporting_speaker=_person(
            pronoun, reporting_speaker_before(here.passage, quotation, here.speakers), here.people
        ),
        reporting_speaker_of_passage_before=_person(
            pronoun, reading.reporting_speaker, reading.people_before
        ),
    )


def _possible(pronoun: Speaker, people: Sequence[str]) -> list[str]:
    """Return those of some people, given by their keys, whom a pronoun may mean."""
    return [person for person in people if may_mean(pronoun.text, person)]


def _if_possible(pronoun: Speaker, speaker: Speaker | None) -> Speaker | None:
    """Return a speaker whom a pronoun may mean, None where it cannot."""
    if speaker is None:
        return None
    if not speaker.is_named:
        return speaker if may_mean_role(pronoun.text, speaker.text) else None
    return speaker if may_mean(pronoun.text, key_of(speaker)) else None


def _person(pronoun: Speaker, speaker: Speaker | None, people: Sequence[str]) -> Speaker | None:
    """Return a speaker who is a person whom a pronoun may mean, None for others; `people` are keys."""
    if speaker is None or (speaker.is_named and key_of(speaker) not in people):
        return None
    return _if_possible(pronoun, speaker)


def _last_of(speakers: Mapping[int, Speaker], limit: int) -> Speaker | None:
    """Return the speaker of the last attributed quotation before an index."""
    places = [place for place in speakers if place < limit]
    return speakers[max(places)] if places else None


def _note_for_next_passage(reading: _Reading, here: _PassageReading) -> None:
    items, quotes = here.passage.items, here.source.quotes
    knows = reading.knows_language
    reading.announced_speaker = announced(items) if knows and not quotes else None
    reading.reporting_speaker = reporting_speaker(here.passage, here.speakers) if knows else None
    reading.unclosed_speaker = None
    if quotes and quotes[-1].is_unclosed:
        last = max((index for index, item in enumerate(items) if item.quote == len(quotes) - 1), default=-1)
        reading.unclosed_speaker = here.speakers.get(last)
    speaker = _last_of(here.speakers, len(items))
    subject = last_subject(here.passage) if knows and not speaker else None
    reading.last_speaker = last_speaker(
        PassageEnd(here.passage, speaker, subject, here.people, reading.last_speaker)
    )
    reading.people_before = here.people or reading.people_before


# Quotations -------------------------------------------------------------------------------------------------


def _add_quotation(reading: _Reading, here: _PassageReading, index: int) -> None:
    """Add the quotation whose item stands at an index; what continues the one before is a part of that."""
    items = here.passage.items
    quote = here.source.quotes[items[index].quote]
    part = (here.source.number, quote.start, quote.end)
    speaker = here.speakers.get(index)
    before = reading.quotations[-1] if reading.quotations else None
    if before and speaker and _is_continued(before, speaker, here.source.number):
        reading.quotations[-1] = replace(before, parts=(*before.parts, part))
    elif speaker:
        if _is_attributable(items, index):
            reading.quotations.append(
                Quotation(
                    seed=reading.article,
                    parts=(part,),
                    entity=speaker.entity,
                    speaker=speaker.text,
                    named=speaker.is_named,
                    why=speaker.reason.label,
                )
            )
    elif before and index in here.resumed and not before.speaker and before.parts[-1][0] == part[0]:
        reading.quotations[-1] = replace(before, parts=(*before.parts, part))
    elif word_count(items[index].text) >= MIN_UNATTRIBUTED_WORDS and _is_speech(items, index):
        reading.quotations.append(
            Quotation(seed=reading.article, parts=(part,), entity="", speaker="", named=False, why="")
        )


def _is_continued(before: Quotation, speaker: Speaker, number: int) -> bool:
    """Whether the quotation before goes on: by the same speaker, in the same passage or the one before it."""
    return speaker.continues and before.speaker == speaker.text and before.parts[-1][0] >= number - 1


def _is_attributable(items: Sequence[Item], index: int) -> bool:
    """Whether a quotation whose speaker is told is speech: of enough words, and no title."""
    words = items[index].text
    if word_count(words) < MIN_ATTRIBUTED_WORDS:
        return False
    return _is_speech(items, index) or not _is_title(words)


def _is_speech(items: Sequence[Item], index: int) -> bool:
    """Whether a quotation is a sentence or more: it begins with a capital letter and ends with a stop."""
    words = items[index].text
    if not words.lstrip(" …[(.")[:1].isupper():
        return False
    after = items[index + 1].text if index + 1 < len(items) else ""
    return words.rstrip()[-1:] in _SPEECH_ENDS or after in {",", "."}


def _is_title(words: str) -> bool:
    """Whether a quotation is rather a title, of a book or an act: most of its long words are capitalised."""
    long_words = [word for word in words.split() if len(word) >= MIN_TITLE_WORD_LETTERS]
    capitalised = sum(word[:1].isupper() for word in long_words)
    return capitalised > len(long_words) / 2
