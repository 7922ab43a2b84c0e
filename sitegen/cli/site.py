"""Commands that make a site: build, check, status, explain."""

import argparse
import sys
import time
from collections.abc import Collection
from dataclasses import asdict, replace
from pathlib import Path

from sitegen import seed_status
from sitegen.clean.article import evidence
from sitegen.cli.console import DONE, Console, count_of, print_json, problem_json, verdict
from sitegen.cli.context import built_of
from sitegen.config import Config
from sitegen.model import Problem, Severity, SitegenError
from sitegen.pipeline.analyze import cleaned_one, load
from sitegen.pipeline.build import Built
from sitegen.project.archive import remember_addresses
from sitegen.read.archive import read_config
from sitegen.read.match import SeedNames, match_notes
from sitegen.site.rights import has_private
from sitegen.text import nearest, plural
from sitegen.write import by_path, edition_in, write


def run_build(args: argparse.Namespace, voice: Console) -> int:
    """Make the site."""
    target = args.output or args.root / "public"
    try:
        return _build(args, target, voice)
    except SitegenError as error:
        if args.profile == "public" and edition_in(target) == "private":
            raise SitegenError(
                f"{error}\n  {target} holds the private edition of an earlier build; do not publish it"
            ) from None
        raise


def _build(args: argparse.Namespace, target: Path, voice: Console) -> int:
    start = time.perf_counter()
    config, built = built_of(args, voice, remember=not args.force)
    place, root = target.resolve(), args.root.resolve()
    if (
        place == root
        or place in root.parents
        or any(place.is_relative_to(root / part) for part in ("seeds", "content", "themes"))
    ):
        raise SitegenError(
            f"{target}: error SG603: the archive itself cannot be the output; name another folder with -o"
        )
    checked = _checked(args, built, config)
    if any(problem.code == "SG507" for problem in checked):
        voice.problems(checked)
        raise SitegenError(
            f"{target}: error SG608: nothing was written, because private words would be published; take them out first"
        )
    progress = voice.progress()
    progress("write", len(built.outputs))
    done = write(built.outputs, target, edition=config.profile, force=args.force, tell=progress.advance)
    progress.end()
    unwritten = remember_addresses(args.root, built.inputs)
    found = (*built.problems, *unwritten, *checked)
    spent = time.perf_counter() - start
    voice.problems(found)
    skipped = sum(problem.code == "SG101" for problem in built.problems)
    seeds, gone = (
        len(built.analysis.archive.seeds),
        sum(page.kind == "tombstone" for page in built.site.pages),
    )
    facts = {
        "seeds": seeds + skipped,
        "articles": seeds - gone,
        "skipped": skipped,
        "pages": len(built.site.pages),
        "written": done.written,
        "kept": done.kept,
        "removed": done.removed,
        "seconds": round(spent, 3),
        "profile": config.profile,
        "output": str(target),
        "problems": [problem_json(problem) for problem in sorted(found)],
    }
    if args.json:
        print_json(facts)
    else:
        some = ", ".join(
            f"{count} {what}" for count, what in ((skipped, "skipped"), (gone, "withdrawn")) if count
        )
        missed = f" ({some})" if some else ""
        voice.say(
            f"{target}: {config.profile} edition, {plural(seeds - gone, 'article')}{missed}, {plural(len(built.site.pages), 'page')};"
            f" {done.written} files written, {done.kept} unchanged, {done.removed} removed; {count_of(found)}; {spent:.2f} s"
        )
    return verdict(found, strict=args.strict)


def _checked(args: argparse.Namespace, built: Built, config: Config) -> list[Problem]:
    """Give what is wrong with the finished site: all that `check` tells where it is strict, private words in a public one always."""
    from sitegen.check import check_site, leaks  # noqa: PLC0415  (parses all pages; other builds do without)

    if args.strict:
        return check_site(built)
    return leaks(built) if config.profile == "public" else []


def run_check(args: argparse.Namespace, voice: Console) -> int:
    """Tell of all problems without writing; those of links and anchors too."""
    from sitegen.check import check_site  # noqa: PLC0415  (parses all pages; other commands do without)

    config, built = built_of(args, voice, remember=False)
    by_path(built.outputs)
    found = dict.fromkeys((*built.problems, *check_site(built)))
    if config.profile == "private" and (has_private(built.inputs) or built.inputs.index.broken):
        found |= dict.fromkeys(_only_in_public(args, voice, set(found)))
    if args.json:
        for problem in sorted(found):
            print_json(problem_json(problem))
    else:
        voice.problems(found, sys.stdout)
        voice.say(count_of(tuple(found)))
    return verdict(tuple(found), strict=args.strict)


