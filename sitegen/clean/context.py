"""What the archive as a whole tells about one seed: lines that its site repeats, how it writes dates, what it calls itself."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.clean.bylines import OUTLETS
from sitegen.clean.date_lines import proven_order
from sitegen.clean.shared_lines import shared_lines
from sitegen.dates import DateOrder
from sitegen.model import Seed
from sitegen.text import fold

_SMALL = frozenset(
    {"of", "the", "and", "&", "de", "du", "des", "la", "le", "der", "die", "das", "von", "für"}
)
HEAD_LINES = 12  # at the top of a seed, in which headlines and dates are looked for
NAMED = 3  # headlines that a site's name ends or begins
_ENDS = re.compile(r"^(?P<left>.{12,}?) ?(?: [-–—|•·»] |[|•·»]| (?:::|//) )(?P<right>[^|•·»]{2,44})$")
_BEGINS = re.compile(r"^(?P<right>[^|:•·»]{2,44}?) ?(?:[|•·»:]| [-–—] ) ?(?P<left>.{12,})$")


@dataclass(frozen=True, slots=True)
class SeedContext:
    """What cleaning one seed may know of the others."""

    shared: frozenset[int] = frozenset()  # 0-based lines that are furniture of its source
    site_names: tuple[str, ...] = ()  # what headlines of several seeds end or begin with, in folded form
    date_order: DateOrder = DateOrder.UNKNOWN  # of dates in figures


ALONE = SeedContext()


def contexts_of(seeds: Sequence[Seed]) -> tuple[SeedContext, ...]:
    """Give for each seed what the whole archive tells of it."""
    heads = [[line.strip() for line in seed.lines if line.strip()][:HEAD_LINES] for seed in seeds]
    names, order = site_names(heads), date_order(heads)
    return tuple(
        SeedContext(shared, _fitting(head, names), order)
        for shared, head in zip(shared_lines(seeds), heads, strict=True)
    )


def site_names(heads: Sequence[Sequence[str]]) -> frozenset[str]:
    """Give what stands behind or in front of a dash or bar at the head of several seeds, with other words on its other side."""
    found: dict[str, set[str]] = defaultdict(set)
    for head in heads:
        for line in head:
            for pattern in (_ENDS, _BEGINS):
                match = pattern.match(line)
                if match and not (
                    line[match.end("right") :].lstrip()[:1] == ":"
                    and not _is_called_as_outlet(match["right"])
                ):
                    found[fold(match["right"])].add(fold(match["left"]))
    return frozenset(name for name, lefts in found.items() if len(lefts) >= NAMED and not name.isdigit())


def _is_called_as_outlet(text: str) -> bool:
    """Say whether words before a colon are written as the name of an outlet ("Harbour Gazette: ..."); others are a subject or a speaker."""
    words = text.split()
    return all(word[:1].isupper() or word in _SMALL for word in words) and not OUTLETS.isdisjoint(
        word.casefold() for word in words
    )


def _fitting(head: Sequence[str], names: frozenset[str]) -> tuple[str, ...]:
    """Give the names that one seed's head holds, so that a new name elsewhere changes nothing here."""
    folded = [fold(line) for line in head]
    return tuple(
        sorted(name for name in names if any(line.startswith(name) or line.endswith(name) for line in folded))
    )


def date_order(heads: Sequence[Sequence[str]]) -> DateOrder:
    """Give the order of day and month that the archive's dates in figures prove; where they prove both, it is unknown."""
    return proven_order(line for head in heads for line in head)
