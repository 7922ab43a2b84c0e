"""The program that made an archive, carried by it: as a wheel, with what it needs, locked by digests.

With it an archive can be built again whatever becomes of versions and indexes. The wheel is made of the
installed files (Binary distribution format, packaging.python.org).
"""

import base64
import hashlib
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from sitegen import __version__
from sitegen.files import read_file, replace_file
from sitegen.model import SitegenError
from sitegen.package_data import read_package_file
from sitegen.render.theme import built_in_theme
from sitegen.zip_file import EARLIEST, zip_of

DISTRIBUTION = "news-archive-sitegen"
FOLDER = "tools"  # in an archive
REQUIREMENTS, WHEELS = "requirements.txt", "wheels"
LOCK = "project/templates/requirements.txt"
PACKAGE = Path(__file__).resolve().parent.parent
WHEEL_NAME = f"{DISTRIBUTION.replace('-', '_')}-{__version__}-py3-none-any.whl"
_INFO = f"{DISTRIBUTION.replace('-', '_')}-{__version__}.dist-info"
_WHEEL = "Wheel-Version: 1.0\nGenerator: sitegen\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
_ENTRY_POINTS = "[console_scripts]\nsitegen = sitegen.__main__:main\n"
# Of the machine that the workflow for GitHub Pages asks for.
RUNNER = (
    "--only-binary=:all:", "--python-version=3.12", "--platform=manylinux_2_28_x86_64",
    "--platform=manylinux_2_17_x86_64", "--platform=manylinux2014_x86_64",
)  # fmt: skip
DOWNLOAD_SECONDS = 900


def carry(root: Path, *, wheels: bool = False) -> list[str]:
    """Let an archive carry this version of the program, and return the paths that were written.

    With `wheels` all that it needs as well, for this machine and for the one of the workflow, so that nothing
    is downloaded later. Raises SitegenError where that cannot be done.
    """
    folder = root / FOLDER
    data = wheel()
    for old in folder.glob(f"{DISTRIBUTION.replace('-', '_')}-*.whl"):
        if old.name != WHEEL_NAME:
            old.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    replace_file(folder / WHEEL_NAME, data, within=root)
    replace_file(folder / REQUIREMENTS, _requirements(data, offline=wheels).encode(), within=root)
    written = [f"{FOLDER}/{WHEEL_NAME}", f"{FOLDER}/{REQUIREMENTS}"]
    return [*written, *_downloaded(root)] if wheels else written


def wheel() -> bytes:
    """Return this program as a wheel, the same bytes for the same files."""
    rows = sorted(_package_files())
    rows += [(f"{_INFO}/METADATA", _metadata()), (f"{_INFO}/WHEEL", _WHEEL.encode())]
    rows.append((f"{_INFO}/entry_points.txt", _ENTRY_POINTS.encode()))
    record = "".join(f"{path},sha256={_digest(data)},{len(data)}\n" for path, data in rows)
    rows.append((f"{_INFO}/RECORD", f"{record}{_INFO}/RECORD,,\n".encode()))
    return zip_of(rows, EARLIEST)


def _package_files() -> Iterator[tuple[str, bytes]]:
    """Yield the files of the package and of the theme that comes with it, by their paths in a wheel."""
    for file in _files(PACKAGE):
        path = file.relative_to(PACKAGE)
        if path.parts[0] != "themes":
            yield f"sitegen/{path.as_posix()}", read_file(file)
    theme = built_in_theme()
    for file in _files(theme):
        yield f"sitegen/themes/{theme.name}/{file.relative_to(theme).as_posix()}", read_file(file)


def _files(folder: Path) -> Iterator[Path]:
    for file in folder.rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts and file.suffix != ".pyc":
            yield file


def _metadata() -> bytes:
    """Return what an index is told of this program; raise SitegenError where it was not installed."""
    try:
        text = distribution(DISTRIBUTION).read_text("METADATA")
    except PackageNotFoundError:
        text = None
    if text is None:
        message = "this program was not installed, so it cannot be carried"
        raise SitegenError("SG016", "", -1, message, f'install it ("pip install .") as {DISTRIBUTION}')
    return text.encode()


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def _requirements(data: bytes, *, offline: bool) -> str:
    """Return the list of what is installed, each with the digests of its files."""
    head = (
        "# What builds this archive, locked by digests; from the archive's folder:\n"
        f"#   python -m pip install --require-hashes -r {FOLDER}/{REQUIREMENTS}\n"
        '# "sitegen carry" writes it anew.\n'
    )
    source = f"--no-index\n--find-links {FOLDER}/{WHEELS}\n" if offline else ""
    own = f"./{FOLDER}/{WHEEL_NAME} \\\n    --hash=sha256:{hashlib.sha256(data).hexdigest()}\n"
    return f"{head}{source}{own}{read_package_file(LOCK)}"


def _downloaded(root: Path) -> list[str]:
    """Download what the lock names, for this machine and for the one of the workflow; return the paths."""
    folder = root / FOLDER / WHEELS
    folder.mkdir(parents=True, exist_ok=True)
    lock = folder / "lock.txt"
    replace_file(lock, read_package_file(LOCK).encode(), within=root)
    try:
        for machine in ((), RUNNER):
            _pip("download", "--require-hashes", "--no-deps", "-r", str(lock), "-d", str(folder), *machine)
    finally:
        lock.unlink()
    return sorted(f"{FOLDER}/{WHEELS}/{file.name}" for file in folder.iterdir())


def _pip(*words: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *words]
    try:
        done = subprocess.run(  # noqa: S603  (words of ours)
            command, capture_output=True, text=True, timeout=DOWNLOAD_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise SitegenError("SG016", "", -1, "downloading took more than 15 minutes", "try again") from None
    if done.returncode:
        reason = next(iter(reversed(done.stderr.strip().splitlines())), "no reason was given")
        raise SitegenError("SG016", "", -1, f"pip could not download what is needed: {reason}")
