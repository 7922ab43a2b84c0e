"""What may be shown of each article: all of it, an excerpt, the record alone, or nothing."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from sitegen.config import Config
from sitegen.model import (
    Article,
    Block,
    BlockKind,
    EntityMentions,
    Field,
    Index,
    Inputs,
    Mention,
    Note,
    Piece,
    Quotation,
    Withdrawal,
)
from sitegen.site.urls import files_meant
from sitegen.text import WORD, sentences, word_count

PRIVATE_FOLDER = "content/private/"
LONGEST_CREDIT = 200  # code points
EXCERPT_SHARE = 0.5  # of a text's words: an excerpt of a short text is not the whole
FULL, EXCERPT, RECORD, WITHDRAWN = "full", "excerpt", "record", "withdrawn"
STRICTNESS = (FULL, EXCERPT, RECORD, WITHDRAWN)
WORDS = {
    FULL: "full text",
    EXCERPT: "an excerpt; the full text is not shown here",
    RECORD: "facts and notes only; the text is not shown here",
    WITHDRAWN: "withdrawn",
}


def without_private(inputs: Inputs, config: Config, withdrawn: Collection[str] = ()) -> Inputs:
    """Give what the public edition may know of a person's words: nothing that is private, but what is not to be shown stays so.

    `withdrawn` are the files of notes on withdrawn texts: what they alone show is not published.

    A private page keeps its address, so that links to it are known to lead nowhere here.
    """

    def of(note: Note) -> Note:
        if not note.private:
            return replace(note, remarks=tuple(one for one in note.remarks if not one.private))
        said = {name: value for name, value, _ in note.fields}
        row = config.source_row(said.get("source", ""), said.get("address", "")) if said else None
        rights = max(
            note.rights, row.rights if row else "", key=lambda one: STRICTNESS.index(one) if one else -1
        )
        return replace(note, fields=(), tags=(), remarks=(), rights=rights)

    hidden = _pictures_of_private_words(inputs, withdrawn)
    return replace(
        inputs,
        notes=tuple(map(of, inputs.notes)),
        pages=tuple(replace(one, markdown="", linking=()) if one.private else one for one in inputs.pages),
        entity_notes=tuple(one for one in inputs.entity_notes if not one.private),
        files=tuple(one for one in inputs.files if not one.private and one.path not in hidden),
        names=tuple(one for one in inputs.names if not one.path.startswith(PRIVATE_FOLDER)),
        hidden=tuple(sorted({*hidden, *_private_paths(inputs)})),
        index=Index(inputs.index.path, "", ()) if inputs.index.broken else inputs.index,
        rules=tuple(
            replace(one, path="a private list") if one.path.startswith(PRIVATE_FOLDER) else one
            for one in inputs.rules
        ),
    )


def has_private(inputs: Inputs) -> bool:
    """Say whether an archive holds words of a person that its public edition has none of."""
    notes = any(note.private or any(one.private for one in note.remarks) for note in inputs.notes)
    return (
        notes
        or any(True for _ in _private_paths(inputs))
        or any(one.path.startswith(PRIVATE_FOLDER) for one in inputs.names)
    )


def _private_paths(inputs: Inputs) -> Iterator[str]:
    yield from (one.path for one in inputs.files if one.private)
    yield from (one.path for one in inputs.pages if one.private)
    yield from (one.path for one in inputs.entity_notes if one.private)


def _pictures_of_private_words(inputs: Inputs, withdrawn: Collection[str]) -> set[str]:
    """Give the files of `content/files/` that private words, or those on withdrawn texts, show and no others."""
    rows = [
        (
            note.path,
            one.local,
            note.private or one.private or note.rights == WITHDRAWN or note.path in withdrawn,
        )
        for note in inputs.notes
        for one in note.remarks
    ]
    rows += [(page.path, page.local, page.private) for page in inputs.pages]
    rows += [(one.path, one.local, one.private) for one in inputs.entity_notes]
    rows.append((inputs.index.path, inputs.index.local, False))
    shown: dict[bool, set[str]] = {True: set(), False: set()}
    for path, local, private in rows:
        shown[private] |= {one for link in local for one in files_meant(path, link.address)}
    return shown[True] - shown[False]


def mode_of(article: Article, note: Note | None, withdrawal: Withdrawal | None, config: Config) -> str:
    """Give how much of an article may be shown: the note decides, then its source, then the archive's default."""
    if withdrawal or (note and note.rights == WITHDRAWN):
        return WITHDRAWN
    if config.profile == "private":
        return FULL
    if note and note.broken:  # what it forbids cannot be read
        return max(RECORD, note.rights or RECORD, key=STRICTNESS.index)
    if note and note.rights:
        return note.rights
    row = config.source_row(article.field("source"), article.field("address"))
    return (row.rights if row else "") or config.rights


