"""Reading an article in a real Chromium: notes in the margin, on paper and by keyboard; previews; what a reader chooses."""

import itertools
from pathlib import Path
from typing import Any

import pytest
from browser.chromium import Open
from conftest import PARAGRAPH, SECOND, THIRD, Archive

pytestmark = pytest.mark.browser


@pytest.fixture
def noted(archive: Archive) -> Path:
    """An archive whose article has many notes close to each other, one of them long."""
    archive.write(
        "seeds/000_a.txt", f"Ferry returns to the bay in June\n\n{PARAGRAPH}\n\n{SECOND}\n\n{THIRD}\n"
    )
    words = [
        "harbour office",
        "first of June",
        "three months of repairs",
        "more than it had planned",
        "the only other way",
    ]
    notes = "".join(
        f'## "{quote}"\n\n{"A long remark about it. " * (20 if at == 1 else 3)}\n\n'
        for at, quote in enumerate(words)
    )
    archive.write("content/notes/000.md", f"---\nsource: example.org\n---\n{notes}")
    assert archive.run("build", "-q") == 0
    return archive.public


def _boxes(page: Any) -> list[dict[str, float]]:
    found: list[dict[str, float]] = page.evaluate(
        "[...document.querySelectorAll('.margin, .text aside.remark')].map(one => one.getBoundingClientRect().toJSON())"
    )
    return sorted(found, key=lambda box: box["top"])


# placed anew for this width: no note covers the next
PLACED = """width => {
  const boxes = [...document.querySelectorAll('.margin, .text aside.remark')].map(one => one.getBoundingClientRect()).sort((a, b) => a.top - b.top);
  return innerWidth === width && boxes.every((one, at) => !at || boxes[at - 1].bottom <= one.top + 0.5);
}"""


def test_notes_stand_in_the_margin_without_overlap(opened: Open, noted: Path) -> None:
    page, wrong = opened(viewport={"width": 1280, "height": 900})
    page.goto(f"{noted.as_uri()}/articles/000.html")
    for width in (1280, 1100, 2000):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(PLACED, arg=width)
        boxes = _boxes(page)
        assert len(boxes) == 6
        assert all(one["bottom"] <= other["top"] + 0.5 for one, other in itertools.pairwise(boxes))
        text = page.evaluate("document.querySelector('.text > p').getBoundingClientRect().toJSON()")
        assert all(one["left"] >= text["right"] for one in boxes)
        assert all(one["right"] <= width for one in boxes)
        after = page.evaluate(
            "document.querySelector('article > section:not(.footnotes)').getBoundingClientRect().top"
        )
        assert boxes[-1]["bottom"] <= after
    assert wrong == []


def test_notes_fold_where_there_is_no_room_and_without_scripts(opened: Open, noted: Path) -> None:
    for options in ({"viewport": {"width": 360, "height": 800}}, {"java_script_enabled": False}):
        page, _ = opened(**options)
        page.goto(f"{noted.as_uri()}/articles/000.html")
        assert page.locator(".text aside.remark details[open]").count() == 0
        page.click("#n1 summary")
        assert page.locator("#n1 p >> nth=0").is_visible()


def test_the_way_to_a_note_and_back(opened: Open, noted: Path) -> None:
    page, _ = opened(viewport={"width": 360, "height": 800})
    page.goto(f"{noted.as_uri()}/articles/000.html")
    page.focus("#n2-ref")
    page.keyboard.press("Enter")
    page.wait_for_selector("#n2 details[open]")
    page.focus("#n2 .back a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/000.html#n2-ref")


def test_notes_are_footnotes_on_paper(opened: Open, noted: Path) -> None:
    page, _ = opened()
    page.goto(f"{noted.as_uri()}/articles/000.html")
    assert page.locator(".footnotes").is_hidden()
    page.emulate_media(media="print")
    assert page.locator(".footnotes li").count() == 5
    assert page.locator(".footnotes").is_visible()
    assert page.locator("aside.remark >> nth=0").is_hidden()
    assert page.locator(".site-search").is_hidden()


