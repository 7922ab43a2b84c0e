"""Articles as feeds, Atom (RFC 4287) and JSON Feed 1.1: of the archive, names, sources; and their list."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from html import escape
from urllib.parse import quote, urlsplit

from sitegen.dates import date_rank, moment_of
from sitegen.model import Output
from sitegen.model.site import Entry, Feed, Site
from sitegen.text import is_web_address

MAX_FEED_ENTRIES = 50  # entries of a feed; by judgement, for its size
JSON_FEED_VERSION = "https://jsonfeed.org/version/1.1"
_UNKNOWN_TO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
UNDATED = "1970-01-01T00:00:00Z"  # of articles without a date: Atom wants one, and the clock is not asked


def archive_feed(site: Site) -> Iterator[Output]:
    """Yield the Atom feed of the newest articles of the archive."""
    feed = _of_archive(site, "feed.xml")
    base = _base(feed, site)
    entries = (_entry(entry, base, site.info.identity) for entry in feed.entries[:MAX_FEED_ENTRIES])
    yield Output(feed.url, _atom(feed, entries, site), "feed")


def json_feed(site: Site) -> Iterator[Output]:
    """Yield the JSON feed of the newest articles of the archive."""
    info, feed = site.info, _of_archive(site, "feed.json")
    values = {
        "version": JSON_FEED_VERSION,
        "title": info.title,
        "description": info.description,
        "home_page_url": info.address,
        "feed_url": f"{info.address}{feed.url}" if info.address else "",
        "language": info.language,
        "authors": [{"name": info.contact or info.title}],
        "items": [_item(entry, feed, site) for entry in feed.entries[:MAX_FEED_ENTRIES]],
    }
    shown = {name: value for name, value in values.items() if value or name == "items"}
    text = json.dumps(shown, ensure_ascii=False, indent=1) + "\n"
    yield Output(feed.url, text.encode("utf-8", "surrogatepass"), "feed")


def entity_feeds(site: Site) -> Iterator[Output]:
    """Yield for each entity that has one the feed of the newest articles that name it."""
    yield from _page_feeds(site, [feed for feed in site.feeds if not _is_of_source(feed)])


def source_feeds(site: Site) -> Iterator[Output]:
    """Yield for each source that has one the feed of its newest articles."""
    yield from _page_feeds(site, [feed for feed in site.feeds if _is_of_source(feed)])


def _is_of_source(feed: Feed) -> bool:
    return feed.url.startswith("sources/")


def _page_feeds(site: Site, feeds: Iterable[Feed]) -> Iterator[Output]:
    """Yield the feeds of pages; most entries stand in many of them and are made once."""
    entry_of = cache(_entry)
    for feed in feeds:
        base = _base(feed, site)
        entries = (entry_of(entry, base, site.info.identity) for entry in feed.entries[:MAX_FEED_ENTRIES])
        titled = replace(feed, title=f"{feed.title} – {site.info.title}")
        yield Output(feed.url, _atom(titled, entries, site), f"feed of {feed.page}")


def opml(site: Site) -> Iterator[Output]:
    """Yield the list of all feeds (OPML 2.0), which readers of feeds take as one."""
    info = site.info
    feeds = (_of_archive(site, "feed.xml"), *site.feeds)
    if not info.address:  # readers of feeds need absolute addresses
        return
    rows = "".join(
        f'<outline type="rss" text="{_text(feed.title)}" title="{_text(feed.title)}"'
        f' xmlUrl="{_text(info.address + quote(feed.url))}"'
        f' htmlUrl="{_text(info.address + _address(feed.page))}"/>\n'
        for feed in feeds
    )
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0">\n'
        f"<head><title>{_text(info.title)}</title></head>\n<body>\n{rows}</body>\n</opml>\n"
    )
    yield Output("feeds.opml", text.encode(), "feeds")


def _of_archive(site: Site, url: str) -> Feed:
    info = site.info
    return Feed(url=url, title=info.title, subtitle=info.description, page="index.html", entries=site.entries)


def _item(entry: Entry, feed: Feed, site: Site) -> dict[str, object]:
    """Return an entry as JSON Feed has it; `_sitegen` tells its family and how much of it is shown."""
    moment, updated = moment_of(entry.date), moment_of(entry.updated)
    values: dict[str, object] = {
        "id": _tag(site.info.identity, f"articles/{entry.key}"),
        "url": _base(feed, site) + quote(entry.url),
        "external_url": entry.original if is_web_address(entry.original) else "",
        "title": entry.title,
        "content_text": entry.summary or entry.title,
        "summary": entry.summary,
        "date_published": moment.rfc3339() if moment else "",
        "date_modified": updated.rfc3339() if updated else "",
        "authors": [{"name": name} for name in entry.authors],
        "tags": list(entry.tags),
        "language": entry.language,
        "_sitegen": {"family": entry.family, "rights": entry.rights, "source": entry.source},
    }
    return {name: value for name, value in values.items() if value}


def _atom(feed: Feed, entries: Iterable[str], site: Site) -> bytes:
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
        f"<subtitle>{_text(feed.subtitle)}</subtitle>" if feed.subtitle else "",
        f"<updated>{stamp(updated)}</updated>",
        f"<author><name>{_text(info.contact or info.title)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{_text(base + quote(feed.url))}"/>',
        f'<link rel="alternate" type="text/html" href="{_text(base + _address(feed.page))}"/>',
        f'<generator version="{info.version}">sitegen</generator>',
    ]
    return ("\n".join(line for line in [*head, *entries, "</feed>"] if line) + "\n").encode()


def _base(feed: Feed, site: Site) -> str:
    return site.info.address or "../" * feed.url.count("/")


def _address(page: str) -> str:
    """Return the address of a page, with its anchor, for use in a link."""
    path, mark, anchor = page.partition("#")
    return quote(path) + mark + quote(anchor)


def _entry(entry: Entry, base: str, identity: str) -> str:
    authors = "".join(f"<author><name>{_text(name)}</name></author>" for name in entry.authors)
    lines = [
        "<entry>",
        f"<id>{_tag(identity, f'articles/{entry.key}')}</id>",
        f"<title>{_text(entry.title)}</title>",
        f'<link rel="alternate" type="text/html" href="{_text(base + quote(entry.url))}"/>',
        f'<link rel="via" href="{_text(entry.original)}"/>' if is_web_address(entry.original) else "",
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
    host = urlsplit(entry.original).netloc if is_web_address(entry.original) else ""
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
