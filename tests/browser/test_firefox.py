"""The search in a real Firefox, on file:// and over http, driven by its own Marionette protocol; skipped where there is no Firefox."""

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
PREFS = {
    "remote.prefs.recommended": False,  # they would loosen what pages on disk may do
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.normandy.enabled": False,
    "network.captive-portal-service.enabled": False,
    "browser.aboutwelcome.enabled": False,
}
SEARCH = """
const [query, done] = arguments;
SG.search(SG.parse(query, false)).then(
  found => done({ count: found.count, urls: found.hits.map(hit => hit.url) }),
  error => done({ error: String(error) }));
"""


class Firefox:
    """As much of Marionette as these tests need."""

    def __init__(self, port: int) -> None:
        self._socket = self._connected(port)
        self._number = 0
        self._read()
        self.ask("WebDriver:NewSession", {})

    @staticmethod
    def _connected(port: int) -> socket.socket:
        for _ in range(150):
            try:
                made = socket.create_connection(("127.0.0.1", port), timeout=60)
            except OSError:
                time.sleep(0.2)
            else:
                return made
        pytest.skip("Firefox does not answer")

    def _read(self) -> Any:
        size = b""
        while not size.endswith(b":"):
            size += self._socket.recv(1)
        data = b""
        while len(data) < int(size[:-1]):
            data += self._socket.recv(int(size[:-1]) - len(data))
        return json.loads(data)

    def ask(self, command: str, values: dict[str, Any]) -> Any:
        """Send a command; give its answer."""
        self._number += 1
        text = json.dumps([0, self._number, command, values]).encode()
        self._socket.sendall(f"{len(text)}:".encode() + text)
        _, _, error, answer = self._read()
        assert error is None, error
        return answer

    def close(self) -> None:
        """End the conversation."""
        self._socket.close()

    def open(self, address: str) -> None:
        """Go to a page."""
        self.ask("WebDriver:Navigate", {"url": address})

    def run(self, script: str, *values: object) -> Any:
        """Run a script that calls its last argument with the answer."""
        return self.ask("WebDriver:ExecuteAsyncScript", {"script": script, "args": list(values)})["value"]


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if not program:
        pytest.skip("there is no Firefox here")
    profile = tmp_path_factory.mktemp("profile")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    rows = {**PREFS, "marionette.port": port}
    (profile / "user.js").write_text(
        "".join(f"user_pref({json.dumps(key)}, {json.dumps(value)});\n" for key, value in rows.items())
    )
    started = subprocess.Popen(
        [program, "-headless", "-no-remote", "-profile", str(profile), "-marionette"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    driver = None
    try:
        driver = Firefox(port)
        yield driver
    finally:
        if driver:
            driver.close()
        started.terminate()
        started.wait(20)


@pytest.mark.parametrize("where", ["file", "http"])
def test_the_search_answers_in_firefox(firefox: Firefox, site: Path, served: str, where: str) -> None:
    base = f"{site.as_uri()}/" if where == "file" else served
    firefox.open(f"{base}search.html")
    assert firefox.run(SEARCH, "lavrov summit")["urls"][0] == "articles/003.html"
    phrase = firefox.run(SEARCH, '"foreign minister"')
    assert phrase["count"] >= 3
    assert firefox.run(
        "SG.textOf('articles/000.html').then(arguments[0], error => arguments[0]('' + error))"
    ).startswith("Moscow and Beijing")


def test_notes_and_previews_in_firefox(firefox: Firefox, site: Path) -> None:
    firefox.open(f"{site.as_uri()}/articles/004.html")
    wide = "arguments[0](document.querySelectorAll('.with-margin aside.remark details[open]').length)"
    assert firefox.run(wide) in {0, 2}
    firefox.run("document.querySelector('.text a.entity').focus(); setTimeout(arguments[0], 1200)")
    assert firefox.run("arguments[0](!!document.getElementById('preview'))")
