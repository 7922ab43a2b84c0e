"""The house itself: directions of import, the written reference, the README's commands, the shape of the tree."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from conftest import ROOT

from sitegen.clean.furniture import LABELS
from sitegen.cli import _parser
from sitegen.config import KEYS
from sitegen.entities.kinds import NAMES as KINDS
from sitegen.export import NAMES as EXPORTERS
from sitegen.read.content import NOTE_KEYS
from sitegen.read.tables import NAME_KEYS
from sitegen.relations.types import RELATION_TYPES
from sitegen.site.pages import PAGES
from sitegen.site.wikilinks import LINKS, LinkKind

REFERENCE = (ROOT / "docs/reference.md").read_text(encoding="utf-8")


def test_directions_of_import() -> None:
    if not shutil.which("lint-imports", path=str(Path(sys.executable).parent)):
        pytest.skip("import-linter is not installed (extra: lint)")
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def _options() -> list[str]:
    parser = _parser()
    commands = next(
        action
        for action in parser._actions
        if hasattr(action, "choices") and isinstance(action.choices, dict)
    )
    assert isinstance(commands.choices, dict)
    return sorted(
        {
            text
            for one in commands.choices.values()
            for action in one._actions
            for text in action.option_strings
            if text.startswith("--")
        }
    )


CODES = sorted(
    {
        code
        for file in (ROOT / "sitegen").rglob("*.py")
        for code in re.findall(r"SG\d{3}", file.read_text(encoding="utf-8"))
    }
)


@pytest.mark.parametrize(
    "word",
    [
        *LABELS,
        *(tie.name for tie in RELATION_TYPES),
        *KINDS,
        *EXPORTERS,
        *(key for section in KEYS.values() for key in section),
        *NOTE_KEYS,
        *NAME_KEYS,
        *CODES,
        *_options(),
        *(kind.template.removesuffix(".html") for kind in PAGES),
    ],
)
def test_the_reference_has_it(word: str) -> None:
    assert f"`{word}`" in REFERENCE or f"`{word} " in REFERENCE


@pytest.mark.parametrize("kind", LINKS)
def test_the_reference_shows_how_to_link(kind: LinkKind) -> None:
    assert f"`{kind.written('')[:-2]}" in REFERENCE


def test_the_reference_lists_no_codes_that_are_gone() -> None:
    assert sorted(set(re.findall(r"SG\d{3}", REFERENCE))) == CODES


@pytest.mark.parametrize("table", ["articles", "relations", "entities", "mentions", "cuts"])
def test_the_reference_describes_each_key_of_the_tables(table: str) -> None:
    from sitegen.pipeline.analyze import Runtime  # noqa: PLC0415
    from sitegen.pipeline.build import build  # noqa: PLC0415
    from sitegen.pipeline.memory import Store  # noqa: PLC0415
    from sitegen.read.archive import read_config  # noqa: PLC0415
    from sitegen.render.theme import load_theme  # noqa: PLC0415

    config = read_config(ROOT)
    site = build(ROOT, config, load_theme(ROOT, config.theme), Runtime(Store())).site
    rows = next(one.rows for one in site.tables if one.name == table)
    section = REFERENCE.split(f"### data/{table}.jsonl")[1].split("\n### ")[0]
    for key, _ in rows[0]:
        assert f"`{key}`" in section


def test_versions_agree() -> None:
    from sitegen import __version__  # noqa: PLC0415

    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dynamic"] == [
        "version"
    ]


README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("$ sitegen")
]


def test_the_readmes_commands_run(tmp_path: Path) -> None:
    """Run every `$ sitegen` line of the README that ends by itself, in order, as a new user would."""
    assert len(COMMANDS) >= 5
    scrapes = tmp_path / "scrapes"
    scrapes.mkdir()
    for file in (ROOT / "seeds").glob("00[0-4]_*.txt"):
        shutil.copy(file, scrapes)
    shutil.copy(next(scrapes.iterdir()), tmp_path / "scrape.txt")
    for line in COMMANDS:
        words = line.removeprefix("$ ").split("#")[0].split()
        if "serve" in words:
            continue
        done = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, f"{line}\n{done.stderr}"


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/reference.md"])
def test_links_between_documents_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", re.sub("`[^`\n]*`", "", text)):
        assert ((ROOT / name).parent / target).exists(), f"{name}: {target}"
    for target in re.findall(r"`((?:sitegen|tests|themes|docs|benchmarks|content|seeds)/[\w./-]+)`", text):
        if target in {
            "content/private/",
            "content/files/",
            "content/lists/",
        }:  # the sample archive does without
            continue
        assert (ROOT / target).exists(), f"{name}: {target}"
