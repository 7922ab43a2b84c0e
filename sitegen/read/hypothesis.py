"""Annotations that Hypothesis exported (the JSON of its client, or of its interface) to remarks for a note."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sitegen.model import SitegenError
from sitegen.text import QUOTES


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


def parse_export(data: bytes, path: str) -> tuple[Imported, ...]:
    """Give the annotations of an export in their order; raise SitegenError where it is none."""
    try:
        whole = json.loads(data)
    except ValueError as error:
        raise SitegenError(f"{path}: error SG010: this is no JSON ({error}); export the annotations as JSON") from None
    rows = whole.get("annotations", whole.get("rows")) if isinstance(whole, dict) else whole
    if not isinstance(rows, list):
        raise SitegenError(f'{path}: error SG010: it holds no list of annotations ("annotations" or "rows")')
    return tuple(_one(row) for row in rows if isinstance(row, dict))


def _one(row: dict[str, Any]) -> Imported:
    selector = next(_quotes(row.get("target")), {})
    tags = [str(tag) for tag in row.get("tags") or [] if str(tag).strip()]
    text = str(row.get("text") or "").strip()
    body = "\n\n".join(part for part in (text, f"Tags: {', '.join(tags)}" if tags else "") if part)
    author = str((row.get("user_info") or {}).get("display_name") or row.get("user") or "").removeprefix("acct:").split("@")[0]
    return Imported(
        str(row.get("uri") or ""),
        _line(selector.get("exact")),
        _line(selector.get("prefix")),
        _line(selector.get("suffix")),
        body,
        author,
        str(row.get("created") or "")[:10],
    )


def _quotes(targets: object) -> Iterator[dict[str, Any]]:
    for target in targets if isinstance(targets, list) else []:
        for selector in (target or {}).get("selector") or []:
            if isinstance(selector, dict) and selector.get("type") == "TextQuoteSelector":
                yield selector


def _line(value: object) -> str:
    return " ".join(str(value or "").split())


def remarks_text(found: Iterable[Imported]) -> str:
    """Spell annotations as the remarks of a note; what has no words of its own says who marked the passage."""
    made = []
    for one in found:
        signed = ", ".join(part for part in (one.author, one.date) if part)
        body = "\n".join(_plain_heading(line) for line in one.markdown.splitlines())
        body = f"{body}\n\n{signed}" if body and signed else body or (f"Marked by {signed}" if signed else "Marked")
        made.append(f"{_heading(one)}{body}\n")
    return "\n".join(made)


def _heading(one: Imported) -> str:
    """Give the heading that anchors a remark; the words around are told, so that the passage is found once."""
    if not one.exact:
        return ""
    before = _around(one.prefix)
    after = _around(one.suffix)
    return (
        " ".join(part for part in ("##", f"…{before}" if before else "", f'"{one.exact}"', f"{after}…" if after else "") if part) + "\n\n"
    )


def _around(text: str) -> str:
    """Give words around a quotation without quotation marks, which part the heading."""
    plain = text.translate(QUOTES)
    return "" if '"' in plain else text


def _plain_heading(line: str) -> str:
    """Keep a line of an annotation from beginning another remark."""
    return f"\\{line}" if line.startswith("#") else line
