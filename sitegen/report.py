"""Facts for other programs: what was cleaned, related and named, as scorers read it; rows for names.toml."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from sitegen.entities.kinds import BY_NAME as KINDS
from sitegen.entities.merge_candidates import merge_candidates
from sitegen.entities.page_worth import articles_naming
from sitegen.model import (
    PERSON,
    Archive,
    Article,
    BlockKind,
    Entity,
    EntityMentions,
    NameEntry,
    Piece,
    Relation,
    Seed,
    locate,
)
from sitegen.relations.types import BY_NAME as RELATIONS
from sitegen.resources import load_resources
from sitegen.text import WordPlaces, plural

MAX_SUGGESTED = 50  # rows for names.toml; by judgement
Places = Callable[[str], WordPlaces]


def cleaned_json(article: Article, seed: Seed) -> dict[str, object]:
    """Return an article as one JSON object; lines are 1-based."""
    return {
        "seed": seed.id,
        "language": article.language,
        "fields": [
            {
                "name": field.name,
                "value": field.value,
                "lines": _lines_of(field.pieces),
                "why": field.why,
            }
            for field in article.fields
        ],
        "body": [
            {"kind": block.kind.value, "text": block.text, "lines": _lines_of(block.pieces)}
            for block in article.body
        ],
        "comments": [
            {"text": block.text, "lines": _lines_of(block.pieces)}
            for block in article.blocks
            if block.kind is BlockKind.COMMENT
        ],
        "cuts": [
            {"rule": cut.rule, "lines": [line + 1 for line in cut.lines]}
            for cut in article.cuts
            if cut.rule != "blank"
        ],
        "mends": [
            {"kind": repair.kind, "line": repair.line + 1, "was": repair.was, "became": repair.became}
            for repair in article.repairs
        ],
        "truncated": article.truncated,
        "doubtful": [line + 1 for line in article.doubtful],
    }


def _lines_of(pieces: Iterable[Piece]) -> list[int]:
    """Return the 1-based lines on which pieces of a text stand, each once."""
    return sorted({piece.line + 1 for piece in pieces})


def places_of(seeds: Mapping[str, Seed]) -> Places:
    """Return a function that gives the places of the words of a seed."""
    return cache(lambda seed: WordPlaces(seeds[seed].lines))


def relation_json(relation: Relation, seeds: Mapping[str, Seed], places: Places) -> dict[str, object]:
    """Return a relation as the scorers read it; offsets are code points of decoded files, end exclusive."""
    a, b = relation.first, relation.second
    spans = [
        [
            *_offsets(seeds[a], places(a), span.a_start, span.a_end),
            *_offsets(seeds[b], places(b), span.b_start, span.b_end),
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


def _offsets(seed: Seed, places: WordPlaces, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of the words from `start` to `end` (exclusive) in the decoded file."""
    first_line, left, _ = places[start]
    last_line, _, right = places[end - 1]
    return seed.offset(first_line, left), seed.end_offset(last_line, right)


def mentions_json(
    article: Article, identified: EntityMentions, entities: dict[str, Entity], seed: Seed
) -> dict[str, object]:
    """Return the mentions of an article as the scorers read them, in the order of the text."""
    rows = []
    for mention in identified.mentions:
        passage = article.passages[mention.passage]
        if not passage.pieces:
            continue
        last_line, last_column = locate(passage.pieces, mention.end - 1)
        rows.append(
            {
                "start": seed.offset(*locate(passage.pieces, mention.start)),
                "end": seed.end_offset(last_line, last_column + 1),
                "text": passage.text[mention.start : mention.end],
                "type": KINDS[entities[mention.entity].kind].code,
                "entity": mention.entity,
                "why": mention.why,
                "rules": list(mention.rules),
            }
        )
    return {"doc": seed.id, "mentions": sorted(rows, key=lambda row: (row["start"], row["end"]))}


# Suggestions ------------------------------------------------------------------------------------------------


def suggestions(archive: Archive) -> list[str]:
    """Return rows for names.toml of entities that were found, neither given nor built in.

    They are at most MAX_SUGGESTED, those that most articles name first.
    """
    counts = Counter(mention.entity for article in archive.mentions for mention in article.mentions)
    articles = articles_naming(archive.mentions)
    named = [entity for entity in archive.entities if counts.get(entity.id)]
    built_in = load_resources().authority(()).entries
    known = {entry.id for entry in built_in}
    new = [entity for entity in named if not entity.given and entity.id not in known]
    new.sort(key=lambda entity: (-articles[entity.id], -counts[entity.id], entity.id))
    names = {entity.id: entity.name for entity in archive.entities}
    similar = merge_candidates(named)
    taken = _taken_names(archive, built_in)
    rows = []
    for entity in new[:MAX_SUGGESTED]:
        aliases = _free_aliases(entity, taken)
        taken.update(aliases)
        others = [names[other] for other in similar.get(entity.id, ())]
        rows.append(_row(entity, counts[entity.id], others, aliases))
    return rows


def _taken_names(archive: Archive, built_in: Iterable[NameEntry]) -> set[str]:
    """Return the names that no suggested row may have as an alias.

    They are all names of entities, the aliases of given ones, and all that is built in: a team may be
    called by the name of its country.
    """
    taken = {entity.name for entity in archive.entities}
    for entry in built_in:
        taken |= {entry.name, *entry.aliases}
    for entity in archive.entities:
        if entity.given:
            taken.update(entity.aliases)
    return taken


def _free_aliases(entity: Entity, taken: set[str]) -> list[str]:
    """Return the aliases of an entity that are not taken; a single word is no alias of a person."""
    free = [alias for alias in entity.aliases if alias not in taken]
    return [alias for alias in free if entity.kind != PERSON or " " in alias]


def _row(entity: Entity, count: int, others: Iterable[str], aliases: list[str]) -> str:
    """Return a row of names.toml; `others` are names of entities that may be the same."""
    hint = "list it under aliases and leave its row out, or under apart"
    lines = [f"# {plural(count, 'mention')}"]
    lines += [f"# may be the same as {_toml(other)}: {hint}" for other in others]
    lines += ["[[entity]]", f"name = {_toml(entity.name)}", f'kind = "{entity.kind}"']
    if aliases:
        lines.append(f"aliases = [{', '.join(map(_toml, aliases))}]")
    return "\n".join(lines)


def _toml(text: str) -> str:
    """Return a text as TOML writes it, in double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
