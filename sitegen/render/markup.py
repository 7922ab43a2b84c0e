"""Runs, passages, Markdown and raw lines to HTML: the only place where a seed's text becomes markup, always escaped."""

from collections.abc import Callable, Sequence
from dataclasses import replace
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
    Passage,
    Pointer,
    RawView,
    RemarkView,
    Run,
    SeedLink,
    TextView,
)
from sitegen.render.address import href
from sitegen.render.lexer import SeedLexer
from sitegen.text import plural, shorten

PRIVATE = '<p class="private-mark">private: the public edition does not have this</p>'
LABELLED = 6  # bars; of more, the first and the last have their label
LETTER = 7.5  # units of a chart that a letter takes
COUNTED = 16  # bars; of more, figures would stand in each other's way
_TAGS = {
    "heading": "h2",
    "quote": "blockquote",
    "caption": "p",
    "paragraph": "p",
    "item": "li",
    "comment": "p",
    "time": "p",
    "row": "tr",
}
_CLASSES = {"caption": ' class="caption"', "time": ' class="entry-time"'}
# Passages in a row of one kind that share a frame.
_FRAMES = {
    "item": ('<ul class="dash">\n', "</ul>\n"),
    "row": (
        '<div class="table-scroll" tabindex="0" role="region" aria-label="Table"><table class="data">\n',
        "</table></div>\n",
    ),
}


def runs(row: tuple[Run, ...], root: str) -> Markup:
    """Give the HTML of some runs, those in a row with one mark inside it; `root` leads from the page to the site's root."""
    grouped = groupby(row, key=lambda run: (run.marked, run.twins))
    return Markup(  # noqa: S704
        "".join(_marked("".join(_run(run, root) for run in some), *mark, root) for mark, some in grouped)
    )


def _marked(html: str, marked: bool, twins: tuple[Link, ...], root: str) -> str:  # noqa: FBT001
    if not marked:
        return html
    ways = "".join(
        f'<a class="passage-link" href="{escape(href(twin.url, root))}" title="{escape(twin.title)}">'
        f'<span aria-hidden="true">↔</span><span class="unseen"> {escape(twin.title)}</span></a>'
        for twin in twins
    )
    return f'<mark class="shared">{html}</mark>{ways}' if twins else f"<mark>{html}</mark>"


def _run(run: Run, root: str) -> str:
    html = escape(run.text, quote=False)
    if run.url:
        title = f' title="{escape(run.title)}"' if run.title else ""
        html = f'<a class="entity" href="{escape(href(run.url, root))}"{title}>{html}</a>'
    if run.change:
        html = f"<{run.change}>{html}</{run.change}>"
    if run.noted:
        html = f'<span class="noted">{html}</span>'
    html += "".join(
        f'<a class="note-ref" id="{ref.id}-ref" href="#{ref.id}" role="doc-noteref"><span class="unseen">note </span>{ref.number}</a>'
        for ref in run.refs
    )
    return html


def links(row: tuple[Link, ...], root: str) -> Markup:
    """Give the HTML of words with links in them."""
    return Markup("".join(_link(link, root) for link in row))  # noqa: S704


def time(date: str) -> Markup:
    """Give a date in words, with what machines read."""
    return Markup(_timed(escape(long_date(date), quote=False), date))  # noqa: S704


def _timed(words: str, date: str) -> str:
    """Put words that say a date into an element that says it to machines; an unknown date stays words."""
    moment = moment_of(date) if date else None
    return f'<time datetime="{moment.html()}">{words}</time>' if moment else words


def _link(link: Link, root: str) -> str:
    text = _timed(escape(link.text, quote=False), link.date)
    title = f' title="{escape(link.title)}"' if link.title else ""
    if not link.url:
        return f"<span{title}>{text}</span>" if title else text
    away = ' rel="external noreferrer"' if "://" in link.url else ""
    return f'<a href="{escape(href(link.url, root))}"{title}{away}>{text}</a>'


def passages(row: tuple[Passage, ...], root: str, own: str = "") -> Markup:
    """Give the HTML of passages, list items in a row as one list, remarks after the passage they stand beside.

    `own` is the language of what the archive's people write, where it is not English.
    """
    parts: list[str] = []
    for kind, group in groupby(row, key=lambda one: one.kind):
        start, end = _FRAMES.get(kind, ("", ""))
        parts += [start, *(_passage(one, root, own) for one in group), end]
    return Markup("".join(parts))  # noqa: S704


def _passage(one: Passage, root: str, own: str) -> str:
    tag = _TAGS[one.kind]
    text = _cells(one.runs, root) if tag == "tr" else str(runs(one.runs, root))
    inner = f"<p>{text}</p>" if tag == "blockquote" else text
    asides = "".join(_aside(remark, root, own) for remark in one.remarks)
    html = f'<{tag} id="{one.id}"{_CLASSES.get(one.kind, "")}>{inner}</{tag}>\n'
    if tag in {"li", "tr"}:  # a remark stands inside of them: lists and tables hold nothing else
        return html.replace(
            f"</{tag}>\n", f"{asides if tag == 'li' else f'<td>{asides}</td>' if asides else ''}</{tag}>\n"
        )
    return html + asides


