"""The blocks of an article: kept units as headings, paragraphs, items, rows, times, without glued phrases."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import pairwise

from sitegen.clean.furniture import RULE_LABELS, CutRule
from sitegen.clean.metadata_patterns import picture_mark
from sitegen.clean.state import CleaningState, LineStatus, cut_inline
from sitegen.clean.structure import COLUMN_GAP, runs_of_short_lines
from sitegen.clean.units import TextUnit, part, parted
from sitegen.model import Block, BlockKind, Cut, Piece, spell
from sitegen.text import word_count

MAX_HEADING_WORDS = 14  # by judgement
NO_HEADING = re.compile(
    r"https?://|@|[)\]]$"
    r"|^(?:contributing|follow|source|edited by|reporting by|by|von|par|por)\b(?=[: ])|^[\d\W]+$",
    re.IGNORECASE,
)
HEADING_START = re.compile(r"[^\W_]|[“\"'‘]")


@dataclass(frozen=True, slots=True, kw_only=True)
class GluedPhrase:
    """A phrase of the page that is glued to the beginning or the end of a paragraph."""

    rule: str  # id of the rule that is given for the cut
    key_words: str  # words of it in folded form, without which the pattern is not tried
    pattern: re.Pattern[str]
    example: str
    remainder: str  # what is left of the example
    counterexample: str  # a paragraph of which nothing is taken


GLUED: tuple[GluedPhrase, ...] = (
    GluedPhrase(
        rule=CutRule.AD_MARKER,
        key_words="continues",
        pattern=re.compile(
            r"^(?:article|story|content) continues (?:below|after)(?: this)? (?:ad|advertisement)"
            r"\s+(?=[A-Z“\"])",
            re.IGNORECASE,
        ),
        example="Article continues after this advertisement The minister left.",
        remainder="The minister left.",
        counterexample="The story continues after the war. The minister left.",
    ),
    GluedPhrase(
        rule=CutRule.TEASER,
        key_words="read more",
        pattern=re.compile(
            r"(?<=[.!?”\"’…])\s*\b(?:READ MORE|Read [Mm]ore|(?:Continue|Keep) [Rr]eading)\W{0,3}$"
        ),
        example="The minister left. READ MORE",
        remainder="The minister left.",
        counterexample="Children should read more",
    ),
    GluedPhrase(
        rule=CutRule.TEASER,
        key_words="continue reading",
        pattern=re.compile(r"(?<=[.!?”\"’…])\s*\bContinue reading\W{0,3}$"),
        example="He left… Continue reading",
        remainder="He left…",
        counterexample="He wanted to continue reading",
    ),
)
# Boxes that pages open beside a name and scrapes glue behind it: the name again, a headline or two, and MORE.
HOVER_BOX = re.compile(
    r"(?<=[a-z.])(?P<box>(?:[A-Z][\w.’'-]+ (?:[A-Z][\w.’'-]* ){0,3}[A-Z][\w.’'-]*[a-z.])?"
    r"[A-Z][^\n]{10,400}? ?\bMORE)(?=[ ,.;:(’']|$)"
)


def blocks_of(state: CleaningState) -> tuple[Block, ...]:
    """Return the blocks of text and comments in the order of the page.

    What is glued to them is noted in the state.
    """
    listed = listed_units(state, set(state.text_units()))
    blocks: list[Block] = []
    for index, unit in enumerate(state.units):
        fate, reason = state.status[index]
        if fate == LineStatus.COMMENT:
            blocks.append(Block(BlockKind.COMMENT, unit.text, unit.pieces, reason))
        elif fate == LineStatus.BLOCK:
            blocks += _text_blocks(state, index, _block_kind(state, index, listed))
    return tuple(blocks)


def listed_units(state: CleaningState, kept: Collection[int]) -> set[int]:
    """Return the kept units that are lines of a list or a table without bullets."""
    allowed = [False] * len(state.units)
    for index in kept:
        allowed[index] = state.status_of(index) in {"", LineStatus.BLOCK} and index not in state.times
    return set().union(*runs_of_short_lines(state.units, allowed))


def _text_blocks(state: CleaningState, index: int, kind: BlockKind) -> list[Block]:
    """Return the blocks of one unit: one, or several where paragraphs ran together."""
    unit, lines = state.units[index], state.seed.lines
    reason = state.status[index][1]
    pieces = _without_glued(state, unit)
    if kind is BlockKind.ROW:
        pieces = _with_tabs(pieces, lines)
        return [Block(kind, spell(pieces, lines), pieces, reason)]
    text = unit.text if pieces is unit.pieces else spell(pieces, lines)
    paragraphs = parted(pieces, text)
    if len(paragraphs) == 1:
        return [Block(kind, text, pieces, reason)]
    return [Block(kind, spell(paragraph, lines), paragraph, reason) for paragraph in paragraphs]


def _with_tabs(pieces: tuple[Piece, ...], lines: tuple[str, ...]) -> tuple[Piece, ...]:
    """Return the pieces of a table's row with a tab between its cells."""
    row = list(pieces[:1])
    for left, right in pairwise(pieces):
        row.append(replace(right, glue="\t") if _are_cells(left, right, lines) else right)
    return tuple(row)


