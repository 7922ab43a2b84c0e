"""What ARCHITECTURE.md says of adding a rule, a kind, a relation, a page kind, an exporter and a theme, done to a copy of the package."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")

BOARD = '''"""The page of boards."""

from collections.abc import Iterator

from sitegen.model.site import TextView
from sitegen.site.context import SiteContext
from sitegen.site.draft import Draft


def board_page(context: SiteContext) -> Iterator[Draft]:
    """Yield a page that counts articles."""
    yield Draft(url="board.html", title="The board", view=TextView(markdown=f"There are {len(context.edition.shown)}.", path=""))
'''
BOARD_ROW = """    PageKind(
        name="board",
        template="board.html",
        view=TextView,
        addresses=("board.html",),
        robots=Robots.UNLISTED,
        make=board_page,
        menu=MenuEntry(95, "Board"),
    ),
"""
BOARD_TEMPLATE = """{% extends "page.html" %}
{% block main %}
<h1>{{ page.title }}</h1>
<p class="board">{{ view.markdown }}</p>
{% endblock %}
"""
TITLES = '''"""The titles of all pages."""

from collections.abc import Iterator

from sitegen.model import Output
from sitegen.model.site import Site


def titles(site: Site) -> Iterator[Output]:
    """Yield a file with a title a line."""
    yield Output("titles.txt", "".join(f"{page.title}\\n" for page in site.pages).encode(), "titles")
'''
TITLES_ROW = '    Exporter("titles", "the titles of all pages, in titles.txt", titles),\n'
RULE_ROW = """    Rule(
        name=CutRule.SAVED_NOTICE,
        label="notice of what was saved",
        pattern=_line(r"[a-z ]{0,30}list saved to your [a-z]{3,12}"),
        cuts=("Reading list saved to your device",),
        keeps=("The list was saved to his device, she said.",),
    ),
"""
KIND_ROW = """    EntityKind(
        kind=Kind(name="law", label="Laws", folder="laws", code="LAW", schema="Legislation"),
        tails=_words("Act Bill"),
        heads=frozenset(),
        before=frozenset(),
        nouns=frozenset(),
        examples=("Harbour Act", "Ferry Bill"),
    ),
"""
RELATION_ROWS = """    RelationKind(
        RelationType(
            name="answers",
            inverse="answered-by",
            joins=False,
            notice="Answers {other}.",
            short="answers {other}",
            says="a person says that this text answers the other",
            scorer="",
        ),
    ),
    RelationKind(
        RelationType(
            name="answered-by",
            inverse="answers",
            joins=False,
            notice="Answered by {other}.",
            short="answered by {other}",
            says="a person says that the other text answers this one",
            scorer="",
        ),
    ),
"""
LAWS = """The harbour has a law of its own
3 May 2024

Parliament passed the Quelford Harbour Act on Friday after a debate of nine hours about the quays of the town.

Reading list saved to your device

Under the Quelford Harbour Act every ship must tell the town of its cargo two days before it enters the bay.

