"""Words that stand in no edition: each letter of them becomes a block before anything is made of a text.

A line keeps its length, so that every place of the text is still its place in the scrape.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sitegen.config import regular_expression
from sitegen.model import Problem, Redaction, Seed, Severity
from sitegen.text import plural

REDACTIONS_PATH = "content/redactions.toml"
BLOCK = "█"
_LETTER = re.compile(r"\S")


def redacted(
    seeds: Sequence[Seed], redactions: Sequence[Redaction], targets: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[Seed, ...], tuple[Problem, ...]]:
    """Return seeds without the words of some redactions, and what became of each, without these words.

    `targets` has the ids of the seeds that the name in a redaction means.
    """
    found = dict.fromkeys(redactions, 0)
    changed = []
    for seed in seeds:
        own = [one for one in redactions if not one.seed or seed.id in targets.get(one.seed, ())]
        lines = list(seed.lines)
        hidden = 0
        for redaction in own:
            pattern = pattern_of(redaction)
            for number, line in enumerate(lines):
                lines[number], count = pattern.subn(_blocks, line)
                found[redaction] += count
                hidden += count
        changed.append(replace(seed, lines=tuple(lines), redacted=hidden) if hidden else seed)
    return tuple(changed), tuple(_told(found, targets))


def pattern_of(redaction: Redaction) -> re.Pattern[str]:
    """Return what finds the words of a redaction: in any case, between word edges, with any space between."""
    expression = regular_expression(redaction.pattern)
    if expression:
        return re.compile(expression)
    words = r"\s+".join(map(re.escape, redaction.pattern.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _blocks(match: re.Match[str]) -> str:
    return _LETTER.sub(BLOCK, match[0])


def _told(found: Mapping[Redaction, int], targets: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    for redaction, count in found.items():
        if redaction.seed and not targets.get(redaction.seed, ()):
            message = f'no seed is called "{redaction.seed}", so these words are hidden nowhere'
            yield Problem(REDACTIONS_PATH, redaction.line, "SG239", message, severity=Severity.ERROR)
        elif not count:
            message = "these words stand in no text; write them as they stand there"
            yield Problem(REDACTIONS_PATH, redaction.line, "SG239", message)
        else:
            message = f"hidden in {plural(count, 'place')}"
            yield Problem(REDACTIONS_PATH, redaction.line, "SG240", message, severity=Severity.INFO)
