"""Which lines are the byline and the date of the article: evidence of each candidate, weighed by the scorecard's looks for them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sitegen.clean.bylines import ROLES, Byline, Label, parse_byline
from sitegen.clean.date_lines import DateLabel, LabelledDate, labelled_dates
from sitegen.clean.line_features import Columns
from sitegen.clean.state import CleaningState
from sitegen.clean.units import TextUnit
from sitegen.dates import DateOrder
from sitegen.person_names import family_names, first_names

MOST_CANDIDATES = 400  # lines of each kind that are weighed; a page with more is an index, not an article
NEAR, FAR = 6, 9  # units up to which a neighbour is looked for, and what stands for none
LINK_LENGTH = 30  # code points before the name in a link to more by an author
BEHIND = 120  # units behind the end of the text among which candidates are looked for

BYLINE: dict[str, str] = {
    "label": "it says “by”, or a word for author",
    "names": "how many people it names",
    "first_names": "the share of its names that begin with a first name",
    "family_names": "the share of its names that end with a family name",
    "everyday": "words of its names that the seed writes in small letters too",
    "shouted": "capitals alone",
    "role": "it tells what they are",
    "outlet": "it names an outlet or an agency",
    "bare": "nothing but names and a label",
    "words": "its length in words",
    "from_title": "lines between the headline and it",
    "from_opening": "lines between it and the first paragraph",
    "past_end": "lines behind the end of the text",
    "date_near": "lines between it and the nearest date",
    "copies": "how often its names stand alone on a line",
    "bio": "a note on the author, or more by the author, names the same person",
    "in_text": "paragraphs that use the last name",
    "claimed": "a rule that claims it",
    "listed": "a heading above that begins other lists",
    "labelled_before": "lines above that say “by”",
    "bullet": "a bullet",
    "role_below": "what they are stands on the line below",
    "prose_between": "paragraphs between the headline and it",
    "in_title": "the headline uses the last name",
    "credit_beside": "the credit or caption of a picture beside it",
}
DATE: dict[str, str] = {
    "label": "what it is called: published, updated, something else",
    "rest": "other words on its line",
    "byline": "names of authors on its line",
    "from_title": "lines between the headline and it",
    "from_opening": "lines between it and the first paragraph",
    "past_end": "lines behind the end of the text",
    "byline_near": "lines between it and the nearest byline",
    "claimed": "a rule that claims it",
    "listed": "a heading above that begins other lists",
    "order": "dates above it",
    "dates": "dates in the seed",
    "copies": "how often its day stands in the seed",
    "older": "days between it and the newest date",
    "older_share": "the share of the other dates that are older",
    "time": "a time of day",
    "ended": "it ends as a sentence ends",
    "words": "the length of its line in words",
    "bullet": "a bullet",
    "place": "its place in the seed",
    "in_text": "it stands between paragraphs that are text",
    "updated": "another date on its line, or beside it, says when it was updated",
    "prose_between": "paragraphs between the headline and it",
}


@dataclass(frozen=True, slots=True)
class BylineCandidate:
    """A line that has the form of a byline."""

    at: int
    byline: Byline


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A date on a line that may say when the article appeared."""

    at: int
    dated: LabelledDate


