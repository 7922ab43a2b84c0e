"""Reads `sitegen.toml` into a frozen `Config`; the error of an unknown key names the nearest known one."""

import re
import re._parser as re_parser  # type: ignore[import-not-found]
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from sitegen.language import LanguageTagError, language_tag
from sitegen.model import FileError, LineRule
from sitegen.text import canonical_host, fold, is_web_address, nearest

CONFIG_NAME = "sitegen.toml"
PROFILES = ("private", "public")
ARCHIVED = re.compile(
    r"https?://(?:web\.archive\.org/web/\d+[a-z_]*/|via\.hypothes\.is/)(?=https?://)", re.IGNORECASE
)
RIGHTS = ("full", "excerpt", "record", "withdrawn")  # from the freest to the strictest


class ConfigError(FileError):
    """A file of settings or keys that cannot be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceConfig:
    """The settings of one source: its name, its rights, and which lines of its texts to keep and to drop."""

    host: str  # in canonical form, or a name where no host is known
    name: str = ""
    rights: str = ""  # one of RIGHTS, or empty where the row names none
    licence: str = ""  # of its texts, in words or as an address
    rules: tuple[LineRule, ...] = ()
    line: int = -1  # 0-based line of its section; -1 where it was not found


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings of an archive."""

    title: str = "News archive"
    description: str = ""
    address: str = ""  # absolute, ends in "/"; empty where it is not known
    language: str = "en"
    contact: str = ""
    notice: str = ""  # a sentence shown on every page
    picture_hosts: tuple[str, ...] = ()  # whose pictures pages load; others are links
    theme: str = "default"
    rights: str = "excerpt"  # of documents in the public profile
    excerpt_words: int = 60
    robots: str = "noindex, noarchive"  # of pages that carry other people's text
    tdm_reservation: bool = True  # such pages reserve text and data mining (TDMRep)
    tdm_policy: str = ""  # an address where one reads who may do it
    metonyms: bool = True  # "Beijing has denied" counts as China
    found_on: int = (
        0  # articles that must hold a found name for it to get a page; 0: 2, and 1 in a small archive
    )
    exporters: tuple[str, ...] = ()  # empty: all
    columns: tuple[tuple[str, str], ...] = ()  # of tables and records: the fact, and the name of its column
    copy_captures: bool = True  # files that are no plain text are copied into the site
    feeds_of_names: int = 100  # names that have a feed of their own: those that most articles have
    feeds_of_sources: int = 100  # likewise
    sources: tuple[SourceConfig, ...] = ()
    rules: tuple[LineRule, ...] = ()  # for the lines of all seeds
    profile: str = "private"
    publish_remote: str = "origin"
    publish_branch: str = "gh-pages"
    publish_history: bool = False  # keep the earlier commits of that branch
    publish_folder: str = ""  # in place of a branch; relative to the archive
    publish_rsync: str = ""  # likewise, as rsync names it
    served_at: str = ""  # the path under which the site stands, where that is not the path of its address

    def makes(self, exporter: str) -> bool:
        """Whether an exporter is switched on."""
        return not self.exporters or exporter in self.exporters

    def source_row(self, source: str, address: str) -> SourceConfig | None:
        """Return the settings of an article's source, found by its name, host, or the host of its address.

        Where several rows fit, they count as one: the strictest rights, the first name, all rules.
        """
        if not self.sources:
            return None
        rows = self._rows_of(source, address)
        if len(rows) < 2:
            return next(iter(rows), None)
        return replace(
            rows[0],
            name=next((row.name for row in rows if row.name), ""),
            licence=next((row.licence for row in rows if row.licence), ""),
            rights=strictest_rights(row.rights for row in rows),
            rules=tuple(rule for row in rows for rule in row.rules),
        )

    def _rows_of(self, source: str, address: str) -> list[SourceConfig]:
        hosts = {canonical_host(source), canonical_host(ARCHIVED.sub("", address))} - {""}
        rows = [row for row in self.sources if row.host in hosts or fold(row.host) == fold(source)]
        names = {fold(row.name) for row in rows if row.name}
        return rows + [row for row in self.sources if fold(row.host) in names and row not in rows]

    @property
    def base_path(self) -> str:
        """Return the path under which the site is served, with a slash at both ends."""
        path = self.served_at
        if not path:
            path = urlsplit(self.address).path if self.address else "/"
        return path if path.endswith("/") else path + "/"