def restrict(article: Article, mode: str, words: int) -> Article:
    """Give the article with only what may be shown; what is left out leaves no trace but the lines' rules."""
    if mode == FULL:
        return article
    fields = tuple(field for field in article.fields if _may_show(field, mode))
    blocks = _excerpt(article, words) if mode == EXCERPT else ()
    return replace(article, fields=fields, blocks=blocks, cuts=(), inline_cuts=(), repairs=(), doubtful=())


def _may_show(field: Field, mode: str) -> bool:
    """Facts may be shown whatever the mode; a standfirst is text, and so is what only looks like a credit line."""
    return (field.name != "standfirst" or mode == EXCERPT) and (
        field.name != "credit" or len(field.value) <= LONGEST_CREDIT
    )


def _excerpt(article: Article, words: int) -> tuple[Block, ...]:
    """Give the first whole sentences of the body, up to so many words and half of it; a longer first sentence is cut off there."""
    kept: list[Block] = []
    left = min(words, int(EXCERPT_SHARE * sum(word_count(block.text) for block in article.body)))
    for block in article.body if left > 0 else ():
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        end = 0
        for start, stop in sentences(block.text):
            size = word_count(block.text[start:stop])
            if size > left:
                end = end if kept or end else start + _end_of_word(block.text[start:stop], left)
                left = 0
                break
            end, left = stop, left - size
        if end:
            kept.append(replace(block, text=block.text[:end], pieces=_head(block.pieces, end)))
        if end < len(block.text) or left <= 0:
            break
    return tuple(kept)


def _end_of_word(text: str, words: int) -> int:
    """Give where a text has its first so many words."""
    return next(
        (end for end in (m.end() for m in WORD.finditer(text)) if word_count(text[:end]) >= words), len(text)
    )


def _head(pieces: tuple[Piece, ...], size: int) -> tuple[Piece, ...]:
    made: list[Piece] = []
    at = 0
    for piece in pieces:
        at += len(piece.glue)
        room = size - at
        if room <= 0:
            break
        made.append(replace(piece, end=min(piece.end, piece.start + room)))
        at += piece.end - piece.start
    return tuple(made)


def visible_mentions(identified: EntityMentions, article: Article, shown: Article) -> tuple[Mention, ...]:
    """Give the mentions that stand in what is shown, counted in its passages."""
    if article is shown:
        return identified.mentions
    places = _places(article, shown)
    passages = shown.passages
    kept = ((places[one.passage], one) for one in identified.mentions)
    return tuple(
        replace(one, passage=number)
        for number, one in kept
        if number >= 0 and one.end <= len(passages[number].text)
    )


def visible_quotations(
    found: tuple[Quotation, ...], article: Article, shown: Article
) -> tuple[Quotation, ...]:
    """Give the quotations of an article that stand whole in what is shown, counted in its passages."""
    if article is shown:
        return found
    places = _places(article, shown)
    passages = shown.passages
    moved = (
        replace(one, parts=tuple((places[number], start, end) for number, start, end in one.parts))
        for one in found
    )
    return tuple(
        one
        for one in moved
        if all(number >= 0 and end <= len(passages[number].text) for number, _, end in one.parts)
    )


def _places(article: Article, shown: Article) -> list[int]:
    """Give for each passage of an article its number among the passages shown, or -1."""
    starts = {passage.pieces[:1]: number for number, passage in enumerate(shown.passages) if passage.pieces}
    made = []
    for passage in article.passages:
        number = starts.get(passage.pieces[:1], -1) if passage.pieces else _given(shown, passage)
        made.append(_by_start(starts, passage.pieces) if number < 0 and passage.pieces else number)
    return made


def _given(shown: Article, passage: Field | Block) -> int:
    """Find a passage that a person gave, which has no place in the seed."""
    return next((number for number, other in enumerate(shown.passages) if other is passage), -1)


def _by_start(places: dict[tuple[Piece, ...], int], pieces: tuple[Piece, ...]) -> int:
    first = pieces[0]
    return next(
        (
            number
            for head, number in places.items()
            if (head[0].line, head[0].start) == (first.line, first.start)
        ),
        -1,
    )
