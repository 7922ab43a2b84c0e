import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.read.garbled import ungarbled
from sitegen.read.seeds import parse_seed


def mended(text: str) -> str:
    made, at = "", 0
    for start, end, became in ungarbled(text):
        made += text[at:start] + became
        at = end
    return made + text[at:]


def garble(text: str, encoding: str) -> str:
    return text.encode("utf-8").decode(encoding, errors="strict")


@pytest.mark.parametrize("text", ["It’s the “old” pier – or not…", "Café, naïve, Zürich", "€ 5", "10 °C"])
@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_what_was_decoded_wrongly_is_read_right(text: str, encoding: str) -> None:
    try:
        broken = garble(text, encoding)
    except UnicodeDecodeError:
        pytest.skip("Windows-1252 has no character for one of the bytes")
    assert broken != text
    assert mended(broken) == text


def test_what_was_decoded_wrongly_twice() -> None:
    assert mended(garble(garble("It’s Café", "latin-1"), "latin-1")) == "It’s Café"


def test_other_scripts() -> None:
    assert mended(garble("Привет, мир", "latin-1")) == "Привет, мир"


@pytest.mark.parametrize(
    "text",
    ["“CAFÉ” – “MÜNCHEN”", "Ça va ? « Âme »", "IRMÔ", "ÀÉÎ…", "Ångström", "voilà…", "Âge d’or", "naïve “café”", "Ð and Þ", "SEÑOR…"],
)
def test_what_is_right_stays(text: str) -> None:
    assert mended(text) == text


@given(st.text(alphabet=st.characters(max_codepoint=0x2FF), max_size=40))
def test_stretches_are_in_order_and_shorter(text: str) -> None:
    at = 0
    for start, end, became in ungarbled(text):
        assert at <= start < end
        assert len(became) < end - start
        at = end


def test_a_seed_keeps_the_places_of_its_characters() -> None:
    text = "First line\nItâ€™s the \x07oldâ€¦ pier Â here\n"
    seed, problems = parse_seed(text.encode(), "000", "seeds/000.txt")
    assert seed.lines == ("First line", "It’s the old… pier  here")
    assert [(one.was, one.became, one.line) for one in seed.mends] == [("â€™", "’", 1), ("â€¦", "…", 1), ("Â", "", 1)]
    assert [seed.lines[one.line][one.start : one.end] for one in seed.mends] == ["’", "…", ""]
    assert text[seed.offset(1, seed.lines[1].index("pier"))] == "p"
    assert [one.code for one in problems] == ["SG107", "SG105"]
    assert "3 garbled characters" in problems[0].message
    assert "1 control" in problems[1].message


def test_what_is_told_holds_no_controls() -> None:
    seed, _ = parse_seed("“old”".encode().decode("latin-1").encode(), "000", "seeds/000.txt")
    assert seed.lines == ("“old”",)
    assert [one.was for one in seed.mends] == ["â\ufffd\ufffd", "â\ufffd\ufffd"]
