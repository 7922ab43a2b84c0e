"""What one article names, as far as the article alone tells: the first half of identification.

A passage is read by patterns and by the tagger; what they find is joined with known names (`selected_spans`),
and each name is given its kind and the evidence for it (`EVIDENCE_RULES`), or what it stands for here.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import NamedTuple

from sitegen import name_evidence
from sitegen.entities import place_roles
from sitegen.entities.abbreviations import explained
from sitegen.entities.authority import Authority, AuthorityName
from sitegen.entities.gazetteer import NO_ENTITY, PRODUCTS
from sitegen.entities.kinds import (
    BY_CODE,
    BY_KIND,
    BY_NOUN,
    DOING,
    EASTERN_FAMILY_NAMES,
    FIRST_NAMES,
    KIN,
    NAMES,
    NEAR,
    PRONOUNS,
    SAYING,
    TITLES,
    by_words,
)
from sitegen.entities.lexicon import RARE
from sitegen.entities.metonyms import government_rule, stands_for_government
from sitegen.entities.name_patterns import families, family_names, matches_of_patterns
from sitegen.entities.namesakes import state_name, state_rule
from sitegen.entities.passages import SENTENCE_ENDS, PassageTokens, passage_tokens
from sitegen.entities.rules import Reading, RuleName
from sitegen.entities.span_rules import CandidateSpan, flight_before, is_called_firm, split_span, with_tail
from sitegen.entities.span_selection import selected_spans
from sitegen.entities.tagger import (
    LABELS,
    OPENERS,
    TaggedRun,
    Tagger,
    candidate_runs,
    class_likelihoods,
    token_contexts,
)
from sitegen.entities.teams import is_there, plays, team_rule
from sitegen.model import ORGANISATION, PERSON, PLACE, Article, BlockKind, NameSpan, RecognizedNames
from sitegen.name_evidence import Evidence

STRANGE_NAME_POINTS = (
    1.0  # log-likelihood taken from "no name" where no list of common words has a word; by judgement
)
LANGUAGES = ("en",)  # that this stage knows: of its lists, and of the texts that the tagger was trained on
UNKNOWN_LANGUAGES = frozenset({"und", ""})  # read as one that this stage knows
BEING_WORDS = frozenset("is was has had been being very so too also not still already".split())
PERSONAL_STATES = frozenset(  # what people are said to be, and places are not
    "born ill sick tired asleep angry afraid ashamed happy glad sorry proud pleased delighted surprised"
    " shocked married divorced widowed engaged pregnant arrested charged convicted sentenced acquitted"
    " jailed fired hired sacked promoted educated raised diagnosed treated hospitalised hospitalized"
    " injured wounded stabbed handcuffed interviewed questioned nervous drunk sober retired single".split()
)
ADVERBS = frozenset("also then later never always once often".split())  # between a name and its verb
CLAUSE_OPENERS = frozenset(  # before the subject of a clause
    "that but because when while as if though although since".split()
)
MAX_POST_SIGNATURE_WORDS = 9  # of a line of comments that says who writes, and when; by judgement
BATCH_SIZE = 8  # articles that are tagged together; with more, what is at hand outgrows the cache
MAX_REPEATED_WORDS = 12  # of a name that is looked for again; by judgement
MAX_AUTHOR_GIVEN_NAMES = 3  # of an author in a list of books; by judgement
DEALING_WORDS = frozenset("told by asked with met against arrested accused charged".split())  # before people
WEAK_EVIDENCE = frozenset(
    {name_evidence.CONTEXT, name_evidence.SPEAKS, name_evidence.PLACE_WORD}
)  # which a noun beside a name overrules
ARTICLE_WORDS = frozenset({"a", "an", "the", "another"})
AFTER_NOUN = frozenset(  # words at which a description of what is named ends
    "of in for to at from with that who whom whose which and or but by on is was were are has had have"
    " said as near".split()
)
MAX_APPOSITION_WORDS = 12  # after an article; by judgement
WITHIN_NAME_GAPS = frozenset(" -.'")  # between the words of a repeated name
NOUN_GAPS = frozenset(" -")  # within a description
PLACE_PREPOSITIONS = frozenset({"in", "near", "at"})  # before places
NO_NAMES = OPENERS - {  # openers that nobody is called either
    "Will",
    "March",
    "April",
    "May",
    "June",
    "August",
    "Just",
    "Still",
}


def is_read(language: str) -> bool:
    """Whether this stage knows a language; one that cannot be told is read as one that it knows."""
    code = language.partition("-")[0]
    return code in LANGUAGES or code in UNKNOWN_LANGUAGES


def recognize(article: Article, known: Authority, tagger: Tagger) -> RecognizedNames:
    """Return the names in an article in the order of its text; they never overlap."""
    return recognize_all((article,), known, tagger)[0]


def recognize_all(articles: Sequence[Article], known: Authority, tagger: Tagger) -> list[RecognizedNames]:
    """Return the names in each article; those of many are tagged at once, which is faster."""
    recognized: list[RecognizedNames] = []
    for first in range(0, len(articles), BATCH_SIZE):
        recognized += _recognize_batch(articles[first : first + BATCH_SIZE], known, tagger)
    return recognized


def _recognize_batch(
    articles: Sequence[Article], known: Authority, tagger: Tagger
) -> Iterator[RecognizedNames]:
    """Yield the names in each article; those in a language that the tagger knows are tagged together."""
    passages_of = [_passages(article, known) for article in articles]
    lines_of = [[passage.line for passage in passages] for passages in passages_of]
    contexts = [token_contexts(lines) for lines in lines_of]
    to_tag = [
        (lines, context)
        for article, lines, context in zip(articles, lines_of, contexts, strict=True)
        if is_read(article.language)
    ]
    tagged = iter(tagger.tag(to_tag))
    for article, passages, context in zip(articles, passages_of, contexts, strict=True):
        if is_read(article.language):
            candidates = _with_patterns(passages, _tagged_names(passages, next(tagged)))
        else:
            candidates = [_names_by_first_name(passage) for passage in passages]
        spans: list[NameSpan] = []
        for passage, names in zip(passages, _with_repetitions(passages, candidates), strict=True):
            spans += _name_spans(passage, names, known)
        spans = _without_commenters(spans, article)
        yield RecognizedNames(article.id, tuple(explained(spans, article)), tuple(sorted(context.small)))


def _passages(article: Article, known: Authority) -> list[PassageTokens]:
    """Return the passages of an article with their words and the known names in them."""
    english = is_read(article.language)
    return [
        passage_tokens(number, passage.text, known, english=english)
        for number, passage in enumerate(article.passages)
    ]


# Comments --------------------------------------------------------------------------------------------------


def _without_commenters(spans: list[NameSpan], article: Article) -> list[NameSpan]:
    """Leave out who comments, and in comments the names that neither a list nor the article itself has."""
    comments = _comment_passages(article)
    if not comments:
        return spans
    signed = {number for number in comments if _is_signature(article.passages[number].text)}
    named = {span.words for span in spans if span.passage not in comments}
    named |= {(word,) for words in named for word in words}
    kept: list[NameSpan] = []
    for span in spans:
        commented = span.passage in comments
        if not commented or (span.passage not in signed and (span.entity or span.words in named)):
            kept.append(span)
    return kept


def _comment_passages(article: Article) -> set[int]:
    first_block = len(article.passages) - len(article.blocks)
    return {
        number for number, block in enumerate(article.blocks, first_block) if block.kind is BlockKind.COMMENT
    }


def _is_signature(text: str) -> bool:
    """Whether a line of the comments tells who writes, or when, rather than what."""
    return text[-1:] not in SENTENCE_ENDS and len(text.split()) <= MAX_POST_SIGNATURE_WORDS


# What patterns tell ----------------------------------------------------------------------------------------


def _with_patterns(
    passages: list[PassageTokens], candidates: list[list[CandidateSpan]]
) -> list[list[CandidateSpan]]:
    """Put names that their pattern tells, and family names of such people, in the place of what was found."""
    matches = [matches_of_patterns(passage) for passage in passages]
    people = families(list(zip(passages, matches, strict=True)))
    replaced: list[list[CandidateSpan]] = []
    for passage, names, by_pattern in zip(passages, candidates, matches, strict=True):
        alone = [name for name in family_names(passage, people) if not _overlapping(by_pattern, name)]
        replacing = sorted((*by_pattern, *alone))
        replaced.append(_replaced(names, replacing) if replacing else names)
    return replaced


def _overlapping(names: list[CandidateSpan], name: CandidateSpan) -> list[CandidateSpan]:
    """Return those of some names that share words with another one; they are in order, and none overlap."""
    first = bisect_right(names, name.start, key=attrgetter("end"))
    return names[first : bisect_left(names, name.end, key=attrgetter("start"))]


def _replaced(names: list[CandidateSpan], by_pattern: list[CandidateSpan]) -> list[CandidateSpan]:
    """Return names with those that a pattern tells in the place of those that they overlap."""
    free: list[CandidateSpan] = []
    by_start = {name.start: name for name in by_pattern}
    for name in names:
        overlapping = _overlapping(by_pattern, name)
        if not overlapping:
            free.append(name)
        elif len(overlapping) == 1 and _is_longer_body(name, overlapping[0]):
            by_start[overlapping[0].start] = overlapping[0]._replace(start=name.start, end=name.end)
    return sorted((*free, *by_start.values()), key=attrgetter("start"))


def _is_longer_body(name: CandidateSpan, by_pattern: CandidateSpan) -> bool:
    """Whether the name of a body goes on where a pattern ends ("Women's Institute of Norton")."""
    if not name.kind == by_pattern.kind == ORGANISATION:
        return False
    return name.start <= by_pattern.start and name.end > by_pattern.end


# Repeated names --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NamesToRepeat:
    """The names of several words of an article, to be looked for in all of its passages."""

    kinds: dict[tuple[str, ...], str]  # words of a name -> its kind
    sizes: dict[str, dict[str, list[int]]]  # first word -> second word -> numbers of words, longest first


def _with_repetitions(
    passages: list[PassageTokens], candidates: list[list[CandidateSpan]]
) -> list[list[CandidateSpan]]:
    """Add the places where an article repeats a name of several words that was found elsewhere in it."""
    repeatable = _names_to_repeat(passages, candidates)
    if not repeatable.kinds:
        return candidates
    return [
        _with_repeated(passage, names, repeatable)
        for passage, names in zip(passages, candidates, strict=True)
    ]


def _names_to_repeat(passages: list[PassageTokens], candidates: list[list[CandidateSpan]]) -> NamesToRepeat:
    kinds: dict[tuple[str, ...], str] = {}
    for passage, names in zip(passages, candidates, strict=True):
        for name in names:
            if name.kind and not name.called and 1 < name.end - name.start <= MAX_REPEATED_WORDS:
                kinds[passage.slice(name.start, name.end)] = name.kind
    sizes: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for words in kinds:
        sizes[words[0]][words[1]].add(len(words))
    longest_first = {
        first: {second: sorted(numbers, reverse=True) for second, numbers in by_second.items()}
        for first, by_second in sizes.items()
    }
    return NamesToRepeat(kinds, longest_first)


def _with_repeated(
    passage: PassageTokens, names: list[CandidateSpan], repeatable: NamesToRepeat
) -> list[CandidateSpan]:
    """Return the names of a passage with repeated ones in the place of shorter and of possible ones."""
    texts, sizes = passage.words.texts, repeatable.sizes
    starts, ends = [name.start for name in names], [name.end for name in names]
    dropped: set[int] = set()
    added: list[CandidateSpan] = []
    for start in passage.line.capitals:
        if texts[start] not in sizes or (added and start < added[-1].end):
            continue
        end = _repeated_end(passage, start, repeatable)
        if not end:
            continue
        overlapping = range(bisect_right(ends, start), bisect_left(starts, end))
        if not any(_is_as_long(names[number], end - start) for number in overlapping):
            dropped.update(overlapping)
            kind = "" if passage.headline else repeatable.kinds[passage.slice(start, end)]
            added.append(CandidateSpan(start, end, kind=kind))
    if not added:
        return names
    return [*(name for number, name in enumerate(names) if number not in dropped), *added]


def _repeated_end(passage: PassageTokens, start: int, repeatable: NamesToRepeat) -> int:
    """Return where the longest repeated name that begins at a word ends; 0: none, or words apart."""
    texts, gaps = passage.words.texts, passage.words.gaps
    if start + 1 >= len(texts):
        return 0
    for size in repeatable.sizes[texts[start]].get(texts[start + 1], ()):
        end = min(start + size, len(texts))
        if passage.slice(start, end) in repeatable.kinds:
            return end if WITHIN_NAME_GAPS.issuperset(gaps[start + 1 : end]) else 0
    return 0


def _is_as_long(name: CandidateSpan, size: int) -> bool:
    return name.kind != "" and name.end - name.start >= size


# What the tagger or a list of first names finds -------------------------------------------------------------


def _names_by_first_name(passage: PassageTokens) -> list[CandidateSpan]:
    """Return the people whose first names a list has, and other capitalised words as possible names.

    For languages that the tagger was not trained on: in these a capital letter may mean something else.
    """
    names: list[CandidateSpan] = []
    for run_start, run_end in candidate_runs(passage.line):
        start = run_start
        while start < run_end:
            end = start
            while end < run_end and passage.line.infos[end].capital:
                end += 1
            first_name = _first_name_before_last(passage, start, end)
            if start < first_name:
                names.append(CandidateSpan(start, first_name))
            if first_name < end:
                names.append(CandidateSpan(first_name, end, kind=PERSON))
            start = end + 1
    return names


def _first_name_before_last(passage: PassageTokens, start: int, end: int) -> int:
    """Return where a first name stands among the words [start, end - 1); `end` where none does."""
    for index in range(start, end - 1):
        if passage.words.texts[index] in FIRST_NAMES:
            return index
    return end


def _tagged_names(passages: list[PassageTokens], runs_of: list[list[TaggedRun]]) -> list[list[CandidateSpan]]:
    """Return what the tagger found in each passage, and capitalised words that it passed over."""
    candidates: list[list[CandidateSpan]] = []
    for passage, runs in zip(passages, runs_of, strict=True):
        names: list[CandidateSpan] = []
        for run in runs:
            names += _names_of_run(passage, run)
        candidates.append(names)
    return candidates


def _names_of_run(passage: PassageTokens, run: TaggedRun) -> Iterator[CandidateSpan]:
    """Yield the names in a run, outside headlines with how likely they are each kind."""
    for name in _labelled_names(passage, run):
        start, end = max(0, name.start - run.first), min(len(run.labels), name.end - run.first)
        if start >= end or passage.headline:
            yield name
            continue
        likely = class_likelihoods(run, start, end)
        if not name.kind and _has_strange_word(passage, name):
            likely = (likely[0] - STRANGE_NAME_POINTS, *likely[1:])
        yield CandidateSpan(name.start, name.end, name.known, name.kind, likely, rule=name.rule)


def _has_strange_word(passage: PassageTokens, name: CandidateSpan) -> bool:
    """Whether no list of common words has some word of a name."""
    return any(info.common == RARE for info in passage.line.infos[name.start : name.end])


def _labelled_names(passage: PassageTokens, run: TaggedRun) -> Iterator[CandidateSpan]:
    """Yield the names that labels of a run tell, and capitalised words without a label as possible names."""
    labels, infos, first = run.labels, passage.line.infos, run.first
    start = 0
    while start < len(labels):
        label = labels[start]
        if label:
            end = _end_of_label(labels, start)
            kind = "" if passage.headline else BY_CODE.get(LABELS[label][2:], "")
            yield from split_span(
                passage.words, CandidateSpan(first + start, first + end, kind=kind), passage.lexicon
            )
        elif infos[first + start].capital:
            end = _end_of_unlabelled(passage, run, start)
            if end > start + 1 or passage.words.texts[first + start] not in NO_NAMES:
                yield _unlabelled_name(passage, first + start, first + end)
        else:
            end = start + 1
        start = end


def _end_of_label(labels: list[int], start: int) -> int:
    """Return where the labels end that go on with the one at `start`."""
    inside = labels[start] + 1
    end = start + 1
    while end < len(labels) and labels[end] == inside:
        end += 1
    return end


def _end_of_unlabelled(passage: PassageTokens, run: TaggedRun, start: int) -> int:
    """Return where the capitalised words without a label end that begin at a word of a run."""
    labels, infos = run.labels, passage.line.infos
    end = start + 1
    while end < len(labels) and not labels[end] and infos[run.first + end].capital:
        end += 1
    return end


def _unlabelled_name(passage: PassageTokens, start: int, end: int) -> CandidateSpan:
    """Return words that the tagger passed over as a possible name, or as one whose words tell its kind."""
    words = passage.words
    name = flight_before(words, end) or with_tail(words, CandidateSpan(start, end))
    if passage.headline or name.kind:
        return name
    kind = by_words(passage.slice(name.start, name.end))
    if not kind:
        return name
    return CandidateSpan(name.start + (words.texts[name.start] in OPENERS), name.end, kind=kind)


# Names of a passage ----------------------------------------------------------------------------------------


def _name_spans(
    passage: PassageTokens, candidates: list[CandidateSpan], known: Authority
) -> Iterator[NameSpan]:
    """Yield the names of a passage in order, known ones and found ones."""
    author, author_end = _author(passage)
    if author:
        yield author
    for name in selected_spans(passage, candidates):
        if name.start < author_end:
            continue
        if name.known:
            yield _known_span(passage, name, name.known, known)
        elif found := _found_span(passage, name):
            yield _as_known(found, known)


def _as_known(found: NameSpan, known: Authority) -> NameSpan:
    """Return a found name, or the known one from which it differs by case or a slip of the pen alone."""
    if not found.kind or len(found.words) < 2:
        return found
    if same := known.meant_but_for_case(found.words):
        return replace(found, entity=same.entity, kind="", why=same.why, likely=())
    if slip := known.meant_by_slip(found.words):
        return replace(found, entity=slip.entity, kind="", why=name_evidence.MISSPELT, likely=())
    return found


def _author(passage: PassageTokens) -> tuple[NameSpan | None, int]:
    """Return the author in a list of books ("Example, Anna B. A Book"), and the word after the name."""
    words = passage.words
    end = _end_of_given_names(passage)
    if not end or not _is_author(passage, end):
        return None, 0
    name = (*words.texts[1:end], words.texts[0])
    span = NameSpan(
        passage=passage.number,
        start=words.starts[0],
        end=words.end(0),
        text=" ".join(name),
        words=name,
        entity="",
        kind=PERSON,
        why=name_evidence.FIRST_NAME,
        opens=False,
    )
    return span, end


def _end_of_given_names(passage: PassageTokens) -> int:
    """Return the first word from the third on that more than a space stands before; 0: none near."""
    for index in range(2, min(len(passage.words), MAX_AUTHOR_GIVEN_NAMES + 2)):
        if passage.words.gaps[index] != " ":
            return index
    return 0


def _is_author(passage: PassageTokens, end: int) -> bool:
    """Whether a passage begins with a family name, a comma, given names up to a word, and a full stop."""
    words, text, infos = passage.words, passage.text, passage.line.infos
    if words.gaps[1] != "," or text[words.end(0) : words.starts[1]] != ", ":
        return False
    if text[words.end(end - 1)] != "." or "first" not in infos[1].lists:
        return False
    return all(info.capital for info in infos[: end + 1])


# Known names -----------------------------------------------------------------------------------------------


def _known_span(
    passage: PassageTokens, name: CandidateSpan, entry: AuthorityName, known: Authority
) -> NameSpan:
    """Return a known name as what it stands for here."""
    words, start, end = passage.words, name.start, name.end
    first, last = words.starts[start], words.end(end - 1)
    is_given = entry.entity in known.given_ids
    texts = passage.joined(start, end)
    alone = len(texts) == 1 and not is_given
    is_place = entry.kind == PLACE and entry.why != name_evidence.DEMONYM
    entity = _entity_meant(passage, name, entry, known)
    return NameSpan(
        passage=passage.number,
        start=first,
        end=last,
        text=passage.text[first:last],
        words=texts,
        entity=entity,
        kind="",
        why=entry.why,
        opens=words.gaps[start] == "(",
        rival=_rival(passage, name, entry, known) if entity == entry.entity else "",
        family=alone and (entry.kind == PERSON or entry.owning or is_place),
        acts=_acts(passage, name, alone=alone) if is_place else "",
        rules=tuple(filter(None, (name.rule, *_reading_rules(passage, name, entry, known)))),
    )


def _reading_rules(
    passage: PassageTokens, name: CandidateSpan, entry: AuthorityName, known: Authority
) -> Iterator[RuleName]:
    """Yield the rules by which a known place is not what it is called after.

    It is a state, a government or a team instead.
    """
    if entry.kind != PLACE or entry.why == name_evidence.DEMONYM:
        return
    words, start, end = passage.words, name.start, name.end
    if entry.entity not in known.given_ids and (as_state := state_rule(entry.entity, words, start, end)):
        yield as_state.name
    if entry.entity in known.country_of:
        as_government = government_rule(words, start, end)
        if as_government and as_government.reading is Reading.GOVERNMENT:
            yield as_government.name
    as_team = team_rule(words, start, end) if plays(words, start, end) else None
    if as_team:
        yield as_team.name


def _entity_meant(passage: PassageTokens, name: CandidateSpan, entry: AuthorityName, known: Authority) -> str:
    """Return the entity of a known name, or of the state of the same name that is meant here."""
    if entry.why == name_evidence.DEMONYM or entry.entity in known.given_ids:
        return entry.entity
    state = state_name(entry.entity, passage.words, name.start, name.end)
    return known.by_name.get(state, entry.entity) if state else entry.entity


def _rival(passage: PassageTokens, name: CandidateSpan, entry: AuthorityName, known: Authority) -> str:
    """Return the country for whose government a capital stands here, or an empty text."""
    if entry.why not in {name_evidence.CAPITAL, name_evidence.NAME}:
        return ""
    country = known.country_of.get(entry.entity, "")
    if country and stands_for_government(passage.words, name.start, name.end):
        return country
    return ""


def _acts(passage: PassageTokens, name: CandidateSpan, *, alone: bool) -> str:
    """Return as what a known place acts here; see `NameSpan.acts`."""
    if alone and _acts_as_person(passage, name):
        return PERSON
    if plays(passage.words, name.start, name.end):
        return place_roles.TEAM
    if is_there(passage.words, name.start):
        return place_roles.LOCATION
    return place_roles.UNTOLD if alone else place_roles.NOT_A_PLACE


def _acts_as_person(passage: PassageTokens, name: CandidateSpan) -> bool:
    """Whether words around a name are those around people, should it be a family name of the article."""
    before, words = passage.before(name.start), passage.words
    verb = _verb_after(passage, name.end)
    if before.capitalize() in TITLES or verb in SAYING:
        return True
    if is_there(words, name.start):
        return False
    if verb in DOING or before in DEALING_WORDS or _has_kin(passage, name.end):
        return True
    is_subject = words.gaps[name.start] != " " or before in CLAUSE_OPENERS or before in SAYING
    return is_subject and _is_said_of_person(passage.slice(name.end, name.end + NEAR))


def _verb_after(passage: PassageTokens, end: int) -> str:
    """Return the word after a name, or after an adverb; empty where no mere space stands before it."""
    gaps = passage.words.gaps
    if gaps[end] == " " and passage.after(end) in ADVERBS:
        end += 1
    return passage.after(end) if gaps[end] == " " else ""


def _has_kin(passage: PassageTokens, end: int) -> bool:
    return passage.words.gaps[end] == "'" and passage.after(end) in KIN


def _is_said_of_person(following: tuple[str, ...]) -> bool:
    """Whether words after a subject tell that it is a person: a pronoun, or what people are said to be."""
    if not PRONOUNS.isdisjoint(following):
        return True
    if not following or following[0] not in BEING_WORDS:
        return False
    for word in following:
        if word not in BEING_WORDS:
            return word in PERSONAL_STATES
    return False


# Found names -----------------------------------------------------------------------------------------------


def _found_span(passage: PassageTokens, name: CandidateSpan) -> NameSpan | None:
    """Return a found name with its kind and the evidence for it; None where it names nothing."""
    words, end = passage.words, name.end
    start = _start_after_titles(passage, name)
    if start == end:
        return None
    texts = name.called or passage.joined(start, end)
    if _is_nothing(passage, texts, start, end):
        return None
    kind, why = name.kind, name.why or _evidence(passage, start, end, name.kind, titled=start > name.start)
    if len(texts) > 1 and passage.text.startswith(" (@", words.end(end - 1)):  # the signature of a post
        kind, why = PERSON, name_evidence.HANDLE
    elif why in WEAK_EVIDENCE or _may_be_person_by_name(texts, kind, why):
        described = _described_kind(passage, start, end)
        kind, why = (described, name_evidence.DESCRIPTION) if described else (kind, why)
    first, last = words.starts[start], words.end(end - 1)
    opens = words.gaps[start] == "(" or passage.headline
    written = passage.text[first:last]
    return NameSpan(
        passage=passage.number,
        start=first,
        end=last,
        text=written,
        words=texts,
        entity="",
        kind=kind,
        why=why,
        opens=opens,
        likely=name.likely,
        rules=(name.rule,) if name.rule else (),
    )


def _start_after_titles(passage: PassageTokens, name: CandidateSpan) -> int:
    """Return the first word of a name that is no title; only people, and what may be such, have any."""
    start = name.start
    if name.kind not in {PERSON, ""}:
        return start
    while start < name.end and passage.words.texts[start].rstrip(".") in TITLES:
        start += 1
    return start


def _may_be_person_by_name(texts: tuple[str, ...], kind: str, why: Evidence) -> bool:
    """Whether a place by its words begins with a first name ("Anna Beach, the head of")."""
    return kind == PLACE and why == name_evidence.ITS_WORDS and texts[0] in FIRST_NAMES


def _is_nothing(passage: PassageTokens, texts: tuple[str, ...], start: int, end: int) -> bool:
    """Whether words name nothing that has a page: things, days, single letters, parties of politicians."""
    first = texts[0]
    if first in PRODUCTS or (_is_no_entity(first) and all(map(_is_no_entity, texts))):
        return True
    if passage.words.gaps[start] != " " and _is_party_of_politician(first):  # "(R-Mo.)", ", R-Mo.,"
        return True
    if passage.words.gaps[end] == "'" and passage.after(end) == "Day":  # "Valentine's Day"
        return True
    if len(texts) == len(first) == 1:
        return True
    return not first[0].isalpha() and not any(text[0].isalpha() for text in texts)


def _is_no_entity(text: str) -> bool:
    return text.isdecimal() or text.lower() in NO_ENTITY


def _is_party_of_politician(text: str) -> bool:
    return text[1:2] == "-" and text[0] in "RDI"


def _described_kind(passage: PassageTokens, start: int, end: int) -> str:
    """Return the kind that a noun beside a name tells, or "".

    Examples are "the airline Example", "the Example brokerage" and "Example, a driver".
    """
    words, texts, gaps = passage.words, passage.words.texts, passage.words.gaps
    if gaps[start] == " " and passage.before(start) in BY_KIND[ORGANISATION].before:
        return ORGANISATION
    if is_called_firm(words, start, end):  # also where lists have no such first name
        return ORGANISATION
    article = end + _is_age(passage, end)
    if article + 1 >= len(words) or gaps[end] != "," or texts[article] not in ARTICLE_WORDS:
        return ""
    if passage.text[words.end(end - 1) : words.starts[end]] != ", ":
        return ""
    noun_end = _end_of_description(passage, article)
    if gaps[noun_end] == "'":  # "Example, the company's head"
        return ""
    return BY_NOUN.get(texts[noun_end - 1], "")


def _is_age(passage: PassageTokens, index: int) -> bool:
    """Whether a number stands at a word, and a comma after it."""
    if index + 1 >= len(passage.words) or not passage.words.texts[index].isdecimal():
        return False
    return passage.words.gaps[index + 1] == ","


def _end_of_description(passage: PassageTokens, article: int) -> int:
    """Return the word after an article and what it begins ("a former bus driver" | "of the town")."""
    texts, gaps = passage.words.texts, passage.words.gaps
    limit = min(len(texts), article + MAX_APPOSITION_WORDS + 1)
    end = article + 1
    while end < limit and gaps[end] in NOUN_GAPS and texts[end].lower() not in AFTER_NOUN:
        end += 1
    return end


# Evidence for the kind of a found name ----------------------------------------------------------------------


class FoundWords(NamedTuple):
    """The words of a found name, and those beside it."""

    kind: str
    words: tuple[str, ...]
    before: str  # in small letters
    after: str  # likewise
    titled: bool  # whether a title was taken from it


class EvidenceRule(NamedTuple):
    """One case in which words tell the kind of a found name."""

    evidence: Evidence
    kinds: tuple[str, ...]  # that it may tell; the examples have the first one
    when: Callable[[FoundWords], bool]
    examples: Mapping[str, str]  # sentence -> a name in it of which this is the evidence
    counterexamples: Mapping[str, str]  # sentence -> a name in it of which the condition does not hold


def _evidence(passage: PassageTokens, start: int, end: int, kind: str, *, titled: bool) -> Evidence:
    """Return the plainest evidence for the kind of a found name; "context" where the tagger alone tells."""
    if not kind:
        return name_evidence.NONE
    words, before = passage.slice(start, end), passage.before(start)
    context = FoundWords(kind, words, before, passage.after(end).lower(), titled)
    for rule in EVIDENCE_RULES_BY_KIND[kind]:
        if rule.when(context):
            return rule.evidence
    return name_evidence.CONTEXT


def _is_titled(found: FoundWords) -> bool:
    return found.titled or found.before.rstrip(".").capitalize() in TITLES


def _begins_with_first_name(found: FoundWords) -> bool:
    return len(found.words) > 1 and found.words[0] in FIRST_NAMES


def _begins_with_family_name(found: FoundWords) -> bool:
    return len(found.words) in {2, 3} and found.words[0] in EASTERN_FAMILY_NAMES


def _is_after_role(found: FoundWords) -> bool:
    return found.before in BY_KIND[PERSON].before


def _speaks(found: FoundWords) -> bool:
    return found.after in SAYING or found.before in SAYING


def _tells_its_kind(found: FoundWords) -> bool:
    return by_words(found.words) == found.kind


def _is_acronym(found: FoundWords) -> bool:
    return len(found.words) == 1 and found.words[0].isupper()


def _is_after_place_word(found: FoundWords) -> bool:
    return found.before in PLACE_PREPOSITIONS


EVIDENCE_RULES: tuple[EvidenceRule, ...] = (
    EvidenceRule(
        name_evidence.TITLE,
        (PERSON,),
        _is_titled,
        {"They met Mr. Zhelm again.": "Zhelm"},
        {"They met Zhelm again.": "Zhelm"},
    ),
    EvidenceRule(
        name_evidence.FIRST_NAME,
        (PERSON,),
        _begins_with_first_name,
        {"They met Anna Zhelm again.": "Anna Zhelm"},
        {"They met Anna again.": "Anna"},
    ),
    EvidenceRule(
        name_evidence.FAMILY_NAME_FIRST,
        (PERSON,),
        _begins_with_family_name,
        {"They met Nguyen Zhelm again.": "Nguyen Zhelm"},
        {"They met Zhelm Nguyen again.": "Zhelm Nguyen"},
    ),
    EvidenceRule(
        name_evidence.ROLE,
        (PERSON,),
        _is_after_role,
        {"They met the historian Zhelm again.": "Zhelm"},
        {"They met the bakers Zhelm again.": "Zhelm"},
    ),
    EvidenceRule(
        name_evidence.SPEAKS,
        (PERSON,),
        _speaks,
        {"Later Zhelm said so.": "Zhelm", "It is so, argued Zhelm again.": "Zhelm"},
        {"Later Zhelm baked a cake.": "Zhelm"},
    ),
    EvidenceRule(
        name_evidence.ITS_WORDS,
        (ORGANISATION, *(kind for kind in NAMES if kind != ORGANISATION)),
        _tells_its_kind,
        {"They met at the Zhelm Museum again.": "Zhelm Museum"},
        {"They met at the Zhelm Cake again.": "Zhelm Cake"},
    ),
    EvidenceRule(
        name_evidence.ACRONYM,
        (ORGANISATION,),
        _is_acronym,
        {"They met at the ZHB again.": "ZHB"},
        {"They met at the Zhelm again.": "Zhelm"},
    ),
    EvidenceRule(
        name_evidence.PLACE_WORD,
        (PLACE,),
        _is_after_place_word,
        {"They met in Zhelm again.": "Zhelm"},
        {"They liked Zhelm again.": "Zhelm"},
    ),
)
EVIDENCE_RULES_BY_KIND: Mapping[str, list[EvidenceRule]] = {
    kind: [rule for rule in EVIDENCE_RULES if kind in rule.kinds] for kind in NAMES
}
