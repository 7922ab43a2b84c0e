"""What became of seeds and of their lines, for people at the command line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypedDict

from sitegen.config import Config
from sitegen.model import Archive, Article, Block, Entity, EntityMentions, Seed, locate
from sitegen.model.site import ARTICLE_PAGE
from sitegen.pipeline.build import Built
from sitegen.site.article import line_statuses
from sitegen.site.rights import WITHDRAWN, mode_of
from sitegen.text import word_count

EMPTY, SKIPPED = "empty", "skipped"  # states of seeds besides those of their rights


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedStatus:
    """What became of one seed."""

    seed: str
    file: str
    state: str  # full, excerpt, record, withdrawn, empty, skipped
    words: int
    comments: int  # words of comments
    cut: int  # lines
    doubtful: int  # sentences cut by evidence alone, which may be text
    relation: str
    title: str


def seed_statuses(built: Built, config: Config, skipped: tuple[tuple[str, str], ...]) -> list[SeedStatus]:
    """Return the status of every file in `seeds/`, so that counts add up; `skipped` has paths and reasons."""
    analysis = built.analysis
    titles = {page.maker: page.title for page in built.site.pages if page.kind == ARTICLE_PAGE}
    files = {seed.id: seed.file for seed in analysis.archive.seeds}
    statuses = []
    for article in analysis.archive.articles:
        note, withdrawal = analysis.notes.get(article.id), analysis.withdrawals.get(article.id)
        state: str = mode_of(article, note, withdrawal, config)
        if not article.blocks and state != WITHDRAWN:
            state = EMPTY
        statuses.append(
            SeedStatus(
                seed=article.path,
                file=files[article.id],
                state=state,
                words=_words(article.body),
                comments=_words(article.comments),
                cut=sum(len(cut.lines) for cut in article.cuts if cut.rule != "blank"),
                doubtful=len(article.doubtful),
                relation=_relation(analysis.archive, article.id),
                title=titles.get(article.path, ""),
            )
        )
    statuses += [
        SeedStatus(
            seed=path,
            file=path,
            state=SKIPPED,
            words=0,
            comments=0,
            cut=0,
            doubtful=0,
            relation=reason,
            title="",
        )
        for path, reason in skipped
    ]
    return sorted(statuses, key=lambda status: status.seed)


def _words(blocks: Iterable[Block]) -> int:
    return sum(word_count(block.text) for block in blocks)


def _relation(archive: Archive, seed: str) -> str:
    """Return what a seed is in its family, in words; an empty text where it has none."""
    for family in archive.families:
        if seed not in family.members:
            continue
        if family.leader == seed:
            return f"leads {len(family.members)} texts"
        leader = next(other for other in archive.seeds if other.id == family.leader)
        return f"copy of {leader.key}"
    return ""


def explained(
    article: Article, seed: Seed, evidence: Mapping[int, tuple[tuple[str, float], ...]]
) -> list[dict[str, object]]:
    """Return every line of a seed with what became of it, why, and the evidence that counted most.

    `evidence` has names and points by 0-based line; the lines that come out are 1-based.
    """
    rows: list[dict[str, object]] = []
    inline_cuts = {cut.line: cut for cut in article.inline_cuts}
    statuses = line_statuses(article, len(seed.lines))
    for number, (text, (fate, why)) in enumerate(zip(seed.lines, statuses, strict=True)):
        row: dict[str, object] = {"line": number + 1, "fate": fate, "why": why, "text": text}
        if article.likely[number] >= 0:
            row["likely"] = article.likely[number]
            row["evidence"] = [{"what": name, "points": points} for name, points in evidence.get(number, ())]
        if number in inline_cuts:
            cut = inline_cuts[number]
            row["left_out"] = {"rule": cut.rule, "label": cut.label, "text": text[cut.start : cut.end]}
        if number in article.doubtful:
            row["doubtful"] = True
        repairs = [
            {"kind": repair.kind, "was": repair.was, "became": repair.became}
            for repair in article.repairs
            if repair.line == number
        ]
        if repairs:
            row["mended"] = repairs
        rows.append(row)
    return rows


class ExplainedName(TypedDict):
    """A name in a seed, and why it means what it means."""

    line: int  # 1-based; 0 where a person gave the passage
    text: str
    entity: str  # id
    name: str
    kind: str
    why: str  # the evidence
    rules: list[str]  # names of the rules that decided


def explained_names(
    article: Article, identified: EntityMentions, entities: Iterable[Entity]
) -> list[ExplainedName]:
    """Return every name of an article in the order of its text, with what it means and why."""
    by_id = {entity.id: entity for entity in entities}
    rows: list[ExplainedName] = []
    for mention in identified.mentions:
        passage, entity = article.passages[mention.passage], by_id[mention.entity]
        line = locate(passage.pieces, mention.start)[0] + 1 if passage.pieces else 0
        rows.append(
            {
                "line": line,
                "text": passage.text[mention.start : mention.end],
                "entity": entity.id,
                "name": entity.name,
                "kind": entity.kind,
                "why": mention.why,
                "rules": list(mention.rules),
            }
        )
    return sorted(rows, key=lambda row: row["line"])
