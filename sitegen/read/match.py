"""Which seed a person means, and what a note says of the lines of its seed."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from unicodedata import normalize

from sitegen.config import RIGHTS
from sitegen.dates import find_dates, form_is_slashed
from sitegen.filenames import YEARS
from sitegen.model import Address, Note, Override, Problem, Seed, Severity
from sitegen.text import fold, nearest

LINES_TOLD = 6
_RANGE = re.compile(r"(\d{1,9})(?:\s*[-–]\s*(\d{1,9}))?")


class SeedNames:
    """Finds seeds by file name, id, address key or number, in any Unicode form; where several fit, the one that came first."""

    def __init__(self, seeds: tuple[Seed, ...], addresses: Sequence[Address] = ()) -> None:
        self._files: dict[str, str] = {}
        self._ids: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._numbers: dict[str, list[str]] = defaultdict(list)
        self._stems: dict[str, str] = {}
        self._paths = {seed.id: seed.path for seed in seeds}
        came = {address.seed: place for place, address in enumerate(addresses)}
        for seed in sorted(seeds, key=lambda one: came.get(one.id, len(came))):
            self._files.setdefault(_plain(seed.path), seed.id)
            self._stems.setdefault(_plain(seed.path).rpartition(".")[0] or _plain(seed.path), seed.id)
            self._ids[seed.id] = seed.id
            self._keys[seed.key] = seed.id
            if seed.number is not None:
                self._numbers[str(seed.number)].append(seed.id)
        self._came = came

    def find(self, name: str) -> str:
        """Give the id of the seed that a name means, or an empty text."""
        return min(self._meant(name), key=lambda seed: self._came.get(seed, len(self._came)), default="")

    def doubt(self, name: str) -> str:
        """Say which two files a name may mean, where the one that came later has the better claim to it; else nothing."""
        meant = self._meant(name)
        first = self.find(name)
        if not meant or meant[0] == first:
            return ""
        return f'"{name}" meant {self._paths[first]}, which came first, and is the name of {self._paths[meant[0]]} now'

    def near(self, name: str) -> str:
        """Give the stem of a seed that a name may mean: one that is the same but for case and accents, or few letters away."""
        folded = fold(_plain(re.sub(r"^.*\((.+)\)$", r"\1", name)))  # of "words (target)" the target
        folded = re.sub(r"\.(?:txt|md|markdown)$", "", folded)
        stems = {fold(stem): stem for stem in (*self._stems, *self._ids)}
        begun = [stem for key, stem in stems.items() if len(folded) > 3 and key.startswith(folded)]
        close = nearest(folded, tuple(stems))
        number, other = (re.match(r"\d*", one) for one in (folded, close))
        if number and other and number[0] != other[0] and folded[number.end() :] != close[other.end() :]:
            close = ""  # neither number nor name is the same
        return stems.get(folded) or stems.get(close, "") or (begun[0] if len(begun) == 1 else "")

    def advice(self, name: str) -> str:
        """Ask whether a seed of a near name is meant; an empty text where none is near."""
        close = self.near(name)
        return f'did you mean "{close}"?' if close else ""

    def file_name(self, name: str) -> str:
        """Give the file name of the seed that a name means."""
        return self._paths[self.find(name)].rsplit("/", 1)[-1]

    def _meant(self, name: str) -> list[str]:
        """Give the ids of all seeds that a name fits, the closest first; the whole name of a file fits it alone."""
        plain = _plain(name)
        if plain in self._files and plain not in self._ids:
            return [self._files[plain]]
        number = str(int(plain)) if plain.isascii() and plain.isdecimal() and len(plain) < 10 else ""
        found = [self._ids.get(plain, ""), self._keys.get(plain, ""), *self._numbers.get(number, ())]
        known = [seed for seed in dict.fromkeys(found) if seed]
        return known or [self._stems[plain]] if plain in self._stems else known


def _plain(name: str) -> str:
    """Give a name without its folder, in one Unicode form whatever wrote it."""
    return normalize("NFC", name).strip().rpartition("seeds/")[2]


def match_notes(
    notes: tuple[Note, ...], seeds: tuple[Seed, ...], addresses: Sequence[Address] = ()
) -> tuple[dict[str, Note], tuple[Problem, ...]]:
    """Give the note of each seed that has one; a note without seed, or a second one, is a problem."""
    names = SeedNames(seeds, addresses)
    by_seed: dict[str, Note] = {}
    problems = []
    for note in notes:
        seed = names.find(note.target)
        if not seed:
            close = names.near(note.target)
            hint = (
                f'did you mean "{close}"? Mend "seed:", or rename the note'
                if close
                else 'mend "seed:", or rename the note'
            )
            message = f'this note is for "{note.target}", but there is no such seed; {hint}'
            problems.append(Problem(note.path, note.line, "SG211", message, Severity.ERROR))
        elif seed in by_seed and not by_seed[seed].beside and by_seed[seed].private != note.private:
            by_seed[seed], found = _joined(*sorted((by_seed[seed], note), key=lambda one: one.private))
            problems += found
        elif seed in by_seed:
            message = f"this note is for {seed}, which {by_seed[seed].path} is for already; join the two"
            problems.append(Problem(note.path, note.line, "SG212", message, Severity.ERROR))
            by_seed[seed] = _stricter(by_seed[seed], note)
        else:
            by_seed[seed] = note
    return by_seed, tuple(problems)


def _joined(public: Note, private: Note) -> tuple[Note, list[Problem]]:
    """Give the one note that a public file and a private one of the same seed make, and the facts that both of them give."""
    given = {name: line for name, _, line in public.fields}
    problems = [
        Problem(
            private.path,
            line,
            "SG212",
            f'"{name}" stands in {public.path} too, and counts there; remove one',
            Severity.ERROR,
        )
        for name, _, line in private.fields
        if name in given
    ]
    tags = tuple(dict.fromkeys((*public.tags, *private.tags)))
    return replace(_stricter(public, private), tags=tags, beside=(private,)), problems


def _stricter(note: Note, other: Note) -> Note:
    """Give a note with what another one of the same seed forbids: nothing is shown because two notes are one too many."""
    rights = max(note.rights, other.rights, key=lambda one: RIGHTS.index(one) if one else -1)
    return replace(note, rights=rights, broken=note.broken or other.broken, drop=note.drop)


def override_of(note: Note, seed: Seed) -> tuple[Override, tuple[Problem, ...]]:
    """Give what a note changes in the reading of its seed; lines that are not found are problems."""
    problems: list[Problem] = []
    keep = {line for one in note.files for line in _lines(one.keep, one, seed, problems)}
    drop = {line for one in note.files for line in _lines(one.drop, one, seed, problems)}
    problems += [
        Problem(
            note.path,
            -1,
            "SG214",
            f"line {line + 1} of {seed.path} is both kept and dropped; it is dropped",
            Severity.ERROR,
        )
        for line in sorted(keep & drop)
    ]
    given = {name for name, _, _ in note.fields}
    rows = [(one, row) for one in note.files for row in one.fields if one is note or row[0] not in given]
    checked = [(name, _value(name, value, line, one, problems)) for one, (name, value, line) in rows]
    fields = tuple(
        one for one, (_, (_, written, _)) in zip(checked, rows, strict=True) if one[1] or not written
    )
    return Override(fields, tuple(sorted(keep)), tuple(sorted(drop))), tuple(problems)


def _value(name: str, value: str, line: int, note: Note, problems: list[Problem]) -> str:
    if name not in {"date", "updated"} or not value:
        return value
    found = find_dates(value)
    if re.fullmatch(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?", value):
        return value
    if not found or (form_is_slashed(value) and found[0].ambiguous):
        what = "is no day of the calendar" if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else "is no date"
        message = f'"{value}" {what}; write it as 2024-04-09, 2024-04 or 2024, of a year from {YEARS[0]} to {YEARS[-1]}'
        problems.append(Problem(note.path, line, "SG215", message, Severity.ERROR))
        return ""
    return found[0].value


def _lines(
    wanted: tuple[tuple[str, int], ...], note: Note, seed: Seed, problems: list[Problem]
) -> tuple[int, ...]:
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
            lines = starts.get(key) or [
                n for line, ns in starts.items() if key and line.startswith(key) for n in ns
            ]
            if key not in starts and len({fold(seed.lines[n]) for n in lines}) > 1:
                which = ", ".join(str(n + 1) for n in sorted(lines)[:LINES_TOLD])
                message = f'{len(lines)} lines of {seed.path} begin with "{text}" ({which}), and all are meant; write more of one, or its number'
                problems.append(Problem(note.path, at, "SG213", message))
        if not lines:
            message = f'"{text}" is no line of {seed.path} (it has {len(seed.lines)}); quote the line\'s beginning or give its number'
            problems.append(Problem(note.path, at, "SG213", message, Severity.ERROR))
        found += lines
    return tuple(sorted(set(found)))
