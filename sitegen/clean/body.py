"""Which lines are the article, by the points of their evidence, and which are readers' comments."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sitegen import language
from sitegen.clean import comments as threads
from sitegen.clean import posts
from sitegen.clean.block_features import SECOND, second_pass_features
from sitegen.clean.classifier import AdditiveModel, Classifier
from sitegen.clean.furniture import PASSABLE, POST_BUTTONS, POST_HEADERS, CutRule, Reach
from sitegen.clean.line_features import FIRST, Lexicon, LineFeatures, Tail, first_pass_features
from sitegen.clean.state import CleaningState, LineStatus
from sitegen.clean.structure import columns, runs_of_short_lines
from sitegen.clean.units import TextUnit
from sitegen.text import DIGIT, shorten, word_set

# How likely (0..1) a line must be text to be kept.  By judgement, unless a line says otherwise.
KEEP = 0.42
KEEP_LED_IN = 0.25  # a list that a colon leads in
KEEP_PAST_BOX = 0.25  # a paragraph that only advertising and the like separates from the text
KEEP_BESIDE = 0.05  # a sentence next to a kept one; set on training pages of outlets that no training saw
KEEP_BETWEEN = 0.25  # a line in a small gap between lines that are kept
DOUBTFUL = 0.85  # of the likeliest line: where no line is likely text, those that come so close are kept

# The other numbers are by judgement too.
MAX_GAP_UNITS = 3  # of a small gap
SENTENCE_WORDS = 3  # that an ended unit has at least to count as a sentence
TEXT_WORDS = 4  # that a line has at least for a text not to be mere labels
FIGURES_SHARE = 0.6  # of short lines in a row that hold a figure
MIN_LIST_ITEMS = 3  # in a row that stand or fall together
LONG_ITEM_WORDS = 7  # shorter items are menus more often than lists of the article
PLAINLY_ENGLISH = word_set("the and of that with from this which")
ENGLISH_SHARE = 0.07  # of the different words of a paragraph
MAX_WEIGHED_UNITS = 50_000  # a text of more units is judged by rules alone
LANGUAGE_UNITS = 50  # that decide on the language of such a text
MAX_REASONS = 4  # pieces of evidence that explain a line

# Weights of units in the search for the best run of prose.
KEPT_WEIGHT = 5.0  # a person keeps it
TAIL_WEIGHT, COMMENTS_WEIGHT = -60.0, -40.0  # headings of other lists, and of comments
OTHER_TEXT_WEIGHT, CUT_WEIGHT = -5.0, -2.0  # words of the page to its readers, and other furniture
OTHER_TEXT_RULES = frozenset({CutRule.TEASER_HEADLINE, CutRule.BIO, CutRule.LEGAL, CutRule.NEWSLETTER})
MAX_PROSE_WEIGHT = 60  # a paragraph weighs its words
SENTENCE_WEIGHT = 0.6  # for each word of a short sentence
ITEM_WEIGHT, LABEL_WEIGHT = 0.5, -3.0  # a long item of a list, and all other lines

POST_GAP_UNITS = 15  # without a sentence or a post's header end the comments
UNITS_BELOW_TEXT = 3  # in which comments may still begin
ANSWER_UNITS = 40  # below a heading of comments in which somebody must answer
FIRST_POST_UNITS = 3  # below the heading of comments in which the first post opens
FEW_WORDS_SHARE = 0.3  # of the words above: so many below a heading of comments are comments in any case


@dataclass(frozen=True, slots=True, kw_only=True)
class LineScores:
    """What the two passes found: for each unit how likely (0..1) it is text, and the evidence."""

    likely: list[float]
    language: str  # code of ISO 639-1, of the best run of prose
    english: bool
    passes: tuple[AdditiveModel, AdditiveModel]  # of the first and the second pass
    title: AdditiveModel
    byline: AdditiveModel
    date: AdditiveModel
    traits: LineFeatures
    columns: dict[str, list[float]]  # of the second pass

    def told(self, index: int) -> tuple[tuple[str, float], ...]:
        """Return the evidence that weighed most for or against a unit in both passes, with its points."""
        first, second = self.passes
        evidence = {
            **dict(first.reasons(self.traits.columns, index, FIRST)),
            **dict(second.reasons(self.columns, index, {**FIRST, **SECOND})),
        }
        strongest = sorted(evidence.items(), key=lambda phrase_points: -abs(phrase_points[1]))
        return tuple(strongest[:MAX_REASONS])


def score_lines(work: CleaningState, classifier: Classifier) -> LineScores:
    """Weigh the evidence of every unit."""
    run = best_run(work)
    if len(work.units) > MAX_WEIGHED_UNITS:
        return _scores_by_rules(work, run, classifier)
    run_language = language_of(work.units[run[0] : run[1]])
    english = run_language == "en"
    first, second = classifier.english if english else classifier.other
    lexicon = classifier.lexicon if english else Lexicon()
    traits = first_pass_features(work, run, lexicon, english=english)
    evidence = second_pass_features(work, traits, first.likely(traits.columns))
    return LineScores(
        likely=second.likely(evidence),
        language=run_language,
        english=english,
        passes=(first, second),
        title=classifier.title,
        byline=classifier.byline,
        date=classifier.date,
        traits=traits,
        columns=evidence,
    )


def _scores_by_rules(work: CleaningState, run: tuple[int, int], classifier: Classifier) -> LineScores:
    """Judge a text of very many lines, which is no article, in little memory: by rules and the best run."""
    start, end = run
    total = len(work.units)
    nothing = AdditiveModel(0.0, {})
    no_words = frozenset[str]()
    traits = LineFeatures(
        columns={},
        vocabulary=[no_words] * total,
        solid=[True] * total,
        copies=Counter(),
        tails=[Tail.NONE] * total,
    )
    run_language = _language_by_small_words(work.units[start : start + LANGUAGE_UNITS])
    return LineScores(
        likely=[float(start <= index < end and work.free(index)) for index in range(total)],
        language=run_language,
        english=run_language == "en",
        passes=(nothing, nothing),
        title=classifier.title,
        byline=classifier.byline,
        date=classifier.date,
        traits=traits,
        columns={},
    )


def language_of(units: Sequence[TextUnit]) -> str:
    """Return the language of a run.

    English, which is commonest here, shows by a few words that no other language has.
    """
    words = sum(len(unit.tokens) for unit in units)
    english_words = sum(len(unit.tokens & PLAINLY_ENGLISH) for unit in units)
    if english_words > ENGLISH_SHARE * words > 1:
        return "en"
    return _language_by_small_words(units)


def _language_by_small_words(units: Sequence[TextUnit]) -> str:
    return language.by_small_words(" ".join(unit.text for unit in units))


def best_run(work: CleaningState) -> tuple[int, int]:
    """Return the first unit and the one behind the last of the best run of prose (Finn et al. 2001).

    Sentences weigh what they have of words, labels weigh against; headings of other lists separate runs.
    """
    best_weight, best = 0.0, (0, 0)
    weight, start = 0.0, 0
    for index in range(len(work.units)):
        if weight <= 0:
            weight, start = 0.0, index
        weight += _run_weight(work, index)
        if weight > best_weight:
            best_weight, best = weight, (start, index + 1)
    if best_weight > 0:
        return best
    free = _free_units(work)
    return (free[0], free[-1] + 1) if free else (0, 0)


def _run_weight(work: CleaningState, index: int) -> float:
    status = work.status_of(index)
    if status is LineStatus.BLOCK:
        return KEPT_WEIGHT
    if status is LineStatus.CUT:
        return _cut_weight(work, index)
    unit = work.units[index]
    if unit.prose:
        return min(unit.words, MAX_PROSE_WEIGHT)
    if unit.ended and unit.words >= SENTENCE_WORDS:
        return unit.words * SENTENCE_WEIGHT
    if unit.bullet and unit.words >= LONG_ITEM_WORDS:
        return ITEM_WEIGHT
    return LABEL_WEIGHT


def _cut_weight(work: CleaningState, index: int) -> float:
    ending = work.endings.get(index)
    if ending:
        return TAIL_WEIGHT if ending.reach is Reach.TAIL else COMMENTS_WEIGHT
    return OTHER_TEXT_WEIGHT if work.reason_of(index) in OTHER_TEXT_RULES else CUT_WEIGHT


def _free_units(work: CleaningState) -> list[int]:
    return [index for index in range(len(work.units)) if work.free(index)]


def _free_of(work: CleaningState, indices: Iterable[int]) -> set[int]:
    return set(filter(work.free, indices))


# -- The text of the article


def find_body(work: CleaningState, scores: LineScores) -> set[int]:
    """Return the units that are the article; where nothing is likely text, what is least unlikely."""
    kept = _likely_text(work, scores)
    kept |= {index for index, (status, _) in work.status.items() if status is LineStatus.BLOCK}
    for items in _lists(work):
        if _is_list_of_article(work, scores, kept, items):
            kept |= items
        else:
            kept -= items
    kept |= _past_boxes(work, scores, kept)
    kept |= _free_of(work, [index for index in work.ranks if index + 1 in kept])
    kept |= _free_of(work, work.entries | work.times)
    kept |= _in_small_gaps(work, scores, kept)
    return _with_sentences_beside(work, scores, kept)


def _likely_text(work: CleaningState, scores: LineScores) -> set[int]:
    """Return the units that are likely text; where only labels are, those close to the likeliest line."""
    free = _free_units(work)
    kept = {index for index in free if scores.likely[index] >= KEEP}
    if any(work.units[index].words >= TEXT_WORDS for index in kept):
        return kept
    of_text = [scores.likely[index] for index in free if work.units[index].words >= TEXT_WORDS]
    least = DOUBTFUL * max(of_text, default=0.0)
    return {index for index in free if scores.likely[index] >= least}


def _with_sentences_beside(work: CleaningState, scores: LineScores, kept: set[int]) -> set[int]:
    """Return the kept units and the sentences next to kept prose, with only plain furniture between them.

    What speaks against such a line is said by name, by a rule; weak evidence alone does not lose a sentence.
    """
    text = set(kept)
    indices = range(len(work.units))
    for order in (indices, reversed(indices)):
        beside = False
        for index in order:
            if index in text:
                beside = work.units[index].ended
            elif beside and _may_be_sentence(work, scores, index):
                text.add(index)
            elif work.reason_of(index) not in PASSABLE:
                beside = False
    return text


def _may_be_sentence(work: CleaningState, scores: LineScores, index: int) -> bool:
    """Whether a unit is a sentence of which nothing but weak evidence says that it is no text."""
    unit = work.units[index]
    if not unit.ended or unit.words < SENTENCE_WORDS:
        return False
    return work.free(index) and scores.likely[index] >= KEEP_BESIDE


def _past_boxes(work: CleaningState, scores: LineScores, kept: set[int]) -> set[int]:
    """Return the paragraphs that only advertising, players and pointers separate from the text above."""
    paragraphs: set[int] = set()
    in_text = False
    for index in range(len(work.units)):
        if index in kept:
            in_text = True
        elif in_text and _may_be_paragraph(work, scores, index):
            paragraphs.add(index)
        elif scores.traits.solid[index]:
            in_text = False
    return paragraphs


def _may_be_paragraph(work: CleaningState, scores: LineScores, index: int) -> bool:
    return work.units[index].prose and work.free(index) and scores.likely[index] >= KEEP_PAST_BOX


def _in_small_gaps(work: CleaningState, scores: LineScores, kept: set[int]) -> set[int]:
    """Return the lines of small gaps in the text that are likely enough there."""
    gaps: list[int] = []
    for above, below in pairwise(sorted(kept)):
        if below - above <= MAX_GAP_UNITS + 1:
            gaps.extend(range(above + 1, below))
    return _free_of(work, [index for index in gaps if scores.likely[index] >= KEEP_BETWEEN])


def _lists(work: CleaningState) -> list[set[int]]:
    """Return the runs of list items that nothing claims, and of short lines of one form."""
    free = [work.free(index) for index in range(len(work.units))]
    runs = _runs_of_bullets(work, free)
    runs += [run for run in runs_of_short_lines(work.units, free) if _have_one_form(work, run)]
    return [set(run) for run in runs if len(run) >= MIN_LIST_ITEMS]


def _runs_of_bullets(work: CleaningState, free: Sequence[bool]) -> list[list[int]]:
    runs: list[list[int]] = []
    last = -2
    for index, unit in enumerate(work.units):
        if unit.bullet and free[index]:
            if last != index - 1:
                runs.append([])
            runs[-1].append(index)
            last = index
    return runs


def _have_one_form(work: CleaningState, run: list[int]) -> bool:
    """Whether short lines are rows of a table, or most hold a figure, as scores and ingredients do."""
    if columns([work.seed.lines[work.units[index].first] for index in run]):
        return True
    with_figure = [index for index in run if DIGIT.search(work.units[index].text)]
    return len(with_figure) >= FIGURES_SHARE * len(run)


def _is_list_of_article(work: CleaningState, scores: LineScores, kept: set[int], items: set[int]) -> bool:
    """Whether a list is of the article: as a whole, for its items stand or fall together."""
    words = sum(work.units[index].words for index in items)
    likely = sum(scores.likely[index] * work.units[index].words for index in items) / max(1, words)
    return likely >= (KEEP_LED_IN if _is_list_expected(work, kept, items) else KEEP)


def _is_list_expected(work: CleaningState, kept: set[int], items: set[int]) -> bool:
    """Whether a colon leads a list in, or short lines without bullets stand between two lines of the text."""
    above, below = min(items) - 1, max(items) + 1
    if above not in kept:
        return False
    if work.units[above].text.endswith(":"):
        return True
    return below in kept and not any(work.units[index].bullet for index in items)


def opening(work: CleaningState, kept: set[int]) -> int:
    """Return the first kept unit that reads like a paragraph, the first kept one where none does, or 0."""
    for index in sorted(kept):
        if work.units[index].prose:
            return index
    return min(kept, default=0)


# -- Comments


@dataclass(frozen=True, slots=True)
class _CommentsStart:
    """Where comments may begin."""

    first: int
    why: str  # a phrase for readers
    headed: bool  # a heading stands above, and nothing else was seen of a thread


def claim_comments(work: CleaningState, kept: set[int], scores: LineScores) -> set[int]:
    """Find readers' comments, with a heading or without; return what is left of the article."""
    start = _below_heading(work, kept, scores)
    if scores.english:
        end = start.first if start else len(work.units)
        start = _first_of_thread(work, kept, end) or start
    if start is None or not _claim_posts(work, start, scores):
        return kept
    return {index for index in kept if index < start.first}


