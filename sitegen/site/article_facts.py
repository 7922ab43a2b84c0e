"""What an article is: the facts beside it, the line below its headline, its record and how it is cited."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from sitegen.citation_formats import Citable
from sitegen.config import ARCHIVED
from sitegen.dates import long_date
from sitegen.model import Article, Field, Seed
from sitegen.model.site import CITATION_FORMATS, CITATIONS, Fact, Link, NamedThing, Record, RobustLink
from sitegen.site import urls
from sitegen.site.context import SiteContext
from sitegen.text import is_web_address, plural

UNKNOWN_LANGUAGE = "und"
MAX_RECORD_ENTITIES = 20  # that the record of an article tells of
MAX_ADDRESS_LENGTH = 60  # code points of an address as a reader sees it
MAX_LEAD_AUTHORS = 3
WORDS_PER_MINUTE = 230  # that people read (Brysbaert 2019: 238 for English non-fiction)
DIGEST_DIGITS = 16  # of a seed's digest that its article's page shows
IDENTICAL = "identical"  # the relation of texts that are the same
_SNAPSHOT = re.compile(r"https?://web\.archive\.org/web/(?P<day>\d{8})\d*[a-z_]*/(?=https?://)")


def facts(context: SiteContext, seed: Seed, article: Article) -> tuple[Fact, ...]:
    """Return the lines of the facts card; those without a value are left out."""
    edition = context.edition
    authors = article.all("byline")
    rights = (Link(edition.modes[seed.id].words),) if edition.is_public else ()
    rows = (
        Fact("Source", _source(context, seed)),
        Fact("Author" if len(authors) == 1 else "Authors", _plain_links(authors)),
        Fact("Date", _date(article)),
        Fact("Updated", _day(article.field("updated"))),
        Fact("Dateline", _plain_links(article.all("dateline"))),
        Fact("Credit", _plain_links(article.all("credit"))),
        Fact("Original", _original(article)),
        Fact("Archived", _archived(article)),
        Fact("Scraped", _day(article.field("retrieved"))),
        Fact("Length", (Link(_length(context, seed.id)),)),
        Fact("Rights", rights),
        Fact("Licence", _licence(edition.licence(seed.id))),
        Fact("Tags", _plain_links(tags(context, seed.id))),
        Fact("Seed", (_seed_link(context, seed),), of_file=True),
        Fact("Digest", (Link(seed.digest[:DIGEST_DIGITS], title=f"SHA-256 {seed.digest}"),), of_file=True),
    )
    return tuple(fact for fact in rows if fact.values)


def lead(context: SiteContext, seed: Seed, article: Article) -> tuple[Link, ...]:
    """Return what a reader wants to know before the first word: author, source, date, minutes."""
    authors = article.all("byline")
    names = ", ".join(authors[:MAX_LEAD_AUTHORS]) + (" and others" if len(authors) > MAX_LEAD_AUTHORS else "")
    words = context.edition.words[seed.id]
    minutes = (Link(plural(max(1, round(words / WORDS_PER_MINUTE)), "minute")),) if words else ()
    by = (Link(names),) if names else ()
    return (*by, *_source(context, seed), *_date(article), *minutes)


def _plain_links(texts: Iterable[str]) -> tuple[Link, ...]:
    return tuple(Link(text) for text in texts)


def _source(context: SiteContext, seed: Seed) -> tuple[Link, ...]:
    source = context.edition.sources[seed.id]
    if not source:
        return ()
    return (Link(source, f"{urls.SOURCES}#{context.edition.source_anchor(source)}"),)


def _date(article: Article) -> tuple[Link, ...]:
    date = article.field("date")
    if not date:
        return ()
    field = next(field for field in article.fields if field.name == "date")
    return (Link(long_date(date), f"{urls.TIMELINE}#d{date[:7]}", _evidence(field), date),)


def _evidence(field: Field) -> str:
    """Return how a fact was found and where it stands."""
    return f"{field.why}, line {field.pieces[0].line + 1}" if field.pieces else field.why


def _day(date: str) -> tuple[Link, ...]:
    return (Link(long_date(date), date=date),) if date else ()


def _licence(licence: str) -> tuple[Link, ...]:
    if not licence:
        return ()
    return (Link(shorten_address(licence), licence),) if is_web_address(licence) else (Link(licence),)


def _length(context: SiteContext, seed: str) -> str:
    length = plural(context.edition.words[seed], "word")
    comments = context.edition.comment_words(seed)
    return f"{length}, and {plural(comments, 'word')} of comments" if comments else length


def _seed_link(context: SiteContext, seed: Seed) -> Link:
    name = seed.path.rsplit("/", 1)[-1]
    if not context.edition.is_shown_whole(seed.id):
        return Link(name)
    return Link(name, urls.raw(seed.key), "the scrape, line by line")


def _original(article: Article) -> tuple[Link, ...]:
    """Return the link to the page as it was published, with the copy that an archive of the web has of it."""
    address, copy = _original_address(article), archived_copy(article)
    if not address:
        return ()
    text, title = shorten_address(address), "the page as it was published"
    if not copy.address:
        return (Link(text, address, title),)
    return (RobustLink(text, address, title, version=copy.address, version_date=copy.day),)


def _original_address(article: Article) -> str:
    """Return the address at which an article was published; that of a copy elsewhere holds it."""
    address = ARCHIVED.sub("", article.field("address"))
    return address if is_web_address(address) else ""


@dataclass(frozen=True, slots=True)
class ArchivedCopy:
    """A copy in an archive of the web: its address, the day if that tells it; empty if there is none."""

    address: str = ""
    day: str = ""


def archived_copy(article: Article) -> ArchivedCopy:
    """Return the copy that a note names, or the one that the article's address is of."""
    for address in (article.field("archived"), article.field("address")):
        snapshot = _SNAPSHOT.match(address)
        if snapshot:
            day = snapshot["day"]
            return ArchivedCopy(address, f"{day[:4]}-{day[4:6]}-{day[6:]}")
    copy = article.field("archived")
    return ArchivedCopy(copy) if is_web_address(copy) else ArchivedCopy()


