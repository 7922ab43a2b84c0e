"""The headline: which line is it, and which part of that line.

The classifier weighs the evidence of the lines above the text (headline.py). The likeliest one is taken if it
is likely enough; where another line says the same without a number, a trail of sections or the name of the
site, that one is. What a number, a kicker or a day leaves of the line is told in title_parts.py.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitegen.clean import metadata_patterns as patterns
from sitegen.clean.body import LineScores
from sitegen.clean.boxes import closed
from sitegen.clean.bylines import Label, parse_byline
from sitegen.clean.context import SeedContext
from sitegen.clean.date_lines import date_only
from sitegen.clean.furniture import CutRule
from sitegen.clean.headline import MIN_TITLE_LIKELIHOOD, TITLE_PHRASES, title_columns
from sitegen.clean.state import CleaningState, LineStatus, cut_inline
from sitegen.clean.title_parts import (
    NUMBER_OR_TRAIL,
    SITE_JOINT,
    without_day,
    without_kicker,
    without_number,
    words_of,
)
from sitegen.clean.units import TextUnit
from sitegen.model import Field
from sitegen.text import fold

MIN_NEARLY_AS_LIKELY = (
    0.2  # of the likelihood of the likeliest line, for a line that says its end alone; by judgement
)
MIN_AS_LIKELY = (
    0.6  # of it, for a line that the first line of the seed says; set on development and training pages
)
MIN_FIRST_SENTENCE_WORDS = 10  # headlines that end with a full stop are shorter; by judgement
MIN_LONG_COPY_LENGTH = (
    20  # code points of a headline of which a line that goes on is a copy too; by judgement
)
TOP_LINES = 3  # of the seed, among which is what the browser's window is called
COPY_REACH = (
    5  # units below the first of the text in which a trail of sections may be followed by the headline itself
)

MIN_BARE_SHARE = (
    0.3  # of the characters of a line that another one says without the trail before; by judgement
)
MAX_TRAIL_WORDS = 8  # in front of a headline that may be sections and the site's name; by judgement
MIN_BARE_WORDS = 3  # of a line that says the end of another one again; by judgement
TRAIL_BEHIND = re.compile(r"(?: ?[|·•»]| [-–—:])(?: |$)|(?<=\S)[-–—|_](?=[^\W\d_a-z]{2,12}$)")
SENTENCE_MARKS = ("-", "–", "—", "|", "·", "•", ":")
TRAIL_MARKS = (">", "›", "»", "/", "|")
SHORTENED = re.compile(r" ?(?:…|\.\.\.)$")

NAMED_BY = re.compile(r"(?:by|von|par|por|автор:?) ", re.IGNORECASE)
MAX_HEADLINE_LENGTH = 1_000  # code points of a line that may have a headline; by judgement
MAX_SIGNATURE_WORDS = 8  # by judgement
MENU_MARK = re.compile(r"(?<!·)·(?!·)|[•|»›]")
MIN_MENU_MARKS = 3  # by judgement
POINTER_OR_FIELD = re.compile(
    r"(?:previous|next|zurück|weiter|vorheriger|nächster|précédent|suivant|anterior|siguiente|próximo)"
    r"(?: (?:article|story|post|artikel|beitrag))? ?[:|»«]"
    r"|\[[^\]]*\]\Z",
    re.IGNORECASE,
)
TAGS = re.compile(
    r"(?:tags?|topics?|keywords?|map|filed under|schlagwörter|themen|mots[- ]clés|etiquetas|теги) ?:",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NoHeadline:
    """A kind of line that is no headline, whatever words it shares with the text."""

    name: str
    is_it: Callable[[str], bool]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]  # that no kind claims


def _is_signed(text: str) -> bool:
    """Whether a short line begins with "by" and names somebody."""
    if not NAMED_BY.match(text) or len(text.split()) > MAX_SIGNATURE_WORDS:
        return False
    byline = parse_byline(text)
    return byline is not None and byline.label is Label.WORD


NO_HEADLINES: tuple[NoHeadline, ...] = (
    NoHeadline(
        "a date",
        lambda text: bool(date_only(text)),
        ("May 6, 2024", "Published: 6 May 2024, 4:05 pm"),
        ("The storm of May 6, 2024",),
    ),
    NoHeadline(
        "a pointer to another page, or a field where readers write",
        lambda text: POINTER_OR_FIELD.match(text) is not None,
        ("Previous: Ferry breaks down", "Weiter » Ferry breaks down", "[ Type and press enter ]"),
        ("Next ferry leaves at noon", "[Update] Ferry breaks down"),
    ),
    NoHeadline(
        "a signature",
        _is_signed,
        ("By Ilse Marten", "Von Ilse Marten"),
        ("By ferry to the island", "By Ilse Marten, who has crossed the bay every day for ten years"),
    ),
    NoHeadline(
        "a row of a menu",
        lambda text: len(MENU_MARK.findall(text)) >= MIN_MENU_MARKS,
        ("Home | News | Sport | Weather",),
        ("Ferry breaks down | News | Harbour Gazette",),
    ),
    NoHeadline(
        "the credit of a picture",
        patterns.picture_mark,
        ("Photo: Ilse Marten", "© Ilse Marten"),
        ("Photo shows the ferry that broke down",),
    ),
    NoHeadline(
        "a row of tags",
        lambda text: TAGS.match(text) is not None,
        ("Tags: ferry, harbour", "Topics: ferry"),
        ("Map of the harbour is found",),
    ),
)


def is_no_headline(text: str) -> bool:
    """Whether a line is of a kind that is no headline."""
    return any(kind.is_it(text) for kind in NO_HEADLINES)


def title_at(state: CleaningState) -> int:
    """Return the unit that became the headline, or -1."""
    return next(
        (index for index, decision in state.status.items() if decision == (LineStatus.FIELD, "title")), -1
    )


def claim_title(
    state: CleaningState, scores: LineScores, kept: set[int], start: int, context: SeedContext
) -> None:
    """Make the headline of the likeliest line above the text, and cut its copies.

    What the head of the file says comes first. `start` is the first paragraph of the text.
    """
    if state.has("title"):
        _cut_copies(state, title_at(state), state.field_value("title"))
        return
    choice = _likeliest(state, scores, kept, start)
    if choice is None:
        return
    index = _best_copy(state, choice, start, context)
    if _is_first_sentence(state, kept, index):
        return
    head = _headline_at(state, index, context)
    head = without_day(state, index, without_kicker(state, index, without_number(state, index, head)))
    _add_title(state, index, head, choice.reason)
    _cut_copies(state, index, state.units[index].text[head.start : head.end])


def _add_title(state: CleaningState, index: int, head: patterns.Headline, reason: str) -> None:
    """Make fields of a headline and of the kicker and the site's name glued to it.

    Cut the rest of the line.
    """
    unit = state.units[index]
    state.add_field(index, "title", unit.text[head.start : head.end], reason, (head.start, head.end))
    if head.kicker:
        state.fields.append(
            Field(name="kicker", value=head.kicker, text=head.kicker, pieces=(), why="glued to the headline")
        )
    if head.site and not state.has("source"):
        reason = "the name of the site, glued to the headline"
        state.fields.append(Field(name="source", value=head.site, text=head.site, pieces=(), why=reason))
    cut_inline(state, unit, CutRule.SECTION_NAME, (0, head.start))
    cut_inline(state, unit, CutRule.SECTION_NAME, (head.end, len(unit.text)))


def _headline_at(state: CleaningState, index: int, context: SeedContext) -> patterns.Headline:
    """Return which part of a unit is a headline, without labels, sections and the name of the site."""
    return patterns.headline(state.units[index].text, context.site_names, _keys_elsewhere(state, index))


def _keys_elsewhere(state: CleaningState, index: int) -> frozenset[str]:
    """Return the other lines of the seed in folded form, by which a site's name behind a headline is told."""
    return frozenset([unit.key for other, unit in enumerate(state.units) if other != index])


