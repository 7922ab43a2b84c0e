"""Readers' comments without a heading: lines that open or close a post, and how people write when they answer an article.

The knowledge is in two tables: `HEADERS` (the name, time and buttons of a post) and `CUES` (the style of its text).
`first_comment` finds where they begin: at the first header of a kind that comes back, or else at the one cut after which
the style of all that follows speaks most for comments, measured against the style of the article's own opening.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from sitegen.clean.units import EDGE, Unit
from sitegen.text import DIGIT, word_set

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}})"
_TIME = r"\d{1,2}[:.]\d{2}(?!\d)"
_DATE_AND_TIME = rf"(?=.{{0,90}}{_DATE}).{{0,90}}{_TIME}.{{0,40}}"


@dataclass(frozen=True, slots=True)
class Header:
    """One shape of the line that opens or closes a post."""

    name: str
    points: float
    pattern: re.Pattern[str]  # of the whole line
    means: tuple[str, ...]
    not_means: tuple[str, ...] = ()
    digits: bool = False  # a line without a digit cannot be one


HEADERS: tuple[Header, ...] = (
    Header(
        "a name that says",
        3.0,
        re.compile(
            r"(?:on .{6,40} )?.{1,50}\b(?:says|said|wrote|writes|replied|commented)(?: on .{4,50})?\s?(?:\.\.\.|:|…)|says|said",
            re.IGNORECASE,
        ),
        ("Ann says:", "ferryman said...", "On May 3, 2024 at 9:10 am Bo said:"),
        ("Ann says no.", "The harbour office said: nothing was decided."),
    ),
    Header(
        "a name with day and time",
        2.5,
        re.compile(_DATE_AND_TIME, re.IGNORECASE),
        ("May 3, 2024 at 9:10 am", "Bo Scribe 3 May 2024, 21:40", "Posted by: Ann | May 3, 2024 at 9:10"),
        ("At 9:10 the ferry left.", "May 3, 2024"),
        digits=True,
    ),
    Header(
        "a name with a day",
        2.5,
        re.compile(rf"(?:posted |submitted |comment |left |written )?(?:by|from):? .{{1,60}}{_DATE}.{{0,30}}", re.IGNORECASE),
        ("by ferryman on May 3, 2024", "Submitted by Bo, 3 May 2024"),
        ("By noon the ferry had left.",),
        digits=True,
    ),
    Header(
        "so long ago",
        2.0,
        re.compile(
            r".{0,50}\b(?:\d{1,2}|an?) (?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago\b.{0,30}", re.IGNORECASE
        ),
        ("3 days ago", "Ann · 2 hours ago"),
        ("Three days later he left.",),
    ),
    Header(
        "a button of a post",
        2.0,
        re.compile(
            r"reply(?: to .{1,40})?|report(?: abuse| this| post| comment| as .{3,20})?|flag(?: as .{3,20}| this)?|likes?(?: ?\d+)?|dislike"
            r"|recommend(?:ed)?(?: ?\(?\d+\)?)?|permalink|quote|click to rate|rating.{0,15}|votes?:? ?\d*|\d+ (?:votes?|points?|likes?)"
            r"|(?:joined|location|posts): .{1,30}|link to this (?:comment|post)|log in to reply|.{0,12}\breply\b.{0,12}",
            re.IGNORECASE,
        ),
        ("Reply", "Report abuse", "12 likes", "Click to rate"),
        ("He did not reply to the letter of the office.", "Reports of a fire were false."),
    ),
)
NO_HEADER = Header("", 0.0, re.compile(r"(?!)"), ())
KNOWN_LINES = 2_000  # short lines that are remembered: pages of a site share them
HEADER_WORDS = 16  # a longer line is no header
HEADER_LENGTH = 120  # code points


@dataclass(frozen=True, slots=True)
class Cue:
    """One trait of style; what its words, characters and pattern say must all hold."""

    name: str
    points: float  # above 0 for a comment, below 0 for an article
    example: str
    counter: str
    words: frozenset[str] = frozenset()
    needs: str = ""  # one of these characters stands in the text
    pattern: re.Pattern[str] | None = None
    start: bool = False  # the pattern speaks of the beginning alone
    end: bool = False  # the pattern speaks of the last character, where there are more than three words
    quoted: bool = False  # looks at quotations too


CUES: tuple[Cue, ...] = (
    Cue("the first person", 1.0, "I think so.", "They think so.", word_set("i i'm i've i'd i'll my me mine myself im ive")),
    Cue("the second person", 0.7, "You are right.", "They are right.", word_set("you your you're you've you'll you'd yours yourself u ur")),
    Cue(
        "chat words",
        1.0,
        "Yeah, right.",
        "He was right.",
        word_set(
            "lol imo imho btw omg wtf yeah yep yup yes nope gonna wanna dude folks guys haha hahaha thx thanks thank idiot idiots moron"
            " morons bullshit crap sheeple troll wow hey hi hello ok okay congrats congratulations cheers agree agreed disagree kudos"
            " awesome awful lovely cool glad hope wonder guess sorry please sucks suck stupid ridiculous pathetic amen ha hmm ugh sounds"
            " interesting amazing wonderful fantastic excellent enjoyed love loved nice"
        ),
    ),
    Cue("a face", 1.3, "Late again :-)", "Late again: why?", needs=":;=<", pattern=re.compile(r"(?<![\w:])[:;=]['-]?[)(DPp](?!\w)|<3")),
    Cue("loud marks", 1.3, "What a mess!!", "What a mess.", needs="!?.", pattern=re.compile(r"!!|\?\?|\.\.\.\.")),
    Cue("an exclamation", 0.7, "What a mess!", "What a mess.", needs="!", pattern=re.compile("!")),
    Cue("trailing off", 0.7, "What a mess...", "What a mess.", needs=".…", pattern=re.compile(r"\.\.\.|…")),
    Cue(
        "an address to someone",
        1.5,
        "@bo you saw it?",
        "Bo saw it.",
        pattern=re.compile(r"@\s?\w|(?:Hi|Hey|Hello|Dear|Thanks|Thank you)\b"),
        start=True,
    ),
    Cue(
        "talk of the article",
        1.0,
        "Great article",
        "The artist left.",
        word_set("article post posts author writer comment comments blog site story entry piece recipe reporter journalist column poster"),
        pattern=re.compile(
            r"(?i:\b(?:this|your|great|good|nice|interesting|excellent|wonderful) (?:article|posts?|author|writer|comments?|blog|site|story|entry"
            r"|piece|recipe|reporter|journalist|column|poster)\b)"
        ),
    ),
    Cue("a small first letter", 0.8, "well said", "Well said.", pattern=re.compile(r"[a-z]"), start=True),
    Cue("a small i", 1.2, "Then i left", "Then I left", word_set("i i'm"), pattern=re.compile(r"(?<!\S)i(?:['’]m)?\s")),
    Cue(
        "loose punctuation", 0.5, "It left.We waited", "It left. We waited", needs=".!?", pattern=re.compile(r"[.!?](?<=[a-z].)[A-Z][a-z]")
    ),
    Cue(
        "no end mark",
        0.4,
        "They were not smart",
        "They were not smart.",
        pattern=re.compile(r"[a-z]"),
        end=True,
    ),
    Cue(
        "attribution",
        -0.8,
        "He said so.",
        "He is here.",
        word_set("said says told announced reported added spokesman spokeswoman spokesperson stated officials according"),
    ),
    Cue(
        "a quotation",
        -0.5,
        "“We will go on until it is done,” he said.",
        "We will go.",
        needs='“"',
        pattern=re.compile(r"[“\"][^”\"]{20,600}[”\"]"),
        quoted=True,
    ),
    Cue(
        "a title with a name",
        -0.5,
        "Mr Smith left.",
        "He left.",
        word_set("president minister mr ms mrs dr professor senator gov rep sen chief secretary judge"),
        pattern=re.compile(r"\b(?:President|Minister|Mr|Ms|Mrs|Dr|Professor|Senator|Gov|Rep|Sen|Chief|Secretary|Judge)\.? [A-Z]"),
    ),
)
CUE_WORDS = frozenset().union(*(cue.words for cue in CUES))
CUE_MARKS = frozenset("".join(cue.needs for cue in CUES))
OWN_WORDS = frozenset().union(*(cue.words for cue in CUES if cue.name in {"the first person", "chat words"}))
ADDRESS = re.compile(r"https?://\S+")
QUOTED = re.compile(r"[“\"][^”\"]{1,600}[”\"]")
LONGEST = 2_000  # code points of a unit that are looked at
OPENING = 60  # words of prose that are taken to be the article
PRIOR = -0.9  # of a unit without evidence: it belongs to the article
NAME = 0.5  # points of a short line between sentences: a name, though it may be a cross-heading
NAME_WORDS = 4
OWN_STYLE = 0.8  # how much of the opening's own style is taken for the article's
CONTRAST = 0.5  # points by which the style below a bare address must be more like comments than the style above
LEAST = 3.0  # points that must stand after the cut
STYLED = 0.25  # points of style that posts between dates have at least, on average
STYLED_ALONE = 0.6  # and below a header that stands alone
STRONG = 2.5  # points of a header that may stand alone
SELVES = 0.3  # of the posts: in so many people write of themselves
NEAR = 25  # units above the foot of the first post in which its beginning is looked for


def header(unit: Unit) -> Header | None:
    """Give the kind of post header that a line is, or None."""
    sentence = unit.prose and not unit.text.endswith((":", "…", "..."))
    if unit.words > HEADER_WORDS or sentence or len(unit.text) > HEADER_LENGTH:
        return None
    return _header(unit.text)


@lru_cache(KNOWN_LINES)
def _header(text: str) -> Header | None:
    digits = DIGIT.search(text) is not None
    return next((kind for kind in HEADERS if (digits or not kind.digits) and kind.pattern.fullmatch(text)), None)


def style(unit: Unit) -> tuple[float, tuple[str, ...]]:
    """Give how much a unit is written as comments are, and the cues that speak for it."""
    text = unit.text[:LONGEST]
    outside = QUOTED.sub(" ", text) if "“" in text or '"' in text else text
    words = _outside_quotes(unit, CUE_WORDS)
    marks = {mark for mark in CUE_MARKS if mark in text}
    points, names = 0.0, []
    for cue in CUES:
        if (cue.words and words.isdisjoint(cue.words)) or (cue.needs and marks.isdisjoint(cue.needs)):
            continue
        if cue.pattern is not None and not _matches(cue.pattern, cue, text if cue.quoted else outside, unit.words):
            continue
        points += cue.points
        if cue.points > 0:
            names.append(cue.name)
    return points, tuple(names)


def _outside_quotes(unit: Unit, wanted: frozenset[str]) -> frozenset[str]:
    """Give the wanted words that stand outside of quotations."""
    found = unit.tokens & wanted
    if found and ("“" in unit.text or '"' in unit.text):
        outside = QUOTED.sub(" ", unit.text[:LONGEST]).replace("’", "'").lower()
        return found.intersection([part.strip(EDGE) for part in outside.split()])
    return found


def _matches(pattern: re.Pattern[str], cue: Cue, text: str, words: int) -> bool:
    if cue.end:
        return words > 3 and pattern.match(text[-1:]) is not None
    return (pattern.match(text) if cue.start else pattern.search(text)) is not None


@dataclass(frozen=True, slots=True)
class Thread:
    """Where comments begin, and by what evidence."""

    first: int
    why: str


def first_comment(units: list[Unit]) -> Thread | None:
    """Find the first of some units, furniture left out, that is a reader's comment."""
    words = list(accumulate((unit.words if unit.prose else 0 for unit in units), initial=0))
    earliest = next((at for at, count in enumerate(words) if count >= OPENING), len(units))
    if earliest >= len(units):
        return None
    kinds = [header(unit) for unit in units]
    if not _may_hold_posts(units[earliest:], kinds[earliest:]):
        return None
    points = [style(unit)[0] if unit.words > 1 or unit.ended else 0.0 for unit in units]
    told = [points[at] for at in range(earliest) if kinds[at] is None and units[at].words > 3]
    own = max(0.0, sum(told) / max(1, len(told))) * OWN_STYLE
    value = [PRIOR + points[at] - own if kinds[at] is None and unit.words > 3 else 0.0 for at, unit in enumerate(units)]
    for at in range(1, len(units) - 1):
        if _may_be_name(units, at) and kinds[at] is None:
            value[at] = NAME
    return (
        _by_headers(units, kinds, points, value, earliest)
        or _by_address(units, points, earliest)
        or _by_style(units, kinds, value, earliest)
    )


