"""Which lines are the article, by the points of their evidence, and which are readers' comments."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from sitegen import language
from sitegen.clean import comments as threads
from sitegen.clean import posts
from sitegen.clean.block_features import SECOND, second_pass_features
from sitegen.clean.classifier import AdditiveModel, Classifier, shipped_classifier
from sitegen.clean.furniture import Reach
from sitegen.clean.line_features import FIRST, PASSABLE, Lexicon, LineFeatures, first_pass_features
from sitegen.clean.state import CleaningState, LineStatus
from sitegen.clean.structure import columns, runs_of_short_lines
from sitegen.clean.units import TextUnit
from sitegen.text import DIGIT, shorten

KEEP = 0.42  # a line that is at least so likely text is kept
KEEP_LED_IN = 0.25  # the same of a list that a colon leads in
KEEP_PAST_BOX = 0.25  # the same of a paragraph that only advertising and the like parts from the text
KEEP_BESIDE = 0.05  # the same of an ended sentence next to a kept one; set on training pages of outlets that no training saw
SENTENCE = 3  # words of it
KEEP_BETWEEN = 0.25  # the same of a line in a gap of so many between lines that are kept
GAP = 3
FIGURES = 0.6  # of short lines in a row that hold one
ITEMS = 3  # so many list items in a row stand or fall together
PLAINLY_ENGLISH = frozenset("the and of that with from this which".split())
ENGLISH_SHARE = 0.07  # of the different words of a paragraph
MOST = 50_000  # units whose evidence is weighed
FEW_UNITS = 50  # by which the language of a longer text is told
DOUBTFUL = 0.85  # of the likeliest line: where no line is likely text, those that come so close are kept
TOLD = 4  # pieces of evidence that are told of a line
LONG_ITEM = 7  # words; shorter items are menus more often than lists of the article
POST_GAP = 15  # units without a sentence or a post's header end the comments
ANSWERS = 40  # units below a heading of comments in which somebody must answer
AT_ONCE = 3  # units below the heading of comments in which the first post opens
BUTTONS = frozenset(
    {"comments-form", "post-meta", "counter", "share"}
)  # rules that claim what stands in a post, too
FEW = 0.3  # of the words above: so many below a comments heading are comments in any case


@dataclass(frozen=True, slots=True)
class LineScores:
    """What the two looks found: for each unit how likely it is text, and the evidence."""

    likely: list[float]
    language: str  # of the best run of prose
    english: bool
    looks: tuple[AdditiveModel, AdditiveModel]
    title: AdditiveModel
    byline: AdditiveModel
    date: AdditiveModel
    traits: LineFeatures
    columns: dict[str, list[float]]  # of the second look

    def told(self, at: int) -> tuple[tuple[str, float], ...]:
        """Give the evidence that told most about a unit in both looks, with its points."""
        first, second = self.looks
        both = {
            **dict(first.reasons(self.traits.columns, at, FIRST)),
            **dict(second.reasons(self.columns, at, {**FIRST, **SECOND})),
        }
        return tuple(sorted(both.items(), key=lambda one: -abs(one[1]))[:TOLD])


def score_lines(work: CleaningState, card: Classifier | None = None) -> LineScores:
    """Weigh the evidence of every unit, by the scorecard that ships where no other is given."""
    card = card or shipped_classifier()
    run = best_run(work)
    if len(work.units) > MOST:
        return _by_rules(work, run, card)
    spoken = language_of(work.units[run[0] : run[1]])
    english = spoken == "en"
    first, second = card.english if english else card.other
    traits = first_pass_features(work, run, card.lexicon if english else Lexicon(), english=english)
    columns = second_pass_features(work, traits, first.likely(traits.columns))
    return LineScores(
        second.likely(columns),
        spoken,
        english,
        (first, second),
        card.title,
        card.byline,
        card.date,
        traits,
        columns,
    )


def _by_rules(work: CleaningState, run: tuple[int, int], card: Classifier) -> LineScores:
    """Judge a text of very many lines, which is no article, by rules and the best run alone: in little memory."""
    start, end = run
    likely = [float(start <= at < end and work.free(at)) for at in range(len(work.units))]
    nothing = AdditiveModel(0.0, {})
    traits = LineFeatures(
        {}, [frozenset[str]()] * len(work.units), [True] * len(work.units), Counter(), [0] * len(work.units)
    )
    spoken = language.by_small_words(" ".join(unit.text for unit in work.units[start : start + FEW_UNITS]))
    return LineScores(
        likely, spoken, spoken == "en", (nothing, nothing), card.title, card.byline, card.date, traits, {}
    )


def language_of(units: list[TextUnit]) -> str:
    """Give the language of a run; English, which is commonest here, is told by a few words that no other language has."""
    words = sum(len(unit.tokens) for unit in units)
    told = sum(len(unit.tokens & PLAINLY_ENGLISH) for unit in units)
    return (
        "en"
        if told > ENGLISH_SHARE * words > 1
        else language.by_small_words(" ".join(unit.text for unit in units))
    )


def best_run(work: CleaningState) -> tuple[int, int]:
    """Give the first unit and the one after the last of the best run of prose (Finn et al. 2001).

    Sentences weigh what they have of words, labels weigh against; heads of other lists part runs for good.
    """
    best = (0.0, 0, 0)
    total, start = 0.0, 0
    for at in range(len(work.units)):
        if total <= 0:
            total, start = 0.0, at
        total += _weight(work, at)
        if total > best[0]:
            best = (total, start, at + 1)
    if best[0] <= 0:
        free = [at for at in range(len(work.units)) if work.free(at)]
        return (free[0], free[-1] + 1) if free else (0, 0)
    return best[1], best[2]


def _weight(work: CleaningState, at: int) -> float:
    unit = work.units[at]
    state, why = work.status.get(at, ("", ""))
    if state == "block":
        return 5.0
    if state == "cut":
        if at in work.endings:
            return -60.0 if work.endings[at].reach is Reach.TAIL else -40.0
        return -5.0 if why in {"teaser-headline", "bio", "legal", "newsletter"} else -2.0
    if unit.prose:
        return min(unit.words, 60)
    if unit.ended and unit.words >= 3:
        return unit.words * 0.6
    return 0.5 if unit.bullet and unit.words >= LONG_ITEM else -3.0


def find_body(work: CleaningState, reading: LineScores) -> set[int]:
    """Give the units that are the article; where nothing is likely text, what is least unlikely."""
    free = [at for at in range(len(work.units)) if work.free(at)]
    kept = {at for at in free if reading.likely[at] >= KEEP}
    if not any(work.units[at].words > 3 for at in kept):
        least = DOUBTFUL * max((reading.likely[at] for at in free if work.units[at].words > 3), default=0.0)
        kept = {at for at in free if reading.likely[at] >= least}
    kept |= {at for at, (state, _) in work.status.items() if state == "block"}
    for items in _lists(work):
        if _is_text(work, reading, kept, items):
            kept |= items
        else:
            kept -= items
    kept |= _past_boxes(work, reading, kept)
    kept |= {at for at in work.ranks if at + 1 in kept and work.free(at)}
    kept |= {at for at in work.entries | work.times if work.free(at)}
    kept |= _between(work, reading, kept)
    return kept | _beside_prose(work, reading, kept)


def _beside_prose(work: CleaningState, reading: LineScores, kept: set[int]) -> set[int]:
    """Give the ended sentences next to kept prose, with nothing but plain furniture between them.

    What speaks against such a line is said by name, by a rule; weak evidence alone does not lose a sentence.
    """
    made: set[int] = set()
    for order in (range(len(work.units)), range(len(work.units) - 1, -1, -1)):
        beside = False
        for at in order:
            unit = work.units[at]
            if at in kept or at in made:
                beside = unit.ended
            elif (
                work.free(at)
                and beside
                and unit.ended
                and unit.words >= SENTENCE
                and reading.likely[at] >= KEEP_BESIDE
            ):
                made.add(at)
            elif work.free(at) or work.status[at][1] not in PASSABLE:
                beside = False
    return made


def _past_boxes(work: CleaningState, reading: LineScores, kept: set[int]) -> set[int]:
    """Give the paragraphs that only advertising, players and pointers part from the text."""
    made: set[int] = set()
    last = -1
    for at, unit in enumerate(work.units):
        if at in kept or (last >= 0 and unit.prose and work.free(at) and reading.likely[at] >= KEEP_PAST_BOX):
            if at not in kept:
                made.add(at)
            last = at
        elif reading.traits.solid[at]:
            last = -1
    return made


def _between(work: CleaningState, reading: LineScores, kept: set[int]) -> set[int]:
    """Give the lines of small gaps in the text that are likely enough there."""
    return {
        at
        for above, below in pairwise(sorted(kept))
        if below - above <= GAP + 1
        for at in range(above + 1, below)
        if work.free(at) and reading.likely[at] >= KEEP_BETWEEN
    }


def _lists(work: CleaningState) -> list[set[int]]:
    """Give the runs of list items that nothing claims, and of short lines that are built alike."""
    made: list[set[int]] = []
    last = -2
    for at, unit in enumerate(work.units):
        if unit.bullet and work.free(at):
            if last != at - 1:
                made.append(set())
            made[-1].add(at)
            last = at
    alike = (
        run
        for run in runs_of_short_lines(work.units, [work.free(at) for at in range(len(work.units))])
        if _built_alike(work, run)
    )
    return [items for items in (*made, *map(set, alike)) if len(items) >= ITEMS]


def _built_alike(work: CleaningState, run: list[int]) -> bool:
    """Say whether short lines are rows of one table, or most of them hold a figure, as scores and ingredients do."""
    if columns([work.seed.lines[work.units[at].first] for at in run]):
        return True
    return sum(DIGIT.search(work.units[at].text) is not None for at in run) >= FIGURES * len(run)


def _is_text(work: CleaningState, reading: LineScores, kept: set[int], items: set[int]) -> bool:
    """Say whether a list is of the article: as a whole, for its items stand or fall together."""
    words = sum(work.units[at].words for at in items)
    likely = sum(reading.likely[at] * work.units[at].words for at in items) / max(1, words)
    above = min(items) - 1
    led_in = above in kept and work.units[above].text.endswith(":")
    inside = above in kept and max(items) + 1 in kept and not any(work.units[at].bullet for at in items)
    return likely >= (KEEP_LED_IN if led_in or inside else KEEP)


def opening(work: CleaningState, kept: set[int]) -> int:
    """Give the first kept unit that reads like a paragraph, the first kept one where none does."""
    return next((at for at in sorted(kept) if work.units[at].prose), min(kept, default=0))


def claim_comments(work: CleaningState, kept: set[int], reading: LineScores) -> set[int]:
    """Find readers' comments, headed or not; give what is left of the article."""
    first, why = _headed(work, kept, reading)
    headed = True
    last = max((at for at in range(first) if at in kept or _is_header(work, at)), default=-1)
    order = [
        at
        for at in range(min(kept, default=0), min(first, last + 4))
        if at not in work.times and (work.free(at) or _is_header(work, at))
    ]
    thread = threads.first_comment([work.units[at] for at in order]) if reading.english else None
    if thread:
        first, why, headed = order[thread.first], thread.why, False
    if first == len(work.units) or not _claim_posts(work, first, why, reading, headed=headed):
        return kept
    return {at for at in kept if at < first}


