"""What a page is about as schema.org JSON-LD, for programs that read pages."""

import json
from collections.abc import Mapping
from urllib.parse import quote

from markupsafe import Markup

from sitegen.model.site import EntityView, Page, SiteInfo


def entity(page: Page, view: EntityView, site: SiteInfo) -> Markup:
    """Return the script element that tells what entity a page is about.

    It has the page's address only where that of the site is known.
    """
    facts = {
        "@context": "https://schema.org",
        "@type": view.schema,
        "name": page.title,
        "alternateName": [alias for alias in view.aliases if alias != page.title],
        "description": view.description,
        "url": site.address + quote(page.url) if site.address else "",
        "sameAs": [link.url for link in view.elsewhere],
    }
    return script(facts)


def script(facts: Mapping[str, object]) -> Markup:
    """Return the script element of some facts; those that are empty are left out."""
    text = json.dumps({name: value for name, value in facts.items() if value}, ensure_ascii=False)
    return Markup(f'<script type="application/ld+json">{_inert(text)}</script>\n')  # noqa: S704


def _inert(text: str) -> str:
    """Return JSON that no reader of HTML can take for markup."""
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
