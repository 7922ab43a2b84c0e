"""The command line: arguments, words for people, exit codes.  The only place that prints."""

import argparse
import gc
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import shtab

from sitegen import __version__, archive, report
from sitegen.build import (
    Built,
    Progress,
    Tools,
    build,
    check_exporters,
    cleaned,
    disk_store,
    furniture_when_asked,
    identify,
    load,
    related,
    study,
)
from sitegen.clean.article import clean, evidence
from sitegen.clean.company import shared_lines
from sitegen.clean.plain import plain_text
from sitegen.config import PROFILES, Config, with_address
from sitegen.model import Inputs, Problem, Relation, Seed, Severity, SitegenError
from sitegen.read.archive import CONFIG_NAME, read_config, read_folder
from sitegen.read.hypothesis import Imported, parse_export
from sitegen.read.match import SeedNames, match_notes, override_of
from sitegen.read.seeds import NotText, parse_seed, seed_id
from sitegen.relate.relations import BY_NAME as TIES
from sitegen.render.theme import load_theme, parts
from sitegen.search.pagetext import page_text
from sitegen.search.query import Hit, Query, Reader, parse, search, snippet, without_title
from sitegen.serve import Stage, server, watch
from sitegen.store import Store
from sitegen.text import plural, slug
from sitegen.workers import processors
from sitegen.write import write

DONE, PROBLEMS, CANNOT = 0, 1, 2
LONG_DATE = len("2024-01-01")
COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


# Words for people -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Voice:
    """How loudly to speak, and whether in colour."""

    quiet: bool
    verbose: bool
    colour: bool

    def say(self, text: str) -> None:
        """Tell what was done; silent under -q."""
        if not self.quiet:
            print(text, file=sys.stderr)

    def problems(self, found: Iterable[Problem]) -> None:
        """Print problems, errors always, warnings but under -q, the rest under -v."""
        for problem in sorted(found):
            wanted = problem.severity is Severity.ERROR or (not self.quiet and problem.severity is Severity.WARNING) or self.verbose
            if wanted:
                print(self._coloured(str(problem), problem.severity), file=sys.stderr)

    def _coloured(self, text: str, severity: Severity) -> str:
        if not self.colour:
            return text
        return text.replace(f"{severity}", f"\033[{COLOURS[severity]}m{severity}\033[0m", 1)

    def progress(self) -> Progress:
        """Give what tells on a terminal which stage is running; nothing elsewhere."""
        if self.quiet or not sys.stderr.isatty():
            return lambda stage, count: None

        def tell(stage: str, count: int) -> None:
            print(f"\r\033[K{stage} {count or ''}", end="", file=sys.stderr, flush=True)
            if stage == "render":
                print("\r\033[K", end="", file=sys.stderr)

        return tell


def _voice(args: argparse.Namespace) -> Voice:
    colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Voice(args.quiet, args.verbose, colour)


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False))


# Building -------------------------------------------------------------------------------------------------------------


def _config(args: argparse.Namespace) -> Config:
    config = read_config(args.root)
    check_exporters(config)
    if getattr(args, "base_url", None):
        config = with_address(config, args.base_url, "--base-url")
    return replace(config, profile=args.profile) if getattr(args, "profile", None) else config


def _jobs(args: argparse.Namespace) -> int:
    return args.jobs or processors()


def _built(args: argparse.Namespace, voice: Voice, *, remember: bool = True) -> tuple[Config, Built]:
    config = _config(args)
    store = disk_store(args.root) if remember else Store()
    tools = Tools(store, _jobs(args), voice.progress())
    return config, build(args.root, config, load_theme(args.root, config.theme), tools)


def _verdict(found: Sequence[Problem], *, strict: bool) -> int:
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return PROBLEMS if any(problem.severity in grave for problem in found) else DONE


def _count(found: Sequence[Problem]) -> str:
    counts = [(sum(one.severity is kind for one in found), kind.value) for kind in (Severity.ERROR, Severity.WARNING)]
    return ", ".join(plural(count, word) for count, word in counts if count) or "no problems"


