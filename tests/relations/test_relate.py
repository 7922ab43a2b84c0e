import random
from itertools import pairwise

import pytest
from conftest import ARTICLE, BELL, PARAGRAPH, SECOND, THIRD
from hypothesis import given, settings
from hypothesis import strategies as st
from stages import clean

from sitegen.groups import groups
from sitegen.model import AlignedSpan, Relation, Seed, Verdict
from sitegen.pipeline.analyze import cut_lines
from sitegen.read.seeds import parse_seed
from sitegen.relations.align import chains, match, prepare
from sitegen.relations.candidates import by_fingerprints, fingerprints, split
from sitegen.relations.corpus import corpus
from sitegen.relations.detect import relate, relate_pair
from sitegen.relations.evidence import EVERYWHERE, rare_line_mask
from sitegen.relations.families import families
from sitegen.relations.types import BY_NAME, MIN_PASSAGE_WORDS, RELATION_TYPES, RELATIONS
from sitegen.relations.verdicts import apply_verdicts, lead
from sitegen.text import plain_words

QUOTE = (
    "All members shall settle their disputes by peaceful means in such a manner that neither peace nor security nor justice"
    " between the towns around the bay is put in danger by them."
)
OTHER = (
    "Farmers in the hills have counted fewer bees this spring than in any year since they began, and they ask the council for"
    " a ban on two sprays that their neighbours use in the orchards below."
)


def seed(text: str, name: str) -> Seed:
    return parse_seed(text.encode(), name, f"{name}.txt")[0]


def ties(*texts: str) -> tuple[Relation, ...]:
    """Return the relations of texts that are called 0, 1, 2 ..., with the furniture that cleaning finds."""
    seeds = [seed(text, str(number)) for number, text in enumerate(texts)]
    articles = [clean(one) for one in seeds]
    return relate([(one.id, one.lines) for one in seeds], lambda ids: cut_lines(articles, ids))


def tie(a: str, b: str) -> str:
    found = ties(a, b)
    return found[0].name if found else ""


def test_table() -> None:
    names = [one.name for one in RELATION_TYPES]
    assert len(set(names)) == len(names)
    for kind in RELATIONS:
        assert kind.type.inverse in names
        assert kind.examples
        for example in kind.examples:
            assert next(other for other in RELATIONS if other.fits and other.fits(example)) is kind
        assert kind.counterexamples
        for example in kind.counterexamples:
            assert (
                next((other for other in RELATIONS if other.fits and other.fits(example)), None) is not kind
            )


def test_identical_but_for_case_quotes_and_space() -> None:
    assert tie(ARTICLE, ARTICLE.upper().replace(" ", "  ").replace(",", "")) == "identical"


def test_near() -> None:
    assert tie(ARTICLE, ARTICLE.replace("Monday", "Tuesday").replace("three months", "many weeks")) == "near"


def test_contains_and_part_of() -> None:
    longer = (
        f"{ARTICLE}\n\n{OTHER}\n\n{QUOTE}\n\n{OTHER.replace('bees', 'wasps').replace('spring', 'year')}\n"
    )
    assert tie(ARTICLE, longer) == "part-of"
    assert tie(longer, ARTICLE) == "contains"


def test_a_shared_quotation() -> None:
    assert (
        tie(
            f"{PARAGRAPH}\n\n{QUOTE}\n\n{SECOND}",
            f"{OTHER}\n\n{QUOTE}\n\n{THIRD} He was seen by nobody on that day.",
        )
        == "shared-passage"
    )


def test_strangers() -> None:
    assert tie(f"{PARAGRAPH} {SECOND}", f"{OTHER} {THIRD}") == ""


def test_furniture_is_no_evidence() -> None:
    prompt = "Sign up for our newsletter and get the news of the whole bay in your inbox every day before you have had your first cup of coffee"
    assert tie(f"{PARAGRAPH}\n\n{SECOND}\n\n{prompt}", f"{OTHER}\n\n{THIRD}\n\n{prompt}") == ""


def test_a_line_of_many_unrelated_seeds_is_no_evidence() -> None:
    boiler = "This newspaper has served the people of the bay since the year of the great storm and will do so as long as there is ink."
    assert (
        ties(
            *(
                f"{body} {number}\n\n{boiler}\n"
                for number, body in enumerate([PARAGRAPH, SECOND, THIRD, OTHER, QUOTE])
            )
        )
        == ()
    )


def edited(text: str, every: int) -> str:
    """Return a text with another word for every so many words."""
    words = text.split()
    return " ".join(f"other{at}" if at % every == every - 1 else word for at, word in enumerate(words))


