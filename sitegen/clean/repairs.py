"""What was put right in the text that is kept, so that nothing is changed in silence."""

import re
from collections.abc import Sequence
from itertools import pairwise

from sitegen.model import Block, Field, Piece, Repair, Seed

INVISIBLE = frozenset("\u00ad\u200b\u2060")

_ADDRESS = re.compile(r"[*_]*\]\([^)\s]*(?:\s[^)]*)?\)[*_]*\s*$")


def repairs_of(seed: Seed, kept: Sequence[Field | Block]) -> tuple[Repair, ...]:
    """Give what was mended in the kept texts, in the order of the lines; characters that became others are told."""
    lines = {piece.line for one in kept for piece in one.pieces}
    found = [mend for mend in seed.repairs if mend.line in lines]
    for one in kept:
        for left, right in pairwise(one.pieces):
            found += _between(seed, left, right)
        found += _address_behind(seed, one.pieces[-1]) if one.pieces else []
    blocks = [one for one in kept if isinstance(one, Block)]
    for above, below in pairwise(blocks):
        last, first = above.pieces[-1], below.pieces[0]
        if last.line == first.line and last.end == first.start:
            found.append(
                Repair("paragraphs that ran together, parted", first.line, first.start, first.start, "", "")
            )
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.line, one.start)))


def _address_behind(seed: Seed, last: Piece) -> list[Repair]:
    """Give the address of a link in Markdown that ends a text, since it is left out with its marks."""
    address = _ADDRESS.match(seed.lines[last.line], last.end)
    return (
        [Repair("marks of Markdown, left out", last.line, last.end, address.end(), address[0].strip(), "")]
        if address
        else []
    )


def _between(seed: Seed, left: Piece, right: Piece) -> list[Repair]:
    """Give what was mended between two pieces of one text."""
    if left.line != right.line:
        if right.glue:
            return [Repair("a line that was broken, joined", right.line, right.start, right.start, "", "")]
        hyphen = seed.lines[left.line][left.end : left.end + 1]
        kind = (
            "a word that was broken at a hyphen, joined"
            if hyphen
            else "a word with a hyphen that was broken, joined"
        )
        return [Repair(kind, left.line, left.end, left.end + len(hyphen), "", "")]
    gap = seed.lines[left.line][left.end : right.start]
    if gap and not INVISIBLE.issuperset(gap) and any(mark in gap for mark in "*_[]#>"):
        return [Repair("marks of Markdown, left out", left.line, left.end, right.start, gap, "")]
    if not INVISIBLE.isdisjoint(gap):
        return [Repair("characters that nobody sees, left out", left.line, left.end, right.start, "", "")]
    if gap and not gap.strip() and not right.glue:
        return [Repair("a space before punctuation, left out", left.line, left.end, right.start, "", "")]
    return []
