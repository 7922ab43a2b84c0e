"""The address of each seed: which leading numbers are numbers of seeds, and what `addresses.lock` remembers.

An address once given stays: the lock has a line for each file, in the order in which they came.  The file
that came first keeps an address, also when it is gone.
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
from sitegen.text import UniqueNames, address_part

LOCK_PATH = "addresses.lock"
ADDRESS_PROBLEMS = frozenset({"SG102", "SG114"})  # codes of all that `addressed` tells
LOCK_HEADER = (
    "# The address of each file in seeds/, in the order in which they came.  sitegen adds lines;"
    " commit this file.\n"
    "# After renaming a file, put its new name into its line, and its page, notes and withdrawals stay"
    " with it.\n"
)
MADE_WIDTH = 3  # digits of the numbers that "sitegen add" gives
MAX_KEY_LENGTH = 128  # characters
_IDENTITY = re.compile(r"^# archive: ([0-9a-f-]{36})\s*$", re.MULTILINE)
_LEADING_DIGITS = re.compile(r"[0-9]{1,9}(?=[_\-. ]|$)")
_INDEX_ROW = re.compile(r"\s*\|\s*(\d{1,9})\s*\|(.+)")
_LINK_TARGET = re.compile(r"\]\(<?([^)>]+)>?\)")


# Numbers ----------------------------------------------------------------------------------------------------


def numbered(stems: Iterable[str], in_index: Collection[str] = ()) -> dict[str, str]:
    """Return the leading digits of each stem whose number is one: where the archive numbers its seeds.

    It does where INDEX.md gives files their numbers (`in_index`), where names are those that `add` makes
    ("000_..."), or where most names begin with distinct numbers of one width.  Dates, years and the names of
    copies ("002 (1)") are no numbers.
    """
    known = set(stems)
    bare: dict[str, str] = {}  # names that are nothing but digits
    leading: dict[str, str] = {}  # digits before other words
    for stem in known:
        match = _LEADING_DIGITS.match(stem)
        if not match or begins_with_date(stem):
            continue
        if stem == match[0]:
            bare[stem] = stem
        elif not _is_copy(stem, match[0], known):
            leading[stem] = match[0]
    return bare | _numbers_before_words(leading, in_index, len(known))


def _numbers_before_words(
    leading: dict[str, str], in_index: Collection[str], name_count: int
) -> dict[str, str]:
    """Return those of some leading digits that are numbers, in an archive of so many names."""
    indexed = {stem: digits for stem, digits in leading.items() if stem in in_index}
    if indexed and _are_distinct(indexed):
        return _of_widths(leading, {len(digits) for digits in indexed.values()})
    added = {stem: digits for stem, digits in leading.items() if _is_as_added(stem, digits)}
    if added and _are_numbers_of_add(added, name_count):
        width = Counter(len(digits) for digits in added.values()).most_common(1)[0][0]
        return _of_widths(leading, {width})
    if 2 * len(leading) >= name_count and _is_sequence(leading):
        return leading
    return {}


def _is_as_added(stem: str, digits: str) -> bool:
    """Whether a name is one that "sitegen add" could have given."""
    return len(digits) >= MADE_WIDTH and stem[len(digits)] == "_"


def _are_numbers_of_add(added: Mapping[str, str], name_count: int) -> bool:
    """Whether names like those of "sitegen add" were given by it: padded with zeros, or most of all names."""
    if _are_years(added):
        return False
    return 2 * len(added) >= name_count or any(digits.startswith("0") for digits in added.values())


def _is_copy(stem: str, digits: str, known: Collection[str]) -> bool:
    """Whether a name is another one and a word more, as names of downloads and backups are: "002 (1)"."""
    word_ends = [match.start() for match in re.finditer(r"(?<=\w)[^\w]|_", stem)]
    return any(stem[:end] in known for end in word_ends if end >= len(digits))


def _of_widths(leading: Mapping[str, str], widths: Collection[int]) -> dict[str, str]:
    """Return the numbers of some widths, in digits, and those that have outgrown them: 1000 after 999."""
    least = min(widths)
    return {
        stem: digits
        for stem, digits in leading.items()
        if len(digits) in widths
        or (least >= MADE_WIDTH and len(digits) > least and not digits.startswith("0"))
    }


def _is_sequence(leading: Mapping[str, str]) -> bool:
    """Whether distinct numbers of one width are more than words of titles ("3 dead in fire") or years."""
    if len(leading) < 2 or not _are_distinct(leading) or _are_years(leading):
        return False
    widths = {len(digits) for digits in leading.values()}
    if len(widths) > 1:
        return False
    numbers = sorted(map(int, leading.values()))
    is_gapless = numbers[0] <= 1 and numbers[-1] - numbers[0] == len(numbers) - 1
    return is_gapless or widths != {1}


def _are_distinct(leading: Mapping[str, str]) -> bool:
    return len(set(map(int, leading.values()))) == len(leading)


def _are_years(leading: Mapping[str, str]) -> bool:
    return all(len(digits) == 4 and int(digits) in YEARS for digits in leading.values())


def numbers_in_index(text: str) -> frozenset[str]:
    """Return the names, with and without ".txt", of files whose leading number INDEX.md gives them."""
    names: set[str] = set()
    for line in text.splitlines():
        row = _INDEX_ROW.match(line)
        if not row:
            continue
        for name in _names_in_row(row[2]):
            digits = _LEADING_DIGITS.match(name)
            if digits and int(digits[0]) == int(row[1]):
                plain = normalize("NFC", name)
                names |= {plain, plain.removesuffix(".txt")}
    return frozenset(names)


def _names_in_row(cells: str) -> list[str]:
    """Return the file names that the cells of a row may hold: targets of links, and cells as they are."""
    targets = [unquote(target) for target in _LINK_TARGET.findall(cells)]
    words = [cell.strip(" `") for cell in cells.split("|")]
    return [text.rsplit("/", 1)[-1] for text in targets + words]


# The lock ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Locked:
    """A line of the lock: a file's name, its address, the 0-based line."""

    name: str
    key: str
    line: int


