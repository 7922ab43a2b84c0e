"""Readers' comments without a heading: lines that open or close a post, and how people write in them.

The knowledge is in three tables: `HEADERS` (the name, time and buttons of a post), `CUES` (the style of its text),
and `SIGNS` (what people do in a thread and one writer alone does not).  `first_comment` asks the `THREAD_FINDERS`
in their order where the comments begin.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from operator import itemgetter

from sitegen.clean.units import EDGE, TextUnit
from sitegen.text import DIGIT, word_set

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}})"
_TIME = r"\d{1,2}[:.]\d{2}(?!\d)"
_DATE_AND_TIME = rf"(?=.{{0,90}}{_DATE}).{{0,90}}{_TIME}.{{0,40}}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """One shape of the line that opens or closes a post."""

    name: str  # as readers see it
    points: float
    pattern: re.Pattern[str]  # of the whole line
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...] = ()
    digits: bool = False  # a line without a digit cannot be one
    dated: bool = False  # it tells when, as lines of an article hardly do again and again
    says: bool = False  # it is the name of the one who says what follows

    @property
    def opens(self) -> bool:
        """Whether such a line tells who wrote a post, or when."""
        return self.dated or self.says


HEADERS: tuple[Header, ...] = (
    Header(
        name="a name that says",
        points=3.0,
        pattern=re.compile(
            r"(?:on .{6,40} )?.{1,50}\b(?:says|said|wrote|writes|replied|commented)(?: on .{4,50})?\s?(?:\.\.\.|:|…)|says|said",
            re.IGNORECASE,
        ),
        examples=("Ann says:", "ferryman said...", "On May 3, 2024 at 9:10 am Bo said:"),
        counterexamples=("Ann says no.", "The harbour office said: nothing was decided."),
        says=True,
    ),
    Header(
        name="a name with day and time",
        points=2.5,
        pattern=re.compile(
            rf"(?!(?:first |last )?(?:published|updated|modified)\b|\d{{4}}-\d\d-\d\dT[\d:.]+(?:Z|[+-][\d:]+)?\Z){_DATE_AND_TIME}",
            re.IGNORECASE,
        ),
        examples=(
            "May 3, 2024 at 9:10 am",
            "Bo Scribe 3 May 2024, 21:40",
            "Posted by: Ann | May 3, 2024 at 9:10",
            "Bo · 2024-05-03T09:10:00Z",
        ),
        counterexamples=(
            "At 9:10 the ferry left.",
            "May 3, 2024",
            "Published on May 3, 2024 9:10 PM",
            "2024-05-03T09:10:00+01:00",
        ),
        digits=True,
        dated=True,
    ),
    Header(
        name="a name with a day",
        points=2.5,
        pattern=re.compile(
            rf"(?:posted |submitted |comment |left |written )(?:by|from):? .{{1,60}}{_DATE}.{{0,30}}|(?-i:by) .{{1,60}}{_DATE}.{{0,30}}",
            re.IGNORECASE,
        ),
        examples=("by ferryman on May 3, 2024", "Submitted by Bo, 3 May 2024"),
        counterexamples=("By noon the ferry had left.",),
        digits=True,
        dated=True,
    ),
    Header(
        name="so long ago",
        points=2.0,
        pattern=re.compile(
            r".{0,50}\b(?:\d{1,2}|an?) (?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago\b.{0,30}",
            re.IGNORECASE,
        ),
        examples=("3 days ago", "Ann · 2 hours ago"),
        counterexamples=("Three days later he left.",),
        dated=True,
    ),
    Header(
        name="a button of a post",
        points=2.0,
        pattern=re.compile(
            r"reply(?: to .{1,40})?|report(?: abuse| this| post| comment| as .{3,20})?|flag(?: as .{3,20}| this)?|likes?(?: ?\d+)?|dislike"
            r"|recommend(?:ed)?(?: ?\(?\d+\)?)?|permalink|quote|click to rate|rating:? ?\(?\d+\)?(?: votes?)?|votes?:? ?\d*|\d+ (?:votes?|points?|likes?)"
            r"|(?:joined|location|posts): .{1,30}|link to this (?:comment|post)|log in to reply|.{0,12}\breply\b.{0,12}",
            re.IGNORECASE,
        ),
        examples=("Reply", "Report abuse", "12 likes", "Click to rate", "Rating (3)"),
        counterexamples=(
            "He did not reply to the letter of the office.",
            "Reports of a fire were false.",
            "Ratings",
        ),
    ),
)
KNOWN_HEADER_LINES = 2_000  # lines that are remembered: pages of a site share them
MAX_HEADER_WORDS = 16  # a longer line is no header (by judgement, as is the next)
MAX_HEADER_LENGTH = 120  # code points

FIRST_PERSON = word_set("i i'm i've i'd i'll my me mine myself im ive")
CHAT_WORDS = word_set(
    "lol imo imho btw omg wtf yeah yep yup yes nope gonna wanna dude folks guys haha hahaha thx thanks thank idiot idiots moron"
    " morons bullshit crap sheeple troll wow hey hi hello ok okay congrats congratulations cheers agree agreed disagree kudos"
    " awesome awful lovely cool glad hope wonder guess sorry please sucks suck stupid ridiculous pathetic amen ha hmm ugh sounds"
    " interesting amazing wonderful fantastic excellent enjoyed love loved nice"
)
ATTRIBUTING_WORDS = word_set(
    "said says told announced reported added spokesman spokeswoman spokesperson stated officials according"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One trait of style; what its words, characters and pattern say must all hold."""

    name: str  # as readers see it
    points: float  # above 0 for a comment, below 0 for an article
    example: str
    counterexample: str
    words: frozenset[str] = frozenset()  # one of them stands in the text
    characters: str = ""  # one of them stands in the text
    pattern: re.Pattern[str] | None = None
    start: bool = False  # the pattern speaks of the beginning alone
    end: bool = False  # the pattern speaks of the last character, where there are more than SHORT_WORDS words
    quoted: bool = False  # looks at quotations too


