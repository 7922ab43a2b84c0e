import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sitegen.read.mojibake import mojibake_repaired, still_garbled
from sitegen.read.repairs import repaired
from sitegen.read.seeds import decode, parse_seed


def mended(text: str) -> str:
    return repaired(text, mojibake_repaired(text))


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
    [
        "a \u0e50\x9f\x98\x84 face",
        "“CAFÉ” – “MÜNCHEN”",
        "Ça va ? « Âme »",
        "IRMÔ",
        "ÀÉÎ…",
        "Ångström",
        "voilà…",
        "Âge d’or",
        "naïve “café”",
        "Ð and Þ",
        "SEÑOR…",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert mended(text) == text


@given(
    st.text(alphabet=st.characters(max_codepoint=0x2FF), max_size=40)
    | st.text(alphabet="ÃÂÐÑâ€™œ‚‘°¾³\u00a0\x81\x9d “ a\n√©‚Äù", max_size=30)
)
def test_stretches_are_in_order_and_shorter(text: str) -> None:
    at = 0
    for one in mojibake_repaired(text):
        assert at <= one.start < one.end
        assert len(one.became) <= one.end - one.start
        at = one.end


def test_a_seed_keeps_the_places_of_its_characters() -> None:
    text = "First line\nItâ€™s the \x07oldâ€¦ pier Â here\n"
    seed, problems = parse_seed(text.encode(), "000", "seeds/000.txt")
    assert seed.lines == ("First line", "It’s the old… pier \u00a0here")
    assert [(one.was, one.became, one.line) for one in seed.repairs] == [
        ("â€™", "’", 1),
        ("â€¦", "…", 1),
        ("Â ", "\u00a0", 1),
    ]
    assert [seed.lines[one.line][one.start : one.end] for one in seed.repairs] == ["’", "…", "\u00a0"]
    assert text[seed.offset(1, seed.lines[1].index("pier"))] == "p"
    assert [one.code for one in problems] == ["SG107", "SG105"]
    assert "3 garbled characters" in problems[0].message
    assert "1 control" in problems[1].message


def test_what_is_told_holds_no_controls() -> None:
    seed, _ = parse_seed("“old”".encode().decode("latin-1").encode(), "000", "seeds/000.txt")
    assert seed.lines == ("“old”",)
    assert [one.was for one in seed.repairs] == ["â\ufffd\ufffd", "â\ufffd\ufffd"]


@pytest.mark.parametrize(
    ("broken", "meant"),
    [
        ('"Hello,â€ she said', '"Hello,” she said'),
        ("â€œHelloâ€\ufffd she said", "“Hello” she said"),
        ("Ã‘andú is a bird", "Ñandú is a bird"),
        ("caf√© in Gen√®ve, ‚Äúno‚Äù", "café in Genève, “no”"),
        ("вЂњРџСЂРёРІРµС‚вЂќ", "“Привет”"),
        ("├⌐t├⌐", "été"),
        ("\x93Hello\x94 it\x92s", "“Hello” it’s"),
        ("a â€‹zero width space", "a \u200bzero width space"),
        ("ï»¿Title", "Title"),
        ("Ã€ Paris, Ã  la mer", "À Paris, à la mer"),
        ("ä½\xa0å¥½", "你好"),
        ("ðŸ˜€", "😀"),
        ("Caf\u00c3\u00a9 “closed”", "Café “closed”"),  # garbled in part only
        ("Ð’ Ð¼Ð°Ðµ “closed”", "В мае “closed”"),
    ],
)
def test_kinds_of_garbled_characters(broken: str, meant: str) -> None:
    assert mended(broken) == meant


WORDS = {
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "el": "αβγδεζηθικλμνξοπρστυφχψω",
    "he": "אבגדהוזחטיכלמנסעפצקרשת",
}


@pytest.mark.parametrize("script", list(WORDS))
@given(data=st.data())
def test_words_of_any_length_are_mended_whole(script: str, data: st.DataObject) -> None:
    word = st.text(alphabet=WORDS[script], min_size=1, max_size=15)
    words = data.draw(st.lists(word, min_size=3, max_size=12))
    assume(set("".join(words)) != {"נ"})  # its bytes alone read as signs of multiplication between spaces
    line = " ".join(words)
    assert mended(f"{garble(line, 'latin-1')}\nA plain line.") == f"{line}\nA plain line."


@given(
    st.lists(
        st.sampled_from(["café", "Ñandú", "it’s", "“quoted”", "в", "Весна", "plain", "5 €", "–"]),
        min_size=1,
        max_size=8,
    )
)
def test_each_mended_character_leads_back_to_what_it_was(words: list[str]) -> None:
    raw = garble(" ".join(words), "latin-1")
    seed, _ = parse_seed(raw.encode(), "000", "seeds/000.txt")
    for line, text in enumerate(seed.lines):
        for column, character in enumerate(text):
            said = raw[seed.offset(line, column) : seed.offset(line, column + 1)]
            assert (
                mended(said) == character or said == character or character.encode() == said.encode("latin-1")
            )


def test_one_odd_line_does_not_change_others() -> None:
    text = "SÃ£o Paulo\nA EXPOSIÇÃO – “RELAÇÔ\nLITERA Â ESTE"
    assert mended(text) == "São Paulo\nA EXPOSIÇÃO – “RELAÇÔ\nLITERA Â ESTE"


@pytest.mark.parametrize(
    "text",
    ["ﬁne “quotes” and ‘marks’", "ｆｕｌｌ width", "a\u2028b", "①②", "litera Â este", "MANHÃ CEDO", "5 €"],
)
def test_nothing_is_made_prettier(text: str) -> None:
    assert mended(text) == text
    assert mended(f"CafÃ©\n{text}") == f"Café\n{text}"


def test_lost_bytes_are_told() -> None:
    raw = "Ð’ÐµÑ\x81Ð½Ð° Ð¸ ÐÐ¾Ñ‡ÑŒ"
    assert still_garbled(mended(raw))
    _, problems = parse_seed(raw.encode(), "000", "seeds/000.txt")
    (lost,) = [one for one in problems if one.code == "SG109"]
    assert (lost.line, "scrape it again" in lost.message) == (0, True)
    assert not [
        one
        for one in parse_seed("Привет, Ð and Þ".encode(), "000", "seeds/000.txt")[1]
        if one.code == "SG109"
    ]


def test_a_very_long_line_is_looked_at_in_parts() -> None:
    line = "It’s a café. " * 5000
    raw = garble(line, "latin-1")
    assert mended(raw) == line
    seed, _ = parse_seed(raw.encode(), "000", "seeds/000.txt")
    assert (seed.lines, seed.encoding) == ((line,), decode(raw.encode())[1])