def _cells(row: tuple[Run, ...], root: str) -> str:
    """Give the cells of a table's row: its runs, parted at tabs."""
    cells: list[list[Run]] = [[]]
    for run in row:
        first, *others = run.text.split("\t")
        cells[-1].append(replace(run, text=first, refs=() if others else run.refs))
        for number, part in enumerate(others, 1):
            cells.append([replace(run, text=part, refs=run.refs if number == len(others) else ())])
    return "".join(f"<td>{runs(tuple(cell), root)}</td>" for cell in cells)


def _aside(one: RemarkView, root: str, own: str) -> str:
    """Give a remark as it stands beside its passage: folded, where scripts do not move it to the margin."""
    body = words(one, root, 3, f"{one.id}-", own) + Markup(PRIVATE if one.private else "")  # noqa: S704
    return (
        f'<aside class="remark" id="{one.id}" dir="auto" aria-label="Note {one.number}"><details>'
        f'<summary><span class="note-number">{one.number}</span> Note on “{escape(shorten(one.quote, 8), quote=False)}”</summary>\n'
        f'{body}<p class="back"><a href="#{one.id}-ref">back to the text</a></p></details></aside>\n'
    )


def footnotes(row: tuple[Passage, ...], root: str, own: str = "") -> Markup:
    """Give the remarks once more as a list, for paper; nothing where there are none."""
    notes = [remark for passage in row for remark in passage.remarks]
    items = "".join(
        f"<li>{words(one, root, 3, f'f{one.id}-', own)}</li>\n"
        for one in sorted(notes, key=lambda one: one.number)
    )
    return Markup(  # noqa: S704
        f'<section class="footnotes" aria-hidden="true"><ol>\n{items}</ol></section>\n' if items else ""
    )


def markdown(text: str, base: int = 2, prefix: str = "") -> Markup:
    """Give the HTML of a Markdown text without wikilinks; ids of its headings begin with `prefix`."""
    return Markup(to_html(text, heading_base=base, prefix=prefix))  # noqa: S704


def words(one: RemarkView | TextView, root: str, base: int = 2, prefix: str = "", own: str = "") -> Markup:
    """Give the HTML of a person's words, with their wikilinks; ids of their headings begin with `prefix`."""
    ways = _ways(one.ways, root)
    html = to_html(
        one.markdown, heading_base=base, prefix=prefix, show=_wikilinks(one.links, root), ways=ways
    )
    return Markup(f'<div lang="{escape(own)}">\n{html}</div>\n' if own else html)  # noqa: S704


def language(own: str) -> Markup:
    """Give the attribute that tells the language of an archive's own words; none where they are English, as the theme is."""
    return Markup(f' lang="{escape(own)}"' if own else "")  # noqa: S704


def _wikilinks(pointers: tuple[Pointer, ...], root: str) -> Callable[[str, str], str]:
    """Give a function from the target of a wikilink and its own words to HTML."""
    by_target = {one.target: one for one in pointers}

    def show(target: str, own: str) -> str:
        one = by_target.get(target, Pointer(target, target))
        if one.url:
            title = f' title="{escape(one.text)}"' if own else ""
            return f'<a href="{escape(href(one.url, root))}"{title}><bdi>{escape(own or one.text, quote=False)}</bdi></a>'
        mark = f' <span class="missing-mark">{escape(one.mark)}</span>' if one.mark else ""
        return f'<span class="astray">{escape(own or one.text, quote=False)}{mark}</span>'

    return show


def _ways(ways: Sequence[tuple[str, str]], root: str) -> dict[str, str]:
    """Give the local addresses of a text with where they lead from a page."""
    return {address: href(way, root) if way else "" for address, way in ways}


def index(view: IndexView, root: str) -> Markup:
    """Give INDEX.md as HTML, with every name of a seed as a link and its facts beside it."""
    by_seed = {one.seed: one for one in view.links}

    def link(name: str, seed: str, first: bool) -> str:  # noqa: FBT001
        if not seed or seed not in by_seed:
            return f'<span class="missing">{escape(name)} <span class="missing-mark">missing</span></span>'
        return _seed_link(
            by_seed[seed].shown_as or name or by_seed[seed].title, by_seed[seed], root, facts=first
        )

    html = to_html_with_links(
        view.markdown,
        KnownSeeds(view.names, view.numbers),
        link,
        _wikilinks(view.pointers, root),
        _ways(view.ways, root),
    )
    return Markup(html if "<h1" in html else f"<h1>Index</h1>\n{html}")  # noqa: S704


