"""`search`: a query to ranked hits, from the files that a build wrote.

The script of the search page does the same.  A query holds words, all of which a document must have (where
none has all, some); `word*` for words that begin so, as the last word does where no document has it; "words
in quotation marks" as they stand; `-word` for what it must not have; and filters: `source:`, `year:`,
`kind:`, `names:` with an entity's address.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sitegen.search.shards import SEARCH_FOLDER, Postings, arguments, decode_postings, decode_terms
from sitegen.search.spec import SPEC
from sitegen.search.words import COMPOUND, HANGUL, UNSPACED_RUN, Word, joined, stem, words_of
from sitegen.text import nearest

_QUERY = SPEC.query
FILTERS = _QUERY.filters
NAMES_FILTER = "names"  # asks for an entity's address, not for a value that the header lists
LEVEL_SCORES = SPEC.postings.level_scores
QUERY_SMALL_WORDS = _QUERY.small_words
HITS = _QUERY.hits
SNIPPET_WORDS = _QUERY.snippet_words
WORDS_BEFORE_MATCH = _QUERY.words_before_match
MAX_VALUES_TOLD = 8  # values of a filter that a message tells
NO_PLACE = -2  # of a filter's value that the header does not list; -1 is that of documents without a value

_PART = re.compile(
    rf'(?P<filter>{"|".join(FILTERS)}):(?:"(?P<quoted>[^"]*)"|(?P<plain>\S+))'
    r'|"(?P<phrase>[^"]+)"?|(?P<words>[^\s"]+)'
)
_QUOTATION_MARKS = str.maketrans(dict.fromkeys(_QUERY.quotation_marks, '"'))
_MINUS_BEFORE = re.compile(r"(?:^|\s)-\Z")
_FILTER_LIKE = re.compile(r"(?<!\S)([A-Za-z]+):(?=\S)")
_WHITE_SPACE = re.compile(r"\s+")

Load = Callable[[str], bytes]  # returns a file of the site by its path; raises OSError
Text = Callable[[str], str]  # returns the text of a page by its address
Scores = dict[int, float]  # by the number of the document


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What was asked for."""

    words: tuple[str, ...]  # terms
    prefixes: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]  # words in the form that is searched, without stemming
    filters: tuple[tuple[str, str], ...]
    compounds: tuple[tuple[str, tuple[str, ...]], ...] = ()  # the term of the whole, and those of its parts
    without: tuple[tuple[str, ...], ...] = ()  # terms; a document that has all of one row is left out
    last: str = ""  # the last word, which may be the beginning of one

    @property
    def terms(self) -> tuple[str, ...]:
        """Return all terms that a document must have; those of compounds are looked for by themselves."""
        stems_of_phrases = (stem(word) for phrase in self.phrases for word in phrase)
        terms = tuple(dict.fromkeys((*self.words, *stems_of_phrases)))
        return tuple(term for term in terms if term not in QUERY_SMALL_WORDS) or terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A document that was found."""

    url: str
    title: str
    date: str
    source: str
    kind: str
    lead: str
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found: the best hits, how many there are, and whether they have all words."""

    hits: tuple[Hit, ...]
    count: int
    every: bool  # the hits have all words
    checked: int = 0  # documents that were read for a phrase


# Queries ----------------------------------------------------------------------------------------------------


class Part(NamedTuple):
    """A part of a query as it is written, and the words in it."""

    filter: str  # its name; empty where the part is no filter
    value: str  # of the filter
    is_phrase: bool
    raw: str  # what stands between spaces; empty for filters and phrases
    words: tuple[str, ...]  # in the form that is searched
    is_excluded: bool  # a minus stands before it
    is_at_end: bool  # nothing stands behind it, not a space
    is_typed: bool  # the query is still being typed


@dataclass(slots=True, kw_only=True)
class _Draft:
    """A query while its parts are read."""

    words: list[str] = field(default_factory=list)
    prefixes: list[str] = field(default_factory=list)
    phrases: list[tuple[str, ...]] = field(default_factory=list)
    filters: list[tuple[str, str]] = field(default_factory=list)
    compounds: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    without: list[tuple[str, ...]] = field(default_factory=list)
    last: str = ""

    def finished(self) -> Query:
        """Return the query, each thing once."""
        return Query(
            words=tuple(dict.fromkeys(self.words)),
            prefixes=tuple(dict.fromkeys(self.prefixes)),
            phrases=tuple(self.phrases),
            filters=tuple(self.filters),
            compounds=tuple(dict.fromkeys(self.compounds)),
            without=tuple(self.without),
            last=self.last,
        )


