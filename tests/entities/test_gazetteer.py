"""Ids in code name things in data: each must have a row."""

import pytest
from stages import authority

from sitegen.entities.gazetteer import (
    ADJECTIVES,
    DIVIDED_COUNTRIES,
    NAMESAKES_OF_STATES,
    PARTIES_NAMED_WITHOUT_PARTY,
    countries,
)
from sitegen.entities.namesakes import NAMESAKES

KINDS = {entry.id: entry.kind for entry in authority(()).entries}


@pytest.mark.parametrize(
    "ids",
    [PARTIES_NAMED_WITHOUT_PARTY, DIVIDED_COUNTRIES, NAMESAKES_OF_STATES, frozenset(NAMESAKES), countries()],
)
def test_every_id_has_a_row(ids: frozenset[str]) -> None:
    assert not ids - KINDS.keys()


def test_ids_are_of_the_kind_that_they_are_said_to_be() -> None:
    assert {KINDS[party] for party in PARTIES_NAMED_WITHOUT_PARTY} == {"organisation"}
    assert countries() >= DIVIDED_COUNTRIES
    assert {(KINDS.get(one.entity), one.entity) for one in ADJECTIVES.values()} == {
        (one.kind, one.entity) for one in ADJECTIVES.values()
    }


def test_states_of_one_name_with_others_have_rows() -> None:
    names = authority(()).by_name
    assert not [one.state for one in NAMESAKES.values() if one.state not in names]
