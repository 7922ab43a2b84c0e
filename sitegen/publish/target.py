"""What a place to publish to can do."""

from pathlib import Path
from typing import Protocol

from sitegen.publish.plan import Changes


class Target(Protocol):
    """A place where a site is published."""

    limited: bool  # in size, as hosts of branches are

    @property
    def name(self) -> str:
        """Return what a person is told of it."""
        ...

    def look(self, site: Path, paths: tuple[str, ...]) -> Changes:
        """Return how the files of a folder, by their paths, differ from what stands there now.

        Raises SitegenError where that cannot be told, or what stands there is of others.
        """
        ...

    def send(self, message: str) -> str:
        """Let the place hold what was looked at, and return what a person is told of it.

        Raises SitegenError where it cannot be done; then the place is as it was.
        """
        ...

    def expected_address(self) -> str:
        """Return the address that the site will have there; an empty text where nobody can tell."""
        ...
