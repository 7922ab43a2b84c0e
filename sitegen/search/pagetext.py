"""The text of an article's page, as themes/default/static/site.js reads it too."""

import re
from html.parser import HTMLParser

PASSAGE_ID = re.compile(r"p\d+")
# Classes of what stands in a passage and is none of its words.
CLASSES_LEFT_OUT = frozenset({"note-ref", "passage-link", "remark"})
VOID_ELEMENTS = frozenset("area base br col embed hr img input link meta source track wbr".split())


class _PassageParser(HTMLParser):
    """Gathers the text of each passage of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.passages: list[str] = []
        self._in_passage: list[bool] = []  # for each open element, whether it is a passage or inside one
        self._left_out: list[bool] = []  # for each, whether its text is left out

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID_ELEMENTS:
            return
        attributes = dict(attrs)
        inside = self._is_inside(self._in_passage)
        starts = PASSAGE_ID.fullmatch(attributes.get("id") or "") is not None
        if starts and not inside:
            self.passages.append("")
        left_out = not CLASSES_LEFT_OUT.isdisjoint((attributes.get("class") or "").split())
        self._in_passage.append(inside or starts)
        self._left_out.append(left_out or self._is_inside(self._left_out))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID_ELEMENTS and self._in_passage:
            self._in_passage.pop()
            self._left_out.pop()

    def handle_data(self, data: str) -> None:
        if self._is_inside(self._in_passage) and not self._is_inside(self._left_out):
            self.passages[-1] += data

    @staticmethod
    def _is_inside(flags: list[bool]) -> bool:
        return bool(flags) and flags[-1]


def page_text(html: str) -> str:
    """Return the passages of an article's page, a line each."""
    parser = _PassageParser()
    parser.feed(html)
    parser.close()
    return "\n".join(" ".join(passage.split()) for passage in parser.passages)
