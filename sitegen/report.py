"""Facts for people and programs at the command line: the fate of seeds, of lines, and what the scorers read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from sitegen.build import Built
from sitegen.compose.article import line_fates
from sitegen.compose.rights import WITHDRAWN, mode_of
from sitegen.config import Config
from sitegen.identify.alike import alike
from sitegen.identify.authority import authority
from sitegen.identify.kinds import BY_NAME as KINDS
from sitegen.model import Archive, Article, BlockKind, Entity, Identified, Relation, Seed, locate
from sitegen.relate.relations import BY_NAME as RELATIONS
from sitegen.text import WordPlaces, plural, word_count


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one seed."""

    seed: str
    state: str  # full, excerpt, record, withdrawn, empty, skipped
    words: int
    comments: int
    cut: int
    relation: str
    title: str


def fates(built: Built, config: Config, skipped: tuple[tuple[str, str], ...]) -> list[Fate]:
    """Give the fate of every file in `seeds/`, so that the counts add up."""
    studied = built.studied
    by_page = {page.maker: page for page in built.site.pages if page.kind == "article"}
    made = []
    for article in studied.archive.articles:
        state = mode_of(article, studied.notes.get(article.id), studied.withdrawals.get(article.id), config)
        if not article.blocks and state != WITHDRAWN:
            state = "empty"
        words = sum(word_count(block.text) for block in article.body)
        comments = sum(word_count(block.text) for block in article.comments)
        cut = sum(len(one.lines) for one in article.cuts if one.rule != "blank")
        page = by_page.get(article.path)
        made.append(
            Fate(
                article.path,
                state,
                words,
                comments,
                cut,
                _relation(studied.archive, article.id),
                page.title if page else "",
            )
        )
    made += [Fate(path, "skipped", 0, 0, 0, reason, "") for path, reason in skipped]
    return sorted(made, key=lambda one: one.seed)


def _relation(archive: Archive, seed: str) -> str:
    family = next((one for one in archive.families if seed in one.members), None)
    if family is None:
        return ""
    leader = next(one for one in archive.seeds if one.id == family.leader)
    return f"leads {len(family.members)} copies" if family.leader == seed else f"copy of {leader.key}"


def explained(article: Article, seed: Seed, evidence: Mapping[int, tuple[tuple[str, float], ...]]) -> list[dict[str, object]]:
    """Give every line of a seed with what became of it, why, and the evidence that told most about it."""
    rows: list[dict[str, object]] = []
    trims = {(trim.line): trim for trim in article.trims}
    for number, (text, (fate, why)) in enumerate(zip(seed.lines, line_fates(article, len(seed.lines)), strict=True)):
        row: dict[str, object] = {"line": number + 1, "fate": fate, "why": why, "text": text}
        if article.likely[number] >= 0:
            row["likely"] = article.likely[number]
            row["evidence"] = [{"what": what, "points": points} for what, points in evidence.get(number, ())]
        if number in trims:
            trim = trims[number]
            row["left_out"] = {"rule": trim.rule, "label": trim.label, "text": text[trim.start : trim.end]}
        mends = [mend for mend in article.mends if mend.line == number]
        if mends:
            row["mended"] = [{"kind": one.kind, "was": one.was, "became": one.became} for one in mends]
        rows.append(row)
    return rows


def cleaned_json(article: Article, seed: Seed) -> dict[str, object]:
    """Give an article as one JSON object."""
    return {
        "seed": seed.id,
        "language": article.language,
        "fields": [
            {"name": f.name, "value": f.value, "lines": sorted({p.line + 1 for p in f.pieces}), "why": f.why} for f in article.fields
        ],
        "body": [{"kind": b.kind.value, "text": b.text, "lines": sorted({p.line + 1 for p in b.pieces})} for b in article.body],
        "comments": [
            {"text": b.text, "lines": sorted({p.line + 1 for p in b.pieces})} for b in article.blocks if b.kind is BlockKind.COMMENT
        ],
        "cuts": [{"rule": c.rule, "lines": [n + 1 for n in c.lines]} for c in article.cuts if c.rule != "blank"],
        "mends": [{"kind": m.kind, "line": m.line + 1, "was": m.was, "became": m.became} for m in article.mends],
        "truncated": article.truncated,
    }


