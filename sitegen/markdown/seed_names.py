"""Markdown to HTML by markdown-it-py, and the places where a Markdown text names seeds.

Raw HTML in Markdown is shown as text, so a note can neither break a page nor run a script.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from sitegen.model import LinkedText, LocalLink
from sitegen.text import heading_anchor, slug, unique_name
from sitegen.wikilinks import KIND as WIKILINK
from sitegen.wikilinks import Show, linking, wikilinks

SAFE = re.compile(r"(?:https?|mailto|tel|sms|ftp|sip|xmpp|irc|geo|doi):|[^:]*$|[^:]*[/?#]", re.IGNORECASE)
_REFUSED = re.compile(r"\]\(\s*<?([a-z][a-z0-9+.\-]*):(?!//)|\]\(\s*<?([a-z][a-z0-9+.\-]*)://", re.IGNORECASE)
_SPACED = re.compile(r"\]\(\s*(?P<target>[^\s()<>\"']+(?:[ ]+[^\s()<>\"']+)+)\s*\)")
_LIKE_ADDRESS = re.compile(r"(?:https?|ftp)://|.*[./][^ .]{1,6}(?:#\S*)?$|.*/$", re.IGNORECASE)
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.\-]*:|//|#fn", re.IGNORECASE)
_BOXES = {
    "[ ] ": "\N{BALLOT BOX} ",
    "[x] ": "\N{BALLOT BOX WITH CHECK} ",
    "[X] ": "\N{BALLOT BOX WITH CHECK} ",
}
_NUMBER_HEAD = re.compile(r"\W*(?:no|nr|num|number|seed|seeds|id|file|#|n|nº|№|article)?\W*", re.IGNORECASE)
_PLAIN_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_NAME = r"[^\s|<>\[\]()`]+"


@dataclass(frozen=True, slots=True)
class Named:
    """One place where a text names a seed: 0-based line, the name as it stands, the seed's id or an empty text."""

    line: int
    name: str
    seed: str


@dataclass(frozen=True, slots=True)
class KnownSeeds:
    """The names by which a text may mean a seed."""

    by_name: tuple[tuple[str, str], ...]  # file name or stem -> id
    by_number: tuple[tuple[int, str], ...]

    def tables(self) -> tuple[dict[str, str], dict[int, str]]:
        """Return both as dictionaries."""
        return dict(self.by_name), dict(self.by_number)


def _highlight(code: str, language: str, _attributes: str) -> str:
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return escape(code)
    return str(highlight(code, lexer, HtmlFormatter(nowrap=True)))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt(
        "commonmark", {"html": False, "highlight": _highlight, "typographer": False, "linkify": True}
    )
    parser.enable(["table", "strikethrough", "linkify"])
    parser.linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})  # type: ignore[union-attr]
    footnote_plugin(parser, inline=False)
    parser.add_render_rule(
        "footnote_block_open", lambda *_: '<hr class="endnotes-rule" />\n<section class="endnotes">\n<ol>\n'
    )
    parser.core.ruler.push("tasks", _tick_boxes)
    wikilinks(parser)
    parser.validateLink = lambda url: bool(SAFE.match(url.strip()))  # type: ignore[method-assign]
    return parser


def _tick_boxes(state: StateCore) -> None:
    """Show "[ ]" and "[x]" at the beginning of list items as boxes."""
    for item, paragraph, inline in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        first = inline.children[0] if inline.children else None
        if (
            item.type == "list_item_open"
            and paragraph.type == "paragraph_open"
            and first
            and first.type == "text"
        ):
            first.content = _BOXES.get(first.content[:4], first.content[:4]) + first.content[4:]


def to_html(
    text: str,
    *,
    heading_base: int = 1,
    prefix: str = "",
    show: Show | None = None,
    ways: Mapping[str, str] | None = None,
) -> str:
    """Return the HTML of a Markdown text; its headings begin at the level `heading_base`, their ids with `prefix`.

    `show(target, words)` gives the HTML of a wikilink; without it they stand as they are written.
    `ways` has other addresses for some of those that links and pictures have.
    """
    tokens = _parser().parse(text, {"docId": prefix.strip("-")} if prefix else {})
    _redirect(tokens, ways or {})
    _set_headings(tokens, heading_base, prefix)
    return _render(tokens, show, prefix)


def _redirect(tokens: list[Token], ways: Mapping[str, str]) -> None:
    for token in tokens if ways else ():
        token.children = _redirected(token.children, ways) if token.children else token.children


