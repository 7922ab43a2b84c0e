"""A real Chromium, the built sample archive, and a server that holds it under a sub-path."""

import os
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from sitegen.cli import main
from sitegen.server import Served, Stage, server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = re.compile(
    r"^(?!file:|data:|http://(?:127\.0\.0\.1|localhost)[:/])"
)  # no page may ask another host for anything
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def lacks(what: str) -> NoReturn:
    """Skip, or fail where these tests are required."""
    if os.environ.get("SITEGEN_BROWSER") == "required":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not program:
        lacks("there is no Chromium here")
    try:
        from playwright import sync_api as playwright  # noqa: PLC0415
    except ImportError:
        lacks("playwright is not installed (extra: browser)")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site") / "public"
    assert (
        main(
            [
                "-C",
                str(ROOT),
                "build",
                "-q",
                "--force",
                "-o",
                str(target),
                "--base-url",
                "https://example.org/some/sub/path/",
            ]
        )
        == 0
    )
    return target


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    files = {
        file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()
    }
    stage = Stage(
        lambda: (files, ()),
        lambda _: None,
        Served(files=MappingProxyType(files), error="", problems=(), version=1),
    )
    web = server(stage, "127.0.0.1", 0, "/some/sub/path/")
    threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield f"http://127.0.0.1:{web.server_port}/some/sub/path/"
    web.shutdown()
    web.server_close()


Open = Any  # what the fixture below gives


@pytest.fixture
def opened(browser: "Browser") -> Open:
    """Give what opens a page with some options: the page, and a list that what goes wrong there joins."""

    def make(**options: Any) -> tuple[Any, list[str]]:
        page = browser.new_context(**options).new_page()
        wrong: list[str] = []

        def refuse(route: Any) -> None:
            wrong.append(f"asked for {route.request.url}")
            route.abort()

        page.route(ELSEWHERE, refuse)
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "requestfailed",
            lambda request: (
                wrong.append(request.url) if "ERR_ABORTED" not in (request.failure or "") else None
            ),
        )
        return page, wrong

    return make