def _first_of_thread(work: CleaningState, kept: set[int], end: int) -> _CommentsStart | None:
    """Return where comments begin above unit `end`, by lines that open posts or by style."""
    may_be_post = [index in kept or _header(work, index) is not None for index in range(end)]
    last = max((index for index in range(end) if may_be_post[index]), default=-1)
    candidates = [
        index
        for index in range(min(kept, default=0), min(end, last + 1 + UNITS_BELOW_TEXT))
        if index not in work.times and (work.free(index) or _header(work, index))
    ]
    thread = threads.first_comment([work.units[index] for index in candidates])
    if thread is None:
        return None
    return _CommentsStart(candidates[thread.first], thread.why, headed=False)


def _header(work: CleaningState, index: int) -> threads.Header | None:
    """Return what kind of header of a post a unit is, unless something claimed it that no header is."""
    if not work.free(index) and work.reason_of(index) not in POST_HEADERS:
        return None
    return threads.header(work.units[index])


def _below_heading(work: CleaningState, kept: set[int], scores: LineScores) -> _CommentsStart | None:
    """Return the place below the heading of the comments, or None where there is none."""
    total = sum(work.units[index].words for index in kept)
    above = 0  # words
    for index, unit in enumerate(work.units):
        words = (above, total - above)
        if _heads_comments(work, index, above) and _are_comments_below(work, kept, scores, index, words):
            return _CommentsStart(index + 1, f"below “{shorten(unit.text, 8)}”", headed=True)
        if index in kept:
            above += unit.words
    return None


