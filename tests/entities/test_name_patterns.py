from collections.abc import Iterator

import pytest
from conftest import check, identify
from stages import authority

from sitegen.entities.name_patterns import (
    NAME_PATTERNS,
    NamePattern,
    families,
    family_names,
    matches_of_patterns,
)
from sitegen.entities.passages import PassageTokens, passage_tokens
from sitegen.entities.people import particles_before, person_key

KNOWN = authority(())


def reading(text: str) -> PassageTokens:
    return passage_tokens(0, text, KNOWN, english=True)


def texts(here: PassageTokens, names: Iterator[object]) -> list[str]:
    return [here.text[here.words.starts[name.start] : here.words.end(name.end - 1)] for name in names]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("shape", "text", "name"), [(shape, *one) for shape in NAME_PATTERNS for one in shape.examples.items()]
)
def test_a_shape_finds_its_examples(shape: NamePattern, text: str, name: str) -> None:
    here = reading(text)
    assert texts(here, shape.find(here)) == [name]
    assert name in texts(here, iter(matches_of_patterns(here)))


@pytest.mark.parametrize(
    ("shape", "text"), [(shape, one) for shape in NAME_PATTERNS for one in shape.counterexamples]
)
def test_a_shape_finds_nothing_in_what_only_looks_like_it(shape: NamePattern, text: str) -> None:
    here = reading(text)
    assert not texts(here, shape.find(here))


@pytest.mark.parametrize(
    ("words", "size", "key"),
    [
        ("Jan van den Berg", 2, ("van den berg", "jan")),
        ("Jean Le Goff", 1, ("le goff", "jean")),
        ("Karl Beth Example", 0, ("example", "karl")),
        ("De Vries", 0, ("vries", "de")),
    ],
)
def test_particles_belong_to_the_family_name(words: str, size: int, key: tuple[str, str]) -> None:
    assert particles_before(tuple(words.split())) == size
    assert person_key(tuple(words.split())) == key


def test_a_family_name_with_particles_alone_is_found_where_the_article_has_it_in_full() -> None:
    first, second = (
        reading("Jan van den Berg leads the board."),
        reading("Van den Berg came, and the pilot van den Berg left Bergen."),
    )
    assert texts(second, family_names(second, families([(first, matches_of_patterns(first))]))) == [
        "Van den Berg",
        "van den Berg",
    ]
    assert not list(family_names(second, set()))


def test_one_person_whatever_stands_between_the_names() -> None:
    check(
        "Robert “Bobby” Tennant sells fish. On Monday Robert Tennant came late, and Tennant was sorry.",
        ("Robert “Bobby” Tennant", "robert-tennant"),
        ("Robert Tennant", "robert-tennant"),
        ("Tennant", "robert-tennant"),
    )


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "The letter was signed by the Harwell Fishermen's Union on Monday.",
            "Harwell Fishermen's Union",
            "organisation",
        ),
        ("It was built by Calder Brothers, which owns the mill.", "Calder Brothers", "organisation"),
        ("The actor Tobiah Washington came to the pier.", "Tobiah Washington", "person"),
        ("The market is run by Carlos de la Vega on the quay.", "Carlos de la Vega", "person"),
    ],
)
def test_the_kind_of_a_shape(text: str, name: str, kind: str) -> None:
    articles, found, entities, _ = identify(text)
    assert [
        (articles[0].passages[m.passage].text[m.start : m.end], entities[m.entity].kind)
        for m in found[0].mentions
    ] == [(name, kind)]


@pytest.mark.parametrize(
    ("rest", "meant"),
    [
        ("London had been ill.", "jack-london"),
        ("London spoke.", "jack-london"),
        ("Tourists love London.", "london"),
        ("He lives in London.", "london"),
    ],
)
def test_a_place_that_is_somebody_named_in_full(rest: str, meant: str) -> None:
    articles, found, _, _ = identify(f"Jack London read from a book. {rest}")
    last = found[0].mentions[-1]
    assert articles[0].passages[last.passage].text[last.start : last.end] == "London"
    assert last.entity == meant
