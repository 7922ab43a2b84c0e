"""Commands that do one part of the work, for other programs: clean, relations, entities."""

import argparse
import json
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from sitegen import report
from sitegen.clean.plain import plain_text
from sitegen.cli.console import DONE, PROBLEMS, Console, jobs_of, print_json, verdict
from sitegen.config import CONFIG_NAME, Config
from sitegen.model import Inputs, Problem, Seed, SitegenError
from sitegen.pipeline.analyze import (
    Runtime,
    analyze,
    cleaned,
    furniture_when_asked,
    identify,
    load,
    related,
    with_captions,
)
from sitegen.pipeline.memory import Store
from sitegen.read.archive import read_config, read_folder
from sitegen.read.match import match_notes
from sitegen.read.seeds import NotText, parse_seed, seed_id
from sitegen.text import plural
from sitegen.write import atomic_write


def run_clean(args: argparse.Namespace, console: Console) -> int:
    """Clean texts."""
    if args.files == ["-"]:
        seed, problems = _stdin_seed()
        inputs = _inputs_of([seed], problems)
    elif len(args.files) == 1 and Path(args.files[0]).is_dir():
        inputs = read_folder(Path(args.files[0]))
    else:
        inputs = _files(args.files)
    if args.output:
        _check_clean_targets(
            inputs, [Path(name) for name in args.files], args.output, "json" if args.json else "txt"
        )
    articles, _ = cleaned(inputs, {}, Runtime(Store(), jobs_of(args)), Config())
    seeds = {seed.id: seed for seed in inputs.seeds}
    for article in articles:
        text = (
            json.dumps(report.cleaned_json(article, seeds[article.id]), ensure_ascii=False) + "\n"
            if args.json
            else plain_text(article)
        )
        if args.output:
            atomic_write(
                args.output / f"{article.id}.{'json' if args.json else 'txt'}",
                text.encode("utf-8", "surrogatepass"),
            )
        else:
            sys.stdout.write(text)
    if any(
        (place / CONFIG_NAME).is_file() for name in args.files for place in Path(name).resolve().parents[:2]
    ):
        console.say(
            "notes and rules of the archive do not count here; explain, status and the site follow them"
        )
    if args.output:
        console.say(f"{args.output}: {plural(len(articles), 'text')} cleaned")
    console.problems(problem for problem in inputs.problems if problem.code == "SG101")
    return PROBLEMS if inputs.skipped else DONE


def _check_clean_targets(inputs: Inputs, files: list[Path], output: Path, ending: str) -> None:
    """Raise SitegenError where a cleaned text would take the place of a raw one or of another cleaned one."""
    if output.exists() and not output.is_dir():
        raise SitegenError(f"{output}: error SG007: this is a file; name a folder with -o")
    raw = {found.resolve() for file in files for found in (file.iterdir() if file.is_dir() else [file])}
    made: dict[Path, str] = {}
    for seed in inputs.seeds:
        target = (output / f"{seed.id}.{ending}").resolve()
        if target in raw or (
            target.parent.name == "seeds" and (target.parent.parent / CONFIG_NAME).is_file()
        ):
            raise SitegenError(
                f"{output}: error SG007: the cleaned text would take the place of a raw one; name another folder with -o"
            )
        if target in made:
            raise SitegenError(
                f"{output}: error SG007: {made[target]} and {seed.path} would both become {target.name}; clean them apart"
            )
        made[target] = seed.path


def _stdin_seed() -> tuple[Seed, tuple[Problem, ...]]:
    try:
        data = sys.stdin.buffer.read() if sys.stdin else b""
        return parse_seed(data, "stdin", "<stdin>")
    except NotText as reason:
        raise SitegenError(f"<stdin>: error SG101: {reason}") from None


def _files(names: list[str]) -> Inputs:
    seeds: list[Seed] = []
    problems: list[Problem] = []
    for name in names:
        file = Path(name)
        try:
            seed, found = parse_seed(file.read_bytes(), seed_id(file.name), name)
        except OSError as error:
            raise SitegenError(f"{name}: error SG004: cannot be read ({error.strerror})") from None
        except NotText as reason:
            raise SitegenError(f"{name}: error SG101: {reason}; give a text file") from None
        seeds.append(seed)
        problems += found
    return _inputs_of(seeds, tuple(problems))


def _inputs_of(seeds: list[Seed], problems: tuple[Problem, ...]) -> Inputs:
    with tempfile.TemporaryDirectory() as empty:
        return replace(read_folder(Path(empty)), seeds=tuple(seeds), problems=problems)


def _is_archive(args: argparse.Namespace) -> bool:
    """Say whether an archive is asked about, rather than a bare folder of texts."""
    return not args.folder or (Path(args.folder) / CONFIG_NAME).is_file()


def _inputs(args: argparse.Namespace) -> tuple[Inputs, Config]:
    """Give an archive's inputs, or those of a bare folder of texts."""
    folder = Path(args.folder) if args.folder else args.root
    if _is_archive(args):
        return load(folder), read_config(folder)
    if not folder.is_dir():
        raise SitegenError(f"{folder}: error SG004: there is no such folder")
    return read_folder(folder), Config()


def run_relations(args: argparse.Namespace, console: Console) -> int:
    """Print how texts are tied."""
    inputs, _ = _inputs(args)
    tools = Runtime(Store(), jobs_of(args), console.progress())
    relations, problems = related(inputs, furniture_when_asked(inputs, tools), tools)
    seeds = {seed.id: seed for seed in inputs.seeds}
    places = report.places_of(seeds)
    for relation in relations:
        print_json(report.relation_json(relation, seeds, places))
    console.problems(problems)
    return verdict(problems, strict=False)


def run_entities(args: argparse.Namespace, console: Console) -> int:
    """Print who and what texts name, or rows for names.toml."""
    inputs, config = _inputs(args)
    tools = Runtime(Store(), jobs_of(args), console.progress())
    if args.suggest:
        for row in report.suggestions(analyze(inputs, config, tools).archive):
            print(row + "\n")
        return DONE
    notes, _ = match_notes(inputs.notes, inputs.seeds)
    articles, _ = cleaned(inputs, notes, tools, config)
    seeds = {seed.id: seed for seed in inputs.seeds}
    if not _is_archive(args):
        articles = tuple(with_captions(article, seeds[article.id]) for article in articles)
    _, identified, entities, problems = identify(articles, inputs, config, tools)
    by_id = {entity.id: entity for entity in entities}
    for article, one in zip(articles, identified, strict=True):
        print_json(report.mentions_json(article, one, by_id, seeds[article.id]))
    console.problems(problems)
    return DONE
