"""Rows for other programs; every table is described in docs/reference.md."""

from sitegen.dates import date_rank
from sitegen.model.site import Entry, Table, Value
from sitegen.site import rights, urls
from sitegen.site.context import SiteContext
from sitegen.site.inline_markup import shared_places
from sitegen.text import shorten

Row = tuple[tuple[str, Value], ...]


def tables(view: SiteContext) -> tuple[Table, ...]:
    """Give all tables."""
    return (
        Table("articles", tuple(_article(view, seed) for seed in view.modes)),
        Table("relations", tuple(_relations(view))),
        Table("entities", tuple(_entities(view))),
        Table("mentions", tuple(_mentions(view))),
        Table("quotations", tuple(_quotations(view))),
        Table("cuts", tuple(_cuts(view))),
    )


def _row(**values: Value) -> Row:
    return tuple(values.items())


def _article(view: SiteContext, seed: str) -> Row:
    source = view.seeds[seed]
    if seed not in view.shown:
        id_shown = (
            source.key if view.config.profile == "public" else seed
        )  # the name of the file may tell what it said
        return _row(id=id_shown, key=source.key, url=urls.article(source.key), rights=rights.WITHDRAWN)
    article = view.shown[seed]
    family = view.families.get(seed)
    return _row(
        id=seed,
        key=source.key,
        url=urls.article(source.key),
        rights=view.modes[seed],
        title=article.field("title"),
        standfirst=article.field("standfirst"),
        kicker=article.field("kicker"),
        authors=article.all("byline"),
        dateline=article.field("dateline"),
        credit=article.all("credit"),
        date=article.field("date"),
        date_evidence=next((one.why for one in article.fields if one.name == "date"), ""),
        updated=article.field("updated"),
        source=article.field("source"),
        address=article.field("address"),
        language=article.language,
        words=view.words(seed),
        comment_words=view.comment_words(seed),
        truncated=article.truncated,
        doubtful=len(article.doubtful),
        family=urls.family(family.key) if family else "",
        leader=family.leader if family else "",
        tags=view.notes[seed].tags if seed in view.notes else (),
        seed=source.path,
        bytes=source.size,
        sha256=source.digest,
        text="\n\n".join(block.text for block in article.body),
    )


def _relations(view: SiteContext) -> list[Row]:
    made = []
    for relation in view.shown_relations:
        spans = tuple((s.a_start, s.a_end, s.b_start, s.b_end) for s in relation.spans)
        made.append(
            _row(
                first=relation.first,
                second=relation.second,
                relation=relation.name,
                containment_first=round(relation.containment_first, 4),
                containment_second=round(relation.containment_second, 4),
                given=relation.given,
                spans=spans,
                passages=tuple(
                    sorted(
                        shared_places(view, view.shown[relation.first], view.shown[relation.second], relation)
                    )
                ),
            )
        )
    return made


def _entities(view: SiteContext) -> list[Row]:
    made = []
    for identity in sorted({*view.standing, *view.passing}):
        entity = view.entity(identity)
        counts = (view.standing if entity.paged else view.standing_in_passing)[identity]
        made.append(
            _row(
                id=identity,
                kind=entity.kind,
                name=entity.name,
                aliases=view.aliases(identity),
                given=entity.given,
                wikidata=entity.wikidata,
                links=view.given[identity].links if identity in view.given else (),
                description=entity.description,
                url=view.entity_url(identity) if entity.paged else "",
                articles=len(counts),
                mentions=sum(counts.values()),
            )
        )
    return made


def _mentions(view: SiteContext) -> list[Row]:
    made = []
    for seed, mentions in view.mentions.items():
        passages = view.shown[seed].passages
        for mention in mentions:
            if mention.entity in view.entities or mention.entity in view.passing:
                text = passages[mention.passage].text[mention.start : mention.end]
                made.append(
                    _row(
                        article=seed,
                        passage=mention.passage,
                        start=mention.start,
                        end=mention.end,
                        text=text,
                        entity=mention.entity,
                        why=mention.why,
                    )
                )
    return made


def _quotations(view: SiteContext) -> list[Row]:
    """Give every quotation; those with one number are one, in other words or in other articles."""
    groups = [group for key in sorted(view.quotations) for group in view.quotations[key]]
    return [
        _row(
            quotation=number,
            article=one.seed,
            text=view.shown[one.seed].spoken(one),
            speaker=one.speaker,
            named=one.named,
            entity=one.entity if one.entity in view.standing else "",
            why=one.why,
            parts=one.parts,
        )
        for number, group in enumerate(groups, 1)
        for one in group
    ]


def _cuts(view: SiteContext) -> list[Row]:
    made = []
    for seed, article in view.shown.items():
        lines = view.seeds[seed].lines
        made += [
            _row(article=seed, rule=cut.rule, lines=tuple(cut.lines), text=tuple(lines[n] for n in cut.lines))
            for cut in article.cuts
            if cut.rule != "blank"
        ]
        for trim in article.inline_cuts:
            text = lines[trim.line][trim.start : trim.end]
            made.append(_row(article=seed, rule=trim.rule, lines=(trim.line,), text=(text,)))
    return made


def entries(view: SiteContext) -> tuple[Entry, ...]:
    """Give the articles as a feed has them, the newest first."""
    made = []
    for seed in sorted(
        view.shown, key=lambda s: (-date_rank(view.articles[s].field("date")), view.seeds[s].path)
    ):
        article = view.shown[seed]
        names = tuple(
            view.entities[e].name
            for e, _ in sorted(view.named[seed].items(), key=lambda one: (-one[1], one[0]))[:8]
        )
        summary = article.field("standfirst") or next((shorten(block.text, 60) for block in article.body), "")
        made.append(
            Entry(
                view.seeds[seed].key,
                view.title(seed),
                urls.article(view.seeds[seed].key),
                article.field("address"),
                view.source(seed),
                article.all("byline"),
                article.field("date"),
                max((article.field("date"), article.field("updated")), key=date_rank),
                summary,
                names,
            )
        )
    return tuple(made)
