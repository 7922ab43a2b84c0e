"""`sitegen.toml` to a frozen `Config`; an unknown key is an error that names the nearest known one."""

import re
import re._parser as re_parser  # type: ignore[import-not-found]
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from sitegen.language import LanguageTagError, language_tag
from sitegen.model import FileError, LineRule
from sitegen.text import canonical_host, fold, nearest

CONFIG_NAME = "sitegen.toml"
PROFILES = ("private", "public")
ARCHIVED = re.compile(
    r"https?://(?:web\.archive\.org/web/\d+[a-z_]*/|via\.hypothes\.is/)(?=https?://)", re.IGNORECASE
)
RIGHTS = ("full", "excerpt", "record", "withdrawn")


class ConfigError(FileError):
    """A file of settings or keys that cannot be used."""


@dataclass(frozen=True, slots=True)
class SourceConfig:
    """What a person says of one source: its name, its rights, and which lines of its texts to keep and to drop."""

    host: str  # in canonical form, or a name where no host is known
    name: str = ""
    rights: str = ""
    rules: tuple[LineRule, ...] = ()
    line: int = -1


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of an archive."""

    title: str = "News archive"
    description: str = ""
    address: str = ""  # absolute, ends in "/"; empty where it is not known
    language: str = "en"
    contact: str = ""
    notice: str = ""  # a sentence that every page shows
    theme: str = "default"
    rights: str = "excerpt"  # of documents in the public profile
    excerpt_words: int = 60
    robots: str = "noindex, noarchive"  # of pages that carry other people's text
    metonyms: bool = True  # "Beijing has denied" counts as China
    found_on: int = 0  # articles a found name must stand in to get a page; 0: 2, and 1 in a small archive
    exporters: tuple[str, ...] = ()  # empty: all
    sources: tuple[SourceConfig, ...] = ()
    rules: tuple[LineRule, ...] = ()  # for the lines of all seeds
    profile: str = "private"
    served_at: str = ""  # the path under which the site stands, where that is not the path of its address

    def makes(self, exporter: str) -> bool:
        """Say whether an exporter is switched on."""
        return not self.exporters or exporter in self.exporters

    def source_row(self, source: str, address: str) -> SourceConfig | None:
        """Give what a person says of the source of an article, by its name or host or by the host of its address."""
        if not self.sources:
            return None
        hosts = {canonical_host(source), canonical_host(ARCHIVED.sub("", address))} - {""}
        rows = [one for one in self.sources if one.host in hosts or fold(one.host) == fold(source)]
        names = {fold(one.name) for one in rows if one.name}
        rows += [one for one in self.sources if fold(one.host) in names and one not in rows]
        if len(rows) < 2:
            return next(iter(rows), None)
        rights = max(
            (one.rights for one in rows), key=lambda one: RIGHTS.index(one) if one else -1
        )  # what any of them forbids
        name = next((one.name for one in rows if one.name), "")
        return replace(
            rows[0], name=name, rights=rights, rules=tuple(rule for one in rows for rule in one.rules)
        )

    @property
    def base_path(self) -> str:
        """Give the path under which the site stands, with a slash at both ends."""
        path = self.served_at or (urlsplit(self.address).path if self.address else "/")
        return path if path.endswith("/") else path + "/"


# section -> key -> (field of Config, type, allowed values)
_STR, _INT, _BOOL = str, int, bool
KEYS: dict[str, dict[str, tuple[str, type, tuple[str, ...]]]] = {
    "": {
        "title": ("title", _STR, ()),
        "description": ("description", _STR, ()),
        "address": ("address", _STR, ()),
        "language": ("language", _STR, ()),
        "contact": ("contact", _STR, ()),
        "notice": ("notice", _STR, ()),
        "theme": ("theme", _STR, ()),
        "exporters": ("exporters", list, ()),
    },
    "rights": {
        "default": ("rights", _STR, RIGHTS),
        "excerpt_words": ("excerpt_words", _INT, ()),
        "robots": ("robots", _STR, ()),
    },
    "entities": {
        "metonyms": ("metonyms", _BOOL, ()),
        "found_on": ("found_on", _INT, ()),
    },
}
SOURCES, CLEANING = "sources", "cleaning"  # sections whose values are no plain fields
RULE_KEYS = ("drop", "keep")
SOURCE_KEYS = ("name", "rights", *RULE_KEYS)
SECTIONS = ("rights", "entities", CLEANING, SOURCES)
NAMED_TYPES = {
    str: "a text in quotes",
    int: "a whole number, 0 or more",
    bool: "true or false",
    list: "a list of texts",
}
SYNONYMS = {  # of keys, as other programs call them
    "headline": "title", "author": "byline", "authors": "byline", "by": "byline", "url": "address", "link": "address",
    "published": "date", "publisher": "source", "outlet": "source", "newspaper": "source", "lang": "language", "tag": "tags",
    "dek": "standfirst", "subtitle": "standfirst", "exclude": "drop", "include": "keep", "site": "title", "base_url": "address",
}  # fmt: skip
ROBOTS = (  # what search engines document for the robots meta tag
    "noindex", "nofollow", "noarchive", "nosnippet", "noimageindex", "notranslate", "nocache", "none", "all", "index", "follow",
    "max-snippet", "max-image-preview", "max-video-preview", "unavailable_after", "indexifembedded", "noai", "noimageai", "noodp",
)  # fmt: skip
_CURLED = re.compile("[“”„«»‘’]")
_AT = re.compile(r"^(.*) \(at line (\d+), column (\d+)\)$")
_PAGE_FILE = re.compile(r"/[^/]*\.(?:x?html?|php|aspx?|xml)$", re.IGNORECASE)


# TOML -----------------------------------------------------------------------------------------------------------------


def parse_toml(text: str, path: str, first: int = 0) -> dict[str, object]:
    """Give what a TOML text says that begins at the line `first`; raise ConfigError with the line itself where it is broken."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _broken(str(error), text, path, first) from None
    except RecursionError:
        raise ConfigError(path, first, "SG401", "not valid TOML: it is nested too deeply", column=0) from None


