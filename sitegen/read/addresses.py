"""Which address each seed has: which leading numbers are numbers of seeds, and what `addresses.lock` remembers.

An address once given stays: the lock has a line for each file, in the order in which they came.  Who came first keeps an
address, also when the file is gone.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from unicodedata import category, normalize
from urllib.parse import unquote
from uuid import NAMESPACE_URL, uuid5

from sitegen.filenames import YEARS, begins_with_date
from sitegen.model import Address, Problem, Seed, Severity, SitegenError
from sitegen.text import address_part, unique_name

PATH = "addresses.lock"
HEADER = """# The address of each file in seeds/, in the order in which they came.  sitegen adds lines; commit this file.
# After renaming a file, put its new name into its line, and its page, notes and withdrawals stay with it.
"""
MADE_WIDTH = 3  # digits of the numbers that "sitegen add" gives
MAX_KEY = 128  # characters
_IDENTITY = re.compile(r"^# archive: ([0-9a-f-]{36})\s*$", re.MULTILINE)
_HEAD = re.compile(r"[0-9]{1,9}(?=[_\-. ]|$)")
_ROW = re.compile(r"\s*\|\s*(\d{1,9})\s*\|(.+)")
_TARGET = re.compile(r"\]\(<?([^)>]+)>?\)")


# Numbers --------------------------------------------------------------------------------------------------------------


def numbered(stems: Iterable[str], in_index: Collection[str] = ()) -> dict[str, str]:
    """Return the leading digits of each stem whose number is one: where the archive numbers its seeds.

    It does where INDEX.md gives files their numbers (`in_index`), where names are those that `add` makes ("000_..."), or where
    most names begin with distinct numbers of one width.  Dates, years and the names of copies ("002 (1)") are no numbers.
    """
    known = set(stems)
    heads = {stem: match[0] for stem in known if (match := _HEAD.match(stem)) and not begins_with_date(stem)}
    bare = {stem: digits for stem, digits in heads.items() if stem == digits}
    rest = {
        stem: digits for stem, digits in heads.items() if stem != digits and not _is_copy(stem, digits, known)
    }
    given = {stem: digits for stem, digits in rest.items() if stem in in_index}
    made = {
        stem: digits
        for stem, digits in rest.items()
        if len(digits) >= MADE_WIDTH and stem[len(digits)] == "_"
    }
    if given and _are_distinct(given):
        return {**bare, **_of_widths(rest, {len(digits) for digits in given.values()})}
    if (
        made
        and (any(digits.startswith("0") for digits in made.values()) or 2 * len(made) >= len(known))
        and not _are_years(made)
    ):
        width = Counter(len(digits) for digits in made.values()).most_common(1)[0][0]
        return {**bare, **_of_widths(rest, {width})}
    return {**bare, **rest} if 2 * len(rest) >= len(known) and _is_sequence(rest) else bare


def _is_copy(stem: str, digits: str, known: Collection[str]) -> bool:
    """Say whether a name is another one and a word more, as those of downloads and backups are: "002 (1)", "002_a copy"."""
    ends = [match.start() for match in re.finditer(r"(?<=\w)[^\w]|_", stem) if match.start() >= len(digits)]
    return any(stem[:end] in known for end in ends)


def _of_widths(heads: Mapping[str, str], widths: Collection[int]) -> dict[str, str]:
    """Return the numbers of some widths; those that have outgrown them count too: 1000 behind 999."""
    least = min(widths)
    return {
        stem: digits
        for stem, digits in heads.items()
        if len(digits) in widths
        or (least >= MADE_WIDTH and len(digits) > least and not digits.startswith("0"))
    }


def _is_sequence(heads: Mapping[str, str]) -> bool:
    """Say whether distinct numbers of one width are more than words of titles ("3 dead in fire") or years."""
    if (
        len(heads) < 2
        or not _are_distinct(heads)
        or len({len(digits) for digits in heads.values()}) > 1
        or _are_years(heads)
    ):
        return False
    numbers = sorted(map(int, heads.values()))
    counted = numbers[0] <= 1 and numbers[-1] - numbers[0] == len(numbers) - 1
    return counted or all(len(digits) > 1 for digits in heads.values())


def _are_distinct(heads: Mapping[str, str]) -> bool:
    return len(set(map(int, heads.values()))) == len(heads)


def _are_years(heads: Mapping[str, str]) -> bool:
    return all(len(digits) == 4 and int(digits) in YEARS for digits in heads.values())


def numbers_in_index(text: str) -> frozenset[str]:
    """Return the names, with and without ".txt", of files that a table of INDEX.md gives the number that they begin with."""
    found = set()
    for row in filter(None, map(_ROW.match, text.splitlines())):
        cells = [
            *(unquote(target) for target in _TARGET.findall(row[2])),
            *(cell.strip(" `") for cell in row[2].split("|")),
        ]
        for name in (cell.rsplit("/", 1)[-1] for cell in cells):
            head = _HEAD.match(name)
            if head and int(head[0]) == int(row[1]):
                found |= {normalize("NFC", name), normalize("NFC", name).removesuffix(".txt")}
    return frozenset(found)


# The lock -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Locked:
    """A line of the lock: a file's name, its address, the line counted from 0."""

    name: str
    key: str
    line: int


