"""What an article says about itself: headline, authors, dates, source, address, credit, standfirst.

Each fact is read off the lines above and below the text.  Where several lines could be the headline, the byline or the
date, the scorecard weighs the evidence of each (headline.py, metadata_features.py), and the likeliest one is taken if it is
likely enough; else the fact is lacking, and said to be.
"""

import re
from collections.abc import Sequence

from sitegen.clean import metadata_patterns as patterns
from sitegen.clean.body import LineScores
from sitegen.clean.bylines import Label, introduces_nobody, joins_names, parse_byline
from sitegen.clean.context import SeedContext
from sitegen.clean.date_lines import (
    DateLabel,
    DateRank,
    LabelledDate,
    date_only,
    labelled_dates,
    month_only,
    proven_order,
)
from sitegen.clean.headline import PICTURE_RULES
from sitegen.clean.metadata_features import (
    BylineCandidate,
    DateCandidate,
    Layout,
    byline_columns,
    date_columns,
)
from sitegen.clean.state import CleaningState, LineStatus, cut_inline
from sitegen.clean.titles import claim_title, title_at
from sitegen.clean.units import BULLET, part
from sitegen.dates import DateOrder, find_dates
from sitegen.filenames import date_in_name
from sitegen.model import Field, Problem, spell
from sitegen.text import fold

LIKELY_BYLINE = 0.6  # set on folds by outlet of the development and training pages, as the two others
LIKELY_DATE = 0.4
TOLD_OFTEN = 2  # paragraphs that say a bare name whole: it is somebody of the text
FIGURES_LENGTH = 100  # code points of a line whose date in figures may settle others
BEHIND_END = 6  # units behind the text in which its own address and source are looked for
BESIDE_DATE = 2  # other words on the line of the only day at the head
SURE_DATE = 0.8  # of a bare one in the text or behind it
LIKELY_COAUTHOR = 0.85  # of further lines beside the likeliest one
TOGETHER = 4  # units: authors of one article that have a line each stand no further apart
STANDFIRST_REACH = 7  # units below the headline among which the standfirst is looked for
STANDFIRST_WORDS = (6, 60)
NO_STANDFIRST = re.compile(r"\||@|^(?:CLOSE|VIDEO|WATCH)\b")  # bars of menus and credits, addresses, buttons
TWIN = 0.7  # of the telling words of the shorter of two lines that say nearly the same
SHARED = 0.25  # of the words of a standfirst the text uses too
UPDATED_REACH = 2  # units around the date in which the day of an update is looked for
DATELINE_LENGTH = 160  # code points of the first paragraph that may hold a dateline
POST_SIGNATURE = re.compile(r"\(@\w+\)")


def claim_metadata(
    work: CleaningState, reading: LineScores, kept: set[int], start: int, context: SeedContext
) -> None:
    """Make fields of the lines that say who, when and where from; `start` is the first paragraph of the text."""
    layout = layout_of(work, reading, kept, start, context)
    _claim_byline(work, reading, layout)
    _claim_date(work, reading, layout)
    _claim_outlet(work, layout)
    claim_standfirst(work, reading, kept, start)
    find_dateline(work, kept)


def layout_of(
    work: CleaningState, reading: LineScores, kept: set[int], start: int, context: SeedContext
) -> Layout:
    """Claim headline and origin, and give what authors and dates are judged by."""
    claim_title(work, reading, kept, start, context)
    _claim_origin(work, start, max(kept, default=-1) + 1)
    language = "" if reading.language == "und" else reading.language
    return Layout(work, kept, title_at(work), start, language, date_order(work, reading, context))


# Origin -----------------------------------------------------------------------------------------------------------------


def _claim_origin(work: CleaningState, start: int, end: int) -> None:
    """Make credit, address and source of lines outside of the text: inside of it, they are of what the text speaks of."""
    for at in range(len(work.units)):
        if not work.open(at):
            continue
        outside = at < start or end - 1 <= at < end + BEHIND_END or (at >= end and _speaks_of_title(work, at))
        if not (_claim_credit(work, at, start) or (outside and _claim_address(work, at))) and outside:
            _claim_source(work, at)


def _claim_credit(work: CleaningState, at: int, start: int) -> bool:
    text = work.units[at].text
    if at <= start or not patterns.credit(text):
        return False
    work.add_field(at, "credit", text.strip("–—- ()"), "names who reported, wrote or edited")
    return True


