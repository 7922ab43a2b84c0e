"""An entity's page, and the list of all entities."""

from collections import Counter, defaultdict

from sitegen.compose import urls
from sitegen.compose.charts import over_time
from sitegen.compose.quotations import place_of, said_by
from sitegen.compose.runs import runs_of
from sitegen.compose.view import ArchiveView
from sitegen.model import Entity, Mention
from sitegen.page import Bar, EntityArticle, EntityView, GroupsView, Item, Link, Matrix, MentionView, Page, Run
from sitegen.text import plural, sentences, sort_name

MOST_WITH = 16  # neighbours that a page names
ACTORS = frozenset({"person", "organisation"})
IN_MATRIX = 10  # names
MOST_SAID = 5  # quotations that a page shows
MOST_SENTENCES = 40  # sentences of one article that a page shows


def entity_page(view: ArchiveView, entity: Entity) -> Page:
    """Give the page of one entity."""
    kind = view.kinds[entity.kind]
    standing = view.standing[entity.id]
    order = sorted(standing, key=lambda seed: (view.articles[seed].field("date") or "9999", view.seeds[seed].path))
    articles = tuple(EntityArticle(view.item(seed), standing[seed], _mentions(view, entity, seed)) for seed in order)
    sources = Counter(view.source(seed) for seed in order)
    said = said_by(view, entity.id)
    content = EntityView(
        kind.name,
        entity.description,
        entity.given,
        view.aliases(entity.id),
        entity.wikidata,
        over_time((view.articles[seed].field("date") for seed in order), lambda _: ""),
        tuple(
            Bar(name or "unknown source", count, f"{urls.SOURCES}#{view.source_anchor(name)}")
            for name, count in sorted(sources.items(), key=lambda one: (-one[1], not one[0], one[0]))
        ),
        _with_whom(view, entity, order),
        articles,
        sum(standing.values()),
        said[-MOST_SAID:],
        Link(plural(len(said), "quotation"), place_of(view, entity.id)) if len(said) > MOST_SAID else None,
        view.linked(view.entity_url(entity.id)),
    )
    described = entity.description or f"{entity.name}: {plural(sum(standing.values()), 'mention')} in {plural(len(standing), 'article')}"
    return Page(
        urls.entity(kind.folder, entity.id),
        "entity",
        entity.name,
        content,
        described,
        view.robots(),
        maker=f"entity {entity.id}",
    )


def _with_whom(view: ArchiveView, entity: Entity, seeds: list[str]) -> tuple[Bar, ...]:
    counts = Counter(other for seed in seeds for other in view.named[seed] if other != entity.id)
    shown = sorted(counts.items(), key=lambda one: (-one[1], len(view.standing[one[0]]), one[0]))[:MOST_WITH]
    return tuple(Bar(view.entities[other].name, count, view.entity_url(other)) for other, count in shown)


def _mentions(view: ArchiveView, entity: Entity, seed: str) -> tuple[MentionView, ...]:
    shown = view.shown[seed]
    by_sentence: dict[tuple[int, int, int], list[Mention]] = defaultdict(list)
    cut: dict[int, list[tuple[int, int]]] = {}
    for mention in view.mentions[seed]:
        if mention.entity != entity.id:
            continue
        number = mention.passage
        if number not in cut:
            cut[number] = sentences(shown.passages[number].text)
        span = next((s for s in cut[number] if s[0] <= mention.start and mention.end <= s[1]), (mention.start, mention.end))
        by_sentence[number, *span].append(mention)
    made = []
    for (number, start, end), found in list(by_sentence.items())[:MOST_SENTENCES]:
        text = shown.passages[number].text[start:end]
        runs = runs_of(text, [(m.start - start, m.end - start, "#", "") for m in found], [])
        marked = tuple(Run(run.text, mark="x" if run.url else "") for run in runs)
        url = f"{urls.article(view.seeds[seed].key)}#{urls.passage(number)}"
        made.append(MentionView(marked, url, ", ".join(dict.fromkeys(m.why for m in found))))
    return tuple(made)


def entities_page(view: ArchiveView) -> Page:
    """Give the list of entities, A to Z by kind."""
    groups = []
    for kind in view.archive.kinds:
        found = [view.entities[identity] for identity in view.standing if view.entities[identity].kind == kind.name]
        items = tuple(
            Item(
                one.name,
                view.entity_url(one.id),
                relation=plural(len(view.standing[one.id]), "article"),
                words=len(view.standing[one.id]),
            )
            for one in sorted(found, key=lambda one: (sort_name(one.name, person=kind.name == "person"), one.id))
        )
        if items:
            groups.append((kind.label, kind.folder, items))
    intro = "Who and what the articles name. Some names stand in the archive's own list; the others were found in the texts."
    return Page(urls.ENTITIES, "entities", "Entities", GroupsView(intro, (), tuple(groups), _matrix(view)))


def _matrix(view: ArchiveView) -> Matrix | None:
    """Give who appears with whom among the people and organisations of most articles; nothing where none do."""
    actors = [one for one in view.standing if view.entities[one].kind in ACTORS and len(view.standing[one]) > 1]
    best = sorted(actors, key=lambda one: (-len(view.standing[one]), view.entities[one].name))[:IN_MATRIX]
    counts = tuple(tuple(len(view.standing[one].keys() & view.standing[other].keys()) for other in best) for one in best)
    if not any(count for at, row in enumerate(counts) for other, count in enumerate(row) if other != at):
        return None
    return Matrix(tuple(Link(view.entities[one].name, view.entity_url(one)) for one in best), counts)
