"""Annotations in JSON to remarks for a note: what Hypothesis exports (its client, its interface), and what this program does.

What not everybody may read is taken only where that is asked for, as private remarks.
Replies stand below what they answer, notes on a page above all passages.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from sitegen.markdown import fence_left_open
from sitegen.model import SitegenError
from sitegen.signatures import parted_signature
from sitegen.text import QUOTES

EVERYBODY = "group:__world__"  # may read what is public
NOT_SET = (None, False, "", "false")
DEEPEST = 20  # replies below replies that are shown one below the other; more of them stand beside each other


@dataclass(frozen=True, slots=True)
class Imported:
    """One annotation: what it is about, and what it says."""

    address: str  # of the page that was annotated
    exact: str  # empty for a note on the page
    prefix: str
    suffix: str
    markdown: str
    author: str
    date: str
    id: str = ""
    parent: str = ""  # id of the annotation that it answers
    replies: tuple["Imported", ...] = ()
    private: bool = False  # not everybody may read it


@dataclass(frozen=True, slots=True)
class Export:
    """What an export holds that may be taken, and how many annotations are not: read by few, without words, or answers to such."""

    found: tuple[Imported, ...]
    own: int  # only their author may read them, or nobody any more
    shared: int  # only a group may read them
    empty: int  # on no passage, without words
    unanswered: int  # replies to what is not in the export
    orphaned: int = 0  # replies to what is in it and was not taken


def parse_export(data: bytes, path: str, *, private: bool = False) -> Export:
    """Give the annotations of an export in their order, replies below what they answer; raise SitegenError where it is none.

    With `private`, those that a group or their author alone may read are taken too, as private remarks.
    """
    try:
        whole = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise SitegenError(
            f"{path}: error SG010: this is no JSON ({error}); export the annotations as JSON"
        ) from None
    rows = (
        next((whole[key] for key in ("annotations", "rows", "items") if key in whole), None)
        if isinstance(whole, dict)
        else whole
    )
    if not isinstance(rows, list):
        raise SitegenError(
            f'{path}: error SG010: it holds no list of annotations ("annotations", "rows" or "items")'
        )
    told = [(_one(row), _readers(row)) for row in rows if isinstance(row, dict)]
    taken = [
        (one, readers)
        for one, readers in told
        if readers is Readers.ALL or (private and readers is not Readers.NOBODY)
    ]
    threads = _threads([replace(one, private=readers is not Readers.ALL) for one, readers in taken])
    threaded = [one for one in threads if not one.parent]
    found = tuple(one for one in threaded if one.exact or one.markdown.strip() or one.replies)
    left = Counter(readers for _, readers in told) - Counter(readers for _, readers in taken)
    there = {one.id for one, _ in told} - {one.id for one, _ in taken}
    loose = [one for one in threads if one.parent]
    orphaned = sum(one.parent in there for one in loose)
    own = left[Readers.AUTHOR] + left[Readers.NOBODY]
    return Export(
        found, own, left[Readers.GROUP], len(threaded) - len(found), len(loose) - orphaned, orphaned
    )


class Readers(Enum):
    """Who may read an annotation."""

    ALL = "all"
    GROUP = "group"
    AUTHOR = "author"
    NOBODY = "nobody"


def _readers(row: dict[str, Any]) -> Readers:
    """Give who may read an annotation; one that was removed, or is not approved, is for nobody."""
    status = str(row.get("moderation_status") or "").upper()
    if status in {"DENIED", "SPAM", "PENDING"} or any(
        row.get(key) not in NOT_SET for key in ("hidden", "deleted")
    ):
        return Readers.NOBODY
    permissions = row.get("permissions")
    readers = permissions.get("read") if isinstance(permissions, dict) else permissions
    if row.get("private") not in NOT_SET:
        return Readers.AUTHOR
    if readers is None or (isinstance(readers, list) and EVERYBODY in readers):
        return Readers.ALL
    groups = isinstance(readers, list) and any(str(one).startswith("group:") for one in readers)
    return Readers.GROUP if groups else Readers.AUTHOR


def _threads(found: list[Imported]) -> list[Imported]:
    """Give annotations with their replies inside of them; a reply whose thread is not there keeps its parent's id."""
    by_id = {one.id: one for one in found if one.id}
    below: dict[str, list[Imported]] = defaultdict(list)
    roots: list[Imported] = []
    for one in found:
        above = _above(one, by_id)
        if (
            not above or above[-1].parent
        ):  # the first of a thread, or one whose thread is not there or goes round in a circle
            roots.append(one)
        else:
            below[above[max(0, len(above) - DEEPEST)].id].append(one)

    def whole(one: Imported) -> Imported:
        replies = tuple(whole(child) for child in below.get(one.id, ()))
        return replace(one, replies=replies, private=one.private or any(reply.private for reply in replies))

    return [whole(one) for one in roots]


def _above(one: Imported, by_id: Mapping[str, Imported]) -> list[Imported]:
    """Give what an annotation answers, what that answers, and so on; the last has a parent where that is not there."""
    found: list[Imported] = []
    seen = {one.id}
    at = one
    while at.parent in by_id and at.parent not in seen:
        at = by_id[at.parent]
        seen.add(at.id)
        found.append(at)
    return found or ([one] if one.parent else [])


