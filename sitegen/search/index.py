"""`index`: the documents of a site to the files that its search reads."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sitegen.model.site import Document, IndexedDocument
from sitegen.search.shards import FOLDER, LEVELS, Postings, call, encode_postings, encode_terms
from sitegen.search.words import terms_of

SHARD = 40_000  # bytes of a shard of terms; one term alone may take more
ROWS = 50  # documents of a shard of rows
LEAD = 170  # characters of a document's first words that a row holds
K1, B = 1.2, 0.6  # BM25 (Robertson and Zaragoza 2009, section 3.2): saturation, and how much length counts
STANDFIRST, LESSER = 2.0, 0.4  # weights of a word there and in readers' comments, where the body's is 1
TITLE_LEVEL = LEVELS - 1  # of terms that stand in the title


def index(documents: Sequence[IndexedDocument]) -> Iterator[tuple[str, bytes]]:
    """Give the files of the search, path and bytes; equal documents make equal bytes, whatever their order."""
    rows = sorted(documents, key=lambda one: one.document.url)
    ordered = [one.document for one in rows]
    shards = _term_shards(_postings(rows))
    sources, years, kinds = (
        sorted({value for one in ordered for value in [get(one)] if value}) for get in (_source, _year, _kind)
    )
    yield (
        f"{FOLDER}/index.js",
        call(
            "m",
            {
                "n": len(ordered),
                "rows": ROWS,
                "terms": [shard[0][0] for shard in shards],
                "docs": [one.url for one in ordered[::ROWS]],
                "sources": sources,
                "years": years,
                "kinds": kinds,
            },
        ),
    )
    for number, shard in enumerate(shards):
        yield f"{FOLDER}/t{number}.js", call("t", number, encode_terms(shard))
    for number, start in enumerate(range(0, len(ordered), ROWS)):
        shown = [_row(one, sources, kinds) for one in ordered[start : start + ROWS]]
        yield f"{FOLDER}/d{number}.js", call("d", number, shown)
    columns = {
        "source": [_place(sources, _source(one)) for one in ordered],
        "year": [_place(years, _year(one)) for one in ordered],
        "kind": [_place(kinds, _kind(one)) for one in ordered],
    }
    yield f"{FOLDER}/filters.js", call("f", columns)


def _source(one: Document) -> str:
    return one.source


def _year(one: Document) -> str:
    return one.date[:4]


def _kind(one: Document) -> str:
    return one.kind


def _place(values: Sequence[str], value: str) -> int:
    return values.index(value) if value in values else -1


def _row(one: Document, sources: Sequence[str], kinds: Sequence[str]) -> list[str | int]:
    lead = one.lead if len(one.lead) <= LEAD else one.lead[:LEAD].rsplit(" ", 1)[0] + "…"
    return [one.url, one.title, one.date, _place(sources, one.source), _place(kinds, one.kind), lead]


def index_document(one: Document) -> IndexedDocument:
    """Give a document with the weights of its terms: the part of indexing that each document costs by itself."""
    weights: dict[str, float] = defaultdict(float)
    for texts, weight in ((one.body, 1.0), ((one.title, one.standfirst), STANDFIRST), (one.lesser, LESSER)):
        for term, count in terms_of("\n".join(texts)).items():
            weights[term] += weight * count
    return IndexedDocument(one, tuple(weights.items()), tuple(terms_of(one.title)))


def _postings(documents: Sequence[IndexedDocument]) -> dict[str, Postings]:
    """Give for each term its documents and how much each is about it; entities are terms of their own."""
    lengths = [sum(weight for _, weight in one.terms) for one in documents]
    mean = sum(lengths) / max(1, len(lengths)) or 1.0
    found: dict[str, Postings] = defaultdict(list)
    for number, (one, length) in enumerate(zip(documents, lengths, strict=True)):
        norm = K1 * (1 - B + B * length / mean)
        title = frozenset(one.title)
        for term, weight in one.terms:
            found[term].append((number, TITLE_LEVEL if term in title else _level(weight / (weight + norm))))
        for entity in one.document.entities:
            found[f"@{entity}"].append((number, 0))
    return found


def _level(part: float) -> int:
    """Give a level below that of titles for a weight of 0 to 1."""
    return min(TITLE_LEVEL - 1, math.floor(part * TITLE_LEVEL))


def _term_shards(postings: dict[str, Postings]) -> list[list[tuple[str, str]]]:
    """Part the terms, in the order of their UTF-16 units as browsers sort, into shards of about equal size."""
    shards: list[list[tuple[str, str]]] = []
    size = SHARD
    for term in sorted(postings, key=lambda one: one.encode("utf-16-be", "surrogatepass")):
        row = encode_postings(postings[term])
        if size + len(row) > SHARD:
            shards.append([])
            size = 0
        shards[-1].append((term, row))
        size += len(row) + len(term.encode("utf-8", "surrogatepass")) + 2
    return shards
