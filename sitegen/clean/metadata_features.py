"""Which lines are the byline and the date: the evidence of each candidate, for the classifier's models."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate
from typing import Protocol

from sitegen.clean.bylines import ROLES, Byline, Label, parse_byline
from sitegen.clean.date_lines import DateLabel, LabelledDate, labelled_dates
from sitegen.clean.evidence import Evidence, columns_of, limited, phrases_of
from sitegen.clean.furniture import LIST_RULES, PICTURE_RULES
from sitegen.clean.line_features import Columns
from sitegen.clean.state import CleaningState, LineStatus
from sitegen.clean.units import TextUnit
from sitegen.dates import DateOrder
from sitegen.person_names import family_names, first_names

MAX_CANDIDATES = 400  # lines of each kind that are weighed; a page with more is an index, not an article
NEIGHBOUR_REACH = 6  # units up to which a neighbour is looked for ...
NO_NEIGHBOUR = 9.0  # ... and the distance that stands for none
MAX_LEAD_LENGTH = 30  # code points before the name in a link to more by an author
REACH_BEHIND_TEXT = 120  # units behind the end of the text among which candidates are looked for
MAX_ROLE_LINE_WORDS = 8  # of a line below a byline that says what the author is


@dataclass(frozen=True, slots=True)
class BylineCandidate:
    """A line that has the form of a byline."""

    index: int  # of the unit
    byline: Byline


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A date on a line that may say when the article appeared."""

    index: int  # of the unit
    dated: LabelledDate

    @property
    def label(self) -> DateLabel:
        """Return what the page says of the date."""
        return self.dated.label

    @property
    def day(self) -> str:
        """Return the day in ISO form, without a time."""
        return self.dated.date.value[:10]


class Layout:
    """What the candidates of one seed are judged by: where headline and text stand, and the candidates."""

    def __init__(
        self, state: CleaningState, kept: set[int], title: int, opening: int, language: str, order: DateOrder
    ) -> None:
        """Take what is known of the units.

        `title` is a unit or -1, `opening` the first paragraph of the text.
        """
        self.state = state
        self.kept = kept
        self.title = title
        self.opening = opening
        self.end = max(kept, default=-1) + 1
        self.language = language
        self.order = order
        kept_prose = [unit.prose and index in kept for index, unit in enumerate(state.units)]
        self._prose_sums = list(accumulate(kept_prose, initial=0))

    @cached_property
    def bylines(self) -> list[BylineCandidate]:
        """Return the lines that have the form of a byline."""
        candidates = []
        for index, unit in enumerate(self._units_in_reach()):
            byline = parse_byline(unit.text)
            if byline is not None:
                candidates.append(BylineCandidate(index, byline))
        return candidates[:MAX_CANDIDATES]

    @cached_property
    def dates(self) -> list[DateCandidate]:
        """Return the dates on lines that may say when the article appeared.

        In prose those with a label alone.
        """
        candidates = []
        for index, unit in enumerate(self._units_in_reach()):
            dates = labelled_dates(unit.text, self.language, self.order)
            if unit.prose:
                dates = tuple(dated for dated in dates if dated.label is not DateLabel.NONE)
            candidates += [DateCandidate(index, dated) for dated in dates]
        return candidates[:MAX_CANDIDATES]

    def _units_in_reach(self) -> Sequence[TextUnit]:
        return self.state.units[: self.end + REACH_BEHIND_TEXT]

    def prose_between(self, first: int, last: int) -> int:
        """Return how many kept paragraphs stand between two units."""
        low, high = sorted((max(0, first), last))
        return self._prose_sums[high] - self._prose_sums[low]

    def is_inside(self, index: int) -> bool:
        """Whether a unit stands below the first paragraph of the text and not behind its end."""
        return self.opening < index < self.end

    def is_at_edge(self, index: int) -> bool:
        """Whether a unit stands above the text, behind it, or no more than a paragraph below the headline."""
        if index <= self.opening or index >= self.end - 1:
            return True
        return self.title >= 0 and self.prose_between(self.title, index) <= 1

    def is_in_tail(self, index: int) -> bool:
        """Whether a heading in or below the text that begins other lists stands above a unit."""
        return any(self.opening <= tail < index for tail in self.state.endings)


# Evidence of place, the same for both kinds of candidates ---------------------------------------------------


class Placed(Protocol):
    """A candidate with a place in its seed."""

    @property
    def layout(self) -> Layout:
        """Return the layout of its seed."""

    @property
    def index(self) -> int:
        """Return its unit."""


def _from_title(line: Placed) -> int:
    title = line.layout.title
    return limited(line.index - title, -20, 40) if title >= 0 else -40


def _from_opening(line: Placed) -> int:
    return limited(line.index - line.layout.opening, -40, 40)


