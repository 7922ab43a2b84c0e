"""`search`: a query to ranked hits, from the files that a build wrote.  The script of the search page does the same.

A query holds words, all of which a document must have (where none has all, some); `word*` for words that begin so, as the last
word does where no document has it; "words in quotation marks" as they stand; `-word` for what it must not have; and filters:
`source:`, `year:`, `kind:`, `names:` with an entity's address.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sitegen.search.shards import FOLDER, Postings, arguments, decode_postings, decode_terms
from sitegen.search.words import COMPOUND, HANGUL, SMALL, UNSPACED_RUN, Word, joined, stem, words_of
from sitegen.text import nearest

PART = re.compile(
    r'(?P<filter>source|year|kind|names):(?:"(?P<quoted>[^"]*)"|(?P<plain>\S+))|"(?P<phrase>[^"]+)"?|(?P<words>[^\s"]+)'
)
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″〝〞＂", '"'))  # noqa: RUF001
VALUE = (0.3, 0.6, 0.9, 2.4)  # what a level counts, the last that of titles
EXPANDED = 60  # terms of a prefix that are looked up
BEGUN = 0.5  # what a word counts that only begins as the query's does
CHECKED = 120  # documents whose text is read for a phrase, where fewer hits are found
SNIPPET = 34  # words
HITS = 10
SHOWN = 8  # values of a filter that a message tells

Load = Callable[[str], bytes]  # gives a file of the site by its path; raises OSError
Text = Callable[[str], str]  # gives the text of a page by its address


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked for."""

    words: tuple[str, ...]  # terms
    prefixes: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]  # words in the form that is searched, without stemming
    filters: tuple[tuple[str, str], ...]
    compounds: tuple[
        tuple[str, tuple[str, ...]], ...
    ] = ()  # the term of the whole, and the terms of its parts
    without: tuple[tuple[str, ...], ...] = ()  # terms; a document that has all of one row is left out
    last: str = ""  # the last word, which may be the beginning of one

    @property
    def terms(self) -> tuple[str, ...]:
        """Give all terms that a document must have."""
        every = (
            *self.words,
            *(stem(word) for phrase in self.phrases for word in phrase),
        )  # compounds count by themselves
        telling = tuple(word for word in dict.fromkeys(every) if word not in SMALL)
        return telling or tuple(dict.fromkeys(every))


@dataclass(frozen=True, slots=True)
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


def parse(text: str, *, typing: bool = False) -> Query:
    """Read a query; while it is being typed, its last word may be the beginning of one."""
    text = text.translate(QUOTES)
    words: list[str] = []
    prefixes: list[str] = []
    phrases: list[tuple[str, ...]] = []
    filters: list[tuple[str, str]] = []
    compounds: list[tuple[str, tuple[str, ...]]] = []
    without: list[tuple[str, ...]] = []
    last = ""
    parts = list(PART.finditer(text))
    for part in parts:
        raw = part["words"] or ""
        found = tuple(word.text for word in words_of(part["phrase"] or raw))
        at_end = part is parts[-1] and not text[-1].isspace()
        if part["filter"]:
            filters.append((part["filter"], part["quoted"] if part["quoted"] is not None else part["plain"]))
        elif found and _is_excluded(text, part):
            without.append(tuple(map(stem, found)))
        elif part["phrase"]:
            phrases += [found] if len(found) > 1 else []
            words += [stem(word) for word in found] if len(found) == 1 else []
        elif found and (raw.endswith("*") or (typing and at_end) or _is_open(raw)):
            prefixes.append(found[-1])
            words += [stem(word) for word in found[:-1]]
        elif compound := COMPOUND.search(raw):
            compounds.append((joined(compound[0]), tuple(map(stem, found))))
        else:
            words += map(stem, found)
            last = found[-1] if at_end and found else ""
    return Query(
        tuple(dict.fromkeys(words)),
        tuple(dict.fromkeys(prefixes)),
        tuple(phrases),
        tuple(filters),
        tuple(dict.fromkeys(compounds)),
        tuple(without),
        last,
    )


def _is_excluded(text: str, part: re.Match[str]) -> bool:
    """Say whether a minus stands before a word or a phrase."""
    raw = part["words"]
    return (
        raw.startswith("-")
        if raw
        else text[: part.start()].endswith("-") and text[: part.start() - 1][-1:].strip() == ""
    )


def _is_open(raw: str) -> bool:
    """Say whether a word is looked for as the beginning of one: Korean ones, which have particles, and single characters of Chinese."""
    return HANGUL.search(raw) is not None or (len(raw) == 1 and UNSPACED_RUN.match(raw) is not None)


