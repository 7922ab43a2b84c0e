"""What a page is about as schema.org JSON-LD, for programs that read pages."""

import json
from collections.abc import Mapping
from urllib.parse import quote

from markupsafe import Markup

from sitegen.model.site import SCHEMA_TYPES, EntityView, Page, SiteInfo


def entity(page: Page, view: EntityView, site: SiteInfo) -> Markup:
    """Give the script element that says what entity a page is about; its address only where that of the site is known."""
    made = {
        "@context": "https://schema.org",
        "@type": SCHEMA_TYPES.get(view.kind, "Thing"),
        "name": page.title,
        "alternateName": [one for one in view.aliases if one != page.title],
        "description": view.description,
        "url": site.address + quote(page.url) if site.address else "",
        "sameAs": [one.url for one in view.elsewhere],
    }
    return script(made)


def script(made: Mapping[str, object]) -> Markup:
    """Give the script element of some facts; those that are empty are left out."""
    text = json.dumps({key: value for key, value in made.items() if value}, ensure_ascii=False)
    return Markup(f'<script type="application/ld+json">{_inert(text)}</script>\n')  # noqa: S704


def _inert(text: str) -> str:
    """Give JSON that no reader of HTML can take for markup."""
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