def _past_end(line: Placed) -> int:
    return limited(line.index - line.layout.end + 1, 0, 40)


def _claim_points(line: Placed) -> int:
    """Return 2 for a line that is cut as one of a list of other articles, 1 for another cut line, else 0."""
    fate, rule = line.layout.state.status.get(line.index, ("", ""))
    if fate != LineStatus.CUT:
        return 0
    return 2 if rule in LIST_RULES else 1


def _is_in_tail(line: Placed) -> bool:
    return line.layout.is_in_tail(line.index)


def _prose_from_title(line: Placed) -> int:
    layout = line.layout
    return min(9, layout.prose_between(layout.title, line.index)) if layout.title >= 0 else 10


def _is_bullet(line: Placed) -> bool:
    return line.layout.state.units[line.index].bullet


def distance_to_nearest(index: int, ascending: Sequence[int]) -> float:
    """Return the distance to the nearest of some sorted units, or NO_NEIGHBOUR beyond NEIGHBOUR_REACH."""
    position = bisect_left(ascending, index)
    nearest = min(
        [abs(other - index) for other in ascending[max(0, position - 1) : position + 1]], default=None
    )
    return NO_NEIGHBOUR if nearest is None or nearest > NEIGHBOUR_REACH else float(nearest)


# Bylines ----------------------------------------------------------------------------------------------------

_BIO_VERBS = (
    " is ",
    " was ",
    " has ",
    " covers ",
    " writes ",
    " can be ",
    ", a ",
    ", an ",
    ", the ",
    " joined ",
    " reports ",
    " may be reached",
    ":",
)  # that follow the name in a note on an author
_LINK_LEADS = (
    "more from ",
    "more by ",
    "posts by ",
    "articles by ",
    "stories by ",
    "about ",
    "contact ",
    "follow ",
    "written by ",
    "view all posts by ",
)  # that stand before the name in a link to more by an author


@dataclass(frozen=True, slots=True, kw_only=True)
class BylineSurroundings:
    """What the byline candidates of one seed are measured against."""

    layout: Layout
    date_units: Sequence[int]  # units that hold a date, sorted
    copies: Mapping[str, int]  # how often a line stands in the seed, by its folded form
    text: str  # of all units, with a space at both ends
    paragraphs: Sequence[frozenset[str]]  # folded words of each paragraph of the text


@dataclass(frozen=True, slots=True, kw_only=True)
class BylineView:
    """A byline candidate with what its evidence is taken from."""

    seed: BylineSurroundings
    layout: Layout
    index: int
    unit: TextUnit
    byline: Byline
    words: Sequence[str]  # of its names
    last_words: Sequence[str]  # the last word of each name, without suffixes
    last_keys: frozenset[str]  # the same in folded form
    labelled_above: int  # candidates above that say "by"


def _share_of_names(line: BylineView, is_listed: Callable[[str], bool]) -> float:
    names = line.byline.names
    return sum(map(is_listed, names)) / len(names)


def _begins_with_first_name(name: str) -> bool:
    return _is_in(_core_words(name)[0], first_names())


def _ends_with_family_name(name: str) -> bool:
    return _is_in(_core_words(name)[-1], family_names())


def _is_in(word: str, names: Collection[str]) -> bool:
    return word in names or word.capitalize() in names


def _core_words(name: str) -> list[str]:
    """Return the words of a name without titles in front and suffixes behind."""
    words = name.replace(",", " ").split()
    return [word for word in words if not (word.endswith(".") and len(word) > 3)] or name.split()


def _share_of_everyday_words(line: BylineView) -> float:
    return sum(f" {word.lower()} " in line.seed.text for word in line.words) / len(line.words)


def _is_shouted(line: BylineView) -> bool:
    return all(word.isupper() for word in line.words if len(word) > 1)


def _copies_of_names(line: BylineView) -> int:
    copies = line.seed.copies
    return min(5, max(copies[name.casefold()] for name in line.byline.names))


def _has_author_note(line: BylineView) -> bool:
    return any(has_author_note(line.layout.state.units, name.casefold()) for name in line.byline.names)


def has_author_note(units: Sequence[TextUnit], name: str) -> bool:
    """Whether a note on an author begins with a folded name, or a link to more by an author ends with it."""
    note_starts = tuple([name + verb for verb in _BIO_VERBS])
    links = [lead + name for lead in _LINK_LEADS]
    for unit in units:
        if name not in unit.key:
            continue
        if unit.key.startswith(note_starts) or _has_any(unit.key[: MAX_LEAD_LENGTH + len(name)], links):
            return True
    return False


def _has_any(text: str, parts: Sequence[str]) -> bool:
    return any(part in text for part in parts)