def _may_hold_posts(units: list[Unit], kinds: list[Header | None]) -> bool:
    """Say whether it is worth looking at the style: a header, an address, or people who write of themselves."""
    if any(kinds) or any(unit.words < 9 and ADDRESS.fullmatch(unit.text) for unit in units):
        return True
    return sum([bool(_outside_quotes(unit, OWN_WORDS)) for unit in units]) > 1


def _may_be_name(units: list[Unit], at: int) -> bool:
    """Say whether a short line between two sentences may name who wrote the one below."""
    unit = units[at]
    named = unit.words <= NAME_WORDS and not unit.ended and unit.text[0].isalpha()
    return named and units[at - 1].ended and units[at + 1].ended


def _by_headers(units: list[Unit], kinds: list[Header | None], points: list[float], value: list[float], earliest: int) -> Thread | None:
    """Find the first header of a kind that comes back; or the beginning of the text whose foot it is."""
    places: dict[str, list[int]] = {}
    for at in range(earliest, len(units)):
        kind = kinds[at]
        if kind and _has_text(units, kinds, at):
            places.setdefault(kind.name, []).append(at)
    again = [at[0] for at in places.values() if len(at) > 1]
    once = [at[0] for at in places.values() if len(at) == 1 and (kinds[at[0]] or NO_HEADER).points >= STRONG]
    if not again and not once:
        return None
    first = min(again or once)
    kind = kinds[first] or NO_HEADER
    after = [points[at] for at in range(first, len(units)) if kinds[at] is None and units[at].words > 3]
    least = STYLED if again else STYLED_ALONE
    if (kind.name != "a name that says" or not again) and sum(after) < least * max(1, len(after)):
        return None  # dates in a list of the article: what stands between them reads like an article
    why = f"lines with {kind.name} come back" if again else f"a line with {kind.name}, and below it the style of comments"
    if kinds[-1] is not None and kinds[min(first + 1, len(units) - 1)] is None:
        return Thread(_beginning(kinds, value, first, earliest), why)
    above = units[first - 1]
    named = first > earliest and kind.name != "a name that says" and above.words <= 6 and not above.ended
    return Thread(first - 1 if named else first, why)