def _redirected(children: list[Token], ways: Mapping[str, str]) -> list[Token]:
    """Return tokens with other addresses; links and pictures whose way is empty lose it, their words stay."""
    made: list[Token] = []
    lost = 0  # open links that lead nowhere
    for child in children:
        way = ways.get(_address_of(child))
        if child.type == "link_close" and lost:
            lost -= 1
        elif way:
            child.attrSet("src" if child.type == "image" else "href", way)
            made.append(child)
        elif way is None:
            made.append(child)
        elif child.type == "image":
            made.append(_text(child.content))
        else:
            lost += 1
    return made


def sentences_with_links(text: str, first: int) -> tuple[tuple[LinkedText, ...], ...]:
    """Return the sentences of a Markdown text that hold links; `first` is the line of the file where the text begins."""
    return (
        tuple(linking(_parser().parse(text), first)) if "[" in text else ()
    )  # most notes hold none, and parsing takes a while


def _render(tokens: list[Token], show: Show | None, prefix: str = "") -> str:
    parser = _parser()
    html: str = parser.renderer.render(
        tokens, parser.options, {WIKILINK: show, "docId": prefix.strip("-")} if prefix else {WIKILINK: show}
    )
    return html.replace(
        "<table>", '<div class="table-scroll" tabindex="0" role="region" aria-label="Table"><table>'
    ).replace("</table>", "</table></div>")


def _set_headings(tokens: list[Token], base: int, prefix: str = "") -> None:
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    shift = base - min(levels, default=base)
    taken: set[str] = set()
    ids: dict[str, str] = {}  # by what a person would write behind "#"
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            words = _plain(tokens[at + 1])
            token.attrSet("id", prefix + _heading_id(words, taken))
            ids.setdefault(slug(words), str(token.attrGet("id")))
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, max(1, int(token.tag[1]) + shift))}"
    for link in (child for token in tokens for child in token.children or () if child.type == "link_open"):
        place = unquote(str(link.attrGet("href") or ""))
        if place.startswith("#") and place[1:] in ids:
            link.attrSet("href", f"#{ids[place[1:]]}")


