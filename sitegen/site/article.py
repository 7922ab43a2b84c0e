"""An article's page, its raw seed's page, and what is left of a withdrawn one."""

from collections import defaultdict

from sitegen.dates import long_date
from sitegen.language import language_name
from sitegen.model import Article, BlockKind, Seed
from sitegen.model.site import (
    SCHEMA_TYPES,
    ArticleView,
    CutView,
    Fact,
    Item,
    Link,
    NamedThing,
    Page,
    Passage,
    RawLine,
    RawView,
    Record,
    RepairView,
    TombstoneView,
)
from sitegen.site import rights, urls
from sitegen.site.context import SiteContext
from sitegen.site.inline_markup import entity_title, passage_marks, passages
from sitegen.site.local_links import links_of
from sitegen.site.notices import notices
from sitegen.site.remarks import placed
from sitegen.text import RIGHT_TO_LEFT, plural, shorten

HEADS = frozenset({"title", "standfirst"})  # remarks on them stand with those on the whole
MENTIONS = 20  # entities that the record of an article tells of
SHOWN_CUT = 400  # characters of a cut line that its article's page shows; the raw page has it whole


def article_page(view: SiteContext, seed: Seed, before: Seed | None, after: Seed | None) -> Page:
    """Give the page of one article, or its tombstone."""
    url = urls.article(seed.key)
    if seed.id not in view.shown:
        return _tombstone(view, seed, url)
    article = view.shown[seed.id]
    note = view.notes.get(seed.id)
    whole, beside, _ = placed(note, view.articles[seed.id], article, links_of(view)) if note else ((), {}, ())
    made = passages(view, seed.id, passage_marks(view, seed.id), beside)
    heads = tuple(remark for one in made if one.kind in HEADS for remark in one.remarks)
    body = tuple(one for one in made if one.kind not in {*HEADS, "comment"})
    comments = tuple(one for one in made if one.kind == "comment")
    family = view.families.get(seed.id)
    content = ArticleView(
        key=seed.key,
        untitled=not article.field("title"),
        language=article.language,
        direction="rtl" if article.language in RIGHT_TO_LEFT else "",
        kicker=article.field("kicker"),
        title_id=next((one.id for one in made if one.kind == "title"), "top"),
        standfirst=next((one.runs for one in made if one.kind == "standfirst"), ()),
        standfirst_id=next((one.id for one in made if one.kind == "standfirst"), ""),
        facts=_facts(view, seed, article),
        notices=notices(view, seed.id),
        remarks=(*heads, *whole),
        body=body,
        words=view.words(seed.id),
        comments=comments,
        comment_words=view.comment_words(seed.id) if comments else 0,
        cuts=cut_views(article, seed),
        cut_lines=sum(len(cut.lines) for cut in article.cuts if cut.rule != "blank"),
        cut_parts=len({trim.line for trim in article.inline_cuts}),
        doubtful=len(article.doubtful),
        repairs=repair_views(article),
        related=_related(view, seed.id),
        entities=_entities(view, seed.id),
        linked=view.linked(url),
        cite=_cite(view, seed, article),
        raw=urls.raw(seed.key) if view.modes[seed.id] == rights.FULL else "",
        family=urls.family(family.key) if family else "",
        before=_neighbour(view, before),
        after=_neighbour(view, after),
        unread=_unread(view, article.language),
        record=_record(view, seed, article),
    )
    language = "" if article.language in {"en", "und"} else article.language
    description = _description(body, article)
    return Page(url, "article", view.title(seed.id), content, description, view.robots(), language, seed.path)


def _tombstone(view: SiteContext, seed: Seed, url: str) -> Page:
    withdrawal = view.withdrawals.get(seed.id)
    content = TombstoneView(withdrawal.reason if withdrawal else "", withdrawal.date if withdrawal else "")
    return Page(url, "tombstone", f"Withdrawn: {seed.key}", content, robots="noindex", maker=seed.path)


def _neighbour(view: SiteContext, seed: Seed | None) -> Link | None:
    return Link(view.title(seed.id), urls.article(seed.key)) if seed and seed.id in view.shown else None


def _record(view: SiteContext, seed: Seed, article: Article) -> Record:
    """Give what an article is, for reference managers; of a restricted one its facts alone."""
    named = sorted(view.named[seed.id].items(), key=lambda one: (-one[1], one[0]))[:MENTIONS]
    entities = [view.entities[identity] for identity, _ in named]
    return Record(
        article.field("title"),
        article.all("byline"),
        article.field("date"),
        article.field("updated"),
        view.source(seed.id),
        next((link.url for link in _address(article)), ""),
        "" if article.language == "und" else article.language,
        article.field("standfirst"),
        view.notes[seed.id].tags if seed.id in view.notes else (),
        view.words(seed.id),
        tuple(NamedThing(SCHEMA_TYPES.get(one.kind, "Thing"), one.name, one.wikidata) for one in entities),
    )


