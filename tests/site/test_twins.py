from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sitegen.site.twins import SharedSpan, marked_stretches


def twin(start: int, end: int, other: str, number: int = 0) -> SharedSpan:
    return SharedSpan(start, end, number, (other, start + 100, end + 100))


def _marks(*twins: SharedSpan) -> list[tuple[int, int, str]]:
    return [
        (one.start, one.end, "".join(two.other[0] for two in one.twins)) for one in marked_stretches(twins)
    ]


def test_what_two_share_leads_to_both() -> None:
    assert _marks(twin(0, 60, "a"), twin(20, 60, "b")) == [(0, 20, "a"), (20, 60, "ab")]
    assert _marks(twin(0, 60, "a"), twin(40, 100, "b", 1)) == [(0, 40, "a"), (40, 60, "ab"), (60, 100, "b")]


def test_ends_that_nearly_agree_make_no_slivers_and_claim_nothing_more() -> None:
    assert _marks(twin(10, 60, "a"), twin(12, 59, "b"), twin(10, 61, "c")) == [(12, 59, "abc")]
    assert _marks(twin(0, 30, "a"), twin(28, 60, "b")) == [(0, 28, "a"), (30, 60, "b")]


def test_the_place_in_the_other_article_moves_along() -> None:
    first, second = marked_stretches([twin(10, 60, "a"), twin(12, 59, "b")])[0].twins
    assert first.other == ("a", 112, 159)
    assert second.other == ("b", 112, 159)


SPANS = st.tuples(st.integers(0, 60), st.integers(18, 30), st.sampled_from("abcde")).map(
    lambda t: twin(t[0], t[0] + t[1], t[2])
)


@given(st.lists(SPANS, max_size=8))
def test_marks_lie_apart_each_twin_has_one_and_none_says_too_much(twins: list[SharedSpan]) -> None:
    made = marked_stretches(twins)
    assert all(a.end <= b.start for a, b in pairwise(made))
    assert {two.other[0] for one in made for two in one.twins} == {one.other[0] for one in twins}
    for one in made:
        for seed in (two.other[0] for two in one.twins):
            assert any(two.start <= one.start and one.end <= two.end for two in twins if two.other[0] == seed)
