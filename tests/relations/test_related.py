from sitegen import name_evidence
from sitegen.dates import days_between
from sitegen.model import EntityMentions, Mention
from sitegen.relations.related import related_pairs


def named(seed: str, *entities: str) -> EntityMentions:
    return EntityMentions(
        seed,
        tuple(
            Mention(passage=0, start=at, end=at + 1, entity=entity, why=name_evidence.NAME)
            for at, entity in enumerate(entities)
        ),
    )


ARTICLES = (
    named("a", "rare", "seldom", "common"),
    named("b", "rare", "seldom", "common"),
    named("c", "rare", "seldom", "common"),
    named("d", "common"),
    named("e", "common"),
    named("f", "other"),
)


def test_rare_names_relate_and_nearness_in_time_counts() -> None:
    found = related_pairs(
        ARTICLES, {}, set(), {}, {"a": "2021-03-01", "b": "2021-03-02T10:00", "c": "2022-01-01", "d": "2021"}
    )
    assert (found[0].first, found[0].second, found[0].days) == ("a", "b", 1)
    assert {(one.first, one.second) for one in found} == {("a", "b"), ("a", "c"), ("b", "c")}
    assert {entity for one in found for entity in one.entities} == {"rare", "seldom"}
    assert found[0].score > found[1].score


def test_copies_and_tied_pairs_are_left_out() -> None:
    found = related_pairs(ARTICLES, {}, {("a", "b")}, {"b": "family", "c": "family"}, {})
    assert [(one.first, one.second) for one in found] == [("a", "c")]


def test_days_are_told_only_between_dates_to_the_day() -> None:
    assert days_between("2021-03-01", "2021-02-27T12:00") == 2
    assert days_between("2021", "2021-03-01") == days_between("", "") == -1


def test_rare_words_relate_too_and_are_told() -> None:
    harbour = frozenset({"harbour", "ferry", "mooring", "quayside"})
    words = {one: frozenset({f"word{one}", f"more{one}", "weather"}) for one in "abcdef"}
    words["d"] |= harbour
    words["f"] |= harbour
    (found,) = (
        one for one in related_pairs(ARTICLES, words, set(), {}, {}) if "d" in {one.first, one.second}
    )
    assert (found.first, found.second, found.entities) == ("d", "f", ())
    assert found.words == ("ferry", "harbour", "mooring")
