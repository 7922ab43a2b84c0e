"""What may be shown of each article: all of it, an excerpt, the record alone, or nothing."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from enum import StrEnum

from sitegen.config import Config
from sitegen.model import (
    Article,
    Block,
    BlockKind,
    EntityMentions,
    Field,
    Index,
    Inputs,
    LineRule,
    LocalLink,
    Mention,
    Note,
    Piece,
    Quotation,
    Withdrawal,
)
from sitegen.site.urls import files_meant
from sitegen.text import WORD, is_half_word, sentences, word_count

PRIVATE_FOLDER = "content/private/"
PRIVATE_LIST = "a private list"  # stands for the path of a file that the public edition does not name
MAX_CREDIT_LENGTH = 200  # code points; a longer credit line is a text; by judgement
CHARACTERS_PER_WORD = 8  # with the space behind it: English has 6, German 7; by judgement
EXCERPT_SHARE = 0.5  # of a text's words: an excerpt of a short text is not the whole; by judgement


class Mode(StrEnum):
    """How much of an article may be shown, the most first; the values are those of `rights` in files."""

    FULL = "full"
    EXCERPT = "excerpt"
    RECORD = "record"
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> str:
        """What readers are told of it."""
        return _MODE_WORDS[self]

    @property
    def strictness(self) -> int:
        """How much it forbids, from 0."""
        return STRICTNESS.index(self)


_MODE_WORDS = {
    Mode.FULL: "full text",
    Mode.EXCERPT: "an excerpt; the full text is not shown here",
    Mode.RECORD: "facts and notes only; the text is not shown here",
    Mode.WITHDRAWN: "withdrawn",
}
STRICTNESS: tuple[Mode, ...] = tuple(Mode)
WITHDRAWN = Mode.WITHDRAWN


class Profile(StrEnum):
    """Whom an edition is for; the values are those of `profile` on the command line."""

    PRIVATE = "private"
    PUBLIC = "public"


def is_public(config: Config) -> bool:
    """Whether an edition is for everybody, without what is private."""
    return Profile(config.profile) is Profile.PUBLIC


def _strictest(names: Iterable[str]) -> str:
    """Return the name of the strictest mode; an empty name forbids nothing."""
    return max(names, key=lambda name: Mode(name).strictness if name else -1)


# What is private --------------------------------------------------------------------------------------------


def without_private(inputs: Inputs, config: Config, withdrawn: Collection[str] = ()) -> Inputs:
    """Return what the public edition may know of a person's words: nothing private, but what forbids stays.

    `withdrawn` are the files of notes on withdrawn texts: what they alone show is not published.

    A private page keeps its address, so that links to it are known to lead nowhere here.
    """
    hidden = _files_of_private_words(inputs, withdrawn)
    return replace(
        inputs,
        notes=tuple(_public_note(note, config) for note in inputs.notes),
        pages=tuple(
            replace(page, markdown="", linking=()) if page.private else page for page in inputs.pages
        ),
        entity_notes=tuple(note for note in inputs.entity_notes if not note.private),
        files=tuple(file for file in inputs.files if not file.private and file.path not in hidden),
        names=tuple(entry for entry in inputs.names if not entry.path.startswith(PRIVATE_FOLDER)),
        hidden=tuple(sorted({*hidden, *_private_paths(inputs)})),
        index=Index(path=inputs.index.path, text="", entries=()) if inputs.index.broken else inputs.index,
        rules=tuple(map(_public_rule, inputs.rules)),
    )


def _public_note(note: Note, config: Config) -> Note:
    """Return a note without what is private; of a private one what it forbids."""
    if not note.private:
        return replace(note, remarks=tuple(remark for remark in note.remarks if not remark.private))
    values = {name: value for name, value, _ in note.fields}
    source = config.source_row(values.get("source", ""), values.get("address", "")) if values else None
    rights = _strictest((note.rights, source.rights if source else ""))
    return replace(note, fields=(), tags=(), remarks=(), rights=rights)


def _public_rule(rule: LineRule) -> LineRule:
    return replace(rule, path=PRIVATE_LIST) if rule.path.startswith(PRIVATE_FOLDER) else rule


def has_private(inputs: Inputs) -> bool:
    """Whether an archive holds words of a person that its public edition has none of."""
    return (
        any(map(_has_private_words, inputs.notes))
        or any(True for _ in _private_paths(inputs))
        or any(entry.path.startswith(PRIVATE_FOLDER) for entry in inputs.names)
    )


def _has_private_words(note: Note) -> bool:
    return note.private or any(remark.private for remark in note.remarks)


def _private_paths(inputs: Inputs) -> Iterator[str]:
    yield from (file.path for file in inputs.files if file.private)
    yield from (page.path for page in inputs.pages if page.private)
    yield from (note.path for note in inputs.entity_notes if note.private)


def _files_of_private_words(inputs: Inputs, withdrawn: Collection[str]) -> set[str]:
    """Return the files of `content/files/` that only private words, or those on withdrawn texts, show."""
    private: set[str] = set()
    public: set[str] = set()
    for path, links, is_private in _words_with_links(inputs, withdrawn):
        paths = private if is_private else public
        paths.update(file for link in links for file in files_meant(path, link.address))
    return private - public


def _words_with_links(
    inputs: Inputs, withdrawn: Collection[str]
) -> Iterator[tuple[str, tuple[LocalLink, ...], bool]]:
    """Yield the path of each person's text, its links to files, and whether it is not published."""
    for note in inputs.notes:
        unpublished = note.private or note.rights == Mode.WITHDRAWN or note.path in withdrawn
        for remark in note.remarks:
            yield note.path, remark.local, unpublished or remark.private
    for page in inputs.pages:
        yield page.path, page.local, page.private
    for entity_note in inputs.entity_notes:
        yield entity_note.path, entity_note.local, entity_note.private
    yield inputs.index.path, inputs.index.local, False


