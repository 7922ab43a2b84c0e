"""A whole archive folder, or a bare folder of texts, to `Inputs`."""

from pathlib import Path

from sitegen.config import Config, parse_config
from sitegen.model import Index, Inputs, Note, Problem, Severity, SitegenError, Verdict, Withdrawal
from sitegen.read import addresses, content, index, seeds
from sitegen.read.match import SeedNames

CONFIG_NAME = "sitegen.toml"
NAMES = "content/names.toml"
RELATIONS = "content/relations.toml"
WITHDRAWN = "content/withdrawn.toml"


def read_config(root: Path) -> Config:
    """Give the settings of the archive in a folder; raise SitegenError where it is none."""
    if not (root / CONFIG_NAME).is_file():
        raise SitegenError(
            f'{root}: error SG001: this is no archive (no {CONFIG_NAME}); make one with "sitegen new DIR", or name it with -C DIR'
        )
    return parse_config(content.read_text(root / CONFIG_NAME, CONFIG_NAME))


def read_inputs(root: Path, kinds: tuple[str, ...], relations: tuple[str, ...]) -> Inputs:
    """Read an archive, given the kinds of entities and the relations there are.

    Raises SitegenError where something that a person wrote is broken.
    """
    if not (root / "seeds").is_dir():
        raise SitegenError(f"{root / 'seeds'}: error SG002: there is no such folder; put the raw text files there")
    index_text = content.read_text(root / index.PATH, index.PATH)
    lock = addresses.parse_lock(content.read_text(root / addresses.PATH, addresses.PATH))
    found = seeds.read_seeds(root / "seeds", "seeds/", lock, addresses.numbers_in_index(index_text))
    listing, drift = index.parse_index(index_text, found.seeds)
    notes = content.read_markdown(root / "content/notes", "content/notes/", content.parse_note)
    names, clashes = content.parse_names(content.read_text(root / NAMES, NAMES), NAMES, kinds)
    noted: tuple[Note, ...] = tuple(note for note, _ in notes)
    noticed: tuple[Problem, ...] = tuple(problem for _, some in notes for problem in some)
    verdicts = content.parse_verdicts(content.read_text(root / RELATIONS, RELATIONS), RELATIONS, relations)
    withdrawals = content.parse_withdrawals(content.read_text(root / WITHDRAWN, WITHDRAWN), WITHDRAWN)
    return Inputs(
        found.seeds,
        found.skipped,
        listing,
        noted,
        names,
        content.read_markdown(root / "content/pages", "content/pages/", content.parse_page),
        verdicts,
        withdrawals,
        (*found.problems, *drift, *noticed, *clashes, *doubtful_targets(found, noted, withdrawals, verdicts)),
        content.read_markdown(root / "content/entities", "content/entities/", content.parse_entity_note),
        found.addresses,
    )


def doubtful_targets(
    found: seeds.SeedFolder, notes: tuple[Note, ...], withdrawals: tuple[Withdrawal, ...], verdicts: tuple[Verdict, ...]
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
    """Read a bare folder of texts as an archive without a word from anyone."""
    found = seeds.read_seeds(folder, "")
    return Inputs(found.seeds, found.skipped, Index(index.PATH, "", ()), (), (), (), (), (), found.problems)
