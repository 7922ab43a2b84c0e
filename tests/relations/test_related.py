from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sitegen import name_evidence
from sitegen.dates import days_between
from sitegen.model import EntityMentions, Mention
from sitegen.relations.related import MAX_LINKS, related_pairs


def named(seed: str, *entities: str) -> EntityMentions:
    return EntityMentions(
        seed,
        tuple(
            Mention(passage=0, start=at, end=at + 1, entity=entity, why=name_evidence.NAME)
            for at, entity in enumerate(entities * 3)
        ),
    )


KINDS = {"rare": "person", "seldom": "person", "common": "place", "other": "person", "town": "place"}
ARTICLES = (
    named("a", "rare", "seldom", "common"),
    named("b", "rare", "seldom", "common"),
    named("c", "rare", "seldom", "common"),
    named("d", "common"),
    named("e", "common"),
    named("f", "other"),
)
NOBODY = tuple(named(f"z{number:02}") for number in range(50))  # articles that name nobody
FILLED = (*ARTICLES, *NOBODY)


def test_rare_names_relate_and_nearness_in_time_counts() -> None:
    dates = {"a": "2021-03-01", "b": "2021-03-02T10:00", "c": "2022-01-01", "d": "2021"}
    found = related_pairs(FILLED, KINDS, {}, set(), {}, dates)
    assert (found[0].first, found[0].second, found[0].days) == ("a", "b", 1)
    assert {(one.first, one.second) for one in found} == {("a", "b"), ("a", "c"), ("b", "c")}
    assert found[0].entities[:2] == ("rare", "seldom")
    assert found[0].score > found[1].score


def test_copies_and_tied_pairs_are_left_out() -> None:
    found = related_pairs(FILLED, KINDS, {}, {("a", "b")}, {"b": "family", "c": "family"}, {})
    assert [(one.first, one.second) for one in found] == [("a", "c")]


def test_a_name_that_two_articles_have_in_passing_relates_nothing() -> None:
    deep = replace(named("a", "rare").mentions[0], passage=7)
    articles = (EntityMentions("a", (deep,)), EntityMentions("b", (deep,)), *NOBODY)
    assert related_pairs(articles, KINDS, {}, set(), {}, {}) == ()
    about = EntityMentions("a", (deep,) * 5)
    (found,) = related_pairs((about, replace(about, id="b"), *NOBODY), KINDS, {}, set(), {}, {})
    assert found.entities == ("rare",)


def test_a_place_alone_relates_nothing() -> None:
    assert related_pairs((named("a", "town"), named("b", "town"), *NOBODY), KINDS, {}, set(), {}, {}) == ()


def test_two_middling_names_are_not_enough() -> None:
    many = tuple(named(f"m{number}", "first", "second") for number in range(20))
    assert related_pairs((*many, *NOBODY[:40]), {}, {}, set(), {}, {}) == ()


def test_days_are_told_only_between_dates_to_the_day() -> None:
    assert days_between("2021-03-01", "2021-02-27T12:00") == 2
    assert days_between("2021", "2021-03-01") == days_between("", "") == -1


def test_rare_words_relate_too_and_are_told() -> None:
    harbour = frozenset({"harbour", "ferry", "mooring", "quayside"})
    words = {one: frozenset({f"word{one}", f"more{one}", "weather"}) for one in "abcdef"}
    words["d"] |= harbour
    words["f"] |= harbour
    (found,) = (
        one for one in related_pairs(ARTICLES, KINDS, words, set(), {}, {}) if "d" in {one.first, one.second}
    )
    assert (found.first, found.second, found.entities) == ("d", "f", ())
    assert found.words == ("ferry", "harbour", "mooring")


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=5), max_size=12))
def test_a_pair_is_told_once_and_no_article_has_too_many(names: list[list[str]]) -> None:
    articles = tuple(named(f"{number:02}", *own) for number, own in enumerate(names))
    found = related_pairs((*articles, *NOBODY), {}, {}, set(), {}, {})
    pairs = [(one.first, one.second) for one in found]
    assert len(pairs) == len(set(pairs))
    assert all(first < second for first, second in pairs)
    counts = Counter(article for pair in pairs for article in pair)
    assert all(count <= MAX_LINKS for count in counts.values())
