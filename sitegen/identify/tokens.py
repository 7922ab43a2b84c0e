"""Words of a passage with their places, and whether they open a sentence."""

import re
from dataclasses import dataclass

from sitegen.text import sentences

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[’'\-&.](?=[^\W_])[^\W_]+)*")
_COMPOUND = re.compile(
    r"-(?:based|led|backed|born|style|made|run|owned|controlled|cent(?:er|r)ed|aligned|brokered|occupied|held|sponsored|funded|bound"
    r"|dominated|educated|trained|supplied|allied|administered|friendly|wide)$"
)
_POSSESSIVE = re.compile(r"['’](?:s|S)$")

ABBREVIATED = frozenset(
    "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z Mr Mrs Ms Dr St Gen Sen Rep Gov Lt Col Maj Capt Sgt Prof Rev Hon".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word without a possessive ending."""

    text: str
    start: int
    end: int
    opens: bool  # a sentence
    possessive: bool
    compound: bool = False  # "London" of "London-based"

    @property
    def capital(self) -> bool:
        """Say whether it begins with a capital letter."""
        return self.text[0].isupper()

    def parted(self, size: int) -> tuple["Token", "Token"]:
        """Give the words before and after a hyphen at `size`."""
        left = Token(self.text[:size], self.start, self.start + size, self.opens, possessive=False, compound=True)
        right = Token(self.text[size + 1 :], self.start + size + 1, self.end, opens=False, possessive=self.possessive)
        return left, right


def tokens_of(text: str) -> tuple[Token, ...]:
    """Give the words of a text."""
    starts = {start for start, _ in sentences(text)}
    made: list[Token] = []
    opening = True
    passed = -1
    ordered = sorted(starts)
    for match in _TOKEN.finditer(text):
        while passed + 1 < len(ordered) and ordered[passed + 1] <= match.start():
            passed += 1
            opening = True
        word = match[0]
        tail = _POSSESSIVE.search(word)
        bare = word[: tail.start()] if tail else word
        joined = _COMPOUND.search(bare)
        bare = bare[: joined.start()] if joined else bare
        if not bare:
            continue
        colon = text[max(0, match.start() - 3) : match.start()].rstrip("\"“‘' ").endswith((":", "•", "|"))
        owning = bool(tail) or (bare.endswith("s") and text[match.end() : match.end() + 1] in {"’", "'"})
        made.append(Token(bare, match.start(), match.start() + len(bare), opening or colon, owning, bool(joined)))
        opening = False
    return tuple(made)


def adjacent(text: str, left: Token, right: Token) -> bool:
    """Say whether only a space (or the full stop of an abbreviation) stands between two words."""
    gap = text[left.end : right.start]
    return gap in {" ", "\u00a0"} or (gap == ". " and left.text in ABBREVIATED)


def headline_case(tokens: tuple[Token, ...]) -> bool:
    """Say whether a line is in title case or capitals, so that a capital letter tells nothing."""
    long = [token for token in tokens if len(token.text) > 3 and token.text[0].isalpha()]
    return len(long) >= 3 and sum(token.capital for token in long) > 0.6 * len(long)
