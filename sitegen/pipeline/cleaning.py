"""Seeds to articles: each cleaned by itself, then once more where rules of its source ask for it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from sitegen.clean.article import clean
from sitegen.clean.context import SeedContext, contexts_of
from sitegen.clean.line_rules import (
    RulesUsed,
    RuleTable,
    emptied,
    harmful_rules,
    rule_table,
    ruled_lines,
    rules_used,
    unheeded_rules,
    with_rules,
)
from sitegen.config import Config
from sitegen.model import Article, Inputs, LineRule, Note, Override, Problem, Seed, Severity
from sitegen.pipeline.runtime import Runtime
from sitegen.pipeline.workers import parallel_map
from sitegen.read.match import override_of
from sitegen.resources import load_resources
from sitegen.text import fold, plural

MAX_TRIED_ARTICLES = 100  # that lack a fact; a rule that drops it does so in all
FACTS_OF_NOTE = frozenset({"date", "source", "address", "byline"})  # whose loss is told
FACTS_OF_EACH_ARTICLE = ("date", "source", "byline")
# Articles named for what they may have lost, and lines of each.
NAMED_ARTICLES, NAMED_LINES = 10, 12


@dataclass(frozen=True, slots=True)
class _SeedTask:
    """What cleaning one seed needs.

    What a person says in its note, the rules that fit its lines, and what the archive tells.
    """

    seed: Seed
    override: Override
    rules: dict[int, LineRule]  # by line
    context: SeedContext


def cleaned(
    inputs: Inputs, notes: Mapping[str, Note], runtime: Runtime, config: Config
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Return the article of each seed, and problems of notes and rules that do not fit their seeds."""
    runtime.progress("clean", len(inputs.seeds))
    overrides, problems = _overrides(inputs.seeds, notes)
    rules = (*config.rules, *inputs.rules)
    table = rule_table(rules)
    tasks = [
        _SeedTask(seed, override, ruled_lines(seed, table), context)
        for seed, override, context in zip(inputs.seeds, overrides, contexts_of(inputs.seeds), strict=True)
    ]
    applied = [with_rules(task.override, task.rules) for task in tasks]
    articles = clean_all(
        [(task.seed, override, task.context) for task, override in zip(tasks, applied, strict=True)], runtime
    )
    used = RulesUsed()
    if any(source.rules for source in config.sources):
        used = _clean_by_source(articles, applied, tasks, config, runtime)
        rules = (*rules, *(rule for source in config.sources for rule in source.rules))
    used_by_all = (
        rules_used(task.seed, table, override) for task, override in zip(tasks, applied, strict=True)
    )
    problems += unheeded_rules(rules, reduce(or_, used_by_all, used))
    if any(task.rules for task in tasks):
        pairs = [(article, task.rules) for article, task in zip(articles, tasks, strict=True)]
        problems += harmful_rules((*emptied(pairs), *_dropped_facts(articles, tasks, runtime)))
    return tuple(articles), (*problems, *_may_be_text(articles))


def _overrides(seeds: Sequence[Seed], notes: Mapping[str, Note]) -> tuple[list[Override], list[Problem]]:
    """Return what a person says of each seed, and problems of what does not fit it."""
    overrides: list[Override] = []
    problems: list[Problem] = []
    for seed in seeds:
        override, misfits = override_of(notes[seed.id], seed) if seed.id in notes else (Override(), ())
        overrides.append(override)
        problems += misfits
    return overrides, problems


def cleaned_one(
    inputs: Inputs, note: Note | None, seed: Seed, config: Config
) -> tuple[Article, Override, tuple[Problem, ...]]:
    """Return the article of one seed as a build has it, what was said of it, and problems of its note."""
    note_override, problems = override_of(note, seed) if note else (Override(), ())
    contexts = zip(inputs.seeds, contexts_of(inputs.seeds), strict=True)
    context = next(context for other, context in contexts if other is seed)
    lines = ruled_lines(seed, rule_table((*config.rules, *inputs.rules)))
    override = with_rules(note_override, lines)
    article = clean_seed(seed, override, context)
    source = config.source_row(article.field("source"), article.field("address"))
    source_lines = ruled_lines(seed, rule_table(source.rules)) if source and source.rules else {}
    if source_lines:
        override = with_rules(note_override, lines, source_lines)
        article = clean_seed(seed, override, context)
    return article, override, problems


def clean_seed(seed: Seed, override: Override, context: SeedContext) -> Article:
    """Return the article that a seed holds; a task for worker processes."""
    return clean(seed, load_resources().classifier, override, context)


CleanRow = tuple[Seed, Override, SeedContext]


def clean_all(rows: Sequence[CleanRow], runtime: Runtime) -> list[Article]:
    """Return the article of each row, from memory where it was made before, else in several processes."""

    def spread(make: Callable[..., Any], missing: list[tuple[Any, ...]]) -> list[Article]:
        work = sum(row[0].size for row in missing)
        return parallel_map(make, missing, runtime.jobs, work, runtime.progress)

    return runtime.store.memo_each(clean_seed, list(rows), spread)


