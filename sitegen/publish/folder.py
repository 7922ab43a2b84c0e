"""A folder, or a place that rsync reaches, as the place of a site."""

import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.files import file_digest, read_file
from sitegen.model import Output, SitegenError
from sitegen.publish.plan import Changes, Published, compare
from sitegen.write import MANIFEST, OURS, WriteError, read_manifest, write

RSYNC_SECONDS = 3600
NOTHING_THERE, PARTLY = (3, 11, 12, 23), 23  # exit codes of rsync, see its manual page


@dataclass(slots=True)
class Folder:
    """A folder of this machine; files of others in it stay."""

    folder: Path
    _outputs: list[Output] = field(default_factory=list)

    limited = False

    @property
    def name(self) -> str:
        """Return what a person is told of the place."""
        return f"folder {self.folder}"

    def look(self, site: Path, paths: tuple[str, ...]) -> Changes:
        """Return how the files of a folder differ from what stands there."""
        wanted = {path: file_digest(site / path) for path in paths}
        there = {
            path.relative_to(self.folder).as_posix(): file_digest(path)
            for path in (self.folder.rglob("*") if self.folder.is_dir() else ())
            if path.is_file() and path.relative_to(self.folder).as_posix() not in OURS
        }
        has_list = (self.folder / MANIFEST).is_file()
        ours = frozenset(read_manifest(self.folder)) if has_list else frozenset[str]()
        self._outputs = [
            Output(path, read_file(site / path, within=site), path) for path in paths if path != MANIFEST
        ]
        return compare(wanted, Published(there, ours))

    def send(self, message: str) -> str:
        """Let the folder hold the site."""
        del message
        written = write(self._outputs, self.folder, edition="public")
        return f"{written.written} files written, {written.removed} removed"

    def expected_address(self) -> str:
        """Return nothing: a folder has no address of its own."""
        return ""


@dataclass(slots=True)
class Rsync:
    """A place on another machine, by rsync; files of others there stay."""

    destination: str
    _site: Path = Path()
    _paths: tuple[str, ...] = ()

    limited = False

    @property
    def name(self) -> str:
        """Return what a person is told of the place."""
        return self.destination

    def look(self, site: Path, paths: tuple[str, ...]) -> Changes:
        """Return how the files of a folder differ from what stands there, by the list of the last site."""
        wanted = {path: file_digest(site / path) for path in paths}
        before = self._manifest()
        changes = compare(wanted, Published(before, frozenset(before)))
        self._site, self._paths = (
            site,
            (*(path for path in paths if path != MANIFEST), *changes.gone, MANIFEST),
        )
        return changes

    def send(self, message: str) -> str:
        """Send what differs, put it in place at the end, and remove what is gone."""
        del message
        for path in self._paths:  # rsync wants the folders of what it is to remove, too
            (self._site / path).parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as names:
            names.write("".join(f"{path}\n" for path in self._paths))
            names.flush()
            self._rsync(
                "--times", "--perms", "--chmod=D755,F644", "--checksum", "--delay-updates",
                "--delete-missing-args", f"--files-from={names.name}", f"{self._site}/", self._place,
            )  # fmt: skip
        return "sent"

    def expected_address(self) -> str:
        """Return nothing: nobody can tell it from the place."""
        return ""

    @property
    def _place(self) -> str:
        return self.destination if self.destination.endswith("/") else self.destination + "/"

    def _manifest(self) -> dict[str, str]:
        """Return the files of the site that stands there, digest by path.

        Raises SitegenError where something else stands there.
        """
        with tempfile.TemporaryDirectory() as name:
            fetched = self._rsync(
                "--times", f"{self._place}{MANIFEST}", f"{name}/", allowed=(0, *NOTHING_THERE)
            )
            file = Path(name) / MANIFEST
            if file.is_file():
                with suppress(WriteError):
                    return read_manifest(file.parent)
        if fetched.returncode in {0, PARTLY}:
            self._refuse_others()
            return {}
        raise SitegenError("SG625", "", -1, f"{self.destination} cannot be reached: {_reason(fetched)}")

    def _refuse_others(self) -> None:
        """Raise SitegenError where files stand in the place that no build of ours made."""
        listed = self._rsync("--list-only", self._place, allowed=(0, *NOTHING_THERE))
        names = [row.split(maxsplit=4)[-1] for row in listed.stdout.decode("utf-8", "replace").splitlines()]
        strange = [name for name in names if name != "." and not name.startswith(".")]
        if listed.returncode == 0 and Published(dict.fromkeys(strange, ""), frozenset()).is_of_others:
            message = f"{self.destination} holds what sitegen did not make ({', '.join(strange[:3])})"
            raise SitegenError("SG624", "", -1, message, "empty it, or name another place")

    def _rsync(self, *words: str, allowed: tuple[int, ...] = (0,)) -> "subprocess.CompletedProcess[bytes]":
        try:
            done = subprocess.run(  # noqa: S603  (words of ours, and what the owner set)
                ["rsync", *words],  # noqa: S607  (wherever it is)
                capture_output=True,
                timeout=RSYNC_SECONDS,
                stdin=subprocess.DEVNULL,
                check=False,
            )
        except FileNotFoundError:
            raise SitegenError(
                "SG623", "", -1, "rsync is not installed", "install it, or use --folder"
            ) from None
        except subprocess.TimeoutExpired:
            raise SitegenError("SG625", "", -1, "rsync took more than an hour", "try again") from None
        if done.returncode not in allowed:
            raise SitegenError("SG625", "", -1, f"rsync failed: {_reason(done)}")
        return done


def _reason(done: "subprocess.CompletedProcess[bytes]") -> str:
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[0] if lines else f"exit code {done.returncode}"