def _by_address(units: list[Unit], points: list[float], earliest: int) -> Thread | None:
    """Find an address on a line of its own, below which people write who do not write above."""
    addresses = [at for at in range(earliest, len(units) - 2) if ADDRESS.fullmatch(units[at].text)]
    if not addresses:
        return None
    # Sums of points and counts of units up to each place: many addresses cost no more than one.
    long_sums, longs = _sums([one if unit.words > 3 else 0.0 for unit, one in zip(units, points, strict=True)]), _counts(units, 3)
    sums, counts = _sums([one if unit.words > 1 else 0.0 for unit, one in zip(units, points, strict=True)]), _counts(units, 1)
    written = _sums([float(unit.words > 1 and one > 0) for unit, one in zip(units, points, strict=True)])
    for at in addresses:
        if written[-1] - written[at + 1] > 1:
            below = (sums[-1] - sums[at + 1]) / (counts[-1] - counts[at + 1])
            if below - long_sums[at] / max(1, longs[at]) >= CONTRAST:
                return Thread(at, "a bare address, and below it the style of comments")
    return None


def _sums(values: list[float]) -> list[float]:
    return list(accumulate(values, initial=0.0))


def _counts(units: list[Unit], words: int) -> list[int]:
    """Count, up to each place, the units of more words."""
    return list(accumulate((unit.words > words for unit in units), initial=0))


