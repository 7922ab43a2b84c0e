"""Words of others as a terminal can show them: what would steer it is written as an escape."""

import re

# Controls of ASCII and Latin-1, marks that change the direction of the text around them, separators of lines
# and paragraphs, the byte order mark, and halves of surrogate pairs.
_STEERING = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff"
_IN_LINE = re.compile(f"[\n\t{_STEERING}]")
_IN_INDENTED = re.compile(f"\n(?!    )|[\t{_STEERING}]")
_IN_LINES = re.compile(f"[{_STEERING}]")


def printable(text: str) -> str:
    """Return a text on one line, without characters that steer a terminal: an escape stands for each."""
    return text if text.isascii() and text.isprintable() else _IN_LINE.sub(_escape, text)


def printable_message(text: str) -> str:
    """Return a text as `printable` does, but further lines of it stay where they are indented by four."""
    return text if text.isascii() and text.isprintable() else _IN_INDENTED.sub(_escape, text)


def printable_lines(text: str) -> str:
    """Return a text that may have several lines, without characters that steer a terminal otherwise."""
    return _IN_LINES.sub(_escape, text)


def json_printable(line: str) -> str:
    """Return a line of JSON that means the same, without characters that steer a terminal."""
    return _IN_LINES.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if found[0] in "\n\r\t":
        return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}[found[0]]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
