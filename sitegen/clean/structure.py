"""Text that is no prose: entries under times (live blogs), rows of tables, lists of short lines without bullets."""

import re
from collections.abc import Sequence
from itertools import pairwise

from sitegen.clean.date_lines import labelled_dates
from sitegen.clean.units import TextUnit

ENTRIES = 3  # times with a text below each that make a live blog
ENTRY_UNITS = 15  # of one entry
PARTED = 0.75  # of the times: so many stand below the end of a sentence, not below the name of a poster
LIST_LINES = 3  # short lines in a row that make a list
LIST_WORDS = 12  # of such a line
COLUMN_GAP = re.compile(r"\s*\t\s*| {3,}")
_TIME = re.compile(
    r"(?:(?:posted|published|updated|at|um|à|às|kl\.?|klo) )*(?P<hour>[01]?\d|2[0-3])(?P<mark>[:.h])(?P<minute>[0-5]\d)(?P<half> ?[ap]\.?m\.?)?"
    r"(?: ?(?:uhr|hrs?|h|[A-Z]{2,5}))?",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"(?P<count>\d{1,2}|an?|one) (?P<unit>second|sec|minute|min|hour|hr|day)s? ago|(?:vor|il y a|hace|há) (?P<count2>\d{1,2}|einer|une?|una?|uma?) (?P<unit2>[^\W\d_]{1,8})\.?",
    re.IGNORECASE,
)
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "t": 86400, "j": 86400}


def time_of(text: str) -> float | None:
    """Give a number that orders the times of one live blog (seconds of a day, or before now below zero), or None."""
    clock = _TIME.fullmatch(text)
    if clock:
        hour = int(clock["hour"])
        half = (clock["half"] or "").strip().lower()[:1]
        return 3600 * (hour % 12 + 12 * (half == "p") if half else hour) + 60 * int(clock["minute"])
    ago = _AGO.fullmatch(text)
    if ago:
        count, unit = ago["count"] or ago["count2"], (ago["unit"] or ago["unit2"]).lower()
        return -float(int(count) if count.isdigit() else 1) * _SECONDS.get(unit[0], 1)
    dated = labelled_dates(text)
    if len(dated) == 1 and not dated[0].rest and "T" in dated[0].date.value:
        clock = _TIME.match(dated[0].date.value[11:16])
        day = int(dated[0].date.value[:10].replace("-", ""))
        return day * 86400.0 + (3600 * int(clock["hour"]) + 60 * int(clock["minute"]) if clock else 0)
    return None


def timed_entries(units: Sequence[TextUnit]) -> tuple[frozenset[int], frozenset[int]]:
    """Give the units that are times above the entries of a live blog, and the ended units of those entries.

    A live blog has at least ENTRIES times in one order, each below the end of a sentence and above the beginning of one.
    """
    labels: list[int] = []
    best: list[int] = []
    for at, unit in enumerate(units):
        if time_of(unit.text) is None:
            continue
        text = range(at + 1, min(len(units), at + 3))
        if not any(units[i].ended and units[i].words >= LIST_LINES for i in text):
            continue
        if labels and at - labels[-1] > ENTRY_UNITS:
            best, labels = max(best, labels, key=len), []
        labels.append(at)
    best = max(best, labels, key=len)
    if len(best) < ENTRIES or not _in_order([time_of(units[at].text) or 0.0 for at in best]):
        return frozenset(), frozenset()
    if sum(units[at - 1].ended for at in best[1:]) < PARTED * (len(best) - 1):
        return frozenset(), frozenset()
    last = next(
        (at for at in range(best[-1] + 1, min(len(units), best[-1] + ENTRY_UNITS)) if not units[at].ended),
        best[-1] + 2,
    )
    return frozenset(best), frozenset(at for at in range(best[0], min(last, len(units))) if units[at].ended)


def _in_order(times: Sequence[float]) -> bool:
    """Say whether times go up, or down, but for one that a midnight may have turned."""
    ups = sum(b > a for a, b in pairwise(times))
    downs = sum(b < a for a, b in pairwise(times))
    return min(ups, downs) <= len(times) // 8 and max(ups, downs) > 1


def short_line(unit: TextUnit) -> bool:
    """Say whether a unit may be a line of a list or table: short, no sentence, no bullet."""
    return not unit.ended and not unit.prose and 0 < unit.words <= LIST_WORDS


def columns(lines: Sequence[str]) -> bool:
    """Say whether raw lines are rows of one table: parted by tabs or wide gaps into equally many cells."""
    cells = [len(COLUMN_GAP.split(line.strip())) for line in lines]
    return len(cells) > 1 and min(cells) > 1 and max(cells) - min(cells) <= 1


def runs_of_short_lines(units: Sequence[TextUnit], kept: Sequence[bool]) -> list[list[int]]:
    """Give the runs of at least LIST_LINES units in a row that are short lines, where `kept` allows them.

    A last line that a blank line parts from the others, which stand close, is none of them: it heads what follows.
    """
    made: list[list[int]] = []
    run: list[int] = []
    for at in range(len(units) + 1):
        if at < len(units) and kept[at] and (short_line(units[at]) or (units[at].bullet and run)):
            run.append(at)
            continue
        if len(run) > LIST_LINES and _parted(units, run):
            run = run[:-1]
        if len(run) >= LIST_LINES:
            made.append(run)
        run = []
    return made


def _parted(units: Sequence[TextUnit], run: Sequence[int]) -> bool:
    """Say whether only the last line of a run stands apart from the one above."""
    gaps = [units[b].first - units[a].lines[-1] > 1 for a, b in pairwise(run)]
    return gaps[-1] and not any(gaps[:-1])
