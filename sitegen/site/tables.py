"""Rows for other programs; every table is described in docs/reference.md."""

from collections.abc import Iterator

from sitegen.dates import date_rank, moment_of
from sitegen.model import Article
from sitegen.model.site import Entry, Table, Value
from sitegen.site import urls
from sitegen.site.article_facts import UNKNOWN_LANGUAGE
from sitegen.site.context import SiteContext
from sitegen.site.inline_markup import shared_places
from sitegen.site.rights import Mode
from sitegen.site.rules import is_blank
from sitegen.text import shorten

Row = tuple[tuple[str, Value], ...]

SHARE_DIGITS = 4  # of shares (0..1), behind the point
MAX_ENTRY_TAGS = 8  # names of entities that an entry of a feed has
MAX_SUMMARY_WORDS = 60  # of an entry of a feed, where there is no standfirst


def tables(context: SiteContext) -> tuple[Table, ...]:
    """Return all tables."""
    return (
        Table("articles", tuple(_article(context, seed) for seed in context.edition.modes)),
        Table("relations", tuple(_relations(context))),
        Table("entities", tuple(_entities(context))),
        Table("mentions", tuple(_mentions(context))),
        Table("quotations", tuple(_quotations(context))),
        Table("cuts", tuple(_cuts(context))),
    )


def _row(**values: Value) -> Row:
    return tuple(values.items())


def _article(context: SiteContext, seed_id: str) -> Row:
    edition = context.edition
    if seed_id not in edition.shown:
        return _withdrawn(context, seed_id)
    seed, article = edition.seeds[seed_id], edition.shown[seed_id]
    family = context.relations.families.get(seed_id)
    note = edition.notes.get(seed_id)
    return _row(
        id=seed_id,
        key=seed.key,
        url=urls.article(seed.key),
        rights=edition.modes[seed_id].value,
        title=article.field("title"),
        standfirst=article.field("standfirst"),
        kicker=article.field("kicker"),
        authors=article.all("byline"),
        dateline=article.field("dateline"),
        credit=article.all("credit"),
        date=_iso_date(article.field("date")),
        date_evidence=_date_evidence(article),
        updated=_iso_date(article.field("updated")),
        retrieved=article.field("retrieved"),
        licence=edition.licence(seed_id),
        source=article.field("source"),
        address=article.field("address"),
        language=article.language,
        words=edition.words[seed_id],
        comment_words=edition.comment_words(seed_id),
        truncated=article.truncated,
        doubtful=len(article.doubtful),
        family=urls.family(family.key) if family else "",
        leader=family.leader if family else "",
        tags=note.tags if note else (),
        seed=seed.path,
        bytes=seed.size,
        sha256=seed.digest,
        text="\n\n".join(block.text for block in article.body),
    )


def _withdrawn(context: SiteContext, seed_id: str) -> Row:
    """Return the row of a withdrawn article.

    In public not the name of its file, which may tell what it said.
    """
    key = context.edition.seeds[seed_id].key
    shown_id = key if context.edition.is_public else seed_id
    return _row(id=shown_id, key=key, url=urls.article(key), rights=Mode.WITHDRAWN.value)


def _iso_date(written: str) -> str:
    """Return a date in ISO 8601; a zone that can mean two is left out, and so is what is no date."""
    moment = moment_of(written)
    return moment.html() if moment else ""


def _date_evidence(article: Article) -> str:
    return next((field.why for field in article.fields if field.name == "date"), "")


def _relations(context: SiteContext) -> Iterator[Row]:
    for relation in context.relations.all:
        spans = tuple((span.a_start, span.a_end, span.b_start, span.b_end) for span in relation.spans)
        yield _row(
            first=relation.first,
            second=relation.second,
            relation=relation.name,
            containment_first=round(relation.containment_first, SHARE_DIGITS),
            containment_second=round(relation.containment_second, SHARE_DIGITS),
            given=relation.given,
            spans=spans,
            passages=tuple(sorted(shared_places(context, relation))),
        )