class Layout:
    """What the candidates of one seed are judged by: where headline and text stand, and which lines have which form."""

    def __init__(
        self, work: CleaningState, kept: set[int], title: int, opening: int, language: str, order: DateOrder
    ) -> None:
        """Take the units with what is known of them; `title` is a unit or -1, `opening` the first paragraph of the text."""
        self.work = work
        self.kept = kept
        self.title = title
        self.opening = opening
        self.end = max(kept, default=-1) + 1
        self.language = language
        self.order = order
        self._prose_sums = [0]
        for at, unit in enumerate(work.units):
            self._prose_sums.append(self._prose_sums[-1] + (unit.prose and at in kept))

    @cached_property
    def bylines(self) -> list[BylineCandidate]:
        """Give the lines that have the form of a byline."""
        found = ((at, parse_byline(unit.text)) for at, unit in self._units())
        return [BylineCandidate(at, one) for at, one in found if one][:MOST_CANDIDATES]

    @cached_property
    def dates(self) -> list[DateCandidate]:
        """Give the dates on lines that may say when the article appeared."""
        return [
            DateCandidate(at, one)
            for at, unit in self._units()
            for one in labelled_dates(unit.text, self.language, self.order)
            if not (unit.prose and one.label is DateLabel.NONE)
        ][:MOST_CANDIDATES]

    def _units(self) -> list[tuple[int, TextUnit]]:
        return list(enumerate(self.work.units[: self.end + BEHIND]))

    def prose_between(self, first: int, last: int) -> int:
        """Count the kept paragraphs between two units."""
        low, high = sorted((max(0, first), last))
        return self._prose_sums[high] - self._prose_sums[low]

    def is_at_edge(self, at: int) -> bool:
        """Say whether a unit stands above the text, behind it, or no more than a paragraph below the headline."""
        if at <= self.opening or at >= self.end - 1:
            return True
        return self.title >= 0 and self.prose_between(self.title, at) <= 1

    def place(self, at: int) -> dict[str, float]:
        """Give the evidence of place that both kinds of candidates share."""
        state, why = self.work.status.get(at, ("", ""))
        return {
            "from_title": float(max(-20, min(40, at - self.title))) if self.title >= 0 else -40.0,
            "from_opening": float(max(-40, min(40, at - self.opening))),
            "past_end": float(max(0, min(40, at - self.end + 1))),
            "claimed": (2.0 if why in _LISTS else 1.0) if state == "cut" else 0.0,
            "listed": float(self._listed(at)),
            "prose_between": float(min(9, self.prose_between(self.title, at))) if self.title >= 0 else 10.0,
            "bullet": float(self.work.units[at].bullet),
        }

    def _listed(self, at: int) -> bool:
        return any(tail < at for tail in self.work.endings if tail >= self.opening)


_CREDITS = frozenset({"photo-credit", "caption"})
_LISTS = frozenset(
    {"teaser", "teaser-headline", "teaser-inline", "related-list", "video-headline", "video-teaser"}
)


def byline_columns(layout: Layout) -> Columns:
    """Give the evidence of each byline candidate, one number a candidate and column."""
    units = layout.work.units
    dated = sorted({one.at for one in layout.dates})
    alone = Counter(unit.key for unit in units)
    whole = f" {' '.join(unit.text for unit in units)} " if layout.bylines else ""
    texts = [units[at].tokens for at in layout.kept if units[at].prose]
    rows: list[Mapping[str, float]] = []
    labelled = 0
    for candidate in layout.bylines:
        names, unit = candidate.byline.names, units[candidate.at]
        words = [word for name in names for word in name.split()]
        lasts = [_core(name)[-1] for name in names]
        rows.append(
            {
                **layout.place(candidate.at),
                "label": float(candidate.byline.label),
                "names": float(min(6, len(names))),
                "first_names": sum(
                    _core(name)[0].capitalize() in first_names() or _core(name)[0] in first_names()
                    for name in names
                )
                / len(names),
                "family_names": sum(
                    last.capitalize() in family_names() or last in family_names() for last in lasts
                )
                / len(names),
                "everyday": sum(f" {word.lower()} " in whole for word in words) / len(words),
                "shouted": float(all(word.isupper() for word in words if len(word) > 1)),
                "role": float(candidate.byline.role),
                "outlet": float(candidate.byline.outlet),
                "bare": float(candidate.byline.bare),
                "words": float(min(30, unit.words)),
                "date_near": _nearest(candidate.at, dated),
                "copies": float(min(5, max(alone[name.casefold()] for name in names))),
                "bio": float(any(_has_bio(units, name.casefold()) for name in names)),
                "in_text": float(
                    min(6, sum(bool({last.casefold() for last in lasts} & text) for text in texts))
                ),
                "labelled_before": float(min(5, labelled)),
                "role_below": float(_role_below(units, candidate.at)),
                "in_title": float(
                    layout.title >= 0
                    and bool({last.casefold() for last in lasts} & units[layout.title].tokens)
                ),
                "credit_beside": float(
                    any(
                        layout.work.status.get(at, ("", ""))[1] in _CREDITS
                        for at in (candidate.at - 1, candidate.at + 1)
                    )
                ),
            }
        )
        labelled += candidate.byline.label is not Label.NONE
    return {name: [row[name] for row in rows] for name in BYLINE}