# The likeliest line -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TitleChoice:
    """The likeliest headline, and what it was chosen among."""

    index: int  # of the unit
    reason: str  # in words for readers
    likelihoods: Mapping[int, float]  # of each candidate, by its unit, 0..1

    @property
    def likelihood(self) -> float:
        """Return how likely the chosen line is the headline."""
        return self.likelihoods[self.index]


def _likeliest(state: CleaningState, scores: LineScores, kept: set[int], start: int) -> TitleChoice | None:
    """Return the line that is likeliest the headline, or None where none is likely enough."""
    indices, columns = title_columns(state, scores.traits, scores.likely, kept, start)
    if not indices:
        return None
    likelihoods = scores.title.likely(columns)
    for number, index in enumerate(indices):
        if is_no_headline(state.units[index].text) or _is_of_list(state, index):
            likelihoods[number] = 0.0
    best = max(range(len(indices)), key=likelihoods.__getitem__)
    if likelihoods[best] < MIN_TITLE_LIKELIHOOD or not state.open(indices[best]):
        return None
    phrases = [phrase for phrase, points in scores.title.reasons(columns, best, TITLE_PHRASES) if points > 0]
    reason = f"the likeliest headline: {', '.join(phrases)}" if phrases else "the likeliest headline"
    return TitleChoice(indices[best], reason, dict(zip(indices, likelihoods, strict=True)))


