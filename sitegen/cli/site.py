"""Commands that make a site: build, check, status, explain."""

import argparse
import sys
import time
from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from sitegen import seed_status
from sitegen.clean.article import evidence
from sitegen.cli.console import DONE, Console, count_of, print_json, problem_json, verdict
from sitegen.cli.context import built_site
from sitegen.config import Config
from sitegen.model import Problem, Seed, Severity, SitegenError
from sitegen.pipeline.analyze import cleaned_one, load
from sitegen.pipeline.build import Built
from sitegen.project.addresses import remember_addresses
from sitegen.read.archive import read_config
from sitegen.read.match import SeedNames, match_notes
from sitegen.seed_status import SeedStatus
from sitegen.site.rights import has_private
from sitegen.text import nearest, plural
from sitegen.write import Written, by_path, edition_in, write

SKIPPED_SEED = "SG101"  # a file in seeds/ that is no text
PRIVATE_WORDS = "SG507"  # in the public edition
# The parts of an archive that no output may overwrite.
SOURCE_FOLDERS = ("seeds", "content", "themes")
SHOWN_SEEDS = 3  # that a person may mean
INDENT = " " * 13
COLOURS = {"field": "34", "comment": "33", "cut": "31", "kept": "0"}


def run_build(args: argparse.Namespace, console: Console) -> int:
    """Make the site."""
    target = args.output or args.root / "public"
    try:
        return _build(args, target, console)
    except SitegenError as error:
        if args.profile == "public" and edition_in(target) == "private":
            raise SitegenError(
                f"{error}\n  {target} holds the private edition of an earlier build; do not publish it"
            ) from None
        raise


def _build(args: argparse.Namespace, target: Path, console: Console) -> int:
    start = time.perf_counter()
    config, built = built_site(args, console, remember=not args.force)
    _refuse_source_folder(target, args.root)
    faults = _faults_of_site(args, built, config)
    if any(problem.code == PRIVATE_WORDS for problem in faults):
        console.problems(faults)
        raise SitegenError(
            f"{target}: error SG608: nothing was written, because private words would be published;"
            " take them out first"
        )
    progress = console.progress()
    progress("write", len(built.outputs))
    written = write(built.outputs, target, edition=config.profile, force=args.force, tell=progress.advance)
    progress.end()
    problems = (*built.problems, *remember_addresses(args.root, built.inputs), *faults)
    console.problems(problems)
    facts = _build_facts(built, config, target, written, problems, time.perf_counter() - start)
    if args.json:
        print_json(facts)
    else:
        console.say(_build_sentence(facts, problems))
    return verdict(problems, strict=args.strict)


def _refuse_source_folder(target: Path, root: Path) -> None:
    """Raise SitegenError where the output would take the place of the archive."""
    place, archive = target.resolve(), root.resolve()
    holds_archive = place == archive or place in archive.parents
    if holds_archive or any(place.is_relative_to(archive / folder) for folder in SOURCE_FOLDERS):
        raise SitegenError(
            f"{target}: error SG603: the archive itself cannot be the output; name another folder with -o"
        )


def _build_facts(
    built: Built,
    config: Config,
    target: Path,
    written: Written,
    problems: Sequence[Problem],
    seconds: float,
) -> dict[str, object]:
    """Return what a build did, as `--json` prints it."""
    skipped = sum(problem.code == SKIPPED_SEED for problem in built.problems)
    withdrawn = sum(page.kind == "tombstone" for page in built.site.pages)
    seeds = len(built.analysis.archive.seeds)
    return {
        "seeds": seeds + skipped,
        "articles": seeds - withdrawn,
        "skipped": skipped,
        "pages": len(built.site.pages),
        "written": written.written,
        "kept": written.kept,
        "removed": written.removed,
        "seconds": round(seconds, 3),
        "profile": config.profile,
        "output": str(target),
        "problems": [problem_json(problem) for problem in sorted(problems)],
    }


def _build_sentence(facts: dict[str, object], problems: Sequence[Problem]) -> str:
    """Return what a build did, in a line for people."""
    seeds, articles, skipped, pages = (
        int(str(facts[key])) for key in ("seeds", "articles", "skipped", "pages")
    )
    withdrawn = seeds - articles - skipped
    missing = ", ".join(
        f"{count} {what}" for count, what in ((skipped, "skipped"), (withdrawn, "withdrawn")) if count
    )
    shown_articles = plural(articles, "article") + (f" ({missing})" if missing else "")
    return (
        f"{facts['output']}: {facts['profile']} edition, {shown_articles}, {plural(pages, 'page')};"
        f" {facts['written']} files written, {facts['kept']} unchanged, {facts['removed']} removed;"
        f" {count_of(problems)}; {facts['seconds']:.2f} s"
    )


