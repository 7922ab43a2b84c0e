"""The only place that makes the address of a page; all are relative to the site's root.

With names in braces for its parts ("{key}"), a function returns the pattern of its addresses, as `PAGES` has
it.
"""

from posixpath import dirname, normpath
from urllib.parse import unquote, urlsplit

HOME = "index.html"
INDEX = "articles/index.html"
ENTITIES = "entities.html"
SOURCES = "sources.html"
TIMELINE = "timeline.html"
QUOTATIONS = "quotations.html"
SEARCH = "search.html"
ABOUT = "about.html"
METHOD = "method.html"
NOT_FOUND = "404.html"
FEED = "feed.xml"
JSON_FEED = "feed.json"
OPEN_SEARCH = "opensearch.xml"
FEED_LIST = "feeds.opml"

# How many stand on one page; by judgement, for the size of pages.
PASSAGES_PER_PAGE = 100
ARTICLES_PER_PAGE = 50  # that name one entity
NAMES_PER_PAGE = 300  # of one kind; more are parted by their first letter
# Of files that a browser would run or show as a page of this site.
MARKUP_ENDINGS = frozenset({".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".mhtml", ".mht", ".svg"})
QUOTATIONS_PER_PAGE = 300  # more are parted by the first letter of who speaks


def article(key: str) -> str:
    """Return the address of an article; `key` is the leading number of its seed, or its stem."""
    return f"articles/{key}.html"


def raw(key: str, line: int = -1) -> str:
    """Return the address of a raw seed, or of one of its lines (0-based)."""
    return f"raw/{key}.html" + (f"#L{line + 1}" if line >= 0 else "")


def family(key: str) -> str:
    """Return the address of a family; `key` is that of its first member."""
    return f"families/{key}.html"


def entity(folder: str, identity: str) -> str:
    """Return the address of an entity's page."""
    return f"{folder}/{identity}.html"


def feed(folder: str, identity: str) -> str:
    """Return the address of an entity's feed."""
    return f"{folder}/{identity}.xml"


def mentions(folder: str, identity: str, number: int | str) -> str:
    """Return the address of a page of an entity's mentions; pages are counted from 1, the entity's own."""
    return entity(folder, identity) if number == 1 else f"{folder}/{identity}/{number}.html"


def citation(key: str, ending: str) -> str:
    """Return the address of the record of an article in a format, by the ending of its files."""
    return f"cite/{key}.{ending}"


def capture(digest: str, ending: str) -> str:
    """Return the address of a copy of a file that is no plain text; markup is shown as text, never run."""
    return f"captures/{digest[:16]}{ending}{'.txt' if ending in MARKUP_ENDINGS else ''}"


def names(folder: str, part: str) -> str:
    """Return the address of one part of the names of a kind, where they are many: a letter."""
    return f"entities/{folder}/{part}.html"


def quotations(part: str) -> str:
    """Return the address of one part of a long list of quotations: a letter."""
    return f"quotations/{part}.html"


def passages(number: int | str) -> str:
    """Return the address of a page of shared passages; pages are counted from 1."""
    return "passages.html" if number == 1 else f"passages/{number}.html"


def carried(number: int) -> str:
    """Return where a shared passage stands in the list of all, by its number in that list (from 0)."""
    return f"{passages(number // PASSAGES_PER_PAGE + 1)}#s{number + 1}"


def free(slug: str) -> str:
    """Return the address of a free page; two of them have a place of their own."""
    return {"about": ABOUT, "method": METHOD}.get(slug, f"pages/{slug}.html")


def files_meant(path: str, address: str) -> tuple[str, ...]:
    """Return the files of the archive that a local address in a Markdown file may name, the likeliest first.

    From where the file stands ("../files/pier.jpg"), from `content/` ("files/pier.jpg"), or of
    `content/files/` ("pier.jpg").
    """
    name = unquote(urlsplit(address).path)
    if not name:
        return ()
    return (
        normpath(f"{dirname(path)}/{name}"),
        normpath(f"content/{name}"),
        normpath(f"content/files/{name.lstrip('/')}"),
    )


def passage(number: int) -> str:
    """Return the id of a passage on its article's page; numbers are those of `Article.passages`."""
    return f"p{number}"
