"""Commands that look at a site without writing it: check, status, explain."""

import argparse
import sys
from collections.abc import Collection, Sequence
from dataclasses import asdict, replace

from sitegen import seed_status
from sitegen.clean.article import evidence
from sitegen.cli.console import DONE, Console, count_of, print_json, problem_json, tell, tell_dressed, verdict
from sitegen.cli.context import built_site
from sitegen.codes import SKIPPED_SEED
from sitegen.config import Config
from sitegen.model import Inputs, Problem, Seed, Severity, SitegenError
from sitegen.pipeline.analyze import analyze, load
from sitegen.pipeline.cleaning import cleaned_one
from sitegen.pipeline.runtime import Runtime, disk_store
from sitegen.pipeline.workers import processors
from sitegen.printable import printable
from sitegen.read.archive import read_config
from sitegen.read.match import SeedNames, match_notes
from sitegen.resources import load_resources
from sitegen.seed_status import SeedStatus
from sitegen.site.rights import has_private
from sitegen.text import nearest, plural
from sitegen.write import by_path

SHOWN_SEEDS = 3  # that a person may mean
INDENT = " " * 13
STATUS_COLOURS = {"field": "34", "comment": "33", "cut": "31", "kept": "0"}


def run_check(args: argparse.Namespace, console: Console) -> int:
    """Report all problems without writing; those of links and anchors too."""
    from sitegen.check import check_site  # noqa: PLC0415  (parses all pages; other commands do without)

    config, built = built_site(args, console, remember=False)
    by_path(built.outputs)
    problems = dict.fromkeys((*built.problems, *check_site(built)))
    if config.profile == "private" and _has_public_risks(built.inputs):
        problems |= dict.fromkeys(_problems_of_public_edition(args, console, set(problems)))
    if args.json:
        for problem in sorted(problems):
            print_json(problem_json(problem))
    else:
        console.problems(problems, sys.stdout)
        console.say(count_of(tuple(problems)))
    return verdict(tuple(problems), strict=args.strict)


def _has_public_risks(inputs: Inputs) -> bool:
    """Whether the public edition may have problems of its own: something is private or withdrawn."""
    is_withdrawn = inputs.withdrawals or any(note.rights for note in inputs.notes)
    return bool(has_private(inputs) or inputs.index.broken or is_withdrawn)


def _problems_of_public_edition(
    args: argparse.Namespace, console: Console, known: Collection[Problem]
) -> list[Problem]:
    """Return what is wrong with the public edition alone.

    It lacks what is private, so links may lead to nothing, and private words may show.
    """
    from sitegen.check import check_site  # noqa: PLC0415

    public_args = argparse.Namespace(**{**vars(args), "profile": "public"})
    try:
        _, built = built_site(public_args, console, remember=False)
    except SitegenError as error:
        said = error.problem
        if any((one.path, one.line, one.code) == (said.path, said.line, said.code) for one in known):
            return []
        message = f"the public edition cannot be made: {said}"
        return [Problem("sitegen.toml", -1, "SG608", message, severity=Severity.ERROR)]
    problems = (problem for problem in (*built.problems, *check_site(built)) if problem not in known)
    return [replace(problem, message=f"in the public edition: {problem.message}") for problem in problems]


def run_status(args: argparse.Namespace, console: Console) -> int:
    """Show what became of every seed."""
    config, built = built_site(args, console, remember=False)
    skipped = tuple(
        (problem.path, problem.message.removeprefix("skipped: ").split(";")[0])
        for problem in built.problems
        if problem.code == SKIPPED_SEED
    )
    statuses = seed_status.seed_statuses(built, config, skipped)
    if args.json:
        for status in statuses:
            print_json(asdict(status))
    else:
        _print_statuses(statuses, config.profile)
    return DONE


def _print_statuses(statuses: Sequence[SeedStatus], edition: str) -> None:
    """Print a table of all seeds, and how many there are of each state in this edition."""
    width = max((len(printable(status.seed)) for status in statuses), default=4)
    tell(
        f"{'seed':{width}}  {'state':9} {'words':>6} {'comm.':>6} {'cut':>4} {'doubt':>5}"
        f"  {'relation':18} headline"
    )
    for status in statuses:
        counts = f"{status.words:6} {status.comments:6} {status.cut:4} {status.doubtful:5}"
        seed, title = printable(status.seed), printable(status.title[:60])
        row = f"{seed:{width}}  {status.state:9} {counts}  {status.relation:18} {title}"
        tell(row.rstrip())
    states = [status.state for status in statuses]
    totals = ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(states))
    files = len({status.file for status in statuses})
    texts = "" if files == len(statuses) else f", {plural(len(statuses), 'text')}"
    other = "; the public one: --profile public" if edition == "private" else ""
    tell(f"{plural(files, 'file')} in seeds/{texts}; in the {edition} edition: {totals or 'none'}{other}")