# How much of an article -------------------------------------------------------------------------------------


def mode_of(article: Article, note: Note | None, withdrawal: Withdrawal | None, config: Config) -> Mode:
    """Return how much of an article may be shown.

    Its note decides, then its source, then the archive's default.
    """
    noted = note.rights if note else ""
    if withdrawal or noted == Mode.WITHDRAWN:
        return Mode.WITHDRAWN
    if not is_public(config):
        return Mode.FULL
    if note and note.broken:  # what it forbids cannot be read
        return Mode(_strictest((Mode.RECORD, noted)))
    if noted:
        return Mode(noted)
    source = config.source_row(article.field("source"), article.field("address"))
    return Mode(source.rights if source and source.rights else config.rights)


def restrict(article: Article, mode: str, words: int) -> Article:
    """Return the article with only what may be shown; what is left out leaves no trace.

    `words` is the most that an excerpt may have.
    """
    mode = Mode(mode)
    if mode is Mode.FULL:
        return article
    fields = tuple(field for field in article.fields if _may_show(field, mode, words))
    blocks = _excerpt(article, words) if mode is Mode.EXCERPT else ()
    return replace(article, fields=fields, blocks=blocks, cuts=(), inline_cuts=(), repairs=(), doubtful=())


def _may_show(field: Field, mode: Mode, words: int) -> bool:
    """Whether a fact may be shown: a standfirst is text, and so is what only looks like a credit line."""
    if field.name == "standfirst":
        return mode is Mode.EXCERPT and _size(field.value) <= words
    if field.name == "credit":
        return len(field.value) <= MAX_CREDIT_LENGTH
    return True


def _excerpt(article: Article, max_words: int) -> tuple[Block, ...]:
    """Return the first whole sentences of the body, up to so many words and half of it.

    A first sentence that is longer is cut off there.
    """
    body_words = sum(_size(block.text) for block in article.body)
    words_left = min(max_words, int(EXCERPT_SHARE * body_words))
    blocks: list[Block] = []
    if words_left <= 0:
        return ()
    for block in article.body:
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        end, words_left = _excerpt_end(block.text, words_left, cut_first=not blocks)
        if end:
            blocks.append(replace(block, text=block.text[:end], pieces=_first_pieces(block.pieces, end)))
        if end < len(block.text) or words_left <= 0:
            break
    return tuple(blocks)


