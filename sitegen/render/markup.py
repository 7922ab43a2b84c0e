"""Runs, passages, Markdown and raw lines to HTML.

The only place where a seed's text becomes markup, always escaped.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby

from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter

from sitegen.dates import long_date, moment_of
from sitegen.markdown import KnownSeeds, to_html, to_html_with_links
from sitegen.model.site import (
    Bar,
    IndexView,
    Link,
    NoteRef,
    Passage,
    Pointer,
    RawLine,
    RawView,
    RemarkView,
    RobustLink,
    Run,
    SeedLink,
    TextView,
)
from sitegen.render.address import href
from sitegen.render.lexer import SeedLexer
from sitegen.text import plural, shorten

PRIVATE_MARK = '<p class="private-mark">private: the public edition does not have this</p>'
HEADING_LEVEL, REMARK_HEADING_LEVEL = 2, 3  # of the headings in people's words, on a page and beside a text
SUMMARY_WORDS = 8  # of a quotation that a folded remark tells


@dataclass(frozen=True, slots=True)
class OwnWords:
    """How the words of an archive's people are shown."""

    language: str = ""  # theirs, where it is not English, as the theme is
    picture_hosts: tuple[str, ...] = ()  # whose pictures are loaded; those of others are links


@dataclass(frozen=True, slots=True)
class _Element:
    """How passages of one kind are marked up."""

    tag: str
    attributes: str = ""
    frame: tuple[str, str] = ("", "")  # around passages of the kind that follow each other


_ELEMENTS = {
    "heading": _Element("h2"),
    "quote": _Element("blockquote"),
    "caption": _Element("p", ' class="caption"'),
    "paragraph": _Element("p"),
    "item": _Element("li", frame=('<ul class="dash">\n', "</ul>\n")),
    "comment": _Element("p"),
    "time": _Element("p", ' class="entry-time"'),
    "row": _Element(
        "tr",
        frame=(
            '<div class="table-scroll" tabindex="0" role="region" aria-label="Table"><table class="data">\n',
            "</table></div>\n",
        ),
    ),
}


# Runs -----------------------------------------------------------------------------------------------------


def runs(row: tuple[Run, ...], root: str) -> Markup:
    """Return the HTML of some runs, neighbours under one mark inside it; `root` leads to the site's root."""
    grouped = groupby(row, key=lambda run: (run.marked, run.twins))
    html = "".join(
        _marked("".join(_run(run, root) for run in group), marked, twins, root)
        for (marked, twins), group in grouped
    )
    return Markup(html)  # noqa: S704


def _marked(html: str, marked: bool, twins: tuple[Link, ...], root: str) -> str:  # noqa: FBT001
    """Return HTML in a mark, with links to where the same words stand."""
    if not marked:
        return html
    if not twins:
        return f"<mark>{html}</mark>"
    links_to_twins = "".join(_twin_link(twin, root) for twin in twins)
    return f'<mark class="shared">{html}</mark>{links_to_twins}'


def _twin_link(twin: Link, root: str) -> str:
    return (
        f'<a class="passage-link" href="{escape(href(twin.url, root))}" title="{escape(twin.title)}">'
        f'<span aria-hidden="true">↔</span><span class="unseen"> {escape(twin.title)}</span></a>'
    )


def _run(run: Run, root: str) -> str:
    html = escape(run.text, quote=False)
    if run.url:
        html = f'<a class="entity" href="{escape(href(run.url, root))}"{_title(run.title)}>{html}</a>'
    if run.change:
        html = f"<{run.change}>{html}</{run.change}>"
    if run.noted:
        html = f'<span class="noted">{html}</span>'
    return html + "".join(map(_note_link, run.refs))


def _note_link(ref: NoteRef) -> str:
    return (
        f'<a class="note-ref" id="{ref.id}-ref" href="#{ref.id}" role="doc-noteref">'
        f'<span class="unseen">note </span>{ref.number}</a>'
    )


