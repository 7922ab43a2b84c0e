"""What an article is, for reference managers, search engines and social networks: meta elements and JSON-LD in the head of its page.

Names of fields: Highwire Press tags and DC.type as Zotero reads them, DCMI Metadata Terms, Open Graph, schema.org NewsArticle.
`citation_journal_title` is left out, since it makes a journal article of a news article.
"""

from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from markupsafe import Markup

from sitegen.dates import moment_of
from sitegen.model.site import Page, Record, SiteInfo
from sitegen.render.jsonld import script


def citation(page: Page, record: Record, site: SiteInfo) -> Markup:
    """Give the elements that tell what an article is; what is not known of it is left out."""
    rows = "".join(
        f'<meta {kind}="{name}" content="{escape(value)}">\n'
        for kind, name, value in _rows(page, record, site)
        if value
    )
    head = '<link rel="schema.DCTERMS" href="http://purl.org/dc/terms/">\n'
    return Markup(f"{head}{rows}{_news_article(page, record, site)}")  # noqa: S704  (each value is escaped)


def _rows(page: Page, record: Record, site: SiteInfo) -> Iterator[tuple[str, str, str]]:
    moment = moment_of(record.date)
    day = moment.html()[:10] if moment else ""
    here = _address(page, site)
    yield "name", "DC.type", "newspaperArticle"
    yield "name", "citation_title", record.title
    yield from (("name", "citation_author", author) for author in record.authors)
    yield "name", "citation_publication_date", day.replace("-", "/")
    yield "name", "citation_publisher", record.source
    yield "name", "citation_language", record.language
    yield "name", "citation_abstract", record.abstract
    yield "name", "citation_keywords", "; ".join(record.keywords)
    yield "name", "citation_public_url", record.address or here
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
    yield "property", "og:url", here
    yield "property", "article:published_time", moment.html() if moment else ""


def _news_article(page: Page, record: Record, site: SiteInfo) -> Markup:
    moment = moment_of(record.date)
    updated = moment_of(record.updated)
    return script(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": record.title,
            "author": [{"@type": "Person", "name": author} for author in record.authors],
            "publisher": {"@type": "Organization", "name": record.source} if record.source else None,
            "datePublished": moment.html() if moment else "",
            "dateModified": updated.html() if updated else "",
            "inLanguage": record.language,
            "abstract": record.abstract,
            "keywords": list(record.keywords),
            "wordCount": record.words,
            "url": _address(page, site),
            "isBasedOn": record.address,
            "isPartOf": {"@type": "Collection", "name": site.title}
            | ({"url": site.address} if site.address else {}),
            "mentions": [
                {"@type": one.type, "name": one.name}
                | ({"sameAs": f"https://www.wikidata.org/entity/{one.wikidata}"} if one.wikidata else {})
                for one in record.mentions
            ],
        }
    )


def _address(page: Page, site: SiteInfo) -> str:
    return site.address + quote(page.url) if site.address else ""
