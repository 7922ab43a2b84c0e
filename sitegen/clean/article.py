"""`clean(seed) -> Article`: runs the steps in order and keeps count of every line.

The steps are: units (units.py), furniture claims (furniture.py), pointers and boxes inside the text, where the article
begins and ends, comments (comments.py), title and other fields (fields.py), headings and lists, and what is left over.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from sitegen import language
from sitegen.clean import comments as threads
from sitegen.clean import fields
from sitegen.clean.furniture import LABELS, Reach, Rule, claim
from sitegen.clean.units import Unit, units_of
from sitegen.model import Article, Block, BlockKind, Cut, Field, Override, Piece, Problem, Seed, Trim, spell
from sitegen.text import fold, shorten, word_count

TITLE_REACH = 40  # units above the first paragraph among which the title is looked for
STANDFIRST_REACH = 4  # a standfirst shares more words with the text than the headline, which stands so close above it
HEADLINE_SHARE = 0.55  # of the best score that a line above it needs to be the headline instead
HEADLINE_WORDS = 28  # a longer line is no headline
READING_SPEED = 200  # words a minute, the slowest that sites count with
PARTIAL = 0.6  # of the words that the stated reading time promises; below that the text was cut off

BROKEN_OFF = re.compile(
    r"(?:,|\b(?:the|an?|of|to|in|and|or|but|be|is|are|was|were|that|which|who|for|with|by|on|at|as|from|his|her|their|its|has|have|had|will|would))$"
)

# Phrases glued to a kept paragraph: name, pattern, an example and what is left of it.
GLUED: tuple[tuple[str, re.Pattern[str], str, str], ...] = (
    (
        "ad-marker",
        re.compile(
            r"^(?:article|story|content) continues (?:below|after)(?: this)? (?:ad|advertisement)\s+(?=[A-Z“\"])",
            re.IGNORECASE,
        ),
        "Article continues after this advertisement The minister left.",
        "The minister left.",
    ),
    ("teaser", re.compile(r"(?<=[.!?”\"’])\s+READ MORE$"), "The minister left. READ MORE", "The minister left."),
)


@dataclass(slots=True)
class _Work:
    """What is known so far of one seed."""

    seed: Seed
    units: list[Unit]
    fate: dict[int, tuple[str, str]] = field(default_factory=dict)  # unit -> ("cut" | "field" | "comment" | "block", why)
    tails: dict[int, Rule] = field(default_factory=dict)  # unit -> the rule with reach that claimed it
    fields: list[Field] = field(default_factory=list)
    trims: list[Trim] = field(default_factory=list)
    lost: list[Cut] = field(default_factory=list)  # lines of which glued phrases were all
    problems: list[Problem] = field(default_factory=list)
    minutes: int = 0  # reading time as the page states it
    paywalled: bool = False

    def free(self, at: int) -> bool:
        return at not in self.fate

    def open(self, at: int) -> bool:
        """Say whether a unit may still become a field: nothing claimed it, or only a rule did."""
        state, why = self.fate.get(at, ("", ""))
        return not state or (state == "cut" and why != "dropped")

    def cut(self, at: int, why: str) -> None:
        self.fate.setdefault(at, ("cut", why))

    def add_field(self, at: int, name: str, value: str, why: str, span: tuple[int, int] | None = None) -> None:
        """Make a field of a unit, or of a part of its text."""
        unit = self.units[at]
        pieces = unit.pieces if span is None else _part(unit.pieces, *span)
        self.fields.append(Field(name, value, spell(pieces, self.seed.lines), pieces, why))
        self.fate[at] = ("field", name)

    def has(self, name: str) -> bool:
        return any(one.name == name for one in self.fields)


def _part(pieces: tuple[Piece, ...], start: int, end: int) -> tuple[Piece, ...]:
    """Give the pieces that spell text[start:end]."""
    made: list[Piece] = []
    at = 0
    for piece in pieces:
        at += len(piece.glue)
        left, right = max(start, at), min(end, at + piece.end - piece.start)
        if left < right:
            offset = piece.start - at
            made.append(Piece(piece.line, left + offset, right + offset, piece.glue if made else ""))
        at += piece.end - piece.start
    return tuple(made)


def clean(seed: Seed, override: Override | None = None) -> Article:
    """Give the article that a seed holds, with a person's word on it where there is one."""
    override = override or Override()
    units, blank = units_of(seed.lines, frozenset((*override.keep, *override.drop)))
    work = _Work(seed, units)
    _obey(work, override)
    _claim_furniture(work)
    _claim_boxes(work)
    start, end = _body(work)
    end = _claim_comments(work, start, end)
    _claim_fields(work, start, end)
    _claim_title(work, start)
    _claim_standfirst(work, start)
    _claim_rest(work, start, end)
    return _finish(work, blank, override)