class PartRule(NamedTuple):
    """One meaning that a part of a query may have; the first rule of the table that applies decides."""

    name: str
    applies: Callable[[Part], bool]
    take: Callable[[_Draft, Part], None]
    examples: tuple[str, ...]  # queries of one part that the rule takes
    counterexamples: tuple[str, ...]


def parse(text: str, *, typing: bool = False) -> Query:
    """Return what a query asks for; while it is being typed, its last word may be the beginning of one."""
    draft = _Draft()
    for part in parts_of(text, typing=typing):
        rule = next(rule for rule in QUERY_PART_RULES if rule.applies(part))
        rule.take(draft, part)
    return draft.finished()


def parts_of(text: str, *, typing: bool = False) -> list[Part]:
    """Return the parts of a query in order."""
    text = text.translate(_QUOTATION_MARKS)
    matches = list(_PART.finditer(text))
    ends_open = not text[-1:].isspace()
    return [
        _part(match, text, is_at_end=ends_open and match is matches[-1], is_typed=typing) for match in matches
    ]


def _part(match: re.Match[str], text: str, *, is_at_end: bool, is_typed: bool) -> Part:
    raw, phrase = match["words"] or "", match["phrase"] or ""
    words = tuple(word.text for word in words_of(phrase or raw))
    value = match["plain"] if match["quoted"] is None else match["quoted"]
    is_excluded = raw.startswith("-") if raw else _MINUS_BEFORE.search(text[: match.start()]) is not None
    return Part(
        match["filter"] or "", value or "", bool(phrase), raw, words, is_excluded, is_at_end, is_typed
    )


def _take_filter(draft: _Draft, part: Part) -> None:
    draft.filters.append((part.filter, part.value))


def _take_excluded(draft: _Draft, part: Part) -> None:
    draft.without.append(tuple(map(stem, part.words)))


def _take_phrase(draft: _Draft, part: Part) -> None:
    if len(part.words) > 1:
        draft.phrases.append(part.words)
    else:
        draft.words += map(stem, part.words)


def _take_prefix(draft: _Draft, part: Part) -> None:
    draft.prefixes.append(part.words[-1])
    draft.words += map(stem, part.words[:-1])


def _take_compound(draft: _Draft, part: Part) -> None:
    compound = COMPOUND.search(part.raw)
    if compound:
        draft.compounds.append((joined(compound[0]), tuple(map(stem, part.words))))


def _take_words(draft: _Draft, part: Part) -> None:
    draft.words += map(stem, part.words)
    draft.last = part.words[-1] if part.is_at_end and part.words else ""


def _is_prefix(part: Part) -> bool:
    """Whether the last word of a part is a beginning: by a star, by its script, or as it is typed."""
    if not part.words:
        return False
    return part.raw.endswith("*") or (part.is_typed and part.is_at_end) or _is_open(part.raw)


def _is_open(raw: str) -> bool:
    """Whether a word is always a beginning: Korean ones, which have particles, and one Chinese character."""
    return HANGUL.search(raw) is not None or (len(raw) == 1 and UNSPACED_RUN.match(raw) is not None)


QUERY_PART_RULES: tuple[PartRule, ...] = (
    PartRule(
        "filter",
        lambda part: bool(part.filter),
        _take_filter,
        ("source:gazette", 'source:"The Gazette"'),
        ("yaer:2024", '"source:gazette"'),
    ),
    PartRule(
        "excluded words",
        lambda part: part.is_excluded and bool(part.words),
        _take_excluded,
        ("-ferry", "-e-mail"),
        ("e-mail", "-"),
    ),
    PartRule(
        "phrase",
        lambda part: part.is_phrase,
        _take_phrase,
        ('"state of the art"', '"ferry"', '"not closed yet'),
        ("ferry",),
    ),
    PartRule(
        "beginning of a word", _is_prefix, _take_prefix, ("ferr*", "서울", "京"), ("ferry", "京都", "*")
    ),
    PartRule(
        "compound",
        lambda part: COMPOUND.search(part.raw) is not None,
        _take_compound,
        ("e-mail", "U.S."),
        ("email", "3.5"),
    ),
    PartRule("words", lambda part: True, _take_words, ("ferry", "it's", "!"), ("e-mail",)),
)


