"""Write the table of codes in docs/reference.md from `sitegen/codes.py`.

usage: python tools/make_reference.py [--check]

--check  write nothing; exit 1 where the table is not what the code says
"""

import argparse
import re
import sys
from pathlib import Path

from sitegen.codes import CODES

REFERENCE = Path(__file__).resolve().parent.parent / "docs/reference.md"
TABLE = re.compile(r"\| code \| what is wrong \|\n\|---\|---\|\n(?:\| `SG\d{3}` \|.*\n)+")


def code_table() -> str:
    """Return the table of codes as Markdown."""
    rows = (f"| `{code}` | {meaning} |\n" for code, meaning in sorted(CODES.items()))
    return "| code | what is wrong |\n|---|---|\n" + "".join(rows)


def with_code_table(text: str) -> str:
    """Return the reference with the table of codes as the code has it; raise ValueError where it has none."""
    made, count = TABLE.subn(lambda _: code_table(), text)
    if count != 1:
        raise ValueError(f"{REFERENCE}: there are {count} tables of codes instead of one")
    return made


def main() -> int:
    """Write or compare; return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing")
    args = parser.parse_args()
    text = REFERENCE.read_text(encoding="utf-8")
    made = with_code_table(text)
    if args.check:
        return int(made != text)
    REFERENCE.write_text(made, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
