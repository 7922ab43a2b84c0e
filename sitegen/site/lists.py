"""Pages that list articles: home, index, timeline, sources."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from sitegen.dates import date_rank, long_date, month_name
from sitegen.model import Index, IndexEntry, Kind, Problem, Seed
from sitegen.model.site import (
    CITATION_FORMATS,
    CITATIONS,
    Bar,
    GroupsView,
    HomeView,
    IndexView,
    Item,
    Link,
    Record,
    RemarkView,
    SeedLink,
)
from sitegen.site import urls
from sitegen.site.article_facts import record
from sitegen.site.charts import over_time
from sitegen.site.context import SiteContext
from sitegen.site.draft import Draft
from sitegen.site.edition import Edition
from sitegen.site.feeds import source_feeds
from sitegen.site.rights import Mode
from sitegen.text import plural

NEWEST = 8  # articles on the home page
MAX_RECORDS = 200  # that the index has for reference managers, some 400 bytes each; by judgement
CONNECTED = 6  # entities of each kind on the home page
MIN_NUMBER_FIGURES = 3  # of a number that means a seed in running text; by judgement
MAX_BARE_WORDS = 3  # of a line that names a seed and says nothing of it; by judgement
WITHDRAWN_CELL = " withdrawn "
_CELL_BORDER = re.compile(r"(?<!\\)\|")


# Home -------------------------------------------------------------------------------------------------------


def home_page(context: SiteContext) -> Iterator[Draft]:
    """Yield the home page."""
    edition = context.edition
    seeds = list(edition.shown)
    dated = [seed for seed in seeds if edition.articles[seed].field("date")]
    dates = sorted((edition.articles[seed].field("date") for seed in dated), key=date_rank)
    dated.sort(key=lambda seed: (-_date_rank(edition, seed), edition.seeds[seed].path))
    view = HomeView(
        description=edition.config.description,
        articles=len(seeds),
        entities=len(context.names.articles_naming),
        sources=len({edition.sources[seed] for seed in seeds} - {""}),
        words=sum(edition.words[seed] for seed in seeds),
        span=_span(dates),
        bars=over_time(dates, _timeline_url(dates)),
        newest=tuple(context.items[seed] for seed in (dated or seeds)[:NEWEST]),
        undated=len(seeds) - len(dated),
        connected=tuple(_most_connected(context)),
    )
    yield Draft(url=urls.HOME, title=edition.config.title, view=view, description=edition.config.description)


def _date_rank(edition: Edition, seed: str) -> int:
    return date_rank(edition.articles[seed].field("date"))


def _span(dates: Sequence[str]) -> tuple[str, ...]:
    """Return the first and the last of some dates in order; one where they are the same."""
    return tuple(dict.fromkeys((dates[0][:10], dates[-1][:10]))) if dates else ()


def _most_connected(context: SiteContext) -> Iterator[tuple[str, tuple[Bar, ...]]]:
    """Yield the entities of each kind that most articles name, under the label of the kind."""
    names = context.names
    for kind in context.edition.archive.kinds:
        bars = tuple(
            Bar(names.entities[identity].name, len(names.articles_naming[identity]), names.url(identity))
            for identity in _most_named(context, kind)[:CONNECTED]
        )
        if bars:
            yield kind.label, bars


def _most_named(context: SiteContext, kind: Kind) -> list[str]:
    names = context.names
    of_kind = [identity for identity in names.articles_naming if names.entities[identity].kind == kind.name]

    def order(identity: str) -> tuple[int, int, str]:
        counts = names.articles_naming[identity]
        return -len(counts), -sum(counts.values()), identity

    return sorted(of_kind, key=order)


# Index ------------------------------------------------------------------------------------------------------


def index_page(context: SiteContext) -> Iterator[Draft]:
    """Yield INDEX.md mirrored, then the seeds that it does not name."""
    edition = context.edition
    index, seeds = edition.index, edition.archive.seeds
    listed = {entry.seed for entry in index.entries}
    view = IndexView(
        path=index.path,
        markdown=_without_withdrawn(edition),
        names=_known_names(seeds),
        numbers=_known_numbers(seeds),
        links=tuple(_seed_link(context, seed) for seed in seeds if seed.id in listed),
        unlisted=tuple(_any_item(context, seed) for seed in seeds if seed.id not in listed),
        all=() if index.text.strip() else tuple(_any_item(context, seed) for seed in seeds),
        orphans=tuple(_lost_remarks(context)),
        pointers=context.links.pointers_of((index.links,)),
        ways=context.links.files.urls_of(index.path, index.local),
        records=_records(context),
        record_files=_record_files(context),
    )
    description = f"All {plural(len(seeds), 'article')} of the archive"
    yield Draft(url=urls.INDEX, title="Index", view=view, description=description, maker=index.path)


def _records(context: SiteContext) -> tuple[Record, ...]:
    """Return the records of the articles, where the page can bear them; files have all of them."""
    edition = context.edition
    if len(edition.shown) > MAX_RECORDS:
        return ()
    return tuple(record(context, edition.seeds[seed], article) for seed, article in edition.shown.items())


def _record_files(context: SiteContext) -> tuple[Link, ...]:
    if not context.edition.config.makes(CITATIONS) or not context.edition.shown:
        return ()
    return tuple(Link(label, urls.citation("all/articles", ending)) for label, ending in CITATION_FORMATS)


def _known_names(seeds: Sequence[Seed]) -> tuple[tuple[str, str], ...]:
    """Return the names by which INDEX.md may call seeds, each with the id of its seed."""
    return tuple(
        (name, seed.id) for seed in seeds for name in dict.fromkeys((seed.path.rsplit("/", 1)[-1], seed.id))
    )


def _known_numbers(seeds: Sequence[Seed]) -> tuple[tuple[int, str], ...]:
    numbers: dict[int, str] = {}
    for seed in seeds:
        if seed.number is not None:
            numbers.setdefault(seed.number, seed.id)
    return tuple(numbers.items())


def _seed_link(context: SiteContext, seed: Seed) -> SeedLink:
    edition = context.edition
    url = urls.article(seed.key)
    if seed.id in edition.shown:
        return SeedLink(
            seed=seed.id, url=url, title=edition.titles[seed.id], facts=_facts(context.items[seed.id])
        )
    # What a file is called may tell what is withdrawn; its address has to stay.
    shown_as = seed.key if edition.is_public else ""
    return SeedLink(
        seed=seed.id, url=url, title=Mode.WITHDRAWN.words, facts=Mode.WITHDRAWN.words, shown_as=shown_as
    )


def _facts(item: Item) -> str:
    parts = (long_date(item.date), item.source, plural(item.words, "word"), item.relation)
    return " · ".join(filter(None, parts))


def _any_item(context: SiteContext, seed: Seed) -> Item:
    """Return an article as lists have it, also one that was withdrawn."""
    if seed.id in context.edition.shown:
        return context.items[seed.id]
    return Item(title=context.edition.name(seed.id), url=urls.article(seed.key))


def _lost_remarks(context: SiteContext) -> Iterator[RemarkView]:
    """Yield the remarks of notes that are for no seed; the public edition keeps them to itself."""
    if context.edition.is_public:
        return
    links = context.links
    placed = {file.path for note in context.edition.notes.values() for file in note.files}
    number = 0
    for note in context.edition.inputs.notes:
        for remark in note.remarks if note.path not in placed else ():
            number += 1
            yield RemarkView(
                id=f"o{number}",
                markdown=remark.markdown,
                path=note.path,
                line=remark.line,
                quote=remark.exact,
                orphan=f"{note.path} is for “{note.target}”, which is no seed",
                links=links.pointers_of(remark.linking),
                ways=links.files.urls_of(note.path, remark.local),
            )


# What INDEX.md tells of withdrawn articles ------------------------------------------------------------------


def _is_withdrawn(edition: Edition, seed: str) -> bool:
    """Whether a seed of the archive is withdrawn."""
    return seed in edition.modes and seed not in edition.shown


def _is_table_row(line: str) -> bool:
    return line.lstrip().startswith("|")


def _without_withdrawn(edition: Edition) -> str:
    """Return the index without the headlines of withdrawn articles in rows of tables.

    A cell that holds more than a name is blanked.
    """
    index = edition.index
    withdrawn = {entry.line for entry in index.entries if _is_withdrawn(edition, entry.seed)}
    if not withdrawn or not edition.is_public:
        return index.markdown
    lines = index.markdown.split("\n")
    for line in withdrawn:
        if _is_table_row(lines[line]):
            names = [entry.name for entry in index.entries if entry.line == line]
            lines[line] = _blanked_row(lines[line], names)
    return "\n".join(lines)


def _blanked_row(row: str, names: Sequence[str]) -> str:
    """Return a row of a table in which only names of files and numbers are left."""
    cells = _CELL_BORDER.split(row)
    number = next((place for place, cell in enumerate(cells) if cell.strip()), -1)  # of the first column
    kept = (
        cell
        if _tells_nothing(cell, names) or (place == number and cell.strip().isdecimal())
        else WITHDRAWN_CELL
        for place, cell in enumerate(cells)
    )
    return "|".join(kept)


def _tells_nothing(cell: str, names: Sequence[str]) -> bool:
    """Whether a cell has a name or nothing in it; a number is one where it names the seed."""
    text = cell.strip()
    return not text or text in names or any(name in cell for name in names)


def untold_in_index(context: SiteContext) -> Iterator[Problem]:
    """Yield problems of lines of INDEX.md that may tell in other words what a withdrawn article said."""
    edition = context.edition
    index = edition.index
    lines = index.markdown.split("\n")
    for entry in index.entries:
        if _is_withdrawn(edition, entry.seed) and _tells_of(entry, lines[entry.line]):
            message = f"names {entry.seed}, which is withdrawn; what this line says of it is still published"
            yield Problem(index.path, entry.line, "SG128", message)
    for number, seed in _withdrawn_numbers(edition).items():
        for line in _lines_with_number(index, lines, number, seed):
            message = (
                f'seems to name {seed}, which is withdrawn, by "{number}";'
                " what this line says is still published"
            )
            yield Problem(index.path, line, "SG128", message)


def _tells_of(entry: IndexEntry, line: str) -> bool:
    """Whether a line that names a seed says something of it."""
    words = re.findall(r"\w+", line.replace(entry.name, ""))
    return not _is_table_row(line) and len(words) > MAX_BARE_WORDS


def _withdrawn_numbers(edition: Edition) -> dict[str, str]:
    """Return the withdrawn seeds by their numbers as names have them, but for short ones."""
    withdrawn = (edition.seeds[seed] for seed in edition.modes if seed not in edition.shown)
    return {
        seed.key: seed.id
        for seed in withdrawn
        if seed.number is not None and len(seed.key) >= MIN_NUMBER_FIGURES
    }


def _lines_with_number(index: Index, lines: Sequence[str], number: str, seed: str) -> Iterator[int]:
    """Yield the lines of running text with the number of a seed, but those that name it anyway."""
    pattern = re.compile(rf"(?<![\w/.-]){re.escape(number)}(?![\w/.-])")
    naming = {entry.line for entry in index.entries if entry.seed == seed}
    for line, text in enumerate(lines):
        if line not in naming and not _is_table_row(text) and pattern.search(text):
            yield line


# Timeline and sources ---------------------------------------------------------------------------------------


def timeline_page(context: SiteContext) -> Iterator[Draft]:
    """Yield the articles by date, month by month, the undated last."""
    edition = context.edition
    dates = {seed: edition.articles[seed].field("date") for seed in edition.shown}
    months: dict[str, list[str]] = defaultdict(list)
    for seed, date in dates.items():
        months[date[:7]].append(seed)
    undated = months.pop("", [])
    groups = []
    for month in sorted(months):
        ordered = sorted(months[month], key=lambda seed: (dates[seed], edition.seeds[seed].path))
        groups.append((month_name(month), f"d{month}", _items(context, ordered)))
    if undated:
        groups.append(("Without a date", "undated", _items(context, undated)))
    known = [date for date in dates.values() if date]
    view = GroupsView(
        intro="",
        bars=over_time(known, _timeline_url(known)),
        groups=tuple(groups),
        charted=len(edition.shown),
    )
    yield Draft(url=urls.TIMELINE, title="Timeline", view=view, description="The articles by date")


def _items(context: SiteContext, seeds: Sequence[str]) -> tuple[Item, ...]:
    return tuple(context.items[seed] for seed in seeds)


def _timeline_url(dates: Sequence[str]) -> Callable[[str], str]:
    """Return a function from a month or year to the place of its first article in the timeline."""
    return lambda part: f"{urls.TIMELINE}#d{min(date for date in dates if date.startswith(part))[:7]}"


def sources_page(context: SiteContext) -> Iterator[Draft]:
    """Yield the articles by source, the unknown last."""
    edition = context.edition
    by_source: dict[str, list[str]] = defaultdict(list)
    for seed in edition.shown:
        by_source[edition.sources[seed]].append(seed)
    ordered = sorted(by_source, key=lambda source: (not source, -len(by_source[source]), source))
    groups = tuple(
        (source or "Unknown source", edition.source_anchor(source), _items(context, by_source[source]))
        for source in ordered
    )
    bars = tuple(Bar(heading, len(items), f"{urls.SOURCES}#{anchor}") for heading, anchor, items in groups)
    feeds = source_feeds(context)
    ways = tuple((anchor, feeds[anchor]) for _, anchor, _ in groups if anchor in feeds)
    view = GroupsView(intro="", bars=bars if len(bars) > 1 else (), groups=groups, feeds=ways)
    yield Draft(url=urls.SOURCES, title="Sources", view=view, description="The articles by source")
