"""The whole line: the same input gives the same bytes, and an incremental build equals a fresh one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import PARAGRAPH, ROOT, SECOND, THIRD, Archive
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.check import check_site
from sitegen.pipeline import runtime
from sitegen.pipeline.build import build
from sitegen.pipeline.memory import Store
from sitegen.pipeline.runtime import PACKAGE, Runtime, code_version
from sitegen.read.archive import read_config
from sitegen.render.theme import load_theme


def files(archive: Archive, store: Store | None = None) -> dict[str, bytes]:
    return {output.path: output.data for output in archive.build(store).outputs}


def test_other_code_and_tables_have_a_memory_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(PACKAGE, tmp_path / "sitegen", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(runtime, "PACKAGE", tmp_path / "sitegen")
    versions = [code_version.__wrapped__()]
    for name in ("classifier.tsv", "article.py", "page.html"):
        file = next((tmp_path / "sitegen").rglob(name), None) or tmp_path / "sitegen" / name
        file.write_bytes((file.read_bytes() if file.exists() else b"") + b"\n")
        versions.append(code_version.__wrapped__())
    assert len(set(versions)) == len(versions)


EDITS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "seeds/000_a.txt",
                "seeds/001_b.txt",
                "seeds/002_c.txt",
                "seeds/003_d.txt",
                "content/notes/000.md",
                "content/names.toml",
                "seeds/INDEX.md",
            ]
        ),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=4,
)


def _content(path: str, choice: int) -> str:
    if path.endswith(".txt"):
        parts = [
            [PARAGRAPH, SECOND],
            [PARAGRAPH, THIRD, SECOND],
            [THIRD, "Advertisement", PARAGRAPH],
            [SECOND],
        ][choice]
        return f"Ferry number {choice}\n\n" + "\n\n".join(parts) + "\n"
    if path.endswith(".toml"):
        return f'[[entity]]\nname = "Anna Example"\nkind = "person"\naliases = ["Example"]\ndescription = "number {choice}"\n'
    if path.endswith("INDEX.md"):
        return f"# Index {choice}\n\n- 000_a.txt\n" + "- `002_c`\n" * choice
    return f"---\ntitle: Title {choice}\ndate: 2021-03-0{choice + 1}\n---\nRemark {choice}.\n"


@pytest.mark.slow
@given(EDITS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_incremental_equals_fresh(full_archive: Archive, edits: list[tuple[str, int]]) -> None:
    store = Store()
    files(full_archive, store)
    for path, choice in edits:
        full_archive.write(path, _content(path, choice))
        assert files(full_archive, store) == files(full_archive)


def test_every_link_and_anchor_leads_somewhere(full_archive: Archive) -> None:
    assert check_site(full_archive.build()) == []


SCRIPT = """
import hashlib, sys
from pathlib import Path
from sitegen.pipeline import runtime
from sitegen.pipeline.build import build
from sitegen.pipeline.runtime import Runtime
from sitegen.read.archive import read_config
from sitegen.render.theme import load_theme
from sitegen.pipeline.memory import Store
root = Path(sys.argv[1])
config = read_config(root)
made = hashlib.sha256()
for output in build(root, config, load_theme(root, config.theme), Runtime(Store(), int(sys.argv[2]))).outputs:
    made.update(output.path.encode() + b"\\0" + output.data + b"\\0")
print(made.hexdigest())
"""


def _digest(root: Path, jobs: int = 1, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(root), str(jobs)],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
        cwd="/",
    )
    return done.stdout.strip()


@pytest.mark.slow
def test_same_bytes_under_any_hash_seed_zone_locale_and_folder(tmp_path: Path) -> None:
    copy = tmp_path / "a copy somewhere else"
    for part in ("sitegen.toml", "addresses.lock", "seeds", "content"):
        source = ROOT / part
        target = copy / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)
    first = _digest(ROOT, PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C")
    assert first == _digest(copy, PYTHONHASHSEED="12345", TZ="Pacific/Auckland", LC_ALL="C.UTF-8")


@pytest.mark.slow
def test_same_bytes_with_more_processes(full_archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    import sitegen.pipeline.workers  # noqa: PLC0415

    monkeypatch.setattr(sitegen.pipeline.workers, "WORTHWHILE", 0)
    for number in range(10, 16):
        full_archive.write(f"seeds/{number:03}_x.txt", _content("x.txt", number % 4))
    config = read_config(full_archive.root)
    theme = load_theme(full_archive.root, config.theme)
    one, two = (build(full_archive.root, config, theme, Runtime(Store(), jobs)) for jobs in (1, 2))
    assert one.outputs == two.outputs


def test_the_sample_archive_has_no_problems() -> None:
    config = read_config(ROOT)
    built = build(ROOT, config, load_theme(ROOT, config.theme), Runtime(Store()))
    assert [problem for problem in built.problems if problem.code != "SG305"] == [], (
        "but for names that no text has"
    )
    assert check_site(built) == []
