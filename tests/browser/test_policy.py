"""Even if words of a text reached a page as markup, no script of theirs would run and no request would leave."""

import re
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copytree
from threading import Thread

import pytest
from browser.chromium import Open

pytestmark = pytest.mark.browser
INJECTED = (
    '<script>document.title = "ran"</script>'
    '<img src="x" onerror="document.title = \'ran\'">'
    '<a id="go" href="javascript:document.title = \'ran\'">go</a>'
    '<img src="https://evil.example/a.png"><script src="https://evil.example/a.js"></script>'
    '<link rel="stylesheet" href="https://evil.example/a.css">'
    '<iframe src="https://evil.example/"></iframe><base href="https://evil.example/">'
)


@pytest.mark.parametrize("way", ["file", "http"])
def test_an_injected_script_does_not_run(opened: Open, site: Path, tmp_path: Path, way: str) -> None:
    folder = copytree(site, tmp_path / "site")
    page_file = folder / "articles/000.html"
    text = page_file.read_text(encoding="utf-8")
    assert "</main>" in text
    page_file.write_text(text.replace("</main>", f"{INJECTED}</main>"), encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    base = folder.as_uri() if way == "file" else f"http://127.0.0.1:{server.server_port}"
    page, wrong = opened()
    try:
        page.goto(f"{base}/articles/000.html")
        page.click("#go")
        page.wait_for_timeout(300)
        assert page.title() != "ran"
        assert not [
            told for told in wrong if told.startswith("asked for")
        ]  # the browser itself asks for nothing
        assert any("Content Security Policy" in told for told in wrong)
        assert page.evaluate("document.querySelector('header.site') !== null")
        assert re.match(r"(?:file|http)://", page.url)
    finally:
        server.shutdown()
        server.server_close()


def test_settings_and_search_work_under_the_policy(opened: Open, site: Path) -> None:
    page, wrong = opened()
    page.goto(f"{site.as_uri()}/articles/000.html")
    page.select_option("select[name=scheme]", "dark")
    page.reload()
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
    page.goto(f"{site.as_uri()}/search.html#q=lavrov")
    page.wait_for_selector("#hits .hit")
    assert wrong == []
