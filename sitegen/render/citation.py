"""What an article is, for reference managers, search engines and social networks.

Meta elements and JSON-LD in the head of its page.  Names of fields: Highwire Press tags and DC.type as Zotero
reads them, DCMI Metadata Terms, Open Graph, schema.org NewsArticle.  `citation_journal_title` is left out,
since it makes a journal article of a news article.
"""

from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from markupsafe import Markup

from sitegen.dates import moment_of
from sitegen.model.site import NamedThing, Page, Record, SiteInfo
from sitegen.render.jsonld import script

MetaRow = tuple[str, str, str]  # attribute, its value, content


def citation(page: Page, record: Record, site: SiteInfo) -> Markup:
    """Return the elements that tell what an article is; what is not known of it is left out."""
    rows = "".join(
        f'<meta {attribute}="{name}" content="{escape(content)}">\n'
        for attribute, name, content in _rows(page, record, site)
        if content
    )
    head = '<link rel="schema.DCTERMS" href="http://purl.org/dc/terms/">\n'
    return Markup(f"{head}{rows}{_news_article(page, record, site)}")  # noqa: S704  (each value is escaped)


def _rows(page: Page, record: Record, site: SiteInfo) -> Iterator[MetaRow]:
    day = _html_date(record.date)[:10]
    page_address = _address(page, site)
    yield "name", "DC.type", "newspaperArticle"
    yield "name", "citation_title", record.title
    yield from (("name", "citation_author", author) for author in record.authors)
    yield "name", "citation_publication_date", day.replace("-", "/")
    yield "name", "citation_publisher", record.source
    yield "name", "citation_language", record.language
    yield "name", "citation_abstract", record.abstract
    yield "name", "citation_keywords", "; ".join(record.keywords)
    yield "name", "citation_public_url", record.address or page_address
    yield "name", "DCTERMS.title", record.title
    yield from (("name", "DCTERMS.creator", author) for author in record.authors)
    yield "name", "DCTERMS.issued", day
    yield "name", "DCTERMS.publisher", record.source
    yield "name", "DCTERMS.language", record.language
    yield "name", "DCTERMS.isFormatOf", record.address
    yield "property", "og:type", "article"
    yield "property", "og:title", page.title
    yield "property", "og:description", page.description
    yield "property", "og:site_name", site.title
    yield "property", "og:url", page_address
    yield "property", "article:published_time", _html_date(record.date)


def _news_article(page: Page, record: Record, site: SiteInfo) -> Markup:
    collection = {"@type": "Collection", "name": site.title}
    if site.address:
        collection["url"] = site.address
    return script(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": record.title,
            "author": [{"@type": "Person", "name": author} for author in record.authors],
            "publisher": {"@type": "Organization", "name": record.source} if record.source else None,
            "datePublished": _html_date(record.date),
            "dateModified": _html_date(record.updated),
            "inLanguage": record.language,
            "abstract": record.abstract,
            "keywords": list(record.keywords),
            "wordCount": record.words,
            "url": _address(page, site),
            "isBasedOn": record.address,
            "isPartOf": collection,
            "mentions": list(map(_thing, record.mentions)),
        }
    )


def _thing(named: NamedThing) -> dict[str, str]:
    thing = {"@type": named.type, "name": named.name}
    if named.wikidata:
        thing["sameAs"] = f"https://www.wikidata.org/entity/{named.wikidata}"
    return thing


def _html_date(date: str) -> str:
    """Return a date as HTML has it; an empty text where it says none."""
    moment = moment_of(date)
    return moment.html() if moment else ""


def _address(page: Page, site: SiteInfo) -> str:
    """Return the absolute address of a page; an empty text where that of the site is not known."""
    return site.address + quote(page.url) if site.address else ""
