"""What became of seeds and of their lines, for people at the command line."""

from collections.abc import Mapping
from dataclasses import dataclass

from sitegen.config import Config
from sitegen.model import Archive, Article, Seed
from sitegen.pipeline.build import Built
from sitegen.site.article import line_statuses
from sitegen.site.rights import WITHDRAWN, mode_of
from sitegen.text import word_count


@dataclass(frozen=True, slots=True)
class SeedStatus:
    """What became of one seed."""

    seed: str
    state: str  # full, excerpt, record, withdrawn, empty, skipped
    words: int
    comments: int
    cut: int
    doubtful: int  # sentences cut by evidence alone, which may be text
    relation: str
    title: str


def seed_statuses(built: Built, config: Config, skipped: tuple[tuple[str, str], ...]) -> list[SeedStatus]:
    """Give the fate of every file in `seeds/`, so that the counts add up."""
    studied = built.analysis
    by_page = {page.maker: page for page in built.site.pages if page.kind == "article"}
    made = []
    for article in studied.archive.articles:
        state: str = mode_of(
            article, studied.notes.get(article.id), studied.withdrawals.get(article.id), config
        )
        if not article.blocks and state != WITHDRAWN:
            state = "empty"
        words = sum(word_count(block.text) for block in article.body)
        comments = sum(word_count(block.text) for block in article.comments)
        cut = sum(len(one.lines) for one in article.cuts if one.rule != "blank")
        page = by_page.get(article.path)
        made.append(
            SeedStatus(
                article.path,
                state,
                words,
                comments,
                cut,
                len(article.doubtful),
                _relation(studied.archive, article.id),
                page.title if page else "",
            )
        )
    made += [SeedStatus(path, "skipped", 0, 0, 0, 0, reason, "") for path, reason in skipped]
    return sorted(made, key=lambda one: one.seed)


def _relation(archive: Archive, seed: str) -> str:
    family = next((one for one in archive.families if seed in one.members), None)
    if family is None:
        return ""
    leader = next(one for one in archive.seeds if one.id == family.leader)
    return f"leads {len(family.members)} texts" if family.leader == seed else f"copy of {leader.key}"


def explained(
    article: Article, seed: Seed, evidence: Mapping[int, tuple[tuple[str, float], ...]]
) -> list[dict[str, object]]:
    """Give every line of a seed with what became of it, why, and the evidence that told most about it."""
    rows: list[dict[str, object]] = []
    trims = {(trim.line): trim for trim in article.inline_cuts}
    for number, (text, (fate, why)) in enumerate(
        zip(seed.lines, line_statuses(article, len(seed.lines)), strict=True)
    ):
        row: dict[str, object] = {"line": number + 1, "fate": fate, "why": why, "text": text}
        if article.likely[number] >= 0:
            row["likely"] = article.likely[number]
            row["evidence"] = [{"what": what, "points": points} for what, points in evidence.get(number, ())]
        if number in trims:
            trim = trims[number]
            row["left_out"] = {"rule": trim.rule, "label": trim.label, "text": text[trim.start : trim.end]}
        if number in article.doubtful:
            row["doubtful"] = True
        mends = [mend for mend in article.repairs if mend.line == number]
        if mends:
            row["mended"] = [{"kind": one.kind, "was": one.was, "became": one.became} for one in mends]
        rows.append(row)
    return rows