@pytest.mark.parametrize("where", ["file", "http"])
def test_a_preview_of_a_link(opened: Open, site: Path, served: str, where: str) -> None:
    page, wrong = opened(viewport={"width": 1280, "height": 900})
    page.goto(f"{site.as_uri()}/articles/004.html" if where == "file" else f"{served}articles/004.html")
    page.hover(".text a.entity >> nth=1")
    page.wait_for_selector("#preview")
    assert "person" in page.inner_text("#preview")
    page.keyboard.press("Escape")
    assert page.locator("#preview").count() == 0
    page.focus(".text a.entity >> nth=3")
    page.wait_for_selector("#preview")
    assert page.get_attribute(".text a.entity >> nth=3", "aria-describedby") == "preview"
    page.focus("#site-q")
    assert page.locator("#preview").count() == 0
    page.uncheck("#settings [name=previews]")
    page.hover(".text a.entity >> nth=1")
    page.wait_for_timeout(600)
    assert page.locator("#preview").count() == 0
    assert wrong == []


def test_what_a_reader_chooses_is_kept(opened: Open, served: str) -> None:
    page, wrong = opened(color_scheme="light")
    page.goto(f"{served}articles/004.html")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.select_option("#settings [name=scheme]", "dark")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light
    page.uncheck("#settings [name=names]")
    page.goto(f"{served}articles/003.html")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    assert page.evaluate("getComputedStyle(document.querySelector('a.entity')).textDecorationLine") == "none"
    assert page.locator("article a.entity").count() > 0
    assert page.locator("article a.entity[href], article a.entity[title]").count() == 0
    page.select_option("#settings [name=scheme]", "")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == light
    assert wrong == []


NO_STORAGE = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('not allowed'); } })"


@pytest.mark.parametrize("storage", [True, False])
def test_names_become_plain_words_and_links_again_by_keyboard(
    opened: Open, site: Path, *, storage: bool
) -> None:
    page, wrong = opened()
    if not storage:
        page.add_init_script(NO_STORAGE)
    page.goto(f"{site.as_uri()}/articles/003.html")
    before = page.inner_html(".text")
    links = page.locator(".text a.entity[href]").count()
    assert links > 3
    page.focus("#settings [name=names]")
    page.keyboard.press("Space")
    assert page.locator("a.entity[href]").count() == 0
    assert page.evaluate(
        "[...document.querySelectorAll('a.entity')].every(one => { one.focus(); return document.activeElement !== one; })"
    )
    assert page.locator("label:has([name=names])").inner_text().strip() == "links at names"
    page.reload()
    assert page.locator("a.entity[href]").count() == (0 if storage else page.locator("a.entity").count())
    if storage:
        page.check("#settings [name=names]")
    assert page.locator(".text a.entity[href]").count() == links
    assert len(page.inner_html(".text")) == len(before)
    assert wrong == []


def test_names_stay_links_without_scripts(opened: Open, site: Path) -> None:
    page, _ = opened(java_script_enabled=False)
    page.goto(f"{site.as_uri()}/articles/003.html")
    assert page.locator(".text a.entity[href]").count() > 3
    assert page.locator("#settings").is_hidden()


CHARACTERS = """() => {
  const range = document.createRange(), lines = [];
  for (const paragraph of document.querySelectorAll('.text > p')) {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    let top = null;
    const own = [];
    while (walker.nextNode()) {
      for (let at = 0; at < walker.currentNode.length; at++) {
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + 1);
        const box = range.getClientRects()[0];
        if (!box) continue;
        if (top === null || Math.abs(box.top - top) > box.height * 0.6) { own.push(0); top = box.top; }
        own[own.length - 1]++;
      }
    }
    lines.push(...own.slice(0, -1));
  }
  return lines.sort((a, b) => a - b);
}"""


def test_a_line_has_as_many_characters_as_one_reads_with_ease(opened: Open, site: Path) -> None:
    page, _ = opened(viewport={"width": 1440, "height": 900})
    page.goto(f"{site.as_uri()}/articles/003.html")
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('1em \\'Archive Serif\\'')")
    lines = page.evaluate(CHARACTERS)
    assert 62 <= lines[len(lines) // 2] <= 68


def test_nothing_jumps_when_the_face_comes_late(opened: Open, site: Path) -> None:
    page, _ = opened(viewport={"width": 1440, "height": 900})
    page.route("**/*.woff2", lambda route: (page.wait_for_timeout(400), route.continue_()))
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(one => window.moved += one.value))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(f"{site.as_uri()}/articles/003.html")
    page.wait_for_timeout(1200)
    assert page.evaluate("window.moved") < 0.02
