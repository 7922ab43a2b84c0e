"""Words beside the author and the date of a line are told: nothing is lost without a word."""

import pytest
from conftest import PARAGRAPH, SECOND, THIRD
from stages import clean

from sitegen.clean.beside import unexplained_spans
from sitegen.model import Field
from sitegen.read.seeds import parse_seed


def left_over(line: str) -> list[str]:
    """Give what is told to be left over of a line below the headline."""
    seed, _ = parse_seed(
        f"Ferry returns to the bay in June\n\n{line}\n\n{PARAGRAPH}\n\n{SECOND}\n\n{THIRD}\n".encode(),
        "a",
        "a.txt",
    )
    article = clean(seed)
    assert 2 in {piece.line for field in article.fields for piece in field.pieces}, "the line is a fact"
    return [
        seed.lines[one.line][one.start : one.end] for one in article.inline_cuts if one.rule == "beside-fact"
    ]


def test_no_span_overlaps_another_or_a_name() -> None:
    facts = (
        Field(name="byline", value="Anna Gray Jr.", text="Anna Gray, Jr.", pieces=(), why=""),
        Field(name="byline", value="Tom Pike", text="Tom Pike", pieces=(), why=""),
    )
    text = "By Anna Gray, Jr. (AP) and Tom Pike (Reuters)"
    assert [text[start:end] for start, end in unexplained_spans(text, facts)] == ["AP", "Reuters"]


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("By Anna Scribe, Political Editor", ["Political Editor"]),
        ("By Anna Scribe, Harbour Gazette", ["Harbour Gazette"]),
        ("By Anna Scribe and Bo Writer, Science Correspondents", ["Science Correspondents"]),
        ("Harbour Gazette, 3 May 2021", ["Harbour Gazette"]),
        ("World | May 3, 2021 10:30 AM EDT", ["World"]),
        ("Von Anna Scribe, Hafenkurier, 3. Mai 2021", ["Hafenkurier"]),
        ("Opinion by Anna Scribe", ["Opinion"]),
        ("Interview by Anna Scribe", ["Interview"]),
        ("By Anna Scribe | Published 3 May 2021 | Filed under Crime", ["Filed under Crime"]),
        ("Posted by Anna Scribe on 3 May 2021 in News, Politics", ["News, Politics"]),
        ("11-12 April 2021", ["11-12"]),
        (
            "3 May 2021, reprinted from the Skell Observer of 1 May 2021",
            ["reprinted from the Skell Observer of 1 May 2021"],
        ),
        ("By Anna Scribe @annascribe", ["annascribe"]),
        ("Published: 9:58 AM Thursday, May 6, 2021 Source: Reuters", ["Source: Reuters"]),
    ],
)
def test_words_beside_a_fact_are_told(line: str, rest: list[str]) -> None:
    assert left_over(line) == rest


@pytest.mark.parametrize(
    "line",
    [
        "By Anna Scribe",
        "By ANNA SCRIBE",
        "By Anna Scribe and Bo Writer",
        "May 3, 2021",
        "Published: Monday, 3 May 2021 at 10:30 am EST",
        "By Anna Scribe | May 3, 2021",
        "Posted on May 3, 2021 by Anna Scribe",
        "Von Anna Scribe, 3. Mai 2021, 10:30 Uhr",
        "Updated May 3, 2021, 4:15 PM",
        "By Anna Scribe, Jr.",
        "April 2021",
    ],
)
def test_a_line_that_is_all_fact_leaves_nothing(line: str) -> None:
    assert left_over(line) == []
