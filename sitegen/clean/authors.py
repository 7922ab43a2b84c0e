"""The authors: which of the lines that have the form of a byline name them."""

from collections.abc import Sequence

from sitegen.clean import metadata_patterns as patterns
from sitegen.clean.body import LineScores
from sitegen.clean.bylines import Label, introduces_nobody, joins_names
from sitegen.clean.furniture import CutRule
from sitegen.clean.metadata_features import BylineCandidate, Layout, byline_columns
from sitegen.clean.state import CleaningState
from sitegen.text import fold

# The likelihoods were set in folds by outlet of the development and training pages.
MIN_BYLINE_LIKELIHOOD = 0.6  # of the likeliest line
MIN_COAUTHOR_LIKELIHOOD = 0.85  # of further lines beside it
COAUTHOR_REACH = 4  # units: authors of one article that have a line each stand no further apart; by judgement
MIN_PARAGRAPHS_WITH_NAME = 2  # that say a bare name whole: it is somebody of the text; by judgement


def claim_authors(state: CleaningState, scores: LineScores, layout: Layout) -> None:
    """Make fields of the names of the authors, and cut lines that say them again."""
    likelihoods = _author_likelihoods(state, scores, layout)
    authors = _with_joined(authors_of(layout.bylines, likelihoods), layout)
    known = {fold(field.value) for field in state.fields if field.name == "byline"}
    for candidate in authors:
        if state.open(candidate.index):
            _add_names(state, candidate, known)
    _cut_repeated_names(state, layout, known)


def _author_likelihoods(state: CleaningState, scores: LineScores, layout: Layout) -> list[float]:
    """Return for each candidate how likely it names the authors, 0..1."""
    candidates = layout.bylines
    if not candidates or state.has("byline"):
        return [0.0] * len(candidates)
    likelihoods = scores.byline.likely(byline_columns(layout))
    for number, candidate in enumerate(candidates):
        if _is_nobody(candidate, layout):
            likelihoods[number] = 0.0
    return likelihoods


def authors_of(candidates: Sequence[BylineCandidate], likelihoods: Sequence[float]) -> list[BylineCandidate]:
    """Return the candidates that name the authors.

    They are the likeliest one, and lines of the same kind beside it that are likely enough too.
    """
    best = max(range(len(candidates)), key=likelihoods.__getitem__, default=-1)
    if best < 0 or likelihoods[best] < MIN_BYLINE_LIKELIHOOD:
        return []
    chosen = candidates[best]
    authors = []
    for candidate, likelihood in zip(candidates, likelihoods, strict=True):
        is_coauthor = likelihood >= MIN_COAUTHOR_LIKELIHOOD and _are_together(candidate, chosen)
        if candidate is chosen or is_coauthor:
            authors.append(candidate)
    return authors


def _are_together(first: BylineCandidate, second: BylineCandidate) -> bool:
    """Whether two lines of the same kind stand close together."""
    if first.byline.label is not second.byline.label:
        return False
    return abs(first.index - second.index) <= COAUTHOR_REACH


def _with_joined(authors: list[BylineCandidate], layout: Layout) -> list[BylineCandidate]:
    """Return the authors and those whose lines "and" joins to them, in the order of the page.

    The "and" has a line of its own, or ends the line of the first name.
    """
    by_index = {candidate.index: candidate for candidate in layout.bylines}
    lines = [unit.text for unit in layout.state.units]
    chosen = {candidate.index for candidate in authors}
    queue = sorted(chosen)
    while queue:
        index = queue.pop()
        for other in (index - 2, index - 1, index + 1, index + 2):
            first, last = sorted((index, other))
            if other not in by_index or other in chosen or not joins_names(lines[first : last + 1]):
                continue
            chosen.add(other)
            queue.append(other)
    return [by_index[index] for index in sorted(chosen)]


def _add_names(state: CleaningState, candidate: BylineCandidate, known: set[str]) -> None:
    """Make a field of each name of a byline that is not known yet; `known` are names in folded form."""
    text = state.units[candidate.index].text
    for name in candidate.byline.names:
        if fold(name) in known:
            continue
        known.add(fold(name))
        start = text.find(name)
        span = (start, start + len(name)) if start >= 0 else None
        state.add_field(candidate.index, "byline", name, _why_author(candidate), span)


def _why_author(candidate: BylineCandidate) -> str:
    if candidate.byline.label is Label.NONE:
        return "a name beside the headline or the date"
    return "a line that says who wrote it"


# Names of others --------------------------------------------------------------------------------------------


def _is_nobody(candidate: BylineCandidate, layout: Layout) -> bool:
    """Whether names stand where others than the authors do.

    A line that says "by" may stand in more places.
    """
    if not layout.is_at_edge(candidate.index):
        return True  # between paragraphs: a label of a part, or of another article
    if _is_introduced_as_other(candidate, layout):
        return True
    if candidate.byline.label is Label.WORD:
        return False
    return (
        _is_by_picture(candidate, layout)
        or _is_in_title(candidate, layout)
        or _is_among_menu_lines(candidate, layout)
        or _is_told_of(candidate, layout)
    )


def _is_introduced_as_other(candidate: BylineCandidate, layout: Layout) -> bool:
    """Whether the line above introduces somebody who did not write the article ("Photos by")."""
    index = candidate.index
    return index > 0 and introduces_nobody(layout.state.units[index - 1].text)


def _is_by_picture(candidate: BylineCandidate, layout: Layout) -> bool:
    """Whether the line or the one below names who made a picture."""
    lines = layout.state.units[candidate.index : candidate.index + 2]
    return any(patterns.picture_mark(unit.text) for unit in lines)


def _is_in_title(candidate: BylineCandidate, layout: Layout) -> bool:
    return layout.title >= 0 and candidate.byline.names[0] in layout.state.units[layout.title].text


def _is_among_menu_lines(candidate: BylineCandidate, layout: Layout) -> bool:
    """Whether the line and both its neighbours have bullets."""
    index, units = candidate.index, layout.state.units
    if not 0 < index < len(units) - 1:
        return False
    return all(unit.bullet for unit in units[index - 1 : index + 2])


def _is_told_of(candidate: BylineCandidate, layout: Layout) -> bool:
    """Whether the text speaks of the person, so that the name is hardly the author's."""
    units, name = layout.state.units, candidate.byline.names[0]
    paragraphs = sum(units[index].prose and name in units[index].text for index in layout.kept)
    return paragraphs >= MIN_PARAGRAPHS_WITH_NAME


def _cut_repeated_names(state: CleaningState, layout: Layout, known: set[str]) -> None:
    """Cut lines outside of the text that say the authors again, and other bylines behind it."""
    for candidate in layout.bylines:
        index = candidate.index
        if layout.opening < index < layout.end - 1 or not state.free(index):
            continue
        if known.issuperset(map(fold, candidate.byline.names)):
            state.cut(index, CutRule.REPEATED_NAME)
        elif index >= layout.end and candidate.byline.label is not Label.NONE:
            state.cut(index, CutRule.AUTHOR_BOX)
    for index in range(layout.end, len(state.units)):
        if state.free(index) and state.units[index].key in known:
            state.cut(index, CutRule.REPEATED_NAME)