def _title(words: str) -> str:
    """Return the attribute that says words of a link; nothing where there are none."""
    return f' title="{escape(words)}"' if words else ""


def links(row: tuple[Link, ...], root: str) -> Markup:
    """Return the HTML of words with links in them."""
    return Markup("".join(_link(link, root) for link in row))  # noqa: S704


def time(date: str) -> Markup:
    """Return a date in words, with what machines read."""
    return Markup(_timed(escape(long_date(date), quote=False), date))  # noqa: S704


def _timed(html: str, date: str) -> str:
    """Return words that say a date in an element that says it to machines; an unknown date stays words."""
    moment = moment_of(date) if date else None
    return f'<time datetime="{moment.html()}">{html}</time>' if moment else html


def _link(link: Link, root: str) -> str:
    text = _timed(escape(link.text, quote=False), link.date)
    title = _title(link.title)
    if link.url:
        rel = ' rel="external noreferrer"' if "://" in link.url else ""
        return f'<a href="{escape(href(link.url, root))}"{title}{rel}{_robust(link)}>{text}</a>'
    return f"<span{title}>{text}</span>" if title else text


def _robust(link: Link) -> str:
    """Return where a copy of a page elsewhere stands."""
    if not isinstance(link, RobustLink):
        return ""
    day = f' data-versiondate="{escape(link.version_date)}"' if link.version_date else ""
    return f' data-originalurl="{escape(link.url)}" data-versionurl="{escape(link.version)}"{day}'


# Passages -------------------------------------------------------------------------------------------------


def passages(row: tuple[Passage, ...], root: str, own: OwnWords = OwnWords()) -> Markup:
    """Return the HTML of passages, each with the remarks that stand beside it.

    `own` is how the words of the archive's people are shown.
    """
    parts: list[str] = []
    for kind, group in groupby(row, key=lambda passage: passage.kind):
        start, end = _ELEMENTS[kind].frame
        parts += [start, *(_passage(passage, root, own) for passage in group), end]
    return Markup("".join(parts))  # noqa: S704


def _passage(passage: Passage, root: str, own: OwnWords) -> str:
    element = _ELEMENTS[passage.kind]
    tag, attributes = element.tag, f'id="{passage.id}"{element.attributes}'
    asides = "".join(_aside(remark, root, own) for remark in passage.remarks)
    match tag:
        case "tr":  # a remark stands inside of rows and items: tables and lists hold nothing else
            cell = f"<td>{asides}</td>" if asides else ""
            return f"<tr {attributes}>{_cells(passage.runs, root)}{cell}</tr>\n"
        case "li":
            return f"<li {attributes}>{runs(passage.runs, root)}{asides}</li>\n"
        case "blockquote":
            return f"<blockquote {attributes}><p>{runs(passage.runs, root)}</p></blockquote>\n{asides}"
        case _:
            return f"<{tag} {attributes}>{runs(passage.runs, root)}</{tag}>\n{asides}"


def _cells(row: tuple[Run, ...], root: str) -> str:
    """Return the cells of a table's row: its runs, parted at tabs.

    Links to notes stand in the last part of a run.
    """
    cells: list[list[Run]] = [[]]
    for run in row:
        *parts, last = run.text.split("\t")
        for part in parts:
            cells[-1].append(replace(run, text=part, refs=()))
            cells.append([])
        cells[-1].append(replace(run, text=last))
    return "".join(f"<td>{runs(tuple(cell), root)}</td>" for cell in cells)


def _aside(remark: RemarkView, root: str, own: OwnWords) -> str:
    """Return a remark as it stands beside its passage: folded, where scripts do not move it to the margin."""
    body = words(remark, root, REMARK_HEADING_LEVEL, f"{remark.id}-", own)
    private = PRIVATE_MARK if remark.private else ""
    quote = escape(shorten(remark.quote, SUMMARY_WORDS), quote=False)
    return (
        f'<aside class="remark" id="{remark.id}" dir="auto" aria-label="Note {remark.number}"><details>'
        f'<summary><span class="note-number">{remark.number}</span> Note on “{quote}”</summary>\n'
        f'{body}{private}<p class="back"><a href="#{remark.id}-ref">back to the text</a></p>'
        "</details></aside>\n"
    )