def strictest_rights(rights: Iterable[str]) -> str:
    """Return the strictest of some rights; an empty text names none, and is the least strict."""
    return max(rights, key=lambda name: RIGHTS.index(name) if name else -1, default="")


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
        "picture_hosts": ("picture_hosts", list, ()),
        "copy_captures": ("copy_captures", _BOOL, ()),
    },
    "rights": {
        "default": ("rights", _STR, RIGHTS),
        "excerpt_words": ("excerpt_words", _INT, ()),
        "robots": ("robots", _STR, ()),
        "tdm_reservation": ("tdm_reservation", _BOOL, ()),
        "tdm_policy": ("tdm_policy", _STR, ()),
    },
    "feeds": {
        "names": ("feeds_of_names", _INT, ()),
        "sources": ("feeds_of_sources", _INT, ()),
    },
    "publish": {
        "remote": ("publish_remote", _STR, ()),
        "branch": ("publish_branch", _STR, ()),
        "history": ("publish_history", _BOOL, ()),
        "folder": ("publish_folder", _STR, ()),
        "rsync": ("publish_rsync", _STR, ()),
    },
    "entities": {
        "metonyms": ("metonyms", _BOOL, ()),
        "found_on": ("found_on", _INT, ()),
    },
}
SOURCES, CLEANING, COLUMNS = "sources", "cleaning", "columns"  # sections whose values are no plain fields
RULE_KEYS = ("drop", "keep")
SOURCE_KEYS = ("name", "rights", "licence", *RULE_KEYS)
# Facts that a column of a table may be.
COLUMN_KEYS = (
    "text", "id", "title", "author", "date", "updated", "source", "address", "archived", "retrieved",
    "standfirst",
)  # fmt: skip
CONFIG_SECTIONS = ("rights", "entities", "feeds", "publish", CLEANING, COLUMNS, SOURCES)
NAMED_TYPES = {
    str: "a text in quotes",
    int: "a whole number, 0 or more",
    bool: "true or false",
    list: "a list of texts",
}
SYNONYMS = {  # of keys, as other programs call them
    "headline": "title", "author": "byline", "authors": "byline", "by": "byline", "url": "address",
    "link": "address", "published": "date", "publisher": "source", "outlet": "source",
    "newspaper": "source", "lang": "language", "tag": "tags", "dek": "standfirst", "subtitle": "standfirst",
    "exclude": "drop", "include": "keep", "site": "title", "base_url": "address",
}  # fmt: skip
ROBOTS = (  # what search engines document for the robots meta tag
    "noindex", "nofollow", "noarchive", "nosnippet", "noimageindex", "notranslate", "nocache", "none",
    "all", "index", "follow", "max-snippet", "max-image-preview", "max-video-preview", "unavailable_after",
    "indexifembedded", "noai", "noimageai", "noodp",
)  # fmt: skip
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_CURLY_QUOTES = re.compile("[“”„«»‘’]")
_ERROR_POSITION = re.compile(r"^(.*) \(at line (\d+), column (\d+)\)$")  # as tomllib ends its messages
_PAGE_FILE = re.compile(r"/[^/]*\.(?:x?html?|php|aspx?|xml)$", re.IGNORECASE)


# TOML -------------------------------------------------------------------------------------------------------


