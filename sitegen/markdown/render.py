"""HTML of Markdown, with headings, ids and addresses as a page needs them."""

from collections.abc import Collection, Mapping
from urllib.parse import unquote

from markdown_it.token import Token

from sitegen.markdown.tokens import PICTURE_HOSTS, address_of, parser, plain_text, text_token
from sitegen.text import UniqueNames, heading_anchor, slug
from sitegen.wikilinks import KIND as WIKILINK
from sitegen.wikilinks import Show

_TABLE_BEGINS = '<div class="table-scroll" tabindex="0" role="region" aria-label="Table"><table>'
_TABLE_ENDS = "</table></div>"


def to_html(
    text: str,
    *,
    heading_base: int = 1,
    prefix: str = "",
    show: Show | None = None,
    ways: Mapping[str, str] | None = None,
    picture_hosts: Collection[str] = (),
) -> str:
    """Return the HTML of a Markdown text.

    Its headings begin at the level `heading_base`, their ids with `prefix`.
    `show(target, words)` gives the HTML of a wikilink; without it they stand as they are written.
    `ways` has other addresses for some of those that links and pictures have. Pictures elsewhere are links,
    but for those of `picture_hosts`.
    """
    tokens = parser().parse(text, _environment(prefix))
    redirect(tokens, ways or {})
    set_headings(tokens, heading_base, prefix)
    return render(tokens, show, prefix, picture_hosts)


def _environment(prefix: str) -> dict[str, object]:
    """Return what the plugin for footnotes needs to make ids that are unique in the page."""
    return {"docId": prefix.strip("-")} if prefix else {}


def redirect(tokens: list[Token], ways: Mapping[str, str]) -> None:
    """Change addresses of links and pictures; those whose way is empty go, and their words stay."""
    if not ways:
        return
    for token in tokens:
        if token.children:
            token.children = _redirected(token.children, ways)


def _redirected(children: list[Token], ways: Mapping[str, str]) -> list[Token]:
    kept: list[Token] = []
    removed_links = 0  # that are open
    for child in children:
        way = ways.get(address_of(child))
        if child.type == "link_close" and removed_links:
            removed_links -= 1
        elif way is None:
            kept.append(child)
        elif way:
            child.attrSet("src" if child.type == "image" else "href", way)
            kept.append(child)
        elif child.type == "image":
            kept.append(text_token(child.content))
        else:
            removed_links += 1
    return kept


def set_headings(tokens: list[Token], base: int, prefix: str = "") -> None:
    """Move headings such that the highest has the level `base`, and give them ids; links to them follow."""
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    shift = base - min(levels, default=base)
    taken: set[str] = set()
    names = UniqueNames(taken)
    ids: dict[str, str] = {}  # by what a person would write behind "#"
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            words = plain_text(tokens[index + 1])
            name = names.of(heading_anchor(words))
            taken.add(name)
            heading_id = prefix + name
            token.attrSet("id", heading_id)
            ids.setdefault(slug(words), heading_id)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, max(1, int(token.tag[1]) + shift))}"
    _link_to_headings(tokens, ids)


def _link_to_headings(tokens: list[Token], ids: Mapping[str, str]) -> None:
    for token in tokens:
        for link in token.children or ():
            if link.type == "link_open":
                target = unquote(str(link.attrGet("href") or ""))
                if target.startswith("#") and target[1:] in ids:
                    link.attrSet("href", f"#{ids[target[1:]]}")


def render(
    tokens: list[Token], show: Show | None, prefix: str = "", picture_hosts: Collection[str] = ()
) -> str:
    """Return the HTML of tokens; tables stand in regions that scroll."""
    environment = {WIKILINK: show, PICTURE_HOSTS: frozenset(picture_hosts), **_environment(prefix)}
    html: str = parser().renderer.render(tokens, parser().options, environment)
    return html.replace("<table>", _TABLE_BEGINS).replace("</table>", _TABLE_ENDS)