def _build(args: argparse.Namespace, voice: Voice) -> int:
    start = time.perf_counter()
    config, built = _built(args, voice, remember=not args.force)
    target = args.output or args.root / "public"
    place, root = target.resolve(), args.root.resolve()
    if place == root or place in root.parents or any(place.is_relative_to(root / part) for part in ("seeds", "content", "themes")):
        raise SitegenError(f"{target}: error SG603: the archive itself cannot be the output; name another folder with -o")
    done = write(built.outputs, target, force=args.force)
    spent = time.perf_counter() - start
    voice.problems(built.problems)
    seeds, skipped = len(built.studied.archive.seeds), sum(problem.code == "SG101" for problem in built.problems)
    facts = {
        "seeds": seeds + skipped,
        "articles": seeds,
        "skipped": skipped,
        "pages": len(built.site.pages),
        "written": done.written,
        "kept": done.kept,
        "removed": done.removed,
        "seconds": round(spent, 3),
        "profile": config.profile,
        "output": str(target),
        "problems": [_problem_json(problem) for problem in sorted(built.problems)],
    }
    if args.json:
        _print_json(facts)
    else:
        missed = f" ({skipped} skipped)" if skipped else ""
        voice.say(
            f"{target}: {plural(seeds, 'article')}{missed}, {plural(len(built.site.pages), 'page')};"
            f" {done.written} files written, {done.kept} unchanged, {done.removed} removed; {_count(built.problems)}; {spent:.2f} s"
        )
    return _verdict(built.problems, strict=args.strict)


def _problem_json(problem: Problem) -> dict[str, object]:
    return {
        "path": problem.path,
        "line": problem.line + 1,
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
    }


def _serve(args: argparse.Namespace, voice: Voice) -> int:
    _config(args)
    store = Store()

    def make() -> tuple[dict[str, bytes], tuple[Problem, ...]]:
        start = time.perf_counter()
        config = _config(args)
        built = build(args.root, config, load_theme(args.root, config.theme), Tools(store, _jobs(args)))
        voice.problems(built.problems)
        voice.say(f"built {plural(len(built.site.pages), 'page')} in {time.perf_counter() - start:.2f} s; {_count(built.problems)}")
        return {output.path: output.data for output in built.outputs}, built.problems

    stage = Stage(make, lambda text: print(text, file=sys.stderr))
    base = _config(args).base_path if args.base_url else "/"
    with server(stage, args.host, args.port, base) as web:
        stage.rebuild()
        stop = watch(args.root.resolve(), stage.rebuild, poll=args.poll)
        print(f"http://{args.host}:{web.server_port}{base}", flush=True)
        voice.say("watching for changes; Ctrl+C ends")
        try:
            web.serve_forever(poll_interval=0.2)
        except KeyboardInterrupt:
            voice.say("")
        finally:
            stop()
    return DONE


def _check(args: argparse.Namespace, voice: Voice) -> int:
    from sitegen.check import check_site  # noqa: PLC0415  (parses all pages; other commands do without)

    _, built = _built(args, voice, remember=False)
    found = (*built.problems, *check_site(built))
    if args.json:
        for problem in sorted(found):
            _print_json(_problem_json(problem))
    else:
        voice.problems(found)
        voice.say(_count(found))
    return _verdict(found, strict=args.strict)


def _status(args: argparse.Namespace, voice: Voice) -> int:
    config, built = _built(args, voice, remember=False)
    skipped = tuple((one.path, one.message.removeprefix("skipped: ").split(";")[0]) for one in built.problems if one.code == "SG101")
    rows = report.fates(built, config, skipped)
    if args.json:
        for row in rows:
            _print_json(asdict(row))
        return DONE
    wide = max((len(row.seed) for row in rows), default=4)
    print(f"{'seed':{wide}}  {'state':9} {'words':>6} {'comm.':>6} {'cut':>4}  {'relation':18} headline")
    for row in rows:
        print(f"{row.seed:{wide}}  {row.state:9} {row.words:6} {row.comments:6} {row.cut:4}  {row.relation:18} {row.title[:60]}".rstrip())
    states = ", ".join(f"{sum(row.state == state for row in rows)} {state}" for state in dict.fromkeys(row.state for row in rows))
    print(f"{plural(len(rows), 'file')} in seeds/: {states or 'none'}")
    return DONE


