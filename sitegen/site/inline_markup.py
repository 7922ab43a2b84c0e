"""Text with its links and marks, cut into runs that look the same throughout."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sitegen.model import Block, BlockKind, Field, Mention, Relation
from sitegen.model.site import Link, NoteRef, Passage, RemarkView, Run
from sitegen.site import urls
from sitegen.site.context import SiteContext
from sitegen.site.shown_names import ShownNames
from sitegen.site.twins import MarkedStretch, SharedSpan

LinkSpan = tuple[int, int, str, str]  # start, end, address, title


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a passage that stands in another article too."""

    start: int
    end: int
    twins: tuple[Link, ...]


def passages(
    context: SiteContext, seed: str, marks: dict[int, list[Mark]], remarks: dict[int, list[RemarkView]]
) -> list[Passage]:
    """Return all passages of an article; each entity is linked where a section names it first."""
    linked: set[str] = set()
    mentions: dict[int, list[Mention]] = {}
    for mention in context.names.mentions[seed]:
        mentions.setdefault(mention.passage, []).append(mention)
    shown = []
    for number, passage in enumerate(context.edition.passages[seed]):
        if isinstance(passage, Block) and passage.kind is BlockKind.HEADING:
            linked.clear()
        links = []
        if not context.words.is_headline(seed, number):
            links = _first_links(context.names, mentions.get(number, []), linked)
        beside = tuple(remarks.get(number, ()))
        runs = runs_of(passage.text, links, marks.get(number, []), beside)
        shown.append(Passage(_kind(passage), urls.passage(number), runs, beside))
    return shown


def _kind(passage: Field | Block) -> str:
    return passage.kind.value if isinstance(passage, Block) else passage.name


def _first_links(names: ShownNames, mentions: list[Mention], linked: set[str]) -> list[LinkSpan]:
    """Return the links of entities that are not linked yet, and note that they are now."""
    links = []
    for mention in mentions:
        identity = mention.entity
        if identity not in linked and identity in names.entities:
            linked.add(identity)
            links.append((mention.start, mention.end, names.url(identity), entity_title(names, identity)))
    return links


def entity_title(names: ShownNames, identity: str) -> str:
    """Return what a link to an entity says of it."""
    entity = names.entities[identity]
    count = len(names.articles_naming.get(identity, ()))
    return f"{entity.name}, {entity.kind}, in {count} article{'s' if count != 1 else ''}"


# Runs -------------------------------------------------------------------------------------------------------


def runs_of(
    text: str, links: list[LinkSpan], marks: list[Mark], remarks: tuple[RemarkView, ...] = ()
) -> tuple[Run, ...]:
    """Cut a text at the edges of links, marks and quotations; together the runs spell it."""
    links = [_uncut_part(text, link, marks) for link in links]
    edges = _edges(len(text), links, marks, remarks)
    return tuple(_run(text, start, end, links, marks, remarks) for start, end in pairwise(edges))


def _edges(
    length: int, links: list[LinkSpan], marks: list[Mark], remarks: tuple[RemarkView, ...]
) -> list[int]:
    edges = {0, length}
    for remark in remarks:
        edges.update((remark.start, remark.end))
    for start, end, _, _ in links:
        edges.update((start, end))
    for mark in marks:
        edges.update((max(0, mark.start), min(length, mark.end)))
    return sorted(edges)


def _run(
    text: str,
    start: int,
    end: int,
    links: list[LinkSpan],
    marks: list[Mark],
    remarks: tuple[RemarkView, ...],
) -> Run:
    url, title = _link_around(links, start, end)
    twins = _twins_around(marks, start, end)
    return Run(
        text=text[start:end],
        url=url,
        title=title,
        marked=bool(twins),
        twins=twins,
        noted=any(remark.start <= start and end <= remark.end for remark in remarks),
        refs=tuple(NoteRef(remark.id, remark.number) for remark in remarks if remark.end == end),
    )


def _link_around(links: list[LinkSpan], start: int, end: int) -> tuple[str, str]:
    """Return address and title of the first link around a stretch; two empty texts where there is none."""
    for first, last, url, title in links:
        if first <= start and end <= last:
            return url, title
    return "", ""