CUES: tuple[Cue, ...] = (
    Cue(
        name="the first person",
        points=1.0,
        example="I think so.",
        counterexample="They think so.",
        words=FIRST_PERSON,
    ),
    Cue(
        name="the second person",
        points=0.7,
        example="You are right.",
        counterexample="They are right.",
        words=word_set("you your you're you've you'll you'd yours yourself u ur"),
    ),
    Cue(
        name="chat words",
        points=1.0,
        example="Yeah, right.",
        counterexample="He was right.",
        words=CHAT_WORDS,
    ),
    Cue(
        name="a face",
        points=1.3,
        example="Late again :-)",
        counterexample="Late again: why?",
        characters=":;=<",
        pattern=re.compile(r"(?<![\w:])[:;=]['-]?[)(DPp](?!\w)|<3"),
    ),
    Cue(
        name="loud marks",
        points=1.3,
        example="What a mess!!",
        counterexample="What a mess.",
        characters="!?.",
        pattern=re.compile(r"!!|\?\?|\.\.\.\."),
    ),
    Cue(
        name="an exclamation",
        points=0.7,
        example="What a mess!",
        counterexample="What a mess.",
        characters="!",
        pattern=re.compile("!"),
    ),
    Cue(
        name="trailing off",
        points=0.7,
        example="What a mess...",
        counterexample="What a mess.",
        characters=".…",
        pattern=re.compile(r"\.\.\.|…"),
    ),
    Cue(
        name="an address to someone",
        points=1.5,
        example="@bo you saw it?",
        counterexample="Bo saw it.",
        pattern=re.compile(r"@\s?\w|(?:Hi|Hey|Hello|Dear|Thanks|Thank you)\b"),
        start=True,
    ),
    Cue(
        name="talk of the article",
        points=1.0,
        example="Great article",
        counterexample="The artist left.",
        words=word_set(
            "article post posts author writer comment comments blog site story entry piece recipe reporter journalist column poster"
        ),
        pattern=re.compile(
            r"(?i:\b(?:this|your|great|good|nice|interesting|excellent|wonderful) (?:article|posts?|author|writer|comments?|blog|site|story|entry"
            r"|piece|recipe|reporter|journalist|column|poster)\b)"
        ),
    ),
    Cue(
        name="a small first letter",
        points=0.8,
        example="well said",
        counterexample="Well said.",
        pattern=re.compile(r"[a-z]"),
        start=True,
    ),
    Cue(
        name="a small i",
        points=1.2,
        example="Then i left",
        counterexample="Then I left",
        words=word_set("i i'm"),
        pattern=re.compile(r"(?<!\S)i(?:['’]m)?\s"),
    ),
    Cue(
        name="loose punctuation",
        points=0.5,
        example="It left.We waited",
        counterexample="It left. We waited",
        characters=".!?",
        pattern=re.compile(r"[.!?](?<=[a-z].)[A-Z][a-z]"),
    ),
    Cue(
        name="no end mark",
        points=0.4,
        example="They were not smart",
        counterexample="They were not smart.",
        pattern=re.compile(r"[a-z]"),
        end=True,
    ),
    Cue(
        name="attribution",
        points=-0.8,
        example="He said so.",
        counterexample="He is here.",
        words=ATTRIBUTING_WORDS,
    ),
    Cue(
        name="a quotation",
        points=-0.5,
        example="“We will go on until it is done,” he said.",
        counterexample="We will go.",
        characters='“"',
        pattern=re.compile(r"[“\"][^”\"]{20,600}[”\"]"),
        quoted=True,
    ),
    Cue(
        name="a title with a name",
        points=-0.5,
        example="Mr Smith left.",
        counterexample="He left.",
        words=word_set("president minister mr ms mrs dr professor senator gov rep sen chief secretary judge"),
        pattern=re.compile(
            r"\b(?:President|Minister|Mr|Ms|Mrs|Dr|Professor|Senator|Gov|Rep|Sen|Chief|Secretary|Judge)\.? [A-Z]"
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What people do in a thread and one writer alone does not: react, reply, ask, talk of the article."""

    name: str  # as readers see it
    pattern: re.Pattern[str]  # at the beginning of a sentence, or anywhere
    example: str
    counterexample: str
    anywhere: bool = False
    words: frozenset[str] = frozenset()  # one of them stands in the post
    hints: tuple[str, ...] = ()  # one of these strings stands in the post
    of_the_page: bool = False  # the page's own words to its readers have it too, so it alone makes no thread


# The first person is no sign: columns, letters, interviews and long quotations have it.
SIGNS: tuple[Sign, ...] = (
    Sign(
        name="a reply to someone",
        pattern=re.compile(
            r"@\s?\w{2,}\b|[A-Z][\w.-]{1,20}(?: [A-Z][\w.-]{0,20})?, (?:you|you['’]re|your|I|that|please|thanks|why|what|how|no|yes|well|good|it|the)\b"
            r"|(?:to )?[A-Z]\w{1,20}: (?:you|I)\b"
        ),
        example="@Bertie there will be, it was in the plans.",
        counterexample="Bertie Hobbs, a miller, said so.",
    ),
    Sign(
        name="a reaction",
        pattern=re.compile(
            r"(?:well (?:said|done|put|written)|(?:i )?(?:totally |completely |could not |couldn['’]t )?(?:dis)?agree[ds]?\b|agreed|exactly|absolutely|so true|too true|very true"
            r"|about time|good (?:for|on|point|comment|one|riddance|luck|idea|job|read|grief|article|question|to (?:see|hear|know))|great (?:article|post|news|read|comment|job|idea|piece|story)"
            r"|glad (?:to|that|they|it)|(?:so |very |how )?sad\b|shame on|what a (?:shame|joke|mess|load|waste|disgrace|great|lovely|surprise)|wow|lol|nonsense|(?:utter|complete|total|absolute) \w+"
            r"|seriously\?|really\?|how so|who cares|big deal|thank (?:you|god|goodness)|thanks|no,? (?:they|it|he|she|you|we|i|thanks|way|surprise)\b|yes[,.!]|yep|yeah|nope|nah|ok\b|okay|oh\b|ah\b"
            r"|ha\b|haha|hmm|um\b|sorry|says it all|love (?:this|it|the)|right on|amen|bravo|congrat\w+|keep up|not (?:sure|true|surprised|bad)\b|finally[,.!]|typical\b|disgust\w+|pathetic"
            r"|so (?:what|now|sad|sorry|the|basically|you)\b|i (?:hope|wish|wonder|guess|bet|suspect|doubt|think|believe|love|loved|hate|see|remember|used to|drive|live|grew|for one|don['’]t (?:think|see|know|care|get)|have (?:heard|seen|read|always|never))\b|imagine|give me a break|get (?:real|over|a life)"
            r"|maybe (?:they|he|she|we|you)|why (?:don['’]t|do|not|are|is|would|should)\b|how (?:about|many|can|do|come)\b|just (?:another|because|what|wait|more)\b|hope (?:they|this|he|she)\b|they should)\b",
            re.IGNORECASE,
        ),
        example="About time too.",
        counterexample="About a dozen came.",
    ),
    Sign(
        name="a question to the others",
        pattern=re.compile(
            r".{0,80}\b(?:does|did|has|can|could|do|is|was) (?:any ?one|any ?body|some ?one|some ?body|you (?:people|guys|all))\b.{0,160}\?",
            re.IGNORECASE,
        ),
        example="Does anyone know whether there will be a footpath?",
        counterexample="Nobody knew whether there would be a footpath.",
        anywhere=True,
        hints=("?",),
    ),
    Sign(
        name="talk of the article",
        pattern=re.compile(
            r"\b(?:this|your|great|good|nice|interesting|excellent|wonderful|the|stupid|biased|another) (?:article|author|writer|comments?|commenters?|posts?|posters?|editorial|blog"
            r"|entry|headline|journalist|reporter|columnist|recipe|moderators?|letter writer)\b(?! (?:of|in|on|for|from|to|said|was published))",
            re.IGNORECASE,
        ),
        example="Great article, thank you.",
        counterexample="The article of the treaty was signed.",
        anywhere=True,
        words=word_set(
            "article author writer comment comments commenter commenters post posts poster posters editorial blog entry headline journalist reporter"
            " columnist recipe moderator moderators letter"
        ),
        of_the_page=True,
    ),
    Sign(
        name="loose writing",
        pattern=re.compile(
            r"!!|\?\?|\?!|\.\.\.\.|(?<!\w)[:;]['-]?[)(DP](?!\w)|\b(?:lol|imo|imho|omg|wtf|btw|gonna|wanna|dunno|thx|pls)\b|(?-i:(?<!\S)i(?:['’]m)?(?!\S))",
            re.IGNORECASE,
        ),
        example="What a mess!!",
        counterexample="What a mess it was.",
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
COMMENT_CUE_WORDS = frozenset(chain.from_iterable(cue.words for cue in CUES))
CUE_CHARACTERS = frozenset("".join(cue.characters for cue in CUES))
PERSONAL_WORDS = FIRST_PERSON | CHAT_WORDS
ADDRESS = re.compile(r"https?://\S+")
QUOTED = re.compile(r"[“\"][^”\"]{1,600}[”\"]")
OPENING_QUOTES = '“"‘«„'
POST_SENTENCE_END = re.compile(r"[.!?…]+[”\"’)]?\s+")
SECOND_PERSON_QUESTION = re.compile(r"[^.!?]{8,240}\b(?:you|your)\b[^.!?]{0,160}\?", re.IGNORECASE)
TURN = re.compile(r"(?:Q|A|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}): |[A-Z][A-Z .’'-]{3,30}: ")
EMBED = re.compile(
    r"https?://(?:www\.|mobile\.|m\.)?(?:twitter|x|instagram|facebook|youtube|youtu|t|pic\.twitter|tiktok|vimeo)\.(?:com|be|co)/",
    re.IGNORECASE,
)

# Every number below was set by judgement; docs/accuracy.md says what all of them together find.
MAX_STYLE_LENGTH = 2_000  # code points of a unit that are looked at
SHORT_WORDS = 3  # a unit of no more words says nothing by its style
OPENING_WORDS = 60  # of prose that are taken to be the article
MAX_ADDRESS_WORDS = 8  # of a unit that may be nothing but an address

# The style of what follows, against that of the article's opening.
PRIOR_POINTS = -0.9  # of a unit without evidence: it belongs to the article
NAME_POINTS = 0.5  # of a short line between sentences: a name, though it may be a cross-heading
HEADER_SHARE = 0.5  # of its points: so many a header gives to the style of what follows
OPENING_STYLE_SHARE = 0.8  # how much of the opening's style is taken for the article's
MIN_CUT_POINTS = 3.0  # that must stand after the cut
MIN_STYLE_CONTRAST = 0.5  # points by which the style below a bare address is more like comments than above
MIN_STYLED_BELOW_ADDRESS = 2  # units below such an address whose style speaks for comments
STYLE_AFTER_REPEATED = 0.25  # points of style that posts between headers have at least, on average
STYLE_AFTER_SINGLE = 0.6  # and those below a header that stands alone
MIN_SINGLE_POINTS = 2.5  # of a header that may stand alone
MAX_BEGINNING_UNITS = 25  # above the foot of the first post, in which its beginning is looked for
TEXT_NEAR_HEADER = 3  # units above and below a header in which words of a post stand

# Names under which people post.
NAME_WORDS = 4
MAX_POSTER_WORDS = 6  # of the line above a header that may name who wrote the post
MIN_NAMED_POSTS = 3  # names with posts that make a thread
MAX_POST_UNITS = 3  # of one post
CROSS_HEADING_SHARE = (
    0.5  # of the posts: so many lines like names in the article are its cross-headings, as those are
)
PERSONAL_SHARE = 0.6  # of the posts that are in the first person

# Remarks that nothing but their signs tells.
MIN_REMARKS = 4
MIN_SIGNED_REMARKS = 3
MIN_SIGN_KINDS = 2
SIGN_LENGTH = 240  # code points of a post in which sentences may begin with a sign
ASIDE_WORDS = 40  # of a remark without attribution or quotation

# What one text has and a thread has not: shares of the posts.
MAX_QUOTED_SHARE = 0.3  # that open with a quotation
MAX_TURN_SHARE = 0.2  # that open with a name and a colon
MIN_QUESTIONS = 2  # that do nothing but ask “you” something: an interview
QUESTION_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class SignsNeeded:
    """How many posts of a thread must have signs, in number and as a share of all."""

    posts: int
    share: float


AFTER_REPEATED = SignsNeeded(1, 0.05)
AFTER_SINGLE = SignsNeeded(2, 0.15)
BELOW_NAMES = SignsNeeded(1, 0.15)
UNMARKED = SignsNeeded(2, 0.15)
REMARKS_ALONE = SignsNeeded(MIN_SIGNED_REMARKS, 0.15)


@dataclass(frozen=True, slots=True)
class Thread:
    """Where comments begin, and by what evidence."""

    first: int  # 0-based, among the units asked about
    why: str  # a phrase for readers


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredUnits:
    """The units of a seed without its furniture, with what the finders of threads ask of each of them."""

    units: Sequence[TextUnit]
    headers: Sequence[Header | None]
    style: Sequence[float]  # points of style; 0 of a lone word
    gains: Sequence[float]  # by how much it speaks for a cut above it rather than below it
    earliest: int  # the first unit that may be a comment

    def is_text(self, index: int) -> bool:
        """Whether a unit is no header and has words enough to show a style."""
        return self.headers[index] is None and self.units[index].words > SHORT_WORDS

    def style_of_text(self, start: int, end: int) -> list[float]:
        """Return the points of style of the units of text in a range."""
        return [self.style[index] for index in range(start, end) if self.is_text(index)]

    def posts(self, first: int) -> list[TextUnit]:
        """Return the units from `first` on that may be (parts of) posts."""
        below = zip(self.units[first:], self.headers[first:], strict=True)
        return [unit for unit, kind in below if kind is None and _has_sentence(unit)]


def first_comment(units: Sequence[TextUnit]) -> Thread | None:
    """Return where the readers' comments begin among some units, furniture left out, or None."""
    earliest = _end_of_opening(units)
    if earliest >= len(units):
        return None
    headers = [header(unit) for unit in units]
    if not _may_hold_posts(units[earliest:], headers[earliest:]):
        return None
    scored = _scored(units, headers, earliest)
    for find in THREAD_FINDERS:
        thread = find(scored)
        if thread:
            return thread
    return None


def header(unit: TextUnit) -> Header | None:
    """Return the kind of post header that a line is, or None."""
    if unit.words > MAX_HEADER_WORDS or len(unit.text) > MAX_HEADER_LENGTH:
        return None
    if unit.prose and not unit.text.endswith((":", "…", "...")):
        return None
    return _header(unit.text)


@lru_cache(KNOWN_HEADER_LINES)
def _header(text: str) -> Header | None:
    has_digit = DIGIT.search(text) is not None
    for kind in HEADERS:
        if kind.digits and not has_digit:
            continue
        if kind.pattern.fullmatch(text):
            return kind
    return None


def style(unit: TextUnit) -> tuple[float, tuple[str, ...]]:
    """Return the points of a unit for being written as comments are, and the names of the cues for it."""
    text = unit.text[:MAX_STYLE_LENGTH]
    unquoted = _without_quotations(text)
    words = _words_outside_quotations(unit, COMMENT_CUE_WORDS)
    characters = {character for character in CUE_CHARACTERS if character in text}
    points, names = 0.0, []
    for cue in CUES:
        if cue.words and words.isdisjoint(cue.words):
            continue
        if cue.characters and characters.isdisjoint(cue.characters):
            continue
        if not _fits_pattern(cue, text if cue.quoted else unquoted, unit.words):
            continue
        points += cue.points
        if cue.points > 0:
            names.append(cue.name)
    return points, tuple(names)


def _fits_pattern(cue: Cue, text: str, words: int) -> bool:
    """Whether a text of so many words has what the pattern of a cue looks for, or the cue has no pattern."""
    if cue.pattern is None:
        return True
    if cue.end:
        return words > SHORT_WORDS and cue.pattern.match(text[-1:]) is not None
    if cue.start:
        return cue.pattern.match(text) is not None
    return cue.pattern.search(text) is not None


def _without_quotations(text: str) -> str:
    if "“" in text or '"' in text:
        return QUOTED.sub(" ", text)
    return text


def _words_outside_quotations(unit: TextUnit, wanted: frozenset[str]) -> frozenset[str]:
    """Return the wanted words that stand outside of quotations."""
    present = unit.tokens & wanted
    if present and ("“" in unit.text or '"' in unit.text):
        unquoted = QUOTED.sub(" ", unit.text[:MAX_STYLE_LENGTH]).replace("’", "'").lower()
        return present.intersection([word.strip(EDGE) for word in unquoted.split()])
    return present


def signs(unit: TextUnit) -> tuple[str, ...]:
    """Return the names of the signs of a thread that a unit has; none where it begins with a quotation."""
    return tuple([sign.name for sign in _signs(unit)])


def has_signs(unit: TextUnit) -> bool:
    """Whether a unit has any sign of a thread."""
    return next(_signs(unit), None) is not None


def speaks_to_others(unit: TextUnit) -> bool:
    """Whether a unit has a sign of a thread that the page's own words to its readers do not have."""
    return any(not sign.of_the_page for sign in _signs(unit))


def _signs(unit: TextUnit) -> Iterator[Sign]:
    text = unit.text[:MAX_STYLE_LENGTH]
    if text[0] in OPENING_QUOTES:
        return
    ends = POST_SENTENCE_END.finditer(text, 0, SIGN_LENGTH)
    sentence_starts = [0, *[end.end() for end in ends]]
    for sign in SIGNS:
        if _has_sign(unit, text, sign, sentence_starts):
            yield sign


def _has_sign(unit: TextUnit, text: str, sign: Sign, sentence_starts: list[int]) -> bool:
    if sign.words and sign.words.isdisjoint(unit.tokens):
        return False
    if sign.hints and not any(hint in text for hint in sign.hints):
        return False
    if sign.anywhere:
        return sign.pattern.search(text) is not None
    return any(sign.pattern.match(text, start) for start in sentence_starts)


def _end_of_opening(units: Sequence[TextUnit]) -> int:
    """Return the first unit below the words that are taken to be the article, or the number of units."""
    prose_words = 0
    for index, unit in enumerate(units):
        if prose_words >= OPENING_WORDS:
            return index
        if unit.prose:
            prose_words += unit.words
    return len(units)


def _may_hold_posts(units: Sequence[TextUnit], headers: Sequence[Header | None]) -> bool:
    """Whether the style is worth looking at: there is a header, an address, the first person, or signs."""
    if any(headers) or any(map(_is_short_address, units)):
        return True
    if sum(map(_is_personal, units)) > 1:
        return True
    return len(units) >= MIN_REMARKS and _count(has_signs, units[-MIN_REMARKS * 2 :]) >= MIN_SIGNED_REMARKS


def _is_short_address(unit: TextUnit) -> bool:
    return unit.words <= MAX_ADDRESS_WORDS and ADDRESS.fullmatch(unit.text) is not None


def _is_personal(unit: TextUnit) -> bool:
    """Whether somebody writes of themselves, or as in a chat."""
    return bool(_words_outside_quotations(unit, PERSONAL_WORDS))


def _is_first_person(unit: TextUnit) -> bool:
    return bool(_words_outside_quotations(unit, FIRST_PERSON))


def _has_sentence(unit: TextUnit) -> bool:
    return unit.words > SHORT_WORDS or unit.ended


def _count(predicate: Callable[[TextUnit], bool], units: Iterable[TextUnit]) -> int:
    return sum(map(predicate, units))


def _scored(units: Sequence[TextUnit], headers: Sequence[Header | None], earliest: int) -> ScoredUnits:
    """Weigh the style of units: that of the article's opening counts for the article."""
    points = [_style_points(unit) for unit in units]
    scored = ScoredUnits(units=units, headers=headers, style=points, gains=(), earliest=earliest)
    opening = scored.style_of_text(0, earliest)
    expected = max(0.0, sum(opening) / max(1, len(opening))) * OPENING_STYLE_SHARE
    return replace(scored, gains=[_gain(scored, index, expected) for index in range(len(units))])


def _style_points(unit: TextUnit) -> float:
    if unit.words > 1 or unit.ended:
        return style(unit)[0]
    return 0.0


def _gain(scored: ScoredUnits, index: int, expected: float) -> float:
    """Return how much a unit speaks for comments, where the article's style has `expected` points."""
    kind = scored.headers[index]
    if kind:
        return kind.points * HEADER_SHARE
    if _may_name_poster(scored.units, index):
        return NAME_POINTS
    if scored.units[index].words > SHORT_WORDS:
        return PRIOR_POINTS + scored.style[index] - expected
    return 0.0


def _may_name_poster(units: Sequence[TextUnit], index: int) -> bool:
    """Whether a short line between two sentences may name who wrote the one below."""
    unit = units[index]
    if unit.words > NAME_WORDS or unit.ended or not unit.text[0].isalpha():
        return False
    return _is_between_sentences(units, index)


def _is_between_sentences(units: Sequence[TextUnit], index: int) -> bool:
    return 0 < index < len(units) - 1 and units[index - 1].ended and units[index + 1].ended


# -- Finders: by headers


def _by_headers(scored: ScoredUnits) -> Thread | None:
    """Find the first header of a kind that comes back, or else a telling one that stands alone."""
    repeated, single = [], []
    for kind, indices in _header_places(scored).items():
        if len(indices) > 1:
            repeated.append((indices[0], kind))
        elif kind.points >= MIN_SINGLE_POINTS:
            single.append((indices[0], kind))
    if repeated:
        return _from_repeated_header(scored, *min(repeated, key=itemgetter(0)))
    if single:
        return _from_single_header(scored, *min(single, key=itemgetter(0)))
    return None


def _header_places(scored: ScoredUnits) -> dict[Header, list[int]]:
    """Return, by their kind, where headers stand with words of a post close to them."""
    places: dict[Header, list[int]] = {}
    for index in range(scored.earliest, len(scored.units)):
        kind = scored.headers[index]
        if kind and _has_text_near(scored, index):
            places.setdefault(kind, []).append(index)
    return places


def _from_repeated_header(scored: ScoredUnits, first: int, kind: Header) -> Thread | None:
    """Return the thread whose first header stands at `first`, or None where it is no thread.

    Dates in a list of the article and names of an interview come back too, but what stands between them reads
    like an article.
    """
    if not kind.says and not _is_styled(scored, first, STYLE_AFTER_REPEATED):
        return None
    if not kind.dated and not _is_thread(scored, first, AFTER_REPEATED):
        return None
    return Thread(_first_of_post(scored, first, kind), f"lines with {kind.name} come back")


def _from_single_header(scored: ScoredUnits, first: int, kind: Header) -> Thread | None:
    """Return the thread whose only header stands at `first`, or None where it is no thread."""
    if not _is_styled(scored, first, STYLE_AFTER_SINGLE):
        return None
    if not _is_signed(scored, first, kind) and not _is_thread(scored, first, AFTER_SINGLE):
        return None
    why = f"a line with {kind.name}, and below it the style of comments"
    return Thread(_first_of_post(scored, first, kind), why)


def _has_text_near(scored: ScoredUnits, index: int) -> bool:
    near = range(max(0, index - TEXT_NEAR_HEADER), min(len(scored.units), index + TEXT_NEAR_HEADER + 1))
    return any(map(scored.is_text, near))


def _is_styled(scored: ScoredUnits, first: int, least: float) -> bool:
    """Whether the units from `first` on have on average at least so many points of style."""
    points = scored.style_of_text(first, len(scored.units))
    return sum(points) >= least * max(1, len(points))


def _is_signed(scored: ScoredUnits, index: int, kind: Header) -> bool:
    """Whether a lone header names who posted and when, in one line or two, as no line of an article does."""
    if not kind.says:
        return kind.dated and index > 0 and _is_handle(scored.units[index - 1])
    if DIGIT.search(scored.units[index].text):
        return True
    if index + 1 == len(scored.units):
        return False
    below = scored.headers[index + 1]
    return below is not None and below.dated


def _first_of_post(scored: ScoredUnits, index: int, kind: Header) -> int:
    """Return where the post begins whose header stands at `index`: above it where headers close posts."""
    if scored.headers[-1] is not None and scored.headers[min(index + 1, len(scored.units) - 1)] is None:
        return _first_above_foot(scored, index)
    if index > scored.earliest and not kind.says:
        above = scored.units[index - 1]
        if above.words <= MAX_POSTER_WORDS and not above.ended:
            return index - 1
    return index


def _first_above_foot(scored: ScoredUnits, foot: int) -> int:
    """Return the first unit of the post that a header closes: from there on units speak most for comments."""
    best, best_total, total = foot, 0.0, 0.0
    for index in range(foot - 1, max(scored.earliest, foot - MAX_BEGINNING_UNITS) - 1, -1):
        if scored.headers[index] is not None:
            break
        total += scored.gains[index]
        if total > best_total or best == foot:
            best, best_total = index, total
    return best


# -- Finders: by names


def _by_names(scored: ScoredUnits) -> Thread | None:
    """Find names on lines of their own, each with a short post below it, up to the end of the text."""
    names = _names_of_posts(scored)
    if len(names) < MIN_NAMED_POSTS:
        return None
    first = names[-1]
    if _cross_headings(scored, first) >= len(names) * CROSS_HEADING_SHARE:
        return None
    personal = len(names) > MIN_NAMED_POSTS and _is_only_below_personal(scored.units, first)
    if not personal and not _is_thread(scored, first, BELOW_NAMES):
        return None
    return Thread(first, "names on lines of their own, with a post below each")


def _names_of_posts(scored: ScoredUnits) -> list[int]:
    """Return the lines that look like names with a post below each, from the end of the text upwards."""
    names: list[int] = []
    last = len(scored.units) - 1
    while True:
        name = _name_above_post(scored, last)
        if name is None:
            return names
        names.append(name)
        last = name - 1


def _name_above_post(scored: ScoredUnits, last: int) -> int | None:
    """Return the line like a name above the post that ends with unit `last`, or None."""
    highest = max(scored.earliest, last - MAX_POST_UNITS)
    index = last
    while index > highest and _is_line_of_post(scored, index):
        index -= 1
    if index < last and _is_handle(scored.units[index]):
        return index
    return None


def _is_line_of_post(scored: ScoredUnits, index: int) -> bool:
    unit = scored.units[index]
    return unit.ended and scored.headers[index] is None and not _is_handle(unit)


def _cross_headings(scored: ScoredUnits, end: int) -> int:
    """Count the lines above `end` that look like names between paragraphs of the article."""
    units = scored.units[:end]
    return sum(scored.headers[index] is None and _is_handle_between(units, index) for index in range(end))


def _is_handle_between(units: Sequence[TextUnit], index: int) -> bool:
    return _is_between_sentences(units, index) and _is_handle(units[index])


def _is_only_below_personal(units: Sequence[TextUnit], first: int) -> bool:
    """Whether most units from `first` on are in the first person, and most above it are not."""
    return (
        _first_person_share(units[first:]) >= PERSONAL_SHARE
        and _first_person_share(units[:first]) < 1 - PERSONAL_SHARE
    )


def _first_person_share(units: Sequence[TextUnit]) -> float:
    long_units = [unit for unit in units if unit.words > SHORT_WORDS]
    return _count(_is_first_person, long_units) / max(1, len(long_units))


def _is_handle(unit: TextUnit) -> bool:
    """Whether a line may be the name under which somebody posts."""
    if unit.words > NAME_WORDS or unit.ended or unit.bullet or not unit.text[0].isalnum():
        return False
    if unit.words == NAME_WORDS and not unit.text.istitle():
        return False
    return all(map(_may_be_part_of_handle, unit.text.split()))


def _may_be_part_of_handle(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word.isalnum()


# -- Finders: by style and signs


@dataclass(frozen=True, slots=True)
class _RunningStyle:
    """Sums over the units above each place: many addresses cost no more than one."""

    points: list[float]
    counted: list[int]  # units
    styled: list[int]  # units whose points speak for comments

    def mean(self, start: int, end: int) -> float:
        """Return the mean points of the units counted from `start` up to `end`; 0 where there is none."""
        return (self.points[end] - self.points[start]) / max(1, self.counted[end] - self.counted[start])


def _running_style(scored: ScoredUnits, words: int) -> _RunningStyle:
    """Sum up the style of the units that have more than so many words."""
    sums = _RunningStyle([0.0], [0], [0])
    for unit, points in zip(scored.units, scored.style, strict=True):
        is_counted = unit.words > words
        sums.points.append(sums.points[-1] + points * is_counted)
        sums.counted.append(sums.counted[-1] + is_counted)
        sums.styled.append(sums.styled[-1] + (is_counted and points > 0))
    return sums


def _by_address(scored: ScoredUnits) -> Thread | None:
    """Find an address on a line of its own, below which people write who do not write above."""
    end = len(scored.units)
    addresses = [index for index in range(scored.earliest, end - 2) if _is_address(scored.units[index])]
    if not addresses:
        return None
    above, below = _running_style(scored, SHORT_WORDS), _running_style(scored, 1)
    for index in addresses:
        if below.styled[end] - below.styled[index + 1] < MIN_STYLED_BELOW_ADDRESS:
            continue
        if below.mean(index + 1, end) - above.mean(0, index) < MIN_STYLE_CONTRAST:
            continue
        if _is_thread(scored, index, AFTER_REPEATED):
            return Thread(index, "a bare address, and below it the style of comments")
    return None


def _is_address(unit: TextUnit) -> bool:
    """Whether a unit is nothing but an address, and not that of an embedded post or video."""
    return ADDRESS.fullmatch(unit.text) is not None and EMBED.match(unit.text) is None


def _by_style(scored: ScoredUnits) -> Thread | None:
    """Find the one cut after which the style of all that follows speaks most for comments."""
    best, best_total, total = -1, MIN_CUT_POINTS, 0.0
    for index in range(len(scored.units) - 1, scored.earliest - 1, -1):
        total += scored.gains[index]
        if total > best_total:
            best, best_total = index, total
    if best < 0 or not _is_thread(scored, best, UNMARKED):
        return None
    return Thread(best, "all that follows is written as comments are")


def _by_signs(scored: ScoredUnits) -> Thread | None:
    """Find polite remarks by what they do (react, reply, ask), set closer or wider than the article."""
    first = _first_remark(scored)
    remarks = scored.units[first:]
    signs_of_remarks = [signs(unit) for unit in remarks]
    names = set(chain.from_iterable(signs_of_remarks))
    if len(remarks) < MIN_REMARKS or sum(map(bool, signs_of_remarks)) < MIN_SIGNED_REMARKS:
        return None
    if len(names) < MIN_SIGN_KINDS or not _is_set_apart(scored.units, first):
        return None
    if _count(_asks, remarks) > QUESTION_SHARE * len(remarks) or not _is_thread(scored, first, REMARKS_ALONE):
        return None
    return Thread(first, "readers' remarks: " + ", ".join(sorted(names)))


def _first_remark(scored: ScoredUnits) -> int:
    """Return the first of the remarks at the end of the text; asides may stand below it."""
    first = len(scored.units)
    while first > scored.earliest and _may_be_remark(scored, first - 1):
        first -= 1
    while first < len(scored.units) and not _is_telling_remark(scored.units[first]):
        first += 1
    return first


def _may_be_remark(scored: ScoredUnits, index: int) -> bool:
    if scored.headers[index] is not None:
        return False
    unit = scored.units[index]
    return _is_telling_remark(unit) or _is_aside(unit)


def _is_telling_remark(unit: TextUnit) -> bool:
    return _is_first_person(unit) or has_signs(unit)


def _is_aside(unit: TextUnit) -> bool:
    """Whether a unit is a sentence or two without attribution or quotation, as a remark is."""
    if not unit.ended or unit.words > ASIDE_WORDS or QUOTED.search(unit.text):
        return False
    return not _words_outside_quotations(unit, ATTRIBUTING_WORDS)


def _asks(unit: TextUnit) -> bool:
    return unit.text.endswith("?")


def _is_set_apart(units: Sequence[TextUnit], first: int) -> bool:
    """Whether remarks say “@” to somebody, or blank lines stand only between the units above, or below."""
    if any(unit.text.startswith("@") for unit in units[first:]):
        return True
    gaps = [units[index].first - units[index - 1].lines[-1] > 1 for index in range(1, len(units))]
    above, below = gaps[: max(0, first - 1)], gaps[first:]
    if not above or not below:
        return False
    if any(above):
        return all(above) and not any(below)
    return all(below)


# Asked in this order: the first that finds a thread says where it begins.
THREAD_FINDERS: tuple[Callable[[ScoredUnits], Thread | None], ...] = (
    _by_headers,
    _by_names,
    _by_address,
    _by_style,
    _by_signs,
)


def _is_thread(scored: ScoredUnits, first: int, needed: SignsNeeded) -> bool:
    """Whether several people write from unit `first` on: enough posts have signs, and it is not one text."""
    posts = scored.posts(first)
    if _is_one_text(posts):
        return False
    signed = _count(has_signs, posts)
    return signed >= needed.posts and signed >= needed.share * len(posts)


def _is_one_text(posts: Sequence[TextUnit]) -> bool:
    """Whether units are a long quotation or an interview: names or questions open its parts."""
    questions = _count(_is_question_to_you, posts)
    if questions >= MIN_QUESTIONS and questions >= QUESTION_SHARE * len(posts):
        return True
    if _count(_opens_with_quotation, posts) > MAX_QUOTED_SHARE * len(posts):
        return True
    return _count(_is_turn, posts) > max(1, MAX_TURN_SHARE * len(posts))


def _is_question_to_you(unit: TextUnit) -> bool:
    return SECOND_PERSON_QUESTION.fullmatch(unit.text) is not None


def _opens_with_quotation(unit: TextUnit) -> bool:
    return unit.text[0] in OPENING_QUOTES


def _is_turn(unit: TextUnit) -> bool:
    """Whether a unit opens with a name and a colon, as what is said in an interview does."""
    return TURN.match(unit.text) is not None