def _explain(args: argparse.Namespace, voice: Voice) -> int:
    config = read_config(args.root)
    del config
    inputs = load(args.root)
    found = SeedNames(inputs.seeds).find(args.seed)
    seed = next((one for one in inputs.seeds if one.id == found), None)
    if seed is None:
        raise SitegenError(f'error SG006: no seed is called "{args.seed}"; "sitegen status" lists them')
    notes, _ = match_notes(inputs.notes, inputs.seeds)
    override, problems = override_of(notes[seed.id], seed) if seed.id in notes else (None, ())
    shared = next(lines for one, lines in zip(inputs.seeds, shared_lines(inputs.seeds), strict=True) if one is seed)
    article = clean(seed, override, shared)
    rows = report.explained(article, seed, evidence(seed, override))
    if args.json:
        for row in rows:
            _print_json(row)
        return DONE
    colours = {"field": "34", "comment": "33", "cut": "31", "kept": "0", "blank": "0"}
    for row in rows:
        if row["fate"] == "blank":
            continue
        state = f"{row['fate']:7}"
        state = f"\033[{colours[str(row['fate'])]}m{state}\033[0m" if voice.colour and sys.stdout.isatty() else state
        print(f"{row['line']:4} {state} {row['why']}\n             {row['text']}")
        told = row.get("evidence")
        if isinstance(told, list):
            print(f"             {row['likely']} % likely text: " + "; ".join(f"{one['points']:+} {one['what']}" for one in told))
        gone = row.get("left_out")
        if isinstance(gone, dict):
            print(f"             left out of it: “{gone['text']}” ({gone['rule']}: {gone['label']})")
        mended = row.get("mended")
        for one in mended if isinstance(mended, list) else ():
            print(f"             mended: {one['kind']}" + (f": {one['was']} became {one['became'] or 'a space'}" if one["was"] else ""))
    if article.truncated:
        print(f"the text ends early: {article.truncated}")
    voice.problems([*article.problems, *problems])
    return DONE


def _search(args: argparse.Namespace, voice: Voice) -> int:
    target = args.output or args.root / "public"

    def load(path: str) -> bytes:
        found: bytes = (target / path).read_bytes()
        return found

    try:
        reader = Reader(load)
        query = parse(" ".join(args.words))
        found = search(query, reader, lambda url: page_text(load(url).decode("utf-8", "replace")), args.limit)
    except (OSError, ValueError) as error:
        what = f"cannot be read ({error.strerror})" if isinstance(error, OSError) else f"is damaged ({error})"
        raise SitegenError(f"{target}: error SG008: the index of the search {what}; run sitegen build first") from None
    for number, hit in enumerate(found.hits, 1):
        if args.json:
            _print_json(asdict(hit))
            continue
        facts = " · ".join(part for part in (hit.kind if hit.kind != "article" else "", hit.date, hit.source, hit.url) if part)
        print(f"{number:3}. {hit.title}\n     {facts}\n     {_marked(hit, query, load, colour=voice.colour and sys.stdout.isatty())}")
    if not args.json:
        some = "" if found.every else "; none has all of the words, these have some"
        read = f" (of the {found.checked} likeliest, read for the words in quotation marks)" if found.checked else ""
        voice.say(f"{plural(found.count, 'result')}{read}{some}")
    return DONE if found.count else PROBLEMS


def _marked(hit: Hit, query: Query, load: Callable[[str], bytes], *, colour: bool) -> str:
    """Give the stretch of a hit's text that answers to the query, its words in bold on a terminal."""
    parts: list[tuple[str, bool]] = []
    if hit.kind == "article":
        with suppress(OSError):
            parts = snippet(without_title(page_text(load(hit.url).decode("utf-8", "replace")), hit.title), query)
    parts = parts if any(marked for _, marked in parts) else snippet(hit.lead, query)
    return "".join(f"\033[1m{text}\033[0m" if marked and colour else text for text, marked in parts)


