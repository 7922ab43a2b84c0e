"""Capitals that stand for their governments ("Beijing has denied"), told from cities by the words around them."""

from sitegen.identify.kinds import SAYING
from sitegen.identify.tokens import Words

INSIDE = frozenset("in at near outside around across into throughout".split())
TRAVEL = frozenset(
    "visit visits visited visiting trip travel travels travelled traveled travelling traveling flew fly flying went go going came come"
    " envoy envoys return returned returning sent sending journey arrived arriving flight moved left leaving based born city capital"
    " streets outskirts reported reporting drove suburb mayor university west east north south miles kilometres kilometers km".split()
)
ACTING_AFTER = (
    frozenset(
        "has have had is was will would wants wanted sees saw and also agreed must should could may might can did does do remains"
        " insists views hopes plans seeks sought refused rejected accused urged".split()
    )
    | SAYING
)
COMPOUND = frozenset(
    "based led backed born style made run owned controlled centered centred aligned brokered occupied held sponsored funded bound"
    " dominated educated trained supplied allied administered friendly wide".split()
)


def stands_for_government(words: Words, start: int, end: int) -> bool:
    """Say whether a capital named at [start, end) acts as a government does, by the words around it."""
    texts, gaps = words.texts, words.gaps
    before = texts[start - 1].lower() if start else ""
    after = texts[end] if end < len(texts) else ""
    if gaps[end] == "'":
        return not after[:1].isupper()
    if (gaps[end] == "-" and after in COMPOUND) or before in INSIDE or (start == 0 and texts[0].isupper()):
        return False
    if after.lower() in ACTING_AFTER:
        return True
    if before in {"to", "from", "of", "for", "via"}:
        return not any(text.lower() in TRAVEL for text in texts[max(0, start - 5) : start])
    listed = any(text.lower() in INSIDE for text in texts[max(0, start - 4) : start])  # "in Moscow, Kyiv and other capitals"
    return before not in TRAVEL and not after[:1].isupper() and not listed