def _excerpt_end(text: str, max_words: int, *, cut_first: bool) -> tuple[int, int]:
    """Return where the last whole sentence ends that fits, and how many words are left; 0 where none fits.

    With `cut_first`, a first sentence that does not fit is cut off.
    """
    end = 0
    words_left = max_words
    for start, stop in sentences(text):
        sentence = text[start:stop]
        size = _size(sentence)
        if size > words_left:
            must_cut = cut_first and not end
            return (start + _end_of_word(sentence, words_left) if must_cut else end), 0
        end, words_left = stop, words_left - size
    return end, words_left


def _size(text: str) -> int:
    """Return the size of a text in words; whatever it counts as words, it has one for each eight characters.

    Scripts without spaces and words joined by other marks would otherwise be a single word of any length.
    """
    return max(word_count(text), -(-len(text) // CHARACTERS_PER_WORD))


def _end_of_word(text: str, words: int) -> int:
    """Return where a text has its first so many words; inside of a word where that is very long."""
    most = words * CHARACTERS_PER_WORD
    count, end = 0.0, 0
    for match in WORD.finditer(text, 0, most):
        count += 0.5 if is_half_word(match[0]) else 1
        end = match.end()
        if count >= words:
            break
    if end >= most or not end:
        end = min(most, len(text))
    while end and end < len(text) and unicodedata.category(text[end]).startswith("M"):  # a mark of a letter
        end -= 1
    return end


def _first_pieces(pieces: tuple[Piece, ...], size: int) -> tuple[Piece, ...]:
    """Return the pieces of the first `size` code points of a passage."""
    first: list[Piece] = []
    offset = 0
    for piece in pieces:
        offset += len(piece.glue)
        room = size - offset
        if room <= 0:
            break
        first.append(replace(piece, end=min(piece.end, piece.start + room)))
        offset += piece.end - piece.start
    return tuple(first)


# What stands in what is shown -------------------------------------------------------------------------------


def visible_mentions(identified: EntityMentions, article: Article, shown: Article) -> tuple[Mention, ...]:
    """Return the mentions that stand in what is shown, counted in its passages."""
    if article is shown:
        return identified.mentions
    shown_numbers = _shown_numbers(article, shown)
    passages = shown.passages
    moved = (replace(mention, passage=shown_numbers[mention.passage]) for mention in identified.mentions)
    return tuple(
        mention
        for mention in moved
        if mention.passage >= 0 and mention.end <= len(passages[mention.passage].text)
    )


def visible_quotations(
    quotations: tuple[Quotation, ...], article: Article, shown: Article
) -> tuple[Quotation, ...]:
    """Return the quotations of an article that stand whole in what is shown, counted in its passages."""
    if article is shown:
        return quotations
    shown_numbers = _shown_numbers(article, shown)
    moved = (
        replace(
            quotation,
            parts=tuple((shown_numbers[passage], start, end) for passage, start, end in quotation.parts),
        )
        for quotation in quotations
    )
    return tuple(quotation for quotation in moved if _stands_whole(quotation, shown.passages))


def _stands_whole(quotation: Quotation, passages: tuple[Field | Block, ...]) -> bool:
    return all(passage >= 0 and end <= len(passages[passage].text) for passage, _, end in quotation.parts)


def _shown_numbers(article: Article, shown: Article) -> list[int]:
    """Return for each passage of an article its number among the passages shown, or -1."""
    by_first_piece = {
        passage.pieces[:1]: number for number, passage in enumerate(shown.passages) if passage.pieces
    }
    numbers = []
    for passage in article.passages:
        if not passage.pieces:
            number = _number_of_given(shown, passage)
        elif passage.pieces[:1] in by_first_piece:
            number = by_first_piece[passage.pieces[:1]]
        else:
            number = _number_by_start(by_first_piece, passage.pieces[0])
        numbers.append(number)
    return numbers


def _number_of_given(shown: Article, passage: Field | Block) -> int:
    """Return the number of a passage that a person gave, which has no place in the seed.

    -1 where it is not shown.
    """
    return next((number for number, other in enumerate(shown.passages) if other is passage), -1)


def _number_by_start(by_first_piece: dict[tuple[Piece, ...], int], first: Piece) -> int:
    """Return the number of the passage that begins where a piece does; -1 where none does.

    Its end may be cut off.
    """
    for (piece, *_), number in by_first_piece.items():
        if (piece.line, piece.start) == (first.line, first.start):
            return number
    return -1
