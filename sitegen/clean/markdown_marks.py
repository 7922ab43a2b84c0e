"""Marks of Markdown in scrapes that were saved as such: what is left out of a line so that plain text remains."""

import re
from collections.abc import Sequence

MARKED_LINES = 2  # with a link, a heading or bold words that show a text to be Markdown
MOST = 400  # lines that are looked at
_ADDRESS = r"\((?:https?://|mailto:|/|#)[^\s()]*(?:\([^\s()]*\)[^\s()]*)*(?: \"[^\"]*\")?\)"
_SIGN = re.compile(rf"^#{{1,6}} \S|!?\[[^\[\]]*\]{_ADDRESS}|(?<![\w*])\*\*\S(?:[^*]*\S)?\*\*(?![\w*])")
_MARKS = re.compile(
    rf"^(?P<heading>#{{1,6}} +)|^(?P<quote>> ?)(?=\S)|(?P<image>!\[[^\[\]]*\]{_ADDRESS})|(?P<open>\[)(?=[^\[\]]*\]{_ADDRESS})"
    rf"|(?<=[^\[\]])(?P<close>\]{_ADDRESS})|(?<![\w*])(?P<bold>\*\*|__)(?=\S(?:.*?\S)?(?P=bold)(?![\w*]))|(?<=\S)(?P<unbold>\*\*|__)(?![\w*])"
    r"|(?<![\w*])(?P<italic>\*)(?=[^\s*](?:[^*]*[^\s*])?\*(?![\w*]))|(?<=[^\s*])(?P<unitalic>\*)(?![\w*])"
)


def is_markdown(lines: Sequence[str]) -> bool:
    """Say whether a text is Markdown: some of its lines have links, headings or bold words, or its first line is a heading."""
    if not any("](" in line or "**" in line or line.startswith("#") for line in lines[:MOST]):
        return False
    filled = [line.strip() for line in lines[:MOST] if line.strip()]
    marked = sum(_SIGN.search(line) is not None for line in filled)
    return marked >= MARKED_LINES or (marked > 0 and filled[0].startswith("# "))


def marks(line: str) -> list[tuple[int, int]]:
    """Give the stretches of a line that are marks of Markdown and no text, from left to right."""
    found: list[tuple[int, int]] = []
    open_bold = open_italic = False
    for match in _MARKS.finditer(line):
        kind = match.lastgroup
        if kind in {"unbold", "unitalic"} and not (open_bold if kind == "unbold" else open_italic):
            continue
        open_bold = (open_bold or kind == "bold") and kind != "unbold"
        open_italic = (open_italic or kind == "italic") and kind != "unitalic"
        found.append(match.span())
    return found
