"""A person's rules for the lines of many seeds: which lines each rule keeps or drops."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitegen.config import regular_expression
from sitegen.model import Article, LineRule, Override, Problem, Seed
from sitegen.text import fold, plural

MAX_PATHS_IN_MESSAGE = 3  # of articles; by judgement
TEXT, TITLE = "text", "title"  # what a rule may take: all text, or a fact by its name
TAKEN_PHRASES = {TEXT: "all text", TITLE: "the headline"}
INSTEAD = ", so another line may stand in its place"
_ANY = re.compile(r"\*+")


@dataclass(frozen=True, slots=True)
class RuleTable:
    """Rules, ready to be asked: whole lines in a table, the others one by one in the order of their files."""

    whole: Mapping[str, tuple[LineRule, ...]]  # by the line in folded form
    others: tuple[tuple[LineRule, Callable[[str, str], bool]], ...]  # of a line, and of it in folded form

    def rules_of(self, line: str) -> list[LineRule]:
        """Return all rules that a line fits."""
        key = fold(line)
        return [*self.whole.get(key, ())] + [rule for rule, fits in self.others if fits(line, key)]

    def fitting(self, seed: Seed) -> Iterator[tuple[int, list[LineRule]]]:
        """Yield the 0-based lines of a seed that fit rules, each with all these rules."""
        if not self.whole and not self.others:
            return
        for number, line in enumerate(seed.lines):
            rules = self.rules_of(line) if line.strip() else []
            if rules:
                yield number, rules


def _counting_rule(rules: Sequence[LineRule]) -> LineRule:
    """Return which of the rules that a line fits counts: the first that keeps, else the first."""
    return next((rule for rule in rules if rule.keeps), rules[0])


def rule_table(rules: Iterable[LineRule]) -> RuleTable:
    """Return rules as a table that lines are looked up in."""
    whole: dict[str, tuple[LineRule, ...]] = {}
    others = []
    for rule in rules:
        expression = regular_expression(rule.pattern)
        if expression or "*" in rule.pattern:
            others.append((rule, _test(expression, rule.pattern)))
        else:
            key = fold(rule.pattern)
            whole[key] = (*whole.get(key, ()), rule)
    return RuleTable(whole, tuple(others))


def _test(expression: str, pattern: str) -> Callable[[str, str], bool]:
    """Return the test of a line, and of it in folded form, against an expression or a pattern with "*"."""
    if expression:
        compiled = re.compile(expression)
        return lambda line, key: compiled.search(line) is not None
    parts = [fold(part) for part in _ANY.split(pattern)]
    return lambda line, key: _has_parts(key, parts)


def _has_parts(text: str, parts: Sequence[str]) -> bool:
    """Whether a text is made of parts with anything between them; no text takes longer than its length."""
    first, *inner, last = parts
    if not text.startswith(first):
        return False
    position = len(first)
    for part in inner:
        start = text.find(part, position)
        if start < 0:
            return False
        position = start + len(part)
    return len(text) - len(last) >= position and text.endswith(last)


def ruled_lines(seed: Seed, table: RuleTable) -> dict[int, LineRule]:
    """Return the 0-based lines of a seed that fit rules, each with the rule that counts."""
    return {number: _counting_rule(rules) for number, rules in table.fitting(seed)}


# Use of rules -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RulesUsed:
    """Which rules some line fits, and which say what becomes of such a line."""

    fitting: frozenset[LineRule] = frozenset()
    heeded: frozenset[LineRule] = frozenset()

    def __or__(self, other: "RulesUsed") -> "RulesUsed":
        return RulesUsed(self.fitting | other.fitting, self.heeded | other.heeded)


def rules_used(seed: Seed, table: RuleTable, override: Override) -> RulesUsed:
    """Return which rules the lines of a seed fit, and which say what becomes of such a line."""
    kept, dropped = set(override.keep), set(override.drop)
    fitting: set[LineRule] = set()
    heeded: set[LineRule] = set()
    for number, rules in table.fitting(seed):
        fitting.update(rules)
        heeded.update([rule for rule in rules if number in (kept if rule.keeps else dropped)])
    return RulesUsed(frozenset(fitting), frozenset(heeded))


def with_rules(override: Override, *ruled: Mapping[int, LineRule]) -> Override:
    """Return an override with the lines of rules, the nearest rules last.

    What a note says of a line comes before all rules.
    """
    by_line: dict[int, LineRule] = {}
    for rules in ruled:
        by_line.update(rules)
    for line in (*override.keep, *override.drop):
        by_line.pop(line, None)
    if not by_line:
        return override
    return Override(
        override.fields,
        tuple(sorted((*override.keep, *_lines_of(by_line, keeps=True)))),
        tuple(sorted((*override.drop, *_lines_of(by_line, keeps=False)))),
        tuple(sorted([(line, f"{rule.path}:{rule.line + 1}") for line, rule in by_line.items()])),
    )


def _lines_of(by_line: Mapping[int, LineRule], *, keeps: bool) -> list[int]:
    return [line for line, rule in by_line.items() if rule.keeps == keeps]


# Problems of rules ------------------------------------------------------------------------------------------


def unheeded_rules(rules: Sequence[LineRule], used: RulesUsed) -> list[Problem]:
    """Return problems of rules that no line fits, or that another one overrules on every line."""
    unheeded = [rule for rule in rules if rule not in used.heeded]
    return [Problem(rule.path, rule.line, "SG126", _why_unheeded(rule, used)) for rule in unheeded]


def _why_unheeded(rule: LineRule, used: RulesUsed) -> str:
    if rule in used.fitting:
        return (
            f'what "{rule.pattern}" says of lines counts nowhere: a note, a rule of the source,'
            " or one that keeps comes first; remove it"
        )
    return f'no line that it could speak of is "{rule.pattern}"; {_advice(rule.pattern)}'


def _advice(pattern: str) -> str:
    """Return how to write a pattern that no line fits."""
    if pattern.startswith("/") and not regular_expression(pattern):
        return (
            'a regular expression stands between two "/", with nothing behind them;'
            ' "(?i)" at its head makes case not matter'
        )
    return "write the line as it stands, or remove the rule"


Harm = tuple[
    LineRule, str, str
]  # a rule, what it takes ("text" or the name of a fact), the file of the article


def harmful_rules(harms: Iterable[Harm]) -> list[Problem]:
    """Return problems of the rules that take too much, one for each rule and each kind of what it takes."""
    paths_of: dict[tuple[LineRule, str], list[str]] = {}
    for rule, taken, path in harms:
        paths_of.setdefault((rule, taken), []).append(path)
    problems = []
    for (rule, taken), paths in paths_of.items():
        message = f'"{rule.pattern}" drops {_harm(taken, paths)}; write more of the line'
        problems.append(Problem(rule.path, rule.line, "SG131", message))
    return problems


def _harm(taken: str, paths: Sequence[str]) -> str:
    """Return what a rule takes of which articles, in words for the author of the rule."""
    more = " and more" if len(paths) > MAX_PATHS_IN_MESSAGE else ""
    files = ", ".join(paths[:MAX_PATHS_IN_MESSAGE])
    consequence = INSTEAD if taken == TITLE else ""
    what = TAKEN_PHRASES.get(taken, f"the {taken}")
    return f"{what} of {plural(len(paths), 'article')} ({files}{more}){consequence}"


def emptied(ruled: Iterable[tuple[Article, Mapping[int, LineRule]]]) -> Iterator[Harm]:
    """Yield the rules that leave nothing of an article's text: of several the one that drops most lines."""
    for article, lines in ruled:
        dropping = Counter([rule for rule in lines.values() if not rule.keeps])
        if dropping and not article.body:
            yield dropping.most_common(1)[0][0], TEXT, article.path