def _claim_address(work: CleaningState, at: int) -> bool:
    found, glued = patterns.address(work.units[at].text)
    if not found or (glued and not _repeats_title(work, glued)):
        return False
    if work.has("address"):
        work.cut(at, "navigation")
        return False
    if not patterns.may_be_article(found) or (at and patterns.link_label(work.units[at - 1].text)):
        return False
    why = "an address with the headline glued to it" if glued else "an address on a line of its own"
    work.add_field(at, "address", patterns.canonical(found), why, (0, len(found)))
    if glued:
        unit = work.units[at]
        cut_inline(work, unit, "repeated-title", (len(found), len(unit.text)))
    return True


def _speaks_of_title(work: CleaningState, at: int) -> bool:
    """Say whether an address holds a word of the headline, as those of articles do."""
    title = next(
        (set(re.findall(r"\w{4,}", fold(one.value))) for one in work.fields if one.name == "title"), set()
    )
    return not title.isdisjoint(re.findall(r"\w{4,}", fold(work.units[at].text)))


def _repeats_title(work: CleaningState, text: str) -> bool:
    title = next((fold(one.value) for one in work.fields if one.name == "title"), "")
    return bool(title) and title in fold(text)


def _claim_source(work: CleaningState, at: int) -> None:
    host = patterns.published_at(work.units[at].text)
    if host and not work.has("source"):
        work.add_field(at, "source", host, "says where it was published")


def _claim_outlet(work: CleaningState, layout: Layout) -> None:
    """Make the source of an outlet's name on a line of its own between headline and text, where none is named better."""
    if work.has("source") or layout.title < 0:
        return
    for at in range(layout.title + 1, min(layout.opening, layout.title + STANDFIRST_REACH)):
        if work.free(at) and patterns.outlet(work.units[at].text):
            work.add_field(
                at,
                "source",
                patterns.outlet(work.units[at].text),
                "an outlet on a line of its own below the headline",
            )
            return


# Authors ----------------------------------------------------------------------------------------------------------------


def _claim_byline(work: CleaningState, reading: LineScores, layout: Layout) -> None:
    chances = (
        reading.byline.likely(byline_columns(layout))
        if layout.bylines and not work.has("byline")
        else [0.0] * len(layout.bylines)
    )
    chances = [
        0.0 if _is_nobody(one, layout) else chance
        for one, chance in zip(layout.bylines, chances, strict=True)
    ]
    chosen = _with_joined(authors_of(layout.bylines, chances), layout)
    known = {fold(one.value) for one in work.fields if one.name == "byline"}
    for candidate in chosen:
        if not work.open(candidate.at):
            continue
        unit = work.units[candidate.at]
        for name in candidate.byline.names:
            if fold(name) in known:
                continue
            known.add(fold(name))
            where = unit.text.find(name)
            work.add_field(
                candidate.at,
                "byline",
                name,
                _why_author(candidate),
                (where, where + len(name)) if where >= 0 else None,
            )
    _cut_repeated_names(work, layout, known)


def _is_nobody(candidate: BylineCandidate, layout: Layout) -> bool:
    """Say whether bare names stand where others than authors do: in the headline, by a picture, among menu lines, in the text again."""
    if not layout.is_at_edge(candidate.at):
        return True  # between paragraphs: a label of a part, or of another article
    if candidate.at and introduces_nobody(layout.work.units[candidate.at - 1].text):
        return True
    if candidate.byline.label is Label.WORD:
        return False
    units, at, name = layout.work.units, candidate.at, candidate.byline.names[0]
    beside = [units[other].text for other in (at, at + 1) if other < len(units)]
    if any(patterns.picture_mark(text) for text in beside) or (
        layout.title >= 0 and name in units[layout.title].text
    ):
        return True
    if at and at + 1 < len(units) and units[at - 1].bullet and units[at].bullet and units[at + 1].bullet:
        return True
    return sum(units[other].prose and name in units[other].text for other in layout.kept) >= TOLD_OFTEN


def _why_author(candidate: BylineCandidate) -> str:
    return (
        "a line that says who wrote it"
        if candidate.byline.label is not Label.NONE
        else "a name beside the headline or the date"
    )


