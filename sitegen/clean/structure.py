"""Text that is no prose: entries under times (live blogs), rows of tables, lists without bullets."""

import re
from collections.abc import Sequence
from itertools import pairwise

from sitegen.clean.date_lines import labelled_dates
from sitegen.clean.units import TextUnit

# By judgement.
MIN_TIMES = 3  # with a text below each that make a live blog
MAX_ENTRY_UNITS = 15  # of one entry
ENTRY_TEXT_UNITS = 2  # below a time in which its text begins
ENTRY_TEXT_WORDS = 3  # that a sentence of an entry has at least
AFTER_SENTENCE_SHARE = 0.75  # of the times, that stand below the end of a sentence and not below a name
MIN_LIST_LINES = 3  # short lines in a row that make a list
MAX_LIST_LINE_WORDS = 12
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
# By the first letter of a unit of time: second, minute, hour, day, Tag, jour.
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "t": 86400, "j": 86400}


def time_of(text: str) -> float | None:
    """Return a number that orders the times of one live blog, or None.

    Seconds of a day, seconds before now (below zero), or those of a day in the calendar.
    """
    clock = _TIME.fullmatch(text)
    if clock:
        return _seconds_of_day(clock)
    ago = _AGO.fullmatch(text)
    if ago:
        return -_seconds_ago(ago)
    return _time_of_date(text)


def _seconds_of_day(clock: re.Match[str]) -> float:
    hour = int(clock["hour"])
    half = (clock["half"] or "").strip().lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return 3600 * hour + 60 * int(clock["minute"])


def _seconds_ago(ago: re.Match[str]) -> float:
    count, unit = ago["count"] or ago["count2"], ago["unit"] or ago["unit2"]
    number = float(count) if count.isdigit() else 1.0
    return number * _SECONDS.get(unit[0].lower(), 1)


def _time_of_date(text: str) -> float | None:
    """Return the time of a line that holds nothing but one day with its time, or None."""
    dates = labelled_dates(text)
    if len(dates) != 1 or dates[0].rest or "T" not in dates[0].date.value:
        return None
    value = dates[0].date.value  # as in 2024-05-06T09:10
    day = int(value[:10].replace("-", "")) * 86400.0
    clock = _TIME.match(value[11:16])
    return day + _seconds_of_day(clock) if clock else day


def timed_entries(units: Sequence[TextUnit]) -> tuple[frozenset[int], frozenset[int]]:
    """Return the units that are times above the entries of a live blog, and the ended units of those entries.

    A live blog has at least MIN_TIMES times in one order, each below the end of a sentence and above a text.
    """
    times = _longest_run_of_times(units)
    if len(times) < MIN_TIMES or not _in_order([time_of(units[index].text) or 0.0 for index in times]):
        return frozenset(), frozenset()
    after_sentences = sum(units[index - 1].ended for index in times[1:])
    if after_sentences < AFTER_SENTENCE_SHARE * (len(times) - 1):
        return frozenset(), frozenset()
    entries = range(times[0], _end_of_entry(units, times[-1]))
    return frozenset(times), frozenset(index for index in entries if units[index].ended)


def _longest_run_of_times(units: Sequence[TextUnit]) -> list[int]:
    """Return the longest run of times with a text below each, the first of several."""
    runs: list[list[int]] = [[]]
    for index, unit in enumerate(units):
        if time_of(unit.text) is None or not _has_text_below(units, index):
            continue
        if runs[-1] and index - runs[-1][-1] > MAX_ENTRY_UNITS:
            runs.append([])
        runs[-1].append(index)
    return max(runs, key=len)


def _has_text_below(units: Sequence[TextUnit], index: int) -> bool:
    below = units[index + 1 : index + 1 + ENTRY_TEXT_UNITS]
    return any(unit.ended and unit.words >= ENTRY_TEXT_WORDS for unit in below)


def _end_of_entry(units: Sequence[TextUnit], time: int) -> int:
    """Return the unit behind an entry: the first that is no sentence, or an early one of an endless entry."""
    for index in range(time + 1, min(len(units), time + MAX_ENTRY_UNITS)):
        if not units[index].ended:
            return index
    return min(time + ENTRY_TEXT_UNITS, len(units))


def _in_order(times: Sequence[float]) -> bool:
    """Whether times go up, or down, but for one that a midnight may have turned."""
    ups = sum(below > above for above, below in pairwise(times))
    downs = sum(below < above for above, below in pairwise(times))
    return min(ups, downs) <= len(times) // 8 and max(ups, downs) > 1


def short_line(unit: TextUnit) -> bool:
    """Whether a unit may be a line of a list or table: short, no sentence."""
    return not unit.ended and not unit.prose and 0 < unit.words <= MAX_LIST_LINE_WORDS


def columns(lines: Sequence[str]) -> bool:
    """Whether raw lines are rows of one table: tabs or wide gaps make as many cells, give or take one."""
    cells = [len(COLUMN_GAP.split(line.strip())) for line in lines]
    return len(cells) > 1 and min(cells) > 1 and max(cells) - min(cells) <= 1


def runs_of_short_lines(units: Sequence[TextUnit], allowed: Sequence[bool]) -> list[list[int]]:
    """Return the runs of at least MIN_LIST_LINES units in a row that are short lines, where they are allowed.

    A last line that a blank line separates from the others, which stand close, is left out, as a heading.
    """
    runs: list[list[int]] = []
    run: list[int] = []
    for index, unit in enumerate(units):
        if allowed[index] and (short_line(unit) or (unit.bullet and run)):
            run.append(index)
        else:
            runs.append(run)
            run = []
    runs.append(run)
    return [_without_heading_below(units, run) for run in runs if len(run) >= MIN_LIST_LINES]


def _without_heading_below(units: Sequence[TextUnit], run: list[int]) -> list[int]:
    """Return a run without its last line, where only that line stands apart from the one above."""
    if len(run) == MIN_LIST_LINES:
        return run
    gaps = [units[below].first - units[above].lines[-1] > 1 for above, below in pairwise(run)]
    return run[:-1] if gaps[-1] and not any(gaps[:-1]) else run