def parse_lock(text: str) -> tuple[Locked, ...]:
    """Return the lines of the lock; raise SitegenError where it is damaged."""
    rows: list[Locked] = []
    by_key: dict[str, Locked] = {}
    by_name: dict[str, Locked] = {}
    for number, raw_line in enumerate(text.split("\n")):
        line = raw_line.removesuffix("\r")
        if not line.strip() or line.startswith("#"):
            continue
        key, tab, name = line.partition("\t")
        if not tab or not name or not _is_key(key):
            raise _damaged(number, f'"{line[:60]}" is no address, tab and file name')
        row = Locked(normalize("NFC", name), key, number)
        _refuse_second(row, by_key.setdefault(key.casefold(), row), "address")
        _refuse_second(row, by_name.setdefault(row.name, row), "file")
        rows.append(row)
    return tuple(rows)


def _refuse_second(row: Locked, first: Locked, shared: str) -> None:
    if first is not row:
        raise _damaged(row.line, f"line {first.line + 1} has the same {shared}")


def _damaged(line: int, damage: str) -> SitegenError:
    hint = "repair the line, or take the file from version control; without it, addresses are given anew"
    return SitegenError("SG406", LOCK_PATH, line, damage, hint)


def _is_key(key: str) -> bool:
    """Whether a text may be an address: letters, digits and hyphens, as `slug` makes them."""
    if not 0 < len(key) <= MAX_KEY_LENGTH or key.casefold() == "index":
        return False
    return all(letter == "-" or letter.isalnum() or category(letter) in {"Mn", "Mc"} for letter in key)


def identity_of(text: str, lock: Sequence[Locked], seeds: Sequence[Seed]) -> str:
    """Return the UUID of this archive, the same for ever: as the lock has it, else made of the first file."""
    written = _IDENTITY.search(text)
    if written:
        return written[1]
    first_file = ""
    if lock:
        first_file = lock[0].name
    elif seeds:
        first_file = f"{seeds[0].path} {seeds[0].digest}"
    return str(uuid5(NAMESPACE_URL, f"sitegen:{first_file}"))


