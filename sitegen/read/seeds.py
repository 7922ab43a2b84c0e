"""Raw scrapes to `Seed` values: decoding, control characters, lines."""

import hashlib
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from sitegen.filenames import is_left_behind, portable
from sitegen.language import by_small_words
from sitegen.model import Address, Problem, Repair, Seed, Severity, Skipped
from sitegen.read.addresses import Locked, addressed, numbered
from sitegen.read.entities import unescaped
from sitegen.read.file_kinds import kind_of
from sitegen.read.mojibake import mojibake_repaired, still_garbled
from sitegen.read.repairs import (
    ENTITY,
    FILLER,
    GARBLED,
    IN_PARTS,
    Replacement,
    composed,
    joined_letters,
    repaired,
)
from sitegen.text import address_part, plural, shorten, unique_name

LARGEST = 64 * 1024 * 1024  # bytes; a larger file is no article
SAMPLE = 256 * 1024  # bytes that an unknown encoding is guessed from
INDEX_NAME = "INDEX.md"
BROKEN_UTF8 = "utf-8, with broken bytes"
WESTERN = frozenset({"en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "fi", "id"})
# C0 and C1 controls but for tab and line ends, and the controls that turn the direction of a text around.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
GARBLED_CONTROLS = re.compile(
    "(?<=[\xc2-\xf4\x80-\x9f])[\x80-\x9f]"
)  # of a text in UTF-8 that was read as Latin-1
SHOWN = 12  # repairs, or words, that a message shows
REPLACED = "\ufffd"  # what stands for a control in what is told
LINE_END = re.compile("\r\n|\n|\r|\x85|\u2028|\u2029")
_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


class NotText(Exception):  # noqa: N818  (it is an answer, not an error)
    """The bytes are no text; the message says why."""


def decode(data: bytes) -> tuple[str, str]:
    """Give the text of some bytes and the encoding it was read in; raise NotText where it is none."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(name), name
            except UnicodeDecodeError:
                break
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _mostly_utf8(data) or _guess(data)
    if _looks_binary(text) and _looks_binary(GARBLED_CONTROLS.sub("", text[:SAMPLE])):
        raise NotText("it holds binary data; remove it, or save it as UTF-8 text")
    return text, "utf-8"


def _mostly_utf8(data: bytes) -> tuple[str, str] | None:
    """Give the text where all but a few bytes are UTF-8; one broken byte is no reason to read the rest as something else."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(not character.isascii() for character in text[: 16 * SAMPLE]) - broken
    return (text, BROKEN_UTF8) if whole > 3 * broken or _is_cut_off(data) else None


def _is_cut_off(data: bytes) -> bool:
    """Say whether some bytes are UTF-8 that ends inside of a character."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and error.end == len(data)
    return False


def _guess(data: bytes) -> tuple[str, str]:
    if data[:SAMPLE].count(0) > len(data[:SAMPLE]) // 50:
        raise NotText("it holds binary data; remove it, or save it as UTF-8 text")
    best = from_bytes(data[:SAMPLE]).best()
    encoding = best.encoding if best else "cp1252"
    if by_small_words(data[:SAMPLE].decode("cp1252", errors="replace")) in WESTERN:
        encoding = "cp1252"  # Western texts are often taken for their neighbours'
    text = data.decode(encoding, errors="replace")
    if _looks_binary(text):
        raise NotText("it is in no known encoding; save it as UTF-8 text")
    return text, encoding


def _looks_binary(text: str) -> bool:
    head = text[:SAMPLE]
    return len(CONTROLS.findall(head)) + head.count("\ufffd") > max(8, len(head) // 20)


def number_of(stem: str) -> tuple[int | None, str]:
    """Give the number that a name has by itself, and what its address is made of."""
    digits = numbered((stem,)).get(stem)
    return (None, address_part(stem)) if digits is None else (int(digits), digits)


def parse_seed(
    data: bytes, name: str, path: str, *, joined: bool = False
) -> tuple[Seed, tuple[Problem, ...]]:
    """Give the seed that a file holds and what was noticed; raise NotText where it is no text.

    Where `joined` is said, letters that are written in parts (Unicode NFD) become one character each, as names and quotations of people
    have them; else they stay as they are written.
    """
    kind = kind_of(data)
    if kind:
        raise NotText(f"it is {kind.name}; {kind.advice}")
    raw, encoding = decode(data)
    entities, left = unescaped(raw)
    repairs = composed(raw, entities, mojibake_repaired(repaired(raw, entities)))
    if joined:
        repairs = composed(raw, repairs, joined_letters(repaired(raw, repairs)))
    text = repaired(raw, repairs, FILLER)
    removed = tuple(match.start() for match in CONTROLS.finditer(text))
    starts, lines = _lines(text, removed)
    found = _repairs(repairs, raw, starts, removed)
    fillers = {at for one in repairs for at in range(one.start + len(one.became), one.end)}
    noticed = [
        _encoding_told(path, encoding),
        _repairs_told(path, found, GARBLED),
        _repairs_told(path, found, ENTITY),
        _entities_left_told(path, raw, starts, left),
        _still_garbled_told(path, text, starts) if any(one.kind == GARBLED for one in repairs) else None,
        _controls_told(path, [at for at in removed if at not in fillers], starts),
        None
        if text.strip()
        else Problem(path, -1, "SG106", "the file is empty; remove it, or scrape it again"),
    ]
    number, key = number_of(name)
    digest = hashlib.sha256(data).hexdigest()
    seed = Seed(
        name, path, number, key, tuple(lines), tuple(starts), removed, encoding, len(data), digest, found
    )
    return seed, tuple(problem for problem in noticed if problem is not None)


def _lines(text: str, removed: tuple[int, ...]) -> tuple[list[int], list[str]]:
    """Give where the lines of a text begin, and the lines without control characters."""
    starts, lines, at = [], [], 0
    for end, after in [*((m.start(), m.end()) for m in LINE_END.finditer(text)), (len(text), len(text))]:
        if end > at or after > end:
            starts.append(at)
            lines.append(CONTROLS.sub("", text[at:end]) if removed else text[at:end])
        at = after
    return starts, lines


def _repairs(
    repairs: list[Replacement], raw: str, starts: list[int], removed: tuple[int, ...]
) -> tuple[Repair, ...]:
    """Give where repairs stand in the lines as they are kept."""
    made = []
    for one in repairs:
        line = bisect_right(starts, one.start) - 1
        column = (
            one.start - starts[line] - (bisect_left(removed, one.start) - bisect_left(removed, starts[line]))
        )
        was = CONTROLS.sub(REPLACED, raw[one.start : one.end])
        told = ("", "") if one.kind == IN_PARTS else (was, one.became)  # the letters are the same
        made.append(Repair(one.kind, line, column, column + len(one.became), *told))
    return tuple(made)


# What was noticed -----------------------------------------------------------------------------------------------------


def _encoding_told(path: str, encoding: str) -> Problem | None:
    if encoding in {"utf-8", "utf-8-sig"}:
        return None
    if encoding in {"utf-16", "utf-32"}:
        return Problem(path, -1, "SG104", f"read as {encoding}", Severity.INFO)
    return Problem(path, -1, "SG104", f"not UTF-8; read as {encoding}; look at it, and save it as UTF-8")


def _repairs_told(path: str, found: tuple[Repair, ...], kind: str) -> Problem | None:
    some = [one for one in found if one.kind == kind]
    if not some:
        return None
    each = dict.fromkeys(f"{one.was} → {one.became.strip() or 'a space'}" for one in some[:SHOWN])
    shown = shorten(", ".join(each), SHOWN)
    if kind == ENTITY:
        message = f"{plural(len(some), 'HTML entity', 'HTML entities')} decoded ({shown}): the text was escaped before"
        return Problem(path, some[0].line, "SG108", message, Severity.INFO)
    message = f"{plural(len(some), 'garbled character')} mended ({shown}): the text was decoded in a wrong encoding before"
    return Problem(path, some[0].line, "SG107", message, Severity.INFO)


def _entities_left_told(path: str, raw: str, starts: list[int], left: list[str]) -> Problem | None:
    if not left:
        return None
    shown = shorten(", ".join(dict.fromkeys(left[:SHOWN])), SHOWN)
    message = f"{plural(len(left), 'HTML entity', 'HTML entities')} left as written ({shown}): the text has such characters unescaped too"
    return Problem(path, _line_at(starts, raw.find(left[0])), "SG108", message, Severity.INFO)


def _still_garbled_told(path: str, text: str, starts: list[int]) -> Problem | None:
    places = still_garbled(text)
    if not places:
        return None
    shown = CONTROLS.sub("", text[places[0] : places[0] + 2 * SHOWN].partition("\n")[0])
    message = f'still garbled in {plural(len(places), "place")} ("{shown}"): bytes of the text are lost; scrape it again'
    return Problem(path, _line_at(starts, places[0]), "SG109", message)


def _controls_told(path: str, places: list[int], starts: list[int]) -> Problem | None:
    if not places:
        return None
    message = f"{plural(len(places), 'control character')} left out"
    return Problem(path, _line_at(starts, places[0]), "SG105", message, Severity.INFO)


def _line_at(starts: list[int], at: int) -> int:
    """Give the line of a place of the text; -1 where there are no lines."""
    return max(bisect_right(starts, at) - 1, 0) if starts else -1


_FORBIDS = re.compile(
    r"\s*(?:rights\s*[:=]\s*[\"']?(?:withdrawn|record|excerpt)\b|private\s*[:=]\s*[\"']?(?:true|yes)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SeedFolder:
    """What a folder of seeds holds."""

    seeds: tuple[Seed, ...]
    skipped: tuple[Skipped, ...]
    problems: tuple[Problem, ...]
    addresses: tuple[Address, ...] = ()  # to be remembered


def read_seeds(
    folder: Path,
    prefix: str,
    lock: Sequence[Locked] = (),
    in_index: Collection[str] = (),
    *,
    joined: bool = False,
) -> SeedFolder:
    """Read every file of a folder but INDEX.md and hidden ones; what cannot be read is listed with its reason.

    `lock` has the addresses that were given before, `in_index` the names of files that INDEX.md numbers; `joined` is for `parse_seed`.
    """
    seeds: list[Seed] = []
    skipped: list[Skipped] = []
    problems: list[Problem] = []
    names: dict[str, str] = {}  # of files, by id
    present: set[str] = set()
    for file in (
        sorted(folder.iterdir(), key=lambda f: (natural(f.stem), natural(f.name))) if folder.is_dir() else ()
    ):
        shown = _readable(file.name)
        path = f"{prefix}{shown}"
        if file.name == INDEX_NAME or file.name.startswith("."):
            continue
        name = unique_name(unicodedata.normalize("NFC", shown), present, shown)
        present.add(name)
        try:
            seed, noticed = parse_seed(_bytes_of(file), _free_id(shown, names), path, joined=joined)
        except NotText as reason:
            skipped.append(Skipped(path, str(reason)))
        except OSError as error:
            skipped.append(Skipped(path, f"it cannot be read ({error.strerror}); look at its permissions"))
        else:
            seeds.append(seed)
            names[seed.id] = name
            problems += noticed
    problems += [Problem(one.path, -1, "SG101", f"skipped: {one.reason}") for one in skipped]
    problems += [
        Problem(
            seed.path,
            -1,
            "SG130",
            f'Windows does not allow this name; "{portable(name)}" can stand on every system',
        )
        for seed in seeds
        if portable(name := seed.path.rsplit("/", 1)[-1]) != name
    ]
    made, addresses, clashes = addressed(seeds, names, present, lock, in_index)
    return SeedFolder(tuple(made), tuple(skipped), (*problems, *clashes), tuple(addresses))


def misplaced_notes(seeds: Sequence[Seed]) -> list[Problem]:
    """Give a problem for each seed that looks like a person's note on another one, or says of itself what only a note can say."""
    ids = {seed.id: seed.path for seed in seeds}
    problems = []
    for seed in seeds:
        stem, _, ending = seed.path.rsplit("/", 1)[-1].rpartition(".")
        at = next(_forbidding_lines(seed), -1)
        if at >= 0:
            message = "what forbids to show a text has no effect in the text itself; write it into a note in content/notes/"
            problems.append(Problem(seed.path, at, "SG132", message, Severity.ERROR))
        elif ending.lower() in {"md", "markdown"} and ids.get(stem, seed.path) != seed.path:
            message = f"this is read as an article; if it is your note on {ids[stem]}, move it to content/notes/{stem}.md"
            problems.append(Problem(seed.path, -1, "SG132", message))
    return problems


def _forbidding_lines(seed: Seed) -> Iterator[int]:
    """Give the lines of the front matter of a seed that forbid to show it."""
    first = next((n for n, line in enumerate(seed.lines) if line.strip()), len(seed.lines))
    if first == len(seed.lines) or seed.lines[first].strip() not in {"---", "+++"}:
        return
    for number in range(first + 1, len(seed.lines)):
        if seed.lines[number].strip() in {"---", "+++"}:
            return
        if _FORBIDS.match(seed.lines[number]):
            yield number


def _readable(name: str) -> str:
    """Give a file's name as it can be shown: bytes that are no UTF-8 and control characters as escapes."""
    plain = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return CONTROLS.sub(
        lambda found: f"\\x{ord(found[0]):02x}", plain.replace("\n", "\\n").replace("\r", "\\r")
    )


def _free_id(name: str, taken: Container[str]) -> str:
    """Give the id of a file; "a" and "a.txt" are two seeds, and the second has its whole name for an id."""
    return unique_name(seed_id(name), taken, unicodedata.normalize("NFC", name))


def _bytes_of(file: Path) -> bytes:
    if is_left_behind(file.name):
        raise NotText("it is a file that an editor or a system leaves behind; remove it")
    if file.name.lower() == INDEX_NAME.lower():
        raise NotText(
            f"if it is your index, name it {INDEX_NAME}, in capitals; if it is an article, give it another name"
        )
    if file.is_dir():
        raise NotText("it is a folder, which is not read; move its files into seeds/")
    if not file.is_file():
        raise NotText("it is no plain file; remove it")
    if file.stat().st_size > LARGEST:
        raise NotText(f"it is larger than {LARGEST // 1024 // 1024} MiB; split it")
    return file.read_bytes()


def seed_id(name: str) -> str:
    """Give the id of a file: its name without ".txt", in one Unicode form whatever the file system prefers."""
    plain = unicodedata.normalize("NFC", name)
    return plain[:-4] if plain.lower().endswith(".txt") else plain


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Give a key that sorts 2 before 10 and is the same under any locale."""
    parts = re.split(r"(\d+)", name)
    return tuple((0, int(part), part) if part.isdecimal() else (1, 0, part) for part in parts if part)
