"""Copies side by side: what each has that the leader lacks, word by word."""

from difflib import SequenceMatcher

from sitegen.model import Article, Family
from sitegen.model.site import Copy, FamilyView, Link, Run
from sitegen.site import rights, urls
from sitegen.site.context import SiteContext
from sitegen.text import fold, normal_words, plural, shorten, word_count

COMPARED = 24  # copies that are laid out word by word; the table has them all
ALIKE = 0.5  # share of words that makes two paragraphs one that was changed
LONGEST = 4_000  # words of a paragraph beyond which only the whole is compared

Row = tuple[str, tuple[Run, ...], tuple[Run, ...]]


def family_view(view: SiteContext, family: Family) -> FamilyView:
    """Give the page that shows a family."""
    leader = view.shown[family.leader]
    copies = []
    for place, seed in enumerate(family.members):
        leads = seed == family.leader
        both = view.modes[seed] == view.modes[family.leader] == rights.FULL
        rows = compare(leader, view.shown[seed]) if both and not leads and place <= COMPARED else ()
        adds, lacks = _difference(view.articles[family.leader], view.articles[seed])
        relation = next((one for one in view.relations.get(seed, ()) if one.second == family.leader), None)
        sentence = (
            "leads the family"
            if leads
            else (
                view.relation_types[relation.name].short.format(other="the leader")
                if relation
                else "tied through another copy"
            )
        )
        if relation and relation.name == "contains" and view.shown[seed].comments:
            sentence = "the same article, with reader comments"
        copies.append(
            Copy(
                view.seeds[seed].key,
                view.item(seed),
                leads,
                view.words(seed),
                view.comment_words(seed),
                lacks,
                adds,
                sentence,
                rows,
            )
        )
    title = Link(view.title(family.leader), urls.article(view.seeds[family.leader].key))
    return FamilyView(title, family.why, tuple(copies), view.is_one_article(family))


def _difference(leader: Article, other: Article) -> tuple[int, int]:
    """Give how many words of its article each side has that the other lacks."""
    a = [word for block in leader.body for word, _, _ in normal_words(block.text)]
    b = [word for block in other.body for word, _, _ in normal_words(block.text)]
    if a == b:
        return 0, 0
    same = sum(
        size for _, _, size in SequenceMatcher(None, a, b, autojunk=len(a) > LONGEST).get_matching_blocks()
    )
    return len(b) - same, len(a) - same


def compare(leader: Article, other: Article) -> tuple[Row, ...]:
    """Give the paragraphs of both in order: alike, changed, or on one side only; alike neighbours are told in one row."""
    left, right = [b.text for b in leader.body], [b.text for b in other.body]
    rows: list[Row] = []
    matcher = SequenceMatcher(None, [fold(t) for t in left], [fold(t) for t in right], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            first = shorten(left[a], 12)
            words = sum(word_count(text) for text in left[a:b])
            told = f"{plural(b - a, 'paragraph')} alike ({plural(words, 'word')}): {first}"
            rows.append(("same", (Run(told),), ()))
        else:
            rows += _changed(left[a:b], right[c:d])
    comments = other.comments
    if comments:
        words = sum(word_count(block.text) for block in comments)
        rows.append(
            (
                "right",
                (),
                (Run(f"{plural(len(comments), 'paragraph')} of reader comments ({plural(words, 'word')})"),),
            )
        )
    return tuple(rows)


def _changed(left: list[str], right: list[str]) -> list[Row]:
    rows: list[Row] = []
    at = 0
    for text in left:
        match = next((n for n in range(at, min(at + 6, len(right))) if _alike(text, right[n])), -1)
        if match < 0:
            rows.append(("left", (Run(text, change="del"),), ()))
            continue
        rows += [("right", (), (Run(one, change="ins"),)) for one in right[at:match]]
        rows.append(("changed", *words_changed(text, right[match])))
        at = match + 1
    return [*rows, *(("right", (), (Run(one, change="ins"),)) for one in right[at:])]


def _alike(a: str, b: str) -> bool:
    x, y = set(fold(a).split()), set(fold(b).split())
    return len(x & y) >= ALIKE * max(1, min(len(x), len(y)))


def words_changed(left: str, right: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Give two texts with the words marked that the other lacks."""
    a, b = left.split(), right.split()
    if len(a) + len(b) > 2 * LONGEST:
        return (Run(left, change="del"),), (Run(right, change="ins"),)
    mine: list[Run] = []
    theirs: list[Run] = []
    for tag, i, j, k, m in SequenceMatcher(
        None, [fold(w) for w in a], [fold(w) for w in b], autojunk=False
    ).get_opcodes():
        if j > i:
            mine.append(Run(" ".join(a[i:j]) + " ", change="" if tag == "equal" else "del"))
        if m > k:
            theirs.append(Run(" ".join(b[k:m]) + " ", change="" if tag == "equal" else "ins"))
    return tuple(mine), tuple(theirs)
