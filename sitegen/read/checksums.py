"""`seeds.sha256`: which bytes each seed had when somebody last looked, so that a changed or lost one is told.

The file is that of the program `sha256sum`, which can check it too; it belongs into version control.
"""

import re
from collections.abc import Iterable, Mapping

from sitegen.model import Problem, Severity
from sitegen.text import plural

CHECKSUMS_PATH = "seeds.sha256"
_ROW = re.compile(r"(?P<escaped>\\?)(?P<digest>[0-9a-f]{64}) [ *]seeds/(?P<name>.+)")
_ESCAPES = {"\\\\": "\\", "\\n": "\n", "\\r": "\r"}
MAX_NAMED = 3  # new files in one message


def parse_checksums(text: str) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Return the digests (SHA-256, hexadecimal) by the names of files in `seeds/`, and broken lines."""
    digests: dict[str, str] = {}
    problems: list[Problem] = []
    for number, line in enumerate(re.split(r"\r?\n", text)):
        row = _ROW.fullmatch(line)
        if row:
            digests[_name_of(row)] = row["digest"]
        elif line.strip() and not line.startswith("#"):
            message = 'this is no line of checksums; "sitegen verify --accept" writes the file anew'
            problems.append(Problem(CHECKSUMS_PATH, number, "SG116", message))
    return digests, tuple(problems)


def _name_of(row: re.Match[str]) -> str:
    if not row["escaped"]:
        return row["name"]
    return re.sub(r"\\[\\nr]", lambda found: _ESCAPES[found[0]], row["name"])


def checksums_text(digests: Mapping[str, str]) -> str:
    """Return the file for some digests by the names of files, sorted by name."""
    return "".join(_row(name, digest) for name, digest in sorted(digests.items()))


def _row(name: str, digest: str) -> str:
    escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{'' if escaped == name else chr(92)}{digest}  seeds/{escaped}\n"


def checksum_problems(recorded: Mapping[str, str], present: Mapping[str, str]) -> Iterable[Problem]:
    """Yield what is otherwise than recorded; `present` has the digests of seeds by the names of their files.

    Nothing is told where nothing is recorded.
    """
    if not recorded:
        return
    advice = '; bring it back, or say that this is right with "sitegen verify --accept"'
    for name, digest in recorded.items():
        if name not in present:
            message = f"recorded in {CHECKSUMS_PATH}, and is not there{advice}"
            yield Problem(f"seeds/{name}", -1, "SG117", message, severity=Severity.ERROR)
        elif present[name] != digest:
            message = f"its bytes are not those recorded in {CHECKSUMS_PATH}{advice}"
            yield Problem(f"seeds/{name}", -1, "SG117", message, severity=Severity.ERROR)
    new = sorted(set(present) - set(recorded))
    if new:
        shown = ", ".join(new[:MAX_NAMED]) + (" and more" if len(new) > MAX_NAMED else "")
        message = f'{plural(len(new), "seed")} not recorded yet: {shown}; "sitegen verify --accept" does it'
        yield Problem(CHECKSUMS_PATH, -1, "SG118", message, severity=Severity.INFO)
