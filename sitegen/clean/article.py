"""`clean(seed) -> Article`: runs the steps in order and keeps count of every line.

The steps are: units (units.py), furniture claims (furniture.py) and the boxes that hang on them (boxes.py), where the
article begins and ends and its comments (body.py, comments.py), headline, authors and dates (metadata.py), and what is left over.
"""

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from sitegen import language
from sitegen.clean.beside import note_words_beside_facts
from sitegen.clean.body import LineScores, claim_comments, find_body, opening, score_lines
from sitegen.clean.boxes import claim_boxes, claim_furniture, claim_lists
from sitegen.clean.classifier import Classifier
from sitegen.clean.context import ALONE, SeedContext
from sitegen.clean.furniture import LABELS
from sitegen.clean.head_block import claim_head
from sitegen.clean.metadata import claim_metadata, date_order
from sitegen.clean.metadata_patterns import host_of, picture_mark
from sitegen.clean.repairs import repairs_of
from sitegen.clean.state import CleaningState, LineStatus, cut_inline
from sitegen.clean.structure import COLUMN_GAP, runs_of_short_lines
from sitegen.clean.units import TextUnit, part, parted, units_of
from sitegen.dates import DateOrder
from sitegen.model import Article, Block, BlockKind, Cut, Field, Override, Piece, Problem, Seed, spell
from sitegen.text import ends_sentence, word_count

TAKEN_BACK = "a fact that a note takes back"
READING_SPEED = 200  # words a minute, the slowest that sites count with
LONG = 12  # words; a shorter line may stand twice in a list or a table of the article
QUOTE = re.compile('["“”«»„]')
NO_HEADING = re.compile(
    r"https?://|@|[)\]]$|^(?:contributing|follow|source|edited by|reporting by|by|von|par|por)\b(?=[: ])|^[\d\W]+$",
    re.IGNORECASE,
)
HEADING_WORDS = 14
QUOTED = 20  # words of a quotation that several articles may have ...
SURELY = 0.9  # ... where the evidence finds it text
DOUBLED = 2  # what a text says more often than that is meant: plans and tables do
NEAR = 2  # units; what is said again so close was doubled by the page
UNNAMED = frozenset(
    {"before-article", "after-article", "inside-article", "shared-line", "repeated-line"}
)  # cut by evidence, not by what they say
MAY_BE_TEXT_WORDS = 6
MAY_BE_TEXT = 0.03  # how likely such a line must be text; set by reading 140 of them
NEAR_TEXT = 6  # units between such a line and the text
SECOND_PERSON = frozenset("you your you're you'll yours".split())  # promotions speak so
LEAST_WORDS = 60  # of a text; of a shorter one nobody can tell whether it is whole
SENTENCE_WORDS = 8
STOPPED = 0.8  # of the paragraphs above that end with a full stop
OPEN_END = re.compile(r"(?:,|[^.!?…]\s[-–—])$")
# Words that no sentence ends with: conjunctions, prepositions, articles, auxiliaries.
LAST_WORD = re.compile(
    r"\b(?:and|or|but|nor|because|although|while|which|who|whose|that|than|if|when|as|of|to|in|on|at|by|for|from|with|into|the|a|an|this|these|its|his|her"
    r"|their|our|my|is|are|was|were|be|been|has|have|had|will|would|could|should|not|und|oder|aber|der|die|das|den|dem|ein|eine|von|zu|mit|für"
    r"|et|ou|mais|le|la|les|des|du|un|une|de|que|qui|y|o|pero|el|los|las|con|para|por|e|il|che|di|и|или|но|что|в|на|с|по)$",
    re.IGNORECASE,
)
PARTIAL = 0.6  # of the words that the stated reading time promises; below that the text was cut off

