"""The text of an article's page, as the page itself gives it to the search (themes/default/static/site.js)."""

import re
from html.parser import HTMLParser

PASSAGE = re.compile(r"p\d+")
APART = frozenset({"note-ref", "passage-link", "remark"})  # what stands in a passage and is none of its words
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


class _Passages(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[bool, bool]] = []  # for each open element: a passage, apart

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        given = dict(attrs)
        passage = PASSAGE.fullmatch(given.get("id") or "") is not None
        apart = not APART.isdisjoint((given.get("class") or "").split())
        if passage and not any(one for one, _ in self._open):
            self.found.append("")
        self._open.append((passage, apart))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if any(passage for passage, _ in self._open) and not any(apart for _, apart in self._open):
            self.found[-1] += data


def page_text(html: str) -> str:
    """Give the passages of an article's page, a line each."""
    parser = _Passages()
    parser.feed(html)
    parser.close()
    return "\n".join(" ".join(passage.split()) for passage in parser.found)
