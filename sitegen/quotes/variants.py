"""Which quotations of which articles are one: the same words, cut, bracketed or translated in another way."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from sitegen.groups import groups
from sitegen.model import Article, Quotation
from sitegen.text import fold, normal_words, word_set

COMMON = word_set(
    "the and that this with from have has had will would been were was are for not but they their them our you your his her its we he she"
    " it is to of in on at by as be or an a i there what which who when if so do does did can could should about into than then just very"
)
SAME = 0.6  # of the content words of the shorter, where one person speaks
VERBATIM = 0.85  # where the articles do not agree on who speaks
VERBATIM_ROWS = 0.6  # of three words in a row, there
LEAST = 5  # content words in common
TOO_COMMON = 60  # quotations; a word in more of them proposes no pair


@dataclass(frozen=True, slots=True)
class _Words:
    all: str  # in normal form, a space around each
    content: frozenset[str]
    threes: frozenset[tuple[str, str, str]]  # three words in a row
    speaker: str


def variants(
    articles: tuple[Article, ...], found: tuple[tuple[Quotation, ...], ...]
) -> tuple[tuple[Quotation, ...], ...]:
    """Give quotations that are one together, in the order in which the articles first have them."""
    flat = [one for some in found for one in some]
    by_id = {article.id: article for article in articles}
    words = [_words(by_id[one.seed].spoken(one), one) for one in flat]
    same = ((a, b) for a, b in sorted(_candidates(words)) if _same(words[a], words[b]))
    together: dict[int, list[Quotation]] = defaultdict(list)
    for at, first in groups(range(len(flat)), same).items():
        together[first].append(flat[at])
    return tuple(tuple(group) for group in together.values())


def _words(text: str, one: Quotation) -> _Words:
    words = [word for word, _, _ in normal_words(text)]
    content = frozenset(word for word in words if word not in COMMON)
    return _Words(
        f" {' '.join(words)} ",
        content,
        frozenset(zip(words, words[1:], words[2:], strict=False)),
        one.entity or (fold(one.speaker) if one.named else ""),
    )


def _candidates(words: list[_Words]) -> set[tuple[int, int]]:
    """Give pairs that share a word which few quotations have."""
    having: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(words):
        for word in one.content:
            having[word].append(at)
    pairs: set[tuple[int, int]] = set()
    for some in having.values():
        if 1 < len(some) <= TOO_COMMON:
            pairs.update((a, b) for at, a in enumerate(some) for b in some[at + 1 :])
        elif len(some) > TOO_COMMON:
            pairs.update(pairwise(some))
    return pairs


def _same(a: _Words, b: _Words) -> bool:
    short, long = (a, b) if len(a.all) <= len(b.all) else (b, a)
    if not short.content:
        return False
    agree = short.speaker == long.speaker and bool(short.speaker)
    if agree and short.all in long.all:
        return True
    shared = len(short.content & long.content)
    threes = len(short.threes & long.threes)
    least, in_a_row = (SAME, 1) if agree else (VERBATIM, VERBATIM_ROWS * len(short.threes))
    return (
        shared >= LEAST
        and shared >= least * min(len(short.content), len(long.content))
        and threes >= in_a_row
    )
