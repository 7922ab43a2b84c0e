"""Reads the tables of people: `names.toml`, `relations.toml`, `withdrawn.toml`, `redactions.toml`."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypeGuard, TypeVar

from sitegen.config import ConfigError, as_date, checked_rule, line_of, parse_toml, raise_all, unknown_key
from sitegen.model import FileError, LineRule, NameEntry, Problem, Redaction, Severity, Verdict, Withdrawal
from sitegen.text import is_web_address, slug

NAME_KEYS = (
    "id",
    "kind",
    "name",
    "aliases",
    "not",
    "apart",
    "demonyms",
    "capitals",
    "wikidata",
    "description",
    "links",
)
TEXT_KEYS = ("name", "kind", "id", "wikidata", "description")  # those of one text; the others have a list
OTHER_VERDICTS = ("same", "none", "leads")  # what a verdict may say besides the name of a relation
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
T = TypeVar("T")
Place = tuple[str, int]  # file and 0-based line
Row = dict[str, object]


def parse_names(
    text: str, path: str, kinds: tuple[str, ...]
) -> tuple[tuple[NameEntry, ...], tuple[Problem, ...]]:
    """Return the entries of `names.toml`, one for each [[entity]]; raise ConfigError where it is broken."""
    data = parse_toml(text, path)
    for key in data:
        if key != "entity":
            message, hint = f'unknown key "{key}"', "write each entity as [[entity]]"
            raise ConfigError("SG402", path, line_of(text, key), message, hint)
    rows = data.get("entity", [])
    if not _are_rows(rows):
        message = "write each entity as [[entity]], with two brackets"
        raise ConfigError("SG402", path, line_of(text, "entity"), message)
    entries = _parsed(
        rows, _lines_of_rows(text, "entity", len(rows)), lambda row, line: _name_entry(row, line, path, kinds)
    )
    return tuple(entries), (*_same_ids(entries), *_shared_aliases(entries))


def _are_rows(value: object) -> TypeGuard[list[Row]]:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def _lines_of_rows(text: str, name: str, count: int) -> list[int]:
    """Return the 0-based lines of the headers [[name]], so many of them; -1 where there is none."""
    header = re.compile(rf"\s*\[\[\s*[\"']?{name}[\"']?\s*\]\]")
    lines = [number for number, line in enumerate(text.splitlines()) if header.match(line)]
    return (lines + [-1] * count)[:count]


def _parsed(rows: list[Row], lines: list[int], parse: Callable[[Row, int], T]) -> list[T]:
    """Return what is made of each row and its line; raise what is wrong in all of them at once."""
    values: list[T] = []
    errors: list[FileError] = []
    for row, line in zip(rows, lines, strict=True):
        try:
            values.append(parse(row, line))
        except FileError as error:
            errors.append(error)
    raise_all(errors)
    return values


def without_repeats(entries: tuple[NameEntry, ...], listed: tuple[NameEntry, ...]) -> tuple[NameEntry, ...]:
    """Return the entries of `names.toml` and, behind them, those of lists.

    One of a list that has the id of another entry adds its names to that; one that is a name of an entry of
    `names.toml` is left out.
    """
    by_id: dict[str, NameEntry] = {}
    of_lists = set(listed)
    for entry in (*entries, *listed):
        first = by_id.setdefault(entry.id, entry)
        if first is not entry and entry in of_lists:
            others = [name for name in (entry.name, *entry.aliases) if name != first.name]
            by_id[entry.id] = replace(first, aliases=tuple(dict.fromkeys((*first.aliases, *others))))
    other_names = {name for entry in entries for name in (*entry.aliases, *entry.demonyms)}
    ids = {entry.id for entry in entries}
    return tuple(entry for entry in by_id.values() if entry.id in ids or entry.name not in other_names)


def _check_name_row(row: Row, where: Place) -> None:
    """Raise ConfigError where a key is unknown, or what should be a text is none."""
    for key in row:
        if key not in NAME_KEYS:
            raise ConfigError("SG402", *where, *unknown_key(key, NAME_KEYS, " in this [[entity]]"))
    for key in TEXT_KEYS:
        if not isinstance(row.get(key, ""), str):
            raise ConfigError("SG402", *where, f'"{key}" is a text: {key} = "..."')


def _name_entry(row: Row, line: int, path: str, kinds: tuple[str, ...]) -> NameEntry:
    where = (path, line)
    _check_name_row(row, where)
    name, kind = str(row.get("name", "")).strip(), str(row.get("kind", ""))
    if not name:
        raise ConfigError("SG402", *where, "this [[entity]] has no name", 'add name = "..."')
    if not any(letter.isalnum() for letter in name):
        raise ConfigError("SG402", *where, f'the name "{name}" has no letter, so no text can have it')
    if kind not in kinds:
        raise ConfigError("SG402", *where, f'kind of "{name}" is one of {", ".join(kinds)}, not "{kind}"')
    wikidata = _wikidata(row, name, where)
    return NameEntry(
        id=_identity(row, name, where),
        kind=kind,
        name=name,
        aliases=_texts(row, "aliases", name, where),
        never=_texts(row, "not", name, where),
        apart=_texts(row, "apart", name, where),
        demonyms=_texts(row, "demonyms", name, where),
        capitals=_texts(row, "capitals", name, where),
        wikidata=wikidata,
        description=str(row.get("description", "")),
        path=path,
        line=line,
        links=tuple(_web_address(address, name, where) for address in _texts(row, "links", name, where)),
    )


def _wikidata(row: Row, name: str, where: Place) -> str:
    wikidata = str(row.get("wikidata", ""))
    if wikidata and not re.fullmatch(r"Q[1-9]\d*", wikidata):
        raise ConfigError("SG402", *where, f'wikidata of "{name}" is a number like "Q42", not "{wikidata}"')
    return wikidata


def _identity(row: Row, name: str, where: Place) -> str:
    """Return the id that a row gives its entity, else the slug of its name."""
    identity = str(row.get("id", "")) or slug(name)
    if identity != slug(identity):
        message = (
            f'id of "{name}" is part of an address: small letters, digits and hyphens,'
            f' like "{slug(identity)}"'
        )
        raise ConfigError("SG402", *where, message)
    return identity


def _texts(row: Row, key: str, name: str, where: Place) -> tuple[str, ...]:
    """Return the list of texts that a key of a row has; raise ConfigError where it has something else."""
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
        message = f'"{key}" of "{name}" is a list of texts: {key} = ["...", "..."]'
        raise ConfigError("SG402", *where, message)
    return tuple(value)


def _web_address(text: str, name: str, where: Place) -> str:
    """Return an address of the web as it was written; raise ConfigError where it is none."""
    if not is_web_address(text) or re.search(r"[\s<>\"\\^`{|}]", text):
        message = f'links of "{name}": "{text}" is no address'
        raise ConfigError("SG403", *where, message, 'write it whole, like "https://example.org/"')
    return text


def _same_ids(entries: list[NameEntry]) -> list[Problem]:
    by_id: dict[str, NameEntry] = {}
    problems = []
    for entry in entries:
        first = by_id.setdefault(entry.id, entry)
        if first is not entry:
            message = (
                f'id "{entry.id}" is also that of line {first.line + 1} ({first.name});'
                " give one of them an id of its own"
            )
            problems.append(Problem(entry.path, entry.line, "SG302", message, severity=Severity.ERROR))
    return problems


def _shared_aliases(entries: list[NameEntry]) -> list[Problem]:
    owners: dict[str, NameEntry] = {}
    problems = []
    for entry in entries:
        for alias in dict.fromkeys((entry.name, *entry.aliases, *entry.demonyms)):
            owner = owners.setdefault(alias, entry)
            if owner is not entry:
                place = f"{owner.path}:{owner.line + 1}"
                message = (
                    f'alias "{alias}" belongs to two entities, {owner.name} ({place}) and {entry.name};'
                    " remove one"
                )
                problems.append(Problem(entry.path, entry.line, "SG301", message, severity=Severity.ERROR))
    return problems


def parse_verdicts(text: str, path: str, relations: tuple[str, ...]) -> tuple[Verdict, ...]:
    """Return the rows of `relations.toml`, one for each [[pair]].

    A row is `seeds = ["000", "001"]`, `relation = "none"`.  Raises ConfigError where the file is broken.
    """
    words = (*relations, *OTHER_VERDICTS)

    def verdict(row: Row, line: int) -> Verdict:
        where = (path, line)
        _check_keys(row, ("seeds", "relation"), where, "pair")
        seeds, relation = row.get("seeds"), str(row.get("relation", ""))
        if not isinstance(seeds, list) or len(seeds) != 2:
            raise ConfigError("SG402", *where, 'a [[pair]] needs two seeds: seeds = ["000", "001"]')
        if relation not in words:
            raise ConfigError("SG402", *where, f'relation is one of {", ".join(words)}, not "{relation}"')
        return Verdict(str(seeds[0]), str(seeds[1]), relation, line)

    return tuple(_parsed(*_rows(text, path, "pair"), verdict))


def parse_withdrawals(text: str, path: str) -> tuple[Withdrawal, ...]:
    """Return the rows of `withdrawn.toml`, one for each [[withdrawn]]: `seed`, `date`, `reason`.

    Raises ConfigError where the file is broken.
    """

    def withdrawal(row: Row, line: int) -> Withdrawal:
        where = (path, line)
        _check_keys(row, ("seed", "date", "reason"), where, "withdrawn")
        if not isinstance(row.get("seed"), (str, int)) or row["seed"] in {"", True, False}:
            raise ConfigError("SG402", *where, 'a [[withdrawn]] needs its seed: seed = "000"')
        day = as_date(row.get("date", ""))
        if day and not _DATE.fullmatch(day):
            raise ConfigError("SG402", *where, f'"{day}" is no date', "write date = 2024-01-31")
        return Withdrawal(str(row["seed"]), str(row.get("reason", "")), day, line)

    return tuple(_parsed(*_rows(text, path, "withdrawn"), withdrawal))


def parse_redactions(text: str, path: str) -> tuple[Redaction, ...]:
    """Return the rows of `redactions.toml`, one for each [[redaction]]: `text`, `seed`, `reason`.

    Raises ConfigError where the file is broken.
    """

    def redaction(row: Row, line: int) -> Redaction:
        where = (path, line)
        _check_keys(row, ("text", "seed", "reason"), where, "redaction")
        if not isinstance(row.get("text"), str) or not str(row["text"]).strip():
            raise ConfigError("SG402", *where, 'a [[redaction]] needs the words to hide: text = "Jane Doe"')
        rule = checked_rule(LineRule(str(row["text"]), keeps=False, line=line, path=path))
        return Redaction(rule.pattern, str(row.get("seed", "")), str(row.get("reason", "")), line)

    return tuple(_parsed(*_rows(text, path, "redaction"), redaction))


def _rows(text: str, path: str, name: str) -> tuple[list[Row], list[int]]:
    """Return the rows [[name]] of a TOML text, which has no other keys, and their lines."""
    data = parse_toml(text, path)
    rows = data.get(name, [])
    for key in data:
        if key != name or not isinstance(rows, list):
            message, hint = f'unknown key "{key}"', f"write each row as [[{name}]]"
            raise ConfigError("SG402", path, line_of(text, key), message, hint)
    if not _are_rows(rows):
        raise ConfigError("SG402", path, line_of(text, name), f"write each row as [[{name}]]")
    return rows, _lines_of_rows(text, name, len(rows))


def _check_keys(row: Row, known: tuple[str, ...], where: Place, name: str) -> None:
    for key in row:
        if key not in known:
            raise ConfigError("SG402", *where, *unknown_key(key, known, f" in this [[{name}]]"))