# Phrases glued to a kept paragraph: name, words of it in small letters, pattern, an example and what is left of it.
GLUED: tuple[tuple[str, str, re.Pattern[str], str, str], ...] = (
    (
        "ad-marker",
        "continues",
        re.compile(
            r"^(?:article|story|content) continues (?:below|after)(?: this)? (?:ad|advertisement)\s+(?=[A-Z“\"])",
            re.IGNORECASE,
        ),
        "Article continues after this advertisement The minister left.",
        "The minister left.",
    ),
    (
        "teaser",
        "read more",
        re.compile(r"(?<=[.!?”\"’…])\s*\b(?:READ MORE|Read [Mm]ore|(?:Continue|Keep) [Rr]eading)\W{0,3}$"),
        "The minister left. READ MORE",
        "The minister left.",
    ),
    (
        "teaser",
        "continue reading",
        re.compile(r"(?<=[.!?”\"’…])\s*\bContinue reading\W{0,3}$"),
        "He left… Continue reading",
        "He left…",
    ),
)
# Boxes that pages open beside a name and scrapes glue behind it: the name again, a headline or two, and MORE.
HOVER_BOX = re.compile(
    r"(?<=[a-z.])(?P<box>(?:[A-Z][\w.’'-]+ (?:[A-Z][\w.’'-]* ){0,3}[A-Z][\w.’'-]*[a-z.])?[A-Z][^\n]{10,400}? ?\bMORE)(?=[ ,.;:(’']|$)"
)


def clean(
    seed: Seed,
    override: Override | None = None,
    context: SeedContext = ALONE,
    *,
    card: Classifier | None = None,
) -> Article:
    """Give the article that a seed holds, with a person's word on it and what the archive tells of it."""
    override = override or Override()
    work, blank = started(seed, override, context.date_order)
    whole = _undropped(seed, override, context.date_order) if override.drop else work
    reading = score_lines(whole, card)
    shared = _shared_units(work, reading, context.shared)
    dropped = {at for at, (state, why) in work.status.items() if (state, why) == ("cut", "dropped")}
    kept = claim_comments(work, find_body(whole, reading) - shared - dropped, reading)
    claim_metadata(work, reading, kept, opening(work, kept), context)
    for at in shared:
        work.cut(at, "shared-line")
    _claim_rest(work, kept)
    note_words_beside_facts(work, reading.language, date_order(work, reading, context))
    return _finish(work, blank, override, reading)


def started(
    seed: Seed, override: Override, order: DateOrder = DateOrder.UNKNOWN, apart: frozenset[int] = frozenset()
) -> tuple[CleaningState, list[int]]:
    """Give the units of a seed with what a person and the rules of furniture say of them, and its blank lines.

    `apart` are lines that are units of their own, besides those that the person names.
    """
    units, blank = units_of(seed.lines, apart | {*override.keep, *override.drop})
    work = CleaningState(seed, units)
    _obey(work, override)
    claim_head(work, order)
    claim_furniture(work)
    claim_boxes(work)
    claim_lists(work)
    return work, blank


def _undropped(seed: Seed, override: Override, order: DateOrder) -> CleaningState:
    """Give a seed as it is judged: with the lines that a person drops, so that no other line is lost or won by that."""
    apart = frozenset((*override.keep, *override.drop))
    return started(seed, replace(override, drop=(), ruled=()), order, apart)[0]


def _shared_units(work: CleaningState, reading: LineScores, shared: frozenset[int]) -> set[int]:
    """Give the units that are furniture of their source, but for quotations that are surely text.

    They were weighed as on a page that is alone, as those were that taught the scorecard, and may still be facts.
    """
    return {
        at
        for at, unit in enumerate(work.units if shared else ())
        if work.free(at)
        and shared.issuperset(unit.lines)
        and not (QUOTE.search(unit.text) and unit.text.count(" ") >= QUOTED and reading.likely[at] >= SURELY)
    }


def _obey(work: CleaningState, override: Override) -> None:
    keep, drop = set(override.keep), set(override.drop)
    if not keep and not drop:
        return
    places = dict(override.ruled)
    for at, unit in enumerate(work.units):
        place = next((places[line] for line in unit.lines if line in places), "")
        if drop.intersection(unit.lines):
            work.cut(at, "dropped")
            work.rules_said[at] = place
        elif keep.intersection(unit.lines):
            why = f"kept by a rule of the archive ({place})" if place else "kept by a note"
            work.set_status(at, LineStatus.BLOCK, why)


