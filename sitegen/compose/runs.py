"""Text with its links and marks, cut into runs of one dress."""

from dataclasses import dataclass
from itertools import pairwise

from sitegen.compose import urls
from sitegen.compose.view import ArchiveView
from sitegen.model import Article, Block, BlockKind, Field, Relation
from sitegen.page import NoteRef, Passage, RemarkView, Run


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a passage that stands in another article too."""

    start: int
    end: int
    url: str
    title: str


def passages(view: ArchiveView, seed: str, marks: dict[int, list[Mark]], remarks: dict[int, list[RemarkView]]) -> list[Passage]:
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
        runs = runs_of(passage.text, [] if plain else _links(view, links, linked), marks.get(number, []), beside)
        kind = passage.kind.value if isinstance(passage, Block) else passage.name
        made.append(Passage(kind, urls.passage(number), runs, beside))
    return made


_LinkSpan = tuple[int, int, str, str]


def _links(view: ArchiveView, mentions: list, linked: set[str]) -> list[_LinkSpan]:  # type: ignore[type-arg]
    made = []
    for mention in mentions:
        if mention.entity in linked or mention.entity not in view.entities:
            continue
        linked.add(mention.entity)
        made.append((mention.start, mention.end, view.entity_url(mention.entity), entity_title(view, mention.entity)))
    return made


def entity_title(view: ArchiveView, identity: str) -> str:
    """Give what a link to an entity says of it."""
    entity = view.entities[identity]
    count = len(view.standing.get(identity, ()))
    return f"{entity.name}, {entity.kind}, in {count} article{'s' if count != 1 else ''}"


def runs_of(text: str, links: list[_LinkSpan], marks: list[Mark], remarks: tuple[RemarkView, ...] = ()) -> tuple[Run, ...]:
    """Cut a text at the edges of links, marks and quotations; together the runs spell it."""
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
        twin = (shared.url, shared.title) if shared else ("", "")
        made.append(Run(text[start:end], link[0], link[1], twin[0], twin[1], noted=noted, refs=refs))
    return tuple(made)


def passage_marks(view: ArchiveView, seed: str) -> dict[int, list[Mark]]:
    """Give, for each passage, the stretches that stand in other articles which are no copies."""
    marks: dict[int, list[Mark]] = {}
    for relation in view.relations.get(seed, ()):
        if view.ties[relation.name].joins:
            continue
        other = view.shown[relation.second]
        key = view.seeds[relation.second].key
        title = f"also in {view.short_name(relation.second)}: {view.title(relation.second)}"
        for number, start, end, other_number in shared_places(view, view.shown[seed], other, relation):
            anchor = f"#{urls.passage(other_number)}" if other_number >= 0 else ""
            marks.setdefault(number, []).append(Mark(start, end, urls.article(key) + anchor, title))
    return marks


def shared_places(view: ArchiveView, article: Article, other: Article, relation: Relation) -> list[tuple[int, int, int, int]]:
    """Give each shared stretch as passage, start and end here, and the passage there (-1 where it is not shown)."""
    mine, theirs = view.places(relation.first), view.places(relation.second)
    made = []
    for span in relation.spans:
        there = _stretches(other, [theirs[at] for at in range(span.b_start, span.b_end)])
        first = there[0][0] if there else -1
        made += [
            (number, start, end, first) for number, start, end in _stretches(article, [mine[at] for at in range(span.a_start, span.a_end)])
        ]
    return made


def _stretches(article: Article, places: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Give the passages, with start and end, in which words of a seed stand."""
    by_line: dict[int, list[tuple[int, int, int, int]]] = {}
    for number, passage in enumerate(article.passages):
        at = 0
        for piece in passage.pieces:
            at += len(piece.glue)
            by_line.setdefault(piece.line, []).append((piece.start, piece.end, number, at))
            at += piece.end - piece.start
    found: dict[int, tuple[int, int]] = {}
    for line, start, end in places:
        for left, right, number, at in by_line.get(line, ()):
            if left <= start and end <= right:
                a, b = at + start - left, at + end - left
                low, high = found.get(number, (a, b))
                found[number] = (min(low, a), max(high, b))
    return [(number, a, b) for number, (a, b) in found.items()]