def _broken(message: str, text: str, path: str, first: int) -> ConfigError:
    lines = text.splitlines() or [""]
    found = _AT.match(message)
    what, line, column = (found[1], int(found[2]), int(found[3])) if found else (message, len(lines), 1)
    hint = 'texts stand in quotes ("..."), keys before "=", sections in [brackets]'
    if "overwrite" in what.lower() or "already exists" in what.lower() or "twice" in what.lower():
        hint = "this key or section stands twice; remove one of the two"
    if "escape" in what.lower() or "Unescaped" in what:
        hint = "a text with a backslash stands in single quotes ('...')"
    if _CURLED.search(lines[min(line, len(lines)) - 1]):
        hint = 'these quotation marks are those of print; write straight ones ("...")'
    shown = lines[min(line, len(lines)) - 1]
    return ConfigError(
        path,
        first + line - 1,
        "SG401",
        f"not valid TOML: {what}\n{hint}",
        column=column - 1,
        shown=shown or " ",
    )


def line_of(text: str, key: str, section: str = "") -> int:
    """Give the 0-based line at which a key or section of a TOML text stands, or -1."""
    inside = not section
    for number, line in enumerate(text.splitlines()):
        header = re.match(r"\s*\[+\s*([^\]]+?)\s*\]+", line)
        if header:
            inside = header[1].replace('"', "").replace("'", "") == section if section else False
            if not section and header[1].split(".")[0].strip("\"'") == key:
                return number
        elif inside and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            return number
    return -1


def _only_keys(table: dict[str, object]) -> Iterator[str]:
    """Give the keys of tables that hold nothing but one table each."""
    key, value = next(iter(table.items()), ("", None))
    if isinstance(value, dict):
        yield key
        yield from _only_keys(value)


def line_of_section(text: str, begun: str) -> int:
    """Give the 0-based line of the first section whose name begins so; -1 where there is none."""
    return next(
        (n for n, line in enumerate(text.splitlines()) if re.match(rf"\s*\[\s*{re.escape(begun)}", line)), -1
    )


