"""The parser of Markdown (markdown-it-py), and what its tokens hold."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from sitegen.wikilinks import KIND as WIKILINK
from sitegen.wikilinks import wikilinks

LINE_BREAKS = frozenset({"softbreak", "hardbreak"})  # types of tokens
# Addresses that links may have: those of some schemes, and those without one.
SAFE_ADDRESS = re.compile(
    r"(?:https?|mailto|tel|sms|ftp|sip|xmpp|irc|geo|doi):|[^:]*$|[^:]*[/?#]", re.IGNORECASE
)
PICTURE_HOSTS = "picture hosts"  # in the environment of a rendering: whose pictures are loaded
IN_LINK = "in a link"  # in what is noted at a picture
_REMOTE = re.compile(r"(?:(?P<scheme>[a-z][a-z0-9+.\-]*):)?[/\\]{2}|[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
_BOXES = {
    "[ ] ": "\N{BALLOT BOX} ",
    "[x] ": "\N{BALLOT BOX WITH CHECK} ",
    "[X] ": "\N{BALLOT BOX WITH CHECK} ",
}


@cache
def parser() -> MarkdownIt:
    """Return the parser: CommonMark with tables, strikethrough, addresses as links, footnotes, wikilinks."""
    markdown = MarkdownIt(
        "commonmark", {"html": False, "highlight": _highlight, "typographer": False, "linkify": True}
    )
    markdown.enable(["table", "strikethrough", "linkify"])
    markdown.linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})  # type: ignore[union-attr]
    footnote_plugin(markdown, inline=False)
    markdown.add_render_rule(
        "footnote_block_open", lambda *_: '<hr class="endnotes-rule" />\n<section class="endnotes">\n<ol>\n'
    )
    markdown.core.ruler.push("tasks", _tick_boxes)
    markdown.core.ruler.push("pictures", _mark_pictures_in_links)
    markdown.core.ruler.push("alignments", _name_alignments)
    markdown.add_render_rule("image", _picture)
    wikilinks(markdown)
    markdown.validateLink = lambda url: bool(SAFE_ADDRESS.match(url.strip()))  # type: ignore[method-assign]
    return markdown


def _highlight(code: str, language: str, _attributes: str) -> str:
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return escape(code)
    return str(highlight(code, lexer, HtmlFormatter(nowrap=True)))


def _picture(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, environment: EnvType
) -> str:
    """Return the HTML of a picture; of a host that is not allowed a link, so that nothing is loaded."""
    token = tokens[index]
    address = str(token.attrGet("src") or "")
    if not _REMOTE.match(address):
        return renderer.image(tokens, index, options, environment)
    host = address.partition("//")[2].partition("/")[0].lower()
    if address.lower().startswith("https://") and host in environment.get(PICTURE_HOSTS, ()):
        token.attrSet("referrerpolicy", "no-referrer")
        return renderer.image(tokens, index, options, environment)
    words = renderer.renderInlineAsText(token.children or [], options, environment).strip()
    told = escape(f"{words or 'picture'} (picture at {host or address})", quote=False)
    if token.meta.get(IN_LINK):
        return told
    return f'<a class="picture" rel="external noreferrer" href="{escape(address)}">{told}</a>'


def _name_alignments(state: StateCore) -> None:
    """Let cells of tables have a class for their alignment: the policy of pages allows no styles in them."""
    for token in state.tokens:
        if token.type in {"th_open", "td_open"} and token.attrGet("style"):
            token.attrSet("class", f"align-{str(token.attrs.pop('style')).rpartition(':')[2]}")


def _mark_pictures_in_links(state: StateCore) -> None:
    """Note at each picture whether it stands in a link, since links hold no links."""
    for token in state.tokens:
        depth = 0
        for child in token.children or ():
            depth += (child.type == "link_open") - (child.type == "link_close")
            if child.type == "image":
                child.meta[IN_LINK] = depth > 0


def _tick_boxes(state: StateCore) -> None:
    """Change "[ ]" and "[x]" at the beginning of list items into boxes."""
    for item, paragraph, inline in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if item.type != "list_item_open" or paragraph.type != "paragraph_open" or not inline.children:
            continue
        first = inline.children[0]
        if first.type == "text":
            mark = first.content[:4]
            first.content = _BOXES.get(mark, mark) + first.content[4:]


def text_token(content: str) -> Token:
    """Return a token of plain text."""
    token = Token("text", "", 0)
    token.content = content
    return token


def plain_text(inline: Token) -> str:
    """Return the words that a token with children shows, without breaks of lines."""
    shown = {"text", "code_inline", WIKILINK}
    return "".join(child.content for child in inline.children or () if child.type in shown)


def address_of(token: Token) -> str:
    """Return where a link or a picture leads, as it stands in HTML; an empty text for other tokens."""
    if token.type == "image":
        return str(token.attrGet("src") or "")
    if token.type == "link_open":
        return str(token.attrGet("href") or "")
    return ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: the 0-based line; in a table its number, the column, whether it is in the body."""

    line: int
    table: int = -1
    column: int = -1
    body: bool = False


def inlines(tokens: list[Token]) -> Iterator[tuple[Token, Place]]:
    """Yield the tokens that hold words, each with its place."""
    line, table, column, body = 0, -1, -1, False
    for token in tokens:
        if token.map:
            line = token.map[0]
        if token.type == "table_open":
            table += 1
        elif token.type in {"tbody_open", "tbody_close"}:
            body = token.type == "tbody_open"
        elif token.type in {"tr_open", "table_close"}:
            column = -1
        elif token.type in {"td_open", "th_open"}:
            column += 1
        elif token.type == "inline":
            yield token, Place(line, table, column, body) if column >= 0 else Place(line)