def _clean_by_source(
    articles: list[Article],
    applied: list[Override],
    tasks: Sequence[_SeedTask],
    config: Config,
    runtime: Runtime,
) -> RulesUsed:
    """Clean those articles again whose source has rules of its own, and put them in place.

    Return the rules used.
    """
    tables: dict[str, RuleTable] = {
        source.host: rule_table(source.rules) for source in config.sources if source.rules
    }
    used = RulesUsed()
    again: dict[int, CleanRow] = {}
    for index, (article, task) in enumerate(zip(articles, tasks, strict=True)):
        source = config.source_row(article.field("source"), article.field("address"))
        table = tables.get(source.host) if source else None
        lines = ruled_lines(task.seed, table) if table else {}
        if table and lines:
            applied[index] = with_rules(task.override, task.rules, lines)
            used |= rules_used(task.seed, table, applied[index])
            again[index] = (task.seed, applied[index], task.context)
    for index, article in zip(again, clean_all(list(again.values()), runtime), strict=True):
        articles[index] = article
    return used


def _dropped_facts(
    articles: Sequence[Article], tasks: Sequence[_SeedTask], runtime: Runtime
) -> Iterator[tuple[LineRule, str, str]]:
    """Yield the rules that drop what would be a fact of an article, each with the fact's name and the file.

    Articles that lack a fact are cleaned once more without the rules. A line that several seeds have is no
    headline.
    """
    seeds_with_line = _dropped_lines(tasks)
    tried = _articles_to_try(articles, tasks, seeds_with_line)
    without_rules = clean_all([(task.seed, task.override, task.context) for _, task, _ in tried], runtime)
    for (article, task, outside), whole in zip(tried, without_rules, strict=True):
        for fact in whole.fields:
            line = next((piece.line for piece in fact.pieces if piece.line in outside), -1)
            if line < 0:
                continue
            if fact.name == "title":
                is_lost = seeds_with_line[fold(task.seed.lines[line])] == 1
            else:
                is_lost = fact.name in FACTS_OF_NOTE and not article.field(fact.name)
            if is_lost:
                yield outside[line], fact.name, article.path


def _dropped_lines(tasks: Sequence[_SeedTask]) -> Counter[str]:
    """Return in how many seeds each line is dropped by a rule, by its folded text."""
    return Counter(
        fold(task.seed.lines[line]) for task in tasks for line, rule in task.rules.items() if not rule.keeps
    )


def _articles_to_try(
    articles: Sequence[Article], tasks: Sequence[_SeedTask], seeds_with_line: Counter[str]
) -> list[tuple[Article, _SeedTask, dict[int, LineRule]]]:
    """Return the articles from which a rule may drop a fact, the lines that may hold it and their rules."""
    tried: list[tuple[Article, _SeedTask, dict[int, LineRule]]] = []
    for article, task in zip(articles, tasks, strict=True):
        outside = _dropped_outside_text(article, task)
        if not article.body or not outside:
            continue
        has_own_line = any(seeds_with_line[fold(task.seed.lines[line])] == 1 for line in outside)
        lacks_fact = not all(article.field(name) for name in FACTS_OF_EACH_ARTICLE)
        if has_own_line or (lacks_fact and len(tried) < MAX_TRIED_ARTICLES):
            tried.append((article, task, outside))
    return tried


def _dropped_outside_text(article: Article, task: _SeedTask) -> dict[int, LineRule]:
    """Return the lines that rules drop above or below the text of an article, with their rules."""
    lines = [piece.line for block in article.body for piece in block.pieces]
    first, last = min(lines, default=len(task.seed.lines)), max(lines, default=-1)
    return {line: rule for line, rule in task.rules.items() if not rule.keeps and not first <= line <= last}


def _may_be_text(articles: Iterable[Article]) -> list[Problem]:
    """Return a hint for each of the articles that lost most sentences which may be text."""
    doubtful = [article for article in articles if article.doubtful]
    worst = sorted(doubtful, key=lambda article: (-len(article.doubtful), article.path))[:NAMED_ARTICLES]
    return [_doubt(article) for article in worst]


def _doubt(article: Article) -> Problem:
    lines = article.doubtful
    numbers = ", ".join(str(line + 1) for line in lines[:NAMED_LINES])
    more = " …" if len(lines) > NAMED_LINES else ""
    message = (
        f"{plural(len(lines), 'sentence')} left out that may be text"
        f" (line{'s' * (len(lines) > 1)} {numbers}{more});"
        f' look at them, and name those to keep with "keep:" in content/notes/{article.key}.md'
    )
    return Problem(article.path, lines[0], "SG207", message, severity=Severity.INFO)
