"""Groups of seeds that are copies of each other."""

from collections import defaultdict

from sitegen.groups import groups
from sitegen.model import Article, Family, Relation
from sitegen.relate.relations import BY_NAME
from sitegen.text import word_count


def families(articles: tuple[Article, ...], relations: tuple[Relation, ...]) -> tuple[Family, ...]:
    """Give the families with two members or more, in the order of the archive."""
    by_id = {article.id: article for article in articles}
    place = {article.id: number for number, article in enumerate(articles)}
    copies = [(place[one.first], place[one.second]) for one in relations if BY_NAME[one.name].joins]
    members: dict[str, list[str]] = defaultdict(list)
    for number, leading in groups(range(len(articles)), copies).items():
        members[articles[leading].id].append(articles[number].id)
    made = []
    for first, ids in members.items():
        if len(ids) > 1:
            leader, why = _leader([by_id[one] for one in ids])
            made.append(Family(by_id[first].key, leader, why, (leader, *(one for one in ids if one != leader))))
    return tuple(made)


def _leader(articles: list[Article]) -> tuple[str, str]:
    """Choose the fullest copy: most words of article, then most facts, then the earliest date, then the first."""

    def worth(article: Article) -> tuple[int, int]:
        words = sum(word_count(block.text) for block in article.body)
        facts = len({field.name for field in article.fields} & {"title", "standfirst", "byline", "date", "source", "address"})
        return words, facts

    longest = max(worth(article)[0] for article in articles)
    full = [article for article in articles if worth(article)[0] >= 0.98 * longest]
    best = min(full, key=lambda a: (-worth(a)[1], a.field("date") or "9999", articles.index(a)))
    if len(full) == 1:
        return best.id, "it has the most text"
    return best.id, "no copy has more text, and none of those as full gives more facts (headline, author, date, source)"
