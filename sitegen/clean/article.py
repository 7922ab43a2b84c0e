"""`clean(seed) -> Article`: runs the steps in order and keeps count of every line.

The steps are: units (units.py), furniture claims (furniture.py) and the boxes that hang on them (boxes.py),
where the article begins and ends and its comments (body.py, comments.py), headline, authors and dates
(metadata.py), what is left over (here), the blocks (blocks.py), and whether the text is whole
(truncation.py).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sitegen import language
from sitegen.clean.beside import note_words_beside_facts
from sitegen.clean.blocks import blocks_of, listed_units
from sitegen.clean.body import LineScores, claim_comments, find_body, opening, score_lines
from sitegen.clean.boxes import claim_boxes, claim_furniture, claim_lists
from sitegen.clean.classifier import Classifier
from sitegen.clean.context import ALONE, SeedContext
from sitegen.clean.furniture import RULE_LABELS, CutRule
from sitegen.clean.head_block import claim_head
from sitegen.clean.metadata import claim_metadata, date_order
from sitegen.clean.metadata_patterns import host_of
from sitegen.clean.repairs import repairs_of
from sitegen.clean.state import CleaningState, LineStatus
from sitegen.clean.truncation import truncation_reason, unread_reason
from sitegen.clean.units import TextUnit, units_of
from sitegen.dates import DateOrder
from sitegen.model import Article, Block, Cut, Field, Override, Piece, Problem, Seed

TAKEN_BACK_LABEL = "a fact that a note takes back"
QUOTATION_MARK = re.compile('["“”«»„]')
MIN_QUOTATION_SPACES = 20  # in a quotation that several articles may have ...
MIN_QUOTATION_LIKELIHOOD = 0.9  # ... where the evidence finds it text; both by judgement
MIN_REPEATED_WORDS = 12  # a shorter line may stand twice in a list or a table of the article; by judgement
DOUBLED = 2  # what a text says more often than that is meant: plans and tables do
NEAR_COPY_UNITS = 2  # what is said again so close was doubled by the page; by judgement
EVIDENCE_CUTS = frozenset(
    {
        CutRule.BEFORE_ARTICLE,
        CutRule.AFTER_ARTICLE,
        CutRule.INSIDE_ARTICLE,
        CutRule.SHARED_LINE,
        CutRule.REPEATED_LINE,
    }
)  # that cut a line by evidence, not by what it says
MIN_DOUBTFUL_WORDS = 6  # of a cut line that may be text; by judgement
MIN_DOUBTFUL_LIKELIHOOD = 0.03  # of such a line; set by reading 140 of them
DOUBTFUL_REACH = 6  # units between such a line and the text; by judgement
SECOND_PERSON = frozenset("you your you're you'll yours".split())  # promotions speak so


def clean(
    seed: Seed,
    classifier: Classifier,
    override: Override | None = None,
    context: SeedContext = ALONE,
) -> Article:
    """Return the article that a seed holds, with a person's word on it and what the archive tells of it."""
    override = override or Override()
    state, blank_lines = started(seed, override, context.date_order)
    whole = _undropped(seed, override, context.date_order) if override.drop else state
    scores = score_lines(whole, classifier)
    shared = _shared_units(state, scores, context.shared)
    kept = claim_comments(state, find_body(whole, scores) - shared - _dropped_units(state), scores)
    claim_metadata(state, scores, kept, opening(state, kept), context)
    for index in shared:
        state.cut(index, CutRule.SHARED_LINE)
    _decide_rest(state, kept)
    note_words_beside_facts(state, scores.language, date_order(state, scores, context))
    return _finish(state, blank_lines, override, scores)


def started(
    seed: Seed, override: Override, order: DateOrder = DateOrder.UNKNOWN, apart: frozenset[int] = frozenset()
) -> tuple[CleaningState, list[int]]:
    """Return the units of a seed with what a person and the rules say of them, and its blank lines.

    `apart` are lines that are units of their own, besides those that the person names.
    """
    units, blank_lines = units_of(seed.lines, apart | {*override.keep, *override.drop})
    state = CleaningState(seed=seed, units=units)
    _apply_override(state, override)
    claim_head(state, order)
    claim_furniture(state)
    claim_boxes(state)
    claim_lists(state)
    return state, blank_lines