LONG = f"{PARAGRAPH} {SECOND} {THIRD} {OTHER} {QUOTE} {BELL}"


def test_a_text_edited_word_by_word_is_near() -> None:
    assert tie(LONG, edited(LONG, 4)) == "near"
    assert tie(edited(LONG, 5), edited(LONG, 6)) == "near"
    assert tie(LONG, f"{edited(LONG, 4)}\n\n{strange(120)}") == "part-of"


def strange(count: int) -> str:
    """Return words that stand nowhere else."""
    return " ".join(f"strange{at}x" for at in range(count))


def test_paragraphs_in_another_order_are_near() -> None:
    parts = [PARAGRAPH, SECOND, THIRD, OTHER, QUOTE]
    assert tie("\n\n".join(parts), "\n\n".join(reversed(parts))) == "near"


def test_the_same_names_and_figures_in_other_sentences_are_reworded() -> None:
    rare = [f"Name{at}" for at in range(30)]
    first = " ".join(f"the {name} was seen near it" for name in rare)
    second = " ".join(f"people say that {name} came by" for name in reversed(rare))
    others = [
        " ".join(f"the people say {word} was near" for word in strange(40).split()) + f" {number}"
        for number in range(4)
    ]
    found = ties(first, second, *others)
    assert ("0", "1", "reworded") in {(one.first, one.second, one.name) for one in found}


def test_spans_are_word_aligned() -> None:
    x, y = f"{PARAGRAPH}\n\n{QUOTE}", f"{QUOTE}\n\n{OTHER}"
    a, b = plain_words(x), plain_words(y)
    spans = ties(x, y)[0].spans
    assert spans
    for span in spans:
        assert a[span.a_start : span.a_end] == b[span.b_start : span.b_end]


def match_of(x: str, y: str) -> tuple[list[str], list[str], tuple[AlignedSpan, ...]]:
    words = corpus([("a", (x,)), ("b", (y,))])
    sides = [prepare(words.row(one), words.hashes[words.row(one)]) for one in (0, 1)]
    return plain_words(x), plain_words(y), match(*sides).tiles


WORDS = st.lists(st.sampled_from("a b c d e f g h i j k l m n o p".split()), max_size=60)


@given(WORDS, WORDS)
def test_aligned_runs_are_equal_disjoint_and_in_range(x: list[str], y: list[str]) -> None:
    a, b, spans = match_of(" ".join(x), " ".join(y))
    used_a: set[int] = set()
    used_b: set[int] = set()
    for span in spans:
        assert a[span.a_start : span.a_end] == b[span.b_start : span.b_end]
        mine, theirs = set(range(span.a_start, span.a_end)), set(range(span.b_start, span.b_end))
        assert mine
        assert not (mine & used_a)
        assert not (theirs & used_b)
        used_a |= mine
        used_b |= theirs


@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(0, 30)),
        max_size=30,
        unique_by=(lambda p: p[0], lambda p: p[1]),
    ),
    st.integers(1, 4),
)
def test_chains_rise_on_both_sides_and_share_no_point(points: list[tuple[int, int]], most: int) -> None:
    found = chains(sorted(points), most)
    assert len(found) <= most
    assert len({point for chain in found for point in chain}) == sum(map(len, found))
    for chain in found:
        assert all(a < c and b < d for (a, b), (c, d) in pairwise(chain))


@given(st.integers(0, 10_000), st.integers(0, 40), st.integers(0, 40), st.integers(0, 30))
@settings(max_examples=60)
def test_a_shared_run_of_twenty_words_is_a_candidate(number: int, left: int, right: int, others: int) -> None:
    """Also where its fingerprints stand in many other seeds, as long as the whole run does not."""
    chance = random.Random(number)  # noqa: S311
    fresh = iter(range(100_000))

    def words(count: int) -> str:
        return " ".join(f"w{next(fresh)}{chance.choice('xyz')}" for _ in range(count))

    run = words(MIN_PASSAGE_WORDS)
    parts = [" ".join(run.split()[at : at + 7]) for at in range(MIN_PASSAGE_WORDS - 6)]
    crowd = [f"{words(9)} {' '.join(f'{part} {words(3)}' for part in parts)}" for _ in range(others)]
    texts = [f"{words(left)} {run} {words(right)}.", *crowd, f"{words(right)} {run} {words(left)}."]
    made = corpus((str(at), (text,)) for at, text in enumerate(texts))
    alone = rare_line_mask(made, range(len(texts)), EVERYWHERE)
    assert (0, len(texts) - 1) in map(split, by_fingerprints(made, fingerprints(made), alone).tolist())


