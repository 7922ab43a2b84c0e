"""Which quotations of which articles are one: the same words, cut, bracketed or translated in another way."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from sitegen.groups import groups
from sitegen.model import Article, Quotation
from sitegen.text import fold, normal_words, word_set

FUNCTION_WORDS = word_set(
    "the and that this with from have has had will would been were was are for not but they their them"
    " our you your his her its we he she it is to of in on at by as be or an a i there what which who when"
    " if so do does did can could should about into than then just very"
)
# Shares of the content words and trigrams of the shorter quotation that the longer one has; by judgement.
MIN_SHARED_BY_ONE_SPEAKER = 0.6
MIN_SHARED_BY_OTHERS = 0.85  # where the articles do not agree on who speaks
MIN_SHARED_TRIGRAMS_BY_OTHERS = 0.6
MIN_VARIANT_WORDS = 5  # content words; by judgement
MAX_QUOTATIONS_OF_WORD = (
    60  # a word in more of them pairs each with the next alone, so that pairs stay few; by judgement
)


@dataclass(frozen=True, slots=True)
class _Wording:
    """What two quotations are compared by."""

    spaced: str  # the words in normal form, a space around each
    content: frozenset[str]
    trigrams: frozenset[tuple[str, str, str]]
    speaker: str  # the entity's id, or the folded name; empty where nobody is named


def variants(
    articles: tuple[Article, ...], quotations: tuple[tuple[Quotation, ...], ...]
) -> tuple[tuple[Quotation, ...], ...]:
    """Return quotations that are one together, in the order in which the articles first have them.

    `quotations` has those of each article.
    """
    flat = [quotation for row in quotations for quotation in row]
    by_id = {article.id: article for article in articles}
    wordings = [_wording(by_id[quotation.seed].spoken(quotation), quotation) for quotation in flat]
    group_of = groups(range(len(flat)), _pairs_of_one(wordings))
    together: dict[int, list[Quotation]] = defaultdict(list)
    for index, first in group_of.items():
        together[first].append(flat[index])
    return tuple(tuple(group) for group in together.values())


def _wording(text: str, quotation: Quotation) -> _Wording:
    words = [word for word, _, _ in normal_words(text)]
    return _Wording(
        f" {' '.join(words)} ",
        frozenset(words) - FUNCTION_WORDS,
        frozenset(zip(words, words[1:], words[2:], strict=False)),
        _speaker_key(quotation),
    )


def _speaker_key(quotation: Quotation) -> str:
    if quotation.entity:
        return quotation.entity
    return fold(quotation.speaker) if quotation.named else ""


def _pairs_of_one(wordings: Sequence[_Wording]) -> Iterator[tuple[int, int]]:
    """Yield the indexes of two wordings that are one quotation."""
    for first, second in sorted(_candidates(wordings)):
        if _is_same(wordings[first], wordings[second]):
            yield first, second


def _candidates(wordings: Sequence[_Wording]) -> set[tuple[int, int]]:
    """Return pairs that share a word which few quotations have."""
    indexes_of: dict[str, list[int]] = defaultdict(list)
    for index, wording in enumerate(wordings):
        for word in wording.content:
            indexes_of[word].append(index)
    pairs: set[tuple[int, int]] = set()
    for indexes in indexes_of.values():
        pairs.update(_pairs_of_word(indexes))
    return pairs


def _pairs_of_word(indexes: Sequence[int]) -> Iterable[tuple[int, int]]:
    return combinations(indexes, 2) if len(indexes) <= MAX_QUOTATIONS_OF_WORD else pairwise(indexes)


def _is_same(first: _Wording, second: _Wording) -> bool:
    """Whether two wordings are of one quotation; of a shorter one, whether it is part of the longer."""
    short, long = (first, second) if len(first.spaced) <= len(second.spaced) else (second, first)
    if not short.content:
        return False
    by_one_speaker = bool(short.speaker) and short.speaker == long.speaker
    if by_one_speaker and short.spaced in long.spaced:
        return True
    shared_words = len(short.content & long.content)
    if shared_words < MIN_VARIANT_WORDS:
        return False
    fewest_words = min(len(short.content), len(long.content))
    shared_trigrams = len(short.trigrams & long.trigrams)
    if by_one_speaker:
        return shared_words >= MIN_SHARED_BY_ONE_SPEAKER * fewest_words and shared_trigrams >= 1
    fewest_trigrams = MIN_SHARED_TRIGRAMS_BY_OTHERS * len(short.trigrams)
    return shared_words >= MIN_SHARED_BY_OTHERS * fewest_words and shared_trigrams >= fewest_trigrams
