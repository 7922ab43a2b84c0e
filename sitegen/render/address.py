"""Addresses as a page writes them: relative, percent-encoded."""

from urllib.parse import quote


def root_of(url: str) -> str:
    """Return the way from a page to the site's root: "", "../", "../../"."""
    return "../" * url.count("/")


def href(url: str, root: str) -> str:
    """Return an address as it stands in `href`: absolute ones as they are, ours relative to the page."""
    if "://" in url or url.startswith(("#", "mailto:")):
        return url
    path, mark, fragment = url.partition("#")
    return root + quote(path, safe="/~") + mark + quote(fragment, safe="")
