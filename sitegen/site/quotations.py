"""Who said what: the page of quotations, and its parts where it is long."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sitegen.model.site import Link, QuotationsView, SpeakerView
from sitegen.site import urls
from sitegen.site.context import SiteContext
from sitegen.site.draft import Draft
from sitegen.site.letters import heading, letter
from sitegen.site.shown_quotations import NoSpeaker
from sitegen.text import plural, slug, sort_name


@dataclass(frozen=True, slots=True)
class _Nameless:
    """Quotations without a named speaker.

    Where they stand, behind all others, and what their list is called.
    """

    part: str
    heading: str


NAMELESS: dict[str, _Nameless] = {
    NoSpeaker.UNNAMED: _Nameless("unnamed", "Speakers without a name"),
    NoSpeaker.UNKNOWN: _Nameless("unattributed", "Speaker not identified"),
}


def quotation_pages(context: SiteContext) -> Iterator[Draft]:
    """Yield the page of quotations, and the pages of its parts where there are many.

    Nothing where there are none.
    """
    quotations = context.quotations
    if not quotations.by_speaker:
        return
    parts: dict[str, list[str]] = defaultdict(list)
    for key in sorted(quotations.by_speaker, key=lambda key: _order(context, key)):
        parts[_part(context, key)].append(key)
    shown: tuple[SpeakerView, ...] = ()
    if not quotations.has_pages_by_letter:
        shown = tuple(_speaker(context, key) for keys in parts.values() for key in keys)
    passages_url = urls.passages(1) if context.relations.shared_passages else ""
    directory = tuple((part, _directory_rows(context, keys)) for part, keys in parts.items())
    yield Draft(
        url=urls.QUOTATIONS,
        title="Quotations",
        view=QuotationsView(quotations.count, directory, shown, passages_url),
        description=f"Who said what: {plural(quotations.count, 'quotation')}",
    )
    if quotations.has_pages_by_letter:
        for part, keys in parts.items():
            yield _part_page(context, part, keys)


def _directory_rows(context: SiteContext, keys: Sequence[str]) -> tuple[tuple[Link, int], ...]:
    """Return the speakers of a part, each with the way to their quotations and how many they are."""
    by_speaker = context.quotations.by_speaker
    return tuple(
        (Link(_name(context, key).text, place_of(context, key)), len(by_speaker[key])) for key in keys
    )


def _part_page(context: SiteContext, part: str, keys: Sequence[str]) -> Draft:
    speakers = tuple(_speaker(context, key) for key in keys)
    what = speakers[0].name.text.lower() if keys[0] in NAMELESS else heading(part)
    count = sum(len(speaker.said) for speaker in speakers)
    return Draft(
        url=urls.quotations(part), title=f"Quotations: {what}", view=QuotationsView(count, (), speakers)
    )


def place_of(context: SiteContext, key: str) -> str:
    """Return where the quotations of a speaker stand."""
    page = urls.QUOTATIONS
    if context.quotations.has_pages_by_letter:
        page = urls.quotations(_part(context, key))
    return f"{page}#{_id(key)}"


def _order(context: SiteContext, key: str) -> tuple[int, str, str]:
    """Return what speakers are sorted by: from A to Z, those without a name last."""
    place = tuple(NAMELESS).index(key) + 1 if key in NAMELESS else 0
    return place, sort_name(_name(context, key).text, person=_is_person(context, key)), key


def _is_person(context: SiteContext, key: str) -> bool:
    entity = context.names.entities.get(key)
    return entity is not None and context.names.kinds[entity.kind].by_family_name


def _part(context: SiteContext, key: str) -> str:
    if key in NAMELESS:
        return NAMELESS[key].part
    return letter(_name(context, key).text, person=_is_person(context, key))


def _id(key: str) -> str:
    return NAMELESS[key].part if key in NAMELESS else f"s-{slug(key)}"


def _name(context: SiteContext, key: str) -> Link:
    if key in context.names.entities:
        return Link(context.names.entities[key].name, context.names.url(key))
    return Link(NAMELESS[key].heading if key in NAMELESS else key.strip('"'))


def _speaker(context: SiteContext, key: str) -> SpeakerView:
    return SpeakerView(_name(context, key), _id(key), context.quotations.said_by(key))
