"""What the site's search looks through: the articles as shown, the entities, the pages of people's words."""

import re
from collections.abc import Iterator

from sitegen.model.site import ARTICLE_PAGE, ArticleView, Document, Page, RemarkView, TextView
from sitegen.site.context import SiteContext
from sitegen.site.entity_notes import note_on
from sitegen.text import WIKILINK, shorten

OTHER_PAGE = "page"  # the kind of a document that is neither an article nor an entity
MAX_LEAD_WORDS = 40
LEAD_PARAGRAPHS = 3  # of the text that make the lead where there is no standfirst
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:<[^<>\n]*>|[^()\s]*)(?:\s+\"[^\"]*\")?\)")
_NO_PARAGRAPH = tuple("#|>-*`")  # what headings, tables, quotations, lists and code begin with


def documents(context: SiteContext, pages: tuple[Page, ...]) -> tuple[Document, ...]:
    """Return the documents; of a restricted article only what its page shows."""
    return (*_articles(context, pages), *_entities(context), *_texts(pages))


def _articles(context: SiteContext, pages: tuple[Page, ...]) -> Iterator[Document]:
    names = context.names
    remarks = _remarks(pages)
    for seed, article in context.edition.shown.items():
        item = context.items[seed]
        standfirst = article.field("standfirst")
        paragraphs = tuple(block.text for block in article.body)
        lead = standfirst or " ".join(paragraphs[:LEAD_PARAGRAPHS])
        comments = tuple(block.text for block in article.comments)
        yield Document(
            url=item.url,
            title=item.title,
            kind=ARTICLE_PAGE,
            date=item.date,
            source=item.source,
            lead=shorten(lead, MAX_LEAD_WORDS),
            entities=tuple(names.url(identity).removesuffix(".html") for identity in names.entities_in[seed]),
            standfirst=standfirst,
            body=paragraphs,
            lesser=(*article.all("byline"), *comments, *remarks.get(item.url, ())),
        )


def _remarks(pages: tuple[Page, ...]) -> dict[str, tuple[str, ...]]:
    """Return the words that people wrote beside each article, by the address of its page."""
    return {
        page.url: tuple(_words(_unlinked(remark)) for remark in _remarks_of(page.view))
        for page in pages
        if isinstance(page.view, ArticleView)
    }


def _remarks_of(view: ArticleView) -> Iterator[RemarkView]:
    yield from view.remarks
    for passage in view.body:
        yield from passage.remarks


def _entities(context: SiteContext) -> Iterator[Document]:
    names = context.names
    for entity in context.edition.archive.entities:
        count = len(names.articles_naming.get(entity.id, ()))
        if not count:
            continue
        note = note_on(context.links, entity.id)
        note_words = (_unlinked(note),) if note else ()
        yield Document(
            url=names.url(entity.id),
            title=entity.name,
            kind=entity.kind,
            date="",
            source="",
            lead=entity.description or f"named in {count} article{'s' if count != 1 else ''}",
            entities=(),
            standfirst=entity.description,
            body=(*names.aliases(entity.id), *note_words),
            lesser=(),
        )


def _texts(pages: tuple[Page, ...]) -> Iterator[Document]:
    for page in pages:
        if isinstance(page.view, TextView) and page.view.markdown:
            text = _unlinked(page.view)
            yield Document(
                url=page.url,
                title=page.title,
                kind=OTHER_PAGE,
                date="",
                source="",
                lead=shorten(_first_paragraph(text), MAX_LEAD_WORDS),
                entities=(),
                standfirst="",
                body=(text,),
                lesser=(),
            )


def _unlinked(view: TextView | RemarkView) -> str:
    """Return the Markdown of a page or remark with the words of its wikilinks alone."""
    names = {pointer.target: pointer.text for pointer in view.links}

    def words_of(match: re.Match[str]) -> str:
        target = " ".join(match["target"].split())
        return (match["words"] or "").strip() or names.get(target, match[0])

    return WIKILINK.sub(words_of, view.markdown)


def _first_paragraph(markdown: str) -> str:
    """Return the first paragraph of a Markdown text, without its marks."""
    for part in markdown.split("\n\n"):
        paragraph = part.strip()
        if paragraph and not paragraph.startswith(_NO_PARAGRAPH):
            return " ".join(_words(paragraph).split())
    return ""


def _words(markdown: str) -> str:
    """Return the words of Markdown without the addresses of its links and without its marks."""
    return _LINK.sub(r"\1", markdown).replace("*", "").replace("`", "")
