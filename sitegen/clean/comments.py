"""Where readers' comments begin when nothing marks them: one best cut, chosen by the evidence on both sides."""

import re
from itertools import accumulate

from sitegen.clean.units import Unit

# What speaks for a comment (above 0) or for an article (below 0), per unit; each entry carries its examples.
CUES: tuple[tuple[str, float, re.Pattern[str], str, str], ...] = (
    (
        "a bare address",
        3.0,
        re.compile(r"^https?://\S+$"),
        "https://example.org/a",
        "See https://example.org/a for more.",
    ),
    (
        "a name before a post",
        2.5,
        re.compile(r"^(?:@\w+|[\w .]{2,30} (?:says|said|wrote|writes)(?:\.\.\.|:|,)$|posted by)", re.IGNORECASE),
        "Ann says:",
        "Ann says no.",
    ),
    (
        "a post's time or vote",
        2.0,
        re.compile(r"^(?:\d+ (?:hours?|days?|minutes?|weeks?|months?|years?) ago|reply|report|\W?\d{1,4}\W?$)", re.IGNORECASE),
        "3 days ago",
        "Three days later he left.",
    ),
    (
        "the first person",
        1.0,
        re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|[Mm]e|[Mm]yself)\b"),
        "I think so.",
        "They think so.",
    ),
    (
        "the second person",
        0.7,
        re.compile(r"\b(?:you|your|you['’](?:re|ve|ll|d))\b", re.IGNORECASE),
        "You are right.",
        "They are right.",
    ),
    (
        "chat words",
        2.0,
        re.compile(
            r"\b(?:lol|imo|imho|btw|omg|wtf|yeah|yep|nope|gonna|wanna|dude|folks|guys|haha\w*|thanks|thx|idiots?|morons?|bullshit|crap|sheeple|troll)\b",
            re.IGNORECASE,
        ),
        "Yeah, right.",
        "He was right.",
    ),
    (
        "shouting or trailing off",
        0.9,
        re.compile(r"!|\.\.\.|\?\?|\b[A-Z]{4,} [A-Z]{3,}\b"),
        "What a mess...",
        "What a mess.",
    ),
    ("a small first letter", 1.2, re.compile(r"^[a-z]"), "well said", "Well said."),
    (
        "talk of the article",
        1.2,
        re.compile(r"\b(?:this|the|your|great|good|nice) (?:article|post|author|writer|comments?|blog|site)\b", re.IGNORECASE),
        "Great article",
        "The artist left.",
    ),
    (
        "a view",
        0.6,
        re.compile(
            r"\b(?:I (?:think|guess|believe|hope|wish|agree|doubt)|in my opinion|exactly|so true|well said|makes sense)\b",
            re.IGNORECASE,
        ),
        "I guess so.",
        "They hope so.",
    ),
    ("no end mark", 0.4, re.compile(r"[\w,]$"), "not smart", "Not smart."),
    (
        "attribution",
        -0.8,
        re.compile(r"\b(?:said|told|according to|announced|reported|added|spokes(?:man|woman|person)|wrote|stated|officials?)\b"),
        "He said so.",
        "He is here.",
    ),
    (
        "a quotation",
        -0.4,
        re.compile(r"[“\"][^”\"]{20,600}[”\"]"),
        "“We will go on until it is done,” he said.",
        "We will go.",
    ),
    (
        "a title with a name",
        -0.6,
        re.compile(r"\b(?:President|Minister|Mr|Ms|Mrs|Dr|Professor|Senator|Gov|Rep|Sen|Chief|Secretary|Judge)\.? [A-Z]"),
        "Mr Smith left.",
        "He left.",
    ),
    ("figures", -0.2, re.compile(r"\b\d{2,}\b"), "In 2021 it grew.", "It grew."),
)
QUOTED = re.compile(r"[“\"][^”\"]{1,600}[”\"]")
PRIOR = -0.15  # a unit without evidence belongs to the article
LEAST = 4.0  # evidence that must stand after the cut
CONTRAST = 0.9  # by how much the units after the cut must be more comment-like than those before
LONGEST = 4_000  # code points of a unit that are looked at
OPENING = 60  # words that are taken to be the article


def score(unit: Unit) -> tuple[float, tuple[str, ...]]:
    """Give how much a unit looks like a comment, and by which cues."""
    text = unit.text[:LONGEST]
    outside = QUOTED.sub("“”", text)
    named = [
        (weight, name)
        for name, weight, pattern, _, _ in CUES
        if pattern.search(text if name in {"a quotation", "a bare address"} else outside)
    ]
    return PRIOR + sum(weight for weight, _ in named), tuple(name for weight, name in named if weight > 0)


def first_comment(units: list[Unit]) -> int:
    """Give the index of the first unit that is a comment, or the number of units where there is none."""
    scores = [score(unit)[0] for unit in units]
    words = list(accumulate((unit.words for unit in units), initial=0))
    earliest = next((at for at, count in enumerate(words) if count >= OPENING), len(units))
    before = list(accumulate(scores, initial=0.0))
    total = before[-1]
    best, most = len(units), LEAST
    for at in range(max(2, earliest), len(units)):
        after = total - before[at]
        contrast = after / (len(units) - at) - before[at] / at
        if after > most and contrast >= CONTRAST:
            best, most = at, after
    return best