def _pack(args: argparse.Namespace, voice: Voice) -> int:
    from sitegen.pack.book import book  # noqa: PLC0415  (other commands do without)
    from sitegen.pack.zim import write_zim  # noqa: PLC0415
    from sitegen.pack.zip import zipped  # noqa: PLC0415

    if args.zip is None and args.epub is None and args.zim is None:
        raise SitegenError("error SG803: say what to make: --zip, --epub, --zim, or several of them")
    args.base_url = None
    config, built = _built(args, voice)
    name = slug(config.title)

    def put(given: Path, ending: str, data: bytes) -> None:
        target = given if given != Path() else args.root / f"{name}.{ending}"
        try:
            archive.put(target, data)
        except OSError as error:
            raise SitegenError(f"{error.filename or target}: error SG005: cannot be written ({error.strerror})") from None
        voice.say(f"{target}: {len(data) / 1e6:.1f} MB, {config.profile} edition")

    if args.zip is not None:
        put(args.zip, "zip", zipped(built.outputs, name, _moment(built)))
    if args.epub is not None:
        put(args.epub, "epub", book(built.site, _moment(built), by=args.by))
    if args.zim is not None:
        target = args.zim if args.zim != Path() else args.root / f"{name}.zim"
        write_zim(built.outputs, built.site.info, target)
        voice.say(f"{target}: {target.stat().st_size / 1e6:.1f} MB, {config.profile} edition")
    voice.problems(built.problems)
    return _verdict(built.problems, strict=False)


def _moment(built: Built) -> tuple[int, int, int, int, int, int]:
    """Give the time that packs bear: SOURCE_DATE_EPOCH, or the day of the newest article, so that equal archives make equal packs."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdigit():
        moment = time.gmtime(int(given))
        return (moment.tm_year, moment.tm_mon, moment.tm_mday, moment.tm_hour, moment.tm_min, moment.tm_sec)
    newest = max((one.date for one in built.site.documents if len(one.date) == LONG_DATE), default="1980-01-01")
    year, month, day = (int(part) for part in newest.split("-"))
    return max((1980, 1, 1, 0, 0, 0), (year, month, day, 0, 0, 0))


# Parts of the work, for other programs --------------------------------------------------------------------------------


def _clean(args: argparse.Namespace, voice: Voice) -> int:
    if args.files == ["-"]:
        seed, problems = _stdin_seed()
        inputs = _inputs_of([seed], problems)
    elif len(args.files) == 1 and Path(args.files[0]).is_dir():
        inputs = read_folder(Path(args.files[0]))
    else:
        inputs = _files(args.files)
    if args.output:
        _check_clean_targets(inputs, [Path(name) for name in args.files], args.output, "json" if args.json else "txt")
    articles, _ = cleaned(inputs, {}, Tools(Store(), _jobs(args)))
    seeds = {seed.id: seed for seed in inputs.seeds}
    for article in articles:
        text = json.dumps(report.cleaned_json(article, seeds[article.id]), ensure_ascii=False) + "\n" if args.json else plain_text(article)
        if args.output:
            archive.put(args.output / f"{article.id}.{'json' if args.json else 'txt'}", text.encode("utf-8", "surrogatepass"))
        else:
            sys.stdout.write(text)
    if args.output:
        voice.say(f"{args.output}: {plural(len(articles), 'text')} cleaned")
    voice.problems(problem for problem in inputs.problems if problem.code == "SG101")
    return PROBLEMS if inputs.skipped else DONE


def _check_clean_targets(inputs: Inputs, files: list[Path], output: Path, ending: str) -> None:
    """Raise SitegenError where a cleaned text would take the place of a raw one or of another cleaned one."""
    if output.exists() and not output.is_dir():
        raise SitegenError(f"{output}: error SG007: this is a file; name a folder with -o")
    raw = {found.resolve() for file in files for found in (file.iterdir() if file.is_dir() else [file])}
    made: dict[Path, str] = {}
    for seed in inputs.seeds:
        target = (output / f"{seed.id}.{ending}").resolve()
        if target in raw or (target.parent.name == "seeds" and (target.parent.parent / CONFIG_NAME).is_file()):
            raise SitegenError(f"{output}: error SG007: the cleaned text would take the place of a raw one; name another folder with -o")
        if target in made:
            raise SitegenError(f"{output}: error SG007: {made[target]} and {seed.path} would both become {target.name}; clean them apart")
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


def _inputs(args: argparse.Namespace) -> tuple[Inputs, Config]:
    """Give an archive's inputs, or those of a bare folder of texts."""
    folder = Path(args.folder) if args.folder else args.root
    if (folder / CONFIG_NAME).is_file() or not args.folder:
        return load(folder), read_config(folder)
    if not folder.is_dir():
        raise SitegenError(f"{folder}: error SG004: there is no such folder")
    return read_folder(folder), Config()


