"""A whole archive folder, or a bare folder of texts, to `Inputs`."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from sitegen.config import CONFIG_NAME, Config, parse_config, raise_all
from sitegen.filenames import is_left_behind, portable
from sitegen.model import (
    CopiedFile,
    EntityNote,
    FileError,
    FreePage,
    Index,
    Inputs,
    NameEntry,
    Note,
    Problem,
    Severity,
    SitegenError,
    Verdict,
    Withdrawal,
)
from sitegen.read import addresses, content, content_files, index, lists, seeds, tables
from sitegen.read.match import SeedNames
from sitegen.text import slug

NAMES = "content/names.toml"
RELATIONS = "content/relations.toml"
WITHDRAWN = "content/withdrawn.toml"
T = TypeVar("T")


def read_config(root: Path) -> Config:
    """Give the settings of the archive in a folder; raise SitegenError where it is none."""
    if not (root / CONFIG_NAME).is_file():
        raise SitegenError(
            f'{root}: error SG001: this is no archive (no {CONFIG_NAME}); make one with "sitegen new DIR", or name it with -C DIR'
        )
    return parse_config(content.read_text(root / CONFIG_NAME, CONFIG_NAME))


def read_inputs(root: Path, kinds: tuple[str, ...], relations: tuple[str, ...]) -> Inputs:
    """Read an archive, given the kinds of entities and the relations there are.

    Raises SitegenError where a table that a person wrote is broken, and tells of all that are; a note or page that is broken
    is a problem of that file alone.
    """
    if not (root / "seeds").is_dir():
        raise SitegenError(
            f"{root / 'seeds'}: error SG002: there is no such folder; put the raw text files there"
        )
    broken: list[FileError] = []

    def attempt(path: str, parse: Callable[[str], T], instead: T) -> T:
        try:
            return parse(content.read_text(root / path, path))
        except FileError as error:
            broken.append(error)
            return instead

    index_text = content.read_text(root / index.PATH, index.PATH)
    lock_text = content.read_text(root / addresses.PATH, addresses.PATH)
    lock = addresses.parse_lock(lock_text)
    found = seeds.read_seeds(
        root / "seeds", "seeds/", lock, addresses.numbers_in_index(index_text), joined=True
    )
    listing, drift = index.parse_index(index_text, found.seeds)
    none: tuple[tuple[NameEntry, ...], tuple[Problem, ...]] = ((), ())
    names, clashes = attempt(NAMES, lambda text: tables.parse_names(text, NAMES, kinds), none)
    verdicts: tuple[Verdict, ...] = attempt(
        RELATIONS, lambda text: tables.parse_verdicts(text, RELATIONS, relations), ()
    )
    withdrawals: tuple[Withdrawal, ...] = attempt(
        WITHDRAWN, lambda text: tables.parse_withdrawals(text, WITHDRAWN), ()
    )
    written = _written(root)
    if broken:
        broken += [
            _as_error(problem) for problem in written.problems if problem.code in {"SG402", "SG404", "SG405"}
        ]
    raise_all(broken)
    listed = tables.without_repeats(names, written.lists.names)
    return Inputs(
        found.seeds,
        found.skipped,
        listing,
        written.notes,
        listed,
        written.pages,
        verdicts,
        withdrawals,
        (
            *found.problems,
            *seeds.misplaced_notes(found.seeds),
            *drift,
            *written.problems,
            *clashes,
            *lists.contradictions(names, written.lists),
            *doubtful_targets(found, written.notes, withdrawals, verdicts),
        ),
        written.entity_notes,
        found.addresses,
        written.files,
        tuple(one.words for one in written.lists.no_names),
        written.lists.rules,
        addresses.identity_of(lock_text, lock, found.seeds),
    )


def _as_error(problem: Problem) -> FileError:
    return FileError(problem.path, problem.line, problem.code, problem.message)


@dataclass(frozen=True, slots=True)
class _Written:
    """What stands in `content/` but for its tables."""

    notes: tuple[Note, ...]
    pages: tuple[FreePage, ...]
    entity_notes: tuple[EntityNote, ...]
    files: tuple[CopiedFile, ...]
    lists: lists.Lists
    problems: tuple[Problem, ...]


def _written(root: Path) -> _Written:
    found, problems = content_files.found_files(root / content_files.FOLDER)
    problems += content_files.misplaced(root)

    def of(part: content_files.Part) -> list[content_files.Found]:
        return [one for one in found if one.part is part]

    notes, wrong_notes = content.read_markdown(
        root, of(content_files.Part.NOTE), content.parse_note, content.broken_note
    )
    pages, wrong_pages = content.read_markdown(root, of(content_files.Part.PAGE), content.parse_page)
    entity_notes, wrong_words = content.read_markdown(
        root, of(content_files.Part.ENTITY), content.parse_entity_note
    )
    rows: list[lists.Lists] = []
    for one in of(content_files.Part.LIST):
        path = content_files.FOLDER + one.name
        try:
            rows.append(lists.parse_list(content.read_text(root / path, path), path))
        except FileError as error:
            problems.append(error.problem)
    files: list[CopiedFile] = []
    targets: dict[str, str] = {}
    for one in of(content_files.Part.FILE):
        path = content_files.FOLDER + one.name
        other = targets.setdefault(one.name.partition("files/")[2].casefold(), path)
        if other != path:
            problems.append(
                Problem(
                    path, -1, "SG602", f"{other} has the same name in the site; rename one", Severity.ERROR
                )
            )
            continue
        inner = one.name.partition("files/")[2].split("/")
        if list(map(portable, inner)) != inner:
            message = f'Windows does not allow this name, so the file is not copied; name it "{"/".join(map(portable, inner))}"'
            problems.append(Problem(path, -1, "SG130", message, Severity.ERROR))
            continue
        try:
            files.append(
                CopiedFile(path, one.name.partition("files/")[2], (root / path).read_bytes(), one.private)
            )
        except OSError as error:
            problems.append(Problem(path, -1, "SG405", f"cannot be read ({error.strerror})", Severity.ERROR))
    whole = lists.joined(rows)
    return _Written(
        notes,
        pages,
        entity_notes,
        tuple(files),
        whole,
        (*problems, *wrong_notes, *wrong_pages, *wrong_words, *whole.problems),
    )


def doubtful_targets(
    found: seeds.SeedFolder,
    notes: tuple[Note, ...],
    withdrawals: tuple[Withdrawal, ...],
    verdicts: tuple[Verdict, ...],
) -> tuple[Problem, ...]:
    """Give the words of a person that a newer file may seem to be meant by; they stay with the file that came first."""
    names = SeedNames(found.seeds, found.addresses)
    targets = [(note.target, note.path, note.line) for note in notes]
    targets += [(one.target, WITHDRAWN, one.line) for one in withdrawals]
    targets += [(name, RELATIONS, one.line) for one in verdicts for name in (one.first, one.second)]
    return tuple(
        Problem(path, line, "SG224", f"{doubt}; name the file, like {names.file_name(name)}", Severity.ERROR)
        for name, path, line in targets
        if (doubt := names.doubt(name))
    )


def read_folder(folder: Path) -> Inputs:
    """Read a bare folder of texts, and those in it, as an archive without a word from anyone; ids have the way to their file."""
    found = seeds.read_seeds(folder, "")
    inner = [
        (
            f"{place.relative_to(folder).as_posix()}/",
            seeds.read_seeds(place, f"{place.relative_to(folder).as_posix()}/"),
        )
        for place in sorted(folder.rglob("*"))
        if place.is_dir()
        and not place.is_symlink()
        and not any(map(is_left_behind, place.relative_to(folder).parts))
    ]
    texts = [
        replace(seed, id=way + seed.id, key=f"{slug(way)}-{seed.key}", number=None)
        for way, some in inner
        for seed in some.seeds
    ]
    folders = {way.rstrip("/") for way, _ in inner}
    skipped = [
        one
        for some in (found, *(some for _, some in inner))
        for one in some.skipped
        if one.path not in folders
    ]
    problems = [
        one
        for some in (found, *(some for _, some in inner))
        for one in some.problems
        if one.path not in folders
    ]
    return Inputs(
        (*found.seeds, *texts), tuple(skipped), Index(index.PATH, "", ()), (), (), (), (), (), tuple(problems)
    )
