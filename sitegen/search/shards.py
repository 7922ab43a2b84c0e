"""How the index is written: terms with their documents in shards, rows of documents, and what filters need.

Every file is one call of a function that the page defines (`SG.m`, `SG.t`, `SG.d`, `SG.f`), so that a
browser loads it with a script element, on file:// too.  A term's documents are the gaps between their numbers
with how much each is about the term: `gap * LEVELS + level` in groups of five bits, the lowest first, each a
character of base 64 whose sixth bit says that more follows.
"""

import json

from sitegen.search.spec import SPEC

LEVELS = SPEC.postings.levels
DIGITS = SPEC.postings.digits
SEARCH_FOLDER = "search"
_VALUES = {digit: value for value, digit in enumerate(DIGITS)}
_GROUP = 32  # values of five bits; a digit of this value or more says that another follows

Postings = list[tuple[int, int]]  # document and level, in ascending order of the documents


def encode_postings(postings: Postings) -> str:
    """Return the documents of a term as digits."""
    digits: list[str] = []
    last = -1
    for document, level in postings:
        number = (document - last) * LEVELS + level
        last = document
        while number >= _GROUP:
            digits.append(DIGITS[number % _GROUP + _GROUP])
            number //= _GROUP
        digits.append(DIGITS[number])
    return "".join(digits)


def decode_postings(text: str) -> Postings:
    """Return the documents of a term from its digits."""
    postings: Postings = []
    document, number, shift = -1, 0, 0
    for digit in text:
        value = _VALUES[digit]
        number |= (value & (_GROUP - 1)) << shift
        shift += 5
        if value < _GROUP:
            document += number // LEVELS
            postings.append((document, number % LEVELS))
            number = shift = 0
    return postings


def encode_terms(rows: list[tuple[str, str]]) -> str:
    """Return sorted terms with their documents, a line each, without what the term before begins with too.

    The first character of a line is the digit of how many these are (front coding).
    """
    lines: list[str] = []
    last = ""
    for term, postings in rows:
        shared = min(_common_prefix(term, last), len(DIGITS) - 1)
        lines.append(f"{DIGITS[shared]}{term[shared:]}\t{postings}")
        last = term
    return "\n".join(lines)


def _common_prefix(first: str, second: str) -> int:
    """Return how many characters two terms begin with together."""
    for index, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return index
    return min(len(first), len(second))


def decode_terms(text: str) -> dict[str, str]:
    """Return the digits of each term's documents."""
    rows: dict[str, str] = {}
    last = ""
    for line in text.split("\n"):
        head, _, postings = line.partition("\t")
        last = last[: _VALUES[head[0]]] + head[1:]
        rows[last] = postings
    return rows


def call(function: str, *values: object) -> bytes:
    """Return a line of script that calls a function of the page."""
    arguments_text = ",".join(
        json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values
    )
    without_markup = arguments_text.replace("<", "\\u003c")
    return f"SG.{function}({without_markup});\n".encode("utf-8", "surrogatepass")


def arguments(script: str) -> list[object]:
    """Return the arguments of a call; raise ValueError where it is none."""
    start, end = script.index("(") + 1, script.rindex(")")
    return list(json.loads(f"[{script[start:end]}]"))