Places = Callable[[str], WordPlaces]


def places_of(seeds: Mapping[str, Seed]) -> Places:
    """Give a function that says where the words of a seed stand."""
    return cache(lambda seed: WordPlaces(seeds[seed].lines))


def relation_json(relation: Relation, seeds: Mapping[str, Seed], places: Places) -> dict[str, object]:
    """Give a relation as the scorers read it: offsets in code points of the decoded files, end exclusive."""
    a, b = relation.first, relation.second
    spans = [
        [
            *_span(seeds[a], places(a), span.a_start, span.a_end),
            *_span(seeds[b], places(b), span.b_start, span.b_end),
        ]
        for span in relation.spans
    ]
    return {
        "a": relation.first,
        "b": relation.second,
        "relation": RELATIONS[relation.name].scorer,
        "name": relation.name,
        "similarity": round(min(relation.containment_first, relation.containment_second), 4),
        "containment_ab": round(relation.containment_first, 4),
        "containment_ba": round(relation.containment_second, 4),
        "given": relation.given,
        "spans": spans,
    }


def _span(seed: Seed, places: WordPlaces, start: int, end: int) -> tuple[int, int]:
    line, left, _ = places[start]
    last, _, right = places[end - 1]
    return seed.offset(line, left), seed.offset(last, right - 1) + 1


def mentions_json(article: Article, identified: Identified, entities: dict[str, Entity], seed: Seed) -> dict[str, object]:
    """Give the mentions of an article as the scorers read them."""
    rows = []
    for mention in identified.mentions:
        passage = article.passages[mention.passage]
        if not passage.pieces:
            continue
        start = seed.offset(*locate(passage.pieces, mention.start))
        end = seed.offset(*locate(passage.pieces, mention.end - 1)) + 1
        kind = KINDS[entities[mention.entity].kind].code
        rows.append(
            {
                "start": start,
                "end": end,
                "text": passage.text[mention.start : mention.end],
                "type": kind,
                "entity": mention.entity,
                "why": mention.why,
            }
        )
    return {"doc": seed.id, "mentions": sorted(rows, key=lambda row: (row["start"], row["end"]))}


def suggestions(archive: Archive) -> list[str]:
    """Give rows for names.toml of the entities that were found, neither given nor built in, the most frequent first."""
    counts: dict[str, int] = {}
    for one in archive.identified:
        for mention in one.mentions:
            counts[mention.entity] = counts.get(mention.entity, 0) + 1
    known = {entry.id for entry in authority(()).entries}
    found = [entity for entity in archive.entities if not entity.given and entity.id not in known and counts.get(entity.id)]
    taken = {entity.name for entity in archive.entities} | {name for entity in archive.entities if entity.given for name in entity.aliases}
    names = {entity.id: entity.name for entity in archive.entities}
    others = alike(entity for entity in archive.entities if counts.get(entity.id))
    rows = []
    for entity in sorted(found, key=lambda one: (-counts[one.id], one.id)):
        aliases = [text for text in entity.aliases if text not in taken and (" " in text or entity.kind != "person")]
        taken.update(aliases)
        hint = "list it under aliases, or under apart"
        told = "".join(f"\n# may be the same as {_toml(names[one])}: {hint}" for one in others.get(entity.id, ()))
        rows.append(f'# {plural(counts[entity.id], "mention")}{told}\n[[entity]]\nname = {_toml(entity.name)}\nkind = "{entity.kind}"')
        if aliases:
            rows[-1] += f"\naliases = [{', '.join(_toml(text) for text in aliases)}]"
    return rows


def _toml(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
