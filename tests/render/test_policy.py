"""No page runs or loads anything that is not of the site, whatever its words are."""

import re

import pytest
from conftest import Archive

from sitegen.markdown import to_html
from sitegen.model.site import SiteInfo
from sitegen.render.policy import policy

ALLOWED = "images.example.org"
REMOTE = (
    "https://evil.example/a.png",
    "http://evil.example/a.png",
    "//evil.example/a.png",
    "HTTPS://EVIL.EXAMPLE/a.png",
    f"https://{ALLOWED}.evil.example/a.png",
    f"https://{ALLOWED}@evil.example/a.png",
    f"http://{ALLOWED}/a.png",  # readable by whoever is on the way
    f"//{ALLOWED}/a.png",
    "ftp://evil.example/a.png",
    "https:/evil.example/a.png",
    "https:evil.example/a.png",
    r"\\\\evil.example/a.png",
)


@pytest.mark.parametrize("address", REMOTE)
def test_a_picture_of_another_host_is_a_link(address: str) -> None:
    for text in (f"![Pier]({address})", f"![Pier][1]\n\n[1]: {address}", f"[![Pier]({address})](page.html)"):
        html = to_html(text, picture_hosts=(ALLOWED,))
        assert not re.search(r"<img[^>]+src=\"(?:[a-z]+:|//)", html, re.IGNORECASE), html
        assert html.count("<a ") == html.count("</a>") <= 1
        assert "Pier" in html


def test_pictures_of_the_archive_and_of_allowed_hosts_are_shown() -> None:
    assert '<img src="files/pier.jpg"' in to_html("![Pier](files/pier.jpg)")
    assert '<img src="../a:b.png"' in to_html("![Pier](../a:b.png)")
    html = to_html(f"![Pier](https://{ALLOWED}/a.png)", picture_hosts=(ALLOWED,))
    assert f'<img src="https://{ALLOWED}/a.png" alt="Pier" referrerpolicy="no-referrer"' in html


def test_the_policy_lets_files_of_the_site_run_and_nothing_else() -> None:
    info = SiteInfo(
        title="a",
        description="",
        address="",
        base_path="/",
        language="en",
        contact="",
        notice="",
        profile="private",
        menu=(),
        version="1",
        picture_hosts=(ALLOWED,),
    )
    rules = dict(rule.split(" ", 1) for rule in policy(info).split("; "))
    assert rules["default-src"] == rules["base-uri"] == "'none'"
    assert rules["script-src"] == "'self' file:"
    assert not any("unsafe" in rule or "http:" in rule or "*" in rule for rule in rules.values())
    assert rules["img-src"].endswith(f" https://{ALLOWED}")


def test_every_page_has_the_policy_and_nothing_that_it_forbids(full_archive: Archive) -> None:
    full_archive.write("sitegen.toml", f'title = "A"\npicture_hosts = ["{ALLOWED.upper()}"]\n')
    full_archive.write("content/notes/000.md", "A table:\n\n| a | b |\n|--:|:-:|\n| 1 | 2 |\n\x01\x0b\x1b\n")
    pages = [output for output in full_archive.build().outputs if output.path.endswith(".html")]
    assert len(pages) > 10
    for page in pages:
        html = page.data.decode()
        head, _, rest = html.partition("<meta http-equiv=")
        assert "<script" not in head, page.path
        assert ALLOWED in rest.partition(">")[0], page.path
        assert not re.search(r"<script(?![^>]*(?:src=|application/ld\+json))", html), page.path
        assert not re.search(r"<[^>]*\sstyle=|<style|\son[a-z]+=|javascript:", html), page.path
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", html), page.path


@pytest.mark.parametrize(
    "host", ["*", "https://a.example", "a.example/x", "a.example; script-src *", "a b", ""]
)
def test_what_is_no_host_is_refused(one: Archive, host: str, capsys: pytest.CaptureFixture[str]) -> None:
    one.write("sitegen.toml", f'title = "A"\npicture_hosts = ["{host}"]\n')
    assert one.run("build", "-q") == 2
    assert "sitegen.toml:2: error SG402" in capsys.readouterr().err
