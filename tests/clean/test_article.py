from pathlib import Path

import pytest
from conftest import ARTICLE, PARAGRAPH, SECOND, THIRD
from hypothesis import given
from hypothesis import strategies as st
from stages import clean

from sitegen.clean.furniture import RULES
from sitegen.clean.plain import plain_text
from sitegen.model import Article, BlockKind, Override, Seed, spell
from sitegen.read.seeds import parse_seed, read_seeds


def seed_of(text: str) -> Seed:
    return parse_seed(text.encode("utf-8", "replace"), "000_test", "seeds/000_test.txt")[0]


def cleaned(text: str, override: Override | None = None) -> Article:
    return clean(seed_of(text), override)


def rules_of(article: Article) -> dict[int, str]:
    return {line: cut.rule for cut in article.cuts for line in cut.lines if cut.rule != "blank"}


def check(text: str, *, body: list[str], **fields: str) -> Article:
    """Clean a text and compare its paragraphs and the fields that are named."""
    article = cleaned(text)
    assert [block.text for block in article.body] == body
    for name, value in fields.items():
        assert " + ".join(article.all(name)) == value
    return article


def assert_every_line_once(seed: Seed, article: Article) -> None:
    where: dict[int, set[str]] = {}
    first_of: dict[int, int] = {}  # block -> the first block of its line
    for number, field in enumerate(article.fields):
        for piece in field.pieces:
            where.setdefault(piece.line, set()).add(f"field {field.pieces[0].line}" if number >= 0 else "")
    for number, block in enumerate(article.blocks):
        for piece in block.pieces:
            ran_together = number and article.blocks[number - 1].pieces[-1].end == block.pieces[0].start
            same = ran_together and article.blocks[number - 1].pieces[-1].line == block.pieces[0].line
            where.setdefault(piece.line, set()).add(
                f"block {first_of.setdefault(number, first_of[number - 1] if same else number)}"
            )
    for number, cut in enumerate(article.cuts):
        for line in cut.lines:
            where.setdefault(line, set()).add(f"cut {number}")
    assert set(where) == set(range(len(seed.lines)))
    assert {line: places for line, places in where.items() if len(places) != 1} == {}


# What it does ---------------------------------------------------------------------------------------------------------


def test_a_plain_article() -> None:
    check(ARTICLE, title="Ferry returns to the bay in June", body=[PARAGRAPH, SECOND, THIRD])


def test_standfirst_byline_date_and_buttons_above_the_text() -> None:
    text = (
        f"Ferry returns to the bay in June\n\nRepairs took three months longer than the harbour office had hoped\n\n"
        f"By Ann Writer and Bo Scribe\nPublished April 9, 2024 at 1:02 PM EDT\n\nShare\nFacebook\n\n{PARAGRAPH}\n\n{SECOND}\n"
    )
    check(
        text,
        title="Ferry returns to the bay in June",
        standfirst="Repairs took three months longer than the harbour office had hoped",
        byline="Ann Writer + Bo Scribe",
        date="2024-04-09T13:02 EDT",
        body=[PARAGRAPH, SECOND],
    )


def test_a_doubled_headline_and_a_bio() -> None:
    text = f"Ferry returns\n\nAnn Writer (31 articles)\nFerry returns\n\n{PARAGRAPH}\n\n{SECOND}\n\nAnn Writer\n\nAnn Writer is a reporter based in Bern.\n"
    article = check(text, title="Ferry returns", byline="Ann Writer", body=[PARAGRAPH, SECOND])
    assert rules_of(article) == {3: "repeated-title", 9: "repeated-name", 11: "bio"}


def test_pointers_and_players_between_paragraphs() -> None:
    text = (
        f"Ferry returns to the bay\n\n{PARAGRAPH}\n\nRead more:\n\nA bridge for the north\n\n{SECOND}\n\n02:10\n\nThe ferry in pictures\n\n"
        f"The ferry in pictures\n{THIRD}\nAdvertisement\n"
    )
    article = check(text, body=[PARAGRAPH, SECOND, THIRD])
    assert rules_of(article) == {
        4: "teaser",
        6: "teaser-headline",
        10: "player",
        12: "video-headline",
        14: "video-headline",
        16: "ad-marker",
    }


