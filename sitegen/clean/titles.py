"""The headline: which line is it, and which part of that line.

The scorecard weighs the evidence of the lines above the text (headline.py).  The likeliest one is taken if it is likely enough; where
another line says the same without a number, a trail of sections or the name of the site, that one is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sitegen.clean import metadata_patterns as patterns
from sitegen.clean.body import LineScores
from sitegen.clean.boxes import closed
from sitegen.clean.bylines import Label, parse_byline
from sitegen.clean.context import SeedContext
from sitegen.clean.date_lines import DateRank, date_only, labelled_dates
from sitegen.clean.headline import MIN_TITLE_LIKELIHOOD, TITLE, title_columns
from sitegen.clean.state import CleaningState, cut_inline
from sitegen.clean.units import TextUnit
from sitegen.dates import is_weekday
from sitegen.model import Field
from sitegen.text import fold

BARE_SHARE = 0.3  # of the characters of the longer line
TRAIL = re.compile(
    r"(?: ?[|·•»]| [-–—:])(?: |$)|(?<=\S)[-–—|_](?=[^\W\d_a-z]{2,12}$)"
)  # between a headline and what follows it
MOST_SECTIONS = 8  # words in front of a headline that may be sections and the site's name
BARE_WORDS = 3  # of a line that says the end of another one again
LEAD_WORDS = 10  # of a first sentence; headlines that end with a full stop are shorter
NEARLY = 0.2  # of the chance of the likeliest headline, that another line must have to be preferred for its place or form
NAMED_BY = re.compile(r"(?:by|von|par|por|автор:?) ", re.IGNORECASE)
SIGNED_WORDS = 8
MENU_MARK, MENU_MARKS = re.compile(r"(?<!·)·(?!·)|[•|»›]"), 3
SHORTENED = re.compile(r" ?(?:…|\.\.\.)$")
TOP_LINES = 3  # of the seed, among which is what the browser's window is called
SITE_JOINT = re.compile(r" [-–—] | ?[|·•»] ?|: ")
KICKER_JOINT = re.compile(r" ?: | [-–—] ")
KICKER_MARK = re.compile(r" ?: \Z| [-–—] \Z")
KICKED_WORDS = 4  # of a headline behind a kicker
KICKED_SHARE = 1.5  # times the length of the kicker: a headline is longer
COPY_REACH = (
    5  # units below the first of the text in which a trail of sections may be followed by the headline itself
)
AS_LIKELY = 0.6  # of the chance of the likeliest line; set on the development and training pages
POINTER_OR_FIELD = re.compile(
    r"(?:previous|next|zurück|weiter|vorheriger|nächster|précédent|suivant|anterior|siguiente|próximo)"
    r"(?: (?:article|story|post|artikel|beitrag))? ?[:|»«]"
    r"|\[[^\]]*\]\Z",
    re.IGNORECASE,
)  # to another page, and where readers write
NUMBER_OR_TRAIL = re.compile(r"\(?\d{1,3}[.)] ?|(?:[^/>›»|]{2,40} ?[/>›»|] ?){1,6}")
TAGS = re.compile(
    r"(?:tags?|topics?|keywords?|map|filed under|schlagwörter|themen|mots[- ]clés|etiquetas|теги) ?:",
    re.IGNORECASE,
)
WEEKDAY_BEFORE = re.compile(r"(?P<word>[^\W\d_]+),? ?$")


def title_at(work: CleaningState) -> int:
    """Give the unit that became the headline, or -1."""
    return next((at for at, (state, why) in work.status.items() if state == "field" and why == "title"), -1)


def claim_title(
    work: CleaningState, reading: LineScores, kept: set[int], start: int, context: SeedContext
) -> None:
    """Make the headline of the line above the text that has most points, and cut its copies; what the file's head says comes first."""
    if work.has("title"):
        at = title_at(work)
        _claim_copies(work, at, next(one.value for one in work.fields if one.name == "title"))
        return
    places, columns = title_columns(work, reading.traits, reading.likely, kept, start)
    chances = reading.title.likely(columns) if places else []
    chances = [
        0.0 if _is_no_headline(work.units[at].text) or _is_of_a_list(work, at) else chance
        for at, chance in zip(places, chances, strict=True)
    ]
    best = max(range(len(places)), key=lambda index: chances[index], default=-1)
    if best < 0 or chances[best] < MIN_TITLE_LIKELIHOOD or not work.open(places[best]):
        return
    likely = [at for at, chance in zip(places, chances, strict=True) if chance >= NEARLY * chances[best]]
    at = _called_at_the_top(work, places[best], dict(zip(places, chances, strict=True)), context)
    near = [*places, *range(start + 1, min(len(work.units), start + COPY_REACH))]
    at = _without_site(work, _unshortened(work, at, places), near)
    at = _first_copy(work, _barer_copy(work, at, likely, near))
    unit = work.units[at]
    head = patterns.headline(unit.text, context.site_names, _said_elsewhere(work, at))
    if _is_first_sentence(work, kept, at):
        return
    head = _without_kicker(work, at, _without_number(work, at, head))
    head = _without_day(work, at, head)
    title = unit.text[head.start : head.end]
    told = ", ".join(name for name, points in reading.title.reasons(columns, best, TITLE) if points > 0)
    work.add_field(
        at,
        "title",
        title,
        f"the likeliest headline: {told}" if told else "the likeliest headline",
        (head.start, head.end),
    )
    if head.kicker:
        work.fields.append(Field("kicker", head.kicker, head.kicker, (), "glued to the headline"))
    if head.site and not work.has("source"):
        work.fields.append(
            Field("source", head.site, head.site, (), "the name of the site, glued to the headline")
        )
    for span in ((0, head.start), (head.end, len(unit.text))):
        cut_inline(work, unit, "section-name", span)
    _claim_copies(work, at, title)


