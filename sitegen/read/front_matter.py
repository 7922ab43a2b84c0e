"""Front matter: the keys that stand before a Markdown text, between two lines `---` (YAML) or `+++` (TOML)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import yaml

from sitegen.config import RIGHTS, ConfigError, line_of, parse_toml, raise_all, unknown_key
from sitegen.model import FileError, Problem, Severity

YAML, TOML = "---", "+++"
Values = tuple[tuple[str, int], ...]  # texts with their lines
_LINE_END = re.compile("\r\n?")  # as Markdown has them; other controls are part of a line
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad"
_BEFORE = re.compile(
    rf"(?:[\s{_INVISIBLE}]|<!--.*?-->)*", re.DOTALL
)  # what may stand before the first line without being seen
_OPENING = re.compile(r"(?P<fence>---|\+\+\+)[ \t]*\n")
_MEANT = re.compile(
    r"(?P<fence>[-=+*_~–—―]{1,6}|```(?:ya?ml|toml)?)[ \t]*\n+(?P<key>\w+)[ \t]*[:=]"
)  # a fence that is none
_ROW = re.compile(r"[ \t]*(?P<key>\w+)[ \t]*:[ \t]*(?P<value>\S.*)?")
_ESCAPED = re.compile("[\ud800-\udfff]")
_CHOICES = {  # of keys that a sentence may begin with, too ("Private: the owners said ...")
    "private": frozenset({"true", "yes", "on", "1", "false", "no", "off", "0"}),
    "rights": frozenset(RIGHTS),
}
# A line that says what a key would say, wherever and however it stands: in a list, in bold, as JSON, with "=".
_RULING_LINE = re.compile(
    r"[\s>*+_~`\"'{},;#\-–—−]*(?P<key>rights|private)[\"'*_`]*\s*[:=：][\s\"'*_`]*(?P<value>[a-z]+)[\s\"'*_`{},;.]*",
    re.IGNORECASE,
)
SINGLE = frozenset(
    {
        "seed",
        "rights",
        "private",
        "entity",
        "slug",
        "title",
        "date",
        "updated",
        "source",
        "address",
        "archived",
        "language",
    }
)
RULING = frozenset(
    {"seed", "rights", "keep", "drop", "private", "entity", "slug"}
)  # keys that no sentence begins with


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys before a Markdown text, the text, and the 0-based line at which the text begins."""

    values: Mapping[str, Values]
    lines: Mapping[str, int]  # of keys
    body: str
    start: int
    problems: tuple[Problem, ...] = field(default=())

    def many(self, key: str) -> Values:
        """Give the values of a key with their lines."""
        return self.values.get(key, ())

    def one(self, key: str) -> str:
        """Give the first value of a key, or an empty text."""
        return next((value for value, _ in self.many(key)), "")

    def line(self, key: str) -> int:
        """Give the line of a key, or -1."""
        return self.lines.get(key, -1)


def front_matter(text: str, path: str, known: tuple[str, ...]) -> FrontMatter:
    """Give the front matter of a text and the rest; raise ConfigError where it is broken.

    Blank lines, marks that nobody sees and HTML comments may stand before it.  Keys without their fence are a problem.
    """
    text = _LINE_END.sub("\n", text)
    before = _BEFORE.match(text)
    at = before.end() if before else 0
    opening = _OPENING.match(text, at)
    first = text.count("\n", 0, at)
    if opening:
        fence = opening["fence"]
        closing = re.compile(rf"^[ \t]*{re.escape(fence)}[ \t]*(?:\n|\Z)", re.MULTILINE).search(
            text, opening.end()
        )
        if closing:
            block = text[opening.end() : closing.start()]
            read = _toml if fence == TOML else _yaml
            values, lines = read(block, path, known, first + 1)
            return FrontMatter(values, lines, text[closing.end() :], text.count("\n", 0, closing.end()))
    if opening or text.startswith(("---", "+++"), at):
        fence = text[at : at + 3]
        raise ConfigError(
            path,
            first,
            "SG404",
            f'the front matter has no end\nclose it with a line "{fence}"',
            column=0,
            shown=fence,
        )
    meant = _MEANT.match(text, at)
    if meant and meant["key"].lower() in known:
        raise ConfigError(
            path,
            first,
            "SG404",
            f'"{meant["fence"]}" is no front matter; begin and end it with a line "{YAML}"',
        )
    return FrontMatter({}, {}, text, 0, _unfenced(text[at:], path, first, known))


def _unfenced(text: str, path: str, first: int, known: tuple[str, ...]) -> tuple[Problem, ...]:
    """Tell of keys that stand at the beginning of a text without their fence, and so are shown as words."""
    rows = text.split("\n\n", maxsplit=1)[0].split("\n")
    found = [row for row in map(_ROW.fullmatch, rows) if row]
    keys = [row["key"].lower() for row in found]
    first_key = keys[0] if found and _ROW.fullmatch(rows[0]) else ""
    ruling = first_key in RULING & set(known) and (
        first_key not in _CHOICES or _says(found[0]["value"], _CHOICES[first_key])
    )
    written = found[0]["key"] in known if first_key else False  # in small letters, as front matter is written
    if not (ruling or written) and (not keys or len(found) < len(rows) or not set(keys) & set(known)):
        return ()
    grave = Severity.ERROR if ruling or set(keys) & RULING or len(keys) > 1 else Severity.WARNING
    message = f'"{found[0]["key"]}:" is no front matter without a line "{YAML}" before and after the keys'
    return (Problem(path, first, "SG125", message, grave),)


