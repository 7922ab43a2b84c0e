"""Which line is the headline: evidence of the lines above the text, weighed by the scorecard's look for titles."""

import re
from collections.abc import Sequence

from sitegen.clean.bylines import Label, parse_byline
from sitegen.clean.date_lines import date_only, labelled_dates
from sitegen.clean.furniture import RuleName
from sitegen.clean.line_features import Columns, LineFeatures, dates_in, often_said
from sitegen.clean.state import CleaningState
from sitegen.clean.units import TextUnit
from sitegen.text import word_set

HEADLINE_WORDS = 28  # a longer line is no headline
OPENING_HEADLINE_WORDS = 50
REACH = 80  # units above the first paragraph among which the headline is looked for
LEAST_LIKELY = 0.06  # below that a seed has no headline
CLOSE = 5  # other lines, or words, that are little
TO_READERS = word_set(
    "you your yours our us we sign subscribe get find learn join click ihr ihre ihren sie uns unser vous votre vos nos tu su sus"
)
FARTHEST = 12  # units below a headline in which byline and date are looked for
PICTURE_RULES = frozenset({"photo-credit", "caption"})  # cut lines that speak of a picture
_CREDITED = re.compile(
    r"(?:©|\((?:photo|foto|picture|image|bild)\b|\b(?:photo|foto|picture|image|bild)s?: |(?:AFP|AP|Reuters|Getty|EPA|dpa)\)?\.?$).*",
    re.IGNORECASE,
)
LEAD = 4  # paragraphs that a headline tells the gist of

TITLE: dict[str, str] = {
    "words": "its length in words",
    "ended": "it ends as a sentence ends",
    "bullet": "a bullet",
    "capitals": "how many of its words begin with a capital",
    "shouted": "capitals alone",
    "claimed": "a rule that claims it",
    "likely": "how likely it is text",
    "distance": "lines between it and the text",
    "solid_distance": "solid lines between it and the text",
    "shared": "the share of its words that the text uses too",
    "shared_words": "how many of its words the text uses too",
    "shared_lead": "the share of its words that the first paragraphs use too",
    "shared_score": "the words it shares with the text, against its length",
    "rank_shared": "how many lines share more words with the text",
    "copies": "how often it stands in the seed",
    "inside": "lines of the seed that hold it and more",
    "first_line": "the first line of the seed holds it",
    "like_first": "the share of its words that one of the first lines of the seed uses too",
    "order": "its place among the first lines of the seed",
    "meta_below": "bylines, dates and buttons just below",
    "meta_above": "bylines, dates and buttons just above",
    "prose_below": "a paragraph just below",
    "words_above": "the length of the line above",
    "words_below": "the length of the line below",
    "dates": "dates in it",
    "name": "nothing but a name",
    "marks": "bars, arrows and other marks of menus",
    "share_above": "how many of the five lines above share words with the text",
    "byline_below": "lines from it to the next byline",
    "date_below": "lines from it to the next line of a date",
    "near_shared": "the share of its words that the first paragraphs use, where little stands between",
    "day_above": "lines from the day of the page above to it",
    "byline_above": "lines from the byline above to it",
    "small_first": "a small first letter",
    "you": "words to the reader",
    "like_top": "the share of the first line that it says",
    "caption": "it ends with a credit, or stands beside one",
}


def candidates(work: CleaningState, opening: int) -> list[int]:
    """Give the units that may be the headline of a text that begins at `opening`."""
    above = [*range(min(3, opening)), *range(max(3, opening - REACH), opening)]
    if opening < len(work.units):
        above.append(opening)
    return [
        at
        for at in above
        if 0 < work.units[at].words <= _most_words(work, at) and work.reason_of(at) != RuleName.DROPPED
    ]


def _most_words(work: CleaningState, at: int) -> int:
    """Give how long a headline may be there: longer where it opens the seed and does not end as a sentence ends."""
    return OPENING_HEADLINE_WORDS if at == 0 and not work.units[at].ended else HEADLINE_WORDS


