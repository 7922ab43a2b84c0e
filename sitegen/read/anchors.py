"""What a heading of a note anchors: a passage that it quotes, or the word that makes text below it private.

Also the slips in both: headings that look like an anchor and are none.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sitegen.markdown import Heading, headings
from sitegen.model import Severity
from sitegen.text import edits, shorten

PRIVATE_WORD = "private"
MAX_TOLD_HEADING_WORDS = 8  # of a heading in a message
TRUTHS = {  # how people write true and false in front matter
    "true": True,
    "yes": True,
    "on": True,
    "1": True,
    "false": False,
    "no": False,
    "off": False,
    "0": False,
}
# Quotation marks that begin and end a quotation, of many languages.
_OPENERS, _CLOSERS = '"＂″“”„‟❝❞〝«»「『《〈‹❮', '"＂″”“‟❞❝〞〟»«」』》〉›❯'
_ANCHOR = re.compile(
    rf"(?P<prefix>[^{_OPENERS}]*)[{_OPENERS}](?P<exact>.+)[{_CLOSERS}](?P<suffix>[^{_CLOSERS}]*)"
    r"|[‘‚'](?P<single>.+)[’‘']"
)
_MAX_MISSPELT_EDITS = 2  # privat, prvate, privates, privately, privado; by judgement
_DECORATED_PRIVATE = re.compile(
    r"[\W_]*private[*_`\])}]*\s*([:：;.!–—-]?)[*_`\])}]*(.*)", re.IGNORECASE | re.DOTALL
)
_HALF_QUOTED = "this heading has a quotation mark at one end only, so it quotes no passage; write it at both"
_UNSPACED_HEADING = re.compile(rf"^ {{0,3}}(?P<marks>#{{1,6}})(?=[{_OPENERS}])", re.MULTILINE)
# The text of a heading that makes what is below it private, with or without a passage.
_PRIVATE_HEADING = re.compile(r"private(?:\s*:\s*|$)(?P<following>.*)", re.IGNORECASE | re.DOTALL)
# Lines that may be meant so: a heading anywhere, the word alone, the word with a colon.
_LIKE_PRIVATE_HEADING = re.compile(
    r"(?:[ \t]*(?:>|[-*+]|\d+[.)]))*[ \t]*#{1,6}[^\w\n]*private\b(?P<following>.*)", re.IGNORECASE
)
_ONLY_PRIVATE = re.compile(r"[\W_]*private[\W_]*", re.IGNORECASE)
_PRIVATE_WITH_COLON = re.compile(r"[\W_]{0,8}private[\W_]{0,4}?[:：](?P<following>.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a heading says of the remark below it: the passage that it quotes, and whether it is private."""

    exact: str
    prefix: str
    suffix: str
    private: bool


NO_ANCHOR = Anchor("", "", "", private=False)


def anchor_of(heading: Heading) -> Anchor | None:
    """Return what a heading anchors; None where it is an ordinary one."""
    if heading.level != 2:
        return None
    words = _normalized_private(heading.text)
    private_heading = _PRIVATE_HEADING.fullmatch(words)
    if private_heading:
        words = private_heading["following"].strip()
    quotation = _ANCHOR.fullmatch(words)
    if not quotation:
        return replace(NO_ANCHOR, private=True) if private_heading else None
    exact = (quotation["exact"] or quotation["single"] or "").strip()
    prefix, prefix_is_private = _context(quotation["prefix"])
    suffix, suffix_is_private = _context(quotation["suffix"])
    private = bool(private_heading) or prefix_is_private or suffix_is_private
    return Anchor(exact, prefix, suffix, private)


def _context(words: str | None) -> tuple[str, bool]:
    """Return the words beside a quoted passage, and whether they are no context but say "private".

    So they do in `## private "words"` and in `## private note: "words"`.
    """
    context = (words or "").strip(" …")
    is_private = re.findall(r"\w+", context.casefold())[:1] == [PRIVATE_WORD]
    return ("", True) if is_private else (context, False)


