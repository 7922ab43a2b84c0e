"""The built sample archive in a real Chromium: on file://, over http under a sub-path, without scripts, narrow and dark."""

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import unquote

import pytest
from conftest import ROOT, Archive

from sitegen.cli import main
from sitegen.serve import Served, Stage, server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
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
    "timeline.html",
    "sources.html",
    "about.html",
    "method.html",
    "404.html",
)
AXE = next(
    (path for path in (ROOT / "node_modules/axe-core/axe.min.js", Path("/usr/share/javascript/axe-core/axe.min.js")) if path.is_file()),
    None,
)


def _lacks(what: str) -> NoReturn:
    """Skip, or fail where these tests are required."""
    if os.environ.get("SITEGEN_BROWSER") == "required":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not program:
        _lacks("there is no Chromium here")
    try:
        from playwright import sync_api as playwright  # noqa: PLC0415
    except ImportError:
        _lacks("playwright is not installed (extra: browser)")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site") / "public"
    assert main(["-C", str(ROOT), "build", "-q", "--force", "-o", str(target), "--base-url", "https://example.org/some/sub/path/"]) == 0
    return target


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    files = {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}
    stage = Stage(lambda: (files, ()), lambda _: None, Served(MappingProxyType(files), "", (), 1))
    web = server(stage, "127.0.0.1", 0, "/some/sub/path/")
    threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield f"http://127.0.0.1:{web.server_port}/some/sub/path/"
    web.shutdown()
    web.server_close()


def _open(browser: "Browser", **options: Any) -> tuple[Any, list[str]]:
    page = browser.new_context(**options).new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda request: wrong.append(request.url) if "ERR_ABORTED" not in (request.failure or "") else None)
    return page, wrong


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
def test_every_page_is_reached_and_nothing_fails(browser: "Browser", site: Path, served: str, where: str) -> None:
    page, wrong = _open(browser)
    base = f"{site.as_uri()}/" if where == "file" else served
    reached = _crawl(page, f"{base}index.html")
    pages = {file.relative_to(site).as_posix() for file in site.rglob("*.html")} - {"404.html"}
    names = {address.removeprefix(base) for address in reached}
    assert names >= pages
    assert [name for name in names if not (site / name).exists()] == []
    assert wrong == []


def test_the_404_page_finds_its_style_at_any_depth(browser: "Browser", served: str) -> None:
    page, _ = _open(browser)
    answer = page.goto(f"{served}no/such/page/at/all.html")
    assert answer.status == 404
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 253, 247)"
    page.click("text=all names")
    assert page.url == f"{served}entities.html"


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_is_wider_than_the_page(browser: "Browser", site: Path, width: int) -> None:
    page, _ = _open(browser, viewport={"width": width, "height": 800})
    for name in PAGES[:-1]:
        page.goto(f"{site.as_uri()}/{name}")
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name


def test_it_reads_without_scripts(browser: "Browser", site: Path) -> None:
    page, _ = _open(browser, java_script_enabled=False)
    page.goto(f"{site.as_uri()}/articles/index.html")
    assert page.locator("#filter").is_hidden()
    page.click("text=000_")
    assert "Wang Yi" in page.inner_text("main")
    page.click("summary >> nth=0")
    assert page.locator("section.cuts table").is_visible()


def test_the_filter_of_the_index(browser: "Browser", site: Path) -> None:
    page, wrong = _open(browser)
    page.goto(f"{site.as_uri()}/articles/index.html")
    page.fill("#filter", "paywall")
    assert page.locator(".mirrored tbody tr:visible").count() == 1
    assert page.inner_text("#filter-count") == "1 of 9"
    assert wrong == []


def test_remarks_are_reached_and_left_by_keyboard(browser: "Browser", site: Path) -> None:
    page, _ = _open(browser)
    page.goto(f"{site.as_uri()}/articles/004.html")
    page.locator(".note-ref >> nth=0").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#n2")
    page.locator("#n2 .back a").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#n2-ref")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: "Browser", served: str, scheme: str) -> None:
    if AXE is None:
        _lacks("axe-core is not here (npm install --no-save axe-core)")
    page, _ = _open(browser, color_scheme=scheme)
    for name in PAGES:
        page.goto(served + name)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run().then(result => result.violations.map(one => one.id + ': ' + one.nodes[0].html))")
        assert found == [], name


def test_an_open_page_reloads_by_itself_and_shows_errors(browser: "Browser", full_archive: Archive) -> None:
    stage = Stage(lambda: ({o.path: o.data for o in full_archive.build().outputs}, ()), lambda _: None)
    stage.rebuild()
    web = server(stage, "127.0.0.1", 0, "/")
    threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        page, _ = _open(browser)
        page.goto(f"http://127.0.0.1:{web.server_port}/articles/000.html")
        full_archive.write("content/notes/000.md", "---\ntitle: A new headline\n---\n")
        stage.rebuild()
        page.wait_for_selector("h1:has-text('A new headline')", timeout=15_000)
        full_archive.write("content/notes/000.md", "---\ntitle: a: b\n---\n")
        stage.rebuild()
        page.wait_for_selector("[role=alert]:has-text('SG404')", timeout=15_000)
        assert page.inner_text("h1") == "A new headline"
    finally:
        web.shutdown()
        web.server_close()