def _line_of_source(text: str, host: str) -> int:
    """Give the line at which the section of a source begins, or -1."""
    for number, line in enumerate(text.splitlines()):
        header = re.match(r"\s*\[\s*sources\s*\.\s*(.+?)\s*\]", line)
        if header and header[1].strip("\"'") == host:
            return number
    return line_of(text, SOURCES)


def unknown_key(key: str, known: tuple[str, ...], place: str = "") -> str:
    """Say that there is no such key, and which one may be meant."""
    return f'unknown key "{key}"{place}; {_meant(SYNONYMS.get(key.casefold(), key), known)}'


def _meant(word: str, known: tuple[str, ...]) -> str:
    close = nearest(word, known)
    return f'did you mean "{close}"?' if close else f"known are {', '.join(known)}"


# sitegen.toml ---------------------------------------------------------------------------------------------------------


def parse_config(text: str, path: str = "sitegen.toml") -> Config:
    """Give the settings that a text holds; raise ConfigError where some are wrong, SeveralFilesError where several are."""
    data = parse_toml(text, path)
    reader = _Reader(text, path)
    values: dict[str, object] = {}
    wrong: list[FileError] = []
    sources: dict[str, SourceConfig] = {}
    rules: list[LineRule] = []

    def attempt(read: Callable[[], None]) -> None:
        try:
            read()
        except FileError as error:
            wrong.append(error)

    for key, value in data.items():
        if key == SOURCES:
            for host, row in reader.source_rows(value, wrong):
                attempt(lambda host=host, row=row: reader.source(host, row, sources))  # type: ignore[misc]
        elif key == CLEANING:
            attempt(lambda value=value: rules.extend(reader.rules(value, CLEANING)))  # type: ignore[misc]
        else:
            for section, name, one in _rows(key, value):
                attempt(lambda row=(section, name, one): values.update(reader.value(*row)))  # type: ignore[misc]
    raise_all(wrong)
    return Config(**values, sources=tuple(sources.values()), rules=tuple(rules))  # type: ignore[arg-type]


def _rows(key: str, value: object) -> Iterator[tuple[str, str, object]]:
    """Give the keys of a section one by one, each with the section and its value."""
    if key in KEYS and key and isinstance(value, dict):
        yield from ((key, name, one) for name, one in value.items())
    else:
        yield "", key, value


def raise_all(wrong: list[FileError]) -> None:
    """Raise what was found wrong, all of it in one error; do nothing where nothing was."""
    if len(wrong) == 1:
        raise wrong[0]
    if wrong:
        raise SeveralFilesError(wrong)