def _is_of_list(state: CleaningState, index: int) -> bool:
    """Whether a line has a bullet, as have those on both sides of it."""
    if not 0 < index < len(state.units) - 1:
        return False
    return all(unit.bullet for unit in state.units[index - 1 : index + 2])


def _is_first_sentence(state: CleaningState, kept: set[int], index: int) -> bool:
    """Whether a line is the first sentence of a text without headline: long, with more text right below."""
    unit = state.units[index]
    if index not in kept or not closed(unit) or unit.words < MIN_FIRST_SENTENCE_WORDS:
        return False
    if index + 1 not in kept or not state.units[index + 1].prose:
        return False
    return sum(other.key == unit.key for other in state.units) == 1


# Lines that say the same ------------------------------------------------------------------------------------


def _best_copy(state: CleaningState, choice: TitleChoice, start: int, context: SeedContext) -> int:
    """Return the line that says the chosen headline best: as the window is called, whole, bare, and first."""
    candidates = list(choice.likelihoods)
    near = [*candidates, *range(start + 1, min(len(state.units), start + COPY_REACH))]
    index = _called_at_top(state, choice, context)
    index = _unshortened(state, index, candidates)
    index = _instead_of_site(state, index, near)
    index = _barer_copy(state, index, choice, near)
    return _first_copy(state, index)


def _called_at_top(state: CleaningState, choice: TitleChoice, context: SeedContext) -> int:
    """Return a line nearly as likely that the first line of the seed says too.

    The window of a browser is called as the headline of its page.
    """
    if choice.index == 0:
        return 0
    top = state.units[0]
    head = _headline_at(state, 0, context)
    keys = {top.key, fold(top.text[head.start : head.end])}
    if state.units[choice.index].key in keys:
        return choice.index
    likely = [
        index
        for index, likelihood in choice.likelihoods.items()
        if index > 0
        and likelihood >= MIN_AS_LIKELY * choice.likelihood
        and state.units[index].key in keys
        and state.open(index)
    ]
    return max(likely, key=choice.likelihoods.__getitem__, default=choice.index)


def _unshortened(state: CleaningState, index: int, candidates: Sequence[int]) -> int:
    """Return the line that says a headline whole, where a list of the page shortens it."""
    key = state.units[index].key
    beginning = SHORTENED.sub("", key)
    if beginning == key or len(beginning) < patterns.SHORTEST_HEADLINE:
        return index
    for other in candidates:
        other_key = state.units[other].key
        if not other_key.startswith(beginning) or SHORTENED.search(other_key):
            continue
        if other != index and state.open(other):
            return other
    return index


def _instead_of_site(state: CleaningState, index: int, near: Sequence[int]) -> int:
    """Return the line below that says the headline, where the likeliest line is the name of the site.

    A line at the top shows it: the name is glued to the headline there.
    """
    name = words_of(state.units[index].text)
    below = [other for other in near if other > index and state.open(other)]
    for top in state.units[:TOP_LINES]:
        for headline in _headlines_beside_site(top.text, name):
            for other in below:
                if words_of(state.units[other].text) == headline:
                    return other
    return index


