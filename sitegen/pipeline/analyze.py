"""What the seeds of an archive say: read, clean, identify, quote, relate.  The only user of the store, with `build.py`."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from importlib.metadata import version
from operator import or_
from pathlib import Path
from typing import Any
from unicodedata import normalize

from sitegen import __version__
from sitegen.clean.article import clean
from sitegen.clean.context import ALONE, SeedContext, contexts_of
from sitegen.clean.line_rules import (
    RulesUsed,
    emptied,
    harmful_rules,
    rule_table,
    ruled_lines,
    rules_used,
    unheeded_rules,
    with_rules,
)
from sitegen.config import Config
from sitegen.entities import kinds
from sitegen.entities.authority import authority
from sitegen.entities.lexicon import telling
from sitegen.entities.link import link_names
from sitegen.entities.page_worth import with_pages
from sitegen.entities.recognize import BATCH_SIZE, recognize, recognize_all
from sitegen.entities.recognize import LANGUAGES as NAME_LANGUAGES
from sitegen.model import (
    Archive,
    Article,
    Block,
    BlockKind,
    Entity,
    EntityMentions,
    Family,
    Index,
    Inputs,
    LineRule,
    NameEntry,
    Note,
    Override,
    Piece,
    Problem,
    Quotation,
    RecognizedNames,
    Relation,
    Seed,
    Severity,
    Withdrawal,
)
from sitegen.pipeline.memory import DiskStore, Store
from sitegen.pipeline.workers import SILENT, Progress, parallel_map
from sitegen.quotes.quotations import LANGUAGES as SPEAKER_LANGUAGES
from sitegen.quotes.quotations import quotations
from sitegen.quotes.variants import variants
from sitegen.read.archive import WITHDRAWN, read_inputs
from sitegen.read.match import SeedNames, match_notes, override_of
from sitegen.relations.detect import Furniture, relate
from sitegen.relations.families import families
from sitegen.relations.related import related_pairs
from sitegen.relations.types import RELATION_TYPES
from sitegen.relations.verdicts import apply_verdicts, lead
from sitegen.site.index_rows import overruled_rows
from sitegen.site.unheard import unheard
from sitegen.text import fold, plural, slug, visible_lines

ASKED = ("py3langid", "ftfy", "charset-normalizer", "numpy")  # packages whose answers are remembered
MOST_TRIED = 100  # articles that lack a fact; a rule that drops it does so in all
LOST_FACTS = frozenset({"date", "source", "address", "byline"})
NAMES_TOLD = 8  # of names.toml that no text has, in a message
WORST, LINES_TOLD = 10, 12  # articles named for what they may have lost, and lines of each
UNPROVEN = frozenset(
    {"blank", "shared-line"}
)  # cuts that say nothing of what a line is; what many seeds share is told by relating them


@dataclass(frozen=True, slots=True)
class Runtime:
    """What a build works with besides its inputs: memory, processes, and whom to tell."""

    store: Store
    jobs: int = 1
    progress: Progress = SILENT


@dataclass(frozen=True, slots=True)
class Analysis:
    """An archive with the person's words that were matched to its seeds."""

    archive: Archive
    notes: dict[str, Note]
    withdrawals: dict[str, Withdrawal]


def disk_store(root: Path) -> DiskStore:
    """Give the memory of an archive's builds; code of another version has a memory of its own."""
    return DiskStore(root / ".sitegen" / "memory.sqlite", _code_digest())


def _code_digest() -> str:
    """Tell versions of the code and of the tables that it reads apart, also while they are being written."""
    files = sorted(
        file for file in Path(__file__).resolve().parent.rglob("*") if file.suffix in {".py", ".tsv", ".txt"}
    )
    stamps = (f"{file.name}:{file.stat().st_size}:{file.stat().st_mtime_ns}" for file in files)
    return f"{__version__} {'|'.join(stamps)} {' '.join(map(version, ASKED))}"


def load(root: Path) -> Inputs:
    """Read an archive; raise SitegenError where something that a person wrote is broken."""
    return read_inputs(root, kinds.NAMES, tuple(tie.name for tie in RELATION_TYPES))


