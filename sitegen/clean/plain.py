"""A cleaned article as plain text."""

from sitegen.model import Article


def plain_text(article: Article) -> str:
    """Return title, standfirst and paragraphs, a blank line between two; no furniture, no comments."""
    paragraphs = [article.field("title"), article.field("standfirst")]
    paragraphs += [block.text for block in article.body]
    text = "\n\n".join(filter(None, paragraphs))
    return f"{text}\n" if text else ""
