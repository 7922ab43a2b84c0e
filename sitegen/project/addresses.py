"""Write `addresses.lock`, so that an address once given to a seed never moves."""

from pathlib import Path

from sitegen.model import Inputs, Problem, Severity
from sitegen.read.addresses import LOCK_PATH as LOCK
from sitegen.read.addresses import lock_text, parse_lock
from sitegen.read.content import read_text
from sitegen.text import plural
from sitegen.write import atomic_write


def remember_addresses(root: Path, inputs: Inputs) -> tuple[Problem, ...]:
    """Add the new addresses of an archive to its lock file; return a problem where that cannot be done."""
    file = root / LOCK
    text = read_text(file, LOCK)
    known_names = {address.name for address in parse_lock(text)}
    new_addresses = [address for address in inputs.addresses if address.name not in known_names]
    if not new_addresses:
        return ()
    try:
        atomic_write(file, lock_text(text, inputs.identity, new_addresses).encode())
    except OSError as error:
        count = plural(len(new_addresses), "address", "addresses")
        message = f"cannot be written ({error.strerror}); {count} may move when files are added"
        return (Problem(LOCK, -1, "SG115", message, severity=Severity.INFO),)
    return ()
