"""Where the remarks of a note stand: on the whole article, beside a passage, or nowhere any more.

A passage is found by its exact words, with the words before and after where they are given (W3C Web Annotation,
TextQuoteSelector).  What is not found, or found twice, is an orphan: shown and reported, never moved by guess.
"""

from dataclasses import replace

from sitegen.model import Article, Note, Problem, Remark, Severity
from sitegen.page import RemarkView
from sitegen.text import QUOTES


def placed(note: Note, article: Article, shown: Article) -> tuple[tuple[RemarkView, ...], dict[int, list[RemarkView]], tuple[Problem, ...]]:
    """Give the remarks on the whole (orphans among them), those on passages of what is shown by number, and problems.

    A remark whose passage is not shown, by its rights, stands with those on the whole, without the quotation.
    """
    whole: list[RemarkView] = []
    beside: dict[int, list[RemarkView]] = {}
    problems: list[Problem] = []
    for number, remark in enumerate(note.remarks, 1):
        view = RemarkView(f"n{number}", remark.markdown, note.path, remark.line)
        places = find(remark, article) if remark.exact else []
        visible = find(remark, shown) if len(places) == 1 else []
        if visible:
            beside.setdefault(visible[0], []).append(replace(view, quote=remark.exact))
        elif not remark.exact or len(places) == 1:
            whole.append(view)
        else:
            problem, why = _orphan(remark, note, article, len(places))
            problems.append(problem)
            whole.append(replace(view, quote=remark.exact if shown is article else "", orphan=why))
    return tuple(whole), beside, tuple(problems)


def _orphan(remark: Remark, note: Note, article: Article, places: int) -> tuple[Problem, str]:
    code, why, hint = (
        (
            "SG217",
            f"its passage stands {places} times in the text",
            "quote more of it, or add the words before or after it",
        )
        if places
        else ("SG216", "its passage is not in the text", "quote the text as it stands")
    )
    message = f'remark on "{remark.exact}": {why} ({article.path}); {hint}'
    return Problem(note.path, remark.line, code, message, Severity.ERROR), why


def find(remark: Remark, article: Article) -> list[int]:
    """Give the passage of every place that the quotation fits, kinds of quotation marks and spaces apart."""
    found = []
    exact, prefix, suffix = (_plain(text) for text in (remark.exact, remark.prefix, remark.suffix))
    for number, passage in enumerate(article.passages):
        text = _plain(passage.text)
        at = text.find(exact)
        while at >= 0:
            before, after = text[:at].rstrip(), text[at + len(exact) :].lstrip()
            if before.endswith(prefix) and after.startswith(suffix):
                found.append(number)
            at = text.find(exact, at + 1)
    return found


def _plain(text: str) -> str:
    return " ".join(text.translate(QUOTES).split())