def parse_toml(text: str, path: str, first: int = 0) -> dict[str, object]:
    """Return the tables of a TOML text that begins at the line `first` of its file.

    Raises ConfigError, with the line itself, where the text is not TOML.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _toml_error(str(error), text, path, first) from None
    except RecursionError:
        raise ConfigError("SG401", path, first, "not valid TOML: it is nested too deeply", column=0) from None


def _toml_error(message: str, text: str, path: str, first: int) -> ConfigError:
    lines = text.splitlines() or [""]
    reason, line, column = message, len(lines), 1  # 1-based
    position = _ERROR_POSITION.match(message)
    if position:
        reason, line, column = position[1], int(position[2]), int(position[3])
    broken_line = lines[min(line, len(lines)) - 1]
    return ConfigError(
        "SG401",
        path,
        first + line - 1,
        f"not valid TOML: {reason}",
        _toml_hint(reason.lower(), broken_line),
        column=column - 1,
        shown=broken_line or " ",
    )


def _toml_hint(reason: str, broken_line: str) -> str:
    """Return how to repair a line, by what the parser says of it in small letters."""
    if _CURLY_QUOTES.search(broken_line):
        return 'these quotation marks are those of print; write straight ones ("...")'
    if "escape" in reason:
        return "a text with a backslash stands in single quotes ('...')"
    if any(sign in reason for sign in ("overwrite", "already exists", "twice")):
        return "this key or section stands twice; remove one of the two"
    return 'texts stand in quotes ("..."), keys before "=", sections in [brackets]'


def line_of(text: str, key: str, section: str = "") -> int:
    """Return the 0-based line of a key in a section of a TOML text, or -1.

    Without a section: the line of a key above all sections, or of the first section of that name.
    """
    inside = not section
    for number, line in enumerate(text.splitlines()):
        header = re.match(r"\s*\[+\s*([^\]]+?)\s*\]+", line)
        if header and section:
            inside = header[1].replace('"', "").replace("'", "") == section
        elif header:
            inside = False
            if header[1].split(".")[0].strip("\"'") == key:
                return number
        elif inside and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            return number
    return -1


def _single_keys(table: dict[str, object]) -> Iterator[str]:
    """Yield the keys of nested tables that hold nothing but one table each, from the outermost."""
    key, value = next(iter(table.items()), ("", None))
    if isinstance(value, dict):
        yield key
        yield from _single_keys(value)


def _line_of_section(text: str, prefix: str) -> int:
    """Return the 0-based line of the first section whose name begins with a prefix, or -1."""
    header = re.compile(rf"\s*\[\s*{re.escape(prefix)}")
    for number, line in enumerate(text.splitlines()):
        if header.match(line):
            return number
    return -1


def _line_of_source(text: str, host: str) -> int:
    """Return the 0-based line of the section of a source, or -1."""
    for number, line in enumerate(text.splitlines()):
        header = re.match(r"\s*\[\s*sources\s*\.\s*(.+?)\s*\]", line)
        if header and header[1].strip("\"'") == host:
            return number
    return line_of(text, SOURCES)


def unknown_key(key: str, known: tuple[str, ...], place: str = "") -> tuple[str, str]:
    """Return the message that there is no such key, and a hint with the known key that is nearest."""
    return f'unknown key "{key}"{place}', _nearest_hint(SYNONYMS.get(key.casefold(), key), known)


def _nearest_hint(word: str, known: tuple[str, ...]) -> str:
    close = nearest(word, known)
    return f'did you mean "{close}"?' if close else f"known are {', '.join(known)}"


# sitegen.toml -----------------------------------------------------------------------------------------------


def parse_config(text: str, path: str = "sitegen.toml") -> Config:
    """Return the settings that a text holds.

    Raises ConfigError where one is wrong, SeveralFilesError where several are.
    """
    reader = _Reader(text, path)
    fields: dict[str, object] = {}
    sources: dict[str, SourceConfig] = {}
    rules: list[LineRule] = []
    errors: list[FileError] = []
    for key, value in parse_toml(text, path).items():
        if key == SOURCES:
            errors += _read_sources(reader, value, sources)
        elif key == CLEANING:
            errors += _read_rules(reader, value, rules)
        elif key == COLUMNS:
            errors += _read_columns(reader, value, fields)
        else:
            errors += _read_fields(reader, key, value, fields)
    raise_all(errors)
    return Config(**fields, sources=tuple(sources.values()), rules=tuple(rules))  # type: ignore[arg-type]


def _read_sources(reader: "_Reader", table: object, sources: dict[str, SourceConfig]) -> list[FileError]:
    """Add the rows [sources."host"] to `sources`, by host; return what is wrong in them."""
    errors: list[FileError] = []
    try:
        rows = reader.source_rows(table)
    except FileError as error:
        return [error]
    for host, row in rows.items():
        try:
            reader.add_source(host, row, sources)
        except FileError as error:
            errors.append(error)
    return errors


def _read_rules(reader: "_Reader", table: object, rules: list[LineRule]) -> list[FileError]:
    """Add the lines to keep and to drop of the section [cleaning] to `rules`; return what is wrong in it."""
    try:
        rules += reader.rules(table, CLEANING)
    except FileError as error:
        return [error]
    return []


def _read_columns(reader: "_Reader", table: object, fields: dict[str, object]) -> list[FileError]:
    """Add the columns of the section [columns] to `fields`; return what is wrong in it."""
    try:
        fields["columns"] = reader.columns(table)
    except FileError as error:
        return [error]
    return []


def _read_fields(reader: "_Reader", key: str, value: object, fields: dict[str, object]) -> list[FileError]:
    """Add the fields of `Config` that a key or a section sets to `fields`; return what is wrong in it."""
    errors: list[FileError] = []
    section, rows = "", {key: value}
    if key and key in KEYS and isinstance(value, dict):
        section, rows = key, value
    for name, setting in rows.items():
        try:
            fields.update(reader.field(section, name, setting))
        except FileError as error:
            errors.append(error)
    return errors


def raise_all(errors: list[FileError]) -> None:
    """Raise all of some errors as one; do nothing where there is none."""
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise SeveralFilesError(errors)


class SeveralFilesError(ConfigError):
    """Several errors in what a person wrote; its text is that of all of them."""

    def __init__(self, errors: list[FileError]) -> None:
        first = errors[0]
        super().__init__(first.code, first.path, first.line, first.message, first.hint)
        self.errors = tuple(errors)
        self.args = ("\n".join(map(str, errors)),)


def _is_type(value: object, kind: type) -> bool:
    """Whether a TOML value is of the type that a key wants; numbers are 0 or more."""
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return isinstance(value, kind)


def _are_patterns(values: object) -> bool:
    """Whether a TOML value is a list of texts, none of them blank."""
    return isinstance(values, list) and all(isinstance(text, str) and text.strip() for text in values)


def _has_blank(values: object) -> bool:
    """Whether a TOML value is a list with a blank text in it."""
    return isinstance(values, list) and any(isinstance(text, str) and not text.strip() for text in values)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads values of `sitegen.toml`; raises ConfigError, with the line, where one is wrong."""

    text: str
    path: str

    def _error(self, line: int, message: str, hint: str = "") -> ConfigError:
        return ConfigError("SG402", self.path, line, message, hint)

    def field(self, section: str, key: str, value: object) -> dict[str, object]:
        """Return the field of `Config` that a key sets, with its value."""
        line = line_of(self.text, key, section)
        if not section and key in CONFIG_SECTIONS:
            raise self._error(line, f'"{key}" is a section: [{key}]')
        if key not in KEYS[section]:
            known = (*KEYS[section], *(CONFIG_SECTIONS if not section else ()))
            raise self._error(line, *unknown_key(key, known, f" in [{section}]" if section else ""))
        name, kind, allowed = KEYS[section][key]
        if not _is_type(value, kind):
            raise self._error(line, f'"{key}" must be {NAMED_TYPES[kind]}')
        if allowed:
            value = str(value).strip().lower()
            if value not in allowed:
                raise self._error(line, f'"{key}" is one of {", ".join(allowed)}, not "{value}"')
        if isinstance(value, list):
            return {name: tuple(self._checked_item(key, str(item), line) for item in value)}
        return {name: self._checked(key, value, line)}

    def _checked_item(self, key: str, item: str, line: int) -> str:
        """Return an item of a list; raise ConfigError where a host is none."""
        if key != "picture_hosts":
            return item
        host = item.strip().lower()
        if not _HOST.fullmatch(host):
            hint = 'write it as in "images.example.org"'
            raise self._error(line, f'"{item}" in "{key}" is no name of a host', hint)
        return host

    def _checked(self, key: str, value: object, line: int) -> object:
        """Return a value in the form that pages need; raise ConfigError where it has none."""
        if key == "title" and not str(value).strip():
            raise self._error(
                line, '"title" is empty', "every page, feed and pack bears it, so give the archive one"
            )
        if key == "language":
            try:
                return language_tag(str(value))
            except LanguageTagError as error:
                raise self._error(line, f'"language" {error}') from None
        if key == "robots":
            self._check_robots(str(value), line)
        if key == "address":
            return checked_address(str(value), self.path, line)
        return value

    def _check_robots(self, value: str, line: int) -> None:
        directives = [part.strip().partition(":")[0].lower() for part in value.split(",")]
        unknown = next((directive for directive in directives if directive not in ROBOTS), "")
        if unknown:
            raise self._error(
                line, f'"{unknown}" is nothing that robots know', _nearest_hint(unknown, ROBOTS)
            )

    def source_rows(self, table: object) -> dict[str, dict[str, object]]:
        """Return the rows [sources."host"] by host; raise ConfigError where one is no table."""
        if not isinstance(table, dict) or not all(isinstance(row, dict) for row in table.values()):
            raise self._error(line_of(self.text, SOURCES), 'write a source as [sources."example.org"]')
        return table

    def add_source(self, host: str, row: dict[str, object], sources: dict[str, SourceConfig]) -> None:
        """Add the settings of a row to `sources`; raise ConfigError where it is wrong or the second."""
        source = self._source(host, row)
        if source.host in sources:
            first_line = sources[source.host].line + 1
            message = f'[sources."{host}"] is the same source as that of line {first_line}'
            raise self._error(source.line, message, "join the two")
        sources[source.host] = source

    def _source(self, host: str, row: dict[str, object]) -> SourceConfig:
        section = f"{SOURCES}.{host}"
        self._check_source_keys(host, row, section)
        name, rights = row.get("name", ""), row.get("rights", "")
        if isinstance(rights, str):
            rights = rights.strip().lower()
        for key in ("name", "licence"):
            if not isinstance(row.get(key, ""), str):
                raise self._error(line_of(self.text, key, section), f'"{key}" must be {NAMED_TYPES[str]}')
        if "rights" in row and rights not in RIGHTS:
            message = f'"rights" is one of {", ".join(RIGHTS)}, not "{rights}"'
            raise self._error(line_of(self.text, "rights", section), message)
        rules = self.rules({key: row[key] for key in RULE_KEYS if key in row}, section)
        line = _line_of_source(self.text, host)
        return SourceConfig(
            host=canonical_host(host) or host,
            name=str(name),
            rights=str(rights),
            licence=str(row.get("licence", "")),
            rules=tuple(rules),
            line=line,
        )

    def _check_source_keys(self, host: str, row: dict[str, object], section: str) -> None:
        for key, value in row.items():
            if key in SOURCE_KEYS:
                continue
            if isinstance(value, dict):  # [sources.example.org] without quotes
                whole = ".".join((host, key, *_single_keys(value)))
                message = f'the name of a source stands in quotes: [{SOURCES}."{whole}"]'
                raise self._error(_line_of_section(self.text, section), message)
            where = f' in [sources."{host}"]'
            raise self._error(line_of(self.text, key, section), *unknown_key(key, SOURCE_KEYS, where))

    def columns(self, table: object) -> tuple[tuple[str, str], ...]:
        """Return the facts that columns of tables are, with the names of the columns."""
        if not isinstance(table, dict):
            raise self._error(line_of(self.text, COLUMNS), f'"{COLUMNS}" is a section: [{COLUMNS}]')
        for key, value in table.items():
            line = line_of(self.text, key, COLUMNS)
            if key not in COLUMN_KEYS:
                raise self._error(line, *unknown_key(key, COLUMN_KEYS, f" in [{COLUMNS}]"))
            if not isinstance(value, str):
                raise self._error(line, f'"{key}" must be {NAMED_TYPES[str]}')
        return tuple(table.items())

    def rules(self, table: object, section: str) -> list[LineRule]:
        """Return the lines to keep and to drop of a section."""
        if not isinstance(table, dict):
            raise self._error(line_of(self.text, section), f'"{section}" is a section: [{section}]')
        rules = []
        for key, patterns in table.items():
            line = line_of(self.text, key, section)
            if key not in RULE_KEYS:
                raise self._error(line, *unknown_key(key, RULE_KEYS, f" in [{section}]"))
            if not _are_patterns(patterns):
                slip = "must be a list of texts"
                if _has_blank(patterns):
                    slip = "holds an empty text, which fits no line"
                hint = f'write each line as it stands: {key} = ["Read more*"]'
                raise self._error(line, f'"{key}" {slip}', hint)
            for pattern in patterns:
                rule = LineRule(pattern, key == "keep", self._line_of_pattern(pattern, line), self.path)
                rules.append(checked_rule(rule))
        return rules

    def _line_of_pattern(self, pattern: str, first: int) -> int:
        """Return the 0-based line of a pattern of a list, at or below the line of the list's key."""
        lines = self.text.splitlines()
        for number in range(max(first, 0), len(lines)):
            if pattern in lines[number]:
                return number
        return first