def _relations(args: argparse.Namespace, voice: Voice) -> int:
    inputs, _ = _inputs(args)
    tools = Tools(Store(), _jobs(args), voice.progress())
    relations, problems = related(inputs, furniture_when_asked(inputs, tools), tools)
    seeds = {seed.id: seed for seed in inputs.seeds}
    places = report.places_of(seeds)
    for relation in relations:
        _print_json(report.relation_json(relation, seeds, places))
    voice.problems(problems)
    return _verdict(problems, strict=False)


def _entities(args: argparse.Namespace, voice: Voice) -> int:
    inputs, config = _inputs(args)
    tools = Tools(Store(), _jobs(args), voice.progress())
    if args.suggest:
        for row in report.suggestions(study(inputs, config, tools).archive):
            print(row + "\n")
        return DONE
    notes, _ = match_notes(inputs.notes, inputs.seeds)
    articles, _ = cleaned(inputs, notes, tools)
    _, identified, entities, problems = identify(articles, inputs, config, tools)
    by_id, seeds = {entity.id: entity for entity in entities}, {seed.id: seed for seed in inputs.seeds}
    for article, one in zip(articles, identified, strict=True):
        _print_json(report.mentions_json(article, one, by_id, seeds[article.id]))
    voice.problems(problems)
    return DONE


# The archive's own files ----------------------------------------------------------------------------------------------


def _new(args: argparse.Namespace, voice: Voice) -> int:
    target = args.root / args.dir
    left = archive.new(target, args.source)
    inputs = load(target)
    text, rows = archive.index_text(inputs, read_config(target), Tools(Store(), processors()))
    if rows:
        archive.write_index(target, text)
    voice.problems(Problem(str(file), -1, "SG107", "not copied: it is no plain file") for file in left)
    skipped = [problem for problem in inputs.problems if problem.code == "SG101"]
    voice.problems(skipped)
    voice.say(f"{target}: a new archive with {plural(len(inputs.seeds), 'seed')}; next: sitegen -C {target} serve")
    return DONE


def _add(args: argparse.Namespace, voice: Voice) -> int:
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


def _annotate(args: argparse.Namespace, voice: Voice) -> int:
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
    for page in pages:
        print(
            f"{page or 'an annotation without an address'}: warning SG219: is no article here; name its seed with --seed", file=sys.stderr
        )
    _, problems = _orphans_of(args)
    voice.problems(problems)
    return PROBLEMS if taken.lost or problems else DONE


def _orphans_of(args: argparse.Namespace) -> tuple[Config, list[Problem]]:
    """Build once more and give the remarks that have no place."""
    args.profile = None
    config, built = _built(args, Voice(quiet=True, verbose=False, colour=False), remember=False)
    return config, [problem for problem in built.problems if problem.code in {"SG216", "SG217"}]


def _theme(args: argparse.Namespace, voice: Voice) -> int:
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


def _index(args: argparse.Namespace, voice: Voice) -> int:
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


# Arguments ------------------------------------------------------------------------------------------------------------