@pytest.mark.parametrize("numbers", [("1", "2", "3"), ("#3", "#2", "#1"), ("11.", "12.", "13.")])
def test_the_numbers_of_a_list_are_text(numbers: tuple[str, str, str]) -> None:
    texts = (PARAGRAPH, SECOND, THIRD)
    listed = [line for pair in zip(numbers, texts, strict=True) for line in pair]
    check("\n\n".join(["Three ways over the bay", *listed]), title="Three ways over the bay", body=listed)


def test_counters_are_no_list() -> None:
    check(
        f"Three ways over the bay\n\n12\n\n{PARAGRAPH}\n\n3\n\n{SECOND}\n\n40\n\n{THIRD}",
        body=[PARAGRAPH, SECOND, THIRD],
    )
    assert check("\n".join([*ARTICLE.splitlines(), "1", "2", "3"]), body=[PARAGRAPH, SECOND, THIRD])


def test_what_is_said_twice_was_doubled_and_what_is_said_thrice_is_meant() -> None:
    check(f"{PARAGRAPH}\n\n{SECOND}\n\n{THIRD}\n\n{PARAGRAPH}", body=[PARAGRAPH, SECOND, THIRD])
    thrice = [
        PARAGRAPH,
        SECOND,
        THIRD,
        PARAGRAPH,
        SECOND,
        THIRD,
        "Nobody had asked for more than that.",
        SECOND,
        THIRD,
        PARAGRAPH,
    ]
    check("\n\n".join(thrice), body=thrice)


def test_a_byline_with_a_date_between_paragraphs_is_a_label() -> None:
    article = cleaned(
        f"Ferry returns\n\n{PARAGRAPH}\n\n{SECOND}\n\nBy Ann Writer | May 6, 2024 | Topic: Ferries\n\n{THIRD}"
    )
    assert rules_of(article)[6] == "post-meta"


def test_a_sentence_after_a_pointer_is_text_again() -> None:
    check(f"Ferry returns\n\n{PARAGRAPH}\n\nRead more:\n\n{SECOND}\n", body=[PARAGRAPH, SECOND])


def test_a_list_that_opens_with_a_colon_is_no_video() -> None:
    intro = "The points on which both sides agreed include:"
    article = cleaned(
        f"Ferry returns\n\n{PARAGRAPH}\n\nClick to play video:'The ferry'\n\nThe ferry\n\n{intro}\n\n– a second ship for the summer.\n\n{THIRD}\n"
    )
    assert intro in [block.text for block in article.body]
    assert BlockKind.ITEM in [block.kind for block in article.body]


def test_the_tail_of_a_page() -> None:
    text = (
        f"Ferry returns\n\n{PARAGRAPH}\n\n{SECOND}\n\n– Reporting by Ann Writer in Bern; Editing by Bo Scribe\n\n"
        "https://gazette.example.org/ferry/?utm_source=x Ferry returns – World\n\nRelated Articles\n\nA bridge for the north\n\nBack to top\n"
    )
    article = check(
        text,
        credit="Reporting by Ann Writer in Bern; Editing by Bo Scribe",
        address="https://gazette.example.org/ferry/",
        source="gazette.example.org",
        body=[PARAGRAPH, SECOND],
    )
    assert [trim.rule for trim in article.inline_cuts] == ["repeated-title"]


@pytest.mark.parametrize(
    ("line", "title", "kicker"),
    [
        ("Opinion | The ferry was late again", "The ferry was late again", "Opinion"),
        ("The ferry was late again – World", "The ferry was late again", "World"),
        ("The ferry was late again | Harbour Gazette", "The ferry was late again", ""),
        ("The ferry – a love story of our bay", "The ferry – a love story of our bay", ""),
    ],
)
def test_what_is_glued_to_a_headline(line: str, title: str, kicker: str) -> None:
    check(f"{line}\n\n{PARAGRAPH}\n\n{SECOND}\n", title=title, kicker=kicker, body=[PARAGRAPH, SECOND])


COMMENTS = [
    "https://example.org/other",
    "I think they never wanted to run it...",
    "You must be joking!",
    "lol, my uncle waited for it all winter",
    "Great article, but I would like to see numbers.",
]


def test_comments_without_a_marker() -> None:
    article = cleaned("\n".join([PARAGRAPH, SECOND, THIRD, *COMMENTS]))
    assert [block.text for block in article.comments] == COMMENTS
    assert [block.text for block in article.body] == [PARAGRAPH, SECOND, THIRD]


