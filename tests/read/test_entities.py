import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.read.entities import unescaped
from sitegen.read.repairs import repaired
from sitegen.read.seeds import parse_seed


def decoded(text: str) -> str:
    return repaired(text, unescaped(text)[0])


@pytest.mark.parametrize(
    ("escaped", "meant"),
    [
        ("&quot;Not before May,&quot; she said", '"Not before May," she said'),
        ("It&rsquo;s late &ndash; or is it?", "It’s late – or is it?"),
        ("Se&aacute;n, Zo&euml; and N&#243;ra", "Seán, Zoë and Nóra"),
        ("it&#8217;s &#x201C;done&#x201d;", "it’s “done”"),
        ("at noon.&nbsp;A second", "at noon.\u00a0A second"),
        ("the R&amp;D lab", "the R&D lab"),
        ("Fish &amp; chips", "Fish & chips"),
        ("&amp;quot;Twice,&amp;quot; he said", '"Twice," he said'),
        ("don&amp;#8217;t and R&D", "don’t and R&D"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>"),
        ("CAF&EACUTE; BUNDESSTRA&szlig;E &QUOT;ZU&QUOT;", 'CAFÉ BUNDESSTRAßE "ZU"'),
        ("a smile &#55357;&#56832; and &#128512;", "a smile 😀 and 😀"),
        ("don&#8217t and caf&#233", "don’t and café"),
        ("it&#146;s from Windows", "it’s from Windows"),
        ("a line&#13; or&#10;two", "a line  or two"),
        ("https://example.org/find?q=ferry&amp;year=2024", "https://example.org/find?q=ferry&year=2024"),
        ("the pier — old &mdash; was “closed”", "the pier — old — was “closed”"),
    ],
)
def test_escaped_texts_are_decoded(escaped: str, meant: str) -> None:
    assert decoded(escaped) == meant
    assert not unescaped(escaped)[1]


@pytest.mark.parametrize(
    "text",
    [
        "R&D, AT&T; Q&A; and fish & chips",
        "https://example.org/find?q=ferry&copy=1&year=2024&reg;=x",
        "this&rsquo that, &copy 2024, &nosuch; &#; &#x; &#99999999;",
        "rock & roll, R&D, cats & dogs, and how &amp; looks",
        "In HTML, write &amp; for an ampersand and &lt; for an angle.",
        "Type `&nbsp;` where no line may break.",
        'The browser shows "&eacute;" where the page says so.',
        "In XML there is Se&aacute;n & nothing else",
    ],
)
def test_what_may_be_meant_stays(text: str) -> None:
    assert decoded(text) == text


def test_an_escaped_text_about_html_is_decoded_once() -> None:
    text = "Don&rsquo;t write Se&aacute;n in HTML5, it&rsquo;s old, she says: &ldquo;We don&rsquo;t.&rdquo; Write &amp;amp; instead."
    assert decoded(text) == "Don’t write Seán in HTML5, it’s old, she says: “We don’t.” Write &amp; instead."


def test_what_stays_is_told() -> None:
    _, problems = parse_seed(b"Cats & dogs\nR&D, and &amp; too\n", "000", "seeds/000.txt")
    (told,) = problems
    assert (told.code, told.line, "&amp;" in told.message, "left as written" in told.message) == (
        "SG108",
        1,
        True,
        True,
    )


def test_a_seed_keeps_the_places_of_its_characters_and_tells_them() -> None:
    raw = "Caf&eacute; &amp; bar\n&quot;It&rsquo;s\x07 open,&quot; said Ann\n"
    seed, problems = parse_seed(raw.encode(), "000", "seeds/000.txt")
    assert seed.lines == ("Café & bar", '"It’s open," said Ann')
    assert [(one.kind, one.was, one.became, one.line) for one in seed.repairs][:2] == [
        ("HTML entities", "&eacute;", "é", 0),
        ("HTML entities", "&amp;", "&", 0),
    ]
    assert [seed.lines[one.line][one.start : one.end] for one in seed.repairs] == ["é", "&", '"', "’", '"']
    assert raw[seed.offset(0, 7) :].startswith("bar")
    assert raw[seed.offset(1, seed.lines[1].index("Ann")) :].startswith("Ann")
    assert [(one.code, one.line) for one in problems] == [("SG108", 0), ("SG105", 1)]
    assert "5 HTML entities decoded" in problems[0].message


@given(
    st.lists(
        st.sampled_from(
            [
                "Se&aacute;n",
                "It&rsquo;s",
                "&quot;we&quot;",
                "&amp;",
                "caf\u00c3\u00a9",
                "&Atilde;&copy;",
                "plain",
                "\x07",
                "\n",
            ]
        ),
        max_size=9,
    )
)
def test_entities_and_garbled_characters_lead_back_to_the_file(parts: list[str]) -> None:
    raw = "word " + " ".join(parts)
    seed, _ = parse_seed(raw.encode(), "000", "seeds/000.txt")
    mended = {(one.line, column): one.was for one in seed.repairs for column in range(one.start, one.end)}
    for line, text in enumerate(seed.lines):
        for column, character in enumerate(text):
            said = raw[seed.offset(line, column) :]
            assert said.startswith(mended.get((line, column), character))


def test_entities_of_garbled_characters() -> None:
    seed, _ = parse_seed(b"It&acirc;&euro;&trade;s a caf&Atilde;&copy;", "000", "seeds/000.txt")
    assert seed.lines == ("It’s a café",)
    assert [one.was for one in seed.repairs] == ["&acirc;&euro;&trade;", "&Atilde;&copy;"]


def test_a_place_behind_a_repaired_character_is_behind_all_that_it_was() -> None:
    raw = "Ren&eacute;&amp;\x07 Ann\n"
    seed, _ = parse_seed(raw.encode(), "000", "seeds/000.txt")
    assert seed.lines == ("René& Ann",)
    assert raw[seed.offset(0, 0) : seed.end_offset(0, 4)] == "Ren&eacute;"
    assert raw[seed.offset(0, 4) : seed.end_offset(0, 5)] == "&amp;"
    assert raw[seed.offset(0, 6) : seed.end_offset(0, 9)] == "Ann"
