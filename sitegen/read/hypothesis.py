"""Annotations in JSON to remarks for a note: exports of Hypothesis (its client, its interface), and our own.

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

EVERYBODY = "group:__world__"  # the readers of what is public
NOT_SET = (None, False, "", "false")  # values of a flag that is not set
LIST_KEYS = ("annotations", "rows", "items")  # of the object that holds the annotations
UNAPPROVED = frozenset({"DENIED", "SPAM", "PENDING"})  # values of "moderation_status"
MAX_REPLY_DEPTH = 20  # replies shown one below the other; deeper ones stand beside each other; by judgement


class Readers(Enum):
    """Who may read an annotation."""

    ALL = "all"
    GROUP = "group"
    AUTHOR = "author"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """One annotation: what it is about, and what it says."""

    address: str  # of the page that was annotated
    exact: str  # the passage; empty for a note on the page
    prefix: str
    suffix: str
    markdown: str
    author: str
    date: str
    id: str = ""
    parent: str = ""  # id of the annotation that it answers
    replies: tuple["Imported", ...] = ()
    private: bool = False  # not everybody may read it


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """The annotations of an export that may be taken, and how many are not."""

    found: tuple[Imported, ...]
    own: int  # only their author may read them, or nobody any more
    shared: int  # only a group may read them
    empty: int  # on no passage, without words
    unanswered: int  # replies to what is not in the export
    orphaned: int = 0  # replies to what is in it and was not taken


def parse_export(data: bytes, path: str, *, private: bool = False) -> Export:
    """Return the annotations of an export in their order, replies below what they answer.

    With `private`, those that a group or their author alone may read are taken too, as private remarks.
    Raises SitegenError where the data is no export.
    """
    rows = [(_imported(row), _readers(row)) for row in _rows(data, path)]
    wanted = {Readers.ALL, Readers.GROUP, Readers.AUTHOR} if private else {Readers.ALL}
    taken = [
        replace(annotation, private=readers is not Readers.ALL)
        for annotation, readers in rows
        if readers in wanted
    ]
    threads = _threads(taken)
    loose = [thread for thread in threads if thread.parent]
    kept = tuple(thread for thread in threads if not thread.parent and _says_something(thread))
    left_out = Counter(readers for _, readers in rows if readers not in wanted)
    left_out_ids = {annotation.id for annotation, _ in rows} - {annotation.id for annotation in taken}
    orphaned = sum(thread.parent in left_out_ids for thread in loose)
    return Export(
        found=kept,
        own=left_out[Readers.AUTHOR] + left_out[Readers.NOBODY],
        shared=left_out[Readers.GROUP],
        empty=len(threads) - len(loose) - len(kept),
        unanswered=len(loose) - orphaned,
        orphaned=orphaned,
    )


def _says_something(annotation: Imported) -> bool:
    return bool(annotation.exact or annotation.markdown.strip() or annotation.replies)


def _rows(data: bytes, path: str) -> list[dict[str, Any]]:
    """Return the JSON objects of an export, one an annotation; raise SitegenError where it has none."""
    try:
        parsed = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise SitegenError(
            "SG010", path, -1, f"this is no JSON ({error})", "export the annotations as JSON"
        ) from None
    rows = parsed
    if isinstance(parsed, dict):
        rows = next((parsed[key] for key in LIST_KEYS if key in parsed), None)
    if not isinstance(rows, list):
        raise SitegenError(
            "SG010", path, -1, 'it holds no list of annotations ("annotations", "rows" or "items")'
        )
    return [row for row in rows if isinstance(row, dict)]


def _readers(row: dict[str, Any]) -> Readers:
    """Return who may read an annotation; one that was removed, or is not approved, is for nobody."""
    is_removed = row.get("hidden") not in NOT_SET or row.get("deleted") not in NOT_SET
    if is_removed or str(row.get("moderation_status") or "").upper() in UNAPPROVED:
        return Readers.NOBODY
    if row.get("private") not in NOT_SET:
        return Readers.AUTHOR
    readers = row.get("permissions")
    if isinstance(readers, dict):
        readers = readers.get("read")
    if readers is None:
        return Readers.ALL
    if not isinstance(readers, list):
        return Readers.AUTHOR
    if EVERYBODY in readers:
        return Readers.ALL
    has_group = any(str(reader).startswith("group:") for reader in readers)
    return Readers.GROUP if has_group else Readers.AUTHOR


def _threads(annotations: list[Imported]) -> list[Imported]:
    """Return annotations with their replies in them; one whose thread is missing keeps its parent's id."""
    by_id = {annotation.id: annotation for annotation in annotations if annotation.id}
    replies_to: dict[str, list[Imported]] = defaultdict(list)
    roots: list[Imported] = []
    for annotation in annotations:
        if not annotation.parent:
            roots.append(annotation)
            continue
        ancestors = _ancestors(annotation, by_id)
        if not ancestors or ancestors[-1].parent:  # the thread is not there, or goes round in a circle
            roots.append(annotation)
        else:
            shown_below = ancestors[max(0, len(ancestors) - MAX_REPLY_DEPTH)]
            replies_to[shown_below.id].append(annotation)

    def with_replies(annotation: Imported) -> Imported:
        replies = tuple(with_replies(reply) for reply in replies_to.get(annotation.id, ()))
        private = annotation.private or any(reply.private for reply in replies)
        return replace(annotation, replies=replies, private=private)

    return [with_replies(root) for root in roots]


