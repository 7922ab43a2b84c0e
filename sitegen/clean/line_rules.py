"""A person's rules for the lines of many seeds: which lines each rule keeps or drops."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sitegen.config import regular_expression
from sitegen.model import LineRule, Override, Seed
from sitegen.text import fold

_ANY = re.compile(r"\*+")


@dataclass(frozen=True, slots=True)
class RuleTable:
    """Rules, ready to be asked: those that are whole lines in a table, the others one by one, in the order of their files."""

    whole: Mapping[str, LineRule]  # by the line in folded form
    others: tuple[tuple[LineRule, Callable[[str, str], bool]], ...]  # of a line, and of it in folded form

    def rule_of(self, line: str) -> LineRule | None:
        """Give the rule that speaks of a line; one that keeps comes before one that drops."""
        found = self.rules_of(line)
        return next((rule for rule in found if rule.keeps), found[0] if found else None)

    def rules_of(self, line: str) -> list[LineRule]:
        """Give all rules that a line fits."""
        folded = fold(line)
        found = [self.whole[folded]] if folded in self.whole else []
        return found + [rule for rule, fits in self.others if fits(line, folded)]


def rule_table(rules: Iterable[LineRule]) -> RuleTable:
    """Prepare rules; where two of them are the same line, the one that keeps it counts."""
    whole: dict[str, LineRule] = {}
    others = []
    for rule in rules:
        expression = regular_expression(rule.pattern)
        if expression or "*" in rule.pattern:
            others.append((rule, _test(expression, rule.pattern)))
        elif rule.keeps or fold(rule.pattern) not in whole:
            whole[fold(rule.pattern)] = rule
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


def fitting_rules(seed: Seed, table: RuleTable) -> set[LineRule]:
    """Give all rules that some line of a seed fits, also those that another one comes before."""
    return {rule for line in seed.lines if line.strip() for rule in table.rules_of(line)} if table.whole or table.others else set()


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


def unused_rules(rules: Sequence[LineRule], used: Iterable[LineRule]) -> list[LineRule]:
    """Give the rules that speak of no line."""
    known = set(used)
    return [rule for rule in rules if rule not in known]