def _heads_comments(work: CleaningState, index: int, words_above: int) -> bool:
    """Whether a unit below so many words of text is a heading of comments below which somebody answers."""
    ending = work.endings.get(index)
    if ending is None or ending.reach is not Reach.COMMENTS or words_above < threads.OPENING_WORDS:
        return False
    return _is_answered(work, index)


def _are_comments_below(
    work: CleaningState, kept: set[int], scores: LineScores, heading: int, words: tuple[int, int]
) -> bool:
    """Whether what stands below a heading of comments are comments, and not the rest of the article.

    words: the words of kept units above and below the heading.
    """
    above, below = words
    if below <= FEW_WORDS_SHARE * above:
        return True
    if below < above and _opens_post_at_once(work, heading):
        return True
    if not scores.english:
        return False
    units_below = [work.units[index] for index in kept if index > heading]
    style = sum(threads.style(unit)[0] for unit in units_below)
    return style > threads.STYLE_AFTER_REPEATED * len(units_below)


def _opens_post_at_once(work: CleaningState, heading: int) -> bool:
    """Whether one of the first lines below a heading says when somebody posted."""
    end = min(heading + 1 + FIRST_POST_UNITS, len(work.units))
    headers = [_header(work, index) for index in range(heading + 1, end)]
    return any(header.dated for header in headers if header)


