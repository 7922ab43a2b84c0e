"""The tables that people write: `names.toml`, `relations.toml`, `withdrawn.toml` to values."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar
from urllib.parse import urlsplit

from sitegen.config import ConfigError, as_date, line_of, parse_toml, raise_all, unknown_key
from sitegen.model import FileError, NameEntry, Problem, Severity, Verdict, Withdrawal
from sitegen.text import slug

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
T = TypeVar("T")
Place = tuple[str, int]  # file and 0-based line


def parse_names(
    text: str, path: str, kinds: tuple[str, ...]
) -> tuple[tuple[NameEntry, ...], tuple[Problem, ...]]:
    """Give the entries of `names.toml`, one `[[entity]]` each; raise ConfigError where it is broken."""
    data = parse_toml(text, path)
    for key in data:
        if key != "entity":
            raise ConfigError(
                path, line_of(text, key), "SG402", f'unknown key "{key}"; write each entity as [[entity]]'
            )
    rows = data.get("entity", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ConfigError(
            path, line_of(text, "entity"), "SG402", "write each entity as [[entity]], with two brackets"
        )
    lines = [
        n
        for n, line in enumerate(text.splitlines())
        if re.match(r"\s*\[\[\s*[\"']?entity[\"']?\s*\]\]", line)
    ]
    places = (lines + [-1] * len(rows))[: len(rows)]
    entries = _each(rows, places, lambda row, line: _name_entry(row, line, path, kinds))
    problems = [*_same_ids(entries), *_shared_aliases(entries)]
    return tuple(entries), tuple(problems)


def _each(
    rows: list[dict[str, object]], lines: list[int], make: Callable[[dict[str, object], int], T]
) -> list[T]:
    """Give what is made of each row and its line; raise what is wrong in all of them at once."""
    made: list[T] = []
    wrong: list[FileError] = []
    for row, line in zip(rows, lines, strict=True):
        try:
            made.append(make(row, line))
        except FileError as error:
            wrong.append(error)
    raise_all(wrong)
    return made


def without_repeats(entries: tuple[NameEntry, ...], listed: tuple[NameEntry, ...]) -> tuple[NameEntry, ...]:
    """Give the entries of `names.toml` and, behind them, those of lists; one of the same id adds its other names."""
    joined: dict[str, NameEntry] = {}
    of_lists = set(listed)
    for one in (*entries, *listed):
        first = joined.setdefault(one.id, one)
        if first is not one and one in of_lists:
            others = dict.fromkeys(
                (*first.aliases, *(name for name in (one.name, *one.aliases) if name != first.name))
            )
            joined[one.id] = replace(first, aliases=tuple(others))
    texts = {text for entry in entries for text in (*entry.aliases, *entry.demonyms)}
    ids = {entry.id for entry in entries}
    return tuple(one for one in joined.values() if one.id in ids or one.name not in texts)


def _check_name_row(row: dict[str, object], where: Place) -> None:
    """Raise ConfigError where a key is unknown, or what should be a text is none."""
    for key in row:
        if key not in NAME_KEYS:
            raise ConfigError(*where, "SG402", unknown_key(key, NAME_KEYS, " in this [[entity]]"))
    for key in ("name", "kind", "id", "wikidata", "description"):
        if not isinstance(row.get(key, ""), str):
            raise ConfigError(*where, "SG402", f'"{key}" is a text: {key} = "..."')


def _name_entry(row: dict[str, object], line: int, path: str, kinds: tuple[str, ...]) -> NameEntry:
    where = (path, line)
    _check_name_row(row, where)
    name, kind = str(row.get("name", "")).strip(), str(row.get("kind", ""))
    if not name:
        raise ConfigError(*where, "SG402", 'this [[entity]] has no name; add name = "..."')
    if not any(letter.isalnum() for letter in name):
        raise ConfigError(*where, "SG402", f'the name "{name}" has no letter, so no text can have it')
    if kind not in kinds:
        raise ConfigError(*where, "SG402", f'kind of "{name}" is one of {", ".join(kinds)}, not "{kind}"')

    def many(key: str) -> tuple[str, ...]:
        value = row.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise ConfigError(
                *where, "SG402", f'"{key}" of "{name}" is a list of texts: {key} = ["...", "..."]'
            )
        return tuple(value)

    wikidata = str(row.get("wikidata", ""))
    if wikidata and not re.fullmatch(r"Q[1-9]\d*", wikidata):
        raise ConfigError(*where, "SG402", f'wikidata of "{name}" is a number like "Q42", not "{wikidata}"')
    identity = str(row.get("id", "")) or slug(name)
    if identity != slug(identity):
        raise ConfigError(
            *where,
            "SG402",
            f'id of "{name}" is part of an address: small letters, digits and hyphens, like "{slug(identity)}"',
        )
    return NameEntry(
        identity,
        kind,
        name,
        many("aliases"),
        many("not"),
        many("apart"),
        many("demonyms"),
        many("capitals"),
        wikidata,
        str(row.get("description", "")),
        path,
        line,
        tuple(_web_address(one, name, where) for one in many("links")),
    )


def _web_address(text: str, name: str, where: Place) -> str:
    """Give an address of the web as it was written; raise ConfigError where it is none."""
    try:
        parts = urlsplit(text)
        fine = (
            parts.scheme in {"http", "https"}
            and bool(parts.hostname)
            and not re.search(r"[\s<>\"\\^`{|}]", text)
        )
    except ValueError:
        fine = False
    if not fine:
        message = f'links of "{name}": "{text}" is no address; write it whole, like "https://example.org/"'
        raise ConfigError(*where, "SG403", message)
    return text


def _same_ids(entries: list[NameEntry]) -> list[Problem]:
    first: dict[str, NameEntry] = {}
    problems = []
    for entry in entries:
        other = first.setdefault(entry.id, entry)
        if other is not entry:
            message = f'id "{entry.id}" is also that of line {other.line + 1} ({other.name}); give one of them an id of its own'
            problems.append(Problem(entry.path, entry.line, "SG302", message, Severity.ERROR))
    return problems


def _shared_aliases(entries: list[NameEntry]) -> list[Problem]:
    owner: dict[str, NameEntry] = {}
    problems = []
    for entry in entries:
        for alias in dict.fromkeys((entry.name, *entry.aliases, *entry.demonyms)):
            other = owner.setdefault(alias, entry)
            if other is not entry:
                message = f'alias "{alias}" belongs to two entities, {other.name} ({other.path}:{other.line + 1}) and {entry.name}; remove one'
                problems.append(Problem(entry.path, entry.line, "SG301", message, Severity.ERROR))
    return problems


def parse_verdicts(text: str, path: str, relations: tuple[str, ...]) -> tuple[Verdict, ...]:
    """Give the rows of `relations.toml`, one `[[pair]]` each: `seeds = ["000", "001"]`, `relation = "none"`."""
    words = (*relations, "same", "none", "leads")

    def verdict(row: dict[str, object], line: int) -> Verdict:
        where = (path, line)
        _check_keys(row, ("seeds", "relation"), where, "pair")
        seeds, relation = row.get("seeds"), str(row.get("relation", ""))
        if not isinstance(seeds, list) or len(seeds) != 2:
            raise ConfigError(*where, "SG402", 'a [[pair]] needs two seeds: seeds = ["000", "001"]')
        if relation not in words:
            raise ConfigError(*where, "SG402", f'relation is one of {", ".join(words)}, not "{relation}"')
        return Verdict(str(seeds[0]), str(seeds[1]), relation, line)

    return tuple(_each(*_rows(text, path, "pair"), verdict))


def parse_withdrawals(text: str, path: str) -> tuple[Withdrawal, ...]:
    """Give the rows of `withdrawn.toml`, one `[[withdrawn]]` each: `seed`, `date`, `reason`."""

    def withdrawal(row: dict[str, object], line: int) -> Withdrawal:
        where = (path, line)
        _check_keys(row, ("seed", "date", "reason"), where, "withdrawn")
        if not isinstance(row.get("seed"), (str, int)) or row["seed"] in {"", True, False}:
            raise ConfigError(*where, "SG402", 'a [[withdrawn]] needs its seed: seed = "000"')
        day = as_date(row.get("date", ""))
        if day and not re.fullmatch(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", day):
            raise ConfigError(*where, "SG402", f'"{day}" is no date; write date = 2024-01-31')
        return Withdrawal(str(row["seed"]), str(row.get("reason", "")), day, line)

    return tuple(_each(*_rows(text, path, "withdrawn"), withdrawal))


def _rows(text: str, path: str, name: str) -> tuple[list[dict[str, object]], list[int]]:
    data = parse_toml(text, path)
    rows = data.get(name, [])
    for key in data:
        if key != name or not isinstance(rows, list):
            raise ConfigError(
                path, line_of(text, key), "SG402", f'unknown key "{key}"; write each row as [[{name}]]'
            )
    lines = [
        n
        for n, line in enumerate(text.splitlines())
        if re.match(rf"\s*\[\[\s*[\"']?{name}[\"']?\s*\]\]", line)
    ]
    listed = rows if isinstance(rows, list) else []
    if not all(isinstance(row, dict) for row in listed):
        raise ConfigError(path, line_of(text, name), "SG402", f"write each row as [[{name}]]")
    return listed, (lines + [-1] * len(listed))[: len(listed)]


def _check_keys(row: dict[str, object], known: tuple[str, ...], where: Place, name: str) -> None:
    for key in row:
        if key not in known:
            raise ConfigError(*where, "SG402", unknown_key(key, known, f" in this [[{name}]]"))
