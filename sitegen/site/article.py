"""An article's page, its raw seed's page, and what is left of a withdrawn one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import chain

from sitegen.citation_formats import styled
from sitegen.language import language_name
from sitegen.model import Article, Block, BlockKind, Cut, InlineCut, RelatedPair, Seed
from sitegen.model.site import (
    TOMBSTONE_PAGE,
    ArticleView,
    CopiedSeed,
    CutView,
    Fact,
    Item,
    Link,
    Passage,
    RawLine,
    RawView,
    RemarkView,
    RepairView,
    TombstoneView,
)
from sitegen.site import urls
from sitegen.site.article_facts import (
    UNKNOWN_LANGUAGE,
    citable,
    citation,
    citation_files,
    facts,
    lead,
    record,
)
from sitegen.site.context import SiteContext
from sitegen.site.draft import Draft
from sitegen.site.inline_markup import entity_title, passage_marks, passages
from sitegen.site.notices import notices, notices_summary
from sitegen.site.remarks import NO_REMARKS, PlacedRemarks, placed
from sitegen.site.rules import is_blank
from sitegen.text import RIGHT_TO_LEFT, plural, shorten

HEAD_FIELDS = frozenset({"title", "standfirst"})  # passages that have a place of their own above the text
TOP_ID = "top"  # of the page, where mentions in the headline lead if it has none
MAX_RECORD_ENTITIES = 20  # that the record of an article tells of
MAX_CUT_LENGTH = 400  # code points of a cut line that its article's page shows; the raw page has it whole
MAX_ADDRESS_LENGTH = 60  # code points of an address as a reader sees it
MAX_LEAD_AUTHORS = 3
WORDS_PER_MINUTE = 230  # that people read (Brysbaert 2019: 238 for English non-fiction)
MAX_DESCRIPTION_WORDS = 30  # of the first paragraph, where there is no standfirst
MAX_RELATED_NAMES = 4  # entities that a related article is told to share
DIGEST_DIGITS = 16  # of a seed's digest that its article's page shows


class LineFate(StrEnum):
    """What became of a line of a seed; the values stand in pages and data."""

    FIELD = "field"
    KEPT = "kept"
    COMMENT = "comment"
    CUT = "cut"
    BLANK = "blank"


# Article ----------------------------------------------------------------------------------------------------


def article_pages(context: SiteContext) -> Iterator[Draft]:
    """Yield the page of each article, or its tombstone, with the ways to those before and after it."""
    seeds = context.edition.archive.seeds
    for seed, before, after in zip(seeds, (None, *seeds), (*seeds[1:], None), strict=False):
        if seed.id in context.edition.shown:
            yield _article_page(context, seed, before, after)
        else:
            yield _tombstone(context, seed)


def _article_page(context: SiteContext, seed: Seed, before: Seed | None, after: Seed | None) -> Draft:
    article = context.edition.shown[seed.id]
    url = urls.article(seed.key)
    view = _article_view(context, seed, before, after)
    description = article.field("standfirst") or _first_words(view.body)
    language = "" if article.language in {"en", UNKNOWN_LANGUAGE} else article.language
    return Draft(
        url=url,
        title=context.edition.titles[seed.id],
        view=view,
        description=description,
        language=language,
        maker=seed.path,
    )


def _article_view(context: SiteContext, seed: Seed, before: Seed | None, after: Seed | None) -> ArticleView:
    edition = context.edition
    article = edition.shown[seed.id]
    remarks = _remarks(context, seed, article)
    shown = passages(context, seed.id, passage_marks(context, seed.id), remarks.by_passage)
    heads = {passage.kind: passage for passage in reversed(shown) if passage.kind in HEAD_FIELDS}
    standfirst = heads.get("standfirst")
    comments = tuple(_of_comments(shown))
    family = context.relations.families.get(seed.id)
    found_notices = notices(context, seed.id)
    article_record = record(context, seed, article)
    return ArticleView(
        key=seed.key,
        untitled=not article.field("title"),
        language=article.language,
        direction="rtl" if article.language in RIGHT_TO_LEFT else "",
        kicker=article.field("kicker"),
        title_id=heads["title"].id if "title" in heads else TOP_ID,
        standfirst=standfirst.runs if standfirst else (),
        standfirst_id=standfirst.id if standfirst else "",
        facts=facts(context, seed, article),
        lead=lead(context, seed, article),
        notices=found_notices,
        notices_summary=notices_summary(found_notices),
        remarks=(*_remarks_on_heads(shown), *remarks.on_whole),
        body=tuple(_of_body(shown)),
        words=edition.words[seed.id],
        comments=comments,
        comment_words=edition.comment_words(seed.id) if comments else 0,
        cuts=cut_views(article, seed),
        cut_lines=sum(len(cut.lines) for cut in article.cuts if not is_blank(cut.rule)),
        cut_parts=len({cut.line for cut in article.inline_cuts}),
        doubtful=len(article.doubtful),
        repairs=repair_views(article),
        related=_related(context, seed.id),
        entities=_entities(context, seed.id),
        linked=context.links.to_page(urls.article(seed.key)),
        cite=citation(context, seed, article),
        styles=styled(citable(context, article_record)),
        cite_files=citation_files(context, seed.key),
        raw=urls.raw(seed.key) if edition.is_shown_whole(seed.id) else "",
        family=urls.family(family.key) if family else "",
        before=_neighbour(context, before),
        after=_neighbour(context, after),
        unread=_not_looked_for(context, article.language),
        record=article_record,
        restricted="" if edition.is_shown_whole(seed.id) else edition.modes[seed.id].words,
    )


def _remarks(context: SiteContext, seed: Seed, article: Article) -> PlacedRemarks:
    note = context.edition.notes.get(seed.id)
    if not note:
        return NO_REMARKS
    return placed(note, context.edition.articles[seed.id], article, context.links)


def _remarks_on_heads(shown: Iterable[Passage]) -> Iterator[RemarkView]:
    """Yield the remarks on headline and standfirst: they stand with those on the whole."""
    return chain.from_iterable(passage.remarks for passage in shown if passage.kind in HEAD_FIELDS)


def _of_comments(shown: Iterable[Passage]) -> Iterator[Passage]:
    return (passage for passage in shown if passage.kind == BlockKind.COMMENT)


def _of_body(shown: Iterable[Passage]) -> Iterator[Passage]:
    return (passage for passage in shown if passage.kind not in {*HEAD_FIELDS, BlockKind.COMMENT})


def _tombstone(context: SiteContext, seed: Seed) -> Draft:
    withdrawal = context.edition.withdrawals.get(seed.id)
    view = TombstoneView(withdrawal.reason, withdrawal.date) if withdrawal else TombstoneView("", "")
    return Draft(
        url=urls.article(seed.key),
        title=f"Withdrawn: {seed.key}",
        view=view,
        maker=seed.path,
        kind=TOMBSTONE_PAGE,
    )


def _neighbour(context: SiteContext, seed: Seed | None) -> Link | None:
    if seed is None or seed.id not in context.edition.shown:
        return None
    return Link(context.edition.titles[seed.id], urls.article(seed.key))


def _not_looked_for(context: SiteContext, language: str) -> str:
    """Return what was not looked for in a text, because a stage does not know its language."""
    archive = context.edition.archive
    code = language.partition("-")[0]
    if code in {UNKNOWN_LANGUAGE, ""}:
        return ""
    gaps = []
    if code not in archive.name_languages:
        gaps.append(
            "names were looked for only as people’s whole names and as this archive’s own list writes them"
        )
    if code not in archive.speaker_languages:
        gaps.append("who speaks in quotations was not looked for")
    return f"This text is in {language_name(code)}: {', and '.join(gaps)}." if gaps else ""


def _first_words(body: tuple[Passage, ...]) -> str:
    for passage in body:
        if passage.kind == BlockKind.PARAGRAPH:
            return shorten("".join(run.text for run in passage.runs), MAX_DESCRIPTION_WORDS)
    return ""


# What was left out and repaired -----------------------------------------------------------------------------


def cut_views(article: Article, seed: Seed) -> tuple[CutView, ...]:
    """Return what was left out, neighbours of one rule together; blank lines are not told."""
    cuts = [_cut_view(cut, seed) for cut in article.cuts if not is_blank(cut.rule)]
    cuts += [_inline_cut_view(cut, seed) for cut in article.inline_cuts]
    return tuple(sorted(cuts, key=lambda cut: (cut.first, cut.last)))


def _cut_view(cut: Cut, seed: Seed) -> CutView:
    lines = tuple(_shortened_line(seed.lines[line].strip()) for line in cut.lines)
    return CutView(label=cut.label, rule=cut.rule, first=cut.lines[0] + 1, last=cut.lines[-1] + 1, text=lines)


def _shortened_line(line: str) -> str:
    return line if len(line) <= MAX_CUT_LENGTH else line[:MAX_CUT_LENGTH] + "…"


def _inline_cut_view(cut: InlineCut, seed: Seed) -> CutView:
    text = seed.lines[cut.line][cut.start : cut.end].strip()
    return CutView(label=cut.label, rule=cut.rule, first=cut.line + 1, last=cut.line + 1, text=(text,))


def repair_views(article: Article) -> tuple[RepairView, ...]:
    """Return what was repaired, the same on several lines together."""
    lines: dict[tuple[str, str, str], dict[int, None]] = {}  # in order, each once
    for repair in article.repairs:
        key = (repair.kind, repair.was, repair.became)
        lines.setdefault(key, {})[repair.line + 1] = None
    return tuple(RepairView(*key, tuple(numbers)) for key, numbers in lines.items())


# Other articles and names -----------------------------------------------------------------------------------


def _related(context: SiteContext, seed: str) -> tuple[Item, ...]:
    """Return the related articles, of each family the first."""
    relations = context.relations
    related: dict[str, Item] = {}  # by family
    for pair in relations.related.get(seed, ()):
        other = pair.second if pair.first == seed else pair.first
        family = relations.families[other].key if other in relations.families else other
        if family not in related:
            related[family] = _related_item(context, pair, other)
    return tuple(related.values())


def _related_item(context: SiteContext, pair: RelatedPair, other: str) -> Item:
    names = context.names
    item = context.items[other]
    return Item(
        title=item.title,
        url=item.url,
        date=item.date,
        source=item.source,
        words=item.words,
        why=tuple(
            Link(names.entities[identity].name, names.url(identity))
            for identity in pair.entities[:MAX_RELATED_NAMES]
            if identity in names.entities
        ),
        shared=tuple(
            word
            for word in pair.words
            if _is_shown(context, pair.first, word) and _is_shown(context, pair.second, word)
        ),
        days=pair.days,
    )


def _is_shown(context: SiteContext, seed: str, word: str) -> bool:
    """Whether a word stands in what is shown of an article."""
    return any(word in passage.text for passage in context.edition.passages[seed])


def _entities(context: SiteContext, seed: str) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """Return the names of an article under the labels of their kinds, those without a page last."""
    names = context.names
    by_kind: dict[str, dict[str, int]] = defaultdict(dict)
    for identity, count in (*names.entities_in[seed].items(), *names.unpaged_entities_in[seed].items()):
        by_kind[names.entity(identity).kind][identity] = count
    groups = []
    for kind in context.edition.archive.kinds:
        counts = by_kind[kind.name]
        ordered = sorted(
            counts,
            key=lambda identity: (
                identity in names.unpaged_entities,
                -counts[identity],
                names.entity(identity).name,
            ),
        )
        if ordered:
            groups.append((kind.label, tuple(_name(context, identity) for identity in ordered)))
    return tuple(groups)


def _name(context: SiteContext, identity: str) -> Link:
    """Return a name with the way to its page, if it has one."""
    names = context.names
    if identity in names.unpaged_entities:
        return Link(names.unpaged_entities[identity].name)
    return Link(names.entities[identity].name, names.url(identity), entity_title(names, identity))


# Raw --------------------------------------------------------------------------------------------------------


def raw_pages(context: SiteContext) -> Iterator[Draft]:
    """Yield the pages that show each seed of a whole article line by line with what became of each."""
    edition = context.edition
    return (_raw_page(context, seed) for seed in edition.archive.seeds if edition.is_shown_whole(seed.id))


def _raw_page(context: SiteContext, seed: Seed) -> Draft:
    article = context.edition.articles[seed.id]
    title = context.edition.titles[seed.id]
    statuses = line_statuses(article, len(seed.lines))
    lines = tuple(
        RawLine(text, fate.value, why, likely)
        for text, (fate, why), likely in zip(seed.lines, statuses, article.likely, strict=True)
    )
    size = f"{plural(seed.size, 'byte')}, {plural(len(seed.lines), 'line')}, {seed.encoding}"
    facts = (
        Fact("File", (Link(seed.path),)),
        *_capture(context, seed),
        Fact("Size", (Link(size),)),
        Fact("SHA-256", (Link(seed.digest),)),
    )
    view = RawView(
        article=Link(title, urls.article(seed.key)),
        path=seed.path,
        lines=lines,
        facts=facts,
        is_capture=bool(seed.capture),
    )
    return Draft(url=urls.raw(seed.key), title=f"Raw seed {seed.key}: {title}", view=view, maker=seed.path)


def _capture(context: SiteContext, seed: Seed) -> Iterator[Fact]:
    """Yield the form that a text was read from, with the way to the file itself where the site has it."""
    if seed.capture:
        url = context.edition.copied_captures.get(seed.file, "")
        yield Fact("Read from", (Link(seed.capture, url, "the file itself, as it was saved" if url else ""),))


def copied_seeds(context: SiteContext) -> tuple[CopiedSeed, ...]:
    """Return the files in other forms that stand in the site too."""
    digests = {seed.file: seed.digest for seed in context.edition.archive.seeds}
    return tuple(
        CopiedSeed(url, file, digests[file]) for file, url in context.edition.copied_captures.items()
    )


def line_statuses(article: Article, count: int) -> list[tuple[LineFate, str]]:
    """Return for each line (0-based) what became of it and by which rule or evidence."""
    statuses = [(LineFate.BLANK, "")] * count
    for cut in article.cuts:
        if not is_blank(cut.rule):
            for line in cut.lines:
                statuses[line] = (LineFate.CUT, f"{cut.rule}: {cut.label}")
    for block in article.blocks:
        for piece in block.pieces:
            statuses[piece.line] = (_block_fate(block), f"{block.kind.value}: {block.why}")
    for field in article.fields:
        value = f"{field.name}: {field.value}"
        for line in dict.fromkeys(piece.line for piece in field.pieces):
            fate, why = statuses[line]
            statuses[line] = (
                LineFate.FIELD,
                f"{why}; {value}" if fate is LineFate.FIELD else value,
            )
    return statuses


def _block_fate(block: Block) -> LineFate:
    return LineFate.COMMENT if block.kind is BlockKind.COMMENT else LineFate.KEPT
