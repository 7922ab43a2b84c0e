"""What a reader is told about an article as a whole."""

from collections import Counter

from sitegen.compose import rights, urls
from sitegen.compose.view import ArchiveView
from sitegen.model import BlockKind, Relation
from sitegen.page import Link, Notice
from sitegen.text import plural

MOST_COPIES = 12  # copies that get a sentence each; the family page has them all


def notices(view: ArchiveView, seed: str) -> tuple[Notice, ...]:
    """Give the notices of an article: early end, rights, copies, shared passages."""
    article = view.shown[seed]
    made = []
    if article.truncated:
        made.append(
            Notice(
                "truncated",
                (Link(f"The text ends early: {article.truncated}."),),
                Link("why", urls.METHOD + "#when-a-text-ends-early"),
            )
        )
    mode = view.modes[seed]
    if mode != rights.FULL:
        made.append(Notice("rights", (Link(f"This is {rights.WORDS[mode]}."),)))
    order = {tie.name: place for place, tie in enumerate(view.archive.ties)}
    relations = sorted(view.relations.get(seed, ()), key=lambda one: (order[one.name], -one.containment_first, one.second))
    copies = [one for one in relations if view.ties[one.name].joins]
    made += [_notice(view, one) for one in copies[:MOST_COPIES]]
    if len(copies) > MOST_COPIES:
        family = view.families[seed]
        rest = len(copies) - MOST_COPIES
        made.append(
            Notice(
                "near",
                (
                    Link(f"And {plural(rest, 'more copy', 'more copies')}: see "),
                    Link("all side by side", urls.family(family.key)),
                    Link("."),
                ),
            )
        )
    made += [_notice(view, one) for one in relations if not view.ties[one.name].joins]
    return tuple(made)


def _notice(view: ArchiveView, relation: Relation) -> Notice:
    tie = view.ties[relation.name]
    other = Link(view.short_name(relation.second), urls.article(view.seeds[relation.second].key), view.title(relation.second))
    text = tie.notice.format(
        other="\0",
        mine=f"{relation.containment_first:.0%}",
        theirs=f"{relation.containment_second:.0%}",
        rest=rest_words(view, relation),
        words=plural(sum(span.a_end - span.a_start for span in relation.spans), "word"),
    )
    before, after = text.split("\0")
    said = " (This was said by a person, in content/relations.toml.)" if relation.given else ""
    family = view.families.get(relation.first)
    why = Link("compare", urls.family(family.key)) if tie.joins and family else None
    return Notice(relation.name, tuple(link for link in (Link(before), other, Link(after + said)) if link.text), why)


def rest_words(view: ArchiveView, relation: Relation) -> str:
    """Say what the longer side of contains / part-of has besides the text that both have."""
    if relation.name not in {"contains", "part-of"}:
        return ""
    holder = relation.first if relation.name == "contains" else relation.second
    taken: set[int] = set()
    for span in relation.spans:
        taken.update(range(span.a_start, span.a_end) if relation.name == "contains" else range(span.b_start, span.b_end))
    fates, places = _fates(view, holder), view.places(holder)
    extra = Counter(fates.get(places[at][0], "other text") for at in range(len(places)) if at not in taken)
    total = extra.total()
    told = [f"{about(count)} of {name}" for name, count in extra.most_common() if count >= max(10, total * 0.15)]
    return " and ".join(told) or plural(total, "word")


def _fates(view: ArchiveView, seed: str) -> dict[int, str]:
    article = view.articles[seed]
    fates = {line: "page furniture" for cut in article.cuts for line in cut.lines}
    for block in article.blocks:
        if block.kind is BlockKind.COMMENT:
            fates.update(dict.fromkeys((piece.line for piece in block.pieces), "reader comments"))
    return fates


def about(count: int) -> str:
    """Give a number of words as one says it."""
    return plural(count, "word") if count < 100 else f"about {plural(round(count, -1), 'word')}"
