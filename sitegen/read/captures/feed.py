"""Feeds that were saved: RSS and Atom, by feedparser (BSD)."""

import re
from collections.abc import Mapping
from typing import Any

from sitegen.read.captures.page import markup_text
from sitegen.read.captures.text import CapturedText, joined_names, part_of, told
from sitegen.text import is_web_address

HEAD_BYTES = 4096
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)


def is_feed(data: bytes, name: str) -> bool:
    """Whether some bytes are a feed."""
    del name
    return bool(_FEED.search(data[:HEAD_BYTES]))


def read_feed(data: bytes, name: str, columns: Mapping[str, str]) -> list[CapturedText]:
    """Return the texts of the entries of a feed, each by its id."""
    import feedparser  # noqa: PLC0415  (an extra)

    del name, columns
    feed = feedparser.parse(data, sanitize_html=False)
    return [_text_of(entry, str(feed.feed.get("title", ""))) for entry in feed.entries]


def _text_of(entry: Any, source: str) -> CapturedText:
    contents = [str(content.get("value", "")) for content in entry.get("content", ())]
    longest = max((*contents, str(entry.get("summary", ""))), key=len)
    address = str(entry.get("link", ""))
    facts = told(
        ("title", markup_text(str(entry.get("title", ""))).strip()),
        ("author", joined_names(str(author.get("name", "")) for author in entry.get("authors", ()))),
        ("date", _day(dict.get(entry, "published_parsed"))),
        ("updated", _day(dict.get(entry, "updated_parsed"))),
        ("source", str(entry.get("source", {}).get("title", "") or source)),
        ("address", address if is_web_address(address) else ""),
    )
    identity = address.partition("://")[2] or str(entry.get("id", ""))
    return CapturedText(markup_text(longest), facts, part_of(identity, str(entry.get("title", ""))))


def _day(moment: Any) -> str:
    """Return a moment in UTC in ISO form; midnight is a day without a time."""
    if not moment:
        return ""
    day = f"{moment.tm_year:04}-{moment.tm_mon:02}-{moment.tm_mday:02}"
    return f"{day}T{moment.tm_hour:02}:{moment.tm_min:02}Z" if moment.tm_hour or moment.tm_min else day
