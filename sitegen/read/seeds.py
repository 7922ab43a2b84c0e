"""Reads raw scrapes into `Seed` values: decoding, control characters, lines."""

import hashlib
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from charset_normalizer import from_bytes

from sitegen.filenames import is_left_behind, portable
from sitegen.files import UnfitFileError, read_file
from sitegen.language import by_small_words
from sitegen.model import PART_MARK, Address, Problem, Repair, Seed, Severity, Skipped
from sitegen.read.addresses import Locked, addressed, numbered
from sitegen.read.captures import capture_ending, form_of, read_capture
from sitegen.read.captures.cache import CaptureCache
from sitegen.read.captures.text import CapturedText, CaptureError
from sitegen.read.entities import unescaped
from sitegen.read.file_kinds import kind_of
from sitegen.read.mojibake import mojibake_repaired, still_garbled
from sitegen.read.repairs import (
    ENTITY,
    FILLER,
    GARBLED,
    IN_PARTS,
    Replacement,
    ReplacementKind,
    composed,
    joined_letters,
    repaired,
)
from sitegen.text import UniqueNames, address_part, plural, shorten

LARGEST = 64 * 1024 * 1024  # bytes; a larger file is no article; by judgement
MAX_LENGTH = 2_000_000  # code points that are read of a file, many times the longest article
MAX_LINES = 100_000
ENCODING_SAMPLE = (
    256 * 1024
)  # bytes from which an unknown encoding is guessed, and code points that are checked
INDEX_NAME = "INDEX.md"
BROKEN_UTF8 = "utf-8, with broken bytes"
WESTERN_LANGUAGES = frozenset({"en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "fi", "id"})
BINARY = "it holds binary data; remove it, or save it as UTF-8 text"
# C0 and C1 controls but for tab and line ends, and the controls that turn the direction of a text around.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
# Controls of a text in UTF-8 that was read as Latin-1.
GARBLED_CONTROLS = re.compile("(?<=[\xc2-\xf4\x80-\x9f])[\x80-\x9f]")
MAX_SHOWN = 12  # repairs, or words, in a message
REPLACEMENT_CHARACTER = "\ufffd"  # also stands for a control in the account of a repair
LINE_END = re.compile("\r\n|\n|\r|\x85|\u2028|\u2029")
_FORBIDS = re.compile(
    r"\s*(?:rights\s*[:=]\s*[\"']?(?:withdrawn|record|excerpt)\b|private\s*[:=]\s*[\"']?(?:true|yes)\b)",
    re.IGNORECASE,
)
_FENCES = ("---", "+++")  # of front matter
_BYTE_ORDER_MARKS = (  # the longer ones first
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


class NotText(Exception):  # noqa: N818  (it is an answer, not an error)
    """The bytes are no text; the message says why."""


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of some bytes and the encoding it was read in; raise NotText where there is none."""
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data.decode(name), name
            except UnicodeDecodeError:
                break
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _mostly_utf8(data) or _guessed(data)
    if _looks_binary(text) and _looks_binary(GARBLED_CONTROLS.sub("", text[:ENCODING_SAMPLE])):
        raise NotText(BINARY)
    return text, "utf-8"


def _mostly_utf8(data: bytes) -> tuple[str, str] | None:
    """Return text and encoding where all but a few bytes are UTF-8, else None.

    One broken byte is no reason to read the others as something else: there must be more than three times as
    many whole characters outside ASCII (by judgement).
    """
    text = data.decode("utf-8", errors="replace")
    broken = text.count(REPLACEMENT_CHARACTER)
    whole = sum(not character.isascii() for character in text[: 16 * ENCODING_SAMPLE]) - broken
    return (text, BROKEN_UTF8) if whole > 3 * broken or _is_cut_off(data) else None


def _is_cut_off(data: bytes) -> bool:
    """Whether some bytes are UTF-8 that ends inside of a character."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and error.end == len(data)
    return False


def _guessed(data: bytes) -> tuple[str, str]:
    """Return text and encoding as charset-normalizer guesses it; Western texts are taken for Windows-1252."""
    sample = data[:ENCODING_SAMPLE]
    if sample.count(0) > len(sample) // 50:
        raise NotText(BINARY)
    best = from_bytes(sample).best()
    encoding = best.encoding if best else "cp1252"
    if by_small_words(sample.decode("cp1252", errors="replace")) in WESTERN_LANGUAGES:
        encoding = "cp1252"  # often taken for the encodings of neighbouring languages
    text = data.decode(encoding, errors="replace")
    if _looks_binary(text):
        raise NotText("it is in no known encoding; save it as UTF-8 text")
    return text, encoding


def _looks_binary(text: str) -> bool:
    """Whether controls are over a twentieth of a text's beginning, and over 8 characters (by judgement)."""
    head = text[:ENCODING_SAMPLE]
    return len(CONTROLS.findall(head)) + head.count(REPLACEMENT_CHARACTER) > max(8, len(head) // 20)


def number_of(stem: str) -> tuple[int | None, str]:
    """Return the number that a name has by itself, if any, and what its address is made of."""
    digits = numbered((stem,)).get(stem)
    return (None, address_part(stem)) if digits is None else (int(digits), digits)


def parse_seed(
    data: bytes, name: str, path: str, *, joined: bool = False
) -> tuple[Seed, tuple[Problem, ...]]:
    """Return the seed that a file holds and what was noticed; raise NotText where the file is no text.

    With `joined`, letters that are written in parts (Unicode NFD) become one character each, as names and
    quotations of people have them; else they stay as they are written.
    """
    kind = kind_of(data)
    if kind:
        raise NotText(f"it is {kind.name}; {kind.advice}")
    whole, encoding = decode(data)
    return _parsed(_Text(whole=whole, encoding=encoding, data=data), name, path, joined=joined)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """The text of a seed, the encoding it was in, and the bytes of its file."""

    whole: str
    encoding: str
    data: bytes
    part: str = ""
    capture: str = ""


def _parsed(text_of_file: _Text, name: str, path: str, *, joined: bool) -> tuple[Seed, tuple[Problem, ...]]:
    """Return the seed of a text and what was noticed."""
    whole, encoding, data = text_of_file.whole, text_of_file.encoding, text_of_file.data
    raw = _within_bounds(whole)
    entities, kept_entities = unescaped(raw)
    replacements = composed(raw, entities, mojibake_repaired(repaired(raw, entities)))
    if joined:
        replacements = composed(raw, replacements, joined_letters(repaired(raw, replacements)))
    text = repaired(raw, replacements, FILLER)
    removed = tuple(match.start() for match in CONTROLS.finditer(text))
    starts, lines = _lines(text, removed)
    repairs = _repairs(replacements, raw, starts, removed)
    problems = [
        _encoding_problem(path, encoding),
        _repairs_problem(path, repairs, GARBLED),
        _repairs_problem(path, repairs, ENTITY),
        _kept_entities_problem(path, raw, starts, kept_entities),
        _still_garbled_problem(path, text, starts, repairs),
        _controls_problem(path, _controls_of_file(removed, replacements), starts),
        _empty_problem(path, text),
        _unread_problem(path, len(raw), len(whole)),
    ]
    number, key = number_of(name)
    digest = hashlib.sha256(data).hexdigest()
    seed = Seed(
        id=name,
        path=path,
        number=number,
        key=key,
        lines=tuple(lines),
        starts=tuple(starts),
        removed=removed,
        encoding=encoding,
        size=len(data),
        digest=digest,
        repairs=repairs,
        unread=len(whole) - len(raw),
        part=text_of_file.part,
        capture=text_of_file.capture,
    )
    return seed, tuple(problem for problem in problems if problem is not None)


def _within_bounds(text: str) -> str:
    """Return as many whole lines of a text as are read; part of its first line where that alone is longer."""
    end = min(len(text), MAX_LENGTH)
    if end == len(text) and text.count("\n") < MAX_LINES:
        return text
    ends = [match.end() for match in islice(LINE_END.finditer(text, 0, end), MAX_LINES)]
    if len(ends) == MAX_LINES or (ends and end < len(text)):
        end = ends[-1]
    return text[:end]


def _unread_problem(path: str, read: int, whole: int) -> Problem | None:
    """Return a problem where a file is longer than what is read of it."""
    if read == whole:
        return None
    message = (
        f"only the first {read:,} of its {whole:,} characters are read, which is more than any article has;"
        " split the file into its articles"
    )
    return Problem(path, -1, "SG119", message)


def _lines(text: str, removed: tuple[int, ...]) -> tuple[list[int], list[str]]:
    """Return the offsets at which the lines of a text begin, and the lines without control characters."""
    starts: list[int] = []
    lines: list[str] = []
    start = 0
    for match in LINE_END.finditer(text):
        starts.append(start)
        lines.append(
            CONTROLS.sub("", text[start : match.start()]) if removed else text[start : match.start()]
        )
        start = match.end()
    if start < len(text):
        starts.append(start)
        lines.append(CONTROLS.sub("", text[start:]) if removed else text[start:])
    return starts, lines


def _repairs(
    replacements: list[Replacement], raw: str, starts: list[int], removed: tuple[int, ...]
) -> tuple[Repair, ...]:
    """Return the repairs with their lines, and their columns without control characters."""
    repairs = []
    for replacement in replacements:
        line = bisect_right(starts, replacement.start) - 1
        removed_before = bisect_left(removed, replacement.start) - bisect_left(removed, starts[line])
        column = replacement.start - starts[line] - removed_before
        was, became = "", ""
        if replacement.kind != IN_PARTS:  # those are the same letters
            was = CONTROLS.sub(REPLACEMENT_CHARACTER, raw[replacement.start : replacement.end])
            became = replacement.became
        end = column + len(replacement.became)
        repairs.append(
            Repair(kind=replacement.kind, line=line, start=column, end=end, was=was, became=became)
        )
    return tuple(repairs)


def _controls_of_file(removed: tuple[int, ...], replacements: list[Replacement]) -> list[int]:
    """Return the offsets of control characters that were in the file: not those that fill up repairs."""
    fillers = {
        offset
        for replacement in replacements
        for offset in range(replacement.start + len(replacement.became), replacement.end)
    }
    return [offset for offset in removed if offset not in fillers]


# What was noticed -------------------------------------------------------------------------------------------


def _encoding_problem(path: str, encoding: str) -> Problem | None:
    if encoding in {"utf-8", "utf-8-sig"}:
        return None
    if encoding in {"utf-16", "utf-32"}:
        return Problem(path, -1, "SG104", f"read as {encoding}", severity=Severity.INFO)
    return Problem(path, -1, "SG104", f"not UTF-8; read as {encoding}; look at it, and save it as UTF-8")


def _repairs_problem(path: str, repairs: tuple[Repair, ...], kind: ReplacementKind) -> Problem | None:
    of_kind = [repair for repair in repairs if repair.kind == kind]
    if not of_kind:
        return None
    pairs = dict.fromkeys(f"{one.was} → {one.became.strip() or 'a space'}" for one in of_kind[:MAX_SHOWN])
    shown = shorten(", ".join(pairs), MAX_SHOWN)
    if kind == ENTITY:
        count = plural(len(of_kind), "HTML entity", "HTML entities")
        message = f"{count} decoded ({shown}): the text was escaped before"
        return Problem(path, of_kind[0].line, "SG108", message, severity=Severity.INFO)
    count = plural(len(of_kind), "garbled character")
    message = f"{count} repaired ({shown}): the text was decoded in a wrong encoding before"
    return Problem(path, of_kind[0].line, "SG107", message, severity=Severity.INFO)


def _kept_entities_problem(path: str, raw: str, starts: list[int], kept: list[str]) -> Problem | None:
    if not kept:
        return None
    shown = shorten(", ".join(dict.fromkeys(kept[:MAX_SHOWN])), MAX_SHOWN)
    count = plural(len(kept), "HTML entity", "HTML entities")
    message = f"{count} left as written ({shown}): the text has such characters unescaped too"
    return Problem(path, _line_at(starts, raw.find(kept[0])), "SG108", message, severity=Severity.INFO)


def _still_garbled_problem(
    path: str, text: str, starts: list[int], repairs: tuple[Repair, ...]
) -> Problem | None:
    """Return the problem of a text that was repaired in part."""
    if not any(repair.kind == GARBLED for repair in repairs):
        return None
    offsets = still_garbled(text)
    if not offsets:
        return None
    shown = CONTROLS.sub("", text[offsets[0] : offsets[0] + 2 * MAX_SHOWN].partition("\n")[0])
    places = plural(len(offsets), "place")
    message = f'still garbled in {places} ("{shown}"): bytes of the text are lost; scrape it again'
    return Problem(path, _line_at(starts, offsets[0]), "SG109", message)


def _controls_problem(path: str, offsets: list[int], starts: list[int]) -> Problem | None:
    if not offsets:
        return None
    message = f"{plural(len(offsets), 'control character')} left out"
    return Problem(path, _line_at(starts, offsets[0]), "SG105", message, severity=Severity.INFO)


def _empty_problem(path: str, text: str) -> Problem | None:
    if text.strip():
        return None
    return Problem(path, -1, "SG106", "the file is empty; remove it, or scrape it again")


def _line_at(starts: list[int], offset: int) -> int:
    """Return the 0-based line of an offset of the text; -1 where there are no lines."""
    return max(bisect_right(starts, offset) - 1, 0) if starts else -1


# Folders ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SeedFolder:
    """What a folder of seeds holds."""

    seeds: tuple[Seed, ...]
    skipped: tuple[Skipped, ...]
    problems: tuple[Problem, ...]
    addresses: tuple[Address, ...] = ()  # to be remembered


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderOptions:
    """How a folder of seeds is read."""

    within: Path | None = (
        None  # the archive of the folder, which no link may lead out of; None: a bare folder
    )
    coming: Mapping[str, bytes] = field(default_factory=dict)  # files that will stand in the folder
    columns: Mapping[str, str] = field(default_factory=dict)  # the column of each fact in tables
    cache: CaptureCache | None = None  # of what is read from other forms than plain text


NO_OPTIONS = FolderOptions()


def parse_file(
    data: bytes, name: str, path: str, *, joined: bool = False, options: FolderOptions = NO_OPTIONS
) -> list[tuple[Seed, tuple[Problem, ...]]]:
    """Return the seeds that a file holds, each with what was noticed; plain text is one.

    `name` is that of the file. Raises NotText where it holds none.
    """
    form = form_of(data, name)
    if form is None:
        return [parse_seed(data, seed_id(name), path, joined=joined)]
    texts = _captured(data, name, options)
    stem = seed_id(name)
    seeds = []
    used: set[str] = set()
    free_parts = UniqueNames(used)
    for text in texts:
        part = free_parts.of(text.part or "text") if len(texts) > 1 or text.part else ""
        used.add(part)
        place = f"{path}{PART_MARK}{part}" if part else path
        own = _Text(whole=text.whole, encoding="utf-8", data=data, part=part, capture=form.name)
        seeds.append(_parsed(own, f"{stem}-{part}" if part else stem, place, joined=joined))
    return seeds


def _captured(data: bytes, name: str, options: FolderOptions) -> list[CapturedText]:
    """Return the texts of a file in another form, from the memory where they are there."""
    cache = options.cache
    key = cache.key(data, name, options.columns) if cache else ""
    texts = cache.recall(key) if cache else None
    if texts is None:
        try:
            texts = read_capture(data, name, options.columns)
        except CaptureError as error:
            raise NotText(str(error)) from None
        if cache:
            cache.keep(key, texts)
    return texts


def read_seeds(
    folder: Path,
    prefix: str,
    lock: Sequence[Locked] = (),
    in_index: Collection[str] = (),
    options: FolderOptions = NO_OPTIONS,
) -> SeedFolder:
    """Return the seeds of a folder: of each file but INDEX.md and hidden ones.

    A file that cannot be read is listed with the reason.  `lock` has the addresses that were given before,
    `in_index` the names of files that INDEX.md numbers.
    """
    within, coming = options.within, options.coming
    seeds: list[Seed] = []
    skipped: list[Skipped] = []
    problems: list[Problem] = []
    names: dict[str, str] = {}  # of files, by id
    present: set[str] = set()
    free_names, free_ids = UniqueNames(present), UniqueNames(names)
    for file in _files(folder, coming):
        shown = _readable(file.name)
        path = f"{prefix}{shown}"
        normal_name = unicodedata.normalize("NFC", shown)
        name = free_names.of(normal_name, shown)
        present.add(name)
        try:
            data = coming[file.name] if file.name in coming else _bytes_of(file, within)
            parsed = parse_file(data, shown, path, joined=within is not None, options=options)
        except NotText as reason:
            skipped.append(Skipped(path, str(reason)))
        except OSError as error:
            skipped.append(Skipped(path, f"it cannot be read ({error.strerror}); look at its permissions"))
        else:
            for found, noticed in parsed:
                # "a" and "a.txt" are two
                identity = free_ids.of(found.id, f"{normal_name}-{found.part}" if found.part else normal_name)
                seed = found if identity == found.id else _renamed(found, identity)
                seeds.append(seed)
                names[seed.id] = f"{name}{PART_MARK}{seed.part}" if seed.part else name
                present.add(names[seed.id])
                problems += noticed
    problems += [Problem(file.path, -1, "SG101", f"skipped: {file.reason}") for file in skipped]
    problems += _unportable_names(seeds)
    placed, addresses, clashes = addressed(seeds, names, present, lock, in_index)
    return SeedFolder(tuple(placed), tuple(skipped), (*problems, *clashes), tuple(addresses))


def _renamed(seed: Seed, identity: str) -> Seed:
    number, key = number_of(identity)
    return replace(seed, id=identity, number=number, key=key)


def _files(folder: Path, coming: Iterable[str]) -> list[Path]:
    """Return the files of a folder, and those to come, but INDEX.md and hidden ones, in natural order."""
    present = set(folder.iterdir()) if folder.is_dir() else set()
    files = [
        file
        for file in present.union(folder / name for name in coming)
        if file.name != INDEX_NAME and not file.name.startswith(".")
    ]
    return sorted(files, key=lambda file: (natural(file.stem), natural(file.name)))


def _unportable_names(seeds: Sequence[Seed]) -> Iterator[Problem]:
    for seed in seeds:
        name = seed.path.rsplit("/", 1)[-1]
        right = portable(name)
        if right != name:
            message = f'Windows does not allow this name; "{right}" can stand on every system'
            yield Problem(seed.path, -1, "SG130", message)


def misplaced_notes(seeds: Sequence[Seed]) -> list[Problem]:
    """Return a problem for each seed that looks like a note on another, or forbids what only a note can."""
    paths = {seed.id: seed.path for seed in seeds}
    problems = []
    for seed in seeds:
        stem, _, ending = seed.path.rsplit("/", 1)[-1].rpartition(".")
        forbidding_line = _forbidding_line(seed)
        if forbidding_line >= 0:
            message = (
                "what forbids to show a text has no effect in the text itself;"
                " write it into a note in content/notes/"
            )
            problems.append(Problem(seed.path, forbidding_line, "SG132", message, severity=Severity.ERROR))
        elif ending.lower() in {"md", "markdown"} and paths.get(stem, seed.path) != seed.path:
            message = (
                f"this is read as an article; if it is your note on {paths[stem]},"
                f" move it to content/notes/{stem}.md"
            )
            problems.append(Problem(seed.path, -1, "SG132", message))
    return problems


def _forbidding_line(seed: Seed) -> int:
    """Return the first 0-based line of front matter in a seed that forbids to show it, or -1."""
    lines = enumerate(seed.lines)
    opening = next((line.strip() for _, line in lines if line.strip()), "")
    if opening not in _FENCES:
        return -1
    for number, line in lines:
        if line.strip() in _FENCES:
            return -1
        if _FORBIDS.match(line):
            return number
    return -1


def _readable(name: str) -> str:
    """Return a file's name as it can be shown: bytes that are no UTF-8 and control characters as escapes."""
    plain = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    plain = plain.replace("\n", "\\n").replace("\r", "\\r")
    return CONTROLS.sub(lambda control: f"\\x{ord(control[0]):02x}", plain)


def _bytes_of(file: Path, within: Path | None) -> bytes:
    """Return what a file holds; raise NotText where it is none that can be a seed."""
    if is_left_behind(file.name):
        raise NotText("it is a file that an editor or a system leaves behind; remove it")
    if file.name.lower() == INDEX_NAME.lower():
        raise NotText(
            f"if it is your index, name it {INDEX_NAME}, in capitals;"
            " if it is an article, give it another name"
        )
    if file.is_dir():
        raise NotText("it is a folder, which is not read; move its files into seeds/")
    if not file.is_file():
        raise NotText("it is no plain file; remove it")
    if file.stat().st_size > LARGEST:
        raise NotText(f"it is larger than {LARGEST // 1024 // 1024} MiB; split it")
    try:
        return read_file(file, within=within, limit=LARGEST)
    except UnfitFileError as refused:
        raise NotText(str(refused.strerror)) from None


def seed_id(name: str) -> str:
    """Return the id of a file: its name without the ending that tells its form, in Unicode NFC."""
    plain = unicodedata.normalize("NFC", name)
    ending = ".txt" if plain.lower().endswith(".txt") else capture_ending(plain)
    return plain[: len(plain) - len(ending)] or plain


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts 2 before 10 and is the same under any locale."""
    parts = re.split(r"(\d+)", name)
    return tuple((0, int(part), part) if part.isdecimal() else (1, 0, part) for part in parts if part)