def _heading_id(text: str, taken: set[str]) -> str:
    """Return an id that no other heading of the text has; notes and passages have ids of another shape."""
    choice = unique_name(heading_anchor(text), taken)
    taken.add(choice)
    return choice


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its 0-based lines (the end exclusive), its level, its words as they are written.

    A list or a quotation holds the inner ones.
    """

    start: int
    end: int
    level: int
    text: str


def headings(text: str, *, inner: bool = False) -> tuple[Heading, ...]:
    """Return the headings of a Markdown text, as CommonMark has them: none in code; the `inner` ones are those that others lack."""
    tokens = _parser().parse(text)
    return tuple(
        Heading(token.map[0], token.map[1], int(token.tag[1]), tokens[at + 1].content)
        for at, token in enumerate(tokens)
        if token.type == "heading_open" and (token.level > 0) == inner and token.map
    )


def fence_left_open(text: str) -> str:
    """Return the mark that would close a fence of code which a text opens and does not close; nothing where there is none."""
    below = "what stands below"
    if any(one.text == below for one in headings(f"{text}\n\n## {below}")[-1:]):
        return ""
    fences = [token for token in _parser().parse(text) if token.type == "fence" and token.level == 0]
    return fences[-1].markup if fences else ""


def without_comments(text: str) -> tuple[str, int]:
    """Return a Markdown text without its HTML comments, lines as they were, and the line of one that has no end, or -1.

    Those in blocks of code stay, all others go, also in code within a line: better a word too few than a secret too many.
    A comment without an end hides the rest.
    """
    if "<!--" not in text:
        return text, -1
    code = _code_lines(text)
    made: list[str] = []
    inside = False
    opened = -1
    for number, line in enumerate(text.split("\n")):
        if number in code and not inside:
            made.append(line)
            continue
        kept, rest = "", line
        while rest:
            mark = "-->" if inside else "<!--"
            before, found, rest = rest.partition(mark)
            kept += "" if inside else before
            if found:
                inside = not inside
                opened = number if inside else -1
        made.append(kept)
    return "\n".join(made), opened


def _code_lines(text: str) -> set[int]:
    """Return the lines of a text that are code, fenced or indented."""
    tokens = MarkdownIt("commonmark").parse(
        text
    )  # this one knows HTML, so a fence inside of a comment is none
    blocks = (token.map for token in tokens if token.type in {"fence", "code_block"} and token.map)
    return {line for start, end in blocks for line in range(start, end)}


@dataclass(frozen=True, slots=True)
class RefusedLink:
    """A link that is shown as it is written: its 0-based line, and why, with what to write."""

    line: int
    reason: str


def refused_links(text: str) -> tuple[RefusedLink, ...]:
    """Return the links of a Markdown text that are none: their scheme is not followed, or spaces stand in their address."""
    if "](" not in text:
        return ()
    found: list[RefusedLink] = []
    for token, place in _inlines(_parser().parse(text)):
        words = "".join(_as_written(child) for child in token.children or ())
        for one in _REFUSED.finditer(words):
            scheme = (one[1] or one[2]).lower()
            told = f'a link to "{scheme}:" is shown as it is written; link to a web address'
            if scheme not in {"http", "https"}:
                found.append(RefusedLink(place.line + words.count("\n", 0, one.start()), told))
        for one in _SPACED.finditer(words):
            target = one["target"]
            told = (
                f'the link to "{target}" is shown as it is written, because of its spaces; write (<{target}>)'
            )
            if _LIKE_ADDRESS.match(target):
                found.append(RefusedLink(place.line + words.count("\n", 0, one.start()), told))
    return tuple(found)


def _as_written(child: Token) -> str:
    """Return the words that a token shows, breaks of lines as such; code has none."""
    return "\n" if child.type in {"softbreak", "hardbreak"} else child.content if child.type == "text" else ""


def local_links(text: str, first: int) -> tuple[LocalLink, ...]:
    """Return the links and pictures of a Markdown text that name no host; `first` is the line of the file where the text begins."""
    return _local(_parser().parse(text), first) if "](" in text or "]:" in text else ()


def _local(tokens: list[Token], first: int) -> tuple[LocalLink, ...]:
    found: list[LocalLink] = []
    for token, place in _inlines(tokens):
        line = first + place.line
        for child in token.children or ():
            line += child.type in {"softbreak", "hardbreak"}
            address = _address_of(child)
            if address and not _ABSOLUTE.match(address):
                found.append(LocalLink(address, line, child.type == "image"))
    return tuple(found)


def _address_of(token: Token) -> str:
    """Return where a link or a picture leads, as it stands in HTML; nothing for other tokens."""
    return (
        str(token.attrGet("src" if token.type == "image" else "href") or "")
        if token.type in {"link_open", "image"}
        else ""
    )


def first_heading(text: str) -> str:
    """Return the text of the first heading of level one, or an empty text."""
    tokens = _parser().parse(text)
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h1":
            return _plain(tokens[at + 1])
    return ""


def without_title(text: str, title: str) -> str:
    """Return a Markdown text without its first heading, if that is of level one, comes first and says the title."""
    tokens = _parser().parse(text)
    if (
        tokens
        and tokens[0].type == "heading_open"
        and tokens[0].tag == "h1"
        and tokens[0].map
        and _plain(tokens[1]) == title
    ):
        return "\n".join(text.split("\n")[tokens[0].map[1] :])
    return text


def _plain(inline: Token) -> str:
    return "".join(
        child.content for child in inline.children or () if child.type in {"text", "code_inline", WIKILINK}
    )


# Names of seeds ---------------------------------------------------------------------------------------------


def named_seeds(text: str, known: KnownSeeds) -> tuple[Named, ...]:
    """Return every place where a Markdown text names a seed, in order; missing ones have an empty id."""
    found: list[Named] = []

    def note(line: int, name: str, seed: str) -> list[Token]:
        found.append(Named(line, name, seed))
        return []

    _walk(_parser().parse(text), known, note)
    return tuple(found)


def other_wikilinks(text: str, known: KnownSeeds) -> tuple[LinkedText, ...]:
    """Return the wikilinks of a Markdown text that name no seed."""
    tables = known.tables()
    words = (one for sentence in sentences_with_links(text, 0) for one in sentence if one.target)
    return tuple(one for one in words if not _seed_meant(one.target, tables))


def other_local_links(text: str, known: KnownSeeds) -> tuple[LocalLink, ...]:
    """Return the links and pictures of a Markdown text that name no host and no seed."""
    tokens = _parser().parse(text)
    _walk(tokens, known, lambda *_: [])
    return _local(tokens, 0)


def to_html_with_links(
    text: str,
    known: KnownSeeds,
    link: Callable[[str, str, bool], str],
    show: Show,
    ways: Mapping[str, str] | None = None,
) -> str:
    """Return the HTML of a Markdown text in which every name of a seed is replaced.

    `link(name, seed, first)` gives the HTML for a name: `seed` is empty where no such file exists, and `first` says
    whether this is the first time that the paragraph or row names this seed.  The name is empty in a wikilink without words.
    `show` is for other wikilinks and `ways` for other addresses, as in `to_html`.
    """
    tokens = _parser().parse(text)
    seen: set[tuple[int, str]] = set()
    told = Counter((one.line, one.seed) for one in named_seeds(text, known))

    def replace(line: int, name: str, seed: str) -> list[Token]:
        number = _is_figure(name) and told[line, seed] > 1  # the name beside it has more room for facts
        first = not number and (line, seed) not in seen
        if first:
            seen.add((line, seed))
        made = Token("html_inline", "", 0)
        made.content = link(name, seed, first)
        return [made]

    _walk(tokens, known, replace)
    _redirect(tokens, ways or {})
    _set_headings(tokens, 1)
    return _render(tokens, show)


_Replace = Callable[[int, str, str], list[Token]]
_Tables = tuple[dict[str, str], dict[int, str]]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where words stand: the 0-based line; the number of the table, the column, and whether it is in the table's body."""

    line: int
    table: int = -1
    column: int = -1
    body: bool = False


