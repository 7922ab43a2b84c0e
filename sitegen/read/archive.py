"""Reads a whole archive folder, or a bare folder of texts, into `Inputs`."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from sitegen.config import CONFIG_NAME, Config, parse_config, raise_all
from sitegen.filenames import is_left_behind, portable
from sitegen.files import MAX_COPIED, leads_out, read_file
from sitegen.model import (
    CopiedFile,
    EntityNote,
    FileError,
    FreePage,
    Index,
    Inputs,
    Kind,
    NameEntry,
    Note,
    Problem,
    Redaction,
    Severity,
    SitegenError,
    Verdict,
    Withdrawal,
)
from sitegen.read import addresses, checksums, content, content_files, index, lists, seeds, tables
from sitegen.read.captures.cache import CaptureCache
from sitegen.read.match import SeedNames
from sitegen.read.redactions import REDACTIONS_PATH, redacted
from sitegen.text import slug

NAMES_PATH = "content/names.toml"
RELATIONS_PATH = "content/relations.toml"
WITHDRAWN_PATH = "content/withdrawn.toml"
UNREADABLE = frozenset({"SG402", "SG404", "SG405"})  # problems of files whose keys or bytes cannot be read
T = TypeVar("T")


def read_config(root: Path) -> Config:
    """Return the settings of the archive in a folder; raise SitegenError where it is none."""
    if not (root / CONFIG_NAME).is_file():
        raise SitegenError(
            "SG001",
            root,
            -1,
            f"this is no archive (no {CONFIG_NAME})",
            'make one with "sitegen new DIR", or name it with -C DIR',
        )
    return parse_config(content.read_text(root, CONFIG_NAME))


def read_inputs(
    root: Path,
    kinds: tuple[Kind, ...],
    relations: tuple[str, ...],
    coming: Mapping[str, bytes] = MappingProxyType({}),
) -> Inputs:
    """Return an archive as it was written, given the kinds of entities and the relations there are.

    `coming` has files that will stand in `seeds/`, by their names.

    Raises SitegenError where tables that a person wrote are broken, one error for all of them.  A note or
    page that is broken is a problem of that file alone.
    """
    if not (root / "seeds").is_dir():
        raise SitegenError(
            "SG002", root / "seeds", -1, "there is no such folder", "put the raw text files there"
        )
    if leads_out(root / "seeds", root):
        raise SitegenError(
            "SG002",
            root / "seeds",
            -1,
            "it is a link that leads out of the archive",
            "put the folder itself in its place",
        )
    errors: list[FileError] = []
    kind_names = tuple(sorted(kind.name for kind in kinds))

    def parsed(path: str, parse: Callable[[str], T], empty: T) -> T:
        try:
            return parse(content.read_text(root, path))
        except FileError as error:
            errors.append(error)
            return empty

    index_text = content.read_text(root, index.INDEX_PATH)
    lock_text = content.read_text(root, addresses.LOCK_PATH)
    lock = addresses.parse_lock(lock_text)
    in_index = addresses.numbers_in_index(index_text)
    cache = CaptureCache(root)
    options = seeds.FolderOptions(within=root, coming=coming, columns=_columns(root), cache=cache)
    folder = seeds.read_seeds(root / "seeds", "seeds/", lock, in_index, options)
    if not coming:
        cache.end()
    listing, index_problems = index.parse_index(index_text, folder.seeds)
    recorded, checksum_problems = checksums.parse_checksums(content.read_text(root, checksums.CHECKSUMS_PATH))
    present = {seed.file.removeprefix("seeds/"): seed.digest for seed in folder.seeds}
    no_names: tuple[tuple[NameEntry, ...], tuple[Problem, ...]] = ((), ())
    names, name_problems = parsed(
        NAMES_PATH, lambda text: tables.parse_names(text, NAMES_PATH, kind_names), no_names
    )
    no_verdicts: tuple[Verdict, ...] = ()
    verdicts = parsed(
        RELATIONS_PATH, lambda text: tables.parse_verdicts(text, RELATIONS_PATH, relations), no_verdicts
    )
    no_withdrawals: tuple[Withdrawal, ...] = ()
    withdrawals = parsed(
        WITHDRAWN_PATH, lambda text: tables.parse_withdrawals(text, WITHDRAWN_PATH), no_withdrawals
    )
    no_redactions: tuple[Redaction, ...] = ()
    redactions = parsed(
        REDACTIONS_PATH, lambda text: tables.parse_redactions(text, REDACTIONS_PATH), no_redactions
    )
    written = _written(root, kinds)
    if errors:
        errors += [_as_error(problem) for problem in written.problems if problem.code in UNREADABLE]
    raise_all(errors)
    names_of_seeds = SeedNames(folder.seeds, folder.addresses)
    targets = {one.seed: names_of_seeds.find_all(one.seed) for one in redactions if one.seed}
    shown_seeds, redaction_problems = redacted(folder.seeds, redactions, targets)
    return Inputs(
        seeds=shown_seeds,
        skipped=folder.skipped,
        index=listing,
        notes=written.notes,
        names=tables.without_repeats(names, written.lists.names),
        pages=written.pages,
        verdicts=verdicts,
        withdrawals=withdrawals,
        problems=(
            *folder.problems,
            *seeds.misplaced_notes(folder.seeds),
            *index_problems,
            *checksum_problems,
            *checksums.checksum_problems(recorded, present),
            *written.problems,
            *name_problems,
            *redaction_problems,
            *lists.contradictions(names, written.lists),
            *doubtful_targets(folder, written.notes, withdrawals, verdicts),
        ),
        entity_notes=written.entity_notes,
        addresses=folder.addresses,
        files=written.files,
        no_names=tuple(entry.words for entry in written.lists.no_names),
        rules=written.lists.rules,
        redactions=redactions,
        identity=addresses.identity_of(lock_text, lock, folder.seeds),
    )


def _columns(root: Path) -> Mapping[str, str]:
    """Return which column of a table is which fact; broken settings are told where they are used."""
    try:
        return dict(read_config(root).columns)
    except SitegenError:
        return {}


def _as_error(problem: Problem) -> FileError:
    return FileError(problem.code, problem.path, problem.line, problem.message)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """What stands in `content/`, except its tables."""

    notes: tuple[Note, ...]
    pages: tuple[FreePage, ...]
    entity_notes: tuple[EntityNote, ...]
    files: tuple[CopiedFile, ...]
    lists: lists.Lists
    problems: tuple[Problem, ...]


def _written(root: Path, kinds: tuple[Kind, ...]) -> _Written:
    files, problems = content_files.found_files(root / content_files.CONTENT_FOLDER, lists.list_names(kinds))
    problems += content_files.misplaced(root)
    by_part: dict[content_files.Part, list[content_files.ContentFile]] = defaultdict(list)
    for file in files:
        by_part[file.part].append(file)
    notes, note_problems = content.read_markdown(
        root, by_part[content_files.Part.NOTE], content.parse_note, content.broken_note
    )
    pages, page_problems = content.read_markdown(root, by_part[content_files.Part.PAGE], content.parse_page)
    entity_notes, entity_problems = content.read_markdown(
        root, by_part[content_files.Part.ENTITY], content.parse_entity_note
    )
    all_lists, list_problems = _read_lists(root, by_part[content_files.Part.LIST], kinds)
    copied, copy_problems = _read_copied(root, by_part[content_files.Part.FILE])
    return _Written(
        notes=notes,
        pages=pages,
        entity_notes=entity_notes,
        files=tuple(copied),
        lists=all_lists,
        problems=(
            *problems,
            *list_problems,
            *copy_problems,
            *note_problems,
            *page_problems,
            *entity_problems,
            *all_lists.problems,
        ),
    )


def _read_lists(
    root: Path, files: list[content_files.ContentFile], kinds: tuple[Kind, ...]
) -> tuple[lists.Lists, list[Problem]]:
    """Return what all lists hold, and the problems of those that cannot be read."""
    parts: list[lists.Lists] = []
    problems: list[Problem] = []
    for file in files:
        path = content_files.CONTENT_FOLDER + file.name
        try:
            parts.append(lists.parse_list(content.read_text(root, path), path, kinds))
        except FileError as error:
            problems.append(error.problem)
    return lists.joined(parts), problems


def _read_copied(
    root: Path, files: list[content_files.ContentFile]
) -> tuple[list[CopiedFile], list[Problem]]:
    """Return the files that are copied into the site, and the problems of those that cannot be."""
    copied: list[CopiedFile] = []
    problems: list[Problem] = []
    owners: dict[str, str] = {}  # paths by the target in the site, in small letters
    for file in files:
        path = content_files.CONTENT_FOLDER + file.name
        target = file.name.partition("files/")[2]
        owner = owners.setdefault(target.casefold(), path)
        right = "/".join(map(portable, target.split("/")))
        if owner != path:
            message = f"{owner} has the same name in the site; rename one"
            problems.append(Problem(path, -1, "SG602", message, severity=Severity.ERROR))
        elif right != target:
            message = f'Windows does not allow this name, so the file is not copied; name it "{right}"'
            problems.append(Problem(path, -1, "SG130", message, severity=Severity.ERROR))
        else:
            try:
                data = read_file(root / path, within=root, limit=MAX_COPIED)
                copied.append(CopiedFile(path, target, data, file.private))
            except OSError as error:
                message = f"cannot be read ({error.strerror})"
                problems.append(Problem(path, -1, "SG405", message, severity=Severity.ERROR))
    return copied, problems


def doubtful_targets(
    folder: seeds.SeedFolder,
    notes: tuple[Note, ...],
    withdrawals: tuple[Withdrawal, ...],
    verdicts: tuple[Verdict, ...],
) -> tuple[Problem, ...]:
    """Return the problems of names that may seem to mean a newer file; they mean the one that came first."""
    names = SeedNames(folder.seeds, folder.addresses)
    targets = [(note.target, note.path, note.line) for note in notes]
    targets += [(withdrawal.target, WITHDRAWN_PATH, withdrawal.line) for withdrawal in withdrawals]
    for verdict in verdicts:
        targets += [(name, RELATIONS_PATH, verdict.line) for name in (verdict.first, verdict.second)]
    problems = []
    for name, path, line in targets:
        doubt = names.doubt(name)
        if doubt:
            message = f"{doubt}; name the file, like {names.file_name(name)}"
            problems.append(Problem(path, line, "SG224", message, severity=Severity.ERROR))
    return tuple(problems)


def read_folder(folder: Path) -> Inputs:
    """Return a bare folder of texts, and the folders in it, as an archive of seeds alone.

    The ids of seeds in inner folders begin with the path of their folder.
    """
    inner_paths = [_path_in(folder, inner) for inner in _inner_folders(folder)]
    outer = seeds.read_seeds(folder, "")
    texts = list(outer.seeds)
    skipped = list(outer.skipped)
    problems = list(outer.problems)
    for path in inner_paths:
        inner = seeds.read_seeds(folder / path, path)
        for seed in inner.seeds:
            key = f"{slug(path)}-{seed.key}"
            texts.append(replace(seed, id=path + seed.id, key=key, number=None))
        skipped += inner.skipped
        problems += inner.problems
    read = {
        path.rstrip("/") for path in inner_paths
    }  # skipped as a file of the folder above, and read themselves
    return Inputs(
        seeds=tuple(texts),
        skipped=tuple(file for file in skipped if file.path not in read),
        index=Index(path=index.INDEX_PATH, text="", entries=()),
        notes=(),
        names=(),
        pages=(),
        verdicts=(),
        withdrawals=(),
        problems=tuple(problem for problem in problems if problem.path not in read),
    )


def _inner_folders(folder: Path) -> Iterator[Path]:
    """Yield all folders in a folder, sorted, but links, hidden ones and those that programs leave behind."""
    for inner in sorted(folder.rglob("*")):
        if not inner.is_dir() or inner.is_symlink():
            continue
        if not any(map(is_left_behind, inner.relative_to(folder).parts)):
            yield inner


def _path_in(folder: Path, inner: Path) -> str:
    return f"{inner.relative_to(folder).as_posix()}/"
