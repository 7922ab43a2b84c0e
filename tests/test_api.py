"""The public interface: its examples run, its names are there, and it says no less than the command line."""

import re
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, Archive

from sitegen import api
from sitegen.cli import main

EXAMPLES = re.findall(r"```python\n(.*?)```", (ROOT / "docs/api.md").read_text(encoding="utf-8"), re.DOTALL)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) == 4


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_run(example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for part in ("seeds", "content", "sitegen.toml", "addresses.lock"):
        source, target = ROOT / part, tmp_path / "my-archive" / part
        target.parent.mkdir(exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "docs/api.md", "exec"), {})  # noqa: S102


def test_all_names_are_there() -> None:
    assert sorted(api.__all__) == api.__all__
    assert all(hasattr(api, name) for name in api.__all__)


def test_a_build_reports_what_the_command_prints(
    full_archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    report = api.build(full_archive.root)
    assert (report.seeds, report.articles, report.skipped, report.profile) == (3, 3, 0, "private")
    own_list = {".sitegen-manifest.json", ".sitegen-lock"}
    files = [file.name for file in full_archive.public.rglob("*") if file.is_file()]
    assert report.written == len([name for name in files if name not in own_list])
    again = api.build(full_archive.root)
    assert (again.written, again.kept, again.removed) == (0, report.written, 0)
    assert main(["-C", str(full_archive.root), "build"]) == 0
    assert f"{report.written} unchanged" in capsys.readouterr().err


def test_reading_writes_nothing_and_leaves_out_what_is_private(full_archive: Archive) -> None:
    full_archive.write("content/notes/002.md", "---\nrights: withdrawn\nprivate: true\n---\n")
    before = sorted(full_archive.root.rglob("*"))
    assert len(api.read_archive(full_archive.root).articles) == 3
    api.read_archive(full_archive.root, profile="public")
    assert sorted(full_archive.root.rglob("*")) == before


def test_wrong_calls_are_errors(full_archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(api.SitegenError, match="SG001"):
        api.build(tmp_path / "nowhere")
    with pytest.raises(api.SitegenError, match="SG603"):
        api.build(full_archive.root, output=full_archive.root / "seeds")
    with pytest.raises(api.SitegenError, match="SG101"):
        api.clean(b"\x00\x01\x02\x03" * 100, name="x.bin")
    with pytest.raises(ValueError, match="private or public"):
        api.read_archive(full_archive.root, profile="secret")
