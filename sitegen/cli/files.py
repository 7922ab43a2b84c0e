"""Commands that change an archive's own files: new, add, annotate, theme, schema, index."""

import argparse
import shlex
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path

from sitegen.cli.console import CANNOT, DONE, PROBLEMS, Console, print_json, tell, verdict
from sitegen.cli.context import built_site
from sitegen.codes import SKIPPED_SEED
from sitegen.files import read_file
from sitegen.model import Inputs, Problem, Relation, Seed, SitegenError
from sitegen.pipeline.analyze import cut_lines_when_asked, load, related
from sitegen.pipeline.cleaning import cleaned
from sitegen.pipeline.memory import Store
from sitegen.pipeline.runtime import Runtime
from sitegen.pipeline.workers import processors
from sitegen.printable import printable
from sitegen.project.add import Added, add
from sitegen.project.annotate import Annotated, annotate
from sitegen.project.eject import eject
from sitegen.project.index import index_text, write_index
from sitegen.project.intake import Brought, brought_json, table
from sitegen.project.new import new
from sitegen.project.vendor import FOLDER, carry
from sitegen.read.archive import read_config
from sitegen.read.hypothesis import Export, parse_export
from sitegen.read.match import SeedNames, match_notes
from sitegen.read.seeds import LARGEST
from sitegen.relations.types import BY_NAME as RELATION_TYPES
from sitegen.render.theme import parts
from sitegen.schemas import schemas
from sitegen.site.index_rows import TABLE_HEADER
from sitegen.text import nearest, plural
from sitegen.transaction import locked_archive

WHAT_A_PUSH_PUBLISHES = (
    "in a public repository everybody can read every seed and every note, private ones too. Keep the"
    ' repository private, and publish the site alone ("sitegen publish"). What "sitegen build" makes in'
    " public/ is the private edition, for you"
)
SHOWN_RELATIONS = 3  # of a new seed
RANKS = {name: rank for rank, name in enumerate(RELATION_TYPES)}  # the closest first
SHOWN_TEXTS = 10  # of a new file that holds several
MISSING_FILE = "SG111"  # a file that INDEX.md names and that is not there
UNPLACED_REMARKS = frozenset({"SG216", "SG217", "SG236"})


def run_new(args: argparse.Namespace, console: Console) -> int:
    """Make a new archive."""
    if args.dir is None and not args.here:
        raise SitegenError("SG003", "", -1, "name the folder of the new archive, or say --here for this one")
    folder = args.root / (args.dir or Path())
    brought = new(folder, args.source, here=args.here)
    problems = _carried(folder, wheels=args.vendor)
    inputs = load(folder)
    runtime = Runtime(Store(), processors(), console.progress())
    text, rows = index_text(inputs, read_config(folder), runtime)
    if rows:
        write_index(folder, text)
    _show_brought(brought, console, as_json=args.json)
    problems += [problem for problem in inputs.problems if problem.code == SKIPPED_SEED]
    console.problems(problems)
    option = "" if folder.resolve() == Path.cwd() else f" -C {shlex.quote(str(folder))}"
    seeds = plural(len(inputs.seeds), "seed")
    console.say(f"{folder}: a new archive with {seeds}; next: sitegen{option} serve")
    console.say(f"Before you push this folder: {WHAT_A_PUSH_PUBLISHES}.")
    return verdict(problems, strict=False)


def _carried(folder: Path, *, wheels: bool) -> list[Problem]:
    """Let a new archive carry this program; return why it does not, where that could not be done."""
    try:
        carry(folder, wheels=wheels)
    except SitegenError as error:
        return [error.problem]
    return []


def run_carry(args: argparse.Namespace, console: Console) -> int:
    """Let an archive carry this version of the program."""
    with locked_archive(args.root):
        written = carry(args.root, wheels=args.vendor)
    for path in written if args.json else ():
        print_json({"file": path})
    size = sum((args.root / path).stat().st_size for path in written)
    console.say(f"{FOLDER}/: {plural(len(written), 'file')}, {size / 1e6:.1f} MB; commit this folder")
    return DONE


def _show_brought(brought: Sequence[Brought], console: Console, *, as_json: bool) -> None:
    """Print what became of files that a person brought."""
    if as_json:
        for item in brought:
            print_json(brought_json(item))
        return
    for line in table(brought):
        console.say(line)


def run_add(args: argparse.Namespace, console: Console) -> int:
    """Take files into seeds/."""
    config = read_config(args.root)
    sources = [Path(name) for name in args.files]
    runtime = Runtime(Store(), processors(), console.progress())
    with locked_archive(args.root):
        added, brought, inputs = add(args.root, sources, config, runtime)
    copies = _copies_of_added(added, inputs, runtime)
    if args.json:
        names = {seed.source: seed.name for seed in added}
        for item in brought:
            print_json(brought_json(item) | _added_json(names.get(item.file, ""), copies))
    else:
        for seed in added:
            tell(f"seeds/{seed.name} from {printable(str(seed.source))}\n  {copies[seed.name]}")
        if _needs_table(added, brought, sources):
            _show_brought(brought, console, as_json=False)
    added_names = {seed.name for seed in added}
    console.problems(
        problem
        for problem in inputs.problems
        if problem.code == SKIPPED_SEED and problem.path.rsplit("/", 1)[-1] in added_names
    )
    if {item.file for item in brought if not item.taken}.isdisjoint(sources):
        return DONE
    return PROBLEMS if added else CANNOT


