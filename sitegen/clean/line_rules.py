"""A person's rules for the lines of many seeds: which lines each rule keeps or drops."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitegen.config import regular_expression
from sitegen.model import Article, LineRule, Override, Problem, Seed
from sitegen.text import fold, plural

TOLD = 3  # articles in a message
_ANY = re.compile(r"\*+")


@dataclass(frozen=True, slots=True)
class RuleTable:
    """Rules, ready to be asked: those that are whole lines in a table, the others one by one, in the order of their files."""

    whole: Mapping[str, tuple[LineRule, ...]]  # by the line in folded form
    others: tuple[tuple[LineRule, Callable[[str, str], bool]], ...]  # of a line, and of it in folded form

    def rule_of(self, line: str) -> LineRule | None:
        """Give the rule that speaks of a line; one that keeps comes before one that drops."""
        found = self.rules_of(line)
        return next((rule for rule in found if rule.keeps), found[0] if found else None)

    def rules_of(self, line: str) -> list[LineRule]:
        """Give all rules that a line fits."""
        folded = fold(line)
        return [*self.whole.get(folded, ())] + [rule for rule, fits in self.others if fits(line, folded)]


def rule_table(rules: Iterable[LineRule]) -> RuleTable:
    """Prepare rules."""
    whole: dict[str, tuple[LineRule, ...]] = {}
    others = []
    for rule in rules:
        expression = regular_expression(rule.pattern)
        if expression or "*" in rule.pattern:
            others.append((rule, _test(expression, rule.pattern)))
        else:
            whole[fold(rule.pattern)] = (*whole.get(fold(rule.pattern), ()), rule)
    return RuleTable(whole, tuple(others))


def _test(expression: str, pattern: str) -> Callable[[str, str], bool]:
    if expression:
        found = re.compile(expression)
        return lambda line, folded: found.search(line) is not None
    first, *parts = (fold(part) for part in _ANY.split(pattern))

    def fits(_: str, folded: str) -> bool:
        """Find the parts one after the other, the last at the end: no line takes longer than its length."""
        if not folded.startswith(first):
            return False
        at = len(first)
        for part in parts[:-1]:
            place = folded.find(part, at)
            if place < 0:
                return False
            at = place + len(part)
        return len(folded) - len(parts[-1]) >= at and folded.endswith(parts[-1])

    return fits


def ruled_lines(seed: Seed, table: RuleTable) -> dict[int, LineRule]:
    """Give the 0-based lines of a seed that rules speak of, each with its rule."""
    if not table.whole and not table.others:
        return {}
    found = ((number, table.rule_of(line)) for number, line in enumerate(seed.lines) if line.strip())
    return {number: rule for number, rule in found if rule}


TAKEN = {"text": "all text", "title": "the headline"}
INSTEAD = ", so another line may stand in its place"


@dataclass(frozen=True, slots=True)
class RulesUsed:
    """Which rules some line fits, and which of them are heeded there: those that say what the rule says which counts."""

    fitting: frozenset[LineRule] = frozenset()
    heeded: frozenset[LineRule] = frozenset()

    def __or__(self, other: "RulesUsed") -> "RulesUsed":
        return RulesUsed(self.fitting | other.fitting, self.heeded | other.heeded)


def rules_used(seed: Seed, table: RuleTable, override: Override) -> RulesUsed:
    """Give which rules the lines of a seed fit, and which of them say what becomes of such a line in the end."""
    if not table.whole and not table.others:
        return RulesUsed()
    fitting = [
        (number, rule)
        for number, line in enumerate(seed.lines)
        if line.strip()
        for rule in table.rules_of(line)
    ]
    kept, dropped = set(override.keep), set(override.drop)
    heeded = (rule for number, rule in fitting if number in (kept if rule.keeps else dropped))
    return RulesUsed(frozenset(rule for _, rule in fitting), frozenset(heeded))


def with_rules(override: Override, *ruled: Mapping[int, LineRule]) -> Override:
    """Give an override with the lines of rules, the nearest rules last; what a note says of a line comes before all rules."""
    said = {*override.keep, *override.drop}
    by_line = {line: rule for some in ruled for line, rule in some.items() if line not in said}
    if not by_line:
        return override
    return Override(
        override.fields,
        tuple(sorted((*override.keep, *(line for line, rule in by_line.items() if rule.keeps)))),
        tuple(sorted((*override.drop, *(line for line, rule in by_line.items() if not rule.keeps)))),
        tuple(sorted((line, f"{rule.path}:{rule.line + 1}") for line, rule in by_line.items())),
    )


def unheeded_rules(rules: Sequence[LineRule], used: RulesUsed) -> list[Problem]:
    """Give problems of the rules that no line fits, and of those that another one overrules on every line."""
    return [
        Problem(
            rule.path,
            rule.line,
            "SG126",
            f'what "{rule.pattern}" says of lines counts nowhere: a note, a rule of the source, or one that keeps comes first; remove it'
            if rule in used.fitting
            else f'no line that it could speak of is "{rule.pattern}"; {_advice(rule.pattern)}',
        )
        for rule in rules
        if rule not in used.heeded
    ]


def _advice(pattern: str) -> str:
    if pattern.startswith("/") and not regular_expression(pattern):
        return 'a regular expression stands between two "/", with nothing behind them; "(?i)" at its head makes case not matter'
    return "write the line as it stands, or remove the rule"


def harmful_rules(taken: Iterable[tuple[LineRule, str, str]]) -> list[Problem]:
    """Give problems of the rules that take too much, from each with what it takes ("text" or the name of a fact) and the article's file."""
    whose: dict[tuple[LineRule, str], list[str]] = {}
    for rule, what, path in taken:
        whose.setdefault((rule, what), []).append(path)
    return [
        Problem(
            rule.path,
            rule.line,
            "SG131",
            f'"{rule.pattern}" drops {TAKEN.get(what, f"the {what}")} of {plural(len(paths), "article")}'
            f" ({', '.join(paths[:TOLD])}{' and more' if len(paths) > TOLD else ''})"
            f"{INSTEAD if what == 'title' else ''}; write more of the line",
        )
        for (rule, what), paths in whose.items()
    ]


def emptied(ruled: Iterable[tuple[Article, Mapping[int, LineRule]]]) -> Iterator[tuple[LineRule, str, str]]:
    """Give the rules that leave nothing of an article's text, each with "text" and the article's file."""
    for article, lines in ruled:
        dropping = Counter(rule for rule in lines.values() if not rule.keeps)
        if dropping and not article.body:
            yield dropping.most_common(1)[0][0], "text", article.path
