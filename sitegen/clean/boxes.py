"""Lines that a rule of furniture claims, and what belongs to them: headlines under pointers and videos."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.clean.date_lines import date_only
from sitegen.clean.furniture import RULES, CutRule, Reach, Rule, claim
from sitegen.clean.headline import HEADLINE_WORDS
from sitegen.clean.metadata_patterns import credit
from sitegen.clean.state import CleaningState, LineStatus
from sitegen.clean.structure import timed_entries
from sitegen.clean.units import BULLET, TextUnit

HEADLINES_BELOW = {rule.name: rule.headlines_below for rule in RULES if rule.headlines_below}
RANK = re.compile(r"#?\d{1,3}[.)]?")
PLAYING_TIME = re.compile(r"[\d:]{4,8}")
CAPTION_LABEL = re.compile(
    r"(?:.* )?(?:caption|legend)\W{0,3}"
    r"|(?:bildunterschrift|bildtext|légende|pie de foto|legenda|didascalia|onderschrift)\W{0,3}",
    re.IGNORECASE,
)

# By judgement.
LATE_SHARE = (
    7,
    10,
)  # seven tenths of the paragraphs: rules of the text's edge claim again below the last of them
CREDITED_WORDS = 14  # a longer paragraph with a credit of its author in it is no furniture
DAY_PERIOD = (2, 5)  # units from one day to the next in a list of articles
MIN_ENTRIES = 3  # so many days, or numbers, make a list
MIN_TEASER_WORDS = 3
MAX_DAY_WORDS = 10  # of a line that says a day
MAX_DECK_WORDS = 60
MAX_CAPTION_WORDS = 60
MAX_LEADING_ITEM_WORDS = 12  # a longer item of a list, directly under a pointer, is no headline
VIDEO_UNITS = 3  # below a video in which its headline stands
TWIN_SHARE = 0.6  # of the words of the shorter one that two headlines of one video have in common


@dataclass(frozen=True, slots=True)
class _Prose:
    """Where the paragraphs of a seed stand, furniture among them."""

    first: int  # the number of units where there is none
    late: int  # the paragraph below which the text may be over; 0 where there is none
    count: int

    def holds(self, index: int) -> bool:
        """Whether a unit stands within the paragraphs, above the last part of the text."""
        return self.count > 1 and self.first <= index <= self.late


def _prose_of(units: Sequence[TextUnit]) -> _Prose:
    prose = [index for index, unit in enumerate(units) if unit.prose]
    if not prose:
        return _Prose(len(units), 0, 0)
    return _Prose(prose[0], prose[len(prose) * LATE_SHARE[0] // LATE_SHARE[1]], len(prose))


def claim_furniture(work: CleaningState) -> None:
    """Cut the lines that a rule claims."""
    prose = _prose_of(work.units)
    work.ranks.update(_ranks(work.units))
    work.times, work.entries = timed_entries(work.units)
    for index, unit in enumerate(work.units):
        if not work.free(index) or index in work.ranks or index in work.times:
            continue
        rule = claim(_without_bullet(unit), unit.words, unit.tokens)
        if rule is None:
            continue
        if rule.edge and prose.holds(index):
            work.doubted.add(index)
        elif not _is_credited_paragraph(unit):
            work.cut(index, rule.name)
            _note_what_rule_says(work, index, rule, prose)


def _is_credited_paragraph(unit: TextUnit) -> bool:
    return unit.prose and unit.words > CREDITED_WORDS and credit(unit.text)


def _note_what_rule_says(work: CleaningState, index: int, rule: Rule, prose: _Prose) -> None:
    """Note what a line of furniture says about the text: its reading time, a paywall, its end."""
    unit = work.units[index]
    if rule.reach is not Reach.LINE:
        work.endings[index] = rule
    if rule.name is CutRule.READING_TIME and index < prose.first and not work.minutes:
        work.minutes = _first_number(unit.text)  # other articles below promise their own
    if rule.name is CutRule.PAYWALL and index > prose.late > 0:
        work.paywalled |= "continue" in unit.key


def _first_number(text: str) -> int:
    number = re.search(r"\d{1,3}", text)
    return int(number[0]) if number else 0


def _without_bullet(unit: TextUnit) -> str:
    """Return the text of a unit without its bullet, for menus are lists; a number stays."""
    bullet = BULLET.match(unit.text) if unit.bullet else None
    if bullet is None or unit.text[0].isdigit():
        return unit.text
    return unit.text[bullet.end() :]


def _ranks(units: Sequence[TextUnit]) -> set[int]:
    """Return the units that number what an article lists, with a text below each: 1, 2, 3 or 10, 9, 8."""
    ranks: set[int] = set()
    run: list[int] = []
    run_step = 0
    for index, unit in enumerate(units):
        if not RANK.fullmatch(unit.text):
            continue
        step = _step(units, run[-1], index) if run else 0
        if step == 0 or run_step not in {0, step}:
            run, step = [], 0
        run.append(index)
        run_step = step
        if len(run) >= MIN_ENTRIES:
            ranks.update(run)
    return ranks


def _step(units: Sequence[TextUnit], above: int, below: int) -> int:
    """Return 1 or -1 where two numbers follow each other, up or down, with a text between; 0 elsewhere."""
    step = _number(units[below]) - _number(units[above])
    if abs(step) == 1 and any(unit.prose for unit in units[above + 1 : below]):
        return step
    return 0


def _number(unit: TextUnit) -> int:
    return int(unit.text.strip("#.)"))


# -- What belongs to a line of furniture


def claim_boxes(work: CleaningState) -> None:
    """Take the headlines that stand under a pointer or beside a player."""
    opening = _first_free_prose(work, default=0)
    for index in range(len(work.units)):
        if work.status_of(index) is LineStatus.CUT:
            _claim_companions(work, index, opening)


def _first_free_prose(work: CleaningState, *, default: int) -> int:
    for index, unit in enumerate(work.units):
        if unit.prose and work.free(index):
            return index
    return default


def _claim_companions(work: CleaningState, index: int, opening: int) -> None:
    """Take what belongs to a line of furniture; above the text the next headline may be the article's own."""
    rule_name = work.reason_of(index)
    if rule_name == CutRule.CAPTION_LABEL:
        _take_caption(work, index)
    elif rule_name in HEADLINES_BELOW:
        if index > opening:
            _take_headlines(work, index + 1, HEADLINES_BELOW[CutRule(rule_name)])
    elif rule_name == CutRule.VIDEO_TEASER or _is_playing_time(work, index):
        _take_twins(work, index)


