import pytest

from sitegen.entities.merge_candidates import merge_candidates
from sitegen.model import Entity


@pytest.mark.parametrize(
    ("kind", "first", "second", "may"),
    [
        ("person", "Vladimir Example", "Valdimir Example", True),
        ("person", "V. Example", "Vladimir Example", True),
        ("person", "Example", "Vladimir Example", True),
        ("person", "Anna Example", "Boris Example", False),
        ("person", "Anna Example", "Anna Sample", False),
        ("organisation", "HPA", "Harbour Police Authority", True),
        ("organisation", "Harbour Police", "Harbour Police Authority", True),
        ("organisation", "Harbour Police", "Harbour Museum", False),
        ("place", "Port Example", "Port Exampel", True),
        ("place", "Port Example", "Cape Example", False),
    ],
)
def test_which_names_a_person_should_look_at(kind: str, first: str, second: str, *, may: bool) -> None:
    found = merge_candidates(
        Entity(id=str(at), kind=kind, name=name, given=False) for at, name in enumerate((first, second))
    )
    assert found == ({"0": ("1",), "1": ("0",)} if may else {})


def test_other_kinds_are_never_the_same() -> None:
    assert (
        merge_candidates(
            (
                Entity(id="a", kind="person", name="Example", given=False),
                Entity(id="b", kind="place", name="Example", given=False),
            )
        )
        == {}
    )