def _paragraphs_with_name(line: BylineView) -> int:
    """Return how many paragraphs use the last name of an author, up to 6."""
    return min(6, sum(not line.last_keys.isdisjoint(words) for words in line.seed.paragraphs))


def _is_above_role(line: BylineView) -> bool:
    """Whether the line below says what somebody is ("Staff writer")."""
    for below in line.layout.state.units[line.index + 1 : line.index + 2]:
        return below.words <= MAX_ROLE_LINE_WORDS and not ROLES.isdisjoint(below.tokens)
    return False


def _is_in_title(line: BylineView) -> bool:
    title = line.layout.title
    return title >= 0 and not line.last_keys.isdisjoint(line.layout.state.units[title].tokens)


def _is_beside_credit(line: BylineView) -> bool:
    return any(line.layout.state.reason_of(line.index + step) in PICTURE_RULES for step in (-1, 1))


BYLINE_EVIDENCE: tuple[Evidence[BylineView], ...] = (
    Evidence("label", "it says “by”, or a word for author", lambda line: line.byline.label),
    Evidence("names", "how many people it names", lambda line: min(6, len(line.byline.names))),
    Evidence(
        "first_names",
        "the share of its names that begin with a first name",
        lambda line: _share_of_names(line, _begins_with_first_name),
    ),
    Evidence(
        "family_names",
        "the share of its names that end with a family name",
        lambda line: _share_of_names(line, _ends_with_family_name),
    ),
    Evidence(
        "everyday",
        "words of its names that the seed writes in small letters too",
        _share_of_everyday_words,
    ),
    Evidence("shouted", "capitals alone", _is_shouted),
    Evidence("role", "it tells what they are", lambda line: line.byline.role),
    Evidence("outlet", "it names an outlet or an agency", lambda line: line.byline.outlet),
    Evidence("bare", "nothing but names and a label", lambda line: line.byline.bare),
    Evidence("words", "its length in words", lambda line: min(30, line.unit.words)),
    Evidence("from_title", "lines between the headline and it", _from_title),
    Evidence("from_opening", "lines between it and the first paragraph", _from_opening),
    Evidence("past_end", "lines behind the end of the text", _past_end),
    Evidence(
        "date_near",
        "lines between it and the nearest date",
        lambda line: distance_to_nearest(line.index, line.seed.date_units),
    ),
    Evidence("copies", "how often its names stand alone on a line", _copies_of_names),
    Evidence("bio", "a note on the author, or more by the author, names the same person", _has_author_note),
    Evidence("in_text", "paragraphs that use the last name", _paragraphs_with_name),
    Evidence("claimed", "a rule that claims it", _claim_points),
    Evidence("listed", "a heading above that begins other lists", _is_in_tail),
    Evidence("labelled_before", "lines above that say “by”", lambda line: min(5, line.labelled_above)),
    Evidence("bullet", "a bullet", _is_bullet),
    Evidence("role_below", "what they are stands on the line below", _is_above_role),
    Evidence("prose_between", "paragraphs between the headline and it", _prose_from_title),
    Evidence("in_title", "the headline uses the last name", _is_in_title),
    Evidence("credit_beside", "the credit or caption of a picture beside it", _is_beside_credit),
)
BYLINE_PHRASES: dict[str, str] = phrases_of(BYLINE_EVIDENCE)


def byline_columns(layout: Layout) -> Columns:
    """Return the evidence of the byline candidates, columns of one number for each of `layout.bylines`."""
    return columns_of(BYLINE_EVIDENCE, _byline_views(layout))


def _byline_views(layout: Layout) -> list[BylineView]:
    if not layout.bylines:
        return []
    units = layout.state.units
    seed = BylineSurroundings(
        layout=layout,
        date_units=sorted({candidate.index for candidate in layout.dates}),
        copies=Counter([unit.key for unit in units]),
        text=f" {' '.join([unit.text for unit in units])} ",
        paragraphs=[units[index].tokens for index in layout.kept if units[index].prose],
    )
    views = []
    labelled_above = 0
    for candidate in layout.bylines:
        views.append(_byline_view(seed, candidate, labelled_above))
        labelled_above += candidate.byline.label is not Label.NONE
    return views


def _byline_view(seed: BylineSurroundings, candidate: BylineCandidate, labelled_above: int) -> BylineView:
    names = candidate.byline.names
    last_words = [_core_words(name)[-1] for name in names]
    return BylineView(
        seed=seed,
        layout=seed.layout,
        index=candidate.index,
        unit=seed.layout.state.units[candidate.index],
        byline=candidate.byline,
        words=" ".join(names).split(),
        last_words=last_words,
        last_keys=frozenset([word.casefold() for word in last_words]),
        labelled_above=labelled_above,
    )