def title_columns(
    work: CleaningState, traits: LineFeatures, likely: Sequence[float], kept: set[int], opening: int
) -> tuple[list[int], Columns]:
    """Give the candidates and the evidence of each, one number a candidate."""
    units, vocabulary = work.units, traits.vocabulary
    places = candidates(work, opening)
    text = sorted(at for at in kept if at >= opening and units[at].prose)
    once, twice = often_said([vocabulary[at] for at in text], 2)
    inside = set(text)
    lead = frozenset().union(*(vocabulary[at] for at in text[:LEAD]))
    heads = [unit.key for unit in units[: opening + 1]]
    shares = {at: len(vocabulary[at] & (twice if at in inside else once)) for at in places}
    ranked = sorted(shares.values(), reverse=True)
    bylines, dates = _bylines(units[: opening + 8]), _dates(units[: opening + 8])
    days = [at for at in dates if not labelled_dates(units[at].text)[0].rest]
    meta = [_is_meta(work, at) for at in range(min(len(units), opening + 7))]
    # other pages of a site list a headline too, which does not speak against it
    claimed = [
        state == "cut" and why != "shared-line"
        for state, why in (work.status.get(at, ("", "")) for at in range(opening + 1))
    ]
    fates = {at: why for at, (_, why) in work.status.items()}
    columns: Columns = {name: [] for name in TITLE}
    first = range(min(3, len(units)))
    for at in places:
        unit = units[at]
        words = vocabulary[at]
        shared = shares[at]
        facts = {
            "words": float(unit.words),
            "ended": float(unit.ended and not unit.text.endswith(("?", "!", "…", ":"))),
            "bullet": float(unit.bullet),
            "capitals": sum(part[0].isupper() for part in unit.text.split()) / max(1, len(unit.text.split())),
            "shouted": float(unit.text.isupper()),
            "claimed": float(claimed[at]),
            "likely": likely[at],
            "distance": float(opening - at),
            "solid_distance": float(sum(not one for one in claimed[at + 1 : opening])),
            "shared": shared / len(words) if words else -1.0,
            "shared_words": float(shared),
            "shared_lead": len(words & lead) / len(words) if words else -1.0,
            "shared_score": shared / (len(words) + 2),
            "rank_shared": float(sum(other > shared for other in ranked)),
            "copies": float(min(4, traits.copies[unit.key])),
            "inside": float(min(3, sum(unit.key in other and unit.key != other for other in heads)))
            if unit.words > 2
            else 0.0,
            "first_line": float(unit.words > 2 and at > 0 and unit.key in heads[0]),
            "like_first": max(
                [len(words & vocabulary[i]) / len(words) for i in first if i != at and words], default=-1.0
            ),
            "order": float(min(at, 20)),
            "meta_below": float(sum(meta[at + 1 : at + 6])),
            "meta_above": float(sum(meta[max(0, at - 3) : at])),
            "prose_below": float(any(units[i].prose for i in range(at + 1, min(len(units), at + 3)))),
            "words_above": float(units[at - 1].words) if at else -1.0,
            "words_below": float(units[at + 1].words) if at + 1 < len(units) else -1.0,
            "dates": float(dates_in(unit)),
            "name": float(_is_names(unit.text)),
            "marks": float(sum(unit.text.count(mark) for mark in "|»›•·+[@")),
            "byline_below": _next_below(at, bylines),
            "date_below": _next_below(at, dates),
            "day_above": _next_above(at, days),
            "byline_above": _next_above(at, bylines),
            "small_first": float(unit.text[:1].islower()),
            "you": float(len(unit.tokens & TO_READERS)),
            "like_top": len(words & vocabulary[0]) / len(vocabulary[0]) if at and vocabulary[0] else -1.0,
            "near_shared": len(words & lead) / len(words)
            if words and sum(not one for one in claimed[at + 1 : opening]) <= CLOSE
            else 0.0,
            "caption": float(_CREDITED.search(unit.text) is not None)
            + 2.0 * bool({fates.get(at - 1), fates.get(at + 1)} & PICTURE_RULES),
            "share_above": float(sum(shares.get(i, 0) > 1 for i in range(max(0, at - 5), at))),
        }
        for name, value in facts.items():
            columns[name].append(value)
    return places, columns


def _bylines(units: Sequence[TextUnit]) -> list[int]:
    """Give the units that say “by”, or a word for it."""
    found = ((at, parse_byline(unit.text)) for at, unit in enumerate(units))
    return [at for at, byline in found if byline and byline.label is not Label.NONE]


def _dates(units: Sequence[TextUnit]) -> list[int]:
    """Give the units that hold a date and little more."""
    found = ((at, labelled_dates(unit.text)) for at, unit in enumerate(units) if not unit.prose)
    return [at for at, dates in found if dates and dates[0].rest <= CLOSE]


def _next_below(at: int, places: Sequence[int]) -> float:
    return float(min((place - at for place in places if 0 <= place - at <= FARTHEST), default=FARTHEST + 1))


def _next_above(at: int, places: Sequence[int]) -> float:
    return float(min((at - place for place in places if 0 < at - place <= FARTHEST), default=FARTHEST + 1))


def _is_meta(work: CleaningState, at: int) -> bool:
    """Say whether a line tells who wrote, when, or is a button."""
    text = work.units[at].text
    if work.status.get(at, ("", ""))[1] in {
        "share",
        "post-meta",
        "reading-time",
        "author-box",
        "photo-credit",
        "comments-header",
    }:
        return True
    byline = parse_byline(text)
    return (byline is not None and byline.label is not Label.NONE) or bool(date_only(text))


def _is_names(text: str) -> bool:
    byline = parse_byline(text)
    return byline is not None and byline.label is Label.NONE and byline.bare
