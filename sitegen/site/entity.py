"""The pages of an entity."""

from collections import Counter
from collections.abc import Iterator
from heapq import nlargest, nsmallest
from itertools import chain, islice
from urllib.parse import urlsplit

from sitegen.model import Entity, Mention
from sitegen.model.site import (
    Bar,
    EntityArticle,
    EntityView,
    Link,
    MentionsView,
    MentionView,
    MoreMentionsView,
    Page,
    Run,
)
from sitegen.site import urls
from sitegen.site.charts import over_time
from sitegen.site.context import SiteContext
from sitegen.site.entity_notes import note_on
from sitegen.site.feeds import feed_of
from sitegen.site.quotations import place_of, said_by
from sitegen.text import plural

MOST_WITH = 16  # neighbours that a page names
MOST_SAID = 5  # quotations that a page shows
MOST_SENTENCES = 40  # sentences of one article that a page shows
UNDATED = "undated"


def entity_pages(view: SiteContext, entity: Entity) -> Iterator[Page]:
    """Give the page of an entity, and further ones where many articles name it: the earliest first, the undated last."""
    seeds = view.by_date(view.standing[entity.id])
    parts = [seeds[at : at + urls.ARTICLES_A_PAGE] for at in range(0, len(seeds), urls.ARTICLES_A_PAGE)]
    places = _places(view, entity, parts)
    years = (
        tuple(Link(year or "no date", url) for year, url in _years(places).items()) if len(parts) > 1 else ()
    )
    for number, part in enumerate(parts, 1):
        before, after = (
            _address(view, entity, other) if 1 <= other <= len(parts) else ""
            for other in (number - 1, number + 1)
        )
        shown = MentionsView(_articles(view, entity, part), years, before, after)
        yield (
            _further_page(view, entity, shown, number)
            if number > 1
            else _first_page(view, entity, seeds, shown, places)
        )


def _address(view: SiteContext, entity: Entity, number: int) -> str:
    return urls.mentions(view.kinds[entity.kind].folder, entity.id, number)


def _anchor(month: str) -> str:
    return f"d{month}" if month else UNDATED


def _places(view: SiteContext, entity: Entity, parts: list[list[str]]) -> dict[str, str]:
    """Give for each month where its first article stands."""
    made: dict[str, str] = {}
    for number, part in enumerate(parts, 1):
        for seed in part:
            month = view.item(seed).date[:7]
            made.setdefault(month, f"{_address(view, entity, number)}#{_anchor(month)}")
    return made


def _years(places: dict[str, str]) -> dict[str, str]:
    made: dict[str, str] = {}
    for month, url in places.items():
        made.setdefault(month[:4], url)
    return made


def _first_page(
    view: SiteContext, entity: Entity, seeds: list[str], shown: MentionsView, places: dict[str, str]
) -> Page:
    kind = view.kinds[entity.kind]
    mentions = sum(view.standing[entity.id].values())
    sources = Counter(view.item(seed).source for seed in seeds)
    said = said_by(view, entity.id)
    content = EntityView(
        kind.name,
        entity.description,
        entity.given,
        view.aliases(entity.id),
        _elsewhere(view, entity),
        note_on(view, entity.id),
        over_time((view.item(seed).date for seed in seeds), (_years(places) | places).__getitem__),
        tuple(
            Bar(name or "unknown source", count, f"{urls.SOURCES}#{view.source_anchor(name)}")
            for name, count in sorted(sources.items(), key=lambda one: (-one[1], not one[0], one[0]))
        ),
        _with_whom(view, entity, seeds),
        shown,
        len(seeds),
        mentions,
        said[-MOST_SAID:],
        Link(plural(len(said), "quotation"), place_of(view, entity.id)) if len(said) > MOST_SAID else None,
        view.linked(view.entity_url(entity.id)),
        feed_of(view, entity.id),
    )
    described = (
        entity.description
        or f"{entity.name}: {plural(mentions, 'mention')} in {plural(len(seeds), 'article')}"
    )
    return Page(
        view.entity_url(entity.id),
        "entity",
        entity.name,
        content,
        described,
        view.robots(),
        maker=f"entity {entity.id}",
    )


def _elsewhere(view: SiteContext, entity: Entity) -> tuple[Link, ...]:
    """Give the pages of other sites about an entity, each called by its host."""
    known = (
        (Link(f"Wikidata {entity.wikidata}", f"https://www.wikidata.org/wiki/{entity.wikidata}"),)
        if entity.wikidata
        else ()
    )
    links = view.given[entity.id].links if entity.id in view.given else ()
    return (*known, *(Link((urlsplit(one).hostname or one).removeprefix("www."), one, one) for one in links))


def _further_page(view: SiteContext, entity: Entity, shown: MentionsView, number: int) -> Page:
    dates = (one.item.date for one in (shown.articles[0], shown.articles[-1]))
    content = MoreMentionsView(
        view.kinds[entity.kind].name,
        Link(entity.name, view.entity_url(entity.id)),
        tuple(dict.fromkeys(dates)),
        shown,
    )
    title = f"{entity.name}, page {number}"
    return Page(
        _address(view, entity, number),
        "mentions",
        title,
        content,
        "",
        view.robots(),
        maker=f"entity {entity.id}",
    )


def _with_whom(view: SiteContext, entity: Entity, seeds: list[str]) -> tuple[Bar, ...]:
    counts = Counter(chain.from_iterable(view.named[seed] for seed in seeds))
    del counts[entity.id]
    least = min(nlargest(MOST_WITH, counts.values()), default=0)
    near = ((-count, len(view.standing[other]), other) for other, count in counts.items() if count >= least)
    return tuple(
        Bar(view.entities[other].name, -count, view.entity_url(other))
        for count, _, other in nsmallest(MOST_WITH, near)
    )


def _articles(view: SiteContext, entity: Entity, seeds: list[str]) -> tuple[EntityArticle, ...]:
    """Give the articles of one page; the first of each month has an id."""
    made = []
    last = None
    for seed in seeds:
        month = view.item(seed).date[:7]
        count = view.standing[entity.id][seed]
        made.append(
            EntityArticle(
                view.item(seed), count, _mentions(view, entity, seed), _anchor(month) if month != last else ""
            )
        )
        last = month
    return tuple(made)


def _mentions(view: SiteContext, entity: Entity, seed: str) -> tuple[MentionView, ...]:
    """Give the sentences of an article that name an entity."""
    passages = view.passages(seed)
    by_sentence: dict[tuple[int, int, int], list[Mention]] = {}
    for mention in view.mentions_of(entity.id, seed):
        number, start, end = mention.passage, mention.start, mention.end
        around = (one for one in view.sentences(seed, number) if one[0] <= start and end <= one[1])
        by_sentence.setdefault((number, *next(around, (start, end))), []).append(mention)
    made = []
    for (number, start, end), found in islice(by_sentence.items(), MOST_SENTENCES):
        marked = _marked(passages[number].text, start, end, found)
        url = f"{urls.article(view.seeds[seed].key)}#{urls.passage(number)}"
        made.append(MentionView(marked, url, ", ".join(dict.fromkeys(m.why for m in found))))
    return tuple(made)


def _marked(text: str, start: int, end: int, found: list[Mention]) -> tuple[Run, ...]:
    """Give a stretch of a text, mentions in it marked."""
    runs = []
    for mention in found:
        runs += [
            Run(text[start : mention.start]),
            Run(text[max(start, mention.start) : mention.end], marked=True),
        ]
        start = max(start, mention.end)
    return tuple(run for run in (*runs, Run(text[start:end])) if run.text)
