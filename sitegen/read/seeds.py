"""Raw scrapes to `Seed` values: decoding, control characters, lines."""

import hashlib
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

from charset_normalizer import from_bytes

from sitegen.model import Problem, Seed, Severity, Skipped
from sitegen.text import slug

LARGEST = 64 * 1024 * 1024  # bytes; a larger file is no article
SAMPLE = 256 * 1024  # bytes that an unknown encoding is guessed from
INDEX_NAME = "INDEX.md"
# C0 and C1 controls but for tab and line ends; direction marks stay, they are shown as text and isolated.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff]")
LINE_END = re.compile("\r\n|\n|\r|\x85|\u2028|\u2029")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


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
        return _guess(data)
    if _looks_binary(text):
        raise NotText("it holds binary data")
    return text, "utf-8"


def _guess(data: bytes) -> tuple[str, str]:
    if data[:SAMPLE].count(0) > len(data[:SAMPLE]) // 50:
        raise NotText("it holds binary data")
    best = from_bytes(data[:SAMPLE]).best()
    encoding = best.encoding if best else "cp1252"
    text = data.decode(encoding, errors="replace")
    if _looks_binary(text):
        raise NotText("it is in no known encoding")
    return text, encoding


def _looks_binary(text: str) -> bool:
    head = text[:SAMPLE]
    return len(CONTROLS.findall(head)) + head.count("\ufffd") > max(8, len(head) // 20)


def number_of(stem: str) -> tuple[int | None, str]:
    """Give the leading number of a name and what its address is made of."""
    found = re.match(r"\d+(?=[_\-. ]|$)", stem)
    if found and found[0].isascii():
        return int(found[0]), found[0]
    return None, slug(stem)


def parse_seed(data: bytes, name: str, path: str) -> tuple[Seed, tuple[Problem, ...]]:
    """Give the seed that a file holds and what was noticed; raise NotText where it is no text."""
    text, encoding = decode(data)
    problems = []
    if encoding not in {"utf-8", "utf-8-sig"}:
        problems.append(Problem(path, -1, "SG104", f"not UTF-8; read as {encoding}", Severity.INFO))
    removed = tuple(match.start() for match in CONTROLS.finditer(text))
    starts, lines, at = [], [], 0
    for end, after in [*((m.start(), m.end()) for m in LINE_END.finditer(text)), (len(text), len(text))]:
        if end > at or after > end:
            starts.append(at)
            lines.append(CONTROLS.sub("", text[at:end]) if removed else text[at:end])
        at = after
    if removed:
        first = next(i for i, start in reversed(list(enumerate(starts))) if start <= removed[0]) if starts else -1
        message = f"{len(removed)} control characters were left out"
        problems.append(Problem(path, first, "SG105", message, Severity.INFO))
    if not text.strip():
        problems.append(Problem(path, -1, "SG106", "the file is empty; remove it, or scrape it again"))
    number, key = number_of(name)
    digest = hashlib.sha256(data).hexdigest()
    seed = Seed(name, path, number, key, tuple(lines), tuple(starts), removed, encoding, len(data), digest)
    return seed, tuple(problems)


def read_seeds(folder: Path, prefix: str) -> tuple[tuple[Seed, ...], tuple[Skipped, ...], tuple[Problem, ...]]:
    """Read every file of a folder but INDEX.md and hidden ones; what cannot be read is listed with its reason."""
    seeds: list[Seed] = []
    skipped: list[Skipped] = []
    problems: list[Problem] = []
    taken: set[str] = set()
    for file in sorted(folder.iterdir(), key=lambda f: natural(f.name)) if folder.is_dir() else ():
        path = f"{prefix}{file.name}"
        if file.name == INDEX_NAME or file.name.startswith("."):
            continue
        try:
            seed, noticed = parse_seed(_bytes_of(file), _free_id(file.name, taken), path)
        except NotText as reason:
            skipped.append(Skipped(path, str(reason)))
        except OSError as error:
            skipped.append(Skipped(path, f"it cannot be read ({error.strerror})"))
        else:
            seeds.append(seed)
            taken.add(seed.id)
            problems += noticed
    problems += [
        Problem(one.path, -1, "SG101", f"skipped: {one.reason}; remove it from seeds/, or save it as UTF-8 text") for one in skipped
    ]
    unique, clashes = _distinct_addresses(seeds)
    return tuple(unique), tuple(skipped), (*problems, *clashes)


def _free_id(name: str, taken: set[str]) -> str:
    """Give the id of a file; "a" and "a.txt" are two seeds, and the second has its whole name for an id."""
    choices = (seed_id(name), unicodedata.normalize("NFC", name), *(f"{name}-{n}" for n in range(2, 100_000)))
    return next(choice for choice in choices if choice not in taken)


def _bytes_of(file: Path) -> bytes:
    if file.is_dir():
        raise NotText("it is a folder")
    if file.stat().st_size > LARGEST:
        raise NotText(f"it is larger than {LARGEST // 1024 // 1024} MiB")
    return file.read_bytes()


def seed_id(name: str) -> str:
    """Give the id of a file: its name without ".txt", in one Unicode form whatever the file system prefers."""
    plain = unicodedata.normalize("NFC", name)
    return plain[:-4] if plain.lower().endswith(".txt") else plain


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Give a key that sorts 2 before 10 and is the same under any locale."""
    parts = re.split(r"(\d+)", name)
    return tuple((0, int(part), part) if part.isdecimal() else (1, 0, part) for part in parts if part)


def _distinct_addresses(seeds: list[Seed]) -> tuple[list[Seed], list[Problem]]:
    """Give each seed an address of its own; a second one with the same number goes to its whole name."""
    taken: dict[str, Seed] = {}
    made, problems = [], []
    for seed in seeds:
        kept = seed
        if seed.key.casefold() in taken:
            other = taken[seed.key.casefold()]
            key = next(k for k in _other_keys(seed) if k.casefold() not in taken)
            kept = replace(seed, key=key)
            message = (
                f"wants the address articles/{seed.key}.html, which {other.path} has; shown at articles/{key}.html; give it another number"
            )
            problems.append(Problem(seed.path, -1, "SG102", message, Severity.ERROR))
        taken[kept.key.casefold()] = kept
        made.append(kept)
    return made, problems


def _other_keys(seed: Seed) -> list[str]:
    stem = slug(seed.id)
    return [stem, *(f"{stem}-{n}" for n in range(2, 100_000))]
