"""Watch, rebuild, serve from memory, reload the browser.

A site is served as one immutable mapping of paths to bytes; a good build swaps it, a failed one leaves it and
puts its problems into the pages.  The script that reloads is added here, so `public/` is the same whether
anyone watches or not.
"""

import base64
import hashlib
import html
import json
import mimetypes
import os
import re
import socket
import threading
import time
import traceback
from collections.abc import Callable, Container, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from types import MappingProxyType
from urllib.parse import parse_qs, quote, unquote, urlsplit

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from sitegen.config import CONFIG_NAME
from sitegen.filenames import is_left_behind
from sitegen.files import leads_out
from sitegen.model import Problem, SitegenError
from sitegen.pipeline.last_build import INPUT_FOLDERS
from sitegen.problems import summary
from sitegen.read.addresses import LOCK_PATH
from sitegen.read.checksums import CHECKSUMS_PATH

QUIET = 0.08  # seconds without a change before a build ...
LONGEST = 1.0  # ... but no longer than this after the first change, however often a file is written
PATIENCE = 25.0  # seconds a browser waits for news before it asks again
WATCHED = (CONFIG_NAME, LOCK_PATH, CHECKSUMS_PATH, *INPUT_FOLDERS)
EVENTS_PATH = "__sitegen__/events"
STYLES_PATH = "__sitegen__/problems.css"
STYLES = b"""
#sitegen-error {
  position: fixed; inset: auto 0 0 0; max-height: 60vh; overflow: auto; margin: 0; padding: 1rem;
  background: #5a1010; color: #fff; font: 14px/1.5 monospace; white-space: pre-wrap; z-index: 9999;
  border-top: 4px solid #fff;
}
#sitegen-problems {
  position: fixed; right: 0.5rem; bottom: 0.5rem; max-width: min(46rem, 94vw); max-height: 60vh;
  overflow: auto; background: #fff; color: #111; border: 2px solid #7a1f1f; padding: 0.3rem 0.6rem;
  font: 13px/1.5 monospace; z-index: 9998;
}
#sitegen-problems pre { white-space: pre-wrap; margin: 0; }
"""
SCRIPT = """
(function () {
  var path = "%(path)s", page = "%(page)s", seen = %(version)d, place = "sitegen scroll " + location.pathname;
  function ask() {
    fetch(path + "?seen=" + seen + "&page=" + encodeURIComponent(page), {
      cache: "no-store"
    }).then(function (answer) {
      return answer.json();
    }).then(function (news) {
      if (news.reload) {
        sessionStorage.setItem(place, scrollX + " " + scrollY);
        location.reload();
        return;
      }
      news.styles.forEach(swap);
      seen = news.version;
      ask();
    }).catch(function () { setTimeout(ask, 1000); });
  }
  function swap(name) {
    document.querySelectorAll("link[rel=stylesheet]").forEach(function (old) {
      if (old.href.split("?")[0].slice(-name.length - 1) !== "/" + name) return;
      var fresh = old.cloneNode();
      fresh.href = old.href.split("?")[0] + "?" + Date.now();
      fresh.onload = function () { old.remove(); };
      old.after(fresh);
    });
  }
  var kept = sessionStorage.getItem(place);
  if (kept) {
    sessionStorage.removeItem(place);
    history.scrollRestoration = "manual";
    addEventListener("load", function () { scrollTo(+kept.split(" ")[0], +kept.split(" ")[1]); });
  }
  ask();
})();
"""
BOX = '<div role="alert" id="sitegen-error">{text}</div>'
LIST = '<details id="sitegen-problems"><summary>{count} to look at</summary><pre>{text}</pre></details>'
SCRIPT_RULE = b"script-src "  # of the policy in a page; what follows may run
# Other sites that are open in the same browser read nothing here (resource isolation by Fetch Metadata, W3C).
OWN_SITES = frozenset({"", "same-origin", "none"})  # values of Sec-Fetch-Site; browsers of old send none
HEADERS = (
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Frame-Options", "SAMEORIGIN"),
)
SECONDS_OF_PATIENCE = 60  # with a browser that says nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What the server answers with.

    The files of the last good build, what is wrong now, and a version of both.
    """

    files: Mapping[str, bytes]
    error: str
    problems: tuple[Problem, ...]
    version: int
    stamps: Mapping[str, int] = field(default_factory=dict)  # the version at which a file changed last
    told: int = 0  # the version at which what is wrong changed last

    def news(self, seen: int, page: str) -> dict[str, object]:
        """Return what a browser that saw a version of a page must do.

        Reload it, or swap some style sheets.
        """
        fresh = [path for path, stamp in self.stamps.items() if stamp > seen]
        reload = (
            self.told > seen
            or page in fresh
            or any(path.endswith(".js") and path.startswith("assets/") for path in fresh)
        )
        return {
            "version": self.version,
            "reload": reload,
            "styles": [path for path in fresh if path.endswith(".css")],
        }


Make = Callable[[], tuple[dict[str, bytes], tuple[Problem, ...]]]


@dataclass(slots=True)
class Stage:
    """Holds what is served and lets browsers wait for the next version."""

    make: Make
    say: Callable[[str], None]
    served: Served = Served(files=MappingProxyType({}), error="", problems=(), version=0)
    news: threading.Condition = field(default_factory=threading.Condition)

    def rebuild(self) -> None:
        """Build, and swap what is served; an error keeps the last good files."""
        before = self.served
        try:
            files, problems = self.make()
        except Exception as error:  # noqa: BLE001  (whatever it is, the watch goes on and the page says so)
            known = isinstance(error, SitegenError)
            text = (
                str(error)
                if known
                else f"a bug in sitegen: {type(error).__name__}: {error}\n{traceback.format_exc()}"
            )
            after = Served(
                files=before.files,
                error=text,
                problems=before.problems,
                version=before.version + 1,
                stamps=before.stamps,
                told=before.version + 1,
            )
            self.say(text)
        else:
            same = (
                before.version > 0
                and not before.error
                and files == before.files
                and problems == before.problems
            )
            after = before if same else _fresh(before, files, problems)
        with self.news:
            self.served = after
            self.news.notify_all()

    def wait(self, seen: int) -> Served:
        """Wait for a version other than the one seen; return what is served then."""
        with self.news:
            self.news.wait_for(lambda: self.served.version != seen, timeout=PATIENCE)
            return self.served


def _fresh(before: Served, files: dict[str, bytes], problems: tuple[Problem, ...]) -> Served:
    """Return what is served after a good build, with what changed by it."""
    version = before.version + 1
    changed = [
        path for path in files.keys() | before.files.keys() if files.get(path) != before.files.get(path)
    ]
    told = version if before.error or problems != before.problems else before.told
    stamps = MappingProxyType({**before.stamps, **dict.fromkeys(sorted(changed), version)})
    return Served(
        files=MappingProxyType(files), error="", problems=problems, version=version, stamps=stamps, told=told
    )


class _Changed(FileSystemEventHandler):
    """Calls back once things have been quiet for a while, or have not been for too long.

    That is so however many files were saved.
    """

    def __init__(self, react: Callable[[], None]) -> None:
        self._react = react
        self._timer: threading.Timer | None = None
        self._first = 0.0  # when the oldest change came that no build has seen
        self._waits = False  # a build is to come as soon as the one that runs has ended
        self._lock = threading.Lock()
        self._building = threading.Lock()

    def changed(self) -> None:
        """Start the wait anew, unless it has lasted long enough."""
        with self._lock:
            if self._waits:
                return
            now = time.monotonic()
            self._first = self._first or now
            if self._timer:
                self._timer.cancel()
            self._timer = threading.Timer(max(0.0, min(QUIET, self._first + LONGEST - now)), self._run)
            self._timer.daemon = True
            self._timer.start()

    def _run(self) -> None:
        with self._lock:
            if self._waits:
                return
            self._waits = True
        with self._building:
            with self._lock:
                self._first, self._waits = 0.0, False
            self._react()


class _Folder(FileSystemEventHandler):
    """Tells of changes of what a build reads of an archive."""

    def __init__(self, root: Path, changes: _Changed, names: Container[str]) -> None:
        self._root, self._changes, self._names = root, changes, names

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Tell when something that is read was changed."""
        opened = event.event_type in {"opened", "closed_no_write"}
        if not opened and (self._read(str(event.src_path)) or self._read(str(event.dest_path))):
            self._changes.changed()

    def _read(self, path: str) -> bool:
        try:
            parts = Path(path).relative_to(self._root).parts
        except ValueError:
            return False
        wanted = bool(parts) and parts[0] in self._names
        return wanted and not any(is_left_behind(part) for part in parts if part != ".well-known")