def _is_header(work: CleaningState, at: int) -> bool:
    state, why = work.status.get(at, ("", ""))
    return (not state or why in {"comments-form", "post-meta"}) and threads.header(work.units[at]) is not None


def _headed(work: CleaningState, kept: set[int], reading: LineScores) -> tuple[int, str]:
    """Give the unit below the heading of the comments, or the number of units where there is none."""
    total = sum(work.units[at].words for at in kept)
    above = 0
    for at in range(len(work.units)):
        rule = work.endings.get(at)
        if rule and rule.reach is Reach.COMMENTS and above >= threads.OPENING_WORDS:
            below = [i for i in kept if i > at]
            styled = sum(threads.style(work.units[i])[0] for i in below) if reading.english else 0.0
            if not _is_answered(work, at):
                above += work.units[at].words if at in kept else 0
                continue
            opened = total - above < above and any(
                _opens_post(work, i) for i in range(at + 1, min(at + 1 + AT_ONCE, len(work.units)))
            )
            if opened or total - above <= FEW * above or styled > threads.STYLE_AFTER_REPEATED * len(below):
                return at + 1, f"below “{shorten(work.units[at].text, 8)}”"
        above += work.units[at].words if at in kept else 0
    return len(work.units), ""


def _opens_post(work: CleaningState, at: int) -> bool:
    """Say whether a line says when somebody posted."""
    kind = threads.header(work.units[at]) if _is_header(work, at) else None
    return kind is not None and kind.dated