def test_comments_below_a_heading() -> None:
    article = cleaned(
        f"Ferry returns\n\n{PARAGRAPH}\n\n{SECOND}\n\n3 Comments\n\nBen says:\nIt never ran on time.\nReply\n"
    )
    assert [block.text for block in article.comments] == ["Ben says:", "It never ran on time."]
    assert rules_of(article) == {6: "comments-header", 10: "comments-form"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            f"Ferry returns\n\nReading time: 9 minutes\n\n{PARAGRAPH}\n\n{SECOND}\n",
            "the page promises 9 minutes of reading",
        ),
        (
            f"Ferry returns\n\n{PARAGRAPH}\n\n{SECOND}\n\nThe council will decide in the autumn whether a second ship should be\n",
            "breaks off",
        ),
        (ARTICLE, ""),
    ],
)
def test_an_early_end_is_told(text: str, says: str) -> None:
    truncated = cleaned(text).truncated
    assert says in truncated
    assert bool(says) == bool(truncated)


def test_an_ambiguous_date_is_a_problem_and_no_guess() -> None:
    article = cleaned(f"Ferry returns\n\n04/09/2024\n\n{PARAGRAPH}\n\n{SECOND}\n")
    assert article.field("date") == ""
    assert "SG202" in [problem.code for problem in article.problems]


def test_hard_wrapped_lines_become_paragraphs() -> None:
    lines: list[str] = []
    for paragraph in (PARAGRAPH, SECOND, THIRD):
        line = ""
        for word in paragraph.split():
            if len(line) + len(word) > 68:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines += [line, ""]
    check("Ferry returns to the bay\n\n" + "\n".join(lines), body=[PARAGRAPH, SECOND, THIRD])


def test_invisible_characters_leave_the_text_but_not_the_count() -> None:
    seed = seed_of(ARTICLE.replace("harbour", "har\u00adbour").replace("ferry", "ferry\u200b"))
    article = clean(seed)
    assert article.body[0].text == PARAGRAPH
    assert_every_line_once(seed, article)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ARTICLE, "en"),
        (
            "Паром возвращается\n\nПортовое управление сообщило в понедельник, что паром снова пойдёт с первого июня после ремонта.\n",
            "ru",
        ),
        (
            "渡轮六月复航\n\n港务局周一表示,经过三个月的维修,渡轮将从六月一日起恢复运行,费用超出全年预算。\n",
            "zh",
        ),
        (
            "العبّارة تعود في يونيو\n\nقال مكتب الميناء يوم الاثنين إن العبّارة ستعود إلى العمل في الأول من يونيو بعد ثلاثة أشهر من الإصلاح.\n",
            "ar",
        ),
        (
            "फेरी जून में लौटेगी\n\nबंदरगाह कार्यालय ने सोमवार को कहा कि तीन महीने की मरम्मत के बाद फेरी एक जून से फिर चलेगी।\n",
            "hi",
        ),
    ],
)
def test_other_languages_keep_their_text(text: str, language: str) -> None:
    article = cleaned(text)
    assert article.language == language
    assert article.field("title") == text.split("\n", maxsplit=1)[0]
    assert [block.text for block in article.body] == [line for line in text.split("\n")[2:] if line]


def test_a_person_wins() -> None:
    text = f"Ferry returns\n\nApril 9, 2024\n\n{PARAGRAPH}\n\nAdvertisement\n\n{SECOND}\n"
    article = cleaned(
        text, Override((("title", "The ferry is back"), ("date", "2024-04-10")), keep=(6,), drop=(8,))
    )
    assert (article.field("title"), article.field("date")) == ("The ferry is back", "2024-04-10")
    assert [block.text for block in article.body] == [PARAGRAPH, "Advertisement"]
    assert_every_line_once(seed_of(text), article)


# What always holds ----------------------------------------------------------------------------------------------------

LINES = st.one_of(
    st.sampled_from([line for rule in RULES for line in rule.cuts]),
    st.sampled_from(
        [
            PARAGRAPH,
            SECOND,
            THIRD,
            *COMMENTS,
            "",
            "",
            "Ferry returns",
            "Ann Writer",
            "By Ann Writer",
            "April 9, 2024",
            "Tue Apr 09 2024",
        ]
    ),
    st.text(
        alphabet=st.characters(codec="utf-8", exclude_characters="\r\n", exclude_categories=["Cc", "Cs"]),
        max_size=60,
    ),
)
SEEDS = st.lists(LINES, max_size=25).map("\n".join).map(seed_of)


