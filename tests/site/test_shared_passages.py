from hypothesis import given
from hypothesis import strategies as st

from sitegen.model import AlignedSpan, Relation
from sitegen.site.shared_passages import shared_passages


def shares(first: str, second: str, *spans: tuple[int, int, int, int]) -> Relation:
    return Relation(
        first=first,
        second=second,
        name="shared-passage",
        containment_first=0.1,
        containment_second=0.1,
        spans=tuple(AlignedSpan(*span) for span in spans),
    )


def test_what_several_pairs_share_is_one_passage() -> None:
    found = shared_passages(
        [
            shares("a", "b", (10, 40, 0, 30)),
            shares("b", "c", (2, 28, 100, 126), (60, 90, 5, 35)),
            shares("a", "d", (12, 40, 7, 35)),
        ]
    )
    assert [{seed: (start, end) for seed, start, end in one.places} for one in found] == [
        {"a": (10, 40), "b": (0, 30), "c": (100, 126), "d": (7, 35)},
        {"b": (60, 90), "c": (5, 35)},
    ]


def test_two_passages_of_one_article_stay_two() -> None:
    assert len(shared_passages([shares("a", "b", (0, 30, 0, 30)), shares("a", "c", (25, 60, 0, 35))])) == 2


SPANS = st.tuples(st.integers(0, 40), st.integers(20, 30), st.integers(0, 40)).map(
    lambda t: (t[0], t[0] + t[1], t[2], t[2] + t[1])
)
PAIRS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("def"), SPANS), max_size=8)


@given(PAIRS)
def test_every_span_stands_in_a_passage_of_both(
    pairs: list[tuple[str, str, tuple[int, int, int, int]]],
) -> None:
    found = shared_passages([shares(a, b, span) for a, b, span in pairs])
    for a, b, _ in pairs:
        assert any({a, b} <= {seed for seed, _, _ in one.places} for one in found)
    assert all(len(one.places) > 1 for one in found)
