"""Copies side by side: what each has that the leader lacks, word by word."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from sitegen.model import Article, Block, Family
from sitegen.model.site import Copy, FamilyView, Link, Run
from sitegen.site import urls
from sitegen.site.changed_words import common_length, words_changed
from sitegen.site.context import SiteContext
from sitegen.site.draft import Draft
from sitegen.text import fold, normal_words, plural, shorten, word_count

MAX_COMPARED_COPIES = 24  # that are laid out word by word; the table has them all; by judgement, for size
# Share of words (of the shorter one) that makes two paragraphs one that was changed; by judgement.
MIN_PAIRED_SHARE = 0.5
LOOK_AHEAD = 6  # paragraphs among which the changed form of one is looked for; by judgement
FIRST_WORDS = 12  # of paragraphs that are the same, which the row tells

RowState = Literal["same", "changed", "left", "right"]
Row = tuple[RowState, tuple[Run, ...], tuple[Run, ...]]  # state, the leader's paragraph, the copy's


def family_pages(context: SiteContext) -> Iterator[Draft]:
    """Yield the page of each family."""
    relations = context.relations
    for family in {family.key: family for family in relations.families.values()}.values():
        what = "copies" if relations.is_one_article(family) else "texts that overlap"
        title = f"{len(family.members)} {what}: {context.edition.titles[family.leader]}"
        view = _family_view(context, family)
        yield Draft(url=urls.family(family.key), title=title, view=view, maker=f"family {family.key}")


def _family_view(context: SiteContext, family: Family) -> FamilyView:
    edition = context.edition
    leader = Link(edition.titles[family.leader], urls.article(edition.seeds[family.leader].key))
    copies = tuple(_copy(context, family, seed, place) for place, seed in enumerate(family.members))
    return FamilyView(leader, family.why, copies, context.relations.is_one_article(family))


def _copy(context: SiteContext, family: Family, seed: str, place: int) -> Copy:
    """Return one member of a family beside its leader; `place` is its place among the members."""
    edition = context.edition
    leads = seed == family.leader
    both_whole = edition.is_shown_whole(seed) and edition.is_shown_whole(family.leader)
    rows: tuple[Row, ...] = ()
    if both_whole and not leads and place <= MAX_COMPARED_COPIES:
        rows = compare(edition.shown[family.leader], edition.shown[seed])
    adds, lacks = _differing_words(edition.articles[family.leader], edition.articles[seed])
    return Copy(
        key=edition.seeds[seed].key,
        item=context.items[seed],
        leads=leads,
        words=edition.words[seed],
        comment_words=edition.comment_words(seed),
        lacks=lacks,
        adds=adds,
        sentence=_tie_to_leader(context, family, seed),
        rows=rows,
    )


def _tie_to_leader(context: SiteContext, family: Family, seed: str) -> str:
    """Return in a few words how a member is tied to the leader of its family."""
    relations = context.relations
    relation = relations.to_leader(seed, family)
    if relation and relations.holds_other(relation) and context.edition.shown[seed].comments:
        return "the same article, with reader comments"
    if seed == family.leader:
        return "leads the family"
    if relation is None:
        return "tied through another copy"
    return relations.type_of(relation).short.format(other="the leader")


def _differing_words(leader: Article, other: Article) -> tuple[int, int]:
    """Return how many words of an article its leader lacks, and how many of the leader's it lacks."""
    leaders, others = _body_words(leader), _body_words(other)
    if leaders == others:
        return 0, 0
    same = common_length(leaders, others)
    return len(others) - same, len(leaders) - same


def _body_words(article: Article) -> list[str]:
    return [word for block in article.body for word, _, _ in normal_words(block.text)]


def compare(leader: Article, other: Article) -> tuple[Row, ...]:
    """Return the paragraphs of both in order: the same, changed, or on one side only.

    Runs of the same in one row.
    """
    left, right = [block.text for block in leader.body], [block.text for block in other.body]
    matcher = SequenceMatcher(None, list(map(fold, left)), list(map(fold, right)), autojunk=False)
    rows: list[Row] = []
    for tag, left_start, left_end, right_start, right_end in matcher.get_opcodes():
        if tag == "equal":
            rows.append(_same_row(left[left_start:left_end]))
        else:
            rows += _changed_rows(left[left_start:left_end], right[right_start:right_end])
    if other.comments:
        rows.append(_comments_row(other.comments))
    return tuple(rows)


def _same_row(texts: Sequence[str]) -> Row:
    words = plural(sum(map(word_count, texts)), "word")
    summary = f"{plural(len(texts), 'paragraph')} alike ({words}): {shorten(texts[0], FIRST_WORDS)}"
    return ("same", (Run(text=summary),), ())


def _comments_row(comments: Sequence[Block]) -> Row:
    words = plural(sum(word_count(block.text) for block in comments), "word")
    summary = f"{plural(len(comments), 'paragraph')} of reader comments ({words})"
    return ("right", (), (Run(text=summary),))


def _changed_rows(left: Sequence[str], right: Sequence[str]) -> Iterator[Row]:
    """Yield a row for each paragraph; those of which a changed form is found on the other side share one."""
    next_right = 0
    for text in left:
        match = _changed_form(text, right, next_right)
        if match is None:
            yield ("left", (Run(text=text, change="del"),), ())
            continue
        yield from map(_added_row, right[next_right:match])
        yield ("changed", *words_changed(text, right[match]))
        next_right = match + 1
    yield from map(_added_row, right[next_right:])


def _added_row(text: str) -> Row:
    return ("right", (), (Run(text=text, change="ins"),))


def _changed_form(text: str, others: Sequence[str], start: int) -> int | None:
    """Return the place of the first of the next paragraphs that may be a changed form of a text."""
    for index in range(start, min(start + LOOK_AHEAD, len(others))):
        if _share_words(text, others[index]):
            return index
    return None


def _share_words(left: str, right: str) -> bool:
    left_words, right_words = set(fold(left).split()), set(fold(right).split())
    shorter = max(1, min(len(left_words), len(right_words)))
    return len(left_words & right_words) >= MIN_PAIRED_SHARE * shorter
