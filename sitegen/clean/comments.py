"""Readers' comments without a heading: lines that open or close a post, and how people write when they answer an article.

The knowledge is in two tables: `HEADERS` (the name, time and buttons of a post) and `CUES` (the style of its text).
`first_comment` finds where they begin: at the first header of a kind that comes back, or else at the one cut after which
the style of all that follows speaks most for comments, measured against the style of the article's own opening.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from sitegen.clean.units import EDGE, TextUnit
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
    dated: bool = False  # it tells when, as lines of an article hardly do again and again


SAYS = "a name that says"
HEADERS: tuple[Header, ...] = (
    Header(
        SAYS,
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
        re.compile(
            rf"(?!(?:first |last )?(?:published|updated|modified)\b|\d{{4}}-\d\d-\d\dT[\d:.]+(?:Z|[+-][\d:]+)?\Z){_DATE_AND_TIME}",
            re.IGNORECASE,
        ),
        (
            "May 3, 2024 at 9:10 am",
            "Bo Scribe 3 May 2024, 21:40",
            "Posted by: Ann | May 3, 2024 at 9:10",
            "Bo · 2024-05-03T09:10:00Z",
        ),
        (
            "At 9:10 the ferry left.",
            "May 3, 2024",
            "Published on May 3, 2024 9:10 PM",
            "2024-05-03T09:10:00+01:00",
        ),
        digits=True,
        dated=True,
    ),
    Header(
        "a name with a day",
        2.5,
        re.compile(
            rf"(?:posted |submitted |comment |left |written )(?:by|from):? .{{1,60}}{_DATE}.{{0,30}}|(?-i:by) .{{1,60}}{_DATE}.{{0,30}}",
            re.IGNORECASE,
        ),
        ("by ferryman on May 3, 2024", "Submitted by Bo, 3 May 2024"),
        ("By noon the ferry had left.",),
        digits=True,
        dated=True,
    ),
    Header(
        "so long ago",
        2.0,
        re.compile(
            r".{0,50}\b(?:\d{1,2}|an?) (?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago\b.{0,30}",
            re.IGNORECASE,
        ),
        ("3 days ago", "Ann · 2 hours ago"),
        ("Three days later he left.",),
        dated=True,
    ),
    Header(
        "a button of a post",
        2.0,
        re.compile(
            r"reply(?: to .{1,40})?|report(?: abuse| this| post| comment| as .{3,20})?|flag(?: as .{3,20}| this)?|likes?(?: ?\d+)?|dislike"
            r"|recommend(?:ed)?(?: ?\(?\d+\)?)?|permalink|quote|click to rate|rating:? ?\(?\d+\)?(?: votes?)?|votes?:? ?\d*|\d+ (?:votes?|points?|likes?)"
            r"|(?:joined|location|posts): .{1,30}|link to this (?:comment|post)|log in to reply|.{0,12}\breply\b.{0,12}",
            re.IGNORECASE,
        ),
        ("Reply", "Report abuse", "12 likes", "Click to rate", "Rating (3)"),
        ("He did not reply to the letter of the office.", "Reports of a fire were false.", "Ratings"),
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
    Cue(
        "the first person",
        1.0,
        "I think so.",
        "They think so.",
        word_set("i i'm i've i'd i'll my me mine myself im ive"),
    ),
    Cue(
        "the second person",
        0.7,
        "You are right.",
        "They are right.",
        word_set("you your you're you've you'll you'd yours yourself u ur"),
    ),
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
    Cue(
        "a face",
        1.3,
        "Late again :-)",
        "Late again: why?",
        needs=":;=<",
        pattern=re.compile(r"(?<![\w:])[:;=]['-]?[)(DPp](?!\w)|<3"),
    ),
    Cue(
        "loud marks",
        1.3,
        "What a mess!!",
        "What a mess.",
        needs="!?.",
        pattern=re.compile(r"!!|\?\?|\.\.\.\."),
    ),
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
        word_set(
            "article post posts author writer comment comments blog site story entry piece recipe reporter journalist column poster"
        ),
        pattern=re.compile(
            r"(?i:\b(?:this|your|great|good|nice|interesting|excellent|wonderful) (?:article|posts?|author|writer|comments?|blog|site|story|entry"
            r"|piece|recipe|reporter|journalist|column|poster)\b)"
        ),
    ),
    Cue("a small first letter", 0.8, "well said", "Well said.", pattern=re.compile(r"[a-z]"), start=True),
    Cue(
        "a small i",
        1.2,
        "Then i left",
        "Then I left",
        word_set("i i'm"),
        pattern=re.compile(r"(?<!\S)i(?:['’]m)?\s"),
    ),
    Cue(
        "loose punctuation",
        0.5,
        "It left.We waited",
        "It left. We waited",
        needs=".!?",
        pattern=re.compile(r"[.!?](?<=[a-z].)[A-Z][a-z]"),
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
        word_set(
            "said says told announced reported added spokesman spokeswoman spokesperson stated officials according"
        ),
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
        pattern=re.compile(
            r"\b(?:President|Minister|Mr|Ms|Mrs|Dr|Professor|Senator|Gov|Rep|Sen|Chief|Secretary|Judge)\.? [A-Z]"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Sign:
    """What people do in a thread and one writer alone does not: they react, reply, ask each other, talk of the article."""

    name: str
    pattern: re.Pattern[str]  # at the beginning of a sentence, or anywhere
    example: str
    counter: str
    anywhere: bool = False
    words: frozenset[str] = frozenset()  # one of them stands in the post
    needs: str = ""  # one of these characters stands in the post
    hints: tuple[str, ...] = ()  # one of these stands in it


# At least SIGNS of them must stand in a thread that nothing else marks.  The first person is none: columns, letters, interviews and
# long quotations have it.
SIGNS: tuple[Sign, ...] = (
    Sign(
        "a reply to someone",
        re.compile(
            r"@\s?\w{2,}\b|[A-Z][\w.-]{1,20}(?: [A-Z][\w.-]{0,20})?, (?:you|you['’]re|your|I|that|please|thanks|why|what|how|no|yes|well|good|it|the)\b"
            r"|(?:to )?[A-Z]\w{1,20}: (?:you|I)\b"
        ),
        "@Bertie there will be, it was in the plans.",
        "Bertie Hobbs, a miller, said so.",
    ),
    Sign(
        "a reaction",
        re.compile(
            r"(?:well (?:said|done|put|written)|(?:i )?(?:totally |completely |could not |couldn['’]t )?(?:dis)?agree[ds]?\b|agreed|exactly|absolutely|so true|too true|very true"
            r"|about time|good (?:for|on|point|comment|one|riddance|luck|idea|job|read|grief|article|question|to (?:see|hear|know))|great (?:article|post|news|read|comment|job|idea|piece|story)"
            r"|glad (?:to|that|they|it)|(?:so |very |how )?sad\b|shame on|what a (?:shame|joke|mess|load|waste|disgrace|great|lovely|surprise)|wow|lol|nonsense|(?:utter|complete|total|absolute) \w+"
            r"|seriously\?|really\?|how so|who cares|big deal|thank (?:you|god|goodness)|thanks|no,? (?:they|it|he|she|you|we|i|thanks|way|surprise)\b|yes[,.!]|yep|yeah|nope|nah|ok\b|okay|oh\b|ah\b"
            r"|ha\b|haha|hmm|um\b|sorry|says it all|love (?:this|it|the)|right on|amen|bravo|congrat\w+|keep up|not (?:sure|true|surprised|bad)\b|finally[,.!]|typical\b|disgust\w+|pathetic"
            r"|so (?:what|now|sad|sorry|the|basically|you)\b|i (?:hope|wish|wonder|guess|bet|suspect|doubt|think|believe|love|loved|hate|see|remember|used to|drive|live|grew|for one|don['’]t (?:think|see|know|care|get)|have (?:heard|seen|read|always|never))\b|imagine|give me a break|get (?:real|over|a life)"
            r"|maybe (?:they|he|she|we|you)|why (?:don['’]t|do|not|are|is|would|should)\b|how (?:about|many|can|do|come)\b|just (?:another|because|what|wait|more)\b|hope (?:they|this|he|she)\b|they should)\b",
            re.IGNORECASE,
        ),
        "About time too.",
        "About a dozen came.",
    ),
    Sign(
        "a question to the others",
        re.compile(
            r".{0,80}\b(?:does|did|has|can|could|do|is|was) (?:any ?one|any ?body|some ?one|some ?body|you (?:people|guys|all))\b.{0,160}\?",
            re.IGNORECASE,
        ),
        "Does anyone know whether there will be a footpath?",
        "Nobody knew whether there would be a footpath.",
        anywhere=True,
        needs="?",
    ),
    Sign(
        "talk of the article",
        re.compile(
            r"\b(?:this|your|great|good|nice|interesting|excellent|wonderful|the|stupid|biased|another) (?:article|author|writer|comments?|commenters?|posts?|posters?|editorial|blog"
            r"|entry|headline|journalist|reporter|columnist|recipe|moderators?|letter writer)\b(?! (?:of|in|on|for|from|to|said|was published))",
            re.IGNORECASE,
        ),
        "Great article, thank you.",
        "The article of the treaty was signed.",
        anywhere=True,
        words=word_set(
            "article author writer comment comments commenter commenters post posts poster posters editorial blog entry headline journalist reporter"
            " columnist recipe moderator moderators letter"
        ),
    ),
    Sign(
        "loose writing",
        re.compile(
            r"!!|\?\?|\?!|\.\.\.\.|(?<!\w)[:;]['-]?[)(DP](?!\w)|\b(?:lol|imo|imho|omg|wtf|btw|gonna|wanna|dunno|thx|pls)\b|(?-i:(?<!\S)i(?:['’]m)?(?!\S))",
            re.IGNORECASE,
        ),
        "What a mess!!",
        "What a mess it was.",
        anywhere=True,
        hints=(
            "!!",
            "??",
            "?!",
            "....",
            ":)",
            ":(",
            ";)",
            ":-",
            ";-",
            ":D",
            ":P",
            " i ",
            " i'",
            " i’",
            "lol",
            "imo",
            "omg",
            "wtf",
            "btw",
            "gonna",
            "wanna",
        ),
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
CONTRAST = (
    0.5  # points by which the style below a bare address must be more like comments than the style above
)
LEAST = 3.0  # points that must stand after the cut
STYLED = 0.25  # points of style that posts between dates have at least, on average
STYLED_ALONE = 0.6  # and below a header that stands alone
STRONG = 2.5  # points of a header that may stand alone
SENTENCE_END = re.compile(r"[.!?…]+[”\"’)]?\s+")
SIGN_LENGTH = 240  # code points of a post in which sentences may begin with a sign
SIGNS_AGAIN, SIGNS_NAMED, SIGNS_ALONE = (
    1,
    1,
    2,
)  # posts with signs of a thread: where headers come back, under names, and with neither
SIGN_SHARE, SIGN_SHARE_AGAIN = 0.15, 0.05  # of the posts that have such signs; less where headers come back
REMARKS, SIGNED_REMARKS, KINDS_OF_SIGNS = (
    4,
    3,
    2,
)  # remarks that nothing else marks: how many, with signs, of how many kinds
ASIDE_WORDS = 40
ATTRIBUTING = next(cue.words for cue in CUES if cue.name == "attribution")
MOSTLY = 0.6  # of the posts
FIRST_PERSON = next(cue.words for cue in CUES if cue.name == "the first person")
NAMED_POSTS, POST_UNITS = 3, 3  # names with posts that make a thread, and units of one post
HEADED_SHARE = 0.5  # of the posts: so many lines like names in the article above are its cross-headings, and so are the posts' names
QUOTED_SHARE, TURNS = (
    0.3,
    0.2,
)  # of the posts: more that open with a quotation, or with a name and a colon, are an article
QUESTIONS, QUESTION_SHARE = 2, 0.25  # of the posts that do nothing but ask “you” something: an interview
ASKED = re.compile(r"[^.!?]{8,240}\b(?:you|your)\b[^.!?]{0,160}\?", re.IGNORECASE)
TURN = re.compile(r"(?:Q|A|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}): |[A-Z][A-Z .’'-]{3,30}: ")
EMBED = re.compile(
    r"https?://(?:www\.|mobile\.|m\.)?(?:twitter|x|instagram|facebook|youtube|youtu|t|pic\.twitter|tiktok|vimeo)\.(?:com|be|co)/",
    re.IGNORECASE,
)
NEAR = 25  # units above the foot of the first post in which its beginning is looked for


def header(unit: TextUnit) -> Header | None:
    """Give the kind of post header that a line is, or None."""
    sentence = unit.prose and not unit.text.endswith((":", "…", "..."))
    if unit.words > HEADER_WORDS or sentence or len(unit.text) > HEADER_LENGTH:
        return None
    return _header(unit.text)


@lru_cache(KNOWN_LINES)
def _header(text: str) -> Header | None:
    digits = DIGIT.search(text) is not None
    return next(
        (kind for kind in HEADERS if (digits or not kind.digits) and kind.pattern.fullmatch(text)), None
    )


def style(unit: TextUnit) -> tuple[float, tuple[str, ...]]:
    """Give how much a unit is written as comments are, and the cues that speak for it."""
    text = unit.text[:LONGEST]
    outside = QUOTED.sub(" ", text) if "“" in text or '"' in text else text
    words = _outside_quotes(unit, CUE_WORDS)
    marks = {mark for mark in CUE_MARKS if mark in text}
    points, names = 0.0, []
    for cue in CUES:
        if (cue.words and words.isdisjoint(cue.words)) or (cue.needs and marks.isdisjoint(cue.needs)):
            continue
        if cue.pattern is not None and not _matches(
            cue.pattern, cue, text if cue.quoted else outside, unit.words
        ):
            continue
        points += cue.points
        if cue.points > 0:
            names.append(cue.name)
    return points, tuple(names)


def _outside_quotes(unit: TextUnit, wanted: frozenset[str]) -> frozenset[str]:
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


def first_comment(units: list[TextUnit]) -> Thread | None:
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
    value = [
        PRIOR + points[at] - own if kinds[at] is None and unit.words > 3 else 0.0
        for at, unit in enumerate(units)
    ]
    for at in range(1, len(units) - 1):
        if _may_be_name(units, at) and kinds[at] is None:
            value[at] = NAME
    return (
        _by_headers(units, kinds, points, value, earliest)
        or _by_names(units, kinds, earliest)
        or _by_address(units, kinds, points, earliest)
        or _by_style(units, kinds, value, earliest)
        or _by_signs(units, kinds, earliest)
    )


def _may_hold_posts(units: list[TextUnit], kinds: list[Header | None]) -> bool:
    """Say whether it is worth looking at the style: a header, an address, or people who write of themselves."""
    if any(kinds) or any(unit.words < 9 and ADDRESS.fullmatch(unit.text) for unit in units):
        return True
    if sum([bool(_outside_quotes(unit, OWN_WORDS)) for unit in units]) > 1:
        return True
    return (
        len(units) >= REMARKS and sum(bool(signs(unit)) for unit in units[-REMARKS * 2 :]) >= SIGNED_REMARKS
    )


def _may_be_name(units: list[TextUnit], at: int) -> bool:
    """Say whether a short line between two sentences may name who wrote the one below."""
    unit = units[at]
    named = unit.words <= NAME_WORDS and not unit.ended and unit.text[0].isalpha()
    return named and units[at - 1].ended and units[at + 1].ended


def signs(unit: TextUnit) -> tuple[str, ...]:
    """Give the signs of a thread that a unit has; what stands between quotation marks has none."""
    text = unit.text[:LONGEST]
    if text[0] in '“"‘«„':
        return ()
    starts = [0, *(found.end() for found in SENTENCE_END.finditer(text, 0, SIGN_LENGTH))]
    return tuple(sign.name for sign in SIGNS if _has_sign(unit, text, sign, starts))


def _has_sign(unit: TextUnit, text: str, sign: Sign, starts: list[int]) -> bool:
    if (sign.words and sign.words.isdisjoint(unit.tokens)) or (
        sign.needs and not any(mark in text for mark in sign.needs)
    ):
        return False
    if sign.hints and not any(hint in text for hint in sign.hints):
        return False
    if sign.anywhere:
        return sign.pattern.search(text) is not None
    return any(sign.pattern.match(text, start) for start in starts)


def _by_headers(
    units: list[TextUnit], kinds: list[Header | None], points: list[float], value: list[float], earliest: int
) -> Thread | None:
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
    dated = kind.dated if again else _is_signed(units, kinds, first)
    if sum(after) < least * max(1, len(after)) and not (again and kind.name == SAYS):
        return None
    if not dated and not _is_thread(
        units[first:],
        kinds[first:],
        SIGNS_AGAIN if again else SIGNS_ALONE,
        SIGN_SHARE_AGAIN if again else SIGN_SHARE,
    ):
        return None  # dates in a list of the article, names of an interview: what stands between them reads like an article
    why = (
        f"lines with {kind.name} come back"
        if again
        else f"a line with {kind.name}, and below it the style of comments"
    )
    if kinds[-1] is not None and kinds[min(first + 1, len(units) - 1)] is None:
        return Thread(_beginning(kinds, value, first, earliest), why)
    above = units[first - 1]
    named = first > earliest and kind.name != SAYS and above.words <= 6 and not above.ended
    return Thread(first - 1 if named else first, why)


def _is_signed(units: list[TextUnit], kinds: list[Header | None], at: int) -> bool:
    """Say whether a lone header names who posted and when, in one line or two, as no line of an article does."""
    kind, below = kinds[at] or NO_HEADER, (kinds[at + 1] if at + 1 < len(units) else None) or NO_HEADER
    if kind.name == SAYS:
        return below.dated or DIGIT.search(units[at].text) is not None
    return kind.dated and at > 0 and _is_handle(units[at - 1])


def _by_names(units: list[TextUnit], kinds: list[Header | None], earliest: int) -> Thread | None:
    """Find names on lines of their own, each with a short post below it, up to the end of the text."""
    first, posts = -1, 0
    at = len(units) - 1
    while at > earliest:
        size = 0
        while (
            at > earliest
            and not _is_handle(units[at])
            and size < POST_UNITS
            and units[at].ended
            and kinds[at] is None
        ):
            at, size = at - 1, size + 1
        if not size or not _is_handle(units[at]):
            break
        first, posts, at = at, posts + 1, at - 1
    if posts < NAMED_POSTS or _cross_headings(units[:first], kinds[:first]) >= posts * HEADED_SHARE:
        return None
    if not _is_thread(units[first:], kinds[first:], SIGNS_NAMED) and not (
        posts > NAMED_POSTS and _all_of_themselves(units, first)
    ):
        return None
    return Thread(first, "names on lines of their own, with a post below each")


def _cross_headings(units: list[TextUnit], kinds: list[Header | None]) -> int:
    """Count the lines of an article that look like names between its paragraphs."""
    inner = range(1, len(units) - 1)
    return sum(
        _is_handle(units[at]) and units[at - 1].ended and units[at + 1].ended and kinds[at] is None
        for at in inner
    )


def _all_of_themselves(units: list[TextUnit], first: int) -> bool:
    """Say whether most posts are in the first person, outside of quotations, and the article above them is not."""

    def share(some: list[TextUnit]) -> float:
        long = [unit for unit in some if unit.words > 3]
        return sum(bool(_outside_quotes(unit, FIRST_PERSON)) for unit in long) / max(1, len(long))

    return share(units[first:]) >= MOSTLY and share(units[:first]) < 1 - MOSTLY


def _is_handle(unit: TextUnit) -> bool:
    """Say whether a line may be the name under which somebody posts."""
    text = unit.text
    plain = unit.words <= NAME_WORDS and not unit.ended and text[0].isalnum() and not unit.bullet
    return (
        plain
        and all(word[0].isupper() or word[0].isdigit() or word.isalnum() for word in text.split())
        and (unit.words < 4 or text.istitle())
    )


def _by_address(
    units: list[TextUnit], kinds: list[Header | None], points: list[float], earliest: int
) -> Thread | None:
    """Find an address on a line of its own, below which people write who do not write above."""
    addresses = [
        at
        for at in range(earliest, len(units) - 2)
        if ADDRESS.fullmatch(units[at].text) and not EMBED.match(units[at].text)
    ]
    if not addresses:
        return None
    # Sums of points and counts of units up to each place: many addresses cost no more than one.
    long_sums, longs = (
        _sums([one if unit.words > 3 else 0.0 for unit, one in zip(units, points, strict=True)]),
        _counts(units, 3),
    )
    sums, counts = (
        _sums([one if unit.words > 1 else 0.0 for unit, one in zip(units, points, strict=True)]),
        _counts(units, 1),
    )
    written = _sums([float(unit.words > 1 and one > 0) for unit, one in zip(units, points, strict=True)])
    for at in addresses:
        if written[-1] - written[at + 1] > 1:
            below = (sums[-1] - sums[at + 1]) / (counts[-1] - counts[at + 1])
            if below - long_sums[at] / max(1, longs[at]) >= CONTRAST and _is_thread(
                units[at:], kinds[at:], SIGNS_AGAIN, SIGN_SHARE_AGAIN
            ):
                return Thread(at, "a bare address, and below it the style of comments")
    return None


def _sums(values: list[float]) -> list[float]:
    return list(accumulate(values, initial=0.0))


def _counts(units: list[TextUnit], words: int) -> list[int]:
    """Count, up to each place, the units of more words."""
    return list(accumulate((unit.words > words for unit in units), initial=0))


def _has_text(units: list[TextUnit], kinds: list[Header | None], at: int) -> bool:
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


def _by_style(
    units: list[TextUnit], kinds: list[Header | None], value: list[float], earliest: int
) -> Thread | None:
    best, most, total = -1, LEAST, 0.0
    for at in range(len(units) - 1, earliest - 1, -1):
        kind = kinds[at]
        total += kind.points / 2 if kind else value[at]
        if total > most:
            best, most = at, total
    if best < 0 or not _is_thread(units[best:], kinds[best:], SIGNS_ALONE):
        return None
    return Thread(best, "all that follows is written as comments are")


def _by_signs(units: list[TextUnit], kinds: list[Header | None], earliest: int) -> Thread | None:
    """Find polite remarks that nothing but what they do tells: they react, reply and ask, set closer or wider than the article."""
    first = len(units)
    while (
        first > earliest
        and kinds[first - 1] is None
        and (signs(units[first - 1]) or _of_themselves(units[first - 1]) or _is_aside(units[first - 1]))
    ):
        first -= 1
    while first < len(units) and not signs(units[first]) and not _of_themselves(units[first]):
        first += 1
    posts = units[first:]
    marked = [signs(unit) for unit in posts]
    told = {name for names in marked for name in names}
    apart = _is_set_apart(units, first) or any(unit.text.startswith("@") for unit in posts)
    asked = sum(unit.text.endswith("?") for unit in posts)
    if (
        len(posts) < REMARKS
        or sum(map(bool, marked)) < SIGNED_REMARKS
        or len(told) < KINDS_OF_SIGNS
        or not apart
        or asked > QUESTION_SHARE * len(posts)
    ):
        return None
    return (
        Thread(first, "readers' remarks: " + ", ".join(sorted(told)))
        if _is_thread(posts, kinds[first:], SIGNED_REMARKS)
        else None
    )


def _of_themselves(unit: TextUnit) -> bool:
    return bool(_outside_quotes(unit, FIRST_PERSON))


def _is_aside(unit: TextUnit) -> bool:
    """Say whether a unit is a sentence or two without attribution or quotation, as a remark is."""
    return bool(signs(unit)) or (
        unit.ended
        and unit.words <= ASIDE_WORDS
        and not QUOTED.search(unit.text)
        and not _outside_quotes(unit, ATTRIBUTING)
    )


def _is_set_apart(units: list[TextUnit], first: int) -> bool:
    """Say whether blank lines part the units above and not those below, or the other way round."""
    gaps = [units[at].first - units[at - 1].lines[-1] > 1 for at in range(1, len(units))]
    above, below = gaps[: max(0, first - 1)], gaps[first:]
    return bool(above and below) and ((all(above) and not any(below)) or (not any(above) and all(below)))


def _is_thread(
    units: list[TextUnit], kinds: list[Header | None], least: int, share: float = SIGN_SHARE
) -> bool:
    """Say whether several people write: so many posts, and a share of all, have signs of a thread, and nothing speaks for one text.

    One text are an interview, whose lines begin with names or alternate with questions, a letter, and a long quotation.
    """
    posts = [
        unit
        for unit, kind in zip(units, kinds, strict=True)
        if kind is None and (unit.words > 3 or unit.ended)
    ]
    marked = sum(bool(signs(unit)) for unit in posts)
    quoted = sum(unit.text[0] in '“"‘«„' for unit in posts)
    spoken = sum(TURN.match(unit.text) is not None for unit in posts)
    asked = sum(ASKED.fullmatch(unit.text) is not None for unit in posts)
    if asked >= QUESTIONS and asked >= QUESTION_SHARE * len(posts):
        return False
    if marked < least or quoted > QUOTED_SHARE * len(posts) or spoken > max(1, TURNS * len(posts)):
        return False
    return marked >= share * len(posts)
