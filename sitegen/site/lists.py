"""Pages that list articles: home, index, timeline, sources."""

import re
from collections import defaultdict
from collections.abc import Callable

from sitegen.dates import date_rank, long_date, month_name
from sitegen.model import Index, Problem, Seed
from sitegen.model.site import Bar, GroupsView, HomeView, IndexView, Item, Page, RemarkView, SeedLink
from sitegen.site import rights, urls
from sitegen.site.charts import over_time
from sitegen.site.context import SiteContext
from sitegen.site.local_links import ways
from sitegen.text import plural

NEWEST = 8
CONNECTED = 6
NUMBER_FIGURES = 3  # of a number that means a seed in running text
BARE_WORDS = 3  # of a line that names a seed and says nothing of it


def home_page(view: SiteContext) -> Page:
    """Give the home page."""
    config = view.config
    seeds = list(view.shown)
    dates = sorted((date for seed in seeds if (date := view.articles[seed].field("date"))), key=date_rank)
    dated = [seed for seed in seeds if view.articles[seed].field("date")]
    dated.sort(key=lambda seed: (-date_rank(view.articles[seed].field("date")), view.seeds[seed].path))
    content = HomeView(
        config.description,
        len(seeds),
        len(view.standing),
        len({view.source(seed) for seed in seeds} - {""}),
        sum(view.words(seed) for seed in seeds),
        _span(dates),
        over_time(dates, _timeline(dates)),
        tuple(view.item(seed) for seed in (dated or seeds)[:NEWEST]),
        len(seeds) - len(dated),
        _connected(view),
    )
    return Page(urls.HOME, "home", config.title, content, config.description)


def _span(dates: list[str]) -> tuple[str, ...]:
    """Give the first and the last of some dates in order."""
    return tuple(dict.fromkeys((dates[0][:10], dates[-1][:10]))) if dates else ()


def _connected(view: SiteContext) -> tuple[tuple[str, tuple[Bar, ...]], ...]:
    made = []
    for kind in view.archive.kinds:
        found = [
            (len(seeds), identity)
            for identity, seeds in view.standing.items()
            if view.entities[identity].kind == kind.name
        ]
        best = sorted(found, key=lambda one: (-one[0], -sum(view.standing[one[1]].values()), one[1]))[
            :CONNECTED
        ]
        if best:
            made.append(
                (
                    kind.label,
                    tuple(
                        Bar(view.entities[identity].name, count, view.entity_url(identity))
                        for count, identity in best
                    ),
                )
            )
    return tuple(made)


def _without_withdrawn(view: SiteContext, index: Index) -> str:
    """Give the index without the headlines of withdrawn articles in rows of tables: a cell that holds more than a name is blanked."""
    gone = {
        entry.line for entry in index.entries if entry.seed in view.modes and entry.seed not in view.shown
    }
    if not gone or view.config.profile != "public":
        return index.markdown
    lines = index.markdown.split("\n")
    for line in gone:
        if lines[line].lstrip().startswith("|"):
            cells = re.split(r"(?<!\\)\|", lines[line])
            names = [
                cell
                for cell in cells
                if any(entry.line == line and entry.name in cell for entry in index.entries)
            ]
            lines[line] = "|".join(
                cell if cell in names or not cell.strip() or cell.strip().isdecimal() else " withdrawn "
                for cell in cells
            )
    return "\n".join(lines)


def untold_in_index(view: SiteContext) -> list[Problem]:
    """Give the lines of INDEX.md that may tell in words of a person what a withdrawn article said."""
    index = view.index()
    lines = index.markdown.split("\n")
    return [
        Problem(
            index.path,
            entry.line,
            "SG128",
            f"names {entry.seed}, which is withdrawn; what this line says of it is still published",
        )
        for entry in index.entries
        if entry.seed in view.modes
        and entry.seed not in view.shown
        and not lines[entry.line].lstrip().startswith("|")
        and len(re.findall(r"\w+", lines[entry.line].replace(entry.name, ""))) > BARE_WORDS
    ] + [
        Problem(
            index.path,
            line,
            "SG128",
            f'seems to name {seed}, which is withdrawn, by "{number}"; what this line says is still published',
        )
        for number, seed in _withdrawn_numbers(view).items()
        for line, text in enumerate(lines)
        if not text.lstrip().startswith("|")
        and re.search(rf"(?<![\w/.-]){re.escape(number)}(?![\w/.-])", text)
        and not any(entry.line == line and entry.seed == seed for entry in index.entries)
    ]


def _withdrawn_numbers(view: SiteContext) -> dict[str, str]:
    """Give the withdrawn seeds by their numbers as they are written in names, where those have three figures or more."""
    gone = (view.seeds[seed] for seed in view.modes if seed not in view.shown)
    return {seed.key: seed.id for seed in gone if seed.number is not None and len(seed.key) >= NUMBER_FIGURES}


