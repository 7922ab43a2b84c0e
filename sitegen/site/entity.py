"""The pages of an entity."""

import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
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
    Run,
)
from sitegen.site import urls
from sitegen.site.charts import over_time
from sitegen.site.context import SiteContext
from sitegen.site.draft import Draft
from sitegen.site.edition import UNKNOWN_SOURCE
from sitegen.site.entity_notes import note_on
from sitegen.site.feeds import feed_of
from sitegen.site.quotations import place_of
from sitegen.text import plural

MENTIONS = "mentions"  # the row of `PAGES` of further pages
MAX_NEIGHBOURS = 16  # that a page names; by judgement
MAX_QUOTATIONS = 5  # that a page shows, the latest; by judgement
MAX_SENTENCES = 40  # of one article that a page shows; by judgement
MAX_SENTENCE = 320  # code points of a sentence that are shown; a sentence of news has 130; by judgement
UNDATED_ID = "undated"


@dataclass(frozen=True, eq=False)
class _Subject:
    """An entity with the articles that name it, by date, the undated last, a part of them for each page."""

    context: SiteContext
    entity: Entity

    @cached_property
    def seeds(self) -> list[str]:
        """The articles."""
        return self.context.edition.by_date(self.context.names.articles_naming[self.entity.id])

    @cached_property
    def parts(self) -> list[list[str]]:
        """The articles of each page."""
        size = urls.ARTICLES_PER_PAGE
        return [self.seeds[start : start + size] for start in range(0, len(self.seeds), size)]

    def url(self, number: int) -> str:
        """Return the address of a page, counted from 1; nothing where there is none of that number."""
        if not 1 <= number <= len(self.parts):
            return ""
        kind = self.context.names.kinds[self.entity.kind]
        return urls.mentions(kind.folder, self.entity.id, number)

    @cached_property
    def places(self) -> dict[str, str]:
        """Where the first article of each month stands, and of each year; a year's months come first."""
        months: dict[str, str] = {}
        for number, part in enumerate(self.parts, 1):
            for seed in part:
                month = self.context.items[seed].date[:7]
                months.setdefault(month, f"{self.url(number)}#{_month_id(month)}")
        return months

    @cached_property
    def years(self) -> dict[str, str]:
        """Where the first article of each year stands."""
        years: dict[str, str] = {}
        for month, url in self.places.items():
            years.setdefault(month[:4], url)
        return years


def entity_pages(context: SiteContext) -> Iterator[Draft]:
    """Yield the page of each entity, and further ones where many articles name it, the earliest first."""
    for entity in context.edition.archive.entities:
        if entity.id in context.names.articles_naming:
            subject = _Subject(context, entity)
            yield _first_page(subject)
            for number in range(2, len(subject.parts) + 1):
                yield _further_page(subject, number)


def _first_page(subject: _Subject) -> Draft:
    context, entity, seeds = subject.context, subject.entity, subject.seeds
    mentions = sum(context.names.articles_naming[entity.id].values())
    quotations = context.quotations.said_by(entity.id)
    all_quotations = None
    if len(quotations) > MAX_QUOTATIONS:
        all_quotations = Link(plural(len(quotations), "quotation"), place_of(context, entity.id))
    url = context.names.url(entity.id)
    view = EntityView(
        kind=context.names.kinds[entity.kind].name,
        description=entity.description,
        given=entity.given,
        aliases=context.names.aliases(entity.id),
        elsewhere=_elsewhere(context, entity),
        note=note_on(context.links, entity.id),
        bars=over_time(
            (context.items[seed].date for seed in seeds), (subject.years | subject.places).__getitem__
        ),
        sources=_sources(context, seeds),
        with_whom=_neighbours(context, entity, seeds),
        part=_mentions_view(subject, 1),
        articles=len(seeds),
        mentions=mentions,
        said=quotations[-MAX_QUOTATIONS:],
        said_all=all_quotations,
        linked=context.links.to_page(url),
        feed=feed_of(context, entity.id),
        schema=context.names.kinds[entity.kind].schema,
    )
    counts = f"{entity.name}: {plural(mentions, 'mention')} in {plural(len(seeds), 'article')}"
    return Draft(
        url=url,
        title=entity.name,
        view=view,
        description=entity.description or counts,
        maker=f"entity {entity.id}",
    )


def _further_page(subject: _Subject, number: int) -> Draft:
    context, entity = subject.context, subject.entity
    part = subject.parts[number - 1]
    dates = (context.items[seed].date for seed in (part[0], part[-1]))
    view = MoreMentionsView(
        context.names.kinds[entity.kind].name,
        Link(entity.name, context.names.url(entity.id)),
        tuple(dict.fromkeys(dates)),
        _mentions_view(subject, number),
    )
    title = f"{entity.name}, page {number}"
    return Draft(url=subject.url(number), title=title, view=view, maker=f"entity {entity.id}", kind=MENTIONS)


def _month_id(month: str) -> str:
    return f"d{month}" if month else UNDATED_ID


def _elsewhere(context: SiteContext, entity: Entity) -> tuple[Link, ...]:
    """Return the pages of other sites about an entity, each called by its host."""
    links = []
    if entity.wikidata:
        url = f"https://www.wikidata.org/wiki/{entity.wikidata}"
        links.append(Link(f"Wikidata {entity.wikidata}", url))
    entry = context.names.entries.get(entity.id)
    for url in entry.links if entry else ():
        host = urlsplit(url).hostname or url
        links.append(Link(host.removeprefix("www."), url, url))
    return tuple(links)