def parse_lock(text: str) -> tuple[Locked, ...]:
    """Return the lines of the lock; raise SitegenError where it is damaged."""
    rows: list[Locked] = []
    by_key: dict[str, Locked] = {}
    by_name: dict[str, Locked] = {}
    for line, written in enumerate(text.split("\n")):
        row = written.removesuffix("\r")
        if not row.strip() or row.startswith("#"):
            continue
        key, gap, name = row.partition("\t")
        if not gap or not name or not _is_key(key):
            raise _damaged(line, f'"{row[:60]}" is no address, tab and file name')
        made = Locked(normalize("NFC", name), key, line)
        for other, what in (
            (by_key.setdefault(key.casefold(), made), "address"),
            (by_name.setdefault(made.name, made), "file"),
        ):
            if other is not made:
                raise _damaged(line, f"line {other.line + 1} has the same {what}")
        rows.append(made)
    return tuple(rows)


def _damaged(line: int, what: str) -> SitegenError:
    hint = "repair the line, or take the file from version control; without it, addresses are given anew"
    return SitegenError(f"{PATH}:{line + 1}: error SG406: {what}; {hint}")


def _is_key(key: str) -> bool:
    """Say whether a text may be an address: letters, digits and hyphens, as `slug` makes them."""
    return (
        0 < len(key) <= MAX_KEY
        and key.casefold() != "index"
        and all(c == "-" or c.isalnum() or category(c) in {"Mn", "Mc"} for c in key)
    )


def identity_of(text: str, lock: Sequence[Locked], seeds: Sequence[Seed]) -> str:
    """Return what tells this archive from all others, for ever: as the lock has it, else made of its first file."""
    written = _IDENTITY.search(text)
    if written:
        return written[1]
    first = lock[0].name if lock else f"{seeds[0].path} {seeds[0].digest}" if seeds else ""
    return str(uuid5(NAMESPACE_URL, f"sitegen:{first}"))


def lock_text(text: str, identity: str, fresh: Iterable[Address]) -> str:
    """Return the text of the lock with lines for new files at its end; the lines that are there stay as they are."""
    ending = "\r\n" if "\r\n" in text else "\n"
    whole = text if not text or text.endswith("\n") else text + ending
    whole = whole or HEADER
    if not _IDENTITY.search(whole):
        whole += f"# archive: {identity}{ending}"
    return whole + "".join(f"{one.key}\t{one.name}{ending}" for one in fresh)


# Addresses ------------------------------------------------------------------------------------------------------------


def addressed(
    seeds: Sequence[Seed],
    names: Mapping[str, str],
    present: Collection[str],
    lock: Sequence[Locked],
    in_index: Collection[str],
) -> tuple[list[Seed], list[Address], list[Problem]]:
    """Give each seed its address and its number, if it has one; return also what is to be remembered, and clashes.

    `names` has the file's name by the id of a seed, `present` all names of the folder, readable or not.
    """
    locked = {row.name: row for row in lock}
    made = {
        seed.id: _as_remembered(seed, locked[names[seed.id]]) for seed in seeds if names[seed.id] in locked
    }
    owners = {row.key.casefold(): row.name for row in lock} | {"index": "index.html"}
    digits = numbered([seed.id for seed in seeds], in_index)
    clashes: dict[str, str] = {}  # ids of seeds that want what another file has -> that file's name
    for seed in sorted(
        (one for one in seeds if one.id not in made), key=lambda one: len(one.id)
    ):  # "a" before "a copy"
        wanted = digits.get(seed.id, address_part(seed.id))
        key = unique_name(wanted, owners, address_part(seed.id))
        if wanted not in {key, "index"}:
            clashes[seed.id] = owners[wanted.casefold()]
        is_number = seed.id in digits and (key == wanted or clashes[seed.id] not in locked)
        owners[key.casefold()] = names[seed.id]
        made[seed.id] = replace(seed, key=key, number=int(wanted) if is_number else None)
    ids = {names[seed.id]: seed.id for seed in seeds}
    kept = [Address(row.name, row.key, ids.get(row.name, "")) for row in lock]
    fresh = [
        Address(name, made[seed].key, seed)
        for name, seed in ids.items()
        if name not in locked and seed not in clashes
    ]
    problems = [
        _clash(
            made[seed],
            digits.get(seed, address_part(seed)),
            owner,
            None if owner in present else locked.get(owner),
        )
        for seed, owner in clashes.items()
    ]
    told = {*present, *clashes.values()}
    problems += [_gone(row) for row in lock if row.name not in told]
    return [made[seed.id] for seed in seeds], [*kept, *fresh], problems


def _as_remembered(seed: Seed, row: Locked) -> Seed:
    """Give a seed its remembered address, which is its number too where its name begins with it."""
    is_number = (
        row.key.isascii()
        and row.key.isdecimal()
        and seed.id.startswith(row.key)
        and not begins_with_date(seed.id)
    )
    return replace(seed, key=row.key, number=int(row.key) if is_number else None)


def _clash(seed: Seed, wanted: str, owner: str, gone: Locked | None) -> Problem:
    """Tell that a seed wants an address that another file has; `gone` is its line where that file is no longer there."""
    folder = seed.path.rpartition("/")[0]
    other = f"{folder}/{owner}" if folder else owner
    if gone:
        why = f"which {PATH}:{gone.line + 1} keeps for {other}, a file that is gone"
        hint = "if this is its new name, put it into that line, else give it another number or name"
    else:
        why, hint = f"which {other} has", f"give it another number or name, or write its address into {PATH}"
    message = f"wants the address articles/{wanted}.html, {why}; shown at articles/{seed.key}.html; {hint}"
    return Problem(seed.path, -1, "SG102", message, Severity.ERROR)


def _gone(row: Locked) -> Problem:
    message = f"keeps articles/{row.key}.html for {row.name}, but there is no such file in seeds/; put its new name there, or remove the line"
    return Problem(PATH, row.line, "SG114", message)
