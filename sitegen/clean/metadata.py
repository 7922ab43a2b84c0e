"""What an article says about itself: headline, authors, dates, source, address, credit, standfirst.

Each fact is read off the lines above and below the text. Where several lines could be the headline, the
byline or the date, the classifier weighs the evidence of each (headline.py, metadata_features.py), and the
likeliest one is taken if it is likely enough (titles.py, authors.py, article_date.py); else the fact is
lacking, and said to be.
"""

import re

from sitegen.clean import metadata_patterns as patterns
from sitegen.clean.article_date import claim_date
from sitegen.clean.authors import claim_authors
from sitegen.clean.body import LineScores
from sitegen.clean.context import SeedContext
from sitegen.clean.date_lines import proven_order
from sitegen.clean.furniture import CutRule
from sitegen.clean.metadata_features import Layout
from sitegen.clean.standfirst import STANDFIRST_REACH, claim_standfirst
from sitegen.clean.state import CleaningState, cut_inline
from sitegen.clean.titles import claim_title, title_at
from sitegen.dates import DateOrder
from sitegen.model import Field
from sitegen.text import fold

MAX_ORDER_LINE_LENGTH = 100  # code points of a line whose date in figures may settle the order of others
ORIGIN_REACH = 6  # units behind the text in which its own address and source are looked for; by judgement
TITLE_WORD = re.compile(r"\w{4,}")  # as the addresses of articles repeat them


def claim_metadata(
    state: CleaningState, scores: LineScores, kept: set[int], start: int, context: SeedContext
) -> None:
    """Make fields of the lines that say who, when and where from.

    `start` is the first paragraph of the text.
    """
    layout = layout_of(state, scores, kept, start, context)
    claim_authors(state, scores, layout)
    claim_date(state, scores, layout)
    _claim_outlet(state, layout)
    claim_standfirst(state, scores, kept, start)
    _note_dateline(state, kept)


def layout_of(
    state: CleaningState, scores: LineScores, kept: set[int], start: int, context: SeedContext
) -> Layout:
    """Claim headline and origin, and return what authors and dates are judged by."""
    claim_title(state, scores, kept, start, context)
    _claim_origin(state, start, max(kept, default=-1) + 1)
    language = "" if scores.language == "und" else scores.language
    return Layout(state, kept, title_at(state), start, language, date_order(state, scores, context))


def date_order(state: CleaningState, scores: LineScores, context: SeedContext) -> DateOrder:
    """Return the order of day and month in dates of figures.

    It is the one that the seed's own figures prove, else the archive's, else that of the language.
    """
    own = proven_order(unit.text for unit in state.units if len(unit.text) < MAX_ORDER_LINE_LENGTH)
    for order in (own, context.date_order):
        if order is not DateOrder.UNKNOWN:
            return order
    return DateOrder.UNKNOWN if scores.language in {"en", "und"} else DateOrder.DAY


# Origin -----------------------------------------------------------------------------------------------------


def _claim_origin(state: CleaningState, start: int, end: int) -> None:
    """Make credit, address and source of lines outside of the text; those inside are of what it speaks of."""
    for index in range(len(state.units)):
        if not state.open(index) or _claim_credit(state, index, start):
            continue
        if _may_name_origin(state, index, start, end) and not _claim_address(state, index):
            _claim_source(state, index)


def _may_name_origin(state: CleaningState, index: int, start: int, end: int) -> bool:
    """Whether a unit stands above the text, close behind it, or behind it with a word of the headline."""
    if index < start or end - 1 <= index < end + ORIGIN_REACH:
        return True
    return index >= end and _speaks_of_title(state, index)


def _claim_credit(state: CleaningState, index: int, start: int) -> bool:
    """Make a credit of a line below the beginning of the text, if it is one; return whether it is."""
    text = state.units[index].text
    if index <= start or not patterns.credit(text):
        return False
    state.add_field(index, "credit", text.strip("–—- ()"), "names who reported, wrote or edited")
    return True


def _claim_address(state: CleaningState, index: int) -> bool:
    """Make an address of a line, if it is that of an article; return whether it is. A second one is cut."""
    unit = state.units[index]
    address, glued = patterns.address(unit.text)
    if not address or (glued and not _is_in_title(state, glued)):
        return False
    if state.has("address"):
        state.cut(index, CutRule.NAVIGATION)
        return False
    if not patterns.may_be_article(address) or _is_introduced_as_link(state, index):
        return False
    reason = "an address with the headline glued to it" if glued else "an address on a line of its own"
    state.add_field(index, "address", patterns.canonical(address), reason, (0, len(address)))
    if glued:
        cut_inline(state, unit, CutRule.REPEATED_TITLE, (len(address), len(unit.text)))
    return True


def _is_introduced_as_link(state: CleaningState, index: int) -> bool:
    return index > 0 and patterns.link_label(state.units[index - 1].text)


def _speaks_of_title(state: CleaningState, index: int) -> bool:
    """Whether an address holds a word of the headline, as those of articles do."""
    title_words = set(TITLE_WORD.findall(fold(state.field_value("title"))))
    return not title_words.isdisjoint(TITLE_WORD.findall(fold(state.units[index].text)))


def _is_in_title(state: CleaningState, text: str) -> bool:
    title = fold(state.field_value("title"))
    return bool(title) and title in fold(text)


def _claim_source(state: CleaningState, index: int) -> None:
    """Make the source of a line that says where the article was published."""
    host = patterns.published_at(state.units[index].text)
    if host and not state.has("source"):
        state.add_field(index, "source", host, "says where it was published")


def _claim_outlet(state: CleaningState, layout: Layout) -> None:
    """Make the source of an outlet's name on a line between headline and text, where none is named better."""
    if state.has("source") or layout.title < 0:
        return
    for index in range(layout.title + 1, min(layout.opening, layout.title + STANDFIRST_REACH)):
        outlet = patterns.outlet(state.units[index].text) if state.free(index) else ""
        if outlet:
            state.add_field(index, "source", outlet, "an outlet on a line of its own below the headline")
            return


# Dateline ---------------------------------------------------------------------------------------------------


def _note_dateline(state: CleaningState, kept: set[int]) -> None:
    """Make a field of the dateline that opens the text; it stays in the text."""
    for index in sorted(kept):
        unit = state.units[index]
        if not unit.prose or not state.free(index):
            continue
        dateline = patterns.dateline(unit.text)
        if dateline:
            reason = f"opens the text, line {unit.first + 1}"
            state.fields.append(Field(name="dateline", value=dateline, text=dateline, pieces=(), why=reason))
        return