def _is_answered(work: CleaningState, heading: int) -> bool:
    """Whether somebody answers below a heading: there are not only forms and teasers.

    Lines open a post, or have signs of a thread.
    """
    signed = 0
    for index in range(heading + 1, min(heading + 1 + ANSWER_UNITS, len(work.units))):
        header = _header(work, index)
        if header and header.opens:
            return True
        if header or work.free(index):
            signed += threads.has_signs(work.units[index])
    return signed >= threads.UNMARKED.posts


def _claim_posts(work: CleaningState, start: _CommentsStart, scores: LineScores) -> bool:
    """Make comments of the posts from the first one on, until furniture takes over; return whether any is."""
    end = _end_of_posts(work, start.first, scores)
    lines = [_line(work, index) for index in range(start.first, end)]
    found = posts.thread(lines, headed=start.headed)
    claimed = [start.first + offset for offset in found if work.free(start.first + offset)]
    for index in claimed:
        work.set_status(index, LineStatus.COMMENT, _why_comment(work.units[index]))
    if claimed:
        work.set_status(claimed[0], LineStatus.COMMENT, start.why)
    return bool(claimed)


def _end_of_posts(work: CleaningState, first: int, scores: LineScores) -> int:
    """Return the unit behind the last one that may belong to posts from unit `first` on."""
    end = first
    for index in range(first, len(work.units)):
        ending = work.endings.get(index)
        if (ending and ending.reach is Reach.TAIL) or index - end >= POST_GAP_UNITS:
            break
        if _may_be_of_post(work, scores, index):
            end = index + 1
    return end


def _may_be_of_post(work: CleaningState, scores: LineScores, index: int) -> bool:
    unit = work.units[index]
    if unit.prose or scores.likely[index] >= KEEP:
        return True
    return (unit.ended and unit.words > 1) or _header(work, index) is not None


def _line(work: CleaningState, index: int) -> posts.Line:
    free = work.free(index)
    button = not free and work.reason_of(index) in POST_BUTTONS
    return posts.Line(work.units[index], _header(work, index), free, button)


def _why_comment(unit: TextUnit) -> str:
    kind = threads.header(unit)
    if kind:
        return f"opens or closes a post: {kind.name}"
    cues = threads.style(unit)[1]
    return "reads like a comment: " + ", ".join(cues) if cues else "stands among comments"
