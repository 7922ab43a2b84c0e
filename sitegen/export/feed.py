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

MOST = 50  # entries of a feed
NEVER = "1970-01-01T00:00:00Z"  # of articles without a date: Atom wants one, and the clock is not asked


def archive_feed(site: Site) -> Iterator[Output]:
    """Give the newest articles of the archive."""
    info = site.info
    whole = Feed("feed.xml", info.title, "index.html", site.entries)
    body = (_entry(entry, _base(whole, site), info.identity) for entry in whole.entries[:MOST])
    yield Output(whole.url, _atom(whole, info.description, body, site), "feed")


def entity_feeds(site: Site) -> Iterator[Output]:
    """Give for each entity the newest articles that name it; most entries stand in many feeds and are made once."""
    entry_of = cache(_entry)
    for feed in site.feeds:
        base = _base(feed, site)
        body = (entry_of(entry, base, site.info.identity) for entry in feed.entries[:MOST])
        told = replace(feed, title=f"{feed.title} – {site.info.title}")
        yield Output(
            feed.url, _atom(told, f"Articles that name {feed.title}", body, site), f"feed of {feed.page}"
        )


def _atom(feed: Feed, subtitle: str, body: Iterable[str], site: Site) -> bytes:
    """Give the file of a feed; its links are absolute where the address of the site is known, else relative to the feed."""
    info, base = site.info, _base(feed, site)
    updated = max((entry.updated for entry in feed.entries[:MOST]), key=date_rank, default="")
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
    return ("\n".join(line for line in [*head, *body, "</feed>"] if line) + "\n").encode()


def _base(feed: Feed, site: Site) -> str:
    return site.info.address or "../" * feed.url.count("/")


def _entry(entry: Entry, base: str, identity: str) -> str:
    authors = "".join(f"<author><name>{_text(name)}</name></author>" for name in entry.authors)
    lines = [
        "<entry>",
        f"<id>{_tag(identity, f'articles/{entry.key}')}</id>",
        f"<title>{_text(entry.title)}</title>",
        f'<link rel="alternate" type="text/html" href="{_text(base + quote(entry.url))}"/>',
        f'<link rel="via" href="{_text(entry.original)}"/>' if re.match("https?://", entry.original) else "",
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
    """Give where an article comes from as RFC 4287 wants it (section 4.2.11): an id, a title and a time."""
    if not entry.source:
        return ""
    host = urlsplit(entry.original).netloc if re.match("https?://", entry.original) else ""
    name = f"https://{host}/" if host else _tag(identity, f"sources/{entry.source}")
    return f"<source><id>{_text(name)}</id><title>{_text(entry.source)}</title><updated>{stamp(entry.date)}</updated></source>"


def stamp(value: str) -> str:
    """Give a date as RFC 3339; what is not known of it is its beginning."""
    moment = moment_of(value)
    return moment.rfc3339() if moment else NEVER


def _tag(identity: str, name: str) -> str:
    """Give the tag (RFC 4151) of something of an archive: it stays whatever the title, the address or the texts become."""
    return f"tag:sitegen.invalid,2000:{identity}/{quote(name)}"


def _text(text: str) -> str:
    """Escape a text for XML, without the characters that XML does not know."""
    return escape(re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text))
