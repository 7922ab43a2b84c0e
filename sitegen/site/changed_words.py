"""Two texts side by side, with the words marked that the other lacks."""

from difflib import SequenceMatcher

from sitegen.model.site import Run
from sitegen.text import fold

MAX_COMPARED_WORDS = 4_000  # of a text; longer ones are marked as a whole; by judgement, for speed


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