def footnotes(row: tuple[Passage, ...], root: str, own: OwnWords = OwnWords()) -> Markup:
    """Return the remarks once more as a list, for paper; nothing where there are none."""
    remarks = [remark for passage in row for remark in passage.remarks]
    if not remarks:
        return Markup()
    items = "".join(
        f"<li>{words(remark, root, REMARK_HEADING_LEVEL, f'f{remark.id}-', own)}</li>\n"
        for remark in sorted(remarks, key=lambda remark: remark.number)
    )
    return Markup(  # noqa: S704
        f'<section class="footnotes" aria-hidden="true"><ol>\n{items}</ol></section>\n'
    )


# People's words -------------------------------------------------------------------------------------------


def markdown(text: str, base: int = HEADING_LEVEL, prefix: str = "") -> Markup:
    """Return the HTML of a Markdown text without wikilinks; ids of its headings begin with `prefix`."""
    return Markup(to_html(text, heading_base=base, prefix=prefix))  # noqa: S704


def words(
    text: RemarkView | TextView,
    root: str,
    base: int = HEADING_LEVEL,
    prefix: str = "",
    own: OwnWords = OwnWords(),
) -> Markup:
    """Return the HTML of a person's words, with their wikilinks.

    Ids of their headings begin with `prefix`.
    """
    html = to_html(
        text.markdown,
        heading_base=base,
        prefix=prefix,
        show=_wikilinks(text.links, root),
        ways=_hrefs(text.ways, root),
        picture_hosts=own.picture_hosts,
    )
    return Markup(f'<div lang="{escape(own.language)}">\n{html}</div>\n' if own.language else html)  # noqa: S704


def language(own: OwnWords) -> Markup:
    """Return the attribute that tells the language of an archive's own words.

    None where they are English, as the theme is.
    """
    return Markup(f' lang="{escape(own.language)}"' if own.language else "")  # noqa: S704


def _wikilinks(pointers: tuple[Pointer, ...], root: str) -> Callable[[str, str], str]:
    """Return a function from the target of a wikilink and its own words to HTML."""
    by_target = {pointer.target: pointer for pointer in pointers}

    def show(target: str, own_words: str) -> str:
        pointer = by_target.get(target, Pointer(target, target))
        text = escape(own_words or pointer.text, quote=False)
        if pointer.url:
            title = _title(pointer.text) if own_words else ""
            return f'<a href="{escape(href(pointer.url, root))}"{title}><bdi>{text}</bdi></a>'
        mark = f' <span class="missing-mark">{escape(pointer.mark)}</span>' if pointer.mark else ""
        return f'<span class="astray">{text}{mark}</span>'

    return show


def _hrefs(urls: Sequence[tuple[str, str]], root: str) -> dict[str, str]:
    """Return the local addresses of a text with where they lead from a page."""
    return {address: href(url, root) if url else "" for address, url in urls}


def index(view: IndexView, root: str, own: OwnWords = OwnWords()) -> Markup:
    """Return INDEX.md as HTML, with every name of a seed as a link and its facts beside it."""
    by_seed = {link.seed: link for link in view.links}

    def seed_link(name: str, seed: str, first: bool) -> str:  # noqa: FBT001
        link = by_seed.get(seed)
        if link is None:
            return f'<span class="missing">{escape(name)} <span class="missing-mark">missing</span></span>'
        return _seed_link(link.shown_as or name or link.title, link, root, facts=first)

    html = to_html_with_links(
        view.markdown,
        KnownSeeds(view.names, view.numbers),
        seed_link,
        _wikilinks(view.pointers, root),
        _hrefs(view.ways, root),
        own.picture_hosts,
    )
    return Markup(html if "<h1" in html else f"<h1>Index</h1>\n{html}")  # noqa: S704


