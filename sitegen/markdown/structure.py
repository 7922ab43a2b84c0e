"""The structure of a Markdown text: headings, title, blocks of code and comments, as CommonMark has them."""

from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt

from sitegen.markdown.tokens import parser, plain_text

_HEADING_BELOW = "what stands below"  # is no heading where a fence of code is left open above it


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its 0-based lines (end exclusive), its level, its words as they are written.

    One is an inner heading where it stands in a list or a quotation.
    """

    start: int
    end: int
    level: int
    text: str


def headings(text: str, *, inner: bool = False) -> tuple[Heading, ...]:
    """Return the headings of a Markdown text, without those in code; the `inner` ones, or all others."""
    tokens = parser().parse(text)
    found = []
    for token, content in pairwise(tokens):
        if token.type == "heading_open" and token.map and (token.level > 0) == inner:
            found.append(Heading(token.map[0], token.map[1], int(token.tag[1]), content.content))
    return tuple(found)


def fence_left_open(text: str) -> str:
    """Return the mark that would close a block of code which a text leaves open, or an empty text."""
    last_heading = headings(f"{text}\n\n## {_HEADING_BELOW}")[-1:]
    if last_heading and last_heading[0].text == _HEADING_BELOW:
        return ""
    fences = [token for token in parser().parse(text) if token.type == "fence" and token.level == 0]
    return fences[-1].markup if fences else ""


def without_comments(text: str) -> tuple[str, int]:
    """Return a Markdown text without its HTML comments, and the 0-based line of one that has no end, or -1.

    All lines stay where they are.  Comments in blocks of code stay, all others go, also in code within a
    line: better a word too few than a secret too many.  A comment without an end hides what stands below
    it.
    """
    if "<!--" not in text:
        return text, -1
    code_lines = _code_lines(text)
    kept_lines: list[str] = []
    opened_at = -1
    for number, line in enumerate(text.split("\n")):
        inside = opened_at >= 0
        if number in code_lines and not inside:
            kept_lines.append(line)
            continue
        kept, inside, opens_here = _outside_comments(line, inside=inside)
        if not inside:
            opened_at = -1
        elif opens_here:
            opened_at = number
        kept_lines.append(kept)
    return "\n".join(kept_lines), opened_at


def _outside_comments(line: str, *, inside: bool) -> tuple[str, bool, bool]:
    """Return what stands outside of comments in a line, whether one is open at its end, and begins in it.

    `inside` is whether one is open at its beginning.
    """
    kept = ""
    opens_here = False
    remaining = line
    while remaining:
        before, mark, remaining = remaining.partition("-->" if inside else "<!--")
        if not inside:
            kept += before
        if mark:
            inside = not inside
            opens_here = inside
    return kept, inside, opens_here


def _code_lines(text: str) -> set[int]:
    """Return the 0-based lines of a text that are code, fenced or indented."""
    knows_html = MarkdownIt("commonmark")  # so that a fence inside of a comment is none
    lines: set[int] = set()
    for token in knows_html.parse(text):
        if token.type in {"fence", "code_block"} and token.map:
            lines.update(range(*token.map))
    return lines


def first_heading(text: str) -> str:
    """Return the text of the first heading of level one, or an empty text."""
    tokens = parser().parse(text)
    for token, content in pairwise(tokens):
        if token.type == "heading_open" and token.tag == "h1":
            return plain_text(content)
    return ""


def without_title(text: str, title: str) -> str:
    """Return a Markdown text without the heading of level one at its beginning, if that is the title."""
    tokens = parser().parse(text)
    if not tokens or tokens[0].type != "heading_open" or tokens[0].tag != "h1":
        return text
    if not tokens[0].map or plain_text(tokens[1]) != title:
        return text
    return "\n".join(text.split("\n")[tokens[0].map[1] :])
