"""Wikilinks, links in double brackets: `[[000]]`, `[[entity:nato|the alliance]]`.

Here they are found in a person's Markdown, with the sentences that they stand in; where they lead is not
known here.
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

KIND = "wikilink"  # type of their tokens
STAND_IN = "Xx"  # for a name that is not known yet; a sentence may begin with it
Show = Callable[[str, str], str]  # the HTML of a target and the words that its writer gave, if any


def wikilinks(parser: MarkdownIt) -> None:
    """Add wikilinks to a parser; ordinary links come first, so that [[1]](address) stays one."""
    parser.inline.ruler.after("link", KIND, _find)
    parser.add_render_rule(KIND, _render)


def _find(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  (as the parser calls it)
    is_embed = state.src.startswith("![[", state.pos)  # of Obsidian: shown as a link
    match = WIKILINK.match(state.src, state.pos + is_embed, state.posMax)
    if not match or state.linkLevel:
        return False
    if not silent:
        token = state.push(KIND, "", 0)
        target, words = (" ".join((match[part] or "").split()) for part in ("target", "words"))
        token.meta = {"target": target, "words": words, "line": state.src.count("\n", 0, state.pos)}
        token.content = words or target
        token.markup = state.src[state.pos : match.end()]
    state.pos = match.end()
    return True


def _render(_renderer: object, tokens: Sequence[Token], index: int, _options: object, env: Any) -> str:
    show: Show | None = env.get(KIND)
    token = tokens[index]
    return show(token.meta["target"], token.meta["words"]) if show else escape(token.markup)


def linking(tokens: Iterable[Token], first: int) -> Iterator[tuple[LinkedText, ...]]:
    """Yield the sentences that hold links, as plain words; the text begins at the line `first` of a file."""
    line = first
    for token in tokens:
        if token.map:
            line = first + token.map[0]
        if token.type == "inline":
            yield from _sentences_with_links(list(_parts(token.children or [], line)))


def _parts(children: list[Token], line: int) -> Iterator[LinkedText]:
    """Yield the words of a paragraph, in parts that are a link or none; breaks of lines are spaces."""
    address = ""  # of the link that is open
    for child in children:
        if child.type in {"link_open", "link_close"}:
            address = _within_site(str(child.attrGet("href") or ""))
        elif child.type == KIND:
            yield LinkedText(child.meta["words"], child.meta["target"], line=line + child.meta["line"])
        elif child.type in {"softbreak", "hardbreak"}:
            yield LinkedText(" ", address=address)
        elif child.content:
            yield LinkedText(child.content, address=address)


def _within_site(address: str) -> str:
    """Return an address that may be one of the site, else an empty text."""
    has_scheme = ":" in address.split("/", maxsplit=1)[0]
    return "" if has_scheme or address.startswith(("/", "#")) else address


def _is_link(part: LinkedText) -> bool:
    return bool(part.target or part.address)


def _sentences_with_links(parts: list[LinkedText]) -> Iterator[tuple[LinkedText, ...]]:
    """Yield the sentences of a paragraph that hold a link; one never ends inside a link."""
    starts = {start for start, _ in sentences("".join(part.text or STAND_IN for part in parts))}
    cut: list[list[LinkedText]] = [[]]
    offset = 0
    for part in parts:
        end = offset + len(part.text or STAND_IN)
        edges = [offset, end]
        if not _is_link(part):
            edges = [offset, *sorted(start for start in starts if offset < start < end), end]
        for left, right in pairwise(edges):
            if left in starts:
                cut.append([])
            cut[-1].append(part if _is_link(part) else LinkedText(part.text[left - offset : right - offset]))
        offset = end
    return (_trimmed(sentence) for sentence in cut if any(map(_is_link, sentence)))


def _trimmed(sentence: list[LinkedText]) -> tuple[LinkedText, ...]:
    """Return a sentence without space at its end."""
    last = sentence[-1]
    if _is_link(last):
        return tuple(sentence)
    text = last.text.rstrip()
    return (*sentence[:-1], LinkedText(text)) if text else tuple(sentence[:-1])
