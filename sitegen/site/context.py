"""Everything that composing a page may look up; made once a build, never part of a page."""

from dataclasses import dataclass

from sitegen.config import Config
from sitegen.model import Archive, Inputs, Note, Withdrawal
from sitegen.model.site import Item
from sitegen.site.edition import Edition
from sitegen.site.items import items
from sitegen.site.links import Links
from sitegen.site.shown_names import ShownNames
from sitegen.site.shown_quotations import ShownQuotations
from sitegen.site.shown_relations import ShownRelations
from sitegen.site.shown_words import ShownWords
from sitegen.site.wikilinks import follow_links


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class SiteContext:
    """What an edition shows, by what it is about; each part uses only those before it."""

    edition: Edition  # rights, articles, titles, sources
    names: ShownNames  # entities and where they are named
    words: ShownWords  # where words stand on pages
    relations: ShownRelations  # copies, shared passages, related articles
    items: dict[str, Item]  # articles as lists have them, by the id of their seed
    quotations: ShownQuotations
    links: Links  # of people's texts


def site_context(
    archive: Archive,
    inputs: Inputs,
    config: Config,
    notes: dict[str, Note],
    withdrawals: dict[str, Withdrawal],
) -> SiteContext:
    """Return what pages are composed from; maps in it are computed when first asked for."""
    edition = Edition(inputs=inputs, archive=archive, config=config, notes=notes, withdrawals=withdrawals)
    names = ShownNames(edition)
    words = ShownWords(edition)
    relations = ShownRelations(edition, words)
    articles = items(edition, relations)
    return SiteContext(
        edition=edition,
        names=names,
        words=words,
        relations=relations,
        items=articles,
        quotations=ShownQuotations(names, articles),
        links=follow_links(names),
    )
