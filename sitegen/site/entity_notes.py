"""What people wrote on entities: which entity each note is about, and what its page shows of it."""

from sitegen.model import EntityNote, Problem, Severity
from sitegen.model.site import TextView
from sitegen.site.links import Links
from sitegen.site.shown_names import ShownNames
from sitegen.text import nearest, slug

NOTE_ID = "note"  # of the note on its entity's page


def match_entity_notes(names: ShownNames) -> tuple[dict[str, EntityNote], tuple[Problem, ...]]:
    """Return the note of each entity that has one, and problems of notes for no entity and of second ones."""
    by_entity: dict[str, EntityNote] = {}
    problems = []
    for note in names.edition.inputs.entity_notes:
        identity = slug(note.target)
        if identity not in names.articles_naming:
            problems.append(_without_page(names, note, identity))
        elif identity in by_entity:
            first = by_entity[identity].path
            message = f"this note is for {identity}, which {first} is for already; join the two"
            problems.append(Problem(note.path, note.line, "SG242", message, severity=Severity.ERROR))
        else:
            by_entity[identity] = note
    return by_entity, tuple(problems)


def _without_page(names: ShownNames, note: EntityNote, identity: str) -> Problem:
    """Return the problem of a note on something that has no page."""
    if identity in names.entries or identity in names.entities:
        message = (
            f'no article that is shown names "{note.target}", so it has no page that could show this note'
        )
        return Problem(note.path, note.line, "SG243", message, severity=Severity.WARNING)
    # An archive may have very many entities: only those with the same first letter are compared.
    candidates = tuple(other for other in names.articles_naming if other[0] == identity[0])
    close = nearest(identity, candidates)
    hint = "name the file after the id that stands in the address of its page"
    if close:
        hint = f'did you mean "{close}"?'
    message = f'this note is for "{note.target}", but there is no such entity; {hint}'
    return Problem(note.path, note.line, "SG241", message, severity=Severity.ERROR)


def note_on(links: Links, identity: str) -> TextView | None:
    """Return a person's words on an entity, if there are any."""
    note = links.entity_notes.get(identity)
    if not note or not note.markdown.strip():
        return None
    return TextView(
        markdown=note.markdown,
        path=note.path,
        links=links.pointers_of(note.linking),
        ways=links.files.urls_of(note.path, note.local),
    )
