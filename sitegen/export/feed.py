"""The articles as an Atom feed (RFC 4287)."""

import re
from collections.abc import Iterator
from html import escape
from uuid import NAMESPACE_URL, uuid5

from sitegen.model import Output
from sitegen.page import Entry, Site

MOST = 50  # entries of the feed
NEVER = "1970-01-01T00:00:00Z"  # of articles without a date: Atom wants one, and the clock is not asked


def atom(site: Site) -> Iterator[Output]:
    """Give the newest articles; the links are absolute where the address of the site is known, else relative."""
    info = site.info
    entries = site.entries[:MOST]
    updated = max((stamp(entry.date) for entry in entries), default=NEVER)
    author = f"<author><name>{_text(info.contact or info.title)}</name></author>"
    head = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{_text(info.language)}">',
        f"<id>{_id(info.title)}</id>",
        f"<title>{_text(info.title)}</title>",
        f"<subtitle>{_text(info.description)}</subtitle>" if info.description else "",
        f"<updated>{updated}</updated>",
        author,
        f'<link rel="self" type="application/atom+xml" href="{_text(info.address)}feed.xml"/>',
        f'<link rel="alternate" type="text/html" href="{_text(info.address)}index.html"/>',
        f'<generator version="{info.version}">sitegen</generator>',
    ]
    body = [part for entry in entries for part in _entry(entry, site)]
    text = "\n".join(line for line in [*head, *body, "</feed>"] if line) + "\n"
    yield Output("feed.xml", text.encode(), "feed")


def _entry(entry: Entry, site: Site) -> list[str]:
    authors = "".join(f"<author><name>{_text(name)}</name></author>" for name in entry.authors)
    return [
        "<entry>",
        f"<id>{_id(entry.id)}</id>",
        f"<title>{_text(entry.title)}</title>",
        f'<link rel="alternate" type="text/html" href="{_text(site.info.address + entry.url)}"/>',
        f'<link rel="via" href="{_text(entry.original)}"/>' if re.match("https?://", entry.original) else "",
        f"<updated>{stamp(entry.date)}</updated>",
        f"<published>{stamp(entry.date)}</published>" if entry.date else "",
        authors,
        *(f'<category term="{_text(tag)}"/>' for tag in entry.tags),
        f"<source><title>{_text(entry.source)}</title></source>" if entry.source else "",
        f"<summary>{_text(entry.summary)}</summary>" if entry.summary else "",
        "</entry>",
    ]


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
