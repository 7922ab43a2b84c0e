"""A cleaned article as plain text."""

from sitegen.model import Article


def plain_text(article: Article) -> str:
    """Give title, standfirst and paragraphs parted by blank lines; no furniture, no comments."""
    head = [value for value in (article.field("title"), article.field("standfirst")) if value]
    parts = [*head, *(block.text for block in article.body)]
    return "\n\n".join(parts) + "\n" if parts else ""
