"""A finished site: each link and anchor leads to something, no id stands twice, and no private word is in a public edition."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from sitegen.model import Inputs, Note, Output, Problem, Severity
from sitegen.pipeline.build import Built, target_of
from sitegen.render.address import href, root_of
from sitegen.site.urls import SEARCH
from sitegen.text import plain_words, shorten

SECRET_WORDS = 4  # of a line that nobody else would write by chance
SECRET_NAME = 2  # words of a private headline or title
SHOWN = 8  # words of it that a message shows
TOLD_FIELDS = (
    "title",
    "standfirst",
    "credit",
)  # of a private note; its date or source may be the scrape's own
TEXTS = (".html", ".xml", ".jsonl", ".jsonld", ".js", ".json", ".txt", ".svg", ".csv", ".md")


class _Page(HTMLParser):
    """Gathers the ids of a page and the addresses it names."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.twice: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note ids and addresses."""
        for name, value in attrs:
            if name == "id" and value:
                (self.twice if value in self.ids else self.ids).add(value)
            elif name in {"href", "src"} and value and not (tag == "link" and ("rel", "canonical") in attrs):
                self.links.append(value)


def check_site(built: Built) -> list[Problem]:
    """Return links without a target, anchors without an id, and ids given twice; those of a person's text where it was written."""
    pages: dict[str, _Page] = {}
    for output in built.outputs:
        if output.path.endswith(".html"):
            page = _Page()
            page.feed(output.data.decode("utf-8", "replace"))
            pages[output.path] = page
    found = _Files({output.path for output in built.outputs}, pages, unquote(built.site.info.base_path))
    makers = {output.path: output.maker for output in built.outputs}
    written = _written(built)
    told = {  # by the build, at their lines
        (one.page, one.address)
        for one in built.site.written
        if not one.way and target_of(one.page, one.address, found.base) not in found.files
    }
    problems: list[Problem] = []
    for path, page in pages.items():
        twice = [f'{path}: the id "{one}" stands twice' for one in sorted(page.twice)]
        problems += [Problem(makers[path], -1, "SG503", message, Severity.ERROR) for message in twice]
        for link in dict.fromkeys(page.links):
            message = "" if (path, link) in told else found.wrong(path, link)
            if message:
                places = written.get((path, link)) or [(makers[path], -1)]
                problems += [
                    Problem(*place, "SG504", f"{path}: {message}", Severity.ERROR) for place in places
                ]
    return [*problems, *leaks(built)]


def _written(built: Built) -> dict[tuple[str, str], list[tuple[str, int]]]:
    """Return where each local link of people's texts was written, by the page and the address there."""
    made: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for one in built.site.written:
        made[one.page, href(one.way, root_of(one.page)) if one.way else one.address].append(
            (one.path, one.line)
        )
    return made


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of a site, the ids of its pages, and the path under which it stands."""

    files: set[str]
    pages: dict[str, _Page]
    base: str

    def wrong(self, path: str, link: str) -> str:
        """Return what is wrong with a link of a page, if anything is."""
        try:
            parts = urlsplit(link)
        except ValueError:
            return f'"{link}" is no address'
        if parts.scheme or parts.netloc:
            return ""
        inner = target_of(path, link, self.base)
        if inner not in self.files:
            return f'"{link}" leads nowhere'
        anchor = "" if inner == SEARCH else unquote(parts.fragment)  # the search keeps what was asked there
        if anchor.lower() == "top":  # browsers know it, whatever the page has
            return ""
        if (
            anchor
            and inner in self.pages
            and anchor not in self.pages[inner].ids
            and not anchor.startswith(":~:")
        ):
            return f'"{link}" names a place that {inner} does not have'
        return ""


# Private words ----------------------------------------------------------------------------------------------


def leaks(built: Built) -> list[Problem]:
    """Return files of a public edition that hold words which a person called private."""
    if built.site.info.profile != "public":
        return []
    secrets = list(_secrets(built.inputs))
    known = _words_of(" ".join(text for text in _public_texts(built)))
    found = []
    for output in built.outputs:
        text = _words_of(_as_text(output)) if secrets and output.path.endswith(TEXTS) else ""
        for path, line, words in secrets:
            if words in text and words not in known:
                message = f'words of it that are private stand in {output.path} ("{shorten(words.strip(), SHOWN)}"); it is not to be published'
                found.append(Problem(path, line, "SG507", message, Severity.ERROR))
    return found


def _secrets(inputs: Inputs) -> Iterator[tuple[str, int, str]]:
    """Yield the private words of a person, a line of some words each, with the file and line where they stand."""
    for note in inputs.notes:
        yield from _secrets_of_note(note)
    for page in inputs.pages:
        if page.private:
            yield from _lines(page.path, page.line, page.title, least=SECRET_NAME)
            yield from _lines(page.path, page.line, page.markdown)
    for one in inputs.entity_notes:
        if one.private:
            yield from _lines(one.path, -1, one.markdown)
    for file in inputs.files:
        if file.private and file.target.endswith(TEXTS):
            yield from _lines(file.path, -1, file.data.decode("utf-8", "replace"))


def _secrets_of_note(note: Note) -> Iterator[tuple[str, int, str]]:
    for name, value, line in note.fields if note.private else ():
        if name in TOLD_FIELDS:
            yield from _lines(note.path, line, value, least=SECRET_NAME)
    for remark in note.remarks:
        if remark.private or note.private:
            yield from _lines(note.path, remark.line, remark.markdown)


def _lines(path: str, line: int, text: str, *, least: int = SECRET_WORDS) -> Iterator[tuple[str, int, str]]:
    for row in text.splitlines():
        words = _words_of(row)
        if words.count(" ") - 1 >= least:
            yield path, line, words


def _public_texts(built: Built) -> Iterator[str]:
    """Return what this edition shows of articles: a private remark may quote it."""
    return (
        " ".join((one.title, one.standfirst, *one.body, *one.lesser))
        for one in built.site.documents
        if one.kind == "article"
    )


def _words_of(text: str) -> str:
    return f" {' '.join(plain_words(text))} "


def _as_text(output: Output) -> str:
    return unescape(re.sub(r"<[^>]*>", " ", output.data.decode("utf-8", "replace")))