def ruling_lines(body: str) -> tuple[int, ...]:
    """Give the 0-based lines of a text that say "rights: withdrawn" or "private: true", and so were meant for its front matter."""
    if not re.search("rights|private", body, re.IGNORECASE):
        return ()
    rows = ((number, _RULING_LINE.fullmatch(row)) for number, row in enumerate(body.split("\n")))
    return tuple(
        number
        for number, row in rows
        if row and row["value"].lower() in _CHOICES[row["key"].lower()] - NOTHING
    )


NOTHING = frozenset({"full", "false", "no", "off", "0", "1"})  # what forbids nothing


def _says(value: str | None, choices: frozenset[str]) -> bool:
    return (value or "").strip("\"' ").lower() in choices


# YAML -----------------------------------------------------------------------------------------------------------------


def _yaml(
    block: str, path: str, known: tuple[str, ...], first: int
) -> tuple[dict[str, Values], dict[str, int]]:
    """Read a block of YAML that begins at the line `first`."""
    try:
        root = yaml.compose(block, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        raise _broken_yaml(error, block, path, first) from None
    except (yaml.YAMLError, RecursionError) as error:
        what = str(error).splitlines()[0] if isinstance(error, yaml.YAMLError) else "it is nested too deeply"
        raise ConfigError(
            path,
            first,
            "SG404",
            f"{what}\nremove control characters and nesting from the front matter",
            column=0,
            shown=block.split("\n", maxsplit=1)[0],
        ) from None
    if root is None:
        return {}, {}
    if not isinstance(root, yaml.MappingNode):
        raise ConfigError(path, first, "SG404", 'front matter is lines of "key: value"')
    values: dict[str, Values] = {}
    lines: dict[str, int] = {}
    unknown: list[FileError] = []
    for key, value in root.value:
        name, line = str(key.value), first + key.start_mark.line
        if name in values:
            raise ConfigError(path, line, "SG402", f'the key "{name}" stands twice; remove one')
        if name not in known:
            unknown.append(ConfigError(path, line, "SG402", unknown_key(name, known)))
            continue
        values[name], lines[name] = tuple(_scalars(value, path, first)), line
        _refuse_several(name, values[name], path, line)
    raise_all(unknown)
    return values, lines


NULLS = frozenset(
    {"", "~"}
)  # "null" stays the word that it is, since each value is a text: there are people of that name


def _scalars(node: yaml.Node, path: str, first: int, depth: int = 0) -> list[tuple[str, int]]:
    line = first + node.start_mark.line
    if depth > 3:
        raise ConfigError(path, line, "SG404", "a text or a list of texts is wanted here, not lists in lists")
    if isinstance(node, yaml.ScalarNode):
        nothing = node.style is None and node.value in NULLS
        return (
            [(_without_comments(_joined(node.value, path, line)), line)]
            if node.value.strip() and not nothing
            else []
        )
    if isinstance(node, yaml.SequenceNode):
        return [one for item in node.value for one in _scalars(item, path, first, depth + 1)]
    raise ConfigError(
        path, line, "SG404", "a text or a list of texts is wanted here; put texts with ':' in quotes"
    )


def _refuse_several(name: str, values: Values, path: str, line: int) -> None:
    """Raise ConfigError where a key that has one value was given several: nobody can tell which is meant."""
    if name in SINGLE and len(values) > 1:
        raise ConfigError(path, line, "SG404", f'"{name}" has one value, not {len(values)}; write one')


def _without_comments(text: str) -> str:
    """Give a value without HTML comments, which are not to be shown."""
    return re.sub(r"\s*<!--.*?(?:-->|\Z)", "", text, flags=re.DOTALL).strip() if "<!--" in text else text


def _joined(text: str, path: str, line: int) -> str:
    r"""Give a text whose characters were written as two escapes each ("\ud83d\udea2"), as JSON does, with the characters themselves."""
    if not _ESCAPED.search(text):
        return text
    try:
        return text.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        raise ConfigError(
            path, line, "SG404", "half of a character is written as an escape; write the character itself"
        ) from None


def _broken_yaml(error: yaml.MarkedYAMLError, block: str, path: str, first: int) -> ConfigError:
    mark = error.problem_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = block.splitlines() or [""]
    message = f'{error.problem or "not valid"}\nwrite "key: value"; put a value that holds ": " or begins with a quote or bracket in quotes'
    return ConfigError(
        path, first + line, "SG404", message, column=column, shown=lines[min(line, len(lines) - 1)]
    )


# TOML -----------------------------------------------------------------------------------------------------------------


def _toml(
    block: str, path: str, known: tuple[str, ...], first: int
) -> tuple[dict[str, Values], dict[str, int]]:
    """Read a block of TOML that begins at the line `first`."""
    values: dict[str, Values] = {}
    lines: dict[str, int] = {}
    for name, value in parse_toml(block, path, first).items():
        line = first + max(line_of(block, name), 0)
        if name not in known:
            raise ConfigError(path, line, "SG402", unknown_key(name, known))
        values[name] = tuple(
            (_without_comments(text), line) for text in _texts(value, path, line) if text.strip()
        )
        lines[name] = line
        _refuse_several(name, values[name], path, line)
    return values, lines


def _texts(value: object, path: str, line: int) -> list[str]:
    if isinstance(value, list):
        return [text for one in value for text in _texts(one, path, line)]
    if isinstance(value, bool):
        return ["true" if value else "false"]
    if isinstance(value, date):
        return [value.isoformat()]
    if isinstance(value, (str, int, float)):
        return [str(value)]
    raise ConfigError(path, line, "SG404", "a text or a list of texts is wanted here")
