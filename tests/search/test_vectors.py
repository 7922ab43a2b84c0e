"""Texts to words, queries to parsed queries, small indexes to ranked hits: the same in Python and in the script of the search page."""

import json
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from conftest import ROOT

from sitegen.model.site import Document
from sitegen.search.index import index, index_document
from sitegen.search.query import QUERY_PART_RULES, Query, Reader, parse, parts_of, search, snippet
from sitegen.search.spec import SPEC
from sitegen.search.words import stem, words_of

SCRIPT = ROOT / "themes/default/static/search.js"
VECTORS = json.loads((ROOT / "tests/search/vectors.json").read_text(encoding="utf-8"))
Answers = dict[str, Any]


def _document(row: dict[str, Any]) -> Document:
    fields: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in row.items()
    }
    return Document(**fields)


def _files(documents: list[Document]) -> dict[str, bytes]:
    return dict(index([index_document(document) for document in documents]))


def _texts(documents: list[Document]) -> dict[str, str]:
    return {row.url: "\n".join((row.title, *row.body, *row.lesser)) for row in documents}


def _parsed(query: Query) -> dict[str, Any]:
    names = ("words", "prefixes", "phrases", "filters", "compounds", "without", "last", "terms")
    parsed: dict[str, Any] = json.loads(json.dumps({name: getattr(query, name) for name in names}))
    return parsed


def _hits(row: dict[str, Any], files: dict[str, bytes], texts: dict[str, str]) -> dict[str, Any]:
    found = search(parse(row["query"], typing=row["typing"]), Reader(files.__getitem__), texts.__getitem__)
    hits = [[hit.url, hit.score] for hit in found.hits]
    return {"hits": hits, "count": found.count, "every": found.every, "checked": found.checked}


@cache
def in_python() -> Answers:
    indexes = []
    for small in VECTORS["indexes"]:
        documents = [_document(row) for row in small["documents"]]
        files, texts = _files(documents), _texts(documents)
        indexes.append([_hits(row, files, texts) for row in small["queries"]])
    return {
        "words": [
            [[word.text, stem(word.text)] for word in words_of(row["text"])] for row in VECTORS["words"]
        ],
        "queries": [_parsed(parse(row["query"], typing=row["typing"])) for row in VECTORS["queries"]],
        "snippets": [
            [list(part) for part in snippet(row["text"], parse(row["query"]))] for row in VECTORS["snippets"]
        ],
        "indexes": indexes,
    }


@cache
def in_node() -> Answers:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed, which runs the script of the search page without a browser")
    asked: dict[str, Any] = {
        "words": [row["text"] for row in VECTORS["words"]],
        "queries": VECTORS["queries"],
        "snippets": VECTORS["snippets"],
        "indexes": [],
    }
    for small in VECTORS["indexes"]:
        documents = [_document(row) for row in small["documents"]]
        files = {
            name.removeprefix("search/").removesuffix(".js"): data.decode()
            for name, data in _files(documents).items()
        }
        asked["indexes"].append({"files": files, "texts": _texts(documents), "queries": small["queries"]})
    done = subprocess.run(
        [node, ROOT / "tests/search/run_vectors.js", SCRIPT],
        input=json.dumps(asked).encode(),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr.decode()
    answers: Answers = json.loads(done.stdout)
    return answers


SIDES = pytest.mark.parametrize("answers", [in_python, in_node], ids=["python", "script"])


@SIDES
def test_texts_to_words(answers: Callable[[], Answers]) -> None:
    for row, words in zip(VECTORS["words"], answers()["words"], strict=True):
        assert words == row["words"], row["text"]


@SIDES
def test_queries_as_they_are_read(answers: Callable[[], Answers]) -> None:
    for row, parsed in zip(VECTORS["queries"], answers()["queries"], strict=True):
        assert parsed == row["parsed"], row["query"]


@SIDES
def test_snippets(answers: Callable[[], Answers]) -> None:
    for row, parts in zip(VECTORS["snippets"], answers()["snippets"], strict=True):
        assert parts == row["parts"], row["query"]


@SIDES
def test_indexes_to_ranked_hits(answers: Callable[[], Answers]) -> None:
    for small, found in zip(VECTORS["indexes"], answers()["indexes"], strict=True):
        for row, answer in zip(small["queries"], found, strict=True):
            assert [url for url, _ in answer["hits"]] == [url for url, _ in row["hits"]], row["query"]
            scores = [score for _, score in row["hits"]]
            assert [score for _, score in answer["hits"]] == pytest.approx(scores, abs=0.0001), row["query"]
            for name in ("count", "every", "checked"):
                assert answer[name] == row[name], (name, row["query"])


@pytest.mark.parametrize("rule", QUERY_PART_RULES, ids=[rule.name for rule in QUERY_PART_RULES])
def test_the_parts_of_queries_by_their_rules(rule: Any) -> None:
    def taken(query: str) -> str:
        return next(one.name for one in QUERY_PART_RULES if one.applies(parts_of(query)[0]))

    assert rule.examples
    for query in rule.examples:
        assert taken(query) == rule.name, query
    for query in rule.counterexamples:
        assert taken(query) != rule.name, query


def test_the_header_of_an_index_holds_the_specification() -> None:
    reader = Reader(_files([]).__getitem__)
    assert reader.meta["spec"] == SPEC.raw


def test_the_script_says_no_word_list_again() -> None:
    script = SCRIPT.read_text(encoding="utf-8")
    assert "\\u0" not in script
    assert SPEC.postings.digits not in script
    assert "had has have" not in script