def authors_of(candidates: Sequence[BylineCandidate], chances: Sequence[float]) -> list[BylineCandidate]:
    """Give the candidates that name the authors: the likeliest, and lines of the same kind beside it that are likely enough too."""
    best = max(range(len(candidates)), key=lambda index: chances[index], default=-1)
    if best < 0 or chances[best] < LIKELY_BYLINE:
        return []
    chosen = candidates[best]
    return [
        one
        for one, chance in zip(candidates, chances, strict=True)
        if one is chosen
        or (
            chance >= LIKELY_COAUTHOR
            and one.byline.label is chosen.byline.label
            and abs(one.at - chosen.at) <= TOGETHER
        )
    ]


def _with_joined(chosen: list[BylineCandidate], layout: Layout) -> list[BylineCandidate]:
    """Add names that a line of nothing but "and", or one that ends so, joins to those of authors; give all in the order of the page."""
    at_line = {one.at: one for one in layout.bylines}
    lines = [unit.text for unit in layout.work.units]
    found = {one.at for one in chosen}
    reached = sorted(found)
    while reached:
        at = reached.pop()
        beside = {other for other in (at - 2, at - 1, at + 1, at + 2) if other in at_line} - found
        joined = {other for other in beside if joins_names(lines[min(at, other) : max(at, other) + 1])}
        found |= joined
        reached += joined
    return [at_line[at] for at in sorted(found)]


def _cut_repeated_names(work: CleaningState, layout: Layout, known: set[str]) -> None:
    """Cut lines outside of the text that say the authors again, and other bylines behind it."""
    for candidate in layout.bylines:
        at, names = candidate.at, set(map(fold, candidate.byline.names))
        if layout.opening < at < layout.end - 1 or not work.free(at):
            continue
        if names <= known:
            work.cut(at, "repeated-name")
        elif at >= layout.end and candidate.byline.label is not Label.NONE:
            work.cut(at, "author-box")
    for at, unit in enumerate(work.units):
        if at >= layout.end and work.free(at) and unit.key in known:
            work.cut(at, "repeated-name")


# Dates ------------------------------------------------------------------------------------------------------------------


def date_order(work: CleaningState, reading: LineScores, context: SeedContext) -> DateOrder:
    """Give the order of day and month in dates of figures: that the seed's own figures prove, the archive's, or the language's."""
    own = proven_order(unit.text for unit in work.units if len(unit.text) < FIGURES_LENGTH)
    usual = DateOrder.UNKNOWN if reading.language in {"en", "und"} else DateOrder.DAY
    return next((one for one in (own, context.date_order) if one is not DateOrder.UNKNOWN), usual)


