"""`content/`: what people write.  Notes, free pages, `names.toml`, `relations.toml`, `withdrawn.toml` to values."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import yaml

from sitegen.config import RIGHTS, ConfigError, as_date, line_of, parse_toml
from sitegen.markdown import first_heading, sentences_with_links, without_title
from sitegen.model import EntityNote, FreePage, NameEntry, Note, Problem, Remark, Severity, Verdict, Withdrawal
from sitegen.text import nearest, slug

FIELDS = ("title", "standfirst", "byline", "date", "updated", "source", "address", "archived", "credit", "language")
NOTE_KEYS = ("seed", *FIELDS, "keep", "drop", "tags", "rights")
PAGE_KEYS = ("title", "slug")
ENTITY_NOTE_KEYS = ("entity",)
NAME_KEYS = ("id", "kind", "name", "aliases", "not", "apart", "demonyms", "capitals", "wikidata", "description", "links")
_ANCHOR = re.compile(r'^##[ \t]+(?=\S)(?P<prefix>[^"“]*)["“](?P<exact>.+)["”](?P<suffix>[^"”]*)$')
T = TypeVar("T")
_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


class ContentError(ConfigError):
    """A file of `content/` that cannot be used."""


# Front matter ---------------------------------------------------------------------------------------------------------

_Keys = dict[str, tuple[list[tuple[str, int]], int]]  # key -> values with lines, line of the key


def front_matter(text: str, path: str, known: tuple[str, ...]) -> tuple[_Keys, str, int]:
    """Give the keys before a Markdown text, the text, and the line where it begins; raise ContentError where broken."""
    found = _FRONT.match(text.replace("\r\n", "\n"))
    if not found:
        if text.startswith("---"):
            raise ContentError(f'{path}:1:1: error SG404: the front matter has no end\n    ---\n  close it with a line "---"')
        return {}, text, 0
    body = text.replace("\r\n", "\n")[found.end() :]
    return _keys(found[1], path, known), body, found[0].count("\n")


def _keys(block: str, path: str, known: tuple[str, ...]) -> _Keys:
    try:
        root = yaml.compose(block, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        raise ContentError(_broken_yaml(error, block, path)) from None
    except (yaml.YAMLError, RecursionError) as error:
        what = str(error).splitlines()[0] if isinstance(error, yaml.YAMLError) else "it is nested too deeply"
        raise ContentError(f"{path}:2:1: error SG404: {what}\n  remove control characters and nesting from the front matter") from None
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        raise ContentError(f'{path}:2:1: error SG404: front matter is lines of "key: value"')
    keys: _Keys = {}
    for key, value in root.value:
        line = key.start_mark.line + 1
        if key.value in keys:
            raise ContentError(f'{path}:{line + 1}: error SG402: the key "{key.value}" stands twice; remove one')
        if key.value not in known:
            close = nearest(str(key.value), known)
            hint = f'did you mean "{close}"?' if close else f"known are {', '.join(known)}"
            raise ContentError(f'{path}:{line + 1}: error SG402: unknown key "{key.value}"; {hint}')
        keys[key.value] = (_scalars(value, path), line)
    return keys


def _scalars(node: yaml.Node, path: str, depth: int = 0) -> list[tuple[str, int]]:
    if depth > 3:
        raise ContentError(f"{path}:{node.start_mark.line + 2}: error SG404: a text or a list of texts is wanted here, not lists in lists")
    if isinstance(node, yaml.ScalarNode):
        return [(node.value, node.start_mark.line + 1)] if node.value else []
    if isinstance(node, yaml.SequenceNode):
        return [one for item in node.value for one in _scalars(item, path, depth + 1)]
    raise ContentError(
        f"{path}:{node.start_mark.line + 2}: error SG404: a text or a list of texts is wanted here; put texts with ':' in quotes"
    )


def _broken_yaml(error: yaml.MarkedYAMLError, block: str, path: str) -> str:
    mark = error.problem_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = block.splitlines() or [""]
    shown = lines[min(line, len(lines) - 1)]
    return (
        f"{path}:{line + 2}:{column + 1}: error SG404: {error.problem or 'not valid'}\n    {shown}\n    {' ' * column}^\n"
        '  write "key: value"; put a value that holds ": " or begins with a quote or bracket in quotes'
    )


# Notes ----------------------------------------------------------------------------------------------------------------


def parse_note(text: str, path: str) -> tuple[Note, tuple[Problem, ...]]:
    """Give the note that a file holds; raise ContentError where its front matter is broken."""
    keys, body, start = front_matter(text, path, NOTE_KEYS)
    problems = []
    target, line = keys.get("seed", ([], -1))[0], keys.get("seed", ([], -1))[1]
    rights = _one(keys, "rights")
    if rights and rights not in RIGHTS:
        where = keys["rights"][1]
        problems.append(Problem(path, where, "SG205", f'rights is one of {", ".join(RIGHTS)}, not "{rights}"', Severity.ERROR))
        rights = ""
    fields = tuple((name, value, at) for name in FIELDS for value, at in keys.get(name, ([], 0))[0])
    note = Note(
        path,
        target[0][0] if target else path.rsplit("/", 1)[-1].removesuffix(".md"),
        line,
        fields,
        tuple(keys.get("keep", ([], 0))[0]),
        tuple(keys.get("drop", ([], 0))[0]),
        tuple(value for value, _ in keys.get("tags", ([], 0))[0]),
        rights,
        _remarks(body, start),
    )
    return note, tuple(problems)


def _one(keys: _Keys, name: str) -> str:
    values = keys.get(name, ([], 0))[0]
    return values[0][0] if values else ""


def _remarks(body: str, start: int) -> tuple[Remark, ...]:
    """Part the Markdown at headings that quote a passage: `## before "the exact words" after`."""
    parts: list[tuple[int, re.Match[str] | None, list[str]]] = [(start, None, [])]
    fenced = False
    for number, line in enumerate(body.splitlines(), start):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        found = None if fenced else _ANCHOR.match(line.rstrip())
        if found:
            parts.append((number, found, []))
        else:
            parts[-1][2].append(line)
    remarks = []
    for at, found, lines in parts:
        markdown = "\n".join(lines).strip("\n")
        blank = next((number for number, line in enumerate(lines) if line), 0)
        linking = sentences_with_links(markdown, at + blank + (1 if found else 0))
        if found:
            quote = (found["exact"].strip(), found["prefix"].strip(" …"), found["suffix"].strip(" …"))
            remarks.append(Remark(markdown, at, *quote, linking))
        elif markdown.strip():
            remarks.append(Remark(markdown, at, linking=linking))
    return tuple(remarks)


def parse_page(text: str, path: str) -> FreePage:
    """Give the free page that a file holds."""
    keys, body, start = front_matter(text, path, PAGE_KEYS)
    stem = path.rsplit("/", 1)[-1].removesuffix(".md")
    title = _one(keys, "title") or first_heading(body) or stem.replace("-", " ").capitalize()
    markdown = without_title(body)
    first = start + len(body.splitlines()) - len(markdown.splitlines())
    return FreePage(path, slug(_one(keys, "slug") or stem), title, markdown, start, sentences_with_links(markdown, first))


def parse_entity_note(text: str, path: str) -> EntityNote:
    """Give the note on an entity that a file holds; raise ContentError where its front matter is broken."""
    keys, body, start = front_matter(text, path, ENTITY_NOTE_KEYS)
    target = _one(keys, "entity") or path.rsplit("/", 1)[-1].removesuffix(".md")
    return EntityNote(path, target, keys["entity"][1] if "entity" in keys else -1, body, sentences_with_links(body, start))


# TOML files -----------------------------------------------------------------------------------------------------------


def parse_names(text: str, path: str, kinds: tuple[str, ...]) -> tuple[tuple[NameEntry, ...], tuple[Problem, ...]]:
    """Give the entries of `names.toml`, one `[[entity]]` each; raise ConfigError where it is broken."""
    data = parse_toml(text, path)
    for key in data:
        if key != "entity":
            raise ContentError(f'{path}:{line_of(text, key) + 1}: error SG402: unknown key "{key}"; write each entity as [[entity]]')
    rows = data.get("entity", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ContentError(f"{path}:{line_of(text, 'entity') + 1}: error SG402: write each entity as [[entity]], with two brackets")
    lines = [n for n, line in enumerate(text.splitlines()) if re.match(r"\s*\[\[\s*[\"']?entity[\"']?\s*\]\]", line)]
    entries: list[NameEntry] = []
    for at, row in enumerate(rows):
        entries.append(_name_entry(row, lines[at] if at < len(lines) else -1, path, kinds))
    problems = [*_same_ids(entries), *_shared_aliases(entries)]
    return tuple(entries), tuple(problems)


def _check_name_row(row: dict[str, object], where: str) -> None:
    """Raise ContentError where a key is unknown, or what should be a text is none."""
    for key in row:
        if key not in NAME_KEYS:
            close = nearest(key, NAME_KEYS)
            hint = f'did you mean "{close}"?' if close else f"known are {', '.join(NAME_KEYS)}"
            raise ContentError(f'{where}: error SG402: unknown key "{key}" in this [[entity]]; {hint}')
    for key in ("name", "kind", "id", "wikidata", "description"):
        if not isinstance(row.get(key, ""), str):
            raise ContentError(f'{where}: error SG402: "{key}" is a text: {key} = "..."')


def _name_entry(row: dict[str, object], line: int, path: str, kinds: tuple[str, ...]) -> NameEntry:
    where = f"{path}:{line + 1}"
    _check_name_row(row, where)
    name, kind = str(row.get("name", "")).strip(), str(row.get("kind", ""))
    if not name:
        raise ContentError(f'{where}: error SG402: this [[entity]] has no name; add name = "..."')
    if not any(letter.isalnum() for letter in name):
        raise ContentError(f'{where}: error SG402: the name "{name}" has no letter, so no text can have it')
    if kind not in kinds:
        raise ContentError(f'{where}: error SG402: kind of "{name}" is one of {", ".join(kinds)}, not "{kind}"')

    def many(key: str) -> tuple[str, ...]:
        value = row.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise ContentError(f'{where}: error SG402: "{key}" of "{name}" is a list of texts: {key} = ["...", "..."]')
        return tuple(value)

    wikidata = str(row.get("wikidata", ""))
    if wikidata and not re.fullmatch(r"Q[1-9]\d*", wikidata):
        raise ContentError(f'{where}: error SG402: wikidata of "{name}" is a number like "Q42", not "{wikidata}"')
    identity = str(row.get("id", "")) or slug(name)
    if identity != slug(identity):
        raise ContentError(
            f'{where}: error SG402: id of "{name}" is part of an address: small letters, digits and hyphens, like "{slug(identity)}"'
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
        tuple(_web_address(one, f'{where}: error SG403: links of "{name}"') for one in many("links")),
    )


def _web_address(text: str, complaint: str) -> str:
    """Give an address of the web as it was written; raise ContentError where it is none."""
    try:
        parts = urlsplit(text)
        fine = parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"[\s<>\"\\^`{|}]", text)
    except ValueError:
        fine = False
    if not fine:
        raise ContentError(f'{complaint}: "{text}" is no address; write it whole, like "https://example.org/"')
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
                message = (
                    f'alias "{alias}" belongs to two entities, {other.name} ({other.path}:{other.line + 1}) and {entry.name}; remove one'
                )
                problems.append(Problem(entry.path, entry.line, "SG301", message, Severity.ERROR))
    return problems


def parse_verdicts(text: str, path: str, relations: tuple[str, ...]) -> tuple[Verdict, ...]:
    """Give the rows of `relations.toml`, one `[[pair]]` each: `seeds = ["000", "001"]`, `relation = "none"`."""
    verdicts = []
    words = (*relations, "same", "none", "leads")
    rows, lines = _rows(text, path, "pair")
    for row, line in zip(rows, lines, strict=True):
        where = f"{path}:{line + 1}"
        _check_keys(row, ("seeds", "relation"), where, "pair")
        seeds, relation = row.get("seeds"), str(row.get("relation", ""))
        if not isinstance(seeds, list) or len(seeds) != 2:
            raise ContentError(f'{where}: error SG402: a [[pair]] needs two seeds: seeds = ["000", "001"]')
        if relation not in words:
            raise ContentError(f'{where}: error SG402: relation is one of {", ".join(words)}, not "{relation}"')
        verdicts.append(Verdict(str(seeds[0]), str(seeds[1]), relation, line))
    return tuple(verdicts)


def parse_withdrawals(text: str, path: str) -> tuple[Withdrawal, ...]:
    """Give the rows of `withdrawn.toml`, one `[[withdrawn]]` each: `seed`, `date`, `reason`."""
    rows, lines = _rows(text, path, "withdrawn")
    made = []
    for row, line in zip(rows, lines, strict=True):
        where = f"{path}:{line + 1}"
        _check_keys(row, ("seed", "date", "reason"), where, "withdrawn")
        if not row.get("seed"):
            raise ContentError(f'{where}: error SG402: a [[withdrawn]] needs its seed: seed = "000"')
        day = as_date(row.get("date", ""))
        if day and not re.fullmatch(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", day):
            raise ContentError(f'{where}: error SG402: "{day}" is no date; write date = 2024-01-31')
        made.append(Withdrawal(str(row["seed"]), str(row.get("reason", "")), day, line))
    return tuple(made)


def _rows(text: str, path: str, name: str) -> tuple[list[dict[str, object]], list[int]]:
    data = parse_toml(text, path)
    rows = data.get(name, [])
    for key in data:
        if key != name or not isinstance(rows, list):
            raise ContentError(f'{path}:{line_of(text, key) + 1}: error SG402: unknown key "{key}"; write each row as [[{name}]]')
    lines = [n for n, line in enumerate(text.splitlines()) if re.match(rf"\s*\[\[\s*[\"']?{name}[\"']?\s*\]\]", line)]
    listed = rows if isinstance(rows, list) else []
    if not all(isinstance(row, dict) for row in listed):
        raise ContentError(f"{path}:{line_of(text, name) + 1}: error SG402: write each row as [[{name}]]")
    return listed, (lines + [-1] * len(listed))[: len(listed)]


def _check_keys(row: dict[str, object], known: tuple[str, ...], where: str, name: str) -> None:
    for key in row:
        if key not in known:
            close = nearest(key, known)
            hint = f'did you mean "{close}"?' if close else f"known are {', '.join(known)}"
            raise ContentError(f'{where}: error SG402: unknown key "{key}" in this [[{name}]]; {hint}')


# Files ----------------------------------------------------------------------------------------------------------------


def read_text(file: Path, path: str) -> str:
    """Give the text of a file that a person wrote, or an empty text where there is none."""
    try:
        return file.read_bytes().decode("utf-8-sig")  # line ends as they are: INDEX.md is written back with them
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except UnicodeDecodeError as error:
        raise ContentError(f"{path}: error SG405: not UTF-8 (byte {error.start}); save it as UTF-8") from None
    except OSError as error:
        raise ContentError(f"{path}: error SG405: cannot be read ({error.strerror})") from None


def read_markdown(folder: Path, prefix: str, parse: Callable[[str, str], T]) -> tuple[T, ...]:
    """Read every Markdown file of a folder but hidden ones, in the order of their names."""
    files = sorted((f for f in folder.glob("*.md") if f.is_file() and not f.name.startswith(".")), key=lambda f: f.name)
    return tuple(parse(read_text(file, f"{prefix}{file.name}"), f"{prefix}{file.name}") for file in files)
