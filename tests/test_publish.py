"""Publishing: to branches of bare repositories, to folders, and to places of rsync."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import PARAGRAPH, SECOND, Archive

from sitegen.publish.branch import Branch
from sitegen.publish.hosts import host_of, site_address
from sitegen.publish.plan import Published, compare, too_large

PASSAGE = "Visitors had stayed away while the only other way across the bay was a road of two hours."
pytestmark = [
    pytest.mark.skipif(not shutil.which("git"), reason="there is no Git"),
    pytest.mark.usefixtures("remote"),
]


def git(folder: Path, *words: str) -> str:
    return subprocess.run(
        ["git", "-C", folder, *words], check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.fixture
def remote(tmp_path: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive in a repository whose remote is a bare one on the disk; Git knows nobody."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    (tmp_path / "gitconfig").write_text("[user]\n  useConfigOnly = true\n")
    bare = tmp_path / "remote.git"
    git(tmp_path, "init", "--quiet", "--bare", str(bare))
    archive.write(
        "sitegen.toml", 'title = "Harbour"\ncontact = "anna@example.org"\n[rights]\ndefault = "full"\n'
    )
    archive.write("seeds/000_a.txt", f"Ferry returns to the bay in June\n\n{PARAGRAPH}\n\n{PASSAGE}\n")
    archive.write("seeds/001_b.txt", f"Shopkeepers welcome the ferry\n\n{SECOND}\n\n{PARAGRAPH} Again.\n")
    git(archive.root, "init", "--quiet", "--initial-branch", "main")
    git(archive.root, "remote", "add", "origin", str(bare))
    return bare


def published(remote: Path, branch: str = "gh-pages") -> dict[str, str]:
    names = git(remote, "ls-tree", "-r", "--name-only", "-z", branch).split("\0")
    return {
        name: git(remote, "show", f"{branch}:{name}")
        for name in names
        if name.endswith((".html", ".txt", "CNAME"))
    }


def test_the_public_edition_is_pushed_and_the_working_tree_is_not_touched(
    archive: Archive, remote: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = git(archive.root, "status", "--porcelain", "--ignored")
    assert archive.run("publish") == 0
    told = capsys.readouterr()
    assert "2 in full" in told.out
    assert "published: branch gh-pages" in told.err
    assert PASSAGE in published(remote)["articles/000.html"]
    assert git(remote, "log", "--format=%s", "gh-pages") == "Harbour: 2 articles"
    assert (
        git(archive.root, "status", "--porcelain", "--ignored").replace("?? .sitegen/", "").strip() in before
    )
    refs = git(archive.root, "for-each-ref", "--format=%(refname)")
    assert refs == "refs/remotes/origin/gh-pages", "no branch and no other name is left behind"
    assert archive.run("publish") == 0
    assert "nothing has changed" in capsys.readouterr().err


def test_a_dry_run_tells_all_and_changes_nothing(
    archive: Archive, remote: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.write("content/withdrawn.toml", '[[withdrawn]]\nseed = "001"\nreason = "asked"\n')
    assert archive.run("publish", "--dry-run", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["modes"] == {"full": 1, "withdrawn": 1}
    assert told["withdrawn"] == ["001"]
    assert not told["published"]
    assert "articles/000.html" in told["new"]
    assert told["files"] == len(told["new"])
    assert git(remote, "for-each-ref") == ""


def test_what_is_withdrawn_later_is_gone_from_the_branch_with_all_earlier_commits(
    archive: Archive, remote: Path, tmp_path: Path
) -> None:
    assert archive.run("publish", "-q") == 0
    archive.write("content/withdrawn.toml", '[[withdrawn]]\nseed = "000"\nreason = "asked"\n')
    assert archive.run("publish", "-q") == 0
    assert git(remote, "rev-list", "--count", "gh-pages") == "1"
    git(tmp_path, "clone", "--quiet", f"file://{remote}", "clone", "--branch", "gh-pages")
    command = ["git", "-C", str(tmp_path / "clone"), "cat-file", "--batch-all-objects", "--batch"]
    objects = subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8", "replace")
    assert "was a road of two hours" not in objects
    assert "Shopkeepers welcome" in objects


def test_earlier_commits_are_kept_where_that_is_asked_for(
    archive: Archive, remote: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert archive.run("publish", "-q", "--history") == 0
    archive.write("content/withdrawn.toml", '[[withdrawn]]\nseed = "000"\nreason = "asked"\n')
    assert archive.run("publish", "--history", "--message", "One is withdrawn") == 0
    assert git(remote, "log", "--format=%s", "gh-pages").splitlines() == [
        "One is withdrawn",
        "Harbour: 2 articles",
    ]
    assert "earlier commits of gh-pages still hold" in capsys.readouterr().err


def put_on_branch(remote: Path, files: dict[str, str], tmp_path: Path) -> None:
    work = tmp_path / "others"
    git(tmp_path, "clone", "--quiet", str(remote), str(work))
    if git(remote, "for-each-ref", "refs/heads/gh-pages"):
        git(work, "checkout", "--quiet", "gh-pages")
    else:
        git(work, "checkout", "--quiet", "--orphan", "gh-pages")
    for name, text in files.items():
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        (work / name).write_text(text)
    git(work, "add", "--all")
    git(work, "-c", "user.name=x", "-c", "user.email=x@x", "commit", "--quiet", "-m", "x")
    git(work, "push", "--quiet", "origin", "gh-pages")
    shutil.rmtree(work)


def test_files_of_others_stay(archive: Archive, remote: Path, tmp_path: Path) -> None:
    put_on_branch(remote, {"CNAME": "news.example.org\n", "README.md": "Mine\n"}, tmp_path)
    archive.write("content/pages/old.md", "# Old\n\nA page.\n")
    assert archive.run("publish", "-q", "--base-url", "https://news.example.org/") == 0
    put_on_branch(remote, {"google123.html": "mine", "deep/er/x.txt": "mine"}, tmp_path)
    (archive.root / "content/pages/old.md").unlink()
    assert archive.run("publish", "-q", "--base-url", "https://news.example.org/") == 0
    files = published(remote)
    assert files["CNAME"] == "news.example.org"
    assert {"google123.html", "deep/er/x.txt", "articles/000.html"} < files.keys()
    assert "pages/old.html" not in files, "what was ours and is gone is removed"


def test_a_branch_of_others_is_refused(
    archive: Archive, remote: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put_on_branch(remote, {"index.html": "a site of others"}, tmp_path)
    assert archive.run("publish", "-q") == 2
    assert "SG624" in capsys.readouterr().err
    assert published(remote) == {"index.html": "a site of others"}


def test_a_file_of_others_in_the_place_of_ours_is_refused(
    archive: Archive, remote: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert archive.run("publish", "-q") == 0
    put_on_branch(remote, {"pages/essay.html": "mine"}, tmp_path)
    archive.write("content/pages/essay.md", "# Essay\n\nA page.\n")
    assert archive.run("publish", "-q") == 2
    assert "pages/essay.html: error SG624" in capsys.readouterr().err


def test_the_branch_on_which_the_archive_stands_is_refused(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    assert archive.run("publish", "-q", "--branch", "main") == 2
    assert "the branch that this archive itself stands on" in capsys.readouterr().err
    assert archive.run("publish", "-q", "--branch", "a..b") == 2
    assert "no name of a branch" in capsys.readouterr().err


def test_a_publication_of_somebody_else_meanwhile_is_not_overwritten(
    archive: Archive,
    remote: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert archive.run("publish", "-q") == 0
    send = Branch.send

    def send_late(self: Branch, message: str) -> str:
        put_on_branch(remote, {"google123.html": "mine"}, tmp_path)
        return send(self, message)

    monkeypatch.setattr(Branch, "send", send_late)
    assert archive.run("publish", "-q", "--force") == 2
    assert "somebody else published meanwhile" in capsys.readouterr().err
    assert "google123.html" in published(remote)


def test_nothing_is_published_without_somebody_to_turn_to(
    archive: Archive, remote: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.write("sitegen.toml", 'title = "Harbour"\n')
    assert archive.run("publish", "-q") == 2
    assert "SG621" in capsys.readouterr().err
    assert git(remote, "for-each-ref") == ""


def test_nothing_is_published_that_leaks(
    archive: Archive, remote: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.write("sitegen.toml", 'title = "Harbour"\ncontact = "x"\n[rights]\ndefault = "record"\n')
    archive.write("content/files/all.txt", PASSAGE)
    assert archive.run("publish", "-q") == 2
    told = capsys.readouterr().err
    assert "SG508" in told
    assert "all.txt" in told
    assert git(remote, "for-each-ref") == ""


def test_nothing_is_published_with_errors(
    archive: Archive, remote: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.write("content/pages/essay.md", "# Essay\n\n[A page](nowhere.html) that is not there.\n")
    assert archive.run("publish", "-q") == 2
    assert "SG627" in capsys.readouterr().err
    assert git(remote, "for-each-ref") == ""


def test_an_address_that_is_not_that_of_the_remote_is_refused_with_the_line_to_write(
    archive: Archive, remote: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = "https://github.com/Anna/harbour.git"
    (tmp_path / "gitconfig").write_text(f'[url "{remote}"]\n  insteadOf = {address}\n')
    assert archive.run("publish", "-q", "--remote", address) == 2
    assert 'write address = "https://anna.github.io/harbour/"' in capsys.readouterr().err
    assert archive.run("publish", "--remote", address, "--base-url", "https://anna.github.io/harbour/") == 0
    assert "Deploy from a branch" in capsys.readouterr().err
    assert "https://anna.github.io/harbour/" in published(remote)["articles/000.html"]


def test_an_archive_without_a_repository_is_published_to_an_address(
    archive: Archive, remote: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(archive.root / ".git")
    assert archive.run("publish", "-q") == 2
    assert "in no Git repository" in capsys.readouterr().err
    assert archive.run("publish", "-q", "--remote", str(remote)) == 0
    assert "articles/000.html" in published(remote)
    assert archive.run("publish", "--remote", str(remote)) == 0
    assert "nothing has changed" in capsys.readouterr().err


def test_a_remote_that_is_not_there_is_told(
    archive: Archive, remote: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(remote)
    assert archive.run("publish", "-q") == 2
    assert "cannot be read" in capsys.readouterr().err


def test_a_remote_that_has_no_name_yet_is_told_with_the_way_to_name_it(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    subprocess.run(["git", "init", "-q", str(archive.root)], check=True)
    assert archive.run("publish", "--remote", "upstream") == 2
    assert 'tell Git where it is ("git remote add upstream ADDRESS")' in capsys.readouterr().err


def test_a_secret_in_an_address_is_not_told(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    assert archive.run("publish", "-q", "--remote", "https://anna:sesame@localhost:1/x/y.git") == 2
    told = capsys.readouterr().err
    assert "localhost" in told
    assert "sesame" not in told


def test_bytes_are_published_as_they_are(archive: Archive, remote: Path) -> None:
    git(archive.root, "config", "core.autocrlf", "true")
    archive.write(".gitattributes", "*.txt text eol=lf\n")
    archive.write("content/files/lines.txt", b"one\r\ntwo\r\n")
    assert archive.run("publish", "-q") == 0
    shown = subprocess.run(
        ["git", "-C", remote, "show", "gh-pages:files/lines.txt"], check=False, capture_output=True
    )
    names = git(remote, "ls-tree", "-r", "--name-only", "gh-pages").splitlines()
    path = next(name for name in names if name.endswith("lines.txt"))
    shown = subprocess.run(["git", "-C", remote, "show", f"gh-pages:{path}"], check=True, capture_output=True)
    assert shown.stdout == b"one\r\ntwo\r\n"


def test_a_folder_is_published_to_and_files_of_others_stay(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "www"
    assert archive.run("publish", "-q", "--folder", str(folder)) == 0
    (folder / "mine.html").write_text("mine")
    archive.write("content/withdrawn.toml", '[[withdrawn]]\nseed = "000"\nreason = "asked"\n')
    assert archive.run("publish", "-q", "--folder", str(folder)) == 0
    assert (folder / "mine.html").read_text() == "mine"
    assert PASSAGE not in "".join(
        file.read_text("utf-8", "replace") for file in folder.rglob("*") if file.is_file()
    )
    assert archive.run("verify", str(folder), "-q") == 0


def test_the_settings_name_the_place(archive: Archive, tmp_path: Path) -> None:
    archive.write(
        "sitegen.toml",
        'title = "Harbour"\ncontact = "x"\n[publish]\nfolder = "../www"\n[rights]\ndefault = "full"\n',
    )
    assert archive.run("publish", "-q") == 0
    assert (tmp_path / "www/index.html").is_file()
    assert archive.run("publish", "-q", "--folder", "x", "--rsync", "y") == 2
    assert archive.run("publish", "-q", "--remote=--upload-pack=x") == 2


@pytest.mark.skipif(not shutil.which("rsync"), reason="there is no rsync")
def test_a_place_of_rsync_is_published_to_and_files_of_others_stay(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "www"
    place.mkdir()
    archive.write("content/pages/old.md", "# Old\n\nA page.\n")
    assert archive.run("publish", "-q", "--rsync", str(place)) == 0
    assert (place / "pages/old.html").is_file()
    (place / "mine.html").write_text("mine")
    (archive.root / "content/pages/old.md").unlink()
    archive.write("content/withdrawn.toml", '[[withdrawn]]\nseed = "000"\nreason = "asked"\n')
    assert archive.run("publish", "--rsync", str(place), "--dry-run", "-v") == 0
    assert "gone    pages/old.html" in capsys.readouterr().out
    assert (place / "pages/old.html").is_file()
    assert archive.run("publish", "-q", "--rsync", str(place)) == 0
    assert not (place / "pages/old.html").exists()
    assert (place / "mine.html").read_text() == "mine"
    assert (
        "Withdrawn" in (place / "articles/000.html").read_text()
        or PASSAGE not in (place / "articles/000.html").read_text()
    )
    assert archive.run("verify", str(place), "-q") == 0
    others = tmp_path / "others"
    others.mkdir()
    (others / "index.html").write_text("a site of others")
    assert archive.run("publish", "-q", "--rsync", str(others)) == 2
    assert "SG624" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("remote_address", "site"),
    [
        ("git@github.com:Anna/harbour.git", "https://anna.github.io/harbour/"),
        ("https://github.com/anna/Anna.github.io.git", "https://anna.github.io/"),
        ("ssh://git@github.com:22/anna/harbour", "https://anna.github.io/harbour/"),
        ("https://token@github.com/anna/harbour/", "https://anna.github.io/harbour/"),
        ("https://www.github.com/anna/harbour", "https://anna.github.io/harbour/"),
        ("git@codeberg.org:anna/pages.git", "https://anna.codeberg.page/"),
        ("git@git.example.org:anna/harbour.git", ""),
        ("/srv/git/harbour.git", ""),
        ("C:\\repos\\harbour", ""),
    ],
)
def test_hosts_are_known_by_the_address_of_the_repository(remote_address: str, site: str) -> None:
    assert site_address(remote_address) == site
    assert bool(host_of(remote_address)) is bool(site)
    assert site_address(remote_address, "News.example.org\n") == "https://news.example.org/"


def test_what_differs_is_told_by_kind() -> None:
    before = Published({"a": "1", "b": "1", "c": "1", "mine": "1", "theirs": "1"}, frozenset("abc"))
    changes = compare({"a": "1", "b": "2", "d": "1", "theirs": "2"}, before)
    assert (changes.new, changes.changed, changes.gone, changes.same) == (("d",), ("b",), ("c",), 1)
    assert (changes.kept, changes.contested) == (("mine",), ("theirs",))


def test_what_is_too_large_is_told() -> None:
    assert too_large({"a.zip": 99_000_000}) == []
    assert "a.zip has 101 MB" in too_large({"a.zip": 101_000_000})[0]
    assert "the site has 1.2 GB" in too_large({f"{number}.zip": 99_000_000 for number in range(12)})[0]


def test_an_archive_is_published_from_another_folder(
    archive: Archive,
    remote: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from sitegen.cli import main  # noqa: PLC0415

    shutil.rmtree(archive.root / ".git")
    monkeypatch.chdir(tmp_path)
    assert main(["-C", archive.root.name, "publish", "-q", "--remote", f"./{remote.name}"]) == 0
    assert "articles/000.html" in published(remote)
    assert not (archive.root / archive.root.name).exists()
    assert main(["-C", archive.root.name, "publish", "--remote", f"./{remote.name}"]) == 0
    assert "SG629" in capsys.readouterr().err, "without an address feeds are of no use"