def _is_no_headline(text: str) -> bool:
    """Say whether a line is a byline, a date, a menu, a row of tags or a caption, whatever words it shares with the text."""
    byline = parse_byline(text)
    signed = (
        byline is not None
        and byline.label is Label.WORD
        and bool(NAMED_BY.match(text))
        and len(text.split()) <= SIGNED_WORDS
    )
    if date_only(text) or POINTER_OR_FIELD.match(text):
        return True
    return (
        signed
        or len(MENU_MARK.findall(text)) >= MENU_MARKS
        or patterns.picture_mark(text)
        or TAGS.match(text) is not None
    )


def _is_of_a_list(work: CleaningState, at: int) -> bool:
    """Say whether a line has a bullet, as have those on both sides of it."""
    return 0 < at < len(work.units) - 1 and all(work.units[other].bullet for other in (at - 1, at, at + 1))


def _is_first_sentence(work: CleaningState, kept: set[int], at: int) -> bool:
    """Say whether a line is the first sentence of a text that has no headline: a long one, with more text right below."""
    unit = work.units[at]
    if at not in kept or not closed(unit) or unit.words < LEAD_WORDS:
        return False
    alone = sum(other.key == unit.key for other in work.units) == 1
    return alone and at + 1 in kept and work.units[at + 1].prose


def _without_day(work: CleaningState, at: int, head: patterns.Headline) -> patterns.Headline:
    """Give a headline without the weekday and day glued behind it, which are the date of the article if it has no other."""
    text = work.units[at].text
    days = [one for one in labelled_dates(text) if one.date.end >= head.end - 1 and not one.date.ambiguous]
    before = text[head.start : days[0].date.start] if days else ""
    weekday = WEEKDAY_BEFORE.search(before)
    if (
        weekday is None
        or not is_weekday(weekday["word"])
        or len(before[: weekday.start()].rstrip(" ,|–—-·")) < patterns.SHORTEST_HEADLINE
    ):
        return head
    if not work.has("date"):
        work.fields.append(
            Field("date", days[0].date.value, text, work.units[at].pieces, DateRank.LINE.value)
        )
    return replace(head, end=head.start + len(before[: weekday.start()].rstrip(" ,|–—-·")))


