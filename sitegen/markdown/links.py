"""The links of a Markdown text: those that name no host, the sentences that hold them, and broken ones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from sitegen.markdown.tokens import LINE_BREAKS, address_of, inlines, parser
from sitegen.model import LinkedText, LocalLink
from sitegen.wikilinks import linking

_SCHEME = re.compile(r"\]\(\s*<?(?P<scheme>[a-z][a-z0-9+.\-]*):", re.IGNORECASE)
_SPACED = re.compile(r"\]\(\s*(?P<target>[^\s()<>\"']+(?:[ ]+[^\s()<>\"']+)+)\s*\)")
_LIKE_ADDRESS = re.compile(r"(?:https?|ftp)://|.*[./][^ .]{1,6}(?:#\S*)?$|.*/$", re.IGNORECASE)
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.\-]*:|//|#fn", re.IGNORECASE)  # or an anchor of a footnote


def sentences_with_links(text: str, first: int) -> tuple[tuple[LinkedText, ...], ...]:
    """Return the sentences of a Markdown text that hold links.

    The text begins at the line `first` of its file.
    """
    if "[" not in text:  # as in most notes, and parsing takes a while
        return ()
    return tuple(linking(parser().parse(text), first))


@dataclass(frozen=True, slots=True)
class RefusedLink:
    """A link that is shown as it is written: its 0-based line, and the reason, with what to write."""

    line: int
    reason: str


def refused_links(text: str) -> tuple[RefusedLink, ...]:
    """Return the links of a Markdown text that are none, by their scheme or by spaces in their address."""
    if "](" not in text:
        return ()
    refused: list[RefusedLink] = []
    for token, place in inlines(parser().parse(text)):
        words = "".join(_as_written(child) for child in token.children or ())
        for offset, reason in (*_refused_schemes(words), *_spaced_addresses(words)):
            refused.append(RefusedLink(place.line + words.count("\n", 0, offset), reason))
    return tuple(refused)


def _refused_schemes(words: str) -> Iterator[tuple[int, str]]:
    """Yield the offset of each link that is left in shown words, and why its scheme is refused."""
    for match in _SCHEME.finditer(words):
        scheme = match["scheme"].lower()
        if scheme not in {"http", "https"}:
            reason = f'a link to "{scheme}:" is shown as it is written; link to a web address'
            yield match.start(), reason


def _spaced_addresses(words: str) -> Iterator[tuple[int, str]]:
    """Yield the offset of each link that is left in shown words because of spaces, and what to write."""
    for match in _SPACED.finditer(words):
        target = match["target"]
        if _LIKE_ADDRESS.match(target):
            reason = (
                f'the link to "{target}" is shown as it is written, because of its spaces; write (<{target}>)'
            )
            yield match.start(), reason


def _as_written(child: Token) -> str:
    """Return the words that a token shows, breaks of lines as such; code has none."""
    if child.type in LINE_BREAKS:
        return "\n"
    return child.content if child.type == "text" else ""


def local_links(text: str, first: int) -> tuple[LocalLink, ...]:
    """Return the links and pictures of a Markdown text that name no host.

    The text begins at the line `first` of its file.
    """
    if "](" not in text and "]:" not in text:
        return ()
    return local_links_of(parser().parse(text), first)


def local_links_of(tokens: list[Token], first: int) -> tuple[LocalLink, ...]:
    """Return the links and pictures of tokens that name no host."""
    found: list[LocalLink] = []
    for token, place in inlines(tokens):
        line = first + place.line
        for child in token.children or ():
            line += child.type in LINE_BREAKS
            address = address_of(child)
            if address and not _ABSOLUTE.match(address):
                found.append(LocalLink(address, line, child.type == "image"))
    return tuple(found)