Run = Callable[[argparse.Namespace, Voice], int]


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "-C",
        dest="root",
        type=Path,
        default=argparse.SUPPRESS,
        metavar="DIR",
        help="the archive's folder (default: this one)",
    )
    shared.add_argument("-q", "--quiet", action="store_true", default=argparse.SUPPRESS, help="say nothing but errors")
    shared.add_argument("-v", "--verbose", action="store_true", default=argparse.SUPPRESS, help="say more")
    parser = argparse.ArgumentParser(
        prog="sitegen",
        description="Turns a folder of raw text scrapes of news articles into an annotated archive.",
        parents=[shared],
        epilog="examples:\n  sitegen new my-archive --from scrapes/\n  sitegen -C my-archive serve\n  sitegen -C my-archive build",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"sitegen {__version__}")
    shtab.add_argument_to(parser, "--print-completion", help="print the completion script of a shell")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name: str, run: Run, says: str, *examples: str) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name,
            help=says,
            description=says[0].upper() + says[1:] + ".",
            parents=[shared],
            epilog="examples:\n" + "\n".join(f"  sitegen {example}" for example in examples),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        made.set_defaults(run=run)
        return made

    _archive_commands(command)
    _site_commands(command)
    _part_commands(command)
    return parser


Command = Callable[..., argparse.ArgumentParser]


def _facts(made: argparse.ArgumentParser) -> None:
    made.add_argument("--json", action="store_true", help="print facts as JSON")


def _jobs_option(made: argparse.ArgumentParser) -> None:
    made.add_argument("--jobs", type=_natural, default=0, metavar="N", help="processes to use (default: one a processor)")


def _archive_commands(command: Command) -> None:
    made = command("new", _new, "make a new archive", "new my-archive", "new my-archive --from scrapes/")
    made.add_argument("dir", type=Path, metavar="DIR", help="a folder that does not exist yet, or is empty")
    made.add_argument(
        "--from",
        dest="source",
        type=Path,
        metavar="FOLDER",
        help="copy the files of this folder in as seeds, byte for byte",
    )

    made = command("add", _add, "take files into seeds/ under the next numbers", "add ~/scrape.txt", "-C my-archive add *.txt")
    made.add_argument("files", nargs="+", metavar="FILE", help="raw text files; they are copied")

    made = command(
        "annotate",
        _annotate,
        "add annotations that Hypothesis exported to the notes",
        "annotate hypothesis.json",
        "annotate export.json --seed 003",
    )
    made.add_argument("files", nargs="+", metavar="FILE", help="the JSON that Hypothesis exports")
    made.add_argument("--seed", metavar="ID", help="the article they are about (default: told by their addresses)")
    made.set_defaults(jobs=0)

    made = command("theme", _theme, "show a theme's files, or copy one to change it", "theme list", "theme eject article.html")
    made.add_argument("action", choices=("list", "eject"), help="list the files, or eject one into themes/")
    made.add_argument("files", nargs="*", metavar="FILE", help="like article.html or style.css")

    made = command("index", _index, "print the rows that INDEX.md lacks", "index", "index --write")
    made.add_argument("--write", action="store_true", help="add them to seeds/INDEX.md; nothing else in it is touched")


def _site_commands(command: Command) -> None:
    made = command(
        "build",
        _build,
        "make the site",
        "build",
        "build --strict --base-url https://example.org/archive/",
        "build --profile public -o /tmp/site",
    )
    _site_options(made)
    made.add_argument("-o", "--output", type=Path, metavar="DIR", help="where to (default: public/ in the archive)")
    made.add_argument("--strict", action="store_true", help="end with 1 on warnings too")
    made.add_argument("--force", action="store_true", help="forget the memory of earlier builds and write every file anew")
    _jobs_option(made)
    _facts(made)

    made = command(
        "serve",
        _serve,
        "build, serve on this machine, and rebuild on every change",
        "serve",
        "serve --port 0",
        "serve --base-url https://example.org/archive/",
    )
    _site_options(made)
    made.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1, this machine alone)")
    made.add_argument("--port", type=_port, default=8000, help="port (default: 8000; 0 takes a free one)")
    made.add_argument("--poll", action="store_true", help="look for changes by polling, for folders on a network")
    _jobs_option(made)

    made = command(
        "pack",
        _pack,
        "make one file for offline reading",
        "pack --zip",
        "pack --epub book.epub --by family",
        "pack --zim --profile public",
    )
    for ending, says in (("zip", "the site in a zip"), ("epub", "the articles as a book"), ("zim", "the site for Kiwix, by zimwriterfs")):
        made.add_argument(f"--{ending}", nargs="?", type=Path, const=Path(), metavar="FILE", help=f"{says} (default: TITLE.{ending})")
    made.add_argument("--by", choices=("date", "family"), default="date", help="order of the book's contents (default: date)")
    made.add_argument("--profile", choices=PROFILES, help="private packs all text, public what the rights allow (default: private)")
    _jobs_option(made)

    made = command("check", _check, "tell of all problems without writing", "check", "check --strict --json")
    _site_options(made)
    made.add_argument("--strict", action="store_true", help="end with 1 on warnings too")
    _jobs_option(made)
    _facts(made)

    made = command("status", _status, "show what became of every seed", "status", "status --json")
    _site_options(made)
    _jobs_option(made)
    _facts(made)

    made = command("explain", _explain, "show every line of a seed with what became of it", "explain 003", "explain 003 --json")
    made.add_argument("seed", metavar="ID", help="number, stem or file name of a seed")
    _facts(made)


