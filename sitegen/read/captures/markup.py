"""The visible text of markup: what a browser would show, a line for each block.

lxml (BSD) parses; the walk over the tree is ours, since libraries that give text put spaces where a word
changes its dress within itself (a first letter that is set large), and no word may change.
"""

import re
from collections.abc import Collection
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Blocks with a blank line around them, and those that begin a line.
_PARAGRAPHS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol dl blockquote pre figure figcaption table article section main header footer"
    " aside address details fieldset hr title".split()
)
_LINES = frozenset("div li tr dt dd br form legend summary caption option center body".split())
_CELLS = frozenset({"td", "th"})
# What no browser shows.
UNSHOWN = frozenset(
    "script style noscript template svg math canvas iframe object head datalist audio video".split()
)
# What a page has to act upon, and its menus.
FURNITURE = frozenset({"nav", "button", "select", "menu", "dialog"})
_FURNITURE_ROLES = frozenset({"navigation", "search", "menu", "menubar", "dialog"})
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_LINE, _PARAGRAPH, _BREAK, _CELL, _ITEM = "\x01", "\x02", "\x03", "\x04", "\x05"  # until all is gathered
_BREAKS = f"{_LINE}{_PARAGRAPH}{_BREAK}"
_GAP = re.compile(f" *[{_BREAKS}][{_BREAKS} ]*")
_LAST_CELL = re.compile(f" *{_CELL} *(?=[{_BREAKS}]|$)")
_AFTER_ITEM = re.compile(f"{_ITEM}[{_BREAKS} ]*")
_MARKS = re.compile("[\x01-\x05]")
_TAG = re.compile(r"<[^<>]*>")
_UNSHOWN_OPENING = re.compile(r"<(?P<name>script|style|template|noscript|!--)", re.IGNORECASE)


def visible_text(tree: "HtmlElement", skipped: Collection[str], *, hidden: bool) -> str:
    """Return the text of a tree without elements of some names; with `hidden` also what says that it is."""
    from lxml.etree import iterwalk  # noqa: PLC0415  (an extra)

    parts: list[str] = []
    walk = iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in skipped or not (hidden or _is_shown(element)):
                walk.skip_subtree()
                continue
            parts += [_before(tag), _plain(element.text, tag)]
        elif event == "end" and not (tag in skipped or not (hidden or _is_shown(element))):
            parts.append(_behind(tag))
        if event != "start" and element is not tree:
            parts.append(_plain(element.tail, ""))
    text = _LAST_CELL.sub("", _AFTER_ITEM.sub(f"{_ITEM}", "".join(parts)))
    text = _GAP.sub(_gap, text).replace(_CELL, "\t").replace(_ITEM, "- ")
    return text.strip("\n ")


def _gap(match: re.Match[str]) -> str:
    """Return the break that some marks ask for together: a blank line where a paragraph or two lines end."""
    marks = match[0]
    return "\n\n" if _PARAGRAPH in marks or marks.count(_BREAK) > 1 else "\n"


def stripped(html: str) -> str:
    """Return markup without its tags, for what no parser takes apart."""
    return unescape(_TAG.sub("\n", _without_unshown(html)))


def _without_unshown(html: str) -> str:
    """Return markup without comments, scripts and the like; one that never ends takes nothing with it."""
    small = html.lower()
    parts: list[str] = []
    endless: set[str] = set()
    end = 0
    for match in _UNSHOWN_OPENING.finditer(html):
        name = match["name"].lower()
        if match.start() < end or name in endless:
            continue
        closing = "-->" if name == "!--" else f"</{name}"
        close = small.find(closing, match.end())
        if close < 0:
            endless.add(name)
            continue
        parts.append(html[end : match.start()])
        end = close + len(closing)
    return "".join(parts) + html[end:]


def _is_shown(element: "HtmlElement") -> bool:
    """Whether an element neither says that it is hidden nor that it is there to act upon."""
    if element.get("hidden") is not None or element.get("role") in _FURNITURE_ROLES:
        return False
    return not _HIDDEN.search(element.get("style") or "")


def _before(tag: str) -> str:
    if tag == "li":
        return _LINE + _ITEM
    if tag == "br":
        return _BREAK
    if tag in _PARAGRAPHS:
        return _PARAGRAPH
    return _LINE if tag in _LINES else ""


def _behind(tag: str) -> str:
    if tag in _CELLS:
        return _CELL
    if tag in _PARAGRAPHS:
        return _PARAGRAPH
    return _LINE if tag in _LINES and tag != "br" else ""


def _plain(text: str | None, tag: str) -> str:
    """Return text with its spaces as a browser shows them; lines of preformatted text stay."""
    if not text:
        return ""
    text = _MARKS.sub("", text)
    return text.replace("\n", _BREAK) if tag == "pre" else _SPACE.sub(" ", text)
