"""Facts above and below the text: credit, address, source, dates, authors, headline, standfirst."""

import re
from collections import Counter

from sitegen.clean import fields
from sitegen.clean.body import Reading
from sitegen.clean.headline import LEAST_LIKELY, title_columns
from sitegen.clean.work import Work, trim
from sitegen.model import Field, Problem
from sitegen.text import fold

STANDFIRST_REACH = 7  # units below the headline among which the standfirst is looked for
SHARED = 0.25  # of the words of a standfirst the text uses too
BYLINE_REACH = 40  # units above the first paragraph among which authors are looked for


def claim_fields(work: Work, start: int, end: int) -> None:
    """Make facts of the lines that say who, when and where from, outside of the text and at its end."""
    for at, unit in enumerate(work.units):
        inside = start <= at < end
        if not work.open(at) or (inside and unit.prose and unit.words > 14 and at < end - 3):
            continue
        if not _claim_credit(work, at, start) and not _claim_address(work, at, inside=inside) and not _claim_source(work, at):
            _claim_date(work, at, start, inside=inside)
    _claim_bylines(work, start, end)


def _claim_credit(work: Work, at: int, start: int) -> bool:
    text = work.units[at].text
    if at <= start or not fields.credit(text):
        return False
    work.add_field(at, "credit", text.strip("–—- ()"), "names who reported, wrote or edited")
    return True


def _claim_address(work: Work, at: int, *, inside: bool) -> bool:
    found, glued = fields.address(work.units[at].text)
    if not found or (inside and glued and not _repeats_title(work, glued)):
        return False
    if work.has("address"):
        if not inside:
            work.cut(at, "navigation")
        return False
    host = fields.host_of(found)
    if not host:
        return False
    why = "an address with the headline glued to it" if glued else "an address on a line of its own"
    work.add_field(at, "address", fields.canonical(found), why, (0, len(found)))
    if glued:
        unit = work.units[at]
        trim(work, unit, "repeated-title", (len(found), len(unit.text)))
    return True


def _repeats_title(work: Work, text: str) -> bool:
    title = next((fold(one.value) for one in work.fields if one.name == "title"), "")
    return bool(title) and title in fold(text)


def _claim_source(work: Work, at: int) -> bool:
    host = fields.published_at(work.units[at].text)
    if not host or work.has("source"):
        return False
    work.add_field(at, "source", host, "says where it was published")
    return True


def _claim_date(work: Work, at: int, start: int, *, inside: bool) -> None:
    text = work.units[at].text
    named = None
    found = fields.date_line(text)
    if not found and (not inside or at == start or text[:3].lower() == "by "):
        named = fields.dated_byline(text)
        found = named.dates if named else None
    if not found:
        return
    if inside and at > start:
        work.cut(at, "post-meta")
        return
    name, date = ("date", found.published) if found.published else ("updated", found.updated)
    if date is None or work.has(name):
        work.cut(at, "post-meta")
    elif date.ambiguous:
        message = f'"{text}" can be read two ways (day or month first); add "date:" to content/notes/{work.seed.key}.md'
        work.problems.append(Problem(work.seed.path, work.units[at].first, "SG202", message))
        work.cut(at, "post-meta")
    else:
        span = (date.start, date.end) if named else None
        work.add_field(at, name, date.value, "a line of names and a date" if named else "a line with nothing but a date", span)
        if found.updated and name == "date":
            pieces = work.units[at].pieces
            work.fields.append(Field("updated", found.updated.value, text, pieces, "on the line of the date"))
    for person in named.names if named and at <= start else ():
        if person not in {one.value for one in work.fields if one.name == "byline"}:
            where = text.find(person)
            work.add_field(at, "byline", person, "a line of names and a date", (where, where + len(person)))


def _claim_bylines(work: Work, start: int, end: int) -> None:
    known: set[str] = set()
    repeats = Counter(unit.key for unit in work.units)
    for at, unit in enumerate(work.units):
        if start < at < end or (at == start and unit.prose):
            continue
        names = fields.byline(unit.text)
        if not names and at < start and work.free(at) and not known:
            near = any(work.fate.get(i, ("", ""))[0] == "field" for i in (at - 1, at + 1))
            names = fields.bare_names(unit.text) if near or repeats[unit.key] > 2 else ()
        if not names or not work.open(at):
            continue
        if at >= end or set(map(fold, names)) <= known:
            work.fate[at] = ("cut", "repeated-name" if set(map(fold, names)) <= known else "author-box")
            continue
        if at < start - BYLINE_REACH:
            continue
        for name in names:
            known.add(fold(name))
            where = unit.text.find(name)
            work.add_field(at, "byline", name, "a line with nothing but an author", (where, where + len(name)))
    for at, unit in enumerate(work.units):
        if at >= end and work.free(at) and unit.key in known:
            work.cut(at, "repeated-name")


