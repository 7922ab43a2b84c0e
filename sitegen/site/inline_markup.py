"""Text with its links and marks, cut into runs of one dress."""

from dataclasses import dataclass
from itertools import pairwise

from sitegen.model import Article, Block, BlockKind, Field, Relation
from sitegen.model.site import Link, NoteRef, Passage, RemarkView, Run
from sitegen.site import urls
from sitegen.site.context import SiteContext
from sitegen.site.twins import MarkedStretch, SharedSpan


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a passage that stands in another article too."""

    start: int
    end: int
    twins: tuple[Link, ...]


def passages(
    view: SiteContext, seed: str, marks: dict[int, list[Mark]], remarks: dict[int, list[RemarkView]]
) -> list[Passage]:
    """Give all passages of an article; each entity is linked where a section names it first."""
    article = view.shown[seed]
    linked: set[str] = set()
    made = []
    for number, passage in enumerate(article.passages):
        if isinstance(passage, Block) and passage.kind is BlockKind.HEADING:
            linked.clear()
        links = [m for m in view.mentions[seed] if m.passage == number]
        plain = isinstance(passage, Field) and passage.name == "title"
        beside = tuple(remarks.get(number, ()))
        runs = runs_of(
            passage.text, [] if plain else _links(view, links, linked), marks.get(number, []), beside
        )
        kind = passage.kind.value if isinstance(passage, Block) else passage.name
        made.append(Passage(kind, urls.passage(number), runs, beside))
    return made


_LinkSpan = tuple[int, int, str, str]


def _links(view: SiteContext, mentions: list, linked: set[str]) -> list[_LinkSpan]:  # type: ignore[type-arg]
    made = []
    for mention in mentions:
        if mention.entity in linked or mention.entity not in view.entities:
            continue
        linked.add(mention.entity)
        made.append(
            (mention.start, mention.end, view.entity_url(mention.entity), entity_title(view, mention.entity))
        )
    return made


def entity_title(view: SiteContext, identity: str) -> str:
    """Give what a link to an entity says of it."""
    entity = view.entities[identity]
    count = len(view.standing.get(identity, ()))
    return f"{entity.name}, {entity.kind}, in {count} article{'s' if count != 1 else ''}"


def runs_of(
    text: str, links: list[_LinkSpan], marks: list[Mark], remarks: tuple[RemarkView, ...] = ()
) -> tuple[Run, ...]:
    """Cut a text at the edges of links, marks and quotations; together the runs spell it."""
    links = [_uncut(text, link, marks) for link in links]
    edges = {0, len(text)}
    for remark in remarks:
        edges.update((remark.start, remark.end))
    for start, end, *_ in links:
        edges.update((start, end))
    for mark in marks:
        edges.update((max(0, mark.start), min(len(text), mark.end)))
    ordered = sorted(edges)
    made = []
    for start, end in pairwise(ordered):
        link = next(((url, title) for a, b, url, title in links if a <= start and end <= b), ("", ""))
        shared = next((m for m in marks if m.start <= start and end <= m.end), None)
        noted = any(remark.start <= start and end <= remark.end for remark in remarks)
        refs = tuple(NoteRef(remark.id, remark.number) for remark in remarks if remark.end == end)
        twins = shared.twins if shared else ()
        made.append(
            Run(text[start:end], link[0], link[1], marked=bool(twins), twins=twins, noted=noted, refs=refs)
        )
    return tuple(made)


def _uncut(text: str, link: _LinkSpan, marks: list[Mark]) -> _LinkSpan:
    """Give the longest part of a link that no edge of a mark cuts: a name is one link, and a mark is not broken for it."""
    start, end, *where = link
    cuts = sorted(
        {start, end, *(edge for mark in marks for edge in (mark.start, mark.end) if start < edge < end)}
    )
    left, right = max(pairwise(cuts), key=lambda part: part[1] - part[0], default=(start, end))
    part = text[left:right]
    return (left + len(part) - len(part.lstrip()), right - len(part) + len(part.rstrip()), where[0], where[1])


def passage_marks(view: SiteContext, seed: str) -> dict[int, list[Mark]]:
    """Give, for each passage, the stretches that stand in other articles which are no copies."""
    marks: dict[int, list[Mark]] = {}
    for one in view.marked(seed):
        for passage, left, right in marked_passages(view, seed, one.start, one.end):
            first = next(
                (word for word in range(one.start, one.end) if view.passage_of(seed, word) == passage),
                one.start,
            )
            marks.setdefault(passage, []).append(Mark(left, right, _ways_to(view, one, first)))
    return marks


def marked_passages(view: SiteContext, seed: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """Give the passages below the headline, with start and end, in which some words of an article stand."""
    found = in_passages(view, view.shown[seed], view.places(seed).stretches(start, end))
    return [place for place in found if not view.is_headline(seed, place[0])]


def _ways_to(view: SiteContext, one: MarkedStretch, word: int) -> tuple[Link, ...]:
    """Give where words marked from `word` on lead: to their place in the one other article, or to the list of all that have them."""
    by_number: dict[int, list[SharedSpan]] = {}
    for twin in one.twins:
        by_number.setdefault(twin.number, []).append(twin)
    return tuple(_way_to(view, number, twins, word) for number, twins in by_number.items())


def _way_to(view: SiteContext, number: int, twins: list[SharedSpan], word: int) -> Link:
    if len(twins) > 1:
        return Link("", urls.carried(number), f"also in {len(twins)} other articles: which had it first")
    other = twins[0].other[0]
    anchor = f"#{urls.passage(_passage_there(view, twins[0], word))}"
    return Link(
        "",
        urls.article(view.seeds[other].key) + anchor,
        f"also in {view.short_name(other)}: {view.title(other)}",
    )


def _passage_there(view: SiteContext, twin: SharedSpan, word: int) -> int:
    """Give the passage of the other article that has what begins here at a word."""
    other, start, end = twin.other
    beside = range(min(end - 1, start + max(0, word - twin.start)), end)
    return next(
        (
            number
            for at in (*beside, *range(start, end))
            if view.stands(other, at) and (number := view.passage_of(other, at)) >= 0
        ),
        0,
    )


def shared_places(
    view: SiteContext, article: Article, other: Article, relation: Relation
) -> list[tuple[int, int, int, int]]:
    """Give each shared stretch as passage, start and end here, and the passage there (-1 where it is not shown)."""
    mine, theirs = view.places(relation.first), view.places(relation.second)
    made: list[tuple[int, int, int, int]] = []
    for span in relation.spans:
        there = in_passages(view, other, theirs.stretches(span.b_start, span.b_end))
        for number, start, end in in_passages(view, article, mine.stretches(span.a_start, span.a_end)):
            first = next(
                (
                    word
                    for word in range(span.a_start, span.a_end)
                    if view.passage_of(relation.first, word) == number
                ),
                span.a_start,
            )
            beside = view.passage_of(
                relation.second, min(span.b_end - 1, span.b_start + first - span.a_start)
            )
            made.append((number, start, end, beside if beside >= 0 or not there else there[0][0]))
    return made


def in_passages(
    view: SiteContext, article: Article, stretches: list[tuple[int, int, int]]
) -> list[tuple[int, int, int]]:
    """Give the passages, with start and end, in which parts of a seed's lines stand."""
    found: dict[int, tuple[int, int]] = {}
    pieces = view.pieces(article)
    for line, start, end in stretches:
        for left, right, number, at in pieces.get(line, ()):
            if left < end and start < right:
                a, b = at + max(start, left) - left, at + min(end, right) - left
                low, high = found.get(number, (a, b))
                found[number] = (min(low, a), max(high, b))
    return [(number, a, b) for number, (a, b) in found.items()]
