"""Keys of entities while names are linked, before each entity has its id.

An entity that a list has is called by its id.  A found one is called by its kind and the normal form of its
name ("organisation:harbour bank"), which no id looks like.
"""

from typing import NamedTuple, NewType

from sitegen.model import EVENT

EntityKey = NewType("EntityKey", str)

NO_KEY = EntityKey("")

_KIND_END = ":"
_EVENT_START = f"{EVENT}{_KIND_END}"
_UNSURE = "?"


class LongForm(NamedTuple):
    """What a short form stands for in an article."""

    text: str  # the normal form of a found name, or the id of a known entity
    is_id: bool = False


def known_key(entity_id: str) -> EntityKey:
    """Return the key of an entity that a list has."""
    return EntityKey(entity_id)


def found_key(kind: str, form: str) -> EntityKey:
    """Return the key of a found entity, from its kind and the normal form of its name."""
    return EntityKey(f"{kind}{_KIND_END}{form}")


def kind_of_found(key: EntityKey) -> str:
    """Return the kind of a found entity; nothing for one that a list has."""
    kind, end, _ = key.partition(_KIND_END)
    return kind if end else ""


def is_found_event(key: EntityKey) -> bool:
    """Whether a key is that of a found event."""
    return key.startswith(_EVENT_START)


def unsure_key(family: str) -> EntityKey:
    """Return the key for one of several known people of a family name, where it is not clear for which."""
    return EntityKey(f"{_UNSURE}{family}")


def is_unsure(key: EntityKey) -> bool:
    """Whether a key stands for one of several people."""
    return key.startswith(_UNSURE)
