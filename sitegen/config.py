"""`sitegen.toml` to a frozen `Config`; an unknown key is an error that names the nearest known one."""

import re
import tomllib
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from sitegen.model import SitegenError
from sitegen.text import nearest

PROFILES = ("private", "public")
RIGHTS = ("full", "excerpt", "record", "withdrawn")


class ConfigError(SitegenError):
    """A TOML file that cannot be used."""


@dataclass(frozen=True, slots=True)
class SourceConfig:
    """What a person says of one source (a host): its name and its rights."""

    host: str
    name: str = ""
    rights: str = ""


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
    found_on: int = 1  # articles a found single name must stand in to get a page
    exporters: tuple[str, ...] = ()  # empty: all
    sources: tuple[SourceConfig, ...] = ()
    profile: str = "private"

    def makes(self, exporter: str) -> bool:
        """Say whether an exporter is switched on."""
        return not self.exporters or exporter in self.exporters

    @property
    def base_path(self) -> str:
        """Give the path under which the site stands, with a slash at both ends."""
        path = urlsplit(self.address).path if self.address else "/"
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
SOURCE_KEYS = ("name", "rights")
SECTIONS = ("rights", "entities", "sources")
_AT = re.compile(r"^(.*) \(at line (\d+), column (\d+)\)$")


def parse_toml(text: str, path: str) -> dict[str, object]:
    """Give what a TOML text says; raise ConfigError with line, column and the line itself where it is broken."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(_describe(str(error), text, path)) from None
    except RecursionError:
        raise ConfigError(f"{path}:1:1: error SG401: not valid TOML: it is nested too deeply") from None


def _describe(message: str, text: str, path: str) -> str:
    lines = text.splitlines() or [""]
    found = _AT.match(message)
    what, line, column = (found[1], int(found[2]), int(found[3])) if found else (message, len(lines), 1)
    shown = lines[min(line, len(lines)) - 1]
    return (
        f"{path}:{line}:{column}: error SG401: not valid TOML: {what}\n    {shown}\n    {' ' * (column - 1)}^\n"
        '  texts stand in quotes ("..."), keys before "=", sections in [brackets]'
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


def parse_config(text: str, path: str = "sitegen.toml") -> Config:
    """Give the settings that a text holds; raise ConfigError at the first thing that is wrong."""
    values: dict[str, object] = {}
    sources: tuple[SourceConfig, ...] = ()
    for key, value in parse_toml(text, path).items():
        if key == "sources":
            sources = _sources(value, text, path)
        elif key in KEYS and key:
            values |= _section(key, value, text, path)
        else:
            values |= _section("", {key: value}, text, path)
    config = Config(**values, sources=sources)  # type: ignore[arg-type]
    return with_address(config, config.address, f"{path}:{line_of(text, 'address') + 1}")


def _section(section: str, table: object, text: str, path: str) -> dict[str, object]:
    known = KEYS[section]
    if not isinstance(table, dict):
        raise ConfigError(f'{path}:{line_of(text, section) + 1}: error SG402: "{section}" is a section: [{section}]')
    return {known[key][0]: _value(section, key, value, text, path) for key, value in table.items() if _known(section, key, text, path)}


def _known(section: str, key: str, text: str, path: str) -> bool:
    choices = (*KEYS[section], *(SECTIONS if not section else ()))
    if key not in KEYS[section]:
        raise ConfigError(_unknown(key, choices, f"{path}:{line_of(text, key, section) + 1}", section))
    return True


def _unknown(key: str, choices: tuple[str, ...], where: str, section: str = "") -> str:
    close = nearest(key, choices)
    hint = f'did you mean "{close}"?' if close else f"known are {', '.join(choices)}"
    place = f" in [{section}]" if section else ""
    return f'{where}: error SG402: unknown key "{key}"{place}; {hint}'


def _value(section: str, key: str, value: object, text: str, path: str) -> object:
    _, kind, allowed = KEYS[section][key]
    where = f"{path}:{line_of(text, key, section) + 1}"
    if not isinstance(value, kind) or (kind is int and (isinstance(value, bool) or value < 0)):  # type: ignore[operator]
        words = {
            str: "a text in quotes",
            int: "a whole number, 0 or more",
            bool: "true or false",
            list: "a list of texts",
        }
        raise ConfigError(f'{where}: error SG402: "{key}" must be {words[kind]}')
    if allowed and value not in allowed:
        raise ConfigError(f'{where}: error SG402: "{key}" is one of {", ".join(allowed)}, not "{value}"')
    return tuple(str(item) for item in value) if isinstance(value, list) else value


def _sources(table: object, text: str, path: str) -> tuple[SourceConfig, ...]:
    if not isinstance(table, dict) or not all(isinstance(one, dict) for one in table.values()):
        raise ConfigError(f'{path}:{line_of(text, "sources") + 1}: error SG402: write a source as [sources."example.org"]')
    made = []
    for host, one in table.items():
        for key in one:
            if key not in SOURCE_KEYS:
                where = f"{path}:{line_of(text, key, f'sources.{host}') + 1}"
                raise ConfigError(_unknown(key, SOURCE_KEYS, where, f'sources."{host}"'))
        rights = str(one.get("rights", ""))
        if rights and rights not in RIGHTS:
            where = f"{path}:{line_of(text, 'rights', f'sources.{host}') + 1}"
            raise ConfigError(f'{where}: error SG402: "rights" is one of {", ".join(RIGHTS)}, not "{rights}"')
        made.append(SourceConfig(host, str(one.get("name", "")), rights))
    return tuple(made)


def with_address(config: Config, address: str, where: str) -> Config:
    """Give the settings with another address; raise ConfigError where it is not an absolute http address."""
    if not address:
        return config
    try:
        parts = urlsplit(address)
        fine = parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.query and not parts.fragment and parts.port != 0
    except ValueError:
        fine = False
    if not fine or not re.fullmatch(r"[^\s<>\"'\\^`{|}]+", address):
        raise ConfigError(f'{where}: error SG403: "{address}" is no address; write it like https://example.org/archive/')
    return replace(config, address=address if address.endswith("/") else address + "/")


def as_date(value: object) -> str:
    """Give a TOML date or text as ISO text."""
    return value.isoformat() if isinstance(value, date) else str(value)