UNLIKE_LINES = ("7", "Zwölf Schiffe, die heimkehren!", "xqv")  # a rule that fits all of them fits any line


def checked_rule(rule: LineRule) -> LineRule:
    """Return a rule whose pattern can be used.

    Raises ConfigError where the pattern is no regular expression, may take for ever, or fits any line.
    """
    expression = regular_expression(rule.pattern)
    try:
        compiled = re.compile(expression or "")
    except re.error as error:
        raise _rule_error(rule, f"is no regular expression ({error})") from None
    if expression and _has_nested_repeat(re_parser.parse(expression), inside=False):
        raise _rule_error(
            rule,
            "repeats a part that repeats itself, which may take for ever",
            'write it without the outer "*" or "+"',
        )
    fits_any = expression and all(map(compiled.search, UNLIKE_LINES))
    if fits_any or not rule.pattern.strip("* /"):
        raise _rule_error(rule, "fits any line", "write more of the line")
    return rule


def _rule_error(rule: LineRule, message: str, hint: str = "") -> ConfigError:
    return ConfigError("SG402", rule.path, rule.line, f'"{rule.pattern}" {message}', hint)


def _has_nested_repeat(node: object, *, inside: bool) -> bool:
    """Whether an endless repeat of a parsed expression holds another: its time may double with each letter.

    `inside` is whether the node is itself part of an endless repeat.
    """
    if isinstance(node, tuple) and len(node) == 2 and str(node[0]) in {"MAX_REPEAT", "MIN_REPEAT"}:
        _, most, part = node[1]
        endless = most == re_parser.MAXREPEAT
        return (endless and inside) or _has_nested_repeat(part, inside=inside or endless)
    if isinstance(node, (list, tuple, re_parser.SubPattern)):
        return any(_has_nested_repeat(child, inside=inside) for child in node)
    return False