def _ancestors(annotation: Imported, by_id: Mapping[str, Imported]) -> list[Imported]:
    """Return what an annotation answers, what that answers, and so on.

    The last one has a parent where that is not there, or was passed before.
    """
    ancestors: list[Imported] = []
    passed = {annotation.id}
    current = annotation
    while current.parent in by_id and current.parent not in passed:
        current = by_id[current.parent]
        passed.add(current.id)
        ancestors.append(current)
    return ancestors


def _imported(row: dict[str, Any]) -> Imported:
    """Return the annotation that a JSON object holds."""
    target = row.get("target")
    selector = next(_quote_selectors(target), {})
    references = _as_list(row.get("references"))
    author, date = _signature(row)
    return Imported(
        address=_clean(row.get("uri") or _source_of(target)),
        exact=_on_one_line(selector.get("exact")),
        prefix=_on_one_line(selector.get("prefix")),
        suffix=_on_one_line(selector.get("suffix")),
        markdown=_without_signature(_markdown_of(row), author, date),
        author=author,
        date=date,
        id=_clean(row.get("id")),
        parent=_clean(references[-1]) if references else "",
    )


def _markdown_of(row: dict[str, Any]) -> str:
    """Return the words of an annotation, with its tags below them."""
    text = row.get("text")
    if not isinstance(text, str):
        text = _words_of(row.get("body") or row.get("bodyValue"))
    tags = [_clean(tag) for tag in _as_list(row.get("tags")) if str(tag).strip()]
    parts = [_clean(text).strip()]
    if tags:
        parts.append(f"Tags: {', '.join(tags)}")
    return "\n\n".join(part for part in parts if part)


def _without_signature(markdown: str, author: str, date: str) -> str:
    """Return a remark without the line that signs it, where that names the same author and day."""
    unsigned, signer, day = parted_signature(markdown)
    return unsigned if signer == author and (not date or day == date) else markdown


def _source_of(target: object) -> object:
    """Return the address of the first target (Web Annotation Data Model, 3.2)."""
    first = next(iter(_as_list(target)), "")
    return first.get("source") if isinstance(first, dict) else first