def _faults_of_site(args: argparse.Namespace, built: Built, config: Config) -> list[Problem]:
    """Return what is wrong with the finished site.

    With --strict that is all that `check` finds; in a public edition private words are looked for in any case.
    """
    from sitegen.check import check_site, leaks  # noqa: PLC0415  (parses all pages; other builds do without)

    if args.strict:
        return check_site(built)
    return leaks(built) if config.profile == "public" else []


def run_check(args: argparse.Namespace, console: Console) -> int:
    """Report all problems without writing; those of links and anchors too."""
    from sitegen.check import check_site  # noqa: PLC0415  (parses all pages; other commands do without)

    config, built = built_site(args, console, remember=False)
    by_path(built.outputs)
    problems = dict.fromkeys((*built.problems, *check_site(built)))
    if config.profile == "private" and (has_private(built.inputs) or built.inputs.index.broken):
        problems |= dict.fromkeys(_problems_of_public_edition(args, console, set(problems)))
    if args.json:
        for problem in sorted(problems):
            print_json(problem_json(problem))
    else:
        console.problems(problems, sys.stdout)
        console.say(count_of(tuple(problems)))
    return verdict(tuple(problems), strict=args.strict)


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
        message = f"the public edition cannot be made: {error}"
        return [Problem("sitegen.toml", -1, "SG608", message, Severity.ERROR)]
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
        _print_statuses(statuses)
    return DONE


def _print_statuses(statuses: Sequence[SeedStatus]) -> None:
    """Print a table of all seeds, and how many there are of each state."""
    width = max((len(status.seed) for status in statuses), default=4)
    print(
        f"{'seed':{width}}  {'state':9} {'words':>6} {'comm.':>6} {'cut':>4} {'doubt':>5}  {'relation':18} headline"
    )
    for status in statuses:
        counts = f"{status.words:6} {status.comments:6} {status.cut:4} {status.doubtful:5}"
        row = f"{status.seed:{width}}  {status.state:9} {counts}  {status.relation:18} {status.title[:60]}"
        print(row.rstrip())
    states = [status.state for status in statuses]
    totals = ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(states))
    print(f"{plural(len(statuses), 'file')} in seeds/: {totals or 'none'}")


def run_explain(args: argparse.Namespace, console: Console) -> int:
    """Show every line of a seed with what became of it."""
    config = read_config(args.root)
    inputs = load(args.root)
    seed_id = SeedNames(inputs.seeds, inputs.addresses).find(args.seed)
    seed = next((seed for seed in inputs.seeds if seed.id == seed_id), None)
    if seed is None:
        raise SitegenError(_unknown_seed(args.seed, inputs.seeds))
    notes, _ = match_notes(inputs.notes, inputs.seeds, inputs.addresses)
    article, override, problems = cleaned_one(inputs, notes.get(seed.id), seed, config)
    rows = seed_status.explained(article, seed, evidence(seed, override))
    if args.json:
        for row in rows:
            print_json(row)
        return DONE
    in_colour = console.colour and sys.stdout.isatty()
    for row in rows:
        if row["fate"] != "blank":
            print("\n".join(_explained_line(row, in_colour=in_colour)))
    if article.truncated:
        print(f"the text ends early: {article.truncated}")
    console.problems([*article.problems, *problems])
    return DONE


def _unknown_seed(name: str, seeds: Sequence[Seed]) -> str:
    """Return the message that no seed is called so, with those that may be meant."""
    ids = tuple(seed.id for seed in seeds)
    begun = [seed_id for seed_id in ids if seed_id.casefold().startswith(name.casefold())][:SHOWN_SEEDS]
    close = nearest(name, ids)
    meant = begun or ([close] if close else [])
    quoted = " or ".join(f'"{seed_id}"' for seed_id in meant)
    hint = f"did you mean {quoted}?" if meant else '"sitegen status" lists them'
    return f'error SG006: no seed is called "{name}"; {hint}'


def _explained_line(row: dict[str, object], *, in_colour: bool) -> list[str]:
    """Return the lines that tell what became of a line of a seed, and why."""
    state = f"{row['fate']:7}"
    if in_colour:
        state = f"\033[{COLOURS[str(row['fate'])]}m{state}\033[0m"
    doubt = " (this may be text: no rule names it)" if row.get("doubtful") else ""
    lines = [f"{row['line']:4} {state} {row['why']}{doubt}", f"{INDENT}{row['text']}"]
    points = row.get("evidence")
    if isinstance(points, list):
        told = "; ".join(f"{piece['points']:+} {piece['what']}" for piece in points)
        lines.append(f"{INDENT}{row['likely']} % likely text: {told}")
    cut = row.get("left_out")
    if isinstance(cut, dict):
        lines.append(f"{INDENT}left out of it: “{cut['text']}” ({cut['rule']}: {cut['label']})")
    repairs = row.get("mended")
    for repair in repairs if isinstance(repairs, list) else ():
        change = f": {repair['was']} became {repair['became'] or 'a space'}" if repair["was"] else ""
        lines.append(f"{INDENT}mended: {repair['kind']}{change}")
    return lines