def _are_cells(left: Piece, right: Piece, lines: tuple[str, ...]) -> bool:
    """Whether a tab or a wide gap stands between two pieces of one line."""
    if left.line != right.line:
        return False
    gap = lines[right.line][left.end : right.start]
    return COLUMN_GAP.fullmatch(gap) is not None or "\t" in gap


def _block_kind(state: CleaningState, index: int, listed: set[int]) -> BlockKind:
    """Return the kind of the block that a unit of the text becomes."""
    unit = state.units[index]
    if index in state.times:
        return BlockKind.TIME
    if index in listed:
        first_line = state.seed.lines[unit.first].strip()
        return BlockKind.ROW if COLUMN_GAP.search(first_line) else BlockKind.ITEM
    if unit.bullet:
        return BlockKind.ITEM
    return BlockKind.HEADING if _is_heading(state, index) else BlockKind.PARAGRAPH


def _is_heading(state: CleaningState, index: int) -> bool:
    """Whether a unit heads the paragraph that follows it in the text."""
    unit = state.units[index]
    if not _has_form_of_heading(unit) or picture_mark(unit.text):
        return False
    following = _next_text_unit(state, index)
    return following is not None and following.prose and not _belongs_to_above(state, index)


def _has_form_of_heading(unit: TextUnit) -> bool:
    """Whether a unit is short, ends as no sentence ends, and begins with a letter, figure or quote."""
    if unit.ended or unit.prose or unit.words > MAX_HEADING_WORDS or not word_count(unit.text):
        return False
    return HEADING_START.match(unit.text) is not None and NO_HEADING.search(unit.text) is None


def _next_text_unit(state: CleaningState, index: int) -> TextUnit | None:
    for following in range(index + 1, len(state.units)):
        if state.status_of(following) == LineStatus.BLOCK:
            return state.units[following]
    return None


def _belongs_to_above(state: CleaningState, index: int) -> bool:
    """Whether a unit stands right below a paragraph and above a blank line, as a signature does."""
    lines, unit = state.seed.lines, state.units[index]
    if not index or not unit.first or not state.units[index - 1].prose:
        return False
    line_below = unit.lines[-1] + 1
    blank_below = line_below < len(lines) and not lines[line_below].strip()
    return blank_below and bool(lines[unit.first - 1].strip())


# Glued phrases ----------------------------------------------------------------------------------------------


def _without_glued(state: CleaningState, unit: TextUnit) -> tuple[Piece, ...]:
    """Return the pieces of a unit without phrases glued to it.

    A line of which nothing is left becomes a cut.
    """
    start, end = _cut_glued_phrases(state, unit)
    boxes = _hover_boxes(unit.text, start, end)
    if end - start == len(unit.text) and not boxes:
        return unit.pieces
    kept = _without_boxes(state, unit, (start, end), boxes)
    lost_lines = set(unit.lines) - {piece.line for piece in kept}
    if lost_lines:
        rule = next(cut.rule for cut in state.inline_cuts if cut.line in lost_lines)
        state.lost.append(Cut(str(rule), RULE_LABELS[rule], tuple(sorted(lost_lines))))
    return kept


def _cut_glued_phrases(state: CleaningState, unit: TextUnit) -> tuple[int, int]:
    """Cut the phrases glued to both ends of a unit; return the span of its text that is left."""
    start, end = 0, len(unit.text)
    phrases = [phrase for phrase in GLUED if phrase.key_words in unit.key]
    again = bool(phrases)
    while again:
        again = False
        for phrase in phrases:
            match = phrase.pattern.search(unit.text[start:end])
            if match is None or not 0 < match.end() - match.start() < end - start:
                continue
            again = True
            cut_start, cut_end = start + match.start(), start + match.end()
            cut_inline(state, unit, phrase.rule, (cut_start, cut_end))
            if match.start() == 0:
                start = cut_end
            else:
                end = cut_start
    return start, end


def _hover_boxes(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the boxes beside names in a part of a text."""
    if "MORE" not in text:
        return []
    return [match.span("box") for match in HOVER_BOX.finditer(text, start, end)]


def _without_boxes(
    state: CleaningState, unit: TextUnit, whole: tuple[int, int], boxes: list[tuple[int, int]]
) -> tuple[Piece, ...]:
    """Cut the boxes in a span of a unit; return the pieces of what is left of the span."""
    kept: list[Piece] = []
    start = whole[0]
    for box in boxes:
        cut_inline(state, unit, CutRule.TEASER_INLINE, box)
        kept += part(unit.pieces, start, box[0])
        start = box[1]
    return (*kept, *part(unit.pieces, start, whole[1]))
