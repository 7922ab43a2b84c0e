"""The branch of a Git repository as the place of a site.

Git's own commands make the commit from the files as they are, beside the working tree and the index; the
branch moves by one push, and only if nobody else moved it meanwhile.
"""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.model import SitegenError
from sitegen.publish.hosts import host_of, site_address
from sitegen.publish.plan import Changes, Published, compare
from sitegen.transaction import memory_folder
from sitegen.write import MANIFEST

SEEN = "refs/sitegen/published"  # what was fetched; removed when done
OWN_REPOSITORY = "publish.git"  # in the memory of an archive that is in no repository
GIT_SECONDS = 600  # for one command; pushing a gigabyte over a slow line takes minutes
# Of a hook that runs us: they would send Git elsewhere.
HOOK_VARIABLES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")
_IDENTITY = {"NAME": "sitegen", "EMAIL": "sitegen@localhost"}  # where Git knows none


def repository_of(root: Path, remote: str) -> Path:
    """Return the repository that an archive stands in, else one of our own for addresses of repositories.

    Raises SitegenError where there is neither.
    """
    found = _run(root, "rev-parse", "--show-toplevel", allowed=(0, 128))
    if found.returncode == 0:
        return Path(os.fsdecode(found.stdout.rstrip(b"\n")))
    if not _is_address(remote):
        raise SitegenError(
            "SG623",
            root,
            -1,
            f'the archive is in no Git repository, so "{remote}" names nothing',
            "say --remote ADDRESS, that of a repository, or publish to a folder with --folder",
        )
    folder = memory_folder(root.resolve()) / OWN_REPOSITORY
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        _run(root, "init", "--quiet", "--bare", str(folder))
    return folder


@dataclass(slots=True, kw_only=True)
class Branch:
    """A branch of a repository elsewhere."""

    repository: Path
    remote: str  # its name in the repository, or its address
    branch: str
    keeps_history: bool = False
    _before: str = ""  # the commit there; empty where there is no such branch
    _entries: dict[str, str] = field(default_factory=dict)  # mode and object id by path, of the new tree
    _cname: str = ""  # the text of the file of this name

    limited = True

    @property
    def name(self) -> str:
        """Return what a person is told of the place."""
        return f"branch {self.branch} of {self._told_address()}"

    def look(self, site: Path, paths: tuple[str, ...]) -> Changes:
        """Fetch the branch, and return how the files of a folder differ from it."""
        self._refuse_own_branch()
        self._before = self._fetched()
        tree = self._tree()
        ids = dict(zip(paths, self._hashed(site, paths), strict=True))
        before = Published({path: entry.split()[1] for path, entry in tree.items()}, self._ours(tree))
        if before.is_of_others:
            raise SitegenError(
                "SG624",
                "",
                -1,
                f"{self.name} holds what sitegen did not make ({_first(before.files)})",
                "name another with --branch, or remove that one first",
            )
        changes = compare(ids, before)
        self._cname = self._text(ids.get("CNAME") or before.files.get("CNAME", ""))
        self._entries = {path: tree[path] for path in changes.kept}
        self._entries |= {path: f"100644 {identity}" for path, identity in ids.items()}
        return changes

    def send(self, message: str) -> str:
        """Commit what was looked at, and push it; nobody else's push is overwritten."""
        commit = self._committed(message)
        lease = f"--force-with-lease=refs/heads/{self.branch}:{self._before}"
        pushed = self._git(
            "push", "--quiet", lease, self.remote, f"{commit}:refs/heads/{self.branch}", allowed=(0, 1, 128)
        )
        self._git("update-ref", "-d", SEEN, allowed=(0, 1, 128))
        if pushed.returncode:
            reason = _told_by_git(pushed.stderr)
            is_stale = b"stale info" in pushed.stderr
            hint = (
                "somebody else published meanwhile; run it again" if is_stale else "see what Git says above"
            )
            raise SitegenError("SG625", "", -1, f"{self.name} did not take it: {reason}", hint)
        return f"commit {commit[:12]}"

    def expected_address(self) -> str:
        """Return the address that the host gives the branch, by its own domain where it has one."""
        return site_address(self._address(), self._cname)

    @property
    def is_first(self) -> bool:
        """Whether there was no such branch yet."""
        return not self._before

    @property
    def host(self) -> str:
        """Return the name of the service, an empty text where it is not known."""
        found = host_of(self._address())
        return found.name if found else ""

    def _address(self) -> str:
        found = self._git("remote", "get-url", self.remote, allowed=(0, 2, 128))
        return os.fsdecode(found.stdout.strip()) if found.returncode == 0 else self.remote

    def _told_address(self) -> str:
        """Return the address without the secret that may stand before its host."""
        address = self._address()
        scheme, separator, rest = address.partition("://")
        return f"{scheme}{separator}{rest.rpartition('@')[2]}" if separator and "@" in rest else address

    def _refuse_own_branch(self) -> None:
        """Raise SitegenError where the branch holds the archive itself, or its name is none."""
        if self._git("check-ref-format", f"refs/heads/{self.branch}", allowed=(0, 1)).returncode:
            raise SitegenError("SG623", "", -1, f'"{self.branch}" is no name of a branch', "like gh-pages")
        head = self._git("symbolic-ref", "--quiet", "--short", "HEAD", allowed=(0, 1, 128)).stdout.strip()
        if os.fsdecode(head) == self.branch and self.repository.name != OWN_REPOSITORY:
            message = f"{self.branch} is the branch that this archive itself stands on"
            raise SitegenError("SG624", "", -1, message, "name another with --branch")

    def _fetched(self) -> str:
        """Fetch the branch and return its commit; an empty text where it is not there."""
        listed = self._git(
            "ls-remote", "--heads", "--", self.remote, f"refs/heads/{self.branch}", allowed=(0, 2, 128)
        )
        if listed.returncode:
            reason = _told_by_git(listed.stderr)
            hint = (
                "look at the address and at your right to read it"
                if _is_address(self.remote)
                else f'tell Git where it is ("git remote add {self.remote} ADDRESS"), or say --remote ADDRESS'
            )
            raise SitegenError("SG625", "", -1, f"{self._told_address()} cannot be read: {reason}", hint)
        if not listed.stdout.strip():
            return ""
        self._git("fetch", "--quiet", "--no-tags", "--", self.remote, f"+refs/heads/{self.branch}:{SEEN}")
        return os.fsdecode(self._git("rev-parse", SEEN).stdout.strip())

    def _tree(self) -> dict[str, str]:
        """Return mode and object id of the files of the branch by path."""
        if not self._before:
            return {}
        listed = self._git("ls-tree", "-r", "-z", self._before).stdout
        entries: dict[str, str] = {}
        for row in filter(None, listed.split(b"\0")):
            facts, _, path = row.partition(b"\t")
            mode, _, identity = os.fsdecode(facts).split()
            entries[os.fsdecode(path)] = f"{mode} {identity}"
        return entries

    def _ours(self, tree: Mapping[str, str]) -> frozenset[str]:
        """Return the paths that a build of ours made, by the list that it left in the branch."""
        if MANIFEST not in tree:
            return frozenset()
        text = self._git("cat-file", "blob", tree[MANIFEST].split()[1]).stdout
        with suppress(ValueError, KeyError, AttributeError, TypeError, RecursionError):
            return frozenset({MANIFEST, *map(str, json.loads(text)["files"])})
        return frozenset({MANIFEST})

    def _hashed(self, site: Path, paths: Iterable[str]) -> list[str]:
        """Return the object ids of files as they are, bytes unchanged, and keep them in the repository."""
        listed = "".join(f"{(site / path).resolve()}\n" for path in paths)
        done = self._git("hash-object", "-w", "--no-filters", "--stdin-paths", given=os.fsencode(listed))
        return os.fsdecode(done.stdout).split()

    def _text(self, identity: str) -> str:
        """Return the text of a file by its object id; an empty one without an id."""
        return self._git("cat-file", "blob", identity).stdout.decode("utf-8", "replace") if identity else ""

    def _committed(self, message: str) -> str:
        """Make a commit of the entries; without history it has no parent."""
        with tempfile.TemporaryDirectory() as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
            rows = b"".join(
                os.fsencode(f"{entry}\t{path}") + b"\0" for path, entry in sorted(self._entries.items())
            )
            self._git("update-index", "-z", "--index-info", given=rows, variables=index)
            tree = os.fsdecode(self._git("write-tree", variables=index).stdout.strip())
        parents = ("-p", self._before) if self.keeps_history and self._before else ()
        made = self._git("commit-tree", tree, *parents, given=message.encode(), variables=self._identity())
        return os.fsdecode(made.stdout.strip())

    def _identity(self) -> dict[str, str]:
        """Return the names for a commit that Git does not know itself."""
        variables: dict[str, str] = {}
        for role in ("AUTHOR", "COMMITTER"):
            if self._git("var", f"GIT_{role}_IDENT", allowed=(0, 128)).returncode:
                variables |= {f"GIT_{role}_{part}": value for part, value in _IDENTITY.items()}
        return variables

    def _git(
        self,
        *words: str,
        given: bytes = b"",
        variables: Mapping[str, str] | None = None,
        allowed: tuple[int, ...] = (0,),
    ) -> "subprocess.CompletedProcess[bytes]":
        return _run(self.repository, *words, given=given, variables=variables, allowed=allowed)


