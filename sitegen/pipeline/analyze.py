"""What the seeds of an archive say, in one straight line: clean, recognize and link names, quote, relate."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any
from unicodedata import normalize

from sitegen.clean.context import ALONE
from sitegen.config import Config
from sitegen.entities import kinds
from sitegen.entities.authority import Authority
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
    Index,
    Inputs,
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
from sitegen.pipeline.cleaning import clean_all, cleaned
from sitegen.pipeline.runtime import Runtime
from sitegen.pipeline.workers import parallel_map
from sitegen.quotes.quotations import LANGUAGES as SPEAKER_LANGUAGES
from sitegen.quotes.quotations import quotations
from sitegen.quotes.variants import variants
from sitegen.read.archive import WITHDRAWN_PATH, read_inputs
from sitegen.read.match import SeedNames, match_notes, override_of
from sitegen.relations.detect import Furniture, relate
from sitegen.relations.families import families
from sitegen.relations.related import related_pairs
from sitegen.relations.types import RELATION_TYPES
from sitegen.relations.verdicts import apply_verdicts, lead
from sitegen.resources import load_resources
from sitegen.site.index_rows import overruled_rows
from sitegen.site.unheard import unheard
from sitegen.text import plural, slug, visible_lines

MAX_TOLD_NAMES = 8  # of names.toml that no text has, in a message
# Cuts that say nothing of what a line is; what many seeds share is told by relating them.
UNPROVEN_CUTS = frozenset({"blank", "shared-line"})
MIN_NAME_BATCHES_PER_JOB = 4  # of articles whose names are found together; so all processes end together


@dataclass(frozen=True, slots=True)
class Analysis:
    """An archive with the person's words that were matched to its seeds."""

    archive: Archive
    notes: dict[str, Note]  # by seed
    withdrawals: dict[str, Withdrawal]  # by seed


def load(root: Path, coming: Mapping[str, bytes] = MappingProxyType({})) -> Inputs:
    """Return the inputs of an archive; raise SitegenError where something that a person wrote is broken.

    `coming` has files that will stand in `seeds/`, by their names.
    """
    return read_inputs(root, kinds.SHOWN, tuple(relation.name for relation in RELATION_TYPES), coming)


def inputs_of_seeds(seeds: Sequence[Seed], problems: Sequence[Problem] = ()) -> Inputs:
    """Return seeds as an archive about which nobody wrote anything."""
    return Inputs(
        seeds=tuple(seeds),
        skipped=(),
        index=Index(path="", text="", entries=()),
        notes=(),
        names=(),
        pages=(),
        verdicts=(),
        withdrawals=(),
        problems=tuple(problems),
    )


def analyze(inputs: Inputs, config: Config, runtime: Runtime) -> Analysis:
    """Return everything that the seeds say."""
    notes, note_problems = match_notes(inputs.notes, inputs.seeds, inputs.addresses)
    withdrawals, withdrawal_problems = matched_withdrawals(inputs)
    articles, cleaning_problems = cleaned(inputs, notes, runtime, config)
    recognized, mentions, entities, name_problems = identify(articles, inputs, config, runtime)
    by_id = {article.id: article for article in articles}
    relations, verdict_problems = related(
        inputs,
        lambda ids: cut_lines(articles, ids),
        runtime,
        lambda seed: visible_lines(by_id[seed.id], seed.lines),
    )
    find_seed = SeedNames(inputs.seeds, inputs.addresses).find
    found_families, leader_problems = lead(families(articles, relations), inputs.verdicts, find_seed)
    quotation_groups = quoted(articles, recognized, mentions, entities, runtime)
    noted_entities = frozenset(slug(note.target) for note in inputs.entity_notes)
    lexicon = load_resources().lexicon
    pairs = related_pairs(
        mentions,
        {entity.id: entity.kind for entity in entities},
        {names.id: lexicon.telling(names.small) for names in recognized},
        {(relation.first, relation.second) for relation in relations},
        {seed: family.key for family in found_families for seed in family.members},
        {article.id: article.field("date") for article in articles},
    )
    archive = Archive(
        seeds=inputs.seeds,
        articles=articles,
        mentions=mentions,
        entities=with_pages(entities, mentions, quotation_groups, noted_entities, config.found_on),
        quotations=quotation_groups,
        relations=relations,
        families=found_families,
        related_pairs=pairs,
        kinds=kinds.SHOWN,
        relation_types=RELATION_TYPES,
        problems=(
            *note_problems,
            *withdrawal_problems,
            *unheard(inputs, articles, relations, notes, withdrawals, config),
            *overruled_rows(inputs.index, articles, inputs.seeds, notes),
            *cleaning_problems,
            *(problem for article in articles for problem in article.problems),
            *name_problems,
            *_unseen_names(inputs.names, mentions),
            *verdict_problems,
            *leader_problems,
        ),
        name_languages=NAME_LANGUAGES,
        speaker_languages=SPEAKER_LANGUAGES,
    )
    return Analysis(archive, notes, withdrawals)


