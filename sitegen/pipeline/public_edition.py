"""What the public edition of an archive leaves out, and when it is not made at all."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sitegen.config import Config
from sitegen.model import Archive, Inputs, Note, Problem, Severity, SitegenError
from sitegen.read.match import SeedNames
from sitegen.site.rights import STRICTNESS, without_private
from sitegen.text import nearest

DOUBLE_NOTE = "SG212"  # two notes for one seed
UNKNOWN_SOURCE_CODE = "SG122"  # a source of sitegen.toml that no article has
UNREAD_FILE = "SG121"  # a file in content/ that is in the wrong place
UNREAD_BAN = "SG132"  # what forbids to show a text stands where it is not read
UNKNOWN_WITHDRAWAL = "SG218"  # a withdrawal that is for no seed


def public_inputs(inputs: Inputs, config: Config) -> Inputs:
    """Return the inputs without what is private."""
    names = SeedNames(inputs.seeds, inputs.addresses)
    withdrawn = {seed for withdrawal in inputs.withdrawals for seed in names.find_all(withdrawal.target)}
    notes = frozenset(note.path for note in inputs.notes if names.find(note.target) in withdrawn)
    return without_private(inputs, config, notes)


def without_told_sources(archive: Archive, inputs: Inputs, config: Config) -> Archive:
    """Return the archive without problems of sources that a private note names.

    They would tell what it says.
    """
    private_notes = [note for note in inputs.notes if note.private]
    told_lines = {line for note in private_notes if (line := _source_line(note, config)) is not None}
    return replace(
        archive,
        problems=tuple(
            problem
            for problem in archive.problems
            if problem.code != UNKNOWN_SOURCE_CODE or problem.line not in told_lines
        ),
    )


def _source_line(note: Note, config: Config) -> int | None:
    """Return the line of sitegen.toml with the source that a note names, if there is one."""
    values = {name: value for name, value, _ in note.fields}
    row = config.source_row(values.get("source", ""), values.get("address", "")) if values else None
    return row.line if row else None


class UnclearBanError(SitegenError):
    """A person's words forbid to publish a text, and nobody can tell which; `problems` are these words."""

    def __init__(self, problems: Sequence[Problem], advice: str) -> None:
        first = problems[0]
        super().__init__(first.code, first.path, first.line, first.message, advice)
        self.problems = tuple(problems)
        self.args = ("\n".join((*map(str, problems), f"  {advice}")),)


def refuse_unclear_bans(inputs: Inputs, archive: Archive, notes: dict[str, Note], config: Config) -> None:
    """Raise SitegenError where a person forbids to publish a text and nobody can tell which."""
    broken = _broken_note(inputs, archive, notes)
    if broken:
        raise UnclearBanError(
            [problem for problem in inputs.problems if problem.path == broken.path][:1],
            "nobody can tell which text this note is for, so the public edition is not made;"
            " fix the note first",
        )
    unclear = list(_unclear_bans((*inputs.problems, *archive.problems), config))
    if unclear:
        raise UnclearBanError(
            unclear,
            "nobody can tell which texts this forbids, so the public edition is not made; fix it first",
        )


def _broken_note(inputs: Inputs, archive: Archive, notes: dict[str, Note]) -> Note | None:
    """Return a note that cannot be read and that belongs to no seed, if there is one."""
    known = {file.path for note in notes.values() for file in note.files}
    known |= {problem.path for problem in archive.problems if problem.code == DOUBLE_NOTE}
    return next((note for note in inputs.notes if note.broken and note.path not in known), None)


def _unclear_bans(problems: tuple[Problem, ...], config: Config) -> Iterator[Problem]:
    """Yield the problems that leave open which text may not be shown."""
    stricter_rights = STRICTNESS[STRICTNESS.index(config.rights) + 1 :]
    forbidding_lines = {source.line for source in config.sources if source.rights in stricter_rights}
    for problem in problems:
        is_ban = (
            problem.code == UNKNOWN_WITHDRAWAL
            or (problem.code == UNREAD_BAN and problem.severity is Severity.ERROR)
            or (problem.code == UNKNOWN_SOURCE_CODE and problem.line in forbidding_lines)
            or (problem.code == UNREAD_FILE and _may_be_withdrawals(problem.path))
        )
        if is_ban:
            yield problem


def _may_be_withdrawals(path: str) -> bool:
    """Whether a file is called nearly as the list of withdrawals."""
    return bool(nearest(path.rsplit("/", 1)[-1].lower(), ("withdrawn.toml",)))