def inputs_of_seeds(seeds: Sequence[Seed], problems: Sequence[Problem] = ()) -> Inputs:
    """Return seeds as an archive about which nobody wrote anything."""
    return Inputs(
        seeds=tuple(seeds),
        skipped=(),
        index=Index("", "", ()),
        notes=(),
        names=(),
        pages=(),
        verdicts=(),
        withdrawals=(),
        problems=tuple(problems),
    )


def analyze(inputs: Inputs, config: Config, tools: Runtime) -> Analysis:
    """Read everything that the seeds say: clean, identify, relate."""
    notes, problems = match_notes(inputs.notes, inputs.seeds, inputs.addresses)
    withdrawals, unknown = _withdrawals(inputs)
    articles, unfit = cleaned(inputs, notes, tools, config)
    spotted, identified, entities, unsure = identify(articles, inputs, config, tools)
    by_id = {article.id: article for article in articles}
    relations, wrong = related(
        inputs,
        lambda ids: furniture(articles, ids),
        tools,
        lambda seed: visible_lines(by_id[seed.id], seed.lines),
    )
    found, unled = lead(
        families(articles, relations), inputs.verdicts, SeedNames(inputs.seeds, inputs.addresses).find
    )
    groups = quoted(articles, spotted, identified, entities, tools)
    noted = frozenset(slug(note.target) for note in inputs.entity_notes)
    archive = Archive(
        inputs.seeds,
        articles,
        identified,
        with_pages(entities, identified, groups, noted, config.found_on),
        groups,
        relations,
        found,
        related_pairs(
            identified,
            {one.id: telling(one.small) for one in spotted},
            *apart(relations, found),
            {article.id: article.field("date") for article in articles},
        ),
        kinds.SHOWN,
        RELATION_TYPES,
        (
            *problems,
            *unknown,
            *unheard(inputs, articles, relations, notes, withdrawals, config),
            *overruled_rows(inputs.index, articles, inputs.seeds, notes),
            *unfit,
            *(problem for article in articles for problem in article.problems),
            *unsure,
            *_unseen_names(inputs.names, identified),
            *wrong,
            *unled,
        ),
        NAME_LANGUAGES,
        SPEAKER_LANGUAGES,
    )
    return Analysis(archive, notes, withdrawals)


def _rows(make: Callable[..., Any], rows: list[tuple[Any, ...]], tools: Runtime, work: int) -> list[Any]:
    return tools.store.memo_each(
        make,
        rows,
        lambda one, some: parallel_map(
            one, some, tools.jobs, work * len(some) // max(1, len(rows)), tools.progress
        ),
    )


def _work(inputs: Inputs) -> int:
    return sum(seed.size for seed in inputs.seeds)