def _seed_link(name: str, one: SeedLink, root: str, *, facts: bool) -> str:
    html = (
        f'<a class="seed" href="{escape(href(one.url, root))}" title="{escape(one.title)}">{escape(name)}</a>'
    )
    return html + (f' <span class="seed-facts">{escape(one.facts)}</span>' if facts and one.facts else "")


class _Lines(HtmlFormatter[str]):
    """One list item a line, with an anchor, the fate in words, and the colours of the lexer."""

    def __init__(self, view: RawView) -> None:
        super().__init__(nowrap=True)
        self._view = view

    def numbered(self, html: str) -> str:
        rows = html.split("\n")
        made = []
        for number, (line, row) in enumerate(zip(self._view.lines, rows, strict=False), 1):
            told = [line.why, f"{line.likely} % likely text"] if line.likely >= 0 else [line.why]
            why = f'<span class="why">{escape(" · ".join(filter(None, told)))}</span>' if any(told) else ""
            tint = f" t{line.likely // 10}" if line.likely >= 0 else ""
            made.append(
                f'<li id="L{number}" class="{line.fate}{tint}"><code dir="auto">{row}</code>{why}</li>'
            )
        return "\n".join(made)


def raw(view: RawView) -> Markup:
    """Give the lines of a seed, coloured by what became of each."""
    formatter = _Lines(view)
    lexer = SeedLexer(view.lines)
    text = "\n".join(line.text for line in view.lines)
    return Markup(formatter.numbered(highlight(text, lexer, formatter)))  # noqa: S704


def ranking(bars: tuple[Bar, ...], root: str) -> Markup:
    """Give a list of names with counts, each with a bar whose length is its count against the first."""
    most = max((bar.count for bar in bars), default=1)
    rows = "".join(
        f'<li><a href="{escape(href(bar.url, root))}">{escape(bar.label, quote=False)}</a> <span class="count">{bar.count}</span>'
        '<svg viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{round(100 * bar.count / most, 1):g}" height="3"/></svg></li>\n'
        for bar in bars
    )
    return Markup(f'<ul class="ranking">\n{rows}</ul>' if rows else "")  # noqa: S704


def _fitting(label: str, width: float) -> str:
    """Give as much of a label as stands below a bar without running into the next one."""
    room = max(6, int(width / LETTER))
    return label if len(label) <= room else label[: room - 1].rstrip() + "…"


def chart(bars: tuple[Bar, ...], label: str, root: str, total: int = 0) -> Markup:
    """Give a small bar chart as inline SVG whose bars are links, with all figures in words for those who do not see it.

    Of `total` articles, those that no bar counts are said to have no date.
    """
    if not bars:
        return Markup()
    wide, tall, gap = 640, 130, 4
    most = max(bar.count for bar in bars)
    step = wide / len(bars)
    parts = []
    for at, bar in enumerate(bars):
        height = round(bar.count / most * (tall - 54), 1) if most else 0
        width = round(min(step - gap, 48), 1)
        x = round(at * step + ((step - width) / 2 if len(bars) <= LABELLED else gap / 2), 1)
        shape = (
            f'<rect x="{x}" y="{round(tall - 26 - height, 1)}" width="{width}" height="{height}"/>'
            if bar.count
            else ""
        )
        tip = f"<title>{escape(bar.label)}: {bar.count}</title>"
        shown = (
            f'<a href="{escape(href(bar.url, root))}">{tip}{shape}</a>'
            if bar.url and shape
            else f"<g>{tip}{shape}</g>"
        )
        parts.append(shown)
        if bar.count and len(bars) <= COUNTED:
            parts.append(
                f'<text x="{x + width / 2:g}" y="{tall - 31 - height:g}" text-anchor="middle">{bar.count}</text>'
            )
        if at in {0, len(bars) - 1} or len(bars) <= LABELLED:
            few = len(bars) <= LABELLED
            anchor = "middle" if few else "end" if at else "start"
            place = x + {"start": 0, "middle": width / 2, "end": width}[anchor]
            parts.append(
                f'<text x="{round(place, 1)}" y="{tall}" text-anchor="{anchor}">{escape(_fitting(bar.label, step))}</text>'
            )
    said = ", ".join(f"{bar.label}: {bar.count}" for bar in bars if bar.count)
    svg = f'<svg viewBox="0 0 {wide} {tall}" role="group" aria-label="{escape(label)}: {escape(said)}">{"".join(parts)}</svg>'
    left = total - sum(bar.count for bar in bars)
    told = (
        f"{label}; {plural(left, 'article')} without a date {'is' if left == 1 else 'are'} not among them"
        if left > 0
        else label
    )
    return Markup(f'<figure class="chart">{svg}<figcaption>{escape(told)}</figcaption></figure>')  # noqa: S704
