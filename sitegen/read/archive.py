"""A whole archive folder, or a bare folder of texts, to `Inputs`."""

from pathlib import Path

from sitegen.config import Config, parse_config
from sitegen.model import Index, Inputs, Note, Problem, SitegenError
from sitegen.read import content, index, seeds

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
    found, skipped, problems = seeds.read_seeds(root / "seeds", "seeds/")
    listing, drift = index.parse_index(content.read_text(root / index.PATH, index.PATH), found)
    notes = content.read_markdown(root / "content/notes", "content/notes/", content.parse_note)
    names, clashes = content.parse_names(content.read_text(root / NAMES, NAMES), NAMES, kinds)
    noted: tuple[Note, ...] = tuple(note for note, _ in notes)
    noticed: tuple[Problem, ...] = tuple(problem for _, some in notes for problem in some)
    return Inputs(
        found,
        skipped,
        listing,
        noted,
        names,
        content.read_markdown(root / "content/pages", "content/pages/", content.parse_page),
        content.parse_verdicts(content.read_text(root / RELATIONS, RELATIONS), RELATIONS, relations),
        content.parse_withdrawals(content.read_text(root / WITHDRAWN, WITHDRAWN), WITHDRAWN),
        (*problems, *drift, *noticed, *clashes),
        content.read_markdown(root / "content/entities", "content/entities/", content.parse_entity_note),
    )


def read_folder(folder: Path) -> Inputs:
    """Read a bare folder of texts as an archive without a word from anyone."""
    found, skipped, problems = seeds.read_seeds(folder, "")
    return Inputs(found, skipped, Index(index.PATH, "", ()), (), (), (), (), (), problems)