def _claim_rest(work: CleaningState, kept: set[int]) -> None:
    start, end = min(kept, default=0), max(kept, default=-1)
    seen: dict[str, int] = {}
    copies = Counter([unit.key for unit in work.units])
    listed = _listed(work, kept)
    for at, unit in enumerate(work.units):
        if not work.free(at):
            continue
        if at not in kept:
            work.cut(
                at, "before-article" if at < start else "after-article" if at > end else "inside-article"
            )
        elif (
            at not in listed
            and unit.key in seen
            and ((unit.words >= LONG and copies[unit.key] == DOUBLED) or at - seen[unit.key] <= NEAR)
        ):
            work.cut(at, "repeated-line")
        else:
            seen[unit.key] = at
            work.set_status(at, LineStatus.BLOCK, _why_kept(unit))


def _listed(work: CleaningState, kept: set[int]) -> set[int]:
    """Give the units of the text that are lines of a list or a table without bullets."""
    allowed = [
        at in kept and (work.free(at) or work.status[at][0] == "block") and at not in work.times
        for at in range(len(work.units))
    ]
    return {at for run in runs_of_short_lines(work.units, allowed) for at in run}


def _why_kept(unit: TextUnit) -> str:
    if unit.prose:
        return "sentences"
    return "list item" if unit.bullet else "a short line among paragraphs"


def _finish(work: CleaningState, blank: list[int], override: Override, reading: LineScores) -> Article:
    seed = work.seed
    blocks = _blocks(work)
    spoken = reading.language
    if spoken != "en":
        spoken = language.detect(
            " ".join(block.text for block in blocks) or " ".join(unit.text for unit in work.units)
        )
    given = tuple(
        Field(name, value, value, (), "given in a note") for name, value in override.fields if value
    )
    given_for = dict(override.fields)
    named = given_for.keys()  # an empty one removes what was found
    kept = sorted(
        work.fields, key=lambda one: (one.pieces[0].line, one.pieces[0].start) if one.pieces else (-1, 0)
    )
    replaced = [
        Cut(
            "replaced",
            LABELS["replaced"] if given_for[one.name] else TAKEN_BACK,
            tuple(dict.fromkeys(p.line for p in one.pieces)),
        )
        for one in kept
        if one.name in named and one.pieces
    ]
    found = tuple(one for one in kept if one.name not in named)
    article_fields = _with_source((*given, *found))
    still = {piece.line for one in article_fields for piece in one.pieces}
    cuts = [*_cuts(work), *work.lost, *(cut for cut in replaced if not still.intersection(cut.lines))]
    used = still | {piece.line for block in blocks for piece in block.pieces}
    if blank:
        cuts.append(Cut("blank", LABELS["blank"], tuple(blank)))
    truncated = _truncated(work, blocks)
    return Article(
        seed.id,
        seed.key,
        seed.path,
        next((value for name, value in override.fields if name == "language"), spoken),
        article_fields,
        blocks,
        tuple(sorted(_unique(cuts), key=lambda cut: cut.lines)),
        tuple(trim for trim in work.inline_cuts if trim.line in used),
        repairs_of(seed, [*article_fields, *blocks]),
        _percents(work, reading),
        truncated,
        (*work.problems, *_lacking(seed, article_fields, blocks)),
        _doubtful(work, reading),
    )


def _doubtful(work: CleaningState, reading: LineScores) -> tuple[int, ...]:
    """Give the lines that no named rule of furniture cut and that look like sentences of the text, near to it; each line once."""
    kept = [at for at, (state, _) in work.status.items() if state == "block"]
    near = {other for at in kept for other in range(at - NEAR_TEXT, at + NEAR_TEXT + 1)}
    seen: set[str] = set()
    found = []
    for at, unit in enumerate(work.units):
        state, why = work.status[at]
        alike = (
            state == "cut"
            and why in UNNAMED
            and at in near
            and unit.ended
            and unit.words >= MAY_BE_TEXT_WORDS
        )
        if (
            alike
            and unit.key not in seen
            and reading.likely[at] >= MAY_BE_TEXT
            and not SECOND_PERSON & unit.tokens
        ):
            found.append(unit.first)
        seen.add(unit.key)
    return tuple(found)


def _percents(work: CleaningState, reading: LineScores) -> tuple[int, ...]:
    made = [-1] * len(work.seed.lines)
    for unit, chance in zip(work.units, reading.likely, strict=True):
        for piece in unit.pieces:
            made[piece.line] = round(100 * chance)
    return tuple(made)


