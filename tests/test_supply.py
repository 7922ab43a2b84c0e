"""What an install pulls is what ARCHITECTURE.md names, under licences that ask for nothing but their notice."""

import json
import re
import subprocess
import sys

from conftest import ROOT

sys.path.insert(0, str(ROOT / "tools"))

from make_sbom import PROJECT, installed, licence, normal

PERMISSIVE = re.compile(
    r"\b(?:MIT|BSD|0BSD|BSD-2-Clause|BSD-3-Clause|Apache|Apache-2\.0|ISC|Zlib|CC0-1\.0|PSF|Python-2\.0)\b",
    re.IGNORECASE,
)
RECIPROCAL = re.compile(r"GPL|MPL|EPL|CDDL|share.?alike|CC-BY-SA|EUPL|OSL", re.IGNORECASE)
# What packages of the table need themselves.
THEIRS = {
    "feedparser-sgmllib": "feedparser",
    "markupsafe": "jinja2",
    "mdurl": "markdown-it-py",
    "sgmllib3k": "feedparser",
    "six": "warcio",
    "typing-extensions": "python-docx",
    "wcwidth": "ftfy",
}


def test_every_package_is_named_with_its_reason() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text.partition("## Packages")[2]
    named = {
        normal(name)
        for row in re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE)
        for name in row.removeprefix("extra `captures`: ").split(", ")
    }
    pulled = set(installed()) - {PROJECT}
    assert pulled - set(THEIRS) <= named
    assert pulled >= {THEIRS[name] for name in pulled & set(THEIRS)}


def test_every_licence_is_permissive() -> None:
    for name, one in installed().items():
        if name != PROJECT:
            assert PERMISSIVE.search(licence(one)), (name, licence(one))
            assert not RECIPROCAL.search(licence(one)), (name, licence(one))


def test_the_bill_of_materials_names_all_of_it() -> None:
    made = subprocess.run(
        [sys.executable, ROOT / "tools/make_sbom.py"], check=True, capture_output=True, text=True
    )
    bill = json.loads(made.stdout)
    assert {part["name"] for part in bill["components"]} == set(installed()) - {PROJECT}
    assert all(part["purl"].endswith(f"@{part['version']}") for part in bill["components"])


def test_tools_and_tests_are_locked_with_digests() -> None:
    lines = (ROOT / "tools/requirements.txt").read_text(encoding="utf-8").splitlines()
    packages = [line for line in lines if re.match(r"[a-z]", line)]
    assert len(packages) > 30
    for package in packages:
        assert re.match(r"[a-z0-9-]+==[0-9][^ ]* (?:; .* )?\\", package), package
    assert sum("--hash=sha256:" in line for line in lines) > len(packages)
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    locked = {package.partition("==")[0] for package in packages}
    needed = re.findall(
        r'^    "([a-z0-9-]+)[><=]', project.partition("dependencies = [")[2].partition("]")[0], re.MULTILINE
    )
    assert needed
    assert set(needed) <= locked
