"""What a person says of rights that has no effect, or less than they may think: told, each where it was said."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sitegen.config import Config
from sitegen.model import Article, Inputs, Note, Problem, Relation, Severity, Withdrawal
from sitegen.site.rights import STRICTNESS, WITHDRAWN, WORDS, mode_of
from sitegen.text import canonical_host, fold, nearest, plural

COPIED = 0.5  # share of a restricted text that makes another one a copy of it
COPIES_TOLD = 4  # in one message; the rows to paste name all
SOURCES_TOLD = 5


def unheard(
    inputs: Inputs,
    articles: Sequence[Article],
    relations: Iterable[Relation],
    notes: Mapping[str, Note],
    withdrawals: Mapping[str, Withdrawal],
    config: Config,
) -> Iterator[Problem]:
    """Give sources that no article is from, copies of restricted texts that are shown, and words on texts that are withdrawn."""
    yield from unmatched_sources(articles, config)
    yield from shown_copies(inputs, articles, relations, notes, withdrawals, config)
    for seed, note in notes.items():
        if seed in withdrawals or note.rights == WITHDRAWN:
            yield from (
                Problem(
                    file.path,
                    file.remarks[0].line,
                    "SG236",
                    f"{seed} is withdrawn, so no page shows what this note says of it",
                )
                for file in note.files
                if file.remarks
            )


def unmatched_sources(articles: Iterable[Article], config: Config) -> list[Problem]:
    """Give a problem for each source of `sitegen.toml` that no article is from: what it says has no effect."""
    if not config.sources:
        return []
    told = Counter((one.field("source"), one.field("address")) for one in articles)
    met = [row for source, address in told if (row := config.source_row(source, address))]
    named = {fold(row.name) for row in met if row.name}
    rows = {row.host for row in met} | {one.host for one in config.sources if fold(one.host) in named}
    hosts = Counter[str]()
    for (name, address), count in told.items():
        hosts[canonical_host(address) or canonical_host(name) or name] += count
    problems = []
    for source in config.sources:
        if source.host in rows:
            continue
        below = next(
            (
                host
                for host, _ in hosts.most_common()
                if host.endswith(f".{source.host}") or source.host.endswith(f".{host}")
            ),
            "",
        )
        close = below or nearest(source.host, tuple(host for host in hosts if host))
        some = ", ".join(host for host, _ in hosts.most_common(SOURCES_TOLD) if host)
        hint = (
            f'did you mean [sources."{close}"]?'
            if close
            else f"articles are from {some}"
            if some
            else "no article has a source"
        )
        grave = Severity.ERROR if source.rights or source.rules else Severity.WARNING
        problems.append(
            Problem(
                "sitegen.toml", source.line, "SG122", f'no article is from "{source.host}"; {hint}', grave
            )
        )
    return problems


def shown_copies(
    inputs: Inputs,
    articles: Iterable[Article],
    relations: Iterable[Relation],
    notes: Mapping[str, Note],
    withdrawals: Mapping[str, Withdrawal],
    config: Config,
) -> list[Problem]:
    """Give, for each text that a person restricted, the copies of it that the public edition shows more of, with rows to paste."""
    public = replace(config, profile="public")
    by_id = {article.id: article for article in articles}
    modes = {
        one.id: mode_of(one, notes.get(one.id), withdrawals.get(one.id), public) for one in by_id.values()
    }
    paths = {seed.id: seed.path for seed in inputs.seeds}
    copies: dict[str, list[str]] = {}
    for relation in relations:
        sides = (
            (relation.first, relation.second, relation.containment_first),
            (relation.second, relation.first, relation.containment_second),
        )
        for one, other, share in sides:
            lesser = STRICTNESS.index(modes[other]) < STRICTNESS.index(modes[one])
            decided = other in notes and notes[other].rights
            if share >= COPIED and lesser and not decided:
                copies.setdefault(one, []).append(other)
    problems = []
    for one, others in sorted(copies.items()):
        place = _restricted_by(by_id[one], notes, withdrawals, config)
        if place:
            problems.append(
                Problem(*place, "SG123", _copies_told(paths[one], modes[one], sorted(set(others)), paths))
            )
    return problems


def _restricted_by(
    article: Article, notes: Mapping[str, Note], withdrawals: Mapping[str, Withdrawal], config: Config
) -> tuple[str, int] | None:
    """Give the file and line by which a person restricted an article; None where the archive's default does."""
    if article.id in withdrawals:
        return "content/withdrawn.toml", withdrawals[article.id].line
    if article.id in notes and (notes[article.id].rights or notes[article.id].broken):
        note = notes[article.id]
        return next((one.path for one in note.beside if one.rights == note.rights), note.path), -1
    row = config.source_row(article.field("source"), article.field("address"))
    return ("sitegen.toml", row.line) if row and row.rights else None


def _copies_told(path: str, mode: str, others: Sequence[str], paths: Mapping[str, str]) -> str:
    """Say which copies are shown; withdraw them by rows, restrict them by the front matter of their notes."""
    shown = ", ".join(paths[one] for one in others[:COPIES_TOLD]) + (
        " and more" if len(others) > COPIES_TOLD else ""
    )
    what = f"{plural(len(others), 'copy', 'copies')} of {path} ({WORDS[mode]}) {'is' if len(others) == 1 else 'are'} shown: {shown}"
    if mode == WITHDRAWN:
        rows = "".join(
            f"\n    [[withdrawn]]\n    seed = {json.dumps(one, ensure_ascii=False)}" for one in others
        )
        return f"{what}; to withdraw them too, add to content/withdrawn.toml:{rows}"
    return f'{what}; to restrict them too, write "rights: {mode}" into their notes'
