"""Front matter: the keys before a Markdown text, between two lines `---` (YAML) or `+++` (TOML)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import yaml

from sitegen.config import RIGHTS, ConfigError, line_of, parse_toml, raise_all, unknown_key
from sitegen.model import FileError, Problem, Severity

YAML, TOML = "---", "+++"  # the fences, by the language between them
Values = tuple[tuple[str, int], ...]  # texts with their 0-based lines
_LINE_END = re.compile("\r\n?")  # as Markdown has them; other controls are part of a line
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad"
# What may stand before the first line without being seen.
_UNSEEN = re.compile(rf"(?:[\s{_INVISIBLE}]|<!--.*?-->)*", re.DOTALL)
_OPENING = re.compile(r"(?P<fence>---|\+\+\+)[ \t]*\n")
# A line that was meant for a fence, and a key below it.
_WRONG_FENCE = re.compile(r"(?P<fence>[-=+*_~–—―]{1,6}|```(?:ya?ml|toml)?)[ \t]*\n+(?P<key>\w+)[ \t]*[:=]")
_KEY_ROW = re.compile(r"[ \t]*(?P<key>\w+)[ \t]*:[ \t]*(?P<value>\S.*)?")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Values of keys with which a sentence may begin, too ("Private: the owners said ...").
_CHOICES = {
    "private": frozenset({"true", "yes", "on", "1", "false", "no", "off", "0"}),
    "rights": frozenset(RIGHTS),
}
FORBIDS_NOTHING = frozenset({"full", "false", "no", "off", "0", "1"})  # values of those keys
# A line that says what such a key would say, however it is written: in a list, in bold, as JSON, with "=".
_RULING_LINE = re.compile(
    r"[\s>*+_~`\"'{},;#\-–—−]*(?P<key>rights|private)[\"'*_`]*\s*[:=：]"
    r"[\s\"'*_`]*(?P<value>[a-z]+)[\s\"'*_`{},;.]*",
    re.IGNORECASE,
)
# Keys that have one value.
SINGLE = frozenset(
    "seed rights private entity slug title date updated source address archived language".split()
)
# Keys that decide what is shown where, and with which no sentence begins.
RULING = frozenset("seed rights keep drop private entity slug".split())
# YAML for no value; "null" stays a word, since each value is a text: there are people of that name.
NULLS = frozenset({"", "~"})
MAX_BLOCK = 100_000  # code points of a block of keys; parsing takes a second for so many; by judgement
MAX_DEPTH = 3  # lists in lists
TEXTS_WANTED = "a text or a list of texts is wanted here"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The keys before a Markdown text, the text, and the 0-based line at which the text begins."""

    values: Mapping[str, Values]
    lines: Mapping[str, int]  # of keys
    body: str
    start: int
    problems: tuple[Problem, ...] = field(default=())

    def many(self, key: str) -> Values:
        """Return the values of a key with their lines."""
        return self.values.get(key, ())

    def one(self, key: str) -> str:
        """Return the first value of a key, or an empty text."""
        return next((value for value, _ in self.many(key)), "")

    def line(self, key: str) -> int:
        """Return the line of a key, or -1."""
        return self.lines.get(key, -1)


def front_matter(text: str, path: str, known: tuple[str, ...]) -> FrontMatter:
    """Return the front matter of a text and the text below it; raise ConfigError where it is broken.

    Blank lines, invisible characters and HTML comments may stand before it.
    Keys without their fence are a problem.
    """
    text = _LINE_END.sub("\n", text)
    unseen = _UNSEEN.match(text)
    begin = unseen.end() if unseen else 0
    first = text.count("\n", 0, begin)  # 0-based line
    opening = _OPENING.match(text, begin)
    closing = _closing(text, opening) if opening else None
    if opening and closing:
        block = text[opening.end() : closing.start()]
        if len(block) > MAX_BLOCK:
            message = f"the front matter is longer than {MAX_BLOCK:,} characters"
            raise ConfigError("SG404", path, first, message, "write the text below it")
        parse = _toml if opening["fence"] == TOML else _yaml
        values, lines = parse(block, path, known, first + 1)
        return FrontMatter(
            values=values, lines=lines, body=text[closing.end() :], start=text.count("\n", 0, closing.end())
        )
    if text.startswith((YAML, TOML), begin):
        fence = text[begin : begin + 3]
        message, hint = "the front matter has no end", f'close it with a line "{fence}"'
        raise ConfigError("SG404", path, first, message, hint, column=0, shown=fence)
    wrong_fence = _WRONG_FENCE.match(text, begin)
    if wrong_fence and wrong_fence["key"].lower() in known:
        message, hint = (
            f'"{wrong_fence["fence"]}" is no front matter',
            f'begin and end it with a line "{YAML}"',
        )
        raise ConfigError("SG404", path, first, message, hint)
    return FrontMatter(
        values={}, lines={}, body=text, start=0, problems=_unfenced(text[begin:], path, first, known)
    )


