"""The date of an article and of its last update: which date of the page it is, or weaker evidence."""

import re
from collections.abc import Iterable, Iterator, Sequence

from sitegen.clean import metadata_patterns as patterns
from sitegen.clean.body import LineScores
from sitegen.clean.bylines import Label, parse_byline
from sitegen.clean.date_lines import DateLabel, DateRank, date_only, labelled_dates, month_only
from sitegen.clean.furniture import PICTURE_RULES, CutRule
from sitegen.clean.metadata_features import BylineCandidate, DateCandidate, Layout, date_columns
from sitegen.clean.state import CleaningState, LineStatus
from sitegen.clean.units import TextUnit, part
from sitegen.dates import FoundDate, find_dates
from sitegen.filenames import date_in_name
from sitegen.model import Field, Problem, spell

MIN_DATE_LIKELIHOOD = 0.4  # set in folds by outlet of the development and training pages
MIN_BARE_DATE_LIKELIHOOD = 0.8  # of a date without a label behind the text; by judgement
MAX_WORDS_BESIDE_DAY = 2  # other words on the line of the only day at the head; by judgement
UPDATE_REACH = 2  # units around the date in which the day of an update is looked for; by judgement
MAX_DATELINE_PARAGRAPH_LENGTH = 160  # code points of the first paragraph that may hold a dateline
POST_SIGNATURE = re.compile(r"\(@\w+\)")
RANK_OF_LABEL = {DateLabel.PUBLISHED: DateRank.LABELLED, DateLabel.UPDATED: DateRank.UPDATED}

WeighedDate = tuple[float, DateCandidate]  # how likely the candidate is the date of the article, 0..1


def claim_date(state: CleaningState, scores: LineScores, layout: Layout) -> None:
    """Make fields of the date of the article and of its last update, and cut lines of other dates."""
    chosen = _choose_date(state, scores, layout)
    if chosen is not None and state.open_for_more(chosen.index):
        _add_date(state, layout, chosen)
    _cut_other_dates(state, layout)
    if not state.has("date"):
        _claim_weaker_date(state, layout)


def _choose_date(state: CleaningState, scores: LineScores, layout: Layout) -> DateCandidate | None:
    """Return the candidate that says when the article appeared; None where none does or a date is known."""
    if not layout.dates or state.has("date"):
        return None
    likelihoods = scores.date.likely(date_columns(layout))
    return date_of(layout.dates, likelihoods, layout) or _only_day(state, layout)


def date_of(
    candidates: Sequence[DateCandidate], likelihoods: Sequence[float], layout: Layout
) -> DateCandidate | None:
    """Return the candidate that says when the article appeared, or None where none is likely enough.

    What is said by name comes before what is likely: a date of something else, in the headline, or bare
    behind the text is none, and one above the headline (of the masthead) is none where another stands between
    headline and text.
    """
    weighed = [
        (likelihood, candidate)
        for likelihood, candidate in zip(likelihoods, candidates, strict=True)
        if _may_be_publication(candidate, likelihood, layout)
    ]
    weighed = _below_title(_without_bare_beside_labelled(weighed), layout)
    likelihood, best = max(weighed, key=lambda pair: pair[0], default=(0.0, None))
    return best if likelihood >= MIN_DATE_LIKELIHOOD else None


def _may_be_publication(candidate: DateCandidate, likelihood: float, layout: Layout) -> bool:
    """Whether label and place of a date allow that the article appeared then."""
    index = candidate.index
    if candidate.label is DateLabel.OTHER or index == layout.title:
        return False
    if _is_of_something_else(layout.state, index):
        return False
    if candidate.label is not DateLabel.NONE:
        return True
    return layout.is_at_edge(index) if index < layout.end else likelihood >= MIN_BARE_DATE_LIKELIHOOD


