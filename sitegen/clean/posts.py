"""Which of the lines below the beginning of readers' comments are posts: the forms and teasers around them are furniture of the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sitegen.clean import comments
from sitegen.clean.units import TextUnit

POSTED = 0.5  # of the posts: so many must be written as posts are, not as headlines
NAME_LINES = 2  # lines above the time of a post that may name who wrote it
LEAST_POST = 2  # units of the last post that are taken where all others are shorter
OF_THE_ARTICLE = "talk of the article"
STYLES = frozenset(cue.name for cue in comments.CUES if cue.points > 0 and not cue.end)


@dataclass(frozen=True, slots=True)
class Line:
    """One unit below the beginning of the comments."""

    unit: TextUnit
    header: comments.Header | None  # the kind of header of a post that it is
    free: bool  # no rule of furniture claims it
    button: bool  # a rule claims it that speaks of buttons and counts of a post

    @property
    def opens(self) -> bool:
        """Say whether it tells who wrote a post, or when."""
        return self.header is not None and (self.header.dated or self.header.name == comments.SAYS)

    @property
    def text(self) -> bool:
        """Say whether it may be a line of a post."""
        return (
            self.free
            and self.header is None
            and (self.unit.words > 3 or (self.unit.ended and self.unit.words > 1))
        )


def thread(lines: Sequence[Line], *, headed: bool) -> range:
    """Give the lines from the first of a post to the last; none where nothing there is written as posts are.

    headed: a heading of comments stands above, and nothing else was seen of a thread.
    """
    opening = [at for at, line in enumerate(lines) if line.opens]
    parting = opening or [at for at, line in enumerate(lines) if line.header is not None]
    if parting and not _are_posts(lines, parting):
        return range(0)
    if opening:
        return _between(lines, opening)
    return _remarks(lines) if headed else range(len(lines))


def _are_posts(lines: Sequence[Line], parting: Sequence[int]) -> bool:
    """Say whether enough of what stands between the headers is a sentence or has the style of comments."""
    edges = (-1, *parting, len(lines))
    posts = [[line for line in lines[a + 1 : b] if line.text] for a, b in pairwise(edges)]
    written = [any(_is_written(line.unit) for line in post) for post in posts if post]
    return sum(written) >= POSTED * len(written) and any(written)


def _is_written(unit: TextUnit) -> bool:
    return unit.ended or not STYLES.isdisjoint(comments.style(unit)[1]) or bool(comments.signs(unit))


def _between(lines: Sequence[Line], opening: Sequence[int]) -> range:
    """Give the lines of posts that headers open, or close."""
    first, last = opening[0], opening[-1]
    above = [at for at in range(first) if lines[at].text and _is_written(lines[at].unit)]
    below = _last_post(lines, last, max([LEAST_POST, *(b - a - 1 for a, b in pairwise(opening))]))
    closes = above and not any(lines[at].text for at in range(last + 1, below))
    if above:
        start = above[0]
    else:
        start = next(
            (
                at + 1
                for at in range(first - 1, max(-1, first - NAME_LINES - 1), -1)
                if not _may_name(lines[at])
            ),
            max(0, first - NAME_LINES),
        )
    return range(start, last + 1 if closes else below)


def _may_name(line: Line) -> bool:
    return line.free and not line.unit.ended and line.unit.words <= comments.NAME_WORDS


def _last_post(lines: Sequence[Line], header: int, most: int) -> int:
    """Give the end of what may be the last post: as long as the longest of the others, up to furniture that no post has."""
    end = header + 1
    for at in range(header + 1, min(len(lines), header + 1 + most)):
        if not lines[at].free and not lines[at].button:
            break
        if lines[at].text or lines[at].header is not None:
            end = at + 1
    return end


def _remarks(lines: Sequence[Line]) -> range:
    """Give the lines from the first to the last that have a sign of a thread, and the sentences beside them."""
    told = {at: comments.signs(line.unit) for at, line in enumerate(lines) if line.text}
    signed = [at for at, names in told.items() if names]
    if not {name for names in told.values() for name in names} - {OF_THE_ARTICLE}:
        return range(0)  # words of the page to its readers speak of the article and of comments, too
    start, end = signed[0], signed[-1] + 1
    while start and lines[start - 1].text and lines[start - 1].unit.ended:
        start -= 1
    while end < len(lines) and lines[end].text and lines[end].unit.ended:
        end += 1
    return range(start, end)