def cleaned(
    inputs: Inputs, notes: dict[str, Note], tools: Runtime, config: Config
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Give the article of each seed, and notes and rules that do not fit their seeds."""
    tools.progress("clean", len(inputs.seeds))
    overrides: list[Override] = []
    problems: list[Problem] = []
    for seed in inputs.seeds:
        override, found = override_of(notes[seed.id], seed) if seed.id in notes else (Override(), ())
        overrides.append(override)
        problems += found
    rules = (*config.rules, *inputs.rules)
    table = rule_table(rules)
    ruled = [ruled_lines(seed, table) for seed in inputs.seeds]
    sides = list(zip(inputs.seeds, overrides, ruled, contexts_of(inputs.seeds), strict=True))
    rows = [(seed, with_rules(override, lines), context) for seed, override, lines, context in sides]
    articles = list(_rows(clean, rows, tools, _work(inputs)))
    said = [override for _, override, _ in rows]  # in the end
    used = RulesUsed()
    if any(source.rules for source in config.sources):
        used = _clean_by_source(articles, said, sides, config, tools)
        rules = (*rules, *(rule for source in config.sources for rule in source.rules))
    used = reduce(
        or_,
        (rules_used(seed, table, override) for seed, override in zip(inputs.seeds, said, strict=True)),
        used,
    )
    problems += unheeded_rules(rules, used)
    if any(ruled):
        problems += harmful_rules(
            (*emptied(zip(articles, ruled, strict=True)), *_dropped_facts(articles, sides, tools))
        )
    return tuple(articles), (*problems, *_may_be_text(articles))


def cleaned_one(
    inputs: Inputs, note: Note | None, seed: Seed, config: Config
) -> tuple[Article, Override, tuple[Problem, ...]]:
    """Give the article of one seed as a build has it, with the person's word on it, and what does not fit in the note."""
    own, problems = override_of(note, seed) if note else (Override(), ())
    context = next(
        told for one, told in zip(inputs.seeds, contexts_of(inputs.seeds), strict=True) if one is seed
    )
    ruled = ruled_lines(seed, rule_table((*config.rules, *inputs.rules)))
    override = with_rules(own, ruled)
    article = clean(seed, override, context)
    source = config.source_row(article.field("source"), article.field("address"))
    lines = ruled_lines(seed, rule_table(source.rules)) if source and source.rules else {}
    if lines:
        override = with_rules(own, ruled, lines)
        article = clean(seed, override, context)
    return article, override, problems


def _clean_by_source(
    articles: list[Article],
    said: list[Override],
    rows: Sequence[tuple[Seed, Override, dict[int, LineRule], SeedContext]],
    config: Config,
    tools: Runtime,
) -> RulesUsed:
    """Clean those articles again whose source has rules of its own, put them and what was said of them in place; give the rules used."""
    tables = {source.host: rule_table(source.rules) for source in config.sources if source.rules}
    used = RulesUsed()
    again: list[tuple[Seed, Override, SeedContext]] = []
    places: list[int] = []
    for at, (article, (seed, override, ruled, context)) in enumerate(zip(articles, rows, strict=True)):
        source = config.source_row(article.field("source"), article.field("address"))
        if source is None or source.host not in tables:
            continue
        lines = ruled_lines(seed, tables[source.host])
        if lines:
            said[at] = with_rules(override, ruled, lines)
            used |= rules_used(seed, tables[source.host], said[at])
            places.append(at)
            again.append((seed, said[at], context))
    for at, article in zip(
        places, _rows(clean, again, tools, sum(seed.size for seed, _, _ in again)), strict=True
    ):
        articles[at] = article
    return used


def _dropped_facts(
    articles: Sequence[Article],
    rows: Sequence[tuple[Seed, Override, dict[int, LineRule], SeedContext]],
    tools: Runtime,
) -> Iterator[tuple[LineRule, str, str]]:
    """Give the rules that drop what would be a fact of an article, each with the name of the fact and the file.

    A line that several seeds have is no headline. Read once more without the rules, of which of these lines has it facts?
    """
    counts = Counter(
        fold(seed.lines[line]) for seed, _, ruled, _ in rows for line, rule in ruled.items() if not rule.keeps
    )
    tried: list[tuple[Article, dict[int, LineRule], tuple[Seed, Override, SeedContext]]] = []
    for article, (seed, override, ruled, context) in zip(articles, rows, strict=True):
        first = min((piece.line for block in article.body for piece in block.pieces), default=len(seed.lines))
        last = max((piece.line for block in article.body for piece in block.pieces), default=-1)
        own = {line: rule for line, rule in ruled.items() if not rule.keeps and not first <= line <= last}
        lacking = {name for name in ("date", "source", "byline") if not article.field(name)}
        alone = {line for line in own if counts[fold(seed.lines[line])] == 1}
        if article.body and own and (alone or (lacking and len(tried) < MOST_TRIED)):
            tried.append((article, own, (seed, override, context)))
    without = _rows(clean, [row for *_, row in tried], tools, sum(row[0].size for *_, row in tried))
    for (article, own, (seed, *_)), whole in zip(tried, without, strict=True):
        for one in whole.fields:
            line = next((piece.line for piece in one.pieces if piece.line in own), -1)
            missed = (
                counts[fold(seed.lines[line])] == 1
                if one.name == "title"
                else one.name in LOST_FACTS and not article.field(one.name)
            )
            if line >= 0 and missed:
                yield own[line], one.name, article.path


def _may_be_text(articles: Sequence[Article]) -> list[Problem]:
    """Name the articles that lost most sentences which may be text, with their lines."""
    worst = sorted((one for one in articles if one.doubtful), key=lambda one: (-len(one.doubtful), one.path))[
        :WORST
    ]
    return [
        Problem(
            one.path,
            one.doubtful[0],
            "SG207",
            f"{plural(len(one.doubtful), 'sentence')} left out that may be text (line{'s' * (len(one.doubtful) > 1)}"
            f" {', '.join(str(line + 1) for line in one.doubtful[:LINES_TOLD])}{' …' if len(one.doubtful) > LINES_TOLD else ''});"
            f' look at them, and name those to keep with "keep:" in content/notes/{one.key}.md',
            Severity.INFO,
        )
        for one in worst
    ]


def with_captions(article: Article, seed: Seed) -> Article:
    """Give an article with the captions that cleaning left out as blocks at its end: their names are of interest too."""
    lines = (line for one in article.cuts if one.rule == "caption" for line in one.lines)
    blocks = (_caption(line, seed.lines[line]) for line in lines if seed.lines[line].strip())
    return replace(article, blocks=(*article.blocks, *blocks))


def _caption(line: int, text: str) -> Block:
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return Block(BlockKind.CAPTION, text[start:end], (Piece(line, start, end),), "caption")


def _unseen_names(names: Iterable[NameEntry], identified: Iterable[EntityMentions]) -> Iterator[Problem]:
    """Give a hint for each row of a list of names that no text has, and one for all of names.toml."""
    seen = {mention.entity for one in identified for mention in one.mentions}
    unseen = [entry for entry in names if entry.path and entry.id not in seen]
    for entry in unseen:
        if entry.path.endswith(".txt"):
            yield Problem(entry.path, entry.line, "SG305", f'no text names "{entry.name}" so', Severity.INFO)
    rows = [entry for entry in unseen if entry.path.endswith(".toml")]
    if rows:
        some = ", ".join(entry.name for entry in rows[:NAMES_TOLD]) + (
            " and more" if len(rows) > NAMES_TOLD else ""
        )
        message = f"{plural(len(rows), 'name')} of it stand in no text: {some}"
        yield Problem(rows[0].path, rows[0].line, "SG305", message, Severity.INFO)


def identify(
    articles: tuple[Article, ...], inputs: Inputs, config: Config, tools: Runtime
) -> tuple[tuple[RecognizedNames, ...], tuple[EntityMentions, ...], tuple[Entity, ...], tuple[Problem, ...]]:
    """Give the names seen in each article, who and what they mean, and what is not clear."""
    tools.progress("identify", len(articles))
    never = (NameEntry("", "", "", never=inputs.no_names),) if inputs.no_names else ()
    known = authority((*inputs.names, *never))
    rows, work = [(article, known) for article in articles], _work(inputs) // max(1, len(articles))
    spotted = tuple(
        tools.store.memo_each(
            recognize, rows, lambda _, fresh: _spotted(fresh, tools.jobs, work * len(fresh), tools.progress)
        )
    )
    return spotted, *link_names(articles, spotted, known, metonyms=config.metonyms)


def _spotted(
    rows: Sequence[tuple[Any, ...]], jobs: int, work: int, progress: Progress
) -> list[RecognizedNames]:
    """Give the names in each article; each process tags some together."""
    size = max(1, min(BATCH_SIZE, len(rows) // (4 * jobs)))
    batches = [rows[at : at + size] for at in range(0, len(rows), size)]
    made = parallel_map(
        recognize_all,
        [(tuple(article for article, _ in some), some[0][1]) for some in batches],
        jobs,
        work,
        progress,
        size,
    )
    return [one for some in made for one in some]


def quoted(
    articles: tuple[Article, ...],
    spotted: tuple[RecognizedNames, ...],
    identified: tuple[EntityMentions, ...],
    entities: tuple[Entity, ...],
    tools: Runtime,
) -> tuple[tuple[Quotation, ...], ...]:
    """Give who said what, the variants of one quotation together."""
    tools.progress("quote", len(articles))
    kinds = {entity.id: entity.kind for entity in entities}
    rows = [
        (
            article,
            seen,
            one,
            tuple(sorted({(mention.entity, kinds[mention.entity]) for mention in one.mentions})),
        )
        for article, seen, one in zip(articles, spotted, identified, strict=True)
    ]
    return variants(articles, tuple(_rows(quotations, rows, tools, 0)))


def furniture(articles: Iterable[Article], ids: Sequence[str]) -> dict[str, frozenset[int]]:
    """Give the lines of some seeds that cleaning left out."""
    wanted = set(ids)
    return {
        article.id: frozenset(line for cut in article.cuts if cut.rule not in UNPROVEN for line in cut.lines)
        for article in articles
        if article.id in wanted
    }


def furniture_when_asked(inputs: Inputs, tools: Runtime) -> Furniture:
    """Give a function that cleans the seeds it is asked for, and no others."""
    notes, _ = match_notes(inputs.notes, inputs.seeds, inputs.addresses)

    def ask(ids: Sequence[str]) -> dict[str, frozenset[int]]:
        wanted = set(ids)
        seeds = [seed for seed in inputs.seeds if seed.id in wanted]
        overrides = [
            override_of(notes[seed.id], seed)[0] if seed.id in notes else Override() for seed in seeds
        ]
        rows: list[tuple[Seed, Override, SeedContext]] = [
            (seed, override, ALONE) for seed, override in zip(seeds, overrides, strict=True)
        ]
        return furniture(_rows(clean, rows, tools, sum(seed.size for seed in seeds)), ids)

    return ask


def all_lines(seed: Seed) -> tuple[str, ...]:
    """Give the lines of a seed, furniture and all."""
    return seed.lines


def related(
    inputs: Inputs, furniture: Furniture, tools: Runtime, lines: Callable[[Seed], tuple[str, ...]] = all_lines
) -> tuple[tuple[Relation, ...], tuple[Problem, ...]]:
    """Give how seeds are tied by their `lines`, a person's word before what was found; spans count the words of these lines."""
    tools.progress("relate", len(inputs.seeds))
    found = relate(((seed.id, lines(seed)) for seed in inputs.seeds), furniture, tools.store.memo_keyed)
    names = SeedNames(inputs.seeds, inputs.addresses)
    return apply_verdicts(found, inputs.verdicts, inputs.seeds, names.find, lines, names.advice)


def apart(
    relations: tuple[Relation, ...], found: tuple[Family, ...]
) -> tuple[set[tuple[str, str]], dict[str, str]]:
    """Give the pairs that are tied more closely than by what they speak of, and the family of each seed that has one."""
    return {(one.first, one.second) for one in relations}, {
        seed: family.key for family in found for seed in family.members
    }


def _withdrawals(inputs: Inputs) -> tuple[dict[str, Withdrawal], list[Problem]]:
    names = SeedNames(inputs.seeds, inputs.addresses)
    gone = {
        name
        for one in inputs.addresses
        if not one.seed
        for name in (one.name, one.name.rpartition(".")[0], one.key)
    }
    made: dict[str, Withdrawal] = {}
    problems = []
    for one in inputs.withdrawals:
        seed = names.find(one.target)
        if seed in made:
            message = f"line {made[seed].line + 1} withdraws the same seed, and counts; remove one of the two"
            problems.append(Problem(WITHDRAWN, one.line, "SG222", message, Severity.ERROR))
        elif seed:
            made[seed] = one
        elif (
            normalize("NFC", one.target).rpartition("seeds/")[2] not in gone
        ):  # a file that was removed is no slip
            problems.append(
                Problem(
                    WITHDRAWN,
                    one.line,
                    "SG218",
                    f'no seed is called "{one.target}"; {names.advice(one.target) or "mend it or remove this [[withdrawn]]"}',
                    Severity.ERROR,
                )
            )
    return made, problems