# The index --------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Reader:
    """The files of an index, each read once."""

    load: Load
    _files: dict[str, list[Any]] = field(default_factory=dict)
    _terms: dict[int, dict[str, str]] = field(default_factory=dict)

    def file(self, name: str) -> list[Any]:
        """Return the arguments of a file's call; raise OSError or ValueError."""
        if name not in self._files:
            self._files[name] = arguments(
                self.load(f"{SEARCH_FOLDER}/{name}.js").decode("utf-8", "surrogatepass")
            )
        return self._files[name]

    @property
    def meta(self) -> dict[str, Any]:
        """Return what the header of the index says."""
        return dict(self.file("index")[0])

    def _shard(self, number: int) -> dict[str, str]:
        if number not in self._terms:
            self._terms[number] = decode_terms(str(self.file(f"t{number}")[1]))
        return self._terms[number]

    def _shard_number(self, term: str) -> int:
        """Return the number of the shard that has a term, if any has."""
        firsts = [_utf16(first) for first in self.meta["terms"]]
        return max(0, bisect_right(firsts, _utf16(term)) - 1)

    def postings(self, term: str) -> Postings:
        """Return the documents of a term."""
        if not self.meta["terms"]:
            return []
        return decode_postings(self._shard(self._shard_number(term)).get(term, ""))

    def begun(self, prefix: str) -> list[str]:
        """Return the terms that begin so, those of most documents first."""
        first_terms = self.meta["terms"]
        if not first_terms:
            return []
        number = self._shard_number(prefix)
        rows = _begun_rows(self._shard(number), prefix)
        if number + 1 < len(first_terms) and str(first_terms[number + 1]).startswith(prefix):
            rows += _begun_rows(self._shard(number + 1), prefix)
        rows.sort(key=lambda row: (-len(row[1]), row[0]))
        return [term for term, _ in rows[: _QUERY.prefix_terms]]

    def hit(self, document: int, score: float) -> Hit:
        """Return the row of a document."""
        meta = self.meta
        rows = self.file(f"d{document // meta['rows']}")[1]
        url, title, date, source, kind, lead = rows[document % meta["rows"]]
        source_name = meta["sources"][source] if source >= 0 else ""
        kind_name = meta["kinds"][kind] if kind >= 0 else ""
        return Hit(
            url=url,
            title=title,
            date=date,
            source=source_name,
            kind=kind_name,
            lead=lead,
            score=round(score, 4),
        )


def _utf16(term: str) -> bytes:
    """Return what terms are ordered by: UTF-16, as browsers compare them."""
    return term.encode("utf-16-be", "surrogatepass")


def _begun_rows(shard: dict[str, str], prefix: str) -> list[tuple[str, str]]:
    return [(term, digits) for term, digits in shard.items() if term.startswith(prefix)]


# Ranking ----------------------------------------------------------------------------------------------------


def search(query: Query, reader: Reader, text: Text, most: int = HITS, *, count_all: bool = False) -> Found:
    """Return the documents of a query, best first; of equal scores that of the lower address first.

    A phrase is looked for in the likeliest documents until `most` have it, or with `count_all` in all of
    those that may be read.
    """
    scores, every = _scored(query, reader)
    for terms in query.without:
        scores = _without_documents_of(scores, terms, reader)
    for name, value in query.filters:
        scores = _filtered(scores, name, value, reader)
    ranked = sorted(scores, key=lambda document: (-scores[document], document))
    if not query.phrases:
        hits = [reader.hit(document, scores[document]) for document in ranked[:most]]
        return Found(tuple(hits), len(ranked), every)
    likely = [(document, scores[document]) for document in ranked[: _QUERY.phrase_pages]]
    limit = len(likely) if count_all else most
    hits, checked = _with_phrases(query, likely, reader, text, limit)
    return Found(tuple(hits[:most]), len(hits), every, checked)


