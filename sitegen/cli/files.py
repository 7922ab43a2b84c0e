"""Commands that change an archive's own files: new, add, annotate, theme, index."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from sitegen import archive
from sitegen.cli.making import built_of
from sitegen.cli.voice import DONE, PROBLEMS, Voice
from sitegen.model import Problem, Relation, Seed, SitegenError
from sitegen.read.archive import read_config
from sitegen.read.hypothesis import Imported, parse_export
from sitegen.read.match import SeedNames, match_notes
from sitegen.read.seeds import seed_id
from sitegen.relate.relations import BY_NAME as TIES
from sitegen.render.theme import parts
from sitegen.store import Store
from sitegen.study import Tools, cleaned, furniture_when_asked, load, related
from sitegen.text import plural
from sitegen.workers import processors


def run_new(args: argparse.Namespace, voice: Voice) -> int:
    """Make a new archive."""
    target = args.root / args.dir
    left = archive.new(target, args.source)
    inputs = load(target)
    text, rows = archive.index_text(inputs, read_config(target), Tools(Store(), processors()))
    if rows:
        archive.write_index(target, text)
    voice.problems(Problem(str(file), -1, "SG005", "not copied: it is no plain file") for file in left)
    skipped = [problem for problem in inputs.problems if problem.code == "SG101"]
    voice.problems(skipped)
    voice.say(f"{target}: a new archive with {plural(len(inputs.seeds), 'seed')}; next: sitegen -C {target} serve")
    return DONE


def run_add(args: argparse.Namespace, voice: Voice) -> int:
    """Take files into seeds/."""
    read_config(args.root)
    added = archive.add(args.root, [Path(name) for name in args.files])
    inputs = load(args.root)
    tools = Tools(Store(), processors())
    text, rows = archive.index_text(inputs, read_config(args.root), tools)
    fresh = {one.name for one in added}
    if rows:
        archive.write_index(args.root, text)
    relations, _ = related(inputs, furniture_when_asked(inputs, tools), tools)
    names = {seed.id: seed for seed in inputs.seeds}
    for one in added:
        print(f"seeds/{one.name} from {one.source}")
        seed = seed_id(one.name)
        print(f"  {_first_words(seed, relations, names)}")
    voice.problems(problem for problem in inputs.problems if problem.code == "SG101" and problem.path.rsplit("/", 1)[-1] in fresh)
    return DONE


def _first_words(seed: str, relations: Sequence[Relation], names: Mapping[str, Seed]) -> str:
    """Say what a new seed is a copy of, or shares."""
    if seed not in names:
        return "skipped: not a text"
    seen = [one.turned(TIES[one.name].inverse) if one.second == seed else one for one in relations if seed in {one.first, one.second}]
    said = [
        f"{TIES[one.name].short.format(other=names[one.second].path)} ({one.containment_first:.0%} of its words come from there)"
        for one in seen
    ]
    return "; ".join(said) or "no copy of anything here"


def run_annotate(args: argparse.Namespace, voice: Voice) -> int:
    """Add annotations of Hypothesis to the notes."""
    config = read_config(args.root)
    del config
    inputs = load(args.root)
    seed = (SeedNames(inputs.seeds).find(args.seed) or "") if args.seed else ""
    if args.seed and not seed:
        raise SitegenError(f'error SG006: no seed is called "{args.seed}"; "sitegen status" lists them')
    notes, _ = match_notes(inputs.notes, inputs.seeds)
    articles, _ = cleaned(inputs, notes, Tools(Store(), processors()))
    found: list[Imported] = []
    for name in args.files:
        try:
            found += parse_export(Path(name).read_bytes(), name)
        except OSError as error:
            raise SitegenError(f"{name}: error SG004: cannot be read ({error.strerror})") from None
    taken = archive.annotate(args.root, found, notes, articles, seed)
    for path, count in taken.joined.items():
        print(f"{path}: {plural(count, 'remark')} added")
    if taken.known:
        voice.say(f"{plural(taken.known, 'annotation')} stood there already")
    pages = sorted({one.address for one in taken.lost})
    voice.problems(
        Problem(page or "an annotation without an address", -1, "SG219", "is no article here; name its seed with --seed") for page in pages
    )
    problems = _orphans_of(args)
    voice.problems(problems)
    return PROBLEMS if taken.lost or problems else DONE


def _orphans_of(args: argparse.Namespace) -> list[Problem]:
    """Build once more and give the remarks that have no place."""
    args.profile = None
    _, built = built_of(args, Voice(quiet=True, verbose=False, colour=False), remember=False)
    return [problem for problem in built.problems if problem.code in {"SG216", "SG217"}]


def run_theme(args: argparse.Namespace, voice: Voice) -> int:
    """Show a theme's files, or copy one."""
    config = read_config(args.root)
    if args.action == "list":
        for name, file in parts(args.root, config.theme).items():
            print(f"{name:28} {'yours' if file.resolve().is_relative_to(args.root.resolve() / 'themes') else 'built in'}")
        return DONE
    for wanted in args.files or [""]:
        if not wanted:
            raise SitegenError("error SG505: name the file to copy; sitegen theme list names them")
        target = archive.eject(args.root.resolve(), config.theme, wanted)
        voice.say(f"{target.relative_to(args.root.resolve()).as_posix()}: copied; it stands before the built-in one now")
    return DONE


def run_index(args: argparse.Namespace, voice: Voice) -> int:
    """Print or write the rows that INDEX.md lacks."""
    config = read_config(args.root)
    inputs = load(args.root)
    text, rows = archive.index_text(inputs, config, Tools(Store(), processors()))
    drift = [problem for problem in inputs.problems if problem.code == "SG111"]
    voice.problems(drift)
    if args.write:
        if rows:
            archive.write_index(args.root, text)
        voice.say(f"seeds/INDEX.md: {plural(len(rows), 'row')} added" if rows else "seeds/INDEX.md names every seed; nothing to add")
    elif rows:
        print(archive.HEADER + "\n".join(rows))
    else:
        voice.say("seeds/INDEX.md names every seed")
    return DONE
