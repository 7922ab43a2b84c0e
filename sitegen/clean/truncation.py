"""Whether the text of an article was cut off: a promised length, a paywall, a sentence that breaks off."""

import re
from collections.abc import Sequence

from sitegen.clean.state import CleaningState, LineStatus
from sitegen.model import Block, BlockKind, Seed
from sitegen.text import ends_sentence, word_count

READING_SPEED = 200  # words in a minute, the slowest that sites count with
MIN_PROMISED_SHARE = 0.6  # of the words that the stated reading time promises; by judgement
MIN_TEXT_WORDS = 60  # of a shorter text nobody can tell whether it is whole; by judgement
MIN_SENTENCE_WORDS = 8  # by judgement
MIN_STOPPED_SHARE = 0.8  # of the paragraphs above that end with a full stop; by judgement
OPEN_END = re.compile(r"(?:,|[^.!?…]\s[-–—])$")
# Words that no sentence ends with: conjunctions, prepositions, articles, auxiliaries.
LAST_WORD = re.compile(
    r"\b(?:and|or|but|nor|because|although|while|which|who|whose|that|than|if|when|as|of|to|in|on|at|by|for"
    r"|from|with|into|the|a|an|this|these|its|his|her|their|our|my|is|are|was|were|be|been|has|have|had|will|would|could"
    r"|should|not|und|oder|aber|der|die|das|den|dem|ein|eine|von|zu|mit|für"
    r"|et|ou|mais|le|la|les|des|du|un|une|de|que|qui|y|o|pero|el|los|las|con|para|por"
    r"|e|il|che|di|и|или|но|что|в|на|с|по)$",
    re.IGNORECASE,
)


def unread_reason(seed: Seed) -> str:
    """Return that the file of a seed goes on, in words for readers; empty where all of it was read."""
    return f"the file has {seed.unread:,} more characters, which are not read" if seed.unread else ""


def truncation_reason(state: CleaningState, blocks: Sequence[Block]) -> str:
    """Return why the text is thought to end early, in words for readers; empty where it seems whole."""
    words = _text_words(state)
    if words < state.minutes * READING_SPEED * MIN_PROMISED_SHARE:
        return f"the page promises {state.minutes} minutes of reading, here are {words} words"
    if state.paywalled:
        return "a notice below the text asks to subscribe to go on reading"
    body = [block for block in blocks if block.kind is not BlockKind.COMMENT]
    if words < MIN_TEXT_WORDS or not body or body[-1].kind is not BlockKind.PARAGRAPH:
        return ""
    *above, last = [block.text for block in body]
    return "the last sentence breaks off" if breaks_off(last.rstrip(), above) else ""


def _text_words(state: CleaningState) -> int:
    words = 0
    for index, unit in enumerate(state.units):
        if state.status_of(index) == LineStatus.BLOCK:
            words += unit.words
    return words


def breaks_off(last: str, above: Sequence[str]) -> bool:
    """Whether a text ends in the middle of a sentence.

    A last line without a full stop is evidence only where it is a long sentence, other paragraphs have full
    stops, and it ends with a comma, a dash, or a word that something must follow: captions, signatures and
    headlines end without a full stop too.
    """
    if not _has_open_end(last) or word_count(last) < MIN_SENTENCE_WORDS:
        return False
    sentences = [text for text in above if word_count(text) >= MIN_SENTENCE_WORDS]
    stopped = sum(map(ends_sentence, sentences))
    return bool(sentences) and stopped >= MIN_STOPPED_SHARE * len(sentences)


def _has_open_end(text: str) -> bool:
    """Whether a text ends with a comma, a dash, or a word in small letters that something must follow."""
    if OPEN_END.search(text):
        return True
    last_letter = text[-1:]
    return last_letter.isalpha() and last_letter.islower() and LAST_WORD.search(text) is not None