def _with_phrases(
    query: Query, likely: Sequence[tuple[int, float]], reader: Reader, text: Text, limit: int
) -> tuple[list[Hit], int]:
    """Return the hits whose texts hold all phrases, at most so many, and how many texts were read."""
    hits: list[Hit] = []
    for checked, (document, score) in enumerate(likely):
        if len(hits) == limit:
            return hits, checked
        hit = reader.hit(document, score)
        if all(holds(text(hit.url), phrase) for phrase in query.phrases):
            hits.append(hit)
    return hits, len(likely)


def _scored(query: Query, reader: Reader) -> tuple[Scores, bool]:
    """Return the scores of documents with all parts of a query, and True; of those with some, and False."""
    total = reader.meta["n"]
    parts = [_term(term, query, reader, total) for term in query.terms]
    parts += [_compound(whole, inside, reader, total) for whole, inside in query.compounds]
    parts += [_begun(prefix, reader, total) for prefix in query.prefixes]
    if not parts:
        is_narrowed = bool(query.filters or query.without)
        return (dict.fromkeys(range(total), 0.0) if is_narrowed else {}), True
    with_all = _in_all(parts)
    if with_all or len(parts) == 1 or query.phrases:
        return with_all, True
    with_some: Scores = {}
    for part in parts:
        for document, score in part.items():
            with_some[document] = with_some.get(document, 0.0) + score
    return with_some, False


def _in_all(parts: Sequence[Scores]) -> Scores:
    """Return the sum of the scores of each document that all parts have."""
    fewest = min(parts, key=len, default={})
    documents = [document for document in fewest if all(document in part for part in parts)]
    return {document: sum(part[document] for part in parts) for document in documents}


def _level_scores(postings: Postings, total: int) -> Scores:
    """Return the scores of a term's documents: what each level counts, times its rarity (that of BM25)."""
    rarity = math.log(1 + (total - len(postings) + 0.5) / (len(postings) + 0.5))
    return {document: rarity * LEVEL_SCORES[level] for document, level in postings}


def _term(term: str, query: Query, reader: Reader, total: int) -> Scores:
    """Return the scores of a term; the last word of a query may be the beginning of one."""
    postings = reader.postings(term)
    if not postings and query.last and term == stem(query.last):
        return _begun(query.last, reader, total)
    return _level_scores(postings, total)


def _compound(whole: str, inside: Sequence[str], reader: Reader, total: int) -> Scores:
    """Return the scores of a word written in one or in parts, the better of the two."""
    scores = _level_scores(reader.postings(whole), total)
    in_parts = _in_all([_level_scores(reader.postings(term), total) for term in dict.fromkeys(inside)])
    for document, score in in_parts.items():
        scores[document] = max(scores.get(document, 0.0), score)
    return scores


def _begun(prefix: str, reader: Reader, total: int) -> Scores:
    """Return the best score of each document among terms that begin so; the word itself counts in full."""
    scores: Scores = {}
    stemmed = stem(prefix)
    terms = reader.begun(prefix)
    if stemmed != prefix:
        terms.append(stemmed)
    for term in terms:
        factor = 1.0 if term in {prefix, stemmed} else _QUERY.prefix_score
        for document, score in _level_scores(reader.postings(term), total).items():
            scores[document] = max(scores.get(document, 0.0), factor * score)
    return scores


def _without_documents_of(scores: Scores, terms: Sequence[str], reader: Reader) -> Scores:
    """Return the scores of the documents that lack one of the terms."""
    having = [{document for document, _ in reader.postings(term)} for term in terms]
    left_out = set.intersection(*having)
    return {document: score for document, score in scores.items() if document not in left_out}


def _filtered(scores: Scores, name: str, value: str, reader: Reader) -> Scores:
    if name == NAMES_FILTER:
        naming = {document for document, _ in reader.postings(f"{SPEC.postings.entity_mark}{value}")}
        return {document: score for document, score in scores.items() if document in naming}
    values = reader.meta[f"{name}s"]
    wanted = values.index(value) if value in values else NO_PLACE
    column = reader.file("filters")[0][name]
    return {document: score for document, score in scores.items() if column[document] == wanted}


# Slips ------------------------------------------------------------------------------------------------------