def _part_commands(command: Command) -> None:
    made = command(
        "search",
        _search,
        "search the built site, as its search page does",
        "search harbour ferry",
        "search '\"first of June\" year:2024 source:gazette.example.org'",
        "search 'ferr* names:people/ann-writer' --json",
    )
    made.add_argument("words", nargs="+", metavar="WORD", help='words, "words as they stand", begin*, source: year: kind: names:')
    made.add_argument("-o", "--output", type=Path, metavar="DIR", help="the built site (default: public/ in the archive)")
    made.add_argument("--limit", type=_natural, default=10, metavar="N", help="results to show (default: 10)")
    _facts(made)

    made = command(
        "clean",
        _clean,
        "clean texts: to standard output, or into a folder",
        "clean scrape.txt",
        "clean - < scrape.txt",
        "clean scrapes/ -o cleaned/",
        "clean --json scrape.txt",
    )
    made.add_argument("files", nargs="+", metavar="FILE", help="text files, one folder of them, or - for standard input")
    made.add_argument("-o", "--output", type=Path, metavar="DIR", help="write NAME.txt into this folder")
    _jobs_option(made)
    _facts(made)

    made = command(
        "relations",
        _relations,
        "print how texts are tied, as JSON lines",
        "relations",
        "relations scrapes/ > pairs.jsonl",
    )
    made.add_argument("folder", nargs="?", metavar="FOLDER", help="an archive or a folder of texts (default: the archive)")
    _jobs_option(made)

    made = command(
        "entities",
        _entities,
        "print who and what texts name, as JSON lines",
        "entities scrapes/ > mentions.jsonl",
        "entities --suggest >> content/names.toml",
    )
    made.add_argument("folder", nargs="?", metavar="FOLDER", help="an archive or a folder of texts (default: the archive)")
    made.add_argument("--suggest", action="store_true", help="print rows for content/names.toml of the names that were found")
    _jobs_option(made)


def _site_options(made: argparse.ArgumentParser) -> None:
    made.add_argument("--profile", choices=PROFILES, help="private shows all text, public what the rights allow (default: private)")
    made.add_argument("--base-url", metavar="URL", help="the address the site is published at; wins over sitegen.toml")


def _port(text: str) -> int:
    if _natural(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text} is no port; ports go up to 65535")
    return int(text)


def _natural(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise argparse.ArgumentTypeError(f'"{text}" is not a whole number')
    return int(text)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; give 0 when done, 1 on problems, 2 when it cannot be done."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    args = _parser().parse_args(argv)
    args.root = getattr(args, "root", Path())
    args.quiet, args.verbose = getattr(args, "quiet", False), getattr(args, "verbose", False)
    voice = _voice(args)
    if args.run is not _serve:
        gc.disable()  # what ends soon makes few cycles; looking for them among millions of words costs a tenth of the time
    try:
        code: int = args.run(args, voice)
        sys.stdout.flush()
    except SitegenError as error:
        print(error, file=sys.stderr)
        return CANNOT
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return CANNOT
    except OSError as error:
        print(f"{error.filename or ''}: error SG009: {error.strerror or error}", file=sys.stderr)
        return CANNOT
    finally:
        gc.enable()
    return code
