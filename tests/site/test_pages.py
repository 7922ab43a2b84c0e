"""The table of page kinds tells the truth."""

import re
from itertools import pairwise

import pytest
from conftest import ROOT, Archive

from sitegen.model.site import Page
from sitegen.site.pages import PAGES, PageKind, Robots


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Page, ...]:
    """The pages of an archive with a withdrawn article, a copy, a free page and a quotation."""
    archive = Archive(tmp_path_factory.mktemp("archive") / "a")
    for file in sorted((ROOT / "seeds").glob("0*.txt")):
        archive.write(f"seeds/{file.name}", file.read_bytes())
    archive.write("content/withdrawn.toml", '[[withdrawn]]\nseed = "000"\nreason = "asked for"\n')
    archive.write("content/pages/thanks.md", "# Thanks\n\nTo all.\n")
    return archive.build().site.pages


def _fits(url: str, pattern: str) -> bool:
    """Whether an address is one that a pattern allows."""
    parts = re.split(r"\{\w+\}", pattern)
    return re.fullmatch("[^/]+".join(map(re.escape, parts)), url) is not None


def _kinds_of(page: Page) -> list[PageKind]:
    return [
        kind for kind in PAGES if kind.template == f"{page.kind}.html" and isinstance(page.view, kind.view)
    ]


def test_every_page_is_as_its_row_says(pages: tuple[Page, ...]) -> None:
    for page in pages:
        kinds = [
            kind for kind in _kinds_of(page) if any(_fits(page.url, pattern) for pattern in kind.addresses)
        ]
        assert kinds, page.url
        assert (page.robots == "") == (kinds[0].robots is Robots.LISTED), page.url


def test_every_row_has_pages_or_is_rare(pages: tuple[Page, ...]) -> None:
    made = {kind.name for page in pages for kind in _kinds_of(page)}
    assert {kind.name for kind in PAGES} - made <= {"mentions", "family", "passages", "quotations"}


def test_names_and_places_in_the_menu_are_unique() -> None:
    assert len({kind.name for kind in PAGES}) == len(PAGES)
    places = [kind.menu.place for kind in PAGES if kind.menu]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.name)
def test_every_row_has_its_template(kind: PageKind) -> None:
    assert (ROOT / "themes/default/templates" / kind.template).is_file()


def test_a_row_without_a_function_follows_one_that_has_it() -> None:
    assert PAGES[0].make is not None
    for before, kind in pairwise(PAGES):
        if kind.make is None:
            assert before.make is not None, kind.name
