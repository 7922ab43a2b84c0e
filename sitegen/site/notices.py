"""What a reader is told about an article as a whole."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import floor

from sitegen.model import Block, BlockKind, Relation
from sitegen.model.site import Link, Notice
from sitegen.site import urls
from sitegen.site.context import SiteContext
from sitegen.text import WordPlaces, plain_words, plural

MAX_COPY_NOTICES = 12  # sentences about copies; the family page has them all; by judgement
# Share of a text's words that a copy may have lost without being called edited; by judgement.
MAX_UNEDITED_LOSS = 0.05
MIN_ADDED_WORDS, MIN_ADDED_SHARE = 10, 0.15  # of what a copy adds, for a part of it to be told; by judgement
EXACT_BELOW = 100  # words that are told exactly; more are rounded to tens
ROUNDING = 1e-9  # what a sum of floats may lack to a whole percent
WHY_EARLY = Link("why", f"{urls.METHOD}#when-a-text-ends-early")
_WHICH_IS_NOT_WHOLE = {  # by whether this article and the other one are shown whole
    (True, False): "the other is",
    (False, True): "this one is",
    (False, False): "they are",
}
# What notices of a kind are summed up as, and how so many of them are told.
_SUMMARIES = {
    "truncated": "truncated",
    "rights": "rights",
    "identical": "copy",
    "near": "copy",
    "reworded": "reworded",
    "contains": "holds",
    "part-of": "held",
    "shared-passage": "passage",
}
_FORMS: dict[str, Callable[[int], str]] = {
    "truncated": lambda _: "the text ends early",
    "rights": lambda _: "not all of it is shown",
    "copy": lambda count: f"also printed {plural(count, 'time')}",
    "holds": lambda count: f"holds {plural(count, 'other text')}",
    "held": lambda count: f"stands in {plural(count, 'longer text')}",
    "reworded": lambda count: f"told in other words in {plural(count, 'article')}",
    "passage": lambda count: f"shares passages with {plural(count, 'article')}",
    "other": lambda count: f"tied to {plural(count, 'other article')}",
}
_OTHER = "\0"  # stands in a sentence for the link to the other article


def notices(context: SiteContext, seed: str) -> tuple[Notice, ...]:
    """Return the notices of an article.

    Early end, rights, copies, texts that hold it or that it holds, passages.
    """
    return (*_of_text(context, seed), *_of_relations(context, seed))


def notices_summary(row: Sequence[Notice]) -> str:
    """Return what several notices say, in one line with counts; an empty text for one or none."""
    if len(row) < 2:
        return ""
    counts: Counter[str] = Counter()
    for notice in row:
        counts[_SUMMARIES.get(notice.kind, "other")] += notice.stands_for
    parts = [form(counts[kind]) for kind, form in _FORMS.items() if counts[kind]]
    summary = " · ".join(parts)
    return summary[0].upper() + summary[1:]


def _of_text(context: SiteContext, seed: str) -> Iterator[Notice]:
    edition = context.edition
    early_end = edition.shown[seed].truncated
    if early_end:
        yield Notice("truncated", (Link(f"The text ends early: {early_end}."),), WHY_EARLY)
    if not edition.is_shown_whole(seed):
        yield Notice("rights", (Link(f"This is {edition.modes[seed].words}."),))


def _of_relations(context: SiteContext, seed: str) -> Iterator[Notice]:
    """Yield the notices of copies first, so many as a page shows, then those of other relations."""
    relations = _in_order(context, seed)
    copies = [relation for relation in relations if _are_copies(context, relation)]
    for relation in copies[:MAX_COPY_NOTICES]:
        yield _notice(context, relation)
    if len(copies) > MAX_COPY_NOTICES:
        yield _more_copies(context, seed, len(copies) - MAX_COPY_NOTICES)
    for relation in relations:
        if relation not in copies:
            yield _notice(context, relation)


def _in_order(context: SiteContext, seed: str) -> list[Relation]:
    """Return the relations of an article, the closest first."""
    order = {name: rank for rank, name in enumerate(context.relations.types)}
    return sorted(
        context.relations.by_seed.get(seed, ()),
        key=lambda relation: (order[relation.name], -relation.containment_first, relation.second),
    )


def _more_copies(context: SiteContext, seed: str, count: int) -> Notice:
    link = Link("all side by side", urls.family(context.relations.families[seed].key))
    words = Link(f"And {plural(count, 'more copy', 'more copies')}: see ")
    return Notice("near", (words, link, Link(".")), stands_for=count)


def _are_copies(context: SiteContext, relation: Relation) -> bool:
    """Whether two articles belong to one family and are tied by more than a passage."""
    family = context.relations.families.get(relation.first)
    if family is None or relation.second not in family.members:
        return False
    return context.relations.type_of(relation).joins


def _notice(context: SiteContext, relation: Relation) -> Notice:
    edition = context.edition
    other = Link(
        edition.short_name(relation.second),
        urls.article(edition.seeds[relation.second].key),
        edition.titles[relation.second],
    )
    before, after = _sentence(context, relation).split(_OTHER)
    after += _basis(context, relation)
    compare = None
    if _are_copies(context, relation):
        compare = Link("compare", urls.family(context.relations.families[relation.first].key))
    words = tuple(link for link in (Link(before), other, Link(after)) if link.text)
    return Notice(relation.name, words, compare)


def _sentence(context: SiteContext, relation: Relation) -> str:
    """Return what is told of a relation, with a mark for the other article."""
    marked = _marked_words(context, relation)
    first, second = _common(context, relation)
    lost = max(relation.containment_first - first, relation.containment_second - second)
    return _template(context, relation).format(
        other=_OTHER,
        mine=_percent(first),
        theirs=_percent(second),
        edited=_edited(context, relation, lost),
        rest=rest_words(context, relation),
        words=plural(marked.words, "word"),
        where=marked.where,
    )


def _template(context: SiteContext, relation: Relation) -> str:
    relation_type = context.relations.type_of(relation)
    if relation.given and not relation.spans:  # nothing in the texts tells how much or where
        return relation_type.asserted or f"{relation_type.short[0].upper()}{relation_type.short[1:]}."
    if relation_type.apart and not _are_copies(context, relation):
        return relation_type.apart
    return relation_type.notice


def _edited(context: SiteContext, relation: Relation, lost: float) -> str:
    """Return how a copy was edited, by the share of words that took the place of others."""
    if lost > MAX_UNEDITED_LOSS:
        return ", edited word by word"
    return ", but for some words" if _lacks_words(context, relation) else ""


def _basis(context: SiteContext, relation: Relation) -> str:
    """Return on what a notice rests where the two pages do not show it."""
    if relation.given:
        return " (This was said by a person, in content/relations.toml.)"
    first_whole, second_whole = (
        context.edition.is_shown_whole(seed) for seed in (relation.first, relation.second)
    )
    if (first_whole and second_whole) or not context.relations.type_of(relation).joins:
        return ""
    which = _WHICH_IS_NOT_WHOLE[first_whole, second_whole]
    return f" (The whole texts were compared; {which} not shown in full here.)"


def _common(context: SiteContext, relation: Relation) -> tuple[float, float]:
    """Return the shares (0..1) of both texts that are told as common.

    Words that took the place of others are not.
    """
    if context.relations.type_of(relation).of_rare_words:
        return relation.containment_first, relation.containment_second
    first, second = context.words.counts(relation.first), context.words.counts(relation.second)
    common = (first & second).total()
    return (
        min(relation.containment_first, common / max(1, first.total())),
        min(relation.containment_second, common / max(1, second.total())),
    )


def _lacks_words(context: SiteContext, relation: Relation) -> bool:
    """Whether the text that another one holds has words below its head that the other lacks."""
    holder = context.relations.type_of(relation).holder
    if not holder:
        return False
    held, holding = relation.first, relation.second
    if holder == "first":
        held, holding = holding, held
    article = context.edition.articles[held]
    head = Counter(plain_words(article.field("title")) + plain_words(article.field("standfirst")))
    missing = context.words.counts(held) - context.words.counts(holding)
    return (missing - head).total() > 0


def _percent(share: float) -> str:
    """Return a share (0..1) in percent, rounded down: 100 % is said of all words alone."""
    return f"{floor(100 * share + ROUNDING)}%"


@dataclass(frozen=True, slots=True)
class _Marked:
    """What the page of an article marks as standing in another one too."""

    words: int
    where: str  # on the page


def _marked_words(context: SiteContext, relation: Relation) -> _Marked:
    seed = relation.first
    stretches = [
        stretch
        for stretch in context.relations.marked(seed)
        if any(twin.other[0] == relation.second for twin in stretch.twins)
    ]
    numbers = {
        passage
        for stretch in stretches
        for passage, _, _ in context.words.stretches_below_headline(seed, stretch.start, stretch.end)
    }
    comments = sum(_is_comment(context.edition.passages[seed][number]) for number in numbers)
    where = "text"
    if comments:
        where = "comments" if comments == len(numbers) else "text and the comments"
    words = sum(context.words.count_below_headline(seed, stretch.start, stretch.end) for stretch in stretches)
    return _Marked(words, where)


def _is_comment(passage: object) -> bool:
    return isinstance(passage, Block) and passage.kind is BlockKind.COMMENT


# What one side adds -----------------------------------------------------------------------------------------


def rest_words(context: SiteContext, relation: Relation) -> str:
    """Return what the longer side of contains / part-of has besides the text that both have."""
    holder = context.relations.type_of(relation).holder
    if not holder:
        return ""
    if holder == "second":
        relation = relation.inverted(relation.name)
    spans = [(span.a_start, span.a_end) for span in relation.spans]
    return _added(context, relation.first, 1 - relation.containment_first, spans)


def _added(context: SiteContext, seed: str, share: float, common: list[tuple[int, int]]) -> str:
    """Return what an article adds, by the share (0..1) of its words that it adds, and what is common."""
    in_common: set[int] = set()
    for start, end in common:
        in_common.update(range(start, end))
    places = context.words.places(seed)
    comment_lines = {
        piece.line for block in context.edition.articles[seed].comments for piece in block.pieces
    }
    of_comments = _words_on_lines(places, comment_lines)
    total = round(share * len(places))
    comments = len(of_comments - in_common)
    # Words that took the place of others are no addition, though they stand in no span.
    added = Counter({"reader comments": comments, "other text": max(0, total - comments)})
    if not of_comments & in_common:
        added["reader comments"] = context.edition.comment_words(seed)  # as the page counts them
    parts = [
        f"{about(count)} of {what}"
        for what, count in added.most_common()
        if count >= max(MIN_ADDED_WORDS, total * MIN_ADDED_SHARE)
    ]
    return " and ".join(parts) or plural(total, "word")


def _words_on_lines(places: WordPlaces, lines: set[int]) -> set[int]:
    if not lines:
        return set()
    return {word for word in range(len(places)) if places[word][0] in lines}


def about(count: int) -> str:
    """Return a number of words as one says it."""
    return plural(count, "word") if count < EXACT_BELOW else f"about {plural(round(count, -1), 'word')}"
