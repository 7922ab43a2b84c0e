"""Footnotes of a person's Markdown: a mark `[^1]` may stand in another remark than its text `[^1]: …`."""

import re
from collections.abc import Iterator, Mapping

_TEXT = re.compile(
    r"^ {0,3}\[\^(?P<name>[^\]\s]+)\]:[^\n]*(?:\n(?:[ \t]+[^\n]+|[ \t]*(?=\n[ \t]+\S)))*", re.MULTILINE
)
_MARK = re.compile(r"\[\^(?P<name>[^\]\s]+)\](?!:)")
_CODE = re.compile(
    r"^ {0,3}(?P<fence>```+|~~~+).*?(?:^ {0,3}(?P=fence)|\Z)|`[^`\n]*`", re.MULTILINE | re.DOTALL
)


def footnotes(markdown: str) -> dict[str, str]:
    """Return the texts of footnotes, each with its mark, by name."""
    matches = _TEXT.finditer(_without_code(markdown))
    return {match["name"]: markdown[match.start() : match.end()] for match in matches}


def with_footnotes(markdown: str, notes: Mapping[str, str]) -> str:
    """Return Markdown with the texts of those footnotes that it marks and lacks.

    Texts that stand there without a mark go.  `notes` are those of the whole file, by name.
    """
    if not notes:
        return markdown
    marked = dict.fromkeys(match["name"] for match in _MARK.finditer(_without_code(markdown)))
    present = footnotes(markdown)
    for name in present.keys() - marked.keys():
        if name in notes:
            markdown = markdown.replace(notes[name], "")
    missing = [notes[name] for name in marked if name in notes and name not in present]
    return "\n\n".join((markdown.strip("\n"), *missing))


def lone_footnotes(markdown: str) -> Iterator[tuple[int, str]]:
    """Yield the 0-based lines of marks without text and of texts without a mark, each with what is wrong."""
    if "[^" not in markdown:
        return
    plain = _without_code(markdown)
    texts = {match["name"]: match.start() for match in _TEXT.finditer(plain)}
    marks = {match["name"]: match.start() for match in _MARK.finditer(plain)}
    for name, offset in marks.items():
        if name not in texts:
            message = (
                f'no line "[^{name}]: …" says what this footnote is, so its mark is shown as it is written'
            )
            yield plain.count("\n", 0, offset), message
    for name, offset in texts.items():
        if name not in marks:
            message = f'nothing marks this footnote with "[^{name}]", so it is not shown'
            yield plain.count("\n", 0, offset), message


def _without_code(markdown: str) -> str:
    """Return the text with code blanked, each line as long as it was."""
    return _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), markdown)
