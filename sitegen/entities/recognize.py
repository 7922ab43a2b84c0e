"""What one article names, before it is known what the rest of the archive says: the first half of identification."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from sitegen.entities.abbreviations import explained
from sitegen.entities.authority import Authority, AuthorityName
from sitegen.entities.gazetteer import NO_ENTITY, PRODUCTS
from sitegen.entities.kinds import (
    BY_CODE,
    BY_KIND,
    BY_NOUN,
    DOING,
    FAMILY_NAMES_FIRST,
    FIRST_NAMES,
    KIN,
    NEAR,
    PRONOUNS,
    SAYING,
    TITLES,
    by_words,
)
from sitegen.entities.lexicon import RARE
from sitegen.entities.metonyms import stands_for_government
from sitegen.entities.name_patterns import families, family_names, matches_of_patterns
from sitegen.entities.namesakes import state_name
from sitegen.entities.passages import ENDS, PassageTokens, passage_tokens
from sitegen.entities.span_rules import CandidateSpan, flight_before, split_span, with_tail
from sitegen.entities.span_selection import selected_spans
from sitegen.entities.tagger import (
    LABELS,
    OPENERS,
    CandidateRun,
    TaggedRun,
    candidate_runs,
    class_likelihoods,
    shipped_tagger,
    token_contexts,
)
from sitegen.entities.teams import is_there, plays
from sitegen.model import Article, BlockKind, NameSpan, RecognizedNames

STRANGE = 1.0  # points for a name that a word gives which is in no list of common words
LANGUAGES = ("en",)  # that this stage knows: of its lists, and of the texts that the tagger was trained on
BEING = frozenset("is was has had been being very so too also not still already".split())
STATES = frozenset(  # what people are said to be, and places are not
    "born ill sick tired asleep angry afraid ashamed happy glad sorry proud pleased delighted surprised shocked married divorced widowed"
    " engaged pregnant arrested charged"
    " convicted sentenced acquitted jailed fired hired sacked promoted educated raised diagnosed treated hospitalised"
    " hospitalized injured wounded stabbed handcuffed interviewed questioned nervous drunk sober retired single".split()
)
BETWEEN = frozenset("also then later never always once often".split())  # a name and its verb
CLAUSE = frozenset(
    "that but because when while as if though although since".split()
)  # before the subject of a clause
SIGNED = 9  # words of a line of comments that says who writes, and when
BATCH_SIZE = 8  # articles that are tagged together; with more, what is at hand outgrows the cache
LONGEST = 12  # words of a name that is looked for again
GIVEN_NAMES = 3  # at most, of an author in a list of books
DEALT_WITH = frozenset("told by asked with met against arrested accused charged".split())
WEAK = frozenset(
    {"context", "speaks", "place word before it"}
)  # evidence that a noun beside a name overrules
ARTICLES = frozenset({"a", "an", "the", "another"})
AFTER_NOUN = frozenset(
    "of in for to at from with that who whom whose which and or but by on is was were are has had said as near".split()
)
_CLOSE = frozenset(" -.'")
PLAIN = OPENERS - {
    "Will",
    "March",
    "April",
    "May",
    "June",
    "August",
    "Just",
    "Still",
}  # that nobody is called either


def is_read(language: str) -> bool:
    """Say whether this stage knows a language; one that cannot be told is read as one that it knows."""
    return language.partition("-")[0] in {*LANGUAGES, "und", ""}


def recognize(article: Article, known: Authority) -> RecognizedNames:
    """Give the names in an article in the order of its text; they never overlap."""
    return recognize_all((article,), known)[0]


def recognize_all(articles: Sequence[Article], known: Authority) -> list[RecognizedNames]:
    """Give the names in each article.  Those of many are tagged at once, which is faster and makes no difference to them."""
    return [
        one
        for at in range(0, len(articles), BATCH_SIZE)
        for one in _recognized(articles[at : at + BATCH_SIZE], known)
    ]


def _recognized(articles: Sequence[Article], known: Authority) -> Iterator[RecognizedNames]:
    tagger = shipped_tagger()
    fit = [is_read(article.language) for article in articles]
    read = [
        [
            passage_tokens(number, one.text, known, tagger.lexicon, english=english)
            for number, one in enumerate(article.passages)
        ]
        for article, english in zip(articles, fit, strict=True)
    ]
    lines = [[one.line for one in here] for here in read]
    seen = [token_contexts(some) for some in lines]
    tagged = iter(
        tagger.tag([(some, words) for some, words, tag in zip(lines, seen, fit, strict=True) if tag])
    )
    for article, here, words, tag in zip(articles, read, seen, fit, strict=True):
        if tag:
            found = [
                [name for row in rows for name in _tagged(one, row)]
                for one, rows in zip(here, next(tagged), strict=True)
            ]
            found = _with_shapes(here, found)
        else:
            found = [
                [name for row in candidate_runs(one.line) for name in _by_first_name(one, row)]
                for one in here
            ]
        spots = [
            spot
            for one, names in zip(here, _repeated(here, found), strict=True)
            for spot in _name_spans(one, names, known)
        ]
        spots = _without_commenters(spots, article)
        yield RecognizedNames(article.id, tuple(explained(spots, article)), tuple(sorted(words.small)))


def _without_commenters(spots: list[NameSpan], article: Article) -> list[NameSpan]:
    """Leave out the names of those who comment, and in their comments what neither a list nor the article itself has."""
    first = len(article.passages) - len(article.blocks)
    comments = {
        number for number, block in enumerate(article.blocks, first) if block.kind is BlockKind.COMMENT
    }
    if not comments:
        return spots
    own = {spot.words for spot in spots if spot.passage not in comments}
    own |= {(word,) for words in own for word in words}
    signed = {number for number in comments if _is_signature(article.passages[number].text)}
    return [
        one
        for one in spots
        if one.passage not in comments or (one.passage not in signed and (one.entity or one.words in own))
    ]


def _is_signature(text: str) -> bool:
    """Say whether a line of the comments tells who writes, or when, rather than what."""
    return text[-1:] not in ENDS and len(text.split()) <= SIGNED


def _with_shapes(here: list[PassageTokens], found: list[list[CandidateSpan]]) -> list[list[CandidateSpan]]:
    """Put names that their shape tells in the place of what was found there; so are family names with particles of people so named."""
    told = [matches_of_patterns(one) for one in here]
    people = families(list(zip(here, told, strict=True)))
    made = []
    for one, names, sure in zip(here, found, told, strict=True):
        alone = [name for name in family_names(one, people) if not _overlapping(sure, name)]
        made.append(_instead(names, sorted((*sure, *alone))) if sure or alone else names)
    return made


def _overlapping(names: list[CandidateSpan], name: CandidateSpan) -> list[CandidateSpan]:
    """Give those of some names in order, of which none overlap, that share words with another one."""
    first = bisect_right(names, name.start, key=attrgetter("end"))
    return names[first : bisect_left(names, name.end, key=attrgetter("start"))]


def _instead(names: list[CandidateSpan], sure: list[CandidateSpan]) -> list[CandidateSpan]:
    """Give names with sure ones in the place of those that they overlap."""
    free: list[CandidateSpan] = []
    told = {one.start: one for one in sure}
    for name in names:
        over = _overlapping(sure, name)
        if not over:
            free.append(name)
        elif (
            len(over) == 1
            and name.kind == over[0].kind == "organisation"
            and name.start <= over[0].start
            and name.end > over[0].end
        ):
            told[over[0].start] = over[0]._replace(
                start=name.start, end=name.end
            )  # "Women's Institute of Norton"
    return sorted((*free, *told.values()), key=lambda name: name.start)


def _repeated(here: list[PassageTokens], found: list[list[CandidateSpan]]) -> list[list[CandidateSpan]]:
    """Add the places where an article repeats a name of several words that was found elsewhere in it."""
    kinds: dict[tuple[str, ...], str] = {}
    for one, names in zip(here, found, strict=True):
        fit = [
            name for name in names if name.kind and not name.called and 1 < name.end - name.start <= LONGEST
        ]
        kinds |= {one.slice(name.start, name.end): name.kind for name in fit}
    if not kinds:
        return found
    sizes: dict[str, dict[str, set[int]]] = defaultdict(
        lambda: defaultdict(set)
    )  # first word -> second word -> sizes of names
    for words in kinds:
        sizes[words[0]][words[1]].add(len(words))
    return [_with_repeated(one, names, sizes, kinds) for one, names in zip(here, found, strict=True)]


def _with_repeated(
    here: PassageTokens,
    names: list[CandidateSpan],
    sizes: dict[str, dict[str, set[int]]],
    kinds: dict[tuple[str, ...], str],
) -> list[CandidateSpan]:
    texts, gaps, starts, ends = (
        here.words.texts,
        here.words.gaps,
        [name.start for name in names],
        [name.end for name in names],
    )
    dropped: set[int] = set()
    added: list[CandidateSpan] = []
    for at in [at for at in here.line.capitals if texts[at] in sizes and at + 1 < len(texts)]:
        many = sizes[texts[at]].get(texts[at + 1])
        words = (
            next(
                (one for size in sorted(many, reverse=True) if (one := here.slice(at, at + size)) in kinds),
                (),
            )
            if many
            else ()
        )
        end = at + len(words)
        if not words or (added and at < added[-1].end) or not _CLOSE.issuperset(gaps[at + 1 : end]):
            continue
        over = range(bisect_right(ends, at), bisect_left(starts, end))
        if not any(names[one].kind and names[one].end - names[one].start >= len(words) for one in over):
            dropped.update(over)
            added.append(CandidateSpan(at, end, kind="" if here.headline else kinds[words]))
    return [*(name for place, name in enumerate(names) if place not in dropped), *added] if added else names


def _by_first_name(here: PassageTokens, row: CandidateRun) -> Iterator[CandidateSpan]:
    """Give the people whose first names a list has, and other runs of capitalised words as possible names.

    For languages that the tagger was not trained on: there a capital letter may mean another thing, or nothing.
    """
    at = row[0]
    while at < row[1]:
        end = at
        while end < row[1] and here.line.infos[end].capital:
            end += 1
        first = next((place for place in range(at, end - 1) if here.words.texts[place] in FIRST_NAMES), end)
        if at < first:
            yield CandidateSpan(at, first)
        if first < end:
            yield CandidateSpan(first, end, kind="person")
        at = end + 1


def _tagged(here: PassageTokens, row: TaggedRun) -> Iterator[CandidateSpan]:
    """Give what the tagger found in a row, and runs of capitalised words that it passed over as possible names."""
    for name in _labelled(here, row):
        start, end = max(0, name.start - row.first), min(len(row.labels), name.end - row.first)
        if start < end and not here.headline:
            likely = class_likelihoods(row, start, end)
            strange = not name.kind and any(
                info.common == RARE for info in here.line.infos[name.start : name.end]
            )
            yield CandidateSpan(
                name.start,
                name.end,
                name.known,
                name.kind,
                (likely[0] - STRANGE, *likely[1:]) if strange else likely,
            )
        else:
            yield name


def _labelled(here: PassageTokens, row: TaggedRun) -> Iterator[CandidateSpan]:
    labels, infos, first, size = row.labels, here.line.infos, row.first, len(row.labels)
    at = 0
    while at < size:
        label, end = labels[at], at + 1
        if label:
            while end < size and labels[end] == label + 1:
                end += 1
            kind = BY_CODE.get(LABELS[label][2:], "")
            yield from split_span(
                here.words, CandidateSpan(first + at, first + end, kind="" if here.headline else kind)
            )
        elif infos[first + at].capital:
            while end < size and not labels[end] and infos[first + end].capital:
                end += 1
            if end == at + 1 and here.words.texts[first + at] in PLAIN:
                at = end
                continue
            name = flight_before(here.words, first + end) or with_tail(
                here.words, CandidateSpan(first + at, first + end)
            )
            told = "" if here.headline else by_words(here.slice(name.start, name.end))
            opened = told != "" and name.end - name.start > 1 and here.words.texts[name.start] in OPENERS
            yield CandidateSpan(name.start + opened, name.end, kind=told) if told and not name.kind else name
        at = end


def _name_spans(here: PassageTokens, names: list[CandidateSpan], known: Authority) -> Iterator[NameSpan]:
    author, end = _author(here)
    if author:
        yield author
    for name in selected_spans(here, names):
        if name.start >= end:
            yield from _name_span(here, name, known)


def _author(here: PassageTokens) -> tuple[NameSpan | None, int]:
    """Give who is named first in a line of a list of books ("Example, Anna B. A Book"), and where the name ends."""
    words = here.words
    end = next((at for at in range(2, min(len(words), GIVEN_NAMES + 2)) if words.gaps[at] != " "), 0)
    if (
        not end
        or words.gaps[1] != ","
        or here.text[words.end(0) : words.starts[1]] != ", "
        or here.text[words.end(end - 1)] != "."
    ):
        return None, 0
    if "first" not in here.line.infos[1].lists or not all(
        info.capital for info in here.line.infos[: end + 1]
    ):
        return None, 0
    name = (*words.texts[1:end], words.texts[0])
    return NameSpan(
        here.number,
        words.starts[0],
        words.end(0),
        " ".join(name),
        name,
        "",
        "person",
        "first name",
        opens=False,
    ), end


def _name_span(here: PassageTokens, name: CandidateSpan, known: Authority) -> list[NameSpan]:
    if name.known:
        return [_known_span(here, name, name.known, known)]
    found = _found_span(here, name)
    if found is None:
        return []
    if found.kind and len(found.words) > 1:
        if same := known.meant_but_for_case(found.words):
            return [replace(found, entity=same.entity, kind="", why=same.why, likely=())]
        if slip := known.meant_by_slip(found.words):
            return [replace(found, entity=slip.entity, kind="", why="misspelt", likely=())]
    return [found]


def _known_span(here: PassageTokens, name: CandidateSpan, entry: AuthorityName, known: Authority) -> NameSpan:
    words = here.words
    country = known.country_of.get(entry.entity, "") if entry.why in {"capital", "name"} else ""
    acting = bool(country) and stands_for_government(words, name.start, name.end)
    start, end = words.starts[name.start], words.end(name.end - 1)
    opens = words.gaps[name.start] == "("
    texts = here.joined(name.start, name.end)
    alone = len(texts) == 1 and entry.entity not in known.given_ids
    place = entry.kind == "place" and entry.why != "demonym"
    family = alone and (entry.kind == "person" or entry.owning or place)
    acts = _acts(here, name, alone=alone) if place else ""
    own = entry.why == "demonym" or entry.entity in known.given_ids
    state = "" if own else state_name(entry.entity, words, name.start, name.end)
    entity = known.by_name.get(state, entry.entity) if state else entry.entity
    rival = country if acting and entity == entry.entity else ""
    return NameSpan(
        here.number,
        start,
        end,
        here.text[start:end],
        texts,
        entity,
        "",
        entry.why,
        opens,
        rival,
        family,
        acts,
    )


def _acts(here: PassageTokens, name: CandidateSpan, *, alone: bool) -> str:
    """Say as what a known place acts here; see `Spot.acts`."""
    if alone and _acts_as_person(here, name):
        return "person"
    if plays(here.words, name.start, name.end):
        return "team"
    return "where" if is_there(here.words, name.start) else "free" * alone


def _acts_as_person(here: PassageTokens, name: CandidateSpan) -> bool:
    """Say whether the words around a name are those around people, should one of the article have it as a family name."""
    before, words = here.before(name.start), here.words
    at = name.end + (here.after(name.end) in BETWEEN and words.gaps[name.end] == " ")
    after = here.after(at) if words.gaps[at] == " " else ""
    if before.capitalize() in TITLES or after in SAYING:
        return True
    if is_there(words, name.start):
        return False
    kin = words.gaps[name.end] == "'" and here.after(name.end) in KIN
    following = here.slice(name.end, name.end + NEAR)
    subject = words.gaps[name.start] != " " or before in CLAUSE or before in SAYING
    state = (
        next((word for word in following if word not in BEING), "")
        if following[:1] and following[0] in BEING
        else ""
    )
    personal = (subject and state in STATES) or (subject and not PRONOUNS.isdisjoint(following))
    return after in DOING or kin or before in DEALT_WITH or personal


def _found_span(here: PassageTokens, name: CandidateSpan) -> NameSpan | None:
    words = here.words
    start, end = name.start, name.end
    titled = start
    while titled < end and words.texts[titled].rstrip(".") in TITLES and (name.kind in {"person", ""}):
        titled += 1
    if titled == end:
        return None
    texts = name.called or here.joined(titled, end)
    if _is_nothing(here, texts, titled, end):
        return None
    kind, why = name.kind, name.why or _why(here, titled, end, name.kind, titled=titled > start)
    body = why == "its words" and kind == "place" and texts[0] in FIRST_NAMES  # "Anna Beach, the head of"
    if len(texts) > 1 and here.text.startswith(" (@", words.end(end - 1)):  # the signature of a post
        kind, why = "person", "handle"
    elif (body or why in WEAK) and (told := _described(here, titled, end)):
        kind, why = told, "description"
    opens = words.gaps[titled] == "(" or here.headline
    first, last = words.starts[titled], words.end(end - 1)
    written = here.text[first:last]
    return NameSpan(here.number, first, last, written, texts, "", kind, why, opens, likely=name.likely)


def _is_nothing(here: PassageTokens, texts: tuple[str, ...], start: int, end: int) -> bool:
    """Say whether words name nothing that has a page: things, days, letters, and where a politician is from ("(R-Mo.)", ", R-Mo.,")."""
    gaps, first = here.words.gaps, texts[0]
    common = first.lower() in NO_ENTITY or first.isdecimal()
    if first in PRODUCTS or (common and all(text.lower() in NO_ENTITY or text.isdecimal() for text in texts)):
        return True
    party = first[1:2] == "-" and first[0] in "RDI" and gaps[start] != " "
    holiday = gaps[end] == "'" and here.after(end) == "Day"  # "Valentine's Day"
    letter = len(texts) == len(first) == 1
    return party or holiday or letter or not (first[0].isalpha() or any(text[0].isalpha() for text in texts))


def _described(here: PassageTokens, start: int, end: int) -> str:
    """Give the kind that a noun beside a name tells ("the airline Example", "Example, a former bus driver who ..."), or nothing."""
    words, texts, gaps = here.words, here.words.texts, here.words.gaps
    if here.before(start) in BY_KIND["organisation"].before and gaps[start] == " ":
        return "organisation"
    at = end + (end + 1 < len(words) and texts[end].isdecimal() and gaps[end + 1] == ",")  # an age
    if (
        at + 1 >= len(words)
        or gaps[end] != ","
        or texts[at] not in ARTICLES
        or here.text[words.end(end - 1) : words.starts[end]] != ", "
    ):
        return ""
    last = at + 1
    while (
        last < len(words)
        and last - at <= LONGEST
        and texts[last].lower() not in AFTER_NOUN
        and gaps[last] in " -"
    ):
        last += 1
    return BY_NOUN.get(texts[last - 1], "") if gaps[last] != "'" else ""  # "Example, the company's head"


def _why(here: PassageTokens, start: int, end: int, kind: str, *, titled: bool) -> str:
    """Give the plainest evidence for the kind of a found name; "context" where nothing but the tagger tells."""
    if not kind:
        return ""
    words, before = here.slice(start, end), here.before(start)
    if kind == "person" and (why := _why_person(words, before, here.after(end).lower(), titled=titled)):
        return why
    if by_words(words) == kind:
        return "its words"
    if kind == "organisation" and len(words) == 1 and words[0].isupper():
        return "acronym"
    return "place word before it" if kind == "place" and before in {"in", "near", "at"} else "context"


def _why_person(words: tuple[str, ...], before: str, after: str, *, titled: bool) -> str:
    if titled or before.rstrip(".").capitalize() in TITLES:
        return "title"
    if len(words) > 1 and words[0] in FIRST_NAMES:
        return "first name"
    if len(words) in {2, 3} and words[0] in FAMILY_NAMES_FIRST:
        return "family name first"
    if before in BY_KIND["person"].before:
        return "role before it"
    return "speaks" if after in SAYING or before in SAYING else ""