def _called_at_the_top(
    work: CleaningState, at: int, chances: Mapping[int, float], context: SeedContext
) -> int:
    """Give a line nearly as likely that the first line of the seed says too: pages call their window as their headline."""
    if at == 0:
        return at
    top = work.units[0]
    head = patterns.headline(top.text, context.site_names, _said_elsewhere(work, 0))
    names = {top.key, fold(top.text[head.start : head.end])}
    if work.units[at].key in names:
        return at
    said = [place for place in chances if place > 0 and work.units[place].key in names and work.open(place)]
    likely = [place for place in said if chances[place] >= AS_LIKELY * chances[at]]
    return max(likely, key=lambda place: chances[place], default=at)


def _unshortened(work: CleaningState, at: int, places: Sequence[int]) -> int:
    """Give the line that says a headline whole, where a list of the page shortens it."""
    begun = SHORTENED.sub("", work.units[at].key)
    if begun == work.units[at].key or len(begun) < patterns.SHORTEST_HEADLINE:
        return at
    whole = [
        other
        for other in places
        if other != at and work.open(other) and work.units[other].key.startswith(begun)
    ]
    return next((other for other in whole if not SHORTENED.search(work.units[other].key)), at)


def _without_site(work: CleaningState, at: int, places: Sequence[int]) -> int:
    """Give the line below that says the headline, where the likeliest line is the name of the site that a line at the top glues to it."""
    name = _words(work.units[at].text)
    for top in work.units[:TOP_LINES]:
        for joint in SITE_JOINT.finditer(top.text):
            front, back = top.text[: joint.start()], top.text[joint.end() :]
            if name == _words(back) and joint[0].strip() != ":":
                other = _words(front)
            elif name == _words(front) and joint[0].strip() == ":" and len(front) < len(back):
                other = _words(back)
            else:
                continue
            said = [
                place
                for place in places
                if place > at and work.open(place) and _words(work.units[place].text) == other
            ]
            if said:
                return said[0]
    return at


def _first_copy(work: CleaningState, at: int) -> int:
    """Give the first of copies of a headline that stand close together: its byline may stand between them."""
    above = range(max(0, at - COPY_REACH + 1), at)
    return next(
        (other for other in above if work.units[other].key == work.units[at].key and work.open(other)), at
    )


def _without_kicker(work: CleaningState, at: int, head: patterns.Headline) -> patterns.Headline:
    """Part a headline from the kicker before it, where another line has the same headline behind another kicker or mark."""
    text = work.units[at].text
    for joint in KICKER_JOINT.finditer(text, head.start, head.end):
        front = fold(text[head.start : joint.start()])
        if text[joint.end()].islower():
            continue
        for end in (head.end, *(site.start() for site in SITE_JOINT.finditer(text, joint.end(), head.end))):
            rest = fold(text[joint.end() : end])
            if (
                len(rest.split()) >= KICKED_WORDS
                and len(rest) >= KICKED_SHARE * len(front)
                and _is_kicked_elsewhere(work, at, front, rest, joint[0])
            ):
                return replace(
                    head, start=joint.end(), end=end, kicker=head.kicker or text[head.start : joint.start()]
                )
    return head


def _is_kicked_elsewhere(work: CleaningState, at: int, front: str, rest: str, joint: str) -> bool:
    """Say whether a line has the rest of a headline behind another kicker than its front, or behind another mark."""
    for other in {unit.key for unit in work.units if rest in unit.key and unit.key != work.units[at].key}:
        before = other[: other.index(rest)]
        mark = KICKER_MARK.search(before)
        kicker = before[: mark.start()] if mark else ""
        if (
            mark
            and kicker
            and (
                not (front in kicker or kicker in front)
                or (kicker == front and mark[0].strip() != joint.strip())
            )
        ):
            return True
    return False


