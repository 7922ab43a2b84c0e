"""The house itself: directions of import, the written reference, the README's commands, the shape of the tree."""

import ast
import importlib
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, built

from sitegen.clean.furniture import RULE_LABELS
from sitegen.cli.arguments import argument_parser
from sitegen.codes import CODES
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
    parser = argument_parser()
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


CODES_IN_SOURCE = sorted(
    {
        code
        for file in (ROOT / "sitegen").rglob("*.py")
        if file.name != "codes.py"
        for code in re.findall(r"SG\d{3}", file.read_text(encoding="utf-8"))
    }
)


@pytest.mark.parametrize(
    "word",
    [
        *RULE_LABELS,
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


def test_each_code_of_the_source_is_in_the_registry_and_no_other() -> None:
    assert len(CODES_IN_SOURCE) > 50
    assert sorted(CODES) == CODES_IN_SOURCE


def test_the_reference_has_the_table_of_codes_that_the_registry_makes() -> None:
    rows = dict(re.findall(r"^\| `(SG\d{3})` \| (.*) \|$", REFERENCE, re.MULTILINE))
    assert rows == dict(CODES)


@pytest.mark.parametrize("table", ["articles", "relations", "entities", "mentions", "quotations", "cuts"])
def test_the_reference_describes_each_key_of_the_tables(table: str) -> None:
    rows = next(one.rows for one in built(ROOT).site.tables if one.name == table)
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


@pytest.mark.slow
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


GLOSSARY = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
GLOSSARY_NAMES = re.findall(r"`(sitegen\.[\w.]+\.\w+)`", GLOSSARY)


def test_the_glossary_names_what_is_there() -> None:
    assert len(GLOSSARY_NAMES) > 40
    for name in GLOSSARY_NAMES:
        module, _, attribute = name.rpartition(".")
        assert hasattr(importlib.import_module(module), attribute), name


def test_each_word_of_the_glossary_has_one_meaning() -> None:
    words = [
        word for row in re.findall(r"^\| ([^|]+) \|", GLOSSARY, re.MULTILINE) for word in row.split(", ")
    ]
    assert len(words) > 40
    assert sorted(word for word, count in Counter(words).items() if count > 1 and word != "word") == []


PACKAGES = sorted({file.parent for file in (ROOT / "sitegen").rglob("*.py")})
MAX_CONDITIONS = 2.0  # a function has on average; more are read twice
CONDITIONS = (ast.BoolOp, ast.IfExp, ast.NamedExpr, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def _conditions(function: ast.AST) -> int:
    """Return how many chains of and/or, conditional expressions, comprehensions and walruses a function has."""
    count = 0
    for part in ast.iter_child_nodes(function):
        if not isinstance(part, ast.FunctionDef):
            count += isinstance(part, CONDITIONS) + _conditions(part)
    return count


@pytest.mark.parametrize("package", PACKAGES, ids=[package.name for package in PACKAGES])
def test_functions_of_each_package_are_read_once(package: Path) -> None:
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in package.glob("*.py")]
    counts = [
        _conditions(node) for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
    ]
    assert sum(counts) <= MAX_CONDITIONS * len(counts)


def test_no_function_is_too_complex() -> None:
    radon = pytest.importorskip("radon.complexity", reason="radon is not installed (extra: lint)")
    files = sorted((ROOT / "sitegen").rglob("*.py"))
    assert files
    blocks = [
        (file.name, block)
        for file in files
        for block in radon.cc_visit(file.read_text(encoding="utf-8"))
        if type(block).__name__ == "Function"
    ]
    assert [
        f"{name}: {block.name} {block.complexity}" for name, block in blocks if block.complexity > 20
    ] == []


DATA_FILES = sorted(
    file
    for file in (ROOT / "sitegen").rglob("*")
    if file.suffix in {".tsv", ".txt"} and "templates" not in file.parts
)


@pytest.mark.parametrize("file", DATA_FILES, ids=[file.name for file in DATA_FILES])
def test_each_list_says_where_it_comes_from(file: Path) -> None:
    rows = tomllib.loads((file.parent / "SOURCE.toml").read_text(encoding="utf-8"))["data"]
    (row,) = [row for row in rows if file.name in row["files"]]
    assert row.keys() == {"files", "what", "from", "licence", "date", "made_by"}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert row["licence"] in project["license"].split(" AND ")
    for tool in re.findall(r"tools/\w+\.py", row["made_by"]):
        assert (ROOT / tool).is_file(), tool
    if row["licence"] != "MIT":
        assert file.relative_to(ROOT).as_posix() in (ROOT / "NOTICE").read_text(encoding="utf-8")


def _dataclasses(file: Path) -> Iterator[tuple[str, int, bool]]:
    """Yield the name of each dataclass of a file, its fields that may be given by position, and whether none may."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        decorators = [ast.unparse(decorator) for decorator in getattr(node, "decorator_list", ())]
        told = next((text for text in decorators if text.startswith("dataclass")), None)
        if isinstance(node, ast.ClassDef) and told is not None:
            fields = [row for row in node.body if isinstance(row, ast.AnnAssign)]
            by_position = [
                row for row in fields if row.value is None or not _is_no_position(ast.unparse(row.value))
            ]
            yield node.name, len(by_position), "kw_only=True" in told


def _is_no_position(default: str) -> bool:
    return "init=False" in default or "kw_only=True" in default


def test_values_of_more_than_four_fields_are_made_by_keyword() -> None:
    values = [(file, *row) for file in (ROOT / "sitegen").rglob("*.py") for row in _dataclasses(file)]
    assert len(values) > 200
    assert not [
        f"{file.name}: {name}" for file, name, count, by_keyword in values if count > 4 and not by_keyword
    ]
