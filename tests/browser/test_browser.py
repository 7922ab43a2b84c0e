"""The built sample archive in a real Chromium: on file://, over http under a sub-path, without scripts, narrow and dark."""

import threading
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from browser.chromium import Open, lacks
from conftest import ROOT, Archive

from sitegen.model import Problem
from sitegen.server import Stage, server
from sitegen.site import urls

pytestmark = pytest.mark.browser
PAGES = (
    "index.html",
    "articles/index.html",
    "articles/000.html",
    "articles/001.html",
    "articles/004.html",
    "articles/008.html",
    "raw/004.html",
    "families/000.html",
    "people/sergey-lavrov.html",
    "entities.html",
    "quotations.html",
    "passages.html",
    "timeline.html",
    "sources.html",
    "about.html",
    "method.html",
    "search.html",
    "404.html",
)
AXE = next(
    (
        path
        for path in (
            ROOT / "node_modules/axe-core/axe.min.js",
            Path("/usr/share/javascript/axe-core/axe.min.js"),
        )
        if path.is_file()
    ),
    None,
)


def _crawl(page: Any, start: str) -> set[str]:
    """Follow every link of the site from a page; give the addresses that were reached."""
    root = start.rsplit("/", 1)[0]
    seen, todo = {start}, [start]
    while todo:
        page.goto(todo.pop(), wait_until="domcontentloaded")
        found = page.eval_on_selector_all(
            "a[href]", "links => links.map(link => new URL(link.getAttribute('href'), document.baseURI).href)"
        )
        for address in found:
            plain = unquote(address.split("#")[0])
            if plain.startswith(("http://127.0.0.1", "file:")):
                assert plain.startswith(root), f"{address} leaves {root}"
                if plain not in seen:
                    seen.add(plain)
                    if plain.endswith((".html", "/")):
                        todo.append(plain)
    return seen


@pytest.mark.parametrize("where", ["file", "http"])
def test_every_page_is_reached_and_nothing_fails(opened: Open, site: Path, served: str, where: str) -> None:
    page, wrong = opened()
    base = f"{site.as_uri()}/" if where == "file" else served
    reached = _crawl(page, f"{base}index.html")
    pages = {file.relative_to(site).as_posix() for file in site.rglob("*.html")} - {"404.html"}
    names = {address.removeprefix(base) for address in reached}
    assert names >= pages
    assert [name for name in names if not (site / name).exists()] == []
    assert wrong == []


def test_the_404_page_finds_its_style_at_any_depth(opened: Open, served: str) -> None:
    page, _ = opened()
    answer = page.goto(f"{served}no/such/page/at/all.html")
    assert answer.status == 404
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 253, 247)"
    page.click("text=all names")
    page.wait_for_url(f"{served}entities.html")


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_is_wider_than_the_page(opened: Open, site: Path, width: int) -> None:
    page, _ = opened(viewport={"width": width, "height": 800})
    for name in PAGES[:-1]:
        page.goto(f"{site.as_uri()}/{name}")
        assert page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        ), name


def test_it_reads_without_scripts(opened: Open, site: Path) -> None:
    page, _ = opened(java_script_enabled=False)
    page.goto(f"{site.as_uri()}/articles/index.html")
    assert page.locator("#filter").is_hidden()
    page.click("text=000_")
    page.wait_for_url("**/articles/000.html")
    assert "Wang Yi" in page.inner_text("main")
    page.click("summary >> nth=0")
    assert page.locator("section.cuts table").is_visible()


def test_the_filter_of_the_index(opened: Open, site: Path) -> None:
    page, wrong = opened()
    page.goto(f"{site.as_uri()}/articles/index.html")
    page.fill("#filter", "paywall")
    assert page.locator(".mirrored tbody tr:visible").count() == 1
    assert page.inner_text("#filter-count") == "1 of 9"
    assert wrong == []


