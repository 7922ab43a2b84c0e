"""What a person says of rights that has no effect, or less than they may think.

Told, each where it was said.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sitegen.config import Config, SourceConfig
from sitegen.model import Article, Inputs, Note, Problem, Relation, Severity, Withdrawal
from sitegen.site.rights import Mode, Profile, mode_of
from sitegen.text import canonical_host, fold, nearest, plural

MIN_COPIED = 0.5  # share of a restricted text that makes another one a copy of it; by judgement
MIN_TOLD_WORDS = 3  # of a headline or address, in the address of its page; by judgement
_WORD = re.compile(r"[^\W\d_]{3,}")
MAX_SOURCES_TOLD = 5  # in one message


def unheard(
    inputs: Inputs,
    articles: Sequence[Article],
    relations: Iterable[Relation],
    notes: Mapping[str, Note],
    withdrawals: Mapping[str, Withdrawal],
    config: Config,
) -> Iterator[Problem]:
    """Yield problems of words on rights that are not heard.

    They are sources that no article is from, copies of restricted texts that are shown, and words on texts
    that are withdrawn.
    """
    yield from unmatched_sources(articles, config)
    yield from shown_copies(inputs, articles, relations, notes, withdrawals, config)
    for seed, note in notes.items():
        if seed in withdrawals or note.rights == Mode.WITHDRAWN:
            yield from _unshown_remarks(seed, note)
    for article in articles:
        own = notes.get(article.id)
        if article.id in withdrawals or (own and own.rights == Mode.WITHDRAWN):
            yield from _telling_address(article)


def _telling_address(article: Article) -> Iterator[Problem]:
    """Yield a problem where the address of a withdrawn article, which stays, is made of its words."""
    told = set(_WORD.findall(fold(article.key)))
    facts = " ".join(article.field(name) for name in ("title", "standfirst", "address"))
    if len(told & set(_WORD.findall(fold(facts)))) >= MIN_TOLD_WORDS:
        message = (
            f"it is withdrawn, and its address, articles/{article.key}.html, stays and tells words of it;"
            " put another key into its line of addresses.lock"
        )
        yield Problem(article.path, -1, "SG249", message)


def _unshown_remarks(seed: str, note: Note) -> Iterator[Problem]:
    for file in note.files:
        if file.remarks:
            message = f"{seed} is withdrawn, so no page shows what this note says of it"
            yield Problem(file.path, file.remarks[0].line, "SG236", message)


# Sources ----------------------------------------------------------------------------------------------------


def unmatched_sources(articles: Iterable[Article], config: Config) -> list[Problem]:
    """Return a problem for each source of `sitegen.toml` that no article is from.

    What it says has no effect.
    """
    if not config.sources:
        return []
    counts = Counter((article.field("source"), article.field("address")) for article in articles)
    matched = _matched_hosts(counts, config)
    hosts = _hosts(counts)
    return [_unmatched(source, hosts) for source in config.sources if source.host not in matched]


def _matched_hosts(sources: Iterable[tuple[str, str]], config: Config) -> set[str]:
    """Return the hosts of settings that articles are from, and those of the same name."""
    rows = [row for row in (config.source_row(name, address) for name, address in sources) if row]
    names = {fold(row.name) for row in rows if row.name}
    named = {source.host for source in config.sources if fold(source.host) in names}
    return named | {row.host for row in rows}


def _hosts(counts: Mapping[tuple[str, str], int]) -> list[str]:
    """Return the hosts that articles are from, or their names where no host is known, those of most first."""
    hosts = Counter[str]()
    for (name, address), count in counts.items():
        hosts[canonical_host(address) or canonical_host(name) or name] += count
    return [host for host, _ in hosts.most_common() if host]


def _unmatched(source: SourceConfig, hosts: Sequence[str]) -> Problem:
    """Return the problem of a source that no article is from.

    An error where it forbids or changes something.
    """
    close = _related_host(source.host, hosts) or nearest(source.host, tuple(hosts))
    more = f" and {len(hosts) - MAX_SOURCES_TOLD} more" if len(hosts) > MAX_SOURCES_TOLD else ""
    told = f"articles are from {', '.join(hosts[:MAX_SOURCES_TOLD])}{more}"
    hint = told if hosts else "no article has a source"
    if close:
        hint = f'did you mean [sources."{close}"]?'
    severity = Severity.ERROR if source.rights or source.rules else Severity.WARNING
    message = f'no article is from "{source.host}"; {hint}'
    return Problem("sitegen.toml", source.line, "SG122", message, severity=severity)


def _related_host(host: str, others: Iterable[str]) -> str:
    """Return the first host that is above or below one; an empty text where none is."""
    for other in others:
        if other.endswith(f".{host}") or host.endswith(f".{other}"):
            return other
    return ""


# Copies -----------------------------------------------------------------------------------------------------


def shown_copies(
    inputs: Inputs,
    articles: Iterable[Article],
    relations: Iterable[Relation],
    notes: Mapping[str, Note],
    withdrawals: Mapping[str, Withdrawal],
    config: Config,
) -> Iterator[Problem]:
    """Yield a problem, with rows to paste, for each restricted text of which copies are shown."""
    public = replace(config, profile=Profile.PUBLIC.value)
    by_id = {article.id: article for article in articles}
    modes = {
        seed: mode_of(article, notes.get(seed), withdrawals.get(seed), public)
        for seed, article in by_id.items()
    }
    paths = {seed.id: seed.path for seed in inputs.seeds}
    copies: dict[str, set[str]] = {}
    for restricted, other in _shown_copies(relations, modes):
        if other not in notes or not notes[other].rights:
            copies.setdefault(restricted, set()).add(other)
    for restricted, others in sorted(copies.items()):
        place = _restricted_by(by_id[restricted], notes, withdrawals, config)
        if place:
            path, line = place
            message = _copies_message(paths[restricted], modes[restricted], sorted(others), paths)
            yield Problem(path, line, "SG123", message)


def _shown_copies(relations: Iterable[Relation], modes: Mapping[str, Mode]) -> Iterator[tuple[str, str]]:
    """Yield texts, each with another one that holds much of it and of which more is shown."""
    for relation in relations:
        sides = (
            (relation.first, relation.second, relation.containment_first),
            (relation.second, relation.first, relation.containment_second),
        )
        for text, other, share in sides:
            if share >= MIN_COPIED and modes[other].strictness < modes[text].strictness:
                yield text, other


def _restricted_by(
    article: Article, notes: Mapping[str, Note], withdrawals: Mapping[str, Withdrawal], config: Config
) -> tuple[str, int] | None:
    """Return the file and line by which a person restricted an article.

    None where the archive's default does.
    """
    if article.id in withdrawals:
        return "content/withdrawn.toml", withdrawals[article.id].line
    note = notes.get(article.id)
    if note and (note.rights or note.broken):
        return next((file.path for file in note.beside if file.rights == note.rights), note.path), -1
    row = config.source_row(article.field("source"), article.field("address"))
    return ("sitegen.toml", row.line) if row and row.rights else None


def _copies_message(path: str, mode: Mode, copies: Sequence[str], paths: Mapping[str, str]) -> str:
    """Return which copies are shown.

    Withdraw them by rows, restrict them by the front matter of their notes.
    """
    shown = ", ".join(paths[copy] for copy in copies)
    what = f"the public edition shows {plural(len(copies), 'copy', 'copies')} of {path} ({mode}): {shown}"
    if mode is not Mode.WITHDRAWN:
        return f'{what}; to restrict them too, write "rights: {mode}" into their notes'
    rows = "".join(
        f"\n    [[withdrawn]]\n    seed = {json.dumps(copy, ensure_ascii=False)}" for copy in copies
    )
    return f"{what}; to withdraw them too, add to content/withdrawn.toml:{rows}"
