"""A build after any series of edits makes what a fresh one makes, and one after none does nothing."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ARTICLE, PARAGRAPH, SECOND, THIRD, Archive
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sitegen.site_build
import sitegen.write
from sitegen.model import SitegenError
from sitegen.pipeline import last_build
from sitegen.pipeline.build_report import Report
from sitegen.pipeline.last_build import BuildOptions
from sitegen.site_build import build_site
from sitegen.write import OURS

SERIES = int(os.environ.get("SITEGEN_SERIES", "12"))  # a thousand in the long form


def options_of(archive: Archive) -> BuildOptions:
    return BuildOptions(root=archive.root, target=archive.public)


def build(archive: Archive) -> Report:
    return build_site(options_of(archive), jobs=1)


def site(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and file.name not in OURS
    }


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that gets an entry for each build that makes something."""
    builds: list[str] = []
    real = sitegen.site_build._build

    def noted(options: BuildOptions, *args: object, **words: object) -> Report:
        builds.append(options.target.name)
        return real(options, *args, **words)  # type: ignore[arg-type]

    monkeypatch.setattr(sitegen.site_build, "_build", noted)
    return builds


# Nothing changed --------------------------------------------------------------------------------------------


def test_nothing_is_made_where_nothing_changed(full_archive: Archive, made: list[str]) -> None:
    first = build(full_archive)
    again = build(full_archive)
    assert made == ["public"]
    assert again.written == again.removed == 0
    assert again.kept == first.written + first.kept
    same = ("seeds", "articles", "skipped", "withdrawn", "pages", "problems", "profile", "output")
    assert [getattr(again, name) for name in same] == [getattr(first, name) for name in same]


def test_other_options_are_another_build(full_archive: Archive, made: list[str], tmp_path: Path) -> None:
    asked = options_of(full_archive)
    others = [
        asked,
        replace(asked, target=tmp_path / "other"),
        replace(asked, base_url="https://example.org/archive/", target=tmp_path / "third"),
        replace(asked, strict=True),
        replace(asked, profile="private"),
    ]
    for other in others:
        build_site(other, jobs=1)
    assert len(made) == len(others)
    for other in others:
        build_site(other, jobs=1)
    assert len(made) == len(others)
    build_site(asked, jobs=1, force=True)
    assert len(made) == len(others) + 1


