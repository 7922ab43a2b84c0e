"""An archive carries the program that made it, and can be built with what it carries."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from conftest import ARTICLE, Archive

from sitegen import __version__
from sitegen.cli import main
from sitegen.project.vendor import FOLDER, WHEEL_NAME, wheel

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = "${{ steps.pages.outputs.base_url }}"


def test_a_new_archive_carries_this_version(tmp_path: Path) -> None:
    assert main(["new", str(tmp_path / "x"), "-q"]) == 0
    assert (tmp_path / "x" / FOLDER / WHEEL_NAME).read_bytes() == wheel(), "equal files make equal bytes"
    lock = (tmp_path / "x" / FOLDER / "requirements.txt").read_text()
    assert f"./{FOLDER}/{WHEEL_NAME}" in lock


def test_the_wheel_holds_all_that_the_package_has(tmp_path: Path) -> None:
    file = tmp_path / WHEEL_NAME
    file.write_bytes(wheel())
    with zipfile.ZipFile(file) as pack:
        names = set(pack.namelist())
        metadata = pack.read(next(name for name in names if name.endswith("METADATA"))).decode()
        record = pack.read(next(name for name in names if name.endswith("RECORD"))).decode()
    package = {
        f"sitegen/{path.relative_to(ROOT / 'sitegen').as_posix()}"
        for path in (ROOT / "sitegen").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert package <= names
    assert "sitegen/themes/default/templates/article.html" in names
    assert f"Version: {__version__}" in metadata
    assert {row.split(",")[0] for row in record.splitlines()} == names


def test_carry_replaces_an_older_version(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    archive.write(f"{FOLDER}/news_archive_sitegen-0.0.1-py3-none-any.whl", "old")
    archive.write(f"{FOLDER}/mine.txt", "mine")
    assert archive.run("carry", "--json") == 0
    told = [json.loads(line)["file"] for line in capsys.readouterr().out.splitlines()]
    assert told == [f"{FOLDER}/{WHEEL_NAME}", f"{FOLDER}/requirements.txt"]
    assert sorted(file.name for file in (archive.root / FOLDER).iterdir()) == [
        "mine.txt",
        WHEEL_NAME,
        "requirements.txt",
    ]


def test_the_lock_names_all_that_is_needed_with_digests() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (ROOT / "sitegen/project/templates/requirements.txt").read_text(encoding="utf-8")
    needed = {re.match(r"[\w-]+", row)[0].lower() for row in project["dependencies"]}  # type: ignore[index]
    assert needed <= set(re.findall(r"^([\w-]+)==", lock, re.MULTILINE))
    for entry in re.split(r"\n(?=\S)", lock.strip()):
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry[:60]


def reaches_an_index() -> bool:
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--dry-run",
        "--ignore-installed",
        "--no-deps",
        "mdurl",
    ]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def run_workflow(archive: Path, place: Path, environment: dict[str, str]) -> Path:
    """Do what the workflow says, step by step, as a machine of the service does; return the folder of the site."""
    flow = yaml.safe_load((archive / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    work = place / "work"
    path = environment["PATH"]
    for step in flow["jobs"]["build"]["steps"]:
        match step.get("uses", "").split("@")[0]:
            case "actions/checkout":
                shutil.copytree(archive, work, ignore=shutil.ignore_patterns("public", ".sitegen"))
            case "actions/setup-python":
                subprocess.run([sys.executable, "-m", "venv", str(place / "python")], check=True)
                path = f"{place / 'python/bin'}{os.pathsep}{path}"
            case "actions/configure-pages":
                assert step["id"] == "pages"
            case "actions/upload-pages-artifact":
                return work / str(step["with"]["path"])
            case _:
                command = step["run"].replace(PAGES, "https://anna.github.io/harbour")
                subprocess.run(
                    ["bash", "-e", "-c", command], cwd=work, env={**environment, "PATH": path}, check=True
                )
    raise AssertionError("nothing is uploaded")


@pytest.mark.slow
@pytest.mark.parametrize("offline", [False, True])
def test_the_workflow_builds_the_archive_step_by_step(tmp_path: Path, *, offline: bool) -> None:
    if not reaches_an_index():
        pytest.skip("no index of packages can be reached")
    archive, scrapes = tmp_path / "archive", tmp_path / "scrapes"
    scrapes.mkdir()
    (scrapes / "a.txt").write_text(ARTICLE)
    assert main(["new", str(archive), "--from", str(scrapes), "-q", *(["--vendor"] if offline else [])]) == 0
    environment = {**os.environ, "PYTHONPATH": ""}
    if offline:
        environment |= {
            "PIP_INDEX_URL": "http://localhost:1/",
            "PIP_EXTRA_INDEX_URL": "",
            "PIP_CONFIG_FILE": os.devnull,
        }
    site = run_workflow(archive, tmp_path, environment)
    assert "https://anna.github.io/harbour/" in (site / "articles/a.html").read_text(encoding="utf-8")
    assert (site / ".nojekyll").is_file()