@dataclass(slots=True)
class Reader:
    """The files of an index, each read once."""

    load: Load
    _files: dict[str, list[Any]] = field(default_factory=dict)
    _terms: dict[int, dict[str, str]] = field(default_factory=dict)

    def file(self, name: str) -> list[Any]:
        """Give the arguments of a file's call; raise OSError or ValueError."""
        if name not in self._files:
            self._files[name] = arguments(self.load(f"{FOLDER}/{name}.js").decode("utf-8", "surrogatepass"))
        return self._files[name]

    @property
    def meta(self) -> dict[str, Any]:
        """Give what the index says of itself."""
        return dict(self.file("index")[0])

    def _shard(self, number: int) -> dict[str, str]:
        if number not in self._terms:
            self._terms[number] = decode_terms(str(self.file(f"t{number}")[1]))
        return self._terms[number]

    def _place(self, term: str) -> int:
        firsts = [one.encode("utf-16-be", "surrogatepass") for one in self.meta["terms"]]
        return max(0, bisect_right(firsts, term.encode("utf-16-be", "surrogatepass")) - 1)

    def postings(self, term: str) -> Postings:
        """Give the documents of a term."""
        if not self.meta["terms"]:
            return []
        return decode_postings(self._shard(self._place(term)).get(term, ""))

    def begun(self, prefix: str) -> list[str]:
        """Give the terms that begin so, those of most documents first."""
        if not self.meta["terms"]:
            return []
        first = self._place(prefix)
        found = [(term, row) for term, row in self._shard(first).items() if term.startswith(prefix)]
        if first + 1 < len(self.meta["terms"]) and str(self.meta["terms"][first + 1]).startswith(prefix):
            found += [(term, row) for term, row in self._shard(first + 1).items() if term.startswith(prefix)]
        return [term for term, row in sorted(found, key=lambda one: (-len(one[1]), one[0]))[:EXPANDED]]

    def hit(self, document: int, score: float) -> Hit:
        """Give the row of a document."""
        meta = self.meta
        url, title, date, source, kind, lead = self.file(f"d{document // meta['rows']}")[1][
            document % meta["rows"]
        ]
        named = meta["sources"][source] if source >= 0 else ""
        return Hit(url, title, date, named, meta["kinds"][kind] if kind >= 0 else "", lead, round(score, 4))


def search(query: Query, reader: Reader, text: Text, most: int = HITS, *, count_all: bool = False) -> Found:
    """Find the documents of a query, best first; equal scores in the order of the index, newest dates are not preferred.

    A phrase is looked for in the likeliest documents until `most` have it, or with `count_all` in all of those that may be read.
    """
    scores, every = _scored(query, reader)
    for row in query.without:
        gone = [{document for document, _ in reader.postings(one)} for one in row]
        scores = {
            document: score
            for document, score in scores.items()
            if not all(document in some for some in gone)
        }
    for name, value in query.filters:
        scores = _filtered(scores, name, value, reader)
    ranked = sorted(scores, key=lambda document: (-scores[document], document))
    if not query.phrases:
        return Found(tuple(reader.hit(one, scores[one]) for one in ranked[:most]), len(ranked), every)
    hits: list[Hit] = []
    checked = 0
    for document in ranked[:CHECKED]:
        if len(hits) == most and not count_all:
            break
        checked += 1
        hit = reader.hit(document, scores[document])
        if all(holds(text(hit.url), phrase) for phrase in query.phrases):
            hits.append(hit)
    return Found(tuple(hits[:most]), len(hits), every, checked)


def _scored(query: Query, reader: Reader) -> tuple[dict[int, float], bool]:
    """Give the score of each document that has all terms and prefixes, or of each that has some where none has all."""
    total = reader.meta["n"]
    parts = [_term(term, query, reader, total) for term in query.terms]
    parts += [_compound(whole, inside, reader, total) for whole, inside in query.compounds]
    parts += [_begun(prefix, reader, total) for prefix in query.prefixes]
    if not parts:
        return ({} if not query.filters and not query.without else dict.fromkeys(range(total), 0.0)), True
    least = min(parts, key=len)
    both = [document for document in least if all(document in part for part in parts)]
    if both:
        return {document: sum(part[document] for part in parts) for document in both}, True
    if len(parts) == 1 or query.phrases:
        return {}, True
    some: dict[int, float] = {}
    for part in parts:
        for document, score in part.items():
            some[document] = some.get(document, 0.0) + score
    return some, False


def _one(postings: Postings, total: int) -> dict[int, float]:
    rarity = math.log(1 + (total - len(postings) + 0.5) / (len(postings) + 0.5))
    return {document: rarity * VALUE[level] for document, level in postings}


def _term(term: str, query: Query, reader: Reader, total: int) -> dict[int, float]:
    """Give the scores of a term; the last word of a query is the beginning of one where no document has it."""
    postings = reader.postings(term)
    return (
        _begun(query.last, reader, total)
        if not postings and query.last and term == stem(query.last)
        else _one(postings, total)
    )


def _compound(whole: str, inside: Sequence[str], reader: Reader, total: int) -> dict[int, float]:
    """Give the scores of a word written in one or in parts, the better of the two."""
    scores = _one(reader.postings(whole), total)
    parts = [_one(reader.postings(term), total) for term in dict.fromkeys(inside)]
    for document in parts[0]:
        if all(document in part for part in parts):
            scores[document] = max(scores.get(document, 0.0), sum(part[document] for part in parts))
    return scores