def _is_playing_time(work: CleaningState, index: int) -> bool:
    text = work.units[index].text
    return work.reason_of(index) == CutRule.PLAYER and PLAYING_TIME.fullmatch(text) is not None


def _take_caption(work: CleaningState, label: int) -> None:
    """Take the line that a label of a caption introduces; a label of a source introduces none."""
    below = label + 1
    if below == len(work.units) or not CAPTION_LABEL.fullmatch(work.units[label].text):
        return
    if work.free(below) and work.units[below].words <= MAX_CAPTION_WORDS:
        work.cut(below, CutRule.CAPTION)


def _take_headlines(work: CleaningState, start: int, most: int) -> None:
    """Take up to so many headlines from unit `start` on, with other furniture between them."""
    taken = 0
    for index in range(start, len(work.units)):
        if taken == most:
            return
        if work.free(index):
            if not _may_be_headline(work.units[index], leading=taken == 0):
                return
            work.cut(index, CutRule.TEASER_HEADLINE)
            taken += 1
        elif _ends_box(work, index):
            return


def _may_be_headline(unit: TextUnit, *, leading: bool) -> bool:
    """Whether a unit may be a headline of another article; leading: directly below what points to it."""
    if unit.words > HEADLINE_WORDS or closed(unit):
        return False
    return not (leading and unit.bullet and unit.words > MAX_LEADING_ITEM_WORDS)


def _ends_box(work: CleaningState, index: int) -> bool:
    """Whether a unit that something claimed ends a box: it is no furniture, or the head of another box."""
    if work.status_of(index) is not LineStatus.CUT or index in work.endings:
        return True
    return work.reason_of(index) == CutRule.TEASER


def _take_twins(work: CleaningState, index: int) -> None:
    """Take the headline of a video: said by the player, then again below it, with small changes or a date."""
    end = min(index + 1 + VIDEO_UNITS, len(work.units))
    below = [other for other in range(index + 1, end) if work.free(other)]
    is_player = work.reason_of(index) == CutRule.PLAYER
    for candidate in below:
        unit = work.units[candidate]
        if closed(unit) or unit.text.endswith(":") or unit.words > HEADLINE_WORDS:
            return
        alone_below_player = is_player and candidate == below[0] and not unit.ended
        if not alone_below_player and not _has_twin(work.units, candidate, [index, *below]):
            return
        work.cut(candidate, CutRule.VIDEO_HEADLINE)


def _has_twin(units: Sequence[TextUnit], index: int, others: Sequence[int]) -> bool:
    """Whether one of the other units says nearly the same."""
    words = set(units[index].key.split())
    return any(other != index and _are_twins(words, set(units[other].key.split())) for other in others)


def _are_twins(first: set[str], second: set[str]) -> bool:
    return len(first & second) >= TWIN_SHARE * max(1, min(len(first), len(second)))


def closed(unit: TextUnit) -> bool:
    """Whether a unit ends in a full stop, as headlines do not."""
    return unit.ended and not unit.text.rstrip("\"'”’)").endswith(("?", "!", "…", ":"))


# -- Lists of other articles


def claim_lists(work: CleaningState) -> None:
    """Take lists of other articles by their period: a headline, perhaps a deck, and a day, repeatedly."""
    opening = _first_free_prose(work, default=len(work.units))
    runs: list[list[int]] = []
    for index in range(opening, len(work.units)):
        if not _is_day(work, index):
            continue
        if runs and _is_entry_between(work, runs[-1][-1], index):
            runs[-1].append(index)
        else:
            runs.append([index])
    for days in runs:
        if len(days) >= MIN_ENTRIES:
            _take_list(work, days)


def _is_day(work: CleaningState, index: int) -> bool:
    """Whether a unit says nothing but a day, and is no time of a live blog."""
    unit = work.units[index]
    return unit.words <= MAX_DAY_WORDS and index not in work.times and bool(date_only(unit.text))


def _is_entry_between(work: CleaningState, day: int, next_day: int) -> bool:
    """Whether nothing but a headline and at most one short deck stands between two days."""
    if not DAY_PERIOD[0] <= next_day - day <= DAY_PERIOD[1]:
        return False
    between = work.units[day + 1 : next_day]
    if max(unit.words for unit in between) > MAX_DECK_WORDS or sum(unit.prose for unit in between) > 1:
        return False
    return any(not unit.ended and MIN_TEASER_WORDS <= unit.words <= HEADLINE_WORDS for unit in between)


def _take_list(work: CleaningState, days: Sequence[int]) -> None:
    """Cut a list from the headline above its first day to its last day."""
    above = work.units[days[0] - 1]
    has_headline = not above.ended and above.words >= MIN_TEASER_WORDS
    for index in range(days[0] - has_headline, days[-1] + 1):
        work.cut(index, CutRule.POST_META if index in days else CutRule.TEASER_HEADLINE)