def _obey(work: _Work, override: Override) -> None:
    keep, drop = set(override.keep), set(override.drop)
    for at, unit in enumerate(work.units):
        if drop.intersection(unit.lines):
            work.cut(at, "dropped")
        elif keep.intersection(unit.lines):
            work.fate[at] = ("block", "kept by a note")


# Furniture ------------------------------------------------------------------------------------------------------------


def _claim_furniture(work: _Work) -> None:
    prose = [at for at, unit in enumerate(work.units) if unit.prose]
    late = prose[len(prose) * 7 // 10] if prose else 0
    for at, unit in enumerate(work.units):
        rule = claim(unit.text, unit.words) if work.free(at) else None
        if rule is None or (rule.edge and prose and prose[0] <= at <= late and len(prose) > 1):
            continue
        if unit.prose and unit.words > 14 and fields.credit(unit.text):
            continue
        work.cut(at, rule.name)
        work.minutes = work.minutes or _minutes(rule, unit.text)
        work.paywalled |= rule.name == "paywall" and at > late > 0 and "continue" in unit.key
        if rule.reach is not Reach.LINE:
            work.tails[at] = rule


def _minutes(rule: Rule, text: str) -> int:
    found = re.search(r"\d{1,3}", text) if rule.name == "reading-time" else None
    return int(found[0]) if found else 0


def _claim_boxes(work: _Work) -> None:
    """Take the headlines that stand under a pointer or beside a player."""
    units = work.units
    for at in range(len(units)):
        state, why = work.fate.get(at, ("", ""))
        if state != "cut":
            continue
        if why in {"teaser", "related-list"}:
            _take_headlines(work, at + 1, 3 if why == "teaser" else 40, "teaser-headline")
        elif why == "video-teaser" or (why == "player" and re.fullmatch(r"[\d:]{4,8}", units[at].text)):
            _take_twins(work, at)


def _take_headlines(work: _Work, at: int, most: int, why: str) -> None:
    taken = 0
    while at < len(work.units) and taken < most:
        unit = work.units[at]
        if not work.free(at):
            if work.fate[at][0] != "cut" or at in work.tails or work.fate[at][1] == "teaser":
                return
        elif unit.words > HEADLINE_WORDS or _closed(unit) or (unit.bullet and taken == 0 and unit.words > 12):
            return
        else:
            work.cut(at, why)
            taken += 1
        at += 1


def _take_twins(work: _Work, at: int) -> None:
    """Take the headline of a video: said by the player, then again below it, with small changes or a date."""
    told = set(work.units[at].key.split())
    below = [n for n in range(at + 1, min(at + 4, len(work.units))) if work.free(n)]
    for place, n in enumerate(below):
        unit = work.units[n]
        mine = set(unit.key.split())
        others = [told, *(set(work.units[m].key.split()) for m in below if m != n)]
        twin = any(len(mine & other) >= 0.6 * max(1, min(len(mine), len(other))) for other in others)
        lone = place == 0 and work.fate[at][1] == "player" and not unit.ended
        if _closed(unit) or unit.text.endswith(":") or unit.words > HEADLINE_WORDS or not (twin or lone):
            return
        work.cut(n, "video-headline")


def _closed(unit: Unit) -> bool:
    """Say whether a unit ends in a full stop, as headlines do not."""
    return unit.ended and not unit.text.rstrip("\"'”’)").endswith(("?", "!", "…", ":"))


# Where the article begins and ends ------------------------------------------------------------------------------------


def _body(work: _Work) -> tuple[int, int]:
    """Give the first unit of the article and the one after its last: the best run of prose (Finn et al. 2001).

    Sentences weigh what they have of words, labels weigh against; heads of other lists part runs for good.
    """
    best = (0.0, 0, 0)
    total, start = 0.0, 0
    for at in range(len(work.units)):
        if total <= 0:
            total, start = 0.0, at
        total += _weight(work, at)
        if total > best[0]:
            best = (total, start, at + 1)
    if best[0] <= 0:
        free = [at for at in range(len(work.units)) if work.free(at)]
        return (free[0], free[-1] + 1) if free else (0, 0)
    start, end = best[1], best[2]
    while end < len(work.units) and _carries_on(work, end):
        end += 1
    return start, end


def _weight(work: _Work, at: int) -> float:
    unit = work.units[at]
    state, why = work.fate.get(at, ("", ""))
    if state == "block":
        return 5.0
    if state == "cut":
        if at in work.tails:
            return -60.0 if work.tails[at].reach is Reach.TAIL else -40.0
        return -5.0 if why in {"teaser-headline", "bio", "legal", "newsletter"} else -2.0
    if unit.prose:
        return min(unit.words, 60)
    if unit.ended and unit.words >= 3:
        return unit.words * 0.6
    return -3.0 if not unit.bullet else 0.5


def _carries_on(work: _Work, at: int) -> bool:
    """Say whether a list item, or a sentence that breaks off, directly follows the last sentence."""
    unit = work.units[at]
    return work.free(at) and ((unit.bullet and unit.words >= 4) or (unit.words >= 6 and bool(BROKEN_OFF.search(unit.text))))


def _claim_comments(work: _Work, start: int, end: int) -> int:
    """Find readers' comments, marked or not; give where the article ends."""
    body_words = 0
    for at in range(start, len(work.units)):
        rule = work.tails.get(at)
        if rule and rule.reach is Reach.COMMENTS and body_words >= threads.OPENING:
            return _comment_run(work, at + 1, min(at, end), f"below “{shorten(work.units[at].text, 8)}”")
        body_words += work.units[at].words if work.free(at) and at < end else 0
    open_units = [at for at in range(start, end) if work.free(at)]
    first = threads.first_comment([work.units[at] for at in open_units])
    if first == len(open_units):
        return end
    return _comment_run(work, open_units[first], open_units[first], "")


def _comment_run(work: _Work, at: int, end: int, why: str) -> int:
    first = at
    while at < len(work.units):
        rule = work.tails.get(at)
        if rule and rule.reach is Reach.TAIL:
            break
        if work.free(at):
            cues = threads.score(work.units[at])[1]
            work.fate[at] = (
                "comment",
                why or ("reads like a comment: " + ", ".join(cues) if cues else "stands among comments"),
            )
        at += 1
    return min(end, first)


# Fields ---------------------------------------------------------------------------------------------------------------


def _claim_fields(work: _Work, start: int, end: int) -> None:
    for at, unit in enumerate(work.units):
        inside = start <= at < end
        if not work.open(at) or (inside and unit.prose and unit.words > 14 and at < end - 3):
            continue
        if not _claim_credit(work, at, start) and not _claim_address(work, at, inside=inside) and not _claim_source(work, at):
            _claim_date(work, at, start, inside=inside)
    _claim_bylines(work, start, end)


def _claim_credit(work: _Work, at: int, start: int) -> bool:
    text = work.units[at].text
    if at <= start or not fields.credit(text):
        return False
    work.add_field(at, "credit", text.strip("–—- ()"), "names who reported, wrote or edited")
    return True


def _claim_address(work: _Work, at: int, *, inside: bool) -> bool:
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
        work.trims.append(
            Trim("repeated-title", LABELS["repeated-title"], unit.first, unit.pieces[0].start + len(found), unit.pieces[-1].end)
        )
    return True


def _claim_source(work: _Work, at: int) -> bool:
    host = fields.published_at(work.units[at].text)
    if not host or work.has("source"):
        return False
    work.add_field(at, "source", host, "says where it was published")
    return True


def _claim_date(work: _Work, at: int, start: int, *, inside: bool) -> None:
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


def _claim_bylines(work: _Work, start: int, end: int) -> None:
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


# Title and standfirst -------------------------------------------------------------------------------------------------


def _claim_title(work: _Work, start: int) -> None:
    above = [at for at in range(max(0, start - TITLE_REACH), start) if work.free(at) and work.units[at].words <= HEADLINE_WORDS]
    body = frozenset(word for unit in work.units[start:] for word in _telling_words(unit))
    keys = [unit.key for unit in work.units]
    scored = [(_title_score(work.units[at], at, start, body, keys), -at) for at in above]
    best = max(scored, default=(0.0, 0))
    if best[0] <= 0:
        return
    at = next(i for i in above if keys[i] == keys[-best[1]])
    at = next(
        (
            i
            for i in above
            if at - STANDFIRST_REACH <= i < at and work.units[i].words >= 3 and scored[above.index(i)][0] >= HEADLINE_SHARE * best[0]
        ),
        at,
    )
    head = fields.headline(work.units[at].text)
    title = work.units[at].text[head.start : head.end]
    work.add_field(at, "title", title, "the line above the text that shares most words with it", (head.start, head.end))
    if head.kicker:
        work.fields.append(Field("kicker", head.kicker, head.kicker, (), "glued to the headline"))
    _trim_ends(work, at, head)
    _claim_copies(work, at, title)


def _telling_words(unit: Unit) -> list[str]:
    return [word for part in unit.key.split() if len(word := part.strip(".,:;'\"?!()[]")) > 3]


def _title_score(unit: Unit, at: int, start: int, body: frozenset[str], keys: list[str]) -> float:
    """Give how much a line above the text looks like its title; not above 0 where it does not at all."""
    words = _telling_words(unit)
    shared = sum(word in body for word in words)
    if unit.words < 2 and len(unit.text) < 6:
        return 0.0
    value = 1.0 + 3.0 * shared / (len(words) + 1) + 0.25 * min(shared, 6) - 0.05 * (start - at)
    value += 2.0 if any(unit.key in key for i, key in enumerate(keys) if i != at and i >= at - TITLE_REACH) else 0.0
    value += 1.0 if 4 <= unit.words <= 20 else -1.0 if unit.words < 3 else 0.0
    return value - (1.0 if _closed(unit) else 0.0) - (2.0 if unit.bullet else 0.0)


def _trim_ends(work: _Work, at: int, head: fields.Headline) -> None:
    unit = work.units[at]
    for span in ((0, head.start), (head.end, len(unit.text))):
        _trim(work, unit, "section-name", span)


def _claim_copies(work: _Work, title_at: int, title: str) -> None:
    key = fold(title)
    for at, unit in enumerate(work.units):
        if at != title_at and work.free(at) and not unit.prose and (unit.key == key or (len(key) > 20 and unit.key.startswith(key))):
            work.cut(at, "repeated-title")


def _claim_standfirst(work: _Work, start: int) -> None:
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


def _meta_follows(work: _Work, start: int) -> bool:
    """Say whether byline, date or buttons part the first sentences from the text, as they do below a standfirst."""
    after = range(start + 1, min(start + 8, len(work.units)))
    nearest = [work.fate.get(at, ("", "")) for at in after]
    meta = 0
    for at, (state, why) in zip(after, nearest, strict=True):
        if work.units[at].prose and not state:
            break
        meta += state == "field" or why in {"share", "reading-time", "post-meta", "author-box"}
    return meta > 0


# What is left ---------------------------------------------------------------------------------------------------------


def _claim_rest(work: _Work, start: int, end: int) -> None:
    seen: dict[str, int] = {}
    for at, unit in enumerate(work.units):
        if not work.free(at):
            continue
        if not start <= at < end:
            work.cut(at, "before-article" if at < start else "after-article")
        elif unit.key in seen and unit.words >= 3 and not _is_refrain(unit):
            work.cut(at, "repeated-line")
        else:
            seen[unit.key] = at
            work.fate[at] = ("block", _why_kept(unit))


def _is_refrain(unit: Unit) -> bool:
    return unit.words < 5 and unit.ended


def _why_kept(unit: Unit) -> str:
    if unit.prose:
        return "sentences"
    return "list item" if unit.bullet else "a short line among paragraphs"


# The article ----------------------------------------------------------------------------------------------------------


def _finish(work: _Work, blank: list[int], override: Override) -> Article:
    seed = work.seed
    blocks = _blocks(work)
    body = " ".join(block.text for block in blocks if block.kind is not BlockKind.COMMENT)
    spoken = language.detect(body or " ".join(unit.text for unit in work.units))
    given = tuple(Field(name, value, value, (), "given in a note") for name, value in override.fields)
    named = {one.name for one in given}
    kept = sorted(work.fields, key=lambda one: (one.pieces[0].line, one.pieces[0].start) if one.pieces else (-1, 0))
    replaced = [
        Cut("replaced", LABELS["replaced"], tuple(dict.fromkeys(p.line for p in one.pieces)))
        for one in kept
        if one.name in named and one.pieces
    ]
    found = tuple(one for one in kept if one.name not in named)
    article_fields = _with_source((*given, *found))
    still = {piece.line for one in article_fields for piece in one.pieces}
    cuts = [*_cuts(work), *work.lost, *(cut for cut in replaced if not still.intersection(cut.lines))]
    used = still | {piece.line for block in blocks for piece in block.pieces}
    if blank:
        cuts.append(Cut("blank", LABELS["blank"], tuple(blank)))
    truncated = _truncated(work, blocks, body)
    return Article(
        seed.id,
        seed.key,
        seed.path,
        next((value for name, value in override.fields if name == "language"), spoken),
        article_fields,
        blocks,
        tuple(sorted(_unique(cuts), key=lambda cut: cut.lines)),
        tuple(trim for trim in work.trims if trim.line in used),
        truncated,
        (*work.problems, *_lacking(seed, article_fields, blocks)),
    )


def _unique(cuts: list[Cut]) -> list[Cut]:
    seen: set[int] = set()
    made = []
    for cut in cuts:
        lines = tuple(line for line in cut.lines if line not in seen)
        seen.update(lines)
        if lines:
            made.append(Cut(cut.rule, cut.label, lines))
    return made


def _blocks(work: _Work) -> tuple[Block, ...]:
    made = []
    for at, unit in enumerate(work.units):
        state, why = work.fate[at]
        if state not in {"block", "comment"}:
            continue
        kind = BlockKind.COMMENT if state == "comment" else _kind(work, at)
        pieces = unit.pieces if state == "comment" else _without_glued(work, unit)
        made.append(Block(kind, spell(pieces, work.seed.lines), pieces, why))
    return tuple(made)


def _kind(work: _Work, at: int) -> BlockKind:
    unit = work.units[at]
    if unit.bullet:
        return BlockKind.ITEM
    following = next((i for i in range(at + 1, len(work.units)) if work.fate[i][0] == "block"), -1)
    lonely = not unit.ended and unit.words <= 14 and not unit.prose and word_count(unit.text) >= 1
    if lonely and following > 0 and work.units[following].prose and re.match(r"[^\W_]|[“\"'‘]", unit.text):
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH


def _without_glued(work: _Work, unit: Unit) -> tuple[Piece, ...]:
    """Give the pieces of a paragraph without phrases glued to it; a line of which nothing is left becomes a cut."""
    start, end = 0, len(unit.text)
    found = True
    while found:
        found = False
        for name, pattern, _, _ in GLUED:
            match = pattern.search(unit.text[start:end])
            if match and 0 < match.end() - match.start() < end - start:
                found = True
                _trim(work, unit, name, (start + match.start(), start + match.end()))
                start, end = (start + match.end(), end) if match.start() == 0 else (start, start + match.start())
    kept = unit.pieces if (start, end) == (0, len(unit.text)) else _part(unit.pieces, start, end)
    gone = set(unit.lines) - {piece.line for piece in kept}
    if gone:
        rule = next(trim.rule for trim in work.trims if trim.line in gone)
        work.lost.append(Cut(rule, LABELS[rule], tuple(sorted(gone))))
    return kept


def _trim(work: _Work, unit: Unit, name: str, span: tuple[int, int]) -> None:
    for piece in _part(unit.pieces, *span):
        work.trims.append(Trim(name, LABELS[name], piece.line, piece.start, piece.end))


def _cuts(work: _Work) -> list[Cut]:
    """Give the cuts, neighbours of one rule together."""
    groups: list[tuple[str, list[int]]] = []
    last = -2
    for at, unit in enumerate(work.units):
        state, why = work.fate[at]
        if state != "cut":
            continue
        if groups and last == at - 1 and groups[-1][0] == why:
            groups[-1][1].extend(unit.lines)
        else:
            groups.append((why, list(unit.lines)))
        last = at
    return [Cut(why, LABELS[why], tuple(lines)) for why, lines in groups]


def _with_source(found: tuple[Field, ...]) -> tuple[Field, ...]:
    """Take the host of the address for the source where none is named."""
    names = {one.name for one in found}
    address = next((one for one in found if one.name == "address"), None)
    if address is None or "source" in names:
        return found
    host = fields.host_of(address.value)
    return (*found, Field("source", host, host, (), "host of the address")) if host else found


def _truncated(work: _Work, blocks: tuple[Block, ...], body: str) -> str:
    """Say why the text is thought to end early, or nothing."""
    words = word_count(body)
    if work.minutes and words < work.minutes * READING_SPEED * PARTIAL:
        return f"the page promises {work.minutes} minutes of reading, here are {words} words"
    if work.paywalled:
        return "a notice below the text asks to subscribe to go on reading"
    paragraphs = [block for block in blocks if block.kind is BlockKind.PARAGRAPH]
    if words >= 60 and paragraphs and blocks and blocks[-1] is paragraphs[-1]:
        last = paragraphs[-1].text.rstrip()
        if word_count(last) >= 8 and re.search(r"(?:\w|,|\.\.\.|…)$", last):
            return "the last sentence breaks off"
    return ""


def _lacking(seed: Seed, found: tuple[Field, ...], blocks: tuple[Block, ...]) -> list[Problem]:
    names = {one.name for one in found}
    note = f"content/notes/{seed.key}.md"
    lacking = [
        Problem(seed.path, -1, code, f'no {name} found; add "{name}:" to {note}')
        for code, name in (("SG201", "title"), ("SG203", "date"), ("SG204", "source"))
        if name not in names and blocks
    ]
    if not blocks and any(line.strip() for line in seed.lines):
        lacking.append(Problem(seed.path, -1, "SG206", f'no article text found in it; name its lines with "keep:" in {note}'))
    return lacking
