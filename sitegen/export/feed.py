"""Articles as Atom feeds (RFC 4287): of the archive, and of each entity."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from html import escape
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from sitegen.model import Output
from sitegen.page import Entry, Feed, Site

MOST = 50  # entries of a feed
NEVER = "1970-01-01T00:00:00Z"  # of articles without a date: Atom wants one, and the clock is not asked


def archive_feed(site: Site) -> Iterator[Output]:
    """Give the newest articles of the archive."""
    info = site.info
    whole = Feed("feed.xml", info.title, "index.html", site.entries)
    body = (_entry(entry, _base(whole, site)) for entry in whole.entries[:MOST])
    yield Output(whole.url, _atom(whole, _id(info.title), info.description, body, site), "feed")


def entity_feeds(site: Site) -> Iterator[Output]:
    """Give for each entity the newest articles that name it; most entries stand in many feeds and are made once."""
    entry_of = cache(_entry)
    for feed in site.feeds:
        base = _base(feed, site)
        body = (entry_of(entry, base) for entry in feed.entries[:MOST])
        told = replace(feed, title=f"{feed.title} – {site.info.title}")
        identity = _id(f"{site.info.title} {feed.url}")
        yield Output(feed.url, _atom(told, identity, f"Articles that name {feed.title}", body, site), f"feed of {feed.page}")


def _atom(feed: Feed, identity: str, subtitle: str, body: Iterable[str], site: Site) -> bytes:
    """Give the file of a feed; its links are absolute where the address of the site is known, else relative to the feed."""
    info, base = site.info, _base(feed, site)
    updated = max((stamp(entry.date) for entry in feed.entries[:MOST]), default=NEVER)
    head = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{_text(info.language)}">',
        f"<id>{identity}</id>",
        f"<title>{_text(feed.title)}</title>",
        f"<subtitle>{_text(subtitle)}</subtitle>" if subtitle else "",
        f"<updated>{updated}</updated>",
        f"<author><name>{_text(info.contact or info.title)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{_text(base + quote(feed.url))}"/>',
        f'<link rel="alternate" type="text/html" href="{_text(base + quote(feed.page))}"/>',
        f'<generator version="{info.version}">sitegen</generator>',
    ]
    return ("\n".join(line for line in [*head, *body, "</feed>"] if line) + "\n").encode()


def _base(feed: Feed, site: Site) -> str:
    return site.info.address or "../" * feed.url.count("/")


def _entry(entry: Entry, base: str) -> str:
    authors = "".join(f"<author><name>{_text(name)}</name></author>" for name in entry.authors)
    lines = [
        "<entry>",
        f"<id>{_id(entry.id)}</id>",
        f"<title>{_text(entry.title)}</title>",
        f'<link rel="alternate" type="text/html" href="{_text(base + quote(entry.url))}"/>',
        f'<link rel="via" href="{_text(entry.original)}"/>' if re.match("https?://", entry.original) else "",
        f"<updated>{stamp(entry.date)}</updated>",
        f"<published>{stamp(entry.date)}</published>" if entry.date else "",
        authors,
        *(f'<category term="{_text(tag)}"/>' for tag in entry.tags),
        f"<source><title>{_text(entry.source)}</title></source>" if entry.source else "",
        f"<summary>{_text(entry.summary)}</summary>" if entry.summary else "",
        "</entry>",
    ]
    return "\n".join(line for line in lines if line)


def stamp(date: str) -> str:
    """Give a date as RFC 3339; what is not known of it is its beginning, in UTC."""
    found = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T(\d\d):(\d\d))?", date)
    if not found:
        return NEVER
    year, month, day, hour, minute = (part or default for part, default in zip(found.groups(), ("", "01", "01", "00", "00"), strict=True))
    zone = re.search(r"(?:UTC|GMT|T\d\d:\d\d ?)([+-]\d\d):?(\d\d)", date)
    return f"{year}-{month}-{day}T{hour}:{minute}:00" + (f"{zone[1]}:{zone[2]}" if zone else "Z")


def _id(name: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, 'sitegen:' + name)}"


def _text(text: str) -> str:
    """Escape a text for XML, without the characters that XML does not know."""
    return escape(re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text))