def shorten_address(address: str) -> str:
    """Return an address as one reads it: without scheme, and not too long."""
    plain = address.split("://", 1)[-1].removeprefix("www.").rstrip("/")
    return plain if len(plain) <= MAX_ADDRESS_LENGTH else plain[: MAX_ADDRESS_LENGTH - 3] + "…"


def _archived(article: Article) -> tuple[Link, ...]:
    copy, address = archived_copy(article), _original_address(article)
    if copy.address:
        return (Link(shorten_address(copy.address), copy.address, long_date(copy.day) if copy.day else ""),)
    if not address:
        return ()
    day = article.field("date")[:10].replace("-", "") or "*"
    return (Link("look it up in the Wayback Machine", f"https://web.archive.org/web/{day}/{address}"),)


# For reference managers -------------------------------------------------------------------------------------


def record(context: SiteContext, seed: Seed, article: Article) -> Record:
    """Return what an article is, for reference managers; of a restricted one its facts alone."""
    edition = context.edition
    counts = context.names.entities_in[seed.id]
    most_named = sorted(counts, key=lambda identity: (-counts[identity], identity))[:MAX_RECORD_ENTITIES]
    copy = archived_copy(article)
    return Record(
        key=seed.key,
        title=article.field("title"),
        shown_title=edition.titles[seed.id],
        authors=article.all("byline"),
        date=article.field("date"),
        updated=article.field("updated"),
        retrieved=article.field("retrieved") or copy.day,
        source=edition.sources[seed.id],
        address=_original_address(article),
        archived=copy.address,
        archived_on=copy.day,
        same_as=_addresses_of_same_text(context, seed.id),
        licence=edition.licence(seed.id),
        language="" if article.language == UNKNOWN_LANGUAGE else article.language,
        abstract=article.field("standfirst"),
        keywords=tags(context, seed.id),
        words=edition.words[seed.id],
        mentions=tuple(_named_thing(context, identity) for identity in most_named),
    )


def _addresses_of_same_text(context: SiteContext, seed: str) -> tuple[str, ...]:
    """Return the other addresses at which the identical text was published."""
    shown = context.edition.shown
    same = [
        relation.second for relation in context.relations.by_seed.get(seed, ()) if relation.name == IDENTICAL
    ]
    addresses = dict.fromkeys(_original_address(shown[other]) for other in sorted(same))
    return tuple(address for address in addresses if address not in {"", _original_address(shown[seed])})


def _named_thing(context: SiteContext, identity: str) -> NamedThing:
    entity = context.names.entities[identity]
    return NamedThing(context.names.kinds[entity.kind].schema, entity.name, entity.wikidata)


def tags(context: SiteContext, seed: str) -> tuple[str, ...]:
    """Return what a person put an article under."""
    note = context.edition.notes.get(seed)
    return note.tags if note else ()


def citable(context: SiteContext, article_record: Record) -> Citable:
    """Return an article as it is cited."""
    config = context.edition.config
    page = config.address + quote(urls.article(article_record.key)) if config.address else ""
    return Citable(article_record, page, config.title)


def citation_files(context: SiteContext, key: str) -> tuple[Link, ...]:
    """Return the ways to the record of an article for other programs."""
    if not context.edition.config.makes(CITATIONS):
        return ()
    return tuple(Link(label, urls.citation(key, ending)) for label, ending in CITATION_FORMATS)


def citation(context: SiteContext, seed: Seed, article: Article) -> str:
    """Return how one cites an article; what is not known of it is left out."""
    title, site = context.edition.titles[seed.id], context.edition.config.title
    authors, date = ", ".join(article.all("byline")), article.field("date")
    address, source = _original_address(article), context.edition.sources[seed.id]
    parts = [
        f"{authors}." if authors else "",
        f"“{_with_full_stop(title)}”",
        _cited_source(source, date),
        f"{long_date(date[:10])}." if date else "No date.",
        f"{address}." if address else "",
        f"{site}." if seed.number is None else f"{site}, no. {seed.key}.",
    ]
    return " ".join(filter(None, parts))


def _cited_source(source: str, date: str) -> str:
    if not source:
        return ""
    return f"{source}," if date else f"{source}."


def _with_full_stop(title: str) -> str:
    """Return a title with a full stop, unless it ends in a mark of its own."""
    return title if title.endswith((".", "!", "?", "…")) else f"{title}."
