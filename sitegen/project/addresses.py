"""Write `addresses.lock`, so that an address once given to a seed never moves."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from sitegen.files import read_file, replace_file
from sitegen.model import Address, Inputs, Problem, Severity, SitegenError
from sitegen.read.addresses import (
    ADDRESS_PROBLEMS,
    Locked,
    addressed,
    identity_of,
    lock_text,
    numbers_in_index,
    parse_lock,
)
from sitegen.read.addresses import LOCK_PATH as LOCK
from sitegen.read.content import read_text
from sitegen.text import plural


def remember_addresses(root: Path, inputs: Inputs) -> tuple[Problem, ...]:
    """Add the new addresses of an archive to its lock file; return a problem where that cannot be done."""
    new_addresses = _new_addresses(read_text(root, LOCK), inputs)
    try:
        for path, data in lock_file(root, inputs).items():
            replace_file(root / path, data, within=root)
    except OSError as error:
        count = plural(len(new_addresses), "address", "addresses")
        message = f"cannot be written ({error.strerror}); {count} may move when files are added"
        return (Problem(LOCK, -1, "SG115", message, severity=Severity.INFO),)
    return ()


def lock_file(root: Path, inputs: Inputs) -> dict[str, bytes]:
    """Return the path of the lock file and its new bytes; nothing where no address is new."""
    text = read_text(root, LOCK)
    new_addresses = _new_addresses(text, inputs)
    return {LOCK: lock_text(text, inputs.identity, new_addresses).encode()} if new_addresses else {}


def _new_addresses(text: str, inputs: Inputs) -> list[Address]:
    """Return the addresses of an archive that its lock file, given as text, does not have."""
    known_names = {address.name for address in parse_lock(text)}
    return [address for address in inputs.addresses if address.name not in known_names]


def settled_lock(root: Path, inputs: Inputs) -> str:
    """Return the digest (SHA-256) of the lock if the next build gives the same addresses with it, else "".

    A build reads the lock and adds to it, so the next one may read another lock than this one did.
    """
    try:
        data = read_file(root / LOCK, within=root)
        text = data.decode("utf-8-sig")
        lock = parse_lock(text)
    except (OSError, UnicodeDecodeError, SitegenError):  # somebody changed it just now
        return ""
    return hashlib.sha256(data).hexdigest() if _gives_same_addresses(text, lock, inputs) else ""


def _gives_same_addresses(text: str, lock: Sequence[Locked], inputs: Inputs) -> bool:
    """Whether a lock, given as text and as lines, leads to the addresses and problems that inputs have."""
    names = {seed.id: seed.path.rpartition("/")[2] for seed in inputs.seeds}
    skipped = (file.path.rpartition("/")[2] for file in inputs.skipped)
    seeds, addresses, problems = addressed(
        inputs.seeds, names, {*names.values(), *skipped}, lock, numbers_in_index(inputs.index.text)
    )
    told = {problem for problem in inputs.problems if problem.code in ADDRESS_PROBLEMS}
    then = (tuple(seeds), tuple(addresses), set(problems), identity_of(text, lock, inputs.seeds))
    return then == (inputs.seeds, inputs.addresses, told, inputs.identity)
