"""Facts for other programs: what was cleaned, related and named, as the scorers read it, and rows for names.toml."""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache

from sitegen.entities.authority import authority
from sitegen.entities.kinds import BY_NAME as KINDS
from sitegen.entities.merge_candidates import merge_candidates
from sitegen.entities.page_worth import articles_naming
from sitegen.model import Archive, Article, BlockKind, Entity, EntityMentions, Relation, Seed, locate
from sitegen.relations.types import BY_NAME as RELATIONS
from sitegen.text import WordPlaces, plural


def cleaned_json(article: Article, seed: Seed) -> dict[str, object]:
    """Return an article as one JSON object."""
    return {
        "seed": seed.id,
        "language": article.language,
        "fields": [
            {"name": f.name, "value": f.value, "lines": sorted({p.line + 1 for p in f.pieces}), "why": f.why}
            for f in article.fields
        ],
        "body": [
            {"kind": b.kind.value, "text": b.text, "lines": sorted({p.line + 1 for p in b.pieces})}
            for b in article.body
        ],
        "comments": [
            {"text": b.text, "lines": sorted({p.line + 1 for p in b.pieces})}
            for b in article.blocks
            if b.kind is BlockKind.COMMENT
        ],
        "cuts": [
            {"rule": c.rule, "lines": [n + 1 for n in c.lines]} for c in article.cuts if c.rule != "blank"
        ],
        "mends": [
            {"kind": m.kind, "line": m.line + 1, "was": m.was, "became": m.became} for m in article.repairs
        ],
        "truncated": article.truncated,
        "doubtful": [line + 1 for line in article.doubtful],
    }


Places = Callable[[str], WordPlaces]


def places_of(seeds: Mapping[str, Seed]) -> Places:
    """Return a function that says where the words of a seed stand."""
    return cache(lambda seed: WordPlaces(seeds[seed].lines))


def relation_json(relation: Relation, seeds: Mapping[str, Seed], places: Places) -> dict[str, object]:
    """Return a relation as the scorers read it: offsets in code points of the decoded files, end exclusive."""
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
    return seed.offset(line, left), seed.end_offset(last, right)


def mentions_json(
    article: Article, identified: EntityMentions, entities: dict[str, Entity], seed: Seed
) -> dict[str, object]:
    """Return the mentions of an article as the scorers read them."""
    rows = []
    for mention in identified.mentions:
        passage = article.passages[mention.passage]
        if not passage.pieces:
            continue
        start = seed.offset(*locate(passage.pieces, mention.start))
        line, column = locate(passage.pieces, mention.end - 1)
        end = seed.end_offset(line, column + 1)
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


SUGGESTED = 50  # rows for names.toml


def suggestions(archive: Archive) -> list[str]:
    """Return rows for names.toml of entities that were found, neither given nor built in: at most SUGGESTED that most articles name."""
    counts = Counter(mention.entity for one in archive.mentions for mention in one.mentions)
    articles = articles_naming(archive.mentions)
    entries = authority(()).entries
    known = {entry.id for entry in entries}
    found = [
        entity
        for entity in archive.entities
        if not entity.given and entity.id not in known and counts.get(entity.id)
    ]
    taken = {
        text for entry in entries for text in (entry.name, *entry.aliases)
    }  # also of countries, which teams are called by
    taken |= {entity.name for entity in archive.entities} | {
        name for entity in archive.entities if entity.given for name in entity.aliases
    }
    names = {entity.id: entity.name for entity in archive.entities}
    others = merge_candidates(entity for entity in archive.entities if counts.get(entity.id))
    rows = []
    for entity in sorted(found, key=lambda one: (-articles[one.id], -counts[one.id], one.id))[:SUGGESTED]:
        aliases = [
            text for text in entity.aliases if text not in taken and (" " in text or entity.kind != "person")
        ]
        taken.update(aliases)
        hint = "list it under aliases and leave its row out, or under apart"
        told = "".join(
            f"\n# may be the same as {_toml(names[one])}: {hint}" for one in others.get(entity.id, ())
        )
        rows.append(
            f'# {plural(counts[entity.id], "mention")}{told}\n[[entity]]\nname = {_toml(entity.name)}\nkind = "{entity.kind}"'
        )
        if aliases:
            rows[-1] += f"\naliases = [{', '.join(_toml(text) for text in aliases)}]"
    return rows


def _toml(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
