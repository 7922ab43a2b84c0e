"""Reads `content/lists/`, where each line is one thing.

A list holds names of a kind, words that are no names, or lines to keep or drop; `list_names` has their names.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sitegen.config import checked_rule
from sitegen.model import FileError, Kind, LineRule, NameEntry, Problem, Severity
from sitegen.text import fold, nearest, slug

# Names of files without ".txt", besides those with the names of one kind, which are called as its folder is.
NO_NAMES, DROP, KEEP = "not-names", "drop", "keep"


@dataclass(frozen=True, slots=True)
class NoName:
    """Words that are never a name, and where a person says so."""

    words: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Lists:
    """What the lists of an archive hold."""

    names: tuple[NameEntry, ...] = ()
    no_names: tuple[NoName, ...] = ()
    rules: tuple[LineRule, ...] = ()
    problems: tuple[Problem, ...] = ()


def joined(parts: list[Lists]) -> Lists:
    """Return what several lists hold as one."""
    names: list[NameEntry] = []
    no_names: list[NoName] = []
    rules: list[LineRule] = []
    problems: list[Problem] = []
    for part in parts:
        names += part.names
        no_names += part.no_names
        rules += part.rules
        problems += part.problems
    return Lists(tuple(names), tuple(no_names), tuple(rules), tuple(problems))


def list_names(kinds: Sequence[Kind]) -> tuple[str, ...]:
    """Return the names of all lists that there may be, without ".txt"."""
    return (*(kind.folder for kind in kinds), NO_NAMES, DROP, KEEP)


def parse_list(text: str, path: str, kinds: Sequence[Kind]) -> Lists:
    """Return what a list holds, a line each; blank lines and those that begin with "# " are left out.

    A name may have others behind it, parted by "|": `Ann Writer | A. Writer`.
    """
    name = path.rsplit("/", 1)[-1].rpartition(".")[0].lower()
    rows = []
    for number, line in enumerate(text.splitlines()):
        row = line.strip()
        if row and not line.lstrip().startswith("# "):
            rows.append((number, row))
    for kind in kinds:
        if name == kind.folder:
            return _names(rows, kind.name, path)
    if name == NO_NAMES:
        return Lists(no_names=tuple(NoName(row, path, number) for number, row in rows))
    if name in {DROP, KEEP}:
        return _rules(rows, path, keep=name == KEEP)
    known_lists = list_names(kinds)
    close = nearest(name, known_lists)
    hint = f"there are {', '.join(f'{known}.txt' for known in known_lists)}"
    if close:
        hint = f"did you mean {close}.txt?"
    message = f"this file is not read: no list has this name; {hint}"
    return Lists(problems=(Problem(path, -1, "SG121", message, severity=Severity.ERROR),))


def contradictions(named: Iterable[NameEntry], listed: Lists) -> list[Problem]:
    """Return a problem for each row of a list that contradicts names.toml, or a list before it."""
    first: dict[str, NameEntry] = {}
    for entry in named:
        for name in (entry.name, *entry.aliases):
            first.setdefault(fold(name), entry)
    problems = []
    for entry in listed.names:
        other = first.setdefault(fold(entry.name), entry)
        if other.kind != entry.kind:
            place = f"{other.path}:{other.line + 1}"
            message = f'"{entry.name}" is a name of kind {other.kind} by {place}; remove one of the two rows'
            problems.append(Problem(entry.path, entry.line, "SG304", message, severity=Severity.ERROR))
    for no_name in listed.no_names:
        known = first.get(fold(no_name.words))
        if known:
            message = (
                f'"{no_name.words}" is a name by {known.path}:{known.line + 1}; remove one of the two rows'
            )
            problems.append(Problem(no_name.path, no_name.line, "SG304", message, severity=Severity.ERROR))
    return problems


def _rules(rows: list[tuple[int, str]], path: str, *, keep: bool) -> Lists:
    rules: list[LineRule] = []
    problems: list[Problem] = []
    for number, row in rows:
        try:
            rules.append(checked_rule(LineRule(row, keep, number, path)))
        except FileError as error:
            problems.append(error.problem)
    return Lists(rules=tuple(rules), problems=tuple(problems))


def _names(rows: list[tuple[int, str]], kind: str, path: str) -> Lists:
    entries: list[NameEntry] = []
    problems: list[Problem] = []
    for number, row in rows:
        name, *others = (part.strip() for part in row.split("|"))
        if any(letter.isalnum() for letter in name):
            aliases = tuple(other for other in others if other)
            entries.append(
                NameEntry(id=slug(name), kind=kind, name=name, aliases=aliases, path=path, line=number)
            )
        else:
            message = f'"{row}" has no letter, so no text can have it; write "Name | other name"'
            problems.append(Problem(path, number, "SG402", message, severity=Severity.ERROR))
    return Lists(names=tuple(entries), problems=tuple(problems))
