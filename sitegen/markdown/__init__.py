"""Markdown: its HTML, its headings, its links, and the places where it names seeds.

Raw HTML in Markdown is shown as text, so a note can neither break a page nor run a script.
"""

from sitegen.markdown.links import local_links, refused_links, sentences_with_links
from sitegen.markdown.render import to_html
from sitegen.markdown.seed_names import (
    KnownSeeds,
    named_seeds,
    other_local_links,
    other_wikilinks,
    to_html_with_links,
)
from sitegen.markdown.structure import (
    Heading,
    fence_left_open,
    first_heading,
    headings,
    without_comments,
    without_title,
)

__all__ = (
    "Heading",
    "KnownSeeds",
    "fence_left_open",
    "first_heading",
    "headings",
    "local_links",
    "named_seeds",
    "other_local_links",
    "other_wikilinks",
    "refused_links",
    "sentences_with_links",
    "to_html",
    "to_html_with_links",
    "without_comments",
    "without_title",
)
