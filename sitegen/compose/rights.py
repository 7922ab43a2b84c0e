"""What may be shown of each article: all of it, an excerpt, the record alone, or nothing."""

from dataclasses import replace

from sitegen.config import Config
from sitegen.model import Article, Block, BlockKind, Field, Identified, Mention, Note, Piece, Quotation, Withdrawal
from sitegen.text import WORD, sentences, word_count

LONGEST_CREDIT = 200  # code points
FULL, EXCERPT, RECORD, WITHDRAWN = "full", "excerpt", "record", "withdrawn"
WORDS = {
    FULL: "full text",
    EXCERPT: "an excerpt; the full text is not shown here",
    RECORD: "facts and notes only; the text is not shown here",
    WITHDRAWN: "withdrawn",
}


def mode_of(article: Article, note: Note | None, withdrawal: Withdrawal | None, config: Config) -> str:
    """Give how much of an article may be shown: the note decides, then its source, then the archive's default."""
    if withdrawal or (note and note.rights == WITHDRAWN):
        return WITHDRAWN
    if config.profile == "private":
        return FULL
    if note and note.rights:
        return note.rights
    source = article.field("source")
    by_source = next((one.rights for one in config.sources if one.host == source and one.rights), "")
    return by_source or config.rights


def restrict(article: Article, mode: str, words: int) -> Article:
    """Give the article with only what may be shown; what is left out leaves no trace but the lines' rules."""
    if mode == FULL:
        return article
    fields = tuple(field for field in article.fields if _may_show(field, mode))
    blocks = _excerpt(article, words) if mode == EXCERPT else ()
    return replace(article, fields=fields, blocks=blocks, cuts=(), trims=(), mends=(), doubtful=())


def _may_show(field: Field, mode: str) -> bool:
    """Facts may be shown whatever the mode; a standfirst is text, and so is what only looks like a credit line."""
    return (field.name != "standfirst" or mode == EXCERPT) and (field.name != "credit" or len(field.value) <= LONGEST_CREDIT)


def _excerpt(article: Article, words: int) -> tuple[Block, ...]:
    """Give the first whole sentences of the body, up to so many words; a longer first sentence is cut off there."""
    kept: list[Block] = []
    left = words
    for block in article.body:
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
    return next((end for end in (m.end() for m in WORD.finditer(text)) if word_count(text[:end]) >= words), len(text))


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


def visible_mentions(identified: Identified, article: Article, shown: Article) -> tuple[Mention, ...]:
    """Give the mentions that stand in what is shown, counted in its passages."""
    if article is shown:
        return identified.mentions
    places = _places(article, shown)
    passages = shown.passages
    kept = ((places[one.passage], one) for one in identified.mentions)
    return tuple(replace(one, passage=number) for number, one in kept if number >= 0 and one.end <= len(passages[number].text))


def visible_quotations(found: tuple[Quotation, ...], article: Article, shown: Article) -> tuple[Quotation, ...]:
    """Give the quotations of an article that stand whole in what is shown, counted in its passages."""
    if article is shown:
        return found
    places = _places(article, shown)
    passages = shown.passages
    moved = (replace(one, parts=tuple((places[number], start, end) for number, start, end in one.parts)) for one in found)
    return tuple(one for one in moved if all(number >= 0 and end <= len(passages[number].text) for number, _, end in one.parts))


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
    return next((number for head, number in places.items() if (head[0].line, head[0].start) == (first.line, first.start)), -1)
