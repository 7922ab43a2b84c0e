"""What one article quotes, and who is told to have said it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from sitegen.model import Article, BlockKind, EntityMentions, Quotation, RecognizedNames
from sitegen.quotes.speakers import (
    DASHES,
    PRONOUNS,
    SAY,
    Is,
    Item,
    Name,
    Speaker,
    acts,
    announced,
    items_of,
    of_a_thing,
    signature,
    speaker_after,
    speaker_before,
    subject_before,
)
from sitegen.quotes.speech import Quoted, in_single_marks, quoted
from sitegen.text import fold, word_count

LEAST_WORDS = 4  # of a quotation whose speaker is told
LEAST_UNTOLD = 8  # of one whose speaker is not told, so that it is surely speech
MARKS = "\"“«„「'‘"
PERSON = "person"
_SURE = frozenset(
    {"title", "first name", "family name first", "role before it"}
)  # evidence of a person besides a verb of saying
LANGUAGES = ("en",)  # in which this stage knows who speaks
_BODY = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ITEM})


@dataclass(slots=True)
class _Reading:
    """What is known of an article while its passages are read in order."""

    english: bool
    full: dict[str, Name]  # folded family name -> the person named in full in this article
    last: Speaker | None = None  # who spoke last, in this passage or the one before
    seen: list[str] = field(default_factory=list)  # people of the passage before
    open: Speaker | None = None  # who speaks a quotation that the passage before left open
    coming: Speaker | None = None  # whose words the passage before announces
    made: list[Quotation] = field(default_factory=list)


def quotations(
    article: Article, spotted: RecognizedNames, identified: EntityMentions, kinds: tuple[tuple[str, str], ...]
) -> tuple[Quotation, ...]:
    """Give the quotations of an article in the order of its text; `kinds` has the kind of each entity that it names."""
    if not any(mark in block.text for block in article.body for mark in MARKS):
        return ()
    names = _names(article, spotted, identified, dict(kinds))
    first = len(article.passages) - len(article.blocks)
    here = _Reading(article.language.partition("-")[0] in LANGUAGES, _in_full(names))
    single = in_single_marks([block.text for block in article.body])
    body = [
        (number, block, quoted(block.text, single=single))
        for number, block in enumerate(article.blocks, first)
        if block.kind in _BODY
    ]
    for at, (number, block, quotes) in enumerate(body):
        if not quotes and _is_signed_below(here, number, block.text, names.get(number, ())):
            continue
        if quotes or any(later for _, _, later in body[at + 1 : at + 2]):
            _read(here, article.id, number, block.text, quotes, names.get(number, ()))
        else:
            here.last, here.open, here.coming = None, None, None
    return tuple(here.made)


def _is_signed_below(here: _Reading, number: int, text: str, names: Sequence[Name]) -> bool:
    """Say whether a passage is the signature of the quotation that the passage above is ("— Anna Example"), and note the speaker."""
    last = here.made[-1] if here.made else None
    if (
        text[:1] not in DASHES
        or not here.english
        or last is None
        or last.speaker
        or last.parts[-1][0] != number - 1
    ):
        return False
    speaker = signature(items_of(text, (), [_in_article(here, name) for name in names]))
    if speaker is None:
        return False
    here.made[-1] = replace(
        last, entity=speaker.entity, speaker=speaker.text, named=speaker.named, why=speaker.why
    )
    here.last = speaker
    return True


def _names(
    article: Article, spotted: RecognizedNames, identified: EntityMentions, kinds: dict[str, str]
) -> dict[int, list[Name]]:
    """Give the names in each passage: those with a page, and those that were only seen."""
    passages = article.passages
    sure = {
        (spot.passage, spot.start)
        for spot in spotted.spans
        if spot.why in _SURE or (spot.entity and kinds.get(spot.entity) == PERSON)
    }
    known = {mention.entity for mention in identified.mentions if (mention.passage, mention.start) in sure}
    made: dict[int, dict[int, Name]] = {}
    for spot in spotted.spans:
        if not spot.entity:
            name = Name(
                spot.start,
                spot.end,
                "",
                spot.kind == PERSON,
                len(spot.words) == 1,
                spot.text,
                (spot.passage, spot.start) in sure,
            )
            made.setdefault(spot.passage, {})[spot.start] = name
    for mention in identified.mentions:
        text = passages[mention.passage].text[mention.start : mention.end]
        person = kinds.get(mention.entity) == PERSON
        made.setdefault(mention.passage, {})[mention.start] = Name(
            mention.start, mention.end, mention.entity, person, " " not in text, text, mention.entity in known
        )
    return {number: list(names.values()) for number, names in made.items()}


def _in_full(names: dict[int, list[Name]]) -> dict[str, Name]:
    """Give the people that an article names in full by their last names, where only one has it."""
    full: dict[str, Name] = {}
    doubtful: set[str] = set()
    for name in (name for number in sorted(names) for name in names[number]):
        if name.person and not name.alone:
            family = fold(name.text.split()[-1])
            if (
                family in full
                and full[family].entity != name.entity
                and fold(full[family].text) != fold(name.text)
            ):
                doubtful.add(family)
            full.setdefault(family, name)
    return {family: name for family, name in full.items() if family not in doubtful}


def _read(
    here: _Reading, seed: str, number: int, text: str, quotes: Sequence[Quoted], names: Sequence[Name]
) -> None:
    spans = [(quote.outer_start, quote.outer_end) for quote in quotes]
    outside = [
        _in_article(here, name)
        for name in names
        if not any(start <= name.start < end for start, end in spans)
    ]
    items = items_of(text, quotes, outside)
    people = list(dict.fromkeys(_who(name) for name in outside if name.person))
    told = _told(here, items, text, people)
    for at, item in enumerate(items):
        if item.kind is Is.QUOTE:
            quote, speaker = quotes[item.quote], told.get(at)
            part = (number, quote.start, quote.end)
            last = here.made[-1] if here.made else None
            if (
                speaker
                and speaker.goes_on
                and last
                and last.speaker == speaker.text
                and last.parts[-1][0] >= number - 1
            ):
                here.made[-1] = replace(last, parts=(*last.parts, part))
            elif found := _quotation(seed, part, speaker, items, at):
                here.made.append(found)
    _after_passage(here, quotes, items, told, people, text)


def _who(name: Name) -> str:
    return name.entity or fold(name.text)


def _in_article(here: _Reading, name: Name) -> Name:
    """Give a lone family name the person whom the article names in full."""
    full = here.full.get(fold(name.text)) if name.alone and not name.entity else None
    return replace(name, person=True, alone=False, entity=full.entity, text=full.text) if full else name


def _told(here: _Reading, items: list[Item], text: str, people: list[str]) -> dict[int, Speaker]:
    """Give who speaks each quotation of a passage, by its place among the items."""
    told: dict[int, Speaker] = {}
    if not here.english:
        return told
    places = [at for at, item in enumerate(items) if item.kind is Is.QUOTE]
    if here.open and places and places[0] == 0:
        told[0] = replace(here.open, why="goes on from the paragraph before", goes_on=True)
    if here.coming and places == [0] and len(items) == 1:
        told[0] = here.coming
        return told
    after: set[int] = set()  # quotations whose speaker is told behind them
    for before, at in pairwise([-1, *places]):
        follows = (
            _follows(items, before, at)
            if before in after or (before >= 0 and items[before].open and before in told)
            else ""
        )
        found = speaker_after(items, at, text) if follows != "broken" else None
        if found:
            after.add(at)
        elif follows:
            found = replace(told[before], why="goes on", goes_on=True)
            after.add(at)
        else:
            found = None if of_a_thing(items, at) else speaker_before(items, at, text)
        found = _meant(here, found, items, at, told, people) if found else None
        if found:
            told[at] = found
        else:
            after.discard(at)
    return told


def _meant(
    here: _Reading, found: Speaker, items: list[Item], at: int, told: dict[int, Speaker], people: list[str]
) -> Speaker | None:
    """Give the person that a pronoun means, where only one can be; any other speaker as it is."""
    if not found.pronoun:
        return found
    before = [item.name for item in items[:at] if item.name and item.name.person]
    spoke = [told[place] for place in sorted(told) if place < at]
    if spoke:
        last = spoke[-1]
        return (
            replace(last, why=found.why)
            if {_who(name) for name in before} <= {last.entity or fold(last.text)}
            else None
        )
    here_before = list(dict.fromkeys(_who(name) for name in before))
    if len(here_before) == 1:
        name = next(
            (
                item.name
                for place, item in enumerate(items[:at])
                if item.name and item.name.person and acts(items, place)
            ),
            None,
        )
        if name is None:
            return None
        return (
            Speaker(name.entity, name.text, found.why)
            if (name.sure and name.entity) or not name.alone
            else None
        )
    if here_before or people:
        return None
    return replace(here.last, why=found.why) if here.last and len(here.seen) <= 1 else None


def _follows(items: list[Item], before: int, at: int) -> str:
    """Say how a quotation follows the one before: broken by the words that tell the speaker, the next after them, or not at all."""
    between = items[before + 1 : at]
    if not between:
        return "next" if items[before].open else ""
    stops = [place for place, item in enumerate(between) if item.kind is Is.MARK and item.text in ".?!"]
    if not stops:
        return "broken" if between[-1].text in {",", ":", "-", "–", "—"} else ""
    return "next" if stops == [len(between) - 1] else ""


def _quotation(
    seed: str, part: tuple[int, int, int], speaker: Speaker | None, items: list[Item], at: int
) -> Quotation | None:
    """Give a quotation that is long enough to be speech."""
    words = items[at].text
    size, speech = word_count(words), _is_speech(words, items, at)
    if speaker and size >= LEAST_WORDS and (speech or not _is_title(words)):
        return Quotation(seed, (part,), speaker.entity, speaker.text, speaker.named, speaker.why)
    return (
        Quotation(seed, (part,), "", "", named=False, why="")
        if not speaker and size >= LEAST_UNTOLD and speech
        else None
    )


def _is_speech(words: str, items: list[Item], at: int) -> bool:
    """Say whether a quotation is a sentence or more: it begins with a capital letter and ends with a stop."""
    begins = words.lstrip(" …[(.")[:1].isupper()
    after = items[at + 1].text if at + 1 < len(items) else ""
    return begins and (words.rstrip()[-1:] in set(".,!?…") or after in {",", "."})


def _is_title(words: str) -> bool:
    """Say whether a quotation is rather the name of a book or an act."""
    long = [word for word in words.split() if len(word) > 3]
    return bool(long) and sum(word[:1].isupper() for word in long) > len(long) / 2


def _after_passage(
    here: _Reading,
    quotes: Sequence[Quoted],
    items: list[Item],
    told: dict[int, Speaker],
    people: list[str],
    text: str,
) -> None:
    spoke = [told[at] for at in sorted(told)]
    here.open = None
    here.coming = announced(items) if here.english and not quotes else None
    if quotes and quotes[-1].open:
        at = next(place for place, item in enumerate(items) if item.quote == len(quotes) - 1)
        here.open = told.get(at)
    if spoke:
        here.last = spoke[-1]
    elif subject := _last_subject(items, text, english=here.english):
        here.last = None if subject.pronoun or subject.entity not in people else subject
    elif people:
        only = next(
            (
                item.name
                for at, item in enumerate(items)
                if item.name and item.name.person and acts(items, at)
            ),
            None,
        )
        sole = len(people) == 1 and only and ((only.sure and only.entity) or not only.alone)
        here.last = Speaker(only.entity, only.text, "") if only and sole else None
    elif not any(item.word in PRONOUNS for item in items):
        here.last = None
    here.seen = people or here.seen


def _last_subject(items: list[Item], text: str, *, english: bool) -> Speaker | None:
    """Give the subject of the last verb of saying in a passage, a pronoun where it is not plain; nothing where there is no such verb."""
    verb = next((at for at in range(len(items) - 1, 0, -1) if items[at].word in SAY), 0) if english else 0
    if not verb:
        return None
    return subject_before(items, verb, 0, text) or Speaker("", "", "", pronoun=True)