def regular_expression(pattern: str) -> str:
    """Return the regular expression of a pattern that is one ("/.../"), else an empty text."""
    return pattern[1:-1] if len(pattern) > 2 and pattern.startswith("/") and pattern.endswith("/") else ""


def with_address(config: Config, address: str, where: str) -> Config:
    """Return the settings with another address, if there is one; `where` names what gave it.

    Raises ConfigError where it is not an absolute http address.
    """
    return replace(config, address=checked_address(address, where, -1)) if address else config


def checked_address(address: str, path: str, line: int) -> str:
    """Return the address of a site with a slash at its end; raise ConfigError where it is none."""
    if not address:
        return ""
    if not _is_site_address(address):
        raise ConfigError(
            "SG403", path, line, f'"{address}" is no address', "write it like https://example.org/archive/"
        )
    if _PAGE_FILE.search(urlsplit(address).path):
        folder = address.rpartition("/")[0]
        raise ConfigError(
            "SG403",
            path,
            line,
            f'"{address}" is the address of a page',
            f"write that of its folder, {folder}/",
        )
    return address if address.endswith("/") else address + "/"


def _is_site_address(address: str) -> bool:
    if not is_web_address(address) or re.search(r"[\s<>\"'\\^`{|}]", address):
        return False
    parts = urlsplit(address)
    try:
        port = parts.port
    except ValueError:
        return False
    return not parts.query and not parts.fragment and port != 0


def as_date(value: object) -> str:
    """Return a TOML date as ISO 8601 text; other values as they are written."""
    return value.isoformat() if isinstance(value, date) else str(value)