def _seed_link(name: str, link: SeedLink, root: str, *, facts: bool) -> str:
    url, title = escape(href(link.url, root)), escape(link.title)
    html = f'<a class="seed" href="{url}" title="{title}">{escape(name)}</a>'
    if facts and link.facts:
        html += f' <span class="seed-facts">{escape(link.facts)}</span>'
    return html


# Raw seeds ------------------------------------------------------------------------------------------------


class _Lines(HtmlFormatter[str]):
    """One list item a line, with an anchor, what became of it in words, and the colours of the lexer."""

    def __init__(self, view: RawView) -> None:
        super().__init__(nowrap=True)
        self._view = view

    def numbered(self, html: str) -> str:
        rows = zip(self._view.lines, html.split("\n"), strict=False)
        return "\n".join(_numbered_line(number, line, row) for number, (line, row) in enumerate(rows, 1))


def _numbered_line(number: int, line: RawLine, html: str) -> str:
    evidence = [line.why] if line.why else []
    tint = ""
    if line.likely >= 0:
        evidence.append(f"{line.likely} % likely text")
        tint = f" t{line.likely // 10}"
    why = f'<span class="why">{escape(" · ".join(evidence))}</span>' if evidence else ""
    return f'<li id="L{number}" class="{line.fate}{tint}"><code dir="auto">{html}</code>{why}</li>'


def raw(view: RawView) -> Markup:
    """Return the lines of a seed, coloured by what became of each."""
    formatter = _Lines(view)
    lexer = SeedLexer(view.lines)
    text = "\n".join(line.text for line in view.lines)
    return Markup(formatter.numbered(highlight(text, lexer, formatter)))  # noqa: S704


# Charts ---------------------------------------------------------------------------------------------------

RANKING_WIDTH = 100  # of the longest bar of a ranking, in units of its picture
CHART_WIDTH, CHART_HEIGHT = 640, 130  # in units of its picture, as all lengths of charts
BAR_GAP = 4  # between bars
MAX_BAR_WIDTH = 48
LABEL_HEIGHT = 26  # below the bars
FIGURE_GAP = 5  # between a bar and the figure above it
MAX_BAR_HEIGHT = CHART_HEIGHT - LABEL_HEIGHT - 28  # room for a figure above the highest bar
LETTER_WIDTH = 7.5  # that a letter of a label takes
MIN_LABEL_LETTERS = 6
MAX_LABELLED = 6  # bars that have a label each; of more, the first and the last have theirs
MAX_COUNTED = 16  # bars with figures; those of more would stand in each other's way


def ranking(bars: tuple[Bar, ...], root: str) -> Markup:
    """Return a list of names with counts, each with a bar whose length is its count against the highest."""
    if not bars:
        return Markup()
    most = max(bar.count for bar in bars)
    rows = "".join(_ranked(bar, most, root) for bar in bars)
    return Markup(f'<ul class="ranking">\n{rows}</ul>')  # noqa: S704


def _ranked(bar: Bar, most: int, root: str) -> str:
    name = f'<a href="{escape(href(bar.url, root))}">{escape(bar.label, quote=False)}</a>'
    width = round(RANKING_WIDTH * bar.count / most, 1)
    return (
        f'<li>{name} <span class="count">{bar.count}</span>'
        f'<svg viewBox="0 0 {RANKING_WIDTH} 3" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{width:g}" height="3"/></svg></li>\n'
    )


@dataclass(frozen=True, slots=True)
class _PlacedBar:
    """A bar of a chart with its place in the picture."""

    bar: Bar
    x: float
    width: float
    height: float


