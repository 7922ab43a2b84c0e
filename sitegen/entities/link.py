"""Which names of which articles are one entity: the second half of identification, over the whole archive."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from sitegen import name_evidence
from sitegen.entities.article_context import NAME_CONTEXT_LENGTH, ArticleContext, article_context
from sitegen.entities.authority import Authority
from sitegen.entities.corpus_names import MAX_FULL_NAME_WORDS, corpus_names
from sitegen.entities.entity_keys import EntityKey, kind_of_found
from sitegen.entities.link_rules import first_meaning, rules_for, rules_within
from sitegen.model import (
    Article,
    Entity,
    EntityMentions,
    Mention,
    NameEntry,
    NameSpan,
    Problem,
    RecognizedNames,
    Severity,
)
from sitegen.name_evidence import Evidence
from sitegen.text import plural, slug, unique_name

MAX_LISTED_PEOPLE = 4  # where it is not clear who is meant; one more is named rather than counted


class Link(NamedTuple):
    """A name, the key of the entity that it means, the evidence, and the rule that decided."""

    span: NameSpan
    key: EntityKey
    evidence: Evidence
    rule: str


@dataclass(slots=True)
class _EntityForms:
    """How an entity is written in the archive."""

    forms: Counter[str] = field(default_factory=Counter)
    full_names: Counter[str] = field(default_factory=Counter)  # forms that are not short for others


def link_names(
    articles: tuple[Article, ...],
    recognized: tuple[RecognizedNames, ...],
    known: Authority,
    *,
    metonyms: bool,
) -> tuple[tuple[EntityMentions, ...], tuple[Entity, ...], tuple[Problem, ...]]:
    """Return the mentions of every article, the entities they name, and what could not be decided."""
    archive = corpus_names(articles, recognized, known)
    problems: list[Problem] = []
    links_of: dict[str, list[Link]] = {}  # by ids of articles
    team_names: dict[EntityKey, str] = {}
    for article, names in zip(articles, recognized, strict=True):
        context = article_context(article, names, archive)
        links = links_of[names.id] = []
        for span in names.spans:
            links += _links(span, context, metonyms=metonyms)
        for team in context.teams.values():
            team_names[archive.team_key(team)] = team
        problems += [_ambiguity(article, people, spans) for people, spans in context.ambiguous.items()]
    entities, ids = _entities(links_of.values(), team_names, known)
    mentions = tuple(_mentions(names.id, links_of[names.id], ids) for names in recognized)
    return mentions, entities, tuple(problems)


def _ambiguity(article: Article, people: tuple[str, ...], spans: Sequence[NameSpan]) -> Problem:
    """Return the problem that a name may mean several people, with its first place."""
    span = spans[0]
    passage = article.passages[span.passage]
    line = next((piece.line for piece in passage.pieces), -1)
    places = f", {plural(len(spans), 'place')}" if len(spans) > 1 else ""
    hint = "not linked; an alias in content/names.toml decides for the whole archive"
    if len(people) > MAX_LISTED_PEOPLE + 1:
        people = (*people[:MAX_LISTED_PEOPLE], f"{len(people) - MAX_LISTED_PEOPLE} others")
    excerpt = _excerpt(passage.text, span)
    message = f'"{span.text}" may be {" or ".join(people)} (“{excerpt}”{places}); {hint}'
    return Problem(article.path, line, "SG303", message, severity=Severity.INFO)


def _excerpt(text: str, span: NameSpan) -> str:
    """Return a name with the text around it on one line."""
    start, end = max(0, span.start - NAME_CONTEXT_LENGTH), span.end + NAME_CONTEXT_LENGTH
    before, after = "…" * (start > 0), "…" * (end < len(text))
    return " ".join(f"{before}{text[start:end]}{after}".split())


def _mentions(article_id: str, links: Iterable[Link], ids: Mapping[EntityKey, str]) -> EntityMentions:
    """Return the mentions of an article in the order of its text."""
    mentions = [
        Mention(
            passage=span.passage,
            start=span.start,
            end=span.end,
            entity=ids[key],
            why=why,
            rules=(*span.rules, rule),
        )
        for span, key, why, rule in links
    ]
    return EntityMentions(article_id, tuple(sorted(mentions, key=attrgetter("passage", "start"))))


# Links ------------------------------------------------------------------------------------------------------


def _links(span: NameSpan, context: ArticleContext, *, metonyms: bool) -> Iterator[Link]:
    """Yield what a name means; a run of capitalised words that is no name may hold several."""
    rule, meaning = first_meaning(rules_for(span, metonyms=metonyms), span, context)
    if rule and meaning.key:
        yield Link(span, *meaning, rule.name)
    elif not span.entity and not span.kind and len(span.words) > 1:
        yield from _links_within(span, context)


def _links_within(span: NameSpan, context: ArticleContext) -> Iterator[Link]:
    """Yield the names in a run of capitalised words: from each word on, the longest that means something."""
    offsets = _word_offsets(span)
    first = 0
    while first < len(span.words):
        for end in range(min(len(span.words), first + MAX_FULL_NAME_WORDS), first, -1):
            part = _part(span, offsets, first, end, context)
            if part is None:
                continue
            rule, meaning = first_meaning(rules_within(part), part, context)
            if rule and meaning.key:
                yield Link(part, *meaning, rule.name)
                first = end - 1
                break
        first += 1


def _word_offsets(span: NameSpan) -> list[int]:
    """Return where the words of a name begin, in code points from its start."""
    offsets = []
    end = 0
    for word in span.words:
        start = span.text.index(word, end)
        offsets.append(start)
        end = start + len(word)
    return offsets


def _part(
    span: NameSpan, offsets: Sequence[int], first: int, end: int, context: ArticleContext
) -> NameSpan | None:
    """Return words [first, end) of a name as a name; None where they are several, and of no kind anywhere."""
    words = span.words[first:end]
    if len(words) > 1 and context.archive.normalize(words) not in context.archive.kinds:
        return None
    start_offset, end_offset = offsets[first], offsets[end - 1] + len(words[-1])
    return NameSpan(
        passage=span.passage,
        start=span.start + start_offset,
        end=span.start + end_offset,
        text=span.text[start_offset:end_offset],
        words=words,
        entity="",
        kind="",
        why=span.why,
        opens=span.opens,
        likely=span.likely,
        rules=span.rules,
    )


# Entities ---------------------------------------------------------------------------------------------------


def _entities(
    links_of_articles: Iterable[Iterable[Link]], team_names: Mapping[EntityKey, str], known: Authority
) -> tuple[tuple[Entity, ...], dict[EntityKey, str]]:
    """Return the entities, those of lists with a page and found ones without, and the id of each key."""
    entries = {entry.id: entry for entry in known.entries}
    taken = {entry_id.casefold() for entry_id in entries}
    entities: list[Entity] = []
    ids: dict[EntityKey, str] = {}
    for key, forms in sorted(_forms_of_entities(links_of_articles).items()):
        if key in entries:
            entity = _known_entity(entries[key], forms)
        else:
            entity = _found_entity(kind_of_found(key), forms, team_names.get(key, ""), taken)
        ids[key] = entity.id
        entities.append(entity)
    return tuple(sorted(entities, key=attrgetter("id"))), ids


def _forms_of_entities(links_of_articles: Iterable[Iterable[Link]]) -> dict[EntityKey, _EntityForms]:
    """Return how each entity is written, by its key."""
    entities: dict[EntityKey, _EntityForms] = defaultdict(_EntityForms)
    for links in links_of_articles:
        for span, key, why, _ in links:
            entity = entities[key]
            entity.forms[span.text] += 1
            entity.full_names[span.text] += why not in name_evidence.IN_SHORT
    return entities


def _by_frequency(forms: Counter[str]) -> tuple[str, ...]:
    """Return forms, the most frequent first."""
    return tuple(sorted(forms, key=lambda text: (-forms[text], text)))


def _known_entity(entry: NameEntry, forms: _EntityForms) -> Entity:
    """Return an entity that a list has."""
    aliases = _by_frequency(forms.forms)
    given = bool(entry.path)
    return Entity(
        id=entry.id,
        kind=entry.kind,
        name=entry.name,
        given=given,
        aliases=aliases,
        wikidata=entry.wikidata,
        description=entry.description,
    )


def _found_entity(kind: str, forms: _EntityForms, team_name: str, taken: set[str]) -> Entity:
    """Return an entity that no list has, under an id that is not taken yet, and take it."""
    aliases = _by_frequency(forms.forms)
    name = team_name or _best_name(aliases, forms.full_names)
    base = slug(name.removeprefix("the ").removeprefix("The "))
    entity_id = unique_name(base, taken, f"{base}-{kind}")
    taken.add(entity_id.casefold())
    return Entity(id=entity_id, kind=kind, name=name, given=False, aliases=aliases, paged=False)


def _best_name(aliases: Sequence[str], full_names: Mapping[str, int]) -> str:
    """Return the most frequent form: one of several words if any is, rather one that is no short form."""
    several = [text for text in aliases if " " in text]
    return next((text for text in several if full_names[text]), (several or aliases)[0])
