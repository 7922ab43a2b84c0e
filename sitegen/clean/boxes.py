"""Lines that a rule of furniture claims, and what belongs to them: headlines under a pointer, twins of a video."""

import re
from collections.abc import Sequence

from sitegen.clean.date_lines import date_only
from sitegen.clean.furniture import RULES, Reach, Rule, claim
from sitegen.clean.headline import HEADLINE_WORDS
from sitegen.clean.metadata_patterns import credit
from sitegen.clean.state import CleaningState
from sitegen.clean.structure import timed_entries
from sitegen.clean.units import BULLET, TextUnit

FOLLOW = {rule.name: rule.follow for rule in RULES if rule.follow}
PERIOD = (2, 5)  # units from one day to the next in a list of articles
ENTRIES = 3  # so many days make a list
RANK = re.compile(r"#?\d{1,3}[.)]?")
DAY_WORDS = 10
DECK_WORDS = 60


def claim_furniture(work: CleaningState) -> None:
    """Cut the lines that a rule claims."""
    prose = [at for at, unit in enumerate(work.units) if unit.prose]
    late = prose[len(prose) * 7 // 10] if prose else 0
    work.ranks.update(ranks(work.units))
    work.times, work.entries = timed_entries(work.units)
    for at, unit in enumerate(work.units):
        rule = claim(_bare(unit), unit.words, unit.tokens) if work.free(at) else None
        if rule is None or at in work.ranks or at in work.times:
            continue
        if rule.edge and prose and prose[0] <= at <= late and len(prose) > 1:
            work.doubted.add(at)
            continue
        if unit.prose and unit.words > 14 and credit(unit.text):
            continue
        work.cut(at, rule.name)
        if not prose or at < prose[0]:  # other articles below promise their own
            work.minutes = work.minutes or _minutes(rule, unit.text)
        work.paywalled |= rule.name == "paywall" and at > late > 0 and "continue" in unit.key
        if rule.reach is not Reach.LINE:
            work.endings[at] = rule


def ranks(units: Sequence[TextUnit]) -> set[int]:
    """Give the units that number what an article lists, up or down, with a text below each: 1, 2, 3 or 10, 9, 8."""
    found: set[int] = set()
    run: list[int] = []
    step = 0
    numbers = [at for at, unit in enumerate(units) if RANK.fullmatch(unit.text)]
    for at in numbers:
        apart = int(units[at].text.strip("#.)")) - int(units[run[-1]].text.strip("#.)")) if run else 0
        parted = run and any(unit.prose for unit in units[run[-1] + 1 : at])
        if not (parted and abs(apart) == 1 and step in {0, apart}):
            run, apart = [], 0
        run.append(at)
        step = apart
        if len(run) >= ENTRIES:
            found.update(run)
    return found


def _bare(unit: TextUnit) -> str:
    """Give the text of a unit without its bullet: menus are lists."""
    found = BULLET.match(unit.text) if unit.bullet else None
    return unit.text[found.end() :] if found and not unit.text[0].isdigit() else unit.text


def _minutes(rule: Rule, text: str) -> int:
    found = re.search(r"\d{1,3}", text) if rule.name == "reading-time" else None
    return int(found[0]) if found else 0


def claim_boxes(work: CleaningState) -> None:
    """Take the headlines that stand under a pointer or beside a player."""
    units = work.units
    opening = next((at for at, unit in enumerate(units) if unit.prose and work.free(at)), 0)
    for at in range(len(units)):
        state, why = work.status.get(at, ("", ""))
        if state != "cut":
            continue
        if why == "caption-label":
            _take_caption(work, at)
        elif why in FOLLOW and at > opening:  # above the text the next headline may be its own
            _take_headlines(work, at + 1, FOLLOW[why], "teaser-headline")
        elif why == "video-teaser" or (why == "player" and re.fullmatch(r"[\d:]{4,8}", units[at].text)):
            _take_twins(work, at)


CAPTION_LABEL = re.compile(
    r"(?:.* )?(?:caption|legend)\W{0,3}|(?:bildunterschrift|bildtext|légende|pie de foto|legenda|didascalia|onderschrift)\W{0,3}",
    re.IGNORECASE,
)
CAPTION_WORDS = 60


def _take_caption(work: CleaningState, at: int) -> None:
    """Take the line that a label of a caption introduces; a label of a source has its words on its own line."""
    below = at + 1
    if (
        CAPTION_LABEL.fullmatch(work.units[at].text)
        and below < len(work.units)
        and work.free(below)
        and work.units[below].words <= CAPTION_WORDS
    ):
        work.cut(below, "caption")


def claim_lists(work: CleaningState) -> None:
    """Take lists of other articles that their period gives away: a headline, perhaps a deck, and a day, again and again."""
    units = work.units
    opening = next((at for at, unit in enumerate(units) if unit.prose and work.free(at)), len(units))
    days = [
        at
        for at in range(opening, len(units))
        if units[at].words <= DAY_WORDS and at not in work.times and date_only(units[at].text)
    ]
    run: list[int] = []
    for at in [*days, len(units) + PERIOD[1] + 1]:
        if run and not (PERIOD[0] <= at - run[-1] <= PERIOD[1] and _is_entry(work, run[-1] + 1, at)):
            if len(run) >= ENTRIES:
                _take_list(work, run)
            run = []
        run.append(at)


def _is_entry(work: CleaningState, start: int, end: int) -> bool:
    """Say whether the units between two days are a headline and at most one short deck."""
    between = [work.units[at] for at in range(start, end)]
    heads = [unit for unit in between if not unit.ended and 3 <= unit.words <= HEADLINE_WORDS]
    return (
        bool(heads)
        and sum(unit.prose for unit in between) <= 1
        and all(unit.words <= DECK_WORDS for unit in between)
    )


def _take_list(work: CleaningState, days: list[int]) -> None:
    first = (
        days[0] - 1 if not work.units[days[0] - 1].ended and work.units[days[0] - 1].words >= 3 else days[0]
    )
    for at in range(first, days[-1] + 1):
        work.cut(at, "post-meta" if at in days else "teaser-headline")


def _take_headlines(work: CleaningState, at: int, most: int, why: str) -> None:
    taken = 0
    while at < len(work.units) and taken < most:
        unit = work.units[at]
        if not work.free(at):
            if work.status[at][0] != "cut" or at in work.endings or work.status[at][1] == "teaser":
                return
        elif unit.words > HEADLINE_WORDS or closed(unit) or (unit.bullet and taken == 0 and unit.words > 12):
            return
        else:
            work.cut(at, why)
            taken += 1
        at += 1


def _take_twins(work: CleaningState, at: int) -> None:
    """Take the headline of a video: said by the player, then again below it, with small changes or a date."""
    told = set(work.units[at].key.split())
    below = [n for n in range(at + 1, min(at + 4, len(work.units))) if work.free(n)]
    for place, n in enumerate(below):
        unit = work.units[n]
        mine = set(unit.key.split())
        others = [told, *(set(work.units[m].key.split()) for m in below if m != n)]
        twin = any(len(mine & other) >= 0.6 * max(1, min(len(mine), len(other))) for other in others)
        lone = place == 0 and work.status[at][1] == "player" and not unit.ended
        if closed(unit) or unit.text.endswith(":") or unit.words > HEADLINE_WORDS or not (twin or lone):
            return
        work.cut(n, "video-headline")


def closed(unit: TextUnit) -> bool:
    """Say whether a unit ends in a full stop, as headlines do not."""
    return unit.ended and not unit.text.rstrip("\"'”’)").endswith(("?", "!", "…", ":"))