class SeveralFilesError(ConfigError):
    """Several things that are wrong in what a person wrote; its text tells of each."""

    def __init__(self, errors: list[FileError]) -> None:
        first = errors[0].problem
        super().__init__(first.path, first.line, first.code, first.message)
        self.errors = tuple(errors)
        self.args = ("\n".join(map(str, errors)),)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads values of `sitegen.toml`; raises ConfigError with the line where one is wrong."""

    text: str
    path: str

    def _wrong(self, line: int, message: str, code: str = "SG402") -> ConfigError:
        return ConfigError(self.path, line, code, message)

    def value(self, section: str, key: str, value: object) -> dict[str, object]:
        """Give the field of `Config` that a key means, with its value."""
        line = line_of(self.text, key, section)
        if not section and key in SECTIONS:
            raise self._wrong(line, f'"{key}" is a section: [{key}]')
        if key not in KEYS[section]:
            known = (*KEYS[section], *(SECTIONS if not section else ()))
            raise self._wrong(line, unknown_key(key, known, f" in [{section}]" if section else ""))
        name, kind, allowed = KEYS[section][key]
        if not isinstance(value, kind) or (kind is int and (isinstance(value, bool) or value < 0)):  # type: ignore[operator]
            raise self._wrong(line, f'"{key}" must be {NAMED_TYPES[kind]}')
        value = value.strip().lower() if allowed and isinstance(value, str) else value
        if allowed and value not in allowed:
            raise self._wrong(line, f'"{key}" is one of {", ".join(allowed)}, not "{value}"')
        if isinstance(value, list):
            return {name: tuple(str(item) for item in value)}
        return {name: self._checked(key, value, line)}

    def _checked(self, key: str, value: object, line: int) -> object:
        """Give a value in the form that pages need; raise ConfigError where it has none."""
        if key == "title" and not str(value).strip():
            raise self._wrong(
                line, '"title" is empty; every page, feed and pack bears it, so give the archive one'
            )
        if key == "language":
            try:
                return language_tag(str(value))
            except LanguageTagError as error:
                raise self._wrong(line, f'"language" {error}') from None
        if key == "robots":
            words = [part.strip().partition(":")[0].lower() for part in str(value).split(",")]
            strange = next((one for one in words if one not in ROBOTS), None)
            if strange:
                raise self._wrong(line, f'"{strange}" is nothing that robots know; {_meant(strange, ROBOTS)}')
        if key == "address":
            return checked_address(str(value), self.path, line)
        return value

    def source_rows(self, table: object, wrong: list[FileError]) -> list[tuple[str, dict[str, object]]]:
        """Give the rows [sources."host"], each with its host; what is none is added to `wrong`."""
        if not isinstance(table, dict) or not all(isinstance(one, dict) for one in table.values()):
            wrong.append(
                self._wrong(line_of(self.text, SOURCES), 'write a source as [sources."example.org"]')
            )
            return []
        return list(table.items())

    def source(self, host: str, row: dict[str, object], made: dict[str, SourceConfig]) -> None:
        """Add what a row says of a source to those that were made; raise ConfigError where that cannot be."""
        source = self._source(host, row)
        if source.host in made:
            message = f'[sources."{host}"] is the same source as that of line {made[source.host].line + 1}; join the two'
            raise self._wrong(source.line, message)
        made[source.host] = source

    def _source(self, host: str, one: dict[str, object]) -> SourceConfig:
        section = f"{SOURCES}.{host}"
        for key, value in one.items():
            if key not in SOURCE_KEYS and isinstance(value, dict):
                whole = ".".join((host, key, *_only_keys(value)))
                raise self._wrong(
                    line_of_section(self.text, f"{SOURCES}.{host}"),
                    f'the name of a source stands in quotes: [{SOURCES}."{whole}"]',
                )
            if key not in SOURCE_KEYS:
                raise self._wrong(
                    line_of(self.text, key, section), unknown_key(key, SOURCE_KEYS, f' in [sources."{host}"]')
                )
        name, rights = one.get("name", ""), one.get("rights", "")
        rights = rights.strip().lower() if isinstance(rights, str) else rights
        if not isinstance(name, str):
            raise self._wrong(line_of(self.text, "name", section), f'"name" must be {NAMED_TYPES[str]}')
        if "rights" in one and rights not in RIGHTS:
            raise self._wrong(
                line_of(self.text, "rights", section),
                f'"rights" is one of {", ".join(RIGHTS)}, not "{rights}"',
            )
        rules = self.rules({key: one[key] for key in RULE_KEYS if key in one}, section)
        return SourceConfig(
            canonical_host(host) or host, name, str(rights), tuple(rules), _line_of_source(self.text, host)
        )

    def rules(self, table: object, section: str) -> list[LineRule]:
        """Give the lines to keep and to drop that a section names."""
        if not isinstance(table, dict):
            raise self._wrong(line_of(self.text, section), f'"{section}" is a section: [{section}]')
        made = []
        for key, patterns in table.items():
            line = line_of(self.text, key, section)
            if key not in RULE_KEYS:
                raise self._wrong(line, unknown_key(key, RULE_KEYS, f" in [{section}]"))
            if not isinstance(patterns, list) or not all(
                isinstance(one, str) and one.strip() for one in patterns
            ):
                empty = isinstance(patterns, list) and any(
                    isinstance(one, str) and not one.strip() for one in patterns
                )
                what = "holds an empty text, which fits no line" if empty else "must be a list of texts"
                raise self._wrong(
                    line, f'"{key}" {what}; write each line as it stands: {key} = ["Read more*"]'
                )
            made += [
                checked_rule(LineRule(one, key == "keep", self._line_of_pattern(one, line), self.path))
                for one in patterns
            ]
        return made

    def _line_of_pattern(self, pattern: str, first: int) -> int:
        """Give the line where a pattern of a list stands, at or below the key of the list."""
        lines = self.text.splitlines()
        return next((at for at in range(max(first, 0), len(lines)) if pattern in lines[at]), first)


UNLIKE_LINES = ("7", "Zwölf Schiffe, die heimkehren!", "xqv")  # a rule that fits all of them fits any


def checked_rule(rule: LineRule) -> LineRule:
    """Give a rule whose pattern can be used; raise ConfigError where it is no regular expression or fits every line."""
    expression = regular_expression(rule.pattern)
    try:
        found = re.compile(expression or "")
    except re.error as error:
        raise ConfigError(
            rule.path, rule.line, "SG402", f'"{rule.pattern}" is no regular expression ({error})'
        ) from None
    if expression and _repeats_what_repeats(expression):
        message = f'"{rule.pattern}" repeats a part that repeats itself, which may take for ever; write it without the outer "*" or "+"'
        raise ConfigError(rule.path, rule.line, "SG402", message)
    if (expression and all(map(found.search, UNLIKE_LINES))) or not rule.pattern.strip("* /"):
        raise ConfigError(
            rule.path, rule.line, "SG402", f'"{rule.pattern}" fits any line; write more of the line'
        )
    return rule


def _repeats_what_repeats(expression: str) -> bool:
    """Say whether a part of a regular expression that may repeat without end holds another one: its time may double with each letter."""
    return _repeats(re_parser.parse(expression), inside=False)


def _repeats(node: object, *, inside: bool) -> bool:
    if isinstance(node, tuple) and len(node) == 2 and str(node[0]) in {"MAX_REPEAT", "MIN_REPEAT"}:
        _, high, part = node[1]
        endless = high == re_parser.MAXREPEAT
        return (endless and inside) or _repeats(part, inside=inside or endless)
    if isinstance(node, (list, tuple, re_parser.SubPattern)):
        return any(_repeats(one, inside=inside) for one in node)
    return False


def regular_expression(pattern: str) -> str:
    """Give the regular expression of a pattern that is one ("/.../"), else an empty text."""
    return pattern[1:-1] if len(pattern) > 2 and pattern.startswith("/") and pattern.endswith("/") else ""


def with_address(config: Config, address: str, where: str) -> Config:
    """Give the settings with another address that `where` gave; raise ConfigError where it is not an absolute http address."""
    return replace(config, address=checked_address(address, where, -1)) if address else config


def checked_address(address: str, path: str, line: int) -> str:
    """Give the address of a site with a slash at its end; raise ConfigError where it is none."""
    if not address:
        return ""
    try:
        parts = urlsplit(address)
        fine = (
            parts.scheme in {"http", "https"}
            and bool(parts.hostname)
            and not parts.query
            and not parts.fragment
            and parts.port != 0
        )
    except ValueError:
        fine = False
    if not fine or not re.fullmatch(r"[^\s<>\"'\\^`{|}]+", address):
        raise ConfigError(
            path, line, "SG403", f'"{address}" is no address; write it like https://example.org/archive/'
        )
    if _PAGE_FILE.search(urlsplit(address).path):
        folder = address.rpartition("/")[0]
        raise ConfigError(
            path, line, "SG403", f'"{address}" is the address of a page; write that of its folder, {folder}/'
        )
    return address if address.endswith("/") else address + "/"


def as_date(value: object) -> str:
    """Give a TOML date or text as ISO text."""
    return value.isoformat() if isinstance(value, date) else str(value)