def _unread(view: SiteContext, language: str) -> str:
    """Say what was not looked for in a text, because a stage does not know its language."""
    code = language.partition("-")[0]
    if code in {"und", ""}:
        return ""
    names, speakers = code not in view.archive.name_languages, code not in view.archive.speaker_languages
    lacking = [
        *(
            ["names were looked for only as people’s whole names and as this archive’s own list writes them"]
            if names
            else []
        ),
        *(["who speaks in quotations was not looked for"] if speakers else []),
    ]
    return f"This text is in {language_name(code)}: {', and '.join(lacking)}." if lacking else ""


def _description(body: tuple[Passage, ...], article: Article) -> str:
    if article.field("standfirst"):
        return article.field("standfirst")
    return next(
        (shorten("".join(run.text for run in one.runs), 30) for one in body if one.kind == "paragraph"), ""
    )


def _facts(view: SiteContext, seed: Seed, article: Article) -> tuple[Fact, ...]:
    source = view.source(seed.id)
    authors = article.all("byline")
    rows: list[tuple[str, tuple[Link, ...]]] = [
        ("Source", (Link(source, f"{urls.SOURCES}#{view.source_anchor(source)}"),) if source else ()),
        ("Author" if len(authors) == 1 else "Authors", tuple(Link(name) for name in authors)),
        (
            "Date",
            (
                Link(
                    long_date(article.field("date")),
                    _timeline(article.field("date")),
                    _date_rank(article),
                    article.field("date"),
                ),
            )
            if article.field("date")
            else (),
        ),
        (
            "Updated",
            (Link(long_date(article.field("updated")), date=article.field("updated")),)
            if article.field("updated")
            else (),
        ),
        ("Dateline", tuple(Link(value) for value in article.all("dateline"))),
        ("Credit", tuple(Link(value) for value in article.all("credit"))),
        ("Original", _address(article)),
        ("Archived", _archived(article)),
        ("Length", (Link(_length(view, seed.id)),)),
        ("Rights", (Link(rights.WORDS[view.modes[seed.id]]),) if view.config.profile == "public" else ()),
        ("Tags", tuple(Link(tag) for tag in (view.notes[seed.id].tags if seed.id in view.notes else ()))),
        ("Seed", (_seed_link(view, seed),)),
        ("Digest", (Link(seed.digest[:16], title=f"SHA-256 {seed.digest}"),)),
    ]
    return tuple(Fact(label, values) for label, values in rows if values)


def _date_rank(article: Article) -> str:
    """Say how the date was found and where it stands, as a title of it."""
    field = next(one for one in article.fields if one.name == "date")
    return field.why + (f", line {field.pieces[0].line + 1}" if field.pieces else "")


def _length(view: SiteContext, seed: str) -> str:
    comments = view.comment_words(seed)
    return plural(view.words(seed), "word") + (
        f", and {plural(comments, 'word')} of comments" if comments else ""
    )


def _seed_link(view: SiteContext, seed: Seed) -> Link:
    shown = view.modes[seed.id] == rights.FULL
    return Link(
        seed.path.rsplit("/", 1)[-1],
        urls.raw(seed.key) if shown else "",
        "the scrape, line by line" if shown else "",
    )


def _timeline(date: str) -> str:
    return f"{urls.TIMELINE}#d{date[:7]}"


def _address(article: Article) -> tuple[Link, ...]:
    address = article.field("address")
    if not address.lower().startswith(("http://", "https://")):
        return ()
    return (Link(shorten_address(address), address, "the page as it was published"),)


def shorten_address(address: str) -> str:
    """Give an address as one reads it: without scheme, and not too long."""
    plain = address.split("://", 1)[-1].removeprefix("www.").rstrip("/")
    return plain if len(plain) <= 60 else plain[:57] + "…"


def _archived(article: Article) -> tuple[Link, ...]:
    given, address = article.field("archived"), article.field("address")
    if given.lower().startswith(("http://", "https://")):
        return (Link(shorten_address(given), given),)
    if not address.lower().startswith(("http://", "https://")):
        return ()
    day = article.field("date")[:10].replace("-", "") or "*"
    return (Link("look it up in the Wayback Machine", f"https://web.archive.org/web/{day}/{address}"),)


def cut_views(article: Article, seed: Seed) -> tuple[CutView, ...]:
    """Give what was left out, neighbours of one rule together; blank lines are not told."""
    made = []
    for cut in article.cuts:
        if cut.rule == "blank":
            continue
        text = tuple(
            shown if len(shown := seed.lines[line].strip()) <= SHOWN_CUT else shown[:SHOWN_CUT] + "…"
            for line in cut.lines
        )
        made.append(CutView(cut.label, cut.rule, cut.lines[0] + 1, cut.lines[-1] + 1, text))
    made += [
        CutView(
            trim.label,
            trim.rule,
            trim.line + 1,
            trim.line + 1,
            (seed.lines[trim.line][trim.start : trim.end].strip(),),
        )
        for trim in article.inline_cuts
    ]
    return tuple(sorted(made, key=lambda one: (one.first, one.last)))


