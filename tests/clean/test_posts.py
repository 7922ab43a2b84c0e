import pytest

from sitegen.clean.comments import header
from sitegen.clean.posts import Line, thread
from sitegen.clean.units import units_of


def lines_of(*texts: str) -> list[Line]:
    """Give lines as they stand below a heading; "-" before one says that a rule of furniture claims it, "+" that it is a button."""
    lines = []
    for text in texts:
        unit = units_of((text.lstrip("-+ "),))[0][0]
        free = text[0] not in "-+"
        lines.append(Line(unit, header(unit) if free else None, free, button=text[0] == "+"))
    return lines


@pytest.mark.parametrize(
    ("texts", "posts"),
    [
        (
            [
                "Five more stories from the coast",
                "Ann",
                "3 days ago",
                "Well done!",
                "+Reply",
                "Bo",
                "2 days ago",
                "It was cold.",
                "-Sign up",
                "About us",
            ],
            range(1, 8),
        ),
        (
            [
                "It was cold.",
                "Posted by: Ann | May 3, 2024 at 9:10",
                "No.",
                "Posted by: Bo | May 3, 2024 at 9:30",
                "About",
            ],
            range(4),
        ),
        (
            ["Ferry Captains Ask for More", "1 hour ago", "Seven Ways of Tying a Knot", "2 hours ago"],
            range(0),
        ),
        (["Ann", "Reply", "Well said, Bo.", "Reply"], range(2, 3)),
    ],
    ids=["opened", "closed", "teasers", "buttons"],
)
def test_posts_between_headers(texts: list[str], posts: range) -> None:
    assert thread(lines_of(*texts), headed=True) == posts


def test_remarks_below_a_heading_and_words_of_the_page() -> None:
    assert thread(
        lines_of("Newest", "Well done, all of you.", "It was cold.", "About us"), headed=True
    ) == range(1, 3)
    assert thread(
        lines_of("Tell us in the comments below.", "Read this article again."), headed=True
    ) == range(0)


def test_what_style_alone_told_stays_whole() -> None:
    assert thread(lines_of("It was cold.", "So it was.", "No."), headed=False) == range(3)
