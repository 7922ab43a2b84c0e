"""How the index is written: terms with their documents in shards, rows of documents, and what filters need.

Every file is one call of a function that the page defines (`SG.m`, `SG.t`, `SG.d`, `SG.f`), so that a browser loads it with
a script element, on file:// too.  A term's documents are the gaps between their numbers with how much each is about
the term: `gap * LEVELS + level` in groups of five bits, the lowest first, each a character of base 64 whose sixth bit says
that more follows.
"""

import json

LEVELS = 4
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
VALUES = {digit: value for value, digit in enumerate(DIGITS)}
FOLDER = "search"

Postings = list[tuple[int, int]]  # document, level


def encode_postings(postings: Postings) -> str:
    """Spell the documents of a term, in ascending order."""
    made: list[str] = []
    last = -1
    for document, level in postings:
        rest = (document - last) * LEVELS + level
        last = document
        while rest >= 32:
            made.append(DIGITS[rest % 32 + 32])
            rest //= 32
        made.append(DIGITS[rest])
    return "".join(made)


def decode_postings(text: str) -> Postings:
    """Read the documents of a term."""
    found: Postings = []
    document, value, shift = -1, 0, 0
    for digit in text:
        five = VALUES[digit]
        value |= (five & 31) << shift
        shift += 5
        if five < 32:
            document += value // LEVELS
            found.append((document, value % LEVELS))
            value = shift = 0
    return found


def encode_terms(rows: list[tuple[str, str]]) -> str:
    """Spell terms with their documents, in order, a line each: how many characters are those of the term before, and the others."""
    made: list[str] = []
    last = ""
    for term, row in rows:
        same = next(
            (at for at, (a, b) in enumerate(zip(term, last, strict=False)) if a != b),
            min(len(term), len(last)),
        )
        same = min(same, len(DIGITS) - 1)
        made.append(f"{DIGITS[same]}{term[same:]}\t{row}")
        last = term
    return "\n".join(made)


def decode_terms(text: str) -> dict[str, str]:
    """Read terms with their documents."""
    found: dict[str, str] = {}
    last = ""
    for line in text.split("\n"):
        head, _, row = line.partition("\t")
        last = last[: VALUES[head[0]]] + head[1:]
        found[last] = row
    return found


def call(function: str, *values: object) -> bytes:
    """Spell a call with its arguments as a line of script."""
    inside = ",".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in values)
    plain = inside.replace("<", "\\u003c")
    return f"SG.{function}({plain});\n".encode("utf-8", "surrogatepass")


def arguments(script: str) -> list[object]:
    """Read the arguments of a call; raise ValueError where it is none."""
    start, end = script.index("(") + 1, script.rindex(")")
    made = json.loads(f"[{script[start:end]}]")
    return list(made)
