"""JSON Schemas (draft 7) of what people write, made from the tables of keys.

With them editors complete and check it as one types.
"""

import json
from collections.abc import Sequence

from sitegen.config import COLUMN_KEYS, KEYS, RIGHTS, RULE_KEYS, SOURCE_KEYS
from sitegen.entities.kinds import NAMES as KINDS
from sitegen.export import NAMES as EXPORTERS
from sitegen.read.content import ENTITY_NOTE_KEYS, NOTE_KEYS, PAGE_KEYS
from sitegen.read.tables import NAME_KEYS, OTHER_VERDICTS, TEXT_KEYS
from sitegen.relations.types import RELATION_TYPES

Schema = dict[str, object]
DRAFT = "http://json-schema.org/draft-07/schema#"
SCHEMA_FOLDER = ".schemas"
_TYPES: dict[type, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer", "minimum": 0},
    bool: {"type": "boolean"},
    list: {"type": "array", "items": {"type": "string"}},
}
_TEXT, _TEXTS, _FLAG = _TYPES[str], _TYPES[list], _TYPES[bool]
_MANY: Schema = {
    "anyOf": [_TEXT, {"type": "integer"}, {"type": "array", "items": {"type": ["string", "integer"]}}]
}
_WHEN: Schema = {"type": ["string", "integer"], "description": "a date like 2024-04-09"}
_SPECIAL: dict[str, Schema] = {
    "rights": {"enum": list(RIGHTS)},
    "private": {"anyOf": [_FLAG, {"enum": ["yes", "no"]}]},
    "keep": _MANY,
    "drop": _MANY,
    "byline": _MANY,
    "tags": _MANY,
    "date": _WHEN,
    "updated": _WHEN,
    "retrieved": _WHEN,
}


def _object(properties: dict[str, Schema], *, required: Sequence[str] = ()) -> Schema:
    schema: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
    if required:
        schema["required"] = list(required)
    return schema


def config() -> Schema:
    """Return the schema of `sitegen.toml`."""
    sections = {
        name: {key: _value(kind, allowed) for key, (_, kind, allowed) in keys.items()}
        for name, keys in KEYS.items()
    }
    above = sections.pop("")  # keys above all sections
    above["exporters"] = {"type": "array", "items": {"enum": list(EXPORTERS)}}
    rules = dict.fromkeys(RULE_KEYS, _TEXTS)
    source: dict[str, Schema] = {key: _TEXTS if key in RULE_KEYS else _TEXT for key in SOURCE_KEYS}
    source["rights"] = _SPECIAL["rights"]
    sources: Schema = {"type": "object", "additionalProperties": _object(source)}
    return _object(
        {
            **above,
            **{name: _object(keys) for name, keys in sections.items()},
            "cleaning": _object(rules),
            "columns": _object(dict.fromkeys(COLUMN_KEYS, _TEXT)),
            "sources": sources,
        }
    )


def _value(kind: type, allowed: tuple[str, ...]) -> Schema:
    return {"enum": list(allowed)} if allowed else _TYPES[kind]


def names() -> Schema:
    """Return the schema of `content/names.toml`."""
    keys: dict[str, Schema] = {key: _TEXT if key in TEXT_KEYS else _TEXTS for key in NAME_KEYS}
    keys["kind"] = {"enum": list(KINDS)}
    keys["wikidata"] = {"type": "string", "pattern": "^Q[1-9][0-9]*$"}
    keys["links"] = {"type": "array", "items": {"type": "string", "pattern": "^https?://"}}
    return _object({"entity": {"type": "array", "items": _object(keys, required=("name", "kind"))}})


def relations() -> Schema:
    """Return the schema of `content/relations.toml`."""
    seeds: Schema = {"type": "array", "items": _TEXT, "minItems": 2, "maxItems": 2}
    words = [*(relation.name for relation in RELATION_TYPES), *OTHER_VERDICTS]
    pair = _object({"seeds": seeds, "relation": {"enum": words}}, required=("seeds", "relation"))
    return _object({"pair": {"type": "array", "items": pair}})


def withdrawn() -> Schema:
    """Return the schema of `content/withdrawn.toml`."""
    keys: dict[str, Schema] = {"seed": _TEXT, "date": {}, "reason": _TEXT}
    return _object({"withdrawn": {"type": "array", "items": _object(keys, required=("seed",))}})


def redactions() -> Schema:
    """Return the schema of `content/redactions.toml`."""
    keys: dict[str, Schema] = {"text": _TEXT, "seed": _TEXT, "reason": _TEXT}
    return _object({"redaction": {"type": "array", "items": _object(keys, required=("text",))}})


def front_matter(keys: tuple[str, ...]) -> Schema:
    """Return the schema of the front matter of one kind of Markdown file."""
    return _object({key: _SPECIAL.get(key, {"type": ["string", "integer"]}) for key in keys})


def schemas() -> dict[str, str]:
    """Return all schemas as JSON, by their names."""
    by_name = {
        "sitegen": config(),
        "names": names(),
        "relations": relations(),
        "withdrawn": withdrawn(),
        "redactions": redactions(),
        "note": front_matter(NOTE_KEYS),
        "page": front_matter(PAGE_KEYS),
        "entity": front_matter(ENTITY_NOTE_KEYS),
    }
    return {
        name: json.dumps({"$schema": DRAFT, "title": name, **schema}, indent=1, ensure_ascii=False) + "\n"
        for name, schema in by_name.items()
    }
