"""Commands that do one part of the work, for other programs: clean, relations, entities."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from sitegen import report
from sitegen.clean.plain import plain_text
from sitegen.cli.console import DONE, PROBLEMS, Console, jobs_of, print_json, tell, verdict
from sitegen.codes import SKIPPED_SEED
from sitegen.config import CONFIG_NAME, Config
from sitegen.files import replace_file
from sitegen.model import Article, Inputs, Problem, Seed, SitegenError
from sitegen.pipeline.analyze import (
    analyze,
    cut_lines_when_asked,
    identify,
    inputs_of_seeds,
    load,
    related,
    with_captions,
)
from sitegen.pipeline.cleaning import cleaned
from sitegen.pipeline.memory import Store
from sitegen.pipeline.runtime import Runtime
from sitegen.read.archive import read_config, read_folder
from sitegen.read.match import match_notes
from sitegen.read.seeds import NotText, parse_file, parse_seed
from sitegen.text import plural

STANDARD_INPUT = "<stdin>"


def run_clean(args: argparse.Namespace, console: Console) -> int:
    """Clean texts."""
    files = [Path(name) for name in args.files]
    inputs = _texts_to_clean(args.files)
    suffix = "json" if args.json else "txt"
    if args.output:
        _refuse_raw_targets(inputs, files, args.output, suffix)
    articles, _ = cleaned(inputs, {}, Runtime(Store(), jobs_of(args)), Config())
    seeds = {seed.id: seed for seed in inputs.seeds}
    for article in articles:
        text = _cleaned_json(article, seeds[article.id]) if args.json else plain_text(article)
        if args.output:
            target = args.output / f"{article.id}.{suffix}"
            replace_file(target, text.encode("utf-8", "surrogatepass"))
        else:
            sys.stdout.write(text)
    if _are_in_archive(files):
        console.say(
            "notes and rules of the archive do not count here; explain, status and the site follow them"
        )
    if args.output:
        console.say(f"{args.output}: {plural(len(articles), 'text')} cleaned")
    console.problems(problem for problem in inputs.problems if problem.code == SKIPPED_SEED)
    return PROBLEMS if inputs.skipped else DONE


def _cleaned_json(article: Article, seed: Seed) -> str:
    """Return a cleaned text with its facts as a JSON line."""
    return json.dumps(report.cleaned_json(article, seed), ensure_ascii=False) + "\n"


def _texts_to_clean(names: Sequence[str]) -> Inputs:
    """Return the texts that are named: standard input, a folder of them, or files."""
    if list(names) == ["-"]:
        seed, problems = _standard_input()
        return inputs_of_seeds([seed], problems)
    if len(names) == 1 and Path(names[0]).is_dir():
        return read_folder(Path(names[0]))
    return _files(names)


def _standard_input() -> tuple[Seed, tuple[Problem, ...]]:
    try:
        data = sys.stdin.buffer.read() if sys.stdin else b""
        return parse_seed(data, "stdin", STANDARD_INPUT)
    except NotText as reason:
        raise SitegenError("SG101", STANDARD_INPUT, -1, str(reason)) from None


def _files(names: Sequence[str]) -> Inputs:
    seeds: list[Seed] = []
    problems: list[Problem] = []
    for name in names:
        file = Path(name)
        try:
            parsed = parse_file(file.read_bytes(), file.name, name)
        except OSError as error:
            raise SitegenError("SG004", name, -1, f"cannot be read ({error.strerror})") from None
        except NotText as reason:
            raise SitegenError("SG101", name, -1, str(reason), "give a text file") from None
        for seed, seed_problems in parsed:
            seeds.append(seed)
            problems += seed_problems
    return inputs_of_seeds(seeds, problems)


def _are_in_archive(files: Sequence[Path]) -> bool:
    """Whether some of the files stand in an archive, or in its seeds/."""
    folders = {folder for file in files for folder in file.resolve().parents[:2]}
    return any((folder / CONFIG_NAME).is_file() for folder in folders)


def _refuse_raw_targets(inputs: Inputs, files: Sequence[Path], output: Path, suffix: str) -> None:
    """Raise SitegenError where a cleaned text would take the place of a raw one or of another cleaned one."""
    if output.exists() and not output.is_dir():
        raise SitegenError("SG007", output, -1, "this is a file", "name a folder with -o")
    raw = {text.resolve() for file in files for text in (file.iterdir() if file.is_dir() else [file])}
    is_seeds_folder = output.resolve().name == "seeds" and (output.resolve().parent / CONFIG_NAME).is_file()
    seed_by_target: dict[Path, str] = {}
    for seed in inputs.seeds:
        target = (output / f"{seed.id}.{suffix}").resolve()
        if target in raw or is_seeds_folder:
            raise SitegenError(
                "SG007",
                output,
                -1,
                "the cleaned text would take the place of a raw one",
                "name another folder with -o",
            )
        if target in seed_by_target:
            raise SitegenError(
                "SG007",
                output,
                -1,
                f"{seed_by_target[target]} and {seed.path} would both become {target.name}",
                "clean them apart",
            )
        seed_by_target[target] = seed.path


def run_relations(args: argparse.Namespace, console: Console) -> int:
    """Print how texts are tied."""
    inputs, _ = _archive_or_folder(args)
    runtime = Runtime(Store(), jobs_of(args), console.progress())
    relations, problems = related(inputs, cut_lines_when_asked(inputs, runtime), runtime)
    seeds = {seed.id: seed for seed in inputs.seeds}
    places = report.places_of(seeds)
    for relation in relations:
        print_json(report.relation_json(relation, seeds, places))
    console.problems(problems)
    return verdict(problems, strict=False)


def run_entities(args: argparse.Namespace, console: Console) -> int:
    """Print who and what texts name, or rows for names.toml."""
    inputs, config = _archive_or_folder(args)
    runtime = Runtime(Store(), jobs_of(args), console.progress())
    if args.suggest:
        for row in report.suggestions(analyze(inputs, config, runtime).archive):
            tell(row + "\n")
        return DONE
    notes, _ = match_notes(inputs.notes, inputs.seeds)
    articles, _ = cleaned(inputs, notes, runtime, config)
    seeds = {seed.id: seed for seed in inputs.seeds}
    if not _is_archive(args):
        articles = tuple(with_captions(article, seeds[article.id]) for article in articles)
    _, mentions, entities, problems = identify(articles, inputs, config, runtime)
    by_id = {entity.id: entity for entity in entities}
    for article, article_mentions in zip(articles, mentions, strict=True):
        print_json(report.mentions_json(article, article_mentions, by_id, seeds[article.id]))
    console.problems(problems)
    return DONE


def _is_archive(args: argparse.Namespace) -> bool:
    """Whether an archive is asked about, rather than a bare folder of texts."""
    return not args.folder or (Path(args.folder) / CONFIG_NAME).is_file()


def _archive_or_folder(args: argparse.Namespace) -> tuple[Inputs, Config]:
    """Return the inputs of an archive with its settings, or those of a bare folder of texts."""
    folder = Path(args.folder) if args.folder else args.root
    if _is_archive(args):
        return load(folder), read_config(folder)
    if not folder.is_dir():
        if folder.exists():
            raise SitegenError("SG004", folder, -1, "this is a file", "name the folder that holds the texts")
        raise SitegenError("SG004", folder, -1, "there is no such folder")
    return read_folder(folder), Config()