@given(SEEDS, st.sets(st.integers(0, 24), max_size=3), st.sets(st.integers(0, 24), max_size=3))
def test_every_line_is_in_one_place_and_pieces_spell_the_text(
    seed: Seed, keep: set[int], drop: set[int]
) -> None:
    override = Override((("title", "Given"),) if keep else (), tuple(sorted(keep)), tuple(sorted(drop)))
    article = clean(seed, override)
    assert_every_line_once(seed, article)
    spelled = [(one.pieces, one.text) for one in article.blocks] + [
        (one.pieces, one.text) for one in article.fields if one.pieces
    ]
    for pieces, text in spelled:
        assert spell(pieces, seed.lines) == text


@given(
    st.lists(st.sampled_from([PARAGRAPH, SECOND, THIRD]), min_size=1, max_size=6, unique=True), st.booleans()
)
def test_cleaning_what_is_clean_cuts_nothing(paragraphs: list[str], titled: bool) -> None:  # noqa: FBT001
    first = cleaned("\n\n".join((["Ferry returns to the bay in June"] if titled else []) + paragraphs))
    again = cleaned(plain_text(first))
    assert rules_of(again) == {}
    assert plain_text(again) == plain_text(first)


def test_cleaning_the_cleaned_real_seeds_cuts_nothing(real_seeds: Path) -> None:
    for seed in read_seeds(real_seeds, "").seeds:
        once = plain_text(clean(seed))
        again = cleaned(once)
        assert rules_of(again) == {}, seed.id
        assert plain_text(again) == once


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    [
        "a" * 200_000,
        "word " * 40_000,
        "- " * 50_000,
        "By " + "A. " * 30_000,
        "http://" + "a." * 50_000,
        "1/" * 60_000,
    ],
)
def test_a_hostile_line_costs_no_more_than_its_length(line: str) -> None:
    seed = seed_of(f"Ferry returns\n\n{PARAGRAPH}\n\n{line}\n\n{SECOND}\n")
    assert_every_line_once(seed, clean(seed))


def test_a_dropped_fact_is_dropped_and_a_replaced_one_says_so() -> None:
    text = f"Ferry returns\n\nBy Ann Writer\nApril 9, 2024\n\n{PARAGRAPH}\n\n{SECOND}\n"
    assert rules_of(cleaned(text, Override(drop=(2, 3)))) == {2: "dropped", 3: "dropped"}
    assert rules_of(cleaned(text, Override((("byline", "Anna Writer"),)))) == {2: "replaced"}


def test_a_line_of_which_nothing_is_left_is_a_cut() -> None:
    text = f"Ferry returns\n\n{PARAGRAPH} READ MORE\n\n{SECOND}\n"
    assert [block.text for block in cleaned(text).body] == [PARAGRAPH, SECOND]


@pytest.mark.parametrize(
    "line",
    [
        "Research by the university shows that the ferry is used by fewer people than it was ten years ago.",
        "Translation by machine has made the reports of the harbour office readable for the visitors of the town.",
        "The storms contributed to this report of lower sales in the shops along the pier of the town.",
    ],
)
def test_sentences_that_only_look_like_credits(line: str) -> None:
    check(f"Ferry returns\n\n{PARAGRAPH}\n\n{SECOND}\n\n{line}\n", body=[PARAGRAPH, SECOND, line])


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("KYIV, March 4 (Reuters) - ", "KYIV, March 4 (Reuters)"),
        ("HELENA, Ark. (AP) — ", "HELENA, Ark. (AP)"),
        ("PORT VALE — ", "PORT VALE"),
        ("BERN/GENEVA, 6 - ", ""),
        ("The harbour – a short one – ", ""),
        ("NATO said: ", ""),
    ],
)
def test_a_dateline_is_told_and_stays(opening: str, dateline: str) -> None:
    article = cleaned(f"Ferry returns\n\n{opening}{PARAGRAPH}\n\n{SECOND}\n")
    assert article.field("dateline") == dateline
    assert article.body[0].text.startswith(opening.split(maxsplit=1)[0])


