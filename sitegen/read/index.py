"""Reads `seeds/INDEX.md` into an `Index`: what it names, what is missing, what it leaves out."""

from collections.abc import Iterable, Iterator
from unicodedata import normalize

from sitegen.markdown import (
    KnownSeeds,
    named_seeds,
    other_local_links,
    other_wikilinks,
    refused_links,
    without_comments,
)
from sitegen.model import Index, IndexEntry, Problem, Seed, Severity
from sitegen.read.anchors import lines_on_private
from sitegen.read.match import SeedNames

INDEX_PATH = "seeds/INDEX.md"


def known_seeds(seeds: Iterable[Seed]) -> KnownSeeds:
    """Return the names and numbers by which INDEX.md may mean each seed.

    Names stand in both Unicode forms, however INDEX.md was typed.  A number of two files means the first.
    """
    names: dict[str, str] = {}
    numbers: dict[int, str] = {}
    for seed in seeds:
        file = seed.path.rsplit("/", 1)[-1]
        names[file] = seed.id
        for name in (normalize("NFC", file), normalize("NFD", file), seed.id, normalize("NFD", seed.id)):
            names.setdefault(name, seed.id)
        if seed.number is not None:
            numbers.setdefault(seed.number, seed.id)
    return KnownSeeds(tuple(names.items()), tuple(numbers.items()))


def parse_index(text: str, seeds: tuple[Seed, ...]) -> tuple[Index, tuple[Problem, ...]]:
    """Return the index and its problems, among them where it and the folder differ."""
    known = known_seeds(seeds)
    markdown, open_comment = without_comments(text)
    entries = tuple(IndexEntry(named.line, named.name, named.seed) for named in named_seeds(markdown, known))
    problems = [*_missing_seeds(entries, seeds)]
    if text.strip():
        problems += _left_out_seeds(entries, seeds)
    if open_comment >= 0:
        message = 'this comment has no end, so all below it is left out; write "-->" where it ends'
        problems.append(Problem(INDEX_PATH, open_comment, "SG124", message, severity=Severity.ERROR))
    if seeds and not text.strip():
        message = 'there is none; "sitegen index --write" makes it'
        problems.append(Problem(INDEX_PATH, -1, "SG113", message, severity=Severity.INFO))
    problems += [
        Problem(INDEX_PATH, link.line, "SG234", link.reason, severity=Severity.WARNING)
        for link in refused_links(markdown)
    ]
    slips = private_slips(markdown)
    broken = any(problem.severity is Severity.ERROR for problem in slips)
    links = other_wikilinks(markdown, known)
    local = other_local_links(markdown, known)
    return Index(
        path=INDEX_PATH,
        text=text,
        entries=entries,
        links=links,
        markdown=markdown,
        local=local,
        broken=broken,
    ), (*problems, *slips)


def _missing_seeds(entries: Iterable[IndexEntry], seeds: tuple[Seed, ...]) -> Iterator[Problem]:
    """Yield a problem for each name that INDEX.md has and the folder has not."""
    names = SeedNames(seeds)
    for entry in entries:
        if not entry.seed:
            advice = names.advice(entry.name) or "add it, or fix the name"
            message = f'names "{entry.name}", but there is no such file in seeds/; {advice}'
            yield Problem(INDEX_PATH, entry.line, "SG111", message)


def _left_out_seeds(entries: Iterable[IndexEntry], seeds: Iterable[Seed]) -> Iterator[Problem]:
    listed = {entry.seed for entry in entries}
    for seed in seeds:
        if seed.id not in listed:
            message = f'does not name {seed.path}; "sitegen index --write" adds a row'
            yield Problem(INDEX_PATH, -1, "SG112", message)


def private_slips(markdown: str) -> list[Problem]:
    """Return the problems of lines that say "private", because all of INDEX.md is published."""
    advice = "all of INDEX.md is published; remove this line, or put the words into content/private/"
    messages = {
        Severity.ERROR: (
            "this line hides nothing, so the public edition lists the articles itself until it is fixed;"
            f" {advice}"
        ),
        Severity.WARNING: advice,
    }
    return [
        Problem(INDEX_PATH, line, "SG227", messages[severity], severity=severity)
        for line, severity in lines_on_private(markdown)
    ]
