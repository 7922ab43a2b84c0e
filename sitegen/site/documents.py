"""What the site's search looks through: the articles as they are shown, the entities, the pages of people's words."""

import re
from collections.abc import Iterator

from sitegen.model.site import ArticleView, Document, Page, RemarkView, TextView
from sitegen.site.context import SiteContext
from sitegen.site.entity_notes import note_on
from sitegen.text import WIKILINK, shorten

ARTICLE, PAGE = "article", "page"  # kinds besides those of entities
LEAD = 40  # words
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:<[^<>\n]*>|[^()\s]*)(?:\s+\"[^\"]*\")?\)")


def documents(view: SiteContext, pages: tuple[Page, ...]) -> tuple[Document, ...]:
    """Give the documents; of a restricted article only what its page shows."""
    return (*_articles(view, pages), *_entities(view), *_texts(pages))


def _remarks(pages: tuple[Page, ...]) -> dict[str, tuple[str, ...]]:
    """Give what people wrote beside each article, by the address of its page."""
    made: dict[str, tuple[str, ...]] = {}
    for page in pages:
        if isinstance(page.view, ArticleView):
            beside = (one for passage in page.view.body for one in passage.remarks)
            made[page.url] = tuple(_words(_unlinked(one)) for one in (*page.view.remarks, *beside))
    return made


def _articles(view: SiteContext, pages: tuple[Page, ...]) -> Iterator[Document]:
    remarks = _remarks(pages)
    for seed, article in view.shown.items():
        item = view.item(seed)
        standfirst = article.field("standfirst")
        lead = standfirst or " ".join(block.text for block in article.body[:3])
        yield Document(
            item.url,
            item.title,
            ARTICLE,
            item.date,
            item.source,
            shorten(lead, LEAD),
            tuple(
                view.entity_url(entity).removesuffix(".html")
                for entity in view.named[seed]
                if entity in view.entities
            ),
            standfirst,
            tuple(block.text for block in article.body),
            (*article.all("byline"), *(block.text for block in article.comments), *remarks.get(item.url, ())),
        )


def _entities(view: SiteContext) -> Iterator[Document]:
    for entity in view.archive.entities:
        seeds = view.standing.get(entity.id)
        if seeds:
            count = len(seeds)
            lead = entity.description or f"named in {count} article{'s' if count != 1 else ''}"
            note = note_on(view, entity.id)
            body = (*view.aliases(entity.id), *([_unlinked(note)] if note else []))
            yield Document(
                view.entity_url(entity.id),
                entity.name,
                entity.kind,
                "",
                "",
                lead,
                (),
                entity.description,
                body,
                (),
            )


def _texts(pages: tuple[Page, ...]) -> Iterator[Document]:
    for page in pages:
        if isinstance(page.view, TextView) and page.view.markdown:
            text = _unlinked(page.view)
            yield Document(
                page.url, page.title, PAGE, "", "", shorten(_plain(text), LEAD), (), "", (text,), ()
            )


def _unlinked(view: TextView | RemarkView) -> str:
    """Give the Markdown of a page or remark with the words of its wikilinks alone."""
    names = {one.target: one.text for one in view.links}

    def shown(found: re.Match[str]) -> str:
        target = " ".join(found["target"].split())
        return (found["words"] or "").strip() or names.get(target, found[0])

    return WIKILINK.sub(shown, view.markdown)


def _plain(markdown: str) -> str:
    """Give the first paragraph of a Markdown text, without its marks."""
    paragraphs = (part.strip() for part in markdown.split("\n\n"))
    first = next((part for part in paragraphs if part and part[0] not in "#|>-*`"), "")
    return " ".join(_words(first).split())


def _words(markdown: str) -> str:
    """Give the words of Markdown without the addresses of its links and without its marks."""
    return _LINK.sub(r"\1", markdown).replace("*", "").replace("`", "")