def _core(name: str) -> list[str]:
    """Give the words of a name without titles in front and suffixes behind."""
    words = [word for word in name.replace(",", " ").split() if not (word.endswith(".") and len(word) > 3)]
    return words or name.split()


_BIO = (
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
)
_MORE = (
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
)


def _has_bio(units: Sequence[TextUnit], name: str) -> bool:
    """Say whether a note on an author, or a link to more by one, begins with a name or ends with it (in folded form)."""
    notes, links = tuple(name + mark for mark in _BIO), tuple(lead + name for lead in _MORE)
    beside = (unit.key for unit in units if name in unit.key)
    return any(
        key.startswith(notes) or any(link in key[: LINK_LENGTH + len(name)] for link in links)
        for key in beside
    )


def _role_below(units: Sequence[TextUnit], at: int) -> bool:
    below = units[at + 1] if at + 1 < len(units) else None
    return below is not None and below.words <= 8 and bool(ROLES & below.tokens)


def _nearest(at: int, places: Sequence[int]) -> float:
    """Give the distance to the nearest of some places, FAR where it is more than NEAR."""
    least = min((abs(one - at) for one in places), default=FAR)
    return float(least if least <= NEAR else FAR)


def date_columns(layout: Layout) -> Columns:
    """Give the evidence of each date candidate, one number a candidate and column."""
    units, candidates = layout.work.units, layout.dates
    bylines = {one.at: one.byline for one in layout.bylines}
    marked = [at for at, byline in bylines.items() if byline.label is not Label.NONE]
    days = [one.dated.date.value[:10] for one in candidates]
    counted, order = Counter(days), sorted(days)
    newest = order[-1] if order else ""
    updates = {one.at for one in candidates if one.dated.label is DateLabel.UPDATED}
    rows: list[Mapping[str, float]] = []
    for number, (candidate, day) in enumerate(zip(candidates, days, strict=True)):
        at, unit = candidate.at, units[candidate.at]
        byline = bylines.get(at)
        rows.append(
            {
                **layout.place(at),
                "label": float(candidate.dated.label),
                "rest": 0.0
                if byline and byline.label is not Label.NONE
                else float(min(20, candidate.dated.rest)),
                "byline": float(byline.label + 1) if byline else 0.0,
                "byline_near": _nearest(at, marked),
                "order": float(min(20, number)),
                "dates": float(min(40, len(days))),
                "copies": float(min(6, counted[day])),
                "older": float(min(400, _days(day, newest))),
                "older_share": order.index(day) / max(1, len(order) - 1),
                "time": float("T" in candidate.dated.date.value),
                "ended": float(unit.ended),
                "words": float(min(40, unit.words)),
                "place": at / max(1, len(units)),
                "in_text": float(layout.opening < at < layout.end),
                "updated": float(
                    candidate.dated.label is not DateLabel.UPDATED and bool(updates & {at - 1, at, at + 1})
                ),
            }
        )
    return {name: [row[name] for row in rows] for name in DATE}


def _days(first: str, second: str) -> int:
    return abs((date.fromisoformat(second) - date.fromisoformat(first)).days)