def _entities(context: SiteContext) -> Iterator[Row]:
    names = context.names
    for identity in sorted({*names.articles_naming, *names.unpaged_entities}):
        entity = names.entity(identity)
        standing = names.articles_naming if entity.paged else names.articles_naming_in_passing
        entry = names.entries.get(identity)
        yield _row(
            id=identity,
            kind=entity.kind,
            name=entity.name,
            aliases=names.aliases(identity),
            given=entity.given,
            wikidata=entity.wikidata,
            links=entry.links if entry else (),
            description=entity.description,
            url=names.url(identity) if entity.paged else "",
            articles=len(standing[identity]),
            mentions=sum(standing[identity].values()),
        )


def _mentions(context: SiteContext) -> Iterator[Row]:
    names = context.names
    for seed, mentions in names.mentions.items():
        passages = context.edition.passages[seed]
        for mention in mentions:
            if mention.entity in names.entities or mention.entity in names.unpaged_entities:
                yield _row(
                    article=seed,
                    passage=mention.passage,
                    start=mention.start,
                    end=mention.end,
                    text=passages[mention.passage].text[mention.start : mention.end],
                    entity=mention.entity,
                    why=mention.why,
                    rules=mention.rules,
                )


def _quotations(context: SiteContext) -> Iterator[Row]:
    """Yield every quotation; those with one number are one, in other words or in other articles."""
    quotations = context.quotations
    number = 0
    for speaker in sorted(quotations.by_speaker):
        for group in quotations.by_speaker[speaker]:
            number += 1
            for quotation in group:
                yield _row(
                    quotation=number,
                    article=quotation.seed,
                    text=quotations.words(quotation),
                    speaker=quotation.speaker,
                    named=quotation.named,
                    entity=quotation.entity if quotation.entity in context.names.articles_naming else "",
                    why=quotation.why,
                    parts=quotation.parts,
                )


def _cuts(context: SiteContext) -> Iterator[Row]:
    for seed, article in context.edition.shown.items():
        lines = context.edition.seeds[seed].lines
        for cut in article.cuts:
            if not is_blank(cut.rule):
                text = tuple(lines[line] for line in cut.lines)
                yield _row(article=seed, rule=cut.rule, lines=tuple(cut.lines), text=text)
        for inline_cut in article.inline_cuts:
            part = lines[inline_cut.line][inline_cut.start : inline_cut.end]
            yield _row(article=seed, rule=inline_cut.rule, lines=(inline_cut.line,), text=(part,))


# Feeds ------------------------------------------------------------------------------------------------------


def entries(context: SiteContext) -> tuple[Entry, ...]:
    """Return the articles as a feed has them, the newest first."""
    edition = context.edition

    def order(seed: str) -> tuple[int, str]:
        return -date_rank(edition.articles[seed].field("date")), edition.seeds[seed].path

    return tuple(_entry(context, seed) for seed in sorted(edition.shown, key=order))


def _entry(context: SiteContext, seed: str) -> Entry:
    edition = context.edition
    article, key = edition.shown[seed], edition.seeds[seed].key
    counts = context.names.entities_in[seed]
    most_named = sorted(counts, key=lambda identity: (-counts[identity], identity))[:MAX_ENTRY_TAGS]
    return Entry(
        key=key,
        title=edition.titles[seed],
        url=urls.article(key),
        original=article.field("address"),
        source=edition.sources[seed],
        authors=article.all("byline"),
        date=article.field("date"),
        updated=max(article.field("date"), article.field("updated"), key=date_rank),
        summary=article.field("standfirst") or _first_words(article),
        tags=tuple(context.names.entities[identity].name for identity in most_named),
        language="" if article.language == UNKNOWN_LANGUAGE else article.language,
        rights=edition.modes[seed].value,
        family=context.relations.families[seed].key if seed in context.relations.families else "",
    )


def _first_words(article: Article) -> str:
    return next((shorten(block.text, MAX_SUMMARY_WORDS) for block in article.body), "")
