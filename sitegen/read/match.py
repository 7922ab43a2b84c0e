"""Which seed a person means, and what a note says of the lines of its seed."""

import re
from collections import defaultdict

from sitegen.dates import find_dates, form_is_slashed
from sitegen.model import Note, Override, Problem, Seed, Severity
from sitegen.text import fold

_RANGE = re.compile(r"(\d{1,9})(?:\s*[-–]\s*(\d{1,9}))?")


class SeedNames:
    """Finds seeds by id, file name, address key or number."""

    def __init__(self, seeds: tuple[Seed, ...]) -> None:
        self._names: dict[str, str] = {}
        for seed in reversed(seeds):
            if seed.number is not None:
                self._names[str(seed.number)] = seed.id
        for seed in reversed(seeds):
            for name in (seed.key, seed.id, seed.path.rsplit("/", 1)[-1]):
                self._names[name] = seed.id

    def find(self, name: str) -> str:
        """Give the id of the seed that a name means, or an empty text."""
        plain = name.strip().removeprefix("seeds/")
        number = str(int(plain)) if plain.isascii() and plain.isdecimal() and len(plain) < 10 else plain
        return self._names.get(plain) or self._names.get(number, "")


def match_notes(notes: tuple[Note, ...], seeds: tuple[Seed, ...]) -> tuple[dict[str, Note], tuple[Problem, ...]]:
    """Give the note of each seed that has one; a note without seed, or a second one, is a problem."""
    names = SeedNames(seeds)
    by_seed: dict[str, Note] = {}
    problems = []
    for note in notes:
        seed = names.find(note.target)
        if not seed:
            message = f'this note is for "{note.target}", but there is no such seed; mend "seed:", or rename the note'
            problems.append(Problem(note.path, note.line, "SG211", message, Severity.ERROR))
        elif seed in by_seed:
            message = f"this note is for {seed}, which {by_seed[seed].path} is for already; join the two"
            problems.append(Problem(note.path, note.line, "SG212", message, Severity.ERROR))
        else:
            by_seed[seed] = note
    return by_seed, tuple(problems)


def override_of(note: Note, seed: Seed) -> tuple[Override, tuple[Problem, ...]]:
    """Give what a note changes in the reading of its seed; lines that are not found are problems."""
    problems: list[Problem] = []
    keep = _lines(note.keep, note, seed, problems)
    drop = _lines(note.drop, note, seed, problems)
    problems += [
        Problem(note.path, -1, "SG214", f"line {line + 1} of {seed.path} is both kept and dropped; it is dropped", Severity.ERROR)
        for line in sorted(set(keep) & set(drop))
    ]
    checked = ((name, _value(name, value, line, note, problems)) for name, value, line in note.fields)
    fields = tuple((name, value) for name, value in checked if value)
    return Override(fields, keep, drop), tuple(problems)


def _value(name: str, value: str, line: int, note: Note, problems: list[Problem]) -> str:
    if name not in {"date", "updated"}:
        return value
    found = find_dates(value)
    if re.fullmatch(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?", value):
        return value
    if not found or (form_is_slashed(value) and found[0].ambiguous):
        problems.append(Problem(note.path, line, "SG215", f'"{value}" is no date; write it as 2024-04-09', Severity.ERROR))
        return ""
    return found[0].value


def _lines(wanted: tuple[tuple[str, int], ...], note: Note, seed: Seed, problems: list[Problem]) -> tuple[int, ...]:
    starts: dict[str, list[int]] = defaultdict(list)
    found: list[int] = []
    for number, line in enumerate(seed.lines):
        starts[fold(line)].append(number)
    for text, at in wanted:
        numbered = _RANGE.fullmatch(text.strip())
        if numbered:
            first, last = int(numbered[1]), int(numbered[2] or numbered[1])
            lines = list(range(first - 1, last)) if 1 <= first <= last <= len(seed.lines) else []
        else:
            key = fold(text)
            lines = starts.get(key) or [n for line, ns in starts.items() if key and line.startswith(key) for n in ns]
        if not lines:
            message = f'"{text}" is no line of {seed.path} (it has {len(seed.lines)}); quote the line\'s beginning or give its number'
            problems.append(Problem(note.path, at, "SG213", message, Severity.ERROR))
        found += lines
    return tuple(sorted(set(found)))
