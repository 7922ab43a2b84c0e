"""Two texts side by side, with the words marked that the other lacks."""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from sitegen.model.site import Run
from sitegen.text import fold

MAX_COMPARED_WORDS = 1_000  # of a paragraph; longer ones are marked as a whole; by judgement, for speed
MAX_COMPARED_PAIRS = 4_000_000_000  # of words of two texts; so many take some seconds


def common_length(left: Sequence[str], right: Sequence[str]) -> int:
    """Return the length of the longest common subsequence of two rows of words.

    A bit of a number stands for each word of `left` (Hyyrö 2004, "Bit-parallel LCS-length computation
    revisited"). Of very long texts, the words that both have in any order are counted.
    """
    if len(left) * len(right) > MAX_COMPARED_PAIRS:
        return (Counter(left) & Counter(right)).total()
    places: dict[str, int] = {}
    for place, word in enumerate(left):
        places[word] = places.get(word, 0) | 1 << place
    every = (1 << len(left)) - 1
    unmatched = every
    for word in right:
        matched = unmatched & places.get(word, 0)
        if matched:
            unmatched = ((unmatched + matched) | (unmatched - matched)) & every
    return len(left) - unmatched.bit_count()


def words_changed(left: str, right: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Return the runs of two texts, those words marked that the other lacks."""
    left_words, right_words = left.split(), right.split()
    if len(left_words) + len(right_words) > 2 * MAX_COMPARED_WORDS:
        return (Run(text=left, change="del"),), (Run(text=right, change="ins"),)
    left_runs: list[Run] = []
    right_runs: list[Run] = []
    matcher = SequenceMatcher(
        None, [fold(word) for word in left_words], [fold(word) for word in right_words], autojunk=False
    )
    for tag, left_start, left_end, right_start, right_end in matcher.get_opcodes():
        equal = tag == "equal"
        if left_end > left_start:
            text = " ".join(left_words[left_start:left_end]) + " "
            left_runs.append(Run(text=text, change="" if equal else "del"))
        if right_end > right_start:
            text = " ".join(right_words[right_start:right_end]) + " "
            right_runs.append(Run(text=text, change="" if equal else "ins"))
    return tuple(left_runs), tuple(right_runs)