def _only_in_public(args: argparse.Namespace, voice: Console, known: Collection[Problem]) -> list[Problem]:
    """Give what is wrong with the public edition alone: it lacks what is private, so links lead to nothing and words may leak."""
    from sitegen.check import check_site  # noqa: PLC0415

    try:
        _, built = built_of(argparse.Namespace(**{**vars(args), "profile": "public"}), voice, remember=False)
    except SitegenError as error:
        return [
            Problem(
                "sitegen.toml", -1, "SG608", f"the public edition cannot be made: {error}", Severity.ERROR
            )
        ]
    found = (one for one in (*built.problems, *check_site(built)) if one not in known)
    return [replace(one, message=f"in the public edition: {one.message}") for one in found]


def run_status(args: argparse.Namespace, voice: Console) -> int:
    """Show what became of every seed."""
    config, built = built_of(args, voice, remember=False)
    skipped = tuple(
        (one.path, one.message.removeprefix("skipped: ").split(";")[0])
        for one in built.problems
        if one.code == "SG101"
    )
    rows = seed_status.seed_statuses(built, config, skipped)
    if args.json:
        for row in rows:
            print_json(asdict(row))
        return DONE
    wide = max((len(row.seed) for row in rows), default=4)
    print(
        f"{'seed':{wide}}  {'state':9} {'words':>6} {'comm.':>6} {'cut':>4} {'doubt':>5}  {'relation':18} headline"
    )
    for row in rows:
        counts = f"{row.words:6} {row.comments:6} {row.cut:4} {row.doubtful:5}"
        print(f"{row.seed:{wide}}  {row.state:9} {counts}  {row.relation:18} {row.title[:60]}".rstrip())
    states = ", ".join(
        f"{sum(row.state == state for row in rows)} {state}"
        for state in dict.fromkeys(row.state for row in rows)
    )
    print(f"{plural(len(rows), 'file')} in seeds/: {states or 'none'}")
    return DONE


def run_explain(args: argparse.Namespace, voice: Console) -> int:
    """Show every line of a seed with what became of it."""
    config = read_config(args.root)
    inputs = load(args.root)
    found = SeedNames(inputs.seeds, inputs.addresses).find(args.seed)
    seed = next((one for one in inputs.seeds if one.id == found), None)
    if seed is None:
        close = nearest(args.seed, tuple(one.id for one in inputs.seeds))
        begun = [one.id for one in inputs.seeds if one.id.casefold().startswith(args.seed.casefold())][:3]
        meant = " or ".join(f'"{one}"' for one in begun) or (f'"{close}"' if close else "")
        hint = f"did you mean {meant}?" if meant else '"sitegen status" lists them'
        raise SitegenError(f'error SG006: no seed is called "{args.seed}"; {hint}')
    notes, _ = match_notes(inputs.notes, inputs.seeds, inputs.addresses)
    article, override, problems = cleaned_one(inputs, notes.get(seed.id), seed, config)
    rows = seed_status.explained(article, seed, evidence(seed, override))
    if args.json:
        for row in rows:
            print_json(row)
        return DONE
    colours = {"field": "34", "comment": "33", "cut": "31", "kept": "0", "blank": "0"}
    for row in rows:
        if row["fate"] == "blank":
            continue
        state = f"{row['fate']:7}"
        state = (
            f"\033[{colours[str(row['fate'])]}m{state}\033[0m"
            if voice.colour and sys.stdout.isatty()
            else state
        )
        doubt = " (this may be text: no rule names it)" if row.get("doubtful") else ""
        print(f"{row['line']:4} {state} {row['why']}{doubt}\n             {row['text']}")
        told = row.get("evidence")
        if isinstance(told, list):
            print(
                f"             {row['likely']} % likely text: "
                + "; ".join(f"{one['points']:+} {one['what']}" for one in told)
            )
        gone = row.get("left_out")
        if isinstance(gone, dict):
            print(f"             left out of it: “{gone['text']}” ({gone['rule']}: {gone['label']})")
        mended = row.get("mended")
        for one in mended if isinstance(mended, list) else ():
            print(
                f"             mended: {one['kind']}"
                + (f": {one['was']} became {one['became'] or 'a space'}" if one["was"] else "")
            )
    if article.truncated:
        print(f"the text ends early: {article.truncated}")
    voice.problems([*article.problems, *problems])
    return DONE