The Ferry Peace Bill, on which members vote in June, would give the islands a ship of their own in winter.
"""
STYLED_PAGE = """{% extends "default/page.html" %}
{% block head %}
{{ super() }}
<link rel="stylesheet" href="{{ href('assets/night.css') }}">
{% endblock %}
"""


def _insert(file: Path, before: str, text: str) -> None:
    """Put a text before the first place where a file has another one."""
    old = file.read_text(encoding="utf-8")
    assert before in old, f"{file}: {before}"
    file.write_text(old.replace(before, text + before, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository with one more of each."""
    root = tmp_path_factory.mktemp("copy")
    for name in ("sitegen", "themes", "seeds", "content"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("sitegen.toml", "addresses.lock"):
        shutil.copy(ROOT / name, root / name)

    rules = root / "sitegen/clean/furniture.py"
    _insert(rules, "    # Rules of structure (", '    SAVED_NOTICE = "saved-notice"\n')
    _insert(rules, "    # Advertising\n    Rule(", RULE_ROW)
    _insert(root / "sitegen/entities/kinds.py", "    EntityKind(\n        kind=Kind(name=EVENT", KIND_ROW)
    _insert(root / "sitegen/relations/types.py", ")\nRELATION_TYPES: tuple", RELATION_ROWS)
    (root / "seeds/900_laws.txt").write_text(LAWS, encoding="utf-8")
    (root / "content/lists").mkdir()
    (root / "content/lists/laws.txt").write_text("Ferry Peace Bill\n", encoding="utf-8")
    with (root / "content/relations.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[pair]]\nseeds = ["900", "001"]\nrelation = "answers"\n')

    pages = root / "sitegen/site/pages.py"
    (root / "sitegen/site/board.py").write_text(BOARD, encoding="utf-8")
    _insert(pages, "from sitegen.site.compare import", "from sitegen.site.board import board_page\n")
    _insert(pages, '    PageKind(\n        name="404"', BOARD_ROW)
    (root / "themes/default/templates/board.html").write_text(BOARD_TEMPLATE, encoding="utf-8")

    exporters = root / "sitegen/export/__init__.py"
    (root / "sitegen/export/titles.py").write_text(TITLES, encoding="utf-8")
    _insert(exporters, "from sitegen.model import", "from sitegen.export.titles import titles\n")
    _insert(exporters, '    Exporter("robots"', TITLES_ROW)

    theme = root / "themes/night"
    (theme / "templates").mkdir(parents=True)
    (theme / "static").mkdir()
    (theme / "theme.toml").write_text('name = "night"\nextends = "default"\n', encoding="utf-8")
    (theme / "templates/page.html").write_text(STYLED_PAGE, encoding="utf-8")
    (theme / "static/night.css").write_text("body { background: black; }\n", encoding="utf-8")
    settings = root / "sitegen.toml"
    lines = settings.read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if not line.startswith("theme =")]
    settings.write_text("\n".join(['theme = "night"', *lines, ""]), encoding="utf-8")
    return root


def _build(root: Path, target: Path) -> subprocess.CompletedProcess[str]:
    return _run(root, "build", "--jobs", "1", "-o", str(target))


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-m", "sitegen", *arguments],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="module")
def site(extended: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample archive, built by the copy."""
    target = tmp_path_factory.mktemp("site") / "public"
    done = _build(extended, target)
    assert done.returncode == 0, done.stderr
    return target


def test_an_added_rule_cuts_its_line_and_is_named(extended: Path, site: Path) -> None:
    explained = _run(extended, "explain", "900")
    assert "saved-notice: notice of what was saved\n             Reading list saved to" in explained.stdout
    page = (site / "articles/900.html").read_text(encoding="utf-8")
    assert "notice of what was saved" in page
    assert '"saved-notice"' in (site / "data/cuts.jsonl").read_text(encoding="utf-8")


def test_an_added_kind_has_found_and_listed_names_in_pages_and_data(site: Path) -> None:
    page = (site / "articles/900.html").read_text(encoding="utf-8")
    assert "laws/quelford-harbour-act.html" in page  # told by its last word
    assert "laws/ferry-peace-bill.html" in page  # in a list of content/lists/
    law = (site / "laws/quelford-harbour-act.html").read_text(encoding="utf-8")
    assert '"@type": "Legislation"' in law or '"@type":"Legislation"' in law
    assert ">Laws<" in (site / "entities.html").read_text(encoding="utf-8")
    entities = (site / "data/entities.jsonl").read_text(encoding="utf-8")
    rows = [row for row in map(json.loads, entities.splitlines()) if row["kind"] == "law"]
    assert {row["id"] for row in rows} == {"quelford-harbour-act", "ferry-peace-bill"}


def test_an_added_relation_that_a_person_says_is_told_on_both_pages(site: Path) -> None:
    assert "Answers " in (site / "articles/900.html").read_text(encoding="utf-8")
    assert "Answered by " in (site / "articles/001.html").read_text(encoding="utf-8")
    relations = (site / "data/relations.jsonl").read_text(encoding="utf-8")
    assert any(
        row["relation"] in {"answers", "answered-by"} for row in map(json.loads, relations.splitlines())
    )
    assert "a person says that this text answers the other" in (site / "method.html").read_text(
        encoding="utf-8"
    )


def test_an_added_page_kind_shows_by_its_template(site: Path) -> None:
    board = (site / "board.html").read_text(encoding="utf-8")
    assert '<p class="board">There are ' in board
    assert '<body class="kind-board">' in board
    assert '<meta name="robots" content="noindex">' in board


def test_an_added_page_kind_stands_in_the_menu(site: Path) -> None:
    assert '<li><a href="board.html">Board</a></li>' in (site / "index.html").read_text(encoding="utf-8")
    assert '<a href="../board.html">Board</a>' in (site / "articles/index.html").read_text(encoding="utf-8")


def test_an_added_exporter_writes_its_file(site: Path) -> None:
    assert "The board\n" in (site / "titles.txt").read_text(encoding="utf-8")


def test_the_style_of_an_added_theme_is_linked_from_every_page(site: Path) -> None:
    assert (site / "assets/night.css").read_text(encoding="utf-8").startswith("body")
    pages = list(site.rglob("*.html"))
    assert len(pages) > 20
    for page in pages:
        if "search/" not in page.as_posix():
            assert "assets/night.css" in page.read_text(encoding="utf-8"), page


def test_a_page_kind_without_a_template_is_an_error(extended: Path, tmp_path: Path) -> None:
    template = extended / "themes/default/templates/board.html"
    text = template.read_text(encoding="utf-8")
    template.unlink()
    try:
        done = _build(extended, tmp_path / "public")
    finally:
        template.write_text(text, encoding="utf-8")
    assert done.returncode == 2
    assert "templates/board.html: error SG502" in done.stderr
    assert "write it" in done.stderr


@pytest.mark.parametrize(
    ("what", "where"),
    [
        ("a furniture rule", ("`RULES`", "`CutRule`", "`sitegen/clean/furniture.py`")),
        ("an entity kind", ("`KINDS`", "`sitegen/entities/kinds.py`")),
        ("a relation", ("`RELATIONS`", "`sitegen/relations/types.py`")),
        ("an exporter", ("`EXPORTERS`", "`sitegen/export/__init__.py`")),
        ("a page kind", ("`PAGES`", "`sitegen/site/pages.py`", "`themes/default/templates/`")),
        ("a theme", ("`themes/`", "`theme.toml`")),
    ],
)
def test_the_table_of_where_to_add_what_says_so(what: str, where: tuple[str, ...]) -> None:
    row = next(line for line in ARCHITECTURE.splitlines() if line.startswith(f"| {what} |"))
    for name in where:
        assert name in row