def date_of(
    candidates: Sequence[DateCandidate], chances: Sequence[float], layout: Layout
) -> DateCandidate | None:
    """Give the candidate that says when the article appeared, or None where none is likely enough.

    What is said by name comes before what is likely: a date of something else, in the headline, or bare behind the text is none,
    and one above the headline (of the masthead) is none where another stands between headline and text.
    """
    fit = [
        (chance, one)
        for one, chance in zip(candidates, chances, strict=True)
        if one.dated.label is not DateLabel.OTHER
        and one.at != layout.title
        and not _is_of_something_else(layout.work, one.at)
        and (
            one.dated.label is not DateLabel.NONE
            or (layout.is_at_edge(one.at) if one.at < layout.end else chance >= SURE_DATE)
        )
    ]
    said = {one.at for _, one in fit if one.dated.label is DateLabel.PUBLISHED}
    fit = [
        (chance, one) for chance, one in fit if one.dated.label is not DateLabel.NONE or one.at not in said
    ]
    below = [(chance, one) for chance, one in fit if layout.title < one.at <= layout.opening + 1]
    if layout.title >= 0 and below:
        fit = [(chance, one) for chance, one in fit if one.at > layout.title] or fit
    best = max(fit, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= LIKELY_DATE else None


def _is_of_something_else(work: CleaningState, at: int) -> bool:
    """Say whether a date stands in the signature of a post or in the caption of a picture."""
    unit = work.units[at]
    if (
        unit.ended
        and at
        and labelled_dates(unit.text)[:1]
        and labelled_dates(unit.text)[0].rest
        and parse_byline(unit.text) is None
    ):
        return True  # a sentence
    return work.status.get(at, ("", ""))[1] in PICTURE_RULES or POST_SIGNATURE.search(unit.text) is not None


def _claim_date(work: CleaningState, reading: LineScores, layout: Layout) -> None:
    chances = (
        reading.date.likely(date_columns(layout))
        if layout.dates and not work.has("date")
        else [0.0] * len(layout.dates)
    )
    chosen = date_of(layout.dates, chances, layout)
    if chosen is None and not work.has("date"):
        chosen = _only_day(work, layout)
    if chosen is not None and work.open_for_more(chosen.at):
        _add_date(work, layout, chosen)
    _cut_other_dates(work, layout)
    if not work.has("date"):
        _fall_back(work, layout)


def _add_date(work: CleaningState, layout: Layout, chosen: DateCandidate) -> None:
    at, dated = chosen.at, chosen.dated
    text = work.units[at].text
    if dated.date.ambiguous:
        message = f'"{text}" can be read two ways (day or month first); add "date:" to content/notes/{work.seed.key}.md'
        work.problems.append(Problem(work.seed.path, work.units[at].first, "SG202", message))
        work.cut(at, "post-meta")
        return
    updated = dated if dated.label is DateLabel.UPDATED else _update_beside(layout, chosen)
    rank = {DateLabel.PUBLISHED: DateRank.LABELLED, DateLabel.UPDATED: DateRank.UPDATED}.get(
        dated.label, DateRank.LINE
    )
    if dated.label is DateLabel.NONE and at > 0 and patterns.date_label(work.units[at - 1].text):
        rank = DateRank.LABELLED
        work.cut(at - 1, "post-meta")
    span = (dated.date.start, dated.date.end)
    work.add_field(at, "date", dated.date.value, rank.value, span)
    if updated is not None and (updated is dated or updated.date.value[:10] >= dated.date.value[:10]):
        where = next((one.at for one in layout.dates if one.dated is updated), at)
        pieces = part(work.units[where].pieces, updated.date.start, updated.date.end)
        text = spell(pieces, work.seed.lines)
        work.fields.append(
            Field("updated", updated.date.value, text, pieces, "the page says that it was updated then")
        )
        if work.open(where):
            work.set_status(where, LineStatus.FIELD, "updated")


def _update_beside(layout: Layout, chosen: DateCandidate) -> LabelledDate | None:
    """Give the day of an update that stands on the line of the date or close to it."""
    near = (
        one
        for one in layout.dates
        if abs(one.at - chosen.at) <= UPDATED_REACH and one.dated.label is DateLabel.UPDATED
    )
    return next((one.dated for one in near if not one.dated.date.ambiguous), None)


def _cut_other_dates(work: CleaningState, layout: Layout) -> None:
    """Cut lines of nothing but a date, but for those that head the parts of a chronicle, and bylines with a date in the text."""
    signed = {one.at for one in layout.bylines if one.byline.label is not Label.NONE and not one.byline.bare}
    for at in sorted(signed.intersection(one.at for one in layout.dates)):
        if layout.opening < at < layout.end and work.free(at):
            work.cut(at, "post-meta")
    lines = [
        at
        for at, unit in enumerate(work.units)
        if work.free(at) and at not in work.times and date_only(unit.text, layout.language, layout.order)
    ]
    inside = [at for at in lines if layout.opening < at < layout.end]
    parts = [
        at
        for at in inside
        if at + 1 < len(work.units) and at + 1 in layout.kept and not date_only(work.units[at + 1].text)
    ]
    chronicle = set(parts) if len(parts) > 1 else set()
    for at in lines:
        if at not in chronicle:
            work.cut(at, "post-meta")


def _only_day(work: CleaningState, layout: Layout) -> DateCandidate | None:
    """Give the date that stands alone between headline and text, if all dates there are of one day."""
    head = [
        one
        for one in layout.dates
        if layout.title < one.at <= layout.opening + 1 and one.dated.rest <= BESIDE_DATE
    ]
    fit = [
        one
        for one in head
        if one.dated.label is not DateLabel.OTHER and not _is_of_something_else(work, one.at)
    ]
    alone = layout.title >= 0 and len({one.dated.date.value[:10] for one in fit}) == 1
    return fit[0] if alone and work.open_for_more(fit[0].at) else None


def _fall_back(work: CleaningState, layout: Layout) -> None:
    """Take a date from weaker evidence: a month, the dateline, the address, the file's name."""
    for at in range(max(0, layout.title), layout.opening):
        month = month_only(work.units[at].text, layout.language) if work.free(at) else None
        if month:
            work.add_field(at, "date", month.value, DateRank.MONTH.value, (month.start, month.end))
            return
    first = next((at for at in sorted(layout.kept) if work.units[at].prose), -1)
    dateline = patterns.dateline(work.units[first].text[:DATELINE_LENGTH]) if first >= 0 else ""
    address = next((one.value for one in work.fields if one.name == "address"), "")
    weaker = (
        (dateline, DateRank.DATELINE),
        (patterns.date_in_address(address), DateRank.ADDRESS),
        (date_in_name(work.seed.id), DateRank.FILE_NAME),
    )
    for text, rank in weaker:
        found = next(
            (one for one in find_dates(text, layout.language, layout.order) if not one.ambiguous), None
        )
        if found:
            work.fields.append(Field("date", found.value, found.value, (), rank.value))
            return


# Dateline and standfirst ----------------------------------------------------------------------------------------------


def _says_the_same(words: frozenset[str], others: frozenset[str]) -> bool:
    shorter, longer = sorted((len(words), len(others)))
    return shorter > 2 and len(words & others) >= TWIN * shorter and longer <= 2 * shorter


def find_dateline(work: CleaningState, kept: set[int]) -> None:
    """Tell the dateline that opens the text, where it stays."""
    at = next((at for at in sorted(kept) if work.units[at].prose and work.free(at)), -1)
    found = patterns.dateline(work.units[at].text) if at >= 0 else ""
    if found:
        line = work.units[at].first + 1
        work.fields.append(Field("dateline", found, found, (), f"opens the text, line {line}"))


# Standfirst -------------------------------------------------------------------------------------------------------------


def claim_standfirst(work: CleaningState, reading: LineScores, kept: set[int], start: int) -> None:
    """Make the standfirst of the one line between the headline and what follows it: byline and date, or the text.

    Precision comes first: lists of points, captions, notices and lines behind the byline are none.
    """
    title = title_at(work)
    if title < 0 or work.has("standfirst"):
        return
    meta = next(
        (
            at
            for at in range(title + 1, min(len(work.units), title + STANDFIRST_REACH + 1))
            if _is_byline_or_date(work, at)
        ),
        -1,
    )
    stop = meta if meta >= 0 else start
    between = [at for at in range(title + 1, min(stop, title + STANDFIRST_REACH)) if work.free(at)]
    if len(between) != 1 or _is_captioned(work, between[0]):
        return
    at = between[0]
    unit = work.units[at]
    if patterns.picture_mark(unit.text) or NO_STANDFIRST.search(unit.text):
        return
    if not STANDFIRST_WORDS[0] <= unit.words <= STANDFIRST_WORDS[1] or not _speaks_of(
        reading, kept, at, at + 1
    ):
        return
    if (meta < 0 and at >= start) or _says_the_same(
        reading.traits.vocabulary[at], reading.traits.vocabulary[title]
    ):
        return
    bullet = BULLET.match(unit.text)
    begins = bullet.end() if bullet else 0
    why = "between headline and byline" if meta >= 0 else "between headline and text"
    work.add_field(at, "standfirst", unit.text[begins:], why, (begins, len(unit.text)))


def _is_byline_or_date(work: CleaningState, at: int) -> bool:
    state, why = work.status.get(at, ("", ""))
    return state == "field" and why in {"byline", "date"}


def _is_captioned(work: CleaningState, at: int) -> bool:
    """Say whether a line beside this one is a picture's credit or caption."""
    return any(work.status.get(other, ("", ""))[1] in PICTURE_RULES for other in (at - 1, at + 1))


def _speaks_of(reading: LineScores, kept: set[int], at: int, start: int) -> bool:
    """Say whether a line shares words with the text, as a standfirst does and a notice of the page does not."""
    words = reading.traits.vocabulary[at]
    text = frozenset().union(*(reading.traits.vocabulary[i] for i in kept if i >= start))
    return len(words & text) >= max(2, SHARED * len(words)) or not words
