"""What was put right in the text that is kept, so that nothing is changed in silence."""

import re
from collections.abc import Sequence
from itertools import pairwise

from sitegen.model import Block, Field, Piece, Repair, Seed

INVISIBLE = frozenset("\u00ad\u200b\u2060")
MARKDOWN_MARKS = frozenset("*_[]#>")
MARKDOWN_LEFT_OUT = "marks of Markdown, left out"

_ADDRESS = re.compile(r"[*_]*\]\([^)\s]*(?:\s[^)]*)?\)[*_]*\s*$")


def repairs_of(seed: Seed, kept: Sequence[Field | Block]) -> tuple[Repair, ...]:
    """Return what was repaired in the kept texts, in the order of the lines, each repair once."""
    lines = {piece.line for part in kept for piece in part.pieces}
    repairs = [repair for repair in seed.repairs if repair.line in lines]
    for part in kept:
        repairs += _in_part(seed, part.pieces)
    repairs += _between_blocks([part for part in kept if isinstance(part, Block)])
    return tuple(sorted(dict.fromkeys(repairs), key=lambda repair: (repair.line, repair.start)))


def _in_part(seed: Seed, pieces: Sequence[Piece]) -> list[Repair]:
    """Return what was repaired between the pieces of one text, and behind the last."""
    if not pieces:
        return []
    repairs: list[Repair] = []
    for left, right in pairwise(pieces):
        repairs += (
            _between_lines(seed, left, right) if left.line != right.line else _in_line(seed, left, right)
        )
    return repairs + _address_behind(seed, pieces[-1])


def _between_blocks(blocks: Sequence[Block]) -> list[Repair]:
    """Return where paragraphs that ran together were parted."""
    repairs = []
    for above, below in pairwise(blocks):
        last, first = above.pieces[-1], below.pieces[0]
        if last.line == first.line and last.end == first.start:
            repairs.append(
                _unchanged("paragraphs that ran together, parted", first.line, first.start, first.start)
            )
    return repairs


def _unchanged(kind: str, line: int, start: int, end: int) -> Repair:
    """Return a repair by which no character becomes another one."""
    return Repair(kind=kind, line=line, start=start, end=end, was="", became="")


def _address_behind(seed: Seed, last: Piece) -> list[Repair]:
    """Return the address of a link in Markdown that ends a text, since it is left out with its marks."""
    address = _ADDRESS.match(seed.lines[last.line], last.end)
    if address is None:
        return []
    return [
        Repair(
            kind=MARKDOWN_LEFT_OUT,
            line=last.line,
            start=last.end,
            end=address.end(),
            was=address[0].strip(),
            became="",
        )
    ]


def _between_lines(seed: Seed, left: Piece, right: Piece) -> list[Repair]:
    """Return how the end of one line and the beginning of the next were joined."""
    if right.glue:
        return [_unchanged("a line that was broken, joined", right.line, right.start, right.start)]
    hyphen = seed.lines[left.line][left.end : left.end + 1]
    kind = (
        "a word that was broken at a hyphen, joined"
        if hyphen
        else "a word with a hyphen that was broken, joined"
    )
    return [_unchanged(kind, left.line, left.end, left.end + len(hyphen))]


def _in_line(seed: Seed, left: Piece, right: Piece) -> list[Repair]:
    """Return what was left out between two pieces of one line."""
    gap = seed.lines[left.line][left.end : right.start]
    if not gap:
        return []
    if not INVISIBLE.issuperset(gap) and not MARKDOWN_MARKS.isdisjoint(gap):
        return [
            Repair(
                kind=MARKDOWN_LEFT_OUT, line=left.line, start=left.end, end=right.start, was=gap, became=""
            )
        ]
    if not INVISIBLE.isdisjoint(gap):
        return [_unchanged("characters that nobody sees, left out", left.line, left.end, right.start)]
    if not gap.strip() and not right.glue:
        return [_unchanged("a space before punctuation, left out", left.line, left.end, right.start)]
    return []
