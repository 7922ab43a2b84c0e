import pytest

from sitegen.clean.context import contexts_of, date_order, site_names
from sitegen.dates import DateOrder
from sitegen.read.seeds import parse_seed


def test_what_several_headlines_end_with_is_the_site() -> None:
    heads = [
        [f"Headline of its own number {number} – The Aldby Herald"] for number in "one two three".split()
    ]
    assert site_names(heads) == {"the aldby herald"}
    assert site_names(heads[:2]) == frozenset()


def test_a_date_that_can_be_read_one_way_settles_the_others() -> None:
    assert date_order([["05/06/2024"], ["05/13/2024"]]) is DateOrder.MONTH
    assert date_order([["05/06/2024"], ["13/05/2024"]]) is DateOrder.DAY
    assert date_order([["05/06/2024"], ["05/13/2024"], ["13/05/2024"]]) is DateOrder.UNKNOWN


def test_each_seed_knows_only_the_names_that_it_holds() -> None:
    texts = [
        f"Headline of its own number {number} | The Aldby Herald\n\nText."
        for number in "one two three".split()
    ] + ["Another headline\n\nText."]
    seeds = [parse_seed(text.encode(), f"{n:03}", f"seeds/{n:03}.txt")[0] for n, text in enumerate(texts)]
    assert [one.site_names for one in contexts_of(seeds)] == [("the aldby herald",)] * 3 + [()]


@pytest.mark.parametrize(
    ("start", "names"),
    [
        ("Oldport council: ", set()),
        ("Ferry news from Oldport: ", set()),
        ("Ann Writer: ", set()),
        ("Harbour Gazette: ", {"harbour gazette"}),
        ("Harbour Gazette | ", {"harbour gazette"}),
    ],
)
def test_a_subject_or_a_speaker_before_a_colon_is_no_outlet(start: str, names: set[str]) -> None:
    heads = [
        [f"{start}{rest}"]
        for rest in ("the ferry returns in June", "a bell for the old tower", "the bridge is closed again")
    ]
    assert site_names(heads) == names
