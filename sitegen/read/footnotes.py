"""Footnotes of a person's Markdown: a mark `[^1]` may stand in another remark than its words `[^1]: …`."""

import re
from collections.abc import Iterator, Mapping

_WORDS = re.compile(
    r"^ {0,3}\[\^(?P<name>[^\]\s]+)\]:[^\n]*(?:\n(?:[ \t]+[^\n]+|[ \t]*(?=\n[ \t]+\S)))*", re.MULTILINE
)
_MARK = re.compile(r"\[\^(?P<name>[^\]\s]+)\](?!:)")
_CODE = re.compile(
    r"^ {0,3}(?P<fence>```+|~~~+).*?(?:^ {0,3}(?P=fence)|\Z)|`[^`\n]*`", re.MULTILINE | re.DOTALL
)


def footnotes(markdown: str) -> dict[str, str]:
    """Give the words of footnotes, each with its mark, by name."""
    return {
        match["name"]: markdown[match.start() : match.end()]
        for match in _WORDS.finditer(_without_code(markdown))
    }


def with_footnotes(markdown: str, notes: Mapping[str, str]) -> str:
    """Give Markdown with the words of those footnotes that it marks and lacks, and without those that stand there and it does not mark."""
    if not notes:
        return markdown
    plain = _without_code(markdown)
    own, marked = footnotes(markdown), dict.fromkeys(match["name"] for match in _MARK.finditer(plain))
    for name in own.keys() - marked.keys():
        markdown = markdown.replace(notes[name], "") if name in notes else markdown
    lacking = [notes[name] for name in marked if name in notes and name not in own]
    return "\n\n".join((markdown.strip("\n"), *lacking)) if lacking else markdown.strip("\n")


def lone_footnotes(markdown: str) -> Iterator[tuple[int, str]]:
    """Give the 0-based lines of marks without words and of words without a mark, each with what is wrong."""
    if "[^" not in markdown:
        return
    plain = _without_code(markdown)
    words = {match["name"]: match.start() for match in _WORDS.finditer(plain)}
    marks = {match["name"]: match.start() for match in _MARK.finditer(plain)}
    for name, at in marks.items():
        if name not in words:
            yield (
                plain.count("\n", 0, at),
                f'no line "[^{name}]: …" says what this footnote is, so its mark is shown as it is written',
            )
    for name, at in words.items():
        if name not in marks:
            yield (
                plain.count("\n", 0, at),
                f'nothing marks this footnote with "[^{name}]", so it is not shown',
            )


def _without_code(markdown: str) -> str:
    """Blank code, line by line as long as it was."""
    return _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), markdown)