def evidence(
    seed: Seed, classifier: Classifier, override: Override | None = None
) -> dict[int, tuple[tuple[str, float], ...]]:
    """Return for each line that is not blank its strongest evidence with the points.

    Points above 0 speak for text, below 0 against it.
    """
    state = started(seed, override or Override())[0]
    scores = score_lines(state, classifier)
    by_line = {}
    for index, unit in enumerate(state.units):
        for line in unit.lines:
            by_line[line] = scores.told(index)
    return by_line


# What a person says -----------------------------------------------------------------------------------------


def _undropped(seed: Seed, override: Override, order: DateOrder) -> CleaningState:
    """Return the state by which a seed is judged: with the lines that a person drops.

    So no other line is lost or won because they are dropped.
    """
    apart = frozenset((*override.keep, *override.drop))
    return started(seed, replace(override, drop=(), ruled=()), order, apart)[0]


def _apply_override(state: CleaningState, override: Override) -> None:
    """Decide the units that a person, or a person's rule for many seeds, keeps or drops."""
    keep, drop = set(override.keep), set(override.drop)
    if not keep and not drop:
        return
    rule_places = dict(override.ruled)
    for index, unit in enumerate(state.units):
        place = _rule_place(unit, rule_places)
        if not drop.isdisjoint(unit.lines):
            state.cut(index, CutRule.DROPPED)
            state.rules_said[index] = place
        elif not keep.isdisjoint(unit.lines):
            reason = f"kept by a rule of the archive ({place})" if place else "kept by a note"
            state.status[index] = (LineStatus.BLOCK, reason)


def _rule_place(unit: TextUnit, rule_places: Mapping[int, str]) -> str:
    """Return the place of the rule that speaks of the first line of a unit that has one, or an empty text."""
    return next((rule_places[line] for line in unit.lines if line in rule_places), "")


def _dropped_units(state: CleaningState) -> set[int]:
    return {
        index for index, decision in state.status.items() if decision == (LineStatus.CUT, CutRule.DROPPED)
    }


# Units that nothing has decided -----------------------------------------------------------------------------


def _shared_units(state: CleaningState, scores: LineScores, shared_lines: frozenset[int]) -> set[int]:
    """Return the units that are furniture of their source, but for quotations that are surely text.

    They were weighed as on a page that is alone, as those were that taught the classifier, and may still be
    facts.
    """
    shared: set[int] = set()
    if not shared_lines:
        return shared
    for index, unit in enumerate(state.units):
        quoted = _is_quotation(unit) and scores.likely[index] >= MIN_QUOTATION_LIKELIHOOD
        if state.free(index) and shared_lines.issuperset(unit.lines) and not quoted:
            shared.add(index)
    return shared


def _is_quotation(unit: TextUnit) -> bool:
    return unit.text.count(" ") >= MIN_QUOTATION_SPACES and QUOTATION_MARK.search(unit.text) is not None


def _decide_rest(state: CleaningState, kept: set[int]) -> None:
    """Cut or keep what nothing has claimed: what is not kept goes, and what says a kept line again."""
    first, last = min(kept, default=0), max(kept, default=-1)
    copies = Counter([unit.key for unit in state.units])
    listed = listed_units(state, kept)
    last_said: dict[str, int] = {}  # folded text -> the last unit of the text that says it
    for index, unit in enumerate(state.units):
        if not state.free(index):
            continue
        if index not in kept:
            state.cut(index, _rule_outside_text(index, first, last))
            continue
        above = last_said.get(unit.key)
        if above is not None and index not in listed and _is_doubled(unit, copies, index - above):
            state.cut(index, CutRule.REPEATED_LINE)
            continue
        last_said[unit.key] = index
        state.status[index] = (LineStatus.BLOCK, _why_kept(unit))


def _rule_outside_text(index: int, first: int, last: int) -> str:
    """Return the rule that cuts a unit that is not kept.

    `first` and `last` are the first and the last kept unit.
    """
    if index < first:
        return CutRule.BEFORE_ARTICLE
    return CutRule.AFTER_ARTICLE if index > last else CutRule.INSIDE_ARTICLE