# Dates ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedDates:
    """What the date candidates of one seed are measured against."""

    layout: Layout
    bylines: Mapping[int, Byline]  # unit -> what it says as a byline
    labelled_bylines: Sequence[int]  # units that say "by", sorted
    copies: Mapping[str, int]  # how often a day stands in the seed
    days: Sequence[str]  # of all candidates, sorted
    updates: frozenset[int]  # units that say when the article was updated


@dataclass(frozen=True, slots=True, kw_only=True)
class DateView:
    """A date candidate with what its evidence is taken from."""

    seed: SeedDates
    layout: Layout
    index: int
    unit: TextUnit
    dated: LabelledDate
    day: str  # in ISO form
    number: int  # of candidates above


def _words_beside_date(line: DateView) -> int:
    """Return how many words stand beside dates and labels, up to 20; a byline's count as none."""
    byline = line.seed.bylines.get(line.index)
    if byline is not None and byline.label is not Label.NONE:
        return 0
    return min(20, line.dated.rest)


def _byline_points(line: DateView) -> int:
    byline = line.seed.bylines.get(line.index)
    return 0 if byline is None else byline.label + 1


def _age(line: DateView) -> int:
    """Return the days between a date and the newest of the seed, up to 400."""
    newest = line.seed.days[-1]
    return min(400, abs((date.fromisoformat(newest) - date.fromisoformat(line.day)).days))


def _share_of_older(line: DateView) -> float:
    days = line.seed.days
    return bisect_left(days, line.day) / max(1, len(days) - 1)


def _is_beside_update(line: DateView) -> bool:
    if line.dated.label is DateLabel.UPDATED:
        return False
    return not line.seed.updates.isdisjoint((line.index - 1, line.index, line.index + 1))


DATE_EVIDENCE: tuple[Evidence[DateView], ...] = (
    Evidence("label", "what it is called: published, updated, something else", lambda line: line.dated.label),
    Evidence("rest", "other words on its line", _words_beside_date),
    Evidence("byline", "names of authors on its line", _byline_points),
    Evidence("from_title", "lines between the headline and it", _from_title),
    Evidence("from_opening", "lines between it and the first paragraph", _from_opening),
    Evidence("past_end", "lines behind the end of the text", _past_end),
    Evidence(
        "byline_near",
        "lines between it and the nearest byline",
        lambda line: distance_to_nearest(line.index, line.seed.labelled_bylines),
    ),
    Evidence("claimed", "a rule that claims it", _claim_points),
    Evidence("listed", "a heading above that begins other lists", _is_in_tail),
    Evidence("order", "dates above it", lambda line: min(20, line.number)),
    Evidence("dates", "dates in the seed", lambda line: min(40, len(line.seed.days))),
    Evidence(
        "copies", "how often its day stands in the seed", lambda line: min(6, line.seed.copies[line.day])
    ),
    Evidence("older", "days between it and the newest date", _age),
    Evidence("older_share", "the share of the other dates that are older", _share_of_older),
    Evidence("time", "a time of day", lambda line: "T" in line.dated.date.value),
    Evidence("ended", "it ends as a sentence ends", lambda line: line.unit.ended),
    Evidence("words", "the length of its line in words", lambda line: min(40, line.unit.words)),
    Evidence("bullet", "a bullet", _is_bullet),
    Evidence("place", "its place in the seed", lambda line: line.index / len(line.layout.state.units)),
    Evidence(
        "in_text",
        "it stands between paragraphs that are text",
        lambda line: line.layout.is_inside(line.index),
    ),
    Evidence(
        "updated",
        "another date on its line, or beside it, says when it was updated",
        _is_beside_update,
    ),
    Evidence("prose_between", "paragraphs between the headline and it", _prose_from_title),
)
DATE_PHRASES: dict[str, str] = phrases_of(DATE_EVIDENCE)


def date_columns(layout: Layout) -> Columns:
    """Return the evidence of the date candidates, columns of one number for each of `layout.dates`."""
    return columns_of(DATE_EVIDENCE, _date_views(layout))


def _date_views(layout: Layout) -> list[DateView]:
    bylines = {candidate.index: candidate.byline for candidate in layout.bylines}
    days = [candidate.day for candidate in layout.dates]
    seed = SeedDates(
        layout=layout,
        bylines=bylines,
        labelled_bylines=[index for index, byline in bylines.items() if byline.label is not Label.NONE],
        copies=Counter(days),
        days=sorted(days),
        updates=frozenset(
            [candidate.index for candidate in layout.dates if candidate.label is DateLabel.UPDATED]
        ),
    )
    units = layout.state.units
    return [
        DateView(
            seed=seed,
            layout=layout,
            index=candidate.index,
            unit=units[candidate.index],
            dated=candidate.dated,
            day=candidate.day,
            number=number,
        )
        for number, candidate in enumerate(layout.dates)
    ]