def run_explain(args: argparse.Namespace, console: Console) -> int:
    """Show every line of a seed with what became of it."""
    config = read_config(args.root)
    inputs = load(args.root)
    names = SeedNames(inputs.seeds, inputs.addresses)
    seed_id = names.find(args.seed)
    seed = next((seed for seed in inputs.seeds if seed.id == seed_id), None)
    if seed is None:
        raise _unknown_seed(args.seed, inputs, names)
    if args.names:
        return _explain_names(inputs, config, seed, args, console)
    notes, _ = match_notes(inputs.notes, inputs.seeds, inputs.addresses)
    article, override, problems = cleaned_one(inputs, notes.get(seed.id), seed, config)
    rows = seed_status.explained(article, seed, evidence(seed, load_resources().classifier, override))
    if args.json:
        for row in rows:
            print_json(row)
        return DONE
    in_colour = console.colour and sys.stdout.isatty()
    for row in rows:
        if row["fate"] != "blank":
            tell_dressed("\n".join(_explained_line(row, in_colour=in_colour)))
    if article.truncated:
        tell(f"the text ends early: {article.truncated}")
    console.problems([*article.problems, *problems])
    return DONE


def _explain_names(
    inputs: Inputs, config: Config, seed: Seed, args: argparse.Namespace, console: Console
) -> int:
    """Show every name of a seed: where it stands, whom it means, the evidence, and the rules that decided."""
    with disk_store(args.root) as store:
        runtime = Runtime(store, processors(), console.progress())
        archive = analyze(inputs, config, runtime).archive
    console.end()
    index = archive.seeds.index(seed)
    rows = seed_status.explained_names(archive.articles[index], archive.mentions[index], archive.entities)
    for row in rows:
        if args.json:
            print_json(row)
        else:
            tell(f"{row['line']:4} {printable(row['text'])}: {printable(row['name'])} ({row['kind']})")
            tell(f"{INDENT}evidence: {row['why']}; rules: {'; '.join(row['rules'])}")
    if not rows and not args.json:
        tell("no name was found in it")
    return DONE


def _unknown_seed(name: str, inputs: Inputs, names: SeedNames) -> SitegenError:
    """Return the error that no seed is called so: those that may be meant, or why its file was left out."""
    if len(names.find_all(name)) > 1:
        return SitegenError("SG006", name, -1, names.advice(name))
    left = next((file for file in inputs.skipped if name in {file.path, file.path.rsplit("/", 1)[-1]}), None)
    if left:
        return SitegenError("SG006", left.path, -1, f"it was left out: {left.reason}")
    ids = tuple(seed.id for seed in inputs.seeds)
    begun = [seed_id for seed_id in ids if seed_id.casefold().startswith(name.casefold())][:SHOWN_SEEDS]
    close = nearest(name, ids)
    meant = begun or ([close] if close else [])
    quoted = " or ".join(f'"{seed_id}"' for seed_id in meant)
    hint = f"did you mean {quoted}?" if meant else '"sitegen status" lists them'
    return SitegenError("SG006", "", -1, f'no seed is called "{name}"', hint)


def _explained_line(row: dict[str, object], *, in_colour: bool) -> list[str]:
    """Return the lines that tell what became of a line of a seed, and why."""
    state = f"{row['fate']:7}"
    if in_colour:
        state = f"\033[{STATUS_COLOURS[str(row['fate'])]}m{state}\033[0m"
    doubt = " (this may be text: no rule names it)" if row.get("doubtful") else ""
    lines = [f"{row['line']:4} {state} {row['why']}{doubt}", f"{INDENT}{printable(str(row['text']))}"]
    points = row.get("evidence")
    if isinstance(points, list):
        told = "; ".join(f"{piece['points']:+} {piece['what']}" for piece in points)
        lines.append(f"{INDENT}{row['likely']} % likely text: {told}")
    cut = row.get("left_out")
    if isinstance(cut, dict):
        lines.append(f"{INDENT}left out of it: “{printable(cut['text'])}” ({cut['rule']}: {cut['label']})")
    repairs = row.get("mended")
    for repair in repairs if isinstance(repairs, list) else ():
        was, became = printable(repair["was"]), printable(repair["became"])
        change = f": {was} became {became or 'a space'}" if was else ""
        lines.append(f"{INDENT}repaired: {repair['kind']}{change}")
    return lines