def _sources(context: SiteContext, seeds: Sequence[str]) -> tuple[Bar, ...]:
    """Return the sources of articles, those of most articles first, the unknown last among equals."""
    counts = Counter(context.items[seed].source for seed in seeds)
    ordered = sorted(counts, key=lambda source: (-counts[source], not source, source))
    return tuple(
        Bar(
            source or UNKNOWN_SOURCE,
            counts[source],
            f"{urls.SOURCES}#{context.edition.source_anchor(source)}",
        )
        for source in ordered
    )


def _neighbours(context: SiteContext, entity: Entity, seeds: Sequence[str]) -> tuple[Bar, ...]:
    """Return the entities that most articles name together with one, the rarer first among equals."""
    names = context.names
    counts = Counter(chain.from_iterable(names.entities_in[seed] for seed in seeds))
    del counts[entity.id]
    least = min(nlargest(MAX_NEIGHBOURS, counts.values()), default=0)
    candidates = (
        (-count, len(names.articles_naming[other]), other)
        for other, count in counts.items()
        if count >= least
    )
    return tuple(
        Bar(names.entities[other].name, -negative_count, names.url(other))
        for negative_count, _, other in nsmallest(MAX_NEIGHBOURS, candidates)
    )


# Mentions ---------------------------------------------------------------------------------------------------


def _mentions_view(subject: _Subject, number: int) -> MentionsView:
    """Return the articles of a page, with the ways to years and to the pages beside it."""
    years: tuple[Link, ...] = ()
    if len(subject.parts) > 1:
        years = tuple(Link(year or "no date", url) for year, url in subject.years.items())
    articles = tuple(_articles(subject, subject.parts[number - 1]))
    return MentionsView(articles, years, subject.url(number - 1), subject.url(number + 1))


def _articles(subject: _Subject, seeds: Sequence[str]) -> Iterator[EntityArticle]:
    """Yield the articles of one page; the first of each month has an id."""
    context, entity = subject.context, subject.entity
    last_month = None
    for seed in seeds:
        item = context.items[seed]
        month = item.date[:7]
        month_id = _month_id(month) if month != last_month else ""
        count = context.names.articles_naming[entity.id][seed]
        yield EntityArticle(item, count, tuple(_sentences(context, entity, seed)), month_id)
        last_month = month


def _sentences(context: SiteContext, entity: Entity, seed: str) -> Iterator[MentionView]:
    """Yield the sentences of an article that name an entity."""
    by_sentence: dict[tuple[int, int, int], list[Mention]] = {}
    for mention in context.names.mentions_of(entity.id, seed):
        start, end = _sentence_around(context, seed, mention)
        by_sentence.setdefault((mention.passage, start, end), []).append(mention)
    passages = context.edition.passages[seed]
    article_url = urls.article(context.edition.seeds[seed].key)
    for (number, start, end), mentions in islice(by_sentence.items(), MAX_SENTENCES):
        evidence = ", ".join(dict.fromkeys(mention.why for mention in mentions))
        text = passages[number].text
        runs = _marked(text, *_window(text, start, end, mentions), (start, end), mentions)
        yield MentionView(runs, f"{article_url}#{urls.passage(number)}", evidence)


def _sentence_around(context: SiteContext, seed: str, mention: Mention) -> tuple[int, int]:
    """Return start and end of the sentence that holds a mention; of the mention where it reaches over two."""
    found = context.names.sentences(seed, mention.passage)
    at = bisect_right(found, (mention.start, sys.maxsize)) - 1
    if at >= 0 and mention.end <= found[at][1]:
        return found[at]
    return mention.start, mention.end


def _window(text: str, start: int, end: int, mentions: Sequence[Mention]) -> tuple[int, int]:
    """Return start and end of what is shown of a sentence: all of it, or of a very long one what is around.

    A list of thousands of names in one sentence would else be shown whole on the page of each.
    """
    if end - start <= MAX_SENTENCE:
        return start, end
    room = (MAX_SENTENCE - (mentions[0].end - mentions[0].start)) // 2
    first, last = mentions[0].start - room, mentions[0].end + room
    first = start if first <= start else text.find(" ", first, mentions[0].start) + 1 or first
    last = end if last >= end else text.rfind(" ", mentions[0].end, last)
    return first, last if last >= 0 else mentions[0].end + room


def _marked(
    text: str, start: int, end: int, sentence: tuple[int, int], mentions: Sequence[Mention]
) -> tuple[Run, ...]:
    """Return a stretch of a sentence, mentions in it marked, an ellipsis where the sentence goes on."""
    runs = [Run(text="… " if start > sentence[0] else "")]
    for mention in mentions:
        if mention.end > end:
            break
        runs += [
            Run(text=text[start : mention.start]),
            Run(text=text[max(start, mention.start) : mention.end], marked=True),
        ]
        start = max(start, mention.end)
    runs += [Run(text=text[start:end]), Run(text=" …" if end < sentence[1] else "")]
    return tuple(run for run in runs if run.text)
