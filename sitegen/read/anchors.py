"""What a heading of a note anchors: a passage that it quotes, the word that makes what stands below it private; and slips in both."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sitegen.markdown import Heading, headings
from sitegen.model import Severity
from sitegen.text import edits, shorten

PRIVATE = "private"
ANCHOR_SHOWN = 8  # words of a heading in a message
TRUTHS = {
    "true": True,
    "yes": True,
    "on": True,
    "1": True,
    "false": False,
    "no": False,
    "off": False,
    "0": False,
}
_OPENERS, _CLOSERS = '"＂″“”„‟❝❞〝«»「『《〈‹❮', '"＂″”“‟❞❝〞〟»«」』》〉›❯'
_ANCHOR = re.compile(
    rf"(?P<prefix>[^{_OPENERS}]*)[{_OPENERS}](?P<exact>.+)[{_CLOSERS}](?P<suffix>[^{_CLOSERS}]*)|[‘‚'](?P<single>.+)[’‘']"
)
_UNSPACED = re.compile(rf"^ {{0,3}}(?P<marks>#{{1,6}})(?=[{_OPENERS}])", re.MULTILINE)
_PRIVATE = re.compile(r"private(?:\s*:\s*|$)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_LIKE_PRIVATE = re.compile(
    r"(?:[ \t]*(?:>|[-*+]|\d+[.)]))*[ \t]*#{1,6}[^\w\n]*private\b(?P<rest>.*)", re.IGNORECASE
)
_PRIVATE_ALONE = re.compile(r"[\W_]*private[\W_]*", re.IGNORECASE)
_PRIVATE_ROW = re.compile(r"[\W_]{0,8}private[\W_]{0,4}?[:：](?P<rest>.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a heading says of the remark below it: the passage that it quotes, if any, and whether it is private."""

    exact: str
    prefix: str
    suffix: str
    private: bool


def anchor_of(heading: Heading) -> Anchor | None:
    """Give what a heading anchors; None where it is an ordinary one."""
    if heading.level != 2:
        return None
    plain = _plain_words(heading.text)
    hidden = _PRIVATE.fullmatch(plain)
    words = hidden["rest"].strip() if hidden else plain
    found = _ANCHOR.fullmatch(words)
    if found:
        exact = (found["exact"] or found["single"] or "").strip()
        around = [(found[part] or "").strip(" …") for part in ("prefix", "suffix")]
        slips = [
            re.findall(r"\w+", part.casefold())[:1] == [PRIVATE] for part in around
        ]  # `## private "words"`, `## private note: "words"`
        before, after = ("" if slip else part for slip, part in zip(slips, around, strict=True))
        return Anchor(exact, before, after, bool(hidden) or any(slips))
    return Anchor("", "", "", private=True) if hidden else None


def misplaced_anchors(body: str) -> Iterator[tuple[int, str]]:
    """Give the lines that seem to quote a passage and do not, each with why and what to write."""
    found = [(one, "") for one in headings(body) if one.level != 2] if "#" in body else []
    found += [(one, ", at the left margin") for one in headings(body, inner=True)] if "#" in body else []
    for one, why in found:
        anchor = anchor_of(replace(one, level=2))
        if anchor and anchor.exact:
            yield one.start, f"this heading quotes no passage where it stands; write {_as_anchor(one)}{why}"
    for one in headings(body) if "#" in body else ():
        if one.level == 2 and not anchor_of(one) and _half_quoted(one.text):
            yield (
                one.start,
                "this heading has a quotation mark at one end only, so it quotes no passage; write it at both",
            )
    in_headings = {one.start for one in headings(body)} if _UNSPACED.search(body) else set()
    for glued in _UNSPACED.finditer(body):
        line = body.count("\n", 0, glued.start("marks"))
        if line not in in_headings:
            yield (
                line,
                f'"{glued["marks"]}" without a space behind it begins no heading, so this line quotes no passage; write a space',
            )


def _as_anchor(heading: Heading) -> str:
    """Give a heading as it would quote its passage."""
    return f"## {shorten(heading.text, ANCHOR_SHOWN)}"


def _half_quoted(text: str) -> bool:
    """Say whether a heading begins or ends with a quotation mark that has no partner."""
    marks = [letter for letter in text if letter in _OPENERS + _CLOSERS]
    return (
        len(marks) == 1
        and (text.strip()[:1] in _OPENERS or text.strip()[-1:] in _CLOSERS)
        and len(text.split()) > 1
    )


def lines_on_private(body: str, *, parted: bool = False) -> Iterator[tuple[int, Severity]]:
    """Give the lines that say "private" like a heading and hide nothing: an error where they can only be meant so.

    `parted` is whether headings of the second level part the text into remarks, of which each may be private.
    """
    found = {one.start: one for one in headings(body)} if "#" in body or "private" in body.casefold() else {}
    yield from ((line, Severity.ERROR) for line, one in found.items() if _is_misspelt(one.text))
    if "private" not in body.casefold():
        return
    hiding = {
        line
        for line, one in found.items()
        if parted and one.level == 2 and (anchor := anchor_of(one)) and anchor.private
    }
    for number, line in enumerate(body.split("\n")):
        meant = _LIKE_PRIVATE.fullmatch(line)
        if number in hiding:
            continue
        if (number in found and _is_private_heading(found[number])) or _PRIVATE_ALONE.fullmatch(line):
            yield number, Severity.ERROR
        elif meant or _PRIVATE_ROW.fullmatch(line):
            rest = (meant or _PRIVATE_ROW.fullmatch(line) or {"rest": ""})["rest"]
            sure = bool(meant and (rest.lstrip()[:1] in set(":：-–—!.;") or not rest.strip())) or bool(
                _ANCHOR.fullmatch(rest.strip(" :：-–—*_"))
            )
            sure = sure or TRUTHS.get(rest.strip(" \"'").casefold(), False)
            yield number, Severity.ERROR if sure else Severity.WARNING


def _is_misspelt(text: str) -> bool:
    """Say whether a heading begins with a word that is nearly "private", with a colon or a passage behind it, or alone."""
    found = re.match(r"\W*(\w+)\W*?(?:[:\uff1a]|$|\s(?=[^\w\s]))", text)
    word = found[1].casefold() if found else ""
    return (
        word != PRIVATE and "v" in word and edits(word, PRIVATE) <= 2
    )  # so near: privat, prvate, privates, privately, privado


def _is_private_heading(heading: Heading) -> bool:
    """Say whether a heading can only be meant to make what stands below it private, whatever its level."""
    anchor = anchor_of(replace(heading, level=2))
    return anchor is not None and anchor.private


def _plain_words(text: str) -> str:
    """Give the words of a heading without emphasis and brackets around "private", in one form of colon."""
    found = re.match(
        r"[\W_]*(private)[*_`\])}]*\s*([:：;.!–—-]?)[*_`\])}]*(.*)", text.strip(), re.IGNORECASE | re.DOTALL
    )
    if not found or (not found[2] and found[3].strip()):
        return text.strip()
    return f"private: {found[3].strip()}" if found[3].strip() else "private"