def lock_text(text: str, identity: str, fresh: Iterable[Address]) -> str:
    """Return the text of the lock with lines for new files at its end; the other lines stay as they are."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    lock = text or LOCK_HEADER
    if not lock.endswith("\n"):
        lock += line_end
    if not _IDENTITY.search(lock):
        lock += f"# archive: {identity}{line_end}"
    return lock + "".join(f"{address.key}\t{address.name}{line_end}" for address in fresh)


# Addresses --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Clash:
    """A seed that wants an address which another file has."""

    seed: Seed
    wanted: str
    owner: str  # name of the other file


def addressed(
    seeds: Sequence[Seed],
    names: Mapping[str, str],
    present: Collection[str],
    lock: Sequence[Locked],
    in_index: Collection[str],
) -> tuple[list[Seed], list[Address], list[Problem]]:
    """Return the seeds with address and number, if they have one; the addresses to remember; and problems.

    `names` has the file's name by the id of a seed, `present` all names of the folder, readable or not, and
    `in_index` the names that INDEX.md numbers.
    """
    locked = {row.name: row for row in lock}
    old = [_as_remembered(seed, locked[names[seed.id]]) for seed in seeds if names[seed.id] in locked]
    new, clashes = _new_addresses(seeds, names, locked, in_index)
    by_id = {seed.id: seed for seed in (*old, *new)}
    ids = {names[seed.id]: seed.id for seed in seeds}
    remembered = [Address(row.name, row.key, ids.get(row.name, "")) for row in lock]
    clashing = {clash.seed.id for clash in clashes}
    fresh = [
        Address(name, by_id[seed_id].key, seed_id)
        for name, seed_id in ids.items()
        if name not in locked and seed_id not in clashing
    ]
    problems = [_clash_problem(clash, locked, present) for clash in clashes]
    accounted = {*present, *(clash.owner for clash in clashes)}
    problems += [_gone_problem(row) for row in lock if row.name not in accounted]
    return [by_id[seed.id] for seed in seeds], [*remembered, *fresh], problems


def _new_addresses(
    seeds: Sequence[Seed],
    names: Mapping[str, str],
    locked: Mapping[str, Locked],
    in_index: Collection[str],
) -> tuple[list[Seed], list[_Clash]]:
    """Return the seeds that the lock does not have, with their addresses, and the clashes among them."""
    owners = {row.key.casefold(): row.name for row in locked.values()} | {"index": "index.html"}
    free_keys = UniqueNames(owners)
    digits = numbered([seed.id for seed in seeds], in_index)
    made: list[Seed] = []
    clashes: list[_Clash] = []
    unknown = [seed for seed in seeds if names[seed.id] not in locked]
    for seed in sorted(unknown, key=lambda seed: len(seed.id)):  # "a" before "a copy"
        wanted = digits.get(seed.id, address_part(seed.id))
        key = free_keys.of(wanted, address_part(seed.id))
        owner = owners.get(wanted.casefold(), "")
        is_number = seed.id in digits and (key == wanted or owner not in locked)
        placed = replace(seed, key=key, number=int(wanted) if is_number else None)
        if wanted not in {key, "index"}:
            clashes.append(_Clash(placed, wanted, owner))
        owners[key.casefold()] = names[seed.id]
        made.append(placed)
    return made, clashes


def _as_remembered(seed: Seed, row: Locked) -> Seed:
    """Return a seed with its remembered address, which is its number too where its name begins with it."""
    is_decimal = row.key.isascii() and row.key.isdecimal()
    is_number = is_decimal and seed.id.startswith(row.key) and not begins_with_date(seed.id)
    return replace(seed, key=row.key, number=int(row.key) if is_number else None)


def _clash_problem(clash: _Clash, locked: Mapping[str, Locked], present: Collection[str]) -> Problem:
    """Return the problem of a seed that wants an address which another file has or, being gone, had."""
    seed = clash.seed
    folder = seed.path.rpartition("/")[0]
    other = f"{folder}/{clash.owner}" if folder else clash.owner
    row = locked.get(clash.owner)
    if row and clash.owner not in present:
        reason = f"which {LOCK_PATH}:{row.line + 1} keeps for {other}, a file that is gone"
        hint = "if this is its new name, put it into that line, else give it another number or name"
    else:
        reason = f"which {other} has"
        hint = f"give it another number or name, or write its address into {LOCK_PATH}"
    message = (
        f"wants the address articles/{clash.wanted}.html, {reason}; shown at articles/{seed.key}.html; {hint}"
    )
    return Problem(seed.path, -1, "SG102", message, severity=Severity.ERROR)


def _gone_problem(row: Locked) -> Problem:
    message = (
        f"keeps articles/{row.key}.html for {row.name}, but there is no such file in seeds/;"
        " put its new name there, or remove the line"
    )
    return Problem(LOCK_PATH, row.line, "SG114", message)