def index_page(view: SiteContext) -> Page:
    """Give INDEX.md mirrored, then the seeds that it does not name."""
    index = view.index()
    known_names = tuple(
        (name, seed.id)
        for seed in view.archive.seeds
        for name in dict.fromkeys((seed.path.rsplit("/", 1)[-1], seed.id))
    )
    numbers: dict[int, str] = {}
    for seed in view.archive.seeds:
        if seed.number is not None:
            numbers.setdefault(seed.number, seed.id)
    listed = {entry.seed for entry in index.entries}
    unlisted = tuple(_any_item(view, seed.id) for seed in view.archive.seeds if seed.id not in listed)
    content = IndexView(
        index.path,
        _without_withdrawn(view, index),
        known_names,
        tuple(numbers.items()),
        tuple(
            SeedLink(
                seed.id,
                urls.article(seed.key),
                _title(view, seed.id),
                _facts(view, seed.id),
                _mask(view, seed),
            )
            for seed in view.archive.seeds
            if seed.id in listed
        ),
        unlisted,
        tuple(_any_item(view, seed.id) for seed in view.archive.seeds) if not index.text.strip() else (),
        _orphans(view),
        view.pointers_of((index.links,)),
        ways(view, index.path, index.local),
    )
    return Page(
        urls.INDEX,
        "index",
        "Index",
        content,
        f"All {plural(len(view.archive.seeds), 'article')} of the archive",
        maker=index.path,
    )


def _orphans(view: SiteContext) -> tuple[RemarkView, ...]:
    """Give the remarks of notes that are for no seed; the public profile keeps them to itself."""
    if view.config.profile != "private":
        return ()
    placed = {one.path for note in view.notes.values() for one in note.files}
    lost = [
        (note, remark) for note in view.inputs.notes if note.path not in placed for remark in note.remarks
    ]
    return tuple(
        RemarkView(
            f"o{number}",
            remark.markdown,
            note.path,
            remark.line,
            remark.exact,
            f"{note.path} is for “{note.target}”, which is no seed",
            links=view.pointers_of(remark.linking),
            ways=ways(view, note.path, remark.local),
        )
        for number, (note, remark) in enumerate(lost, 1)
    )


def _mask(view: SiteContext, seed: Seed) -> str:
    """Give what stands for the name of a file that the public edition withdraws: its address, which has to stay."""
    return seed.key if seed.id not in view.shown and view.config.profile == "public" else ""


def _title(view: SiteContext, seed: str) -> str:
    return view.title(seed) if seed in view.shown else "withdrawn"


def _any_item(view: SiteContext, seed: str) -> Item:
    if seed in view.shown:
        return view.item(seed)
    return Item(view.name(seed), urls.article(view.seeds[seed].key))


def _facts(view: SiteContext, seed: str) -> str:
    if view.modes[seed] == rights.WITHDRAWN:
        return "withdrawn"
    item = view.item(seed)
    parts = (long_date(item.date), item.source, plural(item.words, "word"), item.relation)
    return " · ".join(part for part in parts if part)


def timeline_page(view: SiteContext) -> Page:
    """Give the articles by date, month by month, the undated last."""
    groups: dict[str, list[str]] = defaultdict(list)
    for seed in view.shown:
        groups[view.articles[seed].field("date")[:7]].append(seed)
    made = []
    for month in sorted(filter(None, groups)):
        items = sorted(
            groups[month], key=lambda seed: (view.articles[seed].field("date"), view.seeds[seed].path)
        )
        made.append((month_name(month), f"d{month}", tuple(map(view.item, items))))
    if "" in groups:
        made.append(("Without a date", "undated", tuple(map(view.item, groups[""]))))
    dates = [date for seed in view.shown if (date := view.articles[seed].field("date"))]
    bars = over_time(dates, _timeline(dates))
    return Page(
        urls.TIMELINE,
        "timeline",
        "Timeline",
        GroupsView("", bars, tuple(made), len(view.shown)),
        "The articles by date",
    )


def _timeline(dates: list[str]) -> Callable[[str], str]:
    """Give a function from a month or year to the place of its first article in the timeline."""
    return lambda part: f"{urls.TIMELINE}#d{min(date for date in dates if date.startswith(part))[:7]}"


def sources_page(view: SiteContext) -> Page:
    """Give the articles by source, the unknown last."""
    groups: dict[str, list[str]] = defaultdict(list)
    for seed in view.shown:
        groups[view.source(seed)].append(seed)
    made = [
        (source or "Unknown source", view.source_anchor(source), tuple(map(view.item, seeds)))
        for source, seeds in sorted(groups.items(), key=lambda one: (not one[0], -len(one[1]), one[0]))
    ]
    bars = tuple(Bar(heading, len(items), f"{urls.SOURCES}#{anchor}") for heading, anchor, items in made)
    return Page(
        urls.SOURCES,
        "sources",
        "Sources",
        GroupsView("", bars if len(bars) > 1 else (), tuple(made)),
        "The articles by source",
    )