def test_a_line_of_names_and_a_date_gives_both() -> None:
    text = f"Ferry returns to the bay\n\nAnn Painter, Harbour Gazette | May 6, 2024, 4:05 pm\n\n{PARAGRAPH}\n\n{SECOND}\n"
    check(text, byline="Ann Painter", date="2024-05-06T16:05", body=[PARAGRAPH, SECOND])


def test_a_line_that_a_person_drops_takes_no_other_with_it() -> None:
    lines = [
        "Ferry returns",
        "",
        PARAGRAPH,
        "",
        SECOND,
        "",
        "The ship is blue.",
        "",
        THIRD,
        "",
        "It will be repaired in May, the office said.",
        "",
    ]
    text = "\n".join(lines)
    whole = [block.text for block in cleaned(text).body]
    for number, line in enumerate(lines):
        if line in whole:
            assert [block.text for block in cleaned(text, Override(drop=(number,))).body] == [
                one for one in whole if one != line
            ]


def test_a_signature_below_a_letter_is_no_heading_of_the_next_one() -> None:
    letters = f"Letters about the harbour\n\n{PARAGRAPH}\nHugh Pennifold, Harrow Bay\n\n{SECOND}\nAda Marl, Oldport\n\n{THIRD}\n"
    kinds = {block.text: block.kind for block in cleaned(letters).body}
    assert BlockKind.HEADING not in kinds.values()
    assert kinds.get("Ada Marl, Oldport") is BlockKind.PARAGRAPH
    apart = cleaned(f"Letters about the harbour\n\n{PARAGRAPH}\n\nWhat others say\n\n{SECOND}\n")
    assert BlockKind.HEADING in {block.kind for block in apart.body}


def test_a_line_of_a_list_is_no_headline() -> None:
    text = f"Skell fish soup\nServes four\nBy Nettie Gray\n9 March 2024\n\nIngredients\n- 600 g of whiting\n- 2 onions\n- 1 litre of stock\n- salt\n\n{PARAGRAPH}\n"
    assert cleaned(text).field("title") == "Skell fish soup"


@pytest.mark.parametrize(
    ("line", "date", "updated"),
    [
        ("Written 11 April 1998, published here 3 May 2024", "2024-05-03", ""),
        ("11 April 2024 (corrected 13 April 2024)", "2024-04-11", "2024-04-13"),
        ("Originally published 1 March 2019; republished 11 April 2024", "2019-03-01", "2024-04-11"),
        ("Event date: 3 May 2024", "", ""),
        ("Court date: 3 May 2024", "", ""),
        ("Retracted 12 April 2024", "", ""),
        ("Draft of 3 May 2024", "", ""),
        ("Date: 3 May 2024", "2024-05-03", ""),
        ("Publication date: 3 May 2024", "2024-05-03", ""),
    ],
)
def test_what_stands_before_a_date_says_what_it_is_of(line: str, date: str, updated: str) -> None:
    article = cleaned(f"Ferry returns to the bay\n\n{line}\n\n{PARAGRAPH}\n\n{SECOND}\n")
    assert (article.field("date"), article.field("updated")) == (date, updated)


@pytest.mark.parametrize(
    "line",
    ["Translated by Anna Gray", "Edited by Anna Gray", "Not by Anna Gray", "Medically reviewed by Anna Gray"],
)
def test_who_did_not_write_it_is_no_author(line: str) -> None:
    assert not cleaned(
        f"Ferry returns to the bay\n\n{line}\n\n3 May 2024\n\n{PARAGRAPH}\n\n{SECOND}\n"
    ).field("byline")


@pytest.mark.parametrize(
    ("above", "title"),
    [
        (
            "Ferry returns to the bay after repairs - Town - Harbour Gazette\n\nMenu\n\nFerry returns to the bay after repairs",
            "Ferry returns to the bay after repairs",
        ),
        (
            "No more room on the pier for boats of the town\n\nfor boats of the town",
            "No more room on the pier for boats of the town",
        ),
    ],
)
def test_a_copy_of_the_headline_tells_where_it_ends(above: str, title: str) -> None:
    text = f"{above}\n\n3 May 2024\n\n{PARAGRAPH} The ferry returns to the bay after repairs; the pier has no more room for boats of the town.\n\n{SECOND}\n"
    assert cleaned(text).field("title") == title
