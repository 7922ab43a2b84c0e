"""Where the article begins and ends, and where the readers’ comments are."""

import re

from sitegen.clean import comments as threads
from sitegen.clean.furniture import Reach
from sitegen.clean.work import Work
from sitegen.text import shorten

LONG_ITEM = 7  # words; shorter items are menus more often than lists of the article
BROKEN_OFF = re.compile(
    r"(?:,|\b(?:the|an?|of|to|in|and|or|but|be|is|are|was|were|that|which|who|for|with|by|on|at|as|from|his|her|their|its|has|have|had|will|would))$"
)


def find_body(work: Work) -> tuple[int, int]:
    """Give the first unit of the article and the one after its last: the best run of prose (Finn et al. 2001).

    Sentences weigh what they have of words, labels weigh against; heads of other lists part runs for good.
    """
    best = (0.0, 0, 0)
    total, start = 0.0, 0
    for at in range(len(work.units)):
        if total <= 0:
            total, start = 0.0, at
        total += _weight(work, at)
        if total > best[0]:
            best = (total, start, at + 1)
    if best[0] <= 0:
        free = [at for at in range(len(work.units)) if work.free(at)]
        return (free[0], free[-1] + 1) if free else (0, 0)
    start, end = best[1], best[2]
    while end < len(work.units) and _carries_on(work, end):
        end += 1
    return start, end


def _weight(work: Work, at: int) -> float:
    unit = work.units[at]
    state, why = work.fate.get(at, ("", ""))
    if state == "block":
        return 5.0
    if state == "cut":
        if at in work.tails:
            return -60.0 if work.tails[at].reach is Reach.TAIL else -40.0
        return -5.0 if why in {"teaser-headline", "bio", "legal", "newsletter"} else -2.0
    if unit.prose:
        return min(unit.words, 60)
    if unit.ended and unit.words >= 3:
        return unit.words * 0.6
    return 0.5 if unit.bullet and unit.words >= LONG_ITEM else -3.0


def _carries_on(work: Work, at: int) -> bool:
    """Say whether a list item, or a sentence that breaks off, directly follows the last sentence."""
    unit = work.units[at]
    return work.free(at) and ((unit.bullet and unit.words >= 4) or (unit.words >= 6 and bool(BROKEN_OFF.search(unit.text))))


def claim_comments(work: Work, start: int, end: int) -> int:
    """Find readers' comments, marked or not; give where the article ends."""
    body_words = 0
    for at in range(start, len(work.units)):
        rule = work.tails.get(at)
        if rule and rule.reach is Reach.COMMENTS and body_words >= threads.OPENING:
            return _comment_run(work, at + 1, min(at, end), f"below “{shorten(work.units[at].text, 8)}”")
        body_words += work.units[at].words if work.free(at) and at < end else 0
    open_units = [at for at in range(start, end) if work.free(at)]
    first = threads.first_comment([work.units[at] for at in open_units])
    if first == len(open_units):
        return end
    return _comment_run(work, open_units[first], open_units[first], "")


def _comment_run(work: Work, at: int, end: int, why: str) -> int:
    first = at
    while at < len(work.units):
        rule = work.tails.get(at)
        if rule and rule.reach is Reach.TAIL:
            break
        if work.free(at):
            cues = threads.score(work.units[at])[1]
            work.fate[at] = (
                "comment",
                why or ("reads like a comment: " + ", ".join(cues) if cues else "stands among comments"),
            )
        at += 1
    return min(end, first)
