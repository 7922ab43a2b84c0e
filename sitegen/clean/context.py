"""What the archive tells about one seed: lines that its site repeats, how it writes dates, its name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from sitegen.clean.bylines import OUTLETS
from sitegen.clean.date_lines import proven_order
from sitegen.clean.shared_lines import shared_lines
from sitegen.dates import DateOrder
from sitegen.model import Seed
from sitegen.text import fold

_SMALL_WORDS = frozenset(
    {"of", "the", "and", "&", "de", "du", "des", "la", "le", "der", "die", "das", "von", "für"}
)
MAX_HEAD_LINES = 12  # at the top of a seed, in which headlines and dates are looked for; by judgement
MIN_NAMED_HEADLINES = 3  # that a site's name ends or begins; by judgement
_NAME_ENDS = re.compile(r"^(?P<headline>.{12,}?) ?(?: [-–—|•·»] |[|•·»]| (?:::|//) )(?P<name>[^|•·»]{2,44})$")
_NAME_BEGINS = re.compile(r"^(?P<name>[^|:•·»]{2,44}?) ?(?:[|•·»:]| [-–—] ) ?(?P<headline>.{12,})$")


@dataclass(frozen=True, slots=True)
class SeedContext:
    """What cleaning one seed may know of the others."""

    shared: frozenset[int] = frozenset()  # 0-based lines that are furniture of its source
    site_names: tuple[str, ...] = ()  # what headlines of several seeds end or begin with, in folded form
    date_order: DateOrder = DateOrder.UNKNOWN  # of dates in figures


ALONE = SeedContext()


def contexts_of(seeds: Sequence[Seed]) -> tuple[SeedContext, ...]:
    """Return for each seed what the whole archive tells of it."""
    heads = [_head_of(seed) for seed in seeds]
    names, order = site_names(heads), date_order(heads)
    return tuple(
        SeedContext(shared, _names_at_head(head, names), order)
        for shared, head in zip(shared_lines(seeds), heads, strict=True)
    )


def _head_of(seed: Seed) -> list[str]:
    """Return the first lines of a seed that are not blank, trimmed."""
    return [line.strip() for line in seed.lines if line.strip()][:MAX_HEAD_LINES]


def site_names(heads: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return what stands beside a dash or bar at the head of several seeds, beside different words."""
    headlines_of: dict[str, set[str]] = defaultdict(set)  # what may be a name -> what stands beside it
    for head in heads:
        for line in head:
            for name, headline in _names_in(line):
                headlines_of[fold(name)].add(fold(headline))
    return frozenset(
        name
        for name, headlines in headlines_of.items()
        if len(headlines) >= MIN_NAMED_HEADLINES and not name.isdigit()
    )


def _names_in(line: str) -> Iterator[tuple[str, str]]:
    """Yield what may be the name of a site at the end or beginning of a line, with the headline beside it."""
    for pattern in (_NAME_ENDS, _NAME_BEGINS):
        match = pattern.match(line)
        if match is None:
            continue
        before_colon = line[match.end("name") :].lstrip().startswith(":")
        if not before_colon or _is_called_as_outlet(match["name"]):
            yield match["name"], match["headline"]


def _is_called_as_outlet(text: str) -> bool:
    """Whether words before a colon are written as the name of an outlet ("Harbour Gazette: ...").

    Others are a subject or a speaker.
    """
    words = text.split()
    if OUTLETS.isdisjoint([word.casefold() for word in words]):
        return False
    return all(word[:1].isupper() or word in _SMALL_WORDS for word in words)


def _names_at_head(head: Sequence[str], names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that one seed's head holds, so that a new name elsewhere changes nothing for it."""
    folded = [fold(line) for line in head]
    return tuple(sorted([name for name in names if _begins_or_ends_a_line(name, folded)]))


def _begins_or_ends_a_line(name: str, lines: Iterable[str]) -> bool:
    return any(line.startswith(name) or line.endswith(name) for line in lines)


def date_order(heads: Sequence[Sequence[str]]) -> DateOrder:
    """Return the order of day and month that the archive's dates in figures prove.

    Unknown where they prove both.
    """
    return proven_order(chain.from_iterable(heads))