def _twins_around(marks: list[Mark], start: int, end: int) -> tuple[Link, ...]:
    """Return where the first mark around a stretch leads; nothing where there is none."""
    for mark in marks:
        if mark.start <= start and end <= mark.end:
            return mark.twins
    return ()


def _uncut_part(text: str, link: LinkSpan, marks: list[Mark]) -> LinkSpan:
    """Return the longest part of a link that no edge of a mark cuts.

    A name is one link, and a mark is not broken for it.
    """
    start, end, url, title = link
    cuts = {start, end}
    for mark in marks:
        cuts.update(edge for edge in (mark.start, mark.end) if start < edge < end)
    parts = pairwise(sorted(cuts))
    left, right = max(parts, key=lambda part: part[1] - part[0], default=(start, end))
    part = text[left:right]
    left_spaces, right_spaces = len(part) - len(part.lstrip()), len(part) - len(part.rstrip())
    return left + left_spaces, right - right_spaces, url, title


# Marks ------------------------------------------------------------------------------------------------------


def passage_marks(context: SiteContext, seed: str) -> dict[int, list[Mark]]:
    """Return, for each passage, the stretches that stand in other articles which are no copies."""
    words = context.words
    marks: dict[int, list[Mark]] = {}
    for stretch in context.relations.marked(seed):
        for passage, left, right in words.stretches_below_headline(seed, stretch.start, stretch.end):
            first = words.first_in_passage(seed, stretch.start, stretch.end, passage)
            twins = tuple(_links_of_mark(context, stretch, first))
            marks.setdefault(passage, []).append(Mark(left, right, twins))
    return marks


def _links_of_mark(context: SiteContext, stretch: MarkedStretch, word: int) -> Iterator[Link]:
    """Yield where words marked from `word` on lead.

    To their place in the one other article, or to the list of all that have them.
    """
    by_number: dict[int, list[SharedSpan]] = {}
    for twin in stretch.twins:
        by_number.setdefault(twin.number, []).append(twin)
    for number, twins in by_number.items():
        if len(twins) > 1:
            title = f"also in {len(twins)} other articles: which had it first"
            yield Link("", urls.carried(number), title)
        else:
            yield _link_to_twin(context, twins[0], word)


def _link_to_twin(context: SiteContext, twin: SharedSpan, word: int) -> Link:
    edition = context.edition
    other = twin.other[0]
    passage = urls.passage(_passage_of_twin(context, twin, word))
    return Link(
        "",
        f"{urls.article(edition.seeds[other].key)}#{passage}",
        f"also in {edition.short_name(other)}: {edition.titles[other]}",
    )


def _passage_of_twin(context: SiteContext, twin: SharedSpan, word: int) -> int:
    """Return the passage of the other article that has what begins here at a word."""
    words = context.words
    other, start, end = twin.other
    same_word = min(end - 1, start + max(0, word - twin.start))
    for candidate in (*range(same_word, end), *range(start, end)):
        if words.is_shown_below_headline(other, candidate):
            return words.passage_of(other, candidate)
    return 0


def shared_places(context: SiteContext, relation: Relation) -> list[tuple[int, int, int, int]]:
    """Return each shared stretch as passage, start and end here, and passage there (-1: not shown)."""
    words = context.words
    places: list[tuple[int, int, int, int]] = []
    for span in relation.spans:
        there = words.stretches(relation.second, span.b_start, span.b_end)
        for passage, start, end in words.stretches(relation.first, span.a_start, span.a_end):
            first = words.first_in_passage(relation.first, span.a_start, span.a_end, passage)
            same_word = min(span.b_end - 1, span.b_start + first - span.a_start)
            other_passage = words.passage_of(relation.second, same_word)
            places.append((passage, start, end, _known_passage(other_passage, there)))
    return places


def _known_passage(passage: int, stretches: Sequence[tuple[int, int, int]]) -> int:
    """Return a passage; where it is not known, that of the first stretch, if there is one."""
    return stretches[0][0] if passage < 0 and stretches else passage
