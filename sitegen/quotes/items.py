"""`passage_of`: a passage as a row of quotations, names, words and marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sitegen.quotes.speech import Quoted

# Titles in short whose full stop ends no sentence; the word takes it in where a name follows.
_ABBREVIATED_TITLES = (
    r"(?:Mrs?|Ms|Mx|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Cpl|Pvt|Capt|Maj|Adm|Rev|Hon|Pres|Cmdr|Brig|Det|Insp|Supt"
    r"|Msgr|Fr|Sr|Amb|Atty|Rt)"
    r"\.(?=\s?$| [A-Z])"
)
_WORD_OR_MARK = re.compile(rf"{_ABBREVIATED_TITLES}|[^\W_]+(?:[’'\-.&][^\W_]+)*|[^\w\s]")
_POSSESSIVE_ENDING = re.compile(r"['’]s\b|(?<=s)['’](?!\w)")


class ItemKind(StrEnum):
    """What an item of a passage is."""

    QUOTE = "quote"
    NAME = "name"
    WORD = "word"
    MARK = "mark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in a passage, with what is known of whom it means; offsets in code points of the passage."""

    start: int
    end: int
    entity: str  # the entity's id; empty where it has no page
    is_person: bool
    is_one_word: bool
    text: str
    is_sure: bool = True  # more than a verb of saying tells that it is a person's


class Item(NamedTuple):
    """A quotation, a name, a word or a mark of a passage; offsets in code points of the passage."""

    kind: ItemKind
    text: str
    start: int
    end: int
    word: str = ""  # a word in small letters
    name: Name | None = None
    quote: int = -1  # which quotation of the passage it is
    is_possessive: bool = False  # "Anna's"
    is_unclosed: bool = False  # a quotation that no mark closes


class Passage(NamedTuple):
    """The text of a passage and its items, in order; functions name an item by its index."""

    text: str
    items: Sequence[Item]


def passage_of(text: str, quotes: Sequence[Quoted], names: Sequence[Name]) -> Passage:
    """Return a passage in its items; of quotations and names that overlap, the first is one."""
    items: list[Item] = []
    position = 0
    for start, end, content in _stretches(quotes, names):
        if start < position:
            continue
        items += _words_and_marks(text, position, start)
        if isinstance(content, Name):
            position = _after_possessive(text, end)
            items.append(_name_item(content, is_possessive=position > end))
        else:
            position = end
            items.append(_quote_item(text, quotes[content], content))
    items += _words_and_marks(text, position, len(text))
    return Passage(text, items)


def _stretches(quotes: Sequence[Quoted], names: Sequence[Name]) -> list[tuple[int, int, Name | int]]:
    """Return start, end, and the name or the index of the quotation there, in the order of the text."""
    stretches: list[tuple[int, int, Name | int]] = [(name.start, name.end, name) for name in names]
    stretches += [(quote.outer_start, quote.outer_end, index) for index, quote in enumerate(quotes)]
    return sorted(stretches, key=lambda stretch: stretch[:2])


def _after_possessive(text: str, end: int) -> int:
    """Return where a name ends with its possessive ending; `end` where it has none."""
    ending = _POSSESSIVE_ENDING.match(text, end)
    return ending.end() if ending else end


def _name_item(name: Name, *, is_possessive: bool) -> Item:
    return Item(ItemKind.NAME, name.text, name.start, name.end, name=name, is_possessive=is_possessive)


def _quote_item(text: str, quote: Quoted, index: int) -> Item:
    words = text[quote.start : quote.end]
    return Item(
        ItemKind.QUOTE, words, quote.outer_start, quote.outer_end, quote=index, is_unclosed=quote.is_unclosed
    )


def _words_and_marks(text: str, start: int, end: int) -> list[Item]:
    items = []
    for match in _WORD_OR_MARK.finditer(text, start, end):
        token = match[0]
        if token[0].isalnum():
            word = token.lower().rstrip(".")
            possessive = token.endswith(("'s", "’s"))
            items.append(
                Item(ItemKind.WORD, token, match.start(), match.end(), word, is_possessive=possessive)
            )
        else:
            items.append(Item(ItemKind.MARK, token, match.start(), match.end()))
    return items


def is_person(item: Item) -> bool:
    """Whether an item is a person's name that owns nothing ("Anna", not "Anna's")."""
    return item.name is not None and item.name.is_person and not item.is_possessive


def names_person(item: Item) -> bool:
    """Whether an item is a person's name, be it in the possessive."""
    return item.name is not None and item.name.is_person