def test_remarks_are_reached_and_left_by_keyboard(opened: Open, site: Path) -> None:
    page, _ = opened()
    page.goto(f"{site.as_uri()}/articles/004.html")
    page.locator(".note-ref >> nth=0").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/004.html#n2")
    page.locator("#n2 .back a").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/004.html#n2-ref")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(opened: Open, served: str, scheme: str) -> None:
    if AXE is None:
        lacks("axe-core is not here (npm install --no-save axe-core)")
    page, _ = opened(color_scheme=scheme)
    for name in PAGES:
        page.goto(served + name)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate(
            "axe.run().then(result => result.violations.map(one => one.id + ': ' + one.nodes[0].html))"
        )
        assert found == [], name


def test_an_open_page_reloads_by_itself_and_shows_errors(opened: Open, full_archive: Archive) -> None:
    def make() -> tuple[dict[str, bytes], tuple[Problem, ...]]:
        built = full_archive.build()
        return {one.path: one.data for one in built.outputs}, built.problems

    stage = Stage(make, lambda _: None)
    stage.rebuild()
    web = server(stage, "127.0.0.1", 0, "/")
    threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        page, _ = opened()
        page.goto(f"http://127.0.0.1:{web.server_port}/articles/000.html")
        full_archive.write("content/notes/000.md", "---\ntitle: A new headline\n---\n")
        stage.rebuild()
        page.wait_for_selector("h1:has-text('A new headline')", timeout=15_000)
        full_archive.write("content/notes/000.md", "---\ntitle: a: b\n---\n")
        stage.rebuild()
        page.wait_for_selector("details:has-text('SG404')", timeout=15_000)
        full_archive.write("content/notes/000.md", "---\ntitle: A new headline\n---\n")
        stage.rebuild()
        page.wait_for_selector("h1:has-text('A new headline')", timeout=15_000)
        full_archive.write("sitegen.toml", "title = \n")
        stage.rebuild()
        page.wait_for_selector("[role=alert]:has-text('SG401')", timeout=15_000)
        assert page.inner_text("h1") == "A new headline"
    finally:
        web.shutdown()
        web.server_close()


def test_the_filter_of_names_looks_through_all_lists_at_names_alone(
    opened: Open, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(urls, "NAMES_PER_PAGE", 2)
    said = "Anna Example, Boris Sample and Carl Specimen met on the pier of Elba, and Anna Example was the last to leave it on that day."
    names = (
        ("Anna Example", "person"),
        ("Boris Sample", "person"),
        ("Carl Specimen", "person"),
        ("Elba", "place"),
    )
    archive.write(
        "content/names.toml",
        "".join(f'[[entity]]\nname = "{name}"\nkind = "{kind}"\n' for name, kind in names),
    )
    for number in range(2):
        archive.write(f"seeds/{number:03}_x.txt", f"Headline number {number}\n\n{said} {number}\n")
    assert archive.run("build", "-q") == 0
    page, wrong = opened()
    page.goto(f"{archive.public.as_uri()}/entities.html")
    assert page.locator(".names.most").count() == 1, "people have pages of letters, places a list"
    rows = page.locator(".names > li:visible, .matrix tbody tr:visible")
    for typed, count, shown in (
        ("example", "1 of 4 on this page", 2),
        ("ELBA", "1 of 4 on this page", 1),
        ("article", "0 of 4 on this page", 0),
    ):
        page.fill("#filter", typed)
        assert page.inner_text("#filter-count") == count
        assert rows.count() == shown
    page.fill("#filter", "boris sample")
    page.click("#filter-others")
    page.wait_for_selector("text=Headline number 1")
    assert page.url.endswith("search.html#q=boris+sample")
    assert wrong == []


def test_pointing_at_a_chart_shows_no_error(opened: Open, site: Path) -> None:
    page, wrong = opened()
    page.goto(f"{site.as_uri()}/index.html")
    for at in range(page.locator(".chart a").count()):
        page.locator(".chart a").nth(at).hover()
        page.locator(".chart a").nth(at).focus()
    page.wait_for_timeout(500)
    assert wrong == []