def _is_answered(work: CleaningState, heading: int) -> bool:
    """Say whether somebody answers below a heading: lines that open a post, or signs of a thread, and not only forms and teasers."""
    below = [
        unit
        for at, unit in enumerate(work.units[heading + 1 : heading + 1 + ANSWERS], heading + 1)
        if work.free(at) or _is_header(work, at)
    ]
    headers = (threads.header(unit) for unit in below)
    posted = sum(kind is not None and kind.opens for kind in headers)
    return posted > 0 or sum(map(threads.has_signs, below)) >= threads.UNMARKED.posts


def _claim_posts(work: CleaningState, first: int, why: str, reading: LineScores, *, headed: bool) -> bool:
    """Make comments of the posts from the first one on, until furniture takes over; say whether there are any."""
    last = first - 1
    for at in range(first, len(work.units)):
        rule = work.endings.get(at)
        if (rule and rule.reach is Reach.TAIL) or at - last > POST_GAP:
            break
        unit = work.units[at]
        if (
            unit.prose
            or (unit.ended and unit.words >= 2)
            or reading.likely[at] >= KEEP
            or _is_header(work, at)
        ):
            last = at
    found = posts.thread([_line(work, at) for at in range(first, last + 1)], headed=headed)
    claimed = [first + at for at in found if work.free(first + at)]
    for at in claimed:
        reason = why if at == claimed[0] else _why_comment(work.units[at])
        work.set_status(at, LineStatus.COMMENT, reason)
    return bool(claimed)


def _line(work: CleaningState, at: int) -> posts.Line:
    free, rule = work.free(at), work.status.get(at, ("", ""))[1]
    header = threads.header(work.units[at]) if _is_header(work, at) else None
    return posts.Line(work.units[at], header, free, button=not free and rule in BUTTONS)


def _why_comment(unit: TextUnit) -> str:
    kind = threads.header(unit)
    if kind:
        return f"opens or closes a post: {kind.name}"
    cues = threads.style(unit)[1]
    return "reads like a comment: " + ", ".join(cues) if cues else "stands among comments"