def _closing(text: str, opening: re.Match[str]) -> re.Match[str] | None:
    """Return the line that ends a front matter."""
    fence = re.escape(opening["fence"])
    return re.compile(rf"^[ \t]*{fence}[ \t]*(?:\n|\Z)", re.MULTILINE).search(text, opening.end())


def _unfenced(text: str, path: str, first: int, known: tuple[str, ...]) -> tuple[Problem, ...]:
    """Return the problem of keys at the beginning of a text that have no fence, and so are shown."""
    lines = text.split("\n\n", maxsplit=1)[0].split("\n")
    rows = [row for row in map(_KEY_ROW.fullmatch, lines) if row]
    if not rows:
        return ()
    keys = [row["key"].lower() for row in rows]
    is_ruling = is_as_written = False
    if _KEY_ROW.fullmatch(lines[0]):
        is_ruling = _is_ruling_row(rows[0], known)
        is_as_written = rows[0]["key"] in known  # in small letters, as front matter is written
    are_all_keys = len(rows) == len(lines) and not set(keys).isdisjoint(known)
    if not (is_ruling or is_as_written or are_all_keys):
        return ()
    is_surely_meant = is_ruling or len(keys) > 1 or not RULING.isdisjoint(keys)
    severity = Severity.ERROR if is_surely_meant else Severity.WARNING
    message = f'"{rows[0]["key"]}:" is no front matter without a line "{YAML}" before and after the keys'
    return (Problem(path, first, "SG125", message, severity=severity),)


def _is_ruling_row(row: re.Match[str], known: tuple[str, ...]) -> bool:
    """Whether a line is a key that decides what is shown, with a value of that key."""
    key = row["key"].lower()
    if key not in RULING or key not in known:
        return False
    value = (row["value"] or "").strip("\"' ").lower()
    return key not in _CHOICES or value in _CHOICES[key]


def ruling_lines(body: str) -> tuple[int, ...]:
    """Return the 0-based lines of a text that say "rights: withdrawn", "private: true" or the like.

    They were meant for its front matter.
    """
    if not re.search("rights|private", body, re.IGNORECASE):
        return ()
    numbers = []
    for number, line in enumerate(body.split("\n")):
        row = _RULING_LINE.fullmatch(line)
        if row and row["value"].lower() in _CHOICES[row["key"].lower()] - FORBIDS_NOTHING:
            numbers.append(number)
    return tuple(numbers)


# YAML -------------------------------------------------------------------------------------------------------


def _yaml(
    block: str, path: str, known: tuple[str, ...], first: int
) -> tuple[dict[str, Values], dict[str, int]]:
    """Return the values and the lines of the keys of a block of YAML that begins at the line `first`."""
    root = _yaml_root(block, path, first)
    if root is None:
        return {}, {}
    if not isinstance(root, yaml.MappingNode):
        raise ConfigError("SG404", path, first, 'front matter is lines of "key: value"')
    values: dict[str, Values] = {}
    lines: dict[str, int] = {}
    unknown: list[FileError] = []
    for key, value in root.value:
        name, line = str(key.value), first + key.start_mark.line
        if name in values:
            raise ConfigError("SG402", path, line, f'the key "{name}" stands twice', "remove one")
        if name not in known:
            unknown.append(ConfigError("SG402", path, line, *unknown_key(name, known)))
            continue
        values[name], lines[name] = tuple(_yaml_texts(value, path, first)), line
        _refuse_several(name, values[name], path, line)
    raise_all(unknown)
    return values, lines


class _WithoutAliases(yaml.BaseLoader):
    """Refuses names for values (`&name`, `*name`): a few lines of them can stand for billions of values."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Return the next node; raise ComposerError where it is an alias."""
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "names for values (*name) are not read", mark)
        return super().compose_node(parent, index)