def _is_of_something_else(state: CleaningState, index: int) -> bool:
    """Whether a date stands in a sentence, in the signature of a post, or in the caption of a picture."""
    unit = state.units[index]
    if index > 0 and unit.ended and _is_sentence_with_date(unit):
        return True
    return state.reason_of(index) in PICTURE_RULES or POST_SIGNATURE.search(unit.text) is not None


def _is_sentence_with_date(unit: TextUnit) -> bool:
    dates = labelled_dates(unit.text)
    return bool(dates) and dates[0].rest > 0 and parse_byline(unit.text) is None


def _without_bare_beside_labelled(weighed: list[WeighedDate]) -> list[WeighedDate]:
    """Return the candidates, but of a line with a date of publication no date without a label."""
    labelled = {candidate.index for _, candidate in weighed if candidate.label is DateLabel.PUBLISHED}
    return [
        (likelihood, candidate)
        for likelihood, candidate in weighed
        if candidate.label is not DateLabel.NONE or candidate.index not in labelled
    ]


def _below_title(weighed: list[WeighedDate], layout: Layout) -> list[WeighedDate]:
    """Return the candidates below the headline alone, where one of them stands between headline and text."""
    if layout.title < 0 or not any(_is_at_head(candidate, layout) for _, candidate in weighed):
        return weighed
    return [(likelihood, candidate) for likelihood, candidate in weighed if candidate.index > layout.title]


def _is_at_head(candidate: DateCandidate, layout: Layout) -> bool:
    """Whether a date stands below the headline and no lower than right below the first paragraph."""
    return layout.title < candidate.index <= layout.opening + 1


def _only_day(state: CleaningState, layout: Layout) -> DateCandidate | None:
    """Return the date that stands alone between headline and text, if all dates there are of one day."""
    if layout.title < 0:
        return None
    candidates = [candidate for candidate in layout.dates if _may_be_only_day(state, candidate, layout)]
    if len({candidate.day for candidate in candidates}) != 1:
        return None
    return candidates[0] if state.open_for_more(candidates[0].index) else None


def _may_be_only_day(state: CleaningState, candidate: DateCandidate, layout: Layout) -> bool:
    if not _is_at_head(candidate, layout) or candidate.dated.rest > MAX_WORDS_BESIDE_DAY:
        return False
    return candidate.label is not DateLabel.OTHER and not _is_of_something_else(state, candidate.index)


# Fields -----------------------------------------------------------------------------------------------------


def _add_date(state: CleaningState, layout: Layout, chosen: DateCandidate) -> None:
    """Make fields of the chosen date and of an update beside it.

    One that can be read two ways is a problem.
    """
    index, date = chosen.index, chosen.dated.date
    unit = state.units[index]
    if date.ambiguous:
        message = (
            f'"{unit.text}" can be read two ways (day or month first);'
            f' add "date:" to content/notes/{state.seed.key}.md'
        )
        state.problems.append(Problem(state.seed.path, unit.first, "SG202", message))
        state.cut(index, CutRule.POST_META)
        return
    rank = RANK_OF_LABEL.get(chosen.label, DateRank.LINE)
    if chosen.label is DateLabel.NONE and index > 0 and patterns.date_label(state.units[index - 1].text):
        rank = DateRank.LABELLED
        state.cut(index - 1, CutRule.POST_META)
    state.add_field(index, "date", date.value, rank.value, (date.start, date.end))
    _add_update(state, layout, chosen)


def _add_update(state: CleaningState, layout: Layout, chosen: DateCandidate) -> None:
    """Make a field of the day of the last update, if the page says one that is not before the chosen date."""
    update = chosen if chosen.label is DateLabel.UPDATED else _update_beside(layout, chosen)
    if update is None or update.day < chosen.day:
        return
    date = update.dated.date
    # equal lines share one value: of these, the field stands on the first
    index = next(candidate.index for candidate in layout.dates if candidate.dated is update.dated)
    pieces = part(state.units[index].pieces, date.start, date.end)
    text = spell(pieces, state.seed.lines)
    reason = "the page says that it was updated then"
    state.fields.append(Field(name="updated", value=date.value, text=text, pieces=pieces, why=reason))
    if state.open(index):
        state.status[index] = (LineStatus.FIELD, "updated")


