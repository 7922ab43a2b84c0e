"""Wikilinks, links in double brackets: `[[000]]`, `[[entity:nato|the alliance]]`.

Here they are found in a person's Markdown, with the sentences that they stand in; what they lead to is not known here.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from sitegen.model import LinkedText
from sitegen.text import WIKILINK, sentences

KIND = "wikilink"  # of their tokens
STAND_IN = "Xx"  # for a name that is not known yet; a sentence may begin with it
Show = Callable[[str, str], str]  # the HTML of a target and the words that its writer gave, if any


def wikilinks(parser: MarkdownIt) -> None:
    """Teach a parser to find wikilinks; ordinary links come first, so that [[1]](address) stays one."""
    parser.inline.ruler.after("link", KIND, _find)
    parser.add_render_rule(KIND, _render)


def _find(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  (as the parser calls it)
    embed = state.src.startswith("![[", state.pos)  # of Obsidian: shown as a link
    found = WIKILINK.match(state.src, state.pos + embed, state.posMax)
    if not found or state.linkLevel:
        return False
    if not silent:
        token = state.push(KIND, "", 0)
        target, words = (" ".join((found[part] or "").split()) for part in ("target", "words"))
        token.meta = {"target": target, "words": words, "line": state.src.count("\n", 0, state.pos)}
        token.content = words or target
        token.markup = state.src[state.pos : found.end()]
    state.pos = found.end()
    return True


def _render(_renderer: object, tokens: Sequence[Token], at: int, _options: object, env: Any) -> str:
    show: Show | None = env.get(KIND)
    token = tokens[at]
    return show(token.meta["target"], token.meta["words"]) if show else escape(token.markup)


def linking(tokens: Iterable[Token], first: int) -> Iterator[tuple[LinkedText, ...]]:
    """Yield the sentences that hold links, as plain words; `first` is the line of the file where the text begins."""
    line = first
    for token in tokens:
        if token.map:
            line = first + token.map[0]
        if token.type == "inline":
            yield from _with_links(list(_words(token.children or [], line)))


def _words(children: list[Token], line: int) -> Iterator[LinkedText]:
    address = ""
    for child in children:
        if child.type in {"link_open", "link_close"}:
            address = _inner(str(child.attrGet("href") or ""))
        elif child.type == KIND:
            yield LinkedText(child.meta["words"], child.meta["target"], line=line + child.meta["line"])
        elif text := " " if child.type in {"softbreak", "hardbreak"} else child.content:
            yield LinkedText(text, address=address)


def _inner(address: str) -> str:
    """Return an address that may be one of the site, else nothing."""
    return "" if ":" in address.split("/", maxsplit=1)[0] or address.startswith(("/", "#")) else address


def _with_links(words: list[LinkedText]) -> Iterator[tuple[LinkedText, ...]]:
    """Cut words at the ends of sentences, but never inside a link, and give those parts that hold one."""
    starts = {start for start, _ in sentences("".join(one.text or STAND_IN for one in words))}
    parts: list[list[LinkedText]] = [[]]
    at = 0
    for one in words:
        end = at + len(one.text or STAND_IN)
        linked = bool(one.target or one.address)
        edges = [at, *([] if linked else sorted(one for one in starts if at < one < end)), end]
        for left, right in pairwise(edges):
            if left in starts:
                parts.append([])
            parts[-1].append(one if linked else LinkedText(one.text[left - at : right - at]))
        at = end
    return (_trimmed(part) for part in parts if any(one.target or one.address for one in part))


def _trimmed(part: list[LinkedText]) -> tuple[LinkedText, ...]:
    last = part[-1]
    plain = not last.target and not last.address
    return (
        (*part[:-1], *([LinkedText(text)] if (text := last.text.rstrip()) else [])) if plain else tuple(part)
    )
