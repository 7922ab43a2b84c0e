"""What a page is about as schema.org JSON-LD, for programs that read pages."""

import json
from collections.abc import Mapping
from urllib.parse import quote

from markupsafe import Markup

from sitegen.model.site import EntityView, HomeView, Page, SiteInfo

JsonObject = dict[str, object]


def home(view: HomeView, site: SiteInfo) -> Markup:
    """Return the script element that tells what the archive is: a collection, its tables a data set."""
    data: JsonObject = {
        "@type": "Dataset",
        "name": f"{site.title}: data",
        "description": view.description or f"The articles of {site.title} with their names and relations",
        "url": f"{site.address}data/datapackage.json" if site.address else "",
        "temporalCoverage": "/".join(view.span),
        "isPartOf": collection(site),
        "creator": {"@type": "Organization", "name": site.contact or site.title},
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": "application/json",
                "contentUrl": f"{site.address}data/datapackage.json",
            }
        ]
        if site.address
        else [],
    }
    whole: JsonObject = {
        **collection(site),
        "description": view.description,
        "temporalCoverage": "/".join(view.span),
    }
    graph = [whole, data] if site.has_data else [whole]
    return script({"@context": "https://schema.org", "@graph": list(map(_filled, graph))})


def entity(page: Page, view: EntityView, site: SiteInfo) -> Markup:
    """Return the script element that tells what entity a page is about.

    It has the page's address only where that of the site is known.
    """
    facts = {
        "@type": view.schema,
        "name": page.title,
        "alternateName": [alias for alias in view.aliases if alias != page.title],
        "description": view.description,
        "url": site.absolute(page.url),
        "sameAs": [link.url for link in view.elsewhere],
    }
    trail = breadcrumbs(page, site, (("entities.html", "Names"),))
    return script({"@context": "https://schema.org", "@graph": [_filled(facts), trail]})


def collection(site: SiteInfo) -> JsonObject:
    """Return the archive as the collection that its pages are part of."""
    return _filled({"@type": "Collection", "name": site.title, "url": site.address})


def breadcrumbs(page: Page, site: SiteInfo, above: tuple[tuple[str, str], ...]) -> JsonObject | None:
    """Return the way from home to a page, given address and name of each page between.

    None where the address of the site is not known.
    """
    if not site.address:
        return None
    way = (("", site.title), *above, (page.url, page.title))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": site.address + quote(url)}
            for place, (url, name) in enumerate(way, 1)
        ],
    }


def script(facts: Mapping[str, object]) -> Markup:
    """Return the script element of some facts; those that are empty are left out."""
    text = json.dumps(_filled(facts), ensure_ascii=False)
    return Markup(f'<script type="application/ld+json">{_inert(text)}</script>\n')  # noqa: S704


def _filled(facts: Mapping[str, object]) -> JsonObject:
    """Return facts without those that are empty, in the parts of a graph too."""
    filled: JsonObject = {}
    for name, value in facts.items():
        if name == "@graph" and isinstance(value, list):
            filled[name] = [_filled(part) for part in value if part]
        elif value:
            filled[name] = value
    return filled


def _inert(text: str) -> str:
    """Return JSON that no reader of HTML can take for markup."""
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
