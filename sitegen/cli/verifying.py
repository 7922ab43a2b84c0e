"""The command that compares what stands on the disk with what was made and recorded."""

import argparse
from pathlib import Path

from sitegen.cli.console import DONE, Console, count_of, print_json, problem_json, verdict
from sitegen.config import CONFIG_NAME
from sitegen.files import replace_file
from sitegen.model import Inputs, SitegenError
from sitegen.read.checksums import CHECKSUMS_PATH
from sitegen.text import plural
from sitegen.transaction import locked_archive
from sitegen.write import edition_in

SEED_CODES = frozenset({"SG101", "SG116", "SG117", "SG118"})  # problems of the files in seeds/ themselves


def run_verify(args: argparse.Namespace, console: Console) -> int:
    """Compare a site with its list of files, its articles with the seeds, and the seeds with their record."""
    from sitegen.verify import verify  # noqa: PLC0415  (--accept does without)

    inputs = _inputs(args.root)
    if args.accept:
        return _accept(args.root, inputs, console)
    folder: Path = args.folder or args.root / "public"
    seeds = {seed.path: seed.digest for seed in inputs.seeds} if inputs else {}
    verified = verify(folder, seeds)
    problems = [
        *verified.problems,
        *(problem for problem in (inputs.problems if inputs else ()) if problem.code in SEED_CODES),
    ]
    if args.json:
        for problem in sorted(problems):
            print_json(problem_json(problem))
    else:
        console.problems(problems)
    compared = f", {plural(verified.articles, 'article')} compared with seeds" if seeds else ""
    edition = edition_in(folder)
    which = f"{edition} edition, " if edition else ""
    console.say(f"{folder}: {which}{plural(verified.files, 'file')}{compared}; {count_of(problems)}")
    return verdict(problems, strict=False)


def _inputs(root: Path) -> Inputs | None:
    """Return the archive in a folder; None where there is none."""
    from sitegen.pipeline.analyze import load  # noqa: PLC0415  (slow to load)

    return load(root) if (root / CONFIG_NAME).is_file() else None


def _accept(root: Path, inputs: Inputs | None, console: Console) -> int:
    """Record the bytes that all seeds have now."""
    from sitegen.project.checksums import all_checksums  # noqa: PLC0415

    if inputs is None:
        raise SitegenError("SG001", root, -1, f"this is no archive (no {CONFIG_NAME})", "name it with -C DIR")
    with locked_archive(root):
        for path, data in all_checksums(inputs.seeds).items():
            try:
                replace_file(root / path, data, within=root)
            except OSError as error:
                raise SitegenError("SG005", path, -1, f"cannot be written ({error.strerror})") from None
    console.say(f"{CHECKSUMS_PATH}: {plural(len(inputs.seeds), 'seed')} recorded; commit this file")
    return DONE