def evidence(
    seed: Seed, override: Override | None = None, *, card: Classifier | None = None
) -> dict[int, tuple[tuple[str, float], ...]]:
    """Give for each line that is not blank the evidence that told most, with its points: above 0 for text, below against."""
    work = started(seed, override or Override())[0]
    reading = score_lines(work, card)
    return {line: reading.told(at) for at, unit in enumerate(work.units) for line in unit.lines}


def _unique(cuts: list[Cut]) -> list[Cut]:
    seen: set[int] = set()
    made = []
    for cut in cuts:
        lines = tuple(line for line in cut.lines if line not in seen)
        seen.update(lines)
        if lines:
            made.append(Cut(cut.rule, cut.label, lines))
    return made


def _blocks(work: CleaningState) -> tuple[Block, ...]:
    made = []
    listed = _listed(work, {at for at, (state, _) in work.status.items() if state == "block"})
    for at, unit in enumerate(work.units):
        state, why = work.status[at]
        if state not in {"block", "comment"}:
            continue
        kind = BlockKind.COMMENT if state == "comment" else _kind(work, at, listed)
        whole = unit.pieces if state == "comment" else _without_glued(work, unit)
        text = unit.text if whole is unit.pieces else spell(whole, work.seed.lines)
        if kind is BlockKind.ROW:
            whole = _with_tabs(whole, work.seed.lines)
            text = spell(whole, work.seed.lines)
        pieces = [whole] if state == "comment" or kind is BlockKind.ROW else parted(whole, text)
        made += [
            Block(kind, text if one is whole else spell(one, work.seed.lines), one, why) for one in pieces
        ]
    return tuple(made)


def _with_tabs(pieces: tuple[Piece, ...], lines: tuple[str, ...]) -> tuple[Piece, ...]:
    """Give the pieces of a table's row with a tab between its cells."""
    made = list(pieces[:1])
    for left, right in pairwise(pieces):
        gap = lines[right.line][left.end : right.start] if left.line == right.line else ""
        made.append(replace(right, glue="\t") if COLUMN_GAP.fullmatch(gap) or "\t" in gap else right)
    return tuple(made)


def _kind(work: CleaningState, at: int, listed: set[int]) -> BlockKind:
    unit = work.units[at]
    if at in work.times:
        return BlockKind.TIME
    if at in listed:
        return BlockKind.ROW if COLUMN_GAP.search(work.seed.lines[unit.first].strip()) else BlockKind.ITEM
    if unit.bullet:
        return BlockKind.ITEM
    short = not (unit.ended or unit.prose or unit.words > HEADING_WORDS) and bool(word_count(unit.text))
    short = short and not NO_HEADING.search(unit.text) and not picture_mark(unit.text)
    following = next((i for i in range(at + 1, len(work.units)) if work.status[i][0] == "block"), -1)
    heads = (
        short
        and following > 0
        and work.units[following].prose
        and re.match(r"[^\W_]|[“\"'‘]", unit.text)
        and not _closes(work, at)
    )
    return BlockKind.HEADING if heads else BlockKind.PARAGRAPH


def _closes(work: CleaningState, at: int) -> bool:
    """Say whether a line stands right below a paragraph and above a blank line: it belongs to what it follows, as a signature does."""
    lines, unit = work.seed.lines, work.units[at]
    below = unit.lines[-1] + 1 < len(lines) and not lines[unit.lines[-1] + 1].strip()
    return bool(at and unit.first and below and lines[unit.first - 1].strip() and work.units[at - 1].prose)


def _without_glued(work: CleaningState, unit: TextUnit) -> tuple[Piece, ...]:
    """Give the pieces of a paragraph without phrases glued to it; a line of which nothing is left becomes a cut."""
    start, end = 0, len(unit.text)
    glued = [(name, pattern) for name, words, pattern, _, _ in GLUED if words in unit.key]
    found = bool(glued)
    while found:
        found = False
        for name, pattern in glued:
            match = pattern.search(unit.text[start:end])
            if match and 0 < match.end() - match.start() < end - start:
                found = True
                cut_inline(work, unit, name, (start + match.start(), start + match.end()))
                start, end = (
                    (start + match.end(), end) if match.start() == 0 else (start, start + match.start())
                )
    boxes = (
        [found.span("box") for found in HOVER_BOX.finditer(unit.text, start, end)]
        if "MORE" in unit.text
        else []
    )
    if (start, end) == (0, len(unit.text)) and not boxes:
        return unit.pieces
    kept = _without_spans(work, unit, (start, end), boxes)
    gone = set(unit.lines) - {piece.line for piece in kept}
    if gone:
        rule = next(trim.rule for trim in work.inline_cuts if trim.line in gone)
        work.lost.append(Cut(rule, LABELS[rule], tuple(sorted(gone))))
    return kept


