"""`SPEC`: the numbers and word lists of the search, from `spec.json`.

`index.py` writes the file into the header of the index, from which `themes/default/static/search.js` takes
it, so that each value is said once.  Ranges of characters are written as in brackets of a regular expression.
"""

import json
from dataclasses import dataclass
from typing import Any, NamedTuple

from sitegen.package_data import read_package_file

FILE = "spec.json"


class StemEnding(NamedTuple):
    """An ending that the stemmer takes away: what it becomes, and the longer endings that stay."""

    ending: str
    unless: tuple[str, ...]
    becomes: str


@dataclass(frozen=True, slots=True)
class PostingsSpec:
    """How a term's documents are written and scored."""

    levels: int  # how much a document is about a term, 0 to levels - 1; the last is that of titles
    level_scores: tuple[float, ...]  # what each level counts; by judgement
    digits: str  # 64, the value of each its place
    entity_mark: str  # before the address of an entity as a term


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexSpec:
    """How documents are weighed and cut into files."""

    term_shard_bytes: int  # one term alone may take more
    row_shard_documents: int
    lead_characters: int  # of a document's first words that its row holds
    bm25_k1: float  # saturation (Robertson and Zaragoza 2009, section 3.2)
    bm25_b: float  # how much length counts, 0 to 1 (the same)
    standfirst_weight: float  # of a word in title or standfirst, where that of the body is 1; by judgement
    lesser_weight: float  # of a word of authors and of readers' comments; by judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class QuerySpec:
    """How a query is read and answered; the numbers are by judgement."""

    hits: int  # of one page of results
    prefix_terms: int  # terms that begin with a prefix and are looked up
    prefix_score: float  # what a term counts that only begins as the query's word does, 0 to 1
    phrase_pages: int  # documents whose text is read for a phrase at most
    snippet_words: int
    words_before_match: int  # of a snippet, before the first word that is looked for
    filters: tuple[str, ...]
    quotation_marks: str  # that people write for "
    small_words: frozenset[str]  # they say little: looked for only in phrases, or where a query has no others


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsSpec:
    """What a word is, and the form in which it is searched."""

    max_characters: int  # the rest of a longer word is not searched
    joined_marks: str  # of scripts whose vowel signs are marks: they belong to the word
    combining_marks: str
    unspaced: str  # characters of scripts that write no spaces
    accents: str  # marks that are taken away
    hangul: str
    apostrophes: str
    hyphens: str  # the first one stands first inside brackets
    replacements: dict[str, str]  # of characters that no decomposition makes plain
    stem_min_letters: int
    stem_endings: tuple[StemEnding, ...]  # the first that a word has decides (Harman 1991, table 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """All that the search of a site is set by."""

    raw: dict[str, Any]  # as the file has it
    postings: PostingsSpec
    index: IndexSpec
    query: QuerySpec
    words: WordsSpec


def _spec(raw: dict[str, Any]) -> Spec:
    postings, query, words = raw["postings"], raw["query"], raw["words"]
    endings = tuple(
        StemEnding(row["ending"], tuple(row["unless"]), row["becomes"]) for row in words["stem_endings"]
    )
    return Spec(
        raw=raw,
        postings=PostingsSpec(**{**postings, "level_scores": tuple(postings["level_scores"])}),
        index=IndexSpec(**raw["index"]),
        query=QuerySpec(
            **{
                **query,
                "filters": tuple(query["filters"]),
                "small_words": frozenset(query["small_words"]),
            }
        ),
        words=WordsSpec(**{**words, "stem_endings": endings}),
    )


SPEC = _spec(json.loads(read_package_file(f"search/{FILE}")))
