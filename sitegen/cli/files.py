"""Commands that change an archive's own files: new, add, annotate, theme, index."""

import argparse
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

from sitegen.cli.console import CANNOT, DONE, PROBLEMS, Console, print_json
from sitegen.cli.context import built_of
from sitegen.model import Problem, Relation, Seed, SitegenError
from sitegen.pipeline.analyze import Runtime, cleaned, furniture_when_asked, load, related
from sitegen.pipeline.memory import Store
from sitegen.pipeline.workers import processors
from sitegen.project import archive
from sitegen.project.intake import brought_json, table
from sitegen.read.archive import read_config
from sitegen.read.hypothesis import Export, Imported, parse_export
from sitegen.read.match import SeedNames, match_notes
from sitegen.read.seeds import seed_id
from sitegen.relations.types import BY_NAME as TIES
from sitegen.render.theme import parts
from sitegen.schemas import schemas
from sitegen.site.index_rows import HEADER
from sitegen.text import nearest, plural

PUSHED = (
    "all that stands in this folder is published where its repository is public: every seed whole, every note, what is private too;"
    ' keep the repository private, or publish the folder public/ alone ("sitegen build --profile public")'
)


def run_new(args: argparse.Namespace, voice: Console) -> int:
    """Make a new archive."""
    if args.dir is None and not args.here:
        raise SitegenError("error SG003: name the folder of the new archive, or say --here for this one")
    target = args.root / (args.dir or Path())
    found = archive.new(target, args.source, here=args.here)
    inputs = load(target)
    text, rows = archive.index_text(
        inputs, read_config(target), Runtime(Store(), processors(), voice.progress())
    )
    if rows:
        archive.write_index(target, text)
    if args.json:
        for one in found:
            print_json(brought_json(one))
    for line in [] if args.json else table(found):
        voice.say(line)
    voice.problems([problem for problem in inputs.problems if problem.code == "SG101"])
    inside = "" if target.resolve() == Path.cwd() else f" -C {shlex.quote(str(target))}"
    voice.say(
        f"{target}: a new archive with {plural(len(inputs.seeds), 'seed')}; next: sitegen{inside} serve"
    )
    voice.say(f"Before you push it: {PUSHED}.")
    return DONE


def run_add(args: argparse.Namespace, voice: Console) -> int:
    """Take files into seeds/."""
    read_config(args.root)
    sources = [Path(name) for name in args.files]
    added, found = archive.add(args.root, sources)
    inputs = load(args.root)
    voice.problems(archive.remember_addresses(args.root, inputs))
    tools = Runtime(Store(), processors(), voice.progress())
    text, rows = archive.index_text(inputs, read_config(args.root), tools)
    fresh = {one.name for one in added}
    if rows:
        archive.write_index(args.root, text)
    relations, _ = related(inputs, furniture_when_asked(inputs, tools), tools)
    names = {seed.id: seed for seed in inputs.seeds}
    if args.json:
        given = {one.source: one.name for one in added}
        for row in found:
            told = _first_words(seed_id(given[row.file]), relations, names) if row.taken else ""
            print_json(
                brought_json(row) | {"seed": f"seeds/{given[row.file]}" if row.taken else "", "is": told}
            )
    for one in [] if args.json else added:
        print(f"seeds/{one.name} from {one.source}")
        print(f"  {_first_words(seed_id(one.name), relations, names)}")
    if not args.json and (
        len(added) < len(found)
        or any(one.twin for one in found)
        or any(source.is_dir() for source in sources)
    ):
        for line in table(found):
            voice.say(line)
    voice.problems(
        problem
        for problem in inputs.problems
        if problem.code == "SG101" and problem.path.rsplit("/", 1)[-1] in fresh
    )
    named = {one.file for one in found if not one.taken}.intersection(sources)
    return DONE if not named else PROBLEMS if added else CANNOT


TOLD = 3  # relations of a new seed that are told


def _first_words(seed: str, relations: Sequence[Relation], names: Mapping[str, Seed]) -> str:
    """Say what a new seed is a copy of, or shares."""
    if seed not in names:
        return "skipped: not a text"
    seen = [
        one.inverted(TIES[one.name].inverse) if one.second == seed else one
        for one in relations
        if seed in {one.first, one.second}
    ]
    said = [
        f"{TIES[one.name].short.format(other=names[one.second].path)} ({one.containment_first:.0%} of its words come from there)"
        for one in seen
    ]
    more = f"; and {len(said) - TOLD} more" if len(said) > TOLD else ""
    return "; ".join(said[:TOLD]) + more or "no copy of anything here"