# Names ----------------------------------------------------------------------------------------------------


def identify(
    articles: tuple[Article, ...], inputs: Inputs, config: Config, runtime: Runtime
) -> tuple[tuple[RecognizedNames, ...], tuple[EntityMentions, ...], tuple[Entity, ...], tuple[Problem, ...]]:
    """Return the names in each article, whom and what they mean, all entities, and what is not clear."""
    runtime.progress("identify", len(articles))
    no_names = (NameEntry(id="", kind="", name="", never=inputs.no_names),) if inputs.no_names else ()
    known = load_resources().authority((*inputs.names, *no_names))

    def spread(_: Callable[..., Any], missing: list[tuple[Any, ...]]) -> list[RecognizedNames]:
        work = sum(seed.size for seed in inputs.seeds) // max(1, len(articles)) * len(missing)
        return _recognized(missing, runtime, work)

    rows = [(article, known) for article in articles]
    recognized = tuple(runtime.store.memo_each(recognize_article, rows, spread))
    return recognized, *link_names(articles, recognized, known, metonyms=config.metonyms)


def recognize_article(article: Article, known: Authority) -> RecognizedNames:
    """Return the names in an article."""
    return recognize(article, known, load_resources().tagger)


def recognize_batch(articles: tuple[Article, ...], given: tuple[NameEntry, ...]) -> list[RecognizedNames]:
    """Return the names in each article, with those that a person gave; a task for worker processes."""
    resources = load_resources()
    return recognize_all(articles, resources.authority(given), resources.tagger)


