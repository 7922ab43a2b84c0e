"""Where the remarks of a note stand: on the whole article, beside a passage, or nowhere any more.

A passage is found by its exact words, with the words before and after where they are given (W3C Web Annotation,
TextQuoteSelector).  What is not found, or found twice, is an orphan: shown and reported, never moved by guess.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count

from sitegen.model import Article, LinkedText, LocalLink, Note, Problem, Remark, Severity
from sitegen.model.site import Pointer, RemarkView
from sitegen.text import QUOTES

NEIGHBOURS = 3  # passages above and below that the words around a quotation may reach into
LEAST_QUOTED = 3  # words of a heading that are no chance where the text has them
CONTEXT = 32  # code points before and after a quotation that tell it from another one

Placed = tuple[tuple[RemarkView, ...], dict[int, list[RemarkView]], tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class Links:
    """What tells where the links of a note lead: its wikilinks, and its links to files of the archive, read from where the note stands."""

    pointers: Callable[[tuple[tuple[LinkedText, ...], ...]], tuple[Pointer, ...]]
    ways: Callable[[str, tuple[LocalLink, ...]], tuple[tuple[str, str], ...]]


def placed(note: Note, article: Article, shown: Article, links: Links) -> Placed:
    """Give the remarks on the whole (orphans among them), those on passages of what is shown by number, and problems.

    A remark whose passage is not shown, by its rights, stands with those on the whole, without the quotation.
    """
    whole: list[RemarkView] = []
    beside: dict[int, list[RemarkView]] = {}
    problems: list[Problem] = []
    for number, (file, remark) in enumerate(
        ((one, remark) for one in note.files for remark in one.remarks), 1
    ):
        view = RemarkView(
            remark_id(number),
            remark.markdown,
            file.path,
            remark.line,
            links=links.pointers(remark.linking),
            ways=links.ways(file.path, remark.local),
            private=remark.private,
        )
        problems += _unquoted(remark, file, article)
        places = find(remark, article) if remark.exact else []
        visible = find(remark, shown) if len(places) == 1 else []
        if visible:
            passage, start, end = visible[0]
            beside.setdefault(passage, []).append(_beside(view, shown.passages[passage].text, start, end))
        elif not remark.exact or len(places) == 1:
            whole.append(replace(view, unshown=bool(remark.exact)))
        else:
            problem, why = _orphan(remark, file, article, len(places))
            problems.append(problem)
            whole.append(replace(view, quote=remark.exact if shown is article else "", orphan=why))
    return tuple(whole), _numbered(beside), tuple(problems)


def _unquoted(remark: Remark, note: Note, article: Article) -> list[Problem]:
    """Tell of headings that are words of the text and may be meant to quote them."""
    return [
        Problem(
            note.path,
            line,
            "SG226",
            f'the heading "{text}" is words of the text, but has no quotation marks, so it quotes no passage; write ## "{text}"',
        )
        for text, line in remark.headings
        if len(text.split()) >= LEAST_QUOTED and find(Remark("", 0, text.strip()), article)
    ]


def remark_id(number: int) -> str:
    """Give the id of a remark on its article's page; those of a note are counted from 1."""
    return f"n{number}"


def _beside(view: RemarkView, text: str, start: int, end: int) -> RemarkView:
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return replace(view, quote=text[start:end], start=start, end=end, prefix=before, suffix=after)


def _numbered(beside: dict[int, list[RemarkView]]) -> dict[int, list[RemarkView]]:
    """Give remarks with their numbers, in the order in which a reader comes upon them."""
    numbers = count(1)
    ordered = {
        passage: sorted(beside[passage], key=lambda one: (one.end, one.line)) for passage in sorted(beside)
    }
    return {
        passage: [replace(one, number=next(numbers)) for one in remarks]
        for passage, remarks in ordered.items()
    }


def _orphan(remark: Remark, note: Note, article: Article, places: int) -> tuple[Problem, str]:
    bare = (
        bool(remark.prefix or remark.suffix)
        and not places
        and bool(find(Remark("", 0, remark.exact), article))
    )
    code, why, hint = (
        (
            "SG216",
            "its passage is in the text, but not beside the words that stand before and behind it here",
            "leave them out, or write those of the text",
        )
        if bare
        else (
            "SG217",
            f"its passage stands {places} times in the text",
            "quote more of it, or add the words before or after it",
        )
        if places
        else ("SG216", "its passage is not in the text", "quote the text as it stands")
    )
    message = f'remark on "{remark.exact}": {why} ({article.path}); {hint}'
    return Problem(note.path, remark.line, code, message, Severity.ERROR), why


def find(remark: Remark, article: Article) -> list[tuple[int, int, int]]:
    """Give passage, start and end of every place that the quotation fits, kinds of quotation marks and spaces apart."""
    found = []
    exact, prefix, suffix = (_plain(text)[0] for text in (remark.exact, remark.prefix, remark.suffix))
    plain = [_plain(passage.text) for passage in article.passages]
    for number, (text, places) in enumerate(plain):
        above = " ".join(one for one, _ in plain[max(0, number - NEIGHBOURS) : number])
        below = " ".join(one for one, _ in plain[number + 1 : number + 1 + NEIGHBOURS])
        at = text.find(exact)
        while at >= 0:
            before, after = f"{above} {text[:at]}".rstrip(), f"{text[at + len(exact) :]} {below}".lstrip()
            if before.endswith(prefix) and after.startswith(suffix):
                found.append((number, places[at], places[at + len(exact) - 1] + 1))
            at = text.find(exact, at + 1)
    return found


def _plain(text: str) -> tuple[str, list[int]]:
    """Give a text with plain quotation marks and single spaces, and where each of its characters stands."""
    made: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text.translate(QUOTES)):
        if not character.isspace() or (made and made[-1] != " "):
            made.append(" " if character.isspace() else character)
            places.append(place)
    while made and made[-1] == " ":
        made.pop()
    return "".join(made), places