def _inlines(tokens: list[Token]) -> Iterator[tuple[Token, _Place]]:
    """Yield the tokens that hold words, each with its place."""
    line, table, column, body = 0, -1, -1, False
    for token in tokens:
        line = token.map[0] if token.map else line
        if token.type == "table_open":
            table += 1
        elif token.type in {"tbody_open", "tbody_close"}:
            body = token.type == "tbody_open"
        elif token.type in {"tr_open", "table_close"}:
            column = -1
        elif token.type in {"td_open", "th_open"}:
            column += 1
        elif token.type == "inline":
            yield token, _Place(line, table, column, body) if column >= 0 else _Place(line)


def _walk(tokens: list[Token], known: KnownSeeds, replace: _Replace) -> None:
    tables = known.tables()
    pattern = _names_pattern(tables[0])
    seed_tables = _seed_tables(tokens, tables)
    for token, place in _inlines(tokens):
        number = (
            _number_in(token, tables)
            if place.body and place.column == 0 and place.table in seed_tables
            else ""
        )
        if number:
            token.children = replace(place.line, number, _numbered_seed(number, tables))
        else:
            token.children = _replace_names(token.children or [], tables, pattern, replace, place.line)


def _number_in(cell: Token, tables: _Tables) -> str:
    """Return the number that a cell holds and nothing else; empty where it holds something else, or a link, which says more."""
    text = _plain(cell).strip()
    linked = any(child.type in {"link_open", WIKILINK} for child in cell.children or ())
    return text if not linked and (_is_number(text) or (_is_figure(text) and text in tables[0])) else ""


def _numbered_seed(number: str, tables: _Tables) -> str:
    """Return the seed that a number means where numbers mean seeds: its stem as written comes first."""
    return tables[0].get(number) or (tables[1].get(int(number), "") if _is_number(number) else "")


def _seed_meant(target: str, tables: _Tables) -> str:
    """Return the seed that the target of a wikilink names; empty where it names none."""
    return tables[0].get(_name_in(target, tables[0])) or _numbered_seed(target, tables)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def _is_figure(text: str) -> bool:
    """Whether a text is what people write for counts, years, dates and the like: digits and marks, but no letter."""
    return any(character.isdigit() for character in text) and not any(
        character.isalpha() or character == "_" for character in text
    )


def _seed_tables(tokens: list[Token], tables: _Tables) -> set[int]:
    """Find the tables whose first column means seeds: headed or written as such, or with the same seed named beside the number."""
    found: set[int] = set()
    headed, first = False, ""
    for token, place in _inlines(tokens):
        cell = _plain(token).strip()
        if place.column == 0:
            first = _numbered_seed(cell, tables) if place.body and _is_figure(cell) else ""
            headed = headed if place.body else bool(_NUMBER_HEAD.fullmatch(cell))
            padded = len(cell) > 1 and cell.startswith("0") and _is_number(cell)
            seeds = bool(first) and (headed or padded)
        else:
            name = _name_in(cell, tables[0])
            seeds = bool(first) and _telling(name, tables[0]) and tables[0][name] == first
        if seeds:
            found.add(place.table)
    return found