def linked_names(root: Path) -> set[str]:
    """Return what of an archive is read because links of it lead there; links out are not followed."""
    found: set[str] = set()
    for part in WATCHED:
        for place, folders, files in os.walk(root / part):
            for link in (Path(place) / name for name in (*folders, *files)):
                if link.is_symlink() and link.exists() and not leads_out(link, root):
                    found.update(link.resolve().relative_to(root.resolve()).parts[:1])
    return found


def watch(root: Path, react: Callable[[], None], *, poll: bool) -> Callable[[], None]:
    """Call `react` when what a build reads was changed and all is quiet; return a function that stops it.

    Where links lead inside of the archive is watched too, also those that are made while it runs.
    """
    observer = PollingObserver(timeout=0.5) if poll else Observer()
    names = {*WATCHED, *linked_names(root)}

    def build() -> None:
        react()
        names.update(linked_names(root))

    observer.schedule(_Folder(root, _Changed(build), names), str(root), recursive=True)
    observer.start()

    def stop() -> None:
        observer.stop()
        observer.join()

    return stop


LOCAL = ("localhost", "127.0.0.1", "[::1]")
WIDE = ("0.0.0.0", "::")  # noqa: S104  (compared with what a person asks for) every address of this machine


def names_of(host: str, more: Iterable[str]) -> frozenset[str]:
    """Return the names that a server on a host answers to; `more` has those that a person gave."""
    own = socket.gethostname().lower()
    wide = (
        (own, own.partition(".")[0], f"{own.partition('.')[0]}.local")
        if host not in {"127.0.0.1", "localhost", "::1"}
        else ()
    )
    return frozenset({host.lower(), f"[{host.lower()}]", *LOCAL, *wide, *(name.lower() for name in more)})


