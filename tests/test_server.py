import base64
import hashlib
import json
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

import pytest
from conftest import Archive

from sitegen.model import Problem, SitegenError
from sitegen.server import Served, Stage, address_of, answers_to, names_of, server, watch, with_extras


def wait_for(true: Callable[[], bool], seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


class Site:
    def __init__(self, archive: Archive, base: str) -> None:
        self.archive = archive
        self.stage = Stage(self._make, lambda _: None)
        self.web = server(self.stage, "127.0.0.1", 0, base)
        self.stage.rebuild()
        self.thread = threading.Thread(
            target=self.web.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )
        self.thread.start()
        self.stop = watch(archive.root.resolve(), self.stage.rebuild, poll=False)

    def _make(self) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
        built = self.archive.build()
        return {output.path: output.data for output in built.outputs}, built.problems

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        request = urllib.request.Request(f"http://127.0.0.1:{self.web.server_port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def close(self) -> None:
        self.stop()
        self.web.shutdown()
        self.web.server_close()


@pytest.fixture
def site(full_archive: Archive) -> Iterator[Site]:
    made = Site(full_archive, "/some/sub/path/")
    yield made
    made.close()


def test_pages_are_served_under_the_path_only(site: Site) -> None:
    assert site.get("/some/sub/path/articles/000.html")[0] == 200
    assert site.get("/some/sub/path/")[0] == 200
    assert "Index" in site.get("/some/sub/path/articles/")[1]
    assert site.get("/articles/000.html")[0] == 404
    status, page = site.get("/some/sub/path/nowhere/at/all.html")
    assert status == 404
    assert "There is no page here" in page
    assert site.get("/some/sub/path/%2e%2e/%2e%2e/etc/passwd")[0] == 404


def test_another_name_is_refused(site: Site) -> None:
    assert site.get("/some/sub/path/", Host="evil.example.org")[0] == 403


def test_an_edit_is_built_and_told_to_waiting_pages(site: Site) -> None:
    seen = site.stage.served.version
    site.archive.write("content/notes/000.md", "---\ntitle: A new headline\n---\n")
    version = json.loads(site.get(f"/some/sub/path/__sitegen__/events?seen={seen}")[1])["version"]
    assert version == seen + 1
    assert "A new headline" in site.get("/some/sub/path/articles/000.html")[1]
    (site.archive.root / "seeds/002_c.txt").unlink()
    wait_for(lambda: site.get("/some/sub/path/articles/002.html")[0] == 404)


def test_many_saves_make_few_builds(site: Site) -> None:
    before = site.stage.served.version
    for number in range(20):
        site.archive.write("content/notes/000.md", f"---\ntitle: Headline {number}\n---\n")
    wait_for(lambda: "Headline 19" in site.get("/some/sub/path/articles/000.html")[1])
    assert site.stage.served.version - before <= 3


def test_an_error_keeps_the_last_good_site_and_is_shown_in_the_page(site: Site) -> None:
    good = (site.archive.root / "sitegen.toml").read_text(encoding="utf-8")
    site.archive.write("sitegen.toml", "title = \n")
    wait_for(lambda: "SG401" in site.get("/some/sub/path/articles/000.html")[1])
    assert "Ferry returns" in site.get("/some/sub/path/articles/000.html")[1]
    site.archive.write("sitegen.toml", good)
    wait_for(lambda: "SG401" not in site.get("/some/sub/path/articles/000.html")[1])


def test_a_bug_in_a_build_does_not_end_the_watch() -> None:
    def broken() -> tuple[dict[str, bytes], tuple[()]]:
        raise ZeroDivisionError("by accident")

    said: list[str] = []
    stage = Stage(broken, said.append)
    stage.rebuild()
    assert "ZeroDivisionError" in stage.served.error
    assert said


def test_nothing_changed_means_no_news(site: Site) -> None:
    before = site.stage.served.version
    site.stage.rebuild()
    assert site.stage.served.version == before


def test_only_what_changed_is_told() -> None:
    files = {"a.html": b"a", "b.html": b"b", "assets/style.css": b"1", "assets/site.js": b"1"}
    stage = Stage(lambda: (dict(files), ()), lambda _: None)
    stage.rebuild()
    seen = stage.served.version
    files["assets/style.css"] = b"2"
    stage.rebuild()
    assert stage.served.news(seen, "a.html") == {
        "version": seen + 1,
        "reload": False,
        "styles": ["assets/style.css"],
    }
    files["b.html"] = b"c"
    stage.rebuild()
    assert stage.served.news(seen + 1, "a.html") == {"version": seen + 2, "reload": False, "styles": []}
    assert stage.served.news(seen + 1, "b.html")["reload"]
    assert stage.served.news(seen, "b.html")["styles"] == ["assets/style.css"]
    del files["a.html"]
    stage.rebuild()
    assert stage.served.news(seen + 2, "a.html")["reload"]
    files["assets/site.js"] = b"2"
    stage.rebuild()
    assert stage.served.news(seen + 3, "b.html")["reload"]


def test_a_taken_port_is_said(site: Site) -> None:
    with pytest.raises(SitegenError, match="SG701"):
        server(site.stage, "127.0.0.1", site.web.server_port, "/")


def test_extras_are_escaped_and_stand_before_the_end_of_the_body() -> None:
    stage = Stage(lambda: ({}, ()), lambda _: None)
    page = with_extras(b"<p>a</p></body></html>", stage.served, "/x/", 'a"</script>.html').decode()
    assert page.count("</script>") == 1
    assert page.index("<script>") < page.index("</body>")


def test_many_warnings_are_one_line_of_the_list_on_a_page() -> None:
    problems = tuple(Problem(f"seeds/{at}.txt", -1, "SG203", "no date found; add one") for at in range(9))
    page = with_extras(
        b"</body>", Served(files=MappingProxyType({}), error="", problems=problems, version=1), "/", "a.html"
    ).decode()
    assert "9 to look at" in page
    assert page.count("SG203") == 1


def test_the_script_of_the_server_is_allowed_by_its_digest_alone() -> None:
    head = b"<meta content=\"default-src 'none'; script-src 'self'\">"
    stage = Stage(lambda: ({}, ()), lambda _: None)
    page = with_extras(head + b"</body>", stage.served, "/", "a.html").decode()
    script = page.partition("<script>")[2].partition("</script>")[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}' 'self'" in page
    assert "style=" not in page


def test_pages_of_other_sites_read_nothing(site: Site) -> None:
    base = "/some/sub/path/"
    for kind in ("cross-site", "same-site"):
        for path in ("search/index.js", "articles/000.html", "__sitegen__/events", ""):
            headers = {"Sec-Fetch-Site": kind, "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"}
            assert site.get(base + path, **headers)[0] == 403
            headers = {"Sec-Fetch-Site": kind, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}
            assert site.get(base + path, **headers)[0] == 403
    followed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert site.get(base, **followed)[0] == 200
    for kind in ("same-origin", "none"):
        assert site.get(f"{base}search/index.js", **{"Sec-Fetch-Site": kind})[0] == 200


def test_every_answer_forbids_others_to_use_it(site: Site) -> None:
    for path in ("/some/sub/path/", "/some/sub/path/search/index.js", "/elsewhere"):
        head = _raw(site, f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n").partition(b"\r\n\r\n")[0]
        assert b"X-Content-Type-Options: nosniff" in head
        assert b"Cross-Origin-Resource-Policy: same-origin" in head


def test_a_broken_request_is_answered_and_ends_nothing(site: Site) -> None:
    assert b" 400 " in _raw(site, "GET http://[ HTTP/1.1\r\nHost: localhost\r\n\r\n")
    smuggled = "GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n"
    answer = _raw(
        site, f"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(smuggled)}\r\n\r\n{smuggled}"
    )
    assert answer.count(b"HTTP/1.1 ") == 1
    assert site.get("/some/sub/path/")[0] == 200


def _raw(site: Site, request: str) -> bytes:
    with socket.create_connection(("127.0.0.1", site.web.server_port), timeout=5) as connection:
        connection.sendall(request.encode())
        connection.settimeout(1)
        answer = b""
        with suppress(TimeoutError):
            while part := connection.recv(65536):
                answer += part
        return answer


def test_the_public_folder_is_not_touched_by_serving(site: Site) -> None:
    assert not Path(site.archive.root / "public").exists()


def test_a_file_that_is_written_without_pause_does_not_keep_an_edit_from_being_shown(site: Site) -> None:
    ended = threading.Event()

    def write() -> None:
        while not ended.wait(0.02):
            site.archive.write("seeds/009_x.txt", f"Something else\n\n{time.monotonic()}\n")

    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    try:
        site.archive.write("content/notes/000.md", "---\ntitle: A new headline\n---\n")
        wait_for(lambda: "A new headline" in site.get("/some/sub/path/articles/000.html")[1])
    finally:
        ended.set()
        writer.join()


@pytest.mark.slow
def test_where_links_lead_is_watched_too(site: Site, tmp_path: Path) -> None:
    vault, outside = site.archive.root / "vault", tmp_path / "outside"
    for folder in (vault, outside):
        folder.mkdir()
    (vault / "p.md").write_text("# First\n", encoding="utf-8")
    (vault / "one.md").write_text("# One\n", encoding="utf-8")
    (outside / "secret.md").write_text("# Secret\n", encoding="utf-8")
    pages = site.archive.root / "content/pages"
    pages.mkdir(parents=True, exist_ok=True)
    (pages / "sub").symlink_to(vault)
    (pages / "secret.md").symlink_to(outside / "secret.md")
    (pages / "one.md").symlink_to(vault / "one.md")
    wait_for(
        lambda: (
            "First" in site.get("/some/sub/path/pages/p.html")[1]
            and "One" in site.get("/some/sub/path/pages/one.html")[1]
        )
    )
    time.sleep(0.5)  # the links themselves are watched from the build on that saw them
    (vault / "p.md").write_text("# Second\n", encoding="utf-8")
    wait_for(lambda: "Second" in site.get("/some/sub/path/pages/p.html")[1])
    (vault / "one.md").write_text("# Two\n", encoding="utf-8")
    wait_for(lambda: "Two" in site.get("/some/sub/path/pages/one.html")[1])
    assert site.get("/some/sub/path/pages/secret.html")[0] == 404


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "sub/._x.md",
        "themes/mine/templates/.text.html.swp",
        "content/notes/000.md~",
        "content/.#x",
        "seeds/.x.swp",
    ],
)
def test_what_editors_leave_behind_starts_no_build(site: Site, name: str) -> None:
    site.archive.write("content/notes/000.md", "---\ntitle: A new headline\n---\n")
    wait_for(lambda: "A new headline" in site.get("/some/sub/path/articles/000.html")[1])
    time.sleep(0.5)
    before = site.stage.served.version
    site.archive.write(name, b"\x00\x80")
    time.sleep(0.6)
    assert site.stage.served.version == before
    assert not site.stage.served.error


@pytest.mark.parametrize(
    ("host", "name", "fine"),
    [
        ("127.0.0.1", "localhost", True),
        ("127.0.0.1", "192.168.1.20", False),
        ("127.0.0.1", "my-laptop.local", False),
        ("0.0.0.0", "localhost", True),
        ("0.0.0.0", "192.168.1.20", True),
        ("0.0.0.0", "[fe80::1]", True),
        ("0.0.0.0", "evil.example.org", False),
        ("0.0.0.0", "8000-ilse.example.dev", True),
        ("::", "10.0.0.3", True),
        ("::1", "[::1]", True),
        ("my-laptop", "my-laptop", True),
    ],
)
def test_names_that_a_server_answers_to(host: str, name: str, *, fine: bool) -> None:
    names = names_of(host, ["8000-ilse.example.dev"])
    assert answers_to(name, names, widened=host not in {"127.0.0.1", "::1"}) is fine


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/x/"),
        ("::1", "http://[::1]:8000/x/"),
        ("0.0.0.0", "http://localhost:8000/x/"),
        ("::", "http://localhost:8000/x/"),
    ],
)
def test_the_address_that_is_printed_can_be_opened(host: str, address: str) -> None:
    assert address_of(host, 8000, "/x/") == address


@pytest.mark.slow
def test_folders_made_while_it_serves_are_told_without_a_warning(full_archive: Archive) -> None:
    words = [
        sys.executable,
        "-W",
        "default",
        "-m",
        "sitegen",
        "-C",
        str(full_archive.root),
        "serve",
        "--port",
        "0",
    ]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as serving:
        assert serving.stdout is not None
        address = serving.stdout.readline().strip()
        try:
            for number in range(400):
                (full_archive.root / f"content/files/{number}/b/c/d/e/f").mkdir(parents=True)
                time.sleep(0.002)  # so that the watcher is in the middle of some of them
            full_archive.write("content/notes/000.md", "---\ntitle: A new headline\n---\n")
            page = f"{address}articles/000.html"
            wait_for(lambda: "A new headline" in urllib.request.urlopen(page, timeout=30).read().decode())  # noqa: S310
        finally:
            serving.send_signal(signal.SIGINT)
            _, told = serving.communicate(timeout=30)
    assert "watching for changes" in told
    assert "Warning" not in told
