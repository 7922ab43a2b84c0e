"""What a reader is told about an article as a whole."""

from collections import Counter
from math import floor

from sitegen.model import Block, BlockKind, Relation
from sitegen.model.site import Link, Notice
from sitegen.site import rights, urls
from sitegen.site.context import SiteContext
from sitegen.site.inline_markup import marked_passages
from sitegen.text import plain_words, plural

MAX_COPY_NOTICES = 12  # sentences about copies; the family page has them all
UNEDITED = 0.05  # share of a text's words that a copy may have lost without being called edited


def notices(view: SiteContext, seed: str) -> tuple[Notice, ...]:
    """Give the notices of an article: early end, rights, copies, texts that hold it or that it holds, shared passages."""
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
    order = {tie.name: place for place, tie in enumerate(view.archive.relation_types)}
    relations = sorted(
        view.relations.get(seed, ()), key=lambda one: (order[one.name], -one.containment_first, one.second)
    )
    copies = [one for one in relations if view.relation_types[one.name].joins and _of_one_family(view, one)]
    made += [_notice(view, one) for one in copies[:MAX_COPY_NOTICES]]
    if len(copies) > MAX_COPY_NOTICES:
        rest = plural(len(copies) - MAX_COPY_NOTICES, "more copy", "more copies")
        way = Link("all side by side", urls.family(view.families[seed].key))
        made.append(Notice("near", (Link(f"And {rest}: see "), way, Link("."))))
    made += [_notice(view, one) for one in relations if one not in copies]
    return tuple(made)


def _of_one_family(view: SiteContext, relation: Relation) -> bool:
    family = view.families.get(relation.first)
    return family is not None and relation.second in family.members


def _notice(view: SiteContext, relation: Relation) -> Notice:
    tie = view.relation_types[relation.name]
    other = Link(
        view.short_name(relation.second),
        urls.article(view.seeds[relation.second].key),
        view.title(relation.second),
    )
    joined = tie.joins and _of_one_family(view, relation)
    told = tie.notice if joined or not tie.apart else tie.apart
    if relation.given and not relation.spans:
        told = "A copy of {other}." if relation.name == "near" else f"{tie.short[0].upper()}{tie.short[1:]}."
        # nothing in the texts tells how much or where
    words, where = _marked_words(view, relation)
    mine, theirs = _common(view, relation)
    lost = max(relation.containment_first - mine, relation.containment_second - theirs)
    text = told.format(
        other="\0",
        mine=_share(mine),
        theirs=_share(theirs),
        edited=", edited word by word"
        if lost > UNEDITED
        else ", but for some words"
        if _lacks_words(view, relation)
        else "",
        rest=rest_words(view, relation),
        words=plural(words, "word"),
        where=where,
    )
    before, after = text.split("\0")
    after += _basis(view, relation)
    why = Link("compare", urls.family(view.families[relation.first].key)) if joined else None
    return Notice(relation.name, tuple(link for link in (Link(before), other, Link(after)) if link.text), why)


def _basis(view: SiteContext, relation: Relation) -> str:
    """Say on what a notice rests where the two pages do not show it."""
    if relation.given:
        return " (This was said by a person, in content/relations.toml.)"
    mine, theirs = (view.modes[seed] != rights.FULL for seed in (relation.first, relation.second))
    if not (mine or theirs) or not view.relation_types[relation.name].joins:
        return ""
    which = "they are" if mine and theirs else "this one is" if mine else "the other is"
    return f" (The whole texts were compared; {which} not shown in full here.)"


def _common(view: SiteContext, relation: Relation) -> tuple[float, float]:
    """Give the shares of both texts that a notice tells: words that took the place of others are not in common."""
    if relation.name == "reworded":  # shares of rare words
        return relation.containment_first, relation.containment_second
    mine, theirs = view.word_counts(relation.first), view.word_counts(relation.second)
    common = (mine & theirs).total()
    first, second = common / max(1, mine.total()), common / max(1, theirs.total())
    return min(relation.containment_first, first), min(relation.containment_second, second)


def _lacks_words(view: SiteContext, relation: Relation) -> bool:
    """Say whether the text that another one holds has words below its headline and standfirst that the other lacks."""
    side = view.relation_types[relation.name].holder
    if not side:
        return False
    held, holder = (relation.second, relation.first) if side == "first" else (relation.first, relation.second)
    article = view.articles[held]
    head = Counter(word for name in ("title", "standfirst") for word in plain_words(article.field(name)))
    return ((view.word_counts(held) - view.word_counts(holder)) - head).total() > 0


def _share(share: float) -> str:
    """Give a share in percent, rounded down: 100 % is said of all words alone."""
    return f"{floor(100 * share + 1e-9)}%"


def _marked_words(view: SiteContext, relation: Relation) -> tuple[int, str]:
    """Give how many words the page of an article marks as standing in another one too, and where on the page."""
    seed, other = relation.first, relation.second
    stretches = [one for one in view.marked(seed) if any(twin.other[0] == other for twin in one.twins)]
    passages = {
        number for one in stretches for number, _, _ in marked_passages(view, seed, one.start, one.end)
    }
    found = [view.passages(seed)[number] for number in passages]
    comments = sum(isinstance(passage, Block) and passage.kind is BlockKind.COMMENT for passage in found)
    where = "text" if not comments else "comments" if comments == len(found) else "text and the comments"
    return sum(view.count(seed, one.start, one.end) for one in stretches), where


def rest_words(view: SiteContext, relation: Relation) -> str:
    """Say what the longer side of contains / part-of has besides the text that both have."""
    side = view.relation_types[relation.name].holder
    if not side:
        return ""
    holder, share = (
        (relation.first, relation.containment_first)
        if side == "first"
        else (relation.second, relation.containment_second)
    )
    taken: set[int] = set()
    for span in relation.spans:
        taken.update(range(span.a_start, span.a_end) if side == "first" else range(span.b_start, span.b_end))
    comments, places = _comment_lines(view, holder), view.places(holder)
    outside = Counter(places[at][0] in comments for at in range(len(places)) if at not in taken)
    total = round((1 - share) * len(places))
    # Words that took the place of others are no addition, though they stand in no span.
    extra = Counter({"reader comments": outside[True], "other text": max(0, total - outside[True])})
    if not any(places[at][0] in comments for at in taken):
        extra["reader comments"] = view.comment_words(holder)  # as the page counts them
    told = [
        f"{about(count)} of {name}" for name, count in extra.most_common() if count >= max(10, total * 0.15)
    ]
    return " and ".join(told) or plural(total, "word")


def _comment_lines(view: SiteContext, seed: str) -> set[int]:
    return {piece.line for block in view.articles[seed].comments for piece in block.pieces}


def about(count: int) -> str:
    """Give a number of words as one says it."""
    return plural(count, "word") if count < 100 else f"about {plural(round(count, -1), 'word')}"