def run_annotate(args: argparse.Namespace, voice: Console) -> int:
    """Add annotations of Hypothesis to the notes."""
    config = read_config(args.root)
    inputs = load(args.root)
    seed = (SeedNames(inputs.seeds, inputs.addresses).find(args.seed) or "") if args.seed else ""
    if args.seed and not seed:
        raise SitegenError(f'error SG006: no seed is called "{args.seed}"; "sitegen status" lists them')
    notes, _ = match_notes(inputs.notes, inputs.seeds, inputs.addresses)
    articles, _ = cleaned(inputs, notes, Runtime(Store(), processors()), config)
    found: list[Imported] = []
    left: list[Problem] = []
    for name in args.files:
        try:
            export = parse_export(Path(name).read_bytes(), name, private=args.private)
            found += export.found
            left += _left_out(export, name)
        except OSError as error:
            raise SitegenError(f"{name}: error SG004: cannot be read ({error.strerror})") from None
    taken = archive.annotate(args.root, found, notes, articles, config.address, seed)
    for path, count in taken.joined.items():
        if args.json:
            print_json({"note": path, "added": count})
        else:
            print(f"{path}: {plural(count, 'remark')} added")
    if not found and not left:
        voice.say(
            "there is no annotation in it" if len(args.files) == 1 else "there is no annotation in them"
        )
    if taken.known:
        voice.say(f"{plural(taken.known, 'annotation')} stood there already")
    pages = sorted({one.address for one in taken.lost})
    hint = "" if config.address else ", or write the address of the published archive into sitegen.toml"
    voice.problems(
        Problem(
            page or "an annotation without an address",
            -1,
            "SG219",
            f"is no article here; name its seed with --seed{hint}",
        )
        for page in pages
    )
    problems = _orphans_of(args)
    voice.problems([*left, *problems])
    return PROBLEMS if taken.lost or problems else DONE


def _left_out(export: Export, name: str) -> list[Problem]:
    """Tell of annotations that were not taken: those that not everybody may read, empty ones, and answers to what is not there."""
    told = (
        (
            export.own,
            "which only the author may read, or nobody any more; share them before you export, or take them with --private",
        ),
        (export.shared, "which only a group may read; --private takes them as private remarks"),
        (export.empty, "which are on no passage and say nothing"),
        (export.unanswered, "which answer others that are not here; export the whole thread"),
        (export.orphaned, "which answer others that were not taken; --private takes both as private remarks"),
    )
    return [
        Problem(name, -1, "SG220", f"{plural(count, 'annotation')} not taken, {why}")
        for count, why in told
        if count
    ]


def _orphans_of(args: argparse.Namespace) -> list[Problem]:
    """Build once more and give the remarks that have no place."""
    args.profile = None
    _, built = built_of(args, Console(quiet=True, verbose=False, colour=False), remember=False)
    return [problem for problem in built.problems if problem.code in {"SG216", "SG217", "SG236"}]


def run_theme(args: argparse.Namespace, voice: Console) -> int:
    """Show a theme's files, or copy one."""
    config = read_config(args.root)
    if args.action == "list":
        for name, file in parts(args.root, config.theme).items():
            whose = "yours" if file.resolve().is_relative_to(args.root.resolve() / "themes") else "built in"
            if args.json:
                print_json({"file": name, "whose": whose})
            else:
                print(f"{name:28} {whose}")
        return DONE
    for wanted in args.files or [""]:
        if not wanted:
            raise SitegenError("error SG505: name the file to copy; sitegen theme list names them")
        target = archive.eject(args.root.resolve(), config.theme, wanted)
        if args.json:
            print_json({"file": target.relative_to(args.root.resolve()).as_posix(), "whose": "yours"})
        voice.say(
            f"{target.relative_to(args.root.resolve()).as_posix()}: copied; it stands before the built-in one now"
        )
    return DONE


def run_schema(args: argparse.Namespace, voice: Console) -> int:
    """Print a schema, or the names of all."""
    del voice
    known = schemas()
    if args.name is None:
        print("\n".join(known))
        return DONE
    if args.name not in known:
        close = nearest(args.name, tuple(known))
        hint = f'did you mean "{close}"?' if close else f"there are {', '.join(known)}"
        raise SitegenError(f'error SG011: there is no schema "{args.name}"; {hint}')
    print(known[args.name], end="")
    return DONE


def run_index(args: argparse.Namespace, voice: Console) -> int:
    """Print or write the rows that INDEX.md lacks."""
    config = read_config(args.root)
    inputs = load(args.root)
    text, rows = archive.index_text(inputs, config, Runtime(Store(), processors()))
    drift = [problem for problem in inputs.problems if problem.code == "SG111"]
    voice.problems(drift)
    for row in rows if args.json else ():
        print_json({"row": row})
    if args.write:
        if rows:
            archive.write_index(args.root, text)
        voice.say(
            f"seeds/INDEX.md: {plural(len(rows), 'row')} added"
            if rows
            else "seeds/INDEX.md names every seed; nothing to add"
        )
    elif rows and not args.json:
        print(HEADER + "\n".join(rows))
    else:
        voice.say("seeds/INDEX.md names every seed")
    return DONE
