import random

import pytest
from conftest import ARTICLE, PARAGRAPH, SECOND, THIRD
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.clean.article import clean
from sitegen.model import Relation, Signature, Verdict
from sitegen.read.seeds import parse_seed
from sitegen.relate.align import align
from sitegen.relate.families import families
from sitegen.relate.relations import RELATIONS, TIES, candidates, judge, relate
from sitegen.relate.signature import GUARANTEE, signature
from sitegen.relate.verdicts import apply_verdicts

QUOTE = (
    "All members shall settle their disputes by peaceful means in such a manner that neither peace nor security nor justice"
    " between the towns around the bay is put in danger by them."
)
OTHER = (
    "Farmers in the hills have counted fewer bees this spring than in any year since they began, and they ask the council for"
    " a ban on two sprays that their neighbours use in the orchards below."
)


def sign(text: str, name: str) -> Signature:
    seed = parse_seed(text.encode(), name, f"{name}.txt")[0]
    return signature(seed, clean(seed))


def tie(a: str, b: str) -> str:
    found = relate([sign(a, "a"), sign(b, "b")])
    return found[0].name if found else ""


def test_table() -> None:
    names = [one.name for one in TIES]
    assert len(set(names)) == len(names)
    for kind in RELATIONS:
        assert kind.tie.inverse in names
        assert kind.examples
        for example in kind.examples:
            assert next(other for other in RELATIONS if other.fits(example)) is kind


def test_identical_but_for_case_quotes_and_space() -> None:
    assert tie(ARTICLE, ARTICLE.upper().replace(" ", "  ").replace(",", "")) == "identical"


def test_near() -> None:
    assert tie(ARTICLE, ARTICLE.replace("Monday", "Tuesday").replace("three months", "many weeks")) == "near"


def test_contains_and_part_of() -> None:
    longer = f"{ARTICLE}\n\n{OTHER}\n\n{QUOTE}\n\n{OTHER.replace('bees', 'wasps').replace('spring', 'year')}\n"
    assert tie(ARTICLE, longer) == "part-of"
    assert tie(longer, ARTICLE) == "contains"


def test_a_shared_quotation() -> None:
    assert (
        tie(f"{PARAGRAPH}\n\n{QUOTE}\n\n{SECOND}", f"{OTHER}\n\n{QUOTE}\n\n{THIRD} He was seen by nobody on that day.") == "shared-passage"
    )


def test_strangers() -> None:
    assert tie(f"{PARAGRAPH} {SECOND}", f"{OTHER} {THIRD}") == ""


def test_furniture_is_no_evidence() -> None:
    prompt = (
        "Sign up for our newsletter and get the news of the whole bay in your inbox every day before you have had your first cup of coffee"
    )
    assert tie(f"{PARAGRAPH}\n\n{SECOND}\n\n{prompt}", f"{OTHER}\n\n{THIRD}\n\n{prompt}") == ""


def test_a_line_of_many_unrelated_seeds_is_no_evidence() -> None:
    boiler = "This newspaper has served the people of the bay since the year of the great storm and will do so as long as there is ink."
    bodies = [PARAGRAPH, SECOND, THIRD, OTHER, QUOTE]
    assert relate([sign(f"{body} {number}\n\n{boiler}\n", str(number)) for number, body in enumerate(bodies)]) == ()


def test_spans_are_word_aligned() -> None:
    a, b = sign(f"{PARAGRAPH}\n\n{QUOTE}", "a"), sign(f"{QUOTE}\n\n{OTHER}", "b")
    for span in relate([a, b])[0].spans:
        assert a.words[span.a_start : span.a_end] == b.words[span.b_start : span.b_end]


WORDS = st.lists(st.sampled_from("a b c d e f g h i j k l m n o p".split()), max_size=60)


@given(WORDS, WORDS)
def test_aligned_runs_are_equal_disjoint_and_in_range(x: list[str], y: list[str]) -> None:
    a, b = sign(" ".join(x), "a"), sign(" ".join(y), "b")
    used_a: set[int] = set()
    used_b: set[int] = set()
    for span in align(a, b):
        assert a.words[span.a_start : span.a_end] == b.words[span.b_start : span.b_end]
        mine, theirs = set(range(span.a_start, span.a_end)), set(range(span.b_start, span.b_end))
        assert mine
        assert not (mine & used_a)
        assert not (theirs & used_b)
        used_a |= mine
        used_b |= theirs


@given(st.integers(0, 10_000), st.integers(0, 40), st.integers(0, 40))
@settings(max_examples=40)
def test_a_shared_run_of_guaranteed_length_is_a_candidate(number: int, left: int, right: int) -> None:
    chance = random.Random(number)  # noqa: S311
    fresh = iter(range(10_000))

    def words(count: int) -> str:
        return " ".join(f"w{next(fresh)}{chance.choice('xyz')}" for _ in range(count))

    run = words(GUARANTEE)
    a, b = sign(f"{words(left)} {run} {words(right)}.", "a"), sign(f"{words(right)} {run} {words(left)}.", "b")
    assert candidates([a, b]) == [(0, 1)]


@given(st.permutations([PARAGRAPH, SECOND, THIRD, OTHER]), st.integers(1, 4), st.integers(1, 4))
@settings(max_examples=30)
def test_the_relation_from_the_other_side_is_the_inverse(parts: list[str], x: int, y: int) -> None:
    a, b = sign("\n\n".join(parts[:x]), "a"), sign("\n\n".join(parts[:y]), "b")
    one, other = judge(a, b), judge(b, a)
    assert (one is None) == (other is None)
    if one and other:
        assert next(t.inverse for t in TIES if t.name == one.name) == other.name
        assert one.containment_first == pytest.approx(other.containment_second)


def test_families_and_a_persons_word() -> None:
    texts = {"000": ARTICLE, "001": f"{ARTICLE}\n\nApril 9, 2024\n", "002": OTHER + " " + QUOTE}
    seeds = [parse_seed(text.encode(), name, f"{name}.txt")[0] for name, text in texts.items()]
    articles = tuple(clean(seed) for seed in seeds)
    signatures = tuple(signature(seed, article) for seed, article in zip(seeds, articles, strict=True))
    found = relate(signatures)
    assert [set(family.members) for family in families(articles, found)] == [{"000", "001"}]

    def find(name: str) -> str:
        return name if name in texts else ""

    changed, problems = apply_verdicts(
        found, (Verdict("000", "001", "none", 0), Verdict("002", "000", "contains", 3), Verdict("zero", "000", "same", 6)), signatures, find
    )
    assert [(one.first, one.second, one.name, one.given) for one in changed] == [("000", "002", "part-of", True)]
    assert [(p.code, p.line) for p in problems] == [("SG221", 6)]
    assert isinstance(changed[0], Relation)


def test_one_phrase_a_hundred_thousand_times_stays_within_bounds() -> None:
    a, b = sign("the ferry runs and the band plays on " * 4000, "a"), sign("the band plays on and the ferry runs " * 4000, "b")
    align(a, b)


def test_no_word_is_counted_twice() -> None:
    x, y, z = PARAGRAPH, SECOND, THIRD
    mixed = " ".join(sorted(z.split()))
    a, b = sign(f"{x} {mixed} {y} {z}", "a"), sign(f"{x} {z} {y}", "b")
    found = judge(a, b)
    assert found
    assert found.containment_first <= 1
    assert found.containment_second <= 1
