"""The address that the site of a repository gets from the service which holds it."""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Host:
    """One service that shows the branch of a repository as a site."""

    name: str
    domain: str  # of the repositories
    address: Callable[[str, str], str]  # of the site, from owner and name of the repository


def _github(owner: str, repository: str) -> str:
    site = f"{owner.lower()}.github.io"
    return f"https://{site}/" if repository.lower() == site else f"https://{site}/{repository}/"


def _codeberg(owner: str, repository: str) -> str:
    site = f"{owner.lower()}.codeberg.page"
    return f"https://{site}/" if repository.lower() == "pages" else f"https://{site}/{repository}/"


HOSTS: tuple[Host, ...] = (
    Host("GitHub Pages", "github.com", _github),
    Host("Codeberg Pages", "codeberg.org", _codeberg),
)
_REMOTE = re.compile(
    r"(?:(?:https?|ssh|git)://(?:[^@/]+@)?|[^@/:]+@)(?P<host>[^/:]+)(?::\d+/|[:/])(?P<owner>[^/]+)/"
    r"(?P<name>[^/]+?)(?:\.git)?/?"
)


def host_of(remote: str) -> Host | None:
    """Return the service that a repository's address belongs to; None where it is none of `HOSTS`."""
    found = _REMOTE.fullmatch(remote)
    domain = found["host"].lower().removeprefix("www.").removeprefix("ssh.") if found else ""
    return next((host for host in HOSTS if host.domain == domain), None)


def site_address(remote: str, cname: str = "") -> str:
    """Return the address that the site of a repository has; an empty text where nobody can tell.

    `cname` is the text of the file CNAME, the owner's own domain.

    >>> site_address("git@github.com:Anna/harbour.git")
    'https://anna.github.io/harbour/'
    >>> site_address("https://github.com/anna/anna.github.io")
    'https://anna.github.io/'
    >>> site_address("git@github.com:anna/harbour.git", "news.example.org")
    'https://news.example.org/'
    """
    domain = cname.split(maxsplit=1)[0].lower() if cname.split() else ""
    if domain:
        return f"https://{domain}/"
    host, found = host_of(remote), _REMOTE.fullmatch(remote)
    return host.address(found["owner"], found["name"]) if host and found else ""