def _is_doubled(unit: TextUnit, copies: Mapping[str, int], distance: int) -> bool:
    """Whether a line that is said again was doubled by the page.

    `distance` is in units, to the copy above.
    """
    if distance <= NEAR_COPY_UNITS:
        return True
    return unit.words >= MIN_REPEATED_WORDS and copies[unit.key] == DOUBLED


def _why_kept(unit: TextUnit) -> str:
    if unit.prose:
        return "sentences"
    return "list item" if unit.bullet else "a short line among paragraphs"


# The article ------------------------------------------------------------------------------------------------


def _finish(
    state: CleaningState, blank_lines: Sequence[int], override: Override, scores: LineScores
) -> Article:
    """Return the article of a seed whose units are all decided."""
    seed = state.seed
    blocks = blocks_of(state)
    fields = _final_fields(state, override)
    field_lines = _lines_of(fields)
    used_lines = field_lines | _lines_of(blocks)
    cuts = [*_cuts_by_rule(state), *state.lost, *_replaced_cuts(state, override, field_lines)]
    if blank_lines:
        cuts.append(Cut(str(CutRule.BLANK), RULE_LABELS[CutRule.BLANK], tuple(blank_lines)))
    return Article(
        id=seed.id,
        key=seed.key,
        path=seed.path,
        language=_language(state, blocks, override, scores),
        fields=fields,
        blocks=blocks,
        cuts=tuple(sorted(_with_lines_once(cuts), key=lambda cut: cut.lines)),
        inline_cuts=tuple(cut for cut in state.inline_cuts if cut.line in used_lines),
        repairs=repairs_of(seed, [*fields, *blocks]),
        likely=_percents_by_line(state, scores),
        truncated=unread_reason(seed) or truncation_reason(state, blocks),
        problems=(*state.problems, *_missing_facts(seed, fields, blocks)),
        doubtful=_doubtful_lines(state, scores),
    )


def _language(state: CleaningState, blocks: Sequence[Block], override: Override, scores: LineScores) -> str:
    """Return the language of an article: the one that a note gives, or the one of its text."""
    given = dict(reversed(override.fields)).get("language")
    if given is not None:
        return given
    if scores.language == "en":
        return "en"
    text = " ".join(block.text for block in blocks) or " ".join(unit.text for unit in state.units)
    return language.detect(text)


def _lines_of(parts: Iterable[Field | Block]) -> set[int]:
    """Return the 0-based lines on which fields or blocks stand."""
    return {piece.line for part in parts for piece in part.pieces}


def _percents_by_line(state: CleaningState, scores: LineScores) -> tuple[int, ...]:
    """Return for each line how likely it is text, in percent; -1 for a blank one."""
    percents = [-1] * len(state.seed.lines)
    for unit, likelihood in zip(state.units, scores.likely, strict=True):
        percent = round(100 * likelihood)
        for piece in unit.pieces:
            percents[piece.line] = percent
    return tuple(percents)


# Facts of the article ---------------------------------------------------------------------------------------


def _final_fields(state: CleaningState, override: Override) -> tuple[Field, ...]:
    """Return the facts that a note gives, then those of the page of which the note says nothing."""
    given = [
        Field(name=name, value=value, text=value, pieces=(), why="given in a note")
        for name, value in override.fields
        if value
    ]
    named = dict(override.fields)  # an empty value removes what was found
    found = [field for field in _fields_in_order(state) if field.name not in named]
    return _with_source((*given, *found))


def _fields_in_order(state: CleaningState) -> list[Field]:
    """Return the facts that were found, in the order of the page; those without a place come first."""
    return sorted(state.fields, key=lambda field: _place_of(field.pieces))


def _place_of(pieces: tuple[Piece, ...]) -> tuple[int, int]:
    return (pieces[0].line, pieces[0].start) if pieces else (-1, 0)


