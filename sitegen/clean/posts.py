"""Which lines below the beginning of readers' comments are posts, and not forms and teasers around them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sitegen.clean import comments
from sitegen.clean.units import TextUnit

WRITTEN_SHARE = 0.5  # of the posts, written as posts and not as headlines are; set on 1,007 raw pages
MAX_POSTER_LINES = (
    2  # lines above the time of a post that may name who wrote it (by judgement, as is the next)
)
MIN_LAST_POST_UNITS = 2  # of the last post that are taken where all others are shorter
STYLE_CUES = frozenset(cue.name for cue in comments.CUES if cue.points > 0 and not cue.end)


@dataclass(frozen=True, slots=True)
class Line:
    """One unit below the beginning of the comments."""

    unit: TextUnit
    header: comments.Header | None  # the kind of header of a post that it is
    free: bool  # no rule of furniture claims it
    button: bool  # a rule claims it that speaks of buttons and counts of a post

    @property
    def opens(self) -> bool:
        """Whether it tells who wrote a post, or when."""
        return self.header is not None and self.header.opens

    @property
    def is_text(self) -> bool:
        """Whether it may be a line of a post."""
        if not self.free or self.header is not None:
            return False
        return self.unit.words > (1 if self.unit.ended else comments.SHORT_WORDS)

    @property
    def is_sentence(self) -> bool:
        """Whether it may be a line of a post and ends as a sentence does."""
        return self.is_text and self.unit.ended

    @property
    def is_written(self) -> bool:
        """Whether it may be a line of a post and is a sentence, or has the style or signs of posts."""
        return self.is_text and (self.unit.ended or _has_style(self.unit))

    @property
    def ends_posts(self) -> bool:
        """Whether it is furniture that no post has."""
        return not self.free and not self.button

    @property
    def may_name_poster(self) -> bool:
        """Whether it may name who wrote the post below."""
        return self.free and not self.unit.ended and self.unit.words <= comments.NAME_WORDS


def thread(lines: Sequence[Line], *, headed: bool) -> range:
    """Return the lines from the first of a post to the last; none where nothing is written as posts are.

    headed: a heading of comments stands above, and nothing else was seen of a thread.
    """
    opening = [index for index, line in enumerate(lines) if line.opens]
    headers = [index for index, line in enumerate(lines) if line.header is not None]
    separators = opening or headers
    if separators and not _are_posts(lines, separators):
        return range(0)
    if opening:
        return _posts_of_headers(lines, opening)
    if headed:
        return _remarks(lines)
    return range(len(lines))


def _has_style(unit: TextUnit) -> bool:
    return not STYLE_CUES.isdisjoint(comments.style(unit)[1]) or comments.has_signs(unit)


def _are_posts(lines: Sequence[Line], separators: Sequence[int]) -> bool:
    """Whether enough of what stands between the headers is written as posts are."""
    posts = written = 0
    for above, below in pairwise((-1, *separators, len(lines))):
        post = [line for line in lines[above + 1 : below] if line.is_text]
        posts += bool(post)
        written += any(line.is_written for line in post)
    return written > 0 and written >= WRITTEN_SHARE * posts


def _posts_of_headers(lines: Sequence[Line], opening: Sequence[int]) -> range:
    """Return the lines of posts that headers open, or close."""
    first, last = opening[0], opening[-1]
    end = _end_of_last_post(lines, last, _longest_post(opening))
    above = next((index for index in range(first) if lines[index].is_written), None)
    if above is None:
        return range(_first_poster_line(lines, first), end)
    if any(line.is_text for line in lines[last + 1 : end]):
        return range(above, end)
    return range(above, last + 1)  # headers close the posts


def _longest_post(opening: Sequence[int]) -> int:
    """Return how many lines the longest post between two headers has, at least MIN_LAST_POST_UNITS."""
    return max([MIN_LAST_POST_UNITS, *(below - above - 1 for above, below in pairwise(opening))])


def _first_poster_line(lines: Sequence[Line], header: int) -> int:
    """Return the first of the lines directly above a header that may name who wrote the post."""
    highest = max(0, header - MAX_POSTER_LINES)
    first = header
    while first > highest and lines[first - 1].may_name_poster:
        first -= 1
    return first


def _end_of_last_post(lines: Sequence[Line], header: int, max_lines: int) -> int:
    """Return the end of what may be the last post: of so many lines, up to furniture that no post has."""
    end = header + 1
    for index, line in enumerate(lines[header + 1 : header + 1 + max_lines], header + 1):
        if line.ends_posts:
            break
        if line.is_text or line.header is not None:
            end = index + 1
    return end


def _remarks(lines: Sequence[Line]) -> range:
    """Return the lines from the first to the last that have a sign of a thread, and sentences beside them.

    Words of the page to its readers speak of the article and of comments too: that alone makes no thread.
    """
    signed = [index for index, line in enumerate(lines) if line.is_text and comments.has_signs(line.unit)]
    if not any(comments.speaks_to_others(lines[index].unit) for index in signed):
        return range(0)
    start, end = signed[0], signed[-1] + 1
    while start and lines[start - 1].is_sentence:
        start -= 1
    while end < len(lines) and lines[end].is_sentence:
        end += 1
    return range(start, end)
