"""Facts above and below the text: credit, address, source, dates, authors, headline, standfirst."""

import re
from collections import Counter

from sitegen.clean import fields
from sitegen.clean.boxes import HEADLINE_WORDS, closed
from sitegen.clean.units import Unit
from sitegen.clean.work import Work, trim
from sitegen.model import Field, Problem
from sitegen.text import fold

TITLE_REACH = 40  # units above the first paragraph among which the title is looked for
STANDFIRST_REACH = 4  # a standfirst shares more words with the text than the headline, which stands so close above it
HEADLINE_SHARE = 0.55  # of the best score that a line above it needs to be the headline instead


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
    if not found or (inside and glued):
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


def _claim_source(work: Work, at: int) -> bool:
    host = fields.published_at(work.units[at].text)
    if not host or work.has("source"):
        return False
    work.add_field(at, "source", host, "says where it was published")
    return True


def _claim_date(work: Work, at: int, start: int, *, inside: bool) -> None:
    found = fields.date_line(work.units[at].text)
    if not found:
        return
    if inside and at > start:
        work.cut(at, "post-meta")
        return
    name, date = ("date", found.published) if found.published else ("updated", found.updated)
    if date is None or work.has(name):
        work.cut(at, "post-meta")
    elif date.ambiguous:
        message = f'"{work.units[at].text}" can be read two ways (day or month first); add "date:" to content/notes/{work.seed.key}.md'
        work.problems.append(Problem(work.seed.path, work.units[at].first, "SG202", message))
        work.cut(at, "post-meta")
    else:
        work.add_field(at, name, date.value, "a line with nothing but a date")
        if found.updated and name == "date":
            pieces = work.units[at].pieces
            work.fields.append(Field("updated", found.updated.value, work.units[at].text, pieces, "on the line of the date"))


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
        if at < start - TITLE_REACH:
            continue
        for name in names:
            known.add(fold(name))
            where = unit.text.find(name)
            work.add_field(at, "byline", name, "a line with nothing but an author", (where, where + len(name)))
    for at, unit in enumerate(work.units):
        if at >= end and work.free(at) and unit.key in known:
            work.cut(at, "repeated-name")


def claim_title(work: Work, start: int) -> None:
    """Make the headline of the line above the text that looks most like one, and cut its copies."""
    above = [at for at in range(max(0, start - TITLE_REACH), start) if work.free(at) and work.units[at].words <= HEADLINE_WORDS]
    body = frozenset(word for unit in work.units[start:] for word in _telling_words(unit))
    keys = [unit.key for unit in work.units]
    scores = {at: _title_score(work.units[at], at, start, body, keys) for at in above}
    best = max(above, key=lambda at: (scores[at], -at), default=-1)
    if best < 0 or scores[best] <= 0:
        return
    at = next(i for i in above if keys[i] == keys[best])
    at = next((i for i in above if _stands_above(work, i, at, scores, body)), at)
    head = fields.headline(work.units[at].text)
    title = work.units[at].text[head.start : head.end]
    work.add_field(at, "title", title, "the line above the text that shares most words with it", (head.start, head.end))
    if head.kicker:
        work.fields.append(Field("kicker", head.kicker, head.kicker, (), "glued to the headline"))
    _trim_ends(work, at, head)
    _claim_copies(work, at, title)


def _stands_above(work: Work, i: int, at: int, scores: dict[int, float], body: frozenset[str]) -> bool:
    """Say whether a line close above the best one is the headline, and the best one its standfirst."""
    if not at - STANDFIRST_REACH <= i < at or work.units[i].words < 3 or scores[i] < HEADLINE_SHARE * scores[at]:
        return False
    words = _telling_words(work.units[i])
    shared = sum(word in body for word in words)
    return 3 * shared >= len(words)


def _telling_words(unit: Unit) -> list[str]:
    return [word for part in unit.key.split() if len(word := part.strip(".,:;'\"?!()[]")) > 3]


def _title_score(unit: Unit, at: int, start: int, body: frozenset[str], keys: list[str]) -> float:
    """Give how much a line above the text looks like its title; not above 0 where it does not at all."""
    words = _telling_words(unit)
    shared = sum(word in body for word in words)
    if unit.words < 2 and len(unit.text) < 6:
        return 0.0
    value = 1.0 + 3.0 * shared / (len(words) + 1) + 0.25 * min(shared, 6) - 0.05 * (start - at)
    again = (key for i, key in enumerate(keys) if i != at and (i <= 2 or i >= at - TITLE_REACH))
    value += 2.0 if unit.words > 2 and any(unit.key in key for key in again) else 0.0
    value += 1.0 if 4 <= unit.words <= 20 else -1.0 if unit.words < 3 else 0.0
    return value - (1.0 if closed(unit) else 0.0) - (2.0 if unit.bullet else 0.0)


def _trim_ends(work: Work, at: int, head: fields.Headline) -> None:
    unit = work.units[at]
    for span in ((0, head.start), (head.end, len(unit.text))):
        trim(work, unit, "section-name", span)


def _claim_copies(work: Work, title_at: int, title: str) -> None:
    key = fold(title)
    for at, unit in enumerate(work.units):
        if at != title_at and work.free(at) and not unit.prose and (unit.key == key or (len(key) > 20 and unit.key.startswith(key))):
            work.cut(at, "repeated-title")


def claim_standfirst(work: Work, start: int) -> None:
    """Make the standfirst of what stands between headline and text."""
    title = next((at for at, (state, why) in work.fate.items() if state == "field" and why == "title"), -1)
    if title < 0:
        return
    between = [at for at in range(title + 1, start) if work.free(at) and work.units[at].words >= 6]
    if between and between[0] <= title + 6:
        at = between[0]
        text = work.units[at].text
        skip = re.match(r"[•·▪▸►●○*\-–—]\s*", text)
        left = skip.end() if skip else 0
        work.add_field(at, "standfirst", text[left:], "between headline and text", (left, len(text)))
        return
    if work.free(start) and start < len(work.units) and work.units[start].words <= 50 and _meta_follows(work, start):
        text = work.units[start].text
        work.add_field(start, "standfirst", text, "between headline and byline")


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