def chart(bars: tuple[Bar, ...], label: str, root: str, total: int = 0) -> Markup:
    """Return a small bar chart as inline SVG whose bars are links.

    All figures stand in it in words too, for those who do not see it.  Of `total` articles, those that no bar
    counts are said to have no date.
    """
    if not bars:
        return Markup()
    placed = _placed(bars)
    parts: list[str] = []
    for number, placed_bar in enumerate(placed):
        parts.append(_shape(placed_bar, root))
        if placed_bar.bar.count and len(bars) <= MAX_COUNTED:
            parts.append(_figure(placed_bar))
        if number in {0, len(bars) - 1} or len(bars) <= MAX_LABELLED:
            parts.append(_label(placed_bar, number, len(bars)))
    figures = ", ".join(f"{bar.label}: {bar.count}" for bar in bars if bar.count)
    svg = (
        f'<svg viewBox="0 0 {CHART_WIDTH} {CHART_HEIGHT}" role="group"'
        f' aria-label="{escape(label)}: {escape(figures)}">{"".join(parts)}</svg>'
    )
    caption = escape(_caption(label, total - sum(bar.count for bar in bars)))
    return Markup(f'<figure class="chart">{svg}<figcaption>{caption}</figcaption></figure>')  # noqa: S704


def _placed(bars: tuple[Bar, ...]) -> list[_PlacedBar]:
    """Return the bars from left to right; few of them stand in the middle of their room."""
    most = max(bar.count for bar in bars)
    room = CHART_WIDTH / len(bars)
    width = round(min(room - BAR_GAP, MAX_BAR_WIDTH), 1)
    indent = (room - width) / 2 if len(bars) <= MAX_LABELLED else BAR_GAP / 2
    return [
        _PlacedBar(
            bar,
            round(number * room + indent, 1),
            width,
            round(bar.count / most * MAX_BAR_HEIGHT, 1) if most else 0,
        )
        for number, bar in enumerate(bars)
    ]


def _shape(placed: _PlacedBar, root: str) -> str:
    """Return a bar that is a link, where it counts something and leads somewhere."""
    bar = placed.bar
    tip = f"<title>{escape(bar.label)}: {bar.count}</title>"
    if not bar.count:
        return f"<g>{tip}</g>"
    top = round(CHART_HEIGHT - LABEL_HEIGHT - placed.height, 1)
    shape = f'<rect x="{placed.x}" y="{top}" width="{placed.width}" height="{placed.height}"/>'
    if not bar.url:
        return f"<g>{tip}{shape}</g>"
    return f'<a href="{escape(href(bar.url, root))}">{tip}{shape}</a>'


def _figure(placed: _PlacedBar) -> str:
    """Return the count above a bar."""
    x = placed.x + placed.width / 2
    y = CHART_HEIGHT - LABEL_HEIGHT - FIGURE_GAP - placed.height
    return f'<text x="{x:g}" y="{y:g}" text-anchor="middle">{placed.bar.count}</text>'


def _label(placed: _PlacedBar, number: int, count: int) -> str:
    """Return the label below a bar: of few in its middle, of more at the edge of the picture."""
    if count <= MAX_LABELLED:
        anchor, x = "middle", placed.x + placed.width / 2
    elif number == 0:
        anchor, x = "start", placed.x
    else:
        anchor, x = "end", placed.x + placed.width
    text = escape(_fitting(placed.bar.label, CHART_WIDTH / count))
    return f'<text x="{round(x, 1)}" y="{CHART_HEIGHT}" text-anchor="{anchor}">{text}</text>'


def _fitting(label: str, width: float) -> str:
    """Return as much of a label as stands below a bar without running into the next one."""
    letters = max(MIN_LABEL_LETTERS, int(width / LETTER_WIDTH))
    return label if len(label) <= letters else label[: letters - 1].rstrip() + "…"


def _caption(label: str, undated: int) -> str:
    if undated <= 0:
        return label
    verb = "is" if undated == 1 else "are"
    return f"{label}; {plural(undated, 'article')} without a date {verb} not among them"
