import pytest
from hypothesis import given
from hypothesis import strategies as st
from stages import LEXICON, authority

from sitegen.entities.passages import passage_tokens
from sitegen.entities.truecase import in_capitals, truecased

KNOWN = authority(())


@pytest.mark.parametrize(
    ("text", "capitals"),
    [
        ("THE FERRY WILL STOP FOR A MONTH, THE COUNCIL SAID.", True),
        ("“WE KNOW HOW MUCH PEOPLE RELY ON IT,” SAID RUTH CALDER.", True),
        ("The ferry will stop for a month.", False),
        ("Ms LUND leads them.", False),
        ("BREAKING NEWS", False),
        ("2024 - 12", False),
    ],
)
def test_what_is_written_in_capitals(text: str, *, capitals: bool) -> None:
    assert in_capitals(text) is capitals


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("THE PIER IS REBUILT, THE COUNTY COUNCIL SAID.", "The pier is rebuilt, the county council said."),
        ("SAID RUTH CALDER, WHO LEADS THE COUNCIL.", "Said Ruth Calder, who leads the council."),
        ("HE SAW PETER LOWE OF HARWELL.", "He saw Peter Lowe of Harwell."),
        ("THEN PRESIDENT BUSH MET TONY BLAIR.", "Then president Bush met Tony Blair."),
        ("THE U.N. SAID THAT NATO AGREED.", "The U.N. said that NATO agreed."),
    ],
)
def test_which_words_keep_a_capital_letter(text: str, read: str) -> None:
    assert truecased(text, LEXICON, KNOWN.by_first) == read


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll", "Zs", "Po"]), max_size=60))
def test_the_length_stays(text: str) -> None:
    assert len(truecased(text, LEXICON, KNOWN.by_first)) == len(text)


def test_a_passage_in_capitals_is_read_in_small_letters_where_its_language_is_known() -> None:
    text = "THE FERRY WILL STOP, SAID RUTH CALDER."
    assert passage_tokens(0, text, KNOWN, english=True).text == "The ferry will stop, said Ruth Calder."
    assert passage_tokens(0, text, KNOWN, english=False).text == text