def _recognized(rows: Sequence[tuple[Any, ...]], runtime: Runtime, work: int) -> list[RecognizedNames]:
    """Return the names in each article; each process tags some articles together."""
    size = max(1, min(BATCH_SIZE, len(rows) // (MIN_NAME_BATCHES_PER_JOB * runtime.jobs)))
    batches = [rows[start : start + size] for start in range(0, len(rows), size)]
    tasks = [(tuple(article for article, _ in batch), batch[0][1].given) for batch in batches]
    results = parallel_map(recognize_batch, tasks, runtime.jobs, work, runtime.progress, size)
    return [names for batch in results for names in batch]


def with_captions(article: Article, seed: Seed) -> Article:
    """Return an article with the captions that cleaning left out as blocks at its end, for names in them."""
    lines = (line for cut in article.cuts if cut.rule == "caption" for line in cut.lines)
    captions = (_caption(line, seed.lines[line]) for line in lines if seed.lines[line].strip())
    return replace(article, blocks=(*article.blocks, *captions))


def _caption(line: int, text: str) -> Block:
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return Block(BlockKind.CAPTION, text[start:end], (Piece(line, start, end),), "caption")


def _unseen_names(names: Iterable[NameEntry], mentions: Iterable[EntityMentions]) -> Iterator[Problem]:
    """Yield a hint for each row of a list of names that no text has, and one for all rows of names.toml."""
    seen = {mention.entity for article in mentions for mention in article.mentions}
    unseen = [entry for entry in names if entry.path and entry.id not in seen]
    for entry in unseen:
        if entry.path.endswith(".txt"):
            yield Problem(
                entry.path, entry.line, "SG305", f'no text names "{entry.name}" so', severity=Severity.INFO
            )
    rows = [entry for entry in unseen if entry.path.endswith(".toml")]
    if rows:
        shown = ", ".join(entry.name for entry in rows[:MAX_TOLD_NAMES])
        more = " and more" if len(rows) > MAX_TOLD_NAMES else ""
        message = f"{plural(len(rows), 'name')} of it stand in no text: {shown}{more}"
        yield Problem(rows[0].path, rows[0].line, "SG305", message, severity=Severity.INFO)


# Quotations -----------------------------------------------------------------------------------------------


def quoted(
    articles: tuple[Article, ...],
    recognized: tuple[RecognizedNames, ...],
    mentions: tuple[EntityMentions, ...],
    entities: tuple[Entity, ...],
    runtime: Runtime,
) -> tuple[tuple[Quotation, ...], ...]:
    """Return who said what, the variants of one quotation together."""
    runtime.progress("quote", len(articles))
    kind_of = {entity.id: entity.kind for entity in entities}
    rows = [
        (
            article,
            names,
            own,
            tuple(sorted({(mention.entity, kind_of[mention.entity]) for mention in own.mentions})),
        )
        for article, names, own in zip(articles, recognized, mentions, strict=True)
    ]

    def with_progress(
        make: Callable[..., Any], missing: list[tuple[Any, ...]]
    ) -> list[tuple[Quotation, ...]]:
        return parallel_map(
            make, missing, 1, 0, runtime.progress
        )  # quick: processes would cost more than they save

    return variants(articles, tuple(runtime.store.memo_each(quotations, rows, with_progress)))


# Relations ------------------------------------------------------------------------------------------------


def cut_lines(articles: Iterable[Article], ids: Sequence[str]) -> dict[str, frozenset[int]]:
    """Return the lines of some seeds that cleaning left out."""
    wanted = set(ids)
    return {
        article.id: frozenset(
            line for cut in article.cuts if cut.rule not in UNPROVEN_CUTS for line in cut.lines
        )
        for article in articles
        if article.id in wanted
    }


def cut_lines_when_asked(inputs: Inputs, runtime: Runtime) -> Furniture:
    """Return a function that cleans the seeds it is asked for, and no others, and returns their cut lines."""
    notes, _ = match_notes(inputs.notes, inputs.seeds, inputs.addresses)

    def ask(ids: Sequence[str]) -> dict[str, frozenset[int]]:
        wanted = set(ids)
        seeds = [seed for seed in inputs.seeds if seed.id in wanted]
        overrides = [
            override_of(notes[seed.id], seed)[0] if seed.id in notes else Override() for seed in seeds
        ]
        rows = [(seed, override, ALONE) for seed, override in zip(seeds, overrides, strict=True)]
        return cut_lines(clean_all(rows, runtime), ids)

    return ask


def all_lines(seed: Seed) -> tuple[str, ...]:
    """Return the lines of a seed, furniture and all."""
    return seed.lines


def related(
    inputs: Inputs,
    furniture: Furniture,
    runtime: Runtime,
    lines: Callable[[Seed], tuple[str, ...]] = all_lines,
) -> tuple[tuple[Relation, ...], tuple[Problem, ...]]:
    """Return how seeds are tied by their `lines`, a person's word first, and problems of that.

    Spans count the words of these lines.
    """
    runtime.progress("relate", len(inputs.seeds))
    texts = ((seed.id, lines(seed)) for seed in inputs.seeds)
    relations = relate(texts, furniture, runtime.store.memo_keyed)
    names = SeedNames(inputs.seeds, inputs.addresses)
    return apply_verdicts(relations, inputs.verdicts, inputs.seeds, names.find, lines, names.advice)


# What a person says ---------------------------------------------------------------------------------------


def matched_withdrawals(inputs: Inputs) -> tuple[dict[str, Withdrawal], list[Problem]]:
    """Return each seed's withdrawal, if it has one, and problems of those that are for none or come twice."""
    names = SeedNames(inputs.seeds, inputs.addresses)
    removed = _names_of_removed_files(inputs)
    withdrawals: dict[str, Withdrawal] = {}
    problems = []
    for withdrawal in inputs.withdrawals:
        seeds = names.find_all(withdrawal.target)
        again = next((seed for seed in seeds if seed in withdrawals), "")
        if again:
            message = (
                f"line {withdrawals[again].line + 1} withdraws the same seed, and counts;"
                " remove one of the two"
            )
            problems.append(
                Problem(WITHDRAWN_PATH, withdrawal.line, "SG222", message, severity=Severity.ERROR)
            )
        for seed in seeds:
            withdrawals.setdefault(seed, withdrawal)
        if not seeds and normalize("NFC", withdrawal.target).rpartition("seeds/")[2] not in removed:
            advice = names.advice(withdrawal.target) or "fix it or remove this [[withdrawn]]"
            message = f'no seed is called "{withdrawal.target}"; {advice}'
            problems.append(
                Problem(WITHDRAWN_PATH, withdrawal.line, "SG218", message, severity=Severity.ERROR)
            )
    return withdrawals, problems


def _names_of_removed_files(inputs: Inputs) -> set[str]:
    """Return what files that were there once were called; to withdraw them is no slip."""
    removed = [address for address in inputs.addresses if not address.seed]
    return {
        name for address in removed for name in (address.name, address.name.rpartition(".")[0], address.key)
    }
