"""`content/lists/`: one thing a line.  `LISTS` says what each file is: names of a kind, words that are no names, lines to keep or drop."""

from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.config import checked_rule
from sitegen.model import FileError, LineRule, NameEntry, Problem, Severity
from sitegen.text import fold, nearest, slug

NAME_LISTS = {"people": "person", "organisations": "organisation", "places": "place", "events": "event"}
NO_NAMES, DROP, KEEP = "not-names", "drop", "keep"
LISTS = (*NAME_LISTS, NO_NAMES, DROP, KEEP)


@dataclass(frozen=True, slots=True)
class NoName:
    """Words that never are a name, and where a person says so."""

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


def joined(lists: list[Lists]) -> Lists:
    """Give several lists as one."""
    return Lists(
        tuple(one for some in lists for one in some.names),
        tuple(one for some in lists for one in some.no_names),
        tuple(one for some in lists for one in some.rules),
        tuple(one for some in lists for one in some.problems),
    )


def parse_list(text: str, path: str) -> Lists:
    """Give what a list holds: a line each, blank lines and those that begin with "# " left out.

    A name may have others behind it, parted by "|": `Ann Writer | A. Writer`.
    """
    stem = path.rsplit("/", 1)[-1].rpartition(".")[0].lower()
    rows = [
        (number, line.strip())
        for number, line in enumerate(text.splitlines())
        if line.strip() and not line.lstrip().startswith("# ")
    ]
    if stem in NAME_LISTS:
        entries = tuple(
            entry for number, row in rows if (entry := _entry(row, NAME_LISTS[stem], path, number))
        )
        bad = [_no_letter(path, number, row) for number, row in rows if not _has_letter(row)]
        return Lists(names=entries, problems=tuple(bad))
    if stem == NO_NAMES:
        return Lists(no_names=tuple(NoName(row, path, number) for number, row in rows))
    if stem in {DROP, KEEP}:
        return _rules(rows, stem, path)
    close = nearest(stem, LISTS)
    hint = f"did you mean {close}.txt?" if close else f"there are {', '.join(f'{one}.txt' for one in LISTS)}"
    return Lists(
        problems=(
            Problem(
                path, -1, "SG121", f"this file is not read: no list has this name; {hint}", Severity.ERROR
            ),
        )
    )


def contradictions(named: Iterable[NameEntry], listed: Lists) -> list[Problem]:
    """Give a problem for each row of a list that says something else of a name than names.toml, or another list before it."""
    first: dict[str, NameEntry] = {}
    for entry in named:
        for name in (entry.name, *entry.aliases):
            first.setdefault(fold(name), entry)
    problems = []
    for entry in listed.names:
        other = first.setdefault(fold(entry.name), entry)
        if other.kind != entry.kind:
            message = f'"{entry.name}" is a name of kind {other.kind} by {other.path}:{other.line + 1}; remove one of the two rows'
            problems.append(Problem(entry.path, entry.line, "SG304", message, Severity.ERROR))
    for none in listed.no_names:
        known = first.get(fold(none.words))
        if known:
            message = f'"{none.words}" is a name by {known.path}:{known.line + 1}; remove one of the two rows'
            problems.append(Problem(none.path, none.line, "SG304", message, Severity.ERROR))
    return problems


def _rules(rows: list[tuple[int, str]], stem: str, path: str) -> Lists:
    rules: list[LineRule] = []
    problems: list[Problem] = []
    for number, row in rows:
        try:
            rules.append(checked_rule(LineRule(row, stem == KEEP, number, path)))
        except FileError as error:
            problems.append(error.problem)
    return Lists(rules=tuple(rules), problems=tuple(problems))


def _has_letter(row: str) -> bool:
    return any(letter.isalnum() for letter in row.split("|", maxsplit=1)[0])


def _entry(row: str, kind: str, path: str, line: int) -> NameEntry | None:
    if not _has_letter(row):
        return None
    name, *others = (part.strip() for part in row.split("|"))
    return NameEntry(slug(name), kind, name, tuple(other for other in others if other), path=path, line=line)


def _no_letter(path: str, line: int, row: str) -> Problem:
    return Problem(
        path,
        line,
        "SG402",
        f'"{row}" has no letter, so no text can have it; write "Name | other name"',
        Severity.ERROR,
    )
