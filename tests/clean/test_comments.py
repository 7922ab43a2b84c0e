import pytest
from conftest import PARAGRAPH, SECOND, THIRD

from sitegen.clean.comments import (
    CUES,
    HEADERS,
    SIGNS,
    Cue,
    Header,
    Sign,
    first_comment,
    header,
    signs,
    style,
)
from sitegen.clean.units import TextUnit, units_of


def unit_of(text: str) -> TextUnit:
    return units_of((text,))[0][0]


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind in HEADERS for line in kind.examples])
def test_headers_of_posts(kind: Header, line: str) -> None:
    assert kind.points > 0
    found = header(unit_of(line))
    assert found is not None
    assert kind.pattern.fullmatch(line)


@pytest.mark.parametrize(
    ("kind", "line"), [(kind, line) for kind in HEADERS for line in kind.counterexamples]
)
def test_lines_that_only_look_like_headers(kind: Header, line: str) -> None:
    assert not kind.pattern.fullmatch(line)


@pytest.mark.parametrize("cue", CUES, ids=[cue.name for cue in CUES])
def test_cues_of_style(cue: Cue) -> None:
    def points(text: str) -> float:
        return style(unit_of(text))[0]

    assert (points(cue.example) - points(cue.counterexample)) * cue.points > 0
    assert (cue.name in style(unit_of(cue.example))[1]) is (cue.points > 0)
    assert cue.name not in style(unit_of(cue.counterexample))[1]


@pytest.mark.parametrize("sign", SIGNS, ids=[sign.name for sign in SIGNS])
def test_signs_of_a_thread(sign: Sign) -> None:
    assert sign.name in signs(unit_of(sign.example))
    assert sign.name not in signs(unit_of(sign.counterexample))


ARTICLE = [PARAGRAPH, SECOND, THIRD, PARAGRAPH.replace("ferry", "boat")]
POSTS = [
    "I think they never wanted to run it.",
    "You must be joking, my uncle waited all winter!",
    "Thanks, great article.",
]


@pytest.mark.parametrize(
    "head",
    [
        ("Ann says:",),
        ("Ann", "May 3, 2024 at 9:10 am"),
        ("by Ann on May 3, 2024",),
        ("Ann", "3 days ago"),
        ("#1 Ann", "12 likes"),
    ],
    ids=["says", "day and time", "by", "ago", "button"],
)
def test_posts_with_a_header_each(head: tuple[str, ...]) -> None:
    lines = [*ARTICLE, *(line for post in POSTS for line in (*head, post))]
    found = first_comment(units_of(tuple(lines))[0])
    assert found is not None
    assert found.first == len(ARTICLE)


def test_posts_with_a_foot_each() -> None:
    lines = [*ARTICLE, *(line for post in POSTS for line in (post, "Posted by: Ann | May 3, 2024 at 9:10"))]
    found = first_comment(units_of(tuple(lines))[0])
    assert found is not None
    assert found.first == len(ARTICLE)


def test_posts_that_only_their_style_tells() -> None:
    posts = [
        *POSTS,
        "lol yeah right...",
        "i wonder who pays for it, do you?",
        "Wow. Sorry, but that is just stupid!",
    ]
    found = first_comment(units_of((*ARTICLE, *posts))[0])
    assert found is not None
    assert found.first == len(ARTICLE)


def test_names_between_posts_help_to_tell_them() -> None:
    posts = [
        "I never sailed on it.",
        "I say they never wanted it.",
        "I waited for it all winter.",
        "My uncle built that pier.",
    ] * 2
    names = ["Ann", "MJ, Bern", "Bo Scribe", "ferryman", "Cleo", "D. in Oslo", "islander", "Eve"]
    named = [line for pair in zip(names, posts, strict=True) for line in pair]
    assert first_comment(units_of((*ARTICLE, *posts))[0]) is None
    found = first_comment(units_of((*ARTICLE, *named))[0])
    assert found is not None
    assert found.first == len(ARTICLE)


def test_a_list_of_dates_is_no_thread() -> None:
    dates = [
        "May 3, 2024, 19:30",
        "The ferry sails from the old harbour.",
        "May 9, 2024, 20:00",
        "The ferry sails from the new harbour.",
    ]
    assert first_comment(units_of((*ARTICLE, *dates))[0]) is None


def test_an_article_alone_has_no_comments() -> None:
    assert first_comment(units_of(tuple(ARTICLE))[0]) is None
    assert first_comment([]) is None