def _headlines_beside_site(text: str, name: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the words of what a line may have for a headline beside the name of a site.

    The name stands behind a dash or bar, or before a colon if it is the shorter part.
    """
    if len(text) > MAX_HEADLINE_LENGTH:
        return
    for joint in SITE_JOINT.finditer(text):
        front, back = text[: joint.start()], text[joint.end() :]
        if joint[0].strip() != ":":
            if words_of(back) == name:
                yield words_of(front)
        elif len(front) < len(back) and words_of(front) == name:
            yield words_of(back)


def _barer_copy(state: CleaningState, index: int, choice: TitleChoice, near: Sequence[int]) -> int:
    """Return another line that says this headline alone, where a trail or a site's name is glued to it.

    Where the beginning and the end both have a line of their own, the site's name stands above the headline,
    so the last of these lines is it; else the longest.
    """
    key = state.units[index].key
    others = [other for other in near if other != index and state.open(other)]
    copies = [other for other in others if _begins_with(key, state.units[other])]
    ends = [
        other
        for other in others
        if choice.likelihoods.get(other, -1.0) >= MIN_NEARLY_AS_LIKELY * choice.likelihood
        and _ends_with(key, state.units[other])
    ]
    ends += [other for other in others if _is_behind_number_or_site(state, index, other)]
    if copies and ends:
        return max(copies + ends)
    return max(copies + ends, key=lambda other: state.units[other].words, default=index)


def _begins_with(key: str, barer: TextUnit) -> bool:
    """Whether a headline begins with the whole of another line, before a trail and a site's name."""
    if barer.words <= MIN_BARE_WORDS or not key.startswith(barer.key):
        return False
    return TRAIL_BEHIND.match(key, len(barer.key)) is not None


def _ends_with(key: str, barer: TextUnit) -> bool:
    """Whether a headline ends with the whole of another line, behind a trail of sections or a number."""
    before = key.removesuffix(barer.key)
    if before in {key, ""} or barer.text[:1].islower():
        return False
    if len(words_of(before)) > MAX_TRAIL_WORDS or len(barer.key) < MIN_BARE_SHARE * len(key):
        return False
    before = before.rstrip()
    if before.endswith(TRAIL_MARKS):
        return True
    return barer.words >= MIN_BARE_WORDS and not before.endswith(SENTENCE_MARKS)


def _is_behind_number_or_site(state: CleaningState, index: int, other: int) -> bool:
    return _is_numbered(state.units[index].key, state.units[other]) or _is_behind_site(state, index, other)


def _is_numbered(key: str, barer: TextUnit) -> bool:
    """Whether a headline is another line with its number in a list, or the trail that leads to it."""
    before = key.removesuffix(barer.key)
    if before in {key, ""} or barer.words <= 1:
        return False
    return NUMBER_OR_TRAIL.fullmatch(before) is not None


def _is_behind_site(state: CleaningState, index: int, other: int) -> bool:
    """Whether a headline is another line behind the name of the site, which further lines say."""
    text, barer = state.units[index].text, state.units[other].text
    if barer == text or not text.endswith(barer) or len(barer) < patterns.SHORTEST_HEADLINE // 2:
        return False
    before = text.removesuffix(barer).rstrip()
    name = before.rstrip(" :|–—-")
    if not name:
        return False
    if before == name:
        return patterns.names_site(name, ())
    if index == 0 and before.endswith(":"):
        return True
    return patterns.names_site(name, _keys_elsewhere(state, index))


def _first_copy(state: CleaningState, index: int) -> int:
    """Return the first of close copies of a headline: its byline may stand between them."""
    for other in range(max(0, index - COPY_REACH + 1), index):
        if state.units[other].key == state.units[index].key and state.open(other):
            return other
    return index


def _cut_copies(state: CleaningState, title_index: int, title: str) -> None:
    """Cut the free lines that say the headline again; the name of a site glued to one of them is a source."""
    key = fold(title)
    for index, unit in enumerate(state.units):
        if index == title_index or unit.prose or not _is_copy(unit.key, key) or not state.free(index):
            continue
        state.cut(index, CutRule.REPEATED_TITLE)
        site = patterns.headline(unit.text, (), {key}).site
        if site and not state.has("source"):
            reason = "the name of the site, glued to a copy of the headline"
            state.fields.append(Field(name="source", value=site, text=site, pieces=(), why=reason))


def _is_copy(key: str, title_key: str) -> bool:
    """Whether a line says a headline, or begins with a long one; both in folded form."""
    if len(title_key) > MIN_LONG_COPY_LENGTH:
        return key.startswith(title_key)
    return key == title_key
