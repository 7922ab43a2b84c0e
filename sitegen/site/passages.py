"""The page of passages that several articles carry: the same wire copy, the same quotation; the first printing first."""

from collections.abc import Iterator

from sitegen.model.site import Carrier, Page, PassagesView, PassageView
from sitegen.site import urls
from sitegen.site.context import SiteContext
from sitegen.site.inline_markup import marked_passages
from sitegen.site.shared_passages import SharedPassage
from sitegen.text import plural


def passage_pages(view: SiteContext) -> Iterator[Page]:
    """Give the page, or pages, of passages that articles share; those of most articles first."""
    made = [_passage(view, number, one) for number, one in enumerate(view.shared_passages)]
    parts = [made[at : at + urls.PASSAGES_A_PAGE] for at in range(0, len(made), urls.PASSAGES_A_PAGE)]
    for number, part in enumerate(parts, 1):
        before, after = (
            urls.passages(other) if 1 <= other <= len(parts) else "" for other in (number - 1, number + 1)
        )
        title = "Shared passages" + (f", page {number}" if number > 1 else "")
        content = PassagesView(len(made), tuple(part), before, after)
        yield Page(
            urls.passages(number),
            "passages",
            title,
            content,
            f"{plural(len(made), 'passage')} in several articles",
            view.robots(),
        )


def _passage(view: SiteContext, number: int, one: SharedPassage) -> PassageView:
    order = sorted(one.places, key=lambda place: view.rank(place[0]))
    texts: list[str] = []
    carriers: list[Carrier] = []
    for seed, start, end in order:
        found = marked_passages(view, seed, start, end)
        passages = view.shown[seed].passages
        texts.append(" ".join(passages[at].text[left:right] for at, left, right in found))
        anchor = f"#{urls.passage(found[0][0])}" if found else ""
        carriers.append(
            Carrier(
                view.item(seed),
                urls.article(view.seeds[seed].key) + anchor,
                plural(view.count(seed, start, end), "word"),
            )
        )
    return PassageView(f"s{number + 1}", next(filter(None, texts), ""), tuple(carriers))