def _without_number(work: CleaningState, at: int, head: patterns.Headline) -> patterns.Headline:
    """Part a headline from its number in a list, where another line says it without."""
    text = work.units[at].text
    number = (
        NUMBER_OR_TRAIL.match(text, head.start, head.end)
        if text[head.start : head.start + 1].isdigit()
        else None
    )
    rest = _words(text[number.end() : head.end]) if number else ()
    said = rest and any(other != at and _words(unit.text) == rest for other, unit in enumerate(work.units))
    return replace(head, start=number.end()) if number and said else head


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", fold(text)))


def _barer_copy(work: CleaningState, at: int, likely: Sequence[int], places: Sequence[int]) -> int:
    """Give another line that says the end of this headline alone, where this one begins with a trail of sections or a site's name."""
    key = work.units[at].key
    others = [other for other in places if other != at and work.open(other)]
    begins = [other for other in others if _begins_with(key, work.units[other])]
    ends = [other for other in likely if other in others and _ends_with(key, work.units[other])]
    ends += [
        other for other in others if _is_numbered(key, work.units[other]) or _is_behind_site(work, at, other)
    ]
    if begins and ends:  # both parts have a line of their own: the site's name stands above the headline
        return max(begins + ends)
    return max(begins + ends, key=lambda other: work.units[other].words, default=at)


def _is_numbered(key: str, barer: TextUnit) -> bool:
    """Say whether a headline is another line with its number in a list, or the trail that leads to it."""
    before = key.removesuffix(barer.key)
    return before not in {key, ""} and barer.words > 1 and NUMBER_OR_TRAIL.fullmatch(before) is not None


def _is_behind_site(work: CleaningState, at: int, other: int) -> bool:
    """Say whether a headline is another line behind the name of the site, which further lines say."""
    text, barer = work.units[at].text, work.units[other].text
    before = text.removesuffix(barer).rstrip()
    name = before.rstrip(" :|–—-")
    if barer == text or not text.endswith(barer) or not name or len(barer) < patterns.SHORTEST_HEADLINE // 2:
        return False
    if before == name:
        return patterns.names_site(name, ())
    return (at == 0 and before.endswith(":")) or patterns.names_site(name, _said_elsewhere(work, at))


def _begins_with(key: str, barer: TextUnit) -> bool:
    """Say whether a headline begins with the whole of another line, before a trail of sections and a site's name."""
    return (
        barer.words > BARE_WORDS
        and key.startswith(barer.key)
        and TRAIL.match(key, len(barer.key)) is not None
    )


def _ends_with(key: str, barer: TextUnit) -> bool:
    """Say whether a headline ends with the whole of another line, behind a trail of sections or a number."""
    before = key.removesuffix(barer.key)
    if (
        before in {key, ""}
        or len(re.findall(r"\w+", before)) > MOST_SECTIONS
        or len(barer.key) < BARE_SHARE * len(key)
    ):
        return False
    if barer.text[:1].islower():
        return False
    return (
        barer.words >= BARE_WORDS and not before.rstrip().endswith(("-", "–", "—", "|", "·", "•", ":"))
    ) or before.rstrip().endswith((">", "›", "»", "/", "|"))


def _said_elsewhere(work: CleaningState, at: int) -> frozenset[str]:
    """Give the other lines of the seed in folded form, by which a site's name behind a headline is told."""
    return frozenset(unit.key for other, unit in enumerate(work.units) if other != at)


def _claim_copies(work: CleaningState, place: int, title: str) -> None:
    key = fold(title)
    for at, unit in enumerate(work.units):
        if (
            at != place
            and work.free(at)
            and not unit.prose
            and (unit.key == key or (len(key) > 20 and unit.key.startswith(key)))
        ):
            work.cut(at, "repeated-title")
            site = patterns.headline(unit.text, (), {key}).site
            if site and not work.has("source"):
                work.fields.append(
                    Field("source", site, site, (), "the name of the site, glued to a copy of the headline")
                )