def _with_source(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """Return the facts with the host of the address for the source where none is named."""
    by_name = {field.name: field for field in reversed(fields)}  # the first of a name counts
    if "address" not in by_name or "source" in by_name:
        return fields
    host = host_of(by_name["address"].value)
    return (
        (*fields, Field(name="source", value=host, text=host, pieces=(), why="host of the address"))
        if host
        else fields
    )


def _missing_facts(seed: Seed, fields: Sequence[Field], blocks: Sequence[Block]) -> list[Problem]:
    """Return a problem for each fact that every article should have and this one has not, or for the text."""
    note = f"content/notes/{seed.key}.md"
    if not blocks:
        if not any(line.strip() for line in seed.lines):
            return []
        message = f'no article text found in it; name its lines with "keep:" in {note}'
        return [Problem(seed.path, -1, "SG206", message)]
    names = {field.name for field in fields}
    problems = []
    for code, name in (("SG201", "title"), ("SG203", "date"), ("SG204", "source")):
        if name not in names:
            problems.append(Problem(seed.path, -1, code, f'no {name} found; add "{name}:" to {note}'))
    return problems


# Cuts -------------------------------------------------------------------------------------------------------


def _cuts_by_rule(state: CleaningState) -> list[Cut]:
    """Return the cuts of whole units, neighbours that one rule cut together."""
    groups: list[tuple[str, str, list[int]]] = []  # id of the rule, place of the archive's rule, lines
    previous = -2
    for index, unit in enumerate(state.units):
        fate, rule = state.status[index]
        if fate != LineStatus.CUT:
            continue
        place = state.rules_said.get(index, "")
        if previous == index - 1 and groups[-1][:2] == (rule, place):
            groups[-1][2].extend(unit.lines)
        else:
            groups.append((rule, place, list(unit.lines)))
        previous = index
    return [Cut(rule, _cut_label(rule, place), tuple(lines)) for rule, place, lines in groups]


def _cut_label(rule: str, place: str) -> str:
    """Return what readers are told about a cut; `place` is that of a rule of the archive, or empty."""
    return f"left out by a rule of the archive ({place})" if place else RULE_LABELS[rule]


def _replaced_cuts(state: CleaningState, override: Override, field_lines: set[int]) -> list[Cut]:
    """Return cuts of the facts that a note replaces or takes back.

    Lines on which another fact stands are not cut.
    """
    given = dict(override.fields)
    cuts = []
    for field in _fields_in_order(state):
        lines = tuple(dict.fromkeys([piece.line for piece in field.pieces]))
        if not lines or field.name not in given or not field_lines.isdisjoint(lines):
            continue
        label = RULE_LABELS[CutRule.REPLACED] if given[field.name] else TAKEN_BACK_LABEL
        cuts.append(Cut(str(CutRule.REPLACED), label, lines))
    return cuts


def _with_lines_once(cuts: Iterable[Cut]) -> list[Cut]:
    """Return the cuts with each line in the first of them alone; a cut without lines of its own goes."""
    seen: set[int] = set()
    unique = []
    for cut in cuts:
        lines = tuple(line for line in cut.lines if line not in seen)
        seen.update(lines)
        if lines:
            unique.append(Cut(cut.rule, cut.label, lines))
    return unique


def _doubtful_lines(state: CleaningState, scores: LineScores) -> tuple[int, ...]:
    """Return the cut lines near the text that may be sentences of it, each once.

    No rule that knows the line by what it says cut them.
    """
    near: set[int] = set()
    for index in state.text_units():
        near.update(range(index - DOUBTFUL_REACH, index + DOUBTFUL_REACH + 1))
    seen: set[str] = set()
    doubtful = []
    for index, unit in enumerate(state.units):
        if index in near and unit.key not in seen and _may_be_text(state, scores, index):
            doubtful.append(unit.first)
        seen.add(unit.key)
    return tuple(doubtful)


def _may_be_text(state: CleaningState, scores: LineScores, index: int) -> bool:
    """Whether evidence alone cut a unit that ends as a sentence ends and does not speak to the reader."""
    unit = state.units[index]
    fate, rule = state.status[index]
    if (
        fate != LineStatus.CUT
        or rule not in EVIDENCE_CUTS
        or not unit.ended
        or unit.words < MIN_DOUBTFUL_WORDS
    ):
        return False
    return scores.likely[index] >= MIN_DOUBTFUL_LIKELIHOOD and SECOND_PERSON.isdisjoint(unit.tokens)