def _as_list(value: object) -> list[Any]:
    """Return a value as a list, since one thing may stand for a list of one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _words_of(body: object) -> str:
    """Return the words of the bodies of an annotation (Web Annotation Data Model, 3.2.4), texts all."""
    texts = []
    for part in _as_list(body):
        text = part.get("value") if isinstance(part, dict) else part
        if isinstance(text, str):
            texts.append(_clean(text))
    return "\n\n".join(texts)


def _signature(row: dict[str, Any]) -> tuple[str, str]:
    """Return who wrote an annotation, and on which day (ISO 8601)."""
    info = row.get("user_info")
    creator = next(iter(_as_list(row.get("creator"))), None)
    name: Any = creator
    if isinstance(info, dict):
        name = info.get("display_name")
    elif isinstance(creator, dict):
        name = creator.get("name")
    author = _clean(name or row.get("user")).removeprefix("acct:").split("@")[0]
    return " ".join(author.split()), _clean(row.get("created"))[:10]


def _quote_selectors(targets: object) -> Iterator[dict[str, Any]]:
    """Yield the selectors that quote a passage (Web Annotation Data Model, 4.2.4)."""
    for target in _as_list(targets):
        for selector in _as_list(target.get("selector") if isinstance(target, dict) else None):
            if isinstance(selector, dict) and selector.get("type") == "TextQuoteSelector":
                yield selector


def _clean(value: object) -> str:
    """Return a text without halves of surrogate pairs, which no file can hold."""
    return str(value or "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _on_one_line(value: object) -> str:
    return " ".join(_clean(value).split())


# As Markdown ------------------------------------------------------------------------------------------------

_PRIVATE_LINE = re.compile(r"[\W_]*private[\W_]*(?:[:\uff1a].*)?$", re.IGNORECASE)
_KEY_LINE = re.compile(r"\W*(?:rights|private|seed|title)\W*[:=]", re.IGNORECASE)
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def remarks_text(annotations: Iterable[Imported]) -> str:
    """Return annotations as the remarks of a note, each signed, with its replies below it."""
    remarks = [f"{_heading(annotation)}{_body(annotation)}\n" for annotation in annotations]
    return "\n".join(remarks).replace("<!--", "&lt;!--")


def _body(annotation: Imported) -> str:
    signature = ", ".join(part for part in (annotation.author, annotation.date) if part)
    words = _harmless(annotation.markdown)
    if not words and not annotation.replies:  # a highlight: its author wrote nothing, so nothing is signed
        return f"*Highlighted by {signature}*" if signature else "*Highlighted*"
    parts = [words]
    if signature:
        parts.append(f"— {signature}")
    parts += [_as_quotation(_body(reply)) for reply in annotation.replies]
    return "\n\n".join(part for part in parts if part)


def _as_quotation(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _harmless(markdown: str) -> str:
    """Return the words of an annotation such that they neither begin a remark nor hide what stands below."""
    lines = _LINE_ENDS.sub("\n", markdown).split("\n")
    text = "\n".join(_without_effect(line) for line in lines)
    fence = fence_left_open(text)
    return f"{text}\n{fence}" if fence else text


def _heading(annotation: Imported) -> str:
    """Return the heading that anchors a remark; it names words around the passage, so that one is found."""
    if not annotation.exact:
        return "## private\n\n" if annotation.private else ""
    parts = ["##"]
    if annotation.private:
        parts.append("private:")
    before, after = _context(annotation.prefix), _context(annotation.suffix)
    if before:
        parts.append(f"…{before}")
    parts.append(f'"{annotation.exact}"')
    if after:
        parts.append(f"{after}…")
    return " ".join(parts) + "\n\n"


def _context(text: str) -> str:
    """Return words around a passage; nothing where they hold quotation marks, which part the heading."""
    return "" if '"' in text.translate(QUOTES) else text


def _without_effect(line: str) -> str:
    """Return a line of an annotation such that it is no key of a note, no word "private" and no heading."""
    if _KEY_LINE.match(line):
        line = re.sub("[:=]", lambda mark: f"\\{mark[0]}", line, count=1)
    if _PRIVATE_LINE.match(line):
        line = re.sub(
            "p(?=rivate)", lambda letter: f"&#{ord(letter[0])};", line, count=1, flags=re.IGNORECASE
        )
    return re.sub(r"^(\s{0,3})(?=#|[-=+*_~]+\s*$)", r"\1\\", line)


def added_to(text: str, anchors: Sequence[int], fresh: Sequence[Imported]) -> str:
    """Return the text of a note with annotations added.

    Those on the page stand above the first remark on a passage, the others at the end.
    `anchors` are the 0-based lines of headings that quote passages.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    first = anchors[0] if anchors else len(lines)
    on_page = [annotation for annotation in fresh if not annotation.exact]
    on_page.sort(key=lambda annotation: annotation.private)  # all that stands below "private" is private
    parts = (
        "\n".join(lines[:first]),
        remarks_text(on_page),
        "\n".join(lines[first:]),
        remarks_text(annotation for annotation in fresh if annotation.exact),
    )
    return "\n".join(part.strip("\n") + "\n" for part in parts if part.strip())