def _without_spans(
    work: CleaningState, unit: TextUnit, whole: tuple[int, int], spans: list[tuple[int, int]]
) -> tuple[Piece, ...]:
    """Give the pieces of a stretch without the boxes in it."""
    edges = [whole[0], *(edge for span in spans for edge in span), whole[1]]
    for span in spans:
        cut_inline(work, unit, "teaser-inline", span)
    parts = [part(unit.pieces, a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return tuple(piece for some in parts for piece in some)


def _cuts(work: CleaningState) -> list[Cut]:
    """Give the cuts, neighbours of one rule together."""
    groups: list[tuple[tuple[str, str], list[int]]] = []
    last = -2
    for at, unit in enumerate(work.units):
        state, why = work.status[at]
        if state != "cut":
            continue
        place = work.rules_said.get(at, "")
        if groups and last == at - 1 and groups[-1][0] == (why, place):
            groups[-1][1].extend(unit.lines)
        else:
            groups.append(((why, place), list(unit.lines)))
        last = at
    return [
        Cut(why, f"left out by a rule of the archive ({place})" if place else LABELS[why], tuple(lines))
        for (why, place), lines in groups
    ]


def _with_source(found: tuple[Field, ...]) -> tuple[Field, ...]:
    """Take the host of the address for the source where none is named."""
    names = {one.name for one in found}
    address = next((one for one in found if one.name == "address"), None)
    if address is None or "source" in names:
        return found
    host = host_of(address.value)
    return (*found, Field("source", host, host, (), "host of the address")) if host else found


def _truncated(work: CleaningState, blocks: tuple[Block, ...]) -> str:
    """Say why the text is thought to end early, or nothing: a promised length, a paywall, a sentence cut in its middle."""
    words = sum(unit.words for at, unit in enumerate(work.units) if work.status[at][0] == "block")
    if work.minutes and words < work.minutes * READING_SPEED * PARTIAL:
        return f"the page promises {work.minutes} minutes of reading, here are {words} words"
    if work.paywalled:
        return "a notice below the text asks to subscribe to go on reading"
    body = [block for block in blocks if block.kind is not BlockKind.COMMENT]
    if words < LEAST_WORDS or not body or body[-1].kind is not BlockKind.PARAGRAPH:
        return ""
    return (
        "the last sentence breaks off"
        if _breaks_off(body[-1].text.rstrip(), [block.text for block in body[:-1]])
        else ""
    )


def _breaks_off(last: str, above: list[str]) -> bool:
    """Say whether a text ends in the middle of a sentence.

    A last line without a full stop is evidence only where it is a long sentence, other paragraphs have full stops, and it ends with a
    comma, dots, or a word that something must follow; captions, signatures and headlines end without one too.
    """
    open_end = OPEN_END.search(last) or (
        last[-1:].isalpha() and last[-1:].islower() and LAST_WORD.search(last)
    )
    if not open_end or word_count(last) < SENTENCE_WORDS:
        return False
    stopped = [text for text in above if word_count(text) >= SENTENCE_WORDS]
    return bool(stopped) and sum(map(ends_sentence, stopped)) >= STOPPED * len(stopped)


def _lacking(seed: Seed, found: tuple[Field, ...], blocks: tuple[Block, ...]) -> list[Problem]:
    names = {one.name for one in found}
    note = f"content/notes/{seed.key}.md"
    lacking = [
        Problem(seed.path, -1, code, f'no {name} found; add "{name}:" to {note}')
        for code, name in (("SG201", "title"), ("SG203", "date"), ("SG204", "source"))
        if name not in names and blocks
    ]
    if not blocks and any(line.strip() for line in seed.lines):
        lacking.append(
            Problem(
                seed.path, -1, "SG206", f'no article text found in it; name its lines with "keep:" in {note}'
            )
        )
    return lacking