def _begun(prefix: str, reader: Reader, total: int) -> dict[int, float]:
    found: dict[int, float] = {}
    for term in reader.begun(prefix):
        factor = 1.0 if term in {prefix, stem(prefix)} else BEGUN
        for document, score in _one(reader.postings(term), total).items():
            found[document] = max(found.get(document, 0.0), factor * score)
    own = stem(prefix)
    if own != prefix:
        for document, score in _one(reader.postings(own), total).items():
            found[document] = max(found.get(document, 0.0), score)
    return found


FILTERS = ("source", "year", "kind", "names")


def unknown_values(query: Query, reader: Reader) -> list[str]:
    """Say which filters of a query have a value that nothing in the index has, or a name that is nearly one of theirs."""
    told = []
    for name, value in query.filters:
        values = tuple(str(one) for one in reader.meta.get(f"{name}s", ()))
        if name != "names" and value not in values:
            close = nearest(value, values)
            hint = (
                f"did you mean {name}:{close}?"
                if close
                else f"there are {', '.join(values[:SHOWN])}"
                if values
                else "nothing has one"
            )
            told.append(f'no {name} is "{value}"; {hint}')
    return told


def unknown_filters(text: str) -> list[str]:
    """Say which words of a query look like filters and are none: "yaer:2024"."""
    words = re.findall(r"(?<!\S)([A-Za-z]+):(?=\S)", text)
    found = ((word, nearest(word.lower(), FILTERS)) for word in words if word not in FILTERS)
    return [
        f'"{word}:" is no filter, so it is looked for as a word; did you mean {close}:?'
        for word, close in found
        if close
    ]


def _filtered(scores: dict[int, float], name: str, value: str, reader: Reader) -> dict[int, float]:
    if name == "names":
        named = {document for document, _ in reader.postings(f"@{value}")}
        return {document: score for document, score in scores.items() if document in named}
    values = reader.meta[f"{name}s"]
    wanted = values.index(value) if value in values else -2
    column = reader.file("filters")[0][name]
    return {document: score for document, score in scores.items() if column[document] == wanted}


def holds(text: str, phrase: Sequence[str]) -> bool:
    """Say whether a text holds some words one after the other."""
    return _place_of([word.text for word in words_of(text)], phrase) >= 0


def _place_of(words: Sequence[str], phrase: Sequence[str]) -> int:
    size = len(phrase)
    return next(
        (
            at
            for at in range(len(words) - size + 1)
            if words[at] == phrase[0] and list(words[at : at + size]) == list(phrase)
        ),
        -1,
    )


def snippet(text: str, query: Query) -> list[tuple[str, bool]]:
    """Give the stretch of a text that holds most of a query, in parts, with which of them are words of the query."""
    words = words_of(text)
    if not words:
        return []
    wanted = [_wanted(word, query) for word in words]
    start = _best(words, wanted, query)
    shown = words[start : start + SNIPPET]
    left = text.rfind("\n", 0, shown[0].start) + 1 if start == 0 else shown[0].start
    right = shown[-1].end
    parts: list[tuple[str, bool]] = [("… ", False)] if start else []
    at = left
    for word, mark in zip(shown, wanted[start : start + SNIPPET], strict=True):
        if not mark or word.start < at:
            continue
        parts += [(_line(text[at : word.start]), False), (text[word.start : word.end], True)]
        at = word.end
    parts.append(
        (_line(text[at:right]) + (" …" if start + SNIPPET < len(words) else _line(text[right:])), False)
    )
    return [part for part in parts if part[0]]


def without_title(text: str, title: str) -> str:
    """Give the text of a page below its headline, which a hit shows anyway."""
    first, _, rest = text.partition("\n")
    return rest if rest and first == " ".join(title.split()) else text


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _wanted(word: Word, query: Query) -> str:
    """Give the term of the query that a word of a text answers to, or nothing."""
    own = stem(word.text)
    if own in query.terms or any(own == whole or own in inside for whole, inside in query.compounds):
        return own
    if query.last and word.text.startswith(query.last):
        return query.last
    return next((prefix for prefix in query.prefixes if word.text.startswith(prefix)), "")


def _best(words: Sequence[Word], wanted: Sequence[str], query: Query) -> int:
    """Give where the stretch begins that has most different terms of the query; the first phrase comes before all."""
    for phrase in query.phrases:
        at = _place_of([word.text for word in words], phrase)
        if at >= 0:
            return max(0, at - 4)
    best, most = 0, 0
    marks = [at for at, term in enumerate(wanted) if term]
    for at in marks:
        many = len({wanted[other] for other in range(at, min(len(words), at + SNIPPET - 4))} - {""})
        if many > most:
            best, most = max(0, at - 4), many
    return best
