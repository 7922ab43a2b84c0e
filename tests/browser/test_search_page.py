"""The search page in a real Chromium: the same answers as in Python, from disk and over http, by keyboard, without a network."""

import json
import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from browser.chromium import Open

from sitegen.dates import long_date
from sitegen.search.pagetext import page_text
from sitegen.search.query import Reader, parse, search, snippet
from sitegen.search.words import stem, words_of

pytestmark = pytest.mark.browser
QUERIES = (
    "lavrov",
    "Russian ministers",
    "the",
    "china russia summit",
    "beij*",
    '"foreign minister"',
    '"the foreign minister of" beijing',
    "sanction year:2021",
    'summit source:"Meridian Dispatch"',
    "names:people/sergey-lavrov xi",
    "kind:person wang",
    "zzz",
    "summit zzz",
    "summ",
    "china -russia",
    "-summit",
    "co-operation",
    "U.S. china",
    "“foreign minister”",
    "京",
    "서울",
    "",
)
TEXTS = (
    "The Ferry’s crew don't sail to Zürich",
    "北京会见了记者 in 2024",
    "हिन्दी में الأَخبار",
    "ΟΔΟΣ Straße İstanbul Łódź",
    "x²½ ﬁn e\u0301te A-1_b 3.5%",
    "😀 a😀b",
)


def _reader(site: Path) -> Reader:
    return Reader(lambda name: (site / name).read_bytes())


def _python(site: Path, query: str) -> dict[str, Any]:
    found = search(
        parse(query), _reader(site), lambda url: page_text((site / url).read_text(encoding="utf-8"))
    )
    return {
        "urls": [hit.url for hit in found.hits],
        "titles": [hit.title for hit in found.hits],
        "scores": pytest.approx([hit.score for hit in found.hits], abs=0.001),
        "count": found.count,
        "every": found.every,
    }


@pytest.mark.parametrize("where", ["file", "http"])
def test_the_browser_finds_what_python_finds(opened: Open, site: Path, served: str, where: str) -> None:
    page, wrong = opened()
    page.goto(f"{site.as_uri()}/search.html" if where == "file" else f"{served}search.html")
    for query in QUERIES:
        found = page.evaluate("query => SG.search(SG.parse(query, false))", query)
        hits = found["hits"]
        said = {
            "urls": [hit["url"] for hit in hits],
            "titles": [hit["title"] for hit in hits],
            "scores": [hit["score"] for hit in hits],
            "count": found["count"],
            "every": found["every"],
        }
        assert said == _python(site, query), query
    assert wrong == []


def test_words_texts_and_snippets_are_those_of_python(opened: Open, site: Path) -> None:
    page, _ = opened()
    page.goto(f"{site.as_uri()}/search.html")
    for text in TEXTS:
        said = page.evaluate(
            "text => SG.wordsOf(text).map(one => [one.text, SG.stem(one.text), text.slice(one.start, one.end)])",
            text,
        )
        assert said == [[one.text, stem(one.text), text[one.start : one.end]] for one in words_of(text)]
    for name in ("articles/000.html", "articles/001.html", "articles/004.html", "articles/008.html"):
        text = page.evaluate("url => SG.textOf(url)", name)
        assert text == page_text((site / name).read_text(encoding="utf-8"))
        for query in ("china summit", '"foreign minister" lavrov', "russ*"):
            said = page.evaluate("([text, query]) => SG.snippet(text, SG.parse(query, false))", [text, query])
            assert said == json.loads(json.dumps(snippet(text, parse(query))))


@pytest.mark.parametrize("where", ["file", "http"])
def test_a_search_by_keyboard_from_any_page(opened: Open, site: Path, served: str, where: str) -> None:
    page, wrong = opened()
    base = f"{site.as_uri()}/" if where == "file" else served
    page.goto(f"{base}articles/000.html")
    page.focus("#site-q")
    page.keyboard.type("lavrov summit")
    page.keyboard.press("Enter")
    page.wait_for_selector("#hits .hit mark")
    page.wait_for_url(re.compile(re.escape(f"{base}search.html#q=lavrov")))
    assert "result" in page.inner_text("#said")
    page.focus("#q")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.className") == "item-title"
    page.keyboard.press("Enter")
    page.wait_for_selector("article")
    assert wrong == []