def unknown_values(query: Query, reader: Reader) -> list[str]:
    """Return a message for each filter of a query whose value nothing in the index has."""
    messages = []
    for name, value in query.filters:
        values = tuple(str(known) for known in reader.meta.get(f"{name}s", ()))
        if name != NAMES_FILTER and value not in values:
            messages.append(f'no {name} is "{value}"; {_hint(name, value, values)}')
    return messages


def _hint(name: str, value: str, values: tuple[str, ...]) -> str:
    """Return what a person may have meant by a value that no document has."""
    close = nearest(value, values)
    if close:
        return f"did you mean {name}:{close}?"
    return f"there are {', '.join(values[:MAX_VALUES_TOLD])}" if values else "nothing has one"


def unknown_filters(text: str) -> list[str]:
    """Return a message for each word of a query that looks like a filter and is none: "yaer:2024"."""
    messages = []
    for word in _FILTER_LIKE.findall(text):
        close = nearest(word.lower(), FILTERS) if word not in FILTERS else ""
        if close:
            messages.append(f'"{word}:" is no filter, so it is looked for as a word; did you mean {close}:?')
    return messages


# Texts ------------------------------------------------------------------------------------------------------


def holds(text: str, phrase: Sequence[str]) -> bool:
    """Whether a text holds some words one after the other."""
    return _place_of([word.text for word in words_of(text)], phrase) >= 0


def _place_of(words: Sequence[str], phrase: Sequence[str]) -> int:
    """Return the index of the first word of a phrase among words, -1 where they do not have it."""
    size = len(phrase)
    for index in range(len(words) - size + 1):
        if words[index] == phrase[0] and tuple(words[index : index + size]) == tuple(phrase):
            return index
    return -1


def snippet(text: str, query: Query) -> list[tuple[str, bool]]:
    """Return the stretch of a text that holds most of a query, in parts, with whether each is marked."""
    words = words_of(text)
    if not words:
        return []
    terms = [_term_met(word, query) for word in words]
    first = _best_start(words, terms, query)
    shown = words[first : first + SNIPPET_WORDS]
    position = shown[0].start if first else text.rfind("\n", 0, shown[0].start) + 1
    parts: list[tuple[str, bool]] = [("… ", False)] if first else []
    for word, term in zip(shown, terms[first : first + SNIPPET_WORDS], strict=True):
        if term and word.start >= position:
            parts += [(_in_one_line(text[position : word.start]), False), (text[word.start : word.end], True)]
            position = word.end
    end = shown[-1].end
    goes_on = first + SNIPPET_WORDS < len(words)
    rest = " …" if goes_on else _in_one_line(text[end:])
    parts.append((_in_one_line(text[position:end]) + rest, False))
    return [part for part in parts if part[0]]


def without_title(text: str, title: str) -> str:
    """Return the text of a page below its headline, which a hit shows anyway."""
    first, _, below = text.partition("\n")
    return below if below and first == " ".join(title.split()) else text


def _in_one_line(text: str) -> str:
    return _WHITE_SPACE.sub(" ", text)


def _term_met(word: Word, query: Query) -> str:
    """Return the term of the query that a word of a text answers to; empty where it answers to none."""
    stemmed = stem(word.text)
    if stemmed in query.terms or _is_of_compound(stemmed, query):
        return stemmed
    beginnings: Iterable[str] = (query.last, *query.prefixes) if query.last else query.prefixes
    return next((beginning for beginning in beginnings if word.text.startswith(beginning)), "")


def _is_of_compound(term: str, query: Query) -> bool:
    return any(term == whole or term in inside for whole, inside in query.compounds)


def _best_start(words: Sequence[Word], terms: Sequence[str], query: Query) -> int:
    """Return where the stretch begins that has most different terms; the first phrase comes before all."""
    for phrase in query.phrases:
        index = _place_of([word.text for word in words], phrase)
        if index >= 0:
            return max(0, index - WORDS_BEFORE_MATCH)
    start, most = 0, 0
    stretch = SNIPPET_WORDS - WORDS_BEFORE_MATCH
    for index, term in enumerate(terms):
        count = len({*terms[index : index + stretch]} - {""}) if term else 0
        if count > most:
            start, most = max(0, index - WORDS_BEFORE_MATCH), count
    return start
