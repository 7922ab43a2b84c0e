"""`index`: the documents of a site to the files that its search reads."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from sitegen.model.site import Document, IndexedDocument
from sitegen.search.shards import LEVELS, SEARCH_FOLDER, Postings, call, encode_postings, encode_terms
from sitegen.search.spec import SPEC
from sitegen.search.words import terms_of

_INDEX = SPEC.index
TITLE_LEVEL = LEVELS - 1  # of terms that stand in the title
ENTITY_LEVEL = 0  # of the entities that a document names; they are only filtered by

# The filters whose values the header lists: name, and the value of a document (empty where it has none).
FILTER_COLUMNS: tuple[tuple[str, Callable[[Document], str]], ...] = (
    ("source", lambda document: document.source),
    ("year", lambda document: document.date[:4]),
    ("kind", lambda document: document.kind),
)


def index(documents: Sequence[IndexedDocument]) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of each file of the index; the order of the documents does not matter."""
    indexed = sorted(documents, key=lambda row: row.document.url)
    ordered = [row.document for row in indexed]
    term_shards = _term_shards(_postings(indexed))
    values = {name: _values(ordered, value_of) for name, value_of in FILTER_COLUMNS}
    size = _INDEX.row_shard_documents
    yield (
        f"{SEARCH_FOLDER}/index.js",
        call(
            "m",
            {
                "n": len(ordered),
                "rows": size,
                "terms": [shard[0][0] for shard in term_shards],
                "docs": [document.url for document in ordered[::size]],
                **{f"{name}s": listed for name, listed in values.items()},
                "spec": SPEC.raw,
            },
        ),
    )
    for number, shard in enumerate(term_shards):
        yield f"{SEARCH_FOLDER}/t{number}.js", call("t", number, encode_terms(shard))
    for number, start in enumerate(range(0, len(ordered), size)):
        rows = [_row(document, values) for document in ordered[start : start + size]]
        yield f"{SEARCH_FOLDER}/d{number}.js", call("d", number, rows)
    columns = {
        name: [_place(values[name], value_of(document)) for document in ordered]
        for name, value_of in FILTER_COLUMNS
    }
    yield f"{SEARCH_FOLDER}/filters.js", call("f", columns)


def _values(documents: Sequence[Document], value_of: Callable[[Document], str]) -> list[str]:
    """Return the different values of documents, sorted, without the empty one."""
    return sorted({value_of(document) for document in documents} - {""})


def _place(values: Sequence[str], value: str) -> int:
    return values.index(value) if value in values else -1


def _row(document: Document, values: dict[str, list[str]]) -> list[str | int]:
    """Return what a hit shows of a document, filters by their place in the header (-1 for none)."""
    source, kind = _place(values["source"], document.source), _place(values["kind"], document.kind)
    return [document.url, document.title, document.date, source, kind, _lead(document.lead)]


def _lead(text: str) -> str:
    """Return the first words of a document, cut where they are too long."""
    if len(text) <= _INDEX.lead_characters:
        return text
    return text[: _INDEX.lead_characters].rsplit(" ", 1)[0] + "…"


def index_document(document: Document) -> IndexedDocument:
    """Return a document with the weights of its terms: what each document costs by itself."""
    weights: dict[str, float] = defaultdict(float)
    fields = (
        (document.body, 1.0),
        ((document.title, document.standfirst), _INDEX.standfirst_weight),
        (document.lesser, _INDEX.lesser_weight),
    )
    for texts, weight in fields:
        for term, count in terms_of("\n".join(texts)).items():
            weights[term] += weight * count
    return IndexedDocument(document, tuple(weights.items()), tuple(terms_of(document.title)))


def _postings(documents: Sequence[IndexedDocument]) -> dict[str, Postings]:
    """Return for each term its documents and how much each is about it; entities are terms of their own."""
    lengths = [sum(weight for _, weight in row.terms) for row in documents]
    mean_length = sum(lengths) / max(1, len(lengths)) or 1.0
    k1, b = _INDEX.bm25_k1, _INDEX.bm25_b
    postings: dict[str, Postings] = defaultdict(list)
    for number, (row, length) in enumerate(zip(documents, lengths, strict=True)):
        norm = k1 * (1 - b + b * length / mean_length)
        title = frozenset(row.title)
        for term, weight in row.terms:
            level = TITLE_LEVEL if term in title else _body_level(weight / (weight + norm))
            postings[term].append((number, level))
        for entity in row.document.entities:
            postings[f"{SPEC.postings.entity_mark}{entity}"].append((number, ENTITY_LEVEL))
    return postings


def _body_level(saturated: float) -> int:
    """Return a level below that of titles for a saturated weight (BM25's, 0 to 1)."""
    return min(TITLE_LEVEL - 1, math.floor(saturated * TITLE_LEVEL))


def _term_shards(postings: dict[str, Postings]) -> list[list[tuple[str, str]]]:
    """Return the terms with their documents in shards of about equal size, in browsers' order (UTF-16)."""
    shards: list[list[tuple[str, str]]] = []
    size = _INDEX.term_shard_bytes
    for term in sorted(postings, key=lambda term: term.encode("utf-16-be", "surrogatepass")):
        row = encode_postings(postings[term])
        if size + len(row) > _INDEX.term_shard_bytes:
            shards.append([])
            size = 0
        shards[-1].append((term, row))
        size += len(row) + len(term.encode("utf-8", "surrogatepass")) + 2
    return shards