def _has_text(units: list[Unit], kinds: list[Header | None], at: int) -> bool:
    """Say whether words of a post stand close above or below a header."""
    near = range(max(0, at - 3), min(len(units), at + 4))
    return any(kinds[i] is None and units[i].words > 3 for i in near)


def _beginning(kinds: list[Header | None], value: list[float], foot: int, earliest: int) -> int:
    best, most, total = foot, 0.0, 0.0
    for at in range(foot - 1, max(earliest, foot - NEAR) - 1, -1):
        if kinds[at] is not None:
            break
        total += value[at]
        if total > most or best == foot:
            best, most = at, total
    return best


def _by_style(units: list[Unit], kinds: list[Header | None], value: list[float], earliest: int) -> Thread | None:
    best, most, total = -1, LEAST, 0.0
    for at in range(len(units) - 1, earliest - 1, -1):
        kind = kinds[at]
        total += kind.points / 2 if kind else value[at]
        if total > most:
            best, most = at, total
    if best < 0 or not _speak_for_themselves(units[best:]):
        return None
    return Thread(best, "all that follows is written as comments are")


def _speak_for_themselves(units: list[Unit]) -> bool:
    """Say whether people write of themselves, as promotions, which address the reader too, do not."""
    long = [unit for unit in units if unit.words > 3]
    told = sum(not {"the first person", "chat words", "a small i"}.isdisjoint(style(unit)[1]) for unit in long)
    return told >= SELVES * len(long)
