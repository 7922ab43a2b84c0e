"""Where a passage quotes speech: stretches between quotation marks, and passages that a mark leaves open."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

# Opening marks with what may close them; straight marks open and close by what stands around them.
_CLOSERS = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", "”": "”"}
_DOUBLE = re.compile('["“”„«»「」『』]')
_SINGLE_OPENS = re.compile(r"(?<![\w.,!?])[‘'](?=[\w\[(…])")
_SINGLE_CLOSES = re.compile(r"(?<=[\w.,!?…\])])[’'](?![\w])")
SPEECHES = 2  # quotations that end with a stop which show the marks of a text
NAME_WORDS = 4  # of a ship, a book or a nickname in marks
_SENTENCE_MARKS = frozenset(".,!?…")


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words between two quotation marks of a passage, the marks left out; offsets in the passage."""

    start: int
    end: int
    outer_start: int  # with the marks
    outer_end: int
    open: bool = False  # no mark closes it in this passage


def in_single_marks(texts: Sequence[str]) -> bool:
    """Say whether texts have single marks around speech, as British ones do; double marks then stand inside it or around names."""
    double = [_double(text) for text in texts]
    if not any(double):
        return True
    speeches, free = 0, []
    for text, quotes in zip(texts, double, strict=True):
        outer = [one for one in _single(text) if text[one.end - 1] in _SENTENCE_MARKS]
        speeches += len(outer)
        outside = [
            one
            for one in quotes
            if not any(two.start <= one.outer_start and one.outer_end <= two.end for two in outer)
        ]
        free += [text[one.start : one.end] for one in outside]
    return speeches >= SPEECHES and all(
        len(words.split()) <= NAME_WORDS and words[-1:] not in _SENTENCE_MARKS for words in free
    )


def quoted(text: str, *, single: bool = False) -> tuple[Quoted, ...]:
    """Give what a passage quotes, in order; with `single`, what stands between single marks."""
    found = _single(text) if single else _double(text)
    return tuple(one for one in found if text[one.start : one.end].strip())


def _double(text: str) -> list[Quoted]:
    found: list[Quoted] = []
    opened, closers = -1, ""
    both = "“" not in text and "„" not in text  # Swedish and Finnish open with the mark that closes
    for match in _DOUBLE.finditer(text):
        mark, at = match[0], match.start()
        if opened >= 0 and (mark in closers or (mark == '"' == closers)):
            if mark == '"' and _opens(text, at) and not _closes(text, at):
                found.append(
                    Quoted(opened + 1, at, opened, at, open=True)
                )  # the next paragraph of one speech, run together
                opened = at
                continue
            found.append(Quoted(opened + 1, at, opened, at + 1))
            opened = -1
        elif mark == '"':
            opened, closers = (at, '"') if opened < 0 and _opens(text, at) else (opened, closers)
        elif opened < 0 and mark in _CLOSERS and (mark != "”" or (both and _opens(text, at))):
            opened, closers = at, _CLOSERS[mark]
    if opened >= 0 and _opens(text, opened):
        found.append(Quoted(opened + 1, len(text), opened, len(text), open=True))
    return found


def _opens(text: str, at: int) -> bool:
    """Say whether a mark may open: nothing, space or a bracket before it, and no space after."""
    return (
        (at == 0 or text[at - 1].isspace() or text[at - 1] in "([—–-/")
        and at + 1 < len(text)
        and not text[at + 1].isspace()
    )


def _closes(text: str, at: int) -> bool:
    return at > 0 and not text[at - 1].isspace()


def _single(text: str) -> list[Quoted]:
    """Take as the end of a quotation the last mark before the next one opens, a mark after a stop before one after a letter."""
    opens = [match.start() for match in _SINGLE_OPENS.finditer(text)]
    found: list[Quoted] = []
    for start, after in pairwise([*opens, len(text)]):
        if found and start < found[-1].outer_end:
            continue
        closes = [match.start() for match in _SINGLE_CLOSES.finditer(text, start + 1, after)]
        sure = (
            [at for at in closes if text[at - 1] in _SENTENCE_MARKS]
            or [at for at in closes if text[at - 1] != "s"]
            or closes
        )
        if sure:
            found.append(Quoted(start + 1, sure[0], start, sure[0] + 1))
    return found