def _update_beside(layout: Layout, chosen: DateCandidate) -> DateCandidate | None:
    """Return the day of an update that stands on the line of the date or close to it."""
    for candidate in layout.dates:
        is_near = abs(candidate.index - chosen.index) <= UPDATE_REACH
        if is_near and candidate.label is DateLabel.UPDATED and not candidate.dated.date.ambiguous:
            return candidate
    return None


# Other dates ------------------------------------------------------------------------------------------------


def _cut_other_dates(state: CleaningState, layout: Layout) -> None:
    """Cut bylines with a date in the text, and lines of a date alone that head no part of a chronicle."""
    dated = {candidate.index for candidate in layout.dates}
    for candidate in layout.bylines:
        index = candidate.index
        if index in dated and layout.is_inside(index) and _is_signed(candidate) and state.free(index):
            state.cut(index, CutRule.POST_META)
    lines = [index for index in range(len(state.units)) if _is_free_date_line(state, layout, index)]
    chronicle = _chronicle_headings(state, layout, lines)
    for index in lines:
        if index not in chronicle:
            state.cut(index, CutRule.POST_META)


def _is_signed(candidate: BylineCandidate) -> bool:
    """Whether a byline says "by" and more than names."""
    return candidate.byline.label is not Label.NONE and not candidate.byline.bare


def _is_free_date_line(state: CleaningState, layout: Layout, index: int) -> bool:
    """Whether a unit is nothing but a date, no time of a live blog, and not decided."""
    if not state.free(index) or index in state.times:
        return False
    return bool(date_only(state.units[index].text, layout.language, layout.order))


def _chronicle_headings(state: CleaningState, layout: Layout, lines: Iterable[int]) -> set[int]:
    """Return the lines of dates in the text that head parts of a chronicle: at least two, each above text."""
    headings = set()
    for index in lines:
        if not layout.is_inside(index) or index + 1 not in layout.kept:
            continue
        if not date_only(state.units[index + 1].text):
            headings.add(index)
    return headings if len(headings) > 1 else set()


# Weaker evidence --------------------------------------------------------------------------------------------


def _claim_weaker_date(state: CleaningState, layout: Layout) -> None:
    """Take the date from a line of a month, else from the dateline, the address or the name of the file."""
    if _claim_month(state, layout):
        return
    for text, rank in _weaker_evidence(state, layout):
        date = _first_sure(find_dates(text, layout.language, layout.order))
        if date is not None:
            state.fields.append(
                Field(name="date", value=date.value, text=date.value, pieces=(), why=rank.value)
            )
            return


def _claim_month(state: CleaningState, layout: Layout) -> bool:
    """Make the date of a line of a month between headline and text; return whether there is one."""
    for index in range(max(0, layout.title), layout.opening):
        month = month_only(state.units[index].text, layout.language) if state.free(index) else None
        if month is not None:
            span = (month.start, month.end)
            state.add_field(index, "date", month.value, DateRank.MONTH.value, span)
            return True
    return False


def _weaker_evidence(state: CleaningState, layout: Layout) -> Iterator[tuple[str, DateRank]]:
    """Yield texts that may hold the date, with how it was found there; the surest first."""
    yield _first_dateline(state, layout), DateRank.DATELINE
    yield patterns.date_in_address(state.field_value("address")), DateRank.ADDRESS
    yield date_in_name(state.seed.id), DateRank.FILE_NAME


def _first_dateline(state: CleaningState, layout: Layout) -> str:
    for index in sorted(layout.kept):
        if state.units[index].prose:
            return patterns.dateline(state.units[index].text[:MAX_DATELINE_PARAGRAPH_LENGTH])
    return ""


def _first_sure(dates: Iterable[FoundDate]) -> FoundDate | None:
    """Return the first date that can be read in one way alone."""
    return next((date for date in dates if not date.ambiguous), None)
