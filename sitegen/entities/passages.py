"""A passage while its names are looked for: its words, what lists say of them, where known names stand."""

from dataclasses import dataclass
from itertools import compress, count
from operator import attrgetter

from sitegen import name_evidence
from sitegen.entities.authority import Authority, AuthorityName
from sitegen.entities.lexicon import Lexicon
from sitegen.entities.tagger import TaggerInput
from sitegen.entities.tokens import Tokens, headline_case, tokenize
from sitegen.entities.truecase import in_capitals, truecased

SENTENCE_ENDS = frozenset('.!?”"')
NAMED_LISTS = frozenset(
    {name_evidence.DEMONYM, name_evidence.CAPITAL}
)  # in which a known name stands by what it is, not by its kind
_CAPITAL = attrgetter("capital")


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageTokens:
    """A passage while its names are looked for."""

    number: int  # in its article
    text: str  # in small letters where it was in capitals
    words: Tokens
    line: TaggerInput  # the words with what lists say of them
    matches: list[tuple[int, AuthorityName]]  # first words of known names that do not overlap, in order
    headline: bool  # its capital letters tell nothing
    lexicon: Lexicon

    def slice(self, start: int, end: int) -> tuple[str, ...]:
        """Return the words [start, end)."""
        return tuple(self.words.texts[start:end])

    def joined(self, start: int, end: int) -> tuple[str, ...]:
        """Return words, those with a hyphen between them as one ("Kim", "Jong-un")."""
        texts = self.words.texts
        if "-" not in self.words.gaps[start + 1 : end]:
            return tuple(texts[start:end])
        parts = [texts[start]]
        for index in range(start + 1, end):
            hyphen = self._hyphen_before(index)
            if hyphen:
                parts[-1] = f"{parts[-1]}{hyphen}{texts[index]}"
            else:
                parts.append(texts[index])
        return tuple(parts)

    def _hyphen_before(self, index: int) -> str:
        """Return the one code point that joins a word with the one before it, or an empty text."""
        if self.words.gaps[index] != "-":
            return ""
        between = self.text[self.words.end(index - 1) : self.words.starts[index]]
        return between if len(between) == 1 and not between.isspace() else ""

    def before(self, start: int) -> str:
        """Return the word right before a word in small letters, or an empty text."""
        return self.words.texts[start - 1].lower() if start and self.words.gaps[start] in " -.'" else ""

    def after(self, end: int) -> str:
        """Return the word at the end of a name, or an empty text."""
        return self.words.texts[end] if end < len(self.words) else ""


def passage_tokens(number: int, text: str, known: Authority, *, english: bool) -> PassageTokens:
    """Return a passage with its words and the known names in it, in other languages fewer of these.

    An English passage in capitals is read as if it were not.
    """
    if english and in_capitals(text):
        text = truecased(text, known.lexicon, known.by_first)
    words = tokenize(text)
    matches = known.matches(words)
    if not english:
        matches = [match for match in matches if _is_meant_anywhere(match[1], known)]
    line = line_of(words, matches, known.lexicon)
    headline = text[-1:] not in SENTENCE_ENDS and headline_case(words.texts)
    return PassageTokens(
        number=number,
        text=text,
        words=words,
        line=line,
        matches=matches,
        headline=headline,
        lexicon=known.lexicon,
    )


def _is_meant_anywhere(name: AuthorityName, known: Authority) -> bool:
    """Whether a name means the same in any language: one of a person's list, or a whole name of several.

    Single words of the built-in list are English: in Spanish "LA" is no city, and "EU" no union.
    """
    if name.entity in known.given_ids or not name.entity:
        return True
    return len(name.words) > 1 and name.why == name_evidence.NAME


def line_of(words: Tokens, matches: list[tuple[int, AuthorityName]], lexicon: Lexicon) -> TaggerInput:
    """Return the words of a passage with what lists say of them."""
    infos = list(map(lexicon.infos.__getitem__, words.texts))
    settled = {start: start + len(known.words) for start, known in matches if known.entity}
    capitals = list(compress(count(), map(_CAPITAL, infos)))
    return TaggerInput(
        words=words,
        infos=infos,
        capitals=capitals,
        settled=settled,
        known=listed(words, capitals, matches, lexicon),
    )


def listed(
    words: Tokens, capitals: list[int], matches: list[tuple[int, AuthorityName]], lexicon: Lexicon
) -> dict[int, str]:
    """Return which list has the words of known names and of places of the lexicon; see TaggerInput.known."""
    marks: dict[int, str] = {}
    for start, known in matches:
        _mark_words(marks, start, len(known.words), _list_of(known))
    texts, places, longer = words.texts, lexicon.places, lexicon.longer
    end = 0
    for start in capitals:
        if start < end or start in marks or (texts[start] not in places and texts[start] not in longer):
            continue
        size, kind = lexicon.place_at(texts, start)
        if size and marks.keys().isdisjoint(range(start, start + size)):
            _mark_words(marks, start, size, kind)
            end = start + size
    return marks


def _list_of(known: AuthorityName) -> str:
    """Return the list that has a known name: "demonym", "capital", a kind, or "not"."""
    return known.why if known.why in NAMED_LISTS else known.kind or "not"


def _mark_words(marks: dict[int, str], start: int, size: int, list_name: str) -> None:
    """Enter the words of a name with "B" or "I", the list, and "+" where there are several."""
    mark = f"{list_name}+" if size > 1 else list_name
    marks[start] = f"B-{mark}"
    for index in range(start + 1, start + size):
        marks[index] = f"I-{mark}"
