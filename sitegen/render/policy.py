"""The Content Security Policy of every page: what a browser may load and run there.

It holds even if words of a text ever reached a page unescaped: no script but the files of the site runs, and
no request leaves it, but for pictures of hosts that the owner allows.
"""

from sitegen.model.site import SiteInfo

# "self" means little on file://, where each browser has its own rule, so the scheme stands beside it.
OWN_FILES = "'self' file:"


def policy(info: SiteInfo) -> str:
    """Return the policy of a page, as it stands in a `meta` element."""
    hosts = "".join(f" https://{host}" for host in info.picture_hosts)
    rules = {
        "default-src": "'none'",
        "script-src": OWN_FILES,
        "style-src": OWN_FILES,
        "img-src": f"{OWN_FILES} data:{hosts}",
        "media-src": OWN_FILES,
        "font-src": OWN_FILES,
        "connect-src": "'self'",
        "frame-src": OWN_FILES,  # the search reads pages through frames on file://
        "form-action": OWN_FILES,
        "base-uri": "'none'",
    }
    return "; ".join(f"{name} {allowed}" for name, allowed in rules.items())
