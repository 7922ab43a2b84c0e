"""Finds the seed that a person means, and the lines of it that a note keeps and drops."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from unicodedata import normalize

from sitegen.config import strictest_rights
from sitegen.dates import find_dates, form_is_slashed
from sitegen.filenames import YEARS, ending_of
from sitegen.model import Address, Note, Override, Problem, Seed, Severity
from sitegen.read.content import DATE_FIELDS
from sitegen.text import fold, nearest

MAX_LINES_SHOWN = 6  # line numbers in a message
MAX_TEXTS_SHOWN = 3  # of a file, in a message
_RANGE = re.compile(r"(\d{1,9})(?:\s*[-–]\s*(\d{1,9}))?")


class SeedNames:
    """Finds seeds by file name, id, address key or number, in any Unicode form.

    Where several fit, the one that came first is meant.
    """

    def __init__(self, seeds: tuple[Seed, ...], addresses: Sequence[Address] = ()) -> None:
        self._files: dict[str, str] = {}
        self._ids: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._numbers: dict[str, list[str]] = defaultdict(list)
        self._stems: dict[str, str] = {}
        self._paths = {seed.id: seed.path for seed in seeds}
        self._rank = {address.seed: rank for rank, address in enumerate(addresses)}  # who came first
        in_file = Counter(seed.file for seed in seeds)
        self._in_file: dict[str, list[str]] = defaultdict(
            list
        )  # ids by the name of a file with several texts
        for seed in sorted(seeds, key=lambda seed: self._rank.get(seed.id, len(self._rank))):
            file_name = _plain(seed.path)
            self._files.setdefault(file_name, seed.id)
            if in_file[seed.file] > 1:
                for name in dict.fromkeys((_plain(seed.file), _stem(_plain(seed.file)))):
                    self._in_file[name].append(seed.id)
            else:  # the file may be named in place of its only text
                self._files.setdefault(_plain(seed.file), seed.id)
                self._stems.setdefault(_stem(_plain(seed.file)), seed.id)
            self._ids[seed.id] = seed.id
            self._keys[seed.key] = seed.id
            if seed.number is not None:
                self._numbers[str(seed.number)].append(seed.id)

    def find(self, name: str) -> str:
        """Return the id of the seed that a name means, or an empty text."""
        candidates = self._candidates(name)
        return min(candidates, key=lambda seed: self._rank.get(seed, len(self._rank)), default="")

    def find_all(self, name: str) -> tuple[str, ...]:
        """Return the ids of the seeds that a name means: one, or all of a file with several texts."""
        found = self.find(name)
        return (found,) if found else tuple(self._in_file.get(_plain(name), ()))

    def doubt(self, name: str) -> str:
        """Return which two files a name may mean, where the later one fits better; else an empty text."""
        candidates = self._candidates(name)
        first = self.find(name)
        if not candidates or candidates[0] == first:
            return ""
        better = self._paths[candidates[0]]
        return f'"{name}" meant {self._paths[first]}, which came first, and is the name of {better} now'

    def near(self, name: str) -> str:
        """Return the stem of a seed that a wrong name may mean, or an empty text.

        It is one that is the same but for case and accents, few letters away, or the only one that begins so.
        """
        target = re.sub(r"^.*\((.+)\)$", r"\1", name)  # of "words (target)"
        folded = re.sub(r"\.(?:txt|md|markdown)$", "", fold(_plain(target)))
        stems = {fold(stem): stem for stem in (*self._stems, *self._ids)}
        if folded in stems:
            return stems[folded]
        close = nearest(folded, tuple(stems))
        if close and not _differ_wholly(folded, close):
            return stems[close]
        longer = [stem for key, stem in stems.items() if len(folded) > 3 and key.startswith(folded)]
        return longer[0] if len(longer) == 1 else ""

    def advice(self, name: str) -> str:
        """Return the question whether a seed of a near name is meant; an empty text where none is near."""
        texts = self._in_file.get(_plain(name), ())
        if texts:
            shown = ", ".join(texts[:MAX_TEXTS_SHOWN]) + (" and more" if len(texts) > MAX_TEXTS_SHOWN else "")
            return f"it is a file of {len(texts)} texts; name one of them: {shown}"
        close = self.near(name)
        return f'did you mean "{close}"?' if close else ""

    def file_name(self, name: str) -> str:
        """Return the file name of the seed that a name means."""
        return self._paths[self.find(name)].rsplit("/", 1)[-1]

    def _candidates(self, name: str) -> list[str]:
        """Return the ids of all seeds that a name fits, the closest first; a file name fits one alone."""
        plain = _plain(name)
        if plain in self._files and plain not in self._ids:
            return [self._files[plain]]
        is_number = plain.isascii() and plain.isdecimal() and len(plain) < 10
        same_number = self._numbers.get(str(int(plain)), ()) if is_number else ()
        fitting = dict.fromkeys((self._ids.get(plain, ""), self._keys.get(plain, ""), *same_number))
        candidates = [seed for seed in fitting if seed]
        if not candidates and plain in self._stems:
            return [self._stems[plain]]
        return candidates


def _stem(file_name: str) -> str:
    """Return the name of a file without its ending."""
    ending = ending_of(file_name)
    return file_name[: len(file_name) - len(ending)] or file_name


def _plain(name: str) -> str:
    """Return a name without its folder, in one Unicode form whatever wrote it."""
    return normalize("NFC", name).strip().rpartition("seeds/")[2]


def _differ_wholly(name: str, other: str) -> bool:
    """Whether two names have neither the leading number nor the words behind it in common."""
    (number, words), (other_number, other_words) = _number_and_words(name), _number_and_words(other)
    return number != other_number and words != other_words


def _number_and_words(name: str) -> tuple[str, str]:
    words = re.sub(r"^\d+", "", name)
    return name.removesuffix(words), words


# Notes of seeds ---------------------------------------------------------------------------------------------


def match_notes(
    notes: tuple[Note, ...], seeds: tuple[Seed, ...], addresses: Sequence[Address] = ()
) -> tuple[dict[str, Note], tuple[Problem, ...]]:
    """Return the note of each seed that has one; a note without seed, or a second one, is a problem."""
    names = SeedNames(seeds, addresses)
    by_seed: dict[str, Note] = {}
    problems = []
    for note in notes:
        seed = names.find(note.target)
        first = by_seed.get(seed)
        if not seed:
            problems.append(_no_seed_problem(note, names))
        elif first is None:
            by_seed[seed] = note
        elif first.private != note.private and not first.beside:
            by_seed[seed], repeated = _joined(*sorted((first, note), key=lambda file: file.private))
            problems += repeated
        else:
            message = f"this note is for {seed}, which {first.path} is for already; join the two"
            problems.append(Problem(note.path, note.line, "SG212", message, severity=Severity.ERROR))
            by_seed[seed] = _stricter(first, note)
    return by_seed, tuple(problems)


def _no_seed_problem(note: Note, names: SeedNames) -> Problem:
    advice = names.advice(note.target)
    hint = 'fix "seed:", or rename the note'
    if advice:
        hint = f'{advice}{"" if advice.endswith("?") else ";"} mend "seed:", or rename the note'
    message = f'this note is for "{note.target}", but there is no such seed; {hint}'
    return Problem(note.path, note.line, "SG211", message, severity=Severity.ERROR)


def _joined(public: Note, private: Note) -> tuple[Note, list[Problem]]:
    """Return the note that two files of one seed make, and a problem for each field that both give."""
    given = {name for name, _, _ in public.fields}
    problems = []
    for name, _, line in private.fields:
        if name in given:
            message = f'"{name}" stands in {public.path} too, and counts there; remove one'
            problems.append(Problem(private.path, line, "SG212", message, severity=Severity.ERROR))
    tags = tuple(dict.fromkeys((*public.tags, *private.tags)))
    return replace(_stricter(public, private), tags=tags, beside=(private,)), problems


def _stricter(note: Note, other: Note) -> Note:
    """Return a note with what another one of the same seed forbids.

    Nothing is shown because two notes are one too many.
    """
    rights = strictest_rights((note.rights, other.rights))
    return replace(note, rights=rights, broken=note.broken or other.broken)


# What a note changes ----------------------------------------------------------------------------------------


def override_of(note: Note, seed: Seed) -> tuple[Override, tuple[Problem, ...]]:
    """Return what a note changes in the reading of its seed; lines that are not found are problems."""
    problems: list[Problem] = []
    keep = {line for file in note.files for line in _lines(file.keep, file, seed, problems)}
    drop = {line for file in note.files for line in _lines(file.drop, file, seed, problems)}
    for line in sorted(keep & drop):
        message = f"line {line + 1} of {seed.path} is both kept and dropped; it is dropped"
        problems.append(Problem(note.path, -1, "SG214", message, severity=Severity.ERROR))
    fields = tuple(_fields(note, problems))
    return Override(fields, tuple(sorted(keep)), tuple(sorted(drop))), tuple(problems)


def _fields(note: Note, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    """Yield name and value of each field of a note; one of a file beside it counts where the note has none.

    A date that cannot be read is left out, and becomes a problem.
    """
    given = {name for name, _, _ in note.fields}
    for file in note.files:
        for name, written, line in file.fields:
            if file is not note and name in given:
                continue
            value = _field_value(name, written, line, file, problems)
            if value or not written:
                yield name, value


def _field_value(name: str, value: str, line: int, note: Note, problems: list[Problem]) -> str:
    if name not in DATE_FIELDS or not value:
        return value
    if re.fullmatch(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?", value):
        return value
    dates = find_dates(value)
    if dates and not (form_is_slashed(value) and dates[0].ambiguous):
        return dates[0].value
    slip = "is no day of the calendar" if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else "is no date"
    message = (
        f'"{value}" {slip}; write it as 2024-04-09, 2024-04 or 2024, of a year from {YEARS[0]} to {YEARS[-1]}'
    )
    problems.append(Problem(note.path, line, "SG215", message, severity=Severity.ERROR))
    return ""


def _lines(
    wanted: tuple[tuple[str, int], ...], note: Note, seed: Seed, problems: list[Problem]
) -> tuple[int, ...]:
    """Return the 0-based lines of a seed that a note means by number, range or beginning.

    `wanted` has what the note says with its line in the note.
    """
    numbers_of: dict[str, list[int]] = defaultdict(list)  # by the folded line
    for number, line in enumerate(seed.lines):
        numbers_of[fold(line)].append(number)
    found: set[int] = set()
    for text, note_line in wanted:
        row = _RANGE.fullmatch(text.strip())
        if row:
            first, last = int(row[1]), int(row[2] or row[1])
            lines = list(range(first - 1, last)) if 1 <= first <= last <= len(seed.lines) else []
        else:
            lines = _lines_beginning(fold(text), numbers_of)
            if fold(text) not in numbers_of and len({fold(seed.lines[number]) for number in lines}) > 1:
                shown = ", ".join(str(number + 1) for number in sorted(lines)[:MAX_LINES_SHOWN])
                message = (
                    f'{len(lines)} lines of {seed.path} begin with "{text}" ({shown}), and all are meant;'
                    " write more of one, or its number"
                )
                problems.append(Problem(note.path, note_line, "SG213", message))
        if not lines:
            message = (
                f'"{text}" is no line of {seed.path} (it has {len(seed.lines)});'
                " quote the line's beginning or give its number"
            )
            problems.append(Problem(note.path, note_line, "SG213", message, severity=Severity.ERROR))
        found.update(lines)
    return tuple(sorted(found))


def _lines_beginning(key: str, numbers_of: Mapping[str, list[int]]) -> list[int]:
    """Return the lines that are a folded text; where none is, those that begin with it."""
    if key in numbers_of:
        return numbers_of[key]
    return [
        number for line, numbers in numbers_of.items() if key and line.startswith(key) for number in numbers
    ]