@given(st.permutations([PARAGRAPH, SECOND, THIRD, OTHER]), st.integers(1, 4), st.integers(1, 4))
@settings(max_examples=30)
def test_the_relation_from_the_other_side_is_the_inverse(parts: list[str], x: int, y: int) -> None:
    a, b = ("a", tuple(parts[:x])), ("b", tuple(parts[:y]))
    one, other = relate_pair(a, b), relate_pair(b, a)
    assert (one is None) == (other is None)
    if one and other:
        assert one.inverted(BY_NAME[one.name].inverse).name == other.name
        assert one.containment_first == pytest.approx(other.containment_second)
        assert one.inverted(other.name).inverted(one.name) == one


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=20))
def test_groups_are_what_ties_join(pairs: list[tuple[int, int]]) -> None:
    family = groups(range(21), pairs)
    assert all(family[a] == family[b] for a, b in pairs)
    assert all(family[first] == first <= one for one, first in family.items())


def test_families_and_a_persons_word() -> None:
    texts = {"000": ARTICLE, "001": f"{ARTICLE}\n\nApril 9, 2024\n", "002": OTHER + " " + QUOTE}
    seeds = tuple(seed(text, name) for name, text in texts.items())
    articles = tuple(clean(one) for one in seeds)
    found = relate([(one.id, one.lines) for one in seeds])
    assert [set(family.members) for family in families(articles, found)] == [{"000", "001"}]

    def find(name: str) -> str:
        return name if name in texts else ""

    changed, problems = apply_verdicts(
        found,
        (
            Verdict("000", "001", "none", 0),
            Verdict("002", "000", "contains", 3),
            Verdict("zero", "000", "same", 6),
        ),
        seeds,
        find,
    )
    assert [(one.first, one.second, one.name, one.given) for one in changed] == [
        ("000", "002", "part-of", True)
    ]
    assert [(p.code, p.line) for p in problems] == [("SG221", 6)]
    assert isinstance(changed[0], Relation)
    leads = (
        Verdict("001", "000", "leads", 9),
        Verdict("002", "000", "leads", 12),
        Verdict("000", "001", "leads", 15),
    )
    led, problems = lead(families(articles, found), leads, find)
    assert [(family.leader, family.members) for family in led] == [("001", ("001", "000"))]
    assert [(p.code, p.line) for p in problems] == [("SG223", 12), ("SG222", 15)]


@pytest.mark.slow
def test_hostile_texts_stay_within_bounds() -> None:
    """Refrains, a crowd of the same seed, seeds inside seeds: bounded pairs, bounded time."""
    refrain, other = (
        "the ferry runs and the band plays on " * 20_000,
        "the band plays on and the ferry runs " * 20_000,
    )
    assert len(ties(refrain, other, f"{other} {refrain}")) <= 3
    same = relate((str(number), (PARAGRAPH, SECOND)) for number in range(1000))
    assert len(same) < 3000
    assert len(set(groups(range(1000), ((int(one.first), int(one.second)) for one in same)).values())) == 1
    nested = [" ".join([PARAGRAPH, SECOND, THIRD, OTHER, QUOTE, BELL][: number + 1]) for number in range(6)]
    assert {one.name for one in ties(*nested)} <= {"part-of", "near"}


def test_no_word_is_counted_twice() -> None:
    x, y, z = PARAGRAPH, SECOND, THIRD
    mixed = " ".join(sorted(z.split()))
    found = relate_pair(("a", (f"{x} {mixed} {y} {z}",)), ("b", (f"{x} {z} {y}",)))
    assert found
    assert found.containment_first <= 1
    assert found.containment_second <= 1


def test_comparisons_are_remembered_by_the_words_of_two_seeds() -> None:
    fresh: list[object] = []
    known: dict[object, object] = {}

    def remember(compare, pairs, keys):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        for key, pair in zip(keys, pairs, strict=True):
            if key not in known:
                fresh.append(pair)
                known[key] = compare(*pair)
        return [known[key] for key in keys]

    texts: list[tuple[str, tuple[str, ...]]] = [
        (str(number), (PARAGRAPH, SECOND, f"{THIRD} {number} {strange(number)}")) for number in range(5)
    ]
    first = relate(texts, remember=remember)
    assert len(fresh) == 10
    assert relate(texts, remember=remember) == first == relate(texts)
    assert len(fresh) == 10
    texts[2] = ("2", (PARAGRAPH, OTHER))
    assert relate(texts, remember=remember) == relate(texts)
    assert len(fresh) == 14