def test_filters_stand_in_the_address(opened: Open, site: Path) -> None:
    page, wrong = opened()
    page.goto(f"{site.as_uri()}/search.html#q=russia")
    page.wait_for_selector("#hits .hit")
    many = page.locator("#hits .hit").count()
    page.select_option("select[name=year]", "2021")
    page.locator(f"#hits:not(:has(.hit:nth-of-type({many})))").wait_for()
    few = page.inner_text("#said")
    page.wait_for_url("**/search.html#*year=2021*")
    page.reload()
    page.wait_for_selector("#hits .hit")
    assert page.inner_text("#said") == few
    assert page.input_value("select[name=year]") == "2021"
    page.goto(f"{site.as_uri()}/search.html#names=people/wang-yi")
    page.wait_for_selector("#hits .hit")
    assert page.inner_text("#named-who") == "wang yi"
    page.click("#named-off")
    page.wait_for_selector("#named", state="hidden")
    assert wrong == []


def test_what_was_found_while_typing_stays_when_it_is_sent(opened: Open, site: Path) -> None:
    page, _ = opened()
    page.goto(f"{site.as_uri()}/search.html")
    page.fill("#q", "summ")
    page.wait_for_selector("#hits a")
    # Where in a page the words stand is told when that page was read, so links may get their end later.
    pages = "links => links.map(link => link.href.split('#')[0])"
    before = page.eval_on_selector_all("#hits a", pages)
    page.press("#q", "Enter")
    page.wait_for_timeout(400)
    assert page.eval_on_selector_all("#hits a", pages) == before


@pytest.mark.parametrize(
    ("policy", "says"),
    [
        ("frame-ancestors 'none'", "which were read"),
        ("frame-ancestors 'none'; connect-src 'none'", "forbids reading"),
    ],
)
def test_a_phrase_is_found_or_said_to_be_unread_where_frames_are_forbidden(
    opened: Open, site: Path, policy: str, says: str
) -> None:
    class Host(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", policy)
            super().end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    web = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(site)))
    threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        page, _ = opened()
        page.goto(f"http://127.0.0.1:{web.server_port}/search.html#q=%22foreign+minister%22")
        page.locator("#said", has_text=says).wait_for(timeout=30_000)
        assert page.locator("#hits li").count() > 0
    finally:
        web.shutdown()
        web.server_close()


def test_without_scripts_the_lists_lead_on(opened: Open, site: Path) -> None:
    page, _ = opened(java_script_enabled=False)
    page.goto(f"{site.as_uri()}/search.html")
    assert page.locator("form.search").is_hidden()
    page.click("text=names from A to Z")
    page.wait_for_url("**/entities.html")


def test_no_other_site_is_given_a_text(opened: Open, served: str) -> None:
    page, _ = opened()
    page.goto(f"{served}about.html")
    other = served.replace("127.0.0.1", "localhost")
    page.goto(f"{other}about.html")
    said = page.evaluate(
        """url => new Promise(done => {
            const frame = document.createElement("iframe");
            addEventListener("message", event => done(event.data));
            frame.onload = () => { frame.contentWindow.postMessage({ sitegen: "text" }, "*"); setTimeout(() => done("nothing"), 600); };
            frame.src = url;
            document.body.append(frame);
        })""",
        f"{served}articles/000.html",
    )
    assert said == "nothing"


def test_dates_stand_as_on_other_pages(opened: Open, site: Path) -> None:
    page, wrong = opened()
    page.goto(f"{site.as_uri()}/search.html#q=lavrov")
    page.wait_for_selector("#hits .hit .item-facts")
    dates = ["2024-04-09", "2024-12", "1999", "", "2024-01-31"]
    assert page.evaluate("dates => dates.map(SG.longDate)", dates) == [long_date(date) for date in dates]
    assert re.search(r"\d [A-Z][a-z]+ 20\d\d", page.inner_text("#hits"))
    assert not re.search(r"\d{4}-\d\d", page.inner_text("#hits .item-facts >> nth=0"))
    assert wrong == []
