"""`seeds/INDEX.md` to an `Index`: what it names, what is missing, what it leaves out."""

from collections.abc import Iterable
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

PATH = "seeds/INDEX.md"


def known_seeds(seeds: Iterable[Seed]) -> KnownSeeds:
    """Give the names and numbers by which INDEX.md may mean each seed; the first file has a number that two share."""
    names: dict[str, str] = {}
    numbers: dict[int, str] = {}
    for seed in seeds:
        file = seed.path.rsplit("/", 1)[-1]
        names[file] = seed.id
        for name in (
            normalize("NFC", file),
            normalize("NFD", file),
            seed.id,
            normalize("NFD", seed.id),
        ):  # however INDEX.md was typed
            names.setdefault(name, seed.id)
        if seed.number is not None:
            numbers.setdefault(seed.number, seed.id)
    return KnownSeeds(tuple(names.items()), tuple(numbers.items()))


def parse_index(text: str, seeds: tuple[Seed, ...]) -> tuple[Index, tuple[Problem, ...]]:
    """Give the index and its drift from the folder."""
    known = known_seeds(seeds)
    markdown, endless = without_comments(text)
    named = named_seeds(markdown, known)
    entries = tuple(IndexEntry(one.line, one.name, one.seed) for one in named)
    listed = {entry.seed for entry in entries}
    near = SeedNames(seeds)
    missing = [
        Problem(
            PATH,
            entry.line,
            "SG111",
            f'names "{entry.name}", but there is no such file in seeds/; {near.advice(entry.name) or "add it, or mend the name"}',
        )
        for entry in entries
        if not entry.seed
    ]
    left_out = [
        Problem(PATH, -1, "SG112", f'does not name {seed.path}; "sitegen index --write" adds a row')
        for seed in seeds
        if seed.id not in listed and text.strip()
    ]
    if endless >= 0:
        message = 'this comment has no end, so all below it is left out; write "-->" where it ends'
        left_out.append(Problem(PATH, endless, "SG124", message, Severity.ERROR))
    if seeds and not text.strip():
        left_out = [
            Problem(PATH, -1, "SG113", 'there is none; "sitegen index --write" makes it', Severity.INFO)
        ]
    refused = [
        Problem(PATH, one.line, "SG234", one.told, Severity.WARNING) for one in refused_links(markdown)
    ]
    local = other_local_links(markdown, known)
    slips = private_slips(markdown)
    broken = any(problem.severity is Severity.ERROR for problem in slips)
    return Index(PATH, text, entries, other_wikilinks(markdown, known), markdown, local, broken), (
        *missing,
        *left_out,
        *refused,
        *slips,
    )


def private_slips(markdown: str) -> list[Problem]:
    """Give problems of lines that say "private", because all of INDEX.md is published."""
    advice = "all of INDEX.md is published; remove this line, or put the words into content/private/"
    told = {
        Severity.ERROR: f"this line hides nothing, so the public edition lists the articles itself until it is mended; {advice}",
        Severity.WARNING: advice,
    }
    return [Problem(PATH, line, "SG227", told[grave], grave) for line, grave in lines_on_private(markdown)]
