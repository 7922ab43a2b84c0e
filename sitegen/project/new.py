"""`sitegen new`: make an archive, with the texts of a folder as its seeds."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from sitegen import __version__
from sitegen.config import CONFIG_NAME
from sitegen.files import read_file, replace_file
from sitegen.model import SitegenError
from sitegen.package_data import read_package_file
from sitegen.pipeline.analyze import load
from sitegen.project.addresses import remember_addresses
from sitegen.project.archivebox import note_of
from sitegen.project.checksums import all_checksums
from sitegen.project.intake import Brought, kept_names, look_through
from sitegen.read.seeds import LARGEST, seed_id
from sitegen.schemas import SCHEMA_FOLDER, schemas

# Where each template of `templates/` goes.
TEMPLATES = {
    "sitegen.toml": CONFIG_NAME,
    "names.toml": "content/names.toml",
    "relations.toml": "content/relations.toml",
    "withdrawn.toml": "content/withdrawn.toml",
    "about.md": "content/pages/about.md",
    "pages.yml": ".github/workflows/pages.yml",
}
# Templates whose lines are added to a file that is there already.
ADDED_TEMPLATES = {"gitignore": ".gitignore", "gitattributes": ".gitattributes"}
# Files that a repository has before an archive is made in it.
REPOSITORY_FILE = re.compile(
    r"\..*|(?:readme|licen[cs]e|copying|changelog|contributing|citation)(?:\..*)?|cname|makefile|justfile",
    re.IGNORECASE,
)
NAMED_FILES = 3  # of a folder that is not empty, in the message about it


def template(name: str, title: str = "") -> str:
    """Return the text of a template, with the archive's title and this program's version filled in."""
    text = read_package_file(f"project/templates/{name}")
    return text.replace("@VERSION@", __version__).replace("@TITLE@", title)


def new(folder: Path, source: Path | None, *, here: bool = False) -> list[Brought]:
    """Make an archive and copy the texts of `source` into its `seeds/`.

    Returns what became of each file of `source`. Files that every repository has (.git, README, LICENSE) may
    be there already; other files only with `here`. A file that is there is never changed, but .gitignore and
    .gitattributes get the lines that they lack. Raises SitegenError where the archive cannot be made.
    """
    _refuse_unfit_folder(folder, source, here=here)
    if source is not None and not source.is_dir():
        if source.exists():
            hint = "name the folder it stands in, or take it into an archive with sitegen add"
            raise SitegenError("SG004", source, -1, "this is a file", hint)
        raise SitegenError("SG004", source, -1, "there is no such folder")
    try:
        brought = look_through([source], {}) if source else []
        config = _write_scaffold(folder)
        _copy_seeds(folder, brought)
        replace_file(folder / CONFIG_NAME, config.encode(), within=folder)  # with it the folder is an archive
        inputs = load(folder)
        remember_addresses(folder, inputs)
        for path, data in all_checksums(inputs.seeds).items():
            replace_file(folder / path, data, within=folder)
    except OSError as error:
        raise SitegenError(
            "SG005", error.filename or folder, -1, f"cannot be written or read ({error.strerror})"
        ) from None
    return brought


def _write_scaffold(folder: Path) -> str:
    """Write the files of an empty archive that are not there yet; return what its settings will be."""
    title = folder.resolve().name.replace("-", " ").replace("_", " ").capitalize() or "News archive"
    quoted_title = json.dumps(" ".join(title.split()), ensure_ascii=False)
    texts = {target: template(name, quoted_title) for name, target in TEMPLATES.items()}
    texts["content/notes/.gitkeep"] = ""
    texts |= {f"{SCHEMA_FOLDER}/{name}.json": text for name, text in schemas().items()}
    config = texts.pop(CONFIG_NAME)
    for path, text in texts.items():
        if not (folder / path).exists():
            replace_file(folder / path, text.encode(), within=folder)
    for name, target in ADDED_TEMPLATES.items():
        _add_missing_lines(folder, target, template(name))
    return config


def _copy_seeds(folder: Path, brought: list[Brought]) -> None:
    """Copy texts into `seeds/` byte for byte; those that are in it already stay where they are."""
    seeds = folder / "seeds"
    seeds.mkdir(exist_ok=True)
    taken_names = {file.name.casefold() for file in seeds.iterdir()}
    from_elsewhere = [item for item in brought if item.file.resolve().parent != seeds.resolve()]
    facts = {item.file: item.facts for item in brought}
    for file, name in kept_names(from_elsewhere, taken_names).items():
        replace_file(seeds / name, read_file(file, limit=LARGEST), within=folder)
        if facts[file]:
            note = folder / f"content/notes/{seed_id(name)}.md"
            replace_file(note, note_of(facts[file]), within=folder)


def _refuse_unfit_folder(folder: Path, source: Path | None, *, here: bool) -> None:
    """Raise SitegenError where an archive cannot be made in a folder."""
    if folder.exists() and not folder.is_dir():
        raise SitegenError("SG003", folder, -1, "this is a file", "name a new folder")
    if (folder / CONFIG_NAME).exists():
        raise SitegenError(
            "SG003", folder, -1, "this is an archive already", '"sitegen add" takes files into it'
        )
    if here or not folder.is_dir():
        return
    strange = sorted(_strange_files(folder, source))
    if strange:
        shown = ", ".join(strange[:NAMED_FILES]) + (" and more" if len(strange) > NAMED_FILES else "")
        raise SitegenError(
            "SG003",
            folder,
            -1,
            f"it is not empty ({shown})",
            "name a new folder, or say --here to make the archive beside these files",
        )


def _strange_files(folder: Path, source: Path | None) -> Iterator[str]:
    """Yield names of files in a folder that neither are a repository's nor hold the texts to be copied."""
    source_folders = {source.resolve(), *source.resolve().parents} if source else set()
    for file in folder.iterdir():
        if not REPOSITORY_FILE.fullmatch(file.name) and file.resolve() not in source_folders:
            yield file.name


def _add_missing_lines(folder: Path, name: str, lines: str) -> None:
    """Add to a file of a folder the lines that it lacks."""
    file = folder / name
    text = read_file(file, within=folder).decode("utf-8") if file.is_file() else ""
    missing = [line for line in lines.splitlines() if line not in text.splitlines()]
    if missing:
        line_end = "" if not text or text.endswith("\n") else "\n"
        added = "".join(f"{line}\n" for line in missing)
        replace_file(file, (text + line_end + added).encode(), within=folder)
