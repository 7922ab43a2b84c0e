"""Where the remarks of a note stand: on the whole article, beside a passage, or nowhere any more.

A passage is found by its exact words, with the words before and after where they are given (W3C Web
Annotation, TextQuoteSelector).  What is not found, or found twice, is an orphan: shown and reported, never
moved by guess.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from sitegen.model import Article, Note, Problem, Remark, Severity
from sitegen.model.site import RemarkView
from sitegen.site.links import Links
from sitegen.text import QUOTES

NEIGHBOURS = 3  # passages above and below that the words around a quotation may reach into; by judgement
MIN_QUOTED_WORDS = 3  # of a heading that are no chance where the text has them; by judgement
CONTEXT_LENGTH = 32  # code points before and after a quotation that tell it from another one; by judgement

Place = tuple[int, int, int]  # passage, start and end offset
ByPassage = dict[int, list[RemarkView]]


@dataclass(frozen=True, slots=True)
class PlacedRemarks:
    """The remarks of a note with their places in what is shown of an article."""

    on_whole: tuple[RemarkView, ...]  # orphans among them
    by_passage: ByPassage  # by the number of the passage
    problems: tuple[Problem, ...]


NO_REMARKS = PlacedRemarks((), {}, ())


def placed(note: Note, article: Article, shown: Article, links: Links) -> PlacedRemarks:
    """Return the remarks of a note with their places, and problems of those that have none.

    A remark whose passage is not shown, by its rights, stands with those on the whole, without the quotation.
    """
    on_whole: list[RemarkView] = []
    by_passage: ByPassage = {}
    problems: list[Problem] = []
    for number, file, remark in _numbered_remarks(note):
        view = _view(number, file, remark, links)
        problems += _unquoted_headings(remark, file, article)
        places = find(remark, article) if remark.exact else []
        shown_places = find(remark, shown) if len(places) == 1 else []
        if shown_places:
            passage, start, end = shown_places[0]
            quoting = _quoting(view, shown.passages[passage].text, start, end)
            by_passage.setdefault(passage, []).append(quoting)
        elif not remark.exact or len(places) == 1:
            on_whole.append(replace(view, unshown=bool(remark.exact)))
        else:
            problem, why = _orphan(remark, file, article, len(places))
            problems.append(problem)
            on_whole.append(replace(view, quote=remark.exact if shown is article else "", orphan=why))
    return PlacedRemarks(tuple(on_whole), _numbered(by_passage), tuple(problems))


def _numbered_remarks(note: Note) -> Iterator[tuple[int, Note, Remark]]:
    """Yield the remarks of a note and of those beside it, with their numbers and files."""
    numbers = count(1)
    for file in note.files:
        for remark in file.remarks:
            yield next(numbers), file, remark


def _view(number: int, file: Note, remark: Remark, links: Links) -> RemarkView:
    return RemarkView(
        id=remark_id(number),
        markdown=remark.markdown,
        path=file.path,
        line=remark.line,
        links=links.pointers_of(remark.linking),
        ways=links.files.urls_of(file.path, remark.local),
        private=remark.private,
    )


def _unquoted_headings(remark: Remark, note: Note, article: Article) -> Iterator[Problem]:
    """Yield problems of headings that are words of the text and may be meant to quote them."""
    for text, line in remark.headings:
        is_long = len(text.split()) >= MIN_QUOTED_WORDS
        if is_long and find(Remark(markdown="", line=0, exact=text.strip()), article):
            message = (
                f'the heading "{text}" is words of the text, but has no quotation marks,'
                f' so it quotes no passage; write ## "{text}"'
            )
            yield Problem(note.path, line, "SG226", message)


def remark_id(number: int) -> str:
    """Return the id of a remark on its article's page; those of a note are counted from 1."""
    return f"n{number}"


def _quoting(view: RemarkView, text: str, start: int, end: int) -> RemarkView:
    """Return a remark as it stands beside a passage, with what it quotes."""
    return replace(
        view,
        quote=text[start:end],
        start=start,
        end=end,
        prefix=text[max(0, start - CONTEXT_LENGTH) : start],
        suffix=text[end : end + CONTEXT_LENGTH],
    )


def _numbered(by_passage: ByPassage) -> ByPassage:
    """Return remarks with their numbers, in the order in which a reader comes upon them."""
    numbers = count(1)
    numbered: ByPassage = {}
    for passage in sorted(by_passage):
        in_order = sorted(by_passage[passage], key=lambda view: (view.end, view.line))
        numbered[passage] = [replace(view, number=next(numbers)) for view in in_order]
    return numbered


def _orphan(remark: Remark, note: Note, article: Article, places: int) -> tuple[Problem, str]:
    """Return the problem of a remark without one place, and why it has none."""
    if places:
        code, why = "SG217", f"its passage stands {places} times in the text"
        hint = "quote more of it, or add the words before or after it"
    elif _stands_elsewhere(remark, article):
        code, why = (
            "SG216",
            "its passage is in the text, but not beside the words that stand before and behind it here",
        )
        hint = "leave them out, or write those of the text"
    else:
        code, why = "SG216", "its passage is not in the text"
        hint = "quote the text as it stands"
    message = f'remark on "{remark.exact}": {why} ({article.path}); {hint}'
    return Problem(note.path, remark.line, code, message, severity=Severity.ERROR), why


def _stands_elsewhere(remark: Remark, article: Article) -> bool:
    """Whether the passage of a remark stands in the text, but not beside the words that the remark gives."""
    has_context = bool(remark.prefix or remark.suffix)
    return has_context and bool(find(Remark(markdown="", line=0, exact=remark.exact), article))


def find(remark: Remark, article: Article) -> list[Place]:
    """Return every place that the quotation of a remark fits, whatever its quotation marks and spaces."""
    exact, prefix, suffix = (_plain(text)[0] for text in (remark.exact, remark.prefix, remark.suffix))
    plain_passages = [_plain(passage.text) for passage in article.passages]
    texts = [text for text, _ in plain_passages]
    places = []
    for number, (text, offsets) in enumerate(plain_passages):
        start = text.find(exact)
        while start >= 0:
            end = start + len(exact)
            above = " ".join(texts[max(0, number - NEIGHBOURS) : number])
            below = " ".join(texts[number + 1 : number + 1 + NEIGHBOURS])
            before = f"{above} {text[:start]}".rstrip()
            after = f"{text[end:]} {below}".lstrip()
            if before.endswith(prefix) and after.startswith(suffix):
                places.append((number, offsets[start], offsets[end - 1] + 1))
            start = text.find(exact, start + 1)
    return places


def _plain(text: str) -> tuple[str, list[int]]:
    """Return a text with plain quotation marks and single spaces, and the offset of each character."""
    characters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text.translate(QUOTES)):
        if not character.isspace():
            characters.append(character)
            offsets.append(offset)
        elif characters and characters[-1] != " ":
            characters.append(" ")
            offsets.append(offset)
    return "".join(characters).rstrip(" "), offsets
