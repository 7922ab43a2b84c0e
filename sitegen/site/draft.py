"""A page before the table of page kinds adds what is the same for all pages of its kind."""

from dataclasses import dataclass

from sitegen.model.site import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What one page shows, and where; its template and what robots are told stand in `PAGES`."""

    url: str
    title: str
    view: View
    description: str = ""
    language: str = ""  # where it differs from the site's
    maker: str = ""  # the file it comes from, for messages
    kind: str = ""  # of the row of `PAGES`, where that is not the row whose function makes it