def _yaml_root(block: str, path: str, first: int) -> yaml.Node | None:
    """Return the root of a block of YAML; None where it is empty."""
    try:
        root: yaml.Node | None = yaml.compose(block, Loader=_WithoutAliases)
    except yaml.MarkedYAMLError as error:
        raise _yaml_error(error, block, path, first) from None
    except (yaml.YAMLError, RecursionError) as error:
        reason = "it is nested too deeply"
        if isinstance(error, yaml.YAMLError):
            reason = str(error).splitlines()[0]
        hint = "remove control characters and nesting from the front matter"
        first_line = block.split("\n", maxsplit=1)[0]
        raise ConfigError("SG404", path, first, reason, hint, column=0, shown=first_line) from None
    return root


def _yaml_texts(node: yaml.Node, path: str, first: int, depth: int = 0) -> list[tuple[str, int]]:
    """Return the texts of a node, a scalar or a list of them, with their lines."""
    line = first + node.start_mark.line
    if depth > MAX_DEPTH:
        raise ConfigError("SG404", path, line, f"{TEXTS_WANTED}, not lists in lists")
    if isinstance(node, yaml.SequenceNode):
        return [text for item in node.value for text in _yaml_texts(item, path, first, depth + 1)]
    if not isinstance(node, yaml.ScalarNode):
        raise ConfigError("SG404", path, line, TEXTS_WANTED, "put texts with ':' in quotes")
    is_null = node.style is None and node.value in NULLS
    if is_null or not node.value.strip():
        return []
    return [(_without_comments(_joined_surrogates(node.value, path, line)), line)]


def _refuse_several(name: str, values: Values, path: str, line: int) -> None:
    """Raise ConfigError where a key that has one value has several: nobody can tell which is meant."""
    if name in SINGLE and len(values) > 1:
        raise ConfigError("SG404", path, line, f'"{name}" has one value, not {len(values)}', "write one")


def _without_comments(text: str) -> str:
    """Return a value without HTML comments, which are not to be shown."""
    if "<!--" not in text:
        return text
    return re.sub(r"\s*<!--.*?(?:-->|\Z)", "", text, flags=re.DOTALL).strip()


def _joined_surrogates(text: str, path: str, line: int) -> str:
    r"""Return a text with one character for each pair of surrogates, as JSON writes them ("\ud83d\udea2")."""
    if not _SURROGATE.search(text):
        return text
    try:
        return text.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        message = "half of a character is written as an escape"
        raise ConfigError("SG404", path, line, message, "write the character itself") from None


def _yaml_error(error: yaml.MarkedYAMLError, block: str, path: str, first: int) -> ConfigError:
    mark = error.problem_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = block.splitlines() or [""]
    hint = 'write "key: value"; put a value that holds ": " or begins with a quote or bracket in quotes'
    shown = lines[min(line, len(lines) - 1)]
    return ConfigError(
        "SG404", path, first + line, error.problem or "not valid", hint, column=column, shown=shown
    )


# TOML -------------------------------------------------------------------------------------------------------


def _toml(
    block: str, path: str, known: tuple[str, ...], first: int
) -> tuple[dict[str, Values], dict[str, int]]:
    """Return the values and the lines of the keys of a block of TOML that begins at the line `first`."""
    values: dict[str, Values] = {}
    lines: dict[str, int] = {}
    for name, value in parse_toml(block, path, first).items():
        line = first + max(line_of(block, name), 0)
        if name not in known:
            raise ConfigError("SG402", path, line, *unknown_key(name, known))
        texts = [text for text in _toml_texts(value, path, line) if text.strip()]
        values[name] = tuple((_without_comments(text), line) for text in texts)
        lines[name] = line
        _refuse_several(name, values[name], path, line)
    return values, lines


def _toml_texts(value: object, path: str, line: int) -> list[str]:
    if isinstance(value, list):
        return [text for item in value for text in _toml_texts(item, path, line)]
    if isinstance(value, bool):
        return ["true" if value else "false"]
    if isinstance(value, date):
        return [value.isoformat()]
    if isinstance(value, (str, int, float)):
        return [str(value)]
    raise ConfigError("SG404", path, line, TEXTS_WANTED)
