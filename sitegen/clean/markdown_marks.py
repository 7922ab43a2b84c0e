"""Marks of Markdown in scrapes: what is left out of a line so that plain text remains."""

import re
from collections.abc import Sequence

MIN_MARKED_LINES = 2  # with a link, a heading or bold words, in a text that is Markdown; by judgement
MAX_LINES = 400  # that are looked at
_ADDRESS = r"\((?:https?://|mailto:|/|#)[^\s()]*(?:\([^\s()]*\)[^\s()]*)*(?: \"[^\"]*\")?\)"
_SIGN = re.compile(rf"^#{{1,6}} \S|!?\[[^\[\]]*\]{_ADDRESS}|(?<![\w*])\*\*\S(?:[^*]*\S)?\*\*(?![\w*])")
_MARKS = re.compile(
    rf"^(?P<heading>#{{1,6}} +)|^(?P<quote>> ?)(?=\S)"
    rf"|(?P<image>!\[[^\[\]]*\]{_ADDRESS})|(?P<open>\[)(?=[^\[\]]*\]{_ADDRESS})"
    rf"|(?<=[^\[\]])(?P<close>\]{_ADDRESS})"
    r"|(?<![\w*])(?P<bold>\*\*|__)(?=\S(?:.*?\S)?(?P=bold)(?![\w*]))|(?<=\S)(?P<unbold>\*\*|__)(?![\w*])"
    r"|(?<![\w*])(?P<italic>\*)(?=[^\s*](?:[^*]*[^\s*])?\*(?![\w*]))|(?<=[^\s*])(?P<unitalic>\*)(?![\w*])"
)
_OPENED_BY = {"unbold": "bold", "unitalic": "italic"}  # a closing mark counts only where one has opened


def is_markdown(lines: Sequence[str]) -> bool:
    """Whether a text is Markdown: some lines have links, headings or bold words, or the first a heading."""
    lines = lines[:MAX_LINES]
    if not any(map(_may_be_marked, lines)):
        return False
    filled = [line.strip() for line in lines if line.strip()]
    marked = sum(_SIGN.search(line) is not None for line in filled)
    return marked >= MIN_MARKED_LINES or (marked > 0 and filled[0].startswith("# "))


def _may_be_marked(line: str) -> bool:
    return "](" in line or "**" in line or line.startswith("#")


def marks(line: str) -> list[tuple[int, int]]:
    """Return the spans of a line that are marks of Markdown, from left to right, in code points."""
    spans: list[tuple[int, int]] = []
    is_open = dict.fromkeys(_OPENED_BY.values(), False)
    for match in _MARKS.finditer(line):
        kind = match.lastgroup or ""
        opening = _OPENED_BY.get(kind)
        if opening is not None and not is_open[opening]:
            continue
        if opening is not None:
            is_open[opening] = False
        elif kind in is_open:
            is_open[kind] = True
        spans.append(match.span())
    return spans
