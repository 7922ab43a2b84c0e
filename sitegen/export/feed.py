"""Articles as Atom feeds (RFC 4287): of the archive, and of each entity."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from html import escape
from urllib.parse import quote, urlsplit

from sitegen.dates import date_rank, moment_of
from sitegen.model import Output
from sitegen.model.site import Entry, Feed, Site

MAX_FEED_ENTRIES = 50  # entries of a feed; by judgement, for its size
_WEB_ADDRESS = re.compile("https?://")
_UNKNOWN_TO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
UNDATED = "1970-01-01T00:00:00Z"  # of articles without a date: Atom wants one, and the clock is not asked


def archive_feed(site: Site) -> Iterator[Output]:
    """Yield the feed of the newest articles of the archive."""
    info = site.info
    feed = Feed("feed.xml", info.title, "index.html", site.entries)
    base = _base(feed, site)
    entries = (_entry(entry, base, info.identity) for entry in feed.entries[:MAX_FEED_ENTRIES])
    yield Output(feed.url, _atom(feed, info.description, entries, site), "feed")


def entity_feeds(site: Site) -> Iterator[Output]:
    """Yield for each entity the feed of the newest articles that name it.

    Most entries stand in many feeds and are made once.
    """
    entry_of = cache(_entry)
    for feed in site.feeds:
        base = _base(feed, site)
        entries = (entry_of(entry, base, site.info.identity) for entry in feed.entries[:MAX_FEED_ENTRIES])
        titled = replace(feed, title=f"{feed.title} – {site.info.title}")
        data = _atom(titled, f"Articles that name {feed.title}", entries, site)
        yield Output(feed.url, data, f"feed of {feed.page}")


def _atom(feed: Feed, subtitle: str, entries: Iterable[str], site: Site) -> bytes:
    """Return the file of a feed.

    Its links are absolute where the address of the site is known, else relative to the feed.
    """
    info, base = site.info, _base(feed, site)
    updated = max((entry.updated for entry in feed.entries[:MAX_FEED_ENTRIES]), key=date_rank, default="")
    head = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{_text(info.language)}">',
        f"<id>{_tag(info.identity, feed.url)}</id>",
        f"<title>{_text(feed.title)}</title>",
        f"<subtitle>{_text(subtitle)}</subtitle>" if subtitle else "",
        f"<updated>{stamp(updated)}</updated>",
        f"<author><name>{_text(info.contact or info.title)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{_text(base + quote(feed.url))}"/>',
        f'<link rel="alternate" type="text/html" href="{_text(base + quote(feed.page))}"/>',
        f'<generator version="{info.version}">sitegen</generator>',
    ]
    return ("\n".join(line for line in [*head, *entries, "</feed>"] if line) + "\n").encode()


def _base(feed: Feed, site: Site) -> str:
    return site.info.address or "../" * feed.url.count("/")


def _entry(entry: Entry, base: str, identity: str) -> str:
    authors = "".join(f"<author><name>{_text(name)}</name></author>" for name in entry.authors)
    lines = [
        "<entry>",
        f"<id>{_tag(identity, f'articles/{entry.key}')}</id>",
        f"<title>{_text(entry.title)}</title>",
        f'<link rel="alternate" type="text/html" href="{_text(base + quote(entry.url))}"/>',
        f'<link rel="via" href="{_text(entry.original)}"/>' if _WEB_ADDRESS.match(entry.original) else "",
        f"<updated>{stamp(entry.updated)}</updated>",
        f"<published>{stamp(entry.date)}</published>" if entry.date else "",
        authors,
        *(f'<category term="{_text(tag)}"/>' for tag in entry.tags),
        _source(entry, identity),
        f"<summary>{_text(entry.summary)}</summary>" if entry.summary else "",
        "</entry>",
    ]
    return "\n".join(line for line in lines if line)


def _source(entry: Entry, identity: str) -> str:
    """Return where an article comes from as RFC 4287 wants it (section 4.2.11): an id, a title and a time."""
    if not entry.source:
        return ""
    host = urlsplit(entry.original).netloc if _WEB_ADDRESS.match(entry.original) else ""
    name = f"https://{host}/" if host else _tag(identity, f"sources/{entry.source}")
    title, updated = _text(entry.source), stamp(entry.date)
    return f"<source><id>{_text(name)}</id><title>{title}</title><updated>{updated}</updated></source>"


def stamp(value: str) -> str:
    """Return a date as RFC 3339; what is not known of it is its beginning."""
    moment = moment_of(value)
    return moment.rfc3339() if moment else UNDATED


def _tag(identity: str, name: str) -> str:
    """Return the tag (RFC 4151) of something of an archive.

    It stays whatever the title, the address or the texts become.
    """
    return f"tag:sitegen.invalid,2000:{identity}/{quote(name)}"


def _text(text: str) -> str:
    """Return a text escaped for XML, without the characters that XML does not know."""
    return escape(_UNKNOWN_TO_XML.sub("", text))
