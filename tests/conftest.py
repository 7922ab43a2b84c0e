"""Helpers that all tests speak through, so that a changed interface changes one place."""

from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import hypothesis
import jinja2
import pytest
from stages import authority, clean, recognize

from sitegen.cli import main
from sitegen.entities.link import link_names
from sitegen.model import Article, Entity, EntityMentions, NameEntry, Severity
from sitegen.pipeline.build import Built, build
from sitegen.pipeline.memory import Store
from sitegen.pipeline.runtime import Runtime
from sitegen.read.archive import read_config
from sitegen.read.seeds import parse_seed
from sitegen.render.theme import load_theme
from sitegen.resources import Resources

pytest_plugins = ["browser.chromium"]
ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# Two pure functions take most of the time of a small build: that which makes the authority of a list of names, and
# that which compiles a template.  Tests of one process share what they return.
_compile_template = jinja2.Environment.compile
_compiled: dict[tuple[object, ...], Any] = {}


def _compile_once(environment: jinja2.Environment, *args: Any, **options: Any) -> Any:
    known = frozenset(environment.filters), frozenset(environment.globals)
    key = (type(environment), args, tuple(options.items()), known)
    if not all(isinstance(value, Hashable) for value in args):
        return _compile_template(environment, *args, **options)
    if key not in _compiled:
        _compiled[key] = _compile_template(environment, *args, **options)
    return _compiled[key]


@pytest.fixture(autouse=True, scope="session")
def _shared_results() -> Iterator[None]:
    with (
        mock.patch.object(Resources, "authority", lambda _, given: authority(given)),
        mock.patch.object(jinja2.Environment, "compile", _compile_once),
    ):
        yield


hypothesis.settings.register_profile("default", deadline=None, max_examples=60)
hypothesis.settings.load_profile("default")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden pages anew; read the diff before you commit it",
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def real_seeds() -> Path:
    """The owner's five scrapes, where they are at hand; they are no part of the repository."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("the real seeds are not here")
    return folder


PARAGRAPH = (
    "The harbour office said on Monday that the ferry would run again from the first of June, after three months of repairs"
    " that had cost the town more than it had planned for the whole year."
)
SECOND = (
    "Shopkeepers near the pier welcomed the news, because visitors had stayed away while the only other way across the bay was"
    " a road that takes two hours to drive."
)
THIRD = (
    "The council will decide in the autumn whether a second ship should be bought, said Anna Example, who leads the committee"
    " for transport and has called for one since she was elected."
)
BELL = (
    "A bell of two tons was lifted into the tower on Friday while a brass band played, and half of the children of the town were"
    " allowed to watch from the roof of the fire station instead of going to their lessons."
)
ARTICLE = f"Ferry returns to the bay in June\n\n{PARAGRAPH}\n\n{SECOND}\n\n{THIRD}\n"


def built(root: Path, store: Store | None = None) -> Built:
    """Build the archive in a folder, in memory."""
    config = read_config(root)
    return build(root, config, load_theme(root, config.theme), Runtime(store or Store()))


class Archive:
    """An archive on disk for one test."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "seeds").mkdir(parents=True)
        self.write("sitegen.toml", 'title = "Test"\n')

    def write(self, path: str, text: str | bytes) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def build(self, store: Store | None = None) -> Built:
        return built(self.root, store)

    def page(self, url: str) -> str:
        return next(output.data.decode() for output in self.build().outputs if output.path == url)

    def codes(self) -> list[str]:
        return sorted(problem.code for problem in self.build().problems)

    def run(self, *words: str) -> int:
        return main(["-C", str(self.root), *words])

    @property
    def public(self) -> Path:
        return self.root / "public"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


@pytest.fixture
def full_archive(archive: Archive) -> Archive:
    """An archive with two articles, a copy, a note and an index."""
    archive.write("seeds/000_a.txt", ARTICLE)
    archive.write(
        "seeds/001_b.txt",
        ARTICLE + "\nRelated Articles\n\nA bridge for the north\n\nWhy the night bus was late\n",
    )
    archive.write(
        "seeds/002_c.txt",
        "Town buys a bell\n\nMarch 3, 2021\nBy Bo Scribe\n\n" + BELL + "\n\n" + THIRD + "\n",
    )
    archive.write(
        "seeds/INDEX.md", "# All of it\n\n| No. | File |\n|---|---|\n| 000 | a |\n| 001 | b |\n| 002 | c |\n"
    )
    archive.write(
        "content/notes/000.md", "---\ndate: 2021-03-01\nsource: gazette.example.org\n---\nA remark.\n"
    )
    archive.write("content/notes/001.md", "---\ndate: 2021-03-02\nsource: mirror.example.org\n---\n")
    archive.write("content/notes/002.md", "---\nsource: gazette.example.org\n---\n")
    return archive


# Names -----------------------------------------------------------------------------------------------------------------

TAIL = " This sentence is here so that the paragraph is long enough to be one, and it names nobody at all."


def identify(
    *texts: str, names: tuple[NameEntry, ...] = (), metonyms: bool = True
) -> tuple[list[Article], list[EntityMentions], dict[str, Entity], list[str]]:
    articles = tuple(
        clean(parse_seed(f"{text}{TAIL}".encode(), f"{n:03}", f"{n:03}.txt")[0])
        for n, text in enumerate(texts)
    )
    known = authority(names)
    found, entities, problems = link_names(
        articles, tuple(recognize(a, known) for a in articles), known, metonyms=metonyms
    )
    return (
        list(articles),
        list(found),
        {entity.id: entity for entity in entities},
        [problem.message for problem in problems],
    )


def check(
    text: str, *pairs: tuple[str, str], names: tuple[NameEntry, ...] = (), metonyms: bool = True
) -> None:
    """Compare the mentions of the first article, as written and as the entity's id."""
    articles, found, _, _ = identify(text, names=names, metonyms=metonyms)
    got = [(articles[0].passages[m.passage].text[m.start : m.end], m.entity) for m in found[0].mentions]
    assert got == list(pairs)


WITHDRAWN = "rights: withdrawn"
NOTE = "content/notes/000.md"
MARK = "ferry would run again"


def told(archive: Archive) -> list[str]:
    """Give the problems of an archive that a person's files have; those of seeds are other tests' matter."""
    seeds = tuple(
        f"seeds/{name}"
        for name in (path.name for path in (archive.root / "seeds").iterdir())
        if name != "INDEX.md"
    )
    return [
        str(one)
        for one in archive.build().problems
        if one.path not in seeds and one.severity is not Severity.INFO
    ]


def published(archive: Archive) -> bool:
    """Say whether the public edition shows the text of the first article."""
    assert archive.run("build", "-q", "--profile", "public") in {0, 1}
    return MARK in (archive.public / "articles/000.html").read_text(encoding="utf-8")


@pytest.fixture
def one(archive: Archive) -> Archive:
    """An archive of one article that may be shown whole."""
    archive.write("seeds/000.txt", ARTICLE)
    archive.write("sitegen.toml", 'title = "T"\n\n[rights]\ndefault = "full"\n')
    return archive
