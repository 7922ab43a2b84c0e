"""A passage while its names are looked for: its words, what lists say of them, where known names stand."""

from dataclasses import dataclass
from itertools import compress, count
from operator import attrgetter

from sitegen.entities.authority import Authority, AuthorityName
from sitegen.entities.lexicon import Lexicon
from sitegen.entities.tagger import TaggerInput
from sitegen.entities.tokens import Tokens, headline_case, tokenize
from sitegen.entities.truecase import in_capitals, truecased

CAPITAL = attrgetter("capital")
ENDS = frozenset('.!?”"')


@dataclass(frozen=True, slots=True)
class PassageTokens:
    """A passage while its names are looked for."""

    number: int
    text: str
    words: Tokens
    line: TaggerInput
    matches: list[tuple[int, AuthorityName]]
    headline: bool

    def slice(self, start: int, end: int) -> tuple[str, ...]:
        """Give the words [start, end)."""
        return tuple(self.words.texts[start:end])

    def joined(self, start: int, end: int) -> tuple[str, ...]:
        """Give words, those with a hyphen between them as one ("Kim", "Jong-un")."""
        if "-" not in self.words.gaps[start + 1 : end]:
            return tuple(self.words.texts[start:end])
        made: list[str] = []
        for at in range(start, end):
            between = self.text[self.words.end(at - 1) : self.words.starts[at]] if at > start else " "
            if len(between) == 1 and not between.isspace() and self.words.gaps[at] == "-":
                made[-1] = f"{made[-1]}{between}{self.words.texts[at]}"
            else:
                made.append(self.words.texts[at])
        return tuple(made)

    def before(self, start: int) -> str:
        """Give the word right before a place in small letters, or an empty text."""
        return self.words.texts[start - 1].lower() if start and self.words.gaps[start] in " -.'" else ""

    def after(self, end: int) -> str:
        """Give the word at the end of a name, or an empty text."""
        return self.words.texts[end] if end < len(self.words) else ""


def passage_tokens(
    number: int, text: str, known: Authority, lexicon: Lexicon, *, english: bool
) -> PassageTokens:
    """Give a passage with its words, and the known names in it; in another language than English those that mean the same there.

    A passage in capitals is read as if it were not.
    """
    if english and in_capitals(text):
        text = truecased(text, lexicon, known.by_first)
    words = tokenize(text)
    matches = known.matches(words)
    if not english:
        matches = [(at, one) for at, one in matches if _is_meant_anywhere(one, known)]
    line = line_of(words, matches, lexicon)
    return PassageTokens(
        number, text, words, line, matches, text[-1:] not in ENDS and headline_case(words.texts)
    )


def _is_meant_anywhere(one: AuthorityName, known: Authority) -> bool:
    """Say whether a name means the same in any language: one of a person's list, or a whole name of several words.

    Single words of the built-in list are English: in Spanish "LA" is no city, and "EU" no union.
    """
    return one.entity in known.given_ids or not one.entity or (len(one.words) > 1 and one.why == "name")


def line_of(words: Tokens, matches: list[tuple[int, AuthorityName]], lexicon: Lexicon) -> TaggerInput:
    """Give the words of a passage with what lists say of them."""
    infos = list(map(lexicon.infos.__getitem__, words.texts))
    settled = {at: at + len(known.words) for at, known in matches if known.entity}
    capitals = list(compress(count(), map(CAPITAL, infos)))
    return TaggerInput(words, infos, capitals, settled, listed(words, capitals, matches, lexicon))


def listed(
    words: Tokens, capitals: list[int], matches: list[tuple[int, AuthorityName]], lexicon: Lexicon
) -> dict[int, str]:
    """Give for the words of known names, and of places of the lexicon, which list has them."""
    made: dict[int, str] = {}
    for at, known in matches:
        _enter(
            made,
            at,
            len(known.words),
            known.why if known.why in {"demonym", "capital"} else known.kind or "not",
        )
    texts, end = words.texts, 0
    places, longer = lexicon.places, lexicon.longer
    for at in capitals:
        if at >= end and at not in made and (texts[at] in places or texts[at] in longer):
            size, kind = lexicon.place_at(texts, at)
            if size and not any(one in made for one in range(at, at + size)):
                _enter(made, at, size, kind)
                end = at + size
    return made


def _enter(made: dict[int, str], at: int, size: int, kind: str) -> None:
    mark = f"{kind}+" if size > 1 else kind
    for one in range(at, at + size):
        made[one] = f"{'B' if one == at else 'I'}-{mark}"