def misplaced_anchors(body: str) -> Iterator[tuple[int, str]]:
    """Yield the 0-based lines that seem to quote a passage and do not, each with why and what to write."""
    if "#" not in body:
        return
    outer = headings(body)
    yield from _quoting((heading for heading in outer if heading.level != 2), "")
    yield from _quoting(headings(body, inner=True), ", at the left margin")
    for heading in outer:
        if heading.level == 2 and not anchor_of(heading) and _is_half_quoted(heading.text):
            yield heading.start, _HALF_QUOTED
    heading_lines = {heading.start for heading in outer}
    for unspaced in _UNSPACED_HEADING.finditer(body):
        line = body.count("\n", 0, unspaced.start("marks"))
        if line not in heading_lines:
            message = (
                f'"{unspaced["marks"]}" without a space behind it begins no heading,'
                " so this line quotes no passage; write a space"
            )
            yield line, message


def _quoting(wrong_headings: Iterable[Heading], place: str) -> Iterator[tuple[int, str]]:
    """Yield those of some headings that would quote a passage if they were of level 2, in the outer text."""
    for heading in wrong_headings:
        anchor = anchor_of(replace(heading, level=2))
        if anchor and anchor.exact:
            right = f"## {shorten(heading.text, MAX_TOLD_HEADING_WORDS)}"
            yield heading.start, f"this heading quotes no passage where it stands; write {right}{place}"


def _is_half_quoted(text: str) -> bool:
    """Whether a heading of several words begins or ends with a quotation mark that has no partner."""
    marks = [letter for letter in text if letter in _OPENERS + _CLOSERS]
    if len(marks) != 1 or len(text.split()) < 2:
        return False
    return text.strip()[:1] in _OPENERS or text.strip()[-1:] in _CLOSERS


def lines_on_private(body: str, *, parted: bool = False) -> Iterator[tuple[int, Severity]]:
    """Yield the 0-based lines that say "private" like a heading and hide nothing.

    Each comes with its severity: an error where the line can only be meant to hide something.
    `parted` is whether headings of the second level part the text into remarks, of which each may be private.
    """
    names_private = PRIVATE_WORD in body.casefold()
    if not names_private and "#" not in body:
        return
    heading_at = {heading.start: heading for heading in headings(body)}
    for line_number, heading in heading_at.items():
        if _is_misspelt(heading.text):
            yield line_number, Severity.ERROR
    if not names_private:
        return
    for line_number, line in enumerate(body.split("\n")):
        heading_here = heading_at.get(line_number)
        if parted and heading_here and _hides(heading_here):
            continue
        severity = _severity_on_private(line, heading_here)
        if severity:
            yield line_number, severity


def _hides(heading: Heading) -> bool:
    anchor = anchor_of(heading)
    return anchor is not None and anchor.private


def _severity_on_private(line: str, heading: Heading | None) -> Severity | None:
    """Return how surely a line, a heading or not, was meant to hide something; None where it was not."""
    if _ONLY_PRIVATE.fullmatch(line):
        return Severity.ERROR
    if heading and _hides(replace(heading, level=2)):  # whatever its level
        return Severity.ERROR
    like_heading = _LIKE_PRIVATE_HEADING.fullmatch(line)
    row = like_heading or _PRIVATE_WITH_COLON.fullmatch(line)
    if not row:
        return None
    following = row["following"]
    if like_heading and re.match(r"\s*(?:[:：\-–—!.;]|$)", following):
        return Severity.ERROR
    quotes_passage = _ANCHOR.fullmatch(following.strip(" :：-–—*_"))
    says_true = TRUTHS.get(following.strip(" \"'").casefold(), False)
    return Severity.ERROR if quotes_passage or says_true else Severity.WARNING


def _is_misspelt(text: str) -> bool:
    """Whether a heading begins with a word that is nearly "private", alone or before a colon or a passage."""
    first_word = re.match(r"\W*(\w+)\W*?(?:[:\uff1a]|$|\s(?=[^\w\s]))", text)
    word = first_word[1].casefold() if first_word else ""
    return word != PRIVATE_WORD and "v" in word and edits(word, PRIVATE_WORD) <= _MAX_MISSPELT_EDITS


def _normalized_private(text: str) -> str:
    """Return a heading that begins with "private" in one form, without emphasis: "private: words".

    Other headings stay as they are.
    """
    heading = _DECORATED_PRIVATE.match(text.strip())
    if not heading:
        return text.strip()
    mark, words = heading.groups()
    if not words.strip():
        return PRIVATE_WORD
    return f"{PRIVATE_WORD}: {words.strip()}" if mark else text.strip()
