"""The page of passages that several articles carry: the same wire copy, the same quotation.

The first printing first.
"""

from collections.abc import Iterator

from sitegen.model.site import Carrier, PassagesView, PassageView
from sitegen.site import urls
from sitegen.site.context import SiteContext
from sitegen.site.draft import Draft
from sitegen.site.shared_passages import SharedPassage, Stretch
from sitegen.text import plural


def passage_pages(context: SiteContext) -> Iterator[Draft]:
    """Yield the page, or pages, of passages that articles share; those of most articles first."""
    views = [
        _passage(context, number, passage)
        for number, passage in enumerate(context.relations.shared_passages, 1)
    ]
    size = urls.PASSAGES_PER_PAGE
    parts = [tuple(views[start : start + size]) for start in range(0, len(views), size)]
    for number, part in enumerate(parts, 1):
        before = urls.passages(number - 1) if number > 1 else ""
        after = urls.passages(number + 1) if number < len(parts) else ""
        title = f"Shared passages, page {number}" if number > 1 else "Shared passages"
        description = f"{plural(len(views), 'passage')} in several articles"
        view = PassagesView(len(views), part, before, after)
        yield Draft(url=urls.passages(number), title=title, view=view, description=description)


def _passage(context: SiteContext, number: int, passage: SharedPassage) -> PassageView:
    """Return a passage in the words of the earliest article that shows it; `number` is counted from 1."""
    by_date = sorted(passage.places, key=lambda place: context.edition.ranks[place[0]])
    texts = (_text(context, place) for place in by_date)
    carriers = tuple(_carrier(context, place) for place in by_date)
    return PassageView(f"s{number}", next(filter(None, texts), ""), carriers)


def _text(context: SiteContext, place: Stretch) -> str:
    """Return what the page of an article shows of a passage."""
    seed, start, end = place
    passages = context.edition.passages[seed]
    return " ".join(
        passages[number].text[left:right]
        for number, left, right in context.words.stretches_below_headline(seed, start, end)
    )


def _carrier(context: SiteContext, place: Stretch) -> Carrier:
    seed, start, end = place
    stretches = context.words.stretches_below_headline(seed, start, end)
    anchor = f"#{urls.passage(stretches[0][0])}" if stretches else ""
    words = context.words.count_below_headline(seed, start, end)
    return Carrier(context.items[seed], context.items[seed].url + anchor, plural(words, "word"))
