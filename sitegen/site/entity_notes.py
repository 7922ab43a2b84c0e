"""What people wrote on entities: which entity each note is about, and what its page shows of it."""

from sitegen.model import EntityNote, Problem, Severity
from sitegen.model.site import TextView
from sitegen.site.context import SiteContext
from sitegen.site.local_links import ways
from sitegen.text import nearest, slug

NOTE_ID = "note"  # of the note on its entity's page


def match_entity_notes(view: SiteContext) -> tuple[dict[str, EntityNote], tuple[Problem, ...]]:
    """Give the note of each entity that has one; a note for no entity, or a second one, is a problem."""
    by_entity: dict[str, EntityNote] = {}
    problems = []
    for note in view.inputs.entity_notes:
        identity = slug(note.target)
        if identity not in view.standing:
            problems.append(_without_page(view, note, identity))
        elif identity in by_entity:
            message = (
                f"this note is for {identity}, which {by_entity[identity].path} is for already; join the two"
            )
            problems.append(Problem(note.path, note.line, "SG242", message, Severity.ERROR))
        else:
            by_entity[identity] = note
    return by_entity, tuple(problems)


def _without_page(view: SiteContext, note: EntityNote, identity: str) -> Problem:
    if identity in view.given or identity in view.entities:
        message = (
            f'no article that is shown names "{note.target}", so it has no page that could show this note'
        )
        return Problem(note.path, note.line, "SG243", message, Severity.WARNING)
    close = nearest(
        identity, tuple(one for one in view.standing if one[0] == identity[0])
    )  # an archive may have very many
    hint = (
        f'did you mean "{close}"?'
        if close
        else "name the file after the id that stands in the address of its page"
    )
    return Problem(
        note.path,
        note.line,
        "SG241",
        f'this note is for "{note.target}", but there is no such entity; {hint}',
        Severity.ERROR,
    )


def note_on(view: SiteContext, identity: str) -> TextView | None:
    """Give a person's words on an entity, if there are any."""
    note = view.entity_notes.get(identity)
    if not note or not note.markdown.strip():
        return None
    return TextView(
        note.markdown, note.path, view.pointers_of(note.linking), ways=ways(view, note.path, note.local)
    )