def _copies_of_added(added: Sequence[Added], inputs: Inputs, runtime: Runtime) -> dict[str, str]:
    """Return for the name of each new seed what it is a copy of, or shares."""
    relations, _ = related(inputs, cut_lines_when_asked(inputs, runtime), runtime)
    seeds = {seed.id: seed for seed in inputs.seeds}
    by_file: dict[str, list[str]] = defaultdict(list)
    for seed in inputs.seeds:
        by_file[seed.file.removeprefix("seeds/")].append(seed.id)
    return {item.name: _copies_told(by_file.get(item.name, []), relations, seeds) for item in added}


def _copies_told(ids: Sequence[str], relations: Sequence[Relation], seeds: Mapping[str, Seed]) -> str:
    """Return in words what the texts of a new file are copies of, each on a line of its own."""
    if not ids:
        return "skipped: not a text"
    if len(ids) == 1:
        return _relations_told(ids[0], relations, seeds)
    rows = [f"{seeds[seed].part}: {_relations_told(seed, relations, seeds)}" for seed in ids[:SHOWN_TEXTS]]
    rest = [f"and {len(ids) - SHOWN_TEXTS} more"] if len(ids) > SHOWN_TEXTS else []
    return "\n  ".join([f"{len(ids)} texts", *rows, *rest])


def _added_json(name: str, copies: Mapping[str, str]) -> dict[str, object]:
    """Return the keys that `add` adds to what became of a file; `name` is its seed's, if it became one."""
    return {"seed": f"seeds/{name}" if name else "", "is": copies.get(name, "")}


def _needs_table(added: Sequence[Added], brought: Sequence[Brought], sources: Sequence[Path]) -> bool:
    """Whether a table of all files tells more than the list of the new seeds."""
    has_left_some = len(added) < len(brought)
    return has_left_some or any(item.twin for item in brought) or any(path.is_dir() for path in sources)


def _relations_told(seed: str, relations: Sequence[Relation], seeds: Mapping[str, Seed]) -> str:
    """Return in words what a new seed is a copy of, or shares."""
    own = [
        relation.inverted(RELATION_TYPES[relation.name].inverse) if relation.second == seed else relation
        for relation in relations
        if seed in {relation.first, relation.second}
    ]
    sentences = [
        RELATION_TYPES[relation.name].short.format(other=seeds[relation.second].path)
        + f" ({relation.containment_first:.0%} of its words come from there)"
        for relation in sorted(own, key=lambda one: (RANKS[one.name], -one.containment_first))
    ]
    more = f"; and {len(own) - SHOWN_RELATIONS} more" if len(own) > SHOWN_RELATIONS else ""
    return "; ".join(sentences[:SHOWN_RELATIONS]) + more or "no copy of anything here"


def run_annotate(args: argparse.Namespace, console: Console) -> int:
    """Add annotations of Hypothesis to the notes."""
    with locked_archive(args.root):
        return _add_annotations(args, console)


def _add_annotations(args: argparse.Namespace, console: Console) -> int:
    config = read_config(args.root)
    inputs = load(args.root)
    seed = _seed_named(args.seed, inputs) if args.seed else ""
    notes, _ = match_notes(inputs.notes, inputs.seeds, inputs.addresses)
    articles, _ = cleaned(inputs, notes, Runtime(Store(), processors()), config)
    exports = [_read_export(name, private=args.private) for name in args.files]
    annotations = [annotation for export in exports for annotation in export.found]
    untaken = [
        problem
        for name, export in zip(args.files, exports, strict=True)
        for problem in _untaken(export, name)
    ]
    annotated = annotate(args.root, annotations, notes, articles, config.address, seed)
    _show_joined(annotated, as_json=args.json)
    if not annotations and not untaken:
        console.say(f"there is no annotation in {'it' if len(args.files) == 1 else 'them'}")
    if annotated.known:
        console.say(f"{plural(annotated.known, 'annotation')} stood there already")
    console.problems(_lost(annotated, is_published=bool(config.address)))
    unplaced = _unplaced_remarks(args)
    console.problems([*untaken, *unplaced])
    return PROBLEMS if annotated.lost or unplaced else DONE


def _seed_named(name: str, inputs: Inputs) -> str:
    """Return the id of the seed that a person names; raise SitegenError where there is none."""
    seed = SeedNames(inputs.seeds, inputs.addresses).find(name)
    if not seed:
        raise SitegenError("SG006", "", -1, f'no seed is called "{name}"', '"sitegen status" lists them')
    return seed