def _run(
    folder: Path,
    *words: str,
    given: bytes = b"",
    variables: Mapping[str, str] | None = None,
    allowed: tuple[int, ...] = (0,),
) -> "subprocess.CompletedProcess[bytes]":
    """Run Git in a folder; raise SitegenError where it is not there, or ends otherwise than is allowed."""
    environment = {name: value for name, value in os.environ.items() if name not in HOOK_VARIABLES}
    command = ["git", "-C", str(folder), *words]
    try:
        done = subprocess.run(  # noqa: S603  (words of ours, and what the owner set)
            command,
            input=given,
            capture_output=True,
            env={**environment, **(variables or {})},
            timeout=GIT_SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise SitegenError(
            "SG623", "", -1, "Git is not installed", "install it, or publish with --folder"
        ) from None
    except subprocess.TimeoutExpired:
        message = f'"git {words[0]}" took more than {GIT_SECONDS // 60} minutes'
        raise SitegenError("SG625", "", -1, message, "try again on another line") from None
    if done.returncode not in allowed:
        raise SitegenError("SG625", "", -1, f'"git {words[0]}" failed: {_told_by_git(done.stderr)}')
    return done


def _told_by_git(text: bytes) -> str:
    """Return the line with which Git tells what is wrong."""
    lines = [line for line in text.decode("utf-8", "replace").splitlines() if line.strip()]
    telling = [line for line in lines if line.startswith(("fatal:", "error:", " !", "remote:"))]
    return (telling or lines or ["no reason was given"])[0].strip()


def _is_address(remote: str) -> bool:
    """Whether a remote is an address, not the name that a repository knows one by."""
    return any(mark in remote for mark in ":/\\")


def _first(paths: Iterable[str]) -> str:
    """Return the first few of some paths."""
    ordered = sorted(paths)
    return ", ".join(ordered[:3]) + (" and more" if len(ordered) > 3 else "")