def repair_views(article: Article) -> tuple[RepairView, ...]:
    """Give what was put right, the same on several lines together."""
    lines: dict[tuple[str, str, str], list[int]] = {}
    for mend in article.repairs:
        lines.setdefault((mend.kind, mend.was, mend.became), []).append(mend.line + 1)
    return tuple(RepairView(*what, tuple(dict.fromkeys(where))) for what, where in lines.items())


def _related(view: SiteContext, seed: str) -> tuple[Item, ...]:
    made = []
    told: set[str] = set()
    for one in view.related.get(seed, ()):
        other = one.second if one.first == seed else one.first
        family = view.families[other].key if other in view.families else other
        if family in told:
            continue
        told.add(family)
        names = [
            Link(view.entities[e].name, view.entity_url(e)) for e in one.entities[:4] if e in view.entities
        ]
        item = view.item(other)
        words = tuple(
            word for word in one.words if _is_shown(view, seed, word) and _is_shown(view, other, word)
        )
        made.append(
            Item(item.title, item.url, item.date, item.source, item.words, "", tuple(names), words, one.days)
        )
    return tuple(made)


def _is_shown(view: SiteContext, seed: str, word: str) -> bool:
    """Say whether a word stands in what is shown of an article."""
    return any(word in passage.text for passage in view.shown[seed].passages)


def _entities(view: SiteContext, seed: str) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for entity, count in (*view.named[seed].items(), *view.named_in_passing[seed].items()):
        counts[view.entity(entity).kind][entity] = count
    made = []
    for kind in view.archive.kinds:
        found = sorted(
            counts[kind.name].items(),
            key=lambda one: (one[0] in view.passing, -one[1], view.entity(one[0]).name),
        )
        if found:
            made.append((kind.label, tuple(_named(view, identity) for identity, _ in found)))
    return tuple(made)


def _named(view: SiteContext, identity: str) -> Link:
    """Give a name with the way to its page, if it has one."""
    if identity in view.passing:
        return Link(view.passing[identity].name)
    return Link(view.entities[identity].name, view.entity_url(identity), entity_title(view, identity))


def _cite(view: SiteContext, seed: Seed, article: Article) -> str:
    authors = ", ".join(article.all("byline"))
    parts = [
        f"{authors}." if authors else "",
        f"“{_stopped(view.title(seed.id))}”",
        f"{view.source(seed.id)},"
        if view.source(seed.id) and article.field("date")
        else view.source(seed.id) + "."
        if view.source(seed.id)
        else "",
        f"{long_date(article.field('date')[:10])}." if article.field("date") else "No date.",
        f"{article.field('address')}." if article.field("address") else "",
        f"{view.config.title}, no. {seed.key}." if seed.number is not None else f"{view.config.title}.",
    ]
    return " ".join(part for part in parts if part)


def _stopped(title: str) -> str:
    """Give a title with a full stop, unless it ends in a mark of its own."""
    return title if title.endswith((".", "!", "?", "…")) else f"{title}."


# Raw ------------------------------------------------------------------------------------------------------------------


def raw_page(view: SiteContext, seed: Seed) -> Page:
    """Give the page that shows a seed line by line with what became of each."""
    article = view.articles[seed.id]
    fates = line_statuses(article, len(seed.lines))
    rows = zip(seed.lines, fates, article.likely, strict=True)
    lines = tuple(RawLine(text, fate, why, likely) for text, (fate, why), likely in rows)
    facts = (
        Fact("File", (Link(seed.path),)),
        Fact(
            "Size",
            (Link(f"{plural(seed.size, 'byte')}, {plural(len(seed.lines), 'line')}, {seed.encoding}"),),
        ),
        Fact("SHA-256", (Link(seed.digest),)),
    )
    content = RawView(Link(view.title(seed.id), urls.article(seed.key)), seed.path, lines, facts)
    return Page(
        urls.raw(seed.key),
        "raw",
        f"Raw seed {seed.key}: {view.title(seed.id)}",
        content,
        robots=view.robots(),
        maker=seed.path,
    )


def line_statuses(article: Article, count: int) -> list[tuple[str, str]]:
    """Give for each line what became of it (field, kept, comment, cut, blank) and by which rule or evidence."""
    fates = [("blank", "")] * count
    for cut in article.cuts:
        for line in cut.lines:
            fates[line] = ("blank", "") if cut.rule == "blank" else ("cut", f"{cut.rule}: {cut.label}")
    for block in article.blocks:
        state = "comment" if block.kind is BlockKind.COMMENT else "kept"
        for piece in block.pieces:
            fates[piece.line] = (state, f"{block.kind.value}: {block.why}")
    for field in article.fields:
        for piece in field.pieces:
            state, why = fates[piece.line]
            said = f"{field.name}: {field.value}"
            fates[piece.line] = ("field", f"{why}; {said}" if state == "field" else said)
    return fates