EDITS: dict[str, Callable[[Archive], object]] = {
    "seed": lambda archive: archive.write("seeds/000_a.txt", ARTICLE.replace("ferry", "barge")),
    "new seed": lambda archive: archive.write("seeds/003_d.txt", THIRD),
    "removed seed": lambda archive: (archive.root / "seeds/002_c.txt").unlink(),
    "index": lambda archive: archive.write("seeds/INDEX.md", "# Another\n"),
    "note": lambda archive: archive.write("content/notes/002.md", "A remark.\n"),
    "names": lambda archive: archive.write(
        "content/names.toml", '[[entity]]\nname = "A B"\nkind = "person"\n'
    ),
    "settings": lambda archive: archive.write("sitegen.toml", 'title = "Other"\n'),
    "page": lambda archive: archive.write("content/pages/about.md", "# About\n\nWords.\n"),
    "file": lambda archive: archive.write("content/files/a.bin", b"\x00"),
    "style": lambda archive: archive.write("themes/own/theme.toml", 'extends = "default"\n'),
    "misplaced note": lambda archive: archive.write("000_a.md", "rights: none\n"),
    "misplaced folder": lambda archive: archive.write("notes/000.md", "A remark.\n"),
    "a word in the lock": lambda archive: archive.write(
        "addresses.lock", (archive.root / "addresses.lock").read_text(encoding="utf-8") + "# a word\n"
    ),
    "lock removed": lambda archive: (archive.root / "addresses.lock").unlink(),
    "page changed by hand": lambda archive: archive.write("public/index.html", "changed"),
    "page removed by hand": lambda archive: (archive.public / "index.html").unlink(),
    "manifest removed": lambda archive: (archive.public / ".sitegen-manifest.json").unlink(),
    "file of another": lambda archive: archive.write("public/CNAME", "example.org"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_every_edit_is_seen(
    full_archive: Archive, made: list[str], edit: Callable[[Archive], object]
) -> None:
    build(full_archive)
    edit(full_archive)
    try:
        build(full_archive)
    except SitegenError:
        assert (full_archive.public / ".sitegen-manifest.json").exists() is False
    assert made == ["public", "public"]


def test_other_code_makes_everything_again(
    full_archive: Archive, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    build(full_archive)
    monkeypatch.setattr(last_build, "code_version", lambda: "another")
    build(full_archive)
    build(full_archive)
    assert len(made) == 2


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"code": 1}', "null"])
def test_a_damaged_trace_is_no_trace(full_archive: Archive, made: list[str], damage: str) -> None:
    build(full_archive)
    (trace,) = (full_archive.root / ".sitegen/builds").iterdir()
    trace.write_text(damage, encoding="utf-8")
    build(full_archive)
    build(full_archive)
    assert len(made) == 2


def test_a_change_while_a_build_runs_is_seen_by_the_next(
    full_archive: Archive, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sitegen.write.write

    def write_late(*args: object, **words: object) -> object:
        full_archive.write("seeds/000_a.txt", ARTICLE.replace("ferry", "barge"))
        return real(*args, **words)  # type: ignore[arg-type]

    monkeypatch.setattr(sitegen.site_build, "write", write_late)
    build(full_archive)
    monkeypatch.setattr(sitegen.site_build, "write", real)
    build(full_archive)
    assert len(made) == 2
    assert "barge" in site(full_archive.public)["articles/000.html"].decode()


def test_a_folder_that_another_build_wrote_is_not_taken_for_ours(
    full_archive: Archive, made: list[str]
) -> None:
    public = replace(options_of(full_archive), profile="public")
    build(full_archive)
    build_site(public, jobs=1)
    build(full_archive)
    assert len(made) == 3


def test_a_repository_in_the_output_is_none_of_our_business(full_archive: Archive, made: list[str]) -> None:
    full_archive.write("public/README.md", "Published from here.\n")
    full_archive.write("public/.git/HEAD", "ref: refs/heads/gh-pages\n")
    full_archive.write("public/.nojekyll", "")
    build(full_archive)
    full_archive.write("public/.git/objects/a", "a commit")
    assert build(full_archive).written == 0
    assert made == ["public"]


def test_few_traces_are_kept(full_archive: Archive, tmp_path: Path) -> None:
    build(full_archive)
    folder = full_archive.root / ".sitegen/builds"
    (trace,) = folder.iterdir()
    for number in range(20):
        shutil.copy(trace, folder / f"{number}.json")
    build(replace_target(full_archive, tmp_path))
    assert len(list(folder.iterdir())) == last_build.MAX_TRACES


def replace_target(archive: Archive, folder: Path) -> Archive:
    """Return an archive whose next build has something to do."""
    archive.write("content/notes/000.md", f"{folder.name}\n")
    return archive


def test_the_trace_says_nothing_of_texts(full_archive: Archive) -> None:
    build(full_archive)
    (trace,) = (full_archive.root / ".sitegen/builds").iterdir()
    row = json.loads(trace.read_text(encoding="utf-8"))
    assert sorted(row) == ["code", "inputs", "lock", "manifest", "names", "outputs", "report"]
    assert PARAGRAPH[:30] not in trace.read_text(encoding="utf-8")


# Series of edits --------------------------------------------------------------------------------------------

TEXTS = (
    ARTICLE,
    f"Ferry\n\n{PARAGRAPH}\n\n{SECOND}\n",
    f"Bell\n\n{THIRD}\n\nAdvertisement\n\n{PARAGRAPH}\n",
    None,
)
CONTENTS: dict[str, tuple[str | None, ...]] = {
    "seeds/000_a.txt": TEXTS[:3],
    "seeds/001_b.txt": TEXTS,
    "seeds/003_d.txt": TEXTS,
    "seeds/004_empty.txt": ("", None, ARTICLE),
    "seeds/INDEX.md": ("# All\n\n| 000 | a |\n", "# Some\n\n- `001_b`\n", None),
    "content/notes/000.md": ("---\ntitle: Another\n---\nA remark.\n", "Another remark.\n", None),
    "content/notes/001.md": ("---\nrights: none\n---\n", "---\nprivate: true\n---\nMine.\n", None),
    "content/names.toml": (
        '[[entity]]\nname = "Anna Example"\nkind = "person"\n',
        '[[entity]]\nname = "The harbour office"\nkind = "organisation"\n',
        None,
    ),
    "content/relations.toml": (
        '[[pair]]\nfirst = "000"\nsecond = "001"\nrelation = "none"\n',
        '[[pair]]\nfirst = "000"\nsecond = "002"\nrelation = "same"\n',
        None,
    ),
    "content/withdrawn.toml": ('[[withdrawn]]\nseed = "002"\nreason = "Asked."\n', None),
    "content/pages/about.md": ("# About\n\nWords.\n", "# About\n\nSee [[000]].\n", None),
    "content/files/a.txt": ("one", "two", None),
    "sitegen.toml": ('title = "Test"\n', 'title = "Other"\n', 'title = "Test"\ntheme = "own"\n'),
    "themes/own/templates/article.html": (
        '{% extends "default/article.html" %}{% block headline %}<h1>Mine</h1>{% endblock %}',
        None,
    ),
    "public/index.html": ("changed by hand", None),
    "000_a.md": ("beside", None),
}
EDIT = st.sampled_from([(path, text) for path, texts in CONTENTS.items() for text in texts])
RENAMES = st.sampled_from([("seeds/001_b.txt", "seeds/005_b.txt"), ("seeds/005_b.txt", "seeds/001_b.txt")])
STEP = st.one_of(
    EDIT, RENAMES.map(lambda names: ("rename", *names)), st.sampled_from(["public", "killed", "none"])
)


def _apply(archive: Archive, step: object) -> None:
    match step:
        case ("rename", str(old), str(new)):
            if (archive.root / old).exists():
                (archive.root / old).replace(archive.root / new)
        case (str(path), str(text)):
            archive.write(path, text)
        case (str(path), None):
            (archive.root / path).unlink(missing_ok=True)
        case _:
            return


def _killed(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Build, and end in the middle of the renames."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("sitegen.write._remove_empty_folders", stop)
        patch.setattr("sitegen.write._write_digests", stop)
        try:
            build(archive)
        except (KeyboardInterrupt, SitegenError):
            return


def _fresh(archive: Archive, folder: Path, profile: str) -> tuple[Report | str, dict[str, bytes]]:
    """Return the report and the files of a build that remembers nothing."""
    shutil.rmtree(folder, ignore_errors=True)
    ignored = shutil.ignore_patterns(".sitegen", "public")
    shutil.copytree(archive.root, folder, ignore=ignored)
    return _told(BuildOptions(root=folder, target=folder / "public", profile=profile))


def _told(options: BuildOptions) -> tuple[Report | str, dict[str, bytes]]:
    try:
        report = build_site(options, jobs=1)
    except SitegenError as error:
        return f"{error.code} {error.line}", {}
    nothing = replace(report, output=Path(), seconds=0, written=0, kept=0, removed=0)
    return nothing, site(options.target)


@pytest.mark.slow
@given(st.lists(STEP, min_size=1, max_size=6))
@settings(max_examples=SERIES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_build_after_edits_equals_a_fresh_one(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, steps: list[object]
) -> None:
    folder = tmp_path_factory.mktemp("series")
    archive = Archive(folder / "archive")
    for path, texts in CONTENTS.items():
        if path.startswith(("seeds/00", "sitegen.toml")):
            archive.write(path, texts[0] or "")
    archive.write("seeds/002_c.txt", f"Town buys a bell\n\n{THIRD}\n")
    build(archive)
    for step in steps:
        _apply(archive, step)
        if step == "killed":
            _killed(archive, monkeypatch)
        profile = "public" if step == "public" else ""
        asked = replace(options_of(archive), profile=profile)
        expected = _fresh(archive, folder / "fresh", profile)
        assert _told(asked) == expected
        assert _told(asked) == expected  # by the trace
    shutil.rmtree(folder)