def answers_to(host: str, names: Container[str], *, widened: bool) -> bool:
    """Whether a server answers to a name.

    A page of another site may have been given our address (DNS rebinding). An address in figures cannot be
    given so; it is fine where the server listens to other machines.
    """
    if not host or host in names:
        return True
    with suppress(ValueError):
        ip_address(host.strip("[]"))
        return widened
    return False


def address_of(host: str, port: int, base: str) -> str:
    """Return the address at which a server on this machine is reached."""
    name = "localhost" if host in WIDE else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}{base}"


def server(
    stage: Stage, host: str, port: int, base_path: str, more_names: Iterable[str] = ()
) -> ThreadingHTTPServer:
    """Return a server of what the stage holds, under a path; raise SitegenError where the port is taken."""

    class Handler(_Handler):
        pass

    Handler.stage, Handler.base = stage, unquote(base_path)
    Handler.names, Handler.widened = names_of(host, more_names), host not in {"127.0.0.1", "localhost", "::1"}

    class Server(ThreadingHTTPServer):
        address_family = socket.AF_INET6 if ":" in host else socket.AF_INET

        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing: a browser went away, or sent what is no request."""

    try:
        made = Server((host, port), Handler)
    except OSError as error:
        raise SitegenError(
            "SG701",
            f"{host}:{port}",
            -1,
            f"cannot listen there ({error.strerror})",
            "try --port 0 for a free port, or --host 127.0.0.1",
        ) from None
    made.daemon_threads = True
    return made


class _Handler(BaseHTTPRequestHandler):
    stage: Stage
    base: str
    names: frozenset[str]
    widened: bool
    protocol_version = "HTTP/1.1"
    timeout = SECONDS_OF_PATIENCE

    def do_GET(self) -> None:
        """Answer with a file of the site."""
        self._answer(body=True)

    def do_HEAD(self) -> None:
        """Answer with the head alone."""
        self._answer(body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: a page and its parts are no news."""

    def _answer(self, *, body: bool) -> None:
        if self.headers.get("Content-Length", "0") != "0" or self.headers.get("Transfer-Encoding"):
            self.close_connection = True  # what follows is no request of its own
        refusal = self._refusal()
        if refusal:
            status, told = refusal
            self._send(status, "text/plain; charset=utf-8", f"{told}\n".encode(), body=body)
            return
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        if not path.startswith(self.base):
            self._redirect(path)
            return
        inner = path[len(self.base) :]
        if inner == EVENTS_PATH:
            self._tell(parts.query, body=body)
            return
        if inner == STYLES_PATH:
            self._send(HTTPStatus.OK, "text/css; charset=utf-8", STYLES, body=body)
            return
        self._send_file(inner, body=body)

    def _send_file(self, inner: str, *, body: bool) -> None:
        """Send the file at a path from the site's root, or the page that says there is none."""
        served = self.stage.served
        name = inner + "index.html" if inner == "" or inner.endswith("/") else inner
        data = served.files.get(name)
        status = HTTPStatus.OK
        if data is None:
            status, name = HTTPStatus.NOT_FOUND, "404.html"
            data = served.files.get(
                name,
                b"<!doctype html><title>Nothing built yet</title><p>Nothing could be built yet.</p></body>",
            )
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if name.endswith(".jsonl"):
            kind = "application/jsonl"
        if kind == "text/html":
            data = with_extras(data, served, self.base, name)
        text = kind.startswith("text/") or kind in {
            "application/xml",
            "image/svg+xml",
            "application/jsonl",
            "text/javascript",
        }
        self._send(status, f"{kind}; charset=utf-8" if text else kind, data, body=body)

    def _refusal(self) -> tuple[HTTPStatus, str] | None:
        """Return why a request is not answered, with its status; None where it is."""
        host = re.sub(r":\d+$", "", self.headers.get("Host", "").lower())
        if self._is_asked_by_another_site():
            return HTTPStatus.FORBIDDEN, "this server answers no pages of other sites"
        if not answers_to(host, self.names, widened=self.widened):
            advice = f"if it is one of this machine, start it with --name {host}"
            return HTTPStatus.FORBIDDEN, f'this server does not answer to the name "{host}"; {advice}'
        try:
            urlsplit(self.path)
        except ValueError:
            return HTTPStatus.BAD_REQUEST, "this is no address"
        return None

    def _is_asked_by_another_site(self) -> bool:
        """Whether a page of another site asks, other than by a link that a person follows."""
        if self.headers.get("Sec-Fetch-Site", "").lower() in OWN_SITES:
            return False
        mode, target = (self.headers.get(f"Sec-Fetch-{name}", "").lower() for name in ("Mode", "Dest"))
        return not (mode == "navigate" and target == "document")

    def _redirect(self, path: str) -> None:
        if path in {"/", self.base.rstrip("/")}:
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", quote(self.base))
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        text = f"this site stands under {self.base}\n".encode()
        self._send(HTTPStatus.NOT_FOUND, "text/plain; charset=utf-8", text, body=True)

    def _tell(self, query: str, *, body: bool) -> None:
        asked = parse_qs(query)
        seen, page = asked.get("seen", [""])[0], asked.get("page", [""])[0]
        known = re.fullmatch(r"[0-9]{1,12}", seen) is not None
        served = self.stage.wait(int(seen)) if known else self.stage.served
        news = served.news(int(seen) if known else served.version, page)
        if known and int(seen) > served.version:  # the server began anew
            news["reload"] = True
        self._send(HTTPStatus.OK, "application/json", json.dumps(news).encode(), body=body)

    def _send(self, status: HTTPStatus, kind: str, data: bytes, *, body: bool) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            for name, value in HEADERS:
                self.send_header(name, value)
            self.end_headers()
            if body:
                self.wfile.write(data)
        except (BrokenPipeError, ConnectionResetError, TimeoutError):
            pass  # the browser went on to another page


def with_extras(data: bytes, served: Served, base: str, name: str) -> bytes:
    """Return a page with the script that reloads it and, where something is wrong, a box that says so."""
    box = BOX.format(text=html.escape(served.error)) if served.error else ""
    if not box and served.problems:
        text = html.escape("\n".join(line for _, line in summary(served.problems)))
        box = LIST.format(count=len(served.problems), text=text)
    page = json.dumps(name)[1:-1].replace("<", "\\u003c")
    script = SCRIPT % {
        "path": json.dumps(quote(base + EVENTS_PATH))[1:-1],
        "page": page,
        "version": served.version,
    }
    styles = f'<link rel="stylesheet" href="{html.escape(quote(base + STYLES_PATH))}">\n' if box else ""
    extras = f"{box}{styles}<script>{script}</script>".encode()
    # The policy of the page lets files of the site run, so this script is allowed by its digest.
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest())
    data = data.replace(SCRIPT_RULE, b"%s'sha256-%s' " % (SCRIPT_RULE, digest), 1)
    before, end, after = data.rpartition(b"</body>")
    return before + extras + end + after if end else data + extras