def _one(row: dict[str, Any]) -> Imported:
    target = row.get("target")
    selector = next(_quotes(target), {})
    tags = [_clean(tag) for tag in _listed(row.get("tags")) if str(tag).strip()]
    text = _clean(
        row.get("text")
        if isinstance(row.get("text"), str)
        else _words_of(row.get("body") or row.get("bodyValue"))
    ).strip()
    markdown = "\n\n".join(part for part in (text, f"Tags: {', '.join(tags)}" if tags else "") if part)
    references = _listed(row.get("references"))
    own = next((one.get("source") if isinstance(one, dict) else one for one in _listed(target)), "")
    author, date = _signature(row)
    signed = parted_signature(markdown)
    if signed[1] == author and (not date or signed[2] == date):
        markdown = signed[0]
    return Imported(
        _clean(row.get("uri") or own),
        _line(selector.get("exact")),
        _line(selector.get("prefix")),
        _line(selector.get("suffix")),
        markdown,
        author,
        date,
        _clean(row.get("id")),
        _clean(references[-1]) if references else "",
    )


def _listed(value: object) -> list[Any]:
    """Give a value as a list, since one thing may stand for a list of one."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _words_of(body: object) -> str:
    """Give the words of the bodies of an annotation (Web Annotation Data Model, 3.2.4): texts, one or many."""
    found = (one.get("value") if isinstance(one, dict) else one for one in _listed(body))
    return "\n\n".join(_clean(one) for one in found if isinstance(one, str))


def _signature(row: dict[str, Any]) -> tuple[str, str]:
    """Give who wrote an annotation, and on which day."""
    info, creator = row.get("user_info"), next(iter(_listed(row.get("creator"))), None)
    named = (
        info.get("display_name")
        if isinstance(info, dict)
        else creator.get("name")
        if isinstance(creator, dict)
        else creator
    )
    author = _clean(named or row.get("user")).removeprefix("acct:").split("@")[0]
    return " ".join(author.split()), _clean(row.get("created"))[:10]


def _quotes(targets: object) -> Iterator[dict[str, Any]]:
    for target in targets if isinstance(targets, list) else [targets]:
        selectors = target.get("selector") if isinstance(target, dict) else None
        for selector in selectors if isinstance(selectors, list) else [selectors]:
            if isinstance(selector, dict) and selector.get("type") == "TextQuoteSelector":
                yield selector


def _clean(value: object) -> str:
    """Give a text without halves of characters, which no file can hold."""
    return str(value or "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _line(value: object) -> str:
    return " ".join(_clean(value).split())


_PRIVATE = re.compile(r"[\W_]*private[\W_]*(?:[:\uff1a].*)?$", re.IGNORECASE)
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


# As Markdown ----------------------------------------------------------------------------------------------------------


def remarks_text(found: Iterable[Imported]) -> str:
    """Spell annotations as the remarks of a note, each signed, with its replies below it."""
    return "\n".join(f"{_heading(one)}{_body(one)}\n" for one in found).replace("<!--", "&lt;!--")


def _body(one: Imported) -> str:
    signed = ", ".join(part for part in (one.author, one.date) if part)
    words = _harmless(one.markdown)
    if not words and not one.replies:  # a highlight: its author wrote nothing, so nothing is signed
        return f"*Highlighted by {signed}*" if signed else "*Highlighted*"
    parts = [words, f"— {signed}" if signed else "", *(_quoted(_body(reply)) for reply in one.replies)]
    return "\n\n".join(part for part in parts if part)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _harmless(markdown: str) -> str:
    """Keep the words of an annotation from beginning another remark, or from hiding or swallowing what stands below."""
    text = "\n".join(_plain_heading(line) for line in _LINE_ENDS.sub("\n", markdown).split("\n"))
    fence = fence_left_open(text)
    return f"{text}\n{fence}" if fence else text


def _heading(one: Imported) -> str:
    """Give the heading that anchors a remark; the words around are told, so that the passage is found once."""
    hidden = "private: " if one.private else ""
    if not one.exact:
        return "## private\n\n" if one.private else ""
    before = _around(one.prefix)
    after = _around(one.suffix)
    parts = (
        "##",
        hidden.strip(),
        f"…{before}" if before else "",
        f'"{one.exact}"',
        f"{after}…" if after else "",
    )
    return " ".join(part for part in parts if part) + "\n\n"


def _around(text: str) -> str:
    """Give words around a quotation without quotation marks, which part the heading."""
    plain = text.translate(QUOTES)
    return "" if '"' in plain else text


def _plain_heading(line: str) -> str:
    """Keep a line of an annotation from being a heading."""
    if re.match(r"\W*(?:rights|private|seed|title)\W*[:=]", line, re.IGNORECASE):
        line = re.sub("[:=]", lambda found: f"\\{found[0]}", line, count=1)  # no key of the note
    if _PRIVATE.match(line):
        line = re.sub(
            "p(?=rivate)", lambda found: f"&#{ord(found[0])};", line, count=1, flags=re.IGNORECASE
        )  # no word of ours
    return re.sub(r"^(\s{0,3})(?=#|[-=+*_~]+\s*$)", r"\1\\", line)


def added_to(text: str, anchors: Sequence[int], fresh: Sequence[Imported]) -> str:
    """Give the text of a note with annotations: those on the page above the first remark on a passage, the others at its end.

    `anchors` are the 0-based lines of headings that quote passages.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    first = anchors[0] if anchors else len(lines)
    parts = (
        "\n".join(lines[:first]),
        remarks_text(
            sorted((one for one in fresh if not one.exact), key=lambda one: one.private)
        ),  # what stands below "private" is
        "\n".join(lines[first:]),
        remarks_text([one for one in fresh if one.exact]),
    )
    return "\n".join(part.strip("\n") + "\n" for part in parts if part.strip())