def _read_export(name: str, *, private: bool) -> Export:
    """Return what stands in a file of annotations; raise SitegenError where it cannot be read."""
    try:
        return parse_export(read_file(Path(name), limit=LARGEST), name, private=private)
    except OSError as error:
        raise SitegenError("SG004", name, -1, f"cannot be read ({error.strerror})") from None


def _show_joined(annotated: Annotated, *, as_json: bool) -> None:
    """Print how many remarks each note got."""
    for path, count in annotated.joined.items():
        if as_json:
            print_json({"note": path, "added": count})
        else:
            tell(f"{printable(path)}: {plural(count, 'remark')} added")


def _lost(annotated: Annotated, *, is_published: bool) -> list[Problem]:
    """Return a problem for each address that is that of no article here."""
    hint = "" if is_published else ", or write the address of the published archive into sitegen.toml"
    addresses = sorted({annotation.address for annotation in annotated.lost})
    return [
        Problem(
            address or "an annotation without an address",
            -1,
            "SG219",
            f"is no article here; name its seed with --seed{hint}",
        )
        for address in addresses
    ]


def _untaken(export: Export, name: str) -> list[Problem]:
    """Return problems of annotations that were not taken, by reason."""
    reasons = (
        (
            export.own,
            (
                "which only the author may read, or nobody any more; share them before you export, or take"
                " them with --private"
            ),
        ),
        (export.shared, "which only a group may read; --private takes them as private remarks"),
        (export.empty, "which are on no passage and say nothing"),
        (export.unanswered, "which answer others that are not here; export the whole thread"),
        (
            export.orphaned,
            "which answer others that were not taken; --private takes both as private remarks",
        ),
    )
    return [
        Problem(name, -1, "SG220", f"{plural(count, 'annotation')} not taken, {reason}")
        for count, reason in reasons
        if count
    ]


def _unplaced_remarks(args: argparse.Namespace) -> list[Problem]:
    """Build once more, silently, and return the remarks whose passage is not found."""
    args.profile = None
    _, built = built_site(args, Console(quiet=True, verbose=False, colour=False), remember=False)
    return [problem for problem in built.problems if problem.code in UNPLACED_REMARKS]


def run_theme(args: argparse.Namespace, console: Console) -> int:
    """Show a theme's files, or copy some."""
    root = args.root.resolve()
    theme = read_config(args.root).theme
    if args.action == "list":
        _list_theme(args.root, theme, as_json=args.json)
        return DONE
    if not args.files or not all(args.files):
        raise SitegenError("SG505", "", -1, "name the file to copy", "sitegen theme list names them")
    for wanted in args.files:
        shown = eject(root, theme, wanted).relative_to(root).as_posix()
        if args.json:
            print_json({"file": shown, "whose": "yours"})
        console.say(f"{shown}: copied; it stands before the built-in one now")
    return DONE


def _list_theme(root: Path, theme: str, *, as_json: bool) -> None:
    """Print the files of a theme, and whose they are."""
    own_themes = root.resolve() / "themes"
    for name, file in parts(root, theme).items():
        whose = "yours" if file.resolve().is_relative_to(own_themes) else "built in"
        if as_json:
            print_json({"file": name, "whose": whose})
        else:
            tell(f"{printable(name):28} {whose}")


def run_schema(args: argparse.Namespace, console: Console) -> int:
    """Print a schema, or the names of all."""
    del console
    known = schemas()
    if args.name is None:
        tell("\n".join(known))
        return DONE
    if args.name not in known:
        close = nearest(args.name, tuple(known))
        hint = f'did you mean "{close}"?' if close else f"there are {', '.join(known)}"
        raise SitegenError("SG011", "", -1, f'there is no schema "{args.name}"', hint)
    tell(known[args.name].removesuffix("\n"))
    return DONE


def run_index(args: argparse.Namespace, console: Console) -> int:
    """Print or write the rows that INDEX.md lacks."""
    with locked_archive(args.root) if args.write else nullcontext():
        return _show_or_write_rows(args, console)


def _show_or_write_rows(args: argparse.Namespace, console: Console) -> int:
    config = read_config(args.root)
    inputs = load(args.root)
    text, rows = index_text(inputs, config, Runtime(Store(), processors()))
    console.problems([problem for problem in inputs.problems if problem.code == MISSING_FILE])
    if args.json:
        for row in rows:
            print_json({"row": row})
    if args.write and rows:
        write_index(args.root, text)
        console.say(f"seeds/INDEX.md: {plural(len(rows), 'row')} added")
    elif args.write:
        console.say("seeds/INDEX.md names every seed; nothing to add")
    elif rows and not args.json:
        tell(TABLE_HEADER + "\n".join(rows))
    elif not rows:
        console.say("seeds/INDEX.md names every seed")
    return DONE
