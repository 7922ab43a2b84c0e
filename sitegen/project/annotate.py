"""`sitegen annotate`: take annotations that people made elsewhere over into the notes of their articles."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from ipaddress import ip_address
from itertools import count
from pathlib import Path
from urllib.parse import SplitResult, quote, urlsplit

from sitegen.clean.metadata_patterns import canonical
from sitegen.config import ARCHIVED
from sitegen.files import replace_file
from sitegen.model import Article, Note, Remark
from sitegen.read.content import anchor_lines, read_text
from sitegen.read.hypothesis import Imported, added_to, remarks_text
from sitegen.site.remarks import find
from sitegen.text import canonical_host

# Hosts of "sitegen serve", and of pages opened as files.
LOCAL_HOSTS = frozenset({"", "localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Annotated:
    """What became of imported annotations."""

    joined: dict[str, int]  # path of a note -> annotations that it got
    known: int  # annotations that their notes have already
    lost: tuple[Imported, ...]  # annotations that are about no article


def annotate(
    root: Path,
    annotations: Sequence[Imported],
    notes: Mapping[str, Note],
    articles: Sequence[Article],
    site_address: str,
    seed: str = "",
) -> Annotated:
    """Add imported annotations to the notes of the articles that they are about; return what became of them.

    `notes` are by seed, `site_address` is where this archive is published, if that is known, and `seed`
    names the article of all annotations, where a person says it.
    """
    by_id = {article.id: article for article in articles}
    by_article: dict[str, list[Imported]] = {}
    lost = []
    for annotation in annotations:
        article_id = seed or _article_of(annotation, articles, site_address)
        if article_id:
            by_article.setdefault(article_id, []).append(annotation)
        else:
            lost.append(annotation)
    joined: dict[str, int] = {}
    known = 0
    for article_id, some in by_article.items():
        path, text = _note_file(root, notes.get(article_id), by_id[article_id])
        known_text = text + _text_of_further_files(root, notes.get(article_id))
        bare = [_without_needless_context(annotation, by_id[article_id]) for annotation in some]
        fresh = [annotation for annotation in bare if not _stands_in(annotation, known_text)]
        known += len(some) - len(fresh)
        if fresh:
            joined_text = added_to(text, anchor_lines(text, path), fresh)
            replace_file(root / path, joined_text.encode(), within=root)
            joined[path] = len(fresh)
    return Annotated(joined, known, tuple(lost))


def _article_of(annotation: Imported, articles: Sequence[Article], site_address: str) -> str:
    """Return the id of the article that an annotation is about, or an empty text."""
    return next((article.id for article in articles if _is_about(annotation, article, site_address)), "")


def _note_file(root: Path, note: Note | None, article: Article) -> tuple[str, str]:
    """Return the path and the text of the file that annotations of an article go into.

    It is the article's note, else a new file, never the note of another article.
    """
    if note:
        return note.path, read_text(root, note.path)
    path = f"content/notes/{article.key}.md"
    if not (root / path).exists():
        return path, ""
    further = (f"content/notes/{article.key}-{number}.md" for number in count(2))
    free_path = next(path for path in further if not (root / path).exists())
    return free_path, f"---\nseed: {json.dumps(article.id, ensure_ascii=False)}\n---\n"


def _text_of_further_files(root: Path, note: Note | None) -> str:
    """Return the text of the files that belong to a note besides its own."""
    return "".join(read_text(root, file.path) for file in (note.beside if note else ()))


def _stands_in(annotation: Imported, text: str) -> bool:
    """Whether a note has an annotation already, signed or not."""
    signed = remarks_text([annotation]).strip()
    unsigned = remarks_text([replace(annotation, author="", date="")]).strip()
    return signed in text or unsigned in text


def _is_about(annotation: Imported, article: Article, site_address: str) -> bool:
    """Whether an annotation is about the original of an article, or about its page in this archive."""
    address = ARCHIVED.sub("", annotation.address)
    original = article.field("address")
    if original and _comparable(address) == _comparable(original):
        return True
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    page = f"/articles/{quote(article.key)}.html"
    if _is_local(parts.hostname or "") and f"/{parts.path}".endswith(page):
        return True
    return bool(site_address) and _is_page_of(parts, site_address, page)


def _is_page_of(parts: SplitResult, site_address: str, page: str) -> bool:
    """Whether an address is that of a page of the published site."""
    home = urlsplit(site_address)
    published = f"//{home.netloc}{home.path.rstrip('/')}{page}"
    return _comparable(f"//{parts.netloc}{parts.path}") == _comparable(published)


def _is_local(host: str) -> bool:
    """Whether a host is none that the web knows: this machine, one of its network, or no host at all."""
    if host in LOCAL_HOSTS or host.endswith(".local"):
        return True
    with suppress(ValueError):
        return ip_address(host).is_private
    return False


def _comparable(address: str) -> tuple[str, str, str]:
    """Return host, path and query of an address, equal for those that differ in scheme or ending alone."""
    try:
        parts = urlsplit(canonical(address))
    except ValueError:
        return address, "", ""
    return canonical_host(parts.netloc) or parts.netloc, parts.path.rstrip("/"), parts.query


def _without_needless_context(annotation: Imported, article: Article) -> Imported:
    """Return an annotation without the words around its quotation, where that is found without them."""
    bare = replace(annotation, prefix="", suffix="")
    is_found = (
        not annotation.exact or len(find(Remark(markdown="", line=0, exact=annotation.exact), article)) == 1
    )
    return bare if is_found else annotation