def claim_title(work: Work, reading: Reading, kept: set[int], start: int) -> None:
    """Make the headline of the line above the text that has most points, and cut its copies."""
    places, columns = title_columns(work, reading.traits, reading.likely, kept, start)
    chances = reading.title.likely(columns) if places else []
    best = max(range(len(places)), key=lambda index: chances[index], default=-1)
    if best < 0 or chances[best] < LEAST_LIKELY or not work.open(places[best]):
        return
    at = places[best]
    head = fields.headline(work.units[at].text)
    title = work.units[at].text[head.start : head.end]
    told = ", ".join(name for name, points in reading.title.reasons(columns, best) if points > 0)
    work.add_field(at, "title", title, f"the likeliest headline: {told}" if told else "the likeliest headline", (head.start, head.end))
    if head.kicker:
        work.fields.append(Field("kicker", head.kicker, head.kicker, (), "glued to the headline"))
    _trim_ends(work, at, head)
    _claim_copies(work, at, title)


def _trim_ends(work: Work, at: int, head: fields.Headline) -> None:
    unit = work.units[at]
    for span in ((0, head.start), (head.end, len(unit.text))):
        trim(work, unit, "section-name", span)


def _claim_copies(work: Work, title_at: int, title: str) -> None:
    key = fold(title)
    for at, unit in enumerate(work.units):
        if at != title_at and work.free(at) and not unit.prose and (unit.key == key or (len(key) > 20 and unit.key.startswith(key))):
            work.cut(at, "repeated-title")


def find_dateline(work: Work, kept: set[int]) -> None:
    """Tell the dateline that opens the text, where it stays."""
    at = next((at for at in sorted(kept) if work.units[at].prose and work.free(at)), -1)
    found = fields.dateline(work.units[at].text) if at >= 0 else ""
    if found:
        line = work.units[at].first + 1
        work.fields.append(Field("dateline", found, found, (), f"opens the text, line {line}"))


def claim_standfirst(work: Work, reading: Reading, kept: set[int], start: int) -> None:
    """Make the standfirst of what stands between headline and text and speaks of the same."""
    title = next((at for at, (state, why) in work.fate.items() if state == "field" and why == "title"), -1)
    if title < 0:
        return
    between = [at for at in range(title + 1, min(start, title + STANDFIRST_REACH)) if work.free(at) and work.units[at].words >= 6]
    at = next((at for at in between if _speaks_of(reading, kept, at, start)), -1)
    if at >= 0:
        text = work.units[at].text
        skip = re.match(r"[•·▪▸►●○*\-–—]\s*", text)
        left = skip.end() if skip else 0
        work.add_field(at, "standfirst", text[left:], "between headline and text", (left, len(text)))
        return
    if work.free(start) and start < len(work.units) and work.units[start].words <= 50 and _meta_follows(work, start):
        text = work.units[start].text
        work.add_field(start, "standfirst", text, "between headline and byline")


def _speaks_of(reading: Reading, kept: set[int], at: int, start: int) -> bool:
    """Say whether a line shares words with the text, as a standfirst does and a notice of the page does not."""
    words = reading.traits.vocabulary[at]
    text = frozenset().union(*(reading.traits.vocabulary[i] for i in kept if i >= start))
    return len(words & text) >= max(2, SHARED * len(words)) or not words


def _meta_follows(work: Work, start: int) -> bool:
    """Say whether byline, date or buttons part the first sentences from the text, as they do below a standfirst."""
    after = range(start + 1, min(start + 8, len(work.units)))
    nearest = [work.fate.get(at, ("", "")) for at in after]
    meta = 0
    for at, (state, why) in zip(after, nearest, strict=True):
        if work.units[at].prose and not state:
            break
        meta += state == "field" or why in {"share", "reading-time", "post-meta", "author-box"}
    return meta > 0