def _replace_names(
    children: list[Token], tables: _Tables, pattern: re.Pattern[str], replace: _Replace, line: int
) -> list[Token]:
    by_name = tables[0]
    made: list[Token] = []
    at = 0
    while at < len(children):
        child = children[at]
        if child.type == "softbreak":
            line += 1
        if child.type == "link_open":
            end = next(i for i in range(at, len(children)) if children[i].type == "link_close")
            target, seed = _link_target(str(child.attrGet("href") or ""), tables)
            label = "".join(c.content for c in children[at + 1 : end])
            label = label if seed or label == target else f"{label} ({target})".strip()
            made += replace(line, label or target, seed) if target else children[at : end + 1]
            at = end + 1
            continue
        if child.type == "code_inline" and _named_by_code(child.content, by_name):
            made += replace(line, child.content, by_name.get(_name_in(child.content, by_name), ""))
        elif child.type == "text":
            made += _split_text(child, by_name, pattern, replace, line)
        elif child.type == WIKILINK and (seed := _seed_meant(child.meta["target"], tables)):
            made += replace(line, child.meta["words"], seed)
        else:
            made.append(child)
        at += 1
    return made


def _link_target(address: str, tables: _Tables) -> tuple[str, str]:
    """Return the name and the seed that the address of a link means; an empty name where it leads to something else."""
    by_name = tables[0]
    name = _name_in(unquote(address), by_name) or _bare(unquote(address.split("#", maxsplit=1)[0]))
    folder, _, file = name.rpartition("/")
    if (
        folder
        and "//" not in address
        and "content/" not in name
        and (file in by_name or _looks_like_seed(file))
    ):
        return name, ""  # seeds stand in no folder but their own
    if name in by_name:
        stem_of_another_site = "//" in address and by_name[name] == name
        return ("", "") if stem_of_another_site else (name, by_name[name])
    if _is_number(name) and "//" not in address and int(name) in tables[1]:
        return name, tables[1][int(name)]
    return (name, "") if _looks_like_seed(name) else ("", "")


def _named_by_code(content: str, by_name: dict[str, str]) -> bool:
    name = _name_in(content, by_name)
    return (bool(name) and not _is_figure(content)) or _looks_like_seed(content.rpartition("/")[2])


def _bare(name: str) -> str:
    """Return a name without the way to its folder."""
    return name.rsplit("seeds/", 1)[-1].removeprefix("./")


def _name_in(text: str, by_name: dict[str, str]) -> str:
    """Return the name of a known seed that a text is, with or without the way to its folder; empty where it is none."""
    return next((name for name in (text, _bare(text)) if name in by_name), "")


def _names_pattern(by_name: dict[str, str]) -> re.Pattern[str]:
    """Return a pattern of words that may be names; those that hold spaces are tried first, the longest of them first."""
    spaced = sorted((name for name in by_name if " " in name), key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, spaced), _NAME]))


def _split_text(
    child: Token, by_name: dict[str, str], pattern: re.Pattern[str], replace: _Replace, line: int
) -> list[Token]:
    made: list[Token] = []
    last = 0
    for match in pattern.finditer(child.content):
        word = match[0].strip(".,;:!?\"'“”‘’")
        with_path = word not in by_name and _bare(word) in by_name
        word = word if word in by_name else _bare(word)
        start = match.start() + match[0].rindex(word) if word else match.start()
        if not word or not (
            with_path or _telling(word, by_name) or _looks_like_seed(word) or _is_text_file(word)
        ):
            continue
        made += [_text(child.content[last:start]), *replace(line, word, by_name.get(word, ""))]
        last = start + len(word)
    return [*made, _text(child.content[last:])] if made else [child]


def _is_text_file(word: str) -> bool:
    """Whether a word can only be the name of a text file: INDEX.md speaks of those in seeds/."""
    return len(word) > len(".txt") and word.lower().endswith(".txt") and "/" not in word


def _telling(word: str, by_name: dict[str, str]) -> bool:
    """In running text a stem that is a plain word ("china", "x-ray") or a figure ("380", "2024-05-01") does not name its seed."""
    return word in by_name and not _PLAIN_WORD.fullmatch(word) and not _is_figure(word)


def _text(content: str) -> Token:
    token = Token("text", "", 0)
    token.content = content
    return token


def _looks_like_seed(name: str) -> bool:
    return bool(re.fullmatch(r"\d{3,}_[0-9a-f]{8,}(?:\.txt)?|\d{3,}[\w.\- ]*\.txt", name))
