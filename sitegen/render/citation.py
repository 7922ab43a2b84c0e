"""What an article is, for reference managers, search engines and social networks.

Meta elements, links and JSON-LD in the head of its page, and COinS. Names of fields: Highwire Press tags and
DC.type as Zotero reads them, DCMI Metadata Terms, Open Graph, Memento (RFC 7089), schema.org NewsArticle.
`citation_journal_title` is left out, since it makes a journal article of a news article.
"""

from collections.abc import Iterable, Iterator
from html import escape

from markupsafe import Markup

from sitegen.citation_formats import Citable, coins
from sitegen.dates import moment_of
from sitegen.model.site import NamedThing, Page, Record, SiteInfo
from sitegen.render.jsonld import breadcrumbs, collection, script
from sitegen.text import is_web_address

MetaRow = tuple[str, str, str]  # attribute, its value, content


def citation(page: Page, record: Record, site: SiteInfo) -> Markup:
    """Return the elements that tell what an article is; what is not known of it is left out."""
    rows = "".join(
        f'<meta {attribute}="{name}" content="{escape(content)}">\n'
        for attribute, name, content in _rows(page, record, site)
        if content
    )
    head = '<link rel="schema.DCTERMS" href="http://purl.org/dc/terms/">\n'
    parts = (head, rows, _memento(record), _news_article(page, record, site))
    return Markup("".join(parts))  # noqa: S704  (each value is escaped)


def coins_spans(records: Iterable[Record], site: SiteInfo) -> Markup:
    """Return the records of articles as empty elements in which reference managers find them (COinS)."""
    items = (Citable(record, site.absolute(f"articles/{record.key}.html"), site.title) for record in records)
    spans = (f'<span class="Z3988" title="{escape(coins(item))}"></span>' for item in items)
    return Markup("".join(spans))  # noqa: S704  (each value is escaped)


def _rows(page: Page, record: Record, site: SiteInfo) -> Iterator[MetaRow]:
    day = _html_date(record.date)[:10]
    page_address = site.absolute(page.url)
    title = record.title or record.shown_title
    yield "name", "DC.type", "newspaperArticle"
    yield "name", "citation_title", title
    yield from (("name", "citation_author", author) for author in record.authors)
    yield "name", "citation_publication_date", day.replace("-", "/")
    yield "name", "citation_publisher", record.source
    yield "name", "citation_language", record.language
    yield "name", "citation_abstract", record.abstract
    yield "name", "citation_keywords", "; ".join(record.keywords)
    yield "name", "citation_public_url", record.address or page_address
    yield "name", "DCTERMS.title", title
    yield from (("name", "DCTERMS.creator", author) for author in record.authors)
    yield "name", "DCTERMS.issued", day
    yield "name", "DCTERMS.publisher", record.source
    yield "name", "DCTERMS.language", record.language
    yield "name", "DCTERMS.abstract", record.abstract
    yield from (("name", "DCTERMS.subject", keyword) for keyword in record.keywords)
    yield "name", "DCTERMS.isFormatOf", record.address
    yield from (("name", "DCTERMS.isFormatOf", address) for address in record.same_as)
    yield "name", "DCTERMS.rights", record.licence
    yield "property", "og:type", "article"
    yield "property", "og:title", page.title
    yield "property", "og:description", page.description
    yield "property", "og:site_name", site.title
    yield "property", "og:url", page_address
    yield "property", "og:locale", record.language.replace("-", "_")
    yield "property", "article:published_time", _html_date(record.date)
    yield "property", "article:modified_time", _html_date(record.updated)


def _memento(record: Record) -> str:
    """Return the links to the page as it was published and to its copy in an archive of the web."""
    rows = f'<link rel="original" href="{escape(record.address)}">\n' if record.address else ""
    if record.archived:
        day = f' data-datetime="{escape(record.archived_on)}"' if record.archived_on else ""
        rows += f'<link rel="memento" href="{escape(record.archived)}"{day}>\n'
    return rows


def _news_article(page: Page, record: Record, site: SiteInfo) -> Markup:
    licence = record.licence if is_web_address(record.licence) else ""
    return script(
        {
            "@context": "https://schema.org",
            "@graph": [
                {
                    "@type": "NewsArticle",
                    "headline": record.title or record.shown_title,
                    "author": [{"@type": "Person", "name": author} for author in record.authors],
                    "publisher": {"@type": "Organization", "name": record.source} if record.source else None,
                    "datePublished": _html_date(record.date),
                    "dateModified": _html_date(record.updated),
                    "inLanguage": record.language,
                    "abstract": record.abstract,
                    "keywords": list(record.keywords),
                    "wordCount": record.words,
                    "url": site.absolute(page.url),
                    "isBasedOn": record.address,
                    "sameAs": list(record.same_as),
                    "archivedAt": record.archived,
                    "license": licence,
                    "copyrightNotice": "" if licence else record.licence,
                    "isPartOf": collection(site),
                    "mentions": list(map(_thing, record.mentions)),
                },
                breadcrumbs(page, site, (("articles/index.html", "Articles"),)),
            ],
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
